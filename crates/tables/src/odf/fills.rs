//! Backgrounds of blank cells, which sheets paint by rectangles of any size.

/// Cells of one background.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rectangle {
    pub(super) row: u32,
    pub(super) rows: u32,
    pub(super) column: u32,
    pub(super) columns: u32,
    pub(super) color: u32,
}

/// A rectangle with more rows or columns than this is painted to the edge of the sheet, not around something.
const WIDEST: u32 = 1_024;

/// Rectangles kept; painted cells beyond say nothing more.
const MOST_RECTANGLES: usize = 50_000;

/// Blank cells given a background.
const MOST_CELLS: usize = 200_000;

/// The backgrounds of a sheet.
#[derive(Default)]
pub(super) struct Fills {
    rectangles: Vec<Rectangle>,
}

impl Fills {
    pub(super) fn add(&mut self, rectangle: Rectangle) {
        if self.rectangles.len() < MOST_RECTANGLES {
            self.rectangles.push(rectangle);
        }
    }

    /// Row, column and colour of each painted cell in a sheet that is used so far. Rectangles to the edge of the
    /// sheet are cut at what is used.
    pub(super) fn expand(&self, rows: u32, columns: u32) -> Vec<(u32, u32, u32)> {
        let bounded = |rectangle: &&Rectangle| rectangle.rows <= WIDEST && rectangle.columns <= WIDEST;
        let reach = self.rectangles.iter().filter(bounded).fold((rows, columns), |(rows, columns), rectangle| {
            (rows.max(rectangle.row + rectangle.rows), columns.max(rectangle.column + rectangle.columns))
        });
        let mut cells = Vec::new();
        for rectangle in &self.rectangles {
            let last_row = (rectangle.row + rectangle.rows).min(reach.0);
            let last_column = (rectangle.column + rectangle.columns).min(reach.1);
            for row in rectangle.row..last_row {
                if cells.len() >= MOST_CELLS {
                    return cells;
                }
                cells.extend((rectangle.column..last_column).map(|column| (row, column, rectangle.color)));
            }
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_painted_sheet_ends_where_its_content_ends() {
        let mut fills = Fills::default();
        fills.add(Rectangle { row: 1, rows: 1_000_000, column: 0, columns: 16_384, color: 1 });
        assert_eq!(fills.expand(2, 2), [(1, 0, 1), (1, 1, 1)]);
        fills.add(Rectangle { row: 0, rows: 1, column: 2, columns: 1, color: 2 });
        assert_eq!(fills.expand(1, 1), [(0, 2, 2)]);
    }
}

//! Merged ranges: one cell with spans in place of many.

use std::collections::BTreeMap;

use crate::document::Cell;

/// A rectangle of cells: first and last row and column from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Range {
    pub(crate) first: (u32, u32),
    pub(crate) last: (u32, u32),
}

/// What merging gave.
pub(super) struct Merged {
    pub(super) cells: Vec<Cell>,
    /// Ranges left alone because they overlap others, which no spreadsheet writes.
    pub(super) overlapping: usize,
}

/// Gives the first cell of each range its spans, or makes one by `blank`, and drops the blank cells it covers.
/// Covered cells that hold something stay as they are. `cells` are sorted by row, then column.
pub(super) fn merge(cells: Vec<Cell>, mut ranges: Vec<Range>, blank: impl Fn(u32, u32) -> Cell) -> Merged {
    ranges.retain(|range| range.first != range.last);
    ranges.sort_unstable();
    ranges.dedup();
    if ranges.is_empty() {
        return Merged { cells, overlapping: 0 };
    }
    let mut merged = Merged { cells: Vec::with_capacity(cells.len()), overlapping: 0 };
    let mut open = OpenRanges::default();
    let mut cells = cells.into_iter().peekable();
    for range in ranges {
        while let Some(cell) = cells.next_if(|cell| (cell.row, cell.column) < range.first) {
            merged.cells.extend(open.uncovered(cell));
        }
        if !open.admit(range) {
            merged.overlapping += 1;
            continue;
        }
        let (row, column) = range.first;
        let first = cells.next_if(|cell| (cell.row, cell.column) == range.first);
        let mut first = first.unwrap_or_else(|| blank(row, column));
        first.row_span = range.last.0 - row + 1;
        first.column_span = range.last.1 - column + 1;
        merged.cells.push(first);
    }
    merged.cells.extend(cells.filter_map(|cell| open.uncovered(cell)));
    merged
}

/// The ranges that reach down to the current row, by first column. They never share a column.
#[derive(Default)]
struct OpenRanges {
    by_column: BTreeMap<u32, Range>,
}

impl OpenRanges {
    /// Opens a range unless it overlaps an open one.
    fn admit(&mut self, range: Range) -> bool {
        let overlaps = self.last_up_to(range.last.1, range.first.0).is_some_and(|open| open.last.1 >= range.first.1);
        if !overlaps {
            self.by_column.insert(range.first.1, range);
        }
        !overlaps
    }

    /// The cell, unless a range covers it and it is blank.
    fn uncovered(&mut self, cell: Cell) -> Option<Cell> {
        let range = self.last_up_to(cell.column, cell.row);
        let covered = range.is_some_and(|range| range.last.1 >= cell.column);
        let is_annotated = !cell.comments.is_empty() || cell.text.links().next().is_some();
        let holds_something = !cell.is_blank() || cell.formula.is_some() || is_annotated;
        (!covered || holds_something).then_some(cell)
    }

    /// The last range that begins at or before a column, those above the row forgotten.
    fn last_up_to(&mut self, column: u32, row: u32) -> Option<Range> {
        while let Some((&first, &range)) = self.by_column.range(..=column).next_back() {
            if range.last.0 >= row {
                return Some(range);
            }
            self.by_column.remove(&first);
        }
        None
    }
}

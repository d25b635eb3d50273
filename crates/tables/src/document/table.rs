//! A table with its cells.

use std::sync::Arc;

use super::Cell;
use crate::place::Place;

/// A table of a text document, a sheet of a workbook, or the grid of a delimited file.
///
/// Cells are sparse and sorted by row, then column. A merged range is one cell with spans,
/// at its top left corner; the covered positions hold no cell. Tables of text documents keep their
/// blank cells too, since only cells tell where a row begins and how wide it is.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Table {
    /// The sheet's name; none for tables of text documents.
    pub name: Option<Arc<str>>,
    /// The table's number in the file, from 1, in reading order (sheets count too).
    pub number: u32,
    /// Cells that hold text, a value or a mark, by row then column.
    pub cells: Vec<Cell>,
    /// How many rows the table has (the last used row of a sheet).
    pub row_count: u32,
    /// How many columns the table has (the widest row).
    pub column_count: u32,
    /// Rows that are hidden, sorted.
    pub hidden_rows: Vec<u32>,
    /// Columns that are hidden, sorted.
    pub hidden_columns: Vec<u32>,
    /// Rows of a sheet that are grouped (Excel's outline), sorted, with the depth of their group from 1.
    pub grouped_rows: Vec<(u32, u8)>,
    /// The sheet itself is hidden.
    pub hidden: bool,
    /// Rows marked as repeated header rows (Word `tblHeader`, Excel print titles).
    pub header_rows: Vec<u32>,
    /// Columns repeated on each printed page.
    pub header_columns: Vec<u32>,
    /// For a nested table: number of the outer table, row and column of its cell (both from 0).
    pub nested_in: Option<(u32, u32, u32)>,
    /// How the places of its cells are told.
    pub(crate) ground: Ground,
}

/// What a table is part of.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Ground {
    /// A text with pages.
    #[default]
    Pages,
    /// A workbook.
    Sheets,
    /// A text file: the line of each row, as far as it is not the number of the row.
    Lines(Vec<u32>),
}

impl Ground {
    /// Notes the line of a row of a text file, from 1. Rows come in order.
    pub(crate) fn add_line(&mut self, row: u32, line: u32) {
        let Self::Lines(lines) = self else { return };
        if line != row.saturating_add(1) || !lines.is_empty() {
            let before = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            lines.extend((before..row).map(|row| row.saturating_add(1)));
            lines.push(line);
        }
    }
}

impl Table {
    /// An empty table: a sheet if it has a name, else a table of a text document.
    #[must_use]
    pub fn new(number: u32, name: Option<Arc<str>>) -> Self {
        Self {
            ground: if name.is_some() { Ground::Sheets } else { Ground::Pages },
            name,
            number,
            cells: Vec::new(),
            row_count: 0,
            column_count: 0,
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            grouped_rows: Vec::new(),
            hidden: false,
            header_rows: Vec::new(),
            header_columns: Vec::new(),
            nested_in: None,
        }
    }

    /// The depth of the group of a row; 0 for none.
    #[must_use]
    pub fn group_depth(&self, row: u32) -> u8 {
        let found = self.grouped_rows.binary_search_by_key(&row, |(row, _)| *row);
        found.ok().and_then(|at| self.grouped_rows.get(at)).map_or(0, |(_, depth)| *depth)
    }

    /// The row is hidden because its group is folded: one click shows it again.
    #[must_use]
    pub fn is_folded(&self, row: u32) -> bool {
        self.group_depth(row) > 0 && self.hidden_rows.binary_search(&row).is_ok()
    }

    /// Where a cell of it stands.
    ///
    /// ```
    /// use passerelle_tables::{Cell, Table};
    /// let sheet = Table::new(1, Some("Feuil1".into()));
    /// assert_eq!(sheet.place(&Cell::new(11, 2, "73.500 €")).to_string(), "Feuil1!C12");
    /// ```
    #[must_use]
    pub fn place(&self, cell: &Cell) -> Place {
        let (row, column) = (cell.row.saturating_add(1), cell.column.saturating_add(1));
        match (&self.ground, cell.line) {
            (_, Some(line)) => Place::Line { line, field: None },
            (Ground::Lines(lines), None) => {
                let line = lines.get(cell.row as usize).copied().unwrap_or(row);
                Place::Line { line, field: Some(column) }
            }
            (Ground::Sheets, None) => Place::SheetCell { sheet: self.name.clone().unwrap_or_default(), row, column },
            (Ground::Pages, None) => Place::TableCell { table: self.number, row, column, page: cell.page },
        }
    }

    /// The cell whose top left corner is at `row`, `column` (both from 0).
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.binary_search_by_key(&(row, column), |c| (c.row, c.column)).ok().map(|i| &self.cells[i])
    }

    /// The cells of one row, left to right, as a slice.
    #[must_use]
    pub fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|c| c.row < row);
        let end = self.cells.partition_point(|c| c.row <= row);
        &self.cells[start..end]
    }
}

//! Where something stands in the source.

use std::fmt;
use std::sync::Arc;

/// Where a cell or paragraph stands in its file. All numbers count from 1, as people do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Place {
    /// A cell of a named sheet.
    SheetCell {
        /// The sheet's name, shared by all its cells.
        sheet: Arc<str>,
        /// Row from 1.
        row: u32,
        /// Column from 1.
        column: u32,
    },
    /// A cell of a table in a text document.
    TableCell {
        /// The table's number in the file, from 1.
        table: u32,
        /// Row from 1.
        row: u32,
        /// Column from 1 (grid column, merged cells counted by their width).
        column: u32,
    },
    /// A paragraph outside tables.
    Paragraph {
        /// Its number among the paragraphs outside tables, from 1.
        number: u32,
    },
    /// A line of a text file, or a field of it.
    Line {
        /// Line from 1.
        line: u32,
        /// Field from 1, where the line is divided.
        field: Option<u32>,
    },
}

/// Neutral notation: `Feuil1!C12`, `table 2, 5:3`, `paragraph 4`, `line 7:2`. Callers put it in their language.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SheetCell { sheet, row, column } => write!(f, "{sheet}!{}{row}", column_letters(*column)),
            Self::TableCell { table, row, column } => write!(f, "table {table}, {row}:{column}"),
            Self::Paragraph { number } => write!(f, "paragraph {number}"),
            Self::Line { line, field: None } => write!(f, "line {line}"),
            Self::Line { line, field: Some(field) } => write!(f, "line {line}:{field}"),
        }
    }
}

/// Spreadsheet letters of a column number from 1: 1 is `A`, 27 is `AA`. Zero gives an empty text.
///
/// ```
/// assert_eq!(passerelle_tables::column_letters(28), "AB");
/// ```
#[must_use]
pub fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        let rest = (column - 1) % 26;
        letters.push(b'A' + rest as u8);
        column = (column - 1) / 26;
    }
    letters.iter().rev().map(|&b| char::from(b)).collect()
}

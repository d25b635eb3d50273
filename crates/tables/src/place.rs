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
        /// The page its text begins on, counted by the page breaks that the file records.
        page: Option<u32>,
    },
    /// A paragraph outside tables.
    Paragraph {
        /// Its number among the paragraphs outside tables, from 1.
        number: u32,
        /// The page it begins on, counted by the page breaks that the file records.
        page: Option<u32>,
    },
    /// A line of a text file, or a field of it.
    Line {
        /// Line from 1.
        line: u32,
        /// Field from 1, where the line is divided.
        field: Option<u32>,
    },
}

impl Place {
    /// A paragraph outside tables by its number, on a page that nothing is known of.
    #[must_use]
    pub fn paragraph(number: u32) -> Self {
        Self::Paragraph { number, page: None }
    }

    /// The page, where the file tells it.
    #[must_use]
    pub fn page(&self) -> Option<u32> {
        match self {
            Self::TableCell { page, .. } | Self::Paragraph { page, .. } => *page,
            Self::SheetCell { .. } | Self::Line { .. } => None,
        }
    }

    /// The same place, on a page. Places in sheets and text files have none.
    #[must_use]
    pub fn on_page(mut self, number: Option<u32>) -> Self {
        self.set_page(number);
        self
    }

    pub(crate) fn set_page(&mut self, number: Option<u32>) {
        if let Self::TableCell { page, .. } | Self::Paragraph { page, .. } = self {
            *page = number;
        }
    }

    /// Gives a paragraph its number.
    pub(crate) fn set_paragraph(&mut self, count: u32) {
        *self = Self::paragraph(count).on_page(self.page());
    }
}

/// Neutral notation: `Feuil1!C12`, `table 2, 5:3 (page 4)`, `paragraph 4`, `line 7:2`. Callers put it in their language.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SheetCell { sheet, row, column } => write!(f, "{sheet}!{}{row}", column_letters(*column)),
            Self::TableCell { table, row, column, .. } => write!(f, "table {table}, {row}:{column}"),
            Self::Paragraph { number, .. } => write!(f, "paragraph {number}"),
            Self::Line { line, field: None } => write!(f, "line {line}"),
            Self::Line { line, field: Some(field) } => write!(f, "line {line}:{field}"),
        }?;
        self.page().map_or(Ok(()), |page| write!(f, " (page {page})"))
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

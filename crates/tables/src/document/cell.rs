//! A cell, and what stands at it: controls and comments.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::{Paragraph, ParagraphDetails};
use crate::place::Place;
use crate::text::RichText;
use crate::value::Value;

/// One cell, or one merged range. What few cells have stands in its [`CellDetails`] and is read and set as if it stood
/// here: `cell.row_span`. Where it stands is told by its table: [`Table::place`](crate::Table::place).
///
/// A file may hold a million cells of one letter, so a cell without details takes 80 bytes, with a text of up to 15
/// bytes in it.
///
/// ```
/// use passerelle_tables::Cell;
/// let mut cell = Cell::new(0, 0, "Objectif stratégique");
/// assert_eq!(cell.column_span, 1);
/// cell.column_span = 7;
/// assert_eq!(cell.column_span, 7);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Cell {
    /// Row of the top left corner, from 0.
    pub row: u32,
    /// Column of the top left corner, from 0.
    pub column: u32,
    /// What a person sees, with marks. Paragraphs and line breaks are `\n`.
    pub text: RichText,
    /// The stored value where the format has types.
    pub value: Value,
    details: Option<Box<CellDetails>>,
    /// The background, or a bit that no colour has.
    fill: u32,
    /// Indent level (0 for none).
    pub indent: u8,
    /// In a hidden row, column or sheet.
    pub hidden: bool,
}

/// No background.
const NO_FILL: u32 = 1 << 31;

/// What few cells have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CellDetails {
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// The page its text begins on, counted by the page breaks that the file records; in a workbook within its sheet.
    pub page: Option<u32>,
    /// Its line, in a text file where cells stand below each other.
    pub(crate) line: Option<u32>,
    /// The style name of the first paragraph (text documents).
    pub style: Option<Arc<str>>,
    /// The automatic number or bullet of the first paragraph, which is not part of the text (text documents).
    pub list_label: Option<Box<str>>,
    /// Formula text without the equals sign; empty where the file only refers to the formula of another cell, and
    /// where a binary workbook holds one of a kind that is not read.
    pub formula: Option<Box<str>>,
    /// Content controls of the cell (Word).
    pub controls: Vec<ContentControl>,
    /// Names of the bookmarks that begin in the cell.
    pub bookmarks: Vec<String>,
    /// What people noted beside it, answers after what they answer.
    pub comments: Vec<Comment>,
}

/// The details of most cells.
static PLAIN_CELL: CellDetails = CellDetails {
    row_span: 1,
    column_span: 1,
    page: None,
    line: None,
    style: None,
    list_label: None,
    formula: None,
    controls: Vec::new(),
    bookmarks: Vec::new(),
    comments: Vec::new(),
};

impl Default for CellDetails {
    fn default() -> Self {
        PLAIN_CELL.clone()
    }
}

impl Cell {
    /// A cell of one row and one column.
    #[must_use]
    pub fn new(row: u32, column: u32, text: impl Into<RichText>) -> Self {
        Self {
            row,
            column,
            text: text.into(),
            value: Value::Empty,
            details: None,
            fill: NO_FILL,
            indent: 0,
            hidden: false,
        }
    }

    /// The same with these details.
    #[must_use]
    pub(crate) fn with(mut self, details: CellDetails) -> Self {
        self.details = (details != PLAIN_CELL).then(|| Box::new(details));
        self
    }

    /// Its text as a paragraph, of a table that only lays out a page.
    pub(crate) fn into_paragraph(self) -> Paragraph {
        let indent = self.indent;
        let (text, details) = self.into_parts();
        let CellDetails { style, list_label, controls, bookmarks, comments, .. } = details;
        let details = ParagraphDetails { style, list_label, indent, controls, bookmarks, comments };
        Paragraph::new(text, Place::paragraph(0)).with(details)
    }

    /// Its text and its details, for what they become part of.
    pub(crate) fn into_parts(self) -> (RichText, CellDetails) {
        (self.text, self.details.map(|details| *details).unwrap_or_default())
    }

    /// Background colour as 0xRRGGBB.
    #[must_use]
    pub fn fill(&self) -> Option<u32> {
        (self.fill != NO_FILL).then_some(self.fill)
    }

    /// Gives it a background colour as 0xRRGGBB; bits above these 24 are not kept.
    pub fn set_fill(&mut self, color: Option<u32>) {
        self.fill = color.map_or(NO_FILL, |color| color & 0x00FF_FFFF);
    }

    /// Sets its spans; those of a single cell take no room.
    pub(crate) fn set_spans(&mut self, rows: u32, columns: u32) {
        if (self.row_span, self.column_span) != (rows, columns) {
            (self.row_span, self.column_span) = (rows, columns);
        }
    }

    /// Sets its page; none takes no room.
    pub(crate) fn set_page(&mut self, page: Option<u32>) {
        if self.page != page {
            self.page = page;
        }
    }

    /// Nothing visible: no text besides white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_blank()
    }
}

impl Deref for Cell {
    type Target = CellDetails;

    fn deref(&self) -> &CellDetails {
        self.details.as_deref().unwrap_or(&PLAIN_CELL)
    }
}

impl DerefMut for Cell {
    fn deref_mut(&mut self) -> &mut CellDetails {
        self.details.get_or_insert_default()
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        let Self { row, column, text, value, details: _, fill, indent, hidden } = self;
        (row, column, text, value) == (&other.row, &other.column, &other.text, &other.value)
            && (fill, indent, hidden) == (&other.fill, &other.indent, &other.hidden)
            && **self == **other
    }
}

/// A content control found in a text document (Word `w:sdt`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ContentControl {
    /// The control's tag: a stable name for programs.
    pub tag: Option<String>,
    /// The control's title, for people.
    pub alias: Option<String>,
    /// The text it holds now. A placeholder's text stands here and not in the cell or paragraph.
    pub text: String,
    /// It shows its placeholder text: nobody filled it in.
    pub placeholder: bool,
    /// The stored value of the choice it shows (drop-down lists), which may be another than the text.
    pub choice: Option<String>,
    /// The day it shows, in ISO 8601 (dates).
    pub date: Option<String>,
    /// Ticked or not (check boxes).
    pub checked: Option<bool>,
}

/// A comment or note that stands beside a cell or paragraph and is no part of its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Comment {
    /// What it says; paragraphs are divided by `\n`.
    pub text: String,
    /// Who wrote it, as the file names them.
    pub author: Option<String>,
    /// When, in ISO 8601 as far as the file tells: `2025-01-31T08:15:00`.
    pub date: Option<String>,
}

impl Comment {
    /// A comment by nobody.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with its author; one without name is none.
    #[must_use]
    pub fn by(mut self, author: Option<String>) -> Self {
        self.author = author.filter(|author| !author.trim().is_empty());
        self
    }

    /// The same with its date; one that says nothing is none.
    #[must_use]
    pub fn on(mut self, date: Option<String>) -> Self {
        self.date = date.filter(|date| !date.trim().is_empty());
        self
    }
}

//! A small writer of Word documents: paragraphs with real styles, tables with repeated headers, content controls,
//! page header and footer. It writes the parts of Open XML that our documents need, in the order that the schema
//! asks for, and always the same bytes for the same document.

mod body;
mod chart;
mod package;
mod page;
mod styles;
#[cfg(test)]
mod tests;
mod width;
mod xml;

use jiff::civil::Date;

pub(crate) use chart::{Chart, Series};
pub(crate) use styles::{Look, Style};
pub(crate) use width::{estimated_lines, widths};
pub(crate) use xml::permitted;

use crate::Error;

/// Usable width of A4 landscape between our margins, in twentieths of a point.
pub(crate) const TEXT_WIDTH: u32 = 15_136;

/// A document to write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Docx {
    /// Title of the properties and of the page header.
    pub title: String,
    /// Author of the properties.
    pub author: Option<String>,
    /// Date of the properties.
    pub date: Option<Date>,
    /// The word between page number and page count is a slash; this one stands before them: `page`.
    pub page_word: String,
    /// What the headings of level 1, 2… look like.
    pub looks: Vec<Look>,
    /// Only the content controls can be changed.
    pub protected: bool,
    /// Size of the text in tables, in half points.
    pub cell_size: u8,
    /// Paragraphs and tables.
    pub body: Vec<Block>,
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Its style.
    pub style: Style,
    /// Text and controls.
    pub inlines: Vec<Inline>,
    /// The name of the bookmark around it.
    pub bookmark: Option<String>,
    /// Stays on the page of what follows, whatever its style says.
    pub keep_next: bool,
    /// Numbers under each other: it stands to the right.
    pub right: bool,
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inline {
    /// Text; line ends and tabs are kept.
    Text(String),
    /// The label in front of a text, set off from it.
    Label(String),
    /// A content control.
    Control(Control),
}

/// A content control: a place to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Control {
    /// Stable path, such as `os1.action2.intitule`.
    pub tag: String,
    /// Its name for people.
    pub alias: String,
    /// What may be filled in.
    pub kind: ControlKind,
    /// The content; none shows the placeholder.
    pub content: Option<String>,
    /// What stands there as long as nothing is filled in.
    pub placeholder: String,
}

/// What a content control takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ControlKind {
    /// Text of one or more lines.
    Text,
    /// One of a list.
    DropDown(Vec<String>),
    /// A day, chosen from a calendar; the day of the content, if known.
    Date(Option<Date>),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// Short alternative text.
    pub caption: String,
    /// Long alternative text.
    pub description: String,
    /// Widths of the columns in twentieths of a point.
    pub widths: Vec<u32>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Header row, repeated on every page.
    pub header: bool,
    /// May break across pages: only for a row that fills a page.
    pub breaks: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// How many columns it covers.
    pub span: usize,
    /// Joined with the cell below or above.
    pub merge: Option<Merge>,
    /// Background.
    pub fill: Option<Fill>,
    /// Its paragraphs; none is one empty paragraph.
    pub paragraphs: Vec<Paragraph>,
}

/// Vertical merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    /// First cell.
    Start,
    /// A further one.
    Continue,
}

/// Backgrounds: pale, so that black text keeps a contrast above 12:1 and paper stays readable in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Header rows.
    Header,
    /// Objectif stratégique.
    Strategic,
    /// Objectif opérationnel.
    Operational,
}

impl Fill {
    fn colour(self) -> &'static str {
        match self {
            Self::Header => "DCE4EC",
            Self::Strategic => "DCE4EC",
            Self::Operational => "EEF2F6",
        }
    }
}

impl Paragraph {
    pub(crate) fn new(style: Style, text: impl Into<String>) -> Self {
        Self::of(style, vec![Inline::Text(text.into())])
    }

    pub(crate) fn of(style: Style, inlines: Vec<Inline>) -> Self {
        Self { style, inlines, bookmark: None, keep_next: false, right: false }
    }
}

impl Cell {
    pub(crate) fn new(paragraph: Paragraph) -> Self {
        Self { span: 1, merge: None, fill: None, paragraphs: vec![paragraph] }
    }

    pub(crate) fn span(mut self, columns: usize) -> Self {
        self.span = columns.max(1);
        self
    }

    pub(crate) fn fill(mut self, fill: Option<Fill>) -> Self {
        self.fill = fill;
        self
    }

    pub(crate) fn merge(mut self, merge: Option<Merge>) -> Self {
        self.merge = merge;
        self
    }
}

impl Row {
    pub(crate) fn new(cells: Vec<Cell>) -> Self {
        Self { header: false, breaks: false, cells }
    }

    pub(crate) fn header(cells: Vec<Cell>) -> Self {
        Self { header: true, breaks: false, cells }
    }

    /// The cells at these places hold numbers, or stand above them.
    pub(crate) fn numbers(mut self, places: std::ops::Range<usize>) -> Self {
        let cells = self.cells.iter_mut().take(places.end).skip(places.start);
        cells.flat_map(|cell| &mut cell.paragraphs).for_each(|paragraph| paragraph.right = true);
        self
    }
}

impl Docx {
    /// The bytes of the .docx file.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        package::bytes(self)
    }
}

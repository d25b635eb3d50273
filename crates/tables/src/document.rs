//! What a file holds, in one shape for every format: paragraphs and tables in reading order.

mod cell;
mod format;
mod notice;
mod table;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::place::Place;
use crate::text::RichText;

pub use cell::{Cell, CellDetails, Comment, ContentControl};
pub use format::Format;
pub use notice::{DefinedName, Notice, NoticeKind, Properties};
pub(crate) use table::Ground;
pub use table::Table;

/// A whole file: its blocks in reading order and what the reader noticed on the way.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// The format found in the content.
    pub format: Format,
    /// Paragraphs and tables in reading order. A workbook gives one table per non-empty sheet.
    pub blocks: Vec<Block>,
    /// Title, author and the like, as the file states them.
    pub properties: Properties,
    /// Names of ranges and formulas (workbooks).
    pub names: Vec<DefinedName>,
    /// Comments that the file keeps without telling what they belong to.
    pub comments: Vec<Comment>,
    /// What the reader noticed: tracked changes taken as accepted, a wrong file name, cells past a limit.
    pub notices: Vec<Notice>,
}

impl Document {
    /// An empty document of a format.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self {
            format,
            blocks: Vec::new(),
            properties: Properties::default(),
            names: Vec::new(),
            comments: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// The tables at top level, in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(&**table),
            Block::Paragraph(_) => None,
        })
    }

    /// The paragraphs at top level, in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        })
    }
}

/// Forgets the pages of blocks: without any page break the file tells nothing of them.
pub(crate) fn forget_pages(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => paragraph.place.set_page(None),
            Block::Table(table) => table.cells.iter_mut().for_each(|cell| cell.set_page(None)),
        }
    }
}

/// One thing in the flow of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Text outside tables.
    Paragraph(Paragraph),
    /// A table, or a sheet.
    Table(Box<Table>),
}

impl From<Table> for Block {
    /// A table that is complete: it keeps no room for more cells.
    fn from(mut table: Table) -> Self {
        table.cells.shrink_to_fit();
        Self::Table(Box::new(table))
    }
}

/// Where a paragraph stands in the page. Headers, footers and notes come after the body; their tables, which
/// only lay out a letterhead, come as paragraphs too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Role {
    /// In the flow of the text.
    #[default]
    Body,
    /// In a page header.
    Header,
    /// In a page footer.
    Footer,
    /// In a footnote or endnote.
    Note,
    /// In a text box or shape.
    TextBox,
}

/// Text outside tables. What few paragraphs have stands in its [`ParagraphDetails`] and is read as if it stood here:
/// `paragraph.style`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Paragraph {
    /// The text with its marks; line breaks are `\n`.
    pub text: RichText,
    /// Where it stands, with the page it begins on.
    pub place: Place,
    /// Body, header, footer, note or text box.
    pub role: Role,
    /// Heading level from 1, from the style's outline level.
    pub heading: Option<u8>,
    /// A blank line precedes (text files, where paragraphs have no other bounds).
    pub blank_before: bool,
    details: Option<Box<ParagraphDetails>>,
}

/// What few paragraphs have.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ParagraphDetails {
    /// The paragraph style's name, as stored.
    pub style: Option<Arc<str>>,
    /// The automatic number or bullet printed before the text, which is not part of the text.
    pub list_label: Option<Box<str>>,
    /// How far it is set in, in steps as those of [`Cell::indent`]; in HTML each list around it is one more, in text files
    /// two columns are one.
    pub indent: u8,
    /// Content controls of the paragraph (Word).
    pub controls: Vec<ContentControl>,
    /// Names of the bookmarks that begin in the paragraph.
    pub bookmarks: Vec<String>,
    /// What people noted beside it.
    pub comments: Vec<Comment>,
}

/// The details of most paragraphs.
static PLAIN_PARAGRAPH: ParagraphDetails = ParagraphDetails {
    style: None,
    list_label: None,
    indent: 0,
    controls: Vec::new(),
    bookmarks: Vec::new(),
    comments: Vec::new(),
};

impl Paragraph {
    /// A paragraph of the body, without style.
    #[must_use]
    pub fn new(text: impl Into<RichText>, place: Place) -> Self {
        Self { text: text.into(), place, role: Role::Body, heading: None, blank_before: false, details: None }
    }

    /// The same with these details.
    #[must_use]
    pub(crate) fn with(mut self, details: ParagraphDetails) -> Self {
        self.details = (details != PLAIN_PARAGRAPH).then(|| Box::new(details));
        self
    }
}

impl Deref for Paragraph {
    type Target = ParagraphDetails;

    fn deref(&self) -> &ParagraphDetails {
        self.details.as_deref().unwrap_or(&PLAIN_PARAGRAPH)
    }
}

impl DerefMut for Paragraph {
    fn deref_mut(&mut self) -> &mut ParagraphDetails {
        self.details.get_or_insert_default()
    }
}

impl PartialEq for Paragraph {
    fn eq(&self, other: &Self) -> bool {
        let Self { text, place, role, heading, blank_before, details: _ } = self;
        (text, place, role, heading, blank_before)
            == (&other.text, &other.place, &other.role, &other.heading, &other.blank_before)
            && **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_are_a_million_of_is_small() {
        assert!(size_of::<Cell>() <= 80, "{}", size_of::<Cell>());
        assert!(size_of::<Block>() <= 80, "{}", size_of::<Block>());
        assert!(size_of::<CellDetails>() <= 144, "{}", size_of::<CellDetails>());
    }

    #[test]
    fn details_that_say_nothing_make_no_difference() {
        let (plain, mut touched) = (Cell::new(0, 0, "a"), Cell::new(0, 0, "a"));
        touched.row_span = 2;
        assert_ne!(plain, touched);
        touched.row_span = 1;
        assert_eq!(plain, touched);
    }
}

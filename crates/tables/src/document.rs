//! What a file holds, in one shape for every format: paragraphs and tables in reading order.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::place::Place;
use crate::text::RichText;
use crate::value::Value;

/// The format that a file's content says it is, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// Office Open XML workbook (.xlsx, .xlsm, .xltx).
    Xlsx,
    /// Workbook in binary records, Excel 2 to 2003 (.xls, .xlt).
    Xls,
    /// Office Open XML workbook with binary parts (.xlsb).
    Xlsb,
    /// Office Open XML text document (.docx, .docm, .dotx).
    Docx,
    /// Binary text document of Word 97 to 2003 (.doc, .dot).
    Doc,
    /// OpenDocument spreadsheet (.ods, .ots, .fods).
    Ods,
    /// OpenDocument text (.odt, .ott, .fodt).
    Odt,
    /// Rich Text Format (.rtf).
    Rtf,
    /// Text with separated values, the separator found in the content (.csv, .tsv).
    Delimited,
    /// A web page, or a document or workbook saved as one (.html, .htm, often .xls or .doc).
    Html,
    /// A web page with all that belongs to it in one file (.mht, .mhtml).
    Mht,
    /// Plain text pasted from a document: prose, tabulated lines, inline marks (.txt).
    Text,
}

impl Format {
    /// The short name used in reports: `xlsx`, `xls`, `xlsb`, `docx`, `doc`, `ods`, `odt`, `rtf`, `html`, `mht`, `csv`,
    /// `txt`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Ods => "ods",
            Self::Odt => "odt",
            Self::Html => "html",
            Self::Mht => "mht",
            Self::Rtf => "rtf",
            Self::Delimited => "csv",
            Self::Text => "txt",
        }
    }
}

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

/// One cell, or one merged range. What few cells have stands in its [`CellDetails`] and is read and set as if it stood
/// here: `cell.row_span`. Where it stands is told by its table: [`Table::place`].
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

/// Title, author and the like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Properties {
    /// `dc:title`.
    pub title: Option<String>,
    /// `dc:creator`.
    pub author: Option<String>,
    /// `dc:subject`.
    pub subject: Option<String>,
    /// Company or institution.
    pub company: Option<String>,
    /// Language tag, such as `fr-BE`.
    pub language: Option<String>,
    /// Who saved it last.
    pub last_author: Option<String>,
    /// Words to find it by.
    pub keywords: Option<String>,
    /// What its author says of it.
    pub description: Option<String>,
    /// When it was made, in ISO 8601.
    pub created: Option<String>,
    /// When it was saved last, in ISO 8601.
    pub modified: Option<String>,
}

/// A name that a workbook gives to a range or a formula.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DefinedName {
    /// The name; those that programs give themselves begin with `_xlnm.`, such as `_xlnm.Print_Area`.
    pub name: String,
    /// What it stands for, as a formula without the equals sign; none where the file holds it in a form that is not
    /// read.
    pub refers_to: Option<String>,
    /// The sheet that alone knows it.
    pub sheet: Option<String>,
    /// It is not shown to people.
    pub hidden: bool,
}

/// Something the reader had to decide or leave, in a stable code with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notice {
    /// What happened.
    pub kind: NoticeKind,
    /// Where, if it has one place.
    pub place: Option<Place>,
    /// A detail: the extension, the count, the text.
    pub detail: Cow<'static, str>,
}

impl Notice {
    /// A notice without place.
    #[must_use]
    pub fn new(kind: NoticeKind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, place: None, detail: detail.into() }
    }

    /// The same notice at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

/// The kinds of notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoticeKind {
    /// The content is of another format than the name says; detail: the extension.
    WrongExtension,
    /// Tracked changes were read as if accepted; detail: how many.
    TrackedChangesAccepted,
    /// Tracked changes were read as if rejected; detail: how many.
    TrackedChangesRejected,
    /// Tracked changes were kept with their marks; detail: how many.
    TrackedChangesMarked,
    /// The text was not UTF-8; detail: the encoding used.
    Encoding,
    /// Content of this sort is not read (chart sheet, picture); detail: which.
    NotRead,
    /// A damaged part was passed over; detail: which.
    Damaged,
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

//! The tables and paragraphs of a file as one stream of lines, each text with a number of its own.

use std::borrow::Cow;
use std::num::NonZeroU16;
use std::ops::Range;
use std::sync::Arc;

use ecow::EcoString;
use passerelle_core::{
    Bilingual, Bookmark, ClassificationKind, Code, Diagnostic, Level, Place, Reason, Spot, ValueBookmark,
};
use passerelle_tables::{Block, Cell, Comment, Document as Tables, Paragraph, RichText, Role, Table};

use crate::content::Content;
use crate::ditto;
use crate::filter_rows;
use crate::hidden::Shown;
use crate::ledger::{excerpt, never_content};
use crate::lettered;
use crate::misread;
use crate::pasted_twice::{self, Pasted};
use crate::ranks;
use crate::row_numbers;
use crate::side_by_side;
use crate::signs::Signs;
use crate::styles;
use crate::table_of_contents;
use crate::texts::{Texts, Words, trimmed};
use crate::two_rows::{self, TwoRows};
use crate::vocabulary::Opening;
use crate::wording::{Heading, heading};

/// Number of a non-empty text of the source.
pub(crate) type ItemId = usize;

/// A non-empty cell or paragraph of the source.
#[derive(Debug)]
pub(crate) struct Item<'a> {
    pub(crate) text: &'a str,
    /// What the text says by itself.
    words: &'a Words<'a>,
    pub(crate) at: At<'a>,
    pub(crate) hidden: bool,
}

impl Item<'_> {
    /// Why it is left aside wherever it stands: it is a placeholder, an error value or the number of a page.
    pub(crate) fn never_content(&self) -> Option<Reason> {
        if self.words.length() == self.text.len() { self.words.never_content() } else { never_content(self.text) }
    }
}

/// What a text is, or stands beside. Its place is told only when somebody asks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum At<'a> {
    Cell(&'a Table, &'a Cell),
    Paragraph(&'a Paragraph),
    /// The file does not tell: before all paragraphs.
    Nowhere,
}

impl At<'_> {
    /// The place in the model's notation.
    pub(crate) fn place(self) -> Place {
        match self {
            Self::Cell(table, cell) => place(&table.place(cell)),
            Self::Paragraph(paragraph) => place(&paragraph.place),
            Self::Nowhere => Place::new(Spot::Paragraph { number: 0 }),
        }
    }
}

/// A row of a table, or a paragraph: in both cases some texts side by side.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// Which table it belongs to, counted over the file; none for a paragraph.
    pub(crate) table: Option<usize>,
    /// Columns of its table; 1 for a paragraph.
    pub(crate) width: u32,
    /// The file marks the row as a header, repeated on each page.
    pub(crate) header: bool,
    /// Heading level of a paragraph.
    pub(crate) heading: Option<u8>,
    /// The level that the style of a paragraph names, and that style.
    pub(crate) styled: Option<(Level, &'a str)>,
    /// An empty line, row or paragraph stands before it.
    pub(crate) gap_before: bool,
    /// The texts from left to right; never empty.
    pub(crate) cells: Vec<LineCell<'a>>,
}

/// A text of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LineCell<'a> {
    pub(crate) column: u32,
    pub(crate) span: u32,
    /// The cell begins in a row above and covers this one too.
    pub(crate) covered: bool,
    pub(crate) item: ItemId,
    pub(crate) text: &'a str,
    /// The sort of the text.
    pub(crate) content: Content,
    /// The signs that it may hold.
    pub(crate) signs: Signs,
    /// What else the text says by itself.
    pub(crate) words: &'a Words<'a>,
    pub(crate) style: Style,
    /// The number or bullet that the file prints before it.
    pub(crate) list_label: Option<&'a str>,
    /// Names of the bookmarks in it.
    pub(crate) bookmarks: &'a [String],
    /// What the other paragraphs of the file make of its first words.
    pub(crate) ranked: Option<Ranked>,
}

/// What the first words of a paragraph name, beside those of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ranked {
    /// A level: another word of the same one stands above or below it.
    Level(Level),
    /// A domaine, above the objectifs stratégiques.
    Domain,
    /// A level, by a code of a letter and numbers.
    Lettered(Level),
}

impl<'a> LineCell<'a> {
    /// What stands at the beginning of the text.
    pub(crate) fn heading(&self) -> Heading<'a> {
        if self.is_whole() { self.words.heading() } else { heading(self.text) }
    }

    /// The same with the number that the file prints before the text: one that the word processor counts by itself is a
    /// code as well.
    pub(crate) fn headed(&self) -> Heading<'a> {
        let found = self.heading();
        match self.ranked {
            Some(Ranked::Level(level)) => return Heading { opening: Some(Opening::Level(level)), ..found },
            Some(Ranked::Domain) => {
                return Heading { opening: Some(Opening::Container(ClassificationKind::Domain)), ..found };
            }
            Some(Ranked::Lettered(level)) => return lettered::heading(self.text, level).unwrap_or(found),
            None => {}
        }
        let label = self.list_label.filter(|_| found.opening.is_none() && found.code.is_none());
        let Some(label) = label else { return found };
        let Heading { opening, code, word, .. } = heading(label);
        Heading { opening, code, word, ..found }
    }

    /// What the first words of the text name.
    pub(crate) fn opening(&self) -> Option<Opening> {
        if self.is_whole() { self.words.opening() } else { heading(self.text).opening }
    }

    /// The code that the whole text is.
    pub(crate) fn code(&self) -> Cow<'_, Code> {
        if self.is_whole() { Cow::Borrowed(self.words.code()) } else { Cow::Owned(misread::code(trimmed(self.text))) }
    }

    /// The words are those of the text: they are not kept for long ones, and a cell may be cut into parts.
    fn is_whole(&self) -> bool {
        self.words.length() == self.text.len()
    }

    /// The element that we wrote here.
    pub(crate) fn bookmark(&self) -> Option<Bookmark> {
        self.bookmarks.iter().find_map(|name| Bookmark::read(name))
    }

    /// The value of the element above that we wrote here.
    pub(crate) fn value_bookmark(&self) -> Option<ValueBookmark> {
        self.bookmarks.iter().find_map(|name| ValueBookmark::read(name))
    }
}

/// How a text is printed, as far as it tells levels apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Style {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    /// Background colour.
    pub(crate) fill: Option<u32>,
    /// Colour of the letters.
    pub(crate) color: Option<u32>,
    pub(crate) underline: bool,
    /// Steps from the left, and groups of rows around it.
    pub(crate) indent: u8,
    /// Size of the letters of a paragraph in half points; 0 where the file does not tell it, and in cells, where it
    /// follows the room that there is.
    pub(crate) size: u16,
}

/// The whole file.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) items: Vec<Item<'a>>,
    /// Body lines in reading order; hidden texts and page headers are not among them.
    pub(crate) lines: Vec<Line<'a>>,
    /// Page headers and footers, notes: items only.
    pub(crate) page_texts: Vec<(ItemId, Role)>,
    /// Lines of a table of contents, which repeat titles of the body: items only.
    pub(crate) table_of_contents: Vec<ItemId>,
    /// Running numbers of rows: items only.
    pub(crate) row_numbers: Vec<ItemId>,
    /// Rows of filters: items only.
    pub(crate) filters: Vec<ItemId>,
    /// Rows that stand above word for word: items only, with the place of the first of each stretch.
    pub(crate) pasted: Vec<Pasted>,
    /// Tables whose actions have two rows each.
    pub(crate) two_rows: Vec<TwoRows>,
    /// Comments beside cells and paragraphs: items only, with their authors.
    pub(crate) comments: Vec<(ItemId, Option<&'a str>)>,
    /// Name of each table (sheet), by table index.
    pub(crate) table_names: Vec<Option<&'a str>>,
    /// Properties of the file that may name the document or who wrote it: title, subject, company, author.
    pub(crate) properties: Vec<&'a str>,
    /// Marks that stand for the text of the cell above, with that text.
    pub(crate) dittos: Vec<(ItemId, &'a str)>,
    /// What is to be said of hidden rows and columns.
    pub(crate) hidden: Vec<Diagnostic>,
    /// Where tables begin that stand right of another one on the same sheet.
    pub(crate) beside: Vec<ItemId>,
    /// The signs that any of its texts may hold.
    pub(crate) signs: Signs,
    /// What its texts say by themselves.
    pub(crate) texts: &'a Texts<'a>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(tables: &'a Tables, texts: &'a Texts<'a>) -> Self {
        let properties = &tables.properties;
        let mut source = Self {
            items: Vec::new(),
            lines: Vec::new(),
            page_texts: Vec::new(),
            table_of_contents: Vec::new(),
            row_numbers: Vec::new(),
            pasted: Vec::new(),
            two_rows: Vec::new(),
            filters: Vec::new(),
            comments: Vec::new(),
            table_names: Vec::new(),
            properties: [&properties.title, &properties.subject, &properties.company, &properties.author]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect(),
            dittos: Vec::new(),
            hidden: Vec::new(),
            beside: Vec::new(),
            signs: texts.signs,
            texts,
        };
        let mut gap = false;
        let mut at = 0;
        let styles = styles::levels(tables);
        for block in &tables.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let styled = paragraph.style.as_deref().and_then(|style| Some((*styles.get(style)?, style)));
                    gap = source.add_paragraph(paragraph, styled, gap, (texts, at));
                    at += 1;
                }
                Block::Table(table) => {
                    source.add_table(table, (texts, at));
                    at += table.cells.len();
                    gap = false;
                }
            }
        }
        source.add_comments(&tables.comments, At::Nowhere, false, texts);
        source.take_table_of_contents();
        ranks::settle_paragraphs(&mut source.lines);
        lettered::settle_paragraphs(&mut source.lines);
        source.filters = filter_rows::take(&mut source.lines);
        source.pasted = pasted_twice::take(&mut source.lines, &source.table_names);
        source.row_numbers = row_numbers::take(&mut source.lines);
        source.two_rows = two_rows::join(&mut source.lines);
        source
    }

    fn take_table_of_contents(&mut self) {
        let listed = table_of_contents::lines(&self.lines);
        if listed.is_empty() {
            return;
        }
        for (at, line) in std::mem::take(&mut self.lines).into_iter().enumerate() {
            match listed.binary_search(&at) {
                Ok(_) => self.table_of_contents.extend(line.own().map(|cell| cell.item)),
                Err(_) => self.lines.push(line),
            }
        }
    }

    fn add_comments(&mut self, comments: &'a [Comment], at: At<'a>, hidden: bool, texts: &'a Texts<'a>) {
        for comment in comments.iter().filter(|comment| !comment.text.trim().is_empty()) {
            self.comments.push((self.items.len(), comment.author.as_deref()));
            let (words, ..) = texts.words(&comment.text);
            self.items.push(Item { text: &comment.text, words, at, hidden });
        }
    }

    /// Adds a paragraph, the text of that number in the file; true when it was empty.
    fn add_paragraph(
        &mut self,
        paragraph: &'a Paragraph,
        styled: Option<(Level, &'a str)>,
        gap: bool,
        (texts, number): (&'a Texts<'a>, usize),
    ) -> bool {
        let at = At::Paragraph(paragraph);
        if paragraph.text.is_blank() {
            self.add_comments(&paragraph.comments, at, false, texts);
            return true;
        }
        let item = self.items.len();
        let (words, content, signs) = texts.words_at(number, paragraph.text.as_str());
        self.items.push(Item { text: paragraph.text.as_str(), words, at, hidden: false });
        self.add_comments(&paragraph.comments, at, false, texts);
        if !matches!(paragraph.role, Role::Body | Role::TextBox) {
            self.page_texts.push((item, paragraph.role));
            return gap;
        }
        let cell = LineCell {
            column: 0,
            span: 1,
            covered: false,
            item,
            text: paragraph.text.as_str(),
            content,
            signs,
            words,
            style: Style {
                size: paragraph.text.size().map_or(0, NonZeroU16::get),
                ..style(&paragraph.text, None, paragraph.indent)
            },
            list_label: paragraph.list_label.as_deref(),
            bookmarks: &paragraph.bookmarks,
            ranked: None,
        };
        self.lines.push(Line {
            table: None,
            width: 1,
            header: false,
            heading: paragraph.heading,
            styled,
            gap_before: gap || paragraph.blank_before,
            cells: vec![cell],
        });
        false
    }

    /// Adds a table, whose first text has that number in the file; those that stand beside each other on a sheet one
    /// after the other.
    fn add_table(&mut self, table: &'a Table, (texts, first_text): (&'a Texts<'a>, usize)) {
        let parts = side_by_side::parts(table, texts);
        let shown = Shown::of(table, texts);
        if parts.is_empty() {
            self.add_part(table, 0..table.column_count, &shown, (texts, first_text));
        }
        for part in parts {
            let (item, start) = (self.items.len(), part.start);
            self.add_part(table, part, &shown, (texts, first_text));
            if start > 0 && self.items.len() > item {
                self.beside.push(item);
            }
        }
        self.hidden.extend(shown.said);
    }

    /// Adds the cells of a table that begin in these columns.
    fn add_part(
        &mut self,
        table: &'a Table,
        columns: Range<u32>,
        shown: &Shown,
        (texts, first_text): (&'a Texts<'a>, usize),
    ) {
        let number = self.table_names.len();
        self.table_names.push(table.name.as_deref());
        let width = columns.end.saturating_sub(columns.start);
        // Cells that reach into further rows: the last row they cover, and the cell as seen from there.
        let mut reaching: Vec<(u32, LineCell<'a>)> = Vec::new();
        let mut row_before: Option<u32> = None;
        self.items.reserve(table.cells.len());
        self.lines.reserve(table.cells.len().min(table.row_count as usize));
        let mut at = 0;
        while let Some(first) = table.cells.get(at) {
            let row = first.row;
            // Rows without a cell of their own may still be covered from above.
            let next_covered = row_before.map_or(0, |before| before + 1);
            for covered_row in next_covered..row {
                let cells: Vec<LineCell<'a>> =
                    reaching.iter().filter(|(last, _)| *last >= covered_row).map(|(_, cell)| *cell).collect();
                if cells.is_empty() {
                    break;
                }
                self.push_row((number, width), table, covered_row, row_before, cells);
                row_before = Some(covered_row);
            }
            reaching.retain(|(last, _)| *last >= row);
            let depth = table.group_depth(row);
            let own = table.cells.iter().skip(at).take_while(|cell| cell.row == row).count();
            let mut cells: Vec<LineCell<'a>> = Vec::with_capacity(reaching.len() + own);
            cells.extend(reaching.iter().map(|(_, cell)| *cell));
            while let Some(cell) = table.cells.get(at).filter(|cell| cell.row == row) {
                let text = first_text + at;
                at += 1;
                if !columns.contains(&cell.column) {
                    continue;
                }
                let hidden = (table.hidden || cell.hidden) && shown.hides(table, cell);
                let place = At::Cell(table, cell);
                if cell.is_blank() {
                    self.add_comments(&cell.comments, place, hidden, texts);
                    continue;
                }
                let mut line_cell = line_cell(cell, self.items.len(), texts.words_at(text, cell.text.as_str()));
                line_cell.column -= columns.start;
                line_cell.style.indent = line_cell.style.indent.saturating_add(depth);
                self.items.push(Item { text: line_cell.text, words: line_cell.words, at: place, hidden });
                self.add_comments(&cell.comments, place, hidden, texts);
                if hidden {
                    continue;
                }
                if let Some(&LineCell { text, content, signs, words, .. }) =
                    ditto::meant(&line_cell, number, &self.lines)
                {
                    self.dittos.push((line_cell.item, text));
                    line_cell = LineCell { text, content, signs, words, ..line_cell };
                }
                cells.push(line_cell);
                if cell.row_span > 1 {
                    let last = row.saturating_add(cell.row_span - 1);
                    reaching.push((last, LineCell { covered: true, ..line_cell }));
                }
            }
            if !cells.is_empty() {
                self.push_row((number, width), table, row, row_before, cells);
                row_before = Some(row);
            }
        }
    }

    fn push_row(
        &mut self,
        (number, width): (usize, u32),
        table: &'a Table,
        row: u32,
        before: Option<u32>,
        mut cells: Vec<LineCell<'a>>,
    ) {
        cells.sort_by_key(|cell| cell.column);
        self.lines.push(Line {
            table: Some(number),
            width,
            header: table.header_rows.contains(&row),
            heading: None,
            styled: None,
            gap_before: before.is_some_and(|before| row > before + 1),
            cells,
        });
    }

    /// A text to be kept: that of an item, unless it is only a part of it or another one.
    pub(crate) fn shared(&self, item: Option<ItemId>, text: &str) -> EcoString {
        let whole = match item.and_then(|item| self.items.get(item)).map(|item| item.at) {
            Some(At::Cell(_, cell)) => Some(&cell.text),
            Some(At::Paragraph(paragraph)) => Some(&paragraph.text),
            _ => None,
        };
        match whole.filter(|whole| std::ptr::eq(whole.as_str(), text)) {
            Some(whole) => whole.to_shared(),
            None => text.into(),
        }
    }

    /// The place of an item in the model's notation.
    pub(crate) fn place(&self, item: ItemId) -> Option<Place> {
        self.items.get(item).map(|item| item.at.place())
    }
}

impl<'a> Line<'a> {
    /// The cells that begin in this line.
    pub(crate) fn own(&self) -> impl Iterator<Item = &LineCell<'a>> {
        self.cells.iter().filter(|cell| !cell.covered)
    }

    /// A paragraph, or the row of a table of one column.
    pub(crate) fn is_alone(&self) -> bool {
        self.table.is_none() || self.width == 1
    }

    /// The level that its style names.
    pub(crate) fn level_of_style(&self) -> Option<Level> {
        self.styled.map(|(level, _)| level)
    }

    /// The only text that begins in this line.
    pub(crate) fn single(&self) -> Option<&LineCell<'a>> {
        let mut own = self.own();
        own.next().filter(|_| own.next().is_none())
    }
}

fn line_cell<'a>(
    cell: &'a Cell,
    item: ItemId,
    (words, content, signs): (&'a Words<'a>, Content, Signs),
) -> LineCell<'a> {
    LineCell {
        column: cell.column,
        span: cell.column_span.max(1),
        covered: false,
        item,
        text: cell.text.as_str(),
        content,
        signs,
        words,
        style: style(&cell.text, cell.fill(), cell.indent),
        list_label: cell.list_label.as_deref(),
        bookmarks: &cell.bookmarks,
        ranked: None,
    }
}

fn style(text: &RichText, fill: Option<u32>, indent: u8) -> Style {
    // The marks that every visible stretch has; most texts are one.
    let marks = text.marks().unwrap_or_else(|| {
        let visible = text.runs().filter(|run| !run.text.chars().all(char::is_whitespace)).map(|run| run.marks);
        let mut shared = visible
            .reduce(|mut all, one| {
                all.bold &= one.bold;
                all.italic &= one.italic;
                all.underline &= one.underline;
                all
            })
            .unwrap_or_default();
        shared.color = text.runs().next().and_then(|run| run.marks.color);
        shared
    });
    Style {
        bold: marks.bold,
        italic: marks.italic,
        underline: marks.underline,
        fill: fill.filter(|&colour| colour != 0x00FF_FFFF),
        color: marks.color.filter(|&colour| colour != 0),
        indent,
        size: 0,
    }
}

/// How a message calls a column, counted from 0: its header, else its letter in a sheet or its number, as `place` has it.
pub(crate) fn column_words(label: &str, place: Option<&Place>, column: usize) -> Bilingual {
    if !label.trim().is_empty() {
        return Bilingual::quoted(&excerpt(label));
    }
    let number = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
    let name = match place.map(|place| &place.spot) {
        Some(Spot::SheetCell { .. }) => passerelle_tables::column_letters(number),
        _ => number.to_string(),
    };
    Bilingual::new(format!("{name} (sans en-tête)"), format!("{name} (without header)"))
}

/// Endroit dans la notation du modèle: a place of the reader as the model writes it.
#[must_use]
pub fn place(place: &passerelle_tables::Place) -> Place {
    use passerelle_tables::Place as Read;
    let spot = match place {
        Read::SheetCell { sheet, row, column } => {
            Spot::SheetCell { sheet: Arc::clone(sheet), row: *row, column: *column }
        }
        Read::TableCell { table, row, column, .. } => Spot::TableCell { table: *table, row: *row, column: *column },
        Read::Paragraph { number, .. } => Spot::Paragraph { number: *number },
        Read::Line { line, field } => Spot::Line { line: *line, field: *field },
        _ => Spot::Paragraph { number: 0 },
    };
    Place::new(spot).on_page(place.page())
}

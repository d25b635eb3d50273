//! Stories whose tables are nothing but marks at the end of cells and rows, as RTF and Word 97 store them.
//!
//! The text comes as one stream of paragraphs. Each says how deep in tables it stands; some end a cell, and
//! the definition of a row comes when the row is over. A [`Story`] puts them together to blocks, in the same
//! shape and with the same numbers as the tree of a .docx gives them.

mod grid;
mod table;

use std::sync::Arc;

use table::{CellContent, OpenTable};

use crate::deadline;
use crate::document::{Block, Cell, Comment, Paragraph, ParagraphDetails, Role};
use crate::error::Error;
use crate::limits::Limits;
use crate::place::Place;
use crate::text::{Marks, RichText};

/// Twentieths of a point that make one level of indent: a quarter of an inch.
const INDENT_STEP: i32 = 360;

/// Tables in tables in tables: Word's own dialogue ends long before. Deeper paragraphs stay at this depth.
const MAX_DEPTH: usize = 64;

/// Characters of a style's name: a long one would be copied into every paragraph. Word allows 253.
pub(crate) const MAX_STYLE_NAME: usize = 255;

/// What a paragraph is, known when it ends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    /// Tables around it; 0 outside tables.
    pub(crate) depth: usize,
    pub(crate) style: Option<Arc<str>>,
    pub(crate) heading: Option<u8>,
    pub(crate) indent: u8,
    pub(crate) list_label: Option<Box<str>>,
}

/// How a cell takes part in a merged range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Merge {
    #[default]
    None,
    Restart,
    Continue,
}

/// One cell in the definition of a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct CellShape {
    /// Where it ends, in twentieths of a point.
    pub(crate) right: i32,
    pub(crate) horizontal: Merge,
    pub(crate) vertical: Merge,
    pub(crate) fill: Option<u32>,
}

/// The definition of a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct RowShape {
    /// Where its first cell begins, in twentieths of a point.
    pub(crate) left: i32,
    pub(crate) cells: Vec<CellShape>,
    /// Repeated at the top of each page.
    pub(crate) header: bool,
}

/// What all stories of a file count together.
#[derive(Debug)]
pub(crate) struct Counts<'l> {
    limits: &'l Limits,
    tables: u32,
    /// Tables, cells and paragraphs outside tables.
    items: usize,
    /// The page that text stands on.
    page: u32,
}

impl<'l> Counts<'l> {
    /// Nothing counted yet.
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Self { limits, tables: 0, items: 0, page: 1 }
    }

    /// The limits of the file.
    pub(crate) fn limits(&self) -> &'l Limits {
        self.limits
    }

    /// A page begins here.
    pub(crate) fn begin_page(&mut self) {
        self.page = self.page.saturating_add(1);
    }

    /// Some page began after the first.
    pub(crate) fn has_pages(&self) -> bool {
        self.page > 1
    }

    fn next_table(&mut self) -> u32 {
        self.tables = self.tables.saturating_add(1);
        self.tables
    }

    fn add_item(&mut self) -> Result<(), Error> {
        deadline::check()?;
        self.items += 1;
        if self.items > self.limits.cells {
            return Err(Error::Limit { limit: "cells", value: self.limits.cells as u64 });
        }
        Ok(())
    }

    fn check(&self, bytes: usize) -> Result<(), Error> {
        if bytes > self.limits.text_bytes {
            return Err(Error::Limit { limit: "text_bytes", value: self.limits.text_bytes as u64 });
        }
        Ok(())
    }
}

/// A story under construction: the body, a header, a note, a text box.
#[derive(Debug, Default)]
pub(crate) struct Story {
    role: Role,
    blocks: Vec<Block>,
    /// Paragraphs before the next one, blank ones too.
    paragraphs: u32,
    /// The open tables, the outermost first.
    tables: Vec<OpenTable>,
    /// The paragraph whose end has not come yet.
    draft: Draft,
}

/// A paragraph whose end has not come yet, with the text boxes anchored in it.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    text: RichText,
    after: Vec<Block>,
    comments: Vec<Comment>,
    page: Option<u32>,
}

impl Story {
    /// An empty story.
    pub(crate) fn new(role: Role) -> Self {
        Self { role, ..Self::default() }
    }

    /// Adds text to the paragraph that is open.
    pub(crate) fn push(
        &mut self,
        text: &str,
        marks: Marks,
        link: Option<&Arc<str>>,
        counts: &Counts<'_>,
    ) -> Result<(), Error> {
        counts.check(self.draft.text.as_str().len().saturating_add(text.len()))?;
        self.draft.page.get_or_insert(counts.page);
        match link {
            Some(link) => self.draft.text.push_link(text, marks, link),
            None => self.draft.text.push(text, marks),
        }
        Ok(())
    }

    /// The open paragraph has no text yet.
    pub(crate) fn is_at_start(&self) -> bool {
        self.draft.text.as_str().is_empty() && self.draft.after.is_empty() && self.draft.comments.is_empty()
    }

    /// Anchors the blocks of a text box in the open paragraph.
    pub(crate) fn anchor(&mut self, blocks: Vec<Block>) {
        self.draft.after.extend(blocks);
    }

    /// Puts a comment beside the open paragraph.
    pub(crate) fn comment(&mut self, comment: Comment) {
        if !comment.text.trim().is_empty() {
            self.draft.comments.push(comment);
        }
    }

    /// Ends the open paragraph.
    pub(crate) fn end_paragraph(&mut self, line: Line, counts: &mut Counts<'_>) -> Result<(), Error> {
        let depth = self.go_to(line.depth, counts)?;
        let draft = std::mem::take(&mut self.draft);
        match depth.checked_sub(1).and_then(|last| self.tables.get_mut(last)) {
            Some(table) => table.cell.add(draft, line, counts),
            None => self.add_paragraph(draft, line, counts),
        }
    }

    /// Ends the open paragraph and the cell it stands in.
    pub(crate) fn end_cell(&mut self, line: Line, counts: &mut Counts<'_>) -> Result<(), Error> {
        counts.add_item()?;
        let depth = self.go_to(line.depth.max(1), counts)?;
        let draft = std::mem::take(&mut self.draft);
        if let Some(table) = self.tables.get_mut(depth - 1) {
            table.cell.add(draft, line, counts)?;
            table.end_cell();
        }
        Ok(())
    }

    /// Ends a row at this depth. What still stands before its end, without the mark of a cell, is a cell too.
    pub(crate) fn end_row(&mut self, depth: usize, shape: &RowShape, counts: &mut Counts<'_>) -> Result<(), Error> {
        if !self.draft.text.is_blank() || !self.draft.comments.is_empty() {
            self.end_cell(Line { depth, ..Line::default() }, counts)?;
        }
        let depth = self.go_to(depth.max(1), counts)?;
        match self.tables.get_mut(depth - 1) {
            Some(table) => table.end_row(shape, counts),
            None => Ok(()),
        }
    }

    /// Nothing of the row that is open at this depth can be seen.
    pub(crate) fn is_row_blank(&self, depth: usize) -> bool {
        let table = depth.checked_sub(1).and_then(|last| self.tables.get(last));
        self.draft.text.is_blank() && table.is_none_or(OpenTable::is_row_blank)
    }

    /// Leaves out the row that is open at this depth, with all that it holds.
    pub(crate) fn drop_row(&mut self, depth: usize, counts: &mut Counts<'_>) -> Result<(), Error> {
        self.draft = Draft::default();
        let depth = self.go_to(depth.max(1), counts)?;
        if let Some(table) = self.tables.get_mut(depth - 1) {
            table.drop_row();
        }
        Ok(())
    }

    /// All blocks, in order.
    pub(crate) fn finish(mut self, line: Line, counts: &mut Counts<'_>) -> Result<Vec<Block>, Error> {
        if !self.is_at_start() {
            self.end_paragraph(line, counts)?;
        }
        self.go_to(0, counts)?;
        Ok(self.blocks)
    }

    /// Closes the tables that are deeper, and opens those up to this depth.
    fn go_to(&mut self, depth: usize, counts: &mut Counts<'_>) -> Result<usize, Error> {
        let depth = depth.min(MAX_DEPTH);
        while self.tables.len() > depth {
            let Some(table) = self.tables.pop() else { break };
            let blocks = table.finish(counts)?;
            match self.tables.last_mut() {
                Some(outer) => outer.cell.after.extend(blocks),
                None => self.add_blocks(blocks, counts)?,
            }
        }
        while self.tables.len() < depth {
            // A table costs as much as a cell, even if nothing comes in it.
            counts.add_item()?;
            let outer = self.tables.last().map(OpenTable::next_cell);
            self.tables.push(OpenTable::new(counts.next_table(), outer));
        }
        Ok(depth)
    }

    fn add_paragraph(&mut self, draft: Draft, line: Line, counts: &mut Counts<'_>) -> Result<(), Error> {
        let mut paragraph =
            Paragraph::new(draft.text, Place::paragraph(0).on_page(draft.page)).with(ParagraphDetails {
                style: line.style,
                list_label: line.list_label,
                indent: line.indent,
                comments: draft.comments,
                ..ParagraphDetails::default()
            });
        paragraph.role = self.role;
        paragraph.heading = line.heading;
        self.add_blocks(std::iter::once(Block::Paragraph(paragraph)).chain(draft.after), counts)
    }

    /// Adds blocks, and numbers the paragraphs among them. Those with nothing in them are only counted.
    fn add_blocks(&mut self, blocks: impl IntoIterator<Item = Block>, counts: &mut Counts<'_>) -> Result<(), Error> {
        for block in blocks {
            match block {
                Block::Paragraph(mut paragraph) => {
                    self.paragraphs = self.paragraphs.saturating_add(1);
                    paragraph.place.set_paragraph(self.paragraphs);
                    if !paragraph.text.is_blank() || !paragraph.comments.is_empty() {
                        counts.add_item()?;
                        self.blocks.push(Block::Paragraph(paragraph));
                    }
                }
                table @ Block::Table(_) => self.blocks.push(table),
            }
        }
        Ok(())
    }
}

/// Adds the paragraphs of a header, footer or notes after all others. Tables there only lay out a letterhead,
/// so their cells become paragraphs too.
pub(crate) fn append_flattened(blocks: &mut Vec<Block>, story: Vec<Block>, role: Role) {
    let last = blocks.iter().rev().find_map(|block| match block {
        Block::Paragraph(Paragraph { place: Place::Paragraph { number, .. }, .. }) => Some(*number),
        _ => None,
    });
    let mut number = last.unwrap_or(0);
    let mut add = |mut paragraph: Paragraph| {
        if !paragraph.text.is_blank() || !paragraph.comments.is_empty() {
            number = number.saturating_add(1);
            paragraph.place = Place::paragraph(number);
            paragraph.role = role;
            blocks.push(Block::Paragraph(paragraph));
        }
    };
    for block in story {
        match block {
            Block::Paragraph(paragraph) => add(paragraph),
            Block::Table(table) => {
                table.cells.into_iter().map(Cell::into_paragraph).for_each(&mut add);
            }
        }
    }
}

/// The text of blocks, a line for each paragraph and cell.
pub(crate) fn plain(blocks: &[Block]) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.as_str()),
            Block::Table(table) => lines.extend(table.cells.iter().map(|cell| cell.text.as_str())),
        }
    }
    lines.join("\n").trim().to_owned()
}

/// A left indent in twentieths of a point as levels.
pub(crate) fn indent_level(twips: i32) -> u8 {
    u8::try_from(twips.max(0).saturating_add(INDENT_STEP / 2) / INDENT_STEP).unwrap_or(u8::MAX)
}

/// The heading level of a built-in style that does not state its outline level.
pub(crate) fn heading_by_name(name: &str) -> Option<u8> {
    let level = name.to_ascii_lowercase().strip_prefix("heading ")?.parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

/// An outline level as stored, from 0, as heading level from 1; 9 is body text.
pub(crate) fn heading_by_outline(outline: i32) -> Option<u8> {
    u8::try_from(outline).ok().filter(|&outline| outline < 9).map(|outline| outline + 1)
}

/// Joins a line to a text: on a new line, or as it is to an empty text.
fn append_line(text: &mut RichText, line: &RichText, counts: &Counts<'_>) -> Result<(), Error> {
    counts.check(text.as_str().len().saturating_add(line.as_str().len()).saturating_add(1))?;
    if !text.as_str().is_empty() {
        // The break takes the marks of the line before it, so that it adds no stretch of its own.
        text.push("\n", text.last_marks());
    }
    text.append(line);
    Ok(())
}

impl CellContent {
    /// Adds a paragraph as a line.
    fn add(&mut self, draft: Draft, line: Line, counts: &Counts<'_>) -> Result<(), Error> {
        counts.check(self.text.as_str().len().saturating_add(draft.text.as_str().len()).saturating_add(1))?;
        self.after.extend(draft.after);
        self.comments.extend(draft.comments);
        self.page = self.page.or(draft.page);
        if self.lines == 0 {
            self.style = line.style;
            self.list_label = line.list_label;
            self.indent = line.indent;
        } else {
            self.text.push("\n", self.text.last_marks());
        }
        self.lines = self.lines.saturating_add(1);
        self.text.append(&draft.text);
        Ok(())
    }
}

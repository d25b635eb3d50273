//! Paragraphs one after the other: in the body, in a cell, in a text box.

use std::sync::Arc;

use super::properties::Look;
use super::table::append_line;
use crate::document::{Block, Comment, ContentControl, Paragraph, ParagraphDetails, Role};
use crate::error::Error;
use crate::place::Place;
use crate::text::RichText;

/// A paragraph whose end has not come yet.
#[derive(Default)]
pub(super) struct ParagraphDraft {
    pub(super) text: RichText,
    /// The style's name, the heading level and the indent, resolved.
    pub(super) style: Option<Arc<str>>,
    pub(super) heading: Option<u8>,
    pub(super) indent: u8,
    pub(super) list_label: Option<Box<str>>,
    /// What the paragraph style and the table style say of its runs.
    pub(super) look: Look,
    pub(super) table_look: Look,
    pub(super) controls: Vec<ContentControl>,
    pub(super) bookmarks: Vec<String>,
    pub(super) comments: Vec<Comment>,
    /// The page its text begins on.
    pub(super) page: Option<u32>,
    /// The text boxes anchored in it.
    pub(super) after: Vec<Block>,
    /// Its mark is gone: it goes on in the next paragraph.
    pub(super) joins: bool,
    /// Placeholder text stood here and was left out.
    pub(super) placeholder: bool,
}

impl ParagraphDraft {
    /// The paragraph without its text boxes.
    fn finish(self, role: Role) -> (Paragraph, Vec<Block>) {
        let mut paragraph = Paragraph::new(self.text, Place::paragraph(0).on_page(self.page)).with(ParagraphDetails {
            style: self.style,
            list_label: self.list_label,
            indent: self.indent,
            controls: self.controls,
            bookmarks: self.bookmarks,
            comments: self.comments,
        });
        paragraph.role = role;
        paragraph.heading = self.heading;
        (paragraph, self.after)
    }
}

/// Where paragraphs and tables are collected.
#[derive(Default)]
pub(super) struct Flow {
    kind: FlowKind,
    blocks: Vec<Block>,
    /// Paragraphs before the next one, blank ones too.
    paragraphs: u32,
    /// Paragraphs whose mark was deleted go on in the next one.
    carry: Option<RichText>,
}

/// What becomes of the paragraphs.
#[derive(Default)]
enum FlowKind {
    /// Blocks of a story: the body, a header, a note.
    #[default]
    Story,
    /// Paragraphs of a text box.
    TextBox,
    /// Lines of one cell.
    Cell(Box<CellContent>),
}

/// What the paragraphs of a cell come to.
#[derive(Default)]
pub(super) struct CellContent {
    pub(super) text: RichText,
    pub(super) style: Option<Arc<str>>,
    pub(super) list_label: Option<Box<str>>,
    pub(super) indent: u8,
    pub(super) controls: Vec<ContentControl>,
    pub(super) bookmarks: Vec<String>,
    pub(super) comments: Vec<Comment>,
    pub(super) page: Option<u32>,
    /// Tables and text boxes that stood in the cell.
    pub(super) after: Vec<Block>,
    lines: u32,
}

impl Flow {
    /// The paragraphs of a text box.
    pub(super) fn in_text_box() -> Self {
        Self { kind: FlowKind::TextBox, ..Self::default() }
    }

    /// The paragraphs of a cell.
    pub(super) fn in_cell() -> Self {
        Self { kind: FlowKind::Cell(Box::default()), ..Self::default() }
    }

    /// Adds a paragraph that is over.
    pub(super) fn add(&mut self, mut draft: ParagraphDraft, text_bytes: usize) -> Result<(), Error> {
        if let Some(mut carry) = self.carry.take() {
            carry.append(&draft.text);
            draft.text = carry;
            check(&draft.text, text_bytes)?;
        }
        if draft.joins && draft.controls.is_empty() && draft.comments.is_empty() && draft.after.is_empty() {
            self.carry = Some(draft.text);
            return Ok(());
        }
        match &mut self.kind {
            FlowKind::Story => self.add_block(draft, Role::Body),
            FlowKind::TextBox => self.add_block(draft, Role::TextBox),
            FlowKind::Cell(content) => return content.add(draft, text_bytes),
        }
        Ok(())
    }

    /// Adds a table that is over, and what came after it.
    pub(super) fn add_table(&mut self, blocks: Vec<Block>, text_bytes: usize) -> Result<(), Error> {
        self.flush(text_bytes)?;
        match &mut self.kind {
            FlowKind::Story => {
                for block in blocks {
                    match block {
                        Block::Paragraph(paragraph) => self.push(paragraph),
                        table @ Block::Table(_) => self.blocks.push(table),
                    }
                }
            }
            FlowKind::TextBox => self.blocks.extend(blocks),
            FlowKind::Cell(content) => content.after.extend(blocks),
        }
        Ok(())
    }

    /// How many blocks are finished.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Adds a control that enclosed whole paragraphs or tables, to the first of them or to the cell.
    pub(super) fn add_control(&mut self, control: ContentControl, first: usize) {
        match (&mut self.kind, self.blocks.get_mut(first)) {
            (FlowKind::Cell(content), _) => content.controls.push(control),
            (_, Some(Block::Paragraph(paragraph))) => paragraph.controls.push(control),
            (_, Some(Block::Table(table))) => {
                if let Some(cell) = table.cells.first_mut() {
                    cell.controls.push(control);
                }
            }
            (_, None) => {
                // All that it encloses is blank: the control alone is worth a paragraph.
                let number = self.paragraphs.max(1);
                let mut paragraph = Paragraph::new("", Place::paragraph(number));
                if matches!(self.kind, FlowKind::TextBox) {
                    paragraph.role = Role::TextBox;
                }
                paragraph.controls.push(control);
                self.blocks.push(Block::Paragraph(paragraph));
            }
        }
    }

    /// Adds the lines of another cell at the end.
    pub(super) fn absorb(&mut self, other: Self, text_bytes: usize) -> Result<(), Error> {
        let other = other.finish_cell();
        if let FlowKind::Cell(content) = &mut self.kind {
            if !other.text.is_blank() {
                append_line(&mut content.text, &other.text, text_bytes)?;
            }
            content.controls.extend(other.controls);
            content.bookmarks.extend(other.bookmarks);
            content.comments.extend(other.comments);
            content.after.extend(other.after);
        }
        Ok(())
    }

    /// All blocks, in order.
    pub(super) fn finish(mut self, text_bytes: usize) -> Result<Vec<Block>, Error> {
        self.flush(text_bytes)?;
        Ok(self.blocks)
    }

    /// The content of a cell.
    pub(super) fn finish_cell(self) -> CellContent {
        let FlowKind::Cell(mut content) = self.kind else { return CellContent::default() };
        if let Some(carry) = self.carry {
            // Its length was checked when it was carried.
            let _ = content.add(ParagraphDraft { text: carry, ..ParagraphDraft::default() }, usize::MAX);
        }
        *content
    }

    /// A deleted mark has nothing to go on in before a table or at the end.
    fn flush(&mut self, text_bytes: usize) -> Result<(), Error> {
        match self.carry.take() {
            Some(text) => self.add(ParagraphDraft { text, ..ParagraphDraft::default() }, text_bytes),
            None => Ok(()),
        }
    }

    fn add_block(&mut self, draft: ParagraphDraft, role: Role) {
        let (paragraph, after) = draft.finish(role);
        self.push(paragraph);
        for block in after {
            match block {
                Block::Paragraph(paragraph) => self.push(paragraph),
                table @ Block::Table(_) => self.blocks.push(table),
            }
        }
    }

    /// Numbers a paragraph, and keeps it unless there is nothing in it.
    fn push(&mut self, mut paragraph: Paragraph) {
        self.paragraphs = self.paragraphs.saturating_add(1);
        paragraph.place.set_paragraph(self.paragraphs);
        let has_more = !paragraph.controls.is_empty() || !paragraph.comments.is_empty();
        if !paragraph.text.is_blank() || has_more {
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }
}

impl CellContent {
    /// Adds a paragraph as a line. One that held nothing but placeholder text adds no line.
    fn add(&mut self, draft: ParagraphDraft, text_bytes: usize) -> Result<(), Error> {
        self.controls.extend(draft.controls);
        self.bookmarks.extend(draft.bookmarks);
        self.comments.extend(draft.comments);
        self.page = self.page.or(draft.page);
        self.after.extend(draft.after);
        if self.lines == 0 {
            self.style = draft.style;
            self.list_label = draft.list_label;
            self.indent = draft.indent;
        } else if !(draft.placeholder && draft.text.as_str().is_empty()) {
            self.text.push("\n", self.text.last_marks());
        }
        self.lines = self.lines.saturating_add(1);
        self.text.append(&draft.text);
        check(&self.text, text_bytes)
    }
}

/// Refuses a text over the limit.
pub(super) fn check(text: &RichText, text_bytes: usize) -> Result<(), Error> {
    if text.weight() > text_bytes {
        return Err(Error::Limit { limit: "text_bytes", value: text_bytes as u64 });
    }
    Ok(())
}

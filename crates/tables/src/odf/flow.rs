//! Paragraphs one after the other: in the body, in a cell, in a text box, in a note.

use std::sync::Arc;

use super::paragraph::{ParagraphDraft, check};
use crate::document::{Block, Cell, Comment, ContentControl, Paragraph, Role};
use crate::error::Error;
use crate::place::Place;
use crate::text::RichText;

/// Where paragraphs and tables are collected.
#[derive(Default)]
pub(super) struct Flow {
    role: Role,
    blocks: Vec<Block>,
    /// Paragraphs before the next one, blank ones too.
    paragraphs: u32,
    /// In a cell paragraphs become lines.
    cell: Option<CellContent>,
    /// A paragraph whose end is not read goes on in the next one.
    carry: Option<RichText>,
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
    pub(super) lines: u32,
    /// Deleted text stood here.
    pub(super) deletion: bool,
}

impl Flow {
    /// Paragraphs that are blocks, with the place they have on the page.
    pub(super) fn of(role: Role) -> Self {
        Self { role, ..Self::default() }
    }

    /// The paragraphs of a cell.
    pub(super) fn in_cell() -> Self {
        Self { cell: Some(CellContent::default()), ..Self::default() }
    }

    /// Its paragraphs become lines of a cell.
    pub(super) fn is_cell(&self) -> bool {
        self.cell.is_some()
    }

    /// Adds a paragraph that is over.
    pub(super) fn add(&mut self, mut draft: ParagraphDraft, text_bytes: usize) -> Result<(), Error> {
        if let Some(carry) = self.carry.take() {
            draft.put_before(carry);
        }
        if draft.joins && draft.controls.is_empty() && draft.comments.is_empty() && draft.after.is_empty() {
            let text = draft.take_text();
            check(&text, text_bytes)?;
            self.carry = Some(text);
            return Ok(());
        }
        if let Some(cell) = &mut self.cell {
            return cell.add(draft, text_bytes);
        }
        let (paragraph, after) = draft.finish(self.role);
        self.push(paragraph);
        self.add_blocks(after);
        Ok(())
    }

    /// Adds blocks that are over: a table, what was in a text box.
    pub(super) fn add_blocks(&mut self, blocks: Vec<Block>) {
        if let Some(cell) = &mut self.cell {
            cell.after.extend(blocks);
            return;
        }
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.push(paragraph),
                table @ Block::Table(_) => self.blocks.push(table),
            }
        }
    }

    /// Adds paragraphs from elsewhere on the page. Tables there only lay out a letterhead, so their cells become
    /// paragraphs too.
    pub(super) fn add_flattened(&mut self, blocks: Vec<Block>, role: Role) {
        for block in blocks {
            match block {
                Block::Paragraph(mut paragraph) => {
                    paragraph.role = role;
                    paragraph.place.set_page(None);
                    self.push_filled(paragraph);
                }
                Block::Table(table) => {
                    for mut paragraph in table.cells.into_iter().map(Cell::into_paragraph) {
                        paragraph.role = role;
                        self.push_filled(paragraph);
                    }
                }
            }
        }
    }

    /// All blocks, in order.
    pub(super) fn finish(mut self) -> Vec<Block> {
        if let Some(text) = self.carry.take() {
            let mut paragraph = Paragraph::new(text, Place::paragraph(0));
            paragraph.role = self.role;
            self.push(paragraph);
        }
        self.blocks
    }

    /// The content of a cell.
    pub(super) fn finish_cell(mut self) -> CellContent {
        let mut content = self.cell.take().unwrap_or_default();
        if let Some(text) = self.carry.take().filter(|text| !text.is_blank()) {
            let mut draft = ParagraphDraft::default();
            draft.put_before(text);
            // Its length was checked when it was carried.
            let _ = content.add(draft, usize::MAX);
        }
        content
    }

    fn push_filled(&mut self, paragraph: Paragraph) {
        if !paragraph.text.is_blank() || !paragraph.comments.is_empty() {
            self.push(paragraph);
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
    /// Adds a paragraph as a line.
    fn add(&mut self, mut draft: ParagraphDraft, text_bytes: usize) -> Result<(), Error> {
        if self.lines == 0 {
            self.style = draft.style.take();
            self.list_label = draft.list_label.take();
            self.indent = draft.indent;
        } else {
            self.text.push("\n", self.text.last_marks());
        }
        self.lines = self.lines.saturating_add(1);
        self.text.append(&draft.take_text());
        self.deletion |= draft.deletion;
        self.controls.append(&mut draft.controls);
        self.bookmarks.append(&mut draft.bookmarks);
        self.comments.append(&mut draft.comments);
        self.page = self.page.or(draft.page);
        self.after.append(&mut draft.after);
        check(&self.text, text_bytes)
    }
}

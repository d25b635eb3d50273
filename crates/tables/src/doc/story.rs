//! One story from characters to blocks.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::form::read_form_field;
use super::pages::{Pages, split_style};
use super::paragraph::Paragraph;
use super::pieces::Piece;
use super::run::Run;
use super::styles::Styles;
use crate::cell_marks::{Counts, Line, Story, heading_by_outline, indent_level};
use crate::code_page::decode;
use crate::document::{Block, Comment, Role};
use crate::docx::numbering::Numbering;
use crate::docx::symbols::printed;
use crate::error::Error;
use crate::little_endian::u16_at;
use crate::options::Revisions;
use crate::rtf::field::Field;

/// Characters that are not text ([MS-DOC] 2.4.1, 2.8.25).
mod mark {
    pub(super) const PICTURE: char = '\u{1}';
    pub(super) const COMMENT: char = '\u{5}';
    pub(super) const CELL: char = '\u{7}';
    pub(super) const SHAPE: char = '\u{8}';
    pub(super) const LINE_BREAK: char = '\u{B}';
    pub(super) const PAGE_OR_SECTION: char = '\u{C}';
    pub(super) const PARAGRAPH: char = '\u{D}';
    pub(super) const COLUMN_BREAK: char = '\u{E}';
    pub(super) const FIELD: char = '\u{13}';
    pub(super) const FIELD_RESULT: char = '\u{14}';
    pub(super) const FIELD_END: char = '\u{15}';
    pub(super) const HYPHEN: char = '\u{1E}';
    pub(super) const SYMBOL: char = '(';
}

/// Fields in fields; Word allows 20.
const MAX_FIELDS: usize = 64;

/// What applying formatting costs besides reading its bytes.
const FORMATTING_COST: u64 = 16;

/// What all stories of a document share.
pub(super) struct Stories<'a> {
    pub(super) stream: &'a [u8],
    pub(super) data: &'a [u8],
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) runs: Pages<'a>,
    pub(super) paragraphs: Pages<'a>,
    pub(super) styles: Styles,
    pub(super) fonts: Vec<String>,
    /// The lists, and how far each has counted.
    pub(super) lists: Numbering,
    pub(super) counts: Counts<'a>,
    /// What becomes of tracked changes.
    pub(super) revisions: Revisions,
    /// Text boxes that were not reached yet, by the character they are anchored in.
    pub(super) text_boxes: BTreeMap<u32, Vec<Range<u32>>>,
    /// Comments that were not reached yet, by the character that marks their place.
    pub(super) comments: BTreeMap<u32, Comment>,
    /// Bytes of formatting applied so far: the same ones may serve for each character.
    pub(super) formatting: u64,
    /// Tracked changes.
    pub(super) changes: u32,
    pub(super) not_read: BTreeSet<&'static str>,
    /// A piece of the text stands outside the file.
    pub(super) is_damaged: bool,
}

/// A story whose end has not come yet.
struct OpenStory {
    story: Story,
    role: Role,
    fields: Vec<OpenField>,
    /// Text of one look that was not added yet.
    text: String,
    /// The run before was deleted, inserted.
    change: (bool, bool),
}

/// A field whose end has not come yet.
#[derive(Default)]
struct OpenField {
    field: Field,
    has_result: bool,
    /// The sign that the field prints was added already, so that its result must not be.
    is_printed: bool,
    /// Where its result leads.
    link: Option<Arc<str>>,
}

impl OpenField {
    fn hides_text(&self) -> bool {
        !self.has_result || self.is_printed
    }
}

impl<'a> Stories<'a> {
    /// Reads a range of the text as a story.
    pub(super) fn read(&mut self, range: Range<u32>, role: Role) -> Result<Vec<Block>, Error> {
        let mut open = OpenStory {
            story: Story::new(role),
            role,
            fields: Vec::new(),
            text: String::new(),
            change: (false, false),
        };
        let first = self.pieces.partition_point(|piece| piece.end <= range.start);
        for index in first..self.pieces.len() {
            let Some(&piece) = self.pieces.get(index).filter(|piece| piece.start < range.end) else { break };
            let mut at = piece.start.max(range.start);
            let end = piece.end.min(range.end);
            while at < end {
                at = self.read_run(&mut open, &piece, at, end)?;
            }
        }
        if role == Role::Body {
            for range in std::mem::take(&mut self.text_boxes).into_values().flatten() {
                let blocks = self.read(range, Role::TextBox)?;
                open.story.anchor(blocks);
            }
        }
        open.story.finish(Line::default(), &mut self.counts)
    }

    /// Reads the characters from `at` on that have the same formatting; tells where they end.
    fn read_run(&mut self, open: &mut OpenStory, piece: &Piece<'a>, at: u32, end: u32) -> Result<u32, Error> {
        let offset = piece.offset_of(at);
        let formatting = self.runs.at(offset);
        let paragraph = self.paragraphs.at(offset);
        let bytes = formatting.end.min(paragraph.end).saturating_sub(offset);
        let end = at.saturating_add(bytes.div_ceil(piece.width).max(1)).min(end);
        let (style, _) = split_style(paragraph.bytes);

        self.spend(formatting.bytes.len() + piece.changes.len())?;
        let mut run = self.styles.paragraph(style).map_or_else(Run::default, |style| style.run);
        run.apply(formatting.bytes, &|style| self.styles.character(style));
        run.apply(piece.changes, &|style| self.styles.character(style));
        let change = (run.deleted, run.inserted);
        if change != open.change && change != (false, false) {
            self.changes = self.changes.saturating_add(1);
        }
        open.change = change;

        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let length = usize::try_from((end - at).saturating_mul(piece.width)).unwrap_or(usize::MAX);
        let Some(bytes) = self.stream.get(start..).and_then(|rest| rest.get(..length)) else {
            self.is_damaged = true;
            // Nothing of the piece is further on.
            return Ok(piece.end);
        };
        let mut at = at;
        if piece.width == 1 {
            for char in decode(1252, bytes).chars() {
                self.character(open, char, &run, piece, at)?;
                at += 1;
            }
        } else {
            let units = bytes.chunks_exact(2).map(|unit| u16_at(unit, 0).unwrap_or(0));
            for char in char::decode_utf16(units) {
                let char = char.unwrap_or(char::REPLACEMENT_CHARACTER);
                self.character(open, char, &run, piece, at)?;
                at = at.saturating_add(u32::try_from(char.len_utf16()).unwrap_or(1));
            }
        }
        self.flush(open, &run)?;
        Ok(end)
    }

    /// Reads a character: of the text, or a mark.
    fn character(
        &mut self,
        open: &mut OpenStory,
        char: char,
        run: &Run,
        piece: &Piece<'a>,
        at: u32,
    ) -> Result<(), Error> {
        let text = match char {
            mark::PARAGRAPH | mark::CELL | mark::PAGE_OR_SECTION => {
                self.flush(open, run)?;
                return self.end_paragraph(open, char, run, piece, at);
            }
            mark::FIELD | mark::FIELD_RESULT | mark::FIELD_END => {
                self.flush(open, run)?;
                return self.field(open, char, run);
            }
            mark::PICTURE => {
                self.flush(open, run)?;
                self.picture(open, run);
                return Ok(());
            }
            mark::SHAPE if open.role == Role::Body => {
                self.flush(open, run)?;
                for range in self.text_boxes.remove(&at).unwrap_or_default() {
                    let blocks = self.read(range, Role::TextBox)?;
                    open.story.anchor(blocks);
                }
                return Ok(());
            }
            mark::COMMENT => {
                self.flush(open, run)?;
                if let Some(comment) = self.comments.remove(&at) {
                    open.story.comment(comment);
                }
                return Ok(());
            }
            mark::LINE_BREAK | mark::COLUMN_BREAK => Some('\n'),
            mark::HYPHEN => Some('\u{2011}'),
            mark::SYMBOL if run.symbol.is_some() => run.symbol.and_then(|(font, code)| self.sign(font, code)),
            '\u{F000}'..='\u{F0FF}' => self.sign(run.font, u16::try_from(u32::from(char)).unwrap_or(0)),
            '\t' => Some(char),
            char => Some(char).filter(|char| !char.is_control()),
        };
        open.text.extend(text);
        Ok(())
    }

    /// Adds the text that was collected, where it belongs.
    fn flush(&mut self, open: &mut OpenStory, run: &Run) -> Result<(), Error> {
        if open.text.is_empty() {
            return Ok(());
        }
        let is_hidden = run.hidden || self.revisions.joins(run.inserted, run.deleted) || open.hides_text();
        let marks = self.revisions.marks(run.marks, run.inserted, run.deleted);
        let result = match open.fields.last_mut().filter(|field| !field.has_result) {
            Some(field) => {
                field.field.push(&open.text);
                Ok(())
            }
            None if is_hidden => Ok(()),
            None => {
                let link = open.fields.iter().rev().find_map(|field| field.link.as_ref());
                open.story.push(&open.text, marks, link, &self.counts)
            }
        };
        open.text.clear();
        result
    }

    /// Begins a field, its result, or ends it.
    fn field(&mut self, open: &mut OpenStory, char: char, run: &Run) -> Result<(), Error> {
        if char == mark::FIELD {
            if open.fields.len() < MAX_FIELDS {
                open.fields.push(OpenField::default());
            }
            return Ok(());
        }
        let Some(mut field) = open.fields.pop() else { return Ok(()) };
        if !field.has_result {
            field.has_result = true;
            field.link = field.field.link();
            let is_gone = self.revisions.joins(run.inserted, run.deleted);
            let is_seen = !run.hidden && !is_gone && !open.hides_text();
            if let Some(sign) = field.field.printed() {
                field.is_printed = true;
                if is_seen {
                    open.story.push(&sign, run.marks, None, &self.counts)?;
                }
            }
        }
        if char == mark::FIELD_RESULT {
            open.fields.push(field);
        }
        Ok(())
    }

    /// A picture, or the data of a form field.
    fn picture(&mut self, open: &mut OpenStory, run: &Run) {
        match (open.fields.last_mut(), run.picture) {
            // Hyperlinks keep other data there.
            (Some(open), Some(place)) if run.is_field_data && open.field.is_box_or_list() => {
                // A damaged form field prints what its result says.
                let _ = read_form_field(self.data, place, &mut open.field);
            }
            (_, Some(_)) if !run.is_field_data && !run.hidden && !self.revisions.joins(run.inserted, run.deleted) => {
                self.not_read.insert("picture");
            }
            _ => {}
        }
    }

    /// Ends what the mark ends: a paragraph, a cell, a row.
    fn end_paragraph(
        &mut self,
        open: &mut OpenStory,
        char: char,
        run: &Run,
        piece: &Piece<'a>,
        at: u32,
    ) -> Result<(), Error> {
        let offset = piece.offset_of(at);
        let stretch = self.paragraphs.at(offset);
        if char == mark::PAGE_OR_SECTION && stretch.end > offset.saturating_add(piece.width) {
            // The paragraph goes on: this only begins a page.
            open.text.push('\n');
            self.flush(open, run)?;
            self.counts.begin_page();
            return Ok(());
        }
        let (style, formatting) = split_style(stretch.bytes);
        let by_style = self.styles.paragraph(style);
        let mut paragraph = by_style.map_or_else(Paragraph::default, |style| style.paragraph.clone());
        paragraph.style = style;
        paragraph.has_own_indent = false;
        let bytes = paragraph.apply(formatting, self.data) + paragraph.apply(piece.changes, &[]);
        self.spend(bytes)?;

        let depth = paragraph.depth();
        let is_cell = char == mark::CELL || (paragraph.is_inner_cell && depth > 1);
        let is_row = (char == mark::CELL && paragraph.is_row_end) || (paragraph.is_inner_row_end && depth > 1);
        if is_row {
            // LibreOffice marks the row before a deleted one: a row that holds text is not gone.
            let is_gone = self.revisions.joins(run.inserted, run.deleted) && open.story.is_row_blank(depth);
            return match is_gone {
                true => open.story.drop_row(depth, &mut self.counts),
                false => open.story.end_row(depth, &paragraph.into_row(), &mut self.counts),
            };
        }
        // A paragraph whose mark is gone is printed as the beginning of the next one.
        if !is_cell && self.revisions.joins(run.inserted, run.deleted) {
            return Ok(());
        }
        let line = self.line(&paragraph);
        match is_cell {
            true => open.story.end_cell(line, &mut self.counts),
            false => open.story.end_paragraph(line, &mut self.counts),
        }
    }

    fn line(&mut self, paragraph: &Paragraph) -> Line {
        let label = paragraph.list().and_then(|list| self.lists.count_in(list, paragraph.list_level));
        let by_list = label.as_ref().and_then(|label| label.indent).filter(|_| !paragraph.has_own_indent);
        let style = self.styles.paragraph(paragraph.style);
        let heading = match paragraph.outline {
            Some(outline) => heading_by_outline(i32::from(outline)),
            None => style.and_then(|style| style.heading()),
        };
        // The default style is not a choice of the writer: paragraphs have it that name none.
        let name = style.filter(|style| paragraph.style != 0 && !style.name.is_empty()).map(|style| style.name.clone());
        Line {
            depth: paragraph.depth(),
            style: name,
            heading,
            indent: indent_level(by_list.unwrap_or(paragraph.indent)),
            list_label: label.map(|label| label.text).filter(|text| !text.trim().is_empty()).map(Into::into),
        }
    }

    /// The sign that a font prints for a code.
    fn sign(&self, font: u16, code: u16) -> Option<char> {
        printed(self.fonts.get(usize::from(font)).map(String::as_str), u32::from(code))
    }

    /// Counts formatting, so that a small file cannot make long work.
    fn spend(&mut self, bytes: usize) -> Result<(), Error> {
        self.formatting = self.formatting.saturating_add(bytes as u64 + FORMATTING_COST);
        let most = self.counts.limits().total_bytes;
        if self.formatting > most {
            return Err(Error::Limit { limit: "total_bytes", value: most });
        }
        Ok(())
    }
}

impl OpenStory {
    fn hides_text(&self) -> bool {
        self.fields.iter().any(OpenField::hides_text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    #[test]
    fn formatting_that_serves_for_each_character_stops_at_the_limit() {
        // A page of runs of one byte each, all with the formatting at its end.
        let mut stream = vec![b'x'; 1024];
        let bounds: Vec<u8> = (0..101u32).flat_map(u32::to_le_bytes).collect();
        stream[512..512 + bounds.len()].copy_from_slice(&bounds);
        stream[512 + bounds.len()..1016].fill(252);
        stream[1016..1020].copy_from_slice(&[3, 0x35, 0x08, 1]);
        stream[1023] = 100;
        let list: Vec<u8> = [0u32, 100, 1].iter().flat_map(|number| number.to_le_bytes()).collect();
        let read = |total_bytes: u64| {
            let limits = Limits { total_bytes, ..Limits::default() };
            let mut stories = Stories {
                stream: &stream,
                data: &[],
                pieces: vec![Piece { start: 0, end: 100, offset: 0, width: 1, changes: &[] }],
                runs: Pages::of_runs(&list, &stream),
                paragraphs: Pages::default(),
                styles: Styles::default(),
                fonts: Vec::new(),
                lists: Numbering::default(),
                counts: Counts::new(&limits),
                revisions: Revisions::Accepted,
                text_boxes: BTreeMap::new(),
                comments: BTreeMap::new(),
                formatting: 0,
                changes: 0,
                not_read: BTreeSet::new(),
                is_damaged: false,
            };
            stories.read(0..100, Role::Body)
        };
        let blocks = read(10_000).unwrap();
        let [Block::Paragraph(paragraph)] = &*blocks else { panic!("one paragraph") };
        assert!(paragraph.text.all(|marks| marks.bold));
        assert_eq!(read(1000), Err(Error::Limit { limit: "total_bytes", value: 1000 }));
    }
}

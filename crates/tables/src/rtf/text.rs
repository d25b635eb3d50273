//! Characters of every sort, and where they go.
//!
//! Text is collected as bytes, since a character may be made of several tokens, and decoded when something else
//! comes.

use super::reader::Reader;
use super::words::Destination;
use crate::code_page::decode;
use crate::docx::symbols::printed;
use crate::error::Error;

/// Characters of a property of the document, and of a list label.
const MAX_PROPERTY: usize = 4096;

impl Reader<'_> {
    /// Adds bytes of text, without those that repeat a character given by `\u`.
    pub(super) fn push_bytes(&mut self, bytes: &[u8]) {
        let repeated = self.repeated.min(bytes.len());
        self.repeated -= repeated;
        let is_printed = |byte: &&u8| **byte >= b' ' || **byte == b'\t';
        self.bytes.extend(bytes.iter().skip(repeated).filter(is_printed));
    }

    /// Decodes what has been collected.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let mut bytes = std::mem::take(&mut self.bytes);
        let font = self.state.run.font;
        match self.symbol_font() {
            Some(name) => {
                let signs: String = bytes.iter().filter_map(|&byte| printed(Some(name), u32::from(byte))).collect();
                self.push_text(&signs)?;
            }
            None => {
                let text = decode(self.header.code_page(font), &bytes);
                self.push_text(&text)?;
            }
        }
        // The buffer is used again.
        bytes.clear();
        self.bytes = bytes;
        Ok(())
    }

    /// A character by its word or symbol, unless it repeats one given by `\u`.
    pub(super) fn char(&mut self, char: char) -> Result<(), Error> {
        self.flush()?;
        if self.repeated > 0 {
            self.repeated -= 1;
            return Ok(());
        }
        self.push_char(char)
    }

    /// A character by its number, of which those past 32767 may be negative and those past 65535 in two halves.
    pub(super) fn unicode(&mut self, number: i32) -> Result<(), Error> {
        self.repeated = usize::try_from(self.state.unicode_skip).unwrap_or(0);
        let code = match number {
            i32::MIN..0 => u32::from((number & 0xFFFF) as u16),
            _ => number.unsigned_abs(),
        };
        let high = self.high_surrogate.take();
        let char = match (u16::try_from(code), high) {
            (Ok(unit @ 0xD800..0xDC00), _) => {
                self.high_surrogate = Some(unit);
                return Ok(());
            }
            (Ok(low @ 0xDC00..0xE000), Some(high)) => char::decode_utf16([high, low]).next().and_then(Result::ok),
            _ => match self.symbol_font() {
                Some(name) => printed(Some(name), code),
                None => char::from_u32(code),
            },
        };
        match char.filter(|char| !char.is_control() || *char == '\t') {
            Some(char) => self.push_char(char),
            None => Ok(()),
        }
    }

    pub(super) fn push_char(&mut self, char: char) -> Result<(), Error> {
        self.push_text(char.encode_utf8(&mut [0; 4]))
    }

    /// The font that prints signs instead of letters, where text is printed.
    fn symbol_font(&self) -> Option<&str> {
        let is_printed = matches!(self.state.destination, Destination::Text | Destination::ListLabel);
        self.header.symbol_font(self.state.run.font).filter(|_| is_printed)
    }

    /// Adds text where the group directs it.
    pub(super) fn push_text(&mut self, text: &str) -> Result<(), Error> {
        let state = &self.state;
        let property = match state.destination {
            Destination::Text => {
                let (inserted, deleted) = (state.run.inserted, state.run.deleted);
                let is_seen = !state.run.hidden && !self.revisions.joins(inserted, deleted);
                let marks = self.revisions.marks(state.run.marks, inserted, deleted);
                return match self.stories.last_mut().filter(|_| is_seen) {
                    Some(open) => open.story.push(text, marks, state.link.as_ref(), &self.counts),
                    None => Ok(()),
                };
            }
            Destination::Frame | Destination::NestedRow | Destination::Created | Destination::Modified => {
                return Ok(());
            }
            Destination::Fonts => {
                self.header.add_font_text(text, state.run.font);
                return Ok(());
            }
            Destination::Colors => {
                self.header.add_color_text(text);
                return Ok(());
            }
            Destination::Styles => {
                let number = (!state.other_style).then_some(state.paragraph.style);
                self.header.add_style_text(text, number, state.paragraph.outline);
                return Ok(());
            }
            Destination::Instruction => {
                self.field.push(text);
                return Ok(());
            }
            Destination::ListEntry => {
                self.field.push_entry(text);
                return Ok(());
            }
            Destination::ListLabel => &mut self.label,
            Destination::CommentAuthor => &mut self.comment_author,
            Destination::CommentDate => &mut self.comment_date,
            Destination::Title => self.properties.title.get_or_insert_default(),
            Destination::Author => self.properties.author.get_or_insert_default(),
            Destination::Subject => self.properties.subject.get_or_insert_default(),
            Destination::Keywords => self.properties.keywords.get_or_insert_default(),
            Destination::Description => self.properties.description.get_or_insert_default(),
            Destination::LastAuthor => self.properties.last_author.get_or_insert_default(),
            Destination::Company => self.properties.company.get_or_insert_default(),
        };
        let room = MAX_PROPERTY.saturating_sub(property.len());
        property.extend(text.chars().take(room));
        Ok(())
    }
}

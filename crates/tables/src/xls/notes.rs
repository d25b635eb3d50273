//! Notes of a sheet: NOTE records name the cell and the author; the text stands before, in the object that shows it.

use std::collections::BTreeMap;

use super::cells::Cells;
use super::records::{Record, Segments};
use super::strings::{Encoding, line_ends};
use super::version::Version;
use crate::code_page;
use crate::document::Comment;
use crate::error::Error;
use crate::little_endian::u16_at;

/// The kind of an object that shows a note.
const NOTE_OBJECT: u16 = 0x19;

/// The row of a NOTE record that goes on with the text of the one before (BIFF5).
const CONTINUES: u16 = 0xFFFF;

/// The notes of a sheet while they are read.
#[derive(Default)]
pub(super) struct Notes {
    /// The number of the object whose text comes next.
    object: Option<u16>,
    /// Texts by the numbers of their objects.
    texts: BTreeMap<u16, String>,
    notes: Vec<Note>,
}

struct Note {
    at: (u32, u32),
    /// The number of the object that has its text.
    object: Option<u16>,
    author: Option<String>,
    text: String,
}

impl Notes {
    /// OBJ: true if the object shows a note, whose text then follows.
    pub(super) fn object(&mut self, record: &Record<'_>, version: Version) -> bool {
        let is_note = version == Version::Biff8 && u16_at(record.data, 4) == Some(NOTE_OBJECT);
        self.object = u16_at(record.data, 6).filter(|_| is_note);
        is_note
    }

    /// TXO: the text of the object before.
    pub(super) fn text(&mut self, mut data: Segments<'_>) {
        const HEAD: usize = 18;
        let Some(object) = self.object.take() else { return };
        let text = data.skip(10).and_then(|()| {
            let length = data.u16()?;
            data.skip(HEAD - 12)?;
            // The characters begin in a record of their own, after a byte that tells their width.
            let wide = data.u8()? & 1 != 0;
            data.characters(length.into(), wide)
        });
        if let Some(units) = text {
            self.texts.insert(object, line_ends(String::from_utf16_lossy(&units)));
        }
    }

    /// NOTE: cell, flags, object and author; before BIFF8 the cell and the text itself.
    pub(super) fn note(&mut self, record: &Record<'_>, encoding: Encoding) {
        let mut data = record.reader();
        let (Some(row), Some(column)) = (data.u16(), data.u16()) else { return };
        if encoding.version >= Version::Biff8 {
            let (Some(_flags), Some(object)) = (data.u16(), data.u16()) else { return };
            let author = data.u16().and_then(|length| encoding.name(&mut data, length.into()));
            self.notes.push(Note {
                at: (row.into(), column.into()),
                object: Some(object),
                author,
                text: String::new(),
            });
            return;
        }
        // The length is that of the whole text, of which the record has at most 2,048 bytes.
        let Some(_length) = data.u16() else { return };
        let text = line_ends(code_page::decode(encoding.code_page, data.rest()));
        match self.notes.last_mut().filter(|_| row == CONTINUES) {
            Some(note) => note.text.push_str(&text),
            None => {
                self.notes.push(Note { at: (row.into(), column.into()), object: None, author: None, text });
            }
        }
    }

    /// Ends the sheet: puts the notes beside their cells.
    pub(super) fn give_to(mut self, cells: &mut Cells<'_, '_, '_>) -> Result<(), Error> {
        cells.end()?;
        for note in self.notes {
            // A text is of one note, however many name its object.
            let text = note.object.and_then(|object| self.texts.remove(&object)).unwrap_or(note.text);
            cells.sheet.comment(note.at, Comment::new(text).by(note.author), &mut cells.book.taken)?;
        }
        Ok(())
    }
}

//! The file information block: where everything is ([MS-DOC] 2.5).

use crate::error::Error;
use crate::little_endian::{Reader, u16_at, u32_at};

/// The first two bytes of the stream: of Word 97 and later, of Word 6 and 95.
const WORD_97: u16 = 0xA5EC;
const WORD_6: u16 = 0xA5DC;

/// `nFib` of the first edition in this layout; those before belong to Word 6 and 95.
const FIRST_FIB: u16 = 0x00C0;

/// Bits of the flags at offset 10.
const ENCRYPTED: u16 = 0x0100;
const TABLE_1: u16 = 0x0200;

/// Bytes before the first array (`FibBase`).
const BASE: usize = 32;

/// A part of the table stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Styles = 1,
    CommentMarks = 4,
    CommentStories = 5,
    HeaderStories = 11,
    RunPages = 12,
    ParagraphPages = 13,
    Fonts = 15,
    Pieces = 33,
    CommentAuthors = 36,
    Shapes = 40,
    TextBoxes = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// How many characters each story has; they follow each other in this order.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StoryLengths {
    pub(super) body: u32,
    pub(super) footnotes: u32,
    pub(super) headers: u32,
    pub(super) macros: u32,
    pub(super) comments: u32,
    pub(super) endnotes: u32,
    pub(super) text_boxes: u32,
}

/// What the block says.
#[derive(Debug)]
pub(super) struct Fib {
    /// The name of the table stream.
    pub(super) table: &'static str,
    pub(super) lengths: StoryLengths,
    /// Offset and length of each part of the table stream.
    parts: Vec<(u32, u32)>,
}

impl Fib {
    /// Reads the block at the beginning of the main stream.
    pub(super) fn read(stream: &[u8]) -> Result<Self, Error> {
        let damaged = || Error::Damaged { detail: "WordDocument: no file information block".to_owned() };
        let (ident, fib) = (u16_at(stream, 0).ok_or_else(damaged)?, u16_at(stream, 2).ok_or_else(damaged)?);
        match ident {
            WORD_97 if fib >= FIRST_FIB => {}
            WORD_97 | WORD_6 => return Err(Error::Unsupported { format: "doc (Word 6/95)".to_owned() }),
            _ => return Err(damaged()),
        }
        let flags = u16_at(stream, 10).ok_or_else(damaged)?;
        if flags & ENCRYPTED != 0 {
            return Err(Error::Encrypted);
        }
        Self::arrays(stream, flags).ok_or_else(damaged)
    }

    /// Reads the three arrays after the base, each with its length before it.
    fn arrays(stream: &[u8], flags: u16) -> Option<Self> {
        let mut rest = Reader::new(stream.get(BASE..)?);
        let shorts = rest.u16()?;
        rest.take(usize::from(shorts) * 2)?;
        let longs = rest.u16()?;
        let longs = rest.take(usize::from(longs) * 4)?;
        let long = |index: usize| u32_at(longs, index * 4).unwrap_or(0);
        let lengths = StoryLengths {
            body: long(3),
            footnotes: long(4),
            headers: long(5),
            macros: long(6),
            comments: long(7),
            endnotes: long(8),
            text_boxes: long(9),
        };
        let count = rest.u16()?;
        let mut parts = Vec::new();
        for _ in 0..count {
            // A block cut short leaves the last parts out.
            let (Some(offset), Some(length)) = (rest.u32(), rest.u32()) else { break };
            parts.push((offset, length));
        }
        Some(Self { table: if flags & TABLE_1 == 0 { "0Table" } else { "1Table" }, lengths, parts })
    }

    /// A part of the table stream with all that follows it; empty if it is absent or outside.
    pub(super) fn part_and_rest<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        let start = self.parts.get(part as usize).filter(|(_, length)| *length > 0);
        let start = start.and_then(|&(offset, _)| usize::try_from(offset).ok());
        start.and_then(|start| table.get(start..)).unwrap_or(&[])
    }

    /// A part of the table stream; empty if it is absent or outside.
    pub(super) fn part<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        let range = self.parts.get(part as usize).and_then(|&(offset, length)| {
            let start = usize::try_from(offset).ok()?;
            Some(start..start.checked_add(usize::try_from(length).ok()?)?)
        });
        range.and_then(|range| table.get(range)).unwrap_or(&[])
    }
}

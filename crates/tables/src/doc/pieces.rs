//! The piece table: which bytes of the main stream are the text, and in what order ([MS-DOC] 2.4.1).

use super::plc::Plc;
use crate::error::Error;
use crate::little_endian::{Reader, u16_at, u32_at};

/// Marks of the two kinds of records in front of the table.
const PROPERTIES: u8 = 1;
const TABLE: u8 = 2;

/// Text of one byte per character; the offset is then doubled.
const COMPRESSED: u32 = 0x4000_0000;

/// Pieces may stand for the same bytes, but not without end.
const MOST_REPEATS: u64 = 2;

/// A piece of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// The first character and the one after the last.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where its text begins in the main stream.
    pub(super) offset: u32,
    /// Bytes of a character: 1 or 2.
    pub(super) width: u32,
    /// What was changed in a quick save after the properties were written.
    pub(super) changes: &'a [u8],
}

impl Piece<'_> {
    /// Where a character of the piece stands in the main stream.
    pub(super) fn offset_of(&self, character: u32) -> u32 {
        self.offset.saturating_add(character.saturating_sub(self.start).saturating_mul(self.width))
    }
}

/// Reads the pieces in the order of the text.
pub(super) fn read<'a>(clx: &'a [u8], stream: &[u8]) -> Result<Vec<Piece<'a>>, Error> {
    let damaged = || Error::Damaged { detail: "piece table".to_owned() };
    let mut rest = Reader::new(clx);
    let mut changes = Vec::new();
    let table = loop {
        match rest.u8().ok_or_else(damaged)? {
            PROPERTIES => {
                let length = rest.u16().ok_or_else(damaged)?;
                changes.push(rest.take(usize::from(length)).ok_or_else(damaged)?);
            }
            TABLE => {
                let length = usize::try_from(rest.u32().ok_or_else(damaged)?).map_err(|_| damaged())?;
                // A table cut short keeps its first pieces.
                break rest.take(length).unwrap_or(rest.rest());
            }
            _ => return Err(damaged()),
        }
    };
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut bytes = 0u64;
    for (start, end, data) in Plc::new(table, 8).iter() {
        if end < start || pieces.last().is_some_and(|last| start != last.end) {
            return Err(damaged());
        }
        let (Some(place), Some(modifier)) = (u32_at(data, 2), u16_at(data, 6)) else { continue };
        let (offset, width) = match place & COMPRESSED {
            0 => (place, 2),
            _ => ((place & !COMPRESSED) / 2, 1),
        };
        // Odd modifiers are the number of a record before the table; even ones hold one small property, of
        // those that no table needs.
        let changes = match modifier & 1 {
            1 => changes.get(usize::from(modifier >> 1)).copied().unwrap_or(&[]),
            _ => &[],
        };
        bytes = bytes.saturating_add(u64::from(end - start) * u64::from(width));
        if bytes > (stream.len() as u64).saturating_mul(MOST_REPEATS) {
            return Err(damaged());
        }
        pieces.push(Piece { start, end, offset, width, changes });
    }
    if pieces.is_empty() {
        return Err(damaged());
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with these bounds, and for each piece its place as stored.
    fn clx(bounds: &[u32], places: &[u32]) -> Vec<u8> {
        let mut table: Vec<u8> = bounds.iter().flat_map(|bound| bound.to_le_bytes()).collect();
        for place in places {
            table.extend([0, 0]);
            table.extend(place.to_le_bytes());
            table.extend([0, 0]);
        }
        [&[TABLE][..], &(table.len() as u32).to_le_bytes(), &table].concat()
    }

    #[test]
    fn compressed_text_stands_at_half_its_offset() {
        let clx = clx(&[0, 10, 15], &[1024, COMPRESSED | 3000]);
        let pieces = read(&clx, &[0; 4096]).unwrap();
        let places: Vec<_> = pieces.iter().map(|p| (p.start, p.end, p.offset, p.width)).collect();
        assert_eq!(places, [(0, 10, 1024, 2), (10, 15, 1500, 1)]);
        assert_eq!((pieces[0].offset_of(3), pieces[1].offset_of(12)), (1030, 1502));
    }

    #[test]
    fn tables_that_go_back_or_repeat_without_end_are_refused() {
        let stream = [0; 512];
        for (bounds, places) in [
            (&[0, 10, 5][..], &[0, 0][..]),
            (&[0, 0x7FFF_FFFF], &[0]),
            (&[0, u32::MAX], &[COMPRESSED]),
            (&[0, 400, 800, 1200], &[COMPRESSED, COMPRESSED, COMPRESSED]),
            (&[0], &[]),
        ] {
            assert!(read(&clx(bounds, places), &stream).is_err(), "{bounds:?}");
        }
        for clx in [&[][..], &[TABLE], &[PROPERTIES, 0xFF, 0xFF], &[9, 9], &[TABLE, 0xFF, 0xFF, 0xFF, 0xFF]] {
            assert!(read(clx, &stream).is_err(), "{clx:?}");
        }
    }
}

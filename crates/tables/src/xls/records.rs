//! The stream of records: a kind, a length, the data; long ones go on in CONTINUE records.

use crate::deadline;
use crate::error::Error;
use crate::little_endian::{Reader, u16_at};

/// Kinds of records, by their names in [MS-XLS].
pub(super) mod kind {
    pub(in crate::xls) const EOF: u16 = 0x000A;
    pub(in crate::xls) const CONTINUE: u16 = 0x003C;

    /// The kinds of BOF (beginning of a substream), by version.
    pub(in crate::xls) const BOF: [u16; 4] = [0x0009, 0x0209, 0x0409, 0x0809];
}

/// A record without what continues it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

impl<'a> Record<'a> {
    pub(super) fn reader(&self) -> Reader<'a> {
        Reader::new(self.data)
    }

    pub(super) fn is_bof(&self) -> bool {
        kind::BOF.contains(&self.kind)
    }
}

/// Records from a place of the stream on.
#[derive(Debug, Clone)]
pub(super) struct Records<'a> {
    rest: Reader<'a>,
}

impl<'a> Records<'a> {
    /// The records from `at` on; none if that is outside the stream.
    pub(super) fn from(stream: &'a [u8], at: usize) -> Option<Self> {
        stream.get(at..).map(|rest| Self { rest: Reader::new(rest) })
    }

    /// Bytes of the stream that are still to come.
    pub(super) fn left(&self) -> usize {
        self.rest.rest().len()
    }

    /// The next record, or none at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Error> {
        deadline::check()?;
        let (Some(kind), Some(length)) = (self.rest.u16(), self.rest.u16()) else { return Ok(None) };
        match self.rest.take(length.into()) {
            Some(data) => Ok(Some(Record { kind, data })),
            None => Err(Error::Damaged { detail: "Workbook: a record is cut short".to_owned() }),
        }
    }

    /// The data of a record and of the CONTINUE records that follow it.
    pub(super) fn continued(&mut self, record: Record<'a>) -> Result<Segments<'a>, Error> {
        let mut more = Vec::new();
        while u16_at(self.rest.rest(), 0) == Some(kind::CONTINUE) {
            more.extend(self.next()?.map(|record| record.data));
        }
        Ok(Segments { current: record.reader(), more: more.into_iter() })
    }
}

/// Data that goes on from record to record.
#[derive(Debug)]
pub(super) struct Segments<'a> {
    current: Reader<'a>,
    more: std::vec::IntoIter<&'a [u8]>,
}

impl Segments<'_> {
    pub(super) fn u8(&mut self) -> Option<u8> {
        loop {
            if let Some(byte) = self.current.u8() {
                return Some(byte);
            }
            self.current = Reader::new(self.more.next()?);
        }
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// Passes over bytes.
    pub(super) fn skip(&mut self, mut count: usize) -> Option<()> {
        loop {
            let here = count.min(self.current.rest().len());
            self.current.take(here)?;
            count -= here;
            if count == 0 {
                return Some(());
            }
            self.current = Reader::new(self.more.next()?);
        }
    }

    /// Characters of a BIFF8 text, of one byte (the upper half of the code left out) or two. A text that goes on in
    /// another record says there again which; nothing of a text that is cut short.
    pub(super) fn characters(&mut self, mut count: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        while count > 0 {
            if self.current.rest().is_empty() {
                self.current = Reader::new(self.more.next()?);
                wide = self.current.u8()? & 1 != 0;
            }
            let here = count.min(if wide { self.current.rest().len() / 2 } else { self.current.rest().len() });
            if here == 0 && !self.current.rest().is_empty() {
                // A single byte of a pair: no program divides a character.
                return None;
            }
            if wide {
                let (pairs, _) = self.current.take(here * 2)?.as_chunks::<2>();
                units.extend(pairs.iter().map(|pair| u16::from_le_bytes(*pair)));
            } else {
                units.extend(self.current.take(here)?.iter().map(|&byte| u16::from(byte)));
            }
            count -= here;
        }
        Some(units)
    }
}

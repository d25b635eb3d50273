//! The records of a part: a kind and a length in bytes of seven bits, the data.

use crate::deadline;
use crate::error::Error;
use crate::little_endian::Reader;

/// A record.
pub(super) struct Record<'a> {
    pub(super) kind: u32,
    pub(super) data: Reader<'a>,
}

/// The records of a part, in order.
#[derive(Clone)]
pub(super) struct Records<'a> {
    part: &'a str,
    rest: Reader<'a>,
}

impl<'a> Records<'a> {
    pub(super) fn new(part: &'a str, bytes: &'a [u8]) -> Self {
        Self { part, rest: Reader::new(bytes) }
    }

    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Error> {
        deadline::check()?;
        if self.rest.rest().is_empty() {
            return Ok(None);
        }
        let record = self.kind().zip(number(&mut self.rest, 4)).and_then(|(kind, length)| {
            let data = self.rest.take(length as usize)?;
            Some(Record { kind, data: Reader::new(data) })
        });
        record.map(Some).ok_or_else(|| self.damaged("a record is cut short"))
    }

    pub(super) fn damaged(&self, how: &str) -> Error {
        Error::Damaged { detail: format!("{}: {how}", self.part) }
    }

    /// One byte, or two if the first has its upper bit set.
    fn kind(&mut self) -> Option<u32> {
        number(&mut self.rest, 2)
    }
}

/// A number in at most `most` bytes, seven bits in each, the upper bit set in all but the last.
fn number(data: &mut Reader<'_>, most: u32) -> Option<u32> {
    let mut number = 0;
    for place in 0..most {
        let byte = data.u8()?;
        number |= u32::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_lengths_take_as_many_bytes_as_they_need() {
        let bytes = [[0x07, 2, 1, 2].as_slice(), &[0x9C, 1, 0x80, 1], &[9; 128], &[0x83, 1, 0]].concat();
        let mut records = Records::new("part", &bytes);
        let mut next = || records.next().map(|record| record.map(|record| (record.kind, record.data.rest().len())));
        assert_eq!(next(), Ok(Some((7, 2))));
        assert_eq!(next(), Ok(Some((156, 128))));
        assert_eq!(next(), Ok(Some((131, 0))));
        assert_eq!(next(), Ok(None));
        assert!(Records::new("part", &[7, 0xFF, 0xFF, 0xFF, 0x7F, 0]).next().is_err());
    }
}

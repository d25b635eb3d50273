//! Single property modifiers: the operations that formatting is made of ([MS-DOC] 2.6).

use crate::little_endian::{Reader, u16_at, u32_at};

/// Two operations whose length is not where it is in others.
const DEFINE_TABLE: u16 = 0xD608;
const CHANGE_TABS: u16 = 0xC615;

/// One operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sprm<'a> {
    pub(super) code: u16,
    pub(super) operand: &'a [u8],
}

impl Sprm<'_> {
    /// The operand as one byte.
    pub(super) fn byte(&self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    /// The operand as a number of two bytes.
    pub(super) fn short(&self) -> u16 {
        u16_at(self.operand, 0).unwrap_or(0)
    }

    /// The operand as a signed number of two bytes.
    pub(super) fn signed_short(&self) -> i16 {
        self.short().cast_signed()
    }

    /// The operand as a number of four bytes.
    pub(super) fn long(&self) -> u32 {
        u32_at(self.operand, 0).unwrap_or(0)
    }
}

/// The operations of a list, up to the first one that is cut short.
pub(super) fn sprms(bytes: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    let mut rest = Reader::new(bytes);
    std::iter::from_fn(move || next(&mut rest))
}

fn next<'a>(rest: &mut Reader<'a>) -> Option<Sprm<'a>> {
    let code = rest.u16()?;
    // The three highest bits give the size of the operand.
    let size = match (code, code >> 13) {
        // The size counts itself once, as one byte.
        (DEFINE_TABLE, _) => usize::from(rest.u16()?.checked_sub(1)?),
        (CHANGE_TABS, _) => match rest.u8()? {
            // So long that it must be counted: tabs deleted, four bytes each, and added, three bytes each.
            u8::MAX => {
                let mut ahead = *rest;
                let deleted = usize::from(ahead.u8()?) * 4;
                ahead.take(deleted)?;
                2 + deleted + usize::from(ahead.u8()?) * 3
            }
            size => usize::from(size),
        },
        (_, 0 | 1) => 1,
        (_, 2 | 4 | 5) => 2,
        (_, 3) => 4,
        (_, 7) => 3,
        (_, _) => usize::from(rest.u8()?),
    };
    Some(Sprm { code, operand: rest.take(size)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_as_long_as_their_operation_says() {
        let bytes = [
            &[0x35, 0x08, 1][..],              // bold: 1
            &[0x00, 0x46, 5, 0],               // style: 2
            &[0x70, 0x68, 1, 2, 3, 0],         // colour: 4
            &[0x08, 0xD6, 3, 0, 7, 8],         // table: a size of two bytes
            &[0x15, 0xC6, 2, 0, 0],            // tabs: a size of one byte
            &[0x15, 0xC6, 255, 0, 1, 1, 2, 3], // tabs: counted
            &[0x2B, 0xD6, 2, 0, 3],            // merge: a size of one byte
            &[0x35, 0x08],                     // cut short
        ]
        .concat();
        let read: Vec<_> = sprms(&bytes).map(|sprm| (sprm.code, sprm.operand.len())).collect();
        assert_eq!(read, [(0x0835, 1), (0x4600, 2), (0x6870, 4), (0xD608, 2), (0xC615, 2), (0xC615, 5), (0xD62B, 2)]);
    }
}

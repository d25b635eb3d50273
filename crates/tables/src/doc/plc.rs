//! Lists of places with data ([MS-DOC] 2.2.2): the places in one array, the data of each stretch in a second one.

use crate::little_endian::u32_at;

/// A list whose data have one size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plc<'a> {
    bytes: &'a [u8],
    data_size: usize,
    len: usize,
}

impl<'a> Plc<'a> {
    /// A list in these bytes, whose length says how many stretches it has.
    pub(super) fn new(bytes: &'a [u8], data_size: usize) -> Self {
        let len = bytes.len().checked_sub(4).map_or(0, |rest| rest / (4 + data_size));
        Self { bytes, data_size, len }
    }

    /// Where each stretch begins and ends, and its data.
    pub(super) fn iter(self) -> impl Iterator<Item = (u32, u32, &'a [u8])> {
        let data = (self.len + 1) * 4;
        (0..self.len).filter_map(move |index| {
            let start = data + index * self.data_size;
            let bytes = self.bytes.get(start..start + self.data_size)?;
            Some((u32_at(self.bytes, index * 4)?, u32_at(self.bytes, index * 4 + 4)?, bytes))
        })
    }
}

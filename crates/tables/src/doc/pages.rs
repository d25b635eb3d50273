//! Formatted disk pages: which bytes of the main stream have which formatting ([MS-DOC] 2.8.25, 2.9.33, 2.9.174).

use super::plc::Plc;
use crate::little_endian::{u16_at, u32_at};

/// Bytes of a page; its last byte counts its stretches.
const PAGE: usize = 512;

/// Bits of the number of a page.
const PAGE_NUMBER: u32 = 0x003F_FFFF;

/// Stretches of the main stream with their formatting, ascending.
#[derive(Debug, Default)]
pub(super) struct Pages<'a> {
    stretches: Vec<Stretch<'a>>,
}

/// A stretch of bytes with the same formatting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    pub(super) start: u32,
    pub(super) end: u32,
    /// For a paragraph, the number of its style comes first.
    pub(super) bytes: &'a [u8],
}

impl<'a> Pages<'a> {
    /// The pages of runs: for each stretch one byte, the half of the offset of its formatting.
    pub(super) fn of_runs(list: &[u8], stream: &'a [u8]) -> Self {
        Self::read(list, stream, 1, |page, offset| {
            let size = usize::from(*page.get(offset)?);
            page.get(offset + 1..)?.get(..size)
        })
    }

    /// The pages of paragraphs: for each stretch 13 bytes, of which the first is the half of the offset.
    pub(super) fn of_paragraphs(list: &[u8], stream: &'a [u8]) -> Self {
        Self::read(list, stream, 13, |page, offset| {
            // The size counts pairs of bytes; if it is even, it stands in the second byte.
            let (start, size) = match *page.get(offset)? {
                0 => (offset + 2, usize::from(*page.get(offset + 1)?) * 2),
                half => (offset + 1, usize::from(half) * 2 - 1),
            };
            page.get(start..)?.get(..size)
        })
    }

    fn read(
        list: &[u8],
        stream: &'a [u8],
        entry: usize,
        formatting: impl Fn(&'a [u8], usize) -> Option<&'a [u8]>,
    ) -> Self {
        let mut stretches = Vec::new();
        // No list names more pages than there are.
        for (_, _, data) in Plc::new(list, 4).iter().take(stream.len() / PAGE + 1) {
            let number = u32_at(data, 0).unwrap_or(0) & PAGE_NUMBER;
            let start = usize::try_from(number).unwrap_or(usize::MAX).saturating_mul(PAGE);
            let Some(page) = stream.get(start..).and_then(|rest| rest.get(..PAGE)) else { continue };
            let count = page.last().copied().map_or(0, usize::from);
            for index in 0..count {
                let (Some(start), Some(end)) = (u32_at(page, index * 4), u32_at(page, index * 4 + 4)) else { break };
                let Some(&half) = page.get((count + 1) * 4 + index * entry) else { break };
                let bytes = match usize::from(half) * 2 {
                    0 => None,
                    offset => formatting(page, offset),
                };
                if start < end {
                    stretches.push(Stretch { start, end, bytes: bytes.unwrap_or(&[]) });
                }
            }
        }
        stretches.sort_by_key(|stretch| stretch.start);
        Self { stretches }
    }

    /// The stretch that an offset stands in; without one, an unformatted stretch up to the next.
    pub(super) fn at(&self, offset: u32) -> Stretch<'a> {
        let next = self.stretches.partition_point(|stretch| stretch.start <= offset);
        let before = next.checked_sub(1).and_then(|last| self.stretches.get(last));
        match before.filter(|stretch| offset < stretch.end) {
            Some(stretch) => *stretch,
            None => {
                let end = self.stretches.get(next).map_or(u32::MAX, |stretch| stretch.start);
                Stretch { start: offset, end, bytes: &[] }
            }
        }
    }
}

/// The style of a paragraph and its operations.
pub(super) fn split_style(bytes: &[u8]) -> (u16, &[u8]) {
    (u16_at(bytes, 0).unwrap_or(0), bytes.get(2..).unwrap_or(&[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of one page, and a stream with this page at number 1.
    fn page(number: u32, bounds: &[u32], rest: &[u8], tail: &[(usize, &[u8])]) -> (Vec<u8>, Vec<u8>) {
        let list = [0, 1000, number].iter().flat_map(|n| n.to_le_bytes()).collect();
        let mut stream = vec![0; 2 * PAGE];
        let bounds: Vec<u8> = bounds.iter().flat_map(|bound| bound.to_le_bytes()).collect();
        let content = [bounds, rest.to_vec()].concat();
        stream[PAGE..PAGE + content.len()].copy_from_slice(&content);
        for (at, bytes) in tail {
            stream[PAGE + at..PAGE + at + bytes.len()].copy_from_slice(bytes);
        }
        (list, stream)
    }

    #[test]
    fn a_run_has_the_formatting_its_page_points_to() {
        let (list, stream) = page(1, &[100, 110, 120], &[0, 250], &[(500, &[3, 7, 8, 9]), (511, &[2])]);
        let pages = Pages::of_runs(&list, &stream);
        assert_eq!(pages.at(115), Stretch { start: 110, end: 120, bytes: &[7, 8, 9] });
        assert_eq!(pages.at(105).bytes, &[] as &[u8]);
        assert_eq!(pages.at(5), Stretch { start: 5, end: 100, bytes: &[] });
        assert_eq!(pages.at(500).end, u32::MAX);
    }

    #[test]
    fn the_size_of_a_paragraph_is_odd_or_even() {
        let mut rest = [0; 26];
        (rest[0], rest[13]) = (240, 245);
        let tail: &[(usize, &[u8])] = &[(480, &[2, 1, 0, 9]), (490, &[0, 2, 4, 0, 5, 6]), (511, &[2])];
        let (list, stream) = page(1, &[100, 110, 120], &rest, tail);
        let pages = Pages::of_paragraphs(&list, &stream);
        assert_eq!(split_style(pages.at(100).bytes), (1, &[9][..]));
        assert_eq!(split_style(pages.at(119).bytes), (4, &[5, 6][..]));
    }

    #[test]
    fn pages_outside_the_file_and_counts_without_room_give_nothing() {
        let (list, stream) = page(0x3F_FFFF, &[], &[], &[]);
        assert_eq!(Pages::of_runs(&list, &stream).stretches, []);
        let (list, stream) = page(1, &[], &[], &[(0, &[0xFF; 512])]);
        assert_eq!(Pages::of_runs(&list, &stream).stretches, []);
        assert_eq!(Pages::of_paragraphs(&list, &stream).stretches, []);
    }
}

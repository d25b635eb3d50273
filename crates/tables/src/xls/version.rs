//! Versions of the format, and the BOF records that tell them.

use super::records::{Record, Records};
use crate::little_endian::u16_at;

/// The versions, each with the first Excel that wrote it: 2, 3, 4, 5 (and 95), 97.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    Biff2,
    Biff3,
    Biff4,
    Biff5,
    Biff8,
}

/// What a substream holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Substream {
    /// What all sheets share.
    Globals,
    Worksheet,
    /// A chart, a macro sheet, a module.
    Other,
    /// A collection of files of Excel 4.
    Workspace,
}

/// The version and the content that a BOF record announces.
pub(super) fn beginning(record: &Record<'_>) -> Option<(Version, Substream)> {
    let version = match (record.kind, u16_at(record.data, 0)?) {
        (0x0009, _) => Version::Biff2,
        (0x0209, _) => Version::Biff3,
        (0x0409, _) => Version::Biff4,
        (0x0809, 0x0600) => Version::Biff8,
        (0x0809, _) => Version::Biff5,
        _ => return None,
    };
    let substream = match u16_at(record.data, 2)? {
        0x0005 => Substream::Globals,
        0x0010 => Substream::Worksheet,
        0x0100 => Substream::Workspace,
        0x0006 | 0x0020 | 0x0040 => Substream::Other,
        _ => return None,
    };
    Some((version, substream))
}

/// The bytes are a workbook without compound file around it: they begin with a BOF.
pub(crate) fn is_stream(bytes: &[u8]) -> bool {
    let first = Records::from(bytes, 0).and_then(|mut records| records.next().ok().flatten());
    first.is_some_and(|record| (4..=16).contains(&record.data.len()) && beginning(&record).is_some())
}

//! Compound files ([MS-CFB], OLE2): streams by name in the older Office formats, and the envelope of Office files
//! with a password.
//!
//! A reader of our own, for damaged files: chains of sectors may loop or lead out of the file, and sizes may be
//! anything. Whatever the file says, no chain is longer than the file has sectors.

mod directory;
mod properties;
mod sectors;
#[cfg(test)]
mod tests;

use crate::error::Error;
use crate::limits::Limits;
pub(crate) use properties::properties;

use directory::{Directory, Entry};
use sectors::{MiniSectors, Sectors, chain};

/// The first bytes of every compound file.
pub(crate) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The directory of a compound file, and the way to its streams.
pub(crate) struct Compound<'a> {
    sectors: Sectors<'a>,
    /// Read with the first small stream.
    mini: Option<MiniSectors>,
    directory: Directory,
    limits: Limits,
    /// Bytes of streams that may still be read.
    remaining: u64,
}

impl<'a> Compound<'a> {
    /// Opens a compound file. No stream is read yet.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Error> {
        if bytes.len() as u64 > limits.file_bytes {
            return Err(Error::Limit { limit: "file_bytes", value: limits.file_bytes });
        }
        let sectors = Sectors::read(bytes)?;
        let directory = Directory::read(&sectors, limits)?;
        Ok(Self { sectors, mini: None, directory, limits: limits.clone(), remaining: limits.total_bytes })
    }

    /// The paths of all streams, such as `Workbook` or `ObjectPool/_1234/Contents`, in order.
    #[cfg_attr(not(test), allow(dead_code, reason = "text documents look for their objects"))]
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.directory.streams.values().map(|entry| &*entry.path)
    }

    /// The file has a stream of this path, in any case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.directory.streams.contains_key(&directory::key(name))
    }

    /// The bytes of a stream by its path, in any case; none if there is no such stream. A stream whose sectors end
    /// before its size says so is as long as its sectors.
    ///
    /// # Errors
    /// [`Error::Damaged`] if its sectors loop or lie outside the file, [`Error::Limit`] if it is too long.
    pub(crate) fn stream(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(Entry { path, start, size }) = self.directory.streams.get(&directory::key(name)) else {
            return Ok(None);
        };
        let sectors = &self.sectors;
        let small = match (*size < sectors::MINI_CUTOFF, &mut self.mini) {
            (false, _) => None,
            (true, Some(mini)) => Some(&*mini),
            (true, mini) => Some(&*mini.insert(MiniSectors::read(sectors, self.directory.mini_stream)?)),
        };
        let (table, length) =
            small.map_or((&sectors.table, sectors.length), |mini| (&mini.table, sectors::MINI_SECTOR));
        let ids = chain(table, *start, *size, length, path)?;
        let longest = (*size).min(ids.len() as u64 * length as u64);
        if longest > self.limits.part_bytes {
            return Err(Error::Limit { limit: "part_bytes", value: self.limits.part_bytes });
        }
        if longest > self.remaining {
            return Err(Error::Limit { limit: "total_bytes", value: self.limits.total_bytes });
        }
        self.remaining -= longest;
        let mut stream = Vec::new();
        for id in ids {
            let sector = small.map_or_else(|| sectors.sector(id), |mini| mini.sector(sectors, id));
            stream.extend_from_slice(sector.ok_or_else(|| outside(path))?);
        }
        stream.truncate(usize::try_from(longest).unwrap_or(usize::MAX));
        Ok(Some(stream))
    }
}

fn outside(path: &str) -> Error {
    damaged(path, "sectors outside the file")
}

fn damaged(what: &str, how: &str) -> Error {
    // Names of streams may begin with a control character (`\u{5}SummaryInformation`).
    Error::Damaged { detail: format!("{}: {how}", what.trim_start_matches(char::is_control)) }
}

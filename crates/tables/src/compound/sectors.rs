//! Sectors, the table that chains them (FAT), and the small sectors inside a stream (mini FAT).

use super::{damaged, outside};
use crate::error::Error;
use crate::little_endian::{u16_at, u32_at};

/// Length of a small sector.
pub(super) const MINI_SECTOR: usize = 64;

/// Streams shorter than this lie in small sectors. The header states it, and it is always this.
pub(super) const MINI_CUTOFF: u64 = 4096;

/// Numbers from here on are marks, not sectors: the end of a chain, a free sector, a sector of the table itself.
const FIRST_MARK: u32 = 0xFFFF_FFFA;

/// Places of table sectors that stand in the header.
const IN_HEADER: usize = 109;

const HEADER: usize = 512;

/// The sectors of a file and the table that chains them.
pub(super) struct Sectors<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector.
    pub(super) length: usize,
    /// For each sector the next one of its chain.
    pub(super) table: Vec<u32>,
    /// First sector of the directory.
    pub(super) directory: u32,
    /// Sizes have 64 bits (version 4); in version 3 the upper half may hold anything.
    pub(super) long_sizes: bool,
    /// First sector of the table of small sectors.
    mini_table: u32,
}

impl<'a> Sectors<'a> {
    /// Reads the header and the table.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        let header = bytes.get(..HEADER).ok_or_else(|| damaged("compound file", "no header"))?;
        let word = |at| u32_at(header, at).unwrap_or_default();
        let length = match u16_at(header, 0x1E) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(damaged("compound file", "unknown sector size")),
        };
        let mut sectors = Self {
            bytes,
            length,
            table: Vec::new(),
            directory: word(0x30),
            long_sizes: length == 4096,
            mini_table: word(0x3C),
        };
        sectors.read_table(header, word(0x44))?;
        Ok(sectors)
    }

    /// Collects the table from its sectors, listed in the header and on (DIFAT) from sector `list`.
    fn read_table(&mut self, header: &[u8], mut list: u32) -> Result<(), Error> {
        let count = self.count();
        let mut places: Vec<u32> = numbers(header.get(HEADER - 4 * IN_HEADER..).unwrap_or_default()).collect();
        let mut lists = 0;
        while list < FIRST_MARK {
            // Some programs end the list with a zeroed or missing sector; what is missing shows in the chains.
            let Some(sector) = self.sector(list) else { break };
            lists += 1;
            if lists > count {
                return Err(damaged("compound file", "a loop in the list of table sectors"));
            }
            places.extend(numbers(sector));
            list = places.pop().unwrap_or(FIRST_MARK);
        }
        for place in places.into_iter().filter(|&place| place < FIRST_MARK) {
            // No more entries than the file has sectors, however often the list names the same sector.
            let missing = count.saturating_sub(self.table.len());
            if missing == 0 {
                break;
            }
            let sector = self.sector(place).ok_or_else(|| outside("sector table"))?;
            self.table.extend(numbers(sector).take(missing));
        }
        Ok(())
    }

    /// How many sectors the file has after its header, the last perhaps short.
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.length).saturating_sub(1)
    }

    /// The bytes of a sector; the last one of the file may be short.
    pub(super) fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.length)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.length).unwrap_or(rest))
    }

    /// All sectors of a chain, as one.
    pub(super) fn joined(&self, start: u32, what: &str) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        for id in chain(&self.table, start, u64::MAX, self.length, what)? {
            bytes.extend_from_slice(self.sector(id).ok_or_else(|| outside(what))?);
        }
        Ok(bytes)
    }
}

/// The small sectors: they lie in a stream made of sectors.
pub(super) struct MiniSectors {
    /// For each small sector the next one of its chain.
    pub(super) table: Vec<u32>,
    /// The sectors of the stream in order.
    stream: Vec<u32>,
}

impl MiniSectors {
    /// Reads the table; `stream` is the first sector and the size of the stream.
    pub(super) fn read(sectors: &Sectors<'_>, stream: (u32, u64)) -> Result<Self, Error> {
        let table = sectors.joined(sectors.mini_table, "table of small sectors")?;
        let stream = chain(&sectors.table, stream.0, stream.1, sectors.length, "stream of small sectors")?;
        Ok(Self { table: numbers(&table).collect(), stream })
    }

    /// The bytes of a small sector.
    pub(super) fn sector<'a>(&self, sectors: &Sectors<'a>, id: u32) -> Option<&'a [u8]> {
        let per_sector = sectors.length / MINI_SECTOR;
        let sector = sectors.sector(*self.stream.get(id as usize / per_sector)?)?;
        let start = id as usize % per_sector * MINI_SECTOR;
        let rest = sector.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..MINI_SECTOR).unwrap_or(rest))
    }
}

/// The sectors of a chain, as many as `size` bytes need.
pub(super) fn chain(table: &[u32], start: u32, size: u64, length: usize, what: &str) -> Result<Vec<u32>, Error> {
    let needed = size.div_ceil(length as u64);
    let mut found = Vec::new();
    let mut met = vec![false; table.len()];
    let mut at = start;
    while at < FIRST_MARK && (found.len() as u64) < needed {
        let (next, met) = table.get(at as usize).zip(met.get_mut(at as usize)).ok_or_else(|| outside(what))?;
        if std::mem::replace(met, true) {
            return Err(damaged(what, "a loop of sectors"));
        }
        found.push(at);
        at = *next;
    }
    Ok(found)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers.iter().map(|number| u32::from_le_bytes(*number))
}

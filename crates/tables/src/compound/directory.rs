//! The directory: a tree of storages and streams.

use std::collections::BTreeMap;

use super::damaged;
use super::sectors::Sectors;
use crate::error::Error;
use crate::limits::Limits;
use crate::little_endian::{u16_at, u32_at, u64_at};

/// Bytes of an entry.
const ENTRY: usize = 128;

/// Where an entry has no neighbour or child.
const NOBODY: u32 = 0xFFFF_FFFF;

/// Storages inside storages; deeper ones are passed over, as their paths could outgrow the file.
const DEEPEST: usize = 16;

const STORAGE: u8 = 1;
const STREAM: u8 = 2;
const ROOT: u8 = 5;

/// A stream.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name, after those of the storages it lies in.
    pub(super) path: String,
    /// Its first sector.
    pub(super) start: u32,
    /// Its length in bytes, as stated.
    pub(super) size: u64,
}

/// The streams of a file.
#[derive(Debug)]
pub(super) struct Directory {
    /// By their paths as [`key`] gives them.
    pub(super) streams: BTreeMap<String, Entry>,
    /// First sector and size of the stream that holds the small sectors.
    pub(super) mini_stream: (u32, u64),
}

impl Directory {
    pub(super) fn read(sectors: &Sectors<'_>, limits: &Limits) -> Result<Self, Error> {
        let bytes = sectors.joined(sectors.directory, "directory")?;
        let (entries, _) = bytes.as_chunks::<ENTRY>();
        let used = entries.iter().filter(|entry| kind(entry.as_slice()) != 0).count();
        if used > limits.zip_entries {
            return Err(Error::Limit { limit: "zip_entries", value: limits.zip_entries as u64 });
        }
        let root = entries.first().filter(|entry| kind(entry.as_slice()) == ROOT);
        let root = root.ok_or_else(|| damaged("directory", "no root"))?;
        let long_sizes = sectors.long_sizes;
        let mut directory = Self { streams: BTreeMap::new(), mini_stream: (start(root), size(root, long_sizes)) };
        // Neighbours make a tree of their own, in any order here. An entry that is met twice belongs to a loop.
        let mut met = vec![false; entries.len()];
        let mut waiting = vec![(child(root), String::new(), 0)];
        while let Some((id, folder, depth)) = waiting.pop() {
            let (Some(entry), Some(met)) = (entries.get(id as usize), met.get_mut(id as usize)) else { continue };
            if std::mem::replace(met, true) {
                continue;
            }
            let path = format!("{folder}{}", name(entry));
            for neighbour in neighbours(entry).into_iter().filter(|&id| id != NOBODY) {
                waiting.push((neighbour, folder.clone(), depth));
            }
            match kind(entry) {
                STREAM => {
                    let stream = Entry { start: start(entry), size: size(entry, long_sizes), path };
                    directory.streams.entry(key(&stream.path)).or_insert(stream);
                }
                STORAGE if depth < DEEPEST => waiting.push((child(entry), format!("{path}/"), depth + 1)),
                _ => {}
            }
        }
        Ok(directory)
    }
}

/// A path as names are compared: without regard to case.
pub(super) fn key(path: &str) -> String {
    path.to_uppercase()
}

/// The name: UTF-16 in a field of 64 bytes, its length with the final zero after it.
fn name(entry: &[u8; ENTRY]) -> String {
    let length = u16_at(entry, 0x40).map_or(0, usize::from).clamp(2, 64) - 2;
    let (units, _) = entry.get(..length).unwrap_or_default().as_chunks::<2>();
    let units = units.iter().map(|unit| u16::from_le_bytes(*unit)).take_while(|&unit| unit != 0);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn kind(entry: &[u8]) -> u8 {
    entry.get(0x42).copied().unwrap_or_default()
}

fn neighbours(entry: &[u8; ENTRY]) -> [u32; 2] {
    [0x44, 0x48].map(|at| u32_at(entry, at).unwrap_or(NOBODY))
}

fn child(entry: &[u8; ENTRY]) -> u32 {
    u32_at(entry, 0x4C).unwrap_or(NOBODY)
}

fn start(entry: &[u8; ENTRY]) -> u32 {
    u32_at(entry, 0x74).unwrap_or(NOBODY)
}

fn size(entry: &[u8; ENTRY], long: bool) -> u64 {
    let size = u64_at(entry, 0x78).unwrap_or_default();
    if long { size } else { size & 0xFFFF_FFFF }
}

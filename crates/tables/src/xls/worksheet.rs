//! The substream of a worksheet: what is hidden, merged, left unread; cells in their own module.

use std::collections::BTreeSet;

use super::cells::Cells;
use super::hyperlink;
use super::notes::Notes;
use super::records::{Record, Records, kind};
use super::version::Version;
use crate::error::Error;
use crate::limits::Limits;
use crate::little_endian::{Reader, u16_at, u32_at};
use crate::sheet::{Range, Sheet};

/// Kinds of records, by their names in [MS-XLS].
const FILEPASS: u16 = 0x002F;
const ROW: [u16; 2] = [0x0008, 0x0208];
const COLINFO: u16 = 0x007D;
const MERGEDCELLS: u16 = 0x00E5;
const NOTE: u16 = 0x001C;
const TXO: u16 = 0x01B6;
const PAGE_COLUMNS: u16 = 0x001A;
const PAGE_ROWS: u16 = 0x001B;
const OBJ: u16 = 0x005D;
const HLINK: u16 = 0x01B8;

/// Kinds of objects that are no drawing: comments, which are counted as such, and the arrows of filters.
const NO_DRAWINGS: [u16; 2] = [0x19, 0x14];

/// What a worksheet holds that is not read.
#[derive(Default)]
pub(super) struct Unread {
    pub(super) parts: BTreeSet<&'static str>,
    /// The stream ends before the sheet does.
    pub(super) has_no_end: bool,
}

/// Reads the records after the BOF, up to the EOF.
pub(super) fn read(
    records: &mut Records<'_>,
    cells: &mut Cells<'_, '_, '_>,
    version: Version,
) -> Result<Unread, Error> {
    let mut unread = Unread::default();
    let mut notes = Notes::default();
    // Charts lie inside as substreams of their own, with cells of their own.
    let mut inside = 0_usize;
    while let Some(record) = records.next()? {
        match record.kind {
            kind::EOF if inside == 0 => {
                notes.give_to(cells)?;
                return Ok(unread);
            }
            kind::EOF => inside -= 1,
            _ if record.is_bof() => inside += 1,
            _ if inside > 0 => {}
            FILEPASS => return Err(Error::Encrypted),
            COLINFO => columns(&record, cells.sheet),
            MERGEDCELLS => drop(merged(&record, cells.sheet, cells.book.taken.limits)?),
            HLINK => {
                let mut data = records.continued(record)?;
                // A damaged one only hides where it leads.
                if let Some((range, target)) = hyperlink::read(&mut data) {
                    cells.sheet.link(range, &target, &mut cells.book.taken)?;
                }
            }
            NOTE => notes.note(&record, cells.encoding()),
            PAGE_ROWS => page_rows(&record, cells.sheet, version),
            PAGE_COLUMNS if u16_at(record.data, 0) > Some(0) => cells.sheet.begin_page_column(),
            TXO => notes.text(records.continued(record)?),
            OBJ if notes.object(&record, version) => {}
            OBJ if !NO_DRAWINGS.contains(&object(&record)) => drop(unread.parts.insert("drawings")),
            kind if ROW.contains(&kind) => row(&record, cells.sheet, version),
            _ => cells.record(record, records)?,
        }
    }
    notes.give_to(cells)?;
    unread.has_no_end = true;
    Ok(unread)
}

fn row(record: &Record<'_>, sheet: &mut Sheet<'_>, version: Version) {
    const HIDDEN: u32 = 0x20;
    const DEPTH: u32 = 0x07;
    let flags = if version == Version::Biff2 { None } else { u32_at(record.data, 12) };
    if let (Some(flags), Some(row)) = (flags, u16_at(record.data, 0)) {
        if flags & HIDDEN != 0 {
            sheet.hide_row(row.into());
        }
        sheet.group_row(row.into(), u8::try_from(flags & DEPTH).unwrap_or_default());
    }
}

/// HORIZONTALPAGEBREAKS: rows that begin a page; since BIFF8 with the columns that the break goes over.
fn page_rows(record: &Record<'_>, sheet: &mut Sheet<'_>, version: Version) {
    let size = if version == Version::Biff8 { 6 } else { 2 };
    let rows = record.data.get(2..).unwrap_or_default().chunks_exact(size);
    rows.filter_map(|row| u16_at(row, 0)).for_each(|row| sheet.begin_page(row.into()));
}

fn columns(record: &Record<'_>, sheet: &mut Sheet<'_>) {
    let word = |at| u16_at(record.data, at);
    let hidden = word(8).is_some_and(|flags| flags & 1 != 0) || word(4) == Some(0);
    if let (true, Some(first), Some(last)) = (hidden, word(0), word(2)) {
        // Some programs count the column after the last one too.
        sheet.hide_columns(first.into(), u32::from(last).min(super::COLUMNS - 1));
    }
}

/// MERGEDCELLS: a number of ranges, read as far as they go.
fn merged(record: &Record<'_>, sheet: &mut Sheet<'_>, limits: &Limits) -> Result<Option<()>, Error> {
    let mut data = record.reader();
    let Some(count) = data.u16() else { return Ok(None) };
    for _ in 0..count {
        let Some(range) = range(&mut data) else { return Ok(None) };
        if range.first.0 <= range.last.0 && range.first.1 <= range.last.1 {
            sheet.merge(range, limits)?;
        }
    }
    Ok(Some(()))
}

fn range(data: &mut Reader<'_>) -> Option<Range> {
    let [top, bottom, left, right] = [data.u16()?, data.u16()?, data.u16()?, data.u16()?].map(u32::from);
    Some(Range { first: (top, left), last: (bottom, right.min(super::COLUMNS - 1)) })
}

/// The kind of an object: after a header in BIFF8, after the object's number before.
fn object(record: &Record<'_>) -> u16 {
    u16_at(record.data, 4).unwrap_or_default()
}

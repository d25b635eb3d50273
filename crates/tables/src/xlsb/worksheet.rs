//! A sheet part: cells, merged ranges, what is hidden.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::records::{Record, Records};
use super::strings::{rich, wide};
use crate::error::Error;
use crate::field_code::target;
use crate::formula::{Formula, SharedFormulas, Width};
use crate::little_endian::Reader;
use crate::sheet::{Range, Sheet};
use crate::text::Marks;
use crate::xls::book::{Book, Head, Stored, rk};

/// Kinds of records that are no cells, by their names in [MS-XLSB].
const ROW_HDR: u32 = 0;
const COL_INFO: u32 = 60;
const MERGE_CELL: u32 = 176;
const HLINK: u32 = 494;
const BEGIN_ROW_BREAKS: u32 = 392;
const END_ROW_BREAKS: u32 = 393;
const BREAK: u32 = 396;

/// What a record of a kind holds.
#[derive(Debug, Clone, Copy)]
enum Holds {
    Blank,
    Rk,
    Error,
    Boolean,
    Number,
    Text,
    SharedText,
    RichText,
}

/// Kinds of records of cells, whether their values come from a formula, and whether they name their column; if not,
/// they stand right of the cell before.
const CELLS: [(u32, Holds, bool, bool); 19] = [
    (1, Holds::Blank, false, true),
    (2, Holds::Rk, false, true),
    (3, Holds::Error, false, true),
    (4, Holds::Boolean, false, true),
    (5, Holds::Number, false, true),
    (6, Holds::Text, false, true),
    (7, Holds::SharedText, false, true),
    (8, Holds::Text, true, true),
    (9, Holds::Number, true, true),
    (10, Holds::Boolean, true, true),
    (11, Holds::Error, true, true),
    (12, Holds::Blank, false, false),
    (13, Holds::Rk, false, false),
    (14, Holds::Error, false, false),
    (15, Holds::Boolean, false, false),
    (16, Holds::Number, false, false),
    (17, Holds::Text, false, false),
    (18, Holds::SharedText, false, false),
    (62, Holds::RichText, false, true),
];

/// Reads the whole part.
pub(super) fn read(
    mut records: Records<'_>,
    book: &mut Book<'_>,
    sheet: &mut Sheet<'_>,
    fonts: &[Marks],
    targets: &BTreeMap<String, Arc<str>>,
) -> Result<(), Error> {
    let mut row = 0;
    let mut next_column = 0;
    let mut in_row_breaks = false;
    let mut shared = SharedFormulas::default();
    while let Some(mut record) = records.next()? {
        let data = &mut record.data;
        match record.kind {
            ROW_HDR => {
                row = row_header(data, sheet).ok_or_else(|| records.damaged("a row is cut short"))?;
                next_column = 0;
            }
            COL_INFO => columns(data, sheet).ok_or_else(|| records.damaged("columns are cut short"))?,
            MERGE_CELL => {
                let range = range(data).ok_or_else(|| records.damaged("a merged range is cut short"))?;
                if range.first.0 <= range.last.0
                    && range.first.1 <= range.last.1
                    && sheet.has(range.last.0, range.last.1)
                {
                    sheet.merge(range, book.taken.limits)?;
                }
            }
            BEGIN_ROW_BREAKS => in_row_breaks = true,
            END_ROW_BREAKS => in_row_breaks = false,
            BREAK if in_row_breaks => data.u32().into_iter().for_each(|row| sheet.begin_page(row)),
            BREAK => sheet.begin_page_column(),
            HLINK => {
                // A damaged one only hides where it leads.
                if let Some((range, target)) = link(data, targets) {
                    sheet.link(range, &target, &mut book.taken)?;
                }
            }
            kind => {
                let Some((_, holds, formula, named)) = CELLS.iter().find(|(known, ..)| *known == kind) else {
                    continue;
                };
                let cell = head(data, row, (!named).then_some(next_column))
                    .and_then(|head| Some((head, stored(*holds, data, fonts)?)));
                let (head, stored) = cell.ok_or_else(|| records.damaged("a cell is cut short"))?;
                next_column = head.column.saturating_add(1);
                let formula = match formula {
                    true => Some(self::formula(&head, data, &records, &mut shared, book)?),
                    false => None,
                };
                book.put(sheet, head, stored, formula)?;
            }
        }
    }
    Ok(())
}

/// BrtRowHdr: number, style, height, flags.
fn row_header(data: &mut Reader<'_>, sheet: &mut Sheet<'_>) -> Option<u32> {
    const HIDDEN: u8 = 0x10;
    const DEPTH: u8 = 0x07;
    let (row, _style, _height) = (data.u32()?, data.u32()?, data.u16()?);
    let [_, flags] = data.array()?;
    if flags & HIDDEN != 0 {
        sheet.hide_row(row);
    }
    sheet.group_row(row, flags & DEPTH);
    Some(row)
}

/// BrtColInfo: first, last, width, style, flags.
fn columns(data: &mut Reader<'_>, sheet: &mut Sheet<'_>) -> Option<()> {
    const HIDDEN: u16 = 1;
    let (first, last, width, _style) = (data.u32()?, data.u32()?, data.u32()?, data.u32()?);
    if data.u16()? & HIDDEN != 0 || width == 0 {
        sheet.hide_columns(first, last);
    }
    Some(())
}

fn range(data: &mut Reader<'_>) -> Option<Range> {
    let [top, bottom, left, right] = [data.u32()?, data.u32()?, data.u32()?, data.u32()?];
    Some(Range { first: (top, left), last: (bottom, right) })
}

/// BrtHLink: cells, relationship, place in what it leads to.
fn link(data: &mut Reader<'_>, targets: &BTreeMap<String, Arc<str>>) -> Option<(Range, Arc<str>)> {
    let range = range(data)?;
    let address = targets.get(&wide(data)?);
    let location = wide(data).unwrap_or_default();
    let target = match location.is_empty() {
        true => address.cloned(),
        false => target(address.map_or("", |address| &**address), &location),
    };
    Some((range, target?))
}

/// Column and style; the upper byte of the style holds a flag.
fn head(data: &mut Reader<'_>, row: u32, next_column: Option<u32>) -> Option<Head> {
    let column = match next_column {
        Some(column) => column,
        None => data.u32()?,
    };
    Some(Head { row, column, style: data.u32()? & 0x00FF_FFFF })
}

/// The formula after its result; empty if it is not read.
fn formula(
    head: &Head,
    data: &mut Reader<'_>,
    records: &Records<'_>,
    shared: &mut SharedFormulas,
    book: &mut Book<'_>,
) -> Result<String, Error> {
    let Some((tokens, behind)) = data.u16().and_then(|_flags| tokens(data)) else { return Ok(String::new()) };
    let formula = Formula { tokens, behind, cell: (head.row, head.column) };
    if let Some(cell) = formula.elsewhere(Width::Xlsb) {
        // The first cell that shares a formula has it in the next record.
        if let Some((tokens, behind)) = records.clone().next()?.and_then(shared_tokens) {
            shared.keep(cell, tokens, behind);
        }
    }
    let formula = shared.resolve(formula, Width::Xlsb);
    // A shared formula weighs in each of its cells.
    book.taken.weigh(formula.tokens.len())?;
    Ok(book.names.shown(formula).unwrap_or_default())
}

/// Tokens of a formula and what stands behind them, each after its length.
pub(super) fn tokens<'r>(data: &mut Reader<'r>) -> Option<(&'r [u8], &'r [u8])> {
    let length = data.u32()?;
    let tokens = data.take(length as usize)?;
    let behind = data.u32().and_then(|length| data.take(length as usize));
    Some((tokens, behind.unwrap_or_default()))
}

/// The tokens of BrtShrFmla and BrtArrFmla: cells, flags of an array, the formula.
fn shared_tokens(record: Record<'_>) -> Option<(&[u8], &[u8])> {
    const ARRAY: u32 = 426;
    const SHARED: u32 = 427;
    let mut data = record.data;
    match record.kind {
        SHARED => data.take(16)?,
        ARRAY => data.take(17)?,
        _ => return None,
    };
    tokens(&mut data)
}

fn stored(holds: Holds, data: &mut Reader<'_>, fonts: &[Marks]) -> Option<Stored> {
    Some(match holds {
        Holds::Blank => Stored::Nothing,
        Holds::Rk => Stored::Number(rk(data.u32()?)),
        Holds::Error => Stored::Error(data.u8()?),
        Holds::Boolean => Stored::Boolean(data.u8()? != 0),
        Holds::Number => Stored::Number(f64::from_le_bytes(data.array()?)),
        Holds::Text => Stored::plain(wide(data)?),
        Holds::SharedText => Stored::Shared(data.u32()?),
        Holds::RichText => Stored::Text(rich(data, fonts)?),
    })
}

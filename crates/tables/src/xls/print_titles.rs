//! Rows and columns repeated on every printed page: a built-in name whose formula holds whole rows or columns.

use super::records::Record;
use super::version::Version;
use crate::little_endian::Reader;

/// Flag of names that Excel gives itself; the name is then a number.
const BUILT_IN: u16 = 0x20;

/// The number of the name.
const PRINT_TITLES: u8 = 7;

/// Last column and row of a sheet; the last row of old versions is 16,383.
const LAST_COLUMN: u16 = 255;
const LAST_ROW: u16 = 0x3FFF;

/// What a sheet repeats on every page.
pub(super) struct Titles {
    /// The sheet, from 0.
    pub(super) sheet: usize,
    /// First and last row and column, from 0.
    pub(super) rows: Option<(u32, u32)>,
    pub(super) columns: Option<(u32, u32)>,
}

/// What a NAME record says, if it holds print titles.
pub(super) fn titles(record: &Record<'_>, version: Version) -> Option<Titles> {
    let mut data = record.reader();
    let flags = data.u16()?;
    let (_shortcut, name_length, formula_length) = (data.u8()?, data.u8()?, data.u16()?);
    let (_, sheet) = (data.u16()?, data.u16()?);
    data.take(4)?;
    if version >= Version::Biff8 {
        data.u8()?;
    }
    if version < Version::Biff5 || flags & BUILT_IN == 0 || name_length != 1 || data.u8()? != PRINT_TITLES {
        return None;
    }
    let mut formula = Reader::new(data.take(formula_length.into())?);
    let mut titles = Titles { sheet: usize::from(sheet).checked_sub(1)?, rows: None, columns: None };
    while areas(&mut formula, version, &mut titles).is_some() {}
    Some(titles)
}

/// Reads the next token of the formula; none at its end, and where it is no area.
fn areas(formula: &mut Reader<'_>, version: Version, titles: &mut Titles) -> Option<()> {
    match formula.u8()? {
        // PtgMemFunc and its kind stand before areas that are joined, PtgUnion after them.
        0x29 | 0x49 | 0x69 => drop(formula.take(2)?),
        0x26 | 0x46 | 0x66 => drop(formula.take(6)?),
        0x10 => {}
        // PtgArea3d.
        0x3B | 0x5B | 0x7B => {
            // BIFF5 spells the sheets out.
            formula.take(if version >= Version::Biff8 { 2 } else { 14 })?;
            let (first, last) = (formula.u16()?, formula.u16()?);
            let (left, right) = match version >= Version::Biff8 {
                true => (formula.u16()? & 0x3FFF, formula.u16()? & 0x3FFF),
                false => (formula.u8()?.into(), formula.u8()?.into()),
            };
            if left == 0 && right >= LAST_COLUMN && first <= last {
                titles.rows = titles.rows.or(Some((first.into(), last.into())));
            } else if first == 0 && last >= LAST_ROW && left <= right {
                titles.columns = titles.columns.or(Some((left.into(), right.into())));
            }
        }
        _ => return None,
    }
    Some(())
}

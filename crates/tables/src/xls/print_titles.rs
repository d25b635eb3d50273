//! Rows repeated on every printed page: a built-in name whose formula holds whole rows.

use super::records::Record;
use super::version::Version;
use crate::little_endian::Reader;

/// Flag of names that Excel gives itself; the name is then a number.
const BUILT_IN: u16 = 0x20;

/// The number of the name.
const PRINT_TITLES: u8 = 7;

/// Last column of a sheet.
const LAST_COLUMN: u16 = 255;

/// The sheet (from 0) and its first and last repeated row, if a NAME record holds print titles.
pub(super) fn rows(record: &Record<'_>, version: Version) -> Option<(usize, (u32, u32))> {
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
    let formula = Reader::new(data.take(formula_length.into())?);
    let sheet = usize::from(sheet).checked_sub(1)?;
    Some((sheet, whole_rows(formula, version)?))
}

/// The rows of the first area of a formula that is as wide as the sheet.
fn whole_rows(mut formula: Reader<'_>, version: Version) -> Option<(u32, u32)> {
    loop {
        match formula.u8()? {
            // PtgMemFunc and its kind stand before areas that are joined.
            0x29 | 0x49 | 0x69 => drop(formula.take(2)?),
            0x26 | 0x46 | 0x66 => drop(formula.take(6)?),
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
                    return Some((first.into(), last.into()));
                }
            }
            _ => return None,
        }
    }
}

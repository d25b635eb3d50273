//! The workbook part: its sheets, its calendar, its print titles.

use super::records::Records;
use super::strings::wide;
use crate::display::Epoch;
use crate::error::Error;
use crate::little_endian::Reader;
use crate::sheet::SheetEntry;

/// Kinds of records, by their names in [MS-XLSB].
const NAME: u32 = 39;
const WB_PROP: u32 = 153;
const BUNDLE_SH: u32 = 156;

const PRINT_TITLES: &str = "_xlnm.Print_Titles";

/// What the part says.
pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) epoch: Epoch,
}

impl Workbook {
    pub(super) fn read(part: &str, bytes: &[u8]) -> Result<Self, Error> {
        let mut records = Records::new(part, bytes);
        let mut workbook = Self { sheets: Vec::new(), epoch: Epoch::Y1900 };
        while let Some(mut record) = records.next()? {
            let data = &mut record.data;
            match record.kind {
                WB_PROP if data.u32().is_some_and(|flags| flags & 1 != 0) => workbook.epoch = Epoch::Y1904,
                BUNDLE_SH => {
                    let entry = sheet(data).ok_or_else(|| records.damaged("a sheet is cut short"))?;
                    workbook.sheets.push(entry);
                }
                NAME => {
                    if let Some((sheet, rows)) = title_rows(data)
                        && let Some(entry) = workbook.sheets.get_mut(sheet)
                    {
                        entry.title_rows = Some(rows);
                    }
                }
                _ => {}
            }
        }
        Ok(workbook)
    }
}

/// BrtBundleSh: visibility, number, relationship, name.
fn sheet(data: &mut Reader<'_>) -> Option<SheetEntry> {
    let (visibility, _number) = (data.u32()?, data.u32()?);
    let (link, name) = (wide(data)?, wide(data)?);
    Some(SheetEntry { name, link, hidden: visibility != 0, title_rows: None })
}

/// BrtName: flags, shortcut, sheet, name, formula. The sheet and its repeated rows, if it holds print titles.
fn title_rows(data: &mut Reader<'_>) -> Option<(usize, (u32, u32))> {
    let (_flags, _shortcut, sheet) = (data.u32()?, data.u8()?, data.u32()?);
    if wide(data)? != PRINT_TITLES {
        return None;
    }
    let length = data.u32()?;
    let formula = Reader::new(data.take(length as usize)?);
    Some((sheet as usize, whole_rows(formula)?))
}

/// The rows of the first area of a formula that is as wide as the sheet.
fn whole_rows(mut formula: Reader<'_>) -> Option<(u32, u32)> {
    const LAST_COLUMN: u16 = 0x3FFF;
    loop {
        match formula.u8()? {
            // PtgMemFunc and its kind stand before areas that are joined.
            0x29 | 0x49 | 0x69 => drop(formula.take(2)?),
            0x26 | 0x46 | 0x66 => drop(formula.take(6)?),
            // PtgArea3d.
            0x3B | 0x5B | 0x7B => {
                let (_sheets, first, last) = (formula.u16()?, formula.u32()?, formula.u32()?);
                // Two bits of each column tell that it is relative.
                let (left, right) = (formula.u16()? & LAST_COLUMN, formula.u16()? & LAST_COLUMN);
                if left == 0 && right == LAST_COLUMN && first <= last {
                    return Some((first, last));
                }
            }
            _ => return None,
        }
    }
}

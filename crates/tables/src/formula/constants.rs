//! What tokens leave behind the formula: the constants of arrays ([MS-XLS] PtgExtraArray, [MS-XLSB] the same).

use super::{Width, boolean, error, number, quoted};
use crate::little_endian::Reader;

/// An array of constants as people write it: `{1,2;"a",TRUE}`.
pub(super) fn array(data: &mut Reader<'_>, width: Width) -> Option<String> {
    let (columns, rows) = match width {
        Width::Biff8 => (u32::from(data.u8()?) + 1, u32::from(data.u16()?) + 1),
        Width::Xlsb => {
            let rows = data.u32()?;
            (data.u32()?, rows)
        }
    };
    let mut text = String::from("{");
    // As many constants as are said to be there, or none: their bytes bound the loops.
    for row in 0..rows {
        text.push_str(if row == 0 { "" } else { ";" });
        for column in 0..columns.max(1) {
            text.push_str(if column == 0 { "" } else { "," });
            text.push_str(&constant(data, width)?);
        }
    }
    Some(text + "}")
}

/// A constant: its kind, then its value, which takes eight bytes in .xls unless it is a text.
fn constant(data: &mut Reader<'_>, width: Width) -> Option<String> {
    let kind = data.u8()?;
    Some(match (width, kind) {
        (Width::Biff8, 1) | (Width::Xlsb, 0) => number(f64::from_le_bytes(data.array()?))?,
        (Width::Biff8, 0) => data.take(8).map(|_| String::new())?,
        (Width::Biff8, 2) => {
            let (length, wide) = (usize::from(data.u16()?), data.u8()? & 1 != 0);
            quoted(&characters(data, length, wide)?)
        }
        (Width::Xlsb, 1) => {
            let length = usize::from(data.u16()?);
            quoted(&characters(data, length, true)?)
        }
        (Width::Biff8, 4) => boolean(data.array::<8>()?[0]).to_owned(),
        (Width::Xlsb, 2) => boolean(data.u8()?).to_owned(),
        (Width::Biff8, 16) => error(data.array::<8>()?[0])?.to_owned(),
        (Width::Xlsb, 4) => error(data.array::<4>()?[0])?.to_owned(),
        _ => return None,
    })
}

/// Characters of two bytes, or of one whose upper half is left out.
pub(super) fn characters(data: &mut Reader<'_>, length: usize, wide: bool) -> Option<String> {
    let bytes = data.take(if wide { length * 2 } else { length })?;
    let units: Vec<u16> = if wide {
        bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect()
    } else {
        bytes.iter().map(|&byte| byte.into()).collect()
    };
    Some(String::from_utf16_lossy(&units))
}

/// Passes over the areas that areas joined by tokens come to.
pub(super) fn pass_over_areas(data: &mut Reader<'_>, width: Width) -> Option<()> {
    let bytes = match width {
        Width::Biff8 => usize::from(data.u16()?) * 8,
        Width::Xlsb => (data.u32()? as usize).checked_mul(16)?,
    };
    data.take(bytes).map(|_| ())
}

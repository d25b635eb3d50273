//! Texts: UTF-16 after the number of their characters, some with runs in other fonts.

use super::records::Records;
use crate::error::Error;
use crate::limits::Limits;
use crate::little_endian::Reader;
use crate::text::Marks;
use crate::xls::line_ends;
use crate::xlsx::rich_string::RichString;

/// BrtSSTItem: a shared string.
const SST_ITEM: u32 = 19;

/// The number of characters of a text that is not there.
const NO_TEXT: u32 = 0xFFFF_FFFF;

/// A text (XLWideString); empty if the record says that there is none.
pub(super) fn wide(data: &mut Reader<'_>) -> Option<String> {
    units(data).map(|units| line_ends(String::from_utf16_lossy(&units)))
}

fn units(data: &mut Reader<'_>) -> Option<Vec<u16>> {
    let count = data.u32()?;
    if count == NO_TEXT {
        return Some(Vec::new());
    }
    let bytes = data.take((count as usize).checked_mul(2)?)?;
    Some(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect())
}

/// A text with runs (RichStr). Readings of East Asian characters, which come last, are passed over.
pub(super) fn rich(data: &mut Reader<'_>, fonts: &[Marks]) -> Option<RichString> {
    const RICH: u8 = 1;
    let flags = data.u8()?;
    let units = units(data)?;
    let mut string = RichString::default();
    let (mut done, mut own) = (0, None);
    let runs = if flags & RICH != 0 { data.u32()? } else { 0 };
    for _ in 0..runs {
        let (Some(start), Some(font)) = (data.u16(), data.u16()) else { break };
        // Runs rise; what breaks the rule is left.
        if let Some(part) = units.get(done..start.into()) {
            string.push(line_ends(String::from_utf16_lossy(part)), own);
            (done, own) = (start.into(), fonts.get(usize::from(font)).copied());
        }
    }
    string.push(line_ends(String::from_utf16_lossy(units.get(done..).unwrap_or_default())), own);
    Some(string)
}

/// The shared strings, as many as are there whatever their number is said to be.
pub(super) fn shared(part: &str, bytes: &[u8], fonts: &[Marks], limits: &Limits) -> Result<Vec<RichString>, Error> {
    let mut records = Records::new(part, bytes);
    let mut strings = Vec::new();
    while let Some(mut record) = records.next()? {
        if record.kind == SST_ITEM {
            if strings.len() == limits.cells {
                return Err(Error::Limit { limit: "cells", value: limits.cells as u64 });
            }
            strings.push(rich(&mut record.data, fonts).ok_or_else(|| records.damaged("a text is cut short"))?);
        }
    }
    Ok(strings)
}

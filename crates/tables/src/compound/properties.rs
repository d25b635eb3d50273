//! Title, author and the like of a compound file ([MS-OLEPS]).

use super::Compound;
use crate::code_page;
use crate::display::date_of;
use crate::document::Properties;
use crate::little_endian::{Reader, u16_at, u32_at};

/// Streams, numbers of properties in them, and where their texts go.
#[expect(clippy::type_complexity, reason = "a table")]
const FIELDS: &[(&str, u32, fn(&mut Properties) -> &mut Option<String>)] = &[
    ("\u{5}SummaryInformation", 2, |properties| &mut properties.title),
    ("\u{5}SummaryInformation", 3, |properties| &mut properties.subject),
    ("\u{5}SummaryInformation", 4, |properties| &mut properties.author),
    ("\u{5}SummaryInformation", 5, |properties| &mut properties.keywords),
    ("\u{5}SummaryInformation", 6, |properties| &mut properties.description),
    ("\u{5}SummaryInformation", 8, |properties| &mut properties.last_author),
    ("\u{5}SummaryInformation", 12, |properties| &mut properties.created),
    ("\u{5}SummaryInformation", 13, |properties| &mut properties.modified),
    ("\u{5}DocumentSummaryInformation", 15, |properties| &mut properties.company),
];

/// The property that holds the code page of the others.
const CODE_PAGE: u32 = 1;

/// Properties of a set; those looked for have the lowest numbers and come first.
const MOST: u32 = 1000;

/// Types of texts: in the code page of the set, or UTF-16.
const BYTE_TEXT: u32 = 0x1E;
const WIDE_TEXT: u32 = 0x1F;

/// The type of moments: tenths of a microsecond since 1601.
const MOMENT: u32 = 0x40;

/// Title, author and the like. A damaged or missing stream leaves its fields empty.
pub(crate) fn properties(compound: &mut Compound<'_>) -> Properties {
    let mut properties = Properties::default();
    let mut read = ("", None);
    for (stream, id, field) in FIELDS {
        if read.0 != *stream {
            // A broken property must not keep anyone from reading the tables.
            read = (stream, compound.stream(stream).ok().flatten());
        }
        let text = read.1.as_deref().and_then(|set| text(first_section(set)?, *id));
        *field(&mut properties) = text.filter(|text| !text.trim().is_empty());
    }
    properties
}

/// The first section of a set. A second one, of the document summary, holds what users defined.
fn first_section(set: &[u8]) -> Option<&[u8]> {
    const HEADER: usize = 28;
    const FORMAT_ID: usize = 16;
    set.get(u32_at(set, HEADER + FORMAT_ID)? as usize..)
}

/// Where a property stands in a section: from its type on.
fn property(section: &[u8], id: u32) -> Option<&[u8]> {
    let mut list = Reader::new(section.get(4..)?);
    for _ in 0..list.u32()?.min(MOST) {
        let (found, at) = (list.u32()?, list.u32()?);
        if found == id {
            return section.get(at as usize..);
        }
    }
    None
}

/// A moment in ISO 8601; none for zero, which stands for nothing.
fn moment(tenths_of_microseconds: u64) -> Option<String> {
    const DAY: u64 = 24 * 60 * 60;
    /// Serial of 1 January 1601 counted from 1 January 1900.
    const EPOCH: i64 = -109_205;
    let seconds = tenths_of_microseconds / 10_000_000;
    let days = i64::try_from(seconds / DAY).ok()?.checked_add(EPOCH)?;
    let date = date_of(u32::try_from(days).ok().filter(|&days| days > 0)?)?;
    let of_day = seconds % DAY;
    let (hours, minutes, seconds) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    Some(format!("{:04}-{:02}-{:02}T{hours:02}:{minutes:02}:{seconds:02}Z", date.year, date.month, date.day))
}

fn text(section: &[u8], id: u32) -> Option<String> {
    let mut property = Reader::new(property(section, id)?);
    if u32_at(property.rest(), 0) == Some(MOMENT) {
        property.u32()?;
        return moment(property.u64()?);
    }
    let (kind, length) = (property.u32()?, property.u32()? as usize);
    let page = self::property(section, CODE_PAGE).and_then(|page| u16_at(page, 4)).unwrap_or(1252);
    let text = match kind {
        // Lengths count bytes even in a set of UTF-16.
        BYTE_TEXT => code_page::decode(page, property.take(length)?),
        WIDE_TEXT => code_page::decode(1200, property.take(length.checked_mul(2)?)?),
        _ => return None,
    };
    let end = text.find('\0').unwrap_or(text.len());
    text.get(..end).map(str::to_owned)
}

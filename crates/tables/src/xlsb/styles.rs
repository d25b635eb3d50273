//! How cells look: the records of the style part.

use std::collections::BTreeMap;

use super::records::Records;
use super::strings::wide;
use crate::display::Locale;
use crate::error::Error;
use crate::little_endian::Reader;
use crate::text::Marks;
use crate::xlsx::colors::{Palette, tinted};
use crate::xlsx::styles::{MOST_RECORDS, Record, Styles};

/// Kinds of records, by their names in [MS-XLSB].
const FONT: u32 = 43;
const FMT: u32 = 44;
const FILL: u32 = 45;
const XF: u32 = 47;
const INDEXED_COLOR: u32 = 475;
const BEGIN_CELL_XFS: u32 = 617;
const END_CELL_XFS: u32 = 618;

/// Reads the style part: the marks of its fonts, and the styles of cells.
pub(super) fn read(
    part: &str,
    bytes: &[u8],
    palette: &mut Palette,
    locale: Locale,
) -> Result<(Vec<Marks>, Styles), Error> {
    read_palette(Records::new(part, bytes), palette)?;
    let mut records = Records::new(part, bytes);
    let mut codes = BTreeMap::new();
    let (mut fonts, mut fills, mut formats) = (Vec::new(), Vec::new(), Vec::new());
    let mut of_cells = false;
    while let Some(mut record) = records.next()? {
        let data = &mut record.data;
        match record.kind {
            BEGIN_CELL_XFS => of_cells = true,
            END_CELL_XFS => of_cells = false,
            FMT if codes.len() < MOST_RECORDS => {
                codes.extend(data.u16().and_then(|id| Some((id.into(), wide(data)?))));
            }
            FONT if fonts.len() < MOST_RECORDS => fonts.push(font(data, palette).unwrap_or_default()),
            FILL if fills.len() < MOST_RECORDS => fills.push(fill(data, palette)),
            XF if of_cells && formats.len() < MOST_RECORDS => {
                formats.push(format(data).ok_or_else(|| records.damaged("a cell format is cut short"))?);
            }
            _ => {}
        }
    }
    let styles = Styles::assembled(&formats, &fonts, &fills, &codes, locale);
    Ok((fonts, styles))
}

/// Takes a palette of the workbook's own, which stands at the end of the part but is meant by all before it.
fn read_palette(mut records: Records<'_>, palette: &mut Palette) -> Result<(), Error> {
    let mut number = 0;
    while let Some(mut record) = records.next()? {
        if record.kind == INDEXED_COLOR {
            if let Some([red, green, blue, _]) = record.data.array() {
                palette.set(number, u32::from_be_bytes([0, red, green, blue]));
            }
            number += 1;
        }
    }
    Ok(())
}

/// BrtFont: height, flags, weight, script, underline, family, character set, colour.
fn font(data: &mut Reader<'_>, palette: &Palette) -> Option<Marks> {
    const ITALIC: u16 = 0x02;
    const STRIKE: u16 = 0x08;
    const BOLD: u16 = 600;
    const SUPERSCRIPT: u16 = 1;
    let (_height, flags, weight, script) = (data.u16()?, data.u16()?, data.u16()?, data.u16()?);
    let [underline, _family, _character_set, _unused] = data.array()?;
    let mut marks = Marks { bold: weight >= BOLD, italic: flags & ITALIC != 0, ..Marks::default() };
    marks.underline = underline != 0;
    marks.strike = flags & STRIKE != 0;
    marks.superscript = script == SUPERSCRIPT;
    marks.color = color(data, palette, true);
    Some(marks)
}

/// BrtFill: the foreground of a pattern (its only colour if solid), the first stop of a gradient.
fn fill(data: &mut Reader<'_>, palette: &Palette) -> Option<u32> {
    const NONE: u32 = 0;
    const GRADIENT: u32 = 0x28;
    /// Kind, angle and four borders of a gradient.
    const GRADIENT_HEAD: usize = 4 + 5 * 8;
    let pattern = data.u32()?;
    let foreground = color(data, palette, false);
    if pattern != GRADIENT {
        return foreground.filter(|_| pattern != NONE);
    }
    let _background = data.u64()?;
    data.take(GRADIENT_HEAD)?;
    let stops = data.u32()?;
    if stops == 0 { None } else { color(data, palette, false) }
}

/// BrtColor: kind, number, tint, red, green, blue, opacity. None for the automatic colour, and for the text colour of
/// the theme in a font.
fn color(data: &mut Reader<'_>, palette: &Palette, of_font: bool) -> Option<u32> {
    const INDEXED: u8 = 1;
    const RGB: u8 = 2;
    const THEME: u8 = 3;
    const TEXT_OF_THEME: u8 = 1;
    let [flags, number, low, high, red, green, blue, _opacity] = data.array()?;
    let tint = f64::from(i16::from_le_bytes([low, high])) / f64::from(i16::MAX);
    match flags >> 1 {
        INDEXED => palette.numbered(number.into(), tint),
        RGB => Some(tinted(u32::from_be_bytes([0, red, green, blue]), tint)),
        THEME if of_font && number == TEXT_OF_THEME && tint == 0.0 => None,
        THEME => palette.of_theme(number.into(), tint),
        _ => None,
    }
}

/// BrtXF: parent, number format, font, fill, border, rotation, indent.
fn format(data: &mut Reader<'_>) -> Option<Record> {
    let (_parent, format, font, fill, _border) = (data.u16()?, data.u16()?, data.u16()?, data.u16()?, data.u16()?);
    let [_rotation, indent] = data.array()?;
    Some(Record { format: format.into(), font: font.into(), fill: fill.into(), indent })
}

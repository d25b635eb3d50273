//! How cells look: FONT, FORMAT, XF and PALETTE records, whose layout differs by version.

use std::collections::BTreeMap;

use super::records::{Record, Segments};
use super::strings::{Encoding, Fonts};
use super::version::Version;
use crate::display::Locale;
use crate::little_endian::{u16_at, u32_at};
use crate::text::Marks;
use crate::xlsx::colors::Palette;
use crate::xlsx::styles::{self, MOST_RECORDS, Styles};

/// The colour numbers of the palette begin after the eight fixed ones.
const FIRST_OF_PALETTE: usize = 8;

/// A font and the number of its colour.
struct Font {
    marks: Marks,
    color: Option<u16>,
}

/// A cell format and its fill: the number of the colour.
struct Format {
    record: styles::Record,
    fill: Option<u16>,
}

/// The records as they come; colours can be told when all have come.
#[derive(Default)]
pub(super) struct StyleRecords {
    fonts: Vec<Font>,
    formats: Vec<Format>,
    codes: BTreeMap<u32, String>,
    palette: Palette,
}

impl StyleRecords {
    pub(super) fn font(&mut self, record: &Record<'_>, version: Version) {
        const BOLD: u16 = 700;
        let flags = u16_at(record.data, 2).unwrap_or_default();
        let has = |bit: u16| flags & bit != 0;
        let mut marks = Marks { italic: has(2), strike: has(8), ..Marks::default() };
        if version >= Version::Biff5 {
            // Weights run from 100 to 1000; old files of other programs hold ones near that of bold.
            marks.bold = u16_at(record.data, 6).is_some_and(|weight| weight >= BOLD - 100);
            marks.superscript = u16_at(record.data, 8) == Some(1);
            marks.underline = record.data.get(10).is_some_and(|&underline| underline != 0);
        } else {
            (marks.bold, marks.underline) = (has(1), has(4));
        }
        let color = u16_at(record.data, 4).filter(|_| version > Version::Biff2);
        if self.fonts.len() < MOST_RECORDS {
            self.fonts.push(Font { marks, color });
        }
    }

    /// A number format. Before BIFF5 they are called by their order.
    pub(super) fn code(&mut self, mut data: Segments<'_>, encoding: Encoding) -> Option<()> {
        let ordinal = self.codes.len() as u32;
        let id = match encoding.version {
            Version::Biff2 | Version::Biff3 => ordinal,
            Version::Biff4 => data.u16().map(|_| ordinal)?,
            Version::Biff5 | Version::Biff8 => data.u16()?.into(),
        };
        let length = if encoding.version == Version::Biff8 { data.u16()?.into() } else { data.u8()?.into() };
        let code = encoding.text(&mut data, length)?;
        if self.codes.len() < MOST_RECORDS {
            self.codes.insert(id, code);
        }
        Some(())
    }

    pub(super) fn format(&mut self, record: &Record<'_>, version: Version) {
        if self.formats.len() < MOST_RECORDS {
            self.formats.push(match version {
                Version::Biff2 | Version::Biff3 | Version::Biff4 => early_format(record.data),
                Version::Biff5 => format(record.data, u32_at(record.data, 8).unwrap_or_default(), 16),
                Version::Biff8 => {
                    let colors = u16_at(record.data, 18).unwrap_or_default();
                    let pattern = u32_at(record.data, 14).unwrap_or_default() >> 26;
                    let mut format = format(record.data, u32::from(colors) | pattern << 16, 16);
                    format.record.indent = record.data.get(8).map_or(0, |byte| byte & 0x0F);
                    format
                }
            });
        }
    }

    pub(super) fn palette(&mut self, record: &Record<'_>) {
        let colors = record.data.get(2..).unwrap_or_default().as_chunks::<4>().0;
        for (number, [red, green, blue, _]) in (FIRST_OF_PALETTE..).zip(colors) {
            self.palette.set(number, u32::from_be_bytes([0, *red, *green, *blue]));
        }
    }

    /// The fonts of runs and the styles of cells.
    pub(super) fn finished(mut self, version: Version, locale: Locale) -> (Fonts, Styles) {
        let palette = &self.palette;
        let color = |number: u16| palette.numbered(number.into(), 0.0);
        let fonts = self.fonts.iter().map(|font| Marks { color: font.color.and_then(color), ..font.marks });
        let fonts: Vec<Marks> = fonts.collect();
        if version == Version::Biff2 {
            self.formats = formats_of_biff2();
        }
        let fills: Vec<_> = self.formats.iter().map(|format| format.fill.and_then(color)).collect();
        let records = self.formats.into_iter().enumerate().map(|(fill, format)| styles::Record {
            font: Fonts::position(format.record.font),
            fill,
            ..format.record
        });
        let records: Vec<_> = records.collect();
        let styles = Styles::assembled(&records, &fonts, &fills, &self.codes, locale);
        (Fonts(fonts), styles)
    }
}

/// An XF of BIFF5 or BIFF8. `area` holds the colours of the pattern in 7 bits each and, from `at`, its number.
fn format(data: &[u8], area: u32, at: u32) -> Format {
    let record = styles::Record {
        font: u16_at(data, 0).unwrap_or_default().into(),
        format: u16_at(data, 2).unwrap_or_default().into(),
        fill: 0,
        indent: 0,
    };
    let is_filled = area >> at & 0x3F != 0;
    Format { record, fill: is_filled.then_some((area & 0x7F) as u16) }
}

/// An XF of BIFF3 or BIFF4, with a byte for the font and one for the number format.
fn early_format(data: &[u8]) -> Format {
    let byte = |at: usize| data.get(at).copied().unwrap_or_default();
    let record = styles::Record { font: byte(0).into(), format: byte(1).into(), fill: 0, indent: 0 };
    let area = u16_at(data, 6).unwrap_or_default();
    // Numbers from 24 on are those of the system.
    let color = Some(area >> 6 & 0x1F).filter(|&color| color < 24);
    Format { record, fill: color.filter(|_| area & 0x3F != 0) }
}

/// In BIFF2 each cell names its font (of four) and its number format (of 64): all pairs, so that they have a number.
fn formats_of_biff2() -> Vec<Format> {
    let pairs = (0..4).flat_map(|font| (0..64).map(move |format| (font, format)));
    pairs
        .map(|(font, format)| Format { record: styles::Record { font, format, fill: 0, indent: 0 }, fill: None })
        .collect()
}

/// The number of the pair that the attributes of a BIFF2 cell name.
pub(super) fn style_of_biff2(attributes: [u8; 3]) -> u16 {
    let [_, font_and_format, _] = attributes;
    font_and_format.into()
}

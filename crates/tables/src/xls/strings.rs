//! Texts: BIFF8 ones in Unicode, older ones in a code page; some with runs in other fonts.

use super::records::Segments;
use super::version::Version;
use crate::code_page;
use crate::error::Error;
use crate::limits::Limits;
use crate::little_endian::Reader;
use crate::text::Marks;
use crate::xlsx::rich_string::RichString;

/// The marks of the fonts of a workbook, in the order of their records.
#[derive(Debug, Default)]
pub(crate) struct Fonts(pub(crate) Vec<Marks>);

impl Fonts {
    /// The font of a number in BIFF: there is no number 4.
    pub(super) fn numbered(&self, number: u16) -> Option<Marks> {
        self.0.get(Self::position(number.into())).copied()
    }

    /// Where the font of a number stands among the records.
    pub(super) fn position(number: usize) -> usize {
        if number > 4 { number - 1 } else { number }
    }
}

/// How the texts of a file are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Encoding {
    pub(super) version: Version,
    pub(super) code_page: u16,
}

impl Encoding {
    /// A text after its length.
    pub(super) fn text(self, data: &mut Segments<'_>, length: usize) -> Option<String> {
        if self.version >= Version::Biff8 {
            return unicode(data, length).map(|text| decoded(&text.units));
        }
        let mut bytes = Vec::new();
        for _ in 0..length {
            bytes.push(data.u8()?);
        }
        Some(code_page::decode(self.code_page, &bytes))
    }

    /// The name at the end of a record, after its length. BIFF8 has a byte before it that tells the width.
    pub(super) fn name(self, data: &mut Reader<'_>, length: usize) -> Option<String> {
        if self.version < Version::Biff8 {
            return Some(code_page::decode(self.code_page, data.take(length)?));
        }
        let wide = data.u8()? & 1 != 0;
        let bytes = data.take(if wide { length * 2 } else { length })?;
        let units: Vec<u16> = if wide {
            bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect()
        } else {
            bytes.iter().map(|&byte| byte.into()).collect()
        };
        Some(String::from_utf16_lossy(&units))
    }

    /// The text of an RSTRING before BIFF8: its length, its bytes, its runs, all positions in bytes.
    pub(super) fn rich_bytes(self, data: &mut Reader<'_>, fonts: &Fonts) -> Option<RichString> {
        let length = data.u16()?;
        let bytes = data.take(length.into())?;
        let runs = (0..data.u8().unwrap_or_default()).map_while(|_| Some((data.u8()?.into(), data.u8()?.into())));
        let runs: Vec<(u16, u16)> = runs.collect();
        Some(in_runs(bytes, &runs, fonts, |part| line_ends(code_page::decode(self.code_page, part))))
    }
}

/// A BIFF8 text: its characters, and where fonts begin.
pub(super) struct Unicode {
    pub(super) units: Vec<u16>,
    runs: Vec<(u16, u16)>,
}

impl Unicode {
    pub(super) fn rich(&self, fonts: &Fonts) -> RichString {
        in_runs(&self.units, &self.runs, fonts, decoded)
    }

    /// Reads runs that stand after the text (RSTRING).
    pub(super) fn read_runs(&mut self, data: &mut Segments<'_>, count: u16) {
        self.runs = (0..count).map_while(|_| Some((data.u16()?, data.u16()?))).collect();
    }
}

/// A BIFF8 text after its length: options, characters, runs; phonetic readings are passed over.
pub(super) fn unicode(data: &mut Segments<'_>, length: usize) -> Option<Unicode> {
    const WIDE: u8 = 1;
    const PHONETIC: u8 = 4;
    const RICH: u8 = 8;
    if length == 0 {
        // Empty texts of formulas and names sometimes lack their options.
        let Some(options) = data.u8() else { return Some(Unicode { units: Vec::new(), runs: Vec::new() }) };
        return unicode_with(data, length, options & WIDE != 0, options & RICH != 0, options & PHONETIC != 0);
    }
    let options = data.u8()?;
    unicode_with(data, length, options & WIDE != 0, options & RICH != 0, options & PHONETIC != 0)
}

fn unicode_with(data: &mut Segments<'_>, length: usize, wide: bool, rich: bool, phonetic: bool) -> Option<Unicode> {
    let runs = if rich { data.u16()? } else { 0 };
    let phonetic = if phonetic { data.u32()? } else { 0 };
    let mut text = Unicode { units: data.characters(length, wide)?, runs: Vec::new() };
    text.read_runs(data, runs);
    data.skip(phonetic as usize)?;
    Some(text)
}

/// The shared strings (SST), as many as are there whatever their number is said to be.
pub(super) fn shared(mut data: Segments<'_>, fonts: &Fonts, limits: &Limits) -> Result<Vec<RichString>, Error> {
    let mut strings = Vec::new();
    let (_, Some(count)) = (data.u32(), data.u32()) else { return Ok(strings) };
    for _ in 0..count {
        let Some(length) = data.u16() else { break };
        let Some(text) = unicode(&mut data, length.into()) else { break };
        if strings.len() == limits.cells {
            return Err(Error::Limit { limit: "cells", value: limits.cells as u64 });
        }
        strings.push(text.rich(fonts));
    }
    Ok(strings)
}

/// Divides a text where fonts begin; what comes before the first run is in the font of the cell.
fn in_runs<T>(text: &[T], runs: &[(u16, u16)], fonts: &Fonts, decode: impl Fn(&[T]) -> String) -> RichString {
    let mut string = RichString::default();
    let (mut done, mut own) = (0, None);
    for &(start, font) in runs {
        // Runs rise; what breaks the rule is left.
        if let Some(part) = text.get(done..start.into()) {
            string.push(decode(part), own);
            (done, own) = (start.into(), fonts.numbered(font));
        }
    }
    string.push(decode(text.get(done..).unwrap_or_default()), own);
    string
}

fn decoded(units: &[u16]) -> String {
    line_ends(String::from_utf16_lossy(units))
}

/// Line ends as `\n`.
pub(crate) fn line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

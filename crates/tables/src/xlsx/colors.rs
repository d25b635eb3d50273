//! Colours: by value, by number in a palette, by place in the theme with a tint.

use super::child;
use crate::error::Error;
use crate::limits::Limits;
use crate::xml::{Element, Ns, Xml};

/// The colours that numbers stand for (ISO/IEC 29500-1, 18.8.27); the first eight come twice.
const INDEXED: [u32; 64] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x000000, 0xFFFFFF, 0xFF0000,
    0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080,
    0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080,
    0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99,
    0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699,
    0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
];

/// The theme of Office since 2013, in the order that cells count in, for workbooks without theme part.
const OFFICE_THEME: [u32; 12] = [
    0xFFFFFF, 0x000000, 0xE7E6E6, 0x44546A, 0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5, 0x70AD47, 0x0563C1,
    0x954F72,
];

/// Names of theme colours in the order that cells count in, which puts each light one before its dark one.
const THEME_NAMES: [&str; 12] =
    ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];

/// What colour references mean in a workbook.
#[derive(Debug, Clone)]
pub(crate) struct Palette {
    theme: [u32; 12],
    indexed: Vec<u32>,
}

impl Default for Palette {
    fn default() -> Self {
        Self { theme: OFFICE_THEME, indexed: INDEXED.to_vec() }
    }
}

impl Palette {
    /// Takes the colours of a theme part.
    pub(crate) fn read_theme(&mut self, part: &str, text: &str, limits: &Limits) -> Result<(), Error> {
        let mut xml = Xml::new(part, text, limits);
        xml.root()?;
        while let Some(elements) = xml.child(1)? {
            if !elements.is(Ns::Drawing, "themeElements") {
                continue;
            }
            while let Some(scheme) = xml.child(2)? {
                if scheme.is(Ns::Drawing, "clrScheme") {
                    self.read_scheme(&mut xml)?;
                }
            }
        }
        Ok(())
    }

    fn read_scheme(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        while let Some(named) = xml.child(3)? {
            let Some(color) = xml.child(4)? else { continue };
            // A system colour says what it was when the file was saved.
            let value = color.attr("lastClr").or(color.attr("val")).and_then(hex);
            let slot = THEME_NAMES.iter().position(|name| *name == named.local);
            if let (Some(value), Some(slot)) = (value, slot.and_then(|slot| self.theme.get_mut(slot))) {
                *slot = value;
            }
        }
        Ok(())
    }

    /// Takes the palette of a style part, from inside its `indexedColors`, open at depth `element`.
    pub(crate) fn read_indexed(&mut self, xml: &mut Xml<'_>, element: usize) -> Result<(), Error> {
        let mut at = 0;
        while let Some(color) = child(xml, element)? {
            if let Some(value) = color.attr("rgb").and_then(hex) {
                self.set(at, value);
            }
            at += 1;
        }
        Ok(())
    }

    /// The colour that an element (`color`, `fgColor`) refers to; none for the automatic one.
    pub(crate) fn color(&self, element: &Element<'_>) -> Option<u32> {
        let tint: f64 = super::number(element, "tint").unwrap_or_default();
        if let Some(value) = element.attr("rgb") {
            return hex(value).map(|color| tinted(color, tint));
        }
        if let Some(theme) = super::number::<usize>(element, "theme") {
            return self.of_theme(theme, tint);
        }
        self.numbered(super::number::<usize>(element, "indexed")?, tint)
    }

    /// The colour of a number, made lighter or darker; none for the automatic ones.
    pub(crate) fn numbered(&self, number: usize, tint: f64) -> Option<u32> {
        self.indexed.get(number).map(|&color| tinted(color, tint))
    }

    /// The colour at a place of the theme, made lighter or darker.
    pub(crate) fn of_theme(&self, place: usize, tint: f64) -> Option<u32> {
        self.theme.get(place).map(|&color| tinted(color, tint))
    }

    /// Gives a number another colour.
    pub(crate) fn set(&mut self, number: usize, color: u32) {
        if let Some(slot) = self.indexed.get_mut(number) {
            *slot = color;
        }
    }

    /// The colour of a font; none for the automatic one and for the theme's own text colour.
    pub(crate) fn font_color(&self, element: &Element<'_>) -> Option<u32> {
        let is_text_color = element.attr("theme") == Some("1") && element.attr("tint").is_none();
        if is_text_color { None } else { self.color(element) }
    }
}

/// `AARRGGBB` or `RRGGBB` as a number. The opacity says nothing: Excel writes both 00 and FF for opaque.
fn hex(value: &str) -> Option<u32> {
    let value = value.trim();
    let color = if value.len() == 8 { value.get(2..)? } else { value };
    if color.len() == 6 { u32::from_str_radix(color, 16).ok() } else { None }
}

/// A colour made lighter (tint above 0) or darker (below 0) in its luminance (ISO/IEC 29500-1, 18.8.19).
pub(crate) fn tinted(color: u32, tint: f64) -> u32 {
    if !tint.is_finite() || tint == 0.0 {
        return color;
    }
    let tint = tint.clamp(-1.0, 1.0);
    let channels = [16, 8, 0].map(|shift| f64::from(color >> shift & 0xFF) / 255.0);
    let high = channels.iter().copied().fold(0.0, f64::max);
    let low = channels.iter().copied().fold(1.0, f64::min);
    let luminance = (high + low) / 2.0;
    let changed = if tint < 0.0 { luminance * (1.0 + tint) } else { luminance * (1.0 - tint) + tint };
    // With hue and saturation kept, each channel keeps its place between the lowest and the highest one.
    let saturation = match (high - low, luminance) {
        (spread, _) if spread <= 0.0 => 0.0,
        (spread, luminance) if luminance < 0.5 => spread / (high + low),
        (spread, _) => spread / (2.0 - high - low),
    };
    let half_spread = saturation * if changed < 0.5 { changed } else { 1.0 - changed };
    channels.iter().fold(0, |color, channel| {
        let place = if high > low { (channel - low) / (high - low) * 2.0 - 1.0 } else { 0.0 };
        let value = ((changed + place * half_spread).clamp(0.0, 1.0) * 255.0).round() as u32;
        color << 8 | value
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tints_are_those_of_excel_but_for_its_rounding() {
        // Excel reckons in 240ths.
        for (color, tint, expected) in [
            (0x4472C4, 0.0, 0x4472C4),
            (0x4472C4, 0.799_981_688_894_314_4, 0xD9E1F2),
            (0x4472C4, 0.599_993_896_298_104_8, 0xB4C6E7),
            (0x4472C4, -0.249_977_111_117_893_2, 0x305496),
            (0xFFFFFF, -0.149_998_474_074_526_2, 0xD9D9D9),
            (0x000000, 0.499_984_740_745_262_2, 0x7F7F7F),
            (0xFFC000, f64::NAN, 0xFFC000),
        ] {
            let difference = |shift: u32| (tinted(color, tint) >> shift & 0xFF).abs_diff(expected >> shift & 0xFF_u32);
            assert!([0, 8, 16].into_iter().all(|shift| difference(shift) <= 2), "{color:06X} {tint}");
        }
    }

    #[test]
    fn colours_are_written_with_or_without_opacity() {
        assert_eq!(hex("FF305496"), Some(0x305496));
        assert_eq!(hex("305496"), Some(0x305496));
        assert_eq!(hex("auto"), None);
        assert_eq!(hex("ÉÉÉ"), None);
    }
}

//! Direct properties of runs, paragraphs, rows, cells, tables and content controls, as the file states them.
//!
//! An absent property is `None` and leaves the word to styles. Records of tracked formatting (`rPrChange`)
//! hold the properties before the change.

use std::num::NonZeroU16;

use crate::error::Error;
use crate::options::Revisions;
use crate::xml::{Element, Ns, Xml};

/// Columns that a cell may cover or a row may leave out; Word allows no more, so more is nonsense.
const MAX_SPAN: u32 = 63;

/// Properties, and those before they were changed with changes tracked.
#[derive(Debug, Default)]
pub(super) struct Tracked<T> {
    pub(super) now: T,
    pub(super) before: Option<T>,
}

impl<T> Tracked<T> {
    /// The properties in the version that is read.
    pub(super) fn in_view(self, revisions: Revisions) -> T {
        match self.before {
            Some(before) if !revisions.keeps_insertions() => before,
            _ => self.now,
        }
    }
}

/// Properties that are read element by element.
trait Properties: Default {
    /// The element that holds them, and the one that records a change of them.
    const NAMES: (&str, &str);

    /// Takes in what a child element says.
    fn take(&mut self, name: &str, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Error>;

    /// What no tracked change of formatting is about stays as it is.
    fn keep(&mut self, _now: &Self) {}

    /// Reads the element that is open.
    fn read_tracked(xml: &mut Xml<'_>) -> Result<Tracked<Self>, Error> {
        let mut tracked = Tracked::<Self>::default();
        let parent = xml.depth();
        while let Some(element) = xml.child(parent)? {
            let (Ns::Word, name) = element.name() else { continue };
            if name != Self::NAMES.1 {
                tracked.now.take(name, &element, xml)?;
                continue;
            }
            while let Some(element) = xml.child(parent + 1)? {
                if !element.is(Ns::Word, Self::NAMES.0) {
                    continue;
                }
                let mut before = Self::default();
                while let Some(element) = xml.child(parent + 2)? {
                    if let (Ns::Word, name) = element.name() {
                        before.take(name, &element, xml)?;
                    }
                }
                tracked.before = Some(before);
            }
        }
        if let Some(before) = &mut tracked.before {
            before.keep(&tracked.now);
        }
        Ok(tracked)
    }
}

/// How a run looks. What is absent comes from the next layer: run, styles, defaults.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) superscript: Option<bool>,
    /// The inner none is the automatic colour.
    pub(super) color: Option<Option<u32>>,
    /// Size of the letters in half points.
    pub(super) size: Option<NonZeroU16>,
}

impl Look {
    /// What is absent here is taken from `base`.
    pub(super) fn or(self, base: Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            strike: self.strike.or(base.strike),
            hidden: self.hidden.or(base.hidden),
            underline: self.underline.or(base.underline),
            superscript: self.superscript.or(base.superscript),
            color: self.color.or(base.color),
            size: self.size.or(base.size),
        }
    }
}

/// `w:rPr`.
#[derive(Debug, Clone, Default)]
pub(super) struct RunProperties {
    pub(super) style: Option<String>,
    pub(super) look: Look,
    /// The font for plain characters; tells what a symbol is.
    pub(super) font: Option<String>,
    pub(super) language: Option<String>,
    /// Of a paragraph's mark: it was inserted, deleted.
    pub(super) inserted: bool,
    pub(super) deleted: bool,
}

impl RunProperties {
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Tracked<Self>, Error> {
        Self::read_tracked(xml)
    }
}

impl Properties for RunProperties {
    const NAMES: (&str, &str) = ("rPr", "rPrChange");

    fn take(&mut self, name: &str, element: &Element<'_>, _xml: &mut Xml<'_>) -> Result<(), Error> {
        let look = &mut self.look;
        match name {
            "rStyle" => self.style = value(element),
            "b" => look.bold = Some(is_on(element)),
            "i" => look.italic = Some(is_on(element)),
            "strike" | "dstrike" => look.strike = Some(is_on(element) || look.strike == Some(true)),
            "vanish" => look.hidden = Some(is_on(element)),
            "u" => look.underline = Some(element.attr("val").is_some_and(|kind| kind != "none")),
            "vertAlign" => look.superscript = Some(element.attr("val") == Some("superscript")),
            // Black is what the automatic colour prints.
            "color" => look.color = Some(element.attr("val").and_then(color).filter(|&color| color != 0)),
            "sz" => look.size = element.attr("val").and_then(|size| size.parse().ok()),
            "rFonts" => self.font = element.attr("ascii").map(str::to_owned),
            "lang" => self.language = value(element),
            "ins" | "moveTo" => self.inserted = true,
            "del" | "moveFrom" => self.deleted = true,
            _ => {}
        }
        Ok(())
    }

    fn keep(&mut self, now: &Self) {
        (self.inserted, self.deleted) = (now.inserted, now.deleted);
    }
}

/// `w:pPr`.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<String>,
    /// Outline level as stored: from 0, 9 for body text.
    pub(super) outline: Option<u8>,
    /// Left indent in twentieths of a point.
    pub(super) indent: Option<i32>,
    /// The list it belongs to; 0 for none.
    pub(super) list: Option<i64>,
    pub(super) list_level: Option<u8>,
    /// It begins a page.
    pub(super) page_break_before: bool,
    /// The properties of the paragraph's mark.
    pub(super) mark: RunProperties,
    /// Relationships of the headers and footers of the section that ends here.
    pub(super) headers: Vec<String>,
}

impl ParagraphProperties {
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Tracked<Self>, Error> {
        Self::read_tracked(xml)
    }
}

impl Properties for ParagraphProperties {
    const NAMES: (&str, &str) = ("pPr", "pPrChange");

    fn take(&mut self, name: &str, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        let depth = xml.depth();
        match name {
            "pStyle" => self.style = value(element),
            "outlineLvl" => self.outline = number(element),
            "ind" => {
                self.indent = element.attr("left").or_else(|| element.attr("start")).and_then(twips);
            }
            "numPr" => {
                while let Some(element) = xml.child(depth)? {
                    match element.name() {
                        (Ns::Word, "numId") => self.list = number(&element),
                        (Ns::Word, "ilvl") => self.list_level = number(&element),
                        _ => {}
                    }
                }
            }
            "pageBreakBefore" => self.page_break_before = is_on(element),
            "rPr" => self.mark = RunProperties::read(xml)?.now,
            "sectPr" => self.headers = section_headers(xml)?,
            _ => {}
        }
        Ok(())
    }

    fn keep(&mut self, now: &Self) {
        self.mark = now.mark.clone();
        self.headers.clone_from(&now.headers);
    }
}

/// The relationships of the headers and footers that a section names.
pub(super) fn section_headers(xml: &mut Xml<'_>) -> Result<Vec<String>, Error> {
    let mut headers = Vec::new();
    let parent = xml.depth();
    while let Some(element) = xml.child(parent)? {
        if let (Ns::Word, "headerReference" | "footerReference") = element.name() {
            headers.extend(element.attr_in(Ns::Relationship, "id").map(str::to_owned));
        }
    }
    Ok(headers)
}

/// `w:tblPr`.
#[derive(Debug, Default)]
pub(super) struct TableProperties {
    pub(super) style: Option<String>,
    /// The style's first row and first column are to be used.
    pub(super) first_row: bool,
    pub(super) first_column: bool,
}

impl TableProperties {
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Tracked<Self>, Error> {
        Self::read_tracked(xml)
    }
}

impl Properties for TableProperties {
    const NAMES: (&str, &str) = ("tblPr", "tblPrChange");

    fn take(&mut self, name: &str, element: &Element<'_>, _xml: &mut Xml<'_>) -> Result<(), Error> {
        match name {
            "tblStyle" => self.style = value(element),
            "tblLook" => {
                // Older files hold one number of bits, newer ones an attribute for each.
                let bits = element.attr("val").and_then(|bits| u16::from_str_radix(bits, 16).ok()).unwrap_or(0);
                let looks = |name, bit| element.attr(name).map_or(bits & bit != 0, means_on);
                self.first_row = looks("firstRow", 0x20);
                self.first_column = looks("firstColumn", 0x80);
            }
            _ => {}
        }
        Ok(())
    }
}

/// `w:trPr`.
#[derive(Debug, Clone, Default)]
pub(super) struct RowProperties {
    pub(super) header: bool,
    pub(super) hidden: bool,
    /// Grid columns left out before the first cell and after the last.
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) inserted: bool,
    pub(super) deleted: bool,
}

impl RowProperties {
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Tracked<Self>, Error> {
        Self::read_tracked(xml)
    }
}

impl Properties for RowProperties {
    const NAMES: (&str, &str) = ("trPr", "trPrChange");

    fn take(&mut self, name: &str, element: &Element<'_>, _xml: &mut Xml<'_>) -> Result<(), Error> {
        match name {
            "tblHeader" => self.header = is_on(element),
            "hidden" => self.hidden = is_on(element),
            "gridBefore" => self.before = span(element).unwrap_or(0),
            "gridAfter" => self.after = span(element).unwrap_or(0),
            "ins" => self.inserted = true,
            "del" => self.deleted = true,
            _ => {}
        }
        Ok(())
    }

    fn keep(&mut self, now: &Self) {
        (self.inserted, self.deleted) = (now.inserted, now.deleted);
        (self.before, self.after) = (now.before, now.after);
    }
}

/// How a cell takes part in a merged range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    Restart,
    Continue,
}

impl Merge {
    fn of(element: &Element<'_>) -> Self {
        if element.attr("val") == Some("restart") { Self::Restart } else { Self::Continue }
    }

    /// As the record of a tracked change calls it.
    fn tracked(value: Option<&str>) -> Self {
        match value {
            Some("rest") => Self::Restart,
            Some("cont") => Self::Continue,
            _ => Self::None,
        }
    }
}

/// `w:tcPr`.
#[derive(Debug, Clone)]
pub(super) struct CellProperties {
    pub(super) span: u32,
    pub(super) vertical: Merge,
    /// Before it was joined or divided with changes tracked.
    pub(super) vertical_before: Option<Merge>,
    pub(super) horizontal: Merge,
    /// The inner none is no fill, whatever the table style says.
    pub(super) fill: Option<Option<u32>>,
    pub(super) inserted: bool,
    pub(super) deleted: bool,
}

impl Default for CellProperties {
    fn default() -> Self {
        Self {
            span: 1,
            vertical: Merge::None,
            vertical_before: None,
            horizontal: Merge::None,
            fill: None,
            inserted: false,
            deleted: false,
        }
    }
}

impl CellProperties {
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Tracked<Self>, Error> {
        Self::read_tracked(xml)
    }
}

impl Properties for CellProperties {
    const NAMES: (&str, &str) = ("tcPr", "tcPrChange");

    fn take(&mut self, name: &str, element: &Element<'_>, _xml: &mut Xml<'_>) -> Result<(), Error> {
        match name {
            "gridSpan" => self.span = span(element).unwrap_or(1),
            "vMerge" => self.vertical = Merge::of(element),
            "hMerge" => self.horizontal = Merge::of(element),
            "shd" => self.fill = Some(fill(element)),
            "cellMerge" => {
                self.vertical = Merge::tracked(element.attr("vMerge"));
                self.vertical_before = Some(Merge::tracked(element.attr("vMergeOrig")));
            }
            "cellIns" => self.inserted = true,
            "cellDel" => self.deleted = true,
            _ => {}
        }
        Ok(())
    }

    fn keep(&mut self, now: &Self) {
        // How cells are joined is tracked by a record of its own.
        let fill = self.fill.take();
        *self = Self { fill, ..now.clone() };
    }
}

/// `w:sdtPr`.
#[derive(Debug, Default)]
pub(super) struct ControlProperties {
    pub(super) tag: Option<String>,
    pub(super) alias: Option<String>,
    pub(super) placeholder: bool,
    /// What each choice shows, and its value.
    pub(super) choices: Vec<(String, String)>,
    pub(super) date: Option<String>,
    pub(super) checked: Option<bool>,
}

impl ControlProperties {
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut control = Self::default();
        let parent = xml.depth();
        while let Some(element) = xml.child(parent)? {
            match element.name() {
                (Ns::Word, "tag") => control.tag = value(&element),
                (Ns::Word, "alias") => control.alias = value(&element),
                (Ns::Word, "dropDownList" | "comboBox") => {
                    while let Some(item) = xml.child(parent + 1)? {
                        if let Some(value) = item.attr("value") {
                            let shown = item.attr("displayText").unwrap_or(value);
                            control.choices.push((shown.to_owned(), value.to_owned()));
                        }
                    }
                }
                (Ns::Word, "date") => control.date = element.attr("fullDate").map(str::to_owned),
                (Ns::Word2010, "checkbox") => {
                    control.checked = Some(false);
                    while let Some(state) = xml.child(parent + 1)? {
                        if state.is(Ns::Word2010, "checked") {
                            control.checked = Some(is_on(&state));
                        }
                    }
                }
                (Ns::Word, "showingPlcHdr") => control.placeholder = is_on(&element),
                _ => {}
            }
        }
        Ok(control)
    }
}

/// The background colour of a shading. A solid pattern covers the background with its own colour.
pub(super) fn fill(shading: &Element<'_>) -> Option<u32> {
    let attribute = if shading.attr("val") == Some("solid") { "color" } else { "fill" };
    shading.attr(attribute).and_then(color)
}

/// The attribute `val`.
pub(super) fn value(element: &Element<'_>) -> Option<String> {
    element.attr("val").map(str::to_owned)
}

/// The attribute `val` as a number.
pub(super) fn number<T: std::str::FromStr>(element: &Element<'_>) -> Option<T> {
    element.attr("val")?.trim().parse().ok()
}

/// An on/off property: on without value.
pub(super) fn is_on(element: &Element<'_>) -> bool {
    element.attr("val").is_none_or(means_on)
}

fn means_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

fn span(element: &Element<'_>) -> Option<u32> {
    number(element).filter(|span| (1..=MAX_SPAN).contains(span))
}

fn color(hex: &str) -> Option<u32> {
    let hex = hex.strip_prefix('#').unwrap_or(hex);
    let is_color = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_color.then(|| u32::from_str_radix(hex, 16).ok()).flatten()
}

/// A length in twentieths of a point: a bare number, or in the strict edition a number with its unit.
fn twips(length: &str) -> Option<i32> {
    const UNITS: &[(&str, f64)] =
        &[("pt", 20.0), ("mm", 1440.0 / 25.4), ("cm", 1440.0 / 2.54), ("in", 1440.0), ("pc", 240.0), ("pi", 240.0)];
    let length = length.trim();
    let unit = UNITS.iter().find_map(|(unit, twips)| Some((length.strip_suffix(unit)?, *twips)));
    let (number, twips) = unit.unwrap_or((length, 1.0));
    // The conversion saturates, so that no length can overflow.
    number.trim().parse::<f64>().ok().map(|number| (number * twips).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_come_with_and_without_unit() {
        assert_eq!(twips("720"), Some(720));
        assert_eq!(twips("36pt"), Some(720));
        assert_eq!(twips("1.27cm"), Some(720));
        assert_eq!(twips("1e300"), Some(i32::MAX));
        assert_eq!(twips("wide"), None);
    }

    #[test]
    fn the_automatic_colour_is_no_colour() {
        assert_eq!(color("FF0000"), Some(0xFF_0000));
        assert_eq!(color("auto"), None);
        assert_eq!(color("+FFFFF"), None);
    }
}

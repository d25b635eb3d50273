//! Styles: common ones with names that people know, and automatic ones that stand for direct formatting.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::data_style::{DataKind, DataStyle};
use super::lists::ListStyle;
use super::look::{Look, color, points};
use super::source::Source;
use crate::error::Error;
use crate::limits::Limits;
use crate::xml::{Element, Ns, Xml};

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Text,
    Paragraph,
    Cell,
    Row,
    Column,
    Table,
}

const FAMILIES: [(&str, Family); 6] = [
    ("text", Family::Text),
    ("paragraph", Family::Paragraph),
    ("table-cell", Family::Cell),
    ("table-row", Family::Row),
    ("table-column", Family::Column),
    ("table", Family::Table),
];

/// A style with all that it takes from those it builds on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// The marks of text.
    pub(super) look: Look,
    /// The background; transparent is decided too.
    pub(super) fill: Option<Option<u32>>,
    /// The left margin in points.
    pub(super) margin: Option<f64>,
    /// The left margin is direct formatting, which outdoes that of a list.
    pub(super) own_margin: bool,
    /// The name of the number format.
    pub(super) data_style: Option<String>,
    /// The list that paragraphs belong to; empty for none.
    pub(super) list_style: Option<String>,
    /// Paragraphs, tables and rows begin a page.
    pub(super) page_break: bool,
    /// The sheet is shown.
    pub(super) display: Option<bool>,
    /// The page that begins with such a paragraph or table.
    pub(super) master_page: Option<String>,
    /// The name of the nearest common style, as people see it.
    pub(super) name: Option<Arc<str>>,
    parent: Option<String>,
}

impl Style {
    /// The background as the model writes it.
    pub(super) fn fill(&self) -> Option<u32> {
        self.fill.flatten()
    }

    fn over(self, base: &Self) -> Self {
        Self {
            look: self.look.over(base.look),
            fill: self.fill.or(base.fill),
            margin: self.margin.or(base.margin),
            own_margin: self.own_margin,
            data_style: self.data_style.or_else(|| base.data_style.clone()),
            list_style: self.list_style.or_else(|| base.list_style.clone()),
            page_break: self.page_break || base.page_break,
            display: self.display.or(base.display),
            master_page: self.master_page.or_else(|| base.master_page.clone()),
            name: self.name.or_else(|| base.name.clone()),
            parent: None,
        }
    }
}

/// All styles that apply in one part of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<(Family, String), Style>,
    defaults: BTreeMap<Family, Style>,
    data: BTreeMap<String, DataStyle>,
    codes: BTreeMap<String, String>,
    pub(super) lists: BTreeMap<String, ListStyle>,
    /// The numbers of headings.
    pub(super) outline: ListStyle,
    /// The language of paragraphs, such as `fr-BE`.
    pub(super) language: Option<String>,
    plain: Style,
    /// Points that make one level of indent in a sheet.
    sheet_step: f64,
}

/// Points that make one level of indent in a sheet: the step of LibreOffice itself, and three spaces of the usual
/// font, which it takes from workbooks.
const SHEET_STEPS: [f64; 4] = [10.0, 7.5, 8.34, 6.8];

impl Styles {
    /// Reads the common styles of one source and the automatic styles of another.
    pub(super) fn read(common: &Source, automatic: &Source, limits: &Limits) -> Result<Self, Error> {
        let mut styles = Self::default();
        styles.read_group(common, "styles", limits)?;
        styles.read_group(automatic, "automatic-styles", limits)?;
        styles.resolve();
        Ok(styles)
    }

    /// A style by its name; a plain one if there is none.
    pub(super) fn of(&self, family: Family, name: Option<&str>) -> &Style {
        let found = name.and_then(|name| self.styles.get(&(family, name.to_owned())));
        found.unwrap_or(&self.plain)
    }

    /// What holds for a family where no style decides.
    pub(super) fn default_look(&self, family: Family) -> Look {
        self.defaults.get(&family).map_or(Look::default(), |style| style.look)
    }

    /// The format code of a number format; none for General.
    pub(super) fn code(&self, data_style: Option<&str>) -> Option<&str> {
        self.codes.get(data_style?).map(String::as_str)
    }

    /// What a number format is for.
    pub(super) fn data_kind(&self, data_style: Option<&str>) -> DataKind {
        data_style.and_then(|name| self.data.get(name)).map_or(DataKind::Number, |style| style.kind)
    }

    /// Points that make one level of indent in a sheet.
    pub(super) fn sheet_step(&self) -> f64 {
        self.sheet_step
    }

    /// The pages that some style begins.
    pub(super) fn master_pages(&self) -> impl Iterator<Item = &str> {
        self.styles.values().filter_map(|style| style.master_page.as_deref()).filter(|name| !name.is_empty())
    }

    fn read_group(&mut self, source: &Source, group: &str, limits: &Limits) -> Result<(), Error> {
        let mut xml = source.xml(limits);
        xml.root()?;
        while let Some(element) = xml.child(1)? {
            if element.is(Ns::OdfOffice, "body") {
                // Styles come before what they are for.
                break;
            }
            if !element.is(Ns::OdfOffice, group) {
                continue;
            }
            while let Some(element) = xml.child(2)? {
                self.read_style(&mut xml, &element, group == "automatic-styles")?;
            }
        }
        Ok(())
    }

    fn read_style(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, automatic: bool) -> Result<(), Error> {
        match element.name() {
            (Ns::OdfStyle, "style" | "default-style") => {
                let family = element.attr("family");
                let Some(&(_, family)) = FAMILIES.iter().find(|(known, _)| Some(*known) == family) else {
                    return Ok(());
                };
                let (style, language) = read_properties(xml, element, automatic)?;
                match element.attr("name") {
                    _ if element.local == "default-style" => {
                        if family == Family::Paragraph {
                            self.language = language;
                        }
                        self.defaults.insert(family, style);
                    }
                    Some(name) => {
                        self.styles.insert((family, name.to_owned()), style);
                    }
                    None => {}
                }
            }
            (Ns::OdfText, "list-style") => {
                if let Some(name) = element.attr_in(Ns::OdfStyle, "name") {
                    let name = name.to_owned();
                    self.lists.insert(name, ListStyle::read(xml)?);
                }
            }
            (Ns::OdfText, "outline-style") => self.outline = ListStyle::read(xml)?,
            _ => {
                if let Some((name, style)) = DataStyle::read(xml, element)? {
                    self.data.insert(name, style);
                }
            }
        }
        Ok(())
    }

    fn base_of(&self, family: Family, name: &str) -> Option<String> {
        self.styles.get(&(family, name.to_owned()))?.parent.clone()
    }

    /// Completes every style by those it builds on, and every number format by its conditions.
    fn resolve(&mut self) {
        let names: Vec<_> = self.styles.keys().cloned().collect();
        for (family, name) in names {
            // From the style up to one that builds on nothing more: a style gives its base away once complete.
            let mut chain = vec![name];
            let mut seen = BTreeSet::new();
            while let Some(base) = chain.last().and_then(|name| self.base_of(family, name)) {
                if !seen.insert(base.clone()) {
                    break;
                }
                chain.push(base);
            }
            let mut above: Option<Style> = None;
            for name in chain.into_iter().rev() {
                let Some(style) = self.styles.get_mut(&(family, name)) else { continue };
                style.parent = None;
                if let Some(base) = &above {
                    *style = std::mem::take(style).over(base);
                }
                above = Some(style.clone());
            }
        }
        let cells = self.styles.iter().filter(|((family, _), _)| *family == Family::Cell);
        self.sheet_step = step_of(&cells.filter_map(|(_, style)| style.margin).collect::<Vec<_>>());
        let codes = self.data.iter().filter_map(|(name, style)| Some((name.clone(), style.code(&self.data)?)));
        self.codes = codes.collect();
    }
}

/// The step that most nearly divides all margins, the first one of equals.
fn step_of(margins: &[f64]) -> f64 {
    let remainder = |step: f64| {
        let of = |margin: &f64| (margin / step - (margin / step).round().max(1.0)).abs();
        margins.iter().filter(|margin| **margin > 0.0).map(of).fold(0.0, f64::max)
    };
    let [mut best, others @ ..] = SHEET_STEPS;
    for step in others {
        // Lengths are stored with four digits, so a difference below a twentieth says nothing.
        if remainder(step) + 0.05 < remainder(best) {
            best = step;
        }
    }
    best
}

/// What a style says itself, with the language of its text.
fn read_properties(
    xml: &mut Xml<'_>,
    element: &Element<'_>,
    automatic: bool,
) -> Result<(Style, Option<String>), Error> {
    let owned = |name: &str| element.attr(name).map(str::to_owned);
    let mut style = Style {
        data_style: owned("data-style-name"),
        list_style: owned("list-style-name"),
        master_page: owned("master-page-name"),
        parent: owned("parent-style-name"),
        ..Style::default()
    };
    if !automatic {
        style.name = owned("display-name").or_else(|| owned("name")).map(Into::into);
    }
    let mut language = None;
    let depth = xml.depth();
    while let Some(properties) = xml.child(depth)? {
        let fill = || properties.attr_in(Ns::OdfFo, "background-color").map(color);
        style.page_break |= properties.attr_in(Ns::OdfFo, "break-before") == Some("page");
        match properties.name() {
            (Ns::OdfStyle, "text-properties") => {
                style.look = Look::read(&properties);
                let fo = |name| properties.attr_in(Ns::OdfFo, name).filter(|value| !matches!(*value, "" | "none"));
                language = fo("language").map(|language| match fo("country") {
                    Some(country) => format!("{language}-{country}"),
                    None => language.to_owned(),
                });
            }
            (Ns::OdfStyle, "paragraph-properties") => {
                style.margin = properties.attr_in(Ns::OdfFo, "margin-left").and_then(points);
                style.own_margin = automatic && style.margin.is_some();
            }
            (Ns::OdfStyle, "table-cell-properties" | "table-row-properties") => style.fill = fill(),
            (Ns::OdfStyle, "table-properties") => {
                style.fill = fill();
                style.display = properties.attr_in(Ns::OdfTable, "display").map(|value| value != "false");
            }
            _ => {}
        }
    }
    Ok((style, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_of_indents_is_that_of_the_program_that_wrote_them() {
        for (margins, step) in
            [(&[][..], 10.0), (&[10.0, 30.0], 10.0), (&[7.51, 15.0], 7.5), (&[0.0, 8.33, 25.0], 8.34), (&[30.0], 10.0)]
        {
            assert_eq!(step_of(margins), step, "{margins:?}");
        }
    }
}

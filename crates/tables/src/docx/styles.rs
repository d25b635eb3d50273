//! Styles: what a paragraph, run or table looks like where nothing is said directly.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::properties::{Look, ParagraphProperties, RunProperties, TableProperties, fill, value};
use crate::error::Error;
use crate::text::Marks;
use crate::xml::{Element, Ns, Xml};

/// Styles that one style may build on. Longer chains are loops or nonsense.
const MAX_BASES: usize = 64;

/// Characters of a style's name: a long one would be copied into every paragraph. Word allows 253.
const MAX_NAME: usize = 255;

/// The styles of a document, each with all that it inherits.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    defaults: Look,
    default_paragraph: Option<String>,
    default_table: Option<String>,
    pub(super) language: Option<String>,
}

/// One style.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// The name as stored; names of built-in styles are the same in every language, ids are not.
    pub(super) name: Option<Arc<str>>,
    base: Option<String>,
    pub(super) look: Look,
    pub(super) paragraph: ParagraphProperties,
    table: TableStyle,
}

/// What a run says of itself, and what its style says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunLook {
    own: Look,
    character: Look,
}

/// What a table style says of cells: everywhere, in the first row, in the first column.
#[derive(Debug, Clone, Default)]
pub(super) struct TableStyle {
    all: CellStyle,
    first_row: CellStyle,
    first_column: CellStyle,
}

/// Look and background of cells in a part of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct CellStyle {
    pub(super) look: Look,
    pub(super) fill: Option<u32>,
}

impl CellStyle {
    fn or(self, base: &Self) -> Self {
        Self { look: self.look.or(base.look), fill: self.fill.or(base.fill) }
    }
}

impl TableStyle {
    /// How a cell looks by its row and column, as far as the table uses these parts of the style.
    pub(super) fn cell(&self, row: u32, column: u32, uses: &TableProperties) -> CellStyle {
        let mut cell = CellStyle::default();
        if uses.first_row && row == 0 {
            cell = cell.or(&self.first_row);
        }
        if uses.first_column && column == 0 {
            cell = cell.or(&self.first_column);
        }
        cell.or(&self.all)
    }
}

impl Style {
    /// What is absent here is taken from `base`.
    fn or(mut self, base: &Self) -> Self {
        self.look = self.look.or(base.look);
        let (own, other) = (&mut self.paragraph, &base.paragraph);
        own.outline = own.outline.or(other.outline);
        own.indent = own.indent.or(other.indent);
        if own.list.is_none() {
            own.list = other.list;
            own.list_level = own.list_level.or(other.list_level);
        }
        self.table = TableStyle {
            all: self.table.all.or(&base.table.all),
            first_row: self.table.first_row.or(&base.table.first_row),
            first_column: self.table.first_column.or(&base.table.first_column),
        };
        self
    }

    /// Heading level from 1. Built-in headings are headings even where their outline level is left out.
    pub(super) fn heading(&self) -> Option<u8> {
        let named = || self.name.as_deref()?.to_ascii_lowercase().strip_prefix("heading ")?.parse().ok();
        match self.paragraph.outline {
            Some(level) => heading_level(level),
            None => named().filter(|level| (1..=9).contains(level)),
        }
    }
}

/// An outline level as stored, from 0, as heading level from 1; 9 is body text.
pub(super) fn heading_level(outline: u8) -> Option<u8> {
    (outline < 9).then_some(outline + 1)
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut styles = Self::default();
        xml.root()?;
        while let Some(element) = xml.child(1)? {
            match element.name() {
                (Ns::Word, "docDefaults") => styles.read_defaults(xml)?,
                (Ns::Word, "style") => styles.read_style(xml, &element)?,
                (Ns::Word, "latentStyles") => xml.skip_unread()?,
                _ => {}
            }
        }
        styles.inherit();
        Ok(styles)
    }

    /// The style of a paragraph: the one it names, else the default one.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Option<&Style> {
        self.styles.get(id.or(self.default_paragraph.as_deref())?)
    }

    /// The style's name as stored; its id if the file does not define it.
    pub(super) fn name(&self, id: &str) -> Arc<str> {
        self.styles.get(id).and_then(|style| style.name.clone()).unwrap_or_else(|| id.into())
    }

    /// What the style of a table says of its cells.
    pub(super) fn table(&self, id: Option<&str>) -> TableStyle {
        let style = id.or(self.default_table.as_deref()).and_then(|id| self.styles.get(id));
        style.map(|style| style.table.clone()).unwrap_or_default()
    }

    /// The list that a style belongs to.
    pub(super) fn list(&self, id: &str) -> Option<i64> {
        self.styles.get(id)?.paragraph.list
    }

    /// What a run says of itself, and its style.
    pub(super) fn run(&self, run: &RunProperties) -> RunLook {
        let style = run.style.as_deref().and_then(|id| self.styles.get(id));
        RunLook { own: run.look, character: style.map_or(Look::default(), |style| style.look) }
    }

    /// How a run is printed: its marks and whether it is hidden. `table` and `paragraph` are what the styles
    /// around it say.
    pub(super) fn marks(&self, run: RunLook, paragraph: Look, table: Look) -> (Marks, bool) {
        let RunLook { own, character } = run;
        let layers = [table, paragraph, character];
        // Toggle properties of styles cancel each other out (ISO 29500-1, 17.7.3): "strong" in a bold heading
        // is printed light.
        let toggle = |property: fn(Look) -> Option<bool>| {
            let set = layers.iter().filter(|look| property(**look) == Some(true)).count();
            property(own).unwrap_or_else(|| property(self.defaults) == Some(true) || set % 2 == 1)
        };
        let look = own.or(character).or(paragraph).or(table).or(self.defaults);
        let marks = Marks {
            bold: toggle(|look| look.bold),
            italic: toggle(|look| look.italic),
            strike: toggle(|look| look.strike),
            underline: look.underline == Some(true),
            superscript: look.superscript == Some(true),
            color: look.color.flatten(),
            size: look.size,
            ..Marks::default()
        };
        (marks, toggle(|look| look.hidden))
    }

    fn read_defaults(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let parent = xml.depth();
        while let Some(element) = xml.child(parent)? {
            if !element.is(Ns::Word, "rPrDefault") {
                continue;
            }
            while let Some(element) = xml.child(parent + 1)? {
                if element.is(Ns::Word, "rPr") {
                    let run = RunProperties::read(xml)?.now;
                    self.defaults = run.look;
                    self.language = run.language;
                }
            }
        }
        Ok(())
    }

    fn read_style(&mut self, xml: &mut Xml<'_>, start: &Element<'_>) -> Result<(), Error> {
        let Some(id) = start.attr("styleId").map(str::to_owned) else { return Ok(()) };
        if start.attr("default").is_some_and(|on| matches!(on, "1" | "true" | "on")) {
            match start.attr("type") {
                Some("paragraph") => self.default_paragraph = Some(id.clone()),
                Some("table") => self.default_table = Some(id.clone()),
                _ => {}
            }
        }
        let mut style = Style::default();
        let parent = xml.depth();
        while let Some(element) = xml.child(parent)? {
            let (Ns::Word, name) = element.name() else { continue };
            match name {
                "name" => {
                    style.name = element.attr("val").map(|name| name.chars().take(MAX_NAME).collect::<String>().into())
                }
                "basedOn" => style.base = value(&element),
                "rPr" => style.look = RunProperties::read(xml)?.now.look,
                "pPr" => style.paragraph = ParagraphProperties::read(xml)?.now,
                "tcPr" => style.table.all.fill = read_fill(xml)?,
                "tblStylePr" => match element.attr("type") {
                    Some("firstRow") => style.table.first_row = read_condition(xml)?,
                    Some("firstCol") => style.table.first_column = read_condition(xml)?,
                    // Last rows, bands, corners: most of what Word writes into the styles part.
                    _ => xml.skip_unread()?,
                },
                _ => {}
            }
        }
        style.table.all.look = style.look;
        self.styles.insert(id, style);
        Ok(())
    }

    /// Gives every style what it takes from the styles it builds on. Each is worked out once, from the last of
    /// its bases that is still to do down to itself.
    fn inherit(&mut self) {
        let mut done: BTreeMap<String, Style> = BTreeMap::new();
        for id in self.styles.keys() {
            let mut chain = Vec::new();
            let mut next = Some(id);
            while let Some((id, own)) = next.and_then(|id| self.styles.get_key_value(id)) {
                if done.contains_key(id) || chain.iter().any(|&(seen, _)| seen == id) || chain.len() == MAX_BASES {
                    break;
                }
                chain.push((id, own));
                next = own.base.as_ref();
            }
            for (id, own) in chain.into_iter().rev() {
                let base = own.base.as_ref().and_then(|base| done.get(base));
                let style = base.map_or_else(|| own.clone(), |base| own.clone().or(base));
                done.insert(id.clone(), style);
            }
        }
        self.styles = done;
    }
}

/// What a table style says of one part of a table.
fn read_condition(xml: &mut Xml<'_>) -> Result<CellStyle, Error> {
    let mut cell = CellStyle::default();
    let parent = xml.depth();
    while let Some(element) = xml.child(parent)? {
        match element.name() {
            (Ns::Word, "rPr") => cell.look = RunProperties::read(xml)?.now.look,
            (Ns::Word, "tcPr") => cell.fill = read_fill(xml)?,
            _ => {}
        }
    }
    Ok(cell)
}

fn read_fill(xml: &mut Xml<'_>) -> Result<Option<u32>, Error> {
    let mut found = None;
    let parent = xml.depth();
    while let Some(element) = xml.child(parent)? {
        if element.is(Ns::Word, "shd") {
            found = fill(&element);
        }
    }
    Ok(found)
}

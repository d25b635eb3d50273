//! Automatic numbers and bullets, as printed.
//!
//! A list stands in the text as nested elements; its style says how each level is written. What counts is the
//! first paragraph of an item: items that only hold a deeper list count nothing.

use std::collections::BTreeMap;

use super::look::points;
use super::styles::Styles;
use crate::docx::numbering::{Notation, written};
use crate::docx::symbols::printed;
use crate::error::Error;
use crate::xml::{Element, Ns, Xml};

/// Levels of a list; deeper ones are counted as the last.
const LEVELS: usize = 10;

/// Characters of a prefix, a suffix or a pattern.
const LONGEST_PATTERN: usize = 64;

/// How one level is written.
#[derive(Debug, Clone, Default)]
struct Level {
    /// The sign of a bullet; none for numbers.
    bullet: Option<String>,
    /// None where the level prints no number.
    notation: Option<Notation>,
    prefix: String,
    suffix: String,
    /// `%1%.%2%)`, which goes before prefix and suffix.
    pattern: Option<String>,
    /// How many levels are printed, this one included.
    display_levels: usize,
    start: i64,
    margin: Option<f64>,
}

/// The levels of a list, from 1.
#[derive(Debug, Clone, Default)]
pub(super) struct ListStyle {
    levels: BTreeMap<usize, Level>,
}

const NOTATIONS: [(&str, Notation); 5] = [
    ("1", Notation::Decimal),
    ("i", Notation::LowerRoman),
    ("I", Notation::UpperRoman),
    ("a", Notation::LowerLetter),
    ("A", Notation::UpperLetter),
];

impl ListStyle {
    /// Reads the list style or outline style that was just opened.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut style = Self::default();
        let depth = xml.depth();
        while let Some(element) = xml.child(depth)? {
            let (Ns::OdfText, name) = element.name() else { continue };
            let is_level = name.starts_with("list-level-style") || name == "outline-level-style";
            let level = element.attr("level").and_then(|level| level.trim().parse::<usize>().ok());
            if let Some(level @ 1..=LEVELS) = level.filter(|_| is_level) {
                style.levels.insert(level, Level::read(xml, &element)?);
            }
        }
        Ok(style)
    }

    /// The label of a level where the levels have counted so far.
    fn label(&self, level: usize, counters: &Counters) -> String {
        let Some(style) = self.levels.get(&level) else { return String::new() };
        if let Some(bullet) = &style.bullet {
            // LibreOffice repeats the sign as a suffix, and prints it once.
            return bullet.clone();
        }
        let Some(own) = style.notation else { return format!("{}{}", style.prefix, style.suffix) };
        let number = |at: usize| {
            let shown = self.levels.get(&at)?;
            let notation = if at == level { own } else { shown.notation? };
            Some(written(counters.get(at).unwrap_or(shown.start), notation))
        };
        if let Some(pattern) = &style.pattern {
            // Every second piece between percent signs is the number of a level.
            let pieces = pattern.split('%').enumerate();
            return pieces
                .map(|(at, piece)| match piece.parse::<usize>() {
                    Ok(level) if at % 2 == 1 => number(level).unwrap_or_default(),
                    _ => piece.to_owned(),
                })
                .collect();
        }
        let first = level.saturating_sub(style.display_levels.saturating_sub(1)).max(1);
        let numbers: Vec<String> = (first..=level).filter_map(number).collect();
        format!("{}{}{}", style.prefix, numbers.join("."), style.suffix)
    }
}

impl Level {
    fn read(xml: &mut Xml<'_>, element: &Element<'_>) -> Result<Self, Error> {
        let short = |text: &str| text.chars().take(LONGEST_PATTERN).collect::<String>();
        let style = |name: &str| element.attr_in(Ns::OdfStyle, name).map(short);
        let format = style("num-format").unwrap_or_default();
        let known = NOTATIONS.iter().find(|(name, _)| *name == format).map(|&(_, notation)| notation);
        let pattern =
            style("num-list-format").or_else(|| element.attr_in(Ns::OdfExtension, "num-list-format").map(short));
        let mut level = Self {
            bullet: element.attr("bullet-char").map(short),
            notation: known.or((!format.is_empty()).then_some(Notation::Decimal)),
            prefix: style("num-prefix").unwrap_or_default(),
            suffix: style("num-suffix").unwrap_or_default(),
            pattern,
            display_levels: element.attr("display-levels").and_then(|count| count.parse().ok()).unwrap_or(1),
            start: element.attr("start-value").and_then(|start| start.parse().ok()).unwrap_or(1),
            margin: None,
        };
        let depth = xml.depth();
        let mut font = None;
        while let Some(properties) = xml.child(depth)? {
            match properties.name() {
                (Ns::OdfStyle, "list-level-properties") => {
                    let length = |name| properties.attr_in(Ns::OdfText, name).and_then(points);
                    level.margin = length("space-before").map(|space| space + length("min-label-width").unwrap_or(0.0));
                    while let Some(alignment) = xml.child(depth + 1)? {
                        if alignment.is(Ns::OdfStyle, "list-level-label-alignment") {
                            level.margin = alignment.attr_in(Ns::OdfFo, "margin-left").and_then(points);
                        }
                    }
                }
                (Ns::OdfStyle, "text-properties") => {
                    let family = properties.attr_in(Ns::OdfFo, "font-family").or(properties.attr("font-name"));
                    font = family.map(|family| family.trim_matches('\'').to_owned());
                }
                _ => {}
            }
        }
        // Codes of symbol fonts say nothing without their font.
        let sign = |char| match char {
            '\u{F000}'..='\u{F0FF}' => printed(font.as_deref(), u32::from(char)).unwrap_or(char),
            char => char,
        };
        level.bullet = level.bullet.map(|bullet| bullet.chars().map(sign).collect());
        Ok(level)
    }
}

/// The last number of each level.
#[derive(Debug, Clone, Default)]
struct Counters([Option<i64>; LEVELS]);

impl Counters {
    fn get(&self, level: usize) -> Option<i64> {
        self.0.get(level.checked_sub(1)?).copied().flatten()
    }

    /// Counts one more on a level; deeper ones begin anew.
    fn count(&mut self, level: usize, own_start: Option<i64>, start: i64) {
        let next = own_start.or_else(|| self.get(level)?.checked_add(1)).unwrap_or(start);
        for (at, number) in (1..).zip(&mut self.0) {
            match at {
                at if at == level => *number = Some(next),
                at if at > level => *number = None,
                _ => {}
            }
        }
    }
}

/// What a list adds to a paragraph.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Label {
    /// The printed label; empty if there is none.
    pub(super) text: String,
    /// The left margin that the level gives, in points.
    pub(super) margin: Option<f64>,
}

/// A list whose end has not come yet, with the lists nested in it.
#[derive(Debug, Default)]
struct OpenList {
    id: Option<String>,
    counters: Counters,
    levels: Vec<OpenLevel>,
}

#[derive(Debug, Default)]
struct OpenLevel {
    style: Option<String>,
    /// The item takes no label any more: its first paragraph has one, or it is a heading of the list.
    labelled: bool,
    start: Option<i64>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
    by_id: BTreeMap<String, Counters>,
    by_style: BTreeMap<String, Counters>,
    outline: Counters,
}

impl Lists {
    /// Begins a list, on its own or nested in the one that is open.
    pub(super) fn begin_list(&mut self, element: &Element<'_>, nested: bool) {
        let style = element.attr("style-name").map(str::to_owned);
        if !nested || self.open.is_empty() {
            let mut counters = element.attr("continue-list").and_then(|id| self.by_id.get(id));
            if element.attr("continue-numbering") == Some("true") {
                counters = counters.or_else(|| self.by_style.get(style.as_deref().unwrap_or_default()));
            }
            let counters = counters.cloned().unwrap_or_default();
            let id = element.attr_in(Ns::Xml, "id").or(element.attr("id")).map(str::to_owned);
            self.open.push(OpenList { id, counters, levels: Vec::new() });
        }
        if let Some(list) = self.open.last_mut() {
            list.levels.push(OpenLevel { style, labelled: true, start: None });
        }
    }

    /// Ends the list that began last.
    pub(super) fn end_list(&mut self) {
        let Some(list) = self.open.last_mut() else { return };
        let level = list.levels.pop();
        if !list.levels.is_empty() {
            return;
        }
        if let Some(list) = self.open.pop() {
            let style = level.and_then(|level| level.style).unwrap_or_default();
            self.by_style.insert(style, list.counters.clone());
            if let Some(id) = list.id {
                self.by_id.insert(id, list.counters);
            }
        }
    }

    /// Begins an item of the list that began last.
    pub(super) fn begin_item(&mut self, element: &Element<'_>) {
        if let Some(level) = self.open.last_mut().and_then(|list| list.levels.last_mut()) {
            level.labelled = element.local != "list-item";
            level.start = element.attr("start-value").and_then(|start| start.parse().ok());
        }
    }

    /// The label of a paragraph in the current item, whose own style may name a list style.
    pub(super) fn label(&mut self, of_paragraph: Option<&str>, styles: &Styles) -> Label {
        let Some(list) = self.open.last_mut() else { return Label::default() };
        let depth = list.levels.len().clamp(1, LEVELS);
        let named = list.levels.iter().rev().find_map(|level| level.style.as_deref()).or(of_paragraph);
        let style = named.and_then(|name| styles.lists.get(name));
        let level_style = style.and_then(|style| style.levels.get(&depth));
        let mut label = Label { text: String::new(), margin: level_style.and_then(|level| level.margin) };
        let Some(level) = list.levels.last_mut().filter(|level| !level.labelled) else { return label };
        level.labelled = true;
        list.counters.count(depth, level.start.take(), level_style.map_or(1, |level| level.start));
        label.text = style.map_or(String::new(), |style| style.label(depth, &list.counters));
        label
    }

    /// The number of a heading outside lists.
    pub(super) fn heading(&mut self, level: usize, start: Option<i64>, styles: &Styles) -> Label {
        let Some(style) = styles.outline.levels.get(&level) else { return Label::default() };
        self.outline.count(level, start, style.start);
        let text = if style.notation.is_some() { styles.outline.label(level, &self.outline) } else { String::new() };
        Label { text, margin: None }
    }
}

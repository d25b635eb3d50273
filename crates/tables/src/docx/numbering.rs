//! Automatic numbers and bullets, as printed.
//!
//! A list instance (`w:num`) takes its levels from a definition (`w:abstractNum`) and may change some of them.
//! Instances of one definition go on counting where the other stopped, unless they start anew.

use std::collections::{BTreeMap, BTreeSet};

use super::properties::{ParagraphProperties, RunProperties, is_on, number, value};
use super::styles::Styles;
use super::symbols::printed;
use crate::error::Error;
use crate::xml::{Element, Ns, Xml};

/// Characters of the pattern of a label; Word's own dialogue allows fewer.
pub(crate) const MAX_PATTERN: usize = 64;

/// Letters repeat after `z` (`aa`, `bbb`); after so many rounds a number says it better.
const MAX_LETTERS: i64 = 26 * 10;

/// How a level writes its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Notation {
    #[default]
    Decimal,
    DecimalZero,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    None,
}

/// One level of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Level {
    pub(crate) start: i64,
    pub(crate) notation: Notation,
    /// The printed pattern: `%1.%2)` for numbers, the sign itself for bullets.
    pub(crate) pattern: String,
    pub(crate) indent: Option<i32>,
    /// The paragraph style that stands for this level.
    pub(crate) style: Option<String>,
    /// Starts anew after this level (from 1); 0 for never, absent for any level above.
    pub(crate) restart: Option<u8>,
    /// All numbers are written in decimals.
    pub(crate) legal: bool,
}

#[derive(Debug, Default)]
struct Definition {
    levels: BTreeMap<u8, Level>,
    /// The levels are those of the list of this style.
    link: Option<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Instance {
    pub(crate) definition: i64,
    /// Levels of its own.
    pub(crate) levels: BTreeMap<u8, Level>,
    pub(crate) starts: BTreeMap<u8, i64>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    definitions: BTreeMap<i64, Definition>,
    instances: BTreeMap<i64, Instance>,
    /// The last number given, by definition, then level.
    counted: BTreeMap<i64, BTreeMap<u8, i64>>,
    /// Instances and levels whose own start has been used.
    started: BTreeSet<(i64, u8)>,
}

/// What a list adds to a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// The printed label; empty if the level prints none.
    pub(crate) text: String,
    /// The indent that the level gives.
    pub(crate) indent: Option<i32>,
}

impl Numbering {
    /// Reads the numbering part.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut numbering = Self::default();
        xml.root()?;
        while let Some(element) = xml.child(1)? {
            match element.name() {
                (Ns::Word, "abstractNum") => {
                    let id = element.attr("abstractNumId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    numbering.definitions.insert(id, read_definition(xml)?);
                }
                (Ns::Word, "num") => {
                    let id = element.attr("numId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    numbering.instances.insert(id, read_instance(xml)?);
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Counts a paragraph that belongs to a list by itself or by its style; none if it belongs to none.
    pub(super) fn count(&mut self, paragraph: &ParagraphProperties, styles: &Styles) -> Option<Label> {
        let style = styles.paragraph(paragraph.style.as_deref());
        let list = paragraph.list.or_else(|| style?.paragraph.list)?;
        let instance = self.instances.get(&list)?;
        let mut definition = instance.definition;
        // A definition may say "as the list of that style", one step away.
        if let Some(link) = self.definitions.get(&definition)?.link.as_deref() {
            definition = self.instances.get(&styles.list(link)?)?.definition;
        }
        let levels = &self.definitions.get(&definition)?.levels;

        let styled = || {
            let id = paragraph.style.as_deref()?;
            levels.iter().find(|(_, level)| level.style.as_deref() == Some(id)).map(|(&index, _)| index)
        };
        let inherited = || style.and_then(|style| style.paragraph.list_level);
        let index = paragraph.list_level.or_else(styled).or_else(inherited).unwrap_or(0);
        self.next(list, definition, index)
    }

    /// Adds a list by its levels.
    pub(crate) fn define(&mut self, definition: i64, levels: BTreeMap<u8, Level>) {
        self.definitions.insert(definition, Definition { levels, link: None });
    }

    /// Adds what paragraphs call a list by.
    pub(crate) fn call(&mut self, list: i64, instance: Instance) {
        self.instances.insert(list, instance);
    }

    /// Counts a paragraph that belongs to a level of a list; none if there is no such list or level.
    pub(crate) fn count_in(&mut self, list: i64, index: u8) -> Option<Label> {
        let definition = self.instances.get(&list)?.definition;
        self.next(list, definition, index)
    }

    fn next(&mut self, list: i64, definition: i64, index: u8) -> Option<Label> {
        let instance = self.instances.get(&list)?;
        let levels = &self.definitions.get(&definition)?.levels;
        let level_at = |index: u8| instance.levels.get(&index).or_else(|| levels.get(&index));
        let level = level_at(index)?;

        let counted = self.counted.entry(definition).or_default();
        let own_start = instance.starts.get(&index).filter(|_| self.started.insert((list, index)));
        let number = match (own_start, counted.get(&index)) {
            (Some(&start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => level.start,
        };
        counted.insert(index, number);
        counted.retain(|&deeper, _| {
            let restarts = level_at(deeper).and_then(|level| level.restart).is_none_or(|after| index < after);
            deeper <= index || !restarts
        });

        let number_at = |index: u8| match counted.get(&index) {
            Some(&number) => number,
            None => level_at(index).map_or(0, |level| level.start),
        };
        let text = expand(&level.pattern, |index| {
            let notation = level_at(index).map_or(Notation::Decimal, |level| level.notation);
            written(number_at(index), if level.legal { Notation::Decimal } else { notation })
        });
        Some(Label { text, indent: level.indent })
    }
}

fn read_definition(xml: &mut Xml<'_>) -> Result<Definition, Error> {
    let mut definition = Definition::default();
    let parent = xml.depth();
    while let Some(element) = xml.child(parent)? {
        match element.name() {
            (Ns::Word, "lvl") => {
                let index = level_index(&element);
                definition.levels.insert(index, read_level(xml)?);
            }
            (Ns::Word, "numStyleLink") => definition.link = value(&element),
            _ => {}
        }
    }
    Ok(definition)
}

fn read_instance(xml: &mut Xml<'_>) -> Result<Instance, Error> {
    let mut instance = Instance::default();
    let parent = xml.depth();
    while let Some(element) = xml.child(parent)? {
        match element.name() {
            (Ns::Word, "abstractNumId") => instance.definition = number(&element).unwrap_or(0),
            (Ns::Word, "lvlOverride") => {
                let index = level_index(&element);
                while let Some(element) = xml.child(parent + 1)? {
                    match element.name() {
                        (Ns::Word, "startOverride") => {
                            instance.starts.insert(index, number(&element).unwrap_or(1));
                        }
                        (Ns::Word, "lvl") => {
                            instance.levels.insert(index, read_level(xml)?);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    Ok(instance)
}

fn read_level(xml: &mut Xml<'_>) -> Result<Level, Error> {
    let mut level = Level::default();
    let mut font = None;
    let parent = xml.depth();
    while let Some(element) = xml.child(parent)? {
        let (Ns::Word, name) = element.name() else { continue };
        match name {
            "start" => level.start = number(&element).unwrap_or(0),
            "numFmt" => level.notation = notation(element.attr("val").unwrap_or_default()),
            "lvlText" => level.pattern = value(&element).unwrap_or_default().chars().take(MAX_PATTERN).collect(),
            "pStyle" => level.style = value(&element),
            "lvlRestart" => level.restart = number(&element),
            "isLgl" => level.legal = is_on(&element),
            "pPr" => level.indent = ParagraphProperties::read(xml)?.now.indent,
            "rPr" => font = RunProperties::read(xml)?.now.font,
            _ => {}
        }
    }
    let is_private = |char: char| ('\u{F000}'..='\u{F0FF}').contains(&char);
    let sign = |char| if is_private(char) { printed(font.as_deref(), u32::from(char)).unwrap_or(char) } else { char };
    level.pattern = level.pattern.chars().map(sign).collect();
    Ok(level)
}

fn level_index(element: &Element<'_>) -> u8 {
    element.attr("ilvl").and_then(|index| index.parse().ok()).unwrap_or(0)
}

fn notation(format: &str) -> Notation {
    match format {
        "decimalZero" => Notation::DecimalZero,
        "upperRoman" => Notation::UpperRoman,
        "lowerRoman" => Notation::LowerRoman,
        "upperLetter" => Notation::UpperLetter,
        "lowerLetter" => Notation::LowerLetter,
        "none" => Notation::None,
        _ => Notation::Decimal,
    }
}

/// The pattern with `%1` to `%9` replaced by the numbers of these levels.
fn expand(pattern: &str, number: impl Fn(u8) -> String) -> String {
    let mut text = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(char) = chars.next() {
        let digit = chars.peek().and_then(|next| next.to_digit(10)).and_then(|digit| u8::try_from(digit).ok());
        match (char, digit) {
            ('%', Some(level @ 1..=9)) => {
                chars.next();
                text += &number(level - 1);
            }
            _ => text.push(char),
        }
    }
    text
}

/// A number as a list prints it.
pub(crate) fn written(number: i64, notation: Notation) -> String {
    match notation {
        Notation::UpperRoman if (1..4000).contains(&number) => roman(number),
        Notation::LowerRoman if (1..4000).contains(&number) => roman(number).to_lowercase(),
        Notation::UpperLetter if (1..=MAX_LETTERS).contains(&number) => letters(number).to_uppercase(),
        Notation::LowerLetter if (1..=MAX_LETTERS).contains(&number) => letters(number),
        Notation::DecimalZero => format!("{number:02}"),
        Notation::None => String::new(),
        _ => number.to_string(),
    }
}

fn roman(mut number: i64) -> String {
    const SIGNS: &[(i64, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= *value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// `a` to `z`, then `aa`, `bb`: the letter of the round, repeated.
fn letters(number: i64) -> String {
    let index = u8::try_from((number - 1) % 26).unwrap_or(0);
    let rounds = usize::try_from((number - 1) / 26).unwrap_or(0) + 1;
    char::from(b'a' + index).to_string().repeat(rounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_prints_them() {
        for (number, notation, text) in [
            (4, Notation::LowerRoman, "iv"),
            (1999, Notation::UpperRoman, "MCMXCIX"),
            (27, Notation::UpperLetter, "AA"),
            (3, Notation::LowerLetter, "c"),
            (7, Notation::DecimalZero, "07"),
            (0, Notation::UpperRoman, "0"),
            (5, Notation::None, ""),
        ] {
            assert_eq!(written(number, notation), text);
        }
    }

    #[test]
    fn a_pattern_names_the_levels_it_shows() {
        let number = |level: u8| (level + 5).to_string();
        assert_eq!(expand("OO %1.%2) 100 %", number), "OO 5.6) 100 %");
    }
}

//! The style sheet ([MS-DOC] 2.4.6.5, 2.9.271).

use std::sync::Arc;

use super::pages::split_style;
use super::paragraph::Paragraph;
use super::run::Run;
use crate::cell_marks::{MAX_STYLE_NAME, heading_by_name, heading_by_outline};
use crate::little_endian::{Reader, u16_at};

/// Styles that one style may build on. Longer chains are loops or nonsense.
const MAX_BASES: usize = 64;

/// The number that stands for no style.
const NONE: u16 = 0x0FFF;

/// Kinds of styles.
const OF_PARAGRAPHS: u16 = 1;
const OF_CHARACTERS: u16 = 2;

/// The styles by their numbers, each with all that it inherits.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Option<Style>>,
}

/// One style.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) name: Arc<str>,
    /// The number of a built-in style: the same in every language.
    built_in: u16,
    is_of_paragraphs: bool,
    pub(super) run: Run,
    pub(super) paragraph: Paragraph,
}

/// A style as stored.
struct Stored<'a> {
    style: Style,
    base: u16,
    paragraph: &'a [u8],
    run: &'a [u8],
}

impl Styles {
    /// Reads the style sheet. What is damaged in it is left out.
    pub(super) fn read(sheet: &[u8]) -> Self {
        let stored = stored(sheet).unwrap_or_default();
        let mut styles = Self { styles: stored.iter().map(|_| None).collect() };
        for index in 0..stored.len() {
            styles.inherit(index, &stored);
        }
        styles
    }

    /// A style for paragraphs.
    pub(super) fn paragraph(&self, number: u16) -> Option<&Style> {
        self.get(number).filter(|style| style.is_of_paragraphs)
    }

    /// The look of a character style.
    pub(super) fn character(&self, number: u16) -> Option<Run> {
        self.get(number).filter(|style| !style.is_of_paragraphs).map(|style| style.run)
    }

    fn get(&self, number: u16) -> Option<&Style> {
        self.styles.get(usize::from(number))?.as_ref()
    }

    /// Works a style out, with those of its bases that are still to do.
    fn inherit(&mut self, index: usize, stored: &[Option<Stored<'_>>]) {
        let mut chain = Vec::new();
        let mut next = Some(index);
        while let Some(index) = next {
            let is_done = self.styles.get(index).is_some_and(Option::is_some);
            if is_done || chain.contains(&index) || chain.len() == MAX_BASES {
                break;
            }
            let Some(own) = stored.get(index).and_then(Option::as_ref) else { break };
            chain.push(index);
            next = (own.base != NONE).then_some(usize::from(own.base));
        }
        for index in chain.into_iter().rev() {
            let Some(own) = stored.get(index).and_then(Option::as_ref) else { continue };
            let base = self.get(own.base).filter(|base| base.is_of_paragraphs == own.style.is_of_paragraphs);
            let (mut run, mut paragraph) = base.map_or_else(Default::default, |b| (b.run, b.paragraph.clone()));
            run.apply(own.run, &|_| None);
            let (style, formatting) = split_style(own.paragraph);
            paragraph.style = style;
            paragraph.apply(formatting, &[]);
            let paragraph = paragraph.without_row();
            if let Some(place) = self.styles.get_mut(index) {
                *place = Some(Style { run, paragraph, ..own.style.clone() });
            }
        }
    }
}

impl Style {
    /// Heading level from 1. Built-in headings are headings even where their outline level is left out.
    pub(super) fn heading(&self) -> Option<u8> {
        match (self.paragraph.outline, self.built_in) {
            (Some(outline), _) => heading_by_outline(i32::from(outline)),
            (None, level @ 1..=9) => u8::try_from(level).ok(),
            (None, _) => heading_by_name(&self.name),
        }
    }
}

/// The styles as stored; numbers that no style has are none.
fn stored(sheet: &[u8]) -> Option<Vec<Option<Stored<'_>>>> {
    let mut rest = Reader::new(sheet);
    let size = rest.u16()?;
    let info = rest.take(usize::from(size))?;
    let (count, base_size) = (u16_at(info, 0)?, usize::from(u16_at(info, 2)?));
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(size) = rest.u16() else { break };
        // Each begins at an even place.
        let Some(bytes) = rest.take(usize::from(size)) else { break };
        if size & 1 == 1 {
            rest.take(1);
        }
        styles.push(style(bytes, base_size));
    }
    Some(styles)
}

/// One style as stored.
fn style(bytes: &[u8], base_size: usize) -> Option<Stored<'_>> {
    let (id, kind) = (u16_at(bytes, 0)?, u16_at(bytes, 2)?);
    let name_length = usize::from(u16_at(bytes, base_size)?);
    let units = bytes.get(base_size + 2..)?.get(..name_length * 2)?;
    let units = units.chunks_exact(2).map(|unit| u16_at(unit, 0).unwrap_or(0));
    let name = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    // Other names may follow after a comma.
    let name = name.take_while(|&char| char != ',').take(MAX_STYLE_NAME).collect::<String>().into();

    let mut at = base_size + 2 + name_length * 2 + 2;
    let mut next = || {
        // Lists of operations begin at even places.
        at += at & 1;
        let size = usize::from(u16_at(bytes, at)?);
        let list = bytes.get(at + 2..)?.get(..size)?;
        at += 2 + size;
        Some(list)
    };
    let (base, kind) = (kind >> 4, kind & 0xF);
    let (paragraph, run) = match kind {
        OF_PARAGRAPHS => (next().unwrap_or(&[]), next().unwrap_or(&[])),
        OF_CHARACTERS => (&[][..], next().unwrap_or(&[])),
        _ => return None,
    };
    let style = Style { name, built_in: id & 0x0FFF, is_of_paragraphs: kind == OF_PARAGRAPHS, ..Style::default() };
    Some(Stored { style, base, paragraph, run })
}

//! The tables before the text: fonts, colours, styles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::code_page::{WESTERN, by_character_set};
use crate::cell_marks::{MAX_STYLE_NAME, heading_by_name, heading_by_outline};
use crate::language;

/// Characters of a font's name; Windows allows 31.
const MAX_FONT_NAME: usize = 64;

/// The character set of fonts that print signs instead of letters.
const SYMBOLS: i32 = 2;

/// What the tables say.
#[derive(Debug)]
pub(super) struct Header {
    fonts: BTreeMap<i32, Font>,
    colors: Vec<Option<u32>>,
    /// The colour under construction.
    color: Option<u32>,
    styles: BTreeMap<i32, Style>,
    /// The name of the font or style under construction.
    name: String,
    /// The code page of text whose font names none.
    pub(super) code_page: u16,
    pub(super) default_font: i32,
    default_language: Option<u16>,
    /// The language of the default style.
    style_language: Option<u16>,
}

#[derive(Debug, Clone, Default)]
struct Font {
    name: String,
    code_page: Option<u16>,
    symbols: bool,
}

#[derive(Debug)]
struct Style {
    name: Arc<str>,
    heading: Option<u8>,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            fonts: BTreeMap::new(),
            colors: Vec::new(),
            color: None,
            styles: BTreeMap::new(),
            name: String::new(),
            code_page: WESTERN,
            default_font: 0,
            default_language: None,
            style_language: None,
        }
    }
}

impl Header {
    /// The code page of text in a font.
    pub(super) fn code_page(&self, font: i32) -> u16 {
        self.fonts.get(&font).and_then(|font| font.code_page).unwrap_or(self.code_page)
    }

    /// The name of a font that prints signs.
    pub(super) fn symbol_font(&self, font: i32) -> Option<&str> {
        self.fonts.get(&font).filter(|font| font.symbols).map(|font| &*font.name)
    }

    /// The colour with this number; none for the automatic one, and for those the file does not define.
    pub(super) fn color(&self, number: i32) -> Option<u32> {
        usize::try_from(number).ok().and_then(|index| self.colors.get(index).copied().flatten())
    }

    /// The name and the heading level of a paragraph style.
    pub(super) fn style(&self, number: i32) -> (Option<Arc<str>>, Option<u8>) {
        let style = self.styles.get(&number);
        // The default style is not a choice of the writer: paragraphs have it that name none.
        let name = style.filter(|style| number != 0 && !style.name.is_empty()).map(|style| style.name.clone());
        (name, style.and_then(|style| style.heading))
    }

    /// The character set of a font.
    pub(super) fn set_character_set(&mut self, font: i32, set: i32) {
        let font = self.fonts.entry(font).or_default();
        font.symbols = set == SYMBOLS;
        font.code_page = font.code_page.or_else(|| by_character_set(set));
    }

    /// The code page of a font, which goes before its character set.
    pub(super) fn set_font_code_page(&mut self, font: i32, number: i32) {
        let font = self.fonts.entry(font).or_default();
        font.code_page = u16::try_from(number).ok().filter(|&number| number != 0).or(font.code_page);
    }

    /// The language of text that names none.
    pub(super) fn set_default_language(&mut self, number: i32) {
        self.default_language = u16::try_from(number).ok();
    }

    /// The language of text in the default style.
    pub(super) fn set_style_language(&mut self, number: i32) {
        self.style_language = u16::try_from(number).ok();
    }

    /// The language of the document.
    pub(super) fn language(&self) -> Option<&'static str> {
        let by_style = self.style_language.and_then(language::tag);
        by_style.or_else(|| self.default_language.and_then(language::tag))
    }

    /// One of the three parts of a colour: the bits it is shifted by, and its value.
    pub(super) fn set_color_part(&mut self, shift: u32, value: i32) {
        let value = u32::try_from(value.clamp(0, 255)).unwrap_or(0);
        let others = self.color.unwrap_or(0) & !(0xFF << shift);
        self.color = Some(others | value << shift);
    }

    /// Text of the colour table: each colour ends at a semicolon.
    pub(super) fn add_color_text(&mut self, text: &str) {
        for _ in text.matches(';') {
            self.colors.push(self.color.take());
        }
    }

    /// Text of the font table: the names.
    pub(super) fn add_font_text(&mut self, text: &str, font: i32) {
        self.add_name(text, MAX_FONT_NAME, |header, name| header.fonts.entry(font).or_default().name = name);
    }

    /// Text of the style sheet: the names. `style` is none for styles of characters and tables.
    pub(super) fn add_style_text(&mut self, text: &str, style: Option<i32>, outline: Option<i32>) {
        self.add_name(text, MAX_STYLE_NAME, |header, name| {
            let Some(number) = style else { return };
            let heading = match outline {
                Some(outline) => heading_by_outline(outline),
                None => heading_by_name(&name),
            };
            header.styles.insert(number, Style { name: name.into(), heading });
        });
    }

    /// Adds to a name, and gives it away when its semicolon comes.
    fn add_name(&mut self, text: &str, longest: usize, mut done: impl FnMut(&mut Self, String)) {
        let mut parts = text.split(';').peekable();
        while let Some(part) = parts.next() {
            let room = longest.saturating_sub(self.name.chars().count());
            self.name.extend(part.chars().take(room));
            if parts.peek().is_some() {
                let name = std::mem::take(&mut self.name);
                done(self, name.trim().to_owned());
            }
        }
    }
}

//! Texts of cells, plain or in runs with their own fonts.

use std::borrow::Cow;

use ecow::EcoString;
use memchr::memchr2;

use super::child;
use super::colors::Palette;
use crate::error::Error;
use crate::limits::Limits;
use crate::text::{Marks, RichText};
use crate::xml::{Element, Xml};

/// A text of which some runs have a font of their own; the others follow the font of the cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct RichString {
    runs: Vec<(EcoString, Option<Marks>)>,
}

impl RichString {
    /// The inside of `si` or `is`, open at depth `element`. Readings of East Asian characters are passed over.
    pub(crate) fn read(xml: &mut Xml<'_>, element: usize, palette: &Palette) -> Result<Self, Error> {
        let mut string = Self::default();
        while let Some(part) = child(xml, element)? {
            match part.local {
                "t" => string.add(unescaped(&xml.text_in_place(element + 1)?), None),
                "r" => {
                    let mut marks = None;
                    while let Some(inner) = child(xml, element + 1)? {
                        match inner.local {
                            "rPr" => marks = Some(font(xml, element + 2, palette)?),
                            "t" => string.add(unescaped(&xml.text_in_place(element + 2)?), marks),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(string)
    }

    /// Adds a run at the end, in the font of the cell if it has none of its own.
    pub(crate) fn push(&mut self, run: String, own: Option<Marks>) {
        self.add(Cow::Owned(run), own);
    }

    fn add(&mut self, run: Cow<'_, str>, own: Option<Marks>) {
        if run.is_empty() {
            return;
        }
        if self.runs.is_empty() {
            // Most texts have one run.
            self.runs.reserve_exact(1);
        }
        self.runs.push((run.into(), own));
    }

    /// The text in a cell whose font has `marks`.
    pub(crate) fn in_cell(&self, marks: Marks) -> RichText {
        if let [(run, own)] = &*self.runs {
            return RichText::shared(run.clone(), own.unwrap_or(marks));
        }
        let mut text = RichText::default();
        for (run, own) in &self.runs {
            text.push(run, own.unwrap_or(marks));
        }
        text
    }
}

/// The shared strings of a workbook.
pub(crate) fn shared(part: &str, text: &str, palette: &Palette, limits: &Limits) -> Result<Vec<RichString>, Error> {
    let mut xml = Xml::new(part, text, limits);
    xml.root()?;
    let mut strings = Vec::new();
    while let Some(item) = child(&mut xml, 1)? {
        if item.local == "si" {
            strings.push(RichString::read(&mut xml, 2, palette)?);
            if strings.len() > limits.cells {
                return Err(Error::Limit { limit: "cells", value: limits.cells as u64 });
            }
        }
    }
    Ok(strings)
}

/// The marks of a font: the inside of `font` or `rPr`, open at depth `element`.
pub(crate) fn font(xml: &mut Xml<'_>, element: usize, palette: &Palette) -> Result<Marks, Error> {
    let mut marks = Marks::default();
    while let Some(property) = child(xml, element)? {
        set_mark(&mut marks, &property, palette);
    }
    Ok(marks)
}

fn set_mark(marks: &mut Marks, property: &Element<'_>, palette: &Palette) {
    match property.local {
        "b" => marks.bold = super::is_set(property),
        "i" => marks.italic = super::is_set(property),
        "u" => marks.underline = super::is_set(property),
        "strike" => marks.strike = super::is_set(property),
        "vertAlign" => marks.superscript = property.attr("val") == Some("superscript"),
        "color" => marks.color = palette.font_color(property),
        _ => {}
    }
}

/// A stored text with its escapes (`_x000D_`) as characters and its line ends as `\n`.
pub(crate) fn unescaped(stored: &str) -> Cow<'_, str> {
    if memchr2(b'_', b'\r', stored.as_bytes()).is_none() {
        return Cow::Borrowed(stored);
    }
    let mut text = String::with_capacity(stored.len());
    let mut rest = stored;
    while let Some((before, after)) = rest.split_once("_x") {
        text.push_str(before);
        let code = after.get(..4).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let escaped = code.filter(|_| after.as_bytes().get(4) == Some(&b'_'));
        match escaped.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                text.push(c);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                text.push_str("_x");
                rest = after;
            }
        }
    }
    text.push_str(rest);
    Cow::Owned(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_become_characters() {
        for (stored, text) in [
            ("Étape_x000D_\nsuite", "Étape\nsuite"),
            ("_x005F_x000D_", "_x000D_"),
            ("budget_x", "budget_x"),
            ("_x00É9_", "_x00É9_"),
            ("_xD800_", "_xD800_"),
            ("a_b_xyz", "a_b_xyz"),
        ] {
            assert_eq!(unescaped(stored), text, "{stored}");
        }
    }
}

//! What a cell element stores, and what it shows.

use std::borrow::Cow;

use super::colors::Palette;
use super::rich_string::{RichString, unescaped};
use super::{child, number};
use crate::display::{self, Epoch, Locale, NumberFormat};
use crate::error::Error;
use crate::text::{Marks, RichText};
use crate::value::Value;
use crate::xml::Xml;

/// The inside of a cell element.
pub(super) struct Stored<'a> {
    kind: Kind,
    value: Option<Cow<'a, str>>,
    inline: Option<RichString>,
    /// Formula text without the equals sign; empty for cells that share the formula of another.
    pub(super) formula: Option<String>,
    /// The number of the formula that several cells share.
    pub(super) shared: Option<u32>,
}

/// The type of a cell (`t`).
#[derive(Clone, Copy)]
enum Kind {
    Number,
    SharedString,
    Text,
    Boolean,
    Error,
    IsoDate,
}

const KINDS: [(&str, Kind); 6] = [
    ("s", Kind::SharedString),
    ("inlineStr", Kind::Text),
    ("str", Kind::Text),
    ("b", Kind::Boolean),
    ("e", Kind::Error),
    ("d", Kind::IsoDate),
];

impl<'a> Stored<'a> {
    /// Reads the inside of a cell element of a type, open at depth `depth`.
    pub(super) fn read(xml: &mut Xml<'a>, kind: Option<&str>, depth: usize, palette: &Palette) -> Result<Self, Error> {
        let kind = kind.and_then(|kind| KINDS.iter().find(|(name, _)| *name == kind));
        let kind = kind.map_or(Kind::Number, |(_, kind)| *kind);
        let mut stored = Self { kind, value: None, inline: None, formula: None, shared: None };
        while let Some(part) = child(xml, depth)? {
            match part.local {
                "v" => stored.value = Some(xml.text_in_place(depth + 1)?),
                "f" => {
                    let is_shared = part.attr("t") == Some("shared");
                    stored.shared = is_shared.then(|| number(&part, "si")).flatten();
                    stored.formula = Some(xml.text(depth + 1)?);
                }
                "is" => stored.inline = Some(RichString::read(xml, depth + 1, palette)?),
                _ => {}
            }
        }
        Ok(stored)
    }

    /// The text that a person sees in a font with `marks`, and the value behind it.
    pub(super) fn shown(
        &self,
        strings: &[RichString],
        marks: Marks,
        format: &NumberFormat,
        (epoch, locale): (Epoch, Locale),
    ) -> Result<(RichText, Value), String> {
        if let Some(inline) = &self.inline {
            return Ok(of_text(inline.in_cell(marks)));
        }
        let Some(value) = self.value.as_deref().filter(|value| !value.is_empty()) else {
            return Ok((RichText::default(), Value::Empty));
        };
        let trimmed = value.trim();
        let (text, value) = match self.kind {
            Kind::SharedString => {
                let string = trimmed.parse().ok().and_then(|at: usize| strings.get(at));
                let string = string.ok_or_else(|| format!("there is no shared string {trimmed}"))?;
                return Ok(of_text(string.in_cell(marks)));
            }
            Kind::Text => return Ok(of_text(RichText::uniform(unescaped(value), marks))),
            Kind::Boolean => {
                let yes = matches!(trimmed, "1" | "true");
                (display::boolean(yes, locale).to_owned(), Value::Boolean(yes))
            }
            Kind::Error => (display::error(trimmed, locale).to_owned(), Value::Error(trimmed.into())),
            Kind::IsoDate => match display::serial_of_iso(trimmed) {
                // A stored date counts from no epoch; its serial here is that of 1900.
                Some(serial) if format.shows_dates() => format.reading(serial, Epoch::Y1900),
                Some(serial) => {
                    let date_or_moment = if serial.fract() == 0.0 { 14 } else { 22 };
                    NumberFormat::built_in(date_or_moment, locale).reading(serial, Epoch::Y1900)
                }
                None => (value.to_owned(), Value::Text),
            },
            Kind::Number => match trimmed.parse::<f64>().ok().filter(|number| number.is_finite()) {
                Some(number) => format.reading(number, epoch),
                None => (unescaped(value).into_owned(), Value::Text),
            },
        };
        Ok((RichText::uniform(text, marks), value))
    }
}

fn of_text(text: RichText) -> (RichText, Value) {
    let value = if text.as_str().is_empty() { Value::Empty } else { Value::Text };
    (text, value)
}

//! What a style says about text and cells: CSS declarations, with those of Office.

use std::num::NonZeroU16;

use super::color::color;
use super::list::Marker;
use crate::docx::symbols::symbol_font;
use crate::text::{Marks, half_points};

/// How text comes out, passed on from an element to those inside it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Look {
    pub(super) marks: Marks,
    /// Not shown: `display:none`, `visibility:hidden`, `mso-hide:all`.
    pub(super) hidden: bool,
    /// White space stands as written.
    pub(super) preserve: bool,
    /// The text is the printed label of a list item.
    pub(super) label: bool,
    /// The font, if it prints signs for letters.
    pub(super) signs: Option<&'static str>,
}

/// What an element changes in the look of its text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Change {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) superscript: Option<bool>,
    /// A colour, or the automatic one.
    pub(super) color: Option<Option<u32>>,
    /// Size of the letters in half points.
    pub(super) size: Option<NonZeroU16>,
    pub(super) hidden: Option<bool>,
    pub(super) preserve: Option<bool>,
    pub(super) label: bool,
    /// A font that prints signs for letters, or one that does not.
    pub(super) signs: Option<Option<&'static str>>,
    /// Tracked changes that are kept.
    pub(super) inserted: bool,
    pub(super) deleted: bool,
}

/// All that a rule or a `style` attribute says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    pub(super) text: Change,
    /// The background, or none.
    pub(super) fill: Option<Option<u32>>,
    /// Left margin and left padding, in points.
    pub(super) margin: Option<f64>,
    pub(super) padding: Option<f64>,
    /// Excel's count of indents.
    pub(super) indent_count: Option<u8>,
    pub(super) number_format: Option<String>,
    pub(super) marker: Option<Marker>,
    /// The outline level of a paragraph, from 1.
    pub(super) outline: Option<u8>,
    /// Columns and rows are not merged, only blank (`mso-ignore:colspan`).
    pub(super) ignores_spans: bool,
    /// The gap that Word prints between the label of a list item and its text.
    pub(super) label_gap: bool,
}

impl Look {
    /// The look inside an element that changes it.
    pub(super) fn with(mut self, change: &Change) -> Self {
        let marks = &mut self.marks;
        marks.bold = change.bold.unwrap_or(marks.bold);
        marks.italic = change.italic.unwrap_or(marks.italic);
        marks.underline = change.underline.unwrap_or(marks.underline);
        marks.strike = change.strike.unwrap_or(marks.strike);
        marks.superscript = change.superscript.unwrap_or(marks.superscript);
        marks.color = change.color.unwrap_or(marks.color);
        marks.size = change.size.or(marks.size);
        marks.inserted |= change.inserted;
        marks.deleted |= change.deleted;
        self.hidden |= change.hidden.unwrap_or(false);
        self.preserve = change.preserve.unwrap_or(self.preserve);
        self.label |= change.label;
        self.signs = change.signs.unwrap_or(self.signs);
        self
    }
}

/// Sets each named field that `over` has.
macro_rules! overlay {
    ($base:expr, $over:expr, $($field:ident),+) => { $( if $over.$field.is_some() { $base.$field = $over.$field.clone(); } )+ };
}

impl Style {
    /// Reads declarations: `font-weight:700;color:red`.
    pub(super) fn parse(text: &str) -> Self {
        let mut style = Self::default();
        for declaration in split(text, ';') {
            if let Some((property, value)) = declaration.split_once(':') {
                style.set(&property.trim().to_ascii_lowercase(), value.trim());
            }
        }
        style
    }

    /// Lets a style of higher rank speak over this one.
    pub(super) fn overlay(&mut self, over: &Self) {
        overlay!(
            self.text,
            over.text,
            bold,
            italic,
            underline,
            strike,
            superscript,
            color,
            size,
            hidden,
            preserve,
            signs
        );
        overlay!(self, over, fill, margin, padding, indent_count, number_format, marker, outline);
        self.text.label |= over.text.label;
        self.ignores_spans |= over.ignores_spans;
        self.label_gap |= over.label_gap;
    }

    fn set(&mut self, property: &str, value: &str) {
        let value = value.get(..value.len().min(LONGEST_VALUE)).unwrap_or_default();
        let value = value.split_once("!important").map_or(value, |(value, _)| value.trim_end());
        let lower = value.to_ascii_lowercase();
        let has = |word: &str| lower.split_ascii_whitespace().any(|part| part == word);
        let text = &mut self.text;
        match property {
            "font-weight" => text.bold = weight(&lower).or(text.bold),
            "font-style" => text.italic = Some(matches!(&*lower, "italic" | "oblique")),
            "font" => {
                // The shorthand sets back what it does not name.
                text.bold = Some(lower.split_ascii_whitespace().filter_map(weight).any(|bold| bold));
                text.italic = Some(has("italic") || has("oblique"));
                self.label_gap = lower.starts_with("7.0pt") && lower.contains("times new roman");
            }
            "font-size" => text.size = points(&lower).and_then(half_points).or(text.size),
            "font-family" => text.signs = Some(split(value, ',').next().and_then(symbol_font)),
            "text-decoration" | "text-decoration-line" | "text-underline" => {
                let line_through = has("line-through");
                let underline = has("underline") || (property == "text-underline" && lower != "none");
                text.underline = Some(underline);
                if property != "text-underline" {
                    text.strike = Some(line_through);
                }
            }
            "color" => text.color = font_color(value),
            "vertical-align" => match &*lower {
                "super" => text.superscript = Some(true),
                "baseline" => text.superscript = Some(false),
                _ => {}
            },
            "display" => text.hidden = Some(lower == "none"),
            "visibility" if matches!(&*lower, "hidden" | "collapse") => text.hidden = Some(true),
            "mso-hide" if lower == "all" => text.hidden = Some(true),
            "white-space" => text.preserve = Some(matches!(&*lower, "pre" | "pre-wrap" | "break-spaces")),
            "background-color" => self.fill = Some(color(value)),
            "background" => {
                // The shorthand may name a picture beside the colour.
                self.fill = Some(color(value).or_else(|| split(value, ' ').find_map(color)));
            }
            "margin-left" => self.margin = points(&lower),
            "padding-left" => self.padding = points(&lower),
            "margin" => self.margin = left_side(&lower).or(self.margin),
            "mso-char-indent-count" => {
                // Word writes fractions for first lines; only Excel's whole counts are levels.
                self.indent_count = lower.parse().ok();
            }
            "mso-number-format" => self.number_format = Some(unescaped(value)),
            "list-style-type" | "list-style" => self.marker = lower.split_ascii_whitespace().find_map(Marker::of_style),
            "mso-outline-level" => self.outline = lower.parse().ok().filter(|level| (1..=9).contains(level)),
            "mso-list" if lower == "ignore" => text.label = true,
            "mso-ignore" if lower.contains("colspan") || lower.contains("rowspan") => self.ignores_spans = true,
            _ => {}
        }
    }
}

/// No value that counts is longer.
const LONGEST_VALUE: usize = 1024;

/// The colour of a font. Black is what a page has without any, so it says nothing.
pub(super) fn font_color(text: &str) -> Option<Option<u32>> {
    match color(text) {
        Some(0) => Some(None),
        Some(color) => Some(Some(color)),
        None if ["windowtext", "auto", "initial", "black"].iter().any(|word| text.eq_ignore_ascii_case(word)) => {
            Some(None)
        }
        None => None,
    }
}

fn weight(text: &str) -> Option<bool> {
    match text {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number if number.len() <= 4 => number.parse::<u16>().ok().map(|weight| weight >= 600),
        _ => None,
    }
}

/// The left one of `top right bottom left` and its short forms.
fn left_side(text: &str) -> Option<f64> {
    let sides: Vec<&str> = text.split_ascii_whitespace().take(4).collect();
    points(match sides.as_slice() {
        [_, _, _, left] => left,
        [_, sides, _] | [_, sides] | [sides] => sides,
        _ => return None,
    })
}

/// A length in points.
fn points(length: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 8] = [
        ("pt", 1.0),
        ("px", 0.75),
        ("in", 72.0),
        ("cm", 72.0 / 2.54),
        ("mm", 72.0 / 25.4),
        ("pc", 12.0),
        ("rem", 12.0),
        ("em", 12.0),
    ];
    let unit = UNITS.iter().find_map(|(unit, points)| Some((length.strip_suffix(unit)?, *points)));
    let (number, points) = unit.unwrap_or((length, 0.75));
    number.trim().parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number * points)
}

/// The parts of a text between separators that stand outside quotation marks and parentheses.
pub(super) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let mut escaped = false;
    let mut depth = 0_usize;
    text.split(move |c: char| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match (c, quote) {
            ('\\', _) => escaped = true,
            (c, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(c),
            ('(', None) => depth += 1,
            (')', None) => depth = depth.saturating_sub(1),
            (c, None) => return c == separator && depth == 0,
        }
        false
    })
}

/// A value without its quotation marks and escapes: `"mmm\\-yy"` is `mmm\-yy`, `\0022` a quotation mark.
fn unescaped(value: &str) -> String {
    let value = value.strip_prefix(['"', '\'']).unwrap_or(value);
    let value = value.strip_suffix(['"', '\'']).unwrap_or(value);
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        // Excel always writes four digits.
        let code = after.get(..4).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let char = code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        rest = match char {
            Some(char) => {
                text.push(char);
                after.get(4..).unwrap_or_default()
            }
            None => {
                let mut chars = after.chars();
                text.extend(chars.next());
                chars.as_str()
            }
        };
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_give_marks() {
        let look = Look::default()
            .with(&Style::parse("FONT-WEIGHT:700; text-decoration:underline line-through;color:red").text);
        assert!(look.marks.bold && look.marks.underline && look.marks.strike && !look.marks.italic);
        assert_eq!(look.marks.color, Some(0xFF0000));
        let plain = look.with(&Style::parse("font-weight:400;text-decoration:none;color:windowtext").text);
        assert_eq!(plain.marks, Marks::default());
    }

    #[test]
    fn the_number_formats_of_excel_lose_their_escapes() {
        for (css, expected) in [
            (r#""mmm\\-yy""#, r"mmm\-yy"),
            (r#""\#\,\#\#0\.00\\ \0022€\0022""#, r##"#,##0.00\ "€""##),
            (r"'\@'", "@"),
            ("General", "General"),
            (r#""a\"#, r#"a"#),
        ] {
            assert_eq!(Style::parse(&format!("x:y;mso-number-format:{css}")).number_format.as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_semicolon_in_quotation_marks_ends_nothing() {
        let style = Style::parse(r#"mso-number-format:"0\;0";background:url("a;b") yellow;mso-ignore:colspan"#);
        assert_eq!(style.number_format.as_deref(), Some("0;0"));
        assert_eq!(style.fill, Some(Some(0xFFFF00)));
        assert!(style.ignores_spans);
    }

    #[test]
    fn lengths_are_read_in_every_unit() {
        for (text, expected) in [("36.0pt", 36.0), ("0.5in", 36.0), ("12px", 9.0), ("0", 0.0)] {
            assert_eq!(points(text), Some(expected), "{text}");
        }
        assert_eq!((left_side("0cm 0cm 8.0pt 36.0pt"), points("wide"), points("1e999pt")), (Some(36.0), None, None));
    }
}

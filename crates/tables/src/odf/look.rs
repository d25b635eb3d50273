//! How text is printed, as far as one style says: what it leaves open comes from the style below.

use std::num::NonZeroU16;

use crate::text::{Marks, half_points};
use crate::xml::{Element, Ns};

/// The marks that a style sets, each one open or decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    bold: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    strike: Option<bool>,
    superscript: Option<bool>,
    /// The automatic colour is decided too.
    color: Option<Option<u32>>,
    hidden: Option<bool>,
    /// Size of the letters in half points.
    size: Option<NonZeroU16>,
}

impl Look {
    /// What `style:text-properties` says.
    pub(super) fn read(element: &Element<'_>) -> Self {
        let fo = |name| element.attr_in(Ns::OdfFo, name);
        let style = |name| element.attr_in(Ns::OdfStyle, name);
        let automatic = style("use-window-font-color") == Some("true");
        Self {
            bold: fo("font-weight").map(is_bold),
            italic: fo("font-style").map(|value| matches!(value, "italic" | "oblique")),
            underline: style("text-underline-style").or(style("text-underline-type")).map(is_line),
            strike: style("text-line-through-style").or(style("text-line-through-type")).map(is_line),
            superscript: style("text-position").map(is_raised),
            // Black is what the automatic colour prints; sheets made from workbooks say it of every cell.
            color: if automatic {
                Some(None)
            } else {
                fo("color").map(|value| color(value).filter(|&color| color != 0))
            },
            hidden: element.attr_in(Ns::OdfText, "display").map(|value| value == "none"),
            size: fo("font-size").and_then(points).and_then(half_points),
        }
    }

    /// This look where it decides, `base` elsewhere.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            underline: self.underline.or(base.underline),
            strike: self.strike.or(base.strike),
            superscript: self.superscript.or(base.superscript),
            color: self.color.or(base.color),
            hidden: self.hidden.or(base.hidden),
            size: self.size.or(base.size),
        }
    }

    /// The marks of text printed so.
    pub(super) fn marks(self) -> Marks {
        Marks {
            bold: self.bold.unwrap_or(false),
            italic: self.italic.unwrap_or(false),
            underline: self.underline.unwrap_or(false),
            strike: self.strike.unwrap_or(false),
            superscript: self.superscript.unwrap_or(false),
            color: self.color.flatten(),
            size: self.size,
            ..Marks::default()
        }
    }

    /// The text is not printed at all.
    pub(super) fn is_hidden(self) -> bool {
        self.hidden == Some(true)
    }
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}

fn is_line(style: &str) -> bool {
    style != "none"
}

/// `super 58%`, or the height as a share of the font size.
fn is_raised(position: &str) -> bool {
    let first = position.split_whitespace().next().unwrap_or_default();
    first == "super" || first.trim_end_matches('%').parse::<f64>().is_ok_and(|share| share > 0.0)
}

/// `#rrggbb`; none for `transparent` and the like.
pub(super) fn color(value: &str) -> Option<u32> {
    let digits = value.trim().strip_prefix('#')?;
    let is_hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex { u32::from_str_radix(digits, 16).ok() } else { None }
}

/// Units of length in points.
const UNITS: [(&str, f64); 6] =
    [("in", 72.0), ("cm", 72.0 / 2.54), ("mm", 72.0 / 25.4), ("pt", 1.0), ("pc", 12.0), ("px", 0.75)];

/// A length such as `0.25in` in points.
pub(super) fn points(length: &str) -> Option<f64> {
    let length = length.trim();
    let (number, factor) = UNITS.iter().find_map(|(unit, factor)| Some((length.strip_suffix(unit)?, factor)))?;
    number.trim().parse::<f64>().ok().map(|number| number * factor).filter(|points| points.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_above_the_line_is_raised() {
        for (position, raised) in [
            ("super 58%", true),
            ("33% 58%", true),
            ("sub 58%", false),
            ("-33% 58%", false),
            ("0% 100%", false),
            ("", false),
        ] {
            assert_eq!(is_raised(position), raised, "{position}");
        }
    }

    #[test]
    fn lengths_are_read_in_every_unit() {
        for (length, expected) in
            [("0.5in", Some(36.0)), ("2.54cm", Some(72.0)), ("10pt", Some(10.0)), ("1em", None), ("in", None)]
        {
            assert_eq!(points(length), expected, "{length}");
        }
    }

    #[test]
    fn colours_are_six_digits_after_a_hash() {
        assert_eq!(color("#FF8000"), Some(0xFF_8000));
        assert_eq!(color("transparent"), None);
        assert_eq!(color("#ÉÉÉ"), None);
        assert_eq!(color("#+12345"), None);
    }
}

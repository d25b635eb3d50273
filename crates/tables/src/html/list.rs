//! Labels of list items, as a browser prints them.

use crate::docx::numbering::{Notation, written};

/// What is printed before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Marker {
    /// The same sign for all.
    Sign(&'static str),
    /// A number and a full stop.
    Number(Notation),
    /// Nothing.
    None,
}

/// Signs of unordered lists by depth.
const SIGNS: [&str; 3] = ["•", "◦", "▪"];

/// Values of `list-style-type`.
const STYLES: [(&str, Marker); 13] = [
    ("disc", Marker::Sign("•")),
    ("circle", Marker::Sign("◦")),
    ("square", Marker::Sign("▪")),
    ("none", Marker::None),
    ("decimal", Marker::Number(Notation::Decimal)),
    ("decimal-leading-zero", Marker::Number(Notation::DecimalZero)),
    ("lower-alpha", Marker::Number(Notation::LowerLetter)),
    ("lower-latin", Marker::Number(Notation::LowerLetter)),
    ("upper-alpha", Marker::Number(Notation::UpperLetter)),
    ("upper-latin", Marker::Number(Notation::UpperLetter)),
    ("lower-roman", Marker::Number(Notation::LowerRoman)),
    ("upper-roman", Marker::Number(Notation::UpperRoman)),
    ("initial", Marker::Number(Notation::Decimal)),
];

impl Marker {
    /// The marker of a `list-style-type`.
    pub(super) fn of_style(name: &str) -> Option<Self> {
        STYLES.iter().find(|(known, _)| *known == name).map(|(_, marker)| *marker)
    }

    /// The marker of a `type` attribute.
    fn of_type(name: &str) -> Option<Self> {
        Some(Self::Number(match name {
            "1" => Notation::Decimal,
            "a" => Notation::LowerLetter,
            "A" => Notation::UpperLetter,
            "i" => Notation::LowerRoman,
            "I" => Notation::UpperRoman,
            sign => return Self::of_style(&sign.to_ascii_lowercase()),
        }))
    }
}

/// A list whose end has not come yet.
#[derive(Debug, Clone)]
pub(super) struct List {
    marker: Marker,
    next: i64,
    step: i64,
}

impl List {
    /// A list with `outer` lists around it.
    pub(super) fn new(ordered: bool, outer: usize, kind: Option<&str>, start: Option<&str>, reversed: bool) -> Self {
        let sign = SIGNS.get(outer.min(SIGNS.len() - 1)).copied().unwrap_or_default();
        let usual = if ordered { Marker::Number(Notation::Decimal) } else { Marker::Sign(sign) };
        let next = start.and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        Self { marker: kind.and_then(Marker::of_type).unwrap_or(usual), next, step: if reversed { -1 } else { 1 } }
    }

    /// Prints another marker from now on.
    pub(super) fn set_marker(&mut self, marker: Marker) {
        self.marker = marker;
    }

    /// The label of the next item, which may state its number and a marker of its own.
    pub(super) fn label(&mut self, value: Option<&str>, marker: Option<Marker>) -> Option<String> {
        let number = value.and_then(|value| value.trim().parse().ok()).unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        match marker.unwrap_or(self.marker) {
            Marker::Sign(sign) => Some(sign.to_owned()),
            Marker::Number(notation) => Some(format!("{}.", written(number, notation))),
            Marker::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_from_where_the_list_starts() {
        let mut list = List::new(true, 0, Some("a"), Some("3"), false);
        assert_eq!(list.label(None, None).as_deref(), Some("c."));
        assert_eq!(list.label(Some("9"), None).as_deref(), Some("i."));
        assert_eq!(list.label(None, Some(Marker::None)), None);
        assert_eq!(list.label(None, None).as_deref(), Some("k."));
    }

    #[test]
    fn signs_change_with_the_depth() {
        let label = |outer| List::new(false, outer, None, None, false).label(None, None);
        assert_eq!([label(0), label(1), label(2), label(9)].map(Option::unwrap_or_default), ["•", "◦", "▪", "▪"]);
    }
}

//! Rules of a layout for rows: conditions that all must hold, and what a row that fits them is.

use passerelle_core::{ClassificationKind, Code, Lang, Level};

use crate::row::{Look, Row};
use crate::vocabulary::{Opening, Role};

/// What a row is by a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RowKind {
    Level(Level),
    Container(ClassificationKind),
    Total,
    Signature,
    Note,
    Aside,
}

impl RowKind {
    pub(crate) const NAMES: &'static [&'static str] = &[
        "os",
        "oo",
        "action",
        "sub_action",
        "task",
        "volet",
        "domain",
        "political_objective",
        "category",
        "total",
        "signature",
        "note",
        "aside",
    ];

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "total" => Self::Total,
            "signature" => Self::Signature,
            "note" => Self::Note,
            "aside" => Self::Aside,
            _ => match (Level::ALL.iter().find(|level| level.name() == name), Role::parse(name)) {
                (Some(level), _) => Self::Level(*level),
                (None, Some(Role::Classification(kind))) => Self::Container(kind),
                _ => return None,
            },
        })
    }

    pub(crate) fn name(self) -> String {
        match self {
            Self::Level(level) => level.name().to_owned(),
            Self::Container(kind) => Role::Classification(kind).name(),
            Self::Total => "total".to_owned(),
            Self::Signature => "signature".to_owned(),
            Self::Note => "note".to_owned(),
            Self::Aside => "aside".to_owned(),
        }
    }

    pub(crate) fn label(self) -> String {
        match self {
            Self::Level(level) => level.label(Lang::Fr).to_owned(),
            Self::Container(kind) => Role::Classification(kind).label(Lang::Fr),
            Self::Total => "total".to_owned(),
            Self::Signature => "signature".to_owned(),
            Self::Note => "note".to_owned(),
            Self::Aside => "laissé de côté".to_owned(),
        }
    }
}

/// A rule: what a row must be like, and what it is then. A condition that is none says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RowRule {
    pub(crate) kind: Option<RowKind>,
    /// Folded words that its first text begins with.
    pub(crate) begins: Option<String>,
    /// Shape of its code: `1.1`, `O.S.1`.
    pub(crate) code: Option<String>,
    /// Column of its first text, counted from 1.
    pub(crate) column: Option<u32>,
    pub(crate) wide: Option<bool>,
    pub(crate) bold: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) underline: Option<bool>,
    /// Background colour.
    pub(crate) fill: Option<u32>,
    /// Colour of the letters.
    pub(crate) color: Option<u32>,
    pub(crate) indent: Option<u32>,
    /// Values stand beside its title.
    pub(crate) values: Option<bool>,
}

/// What rules look at in a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RowFeatures {
    /// The level or container word its title begins with, folded.
    pub(crate) word: Option<&'static str>,
    pub(crate) code: Option<String>,
    pub(crate) look: Option<Look>,
    pub(crate) values: bool,
}

impl RowFeatures {
    pub(crate) fn of(row: &Row<'_>) -> Self {
        let piece = row.pieces.first();
        let own = piece.and_then(|piece| piece.heading.code.as_ref().map(shape));
        Self {
            word: row.pieces.last().and_then(|piece| piece.heading.word),
            code: own.or_else(|| row.code().map(|code| shape(&code.cell.code()))),
            look: row.look(),
            values: row.has_values(),
        }
    }
}

/// The shape of a code: its numbers as 1, hundreds as 100 and what stands between them as 101.
pub(crate) fn shape(code: &Code) -> String {
    let hundreds = code.numbers.len() == 1;
    let of_number = |number: u32| match number {
        0 => "0",
        _ if hundreds && number >= 100 && number.is_multiple_of(100) => "100",
        _ if hundreds && number > 100 => "101",
        _ => "1",
    };
    let mut shape = String::with_capacity(code.text.len());
    let mut number: Option<u32> = None;
    for c in code.text.trim().chars() {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            continue;
        }
        shape.push_str(number.take().map_or("", of_number));
        shape.push(c);
    }
    shape.push_str(number.map_or("", of_number));
    shape
}

impl RowRule {
    /// It has a condition.
    pub(crate) fn says_something(&self) -> bool {
        *self != Self { kind: self.kind, ..Self::default() }
    }

    /// It holds whatever else tells what a row is: words do, looks and codes only where nothing names the level.
    pub(crate) fn is_strong(&self) -> bool {
        self.begins.is_some() || !matches!(self.kind, Some(RowKind::Level(_)))
    }

    /// A row fits it.
    pub(crate) fn fits(&self, first_text: &str, features: &RowFeatures) -> bool {
        let begins = |words: &String| {
            first_text.strip_prefix(words.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.begins.as_ref().is_none_or(begins)
            && self.code.as_ref().is_none_or(|code| features.code.as_ref() == Some(code))
            && self.values.is_none_or(|values| values == features.values)
            && self.fits_look(features.look)
    }

    fn fits_look(&self, look: Option<Look>) -> bool {
        let of_look = Self { kind: None, begins: None, code: None, values: None, ..self.clone() };
        if !of_look.says_something() {
            return true;
        }
        let Some(Look { column, wide, style }) = look else { return false };
        self.column.is_none_or(|wanted| wanted == column + 1)
            && self.wide.is_none_or(|wanted| wanted == wide)
            && self.bold.is_none_or(|wanted| wanted == style.bold)
            && self.italic.is_none_or(|wanted| wanted == style.italic)
            && self.underline.is_none_or(|wanted| wanted == style.underline)
            && self.fill.is_none_or(|wanted| Some(wanted) == style.fill)
            && self.color.is_none_or(|wanted| Some(wanted) == style.color)
            && self.indent.is_none_or(|wanted| wanted == u32::from(style.indent))
    }

    /// The rule of rows that look so.
    pub(crate) fn of_look(look: Look) -> Self {
        let Look { column, wide, style } = look;
        Self {
            column: Some(column + 1),
            wide: Some(wide),
            bold: Some(style.bold),
            italic: Some(style.italic),
            underline: style.underline.then_some(true),
            fill: style.fill,
            color: style.color,
            indent: (style.indent > 0).then_some(u32::from(style.indent)),
            ..Self::default()
        }
    }

    /// How many conditions of look it has: those with more are tried first.
    pub(crate) fn narrowness(&self) -> usize {
        usize::from(self.underline.is_some())
            + usize::from(self.fill.is_some())
            + usize::from(self.color.is_some())
            + usize::from(self.indent.is_some())
    }

    /// The level that its kind names.
    pub(crate) fn level(&self) -> Option<Level> {
        match self.kind {
            Some(RowKind::Level(level)) => Some(level),
            _ => None,
        }
    }

    /// What a row's title opens when it is no element.
    pub(crate) fn opening(&self) -> Option<Opening> {
        match self.kind {
            Some(RowKind::Container(kind)) => Some(Opening::Container(kind)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_a_code_keeps_its_letters_and_the_number_of_its_parts() {
        for (code, want) in [
            ("O.S.12", "O.S.1"),
            ("05.1.01", "1.1.1"),
            ("A 3.10", "A 1.1"),
            ("100", "100"),
            ("203", "101"),
            ("4.0", "1.0"),
        ] {
            assert_eq!(shape(&Code::new(code)), want, "{code}");
        }
    }
}

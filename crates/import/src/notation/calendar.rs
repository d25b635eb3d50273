//! Words of the French calendar, as tables.

use passerelle_core::{Edge, TimeUnit};

/// Months: full name and the abbreviations in use, folded.
pub(super) const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "jan"],
    &["fevrier", "fevr", "fev"],
    &["mars", "mar"],
    &["avril", "avr"],
    &["mai"],
    &["juin"],
    &["juillet", "juil", "juill", "jul"],
    &["aout", "aou"],
    &["septembre", "sept", "sep"],
    &["octobre", "oct"],
    &["novembre", "nov"],
    &["decembre", "dec"],
];

/// Which part of a period a word names.
pub(super) const EDGES: &[(&str, Edge)] = &[
    ("debut", Edge::Start),
    ("mi", Edge::Middle),
    ("milieu", Edge::Middle),
    ("fin", Edge::End),
    ("courant", Edge::During),
];

/// Parts of a year in months: word, how many months, in how many parts the year falls.
pub(super) const FRACTIONS: &[(&str, Fraction)] = &[
    ("trimestre", Fraction::Quarter),
    ("trimestres", Fraction::Quarter),
    ("trim", Fraction::Quarter),
    ("t", Fraction::Quarter),
    ("q", Fraction::Quarter),
    ("semestre", Fraction::Semester),
    ("semestres", Fraction::Semester),
    ("sem", Fraction::Semester),
    ("s", Fraction::Semester),
    ("quadrimestre", Fraction::ThirdOfYear),
    ("quadrimestres", Fraction::ThirdOfYear),
    ("quadri", Fraction::ThirdOfYear),
];

/// A part of a year that is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fraction {
    Quarter,
    Semester,
    /// Quadrimestre: four months.
    ThirdOfYear,
}

impl Fraction {
    /// How many of them a year has.
    pub fn per_year(self) -> i8 {
        match self {
            Self::Quarter => 4,
            Self::Semester => 2,
            Self::ThirdOfYear => 3,
        }
    }
}

/// Ordinal words.
pub(super) const ORDINALS: &[(&str, i8)] = &[
    ("premier", 1),
    ("premiere", 1),
    ("deuxieme", 2),
    ("second", 2),
    ("seconde", 2),
    ("troisieme", 3),
    ("quatrieme", 4),
];

/// What follows the digits of an ordinal: `1er`, `2e`, `3ème`.
pub(super) const ORDINAL_ENDINGS: &[&str] = &["er", "re", "ere", "e", "eme", "ieme", "nd", "nde", "de"];

/// Seasons by their months (first month, last month, whether it ends in the next year). The bounds are ours, so the
/// reading always carries a diagnostic.
pub(super) const SEASONS: &[(&str, i8, i8, bool)] =
    &[("printemps", 3, 5, false), ("ete", 6, 8, false), ("automne", 9, 11, false), ("hiver", 12, 2, true)];

/// Words that say nothing more about a moment.
pub(super) const FILLERS: &[&str] = &[
    "en",
    "le",
    "la",
    "l",
    "les",
    "au",
    "aux",
    "du",
    "de",
    "d",
    "des",
    "dans",
    "durant",
    "pendant",
    "cours",
    "mois",
    "exercice",
    "exercices",
    "annees",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
];

/// Units of a span of time.
pub(super) const UNITS: &[(&str, TimeUnit)] = &[
    ("jour", TimeUnit::Day),
    ("jours", TimeUnit::Day),
    ("semaine", TimeUnit::Week),
    ("semaines", TimeUnit::Week),
    ("mois", TimeUnit::Month),
    ("an", TimeUnit::Year),
    ("ans", TimeUnit::Year),
    ("annee", TimeUnit::Year),
    ("annees", TimeUnit::Year),
];

/// Numbers in words that stand before a unit.
pub(super) const NUMBERS: &[(&str, u16)] = &[
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("douze", 12),
    ("quinze", 15),
    ("dix huit", 18),
    ("vingt quatre", 24),
];

/// The month of a word, from 1.
pub(super) fn month(word: &str) -> Option<i8> {
    MONTHS.iter().position(|names| names.contains(&word)).and_then(|index| i8::try_from(index + 1).ok())
}

/// The value beside a word in a table.
pub(super) fn lookup<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

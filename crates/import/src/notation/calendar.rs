//! Words of the calendar, French and English, as tables.

use passerelle_core::{Edge, TimeUnit};

/// Months: full name and the abbreviations in use, then the English ones, folded.
pub(super) const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "jan", "january"],
    &["fevrier", "fevr", "fev", "february", "feb"],
    &["mars", "mar", "march"],
    &["avril", "avr", "april", "apr"],
    &["mai", "may"],
    &["juin", "june", "jun"],
    &["juillet", "juil", "juill", "jul", "july"],
    &["aout", "aou", "august", "aug"],
    &["septembre", "sept", "sep", "september"],
    &["octobre", "oct", "october"],
    &["novembre", "nov", "november"],
    &["decembre", "dec", "december"],
];

/// Which part of a period a word names.
pub(super) const EDGES: &[(&str, Edge)] = &[
    ("debut", Edge::Start),
    ("mi", Edge::Middle),
    ("milieu", Edge::Middle),
    ("fin", Edge::End),
    ("courant", Edge::During),
    ("beginning", Edge::Start),
    ("start", Edge::Start),
    ("early", Edge::Start),
    ("mid", Edge::Middle),
    ("middle", Edge::Middle),
    ("end", Edge::End),
    ("late", Edge::End),
];

/// Parts of a year in months: word, how many months, in how many parts the year falls.
pub(super) const FRACTIONS: &[(&str, Fraction)] = &[
    ("trimestre", Fraction::Quarter),
    ("trimestres", Fraction::Quarter),
    ("trim", Fraction::Quarter),
    ("tri", Fraction::Quarter),
    ("quarter", Fraction::Quarter),
    ("quarters", Fraction::Quarter),
    ("t", Fraction::Quarter),
    ("q", Fraction::Quarter),
    ("semestre", Fraction::Semester),
    ("semestres", Fraction::Semester),
    ("sem", Fraction::Semester),
    ("s", Fraction::Semester),
    ("half", Fraction::Semester),
    ("semester", Fraction::Semester),
    ("h", Fraction::Semester),
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
    ("first", 1),
    ("third", 3),
    ("fourth", 4),
    ("dernier", i8::MAX),
    ("derniere", i8::MAX),
    ("last", i8::MAX),
];

/// What follows the digits of an ordinal: `1er`, `2e`, `3ème`.
pub(super) const ORDINAL_ENDINGS: &[&str] =
    &["er", "re", "ere", "e", "eme", "ieme", "nd", "nde", "de", "d", "st", "rd", "th"];

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
    "budgetaire",
    "budgetaires",
    "budget",
    "sur",
    "legislature",
    "mandature",
    "of",
    "the",
    "in",
    "year",
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
    ("day", TimeUnit::Day),
    ("days", TimeUnit::Day),
    ("week", TimeUnit::Week),
    ("weeks", TimeUnit::Week),
    ("month", TimeUnit::Month),
    ("months", TimeUnit::Month),
    ("year", TimeUnit::Year),
    ("years", TimeUnit::Year),
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
pub(crate) fn month(word: &str) -> Option<i8> {
    MONTHS.iter().position(|names| names.contains(&word)).and_then(|index| i8::try_from(index + 1).ok())
}

/// The value beside a word in a table.
pub(super) fn lookup<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

//! Words of the calendar, French and English, loaded once from `data/calendar.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use passerelle_core::{Edge, Term, TimeUnit};
use serde::Deserialize;

use crate::hashed::{Map, Set};

const CALENDAR: &str = include_str!("../../data/calendar.toml");

/// A part of a year that is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// A season by its months.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Season {
    name: String,
    pub(super) first: i8,
    pub(super) last: i8,
}

impl Season {
    /// It ends in the year after the one it begins in.
    pub(super) fn is_over_new_year(&self) -> bool {
        self.last < self.first
    }
}

/// Words by the value that they stand for.
type Values<T> = BTreeMap<T, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: Vec<Vec<String>>,
    ordinals: Vec<Vec<String>>,
    last: Vec<String>,
    ordinal_endings: Vec<String>,
    fillers: Vec<String>,
    edges: Values<EdgeName>,
    fractions: Values<Fraction>,
    units: Values<UnitName>,
    /// By the number, which a key of TOML writes as a text.
    numbers: Values<String>,
    horizons: HorizonsFile,
    season: Vec<Season>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HorizonsFile {
    terms: Vec<String>,
    before: Vec<String>,
    between: Vec<String>,
    words: Values<TermName>,
    abbreviations: Values<TermName>,
}

/// Names of values in a data file, with the value.
macro_rules! names {
    ($name:ident for $value:ident: $($variant:ident),+) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum $name { $($variant),+ }

        impl From<$name> for $value {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

names!(EdgeName for Edge: Start, Middle, End, During);
names!(UnitName for TimeUnit: Day, Week, Month, Year);
names!(TermName for Term: Short, Medium, Long);

/// The words by what they mean.
#[derive(Default)]
pub(super) struct Calendar {
    months: Map<String, i8>,
    ordinals: Map<String, i8>,
    ordinal_endings: Set<String>,
    fillers: Set<String>,
    edges: Map<String, Edge>,
    fractions: Map<String, Fraction>,
    units: Map<String, TimeUnit>,
    numbers: Map<String, u16>,
    /// Numbers in words, of one word or several.
    pub(super) spelled_numbers: Vec<(String, u16)>,
    terms: Set<String>,
    before_horizons: Set<String>,
    between_horizons: Set<String>,
    /// With whether the word says all of it.
    horizons: Map<String, (Term, bool)>,
    seasons: Vec<Season>,
}

static LOADED: LazyLock<Calendar> = LazyLock::new(|| load().unwrap_or_default());

/// The words. The data file is checked by a test, so an unreadable one cannot reach a user.
pub(super) fn calendar() -> &'static Calendar {
    &LOADED
}

impl Calendar {
    pub(super) fn edge(&self, word: &str) -> Option<Edge> {
        self.edges.get(word).copied()
    }

    pub(super) fn fraction(&self, word: &str) -> Option<Fraction> {
        self.fractions.get(word).copied()
    }

    /// The number of an ordinal word; the last one is the greatest.
    pub(super) fn ordinal(&self, word: &str) -> Option<i8> {
        self.ordinals.get(word).copied()
    }

    pub(super) fn is_ordinal_ending(&self, word: &str) -> bool {
        self.ordinal_endings.has(word)
    }

    pub(super) fn is_filler(&self, word: &str) -> bool {
        self.fillers.has(word)
    }

    pub(super) fn unit(&self, word: &str) -> Option<TimeUnit> {
        self.units.get(word).copied()
    }

    /// A number in one word.
    pub(super) fn number(&self, word: &str) -> Option<u16> {
        self.numbers.get(word).copied()
    }

    pub(super) fn season(&self, word: &str) -> Option<&Season> {
        self.seasons.iter().find(|season| season.name == word)
    }

    /// A word before an horizon.
    pub(super) fn leads_to_horizon(&self, word: &str) -> bool {
        self.before_horizons.has(word)
    }

    /// A word between two horizons.
    pub(super) fn joins_horizons(&self, word: &str) -> bool {
        self.between_horizons.has(word)
    }

    /// The horizon of a word, and whether it says so without « terme ».
    pub(super) fn horizon(&self, word: &str) -> Option<(Term, bool)> {
        self.horizons.get(word).copied()
    }

    /// « terme »
    pub(super) fn is_term(&self, word: &str) -> bool {
        self.terms.has(word)
    }
}

/// The month of a word, from 1.
pub(crate) fn month(word: &str) -> Option<i8> {
    calendar().months.get(word).copied()
}

fn load() -> Result<Calendar, String> {
    let file: File = toml::from_str(CALENDAR).map_err(|error| format!("calendar.toml: {error}"))?;
    let mut calendar = Calendar { seasons: file.season, ..Calendar::default() };
    for (number, words) in (1..).zip(file.months) {
        words.into_iter().for_each(|word| calendar.months.set(word, number));
    }
    for (number, words) in (1..).zip(file.ordinals).chain([(i8::MAX, file.last)]) {
        words.into_iter().for_each(|word| calendar.ordinals.set(word, number));
    }
    fill(&mut calendar.edges, file.edges);
    fill(&mut calendar.fractions, file.fractions);
    fill(&mut calendar.units, file.units);
    for (number, words) in file.numbers {
        let number: u16 = number.parse().map_err(|_| format!("calendar.toml: {number} is no number"))?;
        for word in words {
            calendar.numbers.set(word.clone(), number);
            calendar.spelled_numbers.push((word, number));
        }
    }
    let HorizonsFile { terms, before, between, words, abbreviations } = file.horizons;
    for (whole, values) in [(false, words), (true, abbreviations)] {
        for (term, words) in values {
            words.into_iter().for_each(|word| calendar.horizons.set(word, (term.into(), whole)));
        }
    }
    for (set, words) in [
        (&mut calendar.terms, terms),
        (&mut calendar.before_horizons, before),
        (&mut calendar.between_horizons, between),
        (&mut calendar.ordinal_endings, file.ordinal_endings),
        (&mut calendar.fillers, file.fillers),
    ] {
        *set = words.into_iter().collect();
    }
    Ok(calendar)
}

fn fill<N, T: From<N>>(map: &mut Map<String, T>, values: Values<N>)
where
    N: Copy,
{
    for (value, words) in values {
        words.into_iter().for_each(|word| map.set(word, value.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_data_file_mean_what_they_say() {
        assert_eq!(load().err(), None);
        assert_eq!((month("janv"), month("december"), month("lundi")), (Some(1), Some(12), None));
        let calendar = calendar();
        assert_eq!(calendar.edge("mi"), Some(Edge::Middle));
        assert_eq!(calendar.fraction("quadri"), Some(Fraction::ThirdOfYear));
        assert_eq!((calendar.ordinal("seconde"), calendar.ordinal("last")), (Some(2), Some(i8::MAX)));
        assert_eq!((calendar.number("douze"), calendar.number("dix huit")), (Some(12), Some(18)));
        assert_eq!(calendar.unit("ans"), Some(TimeUnit::Year));
        assert_eq!(
            (calendar.horizon("lt"), calendar.horizon("court")),
            (Some((Term::Long, true)), Some((Term::Short, false)))
        );
        assert!(calendar.season("hiver").is_some_and(Season::is_over_new_year));
        assert!(calendar.is_ordinal_ending("eme") && calendar.is_filler("mardi") && calendar.is_term("terme"));
        assert!(calendar.leads_to_horizon("horizon") && calendar.joins_horizons("et"));
    }
}

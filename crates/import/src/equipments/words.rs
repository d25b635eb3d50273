//! The words of tables of equipments, loaded once from their data file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use passerelle_core::fold;
use passerelle_core::plan_hp::{Figure, Phase, PrintedPhase};
use serde::Deserialize;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Name,
    Phase,
    LegalStatus,
    Year,
    /// A difference that was worked out.
    Derived,
    Figure(Figure),
}

/// What a header means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Header {
    pub(super) holds: Option<Holds>,
    /// The year in its words.
    pub(super) year: Option<i16>,
    /// It is a year and nothing else.
    pub(super) bare_year: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fillers: BTreeSet<String>,
    resident_words: BTreeSet<String>,
    totals: Vec<String>,
    notes: Vec<String>,
    trends: Vec<String>,
    commune: BTreeSet<String>,
    year_words: BTreeSet<String>,
    column: Vec<ColumnWords>,
    phase: Vec<PhaseWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnWords {
    holds: String,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseWords {
    is: Phase,
    names: Vec<String>,
}

pub(super) struct Words {
    file: File,
    columns: BTreeMap<String, Holds>,
    phases: BTreeMap<String, Phase>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The data file is checked by a test, so an unreadable one cannot reach a user.
    load().unwrap_or_else(|_| Words {
        file: File {
            fillers: BTreeSet::new(),
            resident_words: BTreeSet::new(),
            totals: Vec::new(),
            notes: Vec::new(),
            trends: Vec::new(),
            commune: BTreeSet::new(),
            year_words: BTreeSet::new(),
            column: Vec::new(),
            phase: Vec::new(),
        },
        columns: BTreeMap::new(),
        phases: BTreeMap::new(),
    })
});

pub(super) fn words() -> &'static Words {
    &WORDS
}

fn load() -> Result<Words, String> {
    let text = include_str!("../../data/equipments.toml");
    let file: File = toml::from_str(text).map_err(|error| format!("equipments.toml: {error}"))?;
    let mut columns = BTreeMap::new();
    for column in &file.column {
        let holds = match column.holds.as_str() {
            "name" => Holds::Name,
            "phase" => Holds::Phase,
            "legal_status" => Holds::LegalStatus,
            "year" => Holds::Year,
            "derived" => Holds::Derived,
            figure => Holds::Figure(Figure::from_name(figure).ok_or_else(|| format!("unknown column {figure}"))?),
        };
        for name in &column.names {
            if *name != fold(name) || columns.insert(name.clone(), holds).is_some() {
                return Err(format!("the name {name} is not folded, or stands twice"));
            }
        }
    }
    let mut phases = BTreeMap::new();
    for phase in &file.phase {
        for name in &phase.names {
            if *name != fold(name) || phases.insert(name.clone(), phase.is).is_some() {
                return Err(format!("the phase {name} is not folded, or stands twice"));
            }
        }
    }
    Ok(Words { file, columns, phases })
}

/// A word that is a year.
fn as_year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| (1990..2100).contains(year) && word.len() == 4)
}

impl Words {
    /// What the words of a header mean.
    pub(super) fn header(&self, text: &str) -> Header {
        /// No header is longer.
        const LONGEST: usize = 200;
        if text.len() > LONGEST {
            return Header::default();
        }
        let folded = fold(text);
        let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let year = one_year(&all);
        // "dont" alone never stands for anything; a code such as 1.2 has no letters.
        let told: Vec<&str> =
            all.iter().copied().filter(|word| as_year(word).is_none() && !self.is_filler(word)).collect();
        let phrase = told.join(" ");
        let plain = all.iter().copied().filter(|word| as_year(word).is_none()).collect::<Vec<_>>().join(" ");
        let known = [&plain, &phrase].into_iter().find_map(|words| self.columns.get(words.as_str()).copied());
        let counts = || all.iter().any(|word| self.file.resident_words.contains(*word));
        let holds = match known {
            None if told.is_empty() && counts() => Some(Holds::Figure(Figure::Residents)),
            known => known,
        };
        Header { holds, year, bare_year: holds.is_none() && all.len() == 1 && year.is_some() }
    }

    fn is_filler(&self, word: &str) -> bool {
        self.file.fillers.contains(word) || (word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// The phase that a text names, and nothing but it; what stands in brackets explains.
    pub(super) fn phase(&self, text: &str) -> Option<Phase> {
        let front = text.split('(').next().unwrap_or_default();
        [text, front].into_iter().find_map(|text| self.phases.get(&fold(text)).copied())
    }

    pub(super) fn printed_phase(&self, text: &str) -> PrintedPhase {
        PrintedPhase::new(text, self.phase(text))
    }

    /// The phase that a total names among other words: « Total Phase 1 ».
    pub(super) fn phase_within(&self, text: &str) -> Option<Phase> {
        let folded = format!(" {} ", fold(text));
        let long = |(name, _): &(&String, &Phase)| name.len() > 3 && folded.contains(&format!(" {name} "));
        self.phases.iter().filter(long).max_by_key(|(name, _)| name.len()).map(|(_, phase)| *phase)
    }

    /// The text begins a total.
    pub(super) fn is_total(&self, text: &str) -> bool {
        begins(&fold(text), &self.file.totals)
    }

    pub(super) fn is_note(&self, text: &str) -> bool {
        text.trim_start().starts_with('*') || begins(&fold(text), &self.file.notes)
    }

    pub(super) fn is_trend(&self, text: &str) -> bool {
        begins(&fold(text), &self.file.trends)
    }

    /// The text is the label of the municipality.
    pub(super) fn is_commune_label(&self, text: &str) -> bool {
        self.file.commune.contains(&fold(text))
    }

    /// The one year that a text names, whatever else it says.
    pub(super) fn year_in(&self, text: &str) -> Option<i16> {
        let folded = fold(text);
        one_year(&folded.split(' ').collect::<Vec<_>>())
    }

    /// The year of a text that names a year and little else: « 2024 », « Année 2024 », « Situation au 31/12/2024 ».
    pub(super) fn year_alone(&self, text: &str) -> Option<i16> {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let year = one_year(&words)?;
        let day = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let little = |word: &&str| as_year(word).is_some() || day(word) || self.file.year_words.contains(*word);
        let little = words.iter().all(little);
        little.then_some(year)
    }
}

/// The year among words, when there is just one.
fn one_year(words: &[&str]) -> Option<i16> {
    let mut years: Vec<i16> = words.iter().filter_map(|word| as_year(word)).collect();
    years.dedup();
    match years.as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

fn begins(folded: &str, starts: &[String]) -> bool {
    let begins =
        |start: &String| folded.strip_prefix(start.as_str()).is_some_and(|rest| !rest.starts_with(|c: char| c != ' '));
    starts.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_loads() {
        assert_eq!(load().err(), None);
    }

    #[test]
    fn headers_are_understood_with_their_years_and_without_their_fillers() {
        use Figure::{Departures, Domiciled, Entries, RehousedDepartures, Rehousings, Residents, Undomiciled};
        let figure = |figure| Some(Holds::Figure(figure));
        for (text, holds, year) in [
            ("Équipement", Some(Holds::Name), None),
            ("Nom de l’équipement", Some(Holds::Name), None),
            ("Statut juridique", Some(Holds::LegalStatus), None),
            ("Phase (1, 2, autre)", Some(Holds::Phase), None),
            ("Phase du Plan HP", Some(Holds::Phase), None),
            ("Nombre de RP domiciliés", figure(Domiciled), None),
            ("Résidents permanents non domiciliés au 31/12/2023", figure(Undomiciled), Some(2023)),
            ("RP 2024", figure(Residents), Some(2024)),
            ("Nombre d’habitants permanents", figure(Residents), None),
            ("Total\n2024", figure(Residents), Some(2024)),
            ("Résidents Domiciliés", figure(Domiciled), None),
            ("Entrées en 2024", figure(Entries), Some(2024)),
            ("Mouvements Départs", figure(Departures), None),
            ("dont relogements", figure(RehousedDepartures), None),
            ("Relogés", figure(Rehousings), None),
            ("Différence", Some(Holds::Derived), None),
            ("Ménages relogés", None, None),
            ("Équipement Bois de Roly", None, None),
            ("2024", None, Some(2024)),
            ("Nombre de", None, None),
            ("", None, None),
        ] {
            let header = words().header(text);
            assert_eq!((header.holds, header.year), (holds, year), "{text}");
            assert_eq!(header.bare_year, text == "2024", "{text}");
        }
        // Our own headers, in both languages.
        for lang in [passerelle_core::Lang::Fr, passerelle_core::Lang::En] {
            for kind in Figure::ALL {
                assert_eq!(words().header(kind.label(lang)).holds, figure(*kind), "{}", kind.label(lang));
            }
            for phase in Phase::ALL {
                assert_eq!(words().phase(phase.label(lang)), Some(*phase));
            }
        }
    }

    #[test]
    fn phases_years_and_totals_are_told_from_names() {
        let words = words();
        assert_eq!(words.phase("Phase I"), Some(Phase::One));
        assert_eq!(words.phase("phase 2 (hors zone inondable)"), Some(Phase::Two));
        assert_eq!(words.phase("Hors Plan HP"), Some(Phase::Other));
        assert_eq!(words.phase("phase 1 et 2"), None);
        assert_eq!(words.phase_within("Sous-total phase 1"), Some(Phase::One));
        assert_eq!(words.year_alone("Situation au 31/12/2024"), Some(2024));
        assert_eq!(words.year_alone("Camping 2000"), None);
        assert_eq!(words.year_in("Équipements de Valmont 2024"), Some(2024));
        assert_eq!(words.year_in("Évolution 2022-2024"), None);
        assert!(words.is_total("TOTAL :") && words.is_total("Sous-total phase 2") && !words.is_total("Totalis"));
    }
}

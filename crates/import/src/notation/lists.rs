//! The wordings of the notations, loaded once from their data files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use passerelle_core::{BudgetMention, BudgetService, Health, Nature, Priority, Status, Synergy};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::token::Token;
use super::wordings::{Stance, spelled};
use crate::hashed::{Map, Set};

const VALUES: &str = include_str!("../../data/values.toml");
const DEADLINES: &str = include_str!("../../data/deadlines.toml");
const MONEY: &str = include_str!("../../data/money.toml");

/// Wordings by the value that they stand for.
type Values<T> = BTreeMap<T, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValuesFile {
    status: Values<Status>,
    health: Values<Health>,
    priority: Values<PriorityName>,
    synergy: Values<Synergy>,
    nature: Values<Nature>,
    mentions: Values<BudgetMention>,
    services: Values<BudgetService>,
    budget: BudgetFile,
    follow: FollowFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FollowFile {
    alone: Vec<String>,
    reasons: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyFile {
    /// By how many euros one is, which a key of TOML writes as a text.
    currencies: Values<String>,
    units: Values<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BudgetFile {
    sources: Vec<String>,
    neutral: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeadlineFile {
    to_define: Vec<String>,
    none: Vec<String>,
    recurrent: Vec<String>,
    all_year: Vec<String>,
    end_of_term: Vec<String>,
    planned_first: Vec<String>,
    put_off: Vec<String>,
    labels: Vec<String>,
    and_after: Vec<String>,
    reserves: Vec<String>,
    steps: Vec<String>,
    stances: Values<Stance>,
}

/// The priorities that a wording alone stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PriorityName {
    Ongoing,
    Prioritized,
    Mandatory,
    Postponed,
    High,
    Medium,
    Low,
}

impl From<PriorityName> for Priority {
    fn from(name: PriorityName) -> Self {
        match name {
            PriorityName::Ongoing => Self::Ongoing,
            PriorityName::Prioritized => Self::Prioritized,
            PriorityName::Mandatory => Self::Mandatory,
            PriorityName::Postponed => Self::Postponed { beyond: None },
            PriorityName::High => Self::High,
            PriorityName::Medium => Self::Medium,
            PriorityName::Low => Self::Low,
        }
    }
}

/// Wordings, folded, by their first words.
#[derive(Default)]
pub(super) struct Phrases(Map<String, Vec<String>>);

impl Phrases {
    fn of(wordings: Vec<String>) -> Self {
        let mut phrases = Self::default();
        for wording in wordings {
            let first = wording.split(' ').next().unwrap_or_default().to_owned();
            phrases.0.get_or(first, Vec::new).push(wording);
        }
        phrases
    }

    /// Whether a folded text is one of them.
    pub(super) fn has(&self, folded: &str) -> bool {
        let first = folded.split(' ').next().unwrap_or_default();
        self.0.get(first).is_some_and(|wordings| wordings.iter().any(|wording| wording == folded))
    }

    /// The longest one at the front: how many tokens it takes.
    pub(super) fn longest(&self, tokens: &[Token]) -> Option<usize> {
        let wordings = self.0.get(tokens.first()?.word()?)?;
        wordings.iter().filter_map(|wording| spelled(tokens, wording)).max()
    }
}

/// The wordings of all notations.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) status: Map<String, Status>,
    pub(super) health: Map<String, Health>,
    pub(super) priority: Map<String, Priority>,
    pub(super) synergy: Map<String, Synergy>,
    pub(super) nature: Map<String, Nature>,
    pub(super) mentions: Map<String, BudgetMention>,
    services: Map<String, BudgetService>,
    /// Those of several words.
    pub(super) long_services: Vec<(String, BudgetService)>,
    /// Words behind an amount, with how many euros one is.
    pub(super) currencies: Vec<(String, u32)>,
    /// The unit of the numbers below a header, by its folded words.
    pub(super) units: Map<String, String>,
    /// Words that are a status only when nothing follows.
    pub(super) alone: Set<String>,
    /// Words behind a status that say why.
    pub(super) reasons: Set<String>,
    pub(super) sources: Set<String>,
    pub(super) neutral: Set<String>,
    pub(super) to_define: Phrases,
    pub(super) none: Phrases,
    /// The length of the longest of them.
    pub(super) longest_none: usize,
    pub(super) recurrent: Phrases,
    pub(super) all_year: Phrases,
    pub(super) end_of_term: Phrases,
    pub(super) planned_first: Phrases,
    pub(super) put_off: Phrases,
    pub(super) labels: Phrases,
    pub(super) and_after: Phrases,
    pub(super) reserves: Phrases,
    pub(super) steps: Phrases,
    stances: Map<String, Vec<(String, Stance)>>,
}

impl Lists {
    /// The service that a folded text names.
    pub(super) fn service(&self, folded: &str) -> Option<BudgetService> {
        self.services.get(folded).copied()
    }

    /// Words before a moment that may begin with this one.
    pub(super) fn stances(&self, first: &str) -> &[(String, Stance)] {
        self.stances.get(first).map(Vec::as_slice).unwrap_or_default()
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| load().unwrap_or_default());

/// The wordings. The data files are checked by a test, so an unreadable one cannot reach a user.
pub(super) fn lists() -> &'static Lists {
    &LISTS
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| format!("{name}: {error}"))
}

fn pairs<T: Copy>(values: Values<T>) -> impl Iterator<Item = (String, T)> {
    values.into_iter().flat_map(|(value, wordings)| wordings.into_iter().map(move |wording| (wording, value)))
}

fn load() -> Result<Lists, String> {
    let values: ValuesFile = parse("values.toml", VALUES)?;
    let deadlines: DeadlineFile = parse("deadlines.toml", DEADLINES)?;
    let money: MoneyFile = parse("money.toml", MONEY)?;
    let mut currencies = Vec::new();
    for (euros, words) in money.currencies {
        let euros: u32 = euros.parse().map_err(|_| format!("money.toml: {euros} is no number"))?;
        currencies.extend(words.into_iter().map(|word| (word, euros)));
    }
    let units =
        money.units.into_iter().flat_map(|(unit, words)| words.into_iter().map(move |word| (word, unit.clone())));
    let services: Vec<(String, BudgetService)> = pairs(values.services).collect();
    let mut stances: Map<String, Vec<(String, Stance)>> = Map::default();
    for (wording, stance) in pairs(deadlines.stances) {
        let first = wording.split(' ').next().unwrap_or_default().to_owned();
        stances.get_or(first, Vec::new).push((wording, stance));
    }
    Ok(Lists {
        status: pairs(values.status).collect(),
        health: pairs(values.health).collect(),
        priority: pairs(values.priority).map(|(wording, name)| (wording, name.into())).collect(),
        synergy: pairs(values.synergy).collect(),
        nature: pairs(values.nature).collect(),
        mentions: pairs(values.mentions).collect(),
        long_services: services.iter().filter(|(wording, _)| wording.contains(' ')).cloned().collect(),
        services: services.into_iter().collect(),
        currencies,
        units: units.collect(),
        alone: values.follow.alone.into_iter().collect(),
        reasons: values.follow.reasons.into_iter().collect(),
        sources: values.budget.sources.into_iter().collect(),
        neutral: values.budget.neutral.into_iter().collect(),
        to_define: Phrases::of(deadlines.to_define),
        longest_none: deadlines.none.iter().map(String::len).max().unwrap_or_default(),
        none: Phrases::of(deadlines.none),
        recurrent: Phrases::of(deadlines.recurrent),
        all_year: Phrases::of(deadlines.all_year),
        end_of_term: Phrases::of(deadlines.end_of_term),
        planned_first: Phrases::of(deadlines.planned_first),
        put_off: Phrases::of(deadlines.put_off),
        labels: Phrases::of(deadlines.labels),
        and_after: Phrases::of(deadlines.and_after),
        reserves: Phrases::of(deadlines.reserves),
        steps: Phrases::of(deadlines.steps),
        stances,
    })
}

#[cfg(test)]
mod tests {
    use passerelle_core::fold;

    use super::*;

    #[test]
    fn the_data_files_load() {
        load().map(|_| ()).unwrap();
    }

    #[test]
    fn wordings_are_written_folded_and_once_in_their_list() {
        for text in [VALUES, DEADLINES] {
            let file: toml::Table = text.parse().unwrap();
            let mut lists: Vec<(String, Vec<&toml::Value>)> = Vec::new();
            for (name, value) in &file {
                match value {
                    // A wording has one meaning; the lists of budgets have nothing to do with each other.
                    toml::Value::Table(table) if name != "budget" => {
                        lists.push((name.clone(), table.values().flat_map(|list| list.as_array().unwrap()).collect()));
                    }
                    toml::Value::Table(table) => {
                        lists.extend(table.iter().map(|(n, l)| (n.clone(), l.as_array().unwrap().iter().collect())));
                    }
                    value => lists.push((name.clone(), value.as_array().unwrap().iter().collect())),
                }
            }
            for (name, list) in lists {
                let mut seen = std::collections::BTreeSet::new();
                for wording in list {
                    let wording = wording.as_str().unwrap();
                    assert_eq!(fold(wording), wording, "{name}");
                    assert!(seen.insert(wording), "{name}: {wording} twice");
                }
            }
        }
    }
}

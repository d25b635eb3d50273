//! Conventions de partenariat du Plan HP, by version: actors, thresholds by number of residents, committee and
//! documents. Every figure stands in a data file with its source; what no source gives is not known, and said so.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;
use thiserror::Error;

use crate::{Bilingual, Diagnostic, DiagnosticKind};

/// Convention de partenariat d'une période.
///
/// ```
/// use passerelle_core::plan_hp::{Convention, Presence};
/// let convention = Convention::builtin("2012-2013").expect("known")?;
/// let duties = convention.duties(312);
/// let outreach = duties.iter().find(|duty| duty.actor.key == "antenne_sociale").expect("there");
/// assert_eq!(outreach.presence, Presence::Compulsory);
/// # Ok::<(), passerelle_core::plan_hp::ConventionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Convention {
    /// Its name: `2012-2013`.
    pub id: String,
    /// First day.
    pub first_day: Date,
    /// Last day, as concluded.
    pub last_day: Date,
    /// Last day, once prolonged.
    pub prolonged_to: Option<Date>,
    /// What it calls the residents: RP until 2019, HP since 2022.
    pub residents: String,
    /// Where all this comes from.
    pub source: String,
    /// Whether the documents due are known at all.
    pub documents_known: bool,
    /// Acteurs locaux.
    #[serde(rename = "actor")]
    pub actors: Vec<Actor>,
    /// Comité d'accompagnement.
    pub committee: Committee,
    /// Documents à produire.
    #[serde(rename = "document", default)]
    pub documents: Vec<Document>,
}

/// Acteur local.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Stable name: `chef_de_projet`.
    pub key: String,
    name: String,
    english: String,
    role: String,
    role_english: String,
    presence: PresenceRule,
    financing: FinancingRule,
    /// This actor is needed where that one is not compulsory.
    instead_of: Option<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    note_english: String,
    /// Where the rule comes from.
    pub source: String,
}

/// Comité d'accompagnement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Committee {
    /// How often it meets in a year; none when that is not known.
    pub meetings_per_year: Option<u8>,
    #[serde(default)]
    chair: String,
    #[serde(default)]
    chair_english: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    note_english: String,
    /// Where that comes from.
    pub source: String,
}

/// Document à produire.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Stable name: `programme_travail`.
    pub key: String,
    text: String,
    english: String,
    when: String,
    when_english: String,
    /// Where the duty comes from.
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
enum PresenceRule {
    Always,
    Optional,
    Removed,
    Unknown,
    Threshold { compulsory_from: u32, optional_below: u32 },
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
enum FinancingRule {
    None,
    Unknown,
    Possible {
        #[serde(default)]
        from: u32,
        #[serde(default)]
        below_unknown: bool,
        amount: Option<Decimal>,
        tranche: Option<u32>,
        #[serde(default)]
        share: String,
        #[serde(default)]
        share_english: String,
    },
}

/// Présence d'un acteur for a number of residents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Presence {
    /// Obligatoire.
    Compulsory,
    /// Facultatif.
    Optional,
    /// The role exists no more.
    Removed,
    /// The wordings of the source differ at this number.
    Unclear,
    /// Non connu.
    Unknown,
}

/// Financement d'un acteur for a number of residents.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Financing {
    /// Possible.
    Possible(Share),
    /// Not for so few residents.
    NotBelow {
        /// The smallest number with financing.
        from: u32,
    },
    /// No financing.
    None,
    /// Non connu.
    Unknown,
}

/// Ce qui peut être financé.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Share {
    /// A fixed amount.
    Amount(Decimal),
    /// An amount per tranche of residents. Whether a tranche that is not full counts is not known.
    PerTranche {
        /// The amount of a tranche.
        amount: Decimal,
        /// Its residents.
        tranche: u32,
        /// The sum for the full tranches.
        full: Decimal,
        /// The sum when the last, begun tranche counts too.
        begun: Decimal,
    },
    /// Another measure: a half-time post.
    Words(Bilingual),
    /// The amount is not known.
    Unknown,
}

/// Ce que la convention dit d'un acteur for a number of residents.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActorDuty<'c> {
    /// The actor.
    pub actor: &'c Actor,
    /// Whether the municipality must have it.
    pub presence: Presence,
    /// Whether it may be financed.
    pub financing: Financing,
}

impl Actor {
    /// What the actor is called.
    #[must_use]
    pub fn name(&self) -> Bilingual {
        Bilingual::new(&self.name, &self.english)
    }

    /// What the actor does.
    #[must_use]
    pub fn role(&self) -> Bilingual {
        Bilingual::new(&self.role, &self.role_english)
    }

    /// What else is to be known; empty when nothing is.
    #[must_use]
    pub fn note(&self) -> Bilingual {
        Bilingual::new(&self.note, &self.note_english)
    }

    fn presence(&self, residents: u32) -> Presence {
        match self.presence {
            PresenceRule::Always => Presence::Compulsory,
            PresenceRule::Optional => Presence::Optional,
            PresenceRule::Removed => Presence::Removed,
            PresenceRule::Unknown => Presence::Unknown,
            PresenceRule::Threshold { compulsory_from, .. } if residents >= compulsory_from => Presence::Compulsory,
            PresenceRule::Threshold { optional_below, .. } if residents < optional_below => Presence::Optional,
            PresenceRule::Threshold { .. } => Presence::Unclear,
        }
    }

    fn financing(&self, residents: u32) -> Financing {
        match &self.financing {
            FinancingRule::None => Financing::None,
            FinancingRule::Unknown => Financing::Unknown,
            FinancingRule::Possible { from, below_unknown: true, .. } if residents < *from => Financing::Unknown,
            FinancingRule::Possible { from, .. } if residents < *from => Financing::NotBelow { from: *from },
            FinancingRule::Possible { amount: Some(amount), tranche: Some(tranche), .. } => {
                let tranche = (*tranche).max(1);
                let sum = |count: u32| amount.saturating_mul(Decimal::from(count));
                Financing::Possible(Share::PerTranche {
                    amount: *amount,
                    tranche,
                    full: sum(residents / tranche),
                    begun: sum(residents.div_ceil(tranche)),
                })
            }
            FinancingRule::Possible { amount: Some(amount), .. } => Financing::Possible(Share::Amount(*amount)),
            FinancingRule::Possible { share, share_english, .. } if !share.is_empty() => {
                Financing::Possible(Share::Words(Bilingual::new(share, share_english)))
            }
            FinancingRule::Possible { .. } => Financing::Possible(Share::Unknown),
        }
    }
}

impl Committee {
    /// Who chairs it; empty when that is not known.
    #[must_use]
    pub fn chair(&self) -> Bilingual {
        Bilingual::new(&self.chair, &self.chair_english)
    }

    /// What else is to be known.
    #[must_use]
    pub fn note(&self) -> Bilingual {
        Bilingual::new(&self.note, &self.note_english)
    }
}

impl Document {
    /// What it is.
    #[must_use]
    pub fn text(&self) -> Bilingual {
        Bilingual::new(&self.text, &self.english)
    }

    /// When it is due.
    #[must_use]
    pub fn when(&self) -> Bilingual {
        Bilingual::new(&self.when, &self.when_english)
    }
}

/// Définition de convention inutilisable, with file name and line or key.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConventionError {
    /// Not TOML, or not of this shape; the message names line and key.
    #[error("convention {name}: {error}")]
    Content {
        /// The file's name.
        name: String,
        /// What is wrong, with line and key.
        error: Box<toml::de::Error>,
    },
    /// A value that does not fit the others.
    #[error("convention {name}, key {key}: {problem}")]
    Value {
        /// The file's name.
        name: String,
        /// The key.
        key: String,
        /// What is wrong.
        problem: String,
    },
}

/// Période sans convention connue.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConventionGap {
    /// The last known convention before.
    pub before: Option<String>,
    /// The first known convention after.
    pub after: Option<String>,
}

impl ConventionGap {
    /// What is to be known: no source tells which convention applied in `period`.
    #[must_use]
    pub fn diagnostic(&self, period: &str) -> Diagnostic {
        let named = |id: &Option<String>| {
            id.as_ref().map_or_else(|| Bilingual::new("aucune", "none"), |id| Bilingual::same(id.as_str()))
        };
        Diagnostic::new(DiagnosticKind::ConventionUnknown)
            .with("period", period)
            .saying("before", named(&self.before))
            .saying("after", named(&self.after))
    }
}

/// The conventions this version knows, oldest first.
const BUILTIN: &[(&str, &str, &str)] = &[
    ("2012-2013", "plan-hp-2012-2013.toml", include_str!("../../data/conventions/plan-hp-2012-2013.toml")),
    ("2014-2019", "plan-hp-2014-2019.toml", include_str!("../../data/conventions/plan-hp-2014-2019.toml")),
    ("2022-2025", "plan-hp-2022-2025.toml", include_str!("../../data/conventions/plan-hp-2022-2025.toml")),
];

impl Convention {
    /// The names of the conventions this version knows, oldest first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILTIN.iter().map(|(id, ..)| *id)
    }

    /// A convention by its name; none when this version does not know it.
    ///
    /// # Errors
    /// [`ConventionError`] if a definition of this version does not load, which the tests exclude.
    #[must_use]
    pub fn builtin(name: &str) -> Option<Result<Self, ConventionError>> {
        let (_, file, text) = BUILTIN.iter().find(|(id, ..)| *id == name)?;
        Some(Self::from_toml(file, text))
    }

    /// The convention that applied in a year, or where the year lies among those that are known.
    ///
    /// ```
    /// use passerelle_core::plan_hp::Convention;
    /// assert!(Convention::of_year(2026)?.is_ok_and(|convention| convention.id == "2022-2025"));
    /// let gap = Convention::of_year(2021)?.expect_err("no source tells");
    /// assert_eq!((gap.before.as_deref(), gap.after.as_deref()), (Some("2014-2019"), Some("2022-2025")));
    /// # Ok::<(), passerelle_core::plan_hp::ConventionError>(())
    /// ```
    ///
    /// # Errors
    /// [`ConventionError`] if a definition of this version does not load, which the tests exclude.
    pub fn of_year(year: i16) -> Result<Result<Self, ConventionGap>, ConventionError> {
        let (mut before, mut after) = (None, None);
        for (_, file, text) in BUILTIN {
            let convention = Self::from_toml(file, text)?;
            let last = convention.prolonged_to.unwrap_or(convention.last_day);
            if last.year() < year {
                before = Some(convention.id);
            } else if convention.first_day.year() > year {
                after = after.or(Some(convention.id));
            } else {
                return Ok(Ok(convention));
            }
        }
        Ok(Err(ConventionGap { before, after }))
    }

    /// A convention of the user's own.
    ///
    /// # Errors
    /// [`ConventionError`] with file name and line or key when the text is no valid definition.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, ConventionError> {
        let convention: Self = toml::from_str(text)
            .map_err(|error| ConventionError::Content { name: name.to_owned(), error: Box::new(error) })?;
        convention.check(name)?;
        Ok(convention)
    }

    /// What the convention says of each actor for a number of residents.
    #[must_use]
    pub fn duties(&self, residents: u32) -> Vec<ActorDuty<'_>> {
        let presence = |actor: &Actor| {
            let other = actor.instead_of.as_ref().and_then(|key| self.actors.iter().find(|other| other.key == *key));
            match other.map(|other| other.presence(residents)) {
                Some(Presence::Compulsory) => Presence::Optional,
                Some(Presence::Optional | Presence::Removed) => Presence::Compulsory,
                Some(unclear) => unclear,
                None => actor.presence(residents),
            }
        };
        self.actors
            .iter()
            .map(|actor| ActorDuty { actor, presence: presence(actor), financing: actor.financing(residents) })
            .collect()
    }

    fn check(&self, name: &str) -> Result<(), ConventionError> {
        let wrong = |key: String, problem: String| Err(ConventionError::Value { name: name.to_owned(), key, problem });
        if self.last_day < self.first_day {
            return wrong("last_day".into(), format!("{} lies before {}", self.last_day, self.first_day));
        }
        if let Some(prolonged) = self.prolonged_to.filter(|day| *day <= self.last_day) {
            return wrong("prolonged_to".into(), format!("{prolonged} does not lie after {}", self.last_day));
        }
        for (at, actor) in self.actors.iter().enumerate() {
            let key = |key: &str| format!("actor {}, {key}", actor.key);
            if self.actors.iter().take(at).any(|other| other.key == actor.key) {
                return wrong(key("key"), "stands twice".into());
            }
            if let PresenceRule::Threshold { compulsory_from, optional_below } = actor.presence
                && optional_below > compulsory_from
            {
                return wrong(key("presence"), format!("{optional_below} lies above {compulsory_from}"));
            }
            if let FinancingRule::Possible { amount, tranche: Some(tranche), .. } = &actor.financing
                && (amount.is_none() || *tranche == 0)
            {
                return wrong(key("financing"), "a tranche needs an amount and at least one resident".into());
            }
            if let Some(other) = &actor.instead_of
                && !self.actors.iter().any(|known| known.key == *other)
            {
                return wrong(key("instead_of"), format!("unknown actor {other}"));
            }
        }
        if !self.documents_known && !self.documents.is_empty() {
            return wrong("documents_known".into(), "is false beside documents".into());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Convention {
        Convention::builtin(name).unwrap().unwrap()
    }

    fn presence(name: &str, residents: u32, actor: &str) -> Presence {
        of(name).duties(residents).iter().find(|duty| duty.actor.key == actor).unwrap().presence
    }

    fn financing(name: &str, residents: u32, actor: &str) -> Financing {
        of(name).duties(residents).iter().find(|duty| duty.actor.key == actor).unwrap().financing.clone()
    }

    #[test]
    fn every_convention_loads_and_bears_its_name() {
        for name in Convention::names() {
            assert_eq!(of(name).id, name);
        }
        assert_eq!(of("2022-2025").prolonged_to.unwrap().to_string(), "2026-12-31");
        assert!(Convention::builtin("2020-2021").is_none());
    }

    #[test]
    fn thresholds_are_those_of_each_version() {
        use Presence::{Compulsory, Optional, Removed, Unclear, Unknown};
        for (name, residents, actor, want) in [
            ("2012-2013", 49, "antenne_sociale", Optional),
            // Slide 3 says « plus de 50 », slide 19 « sauf si moins de 50 ».
            ("2012-2013", 50, "antenne_sociale", Unclear),
            ("2012-2013", 51, "antenne_sociale", Compulsory),
            ("2014-2019", 50, "antenne_sociale", Compulsory),
            ("2014-2019", 49, "antenne_sociale", Optional),
            ("2012-2013", 49, "agent_de_concertation", Optional),
            ("2012-2013", 50, "agent_de_concertation", Compulsory),
            ("2014-2019", 500, "agent_de_concertation", Optional),
            ("2022-2025", 500, "agent_de_concertation", Removed),
            ("2012-2013", 49, "partenaire_accompagnement", Compulsory),
            ("2012-2013", 312, "partenaire_accompagnement", Optional),
            ("2022-2025", 312, "antenne_sociale", Unknown),
            ("2022-2025", 1, "mission_accompagnement", Compulsory),
        ] {
            assert_eq!(presence(name, residents, actor), want, "{name} {residents} {actor}");
        }
    }

    #[test]
    fn amounts_are_those_of_the_source_and_never_guessed() {
        let tranche = |full: u32, begun: u32| {
            let (amount, full, begun) = (1250.into(), full.into(), begun.into());
            Financing::Possible(Share::PerTranche { amount, tranche: 50, full, begun })
        };
        assert_eq!(financing("2012-2013", 312, "agent_de_concertation"), tranche(7500, 8750));
        assert_eq!(financing("2012-2013", 300, "agent_de_concertation"), tranche(7500, 7500));
        assert_eq!(financing("2012-2013", 500, "chef_de_projet"), Financing::NotBelow { from: 501 });
        assert_eq!(financing("2012-2013", 501, "chef_de_projet"), Financing::Possible(Share::Unknown));
        assert_eq!(financing("2014-2019", 501, "chef_de_projet"), Financing::Possible(Share::Amount(20_000.into())));
        assert_eq!(financing("2012-2013", 30, "agent_de_concertation"), tranche(0, 1250));
        assert_eq!(financing("2012-2013", 30, "antenne_sociale"), Financing::Unknown);
        assert_eq!(financing("2012-2013", 250, "suivi_post_relogement"), Financing::NotBelow { from: 251 });
        assert!(matches!(
            financing("2012-2013", 251, "suivi_post_relogement"),
            Financing::Possible(Share::Words(words)) if words.fr == "un mi-temps"
        ));
        assert_eq!(financing("2022-2025", 600, "chef_de_projet"), Financing::Unknown);
        assert_ne!(financing("2012-2013", u32::MAX, "agent_de_concertation"), Financing::None);
    }

    #[test]
    fn a_wrong_definition_is_refused_with_file_and_key() {
        let text = BUILTIN[0].2;
        for (from, to, words) in [
            ("first_day = \"2012-01-01\"", "first_day = 3", "line 6"),
            ("last_day = \"2013-12-31\"", "last_day = \"2011-12-31\"", "key last_day"),
            ("optional_below = 50 }", "optional_below = 60 }", "actor agent_de_concertation, presence"),
            ("tranche = 50", "tranche = 0", "actor agent_de_concertation, financing"),
            ("instead_of = \"antenne_sociale\"", "instead_of = \"personne\"", "unknown actor personne"),
        ] {
            let error = Convention::from_toml("a.toml", &text.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains("a.toml") && error.contains(words), "{error}");
        }
    }
}

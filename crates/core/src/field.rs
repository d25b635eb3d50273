use std::sync::Arc;

use ecow::EcoString;
use litemap::LiteMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::{Lang, Place, Reading};

/// Texte imprimé: one text, or several where the source separates them without doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "Texte imprimé")]
pub enum Text {
    /// One text: up to 15 bytes stand in place, a longer one is shared with what it was read from and with its copies.
    One(#[schemars(with = "String")] EcoString),
    /// Several texts, in printed order.
    Many(Vec<String>),
}

impl Text {
    /// The texts, in printed order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (one, many) = match self {
            Self::One(text) => (Some(text.as_str()), [].as_slice()),
            Self::Many(texts) => (None, texts.as_slice()),
        };
        one.into_iter().chain(many.iter().map(String::as_str))
    }

    /// One text, several joined with `separator`.
    #[must_use]
    pub fn join(&self, separator: &str) -> String {
        self.iter().collect::<Vec<_>>().join(separator)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::One(text.into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::One(text.into())
    }
}

impl From<EcoString> for Text {
    fn from(text: EcoString) -> Self {
        Self::One(text)
    }
}

/// Endroits d'une valeur: nearly always one, which then takes no memory of its own.
pub type Places = SmallVec<[Place; 1]>;

/// Valeur d'un champ: the printed text beside its typed reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Valeur d’un champ")]
pub struct FieldValue {
    /// As printed; never trimmed of meaning, re-cased or corrected.
    #[schemars(title = "Texte imprimé")]
    pub text: Text,
    /// What it means; none when it could not be read, or for free text. Values with the same text may share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Lecture")]
    pub reading: Option<Arc<Reading>>,
    /// Where it stood; several when rows were joined.
    #[serde(default, skip_serializing_if = "Places::is_empty")]
    #[schemars(title = "Endroits")]
    pub places: Places,
}

impl FieldValue {
    /// A value with a text only.
    #[must_use]
    pub fn new(text: impl Into<Text>) -> Self {
        Self { text: text.into(), reading: None, places: Places::new() }
    }

    /// The same value with its reading.
    #[must_use]
    pub fn reading(mut self, reading: Option<Reading>) -> Self {
        self.reading = reading.map(Arc::new);
        self
    }

    /// What it means, when that could be read.
    #[must_use]
    pub fn meaning(&self) -> Option<&Reading> {
        self.reading.as_deref()
    }

    /// Texte à écrire: the printed text; an amount whose unit stood in the header of its column has it behind itself, for
    /// the header of a document that we write names none.
    ///
    /// ```
    /// use passerelle_core::{Budget, BudgetLine, FieldValue, Reading};
    /// let line = BudgetLine { amount: Some(3_000.into()), ..BudgetLine::default() };
    /// let budget = Budget { lines: vec![line], ..Budget::default() };
    /// let value = FieldValue::new("3").reading(Some(Reading::Budget(budget)));
    /// assert_eq!(value.written(), "3 k€");
    /// ```
    #[must_use]
    pub fn written(&self) -> String {
        let text = self.text.join("\n");
        match self.meaning() {
            Some(Reading::Budget(budget)) => budget.with_units(text),
            _ => text,
        }
    }

    /// The same value with one more place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.places.push(place);
        self
    }
}

/// Champs d'un élément, in the fixed order of [`Field`]: a map in one piece of memory, for they are few.
pub type Fields = LiteMap<Field, FieldValue>;

/// Notation by which a field's text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadingKind {
    /// Free text: no reading.
    Text,
    /// Échéance.
    Deadline,
    /// Budget.
    Budget,
    /// Personnes et services.
    People,
    /// État d'avancement.
    Status,
    /// Pourcentage.
    Progress,
    /// Indice de santé.
    Health,
    /// Priorité.
    Priority,
    /// ODD.
    Goals,
    /// Synergie.
    Synergy,
    /// Indicateurs.
    Indicators,
    /// ETP.
    FullTimeEquivalents,
    /// Nature de l'action (Plan HP).
    Nature,
    /// Bilans de juin et de décembre (Plan HP).
    Bilan,
}

macro_rules! fields {
    ($($variant:ident $name:literal $kind:ident $fr:literal / $en:literal,)+) => {
        /// Champ: a value an element can carry. The stable names are those of the flat register.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[schemars(title = "Champ")]
        #[non_exhaustive]
        pub enum Field { $(#[doc = $fr] #[serde(rename = $name)] $variant,)+ }

        impl Field {
            /// Every field, in canonical order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name: `deadline`, `ordinary_budget`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The notation its text is read by.
            #[must_use]
            pub fn kind(self) -> ReadingKind {
                match self { $(Self::$variant => ReadingKind::$kind),+ }
            }

            /// The label of a column or row that shows it.
            #[must_use]
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $(Self::$variant => lang.pick($fr, $en)),+ }
            }
        }
    };
}

fields! {
    PoliticalPilot "political_pilot" People "Mandataire" / "Political lead",
    AdministrativePilot "administrative_pilot" People "Responsable administratif" / "Administrative lead",
    Service "service" People "Service" / "Department",
    Agent "agent" People "Agent pilote" / "Officer",
    Bearer "bearer" People "Porteur" / "Bearer",
    Partners "partners" People "Partenaires" / "Partners",
    InternalPartners "internal_partners" People "Partenaires internes" / "Internal partners",
    ExternalPartners "external_partners" People "Partenaires externes" / "External partners",
    Steps "steps" Text "Étapes" / "Steps",
    Start "start" Deadline "Début prévu" / "Planned start",
    End "end" Deadline "Fin prévue" / "Planned end",
    EffectiveStart "effective_start" Deadline "Début effectif" / "Actual start",
    EffectiveEnd "effective_end" Deadline "Fin effective" / "Actual end",
    Deadline "deadline" Deadline "Échéance" / "Deadline",
    OrdinaryBudget "ordinary_budget" Budget "Budget ordinaire" / "Ordinary budget",
    ExtraordinaryBudget "extraordinary_budget" Budget "Budget extraordinaire" / "Extraordinary budget",
    Subsidies "subsidies" Budget "Subsides" / "Subsidies",
    Budget "budget" Budget "Budget" / "Budget",
    Financing "financing" Budget "Financement" / "Financing",
    HumanResources "human_resources" FullTimeEquivalents "Ressources humaines" / "Human resources",
    Priority "priority" Priority "Priorité" / "Priority",
    Status "status" Status "État d’avancement" / "Status",
    Progress "progress" Progress "Progression" / "Progress",
    Health "health" Health "Indice de santé" / "Health",
    Indicators "indicators" Indicators "Indicateurs" / "Indicators",
    Goals "goals" Goals "ODD" / "SDGs",
    Synergies "synergies" Synergy "Synergies" / "Synergies",
    Risks "risks" Text "Risques" / "Risks",
    Description "description" Text "Description" / "Description",
    Observation "observation" Text "Constat" / "Observation",
    Comments "comments" Text "Commentaires" / "Comments",
    Plans "plans" Text "Plans" / "Plans",
    ActionType "action_type" Text "Type d’action" / "Action type",
    Objectives "objectives" Text "Objectifs de l’action" / "Objectives of the action",
    Nature "nature" Nature "Nature de l’action" / "Nature of the action",
    Schedule "schedule" Deadline "Calendrier de réalisation" / "Schedule",
    Bilan "bilan" Bilan "Bilan de réalisation" / "Review",
}

impl Field {
    /// The field of a stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }
}

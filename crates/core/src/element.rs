use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Budget, Classification, ClassificationKind, Code, Deadline, Field, FieldValue, Fields, Lang, Place, Reading, Text,
};

/// Identifiant propre: unique in its document, kept by every format that can carry it. Not the printed code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Identifiant")]
pub struct ElementId(pub String);

impl ElementId {
    /// Identifiant d'ordre: that of the element with a number, counted from 1, in a document that gives none itself.
    ///
    /// ```
    /// use passerelle_core::ElementId;
    ///
    /// assert_eq!(ElementId::counted(12), ElementId::from("e12"));
    /// ```
    #[must_use]
    pub fn counted(number: usize) -> Self {
        let mut id = String::with_capacity(8);
        id.push('e');
        id.push_str(&number.to_string());
        Self(id)
    }

    /// Whether the id only counts the elements of one reading (`e12`): then it says nothing in another file.
    pub(crate) fn is_counted(&self) -> bool {
        let digits = self.0.strip_prefix('e');
        digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// The number of an id that counts the elements, as we write it: `e12`, not `e012`.
    pub(crate) fn number(&self) -> Option<usize> {
        let digits =
            self.0.strip_prefix('e').filter(|digits| digits.starts_with(|c: char| ('1'..='9').contains(&c)))?;
        digits.parse().ok()
    }
}

impl fmt::Display for ElementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ElementId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// Niveau d'un élément.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Niveau")]
pub enum Level {
    /// Objectif stratégique (OS).
    #[serde(rename = "os")]
    StrategicObjective,
    /// Objectif opérationnel (OO).
    #[serde(rename = "oo")]
    OperationalObjective,
    /// Action, projet or fiche.
    Action,
    /// Sous-action or étape.
    SubAction,
    /// Tâche.
    Task,
}

impl Level {
    /// Every level, from the top.
    pub const ALL: &'static [Self] =
        &[Self::StrategicObjective, Self::OperationalObjective, Self::Action, Self::SubAction, Self::Task];

    /// The stable name of the register: `os`, `oo`, `action`, `sub_action`, `task`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::StrategicObjective => "os",
            Self::OperationalObjective => "oo",
            Self::Action => "action",
            Self::SubAction => "sub_action",
            Self::Task => "task",
        }
    }

    /// The name for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::StrategicObjective => lang.pick("Objectif stratégique", "Strategic objective"),
            Self::OperationalObjective => lang.pick("Objectif opérationnel", "Operational objective"),
            Self::Action => lang.pick("Action", "Action"),
            Self::SubAction => lang.pick("Sous-action", "Sub-action"),
            Self::Task => lang.pick("Tâche", "Task"),
        }
    }

    /// So many of the level: `1 action`, `3 objectifs stratégiques`.
    ///
    /// ```
    /// use passerelle_core::{Lang, Level};
    /// assert_eq!(Level::OperationalObjective.counted(2, Lang::Fr), "2 objectifs opérationnels");
    /// assert_eq!(Level::OperationalObjective.counted(1, Lang::En), "1 operational objective");
    /// ```
    #[must_use]
    pub fn counted(self, count: usize, lang: Lang) -> String {
        let one = self.label(lang).to_lowercase();
        // Every word of the French names takes the s, the last one of the English names.
        let many = match lang {
            Lang::Fr => one.split(' ').map(|word| format!("{word}s")).collect::<Vec<_>>().join(" "),
            Lang::En => format!("{one}s"),
        };
        lang.counted(count, &one, &many)
    }
}

/// Intitulé: as printed, and the wording without printed code, level word and surrounding quotes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Intitulé")]
pub struct Title {
    /// As printed: `Action 1.1. Remettre en place…`.
    #[schemars(title = "Texte imprimé")]
    pub text: String,
    /// The wording alone: `Remettre en place…`; empty when none is printed.
    #[schemars(title = "Libellé")]
    pub wording: String,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Endroit")]
    pub place: Option<Place>,
}

impl From<&str> for Title {
    fn from(wording: &str) -> Self {
        Self { text: wording.to_owned(), wording: wording.to_owned(), place: None }
    }
}

impl From<String> for Title {
    fn from(wording: String) -> Self {
        Self { text: wording.clone(), wording, place: None }
    }
}

/// Donnée supplémentaire: a cell whose column means nothing known; header label and text, written back by every
/// format that can.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Donnée supplémentaire")]
pub struct Extra {
    /// The header's words; empty for a column without header.
    #[schemars(title = "En-tête")]
    pub label: String,
    /// The text.
    #[schemars(title = "Texte")]
    pub text: String,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Endroit")]
    pub place: Option<Place>,
}

/// Élément d'un programme: objectif stratégique, objectif opérationnel, action, sous-action or tâche.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Élément")]
pub struct Element {
    /// Own id.
    #[schemars(title = "Identifiant")]
    pub id: ElementId,
    /// Niveau.
    #[schemars(title = "Niveau")]
    pub level: Level,
    /// The element it belongs to; it stands earlier in the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Élément parent")]
    pub parent: Option<ElementId>,
    /// Further objectives that an action serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Sert aussi")]
    pub also_serves: Vec<ElementId>,
    /// Code imprimé.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Code imprimé")]
    pub code: Option<Code>,
    /// Intitulé.
    #[schemars(title = "Intitulé")]
    pub title: Title,
    /// Volet, domaine, objectif politique, catégorie set at this element.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Classements")]
    pub classifications: Vec<Classification>,
    /// Champs.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    #[schemars(title = "Champs", with = "BTreeMap<Field, FieldValue>")]
    pub fields: Fields,
    /// Données supplémentaires.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Données supplémentaires")]
    pub extras: Vec<Extra>,
}

impl Element {
    /// An element with a title only.
    #[must_use]
    pub fn new(id: impl Into<ElementId>, level: Level, title: impl Into<Title>) -> Self {
        Self {
            id: id.into(),
            level,
            parent: None,
            also_serves: Vec::new(),
            code: None,
            title: title.into(),
            classifications: Vec::new(),
            fields: Fields::new(),
            extras: Vec::new(),
        }
    }

    /// Gives a field its text and what it means; a former value goes. `None` as reading suits free text.
    ///
    /// ```
    /// use passerelle_core::{Deadline, Element, Field, Level, Period, Reading};
    /// let mut action = Element::new("a1", Level::Action, "Rencontrer les nouveaux habitants");
    /// let year = Reading::Deadline(Deadline::At { at: Period::Year { year: 2025 }.into() });
    /// action.set(Field::Schedule, "toute l’année 2025", year).set(Field::Bilan, "12 visites", None);
    /// assert_eq!(action.field(Field::Bilan).map(|value| value.text.join(" ")).as_deref(), Some("12 visites"));
    /// ```
    pub fn set(&mut self, field: Field, text: impl Into<Text>, reading: impl Into<Option<Reading>>) -> &mut Self {
        self.fields.insert(field, FieldValue::new(text).reading(reading.into()));
        self
    }

    /// Gives a field what it means, in its canonical French words.
    ///
    /// ```
    /// use passerelle_core::{Element, Field, Level, Nature, Reading};
    /// let mut action = Element::new("a1", Level::Action, "Rencontrer les nouveaux habitants");
    /// action.set_reading(Field::Nature, Reading::Nature(Nature::New));
    /// assert_eq!(action.field(Field::Nature).map(|value| value.text.join(" ")).as_deref(), Some("nouvelle action"));
    /// ```
    pub fn set_reading(&mut self, field: Field, reading: Reading) -> &mut Self {
        self.set(field, reading.to_french(), reading)
    }

    /// The value of a field.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<&FieldValue> {
        self.fields.get(&field)
    }

    /// The reading of a field.
    #[must_use]
    pub fn reading(&self, field: Field) -> Option<&Reading> {
        self.field(field)?.meaning()
    }

    /// The échéance as read.
    #[must_use]
    pub fn deadline(&self) -> Option<&Deadline> {
        match self.reading(Field::Deadline)? {
            Reading::Deadline(deadline) => Some(deadline),
            _ => None,
        }
    }

    /// A budget field as read.
    #[must_use]
    pub fn budget(&self, field: Field) -> Option<&Budget> {
        match self.reading(field)? {
            Reading::Budget(budget) => Some(budget),
            _ => None,
        }
    }

    /// The classification of a kind set at this very element.
    #[must_use]
    pub fn classification(&self, kind: ClassificationKind) -> Option<&Classification> {
        self.classifications.iter().find(|c| c.kind == kind)
    }
}

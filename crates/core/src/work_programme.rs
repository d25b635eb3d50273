use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::form::WorkProgrammeForm;
use crate::{
    Code, Element, ElementId, Extra, Institution, InstitutionKind, Level, Outline, Place, Source, Title, french,
};

/// Programme de travail du Plan HP: the yearly form of the DiCS. The elements are the form's objectifs
/// stratégiques (level OS) and their actions, whose fields are `objectives`, `nature`, `schedule` and `bilan`.
/// Source: the 2024 form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Programme de travail du Plan HP")]
pub struct WorkProgramme {
    /// Année du programme.
    #[schemars(title = "Année")]
    pub year: i16,
    /// Commune.
    #[schemars(title = "Commune")]
    pub institution: Institution,
    /// Validation by the Collège communal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Validation par le Collège communal")]
    pub validation: Option<Validation>,
    /// Objectifs stratégiques et actions.
    #[schemars(title = "Éléments")]
    pub outline: Outline,
    /// Données supplémentaires of the form as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Données supplémentaires")]
    pub extras: Vec<Extra>,
    /// Fichiers sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Sources")]
    pub sources: Vec<Source>,
}

impl WorkProgramme {
    /// The programme of a year with the objectifs stratégiques of its form and no action yet.
    ///
    /// ```
    /// use passerelle_core::{Field, Nature, Reading, WorkProgramme};
    /// let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
    /// programme
    ///     .add_action(1, "Rencontrer les ménages de la zone inondable")
    ///     .set(Field::Objectives, "Identifier les besoins de relogement", None)
    ///     .set_reading(Field::Nature, Reading::Nature(Nature::New));
    /// assert_eq!(programme.outline.elements().len(), 5);
    /// ```
    #[must_use]
    pub fn new(year: i16) -> Self {
        let mut programme = Self { year, ..Self::default() };
        // A form of this version always loads (tests); without one the objectives come with their actions.
        for objective in WorkProgrammeForm::builtin(year).map(|form| form.objectives).unwrap_or_default() {
            let title = Title { text: objective.printed(), wording: objective.title, place: None };
            programme.add_objective(objective.number, title);
        }
        programme
    }

    /// The same for a commune.
    #[must_use]
    pub fn commune(mut self, name: impl Into<String>) -> Self {
        self.institution.name = Some(name.into());
        self.institution.kind = Some(InstitutionKind::Commune);
        self
    }

    /// The same, validated by the Collège communal on a day.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let programme = passerelle_core::WorkProgramme::new(2024).validated(date(2023, 12, 18));
    /// assert_eq!(programme.validation.map(|validation| validation.text).as_deref(), Some("18 décembre 2023"));
    /// ```
    #[must_use]
    pub fn validated(mut self, date: Date) -> Self {
        self.validation = Some(Validation { text: french::date(date), date: Some(date), place: None });
        self
    }

    /// Adds an action, with the next number, under the objectif stratégique of a number, and gives it back to be
    /// filled. An objective that is not there yet is added without wording.
    pub fn add_action(&mut self, objective: u16, title: &str) -> &mut Element {
        let numbered = |element: &&Element| {
            element.code.as_ref().is_some_and(|code| code.numbers.first() == Some(&u32::from(objective)))
        };
        let found = self.outline.of_level(Level::StrategicObjective).find(numbered).map(|element| element.id.clone());
        let parent = found.unwrap_or_else(|| {
            let text = format!("Objectif stratégique {objective}");
            self.add_objective(objective, Title { text, wording: String::new(), place: None })
        });
        let number = self.outline.children(Some(&parent)).count() + 1;
        let title = Title { text: format!("{number}. {title}"), wording: title.to_owned(), place: None };
        let action = self.outline.add_under(Some(&parent), Level::Action, title);
        action.code = Some(Code::new(number.to_string()));
        action
    }

    fn add_objective(&mut self, number: u16, title: Title) -> ElementId {
        let element = self.outline.add_under(None, Level::StrategicObjective, title);
        element.code = Some(Code::new(number.to_string()));
        element.id.clone()
    }
}

/// Validation par le Collège communal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Validation par le Collège communal")]
pub struct Validation {
    /// As printed: `18 décembre 2023`.
    #[schemars(title = "Texte imprimé")]
    pub text: String,
    /// The date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Date")]
    pub date: Option<Date>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Endroit")]
    pub place: Option<Place>,
}

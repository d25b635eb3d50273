use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Extra, Institution, Outline, Place, Source};

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

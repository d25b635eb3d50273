use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Extra, Institution, Legislature, Outline, Title};

/// Programme stratégique transversal (PST). Law: CDLD art. L1123-27 (commune), loi organique art. 27ter (CPAS).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Programme stratégique transversal")]
pub struct Pst {
    /// Institution.
    #[schemars(title = "Institution")]
    pub institution: Institution,
    /// Intitulé du document, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Intitulé du document")]
    pub title: Option<Title>,
    /// Législature.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Législature")]
    pub legislature: Option<Legislature>,
    /// Déclaration de politique the programme rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Déclaration de politique")]
    pub declaration: Option<Declaration>,
    /// Objectifs et actions.
    #[schemars(title = "Éléments")]
    pub outline: Outline,
    /// Données supplémentaires of the document as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Données supplémentaires")]
    pub extras: Vec<Extra>,
    /// Fichiers sources, in the order that places count them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Sources")]
    pub sources: Vec<Source>,
}

/// Déclaration de politique communale, sociale or provinciale (DPC, DPS, DPP).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Déclaration de politique")]
pub struct Declaration {
    /// As printed.
    #[schemars(title = "Texte imprimé")]
    pub text: String,
    /// Date of adoption.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Date d’adoption")]
    pub adopted_on: Option<Date>,
}

/// Source: a file the document was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Source")]
pub struct Source {
    /// File name without folder.
    #[schemars(title = "Nom du fichier")]
    pub name: String,
    /// Format found in the content: `xlsx`, `docx`, `csv`, `txt`.
    #[schemars(title = "Format")]
    pub format: String,
    /// The layout recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Disposition reconnue")]
    pub layout: Option<String>,
}

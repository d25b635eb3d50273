//! Dossier d'adhésion: the parts that public sources name, as data, and what a municipality fills in. The official form
//! is not public; nothing here claims to be it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Equipments;
use crate::document::{from_envelope, to_envelope};
use crate::form::FormError;
use crate::{Bilingual, Diagnostic, DiagnosticKind, JsonError, WorkProgramme};

/// Parties du dossier d'adhésion. Source: wallonie.be, démarche 4573, and the adhesion page of the DiCS.
///
/// ```
/// let form = passerelle_core::plan_hp::AdhesionForm::builtin()?;
/// let parts: Vec<_> = form.parts.iter().map(|part| part.key.as_str()).collect();
/// assert_eq!(parts, ["identification", "diagnostic", "acteurs", "programme", "decisions"]);
/// # Ok::<(), passerelle_core::form::FormError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AdhesionForm {
    title: String,
    title_english: String,
    notice: String,
    notice_english: String,
    /// Where the parts come from.
    pub source: String,
    /// The convention that the roles of the actors come from.
    pub convention: String,
    /// The parts, in order.
    #[serde(rename = "part")]
    pub parts: Vec<AdhesionPart>,
}

/// Partie du dossier.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AdhesionPart {
    /// Stable name.
    pub key: String,
    title: String,
    english: String,
    /// What it holds.
    pub holds: AdhesionHolds,
    /// Its places to fill in.
    #[serde(rename = "field", default)]
    pub fields: Vec<AdhesionField>,
}

/// Contenu d'une partie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AdhesionHolds {
    /// A line per datum.
    Fields,
    /// The equipments and their residents.
    Equipments,
    /// A line per local actor.
    Actors,
    /// The work programme.
    Programme,
}

/// Donnée du dossier.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AdhesionField {
    /// Stable name, as in [`Adhesion::fields`].
    pub key: String,
    label: String,
    english: String,
    /// It is a day.
    #[serde(default)]
    pub date: bool,
}

impl AdhesionForm {
    /// The parts that this version knows.
    ///
    /// # Errors
    /// [`FormError`] if they do not load, which the tests exclude.
    pub fn builtin() -> Result<Self, FormError> {
        let text = include_str!("../../data/adhesion.toml");
        toml::from_str(text).map_err(|error| FormError::content("adhesion.toml", text, &error))
    }

    /// The title of the document.
    #[must_use]
    pub fn title(&self) -> Bilingual {
        Bilingual::new(&self.title, &self.title_english)
    }

    /// What the first page says of the document: that it is a draft.
    #[must_use]
    pub fn notice(&self) -> Bilingual {
        Bilingual::new(&self.notice, &self.notice_english)
    }

    /// The places to fill in of all parts.
    pub fn fields(&self) -> impl Iterator<Item = &AdhesionField> {
        self.parts.iter().flat_map(|part| &part.fields)
    }
}

impl AdhesionPart {
    /// Its heading.
    #[must_use]
    pub fn title(&self) -> Bilingual {
        Bilingual::new(&self.title, &self.english)
    }
}

impl AdhesionField {
    /// Its label.
    #[must_use]
    pub fn label(&self) -> Bilingual {
        Bilingual::new(&self.label, &self.english)
    }
}

/// Dossier d'adhésion d'une commune: what is known of it. What is not given stays a place to fill in.
///
/// ```
/// use passerelle_core::plan_hp::Adhesion;
/// let json = r#"{"format": "passerelle", "version": 1, "document": {"plan_hp_adhesion": {
///     "fields": {"commune": "Valmont-sur-Ourthe", "chef_de_projet": "A. Lambert"}}}}"#;
/// let adhesion = Adhesion::from_json(json)?;
/// assert_eq!(adhesion.field("commune"), Some("Valmont-sur-Ourthe"));
/// assert_eq!(adhesion.field("adresse"), None);
/// # Ok::<(), passerelle_core::JsonError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Adhesion {
    /// Texts by the stable names of [`AdhesionField::key`]; `chef_de_projet_coordonnees` for how to reach an actor.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// The equipments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equipments: Option<Equipments>,
    /// The work programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<WorkProgramme>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Paper<A> {
    PlanHpAdhesion(A),
}

impl Adhesion {
    /// The file of a municipality whose work programme is known.
    #[must_use]
    pub fn of_programme(programme: WorkProgramme) -> Self {
        Self { programme: Some(programme), ..Self::default() }
    }

    /// The text of a place to fill in; the municipality is also that of the programme or of the equipments.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&str> {
        let given = self.fields.get(key).map(String::as_str);
        let named = || {
            let of_programme = self.programme.as_ref().and_then(|programme| programme.institution.name.as_deref());
            let of_equipments = || self.equipments.as_ref()?.commune.as_deref();
            of_programme.filter(|name| name.contains(char::is_alphanumeric)).or_else(of_equipments)
        };
        let found = if key == "commune" { given.or_else(named) } else { given };
        found.filter(|text| !text.trim().is_empty())
    }

    /// What is missing, and that the document is a draft. Names in the data that no part knows are said too.
    #[must_use]
    pub fn diagnostics(&self, form: &AdhesionForm) -> Vec<Diagnostic> {
        let draft = Diagnostic::new(DiagnosticKind::AdhesionDraft).saying("source", Bilingual::quoted(&form.source));
        let mut found = vec![draft];
        for part in &form.parts {
            let absent = part.fields.iter().filter(|field| self.field(&field.key).is_none());
            let mut missing: Vec<Bilingual> = absent.map(AdhesionField::label).collect();
            match part.holds {
                AdhesionHolds::Equipments if self.equipments.as_ref().is_none_or(|known| known.records.is_empty()) => {
                    missing.push(Bilingual::new("tableau des équipements", "table of equipments"));
                }
                AdhesionHolds::Programme if self.programme.is_none() => {
                    missing.push(Bilingual::new("programme de travail", "work programme"));
                }
                _ => {}
            }
            if !missing.is_empty() {
                let list = |lang| missing.iter().map(|what| what.text(lang)).collect::<Vec<_>>().join(", ");
                let said = Diagnostic::new(DiagnosticKind::AdhesionMissing).saying("part", part.title());
                found.push(said.saying("what", Bilingual::of(list)));
            }
        }
        let known = |key: &str| {
            let reached = key.strip_suffix("_coordonnees");
            let actors = || form.parts.iter().filter(|part| part.holds == AdhesionHolds::Actors);
            form.fields().any(|field| field.key == key)
                || reached.is_some_and(|key| actors().flat_map(|part| &part.fields).any(|field| field.key == key))
        };
        for key in self.fields.keys().filter(|key| !known(key)) {
            found.push(Diagnostic::new(DiagnosticKind::AdhesionUnknown).saying("key", Bilingual::quoted(key)));
        }
        found
    }

    /// The canonical JSON.
    ///
    /// # Errors
    /// [`JsonError::Content`] if serialisation fails, which no document made by this library does.
    pub fn to_json(&self) -> Result<String, JsonError> {
        to_envelope(&Paper::PlanHpAdhesion(self))
    }

    /// Reads canonical JSON.
    ///
    /// # Errors
    /// [`JsonError`] when it is no JSON, not of an adhesion file, or of another version.
    pub fn from_json(json: &str) -> Result<Self, JsonError> {
        let Paper::PlanHpAdhesion(adhesion) = from_envelope(json)?;
        Ok(adhesion)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Convention;
    use super::*;

    #[test]
    fn the_actors_are_those_that_the_convention_compels() {
        let form = AdhesionForm::builtin().unwrap();
        let convention = Convention::builtin(&form.convention).unwrap().unwrap();
        let actors = form.parts.iter().find(|part| part.holds == AdhesionHolds::Actors).unwrap();
        let listed: Vec<_> = actors.fields.iter().map(|field| field.key.as_str()).collect();
        let duties = convention.duties(0);
        let compelled = duties.iter().filter(|duty| duty.presence == super::super::Presence::Compulsory);
        assert_eq!(listed, compelled.map(|duty| duty.actor.key.as_str()).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_missing_is_said_and_nothing_is_made_up() {
        let form = AdhesionForm::builtin().unwrap();
        let mut adhesion = Adhesion::of_programme(WorkProgramme::new(2024).commune("Valmont"));
        let missing = |adhesion: &Adhesion, code: &str| {
            adhesion.diagnostics(&form).iter().filter(|found| found.code() == code).count()
        };
        // Of all parts but the programme.
        assert_eq!((missing(&adhesion, "H351"), missing(&adhesion, "H352"), missing(&adhesion, "H353")), (4, 1, 0));
        for key in ["chef_de_projet", "mission_accompagnement", "mandataires"] {
            adhesion.fields.insert(key.into(), "A. Lambert".into());
        }
        adhesion.fields.insert("chef_de_projet_coordonnees".into(), "081/00.00.00".into());
        adhesion.fields.insert("couleur".into(), "bleu".into());
        assert_eq!((missing(&adhesion, "H351"), missing(&adhesion, "H353")), (3, 1));
        assert_eq!(Adhesion::from_json(&adhesion.to_json().unwrap()).unwrap(), adhesion);
    }
}

//! Dossier d'adhésion: the parts that public sources name, as data, and what a municipality fills in. The official form
//! is not public; nothing here claims to be it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{EquipmentYear, Equipments, Figure};
use crate::document::{from_envelope, to_envelope};
use crate::form::FormError;
use crate::{Bilingual, Diagnostic, DiagnosticKind, Element, Field, JsonError, Level, WorkProgramme, fold};

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
                AdhesionHolds::Equipments => missing.extend(self.missing_of_equipments()),
                AdhesionHolds::Actors => {
                    let reached = |field: &&AdhesionField| self.field(&format!("{}_coordonnees", field.key)).is_none();
                    missing.extend(part.fields.iter().filter(reached).map(|field| {
                        let label = field.label();
                        let (fr, en) = (&label.fr, &label.en);
                        Bilingual::new(format!("coordonnées ({fr})"), format!("how to reach ({en})"))
                    }));
                }
                AdhesionHolds::Programme => missing.extend(self.missing_of_programme()),
                AdhesionHolds::Fields => {}
            }
            if !missing.is_empty() {
                let list = |lang| missing.iter().map(|what| what.text(lang)).collect::<Vec<_>>().join(", ");
                let said = Diagnostic::new(DiagnosticKind::AdhesionMissing).saying("part", part.title());
                found.push(said.saying("what", Bilingual::of(list)));
            }
        }
        let communes = [
            self.programme.as_ref().and_then(|programme| programme.institution.name.as_deref()),
            self.equipments.as_ref().and_then(|equipments| equipments.commune.as_deref()),
        ];
        if let [Some(programme), Some(equipments)] = communes
            && fold(programme) != fold(equipments)
        {
            let said = Diagnostic::new(DiagnosticKind::AdhesionCommunes).saying("first", Bilingual::quoted(programme));
            found.push(said.saying("second", Bilingual::quoted(equipments)));
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

    /// What the newest year of the equipments leaves open.
    fn missing_of_equipments(&self) -> Option<Bilingual> {
        let none = Bilingual::new("tableau des équipements", "table of equipments");
        let Some(equipments) = self.equipments.as_ref().filter(|known| !known.records.is_empty()) else {
            return Some(none);
        };
        let open = |record: &&EquipmentYear| {
            let counted = |figure| record.number(figure).is_some();
            record.phase.is_none()
                || record.legal_status.as_deref().is_none_or(|status| status.trim().is_empty())
                || !counted(Figure::Domiciled)
                || !counted(Figure::Undomiciled)
        };
        let newest = equipments.years().last().copied();
        let names: Vec<&str> = equipments.of_year(newest).filter(open).map(|record| record.name.as_str()).collect();
        let words = |start: &str, quoted: &dyn Fn(&str) -> String| {
            format!("{start}{}", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "))
        };
        let french = words("phase, statut ou résidents de ", &|name| Bilingual::quoted(name).fr);
        let english = words("phase, status or residents of ", &|name| Bilingual::quoted(name).en);
        (!names.is_empty()).then(|| Bilingual::new(french, english))
    }

    /// What the programme leaves open.
    fn missing_of_programme(&self) -> Option<Bilingual> {
        let Some(programme) = &self.programme else {
            return Some(Bilingual::new("programme de travail", "work programme"));
        };
        let actions: Vec<&Element> = programme.outline.of_level(Level::Action).collect();
        if actions.is_empty() {
            return Some(Bilingual::new("actions du programme de travail", "actions of the work programme"));
        }
        let told = |action: &Element, field| {
            action.field(field).is_some_and(|value| value.text.iter().any(|text| !text.trim().is_empty()))
        };
        let fields = [Field::Objectives, Field::Nature, Field::Schedule];
        let open = actions.iter().filter(|action| !fields.iter().all(|field| told(action, *field))).count();
        (open > 0).then(|| {
            Bilingual::of(|lang| {
                let one = lang.pick(
                    "action sans objectifs, nature ou calendrier",
                    "action without objectives, nature or schedule",
                );
                let many = lang.pick(
                    "actions sans objectifs, nature ou calendrier",
                    "actions without objectives, nature or schedule",
                );
                lang.counted(open, one, many)
            })
        })
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
        // Of all parts.
        assert_eq!((missing(&adhesion, "H351"), missing(&adhesion, "H352"), missing(&adhesion, "H353")), (5, 1, 0));
        for key in ["chef_de_projet", "mission_accompagnement", "mandataires"] {
            adhesion.fields.insert(key.into(), "A. Lambert".into());
            adhesion.fields.insert(format!("{key}_coordonnees"), "081/00.00.00".into());
        }
        adhesion.fields.insert("couleur".into(), "bleu".into());
        let mut record = EquipmentYear::new("Fraity", 2024);
        record.phase = Some(super::super::Phase::Two.into());
        record.legal_status = Some("zone de loisirs".into());
        record.set(Figure::Domiciled, 4);
        adhesion.equipments = Some(Equipments::new(Some("Couvin".into()), vec![record.clone()]));
        assert_eq!((missing(&adhesion, "H351"), missing(&adhesion, "H353"), missing(&adhesion, "H354")), (4, 1, 1));
        record.set(Figure::Undomiciled, 0);
        adhesion.equipments = Some(Equipments::new(Some("VALMONT".into()), vec![record]));
        assert_eq!((missing(&adhesion, "H351"), missing(&adhesion, "H354")), (3, 0));
        assert_eq!(Adhesion::from_json(&adhesion.to_json().unwrap()).unwrap(), adhesion);
    }
}

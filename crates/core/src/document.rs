use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Institution, Outline, Pst, Source, WorkProgramme};

/// Nom du format: the `format` of every canonical JSON document.
pub const FORMAT_NAME: &str = "passerelle";
/// Version du format: the `version` of the canonical JSON.
pub const FORMAT_VERSION: u32 = 1;

/// Document: a PST or a Plan HP work programme.
///
/// ```
/// use passerelle_core::{Document, Pst};
/// let document = Document::Pst(Pst::default());
/// let json = document.to_json()?;
/// assert_eq!(Document::from_json(&json)?, document);
/// # Ok::<(), passerelle_core::JsonError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Document")]
#[non_exhaustive]
pub enum Document {
    /// Programme stratégique transversal.
    Pst(Pst),
    /// Programme de travail du Plan HP.
    PlanHpWorkProgramme(WorkProgramme),
}

/// Erreur de lecture du JSON canonique.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum JsonError {
    /// Not JSON of the schema.
    #[error("not a canonical Passerelle document: {0}")]
    Content(#[from] serde_json::Error),
    /// Of another program or a later version.
    #[error("format {format} version {version} is not read; this is {FORMAT_NAME} version {FORMAT_VERSION}")]
    Version {
        /// The `format` found.
        format: String,
        /// The `version` found.
        version: u32,
    },
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Document Passerelle")]
struct Envelope<D> {
    /// Always `passerelle`.
    #[schemars(title = "Format")]
    format: String,
    /// Version du format.
    #[schemars(title = "Version du format")]
    version: u32,
    /// Le document.
    #[schemars(title = "Document")]
    document: D,
}

/// A document in its envelope: two spaces, fixed order of keys, a line end at the end.
pub(crate) fn to_envelope<D: Serialize>(document: &D) -> Result<String, JsonError> {
    let envelope = Envelope { format: FORMAT_NAME.to_owned(), version: FORMAT_VERSION, document };
    let mut json = serde_json::to_string_pretty(&envelope)?;
    json.push('\n');
    Ok(json)
}

/// The document of an envelope of this format and version.
pub(crate) fn from_envelope<D: DeserializeOwned>(json: &str) -> Result<D, JsonError> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    let head: Head = serde_json::from_str(json)?;
    if head.format != FORMAT_NAME || head.version != FORMAT_VERSION {
        return Err(JsonError::Version { format: head.format, version: head.version });
    }
    Ok(serde_json::from_str::<Envelope<D>>(json)?.document)
}

impl Document {
    /// The canonical JSON: two spaces, fixed order of keys, a line end at the end.
    ///
    /// # Errors
    /// [`JsonError::Content`] if serialisation fails, which no document made by this library does.
    pub fn to_json(&self) -> Result<String, JsonError> {
        to_envelope(self)
    }

    /// Reads canonical JSON.
    ///
    /// # Errors
    /// [`JsonError`] when it is no JSON, not of the schema, or of another version.
    pub fn from_json(json: &str) -> Result<Self, JsonError> {
        from_envelope(json)
    }

    /// The JSON Schema (draft 2020-12) of the canonical JSON, with French titles.
    #[must_use]
    pub fn json_schema() -> serde_json::Value {
        schema_for!(Envelope<Self>).to_value()
    }

    /// The stable name of the kind, as in the register: `pst`, `plan_hp_work_programme`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Pst(_) => "pst",
            Self::PlanHpWorkProgramme(_) => "plan_hp_work_programme",
        }
    }

    /// The elements.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        match self {
            Self::Pst(pst) => &pst.outline,
            Self::PlanHpWorkProgramme(programme) => &programme.outline,
        }
    }

    /// The institution.
    #[must_use]
    pub fn institution(&self) -> &Institution {
        match self {
            Self::Pst(pst) => &pst.institution,
            Self::PlanHpWorkProgramme(programme) => &programme.institution,
        }
    }

    /// The files it was read from.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        match self {
            Self::Pst(pst) => &pst.sources,
            Self::PlanHpWorkProgramme(programme) => &programme.sources,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Every object property and every definition of a schema that has no title.
    fn untitled(schema: &Value, path: &str, found: &mut Vec<String>) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (name, property) in properties {
                // The tag of an internally tagged list names the variant; its definition carries the title.
                let tag = property.get("const").is_some();
                if property.get("title").is_none() && !tag && !path.contains("/oneOf") {
                    found.push(format!("{path}/{name}"));
                }
            }
        }
        for key in ["oneOf", "anyOf", "allOf"] {
            for (at, variant) in schema.get(key).and_then(Value::as_array).into_iter().flatten().enumerate() {
                untitled(variant, &format!("{path}/{key}{at}"), found);
            }
        }
    }

    #[test]
    fn every_definition_and_property_of_the_schema_has_a_french_title() {
        let schema = Document::json_schema();
        let mut found = Vec::new();
        untitled(&schema, "", &mut found);
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            if definition.get("title").is_none() {
                found.push(name.clone());
            }
            untitled(definition, name, &mut found);
        }
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn json_of_another_version_or_with_unknown_keys_is_refused() {
        let json = Document::Pst(Pst::default()).to_json().unwrap();
        let later = json.replacen("\"version\": 1", "\"version\": 2", 1);
        assert!(matches!(Document::from_json(&later), Err(JsonError::Version { version: 2, .. })));
        let unknown = json.replacen("\"institution\"", "\"institutions\"", 1);
        assert!(matches!(Document::from_json(&unknown), Err(JsonError::Content(_))));
    }
}

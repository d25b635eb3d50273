use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Bilans de juin et de décembre: the two reviews of a year, when one cell of the form tells them apart. The form
/// has one column for both (2024 form, band B; convention 2022-2025, art. 2.1: twice a year).
///
/// ```
/// use passerelle_core::Bilan;
/// let bilan = Bilan { june: Some("12 visites".into()), december: Some("31 visites".into()) };
/// assert_eq!(bilan.to_french(), "Juin : 12 visites\nDécembre : 31 visites");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Bilans de juin et de décembre")]
pub struct Bilan {
    /// Bilan de juin.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Bilan de juin")]
    pub june: Option<String>,
    /// Bilan de décembre.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Bilan de décembre")]
    pub december: Option<String>,
}

impl Bilan {
    /// Both reviews in one text, each on a line of its own with its month.
    #[must_use]
    pub fn to_french(&self) -> String {
        let line = |month: &str, text: &Option<String>| text.as_ref().map(|text| format!("{month} : {text}"));
        [line("Juin", &self.june), line("Décembre", &self.december)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\n")
    }
}

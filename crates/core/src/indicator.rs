use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Indicateur: what is measured, the target and what was reached.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Indicateur")]
pub struct Indicator {
    /// Libellé.
    #[schemars(title = "Libellé")]
    pub label: String,
    /// Valeur à atteindre.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Valeur à atteindre")]
    pub target: Option<Decimal>,
    /// Valeur déjà atteinte.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Valeur atteinte")]
    pub reached: Option<Decimal>,
    /// Unité.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Unité")]
    pub unit: Option<String>,
    /// Année.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Année")]
    pub year: Option<i16>,
}

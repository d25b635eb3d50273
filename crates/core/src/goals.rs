use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Objectif de développement durable (ODD): one of the 17 UN goals, or one of the four *enjeux* used in Wallonia
/// (source: UVCW; the Anderlues sheets).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "list", rename_all = "snake_case")]
#[schemars(title = "Objectif de développement durable")]
#[non_exhaustive]
pub enum Goal {
    /// UN goal 1 to 17.
    Un {
        /// Its number.
        number: u8,
    },
    /// Enjeu 1 to 4.
    Enjeu {
        /// Its number.
        number: u8,
    },
}

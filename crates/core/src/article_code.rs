use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Article budgétaire: function and economic code, printed `840107/124-02`.
/// Source: facts on the notation in the Jemeppe grid; economic codes are always three and two digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Article budgétaire")]
pub struct ArticleCode {
    /// Code fonctionnel, three to eight digits.
    #[schemars(title = "Code fonctionnel")]
    pub function: String,
    /// Code économique, `ddd-dd`.
    #[schemars(title = "Code économique")]
    pub economic: String,
}

/// Service budgétaire: ordinary or extraordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Service budgétaire")]
pub enum BudgetService {
    /// Service ordinaire.
    Ordinary,
    /// Service extraordinaire.
    Extraordinary,
}

impl fmt::Display for ArticleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.function, self.economic)
    }
}

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

impl ArticleCode {
    /// Service budgétaire that the economic code implies: its last two digits are 01 to 49 in the ordinary service,
    /// 51 to 98 in the extraordinary one. Source: plan comptable communal (124-02 O, 723-60 E).
    ///
    /// ```
    /// use passerelle_core::{ArticleCode, BudgetService};
    /// let article = ArticleCode { function: "840107".into(), economic: "124-02".into() };
    /// assert_eq!(article.service(), Some(BudgetService::Ordinary));
    /// ```
    #[must_use]
    pub fn service(&self) -> Option<BudgetService> {
        let (_, nature) = self.economic.split_once('-')?;
        match nature.parse::<u8>().ok()? {
            1..=49 => Some(BudgetService::Ordinary),
            51..=98 => Some(BudgetService::Extraordinary),
            _ => None,
        }
    }
}

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ArticleCode, BudgetService};

/// Budget: what a budget cell says, as lines of exact amounts, or a mention instead of amounts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Budget")]
pub struct Budget {
    /// Lignes de budget, in printed order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Lignes")]
    pub lines: Vec<BudgetLine>,
    /// Mention sans montant: none, to define, pro memoria.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Mention")]
    pub mention: Option<BudgetMention>,
}

/// Ligne de budget: an amount in euros with what the cell says of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Ligne de budget")]
pub struct BudgetLine {
    /// Montant en euros, exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Montant (EUR)")]
    pub amount: Option<Decimal>,
    /// Montant maximal, when a range is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Montant maximal (EUR)")]
    pub up_to: Option<Decimal>,
    /// Part du coût, in percent, that the source pays: `80 % RW`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Part (%)")]
    pub share: Option<Decimal>,
    /// Montant par an (`/an`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(title = "Par an")]
    pub per_year: bool,
    /// Exercice, when one is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Exercice")]
    pub year: Option<i16>,
    /// Service ordinaire or extraordinaire, when the line itself says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Service")]
    pub service: Option<BudgetService>,
    /// Source de financement: Wallonie, Europe, Province, fonds propres.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Source de financement")]
    pub source: Option<String>,
    /// Article budgétaire.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Article")]
    pub article: Option<ArticleCode>,
    /// Intitulé de l'article.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Intitulé")]
    pub label: Option<String>,
    /// Remarque: whatever else the cell says of this line.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Remarque")]
    pub note: Option<String>,
}

/// Mention sans montant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Mention budgétaire")]
#[non_exhaustive]
pub enum BudgetMention {
    /// `/`, `néant`, `-`: no budget.
    None,
    /// `à définir`, `à chiffrer`.
    ToDefine,
    /// `PM`, pour mémoire.
    ProMemoria,
    /// `selon subside`.
    DependsOnSubsidy,
}

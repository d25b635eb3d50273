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

impl Budget {
    /// The lines of its text, each with the unit in which its number counts: thousands or millions that a header named.
    pub(crate) fn with_units(&self, text: String) -> String {
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() != self.lines.len() {
            return text;
        }
        let counted = |(line, read): (&&str, &BudgetLine)| {
            let unit = read.amount.and_then(|amount| unit_of(line, amount))?;
            Some(format!("{} {unit}", line.trim_end()))
        };
        let written: Vec<Option<String>> = lines.iter().zip(&self.lines).map(counted).collect();
        if written.iter().all(Option::is_none) {
            return text;
        }
        let written = lines.iter().zip(written).map(|(line, counted)| counted.unwrap_or_else(|| (*line).to_owned()));
        written.collect::<Vec<_>>().join("\n")
    }
}

/// The unit that makes an amount of a number without one: `3`, or `2025 : 3` of a column of a year.
fn unit_of(line: &str, amount: Decimal) -> Option<&'static str> {
    let number = line.rsplit_once(" : ").map_or(line, |(_, number)| number).trim();
    let mut signs = number.chars().filter(|c| !c.is_ascii_digit());
    if number.is_empty() || signs.any(|c| !matches!(c, ' ' | '.' | ',' | '\u{a0}' | '\u{202f}')) {
        return None;
    }
    let digits: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    // A comma or a point may part decimals or thousands: what was read tells.
    let ways = [digits.replace(',', "."), digits.replace('.', "").replace(',', "."), digits.replace(['.', ','], "")];
    let is = |times: u32| {
        let product = |way: &String| way.parse::<Decimal>().ok()?.checked_mul(times.into());
        ways.iter().filter_map(product).any(|product| product == amount)
    };
    // Nothing is nothing in any unit.
    let other = !amount.is_zero() && !is(1);
    [(1_000, "k€"), (1_000_000, "M€")].into_iter().find(|(times, _)| other && is(*times)).map(|(_, unit)| unit)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_unit_that_makes_what_was_read() {
        for (line, amount, unit) in [
            ("3", "3000", Some("k€")),
            ("1,5", "1500", Some("k€")),
            ("1.250", "1250000", Some("k€")),
            ("2025 : 12", "12000", Some("k€")),
            ("2", "2000000", Some("M€")),
            ("3000", "3000", None),
            ("3 k€", "3000", None),
            ("0", "0", None),
            ("1.000", "1000", None),
            ("3", "7", None),
        ] {
            assert_eq!(unit_of(line, amount.parse().unwrap()), unit, "{line}");
        }
    }
}

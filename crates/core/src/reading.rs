use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Bilan, Budget, Deadline, Goal, Health, Indicator, Nature, Priority, Status, Synergy};

/// Lecture: the typed meaning of a printed text. What cannot be read has none, and a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Lecture typée")]
#[non_exhaustive]
pub enum Reading {
    /// Échéance.
    Deadline(Deadline),
    /// Budget.
    Budget(Budget),
    /// Personnes, fonctions ou services, never split into first and last name.
    People(Vec<String>),
    /// État d'avancement.
    Status(Status),
    /// Progression en pour cent.
    Progress(Decimal),
    /// Indice de santé.
    Health(Health),
    /// Priorité.
    Priority(Priority),
    /// Objectifs de développement durable.
    Goals(Vec<Goal>),
    /// Synergie.
    Synergy(Synergy),
    /// Indicateurs.
    Indicators(Vec<Indicator>),
    /// Équivalents temps plein.
    FullTimeEquivalents(Decimal),
    /// Nature de l'action (Plan HP).
    Nature(Nature),
    /// Bilans de juin et de décembre (Plan HP).
    Bilan(Bilan),
    /// `/` or the like: stated to be empty.
    Nothing,
}

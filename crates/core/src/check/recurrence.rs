//! Wordings that show that an action only goes on, as data. « permanent » is none: the Plan HP is about *habitants
//! permanents*; nor is « annuel »: a yearly report may be new.

use crate::fold;

/// Folded words and phrases. Source: form 2024, « Les poursuites d’actions menées de manière récurrente ».
const WORDINGS: &[&str] = &[
    "recurrent",
    "recurrente",
    "recurrents",
    "recurrentes",
    "hebdomadaire",
    "hebdomadaires",
    "hebdomadairement",
    "mensuel",
    "mensuelle",
    "mensuels",
    "mensuelles",
    "mensuellement",
    "quotidien",
    "quotidienne",
    "quotidiennement",
    "chaque",
    "tous les ans",
    "tous les mois",
    "tous les jours",
    "toutes les semaines",
    "toute l annee",
    "tout au long de l annee",
    "regulierement",
    "en continu",
    "poursuivre",
    "poursuite",
    "continuer",
    "continuation",
    "reconduire",
    "reconduction",
];

/// Whether a text has one of the wordings, as whole words.
pub(super) fn says_recurrent(text: &str) -> bool {
    let padded = format!(" {} ", fold(text));
    WORDINGS.iter().any(|wording| padded.contains(&format!(" {wording} ")))
}

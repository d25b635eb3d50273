//! Closed lists of the field. Wordings that stand for them are data of the importer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Défines a closed list with its stable name and French label.
macro_rules! list {
    ($(#[$meta:meta])* $name:ident, $title:literal { $($(#[$vmeta:meta])* $variant:ident = $fr:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[schemars(title = $title)]
        #[non_exhaustive]
        pub enum $name { $($(#[$vmeta])* #[doc = $fr] $variant,)+ }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The French label.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $fr),+ }
            }
        }
    };
}

list! {
    /// État d'avancement: how far an element is. Union of the lists of the seeds, iA.PST, eComptes and Marche.
    Status, "État d’avancement" {
        Proposed = "Proposition",
        NotStarted = "Non commencé",
        UnderStudy = "À l’étude",
        ToSchedule = "À agender",
        InProgress = "En cours",
        Waiting = "En attente",
        Suspended = "Suspendu",
        /// Put off to a later time.
        Postponed = "Reporté",
        Problem = "Problème",
        Done = "Terminé",
        Cancelled = "Annulé",
        Permanent = "Permanent",
        Undetermined = "Indéterminé",
    }
}

list! {
    /// Indice de santé (iA.PST).
    Health, "Indice de santé" {
        Good = "Bon",
        Risk = "Risque",
        Blocked = "Blocage",
        Paused = "En pause",
    }
}

list! {
    /// Synergie commune-CPAS (Anderlues, Marche; CDLD art. L1512-1/1).
    Synergy, "Synergie" {
        ToConsider = "À envisager",
        Effective = "Effective",
        Undetermined = "Indéterminé",
        NotApplicable = "Sans objet",
        Yes = "Oui",
        No = "Non",
    }
}

list! {
    /// Nature de l'action in the Plan HP form (column 3 of the 2024 form).
    Nature, "Nature de l’action" {
        New = "nouvelle action",
        CarriedOver = "report d’une action non réalisée l’année précédente",
    }
}

/// Priorité: a wording of Anderlues' closed list, a grade, or a number (iA.PST 0, 1, 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(title = "Priorité")]
#[non_exhaustive]
pub enum Priority {
    /// Projet en cours.
    Ongoing,
    /// Projet considéré prioritaire.
    Prioritized,
    /// Projet postposé (au-delà d'une année).
    Postponed {
        /// The year it is put off beyond.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        beyond: Option<i16>,
    },
    /// Projet obligatoire (obligations légales).
    Mandatory,
    /// Haute.
    High,
    /// Moyenne.
    Medium,
    /// Basse.
    Low,
    /// A number.
    Rank {
        /// The number.
        rank: u8,
    },
}

//! Closed lists of the eComptes schemas. Source: PST eComptes schemas, version 201805V1.

use crate::{BudgetService, Status};

/// Defines a closed list with the code that stands in the XML.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the schema.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code in the XML.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value of a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}

codes! {
    /// Type d'administration.
    Administration {
        /// Administration communale.
        Municipality "AC",
        /// Centre public d'action sociale.
        Cpas "CPAS",
    }
}

codes! {
    /// Statut d'un élément.
    EntryStatus {
        /// Abandonné définitivement.
        Cancelled "ANNULE_ABANDONNE",
        /// Pas débuté.
        NotStarted "NON_COMMENCE",
        /// Débuté.
        InProgress "EN_COURS",
        /// En attente d'un événement ou d'une action antérieure.
        Waiting "EN_ATTENTE",
        /// Rencontre un problème et momentanément suspendu.
        Problem "PROBLEME",
        /// Terminé et abouti.
        Done "TERMINE",
    }
}

codes! {
    /// Mode d'un texte: how its value is to be read.
    Mode {
        /// Texte simple.
        Text "TEXTE",
        /// HTML.
        Html "HTML",
        /// RTF.
        Rtf "RTF",
    }
}

codes! {
    /// Civilité. The schema has no neutral value.
    Civility {
        /// Monsieur.
        Mister "MONSIEUR",
        /// Madame.
        Madam "MADAME",
    }
}

codes! {
    /// Sens d'un article: recette ou dépense.
    Flow {
        /// Recette.
        Revenue "R",
        /// Dépense.
        Expense "D",
    }
}

impl EntryStatus {
    /// The status of the model.
    #[must_use]
    pub fn to_status(self) -> Status {
        match self {
            Self::Cancelled => Status::Cancelled,
            Self::NotStarted => Status::NotStarted,
            Self::InProgress => Status::InProgress,
            Self::Waiting => Status::Waiting,
            Self::Problem => Status::Problem,
            Self::Done => Status::Done,
        }
    }

    /// The nearest status of the list. The list is shorter than the model's: what has no code of its own goes to the
    /// one whose meaning, as the schema gives it, comes nearest.
    #[must_use]
    pub fn nearest(status: Status) -> Self {
        match status {
            Status::Cancelled => Self::Cancelled,
            Status::Proposed | Status::NotStarted | Status::UnderStudy | Status::Undetermined => Self::NotStarted,
            Status::InProgress | Status::Permanent => Self::InProgress,
            Status::Waiting | Status::ToSchedule | Status::Postponed => Self::Waiting,
            Status::Problem | Status::Suspended => Self::Problem,
            Status::Done => Self::Done,
        }
    }
}

/// The code of a budget service in the XML: `O` or `E`.
#[must_use]
pub fn service_code(service: BudgetService) -> &'static str {
    match service {
        BudgetService::Ordinary => "O",
        BudgetService::Extraordinary => "E",
    }
}

/// The budget service of a code.
#[must_use]
pub fn service_from_code(code: &str) -> Option<BudgetService> {
    match code {
        "O" => Some(BudgetService::Ordinary),
        "E" => Some(BudgetService::Extraordinary),
        _ => None,
    }
}

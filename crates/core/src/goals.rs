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

/// UN goals in order, with the names the United Nations use in French.
const UN: [&str; 17] = [
    "Pas de pauvreté",
    "Faim « zéro »",
    "Bonne santé et bien-être",
    "Éducation de qualité",
    "Égalité entre les sexes",
    "Eau propre et assainissement",
    "Énergie propre et d’un coût abordable",
    "Travail décent et croissance économique",
    "Industrie, innovation et infrastructure",
    "Inégalités réduites",
    "Villes et communautés durables",
    "Consommation et production responsables",
    "Mesures relatives à la lutte contre les changements climatiques",
    "Vie aquatique",
    "Vie terrestre",
    "Paix, justice et institutions efficaces",
    "Partenariats pour la réalisation des objectifs",
];

/// The four *enjeux* in order, as the Anderlues sheets print them.
const ENJEUX: [&str; 4] = [
    "Enjeu démocratique",
    "Enjeu de la gouvernance et de la gestion performante",
    "Enjeu de la transition des communautés et des territoires",
    "Enjeu de la cohésion sociale",
];

impl Goal {
    /// Every goal: the 17 of the UN, then the four enjeux.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=17).map(|number| Self::Un { number }).chain((1..=4).map(|number| Self::Enjeu { number }))
    }

    /// The number in its list.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Un { number } | Self::Enjeu { number } => number,
        }
    }

    /// Nom français; none for a number outside the list.
    ///
    /// ```
    /// use passerelle_core::Goal;
    /// assert_eq!(Goal::Un { number: 16 }.name(), Some("Paix, justice et institutions efficaces"));
    /// assert_eq!(Goal::Enjeu { number: 5 }.name(), None);
    /// ```
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        let list: &[&'static str] = match self {
            Self::Un { .. } => &UN,
            Self::Enjeu { .. } => &ENJEUX,
        };
        list.get(usize::from(self.number()).checked_sub(1)?).copied()
    }

    /// Rendu français: `ODD 13. Mesures relatives…`, `1 - Enjeu démocratique`.
    #[must_use]
    pub fn to_french(self) -> String {
        let name = self.name().unwrap_or_default();
        match self {
            Self::Un { number } => format!("ODD {number}. {name}"),
            Self::Enjeu { number } => format!("{number} - {name}"),
        }
    }
}

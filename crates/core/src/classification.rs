use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Place;

/// Classement d'un élément: volet, domaine, objectif politique or catégorie, with its printed text. An element
/// without one of a kind has that of its parent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Classement")]
pub struct Classification {
    /// Volet, domaine…
    #[schemars(title = "Genre")]
    pub kind: ClassificationKind,
    /// As printed: `VOLET EXTERNE : POLITIQUES COMMUNALES`, `3. Une politique positive de l’emploi.`
    #[schemars(title = "Texte imprimé")]
    pub text: String,
    /// The wording without level word and code: `AFFAIRES SOCIALES`. For a volet: `externe`, `interne`,
    /// `interne et externe`, or the printed words.
    #[schemars(title = "Libellé")]
    pub label: String,
    /// The printed code, if any: `3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Code")]
    pub code: Option<String>,
    /// Where it stands. Elements under one printed container share its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Endroit")]
    pub place: Option<Place>,
}

/// Genre de classement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Genre de classement")]
#[non_exhaustive]
pub enum ClassificationKind {
    /// Volet.
    Volet,
    /// Domaine.
    Domain,
    /// Objectif politique.
    PoliticalObjective,
    /// Catégorie.
    Category,
}

/// Volet: the reading of a volet's label. The list is open (CPAS Durbuy has a third one).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Volet {
    /// Interne: administration générale.
    Internal,
    /// Externe: développement des politiques.
    External,
    /// Interne et externe.
    Both,
    /// Another one, or none recognised.
    Other,
}

impl Volet {
    /// Reads the words of a volet.
    ///
    /// ```
    /// use passerelle_core::Volet;
    /// assert_eq!(Volet::read("VOLET EXTERNE : POLITIQUES COMMUNALES"), Volet::External);
    /// assert_eq!(Volet::read("Interne et externe"), Volet::Both);
    /// assert_eq!(Volet::read("Internal strand"), Volet::Internal);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Self {
        let folded = crate::fold(text);
        let has = |words: [&str; 3]| folded.split(' ').any(|word| words.contains(&word));
        match (has(["interne", "internes", "internal"]), has(["externe", "externes", "external"])) {
            (true, true) => Self::Both,
            (true, false) => Self::Internal,
            (false, true) => Self::External,
            (false, false) => Self::Other,
        }
    }

    /// The canonical label; none for another volet, whose printed words are its label.
    #[must_use]
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Internal => Some("interne"),
            Self::External => Some("externe"),
            Self::Both => Some("interne et externe"),
            Self::Other => None,
        }
    }
}

impl Classification {
    /// A volet from its printed words.
    #[must_use]
    pub fn volet(text: impl Into<String>, place: Option<Place>) -> Self {
        let text = text.into();
        let label = Volet::read(&text).label().map_or_else(|| text.trim().to_owned(), str::to_owned);
        Self { kind: ClassificationKind::Volet, text, label, code: None, place }
    }
}

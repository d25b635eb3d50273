//! Échange avec eComptes: the tree that a PST tool and the accounting program of the municipalities hand each other,
//! version 201805V1, and its translation into a PST and back.
//!
//! Two schemas exist, named from eComptes' point of view: what it takes in carries no money; what it gives back carries
//! budget articles and projections on every element. A file valid for one is not valid for the other, so an
//! [`Exchange`] has a [`Direction`].
//!
//! What an exchange says and a PST has no field for goes into extras named `eComptes`, and comes back from there, as
//! long as the field it belongs to was not changed.
//!
//! ```
//! use passerelle_core::ecomptes::{Direction, Exchange, SendOptions, plain};
//! use passerelle_core::{Level, Pst};
//! let mut pst = Pst::default();
//! pst.outline.add(None, Level::StrategicObjective, "Être une commune solidaire");
//! let sent = Exchange::from_pst(&pst, &SendOptions::new(2025));
//! assert_eq!(sent.exchange.direction, Direction::ToEcomptes);
//! assert_eq!(sent.exchange.volets[0].children.as_deref().unwrap_or_default()[0].label, "Être une commune solidaire");
//! let back = sent.exchange.to_pst(plain);
//! assert_eq!(back.outline.elements()[0].title.text, "Être une commune solidaire");
//! ```

mod article;
mod fields;
mod leftovers;
mod lists;
mod receive;
mod send;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::BudgetService;

pub use lists::{Administration, Civility, EntryStatus, Flow, Mode, service_code, service_from_code};
pub use send::{SendOptions, Sent};

/// The version of both schemas.
pub const VERSION: &str = "201805V1";
/// Below the volet: the container of each level and its elements, spelt as in the schemas.
pub const LEVELS: [(&str, &str); 3] = [
    ("ObjectifStrategiques", "ObjectifStrategique"),
    ("ObjectifsOperationnels", "ObjectifOperationnel"),
    ("Actions", "Action"),
];
/// INS code of an unknown municipality.
pub const UNKNOWN_INS: i64 = 99999;
/// The label of the extras that hold what a PST has no field for.
pub const EXTRA: &str = "eComptes";
/// The label of the document's extras that hold a volet of eComptes, one each.
pub const VOLET_EXTRA: &str = "eComptes (volet)";

/// How the text of a rich value is found; markup is another crate's care.
pub type Plain = fn(&Rich) -> String;

/// The value of a text as it is, for exchanges without HTML and RTF.
#[must_use]
pub fn plain(rich: &Rich) -> String {
    rich.value.clone()
}

/// Sens de l'échange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// Vers eComptes: the schema `schema_import_ecomptes`, without money.
    #[default]
    ToEcomptes,
    /// Depuis eComptes: the schema `PST_eComptes_Export`, with articles and projections on every element.
    FromEcomptes,
}

/// Échange: one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Sens.
    pub direction: Direction,
    /// `Id`: the date of the export, `AAAAMMJJ`, by custom.
    pub id: String,
    /// `TypeAdmin`.
    pub administration: Administration,
    /// `INS`: code of the municipality; 99999 when unknown.
    pub ins: i64,
    /// `Exercice`: the fiscal year.
    pub year: i64,
    /// `Generateur`: the program that wrote it.
    pub generator: String,
    /// `IdPST`.
    pub programme_id: String,
    /// `Libelle` of the programme.
    pub label: String,
    /// `ExerciceDebut`.
    pub first_year: i64,
    /// `ExerciceFin`.
    pub last_year: i64,
    /// Volets, each with its strategic objectives.
    pub volets: Vec<Entry>,
}

/// Élément: volet, objectif stratégique, objectif opérationnel or action. All have the same shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `ElementId`.
    pub id: String,
    /// `Exercice`.
    pub year: i64,
    /// `Libelle`.
    pub label: String,
    /// `DateDebut`.
    pub start: Option<Date>,
    /// `DateFin`.
    pub end: Option<Date>,
    /// `Description`.
    pub description: Rich,
    /// `Statut`.
    pub status: EntryStatus,
    /// `Responsable`.
    pub responsible: Option<Person>,
    /// `Mandataire`.
    pub representative: Option<Person>,
    /// `Departement`.
    pub department: Option<String>,
    /// `TauxAvancement`, 0 to 100.
    pub progress: Decimal,
    /// `RemarqueStatut`.
    pub remark: Rich,
    /// `ETP`.
    pub full_time_equivalents: Decimal,
    /// `Plans`.
    pub plans: Vec<String>,
    /// `Partenaires`.
    pub partners: Vec<String>,
    /// `Articles`; only from eComptes.
    pub articles: Vec<Article>,
    /// `Projections`; only from eComptes.
    pub projections: Vec<Projection>,
    /// The level below: none when its container is absent, empty when it is there without element.
    pub children: Option<Vec<Entry>>,
}

/// Texte avec son mode; its white space is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rich {
    /// `Mode`.
    pub mode: Mode,
    /// `Valeur`.
    pub value: String,
}

/// Personne.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `Civilite`.
    pub civility: Civility,
    /// `Nom`.
    pub name: String,
    /// `Prenom`.
    pub first_name: String,
    /// `Tel`.
    pub phone: String,
    /// `eMail`.
    pub email: String,
}

/// Article budgétaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// `Exercice`.
    pub year: i64,
    /// `Service`.
    pub service: BudgetService,
    /// `Type`.
    pub flow: Flow,
    /// `CodeArticle`: `123/45678.2020` (function, economic code, year). Other shapes occur.
    pub code: String,
    /// `Libelle`.
    pub label: String,
    /// `Montant` in euros.
    pub amount: Decimal,
}

/// Projection: amounts of an economic group over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// `Service`.
    pub service: BudgetService,
    /// `Type`.
    pub flow: Flow,
    /// `GroupeEco`.
    pub group: String,
    /// `Libelle`.
    pub label: String,
    /// `Exercices`: year and amount in euros, in the order of the file.
    pub years: Vec<(i64, Decimal)>,
}

impl Rich {
    /// Simple text.
    #[must_use]
    pub fn text(value: impl Into<String>) -> Self {
        Self { mode: Mode::Text, value: value.into() }
    }
}

impl Entry {
    /// An element with nothing but what the schema demands.
    #[must_use]
    pub fn new(id: impl Into<String>, year: i64, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            year,
            label: label.into(),
            start: None,
            end: None,
            description: Rich::text(""),
            status: EntryStatus::NotStarted,
            responsible: None,
            representative: None,
            department: None,
            progress: Decimal::ZERO,
            remark: Rich::text(""),
            full_time_equivalents: Decimal::ZERO,
            plans: Vec::new(),
            partners: Vec::new(),
            articles: Vec::new(),
            projections: Vec::new(),
            children: None,
        }
    }
}

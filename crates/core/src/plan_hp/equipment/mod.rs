//! Équipements du Plan HP and their residents, year by year: phase, legal status, residents domiciliés and non
//! domiciliés, entries, departures, rehousings. The fields are those that the yearly questions on the Plan HP ask for;
//! the form of the administration itself is not public.

mod check;
mod trend;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::check_equipments;
pub use trend::{EquipmentTrend, TrendLine, TrendSubject, TrendYear, equipment_trend};

use super::YearsError;
use crate::document::{from_envelope, to_envelope};
use crate::{Bilingual, Extra, JsonError, Lang, Place, fold};

/// Équipements d'une commune, a record per equipment and year, in the order of the years.
///
/// ```
/// use passerelle_core::plan_hp::{EquipmentYear, Equipments, Figure};
/// let mut record = EquipmentYear::new("Bois de Roly", 2024);
/// record.set(Figure::Domiciled, 475).set(Figure::Undomiciled, 12);
/// let equipments = Equipments::new(Some("Philippeville".into()), vec![record]);
/// assert_eq!(equipments.records[0].residents(), Some(487));
/// assert_eq!(Equipments::from_json(&equipments.to_json()?)?, equipments);
/// # Ok::<(), passerelle_core::JsonError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Equipments {
    /// The municipality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// The records, by year; those without a known year stand last.
    pub records: Vec<EquipmentYear>,
}

/// Équipement dans une année.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EquipmentYear {
    /// Its name, as printed.
    pub name: String,
    /// The year; none when no source tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// Phase du Plan HP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<PrintedPhase>,
    /// Statut juridique, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_status: Option<String>,
    /// What was counted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<Figure, Count>,
    /// Further columns of the table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
    /// Where its name stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// Phase du Plan HP. Source: wallonie.be; on 31/12/2011 about 6 % of the equipments were neither in phase 1 nor in
/// phase 2 (Parlement wallon, question 45813).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Phase {
    /// Phase 1: campings et zones inondables.
    One,
    /// Phase 2: les autres équipements, hors zone inondable.
    Two,
    /// Autre, ou hors Plan HP.
    Other,
}

impl Phase {
    /// Every phase.
    pub const ALL: &'static [Self] = &[Self::One, Self::Two, Self::Other];

    /// The stable name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Two => "two",
            Self::Other => "other",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::One => "Phase 1",
            Self::Two => "Phase 2",
            Self::Other => lang.pick("Autre ou hors Plan HP", "Other or outside the Plan HP"),
        }
    }
}

/// Phase imprimée, with its reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PrintedPhase {
    /// As printed.
    pub text: String,
    /// Which phase that is; none when the text does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
}

impl PrintedPhase {
    /// A printed phase and what it means.
    #[must_use]
    pub fn new(text: impl Into<String>, phase: Option<Phase>) -> Self {
        Self { text: text.into(), phase }
    }
}

impl From<Phase> for PrintedPhase {
    fn from(phase: Phase) -> Self {
        Self::new(phase.label(Lang::Fr), Some(phase))
    }
}

macro_rules! figures {
    ($($variant:ident $name:literal $fr:literal / $en:literal,)+) => {
        /// Ce qui est compté d'un équipement.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Figure { $(#[doc = $fr] $variant,)+ }

        impl Figure {
            /// Every figure, in the order of the columns.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name, as in JSON and in the data files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The header of its column.
            #[must_use]
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $(Self::$variant => lang.pick($fr, $en)),+ }
            }
        }
    };
}

figures! {
    Domiciled "domiciled" "Domiciliés" / "Domiciled",
    Undomiciled "undomiciled" "Non domiciliés" / "Not domiciled",
    Residents "residents" "Total des résidents" / "Total of residents",
    Entries "entries" "Entrées" / "Entries",
    Departures "departures" "Départs" / "Departures",
    RehousedDepartures "rehoused_departures" "dont relogements" / "of which rehoused",
    Rehousings "rehousings" "Relogements" / "Rehousings",
}

impl Figure {
    /// The figure of a stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|figure| figure.name() == name)
    }

    /// The header in both languages.
    #[must_use]
    pub fn words(self) -> Bilingual {
        Bilingual::of(|lang| self.label(lang))
    }
}

/// Nombre imprimé: a plain number, or a text with the number it holds, if any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Count {
    /// A plain number.
    Number(u32),
    /// « environ 40 », « / ».
    Printed {
        /// As printed.
        text: String,
        /// The number in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
    },
}

impl Count {
    /// The number; none when the text holds none.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Printed { number, .. } => *number,
        }
    }

    /// As printed.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Printed { text, .. } => text.clone(),
        }
    }
}

impl From<u32> for Count {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl EquipmentYear {
    /// An equipment in a year, with nothing counted yet.
    #[must_use]
    pub fn new(name: impl Into<String>, year: impl Into<Option<i16>>) -> Self {
        Self {
            name: name.into(),
            year: year.into(),
            phase: None,
            legal_status: None,
            figures: BTreeMap::new(),
            extras: Vec::new(),
            place: None,
        }
    }

    /// Sets a figure.
    pub fn set(&mut self, figure: Figure, count: impl Into<Count>) -> &mut Self {
        self.figures.insert(figure, count.into());
        self
    }

    /// The number of a figure, as far as it is printed and read.
    #[must_use]
    pub fn number(&self, figure: Figure) -> Option<u32> {
        self.figures.get(&figure)?.number()
    }

    /// All residents: the printed total, else domiciliés and non domiciliés together when both are known.
    #[must_use]
    pub fn residents(&self) -> Option<u32> {
        let both = || self.number(Figure::Domiciled)?.checked_add(self.number(Figure::Undomiciled)?);
        self.number(Figure::Residents).or_else(both)
    }

    /// All residents that are known: those of [`Self::residents`], else the domiciliés or the non domiciliés alone.
    #[must_use]
    pub fn known_residents(&self) -> Option<u32> {
        let one = || self.number(Figure::Domiciled).or(self.number(Figure::Undomiciled));
        self.residents().or_else(one)
    }

    /// The phase, as far as it is known.
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        self.phase.as_ref()?.phase
    }
}

/// The document of the canonical JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Paper<E> {
    PlanHpEquipments(E),
}

impl Equipments {
    /// The equipments of a municipality, their records in the order of the years.
    #[must_use]
    pub fn new(commune: Option<String>, mut records: Vec<EquipmentYear>) -> Self {
        records.sort_by_key(|record| (record.year.is_none(), record.year));
        Self { commune, records }
    }

    /// The equipments of several files of one municipality; places then name the file by its number.
    ///
    /// # Errors
    /// [`YearsError::Communes`] when the files name two municipalities.
    pub fn joined(files: Vec<Self>) -> Result<Self, YearsError> {
        let mut commune: Option<String> = None;
        let mut records = Vec::new();
        for (number, file) in files.into_iter().enumerate() {
            match (&commune, file.commune) {
                (Some(first), Some(second)) if fold(first) != fold(&second) => {
                    return Err(YearsError::Communes { first: first.clone(), second });
                }
                (None, name) => commune = name,
                _ => {}
            }
            records.extend(file.records.into_iter().map(|mut record| {
                let places = record.extras.iter_mut().map(|extra| &mut extra.place).chain([&mut record.place]);
                places.flatten().for_each(|place| place.shift(number));
                record
            }));
        }
        Ok(Self::new(commune, records))
    }

    /// The years, first to last.
    #[must_use]
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.records.iter().filter_map(|record| record.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The records of a year.
    pub fn of_year(&self, year: Option<i16>) -> impl Iterator<Item = &EquipmentYear> {
        self.records.iter().filter(move |record| record.year == year)
    }

    /// The residents of the whole municipality in a year, as far as they are known; none when no record counts any.
    #[must_use]
    pub fn residents(&self, year: Option<i16>) -> Option<u32> {
        self.of_year(year).filter_map(EquipmentYear::known_residents).reduce(u32::saturating_add)
    }

    /// The canonical JSON.
    ///
    /// # Errors
    /// [`JsonError::Content`] if serialisation fails, which no document made by this library does.
    pub fn to_json(&self) -> Result<String, JsonError> {
        to_envelope(&Paper::PlanHpEquipments(self))
    }

    /// Reads canonical JSON.
    ///
    /// # Errors
    /// [`JsonError`] when it is no JSON, not of equipments, or of another version.
    pub fn from_json(json: &str) -> Result<Self, JsonError> {
        let Paper::PlanHpEquipments(equipments) = from_envelope(json)?;
        Ok(equipments)
    }
}

//! How residents, entries, departures and rehousings went over the years: per equipment, per phase and together.

use super::{EquipmentYear, Equipments, Figure, Phase};
use crate::{Lang, fold};

/// Évolution des équipements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct EquipmentTrend {
    /// The municipality.
    pub commune: Option<String>,
    /// The years, first to last.
    pub years: Vec<i16>,
    /// The whole municipality, then each phase, then each equipment in the order in which it appears.
    pub lines: Vec<TrendLine>,
}

/// Évolution d'un équipement, d'une phase ou de l'ensemble.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrendLine {
    /// What the line is about.
    pub subject: TrendSubject,
    /// A tally per year of the trend; none in a year without a record.
    pub years: Vec<Option<TrendYear>>,
}

/// Sujet d'une ligne.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrendSubject {
    /// The whole municipality.
    Whole,
    /// The equipments of a phase; none for those whose phase is not known.
    Phase(Option<Phase>),
    /// An equipment.
    Equipment(String),
}

impl TrendSubject {
    /// The words for people.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        match self {
            Self::Whole => lang.pick("Ensemble", "All together").to_owned(),
            Self::Phase(Some(phase)) => phase.label(lang).to_owned(),
            Self::Phase(None) => lang.pick("Phase non connue", "Phase not known").to_owned(),
            Self::Equipment(name) => name.clone(),
        }
    }
}

/// Compte d'une année. A sum leaves out what is not known; none when nothing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct TrendYear {
    /// Residents.
    pub residents: Option<u32>,
    /// Entries.
    pub entries: Option<u32>,
    /// Departures, whether rehousings are counted among them or not.
    pub departures: Option<u32>,
    /// Rehousings, whether they are counted among the departures or not.
    pub rehousings: Option<u32>,
    /// Residents more (or less) than in the year before of the trend, when both are known.
    pub difference: Option<i64>,
    /// Some equipment of the line does not tell all its residents: the number is the least there are.
    pub partial: bool,
}

/// The trend of the records whose year is known.
///
/// ```
/// use passerelle_core::plan_hp::{EquipmentYear, Equipments, Figure, TrendSubject, equipment_trend};
/// let record = |year, residents| {
///     let mut record = EquipmentYear::new("Gueule de Loup", year);
///     record.set(Figure::Residents, residents);
///     record
/// };
/// let trend = equipment_trend(&Equipments::new(None, vec![record(2023, 145), record(2024, 139)]));
/// assert_eq!(trend.lines[0].subject, TrendSubject::Whole);
/// assert_eq!(trend.lines[0].years[1].and_then(|year| year.difference), Some(-6));
/// ```
#[must_use]
pub fn equipment_trend(equipments: &Equipments) -> EquipmentTrend {
    let years = equipments.years();
    let line = |subject: TrendSubject, holds: &dyn Fn(&EquipmentYear) -> bool| {
        let tallies = years.iter().map(|year| tally(equipments.of_year(Some(*year)).filter(|record| holds(record))));
        TrendLine { subject, years: with_differences(tallies.collect()) }
    };
    let mut lines = vec![line(TrendSubject::Whole, &|_| true)];
    for phase in Phase::ALL.iter().copied().map(Some).chain([None]) {
        lines.push(line(TrendSubject::Phase(phase), &|record| record.phase() == phase));
    }
    for name in names(equipments) {
        let folded = fold(name);
        lines.push(line(TrendSubject::Equipment(name.to_owned()), &|record| fold(&record.name) == folded));
    }
    lines.retain(|line| line.years.iter().any(Option::is_some));
    EquipmentTrend { commune: equipments.commune.clone(), years, lines }
}

/// The equipments, each once, as first printed.
pub(super) fn names(equipments: &Equipments) -> Vec<&str> {
    let mut seen = std::collections::BTreeSet::new();
    let dated = equipments.records.iter().filter(|record| record.year.is_some());
    dated.map(|record| record.name.as_str()).filter(|name| seen.insert(fold(name))).collect()
}

fn tally<'r>(records: impl Iterator<Item = &'r EquipmentYear>) -> Option<TrendYear> {
    let mut tally: Option<TrendYear> = None;
    let add = |sum: &mut Option<u32>, number: Option<u32>| {
        if let Some(number) = number {
            *sum = Some(sum.unwrap_or_default().saturating_add(number));
        }
    };
    for record in records {
        let tally = tally.get_or_insert_default();
        add(&mut tally.residents, record.known_residents());
        add(&mut tally.entries, record.number(Figure::Entries));
        add(&mut tally.departures, record.number(Figure::Departures));
        add(&mut tally.rehousings, record.number(Figure::Rehousings));
        add(&mut tally.rehousings, record.number(Figure::RehousedDepartures));
        tally.partial |= record.residents().is_none();
    }
    tally
}

fn with_differences(mut years: Vec<Option<TrendYear>>) -> Vec<Option<TrendYear>> {
    let residents: Vec<Option<u32>> = years.iter().map(|year| year.as_ref()?.residents).collect();
    for (year, before) in years.iter_mut().skip(1).zip(&residents) {
        if let (Some(year), Some(before)) = (year, before) {
            year.difference = year.residents.map(|residents| i64::from(residents) - i64::from(*before));
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Philippeville, 18/08/2017, domiciled: the parts of the source add up to its total of 1 351.
    #[test]
    fn the_parts_of_philippeville_add_up() {
        let parts = [
            ("Bois de Roly", 475, Phase::Two),
            ("La Forêt", 351, Phase::Two),
            ("Valisettes", 244, Phase::Two),
            ("Gueule de Loup", 139, Phase::Two),
            ("Camping « La Forêt »", 3, Phase::One),
            ("Camping du Moulin de Romedenne", 0, Phase::One),
            ("Petite Suisse", 105, Phase::Other),
            ("Vanderelst", 33, Phase::Other),
            ("Fraity", 0, Phase::Other),
            ("Sart-en-Fagne", 1, Phase::Other),
        ];
        let record = |(name, residents, phase): (&str, u32, Phase)| {
            let mut record = EquipmentYear::new(name, 2017);
            record.phase = Some(phase.into());
            record.set(Figure::Domiciled, residents);
            record
        };
        let equipments = Equipments::new(Some("Philippeville".into()), parts.map(record).to_vec());
        let trend = equipment_trend(&equipments);
        let whole = trend.lines[0].years[0].unwrap();
        assert_eq!((whole.residents, whole.partial), (Some(1_351), true));
        let phases: Vec<_> = trend.lines[1..4].iter().map(|line| line.years[0].unwrap().residents.unwrap()).collect();
        assert_eq!(phases, [3, 1_209, 139]);
        assert_eq!(trend.lines.len(), 1 + 3 + parts.len());
        assert_eq!(equipments.residents(Some(2017)), Some(1_351));
    }

    #[test]
    fn a_year_without_a_record_has_no_tally_and_the_next_no_difference() {
        let record = |name, year, residents: u32| {
            let mut record = EquipmentYear::new(name, year);
            record.set(Figure::Residents, residents);
            record
        };
        let records = vec![record("A", 2022, 5), record("B", 2022, 1), record("B", 2023, 2), record("a", 2024, 7)];
        let trend = equipment_trend(&Equipments::new(None, records));
        let line = trend.lines.iter().find(|line| line.subject == TrendSubject::Equipment("A".into())).unwrap();
        assert_eq!(line.years.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(line.years[2].unwrap().difference, None);
        assert_eq!(trend.lines[0].years[2].unwrap().difference, Some(5));
    }
}

//! Printed totals against the sums of the rows above.

use std::collections::BTreeMap;

use passerelle_core::Place;
use passerelle_core::plan_hp::{EquipmentYear, Figure, Phase};

use super::words::words;

/// A total may cover all rows above it, or those since the last total, or those of a phase.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// How many records stood above the last total.
    counted: usize,
    /// The sums of those, so that no total counts them again.
    above: Sums,
}

/// Sums of records by figure, year and phase.
#[derive(Debug, Clone, Default)]
struct Sums(BTreeMap<(Figure, Option<i16>, Option<Phase>), u64>);

impl Sums {
    fn add(&mut self, records: &[EquipmentYear]) {
        for record in records {
            for figure in Figure::ALL {
                if let Some(number) = figure_of(record, *figure) {
                    let sum = self.0.entry((*figure, record.year, record.phase())).or_default();
                    *sum = sum.saturating_add(number.into());
                }
            }
        }
    }

    /// The sum of a figure in a year, of one phase or of all; records without year are of every year.
    fn of(&self, figure: Figure, year: Option<i16>, phase: Option<Phase>) -> u64 {
        let counted = self.0.iter().filter(|((of, in_year, in_phase), _)| {
            *of == figure
                && (year.is_none() || in_year.is_none() || *in_year == year)
                && (phase.is_none() || *in_phase == phase)
        });
        counted.map(|(_, sum)| *sum).fold(0, u64::saturating_add)
    }
}

/// A printed sum: figure, year, number, place.
pub(super) type Printed = (Figure, Option<i16>, u32, Option<Place>);
/// A sum that differs: figure, sum of the rows, printed number, place.
pub(super) type Differs = (Figure, u64, u32, Option<Place>);

impl Totals {
    /// Compares the sums of a total row with the records above it; those that differ.
    pub(super) fn row(&mut self, printed: &[Printed], label: &str, above: &[EquipmentYear]) -> Vec<Differs> {
        let records = above.get(self.counted..).unwrap_or_default();
        self.counted = above.len();
        let mut since = Sums::default();
        since.add(records);
        self.above.add(records);
        let phase = words().phase_within(label);
        let mut differing = Vec::new();
        for (figure, year, number, place) in printed {
            let sums =
                [self.above.of(*figure, *year, phase), since.of(*figure, *year, phase), since.of(*figure, *year, None)];
            if sums.contains(&u64::from(*number)) {
                continue;
            }
            let nearest = sums.into_iter().min_by_key(|sum| sum.abs_diff(u64::from(*number))).unwrap_or_default();
            differing.push((*figure, nearest, *number, place.clone()));
        }
        differing
    }
}

fn figure_of(record: &EquipmentYear, figure: Figure) -> Option<u32> {
    if figure == Figure::Residents { record.residents() } else { record.number(figure) }
}

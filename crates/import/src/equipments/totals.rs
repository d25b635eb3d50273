//! Printed totals against the sums of the rows above.

use passerelle_core::Place;
use passerelle_core::plan_hp::{EquipmentYear, Figure};

use super::words::words;

/// A total may cover all rows above it, or those since the last total, or those of a phase.
#[derive(Debug, Default)]
pub(super) struct Totals {
    /// How many records stood above the last total.
    counted: usize,
}

/// A printed sum: figure, year, number, place.
pub(super) type Printed = (Figure, Option<i16>, u32, Option<Place>);
/// A sum that differs: figure, sum of the rows, printed number, place.
pub(super) type Differs = (Figure, u64, u32, Option<Place>);

impl Totals {
    /// Compares the sums of a total row with the records above it; those that differ.
    pub(super) fn row(&mut self, printed: &[Printed], label: &str, above: &[EquipmentYear]) -> Vec<Differs> {
        let since = above.get(self.counted..).unwrap_or_default();
        let phase = words().phase_within(label);
        let mut differing = Vec::new();
        for (figure, year, number, place) in printed {
            let sum = |records: &[EquipmentYear], all_phases: bool| -> u64 {
                let counted = records.iter().filter(|record| {
                    (year.is_none() || record.year.is_none() || record.year == *year)
                        && (all_phases || phase.is_none() || record.phase() == phase)
                });
                counted.filter_map(|record| figure_of(record, *figure)).map(u64::from).sum()
            };
            let sums = [sum(above, false), sum(since, false), sum(since, true)];
            if sums.contains(&u64::from(*number)) {
                continue;
            }
            let nearest = sums.into_iter().min_by_key(|sum| sum.abs_diff(u64::from(*number))).unwrap_or_default();
            differing.push((*figure, nearest, *number, place.clone()));
        }
        self.counted = above.len();
        differing
    }
}

fn figure_of(record: &EquipmentYear, figure: Figure) -> Option<u32> {
    if figure == Figure::Residents { record.residents() } else { record.number(figure) }
}

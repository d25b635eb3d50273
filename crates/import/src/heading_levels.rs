//! Headings that no word and no code names: how deep the file marks them tells their level, where values stand below
//! the deepest ones.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::Level;

use crate::label::{alone, at_start};
use crate::source::{Line, Source};
use crate::vocabulary::{Opening, Role};
use crate::wording::heading;

/// The level of each depth of heading; empty where words name levels, or where no values stand below the headings.
pub(crate) fn of(source: &Source<'_>) -> BTreeMap<u8, Level> {
    let headings =
        || source.lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.heading?, line.single()?)));
    if headings().any(|(_, _, cell)| matches!(heading(cell.text).opening, Some(Opening::Level(_)))) {
        return BTreeMap::new();
    }
    let mut with_values: BTreeMap<u8, usize> = BTreeMap::new();
    for (at, depth, _) in headings() {
        if source.lines.get(at + 1).is_some_and(|below| holds_value(source, at + 1, below)) {
            *with_values.entry(depth).or_default() += 1;
        }
    }
    let Some((&deepest, &count)) = with_values.iter().max_by_key(|(_, count)| **count) else { return BTreeMap::new() };
    let depths: BTreeSet<u8> = headings().map(|(_, depth, _)| depth).filter(|depth| *depth <= deepest).collect();
    if count < 2 || depths.len() < 2 {
        return BTreeMap::new();
    }
    let levels = [Level::Action, Level::OperationalObjective, Level::StrategicObjective];
    depths.into_iter().rev().zip(levels).collect()
}

/// A label with its value, or the first row of a table of labels that names no element.
fn holds_value(source: &Source<'_>, at: usize, line: &Line<'_>) -> bool {
    let is_value = |role: Role| !matches!(role, Role::Title(_) | Role::Code | Role::LevelName);
    match line.table {
        None => line.single().and_then(|cell| at_start(cell.text)).is_some_and(|l| l.parted && is_value(l.role)),
        Some(_) => {
            let table = source.lines.get(at..).unwrap_or_default().iter().take_while(|other| other.table == line.table);
            let labels = |line: &Line<'_>| line.own().next().and_then(|cell| alone(cell.text)).is_some_and(is_value);
            let rows: Vec<bool> = table.map(labels).collect();
            rows.iter().filter(|label| **label).count() * 4 >= rows.len() * 3
        }
    }
}

//! Levels of rows that no word names: by the depth of their codes, by what they hold, by how they are printed.

use std::collections::BTreeMap;

use passerelle_core::Level;

use crate::row::Row;
use crate::source::Style;

/// A level that was inferred, and the next best one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Inferred {
    pub(crate) level: Level,
    /// What else it could be; none when the clue leaves no doubt.
    pub(crate) other: Option<Level>,
}

/// For each row that opens an element without naming its level: the level it seems to have.
pub(crate) fn infer(rows: &[&Row<'_>]) -> Vec<Option<Inferred>> {
    let unnamed: Vec<bool> = rows.iter().map(|row| is_unnamed(row)).collect();
    let named = |level: Level| rows.iter().any(|row| row.pieces.iter().any(|piece| piece.level() == Some(level)));
    let count = unnamed.iter().filter(|unnamed| **unnamed).count();
    let depths: Vec<Option<usize>> = rows.iter().map(|row| depth(row)).collect();
    let coded = (0..rows.len()).filter(|&i| unnamed[i] && depths[i].is_some()).count();
    let by_code = if coded * 10 >= count * 4 && count > 0 { levels_of_depths(rows, &unnamed, &depths) } else { None };
    let by_look = levels_of_looks(rows, &unnamed, named(Level::StrategicObjective), named(Level::OperationalObjective));
    rows.iter()
        .enumerate()
        .map(|(index, row)| {
            if !unnamed[index] {
                return None;
            }
            if let Some(level) = by_code.as_ref().and_then(|levels| levels.get(&depths[index]?)) {
                return Some(Inferred { level: *level, other: None });
            }
            if row.has_values() {
                return Some(Inferred { level: Level::Action, other: None });
            }
            row.look().and_then(|look| by_look.get(&key(look)).copied())
        })
        .collect()
}

fn is_unnamed(row: &Row<'_>) -> bool {
    row.pieces.first().is_some_and(|piece| piece.level().is_none() && piece.heading.opening.is_none())
}

/// How many numbers a row's code has; codes in hundreds count as the level above.
fn depth(row: &Row<'_>) -> Option<usize> {
    let own = row.pieces.first().and_then(|piece| piece.heading.code.as_ref().map(|code| code.numbers.clone()));
    let numbers = own.or_else(|| row.code.map(|cell| passerelle_core::Code::new(cell.text).numbers))?;
    match numbers.as_slice() {
        [] => None,
        [number] if *number >= 100 && number % 100 == 0 => Some(0),
        [number] if *number > 100 => Some(1),
        numbers => Some(numbers.len()),
    }
}

/// The level of each depth of code: the deepest is the action when its rows hold values or when three are there.
fn levels_of_depths(rows: &[&Row<'_>], unnamed: &[bool], depths: &[Option<usize>]) -> Option<BTreeMap<usize, Level>> {
    let mut by_depth: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        if let Some(depth) = depths[index].filter(|_| unnamed[index]) {
            let entry = by_depth.entry(depth).or_default();
            entry.0 += 1;
            entry.1 += usize::from(row.has_values());
        }
    }
    let deepest_holds = by_depth.last_key_value().map(|(_, (count, held))| held * 2 >= *count)?;
    let others_hold = rows.iter().enumerate().any(|(i, row)| unnamed[i] && depths[i].is_none() && row.has_values());
    let top_down: &[Level] = match (by_depth.len(), deepest_holds && !others_hold) {
        (1, true) => &[Level::Action],
        (1, false) => &[Level::OperationalObjective],
        (2, true) => &[Level::OperationalObjective, Level::Action],
        (2, false) if others_hold => &[Level::StrategicObjective, Level::OperationalObjective],
        (2, false) => &[Level::OperationalObjective, Level::Action],
        (3, _) => &[Level::StrategicObjective, Level::OperationalObjective, Level::Action],
        (4, _) => &[Level::StrategicObjective, Level::OperationalObjective, Level::Action, Level::SubAction],
        _ => return None,
    };
    Some(by_depth.keys().copied().zip(top_down.iter().copied()).collect())
}

type Look = (u32, bool, bool, bool, u8);

fn key((column, style): (u32, Style)) -> Look {
    (column, style.bold, style.italic, style.filled, style.indent)
}

/// Title rows without values, told apart by how they are printed: the first kind is the higher one.
fn levels_of_looks(rows: &[&Row<'_>], unnamed: &[bool], has_os: bool, has_oo: bool) -> BTreeMap<Look, Inferred> {
    let mut looks: Vec<Look> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if unnamed[index]
            && !row.has_values()
            && let Some(look) = row.look().map(key)
            && !looks.contains(&look)
        {
            looks.push(look);
        }
    }
    let any_values = rows.iter().any(|row| row.has_values());
    let levels: &[Level] = match (has_os, has_oo, any_values) {
        (true, true, _) => &[Level::Action],
        (true, false, true) => &[Level::OperationalObjective],
        (true, false, false) => &[Level::OperationalObjective, Level::Action],
        (false, true, _) => &[Level::StrategicObjective],
        (false, false, true) => &[Level::StrategicObjective, Level::OperationalObjective],
        (false, false, false) => &[Level::StrategicObjective, Level::OperationalObjective, Level::Action],
    };
    let other = |level| match level {
        Level::StrategicObjective => Level::OperationalObjective,
        Level::OperationalObjective if has_os => Level::Action,
        Level::OperationalObjective => Level::StrategicObjective,
        _ => Level::OperationalObjective,
    };
    looks
        .into_iter()
        .enumerate()
        .filter_map(|(rank, look)| {
            let level = *levels.get(rank).or(levels.last())?;
            Some((look, Inferred { level, other: Some(other(level)) }))
        })
        .collect()
}

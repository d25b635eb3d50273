//! Levels of rows that no word names: by the depth of their codes, by what they hold, by how they are printed.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Level, fold};

use crate::clue::{Clue as Kind, RowClue};
use crate::misread;
use crate::numbering::{self, Counted, Stands};
use crate::row::{Look, Row};
use crate::source::LineCell;

use Level::{Action, OperationalObjective, StrategicObjective, SubAction};

/// A level that was inferred, and the next best one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Inferred {
    pub(crate) level: Level,
    /// What else it could be; none when the clue leaves no doubt.
    pub(crate) other: Option<Level>,
}

impl Inferred {
    fn sure(level: Level) -> Self {
        Self { level, other: None }
    }
}

/// The clues to the level of a row, and what was inferred from them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Judged {
    /// The weightiest first.
    pub(crate) clues: Vec<RowClue>,
    /// The level of a row that does not name it.
    pub(crate) inferred: Option<Inferred>,
}

impl Judged {
    /// A rule of the layout decides.
    pub(crate) fn by_layout(&self) -> bool {
        self.clues.first().is_some_and(|first| first.clue == Kind::Layout)
    }
}

/// What is known of a row before its level is inferred.
struct Clue {
    named: Option<Level>,
    /// What names its level.
    naming: Vec<(Kind, Level)>,
    suggested: Option<Level>,
    depth: Option<usize>,
    look: Option<Look>,
    holds: bool,
    /// It says what the institution wants to be, as an objectif stratégique does: "Être une commune…".
    being: bool,
}

/// For each row that opens an element: the clues to its level, and the level it seems to have when it names none.
pub(crate) fn infer(rows: &[&Row<'_>]) -> Vec<Judged> {
    let codes: Vec<Counted<'_>> = rows.iter().filter_map(|row| own_code(row)).collect();
    let by_numbering = numbering::depths(&codes);
    let clue = |row: &&Row<'_>| {
        let naming = row.naming_clues();
        Clue {
            named: naming.first().map(|(_, level)| *level),
            naming,
            suggested: row.suggested,
            depth: depth(row, by_numbering.as_ref()),
            look: row.look(),
            holds: row.has_values(),
            being: row.pieces.first().is_some_and(|piece| begins_with_being(piece.words())),
        }
    };
    let clues: Vec<Clue> = rows.iter().map(clue).collect();
    let named: BTreeSet<Level> = clues.iter().filter_map(|clue| clue.named).collect();
    let unnamed = clues.iter().filter(|clue| clue.named.is_none());
    let count = unnamed.clone().count();
    let coded = unnamed.filter(|clue| clue.depth.is_some()).count();
    let by_depth = if coded * 10 >= count * 4 { levels_of_depths(&clues, &named) } else { BTreeMap::new() };
    let by_look = levels_of_looks(&clues, &named, &by_depth);
    let by_steps = levels_of_steps(&clues, &named);
    clues
        .iter()
        .enumerate()
        .map(|(index, clue)| {
            let look = clue.look.and_then(|look| by_look.of(look, clues.get(index + 1)));
            let look_kind = if by_look.pairs { Kind::Pair } else { Kind::Look };
            // The weightiest first: the first of them decides.
            let inferred = [
                (Kind::Layout, clue.suggested.map(Inferred::sure)),
                (Kind::CodeDepth, clue.depth.and_then(|depth| by_depth.get(&depth)).copied().map(Inferred::sure)),
                (Kind::Steps, clue.look.and_then(|look| by_steps.get(&look.style.indent)).copied()),
                (Kind::Values, clue.holds.then_some(Inferred::sure(Action))),
                (look_kind, look),
            ];
            let inferred = inferred.into_iter().filter_map(|(kind, inferred)| Some((kind, inferred?)));
            let named = clue.naming.iter().copied();
            let clues = named.chain(inferred.clone().map(|(kind, inferred)| (kind, inferred.level)));
            Judged {
                clues: clues.map(|(clue, level)| RowClue { clue, level }).collect(),
                inferred: inferred.map(|(_, inferred)| inferred).next().filter(|_| clue.named.is_none()),
            }
        })
        .collect()
}

/// The first word is « être », with or without its accent: the guide writes objectifs stratégiques so.
fn begins_with_being(words: &str) -> bool {
    let words = words.trim_start_matches(['"', '«', '“', ' ', '\u{a0}']);
    let first = words.get(..words.find(' ').unwrap_or_default()).unwrap_or_default();
    first.len() <= 6 && matches!(first.chars().next(), Some('Ê' | 'E' | 'ê' | 'e')) && fold(first) == "etre"
}

/// The code of a row that names no level: the one before its title, else the one in its column.
fn own_code<'r>(row: &'r Row<'_>) -> Option<Counted<'r>> {
    let before = row.pieces.first().and_then(|piece| piece.heading.code.as_ref());
    let before = before.map(|code| (code.text.as_str(), Stands::Before));
    let apart = || row.code().map(|code| (code.cell.text, Stands::Apart));
    before.or_else(apart).filter(|_| row.named_level().is_none())
}

/// The numbers of a code in a column of its own.
fn numbers(cell: &LineCell<'_>) -> Vec<u32> {
    cell.heading().code.unwrap_or_else(|| misread::code(cell.text)).numbers
}

/// How many numbers a row's code has; codes in hundreds count as the level above.
fn depth(row: &Row<'_>, by_numbering: Option<&BTreeMap<Counted<'_>, usize>>) -> Option<usize> {
    if let Some(depths) = by_numbering {
        return own_code(row).and_then(|code| depths.get(&code)).copied();
    }
    let own = row.pieces.first().and_then(|piece| piece.heading.code.as_ref().map(|code| code.numbers.clone()));
    let numbers = own.or_else(|| row.code().map(|code| numbers(&code.cell)))?;
    match numbers.as_slice() {
        [] => None,
        [number] if *number >= 100 && number % 100 == 0 => Some(0),
        [number] if *number > 100 => Some(1),
        // "1.0" is written for "1" where every code has two parts.
        [_, 0] => Some(1),
        numbers => Some(numbers.len()),
    }
}

/// The level of each depth of code. The deepest is the action when its rows hold values; else the objectives above.
fn levels_of_depths(clues: &[Clue], named: &BTreeSet<Level>) -> BTreeMap<usize, Level> {
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for clue in clues.iter().filter(|clue| clue.named.is_none()) {
        if let Some(depth) = clue.depth {
            let entry = counts.entry(depth).or_default();
            entry.0 += 1;
            entry.1 += usize::from(clue.holds);
        }
    }
    let Some(deepest_holds) = counts.last_key_value().map(|(_, (count, held))| held * 2 >= *count) else {
        return BTreeMap::new();
    };
    let actions_elsewhere =
        named.contains(&Action) || clues.iter().any(|c| c.named.is_none() && c.depth.is_none() && c.holds);
    let any_hold = clues.iter().any(|clue| clue.holds);
    let free = |level: &Level| !named.contains(level);
    // Codes of two depths are those of two levels: the upper one is told by its words.
    let beings = || {
        let upper = counts.keys().next().copied();
        let rows = || clues.iter().filter(|clue| clue.named.is_none() && clue.depth.is_some() && clue.depth == upper);
        rows().filter(|clue| clue.being).count() * 2 > rows().count()
    };
    let chain: Vec<Level> = if counts.len() == 2 && deepest_holds && free(&StrategicObjective) && beings() {
        vec![StrategicObjective, Action]
    } else if actions_elsewhere && !deepest_holds {
        // The codes are those of the objectives only.
        [StrategicObjective, OperationalObjective].into_iter().filter(free).collect()
    } else if !any_hold && counts.len() == 1 {
        vec![if named.contains(&OperationalObjective) { Action } else { OperationalObjective }]
    } else if counts.len() == 4 {
        vec![StrategicObjective, OperationalObjective, Action, SubAction]
    } else {
        [StrategicObjective, OperationalObjective]
            .into_iter()
            .filter(|level| free(level) || counts.len() == 3)
            .chain([Action])
            .collect()
    };
    // The lowest level of the chain belongs to the deepest codes.
    counts.keys().rev().copied().zip(chain.into_iter().rev()).collect()
}

/// Where rows of several steps from the left, or of several groups around them, hold values alike, the steps tell their
/// levels: an objective may have its own deadline.
fn levels_of_steps(clues: &[Clue], named: &BTreeSet<Level>) -> BTreeMap<u8, Inferred> {
    let rows = || clues.iter().filter(|clue| clue.named.is_none()).filter_map(|clue| Some((clue, clue.look?)));
    let steps: BTreeSet<u8> = rows().map(|(_, look)| look.style.indent).collect();
    let holding: BTreeSet<u8> = rows().filter(|(clue, _)| clue.holds).map(|(_, look)| look.style.indent).collect();
    // A step down leads to the next level; the first row is one of the highest.
    let order: Vec<usize> =
        rows().filter_map(|(_, look)| steps.iter().position(|step| *step == look.style.indent)).collect();
    let goes_down = order.first() == Some(&0) && order.windows(2).all(|pair| pair[1] <= pair[0] + 1);
    let levels: &[Level] = match (steps.len(), named.contains(&StrategicObjective)) {
        (2, true) => &[OperationalObjective, Action],
        (2, false) => &[StrategicObjective, Action],
        (3, false) => &[StrategicObjective, OperationalObjective, Action],
        (4, false) => &[StrategicObjective, OperationalObjective, Action, SubAction],
        _ => return BTreeMap::new(),
    };
    // Nearly every objective has something below it.
    let deepest = steps.len().saturating_sub(1);
    let upper = order.iter().filter(|step| **step < deepest).count();
    let followed = order.windows(2).filter(|pair| pair[1] > pair[0]).count();
    if holding.len() < 2 || !goes_down || followed * 4 < upper * 3 {
        return BTreeMap::new();
    }
    steps.into_iter().zip(levels).map(|(step, level)| (step, Inferred::sure(*level))).collect()
}

/// Title rows without values, told apart by how they are printed.
struct Looks {
    levels: BTreeMap<Look, Inferred>,
    /// All are printed alike, and some stand in pairs: an objectif stratégique above its first objectif opérationnel.
    pairs: bool,
}

impl Looks {
    fn of(&self, look: Look, next: Option<&Clue>) -> Option<Inferred> {
        if self.pairs {
            let level = if next.is_some_and(is_title) { StrategicObjective } else { OperationalObjective };
            return Some(Inferred { level, other: Some(other(level)) });
        }
        self.levels.get(&look).copied()
    }
}

/// A title row whose level nothing but its look tells.
fn is_title(clue: &Clue) -> bool {
    clue.named.is_none() && !clue.holds
}

/// The first kind of title row is the higher one. Rows that look like those with values are actions too.
fn levels_of_looks(clues: &[Clue], named: &BTreeSet<Level>, by_depth: &BTreeMap<usize, Level>) -> Looks {
    let mut titles: Vec<Look> = Vec::new();
    let mut seen: BTreeSet<Look> = BTreeSet::new();
    let of_depth = |clue: &Clue| clue.depth.is_some_and(|depth| by_depth.contains_key(&depth));
    let title = |clue: &Clue| is_title(clue) && !of_depth(clue);
    for look in clues.iter().filter(|clue| title(clue)).filter_map(|clue| clue.look) {
        if seen.insert(look) {
            titles.push(look);
        }
    }
    let of_actions: BTreeSet<Look> = clues
        .iter()
        .filter(|clue| clue.holds && clue.named.is_none_or(|level| level == Action) || clue.named == Some(Action))
        .filter_map(|clue| clue.look)
        .collect();
    let has = |level| named.contains(&level) || by_depth.values().any(|found| *found == level);
    let (os, oo) = (has(StrategicObjective), has(OperationalObjective));
    let levels: &[Level] = match (os, oo, !of_actions.is_empty()) {
        (true, true, _) => &[Action],
        (true, false, true) => &[OperationalObjective],
        (true, false, false) => &[OperationalObjective, Action],
        (false, true, _) => &[StrategicObjective],
        (false, false, true) => &[StrategicObjective, OperationalObjective],
        (false, false, false) => &[StrategicObjective, OperationalObjective, Action],
    };
    let pairs = !os && !oo && titles.len() == 1 && clues.windows(2).any(|pair| pair.iter().all(title));
    // Where titles are printed in several ways, one of which is that of the actions, those are actions.
    let (actions, titles): (Vec<Look>, Vec<Look>) =
        titles.into_iter().partition(|look| seen.len() > 1 && of_actions.contains(look));
    let mut found: BTreeMap<Look, Inferred> =
        actions.into_iter().map(|look| (look, Inferred { level: Action, other: Some(OperationalObjective) })).collect();
    found.extend(titles.into_iter().enumerate().filter_map(|(rank, look)| {
        let level = *levels.get(rank).or(levels.last())?;
        Some((look, Inferred { level, other: Some(other(level)) }))
    }));
    Looks { levels: found, pairs }
}

/// The next best level.
fn other(level: Level) -> Level {
    match level {
        OperationalObjective => StrategicObjective,
        _ => OperationalObjective,
    }
}

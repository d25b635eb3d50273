//! The levels of printed codes, "1.", "1.1.", "1.1.1.", in documents whose words name none.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::Level;

use crate::context::names_the_document;
use crate::label::{alone, at_start};
use crate::numbering::counter;
use crate::source::{Line, LineCell, Source};
use crate::vocabulary::{Opening, Role};
use crate::wording::{Heading, bullet, roman};

/// Where no word names a level: the level of each depth of code, "1.", "1.1.", "1.1.1.", of which the deepest are
/// followed by labels, or by items of lists that are.
pub(crate) fn of(source: &Source<'_>, paragraphs: &[(usize, &LineCell<'_>)]) -> BTreeMap<usize, Level> {
    let mut counts: BTreeMap<usize, Below> = BTreeMap::new();
    let labelled = |at: usize| {
        let next = paragraphs.get(at + 1).and_then(|(_, next)| labelled(next.text));
        next.is_some_and(|role| !matches!(role, Role::Title(_)))
            || paragraphs.get(at).is_some_and(|(line, _)| small_table_below(source, *line))
    };
    for (at, (_, cell)) in paragraphs.iter().enumerate() {
        let found = cell.headed();
        if matches!(found.opening, Some(Opening::Level(_))) {
            return below_objectives(paragraphs);
        }
        let Some(depth) = depth(cell, &found) else { continue };
        let item = paragraphs.get(at + 1).is_some_and(|(_, next)| bullet(next.text).is_some());
        let below = counts.entry(depth).or_default();
        below.all += 1;
        below.labels += usize::from(labelled(at));
        below.items += usize::from(item && labelled(at + 1));
    }
    // Beside "1." a Roman number counts chapters.
    if counts.contains_key(&1) {
        counts.remove(&ROMAN);
    }
    let Some((_, deepest)) = counts.last_key_value() else { return BTreeMap::new() };
    let outline = || counts.len() == 3 && is_outline(paragraphs);
    let levels: &[Level] = match counts.len() {
        2 if deepest.most(deepest.items) => &[Level::OperationalObjective, Level::StrategicObjective],
        2 | 3 if deepest.most(deepest.labels) || outline() => {
            &[Level::Action, Level::OperationalObjective, Level::StrategicObjective]
        }
        _ => return BTreeMap::new(),
    };
    counts.into_keys().rev().zip(levels.iter().copied()).collect()
}

/// Where words name the objectives alone: "1.1.1" below "OO 1.1" is an action.
fn below_objectives(paragraphs: &[(usize, &LineCell<'_>)]) -> BTreeMap<usize, Level> {
    const FEWEST: usize = 2;
    let mut objectives: BTreeSet<Vec<u32>> = BTreeSet::new();
    let mut below: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, cell) in paragraphs {
        let found = cell.headed();
        let Some(code) = &found.code else { continue };
        match found.opening {
            Some(Opening::Level(Level::OperationalObjective)) => {
                objectives.insert(code.numbers.clone());
            }
            Some(Opening::Level(Level::StrategicObjective)) => {}
            Some(_) => return BTreeMap::new(),
            None => {
                let parent = code.numbers.split_last().map(|(_, above)| above);
                if parent.is_some_and(|parent| objectives.contains(parent)) && !found.wording.is_empty() {
                    *below.entry(code.numbers.len()).or_default() += 1;
                }
            }
        }
    }
    // A number of one part stands below an objective in any list.
    let actions = below.into_iter().filter(|(depth, count)| *depth > 1 && *count >= FEWEST);
    actions.map(|(depth, _)| (depth, Level::Action)).collect()
}

/// The same for the paragraphs between tables.
pub(crate) fn above_tables(source: &Source<'_>) -> BTreeMap<usize, Level> {
    let lines = source.lines.iter().enumerate().filter(|(_, line)| line.table.is_none());
    let paragraphs: Vec<(usize, &LineCell<'_>)> = lines.filter_map(|(at, line)| Some((at, line.single()?))).collect();
    of(source, &paragraphs)
}

/// What stands right below the codes of a depth.
#[derive(Default)]
struct Below {
    all: usize,
    /// Labels with their values.
    labels: usize,
    /// Items of a list, each above its label.
    items: usize,
}

impl Below {
    fn most(&self, count: usize) -> bool {
        self.all > 1 && count * 2 > self.all
    }
}

/// The depth of a Roman number without further parts.
const ROMAN: usize = 0;

/// How many parts the code of a title has.
pub(crate) fn depth(cell: &LineCell<'_>, found: &Heading<'_>) -> Option<usize> {
    let Some(code) = &found.code else {
        let (count, wording) = counter(cell.text)?;
        return (found.opening.is_none() && roman(count).is_some() && !wording.is_empty()).then_some(ROMAN);
    };
    (!code.numbers.is_empty() && !found.wording.is_empty()).then_some(code.numbers.len())
}

/// The paragraphs of a document that says to be a programme: "1.", "1.1.", "1.1.1.", each below the one that its code
/// goes on from, and little else.
fn is_outline(paragraphs: &[(usize, &LineCell<'_>)]) -> bool {
    let named = paragraphs.iter().any(|(_, cell)| names_the_document(cell.text));
    let mut seen: BTreeSet<Vec<u32>> = BTreeSet::new();
    let mut deep = 0;
    let mut coded = 0;
    // A line of values below each action is no prose.
    let (mut below, mut below_action) = (0, false);
    for (_, cell) in paragraphs {
        let found = cell.headed();
        let Some(code) = found.code.filter(|code| !code.numbers.is_empty()) else {
            below += usize::from(std::mem::take(&mut below_action));
            continue;
        };
        below_action = code.numbers.len() == 3;
        let parent = code.numbers.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default();
        if !parent.is_empty() && !seen.contains(&parent) {
            return false;
        }
        coded += 1;
        deep += usize::from(code.numbers.len() == 3);
        seen.insert(code.numbers);
    }
    named && deep > 2 && seen.len() == coded && coded * 4 >= (paragraphs.len() - below) * 3
}

/// The role of the label that a text begins with, or is.
fn labelled(text: &str) -> Option<Role> {
    let text = bullet(text).unwrap_or(text);
    at_start(text).filter(|label| label.parted).map(|label| label.role).or_else(|| alone(text))
}

/// A table of labels and one row of their values stands right below, after some words at most: those of one element.
fn small_table_below(source: &Source<'_>, at: usize) -> bool {
    const BETWEEN: usize = 3;
    let below = source.lines.get(at + 1..).unwrap_or_default();
    let between = below.iter().take(BETWEEN).take_while(|line| line.table.is_none() && line.heading.is_none()).count();
    let rows = below.get(between..).unwrap_or_default();
    let Some(table) = rows.first().and_then(|row| row.table) else { return false };
    let mut rows = rows.iter().take_while(|row| row.table == Some(table));
    let labels =
        |row: &Line<'_>| row.own().all(|cell| cell.words.label().is_some_and(|role| !matches!(role, Role::Title(_))));
    rows.next().is_some_and(labels) && rows.next().is_some() && rows.next().is_none()
}

//! Headings that no word and no code names: how deep the file marks them tells their level, where values stand below
//! the deepest ones.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::Level;

use crate::label::{alone, at_start, behind_a_title, several};
use crate::run_in;
use crate::source::{At, Line, Source};
use crate::vocabulary::{Opening, Role};
use crate::wording::{bullet, heading};

/// The level of each depth of heading; empty where words name levels, or where no values stand below the headings.
pub(crate) fn of(source: &Source<'_>) -> BTreeMap<u8, Level> {
    let headings =
        || source.lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.heading?, line.single()?)));
    let mut named: BTreeMap<Level, u8> = BTreeMap::new();
    for (_, depth, cell) in headings() {
        if let Some(Opening::Level(level)) = heading(cell.text).opening {
            named.insert(level, depth);
        }
    }
    let mut with_values: BTreeMap<u8, usize> = BTreeMap::new();
    for (at, depth, _) in headings() {
        // Some words of description may come first.
        const NEAR: usize = 3;
        let below = source.lines.iter().enumerate().skip(at + 1).take(NEAR).take_while(|(_, line)| {
            line.heading.is_none() && (!is_item(line) || is_value_line(line) || is_bold_label(source, line))
        });
        if below.into_iter().any(|(at, line)| holds_value(source, at, line)) {
            *with_values.entry(depth).or_default() += 1;
        }
    }
    if let Some((level, above)) = named.last_key_value() {
        // Only the actions below the objectives are without a word.
        let below = headings().map(|(_, depth, _)| depth).filter(|depth| depth > above).min();
        let other_words = |depth: u8| {
            let word = headings().any(|(_, other, cell)| other == depth && heading(cell.text).word.is_some());
            let action = |line: &Line<'_>| {
                line.single().is_some_and(|cell| cell.opening() == Some(Opening::Level(Level::Action)))
            };
            word || source.lines.iter().any(action)
        };
        let valued = |depth: &u8| {
            let all = headings().filter(|(_, other, _)| other == depth).count();
            with_values.get(depth).is_some_and(|valued| *valued > 1 && valued * 2 > all)
        };
        let below = below.filter(|depth| !other_words(*depth) && *level < Level::Action);
        let of_actions = below.filter(valued);
        if of_actions.is_some() {
            return of_actions.map(|depth| (depth, Level::Action)).into_iter().collect();
        }
        // Between "Objectif stratégique 1" and the actions: objectifs opérationnels without a word.
        let deeper = below.and_then(|below| headings().map(|(_, depth, _)| depth).filter(|depth| *depth > below).min());
        let of_actions =
            deeper.filter(|depth| *level == Level::StrategicObjective && !other_words(*depth)).filter(valued);
        let both = below
            .zip(of_actions)
            .map(|(objectives, actions)| [(objectives, Level::OperationalObjective), (actions, Level::Action)]);
        let both: BTreeMap<u8, Level> = both.into_iter().flatten().collect();
        // Or between it and the items of lists, or the paragraphs, that are the actions.
        let heads = heads_of_items(source);
        let of_objectives = below.filter(|depth| both.is_empty() && !other_words(*depth) && heads.contains(depth));
        let of_objectives = of_objectives.filter(|_| *level == Level::StrategicObjective);
        return both.into_iter().chain(of_objectives.map(|depth| (depth, Level::OperationalObjective))).collect();
    }
    let depths = |deepest: u8| -> BTreeSet<u8> {
        headings().map(|(_, depth, _)| depth).filter(|depth| *depth <= deepest).collect()
    };
    if let Some((&deepest, &count)) = with_values.iter().max_by_key(|(_, count)| **count) {
        let depths = depths(deepest);
        if count < 2 || depths.len() < 2 {
            return BTreeMap::new();
        }
        let levels = [Level::Action, Level::OperationalObjective, Level::StrategicObjective];
        return depths.into_iter().rev().zip(levels).collect();
    }
    match heads_of_items(source).last() {
        Some(&deepest) if depths(deepest).len() > 1 => {
            let levels = [Level::OperationalObjective, Level::StrategicObjective];
            depths(deepest).into_iter().rev().zip(levels).collect()
        }
        _ => BTreeMap::new(),
    }
}

/// The depths of the headings right above items of lists, each with a value below it or behind it: the actions.
fn heads_of_items(source: &Source<'_>) -> BTreeSet<u8> {
    let lines = &source.lines;
    let items: Vec<usize> = (1..lines.len())
        .filter(|&at| is_item(&lines[at - 1]) && is_value_line(&lines[at]) || is_valued(&lines[at - 1]))
        .collect();
    let above = |at: &usize| lines[..at.saturating_sub(1)].last().and_then(|line| line.heading);
    let heads = items.iter().filter_map(above).collect();
    if items.len() > 1 { heads } else { BTreeSet::new() }
}

/// The depths of headings that have a number each, but for a chapter here and there: "Introduction".
pub(crate) fn coded(source: &Source<'_>) -> BTreeSet<u8> {
    const FEWEST: usize = 2;
    let mut counts: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    for (depth, cell) in source.lines.iter().filter_map(|line| Some((line.heading?, line.single()?))) {
        let entry = counts.entry(depth).or_default();
        *entry = (entry.0 + 1, entry.1 + usize::from(cell.headed().code.is_some()));
    }
    let numbered = counts.into_iter().filter(|(_, (all, coded))| *coded >= FEWEST && coded * 2 > *all);
    numbered.map(|(depth, _)| depth).collect()
}

/// The levels of the headings above grids of actions, by line, where nothing but their depth tells them: the deepest
/// ones, each with a table below it, are objectifs opérationnels, those above them objectifs stratégiques.
pub(crate) fn above_grids(source: &Source<'_>) -> BTreeMap<usize, Level> {
    let headings: Vec<(usize, u8)> =
        source.lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.heading?))).collect();
    let opens = |at: usize| {
        let cell = source.lines.get(at).and_then(Line::single);
        cell.is_some_and(|cell| cell.headed().opening.is_some())
    };
    if headings.iter().any(|(at, _)| opens(*at)) {
        return BTreeMap::new();
    }
    // Some words may stand between a heading and its table.
    let with_table = |(place, (at, _)): (usize, &(usize, u8))| {
        let end = headings.get(place + 1).map_or(source.lines.len(), |(next, _)| *next);
        source.lines.get(at + 1..end).is_some_and(|lines| lines.iter().any(|line| line.table.is_some()))
    };
    let tabled: Vec<bool> = headings.iter().enumerate().map(with_table).collect();
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for ((_, depth), _) in headings.iter().zip(&tabled).filter(|(_, tabled)| **tabled) {
        *counts.entry(*depth).or_default() += 1;
    }
    let Some((&deepest, &count)) = counts.iter().max_by_key(|(_, count)| **count) else { return BTreeMap::new() };
    // Between such a heading and its table stands the objectif opérationnel: the caption names it.
    if source.lines.windows(2).any(is_caption) {
        let titles = headings.iter().zip(&tabled).filter(|((_, depth), tabled)| *depth == deepest && **tabled);
        return titles.map(|((at, _), _)| (*at, Level::StrategicObjective)).collect();
    }
    let upper = headings.iter().map(|(_, depth)| *depth).filter(|depth| *depth < deepest).max();
    let Some(upper) = upper.filter(|_| count > 1) else { return BTreeMap::new() };
    let mut levels = BTreeMap::new();
    let mut above = None;
    for ((at, depth), tabled) in headings.iter().zip(tabled) {
        if *depth == upper {
            above = Some(*at);
        } else if *depth < upper {
            above = None;
        } else if *depth == deepest && tabled {
            // A chapter without tables is no objective.
            levels.extend(above.map(|above| (above, Level::StrategicObjective)));
            levels.insert(*at, Level::OperationalObjective);
        }
    }
    levels
}

/// A paragraph right above a table that names its objectif opérationnel.
fn is_caption(lines: &[Line<'_>]) -> bool {
    let [above, below] = lines else { return false };
    let cell = above.single().filter(|_| above.table.is_none() && above.heading.is_none() && below.table.is_some());
    cell.is_some_and(|cell| cell.opening() == Some(Opening::Level(Level::OperationalObjective)))
}

/// A paragraph that is an item of a list.
fn is_item(line: &Line<'_>) -> bool {
    let Some(cell) = line.single().filter(|_| line.table.is_none() && line.heading.is_none()) else { return false };
    cell.list_label.is_some() || bullet(cell.text).is_some()
}

/// A paragraph whose first words are a title, and the others labels with their values.
fn is_valued(line: &Line<'_>) -> bool {
    let Some(cell) = line.single().filter(|_| line.table.is_none() && line.heading.is_none()) else { return false };
    behind_a_title(cell.text).is_some_and(|(_, labels)| labels.len() > 1)
}

/// A paragraph that is a label with its value.
fn is_value_line(line: &Line<'_>) -> bool {
    let Some(cell) = line.single().filter(|_| line.table.is_none()) else { return false };
    let text = bullet(cell.text).unwrap_or(cell.text);
    let label = at_start(text).filter(|label| label.parted).map(|label| label.role);
    let role = label.or_else(|| alone(text)).or_else(|| several(text)?.first().map(|label| label.role));
    role.is_some_and(is_value)
}

/// A paragraph whose label only bold letters tell from its value.
fn is_bold_label(source: &Source<'_>, line: &Line<'_>) -> bool {
    let item = line.single().filter(|_| line.table.is_none()).and_then(|cell| source.items.get(cell.item));
    let Some(At::Paragraph(paragraph)) = item.map(|item| item.at) else { return false };
    let labels = run_in::labels(&paragraph.text).filter(|(before, _)| before.is_empty());
    // A parent's name is no value of an action.
    labels.is_some_and(|(_, labels)| labels.iter().any(|label| matches!(label.role, Role::Field(_))))
}

fn is_value(role: Role) -> bool {
    !matches!(role, Role::Title(_) | Role::Code | Role::LevelName)
}

/// A label with its value, or the first row of a table of labels that names no element.
fn holds_value(source: &Source<'_>, at: usize, line: &Line<'_>) -> bool {
    match line.table {
        None => is_value_line(line) || is_bold_label(source, line),
        Some(_) => {
            let table = source.lines.get(at..).unwrap_or_default().iter().take_while(|other| other.table == line.table);
            let labels = |line: &Line<'_>| line.own().next().and_then(|cell| cell.words.label()).is_some_and(is_value);
            let rows: Vec<bool> = table.map(labels).collect();
            rows.iter().filter(|label| **label).count() * 4 >= rows.len() * 3
        }
    }
}

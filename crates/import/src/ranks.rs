//! Words for levels that a document sets above each other: "Enjeu", "Projet", "Fiche-action". Two words that stand for
//! the same level elsewhere are of two levels here when the codes of one are deeper, or when each row of the one is
//! followed by rows of the other.

use std::collections::BTreeSet;

use passerelle_core::{ClassificationKind, Level};

use crate::row::Kind;
use crate::sections::Body;
use crate::source::{Line, Ranked};
use crate::vocabulary::{Opening, vocabulary};
use crate::wording::{Heading, heading};

/// What is seen of a row that begins with a level word.
struct Seen {
    at: usize,
    family: &'static str,
    level: Level,
    /// Parts of its code.
    depth: Option<usize>,
}

/// Gives the rows of each word the level that its rank tells.
pub(crate) fn settle(body: &mut [Body<'_>]) {
    let seen: Vec<Seen> = body.iter().enumerate().filter_map(|(at, body)| look(at, body)).collect();
    for (at, level) in levels(&seen, false) {
        if let Some(body) = body.get_mut(at) {
            rank(body, level);
        }
    }
}

/// The same for the paragraphs of a text: those of a word that stands above another one of its level open a domaine,
/// which is none of theirs to say, or the level that is free.
pub(crate) fn settle_paragraphs(lines: &mut [Line<'_>]) {
    let look = |(at, line): (usize, &Line<'_>)| {
        if line.table.is_some() {
            return None;
        }
        let found = line.single()?.heading();
        // Without a number, "Projet" and "Fiche" may be labels.
        let seen = seen(at, &found).filter(|seen| seen.depth.is_some())?;
        // Numbers tell even words apart that stand for each other elsewhere: "Axe 1" and "Ambition 1.1".
        Some(Seen { family: found.word?, ..seen })
    };
    let seen: Vec<Seen> = lines.iter().enumerate().filter_map(look).collect();
    for (at, level) in levels(&seen, true) {
        if let Some(cell) = lines.get_mut(at).and_then(|line| line.cells.first_mut()) {
            cell.ranked = Some(level.map_or(Ranked::Domain, Ranked::Level));
        }
    }
}

/// The rows whose level their rank among the words tells, or their numbers alone; none above an objectif stratégique.
fn levels(seen: &[Seen], by_number: bool) -> Vec<(usize, Option<Level>)> {
    let mut found = Vec::new();
    let named: BTreeSet<Level> = seen.iter().map(|seen| seen.level).collect();
    for level in named.iter().copied().rev() {
        let of_level: Vec<&Seen> = seen.iter().filter(|seen| seen.level == level).collect();
        let mut families: Vec<&'static str> = Vec::new();
        for seen in &of_level {
            if !families.contains(&seen.family) {
                families.push(seen.family);
            }
        }
        let [upper, lower] = families.as_slice() else { continue };
        if stands_above(upper, lower, &of_level, by_number)
            && let Some((up, down)) = places(level, &named)
        {
            let ranks = of_level.iter().map(|seen| (seen.at, if seen.family == *upper { up } else { Some(down) }));
            found.extend(ranks);
        }
    }
    found
}

fn look(at: usize, body: &Body<'_>) -> Option<Seen> {
    let (Kind::Elements, [piece]) = (body.kind, body.row.pieces.as_slice()) else { return None };
    let of_code = body.row.code().map(|code| heading(code.cell.text));
    let found = [Some(&piece.heading), of_code.as_ref()].into_iter().flatten().find(|found| found.opening.is_some())?;
    seen(at, found)
}

/// What the beginning of a text says.
fn seen(at: usize, found: &Heading<'_>) -> Option<Seen> {
    let Some(Opening::Level(level)) = found.opening else { return None };
    let word = vocabulary().level_words.iter().find(|word| Some(word.name.as_str()) == found.word)?;
    let depth = found.code.as_ref().map(|code| code.numbers.len()).filter(|parts| *parts > 0);
    Some(Seen { at, family: &word.family, level, depth })
}

/// The codes of the upper word are all shallower; without codes, its rows are fewer and followed by the lower word's.
fn stands_above(upper: &str, lower: &str, rows: &[&Seen], by_number: bool) -> bool {
    let depths = |family: &str| {
        let mut of_family = rows.iter().filter(|seen| seen.family == family).map(|seen| seen.depth);
        let first = of_family.next().flatten();
        first.filter(|first| of_family.all(|depth| depth == Some(*first)))
    };
    match (depths(upper), depths(lower)) {
        (Some(of_upper), Some(of_lower)) if of_upper < of_lower => true,
        (Some(of_upper), Some(of_lower)) if of_upper > of_lower => false,
        _ => !by_number && alternate(upper, rows),
    }
}

/// No two rows of the upper word follow each other, and the lower word has more of them.
fn alternate(upper: &str, rows: &[&Seen]) -> bool {
    let count = rows.iter().filter(|seen| seen.family == upper).count();
    let follows = rows.windows(2).all(|pair| pair[0].family != upper || pair[1].family != upper);
    let last = rows.last().is_some_and(|seen| seen.family != upper);
    follows && last && count * 2 <= rows.len() && count > 1
}

/// Where the two words of a level go: one of them to the next level up or down that no word names.
fn places(level: Level, named: &BTreeSet<Level>) -> Option<(Option<Level>, Level)> {
    let at = Level::ALL.iter().position(|other| *other == level)?;
    let next = |at: usize| Level::ALL.get(at).copied().filter(|level| !named.contains(level));
    if let Some(up) = at.checked_sub(1).and_then(next) {
        return Some((Some(up), level));
    }
    if let Some(down) = next(at + 1) {
        return Some((Some(level), down));
    }
    // Above an objectif stratégique stands a domaine.
    (at == 0).then_some((None, level))
}

fn rank(body: &mut Body<'_>, level: Option<Level>) {
    match level {
        Some(level) => body.row.ranked = Some(level),
        None => body.kind = Kind::Container(ClassificationKind::Domain),
    }
}

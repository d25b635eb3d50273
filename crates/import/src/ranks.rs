//! Words for levels that a document sets above each other: "Enjeu", "Projet", "Fiche-action". Two words that stand for
//! the same level elsewhere are of two levels here when the codes of one are deeper, or when each row of the one is
//! followed by rows of the other.

use std::collections::BTreeSet;

use passerelle_core::{ClassificationKind, Level};

use crate::row::Kind;
use crate::sections::Body;
use crate::vocabulary::{Opening, vocabulary};
use crate::wording::heading;

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
        if stands_above(upper, lower, &of_level)
            && let Some((up, down)) = places(level, &named)
        {
            for seen in of_level {
                let Some(body) = body.get_mut(seen.at) else { continue };
                rank(body, if seen.family == *upper { up } else { Some(down) });
            }
        }
    }
}

fn look(at: usize, body: &Body<'_>) -> Option<Seen> {
    let (Kind::Elements, [piece]) = (body.kind, body.row.pieces.as_slice()) else { return None };
    let of_code = body.row.code().map(|code| heading(code.cell.text));
    let found = [Some(&piece.heading), of_code.as_ref()].into_iter().flatten().find(|found| found.opening.is_some())?;
    let Some(Opening::Level(level)) = found.opening else { return None };
    let word = vocabulary().level_words.iter().find(|word| Some(word.name.as_str()) == found.word)?;
    let depth = found.code.as_ref().map(|code| code.numbers.len()).filter(|parts| *parts > 0);
    Some(Seen { at, family: &word.family, level, depth })
}

/// The codes of the upper word are all shallower; without codes, its rows are fewer and followed by the lower word's.
fn stands_above(upper: &str, lower: &str, rows: &[&Seen]) -> bool {
    let depths = |family: &str| {
        let mut of_family = rows.iter().filter(|seen| seen.family == family).map(|seen| seen.depth);
        let first = of_family.next().flatten();
        first.filter(|first| of_family.all(|depth| depth == Some(*first)))
    };
    match (depths(upper), depths(lower)) {
        (Some(of_upper), Some(of_lower)) => of_upper < of_lower || of_upper == of_lower && alternate(upper, rows),
        _ => alternate(upper, rows),
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
    // Above an objectif stratégique stands a domaine.
    if at == 0 {
        return Some((None, level));
    }
    next(at + 1).map(|down| (Some(level), down))
}

fn rank(body: &mut Body<'_>, level: Option<Level>) {
    match level {
        Some(level) => body.row.ranked = Some(level),
        None => body.kind = Kind::Container(ClassificationKind::Domain),
    }
}

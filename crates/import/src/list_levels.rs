//! The levels of the items of lists, where nothing but how far they are set in, and how they are counted, tells them.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Bilingual, Level};

use crate::context::names_the_document;
use crate::label::{alone, at_start, behind_a_title};
use crate::source::LineCell;
use crate::vocabulary::{Opening, Role};
use crate::wording::bullet;

/// An item of a list that is no label.
struct Item {
    /// Its place among the paragraphs.
    at: usize,
    step: Step,
    /// Labels with their values stand behind its title or right below it.
    valued: bool,
}

/// How far an item is set in, and what counts it.
type Step = (u8, Counted);

/// What counts the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// "I.", "IV."
    Roman,
    /// "A."
    Capital,
    /// "a)"
    Small,
    /// "1."
    Arabic,
    /// A bullet or dash.
    Sign,
}

impl Counted {
    fn of(cell: &LineCell<'_>) -> Option<Self> {
        let text = cell.list_label.unwrap_or(cell.text).trim();
        if bullet(cell.text).is_some() {
            return Some(Self::Sign);
        }
        let count = text.split(['.', ')', ' ', '-', '–']).next().unwrap_or_default();
        let all = |of: fn(char) -> bool| !count.is_empty() && count.chars().all(of);
        let coded = cell.list_label.is_some() || cell.heading().code.is_some();
        // "C." and "D." are letters sooner than a hundred and five hundred.
        let roman = all(|c| matches!(c, 'I' | 'V' | 'X'));
        match () {
            () if roman && coded => Some(Self::Roman),
            () if count.len() == 1 && all(|c| c.is_ascii_uppercase()) && coded => Some(Self::Capital),
            () if count.len() == 1 && all(|c| c.is_ascii_lowercase()) && coded => Some(Self::Small),
            () if all(|c| c.is_ascii_digit()) && coded => Some(Self::Arabic),
            () => cell.list_label.map(|_| Self::Sign),
        }
    }
}

/// What sets an item apart: what counts it, and how far it is set in.
pub(crate) fn in_words(cell: &LineCell<'_>) -> Bilingual {
    let (fr, en) = match Counted::of(cell) {
        Some(Counted::Roman) => ("chiffre romain", "Roman number"),
        Some(Counted::Capital) => ("lettre majuscule", "capital letter"),
        Some(Counted::Small) => ("lettre minuscule", "small letter"),
        Some(Counted::Arabic) => ("numéro", "number"),
        Some(Counted::Sign) | None => ("puce", "bullet"),
    };
    match cell.style.indent {
        0 => Bilingual::new(fr, en),
        steps => Bilingual::new(format!("{fr}, retrait {steps}"), format!("{en}, indent {steps}")),
    }
}

/// The levels of items, by their place among the paragraphs: those with values are actions, those that they are set in
/// below are objectives. Where no item has values, three steps of a document that says to be a programme are the three
/// levels.
pub(crate) fn of(paragraphs: &[(usize, &LineCell<'_>)]) -> BTreeMap<usize, Level> {
    /// Fewer items are no programme.
    const FEWEST: usize = 3;
    let Some(items) = items(paragraphs).filter(|items| items.len() >= FEWEST) else { return BTreeMap::new() };
    // From the outermost one in: each is first met within the one before it.
    let mut steps: Vec<(Step, usize, usize)> = Vec::new();
    for item in &items {
        match steps.iter_mut().find(|(step, ..)| *step == item.step) {
            Some((_, all, valued)) => {
                *all += 1;
                *valued += usize::from(item.valued);
            }
            None => steps.push((item.step, 1, usize::from(item.valued))),
        }
    }
    let valued = steps.iter().rposition(|(_, all, valued)| *valued > 1 && valued * 2 >= *all);
    let named = || paragraphs.iter().any(|(_, cell)| names_the_document(cell.text));
    let Some(deepest) = valued.or_else(|| (steps.len() == 3 && named()).then_some(2)) else { return BTreeMap::new() };
    let ranks = [Level::Action, Level::OperationalObjective, Level::StrategicObjective];
    let first = deepest.saturating_sub(ranks.len() - 1);
    let levels: Vec<(Step, Level)> =
        steps.iter().take(deepest + 1).skip(first).rev().map(|(step, ..)| *step).zip(ranks).collect();
    if levels.len() < 2 {
        return BTreeMap::new();
    }
    let level = |item: &Item| levels.iter().find(|(step, _)| *step == item.step).map(|(_, level)| *level);
    // A menu or a list in the preamble holds nothing that is set in below it.
    let Some(upper) = levels.iter().map(|(_, level)| *level).min() else { return BTreeMap::new() };
    let holds = |(at, item): &(usize, &Item)| {
        level(item) == Some(upper) && items.get(at + 1).and_then(level).is_some_and(|next| next > upper)
    };
    let holders: BTreeSet<usize> = items.iter().enumerate().filter(holds).map(|(at, _)| at).collect();
    let (Some(first), Some(last)) = (holders.first(), holders.last()) else { return BTreeMap::new() };
    let after = items.iter().skip(last + 1).take_while(|item| level(item) != Some(upper)).count();
    let inside = items.iter().skip(*first).take(last + 1 + after - first);
    inside.filter_map(|item| Some((item.at, level(item)?))).collect()
}

/// The items of lists; none where words or codes name the levels.
fn items(paragraphs: &[(usize, &LineCell<'_>)]) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    for (at, (_, cell)) in paragraphs.iter().enumerate() {
        let found = cell.headed();
        let parts = found.code.as_ref().map_or(0, |code| code.numbers.len());
        if matches!(found.opening, Some(Opening::Level(_))) || parts > 1 {
            return None;
        }
        let Some(counted) = Counted::of(cell).filter(|_| !is_label(cell.text)) else { continue };
        let below = paragraphs.get(at + 1).is_some_and(|(_, next)| is_label(next.text));
        let title = bullet(cell.text).unwrap_or(cell.text);
        let valued = below || behind_a_title(title).is_some();
        items.push(Item { at, step: (cell.style.indent, counted), valued });
    }
    Some(items)
}

/// A label, alone or with its value, that names no element.
fn is_label(text: &str) -> bool {
    let text = bullet(text).unwrap_or(text);
    let role = at_start(text).filter(|label| label.parted).map(|label| label.role).or_else(|| alone(text));
    role.is_some_and(|role| !matches!(role, Role::Title(_)))
}

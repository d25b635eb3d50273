//! The levels of paragraphs that only their print tells: the size of the letters first, then capitals, bold, underlined,
//! coloured or slanted ones.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Bilingual, ClassificationKind, Lang, Level, fold};

use crate::context::{institution, names_the_document};
use crate::label::{alone, at_start, behind_a_title, several};
use crate::source::{Line, LineCell, Source};
use crate::vocabulary::{Opening, Role, vocabulary};
use crate::wording::{bullet, is_sentence};

/// How a paragraph is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Print {
    /// Size of the letters in half points; 0 where the file does not tell it.
    size: u16,
    capitals: bool,
    bold: bool,
    underline: bool,
    italic: bool,
    color: Option<u32>,
    /// A bullet or number stands before it.
    item: bool,
}

impl Print {
    pub(crate) fn of(cell: &LineCell<'_>) -> Self {
        let style = &cell.style;
        let letters = || cell.text.chars().filter(|c| c.is_alphabetic());
        Self {
            size: style.size,
            capitals: letters().nth(1).is_some() && !letters().any(char::is_lowercase),
            bold: style.bold,
            underline: style.underline,
            italic: style.italic,
            color: style.color,
            item: cell.list_label.is_some() || bullet(cell.text).is_some(),
        }
    }

    /// The print in words: "14 pt, gras".
    pub(crate) fn describe(self, lang: Lang) -> String {
        let mut words = Vec::new();
        if self.size > 0 {
            let (points, half) = (self.size / 2, if self.size % 2 == 1 { lang.pick(",5", ".5") } else { "" });
            words.push(format!("{points}{half} pt"));
        }
        let marks = [
            (self.capitals, "capitales", "capitals"),
            (self.bold, "gras", "bold"),
            (self.underline, "souligné", "underlined"),
            (self.italic, "italique", "italic"),
            (self.color.is_some(), "en couleur", "coloured"),
            (self.item, "liste", "list"),
        ];
        words.extend(marks.iter().filter(|(is, ..)| *is).map(|(_, fr, en)| lang.pick(fr, en).to_owned()));
        if words.is_empty() {
            words.push(lang.pick("texte ordinaire", "plain text").to_owned());
        }
        words.join(", ")
    }

    /// The same for both languages.
    pub(crate) fn in_words(self) -> Bilingual {
        Bilingual::of(|lang| self.describe(lang))
    }
}

/// A paragraph that may be a title.
struct Title {
    /// Its place among the paragraphs.
    at: usize,
    print: Print,
    /// Labels with their values stand below it.
    valued: bool,
}

/// Titles printed alike.
struct Class {
    print: Print,
    titles: usize,
    valued: usize,
    /// The first of them, among the titles.
    first: usize,
}

/// What the paragraphs of a list open, by their place among them; empty where words name levels, or where the prints do
/// not part the paragraphs as the levels of a programme would: each first met within the one before it, never in smaller
/// letters than what stands below, and nearly every one with something below it.
pub(crate) fn of(source: &Source<'_>, paragraphs: &[(usize, &LineCell<'_>)]) -> BTreeMap<usize, Role> {
    /// Sentences may come before the labels.
    const NEAR: usize = 3;
    let valued = |at: usize| {
        let below = paragraphs.get(at + 1..).unwrap_or_default().iter().take(NEAR);
        let mut below = below.take_while(|(_, next)| is_label(next.text) || is_sentence(next.text));
        below.any(|(_, next)| is_label(next.text))
            || paragraphs.get(at).is_some_and(|(_, cell)| behind_a_title(cell.text).is_some())
    };
    let Some(titles) = titles(source, paragraphs, valued) else { return BTreeMap::new() };
    let named = || paragraphs.iter().any(|(_, cell)| names_the_document(cell.text));
    levels(paragraphs, &titles, &RANKS, named)
}

/// The same of the paragraphs above grids of actions, by line: the deepest ones, each with a table below it, are
/// objectifs opérationnels.
pub(crate) fn above_grids(source: &Source<'_>) -> BTreeMap<usize, Role> {
    let lines = source.lines.iter().enumerate().filter(|(_, line)| line.table.is_none());
    let paragraphs: Vec<(usize, &LineCell<'_>)> = lines.filter_map(|(at, line)| Some((at, line.single()?))).collect();
    let with_table = |at: usize| {
        let line = |at: usize| paragraphs.get(at).map(|(line, _)| *line);
        // Sentences may stand between.
        let mut next = at + 1;
        while paragraphs.get(next).is_some_and(|(_, cell)| is_sentence(cell.text)) {
            next += 1;
        }
        let above = next.checked_sub(1).and_then(line).map_or(0, |line| line + 1);
        source.lines.get(above..line(next).unwrap_or(source.lines.len())).is_some_and(|between| !between.is_empty())
    };
    let Some(titles) = titles(source, &paragraphs, with_table) else { return BTreeMap::new() };
    let of_objectives = RANKS.get(1..).unwrap_or_default();
    let found = levels(&paragraphs, &titles, of_objectives, || false).into_iter();
    found.filter_map(|(at, role)| Some((paragraphs.get(at)?.0, role))).collect()
}

/// What titles may be, from the deepest up.
const RANKS: [Role; 4] = [
    Role::Title(Some(Level::Action)),
    Role::Title(Some(Level::OperationalObjective)),
    Role::Title(Some(Level::StrategicObjective)),
    Role::Classification(ClassificationKind::Domain),
];

fn levels(
    paragraphs: &[(usize, &LineCell<'_>)],
    titles: &[Title],
    ranks: &[Role],
    named: impl Fn() -> bool,
) -> BTreeMap<usize, Role> {
    const FEWEST: usize = 3;
    let classes = classes(titles);
    let deepest = classes.iter().rposition(|class| class.valued > 1 && class.valued * 2 >= class.titles);
    let plain = || (classes.len() == 3 && named()).then_some(2);
    let Some(deepest) = deepest.or_else(plain).filter(|_| titles.len() >= FEWEST) else { return BTreeMap::new() };
    let mut upper: Vec<&Class> = classes.iter().take(deepest).collect();
    let text = |class: &Class| titles.get(class.first).and_then(|title| paragraphs.get(title.at)).map(|(_, c)| c.text);
    // Above all others stand the name of the institution and the title of the document, once each.
    while upper.first().is_some_and(|class| {
        let of_document = || text(class).is_some_and(|text| institution(text).is_some() || has_year(text));
        class.titles == 1 && (upper.len() > 2 || of_document())
    }) {
        upper.remove(0);
    }
    let chosen: Vec<&Class> = classes.get(deepest).into_iter().chain(upper.iter().rev().copied()).collect();
    if !(2..=ranks.len()).contains(&chosen.len()) || !grow(&chosen) {
        return BTreeMap::new();
    }
    let rank = |title: &Title| chosen.iter().position(|class| class.print == title.print);
    let ranked = titles.iter().filter_map(|title| Some((title.at, rank(title)?)));
    // What stands above the first objective is no part of the programme.
    let ranked: Vec<(usize, usize)> = ranked.skip_while(|(_, rank)| rank + 1 < chosen.len()).collect();
    if !is_tree(&ranked, chosen.len() - 1) {
        return BTreeMap::new();
    }
    ranked.into_iter().filter_map(|(at, rank)| Some((at, *ranks.get(rank)?))).collect()
}

/// The titles; none where a word or code names a level, or the file marks headings.
fn titles(
    source: &Source<'_>,
    paragraphs: &[(usize, &LineCell<'_>)],
    valued: impl Fn(usize) -> bool,
) -> Option<Vec<Title>> {
    let mut titles: Vec<Title> = Vec::new();
    for (at, (line, cell)) in paragraphs.iter().enumerate() {
        let found = cell.headed();
        let coded = found.code.as_ref().is_some_and(|code| code.numbers.len() > 1);
        if matches!(found.opening, Some(Opening::Level(_))) || coded {
            return None;
        }
        let line = source.lines.get(*line)?;
        if found.opening.is_none() && may_be_title(line, cell) {
            titles.push(Title { at, print: Print::of(cell), valued: valued(at) });
        }
    }
    Some(titles)
}

/// Words that are neither a label, nor a sentence, nor what stands around a programme.
fn may_be_title(line: &Line<'_>, cell: &LineCell<'_>) -> bool {
    const LONGEST: usize = 250;
    let text = bullet(cell.text).unwrap_or(cell.text);
    let words = vocabulary();
    line.heading.is_none()
        && line.table.is_none()
        && text.chars().count() <= LONGEST
        && text.chars().any(char::is_alphabetic)
        && !is_label(text)
        && !is_sentence(text)
        && !text.ends_with(':')
        && !names_the_document(text)
        && !words.is_page_number(text)
        && !words.is_placeholder(text)
        && !words.is_signature(text)
}

/// A label, alone or with its value, that names no element.
fn is_label(text: &str) -> bool {
    let text = bullet(text).unwrap_or(text);
    let role = || at_start(text).filter(|label| label.parted).map(|label| label.role).or_else(|| alone(text));
    several(text).is_some() || role().is_some_and(|role| !matches!(role, Role::Title(_)))
}

/// The prints of the titles in the order in which they are first met; none where nearly every title has its own.
fn classes(titles: &[Title]) -> Vec<Class> {
    const MOST: usize = 64;
    let mut classes: Vec<Class> = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        let valued = usize::from(title.valued);
        if let Some(class) = classes.iter_mut().find(|class| class.print == title.print) {
            (class.titles, class.valued) = (class.titles + 1, class.valued + valued);
        } else if classes.len() < MOST {
            classes.push(Class { print: title.print, titles: 1, valued, first: at });
        } else {
            return Vec::new();
        }
    }
    classes
}

/// From the deepest up no letters get smaller.
fn grow(chosen: &[&Class]) -> bool {
    chosen.windows(2).all(|pair| matches!(pair, [below, above] if below.print.size <= above.print.size))
}

/// Each level stands right below the one above it, and nearly each has something below; 0 is the deepest.
fn is_tree(ranked: &[(usize, usize)], top: usize) -> bool {
    let ranks: Vec<usize> = ranked.iter().map(|(_, rank)| *rank).collect();
    let order =
        ranks.first() == Some(&top) && ranks.windows(2).all(|pair| matches!(pair, [one, next] if next + 1 >= *one));
    let upper = ranks.iter().filter(|rank| **rank > 0).count();
    let followed = ranks.windows(2).filter(|pair| matches!(pair, [one, next] if next < one)).count();
    order && followed * 4 >= upper * 3 && ranks.iter().collect::<BTreeSet<_>>().len() == top + 1
}

/// It names a year.
fn has_year(text: &str) -> bool {
    fold(text)
        .split(' ')
        .any(|word| word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1990..2100).contains(&year)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_go_down_one_by_one_and_hold_something() {
        let tree = |ranks: &[usize], top| is_tree(&ranks.iter().map(|rank| (0, *rank)).collect::<Vec<_>>(), top);
        assert!(tree(&[2, 1, 0, 0, 1, 0, 2, 1, 0], 2));
        assert!(!tree(&[2, 0, 0, 1, 0], 2), "an action stands right below a strategic objective");
        assert!(!tree(&[0, 1, 0], 1), "an action comes first");
        assert!(!tree(&[1, 1, 1, 0], 1), "objectives without anything below");
    }
}

//! Tables that say nothing of an element but its code and some values: who, when and how much, on a sheet of its own. The
//! wordings stand in another table, under the same codes.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Bilingual, Code, Diagnostic, DiagnosticKind, Element, Field, Level, Place, Reason, fold};

use crate::assemble::Node;
use crate::columns::{Choice, Column};
use crate::ledger::{Fate, excerpt};
use crate::misread;
use crate::placing::Placing;
use crate::row::{Kind, Row, level_of_name};
use crate::sections::{Body, Section};
use crate::source::{LineCell, Source};
use crate::vocabulary::Role;

/// Fewer codes in common say nothing.
const FEWEST: usize = 2;

/// A code as two tables print it: "A 1.1.1" and "1.1.1" are one, "E.1" and "I.1" are two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    letters: String,
    numbers: Vec<u32>,
}

/// The code of a text, with the level that its letters name.
fn key(text: &str) -> Option<(Key, Option<Level>)> {
    const LONGEST: usize = 24;
    let read = misread::read(text.trim());
    let text = read.as_deref().unwrap_or(text.trim());
    let numbers = Code::new(text).numbers;
    if numbers.is_empty() || text.len() > LONGEST {
        return None;
    }
    let letters: String = fold(text).chars().filter(|c| c.is_alphabetic()).collect();
    let level = if letters.is_empty() { None } else { level_of_name(&letters) };
    let letters = if level.is_some() { String::new() } else { letters };
    Some((Key { letters, numbers }, level))
}

/// The code that a row prints for its deepest element.
fn code_of<'r>(row: &'r Row<'_>) -> Option<&'r str> {
    if let Some(code) = row.code() {
        return Some(code.cell.text);
    }
    let piece = row.pieces.last()?;
    if piece.wording.is_some() || piece.words().is_empty() {
        return Some(piece.cell.text);
    }
    piece.heading.code.as_ref().map(|code| code.text.as_str())
}

/// Codes that may stand for an element of a level.
fn fits(named: Option<Level>, level: Option<Level>) -> bool {
    named.is_none() || level.is_none() || named == level
}

/// No column of a section holds titles, but for one that nothing but its length made so.
fn has_no_titles(columns: &[Column]) -> bool {
    let surely = |column: &Column| {
        matches!(column.role, Some(Role::Title(_))) && !(column.guessed && column.decided == Choice::Contents)
    };
    columns.iter().any(|column| column.role == Some(Role::Code)) && !columns.iter().any(surely)
}

/// Marks the rows of such tables, and sets them behind all others: what they speak of may stand further down.
pub(crate) fn part<'a>(source: &'a Source<'a>, body: &mut Vec<Body<'a>>, sections: &[Section]) {
    let without: BTreeSet<usize> =
        sections.iter().enumerate().filter(|(_, section)| has_no_titles(&section.columns)).map(|(at, _)| at).collect();
    if without.is_empty() || sections.len() < 2 {
        return;
    }
    let mut titled: BTreeMap<Key, usize> = BTreeMap::new();
    for body in body.iter().filter(|body| body.kind == Kind::Elements && !without.contains(&body.section)) {
        let worded = body.row.pieces.last().is_some_and(|piece| !piece.words().is_empty());
        if let Some((key, _)) = code_of(&body.row).filter(|_| worded).and_then(key) {
            *titled.entry(key).or_default() += 1;
        }
    }
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let coded = |body: &Body<'_>| {
        let holds = !body.row.values.is_empty() || !body.row.unknown.is_empty() || !body.row.pieces.is_empty();
        let may = matches!(body.kind, Kind::Elements | Kind::Continuation | Kind::Other) && holds;
        body.row.code().filter(|_| may).and_then(|code| key(code.cell.text))
    };
    for body in body.iter().filter(|body| without.contains(&body.section)) {
        if let Some((key, _)) = coded(body) {
            let count = counts.entry(body.section).or_default();
            *count = (count.0 + 1, count.1 + usize::from(titled.contains_key(&key)));
        }
    }
    counts.retain(|_, (all, found)| *found >= FEWEST && *found * 2 > *all);
    if counts.is_empty() {
        return;
    }
    for body in body.iter_mut().filter(|body| counts.contains_key(&body.section)) {
        if coded(body).is_some() {
            body.kind = Kind::Details;
            let pieces = std::mem::take(&mut body.row.pieces);
            let cells = source.lines.get(body.line).into_iter().flat_map(|line| &line.cells);
            let of_piece = |cell: &&LineCell<'_>| {
                pieces.iter().any(|p| p.cell.item == cell.item || p.wording.is_some_and(|w| w.item == cell.item))
            };
            body.row.unknown.extend(cells.filter(of_piece).map(|cell| (cell, body.alignment.column(cell))));
        }
    }
    // Stable: in the order of the source otherwise.
    body.sort_by_key(|body| counts.contains_key(&body.section));
}

/// Elements by their codes, once all are there; what their details were joined from.
#[derive(Debug, Default)]
pub(crate) struct Details {
    known: BTreeMap<Key, Vec<Node>>,
    /// Fields that such a table gave: a further row of the same code adds to them.
    given: BTreeSet<(Node, Field)>,
    /// For each section, how many rows were joined, and where the first stands.
    joined: BTreeMap<usize, (usize, Option<Place>)>,
    /// The elements that a row of each section was joined to, and further rows of the same.
    seen: BTreeSet<(usize, Node)>,
    again: BTreeMap<usize, Told>,
    /// Rows of codes that no element has, or several have.
    alone: BTreeMap<usize, Told>,
}

/// How many rows of a section are told of at once: the code of the first, and where it stands.
#[derive(Debug)]
struct Told {
    count: usize,
    code: String,
    place: Option<Place>,
}

impl Told {
    fn add(found: &mut BTreeMap<usize, Self>, section: usize, code: &str, place: Option<Place>) {
        found.entry(section).or_insert_with(|| Self { count: 0, code: excerpt(code), place }).count += 1;
    }
}

impl Details {
    /// The only element that a code stands for.
    fn find(&mut self, code: &str, elements: &[Element]) -> Option<Node> {
        if self.known.is_empty() {
            for (node, element) in elements.iter().enumerate() {
                if let Some((key, _)) = element.code.as_ref().and_then(|code| key(&code.text)) {
                    self.known.entry(key).or_default().push(node);
                }
            }
        }
        let (key, named) = key(code)?;
        let level = |node: &Node| elements.get(*node).map(|element| element.level);
        let mut found: Vec<Node> = self.known.get(&key)?.iter().copied().filter(|n| fits(named, level(n))).collect();
        if found.len() > 1 && named.is_none() {
            found.retain(|node| level(node) >= Some(Level::Action));
        }
        // The same row may have been pasted twice.
        let wording = |node: &Node| elements.get(*node).map(|element| fold(&element.title.wording));
        let (first, rest) = found.split_first()?;
        rest.iter().all(|node| wording(node) == wording(first)).then_some(*first)
    }

    /// The table itself gave this field before.
    pub(crate) fn gave(&self, node: Node, field: Field) -> bool {
        self.given.contains(&(node, field))
    }

    /// The table gives this field.
    pub(crate) fn gives(&mut self, node: Node, field: Field) {
        self.given.insert((node, field));
    }
}

impl<'a> Placing<'_, 'a, '_> {
    /// Gives the values of a row to the element of its code. Where there is none, or several, they find no place.
    pub(crate) fn details(&mut self, row: &Row<'a>, section: usize) -> Bilingual {
        self.settle_floating();
        let what = Bilingual::new("valeurs jointes par leur code", "values joined by their code");
        let Some(code) = row.code() else { return what };
        let place = self.assembler.place(&code.cell);
        let found = self.details.find(code.cell.text, self.assembler.elements());
        let found = found.and_then(|node| Some((node, self.assembler.get(node)?.level)));
        let Some((node, level)) = found else {
            for cell in row.cells().filter(|cell| !cell.covered) {
                self.assembler.ledger.set(cell.item, Fate::Aside(Reason::Unplaced));
            }
            Told::add(&mut self.details.alone, section, code.cell.text, place);
            return Bilingual::new("code sans partenaire", "code without partner");
        };
        if !self.details.seen.insert((section, node)) {
            Told::add(&mut self.details.again, section, code.cell.text, place.clone());
        }
        self.assembler.ledger.set(code.cell.item, Fate::Field);
        self.assembler.enter_seen(level, node);
        self.joining = true;
        self.values(node, row, section);
        self.joining = false;
        self.leftovers(row, section, Some(node));
        self.details.joined.entry(section).or_insert((0, place)).0 += 1;
        what
    }

    /// A field has another text already, from another table: that one stays, and this one is kept beside it. False when
    /// there is no such text.
    pub(crate) fn differs(&mut self, node: Node, field: Field, text: &str, cell: &LineCell<'a>) -> bool {
        if !self.joining || self.details.gave(node, field) {
            return false;
        }
        if !self.assembler.has_other(node, field, text) {
            let open = self.assembler.get(node).is_some_and(|element| element.field(field).is_none());
            if open {
                self.details.gives(node, field);
            }
            return false;
        }
        let element = self.assembler.get(node);
        let before = element.and_then(|element| element.field(field)).map(|value| value.text.join("\n"));
        let said = Diagnostic::new(DiagnosticKind::TablesDiffer)
            .saying("title", element.map(Bilingual::calling).unwrap_or_default())
            .saying("field", Bilingual::of(|lang| field.label(lang)))
            .with("first", excerpt(&before.unwrap_or_default()))
            .with("second", excerpt(text));
        let place = self.assembler.place(cell);
        self.assembler.ledger.say(said.at(place));
        true
    }

    /// Speaks of tables that were joined.
    pub(crate) fn say_details(&mut self) {
        for (count, place) in std::mem::take(&mut self.details.joined).into_values() {
            self.assembler.ledger.say(Diagnostic::new(DiagnosticKind::DetailsJoined).with("count", count).at(place));
        }
        let again = std::mem::take(&mut self.details.again).into_values();
        let alone = std::mem::take(&mut self.details.alone).into_values();
        let said = again.map(|told| (DiagnosticKind::DetailsAgain, told));
        for (kind, told) in said.chain(alone.map(|told| (DiagnosticKind::DetailsAlone, told))) {
            let said = Diagnostic::new(kind).with("count", told.count).with("code", told.code);
            self.assembler.ledger.say(said.at(told.place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_same_whatever_level_word_stands_before_them() {
        assert_eq!(key("A 1.1.1").map(|(key, _)| key), key("1.1.1").map(|(key, _)| key));
        assert_eq!(
            key("OO1.1"),
            Some((Key { letters: String::new(), numbers: vec![1, 1] }, Some(Level::OperationalObjective)))
        );
        assert_ne!(key("E.1.1").map(|(key, _)| key), key("I.1.1").map(|(key, _)| key));
        assert_eq!(key("Néant"), None);
    }
}

//! Sheets that show the same programme: a presentation and the list behind it, the same actions evaluated each year.
//! Their rows are the same elements, seen twice.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Code, Volet, fold};

use crate::assemble::{Named, Node};
use crate::hashed::Map;
use crate::row::{Kind, Row};
use crate::sections::Body;
use crate::source::Source;

/// Fewer elements in common say nothing.
const FEWEST: usize = 3;
/// Workbooks with more sheets than that are not compared sheet by sheet.
const MOST: usize = 64;

/// Tables whose elements stand in an earlier table of the file too, or in a later one.
#[derive(Debug, Default)]
pub(crate) struct Views {
    tables: BTreeSet<usize>,
    /// The elements of such tables by their wordings, and the tables they were first read in; none where several have
    /// the same.
    known: Map<String, Option<(Node, usize)>>,
}

impl Views {
    /// Compares the named tables of a source by the wordings of their rows.
    pub(crate) fn of(source: &Source<'_>, body: &[Body<'_>]) -> Self {
        let mut wordings: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        let table_of = |body: &Body<'_>| source.lines.get(body.line).and_then(|line| line.table);
        // The same action may stand in both volets.
        let named = |table: usize| {
            let name = source.table_names.get(table).copied().flatten();
            name.is_some_and(|name| Volet::read(name) == Volet::Other)
        };
        let tables: BTreeSet<usize> = body.iter().filter_map(table_of).filter(|table| named(*table)).collect();
        if tables.len() < 2 || tables.len() > MOST {
            return Self::default();
        }
        for body in body.iter().filter(|body| body.kind == Kind::Elements) {
            if let (Some(table), Some(wording)) = (table_of(body).filter(|t| tables.contains(t)), wording(&body.row)) {
                wordings.entry(table).or_default().insert(wording);
            }
        }
        let mut found = Self::default();
        let all: Vec<(usize, BTreeSet<String>)> = wordings.into_iter().collect();
        for (at, (table, own)) in all.iter().enumerate() {
            for (other, others) in all.iter().skip(at + 1) {
                let common = own.intersection(others).count();
                if common >= FEWEST && common * 2 > own.len().min(others.len()) {
                    found.tables.extend([*table, *other]);
                }
            }
        }
        found
    }

    /// The table shows what another one shows.
    pub(crate) fn has(&self, table: usize) -> bool {
        self.tables.contains(&table)
    }

    /// The element of another table that this row shows again.
    pub(crate) fn again(
        &self,
        table: Option<usize>,
        named: &Named,
        code: impl Fn(Node) -> Option<Code>,
    ) -> Option<Node> {
        let table = table.filter(|table| self.has(*table))?;
        let (node, first) = (*self.known.get(&fold(&named.title.wording))?)?;
        let codes = named.code.as_ref().zip(code(node));
        let same = codes.is_none_or(|(own, other)| own.numbers == other.numbers);
        (first != table && same).then_some(node)
    }

    /// Remembers an element that another table may show again.
    pub(crate) fn remember(&mut self, table: Option<usize>, named: &str, node: Node) {
        let Some(table) = table.filter(|table| self.has(*table) && !named.is_empty()) else { return };
        let known = self.known.get(&fold(named)).is_some();
        self.known.set(fold(named), (!known).then_some((node, table)));
    }
}

/// What tells an element of a row from others: the wording of its deepest title.
fn wording(row: &Row<'_>) -> Option<String> {
    let words = fold(row.pieces.last()?.words());
    (!words.is_empty()).then_some(words)
}

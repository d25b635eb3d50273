//! Sheets that show the same programme: a presentation and the list behind it, the same actions evaluated each year.
//! Their rows are the same elements, seen twice.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Code, ReadingKind, Volet, fold};

use crate::assemble::{Named, Node};
use crate::hashed::{Map, mixed};
use crate::notation;
use crate::row::{Kind, Row};
use crate::sections::Body;
use crate::several_programmes::are_of_other_terms;
use crate::source::Source;
use crate::vocabulary::Role;
use crate::wording::heading;

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
        let mut rows: BTreeMap<usize, BTreeMap<String, &Row<'_>>> = BTreeMap::new();
        let table_of = |body: &Body<'_>| source.lines.get(body.line).and_then(|line| line.table);
        // The same action may stand in both volets, and under each objective.
        let named = |table: usize| {
            let name = source.table_names.get(table).copied().flatten();
            name.is_some_and(|name| {
                let found = heading(name);
                let coded = found.code.is_some_and(|code| code.numbers.len() > 1);
                Volet::read(name) == Volet::Other && found.opening.is_none() && !coded
            })
        };
        let mut tables: BTreeSet<usize> = body.iter().filter_map(table_of).collect();
        tables.retain(|table| named(*table));
        if tables.len() < 2 || tables.len() > MOST {
            return Self::default();
        }
        let rows_of_elements = || body.iter().filter(|body| body.kind == Kind::Elements);
        let titles = rows_of_elements().filter_map(|body| Some((table_of(body)?, body.row.pieces.last()?.words())));
        if !may_repeat(titles) {
            return Self::default();
        }
        for body in rows_of_elements() {
            if let (Some(table), Some(wording)) = (table_of(body).filter(|t| tables.contains(t)), wording(&body.row)) {
                rows.entry(table).or_default().entry(wording).or_insert(&body.row);
            }
        }
        let mut found = Self::default();
        let all: Vec<(usize, BTreeMap<String, &Row<'_>>)> = rows.into_iter().collect();
        let name = |table: usize| source.table_names.get(table).copied().flatten().unwrap_or_default();
        for (at, (table, own)) in all.iter().enumerate() {
            for (other, others) in all.iter().skip(at + 1) {
                let pairs = || own.iter().filter_map(|(wording, row)| Some((*row, *others.get(wording)?)));
                let common = pairs().count();
                if common >= FEWEST
                    && common * 2 > own.len().min(others.len())
                    && !plan_otherwise(pairs())
                    && !are_of_other_terms(name(*table), name(*other))
                {
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

/// Some titles stand in several tables, as far as a quick look tells: their plain consonants are the same.
fn may_repeat<'t>(titles: impl Iterator<Item = (usize, &'t str)>) -> bool {
    let consonants = |text: &str| {
        let letters = text.bytes().map(|byte| byte.to_ascii_lowercase());
        letters
            .filter(|letter| letter.is_ascii_alphabetic() && !b"aeiouc".contains(letter))
            .fold(0, |hash, letter| mixed(hash, u64::from(letter)))
    };
    let mut tables: Map<u64, usize> = Map::default();
    let mut repeated = 0;
    for (table, title) in titles {
        repeated += usize::from(*tables.get_or(consonants(title), || table) != table);
    }
    repeated >= FEWEST
}

/// Most of what both rows of the pairs plan differs: two departments have actions of the same name.
fn plan_otherwise<'r, 'a: 'r>(pairs: impl Iterator<Item = (&'r Row<'a>, &'r Row<'a>)>) -> bool {
    const PLANNED: &[ReadingKind] = &[ReadingKind::People, ReadingKind::Deadline, ReadingKind::Budget];
    let (mut same, mut other) = (0, 0);
    for (first, second) in pairs {
        for (role, cell, _) in &first.values {
            let Role::Field(field) = role else { continue };
            let beside = second.values.iter().find(|(beside, ..)| beside == role);
            let Some((_, beside, _)) = beside.filter(|_| PLANNED.contains(&field.kind())) else { continue };
            let reading = |text| notation::read(*field, text, &notation::Context::default()).reading;
            let equal = fold(cell.text) == fold(beside.text)
                || reading(cell.text).is_some_and(|read| Some(read) == reading(beside.text));
            (same, other) = if equal { (same + 1, other) } else { (same, other + 1) };
        }
    }
    other > same
}

/// What tells an element of a row from others: the wording of its deepest title.
fn wording(row: &Row<'_>) -> Option<String> {
    let words = fold(row.pieces.last()?.words());
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Element, Level};

    /// The actions of a workbook of two sheets, each below its objective, and how many of them are spoken of as seen twice.
    fn read(sheets: [(&str, &str, &str, u16); 2]) -> (usize, bool) {
        let mut page = String::from("<html><body>");
        for (name, objective, pilot, year) in sheets {
            page += &format!("<table title=\"{name}\">");
            if !objective.is_empty() {
                page += &format!("<tr><td colspan=\"4\">{objective}</td></tr>");
            }
            page += "<tr><th>Action</th><th>Pilote</th><th>Échéance</th><th>Budget</th></tr>";
            for title in ["Communiquer vers les habitants", "Former le personnel", "Évaluer chaque année"] {
                page += &format!("<tr><td>{title}</td><td>{pilot}</td><td>{year}</td><td>1.000 €</td></tr>");
            }
            page += "</table>";
        }
        page += "</body></html>";
        let mut tables =
            passerelle_tables::read(page.as_bytes(), "pst.html", &passerelle_tables::Limits::default()).unwrap();
        let names = sheets.iter().map(|(name, ..)| *name);
        let blocks = tables.blocks.iter_mut().filter_map(|block| match block {
            passerelle_tables::Block::Table(table) => Some(table),
            passerelle_tables::Block::Paragraph(_) => None,
        });
        for (table, name) in blocks.zip(names) {
            table.name = Some(name.into());
        }
        let import = crate::import(&tables, "pst.html").unwrap();
        assert!(import.report.counts.adds_up());
        let is_action = |element: &&Element| element.level == Level::Action;
        let actions = import.document.outline().elements().iter().filter(is_action).count();
        (actions, import.report.diagnostics.iter().any(|said| said.code() == "I148"))
    }

    #[test]
    fn the_same_programme_in_two_sheets_is_one() {
        let objective = "OO 1.1 : Soutenir les artistes";
        assert_eq!(read([("PST", objective, "J. Petit", 2026), ("Liste", objective, "J. Petit", 2026)]), (3, true));
        assert_eq!(read([("2026", "", "J. Petit", 2026), ("2027", "", "J. Petit", 2026)]), (3, true));
    }

    #[test]
    fn the_same_actions_of_two_departments_are_two() {
        assert_eq!(read([("Culture", "", "J. Petit", 2026), ("Sport", "", "A. Roy", 2027)]), (6, false));
    }

    #[test]
    fn the_same_actions_below_two_objectives_are_two() {
        let (first, second) = ("OO 1.1 : Soutenir les artistes", "OO 2.1 : Soutenir les clubs");
        assert_eq!(read([("Culture", first, "J. Petit", 2026), ("Sport", second, "J. Petit", 2026)]), (6, false));
        assert_eq!(read([("OO 1.1", "", "J. Petit", 2026), ("OO 1.2", "", "J. Petit", 2026)]), (6, false));
    }
}

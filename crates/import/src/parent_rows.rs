//! Rows that name the row above them by its number, as databases write them: "id", "parent_id". They are read below it,
//! wherever it stands; so are objectives across the table whose own objective stands in a column of the rows below.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Diagnostic, DiagnosticKind, Level, fold};

use crate::ledger::{Ledger, excerpt};
use crate::row::{Kind, Piece};
use crate::sections::{Body, Section};
use crate::source::Source;
use crate::vocabulary::vocabulary;

/// No database writes more columns.
const MOST: usize = 100;

/// Puts the rows of each section below those that a column of theirs names, and says so.
///
/// Of very wide tables only the first columns are looked at.
pub(crate) fn settle(source: &Source<'_>, sections: &[Section], body: &mut [Body<'_>], ledger: &mut Ledger) {
    for (number, section) in sections.iter().enumerate() {
        let columns = section.columns.iter().enumerate().take(MOST);
        let labels = columns.filter(|(_, column)| names_parents(&column.label)).take(2);
        for (column, label) in labels.map(|(at, column)| (at, column.label.clone())) {
            let rows: Vec<usize> = (0..body.len())
                .filter(|at| body.get(*at).is_some_and(|b| b.section == number && b.kind == Kind::Elements))
                .collect();
            let Some(tree) = Tree::of(source, body, &rows, column, section.columns.len().min(MOST)) else { continue };
            let first = body.get(*rows.first().unwrap_or(&0)).and_then(|b| source.lines.get(b.line));
            let place = first.and_then(|line| line.cells.first()).and_then(|cell| source.place(cell.item));
            let said = Diagnostic::new(DiagnosticKind::RowsBelowParents).with("count", rows.len());
            if tree.apply(body, &rows) {
                ledger.say(said.with("header", excerpt(&label)).at(place));
            }
        }
    }
}

/// "parent_id", "Code parent", "Rattaché à"
fn names_parents(label: &str) -> bool {
    let folded = fold(label);
    let mut words = folded.split(' ');
    words.any(|word| vocabulary().parents.iter().any(|known| known == word)) || vocabulary().parents.contains(&folded)
}

/// Rows in the order in which they stand below each other, each with its depth.
struct Tree {
    order: Vec<(usize, usize)>,
}

impl Tree {
    /// By a column that holds the numbers of other rows.
    fn of(source: &Source<'_>, body: &[Body<'_>], rows: &[usize], column: usize, width: usize) -> Option<Self> {
        const FEWEST: usize = 3;
        let text = |row: &usize, column: usize| {
            let line = source.lines.get(body.get(*row)?.line)?;
            let cell = line.own().find(|cell| cell.column as usize == column)?;
            Some(cell.text.trim()).filter(|text| !text.is_empty())
        };
        let parents: Vec<Option<&str>> = rows.iter().map(|row| text(row, column)).collect();
        let named: BTreeSet<&str> = parents.iter().flatten().copied().collect();
        (named.len() >= 2 && rows.len() >= FEWEST && parents.iter().flatten().count() * 2 >= rows.len())
            .then_some(())?;
        // The column in which each row has a number of its own, and that of every parent stands.
        let ids = (0..width).filter(|at| *at != column).find_map(|at| {
            let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
            for (number, row) in rows.iter().enumerate() {
                ids.insert(text(row, at)?, number).is_none().then_some(())?;
            }
            named.iter().all(|parent| ids.contains_key(parent)).then_some(ids)
        })?;
        let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (number, parent) in parents.iter().enumerate() {
            let parent = parent.and_then(|parent| ids.get(parent)).copied();
            children.entry(parent).or_default().push(number);
        }
        let mut order: Vec<(usize, usize)> = Vec::with_capacity(rows.len());
        let mut open: Vec<(usize, usize)> =
            children.get(&None).into_iter().flatten().rev().map(|row| (*row, 0)).collect();
        while let Some((row, depth)) = open.pop() {
            order.push((row, depth));
            let below = children.get(&Some(row)).into_iter().flatten().rev();
            open.extend(below.map(|row| (*row, depth + 1)));
        }
        // Rows that name each other in a circle stand nowhere.
        (order.len() == rows.len()).then_some(Self { order })
    }

    /// Puts the rows in order, and gives them the levels of their depths where they name none; whether that changed any.
    fn apply(self, body: &mut [Body<'_>], rows: &[usize]) -> bool {
        let levels: &[Level] = match self.order.iter().map(|(_, depth)| *depth).max() {
            Some(2) => &[Level::StrategicObjective, Level::OperationalObjective, Level::Action],
            Some(3) => &[Level::StrategicObjective, Level::OperationalObjective, Level::Action, Level::SubAction],
            _ => &[],
        };
        let unnamed = rows.iter().filter_map(|row| body.get(*row)).all(|b| b.row.named_level().is_none());
        for (row, depth) in self.order.iter().filter(|_| unnamed) {
            if let (Some(b), Some(level)) = (rows.get(*row).and_then(|at| body.get_mut(*at)), levels.get(*depth)) {
                b.row.ranked = Some(*level);
            }
        }
        // Where each row is to stand; the rows are moved along the circles of that order.
        let mut target: Vec<usize> = self.order.iter().map(|(row, _)| *row).collect();
        let moved = target.iter().enumerate().any(|(at, row)| at != *row);
        for at in 0..target.len() {
            let mut from = target.get(at).copied().unwrap_or(at);
            // What stood there was moved on to the place of an earlier row.
            while from < at {
                from = target.get(from).copied().unwrap_or(at);
            }
            if let (Some(one), Some(other)) = (rows.get(at), rows.get(from)) {
                body.swap(*one, *other);
            }
            if let Some(slot) = target.get_mut(at) {
                *slot = from;
            }
        }
        moved || unnamed && !levels.is_empty()
    }
}

/// "OO 1.1 …" across the table, above rows that name its objectif stratégique in a column: it stands below that one.
pub(crate) fn objectives_of_bands(source: &Source<'_>, body: &mut [Body<'_>]) {
    let table = |b: &Body<'_>| source.lines.get(b.line).and_then(|line| line.table);
    let is_band = |b: &Body<'_>| {
        let [piece] = b.row.pieces.as_slice() else { return false };
        let operational = b.row.fixed.or_else(|| piece.opening_level()) == Some(Level::OperationalObjective);
        b.kind == Kind::Elements && table(b).is_some() && operational && !b.row.has_values()
    };
    let mut at = 0;
    while at < body.len() {
        let end = at + 1 + body.iter().skip(at + 1).take_while(|b| !is_band(b) && table(b) == table(&body[at])).count();
        let above = if is_band(&body[at]) { objective_of(body.get(at + 1..end).unwrap_or_default()) } else { None };
        if let (Some(piece), Some(b)) = (above, body.get_mut(at)) {
            b.row.pieces.insert(0, piece);
        }
        at = end;
    }
}

/// The objectif stratégique that all of these rows name in front of their actions.
fn objective_of<'a>(rows: &[Body<'a>]) -> Option<Piece<'a>> {
    let mut found: Option<&Piece<'_>> = None;
    for b in rows.iter().filter(|b| b.kind == Kind::Elements) {
        let [first, _] = b.row.pieces.as_slice() else {
            // Printed once for the rows below.
            let objective = b.row.pieces.iter().any(|piece| piece.level().is_some_and(|level| level < Level::Action));
            if objective || found.is_none() {
                return None;
            }
            continue;
        };
        let strategic = first.column_level == Some(Level::StrategicObjective) && !first.words().is_empty();
        if !strategic || found.is_some_and(|found| found.cell.text != first.cell.text) {
            return None;
        }
        found = found.or(Some(first));
    }
    found.cloned()
}

#[cfg(test)]
mod tests {
    fn read(grid: &str) -> crate::Import {
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        import
    }

    const HEADER: &str = "id\tparent_id\ttype\tlibelle\techeance\n";

    #[test]
    fn the_same_three_actions_below_each_objective_stay_with_theirs() {
        let rows = "1\t\tOS\tÊtre solidaire\t\n2\t1\tOO\tAider\t\n3\t1\tOO\tAccueillir\t\n4\t3\tAction\tFormer\t2026\n\
                    5\t2\tAction\tFormer\t2026\n6\t3\tAction\tInformer\t2027\n7\t2\tAction\tInformer\t2027\n";
        let import = read(&format!("{HEADER}{rows}"));
        let titles: Vec<&str> =
            import.document.outline().elements().iter().map(|element| element.title.wording.as_str()).collect();
        assert_eq!(titles, ["Être solidaire", "Aider", "Former", "Informer", "Accueillir", "Former", "Informer"]);
        assert!(import.report.diagnostics.iter().any(|said| said.code() == "I185"));
    }

    #[test]
    fn rows_that_name_each_other_or_nothing_stay_where_they_are() {
        let rows =
            "1\t2\tOS\tÊtre solidaire\t\n2\t1\tOO\tAider\t\n3\t2\tAction\tFormer\t2026\n4\t9\tAction\tVoir\t2026\n";
        let import = read(&format!("{HEADER}{rows}"));
        assert_eq!(import.document.outline().elements().len(), 4);
        assert!(import.report.diagnostics.iter().all(|said| said.code() != "I185"));
    }
}

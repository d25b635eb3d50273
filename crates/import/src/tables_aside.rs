//! Tables that hold no element: lists of values, cover sheets, overviews of what stands further down. They are left aside
//! as they are, and what might have been meant otherwise is said.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Diagnostic, DiagnosticKind, Level, Reason, fold};

use crate::ledger::{Fate, Ledger};
use crate::row::{Kind, Piece};
use crate::sections::Body;
use crate::source::{ItemId, Source};
use crate::wording::heading;

/// Tables of objectives alone, all of which stand again further down with what they hold: an overview.
fn overviews(source: &Source<'_>, body: &[Body<'_>]) -> BTreeSet<usize> {
    let titles = |b: &Body<'_>| -> Vec<String> {
        let lines = b.row.pieces.iter().flat_map(|piece| piece.cell.text.lines());
        lines.map(|line| fold(heading(line).wording)).filter(|wording| !wording.is_empty()).collect()
    };
    let objectives = |b: &Body<'_>| {
        let level = |piece: &Piece<'_>| piece.level().is_some_and(|level| level < Level::Action);
        b.kind == Kind::Elements && b.row.values.is_empty() && b.row.pieces.iter().all(level)
    };
    // Rows of each table, or of none.
    let mut tables: BTreeMap<usize, Vec<&Body<'_>>> = BTreeMap::new();
    // What stands below the rows of a table says nothing of them.
    for b in body.iter().filter(|b| !matches!(b.kind, Kind::Signature | Kind::Note | Kind::Total)) {
        if let Some(table) = source.lines.get(b.line).and_then(|line| line.table) {
            tables.entry(table).or_default().push(b);
        }
    }
    let candidates: BTreeSet<usize> = tables
        .into_iter()
        .filter(|(_, rows)| {
            // One objective a row says no more than the banner above a table; a list of several does.
            let lists = rows.len() > 2 || rows.iter().any(|b| b.row.pieces.len() > 1);
            rows.iter().all(|b| objectives(b)) && lists
        })
        .map(|(table, _)| table)
        .collect();
    if candidates.is_empty() {
        return candidates;
    }
    let table_of = |b: &Body<'_>| source.lines.get(b.line).and_then(|line| line.table);
    let elsewhere: BTreeSet<String> =
        body.iter().filter(|b| table_of(b).is_none_or(|table| !candidates.contains(&table))).flat_map(titles).collect();
    let mut open = candidates.clone();
    for b in body {
        if let Some(table) = table_of(b).filter(|table| candidates.contains(table))
            && !titles(b).iter().all(|title| elsewhere.contains(title))
        {
            open.remove(&table);
        }
    }
    open
}

/// Tables that hold no element — lists of values, cover sheets — are left aside as they are.
pub(crate) fn drop_without_elements(source: &Source<'_>, body: &mut Vec<Body<'_>>, ledger: &mut Ledger) {
    let overviews = overviews(source, body);
    let mut rows: BTreeMap<usize, (usize, Option<ItemId>)> = BTreeMap::new();
    for line in source.lines.iter().filter(|_| !overviews.is_empty()) {
        if let Some(table) = line.table.filter(|table| overviews.contains(table)) {
            rows.entry(table).or_insert_with(|| (0, line.own().next().map(|cell| cell.item))).0 += 1;
        }
    }
    for (count, first) in rows.into_values() {
        let diagnostic = Diagnostic::new(DiagnosticKind::TableRepeated).with("count", count);
        ledger.say(diagnostic.at(first.and_then(|item| source.place(item))));
    }
    body.retain(|b| {
        let line = &source.lines[b.line];
        let dropped = line.table.is_some_and(|table| overviews.contains(&table));
        if dropped {
            line.own().for_each(|cell| ledger.set(cell.item, Fate::Aside(Reason::Repeated)));
        }
        !dropped
    });
    let opens = |b: &Body<'_>| {
        b.kind == Kind::Details
            || b.kind == Kind::Elements
                && (b.row.has_values()
                    || b.row.pieces.iter().any(|p| p.level().is_some())
                    || !b.row.codes.is_empty()
                    || b.row.level_name.is_some())
    };
    let mut tables: BTreeMap<usize, bool> = BTreeMap::new();
    for b in body.iter() {
        if let Some(table) = source.lines[b.line].table {
            *tables.entry(table).or_default() |=
                opens(b) || b.row.below_heading || matches!(b.kind, Kind::Container(_));
        }
    }
    // A table of values that name no element is worth a look.
    let mut valued: BTreeMap<usize, (usize, Option<ItemId>)> = BTreeMap::new();
    body.retain(|b| {
        let line = &source.lines[b.line];
        let keep = line.table.is_none_or(|table| tables.get(&table).copied().unwrap_or(false));
        if !keep {
            if let Some(table) = line.table.filter(|_| b.row.values.len() > 1) {
                valued.entry(table).or_insert_with(|| (0, line.own().next().map(|cell| cell.item))).0 += 1;
            }
            for cell in line.own() {
                ledger.set(cell.item, Fate::Aside(Reason::OtherTable));
            }
        }
        keep
    });
    for (count, first) in valued.into_values() {
        let diagnostic = Diagnostic::new(DiagnosticKind::TableWithoutElements).with("count", count);
        ledger.say(diagnostic.at(first.and_then(|item| source.place(item))));
    }
}

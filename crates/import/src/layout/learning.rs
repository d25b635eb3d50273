//! A layout from what was recognised in a file.

use std::collections::BTreeSet;

use passerelle_core::{Lang, fold};

use super::rule::{RowKind, RowRule};
use super::{Layout, LayoutColumn, LayoutTable, Purpose};
use crate::clue::Clue;
use crate::recognition::{RecognisedColumn, RecognisedRow, RecognisedTable, Recognition};
use crate::vocabulary::Role;

/// The layout of a file that was read.
pub(super) fn layout(recognition: &Recognition, id: &str) -> Layout {
    let found = &recognition.layout_label;
    let label = |lang: Lang| match found.text(lang) {
        "" => None,
        label if recognition.applied.is_some() => Some(label.to_owned()),
        label => Some(format!("{id} ({label})")),
    };
    // What a person wrote stays, before what was learned.
    let applied = recognition.applied.as_ref();
    let mut rows = applied.map(|applied| applied.rows.clone()).unwrap_or_default();
    for rule in rules(&recognition.rows) {
        if !rows.contains(&rule) {
            rows.push(rule);
        }
    }
    Layout {
        id: id.to_owned(),
        label: label(Lang::Fr),
        english: label(Lang::En).filter(|english| Some(english) != label(Lang::Fr).as_ref()),
        family: recognition.family,
        headers: Vec::new(),
        list: applied.or_else(|| super::known(&recognition.layout)).and_then(|layout| layout.list),
        aside: applied.map(|applied| applied.aside.clone()).unwrap_or_default(),
        tables: recognition.tables.iter().map(|found| table(found, applied)).collect(),
        rows,
    }
}

fn table(table: &RecognisedTable, applied: Option<&Layout>) -> LayoutTable {
    let columns = table.columns.iter().enumerate();
    let columns = columns.filter_map(|(index, found)| column(index, found, applied)).collect();
    let nameless = table.header_texts.is_empty() && table.columns.iter().all(|column| column.header.trim().is_empty());
    let filled = table.columns.iter().rposition(|column| !column.holds.is_empty());
    let width = filled.filter(|_| nameless).and_then(|last| u32::try_from(last + 1).ok());
    LayoutTable { header: table.header_texts.clone(), width, columns }
}

fn column(index: usize, column: &RecognisedColumn, applied: Option<&Layout>) -> Option<LayoutColumn> {
    let role = column.role.as_deref().and_then(Role::parse);
    let nameless = column.header.trim().is_empty();
    if nameless && role.is_none() {
        // Nothing was recognised in it, and nothing names it.
        return None;
    }
    Some(LayoutColumn {
        header: column.header.clone(),
        position: nameless.then(|| u32::try_from(index + 1).unwrap_or(u32::MAX)),
        purpose: match role {
            _ if column.aside => Purpose::Aside,
            Some(role) => Purpose::Role(role),
            None => Purpose::Extra,
        },
        level: column.level,
        codes: column.codes,
        choice: column.choice.clone(),
        list: match role {
            Some(Role::Field(field)) => applied.and_then(|applied| applied.divides_in_column(field)),
            _ => None,
        },
    })
}

/// The rules that the rows of a file follow, each once: words first, then codes, values and looks.
fn rules(rows: &[RecognisedRow]) -> Vec<RowRule> {
    let found: Vec<(RowRule, bool)> = rows.iter().filter_map(|row| Some((rule(row)?, row.features.values))).collect();
    // "1) Entretenir…" and "1" in the column of codes may be of two levels: the values beside them tell.
    let kinds = |code: &str| {
        let of_code = found.iter().filter(|(rule, _)| rule.code.as_deref() == Some(code)).map(|(rule, _)| rule.kind);
        of_code.collect::<BTreeSet<_>>().len()
    };
    let ambiguous: BTreeSet<String> = {
        let codes: BTreeSet<&String> = found.iter().filter_map(|(rule, _)| rule.code.as_ref()).collect();
        codes.into_iter().filter(|code| kinds(code) > 1).cloned().collect()
    };
    let mut rules: Vec<RowRule> = Vec::new();
    for (rule, values) in found {
        let open = rule.code.as_ref().is_some_and(|code| ambiguous.contains(code));
        let rule = RowRule { values: if open { Some(values) } else { rule.values }, ..rule };
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    // Stable: within a sort the order of the source stays.
    rules.sort_by_key(|rule| {
        let sort = match rule {
            RowRule { begins: Some(words), .. } => (0, std::cmp::Reverse(words.len())),
            RowRule { code: Some(_), .. } => (1, std::cmp::Reverse(0)),
            RowRule { values: Some(_), .. } => (2, std::cmp::Reverse(0)),
            _ => (3, std::cmp::Reverse(rule.narrowness())),
        };
        (sort.0, sort.1)
    });
    rules
}

/// The rule that a row followed.
fn rule(row: &RecognisedRow) -> Option<RowRule> {
    let kind = row.verdict?;
    let features = &row.features;
    let word = || features.word.map(str::to_owned);
    let rule = match (kind, row.clues.first().map(|clue| clue.clue)) {
        (RowKind::Level(_), Some(Clue::Words | Clue::Rank)) => RowRule { begins: Some(word()?), ..RowRule::default() },
        (RowKind::Level(_), Some(Clue::CodeDepth)) => {
            RowRule { code: Some(features.code.clone()?), ..RowRule::default() }
        }
        (RowKind::Level(_), Some(Clue::Values)) => RowRule { values: Some(true), ..RowRule::default() },
        (RowKind::Level(_), Some(Clue::Look)) => RowRule::of_look(features.look?),
        (RowKind::Container(_), _) => RowRule { begins: Some(word()?), ..RowRule::default() },
        (RowKind::Total | RowKind::Signature, _) => {
            let first = fold(&row.text).split(' ').take(2).collect::<Vec<_>>().join(" ");
            RowRule { begins: Some(first).filter(|words| !words.is_empty()), ..RowRule::default() }
        }
        _ => return None,
    };
    rule.says_something().then_some(RowRule { kind: Some(kind), ..rule })
}

//! Sheets as paragraphs: labels in front of their values, without any sign between them.

use std::collections::BTreeMap;

use passerelle_core::{Level, Reason, fold};

use crate::fiche::{Entry, Found, Sheet};
use crate::label::{Label, at_start, goes_on, names_the_action};
use crate::source::{Line, Source};
use crate::vocabulary::{Role, vocabulary};

/// Looks for sheets among the paragraphs.
pub(crate) fn in_source(source: &Source<'_>) -> Option<Found> {
    let labels: Vec<Option<Label<'_>>> = source
        .lines
        .iter()
        .map(|line| line.single().filter(|_| line.table.is_none()).and_then(|cell| at_start(cell.text)))
        .collect();
    let starts: Vec<usize> = (0..labels.len()).filter(|&i| is_start(&labels, i)).collect();
    if starts.is_empty() {
        return None;
    }
    let usual = usual_labels(&labels, &starts);
    let running = running_titles(source, &starts);
    let mut found = Found::default();
    let mut sheet = Sheet::default();
    let mut open = false;
    let mut skip_label_rest = false;
    for (index, line) in source.lines.iter().enumerate().skip(starts[0]) {
        let Some(cell) = line.single().filter(|_| line.table.is_none()) else {
            open = false;
            continue;
        };
        if std::mem::take(&mut skip_label_rest) {
            found.asides.push((cell.item, Reason::Label));
            continue;
        }
        if running.contains(&fold(cell.text)) && starts.contains(&(index + 1)) {
            found.asides.push((cell.item, Reason::PageText));
            open = false;
            continue;
        }
        if vocabulary().is_placeholder(cell.text) {
            continue;
        }
        let start = starts.binary_search(&index).is_ok();
        let label = labels[index].filter(|label| {
            start
                || (!names_the_action(label.role)
                    && usual.contains(&(label.role, fold(label.words)))
                    && !sheet.entries.iter().any(|e| e.role == Some(label.role)))
        });
        match label {
            Some(label) => {
                if start && !sheet.entries.is_empty() {
                    found.sheets.push(std::mem::take(&mut sheet));
                }
                if start {
                    sheet.line = index;
                }
                open = true;
                sheet.entries.push(Entry {
                    role: Some(label.role),
                    label: label.words.to_owned(),
                    text: String::new(),
                    items: Vec::new(),
                });
                if label.value.is_empty() {
                    found.asides.push((cell.item, Reason::Label));
                    let next = source.lines.get(index + 1).and_then(Line::single);
                    skip_label_rest = next.is_some_and(|next| goes_on(label.words, next.text, label.role));
                } else {
                    sheet.go_on(label.value, cell.item);
                }
            }
            None if open => sheet.go_on(cell.text.trim(), cell.item),
            None => {}
        }
    }
    found.sheets.push(sheet);
    Some(found)
}

/// A sheet begins where the action's label is followed closely by the label of an objective.
fn is_start(labels: &[Option<Label<'_>>], index: usize) -> bool {
    let is_title = labels[index].is_some_and(|label| names_the_action(label.role));
    is_title
        && labels[index + 1..].iter().take(5).flatten().take_while(|label| !names_the_action(label.role)).any(|label| {
            matches!(
                label.role,
                Role::Title(Some(Level::StrategicObjective | Level::OperationalObjective)) | Role::Classification(_)
            )
        })
}

/// Labels that most sheets have: others are words of a text.
fn usual_labels(labels: &[Option<Label<'_>>], starts: &[usize]) -> Vec<(Role, String)> {
    let first = starts.first().copied().unwrap_or(0);
    let mut counts: BTreeMap<(Role, String), usize> = BTreeMap::new();
    for label in labels[first..].iter().flatten() {
        *counts.entry((label.role, fold(label.words))).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| count * 6 >= starts.len()).map(|(label, _)| label).collect()
}

/// Lines that stand again and again right before a sheet, after a gap: titles of the page.
fn running_titles(source: &Source<'_>, starts: &[usize]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for start in starts.iter().filter(|start| **start > 0) {
        let line = &source.lines[start - 1];
        if let Some(cell) = line.single().filter(|_| line.gap_before && line.table.is_none()) {
            *counts.entry(fold(cell.text)).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 2).map(|(text, _)| text).collect()
}

//! Project sheets (fiches): labels and values, one sheet per action, in tables or as paragraphs.

use std::collections::BTreeMap;

use passerelle_core::{Document, Field, Level, ReadingKind, Reason, Title, fold};

use crate::assemble::{Assembler, Named, Printed};
use crate::context::Context;
use crate::label::{Label, alone, at_start, goes_on, names_the_action};
use crate::ledger::{Fate, Ledger};
use crate::notation;
use crate::recognition::{Family, RecognisedRow, Recognition};
use crate::source::{ItemId, Line, Source};
use crate::vocabulary::Role;
use crate::wording::heading;

/// A value of a sheet.
#[derive(Debug, Clone)]
struct Entry {
    role: Option<Role>,
    label: String,
    text: String,
    items: Vec<ItemId>,
}

/// One sheet.
#[derive(Debug, Clone, Default)]
struct Sheet {
    line: usize,
    entries: Vec<Entry>,
}

/// Sheets found in a source.
#[derive(Debug)]
pub(crate) struct Found {
    sheets: Vec<Sheet>,
    asides: Vec<(ItemId, Reason)>,
}

impl Found {
    /// Looks for sheets, in tables first.
    pub(crate) fn in_source(source: &Source<'_>) -> Option<Self> {
        Self::in_tables(source).or_else(|| Self::in_paragraphs(source))
    }

    fn in_tables(source: &Source<'_>) -> Option<Self> {
        let mut found = Self { sheets: Vec::new(), asides: Vec::new() };
        let mut at = 0;
        while at < source.lines.len() {
            let table = source.lines[at].table;
            let end = at + source.lines[at..].iter().take_while(|line| line.table == table).count().max(1);
            if table.is_some() && is_sheet(&source.lines[at..end]) {
                found.read_table(&source.lines[at..end], at);
            }
            at = end;
        }
        let titled = |sheet: &Sheet| sheet.entries.iter().any(|e| e.role.is_some_and(names_the_action));
        found.sheets.retain(titled);
        (!found.sheets.is_empty()).then_some(found)
    }

    fn read_table(&mut self, lines: &[Line<'_>], offset: usize) {
        let mut sheet = Sheet { line: offset, entries: Vec::new() };
        let mut waiting: Option<(Option<Role>, String)> = None;
        for (index, line) in lines.iter().enumerate() {
            let mut cells = line.own().peekable();
            let label_column = cells.peek().map_or(0, |cell| cell.column);
            for cell in cells {
                // A label stands first in its row, or after the value of the pair before it.
                let may_be_label = waiting.is_none() || cell.column == label_column;
                let role = if may_be_label { alone(cell.text) } else { None };
                if let Some(role) = role {
                    if names_the_action(role) && sheet.entries.iter().any(|e| e.role.is_some_and(names_the_action)) {
                        self.sheets.push(std::mem::take(&mut sheet));
                        sheet.line = offset + index;
                    }
                    self.asides.push((cell.item, Reason::Label));
                    waiting = Some((Some(role), cell.text.trim().to_owned()));
                } else if let Some((role, label)) = waiting.clone() {
                    sheet.add(role, &label, cell.text, cell.item);
                    // Further cells go on with the same label until another one comes.
                    if line.own().count() > 2 {
                        waiting = None;
                    }
                } else if line.own().count() == 2 && cell.column == label_column {
                    self.asides.push((cell.item, Reason::Label));
                    waiting = Some((None, cell.text.trim().to_owned()));
                } else {
                    sheet.add(None, "", cell.text, cell.item);
                }
            }
            // A label alone in its row has its value in the next one; else each row begins anew.
            if line.own().count() > 1 {
                waiting = None;
            }
        }
        self.sheets.push(sheet);
    }

    fn in_paragraphs(source: &Source<'_>) -> Option<Self> {
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
        let mut found = Self { sheets: Vec::new(), asides: Vec::new() };
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
            if crate::vocabulary::vocabulary().is_placeholder(cell.text) {
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

    /// Builds the PST.
    pub(crate) fn import(self, source: &Source<'_>, ledger: &mut Ledger) -> (Document, Recognition) {
        let first = self.sheets.first().map(|sheet| sheet.line);
        let context = Context::of(source, first);
        let mut recognition = Recognition::new(Family::Sheets);
        for (item, reason) in &self.asides {
            ledger.set(*item, Fate::Aside(*reason));
        }
        let notation = notation::Context { legislature: context.legislature, year: None };
        let mut assembler = Assembler::new(source, ledger, notation);
        recognition.sheet_labels(self.sheets.iter().flat_map(|s| &s.entries).map(|e| (e.label.as_str(), e.role)));
        for sheet in &self.sheets {
            sheet.build(&mut assembler);
            let title = sheet.entries.iter().find(|e| e.role.is_some_and(names_the_action));
            let row = RecognisedRow {
                place: String::new(),
                kind: "fiche".to_owned(),
                text: title.map(|e| crate::ledger::excerpt(&e.text)).unwrap_or_default(),
            };
            recognition.row(source, sheet.line, row);
        }
        let outline = assembler.take_outline();
        context.settle(source, ledger);
        (Document::Pst(context.pst(outline)), recognition)
    }
}

impl Sheet {
    fn add(&mut self, role: Option<Role>, label: &str, text: &str, item: ItemId) {
        let last = self.entries.last_mut().filter(|e| e.role == role && e.label == label);
        match last {
            Some(entry) => {
                entry.text.push('\n');
                entry.text.push_str(text.trim());
                entry.items.push(item);
            }
            None => self.entries.push(Entry {
                role,
                label: label.to_owned(),
                text: text.trim().to_owned(),
                items: vec![item],
            }),
        }
    }

    /// A further line of the last value. Titles that were broken over lines are one line again; texts keep theirs.
    fn go_on(&mut self, text: &str, item: ItemId) {
        let Some(entry) = self.entries.last_mut() else { return };
        if !entry.text.is_empty() {
            let keeps_lines = matches!(entry.role, Some(Role::Field(field)) if field.kind() != ReadingKind::People);
            entry.text.push(match (keeps_lines, entry.text.ends_with(',')) {
                (true, _) => '\n',
                (false, true) => ' ',
                (false, false) => ' ',
            });
        }
        entry.text.push_str(text);
        entry.items.push(item);
    }

    /// The objectives of the sheet, then its action with all values.
    fn build(&self, assembler: &mut Assembler<'_, '_, '_>) {
        for level in [Level::StrategicObjective, Level::OperationalObjective] {
            if let Some(entry) = self.entries.iter().find(|e| e.role == Some(Role::Title(Some(level))))
                && !entry.text.is_empty()
            {
                assembler.repeated(level, entry.named(assembler));
                for item in &entry.items {
                    assembler.ledger.set(*item, Fate::Field);
                }
            }
        }
        let Some(title) = self.entries.iter().find(|e| e.role.is_some_and(names_the_action)) else { return };
        let node = assembler.element(Level::Action, title.named(assembler));
        for item in &title.items {
            assembler.ledger.set(*item, Fate::Field);
        }
        for entry in &self.entries {
            let printed = Printed { text: &entry.text, items: &entry.items };
            if entry.items.is_empty() {
                continue;
            }
            match entry.role {
                Some(Role::Field(field)) => assembler.value(node, field, printed),
                Some(Role::Classification(kind)) => assembler.classify(node, kind, printed),
                Some(Role::Title(Some(Level::SubAction | Level::Task))) => {
                    assembler.value(node, Field::Steps, printed);
                }
                Some(_) => {}
                None => assembler.extra(node, &entry.label, printed),
            }
        }
    }
}

impl Entry {
    fn named(&self, assembler: &Assembler<'_, '_, '_>) -> Named {
        let found = heading(&self.text);
        let place = self.items.first().and_then(|item| assembler.source.place(*item));
        let wording = found.wording.to_owned();
        Named { title: Title { text: self.text.clone(), wording, place }, code: found.code }
    }
}

/// A table is a sheet when labels stand one below the other in its first column, the action's among them.
fn is_sheet(lines: &[Line<'_>]) -> bool {
    let roles: Vec<Option<Role>> = lines
        .iter()
        .map(|line| {
            let mut own = line.own();
            let first = own.next()?;
            let narrow = line.own().count() <= 4;
            narrow.then(|| alone(first.text)).flatten()
        })
        .collect();
    let labels: std::collections::BTreeSet<Role> = roles.iter().flatten().copied().collect();
    labels.len() >= 3
        && labels.iter().any(|role| names_the_action(*role))
        && roles.iter().flatten().count() * 2 >= roles.len()
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
    counts.into_iter().filter(|(_, count)| count * 2 >= starts.len()).map(|(label, _)| label).collect()
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

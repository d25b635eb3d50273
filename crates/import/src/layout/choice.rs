//! Which layout fits a file.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Lang, fold};

use super::{KNOWN, Layout, Purpose};
use crate::label::PARTING;
use crate::ledger::{Ledger, excerpt};
use crate::recognition::{Family, Recognition};
use crate::run_in;
use crate::source::{At, Item, Source};
use crate::vocabulary::Role;

/// The known layout of a name.
pub(crate) fn known(id: &str) -> Option<&'static Layout> {
    KNOWN.iter().find(|layout| layout.id == id)
}

/// Gives a recognised file the name of the known layout that fits it best.
pub(crate) fn name(recognition: &mut Recognition) {
    if !recognition.layout.is_empty() {
        return;
    }
    let headers: Vec<String> =
        recognition.tables.iter().flat_map(|table| &table.columns).map(|column| fold(&column.header)).collect();
    let has = |wanted: &String| {
        headers.iter().any(|header| {
            header.match_indices(wanted.as_str()).any(|(at, _)| {
                let before = at == 0 || header[..at].ends_with(' ');
                let after = &header[at + wanted.len()..];
                before && (after.is_empty() || after.starts_with(' '))
            })
        })
    };
    let fitting = KNOWN.iter().filter(|layout| layout.family == recognition.family && layout.headers.iter().all(has));
    // The first of equals: max_by_key would give the last.
    if let Some(best) = fitting.rev().max_by_key(|layout| layout.headers.len()) {
        recognition.layout.clone_from(&best.id);
        recognition.layout_label = best.label_in_both();
    }
}

/// Signs between the labelled values of one paragraph, or before a remark in brackets.
fn parts(c: char) -> bool {
    PARTING.contains(&c) || matches!(c, '(' | '[' | '\t')
}

/// Labels that only bold letters part from their values.
fn bold_labels(item: &Item<'_>) -> Vec<String> {
    let At::Paragraph(paragraph) = item.at else { return Vec::new() };
    let labels = run_in::labels(&paragraph.text).map(|(_, labels)| labels).unwrap_or_default();
    labels.into_iter().map(|label| fold(label.words)).collect()
}

/// The layout that fits a file best, if any does: most of the texts of its headers stand in the file, and all of the
/// words that tell it; where no header is known, the shape of the table.
pub(crate) fn best<'l>(layouts: &'l [Layout], source: &Source<'_>) -> Option<Chosen<'l>> {
    // Headers stand near the top, at the latest on the sheet behind a cover.
    const FAR: usize = 5_000;
    if layouts.is_empty() {
        return None;
    }
    // Labels of sheets may stand one below the other or side by side in a single paragraph.
    let of_sheets = layouts.iter().any(|layout| layout.family == Family::Sheets);
    const DASH: &str = " - ";
    let folded_parts = |text: &str| match of_sheets
        && (text.contains(parts) || text.contains(DASH) || text.contains(". "))
    {
        true => {
            text.split(parts).flat_map(|part| part.split(DASH)).flat_map(|part| part.split(". ")).map(fold).collect()
        }
        false => Vec::new(),
    };
    let items = || source.items.iter().take(FAR).filter(|item| !item.hidden);
    // As they are printed too: "Budget participatif" is no label with its value.
    let mut texts: BTreeMap<String, &str> = items().map(|item| (fold(item.text), item.text)).collect();
    for item in items() {
        let labels = if of_sheets { bold_labels(item) } else { Vec::new() };
        for part in folded_parts(item.text).into_iter().chain(labels) {
            texts.entry(part).or_insert("");
        }
    }
    let said = |wanted: &String, layout: &Layout| {
        const NEAR: usize = 40;
        let wanted = fold(wanted);
        let words = wanted.split(' ').count();
        // In sheets a label may stand in front of its value. `Action 1.1 : …` is a heading, not the label `Action`.
        let before_a_value = || {
            let from = texts.range(wanted.clone()..).take_while(|(text, _)| text.starts_with(&wanted)).take(NEAR);
            let mut values =
                from.filter_map(|(text, printed)| Some((text.strip_prefix(&wanted)?.strip_prefix(' ')?, printed)));
            values.any(|(value, printed)| {
                let goes_on =
                    printed.split_whitespace().nth(words).is_some_and(|word| word.starts_with(char::is_lowercase));
                let heading = value.starts_with(|c: char| c.is_ascii_digit()) && layout.is_of_titles(&wanted);
                !heading
                    && (!goes_on
                        || printed
                            .split_whitespace()
                            .nth(words.saturating_sub(1))
                            .is_some_and(|word| word.ends_with(':')))
            })
        };
        texts.contains_key(&wanted) || layout.family == Family::Sheets && before_a_value()
    };
    let mut fitting: Vec<(Points, &Layout)> = Vec::new();
    for layout in layouts {
        let said = |text: &String| said(text, layout);
        let wanted = layout.header_texts();
        let hits = wanted.iter().filter(|text| said(text)).count();
        if wanted.is_empty() || hits * 10 < wanted.len() * 6 || !layout.headers.iter().all(said) {
            continue;
        }
        fitting.push(((hits * 1_000 / wanted.len(), wanted.len(), 0), layout));
    }
    if fitting.is_empty() {
        return Chosen::among(super::shape::fitting(layouts, source), true);
    }
    // Of several whose words all stand somewhere, those whose header rows stand as they are.
    let most = fitting.iter().map(|(points, _)| *points).max();
    if fitting.iter().filter(|(points, _)| Some(*points) == most).nth(1).is_some() {
        let joined = |texts: &mut dyn Iterator<Item = &str>| texts.map(fold).collect::<Vec<_>>().join("\n");
        let tables = source.lines.iter().take(FAR).filter(|line| line.table.is_some());
        let rows: BTreeSet<String> = tables.map(|line| joined(&mut line.own().map(|cell| cell.text))).collect();
        for (points, layout) in &mut fitting {
            let headers = layout.tables.iter().flat_map(|table| &table.header);
            points.2 = headers.filter(|row| rows.contains(&joined(&mut row.iter().map(String::as_str)))).count();
        }
    }
    Chosen::among(fitting, false)
}

/// The layout that fits a file best.
#[derive(Debug)]
pub(crate) struct Chosen<'l> {
    pub(crate) layout: &'l Layout,
    /// Layouts that fit just as well and say something else.
    equals: Vec<&'l Layout>,
    /// No header told it, but the rank and the contents of the columns.
    by_rank: bool,
}

/// How well a layout fits; more is better.
pub(super) type Points = (usize, usize, usize);

impl<'l> Chosen<'l> {
    /// The first of those with most points.
    fn among(fitting: Vec<(Points, &'l Layout)>, by_rank: bool) -> Option<Self> {
        let most = fitting.iter().map(|(points, _)| *points).max()?;
        let mut best = fitting.into_iter().filter(|(points, _)| *points == most).map(|(_, layout)| layout);
        let layout = best.next()?;
        Some(Self { layout, equals: best.filter(|other| !other.says_the_same(layout)).collect(), by_rank })
    }

    /// What a person may want to check.
    pub(crate) fn say(&self, ledger: &mut Ledger) {
        let named =
            |kind| Diagnostic::new(kind).saying("layout", Bilingual::of(|lang| excerpt(self.layout.label(lang))));
        if self.by_rank {
            ledger.say(named(DiagnosticKind::LayoutByRank));
        }
        if !self.equals.is_empty() {
            let labels = |lang: Lang| {
                let labels: Vec<String> = self.equals.iter().map(|layout| excerpt(layout.label(lang))).collect();
                labels.join(lang.pick(" », « ", "”, “"))
            };
            ledger.say(named(DiagnosticKind::LayoutsEqual).saying("others", Bilingual::of(labels)));
        }
    }
}

impl Layout {
    /// A file is read the same by either.
    fn says_the_same(&self, other: &Self) -> bool {
        let said = |layout: &Self| {
            (layout.family, layout.list, layout.aside.clone(), layout.tables.clone(), layout.rows.clone())
        };
        said(self) == said(other)
    }

    /// The folded header is that of a column of titles.
    fn is_of_titles(&self, header: &str) -> bool {
        let mut columns = self.tables.iter().flat_map(|table| &table.columns);
        columns.any(|column| matches!(column.purpose, Purpose::Role(Role::Title(_))) && fold(&column.header) == header)
    }

    /// The texts of its headers, or the labels of its sheets, each once.
    pub(super) fn header_texts(&self) -> Vec<String> {
        let labels = self.family == Family::Sheets;
        let of_rows = self.tables.iter().flat_map(|table| table.header.iter().flatten());
        let of_labels = self.tables.iter().flat_map(|table| &table.columns).map(|column| &column.header);
        let texts: BTreeSet<String> = of_rows.chain(of_labels.filter(|_| labels)).map(|text| fold(text)).collect();
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        if texts.is_empty() { self.headers.clone() } else { texts }
    }
}

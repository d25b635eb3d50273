//! Which layout fits a file.

use std::collections::BTreeSet;

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Lang, fold};

use super::{KNOWN, Layout, Purpose};
use crate::label::PARTING;
use crate::ledger::{Ledger, excerpt};
use crate::recognition::{Family, Recognition};
use crate::source::Source;
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
    PARTING.contains(&c) || matches!(c, '(' | '[')
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
    let folded_parts = |text: &str| match text.contains(parts) && of_sheets {
        true => text.split(parts).map(fold).collect(),
        false => Vec::new(),
    };
    let items = || source.items.iter().take(FAR);
    let texts: BTreeSet<String> =
        items().map(|item| fold(item.text)).chain(items().flat_map(|item| folded_parts(item.text))).collect();
    let said = |wanted: &String, layout: &Layout| {
        let wanted = fold(wanted);
        // In sheets a label may stand in front of its value. `Action 1.1 : …` is a heading, not the label `Action`.
        let before_a_value = || {
            let mut from = texts.range(wanted.clone()..);
            let value = from.next().and_then(|text| text.strip_prefix(&wanted)?.strip_prefix(' '));
            value
                .is_some_and(|value| !(value.starts_with(|c: char| c.is_ascii_digit()) && layout.is_of_titles(&wanted)))
        };
        texts.contains(&wanted) || layout.family == Family::Sheets && before_a_value()
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

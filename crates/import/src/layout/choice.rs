//! Which layout fits a file.

use std::collections::BTreeSet;

use passerelle_core::fold;

use super::{KNOWN, Layout};
use crate::recognition::{Family, Recognition};
use crate::source::Source;

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

/// The layout that fits a file best, if any does: most of the texts of its headers stand in the file, and all of the
/// words that tell it.
pub(crate) fn best<'l>(layouts: &'l [Layout], source: &Source<'_>) -> Option<&'l Layout> {
    // Headers stand near the top, at the latest on the sheet behind a cover.
    const FAR: usize = 5_000;
    if layouts.is_empty() {
        return None;
    }
    let texts: BTreeSet<String> = source.items.iter().take(FAR).map(|item| fold(item.text)).collect();
    let said = |wanted: &String, family: Family| {
        let wanted = fold(wanted);
        // In sheets a label may stand in front of its value.
        let before_a_value = || {
            let mut from = texts.range(wanted.clone()..);
            from.next().is_some_and(|text| text.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with(' ')))
        };
        texts.contains(&wanted) || family == Family::Sheets && before_a_value()
    };
    let mut found: Option<(usize, usize, &Layout)> = None;
    for layout in layouts {
        let said = |text: &String| said(text, layout.family);
        let wanted = layout.header_texts();
        let hits = wanted.iter().filter(|text| said(text)).count();
        if wanted.is_empty() || hits * 10 < wanted.len() * 6 || !layout.headers.iter().all(said) {
            continue;
        }
        let share = hits * 1_000 / wanted.len();
        if found.is_none_or(|(best, size, _)| (share, wanted.len()) > (best, size)) {
            found = Some((share, wanted.len(), layout));
        }
    }
    found.map(|(_, _, layout)| layout)
}

impl Layout {
    /// The texts of its headers, or the labels of its sheets, each once.
    fn header_texts(&self) -> Vec<String> {
        let labels = self.family == Family::Sheets;
        let of_rows = self.tables.iter().flat_map(|table| table.header.iter().flatten());
        let of_labels = self.tables.iter().flat_map(|table| &table.columns).map(|column| &column.header);
        let texts: BTreeSet<String> = of_rows.chain(of_labels.filter(|_| labels)).map(|text| fold(text)).collect();
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        if texts.is_empty() { self.headers.clone() } else { texts }
    }
}

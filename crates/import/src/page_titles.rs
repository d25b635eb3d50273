//! Titles of the document above a header further down: printed again on each page, or those of another sheet.

use std::collections::BTreeSet;
use std::ops::Range;

use passerelle_core::Reason;

use crate::context::names_the_document;
use crate::header::Header;
use crate::source::{Line, LineCell, Source};
use crate::vocabulary::vocabulary;

/// More rows above a header are no titles.
const MOST: usize = 8;

/// What stands above the first header.
pub(crate) struct PageTitles<'a> {
    above: BTreeSet<&'a str>,
    /// What is left of them without the name of their sheet: "Attributions de".
    around_name: BTreeSet<String>,
}

impl<'a> PageTitles<'a> {
    pub(crate) fn of(source: &Source<'a>, headers: &[Header<'_>]) -> Self {
        let top = headers.first().and_then(|first| source.lines.get(..first.first)).unwrap_or_default();
        let name = headers.first().and_then(|first| sheet_of(source, first));
        let top = || top.iter().rev().take(MOST).flat_map(Line::own).map(|cell| cell.text);
        Self { above: top().collect(), around_name: top().filter_map(|text| without(text, name?)).collect() }
    }

    /// The lines above a further header that are titles.
    pub(crate) fn above(&self, source: &Source<'_>, next: &Header<'_>) -> Range<usize> {
        let before = source.lines.get(..next.first).unwrap_or_default();
        let table = source.lines.get(next.first).and_then(|line| line.table);
        // Another sheet begins with a title of its own: "PST 2025-2030 du CPAS de Valmont".
        let top = before.iter().rev().take(MOST).take_while(|line| line.table == table).count();
        let name = sheet_of(source, next).filter(|_| !self.around_name.is_empty());
        let own = |line: &Line<'_>| {
            let title = |cell: &LineCell<'_>| cell.opening().is_none() && names_the_document(cell.text);
            // "Attributions de Léa Roy" above the first table of the sheet "Léa Roy".
            let named = |cell: &LineCell<'_>| {
                name.and_then(|name| without(cell.text, name)).is_some_and(|rest| self.around_name.contains(&rest))
            };
            self.is_again(line) || line.single().is_some_and(|cell| title(cell) || named(cell))
        };
        let of_sheet = table.is_some() && top < MOST && before.iter().rev().take(top).all(own);
        let again = || before.iter().rev().take(MOST).take_while(|line| self.is_again(line)).count();
        next.first - if of_sheet && top > 0 { top } else { again() }..next.first
    }

    /// Nothing but texts that stand above the first header too, and numbers of pages.
    fn is_again(&self, line: &Line<'_>) -> bool {
        let known = |text: &str| self.above.contains(text) || vocabulary().is_page_number(text);
        let title = |cell: &LineCell<'_>| known(cell.text) && cell.opening().is_none();
        line.table.is_some() && line.own().next().is_some() && line.own().all(title)
    }

    /// Why such a text is left aside.
    pub(crate) fn reason(&self, text: &str) -> Reason {
        let again = self.above.contains(text) || vocabulary().is_page_number(text);
        if again { Reason::Repeated } else { Reason::TitleBlock }
    }
}

/// The name of the sheet of a header.
fn sheet_of<'a>(source: &Source<'a>, header: &Header<'_>) -> Option<&'a str> {
    let table = source.lines.get(header.first)?.table?;
    source.table_names.get(table).copied().flatten()
}

/// A text without the name of its sheet; none where it does not hold it, or nothing else.
fn without(text: &str, name: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    let name = name.trim();
    let (before, behind) = text.split_once(name).filter(|_| name.len() >= SHORTEST)?;
    let rest = [before.trim(), behind.trim()].join("\n");
    (rest.len() > SHORTEST).then_some(rest)
}

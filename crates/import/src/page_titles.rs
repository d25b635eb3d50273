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
}

impl<'a> PageTitles<'a> {
    pub(crate) fn of(source: &Source<'a>, headers: &[Header<'_>]) -> Self {
        let top = headers.first().and_then(|first| source.lines.get(..first.first)).unwrap_or_default();
        Self { above: top.iter().rev().take(MOST).flat_map(Line::own).map(|cell| cell.text).collect() }
    }

    /// The lines above a further header that are titles.
    pub(crate) fn above(&self, source: &Source<'_>, next: &Header<'_>) -> Range<usize> {
        let before = source.lines.get(..next.first).unwrap_or_default();
        let table = source.lines.get(next.first).and_then(|line| line.table);
        // Another sheet begins with a title of its own: "PST 2025-2030 du CPAS de Valmont".
        let top = before.iter().rev().take(MOST).take_while(|line| line.table == table).count();
        let own = |line: &Line<'_>| {
            let title = |cell: &LineCell<'_>| cell.opening().is_none() && names_the_document(cell.text);
            self.is_again(line) || line.single().is_some_and(title)
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

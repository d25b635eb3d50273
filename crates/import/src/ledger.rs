//! The account of the source: every non-empty text gets exactly one fate.

use passerelle_core::diagnostic::gathered;
use passerelle_core::{Bilingual, Counts, Diagnostic, DiagnosticKind, LeftAside, Reason};
use passerelle_tables::Role;

use crate::layout::Correction;
use crate::source::{At, Item, ItemId, Source};
use crate::texts::trimmed;
use crate::vocabulary::{hides_its_value, vocabulary};

/// What became of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// In a field of an element or of the document.
    Field,
    /// An extra of an element.
    Extra,
    /// Left aside for a reason.
    Aside(Reason),
}

/// The account, and the diagnostics found on the way.
#[derive(Debug)]
pub(crate) struct Ledger {
    fates: Vec<Option<Fate>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Ledger {
    pub(crate) fn new(source: &Source<'_>) -> Self {
        Self { fates: vec![None; source.items.len()], diagnostics: Vec::new() }
    }

    /// Gives a text its fate. The first fate stands: a text read as a title and as a code is one text.
    pub(crate) fn set(&mut self, item: ItemId, fate: Fate) {
        if let Some(slot @ None) = self.fates.get_mut(item) {
            *slot = Some(fate);
        }
    }

    /// Gives a text that was left aside another fate.
    pub(crate) fn take_back(&mut self, item: ItemId, fate: Fate) {
        if let Some(slot) = self.fates.get_mut(item).filter(|slot| matches!(slot, None | Some(Fate::Aside(_)))) {
            *slot = Some(fate);
        }
    }

    /// A placeholder, an error value, or a text that the layout leaves aside: where a title is wanted, it is none.
    pub(crate) fn is_never_content(&self, item: ItemId) -> bool {
        let reason = match self.fates.get(item) {
            Some(Some(Fate::Aside(reason))) => *reason,
            _ => return false,
        };
        matches!(reason, Reason::Placeholder | Reason::ErrorValue | Reason::ByLayout)
    }

    /// A text that was read into a field.
    pub(crate) fn is_in_field(&self, item: ItemId) -> bool {
        self.fates.get(item) == Some(&Some(Fate::Field))
    }

    pub(crate) fn is_open(&self, item: ItemId) -> bool {
        matches!(self.fates.get(item), Some(None))
    }

    /// Adds a diagnostic.
    pub(crate) fn say(&mut self, mut diagnostic: Diagnostic) {
        // A message is one line, whatever the cell it speaks of holds.
        for (_, word) in &mut diagnostic.words {
            let line = |text: &str| text.replace(['\n', '\r', '\t'], " ");
            *word = Bilingual::new(line(&word.fr), line(&word.en));
        }
        self.diagnostics.push(diagnostic);
    }

    /// Hidden texts, comments, page headers, placeholders and error values, and what the layout names: never content.
    pub(crate) fn set_aside_what_is_never_content(&mut self, source: &Source<'_>, layout: Option<&Correction<'_>>) {
        for (id, item) in source.items.iter().enumerate() {
            let by_layout = || layout.is_some_and(|layout| layout.is_aside(item.text)).then_some(Reason::ByLayout);
            let reason = if item.hidden { Some(Reason::Hidden) } else { item.never_content().or_else(by_layout) };
            if let Some(reason) = reason {
                self.set(id, Fate::Aside(reason));
            }
        }
        for (id, author) in &source.comments {
            if self.is_open(*id)
                && let Some(item) = source.items.get(*id)
            {
                self.set(*id, Fate::Aside(Reason::Comment));
                let text = excerpt(item.text);
                let text = author.map_or_else(|| text.clone(), |author| format!("{author} : {text}"));
                let said = Diagnostic::new(DiagnosticKind::CommentAside).with("text", text);
                self.say(said.at(item.at.place()));
            }
        }
        for (id, text) in &source.dittos {
            let Some(item) = source.items.get(*id) else { continue };
            let said = Diagnostic::new(DiagnosticKind::Ditto)
                .saying("mark", Bilingual::quoted(item.text.trim()))
                .with("text", excerpt(text));
            self.say(said.at(item.at.place()));
        }
        self.say_lost_texts(source);
        source.hidden.iter().for_each(|said| self.say(said.clone()));
        for id in &source.beside {
            let place = source.place(*id);
            self.say(Diagnostic::new(DiagnosticKind::TableBeside).at(place));
        }
        for id in &source.table_of_contents {
            self.set(*id, Fate::Aside(Reason::Contents));
        }
        for id in &source.filters {
            self.set(*id, Fate::Aside(Reason::Filter));
        }
        for pairs in &source.two_rows {
            let said = Diagnostic::new(DiagnosticKind::TwoRowsEach).with("count", pairs.count);
            self.say(said.at(source.place(pairs.item)));
            for id in &pairs.again {
                self.set(*id, Fate::Aside(Reason::Repeated));
            }
        }
        for pasted in &source.pasted {
            let place = |items: &[ItemId]| items.first().and_then(|item| source.place(*item));
            let above = place(&pasted.above).map(|place| place.to_string()).unwrap_or_default();
            let said = Diagnostic::new(DiagnosticKind::RowsPastedTwice).with("count", pasted.rows).with("above", above);
            self.say(said.at(place(&pasted.items)));
            for id in &pasted.items {
                self.set(*id, Fate::Aside(Reason::Repeated));
            }
        }
        for id in &source.row_numbers {
            self.set(*id, Fate::Aside(Reason::RowNumber));
        }
        for (id, role) in &source.page_texts {
            let reason = if *role == Role::Note { Reason::Note } else { Reason::PageText };
            self.set(*id, Fate::Aside(reason));
        }
    }

    /// Cells of which only a part came with the file: "########" for a date, a text cut where a program cuts.
    fn say_lost_texts(&mut self, source: &Source<'_>) {
        /// Lengths at which programs cut the text of a cell: old formats and databases, the cells of Excel.
        const LIMITS: &[usize] = &[255, 32_767];
        let is_cut = |text: &str| {
            LIMITS.iter().any(|limit| text.len() >= *limit && text.len() < 4 * limit && text.chars().count() == *limit)
                && !text.trim_end().ends_with(['.', '!', '?', ')', '»', ':', ';'])
        };
        let mut hashes = source.items.iter().filter(|item| !item.hidden && hides_its_value(trimmed(item.text)));
        if let Some(first) = hashes.next() {
            let said = Diagnostic::new(DiagnosticKind::ValueNotShown).with("count", 1 + hashes.count());
            self.say(said.at(first.at.place()));
        }
        let of_sheet = |item: &&Item<'_>| matches!(item.at, At::Cell(table, _) if table.name.is_some());
        let mut cut = source.items.iter().filter(|item| !item.hidden && item.text.len() >= 255 && is_cut(item.text));
        if let Some(first) = cut.by_ref().find(of_sheet) {
            let said = Diagnostic::new(DiagnosticKind::TextCut).with("count", 1 + cut.filter(of_sheet).count());
            let end: String = first.text.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
            self.say(said.with("length", first.text.chars().count()).with("end", end.trim()).at(first.at.place()));
        }
    }

    /// Closes the account: what nobody placed is left aside as not placed, with a diagnostic.
    pub(crate) fn close(mut self, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) -> (Counts, Vec<LeftAside>) {
        let mut counts = Counts { non_empty: source.items.len(), ..Counts::default() };
        let mut left_aside = Vec::new();
        for (id, item) in source.items.iter().enumerate() {
            match self.fates.get(id).copied().flatten() {
                Some(Fate::Field) => counts.in_fields += 1,
                Some(Fate::Extra) => counts.in_extras += 1,
                fate => {
                    let reason = match fate {
                        Some(Fate::Aside(reason)) => reason,
                        _ => Reason::Unplaced,
                    };
                    let place = item.at.place();
                    if fate.is_none() {
                        let text = excerpt(item.text);
                        self.say(Diagnostic::new(DiagnosticKind::Unplaced).with("text", text).at(place.clone()));
                    }
                    counts.left_aside += 1;
                    left_aside.push(LeftAside { place, text: item.text.to_owned(), reason });
                }
            }
        }
        diagnostics.append(&mut self.diagnostics);
        // In the order of the source; what belongs to no place stands first.
        diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
        // One cause, which many rows share: it is said once.
        *diagnostics = gathered(std::mem::take(diagnostics), 1, |kind| kind == DiagnosticKind::NoParent);
        (counts, left_aside)
    }
}

/// Why a text is left aside wherever it stands: it is the number of a page, an error value or a placeholder.
pub(crate) fn never_content(text: &str) -> Option<Reason> {
    let vocabulary = vocabulary();
    if vocabulary.is_page_number(text) {
        Some(Reason::PageText)
    } else if vocabulary.is_error(text) {
        Some(Reason::ErrorValue)
    } else {
        vocabulary.is_placeholder(text).then_some(Reason::Placeholder)
    }
}

/// How many of the first bytes of a text are one line of single spaces as it is, up to so many letters, and whether that
/// is all of it. Nearly every text is; none where it has any other white space or sign that is not printed.
fn one_line(text: &str, letters: usize) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let (mut count, mut before) = (0, b' ');
    for (at, &byte) in bytes.iter().enumerate() {
        // The further bytes of a letter are not counted.
        if byte & 0xc0 == 0x80 {
            continue;
        }
        if count == letters {
            return Some((at, false));
        }
        count += 1;
        if !byte.is_ascii_graphic() {
            let next = bytes.get(at + 1..at + 3);
            let odd = match byte {
                b' ' => before == b' ',
                // White space beyond ASCII begins with these, or with 0xe2 as quotation marks and dashes do.
                0xc2 | 0xe1 | 0xe3 => true,
                0xe2 => !matches!(next, Some([0x80, 0x90..=0xa7] | [0x82..=0xbf, _])),
                _ => byte < b' ',
            };
            if odd {
                return None;
            }
        }
        before = byte;
    }
    Some((bytes.len(), true))
}

/// A short piece of a text for a message.
pub(crate) fn excerpt(text: &str) -> String {
    const LENGTH: usize = 60;
    let text = trimmed(text);
    if let Some((end, all)) = one_line(text, LENGTH) {
        let mut line = String::with_capacity(end + if all { 0 } else { "…".len() });
        line.push_str(text.get(..end).unwrap_or_default());
        if !all {
            line.push('…');
        }
        return line;
    }
    let mut line = String::with_capacity(text.len().min(2 * LENGTH));
    let mut length = 0;
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = length > 0;
            continue;
        }
        for c in gap.then_some(' ').into_iter().chain([c]) {
            if length == LENGTH {
                line.push('…');
                return line;
            }
            line.push(c);
            length += 1;
        }
        gap = false;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_line_of_single_spaces() {
        for space in (0..0x3100).filter_map(char::from_u32).filter(|c| c.is_whitespace()) {
            assert_eq!(excerpt(&format!(" deux{space}{space}mots ")), "deux mots", "{:x}", u32::from(space));
            assert!(space == ' ' || one_line(&format!("deux{space}mots"), 60).is_none(), "{:x}", u32::from(space));
        }
        for text in ["L’été – à 500 € « oui » …", "Œuvrer ☒ 日本"] {
            assert_eq!(excerpt(text), text);
        }
        let long = "é".repeat(60);
        assert_eq!(excerpt(&long), long);
        assert_eq!(excerpt(&format!("{long} {long}")), format!("{long}…"));
    }
}

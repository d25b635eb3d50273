//! Lines that a narrow column broke. Tables taken from a PDF end a line wherever the next word has no room, in the
//! middle of sentences and of names: such a line end is a space.

use std::borrow::Cow;
use std::collections::BTreeMap;

use passerelle_core::{Diagnostic, DiagnosticKind};
use passerelle_tables::{Block, Document as Tables, RichText, Table};

use crate::signs::Signs;
use crate::source::place;
use crate::wording::bullet;

/// Fewer broken texts say nothing of the document.
const FEWEST: usize = 4;

/// Texts so long are sentences.
const SENTENCE: usize = 40;

/// The tables with the lines that their columns broke joined again, and what is to be said of it.
pub(crate) fn read(tables: &Tables, signs: Signs) -> (Cow<'_, Tables>, Option<Diagnostic>) {
    if !signs.has_lines() {
        return (Cow::Borrowed(tables), None);
    }
    let widths: Vec<Option<Widths>> = tables
        .blocks
        .iter()
        .map(|block| if let Block::Table(table) = block { Some(Widths::of(table)) } else { None })
        .collect();
    let mut seen = Seen::default();
    for (block, widths) in tables.blocks.iter().zip(&widths) {
        if let (Block::Table(table), Some(widths)) = (block, widths) {
            for cell in table.cells.iter().filter(|cell| cell.text.as_str().len() > SENTENCE) {
                seen.look_at(cell.text.as_str(), widths.of_column(cell.column));
            }
        }
    }
    if !seen.are_broken() {
        return (Cow::Borrowed(tables), None);
    }
    let mut tables = tables.clone();
    let (mut count, mut first) = (0_usize, None);
    for (block, widths) in tables.blocks.iter_mut().zip(&widths) {
        if let (Block::Table(table), Some(widths)) = (block, widths) {
            let mut changed = None;
            for (number, cell) in table.cells.iter_mut().enumerate() {
                let width = widths.of_column(cell.column);
                if cell.text.links().next().is_none()
                    && let Some(joined) = joined(&cell.text, width)
                {
                    cell.text = joined;
                    count += 1;
                    changed = changed.or(Some(number));
                }
            }
            let at = || changed.and_then(|number| Some(place(&table.place(table.cells.get(number)?))));
            first = first.or_else(at);
        }
    }
    let said = (count > 0).then(|| Diagnostic::new(DiagnosticKind::LinesJoined).with("count", count).at(first));
    (Cow::Owned(tables), said)
}

/// The longest line of each column below the first row, which may be that of the headers.
struct Widths(BTreeMap<u32, usize>);

impl Widths {
    fn of(table: &Table) -> Self {
        let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
        for cell in table.cells.iter().filter(|cell| cell.column_span == 1 && cell.row > 0) {
            let longest = cell.text.as_str().lines().map(|line| line.trim().chars().count()).max().unwrap_or(0);
            let width = widths.entry(cell.column).or_default();
            *width = longest.max(*width);
        }
        Self(widths)
    }

    fn of_column(&self, column: u32) -> usize {
        self.0.get(&column).copied().unwrap_or(0)
    }
}

/// What the line ends within sentences tell.
#[derive(Default)]
struct Seen {
    texts: usize,
    ends: usize,
    /// Line ends where the next word has no room.
    forced: usize,
    /// Line ends before a small letter.
    within: usize,
}

impl Seen {
    fn look_at(&mut self, text: &str, width: usize) {
        let before = self.ends;
        for (line, next) in text.lines().zip(text.lines().skip(1)) {
            self.ends += 1;
            self.forced += usize::from(is_forced(line, next, width));
            self.within += usize::from(next.trim_start().starts_with(char::is_lowercase));
        }
        self.texts += usize::from(self.ends > before);
    }

    fn are_broken(&self) -> bool {
        self.texts >= FEWEST && self.forced * 10 >= self.ends * 8 && self.within * 2 >= self.ends
    }
}

/// The first word of the next line has no room behind this one.
fn is_forced(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    let begins_anew = word.is_empty() || bullet(next).is_some() || line.trim_end().ends_with([':', ';']);
    !begins_anew && line.trim().chars().count() + 1 + word.chars().count() > width
}

fn joined(text: &RichText, width: usize) -> Option<RichText> {
    let plain = text.as_str();
    let mut ends: Vec<usize> = Vec::new();
    let mut at = 0;
    for (line, next) in plain.split('\n').zip(plain.split('\n').skip(1)) {
        at += line.len();
        if is_forced(line, next, width) {
            ends.push(at);
        }
        at += 1;
    }
    if ends.is_empty() {
        return None;
    }
    let mut joined = RichText::default();
    let mut start = 0;
    for run in text.runs() {
        let letters =
            run.text.char_indices().map(|(at, c)| if c == '\n' && ends.contains(&(start + at)) { ' ' } else { c });
        joined.push(&letters.collect::<String>(), run.marks);
        start += run.text.len();
    }
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_is_forced_where_the_next_word_has_no_room() {
        assert!(is_forced("Bernard", "Collin", 12));
        assert!(!is_forced("TEC", "Province", 12));
        assert!(!is_forced("Aménager une piste cyclable", "- acheter", 30));
        let text = RichText::from("Service\nMobilité\nTEC\nPCS");
        assert_eq!(joined(&text, 12).unwrap().as_str(), "Service Mobilité\nTEC\nPCS");
    }
}

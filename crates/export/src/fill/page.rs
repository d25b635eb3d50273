//! What a form looks like whatever file it stands in: texts and tables, each text at a spot that can be written to.

use std::ops::Range;

use jiff::civil::Date;

use super::edits::Edits;

/// Number of a text in its paper.
pub(crate) type SpotId = usize;
/// Number of a row in its paper.
pub(crate) type RowId = usize;

/// A paragraph or a table, in printed order.
#[derive(Debug)]
pub(crate) enum Block {
    Text(SpotId),
    Table(Vec<Row>),
}

/// A row of a table.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) id: RowId,
    pub(crate) cells: Vec<Cell>,
}

/// A cell over grid columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) column: usize,
    pub(crate) span: usize,
    pub(crate) spot: SpotId,
}

impl Cell {
    /// The grid columns of the cell.
    pub(crate) fn columns(&self) -> Range<usize> {
        self.column..self.column.saturating_add(self.span.max(1))
    }
}

/// A text on its way into a spot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'t> {
    pub(crate) text: &'t str,
    /// The day it means, where the place is for a date.
    pub(crate) date: Option<Date>,
    /// So many signs of the spot stay before it: a label, the number of a line.
    pub(crate) after: usize,
    /// What stands for those signs where they change too: the number of a copied line.
    pub(crate) kept: Option<&'t str>,
}

/// How a text was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Put {
    Written,
    /// Written where the file offers a list without it.
    NotInList,
    /// The place takes no such text: a list of which it is none, a text too long.
    Refused,
}

/// A row that is printed once more.
#[derive(Debug)]
pub(crate) struct Copied {
    /// The bytes of the row.
    pub(crate) row: Range<usize>,
    /// Where a row after it begins.
    pub(crate) end: usize,
    /// What a second row must not repeat.
    pub(crate) clean: Edits,
}

/// A part of a file with the places of a form.
pub(crate) trait Paper {
    /// Its texts and tables.
    fn blocks(&self) -> &[Block];
    /// A text, without what only stands there until something is filled in.
    fn text(&self, spot: SpotId) -> &str;
    /// Says what has to change for a text to stand at a spot, in the style of the spot.
    fn put(&self, spot: SpotId, entry: &Entry<'_>, edits: &mut Edits) -> Put;
    /// A row to be printed once more, from action `number.0` to action `number.1` of its objective; none where rows
    /// cannot be added without changing others.
    fn copy(&self, row: RowId, number: Option<(u32, u32)>) -> Option<Copied>;
    /// Changes signs of a spot, such as the number of a copied line.
    fn change(&self, spot: SpotId, signs: Range<usize>, text: &str, edits: &mut Edits);
    /// The part's text.
    fn source(&self) -> &str;
    /// The part with the cells of these spots written out one by one, where one element stands for several of them;
    /// none when they are already.
    fn unrolled(&self, _: &[SpotId]) -> Option<String> {
        None
    }
}

/// A sign that only marks a place to write at.
pub(crate) fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '…' | '‥' | '_' | '·' | '\u{200b}' | '\u{feff}')
}

/// Nothing is written here: nothing at all, dots, or text after dots.
pub(crate) fn is_free(text: &str) -> bool {
    let rest = text.trim_start();
    rest.chars().all(|c| is_filler(c) || c == '/') || dots(rest) >= 2 || rest.starts_with('…')
}

/// How many signs of dots a text begins with.
pub(crate) fn dots(text: &str) -> usize {
    text.chars().take_while(|c| is_filler(*c) && !c.is_whitespace()).count()
}

/// The signs from a place on that stand for what is to be written: from the first dot to the last of them, with
/// the spaces between.
pub(crate) fn marks(text: &[char], after: usize) -> Option<Range<usize>> {
    let rest = text.get(after..)?;
    let first = rest.iter().position(|c| !c.is_whitespace())?;
    let length = rest.get(first..)?.iter().take_while(|c| is_filler(**c) || **c == '/').count();
    let last = rest.get(first..first + length)?.iter().rposition(|c| !c.is_whitespace())?;
    Some(after + first..after + first + last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_when_nothing_but_dots_stands_there() {
        for free in ["", "  ", "……………", " ____ ", "…/…/…", "........ (joindre la délibération)", "\u{2002}\u{2002}"]
        {
            assert!(is_free(free), "{free}");
        }
        for taken in ["Yvoir", "18 décembre 2023", "1. ", "a…"] {
            assert!(!is_free(taken), "{taken}");
        }
        let text: Vec<char> = "Nom : …… …… (ville)".chars().collect();
        assert_eq!(marks(&text, 5), Some(6..11));
    }
}

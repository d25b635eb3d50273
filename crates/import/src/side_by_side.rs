//! Tables beside each other on one sheet: the same header words come again, further right, in the same row.

use passerelle_core::fold;
use passerelle_tables::{Cell, Table};

use crate::header::SURE;
use crate::sections::misspelt;
use crate::texts::Texts;
use crate::vocabulary::Role;

/// How many rows are looked at for such a header.
const ROWS: u32 = 40;
/// More tables side by side are none.
const MOST: usize = 16;

/// Where the tables that stand beside each other begin: their first columns. Empty for a sheet of one table.
pub(crate) fn starts(table: &Table, texts: &Texts<'_>) -> Vec<u32> {
    // Tables of text documents stand below each other.
    if table.name.is_none() {
        return Vec::new();
    }
    let mut at = 0;
    while let Some(first) = table.cells.get(at).filter(|cell| cell.row < ROWS) {
        let row = table.cells.iter().skip(at).take_while(|cell| cell.row == first.row);
        let cells: Vec<&Cell> = row.clone().filter(|cell| !cell.is_blank() && !cell.hidden).collect();
        if let Some(starts) = repeated(&cells, texts) {
            return starts;
        }
        at += row.count();
    }
    Vec::new()
}

/// The columns in which the header of a row begins anew, at least one column without words before each.
fn repeated(cells: &[&Cell], texts: &Texts<'_>) -> Option<Vec<u32>> {
    const FEWEST: usize = 2;
    const LONGEST: usize = 64;
    let known = |cell: &Cell| texts.words(cell.text.as_str()).0.meaning().filter(|found| found.score >= SURE);
    let apart = |pair: &[&Cell]| {
        pair.first().zip(pair.last()).is_some_and(|(before, next)| before.column + before.column_span < next.column)
    };
    let begins = |period: &usize| {
        let whole = cells.len().is_multiple_of(*period) && cells.len() / period <= MOST;
        whole && (*period..cells.len()).step_by(*period).all(|at| cells.get(at - 1..=at).is_some_and(apart))
    };
    let period = (FEWEST..=(cells.len() / 2).min(LONGEST)).find(begins)?;
    let words: Vec<String> = cells.iter().map(|cell| fold(cell.text.as_str())).collect();
    let pairs = || words.iter().zip(words.iter().skip(period));
    // A slip of the pen is made once.
    let same = pairs().filter(|(word, again)| word == again).count();
    let alike = pairs().all(|(word, again)| word == again || misspelt(word, again)) && same * 2 >= pairs().count();
    let meanings: Vec<_> = cells.iter().take(period).filter_map(|cell| known(cell)).collect();
    // Crosses below the same years again are no further table: a table has titles.
    let titled = meanings.iter().any(|found| matches!(found.role, Role::Title(_)));
    let found = alike && titled && meanings.len() * 2 >= period;
    found.then(|| cells.iter().step_by(period).map(|cell| cell.column).collect())
}

//! Tables beside each other on one sheet: the same header words come again, further right, in the same row.

use std::ops::Range;

use passerelle_core::{Level, fold};
use passerelle_tables::{Cell, Table};

use crate::header::SURE;
use crate::label::at_start;
use crate::sections::misspelt;
use crate::texts::Texts;
use crate::vocabulary::{Opening, Role};
use crate::wording::heading;

/// How many rows are looked at for such a header.
const ROWS: u32 = 40;
/// More tables side by side are none.
const MOST: usize = 16;

/// The columns of the tables that stand beside each other, in the order in which they are read. Empty for a sheet of one
/// table.
pub(crate) fn parts(table: &Table, texts: &Texts<'_>) -> Vec<Range<u32>> {
    let starts = starts(table, texts);
    if starts.len() < 2 {
        return list_beside(table, texts).or_else(|| cards(table)).unwrap_or_default();
    }
    // What stands left of the first one goes with it.
    let from = std::iter::once(0).chain(starts.iter().skip(1).copied());
    from.zip(starts.iter().skip(1).copied().chain([table.column_count])).map(|(from, to)| from..to).collect()
}

/// A list of the objectives, codes and titles, right of the actions and apart from them by an empty column: the list is
/// read first.
fn list_beside(table: &Table, texts: &Texts<'_>) -> Option<Vec<Range<u32>>> {
    // Codes and titles, and more than these.
    const WIDTH: usize = 5;
    table.name.as_ref()?;
    // Below titles and logos.
    let mut row: Vec<&Cell> = Vec::new();
    for cell in table.cells.iter().take_while(|cell| cell.row < ROWS).filter(|cell| !cell.is_blank() && !cell.hidden) {
        if row.first().is_some_and(|first| first.row != cell.row) {
            if row.len() >= WIDTH {
                break;
            }
            row.clear();
        }
        row.push(cell);
    }
    list_right_of(table, &row, texts)
}

/// Cards beside each other in a text: each cell names an action and, in the lines below, its values behind their labels.
fn cards(table: &Table) -> Option<Vec<Range<u32>>> {
    const WIDEST: u32 = 4;
    if table.name.is_some() || !(2..=WIDEST).contains(&table.column_count) {
        return None;
    }
    // The first cell that is no card ends the look.
    let card = |cell: &Cell| {
        cell.text.as_str().split_once('\n').is_some_and(|(title, values)| {
            let named = heading(title).opening == Some(Opening::Level(Level::Action));
            named && values.lines().all(|line| at_start(line).is_some_and(|label| label.parted))
        })
    };
    let mut filled = table.cells.iter().filter(|cell| !cell.is_blank() && !cell.hidden).peekable();
    filled.peek()?;
    filled.all(card).then(|| (0..table.column_count).map(|column| column..column + 1).collect())
}

fn list_right_of(table: &Table, header: &[&Cell], texts: &Texts<'_>) -> Option<Vec<Range<u32>>> {
    const FEWEST: usize = 2;
    let gap = header.windows(2).find(|pair| pair[0].column + pair[0].column_span < pair[1].column)?;
    let (end, start) = (gap[0].column + gap[0].column_span, gap[1].column);
    let role = |cell: &&Cell| {
        let found = texts.words(cell.text.as_str()).0.meaning().filter(|found| found.score >= SURE);
        found.map(|found| found.role)
    };
    let roles = |cells: Vec<&Cell>| -> Vec<Role> { cells.iter().filter_map(role).collect() };
    let left = roles(header.iter().copied().filter(|cell| cell.column < end).collect());
    let right = roles(header.iter().copied().filter(|cell| cell.column >= start).collect());
    let of = |level: Level| move |role: &Role| matches!(role, Role::Title(Some(own)) if (*own < Level::Action) == (level < Level::Action));
    let list = right.len() >= FEWEST
        && !right.iter().any(of(Level::Action))
        && right.contains(&Role::Code)
        && right.iter().any(of(Level::OperationalObjective));
    let actions =
        left.len() > FEWEST && left.iter().any(of(Level::Action)) && !left.iter().any(of(Level::OperationalObjective));
    let between = |cell: &&Cell| (end..start).contains(&cell.column) && !cell.is_blank();
    (list && actions && table.cells.iter().filter(between).count() < FEWEST)
        .then(|| vec![start..table.column_count, 0..start])
}

/// Where such tables begin: their first columns.
fn starts(table: &Table, texts: &Texts<'_>) -> Vec<u32> {
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

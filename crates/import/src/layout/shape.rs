//! Layouts of tables without header: known by how many columns there are and what they hold.

use passerelle_core::fold;

use super::choice::Points;
use super::rule::RowRule;
use super::{Layout, LayoutColumn, LayoutTable, Purpose};
use crate::content::{Content, fit};
use crate::header::headers;
use crate::likeness::starts_with_words;
use crate::recognition::Family;
use crate::source::Source;

/// Enough rows to know a table by.
const ENOUGH: usize = 400;
/// Widest table that is looked at.
const WIDEST: usize = 1024;

/// The layouts that say the rank of columns and nothing of headers, as far as they fit a file that has none.
pub(super) fn fitting<'l>(layouts: &'l [Layout], source: &Source<'_>) -> Vec<(Points, &'l Layout)> {
    let of_ranks: Vec<(&Layout, &LayoutTable)> =
        layouts.iter().filter_map(|layout| Some((layout, layout.table_of_ranks()?))).collect();
    if of_ranks.is_empty() || !headers(source, None).is_empty() {
        return Vec::new();
    }
    let shape = Shape::of(source);
    of_ranks.into_iter().filter_map(|(layout, table)| Some((shape.points(layout, table)?, layout))).collect()
}

/// The tables of a file.
struct Shape {
    /// What each column holds.
    columns: Vec<Vec<Content>>,
    /// The first texts of the rows, folded.
    rows: Vec<String>,
}

impl Shape {
    fn of(source: &Source<'_>) -> Self {
        let mut shape = Self { columns: Vec::new(), rows: Vec::new() };
        for line in source.lines.iter().filter(|line| line.table.is_some()).take(ENOUGH) {
            shape.rows.extend(line.own().next().map(|cell| fold(cell.text)));
            for cell in line.own().filter(|cell| (cell.column as usize) < WIDEST) {
                let at = cell.column as usize;
                if shape.columns.len() <= at {
                    shape.columns.resize_with(at + 1, Vec::new);
                }
                if let Some(column) = shape.columns.get_mut(at) {
                    column.push(cell.content);
                }
            }
        }
        shape
    }

    /// How well a layout fits: its columns stand there, none more, and hold what it says. Rules for the first words
    /// of rows tell layouts of the same columns apart.
    fn points(&self, layout: &Layout, table: &LayoutTable) -> Option<Points> {
        let highest = table.columns.iter().filter_map(|column| column.position).max()? as usize;
        let fits_in_width = match table.width {
            Some(width) => width as usize == self.columns.len(),
            None => highest <= self.columns.len(),
        };
        if !fits_in_width || highest > self.columns.len() {
            return None;
        }
        let held: Vec<Held> = table.columns.iter().filter_map(|column| self.held(column)).collect();
        if held.contains(&Held::Else) || held.is_empty() {
            return None;
        }
        let sure = held.iter().filter(|held| **held == Held::AsSaid).count();
        let begins = |rule: &RowRule| rule.begins.as_deref().is_some_and(|words| self.begin(words));
        Some((sure * 1_000 / held.len(), layout.rows.iter().filter(|rule| begins(rule)).count(), held.len()))
    }

    /// Whether a column of the layout holds what it says; none where anything may stand.
    fn held(&self, column: &LayoutColumn) -> Option<Held> {
        let Purpose::Role(role) = column.purpose else { return None };
        let held = self.columns.get((column.position? as usize).checked_sub(1)?)?;
        let said = || held.iter().filter(|content| **content != Content::Nothing);
        let count = |good: fn(i32) -> bool| said().filter(|content| good(fit(role, **content))).count();
        let (all, against, speaking) = (said().count(), count(|fit| fit < 0), count(|fit| fit > 0));
        Some(match () {
            () if all == 0 => Held::Nothing,
            () if against * 4 > all => Held::Else,
            () if speaking * 2 > all => Held::AsSaid,
            () => Held::Nothing,
        })
    }

    fn begin(&self, words: &str) -> bool {
        self.rows.iter().any(|row| starts_with_words(row, words))
    }
}

/// What a column holds, beside what the layout says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    AsSaid,
    /// Nothing that speaks for or against.
    Nothing,
    Else,
}

impl Layout {
    /// The table that it tells by ranks alone; none where it names a header.
    fn table_of_ranks(&self) -> Option<&LayoutTable> {
        let grid = matches!(self.family, Family::Grid | Family::Flat);
        let ranked = |table: &&LayoutTable| {
            !table.columns.is_empty()
                && table.columns.iter().all(|column| column.header.is_empty() && column.position.is_some())
        };
        let named = !self.headers.is_empty() || !self.header_texts().is_empty();
        self.tables.iter().find(ranked).filter(|_| grid && !named)
    }
}

//! Where a table of equipments has its header, and what its columns hold.

use std::collections::BTreeMap;

use passerelle_core::plan_hp::Figure;

use super::words::{Header, Holds, words};
use crate::source::{ItemId, Line};

/// A header has so many rows at most.
const MOST_ROWS: usize = 3;
/// A header cell covers so many columns at most, and a table has so many.
const MOST_COLUMNS: u32 = 512;

/// A column under a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its header as printed, rows from top to bottom.
    pub(super) label: String,
    pub(super) holds: Option<Holds>,
    pub(super) year: Option<i16>,
    /// It bears a year alone and is read as the residents of that year.
    pub(super) bare_year: bool,
}

/// A header that was found.
#[derive(Debug)]
pub(super) struct Section {
    /// Its rows.
    pub(super) rows: usize,
    pub(super) columns: BTreeMap<u32, Column>,
    pub(super) name: u32,
    /// No header tells the column of the names.
    pub(super) name_guessed: bool,
    /// The year that its own words tell for all columns.
    pub(super) year: Option<i16>,
    /// Its cells.
    pub(super) items: Vec<ItemId>,
}

impl Section {
    /// The header that begins at the first of these lines, all of one table.
    /// `first` says that the table has no header so far: in a row below one, a number such as 1998 is no year.
    pub(super) fn at(lines: &[Line<'_>], first: bool) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        // A title or « Commune : … » above a header is no row of it.
        let title = lines.first().is_some_and(|line| {
            let label = line.own().next().and_then(|cell| cell.text.split(':').next()).unwrap_or_default();
            line.single().is_some() || words().is_commune_label(label)
        });
        let most = if title { 1 } else { MOST_ROWS };
        for rows in 1..=most.min(lines.len()) {
            let Some(window) = lines.get(..rows) else { break };
            let Some(found) = Self::of(window) else { continue };
            // Below a header, "Parc résidentiel (1998)" and "hp" are values: another header names two counts.
            let counts = found.columns.values().filter(|c| matches!(c.holds, Some(Holds::Figure(_)))).count();
            if !first && (counts < 2 || found.columns.values().any(|column| column.bare_year)) {
                continue;
            }
            let known = found.columns.values().filter(|column| column.holds.is_some() && !column.bare_year).count();
            // A row with a word for each column, two counts among them, has no further one below it.
            let figure = |column: &&Column| matches!(column.holds, Some(Holds::Figure(_))) && !column.bare_year;
            let full = window.first().is_some_and(|line| line.own().count() == line.width as usize);
            let whole = rows == 1 && full && found.columns.values().filter(figure).count() > 1;
            if best.as_ref().is_none_or(|(most, _)| known > *most) {
                best = Some((known, found));
            }
            if whole {
                break;
            }
        }
        best.map(|(_, found)| found)
    }

    fn of(window: &[Line<'_>]) -> Option<Self> {
        let mut labels: BTreeMap<u32, String> = BTreeMap::new();
        let mut items: Vec<ItemId> = Vec::new();
        for (row, line) in window.iter().enumerate() {
            for cell in &line.cells {
                if cell.covered && row > 0 {
                    continue;
                }
                items.push(cell.item);
                let last = cell.column.saturating_add(cell.span).min(MOST_COLUMNS);
                for column in cell.column..last {
                    let label = labels.entry(column).or_default();
                    if !label.is_empty() {
                        label.push(' ');
                    }
                    label.push_str(cell.text.trim());
                }
            }
        }
        let mut columns: BTreeMap<u32, Column> = BTreeMap::new();
        for (column, label) in labels {
            let Header { holds, year, bare_year } = words().header(&label);
            let holds = if bare_year { Some(Holds::Figure(Figure::Residents)) } else { holds };
            // A meaning stands once for a year: what repeats it is a column of its own.
            let taken = holds.is_some() && columns.values().any(|other| (other.holds, other.year) == (holds, year));
            let holds = if taken { None } else { holds };
            columns.insert(column, Column { label, holds, year, bare_year });
        }
        let figures = columns.values().filter(|column| matches!(column.holds, Some(Holds::Figure(_)))).count();
        let bare = columns.values().filter(|column| column.bare_year).count();
        let named = columns.iter().find(|(_, column)| column.holds == Some(Holds::Name)).map(|(column, _)| *column);
        let guessed = || {
            let first = columns.iter().find(|(_, column)| matches!(column.holds, Some(Holds::Figure(_))))?.0;
            // The first column, whose header says nothing or (in one row) something else, before two figures.
            let odd = |column: &Column| column.holds.is_none() && window.len() == 1;
            let free = columns.get(&0).is_none_or(odd);
            (*first > 0 && free && figures >= bare + 2).then_some(0)
        };
        let name = named.or_else(guessed)?;
        if figures == 0 {
            return None;
        }
        let year = columns.get(&name).and_then(|column| column.year);
        Some(Self { rows: window.len(), columns, name, name_guessed: named.is_none(), year, items })
    }

    /// The same columns again.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        self.columns == other.columns
    }
}

//! Rows whose values say themselves what they are, each behind its label, "Pilote : M. Gathoye" beside "Délai : 2027":
//! those of the element above, or of the objective that the row names first.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Field, Level};

use crate::label::before_a_colon;
use crate::labelled::Labelled;
use crate::row::Piece;
use crate::source::{Line, LineCell, Source};
use crate::vocabulary::Role;

/// The values of a row, and the objective that it names.
pub(crate) struct SaidRow<'a> {
    pub(crate) objective: Option<Piece<'a>>,
    pub(crate) values: Vec<Labelled<'a>>,
}

/// The rows of tables that are such, by their place among the lines.
pub(crate) fn of<'a>(source: &Source<'a>) -> BTreeMap<usize, SaidRow<'a>> {
    let lines = source.lines.iter().enumerate();
    lines.filter_map(|(at, line)| Some((at, row(line)?))).collect()
}

fn row<'a>(line: &Line<'a>) -> Option<SaidRow<'a>> {
    /// Further cells are those of a grid.
    const MOST: usize = 8;
    line.table?;
    let mut cells = line.own().peekable();
    let first = *cells.peek()?;
    if !(2..=MOST).contains(&line.own().count()) {
        return None;
    }
    let objective = if first.opening().is_some() { objective(first) } else { None };
    if objective.is_some() {
        cells.next();
    }
    // A text printed twice, where somebody doubled a column, says nothing more.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let new = |cell: &&LineCell<'a>| seen.insert(cell.text) && (objective.is_none() || cell.text != first.text);
    let values: Vec<Labelled<'a>> = cells.filter(new).map(said).collect::<Option<_>>()?;
    if values.is_empty() {
        return None;
    }
    // Two labels with the same word are a list, not the values of one element.
    let fields: BTreeSet<Option<Field>> = values.iter().map(|value| value.field).collect();
    (fields.len() == values.len()).then_some(SaidRow { objective, values })
}

fn objective<'a>(cell: &LineCell<'a>) -> Option<Piece<'a>> {
    let piece = Piece::new(*cell, None);
    let named = piece.opening_level().is_some_and(|level| level < Level::Action);
    (named && piece.heading.code.is_some() && !piece.words().is_empty()).then_some(piece)
}

/// The value behind its label that a cell holds.
fn said<'a>(cell: &LineCell<'a>) -> Option<Labelled<'a>> {
    cell.signs.may_label().then_some(())?;
    let label = before_a_colon(cell.text).filter(|label| !label.value.is_empty())?;
    let Role::Field(field) = label.role else { return None };
    Some(Labelled { cell: *cell, field: Some(field), label: label.words, value: label.value, sure: true })
}

//! Rows whose cells stand beside their column: which way they are shifted, told by what the cells hold.

use crate::columns::Column;
use crate::content::{Content, fit};
use crate::source::{Line, LineCell};
use crate::vocabulary::Role;

/// How the cells of a row stand against the columns of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Alignment {
    /// Columns that the cells stand too far right.
    pub(crate) shift: i32,
    /// A header column the row has no cell for: cells from there on stand one column too far left.
    pub(crate) without: Option<usize>,
}

impl Alignment {
    /// The header column of a cell.
    pub(crate) fn column(self, cell: &LineCell<'_>) -> usize {
        self.of(cell.column)
    }

    fn of(self, column: u32) -> usize {
        let at = i64::from(column) - i64::from(self.shift);
        // What stands left of the first column belongs to it: a code in front of its title.
        let at = usize::try_from(at).unwrap_or(0);
        match self.without {
            Some(missing) if at >= missing => at + 1,
            _ => at,
        }
    }

    /// What a row pays for standing beside its columns: little, so that contents decide.
    fn cost(self) -> i32 {
        self.shift.abs() + i32::from(self.without.is_some())
    }
}

/// What a change of alignment from one row to the next pays.
const CHANGE: i32 = 10;
/// What it pays where a page or a table ends.
const CHANGE_AT_BREAK: i32 = 3;

/// Finds how each row stands against the columns: the alignments that together fit the contents best, changing as
/// seldom as possible, and most readily where a page or a table ends.
pub(crate) fn align(columns: &[Column], body: &[&Line<'_>]) -> Vec<Alignment> {
    let straight = Alignment::default();
    let rows: Vec<Vec<(u32, Content)>> =
        body.iter().map(|line| line.own().map(|cell| (cell.column, cell.content)).collect()).collect();
    let role = |column: usize| columns.get(column).map(Column::content_role);
    let contradicted = |row: &[(u32, Content)]| {
        row.iter().any(|(column, content)| match role(*column as usize) {
            Some(Some(role)) => fit(role, *content) <= -4,
            Some(None) => false,
            None => true,
        })
    };
    if !rows.iter().any(|row| contradicted(row)) {
        return vec![straight; body.len()];
    }
    let fits = |row: &[(u32, Content)], alignment: Alignment| -> i32 {
        let of = |(column, content): &(u32, Content)| match role(alignment.of(*column)) {
            // A code in a column of values is read as a code wherever it stands: it says nothing of the others.
            Some(Some(_)) if *content == Content::Code => 0,
            Some(Some(role)) => fit(role, *content),
            // A column nobody knows takes anything; no column at all is wrong.
            Some(None) => 0,
            None => -6,
        };
        // A code and its title may stand where the first column is; a third text there is another column's.
        let crowded = row.iter().filter(|(column, _)| alignment.of(*column) == 0).count().saturating_sub(2);
        row.iter().map(of).sum::<i32>() - alignment.cost() - 6 * i32::try_from(crowded).unwrap_or(0)
    };
    let states = states(columns);
    let mut best: Vec<i32> = states.iter().map(|s| if *s == straight { 0 } else { -CHANGE_AT_BREAK }).collect();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(body.len());
    for (index, line) in body.iter().enumerate() {
        let at_break = line.gap_before || index == 0 || body[index - 1].table != line.table;
        let change = if at_break { CHANGE_AT_BREAK } else { CHANGE };
        let (top, top_score) = highest(&best);
        let mut next = Vec::with_capacity(states.len());
        let mut from = Vec::with_capacity(states.len());
        for (state, alignment) in states.iter().enumerate() {
            let (origin, score) =
                if best[state] >= top_score - change { (state, best[state]) } else { (top, top_score - change) };
            next.push(score + fits(&rows[index], *alignment));
            from.push(origin);
        }
        best = next;
        back.push(from);
    }
    let mut state = highest(&best).0;
    let mut found = vec![straight; body.len()];
    for index in (0..body.len()).rev() {
        found[index] = states[state];
        state = back[index][state];
    }
    found
}

/// The first of the highest scores.
fn highest(scores: &[i32]) -> (usize, i32) {
    scores.iter().enumerate().fold((0, i32::MIN), |top, (i, s)| if *s > top.1 { (i, *s) } else { top })
}

/// The alignments worth trying.
fn states(columns: &[Column]) -> Vec<Alignment> {
    // Wide tables of unknown columns need no more than this.
    const WIDEST: usize = 40;
    let first_value = columns.iter().position(|c| matches!(c.role, Some(Role::Field(_)))).unwrap_or(columns.len());
    let mut states = Vec::new();
    for shift in [0, 1, -1, 2] {
        states.push(Alignment { shift, without: None });
        let known = columns.iter().enumerate().skip(first_value).filter(|(_, column)| column.role.is_some());
        states.extend(known.take(WIDEST).map(|(missing, _)| Alignment { shift, without: Some(missing) }));
    }
    states
}

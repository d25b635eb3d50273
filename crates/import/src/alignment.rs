//! Rows whose cells stand beside their column: which way they are shifted, told by what the cells hold.

use std::cell::OnceCell;

use passerelle_core::ReadingKind;

use crate::columns::Column;
use crate::content::{Content, fit};
use crate::source::{Line, LineCell};
use crate::vocabulary::{Opening, Role};
use crate::wording::heading;

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

/// What is seen of a cell.
#[derive(Debug, Clone)]
struct Seen<'a> {
    column: u32,
    content: Content,
    /// The first text of its row, which may open an element.
    first: Option<&'a str>,
    opens: OnceCell<bool>,
}

impl<'a> Seen<'a> {
    fn of(line: &Line<'a>) -> impl Iterator<Item = Self> {
        let of = |(at, cell): (usize, &LineCell<'a>)| Self {
            column: cell.column,
            content: cell.content,
            first: (at == 0 && matches!(cell.content, Content::Long | Content::Short)).then_some(cell.text),
            opens: OnceCell::new(),
        };
        line.own().enumerate().map(of)
    }

    /// It has the level word, the code and the wording of an element: `Action 1.4. Ouvrir…`.
    fn opens(&self) -> bool {
        let Some(text) = self.first else { return false };
        *self.opens.get_or_init(|| {
            let found = heading(text);
            matches!(found.opening, Some(Opening::Level(_))) && found.code.is_some() && !found.wording.is_empty()
        })
    }

    /// How well it fits a column: an element opens where titles stand, not where people or dates do.
    fn fit(&self, role: Role) -> i32 {
        let opening = match role {
            Role::Title(_) if self.opens() => 6,
            Role::Field(field) if field.kind() != ReadingKind::Text && self.opens() => -6,
            _ => 0,
        };
        fit(role, self.content) + opening
    }

    /// Its sort contradicts the role. A title that opens an element only fits better.
    fn contradicts(&self, role: Role) -> bool {
        const WRONG: i32 = -4;
        match role {
            Role::Title(_) if fit(role, self.content) > WRONG => false,
            role => self.fit(role) <= WRONG,
        }
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
    let role = |column: usize| columns.get(column).map(Column::content_role);
    let contradicted = |line: &Line<'_>| {
        Seen::of(line).any(|seen| match role(seen.column as usize) {
            Some(Some(role)) => seen.contradicts(role),
            Some(None) => false,
            None => true,
        })
    };
    if !body.iter().any(|line| contradicted(line)) {
        return vec![straight; body.len()];
    }
    let rows: Vec<Vec<Seen<'_>>> = body.iter().map(|line| Seen::of(line).collect()).collect();
    let fits = |row: &[Seen<'_>], alignment: Alignment| -> i32 {
        let of = |seen: &Seen<'_>| match role(alignment.of(seen.column)) {
            // A code in a column of values is read as a code wherever it stands: it says nothing of the others.
            Some(Some(_)) if seen.content == Content::Code => 0,
            Some(Some(role)) => seen.fit(role),
            // A column nobody knows takes anything; no column at all is wrong.
            Some(None) => 0,
            None => -6,
        };
        // A code and its title may stand where the first column is; a third text there is another column's.
        let crowded = row.iter().filter(|seen| alignment.of(seen.column) == 0).count().saturating_sub(2);
        row.iter().map(of).sum::<i32>() - alignment.cost() - 6 * i32::try_from(crowded).unwrap_or(0)
    };
    // A row with a cell for every column of the header lacks none and is not shifted.
    let named = columns.iter().filter(|column| column.role.is_some() || !column.label.is_empty()).count();
    let full = |row: &[Seen<'_>]| {
        let inside = |column: u32| {
            columns.get(column as usize).is_some_and(|column| column.role.is_some() || !column.label.is_empty())
        };
        named > 2 && row.iter().filter(|seen| inside(seen.column)).count() >= named && row.len() <= named
    };
    const IMPOSSIBLE: i32 = -1_000;
    let states = states(columns);
    let mut best: Vec<i32> = states.iter().map(|s| if *s == straight { 0 } else { -CHANGE_AT_BREAK }).collect();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(body.len());
    for (index, line) in body.iter().enumerate() {
        let at_break = line.gap_before || index == 0 || body[index - 1].table != line.table;
        let change = if at_break { CHANGE_AT_BREAK } else { CHANGE };
        let straight_only = full(&rows[index]);
        let (top, top_score) = highest(&best);
        let mut next = Vec::with_capacity(states.len());
        let mut from = Vec::with_capacity(states.len());
        for (state, alignment) in states.iter().enumerate() {
            let (origin, score) =
                if best[state] >= top_score - change { (state, best[state]) } else { (top, top_score - change) };
            let barred = if straight_only && *alignment != straight { IMPOSSIBLE } else { 0 };
            next.push(score + fits(&rows[index], *alignment) + barred);
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

//! Columns of a grid: the role of each, and rows whose cells stand beside their column.

use crate::content::{Content, content, fit};
use crate::header::{Header, Meaning, RECOGNISED, meanings};
use crate::source::{Line, LineCell};
use crate::vocabulary::Role;

/// What a column of a header holds.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) role: Option<Role>,
    /// The words above it; empty for none.
    pub(crate) label: String,
    /// The next best meaning, when it is not far behind.
    pub(crate) runner_up: Option<Role>,
    pub(crate) score: i32,
    /// The choice rests on the contents, not on the words alone.
    pub(crate) guessed: bool,
}

/// Decides the role of each column from the words above it and from what it holds.
pub(crate) fn columns(header: &Header<'_>, body: &[&Line<'_>]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(header.paths.len());
    for (index, path) in header.paths.iter().enumerate() {
        let label = header.label(index);
        let Some((leaf, groups)) = path.split_last() else {
            columns.push(Column { role: None, label, runner_up: None, score: 0, guessed: false });
            continue;
        };
        let mut found = meanings(leaf, groups);
        if found.is_empty() && !groups.is_empty() {
            found = meanings(&path.join(" "), &[]);
        }
        if found.is_empty()
            && let Some((group, _)) = groups.split_last()
        {
            // The group says more than a leaf nobody knows, but less surely.
            found = meanings(group, &[]).into_iter().map(|m| Meaning { score: m.score - 20, ..m }).collect();
            found.retain(|m| m.score >= RECOGNISED);
        }
        columns.push(choose(found, label, held(body, index)));
    }
    extend_titles(&mut columns, body);
    columns
}

/// The sorts of contents of a column.
fn held(body: &[&Line<'_>], column: usize) -> Vec<Content> {
    body.iter()
        .flat_map(|line| line.own())
        .filter(|cell| cell.column as usize == column && cell.span == 1)
        .take(200)
        .map(|cell| content(cell.text))
        .collect()
}

fn choose(found: Vec<Meaning>, label: String, held: Vec<Content>) -> Column {
    let weigh = |meaning: &Meaning| {
        let sum: i32 = held.iter().map(|c| fit(meaning.role, *c)).sum();
        let average = if held.is_empty() { 0 } else { sum / i32::try_from(held.len()).unwrap_or(i32::MAX) };
        meaning.score + 3 * average
    };
    let Some(first) = found.first().copied() else {
        return Column { role: None, label, runner_up: None, score: 0, guessed: false };
    };
    // Only meanings that the words allow nearly as well are weighed against each other by content.
    let mut rivals: Vec<(i32, usize, Meaning)> =
        found.iter().enumerate().filter(|(_, m)| m.score + 6 >= first.score).map(|(i, m)| (weigh(m), i, *m)).collect();
    rivals.sort_by_key(|(weight, index, _)| (std::cmp::Reverse(*weight), *index));
    let chosen = rivals.first().map_or(first, |(_, _, m)| *m);
    let runner_up = rivals.get(1).map(|(_, _, m)| m.role).or_else(|| found.get(1).map(|m| m.role));
    Column { role: Some(chosen.role), label, runner_up, score: chosen.score, guessed: chosen.score < 80 }
}

/// A column without words right of a title column goes on with the title: codes, then wordings, or one column
/// per level.
fn extend_titles(columns: &mut [Column], body: &[&Line<'_>]) {
    for index in 1..columns.len() {
        let before = columns[index - 1].role;
        if columns[index].role.is_none()
            && columns[index].label.is_empty()
            && matches!(before, Some(Role::Title(None)))
            && !held(body, index).iter().any(|c| matches!(c, Content::Time | Content::Money))
        {
            columns[index].role = before;
            columns[index].score = columns[index - 1].score;
        }
    }
    // A grid without any title column: the first column of sentences that nothing else claims.
    let has_title = columns.iter().any(|c| matches!(c.role, Some(Role::Title(_))));
    if !has_title
        && let Some(column) = (0..columns.len()).find(|&index| {
            let held = held(body, index);
            let texts = held.iter().filter(|c| matches!(c, Content::Long | Content::Short)).count();
            columns[index].role.is_none() && !held.is_empty() && texts * 2 > held.len()
        })
    {
        columns[column].role = Some(Role::Title(None));
        columns[column].guessed = true;
    }
}

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
        let at = i64::from(cell.column) - i64::from(self.shift);
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

/// Finds how each row stands against the columns: the alignments that together fit the contents best, changing as
/// seldom as possible, and most readily where a page or a table ends.
pub(crate) fn align(columns: &[Column], body: &[&Line<'_>]) -> Vec<Alignment> {
    const CHANGE: i32 = 14;
    const CHANGE_AT_BREAK: i32 = 3;
    let straight = Alignment::default();
    let fits = |line: &Line<'_>, alignment: Alignment| -> i32 {
        line.own()
            .map(|cell| {
                let column = alignment.column(cell);
                match columns.get(column).map(|c| c.role) {
                    Some(Some(role)) => fit(role, content(cell.text)),
                    // A column nobody knows takes anything; no column at all is wrong.
                    Some(None) => 0,
                    None => -6,
                }
            })
            .sum::<i32>()
            - alignment.cost()
    };
    let contradicted = |line: &Line<'_>| {
        line.own().any(|cell| match columns.get(cell.column as usize).map(|c| c.role) {
            Some(Some(role)) => fit(role, content(cell.text)) <= -4,
            Some(None) => false,
            None => true,
        })
    };
    if !body.iter().any(|line| contradicted(line)) {
        return vec![straight; body.len()];
    }
    let states = states(columns);
    let mut best: Vec<i32> = states.iter().map(|s| if *s == straight { 0 } else { -CHANGE_AT_BREAK }).collect();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(body.len());
    for (index, line) in body.iter().enumerate() {
        let at_break = line.gap_before || index == 0 || body[index - 1].table != line.table;
        let change = if at_break { CHANGE_AT_BREAK } else { CHANGE };
        let (top, top_score) =
            best.iter().enumerate().fold((0, i32::MIN), |top, (i, s)| if *s > top.1 { (i, *s) } else { top });
        let mut next = Vec::with_capacity(states.len());
        let mut from = Vec::with_capacity(states.len());
        for (state, alignment) in states.iter().enumerate() {
            let (origin, score) =
                if best[state] >= top_score - change { (state, best[state]) } else { (top, top_score - change) };
            next.push(score + fits(line, *alignment));
            from.push(origin);
        }
        best = next;
        back.push(from);
    }
    let mut state = best.iter().enumerate().fold((0, i32::MIN), |top, (i, s)| if *s > top.1 { (i, *s) } else { top }).0;
    let mut found = vec![straight; body.len()];
    for index in (0..body.len()).rev() {
        found[index] = states[state];
        state = back[index][state];
    }
    found
}

/// The alignments worth trying.
fn states(columns: &[Column]) -> Vec<Alignment> {
    let first_value = columns.iter().position(|c| matches!(c.role, Some(Role::Field(_)))).unwrap_or(columns.len());
    let mut states = Vec::new();
    for shift in [0, 1, -1, 2] {
        states.push(Alignment { shift, without: None });
        let known = columns.iter().enumerate().skip(first_value).filter(|(_, column)| column.role.is_some());
        states.extend(known.map(|(missing, _)| Alignment { shift, without: Some(missing) }));
    }
    states
}

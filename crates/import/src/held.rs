//! What the columns of a section hold: how many texts of each sort.

use crate::content::{Content, fit};
use crate::source::Line;
use crate::vocabulary::Role;

/// The first texts that stand in each column alone, by their sorts.
pub(crate) struct Held(Vec<Sorts>);

/// How many texts of each sort a column holds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sorts([usize; Content::ALL.len()]);

impl Sorts {
    pub(crate) fn count(&self, wanted: Content) -> usize {
        self.0.get(wanted as usize).copied().unwrap_or(0)
    }

    /// How many texts there are.
    pub(crate) fn all(&self) -> usize {
        self.0.iter().sum()
    }

    /// The sorts that there are, with how many.
    pub(crate) fn each(&self) -> impl Iterator<Item = (Content, usize)> + '_ {
        Content::ALL.iter().map(|sort| (*sort, self.count(*sort))).filter(|(_, count)| *count > 0)
    }

    /// How well they fit a role, by and large.
    pub(crate) fn fit(&self, role: Role) -> i32 {
        self.sum(role).checked_div(number(self.all())).unwrap_or(0)
    }

    /// More speaks for a role than against it.
    pub(crate) fn fits(&self, role: Role) -> bool {
        self.sum(role) > 0
    }

    fn sum(&self, role: Role) -> i32 {
        self.each().map(|(sort, count)| fit(role, sort) * number(count)).sum()
    }
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

impl Held {
    pub(crate) fn of(body: &[&Line<'_>], width: usize) -> Self {
        const ENOUGH: usize = 200;
        let mut columns = vec![(Sorts::default(), 0); width];
        for cell in body.iter().flat_map(|line| line.own()).filter(|cell| cell.span == 1) {
            if let Some((Sorts(counts), all)) = columns.get_mut(cell.column as usize).filter(|(_, all)| *all < ENOUGH)
                && let Some(count) = counts.get_mut(cell.content as usize)
            {
                *count += 1;
                *all += 1;
            }
        }
        Self(columns.into_iter().map(|(sorts, _)| sorts).collect())
    }

    /// The columns from the left.
    pub(crate) fn columns(&self) -> &[Sorts] {
        &self.0
    }

    pub(crate) fn sorts(&self, column: usize) -> Sorts {
        self.0.get(column).copied().unwrap_or_default()
    }

    pub(crate) fn count(&self, column: usize, wanted: Content) -> usize {
        self.sorts(column).count(wanted)
    }

    /// How many texts a column holds.
    pub(crate) fn all(&self, column: usize) -> usize {
        self.sorts(column).all()
    }

    /// A column holds bare numbers, but for the word of a total.
    pub(crate) fn are_numbers(&self, column: usize) -> bool {
        let numbers = self.count(column, Content::Number);
        numbers > 0 && self.count(column, Content::Code) == 0 && numbers * 10 >= self.all(column) * 8
    }

    /// More than half of what a column holds is of these sorts.
    pub(crate) fn mostly(&self, column: usize, wanted: &[Content]) -> bool {
        let sorts = self.sorts(column);
        wanted.iter().map(|sort| sorts.count(*sort)).sum::<usize>() * 2 > sorts.all()
    }
}

//! The column grid of a table whose rows only say where their cells end.

use std::collections::BTreeSet;

/// Edges this near each other are one: 2 points, the width of no column that holds text. Programs round
/// differently from row to row.
pub(super) const TOLERANCE: i64 = 40;

/// The columns of a table, by the edges between them.
#[derive(Debug)]
pub(super) struct Grid {
    /// The leftmost edge of each group of near edges, ascending.
    edges: Vec<i64>,
}

impl Grid {
    /// The grid that these edges make.
    pub(super) fn new(all: &BTreeSet<i64>) -> Self {
        let mut edges: Vec<i64> = Vec::new();
        for &edge in all {
            if edges.last().is_none_or(|&first| edge - first > TOLERANCE) {
                edges.push(edge);
            }
        }
        Self { edges }
    }

    /// The column that begins at an edge.
    pub(super) fn column(&self, edge: i64) -> u32 {
        let after = self.edges.partition_point(|&first| first <= edge);
        u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_that_differ_by_rounding_are_one() {
        let grid = Grid::new(&BTreeSet::from([-108, -70, 2000, 2001, 2039, 4000]));
        let columns = [-108, -70, 2000, 2039, 4000].map(|edge| grid.column(edge));
        assert_eq!(columns, [0, 0, 1, 1, 2]);
    }
}

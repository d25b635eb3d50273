//! What a sheet keeps beside its cells and gives to them at the end: links, comments.

use std::sync::Arc;

use super::Range;
use crate::document::{Cell, Comment};

/// What is still to be given to cells.
#[derive(Default)]
pub(super) struct Annotations {
    /// Cells that lead somewhere.
    pub(super) links: Vec<(Range, Arc<str>)>,
    /// Comments by the row and column of their cell.
    pub(super) comments: Vec<((u32, u32), Comment)>,
}

impl Annotations {
    /// Gives each cell what belongs to it; `blank` makes the cells that are not there. `cells` are sorted by row, then
    /// column, and stay so.
    pub(super) fn give_to(self, cells: &mut Vec<Cell>, blank: impl Fn(u32, u32) -> Cell) {
        let position = |cells: &[Cell], at: (u32, u32)| cells.partition_point(|cell| (cell.row, cell.column) < at);
        let mut missing: Vec<(u32, u32)> =
            self.links.iter().map(|(range, _)| range.first).chain(self.comments.iter().map(|(at, _)| *at)).collect();
        missing.retain(|&at| cells.get(position(cells, at)).is_none_or(|cell| (cell.row, cell.column) != at));
        missing.sort_unstable();
        missing.dedup();
        if !missing.is_empty() {
            cells.extend(missing.into_iter().map(|(row, column)| blank(row, column)));
            cells.sort_by_key(|cell| (cell.row, cell.column));
        }
        for (at, comment) in self.comments {
            let at = position(cells, at);
            if let Some(cell) = cells.get_mut(at) {
                cell.comments.push(comment);
            }
        }
        // Many large ranges over the same cells are no work of a person.
        let mut looks = cells.len().saturating_mul(4).saturating_add(1 << 16);
        for (Range { first, last }, target) in self.links {
            let (start, end) = (position(cells, first), position(cells, (last.0, last.1.saturating_add(1))));
            for cell in cells.get_mut(start..end).unwrap_or_default() {
                let Some(left) = looks.checked_sub(1) else { return };
                looks = left;
                let is_first = (cell.row, cell.column) == first;
                if (first.1..=last.1).contains(&cell.column) && (is_first || !cell.is_blank()) {
                    cell.text.link(&target);
                }
            }
        }
    }
}

//! The columns of a table, neighbours that are alike as one.

use super::table::COLUMNS;

/// Columns that are alike.
struct Group {
    /// The first column after them.
    end: u32,
    hidden: bool,
    /// The style of cells that have none.
    cell_style: Option<String>,
    /// The background of blank cells that have no style.
    fill: Option<u32>,
}

/// The columns of a table from left to right.
#[derive(Default)]
pub(super) struct Columns {
    groups: Vec<Group>,
    /// First of neighbouring columns that are repeated on each page, and the one after the last.
    headers: Vec<(u32, u32)>,
}

impl Columns {
    /// Columns that are added next are repeated on each page, or not.
    pub(super) fn mark_headers(&mut self, repeat: u32, is_header: bool) {
        let start = self.len();
        if is_header && start < COLUMNS {
            self.headers.push((start, start.saturating_add(repeat).min(COLUMNS)));
        }
    }

    /// Those among the first `count` that are repeated on each page.
    pub(super) fn headers(&self, count: u32) -> Vec<u32> {
        self.headers.iter().flat_map(|&(start, end)| start..end.min(count).max(start)).collect()
    }

    /// Adds columns on the right.
    pub(super) fn add(&mut self, repeat: u32, hidden: bool, cell_style: Option<&str>, fill: Option<u32>) {
        let start = self.groups.last().map_or(0, |group| group.end);
        let end = start.saturating_add(repeat).min(COLUMNS);
        match self.groups.last_mut() {
            Some(last) if last.hidden == hidden && last.cell_style.as_deref() == cell_style => last.end = end,
            _ if end > start => {
                self.groups.push(Group { end, hidden, cell_style: cell_style.map(str::to_owned), fill })
            }
            _ => {}
        }
    }

    /// The style of cells in a column that have none.
    pub(super) fn cell_style(&self, column: u32) -> Option<&str> {
        let at = self.groups.partition_point(|group| group.end <= column);
        self.groups.get(at)?.cell_style.as_deref()
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> u32 {
        self.groups.last().map_or(0, |group| group.end)
    }

    /// Groups of columns that are alike from `start` up to `end`: where each begins, where it ends, its background.
    pub(super) fn fills(&self, start: u32, end: u32) -> impl Iterator<Item = (u32, u32, Option<u32>)> {
        let first = self.groups.partition_point(|group| group.end <= start);
        let mut next = start;
        self.groups.iter().skip(first).take_while(move |_| next < end).map_while(move |group| {
            let begin = next;
            next = group.end.min(end);
            (begin < next).then_some((begin, next, group.fill))
        })
    }

    /// The hidden ones among the first `count`.
    pub(super) fn hidden(&self, count: u32) -> Vec<u32> {
        let starts = std::iter::once(0).chain(self.groups.iter().map(|group| group.end));
        let groups = starts.zip(&self.groups).filter(|(_, group)| group.hidden);
        groups.flat_map(|(start, group)| start..group.end.min(count).max(start)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_number() {
        let mut columns = Columns::default();
        columns.add(2, false, Some("a"), None);
        columns.add(1, true, Some("b"), Some(7));
        columns.add(u32::MAX, false, None, None);
        columns.add(u32::MAX, true, None, None);
        let styles: Vec<_> = [0, 1, 2, 3, COLUMNS].map(|column| columns.cell_style(column)).into();
        assert_eq!(styles, [Some("a"), Some("a"), Some("b"), None, None]);
        assert_eq!(columns.hidden(u32::MAX), [2]);
        assert_eq!(columns.hidden(1), [0_u32; 0]);
        let fills: Vec<_> = columns.fills(1, 9).collect();
        assert_eq!(fills, [(1, 2, None), (2, 3, Some(7)), (3, 9, None)]);
    }
}

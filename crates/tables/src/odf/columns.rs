//! The columns of a table, neighbours that are alike as one.

use super::table::COLUMNS;

/// Columns that are alike.
struct Group {
    /// The first column after them.
    end: u32,
    hidden: bool,
    /// The style of cells that have none.
    cell_style: Option<String>,
}

/// The columns of a table from left to right.
#[derive(Default)]
pub(super) struct Columns {
    groups: Vec<Group>,
}

impl Columns {
    /// Adds columns on the right.
    pub(super) fn add(&mut self, repeat: u32, hidden: bool, cell_style: Option<&str>) {
        let start = self.groups.last().map_or(0, |group| group.end);
        let end = start.saturating_add(repeat).min(COLUMNS);
        match self.groups.last_mut() {
            Some(last) if last.hidden == hidden && last.cell_style.as_deref() == cell_style => last.end = end,
            _ if end > start => self.groups.push(Group { end, hidden, cell_style: cell_style.map(str::to_owned) }),
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

    /// Where the columns that are like this one end.
    pub(super) fn end_of_group(&self, column: u32) -> u32 {
        let at = self.groups.partition_point(|group| group.end <= column);
        self.groups.get(at).map_or(u32::MAX, |group| group.end)
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
        columns.add(2, false, Some("a"));
        columns.add(1, true, Some("b"));
        columns.add(u32::MAX, false, None);
        columns.add(u32::MAX, true, None);
        let styles: Vec<_> = [0, 1, 2, 3, COLUMNS].map(|column| columns.cell_style(column)).into();
        assert_eq!(styles, [Some("a"), Some("a"), Some("b"), None, None]);
        assert_eq!(columns.hidden(u32::MAX), [2]);
        assert_eq!(columns.hidden(1), [0_u32; 0]);
        assert_eq!([0, 2, 3].map(|column| columns.end_of_group(column)), [2, 3, COLUMNS]);
    }
}

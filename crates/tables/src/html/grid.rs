//! The grid of a table: where its cells stand (HTML, 4.9.12 "Processing model").

use std::collections::BTreeMap;

use super::elements::RowGroup;
use crate::document::{Block, Cell, Table};

/// The widest and the tallest cell that browsers know.
const WIDEST: u32 = 1000;
const TALLEST: u32 = 65_534;

/// A cell wider than this reaches only as far as the rest of the table: `colspan=100` means "all columns".
const WIDE: u32 = 20;

/// A table whose end has not come yet.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) table: Table,
    group: RowGroup,
    /// Row groups so far: what they are and their first rows.
    groups: Vec<(RowGroup, u32)>,
    /// Cells that reach into rows below, by their first column; some have ended since.
    tall: BTreeMap<u32, Tall>,
    row: Option<Row>,
    /// Ranges of hidden columns, first and past the last.
    hidden_columns: Vec<(u32, u32)>,
    /// Columns described so far by `col`.
    columns: u32,
    /// What stood inside cells and comes after the table.
    pub(super) after: Vec<Block>,
}

/// A cell that reaches into rows below.
#[derive(Debug)]
struct Tall {
    /// Past its last column.
    end: u32,
    /// Past its last row.
    until: u32,
    /// Its position among the cells.
    cell: usize,
}

/// A row whose end has not come yet.
#[derive(Debug, Default)]
struct Row {
    next_column: u32,
    /// How many cells were finished before it.
    cells_before: usize,
    all_headers: bool,
    hidden: bool,
}

/// A cell's place in the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slot {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) row_span: u32,
    pub(super) column_span: u32,
    /// In a hidden row or table.
    pub(super) hidden: bool,
    /// Places passed over because cells from above cover them.
    pub(super) passed: usize,
}

impl Grid {
    pub(super) fn new(number: u32, nested_in: Option<(u32, u32, u32)>, hidden: bool) -> Self {
        let mut table = Table::new(number, None);
        table.nested_in = nested_in;
        table.hidden = hidden;
        Self {
            table,
            group: RowGroup::Body,
            groups: vec![(RowGroup::Body, 0)],
            tall: BTreeMap::new(),
            row: None,
            hidden_columns: Vec::new(),
            columns: 0,
            after: Vec::new(),
        }
    }

    /// Describes the next columns.
    pub(super) fn describe_columns(&mut self, count: u32, hidden: bool) {
        let end = self.columns.saturating_add(count.clamp(1, WIDEST));
        if hidden {
            self.hidden_columns.push((self.columns, end));
        }
        self.columns = end;
    }

    /// Begins a row group. Cells do not reach from one into the next.
    pub(super) fn open_group(&mut self, group: RowGroup) {
        self.close_group();
        self.group = group;
        self.groups.push((group, self.table.row_count));
    }

    /// Ends a row group.
    pub(super) fn close_group(&mut self) {
        for (_, tall) in std::mem::take(&mut self.tall) {
            if let Some(cell) = self.table.cells.get_mut(tall.cell) {
                cell.row_span = cell.row_span.min(self.table.row_count.saturating_sub(cell.row)).max(1);
            }
        }
        if self.group != RowGroup::Body {
            self.group = RowGroup::Body;
            self.groups.push((RowGroup::Body, self.table.row_count));
        }
    }

    pub(super) fn open_row(&mut self, hidden: bool) {
        self.row = Some(Row { cells_before: self.table.cells.len(), all_headers: true, hidden, ..Row::default() });
    }

    /// Ends the row; one that is dropped leaves nothing.
    pub(super) fn close_row(&mut self, dropped: bool) {
        let Some(row) = self.row.take() else { return };
        let index = self.table.row_count;
        if dropped {
            self.table.cells.truncate(row.cells_before);
            self.tall.retain(|_, tall| tall.cell < row.cells_before);
            return;
        }
        let has_cells = self.table.cells.len() > row.cells_before;
        // Without `thead`, rows of nothing but header cells at the top head the table.
        let at_top = self.table.header_rows.len() == index as usize;
        if self.group == RowGroup::Head || (row.all_headers && has_cells && at_top) {
            self.table.header_rows.push(index);
        }
        if row.hidden {
            self.table.hidden_rows.push(index);
        }
        self.table.row_count += 1;
    }

    /// Finds the place of the next cell. Spans are what its attributes say.
    pub(super) fn place(&mut self, column_span: u32, row_span: Option<u32>, header: bool) -> Slot {
        let row = self.table.row_count;
        let mut state = self.row.take().unwrap_or_default();
        state.all_headers &= header;
        let mut column = state.next_column;
        let mut passed = 0;
        // Past cells from above; those that have ended are forgotten on the way.
        while let Some((&first, tall)) = self.tall.range(..=column).next_back() {
            match (tall.end > column, tall.until > row) {
                (true, true) => {
                    column = tall.end;
                    passed += 1;
                }
                (true, false) => drop(self.tall.remove(&first)),
                (false, _) => break,
            }
        }
        // A cell does not cover one from above.
        let mut end = column.saturating_add(column_span.clamp(1, WIDEST));
        while let Some((&first, tall)) = self.tall.range(column..end).next() {
            if tall.until > row {
                end = first;
            } else {
                self.tall.remove(&first);
            }
        }
        let row_span = row_span.map_or(1, |span| if span == 0 { TALLEST } else { span.min(TALLEST) });
        if row_span > 1 {
            let until = row.saturating_add(row_span);
            self.tall.insert(column, Tall { end, until, cell: self.table.cells.len() });
        }
        state.next_column = end;
        let hidden = state.hidden || self.table.hidden;
        self.row = Some(state);
        Slot { row, column, row_span, column_span: end - column, hidden, passed }
    }

    /// The table and what comes after it. A sheet keeps only cells that hold something.
    pub(super) fn finish(mut self, is_sheet: bool) -> Vec<Block> {
        self.close_row(false);
        self.close_group();
        self.clip_wide_cells();
        self.move_foot();
        self.hide_columns();
        let mut table = self.table;
        if is_sheet {
            table.cells.retain(|cell| {
                !cell.is_blank()
                    || cell.fill().is_some()
                    || cell.formula.is_some()
                    || cell.row_span * cell.column_span > 1
            });
            table.row_count = table.cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap_or(0);
            table.column_count = table.cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(0);
            table.hidden_rows.retain(|row| *row < table.row_count);
            table.hidden_columns.retain(|column| *column < table.column_count);
            table.header_rows.retain(|row| *row < table.row_count);
        }
        let table = (!table.cells.is_empty()).then(|| Block::from(table));
        table.into_iter().chain(self.after).collect()
    }

    fn clip_wide_cells(&mut self) {
        let end = |cell: &Cell| cell.column + cell.column_span;
        let usual = self.table.cells.iter().filter(|cell| cell.column_span <= WIDE).map(end).max().unwrap_or(0);
        // A cell beside a wide one stands where that ends, and is counted among the usual ones.
        for cell in self.table.cells.iter_mut().filter(|cell| cell.column_span > WIDE && end(cell) > usual) {
            cell.column_span = usual.saturating_sub(cell.column).max(1);
        }
        self.table.column_count = self.table.cells.iter().map(end).max().unwrap_or(0);
    }

    /// Puts the rows of `tfoot` last, wherever it stands.
    fn move_foot(&mut self) {
        let foot = self.groups.iter().position(|(group, _)| *group == RowGroup::Foot);
        let after_foot = foot.and_then(|foot| self.groups.get(foot..)).unwrap_or_default();
        let last = self.table.row_count;
        let has_rows = |groups: &[(RowGroup, u32)]| match groups {
            [(group, first), rest @ ..] => {
                *group != RowGroup::Foot && *first < rest.first().map_or(last, |(_, next)| *next)
            }
            [] => false,
        };
        if !(0..after_foot.len()).any(|at| after_foot.get(at..).is_some_and(has_rows)) {
            return;
        }
        let mut order = Vec::with_capacity(last as usize);
        for foot in [false, true] {
            for (at, (group, first)) in self.groups.iter().enumerate() {
                let next = self.groups.get(at + 1).map_or(last, |(_, next)| *next);
                if (*group == RowGroup::Foot) == foot {
                    order.extend(*first..next);
                }
            }
        }
        let mut moved = vec![0_u32; last as usize];
        for (new, old) in (0..).zip(order) {
            if let Some(slot) = moved.get_mut(old as usize) {
                *slot = new;
            }
        }
        let new_row = |row: &mut u32| *row = moved.get(*row as usize).copied().unwrap_or(*row);
        self.table.hidden_rows.iter_mut().for_each(new_row);
        self.table.hidden_rows.sort_unstable();
        self.table.header_rows.iter_mut().for_each(new_row);
        self.table.header_rows.sort_unstable();
        for cell in &mut self.table.cells {
            new_row(&mut cell.row);
        }
        self.table.cells.sort_by_key(|cell| (cell.row, cell.column));
    }

    fn hide_columns(&mut self) {
        let count = self.table.column_count;
        let ranges = std::mem::take(&mut self.hidden_columns);
        self.table.hidden_columns = ranges.into_iter().flat_map(|(first, end)| first..end.min(count)).collect();
        for cell in &mut self.table.cells {
            cell.hidden |= self.table.hidden_columns.binary_search(&cell.column).is_ok();
        }
    }
}

//! Tables under construction: rows come one by one, repeated ones as one.
//!
//! A sheet keeps only cells that hold something, so a million blank rows cost nothing. A table of a text
//! document keeps its blank cells, unless they are repeated without end.

use std::collections::BTreeMap;

use super::cell::CellDraft;
use super::columns::Columns;
use super::fills::{Fills, Rectangle};
use super::flow::CellContent;
use super::stories::Stories;
use crate::document::{Block, Cell, Notice, NoticeKind, Table};
use crate::error::Error;
use crate::text::RichText;

/// Rows of a table.
pub(super) const ROWS: u32 = 1_048_576;

/// Columns of a table.
pub(super) const COLUMNS: u32 = 16_384;

/// Blank cells or rows of a text document that are repeated more often than this are not there to be seen.
const MOST_BLANK_COPIES: u32 = 1_024;

/// A table whose end has not come yet.
pub(super) struct TableDraft {
    table: Table,
    /// A sheet, and not a table in a text.
    pub(super) is_sheet: bool,
    pub(super) columns: Columns,
    next_row: u32,
    /// The widest row, blank cells included.
    width: u32,
    /// Merged ranges that a covered cell may belong to, by first column.
    ranges: BTreeMap<u32, OpenRange>,
    fills: Fills,
    /// First and last of neighbouring rows, rising.
    hidden_rows: Vec<(u32, u32)>,
    grouped_rows: Vec<((u32, u32), u8)>,
    header_rows: Vec<(u32, u32)>,
    /// Rows of a sheet that begin a page, rising.
    page_rows: Vec<u32>,
    /// Cells beyond the edge of any sheet.
    misplaced: u32,
    /// What stood inside cells and comes after the table: nested tables, text boxes.
    after: Vec<Block>,
}

/// A merged range that goes on below.
struct OpenRange {
    last_row: u32,
    last_column: u32,
    /// Its cell.
    cell: usize,
}

/// A row whose end has not come yet.
pub(super) struct RowDraft {
    pub(super) repeat: u32,
    pub(super) hidden: bool,
    /// Groups of rows that it stands in.
    pub(super) depth: u8,
    pub(super) header: bool,
    /// It begins a page.
    pub(super) page_break: bool,
    /// The style of cells that have none.
    pub(super) cell_style: Option<String>,
    pub(super) fill: Option<u32>,
    cells: Vec<Kept>,
    fills: Vec<(u32, u32, u32)>,
    pub(super) next_column: u32,
    misplaced: u32,
    /// Deleted text stood here, and nothing else.
    deletion: bool,
}

/// A cell that is kept, how often, and whether a merged range covers it.
struct Kept {
    cell: Cell,
    repeat: u32,
    covered: bool,
}

impl RowDraft {
    pub(super) fn new(repeat: u32) -> Self {
        Self {
            repeat,
            hidden: false,
            depth: 0,
            header: false,
            page_break: false,
            cell_style: None,
            fill: None,
            cells: Vec::new(),
            fills: Vec::new(),
            next_column: 0,
            misplaced: 0,
            deletion: false,
        }
    }

    /// Every cell is blank, and text was deleted in one: the row was deleted.
    fn is_deleted(&self) -> bool {
        self.deletion && self.cells.iter().all(|kept| kept.cell.is_blank())
    }
}

impl TableDraft {
    pub(super) fn new(number: u32, name: Option<String>, nested_in: Option<(u32, u32, u32)>) -> Self {
        let is_sheet = name.is_some();
        let mut table = Table::new(number, name.map(Into::into));
        table.nested_in = nested_in;
        Self {
            table,
            is_sheet,
            columns: Columns::default(),
            next_row: 0,
            width: 0,
            ranges: BTreeMap::new(),
            fills: Fills::default(),
            hidden_rows: Vec::new(),
            grouped_rows: Vec::new(),
            header_rows: Vec::new(),
            page_rows: Vec::new(),
            misplaced: 0,
            after: Vec::new(),
        }
    }

    /// Hides the sheet.
    pub(super) fn hide(&mut self) {
        self.table.hidden = true;
    }

    /// The name of the sheet.
    pub(super) fn name(&self) -> &str {
        self.table.name.as_deref().unwrap_or_default()
    }

    /// Number, row and column of a cell that begins where the row stands.
    pub(super) fn at(&self, row: &RowDraft) -> (u32, u32, u32) {
        (self.table.number, self.next_row, row.next_column)
    }

    /// Adds a cell that is over to its row.
    pub(super) fn add_cell(
        &mut self,
        row: &mut RowDraft,
        draft: CellDraft,
        stories: &mut Stories<'_>,
    ) -> Result<(), Error> {
        let (_, _, column) = draft.at;
        let (repeat, covered, by_column) = (draft.repeat, draft.covered, draft.by_column);
        row.next_column = column.saturating_add(repeat);
        let own_fill = draft.fill.or(row.fill.filter(|_| !self.is_sheet));
        let (mut cell, content) = draft.finish(self.is_sheet, stories.styles, stories.options.locale);
        let CellContent { after, deletion, .. } = content;
        self.after.extend(after);
        row.deletion |= deletion;
        let merged = cell.row_span > 1 || cell.column_span > 1;
        let holds_something =
            !cell.text.as_str().is_empty() || cell.formula.is_some() || has_value(&cell) || !cell.comments.is_empty();
        if column >= COLUMNS || self.next_row >= ROWS {
            row.misplaced = row.misplaced.saturating_add(u32::from(holds_something));
            return Ok(());
        }
        let repeat = repeat.min(COLUMNS - column);
        let unseen = !self.is_sheet && repeat > MOST_BLANK_COPIES;
        if !holds_something && (covered || ((self.is_sheet || unseen) && !merged)) {
            match own_fill {
                _ if covered || !self.is_sheet => {}
                _ if by_column => self.fill_by_columns(row, column, column + repeat, stories),
                own_fill => row.fills.extend(own_fill.map(|fill| (column, repeat, fill))),
            }
            return Ok(());
        }
        cell.set_fill(own_fill);
        stories.admit_cell()?;
        row.cells.push(Kept { cell, repeat, covered });
        Ok(())
    }

    /// Blank cells from `column` on get the backgrounds of their columns.
    fn fill_by_columns(&self, row: &mut RowDraft, column: u32, end: u32, stories: &mut Stories<'_>) {
        for (column, end, fill) in self.columns.fills(column, end) {
            if !stories.admit_look() {
                return;
            }
            row.fills.extend(fill.map(|fill| (column, end - column, fill)));
        }
    }

    /// Adds a row that is over, as often as it is repeated.
    pub(super) fn add_row(&mut self, row: RowDraft, stories: &mut Stories<'_>) -> Result<(), Error> {
        if !self.is_sheet && row.is_deleted() {
            self.shorten_ranges();
            return Ok(());
        }
        self.misplaced = self.misplaced.saturating_add(row.misplaced);
        let first = self.next_row;
        let repeat = row.repeat.min(ROWS.saturating_sub(first));
        let unseen = row.cells.iter().all(|kept| kept.cell.is_blank()) && row.repeat > MOST_BLANK_COPIES;
        if repeat == 0 || (!self.is_sheet && unseen) {
            return Ok(());
        }
        self.next_row = first + repeat;
        self.width = self.width.max(row.next_column.min(COLUMNS));
        let rows = (first, first + (repeat - 1));
        if row.hidden {
            self.hidden_rows.push(rows);
        }
        if row.depth > 0 {
            self.grouped_rows.push((rows, row.depth));
        }
        if row.page_break && first > 0 {
            self.page_rows.push(first);
        }
        if row.header {
            self.header_rows.push(rows);
        }
        for (column, columns, color) in row.fills {
            self.fills.add(Rectangle { row: first, rows: repeat, column, columns, color });
        }
        stories.admit_copies(row.cells.iter().map(|kept| (kept.repeat, &kept.cell)), repeat)?;
        for index in 0..repeat {
            for kept in &row.cells {
                for offset in 0..kept.repeat {
                    let mut cell = kept.cell.clone();
                    cell.row = first + index;
                    cell.column += offset;
                    self.push(cell, kept.covered, stories.limits.text_bytes)?;
                }
            }
        }
        Ok(())
    }

    /// Merged ranges do not cover a row that is left out.
    fn shorten_ranges(&mut self) {
        for range in self.ranges.values_mut().filter(|range| range.last_row >= self.next_row) {
            range.last_row = range.last_row.saturating_sub(1);
            if let Some(cell) = self.table.cells.get_mut(range.cell) {
                cell.row_span = cell.row_span.saturating_sub(1).max(1);
            }
        }
    }

    /// Adds a cell at its place. In a text, what a covered cell holds goes to the cell that covers it.
    fn push(&mut self, cell: Cell, covered: bool, text_bytes: usize) -> Result<(), Error> {
        let (row, column) = (cell.row, cell.column);
        if covered && !self.is_sheet {
            let range = self.ranges.range(..=column).next_back().map(|(_, range)| range);
            let range = range.filter(|range| range.last_row >= row && range.last_column >= column);
            if let Some(anchor) = range.and_then(|range| self.table.cells.get_mut(range.cell)) {
                let (text, details) = cell.into_parts();
                anchor.controls.extend(details.controls);
                anchor.bookmarks.extend(details.bookmarks);
                anchor.comments.extend(details.comments);
                return append_line(&mut anchor.text, &text, text_bytes);
            }
        }
        if cell.row_span > 1 || cell.column_span > 1 {
            let last_row = row.saturating_add(cell.row_span - 1);
            let last_column = column.saturating_add(cell.column_span - 1);
            self.ranges.insert(column, OpenRange { last_row, last_column, cell: self.table.cells.len() });
        }
        self.table.cells.push(cell);
        Ok(())
    }

    /// The table and what comes after it. Nothing for a table without rows, or for a sheet without cells.
    pub(super) fn finish(mut self, stories: &mut Stories<'_>) -> Result<Vec<Block>, Error> {
        let mut table = self.table;
        let width = self.width.max(self.columns.len());
        for cell in &mut table.cells {
            // No range goes on where the table does not.
            let rows = cell.row_span.min(self.next_row.saturating_sub(cell.row)).max(1);
            let columns = cell.column_span.min(width.saturating_sub(cell.column)).max(1);
            cell.set_spans(rows, columns);
        }
        let bounds = |cells: &[Cell]| {
            let rows = cells.iter().map(|cell| cell.row.saturating_add(cell.row_span)).max();
            let columns = cells.iter().map(|cell| cell.column.saturating_add(cell.column_span)).max();
            (rows.unwrap_or(0), columns.unwrap_or(0))
        };
        let (rows, columns) = bounds(&table.cells);
        if self.is_sheet {
            for (row, column, color) in self.fills.expand(rows, columns) {
                stories.admit_cell()?;
                let mut cell = Cell::new(row, column, "");
                cell.set_fill(Some(color));
                table.cells.push(cell);
            }
            table.cells.sort_by_key(|cell| (cell.row, cell.column));
            table.cells.dedup_by_key(|cell| (cell.row, cell.column));
            (table.row_count, table.column_count) = bounds(&table.cells);
        } else {
            (table.row_count, table.column_count) = (self.next_row, columns);
        }
        table.hidden_columns = self.columns.hidden(table.column_count);
        table.header_columns = self.columns.headers(table.column_count);
        table.hidden_rows = expanded(&self.hidden_rows, table.row_count);
        let grouped = |(rows, depth): &((u32, u32), u8)| {
            let depth = *depth;
            expanded(&[*rows], table.row_count).into_iter().map(move |row| (row, depth))
        };
        table.grouped_rows = self.grouped_rows.iter().flat_map(grouped).collect();
        table.header_rows = expanded(&self.header_rows, table.row_count);
        for cell in &mut table.cells {
            let in_column = || table.hidden_columns.binary_search(&cell.column).is_ok();
            let in_row = || table.hidden_rows.binary_search(&cell.row).is_ok();
            cell.hidden = table.hidden || in_row() || in_column();
            if self.is_sheet && !self.page_rows.is_empty() {
                let before = self.page_rows.partition_point(|&row| row <= cell.row);
                cell.page = Some(u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1));
            }
        }
        if self.misplaced > 0 {
            let detail = format!("{}: cells outside the sheet ({})", self_name(&table), self.misplaced);
            stories.notices.push(Notice::new(NoticeKind::Damaged, detail));
        }
        let is_there = if self.is_sheet { !table.cells.is_empty() } else { table.row_count > 0 };
        let mut blocks = Vec::new();
        blocks.extend(is_there.then(|| Block::from(table)));
        blocks.append(&mut self.after);
        Ok(blocks)
    }
}

fn self_name(table: &Table) -> &str {
    table.name.as_deref().unwrap_or_default()
}

fn has_value(cell: &Cell) -> bool {
    cell.value != crate::value::Value::Empty
}

/// The numbers of ranges of rows, as far as the table goes.
fn expanded(ranges: &[(u32, u32)], count: u32) -> Vec<u32> {
    ranges.iter().flat_map(|&(first, last)| first..last.saturating_add(1).min(count).max(first)).collect()
}

/// Appends a text on a new line, or as it is to an empty text.
fn append_line(text: &mut RichText, line: &RichText, text_bytes: usize) -> Result<(), Error> {
    if text.as_str().len().saturating_add(line.as_str().len()) >= text_bytes {
        return Err(Error::Limit { limit: "text_bytes", value: text_bytes as u64 });
    }
    if !text.as_str().is_empty() {
        text.push("\n", text.last_marks());
    }
    text.append(line);
    Ok(())
}

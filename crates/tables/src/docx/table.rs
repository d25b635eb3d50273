//! Tables under construction: rows come one by one, merged ranges are put together on the way.

use std::collections::BTreeMap;

use super::flow::Flow;
use super::properties::{CellProperties, Look, Merge, RowProperties, TableProperties};
use super::styles::{CellStyle, TableStyle};
use crate::document::{Block, Cell, CellDetails, Table};
use crate::error::Error;
use crate::options::Revisions;
use crate::text::RichText;

/// A table whose end has not come yet.
pub(super) struct TableDraft {
    table: Table,
    style: TableStyle,
    uses: TableProperties,
    /// Cells that a merged range may still grow from, by grid column.
    anchors: BTreeMap<u32, usize>,
    /// What stood inside cells and comes after the table: nested tables, text boxes.
    after: Vec<Block>,
}

/// A row whose end has not come yet.
#[derive(Default)]
pub(super) struct RowDraft {
    properties: RowProperties,
    /// It is not in the version that is read.
    is_gone: bool,
    /// A cell of it is not in the version that is read.
    lost_cells: bool,
    cells: Vec<CellDraft>,
    /// The grid column where the next cell begins.
    next_column: u32,
}

/// A cell whose end has not come yet.
pub(super) struct CellDraft {
    /// Number of the table, row and column.
    pub(super) at: (u32, u32, u32),
    pub(super) flow: Flow,
    pub(super) style: CellStyle,
    properties: CellProperties,
    /// It is not in the version that is read.
    is_gone: bool,
}

impl TableDraft {
    pub(super) fn new(number: u32, nested_in: Option<(u32, u32, u32)>) -> Self {
        let mut table = Table::new(number, None);
        table.nested_in = nested_in;
        Self {
            table,
            style: TableStyle::default(),
            uses: TableProperties::default(),
            anchors: BTreeMap::new(),
            after: Vec::new(),
        }
    }

    /// Sets the table's style and what the table uses of it.
    pub(super) fn set_style(&mut self, style: TableStyle, uses: TableProperties) {
        self.style = style;
        self.uses = uses;
    }

    /// Opens a cell at the place where the row stands.
    pub(super) fn cell(&self, row: &RowDraft) -> CellDraft {
        let (index, column) = (self.table.row_count, row.next_column);
        CellDraft {
            at: (self.table.number, index, column),
            flow: Flow::in_cell(),
            style: self.style.cell(index, column, &self.uses),
            properties: CellProperties::default(),
            is_gone: false,
        }
    }

    /// Adds a row that is over. One that is not in the version that is read leaves nothing.
    pub(super) fn add(&mut self, row: RowDraft, text_bytes: usize) -> Result<(), Error> {
        if row.is_gone || (row.lost_cells && row.cells.is_empty()) {
            return Ok(());
        }
        let index = self.table.row_count;
        let open = std::mem::take(&mut self.anchors);
        for draft in row.cells {
            let column = draft.at.2;
            let vertical = draft.properties.vertical;
            let (mut cell, after) = draft.finish();
            cell.hidden = row.properties.hidden;
            self.after.extend(after);

            // A continued cell belongs to the one above that begins in the same column and is as wide;
            // without one it is an ordinary cell.
            let anchor = open.get(&column).copied().filter(|_| vertical == Merge::Continue);
            let above = anchor.and_then(|anchor| self.table.cells.get_mut(anchor));
            match (anchor, above.filter(|above| above.column_span == cell.column_span)) {
                (Some(anchor), Some(above)) => {
                    above.row_span = index - above.row + 1;
                    absorb(above, cell, text_bytes)?;
                    self.anchors.insert(column, anchor);
                }
                _ => {
                    if vertical == Merge::Restart {
                        self.anchors.insert(column, self.table.cells.len());
                    }
                    self.table.cells.push(cell);
                }
            }
        }
        if row.properties.header {
            self.table.header_rows.push(index);
        }
        if row.properties.hidden {
            self.table.hidden_rows.push(index);
        }
        let width = row.next_column.saturating_add(row.properties.after);
        self.table.column_count = self.table.column_count.max(width);
        self.table.row_count += 1;
        Ok(())
    }

    /// How many cells are finished.
    pub(super) fn len(&self) -> usize {
        self.table.cells.len()
    }

    /// A finished cell.
    pub(super) fn cell_mut(&mut self, index: usize) -> Option<&mut Cell> {
        self.table.cells.get_mut(index)
    }

    /// The table and what comes after it. Nothing for a table without rows.
    pub(super) fn finish(self) -> Vec<Block> {
        let table = (self.table.row_count > 0).then_some(Block::from(self.table));
        table.into_iter().chain(self.after).collect()
    }
}

impl RowDraft {
    /// Sets the row's properties, before its first cell.
    pub(super) fn set(&mut self, properties: RowProperties, revisions: Revisions) {
        self.next_column = properties.before;
        self.is_gone = revisions.joins(properties.inserted, properties.deleted);
        self.properties = properties;
    }

    /// Adds a cell that is over. An old-style horizontal merge joins it to the cell on its left.
    pub(super) fn add(&mut self, cell: CellDraft, text_bytes: usize) -> Result<(), Error> {
        if cell.is_gone {
            // Those behind it move up.
            self.lost_cells = true;
            return Ok(());
        }
        self.next_column = self.next_column.saturating_add(cell.properties.span);
        let joins = cell.properties.horizontal == Merge::Continue;
        match self.cells.last_mut().filter(|left| joins && left.properties.horizontal != Merge::None) {
            Some(left) => {
                left.properties.span = left.properties.span.saturating_add(cell.properties.span);
                left.flow.absorb(cell.flow, text_bytes)
            }
            None => {
                self.cells.push(cell);
                Ok(())
            }
        }
    }

    /// It was inserted, deleted.
    pub(super) fn change(&self) -> (bool, bool) {
        (self.properties.inserted, self.properties.deleted)
    }

    /// How many cells are finished.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// A finished cell.
    pub(super) fn cell_mut(&mut self, index: usize) -> Option<&mut CellDraft> {
        self.cells.get_mut(index)
    }
}

impl CellDraft {
    /// Sets the cell's properties, before its first paragraph.
    pub(super) fn set(&mut self, properties: CellProperties, revisions: Revisions) {
        self.is_gone = revisions.joins(properties.inserted, properties.deleted);
        let before = properties.vertical_before.filter(|_| !revisions.keeps_insertions());
        self.properties = properties;
        self.properties.vertical = before.unwrap_or(self.properties.vertical);
    }

    /// It was inserted, deleted.
    pub(super) fn change(&self) -> (bool, bool) {
        (self.properties.inserted, self.properties.deleted)
    }

    /// What the table style says of the text.
    pub(super) fn look(&self) -> Look {
        self.style.look
    }

    fn finish(self) -> (Cell, Vec<Block>) {
        let (_, row, column) = self.at;
        let content = self.flow.finish_cell();
        let mut cell = Cell::new(row, column, content.text).with(CellDetails {
            column_span: self.properties.span,
            page: content.page,
            style: content.style,
            list_label: content.list_label,
            controls: content.controls,
            bookmarks: content.bookmarks,
            comments: content.comments,
            ..CellDetails::default()
        });
        cell.set_fill(self.properties.fill.unwrap_or(self.style.fill));
        cell.indent = content.indent;
        (cell, content.after)
    }
}

/// Puts what a continued cell holds, if anything, into the cell that covers it.
fn absorb(anchor: &mut Cell, covered: Cell, text_bytes: usize) -> Result<(), Error> {
    let (text, details) = covered.into_parts();
    if !text.is_blank() {
        append_line(&mut anchor.text, &text, text_bytes)?;
    }
    anchor.controls.extend(details.controls);
    anchor.bookmarks.extend(details.bookmarks);
    anchor.comments.extend(details.comments);
    Ok(())
}

/// Appends a text on a new line, or as it is to an empty text.
pub(super) fn append_line(text: &mut RichText, line: &RichText, text_bytes: usize) -> Result<(), Error> {
    if text.as_str().len().saturating_add(line.as_str().len()) >= text_bytes {
        return Err(Error::Limit { limit: "text_bytes", value: text_bytes as u64 });
    }
    if !text.as_str().is_empty() {
        // The break takes the marks of the line before it, so that it adds no stretch of its own.
        text.push("\n", text.last_marks());
    }
    text.append(line);
    Ok(())
}

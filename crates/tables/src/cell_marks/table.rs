//! Tables under construction: rows come one by one, columns and merged ranges are found at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::grid::{Grid, TOLERANCE};
use super::{Counts, Merge, RowShape, append_line};
use crate::document::{Block, Cell, CellDetails, Comment, Paragraph, ParagraphDetails, Table};
use crate::error::Error;
use crate::place::Place;
use crate::text::RichText;

/// The width given to a cell that the row does not define: an inch.
const UNDEFINED_WIDTH: i64 = 1440;

/// A table whose end has not come yet.
#[derive(Debug)]
pub(super) struct OpenTable {
    number: u32,
    /// Number of the outer table, row, and the cell's index in the row.
    outer: Option<(u32, u32, u32)>,
    rows: Vec<Row>,
    /// Cells of the open row that are over.
    cells: Vec<CellContent>,
    /// The open cell.
    pub(super) cell: CellContent,
}

/// What the paragraphs of a cell come to.
#[derive(Debug, Default)]
pub(super) struct CellContent {
    pub(super) text: RichText,
    pub(super) style: Option<Arc<str>>,
    pub(super) list_label: Option<Box<str>>,
    pub(super) indent: u8,
    /// Tables and text boxes that stood in the cell.
    pub(super) after: Vec<Block>,
    pub(super) comments: Vec<Comment>,
    pub(super) page: Option<u32>,
    pub(super) lines: u32,
}

#[derive(Debug)]
struct Row {
    left: i64,
    cells: Vec<RowCell>,
    header: bool,
}

#[derive(Debug)]
struct RowCell {
    right: i64,
    vertical: Merge,
    fill: Option<u32>,
    /// Its index in the row as stored, by which nested tables know it.
    index: u32,
    content: CellContent,
}

impl OpenTable {
    pub(super) fn new(number: u32, outer: Option<(u32, u32, u32)>) -> Self {
        Self { number, outer, rows: Vec::new(), cells: Vec::new(), cell: CellContent::default() }
    }

    /// Where the open cell stands: number of the table, row, index in the row.
    pub(super) fn next_cell(&self) -> (u32, u32, u32) {
        (self.number, count(self.rows.len()), count(self.cells.len()))
    }

    /// Ends the open cell.
    pub(super) fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
    }

    /// Nothing of the open row can be seen.
    pub(super) fn is_row_blank(&self) -> bool {
        self.cells.iter().chain([&self.cell]).all(|cell| cell.text.is_blank() && cell.after.is_empty())
    }

    /// Leaves the open row out.
    pub(super) fn drop_row(&mut self) {
        self.cells.clear();
        self.cell = CellContent::default();
    }

    /// Ends the open row. One without cells leaves nothing.
    pub(super) fn end_row(&mut self, shape: &RowShape, counts: &Counts<'_>) -> Result<(), Error> {
        if self.cells.is_empty() {
            return Ok(());
        }
        let mut row = Row { left: i64::from(shape.left), cells: Vec::new(), header: shape.header };
        let mut edge = row.left;
        let mut horizontal = Merge::None;
        for (index, content) in std::mem::take(&mut self.cells).into_iter().enumerate() {
            let is_defined = shape.cells.is_empty() || index < shape.cells.len();
            if !is_defined && content.is_nothing() {
                // LibreOffice writes marks of cells that are not there after a nested table.
                continue;
            }
            let shape = shape.cells.get(index);
            let right = shape.map_or(edge + UNDEFINED_WIDTH, |shape| i64::from(shape.right));
            // Each cell is wide enough for a column of its own.
            edge = right.max(edge + TOLERANCE + 1);
            let joins = horizontal != Merge::None && shape.is_some_and(|shape| shape.horizontal == Merge::Continue);
            match row.cells.last_mut().filter(|_| joins) {
                Some(left) => {
                    left.right = edge;
                    left.content.absorb(content, counts)?;
                }
                None => {
                    horizontal = shape.map_or(Merge::None, |shape| shape.horizontal);
                    row.cells.push(RowCell {
                        right: edge,
                        vertical: shape.map_or(Merge::None, |shape| shape.vertical),
                        fill: shape.and_then(|shape| shape.fill),
                        index: count(index),
                        content,
                    });
                }
            }
        }
        self.rows.push(row);
        Ok(())
    }

    /// The table and what comes after it. Nothing for a table without rows.
    pub(super) fn finish(mut self, counts: &Counts<'_>) -> Result<Vec<Block>, Error> {
        if !self.cells.is_empty() {
            // The file ends within a row: it is as the one before.
            let shape = self.rows.last().map_or_else(RowShape::default, Row::shape);
            self.end_row(&shape, counts)?;
        }
        let edges: BTreeSet<i64> =
            self.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.right).chain([row.left])).collect();
        let grid = Grid::new(&edges);
        let mut table = Table::new(self.number, None);
        table.nested_in = self.outer;
        let mut after = Vec::new();
        // Cells that a merged range may still grow from, by column.
        let mut anchors: BTreeMap<u32, usize> = BTreeMap::new();
        for row in self.rows {
            let open = std::mem::take(&mut anchors);
            let index = table.row_count;
            let mut column = grid.column(row.left);
            for cell in row.cells {
                let end = grid.column(cell.right);
                let vertical = cell.vertical;
                let (cell, blocks) = cell.finish(self.number, index, column, end.saturating_sub(column).max(1));
                after.extend(blocks);
                let anchor = open.get(&column).copied().filter(|_| vertical == Merge::Continue);
                let above = anchor.and_then(|anchor| table.cells.get_mut(anchor));
                match (anchor, above.filter(|above| above.column_span == cell.column_span)) {
                    (Some(anchor), Some(above)) => {
                        above.row_span = index - above.row + 1;
                        let (text, details) = cell.into_parts();
                        if !text.is_blank() {
                            append_line(&mut above.text, &text, counts)?;
                        }
                        above.comments.extend(details.comments);
                        anchors.insert(column, anchor);
                    }
                    _ => {
                        if vertical == Merge::Restart {
                            anchors.insert(column, table.cells.len());
                        }
                        table.cells.push(cell);
                    }
                }
                column = end;
            }
            if row.header {
                table.header_rows.push(index);
            }
            table.column_count = table.column_count.max(column);
            table.row_count += 1;
        }
        let mut blocks = Vec::new();
        if table.row_count > 0 {
            blocks.push(table.into());
        }
        blocks.extend(after);
        // Paragraphs of a cell whose mark never came.
        if self.cell.lines > 0 {
            let CellContent { text, style, list_label, comments, page, .. } = self.cell;
            let details = ParagraphDetails { style, list_label, comments, ..ParagraphDetails::default() };
            blocks.push(Block::Paragraph(Paragraph::new(text, Place::paragraph(0).on_page(page)).with(details)));
            blocks.extend(self.cell.after);
        } else {
            blocks.extend(self.cell.after);
        }
        Ok(blocks)
    }
}

impl Row {
    /// A definition with the same edges and nothing else.
    fn shape(&self) -> RowShape {
        let narrow = |edge: i64| i32::try_from(edge).unwrap_or(i32::MAX);
        let cells = self.cells.iter().map(|cell| super::CellShape { right: narrow(cell.right), ..Default::default() });
        RowShape { left: narrow(self.left), cells: cells.collect(), header: false }
    }
}

impl RowCell {
    /// The cell at its place, and what comes after the table. Nested tables learn the column they stand in.
    fn finish(self, table: u32, row: u32, column: u32, column_span: u32) -> (Cell, Vec<Block>) {
        let CellContent { text, style, list_label, indent, mut after, comments, page, .. } = self.content;
        for block in &mut after {
            if let Block::Table(nested) = block
                && nested.nested_in == Some((table, row, self.index))
            {
                nested.nested_in = Some((table, row, column));
            }
        }
        let details = CellDetails { column_span, page, style, list_label, comments, ..CellDetails::default() };
        let mut cell = Cell::new(row, column, text).with(details);
        cell.set_fill(self.fill);
        cell.indent = indent;
        (cell, after)
    }
}

impl CellContent {
    fn is_nothing(&self) -> bool {
        self.text.is_blank() && self.after.is_empty() && self.comments.is_empty()
    }

    /// Puts what a covered cell holds, if anything, into the cell that covers it.
    fn absorb(&mut self, covered: Self, counts: &Counts<'_>) -> Result<(), Error> {
        if !covered.text.is_blank() {
            append_line(&mut self.text, &covered.text, counts)?;
        }
        self.after.extend(covered.after);
        self.comments.extend(covered.comments);
        Ok(())
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

//! A sheet while its cells are collected, the same for every format of workbooks.

mod annotations;
mod merged_cells;

pub(crate) use merged_cells::Range;

use std::fmt::Display;
use std::sync::Arc;

use crate::document::{Cell, Comment, Notice, NoticeKind, Table};
use crate::error::Error;
use crate::limits::Limits;
use crate::place::Place;
use crate::value::Value;
use annotations::Annotations;
use merged_cells::{Merged, merge};

/// Cells and text taken in so far, over the whole file.
pub(crate) struct Taken<'a> {
    pub(crate) limits: &'a Limits,
    cells: usize,
    bytes: u64,
}

impl<'a> Taken<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, bytes: 0 }
    }

    /// Counts one more cell by all that it keeps in memory. What is of a usual length comes with the cell; a long
    /// shared string or number format in many cells weighs as often as it is used.
    pub(crate) fn admit(&mut self, cell: &Cell) -> Result<(), Error> {
        const USUAL_FORMAT: usize = 64;
        const RUN: usize = 32;
        self.admit_one()?;
        let format = match &cell.value {
            Value::Number { format, .. } | Value::Date { format, .. } => {
                format.as_ref().map_or(0, |format| format.len())
            }
            _ => 0,
        };
        let runs = cell.text.runs().count().saturating_sub(1);
        self.admit_text(cell.text.as_str().len())?;
        self.admit_text(cell.formula.as_ref().map_or(0, |formula| formula.len()))?;
        self.weigh(format.saturating_sub(USUAL_FORMAT) + runs * RUN)
    }

    /// Counts one more cell, or what may make one.
    fn admit_one(&mut self) -> Result<(), Error> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(Error::Limit { limit: "cells", value: self.limits.cells as u64 });
        }
        Ok(())
    }

    fn admit_text(&mut self, bytes: usize) -> Result<(), Error> {
        if bytes > self.limits.text_bytes {
            return Err(Error::Limit { limit: "text_bytes", value: self.limits.text_bytes as u64 });
        }
        self.weigh(bytes)
    }

    /// Counts bytes that take memory, or work as if they did.
    pub(crate) fn weigh(&mut self, bytes: usize) -> Result<(), Error> {
        self.bytes += bytes as u64;
        if self.bytes > self.limits.total_bytes {
            return Err(Error::Limit { limit: "total_bytes", value: self.limits.total_bytes });
        }
        Ok(())
    }
}

/// What is known of a sheet before its cells are read.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetEntry {
    pub(crate) name: String,
    /// The name of its relationship (packages).
    pub(crate) link: String,
    /// Hidden, whether people can show it again or not.
    pub(crate) hidden: bool,
    /// First and last row repeated on every printed page, from 0.
    pub(crate) title_rows: Option<(u32, u32)>,
    /// First and last column repeated on every printed page, from 0.
    pub(crate) title_columns: Option<(u32, u32)>,
}

/// Which of two cells at the same place is kept.
const FIRST: &str = "cells given twice, the first one kept";
const LATER: &str = "cells given twice, the last one kept";

/// A sheet while it is read.
pub(crate) struct Sheet<'a> {
    entry: &'a SheetEntry,
    name: Arc<str>,
    /// Rows and columns that a sheet of the format can have.
    size: (u32, u32),
    /// A cell given twice is the later one: binary workbooks put blank cells first and fill them afterwards.
    later_wins: bool,
    cells: Vec<Cell>,
    ranges: Vec<Range>,
    hidden_rows: Vec<u32>,
    grouped_rows: Vec<(u32, u8)>,
    /// First and last of neighbouring hidden columns, rising.
    hidden_columns: Vec<(u32, u32)>,
    /// Cells whose reference lies outside any sheet: how many, and the first.
    misplaced: (usize, String),
    /// Rows that begin a page, and whether columns do too: pages then go on to the right first or last.
    page_rows: Vec<u32>,
    has_page_columns: bool,
    /// What stands beside the cells and belongs to them.
    annotations: Annotations,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(entry: &'a SheetEntry, size: (u32, u32)) -> Self {
        Self {
            entry,
            name: entry.name.as_str().into(),
            size,
            later_wins: false,
            cells: Vec::new(),
            ranges: Vec::new(),
            hidden_rows: Vec::new(),
            grouped_rows: Vec::new(),
            hidden_columns: Vec::new(),
            misplaced: (0, String::new()),
            page_rows: Vec::new(),
            has_page_columns: false,
            annotations: Annotations::default(),
        }
    }

    /// The same sheet, whose cells given twice are the later ones.
    pub(crate) fn with_later_cells(self) -> Self {
        Self { later_wins: true, ..self }
    }

    /// A sheet of the format has this row and column.
    pub(crate) fn has(&self, row: u32, column: u32) -> bool {
        row < self.size.0 && column < self.size.1
    }

    pub(crate) fn place(&self, row: u32, column: u32) -> Place {
        Place::SheetCell { sheet: Arc::clone(&self.name), row: row + 1, column: column + 1 }
    }

    pub(crate) fn push(&mut self, cell: Cell) {
        self.cells.push(cell);
    }

    /// Remembers a cell outside the sheet by how it was called.
    pub(crate) fn misplace(&mut self, reference: impl Display) {
        self.misplaced.0 += 1;
        if self.misplaced.0 == 1 {
            self.misplaced.1 = format!("{reference:.20}");
        }
    }

    /// Hides a row. Rows rise by the rules of the formats; what breaks them says nothing.
    pub(crate) fn hide_row(&mut self, row: u32) {
        let follows = self.hidden_rows.last().is_none_or(|&last| row > last);
        if follows && row < self.size.0 {
            self.hidden_rows.push(row);
        }
    }

    /// A row stands in a group so many deep. Rows rise, as above.
    pub(crate) fn group_row(&mut self, row: u32, depth: u8) {
        const DEEPEST: u8 = 8;
        let follows = self.grouped_rows.last().is_none_or(|&(last, _)| row > last);
        if follows && row < self.size.0 && depth > 0 {
            self.grouped_rows.push((row, depth.min(DEEPEST)));
        }
    }

    /// Hides neighbouring columns, given from 0. They rise and stand apart by the rules of the formats; what breaks
    /// them could cost much and says nothing.
    pub(crate) fn hide_columns(&mut self, first: u32, last: u32) {
        let follows = self.hidden_columns.last().is_none_or(|&(_, last)| first > last);
        if follows && first <= last && last < self.size.1 {
            self.hidden_columns.push((first, last));
        }
    }

    pub(crate) fn merge(&mut self, range: Range, limits: &Limits) -> Result<(), Error> {
        if self.ranges.len() == limits.merged_ranges {
            return Err(Error::Limit { limit: "merged_ranges", value: self.ranges.len() as u64 });
        }
        self.ranges.push(range);
        Ok(())
    }

    /// Makes cells lead somewhere. One outside the sheet leads nowhere.
    pub(crate) fn link(&mut self, range: Range, target: &Arc<str>, taken: &mut Taken<'_>) -> Result<(), Error> {
        let Range { first, last } = range;
        if first.0 <= last.0 && first.1 <= last.1 && self.has(first.0, first.1) && !target.is_empty() {
            taken.admit_one()?;
            taken.weigh(target.len())?;
            self.annotations.links.push((range, Arc::clone(target)));
        }
        Ok(())
    }

    /// A page begins with a row.
    pub(crate) fn begin_page(&mut self, row: u32) {
        if row > 0 && row < self.size.0 {
            self.page_rows.push(row);
        }
    }

    /// A page begins with a column.
    pub(crate) fn begin_page_column(&mut self) {
        self.has_page_columns = true;
    }

    /// Puts a comment beside a cell. One that says nothing, or stands outside the sheet, is none.
    pub(crate) fn comment(&mut self, at: (u32, u32), comment: Comment, taken: &mut Taken<'_>) -> Result<(), Error> {
        if self.has(at.0, at.1) && !comment.text.trim().is_empty() {
            taken.admit_one()?;
            taken.admit_text(comment.text.len())?;
            self.annotations.comments.push((at, comment));
        }
        Ok(())
    }

    /// The sheet as a table, its cells in order and its ranges merged.
    pub(crate) fn into_table(mut self, number: u32, notices: &mut Vec<Notice>) -> Table {
        let name = &self.entry.name;
        let mut cells = std::mem::take(&mut self.cells);
        if self.later_wins {
            cells.reverse();
        }
        // Most sheets have their cells in order, and sorting takes half as much memory again.
        if !cells.is_sorted_by_key(|cell| (cell.row, cell.column)) {
            cells.sort_by_key(|cell| (cell.row, cell.column));
        }
        let mut repeated = 0;
        cells.dedup_by(|cell, kept| {
            let is_same = (cell.row, cell.column) == (kept.row, kept.column);
            repeated += usize::from(is_same && !(self.later_wins && cell.is_blank()));
            is_same
        });
        std::mem::take(&mut self.annotations).give_to(&mut cells, |row, column| Cell::new(row, column, ""));
        let ranges = std::mem::take(&mut self.ranges);
        let Merged { cells, overlapping } = merge(cells, ranges, |row, column| Cell::new(row, column, ""));
        for (count, what) in [
            (repeated, if self.later_wins { LATER } else { FIRST }),
            (overlapping, "overlapping merged ranges"),
            (self.misplaced.0, &*format!("cells outside the sheet, such as {}", self.misplaced.1)),
        ] {
            if count > 0 {
                notices.push(Notice::new(NoticeKind::Damaged, format!("{name}: {what} ({count})")));
            }
        }
        let mut table = Table::new(number, Some(self.name));
        table.hidden = self.entry.hidden;
        table.row_count = cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap_or_default();
        table.column_count = cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or_default();
        table.hidden_rows = self.hidden_rows;
        table.hidden_rows.retain(|&row| row < table.row_count);
        table.grouped_rows = self.grouped_rows;
        table.grouped_rows.retain(|&(row, _)| row < table.row_count);
        let hidden_columns = self.hidden_columns.iter().flat_map(|&(first, last)| first..=last);
        table.hidden_columns = hidden_columns.filter(|&column| column < table.column_count).collect();
        if let Some((first, last)) = self.entry.title_rows {
            table.header_rows = (first..=last.min(table.row_count.saturating_sub(1))).collect();
        }
        if let Some((first, last)) = self.entry.title_columns {
            table.header_columns = (first..=last.min(table.column_count.saturating_sub(1))).collect();
        }
        table.cells = cells;
        self.page_rows.sort_unstable();
        self.page_rows.dedup();
        if self.has_page_columns {
            self.page_rows.clear();
        }
        for cell in &mut table.cells {
            let pages_before = self.page_rows.partition_point(|&row| row <= cell.row);
            let page = u32::try_from(pages_before).unwrap_or(u32::MAX).saturating_add(1);
            cell.set_page((!self.page_rows.is_empty()).then_some(page));
            cell.hidden = table.hidden
                || table.hidden_rows.binary_search(&cell.row).is_ok()
                || table.hidden_columns.binary_search(&cell.column).is_ok();
        }
        table
    }
}

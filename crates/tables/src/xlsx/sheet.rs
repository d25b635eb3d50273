//! A sheet part: cells, merged ranges, what is hidden.

use super::cell_content::Stored;
use super::merged_cells::{Merged, merge};
use super::reference::{self, Range};
use super::workbook::SheetEntry;
use super::{Book, child, is_on, number};
use crate::document::{Cell, Notice, NoticeKind, Table};
use crate::error::Error;
use crate::place::Place;
use crate::value::Value;
use crate::xml::{Element, Ns, Xml};

/// A sheet while it is read.
pub(super) struct SheetPart<'a, 'b> {
    book: &'a mut Book<'b>,
    entry: &'a SheetEntry,
    cells: Vec<Cell>,
    ranges: Vec<Range>,
    hidden_rows: Vec<u32>,
    /// First and last of neighbouring hidden columns, rising.
    hidden_columns: Vec<(u32, u32)>,
    /// Cells whose reference lies outside any sheet: how many, and the first.
    misplaced: (usize, String),
}

impl<'a, 'b> SheetPart<'a, 'b> {
    pub(super) fn new(book: &'a mut Book<'b>, entry: &'a SheetEntry) -> Self {
        Self {
            book,
            entry,
            cells: Vec::new(),
            ranges: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            misplaced: (0, String::new()),
        }
    }

    /// Reads the whole part.
    pub(super) fn read(&mut self, mut xml: Xml<'_>) -> Result<(), Error> {
        if !xml.root()?.is(Ns::Sheet, "worksheet") {
            return Err(xml.damaged(&"not a sheet"));
        }
        while let Some(element) = child(&mut xml, 1)? {
            match element.local {
                "cols" => {
                    while let Some(columns) = child(&mut xml, 2)? {
                        self.columns(&columns);
                    }
                }
                "sheetData" => self.rows(&mut xml)?,
                "mergeCells" => self.merged_ranges(&mut xml)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn columns(&mut self, columns: &Element<'_>) {
        let hidden = is_on(columns.attr("hidden")) || number::<f64>(columns, "width") == Some(0.0);
        let (Some(first), Some(last)) = (number::<u32>(columns, "min"), number::<u32>(columns, "max")) else { return };
        // Rising and apart by the rules of the format; what breaks them could cost much and says nothing.
        let after_last = self.hidden_columns.last().is_none_or(|&(_, last)| first > last + 1);
        if hidden && after_last && (1..=last).contains(&first) && last <= reference::COLUMNS {
            self.hidden_columns.push((first - 1, last - 1));
        }
    }

    fn merged_ranges(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        while let Some(merged) = child(xml, 2)? {
            if self.ranges.len() == self.book.limits.merged_ranges {
                return Err(Error::Limit { limit: "merged_ranges", value: self.ranges.len() as u64 });
            }
            self.ranges.extend(merged.attr("ref").and_then(reference::range));
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut next_row = 0;
        while let Some(element) = child(xml, 2)? {
            if element.local != "row" {
                continue;
            }
            let row = number::<u32>(&element, "r").and_then(|row| row.checked_sub(1)).unwrap_or(next_row);
            next_row = row.saturating_add(1);
            let hidden = is_on(element.attr("hidden")) || number::<f64>(&element, "ht") == Some(0.0);
            let follows = self.hidden_rows.last().is_none_or(|&last| row > last);
            if hidden && follows && row < reference::ROWS {
                self.hidden_rows.push(row);
            }
            let mut next_column = 0;
            while let Some(element) = child(xml, 3)? {
                if element.local == "c" {
                    let stored = Stored::read(xml, &element, 4, &self.book.palette)?;
                    self.cell(&element, stored, row, &mut next_column)?;
                }
            }
        }
        Ok(())
    }

    fn cell(&mut self, element: &Element<'_>, stored: Stored, row: u32, next_column: &mut u32) -> Result<(), Error> {
        let at = match element.attr("r") {
            Some(reference) => reference::cell(reference),
            None => (row < reference::ROWS && *next_column < reference::COLUMNS).then_some((row, *next_column)),
        };
        let Some((row, column)) = at else {
            self.misplaced.0 += 1;
            if self.misplaced.0 == 1 {
                element.attr("r").unwrap_or_default().chars().take(20).for_each(|c| self.misplaced.1.push(c));
            }
            return Ok(());
        };
        *next_column = column + 1;
        let style = self.book.styles.of(number(element, "s")).clone();
        let format = self.book.styles.format(&style);
        let (text, value) = stored
            .shown(&self.book.strings, style.marks, format, self.book.workbook.epoch)
            .map_err(|detail| Error::Damaged { detail: format!("{}: {detail}", self.place(row, column)) })?;
        if value == Value::Empty && stored.formula.is_none() && style.fill.is_none() {
            return Ok(());
        }
        self.book.admit_cell()?;
        self.book.admit_text(text.as_str().len())?;
        self.book.admit_text(stored.formula.as_ref().map_or(0, String::len))?;
        let mut cell = Cell::new(row, column, text, self.place(row, column));
        cell.value = value;
        cell.formula = stored.formula;
        cell.fill = style.fill.map(|color| format!("{color:06X}"));
        cell.indent = style.indent;
        self.cells.push(cell);
        Ok(())
    }

    fn place(&self, row: u32, column: u32) -> Place {
        Place::SheetCell { sheet: self.entry.name.clone(), row: row + 1, column: column + 1 }
    }

    /// The sheet as a table, its cells in order and its ranges merged.
    pub(super) fn into_table(mut self, number: u32, notices: &mut Vec<Notice>) -> Table {
        let name = &self.entry.name;
        let mut cells = std::mem::take(&mut self.cells);
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let given = cells.len();
        cells.dedup_by_key(|cell| (cell.row, cell.column));
        let repeated = given - cells.len();
        let ranges = std::mem::take(&mut self.ranges);
        let Merged { cells, overlapping } =
            merge(cells, ranges, |row, column| Cell::new(row, column, "", self.place(row, column)));
        for (count, what) in [
            (repeated, "cells given twice, the first one kept"),
            (overlapping, "overlapping merged ranges"),
            (self.misplaced.0, &*format!("cells outside the sheet, such as {}", self.misplaced.1)),
        ] {
            if count > 0 {
                notices.push(Notice::new(NoticeKind::Damaged, format!("{name}: {what} ({count})")));
            }
        }
        let mut table = Table::new(number, Some(name.clone()));
        table.hidden = self.entry.hidden;
        table.row_count = cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap_or_default();
        table.column_count = cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or_default();
        table.hidden_rows = self.hidden_rows;
        table.hidden_rows.retain(|&row| row < table.row_count);
        let hidden_columns = self.hidden_columns.iter().flat_map(|&(first, last)| first..=last);
        table.hidden_columns = hidden_columns.filter(|&column| column < table.column_count).collect();
        if let Some((first, last)) = self.entry.title_rows {
            table.header_rows = (first..=last.min(table.row_count.saturating_sub(1))).collect();
        }
        table.cells = cells;
        for cell in &mut table.cells {
            cell.hidden = table.hidden
                || table.hidden_rows.binary_search(&cell.row).is_ok()
                || table.hidden_columns.binary_search(&cell.column).is_ok();
        }
        table
    }
}

//! A sheet part: cells, merged ranges, what is hidden.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell_content::Stored;
use super::colors::Palette;
use super::reference;
use super::shared_formula::SharedFormulas;
use super::{Book, child, is_on, number, parsed};
use crate::document::{Cell, Comment, Notice, Table};
use crate::error::Error;
use crate::field_code::target;
use crate::sheet::{Sheet, SheetEntry};
use crate::value::Value;
use crate::xml::{Element, Ns, Xml};

/// A sheet while it is read.
pub(super) struct SheetPart<'a, 'b> {
    book: &'a mut Book<'b>,
    sheet: Sheet<'a>,
    /// Where its links lead, by their names.
    targets: BTreeMap<String, Arc<str>>,
    shared: SharedFormulas,
}

impl<'a, 'b> SheetPart<'a, 'b> {
    pub(super) fn new(book: &'a mut Book<'b>, entry: &'a SheetEntry, targets: BTreeMap<String, Arc<str>>) -> Self {
        let sheet = Sheet::new(entry, (reference::ROWS, reference::COLUMNS));
        Self { book, targets, sheet, shared: SharedFormulas::default() }
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
                "hyperlinks" => self.links(&mut xml)?,
                "rowBreaks" => {
                    while let Some(element) = child(&mut xml, 2)? {
                        // The row above the break, from 1, is the one below it, from 0.
                        if let Some(row) = number(&element, "id") {
                            self.sheet.begin_page(row);
                        }
                    }
                }
                "colBreaks" => {
                    let first = child(&mut xml, 2)?;
                    first.iter().for_each(|_| self.sheet.begin_page_column());
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn columns(&mut self, columns: &Element<'_>) {
        let hidden = is_on(columns.attr("hidden")) || number::<f64>(columns, "width") == Some(0.0);
        let (Some(first), Some(last)) = (number::<u32>(columns, "min"), number::<u32>(columns, "max")) else { return };
        if let (true, Some(first), Some(last)) = (hidden, first.checked_sub(1), last.checked_sub(1)) {
            self.sheet.hide_columns(first, last);
        }
    }

    fn merged_ranges(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        while let Some(merged) = child(xml, 2)? {
            if let Some(range) = merged.attr("ref").and_then(reference::range) {
                self.sheet.merge(range, self.book.taken.limits)?;
            }
        }
        Ok(())
    }

    fn links(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        while let Some(link) = child(xml, 2)? {
            let address = link.attr_in(Ns::Relationship, "id").and_then(|id| self.targets.get(id));
            let target = match link.attr("location").filter(|location| !location.is_empty()) {
                Some(location) => target(address.map_or("", |address| &**address), location),
                None => address.cloned(),
            };
            if let (Some(range), Some(target)) = (link.attr("ref").and_then(reference::range), target) {
                self.sheet.link(range, &target, &mut self.book.taken)?;
            }
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut next_row = 0;
        while let Some(element) = child(xml, 2)? {
            if element.local != "row" {
                continue;
            }
            let [row, hidden, height, depth] = element.attrs(["r", "hidden", "ht", "outlineLevel"]);
            let row = row.and_then(parsed::<u32>).and_then(|row| row.checked_sub(1)).unwrap_or(next_row);
            next_row = row.saturating_add(1);
            let hidden = is_on(hidden) || height.and_then(parsed::<f64>) == Some(0.0);
            if hidden {
                self.sheet.hide_row(row);
            }
            if let Some(depth) = depth.and_then(parsed) {
                self.sheet.group_row(row, depth);
            }
            let mut next_column = 0;
            while let Some(element) = child(xml, 3)? {
                if element.local == "c" {
                    let [reference, style, kind] = element.attrs(["r", "s", "t"]);
                    let stored = Stored::read(xml, kind, 4, &self.book.palette)?;
                    self.cell((reference, style.and_then(parsed)), stored, row, &mut next_column)?;
                }
            }
        }
        Ok(())
    }

    fn cell(
        &mut self,
        (reference, style): (Option<&str>, Option<usize>),
        stored: Stored<'_>,
        row: u32,
        next_column: &mut u32,
    ) -> Result<(), Error> {
        let at = match reference {
            Some(reference) => reference::cell(reference),
            None => self.sheet.has(row, *next_column).then_some((row, *next_column)),
        };
        let Some((row, column)) = at else {
            self.sheet.misplace(reference.unwrap_or_default());
            return Ok(());
        };
        *next_column = column + 1;
        let style = self.book.styles.of(style).clone();
        let format = self.book.styles.format(&style);
        let (text, value) = stored
            .shown(&self.book.strings, style.marks, format, (self.book.workbook.epoch, self.book.locale))
            .map_err(|detail| Error::Damaged { detail: format!("{}: {detail}", self.sheet.place(row, column)) })?;
        if value == Value::Empty && stored.formula.is_none() && style.fill.is_none() {
            return Ok(());
        }
        let mut cell = Cell::new(row, column, text);
        cell.value = value;
        let formula = match (stored.formula, stored.shared) {
            (Some(formula), Some(number)) => Some(self.shared.of_cell(number, formula, (row, column))),
            (formula, _) => formula,
        };
        if let Some(formula) = formula {
            cell.formula = Some(formula.into());
        }
        cell.set_fill(style.fill);
        cell.indent = style.indent;
        self.book.taken.admit(&cell)?;
        self.sheet.push(cell);
        Ok(())
    }

    /// The colours of the workbook.
    pub(super) fn palette(&self) -> &Palette {
        &self.book.palette
    }

    /// Puts comments beside their cells.
    pub(super) fn add_comments(&mut self, comments: Vec<((u32, u32), Comment)>) -> Result<(), Error> {
        comments.into_iter().try_for_each(|(at, comment)| self.sheet.comment(at, comment, &mut self.book.taken))
    }

    /// The sheet as a table.
    pub(super) fn into_table(self, number: u32, notices: &mut Vec<Notice>) -> Table {
        self.sheet.into_table(number, notices)
    }
}

//! Paragraphs and tables in the making, from the open elements and the text between tags.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::elements::Kind;
use super::grid::{Grid, Slot};
use super::head::Head;
use super::lines::Lines;
use super::open::{BlockLook, Open, Stack};
use super::style::Style;
use super::stylesheet::Stylesheet;
use super::tokens::Tag;
use super::values;
use crate::document::{Block, Cell, CellDetails, Notice, NoticeKind, Paragraph, ParagraphDetails, Role};
use crate::docx::symbols::with_signs;
use crate::error::Error;
use crate::limits::Limits;
use crate::options::{ReadOptions, Revisions};
use crate::place::Place;
use crate::text::RichText;

/// Points that make one level of indent: a quarter of an inch.
const INDENT_STEP: f64 = 18.0;

/// A left margin in levels of indent.
fn steps(margin: f64) -> u8 {
    (margin.max(0.0) / INDENT_STEP).round().min(255.0) as u8
}

/// A document in the making.
pub(super) struct Writer<'a> {
    limits: &'a Limits,
    pub(super) revisions: Revisions,
    pub(super) head: Head,
    pub(super) stylesheet: Stylesheet,
    pub(super) stack: Stack,
    pub(super) tables: Vec<TableDraft>,
    /// Text outside tables.
    body: Lines,
    pub(super) blocks: Vec<Block>,
    /// Tables and paragraphs so far.
    table_count: u32,
    paragraphs: u32,
    /// Cells and paragraphs so far, against the limit.
    cells: usize,
    /// An element whose content is no text, and how many of its name are open.
    pub(super) foreign: Option<(String, usize)>,
    /// Rows that only old programs see.
    pub(super) in_dropped_rows: bool,
    pub(super) group_hidden: bool,
    /// The next heading names a sheet.
    pub(super) before_sheet: bool,
    /// The paragraph is a list of sheets.
    pub(super) contents: bool,
    sheet_name: Option<Arc<str>>,
    pub(super) changes: u32,
    pub(super) not_read: BTreeSet<&'static str>,
}

/// A table whose end has not come yet, with its open cell.
pub(super) struct TableDraft {
    pub(super) grid: Grid,
    cell: Option<CellDraft>,
}

/// A cell whose end has not come yet.
pub(super) struct CellDraft {
    slot: Slot,
    tag: Tag,
    style: Style,
    row_fill: Option<u32>,
    lines: Lines,
    /// What the first paragraph was handed on.
    first: Option<BlockLook>,
}

impl CellDraft {
    pub(super) fn new(slot: Slot, tag: Tag, style: Style, row_fill: Option<u32>) -> Self {
        Self { slot, tag, style, row_fill, lines: Lines::default(), first: None }
    }

    fn finish(self) -> Cell {
        let Self { slot, tag, style, row_fill, mut lines, first } = self;
        let (text, label) = lines.take();
        let first = first.unwrap_or_default();
        let (row_span, column_span) = if style.ignores_spans { (1, 1) } else { (slot.row_span, slot.column_span) };
        let mut cell = Cell::new(slot.row, slot.column, text).with(CellDetails {
            row_span,
            column_span,
            style: first.style,
            list_label: label.map(String::into_boxed_str),
            formula: tag.attribute("x:fmla").map(|formula| formula.trim_start_matches('=').into()),
            ..CellDetails::default()
        });
        cell.value = values::value(&tag, cell.text.as_str(), style.number_format.as_deref());
        cell.set_fill(style.fill.flatten().or(row_fill));
        cell.indent = style.indent_count.unwrap_or_else(|| steps(first.margin));
        cell.hidden = slot.hidden;
        cell
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(options: &'a ReadOptions) -> Self {
        let limits = &options.limits;
        Self {
            limits,
            revisions: options.revisions,
            head: Head::default(),
            stylesheet: Stylesheet::default(),
            stack: Stack::new(limits.xml_depth),
            tables: Vec::new(),
            body: Lines::default(),
            blocks: Vec::new(),
            table_count: 0,
            paragraphs: 0,
            cells: 0,
            foreign: None,
            in_dropped_rows: false,
            group_hidden: false,
            before_sheet: false,
            contents: false,
            sheet_name: None,
            changes: 0,
            not_read: BTreeSet::new(),
        }
    }

    /// Counts cells and paragraphs; a place that a cell from above covers weighs as much as a cell.
    pub(super) fn count(&mut self, more: usize) -> Result<(), Error> {
        self.cells = self.cells.saturating_add(more);
        if self.cells > self.limits.cells {
            return Err(Error::Limit { limit: "cells", value: self.limits.cells as u64 });
        }
        Ok(())
    }

    /// Where text goes: the innermost open cell, else the body. Text between the cells of a table goes before it.
    pub(super) fn lines(&mut self) -> &mut Lines {
        let cell = self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut());
        cell.map_or(&mut self.body, |cell| &mut cell.lines)
    }

    /// Adds text in the look of what is open.
    pub(super) fn text(&mut self, text: &str, preserve: bool) -> Result<(), Error> {
        let look = self.stack.look();
        let limit = self.limits.text_bytes;
        let link = self.stack.link().cloned();
        if look.hidden {
            return Ok(());
        }
        // LibreOffice leaves the marks of its fields and controls in the text; no page may have such signs.
        let clean = without_marks(text);
        let text = clean.as_ref();
        let lines = self.lines();
        if look.label {
            lines.push_label(text);
            return Ok(());
        }
        let text = &*with_signs(look.signs, text);
        lines.push(text, look.marks, link.as_ref(), preserve || look.preserve, limit)
    }

    /// Ends the line. Outside tables a blank line ends the paragraph.
    pub(super) fn line_break(&mut self) -> Result<(), Error> {
        if self.stack.look().hidden {
            return Ok(());
        }
        let in_cell = self.tables.iter().any(|table| table.cell.is_some());
        if !in_cell && !self.body.is_open() {
            return self.flush();
        }
        self.lines().line_break();
        Ok(())
    }

    /// Ends a paragraph: a block begins or ends here.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        let cell = self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut());
        match cell {
            Some(cell) => {
                cell.lines.boundary();
                if cell.first.is_none() && !cell.lines.is_blank() {
                    cell.first = Some(self.stack.block());
                }
                Ok(())
            }
            None if self.body.is_blank() => {
                self.body.boundary();
                Ok(())
            }
            None => self.paragraph(),
        }
    }

    fn paragraph(&mut self) -> Result<(), Error> {
        let (text, label) = self.body.take();
        let block = self.stack.block();
        let lists = u8::try_from(self.stack.lists()).unwrap_or(u8::MAX);
        if std::mem::take(&mut self.contents) {
            let is_heading = |block: &Block| matches!(block, Block::Paragraph(Paragraph { heading: Some(_), .. }));
            self.blocks.pop_if(|block| is_heading(block));
            return Ok(());
        }
        if block.heading.is_some() && std::mem::take(&mut self.before_sheet) {
            self.sheet_name = sheet_name(&text);
            return Ok(());
        }
        self.count(1)?;
        self.paragraphs = self.paragraphs.saturating_add(1);
        let details = ParagraphDetails {
            style: block.style,
            list_label: label.map(String::into_boxed_str),
            indent: steps(block.margin).saturating_add(lists),
            ..ParagraphDetails::default()
        };
        let mut paragraph = Paragraph::new(text, Place::paragraph(self.paragraphs)).with(details);
        paragraph.heading = block.heading;
        paragraph.role = self.role();
        self.blocks.push(Block::Paragraph(paragraph));
        Ok(())
    }

    /// What the page itself says that a paragraph is: its menus, and the footer of the whole page.
    fn role(&self) -> Role {
        let within = |names: &[&str]| self.stack.find(|open| names.contains(&&*open.name), |_| false).is_some();
        if within(&["nav"]) {
            Role::Header
        } else if within(&["footer"]) && !within(&["article", "section", "main"]) {
            Role::Footer
        } else {
            Role::Body
        }
    }

    /// Closes all elements from a position on.
    pub(super) fn close_from(&mut self, at: usize) -> Result<(), Error> {
        if self.stack.len() <= at {
            return Ok(());
        }
        self.flush()?;
        while self.stack.len() > at {
            if let Some(open) = self.stack.pop() {
                self.closed(&open)?;
            }
        }
        Ok(())
    }

    fn closed(&mut self, open: &Open) -> Result<(), Error> {
        match open.kind {
            // A label that no text followed belongs to nothing.
            Kind::Item => self.lines().set_label(None),
            Kind::Cell(_) => self.close_cell(),
            Kind::Row => {
                let dropped = self.in_dropped_rows;
                if let Some(table) = self.tables.last_mut() {
                    table.grid.close_row(dropped);
                }
            }
            Kind::RowGroup(_) => {
                self.group_hidden = false;
                if let Some(table) = self.tables.last_mut() {
                    table.grid.close_group();
                }
            }
            Kind::Table => self.close_table()?,
            _ => {}
        }
        Ok(())
    }

    /// Begins a table, within the open cell if there is one.
    pub(super) fn open_table(&mut self, hidden: bool) {
        self.table_count = self.table_count.saturating_add(1);
        let outer = self.tables.iter().rev().find_map(|table| Some((table, table.cell.as_ref()?)));
        let nested_in = outer.map(|(table, cell)| (table.grid.table.number, cell.slot.row, cell.slot.column));
        let hidden = hidden || outer.is_some_and(|(_, cell)| cell.slot.hidden);
        let mut grid = Grid::new(self.table_count, nested_in, hidden);
        grid.table.name = self.sheet_name.take();
        self.tables.push(TableDraft { grid, cell: None });
    }

    /// Begins a cell of the innermost table.
    pub(super) fn open_cell(&mut self, cell: CellDraft) {
        if let Some(table) = self.tables.last_mut() {
            table.cell = Some(cell);
        }
    }

    fn close_cell(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && let Some(cell) = table.cell.take()
        {
            table.grid.table.cells.push(cell.finish());
        }
    }

    fn close_table(&mut self) -> Result<(), Error> {
        let Some(table) = self.tables.pop() else { return Ok(()) };
        let blocks = table.grid.finish(self.head.is_workbook);
        match self.tables.last_mut() {
            Some(outer) => outer.grid.after.extend(blocks),
            None => {
                // What stood between its cells comes first.
                self.flush()?;
                self.blocks.extend(blocks);
            }
        }
        Ok(())
    }

    /// What the reader noticed.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        notices.extend(self.revisions.notice(self.changes));
        notices.extend(self.not_read.iter().map(|what| Notice::new(NoticeKind::NotRead, *what)));
        if self.stack.overflowed {
            notices.push(Notice::new(NoticeKind::Damaged, "elements nested too deeply"));
        }
        if let Some((name, _)) = &self.foreign {
            notices.push(Notice::new(NoticeKind::Damaged, format!("{name}: without end")));
        }
        notices
    }
}

/// The name of a sheet in its heading, `Feuille 1: <em>Plan 2024</em>`.
fn sheet_name(heading: &RichText) -> Option<Arc<str>> {
    let name: String = heading.runs().filter(|run| run.marks.italic).map(|run| run.text).collect();
    (!name.is_empty()).then(|| name.into())
}

/// A text without the control signs that mean nothing in a page.
fn without_marks(text: &str) -> Cow<'_, str> {
    let is_mark = |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    if text.contains(is_mark) { Cow::Owned(text.replace(is_mark, "")) } else { Cow::Borrowed(text) }
}

//! Text pasted from a document: prose, and tables whose cells are divided by tabs, bars or columns of spaces.

use std::ops::Range;

use super::{Meter, aligned, inline_marks, vertical_cells};
use crate::document::{Block, Cell, Ground, Paragraph, Table};
use crate::error::Error;
use crate::place::Place;
use crate::text::Marks;

/// Signs of list items; `o` is what the second level of Word's lists becomes, the last two its symbol font.
const BULLETS: &str = "-–—•·*◦○●▪■□➢✓o\u{F0B7}\u{F0A7}";

/// How a line is divided by tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// No tab: prose, or the rest of a cell.
    Prose,
    /// One tab, at the start: perhaps a cell of a table pasted one cell per line.
    LoneCell,
    /// Cells side by side.
    Row,
    /// Cells between bars, as Markdown has them: `| Action | Échéance |`.
    Barred,
}

/// A line that holds something: text, or tabs that divide empty cells.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) number: u32,
    pub(super) text: &'a str,
    pub(super) shape: Shape,
    /// A blank line or a page break precedes.
    pub(super) after_gap: bool,
    /// Prose that has texts side by side, apart by two or more spaces: perhaps a row of a table.
    pub(super) is_spaced: bool,
}

impl Line<'_> {
    /// No tabs and no bars.
    pub(super) fn is_prose(&self) -> bool {
        self.shape == Shape::Prose
    }

    /// How many cells the line has as a row.
    fn width(&self) -> usize {
        self.text.matches('\t').count() + 1
    }

    /// An item of a list, its sign and its text divided by a tab: `•⇥Développer…`, `1.⇥Introduction`.
    fn is_list_item(&self) -> bool {
        let Some((sign, rest)) = self.text.split_once('\t') else { return false };
        is_list_sign(sign.trim()) && !rest.contains('\t') && !rest.trim().is_empty()
    }

    /// A label with its value, parted by a colon and a tab: `Échéance :⇥2027`.
    fn is_labelled(&self) -> bool {
        let Some((label, value)) = self.text.split_once('\t') else { return false };
        label.trim_end().ends_with(':') && !value.contains('\t')
    }
}

/// The sign of a list item: a bullet, or a number or small letter with a point or bracket.
pub(super) fn is_list_sign(sign: &str) -> bool {
    let bullet = sign.chars().count() == 1 && sign.chars().all(|c| BULLETS.contains(c));
    let numbered = sign.strip_suffix(['.', ')']).is_some_and(|number| {
        number.len() < 4 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
    });
    bullet || numbered
}

/// Reads a text into paragraphs and tables.
pub(super) fn read(text: &str, meter: &mut Meter<'_>) -> Result<Vec<Block>, Error> {
    let mut builder = Builder { blocks: Vec::new(), tables: 0, meter };
    // Lines are held from the first that may be of a table to where prose goes on for long; a whole book would take
    // more memory than its paragraphs.
    let mut held = Vec::new();
    let mut prose = 0;
    for (count, line) in (1..).zip(lines(text)) {
        builder.meter.check_count(count)?;
        let is_prose = line.is_prose() && !line.is_spaced;
        if is_prose && held.is_empty() {
            builder.paragraphs(&[line], 1)?;
            continue;
        }
        prose = if is_prose && (line.after_gap || prose > 0) { prose + 1 } else { 0 };
        held.push(line);
        if prose == vertical_cells::LONG_PROSE {
            builder.blocks(&held)?;
            held.clear();
        }
    }
    builder.blocks(&held)?;
    Ok(builder.blocks)
}

/// The lines that hold something, with their shapes. Blank lines only leave a gap.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut after_gap = false;
    let mut quoted = false;
    (1..).zip(text.split('\n')).filter_map(move |(number, whole)| {
        let text = whole.trim_start_matches('\u{0C}');
        let text = unquoted(text, &mut quoted);
        after_gap |= text.len() < whole.len();
        let shape = match text.matches('\t').count() {
            0 if text.trim().is_empty() => {
                after_gap = true;
                return None;
            }
            0 if is_barred(text) => Shape::Barred,
            0 => Shape::Prose,
            1 if text.starts_with('\t') => Shape::LoneCell,
            _ => Shape::Row,
        };
        let is_spaced = shape == Shape::Prose && aligned::is_spaced(text);
        Some(Line { number, text, shape, after_gap: std::mem::take(&mut after_gap), is_spaced })
    })
}

/// A line of a mail that was answered, without the signs that say so: one such line alone is none.
fn unquoted<'a>(line: &'a str, quoted: &mut bool) -> &'a str {
    let rest = line.trim_start_matches(['>', ' ']);
    let signs = line.get(..line.len() - rest.len()).unwrap_or_default();
    let marked = line.starts_with('>') && !rest.starts_with(char::is_numeric) || *quoted && line.starts_with('>');
    *quoted = marked;
    if !marked {
        return line;
    }
    // The spaces behind the last sign and one more set the text in.
    let last = signs.rfind('>').map_or(0, |at| at + 1);
    let text = line.get(last..).unwrap_or_default();
    text.strip_prefix(' ').unwrap_or(text)
}

/// The white space that a line begins with, two columns a step.
fn indent(line: &str) -> u8 {
    const TAB: usize = 4;
    let white = line.chars().take_while(|char| char.is_whitespace());
    let columns: usize = white.map(|char| if char == '\t' { TAB } else { 1 }).sum();
    u8::try_from(columns.div_ceil(2)).unwrap_or(u8::MAX)
}

/// The line begins and ends with a bar, and has cells between them.
pub(super) fn is_barred(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.ends_with('|') && line.matches('|').count() > 2
}

/// The line that parts the header of a barred table from its rows: `| --- | :-: |`.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Rows of nearly the same width belong to one table even across a page break.
fn similar(width: usize, other: usize) -> bool {
    width.abs_diff(other) * 4 <= width.max(other)
}

struct Builder<'a, 'limits> {
    blocks: Vec<Block>,
    tables: u32,
    meter: &'a mut Meter<'limits>,
}

impl Builder<'_, '_> {
    /// Lines that no table goes beyond.
    fn blocks(&mut self, lines: &[Line<'_>]) -> Result<(), Error> {
        let mut rest = lines;
        while let Some(first) = rest.first() {
            let taken = match first.shape {
                Shape::Prose if first.is_spaced => match aligned::block(rest) {
                    aligned::Block::Table { columns, lines } => self.aligned(rest, &columns, lines)?,
                    aligned::Block::Prose { lines } => self.paragraphs(rest, lines)?,
                },
                Shape::Prose => self.paragraphs(rest, 1)?,
                Shape::Row => self.rows(rest)?,
                Shape::Barred => self.barred(rest)?,
                Shape::LoneCell => match vertical_cells::block(rest) {
                    vertical_cells::Block::Table { rows, lines } => self.vertical_table(rest, &rows, lines)?,
                    vertical_cells::Block::Indented { lines } => self.paragraphs(rest, lines)?,
                    vertical_cells::Block::Ragged => self.rows(rest)?,
                },
            };
            rest = rest.get(taken.max(1)..).unwrap_or_default();
        }
        Ok(())
    }

    /// Lines of prose, each a paragraph.
    fn paragraphs(&mut self, lines: &[Line<'_>], count: usize) -> Result<usize, Error> {
        for line in lines.iter().take(count).filter(|line| !line.text.trim().is_empty()) {
            self.meter.admit(line.text.len())?;
            let place = Place::Line { line: line.number, field: None };
            let mut paragraph = Paragraph::new(inline_marks::read(line.text), place);
            paragraph.blank_before = line.after_gap;
            // Most lines have no details: only to write one makes them.
            let indent = indent(line.text);
            if indent > 0 {
                paragraph.indent = indent;
            }
            self.blocks.push(Block::Paragraph(paragraph));
        }
        Ok(count)
    }

    /// A table of lines with cells side by side, until prose or a gap before a row of another width.
    fn rows(&mut self, lines: &[Line<'_>]) -> Result<usize, Error> {
        let mut count = 0;
        let mut widest = 0;
        for line in lines {
            let goes_on = count == 0 || !line.after_gap || similar(widest, line.width());
            if line.shape == Shape::Prose || !goes_on {
                break;
            }
            widest = widest.max(line.width());
            count += 1;
        }
        let rows = lines.get(..count).unwrap_or_default();
        let filled = |line: &Line<'_>| line.text.split('\t').filter(|field| !field.trim().is_empty()).count();
        let are_paragraphs = rows.iter().all(Line::is_list_item) || rows.iter().all(Line::is_labelled);
        if matches!(rows, [only] if filled(only) < 2) || are_paragraphs {
            return self.paragraphs(rows, count);
        }
        let mut table = Table::new(0, None);
        table.ground = Ground::Lines(Vec::new());
        for (row, line) in (0..).zip(rows) {
            table.ground.add_line(row, line.number);
            for (column, field) in (0..).zip(line.text.split('\t')) {
                self.cell(&mut table, Cell::new(row, column, inline_marks::read(field)))?;
            }
        }
        self.table(table, count, widest);
        Ok(count)
    }

    /// A table of lines with cells between bars.
    fn barred(&mut self, lines: &[Line<'_>]) -> Result<usize, Error> {
        let count = lines.iter().take_while(|line| line.shape == Shape::Barred).count();
        let rows: Vec<&Line<'_>> = lines.iter().take(count).filter(|line| !is_rule(line.text)).collect();
        let mut table = Table::new(0, None);
        table.ground = Ground::Lines(Vec::new());
        let mut widest = 0;
        for (row, line) in (0..).zip(&rows) {
            table.ground.add_line(row, line.number);
            // One bar at each end: a second one beside it is the border of an empty cell.
            let cells = line.text.trim();
            let cells = cells.strip_prefix('|').unwrap_or(cells);
            let cells = cells.strip_suffix('|').unwrap_or(cells);
            for (column, field) in (0..).zip(cells.split('|')) {
                self.cell(&mut table, Cell::new(row, column, inline_marks::read(field.trim())))?;
                widest = widest.max(column as usize + 1);
            }
        }
        self.table(table, rows.len(), widest);
        Ok(count)
    }

    /// A table whose columns stand apart by spaces.
    fn aligned(&mut self, lines: &[Line<'_>], columns: &[Range<usize>], count: usize) -> Result<usize, Error> {
        let mut table = Table::new(0, None);
        table.ground = Ground::Lines(Vec::new());
        let rows = || lines.iter().take(count).filter(|line| !aligned::is_rule(line.text));
        for (row, line) in (0..).zip(rows()) {
            table.ground.add_line(row, line.number);
            for (column, span, text) in aligned::cells(line.text, columns) {
                let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
                let mut cell = Cell::new(row, number(column), inline_marks::read(text));
                cell.column_span = number(span);
                self.cell(&mut table, cell)?;
            }
        }
        self.table(table, rows().count(), columns.len());
        Ok(count)
    }

    /// A table pasted one cell per line; each row is a range of lines, and lines without tab belong to the cell above.
    fn vertical_table(&mut self, lines: &[Line<'_>], rows: &[Range<usize>], count: usize) -> Result<usize, Error> {
        let mut table = Table::new(0, None);
        table.ground = Ground::Lines(Vec::new());
        let mut widest = 0;
        let mut lone_cells = Vec::new();
        for (row, range) in (0..).zip(rows) {
            let mut rest = lines.get(range.clone()).unwrap_or_default();
            let mut column = 0;
            while let Some((first, after)) = rest.split_first() {
                let more = after.iter().take_while(|line| line.shape == Shape::Prose).count();
                let (continuation, next) = after.split_at_checked(more).unwrap_or_default();
                let mut text = inline_marks::read(first.text.trim_start_matches('\t'));
                for line in continuation {
                    text.push("\n", Marks::default());
                    text.append(&inline_marks::read(line.text));
                }
                let mut cell = Cell::new(row, column, text);
                cell.line = Some(first.number);
                self.cell(&mut table, cell)?;
                column += 1;
                rest = next;
            }
            widest = widest.max(column);
            lone_cells.extend((column == 1).then_some(row));
        }
        // A row pasted as one cell was one cell across the table.
        for cell in table.cells.iter_mut().filter(|cell| lone_cells.binary_search(&cell.row).is_ok()) {
            cell.column_span = widest;
        }
        self.table(table, rows.len(), widest as usize);
        Ok(count)
    }

    fn cell(&mut self, table: &mut Table, cell: Cell) -> Result<(), Error> {
        if !cell.is_blank() {
            self.meter.admit(cell.text.as_str().len())?;
            table.cells.push(cell);
        }
        Ok(())
    }

    /// Adds a table unless all its cells are empty.
    fn table(&mut self, mut table: Table, rows: usize, columns: usize) {
        if table.cells.is_empty() {
            return;
        }
        self.tables = self.tables.saturating_add(1);
        table.number = self.tables;
        table.row_count = u32::try_from(rows).unwrap_or(u32::MAX);
        table.column_count = u32::try_from(columns).unwrap_or(u32::MAX);
        self.blocks.push(table.into());
    }
}

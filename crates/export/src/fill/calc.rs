//! The places of a form in an OpenDocument spreadsheet: its cells.

use std::ops::Range;

use quick_xml::escape::escape;

use super::BlankError;
use super::edits::Edits;
use super::package::Package;
use super::page::{Block, Cell, Copied, Entry, Paper, Put, Row, RowId, SpotId, marks};
use super::rows::COPY;
use super::shift::{Shift, Step};
use super::tree::{Id, Tree};
use crate::Error;
use crate::docx::permitted;

/// Elements that only stand around rows or tables.
const AROUND: [&str; 5] =
    ["table:table-header-rows", "table:table-rows", "table:table-row-group", "table:shapes", "table:dde-links"];
/// Columns that are looked through: a form has five.
const MOST_COLUMNS: usize = 64;
/// Rows that one element is looked through as: an objective has a few lines.
const MOST_REPEATED: usize = 60;
/// Rows that are looked through.
const MOST_ROWS: usize = 5_000;
const REPEATED_ROWS: &str = "table:number-rows-repeated";
const REPEATED_COLUMNS: &str = "table:number-columns-repeated";
/// Attributes that name cells.
const ADDRESSES: [&str; 10] = [
    "table:print-ranges",
    "table:cell-range-address",
    "table:target-range-address",
    "table:base-cell-address",
    "table:end-cell-address",
    "table:formula",
    "table:condition",
    "table:expression",
    "calcext:target-range-address",
    "calcext:base-cell-address",
];
/// What says of which kind the value of a cell is; a text has none of the others.
const VALUE: [&str; 9] = [
    "office:value-type",
    "calcext:value-type",
    "office:value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
    "office:string-value",
    "office:currency",
    "table:formula",
];

/// A cell, or one of those that one element stands for.
#[derive(Debug)]
struct Spot {
    row: RowId,
    cell: Id,
    /// Its place among the cells of the element.
    at: usize,
    text: String,
    paragraphs: Vec<Id>,
}

/// A row, or one of those that one element stands for.
#[derive(Debug, Clone, Copy)]
struct Line {
    id: Id,
    at: usize,
}

/// The content of an OpenDocument spreadsheet.
#[derive(Debug)]
pub(crate) struct Calc<'x> {
    tree: Tree<'x>,
    blocks: Vec<Block>,
    spots: Vec<Spot>,
    rows: Vec<Line>,
    /// The file says the kind of a value a second time, for LibreOffice.
    extended: bool,
    adding: bool,
}

impl<'x> Calc<'x> {
    pub(crate) fn new(part: &str, text: &'x str, adding: bool) -> Result<Self, BlankError> {
        let tree = Tree::new(part, text)?;
        let extended = text.contains("xmlns:calcext=");
        let mut calc = Self { tree, blocks: Vec::new(), spots: Vec::new(), rows: Vec::new(), extended, adding };
        for table in tables(&calc.tree) {
            calc.table(table);
        }
        Ok(calc)
    }

    fn table(&mut self, table: Id) {
        let mut lines = Vec::new();
        for id in rows(&self.tree, table) {
            for at in 0..repeated(&self.tree, id, REPEATED_ROWS).min(MOST_REPEATED) {
                if self.rows.len() >= MOST_ROWS {
                    break;
                }
                let row = self.rows.len();
                self.rows.push(Line { id, at });
                lines.push(Row { id: row, cells: self.cells(id, row) });
            }
        }
        self.blocks.push(Block::Table(lines));
    }

    fn cells(&mut self, id: Id, row: RowId) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut column = 0usize;
        for &cell in &self.tree.node(id).children {
            let name = self.tree.name(cell);
            if !matches!(name, "table:table-cell" | "table:covered-table-cell") {
                continue;
            }
            let count = repeated(&self.tree, cell, REPEATED_COLUMNS);
            let span = repeated(&self.tree, cell, "table:number-columns-spanned").min(MOST_COLUMNS);
            for at in 0..count.min(MOST_COLUMNS.saturating_sub(column)) {
                if name == "table:table-cell" {
                    cells.push(Cell { column: column + at, span, spot: self.spots.len() });
                    let children = self.tree.node(cell).children.iter().copied();
                    let paragraphs: Vec<Id> = children.filter(|id| self.tree.name(*id) == "text:p").collect();
                    let text = paragraphs.iter().map(|id| self.paragraph(*id)).collect::<Vec<_>>().join("\n");
                    self.spots.push(Spot { row, cell, at, text, paragraphs });
                }
            }
            column = column.saturating_add(count);
        }
        cells
    }

    fn paragraph(&self, id: Id) -> String {
        let mut signs = Vec::new();
        let mut open: Vec<Id> = self.tree.node(id).children.iter().rev().copied().collect();
        let mut text = String::new();
        while let Some(id) = open.pop() {
            match self.tree.name(id) {
                "" => {
                    self.tree.signs(id, &mut signs);
                    text.extend(signs.drain(..).map(|sign| sign.c));
                }
                "text:s" | "text:tab" => text.push(' '),
                "text:line-break" => text.push('\n'),
                "office:annotation" => {}
                _ => open.extend(self.tree.node(id).children.iter().rev()),
            }
        }
        text
    }

    /// The paragraphs of a text: a cell has one for each of its lines.
    fn lines(text: &str) -> Vec<String> {
        let clean = permitted(text);
        let markup = |line: &str| {
            let text = escape(line).replace('\t', "<text:tab/>");
            text.replace("  ", " <text:s/>")
        };
        clean.lines().map(markup).collect()
    }

    /// The opening tag of a cell with a text in it, without its `>`.
    fn tag(&self, cell: Id) -> String {
        let mut tag = format!("<{}", self.tree.name(cell));
        for (name, _, whole) in self.tree.attributes(cell) {
            if !VALUE.contains(&name) {
                tag.push_str(self.tree.slice(whole));
            }
        }
        tag.push_str(" office:value-type=\"string\"");
        if self.extended {
            tag.push_str(" calcext:value-type=\"string\"");
        }
        tag
    }

    /// Puts lines into a cell: behind its own last line, or in the place of what stood there.
    fn set(&self, spot: &Spot, lines: &[String], behind: bool, edits: &mut Edits) {
        let node = self.tree.node(spot.cell);
        let joined = |lines: &[String]| lines.iter().map(|line| format!("<text:p>{line}</text:p>")).collect::<String>();
        let content = match (spot.paragraphs.last(), behind) {
            (Some(last), true) => {
                let paragraph = self.tree.node(*last);
                let (first, others) = lines.split_first().map_or(("", lines), |(first, rest)| (first.as_str(), rest));
                let before = self.tree.slice(node.inside.start..paragraph.inside.end);
                let after = self.tree.slice(paragraph.inside.end..paragraph.whole.end);
                let rest = self.tree.slice(paragraph.whole.end..node.inside.end);
                format!("{before}{first}{after}{}{rest}", joined(others))
            }
            _ => {
                // Notes and drawings of the cell stay.
                let kept = node.children.iter().filter(|id| !spot.paragraphs.contains(id));
                let kept: String = kept.map(|id| self.tree.slice(self.tree.node(*id).whole.clone())).collect();
                joined(lines) + &kept
            }
        };
        let cell = format!("{}>{content}</{}>", self.tag(spot.cell), self.tree.name(spot.cell));
        edits.replace(node.whole.clone(), cell);
    }
}

impl Paper for Calc<'_> {
    fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    fn text(&self, spot: SpotId) -> &str {
        self.spots.get(spot).map_or("", |spot| spot.text.as_str())
    }

    fn put(&self, spot: SpotId, entry: &Entry<'_>, edits: &mut Edits) -> Put {
        let Some(spot) = self.spots.get(spot) else { return Put::Refused };
        let signs: Vec<char> = spot.text.chars().collect();
        let marks = marks(&signs, entry.after);
        // The label keeps its look where it and the text stand side by side.
        if let (Some(last), None, None) = (spot.paragraphs.last(), &marks, entry.kept)
            && entry.after > 0
            && !self.tree.node(*last).is_one_tag()
        {
            let space = if signs.last().is_some_and(|c| !c.is_whitespace()) { " " } else { "" };
            let mut lines = Self::lines(entry.text);
            if let Some(first) = lines.first_mut() {
                first.insert_str(0, space);
            }
            self.set(spot, &lines, true, edits);
            return Put::Written;
        }
        let label: String = signs.iter().take(entry.after).collect();
        let kept = entry.kept.unwrap_or(&label);
        let rest: String = marks.map(|marks| signs.into_iter().skip(marks.end).collect()).unwrap_or_default();
        let words = [kept.trim_end(), entry.text, rest.trim()];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.trim().is_empty()).collect();
        self.set(spot, &Self::lines(&words.join(" ")), false, edits);
        Put::Written
    }

    fn copy(&self, row: RowId, _: Option<(u32, u32)>) -> Option<Copied> {
        let line = self.rows.get(row).copied()?;
        // A line over two rows of the sheet is not copied by one of them.
        let cells = self.tree.node(line.id).children.iter();
        let over_two = |id: &Id| repeated(&self.tree, *id, "table:number-rows-spanned") > 1;
        if !self.adding || cells.clone().any(over_two) {
            return None;
        }
        let whole = self.tree.node(line.id).whole.clone();
        let mut clean = Edits::default();
        clean.insert(whole.start + 1 + self.tree.name(line.id).len(), format!(" {COPY}=\"{row}\""));
        for (name, _, attribute) in self.tree.attributes(line.id) {
            if name == REPEATED_ROWS || name == "xml:id" {
                clean.remove(attribute);
            }
        }
        for id in self.tree.below(line.id) {
            if self.tree.name(id) == "office:annotation" {
                clean.remove(self.tree.node(id).whole.clone());
            }
        }
        Some(Copied { end: whole.end, row: whole, clean })
    }

    fn change(&self, spot: SpotId, signs: Range<usize>, text: &str, edits: &mut Edits) {
        let Some(spot) = self.spots.get(spot) else { return };
        let before: String = spot.text.chars().take(signs.start).collect();
        let after: String = spot.text.chars().skip(signs.end).collect();
        let value = self.tree.attributes(spot.cell).into_iter().find(|(name, ..)| *name == "office:value");
        match (value, spot.paragraphs.first()) {
            (Some((_, value, _)), Some(paragraph)) if before.is_empty() && after.is_empty() && !text.is_empty() => {
                edits.replace(value, text);
                edits.replace(self.tree.node(*paragraph).inside.clone(), text);
            }
            _ => self.set(spot, &Self::lines(&format!("{before}{text}{after}")), false, edits),
        }
    }

    fn source(&self) -> &str {
        self.tree.text
    }

    fn unrolled(&self, spots: &[SpotId]) -> Option<String> {
        let touched: Vec<&Spot> = spots.iter().filter_map(|spot| self.spots.get(*spot)).collect();
        let mut edits = Edits::default();
        // Rows first: the cells of a row that stands for several are written out in the round after.
        for spot in &touched {
            let Some(line) = self.rows.get(spot.row) else { continue };
            let row = repeated(&self.tree, line.id, REPEATED_ROWS);
            if row > 1 {
                let of_row =
                    touched.iter().filter_map(|spot| self.rows.get(spot.row)).filter(|other| other.id == line.id);
                let wanted: Vec<usize> = of_row.map(|line| line.at).collect();
                self.write_out(line.id, REPEATED_ROWS, row, &wanted, &mut edits);
            }
        }
        if edits.is_empty() {
            for spot in &touched {
                let count = repeated(&self.tree, spot.cell, REPEATED_COLUMNS);
                if count > 1 {
                    let wanted: Vec<usize> =
                        touched.iter().filter(|other| other.cell == spot.cell).map(|s| s.at).collect();
                    self.write_out(spot.cell, REPEATED_COLUMNS, count, &wanted, &mut edits);
                }
            }
        }
        (!edits.is_empty()).then(|| edits.apply(self.tree.text, 0..self.tree.text.len()))
    }
}

impl Calc<'_> {
    /// Writes an element that stands for several as one for each of those wanted, and one for those between them.
    fn write_out(&self, id: Id, attribute: &str, count: usize, wanted: &[usize], edits: &mut Edits) {
        let whole = self.tree.node(id).whole.clone();
        let found = self.tree.attributes(id).into_iter().find(|(name, ..)| *name == attribute);
        let Some((_, value, attribute)) = found else { return };
        let times = |times: usize| {
            let mut one = Edits::default();
            match times {
                0 => return String::new(),
                1 => one.remove(attribute.clone()),
                many => one.replace(value.clone(), many.to_string()),
            }
            one.apply(self.tree.text, whole.clone())
        };
        let mut made = String::new();
        let mut next = 0;
        let mut wanted: Vec<usize> = wanted.iter().copied().filter(|at| *at < count).collect();
        wanted.sort_unstable();
        wanted.dedup();
        for at in wanted {
            made.push_str(&times(at - next));
            made.push_str(&times(1));
            next = at + 1;
        }
        made.push_str(&times(count - next));
        edits.replace(whole, made);
    }
}

/// The tables of the sheets, in their order.
fn tables(tree: &Tree<'_>) -> Vec<Id> {
    let body = tree.path(0, &["office:document-content", "office:body", "office:spreadsheet"]);
    let children = body.map(|body| tree.node(body).children.clone()).unwrap_or_default();
    children.into_iter().filter(|id| tree.name(*id) == "table:table").collect()
}

/// The rows of a table, through what stands around them.
fn rows(tree: &Tree<'_>, table: Id) -> Vec<Id> {
    let mut found = Vec::new();
    let mut open: Vec<Id> = tree.node(table).children.iter().rev().copied().collect();
    while let Some(id) = open.pop() {
        match tree.name(id) {
            "table:table-row" => found.push(id),
            name if AROUND.contains(&name) => open.extend(tree.node(id).children.iter().rev()),
            _ => {}
        }
    }
    found
}

fn repeated(tree: &Tree<'_>, id: Id, name: &str) -> usize {
    tree.attribute(id, name).and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, 2_000_000)
}

/// The content with its copied rows in place and what names the rows below moved; none when another part may name
/// them too.
pub(crate) fn moved(package: &Package<'_>, part: &str, text: &str) -> Result<Option<String>, Error> {
    let tree = Tree::new(part, text)?;
    let mut shifts = Vec::new();
    let mut edits = Edits::default();
    for table in tables(&tree) {
        let mut shift = Shift { sheet: tree.value(table, "table:name").unwrap_or_default(), steps: Vec::new() };
        let mut last = 0u32;
        for row in rows(&tree, table) {
            let copy = tree.attributes(row).into_iter().find(|(name, ..)| *name == COPY);
            let Some((_, _, attribute)) = copy else {
                last = last.saturating_add(u32::try_from(repeated(&tree, row, REPEATED_ROWS)).unwrap_or(u32::MAX));
                continue;
            };
            edits.remove(attribute);
            match shift.steps.last_mut().filter(|step| step.behind == last) {
                Some(step) => step.count += 1,
                None => shift.steps.push(Step { behind: last, count: 1, template: last }),
            }
        }
        if !shift.steps.is_empty() {
            shifts.push((table, shift));
        }
    }
    // A diagram names its cells in a part of its own.
    for name in package.names()?.into_iter().filter(|name| name.contains('/') && name.ends_with("content.xml")) {
        let object = package.part(&name)?.unwrap_or_default();
        if object.contains("cell-range-address") {
            return Ok(None);
        }
    }
    for (table, shift) in &shifts {
        let inside = tree.node(*table).whole.clone();
        for id in tree.below(0) {
            let node = tree.node(id);
            let on = if inside.contains(&node.whole.start) { Some(shift.sheet.as_str()) } else { None };
            for (name, value, _) in tree.attributes(id) {
                if !ADDRESSES.contains(&name) {
                    continue;
                }
                let raw = edits.replaced(&value).unwrap_or_else(|| tree.slice(value.clone())).to_owned();
                let Ok(text) = quick_xml::escape::unescape(&raw) else { return Ok(None) };
                let made = shift.addresses(&text, on);
                if made != text {
                    edits.replace(value, escape(&made).into_owned());
                }
            }
        }
    }
    Ok(Some(edits.apply(text, 0..text.len())))
}

//! The places of a form on the sheet of a workbook: its cells.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::escape::escape;

use super::BlankError;
use super::edits::Edits;
use super::page::{Block, Cell, Copied, Entry, Paper, Put, Row, RowId, SpotId};
use super::tree::{Id, Tree};
use crate::docx::permitted;

/// Signs of a cell in Excel.
const MOST_SIGNS: usize = 32_767;
/// Columns that are looked through: a form has five.
const MOST_COLUMNS: u32 = 64;
/// Rows that are looked through.
const MOST_ROWS: usize = 5_000;

/// The parts of the sheets of a workbook, in their order.
pub(crate) fn parts(book: &str, relations: &str) -> Result<Vec<String>, BlankError> {
    let book = Tree::new("xl/workbook.xml", book)?;
    let relations = Tree::new("xl/_rels/workbook.xml.rels", relations)?;
    let targets: BTreeMap<String, String> = relations
        .below(0)
        .into_iter()
        .filter(|id| relations.local(*id) == "Relationship")
        .filter_map(|id| Some((relations.value(id, "Id")?, relations.value(id, "Target")?)))
        .collect();
    let sheets = book.below(0).into_iter().filter(|id| book.local(*id) == "sheet");
    let relation = |id: Id| book.attributes(id).into_iter().find(|(name, ..)| name.ends_with(":id"));
    let parts = sheets.filter_map(|id| {
        let (_, value, _) = relation(id)?;
        let target = targets.get(book.slice(value))?;
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
    });
    Ok(parts.collect())
}

/// A cell of the sheet.
#[derive(Debug)]
struct Spot {
    row: u32,
    column: u32,
    /// Its element, when the sheet has one.
    element: Option<Id>,
    text: String,
}

/// A sheet of a workbook.
#[derive(Debug)]
pub(crate) struct Sheet<'x> {
    tree: Tree<'x>,
    blocks: Vec<Block>,
    spots: Vec<Spot>,
    /// The element of each row.
    rows: BTreeMap<u32, Id>,
    /// The style of each column.
    styles: Vec<(Range<u32>, String)>,
}

impl<'x> Sheet<'x> {
    pub(crate) fn new(part: &str, text: &'x str, strings: Option<&str>) -> Result<Self, BlankError> {
        let tree = Tree::new(part, text)?;
        let strings = strings.map(shared).transpose()?.unwrap_or_default();
        let mut sheet = Self { tree, blocks: Vec::new(), spots: Vec::new(), rows: BTreeMap::new(), styles: Vec::new() };
        sheet.read(&strings);
        Ok(sheet)
    }

    fn read(&mut self, strings: &[String]) {
        let tree = &self.tree;
        let all = tree.below(0);
        let of = |name: &'static str| all.iter().copied().filter(move |id| tree.local(*id) == name);
        let number = |id: Id, name: &str| tree.attribute(id, name).and_then(|value| value.parse::<u32>().ok());
        let merged: Vec<(Range<u32>, Range<u32>)> =
            of("mergeCell").filter_map(|id| rectangle(tree.attribute(id, "ref")?)).collect();
        let styles = of("col").filter_map(|id| {
            let (first, last) = (number(id, "min")?, number(id, "max")?);
            Some((first..last.saturating_add(1), tree.attribute(id, "style")?.to_owned()))
        });
        let styles: Vec<(Range<u32>, String)> = styles.collect();
        let mut rows = BTreeMap::new();
        let mut known: BTreeMap<(u32, u32), (Id, String)> = BTreeMap::new();
        let mut next_row = 1;
        for row in of("row").take(MOST_ROWS) {
            let at = number(row, "r").unwrap_or(next_row);
            next_row = at.saturating_add(1);
            rows.insert(at, row);
            let mut next = 1;
            for cell in tree.node(row).children.iter().copied().filter(|id| tree.local(*id) == "c") {
                let column = tree.attribute(cell, "r").and_then(reference).map_or(next, |(_, column)| column);
                next = column.saturating_add(1);
                if column <= MOST_COLUMNS {
                    known.insert((at, column), (cell, cell_text(tree, cell, strings)));
                }
            }
        }
        let last = known.keys().map(|(_, column)| *column).max().unwrap_or_default();
        let last = merged.iter().map(|(_, columns)| columns.end.saturating_sub(1)).fold(last, u32::max);
        let mut spots = Vec::new();
        let mut lines = Vec::new();
        for at in rows.keys() {
            let mut cells = Vec::new();
            for column in 1..=last.min(MOST_COLUMNS) {
                let merge = merged.iter().find(|(rows, columns)| rows.contains(at) && columns.contains(&column));
                if merge.is_some_and(|(rows, columns)| rows.start != *at || columns.start != column) {
                    continue;
                }
                let span = merge.map_or(1, |(_, columns)| columns.end - columns.start) as usize;
                let (element, text) = match known.get(&(*at, column)) {
                    Some((id, text)) => (Some(*id), text.clone()),
                    None => (None, String::new()),
                };
                cells.push(Cell { column: column as usize, span, spot: spots.len() });
                spots.push(Spot { row: *at, column, element, text });
            }
            lines.push(Row { id: *at as usize, cells });
        }
        self.blocks = vec![Block::Table(lines)];
        self.spots = spots;
        self.rows = rows;
        self.styles = styles;
    }

    /// The prefix of the sheet's elements, with its colon.
    fn prefix(&self, row: Id) -> &'x str {
        let name = self.tree.name(row);
        name.strip_suffix("row").unwrap_or_default()
    }
}

impl Paper for Sheet<'_> {
    fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    fn text(&self, spot: SpotId) -> &str {
        self.spots.get(spot).map_or("", |spot| spot.text.as_str())
    }

    fn put(&self, spot: SpotId, entry: &Entry<'_>, edits: &mut Edits) -> Put {
        let Some(spot) = self.spots.get(spot) else { return Put::Refused };
        let Some(row) = self.rows.get(&spot.row).copied() else { return Put::Refused };
        let kept: String = spot.text.chars().take(entry.after).collect();
        let text = if kept.trim().is_empty() { entry.text.to_owned() } else { format!("{} {}", kept, entry.text) };
        if text.chars().map(char::len_utf16).sum::<usize>() > MOST_SIGNS {
            return Put::Refused;
        }
        let p = self.prefix(row);
        let clean = permitted(&text);
        let content = format!("<{p}is><{p}t xml:space=\"preserve\">{}</{p}t></{p}is>", escape(clean.as_ref()));
        if let Some(id) = spot.element {
            let attributes: String = self
                .tree
                .attributes(id)
                .into_iter()
                .filter(|(name, ..)| *name != "t")
                .map(|(_, _, attribute)| self.tree.slice(attribute))
                .collect();
            let cell = format!("<{p}c{attributes} t=\"inlineStr\">{content}</{p}c>");
            edits.replace(self.tree.node(id).whole.clone(), cell);
            return Put::Written;
        }
        let of_column = || self.styles.iter().find(|(columns, _)| columns.contains(&spot.column));
        let style = self.tree.attribute(row, "s").map(str::to_owned).or_else(|| of_column().map(|(_, s)| s.clone()));
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let cell = format!("<{p}c r=\"{}{}\"{style} t=\"inlineStr\">{content}</{p}c>", letters(spot.column), spot.row);
        let node = self.tree.node(row);
        let later = node.children.iter().find(|id| {
            self.tree.attribute(**id, "r").and_then(reference).is_some_and(|(_, column)| column > spot.column)
        });
        match later {
            Some(later) => edits.insert(self.tree.node(*later).whole.start, cell),
            None => self.tree.append(row, &cell, edits),
        }
        Put::Written
    }

    fn copy(&self, _: RowId, _: Option<(u32, u32)>) -> Option<Copied> {
        // Every row below, and whatever names one, in this part and others, would have to move.
        None
    }

    fn change(&self, _: SpotId, _: Range<usize>, _: &str, _: &mut Edits) {}

    fn source(&self) -> &str {
        self.tree.text
    }
}

/// The shared texts of a workbook.
fn shared(strings: &str) -> Result<Vec<String>, BlankError> {
    let tree = Tree::new("xl/sharedStrings.xml", strings)?;
    let items = tree.below(0).into_iter().filter(|id| tree.local(*id) == "si").collect::<Vec<_>>();
    Ok(items.into_iter().map(|id| rich_text(&tree, id)).collect())
}

/// The text of an element's `t`, without phonetic hints.
fn rich_text(tree: &Tree<'_>, id: Id) -> String {
    let mut signs = Vec::new();
    for text in tree.below(id).into_iter().filter(|id| tree.local(*id) == "t") {
        if tree.around(text).any(|around| tree.local(around) == "rPh") {
            continue;
        }
        tree.node(text).children.iter().for_each(|child| tree.signs(*child, &mut signs));
    }
    signs.into_iter().map(|sign| sign.c).collect()
}

fn cell_text(tree: &Tree<'_>, cell: Id, strings: &[String]) -> String {
    let plain = || {
        let value = tree.node(cell).children.iter().find(|id| tree.local(**id) == "v");
        let mut signs = Vec::new();
        if let Some(value) = value {
            tree.node(*value).children.iter().for_each(|child| tree.signs(*child, &mut signs));
        }
        signs.into_iter().map(|sign| sign.c).collect::<String>()
    };
    match tree.attribute(cell, "t") {
        Some("s") => plain().trim().parse::<usize>().ok().and_then(|at| strings.get(at).cloned()).unwrap_or_default(),
        Some("inlineStr") => rich_text(tree, cell),
        _ => plain(),
    }
}

/// `C12` as row and column, from 1.
fn reference(text: &str) -> Option<(u32, u32)> {
    let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (letters, digits) = text.split_at_checked(letters)?;
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((digits.parse().ok()?, column)).filter(|(row, column)| *row > 0 && *column > 0)
}

/// `A1:C2` as ranges of rows and columns.
fn rectangle(text: &str) -> Option<(Range<u32>, Range<u32>)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (reference(first)?, reference(last)?);
    Some((top..bottom.checked_add(1)?, left..right.checked_add(1)?))
}

fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_excel() {
        assert_eq!(reference("AB12"), Some((12, 28)));
        assert_eq!(letters(28), "AB");
        assert_eq!(rectangle("B2:D3"), Some((2..4, 2..5)));
        assert_eq!(reference("12"), None);
    }
}

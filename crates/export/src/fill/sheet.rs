//! The places of a form on the sheet of a workbook: its cells.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::escape::escape;

use super::BlankError;
use super::edits::Edits;
use super::page::{Block, Cell, Copied, Entry, Paper, Put, Row, RowId, SpotId, marks};
use super::rows::COPY;
use super::shift::{letters, rectangle, reference};
use super::tree::{Id, Tree};
use crate::docx::permitted;
use crate::xlsx::{Look, height_of, pixels};

/// Signs of a cell in Excel.
const MOST_SIGNS: usize = 32_767;
/// Columns that are looked through: a form has five.
const MOST_COLUMNS: u32 = 64;
/// Rows that are looked through.
const MOST_ROWS: usize = 5_000;

/// A sheet of a workbook and its part.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) part: String,
}

/// The sheets of a workbook, in their order.
pub(crate) fn parts(book: &str, relations: &str) -> Result<Vec<Named>, BlankError> {
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
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some(Named { name: book.value(id, "name").unwrap_or_default(), part })
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
    merged: Vec<(Range<u32>, Range<u32>)>,
    heights: Heights,
    /// Rows may be copied: what names those below is moved afterwards.
    adding: bool,
}

impl<'x> Sheet<'x> {
    pub(crate) fn new(
        part: &str,
        text: &'x str,
        strings: Option<&str>,
        styles: Option<&str>,
        adding: bool,
    ) -> Result<Self, BlankError> {
        let tree = Tree::new(part, text)?;
        let strings = strings.map(shared).transpose()?.unwrap_or_default();
        let heights = Heights::new(&tree, styles);
        let mut sheet = Self {
            tree,
            blocks: Vec::new(),
            spots: Vec::new(),
            rows: BTreeMap::new(),
            styles: Vec::new(),
            merged: Vec::new(),
            heights,
            adding,
        };
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
        let is_row = |id: &Id| tree.local(tree.node(*id).parent) == "sheetData";
        for row in of("row").filter(is_row).take(MOST_ROWS) {
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
        self.merged = merged;
    }

    /// The style of a cell that stands on the sheet, else of its row, else of its column.
    fn style(&self, spot: &Spot, row: Id) -> Option<String> {
        if let Some(cell) = spot.element {
            return self.tree.attribute(cell, "s").map(str::to_owned);
        }
        let of_column = || self.styles.iter().find(|(columns, _)| columns.contains(&spot.column));
        self.tree.attribute(row, "s").map(str::to_owned).or_else(|| of_column().map(|(_, s)| s.clone()))
    }

    /// A row of a set height grows with its text: no program does that by itself.
    fn grow(&self, spot: &Spot, row: Id, text: &str, edits: &mut Edits) {
        let all = self.tree.attributes(row);
        let Some((_, value, _)) = all.into_iter().find(|(name, ..)| *name == "ht") else { return };
        let merge =
            self.merged.iter().find(|(rows, columns)| rows.contains(&spot.row) && columns.contains(&spot.column));
        if merge.is_some_and(|(rows, _)| rows.len() > 1) {
            return;
        }
        let columns = merge.map_or(spot.column..spot.column + 1, |(_, columns)| columns.clone());
        let style = self.style(spot, row).and_then(|style| style.parse().ok());
        let Some(needed) = self.heights.of(text, columns, style.unwrap_or_default()) else { return };
        let printed = edits.replaced(&value).unwrap_or_else(|| self.tree.slice(value.clone()));
        if printed.parse::<f64>().is_ok_and(|height| height < needed) {
            edits.replace(value, format!("{needed:.2}"));
        }
    }

    /// Puts a text into a cell, whatever stood there.
    fn set(&self, spot: &Spot, text: &str, edits: &mut Edits) -> Put {
        let Some(row) = self.rows.get(&spot.row).copied() else { return Put::Refused };
        if text.chars().map(char::len_utf16).sum::<usize>() > MOST_SIGNS {
            return Put::Refused;
        }
        self.grow(spot, row, text, edits);
        let p = self.prefix(row);
        let clean = permitted(text);
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
        let style = self.style(spot, row).map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
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
        let signs: Vec<char> = spot.text.chars().collect();
        let label: String = signs.iter().take(entry.after).collect();
        let kept = entry.kept.unwrap_or(&label);
        // What stands behind the dots stays: « (joindre la délibération) ».
        let rest: String =
            marks(&signs, entry.after).map(|marks| signs.into_iter().skip(marks.end).collect()).unwrap_or_default();
        let words = [kept.trim_end(), entry.text, rest.trim()];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.trim().is_empty()).collect();
        self.set(spot, &words.join(" "), edits)
    }

    fn copy(&self, row: RowId, _: Option<(u32, u32)>) -> Option<Copied> {
        let number = u32::try_from(row).ok()?;
        let id = self.rows.get(&number).copied()?;
        // A line over two rows of the sheet is not copied by one of them.
        let over_two = |(rows, _): &(Range<u32>, Range<u32>)| rows.start == number && rows.len() > 1;
        if !self.adding || self.merged.iter().any(over_two) {
            return None;
        }
        let whole = self.tree.node(id).whole.clone();
        let mut clean = Edits::default();
        clean.insert(whole.start + 1 + self.tree.name(id).len(), format!(" {COPY}=\"{number}\""));
        Some(Copied { end: whole.end, row: whole, clean })
    }

    fn change(&self, spot: SpotId, signs: Range<usize>, text: &str, edits: &mut Edits) {
        let Some(spot) = self.spots.get(spot) else { return };
        let before: String = spot.text.chars().take(signs.start).collect();
        let after: String = spot.text.chars().skip(signs.end).collect();
        let value =
            spot.element.and_then(|id| self.tree.node(id).children.iter().find(|id| self.tree.local(**id) == "v"));
        let is_number = spot.element.is_some_and(|id| matches!(self.tree.attribute(id, "t"), None | Some("n")));
        match value {
            Some(value) if is_number && before.is_empty() && after.is_empty() && !text.is_empty() => {
                edits.replace(self.tree.node(*value).inside.clone(), text);
            }
            _ => drop(self.set(spot, &format!("{before}{text}{after}"), edits)),
        }
    }

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

/// How high a row must be for a text: the widths of the columns, and the letters of each style.
#[derive(Debug, Default)]
struct Heights {
    widths: Vec<(Range<u32>, f64)>,
    /// The size of the letters of each style that breaks its lines.
    sizes: Vec<Option<f64>>,
}

impl Heights {
    /// The width of a column that the sheet does not set, in characters.
    const WIDTH: f64 = 8.43;

    fn new(sheet: &Tree<'_>, styles: Option<&str>) -> Self {
        let number =
            |tree: &Tree<'_>, id: Id, name: &str| tree.attribute(id, name).and_then(|value| value.parse::<f64>().ok());
        let column = |id: Id, name: &str| sheet.attribute(id, name).and_then(|value| value.parse::<u32>().ok());
        let widths = sheet.below(0).into_iter().filter(|id| sheet.local(*id) == "col").filter_map(|id| {
            Some((column(id, "min")?..column(id, "max")?.saturating_add(1), number(sheet, id, "width")?))
        });
        let widths = widths.collect();
        // A look that cannot be read is that of most cells.
        let Some(tree) = styles.and_then(|styles| Tree::new("xl/styles.xml", styles).ok()) else {
            return Self { widths, sizes: Vec::new() };
        };
        let children = |name: &str| -> Vec<Id> {
            let found = tree.below(0).into_iter().find(|id| tree.local(*id) == name);
            found.map(|id| tree.node(id).children.clone()).unwrap_or_default()
        };
        let child = |id: Id, name: &str| tree.node(id).children.iter().copied().find(|id| tree.local(*id) == name);
        let fonts = children("fonts").into_iter().filter(|id| tree.local(*id) == "font");
        let fonts: Vec<f64> =
            fonts.map(|font| child(font, "sz").and_then(|size| number(&tree, size, "val")).unwrap_or(11.0)).collect();
        let formats = children("cellXfs").into_iter().filter(|id| tree.local(*id) == "xf");
        let sizes = formats.map(|format| {
            let wraps = child(format, "alignment").and_then(|look| tree.attribute(look, "wrapText"));
            let font = tree.attribute(format, "fontId").and_then(|font| font.parse::<usize>().ok()).unwrap_or_default();
            matches!(wraps, Some("1" | "true")).then(|| fonts.get(font).copied().unwrap_or(11.0))
        });
        Self { widths, sizes: sizes.collect() }
    }

    /// The height in points of a text over some columns; none where lines are not broken.
    fn of(&self, text: &str, columns: Range<u32>, style: usize) -> Option<f64> {
        let size = self.sizes.get(style).copied().flatten()?;
        let width =
            |column| self.widths.iter().find(|(range, _)| range.contains(&column)).map_or(Self::WIDTH, |(_, w)| *w);
        let cell: f64 = columns.take(MOST_COLUMNS as usize).map(|column| pixels(width(column))).sum();
        Some(height_of(text, &Look::INPUT.sized(size), cell))
    }
}

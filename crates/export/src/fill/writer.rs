//! The places of a form in an OpenDocument text: cells, paragraphs, input fields, placeholders, content controls.

use std::ops::Range;

use quick_xml::escape::escape;

use super::BlankError;
use super::edits::Edits;
use super::page::{Block, Cell, Copied, Entry, Paper, Put, Row, RowId, SpotId, marks};
use super::tree::{Id, Sign, Tree};
use super::word::replace_signs;
use crate::docx::permitted;

/// Elements that only stand around blocks, rows or cells.
const AROUND: [&str; 8] = [
    "text:section",
    "text:list",
    "text:list-item",
    "text:list-header",
    "text:numbered-paragraph",
    "table:table-header-rows",
    "table:table-rows",
    "table:table-row-group",
];
/// Headers and footers.
const MARGINS: [&str; 6] = [
    "style:header",
    "style:footer",
    "style:header-left",
    "style:footer-left",
    "style:header-first",
    "style:footer-first",
];
/// What stands in a paragraph without being its text.
const APART: [&str; 8] = [
    "office:annotation",
    "office:annotation-end",
    "text:note",
    "text:ruby-text",
    "draw:frame",
    "draw:custom-shape",
    "text:soft-page-break",
    "text:tracked-changes",
];
/// What a copy of a row must not repeat.
const ONCE: [&str; 8] = [
    "text:bookmark",
    "text:bookmark-start",
    "text:bookmark-end",
    "text:reference-mark",
    "text:reference-mark-start",
    "text:reference-mark-end",
    "office:annotation",
    "office:annotation-end",
];

/// A field to fill in, with the signs of what stands in it.
#[derive(Debug)]
struct Field {
    at: usize,
    id: Id,
    signs: Range<usize>,
}

#[derive(Debug, Default)]
struct Spot {
    text: String,
    signs: Vec<Sign>,
    paragraphs: Vec<(usize, Id)>,
    fields: Vec<Field>,
}

/// The content of an OpenDocument text.
#[derive(Debug)]
pub(crate) struct Writer<'x> {
    tree: Tree<'x>,
    blocks: Vec<Block>,
    spots: Vec<Spot>,
    rows: Vec<Id>,
}

impl<'x> Writer<'x> {
    pub(crate) fn new(part: &str, text: &'x str) -> Result<Self, BlankError> {
        let tree = Tree::new(part, text)?;
        let mut writer = Self { tree, blocks: Vec::new(), spots: Vec::new(), rows: Vec::new() };
        if let Some(styles) = writer.tree.path(0, &["office:document-styles", "office:master-styles"]) {
            // Headers and footers stand with the styles.
            let margins = writer.tree.below(styles).into_iter();
            let margins: Vec<Id> = margins.filter(|id| MARGINS.contains(&writer.tree.name(*id))).collect();
            margins.into_iter().for_each(|margin| writer.flow(margin));
            return Ok(writer);
        }
        let body = writer.tree.path(0, &["office:document-content", "office:body", "office:text"]);
        let body = body.ok_or(BlankError::NotAForm)?;
        writer.flow(body);
        // The texts of text boxes come after those of the page.
        let boxes = writer.tree.below(body).into_iter();
        let boxes: Vec<Id> =
            boxes.filter(|id| matches!(writer.tree.name(*id), "draw:text-box" | "draw:custom-shape")).collect();
        boxes.into_iter().for_each(|text_box| writer.flow(text_box));
        Ok(writer)
    }

    /// Paragraphs and tables one after the other.
    fn flow(&mut self, container: Id) {
        let mut open: Vec<Id> = self.tree.node(container).children.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            match self.tree.name(id) {
                "text:p" | "text:h" => {
                    let spot = self.spot(&[id]);
                    self.blocks.push(Block::Text(spot));
                }
                "table:table" => open.extend(self.table(id).into_iter().rev()),
                name if AROUND.contains(&name) => open.extend(self.tree.node(id).children.iter().rev()),
                _ => {}
            }
        }
    }

    /// The children of some names, through what only stands around them.
    fn children(&self, id: Id, names: &[&str]) -> Vec<Id> {
        let mut found = Vec::new();
        let mut open: Vec<Id> = self.tree.node(id).children.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            let name = self.tree.name(id);
            if names.contains(&name) {
                found.push(id);
            } else if AROUND.contains(&name) {
                open.extend(self.tree.node(id).children.iter().rev());
            }
        }
        found
    }

    fn number(&self, id: Id, name: &str) -> usize {
        self.tree.attribute(id, name).and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, 1_000)
    }

    /// Adds a table; gives the tables inside its cells.
    fn table(&mut self, table: Id) -> Vec<Id> {
        let mut inner = Vec::new();
        let mut rows = Vec::new();
        for row in self.children(table, &["table:table-row"]) {
            let mut column = 0usize;
            let mut cells = Vec::new();
            for cell in self.children(row, &["table:table-cell", "table:covered-table-cell"]) {
                if self.tree.name(cell) == "table:table-cell" {
                    let span = self.number(cell, "table:number-columns-spanned");
                    let spot = self.spot(&self.children(cell, &["text:p", "text:h"]));
                    cells.push(Cell { column, span, spot });
                    inner.extend(self.children(cell, &["table:table"]));
                }
                column = column.saturating_add(self.number(cell, "table:number-columns-repeated"));
            }
            rows.push(Row { id: self.rows.len(), cells });
            self.rows.push(row);
        }
        self.blocks.push(Block::Table(rows));
        inner
    }

    fn spot(&mut self, paragraphs: &[Id]) -> SpotId {
        let mut spot = Spot::default();
        for &paragraph in paragraphs {
            if !spot.paragraphs.is_empty() {
                let end = self.tree.node(paragraph).whole.start;
                spot.signs.push(Sign { c: '\n', at: end..end });
            }
            spot.paragraphs.push((spot.signs.len(), paragraph));
            self.inline(paragraph, &mut spot);
        }
        spot.text = spot.signs.iter().map(|sign| sign.c).collect();
        self.spots.push(spot);
        self.spots.len() - 1
    }

    fn inline(&self, paragraph: Id, spot: &mut Spot) {
        let mut open: Vec<Id> = self.tree.node(paragraph).children.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            let at = self.tree.node(id).whole.clone();
            let here = spot.signs.len();
            match self.tree.name(id) {
                "" => self.tree.signs(id, &mut spot.signs),
                "text:s" | "text:tab" => spot.signs.push(Sign { c: ' ', at }),
                "text:line-break" => spot.signs.push(Sign { c: '\n', at }),
                "text:placeholder" => spot.fields.push(Field { at: here, id, signs: here..here }),
                "text:text-input" | "loext:content-control" => {
                    let shown = self.tree.attribute(id, "loext:showing-place-holder") != Some("true");
                    let checkbox = self.tree.attribute(id, "loext:checkbox") == Some("true");
                    if !checkbox {
                        spot.fields.push(Field { at: here, id, signs: here..here });
                    }
                    if shown {
                        open.extend(self.tree.node(id).children.iter().rev());
                    }
                }
                "field:fieldmark-start" => spot.fields.push(Field { at: here, id, signs: here..usize::MAX }),
                "field:fieldmark-end" => {
                    if let Some(field) = spot.fields.last_mut().filter(|field| field.signs.end == usize::MAX) {
                        field.signs.end = here;
                    }
                }
                name if APART.contains(&name) || name.starts_with("draw:") => {}
                _ => open.extend(self.tree.node(id).children.iter().rev()),
            }
        }
    }

    /// A text as it stands in a paragraph.
    fn markup(text: &str) -> String {
        let clean = permitted(text);
        let text = escape(clean.as_ref()).replace('\n', "<text:line-break/>").replace('\t', "<text:tab/>");
        text.replace("  ", " <text:s/>")
    }

    fn fill_field(&self, spot: &Spot, field: &Field, text: &str, edits: &mut Edits) -> Put {
        let markup = Self::markup(text);
        let node = self.tree.node(field.id);
        match self.tree.name(field.id) {
            "text:placeholder" => edits.replace(node.whole.clone(), markup),
            "field:fieldmark-start" => {
                edits.insert(node.whole.end, markup);
                let end = field.signs.end.min(spot.signs.len());
                if field.signs.start < end {
                    replace_signs(&spot.signs, field.signs.start..end, "", edits);
                }
            }
            _ => {
                let shown = self.tree.attributes(field.id).into_iter();
                if let Some((_, _, attribute)) =
                    shown.into_iter().find(|(name, ..)| *name == "loext:showing-place-holder")
                {
                    edits.remove(attribute);
                }
                if node.is_one_tag() {
                    self.tree.append(field.id, &markup, edits);
                } else {
                    edits.replace(node.inside.clone(), markup);
                }
            }
        }
        Put::Written
    }
}

impl Paper for Writer<'_> {
    fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    fn text(&self, spot: SpotId) -> &str {
        self.spots.get(spot).map_or("", |spot| spot.text.as_str())
    }

    fn put(&self, spot: SpotId, entry: &Entry<'_>, edits: &mut Edits) -> Put {
        let Some(spot) = self.spots.get(spot) else { return Put::Refused };
        if let Some(field) = spot.fields.iter().find(|field| field.at >= entry.after) {
            return self.fill_field(spot, field, entry.text, edits);
        }
        let signs: Vec<char> = spot.signs.iter().map(|sign| sign.c).collect();
        let space = |needed: bool| if needed { " " } else { "" };
        if let Some(marks) = marks(&signs, entry.after) {
            let behind = signs.get(marks.end).is_some_and(|c| !c.is_whitespace());
            let before = marks.start.checked_sub(1).and_then(|at| signs.get(at)).is_some_and(|c| !c.is_whitespace());
            let text = format!("{}{}{}", space(before), Self::markup(entry.text), space(behind));
            return replace_signs(&spot.signs, marks, &text, edits);
        }
        if let Some(last) = entry.after.checked_sub(1).and_then(|_| spot.signs.last()) {
            let text = format!("{}{}", space(!last.c.is_whitespace()), Self::markup(entry.text));
            edits.insert(last.at.end, text);
            return Put::Written;
        }
        let Some((_, paragraph)) = spot.paragraphs.first() else { return Put::Refused };
        // An empty span keeps the look of what is to stand in it.
        let inner = self.tree.child(*paragraph, "text:span").unwrap_or(*paragraph);
        self.tree.append(inner, &Self::markup(entry.text), edits);
        Put::Written
    }

    fn copy(&self, row: RowId, _: Option<(u32, u32)>) -> Option<Copied> {
        let id = self.rows.get(row).copied()?;
        let row = self.tree.node(id).whole.clone();
        let mut clean = Edits::default();
        for inner in std::iter::once(id).chain(self.tree.below(id)) {
            if ONCE.contains(&self.tree.name(inner)) {
                clean.remove(self.tree.node(inner).whole.clone());
            }
            for (name, _, attribute) in self.tree.attributes(inner) {
                if name == "xml:id" || name == "text:id" {
                    clean.remove(attribute);
                }
            }
        }
        Some(Copied { end: row.end, row, clean })
    }

    fn change(&self, spot: SpotId, signs: Range<usize>, text: &str, edits: &mut Edits) {
        if let Some(spot) = self.spots.get(spot) {
            replace_signs(&spot.signs, signs, &Self::markup(text), edits);
        }
    }

    fn source(&self) -> &str {
        self.tree.text
    }
}

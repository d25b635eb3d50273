//! From tags to open elements, with the repairs that browsers make: what a start tag closes, what is implied.

use super::elements::{self, Kind};
use super::list::List;
use super::style::{Style, font_color};
use super::tokens::Tag;
use super::writer::{CellDraft, TableDraft, Writer};
use crate::docx::symbols::symbol_font;
use crate::error::Error;
use crate::options::Revisions;

/// The left margin that browsers give to lists, in points.
const LIST_MARGIN: f64 = 30.0;

impl Writer<'_> {
    /// Takes a start tag.
    pub(super) fn start(&mut self, tag: Tag) -> Result<(), Error> {
        let kind = Kind::of(&tag.name);
        self.head.tag(&tag);
        let style = self.style(&tag);
        match kind {
            // Parts of a table close what they do not belong in by themselves.
            Kind::RowGroup(_) | Kind::Row | Kind::Cell(_) | Kind::Caption => self.flush()?,
            kind if kind.is_block() => self.close_paragraph()?,
            _ => {}
        }
        match kind {
            Kind::Break => self.line_break()?,
            Kind::Rule | Kind::Void => {}
            Kind::Picture => self.not_read.extend(Some("pictures")),
            Kind::Field => self.field(&tag)?,
            Kind::Foreign => self.foreign = Some((tag.name, 1)),
            Kind::Root => self.open(&tag, kind, &style),
            Kind::Inline | Kind::Formatting => self.formatting(&tag, kind, &style),
            Kind::Block | Kind::Paragraph | Kind::Heading(_) => self.open(&tag, kind, &style),
            Kind::List(ordered) => self.list(&tag, ordered, &style),
            Kind::Item | Kind::Term => self.item(&tag, kind, &style)?,
            Kind::Table => self.table(&tag, &style)?,
            Kind::Caption | Kind::ColumnGroup | Kind::Column => self.part_of_table(&tag, kind, &style)?,
            Kind::RowGroup(_) | Kind::Row => self.part_of_table(&tag, kind, &style)?,
            Kind::Cell(header) => self.cell(tag, header, style)?,
        }
        Ok(())
    }

    /// Takes an end tag.
    pub(super) fn end(&mut self, name: &str) -> Result<(), Error> {
        let kind = Kind::of(name);
        match kind {
            Kind::Break => self.line_break()?,
            Kind::Inline => {
                if let Some(at) = self.stack.find(|open| open.name == name, Kind::is_block) {
                    self.close_inline(at);
                }
            }
            Kind::Formatting => {
                if let Some(at) = self.stack.find(|open| open.name == name, Kind::is_scope) {
                    self.stack.remove(at);
                }
            }
            Kind::Heading(_) => {
                if let Some(at) = self.stack.find(|open| matches!(open.kind, Kind::Heading(_)), Kind::is_scope) {
                    self.close_block(at)?;
                }
            }
            Kind::Item => {
                let barrier = |kind: Kind| kind.is_scope() || matches!(kind, Kind::List(_));
                if let Some(at) = self.stack.find(|open| open.name == name, barrier) {
                    self.close_block(at)?;
                }
            }
            Kind::Block | Kind::Paragraph | Kind::List(_) | Kind::Term => {
                if let Some(at) = self.stack.find(|open| open.name == name, Kind::is_scope) {
                    self.close_block(at)?;
                }
            }
            Kind::Caption | Kind::RowGroup(_) | Kind::Row | Kind::Cell(_) => {
                if let Some(at) = self.stack.find(|open| open.name == name, |kind| kind == Kind::Table) {
                    self.close_from(at)?;
                }
            }
            Kind::Table => {
                if let Some(at) = self.stack.find(|open| open.kind == Kind::Table, |_| false) {
                    self.close_from(at)?;
                }
            }
            Kind::Root | Kind::Foreign | Kind::Rule | Kind::Void => {}
            Kind::Picture | Kind::Field | Kind::Column | Kind::ColumnGroup => {}
        }
        Ok(())
    }

    /// What an element's name, attributes and classes say of it, in rising rank.
    fn style(&self, tag: &Tag) -> Style {
        let mut style = Style { text: elements::look(&tag.name), ..Style::default() };
        if let Some(color) = tag.attribute("bgcolor") {
            style.fill = Some(super::color::color(color));
        }
        if let ("font", Some(color)) = (&*tag.name, tag.attribute("color")) {
            style.text.color = font_color(color);
        }
        if let ("font", Some(face)) = (&*tag.name, tag.attribute("face")) {
            style.text.signs = Some(symbol_font(face.split(',').next().unwrap_or_default()));
        }
        if tag.attribute("hidden").is_some() {
            style.text.hidden = Some(true);
        }
        style.overlay(&self.stylesheet.style(&tag.name, tag.attribute("class").unwrap_or_default()));
        if let Some(own) = tag.attribute("style") {
            style.overlay(&Style::parse(own));
        }
        style
    }

    /// Opens an element and notes what it hands on.
    fn open(&mut self, tag: &Tag, kind: Kind, style: &Style) {
        let is_block = kind.is_block();
        let margin = if matches!(kind, Kind::List(_)) { LIST_MARGIN } else { 0.0 };
        self.stack.push(&tag.name, kind, style.text, |open| {
            if !is_block {
                let href = tag.attribute("href").map(str::trim).filter(|href| !href.is_empty());
                open.href = href.filter(|_| tag.name == "a").map(Into::into);
                return;
            }
            open.block.margin += style.margin.unwrap_or(margin) + style.padding.unwrap_or(0.0);
            if let Kind::Heading(level) = kind {
                open.block.heading = Some(level);
            }
            open.block.heading = style.outline.or(open.block.heading);
            let class = tag.attribute("class").and_then(|class| class.split_ascii_whitespace().next());
            open.block.style = class.map(Into::into).or(open.block.style.take());
        });
    }

    fn formatting(&mut self, tag: &Tag, kind: Kind, style: &Style) {
        let mut style = style.clone();
        if tag.attribute("datetime").or(tag.attribute("cite")).is_some() {
            match &*tag.name {
                // A tracked change: its look is not that of the text.
                "ins" => {
                    self.changes = self.changes.saturating_add(1);
                    style.text.underline = None;
                    style.text.hidden = (!self.revisions.keeps_insertions()).then_some(true);
                    style.text.inserted = self.revisions == Revisions::Marked;
                }
                "del" => {
                    self.changes = self.changes.saturating_add(1);
                    style.text.strike = None;
                    style.text.hidden = (!self.revisions.keeps_deletions()).then_some(true);
                    style.text.deleted = self.revisions == Revisions::Marked;
                }
                _ => {}
            }
        }
        if tag.name == "a" {
            self.sheet_anchor(tag);
        }
        if style.label_gap && self.lines().text_is_label() {
            // In Word's filtered HTML only the gap behind a label tells it from the text.
            style.text.hidden = Some(true);
        }
        self.open(tag, kind, &style);
    }

    /// Before each sheet of a workbook Calc writes an anchor, and a list of all anchors at the top.
    fn sheet_anchor(&mut self, tag: &Tag) {
        let is_sheet = |name: &str| {
            name.strip_prefix("table").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        if self.head.is_libre_office {
            self.before_sheet |= tag.attribute("name").is_some_and(is_sheet);
            let to_sheet = tag.attribute("href").and_then(|link| link.strip_prefix('#')).is_some_and(is_sheet);
            self.contents |= to_sheet && self.tables.is_empty();
        }
    }

    fn list(&mut self, tag: &Tag, ordered: bool, style: &Style) {
        let (_, outer) = self.stack.list();
        let reversed = tag.attribute("reversed").is_some();
        let mut list = List::new(ordered, outer, tag.attribute("type"), tag.attribute("start"), reversed);
        if let Some(marker) = style.marker {
            list.set_marker(marker);
        }
        let depth = self.stack.len();
        self.open(tag, Kind::List(ordered), style);
        if let Some(open) = self.stack.last_above(depth) {
            open.list = Some(Box::new(list));
        }
    }

    fn item(&mut self, tag: &Tag, kind: Kind, style: &Style) -> Result<(), Error> {
        let barrier = |kind: Kind| kind.is_scope() || matches!(kind, Kind::List(_));
        if let Some(at) = self.stack.find(|open| open.kind == kind, barrier) {
            self.close_block(at)?;
        }
        if kind == Kind::Item && !self.stack.look().hidden {
            let (value, marker) = (tag.attribute("value"), style.marker);
            let label = match self.stack.list() {
                (Some(list), _) => list.label(value, marker),
                (None, _) => List::new(false, 0, None, None, false).label(value, marker),
            };
            self.lines().set_label(label);
        }
        self.open(tag, kind, style);
        Ok(())
    }

    fn table(&mut self, tag: &Tag, style: &Style) -> Result<(), Error> {
        // A table directly within another, not in a cell, ends that one.
        if let Some(at) = self.stack.find(|open| open.kind == Kind::Table, Kind::is_scope) {
            self.close_from(at)?;
        }
        let depth = self.stack.len();
        let hidden = self.stack.look().hidden || style.text.hidden == Some(true);
        self.stack.push(&tag.name, Kind::Table, style.text, |open| {
            // Hidden tables are kept and marked.
            open.look.hidden = false;
            open.fill = style.fill.flatten();
            open.block = Default::default();
        });
        if self.stack.last_above(depth).is_some() {
            self.open_table(hidden);
        }
        Ok(())
    }

    /// Closes what must not enclose a part of a table; opens a table around a part that has none.
    fn part_of_table(&mut self, tag: &Tag, kind: Kind, style: &Style) -> Result<(), Error> {
        let fits = |inside: Kind| match kind {
            Kind::Row => matches!(inside, Kind::RowGroup(_) | Kind::Table),
            Kind::Column => matches!(inside, Kind::ColumnGroup | Kind::Table),
            _ => inside == Kind::Table,
        };
        self.close_to_table(fits)?;
        let hidden = style.text.hidden == Some(true);
        let depth = self.stack.len();
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        if matches!(kind, Kind::Column | Kind::ColumnGroup) {
            let span = tag.attribute("span").and_then(number).unwrap_or(1);
            // A column group with columns in it counts through them; those of Office have either.
            if kind == Kind::Column || tag.attribute("span").is_some() {
                table.grid.describe_columns(span, hidden);
            }
            return Ok(());
        }
        self.stack.push(&tag.name, kind, style.text, |open| {
            // Hidden rows are kept and marked; a hidden caption is not.
            open.look.hidden = hidden && kind == Kind::Caption;
            open.fill = style.fill.flatten().or(open.fill);
        });
        if self.stack.last_above(depth).is_none() {
            return Ok(());
        }
        let hides_group = self.group_hidden;
        if let Some(TableDraft { grid, .. }) = self.tables.last_mut() {
            match kind {
                Kind::RowGroup(group) => {
                    grid.open_group(group);
                    self.group_hidden = hidden;
                }
                Kind::Row => grid.open_row(hidden || hides_group),
                _ => {}
            }
        }
        Ok(())
    }

    fn cell(&mut self, tag: Tag, header: bool, style: Style) -> Result<(), Error> {
        self.close_to_table(|inside| matches!(inside, Kind::Row | Kind::Table))?;
        if self.stack.find(|open| open.kind == Kind::Row, |kind| kind == Kind::Table).is_none() {
            let row = Tag::named("tr");
            self.part_of_table(&row, Kind::Row, &Style::default())?;
        }
        let row_fill = self.stack.inner_first().take_while(|open| !matches!(open.kind, Kind::Cell(_)));
        let row_fill = row_fill.take(3).find_map(|open| open.fill);
        let depth = self.stack.len();
        let hidden = style.text.hidden == Some(true);
        let margin = style.padding.unwrap_or(0.0) + style.margin.unwrap_or(0.0);
        self.stack.push(&tag.name, Kind::Cell(header), style.text, |open| {
            // Hidden cells are kept and marked.
            open.look.hidden = false;
            open.block.margin = margin;
        });
        let (Some(_), Some(TableDraft { grid, .. })) = (self.stack.last_above(depth), self.tables.last_mut()) else {
            return Ok(());
        };
        let span = |name: &str| tag.attribute(name).and_then(number);
        let mut slot = grid.place(span("colspan").unwrap_or(1), span("rowspan"), header);
        slot.hidden |= hidden;
        self.count(1 + slot.passed)?;
        self.open_cell(CellDraft::new(slot, tag, style, row_fill));
        Ok(())
    }

    /// Closes all that is open inside the innermost element of the innermost table that `fits`.
    fn close_to_table(&mut self, fits: impl Fn(Kind) -> bool) -> Result<(), Error> {
        if self.tables.is_empty() {
            // A piece of a table, pasted without its beginning.
            let table = Tag::named("table");
            self.table(&table, &Style::default())?;
        }
        match self.stack.find(|open| fits(open.kind), |kind| kind == Kind::Table) {
            Some(at) => self.close_from(at + 1),
            None => Ok(()),
        }
    }

    /// Ends the paragraph that a new block cannot stand in.
    fn close_paragraph(&mut self) -> Result<(), Error> {
        self.flush()?;
        match self.stack.paragraph() {
            Some(at) => self.close_block(at),
            None => Ok(()),
        }
    }

    /// Closes a block and all inside it; formatting that was not closed goes on after it.
    fn close_block(&mut self, at: usize) -> Result<(), Error> {
        let carried = self.stack.carried(at);
        self.close_from(at)?;
        self.stack.carry_on(carried);
        Ok(())
    }

    /// Closes a part of a line and all inside it, but not formatting.
    fn close_inline(&mut self, at: usize) {
        let carried = self.stack.carried(at);
        while self.stack.len() > at {
            self.stack.pop();
        }
        self.stack.carry_on(carried);
    }

    /// A field of a form shows what was filled in.
    fn field(&mut self, tag: &Tag) -> Result<(), Error> {
        let kind = tag.attribute("type").unwrap_or("text").to_ascii_lowercase();
        let sign = match (&*kind, tag.attribute("checked")) {
            ("checkbox" | "radio", Some(_)) => "☒",
            ("checkbox" | "radio", None) => "☐",
            ("text" | "number" | "date" | "email" | "tel" | "url", _) => tag.attribute("value").unwrap_or_default(),
            _ => "",
        };
        let sign = sign.to_owned();
        self.text(&sign, false)
    }
}

/// A whole number at the start of an attribute, as HTML reads them: `2`, ` +2`, `2abc`.
fn number(text: &str) -> Option<u32> {
    let text = text.trim_start();
    let text = text.strip_prefix('+').unwrap_or(text);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let digits = text.get(..digits).filter(|digits| !digits.is_empty())?;
    // Too large for any count is as good as the largest.
    Some(digits.parse().unwrap_or(u32::MAX))
}

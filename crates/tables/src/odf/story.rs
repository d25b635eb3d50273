//! One story of a document (its body, a header) from events to blocks.
//!
//! The reader keeps a stack with one entry for every open element. An element that means nothing by itself is
//! passed through, so that text is found wherever it stands; what must not be read is skipped as a whole.

use super::annotation;
use super::cell::{CellDraft, count, level};
use super::control::ControlDraft;
use super::flow::Flow;
use super::form_field;
use super::formula;
use super::lists::Label;
use super::open::{Open, Story};
use super::paragraph::ParagraphDraft;
use super::stories::Stories;
use super::styles::Family;
use super::table::{RowDraft, TableDraft};
use crate::document::{Comment, DefinedName, Role};
use crate::docx::symbols::with_signs;
use crate::error::Error;
use crate::xml::{Element, Event, Ns, Xml};

/// Points that make one level of indent in a text: a quarter of an inch.
const TEXT_STEP: f64 = 18.0;

/// Elements of sheets that hold no cells and are not read.
const SKIPPED_IN_TABLES: [&str; 13] = [
    "calculation-settings",
    "consolidation",
    "content-validations",
    "data-pilot-tables",
    "database-ranges",
    "dde-links",
    "desc",
    "detective",
    "label-ranges",
    "scenario",
    "table-source",
    "title",
    "tracked-changes",
];

/// Elements of text whose content is not part of it.
const SKIPPED_IN_TEXT: [&str; 5] = ["note-citation", "ruby-text", "script", "sequence-decls", "variable-decls"];

/// Reads the inside of the element that was just opened.
pub(super) fn read_story(
    xml: &mut Xml<'_>,
    stories: &mut Stories<'_>,
    sheets: bool,
    flow: &mut Flow,
) -> Result<(), Error> {
    let depth = xml.depth();
    let mut story = Story { stories, stack: Vec::new(), flow, sheets };
    while xml.depth() >= depth {
        match xml.next()? {
            Event::Start(element) => story.start(xml, &element)?,
            Event::Text(text) => story.push_data(&text)?,
            Event::End => story.end()?,
            Event::Eof => break,
        }
    }
    Ok(())
}

impl Story<'_, '_> {
    /// Begins an element: puts it on the stack, or reads it to its end.
    fn start(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Error> {
        let depth = xml.depth();
        let open = match element.name() {
            (Ns::OdfText, name) => self.start_text(xml, element, name)?,
            (Ns::OdfTable, name) => self.start_table(xml, element, name)?,
            (Ns::OdfDrawing, name) => self.start_drawing(name),
            (Ns::OdfOffice, "annotation") => {
                let comment = annotation::read(xml)?;
                self.add_comment(comment)?;
                return Ok(());
            }
            (Ns::OdfExtension, "content-control") => Some(Open::Control(Box::new(ControlDraft::new(element)))),
            (Ns::OdfExtension, "list-item") => {
                if let Some(control) = self.control() {
                    control.add_choice(element);
                }
                None
            }
            (Ns::OdfField, "fieldmark") => {
                if let Some(text) = form_field::printed(element, xml)? {
                    self.push(&text)?;
                }
                return Ok(());
            }
            (Ns::OdfOffice, "forms" | "event-listeners" | "annotation-end")
            | (Ns::OdfSvg | Ns::OdfForm | Ns::DublinCore | Ns::OdfMeta | Ns::Math, _) => None,
            _ => Some(Open::Plain),
        };
        match open {
            Some(open) => self.stack.push(open),
            None => xml.skip(depth)?,
        }
        Ok(())
    }

    /// What an element of text opens; nothing if it was read or is to be skipped.
    fn start_text(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, name: &str) -> Result<Option<Open>, Error> {
        match name {
            "p" | "h" => return Ok(Some(self.open_paragraph(element))),
            "span" | "a" => {
                let look = self.look();
                let style = element.attr("style-name");
                let own = self.stories.styles.of(Family::Text, style).look.over(look);
                let target = element.attr_in(Ns::Link, "href").filter(|target| name == "a" && !target.is_empty());
                return Ok(Some(target.map_or(Open::Span(own), |target| Open::Link(own, target.into()))));
            }
            "s" => {
                let marks = self.printed();
                let text_bytes = self.stories.limits.text_bytes;
                let link = self.link();
                let spaces = element.attr("c").map_or(Ok(1), |count| count.trim().parse()).unwrap_or(1);
                if let (Some(draft), Some(marks)) = (self.text_here(), marks) {
                    draft.push_spaces(spaces, marks, link.as_ref(), text_bytes)?;
                }
            }
            "tab" => self.push("\t")?,
            "line-break" => self.push("\n")?,
            "list" => {
                let nested = self.is_in_item();
                self.stories.lists.begin_list(element, nested);
                return Ok(Some(Open::List));
            }
            "list-item" | "list-header" if matches!(self.stack.last(), Some(Open::List)) => {
                self.stories.lists.begin_item(element);
                return Ok(Some(Open::Item));
            }
            "note-body" => return Ok(Some(Open::Note(Box::new(Flow::of(Role::Note))))),
            "section" if element.attr("display") == Some("none") => {}
            "tracked-changes" => {
                let limits = self.stories.limits;
                let changes = self.stories.regions.read(xml, limits)?;
                self.stories.changes = self.stories.changes.saturating_add(changes);
            }
            "bookmark" | "bookmark-start" => {
                if let (Some(draft), Some(name)) = (self.paragraph(), element.attr("name")) {
                    draft.bookmarks.push(name.to_owned());
                }
            }
            "soft-page-break" => self.stories.begin_page(),
            "change-start" => self.stories.regions.begin(element.attr("change-id").unwrap_or_default()),
            "change-end" => self.stories.regions.end(element.attr("change-id").unwrap_or_default()),
            // Marks where deleted text stood.
            "change" => self.deletion(element.attr("change-id").unwrap_or_default())?,
            "number" => {
                let label = xml.text(xml.depth())?;
                if let Some(draft) = self.paragraph().filter(|draft| draft.list_label.is_none()) {
                    draft.list_label = Some(label).filter(|label| !label.trim().is_empty()).map(Into::into);
                }
            }
            name if SKIPPED_IN_TEXT.contains(&name) => {}
            _ => return Ok(Some(Open::Plain)),
        }
        Ok(None)
    }

    /// What an element of tables opens.
    fn start_table(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, name: &str) -> Result<Option<Open>, Error> {
        let hidden = || matches!(element.attr("visibility"), Some("collapse" | "filter"));
        match name {
            "table" => return Ok(self.open_table(element)),
            "table-column" => {
                let style = element.attr("default-cell-style-name");
                let fill = self.stories.styles.of(Family::Cell, style).fill();
                let mut around = self.stack.iter().rev().take_while(|open| !matches!(open, Open::Table(_)));
                let is_header = around.any(|open| matches!(open, Open::HeaderColumns));
                if let Some(Open::Table(table)) = self.structure() {
                    table.columns.mark_headers(count(element, "number-columns-repeated"), is_header);
                    table.columns.add(count(element, "number-columns-repeated"), hidden(), style, fill);
                }
            }
            "table-header-rows" => return Ok(Some(Open::HeaderRows)),
            "table-row-group" if element.attr("display") == Some("false") => return Ok(Some(Open::HiddenRows)),
            "table-row-group" => return Ok(Some(Open::RowGroup)),
            "table-row" if matches!(self.structure(), Some(Open::Table(_))) => {
                return Ok(Some(self.open_row(element, hidden())));
            }
            "table-cell" | "covered-table-cell" if matches!(self.structure(), Some(Open::Row(_))) => {
                return Ok(Some(self.open_cell(element)));
            }
            "table-header-columns" => return Ok(Some(Open::HeaderColumns)),
            "named-expressions" => self.names(xml)?,
            "shapes" => self.not_read("drawings"),
            "tracked-changes" => {
                let mut changes = 0_u32;
                let depth = xml.depth();
                while xml.child(depth)?.is_some() {
                    changes = changes.saturating_add(1);
                }
                self.stories.changes = self.stories.changes.saturating_add(changes);
            }
            name if SKIPPED_IN_TABLES.contains(&name) => {}
            _ => return Ok(Some(Open::Plain)),
        }
        Ok(None)
    }

    /// What an element of drawings opens: a text box, unless it is in one or in a sheet.
    fn start_drawing(&mut self, name: &str) -> Option<Open> {
        let kind = match name {
            "image" => Some("picture"),
            "object" | "object-ole" | "applet" | "plugin" | "floating-frame" => Some("object"),
            _ => None,
        };
        if self.sheets {
            self.not_read("drawings");
            return None;
        }
        if let Some(kind) = kind {
            self.stories.not_read.insert(kind.to_owned());
            return None;
        }
        match self.structure() {
            Some(Open::TextBox(_)) => Some(Open::Plain),
            _ => Some(Open::TextBox(Box::new(Flow::of(Role::TextBox)))),
        }
    }

    /// Ends the element that began last.
    fn end(&mut self) -> Result<(), Error> {
        let text_bytes = self.stories.limits.text_bytes;
        match self.stack.pop() {
            Some(Open::Paragraph(mut draft)) => {
                let is_inserted = self.stories.regions.is_inserted();
                draft.joins = self.stories.options.revisions.joins(is_inserted, false);
                if !self.nearest_flow().is_cell() {
                    self.stories.admit_cell()?;
                }
                self.nearest_flow().add(*draft, text_bytes)?;
            }
            Some(Open::Cell(cell)) => self.close_cell(*cell)?,
            Some(Open::Row(row)) => {
                let mut above = self.stack.iter_mut().rev();
                let table = above.find_map(|open| if let Open::Table(table) = open { Some(table) } else { None });
                if let Some(table) = table {
                    table.add_row(*row, self.stories)?;
                }
            }
            Some(Open::Table(table)) => {
                let blocks = table.finish(self.stories)?;
                self.nearest_flow().add_blocks(blocks);
            }
            Some(Open::TextBox(flow)) => {
                let blocks = flow.finish();
                match self.paragraph() {
                    Some(draft) => draft.after.extend(blocks),
                    None => self.nearest_flow().add_blocks(blocks),
                }
            }
            Some(Open::Note(flow)) => self.stories.notes.extend(flow.finish()),
            Some(Open::Control(control)) => {
                if let Some(draft) = self.paragraph() {
                    draft.controls.push(control.finish());
                }
            }
            Some(Open::List) => self.stories.lists.end_list(),
            Some(
                Open::Plain
                | Open::Span(_)
                | Open::Link(..)
                | Open::Item
                | Open::HeaderRows
                | Open::HeaderColumns
                | Open::RowGroup
                | Open::HiddenRows,
            )
            | None => {}
        }
        Ok(())
    }

    fn open_paragraph(&mut self, element: &Element<'_>) -> Open {
        let styles = self.stories.styles;
        let style = styles.of(Family::Paragraph, element.attr("style-name"));
        let in_sheet = self.sheets;
        let base = match self.structure() {
            Some(Open::Cell(cell)) if in_sheet => cell.look,
            _ => styles.default_look(Family::Paragraph),
        };
        let heading = (element.local == "h").then(|| {
            let level = element.attr("outline-level").and_then(|level| level.trim().parse::<u8>().ok());
            level.unwrap_or(1).clamp(1, 10)
        });
        let is_list_header = element.attr("is-list-header") == Some("true");
        let label = match (self.is_in_item(), heading) {
            (true, _) => self.stories.lists.label(style.list_style.as_deref(), styles),
            (false, Some(level)) if !is_list_header => {
                let start = element.attr("start-value").and_then(|start| start.parse().ok());
                self.stories.lists.heading(usize::from(level), start, styles)
            }
            _ => Label::default(),
        };
        if style.page_break {
            self.stories.begin_page();
        }
        let margin = label.margin.filter(|_| !style.own_margin).or(style.margin);
        let mut draft = Box::new(ParagraphDraft::default());
        draft.look = style.look.over(base);
        draft.style.clone_from(&style.name);
        draft.heading = heading;
        draft.list_label = Some(label.text).filter(|text| !text.trim().is_empty()).map(Into::into);
        draft.indent = level(margin.unwrap_or(0.0), TEXT_STEP);
        Open::Paragraph(draft)
    }

    fn open_table(&mut self, element: &Element<'_>) -> Option<Open> {
        let cell = self.stack.iter().rev().find_map(|open| match open {
            Open::Cell(cell) => Some(cell.at),
            _ => None,
        });
        let name = (self.sheets && cell.is_none()).then(|| element.attr("name").unwrap_or_default().to_owned());
        // What was last seen of sheets in other files is stored beside the sheets themselves.
        if name.as_deref().is_some_and(|name| name.starts_with('\'') && name.contains("'#")) {
            return None;
        }
        self.stories.tables = self.stories.tables.saturating_add(1);
        let mut table = TableDraft::new(self.stories.tables, name, cell);
        let style = self.stories.styles.of(Family::Table, element.attr("style-name"));
        if style.page_break {
            self.stories.begin_page();
        }
        if table.is_sheet && (style.display == Some(false) || element.attr("display") == Some("false")) {
            table.hide();
        }
        Some(Open::Table(Box::new(table)))
    }

    fn open_row(&mut self, element: &Element<'_>, hidden: bool) -> Open {
        let mut row = RowDraft::new(count(element, "number-rows-repeated"));
        row.hidden = hidden;
        for open in self.stack.iter().rev() {
            match open {
                Open::HeaderRows => row.header = true,
                Open::RowGroup => row.depth = row.depth.saturating_add(1),
                Open::HiddenRows => {
                    row.hidden = true;
                    row.depth = row.depth.saturating_add(1);
                }
                Open::Table(_) => break,
                _ => {}
            }
        }
        row.cell_style = element.attr("default-cell-style-name").map(str::to_owned);
        let style = self.stories.styles.of(Family::Row, element.attr("style-name"));
        row.fill = style.fill();
        row.page_break = style.page_break;
        Open::Row(Box::new(row))
    }

    fn open_cell(&mut self, element: &Element<'_>) -> Open {
        let mut above = self.stack.iter().rev();
        let row = above.find_map(|open| if let Open::Row(row) = open { Some(row) } else { None });
        let table = above.find_map(|open| if let Open::Table(table) = open { Some(table) } else { None });
        let (Some(row), Some(table)) = (row, table) else { return Open::Plain };
        let own = element.attr("style-name").or(row.cell_style.as_deref());
        let styles = self.stories.styles;
        let style = styles.of(Family::Cell, own.or_else(|| table.columns.cell_style(row.next_column)));
        let mut cell = CellDraft::new(element, table.at(row), style, styles.default_look(Family::Cell));
        cell.by_column = own.is_none();
        Open::Cell(Box::new(cell))
    }

    fn close_cell(&mut self, cell: CellDraft) -> Result<(), Error> {
        let mut above = self.stack.iter_mut().rev();
        let row = above.find_map(|open| if let Open::Row(row) = open { Some(row) } else { None });
        let table = above.find_map(|open| if let Open::Table(table) = open { Some(table) } else { None });
        match (row, table) {
            (Some(row), Some(table)) => table.add_cell(row, cell, self.stories),
            _ => Ok(()),
        }
    }

    /// Names of ranges and formulas: of the workbook, or of the sheet they stand in.
    fn names(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let sheet = self.stack.iter().find_map(|open| match open {
            Open::Table(table) if table.is_sheet => Some(table.name().to_owned()),
            _ => None,
        });
        let depth = xml.depth();
        while let Some(element) = xml.child(depth)? {
            let refers_to = match element.name() {
                (Ns::OdfTable, "named-range") => {
                    element.attr("cell-range-address").map(|range| formula::shown(&format!("[{range}]")))
                }
                (Ns::OdfTable, "named-expression") => element.attr("expression").map(formula::shown),
                _ => continue,
            };
            let Some(name) = element.attr("name") else { continue };
            let (name, sheet) = (name.to_owned(), sheet.clone());
            self.stories.names.push(DefinedName { name, refers_to, sheet, hidden: false });
            self.stories.limits.allow_names(self.stories.names.len())?;
        }
        Ok(())
    }

    /// Text was deleted here: it is gone, or put back where it stood.
    fn deletion(&mut self, id: &str) -> Result<(), Error> {
        let (revisions, text_bytes) = (self.stories.options.revisions, self.stories.limits.text_bytes);
        if !revisions.keeps_deletions() {
            if let Some(draft) = self.paragraph() {
                draft.deletion = true;
            }
            return Ok(());
        }
        let Some(text) = self.stories.regions.take_deleted(id) else { return Ok(()) };
        let marks = self.marks().map(|marks| revisions.marks(marks, false, true));
        match (self.paragraph(), marks) {
            (Some(draft), Some(marks)) => draft.push(&text, marks, None, text_bytes),
            _ => Ok(()),
        }
    }

    /// Puts a comment beside the paragraph or cell it stands in.
    fn add_comment(&mut self, comment: Comment) -> Result<(), Error> {
        let text_bytes = self.stories.limits.text_bytes;
        if comment.text.len() > text_bytes {
            return Err(Error::Limit { limit: "text_bytes", value: text_bytes as u64 });
        }
        if comment.text.trim().is_empty() {
            return Ok(());
        }
        match self.structure() {
            Some(Open::Paragraph(draft)) => draft.comments.push(comment),
            Some(Open::Cell(cell)) => cell.comments.push(comment),
            _ => self.stories.comments.push(comment),
        }
        Ok(())
    }

    /// Notes that something is not read, with the sheet it belongs to.
    fn not_read(&mut self, what: &str) {
        let sheet = self.stack.iter().find_map(|open| match open {
            Open::Table(table) if table.is_sheet => Some(table.name()),
            _ => None,
        });
        let what = sheet.map_or_else(|| what.to_owned(), |sheet| format!("{what} of {sheet}"));
        self.stories.not_read.insert(what);
    }

    /// Adds character data to the paragraph that stands open here, if any.
    fn push_data(&mut self, data: &str) -> Result<(), Error> {
        let text_bytes = self.stories.limits.text_bytes;
        let Some(marks) = self.printed() else { return Ok(()) };
        // The font of a sign is not known here, only that it is one.
        let data = &*with_signs(None, data);
        self.push_to_control(data)?;
        let link = self.link();
        let page = Some(self.stories.page).filter(|&page| page > 0 && !data.trim().is_empty());
        self.text_here().map_or(Ok(()), |draft| {
            draft.page = draft.page.or(page);
            draft.push_data(data, marks, link.as_ref(), text_bytes)
        })
    }

    /// Adds what an element stands for.
    fn push(&mut self, text: &str) -> Result<(), Error> {
        let text_bytes = self.stories.limits.text_bytes;
        let Some(marks) = self.printed() else { return Ok(()) };
        self.push_to_control(text)?;
        let link = self.link();
        self.text_here().map_or(Ok(()), |draft| draft.push(text, marks, link.as_ref(), text_bytes))
    }

    fn push_to_control(&mut self, text: &str) -> Result<(), Error> {
        let text_bytes = self.stories.limits.text_bytes;
        let Some(ControlDraft { control, .. }) = self.control() else { return Ok(()) };
        if control.text.len().saturating_add(text.len()) > text_bytes {
            return Err(Error::Limit { limit: "text_bytes", value: text_bytes as u64 });
        }
        control.text.push_str(text);
        Ok(())
    }
}

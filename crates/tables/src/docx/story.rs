//! One story of a document (its body, a header, its notes) from events to blocks.
//!
//! The reader keeps a stack with one entry for every open element. An element that means nothing by itself
//! (`w:hyperlink`, `w:smartTag`, `w:sdtContent`, `w:ins` and all unknown ones) is passed through, so that
//! text is found wherever it stands; what must not be read is skipped as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fields::Fields;
use super::flow::{Flow, ParagraphDraft, check};
use super::form_field::FormField;
use super::formats::{CellFormat, ParagraphFormat, RowFormat, RunFormat};
use super::numbering::Numbering;
use super::properties::{ControlProperties, Look, TableProperties, Tracked, section_headers};
use super::styles::{RunLook, Styles};
use super::symbols::{printed, with_signs};
use super::table::{CellDraft, RowDraft, TableDraft};
use crate::document::{Block, Comment, ContentControl};
use crate::error::Error;
use crate::field_code::{hyperlink, target};
use crate::limits::Limits;
use crate::options::Revisions;
use crate::text::Marks;
use crate::xml::{Element, Event, Ns, Repeats, Xml};

/// Twentieths of a point that make one level of indent: a quarter of an inch.
const INDENT_STEP: i32 = 360;

/// What all stories of a document share.
pub(super) struct Stories<'d> {
    pub(super) styles: &'d Styles,
    pub(super) numbering: Numbering,
    pub(super) limits: &'d Limits,
    /// What becomes of tracked changes.
    pub(super) revisions: Revisions,
    /// Tables, and cells and paragraphs outside them, begun so far.
    pub(super) tables: u32,
    pub(super) cells: usize,
    /// Bytes of text kept in content controls, each a second time for every control around it.
    pub(super) control_bytes: u64,
    /// Where the links of the part lead, by the names of their relationships.
    pub(super) links: BTreeMap<String, Arc<str>>,
    /// Comments that nothing has called yet, by their names.
    pub(super) comments: BTreeMap<String, Comment>,
    /// The page that text stands on; 0 where there are none.
    pub(super) page: u32,
    /// The file tells where its pages began when it was last printed, so that other breaks say no more.
    pub(super) is_rendered: bool,
    /// Tracked changes.
    pub(super) changes: u32,
    /// Sorts of content that were seen and not read.
    pub(super) not_read: BTreeSet<&'static str>,
    /// Relationships of headers and footers, in the order of the sections.
    pub(super) headers: Vec<String>,
}

impl Stories<'_> {
    /// A page begins here, if this is the body.
    fn begin_page(&mut self, begins: bool) {
        if begins && self.page > 0 {
            self.page = self.page.saturating_add(1);
        }
    }
}

/// An element whose end has not come yet.
enum Open {
    /// Passed through.
    Plain,
    /// Alternatives of which the first is read.
    Alternatives {
        chosen: bool,
    },
    Paragraph(Box<ParagraphDraft>),
    Run {
        marks: Marks,
        hidden: bool,
        /// It prints signs for letters.
        signs: Option<&'static str>,
    },
    /// An element whose character data is text.
    Text,
    Table(Box<TableDraft>),
    Row(Box<RowDraft>),
    Cell(Box<CellDraft>),
    TextBox(Box<Flow>),
    Control(Box<ControlDraft>),
    /// A stretch that leads somewhere.
    Link(Arc<str>),
    /// A tracked change that is kept: inserted, deleted.
    Change(bool, bool),
}

/// A content control whose end has not come yet.
#[derive(Default)]
struct ControlDraft {
    properties: ControlProperties,
    text: String,
    /// How many items the row, table or flow around it held before.
    first: usize,
}

/// Reads a part as one story.
pub(super) fn read_story<'a>(xml: &mut Xml<'a>, stories: &mut Stories<'_>) -> Result<Vec<Block>, Error> {
    let text_bytes = stories.limits.text_bytes;
    if xml.root()?.ns != Ns::Word {
        return Err(xml.damaged(&"not a part of a text document"));
    }
    let look = stories.styles.paragraph(None).map_or(Look::default(), |style| style.look);
    let mut story = Story {
        stories,
        stack: Vec::new(),
        flow: Flow::default(),
        fields: Fields::default(),
        look,
        known: Known::default(),
    };
    loop {
        match xml.next()? {
            Event::Start(element) => story.start(xml, &element)?,
            Event::Text(text) if matches!(story.stack.last(), Some(Open::Text)) => {
                let text = with_signs(story.signs(), &text);
                story.push(&text)?;
            }
            Event::Text(_) => {}
            Event::End => story.end()?,
            Event::Eof => return story.flow.finish(text_bytes),
        }
    }
}

struct Story<'s, 'd, 'a> {
    stories: &'s mut Stories<'d>,
    stack: Vec<Open>,
    flow: Flow,
    fields: Fields,
    /// What the style says of paragraphs that name none.
    look: Look,
    known: Known<'a>,
}

/// Properties that stood here before.
#[derive(Default)]
struct Known<'a> {
    paragraphs: Repeats<'a, ParagraphFormat>,
    runs: Repeats<'a, RunFormat>,
    rows: Repeats<'a, RowFormat>,
    cells: Repeats<'a, CellFormat>,
}

impl<'a> Story<'_, '_, 'a> {
    /// Begins an element: puts it on the stack, or reads it to its end.
    fn start(&mut self, xml: &mut Xml<'a>, element: &Element<'_>) -> Result<(), Error> {
        let depth = xml.depth();
        let open = match element.name() {
            (Ns::Word, name) => self.start_word(xml, element, name)?,
            (Ns::Math, "t") => Some(Open::Text),
            (Ns::WordSymbol, "symEx") => {
                self.push_symbol(element)?;
                None
            }
            (Ns::Compatibility, "AlternateContent") => Some(Open::Alternatives { chosen: false }),
            (Ns::Compatibility, "Choice" | "Fallback") => match self.stack.last_mut() {
                Some(Open::Alternatives { chosen: true }) => None,
                Some(Open::Alternatives { chosen }) => {
                    *chosen = true;
                    Some(Open::Plain)
                }
                _ => Some(Open::Plain),
            },
            (Ns::Drawing, "graphicData") => {
                let uri = element.attr("uri").unwrap_or_default();
                let kind = ["picture", "chart", "diagram"].into_iter().find(|kind| uri.contains(kind));
                self.stories.not_read.extend(kind);
                Some(Open::Plain)
            }
            (Ns::Vml, "imagedata") => {
                self.stories.not_read.insert("picture");
                None
            }
            (Ns::VmlOffice, "OLEObject") => {
                self.stories.not_read.insert("object");
                None
            }
            _ => Some(Open::Plain),
        };
        match open {
            Some(open) => self.stack.push(open),
            None => xml.skip(depth)?,
        }
        Ok(())
    }

    /// What an element of WordprocessingML opens; nothing if it was read or is to be skipped.
    fn start_word(&mut self, xml: &mut Xml<'a>, element: &Element<'_>, name: &str) -> Result<Option<Open>, Error> {
        match name {
            "p" => return self.open_paragraph().map(Some),
            "r" => {
                let (marks, hidden) = self.marks(RunLook::default());
                return Ok(Some(Open::Run { marks, hidden, signs: None }));
            }
            "t" => return Ok(Some(Open::Text)),
            "tbl" => return self.open_table().map(Some),
            "tr" if matches!(self.structure(), Some(Open::Table(_))) => return Ok(Some(Open::Row(Box::default()))),
            "tc" if matches!(self.structure(), Some(Open::Row(_))) => return self.open_cell().map(Some),
            "sdt" => return Ok(Some(self.open_control())),
            "txbxContent" => return Ok(Some(Open::TextBox(Box::new(Flow::in_text_box())))),
            "ins" | "moveTo" => {
                self.stories.changes += 1;
                return Ok(self.stories.revisions.keeps_insertions().then_some(Open::Change(true, false)));
            }
            "del" | "moveFrom" => {
                self.stories.changes += 1;
                return Ok(self.stories.revisions.keeps_deletions().then_some(Open::Change(false, true)));
            }
            // What stands in a deletion that is kept.
            "delText" => return Ok(Some(Open::Text)),
            "pPr" => self.set_paragraph(xml)?,
            "rPr" => self.set_run(xml)?,
            "tblPr" => self.set_table(xml)?,
            "trPr" => self.set_row(xml)?,
            "tcPr" => self.set_cell(xml)?,
            "sdtPr" => {
                let properties = ControlProperties::read(xml)?;
                if let Some(Open::Control(control)) = self.stack.last_mut() {
                    control.properties = properties;
                }
            }
            "bookmarkStart" => {
                // Those between paragraphs stand around whole parts of the text: they name no paragraph.
                if let (Some(Open::Paragraph(draft)), Some(name)) = (self.structure(), element.attr("name")) {
                    draft.bookmarks.push(name.to_owned());
                }
            }
            // The comment belongs to what it begins beside; old programs mark only its end.
            "commentRangeStart" | "commentReference" => self.add_comment(element),
            "sectPr" => self.stories.headers.extend(section_headers(xml)?),
            "tab" | "ptab" => self.push("\t")?,
            "br" | "cr" => {
                self.push("\n")?;
                let is_page = element.attr("type") == Some("page") && !self.stories.is_rendered;
                self.stories.begin_page(is_page);
            }
            "lastRenderedPageBreak" => {
                let is_page = self.stories.is_rendered;
                self.stories.begin_page(is_page);
            }
            "noBreakHyphen" => self.push("\u{2011}")?,
            "sym" => self.push_symbol(element)?,
            "fldChar" => {
                if let Some(choice) = self.fields.mark(element.attr("fldCharType").unwrap_or_default()) {
                    self.push(&choice)?;
                }
                self.form_field(xml)?;
            }
            "instrText" | "delInstrText" => {
                let instruction = xml.text(xml.depth())?;
                self.fields.push(&instruction);
            }
            "fldSimple" => {
                let link = element.attr("instr").and_then(hyperlink);
                return Ok(Some(link.map_or(Open::Plain, Open::Link)));
            }
            "hyperlink" => return Ok(Some(self.open_link(element))),
            "altChunk" => {
                self.stories.not_read.insert("imported document");
            }
            // Separators between text and notes are no notes.
            "footnote" | "endnote" if element.attr("type").is_some_and(|kind| kind != "normal") => {}
            "softHyphen" | "tblGrid" | "tblPrEx" | "sdtEndPr" | "rt" => {}
            _ => return Ok(Some(Open::Plain)),
        }
        Ok(None)
    }

    /// Ends the element that began last.
    fn end(&mut self) -> Result<(), Error> {
        let text_bytes = self.stories.limits.text_bytes;
        match self.stack.pop() {
            Some(Open::Paragraph(draft)) => {
                self.fields.end_paragraph();
                self.nearest_flow().add(*draft, text_bytes)
            }
            Some(Open::Cell(cell)) => match self.structure() {
                Some(Open::Row(row)) => row.add(*cell, text_bytes),
                _ => Ok(()),
            },
            Some(Open::Row(row)) => match self.structure() {
                Some(Open::Table(table)) => table.add(*row, text_bytes),
                _ => Ok(()),
            },
            Some(Open::Table(table)) => self.nearest_flow().add_table(table.finish(), text_bytes),
            Some(Open::TextBox(flow)) => {
                let blocks = flow.finish(text_bytes)?;
                match self.stack.iter_mut().rev().find(|open| matches!(open, Open::Paragraph(_) | Open::TextBox(_))) {
                    Some(Open::Paragraph(draft)) => draft.after.extend(blocks),
                    _ => self.nearest_flow().add_table(blocks, text_bytes)?,
                }
                Ok(())
            }
            Some(Open::Control(control)) => self.close_control(*control),
            Some(
                Open::Plain
                | Open::Alternatives { .. }
                | Open::Run { .. }
                | Open::Text
                | Open::Link(_)
                | Open::Change(..),
            )
            | None => Ok(()),
        }
    }

    fn add_comment(&mut self, element: &Element<'_>) {
        let Some(id) = element.attr("id") else { return };
        let has_place = matches!(self.structure(), Some(Open::Paragraph(_)));
        if let Some(comment) = has_place.then(|| self.stories.comments.remove(id)).flatten()
            && let Some(Open::Paragraph(draft)) = self.structure()
        {
            draft.comments.push(comment);
        }
    }

    fn open_link(&self, element: &Element<'_>) -> Open {
        let address = element.attr_in(Ns::Relationship, "id").and_then(|id| self.stories.links.get(id));
        let target = match element.attr("anchor").or_else(|| element.attr("docLocation")) {
            Some(anchor) => target(address.map_or("", |address| &**address), anchor),
            None => address.cloned(),
        };
        target.map_or(Open::Plain, Open::Link)
    }

    fn open_paragraph(&mut self) -> Result<Open, Error> {
        if let Some(control) = self.nearest_control().filter(|control| !control.text.is_empty()) {
            control.push("\n", usize::MAX);
        }
        let mut draft = ParagraphDraft::default();
        if let Some(Open::Cell(cell)) =
            self.stack.iter().rev().find(|open| matches!(open, Open::Cell(_) | Open::TextBox(_)))
        {
            draft.table_look = cell.look();
        } else {
            self.admit()?;
        }
        draft.look = self.look;
        Ok(Open::Paragraph(Box::new(draft)))
    }

    /// Counts one more cell, or a paragraph outside cells.
    fn admit(&mut self) -> Result<(), Error> {
        self.stories.cells += 1;
        if self.stories.cells > self.stories.limits.cells {
            return Err(Error::Limit { limit: "cells", value: self.stories.limits.cells as u64 });
        }
        Ok(())
    }

    fn open_table(&mut self) -> Result<Open, Error> {
        self.stories.tables = self.stories.tables.saturating_add(1);
        let cell = self.stack.iter().rev().find_map(|open| match open {
            Open::Cell(cell) => Some(cell.at),
            _ => None,
        });
        let mut table = TableDraft::new(self.stories.tables, cell);
        table.set_style(self.stories.styles.table(None), TableProperties::default());
        Ok(Open::Table(Box::new(table)))
    }

    fn open_cell(&mut self) -> Result<Open, Error> {
        self.admit()?;
        let mut above = self.stack.iter().rev();
        let row = above.find_map(|open| if let Open::Row(row) = open { Some(row) } else { None });
        let table = above.find_map(|open| if let Open::Table(table) = open { Some(table) } else { None });
        match (row, table) {
            (Some(row), Some(table)) => Ok(Open::Cell(Box::new(table.cell(row)))),
            _ => Ok(Open::Plain),
        }
    }

    fn open_control(&mut self) -> Open {
        let first = match self.structure() {
            Some(Open::Row(row)) => row.len(),
            Some(Open::Table(table)) => table.len(),
            Some(Open::TextBox(flow)) => flow.len(),
            None => self.flow.len(),
            Some(_) => 0,
        };
        Open::Control(Box::new(ControlDraft { first, ..ControlDraft::default() }))
    }

    /// Gives a control to what it stands in, or to the first of what it encloses.
    fn close_control(&mut self, control: ControlDraft) -> Result<(), Error> {
        let Limits { text_bytes, part_bytes, .. } = *self.stories.limits;
        let ControlDraft { properties, text, first } = control;
        self.stories.control_bytes = self.stories.control_bytes.saturating_add(text.len() as u64);
        if self.stories.control_bytes > part_bytes {
            return Err(Error::Limit { limit: "part_bytes", value: part_bytes });
        }
        let is_inline = matches!(self.structure(), Some(Open::Paragraph(_)));
        if let Some(outer) = self.nearest_control() {
            if !is_inline && !outer.text.is_empty() {
                outer.push("\n", text_bytes);
            }
            outer.push(&text, text_bytes);
        }
        let choice = properties.choices.into_iter().find(|(shown, _)| *shown == text).map(|(_, value)| value);
        let control = ContentControl {
            tag: properties.tag,
            alias: properties.alias,
            placeholder: properties.placeholder,
            choice: choice.filter(|_| !properties.placeholder),
            date: properties.date,
            checked: properties.checked,
            text,
        };
        match self.structure() {
            Some(Open::Paragraph(draft)) => draft.controls.push(control),
            Some(Open::Cell(cell)) => cell.flow.add_control(control, 0),
            Some(Open::Row(row)) => {
                if let Some(cell) = row.cell_mut(first) {
                    cell.flow.add_control(control, 0);
                }
            }
            Some(Open::Table(table)) => {
                if let Some(cell) = table.cell_mut(first) {
                    cell.controls.push(control);
                }
            }
            Some(Open::TextBox(flow)) => flow.add_control(control, first),
            _ => self.flow.add_control(control, first),
        }
        Ok(())
    }

    fn set_paragraph(&mut self, xml: &mut Xml<'a>) -> Result<(), Error> {
        let format = xml.repeated(&mut self.known.paragraphs, |xml| ParagraphFormat::read(xml, self.stories))?;
        let stories = &mut *self.stories;
        stories.changes += u32::from(format.is_changed);
        let Some(Open::Paragraph(draft)) = self.stack.last_mut() else { return Ok(()) };
        let properties = &format.properties;
        stories.headers.extend(properties.headers.iter().cloned());
        stories.changes += u32::from(properties.mark.inserted) + u32::from(properties.mark.deleted);

        // A paragraph whose mark is deleted is printed as the beginning of the next one.
        draft.joins = stories.revisions.joins(properties.mark.inserted, properties.mark.deleted);
        let counts = format.is_in_list && !draft.joins;
        let label = if counts { stories.numbering.count(properties, stories.styles) } else { None };
        let by_list = label.as_ref().and_then(|label| label.indent);
        let indent = properties.indent.or(by_list).or(format.style_indent).unwrap_or(0);
        draft.indent = u8::try_from(indent.max(0).saturating_add(INDENT_STEP / 2) / INDENT_STEP).unwrap_or(u8::MAX);
        draft.list_label = label.map(|label| label.text).filter(|text| !text.trim().is_empty()).map(Into::into);
        draft.heading = format.heading;
        draft.look = format.look;
        draft.style.clone_from(&format.style);
        stories.begin_page(properties.page_break_before && !stories.is_rendered);
        Ok(())
    }

    /// Properties in the version that is read. Those that were changed with changes tracked count as a change.
    fn in_view<T>(&mut self, tracked: Tracked<T>) -> T {
        self.stories.changes += u32::from(tracked.before.is_some());
        tracked.in_view(self.stories.revisions)
    }

    fn set_run(&mut self, xml: &mut Xml<'a>) -> Result<(), Error> {
        let format = xml.repeated(&mut self.known.runs, |xml| RunFormat::read(xml, self.stories))?;
        self.stories.changes += u32::from(format.is_changed);
        let (marks, hidden) = self.marks(format.look);
        if let Some(run @ Open::Run { .. }) = self.stack.last_mut() {
            *run = Open::Run { marks, hidden, signs: format.signs };
        }
        Ok(())
    }

    fn set_table(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let properties = self.in_view(TableProperties::read(xml)?);
        if let Some(Open::Table(table)) = self.stack.last_mut() {
            table.set_style(self.stories.styles.table(properties.style.as_deref()), properties);
        }
        Ok(())
    }

    fn set_row(&mut self, xml: &mut Xml<'a>) -> Result<(), Error> {
        let format = xml.repeated(&mut self.known.rows, |xml| RowFormat::read(xml, self.stories))?;
        self.stories.changes += u32::from(format.is_changed);
        if let Some(Open::Row(row)) = self.stack.last_mut() {
            let properties = &format.properties;
            self.stories.changes += u32::from(properties.inserted) + u32::from(properties.deleted);
            row.set(properties.clone(), self.stories.revisions);
        }
        Ok(())
    }

    fn set_cell(&mut self, xml: &mut Xml<'a>) -> Result<(), Error> {
        let format = xml.repeated(&mut self.known.cells, |xml| CellFormat::read(xml, self.stories))?;
        self.stories.changes += u32::from(format.is_changed);
        if let Some(Open::Cell(cell)) = self.stack.last_mut() {
            let properties = &format.properties;
            let is_joined = properties.vertical_before.is_some();
            self.stories.changes +=
                u32::from(properties.inserted) + u32::from(properties.deleted) + u32::from(is_joined);
            cell.set(properties.clone(), self.stories.revisions);
        }
        Ok(())
    }

    /// How a run with these properties is printed where the stack stands.
    fn marks(&self, run: RunLook) -> (Marks, bool) {
        let paragraph = self.stack.iter().rev().find_map(|open| match open {
            Open::Paragraph(draft) => Some((draft.look, draft.table_look)),
            _ => None,
        });
        let (paragraph, table) = paragraph.unwrap_or_default();
        let (marks, hidden) = self.stories.styles.marks(run, paragraph, table);
        if self.stories.revisions != Revisions::Marked {
            return (marks, hidden);
        }
        // Of a row or cell that was inserted or deleted all text was.
        let changes = self.stack.iter().map(|open| match open {
            Open::Change(inserted, deleted) => (*inserted, *deleted),
            Open::Row(row) => row.change(),
            Open::Cell(cell) => cell.change(),
            _ => (false, false),
        });
        let (inserted, deleted) = changes.fold((false, false), |all, one| (all.0 | one.0, all.1 | one.1));
        (self.stories.revisions.marks(marks, inserted, deleted), hidden)
    }

    /// The font of the open run, if it prints signs for letters.
    fn signs(&self) -> Option<&'static str> {
        self.stack.iter().rev().find_map(|open| match open {
            Open::Run { signs, .. } => Some(*signs),
            _ => None,
        })?
    }

    /// Adds text to the paragraph and the control it stands in. Hidden text is nowhere, a placeholder only in
    /// its control.
    fn push(&mut self, text: &str) -> Result<(), Error> {
        if !self.fields.print() {
            return Ok(());
        }
        let text_bytes = self.stories.limits.text_bytes;
        let mut printed = None;
        let mut draft = None;
        let mut placeholder = false;
        let mut link = self.fields.link().cloned();
        let page = Some(self.stories.page).filter(|&page| page > 0);
        for open in self.stack.iter_mut().rev() {
            match open {
                Open::Run { hidden: true, .. } if draft.is_none() => return Ok(()),
                Open::Run { marks, .. } => printed = printed.or(Some(*marks)),
                Open::Link(target) if draft.is_none() => link = Some(Arc::clone(target)),
                Open::Paragraph(paragraph) if draft.is_none() => draft = Some(paragraph),
                Open::Control(control) => {
                    control.push(text, text_bytes);
                    placeholder = control.properties.placeholder;
                    break;
                }
                _ => {}
            }
        }
        if draft.is_none() {
            // The control was between the text and its paragraph.
            draft = self.stack.iter_mut().rev().find_map(|open| match open {
                Open::Paragraph(paragraph) => Some(paragraph),
                _ => None,
            });
        }
        let Some(draft) = draft else { return Ok(()) };
        if placeholder {
            draft.placeholder = true;
            return Ok(());
        }
        draft.page = draft.page.or(page);
        match link {
            Some(link) => draft.text.push_link(text, printed.unwrap_or_default(), &link),
            None => draft.text.push(text, printed.unwrap_or_default()),
        }
        check(&draft.text, text_bytes)
    }

    fn push_symbol(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let code = element.attr("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(|code| printed(element.attr("font"), code)) {
            Some(char) => self.push(char.encode_utf8(&mut [0; 4])),
            None => Ok(()),
        }
    }

    /// The box of an old form field, and the entry chosen in its list, are not written in the text: they stand in the
    /// field's data.
    fn form_field(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        match FormField::read(xml)? {
            Some(FormField::Box(true)) => self.push("☒"),
            Some(FormField::Box(false)) => self.push("☐"),
            Some(FormField::Choice(entry)) => {
                self.fields.choose(entry);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// The element that decides what may stand here: a paragraph, a part of a table, a text box.
    fn structure(&mut self) -> Option<&mut Open> {
        self.stack.iter_mut().rev().find(|open| {
            matches!(open, Open::Paragraph(_) | Open::Table(_) | Open::Row(_) | Open::Cell(_) | Open::TextBox(_))
        })
    }

    fn nearest_flow(&mut self) -> &mut Flow {
        let flow = self.stack.iter_mut().rev().find_map(|open| match open {
            Open::Cell(cell) => Some(&mut cell.flow),
            Open::TextBox(flow) => Some(&mut **flow),
            _ => None,
        });
        flow.unwrap_or(&mut self.flow)
    }

    fn nearest_control(&mut self) -> Option<&mut ControlDraft> {
        self.stack.iter_mut().rev().find_map(|open| match open {
            Open::Control(control) => Some(&mut **control),
            _ => None,
        })
    }
}

impl ControlDraft {
    /// Adds text. A control around a whole document stops at the limit of one text, since what it encloses is
    /// read where it stands.
    fn push(&mut self, text: &str, text_bytes: usize) {
        if self.text.len().saturating_add(text.len()) <= text_bytes {
            self.text.push_str(text);
        }
    }
}

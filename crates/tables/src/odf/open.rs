//! The stack of open elements, and what the reader asks of it.

use std::sync::Arc;

use super::cell::CellDraft;
use super::control::ControlDraft;
use super::flow::Flow;
use super::look::Look;
use super::paragraph::ParagraphDraft;
use super::stories::Stories;
use super::table::{RowDraft, TableDraft};
use crate::text::Marks;

/// An element whose end has not come yet.
pub(super) enum Open {
    /// Passed through.
    Plain,
    Paragraph(Box<ParagraphDraft>),
    /// A stretch of a paragraph, with all that holds for its text.
    Span(Look),
    /// A stretch that leads somewhere.
    Link(Look, Arc<str>),
    List,
    Item,
    Table(Box<TableDraft>),
    HeaderRows,
    HeaderColumns,
    /// A group of rows.
    RowGroup,
    /// A group of rows that is folded.
    HiddenRows,
    Row(Box<RowDraft>),
    Cell(Box<CellDraft>),
    TextBox(Box<Flow>),
    Note(Box<Flow>),
    Control(Box<ControlDraft>),
}

/// A story while it is read.
pub(super) struct Story<'s, 'd> {
    pub(super) stories: &'s mut Stories<'d>,
    pub(super) stack: Vec<Open>,
    pub(super) flow: &'s mut Flow,
    /// Tables outside cells are sheets.
    pub(super) sheets: bool,
}

impl Story<'_, '_> {
    /// What holds for text here: of the span or the paragraph that stands open.
    pub(super) fn look(&self) -> Look {
        let look = self.stack.iter().rev().find_map(|open| match open {
            Open::Span(look) | Open::Link(look, _) => Some(*look),
            Open::Paragraph(draft) => Some(draft.look),
            _ => None,
        });
        look.unwrap_or_default()
    }

    /// Where text leads here.
    pub(super) fn link(&self) -> Option<Arc<str>> {
        let inside = self.stack.iter().rev().take_while(|open| !matches!(open, Open::Paragraph(_)));
        let mut links = inside.filter_map(|open| if let Open::Link(_, target) = open { Some(target) } else { None });
        links.next().cloned()
    }

    /// The marks of text here by its look and by tracked changes; none where it is not read.
    pub(super) fn printed(&self) -> Option<Marks> {
        let revisions = self.stories.options.revisions;
        let is_inserted = self.stories.regions.is_inserted();
        let marks = self.marks().filter(|_| !revisions.joins(is_inserted, false))?;
        Some(revisions.marks(marks, is_inserted, false))
    }

    /// The marks of text here; none where it is not printed.
    pub(super) fn marks(&self) -> Option<Marks> {
        let look = self.look();
        (!look.is_hidden()).then(|| look.marks())
    }

    /// The paragraph that text belongs to, unless something else stands open in it. Text of a control goes there
    /// too; that of a placeholder only there.
    pub(super) fn text_here(&mut self) -> Option<&mut ParagraphDraft> {
        let in_placeholder = self.control().is_some_and(|draft| draft.control.placeholder);
        self.paragraph().filter(|_| !in_placeholder)
    }

    pub(super) fn paragraph(&mut self) -> Option<&mut ParagraphDraft> {
        match self.structure() {
            Some(Open::Paragraph(draft)) => Some(draft),
            _ => None,
        }
    }

    /// The control that text belongs to.
    pub(super) fn control(&mut self) -> Option<&mut ControlDraft> {
        let open =
            self.stack.iter_mut().rev().find(|open| !matches!(open, Open::Plain | Open::Span(_) | Open::Link(..)));
        if let Some(Open::Control(control)) = open { Some(control) } else { None }
    }

    /// The element that decides what may stand here.
    pub(super) fn structure(&mut self) -> Option<&mut Open> {
        self.stack.iter_mut().rev().find(|open| {
            use Open::{Cell, Note, Paragraph, Row, Table, TextBox};
            matches!(open, Paragraph(_) | Table(_) | Row(_) | Cell(_) | TextBox(_) | Note(_))
        })
    }

    /// Inside an item of a list, with nothing else between.
    pub(super) fn is_in_item(&mut self) -> bool {
        let open = self.stack.iter().rev().find(|open| !matches!(open, Open::Plain));
        matches!(open, Some(Open::Item))
    }

    pub(super) fn nearest_flow(&mut self) -> &mut Flow {
        let flow = self.stack.iter_mut().rev().find_map(|open| match open {
            Open::Cell(cell) => Some(&mut cell.flow),
            Open::TextBox(flow) | Open::Note(flow) => Some(&mut **flow),
            _ => None,
        });
        flow.unwrap_or(self.flow)
    }
}

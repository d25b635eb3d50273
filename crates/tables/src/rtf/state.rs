//! What holds for the text of a group, and comes back when the group ends.

use std::sync::Arc;

use super::words::{Destination, Number, Switch};
use crate::text::Marks;

/// The state of a group.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) destination: Destination,
    pub(super) run: RunState,
    pub(super) paragraph: ParagraphState,
    /// Characters after `\u` that repeat it for old readers.
    pub(super) unicode_skip: i32,
    /// Within content that is given twice: where its second form is to go.
    pub(super) twice: Option<Destination>,
    /// In the style sheet: the style is not one for paragraphs.
    pub(super) other_style: bool,
    /// Where text leads.
    pub(super) link: Option<Arc<str>>,
}

/// How characters look.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunState {
    pub(super) marks: Marks,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    pub(super) font: i32,
}

/// What the paragraph is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParagraphState {
    pub(super) in_table: bool,
    depth: i32,
    pub(super) indent: i32,
    pub(super) style: i32,
    pub(super) outline: Option<i32>,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            destination: Destination::Text,
            run: RunState::plain(0),
            paragraph: ParagraphState::default(),
            unicode_skip: 1,
            twice: None,
            other_style: false,
            link: None,
        }
    }

    /// Sets a number that belongs to the text.
    pub(super) fn set(&mut self, number: Number, value: Option<i32>) {
        let set = value.unwrap_or(0);
        match number {
            Number::Font => self.run.font = set,
            Number::UnicodeSkip => self.unicode_skip = value.unwrap_or(1).max(0),
            Number::Depth => self.paragraph.depth = set,
            Number::Indent => self.paragraph.indent = set,
            Number::Style => self.paragraph.style = set,
            Number::OutlineLevel => self.paragraph.outline = Some(set),
            _ => {}
        }
    }
}

impl RunState {
    /// The look without any property.
    pub(super) fn plain(font: i32) -> Self {
        Self { marks: Marks::default(), hidden: false, deleted: false, inserted: false, font }
    }

    /// Sets a property on or off.
    pub(super) fn switch(&mut self, switch: Switch, on: bool) {
        let property = match switch {
            Switch::Bold => &mut self.marks.bold,
            Switch::Italic => &mut self.marks.italic,
            Switch::Underline => &mut self.marks.underline,
            Switch::Strike => &mut self.marks.strike,
            Switch::Superscript => &mut self.marks.superscript,
            Switch::Hidden => &mut self.hidden,
            Switch::Deleted => &mut self.deleted,
            Switch::Inserted => &mut self.inserted,
        };
        *property = on;
    }
}

impl ParagraphState {
    /// Tables around the paragraph.
    pub(super) fn depth(&self) -> usize {
        usize::try_from(self.depth.max(i32::from(self.in_table))).unwrap_or(0)
    }
}

//! Paragraphs, cells, rows and the stories they stand in.

use super::dttm;
use super::reader::Reader;
use super::row::RowDefinition;
use super::state::{ParagraphState, State};
use super::words::{Destination, Number, Side};
use crate::cell_marks::{Line, Story, heading_by_outline, indent_level, plain};
use crate::document::{Block, Comment, Role};
use crate::docx::symbols::with_signs;
use crate::error::Error;

/// A story whose end has not come yet.
pub(super) struct OpenStory {
    pub(super) story: Story,
    /// None for the body.
    side: Option<Side>,
    is_endnote: bool,
    /// How many groups are open while it is.
    groups: usize,
    row: RowDefinition,
    nested_row: RowDefinition,
}

/// A story beside the body that is over.
pub(super) struct SideStory {
    pub(super) role: Role,
    is_endnote: bool,
    pub(super) blocks: Vec<Block>,
}

impl OpenStory {
    /// The body, which no group ends.
    pub(super) fn body() -> Self {
        Self::new(Role::Body, None, 0)
    }

    fn new(role: Role, side: Option<Side>, groups: usize) -> Self {
        Self {
            story: Story::new(role),
            side,
            is_endnote: false,
            groups,
            row: RowDefinition::default(),
            nested_row: RowDefinition::default(),
        }
    }
}

impl SideStory {
    /// Headers and footers come first, in the order of the file; then the notes.
    pub(super) fn order(&self) -> u8 {
        match (self.role, self.is_endnote) {
            (Role::Note, false) => 1,
            (Role::Note, true) => 2,
            _ => 0,
        }
    }
}

impl Side {
    fn role(self) -> Role {
        match self {
            Self::Header => Role::Header,
            Self::Footer => Role::Footer,
            Self::Footnote => Role::Note,
            Self::TextBox => Role::TextBox,
            Self::Comment => Role::Note,
        }
    }
}

impl Reader<'_> {
    /// Begins a story that lasts as long as the group.
    pub(super) fn begin_side(&mut self, side: Side) -> Result<(), Error> {
        self.state.destination = Destination::Text;
        self.state.paragraph = ParagraphState::default();
        self.stories.push(OpenStory::new(side.role(), Some(side), self.groups.len()));
        Ok(())
    }

    /// The open note is an endnote.
    pub(super) fn make_endnote(&mut self) {
        if let Some(open) = self.stories.last_mut() {
            open.is_endnote = open.side == Some(Side::Footnote);
        }
    }

    /// Ends the stories that began in a group which is over. `inner` is the state at its end.
    pub(super) fn close_stories(&mut self, inner: &State) -> Result<(), Error> {
        while let Some(open) = self.stories.pop_if(|open| open.groups > self.groups.len()) {
            self.close_story(open, inner)?;
        }
        Ok(())
    }

    /// Ends all stories; gives the blocks of the body.
    pub(super) fn close_all_stories(&mut self) -> Result<Vec<Block>, Error> {
        let state = self.state.clone();
        while let Some(open) = self.stories.pop() {
            if open.side.is_none() {
                let line = self.line(&state);
                return open.story.finish(line, &mut self.counts);
            }
            self.close_story(open, &state)?;
        }
        Ok(Vec::new())
    }

    fn close_story(&mut self, open: OpenStory, state: &State) -> Result<(), Error> {
        let line = self.line(state);
        let blocks = open.story.finish(line, &mut self.counts)?;
        match open.side {
            Some(Side::TextBox) | None => {
                if let Some(outer) = self.stories.last_mut() {
                    outer.story.anchor(blocks);
                }
            }
            Some(Side::Comment) => {
                let author = std::mem::take(&mut self.comment_author);
                let date = dttm::date(&std::mem::take(&mut self.comment_date));
                if let Some(outer) = self.stories.last_mut() {
                    outer.story.comment(Comment::new(plain(&blocks)).by(Some(author)).on(date));
                }
            }
            Some(side) => self.sides.push(SideStory { role: side.role(), is_endnote: open.is_endnote, blocks }),
        }
        Ok(())
    }

    pub(super) fn end_paragraph(&mut self) -> Result<(), Error> {
        // A paragraph whose mark is gone is printed as the beginning of the next one.
        let is_gone = self.revisions.joins(self.state.run.inserted, self.state.run.deleted);
        if self.is_text() && !is_gone {
            let line = self.line(&self.state.clone());
            if let Some(open) = self.stories.last_mut() {
                open.story.end_paragraph(line, &mut self.counts)?;
            }
        }
        Ok(())
    }

    /// A section ends its last paragraph, if nothing else did.
    pub(super) fn end_section(&mut self) -> Result<(), Error> {
        match self.stories.last() {
            Some(open) if !open.story.is_at_start() => self.end_paragraph(),
            _ => Ok(()),
        }
    }

    /// Ends a cell of the outermost table.
    pub(super) fn end_cell(&mut self) -> Result<(), Error> {
        self.end_cell_at(|_| 1)
    }

    pub(super) fn end_nested_cell(&mut self) -> Result<(), Error> {
        self.end_cell_at(|depth| depth.max(2))
    }

    fn end_cell_at(&mut self, depth: impl Fn(usize) -> usize) -> Result<(), Error> {
        if self.is_text() {
            let mut line = self.line(&self.state.clone());
            line.depth = depth(line.depth);
            if let Some(open) = self.stories.last_mut() {
                open.story.end_cell(line, &mut self.counts)?;
            }
        }
        Ok(())
    }

    /// Ends a row of the outermost table, with the definition that was given last.
    pub(super) fn end_row(&mut self) -> Result<(), Error> {
        match self.stories.last_mut() {
            Some(open) => open.story.end_row(1, &open.row.shape, &mut self.counts),
            None => Ok(()),
        }
    }

    /// Ends a row of a nested table; its definition stands around the word.
    pub(super) fn end_nested_row(&mut self) -> Result<(), Error> {
        let depth = self.state.paragraph.depth().max(2);
        match self.stories.last_mut() {
            Some(open) => open.story.end_row(depth, &open.nested_row.shape, &mut self.counts),
            None => Ok(()),
        }
    }

    /// Begins the definition of a row.
    pub(super) fn begin_row(&mut self) {
        if let Some(row) = self.row() {
            *row = RowDefinition::default();
        }
    }

    /// The definition of a row that the group belongs to.
    pub(super) fn row(&mut self) -> Option<&mut RowDefinition> {
        let is_nested = self.state.destination == Destination::NestedRow;
        let open = self.stories.last_mut()?;
        Some(if is_nested { &mut open.nested_row } else { &mut open.row })
    }

    /// Sets a number of the row that is being defined.
    pub(super) fn row_number(&mut self, property: Number, value: i32) {
        let is_nested = self.state.destination == Destination::NestedRow;
        if let Some(open) = self.stories.last_mut() {
            let row = if is_nested { &mut open.nested_row } else { &mut open.row };
            row.set(property, value, &self.header);
        }
    }

    fn is_text(&self) -> bool {
        self.state.destination == Destination::Text
    }

    /// What the open paragraph is.
    fn line(&mut self, state: &State) -> Line {
        let paragraph = state.paragraph;
        let (style, by_style) = self.header.style(paragraph.style);
        let label = std::mem::take(&mut self.label);
        // LibreOffice names no font before the sign of a list.
        let label = with_signs(None, label.trim());
        Line {
            depth: paragraph.depth(),
            style,
            heading: paragraph.outline.map_or(by_style, heading_by_outline),
            indent: indent_level(paragraph.indent),
            list_label: (!label.is_empty()).then(|| Box::from(&*label)),
        }
    }
}

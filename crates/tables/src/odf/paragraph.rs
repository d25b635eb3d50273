//! A paragraph whose end has not come yet, with the white space of XML taken for what it is.

use std::sync::Arc;

use super::look::Look;
use crate::document::{Block, Comment, ContentControl, Paragraph, ParagraphDetails, Role};
use crate::error::Error;
use crate::place::Place;
use crate::text::{Marks, RichText};

/// A paragraph under construction.
#[derive(Default)]
pub(super) struct ParagraphDraft {
    text: RichText,
    /// How text outside spans is printed.
    pub(super) look: Look,
    pub(super) style: Option<Arc<str>>,
    pub(super) heading: Option<u8>,
    pub(super) list_label: Option<Box<str>>,
    pub(super) indent: u8,
    pub(super) controls: Vec<ContentControl>,
    /// Names of the bookmarks that begin in it.
    pub(super) bookmarks: Vec<String>,
    pub(super) comments: Vec<Comment>,
    /// The page its text begins on.
    pub(super) page: Option<u32>,
    /// The text boxes anchored in it.
    pub(super) after: Vec<Block>,
    /// Deleted text stood here.
    pub(super) deletion: bool,
    /// Its end was inserted and is not read: it goes on in the next paragraph.
    pub(super) joins: bool,
    space: Space,
}

/// White space in XML counts once, and not at all where a paragraph begins.
#[derive(Default, Clone, Copy)]
enum Space {
    /// Nothing but white space so far.
    #[default]
    Leading,
    /// After something visible.
    None,
    /// One space is due before whatever comes next. `written` if it stands in the file as just that, and not
    /// as a line end or as several characters: then it counts at the end too.
    Due { marks: Marks, written: bool },
}

impl ParagraphDraft {
    /// Adds character data. Spaces, tabs and line ends run together; soft hyphens are where no line ends.
    pub(super) fn push_data(
        &mut self,
        data: &str,
        marks: Marks,
        link: Option<&Arc<str>>,
        text_bytes: usize,
    ) -> Result<(), Error> {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut rest = data;
        while let Some(first) = rest.chars().next() {
            let white = is_space(first);
            let end = rest.find(|c| is_space(c) != white).unwrap_or(rest.len());
            let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            rest = after;
            if white {
                self.space = match self.space {
                    Space::Leading => Space::Leading,
                    Space::None => Space::Due { marks, written: piece == " " },
                    Space::Due { marks, .. } => Space::Due { marks, written: false },
                };
            } else if piece.contains('\u{AD}') {
                self.push(&piece.replace('\u{AD}', ""), marks, link, text_bytes)?;
            } else {
                self.push(piece, marks, link, text_bytes)?;
            }
        }
        Ok(())
    }

    /// Adds text as it is: what an element such as `text:tab` stands for.
    pub(super) fn push(
        &mut self,
        text: &str,
        marks: Marks,
        link: Option<&Arc<str>>,
        text_bytes: usize,
    ) -> Result<(), Error> {
        if let Space::Due { marks, .. } = self.space {
            self.text.push(" ", marks);
        }
        self.space = Space::None;
        match link {
            Some(link) => self.text.push_link(text, marks, link),
            None => self.text.push(text, marks),
        }
        check(&self.text, text_bytes)
    }

    /// Adds so many spaces.
    pub(super) fn push_spaces(
        &mut self,
        count: usize,
        marks: Marks,
        link: Option<&Arc<str>>,
        text_bytes: usize,
    ) -> Result<(), Error> {
        if count > text_bytes {
            return Err(Error::Limit { limit: "text_bytes", value: text_bytes as u64 });
        }
        self.push(&" ".repeat(count), marks, link, text_bytes)
    }

    /// The text, complete.
    pub(super) fn take_text(&mut self) -> RichText {
        if let Space::Due { marks, written: true } = self.space {
            self.text.push(" ", marks);
        }
        self.space = Space::None;
        std::mem::take(&mut self.text)
    }

    /// Puts text before all other.
    pub(super) fn put_before(&mut self, mut text: RichText) {
        text.append(&std::mem::take(&mut self.text));
        self.text = text;
    }

    /// The paragraph without its text boxes.
    pub(super) fn finish(mut self, role: Role) -> (Paragraph, Vec<Block>) {
        let place = Place::paragraph(0).on_page(self.page);
        let mut paragraph = Paragraph::new(self.take_text(), place).with(ParagraphDetails {
            style: self.style,
            list_label: self.list_label,
            indent: self.indent,
            controls: self.controls,
            bookmarks: self.bookmarks,
            comments: self.comments,
        });
        paragraph.role = role;
        paragraph.heading = self.heading;
        (paragraph, self.after)
    }
}

/// Refuses a text over the limit.
pub(super) fn check(text: &RichText, text_bytes: usize) -> Result<(), Error> {
    if text.as_str().len() > text_bytes {
        return Err(Error::Limit { limit: "text_bytes", value: text_bytes as u64 });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_runs_together_across_pieces() {
        for (pieces, expected) in [
            (&["\n  Plan\n  stratégique\n"][..], "Plan stratégique"),
            (&["a ", " b"], "a b"),
            (&["a", " ", "b "], "a b "),
            (&["a\u{A0} \u{A0}b"], "a\u{A0} \u{A0}b"),
            (&["coor\u{AD}dination"], "coordination"),
            (&["   "], ""),
        ] {
            let mut draft = ParagraphDraft::default();
            for piece in pieces {
                draft.push_data(piece, Marks::default(), None, 100).unwrap();
            }
            assert_eq!(draft.take_text().as_str(), expected, "{pieces:?}");
        }
    }

    #[test]
    fn spaces_of_their_own_element_all_count() {
        let mut draft = ParagraphDraft::default();
        draft.push_spaces(2, Marks::default(), None, 100).unwrap();
        draft.push_data(" a ", Marks::default(), None, 100).unwrap();
        draft.push_spaces(2, Marks::default(), None, 100).unwrap();
        assert_eq!(draft.take_text().as_str(), "   a   ");
        assert!(draft.push_spaces(usize::MAX, Marks::default(), None, 100).is_err());
    }
}

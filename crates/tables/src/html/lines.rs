//! Text as a browser sets it: white space collapsed, line breaks where blocks begin and end.

use std::sync::Arc;

use crate::error::Error;
use crate::text::{Marks, RichText};

/// The lines of a cell or of a paragraph while they are read.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: RichText,
    /// White space after the last word, printed only if another word follows on the line.
    space: Option<Marks>,
    /// Hard spaces at the start of the line: content before a word, a blank line without one.
    held: String,
    /// A word stands on the line.
    started: bool,
    /// Line breaks before the next word.
    breaks: usize,
    /// The label of the first line, while it is read.
    label: Option<String>,
}

/// Past this many characters a text is no label.
const LONGEST_LABEL: usize = 24;

/// Signs of Word's symbol fonts, as its HTML spells them.
const LABEL_SIGNS: [(&str, &str); 3] = [("·", "•"), ("§", "▪"), ("\u{F0B7}", "•")];

impl Lines {
    /// Adds text of one look.
    pub(super) fn push(
        &mut self,
        text: &str,
        marks: Marks,
        link: Option<&Arc<str>>,
        preserve: bool,
        limit: usize,
    ) -> Result<(), Error> {
        let mut word = String::new();
        for char in text.chars() {
            match char {
                '\n' if preserve => {
                    self.word(&mut word, marks, link);
                    self.line_break();
                }
                ' ' | '\t' | '\n' | '\r' | '\u{0C}' if !preserve => {
                    self.word(&mut word, marks, link);
                    if self.is_open() && self.space.is_none() {
                        self.space = Some(marks);
                    }
                }
                '\u{A0}' | ' ' if !self.started && word.is_empty() => self.held.push(char),
                // A browser shows nothing of them, and of a soft hyphen only where it breaks a line.
                '\r' | '\u{FEFF}' | '\u{AD}' => {}
                char if char.is_control() && !matches!(char, '\t' | '\n') => {}
                char => word.push(char),
            }
            self.check(word.len(), limit)?;
        }
        self.word(&mut word, marks, link);
        self.check(0, limit)
    }

    /// Ends the line, `<br>`. A break that nothing follows shows nothing.
    pub(super) fn line_break(&mut self) {
        self.breaks = self.breaks.saturating_add(1);
        self.close_line();
    }

    /// Ends the line if there is one: a block begins or ends.
    pub(super) fn boundary(&mut self) {
        if self.is_open() {
            self.line_break();
        }
    }

    /// Nothing but white space stands there.
    pub(super) fn is_blank(&self) -> bool {
        self.text.as_str().is_empty() && !self.started
    }

    /// Adds to the label of the first line.
    pub(super) fn push_label(&mut self, text: &str) {
        if self.is_blank() {
            let label = self.label.get_or_insert_default();
            let room = LONGEST_LABEL.saturating_sub(label.chars().count());
            label.extend(text.chars().filter(|char| !char.is_whitespace()).take(room));
        }
    }

    /// Gives the first line a label.
    pub(super) fn set_label(&mut self, label: Option<String>) {
        if self.is_blank() {
            self.label = label;
        }
    }

    /// Takes what stands on the first line so far for its label, if it is short; true if it was.
    pub(super) fn text_is_label(&mut self) -> bool {
        let text = self.text.as_str();
        let short = self.label.is_none() && self.started && text.chars().count() <= LONGEST_LABEL;
        let is_label = short && !text.contains(['\n', ' ']);
        if is_label {
            let label = Some(text.to_owned());
            *self = Self { label, ..Self::default() };
        }
        is_label
    }

    /// The text and its label; the text is empty if nothing of it can be seen.
    pub(super) fn take(&mut self) -> (RichText, Option<String>) {
        let lines = std::mem::take(self);
        let label = lines.label.filter(|label| !label.is_empty()).map(|label| {
            LABEL_SIGNS.iter().find(|(sign, _)| *sign == label).map_or(label, |(_, shown)| (*shown).to_owned())
        });
        (lines.text, label)
    }

    /// Something stands on the line.
    pub(super) fn is_open(&self) -> bool {
        self.started || !self.held.is_empty()
    }

    fn close_line(&mut self) {
        self.space = None;
        self.held.clear();
        self.started = false;
        if self.text.as_str().is_empty() {
            self.breaks = 0;
        }
    }

    /// Prints a word after all that had to wait for one.
    fn word(&mut self, word: &mut String, marks: Marks, link: Option<&Arc<str>>) {
        if word.is_empty() {
            return;
        }
        // A break takes the marks of the line before it, so that it adds no stretch of its own.
        let before = self.text.last_marks();
        for _ in 0..std::mem::take(&mut self.breaks) {
            self.text.push("\n", before);
        }
        self.text.push(&std::mem::take(&mut self.held), marks);
        if let Some(space) = self.space.take() {
            self.text.push(" ", space);
        }
        match link {
            Some(link) => self.text.push_link(word, marks, link),
            None => self.text.push(word, marks),
        }
        self.started = true;
        word.clear();
    }

    fn check(&self, more: usize, limit: usize) -> Result<(), Error> {
        let bytes = self.text.as_str().len().saturating_add(self.held.len()).saturating_add(self.breaks);
        if bytes.saturating_add(more) > limit {
            return Err(Error::Limit { limit: "text_bytes", value: limit as u64 });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[&str]) -> String {
        let mut lines = Lines::default();
        for piece in pieces {
            match *piece {
                "<br>" => lines.line_break(),
                "<p>" => lines.boundary(),
                text => lines.push(text, Marks::default(), None, false, 1000).unwrap_or_default(),
            }
        }
        lines.take().0.as_str().to_owned()
    }

    #[test]
    fn white_space_is_collapsed_across_pieces() {
        assert_eq!(shown(&["  a \n\t b", " ", " c  "]), "a b c");
        assert_eq!(shown(&["a", "b"]), "ab");
        assert_eq!(shown(&["a ", "<br>", " b"]), "a\nb");
    }

    #[test]
    fn a_break_that_nothing_follows_shows_nothing() {
        assert_eq!(shown(&["a", "<br>", "<p>"]), "a");
        assert_eq!(shown(&["<p>", "<br>", "<p>"]), "");
        assert_eq!(shown(&["a", "<br>", "<br>", "b", "<br>", "<br>"]), "a\n\nb");
    }

    #[test]
    fn blank_paragraphs_between_others_are_blank_lines() {
        for blank in ["<br>", "\u{A0}"] {
            assert_eq!(shown(&["<p>", "a", "<p>", blank, "<p>", "b", "<p>"]), "a\n\nb");
        }
        assert_eq!(shown(&["a", "<p>", " ", "<p>", "b"]), "a\nb");
        assert_eq!(shown(&["<p>", "\u{A0}", "<p>"]), "");
    }

    #[test]
    fn hard_spaces_beside_words_are_kept() {
        assert_eq!(shown(&["\u{A0}\u{A0}- a\u{A0}:"]), "\u{A0}\u{A0}- a\u{A0}:");
    }

    #[test]
    fn preformatted_text_stands_as_written() {
        let mut lines = Lines::default();
        lines.push("a  b\n  c\n", Marks::default(), None, true, 1000).unwrap_or_default();
        assert_eq!(lines.take().0.as_str(), "a  b\n  c");
    }

    #[test]
    fn a_text_has_a_limit() {
        let limit = Err(Error::Limit { limit: "text_bytes", value: 5 });
        assert_eq!(Lines::default().push("abcdef", Marks::default(), None, false, 5), limit);
        let mut lines = Lines::default();
        assert_eq!(lines.push("a", Marks::default(), None, false, 5), Ok(()));
        (0..9).for_each(|_| lines.line_break());
        assert_eq!(lines.push("b", Marks::default(), None, false, 5), limit);
    }
}

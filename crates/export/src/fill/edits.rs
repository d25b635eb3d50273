//! Changes of a text by the bytes they concern: what is not named stays as it is.

use std::ops::Range;

/// Changes of one part, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Edits {
    list: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Puts text where a range stands; an empty range is an insertion. A second text for a range takes the place of
    /// the first.
    pub(crate) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        if !range.is_empty() {
            self.list.retain(|(known, _)| *known != range);
        }
        self.list.push((range, text.into()));
    }

    /// Puts text before a byte.
    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Takes a range out.
    pub(crate) fn remove(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    /// What was already put where a range stands.
    pub(crate) fn replaced(&self, range: &Range<usize>) -> Option<&str> {
        self.list.iter().find(|(known, _)| known == range).map(|(_, text)| text.as_str())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The range of a text with its changes. Of changes that overlap the one that begins first is made; insertions at
    /// one place come in the order they were asked for.
    pub(crate) fn apply(&self, text: &str, range: Range<usize>) -> String {
        let mut sorted: Vec<&(Range<usize>, String)> = self.list.iter().collect();
        sorted.sort_by_key(|(range, _)| (range.start, !range.is_empty()));
        let mut made = String::with_capacity(range.len());
        let mut at = range.start;
        for (changed, new) in sorted {
            if changed.start < at || changed.end > range.end {
                continue;
            }
            made.push_str(text.get(at..changed.start).unwrap_or_default());
            made.push_str(new);
            at = changed.end;
        }
        made.push_str(text.get(at..range.end).unwrap_or_default());
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_the_order_of_their_bytes() {
        let mut edits = Edits::default();
        edits.remove(4..5);
        edits.insert(2, "x");
        edits.insert(2, "y");
        edits.replace(4..9, "overlaps");
        assert_eq!(edits.apply("abcdefghij", 0..10), "abxycdfghij");
        assert_eq!(edits.apply("abcdefghij", 3..10), "dfghij");
    }
}

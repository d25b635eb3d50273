//! An XML part as a tree over its own text: every element knows the bytes it stands in, so that a change is made in
//! the text itself and nothing else is written anew.

use std::ops::Range;

use quick_xml::events::Event;

use super::BlankError;
use super::edits::Edits;

/// Elements in elements beyond which a part is hostile.
const MOST_DEEP: usize = 256;
/// Elements and texts of a part beyond which it is no form.
const MOST_NODES: usize = 1_000_000;

/// Number of an element or text in its tree.
pub(crate) type Id = usize;

/// An element or a text.
#[derive(Debug)]
pub(crate) struct Node {
    /// Name as written; empty for a text.
    name: Range<usize>,
    /// From `<` to the last `>`.
    pub(crate) whole: Range<usize>,
    /// Between the tags; empty for an element without end tag.
    pub(crate) inside: Range<usize>,
    pub(crate) parent: Id,
    pub(crate) children: Vec<Id>,
}

impl Node {
    /// Written as one tag: `<w:p/>`.
    pub(crate) fn is_one_tag(&self) -> bool {
        self.inside.start == self.whole.end
    }
}

/// The tree; number 0 is the document.
#[derive(Debug)]
pub(crate) struct Tree<'x> {
    pub(crate) text: &'x str,
    nodes: Vec<Node>,
}

impl<'x> Tree<'x> {
    /// Cuts a part into its elements.
    pub(crate) fn new(part: &str, text: &'x str) -> Result<Self, BlankError> {
        let broken = |problem: String| BlankError::Xml { part: part.to_owned(), problem };
        // The reader counts from behind a byte order mark.
        let offset = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut reader = quick_xml::Reader::from_str(text.get(offset..).unwrap_or_default());
        let all = 0..text.len();
        let root = Node { name: 0..0, whole: all.clone(), inside: all, parent: 0, children: Vec::new() };
        let mut tree = Self { text, nodes: vec![root] };
        let mut open = vec![0];
        let mut at = offset;
        loop {
            let event = reader.read_event().map_err(|error| broken(error.to_string()))?;
            let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).saturating_add(offset);
            let whole = at..end.min(text.len());
            at = end;
            let parent = open.last().copied().unwrap_or_default();
            let name = |length: usize| whole.start + 1..whole.start + 1 + length;
            match event {
                Event::Start(start) => {
                    let id = tree.add(parent, name(start.name().as_ref().len()), whole.clone());
                    open.push(id);
                    if open.len() > MOST_DEEP {
                        return Err(BlankError::TooLarge { part: part.to_owned() });
                    }
                }
                Event::Empty(tag) => {
                    tree.add(parent, name(tag.name().as_ref().len()), whole);
                }
                Event::End(_) => {
                    if let Some(node) = open.pop().filter(|id| *id > 0).and_then(|id| tree.nodes.get_mut(id)) {
                        node.inside.end = whole.start;
                        node.whole.end = whole.end;
                    }
                }
                Event::Text(_) | Event::GeneralRef(_) => {
                    tree.add(parent, 0..0, whole);
                }
                Event::Eof => break,
                // Comments, instructions and CDATA are kept by not being touched.
                _ => {}
            }
            if tree.nodes.len() > MOST_NODES {
                return Err(BlankError::TooLarge { part: part.to_owned() });
            }
        }
        if open.len() > 1 {
            return Err(broken("an element does not end".to_owned()));
        }
        Ok(tree)
    }

    fn add(&mut self, parent: Id, name: Range<usize>, whole: Range<usize>) -> Id {
        let id = self.nodes.len();
        let inside = whole.end..whole.end;
        self.nodes.push(Node { name, whole, inside, parent, children: Vec::new() });
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(id);
        }
        id
    }

    /// An element; number 0 when there is none of this number.
    pub(crate) fn node(&self, id: Id) -> &Node {
        // Ids are only given out by this tree, whose first node is always there.
        &self.nodes[if id < self.nodes.len() { id } else { 0 }]
    }

    /// The text of a range.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'x str {
        self.text.get(range).unwrap_or_default()
    }

    /// The name as written, with its prefix; none for a text.
    pub(crate) fn name(&self, id: Id) -> &'x str {
        self.slice(self.node(id).name.clone())
    }

    /// The name without its prefix.
    pub(crate) fn local(&self, id: Id) -> &'x str {
        let name = self.name(id);
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    pub(crate) fn is_text(&self, id: Id) -> bool {
        self.node(id).name.is_empty()
    }

    /// The first child of a name.
    pub(crate) fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.node(id).children.iter().copied().find(|child| self.name(*child) == name)
    }

    /// The first element of a name on a path of children.
    pub(crate) fn path(&self, id: Id, names: &[&str]) -> Option<Id> {
        names.iter().try_fold(id, |at, name| self.child(at, name))
    }

    /// Everything below an element in printed order, without itself.
    pub(crate) fn below(&self, id: Id) -> Vec<Id> {
        let mut found = Vec::new();
        let mut open: Vec<Id> = self.node(id).children.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            found.push(id);
            open.extend(self.node(id).children.iter().rev());
        }
        found
    }

    /// The elements around one, the nearest first.
    pub(crate) fn around(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), |id| Some(self.node(*id).parent).filter(|parent| *parent != 0)).skip(1)
    }

    /// Where an element's opening tag stands.
    pub(crate) fn tag(&self, id: Id) -> Range<usize> {
        let node = self.node(id);
        node.whole.start..if node.is_one_tag() { node.whole.end } else { node.inside.start.min(node.whole.end) }
    }

    /// The attributes of an element: name, where the value stands, where the attribute stands with the space before.
    pub(crate) fn attributes(&self, id: Id) -> Vec<(&'x str, Range<usize>, Range<usize>)> {
        let tag = self.tag(id);
        let mut found = Vec::new();
        let mut at = self.node(id).name.end;
        while at < tag.end {
            let rest = self.slice(at..tag.end);
            let Some(equal) = rest.find('=') else { break };
            let name = rest.get(..equal).unwrap_or_default().trim();
            let Some(quote) = rest.get(equal + 1..).and_then(|rest| rest.find(['"', '\''])) else { break };
            let from = equal + 1 + quote;
            let sign = rest.get(from..=from).unwrap_or("\"");
            let Some(length) = rest.get(from + 1..).and_then(|rest| rest.find(sign)) else { break };
            let value = at + from + 1..at + from + 1 + length;
            found.push((name, value.clone(), at..value.end + 1));
            at = value.end + 1;
        }
        found
    }

    /// The value of an attribute as written.
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&'x str> {
        let found = self.attributes(id).into_iter().find(|(known, ..)| *known == name);
        found.map(|(_, value, _)| self.slice(value))
    }

    /// The value of an attribute without its entities.
    pub(crate) fn value(&self, id: Id, name: &str) -> Option<String> {
        let raw = self.attribute(id, name)?;
        Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |value| value.into_owned()))
    }

    /// Puts markup at the end of an element, whether or not it has an end tag of its own.
    pub(crate) fn append(&self, id: Id, markup: &str, edits: &mut Edits) {
        let node = self.node(id);
        if node.is_one_tag() {
            let slash = node.whole.end.saturating_sub(2)..node.whole.end;
            edits.replace(slash, format!(">{markup}</{}>", self.name(id)));
        } else {
            edits.insert(node.inside.end, markup);
        }
    }

    /// The signs of a text with the bytes each stands in.
    pub(crate) fn signs(&self, id: Id, into: &mut Vec<Sign>) {
        let range = self.node(id).whole.clone();
        let raw = self.slice(range.clone());
        if raw.starts_with('&') {
            let c = quick_xml::escape::unescape(raw).ok().and_then(|text| text.chars().next());
            into.push(Sign { c: c.unwrap_or('\u{fffd}'), at: range });
            return;
        }
        for (at, c) in raw.char_indices() {
            let start = range.start + at;
            into.push(Sign { c, at: start..start + c.len_utf8() });
        }
    }
}

/// A sign of a text and the bytes it stands in: none for the end of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sign {
    pub(crate) c: char,
    pub(crate) at: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_knows_its_bytes_and_its_attributes() {
        let text = "\u{feff}<?xml version=\"1.0\"?><a x=\"1\" y='2 > 1'><b/>é&amp;<c>z</c></a>";
        let tree = Tree::new("a.xml", text).unwrap();
        let a = tree.child(0, "a").unwrap();
        assert_eq!(tree.slice(tree.node(a).inside.clone()), "<b/>é&amp;<c>z</c>");
        assert_eq!(tree.attribute(a, "y"), Some("2 > 1"));
        let names: Vec<&str> = tree.below(a).into_iter().map(|id| tree.slice(tree.node(id).whole.clone())).collect();
        assert_eq!(names, ["<b/>", "é", "&amp;", "<c>z</c>", "z"]);
    }

    #[test]
    fn broken_and_deep_parts_are_refused() {
        assert!(Tree::new("a.xml", "<a><b></a>").is_err());
        assert!(Tree::new("a.xml", "<a>").is_err());
        assert!(Tree::new("a.xml", &"<a>".repeat(300)).is_err());
    }
}

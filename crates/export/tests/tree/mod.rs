//! Reads back what was written, as trees, with nothing of the writer: zip and quick-xml only.

#![allow(clippy::unwrap_used, dead_code, reason = "reader for tests, each using some")]

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element, or a text (without a name).
#[derive(Debug, Clone, Default)]
pub struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    pub text: String,
}

/// Every part of a package: name and content.
pub fn parts(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The root of a part.
pub fn part(package: &[u8], name: &str) -> Node {
    let (_, content) = parts(package).into_iter().find(|(part, _)| part == name).unwrap();
    parse(&content)
}

/// The root of an XML text; panics when it is not well formed.
pub fn parse(xml: &[u8]) -> Node {
    let text = std::str::from_utf8(xml).unwrap();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => open.last_mut().unwrap().children.push(node(&start)),
            Event::End(_) => {
                let closed = open.pop().unwrap();
                open.last_mut().unwrap().children.push(closed);
            }
            Event::Text(text) => push_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let found = match reference.resolve_char_ref().unwrap() {
                    Some(c) => c.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&reference).unwrap().to_owned(),
                };
                push_text(&mut open, &found);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    open.pop().unwrap().children.into_iter().find(|child| !child.name.is_empty()).unwrap()
}

fn node(start: &BytesStart<'_>) -> Node {
    let attributes = start
        .attributes()
        .map(|attribute| {
            let attribute = attribute.unwrap();
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
            (attribute.key.as_ref().to_owned(), value.into_owned())
        })
        .collect();
    Node { name: start.name().as_ref().to_owned(), attributes, ..Node::default() }
}

fn push_text(open: &mut [Node], text: &str) {
    let parent = open.last_mut().unwrap();
    match parent.children.last_mut() {
        Some(last) if last.name.is_empty() => last.text.push_str(text),
        _ => parent.children.push(Node { text: text.to_owned(), ..Node::default() }),
    }
}

impl Node {
    /// All elements of a name below, in order.
    pub fn all(&self, name: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The `w:val` of a child.
    pub fn val(&self, child: &str) -> Option<&str> {
        self.child(child)?.attribute("w:val")
    }

    /// The text of a Word paragraph, run or control: line breaks as line ends, tabs as tabs.
    pub fn words(&self) -> String {
        match self.name.as_str() {
            "" => self.text.clone(),
            "w:br" => "\n".to_owned(),
            "w:tab" => "\t".to_owned(),
            "w:pPr" | "w:sdtPr" | "w:rPr" => String::new(),
            _ => self.children.iter().map(Node::words).collect(),
        }
    }

    /// The paragraph's style.
    pub fn style(&self) -> &str {
        self.child("w:pPr").and_then(|properties| properties.val("w:pStyle")).unwrap_or("")
    }

    /// It shows a placeholder.
    pub fn is_placeholder(&self) -> bool {
        self.child("w:rPr").and_then(|properties| properties.val("w:rStyle")) == Some("PlaceholderText")
    }
}

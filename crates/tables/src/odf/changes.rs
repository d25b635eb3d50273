//! Tracked changes of a text: listed before it, with what was deleted; the text only names where they begin and end.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::limits::Limits;
use crate::xml::{Event, Ns, Xml};

/// The changes of a text, and those that are open where the reader stands.
#[derive(Debug, Default)]
pub(super) struct Regions {
    insertions: BTreeSet<String>,
    /// What was deleted, paragraphs divided by `\n`.
    deletions: BTreeMap<String, String>,
    open: BTreeSet<String>,
}

impl Regions {
    /// Reads the inside of the list that was just opened; tells how many changes are in it.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, limits: &Limits) -> Result<u32, Error> {
        let mut count: u32 = 0;
        let depth = xml.depth();
        while let Some(region) = xml.child(depth)? {
            if !region.is(Ns::OdfText, "changed-region") {
                continue;
            }
            count = count.saturating_add(1);
            // Since version 1.2 names are those of XML.
            let id = region.attr_in(Ns::Xml, "id").or_else(|| region.attr("id")).unwrap_or_default().to_owned();
            while let Some(change) = xml.child(depth + 1)? {
                match change.name() {
                    (Ns::OdfText, "insertion") => drop(self.insertions.insert(id.clone())),
                    (Ns::OdfText, "deletion") => {
                        let text = deleted(xml, limits)?;
                        self.deletions.insert(id.clone(), text);
                    }
                    _ => {}
                }
            }
        }
        Ok(count)
    }

    /// A change begins in the text.
    pub(super) fn begin(&mut self, id: &str) {
        if self.insertions.contains(id) {
            self.open.insert(id.to_owned());
        }
    }

    /// A change ends in the text.
    pub(super) fn end(&mut self, id: &str) {
        self.open.remove(id);
    }

    /// Text here was inserted.
    pub(super) fn is_inserted(&self) -> bool {
        !self.open.is_empty()
    }

    /// What was deleted here; a place is asked for once.
    pub(super) fn take_deleted(&mut self, id: &str) -> Option<String> {
        self.deletions.remove(id).filter(|text| !text.is_empty())
    }
}

/// The text of the deletion that was just opened.
fn deleted(xml: &mut Xml<'_>, limits: &Limits) -> Result<String, Error> {
    let depth = xml.depth();
    let mut text = String::new();
    let mut lines = 0;
    let mut paragraph = None;
    while xml.depth() >= depth {
        match xml.next()? {
            Event::Start(element) => match element.name() {
                (Ns::OdfOffice, "change-info" | "annotation") => xml.skip(xml.depth())?,
                (Ns::OdfText, "p" | "h") => {
                    paragraph = Some(xml.depth());
                    lines += 1;
                    if lines > 1 {
                        text.push('\n');
                    }
                }
                (Ns::OdfText, "s") => text.push(' '),
                (Ns::OdfText, "tab") => text.push('\t'),
                (Ns::OdfText, "line-break") => text.push('\n'),
                _ => {}
            },
            Event::Text(piece) if paragraph.is_some_and(|paragraph| xml.depth() >= paragraph) => {
                text.push_str(&piece.replace(['\n', '\r', '\t'], " "));
            }
            Event::Text(_) | Event::End => {}
            Event::Eof => break,
        }
        if text.len() > limits.text_bytes {
            return Err(Error::Limit { limit: "text_bytes", value: limits.text_bytes as u64 });
        }
    }
    Ok(text)
}

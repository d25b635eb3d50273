//! Comments, which stand in a part of their own; the text only names them.

use std::collections::BTreeMap;

use crate::document::Comment;
use crate::error::Error;
use crate::xml::{Event, Ns, Xml};

/// Elements of a comment whose text is not part of it.
const SKIPPED: [&str; 9] = ["annotationRef", "del", "delText", "instrText", "moveFrom", "pPr", "rPr", "rt", "tblPr"];

/// The comments by their names.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<BTreeMap<String, Comment>, Error> {
    let mut comments = BTreeMap::new();
    xml.root()?;
    while let Some(element) = xml.child(1)? {
        if !element.is(Ns::Word, "comment") {
            continue;
        }
        let author = element.attr("author").or_else(|| element.attr("initials")).map(str::to_owned);
        let date = element.attr("date").map(str::to_owned);
        let text = text(xml)?;
        if let Some(id) = element.attr("id").filter(|_| !text.trim().is_empty()) {
            comments.insert(id.to_owned(), Comment::new(text).by(author).on(date));
        }
    }
    Ok(comments)
}

/// The text of the element that was just opened, a line for each paragraph.
fn text(xml: &mut Xml<'_>) -> Result<String, Error> {
    let depth = xml.depth();
    let mut text = String::new();
    let mut lines = 0;
    // Where the element of characters stands that is open.
    let mut characters = None;
    while xml.depth() >= depth {
        match xml.next()? {
            Event::Start(element) => match element.name() {
                (Ns::Word, "p") => {
                    lines += 1;
                    if lines > 1 {
                        text.push('\n');
                    }
                }
                (Ns::Word, "t") => characters = Some(xml.depth()),
                (Ns::Word, "tab") => text.push('\t'),
                (Ns::Word, "br" | "cr") => text.push('\n'),
                (Ns::Word, "noBreakHyphen") => text.push('\u{2011}'),
                (Ns::Word, name) if SKIPPED.contains(&name) => xml.skip(xml.depth())?,
                _ => {}
            },
            Event::Text(piece) if characters == Some(xml.depth()) => text.push_str(&piece),
            Event::Text(_) | Event::End => {}
            Event::Eof => break,
        }
    }
    Ok(text)
}

//! A comment, which stands within the text or the cell it belongs to.

use crate::document::Comment;
use crate::error::Error;
use crate::xml::{Event, Ns, Xml};

/// Reads the inside of the annotation that was just opened.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Comment, Error> {
    let depth = xml.depth();
    let mut text = String::new();
    let mut lines = 0;
    let (mut author, mut date) = (None, None);
    // Where the paragraph stands that is open.
    let mut paragraph = None;
    while xml.depth() >= depth {
        match xml.next()? {
            Event::Start(element) => match element.name() {
                (Ns::DublinCore, "creator") => author = Some(xml.text(xml.depth())?),
                (Ns::DublinCore, "date") => date = Some(xml.text(xml.depth())?),
                (Ns::OdfMeta | Ns::OdfExtension, _) => xml.skip(xml.depth())?,
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
                text.extend(
                    piece.split_inclusive(char::is_whitespace).map(|word| word.replace(['\n', '\r', '\t'], " ")),
                );
            }
            Event::Text(_) | Event::End => {}
            Event::Eof => break,
        }
    }
    Ok(Comment::new(text).by(author).on(date))
}

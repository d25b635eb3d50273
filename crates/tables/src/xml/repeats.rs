//! Elements that stand in a part again and again, letter for letter.
//!
//! Programs write the same properties before thousands of paragraphs and cells. What such an element says is worked
//! out once; where it comes again it is only recognised.

use std::rc::Rc;

use super::Xml;
use crate::error::Error;

/// Elements that are kept of one kind: a table has so many columns, a text so many sorts of paragraphs.
const MAX_KNOWN: usize = 16;

/// Bytes of an element that is worth keeping.
const MAX_LENGTH: usize = 2_048;

/// The last elements of one kind, with what each of them says.
#[derive(Debug)]
pub(crate) struct Repeats<'a, T> {
    known: Vec<Known<'a, T>>,
    /// The oldest, which the next one takes the place of once all places are taken.
    oldest: usize,
}

#[derive(Debug)]
struct Known<'a, T> {
    /// All that comes after the tag that begins the element, up to the tag that ends it and including that.
    text: &'a str,
    /// How deep the element stood: one that stands deeper may exceed a limit that this one kept.
    depth: usize,
    /// What prefixes stood for.
    scope: usize,
    says: Rc<T>,
}

impl<T> Default for Repeats<'_, T> {
    fn default() -> Self {
        Self { known: Vec::new(), oldest: 0 }
    }
}

impl<'a> Xml<'a> {
    /// What the element says that was opened last, by `read`, which reads it to its end; or what an equal one said.
    pub(crate) fn repeated<T>(
        &mut self,
        repeats: &mut Repeats<'a, T>,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<Rc<T>, Error> {
        if self.empty {
            return read(self).map(Rc::new);
        }
        let (before, depth, scope) = (self.tokens.rest(), self.depth, self.scope.version());
        let is_known =
            |known: &&Known<'a, T>| known.scope == scope && depth <= known.depth && before.starts_with(known.text);
        if let Some(known) = repeats.known.iter().find(is_known) {
            self.tokens.pass(known.text.len());
            self.end();
            return Ok(Rc::clone(&known.says));
        }
        let says = Rc::new(read(self)?);
        let length = before.len() - self.tokens.rest().len();
        let is_over = self.depth + 1 == depth && self.scope.version() == scope;
        if let (true, Some(text)) = (is_over && length <= MAX_LENGTH, before.get(..length)) {
            let known = Known { text, depth, scope, says: Rc::clone(&says) };
            match repeats.known.get_mut(repeats.oldest) {
                Some(oldest) => *oldest = known,
                None => repeats.known.push(known),
            }
            repeats.oldest = (repeats.oldest + 1) % MAX_KNOWN;
        }
        Ok(says)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::xml::{Event, Ns};

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// What each element `p` says, by the elements in it, and how many of them were read.
    fn read(text: &str, limits: &Limits) -> Result<(Vec<String>, usize), Error> {
        let mut xml = Xml::new("part.xml", text, limits);
        let (mut repeats, mut said, mut count) = (Repeats::default(), Vec::new(), 0);
        loop {
            match xml.next()? {
                Event::Start(element) if element.local == "p" => {
                    let says = xml.repeated(&mut repeats, |xml| {
                        count += 1;
                        let (mut names, parent) = (String::new(), xml.depth());
                        while let Some(child) = xml.child(parent)? {
                            names += if child.ns == Ns::Word { "word " } else { "other " };
                        }
                        Ok(names)
                    })?;
                    said.push((*says).clone());
                }
                Event::Eof => return Ok((said, count)),
                _ => {}
            }
        }
    }

    #[test]
    fn equal_elements_are_read_once() {
        let text = format!("<w:a xmlns:w='{WORD}'>{}<p/><p><b/></p></w:a>", "<p><w:b/></p><p><w:b/><b/></p>".repeat(9));
        let (said, count) = read(&text, &Limits::default()).unwrap();
        assert_eq!(count, 4);
        assert_eq!(said[16..], ["word ", "word other ", "", "other "]);
    }

    #[test]
    fn a_prefix_that_stands_for_something_else_makes_another_element() {
        let text = format!(
            "<a xmlns:w='{WORD}'><p><w:b/></p><c xmlns:w='urn:x'><p><w:b/></p></c><p><w:b/></p><p><w:b/></p></a>"
        );
        assert_eq!(read(&text, &Limits::default()).unwrap().0, ["word ", "other ", "word ", "word "]);
    }

    #[test]
    fn an_element_that_stands_too_deep_is_refused_though_it_is_known() {
        let limits = Limits { xml_depth: 4, ..Limits::default() };
        assert!(read("<a><p><b/></p><c><p><b/></p></c></a>", &limits).is_ok());
        assert!(read("<a><p><b/></p><c><d><p><b/></p></d></c></a>", &limits).is_err());
    }

    #[test]
    fn what_follows_is_read_as_ever() {
        let mut xml = Xml::new("part.xml", "<a><p>x</p><p>x</p>y<q/></a>", &Limits::default());
        let mut repeats = Repeats::default();
        xml.root().unwrap();
        for _ in 0..2 {
            let child = xml.child(1).unwrap().unwrap();
            let depth = xml.depth();
            assert_eq!((child.local, depth), ("p", 2));
            assert_eq!(*xml.repeated(&mut repeats, |xml| xml.text(depth)).unwrap(), "x");
        }
        assert!(matches!(xml.next().unwrap(), Event::Text(text) if text == "y"));
        assert_eq!(xml.child(1).unwrap().unwrap().local, "q");
        assert!(xml.child(1).unwrap().is_none());
        assert!(matches!(xml.next().unwrap(), Event::Eof));
    }
}

//! XML cut into tags and texts, without looking into them.
//!
//! Most of an office file is plain tags, and most readers of it skip most of them. So tags are only cut out here and
//! matched with their ends; attributes are looked at when someone asks for them, and what is rare (entities, odd
//! white space) is left to quick-xml.

use memchr::{memchr, memchr3, memmem};

/// A piece of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A tag that begins an element: its name and the stretch with its attributes.
    Start {
        name: &'a str,
        attributes: &'a str,
        /// The element ends with the same tag.
        empty: bool,
    },
    /// The end of the element that began last.
    End,
    /// Text as it stands, with its entities.
    Text(&'a str),
    /// Text in which nothing is an entity.
    Literal(&'a str),
    /// Comments, processing instructions, the declaration.
    Nothing,
    /// A document type declaration.
    DocumentType,
    /// Nothing is left.
    Over,
}

/// The tokens of a text one after the other.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// Names of the elements whose end has not come yet.
    open: Vec<&'a str>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, open: Vec::new() }
    }

    /// The next token, or what is wrong with it.
    pub(super) fn next(&mut self) -> Result<Token<'a>, &'static str> {
        let bytes = self.rest.as_bytes();
        match bytes {
            [] => Ok(Token::Over),
            [b'<', b'/', ..] if self.ends_as_it_began() => Ok(Token::End),
            [b'<', b'/', ..] => {
                let end = memchr(b'>', bytes).ok_or("an end tag that is cut")?;
                let name = self.take(end + 1).get(2..end).unwrap_or_default();
                let is_its = self.open.pop().is_some_and(|open| open == name || open == name.trim_ascii_end());
                if is_its { Ok(Token::End) } else { Err("an end tag without its beginning") }
            }
            [b'<', b'?', ..] => self.up_to(2, "?>").map(|_| Token::Nothing).ok_or("an instruction that is cut"),
            [b'<', b'!', ..] => self.declaration(),
            [b'<', ..] => self.start(),
            _ => {
                let end = memchr(b'<', bytes).unwrap_or(bytes.len());
                Ok(Token::Text(self.take(end)))
            }
        }
    }

    fn declaration(&mut self) -> Result<Token<'a>, &'static str> {
        if self.rest.starts_with("<!--") {
            return self.up_to(4, "-->").map(|_| Token::Nothing).ok_or("a comment that is cut");
        }
        if self.rest.starts_with("<![CDATA[") {
            return self.up_to(9, "]]>").map(Token::Literal).ok_or("a text that is cut");
        }
        let is_type = self.rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
        if is_type { Ok(Token::DocumentType) } else { Err("an unknown declaration") }
    }

    /// What has not been taken yet.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Passes over the rest of the element that began last, which has this length.
    pub(super) fn pass(&mut self, length: usize) {
        self.take(length);
        self.open.pop();
    }

    /// Passes over the rest of the element that began last without looking into it, if its end comes soon. No element
    /// of its name may stand in it.
    pub(super) fn pass_unread(&mut self) -> bool {
        /// Looking for an end that does not come costs no more than this.
        const MAX_LENGTH: usize = 1 << 15;
        let Some(name) = self.open.last() else { return false };
        let near = self.rest.as_bytes().get(..MAX_LENGTH).unwrap_or(self.rest.as_bytes());
        let end = memmem::find_iter(near, b"</").find(|at| {
            let tag = near.get(at + 2..).and_then(|tag| tag.strip_prefix(name.as_bytes()));
            tag.is_some_and(|after| after.first() == Some(&b'>'))
        });
        let length = end.map(|end| end + name.len() + 3);
        length.inspect(|length| self.pass(*length)).is_some()
    }

    /// Takes the end tag of the element that began last, if it is nothing but its name.
    fn ends_as_it_began(&mut self) -> bool {
        let Some(name) = self.open.last() else { return false };
        let length = name.len() + 2;
        let Some((tag, b'>')) = self.rest.as_bytes().get(2..length).zip(self.rest.as_bytes().get(length)) else {
            return false;
        };
        let is_its = tag.iter().eq(name.as_bytes());
        if is_its {
            self.pass(length + 1);
        }
        is_its
    }

    /// Most tags are nothing but a name.
    fn bare_start(&mut self) -> Option<Token<'a>> {
        let bytes = self.rest.as_bytes();
        let is_end = |byte: &u8| matches!(byte, b'>' | b'/' | b'"' | b'\'') || byte.is_ascii_whitespace();
        let length = bytes.get(1..)?.iter().position(is_end).filter(|&length| length > 0)?;
        let empty = match bytes.get(length + 1..)? {
            [b'>', ..] => false,
            [b'/', b'>', ..] => true,
            _ => return None,
        };
        let name = self.take(length + 2 + usize::from(empty)).get(1..=length)?;
        if !empty {
            self.open.push(name);
        }
        Some(Token::Start { name, attributes: "", empty })
    }

    fn start(&mut self) -> Result<Token<'a>, &'static str> {
        if let Some(token) = self.bare_start() {
            return Ok(token);
        }
        let end = tag_end(self.rest.as_bytes()).ok_or("a tag that is cut")?;
        let tag = self.take(end + 1);
        let inside = tag.get(1..end).unwrap_or_default();
        let empty = inside.as_bytes().last() == Some(&b'/');
        let inside = inside.get(..inside.len() - usize::from(empty)).unwrap_or_default();
        let length = inside.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at_checked(length).unwrap_or_default();
        if name.is_empty() {
            return Err("a tag without name");
        }
        if !empty {
            self.open.push(name);
        }
        Ok(Token::Start { name, attributes, empty })
    }

    /// What stands between the first `skipped` bytes and a mark, which is passed over too.
    fn up_to(&mut self, skipped: usize, mark: &str) -> Option<&'a str> {
        let (found, rest) = self.rest.get(skipped..)?.split_once(mark)?;
        self.rest = rest;
        Some(found)
    }

    /// The next bytes, up to a place where a character ends.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

/// Two short texts are the same: quicker than a call that is made for long ones.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().eq(other.bytes())
}

/// Where a tag ends: at the first angle bracket that is in no attribute value.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        match bytes.get(at) {
            Some(b'>') => return Some(at),
            Some(&quote) => at += 2 + memchr(quote, bytes.get(at + 1..)?)?,
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_texts_are_cut_apart() {
        let mut tokens = Tokens::new("<?xml?><a b='>' c=\"</a>\">é&amp;<!-- <b> --><d/><![CDATA[<e>]]></a\n>");
        let mut found = Vec::new();
        while let Ok(token) = tokens.next() {
            found.push(token);
            if token == Token::Over {
                break;
            }
        }
        assert_eq!(
            found,
            [
                Token::Nothing,
                Token::Start { name: "a", attributes: " b='>' c=\"</a>\"", empty: false },
                Token::Text("é&amp;"),
                Token::Nothing,
                Token::Start { name: "d", attributes: "", empty: true },
                Token::Literal("<e>"),
                Token::End,
                Token::Over,
            ]
        );
    }

    #[test]
    fn what_is_cut_or_crossed_is_refused() {
        for text in ["<a", "<a b='", "</a>", "<!--", "<![CDATA[]]", "<?xml", "<>", "< a>", "<!x>", "</"] {
            assert!(Tokens::new(text).next().is_err(), "{text}");
        }
        assert_eq!(Tokens::new("<!DocType a>").next(), Ok(Token::DocumentType));
        let mut crossed = Tokens::new("<a><b></a></b>");
        assert!(crossed.next().is_ok() && crossed.next().is_ok() && crossed.next().is_err());
    }
}

//! HTML as a row of tags, texts and comments.

use std::collections::BTreeMap;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, StringReader, Tokenizer};

/// One piece of HTML.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// `<name …>`.
    Start(Tag),
    /// `</name>`.
    End(String),
    /// Characters, their entities resolved.
    Text(String),
    /// `<!-- … -->`, and what browsers take for a comment: `<![if …]>`.
    Comment(String),
}

/// A start tag.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tag {
    /// The name in lower case.
    pub(super) name: String,
    /// It ends with `/>`, which counts in XHTML only.
    pub(super) self_closing: bool,
    attributes: BTreeMap<&'static str, String>,
}

/// The attributes that say something here; all others are passed over, however many there are.
const ATTRIBUTES: [&str; 35] = [
    "background",
    "bgcolor",
    "charset",
    "checked",
    "cite",
    "class",
    "color",
    "colspan",
    "content",
    "datetime",
    "face",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "nowrap",
    "reversed",
    "rowspan",
    "sdnum",
    "sdval",
    "span",
    "start",
    "style",
    "type",
    "value",
    "width",
    "x:bool",
    "x:err",
    "x:fmla",
    "x:num",
    "x:str",
    "xml:lang",
    "xmlns:x",
];

/// States of the tokenizer in which only the end tag of the same name counts.
const RAW_TEXT: [(&str, State); 9] = [
    ("script", State::ScriptData),
    ("style", State::RawText),
    ("title", State::RcData),
    ("textarea", State::RcData),
    ("xmp", State::RawText),
    ("iframe", State::RawText),
    ("noembed", State::RawText),
    ("noframes", State::RawText),
    ("plaintext", State::PlainText),
];

impl Tag {
    /// A tag that is implied.
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The value of an attribute, empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The content is text up to the end tag of the same name.
    pub(super) fn is_raw_text(&self) -> bool {
        RAW_TEXT.iter().any(|(name, _)| *name == self.name)
    }
}

/// The pieces of a text, in order.
pub(super) struct Tokens<'a> {
    tokenizer: Tokenizer<StringReader<'a>, CallbackEmitter<Collector, Token>>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let emitter = CallbackEmitter::new(Collector::default());
        Self { tokenizer: Tokenizer::new_with_emitter(text, emitter) }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let Ok(token) = self.tokenizer.next()?;
        if let Token::Start(tag) = &token
            && let Some((_, state)) = RAW_TEXT.iter().find(|(name, _)| *name == tag.name)
        {
            self.tokenizer.set_state(*state);
        }
        Some(token)
    }
}

/// Puts the events of one tag together.
#[derive(Debug, Default)]
struct Collector {
    tag: Tag,
    /// The attribute whose value comes next, unless it is passed over.
    attribute: Option<&'static str>,
}

impl Callback<Token, ()> for Collector {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Token> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: text(name), ..Tag::default() };
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                let known = ATTRIBUTES.iter().find(|known| known.as_bytes() == name);
                // Of an attribute given twice the first counts.
                self.attribute = known.copied().filter(|known| !self.tag.attributes.contains_key(known));
                if let Some(name) = self.attribute {
                    self.tag.attributes.insert(name, String::new());
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(name) = self.attribute.take() {
                    self.tag.attributes.insert(name, text(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.tag.self_closing = self_closing;
                return Some(Token::Start(std::mem::take(&mut self.tag)));
            }
            CallbackEvent::EndTag { name } => return Some(Token::End(text(name))),
            CallbackEvent::String { value } => return Some(Token::Text(text(value))),
            CallbackEvent::Comment { value } => return Some(Token::Comment(text(value))),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        let texts = Tokens::new(html).filter_map(|token| match token {
            Token::Text(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn markup_in_a_script_or_a_style_is_text() {
        assert_eq!(texts("<script>if (a<b) '<td>'</script>x<style>td<b></style>"), ["if (a<b) '<td>'", "x", "td<b>"]);
        assert_eq!(texts("<title>Plan &amp; <b>budget</title>"), ["Plan & <b>budget"]);
    }

    #[test]
    fn attributes_are_found_whatever_their_case_and_quotes() {
        let Some(Token::Start(tag)) = Tokens::new("<TD ColSpan=2 x:num='1&lt;2' CLASS class=b data-z=1 x:str>").next()
        else {
            panic!("a tag is expected")
        };
        assert_eq!(tag.name, "td");
        assert_eq!(tag.attribute("colspan"), Some("2"));
        assert_eq!(tag.attribute("x:num"), Some("1<2"));
        assert_eq!(
            (tag.attribute("class"), tag.attribute("x:str"), tag.attribute("data-z")),
            (Some(""), Some(""), None)
        );
    }

    #[test]
    fn conditional_comments_of_both_sorts_are_comments() {
        let tokens: Vec<_> = Tokens::new("<![if !mso]>a<![endif]><!--[if mso]><td><![endif]-->").collect();
        assert_eq!(
            tokens,
            [
                Token::Comment("[if !mso]".into()),
                Token::Text("a".into()),
                Token::Comment("[endif]".into()),
                Token::Comment("[if mso]><td><![endif]".into()),
            ]
        );
    }
}

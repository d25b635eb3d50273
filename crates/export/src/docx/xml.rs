use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// One XML part in the making.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    pub(super) fn new() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self { writer })
    }

    /// An element with content.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        content(self)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    /// An empty element whose only attribute is `w:val`.
    pub(super) fn val(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.empty(name, &[("w:val", value)])
    }

    /// An element with text only; white space at its ends is kept.
    pub(super) fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        let edges = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        let attributes: Attributes<'_> = if edges { &[("xml:space", "preserve")] } else { &[] };
        self.element(name, attributes, |xml| xml.characters(text))
    }

    /// Text in the element that is open.
    pub(super) fn characters(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_event(Event::Text(BytesText::new(&permitted(text))))
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        // An attribute's line ends would be read back as spaces anyway.
        let value = permitted(value).replace(['\n', '\t'], " ");
        start.push_attribute((*key, value.as_str()));
    }
    start
}

/// The text with what XML 1.0 cannot carry replaced, here and nowhere else: the line ends of old offices (vertical
/// tab, form feed, carriage return) become line ends, other control characters and non-characters U+FFFD, so that
/// a reader sees that something stood there.
pub(crate) fn permitted(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}' || c == '\n' || c == '\t') {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\t' => clean.push(c),
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\u{b}' | '\u{c}' => clean.push('\n'),
            c if c < ' ' || c == '\u{fffe}' || c == '\u{ffff}' => clean.push('\u{fffd}'),
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

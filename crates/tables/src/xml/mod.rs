//! XML of office files as a stream of few kinds of events, with namespaces resolved and depth bounded.
//!
//! Elements and attributes are told apart by what their prefix stands for, never by the prefix. The two
//! editions of Office Open XML (transitional and strict) use other addresses for the same things; both map to
//! one [`Ns`]. A document type declaration is refused, so no entity but the predefined ones can exist.

mod attributes;
mod repeats;
mod tokens;

use std::borrow::Cow;

use memchr::{memchr, memchr2};
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::BytesRef;
use quick_xml::events::attributes::Attributes;

use crate::deadline;
use crate::error::Error;
use crate::limits::Limits;
use attributes::{Attribute, AttributeList, count_if_plain, next_plain};
pub(crate) use repeats::Repeats;
use tokens::{Token, Tokens, is_same};

/// The vocabulary that an element or attribute belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    /// No namespace: attributes without prefix.
    None,
    /// WordprocessingML.
    Word,
    /// The 2010 extension of WordprocessingML (check boxes).
    Word2010,
    /// The 2015 extension of WordprocessingML for symbols beyond 16 bits (emoji).
    WordSymbol,
    /// SpreadsheetML.
    Sheet,
    /// DrawingML.
    Drawing,
    /// VML, the older drawings.
    Vml,
    /// Objects and other Office parts of VML.
    VmlOffice,
    /// References to relationships (`r:id`).
    Relationship,
    /// Relationship parts.
    PackageRelationships,
    /// `[Content_Types].xml`.
    ContentTypes,
    /// Formulas of mathematics.
    Math,
    /// Markup compatibility (`AlternateContent`).
    Compatibility,
    /// Core properties of a package.
    CoreProperties,
    /// Dublin Core (`dc:title`).
    DublinCore,
    /// Terms of Dublin Core (`dcterms:created`).
    DublinTerms,
    /// Extended properties (`Company`).
    ExtendedProperties,
    /// Comments of sheets that people answer (2018).
    Threaded,
    /// OpenDocument: the frame of a document, values of cells.
    OdfOffice,
    /// OpenDocument: styles.
    OdfStyle,
    /// OpenDocument: text.
    OdfText,
    /// OpenDocument: tables and sheets.
    OdfTable,
    /// OpenDocument: drawings.
    OdfDrawing,
    /// OpenDocument: number formats.
    OdfNumber,
    /// OpenDocument: formatting properties.
    OdfFo,
    /// OpenDocument: what drawings take from SVG.
    OdfSvg,
    /// OpenDocument: document properties.
    OdfMeta,
    /// OpenDocument: forms.
    OdfForm,
    /// LibreOffice's extension for sheets.
    OdfCalcExtension,
    /// LibreOffice's extension for all documents.
    OdfExtension,
    /// Old form fields in OpenDocument text.
    OdfField,
    /// XML itself (`xml:id`).
    Xml,
    /// Links of XML (`xlink:href`).
    Link,
    /// Everything else.
    Other,
}

/// Addresses of vocabularies: transitional and strict, one line each.
const NAMESPACES: &[(&str, Ns)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Ns::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Ns::Word),
    ("http://schemas.microsoft.com/office/word/2010/wordml", Ns::Word2010),
    ("http://schemas.microsoft.com/office/word/2015/wordml/symex", Ns::WordSymbol),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", Ns::Sheet),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", Ns::Sheet),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", Ns::Drawing),
    ("http://purl.oclc.org/ooxml/drawingml/main", Ns::Drawing),
    ("urn:schemas-microsoft-com:vml", Ns::Vml),
    ("urn:schemas-microsoft-com:office:office", Ns::VmlOffice),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", Ns::Relationship),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", Ns::Relationship),
    ("http://schemas.openxmlformats.org/package/2006/relationships", Ns::PackageRelationships),
    ("http://schemas.openxmlformats.org/package/2006/content-types", Ns::ContentTypes),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", Ns::Math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", Ns::Math),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", Ns::Compatibility),
    ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties", Ns::CoreProperties),
    ("http://purl.org/dc/elements/1.1/", Ns::DublinCore),
    ("http://purl.org/dc/terms/", Ns::DublinTerms),
    ("http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", Ns::ExtendedProperties),
    ("http://purl.oclc.org/ooxml/officeDocument/extendedProperties", Ns::ExtendedProperties),
    ("http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments", Ns::Threaded),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", Ns::OdfOffice),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", Ns::OdfStyle),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Ns::OdfText),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", Ns::OdfTable),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", Ns::OdfDrawing),
    ("urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", Ns::OdfNumber),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", Ns::OdfFo),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", Ns::OdfSvg),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", Ns::OdfMeta),
    ("urn:oasis:names:tc:opendocument:xmlns:form:1.0", Ns::OdfForm),
    ("http://www.w3.org/XML/1998/namespace", Ns::Xml),
    ("http://www.w3.org/1999/xlink", Ns::Link),
    ("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", Ns::OdfCalcExtension),
    ("urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", Ns::OdfExtension),
    ("urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0", Ns::OdfField),
];

impl Ns {
    fn of_uri(uri: &str) -> Self {
        if uri.is_empty() {
            return Self::None;
        }
        NAMESPACES.iter().find(|(known, _)| *known == uri).map_or(Self::Other, |&(_, ns)| ns)
    }
}

/// Which vocabularies the prefixes in scope stand for.
#[derive(Debug, Default)]
struct Scope<'a> {
    /// Prefix, what it stands for, and the depth of the element that says so; the innermost last.
    bindings: Vec<(&'a str, Ns, usize)>,
    /// The prefix of the last element, which most elements share.
    element: Option<(&'a str, Ns)>,
    /// The prefix of the last attribute that had another than its element.
    attribute: Option<(&'a str, Ns)>,
    /// What prefixes stand for has changed so often.
    version: usize,
}

impl<'a> Scope<'a> {
    fn bind(&mut self, prefix: &'a str, uri: &str, depth: usize) {
        self.bindings.push((prefix, Ns::of_uri(uri), depth));
        self.change();
    }

    /// A number that is another one when prefixes may stand for something else.
    fn version(&self) -> usize {
        self.version
    }

    fn change(&mut self) {
        (self.element, self.attribute) = (None, None);
        self.version = self.version.wrapping_add(1);
    }

    /// Forgets what the elements deeper than `depth` said.
    fn leave(&mut self, depth: usize) {
        while self.bindings.pop_if(|(_, _, of)| *of > depth).is_some() {
            self.change();
        }
    }

    /// What the prefix of an element stands for; the empty one has a meaning too.
    fn of_element(&mut self, prefix: &'a str) -> Ns {
        match self.element.filter(|(last, _)| is_same(last, prefix)) {
            Some((_, ns)) => ns,
            None => self.element.insert((prefix, Self::found(&self.bindings, prefix))).1,
        }
    }

    /// What the prefix of an attribute stands for.
    fn of_attribute(&mut self, prefix: &'a str) -> Ns {
        match self.attribute.filter(|(last, _)| *last == prefix) {
            Some((_, ns)) => ns,
            None => self.attribute.insert((prefix, Self::found(&self.bindings, prefix))).1,
        }
    }

    fn found(bindings: &[(&str, Ns, usize)], prefix: &str) -> Ns {
        let found = bindings.iter().rev().find(|(bound, _, _)| *bound == prefix).map(|&(_, ns, _)| ns);
        found.unwrap_or(match prefix {
            "" => Ns::None,
            // Bound everywhere without being declared.
            "xml" => Ns::Xml,
            _ => Ns::Other,
        })
    }
}

/// An element at its start, with its attributes.
#[derive(Debug, Clone)]
pub(crate) struct Element<'a> {
    pub(crate) ns: Ns,
    pub(crate) local: &'a str,
    prefix: &'a str,
    attributes: AttributeList<'a>,
}

impl<'a> Element<'a> {
    /// Vocabulary and name, for matching.
    pub(crate) fn name(&self) -> (Ns, &'a str) {
        (self.ns, self.local)
    }

    /// It is this element.
    pub(crate) fn is(&self, ns: Ns, local: &str) -> bool {
        self.ns == ns && self.local == local
    }

    /// An attribute of the element's own vocabulary: with its prefix (`w:val`) or without any (`r`).
    pub(crate) fn attr(&self, local: &str) -> Option<&str> {
        self.find(|ns| ns == self.ns || ns == Ns::None, local)
    }

    /// Several attributes of the element's own vocabulary, looked for together.
    pub(crate) fn attrs<const N: usize>(&self, locals: [&str; N]) -> [Option<&str>; N] {
        let AttributeList::Plain(mut rest) = self.attributes else { return locals.map(|local| self.attr(local)) };
        if self.ns == Ns::Other {
            return locals.map(|local| self.attr(local));
        }
        let mut found = [None; N];
        while let Some(attribute) = next_plain(&mut rest, self.prefix) {
            let places = found.iter_mut().zip(locals);
            if let Some((place, _)) = places.into_iter().find(|(_, local)| is_same(local, attribute.local)) {
                place.get_or_insert(attribute.value);
            }
        }
        found
    }

    /// An attribute of a certain vocabulary, such as `r:id`.
    pub(crate) fn attr_in(&self, wanted: Ns, local: &str) -> Option<&str> {
        self.find(|ns| ns == wanted, local)
    }

    fn find(&self, belongs: impl Fn(Ns) -> bool, local: &str) -> Option<&str> {
        match &self.attributes {
            AttributeList::Plain(text) => {
                let mut rest = *text;
                let with_others = belongs(Ns::Other);
                while let Some(attribute) = next_plain(&mut rest, self.prefix) {
                    let ns = if attribute.prefixed { self.ns } else { Ns::None };
                    let is_other = || attribute.local.split_once(':').is_some_and(|(_, name)| name == local);
                    if (is_same(attribute.local, local) && belongs(ns)) || (with_others && is_other()) {
                        return Some(attribute.value);
                    }
                }
                None
            }
            AttributeList::Parsed(list) => {
                list.iter().find(|(ns, name, _)| *name == local && belongs(*ns)).map(|(_, _, value)| &**value)
            }
        }
    }
}

/// What a stream of XML gives, one after the other.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element that began last and is still open ends. Empty elements end too.
    End,
    /// Text, entities resolved. A stretch of text may come in several pieces.
    Text(Cow<'a, str>),
    /// The document is over.
    Eof,
}

/// A part of a package as a stream of events.
pub(crate) struct Xml<'a> {
    part: &'a str,
    tokens: Tokens<'a>,
    /// Text that is left after an entity.
    pending: &'a str,
    scope: Scope<'a>,
    depth: usize,
    max_depth: usize,
    max_attributes: usize,
    /// The element just given was empty: its end comes next.
    empty: bool,
}

impl<'a> Xml<'a> {
    /// Starts reading `text`, the content of the part called `part` (named in errors).
    pub(crate) fn new(part: &'a str, text: &'a str, limits: &Limits) -> Self {
        Self {
            part,
            tokens: Tokens::new(text),
            pending: "",
            scope: Scope::default(),
            depth: 0,
            max_depth: limits.xml_depth,
            max_attributes: limits.xml_attributes,
            empty: false,
        }
    }

    /// How many elements are open, the one that just began included.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The next event. Comments, processing instructions and the declaration are passed over.
    pub(crate) fn next(&mut self) -> Result<Event<'a>, Error> {
        deadline::check()?;
        if self.empty {
            self.empty = false;
            return Ok(self.end());
        }
        if !self.pending.is_empty() {
            let text = std::mem::take(&mut self.pending);
            return self.piece(text).map(Event::Text);
        }
        loop {
            match self.tokens.next().map_err(|detail| self.damaged(&detail))? {
                Token::Start { name, attributes, empty } => {
                    self.empty = empty;
                    return self.start(name, attributes).map(Event::Start);
                }
                Token::End => return Ok(self.end()),
                Token::Text(text) if self.depth > 0 => return self.piece(text).map(Event::Text),
                Token::Literal(text) if self.depth > 0 => return Ok(Event::Text(with_line_ends(text))),
                Token::DocumentType => return Err(self.damaged(&"a document type declaration is not allowed")),
                Token::Over if self.depth > 0 => return Err(self.damaged(&"ends too early")),
                Token::Over => return Ok(Event::Eof),
                Token::Text(_) | Token::Literal(_) | Token::Nothing => {}
            }
        }
    }

    /// The beginning of a text: up to the next entity, or what the entity stands for.
    fn piece(&mut self, text: &'a str) -> Result<Cow<'a, str>, Error> {
        if memchr2(b'&', b'\r', text.as_bytes()).is_none() {
            return Ok(Cow::Borrowed(text));
        }
        match memchr(b'&', text.as_bytes()) {
            None => Ok(with_line_ends(text)),
            Some(0) => {
                let (name, rest) = text.split_once(';').ok_or_else(|| self.damaged(&"an entity that is cut"))?;
                self.pending = rest;
                let entity = BytesRef::new(name.get(1..).unwrap_or_default());
                if let Some(char) = entity.resolve_char_ref().map_err(|error| self.damaged(&error))? {
                    return Ok(Cow::Owned(char.to_string()));
                }
                let resolved = resolve_xml_entity(&entity);
                resolved.map(Cow::Borrowed).ok_or_else(|| self.damaged(&format_args!("unknown entity &{};", &*entity)))
            }
            Some(at) => {
                let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
                self.pending = rest;
                Ok(with_line_ends(before))
            }
        }
    }

    /// The outermost element.
    pub(crate) fn root(&mut self) -> Result<Element<'a>, Error> {
        match self.next()? {
            Event::Start(element) => Ok(element),
            _ => Err(self.damaged(&"holds no element")),
        }
    }

    /// The next child of the element that was opened at depth `parent`; none at that element's end.
    /// What a caller left unread of the child before is passed over:
    ///
    /// ```text
    /// let parent = xml.depth();
    /// while let Some(child) = xml.child(parent)? { .. }
    /// ```
    pub(crate) fn child(&mut self, parent: usize) -> Result<Option<Element<'a>>, Error> {
        while self.depth >= parent {
            match self.next()? {
                Event::Start(element) if self.depth == parent + 1 => return Ok(Some(element)),
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(None)
    }

    /// Passes over the rest of the element that was opened at depth `element`, its end included.
    pub(crate) fn skip(&mut self, element: usize) -> Result<(), Error> {
        while self.child(element)?.is_some() {}
        Ok(())
    }

    /// Passes over the element that was opened last and that nobody asks for, mostly without looking into it. It must be
    /// of a kind that stands in none of its own, such as the parts of a table style.
    pub(crate) fn skip_unread(&mut self) -> Result<(), Error> {
        if !self.empty && self.tokens.pass_unread() {
            self.end();
            return Ok(());
        }
        self.skip(self.depth)
    }

    /// All text of the element that was opened at depth `element`, up to and including its end.
    pub(crate) fn text(&mut self, element: usize) -> Result<String, Error> {
        self.text_in_place(element).map(Cow::into_owned)
    }

    /// The same as it stands in the part, if it stands there in one piece.
    pub(crate) fn text_in_place(&mut self, element: usize) -> Result<Cow<'a, str>, Error> {
        let mut text = Cow::Borrowed("");
        while self.depth >= element {
            match self.next()? {
                Event::Text(piece) if text.is_empty() => text = piece,
                Event::Text(piece) => text.to_mut().push_str(&piece),
                Event::Eof => break,
                Event::Start(_) | Event::End => {}
            }
        }
        Ok(text)
    }

    /// An error that names the part.
    pub(crate) fn damaged(&self, detail: &dyn std::fmt::Display) -> Error {
        Error::Damaged { detail: format!("{}: {detail}", self.part) }
    }

    fn end(&mut self) -> Event<'a> {
        self.depth = self.depth.saturating_sub(1);
        self.scope.leave(self.depth);
        Event::End
    }

    fn start(&mut self, name: &'a str, attributes: &'a str) -> Result<Element<'a>, Error> {
        self.depth += 1;
        if self.depth > self.max_depth {
            return Err(Error::Limit { limit: "xml_depth", value: self.max_depth as u64 });
        }
        let (prefix, local) = match name.bytes().position(|byte| byte == b':') {
            Some(colon) => (name.get(..colon).unwrap_or_default(), name.get(colon + 1..).unwrap_or_default()),
            None => ("", name),
        };
        let attributes = match count_if_plain(attributes, prefix, |other| self.scope.of_attribute(other) == Ns::Other) {
            Some(count) if count <= self.max_attributes => AttributeList::Plain(attributes),
            _ => AttributeList::Parsed(Box::new(self.parse(attributes)?)),
        };
        Ok(Element { ns: self.scope.of_element(prefix), local, prefix, attributes })
    }

    /// Takes attributes apart, and takes the prefixes that they declare.
    fn parse(&mut self, attributes: &'a str) -> Result<Vec<Attribute<'a>>, Error> {
        let mut list = Vec::new();
        for (count, attribute) in Attributes::new(attributes, 0).with_checks(false).enumerate() {
            let attribute = attribute.map_err(|error| self.damaged(&error))?;
            // Each prefix that is not found is compared with all of them, so they may not be without number.
            if count.max(self.scope.bindings.len()) >= self.max_attributes {
                return Err(Error::Limit { limit: "xml_attributes", value: self.max_attributes as u64 });
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| self.damaged(&error))?;
            let key = attribute.key.into_inner();
            match declared_prefix(key) {
                Some(prefix) => self.scope.bind(prefix, &value, self.depth),
                None => list.push((key, value)),
            }
        }
        // A prefix may be used before it is declared in the same tag.
        let with_vocabulary = list.into_iter().map(|(key, value)| match key.split_once(':') {
            Some((prefix, local)) => (self.scope.of_attribute(prefix), local, value),
            None => (Ns::None, key, value),
        });
        Ok(with_vocabulary.collect())
    }
}

/// A text with its line ends as XML has them.
fn with_line_ends(text: &str) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The prefix that an attribute declares: empty for the namespace of elements without prefix.
fn declared_prefix(key: &str) -> Option<&str> {
    match key.strip_prefix("xmlns")? {
        "" => Some(""),
        prefix => prefix.strip_prefix(':'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    fn events(text: &str) -> Result<String, Error> {
        let limits = Limits { xml_depth: 8, ..Limits::default() };
        let mut xml = Xml::new("part.xml", text, &limits);
        let mut seen = String::new();
        loop {
            match xml.next()? {
                Event::Start(element) => seen += &format!("<{:?} {}>", element.ns, element.local),
                Event::End => seen += "</>",
                Event::Text(text) => seen += &text,
                Event::Eof => return Ok(seen),
            }
        }
    }

    fn reason(text: &str) -> String {
        events(text).unwrap_err().to_string()
    }

    #[test]
    fn a_prefix_is_known_by_what_it_stands_for() {
        let text = format!(r#"<?xml version="1.0"?><q:p xmlns:q="{STRICT}"><q:r/><w:r/></q:p>"#);
        assert_eq!(events(&text).unwrap(), "<Word p><Word r></><Other r></></>");
    }

    #[test]
    fn entities_are_text() {
        assert_eq!(events("<a>d&apos;&#233;t&#xE9; &amp; <![CDATA[<b>]]></a>").unwrap(), "<None a>d'été & <b></>");
        assert!(reason("<a>&eacute;</a>").contains("unknown entity &eacute;"));
    }

    #[test]
    fn attributes_are_found_by_their_vocabulary() {
        let text = format!(r#"<w:p xmlns:w="{STRICT}" xmlns:x="urn:x" x:val="no" w:val="a &lt; b" plain='1'/>"#);
        let limits = Limits::default();
        let mut xml = Xml::new("part.xml", &text, &limits);
        let root = xml.root().unwrap();
        assert_eq!(root.attr("val"), Some("a < b"));
        assert_eq!(root.attr("plain"), Some("1"));
        assert_eq!(root.attr_in(Ns::Other, "val"), Some("no"));
        assert_eq!(root.attr("xmlns"), None);
    }

    #[test]
    fn children_come_one_by_one_whatever_was_left_unread() {
        let limits = Limits::default();
        let mut xml = Xml::new("part.xml", "<a>x<b><c/>y</b><d/>z<e>t<f>u</f></e></a>", &limits);
        xml.root().unwrap();
        let mut names = Vec::new();
        while let Some(child) = xml.child(1).unwrap() {
            let text = if child.local == "e" { xml.text(2).unwrap() } else { String::new() };
            names.push(format!("{}{text}", child.local));
        }
        assert_eq!(names, ["b", "d", "etu"]);
        assert!(matches!(xml.next().unwrap(), Event::Eof));
    }

    #[test]
    fn what_is_passed_over_unread_ends_where_it_ends() {
        let far = format!("<p>{}</p><q/>", "<b/>".repeat(10_000));
        for text in ["<p><b>x</b><pp></pp></p><q/>", "<p/><q/>", "<p></p ><q/>", "<p><b/></p\n>y<q/>", &far] {
            let text = format!("<a>{text}</a>");
            let limits = Limits::default();
            let mut xml = Xml::new("part.xml", &text, &limits);
            xml.root().unwrap();
            assert_eq!(xml.child(1).unwrap().unwrap().local, "p");
            xml.skip_unread().unwrap();
            assert_eq!(xml.child(1).unwrap().map(|child| child.local), Some("q"), "{text}");
            assert!(xml.child(1).unwrap().is_none());
            assert!(matches!(xml.next().unwrap(), Event::Eof));
        }
    }

    #[test]
    fn a_document_type_is_refused() {
        assert!(reason("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").contains("document type"));
    }

    #[test]
    fn depth_has_a_limit() {
        assert_eq!(
            reason(&"<a>".repeat(9)),
            "the file exceeds the limit xml_depth (8); a higher Limits::xml_depth allows it"
        );
    }

    #[test]
    fn attributes_and_prefixes_in_scope_have_a_limit() {
        let limits = Limits { xml_attributes: 3, ..Limits::default() };
        let refused = |text: &str| Xml::new("part.xml", text, &limits).root().err();
        let refusal = Some(Error::Limit { limit: "xml_attributes", value: 3 });
        assert_eq!(refused("<a b='1' c='2' d='3'/>"), None);
        assert_eq!(refused("<a b='1' c='2' d='3' e='4'/>"), refusal);
        assert_eq!(refused("<a xmlns:b='1' xmlns:c='2' xmlns:d='3' xmlns:e='4'/>"), refusal);
        let mut xml = Xml::new(
            "part.xml",
            "<a xmlns:b='1' xmlns:c='2'><a xmlns:d='3'/><a xmlns:d='3' xmlns:e='4'/></a>",
            &limits,
        );
        xml.root().unwrap();
        assert!(xml.child(1).unwrap().is_some());
        assert_eq!(xml.child(1).err(), refusal);
    }

    #[test]
    fn a_prefix_stands_for_what_the_innermost_element_says() {
        let word = NAMESPACES[0].0;
        let text = format!("<a><b xmlns='{word}' xmlns:x='{word}'><c xmlns=''/><x:d x:e='1'/></b><x:f/><b/></a>");
        assert_eq!(events(&text).unwrap(), "<None a><Word b><None c></><Word d></></><Other f></><None b></></>");
    }

    #[test]
    fn a_part_that_is_cut_is_damaged() {
        assert_eq!(reason("<a><b>"), "the file is damaged: part.xml: ends too early");
        assert!(reason("<a></b>").starts_with("the file is damaged: part.xml"));
        assert!(reason("<a b='1").starts_with("the file is damaged: part.xml"));
    }
}

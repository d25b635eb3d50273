//! XML of office files as a stream of few kinds of events, with namespaces resolved and depth bounded.
//!
//! Elements and attributes are told apart by what their prefix stands for, never by the prefix. The two
//! editions of Office Open XML (transitional and strict) use other addresses for the same things; both map to
//! one [`Ns`]. A document type declaration is refused, so no entity but the predefined ones can exist.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::name::{PrefixDeclaration, QName, ResolveResult};
use quick_xml::reader::NsReader;

use crate::error::Error;
use crate::limits::Limits;

/// Attributes of one element beyond which a file is refused: the widest elements of real files have about 60
/// (the namespaces of a root).
const MAX_ATTRIBUTES: usize = 1_000;

/// The vocabulary that an element or attribute belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    /// No namespace: attributes without prefix.
    None,
    /// WordprocessingML.
    Word,
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
    /// Links of XML (`xlink:href`).
    Link,
    /// Everything else.
    Other,
}

/// Addresses of vocabularies: transitional and strict, one line each.
const NAMESPACES: &[(&str, Ns)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Ns::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Ns::Word),
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
    ("http://www.w3.org/1999/xlink", Ns::Link),
    ("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", Ns::OdfCalcExtension),
    ("urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", Ns::OdfExtension),
];

impl Ns {
    fn of_uri(uri: &str) -> Self {
        NAMESPACES.iter().find(|(known, _)| *known == uri).map_or(Self::Other, |&(_, ns)| ns)
    }

    fn of(resolved: &ResolveResult<'_>) -> Self {
        match resolved {
            ResolveResult::Bound(namespace) => Self::of_uri(namespace.0),
            ResolveResult::Unbound => Self::None,
            ResolveResult::Unknown(_) => Self::Other,
        }
    }
}

/// An element at its start, with its attributes.
#[derive(Debug, Clone)]
pub(crate) struct Element<'a> {
    pub(crate) ns: Ns,
    pub(crate) local: &'a str,
    attributes: Vec<(Ns, &'a str, Cow<'a, str>)>,
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

    /// An attribute of a certain vocabulary, such as `r:id`.
    pub(crate) fn attr_in(&self, wanted: Ns, local: &str) -> Option<&str> {
        self.find(|ns| ns == wanted, local)
    }

    fn find(&self, belongs: impl Fn(Ns) -> bool, local: &str) -> Option<&str> {
        self.attributes.iter().find(|(ns, name, _)| *name == local && belongs(*ns)).map(|(_, _, value)| &**value)
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
    text: &'a str,
    reader: NsReader<&'a [u8]>,
    depth: usize,
    max_depth: usize,
    /// The element just given was empty: its end comes next.
    empty: bool,
}

impl<'a> Xml<'a> {
    /// Starts reading `text`, the content of the part called `part` (named in errors).
    pub(crate) fn new(part: &'a str, text: &'a str, limits: &Limits) -> Self {
        let reader = NsReader::from_str(text);
        Self { part, text, reader, depth: 0, max_depth: limits.xml_depth, empty: false }
    }

    /// How many elements are open, the one that just began included.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The next event. Comments, processing instructions and the declaration are passed over.
    pub(crate) fn next(&mut self) -> Result<Event<'a>, Error> {
        if self.empty {
            self.empty = false;
            self.depth = self.depth.saturating_sub(1);
            return Ok(Event::End);
        }
        loop {
            let begin = self.reader.buffer_position();
            match self.reader.read_event().map_err(|error| self.damaged(&error))? {
                Raw::Start(start) => return self.start(&start, begin).map(Event::Start),
                Raw::Empty(start) => {
                    self.empty = true;
                    return self.start(&start, begin).map(Event::Start);
                }
                Raw::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Event::End);
                }
                Raw::Text(text) if self.depth > 0 => return Ok(Event::Text(text.xml10_content())),
                Raw::CData(text) if self.depth > 0 => return Ok(Event::Text(text.xml10_content())),
                Raw::GeneralRef(entity) => {
                    if let Some(char) = entity.resolve_char_ref().map_err(|error| self.damaged(&error))? {
                        return Ok(Event::Text(Cow::Owned(char.to_string())));
                    }
                    let resolved = resolve_xml_entity(&entity);
                    let text = resolved.ok_or_else(|| self.damaged(&format_args!("unknown entity &{};", &*entity)))?;
                    return Ok(Event::Text(Cow::Borrowed(text)));
                }
                Raw::DocType(_) => return Err(self.damaged(&"a document type declaration is not allowed")),
                Raw::Eof if self.depth > 0 => return Err(self.damaged(&"ends too early")),
                Raw::Eof => return Ok(Event::Eof),
                Raw::Text(_) | Raw::CData(_) | Raw::Comment(_) | Raw::PI(_) | Raw::Decl(_) => {}
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

    /// All text of the element that was opened at depth `element`, up to and including its end.
    pub(crate) fn text(&mut self, element: usize) -> Result<String, Error> {
        let mut text = String::new();
        while self.depth >= element {
            match self.next()? {
                Event::Text(piece) => text.push_str(&piece),
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

    fn start(&mut self, start: &BytesStart<'_>, begin: u64) -> Result<Element<'a>, Error> {
        self.depth += 1;
        if self.depth > self.max_depth {
            return Err(Error::Limit { limit: "xml_depth", value: self.max_depth as u64 });
        }
        // The tag as a slice of the part, so that names and plain values borrow from it and not from the event.
        let inner = usize::try_from(begin).unwrap_or(usize::MAX).saturating_add(1);
        let tag = self.text.get(inner..inner.saturating_add(start.len())).unwrap_or_default();
        let name = start.name().as_ref().len();
        let mut attributes = Vec::new();
        for attribute in Attributes::new(tag, name).with_checks(false) {
            let attribute = attribute.map_err(|error| self.damaged(&error))?;
            if declares_namespace(attribute.key) {
                continue;
            }
            if attributes.len() == MAX_ATTRIBUTES {
                return Err(self.damaged(&"an element with too many attributes"));
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| self.damaged(&error))?;
            let (resolved, local) = self.reader.resolver().resolve_attribute(attribute.key);
            attributes.push((Ns::of(&resolved), local.into_inner(), value));
        }
        let name = QName(tag.get(..name).unwrap_or_default());
        let (resolved, local) = self.reader.resolver().resolve_element(name);
        Ok(Element { ns: Ns::of(&resolved), local: local.into_inner(), attributes })
    }
}

fn declares_namespace(key: QName<'_>) -> bool {
    matches!(key.as_namespace_binding(), Some(PrefixDeclaration::Default | PrefixDeclaration::Named(_)))
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
    fn a_document_type_is_refused() {
        assert!(reason("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").contains("document type"));
    }

    #[test]
    fn depth_has_a_limit() {
        assert_eq!(reason(&"<a>".repeat(9)), "limit xml_depth exceeded (8)");
    }

    #[test]
    fn a_part_that_is_cut_is_damaged() {
        assert_eq!(reason("<a><b>"), "the file is damaged: part.xml: ends too early");
        assert!(reason("<a></b>").starts_with("the file is damaged: part.xml"));
        assert!(reason("<a b='1").starts_with("the file is damaged: part.xml"));
    }
}

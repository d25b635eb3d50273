//! Where the parts of a document stand: entries of a package, or one flat file for all.

use std::borrow::Cow;
use std::rc::Rc;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::Error;
use crate::limits::Limits;
use crate::package::Package;
use crate::xml::Xml;

/// The address of the vocabulary that the outermost element of every document belongs to.
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

/// How far the outermost element is looked for; it declares some forty vocabularies.
const HEAD: usize = 16_384;

/// How far the XML declaration is looked at for its encoding.
const DECLARATION: usize = 256;

/// The text of a part, with its name for errors.
#[derive(Debug, Clone)]
pub(super) struct Source {
    name: &'static str,
    /// Shared by all the parts of a flat file.
    text: Rc<str>,
}

impl Source {
    /// A part of a package, if it has that part.
    pub(super) fn part(package: &mut Package<'_>, name: &'static str) -> Result<Option<Self>, Error> {
        match package.bytes(name)? {
            Some(bytes) => decoded(name, &bytes).map(|text| Some(Self { name, text: text.into() })),
            None => Ok(None),
        }
    }

    /// A flat file.
    pub(super) fn flat(bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        if bytes.len() as u64 > limits.part_bytes {
            return Err(Error::Limit { limit: "part_bytes", value: limits.part_bytes });
        }
        let name = "document";
        decoded(name, bytes).map(|text| Self { name, text: text.into() })
    }

    /// A part that says nothing.
    pub(super) fn empty(name: &'static str) -> Self {
        Self { name, text: "<empty/>".into() }
    }

    /// Reads it from the start.
    pub(super) fn xml<'a>(&'a self, limits: &Limits) -> Xml<'a> {
        Xml::new(self.name, &self.text, limits)
    }
}

/// The bytes begin as an OpenDocument in one XML file, in any encoding.
pub(crate) fn is_flat(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let (encoding, rest) = encoding(head);
    if !rest.trim_ascii_start().starts_with(b"<") && encoding.is_ascii_compatible() {
        return false;
    }
    let (text, _) = encoding.decode_without_bom_handling(rest);
    let mut tags = text.split('<').skip(1);
    let root = tags.find(|tag| !tag.starts_with(['?', '!'])).unwrap_or_default();
    let name = root.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    name.rsplit(':').next() == Some("document") && root.contains(OFFICE)
}

/// Bytes as text: by byte order mark, by the zero bytes of UTF-16, by what the XML declaration says.
fn decoded<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Error> {
    let (encoding, rest) = encoding(bytes);
    match encoding.decode_without_bom_handling(rest) {
        (_, true) => Err(Error::Damaged { detail: format!("{name}: not {}", encoding.name()) }),
        (text, false) => Ok(text),
    }
}

/// The encoding of XML and the bytes after its byte order mark.
fn encoding(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, bytes.get(length..).unwrap_or_default());
    }
    let encoding = match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => {
            let head = String::from_utf8_lossy(bytes.get(..DECLARATION.min(bytes.len())).unwrap_or_default());
            let declaration = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
            let label = declaration.and_then(|text| text.split_once("encoding")).map(|(_, rest)| rest);
            let label = label.map(|rest| rest.trim_start_matches([' ', '=', '\t', '\r', '\n']));
            let label = label.and_then(|rest| rest.split(['"', '\'']).nth(1)).unwrap_or("utf-8");
            // A file that is read as ASCII here cannot be in UTF-16, whatever it says.
            Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible()).unwrap_or(UTF_8)
        }
    };
    (encoding, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(declaration: &str) -> String {
        format!(r#"{declaration}<!-- é --><office:document xmlns:office="{OFFICE}">é</office:document>"#)
    }

    #[test]
    fn a_flat_file_is_known_by_its_outermost_element_in_any_encoding() {
        assert!(is_flat(flat("").as_bytes()));
        assert!(is_flat(flat("<?xml version='1.0'?>\n").as_bytes()));
        assert!(is_flat(flat("\u{FEFF}").as_bytes()));
        let wide: Vec<u8> = flat("").encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(is_flat(&wide));
        assert!(!is_flat(b"<?xml version='1.0'?><office:document/>"));
        assert!(!is_flat(format!("<html><!-- {OFFICE} --></html>").as_bytes()));
        assert!(!is_flat(OFFICE.as_bytes()));
        assert!(!is_flat(b""));
    }

    #[test]
    fn the_declared_encoding_is_believed() {
        let latin = b"<?xml version=\"1.0\" encoding='ISO-8859-1'?><a>\xE9</a>";
        assert!(decoded("a", latin).unwrap().contains("<a>é</a>"));
        assert!(matches!(decoded("a", b"<a>\xE9</a>"), Err(Error::Damaged { .. })));
        assert!(decoded("a", "<?xml encoding=\"UTF-16\"?><a>é</a>".as_bytes()).unwrap().contains('é'));
    }
}

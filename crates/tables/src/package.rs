//! An Office Open XML package: a zip file with guards, its parts as text, its relationships.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::Arc;

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::document::Properties;
use crate::error::Error;
use crate::limits::Limits;
use crate::xml::{Ns, Xml};

/// Parts that are inflated to no more than this may have any ratio: small ones of white space are no danger.
const SMALL_PART: u64 = 1 << 20;

/// A zip package whose sizes are counted while inflating, whatever its headers say.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry names in the order of the file, without leading slash, with forward slashes.
    names: Vec<String>,
    /// Position of each name in lower case: part names do not depend on case.
    index: BTreeMap<String, usize>,
    limits: Limits,
    /// Bytes that may still be inflated.
    remaining: u64,
}

/// A link from one part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relationship {
    /// The name it is called by in the part (`rId1`).
    pub(crate) id: String,
    /// The last segment of its type: `officeDocument`, `styles`, `worksheet`.
    pub(crate) kind: String,
    /// The part's name from the root of the package; for an external one, the address as it stands.
    pub(crate) target: String,
    /// Outside the package. Never followed.
    pub(crate) external: bool,
}

impl<'a> Package<'a> {
    /// Opens a package. Nothing is inflated yet.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Error> {
        if bytes.len() as u64 > limits.file_bytes {
            return Err(Error::Limit { limit: "file_bytes", value: limits.file_bytes });
        }
        // The archive allocates for every central header, so they are counted before it opens.
        let headers = memmem::find_iter(bytes, b"PK\x01\x02").take(limits.zip_entries + 1).count();
        if headers > limits.zip_entries {
            return Err(Error::Limit { limit: "zip_entries", value: limits.zip_entries as u64 });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("zip", &error))?;
        let mut names = Vec::with_capacity(archive.len());
        let mut index = BTreeMap::new();
        let mut places = BTreeSet::new();
        for position in 0..archive.len() {
            let entry = archive.by_index_data(position).map_err(|error| damaged("zip", &error))?;
            if entry.encrypted() {
                return Err(Error::Encrypted);
            }
            // No program does this: the same bytes would be inflated again and again.
            if !places.insert(entry.header_start()) {
                return Err(Error::Damaged { detail: "zip: several entries stand at one place".to_owned() });
            }
            let name = match entry.name() {
                Ok(name) => normalized(&name),
                Err(_) => normalized(&String::from_utf8_lossy(entry.name_raw())),
            };
            index.entry(name.to_ascii_lowercase()).or_insert(position);
            names.push(name);
        }
        Ok(Self { archive, names, index, limits: limits.clone(), remaining: limits.total_bytes })
    }

    /// The names of all entries, in the order of the file.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The limits it was opened with.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The text of a part, or none if the package has no such part. Case, a leading slash and backslashes in
    /// `name` do not matter. [`Xml`] refuses document types in it.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        match self.bytes(name)? {
            Some(bytes) => decoded(name, bytes).map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of a part.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(&position) = self.index.get(&normalized(name).to_ascii_lowercase()) else { return Ok(None) };
        let entry = self.archive.by_index(position).map_err(|error| damaged(name, &error))?;
        let by_ratio = entry.compressed_size().saturating_mul(self.limits.ratio).max(SMALL_PART);
        let allowed = self.limits.part_bytes.min(self.remaining).min(by_ratio);
        // The header may lie, so not too much is believed.
        let expected = entry.size().min(allowed).min(SMALL_PART);
        let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
        entry.take(allowed.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| damaged(name, &error))?;
        let inflated = bytes.len() as u64;
        if inflated > self.limits.part_bytes {
            return Err(Error::Limit { limit: "part_bytes", value: self.limits.part_bytes });
        }
        if inflated > self.remaining {
            return Err(Error::Limit { limit: "total_bytes", value: self.limits.total_bytes });
        }
        if inflated > by_ratio {
            return Err(Error::Limit { limit: "ratio", value: self.limits.ratio });
        }
        self.remaining -= inflated;
        Ok(Some(bytes))
    }

    /// The relationships of a part, or of the package itself for an empty name.
    pub(crate) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, Error> {
        let part = normalized(part);
        let (folder, file) = part.rsplit_once('/').map_or(("", &*part), |(folder, file)| (folder, file));
        let name = normalized(&format!("{folder}/_rels/{file}.rels"));
        let Some(text) = self.part(&name)? else { return Ok(Vec::new()) };
        let mut xml = Xml::new(&name, &text, &self.limits);
        xml.root()?;
        let mut relationships = Vec::new();
        while let Some(element) = xml.child(1)? {
            let (Some(id), Some(kind), Some(target)) =
                (element.attr("Id"), element.attr("Type"), element.attr("Target"))
            else {
                continue;
            };
            if !element.is(Ns::PackageRelationships, "Relationship") {
                continue;
            }
            let external = element.attr("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
            relationships.push(Relationship {
                id: id.to_owned(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: if external { target.to_owned() } else { self.resolved(folder, target) },
                external,
            });
        }
        Ok(relationships)
    }

    /// The first part of a kind that `part` is related to.
    pub(crate) fn related(&mut self, part: &str, kind: &str) -> Result<Option<String>, Error> {
        let relationships = self.relationships(part)?;
        Ok(relationships.into_iter().find(|link| !link.external && link.kind == kind).map(|link| link.target))
    }

    /// The main part: the document or the workbook.
    pub(crate) fn main_part(&mut self) -> Result<Option<String>, Error> {
        if let Some(target) = self.related("", "officeDocument")? {
            return Ok(Some(target));
        }
        let mut overrides = self.content_types("Override", "PartName")?.into_iter();
        Ok(overrides.find(|(_, kind)| kind.contains(".main")).map(|(name, _)| normalized(&name)))
    }

    /// The content type of a part.
    pub(crate) fn content_type(&mut self, part: &str) -> Result<Option<String>, Error> {
        let part = normalized(part);
        let mut overrides = self.content_types("Override", "PartName")?.into_iter();
        if let Some((_, kind)) = overrides.find(|(name, _)| normalized(name).eq_ignore_ascii_case(&part)) {
            return Ok(Some(kind));
        }
        let extension = part.rsplit('.').next().unwrap_or_default();
        let mut defaults = self.content_types("Default", "Extension")?.into_iter();
        Ok(defaults.find(|(name, _)| name.eq_ignore_ascii_case(extension)).map(|(_, kind)| kind))
    }

    fn content_types(&mut self, element: &str, key: &str) -> Result<Vec<(String, String)>, Error> {
        let name = "[Content_Types].xml";
        let Some(text) = self.part(name)? else { return Ok(Vec::new()) };
        let mut xml = Xml::new(name, &text, &self.limits);
        xml.root()?;
        let mut found = Vec::new();
        while let Some(child) = xml.child(1)? {
            if let (true, Some(key), Some(kind)) =
                (child.is(Ns::ContentTypes, element), child.attr(key), child.attr("ContentType"))
            {
                found.push((key.to_owned(), kind.to_owned()));
            }
        }
        Ok(found)
    }

    /// A target as it stands in a relationship, as the name of a part.
    fn resolved(&self, folder: &str, target: &str) -> String {
        let target = target.replace('\\', "/");
        let path = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
        let mut segments = Vec::new();
        for segment in path.split('/') {
            match segment {
                "" | "." => {}
                ".." => drop(segments.pop()),
                segment => segments.push(segment),
            }
        }
        let name = segments.join("/");
        // Targets are addresses and may be escaped, though entry names seldom are.
        match name.contains('%') && !self.index.contains_key(&name.to_ascii_lowercase()) {
            true => unescaped(&name),
            false => name,
        }
    }
}

/// Where the links of a part lead, by their names.
pub(crate) fn targets(links: &[Relationship]) -> BTreeMap<String, Arc<str>> {
    let links = links.iter().filter(|link| link.kind == "hyperlink");
    links.map(|link| (link.id.clone(), link.target.as_str().into())).collect()
}

/// Title, author and the like of a package. A damaged or missing part leaves its fields empty.
pub(crate) fn core_properties(package: &mut Package<'_>) -> Properties {
    let mut properties = Properties::default();
    for link in package.relationships("").unwrap_or_default() {
        let known = ["core-properties", "extended-properties", "extendedProperties"].contains(&&*link.kind);
        if known && !link.external {
            // A broken property must not keep anyone from reading the tables.
            let _ = read_properties(package, &link.target, &mut properties);
        }
    }
    properties
}

fn read_properties(package: &mut Package<'_>, part: &str, properties: &mut Properties) -> Result<(), Error> {
    let Some(text) = package.part(part)? else { return Ok(()) };
    let mut xml = Xml::new(part, &text, package.limits());
    xml.root()?;
    while let Some(element) = xml.child(1)? {
        let field = match element.name() {
            (Ns::DublinCore, "title") => &mut properties.title,
            (Ns::DublinCore, "creator") => &mut properties.author,
            (Ns::DublinCore, "subject") => &mut properties.subject,
            (Ns::DublinCore, "language") => &mut properties.language,
            (Ns::DublinCore, "description") => &mut properties.description,
            (Ns::CoreProperties, "keywords") => &mut properties.keywords,
            (Ns::CoreProperties, "lastModifiedBy") => &mut properties.last_author,
            (Ns::DublinTerms, "created") => &mut properties.created,
            (Ns::DublinTerms, "modified") => &mut properties.modified,
            (Ns::ExtendedProperties, "Company") => &mut properties.company,
            _ => continue,
        };
        let text = xml.text(2)?;
        if !text.trim().is_empty() {
            *field = Some(text);
        }
    }
    Ok(())
}

/// A part's bytes as text: UTF-8 or UTF-16, with or without byte order mark.
fn decoded(name: &str, bytes: Vec<u8>) -> Result<String, Error> {
    let not_text = || Error::Damaged { detail: format!("{name}: neither UTF-8 nor UTF-16") };
    let encoding = match &*bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => encoding_rs::UTF_16BE,
        [0xEF, 0xBB, 0xBF, rest @ ..] => return String::from_utf8(rest.to_vec()).map_err(|_| not_text()),
        _ => return String::from_utf8(bytes).map_err(|_| not_text()),
    };
    let (text, malformed) = encoding.decode_with_bom_removal(&bytes);
    if malformed { Err(not_text()) } else { Ok(text.into_owned()) }
}

/// A part's name without leading slash, with forward slashes.
fn normalized(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_owned()
}

/// `%20` and the like as characters.
fn unescaped(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = (*first == b'%').then(|| tail.get(..2)).flatten();
        let code =
            escape.and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn damaged(name: &str, error: &dyn PackageError) -> Error {
    if error.asks_for_a_password() { Error::Encrypted } else { Error::Damaged { detail: format!("{name}: {error}") } }
}

/// Errors of opening and of inflating, told apart only by a password.
trait PackageError: std::fmt::Display {
    fn asks_for_a_password(&self) -> bool {
        false
    }
}

impl PackageError for std::io::Error {}

impl PackageError for ZipError {
    fn asks_for_a_password(&self) -> bool {
        matches!(self, Self::InvalidPassword | Self::UnsupportedArchive(Self::PASSWORD_REQUIRED))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn open(bytes: &[u8]) -> Package<'_> {
        Package::open(bytes, &Limits::default()).unwrap()
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn a_part_is_found_whatever_its_case_and_slashes() {
        let bytes = zip(&[(r"Word\Document.xml", b"<a/>")]);
        let mut package = open(&bytes);
        assert_eq!(package.names().collect::<Vec<_>>(), ["Word/Document.xml"]);
        assert_eq!(package.part("/word/document.xml").unwrap().as_deref(), Some("<a/>"));
        assert_eq!(package.part("word/styles.xml").unwrap(), None);
    }

    #[test]
    fn utf_16_parts_become_text() {
        let little = utf16("<é/>", u16::to_le_bytes);
        let big = utf16("<é/>", u16::to_be_bytes);
        let bytes = zip(&[("l", &little), ("b", &big), ("m", b"\xEF\xBB\xBF<a/>"), ("x", b"<\xE9/>")]);
        let mut package = open(&bytes);
        assert_eq!(package.part("l").unwrap().as_deref(), Some("<é/>"));
        assert_eq!(package.part("b").unwrap().as_deref(), Some("<é/>"));
        assert_eq!(package.part("m").unwrap().as_deref(), Some("<a/>"));
        assert!(matches!(package.part("x"), Err(Error::Damaged { .. })));
    }

    #[test]
    fn targets_are_resolved_from_the_part_that_names_them() {
        let rels = format!(
            r#"<Relationships xmlns="{RELATIONSHIPS}">
            <Relationship Id="a" Type="http://x/styles" Target="styles.xml"/>
            <Relationship Id="b" Type="http://x/customXml" Target="../customXml/item%201.xml"/>
            <Relationship Id="c" Type="http://x/footer" Target="/word/footer1.xml" TargetMode="Internal"/>
            <Relationship Id="d" Type="http://x/hyperlink" Target="https://x.be/../y" TargetMode="External"/>
            <Relationship Id="e"/></Relationships>"#
        );
        let bytes = zip(&[("word/_rels/document.xml.rels", rels.as_bytes())]);
        let links = open(&bytes).relationships("/word/document.xml").unwrap();
        let seen: Vec<_> = links.iter().map(|l| (&*l.id, &*l.kind, &*l.target, l.external)).collect();
        assert_eq!(
            seen,
            [
                ("a", "styles", "word/styles.xml", false),
                ("b", "customXml", "customXml/item 1.xml", false),
                ("c", "footer", "word/footer1.xml", false),
                ("d", "hyperlink", "https://x.be/../y", true),
            ]
        );
    }

    #[test]
    fn the_main_part_is_found_by_its_relationship_and_else_by_its_content_type() {
        let rels = format!(
            r#"<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r" Type="{STRICT}/officeDocument" Target="d/main.xml"/></Relationships>"#
        );
        let bytes = zip(&[("_rels/.rels", rels.as_bytes())]);
        assert_eq!(open(&bytes).main_part().unwrap().as_deref(), Some("d/main.xml"));

        let types = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Override PartName="/xl/book.xml" ContentType="application/vnd.x.sheet.main+xml"/></Types>"#;
        let bytes = zip(&[("[Content_Types].xml", types)]);
        assert_eq!(open(&bytes).main_part().unwrap().as_deref(), Some("xl/book.xml"));
        assert_eq!(
            open(&bytes).content_type("xl/Book.xml").unwrap().as_deref(),
            Some("application/vnd.x.sheet.main+xml")
        );
    }

    #[test]
    fn properties_are_read_through_their_relationships() {
        let rels = format!(
            r#"<Relationships xmlns="{RELATIONSHIPS}">
            <Relationship Id="a" Type="{RELATIONSHIPS}/metadata/core-properties" Target="docProps/core.xml"/>
            <Relationship Id="b" Type="{STRICT}/extendedProperties" Target="docProps/app.xml"/></Relationships>"#
        );
        let core = br#"<c:coreProperties xmlns:d="http://purl.org/dc/elements/1.1/"
            xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">
            <d:title>PST &amp; co</d:title><d:creator> </d:creator><d:language>fr-BE</d:language></c:coreProperties>"#;
        let app = br#"<Properties xmlns="http://purl.oclc.org/ooxml/officeDocument/extendedProperties">
            <Company>Commune de Jalhay</Company></Properties>"#;
        let bytes = zip(&[("_rels/.rels", rels.as_bytes()), ("docProps/core.xml", core), ("docProps/app.xml", app)]);
        let properties = core_properties(&mut open(&bytes));
        assert_eq!(properties.title.as_deref(), Some("PST & co"));
        assert_eq!(properties.author, None);
        assert_eq!(properties.language.as_deref(), Some("fr-BE"));
        assert_eq!(properties.company.as_deref(), Some("Commune de Jalhay"));
    }

    #[test]
    fn sizes_are_counted_while_inflating() {
        let zeros = vec![b' '; 100_000];
        let bytes = zip(&[("a", &zeros), ("b", &zeros)]);
        let small = Limits { part_bytes: 99_999, ..Limits::default() };
        let mut package = Package::open(&bytes, &small).unwrap();
        assert_eq!(package.part("a"), Err(Error::Limit { limit: "part_bytes", value: 99_999 }));

        let two = Limits { total_bytes: 150_000, ..Limits::default() };
        let mut package = Package::open(&bytes, &two).unwrap();
        assert!(package.part("a").is_ok());
        assert_eq!(package.part("b"), Err(Error::Limit { limit: "total_bytes", value: 150_000 }));

        let one = Limits { zip_entries: 1, ..Limits::default() };
        assert_eq!(Package::open(&bytes, &one).err(), Some(Error::Limit { limit: "zip_entries", value: 1 }));
    }

    #[test]
    fn an_encrypted_entry_asks_for_a_password() {
        let mut bytes = zip(&[("a", b"secret")]);
        let central = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        bytes[central + 8] |= 1;
        assert_eq!(Package::open(&bytes, &Limits::default()).err(), Some(Error::Encrypted));
    }

    #[test]
    fn a_cut_package_is_damaged() {
        let bytes = zip(&[("a", b"some text")]);
        for end in 0..bytes.len() {
            assert!(matches!(Package::open(&bytes[..end], &Limits::default()), Err(Error::Damaged { .. })));
        }
    }
}

//! Small OpenDocument files built in memory.

use passerelle_tables::{Document, Error, Limits, read};

use super::zip;

/// Declarations that the snippets of tests rely on.
pub const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0""#;

/// A flat document made of the inside of its parts.
#[derive(Default)]
pub struct Odf {
    kind: &'static str,
    body: String,
    styles: String,
    automatic: String,
    masters: String,
}

impl Odf {
    /// A text with this body.
    pub fn text(body: &str) -> Self {
        Self { kind: "text", body: body.to_owned(), ..Self::default() }
    }

    /// A spreadsheet with these tables.
    pub fn sheets(tables: &str) -> Self {
        Self { kind: "spreadsheet", body: tables.to_owned(), ..Self::default() }
    }

    /// A spreadsheet with one sheet of these columns and rows.
    pub fn rows(inside: &str) -> Self {
        Self::sheets(&format!(r#"<table:table table:name="Feuille1">{inside}</table:table>"#))
    }

    /// With common styles.
    pub fn styles(mut self, styles: &str) -> Self {
        self.styles += styles;
        self
    }

    /// With automatic styles.
    pub fn automatic(mut self, styles: &str) -> Self {
        self.automatic += styles;
        self
    }

    /// With pages.
    pub fn masters(mut self, masters: &str) -> Self {
        self.masters += masters;
        self
    }

    /// The flat file.
    pub fn flat(&self) -> String {
        let Self { kind, body, styles, automatic, masters } = self;
        format!(
            "<office:document {NAMESPACES}><office:styles>{styles}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles><office:master-styles>{masters}</office:master-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
        )
    }

    /// The same as a package.
    pub fn package(&self) -> Vec<u8> {
        let Self { kind, body, styles, automatic, masters } = self;
        let content = format!(
            "<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
        );
        let styles = format!(
            "<office:document-styles {NAMESPACES}><office:styles>{styles}</office:styles><office:master-styles>{masters}</office:master-styles></office:document-styles>"
        );
        let media_type = format!("application/vnd.oasis.opendocument.{kind}");
        zip(&[
            ("mimetype", media_type.as_bytes()),
            ("content.xml", content.as_bytes()),
            ("styles.xml", styles.as_bytes()),
            ("META-INF/manifest.xml", b"<manifest/>"),
        ])
    }

    /// The result of reading it with the usual limits.
    pub fn attempt(&self) -> Result<Document, Error> {
        read(self.flat().as_bytes(), "", &Limits::default())
    }

    /// The document, the same from a flat file and from a package.
    #[track_caller]
    pub fn read(&self) -> Document {
        let flat = self.attempt().unwrap();
        assert_eq!(Ok(&flat), read(&self.package(), "", &Limits::default()).as_ref());
        flat
    }
}

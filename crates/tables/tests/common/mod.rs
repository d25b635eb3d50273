//! Small packages built in memory, so that a test shows the very XML it is about.

#![allow(dead_code, clippy::unwrap_used)]

pub mod odf;

use std::io::{Cursor, Write};

use passerelle_tables::{Cell, Document, Limits, Table, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// Declarations that the snippets of tests rely on, `w` aside.
pub const NAMESPACES: &str = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml""#;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package of parts, in the order given.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A text document made of the inside of its parts.
pub struct Docx {
    body: Vec<u8>,
    parts: Vec<(&'static str, String)>,
}

impl Docx {
    /// A document with this inside of `w:body`.
    pub fn body(inside: &str) -> Self {
        Self::part_of(&format!(
            r#"<w:document xmlns:w="{TRANSITIONAL}" {NAMESPACES}><w:body>{inside}</w:body></w:document>"#
        ))
    }

    /// A document with this main part.
    pub fn part_of(xml: &str) -> Self {
        Self::bytes(xml.as_bytes().to_vec())
    }

    /// A document with these bytes as main part.
    pub fn bytes(body: Vec<u8>) -> Self {
        Self { body, parts: Vec::new() }
    }

    /// With another part, given by its kind (`styles`, `numbering`, `header`) and the inside of its root.
    pub fn with(mut self, kind: &'static str, inside: &str) -> Self {
        self.parts.push((kind, format!(r#"<w:{kind} xmlns:w="{TRANSITIONAL}" {NAMESPACES}>{inside}</w:{kind}>"#)));
        self
    }

    /// The file. Relationships to the other parts are called by their kinds.
    pub fn file(&self) -> Vec<u8> {
        let package = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="{RELATIONSHIPS}/officeDocument" Target="word/document.xml"/></Relationships>"#
        );
        let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
        let mut links = String::new();
        for (kind, _) in &self.parts {
            links += &format!(r#"<Relationship Id="{kind}" Type="{RELATIONSHIPS}/{kind}" Target="{kind}.xml"/>"#);
        }
        let links = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
        );
        let names: Vec<_> = self.parts.iter().map(|(kind, _)| format!("word/{kind}.xml")).collect();
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", package.as_bytes()),
            ("word/_rels/document.xml.rels", links.as_bytes()),
            ("word/document.xml", &self.body),
        ];
        parts.extend(names.iter().zip(&self.parts).map(|(name, (_, xml))| (&**name, xml.as_bytes())));
        zip(&parts)
    }

    /// The document as read with the usual limits.
    pub fn read(&self) -> Document {
        read(&self.file(), "plan.docx", &Limits::default()).unwrap()
    }
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A cell of one paragraph, with cell properties.
pub fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

/// A row of cells.
pub fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

/// A table of rows.
pub fn tbl(rows: &[String]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

/// The only table of a body.
pub fn table(body: &str) -> Table {
    let document = Docx::body(body).read();
    let mut tables = document.tables().cloned();
    let table = tables.next().unwrap();
    assert!(tables.next().is_none(), "one table expected");
    table
}

/// A table as lines: `row,column rows x columns: text`, spans of one left out.
pub fn lines(table: &Table) -> Vec<String> {
    table.cells.iter().map(line).collect()
}

fn line(cell: &Cell) -> String {
    let span = match (cell.row_span, cell.column_span) {
        (1, 1) => String::new(),
        (rows, columns) => format!(" {rows}x{columns}"),
    };
    format!("{},{}{span}: {}", cell.row, cell.column, cell.text.as_str())
}

/// The paragraphs outside tables as text.
pub fn paragraphs(document: &Document) -> Vec<&str> {
    document.paragraphs().map(|paragraph| paragraph.text.as_str()).collect()
}

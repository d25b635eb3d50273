use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::xml::Xml;
use super::{Block, Chart, Docx, body, chart, page, styles};
use crate::Error;

/// Namespace of WordprocessingML.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Namespace of relationships in a part.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const MAIN_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts of the main document, in the order of their relationships `rId1`…: relationship, file, content type.
const PARTS: &[(&str, &str, &str)] = &[
    ("styles", "styles.xml", "styles"),
    ("settings", "settings.xml", "settings"),
    ("header", "header1.xml", "header"),
    ("header", "header2.xml", "header"),
    ("footer", "footer1.xml", "footer"),
    ("fontTable", "fontTable.xml", "fontTable"),
];

/// Colours and fonts that Word offers in its menus; our styles name their own.
const THEME: &[u8] = include_bytes!("theme.xml");
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// Relationship of the page header.
pub(super) const HEADER: &str = "rId3";
/// Relationship of the first page's header.
pub(super) const FIRST_HEADER: &str = "rId4";
/// Relationship of the page footer.
pub(super) const FOOTER: &str = "rId5";

/// The package as bytes: fixed order, fixed dates of 1980, the same origin on every system.
pub(super) fn bytes(docx: &Docx) -> Result<Vec<u8>, Error> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Dos);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (part, content) in parts(docx) {
        let content = content.map_err(|error| Error::Xml { part, error })?;
        zip.start_file(part, options)?;
        zip.write_all(&content)?;
    }
    for (number, drawn) in (1usize..).zip(charts(docx)) {
        let xml = |part: std::io::Result<Vec<u8>>| part.map_err(|error| Error::Xml { part: "word/charts", error });
        let (part, book) = (format!("word/charts/chart{number}.xml"), format!("embeddings/chart{number}.xlsx"));
        let to_book = relations(&[(&format!("{RELATIONS}/package"), &format!("../{book}"))]);
        let files = [
            (part, xml(chart::part(drawn))?),
            (format!("word/charts/_rels/chart{number}.xml.rels"), xml(to_book)?),
            (format!("word/{book}"), chart::workbook(drawn)?),
        ];
        for (name, content) in files {
            zip.start_file(name, options)?;
            zip.write_all(&content)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

/// The charts of the document, in their order.
fn charts(docx: &Docx) -> impl Iterator<Item = &Chart> {
    docx.body.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    })
}

/// The relationship of a chart, counted from 1: after the parts and the theme.
pub(super) fn chart_relation(number: usize) -> String {
    format!("rId{}", PARTS.len() + 1 + number)
}

/// Every part in the order of the package, without the charts.
pub(super) fn parts(docx: &Docx) -> [(&'static str, std::io::Result<Vec<u8>>); 13] {
    [
        ("[Content_Types].xml", content_types(docx)),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core(docx)),
        ("docProps/app.xml", app()),
        ("word/document.xml", body::part(docx)),
        ("word/_rels/document.xml.rels", document_relations(docx)),
        ("word/styles.xml", styles::part(docx)),
        ("word/settings.xml", page::settings(docx)),
        ("word/header1.xml", page::header(docx)),
        ("word/header2.xml", page::first_header()),
        ("word/footer1.xml", page::footer(docx)),
        ("word/fontTable.xml", page::fonts()),
        ("word/theme/theme1.xml", Ok(THEME.to_vec())),
    ]
}

fn content_types(docx: &Docx) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.element("Types", &[("xmlns", TYPES)], |xml| {
        xml.empty(
            "Default",
            &[("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml")],
        )?;
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")])?;
        let charts = charts(docx).count();
        if charts > 0 {
            xml.empty("Default", &[("Extension", "xlsx"), ("ContentType", SHEET_TYPE)])?;
        }
        let mut part = |name: &str, kind: &str| xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        part("/word/document.xml", &format!("{MAIN_TYPE}.document.main+xml"))?;
        for (_, file, kind) in PARTS {
            part(&format!("/word/{file}"), &format!("{MAIN_TYPE}.{kind}+xml"))?;
        }
        part("/word/theme/theme1.xml", THEME_TYPE)?;
        for number in 1..=charts {
            part(&format!("/word/charts/chart{number}.xml"), CHART_TYPE)?;
        }
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")?;
        part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    })?;
    Ok(xml.finish())
}

fn package_relations() -> std::io::Result<Vec<u8>> {
    relations(&[
        (&format!("{RELATIONS}/officeDocument"), "word/document.xml"),
        ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        (&format!("{RELATIONS}/extended-properties"), "docProps/app.xml"),
    ])
}

fn document_relations(docx: &Docx) -> std::io::Result<Vec<u8>> {
    let files: Vec<String> = (1..=charts(docx).count()).map(|number| format!("charts/chart{number}.xml")).collect();
    let kinds: Vec<(String, &str)> = PARTS
        .iter()
        .map(|(kind, file, _)| (*kind, *file))
        .chain([("theme", "theme/theme1.xml")])
        .chain(files.iter().map(|file| ("chart", file.as_str())))
        .map(|(kind, file)| (format!("{RELATIONS}/{kind}"), file))
        .collect();
    let relations_of: Vec<(&str, &str)> = kinds.iter().map(|(kind, file)| (kind.as_str(), *file)).collect();
    relations(&relations_of)
}

fn relations(targets: &[(&str, &str)]) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.element("Relationships", &[("xmlns", PACKAGE_RELATIONS)], |xml| {
        for (index, (kind, target)) in targets.iter().enumerate() {
            let id = format!("rId{}", index + 1);
            xml.empty("Relationship", &[("Id", &id), ("Type", kind), ("Target", target)])?;
        }
        Ok(())
    })?;
    Ok(xml.finish())
}

fn core(docx: &Docx) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let namespaces = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        plain(xml, "dc:title", &docx.title)?;
        if let Some(author) = &docx.author {
            plain(xml, "dc:creator", author)?;
        }
        plain(xml, "dc:language", "fr-BE")?;
        if let Some(date) = docx.date {
            let day = format!("{date}T00:00:00Z");
            for name in ["dcterms:created", "dcterms:modified"] {
                xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.characters(&day))?;
            }
        }
        Ok(())
    })?;
    Ok(xml.finish())
}

/// Properties are one line each and know no `xml:space`.
fn plain(xml: &mut Xml, name: &str, text: &str) -> std::io::Result<()> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    xml.element(name, &[], |xml| xml.characters(&line))
}

fn app() -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.element("Properties", &[("xmlns", EXTENDED)], |xml| plain(xml, "Application", "Passerelle"))?;
    Ok(xml.finish())
}

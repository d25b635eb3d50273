//! Templates, files with macros and odd packages are read like the plain ones.

#![allow(clippy::unwrap_used)]

mod common;

use common::odf::Odf;
use common::{Docx, lines, p, paragraphs, tbl, tc, tr, zip};
use passerelle_tables::{Format, Limits, read};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook of one sheet whose main part has this content type. It has neither styles nor shared strings.
fn workbook(kind: &str, target: &str, encode: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let types = format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>"#
    );
    let links = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let book = format!(
        r#"<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Été" sheetId="1" r:id="a"/></sheets></workbook>"#
    );
    let sheet = format!(
        r#"<worksheet xmlns="{SHEET}"><sheetData><row><c t="inlineStr" s="9"><is><t>Échéance</t></is></c><c><v>2</v></c></row></sheetData></worksheet>"#
    );
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", links("officeDocument", "/xl/workbook.xml").as_bytes()),
        ("xl/_rels/workbook.xml.rels", links("worksheet", target).as_bytes()),
        ("xl/workbook.xml", &encode(&book)),
        ("xl/worksheets/sheet1.xml", &encode(&sheet)),
    ])
}

fn plain(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

#[test]
fn workbooks_of_every_kind_are_workbooks() {
    for (extension, kind) in [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        ("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ("xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"),
        ("xltm", "application/vnd.ms-excel.template.macroEnabled.main+xml"),
    ] {
        let file = workbook(kind, "worksheets/sheet1.xml", plain);
        let document = read(&file, &format!("grille.{extension}"), &Limits::default()).unwrap();
        assert_eq!((document.format, &*document.notices), (Format::Xlsx, &[][..]), "{extension}");
        assert_eq!(lines(document.tables().next().unwrap()), ["0,0: Échéance", "0,1: 2"]);
    }
}

#[test]
fn targets_of_sheets_may_be_absolute_or_odd_and_parts_in_utf_16() {
    let wide = |text: &str| {
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{text}");
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    for target in ["/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/Sheet1.xml", "worksheets\\sheet1.xml"] {
        let document = read(&workbook("", target, wide), "", &Limits::default()).unwrap();
        assert_eq!(lines(document.tables().next().unwrap()), ["0,0: Échéance", "0,1: 2"], "{target}");
    }
}

#[test]
fn texts_of_every_kind_are_texts() {
    for (extension, kind) in [
        ("docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        ("dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ] {
        let types = format!(
            r#"<Types xmlns="{PACKAGE}/content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>"#
        );
        let xml = Docx::body(&p("Plan")).file();
        let mut parts = ::zip::ZipArchive::new(std::io::Cursor::new(xml)).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut parts.by_name("word/document.xml").unwrap(), &mut bytes).unwrap();
        // Without relationships, only the content type tells which part is the main one.
        let file = zip(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", &bytes)]);
        let document = read(&file, &format!("plan.{extension}"), &Limits::default()).unwrap();
        assert_eq!((document.format, &*document.notices), (Format::Docx, &[][..]), "{extension}");
        assert_eq!(paragraphs(&document), ["Plan"]);
    }
}

#[test]
fn templates_of_opendocument_are_read() {
    let cell = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>";
    let text = Odf::text("<text:p>a</text:p>");
    for (odf, kind, extension, format) in [
        (Odf::rows(cell), "spreadsheet-template", "ots", Format::Ods),
        (text, "text-template", "ott", Format::Odt),
        (Odf::text("<text:p>a</text:p>"), "text-master", "odm", Format::Odt),
    ] {
        let mut parts = ::zip::ZipArchive::new(std::io::Cursor::new(odf.package())).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut parts.by_name("content.xml").unwrap(), &mut content).unwrap();
        let media_type = format!("application/vnd.oasis.opendocument.{kind}");
        // Styles and manifest are missing.
        let file = zip(&[("mimetype", media_type.as_bytes()), ("content.xml", &content)]);
        let document = read(&file, &format!("plan.{extension}"), &Limits::default());
        let document = document.unwrap_or_else(|error| panic!("{extension}: {error}"));
        assert_eq!(document.format, format);
        assert_eq!(document.blocks.len(), 1);
    }
}

#[test]
fn a_control_bound_to_data_shows_what_is_stored() {
    let bound = r#"<w:sdt><w:sdtPr><w:tag w:val="nom"/><w:dataBinding w:xpath="/x/nom" w:storeItemID="{1}"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Jalhay</w:t></w:r></w:sdtContent></w:sdt>"#;
    let cell = format!("<w:tc><w:p>{bound}</w:p></w:tc>");
    let document = Docx::body(&tbl(&[tr(&[cell, tc("", "x")])])).read();
    let table = document.tables().next().unwrap();
    assert_eq!(lines(table), ["0,0: Jalhay", "0,1: x"]);
    assert_eq!(table.cells[0].controls[0].tag.as_deref(), Some("nom"));
}

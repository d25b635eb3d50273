//! A format is found in the content, whatever the name says.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Docx, p, zip};
use passerelle_tables::{Error, Format, Limits, NoticeKind, read};

fn refusal(bytes: &[u8]) -> Error {
    read(bytes, "", &Limits::default()).unwrap_err()
}

fn unsupported(format: &str) -> Error {
    Error::Unsupported { format: format.to_owned() }
}

#[test]
fn formats_that_are_not_read_are_called_by_name() {
    assert_eq!(refusal(b"%PDF-1.7\n"), unsupported("pdf"));
    assert_eq!(refusal(b"\x89PNG\r\n\x1A\n\0\0"), unsupported("png"));
    assert_eq!(refusal(b"\xFF\xD8\xFF\xE0"), unsupported("jpeg"));
    assert_eq!(refusal(b"<?xml version='1.0'?><office:document/>"), unsupported("xml"));
    assert_eq!(refusal(&zip(&[("mimetype", b"application/epub+zip")])), unsupported("zip"));
}

#[test]
fn bytes_without_a_known_format_are_refused_with_a_hint() {
    let unknown = |hint: &str| Error::UnknownFormat { hint: hint.to_owned() };
    assert_eq!(refusal(b""), Error::Empty);
    assert_eq!(refusal(b"\x01\x02\0\x03"), unknown("binary"));
    assert_eq!(refusal(&zip(&[("notes/", b"")])), unknown("zip"));
}

#[test]
fn a_package_without_main_part_is_damaged() {
    let types = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    assert!(matches!(refusal(&zip(&[("[Content_Types].xml", types)])), Error::Damaged { .. }));
}

#[test]
fn a_presentation_is_not_taken_for_a_workbook() {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>"#;
    assert_eq!(refusal(&zip(&[("[Content_Types].xml", types.as_bytes())])), unsupported("pptx"));
}

#[test]
fn a_page_is_found_by_its_beginning() {
    for page in [
        "\u{FEFF}\n<!DOCTYPE html><p>a",
        "<HTML xmlns:x='urn:schemas-microsoft-com:office:excel'>a",
        "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>\n<html>a",
        "<!-- saved from url=(0014)about:internet -->\n<table><tr><td>a",
        "<tr><td>a</td></tr>",
        "<div class='x'><table border=0><tr><td>a",
        "Version:0.9\r\nStartHTML:00000097\r\n<html><body>a",
        "<!--[if gte mso 9]><xml></xml><![endif]--><p>a",
    ] {
        assert_eq!(read(page.as_bytes(), "", &Limits::default()).unwrap().format, Format::Html, "{page}");
    }
    let utf_16: Vec<u8> = "<html><p>é</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf_16, "", &Limits::default()).unwrap().format, Format::Html);
}

#[test]
fn a_text_with_tags_in_it_is_a_text() {
    for text in
        ["<b>OS 1</b>\tPilote\n<i>OO 1</i>\tDG", "<p. 3>", "a <table><tr>", "<tremblement>", "<bonjour> <table><tr>"]
    {
        assert_eq!(read(text.as_bytes(), "", &Limits::default()).unwrap().format, Format::Text, "{text}");
    }
}

#[test]
fn a_page_saved_under_the_name_of_a_workbook_is_read_and_noticed() {
    for name in ["grille.xls", "grille.doc"] {
        let document = read(b"<html><table><tr><td>a</table>", name, &Limits::default()).unwrap();
        assert_eq!(document.format, Format::Html);
        assert_eq!(document.notices[0].kind, NoticeKind::WrongExtension);
    }
    for name in ["grille.html", "GRILLE.HTM"] {
        assert_eq!(read(b"<html><table><tr><td>a</table>", name, &Limits::default()).unwrap().notices, []);
    }
}

#[test]
fn a_file_over_the_limit_is_not_looked_at() {
    let limits = Limits { file_bytes: 3, ..Limits::default() };
    assert_eq!(read(b"abcd", "", &limits), Err(Error::Limit { limit: "file_bytes", value: 3 }));
}

#[test]
fn a_name_that_contradicts_the_content_is_noticed() {
    let file = Docx::body(&p("Plan")).file();
    for (name, expected) in [
        ("plan.docx", None),
        ("PLAN.DOCM", None),
        ("plan", None),
        ("plan v1.2", None),
        ("plan.doc", Some("doc")),
        ("plan.XLSX", Some("xlsx")),
        ("plan.docx.pdf", Some("pdf")),
    ] {
        let document = read(&file, name, &Limits::default()).unwrap();
        assert_eq!(document.format, Format::Docx);
        let notice = document.notices.first();
        assert_eq!(notice.map(|notice| &*notice.detail), expected, "{name}");
        assert!(notice.is_none_or(|notice| notice.kind == NoticeKind::WrongExtension));
    }
}

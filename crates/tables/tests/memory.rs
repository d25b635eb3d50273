//! What reading takes in memory, counted by the allocator itself.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fmt::Write;

use passerelle_tables::{Limits, read};
use peak_alloc::PeakAlloc;

use common::Docx;
use common::odf::Odf;

mod common;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Rows of tiny cells.
const ROWS: usize = 20_000;

/// What reading may take besides ten times the text. The promise is 64 MiB for a file of up to a million cells; these
/// files are smaller, so that the test is quick, and may take their share of it and a little for all files alike.
const BESIDES: usize = (64 << 20) * 3 * ROWS / 1_000_000 + (1 << 20);

/// Rows of a format, each of three short values.
fn rows(row: impl Fn(usize) -> String) -> String {
    (0..ROWS).fold(String::new(), |mut text, at| {
        text += &row(at);
        text
    })
}

fn zipped(part: &str, xml: &str) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    let link = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let workbook = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Plan" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    common::zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", link("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", link("worksheet", part).as_bytes()),
        ("xl/sheet.xml", xml.as_bytes()),
    ])
}

/// A file of tiny cells of each format: its name, its bytes, the bytes of its text once inflated.
fn files() -> Vec<(&'static str, Vec<u8>, usize)> {
    let csv = rows(|at| format!("{};a;€\n", at % 10));
    let html = format!("<table>{}</table>", rows(|at| format!("<tr><td>{at}</td><td>a</td><td>b</td></tr>")));
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>"#,
        rows(|at| format!(
            r#"<row r="{0}"><c r="A{0}"><v>{at}</v></c><c r="B{0}"><v>1</v></c><c r="C{0}"><f>A1</f><v>2</v></c></row>"#,
            at + 1
        ))
    );
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", common::p(text));
    let table = |inside: &str| format!("<w:tbl>{inside}</w:tbl>");
    let one = table(&rows(|at| format!("<w:tr>{}{}{}</w:tr>", cell(&at.to_string()), cell("a"), cell("b"))));
    let many = rows(|at| table(&format!("<w:tr>{}</w:tr>", cell(&at.to_string()))) + &common::p("a"));
    let ods_rows = rows(|at| {
        let mut row = format!(
            r#"<table:table-row><table:table-cell office:value-type="float" office:value="{at}"><text:p>{at}</text:p></table:table-cell>"#
        );
        for text in ["a", "b"] {
            let _ = write!(
                row,
                r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
            );
        }
        row + "</table:table-row>"
    });
    let ods = Odf::rows(&ods_rows);
    let docx = |body: &str| (Docx::body(body).file(), body.len());
    let ((one, one_text), (many, many_text)) = (docx(&one), docx(&many));
    vec![
        ("a.csv", csv.clone().into_bytes(), csv.len()),
        ("a.html", html.clone().into_bytes(), html.len()),
        ("a.xlsx", zipped("sheet.xml", &sheet), sheet.len()),
        ("a.ods", ods.package(), ods_rows.len()),
        ("a.fods", ods.flat().into_bytes(), ods_rows.len()),
        ("one table.docx", one, one_text),
        ("many tables.docx", many, many_text),
    ]
}

/// What reading takes at most besides what is there already, the file among it.
fn peak(bytes: &[u8], name: &str) -> usize {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let document = read(bytes, name, &Limits::default()).unwrap();
    assert!(document.tables().map(|table| table.cells.len()).sum::<usize>() >= ROWS, "{name}");
    ALLOCATOR.peak_usage() - before
}

/// One test only: the allocator counts all that runs at the same time.
#[test]
fn memory_is_bounded_by_the_text_and_flat_over_a_batch() {
    for (name, bytes, text) in files() {
        let taken = bytes.len() + peak(&bytes, name);
        let allowed = 10 * text + BESIDES;
        println!("{name}: {:.1} times its text of {text} bytes", taken as f64 / text as f64);
        assert!(taken < allowed, "{name}: {taken} bytes for a text of {text}");
    }
    let bytes = files().swap_remove(5).1;
    let small = Docx::body(&common::tbl(&[common::tr(&[common::tc("", "a")])])).file();
    let mut kept = Vec::with_capacity(200);
    for at in 0..200 {
        let bytes = if at % 50 == 0 { &bytes } else { &small };
        read(bytes, "a.docx", &Limits::default()).unwrap();
        kept.push(ALLOCATOR.current_usage());
    }
    assert_eq!(kept[199], kept[3], "a read leaves nothing behind");
}

//! A document saved again as OpenDocument comes out with the same tables, cell for cell.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

use std::path::PathBuf;

use passerelle_tables::{Block, Cell, Document, Limits, RichText, Table, Value, read};

fn fixture(name: &str) -> Document {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name);
    read(&std::fs::read(path).unwrap(), name, &Limits::default()).unwrap()
}

/// Text with its marks. Black is what the automatic colour prints, so it is no mark here.
fn spelt(text: &RichText) -> Vec<(String, String)> {
    let mut runs: Vec<(String, String)> = Vec::new();
    for run in text.runs() {
        let mut marks = run.marks;
        marks.color = marks.color.filter(|&color| color != 0);
        let marks = format!("{marks:?}");
        match runs.last_mut() {
            Some((text, last)) if *last == marks => text.push_str(run.text),
            _ => runs.push((run.text.to_owned(), marks)),
        }
    }
    runs
}

/// A value with its number rounded as LibreOffice rounds durations, without the format's spelling.
fn rounded(value: &Value) -> String {
    match value {
        Value::Number { number, .. } => format!("number {number:.12}"),
        Value::Date { date, seconds, .. } => format!("date {date:?} {seconds}"),
        other => format!("{other:?}"),
    }
}

/// What is the same in every format. The text of numbers and dates is that of the program that saved the file,
/// so their values are compared in its place.
fn described(table: &Table, cell: &Cell) -> String {
    let typed = !matches!(cell.value, Value::Empty | Value::Text | Value::Error(_));
    let text = if typed { rounded(&cell.value) } else { format!("{:?} {:?}", spelt(&cell.text), cell.value) };
    format!(
        "{} {}x{} {text} fill {:?} indent {} label {:?} hidden {} {}",
        // Not every program records where its pages begin.
        table.place(cell).on_page(None),
        cell.row_span,
        cell.column_span,
        cell.fill(),
        cell.indent,
        cell.list_label,
        cell.hidden,
        // A boolean of a workbook has no formula, in LibreOffice it is one.
        cell.formula.as_deref().filter(|_| !matches!(cell.value, Value::Boolean(_))).unwrap_or_default()
    )
}

fn outline(table: &Table) -> String {
    format!(
        "{:?} {} {}x{} hidden {} {:?} {:?} header {:?} in {:?}",
        table.name,
        table.number,
        table.row_count,
        table.column_count,
        table.hidden,
        table.hidden_rows,
        table.hidden_columns,
        table.header_rows,
        table.nested_in
    )
}

fn lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Table(table) => {
                lines.push(outline(table));
                lines.extend(table.cells.iter().map(|cell| described(table, cell)));
            }
            Block::Paragraph(p) => {
                let text = spelt(&p.text);
                lines.push(format!(
                    "{} {:?} {:?} {:?} {text:?}",
                    p.place.clone().on_page(None),
                    p.role,
                    p.heading,
                    p.list_label
                ));
            }
        }
    }
    lines
}

#[track_caller]
fn assert_twins(original: &str, saved_again: &str) {
    let (original, again) = (lines(&fixture(original)), lines(&fixture(saved_again)));
    for (one, other) in original.iter().zip(&again) {
        assert_eq!(one, other, "{saved_again}");
    }
    assert_eq!(original.len(), again.len(), "{saved_again}");
}

#[test]
fn workbooks_saved_as_opendocument_are_the_same() {
    for (original, saved_again) in [
        ("jemeppe/j10_osmerged.xlsx", "formats/j10_osmerged.ods"),
        ("jemeppe/j13_dates.xlsx", "formats/j13_dates.ods"),
        ("jemeppe/j18_richtext.xlsx", "formats/j18_richtext.ods"),
        ("formats/classeur.xlsx", "formats/classeur.ods"),
        ("formats/classeur.xlsx", "formats/classeur.fods"),
    ] {
        assert_twins(original, saved_again);
    }
}

#[test]
fn texts_saved_as_opendocument_are_the_same() {
    for (original, saved_again) in [
        ("jemeppe/j18_richtext.docx", "formats/j18_richtext.odt"),
        ("jemeppe/j30_tracked.docx", "formats/j30_tracked.odt"),
        ("saint-leger/s02_verbatim.docx", "formats/s02_verbatim.odt"),
        ("plan-hp/d04_eleven.docx", "formats/d04_eleven.odt"),
        ("formats/texte.docx", "formats/texte.odt"),
        ("formats/mixed.docx", "formats/mixed.odt"),
    ] {
        assert_twins(original, saved_again);
    }
}

#[test]
fn numbers_and_dates_show_what_the_program_showed_that_saved_them() {
    let document = fixture("formats/classeur.ods");
    let table = document.tables().next().unwrap();
    let text = |row, column| table.cell(row, column).unwrap().text.as_str();
    assert_eq!(text(1, 2), "73,500.00 €");
    assert_eq!(text(1, 3), "30/06/2020");
    assert_eq!(text(4, 3), "#DIV/0!");
    assert_eq!(table.cell(4, 3).unwrap().value, Value::Error("#DIV/0!".into()));
    assert_eq!(table.cell(1, 4).unwrap().value, Value::Boolean(true));
    let format = |row, column| match &table.cell(row, column).unwrap().value {
        Value::Number { format, .. } | Value::Date { format, .. } => format.clone().unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(format(1, 2), "#,##0.00\" €\"");
    assert_eq!(format(1, 3), "dd/mm/yyyy");
    assert_eq!(format(1, 5), "0%");
    assert_eq!(format(4, 5), "[h]:mm");
}

#[test]
fn properties_are_those_of_the_document() {
    let properties = fixture("formats/texte.odt").properties;
    assert_eq!(properties.title.as_deref(), Some("Texte mêlé"));
    assert_eq!(properties.author.as_deref(), Some("Commune"));
}

#[test]
fn a_flat_file_is_read_in_the_encoding_it_declares() {
    let document = fixture("formats/cp1252.fodt");
    assert_eq!(document.paragraphs().next().unwrap().text.as_str(), "Échéance “2020” – œuvre");
    let table = document.tables().next().unwrap();
    assert_eq!(table.cell(0, 0).unwrap().text.as_str(), "73.500 €");
    assert_eq!(table.cell(0, 1).unwrap().text.as_str(), "ligne repliée par l’éditeur");
}

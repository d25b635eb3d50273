//! Pages as office programs save them, held against the files they were saved from where there is one.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use std::path::Path;

use common::{lines, paragraphs};
use passerelle_tables::{Block, Date, Document, Format, Limits, Marks, NoticeKind, Table, Value, read};

fn fixture(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name);
    read(&std::fs::read(path).unwrap(), name, &Limits::default()).unwrap()
}

/// Place, spans, text and marks of each cell.
fn cells(table: &Table) -> Vec<String> {
    let cell = |cell: &passerelle_tables::Cell| {
        // How large the letters of a page are is left to the browser.
        let marks = |mut marks: Marks| {
            marks.size = None;
            marks
        };
        let runs: String = cell.text.runs().map(|run| format!("{:?}{:?}", run.text, marks(run.marks))).collect();
        format!("{},{} {}x{} {:?} {runs}", cell.row, cell.column, cell.row_span, cell.column_span, cell.fill())
    };
    table.cells.iter().map(cell).collect()
}

#[test]
fn a_sheet_saved_as_a_page_by_calc_keeps_its_grid_and_marks() {
    let page = fixture("formats/j01_clean.html");
    let table = page.tables().next().unwrap();
    assert_eq!((page.blocks.len(), table.row_count, table.column_count), (1, 17, 11));
    let merged: Vec<_> =
        lines(table).into_iter().take(5).map(|line| line.chars().take(12).collect::<String>()).collect();
    assert_eq!(merged, ["0,0 1x11: VO", "1,0 1x11: DO", "2,0 2x3: OBJ", "2,3 1x3: Pil", "2,6 2x1: Éch"]);
    assert!(table.cell(4, 0).unwrap().text.all(|marks| marks.bold));
    assert!(table.cell(5, 0).unwrap().text.all(|marks| marks.italic && !marks.bold));
    assert_eq!(page.properties.title.as_deref(), Some("PST Jemeppe"));
}

#[test]
fn the_sheets_of_a_workbook_saved_by_calc_are_tables_with_names() {
    let page = fixture("formats/classeur.html");
    let names: Vec<_> = page.tables().map(|table| table.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Plan 2020", "L'été"]);
    assert_eq!(page.blocks.len(), 2, "the list of sheets is no text");
    let table = page.tables().next().unwrap();
    assert_eq!(table.cell(0, 0).unwrap().fill(), Some(0xD9_E1F2));
    let date =
        Value::Date { date: Date { year: 2020, month: 6, day: 30 }, seconds: 0, format: Some("DD/MM/YYYY".into()) };
    assert_eq!(table.cell(1, 3).unwrap().value, date);
    assert_eq!(table.cell(4, 3).unwrap().value, Value::Error("#DIV/0!".into()));
    let merged = table.cell(5, 0).unwrap();
    assert_eq!((merged.row_span, merged.column_span), (2, 3));
}

#[test]
fn a_text_saved_as_a_page_by_writer_keeps_its_tables() {
    let (page, original) = (fixture("formats/mixed.html"), fixture("formats/mixed.docx"));
    assert_eq!(page.tables().count(), original.tables().count());
    for (table, original) in page.tables().zip(original.tables()).take(2) {
        assert_eq!(cells(table), cells(original));
        assert_eq!((&table.header_rows, table.nested_in), (&original.header_rows, original.nested_in));
    }
    let heading = page.paragraphs().find(|paragraph| paragraph.heading == Some(1)).unwrap();
    assert_eq!(heading.text.as_str(), "Titre un");
}

#[test]
fn a_filtered_page_of_word_gives_labels_headers_and_styles() {
    let page = fixture("formats/word_filtered.htm");
    assert_eq!(paragraphs(&page), ["Volet interne\u{A0}: l’administration", "Accueillir le citoyen"]);
    let item = page.paragraphs().nth(1).unwrap();
    assert_eq!((item.list_label.as_deref(), item.style.as_deref()), (Some("1."), Some("MsoListParagraph")));
    let table = page.tables().next().unwrap();
    assert_eq!(
        lines(table),
        [
            "0,0: Objectif\nopérationnel",
            "0,1: Action",
            "0,2: Budget",
            "1,0 2x1: OO 1",
            "1,1: Ouvrir un guichet dès 2020\n\navec le CPAS1",
            "1,2: 73.500\u{A0}€",
            "2,1 1x2: Abandonnée reportée",
        ]
    );
    assert_eq!(table.header_rows, [0]);
    let head = table.cell(0, 0).unwrap();
    assert!(head.text.all(|marks| marks.bold && marks.color == Some(0xC00000)));
    assert_eq!((head.fill(), head.style.as_deref()), (Some(0xD9_E2F3), Some("Titrecellule")));
}

#[test]
fn a_page_of_excel_named_as_a_workbook_gives_a_sheet_with_values() {
    let page = fixture("formats/excel_page.xls");
    assert_eq!(page.format, Format::Html);
    assert!(page.notices.iter().any(|notice| notice.kind == NoticeKind::WrongExtension && notice.detail == "xls"));
    assert_eq!(page.properties.author.as_deref(), Some("La Directrice générale"));
    assert_eq!(page.properties.company.as_deref(), Some("Commune d'essai"));
    let table = page.tables().next().unwrap();
    assert_eq!(table.name.as_deref(), Some("Volet & budget"));
    assert_eq!((&*table.hidden_rows, &*table.hidden_columns), (&[2][..], &[3][..]));
    assert_eq!((table.row_count, table.column_count), (5, 4));
    let head = table.cell(0, 0).unwrap();
    assert!(head.text.all(|marks| marks.bold && marks.color == Some(0xFFFFFF)));
    assert_eq!(head.fill(), Some(0x44_72C4));
    let budget = table.cell(1, 2).unwrap();
    assert_eq!((budget.text.as_str(), budget.formula.as_deref()), ("73.500,00 €", Some("SUM(C3:C4)")));
    let format = Some("#,##0.00\\ \"€\"".into());
    assert_eq!(budget.value, Value::Number { number: 73500.0, format });
    assert!(matches!(table.cell(1, 1).unwrap().value, Value::Date { date: Date { year: 2020, month: 1, day: 1 }, .. }));
    assert_eq!((table.cell(1, 3).unwrap().indent, &table.cell(1, 3).unwrap().value), (2, &Value::Text));
    assert_eq!(table.cell(3, 3).unwrap().text.as_str(), "7", "blank columns are not merged");
}

#[test]
fn a_workbook_in_a_mail_gives_its_sheets() {
    let workbook = fixture("formats/excel_workbook.mht");
    assert_eq!(workbook.format, Format::Mht);
    let sheets: Vec<_> =
        workbook.tables().map(|table| (table.name.as_deref().unwrap(), table.number, table.hidden)).collect();
    assert_eq!(sheets, [("Volet été", 1, false), ("Listes", 2, true)]);
    let tables: Vec<_> = workbook.tables().collect();
    assert_eq!(lines(tables[0]), ["0,0: Action", "0,1: Échéance", "1,0: Ouvrir un guichet « unique »", "1,1: janv-20"]);
    assert_eq!(lines(tables[1]), ["0,0 2x1: PCS", "0,1: Cheffe de projet", "1,1: Éducateur"]);
    assert_eq!(tables[1].place(&tables[1].cells[0]).to_string(), "table 2, 1:1");
    assert!(workbook.blocks.iter().all(|block| matches!(block, Block::Table(_))));
}

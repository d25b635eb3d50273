//! The documents of `fixtures/` come out with the tables that a person sees in them.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use passerelle_tables::{Document, Limits, NoticeKind, Role, read};

fn fixture(name: &str) -> Document {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name);
    read(&std::fs::read(path).unwrap(), name, &Limits::default()).unwrap()
}

/// Rows, columns, repeated header rows and merged cells of each table.
fn shapes(document: &Document) -> Vec<(u32, u32, usize, usize)> {
    let merged = |row_span, column_span| row_span > 1 || column_span > 1;
    document
        .tables()
        .map(|table| {
            let merged = table.cells.iter().filter(|cell| merged(cell.row_span, cell.column_span)).count();
            (table.row_count, table.column_count, table.header_rows.len(), merged)
        })
        .collect()
}

#[test]
fn tables_have_their_rows_columns_and_merged_cells() {
    for (name, expected) in [
        ("jemeppe/j01_clean.docx", vec![(15, 11, 2, 8)]),
        ("jemeppe/j05_header3rows.docx", vec![(17, 11, 4, 9)]),
        ("jemeppe/j10_osmerged.docx", vec![(12, 11, 2, 10)]),
        ("jemeppe/j18_richtext.docx", vec![(15, 11, 2, 8)]),
        ("jemeppe/j20_repeated_header.docx", vec![(21, 11, 6, 18)]),
        ("jemeppe/j30_tracked.docx", vec![(14, 11, 2, 8)]),
        ("plan-hp/d01_blank.docx", vec![(23, 5, 2, 5), (1, 2, 0, 0)]),
        ("plan-hp/d02_filled.docx", vec![(23, 5, 2, 5), (1, 2, 0, 0)]),
        ("plan-hp/d04_eleven.docx", vec![(24, 5, 2, 5), (1, 2, 0, 0)]),
        ("saint-leger/s01_clean.docx", vec![(53, 9, 2, 20), (21, 9, 2, 10)]),
        ("saint-leger/s02_verbatim.docx", vec![(81, 9, 0, 0)]),
        ("anderlues/a01_tables.docx", vec![(14, 2, 0, 0); 68]),
        ("anderlues/a02_keyvalue.docx", vec![]),
    ] {
        assert_eq!(shapes(&fixture(name)), expected, "{name}");
    }
}

#[test]
fn an_amount_is_bold_and_its_article_is_not() {
    let document = fixture("jemeppe/j18_richtext.docx");
    let cells = document.tables().flat_map(|table| table.cells.iter().map(move |cell| (table.place(cell), cell)));
    let mixed: Vec<_> = cells.filter(|(_, cell)| cell.text.runs().count() > 1).collect();
    assert!(!mixed.is_empty());
    for (place, cell) in mixed {
        for run in cell.text.runs().filter(|run| run.text.contains('€')) {
            assert!(run.marks.bold, "{place}");
        }
    }
}

#[test]
fn tracked_changes_of_a_real_table_are_accepted() {
    let document = fixture("jemeppe/j30_tracked.docx");
    let notices: Vec<_> = document.notices.iter().map(|notice| notice.kind).collect();
    assert_eq!(notices, [NoticeKind::TrackedChangesAccepted]);
}

#[test]
fn a_blank_form_keeps_its_headings_and_its_blank_cells() {
    let document = fixture("plan-hp/d01_blank.docx");
    let headings: Vec<_> = document.paragraphs().filter_map(|paragraph| paragraph.heading).collect();
    assert_eq!(headings[..2], [1, 2]);
    assert_eq!(document.paragraphs().next().unwrap().style.as_deref(), Some("Title"));
    assert!(document.paragraphs().all(|paragraph| paragraph.role != Role::TextBox));
    let table = document.tables().next().unwrap();
    assert!(table.cells.iter().filter(|cell| cell.is_blank()).count() > 50);
}

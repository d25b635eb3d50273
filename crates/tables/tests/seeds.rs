//! The five source documents as text, and one grid in several formats.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

use std::path::Path;

use passerelle_tables::{Document, Format, Limits, Table, read};

fn fixture(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name);
    read(&std::fs::read(path).unwrap(), name, &Limits::default()).unwrap()
}

/// Row, column and text of each cell that is not blank.
fn cells(table: &Table) -> Vec<(u32, u32, &str)> {
    let filled = table.cells.iter().filter(|cell| !cell.is_blank());
    filled.map(|cell| (cell.row, cell.column, cell.text.as_str())).collect()
}

fn row(table: &Table, row: u32) -> Vec<(u32, &str)> {
    table.row(row).iter().map(|cell| (cell.column, cell.text.as_str())).collect()
}

#[test]
fn the_jemeppe_grid_has_its_empty_columns_and_its_marks() {
    let document = fixture("seeds/jemeppe-pst-affaires-sociales.txt");
    let titles: Vec<_> = document.paragraphs().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(titles, ["VOLET EXTERNE : POLITIQUES COMMUNALES", "DOMAINE : AFFAIRES SOCIALES"]);
    let tables: Vec<_> = document.tables().collect();
    assert_eq!((tables.len(), tables[0].row_count, tables[0].column_count), (1, 16, 11));
    assert!(tables[0].cell(3, 0).unwrap().text.all(|marks| marks.bold));
    assert!(tables[0].cell(4, 0).unwrap().text.all(|marks| marks.italic));
    assert_eq!(
        row(tables[0], 15)[1..],
        [(3, "C. Brouir"), (4, "PCS"), (5, "Cheffe de projet PCS"), (6, "Fin 2020"), (7, "A 2.6"), (8, "/"), (9, "/")]
    );
}

#[test]
fn the_saint_leger_grid_goes_on_over_its_page_breaks() {
    let document = fixture("seeds/saint-leger-cpas-pst.txt");
    let tables: Vec<_> = document.tables().collect();
    assert_eq!((tables.len(), tables[0].row_count, tables[0].column_count), (1, 77, 9));
    assert_eq!(row(tables[0], 61), [(2, "DG")]);
    assert_eq!(row(tables[0], 56), [(0, "VOLET INTERNE")]);
}

#[test]
fn the_form_of_the_dics_gets_its_rows_back() {
    let document = fixture("seeds/dics-programme-travail-2024.txt");
    let tables: Vec<_> = document.tables().collect();
    let sizes: Vec<_> = tables.iter().map(|table| (table.row_count, table.column_count)).collect();
    assert_eq!(sizes, [(23, 5), (1, 2)]);
    assert_eq!(
        tables[0].cell(1, 2).unwrap().text.as_str(),
        "Préciser si\u{A0}:\n-nouvelle action\n-report d’une action non réalisée l’année précédente"
    );
    assert_eq!(row(tables[0], 3).len(), 1);
    let numbered: Vec<_> = cells(tables[0]).into_iter().filter(|cell| cell.2.len() == 2).map(|cell| cell.2).collect();
    assert_eq!(numbered.concat(), "1.2.3.4.1.2.3.4.5.1.2.3.4.5.1.2.");
    assert_eq!(cells(tables[1]), [(0, 0, "Validé par le Collège communal en date du")]);
}

#[test]
fn prose_gives_no_table() {
    for name in ["seeds/plan-hp-convention-2012-2013.txt", "seeds/anderlues-cpas-pst.txt"] {
        let document = fixture(name);
        assert_eq!((document.format, document.tables().count()), (Format::Text, 0), "{name}");
    }
}

#[test]
fn one_grid_in_several_formats_reads_alike() {
    for files in [
        &[
            "jemeppe/j01_clean.csv",
            "jemeppe/j01_clean.tsv",
            "jemeppe/j01_cp1252.csv",
            "jemeppe/j13_dates.xlsx",
            "formats/j01_clean.html",
        ][..],
        &["jemeppe/j02_seed_verbatim.tsv", "jemeppe/j02_seed_verbatim.xlsx"],
        &["saint-leger/s01_clean.csv", "saint-leger/s01_clean.tsv", "saint-leger/s01_clean.xlsx"],
        &["saint-leger/s02_verbatim.csv", "saint-leger/s02_verbatim.tsv", "saint-leger/s02_verbatim.xlsx"],
        &["anderlues/a03_register.csv", "anderlues/a03_register.xlsx"],
    ] {
        let first = fixture(files[0]);
        for name in files {
            let document = fixture(name);
            assert_eq!(
                document.tables().map(cells).collect::<Vec<_>>(),
                first.tables().map(cells).collect::<Vec<_>>(),
                "{name}"
            );
        }
    }
}

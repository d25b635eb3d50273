//! Groups of rows: their depth in each format of workbooks, and what is folded.

#![allow(clippy::unwrap_used)]

use passerelle_tables::{Limits, Table, read};

fn sheet(bytes: &[u8], name: &str) -> Table {
    read(bytes, name, &Limits::default()).unwrap().tables().next().unwrap().clone()
}

#[test]
fn excel_and_libreoffice_say_how_deep_a_row_is_grouped() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/communes-inventees");
    for ext in ["xlsx", "ods", "xls"] {
        let bytes = std::fs::read(format!("{folder}/x01_grouping.{ext}")).unwrap();
        let table = sheet(&bytes, &format!("x01_grouping.{ext}"));
        let depths: Vec<u8> = (0..8).map(|row| table.group_depth(row)).collect();
        assert_eq!(depths, [0, 0, 1, 2, 2, 2, 1, 2], "{ext}");
        assert!(!table.is_folded(3), "{ext}");
    }
}

#[test]
fn rows_of_a_folded_group_are_hidden_and_told_from_others() {
    let row = |text: &str| {
        format!("<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>")
    };
    let text = format!(
        "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet>\
         <table:table table:name=\"PST\">{}<table:table-row-group table:display=\"false\">{}</table:table-row-group>{}\
         </table:table></office:spreadsheet></office:body></office:document>",
        row("OS 1"),
        row("OO 1.1"),
        row("OS 2").replace("<table:table-row>", "<table:table-row table:visibility=\"collapse\">"),
    );
    let table = sheet(text.as_bytes(), "pst.fods");
    assert_eq!(table.hidden_rows, [1, 2]);
    assert_eq!((table.is_folded(0), table.is_folded(1), table.is_folded(2)), (false, true, false));
}

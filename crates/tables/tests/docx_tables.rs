//! Tables of text documents: grid, merged ranges, wrappers, nesting.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Docx, STRICT, lines, p, table, tbl, tc, tr};
use passerelle_tables::{Block, Error, Limits, Place, read};

#[test]
fn cells_stand_in_their_row_and_column_even_when_blank() {
    let body = tbl(&[tr(&[tc("", "Action"), tc("", "")]), tr(&[tc("", "Planter"), tc("", "2024")])]);
    let table = table(&body);
    assert_eq!(lines(&table), ["0,0: Action", "0,1: ", "1,0: Planter", "1,1: 2024"]);
    assert_eq!((table.row_count, table.column_count, table.number), (2, 2, 1));
    assert_eq!(table.place(&table.cells[3]), Place::TableCell { table: 1, row: 2, column: 2, page: None });
}

#[test]
fn a_cell_over_several_columns_moves_those_after_it() {
    let body = tbl(&[tr(&[tc(r#"<w:gridSpan w:val="3"/>"#, "Pilotes"), tc("", "Échéance")])]);
    assert_eq!(lines(&table(&body)), ["0,0 1x3: Pilotes", "0,3: Échéance"]);
}

#[test]
fn nonsense_spans_are_ignored() {
    for span in ["0", "-1", "64", "many", ""] {
        let body = tbl(&[tr(&[tc(&format!(r#"<w:gridSpan w:val="{span}"/>"#), "a"), tc("", "b")])]);
        assert_eq!(lines(&table(&body)), ["0,0: a", "0,1: b"], "{span}");
    }
}

#[test]
fn a_merge_over_rows_is_one_cell_in_its_grid_column() {
    let body = tbl(&[
        tr(&[tc(r#"<w:gridSpan w:val="2"/>"#, "OS 1"), tc(r#"<w:vMerge w:val="restart"/>"#, "2024")]),
        tr(&[tc("", "a"), tc("", "b"), tc("<w:vMerge/>", "")]),
        tr(&[tc("", "c"), tc("", "d"), tc(r#"<w:vMerge w:val="continue"/>"#, "")]),
        tr(&[tc("", "e"), tc("", "f"), tc("", "2025")]),
    ]);
    assert_eq!(
        lines(&table(&body)),
        ["0,0 1x2: OS 1", "0,2 3x1: 2024", "1,0: a", "1,1: b", "2,0: c", "2,1: d", "3,0: e", "3,1: f", "3,2: 2025"]
    );
}

#[test]
fn text_of_a_covered_cell_goes_to_the_cell_that_covers_it() {
    let body = tbl(&[tr(&[tc(r#"<w:vMerge w:val="restart"/>"#, "haut")]), tr(&[tc("<w:vMerge/>", "bas")])]);
    assert_eq!(lines(&table(&body)), ["0,0 2x1: haut\nbas"]);
}

#[test]
fn a_continued_cell_without_start_is_an_ordinary_cell() {
    let body = tbl(&[
        tr(&[tc("<w:vMerge/>", "a"), tc(r#"<w:vMerge w:val="restart"/>"#, "b")]),
        tr(&[tc("<w:vMerge/>", "c"), tc("", "d")]),
        tr(&[tc("", "e"), tc("<w:vMerge/>", "f")]),
    ]);
    assert_eq!(lines(&table(&body)), ["0,0: a", "0,1: b", "1,0: c", "1,1: d", "2,0: e", "2,1: f"]);
}

#[test]
fn a_continued_cell_of_another_width_is_not_merged() {
    let body = tbl(&[
        tr(&[tc(r#"<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>"#, "large")]),
        tr(&[tc("<w:vMerge/>", "étroit"), tc("", "voisin")]),
    ]);
    assert_eq!(lines(&table(&body)), ["0,0 1x2: large", "1,0: étroit", "1,1: voisin"]);
}

#[test]
fn an_old_horizontal_merge_joins_the_cell_on_the_left() {
    let body = tbl(&[tr(&[
        tc(r#"<w:hMerge w:val="restart"/>"#, "titre"),
        tc("<w:hMerge/>", ""),
        tc("<w:hMerge/>", "suite"),
        tc("", "x"),
    ])]);
    assert_eq!(lines(&table(&body)), ["0,0 1x3: titre\nsuite", "0,3: x"]);
}

#[test]
fn rows_may_leave_out_columns_on_both_sides() {
    let body = tbl(&[
        tr(&[tc("", "a"), tc("", "b"), tc("", "c"), tc("", "d")]),
        format!(r#"<w:tr><w:trPr><w:gridBefore w:val="2"/><w:gridAfter w:val="2"/></w:trPr>{}</w:tr>"#, tc("", "e")),
    ]);
    let table = table(&body);
    assert_eq!(lines(&table)[4], "1,2: e");
    assert_eq!(table.column_count, 5);
}

#[test]
fn header_rows_and_hidden_rows_are_marked() {
    let body = tbl(&[
        format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>", tc("", "En-tête")),
        format!(r#"<w:tr><w:trPr><w:tblHeader w:val="0"/><w:hidden/></w:trPr>{}</w:tr>"#, tc("", "caché")),
    ]);
    let table = table(&body);
    assert_eq!(table.header_rows, [0]);
    assert_eq!(table.hidden_rows, [1]);
    assert!(table.cells[1].hidden);
}

#[test]
fn paragraphs_and_breaks_of_a_cell_are_lines() {
    let cell =
        r#"<w:tc><w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc>"#;
    assert_eq!(lines(&table(&tbl(&[tr(&[cell.to_owned()])]))), ["0,0: a\nb\n\nc"]);
}

#[test]
fn shading_is_the_fill_of_a_cell() {
    let body = tbl(&[tr(&[
        tc(r#"<w:shd w:val="clear" w:color="auto" w:fill="d9E2f3"/>"#, "a"),
        tc(r#"<w:shd w:val="solid" w:color="00FF00" w:fill="auto"/>"#, "b"),
        tc(r#"<w:shd w:val="clear" w:fill="auto"/>"#, "c"),
    ])]);
    let fills: Vec<_> = table(&body).cells.iter().map(|cell| cell.fill()).collect();
    assert_eq!(fills, [Some(0xD9_E2F3), Some(0x00_FF00), None]);
}

#[test]
fn indent_is_counted_in_quarters_of_an_inch() {
    let cell =
        |indent: &str| format!(r#"<w:tc><w:p><w:pPr><w:ind {indent}/></w:pPr><w:r><w:t>x</w:t></w:r></w:p></w:tc>"#);
    let body = tbl(&[tr(&[
        cell(""),
        cell(r#"w:left="170""#),
        cell(r#"w:left="360""#),
        cell(r#"w:start="710""#),
        cell(r#"w:left="-500""#),
        cell(r#"w:left="999999999""#),
    ])]);
    let indents: Vec<_> = table(&body).cells.iter().map(|cell| cell.indent).collect();
    assert_eq!(indents, [0, 0, 1, 2, 0, 255]);
}

#[test]
fn rows_and_cells_are_found_inside_wrappers() {
    let row = |text| format!("<w:tr>{}</w:tr>", tc("", text));
    let body = format!(
        "<w:sdt><w:sdtContent><w:tbl>{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>
        <w:customXml><w:tr><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tr></w:customXml></w:tbl></w:sdtContent></w:sdt>",
        row("un"),
        row("deux"),
        tc("", "trois")
    );
    assert_eq!(lines(&table(&body)), ["0,0: un", "1,0: deux", "2,0: trois"]);
}

#[test]
fn a_nested_table_follows_the_outer_one() {
    let inner = tbl(&[tr(&[tc("", "dedans")])]);
    let outer = tbl(&[tr(&[tc("", "dehors"), format!("<w:tc>{}{inner}{}</w:tc>", p("avant"), p("après"))])]);
    let document = Docx::body(&format!("{outer}{}{}", p("entre"), tbl(&[tr(&[tc("", "fin")])]))).read();
    let seen: Vec<_> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.text.as_str().to_owned(),
            Block::Table(table) => format!("{} {:?} {}", table.number, table.nested_in, lines(table).join("; ")),
        })
        .collect();
    assert_eq!(
        seen,
        ["1 None 0,0: dehors; 0,1: avant\naprès", "2 Some((1, 0, 1)) 0,0: dedans", "entre", "3 None 0,0: fin"]
    );
}

#[test]
fn the_edition_and_the_prefix_do_not_matter() {
    let inside = tbl(&[tr(&[tc(r#"<w:gridSpan w:val="2"/>"#, "Budget")])]);
    let plain = format!(r#"<w:document xmlns:w="{STRICT}"><w:body>{inside}</w:body></w:document>"#);
    let other = plain.replace("w:", "ns0:").replace("xmlns:w", "xmlns:ns0");
    let default = plain.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", "xmlns:w=\"x\" xmlns=");
    let default = default.replace(r#"xmlns:w="x""#, &format!(r#"xmlns:w="{STRICT}""#));
    for xml in [plain, other, default] {
        let document = Docx::part_of(&xml).read();
        assert_eq!(lines(document.tables().next().unwrap()), ["0,0 1x2: Budget"], "{xml}");
    }
}

#[test]
fn a_part_in_utf_16_is_read() {
    let xml = format!(
        r#"<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{STRICT}"><w:body>{}</w:body></w:document>"#,
        tbl(&[tr(&[tc("", "Échéance")])])
    );
    let bytes = std::iter::once(0xFEFF).chain(xml.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let document = Docx::bytes(bytes).read();
    assert_eq!(lines(document.tables().next().unwrap()), ["0,0: Échéance"]);
}

#[test]
fn cells_and_texts_have_limits() {
    let file = Docx::body(&tbl(&[tr(&[tc("", "abc"), tc("", "def")])])).file();
    let limits = Limits { cells: 1, ..Limits::default() };
    assert_eq!(read(&file, "", &limits), Err(Error::Limit { limit: "cells", value: 1 }));
    let limits = Limits { text_bytes: 2, ..Limits::default() };
    assert_eq!(read(&file, "", &limits), Err(Error::Limit { limit: "text_bytes", value: 2 }));
}

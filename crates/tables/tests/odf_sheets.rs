//! Spreadsheets of OpenDocument, element by element.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use common::lines;
use common::odf::Odf;
use passerelle_tables::{Date, Document, NoticeKind, Table, Value};

fn sheet(document: &Document) -> &Table {
    document.tables().next().unwrap()
}

/// The lines of the only sheet made of these rows.
fn sheet_lines(rows: &str) -> Vec<String> {
    lines(sheet(&Odf::rows(rows).read()))
}

fn cell(text: &str) -> String {
    format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>")
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

/// The text and the value of one cell with these attributes and this inside.
fn typed(attributes: &str, inside: &str, data_style: &str) -> (String, Value) {
    let cell = format!(r#"<table:table-cell table:style-name="c" {attributes}>{inside}</table:table-cell>"#);
    let style = r#"<style:style style:name="c" style:family="table-cell" style:data-style-name="N"/>"#;
    let document = Odf::rows(&row(&[cell])).automatic(style).styles(data_style).read();
    let cell = sheet(&document).cell(0, 0).unwrap().clone();
    (cell.text.as_str().to_owned(), cell.value)
}

#[test]
fn blank_rows_and_columns_cost_nothing_however_often_they_are_repeated() {
    let blank = r#"<table:table-cell table:number-columns-repeated="16384"/>"#;
    let rows = format!(
        r#"{}<table:table-row table:number-rows-repeated="4294967295">{blank}</table:table-row>"#,
        row(&[cell("a"), blank.to_owned()])
    );
    assert_eq!(sheet_lines(&rows), ["0,0: a"]);
}

#[test]
fn cells_and_rows_that_are_repeated_stand_as_often() {
    let twice = r#"<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>"#;
    let rows = format!(r#"<table:table-row table:number-rows-repeated="2">{twice}{}</table:table-row>"#, cell("y"));
    assert_eq!(sheet_lines(&rows), ["0,0: x", "0,1: x", "0,2: y", "1,0: x", "1,1: x", "1,2: y"]);
}

#[test]
fn a_merged_range_is_one_cell_and_hidden_text_below_it_keeps_its_place() {
    let merged = r#"<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell/>"#;
    let covered =
        "<table:covered-table-cell/><table:covered-table-cell><text:p>dessous</text:p></table:covered-table-cell>";
    let rows = row(&[merged.into(), cell("b")]) + &row(&[covered.into(), cell("c")]);
    assert_eq!(sheet_lines(&rows), ["0,0 2x2: a", "0,2: b", "1,1: dessous", "1,2: c"]);
}

#[test]
fn values_have_the_type_of_the_cell() {
    let p = |text: &str| format!("<text:p>{text}</text:p>");
    let number = |number, format: Option<&str>| Value::Number { number, format: format.map(Into::into) };
    let date = |seconds| Value::Date { date: Date { year: 2020, month: 6, day: 30 }, seconds, format: None };
    for (attributes, inside, text, value) in [
        (r#"office:value-type="string""#, p("a"), "a", Value::Text),
        (r#"office:value-type="string" office:string-value="b""#, String::new(), "b", Value::Text),
        (r#"office:value-type="float" office:value="12.5""#, p("12,50"), "12,50", number(12.5, None)),
        (r#"office:value-type="float" office:value="1234.5""#, String::new(), "1234,5", number(1234.5, None)),
        (r#"office:value-type="percentage" office:value="0.25""#, String::new(), "25,00%", number(0.25, Some("0.00%"))),
        (
            r#"office:value-type="currency" office:currency="EUR" office:value="73500""#,
            String::new(),
            "73\u{A0}500,00 €",
            number(73_500.0, Some("#,##0.00 \"€\"")),
        ),
        (r#"office:value-type="date" office:date-value="2020-06-30""#, String::new(), "30/06/2020", date(0)),
        (
            r#"office:value-type="date" office:date-value="2020-06-30T08:15:00""#,
            p("30 juin à 8h15"),
            "30 juin à 8h15",
            date(29_700),
        ),
        (
            r#"office:value-type="time" office:time-value="PT30H05M00S""#,
            String::new(),
            "30:05:00",
            number(108_300.0 / 86_400.0, Some("[hh]:mm:ss")),
        ),
        (r#"office:value-type="boolean" office:boolean-value="true""#, String::new(), "VRAI", Value::Boolean(true)),
        (r#"office:value-type="float" office:value="1""#, p("VRAI"), "VRAI", Value::Boolean(true)),
        (r#"office:value-type="float" office:value="1""#, p("1"), "1", number(1.0, None)),
        (
            r##"table:formula="of:=[.A1]" office:value-type="string" calcext:value-type="error""##,
            p("#REF!"),
            "#REF!",
            Value::Error("#REF!".into()),
        ),
        (
            r#"table:formula="of:=1/0" office:value-type="float" office:value="0""#,
            p("Err:502"),
            "Err:502",
            Value::Error("Err:502".into()),
        ),
        (r#"office:value-type="float" office:value="beaucoup""#, String::new(), "beaucoup", Value::Text),
        (r#"office:value-type="date" office:date-value="bientôt""#, p("bientôt"), "bientôt", Value::Text),
    ] {
        assert_eq!(typed(attributes, &inside, ""), (text.to_owned(), value), "{attributes}");
    }
}

#[test]
fn a_value_without_text_is_shown_by_its_data_style() {
    let style = r#"<number:date-style style:name="N"><number:month number:textual="true"/><number:text>-</number:text><number:year/></number:date-style>"#;
    let (text, value) = typed(r#"office:value-type="date" office:date-value="2020-01-01""#, "", style);
    let date = Date { year: 2020, month: 1, day: 1 };
    assert_eq!((&*text, value), ("janv-20", Value::Date { date, seconds: 0, format: Some("mmm-yy".into()) }));
    let style = r#"<number:boolean-style style:name="N"><number:boolean/></number:boolean-style>"#;
    assert_eq!(
        typed(r#"office:value-type="float" office:value="0""#, "", style),
        ("FAUX".into(), Value::Boolean(false))
    );
}

#[test]
fn the_style_of_a_cell_is_its_own_or_that_of_its_row_or_column() {
    let style = |name: &str, properties: &str| {
        format!(
            r#"<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="base">{properties}</style:style>"#
        )
    };
    let styles = style("own", r#"<style:text-properties fo:font-weight="bold"/>"#)
        + &style("row", r#"<style:text-properties fo:font-style="italic"/>"#)
        + &style("column", r##"<style:table-cell-properties fo:background-color="#d9e1f2"/>"##);
    let base = r##"<style:style style:name="base" style:family="table-cell"><style:text-properties fo:color="#c00000"/></style:style>"##;
    let rows = r#"<table:table-column table:default-cell-style-name="column"/><table:table-column/>
        <table:table-row><table:table-cell table:style-name="own"><text:p>a</text:p></table:table-cell></table:table-row>
        <table:table-row table:default-cell-style-name="row"><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell><text:p>c</text:p></table:table-cell><table:table-cell><text:p>d</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2"/></table:table-row>
        <table:table-row><table:table-cell/><table:table-cell><text:p>e</text:p></table:table-cell></table:table-row>"#;
    let document = Odf::rows(rows).automatic(&styles).styles(base).read();
    let seen: Vec<_> = sheet(&document)
        .cells
        .iter()
        .map(|cell| {
            let marks = cell.text.runs().next().map(|run| run.marks).unwrap_or_default();
            (cell.text.as_str(), marks.bold, marks.italic, marks.color, cell.fill())
        })
        .collect();
    let red = Some(0xC0_0000);
    let blue = Some(0xD9_E1F2);
    assert_eq!(
        seen[..4],
        [
            ("a", true, false, red, None),
            ("b", false, true, red, None),
            ("c", false, false, red, blue),
            ("d", false, false, None, None)
        ]
    );
    assert_eq!(
        seen[4..],
        [
            ("", false, false, None, blue),
            ("", false, false, None, blue),
            ("", false, false, None, blue),
            ("", false, false, None, blue),
            ("e", false, false, None, None)
        ]
    );
}

#[test]
fn hidden_rows_columns_and_sheets_are_marked() {
    let rows = format!(
        r#"<table:table-column/><table:table-column table:visibility="collapse"/>{}<table:table-row-group table:display="false">{}</table:table-row-group><table:table-row table:visibility="filter" table:number-rows-repeated="2">{}</table:table-row>"#,
        row(&[cell("a"), cell("b")]),
        row(&[cell("c")]),
        cell("d")
    );
    let document = Odf::rows(&rows).read();
    let table = sheet(&document);
    assert_eq!((&*table.hidden_rows, &*table.hidden_columns), (&[1, 2, 3][..], &[1][..]));
    let hidden: Vec<_> = table.cells.iter().map(|cell| cell.hidden).collect();
    assert_eq!(hidden, [false, true, true, true, true]);

    let style = r#"<style:style style:name="ta" style:family="table"><style:table-properties table:display="false"/></style:style>"#;
    let table = format!(r#"<table:table table:name="Notes" table:style-name="ta">{}</table:table>"#, row(&[cell("x")]));
    let document = Odf::sheets(&table).automatic(style).read();
    assert!(sheet(&document).hidden && sheet(&document).cells[0].hidden);
}

#[test]
fn rows_repeated_on_every_page_are_header_rows() {
    let rows = format!(
        "<table:table-header-columns><table:table-column/></table:table-header-columns><table:table-header-rows>{}</table:table-header-rows><table:table-rows>{}</table:table-rows>",
        row(&[cell("Code")]),
        row(&[cell("OS 1")])
    );
    let document = Odf::rows(&rows).read();
    assert_eq!(sheet(&document).header_rows, [0]);
    assert_eq!(lines(sheet(&document)), ["0,0: Code", "1,0: OS 1"]);
}

#[test]
fn sheets_are_numbered_with_the_blank_ones_and_those_of_other_files_left_out() {
    let table = |name: &str, rows: &str| format!(r#"<table:table table:name="{name}">{rows}</table:table>"#);
    let filled = row(&[cell("x")]);
    let tables =
        table("Un", &filled) + &table("Vide", "") + &table("'file:///b.ods'#$Un", &filled) + &table("Trois", &filled);
    let document = Odf::sheets(&tables).read();
    let seen: Vec<_> = document.tables().map(|table| (table.number, table.name.as_deref().unwrap())).collect();
    assert_eq!(seen, [(1, "Un"), (3, "Trois")]);
}

#[test]
fn comments_and_drawings_are_no_text_of_the_cell() {
    let inside = "<table:table-cell><office:annotation><dc:creator>X</dc:creator><dc:date>2025-01-31T08:15:00</dc:date><text:p>note</text:p><text:p>suite</text:p></office:annotation><draw:frame><draw:image/><svg:title>logo</svg:title></draw:frame><text:p>a</text:p></table:table-cell>";
    let document = Odf::rows(&row(&[inside.to_owned()])).read();
    assert_eq!(lines(sheet(&document)), ["0,0: a"]);
    let notices: Vec<_> = document.notices.iter().map(|notice| (notice.kind, &*notice.detail)).collect();
    assert_eq!(notices, [(NoticeKind::NotRead, "drawings of Feuille1")]);
    let comment = &sheet(&document).cells[0].comments[0];
    let told = (comment.text.as_str(), comment.author.as_deref(), comment.date.as_deref());
    assert_eq!(told, ("note\nsuite", Some("X"), Some("2025-01-31T08:15:00")));
}

#[test]
fn several_paragraphs_and_spans_make_one_text() {
    let style = r#"<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>"#;
    let inside = r#"<table:table-cell><text:p>73.500 <text:span text:style-name="b">€<text:s text:c="2"/></text:span><text:a>x</text:a></text:p><text:p/><text:p>fin</text:p></table:table-cell>"#;
    let document = Odf::rows(&row(&[inside.to_owned()])).automatic(style).read();
    let runs: Vec<_> = sheet(&document).cells[0].text.runs().map(|run| (run.text, run.marks.bold)).collect();
    assert_eq!(runs, [("73.500 ", false), ("€  ", true), ("x\n\nfin", false)]);
}

//! Workbooks: written by a program of another hand, or part by part where only raw XML shows the case.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

use std::io::{Cursor, Write};

use passerelle_tables::{Cell, Date, Document, Error, Format, Limits, NoticeKind, Place, Table, Value, read};
use proptest::prelude::*;
use rust_xlsxwriter::{Color, ExcelDateTime, Format as Style, FormatPattern, Formula, Workbook};

fn open(bytes: &[u8]) -> Document {
    let document = read(bytes, "plan.xlsx", &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Xlsx);
    document
}

fn saved(mut workbook: Workbook) -> Document {
    open(&workbook.save_to_buffer().unwrap())
}

fn table(document: &Document) -> &Table {
    document.tables().next().unwrap()
}

fn cell(document: &Document, row: u32, column: u32) -> &Cell {
    table(document).cell(row, column).unwrap()
}

fn texts(document: &Document) -> Vec<(String, &str)> {
    let cells = document.tables().flat_map(|table| table.cells.iter().map(move |cell| (table.place(cell), cell)));
    cells.map(|(place, cell)| (place.to_string(), cell.text.as_str())).collect()
}

/// A workbook made of the inside of its parts, with one sheet.
struct Parts {
    workbook: String,
    sheet: String,
    others: Vec<(&'static str, String)>,
    namespace: &'static str,
    relations: &'static str,
}

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Parts {
    /// A sheet with these cells in its `sheetData`.
    fn rows(rows: &str) -> Self {
        Self::sheet(&format!("<x:sheetData>{rows}</x:sheetData>"))
    }

    /// A sheet with this inside.
    fn sheet(inside: &str) -> Self {
        Self {
            workbook: r#"<x:sheets><x:sheet name="Feuil1" sheetId="1" r:id="sheet"/></x:sheets>"#.to_owned(),
            sheet: inside.to_owned(),
            others: Vec::new(),
            namespace: TRANSITIONAL,
            relations: RELATIONS,
        }
    }

    /// With the inside of another part, given by its kind.
    fn with(mut self, kind: &'static str, inside: &str) -> Self {
        self.others.push((kind, inside.to_owned()));
        self
    }

    fn file(&self) -> Vec<u8> {
        let Self { namespace, relations, .. } = self;
        let links = |links: &[(&str, &str, &str)]| {
            let links: String = links
                .iter()
                .map(|(id, kind, target)| {
                    format!(r#"<Relationship Id="{id}" Type="{relations}/{kind}" Target="{target}"/>"#)
                })
                .collect();
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
            )
        };
        let part = |root: &str, inside: &str| {
            format!(r#"<x:{root} xmlns:x="{namespace}" xmlns:r="{relations}">{inside}</x:{root}>"#)
        };
        let root_of = |kind: &str| match kind {
            "styles" => "styleSheet".to_owned(),
            "sharedStrings" => "sst".to_owned(),
            kind => kind.to_owned(),
        };
        let mut targets = vec![("sheet".to_owned(), "worksheet".to_owned(), "sheet1.xml".to_owned())];
        let mut parts = vec![
            ("_rels/.rels".to_owned(), links(&[("main", "officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml".to_owned(), part("workbook", &self.workbook)),
            ("xl/sheet1.xml".to_owned(), part("worksheet", &self.sheet)),
        ];
        for (kind, inside) in &self.others {
            targets.push(((*kind).to_owned(), (*kind).to_owned(), format!("{kind}.xml")));
            parts.push((format!("xl/{kind}.xml"), part(&root_of(kind), inside)));
        }
        let targets: Vec<_> = targets.iter().map(|(id, kind, target)| (&**id, &**kind, &**target)).collect();
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), links(&targets)));
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn open(&self) -> Document {
        open(&self.file())
    }

    fn refusal(&self, limits: &Limits) -> Error {
        read(&self.file(), "", limits).unwrap_err()
    }
}

#[test]
fn a_merged_heading_is_one_cell_with_its_marks_and_fill() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("PST").unwrap();
    let heading = Style::new().set_bold().set_background_color(Color::RGB(0xD9E1F2)).set_font_color(Color::Red);
    sheet.merge_range(0, 0, 0, 10, "VOLET EXTERNE", &heading).unwrap();
    sheet.merge_range(1, 0, 2, 2, "OBJECTIFS ET ACTIONS", &Style::new().set_italic()).unwrap();
    sheet.write_with_format(3, 1, "Action 1.1", &Style::new().set_indent(2)).unwrap();
    let document = saved(workbook);
    let heading = cell(&document, 0, 0);
    assert_eq!((heading.row_span, heading.column_span), (1, 11));
    assert_eq!(heading.fill(), Some(0xD9_E1F2));
    assert!(heading.text.all(|marks| marks.bold && marks.color == Some(0xFF0000)));
    let group = cell(&document, 1, 0);
    assert_eq!((group.row_span, group.column_span), (2, 3));
    assert!(group.text.all(|marks| marks.italic && !marks.bold));
    assert_eq!(cell(&document, 3, 1).indent, 2);
    assert_eq!(
        table(&document).place(cell(&document, 3, 1)),
        Place::SheetCell { sheet: "PST".into(), row: 4, column: 2 }
    );
    assert_eq!((table(&document).cells.len(), table(&document).row_count, table(&document).column_count), (3, 4, 11));
}

#[test]
fn runs_keep_their_own_marks() {
    let (bold, plain) = (Style::new().set_bold(), Style::new());
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_rich_string(0, 0, &[(&bold, "73.500 €"), (&plain, " (Article 840107/124-02)")]).unwrap();
    let document = saved(workbook);
    let runs: Vec<_> = cell(&document, 0, 0).text.runs().map(|run| (run.text, run.marks.bold)).collect();
    assert_eq!(runs, [("73.500 €", true), (" (Article 840107/124-02)", false)]);
}

#[test]
fn a_run_without_font_follows_the_font_of_its_cell() {
    let document = Parts::rows(
        r#"<x:row><x:c s="1" t="inlineStr"><x:is><x:r><x:t>gras </x:t></x:r><x:r><x:rPr><x:i/></x:rPr><x:t>italique</x:t></x:r><x:rPh><x:t>lu</x:t></x:rPh></x:is></x:c></x:row>"#,
    )
    .with("styles", r#"<x:fonts><x:font/><x:font><x:b/><x:u val="none"/></x:font></x:fonts><x:cellXfs><x:xf/><x:xf fontId="1"/></x:cellXfs>"#)
    .open();
    let runs: Vec<_> =
        cell(&document, 0, 0).text.runs().map(|run| (run.text, run.marks.bold, run.marks.italic)).collect();
    assert_eq!(runs, [("gras ", true, false), ("italique", false, true)]);
}

#[test]
fn what_is_hidden_is_read_and_said_to_be_hidden() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..3 {
        for column in 0..3 {
            sheet.write(row, column, format!("{row}{column}")).unwrap();
        }
    }
    sheet.set_row_hidden(1).unwrap();
    sheet.set_row_hidden(900).unwrap();
    sheet.set_column_hidden(2).unwrap();
    workbook.add_worksheet().set_name("Listes").unwrap().set_hidden(true).write(0, 0, "OS 1").unwrap();
    let document = saved(workbook);
    let tables: Vec<_> = document.tables().collect();
    assert_eq!((&*tables[0].hidden_rows, &*tables[0].hidden_columns), (&[1][..], &[2][..]));
    let hidden: Vec<_> = tables[0].cells.iter().filter(|cell| cell.hidden).map(|cell| cell.text.as_str()).collect();
    assert_eq!(hidden, ["02", "10", "11", "12", "22"]);
    assert!(tables[1].hidden && tables[1].cells[0].hidden);
    assert_eq!(tables[1].name.as_deref(), Some("Listes"));
}

#[test]
fn print_titles_are_header_rows_and_empty_sheets_count_in_the_numbering() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    let sheet = workbook.add_worksheet().set_name("Volet, \"interne\"").unwrap();
    sheet.set_repeat_rows(1, 2).unwrap();
    sheet.set_repeat_columns(0, 1).unwrap();
    sheet.write(5, 0, "Action").unwrap();
    let document = saved(workbook);
    assert_eq!(document.tables().count(), 1);
    assert_eq!((table(&document).number, &*table(&document).header_rows), (2, &[1, 2][..]));
}

#[test]
fn amounts_and_deadlines_read_as_people_see_them() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let january = ExcelDateTime::from_ymd(2020, 1, 1).unwrap();
    sheet.write_with_format(0, 0, &january, &Style::new().set_num_format("mmm-yy")).unwrap();
    sheet.write_with_format(0, 1, 1000, &Style::new().set_num_format("#,##0.00 \"€\"")).unwrap();
    sheet.write_with_format(0, 2, 0.5, &Style::new().set_num_format_index(9)).unwrap();
    sheet.write(0, 3, 1.5).unwrap();
    sheet.write(0, 4, true).unwrap();
    sheet.write_formula(0, 5, Formula::new("=SUM(B1:B9)").set_result("1000")).unwrap();
    sheet.write_with_format(0, 6, &january, &Style::new().set_num_format_index(14)).unwrap();
    let document = saved(workbook);
    let shown: Vec<_> = table(&document).cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(shown, ["janv-20", "1\u{A0}000,00 €", "50%", "1,5", "VRAI", "1000", "01/01/2020"]);
    let date = Date { year: 2020, month: 1, day: 1 };
    assert_eq!(cell(&document, 0, 0).value, Value::Date { date, seconds: 0, format: Some("mmm-yy".into()) });
    assert_eq!(cell(&document, 0, 1).value, Value::Number { number: 1000.0, format: Some("#,##0.00 \"€\"".into()) });
    assert_eq!(cell(&document, 0, 3).value, Value::Number { number: 1.5, format: None });
    assert_eq!(cell(&document, 0, 4).value, Value::Boolean(true));
    assert_eq!(cell(&document, 0, 5).formula.as_deref(), Some("SUM(B1:B9)"));
}

#[test]
fn a_workbook_that_counts_from_1904_gives_the_same_dates() {
    let mut parts = Parts::rows(r#"<x:row><x:c r="A1" s="1"><x:v>42550</x:v></x:c></x:row>"#)
        .with("styles", r#"<x:cellXfs><x:xf/><x:xf numFmtId="14"/></x:cellXfs>"#);
    parts.workbook.insert_str(0, r#"<x:workbookPr date1904="1"/>"#);
    assert_eq!(texts(&parts.open()), [("Feuil1!A1".to_owned(), "30/06/2020")]);
}

#[test]
fn every_type_of_cell_is_read() {
    let document = Parts::rows(
        r#"<x:row><x:c t="s"><x:v>1</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>a_x000D_
b</x:v></x:c><x:c t="e"><x:v>#NAME?</x:v></x:c><x:c t="b"><x:v>0</x:v></x:c><x:c t="d"><x:v>2020-06-30T00:00:00</x:v></x:c><x:c><x:v>pas un nombre</x:v></x:c><x:c t="n"/><x:c><x:f t="shared" si="0"/></x:c></x:row>"#,
    )
    .with("sharedStrings", "<x:si><x:t>zéro</x:t></x:si><x:si><x:t>un &amp; deux</x:t><x:phoneticPr/></x:si>")
    .open();
    let shown: Vec<_> = table(&document).cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(shown, ["un & deux", "a\nb", "#NOM?", "FAUX", "30/06/2020", "pas un nombre", ""]);
    assert_eq!(cell(&document, 0, 2).value, Value::Error("#NAME?".into()));
    assert!(matches!(cell(&document, 0, 4).value, Value::Date { .. }));
    assert_eq!(cell(&document, 0, 7).formula.as_deref(), Some(""));
}

#[test]
fn cells_that_share_a_formula_have_its_text_each() {
    let rows = r#"<x:row><x:c r="B1"><x:f t="shared" ref="B1:B3" si="0">A1*$A$9</x:f><x:v>1</x:v></x:c></x:row>
        <x:row r="3"><x:c r="B3"><x:f t="shared" si="0"/><x:v>3</x:v></x:c><x:c r="C3"><x:f t="shared" si="7"/><x:v>3</x:v></x:c>
        <x:c r="D3"><x:f t="array" ref="D3:D4">SUM(A1:A2*{1;2})</x:f><x:v>3</x:v></x:c></x:row>"#;
    let document = Parts::rows(rows).open();
    let formulas: Vec<_> = table(&document).cells.iter().map(|cell| cell.formula.as_deref().unwrap()).collect();
    assert_eq!(formulas, ["A1*$A$9", "A3*$A$9", "", "SUM(A1:A2*{1;2})"]);
}

#[test]
fn the_strict_dialect_is_read_alike() {
    let mut parts = Parts::rows(r#"<x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>OO</x:t></x:is></x:c></x:row>"#);
    parts.namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    parts.relations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    assert_eq!(texts(&parts.open()), [("Feuil1!B2".to_owned(), "OO")]);
}

#[test]
fn theme_colours_are_tinted() {
    let document = Parts::rows(r#"<x:row><x:c s="1"/><x:c s="2"/><x:c s="3"/></x:row>"#)
        .with(
            "styles",
            r#"<x:fills><x:fill/><x:fill><x:patternFill patternType="solid"><x:fgColor theme="4" tint="-0.249977111117893"/></x:patternFill></x:fill><x:fill><x:patternFill patternType="solid"><x:fgColor indexed="10"/></x:patternFill></x:fill><x:fill><x:patternFill patternType="gray125"/></x:fill></x:fills><x:cellXfs><x:xf/><x:xf fillId="1"/><x:xf fillId="2"/><x:xf fillId="3"/></x:cellXfs>"#,
        )
        .open();
    let fills: Vec<_> = table(&document).cells.iter().map(|cell| cell.fill()).collect();
    assert_eq!(fills, [Some(0x2F_5597), Some(0xFF_0000)], "blank cells stay for their fill");
}

#[test]
fn text_under_a_merged_range_is_not_lost() {
    let document = Parts::sheet(
        r#"<x:sheetData><x:row><x:c t="str"><x:v>titre</x:v></x:c><x:c s="1"/><x:c t="str"><x:v>dessous</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:C2"/><x:mergeCell ref="A5:B5"/><x:mergeCell ref="B2:D2"/></x:mergeCells>"#,
    )
    .with("styles", r#"<x:fills><x:fill><x:patternFill patternType="solid"><x:fgColor rgb="FFFF0000"/></x:patternFill></x:fill></x:fills><x:cellXfs><x:xf fillId="9"/><x:xf fillId="0"/></x:cellXfs>"#)
    .open();
    let cells: Vec<_> = table(&document).cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span)).collect();
    assert_eq!(cells, [(0, 0, 2, 3), (0, 2, 1, 1), (4, 0, 1, 2)]);
    assert_eq!(cell(&document, 0, 2).text.as_str(), "dessous");
    assert_eq!(document.notices[0].detail, "Feuil1: overlapping merged ranges (1)");
}

#[test]
fn a_cell_in_the_farthest_corner_costs_nothing() {
    let document = Parts::sheet(
        r#"<x:cols><x:col min="1" max="16384" hidden="1"/><x:col min="1" max="16384" hidden="1"/></x:cols><x:sheetData><x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:XFD1048575"/></x:mergeCells>"#,
    )
    .open();
    assert_eq!((table(&document).row_count, table(&document).column_count), (1_048_576, 16_384));
    assert_eq!(table(&document).cells.len(), 2);
}

#[test]
fn cells_outside_the_sheet_are_passed_over_with_a_notice() {
    let document = Parts::rows(
        r#"<x:row r="1"><x:c r="ZZZZZZZ99999999999"><x:v>1</x:v></x:c><x:c r="A0"><x:v>2</x:v></x:c><x:c r="B1"><x:v>3</x:v></x:c><x:c r="B1"><x:v>4</x:v></x:c></x:row><x:row r="4294967295"><x:c><x:v>5</x:v></x:c></x:row><x:row><x:c><x:v>6</x:v></x:c></x:row>"#,
    )
    .open();
    assert_eq!(texts(&document), [("Feuil1!B1".to_owned(), "3")]);
    let details: Vec<_> = document.notices.iter().map(|notice| (notice.kind, &*notice.detail)).collect();
    assert_eq!(
        details,
        [
            (NoticeKind::Damaged, "Feuil1: cells given twice, the first one kept (1)"),
            (NoticeKind::Damaged, "Feuil1: cells outside the sheet, such as ZZZZZZZ99999999999 (4)"),
        ]
    );
}

#[test]
fn a_text_that_is_not_there_makes_the_file_damaged() {
    let parts = Parts::rows(r#"<x:row><x:c t="s"><x:v>7</x:v></x:c></x:row>"#).with("sharedStrings", "<x:si/>");
    let expected = Error::Damaged { detail: "Feuil1!A1: there is no shared string 7".into() };
    assert_eq!(parts.refusal(&Limits::default()), expected);
}

#[test]
fn a_sheet_of_another_kind_is_counted_but_not_read() {
    let mut workbook = Workbook::new();
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Pie);
    chart.add_series().set_values(("Feuil1", 0, 0, 1, 0));
    workbook.add_chartsheet().set_name("Graphique").unwrap().insert_chart(0, 0, &chart).unwrap();
    workbook.add_worksheet().set_name("Feuil1").unwrap().write(0, 0, 3).unwrap();
    let document = saved(workbook);
    assert_eq!(table(&document).number, 2);
    assert_eq!(
        (document.notices[0].kind, &*document.notices[0].detail),
        (NoticeKind::NotRead, "chart sheet Graphique")
    );
}

#[test]
fn a_sheet_without_part_makes_the_file_damaged() {
    let mut parts = Parts::rows("");
    parts.workbook =
        r#"<x:sheets><x:sheet name="A" r:id="sheet"/><x:sheet name="B" r:id="autre"/></x:sheets>"#.to_owned();
    let expected = Error::Damaged { detail: "xl/workbook.xml: the sheet B has no part".into() };
    assert_eq!(parts.refusal(&Limits::default()), expected);
}

#[test]
fn limits_stop_the_reading() {
    let cell = r#"<x:row><x:c t="s"><x:v>0</x:v></x:c></x:row>"#;
    let long = Parts::rows(&cell.repeat(3)).with("sharedStrings", "<x:si><x:t>abcdefgh</x:t></x:si>");
    for (limits, limit, value) in [
        (Limits { cells: 2, ..Limits::default() }, "cells", 2),
        (Limits { text_bytes: 7, ..Limits::default() }, "text_bytes", 7),
    ] {
        assert_eq!(long.refusal(&limits), Error::Limit { limit, value });
    }
    // A long shared string used often weighs each time, however small the file is.
    let often =
        Parts::rows(&cell.repeat(1000)).with("sharedStrings", &format!("<x:si><x:t>{}</x:t></x:si>", "a".repeat(1000)));
    let limits = Limits { total_bytes: 500_000, ..Limits::default() };
    assert_eq!(often.refusal(&limits), Error::Limit { limit: "total_bytes", value: 500_000 });
    let merged: String = (1..=4).map(|row| format!(r#"<x:mergeCell ref="A{row}:B{row}"/>"#)).collect();
    let merged = Parts::sheet(&format!("<x:mergeCells>{merged}</x:mergeCells>"));
    let limits = Limits { merged_ranges: 3, ..Limits::default() };
    assert_eq!(merged.refusal(&limits), Error::Limit { limit: "merged_ranges", value: 3 });
}

#[test]
fn a_hundred_thousand_merged_ranges_are_read_at_once() {
    let merged: String = (1..=100_000).map(|row| format!(r#"<x:mergeCell ref="A{row}:B{row}"/>"#)).collect();
    let document = Parts::sheet(&format!("<x:mergeCells>{merged}</x:mergeCells>")).open();
    assert_eq!(table(&document).cells.len(), 100_000);
}

/// A workbook with a bit of everything, for damaging.
fn rich_workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let style = Style::new().set_bold().set_pattern(FormatPattern::Solid).set_background_color(Color::Theme(4, 3));
    sheet.merge_range(0, 0, 0, 4, "OBJECTIFS ET ACTIONS", &style).unwrap();
    sheet.set_repeat_rows(0, 1).unwrap();
    sheet.set_row_hidden(2).unwrap();
    for row in 1..20 {
        sheet.write(row, 0, format!("Action {row}")).unwrap();
        sheet.write_with_format(row, 1, 43_831 + row, &Style::new().set_num_format("mmm-yy")).unwrap();
        sheet
            .write_with_format(row, 2, f64::from(row) * 1000.5, &Style::new().set_num_format("#,##0.00 \"€\""))
            .unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let bytes = rich_workbook();
    for end in (0..bytes.len()).step_by(37) {
        assert!(read(&bytes[..end], "plan.xlsx", &Limits::default()).is_err(), "cut at {end}");
    }
}

/// The inside of each part changed, so that the damage gets past the zip.
fn with_sheet(xml: &str) -> Vec<u8> {
    Parts::sheet(xml).with("styles", "<x:cellXfs><x:xf numFmtId=\"14\"/></x:cellXfs>").file()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn spliced_bytes_never_panic(at: prop::sample::Index, junk in prop::collection::vec(any::<u8>(), 1..40)) {
        let mut bytes = rich_workbook();
        let start = at.index(bytes.len());
        let end = (start + junk.len()).min(bytes.len());
        bytes.splice(start..end, junk);
        let _ = read(&bytes, "plan.xlsx", &Limits::default());
    }

    #[test]
    fn odd_sheets_never_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "<x:sheetData>", "</x:sheetData>", "<x:row r=\"3\">", "<x:row>", "</x:row>", "<x:c r=\"B3\">", "<x:c t=\"s\">",
        "<x:c t=\"d\" s=\"0\">", "</x:c>", "<x:v>", "</x:v>", "-1e308", "2020-01-01", "<x:f/>", "<x:is>", "</x:is>",
        "<x:mergeCells>", "</x:mergeCells>", "<x:mergeCell ref=\"A1:C3\"/>", "<x:mergeCell ref=\"B2:XFD9\"/>",
        "<x:cols>", "</x:cols>", "<x:col min=\"1\" max=\"3\" hidden=\"1\"/>", "&amp;", "<![CDATA[x]]>",
    ]), 0..24)) {
        let _ = read(&with_sheet(&pieces.concat()), "", &Limits::default());
    }

    #[test]
    fn texts_come_back_as_another_program_wrote_them(
        cells in prop::collection::btree_map((0_u32..50, 0_u16..20), "[a-zé€ <>&\"'\n]{0,12}", 0..30)
    ) {
        use calamine::Reader;

        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (&(row, column), text) in &cells {
            sheet.write(row, column, text).unwrap();
        }
        let bytes = workbook.save_to_buffer().unwrap();
        let document = open(&bytes);
        let ours: Vec<_> = document.tables().flat_map(|table| &table.cells)
            .map(|cell| ((cell.row, cell.column), cell.text.as_str().to_owned())).collect();
        let written: Vec<_> = cells.iter().filter(|(_, text)| !text.is_empty())
            .map(|(&(row, column), text)| ((row, u32::from(column)), text.clone())).collect();
        prop_assert_eq!(&ours, &written);
        let mut peer: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
        let range = peer.worksheet_range_at(0).unwrap().unwrap();
        for ((row, column), text) in ours {
            prop_assert_eq!(range.get_value((row, column)).map(ToString::to_string), Some(text));
        }
    }
}

//! Workbooks with binary parts give the same tables as those with XML.

#![allow(clippy::unwrap_used)]

mod binary;
mod common;

use binary::{cell, joined, only_table, part_record as record, texts, wide, words};
use common::zip;
use passerelle_tables::{Date, Document, Error, Format, Limits, Table, Value, read};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package with a sheet « Plan » made of these records, shared strings and styles.
struct Xlsb {
    workbook: Vec<u8>,
    strings: Vec<u8>,
    styles: Vec<u8>,
    sheet: Vec<u8>,
}

impl Xlsb {
    fn new(sheet: &[Vec<u8>]) -> Self {
        let sheet = sheet.concat();
        Self { workbook: Vec::new(), strings: Vec::new(), styles: Vec::new(), sheet }
    }

    fn file(&self) -> Vec<u8> {
        let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
        let links = |links: &[(&str, &str)]| {
            let links: String = links
                .iter()
                .map(|(kind, target)| {
                    format!(r#"<Relationship Id="{kind}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>"#)
                })
                .collect();
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
            )
        };
        let listed = record(156, &joined(&[&words(&[0, 0, 1, 0]), &wide("worksheet"), &wide("Plan")]));
        zip(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", links(&[("officeDocument", "xl/workbook.bin")]).as_bytes()),
            (
                "xl/_rels/workbook.bin.rels",
                links(&[("worksheet", "sheet1.bin"), ("sharedStrings", "strings.bin"), ("styles", "styles.bin")])
                    .as_bytes(),
            ),
            ("xl/workbook.bin", &joined(&[&listed, &self.workbook])),
            ("xl/strings.bin", &self.strings),
            ("xl/styles.bin", &self.styles),
            ("xl/sheet1.bin", &self.sheet),
        ])
    }

    fn document(&self) -> Document {
        read(&self.file(), "plan.xlsb", &Limits::default()).unwrap()
    }

    fn table(&self) -> Table {
        only_table(self.document())
    }
}

fn row(number: u32, flags: u8) -> Vec<u8> {
    record(0, &joined(&[&number.to_le_bytes(), &[0; 4], &[0, 1], &[0, flags, 0, 0, 0, 0, 0]]))
}

fn styled(kind: u16, column: u32, style: u32, data: &[u8]) -> Vec<u8> {
    record(kind, &joined(&[&column.to_le_bytes(), &style.to_le_bytes(), data]))
}

fn at(kind: u16, column: u32, data: &[u8]) -> Vec<u8> {
    styled(kind, column, 0, data)
}

#[test]
fn every_kind_of_cell_is_read() {
    let mut file = Xlsb::new(&[
        row(0, 0),
        at(2, 0, &6_u32.to_le_bytes()),
        at(5, 1, &73_500.5_f64.to_le_bytes()),
        at(6, 2, &wide("texte")),
        at(7, 3, &0_u32.to_le_bytes()),
        at(4, 4, &[1]),
        at(3, 5, &[0x17]),
        row(2, 0),
        at(8, 0, &joined(&[&wide("formule"), &[0; 6]])),
        at(9, 1, &joined(&[&2.5_f64.to_le_bytes(), &[0; 6]])),
        at(10, 2, &[0, 0, 0]),
        at(11, 3, &[0x07, 0, 0]),
        // Without column: right of the one before.
        record(13, &joined(&[&[0; 4], &10_u32.to_le_bytes()])),
    ]);
    file.strings = record(19, &joined(&[&[0], &wide("commun")]));
    let document = file.document();
    assert_eq!(document.format, Format::Xlsb);
    let table = only_table(document);
    let shown = [
        (0, 0, "1"),
        (0, 1, "73500,5"),
        (0, 2, "texte"),
        (0, 3, "commun"),
        (0, 4, "VRAI"),
        (0, 5, "#REF!"),
        (2, 0, "formule"),
        (2, 1, "2,5"),
        (2, 2, "FAUX"),
        (2, 3, "#DIV/0!"),
        (2, 4, "2"),
    ];
    assert_eq!(texts(&table), shown);
    assert!(table.row(2).iter().filter(|cell| cell.formula.is_some()).count() == 4);
    assert_eq!(table.place(cell(&table, 0, 2)).to_string(), "Plan!C1");
}

#[test]
fn cells_that_share_a_formula_have_its_text_each() {
    let counted = |bytes: &[u8]| joined(&[&(bytes.len() as u32).to_le_bytes(), bytes]);
    let formula = |column: u32, tokens: &[u8], behind: &[u8]| {
        at(9, column, &joined(&[&1.0_f64.to_le_bytes(), &[0, 0], &counted(tokens), &counted(behind)]))
    };
    let elsewhere = |column: u32, row: u8, holder: u8| formula(column, &[0x01, row, 0, 0, 0], &[holder, 0, 0, 0]);
    // What stands left of the cell and a multiple of it.
    let relative = [0x4C, 0, 0, 0, 0, 0xFF, 0xFF, 0x1E, 2, 0, 0x05];
    let array = joined(&[&[0x60], &[0; 14], &[0x1E, 2, 0, 0x05]]);
    let constants = joined(&[&[1, 0, 0, 0, 2, 0, 0, 0], &[0], &2.0_f64.to_le_bytes(), &[1, 1, 0, b'a', 0]]);
    let table = Xlsb::new(&[
        row(0, 0),
        elsewhere(1, 0, 1),
        record(427, &joined(&[&[0; 16], &counted(&relative), &counted(&[])])),
        elsewhere(3, 0, 3),
        record(426, &joined(&[&[0; 16], &[0], &counted(&array), &counted(&constants)])),
        row(1, 0),
        elsewhere(1, 0, 1),
        elsewhere(3, 0, 3),
        elsewhere(4, 7, 7),
    ])
    .table();
    let formulas: Vec<_> =
        table.cells.iter().map(|cell| (cell.row, cell.column, cell.formula.as_deref().unwrap())).collect();
    let array = "{2,\"a\"}*2";
    assert_eq!(formulas, [(0, 1, "A1*2"), (0, 3, array), (1, 1, "A2*2"), (1, 3, array), (1, 4, "")]);
}

#[test]
fn what_is_hidden_merged_or_repeated_in_print_is_found() {
    let mut file = Xlsb::new(&[
        record(60, &joined(&[&words(&[1, 0, 1, 0, 2000, 0, 0, 0]), &[1, 0]])),
        row(0, 0),
        at(6, 0, &wide("titre")),
        row(1, 0x10),
        at(6, 1, &wide("caché")),
        record(176, &words(&[0, 0, 0, 0, 0, 0, 3, 0])),
    ]);
    let area = joined(&[&[0x3B, 0, 0], &words(&[0, 0, 0, 0, 0, 0x3FFF])]);
    let formula = joined(&[&(area.len() as u32).to_le_bytes(), &area]);
    file.workbook = record(39, &joined(&[&[0x20, 0, 0, 0, 0], &[0; 4], &wide("_xlnm.Print_Titles"), &formula]));
    let table = file.table();
    assert_eq!((table.hidden_rows.as_slice(), table.hidden_columns.as_slice()), (&[1][..], &[1][..]));
    assert_eq!(cell(&table, 0, 0).column_span, 4);
    assert_eq!(table.header_rows, [0]);
    assert!(cell(&table, 1, 1).hidden);
}

#[test]
fn fonts_fills_and_number_formats_come_from_the_style_part() {
    let no_color = [0; 8];
    let font = |flags: u16, weight: u16| record(43, &joined(&[&words(&[220, flags, weight, 0, 0, 0]), &no_color]));
    let amber = [5, 0, 0, 0, 0xFF, 0xC0, 0, 0xFF];
    let fill = |pattern: u32| record(45, &joined(&[&pattern.to_le_bytes(), &amber, &no_color]));
    let format = |code: u16, font: u16, fill: u16| record(47, &joined(&[&words(&[0, code, font, fill, 0]), &[0, 3]]));
    let mut file = Xlsb::new(&[
        row(0, 0),
        styled(7, 0, 1, &0_u32.to_le_bytes()),
        styled(2, 1, 2, &(43_845_u32 << 2 | 2).to_le_bytes()),
    ]);
    file.styles = [
        record(44, &joined(&[&words(&[164]), &wide("mmm-yy")])),
        font(0, 400),
        font(2, 700),
        fill(0),
        fill(1),
        // A format of a cell style, before those of cells.
        format(9, 0, 0),
        record(617, &[]),
        format(0, 0, 0),
        format(0, 1, 1),
        format(164, 0, 0),
        record(618, &[]),
    ]
    .concat();
    file.strings = record(19, &joined(&[&[1], &wide("un deux"), &1_u32.to_le_bytes(), &words(&[3, 0])]));
    let table = file.table();
    let first = cell(&table, 0, 0);
    let runs: Vec<_> = first.text.runs().map(|run| (run.text, run.marks.bold, run.marks.italic)).collect();
    assert_eq!(runs, [("un ", true, true), ("deux", false, false)]);
    assert_eq!((first.fill(), first.indent), (Some(0xFF_C000), 3));
    let date = Date { year: 2020, month: 1, day: 15 };
    assert_eq!(cell(&table, 0, 1).text.as_str(), "janv-20");
    assert!(matches!(cell(&table, 0, 1).value, Value::Date { date: found, .. } if found == date));
}

#[test]
fn a_record_cut_short_is_damage_and_a_cell_far_away_is_named() {
    let refused = |sheet: &[Vec<u8>]| read(&Xlsb::new(sheet).file(), "", &Limits::default());
    assert!(matches!(refused(&[vec![7, 0xFF, 0xFF, 0xFF, 0x7F]]), Err(Error::Damaged { .. })));
    assert!(matches!(refused(&[row(0, 0), at(6, 0, &u32::MAX.to_le_bytes()[..3])]), Err(Error::Damaged { .. })));
    assert!(matches!(refused(&[row(0, 0), at(7, 0, &9_u32.to_le_bytes())]), Err(Error::Damaged { .. })));
    let far = refused(&[row(u32::MAX, 0x10), at(6, u32::MAX, &wide("loin"))]).unwrap();
    assert_eq!(far.notices.len(), 1);
    assert_eq!(far.tables().count(), 0);
}

#[test]
fn any_byte_may_be_changed_or_missing() {
    let sheet = [row(0, 0), at(6, 0, &wide("texte")), at(7, 1, &[0; 4]), record(176, &[0; 16])];
    let mut file = Xlsb::new(&sheet);
    file.strings = record(19, &joined(&[&[1], &wide("un deux"), &1_u32.to_le_bytes(), &words(&[3, 0])]));
    for place in 0..file.sheet.len() {
        for byte in [0, 1, 0x7F, 0x80, 0xFF] {
            let mut sheet = file.sheet.clone();
            sheet[place] = byte;
            let changed = Xlsb { sheet, strings: file.strings.clone(), workbook: Vec::new(), styles: Vec::new() };
            let _ = read(&changed.file(), "", &Limits::default());
        }
    }
    for end in 0..file.strings.len() {
        let strings = file.strings[..end].to_vec();
        let cut = Xlsb { strings, sheet: file.sheet.clone(), workbook: Vec::new(), styles: Vec::new() };
        assert!(read(&cut.file(), "", &Limits::default()).is_err());
    }
}

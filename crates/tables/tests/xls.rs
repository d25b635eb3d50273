//! Workbooks of Excel 2 to 2003 give the same tables as those of today.

#![allow(clippy::unwrap_used)]

mod binary;

use std::path::PathBuf;

use binary::{CONTINUE, FONT, LABEL, NUMBER, Xls, cell, joined, narrow, record, texts, words};
use passerelle_tables::{Document, Error, Format, Limits, Value, read};

fn fixture(name: &str) -> Document {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name);
    read(&std::fs::read(path).unwrap(), name, &Limits::default()).unwrap()
}

#[test]
fn a_workbook_saved_in_the_old_format_has_the_same_tables() {
    for (old, new) in [
        ("formats/cells.xls", "formats/cells.xlsx"),
        ("formats/j10_osmerged.xls", "jemeppe/j10_osmerged.xlsx"),
        ("formats/j13_dates.xls", "jemeppe/j13_dates.xlsx"),
        ("formats/j18_richtext.xls", "jemeppe/j18_richtext.xlsx"),
    ] {
        let (old, new) = (fixture(old), fixture(new));
        assert_eq!((old.format, new.format), (Format::Xls, Format::Xlsx));
        assert_eq!(old.tables().count(), new.tables().count());
        for (old, new) in old.tables().zip(new.tables()) {
            let sizes = |table: &passerelle_tables::Table| (table.row_count, table.column_count, table.cells.len());
            assert_eq!((&old.name, old.hidden, sizes(old)), (&new.name, new.hidden, sizes(new)));
            assert_eq!((&old.hidden_rows, &old.hidden_columns), (&new.hidden_rows, &new.hidden_columns));
            assert_eq!(old.header_rows, new.header_rows);
            let (old_table, new_table) = (old, new);
            for (old, new) in old.cells.iter().zip(&new.cells) {
                let at = new_table.place(new);
                assert_eq!(old_table.place(old), at);
                assert_eq!((old.row_span, old.column_span), (new.row_span, new.column_span), "{at}");
                assert_eq!((old.text.as_str(), old.hidden, old.indent), (new.text.as_str(), new.hidden, new.indent));
                assert_eq!((old.fill(), old.formula.is_some()), (new.fill(), new.formula.is_some()), "{at}");
                let marks = |cell: &passerelle_tables::Cell| {
                    let runs = cell.text.runs().map(|run| {
                        let marks = run.marks;
                        (run.text.to_owned(), marks.bold, marks.italic, marks.strike, marks.underline)
                    });
                    runs.collect::<Vec<_>>()
                };
                assert_eq!(marks(old), marks(new), "{at}");
                let kind = |value: &Value| std::mem::discriminant(value);
                assert_eq!(kind(&old.value), kind(&new.value), "{at}");
            }
        }
    }
}

#[test]
fn title_and_author_come_from_the_property_streams() {
    let document = fixture("formats/cells.xls");
    assert_eq!(document.properties.title.as_deref(), Some("Plan"));
    assert_eq!(document.properties.author.as_deref(), Some("Service des fixtures"));
}

#[test]
fn comments_stand_beside_their_cells() {
    let document = fixture("formats/cells.xls");
    let cells = document.tables().flat_map(|table| table.cells.iter().map(move |cell| (table.place(cell), cell)));
    let comments: Vec<_> =
        cells.flat_map(|(place, cell)| cell.comments.iter().map(move |c| (place.to_string(), &*c.text))).collect();
    assert_eq!(comments, [("Budget été!A3".to_owned(), "à revoir")]);
    // Excel 5 keeps the text in the record itself, and a long one in several.
    let table = Xls::biff5()
        .cell(LABEL, 0, 0, &joined(&[&words(&[1]), b"a"]))
        .with(0x001C, &joined(&[&words(&[0, 0, 6]), b"d\xE9"]))
        .with(0x001C, &joined(&[&words(&[0xFFFF, 0, 4]), b"lai"]))
        .table();
    assert_eq!(cell(&table, 0, 0).comments[0].text, "délai");
}

#[test]
fn an_address_of_a_file_and_one_of_the_web_are_told() {
    let head = |row: u16| joined(&[&words(&[row, row, 0, 0]), &[0; 16], &2_u32.to_le_bytes()]);
    let url = [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B];
    let path = [3, 3, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];
    let utf16 = |text: &str| words(&text.encode_utf16().chain([0]).collect::<Vec<_>>());
    let counted = |text: &str| joined(&[&(text.len() as u32 + 1).to_le_bytes(), &utf16(text)]);
    let web = joined(&[&3_u32.to_le_bytes(), &url, &26_u32.to_le_bytes(), &utf16("http://a.be/")]);
    let file =
        joined(&[&1_u32.to_le_bytes(), &path, &words(&[0]), &9_u32.to_le_bytes(), b"plan.xls\0", &[0; 24], &[0; 4]]);
    let inside = joined(&[&0x1C_u32.to_le_bytes(), &counted("texte"), &counted("Listes!A1")]);
    let table = Xls::biff8()
        .cell(LABEL, 0, 0, &narrow("un"))
        .cell(LABEL, 1, 0, &narrow("deux"))
        .with(0x01B8, &joined(&[&head(0), &web]))
        .with(0x01B8, &joined(&[&head(1), &file]))
        .with(0x01B8, &joined(&[&head(2), &inside]))
        .with(0x01B8, &joined(&[&head(0), &[1, 0]]))
        .table();
    let links: Vec<_> =
        table.cells.iter().flat_map(|cell| cell.text.links()).map(|link| (link.text, link.target)).collect();
    assert_eq!(links, [("un", "http://a.be/"), ("deux", "plan.xls"), ("", "#Listes!A1")]);
}

#[test]
fn numbers_come_whole_or_in_short_forms() {
    let rk = |number: u32| number.to_le_bytes();
    let table = Xls::biff8()
        .cell(NUMBER, 0, 0, &73_500.5_f64.to_le_bytes())
        .cell(0x027E, 0, 1, &rk(0x004B_5647))
        // Two numbers side by side (MULRK), then two blank cells (MULBLANK).
        .with(0x00BD, &joined(&[&words(&[1, 2, 0]), &rk(6), &words(&[0]), &rk(10), &words(&[3])]))
        .with(0x00BE, &words(&[2, 0, 0, 0, 1]))
        .table();
    assert_eq!(texts(&table), [(0, 0, "73500,5"), (0, 1, "12343,21"), (1, 2, "1"), (1, 3, "2")]);
}

#[test]
fn booleans_and_errors_are_shown_in_french() {
    let table = Xls::biff8()
        .cell(0x0205, 0, 0, &[1, 0])
        .cell(0x0205, 0, 1, &[0x0F, 1])
        .cell(0x0205, 0, 2, &[0x99, 1])
        .cell(NUMBER, 0, 3, &f64::NAN.to_le_bytes())
        .table();
    assert_eq!(texts(&table), [(0, 0, "VRAI"), (0, 1, "#VALEUR!"), (0, 2, "#ERR153"), (0, 3, "#NOMBRE!")]);
    assert_eq!(cell(&table, 0, 1).value, Value::Error("#VALUE!".into()));
}

#[test]
fn a_formula_shows_the_result_that_was_stored() {
    let formula = |result: &[u8; 8]| joined(&[result, &[0; 8]]);
    let no_number = |kind: u8, byte: u8| formula(&[kind, 0, byte, 0, 0, 0, 0xFF, 0xFF]);
    let table = Xls::biff8()
        .cell(6, 0, 0, &formula(&2.5_f64.to_le_bytes()))
        .cell(6, 0, 1, &no_number(0, 0))
        // The shared formula (SHRFMLA) comes between the cell and its text.
        .with(0x04BC, &[0; 10])
        .with(0x0207, &narrow("délai"))
        .cell(6, 0, 2, &no_number(1, 1))
        .cell(6, 0, 3, &no_number(2, 0x2A))
        .cell(6, 0, 4, &no_number(3, 0))
        .cell(6, 0, 5, &no_number(0, 0))
        .table();
    let shown = [(0, 0, "2,5"), (0, 1, "délai"), (0, 2, "VRAI"), (0, 3, "#N/A"), (0, 4, ""), (0, 5, "")];
    assert_eq!(texts(&table), shown);
    assert!(table.cells.iter().all(|cell| cell.formula.as_deref() == Some("")));
}

#[test]
fn cells_that_share_a_formula_have_its_text_each() {
    let formula = |tokens: &[u8]| joined(&[&1.0_f64.to_le_bytes(), &[0; 6], &words(&[tokens.len() as u16]), tokens]);
    let elsewhere = |row: u8, column: u8| [0x01, row, 0, column, 0];
    // What stands left of the cell and a multiple of it.
    let relative = [0x4C, 0, 0, 0xFF, 0xC0, 0x1E, 2, 0, 0x05];
    let shared = joined(&[&words(&[0, 2]), &[1, 1], &[0, 3], &words(&[relative.len() as u16]), &relative]);
    let array = [0x25, 0, 0, 2, 0, 0, 0, 0, 0, 0x60, 0, 0, 0, 0, 0, 0, 0, 0x05];
    let constants = joined(&[&[1, 0, 0], &[1], &2.0_f64.to_le_bytes(), &[4, 1, 0, 0, 0, 0, 0, 0, 0]]);
    let array = joined(&[&words(&[0, 1]), &[3, 3], &[0; 6], &words(&[array.len() as u16]), &array, &constants]);
    let add_in = joined(&[&[0x39, 0, 0, 1, 0, 0, 0, 0x1E], &words(&[1]), &[0x42, 2, 0xFF, 0]]);
    let table = Xls::biff8()
        .global(0x01AE, &words(&[1, 0x3A01]))
        .global(0x0023, &joined(&[&[0; 6], b"\x05\0EDATE"]))
        .global(0x0017, &words(&[1, 0, 0xFFFE, 0xFFFE]))
        .cell(6, 0, 1, &formula(&elsewhere(0, 1)))
        .with(0x04BC, &shared)
        .cell(6, 0, 3, &formula(&elsewhere(0, 3)))
        .with(0x0221, &array)
        .cell(6, 1, 1, &formula(&elsewhere(0, 1)))
        .cell(6, 1, 3, &formula(&elsewhere(0, 3)))
        .cell(6, 2, 1, &formula(&elsewhere(0, 1)))
        .cell(6, 3, 1, &formula(&elsewhere(9, 9)))
        .cell(6, 4, 1, &formula(&add_in))
        .table();
    let formulas: Vec<_> =
        table.cells.iter().map(|cell| (cell.row, cell.column, cell.formula.as_deref().unwrap())).collect();
    let expected = [
        (0, 1, "A1*2"),
        (0, 3, "$A$1:$A$3*{2,TRUE}"),
        (1, 1, "A2*2"),
        (1, 3, "$A$1:$A$3*{2,TRUE}"),
        (2, 1, "A3*2"),
        (3, 1, ""),
        (4, 1, "EDATE(1)"),
    ];
    assert_eq!(formulas, expected);
}

/// Shared strings (SST) of a stream, in the records given.
fn with_strings(records: &[&[u8]]) -> Xls {
    let counts = joined(&[&2_u32.to_le_bytes(), &2_u32.to_le_bytes()]);
    let mut xls = Xls::biff8();
    for (at, data) in records.iter().enumerate() {
        xls = if at == 0 { xls.global(0x00FC, &joined(&[&counts, data])) } else { xls.global(CONTINUE, data) };
    }
    xls.cell(0x00FD, 0, 0, &[0, 0, 0, 0]).cell(0x00FD, 0, 1, &[1, 0, 0, 0])
}

#[test]
fn a_shared_string_may_go_on_in_another_record_and_in_another_width() {
    let œuvre = joined(&[&[1], &words(&[0x0153]), &words(&"uvre".encode_utf16().collect::<Vec<_>>())]);
    let table = with_strings(&[b"\x0A\0\0Main-", &œuvre, &narrow("suite")]).table();
    assert_eq!(texts(&table), [(0, 0, "Main-œuvre"), (0, 1, "suite")]);
}

#[test]
fn runs_and_phonetic_readings_of_a_shared_string_may_be_divided_too() {
    const RICH_AND_PHONETIC: u8 = 0x0C;
    let head = joined(&[&words(&[6]), &[RICH_AND_PHONETIC], &words(&[1]), &3_u32.to_le_bytes(), b"a b"]);
    let table = with_strings(&[&head, b"\0 c ", &words(&[2, 0]), b"xy", &joined(&[b"z", &narrow("d")])]).table();
    assert_eq!(texts(&table), [(0, 0, "a b c "), (0, 1, "d")]);
}

#[test]
fn fonts_of_runs_count_without_the_number_four() {
    let font = |weight: u16| words(&[200, 0, 0x7FFF, weight, 0, 0, 0, 0]);
    let mut xls = Xls::biff8();
    for weight in [400, 400, 400, 400, 700] {
        xls = xls.global(FONT, &font(weight));
    }
    // RSTRING: the text, then a run in font 5, the fifth.
    let table = xls.cell(0x00D6, 0, 0, &joined(&[&narrow("un deux"), &words(&[1, 3, 5])])).table();
    let runs: Vec<_> = cell(&table, 0, 0).text.runs().map(|run| (run.text, run.marks.bold)).collect();
    assert_eq!(runs, [("un ", false), ("deux", true)]);
}

#[test]
fn texts_of_excel_5_are_in_the_code_page_of_the_file() {
    for (page, bytes) in [(1252, b"\xC9t\xE9"), (10000, b"\x83t\x8E"), (850, b"\x90t\x82"), (0x8001, b"\xC9t\xE9")] {
        let text = joined(&[&words(&[3]), bytes]);
        let xls = Xls::biff5().global(0x0042, &words(&[page])).cell(LABEL, 0, 0, &text);
        let rich = xls.cell(0x00D6, 1, 0, &joined(&[&text, &[1, 1, 0]])).table();
        assert_eq!(texts(&rich), [(0, 0, "Été"), (1, 0, "Été")], "{page}");
    }
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let format = words(&[0, 14, 0, 0, 0, 0, 0, 0, 0, 0]);
    let xls = |epoch: u16| {
        let xls = Xls::biff8().global(0x0022, &words(&[epoch])).global(0x00E0, &format);
        xls.cell(NUMBER, 0, 0, &1.0_f64.to_le_bytes()).table()
    };
    assert_eq!(texts(&xls(0)), [(0, 0, "01/01/1900")]);
    assert_eq!(texts(&xls(1)), [(0, 0, "02/01/1904")]);
}

#[test]
fn hidden_rows_and_columns_and_merged_ranges_are_found() {
    let table = Xls::biff8()
        .with(0x007D, &words(&[1, 2, 2000, 0, 1, 0]))
        .with(0x0208, &words(&[3, 0, 4, 300, 0, 0, 0x20, 0]))
        .cell(LABEL, 0, 0, &narrow("titre"))
        .cell(LABEL, 3, 2, &narrow("caché"))
        .with(0x00E5, &words(&[1, 0, 1, 0, 3]))
        .table();
    assert_eq!((table.hidden_rows.as_slice(), table.hidden_columns.as_slice()), (&[3][..], &[1, 2][..]));
    assert_eq!((cell(&table, 0, 0).row_span, cell(&table, 0, 0).column_span), (2, 4));
    assert!(cell(&table, 3, 2).hidden && !cell(&table, 0, 0).hidden);
}

#[test]
fn a_blank_cell_that_is_filled_later_is_one_cell() {
    let document = Xls::biff8().cell(0x0201, 0, 0, &[]).cell(LABEL, 0, 0, &narrow("texte")).document();
    assert!(document.notices.is_empty());
    assert_eq!(texts(&binary::only_table(document)), [(0, 0, "texte")]);
}

#[test]
fn a_chart_inside_a_sheet_gives_no_cells() {
    let bof = words(&[0x0600, 0x0020, 0, 0]);
    let table = Xls::biff8()
        .with(0x0809, &bof)
        .cell(NUMBER, 9, 9, &1.0_f64.to_le_bytes())
        .with(binary::EOF, &[])
        .cell(LABEL, 0, 0, &narrow("après"))
        .table();
    assert_eq!(texts(&table), [(0, 0, "après")]);
}

#[test]
fn sheets_of_the_first_versions_are_the_whole_file() {
    // BOF, a font, a label; BIFF2 has attributes of three bytes and lengths of one.
    let biff2 = [
        record(0x0009, &words(&[2, 0x10])),
        record(0x0031, &joined(&[&words(&[200, 0]), b"\x05Arial"])),
        record(0x0031, &joined(&[&words(&[200, 1]), b"\x05Arial"])),
        record(0x0004, &joined(&[&words(&[0, 1]), &[0, 0x40, 0], b"\x04Plan"])),
        record(0x0002, &joined(&[&words(&[1, 1]), &[0, 0, 0], &words(&[42])])),
        record(binary::EOF, &[]),
    ]
    .concat();
    let modern = |bof: u16, xf: u16, length: usize| {
        [
            record(bof, &words(&[0, 0x10, 0])),
            record(0x0231, &joined(&[&words(&[200, 1, 0x7FFF]), b"\x05Arial"])),
            record(xf, &vec![0; length]),
            record(LABEL, &joined(&[&words(&[0, 1, 0, 4]), b"Plan"])),
            record(NUMBER, &joined(&[&words(&[1, 1, 0]), &42.0_f64.to_le_bytes()])),
            record(binary::EOF, &[]),
        ]
        .concat()
    };
    for file in [biff2, modern(0x0209, 0x0243, 12), modern(0x0409, 0x0443, 12)] {
        let document = read(&file, "", &Limits::default()).unwrap();
        assert_eq!(document.format, Format::Xls);
        let table = binary::only_table(document);
        assert_eq!(texts(&table), [(0, 1, "Plan"), (1, 1, "42")]);
        assert!(cell(&table, 0, 1).text.all(|marks| marks.bold));
    }
}

#[test]
fn a_protected_workbook_asks_for_a_password() {
    let file = Xls::biff8().global(0x002F, &[0; 6]).file();
    assert_eq!(read(&file, "", &Limits::default()), Err(Error::Encrypted));
}

//! Workbooks: Excel's XML and its binary parts.

use super::texts::spliced;
use super::{Expect, Kind, kind, numbers};
use crate::binary::{joined, part_record, wide, words};
use crate::common::zip;

pub const KINDS: &[Kind] = &[
    kind("xlsx-2-million-blank-filled-cells", "a.xlsx", Expect::Limit(&["cells", "ratio"]), |s| {
        filled(&rows(s.of(20_000), &r#"<c s="1"/>"#.repeat(100)))
    }),
    kind("xlsx-2-million-blank-filled-cells-called-by-name", "a.xlsx", Expect::Limit(&["cells"]), |s| {
        let row = |row: usize| {
            let cells: String = (0..100).map(|column| format!(r#"<c r="{}{row}" s="1"/>"#, letters(column))).collect();
            format!(r#"<row r="{row}">{cells}</row>"#)
        };
        filled(&(1..=s.of(20_000)).map(row).collect::<String>())
    }),
    kind("xlsx-2-million-blank-cells-without-look", "a.xlsx", Expect::Any, |s| {
        filled(&rows(s.of(20_000), &r#"<c s="0"/>"#.repeat(100)))
    }),
    kind("xlsx-900000-numbers", "a.xlsx", Expect::Any, |s| {
        let row = |row: usize| {
            let cells: String =
                (0..100).map(|column| format!(r#"<c r="{}{row}"><v>{row}</v></c>"#, letters(column))).collect();
            format!(r#"<row r="{row}">{cells}</row>"#)
        };
        sheet_data(&(1..=s.of(9_000)).map(row).collect::<String>())
    }),
    kind("xlsx-cell-in-the-farthest-corner", "a.xlsx", Expect::Holds("loin"), |_| {
        sheet_data(
            r#"<row r="1"><c r="A1" t="str"><v>près</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v>loin</v></c></row>"#,
        )
    }),
    kind("xlsx-100000-merged-ranges", "a.xlsx", Expect::Read, |s| {
        merged((1..=s.of(99_000)).map(|row| format!("A{row}:C{row}")))
    }),
    kind("xlsx-200000-merged-ranges", "a.xlsx", Expect::Limit(&["merged_ranges"]), |s| {
        merged((1..=s.of(200_000)).map(|row| format!("A{row}:C{row}")))
    }),
    kind("xlsx-100000-merged-ranges-that-overlap", "a.xlsx", Expect::Any, |s| {
        merged((1..=s.of(99_000)).map(|row| format!("A{row}:XFD1048576")))
    }),
    kind("xlsx-whole-sheet-merged", "a.xlsx", Expect::Any, |_| merged(["A1:XFD1048576".to_owned()].into_iter())),
    kind("xlsx-whole-columns-and-rows-merged", "a.xlsx", Expect::Any, |_| {
        merged((1..1000).map(|n| format!("{0}1:{0}1048576", letters(n))))
    }),
    kind("xlsx-long-shared-string-used-100000-times", "a.xlsx", Expect::Limit(&["total_bytes", "ratio"]), |s| {
        let strings = format!("<si><t>{}</t></si>", "long ".repeat(s.of(200_000)));
        with(&rows(s.of(100_000), r#"<c t="s"><v>0</v></c>"#), &[("sharedStrings", "sst", &strings)])
    }),
    kind(
        "xlsx-shared-string-of-many-runs-used-100000-times",
        "a.xlsx",
        Expect::Limit(&["total_bytes", "ratio"]),
        |s| {
            let runs = "<r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r>".repeat(s.of(50_000));
            with(
                &rows(s.of(100_000), r#"<c t="s"><v>0</v></c>"#),
                &[("sharedStrings", "sst", &format!("<si>{runs}</si>"))],
            )
        },
    ),
    kind("xlsx-shared-strings-that-are-not-there", "a.xlsx", Expect::Damaged, |_| {
        with(&rows(1, r#"<c t="s"><v>4294967296</v></c>"#), &[("sharedStrings", "sst", "<si><t>a</t></si>")])
    }),
    kind("xlsx-5-million-shared-strings", "a.xlsx", Expect::Limit(&["cells", "ratio"]), |s| {
        with("", &[("sharedStrings", "sst", &"<si/>".repeat(s.of(5_000_000)))])
    }),
    kind("xlsx-string-of-a-million-runs", "a.xlsx", Expect::Any, |s| {
        let runs = "<r><rPr><b/></rPr><t>a</t></r>".repeat(s.of(1_000_000));
        sheet_data(&rows(1, &format!(r#"<c t="inlineStr"><is>{runs}</is></c>"#)))
    }),
    kind("xlsx-row-of-10000-columns", "a.xlsx", Expect::Read, |s| {
        sheet_data(&rows(1, &r#"<c t="str"><v>a</v></c>"#.repeat(s.of(10_000))))
    }),
    kind("xlsx-row-of-100000-columns", "a.xlsx", Expect::Any, |s| {
        sheet_data(&rows(1, &r#"<c t="str"><v>a</v></c>"#.repeat(s.of(100_000))))
    }),
    kind("xlsx-cell-of-40000-characters", "a.xlsx", Expect::Any, |_| {
        sheet_data(&rows(1, &format!(r#"<c t="str"><v>{}</v></c>"#, "é".repeat(40_000))))
    }),
    kind("xlsx-cell-of-2-megabytes", "a.xlsx", Expect::Limit(&["text_bytes", "ratio"]), |s| {
        sheet_data(&rows(1, &format!(r#"<c t="str"><v>{}</v></c>"#, "é1".repeat(s.of(1 << 20)))))
    }),
    kind("xlsx-formula-of-2-megabytes", "a.xlsx", Expect::Limit(&["text_bytes", "ratio"]), |s| {
        sheet_data(&rows(1, &format!("<c><f>{}</f><v>1</v></c>", "A1+B2*".repeat(s.of(400_000)))))
    }),
    kind("xlsx-formulas-as-text", "a.xlsx", Expect::Holds("=cmd|'/C calc'!A0"), |_| {
        sheet_data(&rows(
            1,
            r#"<c t="str"><v>=cmd|'/C calc'!A0</v></c><c t="str"><v>+1+cmd</v></c><c t="str"><v>-2</v></c>"#,
        ))
    }),
    kind("xlsx-escapes-of-surrogates", "a.xlsx", Expect::Read, |_| {
        sheet_data(&rows(1, r#"<c t="str"><v>_xD83D__xDE00__xD800__x0000__x005F_xD800_</v></c>"#))
    }),
    kind("xlsx-million-formats", "a.xlsx", Expect::Any, |s| {
        let xfs = r#"<xf numFmtId="14" fontId="9999999" fillId="4294967295"/>"#.repeat(s.of(1_000_000));
        with(
            &rows(1, r#"<c s="999999"><v>1</v></c>"#),
            &[("styles", "styleSheet", &format!("<cellXfs>{xfs}</cellXfs>"))],
        )
    }),
    kind("xlsx-number-format-of-a-megabyte", "a.xlsx", Expect::Any, |s| {
        number_format(&"0.0#,".repeat(s.of(200_000)), 10)
    }),
    kind("xlsx-number-format-of-100000-sections", "a.xlsx", Expect::Any, |s| {
        number_format(&"[&gt;1]0;".repeat(s.of(100_000)), 10)
    }),
    kind("xlsx-long-number-format-used-100000-times", "a.xlsx", Expect::Any, |s| {
        number_format(&format!("0&quot;{}&quot;", "x".repeat(s.of(5_000))), s.of(100_000))
    }),
    kind("xlsx-number-format-of-1000-digits", "a.xlsx", Expect::Any, |s| {
        number_format(&format!("{}.{}", "0".repeat(1_000), "0".repeat(1_000)), s.of(10_000))
    }),
    kind("xlsx-numbers-without-measure", "a.xlsx", Expect::Any, |_| {
        let values =
            ["1e308", "-1e308", "1e-320", "NaN", "INF", "-0", "99999999999999999999999", "1e999999", "0x10", ""];
        let cells: String = values
            .iter()
            .flat_map(|value| [14, 0, 10, 11, 46, 4].map(|style| format!(r#"<c s="{style}"><v>{value}</v></c>"#)))
            .collect();
        let xfs: String = (0..50).map(|n| format!(r#"<xf numFmtId="{n}"/>"#)).collect();
        with(&rows(1, &cells), &[("styles", "styleSheet", &format!("<cellXfs>{xfs}</cellXfs>"))])
    }),
    kind("xlsx-dates-without-measure", "a.xlsx", Expect::Any, |_| {
        let values = ["-1", "0", "60", "2958465.999999", "2958466", "1e15", "9e18"];
        let cells: String = values
            .iter()
            .map(|value| format!(r#"<c s="1"><v>{value}</v></c><c t="d"><v>{value}-99-99T99:99:99</v></c>"#))
            .collect();
        with(&rows(1, &cells), &[("styles", "styleSheet", r#"<cellXfs><xf/><xf numFmtId="22"/></cellXfs>"#)])
    }),
    kind("xlsx-50000-sheets-of-one-part", "a.xlsx", Expect::Refused, |s| {
        workbook(&r#"<x:sheet name="a" r:id="sheet"/>"#.repeat(s.of(50_000)), &rows(10, "<c><v>1</v></c>"), &[])
    }),
    kind("xlsx-sheet-names-of-a-megabyte", "a.xlsx", Expect::Any, |s| {
        let name = "n".repeat(s.of(1 << 20));
        workbook(&format!(r#"<x:sheet name="{name}" r:id="sheet"/>"#), &rows(s.of(1_000), "<c><v>1</v></c>"), &[])
    }),
    kind("xlsx-sheets-without-part", "a.xlsx", Expect::Damaged, |_| {
        workbook(r#"<x:sheet name="a" r:id="aucune"/>"#, "", &[])
    }),
    kind("xlsx-hidden-columns-without-measure", "a.xlsx", Expect::Any, |s| {
        let columns = r#"<x:col min="1" max="4294967295" hidden="1"/><x:col min="1" max="16384" hidden="1"/>"#
            .repeat(s.of(100_000));
        sheet(&format!(
            r#"<x:cols>{columns}</x:cols><x:sheetData><x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row></x:sheetData>"#
        ))
    }),
    kind("xlsx-million-hidden-rows", "a.xlsx", Expect::Any, |s| {
        let row = |row: usize| format!(r#"<row r="{row}" hidden="1"/>"#);
        sheet_data(&(1..=s.of(1_000_000)).map(row).collect::<String>())
    }),
    kind("xlsx-references-that-are-none", "a.xlsx", Expect::Any, |s| {
        sheet_data(&rows(
            1,
            &r#"<c r="XFE1048577"><v>1</v></c><c r="É"><v>1</v></c><c r="A0"><v>1</v></c>"#.repeat(s.of(200_000)),
        ))
    }),
    kind("xlsx-500000-cells-in-one-place", "a.xlsx", Expect::Any, |s| {
        sheet_data(&rows(1, &r#"<c r="B2" t="str"><v>a</v></c>"#.repeat(s.of(500_000))))
    }),
    kind("xlsx-rows-from-last-to-first", "a.xlsx", Expect::Any, |s| {
        let row = |row: usize| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#);
        sheet_data(&(1..=s.of(500_000)).rev().map(row).collect::<String>())
    }),
    kind("xlsx-500000-defined-names", "a.xlsx", Expect::Limit(&["defined_names", "ratio"]), |s| {
        let names = r#"<x:definedName name="_xlnm.Print_Titles" localSheetId="0">a!$1:$1048576</x:definedName>"#
            .repeat(s.of(500_000));
        book(
            &format!(
                r#"<x:sheets><x:sheet name="a" r:id="sheet"/></x:sheets><x:definedNames>{names}</x:definedNames>"#
            ),
            &rows(1, "<c><v>1</v></c>"),
            &[],
        )
    }),
    kind("xlsx-palette-and-tints-without-measure", "a.xlsx", Expect::Any, |_| {
        let fills = r#"<fills><fill/><fill><patternFill patternType="solid"><fgColor theme="99999" tint="NaN"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor theme="4" tint="1e308"/></patternFill></fill></fills><cellXfs><xf fillId="1"/><xf fillId="2"/></cellXfs>"#;
        with(&rows(1, r#"<c s="0"/><c s="1"/>"#), &[("styles", "styleSheet", fills)])
    }),
    kind("xlsx-entities-in-strings", "a.xlsx", Expect::Damaged, |_| {
        with("", &[("sharedStrings", "sst", "<si><t>&xxe;</t></si>")])
    }),
    kind("xlsx-spliced-anywhere", "a.xlsx", Expect::Any, |_| spliced("formats/cells.xlsx", 17)),
    kind("xlsb-records-longer-than-the-part", "a.xlsb", Expect::Any, |_| {
        xlsb(&[0x00, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3], &[])
    }),
    kind("xlsb-lengths-that-never-end", "a.xlsb", Expect::Any, |_| xlsb(&[0xFF; 10_000], &[])),
    kind("xlsb-text-longer-than-its-record", "a.xlsb", Expect::Any, |_| {
        xlsb(&joined(&[&row(0), &part_record(6, &joined(&[&[0; 8], &[0xFF; 4], b"a\0"]))]), &[])
    }),
    kind("xlsb-count-of-4-billion-strings", "a.xlsb", Expect::Any, |_| xlsb(&[], &part_record(159, &[0xFF; 8]))),
    kind("xlsb-2-million-strings", "a.xlsb", Expect::Limit(&["cells", "ratio"]), |s| {
        xlsb(&[], &part_record(19, &[0, 1, 0, 0, 0, b'a', 0]).repeat(s.of(2_000_000)))
    }),
    kind("xlsb-cells-outside-the-sheet", "a.xlsb", Expect::Any, |_| {
        xlsb(&joined(&[&row(u32::MAX), &number(u32::MAX), &row(1_048_575), &number(16_383), &number(16_384)]), &[])
    }),
    kind("xlsb-2-million-numbers", "a.xlsb", Expect::Limit(&["cells", "ratio"]), |s| {
        let cells: Vec<u8> = (0..100).flat_map(number).collect();
        xlsb(&(0..s.of(20_000)).flat_map(|at| joined(&[&row(at as u32), &cells])).collect::<Vec<_>>(), &[])
    }),
    kind("xlsb-200000-merged-ranges", "a.xlsb", Expect::Limit(&["merged_ranges", "ratio"]), |s| {
        let range = |at: usize| part_record(176, &[at as u32, at as u32, 0, 2].map(u32::to_le_bytes).concat());
        xlsb(&(0..s.of(200_000)).flat_map(range).collect::<Vec<_>>(), &[])
    }),
    kind("xlsb-of-random-records", "a.xlsb", Expect::Any, |_| {
        xlsb(
            &numbers(9)
                .take(50_000)
                .flat_map(|number| part_record((number % 200) as u16, &number.to_le_bytes()))
                .collect::<Vec<_>>(),
            &[],
        )
    }),
];

const NAMESPACES: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The letters of a column counted from 0, up to `ZZ`.
fn letters(column: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    if column < 26 { letter(column).to_string() } else { [letter(column / 26 - 1), letter(column)].iter().collect() }
}

fn rows(count: usize, cells: &str) -> String {
    format!("<row>{cells}</row>").repeat(count)
}

fn sheet_data(rows: &str) -> Vec<u8> {
    with(rows, &[])
}

/// A workbook with these rows and other parts: kind, root, inside.
fn with(rows: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    workbook(r#"<x:sheet name="a" r:id="sheet"/>"#, rows, parts)
}

fn workbook(sheets: &str, rows: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    book(&format!("<x:sheets>{sheets}</x:sheets>"), rows, parts)
}

fn book(inside: &str, rows: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    package(inside, &format!("<sheetData>{rows}</sheetData>"), parts)
}

/// A workbook whose sheet has this inside.
fn sheet(inside: &str) -> Vec<u8> {
    package(r#"<x:sheets><x:sheet name="a" r:id="sheet"/></x:sheets>"#, inside, &[])
}

fn links(links: &[(&str, &str, String)]) -> String {
    let links: String = links
        .iter()
        .map(|(id, kind, target)| format!(r#"<Relationship Id="{id}" Type="{KIND}/{kind}" Target="{target}"/>"#))
        .collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
    )
}

fn package(workbook: &str, sheet: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    let part = |root: &str, inside: &str| format!("<{root} {NAMESPACES}>{inside}</{root}>");
    let mut targets = vec![("sheet", "worksheet", "sheet1.xml".to_owned())];
    targets.extend(parts.iter().map(|(kind, _, _)| (*kind, *kind, format!("{kind}.xml"))));
    let mut files = vec![
        ("_rels/.rels".to_owned(), links(&[("main", "officeDocument", "xl/workbook.xml".to_owned())])),
        ("xl/workbook.xml".to_owned(), part("workbook", workbook)),
        ("xl/_rels/workbook.xml.rels".to_owned(), links(&targets)),
        ("xl/sheet1.xml".to_owned(), part("worksheet", sheet)),
    ];
    files.extend(parts.iter().map(|(kind, root, inside)| (format!("xl/{kind}.xml"), part(root, inside))));
    zip(&files.iter().map(|(name, text)| (&**name, text.as_bytes())).collect::<Vec<_>>())
}

/// A workbook whose style 1 has a fill.
fn filled(rows: &str) -> Vec<u8> {
    let styles = r#"<fills><fill/><fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill></fills><cellXfs><xf/><xf fillId="1"/></cellXfs>"#;
    with(rows, &[("styles", "styleSheet", styles)])
}

fn merged(ranges: impl Iterator<Item = String>) -> Vec<u8> {
    let ranges: String = ranges.map(|range| format!(r#"<x:mergeCell ref="{range}"/>"#)).collect();
    sheet(&format!(
        r#"<x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c></x:row></x:sheetData><x:mergeCells>{ranges}</x:mergeCells>"#
    ))
}

fn number_format(code: &str, cells: usize) -> Vec<u8> {
    let styles = format!(
        r#"<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs>"#
    );
    with(&rows(cells, r#"<c s="1"><v>1234.5</v></c>"#), &[("styles", "styleSheet", &styles)])
}

fn row(number: u32) -> Vec<u8> {
    part_record(0, &joined(&[&number.to_le_bytes(), &[0; 13]]))
}

fn number(column: u32) -> Vec<u8> {
    part_record(5, &joined(&[&column.to_le_bytes(), &[0; 4], &1.0_f64.to_le_bytes()]))
}

/// A workbook of binary parts with this sheet and these shared strings.
fn xlsb(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
    let listed = part_record(156, &joined(&[&words(&[0, 0, 1, 0]), &wide("worksheet"), &wide("Plan")]));
    let root = links(&[("main", "officeDocument", "xl/workbook.bin".to_owned())]);
    let inner = links(&[
        ("worksheet", "worksheet", "sheet1.bin".to_owned()),
        ("strings", "sharedStrings", "strings.bin".to_owned()),
    ]);
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/_rels/workbook.bin.rels", inner.as_bytes()),
        ("xl/workbook.bin", &listed),
        ("xl/strings.bin", strings),
        ("xl/sheet1.bin", sheet),
    ])
}

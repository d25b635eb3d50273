#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_fuzz::{content_types, package, read, relationships};

fuzz_target!(|data: &[u8]| {
    let types = content_types(
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    );
    let root = relationships("officeDocument", "xl/workbook.xml");
    let inner = relationships("worksheet", "worksheets/sheet1.xml");
    let workbook: &[u8] = b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
        <sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", &types),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", &inner),
        ("xl/worksheets/sheet1.xml", data),
    ];
    read(&package(&parts), "a.xlsx");
});

#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_fuzz::{content_types, package, read, relationships};

fuzz_target!(|data: &[u8]| {
    // The input is cut in two: the workbook stream and the sheet stream.
    let (cut, data) = data.split_first().unwrap_or((&0, &[]));
    let (workbook, sheet) = data.split_at(data.len() * usize::from(*cut) / 256);
    let types = content_types("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main");
    let root = relationships("officeDocument", "xl/workbook.bin");
    let inner = relationships("worksheet", "worksheets/sheet1.bin");
    let parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", &types),
        ("_rels/.rels", &root),
        ("xl/workbook.bin", workbook),
        ("xl/_rels/workbook.bin.rels", &inner),
        ("xl/worksheets/sheet1.bin", sheet),
    ];
    read(&package(&parts), "a.xlsb");
});

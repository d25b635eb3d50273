#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_fuzz::{content_types, package, read, relationships};

fuzz_target!(|data: &[u8]| {
    // The first byte chooses the part: the document, its styles, or its numbering.
    let (choice, data) = data.split_first().unwrap_or((&0, &[]));
    let types = content_types(
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    );
    let document: &[u8] = b"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
        <w:tbl><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
        <w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    let root = relationships("officeDocument", "word/document.xml");
    let (kind, part) = if choice % 3 == 2 { ("numbering", "numbering.xml") } else { ("styles", "styles.xml") };
    let inner = relationships(kind, part);
    let name = format!("word/{part}");
    let parts: Vec<(&str, &[u8])> = match choice % 3 {
        0 => vec![("[Content_Types].xml", &types), ("_rels/.rels", &root), ("word/document.xml", data)],
        _ => vec![
            ("[Content_Types].xml", &types),
            ("_rels/.rels", &root),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", &inner),
            (&name, data),
        ],
    };
    read(&package(&parts), "a.docx");
});

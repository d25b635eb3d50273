#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle_fuzz::{package, read};

fuzz_target!(|data: &[u8]| {
    let (choice, data) = data.split_first().unwrap_or((&0, &[]));
    let kind = if choice % 2 == 0 { "spreadsheet" } else { "text" };
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    read(&package(&[("mimetype", mimetype.as_bytes()), ("content.xml", data)]), "a.ods");
});

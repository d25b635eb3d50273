//! Packages around a fuzzed part, so that the fuzzer works on the part and not on the zip container.

use std::io::{Cursor, Write};

use passerelle::{Limits, ReadOptions};
use zip::write::SimpleFileOptions;

/// Small limits: a finding should be quick to run again.
pub fn limits() -> Limits {
    Limits { cells: 20_000, part_bytes: 4 << 20, total_bytes: 16 << 20, ..Limits::default() }
}

/// Reads bytes as tables and as a programme; whatever comes out, the account must add up.
pub fn read(bytes: &[u8], name: &str) {
    let options = ReadOptions::default().limits(limits());
    if let Ok(read) = passerelle::read(bytes, name, &options) {
        assert!(read.report.counts.adds_up());
    }
}

/// A package of stored parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        if zip.start_file(*name, options).is_ok() {
            let _ = zip.write_all(bytes);
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The relationships part that names the main part.
pub fn relationships(kind: &str, target: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
         Target=\"{target}\"/></Relationships>"
    )
    .into_bytes()
}

/// The content types of a package with one main part.
pub fn content_types(part: &str, kind: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Override PartName=\"/{part}\" ContentType=\"{kind}\"/></Types>"
    )
    .into_bytes()
}

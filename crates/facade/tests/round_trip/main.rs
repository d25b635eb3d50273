//! Out and back in: what is written reads back to an equal document.

#![allow(clippy::unwrap_used, clippy::panic)]

mod equipments;
mod fixtures;
mod programmes;
mod same;
mod units;
mod words;
mod work_programmes;

use passerelle::{Document, Output, ReadOptions, WriteOptions};

/// The document of a file.
fn read(bytes: &[u8], name: &str) -> Document {
    match passerelle::read(bytes, name, &ReadOptions::default()) {
        Ok(read) => {
            assert!(read.report.counts.adds_up(), "{name}: {:?}", read.report.counts);
            read.document
        }
        Err(error) => panic!("{name} is not read: {error}"),
    }
}

/// Written and read back.
fn back(document: &Document, output: Output) -> Document {
    let bytes = passerelle::write(document, output, &WriteOptions::default()).unwrap();
    read(&bytes, &format!("retour.{}", output.extension()))
}

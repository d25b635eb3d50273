//! More than a hundred kinds of hostile files: each is read or refused for the right reason, none panics, and what
//! is read stays within the limits. The same kinds in full size are measured by `.ci/hostile.py`, which has them
//! written by the example `hostile`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../binary/mod.rs"]
mod binary;
#[path = "../common/mod.rs"]
mod common;
mod kinds;

use std::collections::BTreeSet;

use kinds::{Expect, Kind, Size};
use passerelle_tables::{Block, Document, Error, Limits, read, read_all};

/// A hundredth of the usual limits, for files of a hundredth of the full size.
fn small_limits() -> Limits {
    let usual = Limits::default();
    Limits {
        file_bytes: usual.file_bytes / 100,
        zip_entries: usual.zip_entries / 100,
        part_bytes: usual.part_bytes / 100,
        total_bytes: usual.total_bytes / 100,
        cells: usual.cells / 100,
        text_bytes: usual.text_bytes / 100,
        merged_ranges: usual.merged_ranges / 100,
        defined_names: usual.defined_names / 100,
        ..usual
    }
}

fn cells(document: &Document) -> usize {
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Paragraph(_) => 1,
        Block::Table(table) => table.cells.len(),
    });
    blocks.sum()
}

fn is_met(expect: &Expect, result: &Result<Document, Error>) -> bool {
    match (expect, result) {
        (Expect::Any, _) | (Expect::Refused, Err(_)) | (Expect::Read, Ok(_)) => true,
        (Expect::Damaged, Err(Error::Damaged { .. })) | (Expect::Encrypted, Err(Error::Encrypted)) => true,
        (Expect::SeveralFiles, Err(Error::SeveralFiles { .. })) => true,
        (Expect::Unsupported, Err(Error::Unsupported { .. } | Error::UnknownFormat { .. } | Error::Empty)) => true,
        (Expect::Limit(names), Err(Error::Limit { limit, .. })) => names.contains(limit),
        (Expect::Holds(wanted), Ok(document)) => {
            let mut texts = document.blocks.iter().flat_map(|block| match block {
                Block::Paragraph(paragraph) => vec![&paragraph.text],
                Block::Table(table) => table.cells.iter().map(|cell| &cell.text).collect(),
            });
            texts.any(|text| text.as_str().contains(wanted))
        }
        _ => false,
    }
}

fn outcome(result: &Result<Document, Error>) -> String {
    match result {
        Ok(document) => format!("read, {} cells and paragraphs", cells(document)),
        Err(error) => error.to_string(),
    }
}

#[test]
fn each_kind_is_read_or_refused_as_it_should_be() {
    let limits = small_limits();
    let mut wrong = Vec::new();
    for Kind { name, file, expect, bytes } in kinds::all() {
        let bytes = bytes(Size::SMALL);
        let result = read(&bytes, file, &limits);
        if !is_met(&expect, &result) {
            wrong.push(format!("{name}: expected {expect:?}, got {}", outcome(&result)));
        }
        if let Ok(document) = &result {
            assert!(cells(document) <= limits.cells, "{name}: {}", outcome(&result));
        }
        let _ = read_all(&bytes, file, &limits);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_more_than_a_hundred_kinds_with_names_of_their_own() {
    let names: BTreeSet<_> = kinds::all().iter().map(|kind| kind.name).collect();
    assert_eq!(names.len(), kinds::all().len());
    assert!(names.len() > 100, "{}", names.len());
}

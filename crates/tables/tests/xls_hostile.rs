//! Damaged and hostile binary workbooks are read or refused, in little time and memory.

#![allow(clippy::unwrap_used)]

mod binary;

use std::path::PathBuf;

use binary::{LABEL, NUMBER, Xls, joined, narrow, record, texts, words};
use passerelle_tables::{Error, Limits, NoticeKind, read};

fn fixtures() -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats");
    ["cells.xls", "j18_richtext.xls"].map(|name| std::fs::read(folder.join(name)).unwrap()).to_vec()
}

fn refusal(file: &[u8], limits: &Limits) -> Error {
    read(file, "", limits).unwrap_err()
}

/// Numbers that look random and are the same in each run.
fn numbers(mut seed: u32) -> impl FnMut() -> usize {
    move || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize
    }
}

#[test]
fn a_file_cut_at_any_sector_does_no_harm() {
    for file in fixtures() {
        for end in (0..file.len()).step_by(512) {
            let _ = read(&file[..end], "plan.xls", &Limits::default());
        }
    }
}

#[test]
fn changed_bytes_do_no_harm() {
    for file in fixtures() {
        let mut next = numbers(0x9E37_79B9);
        for _ in 0..400 {
            let mut changed = file.clone();
            for _ in 0..=next() % 8 {
                let place = next() % changed.len();
                changed[place] = next() as u8;
            }
            let _ = read(&changed, "plan.xls", &Limits::default());
        }
    }
}

#[test]
fn changed_bytes_of_a_bare_stream_do_no_harm() {
    let stream = Xls::biff8()
        .global(0x00FC, &joined(&[&[2, 0, 0, 0, 2, 0, 0, 0], &narrow("un"), &narrow("deux")]))
        .cell(0x00FD, 0, 0, &[0; 4])
        .with(0x00BD, &words(&[1, 2, 0, 6, 0, 0, 10, 0, 3]))
        .with(0x00E5, &words(&[1, 0, 1, 0, 3]))
        .cell(6, 2, 0, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        .with(0x0207, &narrow("texte"))
        .file();
    for place in 0..stream.len() {
        for byte in [0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF] {
            let mut changed = stream.clone();
            changed[place] = byte;
            let _ = read(&changed, "", &Limits::default());
        }
    }
    for end in 0..stream.len() {
        let _ = read(&stream[..end], "", &Limits::default());
    }
}

#[test]
fn a_count_of_four_billion_strings_costs_nothing() {
    let strings = joined(&[&[0xFF; 8], &narrow("un")]);
    let xls = Xls::biff8().global(0x00FC, &strings);
    assert_eq!(texts(&xls.cell(0x00FD, 0, 0, &[0; 4]).table()), [(0, 0, "un")]);
    let long = joined(&[&[0xFF; 8], &words(&[0xFFFF]), &[0x0D], &[0xFF; 8]]);
    let missing = Xls::biff8().global(0x00FC, &long).cell(0x00FD, 0, 0, &[0; 4]);
    assert!(matches!(refusal(&missing.file(), &Limits::default()), Error::Damaged { .. }));
}

#[test]
fn a_number_that_counts_more_than_there_is_is_not_believed() {
    // MERGEDCELLS with 65,535 ranges of which one is there.
    let merged = words(&[0xFFFF, 0, 1, 0, 1]);
    let table = Xls::biff8().cell(LABEL, 0, 0, &narrow("a")).with(0x00E5, &merged).table();
    assert_eq!(table.cells.len(), 1);
    // MULRK whose first column is the last and whose cells go on beyond it.
    let numbers = joined(&[&words(&[0, 255]), &[0, 0, 6, 0, 0, 0, 0, 0, 6, 0, 0, 0], &words(&[2])]);
    let document = Xls::biff8().with(0x00BD, &numbers).document();
    assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::Damaged));
    assert_eq!(document.tables().next().unwrap().cells.len(), 1);
}

#[test]
fn cells_past_the_last_column_are_named_and_left() {
    let document = Xls::biff8().cell(LABEL, 65_535, 256, &narrow("loin")).document();
    assert_eq!(document.notices[0].detail, "Plan: cells outside the sheet, such as R65536C257 (1)");
    assert_eq!(document.tables().count(), 0);
}

#[test]
fn limits_are_kept() {
    let mut xls = Xls::biff8();
    for row in 0..20 {
        xls = xls.cell(NUMBER, row, 0, &1.0_f64.to_le_bytes()).with(0x00E5, &words(&[1, row, row, 2, 3]));
    }
    let file = xls.cell(LABEL, 30, 0, &narrow("un texte")).file();
    for (limits, limit, value) in [
        (Limits { cells: 10, ..Limits::default() }, "cells", 10),
        (Limits { text_bytes: 4, ..Limits::default() }, "text_bytes", 4),
        (Limits { total_bytes: 10, ..Limits::default() }, "total_bytes", 10),
        (Limits { merged_ranges: 9, ..Limits::default() }, "merged_ranges", 9),
    ] {
        assert_eq!(refusal(&file, &limits), Error::Limit { limit, value });
    }
}

#[test]
fn many_runs_in_a_shared_string_weigh_as_often_as_they_are_used() {
    let runs: Vec<u16> = (0..2000).flat_map(|at| [at, at % 2]).collect();
    let text = joined(&[&words(&[2000]), &[8], &words(&[2000]), &vec![b'a'; 2000], &words(&runs)[..6000]]);
    let font = |weight: u16| words(&[200, 0, 0x7FFF, weight, 0, 0, 0, 0]);
    let mut xls = Xls::biff8().global(0x0031, &font(400)).global(0x0031, &font(700));
    xls = xls.global(0x00FC, &joined(&[&[1, 0, 0, 0, 1, 0, 0, 0], &text])).global(0x003C, &words(&runs)[6000..]);
    for row in 0..10 {
        xls = xls.cell(0x00FD, row, 0, &[0; 4]);
    }
    let limits = Limits { total_bytes: 100_000, ..Limits::default() };
    assert_eq!(refusal(&xls.file(), &limits), Error::Limit { limit: "total_bytes", value: 100_000 });
}

#[test]
fn many_sheets_in_one_place_are_refused() {
    let bof = |substream| record(0x0809, &words(&[0x0600, substream, 0, 0]));
    let listed = record(0x0085, b"\0\0\0\0\0\0\x01\0a");
    let cells: Vec<u8> = (0..2000).flat_map(|row| record(NUMBER, &words(&[row, 0, 0, 0, 0, 0, 0]))).collect();
    let start = bof(5).len() + listed.len() * 10_000 + 4;
    let mut sheet = listed;
    sheet[4..8].copy_from_slice(&(start as u32).to_le_bytes());
    let file = joined(&[&bof(5), &sheet.repeat(10_000), &record(0x0A, &[]), &bof(0x10), &cells]);
    assert!(matches!(refusal(&file, &Limits::default()), Error::Damaged { .. }));
    let limits = Limits { zip_entries: 9_999, ..Limits::default() };
    assert_eq!(refusal(&file, &limits), Error::Limit { limit: "zip_entries", value: 9_999 });
}

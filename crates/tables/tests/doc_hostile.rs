//! Damaged and hostile binary documents end in an error or in less content, never in a panic.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use passerelle_tables::{Document, Error, Limits, read};
use proptest::prelude::*;

fn attempt(bytes: &[u8]) -> Result<Document, Error> {
    read(bytes, "plan.doc", &Limits::default())
}

fn sample() -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats/mixed.doc")).unwrap()
}

/// Where the file information block begins.
fn block(file: &[u8]) -> usize {
    file.windows(2).position(|bytes| bytes == [0xEC, 0xA5]).unwrap()
}

/// The file with other bytes at a place.
fn with(file: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    file[at..at + bytes.len()].copy_from_slice(bytes);
    file
}

#[test]
fn a_document_with_a_password_and_one_of_word_95_say_so() {
    let file = sample();
    let block = block(&file);
    let flags = file[block + 11];
    assert_eq!(attempt(&with(&file, block + 11, &[flags | 1])), Err(Error::Encrypted));
    let unsupported = Err(Error::Unsupported { format: "doc (Word 6/95)".to_owned() });
    assert_eq!(attempt(&with(&file, block, &[0xDC, 0xA5])), unsupported);
    assert_eq!(attempt(&with(&file, block + 2, &[0x68, 0])), unsupported);
    assert!(matches!(attempt(&with(&file, block, b"??")), Err(Error::Damaged { .. })));
}

#[test]
fn a_file_cut_anywhere_does_not_panic() {
    let file = sample();
    for end in (0..file.len()).step_by(61) {
        let _ = attempt(&file[..end]);
    }
}

#[test]
fn every_number_of_the_block_may_be_anything() {
    let file = sample();
    let block = block(&file);
    for at in (block..block + 900).step_by(2) {
        for value in [[0xFF; 4], [0, 0, 0, 0x80]] {
            let _ = attempt(&with(&file, at, &value));
        }
    }
}

#[test]
fn cells_and_texts_stop_at_their_limits() {
    let limits = Limits { cells: 5, ..Limits::default() };
    assert_eq!(read(&sample(), "", &limits), Err(Error::Limit { limit: "cells", value: 5 }));
    let limits = Limits { text_bytes: 20, ..Limits::default() };
    assert_eq!(read(&sample(), "", &limits), Err(Error::Limit { limit: "text_bytes", value: 20 }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(24), ..ProptestConfig::default() })]

    #[test]
    fn bytes_changed_anywhere_do_not_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut file = sample();
        for (at, byte) in changes {
            let at = 512 + at.index(file.len() - 512);
            file[at] = byte;
        }
        let _ = attempt(&file);
    }

    #[test]
    fn numbers_changed_anywhere_do_not_panic(at in any::<prop::sample::Index>(), number in prop_oneof![Just(0u32), Just(1), Just(u32::MAX), Just(0x7FFF_FFFF), Just(0x8000_0000), any::<u32>()]) {
        let file = sample();
        let at = 512 + at.index(file.len() - 516);
        let _ = attempt(&with(&file, at, &number.to_le_bytes()));
    }

    #[test]
    fn pieces_of_the_file_put_elsewhere_do_not_panic(at in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 1usize..600) {
        let file = sample();
        let length = length.min(file.len() - 512);
        let from = 512 + from.index(file.len() - 512 - length + 1);
        let at = 512 + at.index(file.len() - 512 - length + 1);
        let piece = file[from..from + length].to_vec();
        let _ = attempt(&with(&file, at, &piece));
    }
}

//! Damaged and hostile rich text ends in an error or in less content, never in a panic.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use passerelle_tables::{Document, Error, Limits, read};
use proptest::prelude::*;

fn attempt(bytes: &[u8]) -> Result<Document, Error> {
    read(bytes, "plan.rtf", &Limits::default())
}

fn sample() -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats/mixed.rtf")).unwrap()
}

#[test]
fn a_file_cut_anywhere_does_not_panic() {
    let file = sample();
    for end in (0..file.len()).step_by(37) {
        let _ = attempt(&file[..end]);
    }
}

#[test]
fn too_many_nested_groups_are_refused() {
    let file = [&b"{\\rtf1 "[..], &b"{".repeat(100_000), b"x", &b"}".repeat(100_000), b"}"].concat();
    assert_eq!(attempt(&file), Err(Error::Limit { limit: "xml_depth", value: 512 }));
    // Those of a group that is not read are only counted.
    let file = [&b"{\\rtf1 {\\*\\unknown "[..], &b"{".repeat(100_000), &b"}".repeat(100_000), b"}x}"].concat();
    assert_eq!(attempt(&file).unwrap().paragraphs().next().unwrap().text.as_str(), "x");
}

#[test]
fn numbers_without_measure_do_no_harm() {
    for body in [
        r"\bin2147483647 abc",
        r"\bin-5 abc",
        r"\uc2147483647\u233 abc\par d",
        r"\uc-3\u233 abc",
        r"\u2147483647?\u-2147483648?\u55296?\u56320?",
        r"\itap2147483647 a\nestcell\nestrow\par\itap-7 b\nestcell\par",
        r"\trowd\cellx2147483647\cellx-2147483648\cellx2147483647\pard\intbl a\cell b\cell c\cell d\cell\row",
        r"\trowd\trleft-2147483648\cellx2147483647\cellx2147483647\intbl a\cell b\cell\row",
        r"\f-1\cf-9\s-4\li-2147483648\outlinelevel-1 a\par\outlinelevel300 b\par\li2147483647 c\par",
        r"{\colortbl;\red-1\green999\blue4;}{\fonttbl{\f2147483647\fcharset-8 x;}}\f2147483647\cf1 a\par",
        r"\row\row\cell\nestrow\nestcell\row",
        r"{\fldrslt{\field{\*\fldinst SYMBOL 99999999999 \\f}}{\*\fldinst{\fldinst}}}",
    ] {
        let _ = attempt(format!(r"{{\rtf1 {body}}}").as_bytes()).unwrap();
    }
}

#[test]
fn cells_and_texts_stop_at_their_limits() {
    let limits = Limits { cells: 10, text_bytes: 100, ..Limits::default() };
    let cells = format!(r"{{\rtf1\intbl {}\row}}", r"\cell".repeat(11));
    assert_eq!(read(cells.as_bytes(), "", &limits), Err(Error::Limit { limit: "cells", value: 10 }));
    for body in ["x".repeat(101), r"{\b x}y".repeat(60), r"\intbl x\par".repeat(60) + r"\cell\row"] {
        let file = format!(r"{{\rtf1 {body}}}");
        assert_eq!(read(file.as_bytes(), "", &limits), Err(Error::Limit { limit: "text_bytes", value: 100 }));
    }
}

/// Pieces that mean something, so that many files made of them come far.
const PIECES: &[&str] = &[
    "{",
    "}",
    "{\\*\\unknown ",
    "\\trowd",
    "\\cellx1000",
    "\\cellx2000",
    "\\clvmgf",
    "\\clvmrg",
    "\\clmgf",
    "\\clmrg",
    "\\intbl ",
    "\\itap2 ",
    "\\itap3 ",
    "\\pard ",
    "\\cell ",
    "\\row ",
    "\\nestcell ",
    "\\nestrow ",
    "{\\*\\nesttableprops",
    "\\par ",
    "\\sect ",
    "text ",
    "\\'e9",
    "\\u233?",
    "\\uc3 ",
    "{\\footnote ",
    "{\\header ",
    "{\\shptxt ",
    "{\\field{\\*\\fldinst SYMBOL 254}",
    "{\\fldrslt ",
    "{\\listtext 1.}",
    "{\\stylesheet",
    "{\\s1 n;}",
    "{\\fonttbl",
    "{\\upr",
    "{\\*\\ud",
    "{\\info",
    "{\\title t}",
    "\\bin4 ",
    "\\deleted ",
    "\\plain ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(24), ..ProptestConfig::default() })]

    #[test]
    fn spliced_files_do_not_panic(at in any::<prop::sample::Index>(), length in 0usize..40, bytes in prop::collection::vec(any::<u8>(), 0..20)) {
        let mut file = sample();
        let at = at.index(file.len());
        let end = (at + length).min(file.len());
        file.splice(at..end, bytes);
        let _ = attempt(&file);
    }

    #[test]
    fn any_bytes_after_the_signature_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = attempt(&[&b"{\\rtf1"[..], &bytes].concat());
    }

    #[test]
    fn words_in_any_order_do_not_panic(picks in prop::collection::vec(0..PIECES.len(), 0..80)) {
        let body: String = picks.iter().map(|pick| PIECES[*pick]).collect();
        let _ = attempt(format!("{{\\rtf1 {body}").as_bytes());
    }
}

//! What the rules say of the fixtures, once imported: a row per file.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use passerelle_core::check::{CheckContext, check};

/// File, and the diagnostics of its rules: code and how often.
const FILES: &[(&str, &[(&str, usize)])] = &[
    ("jemeppe/j01_clean.docx", &[]),
    ("jemeppe/j02_seed_verbatim.tsv", &[]),
    // Four actions have no year.
    ("saint-leger/s01_clean.xlsx", &[("P104", 4)]),
    ("saint-leger/s02_verbatim.docx", &[("P104", 4)]),
    ("seeds/saint-leger-cpas-pst.txt", &[("P104", 4)]),
    // Thirteen fiches name no service, one title stands twice, none has a deadline.
    ("anderlues/a01_tables.docx", &[("P103", 13), ("P107", 1), ("P114", 1)]),
    ("seeds/anderlues-cpas-pst.txt", &[("P103", 13), ("P107", 1), ("P114", 1)]),
    ("plan-hp/d01_blank.docx", &[("H106", 1), ("H110", 1)]),
    // The form has a date of validation and names no deliberation.
    ("plan-hp/d02_filled.docx", &[("H105", 1), ("H115", 1)]),
    ("plan-hp/d04_eleven.docx", &[("H101", 1), ("H105", 1), ("H106", 1)]),
];

#[test]
fn the_rules_say_of_each_fixture_what_is_true_of_it() {
    for (file, expected) in FILES {
        let path = format!("{}/../../fixtures/{file}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        let name = file.rsplit('/').next().unwrap();
        let tables = passerelle_tables::read(&bytes, name, &passerelle_tables::Limits::default()).unwrap();
        let import = passerelle_import::import(&tables, name).unwrap();
        let unread: Vec<_> = import.report.diagnostics.iter().filter(|d| d.code().starts_with("N1")).collect();
        assert!(unread.is_empty(), "{file}: every notation of the fixtures is read: {unread:?}");
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in check(&import.document, &CheckContext::default()) {
            *counts.entry(diagnostic.code()).or_default() += 1;
        }
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), *expected, "{file}");
    }
}

//! The layouts of many communes in one folder: each file is read by its own, or by one that says the same of it.

#![allow(clippy::unwrap_used)]

use passerelle_core::Diagnostic;
use passerelle_import::{Import, Layout, Options, import, import_with};
use passerelle_tables::{Document, Limits};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/communes-inventees");

/// Every office file of the invented communes, by name.
fn files() -> Vec<(String, Document)> {
    let names = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| !name.ends_with(".json") && !name.ends_with(".py")).collect();
    names.sort();
    assert!(names.len() > 70, "{} files", names.len());
    let read = |name: &String| {
        let bytes = std::fs::read(format!("{FOLDER}/{name}")).unwrap();
        passerelle_tables::read(&bytes, name, &Limits::default()).unwrap()
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

/// What is said of a layout.
fn of_layout(import: &Import) -> Vec<&'static str> {
    import.report.diagnostics.iter().map(Diagnostic::code).filter(|code| code.starts_with("I13")).collect()
}

/// The elements, and what became of every text.
fn reading(import: &Import) -> (String, String, usize, usize) {
    let counts = &import.report.counts;
    assert!(counts.adds_up());
    let outline = serde_json::to_string(import.document.outline()).unwrap();
    let aside = serde_json::to_string(&import.report.left_aside).unwrap();
    (outline, aside, counts.in_fields, counts.in_extras)
}

#[test]
fn each_file_is_read_the_same_by_its_own_layout_and_by_the_best_of_all() {
    let files = files();
    let plain: Vec<Import> = files.iter().map(|(name, tables)| import(tables, name).unwrap()).collect();
    let saved = |(file, plain): (&(String, Document), &Import)| {
        let toml = Layout::of(&plain.recognition, &file.0.replace('.', "_")).to_toml();
        Layout::from_toml(&toml, &file.0).unwrap()
    };
    let layouts: Vec<Layout> = files.iter().zip(&plain).map(saved).collect();
    for (((name, tables), plain), own) in files.iter().zip(&plain).zip(&layouts) {
        let by_own = own.apply(tables, name).unwrap();
        assert_eq!(reading(&by_own), reading(plain), "{name} by its own layout");
        assert_eq!(of_layout(&by_own), Vec::<&str>::new(), "{name} by its own layout");
        let chosen = import_with(tables, name, &Options::default().layouts(&layouts)).unwrap();
        assert_eq!(reading(&chosen), reading(plain), "{name} by the best of all: {}", chosen.report.layout);
        // A choice by rank, or among equals, is said; a column that the chosen layout lacks is never needed.
        let doubts: Vec<&str> =
            of_layout(&chosen).into_iter().filter(|code| !matches!(*code, "I135" | "I136")).collect();
        assert_eq!(doubts, Vec::<&str>::new(), "{name} by the best of all: {}", chosen.report.layout);
    }
}

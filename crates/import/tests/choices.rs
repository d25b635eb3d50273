//! `docs/choices.md` names every diagnostic of importing and every reason for leaving a text aside.

#![allow(clippy::unwrap_used)]

use passerelle_core::{DiagnosticKind, Reason};

const DOC: &str = include_str!("../../../docs/choices.md");

#[test]
fn every_choice_that_is_told_stands_in_the_list_of_choices() {
    let codes = DiagnosticKind::ALL.iter().map(|kind| kind.row().code).filter(|code| code.starts_with('I'));
    let reasons = Reason::ALL.iter().map(|reason| reason.name());
    let missing: Vec<&str> = codes.chain(reasons).filter(|name| !DOC.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "docs/choices.md lacks {missing:?}");
}

#[test]
fn every_code_of_the_list_is_a_diagnostic() {
    let known = |code: &str| DiagnosticKind::ALL.iter().any(|kind| kind.row().code == code);
    let code =
        |word: &&str| word.len() == 4 && word.starts_with(char::is_uppercase) && word[1..].parse::<u16>().is_ok();
    let unknown: Vec<&str> = DOC.split('`').skip(1).step_by(2).filter(code).filter(|word| !known(word)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// Three choices that only some programmes ask for: each is told of the file that needs it, once, and of no other.
#[test]
fn joined_lines_themes_and_cut_sheets_are_told_where_they_are() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/communes-inventees/");
    let told = |name: &str| {
        let bytes = std::fs::read(format!("{folder}{name}")).unwrap();
        let tables = passerelle_tables::read(&bytes, name, &passerelle_tables::Limits::default()).unwrap();
        let import = passerelle_import::import(&tables, name).unwrap();
        let found = import.report.diagnostics.iter().filter(|found| ["I181", "I182", "I183"].contains(&found.code()));
        found.map(|found| (found.code(), found.place.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(told("w04_pdf_tables.xlsx"), [("I181", true)]);
    assert_eq!(told("w03_themes.xlsx"), [("I182", true)]);
    assert_eq!(told("x06_cut_sheet.docx"), [("I183", true)]);
    assert_eq!(told("g01_flat.xlsx"), []);
}

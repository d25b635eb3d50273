//! Every fixture, read, written and read back.

use std::path::{Path, PathBuf};

use passerelle::{Document, Output, WriteOptions};

use crate::same::{differences, same};
use crate::{back, read};

/// A file or folder of the fixtures.
pub fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)
}

/// The files of a folder of fixtures, by name.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let folder = file(folder);
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    // A table of equipments is no programme.
    files.retain(|file| file.extension().is_some_and(|extension| extension != "json"));
    files.retain(|file| !file.ends_with("equipements.csv"));
    files.sort();
    files
}

pub fn document(file: &Path) -> Document {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap();
    read(&std::fs::read(file).unwrap(), name)
}

fn come_back(folder: &str) {
    let mut found = Vec::new();
    let mut done: Vec<Document> = Vec::new();
    for file in files(folder) {
        let document = document(&file);
        let json = passerelle::write(&document, Output::Json, &WriteOptions::default()).unwrap();
        let again = passerelle::write(&read(&json, "x.json"), Output::Json, &WriteOptions::default()).unwrap();
        assert!(json == again, "{}: JSON is the same byte for byte", file.display());
        // Many files hold the same programme in other shapes: it is written once.
        if done.iter().any(|done| differences(done, &document, Output::Json).is_empty()) {
            continue;
        }
        for output in [Output::Docx, Output::Xlsx] {
            let lines = differences(&document, &back(&document, output), output);
            if !lines.is_empty() {
                found.push(format!("{} through {}:\n{}", file.display(), output.extension(), lines.join("\n")));
            }
        }
        done.push(document);
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn the_grids_of_jemeppe_come_back() {
    come_back("jemeppe");
}

#[test]
fn the_grids_of_saint_leger_come_back() {
    come_back("saint-leger");
}

#[test]
fn the_sheets_of_anderlues_come_back() {
    come_back("anderlues");
}

#[test]
fn the_flat_register_comes_back() {
    come_back("plat");
}

#[test]
fn the_programmes_of_the_plan_hp_come_back() {
    come_back("plan-hp");
}

#[test]
fn a_programme_goes_from_word_to_excel_and_back() {
    let sent = document(files("jemeppe").iter().find(|file| file.ends_with("j01_clean.docx")).unwrap());
    let word = back(&sent, Output::Docx);
    let excel = back(&word, Output::Xlsx);
    same("Jemeppe", &sent, &excel, Output::Xlsx);
}

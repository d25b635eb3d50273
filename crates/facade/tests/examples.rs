//! Every example runs, and the documents it writes open and hold what was read.

#![allow(dead_code, reason = "the examples' own main functions take arguments")]
#![allow(clippy::duplicate_mod, reason = "the examples share modules")]

#[path = "../../../examples/anderlues.rs"]
mod anderlues;
#[path = "../../../examples/ecomptes.rs"]
mod ecomptes;
#[path = "../../../examples/embed.rs"]
mod embed;
#[path = "../../../examples/migrate_grid.rs"]
mod migrate_grid;
#[path = "../../../examples/plan_hp_programme.rs"]
mod plan_hp_programme;
#[path = "../../../examples/saint_leger.rs"]
mod saint_leger;

use std::error::Error;
use std::path::Path;

use passerelle::{Limits, tables};

type Result = std::result::Result<(), Box<dyn Error>>;

fn workspace(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The Word and Excel files of an example open, and these words stand in both.
fn assert_written(name: &str, words: &[&str]) -> Result {
    for extension in ["docx", "xlsx"] {
        let path = workspace(&format!("target/examples/{name}/{name}.{extension}"));
        let document = tables::read(&std::fs::read(&path)?, "", &Limits::default())?;
        let text = format!("{:?}", document.blocks);
        for wanted in words {
            assert!(text.contains(wanted), "{extension}: {wanted}");
        }
    }
    Ok(())
}

#[test]
fn the_grid_of_jemeppe_becomes_new_documents() -> Result {
    migrate_grid::migrate(&workspace("fixtures/jemeppe/pst-affaires-sociales.xlsx"))?;
    assert_written("migrate_grid", &["Objectif stratégique", "janv-20", "Mener une réflexion sur la création"])
}

#[test]
fn a_programme_made_by_a_program_becomes_the_form_of_its_year() -> Result {
    plan_hp_programme::main()?;
    assert_written("plan_hp_programme", &["Valmont-sur-Ourthe", "18 décembre 2023", "printemps 2025", "14 visites"])
}

#[test]
fn the_seed_of_saint_leger_is_read_and_written() -> Result {
    saint_leger::main()?;
    assert_written("saint_leger", &["Être un CPAS qui communique", "écolage des nouveaux employés"])
}

#[test]
fn the_seed_of_anderlues_is_read_and_written() -> Result {
    anderlues::main()?;
    assert_written("anderlues", &["Renforcer la collaboration avec l'AIS", "plan pluriannuel des travaux"])
}

#[test]
fn an_exchange_shows_its_amounts() -> Result {
    ecomptes::show_and_copy(&workspace("fixtures/ecomptes/depuis-ecomptes.xml"), None)
}

#[test]
fn the_library_is_embedded_in_a_few_lines() -> Result {
    embed::main()
}

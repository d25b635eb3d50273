//! Une grille existante devient un nouveau document Word et un nouveau classeur Excel, avec le compte de ses cellules.
//!
//! `cargo run --release --example migrate_grid [-- FICHIER]`; sans fichier, la grille de Jemeppe-sur-Sambre.
#![allow(clippy::print_stdout, reason = "an example prints")]

mod files;

use std::error::Error;
use std::path::{Path, PathBuf};

use passerelle::{Counts, Lang, ReadOptions, Report};

fn main() -> Result<(), Box<dyn Error>> {
    let given = std::env::args_os().nth(1).map(PathBuf::from);
    migrate(&given.unwrap_or_else(|| files::workspace("fixtures/jemeppe/pst-affaires-sociales.xlsx")))
}

pub(crate) fn migrate(path: &Path) -> Result<(), Box<dyn Error>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let read = passerelle::read(&std::fs::read(path)?, &name, &ReadOptions::default())?;

    // The report names what was read and what was left aside, with its place and the reason.
    let remarks = passerelle::check(&read.document, None);
    let report = Report { document: Some(&read.document), report: &read.report, diagnostics: &remarks, lang: Lang::Fr };
    println!("{}", report.markdown());

    let Counts { non_empty, in_fields, in_extras, left_aside, .. } = read.report.counts;
    println!(
        "Le compte : {non_empty} textes = {in_fields} dans un champ + {in_extras} données supplémentaires + {left_aside} laissés de côté."
    );
    if !read.report.counts.adds_up() {
        return Err("le compte des cellules n’est pas juste".into());
    }
    files::save(&read.document, "migrate_grid")
}

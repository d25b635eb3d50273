//! Le PST du CPAS d’Anderlues, lu dans le texte tel qu’il a été trouvé : ce qui en a été compris, ce qui était douteux.
//!
//! `cargo run --release --example anderlues`
#![allow(clippy::print_stdout, reason = "an example prints")]

mod files;
mod understood;

use std::error::Error;

use passerelle::ReadOptions;

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let name = "anderlues-cpas-pst.txt";
    let bytes = std::fs::read(files::workspace("fixtures/seeds").join(name))?;
    let read = passerelle::read(&bytes, name, &ReadOptions::default())?;
    understood::print(&read);
    files::save(&read.document, "anderlues")
}

//! Le PST du CPAS de Saint-Léger, lu dans le texte tel qu’il a été trouvé : ce qui en a été compris, ce qui était douteux.
//!
//! `cargo run --release --example saint_leger`
#![allow(clippy::print_stdout, reason = "an example prints")]

mod files;
mod understood;

use std::error::Error;

use passerelle::ReadOptions;

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let name = "saint-leger-cpas-pst.txt";
    let bytes = std::fs::read(files::workspace("fixtures/seeds").join(name))?;
    let read = passerelle::read(&bytes, name, &ReadOptions::default())?;
    understood::print(&read);
    files::save(&read.document, "saint_leger")
}

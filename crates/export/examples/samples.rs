//! Writes the sample documents into a folder: `cargo run -p passerelle-export --example samples -- FOLDER`.

#[path = "../tests/models/mod.rs"]
mod models;

use std::path::PathBuf;

use passerelle_export::{Options, form_docx, pst_docx};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    let options = Options::new();
    let (form, programme) = models::filled();
    for (name, bytes) in [
        ("jemeppe.docx", pst_docx(&models::jemeppe(), &options)?),
        ("long.docx", pst_docx(&models::long(), &options)?),
        ("blank.docx", form_docx(&form, None, &options)?),
        ("filled.docx", form_docx(&form, Some(&programme), &options)?),
    ] {
        std::fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

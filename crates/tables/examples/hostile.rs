//! Writes the hostile files of the tests in full size into a folder, for `.ci/hostile.py`:
//! `cargo run -p passerelle-tables --example hostile -- FOLDER`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool of the tests")]

#[path = "../tests/binary/mod.rs"]
#[allow(missing_docs)]
mod binary;
#[path = "../tests/common/mod.rs"]
#[allow(missing_docs)]
mod common;
#[path = "../tests/hostile/kinds/mod.rs"]
mod kinds;

use std::path::PathBuf;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/hostile".to_owned()));
    std::fs::create_dir_all(&folder).unwrap();
    for kind in kinds::all() {
        let extension = kind.file.rsplit('.').next().unwrap_or_default();
        std::fs::write(folder.join(format!("{}.{extension}", kind.name)), (kind.bytes)(kinds::Size::FULL)).unwrap();
    }
    println!("{} files in {}", kinds::all().len(), folder.display());
}

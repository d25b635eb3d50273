//! Where the examples find their inputs and put their results.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use passerelle::{Document, Output, WriteOptions};

/// A path of the workspace, from wherever the example runs.
pub(crate) fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Writes a document as Word and Excel to `target/examples/NAME/` and says where.
pub(crate) fn save(document: &Document, name: &str) -> Result<(), Box<dyn Error>> {
    let folder = format!("target/examples/{name}");
    fs::create_dir_all(workspace(&folder))?;
    for output in [Output::Docx, Output::Xlsx] {
        let file = format!("{folder}/{name}.{}", output.extension());
        fs::write(workspace(&file), passerelle::write(document, output, &WriteOptions::new())?)?;
        println!("Écrit : {file}");
    }
    Ok(())
}

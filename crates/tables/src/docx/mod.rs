//! Text documents of Office Open XML (.docx).

use crate::document::{Document, Format};
use crate::error::Error;
use crate::package::{Package, core_properties};

/// Reads a text document whose main part is called `main`.
pub(crate) fn read(mut package: Package<'_>, _main: &str) -> Result<Document, Error> {
    let mut document = Document::new(Format::Docx);
    document.properties = core_properties(&mut package);
    Ok(document)
}

use thiserror::Error;

/// A document that could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// XML of a part could not be put together.
    #[error("the XML of {part} could not be written: {error}")]
    Xml {
        /// The part, such as `word/document.xml`.
        part: &'static str,
        /// What failed.
        error: std::io::Error,
    },
    /// The package could not be put together.
    #[error("the package could not be written: {0}")]
    Package(#[from] zip::result::ZipError),
    /// The bytes of a part could not be stored.
    #[error("a part could not be stored: {0}")]
    Store(#[from] std::io::Error),
    /// A workbook could not be made: a text too long for a cell, more rows than a sheet has.
    #[error(transparent)]
    Workbook(#[from] crate::WorkbookError),
    /// A blank form that cannot be filled.
    #[error(transparent)]
    Blank(#[from] crate::BlankError),
    /// A reading that is no JSON.
    #[error("the JSON could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

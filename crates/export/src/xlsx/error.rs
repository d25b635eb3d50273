use thiserror::Error;

/// Why a workbook could not be made.
///
/// ```
/// use passerelle_export::WorkbookError;
/// let error = WorkbookError::TextTooLong { place: "e4, Description".into(), length: 40_000, limit: 32_767 };
/// assert_eq!(error.to_string(), "e4, Description: a text of 40000 characters; a cell of a workbook holds 32767");
/// ```
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// A text is longer than a cell may hold. It is refused rather than cut.
    #[error("{place}: a text of {length} characters; a cell of a workbook holds {limit}")]
    TextTooLong {
        /// The element and the column.
        place: String,
        /// Its length, counted as spreadsheet programs count it (UTF-16 units).
        length: usize,
        /// The longest text a cell holds.
        limit: usize,
    },
    /// More rows or columns than a sheet has.
    #[error("sheet {sheet}: {found} {what}; a sheet of a workbook has {limit}")]
    TooLarge {
        /// The sheet.
        sheet: String,
        /// `rows` or `columns`.
        what: &'static str,
        /// How many are needed.
        found: usize,
        /// How many a sheet has.
        limit: usize,
    },
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Write(#[from] rust_xlsxwriter::XlsxError),
    /// The package could not be completed.
    #[error("the package of the workbook could not be completed: {0}")]
    Package(#[from] zip::result::ZipError),
}

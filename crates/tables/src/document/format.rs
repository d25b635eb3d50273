//! The format of a file.

/// The format that a file's content says it is, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// Office Open XML workbook (.xlsx, .xlsm, .xltx).
    Xlsx,
    /// Workbook in binary records, Excel 2 to 2003 (.xls, .xlt).
    Xls,
    /// Office Open XML workbook with binary parts (.xlsb).
    Xlsb,
    /// Office Open XML text document (.docx, .docm, .dotx).
    Docx,
    /// Binary text document of Word 97 to 2003 (.doc, .dot).
    Doc,
    /// OpenDocument spreadsheet (.ods, .ots, .fods).
    Ods,
    /// OpenDocument text (.odt, .ott, .fodt).
    Odt,
    /// Rich Text Format (.rtf).
    Rtf,
    /// Text with separated values, the separator found in the content (.csv, .tsv).
    Delimited,
    /// A web page, or a document or workbook saved as one (.html, .htm, often .xls or .doc).
    Html,
    /// A web page with all that belongs to it in one file (.mht, .mhtml).
    Mht,
    /// Plain text pasted from a document: prose, tabulated lines, inline marks (.txt).
    Text,
}

impl Format {
    /// The short name used in reports: `xlsx`, `xls`, `xlsb`, `docx`, `doc`, `ods`, `odt`, `rtf`, `html`, `mht`, `csv`,
    /// `txt`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Ods => "ods",
            Self::Odt => "odt",
            Self::Html => "html",
            Self::Mht => "mht",
            Self::Rtf => "rtf",
            Self::Delimited => "csv",
            Self::Text => "txt",
        }
    }
}

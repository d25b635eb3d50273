//! Limits against hostile files, as a value.

/// How much a file may hold before reading stops with [`Error::Limit`](crate::Error::Limit).
///
/// ```
/// let limits = passerelle_tables::Limits { cells: 10_000, ..Default::default() };
/// assert_eq!(limits.xml_depth, 512);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Entries of a zip package or a compound file.
    pub zip_entries: usize,
    /// Bytes of one part after inflation.
    pub part_bytes: u64,
    /// Bytes of all parts read, after inflation.
    pub total_bytes: u64,
    /// Nesting of XML elements.
    pub xml_depth: usize,
    /// Cells over the whole file.
    pub cells: usize,
    /// Bytes of the text of one cell or paragraph.
    pub text_bytes: usize,
    /// Merged ranges of one sheet.
    pub merged_ranges: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            zip_entries: 20_000,
            part_bytes: 64 << 20,
            total_bytes: 256 << 20,
            xml_depth: 512,
            cells: 5_000_000,
            text_bytes: 1 << 20,
            merged_ranges: 100_000,
        }
    }
}

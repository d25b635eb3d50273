//! Limits against hostile files, as a value.

use crate::error::Error;

/// Defines the limits once: field, default and meaning; their names serve settings that are written as text.
macro_rules! limits {
    ($($(#[$meta:meta])* $name:ident: $type:ty = $default:expr,)+) => {
        /// How much a file may hold before reading stops with [`Error::Limit`](crate::Error::Limit).
        ///
        /// ```
        /// let mut limits = passerelle_tables::Limits { cells: 10_000, ..Default::default() };
        /// assert!(limits.set("xml_depth", 64));
        /// assert_eq!(limits.xml_depth, 64);
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Limits { $($(#[$meta])* pub $name: $type,)+ }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl Limits {
            /// The name of every limit.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];

            /// Sets a limit by its name; false when there is none of that name, or the value does not fit.
            pub fn set(&mut self, name: &str, value: u64) -> bool {
                match name {
                    $(stringify!($name) => match <$type>::try_from(value) {
                        Ok(value) => self.$name = value,
                        Err(_) => return false,
                    },)+
                    _ => return false,
                }
                true
            }
        }
    };
}

limits! {
    /// Bytes of the file itself.
    file_bytes: u64 = 256 << 20,
    /// Entries of a zip package or a compound file, sheets of a binary workbook.
    zip_entries: usize = 20_000,
    /// Bytes of one part after inflation.
    part_bytes: u64 = 64 << 20,
    /// Bytes of all parts read, after inflation.
    total_bytes: u64 = 256 << 20,
    /// Bytes after inflation for one before it, of a part of more than a mebibyte. Real parts stay below 100.
    ratio: u64 = 300,
    /// Nesting: of XML and HTML elements, of RTF groups, of parts of a mail.
    xml_depth: usize = 512,
    /// Attributes of one element, and namespaces declared around it. Real files have about 60.
    xml_attributes: usize = 500,
    /// Cells, and paragraphs outside them, over the whole file.
    cells: usize = 1_000_000,
    /// Bytes of the text of one cell or paragraph.
    text_bytes: usize = 1 << 20,
    /// Merged ranges of one sheet.
    merged_ranges: usize = 100_000,
    /// Names of ranges and formulas of a workbook.
    defined_names: usize = 50_000,
    /// Seconds that reading may take. Where the other limits hold, a file takes a few at most.
    seconds: u64 = 60,
}

impl Limits {
    /// Refuses a workbook with more names than allowed.
    pub(crate) fn allow_names(&self, count: usize) -> Result<(), Error> {
        if count > self.defined_names {
            return Err(Error::Limit { limit: "defined_names", value: self.defined_names as u64 });
        }
        Ok(())
    }
}

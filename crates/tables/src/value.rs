//! Typed values of cells.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A short text that many cells have, such as a number format: copying it copies no letters, and it is one word wide.
///
/// ```
/// use passerelle_tables::SharedText;
/// let format = SharedText::from("mmm-yy");
/// assert!(format.ends_with("yy"));
/// assert_eq!(format.clone(), format);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedText(Arc<String>);

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        Self(Arc::new(text))
    }
}

impl PartialEq<&str> for SharedText {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// A calendar date without check of the calendar beyond the ranges a spreadsheet allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, such as 2020.
    pub year: i16,
    /// Month 1 to 12.
    pub month: u8,
    /// Day 1 to 31.
    pub day: u8,
}

/// What a cell stores beside what it shows.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub enum Value {
    /// Nothing, or a format without types.
    #[default]
    Empty,
    /// Text.
    Text,
    /// A number with its number format, such as `#,##0.00 "€"`.
    Number {
        /// The stored number.
        number: f64,
        /// The number format code, if another than General.
        format: Option<SharedText>,
    },
    /// A date, with the number format it is shown by, such as `mmm-yy`.
    Date {
        /// The day.
        date: Date,
        /// Seconds since midnight, 0 for a pure date.
        seconds: u32,
        /// The number format code.
        format: Option<SharedText>,
    },
    /// True or false.
    Boolean(bool),
    /// An error such as `#REF!`.
    Error(SharedText),
}

//! Typed values of cells.

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
        format: Option<String>,
    },
    /// A date, with the number format it is shown by, such as `mmm-yy`.
    Date {
        /// The day.
        date: Date,
        /// Seconds since midnight, 0 for a pure date.
        seconds: u32,
        /// The number format code.
        format: Option<String>,
    },
    /// True or false.
    Boolean(bool),
    /// An error such as `#REF!`.
    Error(String),
}

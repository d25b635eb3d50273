//! Why a file could not be read.

use thiserror::Error;

/// Why a file could not be read. Nothing is returned beside it: a file is read or refused.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file has no byte.
    #[error("the file is empty")]
    Empty,
    /// Nothing in the content says which format it is.
    #[error("unknown format: {hint}")]
    UnknownFormat {
        /// What the content looks like: `pdf`, `png`, `binary`.
        hint: String,
    },
    /// The format is known but not read (yet).
    #[error("files of the format {format} are not read")]
    Unsupported {
        /// Its short name, such as `doc`.
        format: String,
    },
    /// The file is a zip file with several files in it, of which one has to be chosen.
    #[error("the zip file holds {count} files: {}", names.join(", "))]
    SeveralFiles {
        /// The first of them, by name.
        names: Vec<String>,
        /// How many there are.
        count: usize,
    },
    /// The file asks for a password.
    #[error("the file is protected by a password")]
    Encrypted,
    /// The package or a part of it is damaged.
    #[error("the file is damaged: {detail}")]
    Damaged {
        /// Which part and how.
        detail: String,
    },
    /// The file holds more than the limits allow.
    #[error("the file exceeds the limit {limit} ({value}); a higher Limits::{limit} allows it")]
    Limit {
        /// The field of [`Limits`](crate::Limits).
        limit: &'static str,
        /// Its value.
        value: u64,
    },
}

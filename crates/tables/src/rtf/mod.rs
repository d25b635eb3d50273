//! Rich Text Format (.rtf).

mod code_page;
mod dttm;
pub(crate) mod field;
mod header;
mod reader;
mod row;
mod state;
mod stories;
mod text;
mod token;
mod words;

pub(crate) use reader::read;

/// The first bytes of every file.
const SIGNATURE: &[u8] = b"{\\rtf";

/// A file begins as rich text. Some programs put a byte order mark or blank lines before it.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start().starts_with(SIGNATURE)
}

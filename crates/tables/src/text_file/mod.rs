//! Text files: delimited values, and text pasted from a document or a spreadsheet.

mod aligned;
mod delimited;
mod encoding;
pub(crate) mod inline_marks;
mod pasted;
mod vertical_cells;

use crate::deadline;
use crate::document::{Document, Format};
use crate::error::Error;
use crate::limits::Limits;

/// Extensions that promise separated values; any other name leaves the question to the content.
const DELIMITED_EXTENSIONS: [&str; 3] = ["csv", "tsv", "tab"];

/// The bytes are UTF-16, the only text in which zero bytes stand.
pub(crate) fn is_utf_16(bytes: &[u8]) -> bool {
    encoding::utf_16(bytes).is_some()
}

/// UTF-16 by its mark or its zero bytes: the encoding, and the bytes without mark.
pub(crate) fn utf_16(bytes: &[u8]) -> Option<(&'static encoding_rs::Encoding, &[u8])> {
    encoding::utf_16(bytes)
}

/// Reads a text file: as a grid where one separator divides its lines, else as prose and tabulated blocks.
pub(crate) fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document, Error> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Error::Limit { limit: "file_bytes", value: limits.file_bytes });
    }
    let decoded = encoding::decode(bytes);
    let mut meter = Meter::new(limits);
    let mut document = match delimited::dialect(&decoded.text, promises_delimited(name)) {
        Some(dialect) => {
            let mut document = Document::new(Format::Delimited);
            document.blocks.push(delimited::read(&decoded.text, dialect, &mut meter)?.into());
            document
        }
        None => {
            let mut document = Document::new(Format::Text);
            document.blocks = pasted::read(&decoded.text, &mut meter)?;
            document
        }
    };
    document.notices = decoded.notices;
    Ok(document)
}

fn promises_delimited(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| {
        DELIMITED_EXTENSIONS.iter().any(|delimited| extension.eq_ignore_ascii_case(delimited))
    })
}

/// Counts cells and paragraphs against the limits; a paragraph weighs as much as a cell.
struct Meter<'a> {
    limits: &'a Limits,
    cells: usize,
}

impl<'a> Meter<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0 }
    }

    /// Takes one more cell or paragraph with a text of so many bytes.
    fn admit(&mut self, text_bytes: usize) -> Result<(), Error> {
        if text_bytes > self.limits.text_bytes {
            return Err(Error::Limit { limit: "text_bytes", value: self.limits.text_bytes as u64 });
        }
        deadline::check()?;
        self.cells += 1;
        self.check_count(self.cells)
    }

    /// Refuses a number of things that each would be at least a cell.
    fn check_count(&self, count: usize) -> Result<(), Error> {
        if count > self.limits.cells {
            return Err(Error::Limit { limit: "cells", value: self.limits.cells as u64 });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

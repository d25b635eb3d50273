//! The workbooks that are written, read back by another library.

// Helpers of tests may fail as tests do.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod form;
mod pst;
mod samples;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

/// Every text of every sheet, by sheet and place (row and column from 0). Numbers stand as text too.
pub type Cells = BTreeMap<(String, u32, u32), String>;

/// The workbook as the other library sees it.
pub fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// All its texts.
pub fn cells(bytes: &[u8]) -> Cells {
    let mut book = open(bytes);
    let mut cells = Cells::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let (row, column) = (top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
            if *data != Data::Empty {
                cells.insert((name.clone(), row, column), data.to_string());
            }
        }
    }
    cells
}

/// The first place of a text.
pub fn place_of<'c>(cells: &'c Cells, text: &str) -> &'c (String, u32, u32) {
    cells.iter().find(|(_, found)| *found == text).map(|(place, _)| place).unwrap_or_else(|| panic!("{text:?} is lost"))
}

/// Keeps a sample, so that people and validators can open it.
pub fn keep(name: &str, bytes: &[u8]) {
    std::fs::write(format!("{}/{name}.xlsx", env!("CARGO_TARGET_TMPDIR")), bytes).unwrap();
}

//! Binary workbooks built record by record, so that a test shows the very bytes it is about.

#![allow(dead_code, clippy::unwrap_used)]

use passerelle_tables::{Cell, Document, Limits, Table, read};

pub const LABEL: u16 = 0x0204;
pub const NUMBER: u16 = 0x0203;
pub const FONT: u16 = 0x0031;
pub const CONTINUE: u16 = 0x003C;
pub const EOF: u16 = 0x000A;

/// Numbers of two bytes as bytes.
pub fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Bytes one after the other.
pub fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// A BIFF8 text after its length: each character in one byte.
pub fn narrow(text: &str) -> Vec<u8> {
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    joined(&[&words(&[bytes.len() as u16]), &[0], &bytes])
}

/// A record.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    joined(&[&words(&[kind, data.len() as u16]), data])
}

/// A stream of BIFF8, or of BIFF5, with one sheet called « Plan ».
pub struct Xls {
    version: u16,
    globals: Vec<u8>,
    sheet: Vec<u8>,
}

impl Xls {
    pub fn biff8() -> Self {
        Self { version: 0x0600, globals: Vec::new(), sheet: Vec::new() }
    }

    pub fn biff5() -> Self {
        Self { version: 0x0500, globals: Vec::new(), sheet: Vec::new() }
    }

    /// With a record that all sheets share.
    pub fn global(mut self, kind: u16, data: &[u8]) -> Self {
        self.globals.extend(record(kind, data));
        self
    }

    /// With a record of the sheet.
    pub fn with(mut self, kind: u16, data: &[u8]) -> Self {
        self.sheet.extend(record(kind, data));
        self
    }

    /// With a cell of plain style.
    pub fn cell(self, kind: u16, row: u16, column: u16, data: &[u8]) -> Self {
        self.with(kind, &joined(&[&words(&[row, column, 0]), data]))
    }

    /// The stream with more records of the sheet.
    pub fn file_with(mut self, records: &[u8]) -> Vec<u8> {
        self.sheet.extend_from_slice(records);
        self.file()
    }

    /// The stream.
    pub fn file(&self) -> Vec<u8> {
        let bof = |substream| record(0x0809, &words(&[self.version, substream, 0, 0]));
        let name = if self.version == 0x0600 { b"\x04\0Plan".as_slice() } else { b"\x04Plan" };
        let start = bof(5).len() + 4 + 6 + name.len() + self.globals.len() + 4;
        let listed = record(0x0085, &joined(&[&(start as u32).to_le_bytes(), &[0, 0], name]));
        let end = record(EOF, &[]);
        joined(&[&bof(5), &listed, &self.globals, &end, &bof(0x10), &self.sheet, &end])
    }

    pub fn document(&self) -> Document {
        read(&self.file(), "plan.xls", &Limits::default()).unwrap()
    }

    pub fn table(&self) -> Table {
        only_table(self.document())
    }
}

/// A record of a binary part of a package.
pub fn part_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let kind = if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    let (mut length, mut rest) = (Vec::new(), data.len());
    loop {
        let byte = (rest & 0x7F) as u8;
        rest >>= 7;
        length.push(if rest == 0 { byte } else { byte | 0x80 });
        if rest == 0 {
            return joined(&[&kind, &length, data]);
        }
    }
}

/// A text of a binary part: the number of its characters, its characters.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    joined(&[&(units.len() as u32).to_le_bytes(), &words(&units)])
}

pub fn only_table(document: Document) -> Table {
    let mut tables = document.tables();
    let table = tables.next().unwrap().clone();
    assert!(tables.next().is_none());
    table
}

pub fn cell(table: &Table, row: u32, column: u32) -> &Cell {
    table.cell(row, column).unwrap()
}

/// Row, column and text of all cells.
pub fn texts(table: &Table) -> Vec<(u32, u32, &str)> {
    table.cells.iter().map(|cell| (cell.row, cell.column, cell.text.as_str())).collect()
}

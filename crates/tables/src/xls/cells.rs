//! The records of cells. Their layout is the same in all versions but for texts, and for attributes in BIFF2.

use super::book::{Book, Head, Stored, rk};
use super::records::{Record, Records};
use super::strings::{self, Encoding, Fonts};
use super::styles::style_of_biff2;
use super::version::Version;
use crate::error::Error;
use crate::formula::{Formula, SharedFormulas, Width};
use crate::little_endian::Reader;
use crate::sheet::Sheet;

/// What a record of a kind holds.
#[derive(Debug, Clone, Copy)]
enum Holds {
    Blank,
    Blanks,
    Integer,
    Number,
    Rk,
    Rks,
    Label,
    RichLabel,
    SharedLabel,
    BooleanOrError,
    Formula,
    /// The text of the formula before.
    FormulaText,
}

/// Kinds of records. Those below 0x0008 are of BIFF2, but for the formula, which BIFF5 took up again.
const KINDS: [(u16, Holds); 19] = [
    (0x0001, Holds::Blank),
    (0x0002, Holds::Integer),
    (0x0003, Holds::Number),
    (0x0004, Holds::Label),
    (0x0005, Holds::BooleanOrError),
    (0x0006, Holds::Formula),
    (0x0007, Holds::FormulaText),
    (0x0201, Holds::Blank),
    (0x0203, Holds::Number),
    (0x0204, Holds::Label),
    (0x0205, Holds::BooleanOrError),
    (0x0206, Holds::Formula),
    (0x0207, Holds::FormulaText),
    (0x0406, Holds::Formula),
    (0x00BD, Holds::Rks),
    (0x00BE, Holds::Blanks),
    (0x00D6, Holds::RichLabel),
    (0x00FD, Holds::SharedLabel),
    (0x027E, Holds::Rk),
];

/// The cells of a sheet while they are read.
pub(super) struct Cells<'a, 'b, 'c> {
    pub(super) book: &'a mut Book<'b>,
    pub(super) sheet: &'a mut Sheet<'c>,
    encoding: Encoding,
    fonts: &'a Fonts,
    /// A formula whose text comes in a record of its own.
    waiting: Option<(Head, String)>,
    shared: SharedFormulas,
}

impl<'a, 'b, 'c> Cells<'a, 'b, 'c> {
    pub(super) fn new(book: &'a mut Book<'b>, sheet: &'a mut Sheet<'c>, encoding: Encoding, fonts: &'a Fonts) -> Self {
        Self { book, sheet, encoding, fonts, waiting: None, shared: SharedFormulas::default() }
    }

    /// How the texts of the file are written.
    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Reads a record if it is one of cells.
    pub(super) fn record<'r>(&mut self, record: Record<'r>, records: &mut Records<'r>) -> Result<(), Error> {
        let Some((_, holds)) = KINDS.iter().find(|(kind, _)| *kind == record.kind) else { return Ok(()) };
        match self.cells(*holds, record, records)? {
            Some(()) => Ok(()),
            None => Err(Error::Damaged { detail: format!("Workbook: a cell record is cut short ({holds:?})") }),
        }
    }

    /// Ends the sheet: a formula whose text never came shows nothing.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        match self.waiting.take() {
            Some((head, formula)) => self.book.put(self.sheet, head, Stored::Nothing, Some(formula)),
            None => Ok(()),
        }
    }

    fn cells<'r>(&mut self, holds: Holds, record: Record<'r>, records: &mut Records<'r>) -> Result<Option<()>, Error> {
        let mut data = record.reader();
        match holds {
            Holds::FormulaText => {
                let Some((head, formula)) = self.waiting.take() else { return Ok(Some(())) };
                let Some(text) = self.text(record, records, 0, record.kind < 8)? else { return Ok(None) };
                return self.put(head, text, Some(formula));
            }
            Holds::Rks => return self.row_of(record, 6, |data| Some((data.u16()?, Stored::Number(rk(data.u32()?))))),
            Holds::Blanks => return self.row_of(record, 2, |data| Some((data.u16()?, Stored::Nothing))),
            _ => self.end()?,
        }
        let Some(head) = self.head(&mut data) else { return Ok(None) };
        let is_biff2 = self.is_biff2();
        let stored = match holds {
            Holds::Blank => Some(Stored::Nothing),
            Holds::Integer => data.u16().map(|number| Stored::Number(number.into())),
            Holds::Number => data.array().map(|bytes| Stored::Number(f64::from_le_bytes(bytes))),
            Holds::Rk => data.u32().map(|number| Stored::Number(rk(number))),
            Holds::SharedLabel => data.u32().map(Stored::Shared),
            Holds::BooleanOrError => {
                data.u8().zip(data.u8()).map(|(byte, is_error)| Stored::boolean_or_error(byte, is_error != 0))
            }
            Holds::Label => self.text(record, records, if is_biff2 { 7 } else { 6 }, is_biff2)?,
            Holds::RichLabel => self.rich_text(record, records)?,
            Holds::Formula => match data.array().map(result) {
                None => None,
                Some(stored) => {
                    let formula = self.formula(head, &mut data, records)?;
                    let Some(stored) = stored else {
                        self.waiting = Some((head, formula));
                        return Ok(Some(()));
                    };
                    return self.put(head, stored, Some(formula));
                }
            },
            Holds::Rks | Holds::Blanks | Holds::FormulaText => None,
        };
        match stored {
            Some(stored) => self.put(head, stored, None),
            None => Ok(None),
        }
    }

    fn put(&mut self, head: Head, stored: Stored, formula: Option<String>) -> Result<Option<()>, Error> {
        self.book.put(self.sheet, head, stored, formula).map(Some)
    }

    /// The formula after its result; empty if it is not read. Older versions have other tokens.
    fn formula(&mut self, head: Head, data: &mut Reader<'_>, records: &Records<'_>) -> Result<String, Error> {
        if self.encoding.version != Version::Biff8 || data.take(6).is_none() {
            return Ok(String::new());
        }
        let Some((tokens, behind)) = tokens(data) else { return Ok(String::new()) };
        let formula = Formula { tokens, behind, cell: (head.row, head.column) };
        if let Some(cell) = formula.elsewhere(Width::Biff8) {
            // The first cell that shares a formula has it in the next record.
            if let Some((tokens, behind)) = records.clone().next()?.and_then(|record| shared(&record)) {
                self.shared.keep(cell, tokens, behind);
            }
        }
        let formula = self.shared.resolve(formula, Width::Biff8);
        // A shared formula weighs in each of its cells.
        self.book.taken.weigh(formula.tokens.len())?;
        Ok(self.book.names.shown(formula).unwrap_or_default())
    }

    fn is_biff2(&self) -> bool {
        self.encoding.version == Version::Biff2
    }

    /// Row, column and style.
    fn head(&self, data: &mut Reader<'_>) -> Option<Head> {
        let (row, column) = (data.u16()?, data.u16()?);
        let style = if self.is_biff2() { style_of_biff2(data.array()?) } else { data.u16()? };
        Some(Head { row: row.into(), column: column.into(), style: style.into() })
    }

    /// MULRK and MULBLANK: a row, its first column, cells of `length` bytes, the last column. The bytes tell how many.
    fn row_of(
        &mut self,
        record: Record<'_>,
        length: usize,
        cell: impl Fn(&mut Reader<'_>) -> Option<(u16, Stored)>,
    ) -> Result<Option<()>, Error> {
        self.end()?;
        let mut data = record.reader();
        let (Some(row), Some(first)) = (data.u16(), data.u16()) else { return Ok(None) };
        let mut column = u32::from(first);
        while data.rest().len() >= length + 2 {
            let Some((style, stored)) = cell(&mut data) else { return Ok(None) };
            self.book.put(self.sheet, Head { row: row.into(), column, style: style.into() }, stored, None)?;
            column += 1;
        }
        Ok(Some(()))
    }

    /// A text and its length, of a byte in BIFF2, after `at` bytes of the record.
    fn text<'r>(
        &self,
        record: Record<'r>,
        records: &mut Records<'r>,
        at: usize,
        is_short: bool,
    ) -> Result<Option<Stored>, Error> {
        let mut data = records.continued(record)?;
        let text = data.skip(at).and_then(|()| {
            let length = if is_short { data.u8()?.into() } else { data.u16()?.into() };
            if self.encoding.version < Version::Biff8 {
                return self.encoding.text(&mut data, length).map(strings::line_ends).map(Stored::plain);
            }
            strings::unicode(&mut data, length).map(|text| Stored::Text(text.rich(self.fonts)))
        });
        Ok(text)
    }

    /// RSTRING: the runs come after the text.
    fn rich_text<'r>(&self, record: Record<'r>, records: &mut Records<'r>) -> Result<Option<Stored>, Error> {
        const HEAD: usize = 6;
        let mut data = records.continued(record)?;
        if self.encoding.version < Version::Biff8 {
            let mut bytes = Reader::new(record.data.get(HEAD..).unwrap_or_default());
            return Ok(self.encoding.rich_bytes(&mut bytes, self.fonts).map(Stored::Text));
        }
        let text = data.skip(HEAD).and_then(|()| {
            let length = data.u16()?;
            let mut text = strings::unicode(&mut data, length.into())?;
            if let Some(count) = data.u16() {
                text.read_runs(&mut data, count);
            }
            Some(Stored::Text(text.rich(self.fonts)))
        });
        Ok(text)
    }
}

/// Tokens of a formula after their length, and what stands behind them.
fn tokens<'r>(data: &mut Reader<'r>) -> Option<(&'r [u8], &'r [u8])> {
    let length = data.u16()?;
    Some((data.take(length.into())?, data.rest()))
}

/// The tokens of SHRFMLA and ARRAY: cells, then more that is not needed, then the formula.
fn shared<'r>(record: &Record<'r>) -> Option<(&'r [u8], &'r [u8])> {
    const SHARED: u16 = 0x04BC;
    const ARRAY: u16 = 0x0221;
    let mut data = record.reader();
    match record.kind {
        SHARED => data.take(8)?,
        ARRAY => data.take(12)?,
        _ => return None,
    };
    tokens(&mut data)
}

/// The result of a formula: a number, or by its last two bytes something else; none for a text that follows.
fn result(bytes: [u8; 8]) -> Option<Stored> {
    match bytes {
        [0, .., 0xFF, 0xFF] => None,
        [1, _, byte, .., 0xFF, 0xFF] => Some(Stored::Boolean(byte != 0)),
        [2, _, code, .., 0xFF, 0xFF] => Some(Stored::Error(code)),
        [3, .., 0xFF, 0xFF] => Some(Stored::Nothing),
        number => Some(Stored::Number(f64::from_le_bytes(number))),
    }
}

//! Cells of binary workbooks as stored, and what they show. The same for .xls and .xlsb.

use crate::display::{self, Epoch, Locale};
use crate::document::Cell;
use crate::error::Error;
use crate::formula::Names;
use crate::sheet::{Sheet, Taken};
use crate::text::RichText;
use crate::value::Value;
use crate::xlsx::rich_string::RichString;
use crate::xlsx::styles::Styles;

/// What all sheets of a workbook share, and what has been read so far.
pub(crate) struct Book<'a> {
    pub(crate) strings: Vec<RichString>,
    pub(crate) styles: Styles,
    pub(crate) epoch: Epoch,
    pub(crate) locale: Locale,
    /// What formulas call by number.
    pub(crate) names: Names,
    pub(crate) taken: Taken<'a>,
}

/// What a cell stores.
#[derive(Debug, Clone)]
pub(crate) enum Stored {
    Nothing,
    Number(f64),
    Boolean(bool),
    /// An error by its code.
    Error(u8),
    Text(RichString),
    /// A text by its place among the shared strings.
    Shared(u32),
}

impl Stored {
    /// A value of a byte that is a boolean or, if `is_error`, the code of an error.
    pub(crate) fn boolean_or_error(byte: u8, is_error: bool) -> Self {
        if is_error { Self::Error(byte) } else { Self::Boolean(byte != 0) }
    }

    /// A text in the font of its cell.
    pub(crate) fn plain(text: String) -> Self {
        let mut string = RichString::default();
        string.push(text, None);
        Self::Text(string)
    }
}

/// Where a cell stands and how it looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) style: u32,
}

/// Codes of errors.
const ERRORS: [(u8, &str); 8] = [
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0F, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1D, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2A, "#N/A"),
    (0x2B, "#GETTING_DATA"),
];

/// The code of #NUM!, for numbers that are none.
const NOT_A_NUMBER: u8 = 0x24;

impl Book<'_> {
    /// Puts a cell into a sheet, unless it has nothing to show. The text of a formula that is not read is empty.
    pub(crate) fn put(
        &mut self,
        sheet: &mut Sheet<'_>,
        head: Head,
        stored: Stored,
        formula: Option<String>,
    ) -> Result<(), Error> {
        let Head { row, column, style } = head;
        if !sheet.has(row, column) {
            sheet.misplace(format_args!("R{}C{}", u64::from(row) + 1, u64::from(column) + 1));
            return Ok(());
        }
        let style = self.styles.of(Some(style as usize)).clone();
        let uniform = |text: &str| RichText::uniform(text, style.marks);
        let (text, value) = match stored {
            Stored::Nothing => (RichText::default(), Value::Empty),
            Stored::Number(number) if number.is_finite() => {
                let (text, value) = self.styles.format(&style).reading(number, self.epoch);
                (uniform(&text), value)
            }
            Stored::Number(_) => error(NOT_A_NUMBER, uniform, self.locale),
            Stored::Error(code) => error(code, uniform, self.locale),
            Stored::Boolean(yes) => (uniform(display::boolean(yes, self.locale)), Value::Boolean(yes)),
            Stored::Text(string) => of_text(string.in_cell(style.marks)),
            Stored::Shared(at) => match self.strings.get(at as usize) {
                Some(string) => of_text(string.in_cell(style.marks)),
                None => {
                    let detail = format!("{}: there is no shared string {at}", sheet.place(row, column));
                    return Err(Error::Damaged { detail });
                }
            },
        };
        if value == Value::Empty && formula.is_none() && style.fill.is_none() {
            return Ok(());
        }
        let mut cell = Cell::new(row, column, text);
        cell.value = value;
        if let Some(formula) = formula {
            cell.formula = Some(formula.into());
        }
        cell.set_fill(style.fill);
        cell.indent = style.indent;
        self.taken.admit(&cell)?;
        sheet.push(cell);
        Ok(())
    }
}

fn of_text(text: RichText) -> (RichText, Value) {
    let value = if text.as_str().is_empty() { Value::Empty } else { Value::Text };
    (text, value)
}

fn error(code: u8, uniform: impl Fn(&str) -> RichText, locale: Locale) -> (RichText, Value) {
    let known = ERRORS.iter().find(|(known, _)| *known == code);
    let stored = known.map_or_else(|| format!("#ERR{code}"), |(_, name)| (*name).to_owned());
    (uniform(display::error(&stored, locale)), Value::Error(stored.into()))
}

/// A number in 30 bits: a whole one or the upper half of a float, perhaps a hundredfold.
pub(crate) fn rk(number: u32) -> f64 {
    const HUNDREDFOLD: u32 = 1;
    const WHOLE: u32 = 2;
    let value = match number & WHOLE {
        0 => f64::from_bits(u64::from(number & !3) << 32),
        _ => f64::from(number.cast_signed() >> 2),
    };
    if number & HUNDREDFOLD == 0 { value } else { value / 100.0 }
}

#[cfg(test)]
mod tests {
    use super::rk;

    #[test]
    fn numbers_of_30_bits_are_whole_or_floats_or_a_hundredfold() {
        for (stored, number) in [
            (0x3FF0_0000, 1.0),
            (0x3FF0_0001, 0.01),
            (0x004B_5646, 1_234_321.0),
            (0x004B_5647, 12_343.21),
            (0xFFFF_FFFE, -1.0),
            (0xFFFF_FFFF, -0.01),
        ] {
            assert_eq!(rk(stored), number, "{stored:08X}");
        }
    }
}

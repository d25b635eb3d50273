//! Formulas of binary workbooks as text: they are stored as tokens, operands before what is done with them.
//!
//! A token that is not known here makes the formula none: half a formula would say something else.

mod constants;
mod functions;
mod shared;

pub(crate) use shared::SharedFormulas;

use crate::little_endian::Reader;
use crate::place::column_letters;
use functions::function;

/// Tokens of a formula past this many bytes are not read; Excel allows 16,384.
const LONGEST: usize = 16_384;

/// Texts of a formula that are made one out of the other, all together, are no longer than this: hostile tokens could
/// make a long text thousands of times.
const MOST_WORK: usize = 16 << 20;

/// A formula as stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Formula<'a> {
    pub(crate) tokens: &'a [u8],
    /// What stands behind the tokens: the constants of arrays.
    pub(crate) behind: &'a [u8],
    /// Row and column of the cell, from which shared formulas count.
    pub(crate) cell: (u32, u32),
}

impl<'a> Formula<'a> {
    /// A formula of no cell. What is relative in it counts from the first one.
    pub(crate) fn of_name(tokens: &'a [u8], behind: &'a [u8]) -> Self {
        Self { tokens, behind, cell: (0, 0) }
    }
}

/// A formula while its text is made.
struct Reading<'a> {
    tokens: Reader<'a>,
    behind: Reader<'a>,
    cell: (u32, u32),
    stack: Vec<String>,
}

/// How wide the numbers of tokens are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// Of .xls since Excel 97.
    Biff8,
    /// Of .xlsb.
    Xlsb,
}

/// What the tokens of a workbook call by number.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(crate) width: Width,
    /// Names of the sheets.
    pub(crate) sheets: Vec<String>,
    /// First and last sheet of each reference to others; none for those into other files.
    pub(crate) ranges: Vec<Option<(usize, usize)>>,
    /// Names of ranges and formulas.
    pub(crate) defined: Vec<String>,
    /// The names behind each reference to others.
    pub(crate) others: Vec<Others>,
}

/// The names that a reference to others leads to.
#[derive(Debug, Clone)]
pub(crate) enum Others {
    /// Those of the file itself.
    OwnNames,
    /// Those of an add-in.
    Names(std::sync::Arc<[String]>),
}

/// Signs between two operands, by their tokens.
const BETWEEN: [(u8, &str); 15] = [
    (0x03, "+"),
    (0x04, "-"),
    (0x05, "*"),
    (0x06, "/"),
    (0x07, "^"),
    (0x08, "&"),
    (0x09, "<"),
    (0x0A, "<="),
    (0x0B, "="),
    (0x0C, ">="),
    (0x0D, ">"),
    (0x0E, "<>"),
    (0x0F, " "),
    (0x10, ","),
    (0x11, ":"),
];

/// Codes of errors.
const ERRORS: [(u8, &str); 7] = [
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0F, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1D, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2A, "#N/A"),
];

/// The function that is called by the name before its arguments.
const BY_NAME: u16 = 255;

/// What programs put before the names of functions that Excel 2007 did not know.
const NEWER: &str = "_xlfn.";

impl Names {
    /// Nothing is known of the workbook.
    pub(crate) fn none(width: Width) -> Self {
        Self { width, sheets: Vec::new(), ranges: Vec::new(), defined: Vec::new(), others: Vec::new() }
    }

    /// The text of a formula without equals sign.
    pub(crate) fn shown(&self, formula: Formula<'_>) -> Option<String> {
        if formula.tokens.len() > LONGEST {
            return None;
        }
        let mut reading = Reading {
            tokens: Reader::new(formula.tokens),
            behind: Reader::new(formula.behind),
            cell: formula.cell,
            stack: Vec::new(),
        };
        let mut work = 0;
        while let Some(token) = reading.tokens.u8() {
            self.token(token, &mut reading)?;
            work += reading.stack.last().map_or(0, String::len);
            if work > MOST_WORK {
                return None;
            }
        }
        // One operand is left of a whole formula.
        reading.stack.pop().filter(|_| reading.stack.is_empty())
    }

    fn token(&self, token: u8, reading: &mut Reading<'_>) -> Option<()> {
        let Reading { tokens: data, stack, .. } = reading;
        if let Some((_, sign)) = BETWEEN.iter().find(|(known, _)| *known == token) {
            let (right, left) = (stack.pop()?, stack.pop()?);
            stack.push(left + sign + &right);
            return Some(());
        }
        // Operands come in three classes, which say the same to a reader.
        let operand = match token {
            0x12 | 0x13 => format!("{}{}", if token == 0x12 { '+' } else { '-' }, stack.pop()?),
            0x14 => stack.pop()? + "%",
            0x15 => format!("({})", stack.pop()?),
            0x16 => String::new(),
            0x17 => quoted(&self.text(data)?),
            0x19 => return attribute(data, stack),
            0x1C => error(data.u8()?)?.to_owned(),
            0x1D => boolean(data.u8()?).to_owned(),
            0x1E => data.u16()?.to_string(),
            0x1F => number(f64::from_le_bytes(data.array()?))?,
            0x20..=0x7F => return self.operand(token & 0x1F | 0x20, reading),
            _ => return None,
        };
        stack.push(operand);
        Some(())
    }

    fn operand(&self, token: u8, reading: &mut Reading<'_>) -> Option<()> {
        let Reading { tokens: data, behind, cell, stack } = reading;
        let operand = match token {
            0x20 => {
                data.take(self.bytes(7, 14))?;
                constants::array(behind, self.width)?
            }
            0x21 => {
                let (name, arguments) = function(data.u16()?)?;
                return call(name, arguments?, stack);
            }
            0x22 => {
                let arguments = usize::from(data.u8()? & 0x7F);
                return match data.u16()? & 0x7FFF {
                    BY_NAME => call_by_name(arguments, stack),
                    number => call(function(number)?.0, arguments, stack),
                };
            }
            0x23 => {
                let index = match self.width {
                    Width::Biff8 => usize::from(data.u16()?),
                    Width::Xlsb => usize::try_from(data.u32()?).ok()?,
                };
                if self.width == Width::Biff8 {
                    data.u16()?;
                }
                self.defined.get(index.checked_sub(1)?)?.clone()
            }
            0x24 => self.cell(data)?,
            0x25 => self.area(data)?,
            // What joined areas come to stands behind; it is told by the areas too.
            0x26 => {
                constants::pass_over_areas(behind, self.width)?;
                return data.take(6).map(|_| ());
            }
            0x27 | 0x28 => return data.take(6).map(|_| ()),
            0x29 => return data.take(2).map(|_| ()),
            0x2A => data.take(self.bytes(4, 6)).map(|_| "#REF!".to_owned())?,
            0x2B => data.take(self.bytes(8, 12)).map(|_| "#REF!".to_owned())?,
            0x2C => {
                let (row, column) = (self.row(data)?, data.u16()?);
                let (row, column) = self.seen_from(*cell, row, column);
                reference(row, column)?
            }
            0x2D => {
                let (top, bottom, left, right) = self.corners(data)?;
                let ((top, left), (bottom, right)) =
                    (self.seen_from(*cell, top, left), self.seen_from(*cell, bottom, right));
                self.area_of(top, bottom, left, right)?
            }
            0x39 => self.other_name(data)?,
            0x3A => self.sheet(data)? + &self.cell(data)?,
            0x3B => self.sheet(data)? + &self.area(data)?,
            0x3C => self.sheet(data)? + data.take(self.bytes(4, 6)).map(|_| "#REF!")?,
            0x3D => self.sheet(data)? + data.take(self.bytes(8, 12)).map(|_| "#REF!")?,
            _ => return None,
        };
        stack.push(operand);
        Some(())
    }

    /// The row and column that a shared formula means in a cell: what is relative is told by its distance, and goes
    /// on at the other side of the sheet.
    fn seen_from(&self, cell: (u32, u32), row: u32, column: u16) -> (u32, u16) {
        let (last_row, last_column) = self.last();
        let row = if column & RELATIVE_ROW == 0 { row } else { cell.0.wrapping_add(row) & last_row };
        if column & RELATIVE_COLUMN == 0 {
            return (row, column);
        }
        let from = u16::try_from(cell.1).unwrap_or_default();
        (row, column & !COLUMN | from.wrapping_add(column) & last_column)
    }

    /// A name that another file, an add-in or this file knows: the function of an add-in above all.
    fn other_name(&self, data: &mut Reader<'_>) -> Option<String> {
        let book = usize::from(data.u16()?);
        let name = match self.width {
            Width::Biff8 => {
                let name = data.u16()?;
                data.u16()?;
                u32::from(name)
            }
            Width::Xlsb => data.u32()?,
        };
        let names = match self.others.get(book)? {
            Others::OwnNames => self.defined.as_slice(),
            Others::Names(names) => names,
        };
        let name = names.get(usize::try_from(name).ok()?.checked_sub(1)?)?;
        (!name.is_empty()).then(|| name.clone())
    }

    fn bytes(&self, biff8: usize, xlsb: usize) -> usize {
        if self.width == Width::Biff8 { biff8 } else { xlsb }
    }

    fn text(&self, data: &mut Reader<'_>) -> Option<String> {
        let (length, wide) = match self.width {
            Width::Biff8 => (usize::from(data.u8()?), data.u8()? & 1 != 0),
            Width::Xlsb => (usize::from(data.u16()?), true),
        };
        constants::characters(data, length, wide)
    }

    fn row(&self, data: &mut Reader<'_>) -> Option<u32> {
        if self.width == Width::Biff8 { data.u16().map(u32::from) } else { data.u32() }
    }

    fn cell(&self, data: &mut Reader<'_>) -> Option<String> {
        let (row, column) = (self.row(data)?, data.u16()?);
        reference(row, column)
    }

    fn area(&self, data: &mut Reader<'_>) -> Option<String> {
        let (top, bottom, left, right) = self.corners(data)?;
        self.area_of(top, bottom, left, right)
    }

    /// First and last row, first and last column.
    fn corners(&self, data: &mut Reader<'_>) -> Option<(u32, u32, u16, u16)> {
        Some((self.row(data)?, self.row(data)?, data.u16()?, data.u16()?))
    }

    /// Last row and column of a sheet, whose bits are all set.
    fn last(&self) -> (u32, u16) {
        match self.width {
            Width::Biff8 => (0xFFFF, 0xFF),
            Width::Xlsb => (0xF_FFFF, 0x3FFF),
        }
    }

    /// An area; one as wide or as high as the sheet is named by its rows or columns alone.
    fn area_of(&self, top: u32, bottom: u32, left: u16, right: u16) -> Option<String> {
        let (last_row, last_column) = self.last();
        let (first, last) = (left & COLUMN, right & COLUMN);
        if first == 0 && last == last_column {
            return Some(format!("{}:{}", row_name(top, left)?, row_name(bottom, right)?));
        }
        if top == 0 && bottom == last_row {
            return Some(format!("{}:{}", column_name(left), column_name(right)));
        }
        Some(format!("{}:{}", reference(top, left)?, reference(bottom, right)?))
    }

    /// The sheets of a reference, with the sign behind them.
    fn sheet(&self, data: &mut Reader<'_>) -> Option<String> {
        let (first, last) = (*self.ranges.get(usize::from(data.u16()?))?)?;
        let (first, last) = (self.sheets.get(first)?, self.sheets.get(last)?);
        let name = if first == last { first.clone() } else { format!("{first}:{last}") };
        let is_plain = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let is_bare = name.chars().all(is_plain) && !name.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        Some(if is_bare { format!("{name}!") } else { format!("'{}'!", name.replace('\'', "''")) })
    }
}

/// The bits of a column, and those that tell that column and row are relative.
const COLUMN: u16 = 0x3FFF;
const RELATIVE_COLUMN: u16 = 0x4000;
const RELATIVE_ROW: u16 = 0x8000;

fn reference(row: u32, column: u16) -> Option<String> {
    Some(column_name(column) + &row_name(row, column)?)
}

fn column_name(column: u16) -> String {
    let mark = if column & RELATIVE_COLUMN == 0 { "$" } else { "" };
    format!("{mark}{}", column_letters(u32::from(column & COLUMN) + 1))
}

fn row_name(row: u32, column: u16) -> Option<String> {
    let mark = if column & RELATIVE_ROW == 0 { "$" } else { "" };
    Some(format!("{mark}{}", row.checked_add(1)?))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn error(code: u8) -> Option<&'static str> {
    ERRORS.iter().find(|(known, _)| *known == code).map(|(_, error)| *error)
}

fn boolean(byte: u8) -> &'static str {
    if byte == 0 { "FALSE" } else { "TRUE" }
}

fn number(number: f64) -> Option<String> {
    let is_long = number != 0.0 && !(1e-9..1e15).contains(&number.abs());
    number.is_finite().then(|| if is_long { format!("{number:E}") } else { number.to_string() })
}

/// How the formula is to be worked out or set, which does not change what it says; or the sum of one argument.
fn attribute(data: &mut Reader<'_>, stack: &mut Vec<String>) -> Option<()> {
    const CHOOSE: u8 = 0x04;
    const SUM: u8 = 0x10;
    let (kind, value) = (data.u8()?, data.u16()?);
    if kind & CHOOSE != 0 {
        data.take((usize::from(value) + 1) * 2)?;
    }
    if kind & SUM != 0 {
        return call("SUM", 1, stack);
    }
    Some(())
}

fn call(name: &str, arguments: usize, stack: &mut Vec<String>) -> Option<()> {
    let first = stack.len().checked_sub(arguments)?;
    let arguments = stack.split_off(first).join(",");
    stack.push(format!("{name}({arguments})"));
    Some(())
}

fn call_by_name(arguments: usize, stack: &mut Vec<String>) -> Option<()> {
    let first = stack.len().checked_sub(arguments)?;
    let mut arguments = stack.split_off(first).into_iter();
    let name = arguments.next()?;
    let name = name.strip_prefix(NEWER).unwrap_or(&name).to_owned();
    stack.push(format!("{name}({})", arguments.collect::<Vec<_>>().join(",")));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(width: Width) -> Names {
        Names {
            width,
            sheets: vec!["Plan".into(), "L'été".into()],
            ranges: vec![Some((0, 0)), Some((1, 1)), None],
            defined: vec!["Taux".into(), "_xlfn.IFS".into()],
            others: vec![Others::OwnNames, Others::Names(["EDATE".to_owned()].into())],
        }
    }

    fn biff8(tokens: &[&[u8]]) -> Option<String> {
        names(Width::Biff8).shown(Formula::of_name(&tokens.concat(), &[]))
    }

    /// Relative `C2` and the area `$C$2:$C$3`.
    const C2: &[u8] = &[0x44, 1, 0, 2, 0xC0];
    const AREA: &[u8] = &[0x25, 1, 0, 2, 0, 2, 0, 2, 0];

    #[test]
    fn tokens_become_the_formula_that_people_wrote() {
        for (tokens, text) in [
            (&[C2, &[0x1E, 2, 0], &[0x03]][..], "C2+2"),
            (&[AREA, &[0x19, 0x10, 0, 0]], "SUM($C$2:$C$3)"),
            (&[AREA, C2, &[0x22, 2, 5, 0]], "AVERAGE($C$2:$C$3,C2)"),
            (&[C2, &[0x23, 1, 0, 0, 0], &[0x05], &[0x1E, 2, 0], &[0x21, 27, 0]], "ROUND(C2*Taux,2)"),
            (&[&[0x17, 3, 0], b"a\"b", C2, &[0x08]], "\"a\"\"b\"&C2"),
            (&[&[0x1F], &0.21_f64.to_le_bytes(), &[0x14], &[0x13], &[0x15]], "(-0.21%)"),
            (&[&[0x5A, 1, 0, 0, 0, 0, 0], &[0x1D, 1], &[0x0B]], "'L''été'!$A$1=TRUE"),
            (&[&[0x3B, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 1, 0]], "Plan!$A:$B"),
            (&[&[0x3B, 0, 0, 0, 0, 2, 0, 0, 0, 0xFF, 0]], "Plan!$1:$3"),
            (&[&[0x23, 2, 0, 0, 0], C2, &[0x16], &[0x42, 3, 0xFF, 0]], "IFS(C2,)"),
            (&[&[0x1C, 0x2A], &[0x19, 0x40, 0, 1], &[0x2A, 0, 0, 0, 0], &[0x0E]], "#N/A<>#REF!"),
        ] {
            assert_eq!(biff8(tokens).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_not_known_or_not_whole_is_no_formula() {
        for tokens in [
            &[][..],
            &[0x03],
            &[0x1E, 2],
            &[0x1E, 2, 0, 0x1E, 2, 0],
            &[0x01, 0, 0, 0, 0],
            &[0x20, 0, 0, 0, 0, 0, 0, 0],
            &[0x21, 0xFE, 0xFF],
            &[0x22, 9, 4, 0],
            &[0x3A, 2, 0, 0, 0, 0, 0],
            &[0x23, 9, 0, 0, 0],
            &[0x39, 1, 0, 2, 0, 0, 0],
            &[0x39, 2, 0, 1, 0, 0, 0],
            &[0x2C, 0, 0],
            &[0x1F, 0, 0, 0, 0, 0, 0, 0xF0, 0x7F],
            &[0xFF],
        ] {
            assert_eq!(names(Width::Biff8).shown(Formula::of_name(tokens, &[])), None, "{tokens:?}");
        }
        assert_eq!(names(Width::Biff8).shown(Formula::of_name(&vec![0x16; LONGEST + 1], &[])), None);
    }

    #[test]
    fn numbers_of_binary_parts_are_wider() {
        let c2 = [0x24, 1, 0, 0, 0, 2, 0xC0];
        let text = [0x17, 2, 0, b'o', 0, b'k', 0];
        let shown = |tokens: &[&[u8]]| names(Width::Xlsb).shown(Formula::of_name(&tokens.concat(), &[]));
        assert_eq!(shown(&[&c2, &text, &[0x08]]).as_deref(), Some("C2&\"ok\""));
        assert_eq!(shown(&[&c2, &[0x1E, 0, 0], &[0x21, 0xE0, 1]]).as_deref(), Some("IFERROR(C2,0)"));
    }

    #[test]
    fn constants_of_arrays_stand_behind_the_tokens() {
        let one = 1.0_f64.to_le_bytes();
        let sum = [0x19, 0x10, 0, 0];
        let tokens = [&[0x60, 0, 0, 0, 0, 0, 0, 0][..], &sum].concat();
        let texts = [&[2, 2, 0, 0, b'a', b'"', 2, 1, 0, 1, 0x53, 0x01][..]].concat();
        let behind = [&[1, 1, 0, 1][..], &one, &[0; 9], &texts].concat();
        let shown = |behind: &[u8]| names(Width::Biff8).shown(Formula::of_name(&tokens, behind));
        assert_eq!(shown(&behind).as_deref(), Some("SUM({1,;\"a\"\"\",\"œ\"})"));
        let others = [&[1, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 0, 16, 42][..], &[0; 7]].concat();
        assert_eq!(shown(&others).as_deref(), Some("SUM({TRUE,#N/A})"));
        assert_eq!((shown(&behind[..20]), shown(&[0, 0, 0, 3])), (None, None));
        // What joined areas come to stands before them.
        let joined = [&[0x26, 0, 0, 0, 0, 9, 0], AREA, &[0x60, 0, 0, 0, 0, 0, 0, 0], &[0x08]].concat();
        let areas = [&[1, 0][..], &[0; 8], &[0, 0, 0, 1], &one].concat();
        let shown = names(Width::Biff8).shown(Formula::of_name(&joined, &areas));
        assert_eq!(shown.as_deref(), Some("$C$2:$C$3&{1}"));
    }

    #[test]
    fn constants_of_arrays_in_binary_parts_have_their_own_kinds() {
        let tokens = [&[0x60][..], &[0; 14], &[0x19, 0x10, 0, 0]].concat();
        let one = 1.0_f64.to_le_bytes();
        let behind = [&[2, 0, 0, 0, 2, 0, 0, 0, 0][..], &one, &[1, 1, 0, b'a', 0, 2, 1, 4, 7, 0, 0, 0]].concat();
        let shown = |behind: &[u8]| names(Width::Xlsb).shown(Formula::of_name(&tokens, behind));
        assert_eq!(shown(&behind).as_deref(), Some("SUM({1,\"a\";TRUE,#DIV/0!})"));
        assert_eq!(shown(&[0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]), None);
    }

    #[test]
    fn shared_formulas_are_seen_from_their_cell() {
        // One to the left in the same row, column B absolute in the row above, a row that stays.
        let tokens =
            [&[0x4C, 0, 0, 0xFF, 0xC0][..], &[0x4C, 0xFF, 0xFF, 1, 0x80], &[0x03], &[0x4C, 0, 0, 0, 0x40], &[0x03]]
                .concat();
        let at = |cell| names(Width::Biff8).shown(Formula { tokens: &tokens, behind: &[], cell });
        assert_eq!(at((4, 3)).as_deref(), Some("C5+$B4+D$1"));
        assert_eq!(at((0, 0)).as_deref(), Some("IV1+$B65536+A$1"));
        let area = [&[0x2D][..], &[0xFF; 4], &[0xFF; 4], &[0, 0xC0, 0, 0xC0]].concat();
        let shown = names(Width::Xlsb).shown(Formula { tokens: &area, behind: &[], cell: (9, 2) });
        assert_eq!(shown.as_deref(), Some("C9:C9"));
    }

    #[test]
    fn functions_of_add_ins_are_called_by_their_name_there() {
        let tokens = [&[0x39, 1, 0, 1, 0, 0, 0][..], C2, &[0x1E, 3, 0], &[0x42, 3, 0xFF, 0]].concat();
        assert_eq!(biff8(&[&tokens]).as_deref(), Some("EDATE(C2,3)"));
    }

    #[test]
    fn a_long_text_made_again_and_again_is_no_formula() {
        let tokens = [&[0x17, 0x00, 0x08][..], &[b'a'; 0x1000], &vec![0x15; 12_000]].concat();
        assert_eq!(names(Width::Xlsb).shown(Formula::of_name(&tokens, &[])), None);
    }
}

//! The workbook part: its sheets, its calendar, its names and print titles.

use super::records::Records;
use super::strings::wide;
use super::worksheet::tokens;
use crate::display::Epoch;
use crate::document::DefinedName;
use crate::error::Error;
use crate::formula::{Formula, Names, Width};
use crate::limits::Limits;
use crate::little_endian::Reader;
use crate::sheet::SheetEntry;

/// Kinds of records, by their names in [MS-XLSB].
const NAME: u32 = 39;
const SUP_SELF: u32 = 357;
const SUP_SAME: u32 = 358;
const SUP_OTHERS: [u32; 2] = [355, 667];
const EXTERN_SHEET: u32 = 362;
const WB_PROP: u32 = 153;
const BUNDLE_SH: u32 = 156;

const PRINT_TITLES: &str = "_xlnm.Print_Titles";

/// What the part says.
pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) epoch: Epoch,
    /// What formulas call by number.
    pub(super) names: Names,
    pub(super) defined: Vec<DefinedName>,
}

impl Workbook {
    pub(super) fn read(part: &str, bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        let mut records = Records::new(part, bytes);
        let (mut sheets, mut epoch) = (Vec::new(), Epoch::Y1900);
        let mut names = Names::none(Width::Xlsb);
        let (mut books, mut stored) = (Vec::new(), Vec::new());
        while let Some(mut record) = records.next()? {
            let data = &mut record.data;
            match record.kind {
                WB_PROP if data.u32().is_some_and(|flags| flags & 1 != 0) => epoch = Epoch::Y1904,
                BUNDLE_SH => sheets.push(sheet(data).ok_or_else(|| records.damaged("a sheet is cut short"))?),
                SUP_SELF | SUP_SAME => books.push(true),
                kind if SUP_OTHERS.contains(&kind) => books.push(false),
                EXTERN_SHEET => names.ranges = ranges(data, &books),
                // A name that is cut short keeps its number.
                NAME => {
                    stored.push(name(data));
                    limits.allow_names(stored.len())?;
                }
                _ => {}
            }
        }
        names.sheets = sheets.iter().map(|entry: &SheetEntry| entry.name.clone()).collect();
        names.defined = stored.iter().map(|name| name.as_ref().map_or_else(String::new, |n| n.name.clone())).collect();
        let mut defined = Vec::new();
        for name in stored.into_iter().flatten() {
            let entry = name.sheet.and_then(|sheet| sheets.get_mut(sheet));
            let sheet = entry.as_ref().map(|entry| entry.name.clone());
            if let Some(entry) = entry.filter(|_| name.name == PRINT_TITLES) {
                let titles = titles(name.tokens);
                (entry.title_rows, entry.title_columns) = (titles.rows, titles.columns);
            }
            let refers_to = names.shown(Formula::of_name(name.tokens, name.behind));
            defined.push(DefinedName { name: name.name, refers_to, sheet, hidden: name.hidden });
        }
        Ok(Self { sheets, epoch, names, defined })
    }
}

/// BrtBundleSh: visibility, number, relationship, name.
fn sheet(data: &mut Reader<'_>) -> Option<SheetEntry> {
    let (visibility, _number) = (data.u32()?, data.u32()?);
    let (link, name) = (wide(data)?, wide(data)?);
    Some(SheetEntry { name, link, hidden: visibility != 0, ..SheetEntry::default() })
}

/// A name as stored.
struct Stored<'a> {
    name: String,
    hidden: bool,
    /// The sheet that alone knows it, from 0.
    sheet: Option<usize>,
    tokens: &'a [u8],
    /// What stands behind the tokens.
    behind: &'a [u8],
}

/// BrtName: flags, shortcut, sheet, name, formula.
fn name<'a>(data: &mut Reader<'a>) -> Option<Stored<'a>> {
    const HIDDEN: u32 = 1;
    const NO_SHEET: u32 = u32::MAX;
    let (flags, _shortcut, sheet) = (data.u32()?, data.u8()?, data.u32()?);
    let name = wide(data)?;
    let (tokens, behind) = tokens(data)?;
    let sheet = (sheet != NO_SHEET).then_some(sheet as usize);
    Some(Stored { name, hidden: flags & HIDDEN != 0, sheet, tokens, behind })
}

/// BrtExternSheet: references to sheets, each with its collection, first and last. Nothing of those into other files.
fn ranges(data: &mut Reader<'_>, books: &[bool]) -> Vec<Option<(usize, usize)>> {
    let count = data.u32().unwrap_or_default();
    let range = |_| {
        let (book, first, last) = (data.u32()?, data.u32()?, data.u32()?);
        let is_own = books.get(book as usize).copied().unwrap_or(false);
        Some(is_own.then_some((first as usize, last as usize)))
    };
    (0..count).map_while(range).collect()
}

/// First and last of the rows and columns repeated on each page.
#[derive(Default)]
struct Titles {
    rows: Option<(u32, u32)>,
    columns: Option<(u32, u32)>,
}

/// First and last of the rows and of the columns of a formula of whole rows and columns.
fn titles(tokens: &[u8]) -> Titles {
    let mut titles = Titles::default();
    let mut formula = Reader::new(tokens);
    while area(&mut formula, &mut titles).is_some() {}
    titles
}

/// Reads the next token of the formula; none at its end, and where it is no area.
fn area(formula: &mut Reader<'_>, titles: &mut Titles) -> Option<()> {
    const LAST_COLUMN: u16 = 0x3FFF;
    const LAST_ROW: u32 = 0xF_FFFF;
    match formula.u8()? {
        // PtgMemFunc and its kind stand before areas that are joined, PtgUnion after them.
        0x29 | 0x49 | 0x69 => drop(formula.take(2)?),
        0x26 | 0x46 | 0x66 => drop(formula.take(6)?),
        0x10 => {}
        // PtgArea3d.
        0x3B | 0x5B | 0x7B => {
            let (_sheets, first, last) = (formula.u16()?, formula.u32()?, formula.u32()?);
            // Two bits of each column tell that it is relative.
            let (left, right) = (formula.u16()? & LAST_COLUMN, formula.u16()? & LAST_COLUMN);
            if left == 0 && right == LAST_COLUMN && first <= last {
                titles.rows = titles.rows.or(Some((first, last)));
            } else if first == 0 && last == LAST_ROW && left <= right {
                titles.columns = titles.columns.or(Some((left.into(), right.into())));
            }
        }
        _ => return None,
    }
    Some(())
}

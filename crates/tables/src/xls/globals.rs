//! The substream of what all sheets share: sheets, calendar, styles, shared strings, names.

use std::sync::Arc;

use super::defined_name;
use super::print_titles;
use super::records::{Record, Records, Segments, kind};
use super::strings::{self, Encoding, Fonts};
use super::styles::StyleRecords;
use super::version::Version;
use crate::display::Epoch;
use crate::document::DefinedName;
use crate::error::Error;
use crate::formula::{Names, Others, Width};
use crate::little_endian::u16_at;
use crate::options::ReadOptions;
use crate::sheet::SheetEntry;
use crate::xlsx::rich_string::RichString;
use crate::xlsx::styles::Styles;

/// Kinds of records, by their names in [MS-XLS]; FONT, FORMAT and XF changed theirs.
const FILEPASS: u16 = 0x002F;
const CODEPAGE: u16 = 0x0042;
const DATEMODE: u16 = 0x0022;
const BOUNDSHEET: u16 = 0x0085;
const SST: u16 = 0x00FC;
const PALETTE: u16 = 0x0092;
const FONT: [u16; 2] = [0x0031, 0x0231];
const FORMAT: [u16; 2] = [0x001E, 0x041E];
const XF: [u16; 4] = [0x0043, 0x0243, 0x0443, 0x00E0];
const NAME: u16 = 0x0018;
const EXTERNSHEET: u16 = 0x0017;
const SUPBOOK: u16 = 0x01AE;
const EXTERNNAME: u16 = 0x0023;

/// Collections that are called by a number instead of a name: the file itself, functions of add-ins.
const OWN: u16 = 0x0401;
const ADD_IN: u16 = 0x3A01;

/// Western European, for files that do not say.
const DEFAULT_CODE_PAGE: u16 = 1252;

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    pub(super) entry: SheetEntry,
    /// Where its substream begins in the stream.
    pub(super) offset: usize,
    /// 0 for a worksheet.
    pub(super) kind: u8,
}

/// What the substream says.
pub(super) struct Globals {
    pub(super) sheets: Vec<Listed>,
    pub(super) encoding: Encoding,
    pub(super) epoch: Epoch,
    pub(super) fonts: Fonts,
    pub(super) styles: Styles,
    pub(super) strings: Vec<RichString>,
    /// What formulas call by number.
    pub(super) names: Names,
    pub(super) defined: Vec<DefinedName>,
}

/// Records that need others to be understood.
#[derive(Default)]
struct Kept<'a> {
    styles: StyleRecords,
    codes: Vec<Segments<'a>>,
    sheets: Vec<Record<'a>>,
    names: Vec<Record<'a>>,
    strings: Option<Segments<'a>>,
    books: Vec<Collection>,
    ranges: Option<Segments<'a>>,
}

/// A collection of sheets, or of functions: how it is called, and its names.
#[derive(Default)]
struct Collection {
    called: Option<u16>,
    names: Vec<String>,
}

impl Globals {
    /// Reads the records after the BOF, up to the EOF.
    pub(super) fn read(mut records: Records<'_>, version: Version, options: &ReadOptions) -> Result<Self, Error> {
        let limits = &options.limits;
        let mut encoding = Encoding { version, code_page: DEFAULT_CODE_PAGE };
        let mut epoch = Epoch::Y1900;
        let mut kept = Kept::default();
        let mut foreign_names = 0;
        while let Some(record) = records.next()? {
            match record.kind {
                kind::EOF => break,
                FILEPASS => return Err(Error::Encrypted),
                CODEPAGE => encoding.code_page = u16_at(record.data, 0).unwrap_or(DEFAULT_CODE_PAGE),
                DATEMODE if u16_at(record.data, 0) == Some(1) => epoch = Epoch::Y1904,
                BOUNDSHEET if kept.sheets.len() == limits.zip_entries => {
                    return Err(Error::Limit { limit: "zip_entries", value: limits.zip_entries as u64 });
                }
                BOUNDSHEET => kept.sheets.push(record),
                NAME => {
                    kept.names.push(record);
                    limits.allow_names(kept.names.len())?;
                }
                SUPBOOK => kept.books.push(Collection { called: u16_at(record.data, 2), names: Vec::new() }),
                EXTERNNAME => {
                    foreign_names += 1;
                    limits.allow_names(foreign_names)?;
                    if let Some(book) = kept.books.last_mut().filter(|book| book.called == Some(ADD_IN)) {
                        book.names.push(add_in_name(&record, encoding).unwrap_or_default());
                    }
                }
                EXTERNSHEET => kept.ranges = Some(records.continued(record)?),
                SST => kept.strings = Some(records.continued(record)?),
                PALETTE => kept.styles.palette(&record),
                kind if FONT.contains(&kind) => kept.styles.font(&record, version),
                kind if FORMAT.contains(&kind) => kept.codes.push(records.continued(record)?),
                kind if XF.contains(&kind) => kept.styles.format(&record, version),
                _ => {}
            }
        }
        for code in kept.codes {
            // A code that is cut short leaves the cells with the plain format of its number.
            kept.styles.code(code, encoding);
        }
        let mut sheets: Vec<_> = kept.sheets.iter().filter_map(|record| listed(record, encoding)).collect();
        for titles in kept.names.iter().filter_map(|name| print_titles::titles(name, version)) {
            if let Some(listed) = sheets.get_mut(titles.sheet) {
                listed.entry.title_rows = titles.rows;
                listed.entry.title_columns = titles.columns;
            }
        }
        let mut names = Names::none(Width::Biff8);
        names.sheets = sheets.iter().map(|listed| listed.entry.name.clone()).collect();
        if let Some(data) = kept.ranges {
            let books: Vec<_> = kept.books.into_iter().map(|book| (book.called, Arc::from(book.names))).collect();
            (names.ranges, names.others) = ranges(data, &books);
        }
        let stored: Vec<_> = kept.names.iter().map(|name| defined_name::read(name, encoding)).collect();
        names.defined = stored.iter().map(|name| name.as_ref().map_or_else(String::new, |n| n.name.clone())).collect();
        let defined = stored.into_iter().flatten().map(|name| name.told(&names)).collect();
        let (fonts, styles) = kept.styles.finished(version, options.locale);
        let strings = match kept.strings {
            Some(data) => strings::shared(data, &fonts, limits)?,
            None => Vec::new(),
        };
        Ok(Self { sheets, encoding, epoch, fonts, styles, strings, names, defined })
    }
}

/// First and last sheet; none of another file.
type Range = Option<(usize, usize)>;

/// EXTERNSHEET: references to sheets, each with its collection, first and last; and the names of each collection.
fn ranges(mut data: Segments<'_>, books: &[(Option<u16>, Arc<[String]>)]) -> (Vec<Range>, Vec<Others>) {
    let count = data.u16().unwrap_or_default();
    let range = |_| {
        let (book, first, last) = (data.u16()?, data.u16()?, data.u16()?);
        let book = books.get(usize::from(book));
        let is_own = book.is_some_and(|(called, _)| *called == Some(OWN));
        let others = match book {
            Some((_, names)) if !is_own => Others::Names(Arc::clone(names)),
            Some(_) => Others::OwnNames,
            None => Others::Names(Arc::default()),
        };
        Some((is_own.then_some((first.into(), last.into())), others))
    };
    (0..count).map_while(range).unzip()
}

/// EXTERNNAME of an add-in: six bytes that say nothing of a function, its name.
fn add_in_name(record: &Record<'_>, encoding: Encoding) -> Option<String> {
    let mut data = record.reader();
    data.take(6)?;
    let length = data.u8()?.into();
    encoding.name(&mut data, length)
}

/// BOUNDSHEET: place, visibility, kind, name.
fn listed(record: &Record<'_>, encoding: Encoding) -> Option<Listed> {
    let mut data = record.reader();
    let offset = data.u32()? as usize;
    let hidden = data.u8()? & 3 != 0;
    let kind = data.u8()?;
    let length = data.u8()?.into();
    let name = encoding.name(&mut data, length)?;
    Some(Listed { entry: SheetEntry { name, hidden, ..SheetEntry::default() }, offset, kind })
}

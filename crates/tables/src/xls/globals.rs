//! The substream of what all sheets share: sheets, calendar, styles, shared strings, names.

use super::print_titles;
use super::records::{Record, Records, Segments, kind};
use super::strings::{self, Encoding, Fonts};
use super::styles::StyleRecords;
use super::version::Version;
use crate::display::Epoch;
use crate::error::Error;
use crate::limits::Limits;
use crate::little_endian::u16_at;
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
}

/// Records that need others to be understood.
#[derive(Default)]
struct Kept<'a> {
    styles: StyleRecords,
    codes: Vec<Segments<'a>>,
    sheets: Vec<Record<'a>>,
    names: Vec<Record<'a>>,
    strings: Option<Segments<'a>>,
}

impl Globals {
    /// Reads the records after the BOF, up to the EOF.
    pub(super) fn read(mut records: Records<'_>, version: Version, limits: &Limits) -> Result<Self, Error> {
        let mut encoding = Encoding { version, code_page: DEFAULT_CODE_PAGE };
        let mut epoch = Epoch::Y1900;
        let mut kept = Kept::default();
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
                NAME => kept.names.push(record),
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
        for (sheet, rows) in kept.names.iter().filter_map(|name| print_titles::rows(name, version)) {
            if let Some(listed) = sheets.get_mut(sheet) {
                listed.entry.title_rows = Some(rows);
            }
        }
        let (fonts, styles) = kept.styles.finished(version);
        let strings = match kept.strings {
            Some(data) => strings::shared(data, &fonts, limits)?,
            None => Vec::new(),
        };
        Ok(Self { sheets, encoding, epoch, fonts, styles, strings })
    }
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

//! Workbooks in binary records (.xls): Excel 2 to 4, 5 and 95, 97 to 2003 ([MS-XLS]).

pub(crate) mod book;
mod cells;
mod defined_name;
mod globals;
mod hyperlink;
mod notes;
mod print_titles;
mod records;
mod strings;
mod styles;
mod version;
mod worksheet;

pub(crate) use strings::line_ends;
pub(crate) use version::is_stream;

use crate::compound::{self, Compound};
use crate::document::{Document, Format, Notice, NoticeKind};
use crate::error::Error;
use crate::options::ReadOptions;
use crate::sheet::{Sheet, SheetEntry, Taken};
use book::Book;
use cells::Cells;
use globals::{Globals, Listed};
use records::Records;
use version::{Substream, beginning};

/// Rows and columns of a sheet.
const ROWS: u32 = 65_536;
const COLUMNS: u32 = 256;

/// Streams that hold a workbook: of Excel 97, of Excel 5. Files for both have both.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Kinds of sheets that hold no cells (BOUNDSHEET), with their names for people.
const SHEETS_WITHOUT_CELLS: [(u8, &str); 3] = [(1, "macro sheet"), (2, "chart sheet"), (6, "module")];

/// The name of the sheet in files of one sheet, which give it none.
const ONLY_SHEET: &str = "Sheet1";

/// Reads a workbook in a compound file.
pub(crate) fn read(mut compound: Compound<'_>, options: &ReadOptions) -> Result<Document, Error> {
    for name in STREAMS {
        if let Some(stream) = compound.stream(name)? {
            let mut document = read_stream(&stream, options)?;
            document.properties = compound::properties(&mut compound);
            return Ok(document);
        }
    }
    Err(damaged("no workbook"))
}

/// Reads a workbook that is all of a file, or the stream of one.
pub(crate) fn read_stream(stream: &[u8], options: &ReadOptions) -> Result<Document, Error> {
    let limits = &options.limits;
    let begins = |at| {
        let mut records = Records::from(stream, at)?;
        let first = records.next().ok().flatten()?;
        beginning(&first).map(|(version, substream)| (version, substream, records))
    };
    let (version, substream, records) = begins(0).ok_or_else(|| damaged("no beginning"))?;
    if substream == Substream::Workspace {
        return Err(Error::Unsupported { format: "xlw".to_owned() });
    }
    let mut globals = Globals::read(records, version, options)?;
    if substream == Substream::Worksheet {
        // A sheet alone has the styles in its own substream.
        let entry = SheetEntry { name: ONLY_SHEET.to_owned(), ..SheetEntry::default() };
        globals.sheets = vec![Listed { entry, offset: 0, kind: 0 }];
    }
    let Globals { sheets, encoding, epoch, fonts, styles, strings, names, defined } = globals;
    let mut book = Book { strings, styles, epoch, locale: options.locale, names, taken: Taken::new(limits) };
    let mut document = Document::new(Format::Xls);
    document.names = defined;
    // Sheets may begin anywhere, but not all of them in the same place.
    let mut read = 0;
    for (number, Listed { entry, offset, kind }) in (1..).zip(&sheets) {
        if let Some((_, name)) = SHEETS_WITHOUT_CELLS.iter().find(|(known, _)| known == kind) {
            document.notices.push(Notice::new(NoticeKind::NotRead, format!("{name} {}", entry.name)));
            continue;
        }
        let (_, _, mut records) =
            begins(*offset).ok_or_else(|| damaged(&format!("the sheet {} is missing", entry.name)))?;
        let mut sheet = Sheet::new(entry, (ROWS, COLUMNS)).with_later_cells();
        let left = records.left();
        let unread = worksheet::read(&mut records, &mut Cells::new(&mut book, &mut sheet, encoding, &fonts), version)?;
        read += left - records.left();
        if read > stream.len() {
            return Err(damaged("sheets overlap"));
        }
        for part in unread.parts {
            document.notices.push(Notice::new(NoticeKind::NotRead, format!("{part} of {}", entry.name)));
        }
        if unread.has_no_end {
            document.notices.push(Notice::new(NoticeKind::Damaged, format!("{} has no end", entry.name)));
        }
        let table = sheet.into_table(number, &mut document.notices);
        if !table.cells.is_empty() {
            document.blocks.push(table.into());
        }
    }
    Ok(document)
}

fn damaged(how: &str) -> Error {
    Error::Damaged { detail: format!("Workbook: {how}") }
}

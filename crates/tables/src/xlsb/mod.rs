//! Workbooks of Office Open XML with binary parts (.xlsb, [MS-XLSB]).

mod notes;
mod records;
mod strings;
mod styles;
mod workbook;
mod worksheet;

use std::collections::BTreeMap;

use crate::document::{Document, Format, Notice, NoticeKind};
use crate::error::Error;
use crate::options::ReadOptions;
use crate::package::{Package, Relationship, core_properties, targets};
use crate::sheet::{Sheet, Taken};
use crate::xls::book::Book;
use crate::xlsx::colors::Palette;
use crate::xlsx::styles::Styles;
use crate::xlsx::{PARTS_NOT_READ, SHEETS_WITHOUT_CELLS, comments, reference};
use notes::comments_of;
use records::Records;
use workbook::Workbook;

/// Reads a workbook whose main part is called `main`: one table per sheet that holds something.
pub(crate) fn read(mut package: Package<'_>, main: &str, options: &ReadOptions) -> Result<Document, Error> {
    let limits = package.limits().clone();
    let workbook = Workbook::read(main, &required(&mut package, main)?, package.limits())?;
    if workbook.sheets.len() > package.names().count() {
        return Err(Error::Damaged { detail: format!("{main}: more sheets than parts") });
    }
    let links: BTreeMap<String, Relationship> =
        package.relationships(main)?.into_iter().map(|link| (link.id.clone(), link)).collect();
    let mut palette = Palette::default();
    if let Some(part) = package.related(main, "theme")?
        && let Some(text) = package.part(&part)?
    {
        palette.read_theme(&part, &text, &limits)?;
    }
    let (fonts, styles) = match related(&mut package, main, "styles")? {
        Some((part, bytes)) => styles::read(&part, &bytes, &mut palette, options.locale)?,
        None => (Vec::new(), Styles::plain(options.locale)),
    };
    let strings = match related(&mut package, main, "sharedStrings")? {
        Some((part, bytes)) => strings::shared(&part, &bytes, &fonts, &limits)?,
        None => Vec::new(),
    };
    let mut book = Book {
        strings,
        styles,
        epoch: workbook.epoch,
        locale: options.locale,
        names: workbook.names.clone(),
        taken: Taken::new(&limits),
    };
    let mut document = Document::new(Format::Xlsb);
    let persons = comments::persons(&mut package, links.values(), &mut document.notices)?;
    for (number, entry) in (1..).zip(&workbook.sheets) {
        let link = links
            .get(&entry.link)
            .filter(|link| !link.external)
            .ok_or_else(|| Error::Damaged { detail: format!("{main}: the sheet {} has no part", entry.name) })?;
        if let Some((_, kind)) = SHEETS_WITHOUT_CELLS.iter().find(|(kind, _)| *kind == link.kind) {
            document.notices.push(Notice::new(NoticeKind::NotRead, format!("{kind} {}", entry.name)));
            continue;
        }
        let bytes = required(&mut package, &link.target)?;
        let mut sheet = Sheet::new(entry, (reference::ROWS, reference::COLUMNS)).with_later_cells();
        let related = package.relationships(&link.target)?;
        let records = Records::new(&link.target, &bytes);
        worksheet::read(records, &mut book, &mut sheet, &fonts, &targets(&related))?;
        for link in related.iter().filter(|link| !link.external) {
            let read = match &*link.kind {
                comments::KIND => match package.bytes(&link.target)? {
                    Some(bytes) => comments_of(&link.target, &bytes, &fonts).ok(),
                    None => None,
                },
                comments::THREADED_KIND => {
                    comments::side_part(&mut package, &link.target, &mut document.notices, |part, text| {
                        comments::read_threaded(part, text, &persons, &limits).map(Some)
                    })?
                }
                _ => continue,
            };
            let Some(read) = read else {
                document.notices.push(Notice::new(NoticeKind::Damaged, link.target.clone()));
                continue;
            };
            for (at, comment) in read {
                sheet.comment(at, comment, &mut book.taken)?;
            }
        }
        let table = sheet.into_table(number, &mut document.notices);
        if !table.cells.is_empty() {
            document.blocks.push(table.into());
        }
        for link in related {
            if let Some((_, name)) = PARTS_NOT_READ.iter().find(|(kind, _)| *kind == link.kind) {
                document.notices.push(Notice::new(NoticeKind::NotRead, format!("{name} of {}", entry.name)));
            }
        }
    }
    document.properties = core_properties(&mut package);
    document.names = workbook.defined;
    Ok(document)
}

fn required(package: &mut Package<'_>, part: &str) -> Result<Vec<u8>, Error> {
    package.bytes(part)?.ok_or_else(|| Error::Damaged { detail: format!("{part}: missing") })
}

/// The name and the bytes of a part that another is related to.
fn related(package: &mut Package<'_>, part: &str, kind: &str) -> Result<Option<(String, Vec<u8>)>, Error> {
    let Some(name) = package.related(part, kind)? else { return Ok(None) };
    Ok(package.bytes(&name)?.map(|bytes| (name, bytes)))
}

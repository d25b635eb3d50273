//! Workbooks of Office Open XML (.xlsx, .xlsm).

mod cell_content;
pub(crate) mod colors;
pub(crate) mod comments;
pub(crate) mod reference;
pub(crate) mod rich_string;
mod shared_formula;
mod sheet;
pub(crate) mod styles;
mod workbook;

use std::collections::BTreeMap;

use crate::display::Locale;
use crate::document::{Document, Format, Notice, NoticeKind};
use crate::error::Error;
use crate::options::ReadOptions;
use crate::package::{Package, Relationship, core_properties, targets};
use crate::sheet::Taken;
use crate::xml::{Element, Ns, Xml};
use colors::Palette;
use rich_string::RichString;
use sheet::SheetPart;
use styles::Styles;
use workbook::Workbook;

/// Kinds of sheets that hold no cells, with their names for people.
pub(crate) const SHEETS_WITHOUT_CELLS: [(&str, &str); 4] = [
    ("chartsheet", "chart sheet"),
    ("dialogsheet", "dialog sheet"),
    ("xlMacrosheet", "macro sheet"),
    ("xlIntlMacrosheet", "macro sheet"),
];

/// Parts of a sheet that are passed over, with their names for people.
pub(crate) const PARTS_NOT_READ: [(&str, &str); 1] = [("drawing", "drawings")];

/// Reads a workbook whose main part is called `main`: one table per sheet that holds something.
pub(crate) fn read(mut package: Package<'_>, main: &str, options: &ReadOptions) -> Result<Document, Error> {
    let workbook = Workbook::read(main, &required(&mut package, main)?, package.limits())?;
    if workbook.sheets.len() > package.names().count() {
        return Err(Error::Damaged { detail: format!("{main}: more sheets than parts") });
    }
    let links: BTreeMap<String, Relationship> =
        package.relationships(main)?.into_iter().map(|link| (link.id.clone(), link)).collect();
    let mut palette = Palette::default();
    if let Some((part, text)) = related(&mut package, main, "theme")? {
        palette.read_theme(&part, &text, package.limits())?;
    }
    let styles = match related(&mut package, main, "styles")? {
        Some((part, text)) => Styles::read(&part, &text, &mut palette, options)?,
        None => Styles::plain(options.locale),
    };
    let strings = match related(&mut package, main, "sharedStrings")? {
        Some((part, text)) => rich_string::shared(&part, &text, &palette, package.limits())?,
        None => Vec::new(),
    };
    let limits = package.limits().clone();
    let mut book =
        Book { strings, styles, palette, workbook: &workbook, locale: options.locale, taken: Taken::new(&limits) };
    let mut document = Document::new(Format::Xlsx);
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
        let text = required(&mut package, &link.target)?;
        let related = package.relationships(&link.target)?;
        let mut sheet = SheetPart::new(&mut book, entry, targets(&related));
        sheet.read(Xml::new(&link.target, &text, &limits))?;
        for link in related.iter().filter(|link| !link.external && link.kind == comments::KIND) {
            let read = comments::side_part(&mut package, &link.target, &mut document.notices, |part, text| {
                comments::read(part, text, sheet.palette(), &limits)
            })?;
            sheet.add_comments(read)?;
        }
        for link in related.iter().filter(|link| !link.external && link.kind == comments::THREADED_KIND) {
            let read = comments::side_part(&mut package, &link.target, &mut document.notices, |part, text| {
                comments::read_threaded(part, text, &persons, &limits)
            })?;
            sheet.add_comments(read)?;
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
    document.names = workbook.names;
    Ok(document)
}

fn required(package: &mut Package<'_>, part: &str) -> Result<String, Error> {
    package.part(part)?.ok_or_else(|| Error::Damaged { detail: format!("{part}: missing") })
}

/// The name and the text of a part that another is related to.
fn related(package: &mut Package<'_>, part: &str, kind: &str) -> Result<Option<(String, String)>, Error> {
    let Some(name) = package.related(part, kind)? else { return Ok(None) };
    Ok(package.part(&name)?.map(|text| (name, text)))
}

/// What all sheets of a workbook share, and what has been read so far.
struct Book<'a> {
    strings: Vec<RichString>,
    styles: Styles,
    palette: Palette,
    workbook: &'a Workbook,
    locale: Locale,
    taken: Taken<'a>,
}

/// An attribute that says yes.
fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

/// An element whose presence says yes unless its `val` says no.
fn is_set(element: &Element<'_>) -> bool {
    !matches!(element.attr("val"), Some("0" | "false" | "off" | "none"))
}

/// An attribute that is a number.
fn number<T: std::str::FromStr>(element: &Element<'_>, name: &str) -> Option<T> {
    parsed(element.attr(name)?)
}

/// The value of an attribute as a number.
fn parsed<T: std::str::FromStr>(value: &str) -> Option<T> {
    value.trim().parse().ok()
}

/// The next child that belongs to SpreadsheetML.
fn child<'a>(xml: &mut Xml<'a>, parent: usize) -> Result<Option<Element<'a>>, Error> {
    while let Some(element) = xml.child(parent)? {
        if element.ns == Ns::Sheet {
            return Ok(Some(element));
        }
    }
    Ok(None)
}

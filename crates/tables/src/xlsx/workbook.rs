//! The workbook part: its sheets, its calendar, its print titles.

use super::{child, is_on, number, reference};
use crate::display::Epoch;
use crate::document::DefinedName;
use crate::error::Error;
use crate::limits::Limits;
use crate::sheet::SheetEntry;
use crate::xml::{Ns, Xml};

/// What the main part says.
pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) epoch: Epoch,
    pub(super) names: Vec<DefinedName>,
}

impl Workbook {
    pub(super) fn read(part: &str, text: &str, limits: &Limits) -> Result<Self, Error> {
        let mut xml = Xml::new(part, text, limits);
        let root = xml.root()?;
        if !root.is(Ns::Sheet, "workbook") {
            return Err(xml.damaged(&"not a workbook"));
        }
        let mut workbook = Self { sheets: Vec::new(), epoch: Epoch::Y1900, names: Vec::new() };
        while let Some(element) = child(&mut xml, 1)? {
            match element.local {
                "workbookPr" if is_on(element.attr("date1904")) => workbook.epoch = Epoch::Y1904,
                "sheets" => {
                    while let Some(sheet) = child(&mut xml, 2)? {
                        workbook.sheets.push(SheetEntry {
                            name: sheet.attr("name").unwrap_or_default().to_owned(),
                            link: sheet.attr_in(Ns::Relationship, "id").unwrap_or_default().to_owned(),
                            hidden: matches!(sheet.attr("state"), Some("hidden" | "veryHidden")),
                            title_rows: None,
                            title_columns: None,
                        });
                    }
                }
                "definedNames" => {
                    while let Some(name) = child(&mut xml, 2)? {
                        let refers_to = xml.text(3)?;
                        let sheet: Option<usize> = number(&name, "localSheetId");
                        let entry = sheet.and_then(|sheet| workbook.sheets.get_mut(sheet));
                        let of_sheet = entry.as_ref().map(|entry| entry.name.clone());
                        let called = name.attr("name").unwrap_or_default().to_owned();
                        if let Some(entry) = entry.filter(|_| called == "_xlnm.Print_Titles") {
                            entry.title_rows = title_rows(&refers_to);
                            entry.title_columns = title_columns(&refers_to);
                        }
                        workbook.names.push(DefinedName {
                            name: called,
                            refers_to: Some(refers_to),
                            sheet: of_sheet,
                            hidden: is_on(name.attr("hidden")),
                        });
                        limits.allow_names(workbook.names.len())?;
                    }
                }
                _ => {}
            }
        }
        Ok(workbook)
    }
}

/// The rows of print titles such as `'Plan 2020'!$A:$B,'Plan 2020'!$1:$3`, from 0.
fn title_rows(reference: &str) -> Option<(u32, u32)> {
    title(reference, |text| text.trim().trim_start_matches('$').parse::<u32>().ok()?.checked_sub(1))
}

/// The columns of such print titles, from 0.
fn title_columns(reference: &str) -> Option<(u32, u32)> {
    title(reference, |text| Some(reference::cell(&format!("{}1", text.trim().trim_start_matches('$')))?.1))
}

/// The first area whose two ends `number` can read.
fn title(reference: &str, number: impl Fn(&str) -> Option<u32>) -> Option<(u32, u32)> {
    let mut quoted = false;
    let areas = reference.split(|c| {
        quoted ^= c == '\'';
        c == ',' && !quoted
    });
    areas
        .filter_map(|area| {
            let (first, last) = area.rsplit('!').next()?.split_once(':')?;
            Some((number(first)?, number(last)?))
        })
        .find(|(first, last)| first <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_titles_give_rows() {
        for (reference, rows) in [
            ("Feuil1!$1:$3", Some((0, 2))),
            ("Feuil1!$A:$B,Feuil1!$2:$2", Some((1, 1))),
            ("'Volet, \"interne\"!'!$A:$A,'Volet, \"interne\"!'!$4:$5", Some((3, 4))),
            ("Feuil1!$A:$B", None),
            ("Feuil1!$3:$1", None),
            ("#REF!", None),
            ("Feuil1!$0:$1", None),
        ] {
            assert_eq!(title_rows(reference), rows, "{reference}");
        }
        for (reference, columns) in
            [("Feuil1!$A:$B,Feuil1!$2:$2", Some((0, 1))), ("Feuil1!$1:$3", None), ("Feuil1!$AA:$AB", Some((26, 27)))]
        {
            assert_eq!(title_columns(reference), columns, "{reference}");
        }
    }
}

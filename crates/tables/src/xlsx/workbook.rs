//! The workbook part: its sheets, its calendar, its print titles.

use super::{child, is_on, number};
use crate::display::Epoch;
use crate::error::Error;
use crate::limits::Limits;
use crate::sheet::SheetEntry;
use crate::xml::{Ns, Xml};

/// What the main part says.
pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) epoch: Epoch,
}

impl Workbook {
    pub(super) fn read(part: &str, text: &str, limits: &Limits) -> Result<Self, Error> {
        let mut xml = Xml::new(part, text, limits);
        let root = xml.root()?;
        if !root.is(Ns::Sheet, "workbook") {
            return Err(xml.damaged(&"not a workbook"));
        }
        let mut workbook = Self { sheets: Vec::new(), epoch: Epoch::Y1900 };
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
                        });
                    }
                }
                "definedNames" => {
                    while let Some(name) = child(&mut xml, 2)? {
                        if name.attr("name") == Some("_xlnm.Print_Titles") {
                            let rows = title_rows(&xml.text(3)?);
                            let sheet: Option<usize> = number(&name, "localSheetId");
                            if let Some(entry) = sheet.and_then(|sheet| workbook.sheets.get_mut(sheet)) {
                                entry.title_rows = rows;
                            }
                        }
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
    let mut quoted = false;
    let areas = reference.split(|c| {
        quoted ^= c == '\'';
        c == ',' && !quoted
    });
    areas
        .filter_map(|area| {
            let (first, last) = area.rsplit('!').next()?.split_once(':')?;
            let row = |text: &str| text.trim().trim_start_matches('$').parse::<u32>().ok()?.checked_sub(1);
            Some((row(first)?, row(last)?))
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
    }
}

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::{Page, WorkbookError, package};

/// A workbook: its sheets, then its bytes.
pub(crate) struct Book {
    workbook: Workbook,
    /// Per sheet, the rows that programs may grow again.
    growing: Vec<BTreeSet<u32>>,
    footer: String,
}

impl Book {
    /// An empty workbook. Its properties name the document; the date is fixed when none is given, so that the same
    /// document gives the same bytes.
    pub(crate) fn new(title: &str, author: &str, footer: &str, date: Option<Date>) -> Result<Self, WorkbookError> {
        let mut workbook = Workbook::new();
        let created = date
            .and_then(|date| {
                let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
                ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, month, day).ok()
            })
            .map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
        let properties = DocProperties::new()
            .set_title(property(title))
            .set_author(property(author))
            .set_company(property(author))
            .set_creation_datetime(&created);
        workbook.set_properties(&properties);
        Ok(Self { workbook, growing: Vec::new(), footer: footer.to_owned() })
    }

    /// A further sheet, with its column widths in characters.
    pub(crate) fn page(&mut self, name: &str, widths: Vec<f64>) -> Result<Page<'_>, WorkbookError> {
        self.growing.push(BTreeSet::new());
        let index = self.growing.len() - 1;
        let sheet = self.workbook.add_worksheet();
        let Some(growing) = self.growing.get_mut(index) else {
            return Err(rust_xlsxwriter::XlsxError::UnknownWorksheetNameOrIndex(name.to_owned()).into());
        };
        Page::new(sheet, growing, name, widths, &self.footer)
    }

    /// The bytes of the file.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, WorkbookError> {
        let bytes = self.workbook.save_to_buffer()?;
        Ok(package::complete(&bytes, &self.growing)?)
    }
}

/// Properties are one line without control characters.
fn property(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(255).collect()
}

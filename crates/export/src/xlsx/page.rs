use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{IgnoreError, ProtectionOptions, Worksheet};

use super::{Look, WorkbookError, height, pixels};

/// The longest text a cell holds, in UTF-16 units.
const MAX_TEXT: usize = 32_767;
/// A4.
const PAPER: u8 = 9;

/// Columns of a row, first and last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) u16, pub(crate) u16);

impl From<u16> for Span {
    fn from(column: u16) -> Self {
        Self(column, column)
    }
}

/// A sheet that keeps account of the height its rows need.
pub(crate) struct Page<'book> {
    sheet: &'book mut Worksheet,
    widths: Vec<f64>,
    heights: BTreeMap<u32, f64>,
    /// Rows that programs may grow again when their text is changed.
    growing: &'book mut BTreeSet<u32>,
}

impl<'book> Page<'book> {
    /// A sheet in A4 landscape, one page wide, with its column widths in characters.
    pub(crate) fn new(
        sheet: &'book mut Worksheet,
        growing: &'book mut BTreeSet<u32>,
        name: &str,
        widths: Vec<f64>,
        footer: &str,
    ) -> Result<Self, WorkbookError> {
        const COLUMNS: usize = 16_384;
        if widths.len() > COLUMNS {
            let (found, limit) = (widths.len(), COLUMNS);
            return Err(WorkbookError::TooLarge { sheet: name.to_owned(), what: "columns", found, limit });
        }
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.45, 0.45, 0.5, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
        sheet.set_screen_gridlines(false).set_footer(footer_code(footer));
        for (column, width) in (0u16..).zip(&widths) {
            sheet.set_column_width(column, *width)?;
        }
        Ok(Self { sheet, widths, heights: BTreeMap::new(), growing })
    }

    /// The last column.
    pub(crate) fn last_column(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// Writes a text over one or several columns; `place` names it in an error. An empty text leaves the look.
    pub(crate) fn text(
        &mut self,
        row: u32,
        span: impl Into<Span>,
        text: &str,
        look: &Look,
        place: impl FnOnce() -> String,
    ) -> Result<(), WorkbookError> {
        self.check_row(row)?;
        let Span(first, last) = span.into();
        let length = text.encode_utf16().count();
        if length > MAX_TEXT {
            return Err(WorkbookError::TextTooLong { place: place(), length, limit: MAX_TEXT });
        }
        let format = look.format();
        if first < last {
            self.sheet.merge_range(row, first, row, last, text, &format)?;
        } else if text.is_empty() {
            self.sheet.write_blank(row, first, &format)?;
        } else {
            self.sheet.write_string_with_format(row, first, text, &format)?;
        }
        // A text that runs over its neighbours takes one line.
        let text = if look.wrap { text } else { "" };
        self.at_least(row, self.height(Span(first, last), text, look));
        Ok(())
    }

    /// Gives cells a look without a text.
    pub(crate) fn fill(&mut self, row: u32, span: impl Into<Span>, look: &Look) -> Result<(), WorkbookError> {
        self.check_row(row)?;
        let Span(first, last) = span.into();
        let format = look.format();
        for column in first..=last {
            self.sheet.write_blank(row, column, &format)?;
        }
        Ok(())
    }

    /// Writes a number.
    pub(crate) fn number(&mut self, row: u32, column: u16, number: f64, look: &Look) -> Result<(), WorkbookError> {
        self.check_row(row)?;
        self.sheet.write_number_with_format(row, column, number, &look.format())?;
        self.at_least(row, height::height_of("0", look, f64::from(u16::MAX)));
        Ok(())
    }

    /// Writes a formula, without its equals sign, with its result: programs that do not work it out show it too.
    pub(crate) fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        result: f64,
        look: &Look,
    ) -> Result<(), WorkbookError> {
        self.check_row(row)?;
        let formula = rust_xlsxwriter::Formula::new(formula).set_result(result.to_string());
        self.sheet.write_formula_with_format(row, column, formula, &look.format())?;
        self.at_least(row, height::height_of("0", look, f64::from(u16::MAX)));
        Ok(())
    }

    /// The width of columns, in pixels.
    pub(crate) fn width(&self, Span(first, last): Span) -> f64 {
        let (first, last) = (usize::from(first), usize::from(last));
        self.widths.iter().take(last + 1).skip(first).map(|width| pixels(*width)).sum()
    }

    /// The height of a text over some columns, in points.
    pub(crate) fn height(&self, span: Span, text: &str, look: &Look) -> f64 {
        height::height_of(text, look, self.width(span))
    }

    /// The height of all rows so far, in points.
    pub(crate) fn height_so_far(&self) -> f64 {
        self.heights.values().sum()
    }

    /// The row is at least so many points high.
    pub(crate) fn at_least(&mut self, row: u32, points: f64) {
        let height = self.heights.entry(row).or_insert(0.0);
        *height = height.max(points);
    }

    /// Programs may grow the row again when its text is changed; not for rows with merged cells.
    pub(crate) fn grows(&mut self, row: u32) {
        self.growing.insert(row);
    }

    /// Header rows, both included: repeated on every printed page and, with all above them, frozen on the screen.
    pub(crate) fn header_rows(&mut self, first: u32, last: u32) -> Result<(), WorkbookError> {
        self.sheet.set_repeat_rows(first, last)?;
        self.sheet.set_freeze_panes(last + 1, 0)?;
        Ok(())
    }

    /// Numbers that stand as text are meant so: no warning signs beside them.
    pub(crate) fn accept_numbers_as_text(&mut self, last_row: u32) -> Result<(), WorkbookError> {
        let last_column = self.last_column();
        self.sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    /// Only the cells to fill in can be changed. No password: it guides, it does not lock out.
    pub(crate) fn protect(&mut self) {
        let options = ProtectionOptions { format_rows: true, format_columns: true, ..ProtectionOptions::default() };
        self.sheet.protect_with_options(&options);
    }

    /// The sheet itself, for what only one document needs.
    pub(crate) fn sheet(&mut self) -> &mut Worksheet {
        self.sheet
    }

    /// Sets the row heights.
    pub(crate) fn finish(self) -> Result<(), WorkbookError> {
        for (row, points) in &self.heights {
            self.sheet.set_row_height(*row, points.min(height::MAX_HEIGHT))?;
        }
        Ok(())
    }

    fn check_row(&self, row: u32) -> Result<(), WorkbookError> {
        const ROWS: u32 = 1_048_576;
        if row >= ROWS {
            return Err(WorkbookError::TooLarge {
                sheet: self.sheet.name(),
                what: "rows",
                found: usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1),
                limit: usize::try_from(ROWS).unwrap_or(usize::MAX),
            });
        }
        Ok(())
    }
}

/// The footer: what it is on the left, the page on the right. `&` begins a code there, and 255 characters are the
/// limit, so a longer text is cut; it stands in full on the first page. The blank behind the size of the letters keeps
/// it apart from a text that begins with a digit.
fn footer_code(text: &str) -> String {
    const LONGEST: usize = 100;
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = line.collect::<Vec<_>>().join(" ");
    let text = match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    };
    format!("&L&8 {}&R&8 Page &P / &N", text.replace('&', "&&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footer_is_one_line_in_which_nothing_of_the_title_is_a_code() {
        assert_eq!(
            footer_code("2024-2030\nPST « Vivre & habiter »"),
            "&L&8 2024-2030 PST « Vivre && habiter »&R&8 Page &P / &N"
        );
        let long = footer_code(&"é&".repeat(400));
        assert!(long.encode_utf16().count() <= 255 && long.contains("…&R"), "{long}");
    }
}

//! What a spreadsheet shows for a stored number: number formats as Excel reads them, in the language of the reader.

mod calendar;
mod code;
mod decimal;
mod locale;
mod number;

pub(crate) use calendar::{Epoch, date_of, serial_of_iso};
pub use locale::Locale;
pub(crate) use locale::{boolean, error};

use crate::value::{SharedText, Value};
use code::{Kind, Section, Token};

/// A number format, parsed once and used for many cells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NumberFormat {
    code: SharedText,
    sections: Vec<Section>,
    locale: Locale,
}

/// Longer codes than Excel allows are not parsed.
const LONGEST_CODE: usize = 1024;

/// Codes of the formats that a file only calls by number (ISO/IEC 29500-1, 18.8.30), but for those of
/// money and plain dates, which differ by country. Those from 27 on that are missing here are dates of East Asian
/// editions.
const BUILT_IN: [(u32, &str); 26] = [
    (0, "General"),
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (11, "0.00E+00"),
    (12, "# ?/?"),
    (13, "# ??/??"),
    (15, "d-mmm-yy"),
    (16, "d-mmm"),
    (17, "mmm-yy"),
    (18, "h:mm AM/PM"),
    (19, "h:mm:ss AM/PM"),
    (20, "h:mm"),
    (21, "h:mm:ss"),
    (37, "#,##0;-#,##0"),
    (38, "#,##0;[Red]-#,##0"),
    (39, "#,##0.00;-#,##0.00"),
    (40, "#,##0.00;[Red]-#,##0.00"),
    (41, "#,##0;-#,##0;\"-\""),
    (43, "#,##0.00;-#,##0.00;\"-\""),
    (45, "mm:ss"),
    (46, "[h]:mm:ss"),
    (47, "mm:ss.0"),
];

/// Numbers of built-in formats beyond the table.
const BUILT_IN_BEYOND: [(std::ops::RangeInclusive<u32>, &str); 2] = [(48..=48, "##0.0E+0"), (49..=49, "@")];

/// Numbers of formats that show a plain date, the last two in East Asian editions.
const PLAIN_DATES: [std::ops::RangeInclusive<u32>; 3] = [14..=14, 27..=36, 50..=58];

/// The number of the format that shows a date with its time of day.
const MOMENT: u32 = 22;

impl NumberFormat {
    /// The format of cells that have none.
    pub(crate) fn general(locale: Locale) -> Self {
        Self::parse("General", locale)
    }

    /// A format by its code, in the letters that files use whatever the language of Excel.
    pub(crate) fn parse(code: &str, locale: Locale) -> Self {
        let sections = if code.len() > LONGEST_CODE { Vec::new() } else { code::sections(code, locale) };
        Self { code: code.into(), sections, locale }
    }

    /// A format by its number; General for numbers that nothing is known of.
    pub(crate) fn built_in(id: u32, locale: Locale) -> Self {
        let conventions = locale.conventions();
        let money = locale::MONEY.iter().zip(conventions.money).find(|(known, _)| **known == id);
        let of_country = match id {
            MOMENT => Some(conventions.moment),
            id if PLAIN_DATES.iter().any(|ids| ids.contains(&id)) => Some(conventions.short_date),
            _ => money.map(|(_, code)| code),
        };
        let row = || BUILT_IN.iter().find(|(known, _)| *known == id).map(|(_, code)| *code);
        let beyond = || BUILT_IN_BEYOND.iter().find(|(ids, _)| ids.contains(&id)).map(|(_, code)| *code);
        Self::parse(of_country.or_else(row).or_else(beyond).unwrap_or("General"), locale)
    }

    /// What is shown for a number and what it is: a date where the format shows a day, month or year.
    pub(crate) fn reading(&self, number: f64, epoch: Epoch) -> (String, Value) {
        let format = (!self.code.eq_ignore_ascii_case("General")).then(|| self.code.clone());
        let section = self.section_for(number);
        let text = match section {
            None => None,
            Some((section, negative)) => match section.kind {
                Kind::Moment => calendar::shown(section, number, epoch, self.locale),
                Kind::Number => number::shown(&section.tokens, number, negative, self.locale),
            },
        };
        let text = text.unwrap_or_else(|| number::general(number, self.locale));
        let dated = section.filter(|(section, _)| section.has_calendar_part());
        let value = match dated.and_then(|_| calendar::moment(number, epoch)) {
            Some(moment) => Value::Date { date: moment.date, seconds: moment.seconds, format },
            None => Value::Number { number, format },
        };
        (text, value)
    }

    /// Some section shows a day, month or year.
    pub(crate) fn shows_dates(&self) -> bool {
        self.sections.iter().any(Section::has_calendar_part)
    }

    /// The section that a number is shown by, and whether it still needs its minus sign.
    fn section_for(&self, number: f64) -> Option<(&Section, bool)> {
        // The fourth section is for texts, and so is the last of fewer if it places one.
        let numeric = match self.sections.as_slice() {
            [numeric @ .., last] if !numeric.is_empty() && last.tokens.contains(&Token::Text) => numeric,
            all => all,
        };
        let numeric = numeric.get(..numeric.len().min(3)).unwrap_or_default();
        let last = numeric.len().checked_sub(1)?;
        let first_decides = numeric.first().is_some_and(|section| section.condition.is_some());
        for (at, section) in numeric.iter().enumerate() {
            let chosen = match (&section.condition, at) {
                (Some(condition), _) => condition.holds(number),
                (None, at) if at == last => true,
                (None, 0) if last == 1 => number >= 0.0,
                (None, 0) => number > 0.0,
                (None, _) => number < 0.0,
            };
            if chosen {
                let sign_in_code = at == 1 && !first_decides && section.condition.is_none();
                return Some((section, number < 0.0 && !sign_in_code));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;

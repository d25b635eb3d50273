//! Dates and times as serial numbers: days since an epoch, the time of day as the fraction.

use super::code::{Part, Section, Token};
use super::locale::{Locale, names};
use crate::value::Date;

/// The day that a workbook counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// 1 January 1900 is day 1, and 29 February 1900 is day 60 though there was none.
    Y1900,
    /// 1 January 1904 is day 0 (workbooks from old Macintosh versions).
    Y1904,
}

/// The first serial that is no date any more: 1 January 10000.
const END_OF_CALENDAR: f64 = 2_958_466.0;

/// Days from the epoch of 1900 to that of 1904.
const DAYS_1900_TO_1904: f64 = 1462.0;

const SECONDS_PER_DAY: u32 = 86_400;

/// A day and a time of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    pub(super) date: Date,
    pub(super) seconds: u32,
}

/// A serial number split at the day, its time rounded to a fraction of the second.
struct Split {
    days: u32,
    /// Time of day in units of the second's fraction.
    units: u64,
    units_per_second: u64,
}

impl Split {
    fn of(serial: f64, decimals: usize) -> Self {
        let units_per_second = 10_u64.pow(u32::try_from(decimals.min(3)).unwrap_or_default());
        let per_day = u64::from(SECONDS_PER_DAY) * units_per_second;
        let days = serial.floor();
        let units = ((serial - days) * per_day as f64).round() as u64;
        let carry = u32::from(units >= per_day);
        Self { days: days as u32 + carry, units: if carry > 0 { 0 } else { units }, units_per_second }
    }

    fn seconds(&self) -> u64 {
        self.units / self.units_per_second
    }
}

/// The date and time of a serial number, none outside the calendar.
pub(super) fn moment(serial: f64, epoch: Epoch) -> Option<Moment> {
    let split = Split::of(in_1900(serial, epoch)?, 0);
    let date = date_of(split.days).filter(|date| date.day > 0)?;
    Some(Moment { date, seconds: u32::try_from(split.seconds()).unwrap_or_default() })
}

/// The serial counted from 1900, if the calendar reaches so far.
fn in_1900(serial: f64, epoch: Epoch) -> Option<f64> {
    let serial = if epoch == Epoch::Y1904 { serial + DAYS_1900_TO_1904 } else { serial };
    (0.0..END_OF_CALENDAR).contains(&serial).then_some(serial)
}

/// The date of a day counted from 1900. Day 0 is 0 January 1900, as shown by spreadsheets.
pub(crate) fn date_of(days: u32) -> Option<Date> {
    if days == 60 {
        return Some(Date { year: 1900, month: 2, day: 29 });
    }
    if days == 0 {
        return Some(Date { year: 1900, month: 1, day: 0 });
    }
    // Days since 1 March of year 0 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    let since_march = if days < 60 { days + 693_900 } else { days + 693_899 };
    let era = since_march / 146_097;
    let day_of_era = since_march % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u32::from(month <= 2);
    Some(Date { year: i16::try_from(year).ok()?, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
}

/// The serial (counted from 1900) of a date in ISO 8601, with or without time: `2020-06-30T08:15:00`.
pub(crate) fn serial_of_iso(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('Z');
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let mut day = day.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (day.next()??, day.next()??, day.next()??);
    let mut time = time.split(':').map(|part| part.parse::<f64>().ok());
    let (hours, minutes) = (time.next()??, time.next()??);
    let seconds = time.next().unwrap_or(Some(0.0))?;
    let in_calendar = (1900..10_000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let in_day = (0.0..24.0).contains(&hours) && (0.0..60.0).contains(&minutes) && (0.0..61.0).contains(&seconds);
    if !in_calendar || !in_day {
        return None;
    }
    let (march_year, march_month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * march_year + march_year / 4 - march_year / 100 + march_year / 400;
    let since_march = days + (153 * march_month + 2) / 5 + day - 1;
    let days = since_march.checked_sub(693_900).filter(|days| *days > 0)?;
    let days = if days > 59 { days + 1 } else { days };
    Some(f64::from(days) + (hours * 3600.0 + minutes * 60.0 + seconds) / f64::from(SECONDS_PER_DAY))
}

/// A serial number in a section of dates and times; none where a spreadsheet shows only `####`.
pub(super) fn shown(section: &Section, serial: f64, epoch: Epoch, locale: Locale) -> Option<String> {
    let is_duration = section.tokens.iter().any(|token| matches!(token, Token::Part(Part::Elapsed(..))));
    let (sign, serial) = match is_duration && !section.has_calendar_part() {
        true if serial.abs() < END_OF_CALENDAR => (if serial < 0.0 { "-" } else { "" }, serial.abs()),
        true => return None,
        false => ("", in_1900(serial, epoch)?),
    };
    let decimals = section.tokens.iter().find_map(|token| match token {
        Token::Part(Part::Fraction(count)) => Some(*count),
        _ => None,
    });
    let split = Split::of(serial, decimals.unwrap_or_default());
    let clock = Clock {
        date: date_of(split.days)?,
        weekday: (split.days + 6) % 7,
        seconds: split.seconds(),
        elapsed: u64::from(split.days) * u64::from(SECONDS_PER_DAY) + split.seconds(),
        fraction: split.units % split.units_per_second,
        twelve_hours: section.tokens.contains(&Token::Part(Part::HalfDay)),
        language: section.language,
        locale,
    };
    let mut text = sign.to_owned();
    for token in &section.tokens {
        match token {
            Token::Literal(literal) => text.push_str(literal),
            Token::Part(part) => clock.show(*part, &mut text),
            _ => {}
        }
    }
    Some(text.trim_matches(' ').to_owned())
}

/// A moment with everything that parts of a format may ask for.
struct Clock {
    date: Date,
    /// From Sunday.
    weekday: u32,
    /// Since midnight.
    seconds: u64,
    /// Since the epoch.
    elapsed: u64,
    fraction: u64,
    twelve_hours: bool,
    language: Option<u16>,
    locale: Locale,
}

impl Clock {
    fn show(&self, part: Part, text: &mut String) {
        let names = names(self.language, self.locale);
        let month = usize::from(self.date.month).saturating_sub(1);
        let name = |list: &[&'static str], at: usize| list.get(at).copied().unwrap_or_default().to_owned();
        let hours = self.seconds / 3600;
        let of_half_day = if self.twelve_hours { (hours + 11) % 12 + 1 } else { hours };
        *text += &match part {
            Part::Year(1 | 2) => format!("{:02}", self.date.year % 100),
            Part::Year(_) => format!("{:04}", self.date.year),
            Part::Month(count @ 1..=2) => padded(u64::from(self.date.month), count),
            Part::Month(3) => name(&names.short_months, month),
            Part::Month(5) => name(&names.months, month).chars().take(1).flat_map(char::to_uppercase).collect(),
            Part::Month(_) => name(&names.months, month),
            Part::Day(count @ 1..=2) => padded(u64::from(self.date.day), count),
            Part::Day(3) => name(&names.short_days, self.weekday as usize),
            Part::Day(_) => name(&names.days, self.weekday as usize),
            Part::Hour(count) => padded(of_half_day, count),
            Part::Minute(count) => padded(self.seconds / 60 % 60, count),
            Part::Second(count) => padded(self.seconds % 60, count),
            Part::Fraction(count) => {
                let digits = count.min(3);
                let mark = self.locale.conventions().decimal_mark;
                format!("{mark}{:0digits$}{}", self.fraction, "0".repeat(count - digits))
            }
            Part::HalfDay => if hours < 12 { "AM" } else { "PM" }.to_owned(),
            Part::Elapsed('h', count) => padded(self.elapsed / 3600, count),
            Part::Elapsed('m', count) => padded(self.elapsed / 60, count),
            Part::Elapsed(_, count) => padded(self.elapsed, count),
        };
    }
}

/// A number with at least so many digits, never more than a code of reasonable length asks for.
fn padded(number: u64, digits: usize) -> String {
    let digits = digits.min(8);
    format!("{number:0digits$}")
}

//! What a cell stores beside its text, by the attributes of its element.

use super::data_style::DataKind;
use super::formula;
use super::styles::Styles;
use crate::display::{self, Epoch, Locale, NumberFormat};
use crate::text::{Marks, RichText};
use crate::value::{Date, SharedText, Value};
use crate::xml::{Element, Ns};

/// The type of a cell (`office:value-type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Percentage,
    Currency,
    Date,
    Time,
    Boolean,
    Text,
    Error,
}

/// Types with the attribute that holds the value.
const KINDS: [(&str, Kind, &str); 7] = [
    ("float", Kind::Number, "value"),
    ("percentage", Kind::Percentage, "value"),
    ("currency", Kind::Currency, "value"),
    ("date", Kind::Date, "date-value"),
    ("time", Kind::Time, "time-value"),
    ("boolean", Kind::Boolean, "boolean-value"),
    ("string", Kind::Text, "string-value"),
];

/// Beginnings of what the results of broken formulas show, in any language.
const ERRORS: [&str; 9] = ["#REF", "#NAME", "#NOM", "#VAL", "#DIV/0", "#N/A", "#N/D", "#NUL", "#NUM"];

/// What true and false show, in the languages of Belgium and English. LibreOffice may store them as numbers.
const BOOLEANS: [(&str, bool); 8] = [
    ("VRAI", true),
    ("FAUX", false),
    ("WAAR", true),
    ("ONWAAR", false),
    ("WAHR", true),
    ("FALSCH", false),
    ("TRUE", true),
    ("FALSE", false),
];

/// Longer texts are no errors.
const LONGEST_ERROR: usize = 12;

const SECONDS_PER_DAY: f64 = 86_400.0;

/// The attributes of a cell that hold its value.
#[derive(Debug)]
pub(super) struct Stored {
    kind: Option<Kind>,
    value: Option<String>,
    currency: Option<String>,
    /// The formula as shown.
    pub(super) formula: Option<String>,
}

impl Stored {
    pub(super) fn read(element: &Element<'_>) -> Self {
        // Before version 1.0 these attributes stood in the vocabulary of tables.
        let office = |name| element.attr_in(Ns::OdfOffice, name).or(element.attr(name));
        let known = office("value-type").and_then(|kind| KINDS.iter().find(|(name, ..)| *name == kind));
        let kind = match element.attr_in(Ns::OdfCalcExtension, "value-type") {
            Some("error") => Some(Kind::Error),
            _ => known.map(|&(_, kind, _)| kind),
        };
        Self {
            kind,
            value: known.and_then(|(_, _, name)| office(name)).map(str::to_owned),
            currency: office("currency").map(str::to_owned),
            formula: element.attr("formula").map(formula::shown),
        }
    }

    /// The value, of a cell that shows `text`. Where the file says nothing of what is shown (`text` is none) it
    /// comes from the value.
    pub(super) fn shown(
        &self,
        text: Option<RichText>,
        marks: Marks,
        data_style: Option<&str>,
        styles: &Styles,
        locale: Locale,
    ) -> (RichText, Value) {
        let (made, value) = self.reading(text.as_ref().map(RichText::as_str), data_style, styles, locale);
        // The text of a date is in the language of the program that saved it last ("Jan-20"); a date is shown in the
        // reader's language, unless its style demands another, which the format code then says.
        let is_date = matches!(value, Value::Date { format: Some(_), .. });
        let text = match (text, made) {
            (Some(text), Some(made)) if is_date => {
                RichText::uniform(made, text.runs().next().map_or(marks, |run| run.marks)).with_links_of(&text)
            }
            (Some(text), _) => text,
            (None, made) => RichText::uniform(made.unwrap_or_default(), marks),
        };
        let value = match value {
            Value::Text if text.as_str().is_empty() => Value::Empty,
            value => value,
        };
        (text, value)
    }

    /// The text to show and the value.
    fn reading(
        &self,
        text: Option<&str>,
        data_style: Option<&str>,
        styles: &Styles,
        locale: Locale,
    ) -> (Option<String>, Value) {
        let as_text = || (self.value.clone(), Value::Text);
        let Some(kind) = self.kind else { return (None, Value::Text) };
        let is_error = kind == Kind::Error || (self.formula.is_some() && text.is_some_and(is_error));
        if is_error {
            let error = text.or(self.value.as_deref()).unwrap_or_default().trim();
            return (Some(display::error(error, locale).to_owned()), Value::Error(error.into()));
        }
        let value = self.value.as_deref().unwrap_or_default().trim();
        let code = styles.code(data_style);
        match kind {
            Kind::Text | Kind::Error => as_text(),
            Kind::Boolean => {
                let yes = matches!(value, "true" | "1");
                (Some(display::boolean(yes, locale).to_owned()), Value::Boolean(yes))
            }
            Kind::Date => match date_of_iso(value) {
                Some((date, seconds)) => {
                    let format = match code {
                        Some(code) => NumberFormat::parse(code, locale),
                        None => NumberFormat::built_in(if seconds == 0 { 14 } else { 22 }, locale),
                    };
                    let serial = display::serial_of_iso(value);
                    let shown = serial.map(|serial| format.reading(serial, Epoch::Y1900).0);
                    let shown = shown.unwrap_or_else(|| value.to_owned());
                    (Some(shown), Value::Date { date, seconds, format: code.map(SharedText::from) })
                }
                None => as_text(),
            },
            Kind::Time => match seconds_of_duration(value) {
                Some(seconds) => {
                    let code = code.unwrap_or("[hh]:mm:ss");
                    let (shown, value) =
                        NumberFormat::parse(code, locale).reading(seconds / SECONDS_PER_DAY, Epoch::Y1900);
                    (Some(shown), value)
                }
                None => as_text(),
            },
            Kind::Number | Kind::Percentage | Kind::Currency => {
                let Some(number) = value.parse::<f64>().ok().filter(|number| number.is_finite()) else {
                    return as_text();
                };
                let word = BOOLEANS.iter().find(|(word, _)| text == Some(word)).map(|&(_, yes)| yes);
                let by_word = word.filter(|&yes| number == f64::from(u8::from(yes)));
                let by_style = (styles.data_kind(data_style) == DataKind::Boolean).then_some(number != 0.0);
                if let Some(yes) = by_word.or(by_style) {
                    return (Some(display::boolean(yes, locale).to_owned()), Value::Boolean(yes));
                }
                let code = code.map_or_else(|| self.usual_code(kind), |code| Some(code.to_owned()));
                let is_moment = styles.data_kind(data_style) == DataKind::Moment;
                if text.is_some() && !is_moment {
                    // What is shown is known: the format need not be worked out.
                    return (None, Value::Number { number, format: code.map(SharedText::from) });
                }
                let (shown, value) =
                    NumberFormat::parse(code.as_deref().unwrap_or("General"), locale).reading(number, Epoch::Y1900);
                (Some(shown), value)
            }
        }
    }

    /// The format of a type where no style gives one.
    fn usual_code(&self, kind: Kind) -> Option<String> {
        match (kind, self.currency.as_deref()) {
            (Kind::Percentage, _) => Some("0.00%".to_owned()),
            (Kind::Currency, Some("EUR") | None) => Some("#,##0.00 \"€\"".to_owned()),
            (Kind::Currency, Some(code)) => {
                Some(format!("#,##0.00 \"{}\"", code.chars().filter(|c| c.is_alphabetic()).take(8).collect::<String>()))
            }
            _ => None,
        }
    }
}

/// A text that only the result of a broken formula shows.
fn is_error(text: &str) -> bool {
    let by_name = || ERRORS.iter().any(|error| text.starts_with(error));
    let by_number = || text.strip_prefix("Err:").is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    text.len() <= LONGEST_ERROR && (by_name() || by_number())
}

/// A date in ISO 8601 with or without time of day, and the seconds since midnight.
fn date_of_iso(text: &str) -> Option<(Date, u32)> {
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let (before_christ, day) = day.strip_prefix('-').map_or((false, day), |day| (true, day));
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = i16::try_from(year).ok()?;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let mut time = time.trim_end_matches('Z').split(':').map(|part| part.parse::<f64>().ok());
    let (hours, minutes) = (time.next()??, time.next()??);
    let seconds = time.next().unwrap_or(Some(0.0))?;
    let in_year = (1..=12).contains(&month) && (1..=31).contains(&day);
    let in_day = (0.0..24.0).contains(&hours) && (0.0..60.0).contains(&minutes) && (0.0..61.0).contains(&seconds);
    let date = Date { year: if before_christ { -year } else { year }, month, day };
    // The ranges keep this below two days.
    (in_year && in_day).then(|| (date, (hours * 3600.0 + minutes * 60.0 + seconds).round() as u32))
}

/// A duration such as `PT08H15M00.5S`, in seconds.
fn seconds_of_duration(text: &str) -> Option<f64> {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |text| (-1.0, text));
    let (days, time) = text.strip_prefix('P')?.split_once('T')?;
    let days = if days.is_empty() { 0.0 } else { days.strip_suffix('D')?.parse::<f64>().ok()? };
    let mut seconds = days * SECONDS_PER_DAY;
    let mut digits = String::new();
    for c in time.chars() {
        let unit = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            '0'..='9' | '.' | ',' => {
                digits.push(if c == ',' { '.' } else { c });
                continue;
            }
            _ => return None,
        };
        seconds += digits.parse::<f64>().ok()? * unit;
        digits.clear();
    }
    (digits.is_empty() && seconds.is_finite()).then_some(sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_or_without_time() {
        let date = |year, month, day| Date { year, month, day };
        for (text, expected) in [
            ("2020-01-31", Some((date(2020, 1, 31), 0))),
            ("2020-01-31T08:15:00", Some((date(2020, 1, 31), 29_700))),
            ("1830-10-04", Some((date(1830, 10, 4), 0))),
            ("2020-13-01", None),
            ("2020-01", None),
            ("99999-01-01", None),
            ("", None),
        ] {
            assert_eq!(date_of_iso(text), expected, "{text}");
        }
    }

    #[test]
    fn durations_are_read_in_seconds() {
        for (text, expected) in [
            ("PT08H15M00S", Some(29_700.0)),
            ("PT30H00M00.5S", Some(108_000.5)),
            ("-P1DT00H00M01S", Some(-86_401.0)),
            ("08:15", None),
            ("PT8", None),
            ("PTH", None),
        ] {
            assert_eq!(seconds_of_duration(text), expected, "{text}");
        }
    }
}

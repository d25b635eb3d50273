//! Typed values of cells, as Excel and LibreOffice write them into HTML.

use super::tokens::Tag;
use crate::display::{Epoch, Locale, NumberFormat};
use crate::value::Value;

/// Number formats that Excel calls by name in HTML, with their codes.
const NAMED_FORMATS: [(&str, &str); 14] = [
    ("General", "General"),
    ("Fixed", "0.00"),
    ("Standard", "#,##0.00"),
    ("Percent", "0.00%"),
    ("Scientific", "0.00E+00"),
    ("Short Date", "dd/mm/yyyy"),
    ("Medium Date", "dd-mmm-yy"),
    ("Long Date", "dddd d mmmm yyyy"),
    ("General Date", "dd/mm/yyyy h:mm"),
    ("Short Time", "h:mm"),
    ("Medium Time", "h:mm AM/PM"),
    ("Long Time", "h:mm:ss"),
    ("Currency", "#,##0.00\\ \"€\""),
    ("Euro Currency", "#,##0.00\\ \"€\""),
];

/// Format codes that say the cell holds text.
const TEXT_FORMAT: &str = "@";

/// The value of a cell that shows `text`, by its attributes and the number format of its style.
pub(super) fn value(cell: &Tag, text: &str, format: Option<&str>) -> Value {
    let stated = |name: &str| cell.attribute(name).map(|value| if value.is_empty() { text } else { value });
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    if let Some(stored) = cell.attribute("sdval").and_then(number) {
        if is_error(text) {
            return Value::Error(text.into());
        }
        // Language, language of the format, format.
        let code = cell.attribute("sdnum").and_then(|sdnum| sdnum.splitn(3, ';').nth(2)).unwrap_or_default();
        return of_number(stored, code);
    }
    if let Some(error) = stated("x:err") {
        return Value::Error(error.trim().into());
    }
    if let Some(truth) = stated("x:bool") {
        return Value::Boolean(truth.trim().eq_ignore_ascii_case("true") || truth.trim() == "1");
    }
    // Without a value of its own the number is as shown, and may be written in the way of a country.
    if let Some(stored) =
        cell.attribute("x:num").and_then(|stored| number(if stored.is_empty() { text } else { stored }))
    {
        return of_number(stored, format.unwrap_or_default());
    }
    let says_text = cell.attribute("x:str").is_some() || format == Some(TEXT_FORMAT);
    if says_text && !text.trim().is_empty() { Value::Text } else { Value::Empty }
}

/// Calc stores a number behind its errors too.
fn is_error(text: &str) -> bool {
    text.starts_with("Err:") || (text.starts_with('#') && text.ends_with(['!', '?', 'A']))
}

fn of_number(number: f64, format: &str) -> Value {
    if format == "BOOLEAN" {
        return Value::Boolean(number != 0.0);
    }
    let named = NAMED_FORMATS.iter().find(|(name, _)| *name == format).map(|(_, code)| *code);
    let code = named.unwrap_or(if format.is_empty() { "General" } else { format });
    // Only the value is asked for, which is the same everywhere.
    NumberFormat::parse(code, Locale::default()).reading(number, Epoch::Y1900).1
}

#[cfg(test)]
mod tests {
    use super::super::tokens::{Token, Tokens};
    use super::*;
    use crate::value::Date;

    fn read(cell: &str, text: &str, format: Option<&str>) -> Value {
        match Tokens::new(cell).next() {
            Some(Token::Start(tag)) => value(&tag, text, format),
            _ => Value::Empty,
        }
    }

    fn number(number: f64, format: Option<&str>) -> Value {
        Value::Number { number, format: format.map(Into::into) }
    }

    #[test]
    fn values_are_those_behind_what_is_shown() {
        let day = |format: &str| Value::Date {
            date: Date { year: 2020, month: 1, day: 1 },
            seconds: 0,
            format: Some(format.into()),
        };
        for (cell, text, format, expected) in [
            ("<td x:num='43831'>", "janv-20", Some("mmm\\-yy"), day("mmm\\-yy")),
            ("<td x:num='43831'>", "1/01/2020", Some("Short Date"), day("dd/mm/yyyy")),
            ("<td sdval=43831 sdnum='2060;0;MMM-JJ;@'>", "janv-20", None, day("MMM-JJ;@")),
            ("<td sdval=43831 sdnum='1033;0;MMM-YY'>", "Jan-20", None, day("MMM-YY")),
            ("<td sdval=1 sdnum='1033;0;BOOLEAN'>", "TRUE", None, Value::Boolean(true)),
            ("<td sdval=0 sdnum='1033;'>", "#DIV/0!", None, Value::Error("#DIV/0!".into())),
            ("<td x:num>", "12", None, number(12.0, None)),
            ("<td x:num>", "douze", None, Value::Empty),
            ("<td x:num='0.25'>", "25%", Some("Percent"), number(0.25, Some("0.00%"))),
            ("<td x:str>", "2024", None, Value::Text),
            ("<td x:str>", "", None, Value::Empty),
            ("<td>", "2024", Some("@"), Value::Text),
            ("<td>", "2024", None, Value::Empty),
            ("<td x:err='#REF!'>", "#REF!", None, Value::Error("#REF!".into())),
            ("<td x:bool='TRUE'>", "VRAI", None, Value::Boolean(true)),
            ("<td sdval=NaN x:num=inf>", "x", None, Value::Empty),
        ] {
            assert_eq!(read(cell, text, format), expected, "{cell} {text}");
        }
    }
}

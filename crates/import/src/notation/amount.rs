//! Amounts in euros within a text, exact: `73.500 €`, `1 000,00 €`, `4 millions d'euros`, `k€`.

use rust_decimal::Decimal;

use super::article;
use super::lists::lists;

/// An amount and where it stands, with its currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub value: Decimal,
    pub start: usize,
    pub end: usize,
    /// The same digits read otherwise (`1,500 €`).
    pub other: Option<Decimal>,
    /// Whether a currency is printed.
    pub currency: bool,
}

/// Spaces that group thousands: plain, no-break, narrow no-break, thin.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Every amount of a text: a number with a currency on either side, or a number that is the whole text.
pub(super) fn find_all(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(offset) = rest.find(|c: char| c.is_ascii_digit()) else { break };
        let start = at + offset;
        if let Some(length) = text.get(start..).and_then(article::length) {
            at = start + length;
            continue;
        }
        let Some(number) = text.get(start..).and_then(number) else {
            // A date, a code or too long a number: none of its parts is an amount.
            at = start + chain(text.get(start..).unwrap_or_default()).max(1);
            continue;
        };
        let end = start + number.length;
        at = end;
        let glued = text.get(..start).is_some_and(|before| before.ends_with(char::is_alphabetic));
        if let Some((factor, length)) = text.get(end..).and_then(currency) {
            let amount = scaled(&number, factor, start, end + length, true).filter(|_| !glued);
            found.extend(amount.map(|amount| times(text, amount)));
            at = end + length;
        } else if let Some(sign) = text.get(..start).and_then(currency_before) {
            found.extend(scaled(&number, 1, sign, end, true));
        } else if let Some(factor) = range_factor(text.get(start..end).unwrap_or_default(), text.get(end..)) {
            found.extend(scaled(&number, factor, start, end, true).filter(|_| !glued));
        } else if text.trim().len() == number.length {
            found.extend(scaled(&number, 1, start, end, false));
        }
    }
    for amount in &mut found {
        take_sign(text, amount);
    }
    found
}

/// `2 x 500 €` is a thousand.
fn times(text: &str, amount: Found) -> Found {
    let multiplied = || {
        let before = text.get(..amount.start)?.trim_end().strip_suffix(['x', 'X', '×', '*'])?.trim_end();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let start = before.len().checked_sub(digits).filter(|_| (1..=2).contains(&digits))?;
        // `1,5 x 500 €` and `2019/2 x 500 €` are more than a count.
        let counts = !before.get(..start)?.trim_end_matches(is_space).ends_with([',', '.', '/', '-']);
        let count: u32 = before.get(start..)?.parse().ok().filter(|_| counts)?;
        Some(Found { value: amount.value.checked_mul(Decimal::from(count))?.normalize(), start, ..amount.clone() })
    };
    multiplied().unwrap_or(amount)
}

/// The currency of `5.000` in `de 5.000 à 10.000 €`, told by the second amount. A year is none: `2019 - 500 €`.
fn range_factor(printed: &str, after: Option<&str>) -> Option<u32> {
    if printed.parse::<u32>().is_ok_and(|value| (1990..=2100).contains(&value)) {
        return None;
    }
    let rest = after?.trim_start_matches(is_space);
    let word = ["à", "-", "–", "et", "+", "/"].iter().find(|word| rest.starts_with(**word))?;
    let second = rest.get(word.len()..)?.trim_start_matches(is_space);
    let last = number(second)?;
    let (factor, _) = currency(second.get(last.length..)?)?;
    // `20250012 - 150.000 €` is a number of a project and an amount; `1/2` is no range.
    let first = number(printed)?.value;
    let written = *word != "/" || first >= Decimal::ONE_HUNDRED;
    (*word == "+" || first < last.value && written).then_some(factor)
}

/// How long a run of digits joined by points, commas, strokes and dashes is.
fn chain(text: &str) -> usize {
    let run = text.bytes().take_while(|byte| byte.is_ascii_digit() || b".,/-".contains(byte)).count();
    text.get(..run).unwrap_or_default().trim_end_matches(['.', ',', '/', '-']).len()
}

/// A minus that stands right before the first amount of a text and after nothing else.
fn take_sign(text: &str, amount: &mut Found) {
    let before = text.get(..amount.start).unwrap_or_default();
    if matches!(before.trim_start(), "-" | "−") {
        amount.value.set_sign_negative(true);
        amount.start = 0;
    }
}

fn scaled(number: &Number, factor: u32, start: usize, end: usize, currency: bool) -> Option<Found> {
    // `1,8 million` and `1,250 M€` are decimals: only of plain euros are three decimals in doubt.
    let (value, other) = match (factor, number.other) {
        (1, other) => (number.value, other),
        (_, Some(decimal)) if number.comma => (decimal, None),
        (_, _) => (number.value, None),
    };
    let value = value.checked_mul(Decimal::from(factor))?.normalize();
    Some(Found { value, start, end, other, currency })
}

/// The currency or scale at the front of a text, after spaces: its factor and length.
fn currency(text: &str) -> Option<(u32, usize)> {
    let spaces = text.len() - text.trim_start_matches(is_space).len();
    let rest = text.get(spaces..)?;
    // Each begins with one of these.
    if !rest.starts_with(['€', ',', '.', 'e', 'E', 'k', 'K', 'm', 'M']) {
        return None;
    }
    lists()
        .currencies
        .iter()
        .filter_map(|(word, factor)| Some((*factor, spaces + spelled(rest, word)?)))
        .max_by_key(|(_, length)| *length)
}

/// How long a wording is at the front of a text: any case, any apostrophe, any space; no letter may follow.
fn spelled(text: &str, word: &str) -> Option<usize> {
    let mut length = 0;
    let mut rest = text.chars();
    for expected in word.chars() {
        let c = rest.next()?;
        let same = match expected {
            '\'' => matches!(c, '\'' | '’'),
            ' ' => is_space(c),
            expected => c.eq_ignore_ascii_case(&expected),
        };
        if !same {
            return None;
        }
        length += c.len_utf8();
    }
    let ends = !word.ends_with(char::is_alphabetic) || rest.next().is_none_or(|c| !c.is_alphanumeric());
    ends.then_some(length)
}

/// Where a currency right before a number begins: `€ 500`, `EUR 500`.
fn currency_before(before: &str) -> Option<usize> {
    let trimmed = before.trim_end_matches(is_space);
    if let Some(front) = trimmed.strip_suffix('€') {
        // `500 € 200` is an amount and a number.
        return (!front.trim_end_matches(is_space).ends_with(|c: char| c.is_ascii_digit())).then_some(front.len());
    }
    let start = trimmed.len().checked_sub(3)?;
    let front = trimmed.get(..start)?;
    let word = trimmed.get(start..)?;
    (word.eq_ignore_ascii_case("eur") && !front.ends_with(char::is_alphanumeric)).then_some(start)
}

struct Number {
    value: Decimal,
    length: usize,
    /// The other way to read a comma with three digits after it.
    other: Option<Decimal>,
    comma: bool,
}

/// The number at the front of a text. Thousands are groups of three after one kind of sign; decimals one or two
/// digits after a comma or a point.
fn number(text: &str) -> Option<Number> {
    let first = text.bytes().take_while(u8::is_ascii_digit).count();
    let digits_at = |at: usize| text.get(at..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let mut whole = text.get(..first)?.to_owned();
    let mut end = first;
    let mut group: Option<char> = None;
    if (1..=3).contains(&first) {
        while let Some(sign) = text.get(end..).and_then(|rest| rest.chars().next()) {
            let groups = is_space(sign) || matches!(sign, '.' | '\'' | '’');
            let after = end + sign.len_utf8();
            if !groups || digits_at(after) != 3 || group.is_some_and(|group| group != sign) {
                break;
            }
            whole.push_str(text.get(after..after + 3)?);
            group = Some(sign);
            end = after + 3;
        }
    }
    if group.is_none()
        && let Some((digits, length)) = english_thousands(text, first)
    {
        (whole, end, group) = (digits, length, Some(','));
    }
    if whole.len() > 15 {
        return None;
    }
    let exact = |text: &str| Decimal::from_str_exact(text).ok();
    let sign = text.get(end..)?.chars().next();
    let decimals = sign.filter(|sign| matches!(sign, ',' | '.')).map_or(0, |_| digits_at(end + 1));
    let fraction = |count: usize| text.get(end + 1..end + 1 + count);
    let plain = |value: Decimal, length: usize| Some(Number { value, length, other: None, comma: false });
    // Another point and digits after these decimals: a code or a date, not an amount.
    let length = end + 1 + decimals;
    let chained = decimals > 0
        && text.get(length..).and_then(|rest| rest.chars().next()).is_some_and(|c| matches!(c, '.' | ',' | '/' | '-'))
        && digits_at(length + 1) > 0;
    match (sign, decimals) {
        (_, 0) => plain(exact(&whole)?, end),
        _ if chained => None,
        (Some(','), 3) if group.is_none() && first <= 3 => Some(Number {
            value: exact(&format!("{whole}{}", fraction(3)?))?,
            other: exact(&format!("{whole}.{}", fraction(3)?)),
            length,
            comma: true,
        }),
        (Some('.'), _) if group == Some('.') => None,
        (_, count) if count <= 8 => plain(exact(&format!("{whole}.{}", fraction(count)?))?, length),
        _ => None,
    }
}

/// Thousands after commas, where nothing else can be meant: `73,500.00`, `1,234,567`. Their digits and length.
fn english_thousands(text: &str, first: usize) -> Option<(String, usize)> {
    let digits_at = |at: usize| text.get(at..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let mut digits = text.get(..first).filter(|_| (1..=3).contains(&first))?.to_owned();
    let mut end = first;
    while text.get(end..)?.starts_with(',') && digits_at(end + 1) == 3 {
        digits.push_str(text.get(end + 1..end + 4)?);
        end += 4;
    }
    let groups = (end - first) / 4;
    let cents = text.get(end..)?.starts_with('.') && matches!(digits_at(end + 1), 1 | 2);
    (groups > 1 || groups == 1 && cents).then_some((digits, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_is_found() {
        for (word, factor) in &lists().currencies {
            assert_eq!(currency(&format!(" {}", word.to_uppercase())).map(|found| found.0), Some(*factor), "{word}");
        }
    }

    #[test]
    fn an_amount_is_exact_in_every_notation() {
        let cases = [
            ("73.500 €", "73500"),
            ("1 000,00 €", "1000"),
            ("1\u{a0}000,00 €", "1000"),
            ("20\u{202f}000,00\u{202f}€", "20000"),
            ("1000,00 €/an", "1000"),
            ("500€", "500"),
            ("515.55 €", "515.55"),
            ("515,5 €", "515.5"),
            ("1.234.567,89 €", "1234567.89"),
            ("180000 euros", "180000"),
            ("1000 euros", "1000"),
            ("15 k€", "15000"),
            ("1,5 M€", "1500000"),
            ("1,250 M€", "1250000"),
            ("4 millions d'euros", "4000000"),
            ("1,8 million d’euros", "1800000"),
            ("2 Mio €", "2000000"),
            ("€ 500", "500"),
            ("EUR 1.500", "1500"),
            ("500 EUR", "500"),
            ("500,- €", "500"),
            ("-500 €", "-500"),
            ("20 000,00", "20000"),
            ("1500", "1500"),
            ("1'500 €", "1500"),
            ("73,500.00 €", "73500"),
            ("1,234,567 €", "1234567"),
            ("1,234,567.89 EUR", "1234567.89"),
        ];
        for (text, expected) in cases {
            let found = find_all(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].value.to_string(), expected, "{text}");
            assert_eq!(found[0].other, None, "{text}");
        }
        for text in ["1.2.3 €", "30.06.2020", "840107/124-02", "OO 101", "3 ETP", "12 mois", "1.234.56 €"] {
            assert_eq!(find_all(text), [], "{text}");
        }
        let doubtful = &find_all("1,500 €")[0];
        assert_eq!(
            (doubtful.value.to_string().as_str(), doubtful.other.unwrap().to_string().as_str()),
            ("1500", "1.500")
        );
    }
}

//! Whole numbers as people write them.

use passerelle_core::plan_hp::Count;

/// Reads a count: `351`, `1 351`, `1.351`, `12,00`; another text keeps its words, with the one number in it.
pub(super) fn count(text: &str) -> Count {
    let text = text.trim();
    if let Some(number) = plain(text) {
        return Count::Number(number);
    }
    let number = only_number(text);
    Count::Printed { text: text.to_owned(), number }
}

/// A number alone, thousands apart or not, without cents.
fn plain(text: &str) -> Option<u32> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    let mut text = text;
    for cents in [",00", ".00", ",0", ".0"] {
        if let Some(whole) = text.strip_suffix(cents) {
            text = whole;
            break;
        }
    }
    let mut groups = text.split(|c: char| is_space(c) || c == '.' || c == ',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    if !grouped || !digits(first) || !rest.iter().all(|group| digits(group)) {
        return None;
    }
    (first.to_owned() + &rest.concat()).parse().ok()
}

/// The number in a text that holds one: « environ 40 », « 12 RP ».
fn only_number(text: &str) -> Option<u32> {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [number] = numbers.as_slice() else { return None };
    let (before, after) = text.split_once(number)?;
    // −3, 40 % and 12B are no counts.
    let odd = before.trim_end().ends_with(['-', '−', '–'])
        || before.ends_with(char::is_alphanumeric)
        || after.trim_start().starts_with('%')
        || after.starts_with(char::is_alphanumeric);
    if odd { None } else { number.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_people_write_them() {
        for (text, number) in [
            ("351", 351),
            ("0", 0),
            (" 1 351 ", 1_351),
            ("1\u{a0}351", 1_351),
            ("1.351", 1_351),
            ("12,00", 12),
            ("1.351,00", 1_351),
        ] {
            assert_eq!(count(text), Count::Number(number), "{text}");
        }
        for (text, number) in [
            ("environ 40", Some(40)),
            ("12 RP", Some(12)),
            ("(7)", Some(7)),
            ("/", None),
            ("n.c.", None),
            ("-3", None),
            ("12 à 15", None),
            ("40 %", None),
            ("12,5", None),
            ("99999999999", None),
            ("B12", None),
        ] {
            assert_eq!(count(text), Count::Printed { text: text.into(), number }, "{text}");
        }
    }
}

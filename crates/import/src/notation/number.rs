//! Progression and full-time equivalents.

use passerelle_core::fold;
use rust_decimal::Decimal;

use super::calendar::calendar;

/// What stands behind the number of a percentage, folded; nothing is left of the sign itself.
const PER_CENT: &[&str] =
    &["", "pour cent", "pourcent", "pc", "p c", "percent", "per cent", "realise", "realisee", "realises"];

/// `50 %`, `0,5 %`, `50`, `50 pour cent`, `100 % (terminé)`: per cent from 0 to 100.
pub(super) fn progress(text: &str) -> Option<Decimal> {
    let text = text.split_once('(').filter(|(_, rest)| rest.ends_with(')')).map_or(text, |(front, _)| front).trim();
    let text = text.strip_prefix("à ").or_else(|| text.strip_prefix("À ")).unwrap_or(text);
    // `50 % au 31/12/2024`, `50 % en 2024`: when it was is another matter.
    let text = text.split_once('%').filter(|(_, rest)| is_when(rest)).map_or(text, |(front, _)| front);
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    // `75 / 100` is one too.
    if rest.trim_start().strip_prefix('/').is_some_and(|rest| rest.trim() == "100") {
        return decimal(number).filter(|value| *value <= Decimal::ONE_HUNDRED);
    }
    let sign = !rest.is_empty();
    let marks = rest.chars().filter(|c| matches!(c, '%' | '٪')).count();
    let words = fold(rest);
    if !PER_CENT.contains(&words.as_str()) || sign && words.is_empty() && marks != 1 {
        return None;
    }
    // A bare `0,5` may be half or half a per cent: without the sign only a whole number counts.
    if !sign && number.contains([',', '.']) {
        return None;
    }
    decimal(number).filter(|value| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(value))
}

/// `au 31/12/2024`, `en 2024`, `fin 2024`.
fn is_when(text: &str) -> bool {
    let date = ["au ", "en ", "fin ", "à fin "].iter().find_map(|word| text.trim_start().strip_prefix(word));
    date.is_some_and(|date| date.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | ' ')))
}

/// Wordings of « équivalent temps plein ».
const FULL_TIME: &[&str] = &[
    "etp",
    "etps",
    "e t p",
    "equivalent temps plein",
    "equivalents temps plein",
    "temps plein",
    "temps pleins",
    "fte",
    "ftes",
    "full time equivalent",
    "full time equivalents",
];

/// Wordings of half of one.
const HALF_TIME: &[&str] = &["mi temps", "demi temps", "half time"];

/// Behind a fraction: `4/5 temps`, `4/5e temps`.
const PART_TIME: &[&str] = &["temps", "e temps", "eme temps"];

/// `0,5 ETP`, `1/2 ETP`, `½ ETP`, `ETP : 2`, `1 ETP (assistante sociale)`, `mi-temps`, `1 ETP + 4/5 temps`, `0,5`. A
/// whole number alone may count people.
pub(super) fn full_time(text: &str) -> Option<Decimal> {
    let text = text.split_once('(').map_or(text, |(before, _)| before).trim();
    if text.len() > 60 {
        return None;
    }
    let parts = text.split('+').flat_map(|part| part.split(" et "));
    parts.map(one_share).try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?))
}

fn one_share(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let Some(letter) = text.find(char::is_alphabetic) else {
        return decimal(text).filter(|value| !value.is_integer() && *value < Decimal::TEN);
    };
    let (before, after) = text.split_at_checked(letter)?;
    let (before, folded) = (before.trim(), fold(after));
    let is = |list: &[&str], words: &str| list.contains(&words);
    if before.is_empty() {
        // `deux ETP`, `ETP : 2`, `temps plein`.
        let (first, rest) = folded.split_once(' ').unwrap_or((&folded, ""));
        let labelled = || {
            let (label, number) = text.split_once([':', ' '])?;
            is(FULL_TIME, &fold(label)).then(|| share(number.trim_start_matches(':').trim())).flatten()
        };
        let count = calendar().number(first);
        return match count {
            Some(count) if is(FULL_TIME, rest) => Some(Decimal::from(count)),
            Some(count) if is(HALF_TIME, rest) => Decimal::new(5, 1).checked_mul(Decimal::from(count)),
            _ if is(HALF_TIME, &folded) => Some(Decimal::new(5, 1)),
            _ if folded.starts_with("temps plein") && is(FULL_TIME, &folded) => Some(Decimal::ONE),
            _ => labelled(),
        };
    }
    if let Some(percent) = before.strip_suffix('%') {
        let full = is(FULL_TIME, &folded).then(|| decimal(percent.trim())).flatten()?;
        return Some(full.checked_div(Decimal::ONE_HUNDRED)?.normalize());
    }
    if is(HALF_TIME, &folded) {
        return Some(decimal(before)?.checked_mul(Decimal::new(5, 1))?.normalize());
    }
    let fraction = before.contains(['/', '½', '¼', '¾']);
    // `1 ETP niveau A`: who it is.
    let full = FULL_TIME.iter().any(|words| {
        folded.strip_prefix(words).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(' ') && (is_grade(rest) || !rest.contains(|c: char| c.is_ascii_digit()))
        })
    });
    (full || fraction && is(PART_TIME, &folded)).then(|| share(before)).flatten()
}

/// A grade of the communal staff: ` a1`, ` d4`, ` b`.
fn is_grade(text: &str) -> bool {
    let mut signs = text.trim().chars();
    matches!(signs.next(), Some('a'..='e'))
        && signs.by_ref().take(2).all(|c| c.is_ascii_digit())
        && signs.next().is_none()
}

fn share(text: &str) -> Option<Decimal> {
    const SIGNS: &[(char, i64, i64)] = &[('½', 1, 2), ('¼', 1, 4), ('¾', 3, 4)];
    if let Some((sign, over, under)) = SIGNS.iter().find(|(sign, ..)| text.ends_with(*sign)) {
        let whole = text.trim_end_matches(*sign).trim();
        let whole = if whole.is_empty() { Decimal::ZERO } else { decimal(whole)? };
        return Some(whole.checked_add(Decimal::from(*over).checked_div(Decimal::from(*under))?)?.normalize());
    }
    if let Some((over, under)) = text.split_once('/') {
        return Some(decimal(over.trim())?.checked_div(decimal(under.trim())?)?.normalize());
    }
    decimal(text)
}

/// A plain number with comma or point, no thousands.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let plain = text.replace(',', ".");
    let numeric = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.')
        && plain.len() <= 20;
    numeric.then(|| Decimal::from_str_exact(&plain).ok()).flatten().map(|value| value.normalize())
}

//! Progression and full-time equivalents.

use passerelle_core::fold;
use rust_decimal::Decimal;

/// `50 %`, `0,5 %`, `50`: per cent from 0 to 100.
pub(super) fn progress(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (number, sign) = match text.strip_suffix(['%', '٪']) {
        Some(number) => (number.trim_end(), true),
        None => (text, false),
    };
    // A bare `0,5` may be half or half a per cent: without the sign only a whole number counts.
    if !sign && number.contains([',', '.']) {
        return None;
    }
    decimal(number).filter(|value| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(value))
}

/// Wordings of « équivalent temps plein ».
const FULL_TIME: &[&str] = &["etp", "etps", "equivalent temps plein", "equivalents temps plein"];

/// `0,5 ETP`, `1/2 ETP`, `½ ETP`, `ETP : 2`, `1 ETP (assistante sociale)`, `mi-temps`, `temps plein`.
pub(super) fn full_time(text: &str) -> Option<Decimal> {
    let text = text.split_once('(').map_or(text, |(before, _)| before).trim();
    if text.len() > 60 {
        return None;
    }
    match fold(text).as_str() {
        "mi temps" | "1 mi temps" | "un mi temps" => return Some(Decimal::new(5, 1)),
        "temps plein" | "1 temps plein" | "un temps plein" => return Some(Decimal::ONE),
        _ => {}
    }
    let letter = text.find(char::is_alphabetic)?;
    let (before, after) = text.split_at_checked(letter)?;
    if before.trim().is_empty() {
        let (label, number) = text.split_once(':')?;
        return FULL_TIME.contains(&fold(label).as_str()).then(|| share(number.trim())).flatten();
    }
    FULL_TIME.contains(&fold(after).as_str()).then(|| share(before.trim())).flatten()
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

//! Indicateurs: `Libellé = atteint / attendu`, several joined by ` | ` (iA.PST). Another text is a label to keep as
//! printed and has no reading.

use passerelle_core::Indicator;
use rust_decimal::Decimal;

use super::number::decimal;

/// Reads indicators when every part is one.
pub(super) fn read(text: &str) -> Option<Vec<Indicator>> {
    // A semicolon stands between two only where each is one; else it is part of a label.
    let apart = |signs: &[char]| {
        let parts = text.split(signs).filter(|part| !part.trim().is_empty());
        parts.map(one).collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
    };
    apart(&['|', '\n', ';']).or_else(|| apart(&['|', '\n']))
}

fn one(text: &str) -> Option<Indicator> {
    let (label, reached, target) = parts(text)?;
    let label = label.trim();
    let (reached, target) = (value(reached)?, value(target)?);
    let units = [reached, target].map(|value| value.map(|(_, unit)| unit));
    let unit = match units {
        [Some(one), Some(other)] if one != other => return None,
        [one, other] => one.or(other)?,
    };
    (!label.is_empty()).then_some(())?;
    Some(Indicator {
        label: label.to_owned(),
        target: target.map(|(number, _)| number),
        reached: reached.map(|(number, _)| number),
        unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()),
        year: None,
    })
}

/// Label, reached and target: `Réunions = 2 / 4`, `Réunions : 2 sur 4`. Behind a colon a stroke may be of a date.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    if let Some((label, values)) = text.rsplit_once('=') {
        let (reached, target) = values.split_once('/')?;
        return Some((label, reached, target));
    }
    let (label, values) = text.rsplit_once(':')?;
    let (reached, target) = values.split_once(" sur ")?;
    (!reached.trim().is_empty() && !target.trim().is_empty()).then_some((label, reached, target))
}

/// A number and its unit, or nothing where nothing is said: `12,5 km`, `80 %`, `1.500`.
fn value(text: &str) -> Option<Option<(Decimal, &str)>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let end = text.find(|c: char| c.is_alphabetic() || matches!(c, '%' | '€')).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let plain: String = match thousands(number.trim()) {
        true => number.chars().filter(char::is_ascii_digit).collect(),
        false => number.trim().to_owned(),
    };
    (unit.chars().count() <= 12).then_some(())?;
    Some(Some((decimal(&plain)?, unit.trim())))
}

/// Groups of three digits behind the first: `1.500`, `1 500`, `12 345 678`.
fn thousands(text: &str) -> bool {
    let mut groups = text.split(['.', ' ', '\u{a0}', '\u{202f}']);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && digits(group));
    let mut rest = groups.peekable();
    first && rest.peek().is_some() && rest.all(|group| group.len() == 3 && digits(group))
}

//! Numbers that a list counts by, other than plain ones: `I.`, `A.`, `a)`.

use std::collections::BTreeMap;

use crate::wording::roman;

/// How a level counts its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// `1`, `1.2`: with how many parts.
    Arabic(usize),
    /// `I`, `IV`.
    Roman,
    /// `A`.
    Capital,
    /// `a`.
    Small,
}

/// A counter that is no plain number at the beginning of a text, closed by a point, bracket or dash: what it is, and
/// where the text goes on. `M. Dupont` and `etc.` have none.
pub(crate) fn counter(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (count, rest) = text.split_at(end);
    let letter = count.len() == 1 && count != "M";
    let numeral =
        count.len() <= 5 && !count.is_empty() && count.bytes().all(|b| b"IVX".contains(&b)) && roman(count).is_some();
    let small = count.bytes().all(|byte| byte.is_ascii_lowercase());
    if !(letter || numeral) {
        return None;
    }
    let after = rest.strip_prefix(')').or_else(|| {
        let titled = |after: &&str| letter && after.trim_start().starts_with(char::is_uppercase);
        let point = rest.strip_prefix('.').filter(|after| !small || titled(after));
        point.or_else(|| numeral.then(|| rest.trim_start().strip_prefix(['-', '–', '—', ':'])).flatten())
    })?;
    let wording = after.trim_start();
    let parted = wording.is_empty() || after.starts_with(char::is_whitespace);
    // "A. Lambert" is a person; a title says more.
    let enough = wording.is_empty() || rest.starts_with(')') || wording.split_whitespace().count() > 2;
    (parted && enough).then_some((count, wording))
}

/// A Roman number with further parts, "I.1.", "IV.2.3": its numbers, and where the text goes on.
pub(crate) fn roman_path(text: &str) -> Option<(&str, Vec<u32>, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (numeral, mut rest) = text.split_at(end);
    let mut numbers = vec![(1..=5).contains(&numeral.len()).then(|| roman(numeral)).flatten()?];
    while let Some(after) = rest.strip_prefix(['.', '-']) {
        let length = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let Some(number) = after.get(..length).filter(|digits| digits.len() < 4).and_then(|n| n.parse().ok()) else {
            break;
        };
        numbers.push(number);
        rest = after.get(length..)?;
    }
    let code = text.get(..text.len() - rest.len())?;
    let wording = rest.trim_start_matches(['.', ')', ':', '-', '–', ' ', '\u{a0}']);
    let parted = wording.is_empty() || wording.len() < rest.len();
    (numbers.len() > 1 && parted).then_some((code, numbers, wording))
}

/// The place of a counter in its list.
pub(crate) fn ordinal(count: &str) -> Option<u32> {
    match count.as_bytes() {
        [letter] if !b"IVX".contains(letter) => Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1),
        _ => roman(count),
    }
}

/// A code without what closes it.
fn bare(code: &str) -> &str {
    code.trim().trim_end_matches(['.', ')', '-', '–', ':', ' '])
}

/// A code, and where it stands: before the title, or in a column of its own.
pub(crate) type Counted<'t> = (&'t str, Stands);

/// Where a code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stands {
    /// Before the title, in one text.
    Before,
    /// In a column of its own.
    Apart,
}

/// Where the levels of a document count in different ways ("I.", "A.", "1.", "a)"), each way is a depth, from 1: the one
/// that comes first is the highest. What stands before titles counts in another way than what stands in the column of
/// codes. None for plain numbers, whose parts tell the depth.
pub(crate) fn depths<'t>(codes: &[Counted<'t>]) -> Option<BTreeMap<Counted<'t>, usize>> {
    // "I", "V" and "X" are numerals unless the letters before them are counted too.
    let letters = codes.iter().any(|(code, _)| bare(code) == "H");
    let way = |counted: &Counted<'t>| Some((*counted, (numbering(counted.0, letters)?, counted.1)));
    let mut ways: Vec<(Numbering, Stands)> = Vec::new();
    for (_, way) in codes.iter().filter_map(way) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let plain = ways.iter().all(|(way, _)| matches!(way, Numbering::Arabic(_)));
    let depth = |way| Some(ways.iter().position(|other| *other == way)? + 1);
    let found = codes.iter().filter_map(way).filter_map(|(code, way)| Some((code, depth(way)?)));
    (!plain && ways.len() > 1).then(|| found.collect())
}

/// How a code counts.
fn numbering(code: &str, letters: bool) -> Option<Numbering> {
    let text = bare(code);
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(Numbering::Arabic(
            text.split(['.', '-', '_', '/', ',']).filter(|part| !part.trim().is_empty()).count(),
        ));
    }
    if let Some((_, numbers, _)) = roman_path(text) {
        return Some(Numbering::Arabic(numbers.len()));
    }
    match text.as_bytes() {
        [b'a'..=b'z'] => Some(Numbering::Small),
        [b'I' | b'V' | b'X'] if !letters => Some(Numbering::Roman),
        [b'A'..=b'Z'] => Some(Numbering::Capital),
        _ if roman(text).is_some() => Some(Numbering::Roman),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_told_from_initials_and_abbreviations() {
        for (text, want) in [
            ("I.", Some(("I", ""))),
            ("IV. Être une commune sûre", Some(("IV", "Être une commune sûre"))),
            ("II – Être une commune sûre", Some(("II", "Être une commune sûre"))),
            ("A. Entretenir les voiries communales", Some(("A", "Entretenir les voiries communales"))),
            ("a) Rénover", Some(("a", "Rénover"))),
            ("a. Rénover les trottoirs", Some(("a", "Rénover les trottoirs"))),
            ("p. ex. une maison", None),
            ("A. Lambert", None),
            ("M. Lambert, échevin des travaux", None),
            ("etc.", None),
            ("A.1", None),
            ("DG", None),
        ] {
            assert_eq!(counter(text), want, "{text}");
        }
    }

    #[test]
    fn a_roman_number_may_have_further_parts() {
        assert_eq!(roman_path("I.1. Adapter l'aide"), Some(("I.1", vec![1, 1], "Adapter l'aide")));
        assert_eq!(roman_path("IV.2.3 Planter"), Some(("IV.2.3", vec![4, 2, 3], "Planter")));
        assert_eq!(roman_path("I. Adapter"), None);
        assert_eq!(roman_path("A.1 Adapter"), None);
    }

    #[test]
    fn numbers_before_titles_count_apart_from_those_in_a_column() {
        let codes = [("I", Stands::Apart), ("1)", Stands::Before), ("1", Stands::Apart), ("2", Stands::Apart)];
        let found: Vec<usize> = codes.iter().filter_map(|code| depths(&codes)?.get(code).copied()).collect();
        assert_eq!(found, [1, 2, 3, 3]);
    }

    #[test]
    fn a_lonely_i_is_a_numeral_and_one_after_h_a_letter() {
        let depths = |codes: &[&'static str]| {
            let codes: Vec<Counted<'_>> = codes.iter().map(|code| (*code, Stands::Before)).collect();
            Some(depths(&codes)?.into_iter().map(|((code, _), depth)| (code, depth)).collect::<Vec<_>>())
        };
        assert_eq!(depths(&["I.", "A.", "1."]), Some(vec![("1.", 3), ("A.", 2), ("I.", 1)]));
        assert_eq!(depths(&["1.", "H)", "I)"]), Some(vec![("1.", 1), ("H)", 2), ("I)", 2)]));
        assert_eq!(depths(&["1", "1.2", "1.2.1"]), None);
    }
}

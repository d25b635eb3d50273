//! Article budgétaire within a text: `(Article 840107/124-02 Frais d'animation PCS III)`.

use passerelle_core::ArticleCode;

use super::token::is_in_any_case;

/// An article and where it stands, with the word `Article` before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub code: ArticleCode,
    pub start: usize,
    pub end: usize,
    /// The exercice printed after it: `840107/124-02/2020`.
    pub year: Option<i16>,
}

/// Words before the code that belong to it, the longest first.
const LABELS: &[&str] = &[
    "article budgétaire n°:",
    "article budgétaire n° :",
    "article budgétaire n°",
    "article budgétaire :",
    "article budgétaire:",
    "article budgétaire",
    "articles budgétaires",
    "article n°",
    "article :",
    "article:",
    "article",
    "articles",
    "art.",
    "art",
    "ab",
    "ref.",
    "réf.",
    "réf",
    "ref",
    "n°",
];

/// The first article of a text: three to eight digits, `/`, three digits, `-`, two digits.
pub(super) fn find(text: &str) -> Option<Found> {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|run| !run.is_empty() && run.iter().all(u8::is_ascii_digit))
    };
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for (slash, _) in text.match_indices('/') {
        let before = bytes.get(..slash)?;
        let count = before.iter().rev().take(9).take_while(|byte| byte.is_ascii_digit()).count();
        let end = slash + 7;
        let economic = digits(slash + 1..slash + 4) && bytes.get(slash + 4) == Some(&b'-') && digits(slash + 5..end);
        if !(3..=8).contains(&count) || !economic || is_digit(end) {
            continue;
        }
        let function = text.get(slash - count..slash)?.to_owned();
        let economic = text.get(slash + 1..end)?.to_owned();
        let start = label_start(text.get(..slash - count)?);
        let year =
            text.get(end + 1..end + 5).filter(|_| matches!(bytes.get(end), Some(b'/' | b'.')) && !is_digit(end + 5));
        let year = year.and_then(|year| year.parse().ok()).filter(|year| (1990..=2100).contains(year));
        let end = if year.is_some() { end + 5 } else { end };
        return Some(Found { code: ArticleCode { function, economic }, start, end, year });
    }
    None
}

/// How long the article code is that a text begins with, its exercice with it.
pub(super) fn length(text: &str) -> Option<usize> {
    // Most numbers are followed by no stroke.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let front = text.get(..text.len().min(digits + 13)).or_else(|| text.get(..digits + 7))?;
    if !(3..=8).contains(&digits) || !front.get(digits..)?.starts_with('/') {
        return None;
    }
    find(front).filter(|found| found.start == 0).map(|found| found.end)
}

/// Where the word `Article` before a code begins; the end of the text when there is none.
fn label_start(before: &str) -> usize {
    let trimmed = before.trim_end();
    for label in LABELS {
        // Most end with another letter.
        let last = |text: &str| text.chars().next_back().map(|c| c.to_lowercase().last());
        if last(trimmed) != last(label) {
            continue;
        }
        let Some(start) = trimmed.char_indices().rev().nth(label.chars().count().saturating_sub(1)).map(|(at, _)| at)
        else {
            continue;
        };
        let (front, tail) = trimmed.split_at_checked(start).unwrap_or((trimmed, ""));
        if is_in_any_case(tail, label) && !front.ends_with(char::is_alphanumeric) {
            return start;
        }
    }
    before.len()
}

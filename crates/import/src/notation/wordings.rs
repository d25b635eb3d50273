//! Words of a deadline around its date. The lists of them are data: `data/deadlines.toml`.

use serde::Deserialize;

use super::calendar::calendar;
use super::token::{Kind, Token};

/// What stands before a moment and says how it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stance {
    /// Au plus tard.
    By,
    /// Before it begins, when a whole period follows.
    Before,
    /// À partir de.
    From,
    /// Au-delà de.
    After,
    /// Put off to it.
    At,
    /// Near it: read as it, and the doubt is said.
    About,
}

/// How many tokens at the front spell these words; signs never match.
pub(super) fn spelled(tokens: &[Token], words: &str) -> Option<usize> {
    // Nearly all begin with another letter.
    if tokens.first()?.word()?.bytes().next() != words.bytes().next() {
        return None;
    }
    let mut count = 0;
    for word in words.split(' ') {
        let (mut token, mut taken) = (tokens.get(count)?, 1);
        // `au-delà` is written with a dash.
        if token.sign() == Some('-') && count > 0 {
            token = tokens.get(count + 1)?;
            taken = 2;
        }
        if token.word() != Some(word) {
            return None;
        }
        count += taken;
    }
    Some(count)
}

/// The longest wording of a list at the front: how many tokens it takes.
pub(super) fn longest(tokens: &[Token], wordings: &[&str]) -> Option<usize> {
    wordings.iter().filter_map(|wording| spelled(tokens, wording)).max()
}

/// `2 fois par an`, `1x/mois`, `tous les 3 mois`: how many tokens it takes.
pub(super) fn frequency(tokens: &[Token]) -> Option<usize> {
    let unit = |token: Option<&Token>| {
        token.and_then(Token::word).is_some_and(|word| {
            calendar().unit(word).is_some() || (word.len() > 3 && calendar().fraction(word).is_some())
        })
    };
    let number = |token: Option<&Token>| {
        token.is_some_and(|token| {
            matches!(token.kind, Kind::Number { .. })
                || token.word().is_some_and(|word| calendar().number(word).is_some())
        })
    };
    if let Some(front) = spelled(tokens, "tous les").or_else(|| spelled(tokens, "toutes les"))
        && number(tokens.get(front))
        && unit(tokens.get(front + 1))
    {
        return Some(front + 2);
    }
    // `1 à 2 fois par an` is of the second number.
    let tokens = match tokens.get(1) {
        Some(between) if between.word() == Some("a") || between.sign() == Some('-') => {
            tokens.get(2..).filter(|rest| number(tokens.first()) && number(rest.first()))
        }
        _ => None,
    }
    .map_or((0, tokens), |rest| (2, rest));
    let (skipped, tokens) = tokens;
    if !number(tokens.first()) {
        return None;
    }
    let times = tokens.get(1).and_then(Token::word).is_some_and(|word| matches!(word, "fois" | "x"));
    let per = tokens.get(2).is_some_and(|token| token.word() == Some("par") || token.sign() == Some('/'));
    (times && per && unit(tokens.get(3))).then_some(skipped + 4)
}

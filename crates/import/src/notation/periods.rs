//! Several periods in one cell, and moments that are labelled: `2020-2021 et 2023-2024`, `Étude : 2025 - Travaux : 2026`.

use passerelle_core::{Deadline, Span};

use super::Context;
use super::lists::lists;
use super::moment::Reader;
use super::token::{Kind, Token};

/// So many pieces a cell may have.
const MOST: usize = 12;

/// A piece of the text: what it says when, and whether words say what for.
struct Piece {
    span: Span,
    labelled: bool,
}

/// Reads a list of two or more pieces of which one at least is a period or labelled; `whole` reads one of them.
pub(super) fn read(reader: &Reader<'_>, whole: &dyn Fn(&Reader<'_>) -> Option<Span>) -> Option<Deadline> {
    let parts = divided(reader);
    if !(2..=MOST).contains(&parts.len()) {
        return None;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut year = None;
    // A piece without year takes that of the next.
    for tokens in parts.into_iter().rev() {
        let (tokens, labelled) = without_label(tokens);
        let alone = Reader { tokens, ..*reader };
        let context = Context { year, ..*reader.context };
        let span = whole(&alone).or_else(|| whole(&Reader { tokens, context: &context }).filter(|_| year.is_some()))?;
        year = span.from.period.first_day().map(|day| day.year());
        pieces.push(Piece { span, labelled });
    }
    pieces.reverse();
    let several = pieces.iter().any(|piece| piece.labelled || piece.span.to.is_some());
    let periods: Vec<Span> = pieces.into_iter().map(|piece| piece.span).collect();
    several.then(|| match periods.iter().map(|span| span.to.is_none().then_some(span.from)).collect() {
        Some(moments) => Deadline::Steps { moments },
        None => Deadline::Periods { periods },
    })
}

/// The tokens between the signs of a list, outside of brackets.
fn divided<'a>(reader: &Reader<'a>) -> Vec<&'a [Token]> {
    let tokens = reader.tokens;
    let mut parts = Vec::new();
    let (mut begin, mut depth) = (0, 0usize);
    for (at, token) in tokens.iter().enumerate() {
        let closed = at > 0 && reader.sign(at - 1) == Some(')');
        // A dash divides where it cannot be that of a range: behind brackets, or before a label.
        let labelled = reader.word(at + 1).is_some() && reader.sign(at + 2) == Some(':');
        let divides = match &token.kind {
            Kind::Sign('(') => {
                depth += 1;
                false
            }
            Kind::Sign(')') => {
                depth = depth.saturating_sub(1);
                false
            }
            Kind::Sign(',' | ';' | '\n' | '&' | '+') => depth == 0,
            Kind::Sign('-' | '/') => depth == 0 && (closed || labelled),
            Kind::Word(word) => depth == 0 && matches!(word.as_str(), "et" | "puis" | "and"),
            _ => false,
        };
        if divides {
            parts.extend(tokens.get(begin..at).filter(|part| !part.is_empty()));
            begin = at + 1;
        }
    }
    parts.extend(tokens.get(begin..).filter(|part| !part.is_empty()));
    parts
}

/// A piece without the words that say what is done then: `2025 (étude)`, `Étude : 2025`, `2025 : étude`, `travaux 2026`,
/// `1ère phase 2025`.
fn without_label(tokens: &[Token]) -> (&[Token], bool) {
    let sign = |token: Option<&Token>, wanted: char| token.and_then(Token::sign) == Some(wanted);
    if sign(tokens.last(), ')')
        && let Some(open) = tokens.iter().position(|token| token.sign() == Some('('))
        && open > 0
    {
        let label = tokens.get(open + 1..tokens.len() - 1).unwrap_or_default();
        if is_label(label) || step(label) == Some(label.len()) {
            return (tokens.get(..open).unwrap_or_default(), true);
        }
    }
    if let Some(colon) = tokens.iter().position(|token| token.sign() == Some(':')) {
        let (front, back) = (tokens.get(..colon).unwrap_or_default(), tokens.get(colon + 1..).unwrap_or_default());
        if is_label(front) || step(front) == Some(front.len()) {
            return (back, true);
        }
        if is_label(back) || step(back) == Some(back.len()) {
            return (front, true);
        }
    }
    match step(tokens).or_else(|| lists().steps.longest(tokens)) {
        Some(taken) if taken < tokens.len() => (tokens.get(taken..).unwrap_or_default(), true),
        _ => (tokens, false),
    }
}

/// A few words without a number.
fn is_label(tokens: &[Token]) -> bool {
    (1..=6).contains(&tokens.len()) && tokens.iter().all(|token| token.word().is_some())
}

/// `phase 1`, `1ère phase`, `étape 2`: how many tokens it takes.
fn step(tokens: &[Token]) -> Option<usize> {
    let unit = |at: usize| matches!(tokens.get(at).and_then(Token::word), Some("phase" | "etape" | "lot" | "tranche"));
    let number = |at: usize| tokens.get(at).and_then(Token::number).is_some_and(|(_, digits)| digits <= 2);
    if unit(0) && number(1) {
        return Some(2);
    }
    match (number(0), unit(1), unit(2)) {
        (true, true, _) => Some(2),
        (true, false, true) => Some(3),
        _ => None,
    }
}

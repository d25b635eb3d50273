//! `court terme`, `à moyen et long terme`, `CT/MT`: an horizon that each programme counts its own way.

use passerelle_core::{Deadline, Term};

use super::calendar::calendar;
use super::moment::{Reader, at_end};

/// The horizon, and the token behind it.
pub(super) fn read(reader: &Reader<'_>) -> Option<(Deadline, usize)> {
    let mut at = 0;
    while reader.word(at).is_some_and(|word| calendar().leads_to_horizon(word)) {
        at += 1;
    }
    let (from, short, next) = term(reader, at)?;
    at = next;
    let joined = reader.word(at).is_some_and(|word| calendar().joins_horizons(word))
        || matches!(reader.sign(at), Some('/' | '-' | ',' | '+'));
    // `à moyen ou à long terme`
    let second = at + usize::from(joined);
    let second = second + usize::from(matches!(reader.word(second), Some("a")));
    let (to, said) = match joined.then(|| term(reader, second)).flatten() {
        Some((to, said, next)) => {
            at = next;
            (Some(to), said || short)
        }
        None => (None, short),
    };
    said.then_some((Deadline::Horizon { from, to: to.filter(|to| *to != from) }, at))
}

/// A term at a token, whether the word « terme » is said with it, and the token behind.
fn term(reader: &Reader<'_>, at: usize) -> Option<(Term, bool, usize)> {
    let (term, whole) = calendar().horizon(reader.word(at)?)?;
    let is_term = |at: usize| reader.word(at).is_some_and(|word| calendar().is_term(word));
    let mut next = at + 1;
    if reader.sign(next) == Some('-') && is_term(next + 1) {
        next += 1;
    }
    let said = is_term(next);
    Some((term, whole || said, next + usize::from(said)))
}

/// What follows an horizon: nothing, a remark on how long it is, or the date that it means.
pub(super) enum Behind<'a> {
    Nothing,
    Date(Reader<'a>),
}

/// What stands behind the horizon; none when it is neither a date nor a remark.
pub(super) fn behind<'a>(reader: &Reader<'a>, at: usize) -> Option<Behind<'a>> {
    if at_end(reader.tokens, at) {
        return Some(Behind::Nothing);
    }
    let rest = match reader.sign(at)? {
        '(' if reader.tokens.last()?.sign() == Some(')') => reader.tokens.get(at + 1..reader.tokens.len() - 1)?,
        ':' | '-' | ',' | '=' => reader.tokens.get(at + 1..)?,
        _ => return None,
    };
    Some(Behind::Date(Reader { tokens: rest, ..*reader }))
}

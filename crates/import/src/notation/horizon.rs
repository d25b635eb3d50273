//! `court terme`, `à moyen et long terme`, `CT/MT`: an horizon that each programme counts its own way.

use passerelle_core::{Deadline, Term};

use super::moment::{Reader, at_end};

/// The horizon, and the token behind it.
pub(super) fn read(reader: &Reader<'_>) -> Option<(Deadline, usize)> {
    let mut at = 0;
    while matches!(reader.word(at), Some("a" | "au" | "sur" | "le" | "horizon" | "objectif")) {
        at += 1;
    }
    let (from, short, next) = term(reader, at)?;
    at = next;
    let joined = matches!(reader.word(at), Some("a" | "et" | "ou" | "to" | "and"))
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
    let word = reader.word(at)?;
    let (term, whole) = match word {
        "court" | "courts" | "short" => (Term::Short, false),
        "moyen" | "moyens" | "medium" => (Term::Medium, false),
        "long" | "longs" => (Term::Long, false),
        "ct" => (Term::Short, true),
        "mt" => (Term::Medium, true),
        "lt" => (Term::Long, true),
        _ => return None,
    };
    let mut next = at + 1;
    if reader.sign(next) == Some('-') && matches!(reader.word(next + 1), Some("terme" | "term")) {
        next += 1;
    }
    let said = matches!(reader.word(next), Some("terme" | "termes" | "term"));
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

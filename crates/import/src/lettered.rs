//! Codes that begin with the letter of their objectif stratégique: "A. Être…", "A.1. Développer…", "A.1.1. Ouvrir…".
//! Elsewhere "A.1" is the first action; here "B" and "C" stand beside it.

use std::collections::BTreeSet;

use passerelle_core::{Code, Level};

use crate::row::Kind;
use crate::sections::Body;
use crate::vocabulary::Opening;
use crate::wording::{Heading, behind};

/// Gives the rows of such a document the level that the depth of their code tells.
pub(crate) fn settle(body: &mut [Body<'_>]) {
    let seen: Vec<(usize, Lettered)> =
        body.iter().enumerate().filter_map(|(at, body)| Some((at, lettered_row(body)?))).collect();
    let letters: BTreeSet<char> =
        seen.iter().filter(|(_, code)| code.depth == 0).map(|(_, code)| code.letter).collect();
    let follow = letters.iter().zip('A'..).all(|(letter, expected)| *letter == expected);
    let deeper = |depth: usize| seen.iter().filter(|(_, code)| code.depth == depth).count();
    let known = seen.iter().all(|(_, code)| letters.contains(&code.letter) && code.depth <= 2);
    if letters.len() < 2 || !follow || !known || deeper(1) < 2 || deeper(2) < 2 {
        return;
    }
    for (at, code) in seen {
        let level = [Level::StrategicObjective, Level::OperationalObjective, Level::Action].get(code.depth).copied();
        let (Some(body), Some(level)) = (body.get_mut(at), level) else { continue };
        body.row.ranked = Some(level);
        if let Some(piece) = body.row.pieces.first_mut().filter(|_| body.row.codes.is_empty())
            && let Some((token, wording)) = piece.cell.text.trim().split_once(char::is_whitespace)
        {
            piece.heading = Heading {
                opening: Some(Opening::Level(level)),
                code: Some(Code::new(token.trim_end_matches(['.', ')', ':']))),
                word: None,
                wording: behind(wording),
            };
        }
    }
}

/// A letter and the numbers behind it.
struct Lettered {
    letter: char,
    depth: usize,
}

fn lettered_row(body: &Body<'_>) -> Option<Lettered> {
    if body.kind != Kind::Elements {
        return None;
    }
    let code = body.row.codes.last().map(|code| code.cell.text);
    let text = code.or_else(|| body.row.pieces.first().map(|piece| piece.cell.text))?;
    let code = text.split_whitespace().next()?;
    // "A cet effet" begins no list.
    let parted = code.len() < text.trim().len() && code.ends_with(['.', ')', ':'])
        || code.contains(|c: char| c.is_ascii_digit());
    let alone = code.len() == text.trim().len();
    let mut parts = code.split(['.', '-', '/', '_', ',', ')', ':']).filter(|part| !part.is_empty());
    let first = parts.next()?;
    let letter = first.chars().next().filter(char::is_ascii_uppercase)?;
    let glued = first.get(1..).unwrap_or_default();
    let number = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = parts.collect();
    ((parted || alone) && (glued.is_empty() || number(glued)) && rest.iter().all(|part| number(part)))
        .then(|| Lettered { letter, depth: rest.len() + usize::from(!glued.is_empty()) })
}

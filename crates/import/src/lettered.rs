//! Codes that begin with the letter of their objectif stratégique: "A. Être…", "A.1. Développer…", "A.1.1. Ouvrir…".
//! Elsewhere "A.1" is the first action; here "B" and "C" stand beside it.

use std::collections::BTreeSet;

use passerelle_core::{Code, Level};

use crate::row::Kind;
use crate::sections::Body;
use crate::source::{Line, Ranked};
use crate::texts::trimmed;
use crate::vocabulary::Opening;
use crate::wording::{Heading, behind};

/// Gives the rows of such a document the level that the depth of their code tells.
pub(crate) fn settle(body: &mut [Body<'_>]) {
    // Most documents have letters of one sort in front of their codes, or none.
    let mut letters = body.iter().filter_map(|body| letter(text_of(body)?));
    let first = letters.next();
    if letters.all(|letter| Some(letter) == first) {
        return;
    }
    let seen: Vec<(usize, Lettered)> =
        body.iter().enumerate().filter_map(|(at, body)| Some((at, lettered(text_of(body)?)?))).collect();
    let Some(top) = top(&seen) else { return };
    for (at, code) in seen {
        if let Some(body) = body.get_mut(at) {
            rank(body, code.depth.saturating_sub(top));
        }
    }
}

/// The same for the paragraphs of a text.
pub(crate) fn settle_paragraphs(lines: &mut [Line<'_>]) {
    let code = |line: &Line<'_>| if line.table.is_some() { None } else { lettered(line.single()?.text.trim()) };
    let seen: Vec<(usize, Lettered)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, code(line)?))).collect();
    let Some(top) = top(&seen) else { return };
    for (at, code) in seen {
        if let (Some(cell), Some(level)) =
            (lines.get_mut(at).and_then(|line| line.cells.first_mut()), LEVELS.get(code.depth.saturating_sub(top)))
        {
            cell.ranked = Some(Ranked::Lettered(*level));
        }
    }
}

/// How many parts the codes of the highest level have beside their letter; none where letters count something else.
fn top(seen: &[(usize, Lettered)]) -> Option<usize> {
    if follow_their_volet(seen) {
        return Some(1);
    }
    let letters: BTreeSet<char> =
        seen.iter().filter(|(_, code)| code.depth == 0).map(|(_, code)| code.letter).collect();
    let follow = letters.iter().zip('A'..).all(|(letter, expected)| *letter == expected);
    let deeper = |depth: usize| seen.iter().filter(|(_, code)| code.depth == depth).count();
    let known = seen.iter().all(|(_, code)| letters.contains(&code.letter) && code.depth <= 2);
    (letters.len() > 1 && follow && known && deeper(1) > 1 && deeper(2) > 1).then_some(0)
}

/// The levels of codes from the shortest.
const LEVELS: [Level; 3] = [Level::StrategicObjective, Level::OperationalObjective, Level::Action];

/// What stands at the beginning of a text with such a code.
pub(crate) fn heading(text: &str, level: Level) -> Option<Heading<'_>> {
    let text = text.trim();
    let code = lettered(text)?;
    let (token, wording) = text.split_at_checked(code.length)?;
    Some(Heading {
        opening: Some(Opening::Level(level)),
        code: Some(Code::new(token.trim_end_matches(['.', ')', ':']))),
        word: None,
        wording: behind(wording),
    })
}

/// "E.1" and "I.1", "E.1.1" and "I.1.1": letters of the volets before the numbers of all levels.
fn follow_their_volet(seen: &[(usize, Lettered)]) -> bool {
    let letters: BTreeSet<char> = seen.iter().map(|(_, code)| code.letter).collect();
    let deep = |depth: usize| seen.iter().filter(|(_, code)| code.depth == depth).count() > 1;
    let three = seen.iter().all(|(_, code)| (1..=3).contains(&code.depth)) && (1..=3).all(deep);
    // Roman numbers count as well.
    three && letters.len() == 2 && letters.iter().any(|letter| !"IVX".contains(*letter))
}

/// Gives a row the level of a depth.
fn rank(body: &mut Body<'_>, depth: usize) {
    let Some(level) = LEVELS.get(depth).copied() else { return };
    body.row.ranked = Some(level);
    if let Some(piece) = body.row.pieces.first_mut().filter(|_| body.row.codes.is_empty())
        && let Some(found) = heading(piece.cell.text, level)
    {
        piece.heading = found;
    }
}

/// A letter and the numbers behind it.
struct Lettered {
    letter: char,
    depth: usize,
    /// How much of the text they are.
    length: usize,
}

/// The code of a row of an element, else its title.
fn text_of<'a>(body: &Body<'a>) -> Option<&'a str> {
    if body.kind != Kind::Elements {
        return None;
    }
    let code = body.row.codes.last().map(|code| code.cell.text);
    Some(trimmed(code.or_else(|| body.row.pieces.first().map(|piece| piece.cell.text))?))
}

/// The letter with which a text begins, if it is no letter of a word.
fn letter(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let letter = letters.next().filter(char::is_ascii_uppercase)?;
    letters.next().is_none_or(|next| !next.is_alphabetic()).then_some(letter)
}

/// The code that a text begins with.
fn lettered(text: &str) -> Option<Lettered> {
    let letter = letter(text)?;
    let (mut depth, mut length) = (0, letter.len_utf8());
    // "A.1.1", "A1.1" and "A. 1. 1" are the same.
    while let Some(number) = next_number(text, length, depth == 0) {
        (depth, length) = (depth + 1, number);
    }
    let behind = text.get(length..)?;
    // "A cet effet" begins no list, nor does "DG".
    let closed = behind.starts_with(['.', ')', ':']) || depth > 0 && behind.starts_with(char::is_whitespace);
    let ends = behind.find(char::is_whitespace).unwrap_or(behind.len());
    let signs = behind.get(..ends)?;
    let parted = (behind.is_empty() || closed) && signs.chars().all(|c| SIGNS.contains(&c));
    parted.then_some(Lettered { letter, depth, length: length + signs.len() })
}

/// What stands between the numbers of a code.
const SIGNS: &[char] = &['.', '-', '/', '_', ',', ')', ':'];

/// Where the next number of a code ends; the first may stand right behind the letter. Behind a space only a number that
/// a further sign closes, or that ends the text, belongs to the code: "A. 12 logements" is a title.
fn next_number(text: &str, from: usize, first: bool) -> Option<usize> {
    const DIGITS: usize = 3;
    const LONGEST: usize = 5;
    let rest = text.get(from..)?;
    let digit = rest.find(|c: char| c.is_ascii_digit())?;
    let (between, number) = rest.split_at_checked(digit)?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let after = number.get(digits..)?;
    let spaced = between.contains(char::is_whitespace);
    let signs = between.chars().all(|c| SIGNS.contains(&c) || c.is_whitespace()) && between.len() <= LONGEST;
    let begins = if between.is_empty() { first } else { between.starts_with(SIGNS) };
    let ends =
        if spaced { after.is_empty() || after.starts_with(SIGNS) } else { !after.starts_with(char::is_alphabetic) };
    (signs && begins && ends && digits <= DIGITS).then_some(from + digit + digits)
}

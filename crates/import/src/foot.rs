//! What people write below a table: a legend, remarks, the place, date and names of those who sign.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::fold;

use crate::header::meanings;
use crate::label::{Label, several};
use crate::row::Kind;
use crate::sections::Body;
use crate::source::{Line, LineCell, Source};
use crate::vocabulary::vocabulary;

/// More rows than that below the first words of a legend or signature are no foot.
const MOST_ROWS: usize = 15;

/// Rows behind « Légende » or « Fait à … » at the end of a table go with it, when none of them looks like one of the
/// table: a line of text or two names beside each other, without code.
pub(crate) fn mark(source: &Source<'_>, body: &mut [Body<'_>]) {
    let mut tables: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, b) in body.iter().enumerate() {
        if let Some(table) = source.lines.get(b.line).and_then(|line| line.table) {
            tables.entry(table).or_default().push(at);
        }
    }
    for rows in tables.values() {
        let line_at = |at: &usize| body.get(*at).and_then(|b| source.lines.get(b.line));
        let wide = |at: &usize| line_at(at).is_some_and(|line| line.own().count() > 2);
        let may_end = |at: &usize| {
            let plain =
                body.get(*at).is_some_and(|b| !matches!(b.kind, Kind::Container(_) | Kind::Labelled | Kind::Aside));
            plain && line_at(at).is_some_and(stands_apart)
        };
        let stretch = rows.iter().rev().take_while(|at| may_end(at)).count();
        let (above, below) = rows.split_at(rows.len() - stretch);
        // "(1) Sous réserve…": numbers in brackets that no row above begins with.
        let footnotes = !above.iter().filter_map(line_at).any(is_footnote);
        let starts = |line: &Line<'_>| begins(line).is_some() || footnotes && is_footnote(line);
        let starts = |line: &Line<'_>| starts(line) || explains_values(line, || above.iter().rev().filter_map(line_at));
        let Some(start) = below.iter().position(|at| line_at(at).is_some_and(starts)) else { continue };
        let foot = below.get(start..).unwrap_or_default();
        if foot.len() > MOST_ROWS || !above.iter().any(wide) {
            continue;
        }
        let mut kind = Kind::Note;
        for at in foot {
            let Some(b) = body.get_mut(*at) else { continue };
            kind = source.lines.get(b.line).and_then(begins).unwrap_or(kind);
            b.kind = kind;
        }
    }
}

/// What the first words of a row begin.
fn begins(line: &Line<'_>) -> Option<Kind> {
    let first = line.own().next()?;
    let note = || {
        let explains = vocabulary().is_note(first.text) || explains_words(first) || explains_signs(first.text);
        explains.then_some(Kind::Note)
    };
    let sign = || is_sign_with_words(line).then_some(Kind::Note);
    vocabulary().is_signature(first.text).then_some(Kind::Signature).or_else(note).or_else(sign)
}

/// "●" beside "prioritaire", after an empty row: what a sign of the table stands for.
fn is_sign_with_words(line: &Line<'_>) -> bool {
    const WORDS: usize = 5;
    let mut cells = line.own();
    let (Some(sign), Some(words), None) = (cells.next(), cells.next(), cells.next()) else { return false };
    line.gap_before
        && is_sign(sign.text)
        && words.text.split_whitespace().count() <= WORDS
        && words.heading().code.is_none()
}

/// "Pilote pol. : pilote politique ; Éch. : échéance": words of the header with what they are short for.
fn explains_words(cell: &LineCell<'_>) -> bool {
    let same = |label: &Label<'_>| meanings(label.value, &[]).first().is_some_and(|meaning| meaning.role == label.role);
    let labels = if cell.signs.may_label() { several(cell.text) } else { None };
    labels.is_some_and(|labels| labels.iter().filter(|label| same(label)).count() * 2 >= labels.len())
}

/// "R = réalise ; A = approuve": signs with what they stand for.
fn explains_signs(text: &str) -> bool {
    const SIGN: usize = 4;
    let explains = |part: &str| {
        part.split_once('=').is_some_and(|(sign, words)| {
            let sign = sign.trim().chars().count();
            (1..=SIGN).contains(&sign) && words.trim().starts_with(char::is_alphabetic)
        })
    };
    text.contains('=') && {
        let mut parts = text.split([';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty()).peekable();
        text.matches('=').nth(1).is_some() && parts.peek().is_some() && parts.all(explains)
    }
}

/// "Vert : dans les temps – Orange : retard léger": values of the table above with what they mean.
fn explains_values<'l, 'a: 'l, I: Iterator<Item = &'l Line<'a>>>(line: &Line<'_>, above: impl Fn() -> I) -> bool {
    const LONGEST: usize = 300;
    const FEWEST: usize = 2;
    const MOST: usize = 8;
    const ROWS: usize = 50;
    let Some(text) = line.single().map(|cell| cell.text).filter(|text| text.len() <= LONGEST) else { return false };
    if text.matches(':').count() < FEWEST {
        return false;
    }
    let parts = text.split(['–', '—', ';', ',', '|', '\n']).filter(|part| !part.trim().is_empty());
    let Some(names) = parts.map(|part| Some(fold(part.split_once(':')?.0))).collect::<Option<BTreeSet<String>>>()
    else {
        return false;
    };
    let stands = |name: &&String| {
        let mut cells = above().take(ROWS).flat_map(|line| line.own());
        cells.any(|cell| cell.text.len() <= name.len() * 2 && fold(cell.text) == **name)
    };
    (FEWEST..=MOST).contains(&names.len()) && names.iter().filter(stands).count() >= FEWEST
}

/// "●", "★": no letters or digits.
pub(crate) fn is_sign(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 2 && !text.chars().any(char::is_alphanumeric)
}

/// Its only text begins with the sign of a note in brackets.
fn is_footnote(line: &Line<'_>) -> bool {
    line.single().is_some_and(|cell| begins_with_a_sign(cell.text))
}

/// The text begins with the sign of a note in brackets: "(1) …", "(*) …".
pub(crate) fn begins_with_a_sign(text: &str) -> bool {
    let parts = text.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    parts.is_some_and(|(sign, rest)| {
        let number = sign.len() < 3 && sign.bytes().all(|byte| byte.is_ascii_digit());
        let stars = sign.bytes().all(|byte| byte == b'*');
        !sign.is_empty() && (number || stars) && rest.starts_with([' ', '\u{a0}'])
    })
}

/// One or two texts without a code; "(1)" refers to a note.
fn stands_apart(line: &Line<'_>) -> bool {
    let coded = |cell: &LineCell<'_>| {
        !cell.text.trim_start().starts_with('(') && cell.heading().code.is_some() || cell.bookmark().is_some()
    };
    line.own().count() <= 2 && !line.own().any(coded)
}

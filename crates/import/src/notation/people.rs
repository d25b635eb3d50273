//! Personnes et services: the printed text, divided only where nothing else can be meant.

use passerelle_core::Reading;

use super::Outcome;
use crate::vocabulary::vocabulary;

/// Reads people: the reading lists them, the texts only where commas or lines divide them.
pub(super) fn read(text: &str) -> Outcome {
    let texts = divided(text);
    let people = match &texts {
        Some(texts) => texts.iter().map(|text| without_bullet(text).to_owned()).collect(),
        None => initials(text).unwrap_or_else(|| vec![text.trim().to_owned()]),
    };
    Outcome { reading: Some(Reading::People(people)), texts, notes: Vec::new() }
}

/// The pieces of `Service Administratif,Service social (Tous),Social - Insertion`: a comma glued to what follows, a
/// semicolon, a bar, or a line end, never within brackets.
pub(super) fn divided(text: &str) -> Option<Vec<String>> {
    // Where every comma is glued, a small letter after it begins a name too: `Service Administratif,service prévention`.
    let glued =
        !text.chars().zip(text.chars().skip(1)).any(|pair| matches!(pair, (',', next) if !next.is_alphabetic()))
            && !text.contains(" ,");
    let mut pieces = vec![String::new()];
    let mut depth = 0_usize;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let next = rest.peek().copied();
        let divides = match c {
            '\n' | '\r' | '\u{b}' => !pieces.last().is_some_and(|piece| breaks_off(piece)),
            ';' | '|' => depth == 0,
            ',' => depth == 0 && next.is_some_and(|next| next.is_uppercase() || (glued && next.is_alphabetic())),
            _ => false,
        };
        if divides {
            depth = 0;
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(if matches!(c, '\n' | '\r' | '\u{b}') { ' ' } else { c });
        }
    }
    let pieces: Vec<String> =
        pieces.into_iter().map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect();
    (pieces.len() > 1).then_some(pieces)
}

/// A line that ends with a small word goes on in the next one: `Cheffe de` above `projet PCS`.
fn breaks_off(line: &str) -> bool {
    let last = line.rsplit([' ', '\u{a0}', '\'', '’']).find(|word| !word.is_empty());
    let small = last.is_some_and(|word| vocabulary().people.small.contains(&word.to_lowercase()));
    small && line.contains([' ', '\u{a0}'])
}

/// A name without the sign of its list item: `- Secrétariat`, `• Secrétariat`.
fn without_bullet(text: &str) -> &str {
    let rest = text.strip_prefix(['-', '–', '•', '*', '·', '▪']).map(str::trim_start);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// `AS et DG`, `DG/AS`, `AS DG`: two or more known functions.
pub(crate) fn initials(text: &str) -> Option<Vec<String>> {
    let initials = &vocabulary().people.initials;
    let words = text.split([' ', '/', ',', '&', '+', '-']).filter(|word| !word.is_empty() && *word != "et");
    let people: Vec<String> = words
        .map(|word| initials.iter().any(|known| known == word.trim()).then(|| word.trim().to_owned()))
        .collect::<Option<_>>()?;
    (people.len() > 1).then_some(people)
}

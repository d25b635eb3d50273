//! Question marks where a program did not know a letter: "?ch?ance", "Priorit?", "Niveau d?avancement". The words that
//! headers are made of tell which letter it was.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::LazyLock;

use passerelle_core::fold;

use crate::vocabulary::vocabulary;

/// The words of all headers.
static WORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let names = vocabulary().columns.iter().flat_map(|entry| &entry.names).chain(&vocabulary().group_headers);
    names.flat_map(|name| name.split(' ')).filter(|word| word.len() > 1).collect()
});

/// What a letter that got lost may have been: one that bears an accent or a cedilla, an apostrophe, a degree sign.
const LOST: [&str; 9] = ["e", "a", "o", "u", "i", "c", "oe", " ", ""];

/// The text of a header with the letters that its holes stand for, folded; none where it has no hole or one that no known
/// word fills.
pub(crate) fn filled(text: &str) -> Option<String> {
    const LONGEST: usize = 80;
    // The sign for a letter that cannot be read; one for each of its bytes.
    if text.contains('\u{fffd}') && text.len() <= LONGEST * 2 {
        return filled(&text.replace("\u{fffd}\u{fffd}", "?").replace('\u{fffd}', "?"));
    }
    let hole = |word: &str| word.contains('?') && word.contains(char::is_alphabetic);
    if text.len() > LONGEST || !text.contains('?') || !text.split_whitespace().any(hole) {
        return None;
    }
    let words = text.split_whitespace().map(|word| if hole(word) { one(word) } else { Some(fold(word)) });
    Some(words.collect::<Option<Vec<String>>>()?.join(" "))
}

/// A word with holes: as the known word that fits, or as several of them ("d?avancement").
fn one(word: &str) -> Option<String> {
    const MOST: usize = 4;
    /// Enough for words that people write; a text of known beginnings on purpose ends here.
    const TRIES: usize = 200;
    let mut parts = word.split('?');
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    (rest.len() <= MOST).then(|| fill(first, &rest, &mut { TRIES }))?
}

/// The first known words that begin as `before` and go on with the parts behind the holes.
fn fill(before: &str, rest: &[&str], tries: &mut usize) -> Option<String> {
    *tries = tries.checked_sub(1)?;
    let folded = fold(before);
    let known = |part: &str| part.len() == 1 || WORDS.contains(part);
    let Some((part, rest)) = rest.split_first() else {
        return (folded.len() > 1 && folded.split(' ').all(known)).then_some(folded);
    };
    let (whole, last) = folded.rsplit_once(' ').map_or((None, folded.as_str()), |(whole, last)| (Some(whole), last));
    let begins = WORDS
        .range::<str, _>((Bound::Included(last), Bound::Unbounded))
        .next()
        .is_some_and(|word| word.starts_with(last));
    if !begins && last.len() > 1 || whole.is_some_and(|whole| !whole.split(' ').all(known)) {
        return None;
    }
    // The letters that are lost most often come first.
    LOST.iter().find_map(|lost| fill(&format!("{before}{lost}{part}"), rest, tries))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_got_lost_are_those_of_a_known_word() {
        for (text, expected) in [
            ("?ch?ance", Some("echeance")),
            ("Priorit?", Some("priorite")),
            ("Objectif strat?gique", Some("objectif strategique")),
            ("?tat d?avancement", Some("etat d avancement")),
            ("N? action", Some("no action")),
            ("\u{fffd}ch\u{fffd}ance", Some("echeance")),
            ("Quand ?", None),
            ("Zwx?q", None),
            ("a????????", None),
            ("pr????", None),
        ] {
            assert_eq!(filled(text).as_deref(), expected, "{text}");
        }
    }
}

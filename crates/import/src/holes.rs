//! Question marks where a program did not know a letter: "?ch?ance", "Priorit?", "Niveau d?avancement". The words that
//! headers are made of tell which letter it was.

use std::collections::BTreeSet;
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
    let parts: Vec<&str> = word.split('?').collect();
    if parts.len() > MOST + 1 {
        return None;
    }
    let known = |filled: &str| {
        let folded = fold(filled);
        let all = folded.split(' ').all(|part| part.len() == 1 || WORDS.contains(part));
        (all && folded.len() > 1).then_some(folded)
    };
    // The letters that are lost most often come first.
    let mut tried: Vec<String> = parts.first().map(|first| vec![(*first).to_owned()]).unwrap_or_default();
    for part in parts.iter().skip(1) {
        tried = tried.iter().flat_map(|before| LOST.iter().map(move |lost| format!("{before}{lost}{part}"))).collect();
    }
    tried.iter().find_map(|filled| known(filled))
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
            ("Quand ?", None),
            ("Zwx?q", None),
        ] {
            assert_eq!(filled(text).as_deref(), expected, "{text}");
        }
    }
}

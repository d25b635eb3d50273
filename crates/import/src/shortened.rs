//! Header words that a narrow column broke, "Échéan-⏎ce", or that people shortened, "Resp. pol.": the words that they stand
//! for.

use passerelle_core::fold;

use crate::vocabulary::vocabulary;

/// Longer texts head no column.
const LONGEST: usize = 100;

/// The words of a header in whole; none where nothing is broken or shortened.
pub(crate) fn whole(text: &str) -> Option<String> {
    if text.len() > LONGEST || !text.contains(['.', '\n']) {
        return None;
    }
    match unbroken(text) {
        Some(text) => Some(spelt_out(&text).unwrap_or(text)),
        None => spelt_out(text),
    }
}

/// Words whose second part stands on the next line, behind a hyphen.
pub(crate) fn unbroken(text: &str) -> Option<String> {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("-\n") {
        joined.push_str(before);
        let parts = before.ends_with(char::is_alphabetic) && after.trim_start().starts_with(char::is_alphabetic);
        if !parts {
            joined.push_str("-\n");
        }
        rest = if parts { after.trim_start() } else { after };
    }
    (joined.len() + rest.len() < text.len()).then(|| joined + rest)
}

/// Shortened words as whole ones, if there are any that the vocabulary knows.
fn spelt_out(text: &str) -> Option<String> {
    const LONGEST: usize = 12;
    let known = |word: &str| {
        let stem = word.strip_suffix('.').filter(|stem| stem.len() <= LONGEST).map(fold)?;
        vocabulary().shortened.iter().find(|(short, _)| *short == stem).map(|(_, whole)| whole.as_str())
    };
    // "Resp.pol." has no space.
    let words = || text.split_inclusive('.').flat_map(str::split_whitespace);
    words().any(|word| known(word).is_some()).then_some(())?;
    Some(words().map(|word| known(word).unwrap_or(word)).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_and_shortened_words_are_made_whole() {
        for (text, expected) in [
            ("Échéan-\nce", Some("Échéance")),
            ("Resp. pol.", Some("responsable politique")),
            ("Resp.adm.", Some("responsable administratif")),
            ("Bud. ord. 2026", Some("budget ordinaire 2026")),
            ("Prio-\nrité de l'obj. strat.", Some("Priorité de l'obj. strategique")),
            ("Pilote", None),
            ("O.S.", None),
            ("Coût -\nrecette", None),
        ] {
            assert_eq!(whole(text).as_deref(), expected, "{text}");
        }
    }
}

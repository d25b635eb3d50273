//! Header words in two languages, as municipalities with facilities print them: "Actie / Action", "Échéance – Deadline",
//! one below the other. Each part is a header word of its own, and all mean the same.

use passerelle_core::fold;

use crate::header::{Meaning, RECOGNISED};
use crate::vocabulary::vocabulary;

/// The points of words that two languages say.
const BOTH: i32 = 95;
/// The least points of a name and nothing else.
const WHOLE: i32 = 97;

/// What the parts of such words mean together.
pub(crate) fn meaning(text: &str) -> Option<Meaning> {
    const LONGEST: usize = 90;
    if text.len() > LONGEST {
        return None;
    }
    let parts = parts(text)?;
    let mut known: Vec<Vec<Meaning>> = Vec::new();
    for part in &parts {
        let found = of_part(part);
        match found.first() {
            Some(first) if first.score >= WHOLE => known.push(found),
            // Words that nearly mean something are no other language.
            Some(_) => return None,
            None => {}
        }
    }
    let (first, rest) = known.split_first()?;
    // What nobody knows may be anything.
    if known.len() < parts.len() {
        return None;
    }
    let everywhere =
        |meaning: &&Meaning| rest.iter().all(|other| other.iter().any(|m| m.role == meaning.role && m.score >= WHOLE));
    let shared = first.iter().filter(|meaning| meaning.score >= WHOLE).find(everywhere)?;
    Some(Meaning { role: shared.role, score: BOTH })
}

/// The two or three parts of a text.
fn parts(text: &str) -> Option<Vec<&str>> {
    for sign in ["\n", " / ", "/", " – ", " - ", " | "] {
        let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
        if parts.len() > 1 {
            let words = |part: &&str| part.chars().any(char::is_alphabetic);
            return (parts.len() < 4 && parts.iter().all(words)).then_some(parts);
        }
    }
    None
}

/// What a part means by itself.
fn of_part(part: &str) -> Vec<Meaning> {
    let folded = fold(part);
    let mut found: Vec<Meaning> = Vec::new();
    for (entry, score) in vocabulary().names.points(&folded, &folded, RECOGNISED) {
        let Some(entry) = vocabulary().columns.get(entry).filter(|entry| entry.groups.is_empty()) else { continue };
        if !found.iter().any(|meaning| meaning.role == entry.role && meaning.score >= score) {
            found.push(Meaning { role: entry.role, score });
        }
    }
    found.sort_by_key(|meaning| std::cmp::Reverse(meaning.score));
    found
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Field, Level};

    use super::*;
    use crate::vocabulary::Role;

    #[test]
    fn both_parts_of_a_header_in_two_languages_mean_the_same() {
        let role = |text: &str| meaning(text).map(|meaning| meaning.role);
        assert_eq!(role("Actie / Action"), Some(Role::Title(Some(Level::Action))));
        assert_eq!(role("OS / SD"), Some(Role::Title(Some(Level::StrategicObjective))));
        assert_eq!(role("Échéance – Deadline"), Some(Role::Field(Field::Deadline)));
        assert_eq!(role("Partenaires\nPartners"), Some(Role::Field(Field::Partners)));
        for none in ["Action / Description", "Pilote / Échéance", "Commune / CPAS", "2025 / 2026", "Travaux / Voirie"]
        {
            assert_eq!(role(none), None, "{none}");
        }
    }
}

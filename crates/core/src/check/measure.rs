//! Whether a bilan gives a measure: a number or a date, as the form asks ("mesure chiffrée : nombre et dates de
//! réunions, nombre de RP concernés").

use crate::{fold, french};

/// Numbers in words, folded. « un » and « une » are articles as well, so they are none.
const NUMBERS: &[&str] = &[
    "zero",
    "aucun",
    "aucune",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
    "cents",
    "mille",
    "dizaine",
    "dizaines",
    "douzaine",
    "quinzaine",
    "vingtaine",
    "trentaine",
    "cinquantaine",
    "centaine",
    "centaines",
    "moitie",
    "tiers",
    "neant",
];

/// Words whose number names something and measures nothing: « phase 1 », « OS 2 ».
const NAMING: &[&str] =
    &["phase", "phases", "os", "oo", "objectif", "strategique", "operationnel", "article", "art", "plan"];

/// Whether a text holds a measure. A year alone is none.
pub(super) fn is_measured(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let (mut naming, mut named) = (false, false);
    for word in words {
        let was_naming = naming;
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if number && !naming && !is_year(word) {
            return true;
        }
        if NUMBERS.contains(&word) || (1..=12).any(|month| french::month(month).is_some_and(|name| fold(name) == word))
        {
            return true;
        }
        // « phases 1 et 2 » names both.
        naming = NAMING.contains(&word) || named && word == "et";
        named = number && was_naming;
    }
    false
}

fn is_year(word: &str) -> bool {
    word.parse::<u16>().is_ok_and(|year| (1990..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_a_date_is_a_measure_and_the_name_of_a_phase_or_a_year_is_none() {
        for (text, want) in [
            ("12 visites à domicile", true),
            ("2 réunions (14/02 et 22/05)", true),
            ("réunions en mars et en mai", true),
            ("deux réunions", true),
            ("une vingtaine de ménages", true),
            ("Aucune réunion", true),
            ("Néant", true),
            ("6 tonnes", true),
            ("Article publié, n° 142", true),
            ("Action réalisée", false),
            ("Ménages de la phase 1 rencontrés", false),
            ("Habitants des phases 1 et 2 informés", false),
            ("Phases 1 et 2 : 31 ménages", true),
            ("Étude menée en 2024", false),
            ("Réunion avec le CPAS", false),
            ("", false),
        ] {
            assert_eq!(is_measured(text), want, "{text}");
        }
    }
}

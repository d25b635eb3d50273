//! Whole wordings of a deadline that name no date, as tables (folded).

use super::calendar;
use super::token::{Kind, Token};

/// À définir.
pub(super) const TO_DEFINE: &[&str] = &[
    "a definir",
    "definir",
    "indetermine",
    "indeterminee",
    "non determine",
    "non determinee",
    "a determiner",
    "a preciser",
    "a fixer",
    "a planifier",
    "a programmer",
    "a convenir",
    "a confirmer",
    "non defini",
    "non definie",
    "non fixe",
    "non fixee",
    "inconnu",
    "inconnue",
    "tbd",
    "nd",
    "pas encore defini",
    "pas encore definie",
    "delai a definir",
    "date a definir",
    "date a fixer",
    "echeance a definir",
    "a voir",
    "a discuter",
    "a definir ulterieurement",
    "a determiner ulterieurement",
    "encore a definir",
    "date inconnue",
    "date indeterminee",
    "non connu",
    "non connue",
    "tbc",
    "to be defined",
    "to be determined",
    "to be confirmed",
];

/// Stated to have none.
pub(super) const NONE: &[&str] = &[
    "neant",
    "aucun",
    "aucune",
    "sans objet",
    "sans echeance",
    "pas d echeance",
    "aucune echeance",
    "pas de date",
    "pas de delai",
    "none",
    "na",
    "n a",
    "so",
    "s o",
];

/// The length of the longest of them.
pub(super) const LONGEST_NONE: usize = 15;

/// Récurrent: the whole text, or what stands before a date.
pub(super) const RECURRENT: &[&str] = &[
    "recurrent",
    "recurrente",
    "recurrents",
    "recurrentes",
    "action recurrente",
    "permanent",
    "permanente",
    "permanents",
    "permanentes",
    "perenne",
    "en continu",
    "continu",
    "continue",
    "continuel",
    "continuelle",
    "en permanence",
    "annuel",
    "annuelle",
    "annuels",
    "annuellement",
    "chaque annee",
    "tous les ans",
    "mensuel",
    "mensuelle",
    "mensuellement",
    "chaque mois",
    "tous les mois",
    "hebdomadaire",
    "chaque semaine",
    "toutes les semaines",
    "trimestriel",
    "trimestrielle",
    "trimestriellement",
    "chaque trimestre",
    "semestriel",
    "semestrielle",
    "chaque semestre",
    "quotidien",
    "quotidienne",
    "quotidiennement",
    "tous les jours",
    "regulier",
    "reguliere",
    "regulierement",
    "de maniere continue",
    "de facon continue",
    "de maniere recurrente",
    "de facon recurrente",
    "bimestriel",
    "bimestrielle",
    "bimensuel",
    "bimensuelle",
    "biannuel",
    "biannuelle",
    "bisannuel",
    "bisannuelle",
    "biennal",
    "biennale",
    "tous les trimestres",
    "tous les semestres",
    "action continue",
    "action permanente",
    "processus continu",
    "au fil de l eau",
    "au fil du temps",
    "au fur et a mesure",
    "ongoing",
    "continuous",
    "continuously",
    "recurring",
    "yearly",
    "annual",
    "annually",
    "every year",
    "quarterly",
    "monthly",
    "weekly",
    "tout au long de la legislature",
    "tout au long de la mandature",
    "toute la legislature",
    "toute la mandature",
    "sur toute la legislature",
    "sur toute la mandature",
    "sur la duree de la legislature",
    "toute la duree de la legislature",
    "pendant toute la duree de la legislature",
    "durant toute la mandature",
    "pendant toute la mandature",
    "durant toute la legislature",
    "pendant toute la legislature",
];

/// Toute l'année: a recurrence, or the year of the document where it has one.
pub(super) const ALL_YEAR: &[&str] = &[
    "toute l annee",
    "durant toute l annee",
    "pendant toute l annee",
    "sur toute l annee",
    "tout au long de l annee",
    "sur l annee",
    "l annee entiere",
];

/// Fin de législature.
pub(super) const END_OF_TERM: &[&str] = &[
    "fin de legislature",
    "fin de la legislature",
    "la fin de la legislature",
    "fin legislature",
    "fin de mandature",
    "fin de la mandature",
    "la fin de la mandature",
    "fin mandature",
    "fin de mandat",
    "fin du mandat",
    "la fin du mandat",
    "avant la fin de la legislature",
    "d ici la fin de la legislature",
    "pour la fin de la legislature",
    "d ici fin de legislature",
    "d ici a la fin de la legislature",
    "d ici la fin de la mandature",
    "avant la fin de la mandature",
    "en fin de legislature",
    "en fin de mandature",
    "terme de la legislature",
    "au terme de la legislature",
];

/// Words that only name what follows their colon.
pub(super) const LABELS: &[&str] = &[
    "echeance",
    "echeance finale",
    "delai",
    "delai de realisation",
    "date",
    "date butoir",
    "date limite",
    "date de fin",
    "date prevue",
    "annee",
    "annees",
    "deadline",
    "due",
];

/// What stands before a moment and says how it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stance {
    /// Au plus tard.
    By,
    /// Before it begins, when a whole period follows.
    Before,
    /// À partir de.
    From,
    /// Au-delà de.
    After,
    /// Put off to it.
    At,
    /// Near it: read as it, and the doubt is said.
    About,
}

/// Words before a moment; the longest that fits counts.
pub(super) const STANCES: &[(&str, Stance)] = &[
    ("d ici", Stance::By),
    ("d ici a", Stance::By),
    ("ici", Stance::By),
    ("pour", Stance::By),
    ("jusque", Stance::By),
    ("jusqu en", Stance::By),
    ("jusqu a", Stance::By),
    ("jusqu au", Stance::By),
    ("jusqu", Stance::By),
    ("au plus tard", Stance::By),
    ("pour au plus tard", Stance::By),
    ("a l horizon", Stance::By),
    ("horizon", Stance::By),
    ("max", Stance::By),
    ("maximum", Stance::By),
    ("by", Stance::By),
    ("until", Stance::By),
    ("no later than", Stance::By),
    ("avant", Stance::Before),
    ("before", Stance::Before),
    ("des", Stance::From),
    ("a partir", Stance::From),
    ("a compter", Stance::From),
    ("a dater", Stance::From),
    ("depuis", Stance::From),
    ("from", Stance::From),
    ("since", Stance::From),
    ("starting", Stance::From),
    ("apres", Stance::After),
    ("after", Stance::After),
    ("au dela", Stance::After),
    ("postpose au dela", Stance::After),
    ("reporte au dela", Stance::After),
    ("projet postpose au dela", Stance::After),
    ("postpose apres", Stance::After),
    ("reporte apres", Stance::After),
    ("postpose a", Stance::At),
    ("postpose", Stance::At),
    ("reporte a", Stance::At),
    ("reporte", Stance::At),
    ("projet postpose", Stance::At),
    ("prevu", Stance::At),
    ("prevue", Stance::At),
    ("a l", Stance::At),
    ("a la", Stance::At),
    ("environ", Stance::About),
    ("env", Stance::About),
    ("vers", Stance::About),
    ("aux environs", Stance::About),
    ("aux alentours", Stance::About),
    ("probablement", Stance::About),
    ("idealement", Stance::About),
    ("si possible", Stance::About),
    ("estime a", Stance::About),
    ("estimee a", Stance::About),
    ("prevision", Stance::About),
    ("around", Stance::About),
];

/// What stands after a moment and turns it into a beginning: `2025 et suivantes`.
pub(super) const AND_AFTER: &[&str] = &[
    "et suivant",
    "et suivants",
    "et suivante",
    "et suivantes",
    "et annees suivantes",
    "et les annees suivantes",
    "et au dela",
    "et plus",
    "and after",
    "and later",
];

/// How many tokens at the front spell these words; signs never match.
pub(super) fn spelled(tokens: &[Token], words: &str) -> Option<usize> {
    // Nearly all begin with another letter.
    if tokens.first()?.word()?.bytes().next() != words.bytes().next() {
        return None;
    }
    let mut count = 0;
    for word in words.split(' ') {
        let (mut token, mut taken) = (tokens.get(count)?, 1);
        // `au-delà` is written with a dash.
        if token.sign() == Some('-') && count > 0 {
            token = tokens.get(count + 1)?;
            taken = 2;
        }
        if token.word() != Some(word) {
            return None;
        }
        count += taken;
    }
    Some(count)
}

/// The longest wording of a list at the front: how many tokens it takes.
pub(super) fn longest(tokens: &[Token], wordings: &[&str]) -> Option<usize> {
    wordings.iter().filter_map(|wording| spelled(tokens, wording)).max()
}

/// `2 fois par an`, `1x/mois`, `tous les 3 mois`: how many tokens it takes.
pub(super) fn frequency(tokens: &[Token]) -> Option<usize> {
    let unit = |token: Option<&Token>| {
        token.and_then(Token::word).is_some_and(|word| {
            calendar::lookup(calendar::UNITS, word).is_some()
                || (word.len() > 3 && calendar::lookup(calendar::FRACTIONS, word).is_some())
        })
    };
    let number = |token: Option<&Token>| {
        token.is_some_and(|token| {
            matches!(token.kind, Kind::Number { .. })
                || token.word().is_some_and(|word| calendar::lookup(calendar::NUMBERS, word).is_some())
        })
    };
    if let Some(front) = spelled(tokens, "tous les").or_else(|| spelled(tokens, "toutes les"))
        && number(tokens.get(front))
        && unit(tokens.get(front + 1))
    {
        return Some(front + 2);
    }
    // `1 à 2 fois par an` is of the second number.
    let tokens = match tokens.get(1) {
        Some(between) if between.word() == Some("a") || between.sign() == Some('-') => {
            tokens.get(2..).filter(|rest| number(tokens.first()) && number(rest.first()))
        }
        _ => None,
    }
    .map_or((0, tokens), |rest| (2, rest));
    let (skipped, tokens) = tokens;
    if !number(tokens.first()) {
        return None;
    }
    let times = tokens.get(1).and_then(Token::word).is_some_and(|word| matches!(word, "fois" | "x"));
    let per = tokens.get(2).is_some_and(|token| token.word() == Some("par") || token.sign() == Some('/'));
    (times && per && unit(tokens.get(3))).then_some(skipped + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_wording_of_none_is_longer_than_the_longest() {
        assert_eq!(NONE.iter().map(|wording| wording.len()).max(), Some(LONGEST_NONE));
    }
}

//! Listes de personnes et de services: parts between commas that the whole column shows to be somebody each. What may
//! be one name (`Dupont, Jean`) stays one text and is spoken of once per column.

use std::collections::BTreeSet;
use std::sync::Arc;

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Element, Field, Reading, ReadingKind, Text, fold};

use crate::hashed::{Map, Set};
use crate::layout::Layout;
use crate::ledger::{Ledger, excerpt};
use crate::notation::initials;
use crate::vocabulary::{PeopleWords, vocabulary};

/// Fields that name persons: there, two words with capitals are a name.
const PERSONS: &[Field] = &[Field::PoliticalPilot, Field::AdministrativePilot, Field::Agent, Field::Bearer];

/// A text that may name several.
fn may_divide(text: &str) -> bool {
    text.contains([',', '/', '&']) || text.contains(" et ")
}

/// Longest part that is a name.
const LONGEST: usize = 60;

/// Divides the lists of people of all elements; a layout may settle a column by itself.
pub(crate) fn settle(elements: &mut [Element], layout: Option<&Layout>, ledger: &mut Ledger) {
    let fields: BTreeSet<Field> = divisible_fields(elements);
    for field in fields {
        let texts = elements.iter().filter_map(|element| element.field(field)).flat_map(|value| value.text.iter());
        let mut seen = Set::default();
        let different: Vec<&str> = texts.filter(|text| seen.add(*text)).collect();
        let column = Column {
            known: different.iter().map(|text| fold(text)).collect(),
            persons: PERSONS.contains(&field),
            settled: layout.and_then(|layout| layout.divides(field)),
        };
        // The same few texts come back on every row.
        let lists: Map<String, List> =
            different.into_iter().filter_map(|text| Some((text.to_owned(), column.list(text)?))).collect();
        let mut doubtful = Vec::new();
        for value in elements.iter_mut().filter_map(|element| element.fields.get_mut(&field)) {
            let Some(Reading::People(before)) = value.meaning() else { continue };
            if !value.text.iter().any(|text| lists.has(text)) {
                continue;
            }
            let (mut texts, mut people) = (Vec::new(), Vec::new());
            for text in value.text.iter() {
                let Some(list) = lists.get(text) else {
                    texts.push(text.to_owned());
                    people.push(text.trim().to_owned());
                    continue;
                };
                if list.doubtful {
                    doubtful.push((excerpt(text), value.places.first().cloned()));
                }
                texts.extend(list.texts.iter().cloned());
                people.extend(list.people.iter().cloned());
            }
            if people.len() > before.len() {
                value.reading = Some(Arc::new(Reading::People(people)));
            }
            if texts.len() > 1 {
                value.text = Text::Many(texts);
            }
        }
        let Some((text, place)) = doubtful.first().cloned() else { continue };
        let diagnostic = Diagnostic::new(DiagnosticKind::ListUndivided).with("count", doubtful.len());
        let label = Bilingual::of(|lang| field.label(lang));
        ledger.say(diagnostic.with("text", text).saying("field", label).at(place));
    }
}

/// Fields of people in which some text may name several.
fn divisible_fields(elements: &[Element]) -> BTreeSet<Field> {
    let values = elements.iter().flat_map(|element| &element.fields);
    let mut found = BTreeSet::new();
    // The same few texts come back on every row, and mean the same.
    let mut seen: Set<*const Reading> = Set::default();
    for (field, value) in values.filter(|(field, _)| field.kind() == ReadingKind::People) {
        let new = value.reading.as_ref().is_none_or(|reading| seen.add(Arc::as_ptr(reading)));
        if new && !found.contains(field) && value.text.iter().any(may_divide) {
            found.insert(*field);
        }
    }
    found
}

/// A text of several people, or one that may be.
struct List {
    texts: Vec<String>,
    people: Vec<String>,
    doubtful: bool,
}

/// What the commas of a text are.
#[derive(Debug, PartialEq, Eq)]
enum Verdict<'t> {
    /// Parts of one name, or none at all.
    One,
    /// Between several names.
    Several(Vec<&'t str>),
    /// Either.
    Doubtful,
}

/// What is known of a column.
struct Column {
    /// The texts that stand in it by themselves, folded.
    known: BTreeSet<String>,
    persons: bool,
    /// What a layout says of its commas.
    settled: Option<bool>,
}

/// What a part looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// `J. Dupont`, `Mme Leroy`.
    Person,
    /// `Jean Dupont`: in a column of persons only.
    Name,
    /// `Bourgmestre`, `DG`: somebody's function, be it that of the name before it.
    Function,
    /// `Service Travaux`, `Secrétariat`.
    Department,
    Other,
}

impl Column {
    /// The people of a text; none for a text of one.
    fn list(&self, text: &str) -> Option<List> {
        let verdict = self.at_commas(text);
        let doubtful = verdict == Verdict::Doubtful;
        let texts: Vec<String> = match verdict {
            Verdict::Several(parts) => parts.into_iter().map(str::to_owned).collect(),
            _ => vec![text.to_owned()],
        };
        let people: Vec<String> = texts.iter().flat_map(|text| self.people(text)).collect();
        (texts.len() > 1 || people.len() > 1 || doubtful).then_some(List { texts, people, doubtful })
    }

    fn at_commas<'t>(&self, text: &'t str) -> Verdict<'t> {
        let parts = parts(text, |before, c, after| {
            c == ',' && (self.settled == Some(true) || after.is_some_and(char::is_whitespace)) && before.is_some()
        });
        if parts.len() < 2 || self.settled == Some(false) {
            return Verdict::One;
        }
        if self.settled == Some(true) {
            return Verdict::Several(parts);
        }
        // `Service Travaux, voiries et bâtiments`, `Dupont, architecte`.
        if !parts.iter().all(|part| part.starts_with(char::is_uppercase)) {
            return Verdict::One;
        }
        let sorts: Vec<Sort> = parts.iter().map(|part| self.sort(part)).collect();
        let of_persons = sorts.iter().any(|sort| matches!(sort, Sort::Person | Sort::Name));
        if of_persons && sorts.contains(&Sort::Function) {
            // `J. Dupont, Bourgmestre` is one person; among three nobody knows.
            return if parts.len() == 2 { Verdict::One } else { Verdict::Doubtful };
        }
        let sure = |(part, sort): (&&str, &Sort)| self.stands_alone(part) || *sort != Sort::Other;
        let short = parts.iter().all(|part| part.chars().count() <= LONGEST);
        if short && parts.iter().zip(&sorts).all(sure) { Verdict::Several(parts) } else { Verdict::Doubtful }
    }

    /// The part stands in the column by itself elsewhere.
    fn stands_alone(&self, part: &str) -> bool {
        self.known.contains(&fold(part))
    }

    /// Those whom one text names: `M. Leroy et Mme Petit`, `J. Dupont/M. Martin`, `Travaux / Urbanisme`.
    fn people(&self, text: &str) -> Vec<String> {
        let person = |part: &&str| matches!(self.sort(part), Sort::Person | Sort::Name);
        let owned = |parts: Vec<&str>| parts.into_iter().map(str::to_owned).collect();
        let joined = text.replace(" et ", " & ");
        let parts_of_words = parts(&joined, |_, c, _| matches!(c, '/' | '&'));
        if parts_of_words.len() > 1 && parts_of_words.iter().all(person) {
            return owned(parts_of_words);
        }
        // A slash without spaces may be inside a name: `ADT/Environnement`.
        let spaced = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let of_slashes = parts(text, |before, c, after| c == '/' && spaced(before) && spaced(after));
        if of_slashes.len() > 1 && of_slashes.iter().all(|part| self.stands_alone(part) || person(part)) {
            return owned(of_slashes);
        }
        initials(text).unwrap_or_else(|| vec![text.trim().to_owned()])
    }

    fn sort(&self, part: &str) -> Sort {
        let PeopleWords { political, service, function, titles, .. } = &vocabulary().people;
        let folded = fold(part);
        let first = folded.split(' ').next().unwrap_or_default();
        let has = |words: &[String], wanted: &str| words.iter().any(|word| word == wanted);
        let words: Vec<&str> = part.split_whitespace().collect();
        if words.len() > 1 && has(titles, first) && is_named(words.get(1..).unwrap_or_default(), 1) {
            return Sort::Person;
        }
        let initials = words.iter().filter(|word| is_initial(word)).count();
        if initials == 1 && words.len() > 1 && is_named(&words, 1) {
            return Sort::Person;
        }
        // "BGS" and "PCS" stand in lists of functions and departments; other letters are somebody's: "XA".
        if has(political, &folded) || has(function, &folded) || has(function, first) || has(political, first) {
            return Sort::Function;
        }
        if has(service, first) || has(service, &folded) {
            return Sort::Department;
        }
        if self.persons && part.chars().count() == 2 && part.chars().all(char::is_uppercase) {
            return Sort::Person;
        }
        let particle = vocabulary().people.particles.iter().any(|word| *word == first);
        if self.persons && !particle && (2..=3).contains(&words.len()) && is_named(&words, words.len()) {
            let known = |word: &&str| {
                let word = fold(word);
                has(service, &word) || has(function, &word) || has(political, &word)
            };
            return if words.iter().any(known) { Sort::Other } else { Sort::Name };
        }
        Sort::Other
    }
}

/// `J.`, `J.-P.`, `JP.`
fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    word.ends_with('.') && word.chars().count() <= 5 && letters.clone().all(char::is_uppercase) && letters.count() > 0
}

/// Words with capitals and the small ones of surnames, at least so many with more than one letter.
fn is_named(words: &[&str], least: usize) -> bool {
    let capital = |word: &&&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    let fits = |word: &&str| capital(&word) || is_initial(word) || vocabulary().people.particles.contains(&fold(word));
    words.len() <= 5 && words.iter().all(fits) && words.iter().filter(capital).count() >= least
}

/// The trimmed parts of a text, never parted within brackets; the test sees the letters beside each sign.
fn parts(text: &str, divides: impl Fn(Option<char>, char, Option<char>) -> bool) -> Vec<&str> {
    let (mut depth, mut start, mut before) = (0_usize, 0, None);
    let mut parts = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let end = at + c.len_utf8();
        let after = text.get(end..).and_then(|rest| rest.chars().next());
        if depth == 0 && divides(before, c, after) {
            parts.push(text.get(start..at).unwrap_or_default());
            start = end;
        }
        before = Some(c);
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(known: &[&str], persons: bool) -> Column {
        Column { known: known.iter().map(|text| fold(text)).collect(), persons, settled: None }
    }

    #[test]
    fn commas_divide_only_names_that_are_known_or_have_the_shape_of_one() {
        let departments = column(&["Secrétariat", "Population", "Travaux", "Voiries", "ADT", "Environnement"], false);
        let persons = column(&["Dupont", "C. Brouir"], true);
        for (column, text, count) in [
            (&departments, "Secrétariat, Population", 2),
            (&departments, "Travaux, Voiries, Population", 3),
            (&departments, "Service Travaux, Cellule Logement", 2),
            (&departments, "CPAS, ALE", 2),
            (&departments, "Secrétariat (accueil, guichet), Population", 2),
            (&persons, "J. Dupont, M. Martin", 2),
            (&persons, "Mme Leroy, M. Van Damme, J.-P. Petit", 3),
            (&persons, "Dupont J., Martin M.", 2),
            (&persons, "Jean Dupont, Marie-Anne Leroy", 2),
            (&persons, "XA, MB", 2),
            (&persons, "DG, DF", 2),
        ] {
            let Verdict::Several(parts) = column.at_commas(text) else { panic!("{text} is one") };
            assert_eq!(parts.len(), count, "{text}: {parts:?}");
        }
        for (column, text, verdict) in [
            (&departments, "Service Travaux, voiries et bâtiments", Verdict::One),
            (&departments, "Service Finances, Marchés publics", Verdict::Doubtful),
            (&departments, "Secrétariat, Jumelages", Verdict::Doubtful),
            (&departments, "Espaces Verts, Aménagement Rural", Verdict::Doubtful),
            (&departments, "Service social (Tous, sauf un)", Verdict::One),
            (&departments, "ADT/Environnement", Verdict::One),
            (&persons, "Dupont, Jean", Verdict::Doubtful),
            (&persons, "De Smet, Marie Claire", Verdict::Doubtful),
            (&persons, "Dupont, architecte", Verdict::One),
            (&persons, "J. Dupont, Bourgmestre", Verdict::One),
            (&persons, "J. Dupont, M. Martin, Directeur", Verdict::Doubtful),
            (&persons, "Population/Etat civil/Etrangers", Verdict::One),
            (&persons, "Le chef de projet, Les agents de quartier", Verdict::Doubtful),
        ] {
            assert_eq!(column.at_commas(text), verdict, "{text}");
        }
    }

    #[test]
    fn a_layout_settles_what_commas_are() {
        let settled = |truth| Column { known: BTreeSet::new(), persons: true, settled: Some(truth) };
        assert_eq!(
            settled(true).at_commas("Leroy,Petit, le collège"),
            Verdict::Several(vec!["Leroy", "Petit", "le collège"])
        );
        assert_eq!(settled(false).at_commas("J. Dupont, M. Martin"), Verdict::One);
    }

    #[test]
    fn words_and_slashes_part_persons_in_the_reading_and_names_stay_whole() {
        let column = column(&["ADT", "Environnement", "Travaux"], true);
        for (text, people) in [
            ("M. Leroy et Mme Petit", &["M. Leroy", "Mme Petit"][..]),
            ("J. Dupont/M. Martin", &["J. Dupont", "M. Martin"]),
            ("Jean Dupont & Marie Petit", &["Jean Dupont", "Marie Petit"]),
            ("ADT / Environnement", &["ADT", "Environnement"]),
            ("ADT/Environnement", &["ADT/Environnement"]),
            ("Travaux et Environnement", &["Travaux et Environnement"]),
            ("Population/Etat civil/Etrangers", &["Population/Etat civil/Etrangers"]),
            ("Social - Insertion", &["Social - Insertion"]),
            ("AS et DG", &["AS", "DG"]),
            ("AS DG", &["AS", "DG"]),
            ("Conseillers", &["Conseillers"]),
        ] {
            assert_eq!(column.people(text), people, "{text}");
        }
    }
}

//! The bilans of June and December of one programme, from two files into one. Where the files differ, one text stays,
//! the other becomes an extra, and a diagnostic names both: nothing is overwritten.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::matching::common_words;
use crate::bilingual::shortened;
use crate::check::is_filled;
use crate::merge::Prefer;
use crate::{
    Bilan, Bilingual, Diagnostic, DiagnosticKind, Element, ElementId, Extra, Field, FieldValue, Level, Reading, Title,
    WorkProgramme, fold,
};

/// Programme avec ses deux bilans.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MergedBilans {
    /// The programme: that of the June file, with both bilans.
    pub programme: WorkProgramme,
    /// Where the files differ and what is missing.
    pub diagnostics: Vec<Diagnostic>,
    /// Actions that carry both bilans now.
    pub both: usize,
}

/// Bilans qui ne vont pas ensemble.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BilansError {
    /// Programmes of two years.
    #[error("the first file is the programme of {first}, the second that of {second}")]
    Years {
        /// Year of the first file.
        first: i16,
        /// Year of the second file.
        second: i16,
    },
    /// Programmes of two municipalities.
    #[error("the first file is of {first}, the second of {second}")]
    Communes {
        /// Commune of the first file.
        first: String,
        /// Commune of the second file.
        second: String,
    },
}

/// Titles with the same number that share so many words are one action.
const SIMILAR: f64 = 0.5;

/// Joins the file with the bilans of June and that with the bilans of December. Where both say something else, the
/// text of the preferred file stays and the other becomes an extra.
///
/// ```
/// use passerelle_core::merge::Prefer;
/// use passerelle_core::plan_hp::merge_bilans;
/// use passerelle_core::{Field, WorkProgramme};
/// let file = |bilan: &str| {
///     let mut programme = WorkProgramme::new(2024);
///     programme.add_action(1, "Rencontrer les ménages").set(Field::Bilan, bilan, None);
///     programme
/// };
/// let merged = merge_bilans(file("12 visites"), &file("31 visites"), Prefer::First)?;
/// let action = &merged.programme.outline.elements()[1];
/// assert_eq!(action.field(Field::Bilan).map(|b| b.text.join("")).as_deref(), Some("Juin : 12 visites\nDécembre : 31 visites"));
/// # Ok::<(), passerelle_core::plan_hp::BilansError>(())
/// ```
///
/// # Errors
/// [`BilansError`] when the files are of two years or two municipalities.
pub fn merge_bilans(
    june: WorkProgramme,
    december: &WorkProgramme,
    prefer: Prefer,
) -> Result<MergedBilans, BilansError> {
    if june.year != december.year {
        return Err(BilansError::Years { first: june.year, second: december.year });
    }
    if let (Some(first), Some(second)) = (&june.institution.name, &december.institution.name)
        && has_words(first)
        && has_words(second)
        && fold(first) != fold(second)
    {
        return Err(BilansError::Communes { first: first.clone(), second: second.clone() });
    }
    let mut joining = Joining { prefer, programme: june, diagnostics: Vec::new(), both: 0, joined: BTreeMap::new() };
    joining.head(december);
    joining.elements(december);
    let mut diagnostics = joining.diagnostics;
    diagnostics.sort_by_key(|diagnostic| diagnostic.kind);
    Ok(MergedBilans { programme: joining.programme, diagnostics, both: joining.both })
}

struct Joining<'d> {
    prefer: Prefer,
    programme: WorkProgramme,
    diagnostics: Vec<Diagnostic>,
    both: usize,
    /// The elements of the result, by those of the second file.
    joined: BTreeMap<&'d ElementId, ElementId>,
}

impl<'d> Joining<'d> {
    fn head(&mut self, december: &WorkProgramme) {
        if self.programme.institution.name.as_deref().is_none_or(|name| !has_words(name)) {
            self.programme.institution.clone_from(&december.institution);
        }
        let text = |programme: &WorkProgramme| {
            let text = programme.validation.as_ref().map(|validation| validation.text.clone());
            text.filter(|text| has_words(text))
        };
        match (text(&self.programme), text(december)) {
            (None, Some(_)) => self.programme.validation.clone_from(&december.validation),
            (Some(first), Some(second)) if fold(&first) != fold(&second) => {
                let what = Bilingual::new("date de validation", "date of validation");
                let settled = settle(self.prefer, &what.fr, &first, &second);
                self.programme.extras.push(settled.other);
                if settled.second {
                    self.programme.validation.clone_from(&december.validation);
                }
                let differ = Diagnostic::new(DiagnosticKind::BilansDiffer);
                let differ = differ.saying("title", Bilingual::new("le programme", "the programme"));
                self.diagnostics.push(said(differ.saying("what", what), &first, &second, self.prefer));
            }
            _ => {}
        }
        for extra in &december.extras {
            let known = self.programme.extras.iter().any(|own| own.label == extra.label && own.text == extra.text);
            if !known {
                self.programme.extras.push(Extra { place: None, ..extra.clone() });
            }
        }
    }

    fn elements(&mut self, december: &'d WorkProgramme) {
        let mut taken: BTreeSet<ElementId> = BTreeSet::new();
        for element in december.outline.elements() {
            let parent = element.parent.as_ref().and_then(|id| self.joined.get(id)).cloned();
            let found = self.find(element, parent.as_ref(), &taken);
            let is_action = element.level >= Level::Action;
            if is_action && !is_filled(element) {
                continue;
            }
            let id = match found {
                Some(id) => {
                    self.join(&id, element);
                    id
                }
                None => self.add(element, parent.as_ref()),
            };
            taken.insert(id.clone());
            self.joined.insert(&element.id, id);
        }
        let alone = |element: &&Element| element.level >= Level::Action && is_filled(element);
        let mut only_first = Vec::new();
        for element in self.programme.outline.elements().iter().filter(alone) {
            if !taken.contains(&element.id) {
                only_first.push(element.id.clone());
            }
        }
        for id in only_first {
            if let Some(element) = self.programme.outline.get_mut(&id) {
                let (june, _) = months(element);
                if element.field(Field::Bilan).is_some() {
                    put(element, june, None);
                }
                let said = Diagnostic::new(DiagnosticKind::BilansOneFile).saying("title", Bilingual::calling(element));
                let which = Bilingual::new("celui de juin", "that of June");
                self.diagnostics.push(said.saying("file", which));
            }
        }
    }

    /// The element of the first file that is the same: of the same wording, or of the same number and like words.
    fn find(&self, element: &Element, parent: Option<&ElementId>, taken: &BTreeSet<ElementId>) -> Option<ElementId> {
        let free = |other: &&Element| {
            other.level == element.level && other.parent.as_ref() == parent && !taken.contains(&other.id)
        };
        let all = || self.programme.outline.elements().iter().filter(free);
        let wording = fold(&element.title.wording);
        let numbers = |of: &Element| of.code.as_ref().map(|code| code.numbers.clone()).filter(|all| !all.is_empty());
        let objective = element.level == Level::StrategicObjective;
        let numbered = |other: &&Element| {
            let same = numbers(other).is_some() && numbers(other) == numbers(element);
            same && (objective || common_words(&other.title.wording, &element.title.wording) >= SIMILAR)
        };
        let worded = |other: &&Element| !wording.is_empty() && fold(&other.title.wording) == wording;
        all().find(worded).or_else(|| all().find(numbered)).map(|other| other.id.clone())
    }

    fn add(&mut self, element: &Element, parent: Option<&ElementId>) -> ElementId {
        let title = Title { place: None, ..element.title.clone() };
        let added = self.programme.outline.add_under(parent, element.level, title);
        added.code = element.code.clone().map(|code| crate::Code { place: None, ..code });
        added.extras = element.extras.iter().map(|extra| Extra { place: None, ..extra.clone() }).collect();
        for (field, value) in &element.fields {
            added.fields.insert(*field, FieldValue { places: Default::default(), ..value.clone() });
        }
        if element.level >= Level::Action {
            let (june, december) = later_months(element);
            if element.field(Field::Bilan).is_some() {
                put(added, june, december);
            }
            let calling = Bilingual::calling(element);
            let file = Bilingual::new("celui de décembre", "that of December");
            let only = Diagnostic::new(DiagnosticKind::BilansOneFile).saying("title", calling);
            self.diagnostics.push(only.saying("file", file));
        }
        added.id.clone()
    }

    fn join(&mut self, id: &ElementId, later: &Element) {
        let prefer = self.prefer;
        let Some(element) = self.programme.outline.get_mut(id) else { return };
        let calling = Bilingual::calling(element);
        let place = element.title.place.clone();
        let differ = |what: Bilingual, first: &str, second: &str| {
            let found = Diagnostic::new(DiagnosticKind::BilansDiffer).at(place.clone());
            said(found.saying("title", calling.clone()).saying("what", what), first, second, prefer)
        };
        if element.level >= Level::Action && fold(&element.title.wording) != fold(&later.title.wording) {
            let (first, second) = (element.title.wording.clone(), later.title.wording.clone());
            if has_words(&second) {
                let settled = settle(prefer, "Intitulé", &first, &second);
                element.extras.push(settled.other);
                if settled.second {
                    element.title = Title { place: element.title.place.clone(), ..later.title.clone() };
                }
                self.diagnostics.push(differ(Bilingual::new("intitulé", "title"), &first, &second));
            }
        }
        for (field, value) in later.fields.iter().filter(|(field, _)| **field != Field::Bilan) {
            let second = value.text.join("\n");
            let first = element.field(*field).map(|own| own.text.join("\n")).filter(|text| has_words(text));
            match first {
                None => {
                    element.fields.insert(*field, FieldValue { places: Default::default(), ..value.clone() });
                }
                Some(first) if has_words(&second) && fold(&first) != fold(&second) => {
                    let settled = settle(prefer, field.label(crate::Lang::Fr), &first, &second);
                    element.extras.push(settled.other);
                    if settled.second {
                        element.fields.insert(*field, FieldValue { places: Default::default(), ..value.clone() });
                    }
                    self.diagnostics.push(differ(Bilingual::of(|lang| field.label(lang)), &first, &second));
                }
                Some(_) => {}
            }
        }
        for extra in &later.extras {
            if !element.extras.iter().any(|own| own.label == extra.label && own.text == extra.text) {
                element.extras.push(Extra { place: None, ..extra.clone() });
            }
        }
        if element.level < Level::Action {
            return;
        }
        let (june, early) = months(element);
        let (repeated, december) = later_months(later);
        // Whoever goes on in the same cell repeats what June said.
        let (repeated, december) = match (&june, repeated, december) {
            (Some(june), None, Some(december)) => match december.strip_prefix(june.as_str()) {
                Some("") => (Some(june.clone()), None),
                Some(rest) if rest.starts_with(|c: char| !c.is_alphanumeric()) => {
                    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ".;,–—-".contains(c));
                    (Some(june.clone()), Some(rest.to_owned()).filter(|rest| has_words(rest)))
                }
                _ => (None, Some(december)),
            },
            (_, repeated, december) => (repeated, december),
        };
        let mut keep = |first: Option<String>, second: Option<String>, month: Bilingual| match (first, second) {
            (Some(first), Some(second)) if fold(&first) != fold(&second) => {
                let settled = settle(prefer, &month.fr, &first, &second);
                element.extras.push(settled.other);
                self.diagnostics.push(differ(month, &first, &second));
                Some(if settled.second { second } else { first })
            }
            (Some(first), _) => Some(first),
            (None, second) => second,
        };
        let june = keep(june, repeated, Bilingual::new("bilan de juin", "review of June"));
        let december = keep(early, december, Bilingual::new("bilan de décembre", "review of December"));
        for (text, month) in [(&june, ("juin", "June")), (&december, ("décembre", "December"))] {
            if text.is_none() {
                let missing = Diagnostic::new(DiagnosticKind::BilansMissing).at(place.clone());
                self.diagnostics.push(missing.saying("title", calling.clone()).saying("month", month.into()));
            }
        }
        if june.is_some() && december.is_some() {
            self.both += 1;
        }
        put(element, june, december);
    }
}

/// Which of two texts stays.
struct Settled {
    /// The second one does.
    second: bool,
    /// The other one, as an extra.
    other: Extra,
}

fn settle(prefer: Prefer, label: &str, first: &str, second: &str) -> Settled {
    let (other, file) = match prefer {
        Prefer::First => (second, "fichier de décembre"),
        Prefer::Last => (first, "fichier de juin"),
    };
    let other = Extra { label: format!("{label} ({file})"), text: other.to_owned(), place: None };
    Settled { second: prefer == Prefer::Last, other }
}

/// Both texts of a difference.
fn said(diagnostic: Diagnostic, first: &str, second: &str, prefer: Prefer) -> Diagnostic {
    let quoted = |text: &str| Bilingual::quoted(&shortened(text));
    let kept = match prefer {
        Prefer::First => Bilingual::new("le premier texte", "the first text"),
        Prefer::Last => Bilingual::new("le second texte", "the second text"),
    };
    diagnostic.saying("first", quoted(first)).saying("second", quoted(second)).saying("kept", kept)
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The bilans of an action of the June file: a text that names no month is June's.
fn months(element: &Element) -> (Option<String>, Option<String>) {
    told(element).unwrap_or_else(|| (whole(element), None))
}

/// The bilans of an action of the December file: a text that names no month is December's.
fn later_months(element: &Element) -> (Option<String>, Option<String>) {
    told(element).unwrap_or_else(|| (None, whole(element)))
}

fn told(element: &Element) -> Option<(Option<String>, Option<String>)> {
    match element.reading(Field::Bilan)? {
        Reading::Bilan(bilan) => {
            let filled = |text: &Option<String>| text.clone().filter(|text| has_words(text));
            Some((filled(&bilan.june), filled(&bilan.december)))
        }
        _ => None,
    }
}

fn whole(element: &Element) -> Option<String> {
    element.field(Field::Bilan).map(|value| value.text.join("\n").trim().to_owned()).filter(|text| has_words(text))
}

/// Writes the bilans of an action, each with its month.
fn put(element: &mut Element, june: Option<String>, december: Option<String>) {
    let places = element.field(Field::Bilan).map(|value| value.places.clone()).unwrap_or_default();
    if june.is_none() && december.is_none() {
        element.fields.remove(&Field::Bilan);
        return;
    }
    let bilan = Bilan { june, december };
    let value = FieldValue::new(bilan.to_french()).reading(Some(Reading::Bilan(bilan)));
    element.fields.insert(Field::Bilan, FieldValue { places, ..value });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lang, WorkProgramme};

    fn programme(actions: &[(u16, &str, &str)]) -> WorkProgramme {
        let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
        for (objective, title, bilan) in actions {
            let action = programme.add_action(*objective, title);
            if !bilan.is_empty() {
                action.set(Field::Bilan, *bilan, None);
            }
        }
        programme
    }

    fn told(actions: &[(u16, &str, Bilan)]) -> WorkProgramme {
        let mut programme = WorkProgramme::new(2024);
        for (objective, title, bilan) in actions {
            programme.add_action(*objective, title).set_reading(Field::Bilan, Reading::Bilan(bilan.clone()));
        }
        programme
    }

    fn bilans(merged: &MergedBilans) -> Vec<String> {
        let actions = merged.programme.outline.of_level(Level::Action);
        actions.map(|a| a.field(Field::Bilan).map(|b| b.text.join("\n")).unwrap_or_default()).collect()
    }

    fn codes(merged: &MergedBilans) -> Vec<&'static str> {
        merged.diagnostics.iter().map(Diagnostic::code).collect()
    }

    #[test]
    fn each_text_gets_its_month_whatever_the_order_of_the_actions() {
        let june = programme(&[(1, "Rencontrer", "12 visites"), (2, "Informer", "1 réunion"), (2, "Étudier", "")]);
        let december =
            programme(&[(2, "Étudier", "rapport remis"), (1, "rencontrer", "31 visites"), (2, "Informer", "")]);
        let merged = merge_bilans(june, &december, Prefer::First).unwrap();
        assert_eq!(
            bilans(&merged),
            ["Juin : 12 visites\nDécembre : 31 visites", "Juin : 1 réunion", "Décembre : rapport remis"]
        );
        assert_eq!(merged.both, 1);
        assert_eq!(codes(&merged), ["H313", "H313"]);
    }

    #[test]
    fn a_december_text_that_repeats_june_is_not_doubled() {
        let june = programme(&[(1, "Rencontrer", "12 visites")]);
        for (text, want) in [
            ("12 visites\n31 visites en tout", "Juin : 12 visites\nDécembre : 31 visites en tout"),
            ("12 visites", "Juin : 12 visites"),
            ("12 visites ; terminé", "Juin : 12 visites\nDécembre : terminé"),
            ("12 visitesX", "Juin : 12 visites\nDécembre : 12 visitesX"),
        ] {
            let merged = merge_bilans(june.clone(), &programme(&[(1, "Rencontrer", text)]), Prefer::First).unwrap();
            assert_eq!(bilans(&merged), [want], "{text}");
        }
    }

    #[test]
    fn what_differs_is_kept_twice_and_named() {
        let bilan = |june: &str, december: Option<&str>| Bilan {
            june: Some(june.to_owned()),
            december: december.map(str::to_owned),
        };
        let june = told(&[(1, "Rencontrer", bilan("12 visites", None))]);
        let december = told(&[(1, "Rencontrer", bilan("13 visites", Some("31 visites")))]);
        for (prefer, kept, other, label) in [
            (Prefer::First, "12 visites", "13 visites", "bilan de juin (fichier de décembre)"),
            (Prefer::Last, "13 visites", "12 visites", "bilan de juin (fichier de juin)"),
        ] {
            let merged = merge_bilans(june.clone(), &december, prefer).unwrap();
            assert_eq!(bilans(&merged), [format!("Juin : {kept}\nDécembre : 31 visites")]);
            let action = merged.programme.outline.of_level(Level::Action).next().unwrap();
            assert_eq!((action.extras[0].label.as_str(), action.extras[0].text.as_str()), (label, other));
            assert_eq!(codes(&merged), ["H311"]);
            let said = merged.diagnostics[0].message(Lang::Fr);
            assert!(said.contains("« 12 visites »") && said.contains("« 13 visites »"), "{said}");
        }
    }

    #[test]
    fn an_action_of_one_file_stays_and_is_named() {
        let june = programme(&[(1, "Rencontrer", "12 visites")]);
        let merged = merge_bilans(june, &programme(&[(3, "Éditer", "500 brochures")]), Prefer::First).unwrap();
        assert_eq!(bilans(&merged), ["Juin : 12 visites", "Décembre : 500 brochures"]);
        assert_eq!(codes(&merged), ["H312", "H312"]);
    }

    #[test]
    fn files_of_two_years_or_communes_are_refused() {
        let june = programme(&[]);
        let other = WorkProgramme::new(2025).commune("Valmont-sur-Ourthe");
        assert_eq!(
            merge_bilans(june.clone(), &other, Prefer::First).unwrap_err(),
            BilansError::Years { first: 2024, second: 2025 }
        );
        let other = WorkProgramme::new(2024).commune("Couvin");
        assert!(matches!(merge_bilans(june, &other, Prefer::First), Err(BilansError::Communes { .. })));
    }
}

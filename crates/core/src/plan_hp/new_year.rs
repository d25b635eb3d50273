//! Next year's programme from this year's: what is unfinished goes on as a report, what is finished, given up or
//! recurrent is listed apart. What cannot be decided goes on, and is asked about.

use std::collections::BTreeMap;

use super::matching::{asked, objective_number};
use super::outcome::{Outcome, outcome};
use crate::bilingual::shortened;
use crate::check::{is_filled, is_recurrent};
use crate::form::{FormError, WorkProgrammeForm};
use crate::{
    Bilingual, Code, Diagnostic, DiagnosticKind, Element, ElementId, Field, Lang, Level, Nature, Place, Reading, Title,
    WorkProgramme,
};

/// Fields of the year that ends: they say nothing of the next one.
const OF_THE_YEAR: &[Field] = &[
    Field::Bilan,
    Field::Schedule,
    Field::Nature,
    Field::Status,
    Field::Progress,
    Field::Health,
    Field::Start,
    Field::End,
    Field::EffectiveStart,
    Field::EffectiveEnd,
    Field::Deadline,
];

/// Projet de programme de l'année suivante.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct NewYear {
    /// The draft.
    pub programme: WorkProgramme,
    /// The actions that go on.
    pub carried: Vec<Carried>,
    /// Those that do not.
    pub left_out: Vec<LeftOut>,
    /// What is to be decided and filled in.
    pub diagnostics: Vec<Diagnostic>,
}

/// Action reportée.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Carried {
    /// Its title.
    pub title: String,
    /// Where it stood.
    pub place: Option<Place>,
    /// The objectif stratégique, as printed.
    pub objective: Option<String>,
    /// The words that show it unfinished; none when nothing decided.
    pub said: Option<String>,
    /// Whether a person has to decide.
    pub undecided: bool,
}

/// Action qui n'est pas reprise.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// Its title.
    pub title: String,
    /// Where it stood.
    pub place: Option<Place>,
    /// The objectif stratégique, as printed.
    pub objective: Option<String>,
    /// Why.
    pub reason: LeftOutAs,
    /// The words it rests on.
    pub said: Option<String>,
}

/// Raison pour laquelle une action n'est pas reprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LeftOutAs {
    /// Terminée.
    Finished,
    /// Abandonnée.
    Cancelled,
    /// Récurrente.
    Recurrent,
}

impl LeftOutAs {
    /// Every reason.
    pub const ALL: &'static [Self] = &[Self::Finished, Self::Cancelled, Self::Recurrent];

    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::Recurrent => "recurrent",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Finished => lang.pick("terminée", "finished"),
            Self::Cancelled => lang.pick("abandonnée", "given up"),
            Self::Recurrent => lang.pick("récurrente", "recurrent"),
        }
    }

    fn kind(self) -> DiagnosticKind {
        match self {
            Self::Finished => DiagnosticKind::NewYearFinished,
            Self::Cancelled => DiagnosticKind::NewYearCancelled,
            Self::Recurrent => DiagnosticKind::NewYearRecurrent,
        }
    }
}

/// Drafts the programme of the year after. Titles, objectives and people stay; the schedule and the bilans were those
/// of the year that ends and are left to be filled in.
///
/// ```
/// use passerelle_core::plan_hp::new_year;
/// use passerelle_core::{Field, WorkProgramme};
/// let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
/// programme.add_action(1, "Éditer une brochure").set(Field::Bilan, "Décembre : action terminée", None);
/// programme.add_action(2, "Étudier la mobilité").set(Field::Bilan, "étude en cours", None);
/// let next = new_year(&programme)?;
/// assert_eq!(next.programme.year, 2025);
/// assert_eq!(next.carried.len(), 1);
/// assert_eq!(next.left_out[0].title, "Éditer une brochure");
/// # Ok::<(), passerelle_core::form::FormError>(())
/// ```
///
/// # Errors
/// [`FormError`] when no form definition loads.
pub fn new_year(programme: &WorkProgramme) -> Result<NewYear, FormError> {
    let year = programme.year.saturating_add(1);
    let form = WorkProgrammeForm::builtin(year)?;
    let mut draft = WorkProgramme::new(year);
    draft.institution.clone_from(&programme.institution);
    let mut turning = Turning {
        programme,
        form: &form,
        next: NewYear { programme: draft, carried: Vec::new(), left_out: Vec::new(), diagnostics: Vec::new() },
        placed: BTreeMap::new(),
    };
    for element in programme.outline.elements() {
        turning.element(element);
    }
    let mut next = turning.next;
    if form.is_projected() {
        let projected = Diagnostic::new(DiagnosticKind::YearUnknown).with("year", year).with("used", form.year);
        next.diagnostics.push(projected);
    }
    next.diagnostics.sort_by_key(|diagnostic| diagnostic.kind);
    let asked = asked(&next.programme, &next.diagnostics);
    next.diagnostics.extend(asked);
    Ok(next)
}

struct Turning<'a> {
    programme: &'a WorkProgramme,
    form: &'a WorkProgrammeForm,
    next: NewYear,
    /// The elements of the draft, by those they come from.
    placed: BTreeMap<&'a ElementId, ElementId>,
}

impl<'a> Turning<'a> {
    fn element(&mut self, element: &'a Element) {
        match element.level {
            // Objectives come with their first action.
            Level::StrategicObjective | Level::OperationalObjective => {}
            Level::Action => {
                if is_filled(element) {
                    self.action(element);
                }
            }
            Level::SubAction | Level::Task => {
                let above = element.parent.as_ref().and_then(|id| self.placed.get(id)).cloned();
                if let Some(above) = above {
                    let title = Title { place: None, ..element.title.clone() };
                    let added = self.next.programme.outline.add_under(Some(&above), element.level, title);
                    keep(element, added);
                    let id = added.id.clone();
                    self.placed.insert(&element.id, id);
                }
            }
        }
    }

    fn action(&mut self, action: &'a Element) {
        let verdict = outcome(action);
        let objective = self.objective_of(action);
        let name = name(action);
        let place = place(action);
        let about = |kind| Diagnostic::new(kind).at(place.clone()).saying("title", Bilingual::calling(action));
        let reason = match verdict.outcome {
            Outcome::Finished => Some(LeftOutAs::Finished),
            Outcome::Cancelled => Some(LeftOutAs::Cancelled),
            _ if is_recurrent(action) => Some(LeftOutAs::Recurrent),
            _ => None,
        };
        if let Some(reason) = reason {
            let said = verdict.said.clone().filter(|_| reason != LeftOutAs::Recurrent);
            let shown = Bilingual::quoted(&shortened(said.as_deref().unwrap_or_default()));
            self.next.diagnostics.push(about(reason.kind()).saying("text", shown));
            self.next.left_out.push(LeftOut { title: name, place, objective, reason, said });
            return;
        }
        let undecided = if let Outcome::Undecided(doubt) = verdict.outcome {
            let decide = about(DiagnosticKind::NewYearUndecided).saying("why", doubt.label());
            self.next.diagnostics.push(decide.with("year", self.next.programme.year));
            true
        } else {
            false
        };
        if action.reading(Field::Nature) == Some(&Reading::Nature(Nature::CarriedOver)) {
            self.next.diagnostics.push(about(DiagnosticKind::NewYearAgain));
        }
        if let Some(schedule) = action.field(Field::Schedule).map(|value| shortened(&value.text.join(" "))) {
            let said = about(DiagnosticKind::NewYearSchedule).saying("text", Bilingual::quoted(&schedule));
            self.next.diagnostics.push(said.with("year", self.programme.year));
        }
        self.carry(action);
        self.next.carried.push(Carried { title: name, place, objective, said: verdict.said, undecided });
    }

    fn carry(&mut self, action: &'a Element) {
        let parent = self.above(action.parent.as_ref(), 0);
        let outline = &mut self.next.programme.outline;
        let number = match &parent {
            Some(parent) => outline.children(Some(parent)).filter(|element| element.level == Level::Action).count(),
            None => outline.children(None).filter(|element| element.level == Level::Action).count(),
        } + 1;
        let wording = name(action);
        let title = Title { text: format!("{number}. {wording}"), wording, place: None };
        let added = outline.add_under(parent.as_ref(), Level::Action, title);
        added.code = Some(Code::new(number.to_string()));
        keep(action, added);
        added.set_reading(Field::Nature, Reading::Nature(Nature::CarriedOver));
        let id = added.id.clone();
        self.placed.insert(&action.id, id);
    }

    /// The element of the draft for an objective, added when it is not there yet.
    fn above(&mut self, id: Option<&'a ElementId>, depth: usize) -> Option<ElementId> {
        let id = id?;
        if let Some(known) = self.placed.get(id) {
            return Some(known.clone());
        }
        let element = self.programme.outline.get(id)?;
        // Parents stand before their children; a file of others' making may say otherwise.
        if depth > Level::ALL.len() {
            return None;
        }
        if let Some(number) = objective_number(element, self.form) {
            let outline = &self.next.programme.outline;
            let found = outline
                .of_level(Level::StrategicObjective)
                .find(|other| objective_number(other, self.form) == Some(number))
                .map(|other| other.id.clone());
            if let Some(found) = found {
                self.placed.insert(id, found.clone());
                return Some(found);
            }
        }
        let parent = self.above(element.parent.as_ref(), depth + 1);
        let title = Title { place: None, ..element.title.clone() };
        let added = self.next.programme.outline.add_under(parent.as_ref(), element.level, title);
        added.code = element.code.clone().map(|code| Code { place: None, ..code });
        let new = added.id.clone();
        self.placed.insert(id, new.clone());
        Some(new)
    }

    fn objective_of(&self, action: &Element) -> Option<String> {
        let above = self.programme.outline.ancestors(action);
        let top = above.into_iter().find(|element| element.level == Level::StrategicObjective)?;
        Some(top.title.text.clone())
    }
}

/// The title without its number.
fn name(action: &Element) -> String {
    let title = &action.title;
    if title.wording.trim().is_empty() { title.text.clone() } else { title.wording.clone() }
}

fn place(element: &Element) -> Option<Place> {
    element.title.place.clone().or_else(|| element.code.as_ref().and_then(|code| code.place.clone()))
}

/// What an element keeps from one year to the next; places were those of the former file.
fn keep(from: &Element, to: &mut Element) {
    for (field, value) in from.fields.iter().filter(|(field, _)| !OF_THE_YEAR.contains(field)) {
        to.fields.insert(*field, crate::FieldValue { places: Default::default(), ..value.clone() });
    }
    to.extras = from.extras.iter().map(|extra| crate::Extra { place: None, ..extra.clone() }).collect();
    let placeless = |of: &crate::Classification| crate::Classification { place: None, ..of.clone() };
    to.classifications = from.classifications.iter().map(placeless).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Extra, FieldValue};

    fn codes(next: &NewYear) -> Vec<&'static str> {
        next.diagnostics.iter().map(Diagnostic::code).filter(|code| code.starts_with("H3")).collect()
    }

    fn titles(next: &NewYear) -> Vec<String> {
        next.programme.outline.elements().iter().map(|element| element.title.text.clone()).collect()
    }

    fn this_year() -> WorkProgramme {
        let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
        programme
            .add_action(1, "Rencontrer les ménages de la zone inondable")
            .set(Field::Objectives, "Identifier les besoins", None)
            .set(Field::Schedule, "mars à juin 2024", None)
            .set(Field::Bilan, "6 visites sur 14, en cours", None)
            .set_reading(Field::Nature, Reading::Nature(Nature::New));
        programme.add_action(1, "Éditer une brochure").set(Field::Bilan, "Action terminée le 12/11/2024", None);
        programme.add_action(2, "Équiper deux sites").set(Field::Bilan, "2 réunions tenues", None);
        programme.add_action(3, "Tenir une permanence mensuelle").set(Field::Bilan, "11 permanences", None);
        programme.add_action(4, "Organiser un salon").set(Field::Bilan, "Annulé faute de salle", None);
        programme
    }

    #[test]
    fn unfinished_actions_go_on_and_the_others_are_listed_apart_with_the_reason() {
        let next = new_year(&this_year()).unwrap();
        assert_eq!(next.programme.year, 2025);
        assert_eq!(next.programme.institution.name.as_deref(), Some("Valmont-sur-Ourthe"));
        assert!(next.programme.validation.is_none());
        let carried: Vec<(&str, bool)> = next.carried.iter().map(|c| (c.title.as_str(), c.undecided)).collect();
        assert_eq!(carried, [("Rencontrer les ménages de la zone inondable", false), ("Équiper deux sites", true)]);
        let left: Vec<(&str, LeftOutAs)> = next.left_out.iter().map(|l| (l.title.as_str(), l.reason)).collect();
        assert_eq!(
            left,
            [
                ("Éditer une brochure", LeftOutAs::Finished),
                ("Tenir une permanence mensuelle", LeftOutAs::Recurrent),
                ("Organiser un salon", LeftOutAs::Cancelled)
            ]
        );
        assert_eq!(codes(&next), ["H301", "H302", "H303", "H304", "H306"]);
    }

    #[test]
    fn what_goes_on_keeps_its_words_and_loses_those_of_the_year() {
        let next = new_year(&this_year()).unwrap();
        let action = next.programme.outline.of_level(Level::Action).next().unwrap();
        assert_eq!(action.title.text, "1. Rencontrer les ménages de la zone inondable");
        assert_eq!(action.field(Field::Objectives).unwrap().text.join(""), "Identifier les besoins");
        assert_eq!(action.reading(Field::Nature), Some(&Reading::Nature(Nature::CarriedOver)));
        assert!(action.field(Field::Schedule).is_none() && action.field(Field::Bilan).is_none());
        // The missing schedule is told once, with its former words.
        let schedules: Vec<&str> =
            next.diagnostics.iter().map(Diagnostic::code).filter(|code| ["H111", "H306"].contains(code)).collect();
        assert_eq!(schedules, ["H306", "H111"], "one action had a schedule, the other had none");
    }

    #[test]
    fn actions_stay_under_their_objectives_even_unknown_ones_and_groups() {
        let mut programme = WorkProgramme::new(2024);
        let own = programme.outline.add(None, Level::StrategicObjective, "Axe local");
        let group = programme.outline.add(Some(&own), Level::OperationalObjective, "Groupe");
        let action = programme.outline.add(Some(&group), Level::Action, "Agir");
        let step = programme.outline.add(Some(&action), Level::SubAction, "Étape");
        let extras = &mut programme.outline.get_mut(&step).unwrap().extras;
        extras.push(Extra { label: "Lieu".into(), text: "Salle".into(), place: None });
        programme.outline.add(None, Level::Action, "Sans objectif");
        let next = new_year(&programme).unwrap();
        assert_eq!(titles(&next)[4..], ["Axe local", "Groupe", "1. Agir", "Étape", "1. Sans objectif"]);
        assert_eq!(next.programme.outline.elements()[7].extras.len(), 1);
    }

    #[test]
    fn an_action_carried_over_again_and_empty_lines_are_seen() {
        let mut programme = WorkProgramme::new(2024);
        let again = Reading::Nature(Nature::CarriedOver);
        programme.add_action(1, "Étudier").set_reading(Field::Nature, again).set(Field::Bilan, "reportée", None);
        programme.add_action(1, "");
        let next = new_year(&programme).unwrap();
        assert_eq!(next.carried.len(), 1);
        assert_eq!(codes(&next), ["H305"]);
    }

    #[test]
    fn nothing_panics_at_the_ends_of_time_or_on_odd_trees() {
        for year in [i16::MIN, -1, 0, i16::MAX] {
            let mut programme = WorkProgramme { year, ..this_year() };
            let fields = &mut programme.outline.elements_mut()[1].fields;
            fields.insert(Field::Bilan, FieldValue::new("% 999999999999 % ٣%"));
            let _ = new_year(&programme);
        }
    }
}

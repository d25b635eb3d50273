//! A work programme drafted from the actions of a PST that carry the Plan HP. Which actions, and under which objectif
//! stratégique, rests on words that are printed or on what the caller says; what cannot be told is listed apart.

use super::matching::asked;
use crate::bilingual::shortened;
use crate::form::{FormError, WorkProgrammeForm};
use crate::{
    Bilingual, Code, Deadline, Diagnostic, DiagnosticKind, Element, Field, Level, Place, Pst, Reading, WorkProgramme,
    fold,
};

/// Words that name the Plan HP or those it is about, folded. Source: the 2024 form ("PHP", "Plan HP"), the conventions
/// ("résidents permanents" until 2019, "habitants permanents" since).
const NAMES: &[&str] =
    &["plan hp", "php", "habitat permanent", "habitants permanents", "habitant permanent", "residents permanents"];

/// Words of a printed code that name the Plan HP.
const CODES: &[&str] = &["hp", "php", "planhp"];

/// Choix des actions: every action that names the Plan HP, or the codes of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The printed codes to take, with the number of their objectif stratégique where it is given; empty for every
    /// action that names the Plan HP.
    pub codes: Vec<(String, Option<u16>)>,
}

/// Programme de travail tiré d'un PST.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FromPst {
    /// The draft.
    pub programme: WorkProgramme,
    /// The actions in it.
    pub placed: Vec<PickedAction>,
    /// Actions whose objectif stratégique cannot be told.
    pub apart: Vec<PickedAction>,
    /// What was chosen and what is missing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Action retenue.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PickedAction {
    /// Its title in the PST.
    pub title: String,
    /// Its printed code.
    pub code: Option<String>,
    /// Where it stands.
    pub place: Option<Place>,
    /// Why it was taken.
    pub kept: Kept,
    /// The objectif stratégique of the Plan HP.
    pub objective: Option<u16>,
}

/// Raison pour laquelle une action est retenue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kept {
    /// The caller names its code.
    Listed,
    /// Its field "Plans".
    Plans,
    /// Its printed code.
    Code,
    /// Its wording.
    Wording,
    /// The objective above it.
    Above,
}

impl Kept {
    /// The reason in words.
    #[must_use]
    pub fn label(self) -> Bilingual {
        match self {
            Self::Listed => Bilingual::new("code de votre liste", "code of your list"),
            Self::Plans => Bilingual::new("colonne « Plans »", "column “Plans”"),
            Self::Code => Bilingual::new("code imprimé", "printed code"),
            Self::Wording => Bilingual::new("intitulé ou description", "title or description"),
            Self::Above => Bilingual::new("objectif dont elle dépend", "objective above it"),
        }
    }
}

/// Drafts the work programme of a year from a PST. The form's other columns are asked for, never guessed.
///
/// ```
/// use passerelle_core::plan_hp::{Selection, from_pst};
/// use passerelle_core::{Level, Pst};
/// let mut pst = Pst::default();
/// pst.outline.add(None, Level::Action, "Reloger les habitants permanents de la phase 1");
/// pst.outline.add(None, Level::Action, "Rencontrer les habitants permanents");
/// pst.outline.add(None, Level::Action, "Ouvrir une épicerie sociale");
/// let draft = from_pst(&pst, 2025, &Selection::default())?;
/// assert_eq!((draft.placed.len(), draft.apart.len()), (1, 1));
/// assert_eq!(draft.placed[0].objective, Some(1));
/// # Ok::<(), passerelle_core::form::FormError>(())
/// ```
///
/// # Errors
/// [`FormError`] when no form definition loads.
pub fn from_pst(pst: &Pst, year: i16, selection: &Selection) -> Result<FromPst, FormError> {
    let form = WorkProgrammeForm::builtin(year)?;
    let mut programme = WorkProgramme::new(year);
    programme.institution.clone_from(&pst.institution);
    let mut draft = FromPst { programme, placed: Vec::new(), apart: Vec::new(), diagnostics: Vec::new() };
    let mut taken: Vec<&crate::ElementId> = Vec::new();
    for element in pst.outline.elements() {
        if !matches!(element.level, Level::Action | Level::SubAction) {
            continue;
        }
        let above = pst.outline.ancestors(element);
        // A sub-action stands for itself only when its action does not.
        if element.level == Level::SubAction && above.iter().any(|parent| taken.contains(&&parent.id)) {
            continue;
        }
        let listed = listed(element, selection);
        let Some(kept) = kept(element, &above, selection, listed.is_some()) else { continue };
        taken.push(&element.id);
        let objective = match listed.flatten() {
            Some(number) => {
                let known = form.objectives.iter().any(|objective| objective.number == number);
                known.then(|| (number, Bilingual::new("votre liste", "your list")))
            }
            None => objective(element, &form),
        };
        draft.take(element, kept, objective, year);
    }
    draft.codes(pst, selection);
    if draft.placed.is_empty() && draft.apart.is_empty() {
        draft.diagnostics.push(Diagnostic::new(DiagnosticKind::FromPstNone));
    }
    if form.is_projected() {
        let projected = Diagnostic::new(DiagnosticKind::YearUnknown).with("year", year).with("used", form.year);
        draft.diagnostics.push(projected);
    }
    draft.diagnostics.sort_by_key(|diagnostic| diagnostic.kind);
    let asked = asked(&draft.programme, &draft.diagnostics);
    draft.diagnostics.extend(asked);
    Ok(draft)
}

impl FromPst {
    fn take(&mut self, element: &Element, kept: Kept, objective: Option<(u16, Bilingual)>, year: i16) {
        let place = element.title.place.clone().or_else(|| element.code.as_ref().and_then(|code| code.place.clone()));
        let picked = PickedAction {
            title: element.title.wording.clone(),
            code: element.code.as_ref().map(|code| code.text.clone()),
            place: place.clone(),
            kept,
            objective: objective.as_ref().map(|(number, _)| *number),
        };
        let about = |kind| Diagnostic::new(kind).at(place.clone()).saying("title", Bilingual::calling(element));
        let Some((number, clue)) = objective else {
            self.diagnostics.push(about(DiagnosticKind::FromPstApart));
            self.apart.push(picked);
            return;
        };
        let told = about(DiagnosticKind::FromPstPlaced).saying("why", kept.label());
        self.diagnostics.push(told.with("number", number).saying("clue", clue));
        self.placed.push(picked);
        let added = self.programme.add_action(number, &element.title.wording);
        for field in [Field::Objectives, Field::Nature] {
            if let Some(value) = element.field(field) {
                added.fields.insert(field, crate::FieldValue { places: Default::default(), ..value.clone() });
            }
        }
        let deadline = element.field(Field::Deadline).filter(|value| value.meaning() != Some(&Reading::Nothing));
        if let Some(value) = deadline {
            let text = value.text.join(" ");
            match value.meaning() {
                Some(Reading::Deadline(deadline)) if lies_in(deadline, year) => {
                    added.set(Field::Schedule, value.text.clone(), Reading::Deadline(deadline.clone()));
                }
                Some(Reading::Deadline(Deadline::None)) => {}
                _ => {
                    let left = about(DiagnosticKind::FromPstDeadline);
                    self.diagnostics.push(left.saying("text", Bilingual::quoted(&shortened(&text))).with("year", year));
                }
            }
        }
    }

    /// Codes of the list that name no action, or several.
    fn codes(&mut self, pst: &Pst, selection: &Selection) {
        for (code, _) in &selection.codes {
            let actions = pst.outline.elements().iter().filter(|element| element.level >= Level::Action);
            let count = actions.filter(|element| has_code(element, code)).count();
            let kind = match count {
                0 => DiagnosticKind::FromPstCodeUnknown,
                1 => continue,
                _ => DiagnosticKind::FromPstCodeTwice,
            };
            self.diagnostics.push(Diagnostic::new(kind).with("code", code).with("count", count));
        }
    }
}

/// Both ends lie in the year: what a schedule of the form has to.
fn lies_in(deadline: &Deadline, year: i16) -> bool {
    let last = deadline.last_day().is_some_and(|day| day.year() == year);
    last && deadline.first_day().is_none_or(|day| day.year() == year)
}

/// What the list says of an element: nothing, or that it is wanted, with the number of an objective.
fn listed(element: &Element, selection: &Selection) -> Option<Option<u16>> {
    selection.codes.iter().find(|(code, _)| has_code(element, code)).map(|(_, number)| *number)
}

fn has_code(element: &Element, wanted: &str) -> bool {
    let same = |code: &Code| !fold(wanted).is_empty() && fold(&code.text) == fold(wanted);
    element.code.as_ref().is_some_and(same)
}

fn kept(element: &Element, above: &[&Element], selection: &Selection, listed: bool) -> Option<Kept> {
    if !selection.codes.is_empty() {
        return listed.then_some(Kept::Listed);
    }
    let text = |field| element.field(field).map(|value| value.text.join(" ")).unwrap_or_default();
    let code = element.code.as_ref().map(|code| fold(&code.text)).unwrap_or_default();
    let letters = code.split(' ').map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    if names_plan(&text(Field::Plans)) {
        Some(Kept::Plans)
    } else if letters.into_iter().any(|word| CODES.contains(&word)) {
        Some(Kept::Code)
    } else if names_plan(&wording(element)) {
        Some(Kept::Wording)
    } else if above.iter().any(|parent| names_plan(&wording(parent)) || classified(parent)) || classified(element) {
        Some(Kept::Above)
    } else {
        None
    }
}

fn classified(element: &Element) -> bool {
    element.classifications.iter().any(|of| names_plan(&of.text))
}

fn names_plan(text: &str) -> bool {
    let padded = format!(" {} ", fold(text));
    NAMES.iter().any(|name| padded.contains(&format!(" {name} ")))
}

/// The texts that say what an element is about.
fn wording(element: &Element) -> String {
    let fields = [Field::Plans, Field::Objectives, Field::Description, Field::Comments];
    let texts = fields.iter().filter_map(|field| element.field(*field)).map(|value| value.text.join(" "));
    std::iter::once(element.title.wording.clone()).chain(texts).collect::<Vec<_>>().join(" | ")
}

/// The objective of the form that an action's words name, with those words; none when they name none or several.
fn objective(element: &Element, form: &WorkProgrammeForm) -> Option<(u16, Bilingual)> {
    let plans = element.field(Field::Plans).map(|value| fold(&value.text.join(" "))).unwrap_or_default();
    let mut padded = format!(" {} ", fold(&wording(element)));
    let mut clues: Vec<(u16, String)> = Vec::new();
    for objective in &form.objectives {
        clues.push((objective.number, fold(&objective.title)));
        clues.extend(objective.clues.iter().map(|clue| (objective.number, fold(clue))));
    }
    // "phase 1 et 2" is neither "phase 1" nor "phase 2": longer words are found first.
    clues.sort_by_key(|(_, clue)| std::cmp::Reverse(clue.len()));
    let mut found: Vec<(u16, String)> = Vec::new();
    for (number, clue) in clues {
        let wanted = format!(" {clue} ");
        if !clue.is_empty() && padded.contains(&wanted) {
            padded = padded.replace(&wanted, " | ");
            found.push((number, clue));
        }
    }
    for objective in &form.objectives {
        for named in ["os", "objectif strategique"] {
            let name = format!("{named} {}", objective.number);
            if format!(" {plans} ").contains(&format!(" {name} ")) {
                found.push((objective.number, name));
            }
        }
    }
    let (number, clue) = found.first()?.clone();
    found.iter().all(|(other, _)| *other == number).then(|| (number, Bilingual::quoted(&clue)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Period, Title};

    fn pst(titles: &[&str]) -> Pst {
        let mut pst = Pst::default();
        for (at, title) in titles.iter().enumerate() {
            let id = pst.outline.add(None, Level::Action, Title::from(*title));
            pst.outline.get_mut(&id).unwrap().code = Some(Code::new(format!("A {}", at + 1)));
        }
        pst
    }

    fn codes(draft: &FromPst) -> Vec<&'static str> {
        draft.diagnostics.iter().map(Diagnostic::code).filter(|code| code.starts_with("H3")).collect()
    }

    #[test]
    fn the_objective_rests_on_printed_words_and_is_never_guessed() {
        for (title, want) in [
            ("Reloger les habitants permanents de la Phase 1", Some(1)),
            ("Équiper les sites du Plan HP en phase 2", Some(2)),
            ("Suivre le Plan HP en phase 1 et 2", Some(3)),
            ("Suivre le Plan HP (phases 1 et 2)", Some(3)),
            ("Communiquer sur le PHP réactualisé", Some(4)),
            ("Tenir une permanence pour les habitants permanents", None),
            ("Plan HP : fermer les parcelles en phase 1, équiper celles de la phase 2", None),
        ] {
            let draft = from_pst(&pst(&[title]), 2024, &Selection::default()).unwrap();
            let all: Vec<_> = draft.placed.iter().chain(&draft.apart).collect();
            assert_eq!(all.len(), 1, "{title}");
            assert_eq!(all[0].objective, want, "{title}");
        }
    }

    #[test]
    fn a_list_of_codes_takes_these_alone_and_may_say_the_objective() {
        let pst = pst(&["Ouvrir une épicerie", "Informer sur le Plan HP", "Tenir une permanence"]);
        let codes_of = |code: &str, number| (code.to_owned(), number);
        let selection = Selection { codes: vec![codes_of("A 3", Some(2)), codes_of("a.1", None), codes_of("Z", None)] };
        let draft = from_pst(&pst, 2024, &selection).unwrap();
        assert_eq!(draft.placed.len(), 1);
        assert_eq!((draft.placed[0].title.as_str(), draft.placed[0].objective), ("Tenir une permanence", Some(2)));
        assert_eq!(draft.apart[0].title, "Ouvrir une épicerie");
        assert_eq!(codes(&draft), ["H321", "H322", "H323"]);
    }

    #[test]
    fn a_deadline_of_the_year_is_the_schedule_and_another_is_asked_for() {
        let mut pst = pst(&["Plan HP phase 1 : reloger", "Plan HP phase 1 : informer"]);
        let ids: Vec<_> = pst.outline.elements().iter().map(|element| element.id.clone()).collect();
        for (id, year) in ids.iter().zip([2025, 2027]) {
            let deadline = Deadline::At { at: Period::Year { year }.into() };
            pst.outline.get_mut(id).unwrap().set_reading(Field::Deadline, Reading::Deadline(deadline));
        }
        let draft = from_pst(&pst, 2025, &Selection::default()).unwrap();
        let schedules: Vec<bool> =
            draft.programme.outline.of_level(Level::Action).map(|a| a.field(Field::Schedule).is_some()).collect();
        assert_eq!(schedules, [true, false]);
        assert_eq!(codes(&draft), ["H322", "H322", "H324"]);
    }

    #[test]
    fn a_pst_without_the_plan_says_so() {
        let draft = from_pst(&pst(&["Ouvrir une épicerie"]), 2024, &Selection::default()).unwrap();
        assert_eq!(codes(&draft), ["H325"]);
        assert_eq!(draft.programme.outline.of_level(Level::Action).count(), 0);
    }
}

//! What the drafts share: which objectif stratégique of a form an element is, how like two titles are, what is still
//! to be filled in.

use crate::check::{CheckContext, check};
use crate::form::WorkProgrammeForm;
use crate::{Diagnostic, DiagnosticKind, Document, Element, Level, WorkProgramme, fold};

/// The number of the form's objective that an element is.
pub(crate) fn objective_number(element: &Element, form: &WorkProgrammeForm) -> Option<u16> {
    if element.level != Level::StrategicObjective {
        return None;
    }
    let texts = [fold(&element.title.wording), fold(&element.title.text)];
    let worded = form.objectives.iter().find(|objective| texts.contains(&fold(&objective.title)));
    let numbered = || {
        let code = element.code.as_ref()?;
        form.objectives.iter().find(|objective| code.numbers == [u32::from(objective.number)])
    };
    worded.or_else(numbered).map(|objective| objective.number)
}

/// The share of the words of two titles that both have, from 0 to 1.
pub(crate) fn common_words(first: &str, second: &str) -> f64 {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        fold(text).split(' ').filter(|word| word.len() > 2).map(str::to_owned).collect()
    };
    let (first, second) = (words(first), words(second));
    let all = first.union(&second).count();
    if all == 0 {
        return 0.0;
    }
    #[allow(clippy::cast_precision_loss, reason = "titles have few words")]
    let share = first.intersection(&second).count() as f64 / all as f64;
    share
}

/// What the rules ask of a draft; a schedule that was told to be missing already is not told again.
pub(crate) fn asked(programme: &WorkProgramme, told: &[Diagnostic]) -> Vec<Diagnostic> {
    let title = |diagnostic: &Diagnostic| {
        diagnostic.words.iter().find(|(name, _)| *name == "title").map(|(_, word)| word.clone())
    };
    let schedules = [DiagnosticKind::NewYearSchedule, DiagnosticKind::FromPstDeadline];
    let known: Vec<_> = told.iter().filter(|diagnostic| schedules.contains(&diagnostic.kind)).map(title).collect();
    let mut found = check(&Document::PlanHpWorkProgramme(programme.clone()), &CheckContext::default());
    found
        .retain(|diagnostic| diagnostic.kind != DiagnosticKind::ScheduleMissing || !known.contains(&title(diagnostic)));
    found
}

//! Règles du programme de travail du Plan HP (H101 to H116), from the form of its year.

use jiff::civil::Date;

use super::CheckContext;
use super::infinitive::begins_with_infinitive;
use super::measure::is_measured;
use super::recurrence::says_recurrent;
use super::tree::{place, stated};
use crate::bilingual::shortened;
use crate::diagnostic::Kind;
use crate::form::WorkProgrammeForm;
use crate::plan_hp::objective_number;
use crate::{Bilingual, Deadline, Diagnostic, Element, Field, Level, Reading, WorkProgramme, english, fold, french};

/// A rule of one action.
struct Rule {
    /// What it says.
    kind: Kind,
    /// Whether an action fails it, and the words of the message.
    fails: fn(&Sheet<'_>, &Element) -> Option<Diagnostic>,
}

/// The rules of an action, in the order of the catalogue.
const RULES: &[Rule] = &[
    Rule { kind: Kind::NotInfinitive, fails: not_infinitive },
    Rule { kind: Kind::ObjectiveNotInfinitive, fails: objective_not_infinitive },
    Rule { kind: Kind::NatureMissing, fails: nature_missing },
    Rule { kind: Kind::RecurrentAction, fails: recurrent },
    Rule { kind: Kind::ScheduleOutsideYear, fails: schedule_outside_year },
    Rule { kind: Kind::ScheduleMissing, fails: schedule_missing },
    Rule { kind: Kind::BilanUnmeasured, fails: bilan_unmeasured },
    Rule { kind: Kind::ObjectiveUnknown, fails: objective_unknown },
];

/// The programme beside its form.
struct Sheet<'a> {
    programme: &'a WorkProgramme,
    form: WorkProgrammeForm,
    /// The year, when the document has one.
    year: Option<i16>,
}

pub(super) fn check(programme: &WorkProgramme, context: &CheckContext) -> Vec<Diagnostic> {
    // A definition that does not load is a fault of this version, which its own tests exclude.
    let own = context.form.as_ref().map(|form| Ok(form.for_year(programme.year)));
    let Ok(form) = own.unwrap_or_else(|| WorkProgrammeForm::builtin(programme.year)) else { return Vec::new() };
    let year = Some(programme.year).filter(|year| (1990..=2100).contains(year));
    let sheet = Sheet { programme, form, year };
    let mut found = Vec::new();
    found.extend(commune(&sheet));
    found.extend(too_many(&sheet));
    for rule in RULES {
        let actions = programme.outline.of_level(Level::Action).filter(|action| is_filled(action));
        found.extend(actions.filter_map(|action| {
            let diagnostic = (rule.fails)(&sheet, action)?;
            debug_assert_eq!(diagnostic.kind, rule.kind);
            Some(diagnostic)
        }));
    }
    found.extend(validation(&sheet));
    found.extend(deliberation(&sheet));
    found.extend(bilans_due(&sheet, context));
    found.extend(duties(&sheet, context));
    found
}

/// A numbered line of the form without words is no action.
pub(crate) fn is_filled(action: &Element) -> bool {
    has_words(&action.title.wording)
        || action.fields.values().any(|value| value.text.iter().any(has_words))
        || action.extras.iter().any(|extra| has_words(&extra.text))
}

/// Dots and dashes of a placeholder are no words.
fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn about(kind: Kind, action: &Element) -> Diagnostic {
    Diagnostic::new(kind).at(place(action)).saying("title", Bilingual::calling(action))
}

fn commune(sheet: &Sheet<'_>) -> Option<Diagnostic> {
    let named = sheet.programme.institution.name.as_deref().is_some_and(has_words);
    (!named).then(|| Diagnostic::new(Kind::CommuneMissing))
}

fn too_many(sheet: &Sheet<'_>) -> Option<Diagnostic> {
    let limit = sheet.form.actions.max_actions;
    let mut actions = sheet.programme.outline.of_level(Level::Action).filter(|action| is_filled(action));
    let first_over = actions.nth(limit)?;
    let count = limit + 1 + actions.count();
    Some(Diagnostic::new(Kind::TooManyActions).at(place(first_over)).with("count", count).with("limit", limit))
}

fn not_infinitive(_: &Sheet<'_>, action: &Element) -> Option<Diagnostic> {
    let title = &action.title.wording;
    (has_words(title) && !begins_with_infinitive(title)).then(|| about(Kind::NotInfinitive, action))
}

fn objective_not_infinitive(_: &Sheet<'_>, action: &Element) -> Option<Diagnostic> {
    let value = stated(action, Field::Objectives)?;
    let wrong = value.text.iter().find(|text| has_words(text) && !begins_with_infinitive(text))?;
    let at = value.places.first().cloned().or_else(|| place(action));
    Some(Diagnostic::new(Kind::ObjectiveNotInfinitive).at(at).with("text", shortened(wrong)))
}

fn nature_missing(_: &Sheet<'_>, action: &Element) -> Option<Diagnostic> {
    stated(action, Field::Nature).is_none().then(|| about(Kind::NatureMissing, action))
}

fn recurrent(_: &Sheet<'_>, action: &Element) -> Option<Diagnostic> {
    is_recurrent(action).then(|| about(Kind::RecurrentAction, action))
}

/// The title or the schedule says that the action only goes on.
pub(crate) fn is_recurrent(action: &Element) -> bool {
    let schedule = action.field(Field::Schedule);
    let often = schedule.is_some_and(|value| {
        value.meaning() == Some(&Reading::Deadline(Deadline::Recurrent)) || value.text.iter().any(says_recurrent)
    });
    often || says_recurrent(&action.title.wording)
}

fn schedule(action: &Element) -> Option<&Deadline> {
    match action.reading(Field::Schedule)? {
        Reading::Deadline(deadline) => Some(deadline),
        _ => None,
    }
}

fn schedule_outside_year(sheet: &Sheet<'_>, action: &Element) -> Option<Diagnostic> {
    let year = sheet.year?;
    let deadline = schedule(action)?;
    let outside = |day: Option<Date>| day.is_some_and(|day| day.year() != year);
    if !outside(deadline.first_day()) && !outside(deadline.last_day()) {
        return None;
    }
    let value = action.field(Field::Schedule)?;
    Some(
        Diagnostic::new(Kind::ScheduleOutsideYear)
            .at(value.places.first().cloned().or_else(|| place(action)))
            .with("text", shortened(&value.text.join(" ")))
            .saying("title", Bilingual::calling(action))
            .with("year", year),
    )
}

/// The form asks for a schedule, so `/` is none.
fn schedule_missing(_: &Sheet<'_>, action: &Element) -> Option<Diagnostic> {
    let missing = stated(action, Field::Schedule).is_none() || schedule(action) == Some(&Deadline::None);
    missing.then(|| about(Kind::ScheduleMissing, action))
}

fn bilan_unmeasured(_: &Sheet<'_>, action: &Element) -> Option<Diagnostic> {
    let value = stated(action, Field::Bilan)?;
    let text = value.text.join("\n");
    // The month in front of each text is no measure.
    let said = match value.meaning() {
        Some(Reading::Bilan(bilan)) => [&bilan.june, &bilan.december].into_iter().flatten().cloned().collect(),
        _ => vec![text],
    };
    let measured = said.iter().any(|text| is_measured(text));
    let filled = said.iter().any(|text| has_words(text));
    (filled && !measured)
        .then(|| about(Kind::BilanUnmeasured, action).at(value.places.first().cloned().or_else(|| place(action))))
}

fn objective_unknown(sheet: &Sheet<'_>, action: &Element) -> Option<Diagnostic> {
    // Older programmes stand under the axes of their own time.
    let since = sheet.form.objectives_since?;
    sheet.year.filter(|year| *year >= since)?;
    let above = sheet.programme.outline.ancestors(action);
    let known = above.iter().any(|element| objective_number(element, &sheet.form).is_some());
    (!known).then(|| about(Kind::ObjectiveUnknown, action))
}

/// The form asks to attach the deliberation; nothing else in it shows that it exists.
fn deliberation(sheet: &Sheet<'_>) -> Option<Diagnostic> {
    let validation = sheet.programme.validation.as_ref().filter(|validation| has_words(&validation.text))?;
    let extras = sheet.programme.extras.iter().flat_map(|extra| [&extra.label, &extra.text]);
    let named = std::iter::once(&validation.text).chain(extras).any(|text| fold(text).contains("deliberation"));
    (!named).then(|| Diagnostic::new(Kind::DeliberationMissing).at(validation.place.clone()))
}

/// The bilans whose day is over on the day of the check.
fn bilans_due(sheet: &Sheet<'_>, context: &CheckContext) -> Vec<Diagnostic> {
    let (Some(today), Some(_)) = (context.today, sheet.year) else { return Vec::new() };
    let past = |key| sheet.form.duty_date(key).filter(|date| *date < today);
    let due = match (past("bilan_juin"), past("bilan_decembre")) {
        (_, Some(date)) => (date, ("décembre", "December")),
        (Some(date), None) => (date, ("juin", "June")),
        (None, None) => return Vec::new(),
    };
    let (date, month) = due;
    let actions = sheet.programme.outline.of_level(Level::Action).filter(|action| is_filled(action));
    let missing = actions.filter(|action| match stated(action, Field::Bilan) {
        None => true,
        Some(value) => match value.meaning() {
            Some(Reading::Bilan(bilan)) => {
                let text = if month.1 == "June" { &bilan.june } else { &bilan.december };
                // June may have been left for a bilan of the whole year.
                let later = month.1 == "June" && bilan.december.is_some();
                !later && !text.as_ref().is_some_and(|text| has_words(text))
            }
            // A text without month may be that of either.
            _ => !value.text.iter().any(has_words),
        },
    });
    missing
        .map(|action| about(Kind::BilanDue, action).saying("month", month.into()).saying("date", day(date)))
        .collect()
}

fn validation(sheet: &Sheet<'_>) -> Option<Diagnostic> {
    let due = sheet.year.and_then(|_| sheet.form.duty_date("validation"));
    let due_words =
        due.map_or_else(|| Bilingual::new("31 décembre de l’année précédente", "31 December of the year before"), day);
    let missing = || Diagnostic::new(Kind::ValidationMissing).saying("date", due_words.clone());
    let Some(validation) = &sheet.programme.validation else { return Some(missing()) };
    match validation.date {
        None if !has_words(&validation.text) => Some(missing().at(validation.place.clone())),
        None => Some(
            Diagnostic::new(Kind::ValidationUnread)
                .at(validation.place.clone())
                .with("text", shortened(&validation.text)),
        ),
        Some(date) if due.is_some_and(|due| date > due) => Some(
            Diagnostic::new(Kind::ValidationLate)
                .at(validation.place.clone())
                .saying("validated", day(date))
                .saying("date", due_words),
        ),
        Some(_) => None,
    }
}

/// The duties still to come; the validation is one no more once its date is given.
fn duties(sheet: &Sheet<'_>, context: &CheckContext) -> Vec<Diagnostic> {
    let (Some(today), Some(_)) = (context.today, sheet.year) else { return Vec::new() };
    let validated = sheet.programme.validation.as_ref().is_some_and(|validation| validation.date.is_some());
    let open = sheet.form.duties.iter().filter(|duty| !(validated && duty.key == "validation"));
    open.filter_map(|duty| Some((duty, sheet.form.date_of(duty)?)))
        .filter(|(_, date)| *date >= today)
        .map(|(duty, date)| {
            let duty = Bilingual::new(&duty.text, duty.english.as_ref().unwrap_or(&duty.text));
            Diagnostic::new(Kind::DutyReminder).saying("date", day(date)).saying("duty", duty)
        })
        .collect()
}

/// A day in the words of each language.
fn day(date: Date) -> Bilingual {
    Bilingual::new(french::date(date), english::date(date))
}

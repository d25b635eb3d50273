//! An entry's values as fields of an element and back, as far as a field says all of it.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{Budget, BudgetService, Deadline, Element, Field, FieldValue, Period, Reading, Text, fold, french};

use super::article::articles;
use super::{Civility, Entry, EntryStatus, Person, Plain, Rich};

/// Puts what an entry says into the fields of an element. Zero and empty values are what the schema demands of
/// everyone: they say nothing and give no field.
pub(super) fn put(element: &mut Element, entry: &Entry, plain: Plain) {
    let mut set = |field, text: Text, reading: Option<Reading>| {
        if text.iter().any(|text| !text.trim().is_empty()) {
            element.fields.insert(field, FieldValue::new(text).reading(reading));
        }
    };
    for (field, date) in [(Field::Start, entry.start), (Field::End, entry.end)] {
        if let Some(date) = date {
            let deadline = Deadline::At { at: Period::Day { date }.into() };
            set(field, french::date(date).into(), Some(Reading::Deadline(deadline)));
        }
    }
    set(Field::Description, plain(&entry.description).into(), None);
    let status = entry.status.to_status();
    set(Field::Status, status.label().into(), Some(Reading::Status(status)));
    let people = [
        (Field::AdministrativePilot, entry.responsible.as_ref().map(Person::text)),
        (Field::PoliticalPilot, entry.representative.as_ref().map(Person::text)),
        (Field::Service, entry.department.clone()),
    ];
    for (field, text) in people {
        let text = text.unwrap_or_default();
        let reading = Reading::People(vec![text.clone()]);
        set(field, text.into(), Some(reading));
    }
    if entry.progress > Decimal::ZERO {
        let reading = Reading::Progress(entry.progress);
        set(Field::Progress, reading.to_french().into(), Some(reading));
    }
    set(Field::Comments, plain(&entry.remark).into(), None);
    if entry.full_time_equivalents > Decimal::ZERO {
        let reading = Reading::FullTimeEquivalents(entry.full_time_equivalents);
        set(Field::HumanResources, reading.to_french().into(), Some(reading));
    }
    set(Field::Plans, several(&entry.plans), None);
    set(Field::Partners, several(&entry.partners), Some(Reading::People(entry.partners.clone())));
    let lines = entry.articles.iter().map(super::Article::line).collect();
    let texts: Vec<String> = entry.articles.iter().map(super::Article::text).collect();
    set(Field::Budget, several(&texts), Some(Reading::Budget(Budget { lines, mention: None })));
}

/// The entry that the fields of an element make, without label and level below.
pub(super) fn take(element: &Element, year: i64) -> Entry {
    let text = |field| element.field(field).map(|value| value.text.join("\n")).unwrap_or_default();
    let person = |fields: &[Field]| fields.iter().find_map(|field| element.field(*field)).map(person);
    let mut entry = Entry::new(element.id.0.clone(), year, "");
    entry.start = day(element, &[Field::EffectiveStart, Field::Start], Deadline::first_day)
        .or_else(|| element.deadline().filter(|d| matches!(d, Deadline::Between { .. })).and_then(Deadline::first_day));
    entry.end = day(element, &[Field::EffectiveEnd, Field::End, Field::Deadline], Deadline::last_day);
    entry.description = Rich::text(text(Field::Description));
    if let Some(Reading::Status(status)) = element.reading(Field::Status) {
        entry.status = EntryStatus::nearest(*status);
    }
    entry.responsible = person(&[Field::AdministrativePilot, Field::Agent, Field::Bearer]);
    entry.representative = person(&[Field::PoliticalPilot]);
    entry.department = element.field(Field::Service).map(|value| value.text.join(", "));
    if let Some(Reading::Progress(progress)) = element.reading(Field::Progress) {
        entry.progress = (*progress).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
    }
    entry.remark = Rich::text(text(Field::Comments));
    if let Some(Reading::FullTimeEquivalents(number)) = element.reading(Field::HumanResources) {
        entry.full_time_equivalents = (*number).max(Decimal::ZERO);
    }
    entry.plans = element.field(Field::Plans).map(texts).unwrap_or_default();
    for field in [Field::Partners, Field::InternalPartners, Field::ExternalPartners] {
        entry.partners.extend(element.field(field).map(texts).unwrap_or_default());
    }
    let budgets = [
        (Field::OrdinaryBudget, Some(BudgetService::Ordinary)),
        (Field::ExtraordinaryBudget, Some(BudgetService::Extraordinary)),
        (Field::Budget, None),
    ];
    for (field, service) in budgets {
        entry.articles.extend(element.budget(field).into_iter().flat_map(|budget| articles(budget, service, year)));
    }
    entry
}

/// The day of the first field that tells one.
fn day(element: &Element, fields: &[Field], of: fn(&Deadline) -> Option<Date>) -> Option<Date> {
    fields.iter().find_map(|field| match element.reading(*field)? {
        Reading::Deadline(deadline) => of(deadline),
        _ => None,
    })
}

fn several(texts: &[String]) -> Text {
    match texts {
        [one] => Text::from(one.as_str()),
        texts => Text::Many(texts.to_vec()),
    }
}

/// The people or texts of a field: as read apart without doubt, else as printed.
fn texts(value: &FieldValue) -> Vec<String> {
    match value.meaning() {
        Some(Reading::People(people)) if !people.is_empty() => people.clone(),
        Some(Reading::Nothing) => Vec::new(),
        _ => value.text.iter().map(str::to_owned).collect(),
    }
}

/// A printed person. Names are never split, so all of it is the name; the schema's title has no neutral value.
fn person(value: &FieldValue) -> Person {
    let name = value.text.join(", ");
    let madam = fold(&name).split(' ').next().is_some_and(|word| matches!(word, "mme" | "madame"));
    let civility = if madam { Civility::Madam } else { Civility::Mister };
    Person { civility, name, first_name: String::new(), phone: String::new(), email: String::new() }
}

impl Person {
    /// First name and name, as printed in a field.
    fn text(&self) -> String {
        let parts = [self.first_name.as_str(), self.name.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

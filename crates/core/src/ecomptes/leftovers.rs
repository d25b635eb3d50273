//! What an entry says beyond the fields of its element, as lines of text: `Nom = a | b`, or the name
//! alone for a value that is absent. A line goes back into the
//! entry only while the field it belongs to still says what it said when the line was made.

use std::fmt::Write as _;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{Element, Field, Level};

use super::{
    Article, Civility, Entry, EntryStatus, Flow, Mode, Person, Plain, Projection, Rich, fields, service_code,
    service_from_code,
};

/// A value of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Id,
    Year,
    Label,
    Start,
    End,
    Description,
    Status,
    Responsible,
    Representative,
    Department,
    Progress,
    Remark,
    FullTimeEquivalents,
    Plans,
    Partners,
    Articles,
    Projections,
}

/// Every value, its name in the XML and the field that shows it.
const VALUES: &[(Value, &str, Option<Field>)] = &[
    (Value::Id, "ElementId", None),
    (Value::Year, "Exercice", None),
    (Value::Label, "Libelle", None),
    (Value::Start, "DateDebut", Some(Field::Start)),
    (Value::End, "DateFin", Some(Field::End)),
    (Value::Description, "Description", Some(Field::Description)),
    (Value::Status, "Statut", Some(Field::Status)),
    (Value::Responsible, "Responsable", Some(Field::AdministrativePilot)),
    (Value::Representative, "Mandataire", Some(Field::PoliticalPilot)),
    (Value::Department, "Departement", Some(Field::Service)),
    (Value::Progress, "TauxAvancement", Some(Field::Progress)),
    (Value::Remark, "RemarqueStatut", Some(Field::Comments)),
    (Value::FullTimeEquivalents, "ETP", Some(Field::HumanResources)),
    (Value::Plans, "Plan", Some(Field::Plans)),
    (Value::Partners, "Partenaire", Some(Field::Partners)),
    (Value::Articles, "Article", Some(Field::Budget)),
    (Value::Projections, "Projection", None),
];

/// The lines for what `rebuilt` lacks of `entry`.
pub(super) fn lines(entry: &Entry, rebuilt: &Entry) -> String {
    let mut text = String::new();
    for (value, name, _) in VALUES {
        let (said, kept) = (rows(entry, *value), rows(rebuilt, *value));
        if said == kept {
            continue;
        }
        // A name alone says that there is no value, where the fields would make one.
        if said.is_empty() {
            let _ = writeln!(text, "{name}");
        }
        for row in said {
            let cells: Vec<String> = row.iter().map(|cell| escape(cell)).collect();
            let _ = writeln!(text, "{name} = {}", cells.join(" | "));
        }
    }
    text.pop();
    text
}

/// Puts the lines back into an entry made of `element`. Gives the names of the values whose field has changed since.
pub(super) fn apply(entry: &mut Entry, lines: &str, element: &Element, plain: Plain) -> Vec<&'static str> {
    let mut stale = Vec::new();
    for (value, name, field) in VALUES {
        let Some(changed) = with_lines(entry, (*value, name), lines) else { continue };
        let unchanged = field.is_none_or(|field| {
            let mut scratch = Element::new("", Level::Action, "");
            fields::put(&mut scratch, &changed, plain);
            scratch.field(field).map(|value| &value.text) == element.field(field).map(|value| &value.text)
        });
        if unchanged {
            *entry = changed;
        } else {
            stale.push(*name);
        }
    }
    stale
}

/// An entry from its lines alone.
pub(super) fn entry(lines: &str, year: i64) -> Entry {
    let mut entry = Entry::new("", year, "");
    for (value, name, _) in VALUES {
        if let Some(changed) = with_lines(&entry, (*value, name), lines) {
            entry = changed;
        }
    }
    entry
}

/// The entry with the lines of one value; none when there is no line of it, or one that cannot be read.
fn with_lines(entry: &Entry, (value, name): (Value, &str), lines: &str) -> Option<Entry> {
    let rows: Vec<Vec<String>> = lines
        .lines()
        .filter_map(|line| line.strip_prefix(name))
        .filter_map(|rest| if rest.is_empty() { Some(Vec::new()) } else { rest.strip_prefix(" = ").map(cells) })
        .collect();
    let first = rows.first()?.iter().map(String::as_str).collect::<Vec<_>>();
    let mut entry = entry.clone();
    match (value, first.as_slice()) {
        (Value::Id, [id]) => entry.id = (*id).to_owned(),
        (Value::Year, [year]) => entry.year = year.parse().ok()?,
        (Value::Label, [label]) => entry.label = (*label).to_owned(),
        (Value::Start, [date]) => entry.start = date_of(date)?,
        (Value::End, [date]) => entry.end = date_of(date)?,
        (Value::Description, [mode, value]) => entry.description = rich(mode, value)?,
        (Value::Remark, [mode, value]) => entry.remark = rich(mode, value)?,
        (Value::Status, [code]) => entry.status = EntryStatus::from_code(code)?,
        (Value::Responsible, cells) => entry.responsible = person(cells)?,
        (Value::Representative, cells) => entry.representative = person(cells)?,
        (Value::Department, [name]) => entry.department = Some((*name).to_owned()),
        (Value::Department, []) => entry.department = None,
        (Value::Progress, [number]) => entry.progress = number.parse().ok()?,
        (Value::FullTimeEquivalents, [number]) => entry.full_time_equivalents = number.parse().ok()?,
        (Value::Plans, []) => entry.plans.clear(),
        (Value::Partners, []) => entry.partners.clear(),
        (Value::Articles, []) => entry.articles.clear(),
        (Value::Projections, []) => entry.projections.clear(),
        (Value::Plans, _) => entry.plans = rows.iter().map(|row| row.join(" ")).collect(),
        (Value::Partners, _) => entry.partners = rows.iter().map(|row| row.join(" ")).collect(),
        (Value::Articles, _) => entry.articles = rows.iter().map(|row| article(row)).collect::<Option<_>>()?,
        (Value::Projections, _) => entry.projections = rows.iter().map(|row| projection(row)).collect::<Option<_>>()?,
        _ => return None,
    }
    Some(entry)
}

/// A value as rows of cells.
fn rows(entry: &Entry, value: Value) -> Vec<Vec<String>> {
    let one = |text: &str| vec![vec![text.to_owned()]];
    let date = |date: Option<Date>| date.map(|date| vec![vec![date.to_string()]]).unwrap_or_default();
    let rich = |rich: &Rich| vec![vec![rich.mode.code().to_owned(), rich.value.clone()]];
    let person = |person: &Option<Person>| person.as_ref().map(person_row).into_iter().collect();
    let each = |texts: &[String]| texts.iter().map(|text| vec![text.clone()]).collect();
    match value {
        Value::Id => one(&entry.id),
        Value::Year => one(&entry.year.to_string()),
        Value::Label => one(&entry.label),
        Value::Start => date(entry.start),
        Value::End => date(entry.end),
        Value::Description => rich(&entry.description),
        Value::Status => one(entry.status.code()),
        Value::Responsible => person(&entry.responsible),
        Value::Representative => person(&entry.representative),
        Value::Department => entry.department.iter().map(|name| vec![name.clone()]).collect(),
        Value::Progress => one(&entry.progress.to_string()),
        Value::Remark => rich(&entry.remark),
        Value::FullTimeEquivalents => one(&entry.full_time_equivalents.to_string()),
        Value::Plans => each(&entry.plans),
        Value::Partners => each(&entry.partners),
        Value::Articles => entry.articles.iter().map(article_row).collect(),
        Value::Projections => entry.projections.iter().map(projection_row).collect(),
    }
}

fn person_row(person: &Person) -> Vec<String> {
    let Person { civility, name, first_name, phone, email } = person;
    vec![civility.code().to_owned(), name.clone(), first_name.clone(), phone.clone(), email.clone()]
}

fn person(cells: &[&str]) -> Option<Option<Person>> {
    let [civility, name, first_name, phone, email] = cells else { return cells.is_empty().then_some(None) };
    let [name, first_name, phone, email] = [name, first_name, phone, email].map(|text| (*text).to_owned());
    Some(Some(Person { civility: Civility::from_code(civility)?, name, first_name, phone, email }))
}

fn article_row(article: &Article) -> Vec<String> {
    let Article { year, service, flow, code, label, amount } = article;
    let (service, flow) = (service_code(*service).to_owned(), flow.code().to_owned());
    vec![year.to_string(), service, flow, code.clone(), label.clone(), amount.to_string()]
}

fn article(row: &[String]) -> Option<Article> {
    let [year, service, flow, code, label, amount] = row else { return None };
    Some(Article {
        year: year.parse().ok()?,
        service: service_from_code(service)?,
        flow: Flow::from_code(flow)?,
        code: code.clone(),
        label: label.clone(),
        amount: amount.parse().ok()?,
    })
}

fn projection_row(projection: &Projection) -> Vec<String> {
    let Projection { service, flow, group, label, years } = projection;
    let head = [service_code(*service), flow.code(), group, label].map(str::to_owned);
    let years = years.iter().map(|(year, amount)| format!("{year} : {amount}"));
    head.into_iter().chain(years).collect()
}

fn projection(row: &[String]) -> Option<Projection> {
    let [service, flow, group, label, years @ ..] = row else { return None };
    let year = |text: &String| {
        let (year, amount) = text.split_once(" : ")?;
        Some((year.parse::<i64>().ok()?, amount.parse::<Decimal>().ok()?))
    };
    Some(Projection {
        service: service_from_code(service)?,
        flow: Flow::from_code(flow)?,
        group: group.clone(),
        label: label.clone(),
        years: years.iter().map(year).collect::<Option<_>>()?,
    })
}

fn date_of(text: &str) -> Option<Option<Date>> {
    text.parse().ok().map(Some)
}

fn rich(mode: &str, value: &str) -> Option<Rich> {
    Some(Rich { mode: Mode::from_code(mode)?, value: value.to_owned() })
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', "\\n").replace('\r', "\\r")
}

/// The cells of a line.
fn cells(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let Some(cell) = cells.last_mut() else { break };
        match (sign, signs.peek()) {
            ('\\', Some('n')) => cell.push('\n'),
            ('\\', Some('r')) => cell.push('\r'),
            ('\\', Some(&next)) => cell.push(next),
            ('|', _) => {
                // The spaces around the bar are the bar's.
                if cell.ends_with(' ') {
                    cell.pop();
                }
                cells.push(String::new());
                signs.next_if_eq(&' ');
                continue;
            }
            _ => {
                cell.push(sign);
                continue;
            }
        }
        signs.next();
    }
    cells
}

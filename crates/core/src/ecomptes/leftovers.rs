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

/// Values of an entry: name in the XML and the field that shows it.
const VALUES: &[(&str, Option<Field>)] = &[
    ("ElementId", None),
    ("Exercice", None),
    ("Libelle", None),
    ("DateDebut", Some(Field::Start)),
    ("DateFin", Some(Field::End)),
    ("Description", Some(Field::Description)),
    ("Statut", Some(Field::Status)),
    ("Responsable", Some(Field::AdministrativePilot)),
    ("Mandataire", Some(Field::PoliticalPilot)),
    ("Departement", Some(Field::Service)),
    ("TauxAvancement", Some(Field::Progress)),
    ("RemarqueStatut", Some(Field::Comments)),
    ("ETP", Some(Field::HumanResources)),
    ("Plan", Some(Field::Plans)),
    ("Partenaire", Some(Field::Partners)),
    ("Article", Some(Field::Budget)),
    ("Projection", None),
];

/// The lines for what `rebuilt` lacks of `entry`.
pub(super) fn lines(entry: &Entry, rebuilt: &Entry) -> String {
    let mut text = String::new();
    for (name, _) in VALUES {
        let (said, kept) = (rows(entry, name), rows(rebuilt, name));
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
    for (name, field) in VALUES {
        let Some(changed) = with_lines(entry, name, lines) else { continue };
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
    for (name, _) in VALUES {
        if let Some(changed) = with_lines(&entry, name, lines) {
            entry = changed;
        }
    }
    entry
}

/// The entry with the lines of one value; none when there is no line of it, or one that cannot be read.
fn with_lines(entry: &Entry, name: &str, lines: &str) -> Option<Entry> {
    let rows: Vec<Vec<String>> = lines
        .lines()
        .filter_map(|line| line.strip_prefix(name))
        .filter_map(|rest| if rest.is_empty() { Some(Vec::new()) } else { rest.strip_prefix(" = ").map(cells) })
        .collect();
    let first = rows.first()?.iter().map(String::as_str).collect::<Vec<_>>();
    let mut entry = entry.clone();
    match (name, first.as_slice()) {
        ("ElementId", [id]) => entry.id = (*id).to_owned(),
        ("Exercice", [year]) => entry.year = year.parse().ok()?,
        ("Libelle", [label]) => entry.label = (*label).to_owned(),
        ("DateDebut", [date]) => entry.start = date_of(date)?,
        ("DateFin", [date]) => entry.end = date_of(date)?,
        ("Description", [mode, value]) => entry.description = rich(mode, value)?,
        ("RemarqueStatut", [mode, value]) => entry.remark = rich(mode, value)?,
        ("Statut", [code]) => entry.status = EntryStatus::from_code(code)?,
        ("Responsable", cells) => entry.responsible = person(cells)?,
        ("Mandataire", cells) => entry.representative = person(cells)?,
        ("Departement", [name]) => entry.department = Some((*name).to_owned()),
        ("Departement", []) => entry.department = None,
        ("TauxAvancement", [number]) => entry.progress = number.parse().ok()?,
        ("ETP", [number]) => entry.full_time_equivalents = number.parse().ok()?,
        ("Plan", []) => entry.plans.clear(),
        ("Partenaire", []) => entry.partners.clear(),
        ("Article", []) => entry.articles.clear(),
        ("Projection", []) => entry.projections.clear(),
        ("Plan", _) => entry.plans = rows.iter().map(|row| row.join(" ")).collect(),
        ("Partenaire", _) => entry.partners = rows.iter().map(|row| row.join(" ")).collect(),
        ("Article", _) => entry.articles = rows.iter().map(|row| article(row)).collect::<Option<_>>()?,
        ("Projection", _) => entry.projections = rows.iter().map(|row| projection(row)).collect::<Option<_>>()?,
        _ => return None,
    }
    Some(entry)
}

/// A value as rows of cells.
fn rows(entry: &Entry, name: &str) -> Vec<Vec<String>> {
    let one = |text: &str| vec![vec![text.to_owned()]];
    let date = |date: Option<Date>| date.map(|date| vec![vec![date.to_string()]]).unwrap_or_default();
    let rich = |rich: &Rich| vec![vec![rich.mode.code().to_owned(), rich.value.clone()]];
    let person = |person: &Option<Person>| person.as_ref().map(person_row).into_iter().collect();
    let each = |texts: &[String]| texts.iter().map(|text| vec![text.clone()]).collect();
    match name {
        "ElementId" => one(&entry.id),
        "Exercice" => one(&entry.year.to_string()),
        "Libelle" => one(&entry.label),
        "DateDebut" => date(entry.start),
        "DateFin" => date(entry.end),
        "Description" => rich(&entry.description),
        "Statut" => one(entry.status.code()),
        "Responsable" => person(&entry.responsible),
        "Mandataire" => person(&entry.representative),
        "Departement" => entry.department.iter().map(|name| vec![name.clone()]).collect(),
        "TauxAvancement" => one(&entry.progress.to_string()),
        "RemarqueStatut" => rich(&entry.remark),
        "ETP" => one(&entry.full_time_equivalents.to_string()),
        "Plan" => each(&entry.plans),
        "Partenaire" => each(&entry.partners),
        "Article" => entry.articles.iter().map(article_row).collect(),
        "Projection" => entry.projections.iter().map(projection_row).collect(),
        _ => Vec::new(),
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

//! The XML as an exchange: each element where the schema has it, in the schema's order.

use std::borrow::Cow;

use jiff::civil::Date;
use passerelle_core::BudgetService;
use passerelle_core::ecomptes::{
    Administration, Article, Civility, Direction, Entry, EntryStatus, Exchange, Flow, LEVELS, Mode, Person, Projection,
    Rich, VERSION, service_from_code,
};
use roxmltree::{Document, Node, ParsingOptions};
use rust_decimal::Decimal;

use super::error::{EcomptesError, Expected, Fault};

/// Nodes beyond which a file is refused: a programme of ten thousand actions has about a million.
const MAX_NODES: u32 = 4_000_000;

/// Characters of a wrong value that an error shows.
const SHOWN: usize = 60;

/// Reads an exchange of either schema.
///
/// # Errors
/// [`EcomptesError`] when the file is not of one of the schemas, with the element and its line.
pub fn read(bytes: &[u8]) -> Result<Exchange, EcomptesError> {
    exchange(&parse(&decode(bytes)?)?)
}

/// The text of the bytes. The schemas declare ISO-8859-1, eComptes writes UTF-8, and what calls itself ISO-8859-1 is
/// mostly Windows-1252, which is what the name means to web browsers too.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, EcomptesError> {
    let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes));
    let declared = head.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        encoding_rs::Encoding::for_label(rest[1..].split(quote).next()?.as_bytes())
    });
    let (text, _, damaged) = declared.unwrap_or(encoding_rs::UTF_8).decode(bytes);
    if damaged {
        let detail = "bytes that are no text of its encoding".to_owned();
        return Err(EcomptesError { line: 1, fault: Fault::NotXml { detail } });
    }
    Ok(text)
}

/// The tree of the text. A document type is refused, so there are no entities but the predefined ones.
pub(super) fn parse(text: &str) -> Result<Document<'_>, EcomptesError> {
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let fault = Fault::NotXml { detail: error.to_string() };
        EcomptesError { line: error.pos().row, fault }
    })
}

pub(super) fn exchange(tree: &Document<'_>) -> Result<Exchange, EcomptesError> {
    let root = tree.root_element();
    if root.tag_name().name() != "dataroot" {
        let (name, parent) = (root.tag_name().name().to_owned(), "XML".to_owned());
        return Err(fault(root, Fault::Unexpected { name, parent }));
    }
    let mut parts = Parts::of(root);
    let mut identity = Parts::of(parts.required("Identifiants")?);
    let id = identity.text("Id")?;
    let administration = identity.required("TypeAdmin")?;
    let administration = match text(administration)?.trim() {
        // The schema gives the element a default.
        "" => Administration::Municipality,
        _ => code(administration, Administration::from_code, Administration::ALL, Administration::code)?,
    };
    let ins = identity.integer("INS")?;
    identity.constant("Type", "PST")?;
    let year = identity.integer("Exercice")?;
    identity.constant("Version", VERSION)?;
    let generator = identity.text("Generateur")?;
    identity.end()?;

    let mut programme = Parts::of(parts.required("PST")?);
    parts.end()?;
    let mut description = Parts::of(programme.required("DescriptionPST")?);
    let programme_id = description.text("IdPST")?;
    let label = description.text("Libelle")?;
    let first_year = description.integer("ExerciceDebut")?;
    let last_year = description.integer("ExerciceFin")?;
    description.end()?;
    let container = programme.required("Volets")?;
    programme.end()?;
    let mut volets = Parts::of(container);
    // Articles on the first element tell the two schemas apart; then all elements have them, or none.
    let first = volets.required("Volet")?;
    let money = first.children().any(|child| child.has_tag_name("Articles"));
    let mut found = vec![entry(first, money, &LEVELS)?];
    while let Some(volet) = volets.optional("Volet") {
        found.push(entry(volet, money, &LEVELS)?);
    }
    volets.end()?;
    let direction = if money { Direction::FromEcomptes } else { Direction::ToEcomptes };
    let volets = found;
    Ok(Exchange {
        direction,
        id,
        administration,
        ins,
        year,
        generator,
        programme_id,
        label,
        first_year,
        last_year,
        volets,
    })
}

fn entry(node: Node<'_, '_>, money: bool, below: &[(&'static str, &'static str)]) -> Result<Entry, EcomptesError> {
    let id = attribute(node, "ElementId")?.to_owned();
    let year = integer(node, "Exercice", attribute(node, "Exercice")?)?;
    let mut parts = Parts::of(node);
    let mut entry = Entry::new(id, year, parts.text("Libelle")?);
    entry.start = parts.optional("DateDebut").map(date).transpose()?;
    entry.end = parts.optional("DateFin").map(date).transpose()?;
    entry.description = rich(parts.required("Description")?)?;
    entry.status = code(parts.required("Statut")?, EntryStatus::from_code, EntryStatus::ALL, EntryStatus::code)?;
    entry.responsible = parts.optional("Responsable").map(person).transpose()?;
    entry.representative = parts.optional("Mandataire").map(person).transpose()?;
    entry.department = parts.optional("Departement").map(text).transpose()?;
    entry.progress = number(parts.required("TauxAvancement")?, &Expected::Percentage)?;
    entry.remark = rich(parts.required("RemarqueStatut")?)?;
    entry.full_time_equivalents = number(parts.required("ETP")?, &Expected::Positive)?;
    entry.plans = each(parts.required("Plans")?, "Plan", text)?;
    entry.partners = each(parts.required("Partenaires")?, "Partenaire", text)?;
    if money {
        entry.articles = each(parts.required("Articles")?, "Article", article)?;
        entry.projections = each(parts.required("Projections")?, "Projection", projection)?;
    }
    if let [(container, name), below @ ..] = below {
        let of = |child: Node<'_, '_>| self::entry(child, money, below);
        entry.children = parts.optional(container).map(|container| each(container, name, of)).transpose()?;
    }
    parts.end()?;
    Ok(entry)
}

fn rich(node: Node<'_, '_>) -> Result<Rich, EcomptesError> {
    let mut parts = Parts::of(node);
    let mode = code(parts.required("Mode")?, Mode::from_code, Mode::ALL, Mode::code)?;
    let value = parts.text("Valeur")?;
    parts.end()?;
    Ok(Rich { mode, value })
}

fn person(node: Node<'_, '_>) -> Result<Person, EcomptesError> {
    let mut parts = Parts::of(node);
    let civility = code(parts.required("Civilite")?, Civility::from_code, Civility::ALL, Civility::code)?;
    let name = parts.text("Nom")?;
    let first_name = parts.text("Prenom")?;
    let phone = parts.text("Tel")?;
    let email = parts.text("eMail")?;
    parts.end()?;
    Ok(Person { civility, name, first_name, phone, email })
}

fn article(node: Node<'_, '_>) -> Result<Article, EcomptesError> {
    let mut parts = Parts::of(node);
    let year = parts.integer("Exercice")?;
    let service = service(parts.required("Service")?)?;
    let flow = flow(parts.required("Type")?)?;
    let code = parts.text("CodeArticle")?;
    let label = parts.text("Libelle")?;
    let amount = number(parts.required("Montant")?, &Expected::Decimal)?;
    parts.end()?;
    Ok(Article { year, service, flow, code, label, amount })
}

fn projection(node: Node<'_, '_>) -> Result<Projection, EcomptesError> {
    let mut parts = Parts::of(node);
    let service = service(parts.required("Service")?)?;
    let flow = flow(parts.required("Type")?)?;
    let group = parts.text("GroupeEco")?;
    let label = parts.text("Libelle")?;
    let years = each(parts.required("Exercices")?, "Exercice", |node| {
        let year = integer(node, "Valeur", attribute(node, "Valeur")?)?;
        let mut parts = Parts::of(node);
        let amount = number(parts.required("Montant")?, &Expected::Decimal)?;
        parts.end()?;
        Ok((year, amount))
    })?;
    parts.end()?;
    Ok(Projection { service, flow, group, label, years })
}

/// The elements of a container that holds one kind only.
fn each<T>(
    container: Node<'_, '_>,
    name: &'static str,
    of: impl Fn(Node<'_, '_>) -> Result<T, EcomptesError>,
) -> Result<Vec<T>, EcomptesError> {
    let mut parts = Parts::of(container);
    let mut found = Vec::new();
    while let Some(node) = parts.optional(name) {
        found.push(of(node)?);
    }
    parts.end()?;
    Ok(found)
}

fn service(node: Node<'_, '_>) -> Result<BudgetService, EcomptesError> {
    let value = text(node)?;
    let expected = || Expected::OneOf("O, E".to_owned());
    service_from_code(value.trim()).ok_or_else(|| wrong(node, node.tag_name().name(), &value, expected()))
}

fn flow(node: Node<'_, '_>) -> Result<Flow, EcomptesError> {
    code(node, Flow::from_code, Flow::ALL, Flow::code)
}

/// A value of a closed list.
fn code<T: Copy>(
    node: Node<'_, '_>,
    from: fn(&str) -> Option<T>,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, EcomptesError> {
    let value = text(node)?;
    from(value.trim()).ok_or_else(|| {
        let list = all.iter().map(|value| name(*value)).collect::<Vec<_>>().join(", ");
        wrong(node, node.tag_name().name(), &value, Expected::OneOf(list))
    })
}

fn number(node: Node<'_, '_>, expected: &Expected) -> Result<Decimal, EcomptesError> {
    let value = text(node)?;
    let digits = value.trim();
    // No exponent: the schema's decimals have none.
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
    let number = if plain { Decimal::from_str_exact(digits).ok() } else { None };
    let fits = |number: &Decimal| match expected {
        Expected::Percentage => *number >= Decimal::ZERO && *number <= Decimal::ONE_HUNDRED,
        Expected::Positive => *number >= Decimal::ZERO,
        _ => true,
    };
    number.filter(fits).ok_or_else(|| wrong(node, node.tag_name().name(), &value, expected.clone()))
}

fn integer(node: Node<'_, '_>, name: &str, value: &str) -> Result<i64, EcomptesError> {
    value.trim().parse().map_err(|_| wrong(node, name, value, Expected::Integer))
}

/// A day; a time zone behind it says nothing of a day.
fn date(node: Node<'_, '_>) -> Result<Date, EcomptesError> {
    let value = text(node)?;
    let date = value.trim().get(..10).and_then(|day| day.parse().ok());
    date.ok_or_else(|| wrong(node, node.tag_name().name(), &value, Expected::Date))
}

fn attribute<'a>(node: Node<'a, '_>, name: &'static str) -> Result<&'a str, EcomptesError> {
    let element = || node.tag_name().name().to_owned();
    node.attribute(name).ok_or_else(|| fault(node, Fault::MissingAttribute { name, element: element() }))
}

/// The text of an element that holds nothing else; its white space is kept.
fn text(node: Node<'_, '_>) -> Result<String, EcomptesError> {
    if let Some(child) = node.children().find(Node::is_element) {
        return Err(unexpected(child));
    }
    Ok(node.children().filter(Node::is_text).filter_map(|part| part.text()).collect())
}

fn wrong(node: Node<'_, '_>, name: &str, value: &str, expected: Expected) -> EcomptesError {
    let value = value.chars().take(SHOWN).collect();
    fault(node, Fault::Value { name: name.to_owned(), value, expected })
}

fn unexpected(node: Node<'_, '_>) -> EcomptesError {
    let parent = node.parent().map_or("XML", |parent| parent.tag_name().name()).to_owned();
    let name = node.tag_name().name().to_owned();
    fault(node, Fault::Unexpected { name, parent })
}

fn fault(node: Node<'_, '_>, fault: Fault) -> EcomptesError {
    EcomptesError { line: line(node), fault }
}

/// The line an element begins on.
pub(super) fn line(node: Node<'_, '_>) -> u32 {
    node.document().text_pos_at(node.range().start).row
}

/// The elements of a parent, taken in the order of the schema.
struct Parts<'a, 'i> {
    parent: Node<'a, 'i>,
    next: Option<Node<'a, 'i>>,
}

impl<'a, 'i> Parts<'a, 'i> {
    fn of(parent: Node<'a, 'i>) -> Self {
        Self { parent, next: parent.first_element_child() }
    }

    fn optional(&mut self, name: &str) -> Option<Node<'a, 'i>> {
        let found = self.next.filter(|node| node.tag_name().name() == name)?;
        self.next = found.next_sibling_element();
        Some(found)
    }

    fn required(&mut self, name: &'static str) -> Result<Node<'a, 'i>, EcomptesError> {
        self.optional(name).ok_or_else(|| {
            let parent = self.parent.tag_name().name().to_owned();
            fault(self.next.unwrap_or(self.parent), Fault::Missing { name, parent })
        })
    }

    fn text(&mut self, name: &'static str) -> Result<String, EcomptesError> {
        text(self.required(name)?)
    }

    fn integer(&mut self, name: &'static str) -> Result<i64, EcomptesError> {
        let node = self.required(name)?;
        integer(node, name, &text(node)?)
    }

    fn constant(&mut self, name: &'static str, expected: &str) -> Result<(), EcomptesError> {
        let node = self.required(name)?;
        let value = text(node)?;
        if value.trim() == expected {
            return Ok(());
        }
        Err(wrong(node, name, &value, Expected::OneOf(expected.to_owned())))
    }

    fn end(&self) -> Result<(), EcomptesError> {
        if let Some(stray) = self.parent.children().find(|node| node.is_text() && !is_blank(*node)) {
            let parent = self.parent.tag_name().name().to_owned();
            let text = stray.text().unwrap_or_default().trim().chars().take(SHOWN).collect();
            return Err(fault(stray, Fault::StrayText { text, parent }));
        }
        self.next.map_or(Ok(()), |node| Err(unexpected(node)))
    }
}

fn is_blank(node: Node<'_, '_>) -> bool {
    node.text().unwrap_or_default().trim().is_empty()
}

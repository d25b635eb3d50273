//! Échange eComptes: the XML of both schemas, version 201805V1.

use std::io;

use passerelle_core::ecomptes::{
    Article, Direction, Entry, Exchange, LEVELS, Person, Projection, Rich, VERSION, service_code,
};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};
use rust_decimal::Decimal;

use crate::Error;

/// Writes an exchange, in UTF-8, every element in the order of the schema.
///
/// # Errors
/// [`Error::Xml`] if the XML cannot be put together, which no exchange causes.
///
/// ```
/// use passerelle_core::ecomptes::{Exchange, SendOptions};
/// let sent = Exchange::from_pst(&Default::default(), &SendOptions::new(2025));
/// let xml = passerelle_export::ecomptes_xml(&sent.exchange)?;
/// assert!(String::from_utf8_lossy(&xml).contains("<Version>201805V1</Version>"));
/// # Ok::<(), passerelle_export::Error>(())
/// ```
pub fn ecomptes_xml(exchange: &Exchange) -> Result<Vec<u8>, Error> {
    let mut xml = Xml { writer: Writer::new_with_indent(Vec::new(), b' ', 2) };
    let money = exchange.direction == Direction::FromEcomptes;
    let written = (|| {
        xml.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.element("dataroot", |xml| {
            xml.element("Identifiants", |xml| {
                xml.text("Id", &exchange.id)?;
                xml.text("TypeAdmin", exchange.administration.code())?;
                xml.text("INS", &exchange.ins.to_string())?;
                xml.text("Type", "PST")?;
                xml.text("Exercice", &exchange.year.to_string())?;
                xml.text("Version", VERSION)?;
                xml.text("Generateur", &exchange.generator)
            })?;
            xml.element("PST", |xml| {
                xml.element("DescriptionPST", |xml| {
                    xml.text("IdPST", &exchange.programme_id)?;
                    xml.text("Libelle", &exchange.label)?;
                    xml.text("ExerciceDebut", &exchange.first_year.to_string())?;
                    xml.text("ExerciceFin", &exchange.last_year.to_string())
                })?;
                xml.each("Volets", "Volet", &exchange.volets, |xml, volet| entry(xml, volet, money, &LEVELS))
            })
        })
    })();
    written.map_err(|error| Error::Xml { part: "eComptes", error })?;
    let mut bytes = xml.writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn entry(xml: &mut Xml, entry: &Entry, money: bool, below: &[(&str, &str)]) -> io::Result<()> {
    xml.text("Libelle", &entry.label)?;
    for (name, date) in [("DateDebut", entry.start), ("DateFin", entry.end)] {
        if let Some(date) = date {
            xml.text(name, &date.to_string())?;
        }
    }
    rich(xml, "Description", &entry.description)?;
    xml.text("Statut", entry.status.code())?;
    for (name, person) in [("Responsable", &entry.responsible), ("Mandataire", &entry.representative)] {
        if let Some(person) = person {
            self::person(xml, name, person)?;
        }
    }
    if let Some(department) = &entry.department {
        xml.text("Departement", department)?;
    }
    xml.decimal("TauxAvancement", entry.progress)?;
    rich(xml, "RemarqueStatut", &entry.remark)?;
    xml.decimal("ETP", entry.full_time_equivalents)?;
    xml.texts("Plans", "Plan", &entry.plans)?;
    xml.texts("Partenaires", "Partenaire", &entry.partners)?;
    if money {
        xml.container("Articles", &entry.articles, |xml, item| xml.element("Article", |xml| article(xml, item)))?;
        xml.container("Projections", &entry.projections, |xml, item| {
            xml.element("Projection", |xml| projection(xml, item))
        })?;
    }
    match (below, &entry.children) {
        ([(container, name), below @ ..], Some(children)) => {
            xml.each(container, name, children, |xml, child| self::entry(xml, child, money, below))
        }
        _ => Ok(()),
    }
}

fn rich(xml: &mut Xml, name: &str, rich: &Rich) -> io::Result<()> {
    xml.element(name, |xml| {
        xml.text("Mode", rich.mode.code())?;
        xml.text("Valeur", &rich.value)
    })
}

fn person(xml: &mut Xml, name: &str, person: &Person) -> io::Result<()> {
    xml.element(name, |xml| {
        xml.text("Civilite", person.civility.code())?;
        xml.text("Nom", &person.name)?;
        xml.text("Prenom", &person.first_name)?;
        xml.text("Tel", &person.phone)?;
        xml.text("eMail", &person.email)
    })
}

fn article(xml: &mut Xml, article: &Article) -> io::Result<()> {
    xml.text("Exercice", &article.year.to_string())?;
    xml.text("Service", service_code(article.service))?;
    xml.text("Type", article.flow.code())?;
    xml.text("CodeArticle", &article.code)?;
    xml.text("Libelle", &article.label)?;
    xml.decimal("Montant", article.amount)
}

fn projection(xml: &mut Xml, projection: &Projection) -> io::Result<()> {
    xml.text("Service", service_code(projection.service))?;
    xml.text("Type", projection.flow.code())?;
    xml.text("GroupeEco", &projection.group)?;
    xml.text("Libelle", &projection.label)?;
    xml.container("Exercices", &projection.years, |xml, (year, amount)| {
        let start = BytesStart::new("Exercice").with_attributes([("Valeur", year.to_string().as_str())]);
        xml.within(start, |xml| xml.decimal("Montant", *amount))
    })
}

struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    fn element(&mut self, name: &str, content: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.within(BytesStart::new(name), content)
    }

    fn within(&mut self, start: BytesStart<'_>, content: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        let start = start.into_owned();
        self.writer.write_event(Event::Start(start.borrow()))?;
        content(self)?;
        self.writer.write_event(Event::End(start.to_end()))
    }

    /// A container of elements; an empty one when there are none.
    fn container<T>(
        &mut self,
        name: &str,
        items: &[T],
        write: impl Fn(&mut Self, &T) -> io::Result<()>,
    ) -> io::Result<()> {
        if items.is_empty() {
            return self.writer.write_event(Event::Empty(BytesStart::new(name)));
        }
        self.element(name, |xml| items.iter().try_for_each(|item| write(xml, item)))
    }

    /// A container of elements of the programme, with their id and year.
    fn each(
        &mut self,
        container: &str,
        name: &str,
        entries: &[Entry],
        write: impl Fn(&mut Self, &Entry) -> io::Result<()>,
    ) -> io::Result<()> {
        self.container(container, entries, |xml, entry| {
            let (id, year) = (permitted(&entry.id), entry.year.to_string());
            let attributes = [("ElementId", id.as_str()), ("Exercice", year.as_str())];
            xml.within(BytesStart::new(name).with_attributes(attributes), |xml| write(xml, entry))
        })
    }

    fn texts(&mut self, container: &str, name: &str, texts: &[String]) -> io::Result<()> {
        self.container(container, texts, |xml, text| xml.text(name, text))
    }

    /// A value; no character is added to it, so that its white space stays as it is.
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return self.writer.write_event(Event::Empty(BytesStart::new(name)));
        }
        self.writer.create_element(name).write_text_content(BytesText::new(&permitted(text)))?;
        Ok(())
    }

    fn decimal(&mut self, name: &str, number: Decimal) -> io::Result<()> {
        self.text(name, &number.to_string())
    }
}

/// The text without the characters that XML 1.0 cannot carry.
fn permitted(text: &str) -> String {
    text.chars()
        .filter(|c| *c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || matches!(c, '\n' | '\t' | '\r'))
        .collect()
}

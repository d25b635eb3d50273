use std::collections::BTreeMap;

use passerelle_core::{
    ClassificationKind, Counts, Diagnostic, Document, Element, Fields, ImportReport, Lang, LeftAside, Text,
};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// Registre: what was read, flat, as JSON Lines: one object a line, in document order. First the document, then
/// its elements, then what was left aside, the diagnostics (those of the report, then `diagnostics`, such as the
/// results of a check) and the counts.
///
/// A record is told by its key `record`: `document`, `element`, `left_aside`, `diagnostic` or `count`. Volet, domain
/// and political objective of an element are its own or inherited; `fields` holds printed texts, `readings` what
/// they mean.
///
/// ```
/// use passerelle_core::{Document, ImportReport, Lang, Level, Pst};
/// let mut pst = Pst::default();
/// pst.outline.add(None, Level::Action, "Revoir le règlement du taxi social");
/// let lines = passerelle_export::register(Some(&Document::Pst(pst)), &ImportReport::default(), &[], Lang::Fr);
/// let lines: Vec<&str> = lines.lines().collect();
/// assert_eq!(lines.len(), 3);
/// assert!(lines[1].starts_with(r#"{"record":"element","level":"action","id":"e1","parent":null"#));
/// assert!(lines[2].starts_with(r#"{"record":"count""#));
/// ```
#[must_use]
pub fn register(document: Option<&Document>, report: &ImportReport, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut lines = String::new();
    if let Some(document) = document {
        push(&mut lines, &Record::document(document, report));
        elements(&mut lines, document);
    }
    for aside in &report.left_aside {
        push(&mut lines, &Record::left_aside(aside));
    }
    for diagnostic in report.diagnostics.iter().chain(diagnostics) {
        push(&mut lines, &Record::diagnostic(diagnostic, lang));
    }
    push(&mut lines, &Record::count(report.counts));
    lines
}

/// A line of the register; serde writes the keys in the order of the fields.
#[derive(Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record<'a> {
    Document {
        kind: &'static str,
        institution: Option<&'a str>,
        institution_type: Option<&'static str>,
        period: Option<[i16; 2]>,
        year: Option<i16>,
        validated_on: Option<&'a str>,
        layout: &'a str,
        source: &'a str,
    },
    Element {
        level: &'static str,
        id: &'a str,
        parent: Option<&'a str>,
        volet: Option<&'a str>,
        domain: Option<&'a str>,
        political_objective: Option<&'a str>,
        code: Option<&'a str>,
        title: &'a str,
        fields: Texts<'a>,
        readings: Readings<'a>,
        extras: Vec<ExtraRecord<'a>>,
        place: Option<String>,
    },
    LeftAside {
        place: String,
        text: &'a str,
        reason: &'static str,
    },
    Diagnostic {
        code: &'static str,
        severity: &'static str,
        place: Option<String>,
        message: String,
    },
    Count {
        non_empty: usize,
        in_fields: usize,
        in_extras: usize,
        left_aside: usize,
    },
}

#[derive(Serialize)]
struct ExtraRecord<'a> {
    label: &'a str,
    text: &'a str,
}

/// The printed texts of an element by the stable names of its fields, in canonical order.
struct Texts<'a>(&'a Fields);

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, value) in self.0 {
            let text: &Text = &value.text;
            map.serialize_entry(field.name(), text)?;
        }
        map.end()
    }
}

/// The readings of an element by the stable names of its fields.
struct Readings<'a>(&'a Fields);

impl Serialize for Readings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, value) in self.0 {
            if let Some(reading) = value.meaning() {
                map.serialize_entry(field.name(), reading)?;
            }
        }
        map.end()
    }
}

impl<'a> Record<'a> {
    fn document(document: &'a Document, report: &'a ImportReport) -> Self {
        let source = document.sources().first();
        let institution = document.institution();
        let (period, year, validation) = match document {
            Document::Pst(pst) => (pst.legislature.map(|term| [term.first_year, term.last_year]), None, None),
            Document::PlanHpWorkProgramme(programme) => (None, Some(programme.year), programme.validation.as_ref()),
            _ => (None, None, None),
        };
        let or_source =
            |text: &'a str, other: Option<&'a str>| if text.is_empty() { other.unwrap_or("") } else { text };
        Self::Document {
            kind: document.kind(),
            institution: institution.name.as_deref(),
            institution_type: institution.kind.map(|kind| kind.name()),
            period,
            year,
            validated_on: validation.map(|validation| validation.text.as_str()),
            layout: or_source(&report.layout, source.and_then(|source| source.layout.as_deref())),
            source: or_source(&report.source, source.map(|source| source.name.as_str())),
        }
    }

    fn left_aside(aside: &'a LeftAside) -> Self {
        Self::LeftAside { place: aside.place.to_string(), text: &aside.text, reason: aside.reason.name() }
    }

    fn diagnostic(diagnostic: &Diagnostic, lang: Lang) -> Self {
        Self::Diagnostic {
            code: diagnostic.code(),
            severity: diagnostic.severity().name(),
            place: diagnostic.place.as_ref().map(ToString::to_string),
            message: diagnostic.message(lang),
        }
    }

    fn count(counts: Counts) -> Self {
        let Counts { non_empty, in_fields, in_extras, left_aside } = counts;
        Self::Count { non_empty, in_fields, in_extras, left_aside }
    }
}

fn elements(lines: &mut String, document: &Document) {
    let outline = document.outline();
    let kinds = [ClassificationKind::Volet, ClassificationKind::Domain, ClassificationKind::PoliticalObjective];
    let inherited: BTreeMap<ClassificationKind, Vec<_>> =
        kinds.into_iter().map(|kind| (kind, outline.inherited(kind))).collect();
    for (index, element) in outline.elements().iter().enumerate() {
        let label = |kind| {
            let found = inherited.get(&kind).and_then(|all| all.get(index)).copied().flatten();
            found.map(|classification| classification.label.as_str())
        };
        push(lines, &element_record(element, label));
    }
}

fn element_record<'a>(element: &'a Element, label: impl Fn(ClassificationKind) -> Option<&'a str>) -> Record<'a> {
    let place = element.title.place.as_ref().or_else(|| element.code.as_ref().and_then(|code| code.place.as_ref()));
    Record::Element {
        level: element.level.name(),
        id: &element.id.0,
        parent: element.parent.as_ref().map(|parent| parent.0.as_str()),
        volet: label(ClassificationKind::Volet),
        domain: label(ClassificationKind::Domain),
        political_objective: label(ClassificationKind::PoliticalObjective),
        code: element.code.as_ref().map(|code| code.text.as_str()),
        title: &element.title.wording,
        fields: Texts(&element.fields),
        readings: Readings(&element.fields),
        extras: element.extras.iter().map(|extra| ExtraRecord { label: &extra.label, text: &extra.text }).collect(),
        place: place.map(ToString::to_string),
    }
}

fn push(lines: &mut String, record: &Record<'_>) {
    // Texts, numbers and named fields only: nothing that JSON could refuse.
    if let Ok(line) = serde_json::to_string(record) {
        lines.push_str(&line);
        lines.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::{
        Bilingual, Classification, Code, Deadline, DiagnosticKind, Extra, Field, FieldValue, Institution,
        InstitutionKind, Legislature, Level, Place, Pst, Reading, Reason, Spot, Validation, WorkProgramme,
    };

    use super::*;

    fn place(row: u32) -> Place {
        Place::new(Spot::SheetCell { sheet: "Feuil1".into(), row, column: 2 })
    }

    fn report() -> ImportReport {
        let mut report = ImportReport::default();
        report.source = "pst.xlsx".into();
        report.layout = "jemeppe".into();
        report.counts = Counts { non_empty: 3, in_fields: 2, in_extras: 0, left_aside: 1 };
        report.left_aside.push(LeftAside { place: place(1), text: "Échéance".into(), reason: Reason::Header });
        let unread = Diagnostic::new(DiagnosticKind::UnreadDeadline).with("text", "un jour").at(place(4));
        report.diagnostics.push(unread);
        report
    }

    #[test]
    fn a_programme_is_one_line_a_record_in_the_order_of_the_document() {
        let mut pst = Pst {
            institution: Institution {
                name: Some("Anderlues".into()),
                kind: Some(InstitutionKind::Cpas),
                ins_code: None,
            },
            legislature: Some(Legislature { first_year: 2018, last_year: 2024 }),
            ..Pst::default()
        };
        let os = pst.outline.add(None, Level::StrategicObjective, "Être \"proche\"");
        let action = pst.outline.add(Some(&os), Level::Action, "Agir");
        pst.outline.get_mut(&os).unwrap().classifications.push(Classification::volet("VOLET EXTERNE", None));
        let element = pst.outline.get_mut(&action).unwrap();
        element.code = Some(Code::new("A 1").at(place(4)));
        let deadline = FieldValue::new("/").reading(Some(Reading::Deadline(Deadline::None)));
        element.fields.insert(Field::Deadline, deadline);
        element.fields.insert(Field::Service, FieldValue::new(Text::Many(vec!["PCS".into(), "CPAS".into()])));
        element.extras.push(Extra { label: "Lieu".into(), text: "Salle".into(), place: None });
        let check = Diagnostic::new(DiagnosticKind::ActionWithoutPilot).saying("title", Bilingual::quoted("Agir"));
        insta::assert_snapshot!(register(Some(&Document::Pst(pst)), &report(), &[check], Lang::Fr));
    }

    #[test]
    fn a_work_programme_has_a_year_and_the_printed_date_of_validation() {
        let programme = WorkProgramme {
            year: 2024,
            validation: Some(Validation { text: "18 décembre 2023".into(), ..Validation::default() }),
            ..WorkProgramme::default()
        };
        let document = Document::PlanHpWorkProgramme(programme);
        let lines = register(Some(&document), &report(), &[], Lang::En);
        insta::assert_snapshot!(lines.lines().next().unwrap_or_default());
    }

    #[test]
    fn a_file_without_a_programme_still_has_its_counts() {
        let lines = register(None, &report(), &[], Lang::Fr);
        assert_eq!(lines.lines().count(), 3);
        assert!(lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    }
}

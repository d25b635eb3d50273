//! Rapport d'importation for programs and for people.

use std::fmt::Write as _;

use passerelle_core::{Counts, Diagnostic, Document, ImportReport, Lang, LeftAside, Level, Place};
use serde::Serialize;

use crate::Error;

/// A text that was left aside is shown up to this many characters to people; the JSON has all of it.
const SHOWN: usize = 120;

/// The import report as JSON: source, layout, counts, what was left aside, diagnostics (those of the report, then
/// `diagnostics`) with code, place, message and advice.
///
/// # Errors
/// [`Error::Json`] if serialisation fails, which no report made by this library does.
///
/// ```
/// use passerelle_core::{ImportReport, Lang};
/// let json = passerelle_export::report_json(None, &ImportReport::default(), &[], Lang::Fr)?;
/// let report: serde_json::Value = serde_json::from_str(&json)?;
/// assert_eq!(report["counts"]["non_empty"], 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn report_json(
    document: Option<&Document>,
    report: &ImportReport,
    diagnostics: &[Diagnostic],
    lang: Lang,
) -> Result<String, Error> {
    let elements = document.map(|document| {
        let count =
            |level: &Level| Elements { level: level.name(), count: document.outline().of_level(*level).count() };
        Level::ALL.iter().map(count).filter(|elements| elements.count > 0).collect()
    });
    let value = Report {
        source: &report.source,
        format: &report.format,
        kind: document.map(Document::kind),
        institution: document.and_then(|document| document.institution().designation()),
        layout: &report.layout,
        layout_label: report.layout_label.text(lang),
        elements,
        counts: report.counts,
        left_aside: report.left_aside.iter().map(|aside| Aside::of(aside, lang)).collect(),
        diagnostics: all(report, diagnostics).map(|diagnostic| Found::of(diagnostic, lang)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&value)?;
    text.push('\n');
    Ok(text)
}

/// The report; serde writes the keys in this order.
#[derive(Serialize)]
struct Report<'a> {
    source: &'a str,
    format: &'a str,
    kind: Option<&'static str>,
    institution: Option<String>,
    layout: &'a str,
    layout_label: &'a str,
    elements: Option<Vec<Elements>>,
    counts: Counts,
    left_aside: Vec<Aside<'a>>,
    diagnostics: Vec<Found<'a>>,
}

/// How many elements of a level were read.
#[derive(Serialize)]
struct Elements {
    level: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct Aside<'a> {
    place: &'a Place,
    text: &'a str,
    reason: &'static str,
    reason_label: &'static str,
}

impl<'a> Aside<'a> {
    fn of(aside: &'a LeftAside, lang: Lang) -> Self {
        let LeftAside { place, text, reason } = aside;
        Self { place, text, reason: reason.name(), reason_label: reason.label(lang) }
    }
}

#[derive(Serialize)]
struct Found<'a> {
    code: &'static str,
    severity: &'static str,
    place: Option<&'a Place>,
    message: String,
    advice: String,
}

impl<'a> Found<'a> {
    fn of(diagnostic: &'a Diagnostic, lang: Lang) -> Self {
        Self {
            code: diagnostic.code(),
            severity: diagnostic.severity().name(),
            place: diagnostic.place.as_ref(),
            message: diagnostic.message(lang),
            advice: diagnostic.advice(lang),
        }
    }
}

fn all<'a>(report: &'a ImportReport, diagnostics: &'a [Diagnostic]) -> impl Iterator<Item = &'a Diagnostic> {
    report.diagnostics.iter().chain(diagnostics)
}

/// The import report as text for people, in Markdown: what was read, how, what was left aside and why, what to
/// look at.
///
/// ```
/// use passerelle_core::{ImportReport, Lang};
/// let text = passerelle_export::report_text(None, &ImportReport::default(), &[], Lang::Fr);
/// assert!(text.starts_with("# Rapport d’importation"));
/// assert!(text.contains("Rien à signaler."));
/// ```
#[must_use]
pub fn report_text(
    document: Option<&Document>,
    report: &ImportReport,
    diagnostics: &[Diagnostic],
    lang: Lang,
) -> String {
    let mut text = String::new();
    // Writing into a String cannot fail.
    let _ = write(&mut text, document, report, diagnostics, lang);
    text
}

fn write(
    text: &mut String,
    document: Option<&Document>,
    report: &ImportReport,
    diagnostics: &[Diagnostic],
    lang: Lang,
) -> std::fmt::Result {
    writeln!(text, "# {}\n", lang.pick("Rapport d’importation", "Import report"))?;
    heading(text, document, report, lang)?;
    counts(text, report, lang)?;
    writeln!(text, "\n## {}\n", lang.pick("À vérifier", "To check"))?;
    if all(report, diagnostics).next().is_none() {
        writeln!(text, "{}", lang.pick("Rien à signaler.", "Nothing to report."))?;
    }
    for diagnostic in all(report, diagnostics) {
        let place = diagnostic.place.as_ref().map(|place| format!(", {}", place.display(lang))).unwrap_or_default();
        let severity = diagnostic.severity().label(lang);
        let colon = colon(lang);
        let message = one_line(&diagnostic.message(lang));
        writeln!(text, "- **{}** ({severity}{place}){colon}{message}", diagnostic.code())?;
        writeln!(text, "  → {}", one_line(&diagnostic.advice(lang)))?;
    }
    writeln!(text, "\n## {}\n", lang.pick("Laissé de côté", "Left aside"))?;
    if report.left_aside.is_empty() {
        writeln!(text, "{}", lang.pick("Rien.", "Nothing."))?;
    }
    for aside in &report.left_aside {
        left_aside(text, aside, lang)?;
    }
    Ok(())
}

fn heading(text: &mut String, document: Option<&Document>, report: &ImportReport, lang: Lang) -> std::fmt::Result {
    let mut line = |label: &str, value: &str| match value {
        "" => Ok(()),
        value => writeln!(text, "- {label}{}{}", colon(lang), one_line(value)),
    };
    let source = match (report.source.as_str(), report.format.as_str()) {
        (source, "") => source.to_owned(),
        (source, format) => format!("{source} ({format})"),
    };
    line(lang.pick("Fichier", "File"), source.trim())?;
    let kind = match document {
        Some(Document::Pst(_)) => lang.pick("programme stratégique transversal", "cross-cutting strategic programme"),
        Some(Document::PlanHpWorkProgramme(_)) => {
            lang.pick("programme de travail du Plan HP", "work programme of the Plan HP")
        }
        _ => lang.pick("aucun programme reconnu", "no programme recognised"),
    };
    line(lang.pick("Document", "Document"), kind)?;
    let institution = document.and_then(|document| document.institution().designation()).unwrap_or_default();
    line(lang.pick("Institution", "Institution"), &institution)?;
    let layout = if report.layout_label.is_empty() { &report.layout } else { report.layout_label.text(lang) };
    line(lang.pick("Disposition reconnue", "Layout recognised"), layout)?;
    if let Some(document) = document {
        let levels: Vec<String> = Level::ALL
            .iter()
            .map(|level| (level, document.outline().of_level(*level).count()))
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| format!("{count} × {}", level.label(lang).to_lowercase()))
            .collect();
        line(lang.pick("Éléments", "Elements"), &levels.join(", "))?;
    }
    Ok(())
}

fn counts(text: &mut String, report: &ImportReport, lang: Lang) -> std::fmt::Result {
    let counts = report.counts;
    writeln!(text, "\n## {}\n", lang.pick("Comptes", "Counts"))?;
    let lines = [
        (lang.pick("Cellules et paragraphes non vides", "Cells and paragraphs that are not empty"), counts.non_empty),
        (lang.pick("dans un champ", "in a field"), counts.in_fields),
        (lang.pick("gardés comme données supplémentaires", "kept as extras"), counts.in_extras),
        (lang.pick("laissés de côté", "left aside"), counts.left_aside),
    ];
    for (label, count) in lines {
        writeln!(text, "- {label}{}{count}", colon(lang))?;
    }
    Ok(())
}

fn left_aside(text: &mut String, aside: &LeftAside, lang: Lang) -> std::fmt::Result {
    let whole = one_line(&aside.text);
    let mut shown: String = whole.chars().take(SHOWN).collect();
    if shown.len() < whole.len() {
        shown.push('…');
    }
    let (open, close) = lang.pick("«\u{a0}|\u{a0}»", "“|”").split_once('|').unwrap_or(("", ""));
    writeln!(text, "- {} ({}){}{open}{shown}{close}", aside.place.display(lang), aside.reason.label(lang), colon(lang))
}

/// French sets a no-break space before the colon.
fn colon(lang: Lang) -> &'static str {
    lang.pick("\u{a0}: ", ": ")
}

/// White space folded, no-break spaces kept.
fn one_line(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
    text.split(ends).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Bilingual, DiagnosticKind, Pst, Reason, Spot};
    use serde_json::Value;

    use super::*;

    fn report() -> ImportReport {
        let place = Place::new(Spot::TableCell { table: 2, row: 5, column: 3 });
        let mut report = ImportReport::default();
        report.source = "pst.docx".into();
        report.format = "docx".into();
        report.layout = "grid".into();
        report.layout_label = Bilingual::new("grille à colonnes", "grid with columns");
        report.counts = Counts { non_empty: 4, in_fields: 2, in_extras: 1, left_aside: 1 };
        report.left_aside.push(LeftAside {
            place: place.clone(),
            text: "Objectifs\net actions".into(),
            reason: Reason::RepeatedHeader,
        });
        report.diagnostics.push(Diagnostic::new(DiagnosticKind::UnreadBudget).with("text", "peu").at(place));
        report
    }

    fn document() -> Document {
        let mut pst = Pst::default();
        pst.institution.name = Some("Jemeppe-sur-Sambre".into());
        pst.outline.add(None, Level::Action, "Agir");
        Document::Pst(pst)
    }

    #[test]
    fn people_read_what_was_found_left_aside_and_to_check() {
        insta::assert_snapshot!(report_text(Some(&document()), &report(), &[], Lang::Fr));
    }

    #[test]
    fn in_english_places_and_words_are_english() {
        let text = report_text(None, &report(), &[], Lang::En);
        assert!(text.contains("table 2, row 5, column 3"), "{text}");
        assert!(text.contains("no programme recognised"), "{text}");
    }

    #[test]
    fn programs_read_all_of_it() {
        let json = report_json(Some(&document()), &report(), &[], Lang::Fr).unwrap();
        let value: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["elements"][0]["count"], 1);
        assert_eq!(value["left_aside"][0]["reason"], "repeated_header");
        assert_eq!(value["diagnostics"][0]["code"], "N102");
        assert_eq!(value["diagnostics"][0]["place"], "tableau 2, ligne 5, colonne 3");
    }
}

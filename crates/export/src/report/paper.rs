//! The import report in words, before it becomes a file.

use passerelle_core::{Document, Lang, Level};

use super::Report;

/// A text that was left aside is shown up to this many characters to people; the JSON has all of it.
const SHOWN: usize = 120;

/// The words of a report, in the order in which they are read.
pub(super) struct Paper {
    pub(super) title: &'static str,
    /// File, document, layout: label and text.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) counts_heading: &'static str,
    pub(super) counts: Vec<(&'static str, String)>,
    pub(super) checks_heading: &'static str,
    pub(super) checks: Vec<Check>,
    /// Said when there is nothing to check.
    pub(super) no_check: &'static str,
    pub(super) asides_heading: &'static str,
    pub(super) asides: Vec<Aside>,
    /// Said when nothing was left aside.
    pub(super) no_aside: &'static str,
}

/// A diagnostic in words.
pub(super) struct Check {
    pub(super) code: &'static str,
    pub(super) severity: &'static str,
    pub(super) place: String,
    pub(super) message: String,
    pub(super) advice: String,
}

/// A text left aside in words.
pub(super) struct Aside {
    pub(super) place: String,
    pub(super) reason: &'static str,
    pub(super) text: String,
}

impl Paper {
    pub(super) fn of(report: &Report<'_>) -> Self {
        let lang = report.lang;
        let checks = report.all().map(|found| Check {
            code: found.code(),
            severity: found.severity().label(lang),
            place: found.place_text(lang).unwrap_or_default(),
            message: one_line(&found.message(lang)),
            advice: one_line(&found.advice(lang)),
        });
        let asides = report.report.left_aside.iter().map(|aside| Aside {
            place: aside.place.display_in(lang, &report.report.files),
            reason: aside.reason.label(lang),
            text: shown(&aside.text),
        });
        Self {
            title: lang.pick("Rapport d’importation", "Import report"),
            facts: facts(report),
            counts_heading: lang.pick("Comptes", "Counts"),
            counts: counts(report),
            checks_heading: lang.pick("À vérifier", "To check"),
            checks: checks.collect(),
            no_check: lang.pick("Rien à signaler.", "Nothing to report."),
            asides_heading: lang.pick("Laissé de côté", "Left aside"),
            asides: asides.collect(),
            no_aside: lang.pick("Rien.", "Nothing."),
        }
    }

    /// The columns of what is to be checked.
    pub(super) fn check_headers(lang: Lang) -> [&'static str; 4] {
        [
            lang.pick("Code", "Code"),
            lang.pick("Gravité", "Severity"),
            lang.pick("Endroit", "Place"),
            lang.pick("Constat et conseil", "Finding and advice"),
        ]
    }

    /// The columns of what was left aside.
    pub(super) fn aside_headers(lang: Lang) -> [&'static str; 3] {
        [lang.pick("Endroit", "Place"), lang.pick("Raison", "Reason"), lang.pick("Texte", "Text")]
    }
}

fn facts(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let Report { document, report, lang, .. } = *report;
    let source = match (report.source.as_str(), report.format.as_str()) {
        (source, "") => source.to_owned(),
        (source, format) => format!("{source} ({format})"),
    };
    let kind = match document {
        Some(Document::Pst(_)) => lang.pick("programme stratégique transversal", "cross-cutting strategic programme"),
        Some(Document::PlanHpWorkProgramme(_)) => {
            lang.pick("programme de travail du Plan HP", "work programme of the Plan HP")
        }
        _ => lang.pick("aucun programme reconnu", "no programme recognised"),
    };
    let layout = if report.layout_label.is_empty() { &report.layout } else { report.layout_label.text(lang) };
    let all = [
        (lang.pick("Fichier", "File"), source.trim().to_owned()),
        (lang.pick("Document", "Document"), kind.to_owned()),
        (
            lang.pick("Institution", "Institution"),
            document.and_then(|document| document.institution().designation()).unwrap_or_default(),
        ),
        (lang.pick("Disposition reconnue", "Layout recognised"), layout.to_owned()),
        (lang.pick("Éléments", "Elements"), document.map(|document| elements(document, lang)).unwrap_or_default()),
        (lang.pick("Réunion", "Merging"), merged(report, lang)),
    ];
    all.into_iter().map(|(label, text)| (label, one_line(&text))).filter(|(_, text)| !text.is_empty()).collect()
}

/// `interne.xlsx, 6 éléments : 6 ajoutés ; externe.xlsx, …`.
fn merged(report: &passerelle_core::ImportReport, lang: Lang) -> String {
    let files = report.merged.iter().map(|file| format!("{}, {}", file.name, file.words(lang)));
    files.collect::<Vec<_>>().join(lang.pick(" ; ", "; "))
}

fn elements(document: &Document, lang: Lang) -> String {
    let levels = Level::ALL.iter().map(|level| (level, document.outline().of_level(*level).count()));
    let levels = levels.filter(|(_, count)| *count > 0);
    levels
        .map(|(level, count)| format!("{count} × {}", level.label(lang).to_lowercase()))
        .collect::<Vec<_>>()
        .join(", ")
}

fn counts(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let (counts, lang) = (report.report.counts, report.lang);
    let lines = [
        (lang.pick("Cellules et paragraphes non vides", "Cells and paragraphs that are not empty"), counts.non_empty),
        (lang.pick("dans un champ", "in a field"), counts.in_fields),
        (lang.pick("gardés comme données supplémentaires", "kept as extras"), counts.in_extras),
        (lang.pick("laissés de côté", "left aside"), counts.left_aside),
    ];
    lines.map(|(label, count)| (label, count.to_string())).to_vec()
}

fn shown(text: &str) -> String {
    let whole = one_line(text);
    let mut shown: String = whole.chars().take(SHOWN).collect();
    if shown.len() < whole.len() {
        shown.push('…');
    }
    shown
}

/// White space folded, no-break spaces kept.
fn one_line(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
    text.split(ends).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

//! The import report in words, before it becomes a file. Who reads it wrote the source and may never have heard of
//! this program: it says what it is, asks what is to be done point by point, and says equal things once.

use std::collections::BTreeMap;

use passerelle_core::{
    Diagnostic, Document, Lang, LeftAside, Level, Place, ReadHeader, Reason, Severity, places_in_words,
};

use super::Report;

/// A text that was left aside is shown up to this many characters to people; the JSON has all of it.
const SHOWN: usize = 300;
/// So many findings of a point are told.
const FINDINGS: usize = 40;
/// So many different texts that were left aside for one reason are told.
const TEXTS: usize = 100;
/// So many sheets, tables or ranges are named in one place.
const PLACES: usize = 12;

/// The words of a report, in the order in which they are read.
pub(super) struct Paper {
    pub(super) title: String,
    /// What this document is and what it asks.
    pub(super) intro: Vec<String>,
    pub(super) read_heading: &'static str,
    /// File, document, layout, contents: label and text.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) counts_heading: &'static str,
    pub(super) counts_note: &'static str,
    pub(super) counts: Vec<(&'static str, String)>,
    /// What is to be corrected, looked at, and known; the parts that have points, or the middle one alone.
    pub(super) parts: Vec<Part>,
    /// Said when there is nothing to check.
    pub(super) no_check: &'static str,
    pub(super) headers_heading: &'static str,
    pub(super) headers_note: &'static str,
    /// Words of the source, what they were taken for, and where: nothing is said of a source without headers.
    pub(super) headers: Vec<[String; 3]>,
    pub(super) asides_heading: &'static str,
    pub(super) asides_note: &'static str,
    pub(super) asides: Vec<Aside>,
    /// Said when nothing was left aside.
    pub(super) no_aside: &'static str,
}

/// The points of one gravity.
pub(super) struct Part {
    pub(super) heading: &'static str,
    pub(super) note: &'static str,
    pub(super) points: Vec<Point>,
    /// The service that wrote the source is to answer.
    pub(super) asks: bool,
}

/// What is advised once for everything that was found.
pub(super) struct Point {
    /// Counted through the whole report.
    pub(super) number: usize,
    pub(super) code: &'static str,
    pub(super) advice: String,
    pub(super) findings: Vec<Finding>,
}

/// A message and where it holds.
pub(super) struct Finding {
    pub(super) places: String,
    pub(super) message: String,
}

impl Finding {
    /// The message as a sentence of its own.
    pub(super) fn sentence(&self) -> String {
        let mut letters = self.message.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

/// A text left aside, and where it stands.
pub(super) struct Aside {
    pub(super) reason: &'static str,
    pub(super) text: String,
    pub(super) count: usize,
    pub(super) places: String,
}

impl Paper {
    pub(super) fn of(report: &Report<'_>) -> Self {
        let lang = report.lang;
        Self {
            title: lang.pick("Rapport d’importation", "Import report").to_owned(),
            intro: intro(report),
            read_heading: lang.pick("Ce qui a été lu", "What was read"),
            facts: facts(report),
            counts_heading: lang.pick("Comptes", "Counts"),
            counts_note: lang.pick(
                "Chaque cellule ou paragraphe non vide du fichier se retrouve dans l’un de ces nombres, et dans un seul.",
                "Each cell or paragraph of the file that is not empty is counted in one of these numbers, and in one only.",
            ),
            counts: counts(report),
            parts: parts(report),
            no_check: lang.pick("Rien à signaler.", "Nothing to report."),
            headers_heading: lang
                .pick("Comment les en-têtes ont été compris", "How the headers were understood"),
            headers_note: lang.pick(
                "Si un en-tête veut dire autre chose chez vous, dites-le : la réponse vaudra pour tous vos fichiers de cette disposition.",
                "If a header means something else to you, please say so: the answer will hold for all your files of this layout.",
            ),
            headers: headers(report),
            asides_heading: lang.pick("Laissé de côté", "Left aside"),
            asides_note: lang.pick(
                "Ces textes du fichier ne font partie d’aucun élément du programme. Si l’un d’eux en fait partie, dites-le.",
                "These texts of the file are part of no element of the programme. If one of them is, please say so.",
            ),
            asides: asides(report),
            no_aside: lang.pick("Rien.", "Nothing."),
        }
    }

    /// The columns of the points.
    pub(super) fn point_headers(lang: Lang) -> [&'static str; 4] {
        [
            lang.pick("N°", "No."),
            lang.pick("Endroit", "Place"),
            lang.pick("Constat", "Finding"),
            lang.pick("Que faire", "What to do"),
        ]
    }

    /// The column in which the service answers.
    pub(super) fn answer_header(lang: Lang) -> &'static str {
        lang.pick("Votre réponse", "Your answer")
    }

    /// The columns of what the headers were taken for.
    pub(super) fn header_headers(lang: Lang) -> [&'static str; 3] {
        [
            lang.pick("En-tête de votre fichier", "Header in your file"),
            lang.pick("Compris comme", "Taken for"),
            lang.pick("Endroit", "Place"),
        ]
    }

    /// The columns of what was left aside.
    pub(super) fn aside_headers(lang: Lang) -> [&'static str; 4] {
        [
            lang.pick("Raison", "Reason"),
            lang.pick("Texte", "Text"),
            lang.pick("Nombre", "Number"),
            lang.pick("Endroit", "Place"),
        ]
    }
}

fn intro(report: &Report<'_>) -> Vec<String> {
    let lang = report.lang;
    let several = report.report.files.len() > 1;
    let first = match (lang, several) {
        (Lang::Fr, false) => {
            "Le logiciel Passerelle a lu le fichier nommé ci-dessous pour en reprendre les objectifs et les actions. Ce rapport dit ce qu’il y a compris, ce dont il doute et ce qu’il n’a pas repris. Votre fichier n’a pas été modifié."
        }
        (Lang::Fr, true) => {
            "Le logiciel Passerelle a lu les fichiers nommés ci-dessous et les a réunis en un seul programme. Ce rapport dit ce qu’il y a compris, ce dont il doute et ce qu’il n’a pas repris. Vos fichiers n’ont pas été modifiés."
        }
        (Lang::En, false) => {
            "The program Passerelle has read the file named below to take over its objectives and actions. This report tells what it understood, what it doubts and what it did not take over. Your file was not changed."
        }
        (Lang::En, true) => {
            "The program Passerelle has read the files named below and joined them to one programme. This report tells what it understood, what it doubts and what it did not take over. Your files were not changed."
        }
    };
    let asks = report.all().find(|found| found.severity() != Severity::Info);
    let second = asks.map(|found| {
        let code = found.code();
        let words = match lang {
            Lang::Fr => format!(
                "Ce qui attend une réponse est numéroté : corrigez le fichier, ou répondez en citant le numéro, et renvoyez le tout à la personne qui vous a transmis ce rapport. Le code imprimé à côté du numéro ({code}, par exemple) désigne le genre de constat dans la documentation du logiciel."
            ),
            Lang::En => format!(
                "What waits for an answer is numbered: correct the file, or answer naming the number, and send it back to the person who sent you this report. The code printed beside the number ({code}, for instance) names the kind of finding in the program’s documentation."
            ),
        };
        lang.spaced(&words).into_owned()
    });
    [Some(lang.spaced(first).into_owned()), second].into_iter().flatten().collect()
}

fn facts(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let Report { document, report, lang, .. } = *report;
    let source = match (report.source.as_str(), report.format.as_str()) {
        (source, "") => source.to_owned(),
        (source, format) => format!("{source} ({format})"),
    };
    let kind = match document {
        Some(Document::Pst(_)) => {
            lang.pick("programme stratégique transversal (PST)", "cross-cutting strategic programme (PST)")
        }
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
    let files =
        report.merged.iter().map(|file| lang.spaced(&format!("{}, {}", file.name, file.words(lang))).into_owned());
    files.collect::<Vec<_>>().join(&lang.spaced(lang.pick(" ; ", "; ")))
}

fn elements(document: &Document, lang: Lang) -> String {
    let levels = Level::ALL.iter().map(|level| (level, document.outline().of_level(*level).count()));
    let levels = levels.filter(|(_, count)| *count > 0);
    levels.map(|(level, count)| level.counted(count, lang)).collect::<Vec<_>>().join(", ")
}

fn counts(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let (counts, lang) = (report.report.counts, report.lang);
    let lines = [
        (lang.pick("Cellules et paragraphes non vides", "Cells and paragraphs that are not empty"), counts.non_empty),
        (lang.pick("repris dans un champ", "taken over in a field"), counts.in_fields),
        (lang.pick("gardés comme données supplémentaires", "kept as extras"), counts.in_extras),
        (lang.pick("laissés de côté", "left aside"), counts.left_aside),
    ];
    lines.map(|(label, count)| (label, count.to_string())).to_vec()
}

/// The points by gravity; those of equal kind and advice are one.
fn parts(report: &Report<'_>) -> Vec<Part> {
    let lang = report.lang;
    let mut parts = Vec::new();
    let mut number = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let found: Vec<Diagnostic> =
            report.all().filter(|found| found.severity() == severity).flat_map(one_by_one).collect();
        let mut points = points(&found, &report.report.files, lang);
        if points.is_empty() && severity != Severity::Warning {
            continue;
        }
        for point in &mut points {
            number += 1;
            point.number = number;
        }
        let (heading, note) = match severity {
            Severity::Error => (
                lang.pick("À corriger", "To correct"),
                lang.pick("Une règle n’est pas respectée.", "A rule is not kept."),
            ),
            Severity::Warning => (
                lang.pick("À vérifier", "To check"),
                lang.pick(
                    "Une personne qui connaît le dossier doit regarder ces points.",
                    "Somebody who knows the file has to look at these points.",
                ),
            ),
            Severity::Info => (
                lang.pick("Pour information", "For information"),
                lang.pick(
                    "Aucune réponse n’est attendue si ce qui a été fait vous convient.",
                    "No answer is needed if what was done suits you.",
                ),
            ),
        };
        parts.push(Part { heading, note, points, asks: severity != Severity::Info });
    }
    // "Nothing to report" is said once, and not above points for information.
    let empty = |part: &Part| part.points.is_empty();
    if parts.len() > 1 {
        parts.retain(|part| !empty(part));
    }
    parts
}

/// What was gathered into one, apart again.
fn one_by_one(found: &Diagnostic) -> Vec<Diagnostic> {
    let mut own = found.clone();
    let also = std::mem::take(&mut own.also);
    std::iter::once(own).chain(also.iter().flat_map(one_by_one)).collect()
}

fn points(found: &[Diagnostic], files: &[String], lang: Lang) -> Vec<Point> {
    let mut known: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    // Of each point, the messages in order, with their places.
    let mut all: Vec<(Point, Messages)> = Vec::new();
    for diagnostic in found {
        let (message, advice) = diagnostic.printed(lang);
        let (message, advice) = (one_line(&message), one_line(&advice));
        let at = *known.entry((diagnostic.code(), advice.clone())).or_insert(all.len());
        if at == all.len() {
            let point = Point { number: 0, code: diagnostic.code(), advice, findings: Vec::new() };
            all.push((point, Messages::default()));
        }
        if let Some((_, messages)) = all.get_mut(at) {
            messages.add(message, diagnostic.place.as_ref());
        }
    }
    let finished = |(mut point, messages): (Point, Messages)| {
        let more = messages.texts.len().saturating_sub(FINDINGS);
        let findings = messages.texts.into_iter().take(FINDINGS);
        let whole = match files.len() {
            0 | 1 => lang.pick("ensemble du fichier", "the whole file"),
            _ => lang.pick("ensemble des fichiers", "all files"),
        };
        let said = |(message, places): (String, Vec<Place>)| Finding {
            places: match places.as_slice() {
                [] => whole.to_owned(),
                places => places_in_words(places, PLACES, lang, files),
            },
            message,
        };
        point.findings = findings.map(said).collect();
        if more > 0 {
            let message = match lang {
                Lang::Fr => format!(
                    "… et {}, à voir dans le rapport .json",
                    lang.counted(more, "autre constat de ce genre", "autres constats de ce genre")
                ),
                Lang::En => {
                    format!("… and {} of this kind, see the .json report", lang.counted(more, "other", "others"))
                }
            };
            point.findings.push(Finding { places: String::new(), message });
        }
        point
    };
    all.into_iter().map(finished).collect()
}

/// Texts in the order of their first mention, with all their places.
#[derive(Default)]
struct Messages {
    known: BTreeMap<String, usize>,
    texts: Vec<(String, Vec<Place>)>,
}

impl Messages {
    fn add(&mut self, text: String, place: Option<&Place>) {
        let at = *self.known.entry(text.clone()).or_insert(self.texts.len());
        if at == self.texts.len() {
            self.texts.push((text, Vec::new()));
        }
        if let Some((_, places)) = self.texts.get_mut(at) {
            places.extend(place.cloned());
        }
    }
}

/// What each header was taken for.
fn headers(report: &Report<'_>) -> Vec<[String; 3]> {
    let lang = report.lang;
    let files = &report.report.files;
    let row = |header: &ReadHeader| {
        let unknown = || {
            lang.spaced(lang.pick("non reconnu, gardé sous ce nom", "not recognised, kept under this name"))
                .into_owned()
        };
        let meaning = header.meaning.as_ref().map(|meaning| meaning.text(lang).to_owned());
        let place =
            header.place.as_ref().map(|place| places_in_words(std::slice::from_ref(place), PLACES, lang, files));
        let place = match header.tables {
            0 | 1 => place.unwrap_or_default(),
            tables => lang.counted(tables, lang.pick("tableau", "table"), lang.pick("tableaux", "tables")),
        };
        [shown(&header.header), meaning.unwrap_or_else(unknown), place]
    };
    report.report.headers.iter().take(TEXTS).map(row).collect()
}

/// What was left aside by reason, equal texts together: first what might belong to the programme, then what only
/// shows how it is laid out.
fn asides(report: &Report<'_>) -> Vec<Aside> {
    let lang = report.lang;
    let mut reasons: BTreeMap<(bool, Reason), Messages> = BTreeMap::new();
    for LeftAside { place, text, reason } in &report.report.left_aside {
        reasons.entry((is_frame(*reason), *reason)).or_default().add(shown(text), Some(place));
    }
    let mut all = Vec::new();
    for ((_, reason), messages) in reasons {
        let more: usize = messages.texts.iter().skip(TEXTS).map(|(_, places)| places.len()).sum();
        let label = reason.label(lang);
        all.extend(messages.texts.into_iter().take(TEXTS).map(|(text, places)| Aside {
            reason: label,
            count: places.len(),
            places: places_in_words(&places, PLACES, lang, &report.report.files),
            text,
        }));
        if more > 0 {
            let text = match lang {
                Lang::Fr => "… et d’autres, à voir dans le rapport .json",
                Lang::En => "… and others, see the .json report",
            };
            all.push(Aside { reason: label, text: text.to_owned(), count: more, places: String::new() });
        }
    }
    all
}

/// The text shows how the source is laid out and says nothing of the programme.
fn is_frame(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::Header
            | Reason::RepeatedHeader
            | Reason::Label
            | Reason::FormText
            | Reason::Example
            | Reason::EmptySlot
            | Reason::PageText
            | Reason::Contents
            | Reason::RowNumber
            | Reason::Filter
    )
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

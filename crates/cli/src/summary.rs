//! What a person sees of a document that was read.

use std::fmt::Write;

use passerelle::diagnostic::gathered;
use passerelle::{Counts, Diagnostic, Document, Lang, Level, Read, Severity};

use crate::paint::{BOLD, DIM, paint, severity, visible};

/// The summary of a file: document, layout, contents, account, diagnostics.
pub(crate) fn summary(read: &Read, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut text = String::new();
    let colon = lang.pick(" :", ":");
    let mut line = |label: &str, value: String| {
        let _ = writeln!(text, "{} {value}", paint(BOLD, format!("{label}{colon}")));
    };
    line(lang.pick("Document", "Document"), visible(&title(&read.document, lang)));
    line(lang.pick("Source", "Source"), format!("{} ({})", read.report.source, read.report.format));
    line(lang.pick("Disposition", "Layout"), layout(read, lang));
    line(lang.pick("Contenu", "Contents"), contents(&read.document, lang));
    if read.recognition.is_some() || !read.report.merged.is_empty() && read.report.counts.non_empty > 0 {
        line(lang.pick("Cellules", "Cells"), account(read.report.counts, lang));
    }
    let files = read.report.merged.iter().map(|file| format!("\n  {}, {}", visible(&file.name), file.words(lang)));
    let files: String = files.collect();
    if !files.is_empty() {
        line(lang.pick("Réunion", "Merging"), files.trim_start().to_owned());
    }
    line(lang.pick("Diagnostics", "Diagnostics"), tally(diagnostics, lang));
    text.push_str(&list(diagnostics, lang));
    text
}

fn layout(read: &Read, lang: Lang) -> String {
    let report = &read.report;
    let words = if report.layout_label.is_empty() { &report.layout } else { report.layout_label.text(lang) };
    words.to_owned()
}

/// What the document is and whose.
fn title(document: &Document, lang: Lang) -> String {
    let institution = document.institution().designation();
    let (kind, when) = match document {
        Document::Pst(pst) => (
            lang.pick("programme stratégique transversal (PST)", "strategic programme (PST)"),
            pst.legislature.map(|term| format!("{}-{}", term.first_year, term.last_year)),
        ),
        Document::PlanHpWorkProgramme(programme) => {
            (lang.pick("programme de travail du Plan HP", "Plan HP work programme"), Some(programme.year.to_string()))
        }
        _ => ("", None),
    };
    [Some(kind.to_owned()), when, institution].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `1 OS, 2 OO, 10 actions`.
fn contents(document: &Document, lang: Lang) -> String {
    let forms = |level: Level| match level {
        Level::StrategicObjective => ("OS", "OS"),
        Level::OperationalObjective => ("OO", "OO"),
        Level::Action => ("action", "actions"),
        Level::SubAction => (lang.pick("sous-action", "sub-action"), lang.pick("sous-actions", "sub-actions")),
        Level::Task => (lang.pick("tâche", "task"), lang.pick("tâches", "tasks")),
    };
    let programme = matches!(document, Document::PlanHpWorkProgramme(_));
    let count = |level: &Level| {
        let count = document.outline().of_level(*level).count();
        let always = *level <= Level::Action && !(programme && *level == Level::OperationalObjective);
        let (one, many) = forms(*level);
        (count > 0 || always).then(|| lang.counted(count, one, many))
    };
    Level::ALL.iter().filter_map(count).collect::<Vec<_>>().join(", ")
}

fn account(counts: Counts, lang: Lang) -> String {
    let Counts { non_empty, in_fields, in_extras, left_aside, .. } = counts;
    match lang {
        Lang::Fr => format!(
            "{} = {in_fields} dans un champ + {} + {}",
            lang.counted(non_empty, "non vide", "non vides"),
            lang.counted(in_extras, "donnée supplémentaire", "données supplémentaires"),
            lang.counted(left_aside, "laissée de côté", "laissées de côté"),
        ),
        Lang::En => format!(
            "{non_empty} non-empty = {in_fields} in fields + {} + {left_aside} left aside",
            lang.counted(in_extras, "extra", "extras"),
        ),
    }
}

/// `1 erreur, 3 avertissements`.
pub(crate) fn tally(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .iter()
        .filter_map(|wanted| {
            let count = diagnostics.iter().filter(|d| d.severity() == *wanted).count();
            let (one, many) = match wanted {
                Severity::Info => (wanted.label(lang), lang.pick("informations", "notes")),
                Severity::Warning => (wanted.label(lang), lang.pick("avertissements", "warnings")),
                Severity::Error => (wanted.label(lang), lang.pick("erreurs", "errors")),
            };
            (count > 0).then(|| paint(severity(*wanted), lang.counted(count, one, many)))
        })
        .collect();
    if counts.is_empty() { lang.pick("aucun", "none").to_owned() } else { counts.join(", ") }
}

/// Each diagnostic with its place and what to do.
pub(crate) fn list(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut text = String::new();
    // So many of a kind are told one by one; more are one line with their places.
    const MOST: usize = 5;
    let gathered = gathered(diagnostics.to_vec(), MOST, |_| true);
    for diagnostic in &gathered {
        let place = diagnostic.place_text(lang).map(|place| format!(" {place}")).unwrap_or_default();
        let head = paint(
            severity(diagnostic.severity()),
            format!("{} {}", diagnostic.severity().label(lang), diagnostic.code()),
        );
        let colon = lang.pick(" :", ":");
        let message = visible(&diagnostic.message(lang)).replace('\n', " ");
        let _ = writeln!(text, "  {head}{}{colon} {message}", visible(&place));
        let _ = writeln!(text, "    {}", paint(DIM, format!("→ {}", diagnostic.advice(lang))));
    }
    if gathered.iter().any(|diagnostic| diagnostic.also.len() > Diagnostic::PLACES_SHOWN) {
        let all = lang.pick(
            "Pour voir chaque endroit : « passerelle check FICHIER --json », ou le rapport que « passerelle convert » écrit.",
            "To see every place: “passerelle check FILE --json”, or the report that “passerelle convert” writes.",
        );
        let _ = writeln!(text, "  {all}");
    }
    text
}

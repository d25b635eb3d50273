use passerelle_core::merge::MergedFile;
use passerelle_core::{Counts, Diagnostic, Document, Lang, LeftAside, Level, Place, ReadHeader};
use serde::Serialize;

use super::Report;
use crate::Error;

pub(super) fn json(report: &Report<'_>) -> Result<String, Error> {
    let all = report.all();
    let Report { document, report, lang, .. } = *report;
    let elements = document.map(|document| {
        let count =
            |level: &Level| Elements { level: level.name(), count: document.outline().of_level(*level).count() };
        Level::ALL.iter().map(count).filter(|elements| elements.count > 0).collect()
    });
    let value = Whole {
        source: &report.source,
        format: &report.format,
        kind: document.map(Document::kind),
        institution: document.and_then(|document| document.institution().designation()),
        layout: &report.layout,
        layout_label: report.layout_label.text(lang),
        elements,
        counts: report.counts,
        merged: &report.merged,
        headers: report.headers.iter().map(|header| Header::of(header, lang)).collect(),
        left_aside: report.left_aside.iter().map(|aside| Aside::of(aside, &report.files, lang)).collect(),
        diagnostics: all.map(|diagnostic| Found::of(diagnostic, lang)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&value)?;
    text.push('\n');
    Ok(text)
}

/// The report; serde writes the keys in this order.
#[derive(Serialize)]
struct Whole<'a> {
    source: &'a str,
    format: &'a str,
    kind: Option<&'static str>,
    institution: Option<String>,
    layout: &'a str,
    layout_label: &'a str,
    elements: Option<Vec<Elements>>,
    counts: Counts,
    #[serde(skip_serializing_if = "<[MergedFile]>::is_empty")]
    merged: &'a [MergedFile],
    headers: Vec<Header<'a>>,
    left_aside: Vec<Aside<'a>>,
    diagnostics: Vec<Found<'a>>,
}

/// How many elements of a level were read.
#[derive(Serialize)]
struct Elements {
    level: &'static str,
    count: usize,
}

/// What the words above a column were taken for.
#[derive(Serialize)]
struct Header<'a> {
    header: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a Place>,
    tables: usize,
}

impl<'a> Header<'a> {
    fn of(header: &'a ReadHeader, lang: Lang) -> Self {
        let meaning = header.meaning.as_ref().map(|meaning| meaning.text(lang));
        Self { header: &header.header, meaning, place: header.place.as_ref(), tables: header.tables }
    }
}

#[derive(Serialize)]
struct Aside<'a> {
    place: &'a Place,
    /// Only where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    text: &'a str,
    reason: &'static str,
    reason_label: &'static str,
}

impl<'a> Aside<'a> {
    fn of(aside: &'a LeftAside, files: &'a [String], lang: Lang) -> Self {
        let LeftAside { place, text, reason } = aside;
        Self { place, file: place.file(files), text, reason: reason.name(), reason_label: reason.label(lang) }
    }
}

#[derive(Serialize)]
struct Found<'a> {
    code: &'static str,
    severity: &'static str,
    place: Option<&'a Place>,
    /// Only where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    message: String,
    advice: String,
}

impl<'a> Found<'a> {
    fn of(diagnostic: &'a Diagnostic, lang: Lang) -> Self {
        Self {
            code: diagnostic.code(),
            severity: diagnostic.severity().name(),
            place: diagnostic.place.as_ref(),
            file: diagnostic.file(),
            message: diagnostic.message(lang),
            advice: diagnostic.advice(lang),
        }
    }
}

//! Rapport d'importation for programs and for people.

mod html;
mod json;
mod markdown;
mod paper;
mod word;

use passerelle_core::{Diagnostic, Document, ImportReport, Lang};

use crate::Error;
use paper::Paper;

/// Rapport d'importation to be written: what was read, how, what was left aside and why, what to look at. It can be
/// sent back to those who wrote the source.
///
/// ```
/// use passerelle_core::{ImportReport, Lang};
/// use passerelle_export::Report;
/// let imported = ImportReport::default();
/// let report = Report { document: None, report: &imported, diagnostics: &[], lang: Lang::Fr };
/// assert!(report.markdown().starts_with("# Rapport d’importation"));
/// assert!(report.html().contains("Rien à signaler."));
/// assert!(report.docx()?.starts_with(b"PK"));
/// let json: serde_json::Value = serde_json::from_str(&report.json()?)?;
/// assert_eq!(json["counts"]["non_empty"], 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The document that was read.
    pub document: Option<&'a Document>,
    /// What became of every text of the source.
    pub report: &'a ImportReport,
    /// Diagnostics of the rules; they follow those of the report.
    pub diagnostics: &'a [Diagnostic],
    /// Language of the words that are ours.
    pub lang: Lang,
}

impl<'a> Report<'a> {
    fn all(&self) -> impl Iterator<Item = &'a Diagnostic> + use<'a> {
        self.report.diagnostics.iter().chain(self.diagnostics)
    }

    /// For programs: source, layout, counts, what was left aside, diagnostics with code, place, message and advice.
    ///
    /// # Errors
    /// [`Error::Json`] if serialisation fails, which no report made by this library does.
    pub fn json(&self) -> Result<String, Error> {
        json::json(self)
    }

    /// Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::markdown(&Paper::of(self), self.lang)
    }

    /// A page of HTML that needs no other file.
    #[must_use]
    pub fn html(&self) -> String {
        html::html(&Paper::of(self), self.lang)
    }

    /// A Word document (.docx).
    ///
    /// # Errors
    /// [`Error`] when a part or the package could not be put together.
    pub fn docx(&self) -> Result<Vec<u8>, Error> {
        word::docx(&Paper::of(self), self.lang)
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Bilingual, Counts, DiagnosticKind, LeftAside, Level, Place, Pst, ReadHeader, Reason, Spot};
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
        let header = |header: &str, meaning: Option<Bilingual>, tables| ReadHeader {
            header: header.into(),
            meaning,
            place: Some(Place::new(Spot::TableCell { table: 1, row: 1, column: 1 })),
            tables,
        };
        report.headers.push(header("Planification – Délai", Some(Bilingual::new("échéance", "deadline")), 1));
        report.headers.push(header("Vécu <2024>", None, 3));
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

    fn of<'a>(document: Option<&'a Document>, report: &'a ImportReport, lang: Lang) -> Report<'a> {
        Report { document, report, diagnostics: &[], lang }
    }

    #[test]
    fn a_page_holds_the_same_words_and_no_markup_of_the_source() {
        let mut report = report();
        report.left_aside[0].text = "<script>alert(1)</script> & co".into();
        insta::assert_snapshot!(of(Some(&document()), &report, Lang::Fr).html());
    }

    #[test]
    fn a_word_document_holds_the_same_words() {
        let bytes = of(Some(&document()), &report(), Lang::Fr).docx().unwrap();
        let read = docx_rs::read_docx(&bytes).unwrap().json();
        for words in ["Rapport d’importation", "pst.docx (docx)", "N102", "Objectifs et actions", "en-tête répété"]
        {
            assert!(read.contains(words), "{words}");
        }
    }

    #[test]
    fn people_read_what_was_found_left_aside_and_to_check() {
        insta::assert_snapshot!(of(Some(&document()), &report(), Lang::Fr).markdown());
    }

    #[test]
    fn in_english_places_and_words_are_english() {
        let text = of(None, &report(), Lang::En).markdown();
        assert!(text.contains("table 2, row 5, column 3"), "{text}");
        assert!(text.contains("no programme recognised"), "{text}");
    }

    #[test]
    fn equal_findings_and_texts_are_told_once_with_their_places_and_the_gravest_come_first() {
        let cell = |row, column| Place::new(Spot::SheetCell { sheet: "PST".into(), row, column });
        let mut report = report();
        report.diagnostics.clear();
        report.diagnostics.push(Diagnostic::new(DiagnosticKind::LabelOnNextRow).with("code", "1.1").at(cell(9, 1)));
        let unread =
            |row, text: &str| Diagnostic::new(DiagnosticKind::UnreadBudget).with("text", text).at(cell(row, 4));
        report.diagnostics.extend((2..=200).map(|row| unread(row, "peu")));
        report.diagnostics.extend((201..=300).map(|row| unread(row, &format!("peu {row}"))));
        report.diagnostics.push(Diagnostic::new(DiagnosticKind::TooManyActions).with("count", 12).with("limit", 9));
        report.left_aside = (1..=90)
            .map(|row| LeftAside { place: cell(row, 2), text: "Pilote".into(), reason: Reason::Label })
            .collect();
        let text = of(None, &report, Lang::Fr).markdown();
        let order = ["1. **H101** ensemble du fichier", "2. **N102**", "3. **I104** PST!A9"];
        let places: Vec<Option<usize>> = order.iter().map(|words| text.find(words)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
        assert!(text.contains("   - PST!D2:D200\u{a0}: le budget «\u{a0}peu\u{a0}»"), "{text}");
        assert!(text.contains("… et 61 autres constats de ce genre"), "{text}");
        assert!(text.contains("- libellé de rubrique\u{a0}: «\u{a0}Pilote\u{a0}» × 90 (PST!B1:B90)"), "{text}");
        assert_eq!(text.matches("Écrivez un montant").count(), 1, "{text}");
        let page = of(None, &report, Lang::Fr).html();
        assert!(page.contains("rowspan=\"41\""), "{page}");
        let json: Value = serde_json::from_str(&of(None, &report, Lang::Fr).json().unwrap()).unwrap();
        assert_eq!(json["diagnostics"].as_array().unwrap().len(), report.diagnostics.len());
    }

    #[test]
    fn programs_read_all_of_it() {
        let json = of(Some(&document()), &report(), Lang::Fr).json().unwrap();
        let value: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["elements"][0]["count"], 1);
        assert_eq!(value["left_aside"][0]["reason"], "repeated_header");
        assert_eq!(value["diagnostics"][0]["code"], "N102");
        assert_eq!(value["diagnostics"][0]["place"], "tableau 2, ligne 5, colonne 3");
    }
}

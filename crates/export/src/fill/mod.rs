//! Fills the blank form that the administration sent, changing nothing else in its file.
//!
//! The places are looked for in the XML of the file itself, not in what a reader made of it: a change has to know
//! the bytes it is made at. Every other part is copied as it lies in the package, still compressed.

mod calc;
mod difference;
mod edits;
mod package;
mod page;
mod places;
mod plan;
mod rows;
mod sheet;
mod shift;
mod tree;
mod word;
mod writer;

use std::collections::BTreeMap;

use passerelle_core::form::WorkProgrammeForm;
use passerelle_core::{Diagnostic, Lang, WorkProgramme};
use thiserror::Error;

pub use difference::Difference;

use self::package::Package;
use self::page::Paper;
use self::places::Places;
pub(crate) use self::shift::letters;
use crate::Error as ExportError;

/// Formulaire rempli: the file, and what is to be known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Filled {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was not written, was added, or is otherwise than known.
    pub diagnostics: Vec<Diagnostic>,
    /// The definition that is nearest to the file.
    pub form: String,
    /// What that definition and the file say differently.
    pub difference: Difference,
}

/// Formulaire vierge inutilisable: why a blank form could not be filled.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BlankError {
    /// No .docx, .xlsx, .odt or .ods file.
    #[error("the blank form is no .docx, .xlsx, .odt or .ods file")]
    NotAForm,
    /// None of the places of the form is in it.
    #[error("no place of a known form was found in the blank form")]
    NoForm,
    /// A part that is not what its format asks for.
    #[error("{part} of the blank form is not well formed: {problem}")]
    Xml {
        /// The part, such as `word/document.xml`.
        part: String,
        /// What is wrong.
        problem: String,
    },
    /// A part larger or deeper than any form.
    #[error("{part} of the blank form is too large")]
    TooLarge {
        /// The part.
        part: String,
    },
}

/// Remplit un formulaire vierge: writes a work programme into the blank form that the administration sent (.docx,
/// .xlsx, .odt or .ods) and leaves every other byte of the file as it was. Source of the layout: the form of the DiCS.
///
/// `forms` are the definitions that the file is compared with, for the year of the programme; the nearest is used.
/// Texts go into the cells under the form's headers and objectives, in the style of the cell; content controls lose
/// their placeholder, dotted lines their dots. A line is copied when an objective has more actions than lines. What
/// has no place in the file is not written and said in a diagnostic; what a person had filled in stays.
///
/// # Errors
/// [`Error::Blank`](crate::Error::Blank) when the file is no such form or damaged.
///
/// ```
/// use passerelle_core::{WorkProgramme, form::WorkProgrammeForm};
/// use passerelle_export::{Options, fill_form, form_docx};
/// let form = WorkProgrammeForm::builtin(2024)?;
/// let blank = form_docx(&form, None, &Options::new())?;
/// let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
/// programme.add_action(1, "Rencontrer les ménages de la zone inondable");
/// let filled = fill_form(&blank, &[form], &programme, &Options::new())?;
/// assert!(filled.diagnostics.is_empty() && filled.difference.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fill_form(
    blank: &[u8],
    forms: &[WorkProgrammeForm],
    programme: &WorkProgramme,
    options: &crate::Options,
) -> Result<Filled, ExportError> {
    let package = Package::new(blank)?;
    let mut parts = package.form_parts()?;
    let mut adding = true;
    // Cells that one element stands for are first written out, and lines that cannot be added with certainty are told:
    // each of them is another round, and there are few.
    loop {
        let (at, text) = match fill(&package, &parts, forms, programme, (options.lang, adding))? {
            Round::Filled(filled) => return Ok(filled),
            Round::Unroll(at, text) => (at, text),
            Round::WithoutAdding => {
                adding = false;
                continue;
            }
        };
        if let Some(part) = parts.get_mut(at) {
            part.text = text;
        }
    }
}

/// What a round of filling came to.
enum Round {
    Filled(Filled),
    /// A part with cells written out one by one.
    Unroll(usize, String),
    /// The lines that were added would have spoiled the file.
    WithoutAdding,
}

fn fill(
    package: &Package<'_>,
    parts: &[package::Part],
    forms: &[WorkProgrammeForm],
    programme: &WorkProgramme,
    (lang, adding): (Lang, bool),
) -> Result<Round, ExportError> {
    let mut papers: Vec<Box<dyn Paper + '_>> = Vec::new();
    for part in parts {
        papers.push(part.paper(adding)?);
    }
    let is_margin = |at: usize| parts.get(at).is_some_and(|part| part.is_margin);
    // The nearest definition: most places found, then fewest texts that differ; the newest of equals.
    let mut best: Option<(&WorkProgrammeForm, usize, Vec<Places>, Difference)> = None;
    for form in forms {
        let all: Vec<Places> = papers.iter().map(|paper| places::places(paper.as_ref(), form)).collect();
        let bodies = all.iter().enumerate().filter(|(at, _)| !is_margin(*at));
        let Some((at, places)) = bodies.max_by_key(|(at, places)| (places.found(), std::cmp::Reverse(*at))) else {
            continue;
        };
        let read: Vec<_> = papers.iter().enumerate().map(|(at, paper)| (paper.as_ref(), is_margin(at))).collect();
        let difference = difference::difference(&read, form, places);
        let rank = |places: Option<&Places>, difference: &Difference| {
            (places.map(Places::found), std::cmp::Reverse(difference.len()))
        };
        let better = best.as_ref().is_none_or(|(_, at, p, d)| rank(Some(places), &difference) >= rank(p.get(*at), d));
        if better {
            best = Some((form, at, all, difference));
        }
    }
    let lines = |places: &Places| places.objectives.iter().any(|objective| !objective.slots.is_empty());
    let found = best.filter(|(_, at, all, _)| all.get(*at).is_some_and(lines));
    let Some((form, at, all, difference)) = found else { return Err(BlankError::NoForm.into()) };
    let (Some(paper), Some(part), Some(places)) = (papers.get(at), parts.get(at), all.get(at)) else {
        return Err(BlankError::NoForm.into());
    };
    let margins: Vec<&Places> =
        all.iter().enumerate().filter(|(at, _)| is_margin(*at)).map(|(_, places)| places).collect();
    let plan = plan::plan(paper.as_ref(), form, places, &margins, programme, lang);
    if let Some(text) = paper.unrolled(&plan.spots) {
        return Ok(Round::Unroll(at, text));
    }
    let mut diagnostics = plan::differences(form, &difference);
    diagnostics.extend(plan.diagnostics);
    let mut changed = BTreeMap::new();
    if !plan.edits.is_empty() {
        let source = paper.source();
        match part.changed(package, plan.edits.apply(source, 0..source.len()), plan.added)? {
            Some(parts) => changed.extend(parts),
            None => return Ok(Round::WithoutAdding),
        }
    }
    for (index, (paper, places)) in papers.iter().zip(&all).enumerate().filter(|(index, _)| is_margin(*index)) {
        let plan = plan::margin(paper.as_ref(), form, places, programme);
        diagnostics.extend(plan.diagnostics);
        if let Some(part) = parts.get(index).filter(|_| !plan.edits.is_empty()) {
            let source = paper.source();
            changed.insert(part.name.clone(), plan.edits.apply(source, 0..source.len()));
        }
    }
    let bytes = if changed.is_empty() { package.bytes().to_vec() } else { package.with(&changed)? };
    Ok(Round::Filled(Filled { bytes, diagnostics, form: form.id.clone(), difference }))
}

/// A word of both languages for a place of the form.
fn said(fr: impl Into<String>, en: impl Into<String>) -> passerelle_core::Bilingual {
    passerelle_core::Bilingual::new(fr, en)
}

/// The label of a field in both languages, with a small initial.
fn field_name(field: Option<passerelle_core::Field>) -> (String, String) {
    let label = |lang: Lang| field.map_or(lang.pick("intitulé", "title"), |field| field.label(lang)).to_lowercase();
    (label(Lang::Fr), label(Lang::En))
}

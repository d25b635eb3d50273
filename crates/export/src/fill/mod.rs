//! Fills the blank form that the administration sent, changing nothing else in its file.
//!
//! The places are looked for in the XML of the file itself, not in what a reader made of it: a change has to know
//! the bytes it is made at. Every other part is copied as it lies in the package, still compressed.

mod difference;
mod edits;
mod package;
mod page;
mod places;
mod plan;
mod sheet;
mod tree;
mod word;
mod writer;

use passerelle_core::form::WorkProgrammeForm;
use passerelle_core::{Diagnostic, Lang, WorkProgramme};
use thiserror::Error;

pub use difference::Difference;

use self::package::Package;
use self::page::Paper;
use self::places::Places;
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
    /// No .docx, .xlsx or .odt file.
    #[error("the blank form is no .docx, .xlsx or .odt file")]
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
/// .xlsx or .odt) and leaves every other byte of the file as it was. Source of the layout: the form of the DiCS.
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
    let parts = package.form_parts()?;
    let mut papers: Vec<Box<dyn Paper + '_>> = Vec::new();
    for part in &parts {
        papers.push(part.paper()?);
    }
    // The nearest definition: most places found, then fewest texts that differ; the newest of equals.
    let mut best: Option<(&WorkProgrammeForm, usize, Places, Difference)> = None;
    for form in forms {
        let all = papers.iter().map(|paper| places::places(paper.as_ref(), form)).enumerate();
        let Some((at, places)) = all.max_by_key(|(at, places)| (places.found(), std::cmp::Reverse(*at))) else {
            continue;
        };
        let difference = difference::difference(&papers, form, &places);
        let rank = |places: &Places, difference: &Difference| (places.found(), std::cmp::Reverse(difference.len()));
        let better = best.as_ref().is_none_or(|(_, _, p, d)| rank(&places, &difference) >= rank(p, d));
        if better {
            best = Some((form, at, places, difference));
        }
    }
    let found = best.filter(|(_, _, places, _)| places.objectives.iter().any(|objective| !objective.slots.is_empty()));
    let Some((form, at, places, difference)) = found else { return Err(BlankError::NoForm.into()) };
    let (Some(paper), Some(part)) = (papers.get(at), parts.get(at)) else { return Err(BlankError::NoForm.into()) };
    let plan = plan::plan(paper.as_ref(), form, &places, programme, options.lang);
    let mut diagnostics = plan::differences(form, &difference);
    diagnostics.extend(plan.diagnostics);
    let source = paper.source();
    let bytes = if plan.edits.is_empty() {
        blank.to_vec()
    } else {
        package.with(&part.name, plan.edits.apply(source, 0..source.len()).as_bytes())?
    };
    Ok(Filled { bytes, diagnostics, form: form.id.clone(), difference })
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

//! Règles: what a programme should contain, checked on the model alone. Every rule is a row of a table with its kind
//! of the [catalogue](crate::diagnostic); nothing here reads a clock.

mod infinitive;
mod measure;
mod pst;
mod recurrence;
mod tree;
mod work_programme;

use jiff::civil::Date;

pub use infinitive::begins_with_infinitive;
pub(crate) use work_programme::{is_filled, is_recurrent};

use crate::form::WorkProgrammeForm;
use crate::{Diagnostic, Document};

/// Contexte du contrôle.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckContext {
    /// The day of the check; only with it are the duties to come named.
    pub today: Option<Date>,
    /// A definition of the user's own of the Plan HP form, instead of that of the year.
    pub form: Option<WorkProgrammeForm>,
}

/// Contrôle un document: what its rules have to say, rule by rule in the order of the catalogue, each in the order of
/// the elements.
///
/// ```
/// use passerelle_core::check::{CheckContext, check};
/// use passerelle_core::{Document, Level, Pst};
/// let mut pst = Pst::default();
/// pst.outline.add(None, Level::StrategicObjective, "Être un CPAS accessible");
/// let codes: Vec<_> = check(&Document::Pst(pst), &CheckContext::default()).iter().map(|d| d.code()).collect();
/// assert_eq!(codes, ["P102"]);
/// ```
#[must_use]
pub fn check(document: &Document, context: &CheckContext) -> Vec<Diagnostic> {
    let mut found = match document {
        Document::Pst(pst) => pst::check(pst),
        Document::PlanHpWorkProgramme(programme) => work_programme::check(programme, context),
    };
    found.sort_by_key(|diagnostic| diagnostic.kind);
    let files = document.sources().iter().map(|source| source.name.clone()).collect();
    found.into_iter().map(|diagnostic| diagnostic.of_files(&files)).collect()
}

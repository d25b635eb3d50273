//! The planning documents of Walloon municipalities as pure data: the PST and the Plan HP work programme,
//! their values, the rules that check them, the definitions of the official forms, and diagnostics.
//!
//! Nothing here knows a file format, reads a clock or touches a file. The way a document travels is told in
//! `docs/design.md`; the words of the field stand in `docs/glossary.md`.

mod article_code;
mod bilan;
mod bilingual;
mod bookmark;
mod budget;
pub mod check;
mod classification;
mod code;
mod deadline;
pub mod diagnostic;
mod document;
pub mod ecomptes;
mod element;
pub mod english;
mod field;
mod fold;
pub mod form;
pub mod french;
mod goals;
mod indicator;
mod institution;
mod lang;
pub mod merge;
mod outline;
mod place;
mod places;
pub mod plan_hp;
mod pst;
mod reading;
pub mod report;
pub mod toml_place;
mod vocabulary;
mod work_programme;

pub use article_code::{ArticleCode, BudgetService};
pub use bilan::Bilan;
pub use bilingual::Bilingual;
pub use bookmark::{Bookmark, ValueBookmark};
pub use budget::{Budget, BudgetLine, BudgetMention};
pub use classification::{Classification, ClassificationKind, Volet};
pub use code::Code;
pub use deadline::{Deadline, Edge, Moment, Period, Span, Term, TimeUnit};
pub use diagnostic::{Diagnostic, Kind as DiagnosticKind, Severity};
pub use document::{Document, FORMAT_NAME, FORMAT_VERSION, JsonError};
pub use element::{Element, ElementId, Extra, Level, Title};
pub use field::{Field, FieldValue, Fields, Places, ReadingKind, Text};
pub use fold::fold;
pub use goals::Goal;
pub use indicator::Indicator;
pub use institution::{Institution, InstitutionKind, Legislature};
pub use lang::Lang;
pub use outline::{Outline, OutlineError};
pub use place::{Place, PlaceError, Spot};
pub use places::places_in_words;
pub use pst::{Declaration, Pst, Source};
pub use reading::Reading;
pub use report::{Counts, ImportReport, LeftAside, ReadHeader, Reason};
pub use vocabulary::{Health, Nature, Priority, Status, Synergy};
pub use work_programme::{Validation, WorkProgramme};

//! Model to documents: the PST grid and the Plan HP work programme in Word and Excel, the flat register and the
//! import report.
//!
//! Every function takes the model and [`Options`] and gives bytes or an [`Error`]; nothing here reads a clock or
//! a file, so the same input always gives the same bytes.

mod adhesion_docx;
pub mod columns;
mod docx;
mod ecomptes;
mod equipments;
mod error;
mod fill;
mod form_docx;
mod form_lines;
mod form_xlsx;
mod ics;
mod options;
mod pst_docx;
mod pst_xlsx;
mod register;
mod report;
mod title_block;
mod xlsx;
mod years_report;

pub use adhesion_docx::adhesion_docx;
pub use ecomptes::ecomptes_xml;
pub use equipments::{equipments_docx, equipments_xlsx};
pub use error::Error;
pub use fill::{BlankError, Difference, Filled, fill_form};
pub use form_docx::form_docx;
pub use form_xlsx::form_xlsx;
pub use ics::calendar_ics;
pub use options::Options;
pub use pst_docx::pst_docx;
pub use pst_xlsx::pst_xlsx;
pub use register::register;
pub use report::Report;
pub use title_block::TitleBlock;
pub use xlsx::WorkbookError;
pub use years_report::{years_docx, years_xlsx};

#[cfg(test)]
#[path = "../tests/models/mod.rs"]
mod models;
#[cfg(test)]
#[path = "../tests/tree/mod.rs"]
mod tree;

//! Model to documents: the PST grid and the Plan HP work programme in Word and Excel, the flat register and the
//! import report.
//!
//! Every function takes the model and [`Options`] and gives bytes or an [`Error`]; nothing here reads a clock or
//! a file, so the same input always gives the same bytes.

pub mod columns;
mod error;
mod options;
mod title_block;

pub use error::Error;
pub use options::Options;
pub use title_block::TitleBlock;

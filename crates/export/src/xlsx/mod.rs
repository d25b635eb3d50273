//! What the workbooks share: looks of cells, row heights that show all text, page setup, properties, and the
//! error of a text that no cell can hold.

mod book;
mod error;
mod height;
mod look;
mod package;
mod page;

pub(crate) use book::Book;
pub use error::WorkbookError;
pub(crate) use height::{MAX_HEIGHT, SAFETY, SIZES, height_of, pixels, width_of};
pub(crate) use look::{Align, Look};
pub(crate) use page::{Page, Span};

//! Any office file as paragraphs and tables, with spans, marks, typed values and the place of each cell.

#[allow(dead_code)]
mod compound;
mod document;
mod error;
mod limits;
#[allow(dead_code)]
mod package;
mod place;
mod text;
mod value;
#[allow(dead_code)]
mod xml;

pub use document::{
    Block, Cell, ContentControl, Document, Format, Notice, NoticeKind, Paragraph, Properties, Role, Table,
};
pub use error::Error;
pub use limits::Limits;
pub use place::{Place, column_letters};
pub use text::{Marks, RichText, Run};
pub use value::{Date, Value};

/// Reads a file from its bytes. `name` is only a hint (its extension) and may be empty.
///
/// # Errors
/// Every reason of [`Error`]; nothing is read in part.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document, Error> {
    let _ = (bytes, name, limits);
    Err(Error::Empty)
}

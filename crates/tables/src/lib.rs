//! Any office file as paragraphs and tables, with spans, marks, typed values and the place of each cell.
//!
//! [`read`] takes the bytes of a file, finds its format in its content, and gives a [`Document`]: what stands in it in
//! reading order, the same for every format. [`read_with`] lets one choose the [`Limits`] against hostile files, the
//! [`Locale`] of numbers and dates and the view of tracked changes; [`read_all`] opens archives of several files.
//! `cargo run --release --example print_tables -- FILE` prints what is read in a file.
//!
//! # What is read
//!
//! | | .docx | .doc | .odt | .rtf | .html .mht | .xlsx | .xlsb | .xls | .ods | .csv .txt |
//! |---|---|---|---|---|---|---|---|---|---|---|
//! | text, lines, paragraphs | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ |
//! | row and column spans | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | – |
//! | bold, italic, underline, strike, raised, colour | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | bold, italic written in the text |
//! | fill, indent | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | – |
//! | headings, paragraph styles | ✓ | ✓ | ✓ | ✓ | ✓ | – | – | – | – | – |
//! | list numbers as printed | ✓ | ✓ | ✓ | ✓ | ✓ | – | – | – | – | – |
//! | typed values with their formats | – | – | ✓ | – | where stored | ✓ | ✓ | ✓ | ✓ | – |
//! | formulas | – | – | ✓ | – | where stored | ✓ | ✓ | Excel 97 and later | ✓ | – |
//! | links | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | Excel 97 and later | ✓ | – |
//! | comments with author | ✓ | ✓ | ✓ | ✓ | – | notes and threads | notes and threads | notes | ✓ | – |
//! | hidden sheets, rows, columns | rows | – | – | – | ✓ | ✓ | ✓ | ✓ | ✓ | – |
//! | header rows | ✓ | ✓ | ✓ | ✓ | ✓ | print titles | print titles | print titles | ✓ | – |
//! | names of ranges | – | – | – | – | – | ✓ | ✓ | ✓ | ✓ | – |
//! | nested tables, text boxes | ✓ | ✓ | ✓ | ✓ | tables | – | – | – | – | – |
//! | headers, footers, notes | ✓ | ✓ | ✓ | ✓ | – | – | – | – | – | – |
//! | pages by recorded breaks | ✓ | breaks in paragraphs | ✓ | ✓ | – | row breaks | row breaks | row breaks | row breaks | – |
//! | content controls | ✓ | – | ✓ | – | – | – | – | – | – | – |
//! | boxes and lists of old forms | ✓ | ✓ | ✓ | ✓ | boxes | – | – | – | – | – |
//! | signs of symbol fonts | ✓ | ✓ | ✓ | ✓ | ✓ | – | – | – | – | – |
//! | tracked changes in three views | ✓ | ✓ | ✓ | ✓ | `ins`, `del` | – | – | – | as accepted | – |
//! | title, author, language, dates | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | – |
//!
//! # What is not read
//!
//! Pictures, charts, drawings and the text in drawings of sheets, embedded objects and macros are named in a
//! [`Notice`]. Nothing is worked out anew: formulas and fields show the result that was stored. Formatting that was
//! changed with changes tracked is that of before where changes are read as rejected and the file tells it, which only
//! .docx does; else that after the change. A binary formula that names another file, a part of a structured table or a
//! table of multiple operations is not told. Automatic page breaks are known only where the file records them. Files
//! with a password are refused, and nothing that a file refers to is ever opened.

mod archive;
mod cell_marks;
mod code_page;
mod compound;
mod deadline;
mod detect;
mod display;
mod doc;
mod document;
mod docx;
mod error;
mod field_code;
mod formula;
mod html;
mod language;
mod limits;
mod little_endian;
mod mht;
mod odf;
mod options;
mod package;
mod place;
mod rtf;
mod sheet;
mod text;
mod text_file;
mod value;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

pub use archive::NamedDocument;
pub use display::Locale;
pub use document::{
    Block, Cell, CellDetails, Comment, ContentControl, DefinedName, Document, Format, Notice, NoticeKind, Paragraph,
    ParagraphDetails, Properties, Role, Table,
};
pub use error::Error;
pub use limits::Limits;
pub use options::{ReadOptions, Revisions};
pub use place::{Place, column_letters};
pub use text::{Link, Marks, RichText, Run};
pub use value::{Date, SharedText, Value};

use deadline::Deadline;
use detect::{Content, detect, wrong_extension};

/// Reads a file from its bytes. `name` is only a hint (its extension) and may be empty.
///
/// ```
/// use passerelle_tables::{Error, Limits, read};
/// assert_eq!(read(b"%PDF-1.7 ...", "plan.docx", &Limits::default()), Err(Error::Unsupported { format: "pdf".into() }));
/// ```
///
/// # Errors
/// Every reason of [`Error`]; nothing is read in part.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document, Error> {
    read_with(bytes, name, &ReadOptions::default().limits(limits.clone()))
}

/// Reads a file as [`read`] does, with more to choose than its limits.
///
/// # Errors
/// Every reason of [`Error`]; nothing is read in part.
pub fn read_with(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Document, Error> {
    let _deadline = Deadline::after(options.limits.seconds);
    match detect(bytes, &options.limits)? {
        Content::Archive(package) => archive::read_only(package, options),
        content => read_content(content, bytes, name, options),
    }
}

/// Reads a file, or each of the files in a zip file, with their names. A zip file within the zip file is not read;
/// folders and what systems leave behind are passed over, and no name leads out of a folder. All files share the limits.
///
/// ```
/// use passerelle_tables::{Limits, read_all};
/// let files = read_all(b"OS;OO;Action\n1;1.1;a\n", "plan.csv", &Limits::default())?;
/// assert_eq!(files.len(), 1);
/// assert_eq!(files[0].0, "plan.csv");
/// # Ok::<(), passerelle_tables::Error>(())
/// ```
///
/// # Errors
/// Every reason of [`Error`] that concerns the file itself; those that concern a file in it stand beside its name.
pub fn read_all(bytes: &[u8], name: &str, limits: &Limits) -> Result<Vec<NamedDocument>, Error> {
    read_all_with(bytes, name, &ReadOptions::default().limits(limits.clone()))
}

/// Reads a file or those in a zip file as [`read_all`] does, with more to choose than the limits.
///
/// # Errors
/// Every reason of [`Error`] that concerns the file itself; those that concern a file in it stand beside its name.
pub fn read_all_with(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Vec<NamedDocument>, Error> {
    let _deadline = Deadline::after(options.limits.seconds);
    match detect(bytes, &options.limits)? {
        Content::Archive(package) => archive::read_all(package, options),
        content => Ok(vec![(name.to_owned(), Ok(read_content(content, bytes, name, options)?))]),
    }
}

/// Reads a file of a zip file.
fn read_nested(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Document, Error> {
    read_content(detect(bytes, &options.limits)?, bytes, name, options)
}

fn read_content(content: Content<'_>, bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Document, Error> {
    deadline::check_now()?;
    let mut document = match content {
        Content::Docx(package, main) => docx::read(package, &main, options)?,
        Content::Xlsx(package, main) => xlsx::read(package, &main, options)?,
        Content::OpenDocument(package) => odf::read(package, options)?,
        Content::FlatOpenDocument => odf::read_flat(bytes, options)?,
        Content::Xlsb(package, main) => xlsb::read(package, &main, options)?,
        Content::Xls(compound) => xls::read(compound, options)?,
        Content::XlsStream => xls::read_stream(bytes, options)?,
        Content::Html => html::read(bytes, options)?,
        Content::Mht => mht::read(bytes, options)?,
        Content::Archive(_) => return Err(Error::Unsupported { format: "zip".to_owned() }),
        Content::Doc(compound) => doc::read(compound, options)?,
        Content::Rtf => rtf::read(bytes, options)?,
        Content::Text => text_file::read(bytes, name, &options.limits)?,
    };
    if let Some(extension) = wrong_extension(name, document.format) {
        document.notices.push(Notice::new(NoticeKind::WrongExtension, extension));
    }
    Ok(document)
}

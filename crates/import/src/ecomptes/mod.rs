//! Lecture de l'échange eComptes: the XML of both schemas, version 201805V1, and the PST it says.

mod account;
mod error;
mod read;

use passerelle_core::ecomptes::{Exchange, Mode, Rich};
use passerelle_core::{Code, Document, ImportReport, Source, Title};
use passerelle_tables::{Block, Limits};

pub use error::{EcomptesError, Expected, Fault};
pub use read::read;

use crate::wording::heading;

/// Whether the bytes look like an exchange: XML whose first element is `dataroot`.
///
/// ```
/// assert!(passerelle_import::ecomptes::is_exchange(b"<?xml version=\"1.0\"?>\n<dataroot>"));
/// assert!(!passerelle_import::ecomptes::is_exchange(b"<html>"));
/// ```
#[must_use]
pub fn is_exchange(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 2_000;
    // A zero byte between letters is UTF-16.
    let head: Vec<u8> = bytes.iter().take(LOOKED_AT).copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&head);
    let first = text.match_indices('<').map(|(at, _)| &text[at + 1..]).find(|rest| !rest.starts_with(['?', '!']));
    first.and_then(|rest| rest.strip_prefix("dataroot")).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The text of a value, without the markup of HTML or RTF.
#[must_use]
pub fn plain(rich: &Rich) -> String {
    let name = match rich.mode {
        Mode::Text => return rich.value.clone(),
        Mode::Html => "valeur.html",
        Mode::Rtf => "valeur.rtf",
    };
    // The reader of pages wants a page, and takes anything else for text.
    let page;
    let bytes = if rich.mode == Mode::Html && !rich.value.trim_start().to_lowercase().starts_with("<html") {
        page = format!("<html><body>{}</body></html>", rich.value);
        page.as_bytes()
    } else {
        rich.value.as_bytes()
    };
    let Ok(document) = passerelle_tables::read(bytes, name, &Limits::default()) else { return rich.value.clone() };
    let texts = document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.as_str()],
        Block::Table(table) => table.cells.iter().map(|cell| cell.text.as_str()).collect(),
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// The PST of an exchange and the fate of each of its values. `name` is the file's name without folder.
///
/// # Errors
/// [`EcomptesError`] when the file is not of one of the schemas, with the element and its line.
///
/// ```
/// let error = passerelle_import::ecomptes::import(b"<dataroot><PST/></dataroot>", "pst.xml").unwrap_err();
/// assert_eq!(error.to_string(), "line 1: <Identifiants> is missing in <dataroot>");
/// ```
pub fn import(bytes: &[u8], name: &str) -> Result<(Document, ImportReport), EcomptesError> {
    let text = read::decode(bytes)?;
    let tree = read::parse(&text)?;
    let exchange = read::exchange(&tree)?;
    let mut pst = exchange.to_pst(plain);
    for element in pst.outline.elements_mut() {
        (element.title, element.code) = title(&element.title.text);
    }
    pst.sources.push(Source {
        name: name.to_owned(),
        format: "xml".to_owned(),
        layout: Some(layout(&exchange).into()),
    });
    let mut report = ImportReport::default();
    report.source = name.to_owned();
    report.format = "xml".to_owned();
    report.layout = layout(&exchange).to_owned();
    report.layout_label = passerelle_core::Bilingual::new("échange eComptes", "eComptes exchange");
    (report.counts, report.left_aside) = account::account(&tree);
    Ok((Document::Pst(pst), report))
}

/// A printed label as title and code: `OS.1 - Être une commune…`.
fn title(text: &str) -> (Title, Option<Code>) {
    let heading = heading(text);
    let wording = heading.wording.trim_start_matches(['-', '–', ' ']).to_owned();
    (Title { text: text.to_owned(), wording, place: None }, heading.code)
}

fn layout(exchange: &Exchange) -> &'static str {
    match exchange.direction {
        passerelle_core::ecomptes::Direction::ToEcomptes => "ecomptes-import-201805v1",
        passerelle_core::ecomptes::Direction::FromEcomptes => "ecomptes-export-201805v1",
    }
}

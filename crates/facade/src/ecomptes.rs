//! Échange avec eComptes: a PST as the XML that the accounting program takes in, and what that program gives back.
//!
//! [`read`](crate::read) takes both kinds of file like any other. What stands here is for those who work with the
//! exchange itself.

use passerelle_core::{Diagnostic, Pst};

use crate::{Error, WriteOptions};

pub use passerelle_core::ecomptes::*;
pub use passerelle_export::ecomptes_xml as write;
pub use passerelle_import::ecomptes::{EcomptesError, Expected, Fault, plain, read};

/// Fichier pour eComptes, and what it does not say of the programme.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct File {
    /// The XML.
    pub bytes: Vec<u8>,
    /// What was left out, cut or supplied.
    pub diagnostics: Vec<Diagnostic>,
}

/// A PST as XML for eComptes. The fiscal year and the date of the export are those of `options.date`; without it,
/// those the programme was received with, else its first year. `options.exchange` says which of the two schemas.
///
/// ```
/// use passerelle::{Level, Pst, WriteOptions, ecomptes};
/// let mut pst = Pst::default();
/// pst.outline.add(None, Level::StrategicObjective, "Être une commune solidaire");
/// let file = ecomptes::send(&pst, &WriteOptions::new().date(jiff::civil::date(2025, 9, 22)))?;
/// assert!(String::from_utf8_lossy(&file.bytes).contains("<Id>20250922</Id>"));
/// assert!(file.diagnostics.iter().any(|diagnostic| diagnostic.code() == "E108"));
/// let back = WriteOptions::new().exchange(ecomptes::Direction::FromEcomptes);
/// assert!(String::from_utf8_lossy(&ecomptes::send(&pst, &back)?.bytes).contains("<Articles/>"));
/// # Ok::<(), passerelle::Error>(())
/// ```
///
/// # Errors
/// [`Error::Write`] if the XML cannot be put together, which no programme causes.
pub fn send(pst: &Pst, options: &WriteOptions) -> Result<File, Error> {
    let day = options.date.map(|date| date.strftime("%Y%m%d").to_string());
    let mut how = SendOptions::new(options.date.map(|date| i64::from(date.year())));
    how.id = day.as_deref();
    how.direction = options.exchange;
    how.plain = plain;
    let sent = Exchange::from_pst(pst, &how);
    Ok(File { bytes: write(&sent.exchange)?, diagnostics: sent.diagnostics })
}

//! What is undone before a file is recognised: damage on the way, marks written as text, rows that a conversion cut.

use std::borrow::Cow;

use passerelle_core::Diagnostic;
use passerelle_tables::Document as Tables;

use crate::footnotes::{self, Footnotes};
use crate::texts::Texts;
use crate::{dated_codes, inline_marks, transit, wrapped};

/// A file as it is recognised.
pub(crate) struct Prepared<'t> {
    /// Its tables; borrowed when nothing had to be undone.
    pub(crate) tables: Cow<'t, Tables>,
    /// What was undone.
    pub(crate) said: Vec<Diagnostic>,
    /// Notes below tables whose marks were taken from the values.
    pub(crate) footnotes: Footnotes,
}

/// Undoes what can be undone; `texts` are those of the tables.
pub(crate) fn prepare<'t>(tables: &'t Tables, texts: &Texts<'t>) -> Prepared<'t> {
    let (mut read, mut said) = transit::read(tables, texts);
    said.extend(dated_codes::read(&mut read));
    let signs = if let Cow::Owned(mended) = &read { Texts::of(mended).signs } else { texts.signs };
    let read = then(read, |tables| inline_marks::read(tables, signs));
    let mut footnotes = Footnotes::default();
    let read = then(read, |tables| {
        let (unmarked, found) = footnotes::read(tables);
        footnotes = found;
        unmarked
    });
    let read = then(read, |tables| {
        let (joined, found) = wrapped::read(tables, signs);
        said.extend(found);
        joined
    });
    Prepared { tables: read, said, footnotes }
}

/// The tables after one more step.
fn then<'t>(tables: Cow<'t, Tables>, step: impl FnOnce(&Tables) -> Cow<'_, Tables>) -> Cow<'t, Tables> {
    match step(&tables) {
        Cow::Owned(changed) => Cow::Owned(changed),
        Cow::Borrowed(_) => tables,
    }
}

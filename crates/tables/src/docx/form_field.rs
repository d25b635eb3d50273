//! What an old form field keeps in its data (`w:ffData`) and not in the text.

use super::properties::{is_on, number};
use crate::error::Error;
use crate::xml::{Ns, Xml};

/// Entries of a list; Word allows 25.
const MAX_ENTRIES: usize = 256;

/// A form field whose state stands in its data.
pub(super) enum FormField {
    /// A box, ticked or not.
    Box(bool),
    /// The entry chosen in a list.
    Choice(String),
}

impl FormField {
    /// Reads the inside of a field mark. Nothing of one without data, and of a text field, whose text is the result.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Option<Self>, Error> {
        let mut field = None;
        let mark = xml.depth();
        while let Some(data) = xml.child(mark)? {
            if !data.is(Ns::Word, "ffData") {
                continue;
            }
            while let Some(element) = xml.child(mark + 1)? {
                match element.name() {
                    (Ns::Word, "checkBox") => field = Some(Self::Box(ticked(xml, mark + 2)?)),
                    (Ns::Word, "ddList") => field = chosen(xml, mark + 2)?.map(Self::Choice),
                    _ => {}
                }
            }
        }
        Ok(field)
    }
}

/// What people ticked comes after what the form was made with.
fn ticked(xml: &mut Xml<'_>, depth: usize) -> Result<bool, Error> {
    let mut ticked = false;
    while let Some(element) = xml.child(depth)? {
        if let (Ns::Word, "default" | "checked") = element.name() {
            ticked = is_on(&element);
        }
    }
    Ok(ticked)
}

/// The entry that people chose, else the one the form was made with, else the first.
fn chosen(xml: &mut Xml<'_>, depth: usize) -> Result<Option<String>, Error> {
    let (mut result, mut default) = (None, None);
    let mut entries = Vec::new();
    while let Some(element) = xml.child(depth)? {
        match element.name() {
            (Ns::Word, "result") => result = number::<usize>(&element),
            (Ns::Word, "default") => default = number::<usize>(&element),
            (Ns::Word, "listEntry") if entries.len() < MAX_ENTRIES => {
                entries.push(element.attr("val").unwrap_or_default().to_owned());
            }
            _ => {}
        }
    }
    let chosen = result.or(default).unwrap_or(0);
    Ok((chosen < entries.len()).then(|| entries.swap_remove(chosen)))
}

//! Sheets that a page break cut in two: the second table says so, or holds further labels and no title.

use std::collections::BTreeSet;

use passerelle_core::{Code, Reason};

use crate::fiche::{Entry, Found, Sheet};
use crate::label::names_the_action;
use crate::source::Line;
use crate::vocabulary::{Role, vocabulary};
use crate::wording::heading;

/// The rest of a sheet without a title of its own: labels with their values, none of which the sheet above has, and
/// none of an element.
pub(crate) fn is_rest(lines: &[Line<'_>], above: Option<&Sheet>) -> bool {
    let Some(above) = above.filter(|sheet| sheet.has_action()) else { return false };
    let role = |line: &Line<'_>| {
        let mut cells = line.own();
        let (label, _value, None) = (cells.next()?, cells.next()?, cells.next()) else { return None };
        label.words.label().filter(|role| label.column == 0 && !matches!(role, Role::Title(_) | Role::Code))
    };
    let Some(roles) = lines.iter().map(role).collect::<Option<Vec<Role>>>() else { return false };
    let distinct: BTreeSet<Role> = roles.iter().copied().collect();
    let known = |role: &Role| above.entries.iter().any(|entry| entry.role == Some(*role));
    !roles.is_empty() && distinct.len() == roles.len() && !roles.iter().any(known)
}

/// Joins each sheet that goes on from the one before to it.
pub(crate) fn join(found: &mut Found) {
    let mut joined: Vec<Sheet> = Vec::with_capacity(found.sheets.len());
    for sheet in std::mem::take(&mut found.sheets) {
        match joined.last_mut().filter(|before| goes_on_from(before, &sheet)) {
            Some(before) => {
                found.rests.push(sheet.line);
                for entry in sheet.entries {
                    let again =
                        before.entries.iter().any(|known| known.role == entry.role && known.items == entry.items);
                    if names(&entry) {
                        found.asides.extend(entry.items.iter().map(|item| (*item, Reason::Repeated)));
                    } else if !again {
                        before.entries.push(entry);
                    }
                }
            }
            None => joined.push(sheet),
        }
    }
    found.sheets = joined;
}

/// It names the element, be it by a code only.
fn names(entry: &Entry) -> bool {
    entry.role.is_some_and(names_the_action) || entry.role == Some(Role::Code)
}

/// The code and the wording that a sheet has for its action.
fn name(sheet: &Sheet) -> (Option<Code>, Vec<&str>) {
    let names: Vec<_> = sheet.entries.iter().filter(|entry| names(entry)).map(|entry| heading(&entry.text)).collect();
    let code = names.iter().find_map(|found| found.code.clone());
    (code, names.iter().map(|found| found.wording).filter(|wording| !wording.is_empty()).collect())
}

/// It has the code of the sheet before, and says to go on or has no title where that one has.
fn goes_on_from(before: &Sheet, sheet: &Sheet) -> bool {
    let ((code, wordings), (code_before, wordings_before)) = (name(sheet), name(before));
    let same = match (&code, &code_before) {
        (Some(code), Some(before)) => code.numbers == before.numbers,
        (None, None) => true,
        _ => false,
    };
    let says_so = |wording: &&str| {
        let front = vocabulary().continued(wording);
        front.is_some_and(|front| front.is_empty() || wordings_before.contains(&front))
    };
    let untitled = code.is_some() && wordings.is_empty() && !wordings_before.is_empty();
    same && sheet.element.is_none() && (untitled || wordings.len() == 1 && wordings.iter().all(says_so))
}

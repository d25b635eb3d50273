//! Sheets that name their objectives by their codes alone, "OO 1.2": the wording stands once, in a list of them.

use std::collections::BTreeMap;

use passerelle_core::{Level, fold};

use crate::fiche::{Entry, Sheet};
use crate::source::{ItemId, Line, Source};
use crate::vocabulary::{Opening, Role};
use crate::wording::heading;

/// The level and the numbers of a code.
type Key = (Level, Vec<u32>);

/// Gives each such objective of the sheets its wording.
pub(crate) fn complete(sheets: &mut [Sheet], source: &Source<'_>) {
    let of_objective = |entry: &Entry| match entry.role {
        Some(Role::Title(Some(level))) if level < Level::Action => {
            let found = heading(&entry.text);
            let code = found.code.filter(|code| found.wording.is_empty() && !code.numbers.is_empty());
            code.map(|code| (level, code.numbers))
        }
        _ => None,
    };
    if !sheets.iter().flat_map(|sheet| &sheet.entries).any(|entry| of_objective(entry).is_some()) {
        return;
    }
    // Each code with its wording; none where two of them differ.
    let mut named: BTreeMap<Key, Option<(&str, ItemId)>> = BTreeMap::new();
    for cell in source.lines.iter().flat_map(Line::own) {
        let found = cell.headed();
        let (Some(Opening::Level(level)), Some(code)) = (found.opening, found.code) else { continue };
        if level < Level::Action && !found.wording.is_empty() && !code.numbers.is_empty() {
            let known = named.entry((level, code.numbers)).or_insert(Some((cell.text, cell.item)));
            if known.is_some_and(|(text, _)| fold(text) != fold(cell.text)) {
                *known = None;
            }
        }
    }
    for entry in sheets.iter_mut().flat_map(|sheet| &mut sheet.entries) {
        let full = of_objective(entry).and_then(|key| named.get(&key).copied().flatten());
        if let Some((text, item)) = full {
            text.trim().clone_into(&mut entry.text);
            entry.items.push(item);
        }
    }
}

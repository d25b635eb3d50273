//! Names of known layouts, from a data file.

use std::sync::LazyLock;

use passerelle_core::{Bilingual, fold};
use serde::Deserialize;

use crate::recognition::{Family, Recognition};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    layout: Vec<Layout>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Layout {
    id: String,
    label: String,
    english: String,
    family: String,
    headers: Vec<String>,
}

const LAYOUTS: &str = include_str!("../data/layouts.toml");

/// Checked by a test; an unreadable file would only take the names away.
static KNOWN: LazyLock<Vec<Layout>> =
    LazyLock::new(|| toml::from_str::<LayoutFile>(LAYOUTS).map(|file| file.layout).unwrap_or_default());

/// Gives a recognised file the name of the known layout that fits it best.
pub(crate) fn name(recognition: &mut Recognition) {
    if !recognition.layout.is_empty() {
        return;
    }
    let family = match recognition.family {
        Family::Grid => "grid",
        Family::Flat => "flat",
        Family::Sheets => "sheets",
        Family::Form => "form",
    };
    let headers: Vec<String> =
        recognition.tables.iter().flat_map(|table| &table.columns).map(|column| fold(&column.header)).collect();
    let has = |wanted: &String| {
        headers.iter().any(|header| {
            header.match_indices(wanted.as_str()).any(|(at, _)| {
                let before = at == 0 || header[..at].ends_with(' ');
                let after = &header[at + wanted.len()..];
                before && (after.is_empty() || after.starts_with(' '))
            })
        })
    };
    let fitting = KNOWN.iter().filter(|layout| layout.family == family && layout.headers.iter().all(has));
    // The first of equals: max_by_key would give the last.
    if let Some(best) = fitting.rev().max_by_key(|layout| layout.headers.len()) {
        recognition.layout.clone_from(&best.id);
        recognition.layout_label = Bilingual::new(&best.label, &best.english);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_layouts_load_and_every_family_of_tables_has_a_generic_one() {
        let file: LayoutFile = toml::from_str(LAYOUTS).unwrap();
        for family in ["grid", "flat", "sheets"] {
            assert!(file.layout.iter().any(|layout| layout.family == family && layout.headers.is_empty()));
        }
    }
}

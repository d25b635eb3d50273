//! Rows across the table that hold a value of the actions below: "ACTIONS TERMINÉES", "JANVIER 2026", "PRIORITÉ 1 – avant
//! 2027". They are no objectives.

use std::collections::BTreeMap;

use passerelle_core::{Field, fold};

use crate::content::{Content, content};
use crate::header::is_state;
use crate::notation;
use crate::row::{Kind, Row};
use crate::sections::{Body, Section};
use crate::source::Source;
use crate::vocabulary::{Opening, vocabulary};

/// The state that a text names for all that stands below.
pub(crate) fn state(text: &str) -> Option<String> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST || text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = text.trim().trim_end_matches([':', '.', ' ']);
    if is_state(text) {
        return Some(text.to_owned());
    }
    let folded = fold(text);
    let (first, rest) = folded.split_once(' ')?;
    let singular = || rest.split(' ').map(|word| word.strip_suffix('s').unwrap_or(word)).collect::<Vec<_>>().join(" ");
    (vocabulary().things.iter().any(|thing| thing == first) && (is_state(rest) || is_state(&singular())))
        .then(|| text.to_owned())
}

/// Marks such rows, where a table has several of them: one alone may be anything.
pub(crate) fn mark(source: &Source<'_>, sections: &[Section], body: &mut [Body<'_>]) {
    let table = |body: &Body<'_>| source.lines.get(body.line).and_then(|line| line.table);
    // Where columns hold the objectives, a row across the table that says how urgent something is names none.
    let flat: Vec<bool> = sections.iter().map(Section::holds_all_objectives).collect();
    let mut bands: BTreeMap<(usize, Field), Vec<usize>> = BTreeMap::new();
    for (at, body) in body.iter().enumerate() {
        let flat = || flat.get(body.section).copied().unwrap_or(false);
        if let Some(field) = band(&body.row, body.kind, flat)
            && let Some(table) = table(body)
        {
            bands.entry((table, field)).or_default().push(at);
        }
    }
    for ((_, field), bands) in bands.into_iter().filter(|(_, bands)| bands.len() > 1) {
        for at in bands {
            if let Some(body) = body.get_mut(at) {
                body.kind = Kind::Band(field);
            }
        }
    }
}

/// The field whose value a row across the table holds.
fn band(row: &Row<'_>, kind: Kind, flat: impl FnOnce() -> bool) -> Option<Field> {
    let alone = row.values.is_empty() && row.unknown.is_empty();
    let (piece, text) = match (row.pieces.as_slice(), row.codes.as_slice()) {
        ([piece], []) if piece.wording.is_none() => (Some(piece), piece.cell.text),
        // Across a table whose first column is one of codes.
        ([], [code]) => (None, code.cell.text),
        _ => return None,
    };
    let named = |opening| matches!(opening, Some(Opening::Container(_)));
    if kind != Kind::Elements || !alone || piece.is_some_and(|piece| named(piece.heading.opening)) {
        return None;
    }
    // "JANVIER 2026" has the look of a code.
    if is_period(text) {
        return Some(Field::Deadline);
    }
    let piece = piece?;
    let bare = piece.heading.code.is_none();
    let state = || bare && state(text).is_some();
    state().then_some(Field::Status).or_else(|| (is_priority(text) && flat()).then_some(Field::Priority))
}

/// "JANVIER 2026", "2e trimestre 2026": a part of a year, and nothing else.
fn is_period(text: &str) -> bool {
    const LONGEST: usize = 30;
    let words = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 3;
    text.len() <= LONGEST && text.contains("20") && words(text) && content(text) == Content::Time
}

/// "PRIORITÉ 1 – à réaliser avant 2027", "Priorité haute".
fn is_priority(text: &str) -> bool {
    const SHORTEST: usize = 9;
    let front = text.split(['–', '—', ':', '(']).next().unwrap_or_default();
    if text.len() < SHORTEST || !text.starts_with(['p', 'P']) {
        return false;
    }
    let folded = fold(front);
    let Some(rank) = folded.strip_prefix("priorite ") else { return false };
    let number = rank.len() <= 2 && rank.chars().all(|c| c.is_ascii_digit());
    number || notation::read(Field::Priority, rank, &notation::Context::default()).reading.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_names_the_state_of_what_stands_below_it() {
        assert!(
            state("ACTIONS TERMINÉES").is_some()
                && state("En cours").is_some()
                && state("Projets à démarrer :").is_some()
        );
        assert_eq!(state("Terminer la rénovation de la maison communale"), None);
        assert_eq!(state("Actions de sensibilisation"), None);
    }

    #[test]
    fn periods_and_priorities_across_the_table_are_told_from_objectives() {
        assert!(is_period("JANVIER 2026") && is_period("2e trimestre 2026"));
        assert!(!is_period("2026") && !is_period("Rénover la maison communale en 2026"));
        assert!(is_priority("PRIORITÉ 1 – à réaliser avant 2027") && is_priority("Priorité haute"));
        assert!(!is_priority("Priorité à la jeunesse") && !is_priority("Prioritairement, soutenir"));
    }

    #[test]
    fn the_actions_below_a_band_have_its_state() {
        let grid = "Code\tAction\tPilote\tÉchéance\nACTIONS TERMINÉES\nA 1\tOuvrir une crèche\tA. Roy\t2026\n\
                    ACTIONS EN COURS\nA 2\tPlanter des haies\tB. Noël\t2027\nA 3\tFormer le personnel\tC. Petit\t2028\n";
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let status = |e: &passerelle_core::Element| e.field(Field::Status).map(|s| s.text.join(""));
        let read: Vec<_> = import.document.outline().elements().iter().map(status).collect();
        let want = ["ACTIONS TERMINÉES", "ACTIONS EN COURS", "ACTIONS EN COURS"].map(|text| Some(text.to_owned()));
        assert_eq!(read, want);
    }
}

//! Rows across the table that say how far the actions below are: "ACTIONS TERMINÉES", "En cours". They are no objectives.

use std::collections::BTreeMap;

use passerelle_core::fold;

use crate::header::is_state;
use crate::row::{Kind, Row};
use crate::sections::Body;
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
pub(crate) fn mark(source: &Source<'_>, body: &mut [Body<'_>]) {
    let table = |body: &Body<'_>| source.lines.get(body.line).and_then(|line| line.table);
    let mut bands: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, body) in body.iter().enumerate() {
        if is_band(&body.row, body.kind)
            && let Some(table) = table(body)
        {
            bands.entry(table).or_default().push(at);
        }
    }
    for at in bands.into_values().filter(|bands| bands.len() > 1).flatten() {
        if let Some(body) = body.get_mut(at) {
            body.kind = Kind::Band;
        }
    }
}

fn is_band(row: &Row<'_>, kind: Kind) -> bool {
    let [piece] = row.pieces.as_slice() else { return false };
    let alone = row.values.is_empty() && row.unknown.is_empty() && row.codes.is_empty() && piece.wording.is_none();
    let named = |opening| matches!(opening, Some(Opening::Container(_)));
    let bare = piece.heading.code.is_none() && !named(piece.heading.opening);
    kind == Kind::Elements && alone && bare && state(piece.cell.text).is_some()
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
    fn the_actions_below_a_band_have_its_state() {
        let grid = "Code\tAction\tPilote\tÉchéance\nACTIONS TERMINÉES\nA 1\tOuvrir une crèche\tA. Roy\t2026\n\
                    ACTIONS EN COURS\nA 2\tPlanter des haies\tB. Noël\t2027\nA 3\tFormer le personnel\tC. Petit\t2028\n";
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let status = |e: &passerelle_core::Element| e.field(passerelle_core::Field::Status).map(|s| s.text.join(""));
        let read: Vec<_> = import.document.outline().elements().iter().map(status).collect();
        let want = ["ACTIONS TERMINÉES", "ACTIONS EN COURS", "ACTIONS EN COURS"].map(|text| Some(text.to_owned()));
        assert_eq!(read, want);
    }
}

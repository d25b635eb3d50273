//! Values in the line below the title of an action, parted by a sign and without labels: "→ Travaux ; 2027 ; 20 000 €".

use passerelle_core::Diagnostic;

use super::Said;
use crate::dashed_values::DashedValues;
use crate::label::{Label, names_the_action};
use crate::source::{LineCell, Source};
use crate::wording::bullet;

/// Reads such lines by what a line names, or by what they hold; what is to be said of it.
pub(super) fn settle<'a>(
    source: &Source<'a>,
    said: &mut [Said<'a>],
    paragraphs: &[(usize, &LineCell<'a>)],
) -> Option<Diagnostic> {
    let is_action = |said: &Said<'_>| matches!(said, Said::Opens(role) if names_the_action(*role));
    let text = |at: usize| paragraphs.get(at).map(|(_, cell)| bullet(cell.text).unwrap_or(cell.text).trim());
    let actions = said.iter().filter(|said| is_action(said)).count();
    let below: Vec<usize> = (1..said.len())
        .filter(|at| said.get(at - 1).is_some_and(is_action) && matches!(said.get(*at), Some(Said::Text)))
        .collect();
    if below.len() * 5 < actions * 4 {
        return None;
    }
    let lines: Vec<&str> = below.iter().filter_map(|at| text(*at)).collect();
    let first = *below.first()?;
    let prose = paragraphs.iter().take(first).map(|(_, cell)| cell.text);
    let found = DashedValues::below(&lines, prose)?;
    for (at, line) in below.iter().zip(&lines) {
        if let (Some(said), Some(values)) = (said.get_mut(*at), found.cut(line)) {
            let label = |(role, value)| Label { role, words: "", value, parted: true };
            *said = Said::Labels(values.into_iter().map(label).collect());
        }
    }
    let place = paragraphs.get(first).and_then(|(_, cell)| source.place(cell.item));
    found.guessed.then(|| found.said(lines.len(), lines.first().copied().unwrap_or_default()).at(place))
}

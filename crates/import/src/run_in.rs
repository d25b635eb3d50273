//! Labels that run into the text, told from their values by bold letters alone: **Pilote** C. Dumont. **Budget** 500 €.

use passerelle_tables::RichText;

use crate::label::{Label, PARTING, alone};
use crate::vocabulary::Role;

/// The text before the first such label, and the labels with their values. One label alone must begin the text.
pub(crate) fn labels(text: &RichText) -> Option<(&str, Vec<Label<'_>>)> {
    let whole = text.as_str();
    let stretches = bold_stretches(text);
    let names = |range: &(usize, usize)| -> Option<Role> {
        let words = whole.get(range.0..range.1)?.trim().trim_end_matches([':', '.']);
        alone(words).filter(|role| matches!(role, Role::Field(_) | Role::Classification(_)))
    };
    let found: Vec<((usize, usize), Role)> =
        stretches.into_iter().filter_map(|range| names(&range).map(|role| (range, role))).collect();
    let first = found.first().map(|((start, _), _)| *start)?;
    let before = whole.get(..first)?.trim();
    if found.len() < 2 && !before.is_empty() {
        return None;
    }
    let ends = found.iter().skip(1).map(|((start, _), _)| *start).chain([whole.len()]);
    let values: Option<Vec<&str>> =
        found.iter().zip(ends).map(|(((_, end), _), next)| whole.get(*end..next).map(value)).collect();
    let values = values.filter(|values| values.iter().all(|value| !value.is_empty()))?;
    // Where each value ends a sentence, the point is none of it.
    let sentences = values.len() > 1 && values.iter().all(|value| value.ends_with('.'));
    let labels = found.iter().zip(values).filter_map(|(((start, end), role), value)| {
        let value = if sentences { value.trim_end_matches('.') } else { value };
        Some(Label { role: *role, words: whole.get(*start..*end)?.trim(), value, parted: true })
    });
    Some((before, labels.collect()))
}

/// What stands behind a label, without the signs that part it from what stands around it.
fn value(text: &str) -> &str {
    let blank = |c: char| c.is_whitespace();
    let text = text.trim_start_matches(|c: char| blank(c) || matches!(c, ':' | '.'));
    text.trim_end_matches(|c: char| blank(c) || PARTING.contains(&c))
}

/// The stretches of bold text between others, each with its bounds; none where all is bold.
fn bold_stretches(text: &RichText) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let mut plain = false;
    for run in text.runs() {
        let end = at + run.text.len();
        let blank = run.text.trim().is_empty();
        plain |= !blank && !run.marks.bold;
        if run.marks.bold && !blank {
            match found.last_mut().filter(|last| last.1 == at) {
                Some(last) => last.1 = end,
                None => found.push((at, end)),
            }
        }
        at = end;
    }
    if plain { found } else { Vec::new() }
}

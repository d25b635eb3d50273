//! A cell that holds the title of an element and, below it, what describes it.

use crate::continuation::ends_with_a_linking_word;
use crate::source::At;
use crate::wording::{bullet, heading};

/// The title and the description of a cell: where its first line alone is bold, or where whole sentences stand below a
/// title that is none.
pub(crate) fn title_and_description<'t>(text: &'t str, at: Option<At<'_>>) -> Option<(&'t str, &'t str)> {
    const WORDS: usize = 2;
    let (title, description) = text.split_once('\n')?;
    let (title, description) = (title.trim(), description.trim());
    let no_list = description.lines().all(|line| bullet(line).is_none() && heading(line).code.is_none());
    let told = title.split_whitespace().count() >= WORDS && !description.is_empty() && no_list;
    let by_look = || at.is_some_and(only_first_line_is_bold);
    (told && (by_look() || are_sentences(title, description))).then_some((title, description))
}

/// The first line is bold, and nothing below it.
fn only_first_line_is_bold(at: At<'_>) -> bool {
    let At::Cell(_, cell) = at else { return false };
    let (mut first, mut title, mut below) = (true, None, false);
    for run in cell.text.runs() {
        for (number, line) in run.text.split('\n').enumerate() {
            first &= number == 0;
            let visible = !line.trim().is_empty();
            if first && visible {
                title = Some(title.unwrap_or(true) && run.marks.bold);
            }
            below |= !first && visible && run.marks.bold;
        }
    }
    title == Some(true) && !below
}

/// Sentences, each closed by a point, below a text that no sign closes and that does not go on.
fn are_sentences(title: &str, description: &str) -> bool {
    const WORDS: usize = 4;
    let open = !title.ends_with(['.', '!', '?', ':', ';', ',', '-', '–', '(']) && !ends_with_a_linking_word(title);
    let sentence = |line: &str| {
        line.starts_with(char::is_uppercase)
            && line.ends_with(['.', '!', '?'])
            && line.split_whitespace().count() >= WORDS
    };
    open && description.lines().map(str::trim).filter(|line| !line.is_empty()).all(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_below_a_title_describe_it() {
        let split = |text| title_and_description(text, None);
        assert_eq!(
            split("Isoler la toiture\nLes travaux suivent l’audit de 2024."),
            Some(("Isoler la toiture", "Les travaux suivent l’audit de 2024."))
        );
        assert_eq!(split("Isoler la toiture de la\nMaison communale et du hall."), None);
        assert_eq!(split("Isoler la toiture\nPoser des panneaux"), None);
        assert_eq!(split("Isoler la toiture\n- Rédiger le cahier des charges."), None);
    }
}

//! A cell that holds the title of an element and, below it, what describes it.

use passerelle_tables::RichText;

use crate::continuation::ends_with_a_linking_word;
use crate::label::{Label, before_a_colon};
use crate::source::At;
use crate::vocabulary::Role;
use crate::wording::{bullet, heading, is_sentence};

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

/// The title of a cell and, below it, values behind their labels, a line each.
pub(crate) fn title_and_labels(text: &str) -> Option<(&str, Vec<Label<'_>>)> {
    let (title, below) = text.split_once('\n')?;
    let lines = below.lines().map(str::trim).filter(|line| !line.is_empty());
    let label = |line| before_a_colon(line).filter(|label| matches!(label.role, Role::Field(_)));
    let labels: Vec<Label<'_>> = lines.map(label).collect::<Option<_>>()?;
    let titled = before_a_colon(title).is_none() && title.split_whitespace().count() > 1;
    (titled && !labels.is_empty()).then_some((title.trim(), labels))
}

/// The bold beginning of a paragraph and the plain sentences that go on from it: "**Ouvrir une crèche.** Les travaux…".
pub(crate) fn bold_beginning(text: &RichText) -> Option<(&str, &str)> {
    const WORDS: usize = 2;
    let whole = text.as_str();
    let mut end = 0;
    for run in text.runs().take_while(|run| run.marks.bold || run.text.trim().is_empty()) {
        end += run.text.len();
    }
    let (title, rest) = whole.split_at_checked(end)?;
    let plain = text.runs().filter(|run| !run.text.trim().is_empty()).filter(|run| !run.marks.bold);
    let bold_again = text.runs().filter(|run| !run.text.trim().is_empty()).skip_while(|run| run.marks.bold);
    // Words in bold further on are none of a title.
    if plain.count() == 0 || bold_again.filter(|run| run.marks.bold).count() > 0 {
        return None;
    }
    let sign = |c: char| c.is_whitespace() || matches!(c, '.' | ':' | '–' | '—' | '-');
    let (title, description) = (title.trim().trim_end_matches(sign), rest.trim_start_matches(sign).trim());
    let parted =
        whole.get(title.len()..).is_some_and(|rest| rest.trim_start().starts_with(['.', ':', '–', '—', '-', '\n']));
    let sentence = description.starts_with(char::is_uppercase) && is_closed(description);
    (title.split_whitespace().count() >= WORDS && sentence && (parted || !ends_with_a_linking_word(title)))
        .then_some((title, description))
}

/// A title, a colon, and a sentence: "Ouvrir une crèche : Les travaux commencent en mars.". One alone may be a title that
/// has a colon in it.
pub(crate) fn before_a_sentence(text: &str) -> Option<(&str, &str)> {
    const WORDS: usize = 3;
    let (title, description) = text.split_once([':', '–', '—']).or_else(|| text.split_once(". "))?;
    let (title, description) = (title.trim(), description.trim());
    let told = title.split_whitespace().count() >= WORDS && is_sentence(description);
    (told && !ends_with_a_linking_word(title)).then_some((title, description))
}

/// A sentence or more.
fn is_closed(text: &str) -> bool {
    const WORDS: usize = 3;
    text.ends_with(['.', '!', '?', '…']) && text.split_whitespace().count() >= WORDS
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
    fn a_bold_beginning_is_a_title_where_a_sentence_goes_on() {
        let split =
            |text: &str| bold_beginning(&RichText::with_inline_marks(text)).map(|(t, d)| (t.to_owned(), d.to_owned()));
        let found = |title: &str, rest: &str| Some((title.to_owned(), rest.to_owned()));
        assert_eq!(
            split("**Ouvrir une crèche.** Les travaux commencent en mars."),
            found("Ouvrir une crèche", "Les travaux commencent en mars.")
        );
        assert_eq!(split("**Ouvrir** une crèche dans le quartier."), None, "one word is stressed");
        assert_eq!(split("**Ouvrir une crèche** dans le quartier de la gare."), None, "the title goes on");
        assert_eq!(split("**Ouvrir une crèche** Pour les **tout-petits** de la commune."), None);
        assert_eq!(split("**Ouvrir une crèche**"), None);
        assert_eq!(before_a_sentence("Opération « Créashop » : prime à l’ouverture de commerces"), None);
        assert_eq!(
            before_a_sentence("Ouvrir une crèche : Les travaux commencent en mars."),
            Some(("Ouvrir une crèche", "Les travaux commencent en mars."))
        );
    }

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

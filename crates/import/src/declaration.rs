//! The declaration of policy (DPC, DPS, DPP) that a programme says it rests on.

use jiff::civil::Date;
use passerelle_core::{Declaration, fold};

use crate::notation;
use crate::source::{ItemId, Source};

/// Folded words that say that the declaration was adopted; the date stands near them.
const ADOPTED: &[&str] = &[
    "adopte sa declaration de politique",
    "arrete sa declaration de politique",
    "approuve sa declaration de politique",
    "declaration de politique communale adoptee",
    "declaration de politique sociale adoptee",
    "declaration de politique provinciale adoptee",
    "declaration de politique generale adoptee",
];

/// The first paragraph that says when the declaration was adopted, with the texts it stands in: a sentence may go on
/// in the next paragraph of a pasted text.
pub(crate) fn find(source: &Source<'_>) -> Option<(Declaration, Vec<ItemId>)> {
    let prose: Vec<_> = source.lines.iter().filter(|line| line.table.is_none()).filter_map(|l| l.single()).collect();
    prose.iter().enumerate().find_map(|(at, cell)| {
        let folded = fold(cell.text);
        if !ADOPTED.iter().any(|words| folded.contains(words)) {
            return None;
        }
        if let Some(date) = date_in(cell.text) {
            return Some((declaration(cell.text, date), vec![cell.item]));
        }
        let next = prose.get(at + 1)?;
        let joined = format!("{} {}", cell.text.trim(), next.text.trim());
        let date = date_in(&joined)?;
        Some((declaration(&joined, date), vec![cell.item, next.item]))
    })
}

fn declaration(text: &str, date: Date) -> Declaration {
    Declaration { text: text.trim().to_owned(), adopted_on: Some(date) }
}

/// The last full date of a text: the one that stands nearest to the end of the sentence.
fn date_in(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let context = notation::Context::default();
    let read = |words: &[&str]| {
        let text = words.join(" ");
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        text.starts_with(|c: char| c.is_ascii_digit()).then(|| notation::date::read(text, &context).0).flatten()
    };
    (0..words.len()).rev().find_map(|at| {
        let day_month_year = words.get(at..at + 3).and_then(read);
        day_month_year.or_else(|| words.get(at..=at).filter(|w| w.iter().all(|w| w.contains('/'))).and_then(read))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_the_sentence_is_found_in_any_notation() {
        for text in [
            "Réuni en sa séance le 21 mars 2019, le Conseil a adopté sa déclaration",
            "a arrêté sa déclaration de politique sociale le 21/03/2019.",
        ] {
            assert_eq!(date_in(text).map(|date| date.to_string()).as_deref(), Some("2019-03-21"), "{text}");
        }
        assert_eq!(date_in("en septembre 2019"), None);
    }
}

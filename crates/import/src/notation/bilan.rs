//! The reviews of June and December in one cell.

use passerelle_core::{Bilan, fold};

/// Words that open the review of a month, folded; the longest that fits is taken.
const OPENINGS: &[(&str, Month)] = &[
    ("bilan au 30 juin", Month::June),
    ("bilan du mois de juin", Month::June),
    ("bilan de juin", Month::June),
    ("bilan juin", Month::June),
    ("au 30 juin", Month::June),
    ("fin juin", Month::June),
    ("juin", Month::June),
    ("bilan au 31 decembre", Month::December),
    ("bilan du mois de decembre", Month::December),
    ("bilan de decembre", Month::December),
    ("bilan decembre", Month::December),
    ("au 31 decembre", Month::December),
    ("fin decembre", Month::December),
    ("decembre", Month::December),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Month {
    June,
    December,
}

/// Reads a cell whose lines begin with the month of their review; none when no month opens a line.
pub(super) fn read(text: &str) -> Option<Bilan> {
    let mut bilan = Bilan::default();
    let mut current: Option<Month> = None;
    for line in text.lines() {
        let (month, words) = match opening(line) {
            Some((month, words)) => (Some(month), words),
            None => (current, line.trim()),
        };
        // A line in front of the first month belongs to neither: the cell does not tell them apart.
        let month = month?;
        current = Some(month);
        let slot = match month {
            Month::June => &mut bilan.june,
            Month::December => &mut bilan.december,
        };
        match slot {
            Some(said) if !words.is_empty() => {
                if !said.is_empty() {
                    said.push('\n');
                }
                said.push_str(words);
            }
            Some(_) => {}
            None => *slot = Some(words.to_owned()),
        }
    }
    (bilan != Bilan::default()).then_some(bilan)
}

/// The month that opens a line, and what it says. A colon or dash has to stand between: "Juin 2024" alone, or
/// "Juin est passé", open nothing.
fn opening(line: &str) -> Option<(Month, &str)> {
    let at = line.find([':', '–', '—']).or_else(|| line.find(" - "))?;
    let (label, rest) = line.split_at(at);
    let folded = fold(label);
    let folded = folded.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let (_, month) = OPENINGS.iter().find(|(words, _)| *words == folded)?;
    Some((*month, rest.trim_start_matches([':', '–', '—', '-', ' ', '\u{a0}']).trim_end()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_reviews_in_one_cell_are_told_apart_by_their_month() {
        let cases = [
            ("Juin : 12 visites\nDécembre : 31 visites", Some(("12 visites", "31 visites"))),
            (
                "Bilan de juin 2024 : 1 réunion\nle 14/02\nBilan de décembre 2024 – néant",
                Some(("1 réunion\nle 14/02", "néant")),
            ),
            ("12 visites à domicile (8/01 au 28/06)", None),
            ("2 réunions\nDécembre : 1 réunion", None),
            ("Juin est passé sans réunion", None),
            ("Mise à jour au 30/06 : 212 RP", None),
        ];
        for (text, want) in cases {
            let found = read(text).map(|b| (b.june.unwrap_or_default(), b.december.unwrap_or_default()));
            assert_eq!(found, want.map(|(june, december)| (june.to_owned(), december.to_owned())), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_rendered_review_reads_the_same(june in "[a-z0-9]{1,20}", december in "[a-z0-9]{1,20}") {
            let bilan = Bilan { june: Some(june), december: Some(december) };
            prop_assert_eq!(read(&bilan.to_french()), Some(bilan));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}

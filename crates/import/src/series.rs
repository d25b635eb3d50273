//! Columns that say the same thing at several dates: "Avancement 06/2025", "Avancement 12/2025". The latest one that a row
//! fills is its state; the others are history.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Field, Level, Reading, fold};

use crate::columns::Column;
use crate::content::Content;
use crate::ledger::{Ledger, excerpt};
use crate::notation;
use crate::recognition::meaning;
use crate::row::Row;
use crate::source::{LineCell, Source};
use crate::vocabulary::{Role, vocabulary};

/// Fields of which only the last word counts.
const DATED: &[Field] = &[Field::Status, Field::Progress, Field::Health];

/// When the words above a column speak of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    /// The moment as it sorts: year, month and day.
    At(String),
    /// A period without year: "S1", "T2", "mi-mandat".
    Rank,
    /// None: as it is now.
    Now,
}

fn when(label: &str) -> When {
    /// Longer headers are sentences.
    const LONGEST: usize = 20;
    let words: Vec<&str> = label.split([' ', '–', '\n']).filter(|word| !word.is_empty()).take(LONGEST).collect();
    let moment = |words: &[&str]| {
        let text = words.join(" ");
        // ISO days sort as they are written.
        match notation::read(Field::Deadline, &text, &notation::Context::default()).reading {
            Some(Reading::Deadline(deadline)) if text.contains(|c: char| c.is_ascii_digit()) => deadline.last_day(),
            _ => None,
        }
    };
    let behind = (0..words.len()).find_map(|start| moment(words.get(start..)?));
    // "1er semestre 2025 – État": the period stands before the word.
    let before = || (1..words.len()).rev().find_map(|end| moment(words.get(..end)?));
    match behind.or_else(before) {
        Some(day) => When::At(day.to_string()),
        None if names_a_time(label) => When::Rank,
        None => When::Now,
    }
}

/// "S1", "T2", "1er trimestre", "mi-parcours".
fn names_a_time(label: &str) -> bool {
    let folded = fold(label);
    let part = |word: &str| {
        word.strip_prefix(['s', 't', 'q'])
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    let times = &vocabulary().times;
    folded.split(' ').any(|word| part(word) || times.months.has(word) || times.middle.has(word))
        || folded.contains(|c: char| c.is_ascii_digit())
}

/// Two législatures of months.
const MOST: usize = 144;

/// Marks such columns with their ranks, from the earliest.
pub(crate) fn mark(columns: &mut [Column]) {
    let of = |column: &Column| -> Option<(Field, Option<Level>)> {
        match column.role {
            Some(Role::Field(field)) if DATED.contains(&field) => {
                (column.choice.is_none() && !column.label.is_empty()).then_some((field, column.level))
            }
            _ => None,
        }
    };
    let mut kinds: Vec<(Field, Option<Level>)> = columns.iter().filter_map(of).collect();
    kinds.sort();
    kinds.dedup();
    for kind in kinds {
        let mut found: Vec<(When, usize)> = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.series.is_none() && of(column) == Some(kind))
            .map(|(at, column)| (when(&column.label), at))
            .collect();
        let dated = found.iter().filter(|(when, _)| *when != When::Now).count();
        if !(2..=MOST).contains(&found.len()) || dated + 1 < found.len() {
            continue;
        }
        // Without a year for each, the order of the columns is that of time.
        if found.iter().all(|(when, _)| !matches!(when, When::Rank)) {
            found.sort();
        } else {
            found.sort_by_key(|(when, at)| (*when == When::Now, *at));
        }
        for (rank, (_, at)) in found.into_iter().enumerate() {
            if let Some(column) = columns.get_mut(at) {
                column.series = Some(rank);
            }
        }
    }
}

/// A later column of the same sort says something in the row.
pub(crate) fn is_superseded(row: &Row<'_>, columns: &[Column], (role, column): (Role, usize)) -> bool {
    let Some((own, level)) = columns.get(column).and_then(|column| Some((column.series?, column.level))) else {
        return false;
    };
    let says = |cell: &LineCell<'_>| cell.content != Content::Nothing;
    row.values.iter().any(|(other, cell, at)| {
        let later = columns.get(*at).is_some_and(|c| c.series.is_some_and(|rank| rank > own) && c.level == level);
        *other == role && later && says(cell)
    })
}

/// Says which of such columns is the latest.
pub(crate) fn say(source: &Source<'_>, first: Option<&LineCell<'_>>, columns: &[Column], ledger: &mut Ledger) {
    for column in columns.iter().filter(|column| column.series == Some(0)) {
        let mut same: Vec<&Column> =
            columns.iter().filter(|c| c.series.is_some() && c.role == column.role && c.level == column.level).collect();
        same.sort_by_key(|column| column.series);
        let Some(latest) = same.last() else { continue };
        let said = Diagnostic::new(DiagnosticKind::ColumnsDated)
            .with("count", same.len())
            .saying("field", meaning(column.role))
            .saying("header", Bilingual::quoted(&excerpt(&latest.label)));
        ledger.say(said.at(first.and_then(|cell| source.place(cell.item))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(labels: &[&str]) -> Vec<Option<usize>> {
        let column = |label: &&str| Column {
            role: Some(Role::Field(Field::Status)),
            label: (*label).to_owned(),
            ..Column::default()
        };
        let mut columns: Vec<Column> = labels.iter().map(column).collect();
        mark(&mut columns);
        columns.iter().map(|column| column.series).collect()
    }

    #[test]
    fn the_columns_of_one_sort_are_ranked_by_their_dates() {
        assert_eq!(ranks(&["État 06/2025", "État 12/2025"]), [Some(0), Some(1)]);
        assert_eq!(ranks(&["État au 31/12/2026", "État au 31/12/2025"]), [Some(1), Some(0)]);
        assert_eq!(ranks(&["État actuel", "État 2025", "État 2024"]), [Some(2), Some(1), Some(0)]);
        assert_eq!(ranks(&["1er semestre 2025 – État", "2e semestre 2025 – État"]), [Some(0), Some(1)]);
        assert_eq!(ranks(&["État S1", "État S2", "État 2026"]), [Some(0), Some(1), Some(2)]);
        assert_eq!(ranks(&["État", "Statut"]), [None, None]);
    }
}

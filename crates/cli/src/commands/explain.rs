//! Why a file was understood as it was: clues, choices and runners-up.

use std::fmt::Write;

use passerelle::{Lang, RecognisedColumn, RecognisedRow, Recognition, RowClue};
use serde_json::{Value, json};

use super::inspect::{heading, one_line, title_of};
use crate::paint::{DIM, paint, visible};

/// For each column what was weighed, the choice and the runner-up.
pub(super) fn columns(text: &mut String, recognition: &Recognition, lang: Lang) {
    for table in &recognition.tables {
        heading(text, &title_of(table, lang));
        for (index, column) in table.columns.iter().enumerate() {
            let header = match column.header.is_empty() {
                true => format!("{} {}", lang.pick("colonne", "column"), index + 1),
                false => quoted(&column.header, lang),
            };
            let _ = writeln!(text, "  {} → {}", visible(&header), column.meaning.text(lang));
            let mut line = |label: &str, value: String| {
                if !value.is_empty() {
                    let label = paint(DIM, format!("{label}{}", lang.pick(" :", ":")));
                    let _ = writeln!(text, "    {label} {}", visible(&value));
                }
            };
            line(lang.pick("décidé par", "decided by"), column.decided.label(lang).to_owned());
            line(lang.pick("pesé", "weighed"), weighed(column, lang));
            line(lang.pick("contient", "holds"), holds(column, lang));
            let choice = column.choice.as_deref().map(|choice| quoted(choice, lang));
            line(lang.pick("une croix veut dire", "a cross means"), choice.unwrap_or_default());
            line(
                lang.pick("second choix", "runner-up"),
                column.runner_up.as_ref().map(|other| other.text(lang).to_owned()).unwrap_or_default(),
            );
        }
    }
}

fn weighed(column: &RecognisedColumn, lang: Lang) -> String {
    let of = |meaning: &passerelle::WeighedMeaning| match lang {
        Lang::Fr => format!("{} (mots {}, contenu {:+})", meaning.meaning.text(lang), meaning.words, meaning.contents),
        Lang::En => {
            format!("{} (words {}, contents {:+})", meaning.meaning.text(lang), meaning.words, meaning.contents)
        }
    };
    column.weighed.iter().map(of).collect::<Vec<_>>().join(lang.pick(" ; ", "; "))
}

fn holds(column: &RecognisedColumn, lang: Lang) -> String {
    let of = |(sort, count): &(passerelle::HeldSort, usize)| sort.counted(*count, lang);
    column.holds.iter().map(of).collect::<Vec<_>>().join(", ")
}

/// For each row the clues, the choice and the runner-up.
pub(super) fn rows(text: &mut String, recognition: &Recognition, lang: Lang) {
    heading(text, lang.pick("Lignes", "Rows"));
    // Header rows are shown with their columns.
    for row in recognition.rows.iter().filter(|row| !row.header) {
        let place = super::inspect::place_in(row.place.as_ref(), lang);
        let words = quoted(&one_line(&row.text), lang);
        let _ = writeln!(text, "  {} {} → {}", visible(&place), visible(&words), row.kind.text(lang));
        for (rank, clue) in row.clues.iter().enumerate() {
            let decides = if rank == 0 { lang.pick(" (décide)", " (decides)") } else { "" };
            let said = paint(DIM, visible(&format!("{}{decides}", clue_text(row, *clue, lang))));
            let _ = writeln!(text, "    {said}");
        }
        if let Some(other) = row.runner_up {
            let label = lang.pick("second choix :", "runner-up:");
            let _ = writeln!(text, "    {} {}", paint(DIM, label), other.label(lang));
        }
    }
}

/// `mot de niveau « objectif opérationnel » → Objectif opérationnel`.
fn clue_text(row: &RecognisedRow, clue: RowClue, lang: Lang) -> String {
    let detail = row.detail(clue.clue, lang).map(|detail| format!(" {detail}")).unwrap_or_default();
    format!("{}{detail} → {}", clue.clue.label(lang), clue.level.label(lang))
}

fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("« {text} »"),
        Lang::En => format!("“{text}”"),
    }
}

pub(super) fn column_json(column: &RecognisedColumn, lang: Lang) -> Value {
    let weighed = column.weighed.iter().map(|meaning| {
        json!({
            "role": meaning.role, "meaning": meaning.meaning.text(lang), "words": meaning.words, "contents": meaning.contents,
        })
    });
    let holds = column.holds.iter().map(|(sort, count)| json!({ "sort": sort.label(lang), "count": count }));
    json!({
        "decided_by": column.decided.name(),
        "weighed": weighed.collect::<Vec<_>>(),
        "holds": holds.collect::<Vec<_>>(),
    })
}

pub(super) fn row_json(row: &RecognisedRow, lang: Lang) -> Value {
    let clues = row.clues.iter().map(
        |clue| json!({ "clue": clue.clue.name(), "level": clue.level.name(), "detail": row.detail(clue.clue, lang) }),
    );
    json!({
        "clues": clues.collect::<Vec<_>>(),
        "runner_up": row.runner_up.map(passerelle::Level::name),
    })
}

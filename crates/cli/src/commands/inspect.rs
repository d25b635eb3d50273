//! `passerelle inspect`.

use std::fmt::Write;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::{Lang, Place, Reason, RecognisedTable, Recognition};

use super::{Opened, explain};
use crate::failure::Failure;
use crate::files;
use crate::layouts;
use crate::paint::{BOLD, DIM, GREEN, paint, visible};
use crate::summary::summary;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let opened = super::open(arguments, lang, None)?;
    let explain = arguments.get_flag("explain");
    if let Some((path, recognition)) = arguments.get_one::<String>("save-layout").zip(opened.read.recognition.as_ref())
    {
        layouts::save(recognition, &opened.paths, path)?;
        if path == "-" {
            return Ok(ExitCode::SUCCESS);
        }
    }
    if arguments.get_flag("json") {
        super::print_json(&as_json(&opened, explain, lang))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = summary(&opened.read, &opened.read.report.diagnostics, lang);
    if let Some(recognition) = &opened.read.recognition {
        if explain {
            explain::columns(&mut text, recognition, lang);
            explain::rows(&mut text, recognition, lang);
        } else {
            columns(&mut text, recognition, lang);
            rows(&mut text, recognition, lang);
        }
    }
    aside(&mut text, &opened, lang);
    if let Some(path) = arguments.get_one::<String>("save-layout") {
        let word = paint(GREEN, lang.pick("écrit", "written"));
        let _ = writeln!(text, "\n{word} {path}");
    }
    files::print_text(&text)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn heading(text: &mut String, words: &str) {
    let _ = writeln!(text, "\n{}", paint(BOLD, words));
}

fn columns(text: &mut String, recognition: &Recognition, lang: Lang) {
    for table in &recognition.tables {
        heading(text, &title_of(table, lang));
        let rows: Vec<[String; 4]> = table
            .columns
            .iter()
            .map(|column| {
                let other = column
                    .runner_up
                    .as_ref()
                    .map(|other| format!("({} {})", lang.pick("ou bien", "or else"), other.text(lang)));
                let header = if column.header.is_empty() {
                    lang.pick("(sans en-tête)", "(without header)").to_owned()
                } else {
                    column.header.clone()
                };
                let score = if column.score > 0 { column.score.to_string() } else { String::new() };
                [header, column.meaning.text(lang).to_owned(), score, other.unwrap_or_default()]
            })
            .collect();
        let head = [lang.pick("en-tête", "header"), lang.pick("champ", "field"), lang.pick("points", "score"), ""];
        grid(text, head, &rows);
    }
}

/// A place as the language says it.
pub(super) fn place_in(place: Option<&Place>, lang: Lang) -> String {
    place.map(|place| place.display(lang)).unwrap_or_default()
}

/// Where a header stands, or that labels follow.
pub(super) fn title_of(table: &RecognisedTable, lang: Lang) -> String {
    let place = place_in(table.header_rows.first(), lang);
    let rows = table.header_rows.len();
    let mut title = match (place.is_empty(), lang) {
        (true, _) => lang.pick("Rubriques", "Labels").to_owned(),
        (false, Lang::Fr) => format!("Colonnes (en-tête : {place} ; {}", lang.counted(rows, "ligne", "lignes")),
        (false, Lang::En) => format!("Columns (header: {place}; {}", lang.counted(rows, "row", "rows")),
    };
    if table.repeated > 0 {
        title.push_str(&match lang {
            Lang::Fr => format!(" ; répété {} fois", table.repeated),
            Lang::En => format!("; repeated {}", lang.counted(table.repeated, "time", "times")),
        });
    }
    if !place.is_empty() {
        title.push(')');
    }
    title
}

fn rows(text: &mut String, recognition: &Recognition, lang: Lang) {
    heading(text, lang.pick("Lignes", "Rows"));
    let rows: Vec<[String; 3]> = recognition
        .rows
        .iter()
        .filter(|row| !row.header)
        .map(|row| [place_in(row.place.as_ref(), lang), row.kind.text(lang).to_owned(), row.text.clone()])
        .collect();
    grid(text, [lang.pick("endroit", "place"), lang.pick("genre", "kind"), lang.pick("texte", "text")], &rows);
}

fn aside(text: &mut String, opened: &Opened, lang: Lang) {
    let left = &opened.read.report.left_aside;
    if left.is_empty() {
        return;
    }
    heading(text, lang.pick("Laissé de côté", "Left aside"));
    // Headers are shown above, column by column.
    let header = |reason| matches!(reason, Reason::Header | Reason::RepeatedHeader);
    let shown_above = opened.read.recognition.as_ref().is_some_and(|recognition| !recognition.tables.is_empty());
    let headers = left.iter().filter(|left| shown_above && header(left.reason)).count();
    let rows: Vec<[String; 3]> = left
        .iter()
        .filter(|left| !(shown_above && header(left.reason)))
        .map(|left| [left.place.display(lang), left.reason.label(lang).to_owned(), one_line(&left.text)])
        .collect();
    if headers > 0 {
        let _ = writeln!(
            text,
            "  {}",
            match lang {
                Lang::Fr =>
                    lang.counted(headers, "texte d’en-tête, montré ci-dessus", "textes d’en-têtes, montrés ci-dessus"),
                Lang::En => lang.counted(headers, "header text, shown above", "header texts, shown above"),
            }
        );
    }
    if !rows.is_empty() {
        grid(text, [lang.pick("endroit", "place"), lang.pick("raison", "reason"), lang.pick("texte", "text")], &rows);
    }
}

/// A table in columns as wide as their contents, within reason.
fn grid<const N: usize>(text: &mut String, head: [&str; N], rows: &[[String; N]]) {
    const WIDEST: usize = 60;
    let cut = |cell: &str| {
        let cell = visible(&one_line(cell));
        if cell.chars().count() <= WIDEST { cell } else { cell.chars().take(WIDEST - 1).chain(['…']).collect() }
    };
    let mut widths = head.map(|cell| cell.chars().count());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cut(cell).chars().count());
        }
    }
    let line = |cells: Vec<String>| {
        let padded: Vec<String> = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.chars().count()))))
            .collect();
        format!("  {}", padded.join("  ").trim_end())
    };
    let _ = writeln!(text, "{}", paint(DIM, line(head.iter().map(|cell| (*cell).to_owned()).collect())));
    for row in rows {
        let _ = writeln!(text, "{}", line(row.iter().map(|cell| cut(cell)).collect()));
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn as_json(opened: &Opened, explain: bool, lang: Lang) -> serde_json::Value {
    let report = &opened.read.report;
    let recognition = opened.read.recognition.as_ref().map(|recognition| {
        let tables: Vec<_> = recognition
            .tables
            .iter()
            .map(|table| {
                let columns: Vec<_> = table
                    .columns
                    .iter()
                    .map(|column| {
                        let mut value = serde_json::json!({
                            "header": column.header, "role": column.role, "meaning": column.meaning.text(lang),
                            "score": column.score, "runner_up": column.runner_up.as_ref().map(|other| other.text(lang)),
                        });
                        if explain {
                            value["explained"] = explain::column_json(column, lang);
                        }
                        value
                    })
                    .collect();
                serde_json::json!({ "header_rows": table.header_rows, "repeated": table.repeated, "columns": columns })
            })
            .collect();
        let rows: Vec<_> = recognition
            .rows
            .iter()
            .map(|row| {
                let mut value =
                    serde_json::json!({ "place": row.place, "kind": row.kind.text(lang), "text": row.text });
                if explain {
                    value["explained"] = explain::row_json(row, lang);
                }
                value
            })
            .collect();
        serde_json::json!({ "family": recognition.family.label(lang), "tables": tables, "rows": rows })
    });
    let left: Vec<_> = report
        .left_aside
        .iter()
        .map(|left| serde_json::json!({ "place": left.place, "reason": left.reason.name(), "text": left.text }))
        .collect();
    let diagnostics: Vec<_> =
        report.diagnostics.iter().map(|diagnostic| super::diagnostic_json(diagnostic, lang)).collect();
    serde_json::json!({
        "source": report.source,
        "kind": opened.read.document.kind(),
        "layout": report.layout,
        "layout_label": report.layout_label.text(lang),
        "counts": report.counts,
        "recognition": recognition,
        "left_aside": left,
        "diagnostics": diagnostics,
    })
}

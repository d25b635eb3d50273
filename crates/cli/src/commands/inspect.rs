//! `passerelle inspect`.

use std::fmt::Write;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::{Lang, Recognition};

use super::Opened;
use crate::failure::Failure;
use crate::files;
use crate::paint::{BOLD, DIM, paint, visible};
use crate::summary::summary;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let opened = super::open(arguments, lang, None)?;
    if arguments.get_flag("json") {
        super::print_json(&as_json(&opened, lang))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = summary(&opened.read, &opened.read.report.diagnostics, lang);
    if let Some(recognition) = &opened.read.recognition {
        columns(&mut text, recognition, lang);
        rows(&mut text, recognition, lang);
    }
    aside(&mut text, &opened, lang);
    files::print_text(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn heading(text: &mut String, words: &str) {
    let _ = writeln!(text, "\n{}", paint(BOLD, words));
}

fn columns(text: &mut String, recognition: &Recognition, lang: Lang) {
    for table in &recognition.tables {
        let place = table.header_rows.first().cloned().unwrap_or_default();
        let mut title = match (place.is_empty(), lang) {
            (true, _) => lang.pick("Rubriques", "Labels").to_owned(),
            (false, Lang::Fr) => format!("Colonnes ; en-tête en {place}, {} ligne(s)", table.header_rows.len()),
            (false, Lang::En) => format!("Columns; header at {place}, {} row(s)", table.header_rows.len()),
        };
        if table.repeated > 0 {
            title.push_str(&match lang {
                Lang::Fr => format!(", répété {} fois", table.repeated),
                Lang::En => format!(", repeated {} times", table.repeated),
            });
        }
        heading(text, &title);
        let rows: Vec<[String; 4]> = table
            .columns
            .iter()
            .map(|column| {
                let other =
                    column.runner_up.as_deref().map(|other| format!("({} {other})", lang.pick("sinon", "else")));
                let score = if column.score > 0 { column.score.to_string() } else { String::new() };
                [column.header.clone(), column.meaning.clone(), score, other.unwrap_or_default()]
            })
            .collect();
        let head = [lang.pick("en-tête", "header"), lang.pick("champ", "field"), lang.pick("points", "score"), ""];
        grid(text, head, &rows);
    }
}

fn rows(text: &mut String, recognition: &Recognition, lang: Lang) {
    heading(text, lang.pick("Lignes", "Rows"));
    let rows: Vec<[String; 3]> = recognition
        .rows
        .iter()
        .map(|row| {
            let place = row.place.parse::<passerelle::Place>().map(|p| p.display(lang));
            [place.unwrap_or_else(|_| row.place.clone()), row.kind.clone(), row.text.clone()]
        })
        .collect();
    grid(text, [lang.pick("endroit", "place"), lang.pick("genre", "kind"), lang.pick("texte", "text")], &rows);
}

fn aside(text: &mut String, opened: &Opened, lang: Lang) {
    let left = &opened.read.report.left_aside;
    if left.is_empty() {
        return;
    }
    heading(text, lang.pick("Laissé de côté", "Left aside"));
    let rows: Vec<[String; 3]> = left
        .iter()
        .map(|left| [left.place.display(lang), left.reason.label(lang).to_owned(), one_line(&left.text)])
        .collect();
    grid(text, [lang.pick("endroit", "place"), lang.pick("raison", "reason"), lang.pick("texte", "text")], &rows);
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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn as_json(opened: &Opened, lang: Lang) -> serde_json::Value {
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
                        serde_json::json!({
                            "header": column.header, "role": column.role, "meaning": column.meaning,
                            "score": column.score, "runner_up": column.runner_up,
                        })
                    })
                    .collect();
                serde_json::json!({ "header_rows": table.header_rows, "repeated": table.repeated, "columns": columns })
            })
            .collect();
        let rows: Vec<_> = recognition
            .rows
            .iter()
            .map(|row| serde_json::json!({ "place": row.place, "kind": row.kind, "text": row.text }))
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
        "layout_label": report.layout_label,
        "counts": report.counts,
        "recognition": recognition,
        "left_aside": left,
        "diagnostics": diagnostics,
    })
}

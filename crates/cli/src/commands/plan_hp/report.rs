//! `passerelle plan-hp report`.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::plan_hp::{self, YearsReport};
use passerelle::{Document, Lang, Read, WriteOptions};
use serde_json::json;

use crate::failure::Failure;
use crate::files;
use crate::paint::{BOLD, GREEN, paint, visible};

pub(super) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let path = arguments.get_one::<String>("output").map(Path::new);
    let extension = path.and_then(Path::extension).map(|extension| extension.to_string_lossy().to_lowercase());
    if path.is_some() && !matches!(extension.as_deref(), Some("docx" | "xlsx")) {
        let words = lang.pick("nommez le fichier en .xlsx ou .docx", "name the file .xlsx or .docx");
        return Err(Failure::Call(words.to_owned()));
    }
    let paths: Vec<String> = arguments.get_many::<String>("files").into_iter().flatten().cloned().collect();
    let mut reads = Vec::new();
    for path in &paths {
        reads.push(super::super::read(path, arguments, lang)?.0);
    }
    let report = plan_hp::report_years(&reads).map_err(|error| {
        // Of several files, the one that is no programme is named.
        let other = |(_, read): &(&String, &Read)| !matches!(read.document, Document::PlanHpWorkProgramme(_));
        match paths.iter().zip(&reads).find(other) {
            Some((path, _)) => Failure::Read { name: super::super::shown(path, lang).to_owned(), error },
            None => Failure::Unfit(error),
        }
    })?;
    if let Some(path) = path {
        let options = WriteOptions::new().lang(lang);
        let made = match extension.as_deref() {
            Some("docx") => plan_hp::years_docx(&report, &options),
            _ => plan_hp::years_xlsx(&report, &options),
        };
        files::write(&paths, path, &made.map_err(|error| Failure::Make(error.into()))?)?;
    }
    if arguments.get_flag("json") {
        super::super::print_json(&value(&report, path))?;
    } else {
        let mut text = table(&report, lang);
        if let Some(path) = path {
            text.push_str(&format!("{} {}\n", paint(GREEN, lang.pick("écrit", "written")), path.display()));
        }
        files::print_text(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn table(report: &YearsReport, lang: Lang) -> String {
    let mut text = String::new();
    for tally in &report.years {
        let planned = lang.counted(
            tally.planned,
            lang.pick("action prévue", "action planned"),
            lang.pick("actions prévues", "actions planned"),
        );
        let counts = [
            (tally.carried_over, lang.pick("reportées de l’année précédente", "carried over from the year before")),
            (tally.finished, lang.pick("terminées", "finished")),
            (tally.unfinished, lang.pick("non terminées", "unfinished")),
            (tally.cancelled, lang.pick("abandonnées", "given up")),
            (tally.undecided, lang.pick("à décider", "to be decided")),
        ];
        let counts: Vec<String> = counts.iter().map(|(count, words)| format!("{words} {count}")).collect();
        let year = paint(BOLD, format!("{}{}", tally.year, lang.pick(" :", ":")));
        text.push_str(&format!("{year} {planned} ({})\n", counts.join(", ")));
    }
    for action in &report.actions {
        let states = report.years.iter().zip(&action.outcomes);
        let states: Vec<String> =
            states.filter_map(|(tally, outcome)| Some(format!("{} {}", tally.year, (*outcome)?.label(lang)))).collect();
        text.push_str(&format!("  {} – {}\n", visible(&action.title).replace('\n', " "), states.join(", ")));
    }
    text
}

fn value(report: &YearsReport, path: Option<&Path>) -> serde_json::Value {
    let years: Vec<_> = report
        .years
        .iter()
        .map(|tally| {
            json!({
                "year": tally.year, "planned": tally.planned, "carried_over": tally.carried_over,
                "finished": tally.finished, "unfinished": tally.unfinished, "cancelled": tally.cancelled,
                "undecided": tally.undecided,
            })
        })
        .collect();
    let actions: Vec<_> = report
        .actions
        .iter()
        .map(|action| {
            let outcomes: Vec<_> =
                action.outcomes.iter().map(|outcome| outcome.map(|outcome| outcome.name())).collect();
            json!({ "title": action.title, "objective": action.objective, "outcomes": outcomes })
        })
        .collect();
    json!({
        "commune": report.commune,
        "years": years,
        "actions": actions,
        "written": path.map(|path| path.display().to_string()),
    })
}

//! `passerelle plan-hp equipments`.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::plan_hp::{self, EquipmentTrend, EquipmentsRead, TrendSubject, TrendYear};
use passerelle::{Diagnostic, Lang, Output, ReadOptions, WriteOptions};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::files::{self, Input};
use crate::paint::{BOLD, GREEN, paint, visible};
use crate::summary::{list, tally};

pub(super) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let path = arguments.get_one::<String>("output").map(Path::new);
    let output = match path {
        Some(path) => Some(format(path, arguments, lang)?),
        None => None,
    };
    let paths: Vec<String> = arguments.get_many::<String>("files").into_iter().flatten().cloned().collect();
    let read = read(&paths, arguments.get_one::<i16>("year").copied(), arguments, lang)?;
    if let (Some(path), Some(output)) = (path, output) {
        let options = WriteOptions::new().lang(lang);
        let bytes = plan_hp::write_equipments(&read.equipments, output, &options).map_err(Failure::Make)?;
        files::write(&paths, path, &bytes)?;
        if path == Path::new("-") {
            return Ok(ExitCode::SUCCESS);
        }
    }
    let trend = plan_hp::equipment_trend(&read.equipments);
    if arguments.get_flag("json") {
        super::super::print_json(&value(&read, &trend, path, lang))?;
    } else {
        let mut text = table(&read, &trend, lang);
        text.push_str(&diagnostics(&read.diagnostics, lang));
        if let Some(path) = path {
            text.push_str(&format!("{} {}\n", paint(GREEN, lang.pick("écrit", "written")), path.display()));
        }
        files::print_text(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn format(path: &Path, arguments: &ArgMatches, lang: Lang) -> Result<Output, Failure> {
    let by_name = path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let named = arguments.get_one::<String>("to").cloned().or(by_name);
    let known = |output: &Output| matches!(output, Output::Docx | Output::Xlsx | Output::Json);
    named.and_then(|name| Output::from_extension(&name)).filter(known).ok_or_else(|| {
        let words = lang.pick(
            "nommez le fichier en .xlsx, .docx ou .json, ou ajoutez --to xlsx",
            "name the file .xlsx, .docx or .json, or add --to xlsx",
        );
        Failure::Call(words.to_owned())
    })
}

/// The equipments of files; `year` is the year of tables that name none.
pub(super) fn read(
    paths: &[String],
    year: Option<i16>,
    arguments: &ArgMatches,
    lang: Lang,
) -> Result<EquipmentsRead, Failure> {
    let options = ReadOptions::default().limits(super::super::limits(arguments, lang)?);
    let mut inputs = Vec::new();
    for path in paths {
        let Input { bytes, name, .. } = files::read(path, lang, options.limits.file_bytes)?;
        let file = [(bytes, name)];
        // One file at a time first, so that a refusal names its file.
        plan_hp::read_equipments(&file, year, &options)
            .map_err(|error| Failure::Read { name: super::super::shown(path, lang).to_owned(), error })?;
        inputs.extend(file);
    }
    plan_hp::read_equipments(&inputs, year, &options).map_err(Failure::Unfit)
}

/// A heading with a tally, and each diagnostic below it.
pub(super) fn diagnostics(found: &[Diagnostic], lang: Lang) -> String {
    let heading = paint(BOLD, format!("Diagnostics{}", lang.pick(" :", ":")));
    format!("{heading} {}\n{}", tally(found, lang), list(found, lang))
}

fn table(read: &EquipmentsRead, trend: &EquipmentTrend, lang: Lang) -> String {
    let colon = lang.pick(" :", ":");
    let mut text = String::new();
    if let Some(commune) = &read.equipments.commune {
        let label = paint(BOLD, format!("{}{colon}", lang.pick("Commune", "Municipality")));
        text.push_str(&format!("{label} {}\n", visible(commune)));
    }
    for line in &trend.lines {
        let subject = visible(&line.subject.label(lang)).replace('\n', " ");
        let head = if matches!(line.subject, TrendSubject::Equipment(_)) {
            format!("  {subject}")
        } else {
            paint(BOLD, format!("{subject}{colon}"))
        };
        text.push_str(&format!("{head}\n"));
        for (year, tally) in trend.years.iter().zip(&line.years) {
            let said =
                tally.map_or_else(|| lang.pick("pas de donnée", "no data").to_owned(), |tally| words(tally, lang));
            text.push_str(&format!("    {year}{colon} {said}\n"));
        }
    }
    let undated = read.equipments.of_year(None).count();
    if undated > 0 {
        let words = lang.counted(
            undated,
            lang.pick("équipement sans année", "equipment without year"),
            lang.pick("équipements sans année", "equipments without year"),
        );
        text.push_str(&format!("{words}\n"));
    }
    text
}

fn words(tally: TrendYear, lang: Lang) -> String {
    let residents = match tally.residents {
        None => lang.pick("résidents non connus", "residents not known").to_owned(),
        Some(count) => {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let known = lang.counted(count, lang.pick("résident", "resident"), lang.pick("résidents", "residents"));
            if tally.partial { format!("{}{known}", lang.pick("au moins ", "at least ")) } else { known }
        }
    };
    let difference = tally.difference.map(|difference| {
        let sign = if difference > 0 { "+" } else { "" };
        format!(" ({sign}{difference})")
    });
    let mut text = residents + &difference.unwrap_or_default();
    for (count, label) in [
        (tally.entries, lang.pick("entrées", "entries")),
        (tally.departures, lang.pick("départs", "departures")),
        (tally.rehousings, lang.pick("relogements", "rehousings")),
    ] {
        if let Some(count) = count {
            text.push_str(&format!(", {label} {count}"));
        }
    }
    text
}

fn value(read: &EquipmentsRead, trend: &EquipmentTrend, path: Option<&Path>, lang: Lang) -> Value {
    let lines: Vec<Value> = trend
        .lines
        .iter()
        .map(|line| {
            let years: Vec<Value> = trend
                .years
                .iter()
                .zip(&line.years)
                .map(|(year, tally)| match tally {
                    None => json!({ "year": year }),
                    Some(tally) => json!({
                        "year": year, "residents": tally.residents, "entries": tally.entries,
                        "departures": tally.departures, "rehousings": tally.rehousings,
                        "difference": tally.difference, "partial": tally.partial,
                    }),
                })
                .collect();
            let (kind, name) = match &line.subject {
                TrendSubject::Equipment(name) => ("equipment", Some(name.clone())),
                TrendSubject::Phase(phase) => ("phase", phase.map(|phase| phase.name().to_owned())),
                _ => ("whole", None),
            };
            json!({ "subject": kind, "name": name, "years": years })
        })
        .collect();
    let counts = read.report.counts;
    let found: Vec<_> = read.diagnostics.iter().map(|found| super::super::diagnostic_json(found, lang)).collect();
    json!({
        "commune": read.equipments.commune,
        "records": read.equipments.records,
        "trend": lines,
        "counts": counts,
        "diagnostics": found,
        "written": path.map(|path| path.display().to_string()),
    })
}

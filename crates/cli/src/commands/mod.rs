//! One module per command.

mod check;
mod completions;
mod convert;
mod explain;
mod form;
mod inspect;
mod merge;
mod plan_hp;
mod register;
mod tables;

use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::check::CheckContext;
use passerelle::form::WorkProgrammeForm;
use passerelle::{Diagnostic, Document, Lang, Limits, Locale, Read, ReadOptions, Revisions};

use crate::failure::Failure;
use crate::files::{self, Input};
use crate::layouts;

/// Runs the command that was asked for.
pub(crate) fn run(matches: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    match matches.subcommand() {
        Some(("convert", arguments)) => convert::run(arguments, lang),
        Some(("register", arguments)) => register::run(arguments, lang),
        Some(("check", arguments)) => check::run(arguments, lang),
        Some(("inspect", arguments)) => inspect::run(arguments, lang),
        Some(("merge", arguments)) => merge::run(arguments, lang),
        Some(("tables", arguments)) => tables::run(arguments, lang),
        Some(("form", arguments)) => form::run(arguments, lang),
        Some(("plan-hp", arguments)) => plan_hp::run(arguments, lang),
        Some(("schema", _)) => {
            let schema = serde_json::to_string_pretty(&Document::json_schema());
            let schema = schema.map_err(|error| Failure::Output(error.into()))?;
            files::print(format!("{schema}\n").as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Some(("completions", arguments)) => completions::run(arguments, lang),
        _ => Ok(ExitCode::from(2)),
    }
}

/// The file of a call, read.
struct Opened {
    read: Read,
    /// The files as the call names them.
    paths: Vec<String>,
    stem: String,
    /// Diagnostics of the rules; those of reading are in the report.
    rules: Vec<Diagnostic>,
}

impl Opened {
    /// The call is strict and reading left doubts: nothing is written.
    fn is_refused(&self, arguments: &ArgMatches) -> bool {
        arguments.get_flag("strict") && self.read.report.diagnostics.iter().any(Diagnostic::is_doubt)
    }

    /// All diagnostics, those of reading first.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.read.report.diagnostics.iter().chain(&self.rules).cloned().collect()
    }
}

/// Reads the file of a call and checks it.
fn open(arguments: &ArgMatches, lang: Lang, today: Option<jiff::civil::Date>) -> Result<Opened, Failure> {
    let path = arguments.get_one::<String>("file").map_or("-", String::as_str);
    let (read, stem) = read(path, arguments, lang)?;
    let context = CheckContext { today, form: definition(arguments, lang)? };
    let rules = passerelle::check_with(&read.document, &context);
    Ok(Opened { read, paths: vec![path.to_owned()], stem, rules })
}

/// Reads one file, and gives the name its results go by.
fn read(path: &str, arguments: &ArgMatches, lang: Lang) -> Result<(Read, String), Failure> {
    let strict = arguments.try_get_one::<bool>("strict").ok().flatten().copied().unwrap_or(false);
    let options = ReadOptions::default().limits(limits(arguments, lang)?).strict(strict);
    let mut options = layouts::add(options, arguments, lang)?.revisions(revisions(arguments));
    options.locale = locale(arguments);
    options.form = definition(arguments, lang)?;
    let Input { bytes, name, stem } = files::read(path, lang, options.limits.file_bytes)?;
    let read = passerelle::read(&bytes, &name, &options)
        .map_err(|error| Failure::Read { name: shown(path, lang).to_owned(), error })?;
    Ok((read, stem))
}

/// The definition that `--form` names, made for its own year.
fn definition(arguments: &ArgMatches, lang: Lang) -> Result<Option<WorkProgrammeForm>, Failure> {
    /// Far more than the texts of a form.
    const MOST_BYTES: u64 = 4 << 20;
    let Some(path) = arguments.try_get_one::<String>("form").ok().flatten() else { return Ok(None) };
    let Input { bytes, name, .. } = files::read(path, lang, MOST_BYTES)?;
    let text = String::from_utf8_lossy(&bytes);
    let form = WorkProgrammeForm::from_toml(&name, text.trim_start_matches('\u{feff}'), i16::MIN);
    form.map(|form| Some(form.for_year(form.year)))
        .map_err(|error| Failure::Read { name: shown(path, lang).to_owned(), error: error.into() })
}

/// How a message names the input.
pub(crate) fn shown(path: &str, lang: Lang) -> &str {
    if path == "-" { lang.pick("entrée standard", "standard input") } else { path }
}

/// The view of tracked changes that the call asks for.
fn revisions(arguments: &ArgMatches) -> Revisions {
    match arguments.try_get_one::<String>("revisions").ok().flatten().map(String::as_str) {
        Some("rejected") => Revisions::Rejected,
        Some("marked") => Revisions::Marked,
        _ => Revisions::Accepted,
    }
}

/// The language of numbers and dates that the call asks for.
fn locale(arguments: &ArgMatches) -> Option<Locale> {
    arguments.try_get_one::<Locale>("locale").ok().flatten().copied()
}

/// The limits, with those that the call raises.
fn limits(arguments: &ArgMatches, lang: Lang) -> Result<Limits, Failure> {
    let mut limits = Limits::default();
    for text in arguments.get_many::<String>("limit").into_iter().flatten() {
        let set = text
            .split_once('=')
            .and_then(|(name, value)| Some((name, value.parse::<u64>().ok()?)))
            .is_some_and(|(name, value)| limits.set(name, value));
        if !set {
            let names = Limits::NAMES.join(", ");
            return Err(Failure::Call(match lang {
                Lang::Fr => format!(
                    "limite « {text} » refusée ; écrivez NOM=NOMBRE, par exemple cells=5000000, avec l’un des noms {names}"
                ),
                Lang::En => format!(
                    "limit “{text}” refused; write NAME=NUMBER, for example cells=5000000, with one of the names {names}"
                ),
            }));
        }
    }
    Ok(limits)
}

/// Why a strict call wrote nothing.
fn refusal(lang: Lang) -> &'static str {
    lang.pick(
        "la lecture laisse des doutes et --strict est demandé : rien n’a été écrit ; corrigez la source ou sa disposition",
        "reading left doubts and --strict was asked for: nothing was written; correct the source or its layout",
    )
}

/// A diagnostic as JSON.
fn diagnostic_json(diagnostic: &Diagnostic, lang: Lang) -> serde_json::Value {
    let mut json = serde_json::json!({
        "code": diagnostic.code(),
        "severity": diagnostic.severity().name(),
        "place": diagnostic.place.as_ref().map(ToString::to_string),
        "message": diagnostic.message(lang),
        "advice": diagnostic.advice(lang),
    });
    if let Some(file) = diagnostic.file() {
        json["file"] = file.into();
    }
    if !diagnostic.also.is_empty() {
        json["also"] = diagnostic.also.iter().map(|other| diagnostic_json(other, lang)).collect();
    }
    json
}

/// Prints a JSON value for programs.
fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::Output(error.into()))?;
    files::print(format!("{text}\n").as_bytes())
}

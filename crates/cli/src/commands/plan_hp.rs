//! `passerelle plan-hp`.

mod adhesion;
mod bilan;
mod calendar;
mod equipments;
mod from_pst;
mod new_year;
mod obligations;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::{Diagnostic, Document, Lang, Output, Read, WorkProgramme, WriteOptions};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::files;
use crate::paint::{BOLD, GREEN, paint, visible};
use crate::summary::{list, tally};

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    match arguments.subcommand() {
        Some(("new-year", arguments)) => new_year::run(arguments, lang),
        Some(("bilan", arguments)) => bilan::run(arguments, lang),
        Some(("calendar", arguments)) => calendar::run(arguments, lang),
        Some(("obligations", arguments)) => obligations::run(arguments, lang),
        Some(("adhesion", arguments)) => adhesion::run(arguments, lang),
        Some(("equipments", arguments)) => equipments::run(arguments, lang),
        Some(("from-pst", arguments)) => from_pst::run(arguments, lang),
        Some(("report", arguments)) => report::run(arguments, lang),
        _ => Ok(ExitCode::from(2)),
    }
}

/// A file of the call, read.
struct Source {
    read: Read,
    /// As the call names it.
    path: String,
}

impl Source {
    fn open(name: &str, arguments: &ArgMatches, lang: Lang) -> Result<Self, Failure> {
        let path = arguments.get_one::<String>(name).cloned().unwrap_or_default();
        let (read, _) = super::read(&path, arguments, lang)?;
        Ok(Self { read, path })
    }

    /// The failure of a file that does not suit the command.
    fn unfit(&self, error: passerelle::Error, lang: Lang) -> Failure {
        Failure::Read { name: super::shown(&self.path, lang).to_owned(), error }
    }

    /// What reading the file gave to say.
    fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.read.report.diagnostics.iter().cloned()
    }
}

/// The programme a command makes, and where it goes.
struct Made<'a> {
    programme: WorkProgramme,
    /// The files it is made from, which are never written over.
    sources: &'a [&'a Source],
    diagnostics: Vec<Diagnostic>,
}

/// Where the document of a call goes, and as what.
fn goal(arguments: &ArgMatches, lang: Lang) -> Result<(PathBuf, Output), Failure> {
    let path = PathBuf::from(arguments.get_one::<String>("output").map_or("-", String::as_str));
    let by_name = path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let named = arguments.get_one::<String>("to").cloned().or(by_name);
    let known = |output: &Output| matches!(output, Output::Docx | Output::Xlsx | Output::Json);
    let output = named.and_then(|name| Output::from_extension(&name)).filter(known);
    let output = output.ok_or_else(|| {
        Failure::Call(
            lang.pick(
                "nommez le fichier en .docx, .xlsx ou .json, ou ajoutez --to docx",
                "name the file .docx, .xlsx or .json, or add --to docx",
            )
            .to_owned(),
        )
    })?;
    Ok((path, output))
}

impl Made<'_> {
    /// Writes the programme and says what became of it: `text` for people, `value` for programs.
    fn deliver(self, arguments: &ArgMatches, lang: Lang, text: &str, mut value: Value) -> Result<ExitCode, Failure> {
        let (path, output) = goal(arguments, lang)?;
        let year = self.programme.year;
        let document = Document::PlanHpWorkProgramme(self.programme);
        let options = WriteOptions::new().lang(lang);
        let bytes = passerelle::write(&document, output, &options).map_err(Failure::Make)?;
        let inputs: Vec<String> = self.sources.iter().map(|source| source.path.clone()).collect();
        files::write(&inputs, &path, &bytes)?;
        if path.as_os_str() == "-" {
            return Ok(ExitCode::SUCCESS);
        }
        if arguments.get_flag("json") {
            let all: Vec<_> = self.diagnostics.iter().map(|found| super::diagnostic_json(found, lang)).collect();
            value["year"] = json!(year);
            value["diagnostics"] = json!(all);
            value["written"] = json!([path.display().to_string()]);
            super::print_json(&value)?;
        } else {
            let colon = lang.pick(" :", ":");
            let heading = paint(BOLD, format!("{}{colon}", lang.pick("Diagnostics", "Diagnostics")));
            let mut said = format!("{text}{heading} {}\n", tally(&self.diagnostics, lang));
            said.push_str(&list(&self.diagnostics, lang));
            said.push_str(&format!("{} {}\n", paint(GREEN, lang.pick("écrit", "written")), path.display()));
            files::print_text(&said)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A heading with a count, and a line below it for each.
fn section(heading: &str, lines: &[String], lang: Lang) -> String {
    let colon = lang.pick(" :", ":");
    let mut text = format!("{} {}\n", paint(BOLD, format!("{heading}{colon}")), lines.len());
    for line in lines {
        text.push_str(&format!("  {}\n", visible(line).replace('\n', " ")));
    }
    text
}

/// `« … »`, in the quotation marks of the language.
fn quoted(text: &str, lang: Lang) -> String {
    passerelle::Bilingual::quoted(text).text(lang).to_owned()
}

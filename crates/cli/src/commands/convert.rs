//! `passerelle convert`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::ecomptes::Direction;
use passerelle::form::WorkProgrammeForm;
use passerelle::{Diagnostic, DiagnosticKind, Document, Lang, Output, Report, WriteOptions};

use super::Opened;
use crate::failure::Failure;
use crate::files;
use crate::paint::{self, GREEN, paint};
use crate::summary::summary;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    deliver(super::open(arguments, lang, None)?, arguments, lang)
}

/// Writes the documents of what was read, and says so.
pub(super) fn deliver(opened: Opened, arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let goal = arguments.get_one::<String>("output").map(PathBuf::from);
    let outputs = outputs(arguments, goal.as_deref(), lang)?;
    let mut diagnostics = opened.diagnostics();
    if opened.is_refused(arguments) {
        return refuse(&opened, &diagnostics, arguments, lang);
    }
    // Everything is made before anything is written: a failure leaves no half of a result.
    let files = match goal {
        Some(goal) => one_file(&opened, &outputs, goal, arguments, lang, &mut diagnostics)?,
        None => all_files(&opened, &outputs, arguments, lang, &mut diagnostics)?,
    };
    if let Some(folder) = arguments.get_one::<String>("out") {
        files::make_folder(Path::new(folder))?;
    }
    let made: Vec<(PathBuf, &[u8])> = files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())).collect();
    files::write_all(&opened.paths, &made)?;
    let to_standard_output = files.iter().any(|(path, _)| path == Path::new("-"));
    if arguments.get_flag("json") {
        if !to_standard_output {
            let written: Vec<_> = files.iter().map(|(path, _)| path.display().to_string()).collect();
            let counts = opened.read.report.counts;
            let all: Vec<_> = diagnostics.iter().map(|diagnostic| super::diagnostic_json(diagnostic, lang)).collect();
            super::print_json(&serde_json::json!({
                "source": opened.read.report.source,
                "kind": opened.read.document.kind(),
                "layout": opened.read.report.layout,
                "counts": counts,
                "diagnostics": all,
                "written": written,
            }))?;
        }
    } else if !to_standard_output {
        let mut text = summary(&opened.read, &diagnostics, lang);
        for (path, _) in &files {
            let word = paint(GREEN, lang.pick("écrit", "written"));
            text.push_str(&format!("{word} {}\n", path.display()));
        }
        files::print_text(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Says the doubts of a strict call, and that nothing was written.
fn refuse(
    opened: &Opened,
    diagnostics: &[Diagnostic],
    arguments: &ArgMatches,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    if arguments.get_flag("json") {
        let all: Vec<_> = diagnostics.iter().map(|diagnostic| super::diagnostic_json(diagnostic, lang)).collect();
        let written: [&str; 0] = [];
        super::print_json(&serde_json::json!({
            "source": opened.read.report.source,
            "kind": opened.read.document.kind(),
            "layout": opened.read.report.layout,
            "counts": opened.read.report.counts,
            "diagnostics": all,
            "written": written,
        }))?;
    } else {
        files::print_error_text(&summary(&opened.read, diagnostics, lang));
        paint::error_line(lang, super::refusal(lang));
    }
    Ok(ExitCode::from(1))
}

/// The formats asked for: by `--to`, by the extension of `-o`, else all.
fn outputs(arguments: &ArgMatches, goal: Option<&Path>, lang: Lang) -> Result<Vec<Output>, Failure> {
    let asked: Vec<Output> = arguments
        .get_many::<String>("to")
        .into_iter()
        .flatten()
        .filter_map(|name| Output::from_extension(name))
        .collect();
    let Some(goal) = goal else {
        return Ok(if asked.is_empty() { Output::USUAL.to_vec() } else { asked });
    };
    let by_name = goal.extension().and_then(|extension| Output::from_extension(&extension.to_string_lossy()));
    match (asked.as_slice(), by_name) {
        ([one], _) => Ok(vec![*one]),
        ([], Some(one)) => Ok(vec![one]),
        _ => Err(Failure::Call(
            lang.pick(
                "avec -o, un seul format : nommez le fichier en .docx, .xlsx, .json ou .xml, ou ajoutez --to",
                "with -o, one format only: name the file .docx, .xlsx, .json or .xml, or add --to",
            )
            .to_owned(),
        )),
    }
}

type Made = Vec<(PathBuf, Vec<u8>)>;

fn one_file(
    opened: &Opened,
    outputs: &[Output],
    goal: PathBuf,
    arguments: &ArgMatches,
    lang: Lang,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Made, Failure> {
    let mut made = Vec::new();
    for output in outputs {
        made.push((goal.clone(), make(opened, *output, arguments, lang, diagnostics)?));
    }
    Ok(made)
}

fn all_files(
    opened: &Opened,
    outputs: &[Output],
    arguments: &ArgMatches,
    lang: Lang,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Made, Failure> {
    let folder = arguments.get_one::<String>("out").map(PathBuf::from).unwrap_or_default();
    let mut made = Vec::new();
    for output in outputs {
        let path = folder.join(format!("{}.{}", opened.stem, output.extension()));
        made.push((path, make(opened, *output, arguments, lang, diagnostics)?));
    }
    // A document of our own was not imported: there is nothing to report.
    if opened.read.report.counts.non_empty > 0 {
        let report = Report {
            document: Some(&opened.read.document),
            report: &opened.read.report,
            diagnostics: &opened.rules,
            lang,
        };
        let asked = arguments.get_many::<String>("report").into_iter().flatten();
        for kind in asked {
            let bytes = match kind.as_str() {
                "docx" => report.docx().map_err(|error| Failure::Make(error.into()))?,
                "html" => report.html().into_bytes(),
                "md" => report.markdown().into_bytes(),
                _ => report.json().map_err(|error| Failure::Make(error.into()))?.into_bytes(),
            };
            let name = lang.pick("rapport", "report");
            made.push((folder.join(format!("{}.{name}.{kind}", opened.stem)), bytes));
        }
    }
    Ok(made)
}

/// One document; what it cannot say joins the diagnostics.
fn make(
    opened: &Opened,
    output: Output,
    arguments: &ArgMatches,
    lang: Lang,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<u8>, Failure> {
    let mut options = WriteOptions::new().lang(lang);
    options.title = arguments.get_one::<String>("title").cloned();
    options.date = arguments.get_one::<jiff::civil::Date>("date").copied();
    if arguments.get_one::<String>("direction").is_some_and(|direction| direction == "from-ecomptes") {
        options.exchange = Direction::FromEcomptes;
    }
    if let (Output::Ecomptes, Document::Pst(pst)) = (output, &opened.read.document) {
        let file = passerelle::ecomptes::send(pst, &options).map_err(Failure::Make)?;
        diagnostics.extend(file.diagnostics);
        return Ok(file.bytes);
    }
    if let (Output::Docx | Output::Xlsx, Document::PlanHpWorkProgramme(programme)) = (output, &opened.read.document) {
        let form = match super::definition(arguments, lang)? {
            Some(form) => form.for_year(programme.year),
            None => WorkProgrammeForm::builtin(programme.year).map_err(|error| Failure::Make(error.into()))?,
        };
        // The reader has said so already of a form that it read.
        let said = diagnostics
            .iter()
            .any(|known| matches!(known.kind, DiagnosticKind::FormProjected | DiagnosticKind::YearUnknown));
        diagnostics.extend(form.projection().filter(|_| !said));
        return passerelle::write_form(&form, Some(programme), output, &options).map_err(Failure::Make);
    }
    passerelle::write(&opened.read.document, output, &options).map_err(Failure::Make)
}

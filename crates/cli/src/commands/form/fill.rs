//! `passerelle form fill`.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::{Diagnostic, Difference, Document, Lang, Severity, WriteOptions};

use crate::commands::{definition, diagnostic_json, limits, open, print_json, shown};
use crate::failure::Failure;
use crate::files;
use crate::paint::{DIM, GREEN, paint, visible};
use crate::summary::list;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let text = |name: &str| arguments.get_one::<String>(name).map_or("-", String::as_str);
    let (blank, goal) = (text("blank"), Path::new(text("output")));
    same_format(Path::new(blank), goal, lang)?;
    let opened = open(arguments, lang, None)?;
    let Document::PlanHpWorkProgramme(programme) = &opened.read.document else {
        let name = shown(opened.paths.first().map_or("-", String::as_str), lang);
        return Err(Failure::Call(match lang {
            Lang::Fr => {
                format!("{name} : ce n’est pas un programme de travail du Plan HP ; donnez le fichier du programme")
            }
            Lang::En => format!("{name}: this is no Plan HP work programme; give the file of the programme"),
        }));
    };
    let form = definition(arguments, lang)?.map(|form| form.for_year(programme.year));
    let bytes = files::read(blank, lang, limits(arguments, lang)?.file_bytes)?.bytes;
    let filled = passerelle::fill_form(&bytes, programme, form.as_ref(), &WriteOptions::new().lang(lang))
        .map_err(|error| Failure::Read { name: shown(blank, lang).to_owned(), error })?;
    let inputs: Vec<String> = opened.paths.iter().cloned().chain([blank.to_owned()]).collect();
    files::write(&inputs, goal, &filled.bytes)?;
    let diagnostics: Vec<Diagnostic> =
        opened.read.report.diagnostics.iter().chain(&filled.diagnostics).cloned().collect();
    if goal != Path::new("-") {
        if arguments.get_flag("json") {
            let all: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic_json(diagnostic, lang)).collect();
            print_json(&serde_json::json!({
                "blank": blank,
                "form": filled.form,
                "missing": filled.difference.missing,
                "unknown": filled.difference.unknown,
                "diagnostics": all,
                "written": [goal.display().to_string()],
            }))?;
        } else {
            let written = paint(GREEN, lang.pick("écrit", "written"));
            let mut text = list(&diagnostics, lang);
            text.push_str(&difference(&filled.difference, lang));
            text.push_str(&format!("{written} {}\n", goal.display()));
            files::print_text(&text)?;
        }
    }
    let failed = filled.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    Ok(ExitCode::from(u8::from(failed)))
}

/// A file that was filled in place keeps its format.
fn same_format(blank: &Path, goal: &Path, lang: Lang) -> Result<(), Failure> {
    let (Some(from), Some(to)) = (blank.extension(), goal.extension()) else { return Ok(()) };
    if from.eq_ignore_ascii_case(to) {
        return Ok(());
    }
    let from = from.to_string_lossy();
    Err(Failure::Call(match lang {
        Lang::Fr => format!("le formulaire rempli garde le format du formulaire vierge : nommez-le en .{from}"),
        Lang::En => format!("the filled form keeps the format of the blank one: name it .{from}"),
    }))
}

/// The texts that differ, line by line.
fn difference(difference: &Difference, lang: Lang) -> String {
    if difference.is_empty() {
        return String::new();
    }
    let head = lang.pick(
        "Textes qui diffèrent (− de la définition, + du fichier) :",
        "Texts that differ (− of the definition, + of the file):",
    );
    let line = |sign: &str, text: &String| format!("  {sign} {}\n", visible(text).replace('\n', " "));
    let missing = difference.missing.iter().map(|text| line("−", text));
    let unknown = difference.unknown.iter().map(|text| line("+", text));
    format!("{}\n{}", paint(DIM, head), missing.chain(unknown).collect::<String>())
}

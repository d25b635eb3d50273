//! `passerelle plan-hp adhesion`.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::plan_hp::{self, AdhesionForm};
use passerelle::{Lang, ReadOptions, WriteOptions};
use serde_json::json;

use crate::failure::Failure;
use crate::files::{self, Input};
use crate::paint::{GREEN, paint};

pub(super) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let path = Path::new(arguments.get_one::<String>("output").map_or("-", String::as_str));
    let is_word = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx"));
    if !is_word && path != Path::new("-") {
        return Err(Failure::Call(lang.pick("nommez le fichier en .docx", "name the file .docx").to_owned()));
    }
    let mut paths: Vec<String> = arguments.get_one::<String>("file").into_iter().cloned().collect();
    let name = paths.first().map_or("-", String::as_str).to_owned();
    let options = ReadOptions::default().limits(super::super::limits(arguments, lang)?);
    let input: Input = files::read(&name, lang, options.limits.file_bytes)?;
    let (mut adhesion, mut found) = plan_hp::read_adhesion(&input.bytes, &input.name, &options)
        .map_err(|error| Failure::Read { name: super::super::shown(&name, lang).to_owned(), error })?;
    if let Some(file) = arguments.get_one::<String>("equipments") {
        let read = super::equipments::read(std::slice::from_ref(file), None, arguments, lang)?;
        found.extend(read.diagnostics);
        adhesion.equipments = Some(read.equipments);
        paths.push(file.clone());
    }
    let form = AdhesionForm::builtin().map_err(|error| Failure::Make(error.into()))?;
    found.extend(adhesion.diagnostics(&form));
    let made = plan_hp::adhesion_docx(&form, &adhesion, &WriteOptions::new().lang(lang));
    files::write(&paths, path, &made.map_err(|error| Failure::Make(error.into()))?)?;
    if path == Path::new("-") {
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.get_flag("json") {
        let all: Vec<_> = found.iter().map(|found| super::super::diagnostic_json(found, lang)).collect();
        let written = path.display().to_string();
        super::super::print_json(
            &json!({ "commune": adhesion.field("commune"), "diagnostics": all, "written": written }),
        )?;
    } else {
        let mut text = super::equipments::diagnostics(&found, lang);
        text.push_str(&format!("{} {}\n", paint(GREEN, lang.pick("écrit", "written")), path.display()));
        files::print_text(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

//! `passerelle form`.

mod fill;

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::form::WorkProgrammeForm;
use passerelle::{Lang, Output, WriteOptions};

use crate::failure::Failure;
use crate::files;
use crate::paint::{GREEN, paint};
use crate::summary::list;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    match arguments.subcommand() {
        Some(("blank", arguments)) => blank(arguments, lang),
        Some(("fill", arguments)) => fill::run(arguments, lang),
        _ => Ok(ExitCode::from(2)),
    }
}

fn blank(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let year = arguments.get_one::<i16>("year").copied().unwrap_or_default();
    let path = Path::new(arguments.get_one::<String>("output").map_or("-", String::as_str));
    let by_name = path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let named = arguments.get_one::<String>("to").cloned().or(by_name);
    let output = named.and_then(|name| Output::from_extension(&name)).filter(|output| *output != Output::Json);
    let Some(output) = output else {
        return Err(Failure::Call(
            lang.pick(
                "nommez le fichier en .docx ou .xlsx, ou ajoutez --to docx",
                "name the file .docx or .xlsx, or add --to docx",
            )
            .to_owned(),
        ));
    };
    let form = match super::definition(arguments, lang)? {
        Some(form) => form.for_year(year),
        None => WorkProgrammeForm::builtin(year).map_err(|error| Failure::Make(error.into()))?,
    };
    let options = WriteOptions::new().protected(arguments.get_flag("protect"));
    let bytes = passerelle::write_form(&form, None, output, &options).map_err(Failure::Make)?;
    files::write(&[], path, &bytes)?;
    if path != Path::new("-") {
        let mut text = format!("{} {}\n", paint(GREEN, lang.pick("écrit", "written")), path.display());
        if let Some(projected) = form.projection() {
            text.push_str(&list(&[projected], lang));
        }
        files::print_text(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

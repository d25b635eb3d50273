//! `passerelle form`.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::form::WorkProgrammeForm;
use passerelle::{Lang, Output, WriteOptions};

use crate::failure::Failure;
use crate::files;
use crate::paint::{GREEN, paint};

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    match arguments.subcommand() {
        Some(("blank", arguments)) => blank(arguments, lang),
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
    let form = WorkProgrammeForm::builtin(year).map_err(|error| Failure::Make(error.into()))?;
    let options = WriteOptions::new().protected(arguments.get_flag("protect"));
    let bytes = passerelle::write_form(&form, None, output, &options).map_err(Failure::Make)?;
    files::write(&[], path, &bytes)?;
    if path != Path::new("-") {
        let mut text = format!("{} {}\n", paint(GREEN, lang.pick("écrit", "written")), path.display());
        if form.is_projected() {
            text.push_str(&match lang {
                Lang::Fr => format!(
                    "Le formulaire {year} n’est pas connu : textes et dates sont projetés du formulaire {}. Vérifiez-les auprès de la DiCS.\n",
                    form.year
                ),
                Lang::En => format!(
                    "The form of {year} is not known: texts and dates are projected from the form of {}. Check them with the DiCS.\n",
                    form.year
                ),
            });
        }
        files::print_text(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

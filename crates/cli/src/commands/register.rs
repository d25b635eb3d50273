//! `passerelle register`.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::Lang;

use crate::failure::Failure;
use crate::files;
use crate::paint;
use crate::summary::summary;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let opened = super::open(arguments, lang, None)?;
    if opened.is_refused(arguments) {
        files::print_error_text(&summary(&opened.read, &opened.diagnostics(), lang));
        paint::error_line(lang, super::refusal(lang));
        return Ok(ExitCode::from(1));
    }
    let register = passerelle::register(Some(&opened.read.document), &opened.read.report, &opened.rules, lang);
    let path = arguments.get_one::<String>("output").map_or("-", String::as_str);
    files::write(&opened.paths, Path::new(path), register.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

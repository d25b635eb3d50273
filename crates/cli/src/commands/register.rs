//! `passerelle register`.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::Lang;

use crate::failure::Failure;
use crate::files;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let opened = super::open(arguments, lang, None)?;
    let register = passerelle::register(Some(&opened.read.document), &opened.read.report, &opened.rules, lang);
    let path = arguments.get_one::<String>("output").map_or("-", String::as_str);
    files::write(&opened.path, Path::new(path), register.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

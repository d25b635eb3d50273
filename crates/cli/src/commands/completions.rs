//! `passerelle completions`.

use std::process::ExitCode;

use clap::ArgMatches;
use clap_complete::{Shell, generate};
use passerelle::Lang;

use crate::arguments::command;
use crate::failure::Failure;
use crate::files;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    if let Some(shell) = arguments.get_one::<Shell>("shell") {
        generate(*shell, &mut command(lang), "passerelle", &mut script);
    }
    files::print(&script)?;
    Ok(ExitCode::SUCCESS)
}

//! `passerelle check`.

use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::{Lang, Severity};

use crate::failure::Failure;
use crate::files;
use crate::summary::summary;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let today = arguments.get_one::<jiff::civil::Date>("today").copied();
    let opened = super::open(arguments, lang, today)?;
    let mut diagnostics = opened.diagnostics();
    // The gravest first; within a severity the order of the source stays.
    diagnostics.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity()));
    if arguments.get_flag("json") {
        let all: Vec<_> = diagnostics.iter().map(|diagnostic| super::diagnostic_json(diagnostic, lang)).collect();
        super::print_json(&serde_json::json!({ "source": opened.read.report.source, "diagnostics": all }))?;
    } else {
        files::print_text(&summary(&opened.read, &diagnostics, lang))?;
    }
    let errors = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    Ok(if errors { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

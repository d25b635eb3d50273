//! `passerelle merge`.

use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::merge::Prefer;
use passerelle::{Diagnostic, Lang};

use super::Opened;
use crate::failure::Failure;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let paths: Vec<String> = arguments.get_many::<String>("files").into_iter().flatten().cloned().collect();
    let mut reads = Vec::new();
    for path in &paths {
        reads.push(super::read(path, arguments, lang)?.0);
    }
    let prefer = match arguments.get_one::<String>("prefer").map(String::as_str) {
        Some("last") => Prefer::Last,
        _ => Prefer::First,
    };
    let mut read = passerelle::merge_files(reads, prefer).map_err(Failure::Unfit)?;
    if arguments.get_flag("strict") {
        // Where files differ is known only now.
        let diagnostics = std::mem::take(&mut read.report.diagnostics);
        let raise = |diagnostic: Diagnostic| if diagnostic.is_doubt() { diagnostic.raised() } else { diagnostic };
        read.report.diagnostics = diagnostics.into_iter().map(raise).collect();
    }
    let rules = passerelle::check(&read.document, None);
    let stem = lang.pick("pst-reuni", "merged-pst").to_owned();
    super::convert::deliver(Opened { read, paths, stem, rules }, arguments, lang)
}

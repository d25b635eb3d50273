//! `passerelle merge`.

use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::Lang;
use passerelle::merge::Prefer;

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
    let read = passerelle::merge_files(reads, prefer).map_err(Failure::Unfit)?;
    let rules = passerelle::check(&read.document, None);
    let stem = lang.pick("pst-reuni", "merged-pst").to_owned();
    super::convert::deliver(Opened { read, paths, stem, rules }, arguments, lang)
}

//! `passerelle plan-hp bilan`.

use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::merge::Prefer;
use passerelle::{Lang, plan_hp};
use serde_json::json;

use super::{Made, Source, goal};
use crate::failure::Failure;

pub(super) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    goal(arguments, lang)?;
    let june = Source::open("june", arguments, lang)?;
    let december = Source::open("december", arguments, lang)?;
    let prefer = match arguments.get_one::<String>("prefer").map(String::as_str) {
        Some("last") => Prefer::Last,
        _ => Prefer::First,
    };
    let merged = plan_hp::join_bilans(&june.read, &december.read, prefer).map_err(|error| {
        let unfit =
            if matches!(june.read.document, passerelle::Document::PlanHpWorkProgramme(_)) { &december } else { &june };
        unfit.unfit(error, lang)
    })?;
    let text = match lang {
        Lang::Fr => format!("{} deux bilans.\n", lang.counted(merged.both, "action porte", "actions portent chacune")),
        Lang::En => format!("{} both reviews.\n", lang.counted(merged.both, "action has", "actions have")),
    };
    // Places of the second file begin with its number.
    let second = december.diagnostics().map(|mut found| {
        found.place.iter_mut().for_each(|place| place.source = place.source.saturating_add(1));
        found
    });
    let files = [&june, &december].map(|source| source.read.report.source.clone()).into_iter().collect();
    let all = june.diagnostics().chain(second).chain(merged.diagnostics);
    let diagnostics = all.map(|found| found.of_files(&files)).collect();
    let value = json!({ "both": merged.both });
    Made { programme: merged.programme, sources: &[&june, &december], diagnostics }
        .deliver(arguments, lang, &text, value)
}

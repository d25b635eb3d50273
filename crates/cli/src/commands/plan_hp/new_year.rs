//! `passerelle plan-hp new-year`.

use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::{Lang, plan_hp};
use serde_json::json;

use super::{Made, Source, goal, quoted, section};
use crate::failure::Failure;

pub(super) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    goal(arguments, lang)?;
    let source = Source::open("file", arguments, lang)?;
    let next = plan_hp::next_year(&source.read).map_err(|error| source.unfit(error, lang))?;
    let carried: Vec<String> = next
        .carried
        .iter()
        .map(|action| match (&action.said, action.undecided) {
            (_, true) => format!("{} – {}", action.title, lang.pick("à décider", "to be decided")),
            (Some(said), false) => format!("{} – {}", action.title, quoted(said, lang)),
            (None, false) => action.title.clone(),
        })
        .collect();
    let left: Vec<String> = next
        .left_out
        .iter()
        .map(|action| {
            let said = action.said.as_ref().map(|said| format!(" ({})", quoted(said, lang))).unwrap_or_default();
            format!("{} – {}{said}", action.title, action.reason.label(lang))
        })
        .collect();
    let text = format!(
        "{}{}",
        section(&reported(next.programme.year, lang), &carried, lang),
        section(lang.pick("Actions non reprises", "Actions not carried over"), &left, lang)
    );
    let value = json!({
        "carried": next.carried.iter().map(|action| json!({
            "title": action.title, "objective": action.objective, "said": action.said,
            "undecided": action.undecided, "place": action.place.as_ref().map(ToString::to_string),
        })).collect::<Vec<_>>(),
        "left_out": next.left_out.iter().map(|action| json!({
            "title": action.title, "objective": action.objective, "said": action.said,
            "reason": action.reason.name(), "place": action.place.as_ref().map(ToString::to_string),
        })).collect::<Vec<_>>(),
    });
    let diagnostics = source.diagnostics().chain(next.diagnostics).collect();
    Made { programme: next.programme, sources: &[&source], diagnostics }.deliver(arguments, lang, &text, value)
}

fn reported(year: i16, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Actions reportées en {year}"),
        Lang::En => format!("Actions carried over to {year}"),
    }
}

//! `passerelle plan-hp from-pst`.

use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::plan_hp::{PickedAction, Selection};
use passerelle::{Lang, plan_hp::draft_from_pst};
use serde_json::{Value, json};

use super::{Made, Source, goal, section};
use crate::failure::Failure;

pub(super) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    goal(arguments, lang)?;
    let year = arguments.get_one::<i16>("year").copied().unwrap_or_default();
    let selection = selection(arguments, year, lang)?;
    let source = Source::open("file", arguments, lang)?;
    let draft = draft_from_pst(&source.read, year, &selection).map_err(|error| source.unfit(error, lang))?;
    let line = |action: &PickedAction| {
        let code = action.code.as_ref().map(|code| format!("{code} ")).unwrap_or_default();
        let objective = action.objective.map(|number| format!(" – OS {number}")).unwrap_or_default();
        format!("{code}{}{objective} ({})", action.title, action.kept.label().text(lang))
    };
    let lines = |actions: &[PickedAction]| actions.iter().map(line).collect::<Vec<_>>();
    let text = format!(
        "{}{}",
        section(lang.pick("Actions placées", "Actions placed"), &lines(&draft.placed), lang),
        section(
            lang.pick("Actions dont l’objectif ne se déduit pas", "Actions whose objective cannot be told"),
            &lines(&draft.apart),
            lang
        ),
    );
    let value = json!({ "placed": all(&draft.placed, lang), "apart": all(&draft.apart, lang) });
    // What reading the PST gave to say is for « check »: most of it is not about these actions.
    Made { programme: draft.programme, sources: &[&source], diagnostics: draft.diagnostics }
        .deliver(arguments, lang, &text, value)
}

fn all(actions: &[PickedAction], lang: Lang) -> Vec<Value> {
    actions
        .iter()
        .map(|action| {
            json!({
                "title": action.title, "code": action.code, "objective": action.objective,
                "why": action.kept.label().text(lang), "place": action.place.as_ref().map(ToString::to_string),
            })
        })
        .collect()
}

/// `A 1.1=2,A 1.4`: codes with the number of their objective.
fn selection(arguments: &ArgMatches, year: i16, lang: Lang) -> Result<Selection, Failure> {
    let form = passerelle::form::WorkProgrammeForm::builtin(year).map_err(|error| Failure::Make(error.into()))?;
    let mut selection = Selection::default();
    for text in arguments.get_many::<String>("codes").into_iter().flatten() {
        let (code, number) = match text.split_once('=') {
            Some((code, number)) => (code.trim(), Some(number.trim())),
            None => (text.trim(), None),
        };
        let objective = number.map(|number| {
            let parsed = number.parse::<u16>().ok();
            parsed.filter(|number| form.objectives.iter().any(|objective| objective.number == *number))
        });
        match objective {
            _ if !code.contains(char::is_alphanumeric) => return Err(wrong(text, lang)),
            Some(None) => return Err(wrong(text, lang)),
            Some(number) => selection.codes.push((code.to_owned(), number)),
            None => selection.codes.push((code.to_owned(), None)),
        }
    }
    Ok(selection)
}

fn wrong(text: &str, lang: Lang) -> Failure {
    Failure::Call(match lang {
        Lang::Fr => format!(
            "« {text} » n’est pas un code avec le numéro de son objectif stratégique ; écrivez par exemple « A 1.1=2 »"
        ),
        Lang::En => {
            format!("“{text}” is no code with the number of its strategic objective; write for example “A 1.1=2”")
        }
    })
}

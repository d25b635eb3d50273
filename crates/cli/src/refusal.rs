//! Calls that the argument parser refuses, said in the user's language.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use passerelle::Lang;

use crate::paint;

/// Prints help and version as asked, or what is wrong with the call.
pub(crate) fn print(error: &clap::Error, arguments: &[OsString], lang: Lang) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Nothing is left to do when even help cannot be printed.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(2)
        }
        kind => {
            let help = help_of(arguments);
            let see = match lang {
                Lang::Fr => format!(" ; voyez « {help} »"),
                Lang::En => format!("; see “{help}”"),
            };
            paint::error_line(lang, &(message(error, kind, lang) + &see));
            ExitCode::from(2)
        }
    }
}

/// The help page of the command that was called: `passerelle form blank --help`.
fn help_of(arguments: &[OsString]) -> String {
    let mut words = vec!["passerelle".to_owned()];
    let mut command = crate::arguments::command(Lang::Fr);
    for argument in arguments.iter().skip(1) {
        let Some(name) = argument.to_str() else { continue };
        let Some(found) = command.find_subcommand(name).cloned() else { continue };
        words.push(name.to_owned());
        command = found;
    }
    words.join(" ") + " --help"
}

/// The values of options that are not a list of words: what they look like.
fn expected(argument: &str, lang: Lang) -> Option<&'static str> {
    [
        ("--year", "une année de 2000 à 2099", "a year from 2000 to 2099"),
        ("--date", "une date comme 2024-12-31", "a date such as 2024-12-31"),
        ("--today", "une date comme 2024-12-31", "a date such as 2024-12-31"),
        ("--limit", "un nom et un nombre, comme cells=5000000", "a name and a number, such as cells=5000000"),
        ("--out", "un dossier", "a folder"),
        ("--output", "un nom de fichier", "a file name"),
        ("--blank", "le fichier du formulaire vierge", "the file of the blank form"),
        ("--form", "le fichier .toml de la définition", "the .toml file of the definition"),
        ("--title", "un texte", "a text"),
        ("--residents", "un nombre de résidents, comme 312", "a number of residents, such as 312"),
    ]
    .iter()
    .find(|(name, ..)| argument.split(' ').next() == Some(*name))
    .map(|(_, fr, en)| lang.pick(fr, en))
}

fn message(error: &clap::Error, kind: ErrorKind, lang: Lang) -> String {
    let word = |context: ContextKind| match error.get(context) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = word(ContextKind::InvalidArg);
    let suggested = |context: ContextKind| {
        let best = match error.get(context) {
            Some(ContextValue::String(text)) => Some(text),
            // The most likely stands last.
            Some(ContextValue::Strings(texts)) => texts.last(),
            _ => None,
        };
        match (best, lang) {
            (None, _) => String::new(),
            (Some(best), Lang::Fr) => format!(" (vouliez-vous dire « {best} » ?)"),
            (Some(best), Lang::En) => format!(" (did you mean “{best}”?)"),
        }
    };
    match kind {
        ErrorKind::UnknownArgument => {
            let said = match (argument.starts_with('-'), lang) {
                (true, Lang::Fr) => format!("option inconnue « {argument} »"),
                (true, Lang::En) => format!("unknown option “{argument}”"),
                (false, Lang::Fr) => format!("« {argument} » est de trop"),
                (false, Lang::En) => format!("“{argument}” is one too many"),
            };
            said + &suggested(ContextKind::SuggestedArg)
        }
        ErrorKind::InvalidSubcommand => {
            let name = word(ContextKind::InvalidSubcommand);
            let said = match lang {
                Lang::Fr => format!("commande inconnue « {name} »"),
                Lang::En => format!("unknown command “{name}”"),
            };
            said + &suggested(ContextKind::SuggestedSubcommand)
        }
        ErrorKind::MissingRequiredArgument => {
            let several =
                matches!(error.get(ContextKind::InvalidArg), Some(ContextValue::Strings(all)) if all.len() > 1);
            match lang {
                Lang::Fr => format!("il manque {argument}"),
                Lang::En => format!("{argument} {}", if several { "are missing" } else { "is missing" }),
            }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = word(ContextKind::InvalidValue);
            let mut said = match (value.is_empty(), lang) {
                (true, Lang::Fr) => format!("il manque la valeur de {argument}"),
                (true, Lang::En) => format!("the value of {argument} is missing"),
                (false, Lang::Fr) => format!("valeur « {value} » refusée pour {argument}"),
                (false, Lang::En) => format!("value “{value}” refused for {argument}"),
            };
            let valid = word(ContextKind::ValidValue);
            if !valid.is_empty() {
                said.push_str(lang.pick(" ; valeurs admises : ", "; allowed values: "));
                said.push_str(&valid);
            } else if let Some(expected) = expected(&argument, lang) {
                said.push_str(lang.pick(" ; écrivez ", "; write "));
                said.push_str(expected);
            }
            said
        }
        ErrorKind::ArgumentConflict => {
            let other = word(ContextKind::PriorArg);
            match (other == argument || other.is_empty(), lang) {
                (true, Lang::Fr) => format!("{argument} est donné plusieurs fois"),
                (true, Lang::En) => format!("{argument} is given several times"),
                (false, Lang::Fr) => format!("{argument} ne va pas avec {other} : choisissez l’un des deux"),
                (false, Lang::En) => format!("{argument} does not go with {other}: choose one of them"),
            }
        }
        _ => lang.pick("appel incorrect", "wrong call").to_owned(),
    }
}

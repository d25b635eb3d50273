//! Calls that the argument parser refuses, said in the user's language.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use passerelle::Lang;

use crate::paint;

/// Prints help and version as asked, or what is wrong with the call.
pub(crate) fn print(error: &clap::Error, lang: Lang) -> ExitCode {
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
            paint::error_line(lang, &message(error, kind, lang));
            ExitCode::from(2)
        }
    }
}

fn message(error: &clap::Error, kind: ErrorKind, lang: Lang) -> String {
    let word = |context: ContextKind| match error.get(context) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = word(ContextKind::InvalidArg);
    let value = word(ContextKind::InvalidValue);
    let said = match (kind, lang) {
        (ErrorKind::UnknownArgument, Lang::Fr) => format!("option inconnue « {argument} »"),
        (ErrorKind::UnknownArgument, Lang::En) => format!("unknown option “{argument}”"),
        (ErrorKind::InvalidSubcommand, Lang::Fr) => {
            format!("commande inconnue « {} »", word(ContextKind::InvalidSubcommand))
        }
        (ErrorKind::InvalidSubcommand, Lang::En) => {
            format!("unknown command “{}”", word(ContextKind::InvalidSubcommand))
        }
        (ErrorKind::MissingRequiredArgument, Lang::Fr) => format!("il manque {argument}"),
        (ErrorKind::MissingRequiredArgument, Lang::En) => format!("{argument} is missing"),
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, lang) => {
            let valid = word(ContextKind::ValidValue);
            let mut said = match lang {
                Lang::Fr => format!("valeur « {value} » refusée pour {argument}"),
                Lang::En => format!("value “{value}” refused for {argument}"),
            };
            if !valid.is_empty() {
                said.push_str(lang.pick(" ; valeurs admises : ", "; allowed values: "));
                said.push_str(&valid);
            }
            said
        }
        (ErrorKind::ArgumentConflict, Lang::Fr) => format!("{argument} ne va pas avec une autre option donnée"),
        (ErrorKind::ArgumentConflict, Lang::En) => format!("{argument} conflicts with another option given"),
        (_, Lang::Fr) => format!("appel incorrect {argument}"),
        (_, Lang::En) => format!("wrong call {argument}"),
    };
    format!("{said}{}", lang.pick(" ; voyez « passerelle --help »", "; see “passerelle --help”"))
}

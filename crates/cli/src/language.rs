//! Which language the command speaks: `--lang`, else the locale, else French.

use std::ffi::OsString;

use passerelle::Lang;

/// The language of the call, known before its arguments are understood so that help speaks it too.
pub(crate) fn of(arguments: &[OsString]) -> Lang {
    from_arguments(arguments).unwrap_or_else(from_environment)
}

fn from_arguments(arguments: &[OsString]) -> Option<Lang> {
    let words: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.get(at + 1)?,
            Some(rest) => rest.strip_prefix('=')?,
            None => return None,
        };
        match value.to_ascii_lowercase().as_str() {
            "fr" => Some(Lang::Fr),
            "en" => Some(Lang::En),
            _ => None,
        }
    })
}

fn from_environment() -> Lang {
    // The first of these that is set decides, as for other programs.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.to_ascii_lowercase().starts_with("en") => Lang::En,
        _ => Lang::Fr,
    }
}

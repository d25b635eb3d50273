//! Where something is wrong in a TOML file, as every definition that a user can write says it: file, line and key.

use crate::Lang;

/// La ligne d'un octet: counted from 1.
///
/// ```
/// assert_eq!(passerelle_core::toml_place::line_at("a = 1\nb = 2\n", 8), 2);
/// ```
#[must_use]
pub fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Fichier, ligne et clé in a language, as far as they are known; an empty key is none.
///
/// ```
/// use passerelle_core::{Lang, toml_place::named};
/// assert_eq!(named("a.toml", Some(3), "duty[2].day", Lang::Fr), "a.toml, ligne 3, clé « duty[2].day »");
/// assert_eq!(named("a.toml", Some(1), "", Lang::En), "a.toml, line 1");
/// ```
#[must_use]
pub fn named(file: &str, line: Option<usize>, key: &str, lang: Lang) -> String {
    let mut text = file.to_owned();
    if let Some(line) = line {
        text.push_str(&format!(", {} {line}", lang.pick("ligne", "line")));
    }
    if !key.is_empty() {
        text.push_str(&match lang {
            Lang::Fr => format!(", clé « {key} »"),
            Lang::En => format!(", key “{key}”"),
        });
    }
    text
}

use passerelle_core::{Lang, toml_place};
use thiserror::Error;

/// Disposition refusée: what is wrong in a layout file, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
#[non_exhaustive]
pub struct LayoutError {
    /// Name of the file, as the caller gave it.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// The key, with its tables: `table.column.role`; empty when the file is no TOML.
    pub key: String,
    /// What is wrong.
    pub kind: LayoutErrorKind,
}

/// Ce qui ne va pas in a layout file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LayoutErrorKind {
    /// The file is no TOML.
    Syntax {
        /// What the parser says, in English.
        detail: String,
    },
    /// No such key here.
    UnknownKey {
        /// The keys there are.
        known: &'static [&'static str],
    },
    /// A value of another type.
    WrongType {
        /// What is expected.
        expected: Expected,
    },
    /// A value that is none of those there are.
    UnknownValue {
        /// The value.
        value: String,
        /// The values there are.
        known: Vec<String>,
    },
    /// The key is missing.
    Missing,
    /// A rule for rows without any condition would hold for all of them.
    NoCondition,
    /// The file is larger than any layout.
    TooLong,
}

/// What the parser says most, for people: words of its message, and ours.
const DETAILS: &[(&str, &str)] = &[
    ("unquoted key", "une clé s’écrit en lettres sans accent, chiffres, « - » et « _ »"),
    ("basic string", "un texte commencé par un guillemet n’est pas fermé sur la même ligne"),
    ("literal string", "un texte commencé par une apostrophe n’est pas fermé sur la même ligne"),
    ("duplicate key", "cette clé figure deux fois"),
    ("string values must be quoted", "mettez le texte entre guillemets"),
    ("unclosed array", "il manque un crochet fermant"),
];

/// The one of some words that is meant by another, as far as one is near.
fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    const NEAR: f64 = 0.6;
    let word = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for other in known {
        let likeness = strsim::normalized_damerau_levenshtein(&word, other);
        if likeness >= NEAR && best.is_none_or(|(least, _)| likeness > least) {
            best = Some((likeness, other));
        }
    }
    best.map(|(_, word)| word)
}

/// Type attendu of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// A text in quotes.
    Text,
    /// A list of texts.
    Texts,
    /// A list of rows, each a list of texts.
    Rows,
    /// true or false.
    Truth,
    /// A whole number from 0.
    Number,
    /// A colour: six hexadecimal digits in quotes.
    Colour,
    /// Tables under this name: `[[name]]`.
    Tables,
}

impl Expected {
    /// The words for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Text => lang.pick("un texte entre guillemets", "a text in quotes"),
            Self::Texts => lang.pick("une liste de textes", "a list of texts"),
            Self::Rows => {
                lang.pick("une liste de lignes, chacune une liste de textes", "a list of rows, each a list of texts")
            }
            Self::Truth => lang.pick("true ou false", "true or false"),
            Self::Number => lang.pick("un nombre entier", "a whole number"),
            Self::Colour => lang.pick(
                "une couleur, six chiffres hexadécimaux entre guillemets",
                "a colour, six hexadecimal digits in quotes",
            ),
            Self::Tables => lang.pick("des tableaux entre doubles crochets [[…]]", "tables in double brackets [[…]]"),
        }
    }
}

impl LayoutError {
    /// One line for people: file, line, key, what is wrong and what to do.
    ///
    /// ```
    /// use passerelle_core::Lang;
    /// use passerelle_import::Layout;
    /// let error = Layout::from_toml("id = \"commune\"\nfamily = \"grile\"\n", "commune.toml").unwrap_err();
    /// assert_eq!(
    ///     error.message(Lang::Fr),
    ///     "commune.toml, ligne 2, clé « family » : « grile » n’est pas admis ; vouliez-vous « grid » ? \
    ///      valeurs admises : grid, flat, sheets, form"
    /// );
    /// ```
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let place = toml_place::named(&self.file, Some(self.line), &self.key, lang);
        let colon = lang.pick(" : ", ": ");
        format!("{place}{colon}{}", self.what(lang))
    }

    /// The key that was meant, as far as one is near.
    fn near_key(&self, known: &'static [&'static str]) -> Option<&'static str> {
        nearest(self.key.rsplit('.').next().unwrap_or_default(), known.iter().copied())
    }

    fn what(&self, lang: Lang) -> String {
        match (&self.kind, lang) {
            (LayoutErrorKind::Syntax { detail }, Lang::Fr) => {
                let known = DETAILS.iter().find(|(words, _)| detail.contains(words)).map(|(_, french)| *french);
                match known {
                    Some(french) => format!("ce n’est pas du TOML : {french}"),
                    None => format!("ce n’est pas du TOML ({detail}) ; vérifiez les guillemets et les crochets"),
                }
            }
            (LayoutErrorKind::Syntax { detail }, Lang::En) => {
                format!("this is no TOML ({detail}); check quotes and brackets")
            }
            (LayoutErrorKind::UnknownKey { known }, Lang::Fr) => {
                let near = self.near_key(known).map_or_else(String::new, |near| format!("vouliez-vous « {near} » ? "));
                format!("clé inconnue ; {near}clés admises : {}", known.join(", "))
            }
            (LayoutErrorKind::UnknownKey { known }, Lang::En) => {
                let near = self.near_key(known).map_or_else(String::new, |near| format!("did you mean “{near}”? "));
                format!("unknown key; {near}allowed keys: {}", known.join(", "))
            }
            (LayoutErrorKind::WrongType { expected }, Lang::Fr) => {
                format!("écrivez ici {}", expected.label(lang))
            }
            (LayoutErrorKind::WrongType { expected }, Lang::En) => format!("write {} here", expected.label(lang)),
            (LayoutErrorKind::UnknownValue { value, known }, Lang::Fr) => {
                let near = nearest(value, known.iter().map(String::as_str));
                let near = near.map_or_else(String::new, |near| format!("vouliez-vous « {near} » ? "));
                format!("« {value} » n’est pas admis ; {near}valeurs admises : {}", known.join(", "))
            }
            (LayoutErrorKind::UnknownValue { value, known }, Lang::En) => {
                let near = nearest(value, known.iter().map(String::as_str));
                let near = near.map_or_else(String::new, |near| format!("did you mean “{near}”? "));
                format!("“{value}” is not allowed; {near}allowed values: {}", known.join(", "))
            }
            (LayoutErrorKind::Missing, _) => {
                lang.pick("cette clé manque ; ajoutez-la", "this key is missing; add it").to_owned()
            }
            (LayoutErrorKind::NoCondition, _) => lang
                .pick(
                    "cette règle n’a pas de condition : ajoutez begins, code, values, column, bold…",
                    "this rule has no condition: add begins, code, values, column, bold…",
                )
                .to_owned(),
            (LayoutErrorKind::TooLong, _) => lang
                .pick(
                    "ce fichier est bien plus long qu’une disposition ; donnez le fichier écrit par « inspect --save-layout »",
                    "this file is much longer than a layout; give the file written by “inspect --save-layout”",
                )
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Layout;

    use super::*;

    #[test]
    fn a_word_that_is_nearly_right_is_answered_with_the_right_one() {
        let said = |line: &str, lang| {
            let text = format!("id = \"v\"\nfamily = \"grid\"\n{line}\n");
            Layout::from_toml(&text, "v.toml").unwrap_err().message(lang)
        };
        let column = "[[table]]\nheader = [[\"Qui\"]]\n[[table.column]]\nheader = \"Qui\"\n";
        for (line, lang, want) in [
            ("lable = \"x\"".to_owned(), Lang::Fr, "vouliez-vous « label » ?"),
            (format!("{column}role = \"field:agnt\""), Lang::Fr, "vouliez-vous « field:agent » ?"),
            (format!("{column}role = \"field:agnt\""), Lang::En, "did you mean “field:agent”?"),
            (format!("{column}rôle = \"field:agent\""), Lang::Fr, "une clé s’écrit en lettres sans accent"),
        ] {
            assert!(said(&line, lang).contains(want), "{}", said(&line, lang));
        }
        assert!(!said("zzz = 1", Lang::Fr).contains("vouliez"));
    }
}

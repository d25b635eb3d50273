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
    ///     "commune.toml, ligne 2, clé « family » : « grile » n’est pas admis ; valeurs admises : grid, flat, sheets, form"
    /// );
    /// ```
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let place = toml_place::named(&self.file, Some(self.line), &self.key, lang);
        let colon = lang.pick(" : ", ": ");
        format!("{place}{colon}{}", self.what(lang))
    }

    fn what(&self, lang: Lang) -> String {
        match (&self.kind, lang) {
            (LayoutErrorKind::Syntax { detail }, Lang::Fr) => {
                format!("ce n’est pas du TOML ({detail}) ; vérifiez les guillemets et les crochets")
            }
            (LayoutErrorKind::Syntax { detail }, Lang::En) => {
                format!("this is no TOML ({detail}); check quotes and brackets")
            }
            (LayoutErrorKind::UnknownKey { known }, Lang::Fr) => {
                format!("clé inconnue ; clés admises : {}", known.join(", "))
            }
            (LayoutErrorKind::UnknownKey { known }, Lang::En) => {
                format!("unknown key; allowed keys: {}", known.join(", "))
            }
            (LayoutErrorKind::WrongType { expected }, Lang::Fr) => {
                format!("écrivez ici {}", expected.label(lang))
            }
            (LayoutErrorKind::WrongType { expected }, Lang::En) => format!("write {} here", expected.label(lang)),
            (LayoutErrorKind::UnknownValue { value, known }, Lang::Fr) => {
                format!("« {value} » n’est pas admis ; valeurs admises : {}", known.join(", "))
            }
            (LayoutErrorKind::UnknownValue { value, known }, Lang::En) => {
                format!("“{value}” is not allowed; allowed values: {}", known.join(", "))
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

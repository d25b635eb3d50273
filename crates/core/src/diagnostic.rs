//! Diagnostics: what a person should know or do, with a stable code, a place and advice. The catalogue is one
//! table; `docs/diagnostics.md` is made from it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Lang, Place};

/// Gravité d'un diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Gravité")]
pub enum Severity {
    /// Information: nothing to do.
    Info,
    /// Avertissement: to look at.
    Warning,
    /// Erreur: a rule is broken.
    Error,
}

impl Severity {
    /// The stable name: `error`, `warning`, `info`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Info => lang.pick("info", "info"),
            Self::Warning => lang.pick("avertissement", "warning"),
            Self::Error => lang.pick("erreur", "error"),
        }
    }
}

/// Diagnostic: one thing to know, at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Which row of the catalogue.
    pub kind: Kind,
    /// Where in the source.
    pub place: Option<Place>,
    /// The words put into the message, by name.
    pub words: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// A diagnostic without place and words.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, place: None, words: Vec::new() }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.place = place.into();
        self
    }

    /// The same with a word for `{name}` in the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, word: impl ToString) -> Self {
        self.words.push((name, word.to_string()));
        self
    }

    /// The stable code, such as `N101`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind.row().code
    }

    /// The severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.kind.row().severity
    }

    /// The message in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let row = self.kind.row();
        self.fill(lang.pick(row.fr, row.en))
    }

    /// What to do, in a language.
    #[must_use]
    pub fn advice(&self, lang: Lang) -> String {
        let row = self.kind.row();
        self.fill(lang.pick(row.advice_fr, row.advice_en))
    }

    fn fill(&self, template: &str) -> String {
        let mut text = template.to_owned();
        for (name, word) in &self.words {
            text = text.replace(&format!("{{{name}}}"), word);
        }
        text
    }
}

/// Ligne du catalogue des diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Stable code: letter of the stage (R read, I import, N notation, P rule of the PST, H rule of the Plan HP,
    /// E exchange with eComptes) and number.
    pub code: &'static str,
    /// Severity.
    pub severity: Severity,
    /// Message in French, `{name}` for words.
    pub fr: &'static str,
    /// Advice in French.
    pub advice_fr: &'static str,
    /// Message in English.
    pub en: &'static str,
    /// Advice in English.
    pub advice_en: &'static str,
    /// Where the rule comes from: law, form, practice.
    pub source: &'static str,
}

macro_rules! catalogue {
    ($($variant:ident $code:literal $severity:ident
        $fr:literal => $advice_fr:literal
        $en:literal => $advice_en:literal
        [$source:literal])+) => {
        /// Genre de diagnostic: the rows of the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Kind { $(#[doc = $en] $variant,)+ }

        impl Kind {
            /// Every kind, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its row of the catalogue.
            #[must_use]
            pub fn row(self) -> &'static Row {
                match self {
                    $(Self::$variant => &Row {
                        code: $code, severity: Severity::$severity, fr: $fr, advice_fr: $advice_fr,
                        en: $en, advice_en: $advice_en, source: $source,
                    },)+
                }
            }
        }
    };
}

include!("catalogue.rs");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_unique_and_both_languages_use_the_same_words() {
        let mut codes = BTreeSet::new();
        for kind in Kind::ALL {
            let row = kind.row();
            assert!(codes.insert(row.code), "{} stands twice", row.code);
            let words = |text: &str| {
                text.split('{').skip(1).filter_map(|rest| rest.split('}').next().map(str::to_owned)).collect()
            };
            let fr: BTreeSet<String> = words(row.fr);
            let en: BTreeSet<String> = words(row.en);
            assert_eq!(fr, en, "{}", row.code);
            for text in [row.fr, row.advice_fr, row.en, row.advice_en] {
                assert!(!text.trim().is_empty(), "{}", row.code);
            }
        }
    }
}

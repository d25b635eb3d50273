use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Langue des textes: the language of messages and reports. French first, English by choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Français.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The text of this language.
    #[must_use]
    pub fn pick<'a>(self, fr: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Fr => fr,
            Self::En => en,
        }
    }

    /// The form of a word that agrees with a number: French says zero and one in the singular, English one alone.
    ///
    /// ```
    /// use passerelle_core::Lang;
    /// assert_eq!(Lang::Fr.agree(0, "ligne", "lignes"), "ligne");
    /// assert_eq!(Lang::En.agree(0, "row", "rows"), "rows");
    /// ```
    #[must_use]
    pub fn agree<'a>(self, count: usize, one: &'a str, many: &'a str) -> &'a str {
        let singular = match self {
            Self::Fr => count < 2,
            Self::En => count == 1,
        };
        if singular { one } else { many }
    }

    /// A number with its noun: `1 ligne`, `3 lignes`.
    ///
    /// ```
    /// use passerelle_core::Lang;
    /// assert_eq!(Lang::Fr.counted(3, "ligne laissée", "lignes laissées"), "3 lignes laissées");
    /// ```
    #[must_use]
    pub fn counted(self, count: usize, one: &str, many: &str) -> String {
        format!("{count} {}", self.agree(count, one, many))
    }

    /// Our own words with the no-break spaces that French sets before its high punctuation and within its quotation
    /// marks, so that no line begins with one of them. English stays as it is.
    ///
    /// ```
    /// use passerelle_core::Lang;
    /// assert_eq!(Lang::Fr.spaced("le texte « a » : lu"), "le texte «\u{a0}a\u{a0}»\u{a0}: lu");
    /// assert_eq!(Lang::En.spaced("the text: read"), "the text: read");
    /// ```
    #[must_use]
    pub fn spaced(self, words: &str) -> Cow<'_, str> {
        const HIGH: [char; 7] = [':', ';', '!', '?', '»', '€', '%'];
        if self == Self::En {
            return Cow::Borrowed(words);
        }
        let mut spaced = String::with_capacity(words.len() + 8);
        let mut letters = words.chars().peekable();
        let mut before = None;
        while let Some(letter) = letters.next() {
            let binds = before == Some('«') || letters.peek().is_some_and(|next| HIGH.contains(next));
            spaced.push(if letter == ' ' && binds { '\u{a0}' } else { letter });
            before = Some(letter);
        }
        Cow::Owned(spaced)
    }
}

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
}

//! Diagnostics: what a person should know or do, with a stable code, a place and advice. The catalogue is one
//! table; `docs/diagnostics.md` is made from it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Bilingual, Lang, Place};

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
            Self::Info => lang.pick("information", "note"),
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
    pub words: Vec<(&'static str, Bilingual)>,
    /// The same said of other places, when they were gathered into one.
    pub also: Vec<Diagnostic>,
    /// It counts as an error whatever the catalogue says.
    raised: bool,
    /// Names of the files of the document, when there are several.
    files: Option<Arc<[String]>>,
}

impl Diagnostic {
    /// So many of the [further places](Self::also) are named in a message.
    pub const PLACES_SHOWN: usize = 8;

    /// A diagnostic without place and words.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, place: None, words: Vec::new(), also: Vec::new(), raised: false, files: None }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.place = place.into();
        self
    }

    /// The same with a word for `{name}` in the message, the same in both languages.
    #[must_use]
    pub fn with(self, name: &'static str, word: impl ToString) -> Self {
        self.saying(name, Bilingual::same(word.to_string()))
    }

    /// The same with a word for `{name}` in the message, in each language.
    #[must_use]
    pub fn saying(mut self, name: &'static str, word: Bilingual) -> Self {
        self.words.push((name, word));
        self
    }

    /// The same with the names of the document's files, as places count them: a message then names the file.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use passerelle_core::{Diagnostic, DiagnosticKind, Lang, Place};
    /// let files: Arc<[String]> = ["2025.xlsx".to_owned(), "2026.xlsx".to_owned()].into();
    /// let found = Diagnostic::new(DiagnosticKind::UnreadNumber).at("#2 Feuil1!A1".parse::<Place>().ok());
    /// assert_eq!(found.of_files(&files).place_text(Lang::Fr).as_deref(), Some("2026.xlsx, Feuil1!A1"));
    /// ```
    #[must_use]
    pub fn of_files(mut self, files: &Arc<[String]>) -> Self {
        if files.len() > 1 {
            self.also = self.also.into_iter().map(|other| other.of_files(files)).collect();
            self.files = Some(files.clone());
        }
        self
    }

    /// The same when so many files come before its own.
    pub(crate) fn shift(&mut self, before: usize) {
        self.place.iter_mut().for_each(|place| place.shift(before));
        self.also.iter_mut().for_each(|other| other.shift(before));
    }

    /// The place in words of a language, with the name of its file when the document has several.
    #[must_use]
    pub fn place_text(&self, lang: Lang) -> Option<String> {
        Some(self.place.as_ref()?.display_in(lang, self.files.as_deref().unwrap_or_default()))
    }

    /// The name of the file that its place is in, when the document has several.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.place.as_ref()?.file(self.files.as_deref()?)
    }

    /// The stable code, such as `N101`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind.row().code
    }

    /// The severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        if self.raised { Severity::Error } else { self.kind.row().severity }
    }

    /// Doute: reading the file, or joining it with another, left something to look at — a choice that was made, a text
    /// that was not understood, a part that was not read, a value on which two files differ. Rules that the programme breaks are no doubts about what it says.
    ///
    /// ```
    /// use passerelle_core::{Diagnostic, DiagnosticKind, Severity};
    /// let guess = Diagnostic::new(DiagnosticKind::LevelGuessed);
    /// assert!(guess.is_doubt());
    /// assert_eq!(guess.raised().severity(), Severity::Error);
    /// assert!(!Diagnostic::new(DiagnosticKind::LabelOnNextRow).is_doubt());
    /// ```
    #[must_use]
    pub fn is_doubt(&self) -> bool {
        let row = self.kind.row();
        row.code.starts_with(['R', 'I', 'N', 'M']) && row.severity == Severity::Warning
    }

    /// The same as an error.
    #[must_use]
    pub fn raised(mut self) -> Self {
        self.raised = true;
        self
    }

    /// The message in a language, with the further places when several were gathered.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let row = self.kind.row();
        self.fill(lang.pick(row.fr, row.en), lang) + &self.further(lang)
    }

    /// The message of its own place alone and what to do, as a document prints them: with the no-break spaces of
    /// French, but for the words of the source, which are searched for as they stand there.
    ///
    /// ```
    /// use passerelle_core::{Diagnostic, DiagnosticKind, Lang};
    /// let found = Diagnostic::new(DiagnosticKind::UnreadBudget).with("text", "peu : rien");
    /// let (message, _advice) = found.printed(Lang::Fr);
    /// assert!(message.starts_with("le budget «\u{a0}peu : rien\u{a0}» n’a pas"));
    /// ```
    #[must_use]
    pub fn printed(&self, lang: Lang) -> (String, String) {
        let row = self.kind.row();
        let printed = |template: &'static str| {
            self.filled(
                template,
                lang,
                |words| lang.spaced(words),
                |word| {
                    let inner = word.strip_prefix("« ").and_then(|word| word.strip_suffix(" »"));
                    inner.map_or(Cow::Borrowed(word), |inner| format!("«\u{a0}{inner}\u{a0}»").into())
                },
            )
        };
        (printed(lang.pick(row.fr, row.en)), printed(lang.pick(row.advice_fr, row.advice_en)))
    }

    /// `; de même à 3 autres endroits : Feuil1!B4 ; Feuil1!B5 ; Feuil1!B6`.
    fn further(&self, lang: Lang) -> String {
        let count = self.also.len();
        if count == 0 {
            return String::new();
        }
        let places: Vec<String> =
            self.also.iter().filter_map(|other| other.place_text(lang)).take(Self::PLACES_SHOWN).collect();
        let more =
            if places.len() == Self::PLACES_SHOWN && count > places.len() { lang.pick(" ; …", "; …") } else { "" };
        let list = if places.is_empty() {
            String::new()
        } else {
            format!("{}{}{more}", lang.pick(" : ", ": "), places.join(lang.pick(" ; ", "; ")))
        };
        match lang {
            Lang::Fr => format!(" ; de même à {}{list}", lang.counted(count, "autre endroit", "autres endroits")),
            Lang::En => format!("; the same at {}{list}", lang.counted(count, "other place", "other places")),
        }
    }

    /// What to do, in a language.
    #[must_use]
    pub fn advice(&self, lang: Lang) -> String {
        let row = self.kind.row();
        self.fill(lang.pick(row.advice_fr, row.advice_en), lang)
    }

    /// Fills a template in one go: words of the source may hold braces too.
    fn fill(&self, template: &str, lang: Lang) -> String {
        self.filled(template, lang, Cow::Borrowed, Cow::Borrowed)
    }

    /// Fills a template; `ours` and `theirs` set the words of the template and those put into it.
    fn filled<'a>(
        &'a self,
        template: &'a str,
        lang: Lang,
        ours: impl Fn(&'a str) -> Cow<'a, str>,
        theirs: impl Fn(&'a str) -> Cow<'a, str>,
    ) -> String {
        let mut text = String::new();
        for piece in pieces(template) {
            match piece {
                Piece::Text(plain) => text.push_str(&ours(plain)),
                Piece::Word(name) => text.push_str(&theirs(self.word(name, lang).unwrap_or_default())),
                Piece::Agreeing { name, one, many } => {
                    let count = self.word(name, lang).and_then(|word| word.parse().ok()).unwrap_or_default();
                    text.push_str(&ours(lang.agree(count, one, many)));
                }
            }
        }
        text
    }

    fn word(&self, name: &str, lang: Lang) -> Option<&str> {
        self.words.iter().find(|(known, _)| *known == name).map(|(_, word)| word.text(lang))
    }
}

/// Rassemble les diagnostics: those of a kind that `gathers` names and that stands more than `most` times become one,
/// at the place of the first, with the others [beside it](Diagnostic::also). The order stays.
///
/// ```
/// use passerelle_core::{Diagnostic, DiagnosticKind, Lang, Place, diagnostic::gathered};
/// let at = |place: &str| Diagnostic::new(DiagnosticKind::UnreadNumber).with("text", "?").at(place.parse::<Place>().ok());
/// let all = gathered(vec![at("Feuil1!A1"), at("Feuil1!A2"), at("Feuil1!A3")], 2, |_| true);
/// assert_eq!(all.len(), 1);
/// assert!(all[0].message(Lang::En).ends_with("; the same at 2 other places: Feuil1!A2; Feuil1!A3"));
/// ```
#[must_use]
pub fn gathered(diagnostics: Vec<Diagnostic>, most: usize, gathers: impl Fn(Kind) -> bool) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| gathers(diagnostic.kind)) {
        *counts.entry(diagnostic.kind).or_default() += 1;
    }
    let mut firsts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut all: Vec<Diagnostic> = Vec::new();
    for mut diagnostic in diagnostics {
        if counts.get(&diagnostic.kind).is_some_and(|count| *count > most) {
            if let Some(first) = firsts.get(&diagnostic.kind).and_then(|first| all.get_mut(*first)) {
                let further = std::mem::take(&mut diagnostic.also);
                first.also.push(diagnostic);
                first.also.extend(further);
                continue;
            }
            firsts.insert(diagnostic.kind, all.len());
        }
        all.push(diagnostic);
    }
    all
}

/// A piece of a template of the catalogue.
enum Piece<'t> {
    /// As it is.
    Text(&'t str),
    /// `{name}`: a word.
    Word(&'t str),
    /// `{name|one|many}`: what agrees with the number that the word is.
    Agreeing { name: &'t str, one: &'t str, many: &'t str },
}

/// The pieces of a template, in order.
fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    template
        .split('{')
        .enumerate()
        .flat_map(|(at, part)| match part.split_once('}') {
            Some((inner, rest)) if at > 0 => [Some(slot(inner)), Some(Piece::Text(rest))],
            _ => [Some(Piece::Text(part)), None],
        })
        .flatten()
}

fn slot(inner: &str) -> Piece<'_> {
    match inner.split_once('|').and_then(|(name, forms)| Some((name, forms.split_once('|')?))) {
        Some((name, (one, many))) => Piece::Agreeing { name, one, many },
        None => Piece::Word(inner),
    }
}

impl Row {
    /// A template of the row as a list of diagnostics shows it: what agrees with a number, in the plural.
    ///
    /// ```
    /// let row = passerelle_core::DiagnosticKind::RowShifted.row();
    /// assert!(row.en.contains('|') && !passerelle_core::diagnostic::Row::shown(row.en).contains('|'));
    /// ```
    #[must_use]
    pub fn shown(template: &str) -> String {
        let piece = |piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Word(name) => format!("{{{name}}}"),
            Piece::Agreeing { many, .. } => many.to_owned(),
        };
        pieces(template).map(piece).collect()
    }
}

/// Ligne du catalogue des diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Stable code: letter of the stage (R read, I import, N notation, P rule of the PST, H rule of the Plan HP,
    /// E exchange with eComptes, M merging of files) and number.
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
                let named = pieces(text).filter_map(|piece| match piece {
                    Piece::Text(_) => None,
                    Piece::Word(name) | Piece::Agreeing { name, .. } => Some(name.to_owned()),
                });
                named.collect()
            };
            let fr: BTreeSet<String> = words(row.fr);
            let en: BTreeSet<String> = words(row.en);
            assert_eq!(fr, en, "{}", row.code);
            for text in [row.fr, row.advice_fr, row.en, row.advice_en] {
                assert!(!text.trim().is_empty(), "{}", row.code);
            }
        }
    }

    /// French sets a space before high punctuation and within its quotation marks, and both languages curl theirs.
    #[test]
    fn the_words_of_the_catalogue_are_set_as_they_should_be() {
        for kind in Kind::ALL {
            let row = kind.row();
            for text in [row.fr, row.advice_fr, row.en, row.advice_en] {
                assert!(!text.contains(['\'', '"', '\u{a0}']), "{}: {text}", row.code);
                assert!(!text.contains("  ") && !text.contains("..") && !text.contains("(s)"), "{}: {text}", row.code);
            }
            for text in [row.fr, row.advice_fr] {
                let letters: Vec<char> = Row::shown(text).chars().collect();
                for pair in letters.windows(2) {
                    let before = matches!(pair[1], ':' | ';' | '!' | '?' | '»') && pair[0] != ' ';
                    let after = pair[0] == '«' && pair[1] != ' ';
                    assert!(!before && !after, "{}: {text}", row.code);
                }
                assert!(!text.contains(['“', '”']), "{}: {text}", row.code);
            }
            for text in [row.en, row.advice_en] {
                assert!(![" :", " ;", " ?", " !"].iter().any(|signs| text.contains(signs)), "{}: {text}", row.code);
                assert!(!text.contains(['«', '»']), "{}: {text}", row.code);
            }
            for text in [row.advice_fr, row.advice_en] {
                assert!(text.ends_with(['.', '…']) && text.starts_with(char::is_uppercase), "{}: {text}", row.code);
            }
            for text in [row.fr, row.en] {
                assert!(!text.ends_with('.') && !text.starts_with(char::is_uppercase), "{}: {text}", row.code);
            }
        }
    }

    #[test]
    fn numbers_agree_and_words_of_the_source_are_not_filled_again() {
        let said = |count: usize, shift: i32, lang| {
            let diagnostic = Diagnostic::new(Kind::RowShifted).with("count", count).with("shift", shift);
            diagnostic.message(lang)
        };
        assert!(said(1, 1, Lang::Fr).starts_with("1 ligne décalée de 1 colonne "), "{}", said(1, 1, Lang::Fr));
        assert!(said(3, 2, Lang::Fr).starts_with("3 lignes décalées de 2 colonnes "), "{}", said(3, 2, Lang::Fr));
        assert!(said(1, 2, Lang::En).starts_with("1 row from here on is shifted 2 columns "));
        let braces = Diagnostic::new(Kind::ActionWithoutPilot).saying("title", Bilingual::quoted("{count} {x"));
        assert_eq!(braces.message(Lang::En), "the action “{count} {x” has no lead");
    }
}

use crate::{Element, Lang};

/// Texte dit dans les deux langues, for words that the program itself says.
///
/// ```
/// use passerelle_core::{Bilingual, Lang};
/// let row = Bilingual::new("en-tête répété", "repeated header");
/// assert_eq!(row.text(Lang::En), "repeated header");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub struct Bilingual {
    /// En français.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Bilingual {
    /// A text in both languages.
    #[must_use]
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), en: en.into() }
    }

    /// A text that is the same in both: a name, a number, what the source prints.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { fr: text.clone(), en: text }
    }

    /// What something is called in each language.
    ///
    /// ```
    /// use passerelle_core::{Bilingual, Level};
    /// assert_eq!(Bilingual::of(|lang| Level::Task.label(lang)), Bilingual::new("Tâche", "Task"));
    /// ```
    #[must_use]
    pub fn of<T: Into<String>>(said: impl Fn(Lang) -> T) -> Self {
        Self { fr: said(Lang::Fr).into(), en: said(Lang::En).into() }
    }

    /// What the source prints, in the quotation marks of each language.
    ///
    /// ```
    /// use passerelle_core::Bilingual;
    /// assert_eq!(Bilingual::quoted("Agent"), Bilingual::new("« Agent »", "“Agent”"));
    /// ```
    #[must_use]
    pub fn quoted(text: &str) -> Self {
        Self { fr: format!("« {text} »"), en: format!("“{text}”") }
    }

    /// How a message calls an element: its title in quotation marks, cut when it is long, else its code.
    ///
    /// ```
    /// use passerelle_core::{Bilingual, Code, Element, Level};
    /// let mut action = Element::new("e1", Level::Action, "Ouvrir une épicerie");
    /// assert_eq!(Bilingual::calling(&action).fr, "« Ouvrir une épicerie »");
    /// action.title = "".into();
    /// action.code = Some(Code::new("2.1.3"));
    /// assert_eq!(Bilingual::calling(&action).fr, "2.1.3 (sans intitulé)");
    /// ```
    #[must_use]
    pub fn calling(element: &Element) -> Self {
        let title = [&element.title.wording, &element.title.text].into_iter().find(|text| !text.trim().is_empty());
        if let Some(title) = title {
            return Self::quoted(&shortened(title));
        }
        let code = element.code.as_ref().map(|code| shortened(&code.text)).unwrap_or_default();
        // "Action n° 4" is quoted as a title would be; "2.1.3" can be said as it is.
        let bare = code.is_empty() || code.starts_with(|first: char| first.is_ascii_digit());
        let code = if bare { Self::same(code) } else { Self::quoted(&code) };
        let named = |code: &str, untitled: &str| format!("{code} ({untitled})").trim_start().to_owned();
        Self::new(named(&code.fr, "sans intitulé"), named(&code.en, "without title"))
    }

    /// The text of a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.fr, &self.en)
    }

    /// Nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fr.is_empty() && self.en.is_empty()
    }
}

impl From<(&str, &str)> for Bilingual {
    /// French and English.
    fn from((fr, en): (&str, &str)) -> Self {
        Self::new(fr, en)
    }
}

/// A text on one line, cut at a word when it is long.
pub(crate) fn shortened(text: &str) -> String {
    /// Longer titles are cut in messages.
    const LONGEST: usize = 90;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = line.char_indices().nth(LONGEST) else { return line };
    let front = line.get(..cut).unwrap_or(&line);
    let words = front.rsplit_once(' ').map_or(front, |(words, _)| words);
    format!("{words}…")
}

use jiff::civil::Date;
use passerelle_core::Lang;
use passerelle_core::ecomptes::Direction;

/// What the caller decides about a document that is written.
///
/// ```
/// use jiff::civil::date;
/// use passerelle_export::Options;
/// let options = Options::new().title("PST 2024-2030").date(date(2025, 9, 22));
/// assert_eq!(options.title.as_deref(), Some("PST 2024-2030"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Options {
    /// Language of the words that are ours (column headers, labels); printed text stays as it is.
    pub lang: Lang,
    /// The document's title; else the model's own, else its kind and institution.
    pub title: Option<String>,
    /// The date written into the properties of the file. Without it no date is written: nothing reads a clock.
    pub date: Option<Date>,
    /// In the form as a Word document, only the places to fill in can be changed; see [`Self::protected`].
    pub protected: bool,
    /// Which of the two eComptes schemas an XML follows; see [`Self::exchange`].
    pub exchange: Direction,
}

impl Options {
    /// French, the model's title, no date.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same in a language.
    #[must_use]
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// The same with a title.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The same with a date.
    #[must_use]
    pub fn date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// The same with the eComptes schema that an XML follows: what eComptes takes in (without money, by default), or what
    /// it gives back, with the articles of the budgets on every element.
    #[must_use]
    pub fn exchange(mut self, direction: Direction) -> Self {
        self.exchange = direction;
        self
    }

    /// The same with the Word form protected, or not: only its places to fill in can be changed. Not by default.
    ///
    /// The document carries the protection « Remplissage de formulaires » (`w:documentProtection`, `w:edit="forms"`)
    /// without password, and each content control a lock against its own deletion (`sdtLocked`). Of the protections of
    /// Word this is the one under which content controls, lists and dates stay open and all else is closed; « lecture
    /// seule » would close the controls too unless each were an exception for everyone, and a lock around the whole
    /// text (a locked group) would not keep rows from being deleted. Without password it guides and does not lock out:
    /// *Révision › Restreindre la modification › Désactiver la protection* opens the form again, which is needed to add
    /// lines. The workbook's sheets are always protected in the same way.
    #[must_use]
    pub fn protected(mut self, protected: bool) -> Self {
        self.protected = protected;
        self
    }
}

//! Text with marks.

/// How a stretch of text is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Marks {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
    /// Raised.
    pub superscript: bool,
    /// Colour as 0xRRGGBB, if another than the automatic one.
    pub color: Option<u32>,
}

impl Marks {
    /// Bold or not, nothing else.
    #[must_use]
    pub fn bold(bold: bool) -> Self {
        Self { bold, ..Self::default() }
    }
}

/// A stretch of text with the same marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// The text.
    pub text: &'a str,
    /// Its marks.
    pub marks: Marks,
}

/// Text with marks: one plain string and the ends of the stretches with equal marks.
///
/// ```
/// use passerelle_tables::{Marks, RichText};
/// let mut text = RichText::default();
/// text.push("73.500 €", Marks::bold(true));
/// text.push(" (Article 840107/124-02)", Marks::default());
/// assert_eq!(text.as_str(), "73.500 € (Article 840107/124-02)");
/// assert_eq!(text.runs().next().map(|run| run.marks.bold), Some(true));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RichText {
    text: String,
    /// End of each stretch in bytes, with its marks; ends rise and the last is the text's length.
    ends: Vec<(usize, Marks)>,
}

impl RichText {
    /// Text with the same marks all over.
    #[must_use]
    pub fn uniform(text: impl Into<String>, marks: Marks) -> Self {
        let text = text.into();
        let ends = if text.is_empty() { Vec::new() } else { vec![(text.len(), marks)] };
        Self { text, ends }
    }

    /// Text with marks written in it, as some tools export them: `<b>…</b>`, `<i>…</i>`, `**…**`.
    ///
    /// ```
    /// use passerelle_tables::RichText;
    /// assert_eq!(RichText::with_inline_marks("<b>73.500 €</b> (RW)").as_str(), "73.500 € (RW)");
    /// ```
    #[must_use]
    pub fn with_inline_marks(text: &str) -> Self {
        crate::text_file::inline_marks::read(text)
    }

    /// The plain text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds text with marks at the end.
    pub fn push(&mut self, text: &str, marks: Marks) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        match self.ends.last_mut() {
            Some((end, last)) if *last == marks => *end = self.text.len(),
            _ => self.ends.push((self.text.len(), marks)),
        }
    }

    /// Adds all of another text at the end.
    pub fn append(&mut self, other: &Self) {
        for run in other.runs() {
            self.push(run.text, run.marks);
        }
    }

    /// The marks of the last stretch, for what is added in the same look.
    pub(crate) fn last_marks(&self) -> Marks {
        self.ends.last().map_or(Marks::default(), |&(_, marks)| marks)
    }

    /// The stretches in order.
    pub fn runs(&self) -> impl Iterator<Item = Run<'_>> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, marks)| {
            let run = Run { text: &self.text[start..end], marks };
            start = end;
            run
        })
    }

    /// Nothing but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Every visible stretch has the property.
    #[must_use]
    pub fn all(&self, property: impl Fn(Marks) -> bool) -> bool {
        let mut visible = self.runs().filter(|run| !run.text.trim().is_empty()).peekable();
        visible.peek().is_some() && visible.all(|run| property(run.marks))
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self::uniform(text, Marks::default())
    }
}

impl From<String> for RichText {
    fn from(text: String) -> Self {
        Self::uniform(text, Marks::default())
    }
}

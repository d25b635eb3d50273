//! Text with marks.

use std::num::NonZeroU16;
use std::sync::Arc;

use ecow::EcoString;

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
    /// A tracked insertion, where changes are read [as marked](crate::Revisions::Marked).
    pub inserted: bool,
    /// A tracked deletion, where changes are read [as marked](crate::Revisions::Marked).
    pub deleted: bool,
    /// Colour as 0xRRGGBB, if another than the automatic one. Bits above these 24 are not kept.
    pub color: Option<u32>,
    /// Size of the letters in half points, where a text document tells it. A text keeps the first one it is given, for
    /// all of it: how large a paragraph is printed tells titles apart, one large word in it does not.
    pub size: Option<NonZeroU16>,
}

impl Marks {
    /// Bold or not, nothing else.
    #[must_use]
    pub fn bold(bold: bool) -> Self {
        Self { bold, ..Self::default() }
    }
}

/// A length in points as the size of letters, in half points.
pub(crate) fn half_points(points: f64) -> Option<NonZeroU16> {
    let halves = (points * 2.0).round();
    // Word's largest size; a smaller one than a point is a mistake.
    (2.0..=3276.0).contains(&halves).then(|| NonZeroU16::new(halves as u16)).flatten()
}

/// Marks in one word, as a text keeps them: the colour below, a bit for each mark above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Packed(u32);

impl Packed {
    const COLOR: u32 = 0x00FF_FFFF;
    const HAS_COLOR: u32 = 1 << 31;

    fn of(marks: Marks) -> Self {
        let Marks { bold, italic, underline, strike, superscript, inserted, deleted, color, size: _ } = marks;
        let flags = [bold, italic, underline, strike, superscript, inserted, deleted];
        let bits = (24..).zip(flags).fold(0, |bits, (at, is_on)| bits | (u32::from(is_on) << at));
        Self(bits | color.map_or(0, |color| Self::HAS_COLOR | (color & Self::COLOR)))
    }

    fn marks(self) -> Marks {
        let is_on = |at: u32| self.0 & (1 << at) != 0;
        Marks {
            bold: is_on(24),
            italic: is_on(25),
            underline: is_on(26),
            strike: is_on(27),
            superscript: is_on(28),
            inserted: is_on(29),
            deleted: is_on(30),
            color: (self.0 & Self::HAS_COLOR != 0).then_some(self.0 & Self::COLOR),
            size: None,
        }
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

/// A stretch of text that leads somewhere. The target is only told: nothing ever follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'a> {
    /// The text that is clicked; empty for a link on a cell without text.
    pub text: &'a str,
    /// An address as the file states it, or `#` and a place in the document.
    pub target: &'a str,
}

/// A link as kept: its first byte, the one after its last, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LinkSpan {
    start: usize,
    end: usize,
    /// Shared by all the cells of a range.
    target: Arc<str>,
}

/// Text with marks: one plain string and the stretches with equal marks.
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
    /// Up to 15 bytes stand in place; longer texts are shared by their copies.
    text: EcoString,
    /// The marks of the last stretch, which is the only one of most texts.
    marks: Packed,
    /// The first size that its visible letters are told to have.
    size: Option<NonZeroU16>,
    /// None if there is nothing in it.
    more: Option<Box<More>>,
}

/// What few texts have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct More {
    /// End of each stretch but the last in bytes, with its marks; ends rise.
    ends: Vec<(usize, Packed)>,
    /// Links in their order; they do not overlap.
    links: Vec<LinkSpan>,
}

impl RichText {
    /// Text with the same marks all over.
    #[must_use]
    pub fn uniform(text: impl AsRef<str>, marks: Marks) -> Self {
        Self::shared(EcoString::from(text.as_ref()), marks)
    }

    /// Text that others may have too, with the same marks all over.
    pub(crate) fn shared(text: EcoString, marks: Marks) -> Self {
        let size = marks.size.filter(|_| !text.is_empty());
        let marks = if text.is_empty() { Packed::default() } else { Packed::of(marks) };
        Self { text, marks, size, more: None }
    }

    /// The text, to be kept elsewhere without copying more than 15 bytes.
    #[must_use]
    pub fn to_shared(&self) -> EcoString {
        self.text.clone()
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
        if !text.is_empty() {
            self.push_packed(text, Packed::of(marks));
            if self.size.is_none() && marks.size.is_some() && !text.trim().is_empty() {
                self.size = marks.size;
            }
        }
    }

    fn push_packed(&mut self, text: &str, marks: Packed) {
        if !self.text.is_empty() && self.marks != marks {
            let end = (self.text.len(), self.marks);
            self.more.get_or_insert_default().ends.push(end);
        }
        self.text.push_str(text);
        self.marks = marks;
    }

    /// Adds text that leads somewhere. Text added one after the other with the same target (the same value, not an
    /// equal one) is one link.
    ///
    /// ```
    /// use passerelle_tables::{Marks, RichText};
    /// let mut text = RichText::from("Voir ");
    /// text.push_link("le site", Marks::default(), &"https://commune.be".into());
    /// let links: Vec<_> = text.links().map(|link| (link.text, link.target)).collect();
    /// assert_eq!(links, [("le site", "https://commune.be")]);
    /// ```
    pub fn push_link(&mut self, text: &str, marks: Marks, target: &Arc<str>) {
        let start = self.text.len();
        self.push(text, marks);
        let end = self.text.len();
        if start == end || target.is_empty() {
            return;
        }
        let links = &mut self.more.get_or_insert_default().links;
        match links.last_mut() {
            // What stands between, a space or the end of a line, is part of the link.
            Some(last) if Arc::ptr_eq(&last.target, target) => last.end = end,
            _ => links.push(LinkSpan { start, end, target: Arc::clone(target) }),
        }
    }

    /// Makes all of the text lead somewhere, unless a part of it leads elsewhere.
    pub fn link(&mut self, target: &Arc<str>) {
        if self.link_spans().is_empty() && !target.is_empty() {
            let link = LinkSpan { start: 0, end: self.text.len(), target: Arc::clone(target) };
            self.more.get_or_insert_default().links.push(link);
        }
    }

    /// The links in order.
    pub fn links(&self) -> impl Iterator<Item = Link<'_>> {
        self.link_spans()
            .iter()
            .map(|link| Link { text: self.text.get(link.start..link.end).unwrap_or_default(), target: &link.target })
    }

    fn link_spans(&self) -> &[LinkSpan] {
        self.more.as_ref().map_or(&[], |more| &more.links)
    }

    /// Takes over the links of another text that has the same characters.
    pub(crate) fn with_links_of(mut self, other: &Self) -> Self {
        if self.text != other.text {
            if let Some(link) = other.link_spans().first() {
                self.link(&link.target);
            }
        } else if !other.link_spans().is_empty() {
            self.more.get_or_insert_default().links = other.link_spans().to_vec();
        } else if let Some(more) = &mut self.more {
            more.links.clear();
        }
        self
    }

    /// Adds all of another text at the end.
    pub fn append(&mut self, other: &Self) {
        if self.text.is_empty() && self.more.is_none() {
            *self = other.clone();
            return;
        }
        self.size = self.size.or(other.size);
        let before = self.text.len();
        for (text, marks) in other.stretches() {
            self.push_packed(text, marks);
        }
        if !other.link_spans().is_empty() {
            let links = &mut self.more.get_or_insert_default().links;
            links.extend(other.link_spans().iter().map(|link| LinkSpan {
                start: before + link.start,
                end: before + link.end,
                target: Arc::clone(&link.target),
            }));
        }
    }

    /// The marks of the last stretch, for what is added in the same look.
    pub(crate) fn last_marks(&self) -> Marks {
        Marks { size: self.size, ..self.marks.marks() }
    }

    /// Size of its letters in half points, where the file tells it.
    #[must_use]
    pub fn size(&self) -> Option<NonZeroU16> {
        self.size
    }

    /// Its letters are of no size that matters.
    pub(crate) fn forget_size(&mut self) {
        self.size = None;
    }

    /// Bytes that it takes: a text may be short and cut into very many stretches.
    pub(crate) fn weight(&self) -> usize {
        const STRETCH: usize = 24;
        let stretches = self.more.as_ref().map_or(0, |more| more.ends.len() + more.links.len());
        self.text.len().saturating_add(stretches.saturating_mul(STRETCH))
    }

    /// The marks of the whole text, where it is one stretch.
    #[must_use]
    pub fn marks(&self) -> Option<Marks> {
        let one = self.more.as_ref().is_none_or(|more| more.ends.is_empty());
        one.then(|| self.marks.marks())
    }

    /// The stretches in order.
    pub fn runs(&self) -> impl Iterator<Item = Run<'_>> {
        self.stretches().map(|(text, marks)| Run { text, marks: Marks { size: self.size, ..marks.marks() } })
    }

    fn stretches(&self) -> impl Iterator<Item = (&str, Packed)> {
        let mut start = 0;
        let ends = self.more.as_ref().map_or(&[][..], |more| &more.ends).iter().copied();
        let last = (!self.text.is_empty()).then_some((self.text.len(), self.marks));
        ends.chain(last).map(move |(end, marks)| {
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            (text, marks)
        })
    }

    /// Nothing but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
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
        Self::from(text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_out_as_they_went_in() {
        let all = Marks { bold: true, strike: true, deleted: true, color: Some(0x00FF_00FE), ..Marks::default() };
        for marks in [Marks::default(), all, Marks { color: Some(0), inserted: true, ..Marks::default() }] {
            assert_eq!(Packed::of(marks).marks(), marks);
        }
        assert!(size_of::<RichText>() <= 32, "a cell holds one: {}", size_of::<RichText>());
    }

    #[test]
    fn links_keep_their_place_when_texts_are_joined() {
        let target: Arc<str> = "#budget".into();
        let mut line = RichText::from("é ");
        line.push_link("a", Marks::bold(true), &target);
        line.push(" ", Marks::default());
        line.push_link("b", Marks::default(), &target);
        line.push_link("c", Marks::default(), &"#autre".into());
        let mut text = RichText::from("€\n");
        text.append(&line);
        let links: Vec<_> = text.links().map(|link| (link.text, link.target)).collect();
        assert_eq!(links, [("a b", "#budget"), ("c", "#autre")]);
        assert_eq!(text.as_str(), "€\né a bc");
    }

    #[test]
    fn a_link_of_a_cell_yields_to_those_in_its_text() {
        let mut blank = RichText::default();
        blank.link(&"https://commune.be".into());
        assert_eq!(blank.links().next().map(|link| (link.text, link.target)), Some(("", "https://commune.be")));
        blank.link(&"https://autre.be".into());
        assert_eq!(blank.links().count(), 1);
    }
}

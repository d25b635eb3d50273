//! How a file is to be read, as a value.

use crate::display::Locale;
use crate::document::{Notice, NoticeKind};
use crate::limits::Limits;
use crate::text::Marks;

/// What becomes of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Revisions {
    /// As if all were accepted: insertions are text, deletions are gone.
    #[default]
    Accepted,
    /// As if all were rejected: the document as it was before.
    Rejected,
    /// Both are kept, insertions and deletions each with their [mark](crate::Marks).
    Marked,
}

impl Revisions {
    /// Inserted text is to be read.
    pub(crate) fn keeps_insertions(self) -> bool {
        self != Self::Rejected
    }

    /// A paragraph whose mark was inserted or deleted goes on in the next one.
    pub(crate) fn joins(self, inserted: bool, deleted: bool) -> bool {
        (deleted && !self.keeps_deletions()) || (inserted && !self.keeps_insertions())
    }

    /// What the reader notices of so many changes, if there are any.
    pub(crate) fn notice(self, changes: u32) -> Option<Notice> {
        let kind = match self {
            Self::Accepted => NoticeKind::TrackedChangesAccepted,
            Self::Rejected => NoticeKind::TrackedChangesRejected,
            Self::Marked => NoticeKind::TrackedChangesMarked,
        };
        (changes > 0).then(|| Notice::new(kind, changes.to_string()))
    }

    /// The marks of text that was inserted or deleted.
    pub(crate) fn marks(self, marks: Marks, inserted: bool, deleted: bool) -> Marks {
        let is_marked = self == Self::Marked;
        Marks {
            inserted: marks.inserted || (inserted && is_marked),
            deleted: marks.deleted || (deleted && is_marked),
            ..marks
        }
    }

    /// Deleted text is to be read.
    pub(crate) fn keeps_deletions(self) -> bool {
        self != Self::Accepted
    }
}

/// How a file is to be read.
///
/// ```
/// use passerelle_tables::{Limits, Locale, ReadOptions, Revisions, read_with};
/// let options = ReadOptions::default().locale(Locale::EnGb).revisions(Revisions::Rejected);
/// let document = read_with(b"OS;OO\n1;1.1\n", "plan.csv", &options)?;
/// assert_eq!(document.tables().count(), 1);
/// # Ok::<(), passerelle_tables::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// How much a file may hold.
    pub limits: Limits,
    /// The language that numbers and dates are shown in where the file only stores a value.
    pub locale: Locale,
    /// What becomes of tracked changes.
    pub revisions: Revisions,
}

impl ReadOptions {
    /// The same with other limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same with numbers and dates in another language.
    #[must_use]
    pub fn locale(mut self, locale: Locale) -> Self {
        self.locale = locale;
        self
    }

    /// The same with another view of tracked changes.
    #[must_use]
    pub fn revisions(mut self, revisions: Revisions) -> Self {
        self.revisions = revisions;
        self
    }
}

//! What a document says of itself, and what reading it had to leave or change.

use std::borrow::Cow;

use crate::place::Place;

/// Title, author and the like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Properties {
    /// `dc:title`.
    pub title: Option<String>,
    /// `dc:creator`.
    pub author: Option<String>,
    /// `dc:subject`.
    pub subject: Option<String>,
    /// Company or institution.
    pub company: Option<String>,
    /// Language tag, such as `fr-BE`.
    pub language: Option<String>,
    /// Who saved it last.
    pub last_author: Option<String>,
    /// Words to find it by.
    pub keywords: Option<String>,
    /// What its author says of it.
    pub description: Option<String>,
    /// When it was made, in ISO 8601.
    pub created: Option<String>,
    /// When it was saved last, in ISO 8601.
    pub modified: Option<String>,
}

/// A name that a workbook gives to a range or a formula.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DefinedName {
    /// The name; those that programs give themselves begin with `_xlnm.`, such as `_xlnm.Print_Area`.
    pub name: String,
    /// What it stands for, as a formula without the equals sign; none where the file holds it in a form that is not
    /// read.
    pub refers_to: Option<String>,
    /// The sheet that alone knows it.
    pub sheet: Option<String>,
    /// It is not shown to people.
    pub hidden: bool,
}

/// Something the reader had to decide or leave, in a stable code with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notice {
    /// What happened.
    pub kind: NoticeKind,
    /// Where, if it has one place.
    pub place: Option<Place>,
    /// A detail: the extension, the count, the text.
    pub detail: Cow<'static, str>,
}

impl Notice {
    /// A notice without place.
    #[must_use]
    pub fn new(kind: NoticeKind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, place: None, detail: detail.into() }
    }

    /// The same notice at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

/// The kinds of notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoticeKind {
    /// The content is of another format than the name says; detail: the extension.
    WrongExtension,
    /// Tracked changes were read as if accepted; detail: how many.
    TrackedChangesAccepted,
    /// Tracked changes were read as if rejected; detail: how many.
    TrackedChangesRejected,
    /// Tracked changes were kept with their marks; detail: how many.
    TrackedChangesMarked,
    /// The text was not UTF-8; detail: the encoding used.
    Encoding,
    /// Content of this sort is not read (chart sheet, picture); detail: which.
    NotRead,
    /// A damaged part was passed over; detail: which.
    Damaged,
}

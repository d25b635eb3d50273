//! Comments of a sheet: notes, and threads in which people answer each other.
//!
//! A thread is stored a second time as a note for programs that know no threads, by an author who is called
//! `tc={number}`. Where the thread itself is read, that copy is left.

use std::collections::BTreeMap;

use super::colors::Palette;
use super::rich_string::RichString;
use super::{child, number, reference};
use crate::document::{Comment, Notice, NoticeKind};
use crate::error::Error;
use crate::limits::Limits;
use crate::package::{Package, Relationship};
use crate::text::Marks;
use crate::xml::{Ns, Xml};

/// Kinds of the relationships to the parts.
pub(crate) const KIND: &str = "comments";
pub(crate) const THREADED_KIND: &str = "threadedComment";
const PERSONS_KIND: &str = "person";

/// Beginning of the author of a note that stands for a thread.
const COPY_OF_THREAD: &str = "tc=";

/// Comments by the row and column of their cell.
pub(crate) type Comments = Vec<((u32, u32), Comment)>;

/// Reads a part that the sheet can be understood without. A damaged or missing one is passed over with a notice.
pub(crate) fn side_part<T: Default>(
    package: &mut Package<'_>,
    part: &str,
    notices: &mut Vec<Notice>,
    read: impl FnOnce(&str, &str) -> Result<T, Error>,
) -> Result<T, Error> {
    let result = match package.part(part) {
        Ok(Some(text)) => read(part, &text),
        Ok(None) => Err(Error::Damaged { detail: String::new() }),
        Err(error) => Err(error),
    };
    match result {
        Err(Error::Damaged { .. }) => {
            notices.push(Notice::new(NoticeKind::Damaged, part.to_owned()));
            Ok(T::default())
        }
        result => result,
    }
}

/// The names of those who write in threads, by their numbers.
pub(crate) fn persons<'l>(
    package: &mut Package<'_>,
    links: impl Iterator<Item = &'l Relationship>,
    notices: &mut Vec<Notice>,
) -> Result<BTreeMap<String, String>, Error> {
    let mut persons = BTreeMap::new();
    let limits = package.limits().clone();
    for link in links.filter(|link| !link.external && link.kind == PERSONS_KIND) {
        persons.extend(side_part(package, &link.target, notices, |part, text| {
            let mut xml = Xml::new(part, text, &limits);
            xml.root()?;
            let mut names = BTreeMap::new();
            while let Some(person) = xml.child(1)? {
                if let (Some(id), Some(name)) = (person.attr("id"), person.attr("displayName")) {
                    names.insert(id.to_owned(), name.to_owned());
                }
            }
            Ok(names)
        })?);
    }
    Ok(persons)
}

/// The notes of a sheet. Those that stand for a thread are left to the thread.
pub(crate) fn read(part: &str, text: &str, palette: &Palette, limits: &Limits) -> Result<Comments, Error> {
    let mut xml = Xml::new(part, text, limits);
    if !xml.root()?.is(Ns::Sheet, "comments") {
        return Err(xml.damaged(&"no comments"));
    }
    let mut authors: Vec<String> = Vec::new();
    let mut comments = Vec::new();
    while let Some(list) = child(&mut xml, 1)? {
        while let Some(item) = child(&mut xml, 2)? {
            match (list.local, item.local) {
                ("authors", "author") => authors.push(xml.text(3)?),
                ("commentList", "comment") => {
                    let author = number::<usize>(&item, "authorId").and_then(|at| authors.get(at)).cloned();
                    let at = item.attr("ref").and_then(reference::cell);
                    let mut text = RichString::default();
                    while let Some(inside) = child(&mut xml, 3)? {
                        if inside.local == "text" {
                            text = RichString::read(&mut xml, 4, palette)?;
                        }
                    }
                    if author.as_deref().is_some_and(|author| author.starts_with(COPY_OF_THREAD)) {
                        continue;
                    }
                    let comment = Comment::new(text.in_cell(Marks::default()).as_str()).by(author);
                    comments.extend(at.map(|at| (at, comment)));
                }
                _ => {}
            }
        }
    }
    Ok(comments)
}

/// The threads of a sheet, each comment after the one it answers, as the file has them.
pub(crate) fn read_threaded(
    part: &str,
    text: &str,
    persons: &BTreeMap<String, String>,
    limits: &Limits,
) -> Result<Comments, Error> {
    let mut xml = Xml::new(part, text, limits);
    xml.root()?;
    let mut comments = Vec::new();
    while let Some(comment) = xml.child(1)? {
        let at = comment.attr("ref").and_then(reference::cell);
        let author = comment.attr("personId").and_then(|id| persons.get(id)).cloned();
        let date = comment.attr("dT").map(str::to_owned);
        while let Some(inside) = xml.child(2)? {
            if inside.is(Ns::Threaded, "text") {
                let text = super::rich_string::unescaped(&xml.text(3)?).into_owned();
                let comment = Comment::new(text).by(author.clone()).on(date.clone());
                comments.extend(at.map(|at| (at, comment)));
            }
        }
    }
    Ok(comments)
}

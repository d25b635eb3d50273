//! Elements that one key finds, in the order of the whole. Hundreds may have the same title: what tells them apart is
//! sorted out once for each file, so that none is looked at again for every element of the file.

use std::collections::{BTreeMap, BTreeSet};

use crate::{ClassificationKind, Element, Level, fold};

use super::code_key;

/// What keeps two elements of one key apart: the volet of an objective.
type Tag = Option<String>;

/// Elements that have a key.
#[derive(Debug, Default)]
pub(super) struct Same {
    all: Vec<usize>,
    /// The file for which the rest holds: those of the files before that none of its elements has taken.
    file: Option<usize>,
    by_tag: BTreeMap<Tag, BTreeSet<usize>>,
    by_code: BTreeMap<Option<String>, BTreeMap<Tag, BTreeSet<usize>>>,
    of: BTreeMap<usize, (Option<String>, Tag)>,
    /// How many elements were looked at, for the tests.
    pub(super) steps: usize,
}

impl Same {
    pub(super) fn push(&mut self, at: usize) {
        self.all.push(at);
    }

    /// Sorts them out for a file, where that was not done yet.
    pub(super) fn ready<'e>(
        &mut self,
        file: usize,
        element: impl Fn(usize) -> Option<&'e Element>,
        tag: impl Fn(&Element) -> Tag,
    ) {
        if self.file == Some(file) {
            return;
        }
        self.file = Some(file);
        self.by_tag.clear();
        self.by_code.clear();
        self.of.clear();
        for at in &self.all {
            self.steps += 1;
            let Some(element) = element(*at) else { continue };
            let (code, tag) = (code_key(element), tag(element));
            self.by_tag.entry(tag.clone()).or_default().insert(*at);
            self.by_code.entry(code.clone()).or_default().entry(tag.clone()).or_default().insert(*at);
            self.of.insert(*at, (code, tag));
        }
    }

    /// One of them is taken.
    pub(super) fn forget(&mut self, at: usize) {
        self.steps += 1;
        let Some((code, tag)) = self.of.remove(&at) else { return };
        if let Some(set) = self.by_tag.get_mut(&tag) {
            set.remove(&at);
        }
        if let Some(set) = self.by_code.get_mut(&code).and_then(|tags| tags.get_mut(&tag)) {
            set.remove(&at);
        }
    }

    /// The first of those with such a tag.
    pub(super) fn first(&self, fits: impl Fn(&Tag) -> bool) -> Option<usize> {
        self.by_tag.iter().filter(|(tag, _)| fits(tag)).filter_map(|(_, set)| set.first().copied()).min()
    }

    /// The first of those with this code, and such a tag.
    pub(super) fn first_of_code(&self, code: &Option<String>, fits: impl Fn(&Tag) -> bool) -> Option<usize> {
        let tags = self.by_code.get(code)?;
        tags.iter().filter(|(tag, _)| fits(tag)).filter_map(|(_, set)| set.first().copied()).min()
    }

    /// How many have such a tag.
    pub(super) fn count(&self, fits: impl Fn(&Tag) -> bool) -> usize {
        self.by_tag.iter().filter(|(tag, _)| fits(tag)).map(|(_, set)| set.len()).sum()
    }

    /// The only one with this code and such a tag.
    pub(super) fn only_of_code(&self, code: &Option<String>, fits: impl Fn(&Tag) -> bool) -> Option<usize> {
        let tags = self.by_code.get(code)?;
        let count: usize = tags.iter().filter(|(tag, _)| fits(tag)).map(|(_, set)| set.len()).sum();
        (count == 1).then(|| self.first_of_code(code, fits)).flatten()
    }
}

/// The volet that keeps an objective apart from others of the same title; actions stand in that of their objective.
pub(super) fn volet(element: &Element) -> Tag {
    let volet = || element.classification(ClassificationKind::Volet).map(|volet| fold(&volet.label));
    if element.level < Level::Action { volet() } else { None }
}

/// Neither is known to stand in another volet.
pub(super) fn same_volet(known: &Tag, other: &Tag) -> bool {
    match (known, other) {
        (Some(known), Some(other)) => known == other,
        _ => true,
    }
}

/// Whether an element stands under an objective.
pub(super) fn above(element: &Element) -> Tag {
    element.parent.as_ref().map(|_| String::new())
}

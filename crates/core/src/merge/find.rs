//! Which element of the files before is the same as one of the file that is joined.

use std::collections::BTreeSet;

use super::alike::{ALIKE, SIMILAR, similarity};
use super::same::{above, same_volet, volet};
use super::{Merger, code_key};
use crate::{Bilingual, ClassificationKind, Diagnostic, DiagnosticKind, Element, Level, fold};

/// So many elements under one objective are compared word by word with a new one.
const MOST_COMPARED: usize = 300;

impl Merger {
    /// The element of the files before that is the same.
    pub(super) fn find(
        &mut self,
        element: &Element,
        parent: Option<usize>,
        known: usize,
        taken: &BTreeSet<usize>,
    ) -> Option<usize> {
        let free = |at: &usize| *at < known && !taken.contains(at);
        if !element.id.is_counted()
            && let Some(at) = self.by_id.get(&element.id).filter(|at| free(at))
            && self.nodes[*at].element.level == element.level
        {
            return Some(*at);
        }
        let code = code_key(element);
        let wording = fold(&element.title.wording);
        let (nodes, file) = (&self.nodes, self.current);
        let known_free = |at: usize| nodes.get(at).map(|node| &node.element).filter(|_| free(&at));
        // The same objective in two volets is printed twice, and the actions below belong to one of them.
        let own = volet(element);
        let here = |tag: &Option<String>| same_volet(tag, &own);
        if let Some(same) = self.by_wording.get_mut(&(parent, element.level, wording.clone())) {
            same.ready(file, known_free, volet);
            // Wording alone, unless the codes say which of several; without wording only the code can tell.
            let with_code = same.first_of_code(&code, here);
            if let Some(at) = with_code.or_else(|| same.first(here).filter(|_| !wording.is_empty())) {
                return Some(at);
            }
            if let Some(at) = same.first(|tag| !here(tag)).filter(|_| !wording.is_empty()) {
                self.say_volets(at, element);
                return None;
            }
        }
        let with_code = code.as_ref().and_then(|code| {
            let same = self.by_code.get_mut(&(parent, element.level, code.clone()))?;
            same.ready(file, known_free, volet);
            same.first(here)
        });
        if let (Some(printed), Some(at)) = (&element.code, with_code) {
            let other = &self.nodes[at].element.title;
            let similar = similarity(&other.wording, &element.title.wording) >= SIMILAR;
            let kind = if similar { DiagnosticKind::MergeTitle } else { DiagnosticKind::MergeSameCode };
            let found = Diagnostic::new(kind)
                .with("code", &printed.text)
                .with("title", &other.wording)
                .with("kept_in", self.file_of(other.place.as_ref()))
                .with("other", &element.title.wording)
                .with("other_in", self.file_of(None))
                .at(element.title.place.clone());
            self.diagnostics.push(found);
            if similar {
                return Some(at);
            }
        }
        self.find_without_objective(element, parent, &wording, &free)
    }

    /// A file that names no objectives, such as a list of a service: its elements are those of the same wording in
    /// the files that do, when only one has it.
    fn find_without_objective(
        &mut self,
        element: &Element,
        parent: Option<usize>,
        wording: &str,
        free: &dyn Fn(&usize) -> bool,
    ) -> Option<usize> {
        if wording.is_empty() || element.level == Level::StrategicObjective {
            return None;
        }
        let code = code_key(element);
        let nodes = &self.nodes;
        let known_free = |at: usize| nodes.get(at).map(|node| &node.element).filter(|_| free(&at));
        let same = self.anywhere.get_mut(&(element.level, wording.to_owned()))?;
        same.ready(self.current, known_free, above);
        // The one stands under an objective, the other under none.
        let apart = |tag: &Option<String>| tag.is_some() == parent.is_none();
        let at = match same.count(apart) {
            0 => return None,
            1 => same.first(apart)?,
            several => {
                let Some(one) = same.only_of_code(&code, apart).filter(|_| code.is_some()) else {
                    let found = Diagnostic::new(DiagnosticKind::MergeSeveral)
                        .with("title", &element.title.wording)
                        .with("file", self.file_of(None))
                        .with("count", several)
                        .at(element.title.place.clone());
                    self.diagnostics.push(found);
                    return None;
                };
                one
            }
        };
        let objective = match parent {
            Some(above) => Bilingual::calling(&self.nodes[above].element),
            None => {
                let above = self.nodes[at].element.parent.clone();
                let above = above.and_then(|id| self.by_id.get(&id).copied());
                above.map(|above| Bilingual::calling(&self.nodes[above].element)).unwrap_or_default()
            }
        };
        let bare = if parent.is_none() { None } else { self.nodes[at].element.title.place.as_ref() };
        let found = Diagnostic::new(DiagnosticKind::MergeWithoutObjective)
            .with("title", &element.title.wording)
            .with("file", self.file_of(bare))
            .saying("objective", objective)
            .at(element.title.place.clone());
        self.diagnostics.push(found);
        Some(at)
    }

    /// Says which element of another file a new one may be after all.
    pub(super) fn say_alike(
        &mut self,
        element: &Element,
        parent: Option<usize>,
        known: usize,
        taken: &BTreeSet<usize>,
    ) {
        let wording = fold(&element.title.wording);
        if wording.is_empty() {
            return;
        }
        let siblings = parent.map_or(&self.roots, |parent| &self.nodes[parent].children);
        let near = |at: &&usize| {
            let other = &self.nodes[**at].element;
            other.level == element.level
                && !other_volet(other, element)
                && !other.title.wording.is_empty()
                && similarity(&other.title.wording, &element.title.wording) >= ALIKE
        };
        let free = |at: &&usize| **at < known && !taken.contains(*at);
        // An action that moved: the same words under another objective. Objectives are often called the same.
        let nodes = &self.nodes;
        let known_free = |at: usize| nodes.get(at).map(|node| &node.element).filter(|_| free(&&at));
        let moved = (element.level >= Level::Action)
            .then(|| self.anywhere.get_mut(&(element.level, wording.clone())))
            .flatten()
            .and_then(|same| {
                same.ready(self.current, known_free, above);
                same.first(|_| true)
            });
        let alike = siblings.iter().take(MOST_COMPARED).filter(free).find(near);
        let code = code_key(element);
        // Two of one code are said already.
        let said = |at: &&usize| code.is_some() && code_key(&self.nodes[**at].element) == code;
        let Some(at) = alike.filter(|at| !said(at)).copied().or(moved) else { return };
        let other = &self.nodes[at].element;
        let likeness = if fold(&other.title.wording) == wording {
            Bilingual::new("figure sous un autre objectif que", "stands under another objective than")
        } else {
            Bilingual::new("ressemble à", "looks like")
        };
        let found = Diagnostic::new(DiagnosticKind::MergeAlike)
            .with("title", &element.title.wording)
            .with("file", self.file_of(None))
            .saying("likeness", likeness)
            .with("other", &other.title.wording)
            .with("other_in", self.file_of(other.title.place.as_ref()))
            .at(element.title.place.clone());
        self.diagnostics.push(found);
    }

    /// Says that an objective stands in two volets.
    fn say_volets(&mut self, at: usize, element: &Element) {
        let known = &self.nodes[at].element;
        let volet = |element: &Element| {
            element.classification(ClassificationKind::Volet).map(|volet| volet.label.clone()).unwrap_or_default()
        };
        let found = Diagnostic::new(DiagnosticKind::MergeVolets)
            .with("title", &element.title.wording)
            .with("volet", volet(known))
            .with("kept_in", self.file_of(known.title.place.as_ref()))
            .with("other", volet(element))
            .with("other_in", self.file_of(None))
            .at(element.title.place.clone());
        self.diagnostics.push(found);
    }
}

/// Both name a volet, and not the same, at an objective: the actions below take it from there.
fn other_volet(known: &Element, other: &Element) -> bool {
    let volet = |element: &Element| element.classification(ClassificationKind::Volet).map(|volet| fold(&volet.label));
    known.level < Level::Action
        && match (volet(known), volet(other)) {
            (Some(known), Some(other)) => known != other,
            _ => false,
        }
}

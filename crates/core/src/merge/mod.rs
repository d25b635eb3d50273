//! Réunion de plusieurs fichiers d'un même PST: one per volet, per service or per year.
//!
//! The same element is found by its id, its wording, or its code with a similar wording, under the same objective.
//! Where two files say different things, one value is kept, the other becomes an extra of the element, and a
//! diagnostic names both: nothing is overwritten in silence.

mod alike;
mod counts;
mod same;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Bilingual, Classification, ClassificationKind, Code, Diagnostic, DiagnosticKind, Element, ElementId, Extra, Field,
    FieldValue, Institution, Level, Outline, Place, Pst, Title, fold,
};

pub use counts::MergedFile;

use alike::{ALIKE, SIMILAR, similarity};
use same::{Same, above, same_volet, volet};

/// So many elements under one objective are compared word by word with a new one.
const MOST_COMPARED: usize = 300;

/// Préférence: whose value is kept where files differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prefer {
    /// That of the first file.
    #[default]
    First,
    /// That of the last file, for one file per year.
    Last,
}

/// Programme réuni, and what differed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Merged {
    /// The programme.
    pub pst: Pst,
    /// What was joined and where the files differ.
    pub diagnostics: Vec<Diagnostic>,
    /// For each file, how much of it was known already, was added, or differs.
    pub files: Vec<MergedFile>,
}

/// Joins the files of one PST, in the order given. Places name the file by its number.
///
/// ```
/// use passerelle_core::merge::{Prefer, merge};
/// use passerelle_core::{Level, Pst};
/// let file = |action: &str| {
///     let mut pst = Pst::default();
///     let os = pst.outline.add(None, Level::StrategicObjective, "Être une commune solidaire");
///     pst.outline.add(Some(&os), Level::Action, action);
///     pst
/// };
/// let merged = merge(vec![file("Ouvrir une épicerie"), file("Tenir une permanence")], Prefer::First);
/// let titles: Vec<_> = merged.pst.outline.elements().iter().map(|element| element.title.text.as_str()).collect();
/// assert_eq!(titles, ["Être une commune solidaire", "Ouvrir une épicerie", "Tenir une permanence"]);
/// ```
#[must_use]
pub fn merge(programmes: Vec<Pst>, prefer: Prefer) -> Merged {
    let mut merger = Merger { prefer, ..Merger::default() };
    let mut whole = Pst::default();
    for (file, mut programme) in programmes.into_iter().enumerate() {
        let before = merger.names.len();
        places(&mut programme, &mut |place| place.shift(before));
        merger.begin_file(&programme);
        merger.elements(std::mem::take(&mut programme.outline));
        if file == 0 {
            whole = programme;
        } else {
            merger.document(&mut whole, programme);
        }
    }
    whole.outline = merger.outline();
    let Merger { mut diagnostics, files, names, .. } = merger;
    let joined: usize = files.iter().map(|file| file.found).sum();
    if joined > 0 {
        diagnostics.insert(0, Diagnostic::new(DiagnosticKind::MergeJoined).with("count", joined));
    }
    let names = names.into();
    let diagnostics = diagnostics.into_iter().map(|found| found.of_files(&names)).collect();
    Merged { pst: whole, diagnostics, files }
}

/// Every place of a programme.
fn places(pst: &mut Pst, change: &mut dyn FnMut(&mut Place)) {
    let of_title = |title: &mut Title, change: &mut dyn FnMut(&mut Place)| title.place.iter_mut().for_each(change);
    if let Some(title) = &mut pst.title {
        of_title(title, change);
    }
    pst.extras.iter_mut().filter_map(|extra| extra.place.as_mut()).for_each(&mut *change);
    for element in pst.outline.elements_mut() {
        of_title(&mut element.title, change);
        element.code.iter_mut().filter_map(|code| code.place.as_mut()).for_each(&mut *change);
        element.classifications.iter_mut().filter_map(|of| of.place.as_mut()).for_each(&mut *change);
        element.fields.values_mut().flat_map(|value| &mut value.places).for_each(&mut *change);
        element.extras.iter_mut().filter_map(|extra| extra.place.as_mut()).for_each(&mut *change);
    }
}

/// An element of the whole, with its place in the tree.
struct Node {
    element: Element,
    children: Vec<usize>,
    /// The keys by which it is found.
    wordings: Vec<Key>,
    codes: Vec<Key>,
    anywhere: (Level, String),
}

/// Where an element is looked for: its parent, its level, and its wording or code.
type Key = (Option<usize>, Level, String);

#[derive(Default)]
struct Merger {
    prefer: Prefer,
    nodes: Vec<Node>,
    roots: Vec<usize>,
    by_id: BTreeMap<ElementId, usize>,
    by_wording: BTreeMap<Key, Same>,
    by_code: BTreeMap<Key, Same>,
    /// Wherever they stand.
    anywhere: BTreeMap<(Level, String), Same>,
    /// Names of the files, as places count them.
    names: Vec<String>,
    /// The place in `names` of the file that is joined now.
    current: usize,
    files: Vec<MergedFile>,
    diagnostics: Vec<Diagnostic>,
}

impl Merger {
    /// Notes the name of the next file, and that nothing of it is joined yet.
    fn begin_file(&mut self, programme: &Pst) {
        self.current = self.names.len();
        let elements = programme.outline.elements().len();
        self.names.extend(programme.sources.iter().map(|source| source.name.clone()));
        if self.names.len() == self.current {
            // Made by a program: it has a number only.
            self.names.push(String::new());
        }
        let name = self.names.get(self.current).cloned().unwrap_or_default();
        self.files.push(MergedFile { name, elements, ..MergedFile::default() });
    }

    /// ` (volet-interne.xlsx)`: the file of a place, else the one that is joined now.
    fn file_of(&self, place: Option<&Place>) -> String {
        let at = place.map_or(self.current, |place| usize::from(place.source).saturating_sub(1));
        in_brackets(self.names.get(at).map_or("", String::as_str))
    }

    /// An element that stood under no objective goes under the one that another file gives it.
    fn adopt(&mut self, at: usize, parent: Option<usize>) {
        let Some(above) = parent else { return };
        let (id, over) = (self.nodes[above].element.id.clone(), self.nodes[above].element.level);
        let node = &mut self.nodes[at];
        // What has its place keeps it: an element of the same id may stand elsewhere.
        if node.element.parent.is_some() || node.element.level <= over {
            return;
        }
        node.element.parent = Some(id);
        let key = fold(&node.element.title.wording);
        let level = node.element.level;
        let code = code_key(&node.element);
        self.nodes[above].children.push(at);
        self.index(at, (parent, level, key), code.map(|code| (parent, level, code)));
    }

    /// An element is found by these keys too.
    fn index(&mut self, at: usize, wording: Key, code: Option<Key>) {
        self.by_wording.entry(wording.clone()).or_default().push(at);
        if let Some(code) = &code {
            self.by_code.entry(code.clone()).or_default().push(at);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.wordings.push(wording);
            node.codes.extend(code);
        }
    }

    /// An element of the file has taken this one.
    fn take(&mut self, at: usize) {
        let Some(node) = self.nodes.get(at) else { return };
        for key in &node.wordings {
            if let Some(same) = self.by_wording.get_mut(key) {
                same.forget(at);
            }
        }
        for key in &node.codes {
            if let Some(same) = self.by_code.get_mut(key) {
                same.forget(at);
            }
        }
        if let Some(same) = self.anywhere.get_mut(&node.anywhere) {
            same.forget(at);
        }
    }

    fn elements(&mut self, outline: Outline) {
        // Each element of the whole takes one of a file: what stands twice in a file stands twice in the whole.
        let mut taken = BTreeSet::new();
        let mut of_file: BTreeMap<ElementId, usize> = BTreeMap::new();
        let known = self.nodes.len();
        let mut serving = Vec::new();
        for mut element in outline.into_elements() {
            let parent = element.parent.as_ref().and_then(|id| of_file.get(id)).copied();
            let id = element.id.clone();
            let also_serves = std::mem::take(&mut element.also_serves);
            let found = self.find(&element, parent, known, &taken);
            let at = match found {
                Some(at) => {
                    self.take(at);
                    self.adopt(at, parent);
                    self.join(at, element);
                    at
                }
                None => {
                    self.say_alike(&element, parent, known, &taken);
                    self.add(element, parent)
                }
            };
            taken.insert(at);
            of_file.insert(id, at);
            serving.push((at, also_serves));
        }
        for (at, objectives) in serving {
            for objective in objectives.iter().filter_map(|id| of_file.get(id)) {
                let id = self.nodes[*objective].element.id.clone();
                let served = &mut self.nodes[at].element.also_serves;
                if !served.contains(&id) {
                    served.push(id);
                }
            }
        }
    }

    /// The element of the files before that is the same.
    fn find(
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
    fn say_alike(&mut self, element: &Element, parent: Option<usize>, known: usize, taken: &BTreeSet<usize>) {
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

    fn add(&mut self, mut element: Element, parent: Option<usize>) -> usize {
        let at = self.nodes.len();
        if self.by_id.contains_key(&element.id) {
            let mut number = at + 1;
            while self.by_id.contains_key(&ElementId(format!("e{number}"))) {
                number += 1;
            }
            element.id = ElementId(format!("e{number}"));
        }
        element.parent = parent.map(|parent| self.nodes[parent].element.id.clone());
        self.by_id.insert(element.id.clone(), at);
        let level = element.level;
        let wording = fold(&element.title.wording);
        let anywhere = (level, wording.clone());
        self.anywhere.entry(anywhere.clone()).or_default().push(at);
        let code = code_key(&element).map(|code| (parent, level, code));
        if let Some(file) = self.files.last_mut() {
            file.added += 1;
        }
        match parent {
            Some(parent) => self.nodes[parent].children.push(at),
            None => self.roots.push(at),
        }
        self.nodes.push(Node { element, children: Vec::new(), wordings: Vec::new(), codes: Vec::new(), anywhere });
        self.index(at, (parent, level, wording), code);
        at
    }

    /// Puts what another file says of an element to what is known of it.
    fn join(&mut self, at: usize, other: Element) {
        let current = self.file_of(None);
        let mut differences = Vec::new();
        let prefer = self.prefer;
        let Some(node) = self.nodes.get_mut(at) else { return };
        let element = &mut node.element;
        let Element { code, title, classifications, fields, extras, .. } = other;
        let same = |a: &str, b: &str| fold(a) == fold(b);
        if !same(&element.title.text, &title.text) {
            // A printed level word or code in front of the same wording is no other title.
            if element.title.text.is_empty() {
                element.title = title;
            } else if !same(&element.title.wording, &title.wording) {
                let left = if prefer == Prefer::First { title } else { std::mem::replace(&mut element.title, title) };
                differences.push(Difference {
                    what: Bilingual::new("Intitulé", "Title"),
                    kept: element.title.text.clone(),
                    kept_at: element.title.place.clone(),
                    text: left.text,
                    place: left.place,
                });
            }
        }
        match (&mut element.code, code) {
            (known @ None, code) => *known = code,
            (Some(known), Some(code))
                if known.numbers != code.numbers || known.numbers.is_empty() && !same(&known.text, &code.text) =>
            {
                let left = if prefer == Prefer::First { code } else { std::mem::replace(known, code) };
                let Code { text, place, .. } = left;
                differences.push(Difference {
                    what: Bilingual::new("Code imprimé", "Printed code"),
                    kept: known.text.clone(),
                    kept_at: known.place.clone(),
                    text,
                    place,
                });
            }
            _ => {}
        }
        for classification in classifications {
            match element.classifications.iter_mut().find(|known| known.kind == classification.kind) {
                None => element.classifications.push(classification),
                Some(known) if !same(&known.label, &classification.label) => {
                    let left =
                        if prefer == Prefer::First { classification } else { std::mem::replace(known, classification) };
                    let Classification { text, place, .. } = left;
                    differences.push(Difference {
                        what: Bilingual::new("Classement", "Classification"),
                        kept: known.text.clone(),
                        kept_at: known.place.clone(),
                        text,
                        place,
                    });
                }
                Some(_) => {}
            }
        }
        for (field, value) in fields {
            join_field(element, field, value, prefer, &mut differences);
        }
        for extra in extras {
            if !element.extras.iter().any(|known| known.label == extra.label && known.text == extra.text) {
                element.extras.push(extra);
            }
        }
        if let Some(file) = self.files.last_mut() {
            file.found += 1;
            file.differences += differences.len();
        }
        let names = &self.names;
        let name = |place: &Option<Place>| {
            let place = place.as_ref()?;
            Some(in_brackets(names.get(usize::from(place.source).saturating_sub(1))?))
        };
        for Difference { what, kept, kept_at, text, place } in differences {
            // A value without a place is of the file that is joined now, or of one before.
            let (kept_in, other_in) = match prefer {
                Prefer::First => (name(&kept_at).unwrap_or_default(), current.clone()),
                Prefer::Last => (current.clone(), name(&place).unwrap_or_default()),
            };
            let found = Diagnostic::new(DiagnosticKind::MergeConflict)
                .with("title", &element.title.wording)
                .saying("what", what.clone())
                .with("kept", shown(&kept))
                .with("kept_in", kept_in)
                .with("other", shown(&text))
                .with("other_in", &other_in)
                .at(place.clone());
            self.diagnostics.push(found);
            element.extras.push(Extra { label: other_value(&what.fr, &other_in), text, place });
        }
    }

    /// Puts what another file says of the document to what is known of it.
    fn document(&mut self, whole: &mut Pst, other: Pst) {
        let Pst { institution, title, legislature, declaration, extras, sources, outline: _ } = other;
        let Institution { name, kind, ins_code } = institution;
        let mut differ = |what: Bilingual, kept: &str, text: String, place: Option<Place>| {
            let found = Diagnostic::new(DiagnosticKind::MergeDocument)
                .saying("what", what.clone())
                .with("kept", shown(kept))
                .with("other", shown(&text))
                .at(place.clone());
            self.diagnostics.push(found);
            whole.extras.push(Extra { label: what.fr, text, place });
        };
        match (&whole.institution.name, name) {
            (None, name) => whole.institution.name = name,
            (Some(known), Some(name)) if fold(known) != fold(&name) => {
                differ(Bilingual::new("Institution", "Institution"), known, name, None)
            }
            _ => {}
        }
        whole.institution.kind = whole.institution.kind.or(kind);
        whole.institution.ins_code = whole.institution.ins_code.take().or(ins_code);
        match (&whole.title, title) {
            (None, title) => whole.title = title,
            (Some(known), Some(title)) if fold(&known.text) != fold(&title.text) => {
                differ(
                    Bilingual::new("Intitulé du document", "Title of the document"),
                    &known.text,
                    title.text,
                    title.place,
                );
            }
            _ => {}
        }
        match (whole.legislature, legislature) {
            (Some(known), Some(term)) if known != term => {
                let [kept, text] = [known, term].map(|term| format!("{}-{}", term.first_year, term.last_year));
                differ(Bilingual::new("Législature", "Term"), &kept, text, None);
            }
            (known, term) => whole.legislature = known.or(term),
        }
        match (&whole.declaration, declaration) {
            (None, declaration) => whole.declaration = declaration,
            (Some(known), Some(declaration)) if fold(&known.text) != fold(&declaration.text) => {
                differ(
                    Bilingual::new("Déclaration de politique", "Policy statement"),
                    &known.text,
                    declaration.text,
                    None,
                );
            }
            _ => {}
        }
        for extra in extras {
            if !whole.extras.iter().any(|known| known.label == extra.label && known.text == extra.text) {
                whole.extras.push(extra);
            }
        }
        whole.sources.extend(sources);
    }

    /// The elements in the order of the tree.
    fn outline(&mut self) -> Outline {
        let mut order = Vec::new();
        // Some have found their objective since.
        let roots = self.roots.iter().filter(|root| self.nodes[**root].element.parent.is_none());
        let mut stack: Vec<usize> = roots.rev().copied().collect();
        while let Some(at) = stack.pop() {
            order.push(at);
            stack.extend(self.nodes[at].children.iter().rev());
        }
        let mut nodes: BTreeMap<usize, Node> = std::mem::take(&mut self.nodes).into_iter().enumerate().collect();
        let elements = order.iter().filter_map(|at| nodes.remove(at)).map(|node| node.element).collect();
        // Ids are unique and parents stand first by construction.
        Outline::new(elements).unwrap_or_default()
    }
}

/// A value on which two files differ.
struct Difference {
    what: Bilingual,
    kept: String,
    kept_at: Option<Place>,
    /// What the other file says.
    text: String,
    place: Option<Place>,
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

/// What the other value of a field is called among the extras: never like the field itself, so that reading the
/// document again does not take both for one.
fn other_value(what: &str, file: &str) -> String {
    format!("Autre valeur : {what}{file}")
}

/// ` (name)`, or nothing without a name.
fn in_brackets(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" ({name})") }
}

fn join_field(
    element: &mut Element,
    field: Field,
    value: FieldValue,
    prefer: Prefer,
    differences: &mut Vec<Difference>,
) {
    let Some(known) = element.fields.get_mut(&field) else {
        element.fields.insert(field, value);
        return;
    };
    if same_value(known, &value) {
        known.places.extend(value.places);
        return;
    }
    let left = if prefer == Prefer::First { value } else { std::mem::replace(known, value) };
    differences.push(Difference {
        what: Bilingual::of(|lang| field.label(lang)),
        kept: known.text.join("\n"),
        kept_at: known.places.first().cloned(),
        text: left.text.join("\n"),
        place: left.places.into_iter().next(),
    });
}

/// The same words, or the same reading of figures that are only written otherwise: `5.000 €` and `5000€`.
fn same_value(known: &FieldValue, other: &FieldValue) -> bool {
    let (a, b) = (fold(&known.text.join(" ")), fold(&other.text.join(" ")));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    a == b || known.reading.is_some() && known.reading == other.reading && letters(&a) == letters(&b)
}

/// The numbers of a code, or its folded words.
fn code_key(element: &Element) -> Option<String> {
    let code = element.code.as_ref()?;
    let numbers: Vec<String> = code.numbers.iter().map(u32::to_string).collect();
    Some(if numbers.is_empty() { fold(&code.text) } else { numbers.join(".") }).filter(|key| !key.is_empty())
}

/// The beginning of a text, for a message.
fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.replace('\n', " ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let mut cut: String = line.chars().take(LONGEST).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A programme of so many actions of one title under one objective, or under none.
    fn programme(count: usize, coded: bool, objective: bool) -> Pst {
        let mut pst = Pst::default();
        let os = objective.then(|| pst.outline.add(None, Level::StrategicObjective, "Être solidaire"));
        for _ in 0..count {
            pst.outline.add(os.as_ref(), Level::Action, "Assurer le suivi");
        }
        let actions = pst.outline.elements_mut().iter_mut().filter(|element| coded && element.level == Level::Action);
        for (number, element) in actions.enumerate() {
            element.code = Some(Code::new(format!("1.{number}")));
        }
        pst
    }

    /// How many elements are looked at when these are joined.
    fn steps(programmes: Vec<Pst>) -> (usize, usize) {
        let mut merger = Merger::default();
        for mut programme in programmes {
            merger.begin_file(&programme);
            merger.elements(std::mem::take(&mut programme.outline));
        }
        let of = |same: &Same| same.steps;
        let steps = merger.by_wording.values().map(of).chain(merger.by_code.values().map(of));
        (steps.chain(merger.anywhere.values().map(of)).sum(), merger.nodes.len())
    }

    #[test]
    fn many_equal_titles_are_each_looked_at_a_few_times() {
        for (coded, objective) in [(false, true), (true, true), (false, false), (true, false)] {
            for count in [200, 800] {
                let files = vec![programme(count, coded, true), programme(count, coded, objective)];
                let (steps, joined) = steps(files);
                assert!(steps <= 12 * count, "{steps} for {count}, {coded}, {objective}");
                // Without code nor objective nobody can tell which of them is meant.
                let told = coded || objective;
                assert_eq!(joined, if told { count + 1 } else { 2 * count + 1 }, "{coded}, {objective}");
            }
        }
    }
}

//! Réunion de plusieurs fichiers d'un même PST: one per volet, per service or per year.
//!
//! The same element is found by its id, its wording, or its code with a similar wording, under the same objective.
//! Where two files say different things, one value is kept, the other becomes an extra of the element, and a
//! diagnostic names both: nothing is overwritten in silence.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Bilingual, Classification, Code, Diagnostic, DiagnosticKind, Element, ElementId, Extra, Field, FieldValue,
    Institution, Level, Outline, Place, Pst, Title, fold,
};

/// Share of common words from which two titles with the same code are taken for one.
const SIMILAR: f64 = 0.5;

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
        let before = whole.sources.len();
        places(&mut programme, &mut |place| place.shift(before));
        merger.elements(std::mem::take(&mut programme.outline));
        if file == 0 {
            whole = programme;
        } else {
            merger.document(&mut whole, programme);
        }
    }
    whole.outline = merger.outline();
    let mut diagnostics = merger.diagnostics;
    if merger.joined > 0 {
        diagnostics.insert(0, Diagnostic::new(DiagnosticKind::MergeJoined).with("count", merger.joined));
    }
    Merged { pst: whole, diagnostics }
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
}

/// Where an element is looked for: its parent, its level, and its wording or code.
type Key = (Option<usize>, Level, String);

#[derive(Default)]
struct Merger {
    prefer: Prefer,
    nodes: Vec<Node>,
    roots: Vec<usize>,
    by_id: BTreeMap<ElementId, usize>,
    by_wording: BTreeMap<Key, Vec<usize>>,
    by_code: BTreeMap<Key, Vec<usize>>,
    joined: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Merger {
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
                    self.join(at, element);
                    at
                }
                None => self.add(element, parent),
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
        let same = self.by_wording.get(&(parent, element.level, fold(&element.title.wording)));
        let same: Vec<usize> = same.into_iter().flatten().copied().filter(free).collect();
        // Wording alone, unless the codes say which of several; without wording only the code can tell.
        let with_code = same.iter().find(|at| code_key(&self.nodes[**at].element) == code);
        if let Some(at) = with_code.or_else(|| same.first().filter(|_| !element.title.wording.trim().is_empty())) {
            return Some(*at);
        }
        let (Some(printed), Some(code)) = (&element.code, code) else { return None };
        let coded = self.by_code.get(&(parent, element.level, code));
        let at = *coded.into_iter().flatten().find(|at| free(at))?;
        let other = &self.nodes[at].element.title;
        let similar = similarity(&other.wording, &element.title.wording) >= SIMILAR;
        let kind = if similar { DiagnosticKind::MergeTitle } else { DiagnosticKind::MergeSameCode };
        let found = Diagnostic::new(kind)
            .with("code", &printed.text)
            .with("title", &other.wording)
            .with("other", &element.title.wording)
            .at(element.title.place.clone());
        self.diagnostics.push(found);
        similar.then_some(at)
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
        self.by_wording.entry((parent, level, fold(&element.title.wording))).or_default().push(at);
        if let Some(code) = code_key(&element) {
            self.by_code.entry((parent, level, code)).or_default().push(at);
        }
        match parent {
            Some(parent) => self.nodes[parent].children.push(at),
            None => self.roots.push(at),
        }
        self.nodes.push(Node { element, children: Vec::new() });
        at
    }

    /// Puts what another file says of an element to what is known of it.
    fn join(&mut self, at: usize, other: Element) {
        self.joined += 1;
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
                let (text, place) = (title.text.clone(), title.place.clone());
                let kept = std::mem::replace(&mut element.title, title);
                let was = (kept.text.clone(), kept.place.clone());
                let left = if prefer == Prefer::First {
                    element.title = kept;
                    (text, place)
                } else {
                    was
                };
                differences.push((Bilingual::new("Intitulé", "Title"), element.title.text.clone(), left));
            }
        }
        match (&mut element.code, code) {
            (known @ None, code) => *known = code,
            (Some(known), Some(code))
                if known.numbers != code.numbers || known.numbers.is_empty() && !same(&known.text, &code.text) =>
            {
                let left = if prefer == Prefer::First { code } else { std::mem::replace(known, code) };
                let Code { text, place, .. } = left;
                differences.push((Bilingual::new("Code imprimé", "Printed code"), known.text.clone(), (text, place)));
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
                    differences.push((
                        Bilingual::new("Classement", "Classification"),
                        known.text.clone(),
                        (text, place),
                    ));
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
        for (what, kept, (text, place)) in differences {
            let found = Diagnostic::new(DiagnosticKind::MergeConflict)
                .with("title", &element.title.wording)
                .saying("what", what.clone())
                .with("kept", shown(&kept))
                .with("other", shown(&text))
                .at(place.clone());
            self.diagnostics.push(found);
            element.extras.push(Extra { label: what.fr, text, place });
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
        let mut stack: Vec<usize> = self.roots.iter().rev().copied().collect();
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

/// Name of the value, what is kept, and what the other file says with its place.
type Difference = (Bilingual, String, (String, Option<Place>));

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
    if fold(&known.text.join(" ")) == fold(&value.text.join(" ")) {
        known.places.extend(value.places);
        return;
    }
    let left = if prefer == Prefer::First { value } else { std::mem::replace(known, value) };
    let kept = known.text.join("\n");
    differences.push((
        Bilingual::of(|lang| field.label(lang)),
        kept,
        (left.text.join("\n"), left.places.into_iter().next()),
    ));
}

/// The numbers of a code, or its folded words.
fn code_key(element: &Element) -> Option<String> {
    let code = element.code.as_ref()?;
    let numbers: Vec<String> = code.numbers.iter().map(u32::to_string).collect();
    Some(if numbers.is_empty() { fold(&code.text) } else { numbers.join(".") }).filter(|key| !key.is_empty())
}

/// Share of the words that two texts have in common.
fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (fold(a), fold(b));
    let words =
        |text: &str| text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (words(&a), words(&b));
    let all = a.union(&b).count();
    #[allow(clippy::cast_precision_loss, reason = "numbers of words are small")]
    let share = |common: usize| if all == 0 { 1.0 } else { common as f64 / all as f64 };
    share(a.intersection(&b).count())
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

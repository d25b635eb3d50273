//! Réunion de plusieurs fichiers d'un même PST: one per volet, per service or per year.
//!
//! The same element is found by its id, its wording, or its code with a similar wording, under the same objective.
//! Where two files say different things, one value is kept, the other becomes an extra of the element, and a
//! diagnostic names both: nothing is overwritten in silence.

mod alike;
mod counts;
mod document;
mod find;
mod join;
mod same;

use std::collections::{BTreeMap, BTreeSet};

use crate::{Diagnostic, DiagnosticKind, Element, ElementId, Level, Outline, Place, Pst, Title, fold};

pub use counts::MergedFile;

use same::Same;

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

/// The doubts of importing that merging has not settled: what stood under no objective in its file may have found one in
/// another.
#[must_use]
pub fn without_settled(diagnostics: Vec<Diagnostic>, merged: &Merged) -> Vec<Diagnostic> {
    let found = merged.diagnostics.iter().filter(|found| found.kind == DiagnosticKind::MergeWithoutObjective);
    let under_objectives = merged.pst.outline.elements().iter().filter(|element| element.parent.is_some());
    let settled: BTreeSet<&Place> = found
        .filter_map(|found| found.place.as_ref())
        .chain(under_objectives.filter_map(|element| element.title.place.as_ref()))
        .collect();
    let open = |diagnostic: &Diagnostic| diagnostic.place.as_ref().is_none_or(|place| !settled.contains(place));
    let unsettled = |mut diagnostic: Diagnostic| {
        if diagnostic.kind != DiagnosticKind::NoParent {
            return Some(diagnostic);
        }
        diagnostic.also.retain(open);
        if open(&diagnostic) {
            return Some(diagnostic);
        }
        let mut others = std::mem::take(&mut diagnostic.also).into_iter();
        let mut first = others.next()?;
        first.also.extend(others);
        Some(first)
    };
    diagnostics.into_iter().filter_map(unsettled).collect()
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
        element.fields.iter_mut().flat_map(|(_, value)| &mut value.places).for_each(&mut *change);
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

    fn add(&mut self, mut element: Element, parent: Option<usize>) -> usize {
        let at = self.nodes.len();
        if self.by_id.contains_key(&element.id) {
            let mut number = at + 1;
            while self.by_id.contains_key(&ElementId::counted(number)) {
                number += 1;
            }
            element.id = ElementId::counted(number);
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

/// ` (name)`, or nothing without a name.
fn in_brackets(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" ({name})") }
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
    use crate::Code;

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

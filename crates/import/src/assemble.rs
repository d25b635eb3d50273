//! Elements from texts: parents, containers, codes and values, each text given its fate.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use passerelle_core::{
    Bilingual, Classification, ClassificationKind, Code, Diagnostic, DiagnosticKind, Element, ElementId, Extra, Field,
    FieldValue, Level, Outline, Place, Places, Reason, Text, Title, Volet, fold,
};

use crate::hashed::Map;
use crate::ledger::{Fate, Ledger, excerpt};
use crate::notation::{self, Read};
use crate::source::{ItemId, LineCell, Source};
use crate::texts::trimmed;
use crate::ticked;
use crate::wording::{heading, unquote};

/// Position of an element among those assembled.
pub(crate) type Node = usize;

/// A title as it was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Named {
    pub(crate) title: Title,
    pub(crate) code: Option<Code>,
}

/// A printed text and the source texts it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed<'t> {
    pub(crate) text: &'t str,
    pub(crate) items: &'t [ItemId],
}

impl LineCell<'_> {
    /// The cell's text as printed.
    pub(crate) fn printed(&self) -> Printed<'_> {
        Printed { text: self.text, items: std::slice::from_ref(&self.item) }
    }
}

/// By what an element is found again: its level, its parent, and how it is named.
type Key = (Level, Option<Node>, Name);

#[derive(Debug, PartialEq, Eq, Hash)]
enum Name {
    /// The numbers of its code.
    Code(Vec<u32>),
    /// Its folded wording.
    Wording(String),
}

struct Keys {
    code: Option<Key>,
    wording: Option<Key>,
}

/// Builds the outline of a programme.
pub(crate) struct Assembler<'s, 'a, 'l> {
    pub(crate) source: &'s Source<'a>,
    pub(crate) ledger: &'l mut Ledger,
    elements: Vec<Element>,
    notation: notation::Context,
    /// How texts were read before.
    known_texts: notation::Known,
    /// Thousands or millions of euros, where the column of the value at hand counts in them.
    pub(crate) unit: Option<&'static str>,
    /// The units that headers gave to values, which may be read again.
    units: BTreeMap<(Node, Field), &'static str>,
    containers: BTreeMap<ClassificationKind, Classification>,
    /// Containers that the next element carries itself, because its parent does not.
    fresh: Vec<ClassificationKind>,
    current: BTreeMap<Level, Node>,
    /// Parents by level, parent and key, for tables that repeat them on each row.
    known: Map<Key, Node>,
    /// Elements that a further row repeats: it may print their values again.
    again: BTreeSet<Node>,
    /// Codes with two wordings that were spoken of.
    differing: BTreeSet<(String, String)>,
    /// Fields that gained lines since they were read.
    grown: BTreeSet<(Node, Field)>,
    /// What is to be said of fields, unless they gain lines.
    notes: BTreeMap<(Node, Field), Vec<Diagnostic>>,
    last: Option<Node>,
    /// The parent of each element.
    parents: Vec<Option<Node>>,
    /// Elements with a wording by the numbers of their codes; none where several have the same.
    worded: BTreeMap<(Level, Vec<u32>), Option<Node>>,
}

impl<'s, 'a, 'l> Assembler<'s, 'a, 'l> {
    pub(crate) fn new(source: &'s Source<'a>, ledger: &'l mut Ledger, notation: notation::Context) -> Self {
        Self {
            source,
            ledger,
            elements: Vec::with_capacity(source.lines.len()),
            notation,
            known_texts: notation::Known::default(),
            unit: None,
            units: BTreeMap::new(),
            containers: BTreeMap::new(),
            fresh: Vec::new(),
            current: BTreeMap::new(),
            known: Map::default(),
            again: BTreeSet::new(),
            differing: BTreeSet::new(),
            grown: BTreeSet::new(),
            notes: BTreeMap::new(),
            last: None,
            parents: Vec::new(),
            worded: BTreeMap::new(),
        }
    }

    /// The element added last.
    pub(crate) fn last(&self) -> Option<Node> {
        self.last
    }

    /// All elements so far, in printed order.
    pub(crate) fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// The elements that the next row may add values to.
    pub(crate) fn open(&self) -> Vec<Node> {
        let mut open: Vec<Node> = self.current.values().copied().chain(self.last).collect();
        open.dedup();
        open
    }

    pub(crate) fn get(&self, node: Node) -> Option<&Element> {
        self.elements.get(node)
    }

    pub(crate) fn get_mut(&mut self, node: Node) -> Option<&mut Element> {
        self.elements.get_mut(node)
    }

    /// The outline; nothing is left here.
    pub(crate) fn take_outline(&mut self) -> Outline {
        self.read_grown();
        std::mem::take(&mut self.notes).into_values().flatten().for_each(|note| self.ledger.say(note));
        // Ids are unique and parents stand first by construction.
        Outline::new(std::mem::take(&mut self.elements)).unwrap_or_default()
    }

    pub(crate) fn place(&self, cell: &LineCell<'_>) -> Option<Place> {
        self.source.place(cell.item)
    }

    /// A title row of a volet, domaine, objectif politique or catégorie.
    pub(crate) fn container(&mut self, kind: ClassificationKind, cell: &LineCell<'_>) {
        self.ledger.set(cell.item, Fate::Field);
        self.enclose(kind, cell.text, self.place(cell));
    }

    /// Ends a container.
    pub(crate) fn leave(&mut self, kind: ClassificationKind) {
        self.containers.remove(&kind);
        self.fresh.retain(|fresh| *fresh != kind);
    }

    /// What follows belongs to a volet, domaine, objectif politique or catégorie.
    pub(crate) fn enclose(&mut self, kind: ClassificationKind, text: &str, place: Option<Place>) {
        let classification = classification(kind, text, place);
        if kind == ClassificationKind::Volet {
            // A domaine belongs to its volet: a new volet begins without one.
            self.containers.remove(&ClassificationKind::Domain);
        }
        if self.containers.get(&kind).is_some_and(|c| c.text == classification.text) {
            return;
        }
        self.containers.insert(kind, classification);
        if !self.fresh.contains(&kind) {
            self.fresh.push(kind);
        }
    }

    /// Adds an element under the nearest higher one.
    pub(crate) fn element(&mut self, level: Level, named: Named) -> Node {
        let parent = self.parent_of(level);
        let orphan = parent.is_none()
            && level != Level::StrategicObjective
            && (!self.elements.is_empty() || level != Level::Action);
        let kinds: Vec<ClassificationKind> =
            if parent.is_none() { self.containers.keys().copied().collect() } else { std::mem::take(&mut self.fresh) };
        self.fresh.clear();
        let node = self.elements.len();
        let mut element = Element::new(ElementId::counted(node + 1), level, named.title);
        element.parent = parent.and_then(|parent| self.elements.get(parent)).map(|parent| parent.id.clone());
        element.code = named.code;
        element.classifications = kinds.iter().filter_map(|kind| self.containers.get(kind).cloned()).collect();
        if orphan {
            let place =
                element.title.place.clone().or_else(|| element.code.as_ref().and_then(|code| code.place.clone()));
            let title = Bilingual::calling(&element);
            self.ledger.say(Diagnostic::new(DiagnosticKind::NoParent).saying("title", title).at(place));
        }
        if let Some(code) = element.code.as_ref().filter(|code| !code.numbers.is_empty())
            && !element.title.wording.is_empty()
        {
            let slot = self.worded.entry((level, code.numbers.clone()));
            slot.and_modify(|other| *other = None).or_insert(Some(node));
        }
        self.elements.push(element);
        self.parents.push(parent);
        self.enter(level, node);
        node
    }

    /// Goes back to the only element that a code alone can mean, wherever it stands: a list of the objectives says what
    /// each code stands for.
    fn meant_by_code(&mut self, level: Level, named: &Named) -> Option<Node> {
        let code = named.code.as_ref().filter(|_| named.title.wording.is_empty())?;
        let node = (*self.worded.get(&(level, code.numbers.clone()))?)?;
        let mut above = self.parents.get(node).copied().flatten();
        self.current.clear();
        while let Some(parent) = above {
            if let Some(element) = self.elements.get(parent) {
                self.current.insert(element.level, parent);
            }
            above = self.parents.get(parent).copied().flatten();
        }
        self.enter(level, node);
        Some(node)
    }

    /// Makes an element the current one of its level.
    fn enter(&mut self, level: Level, node: Node) {
        self.current.retain(|other, _| *other < level);
        self.current.insert(level, node);
        self.last = Some(node);
    }

    /// Makes an element that is printed again the current one of its level.
    fn enter_again(&mut self, level: Level, node: Node, ends: bool) {
        if !ends && self.current(level) == Some(node) {
            self.last = Some(node);
        } else {
            self.enter(level, node);
        }
    }

    /// Goes on with the element added last, when a further row prints its code and its wording again.
    pub(crate) fn goes_on_with_last(&mut self, level: Level, named: &Named) -> Option<Node> {
        const FEWEST_WORDS: usize = 4;
        let node = self.current(level).filter(|node| self.last == Some(*node))?;
        let told_apart = || named.code.is_some() || named.title.wording.split_whitespace().count() >= FEWEST_WORDS;
        let again = level >= Level::Action && self.is_printed_as(node, level, named) && told_apart();
        again.then(|| {
            self.again.insert(node);
            node
        })
    }

    /// Goes back to an element that stands in another table too, and to its parents.
    pub(crate) fn enter_seen(&mut self, level: Level, node: Node) {
        let mut above = self.parents.get(node).copied().flatten();
        self.current.retain(|other, _| *other >= level);
        while let Some(parent) = above {
            if let Some(element) = self.elements.get(parent) {
                self.current.insert(element.level, parent);
            }
            above = self.parents.get(parent).copied().flatten();
        }
        self.enter(level, node);
    }

    /// Goes to the only objective that has a code; false where there is none, or where several have it.
    pub(crate) fn go_to_objective(&mut self, numbers: &[u32]) -> bool {
        let of = |level| self.worded.get(&(level, numbers.to_vec())).copied().flatten();
        let found =
            [Level::OperationalObjective, Level::StrategicObjective].into_iter().find_map(|l| Some((l, of(l)?)));
        if let Some((level, node)) = found.filter(|_| !numbers.is_empty()) {
            self.enter_seen(level, node);
            return true;
        }
        false
    }

    /// The element has another text in a field.
    pub(crate) fn has_other(&self, node: Node, field: Field, text: &str) -> bool {
        let before = self.elements.get(node).and_then(|element| element.field(field));
        before.is_some_and(|before| !self.is_again(node, &before.text, text))
    }

    fn parent_of(&self, level: Level) -> Option<Node> {
        self.current.range(..level).next_back().map(|(_, node)| *node)
    }

    /// An element stands below the objective under which a new one would stand, or below one with the same wording.
    pub(crate) fn has_parent_as_now(&self, node: Node, level: Level) -> bool {
        let wording = |node: Node| self.elements.get(node).map(|element| fold(&element.title.wording));
        let (own, now) = (self.parents.get(node).copied().flatten(), self.parent_of(level));
        own == now || own.and_then(wording) == now.and_then(wording)
    }

    /// The current element of a level.
    pub(crate) fn current(&self, level: Level) -> Option<Node> {
        self.current.get(&level).copied()
    }

    /// Goes on with the current element of a level; false when there is none.
    pub(crate) fn resume(&mut self, level: Level) -> bool {
        let current = self.current(level);
        if let Some(node) = current {
            self.enter(level, node);
        }
        current.is_some()
    }

    /// Goes on with the current element of a level when it has the wording, or the code where one of them has no
    /// wording.
    pub(crate) fn goes_on_as(&mut self, level: Level, wording: &str, code: Option<&Code>) -> bool {
        let same = self.current(level).and_then(|node| self.elements.get(node)).is_some_and(|element| {
            let (own, other) = (fold(&element.title.wording), fold(wording));
            let codes = element.code.as_ref().zip(code).map(|(own, other)| own.numbers == other.numbers);
            own == other && codes != Some(false) || (own.is_empty() || other.is_empty()) && codes == Some(true)
        });
        same && self.resume(level)
    }

    /// An element that the source repeats on each row: the one already there, or a new one.
    /// It ends what stands below it, unless `ends` is false.
    pub(crate) fn repeated(&mut self, level: Level, named: Named, ends: bool) -> Node {
        if let Some(node) =
            self.current(level).filter(|node| self.again.contains(node) && self.is_printed_as(*node, level, &named))
        {
            self.again.insert(node);
            self.enter_again(level, node, ends);
            return node;
        }
        let keys = self.keys(level, &named);
        let same_code = keys.code.as_ref().and_then(|key| self.known.get(key)).copied();
        let same_wording = keys.wording.as_ref().and_then(|key| self.known.get(key)).copied();
        let found = same_code.filter(|node| self.same_wording(*node, &named)).or(same_wording);
        if let Some(node) = found {
            self.again.insert(node);
            self.enter_again(level, node, ends);
            return node;
        }
        if let Some(node) = self.meant_by_code(level, &named) {
            return node;
        }
        let node = self.element(level, named);
        self.remember(keys, node);
        node
    }

    /// Goes back to an objective that a further page or sheet prints again: it has the same code and wording, the same
    /// parent, and stands in the same volet and domaine. False when there is none.
    pub(crate) fn stands_again(&mut self, level: Level, named: &Named) -> bool {
        fn numbers(code: Option<&Code>) -> Option<&[u32]> {
            code.map(|code| code.numbers.as_slice())
        }
        if named.title.wording.is_empty() {
            return false;
        }
        let keys = self.keys(level, named);
        let node = keys.wording.as_ref().and_then(|key| self.known.get(key)).copied();
        let same_code = |node: &Node| {
            let known = self.elements.get(*node).and_then(|element| element.code.as_ref());
            numbers(known) == numbers(named.code.as_ref())
        };
        let Some(node) = node.filter(|node| same_code(node) && self.is_enclosed_as_now(*node)) else { return false };
        self.fresh.clear();
        self.enter(level, node);
        true
    }

    /// The volet, domaine and the like of the rows below are those of an element's topmost parent.
    fn is_enclosed_as_now(&self, node: Node) -> bool {
        let mut top = node;
        while let Some(parent) = self.parents.get(top).copied().flatten() {
            top = parent;
        }
        let own = self.elements.get(top).map(|element| element.classifications.as_slice()).unwrap_or_default();
        own.len() == self.containers.len()
            && own.iter().all(|c| self.containers.get(&c.kind).is_some_and(|now| now.label == c.label))
    }

    /// The element stands where a new one would, and has the same code and wording to the letter.
    fn is_printed_as(&self, node: Node, level: Level, named: &Named) -> bool {
        let parent = self.parent_of(level).and_then(|parent| self.elements.get(parent)).map(|parent| &parent.id);
        fn text(code: Option<&Code>) -> Option<&str> {
            code.map(|code| code.text.as_str())
        }
        self.elements.get(node).is_some_and(|element| {
            !named.title.wording.is_empty()
                && element.title.wording == named.title.wording
                && element.parent.as_ref() == parent
                && text(element.code.as_ref()) == text(named.code.as_ref())
        })
    }

    /// Gives an element that only a code named so far the wording that this row prints behind the same code; none when
    /// there is no such element.
    pub(crate) fn complete(&mut self, level: Level, named: &Named) -> Option<Node> {
        let key = self.code_key(level, named).filter(|_| !named.title.wording.is_empty())?;
        let node = self.known.get(&key).copied()?;
        let waits = |element: &&mut Element| element.title.wording.is_empty() && element.title.text.is_empty();
        self.elements.get_mut(node).filter(waits)?.title = named.title.clone();
        let wording = self.keys(level, named).wording;
        self.remember(Keys { code: None, wording }, node);
        self.enter(level, node);
        Some(node)
    }

    /// A new element that further rows may repeat.
    pub(crate) fn repeatable(&mut self, level: Level, named: Named) -> Node {
        let keys = self.keys(level, &named);
        let node = self.element(level, named);
        self.remember(keys, node);
        node
    }

    /// A new objective that a further page may print again, word for word.
    pub(crate) fn printable_again(&mut self, level: Level, named: Named) -> Node {
        let wording = self.keys(level, &named).wording;
        let node = self.element(level, named);
        self.remember(Keys { code: None, wording }, node);
        node
    }

    fn keys(&self, level: Level, named: &Named) -> Keys {
        let code = self.code_key(level, named);
        // Elements without a wording are told apart by their codes alone.
        let wording = fold(&named.title.wording);
        let wording = (!wording.is_empty() || code.is_none()).then_some(wording);
        Keys { code, wording: wording.map(|wording| (level, self.parent_of(level), Name::Wording(wording))) }
    }

    fn code_key(&self, level: Level, named: &Named) -> Option<Key> {
        let code = named.code.as_ref()?;
        Some((level, self.parent_of(level), Name::Code(code.numbers.clone())))
    }

    fn remember(&mut self, keys: Keys, node: Node) {
        if let Some(code) = keys.code {
            self.known.get_or(code, || node);
        }
        if let Some(wording) = keys.wording {
            self.known.set(wording, node);
        }
    }

    /// The text is the field's whole text; or the element is printed again, and the text is among its lines.
    fn is_again(&self, node: Node, before: &Text, printed: &str) -> bool {
        // What rows put together beyond this is no text of one cell that another row prints again.
        const LONGEST: usize = 1 << 15;
        if before.iter().map(str::len).sum::<usize>() > LONGEST {
            return false;
        }
        let text = before.join("\n");
        let printed = printed.trim();
        let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        let among = || {
            let (lines, wanted) = (lines(&text), lines(printed));
            !wanted.is_empty() && lines.windows(wanted.len()).any(|part| part == wanted)
        };
        text == printed || self.again.contains(&node) && among()
    }

    /// The same code stands for the same element when the wordings are nearly the same.
    fn same_wording(&mut self, node: Node, named: &Named) -> bool {
        let Some(element) = self.elements.get(node) else { return false };
        let (first, second) = (fold(&element.title.wording), fold(&named.title.wording));
        if first == second || second.is_empty() {
            return true;
        }
        let alike = first.starts_with(&second) || second.starts_with(&first) || nearly_the_same(&first, &second);
        if alike {
            let code = named.code.as_ref().map(|c| c.text.clone()).unwrap_or_default();
            let diagnostic = Diagnostic::new(DiagnosticKind::WordingsDiffer)
                .with("code", code)
                .with("first", excerpt(&element.title.wording))
                .with("second", excerpt(&named.title.wording))
                .at(named.title.place.clone());
            if self.differing.insert((first, second)) {
                self.ledger.say(diagnostic);
            }
        }
        alike
    }

    /// So many more fields come to an element.
    pub(crate) fn make_room(&mut self, node: Node, fields: usize) {
        if let Some(element) = self.elements.get_mut(node) {
            element.fields.reserve(fields);
        }
    }

    /// Puts a text into a field of an element; a second text of the same field goes on a new line.
    pub(crate) fn value(&mut self, node: Node, field: Field, printed: Printed<'_>) {
        if !self.take(printed, Fate::Field) {
            return;
        }
        match self.elements.get(node).and_then(|e| e.field(field)) {
            None => self.insert(node, field, printed),
            // Printed again in another row of the same element.
            Some(before) if self.is_again(node, &before.text, printed.text) => {}
            Some(_) => self.append(node, field, printed),
        }
    }

    /// Puts a part of a text, other parts of which have a place already, into a field of an element.
    pub(crate) fn part(&mut self, node: Node, field: Field, printed: Printed<'_>) {
        self.take(printed, Fate::Field);
        match self.elements.get(node).and_then(|e| e.field(field)) {
            None => self.insert(node, field, printed),
            Some(_) => self.append(node, field, printed),
        }
    }

    /// Gives an element its own line of cells that hold one line for each of several elements.
    pub(crate) fn lines_of(&mut self, node: Node, fields: &[(Field, Vec<String>, Places)], at: usize) {
        for (field, lines, places) in fields {
            let Some(line) = lines.get(at) else { continue };
            let value = self.read((node, *field), line.as_str().into(), places.first());
            if let Some(element) = self.elements.get_mut(node) {
                element.fields.insert(*field, FieldValue { places: places.clone(), ..value });
            }
        }
    }

    /// Puts a text that covers several rows into a field of one more element that has nothing there.
    pub(crate) fn share(&mut self, node: Node, field: Field, printed: Printed<'_>) {
        self.take(printed, Fate::Field);
        if self.elements.get(node).is_some_and(|e| e.field(field).is_none()) {
            self.insert(node, field, printed);
        }
    }

    fn insert(&mut self, node: Node, field: Field, printed: Printed<'_>) {
        let mut places = Places::new();
        for item in printed.items {
            if let Some(place) = self.source.place(*item) {
                places.push(place);
            }
        }
        let text = self.source.shared(printed.items.first().copied(), trimmed(printed.text));
        let value = self.read((node, field), text, places.first());
        if let Some(element) = self.elements.get_mut(node) {
            element.fields.insert(field, FieldValue { places, ..value });
        }
    }

    /// A further line of a field. It is read again when all its lines are there, not line by line.
    fn append(&mut self, node: Node, field: Field, printed: Printed<'_>) {
        let Some(value) = self.elements.get_mut(node).and_then(|element| element.fields.get_mut(&field)) else {
            return;
        };
        let mut text = match std::mem::replace(&mut value.text, Text::One(EcoString::new())) {
            Text::One(text) => text,
            many @ Text::Many(_) => many.join("\n").into(),
        };
        text.push('\n');
        text.push_str(printed.text.trim());
        value.text = Text::One(text);
        value.places.extend(printed.items.iter().filter_map(|item| self.source.place(*item)));
        self.grown.insert((node, field));
    }

    /// Reads the fields that gained lines.
    pub(crate) fn read_grown(&mut self) {
        for (node, field) in std::mem::take(&mut self.grown) {
            let value = self.elements.get_mut(node).and_then(|element| element.fields.get_mut(&field));
            let Some(value) = value else { continue };
            let (text, places) = (value.text.join("\n"), std::mem::take(&mut value.places));
            let value = self.read((node, field), text.into(), places.last());
            if let Some(element) = self.elements.get_mut(node) {
                element.fields.insert(field, FieldValue { places, ..value });
            }
        }
    }

    /// The value of a text in a field; what is to be said of it is said of a place.
    fn read(&mut self, at: (Node, Field), text: EcoString, place: Option<&Place>) -> FieldValue {
        // Boxes print all choices: what counts is the ticked ones.
        let chosen = self.source.signs.may_tick().then(|| ticked::chosen(&text)).flatten();
        if let Some(unit) = self.unit {
            self.units.insert(at, unit);
        }
        let unit = if self.units.is_empty() { None } else { self.units.get(&at).copied() };
        let counted = unit.and_then(|unit| notation::unit::with(&text, unit));
        let read = counted.as_deref().or(chosen.as_deref()).unwrap_or(&text);
        let Read { reading, texts, notes } = self.known_texts.read(at.1, read, &self.notation);
        self.notes.remove(&at);
        if !notes.is_empty() {
            let notes = notes.into_iter().map(|note| note.at(place.cloned()));
            self.notes.insert(at, notes.collect());
        }
        let text = match texts {
            Some(texts) if texts.len() > 1 && chosen.is_none() => Text::Many(texts),
            _ => Text::One(text),
        };
        FieldValue { reading, ..FieldValue::new(text) }
    }

    /// Gives all source texts of a printed text a fate; false when they had one already.
    fn take(&mut self, printed: Printed<'_>, fate: Fate) -> bool {
        let open = printed.items.iter().any(|item| self.ledger.is_open(*item));
        for item in printed.items {
            self.ledger.set(*item, fate);
        }
        open
    }

    /// Sets a classification of an element.
    pub(crate) fn classify(&mut self, node: Node, kind: ClassificationKind, printed: Printed<'_>) {
        let chosen = ticked::chosen(printed.text);
        if chosen.as_deref() == Some("") {
            // Nobody ticked a box.
            self.take(printed, Fate::Aside(Reason::FormText));
            return;
        }
        self.take(printed, Fate::Field);
        let place = printed.items.first().and_then(|item| self.source.place(*item));
        let classification = classification(kind, chosen.as_deref().unwrap_or(printed.text), place);
        if let Some(element) = self.elements.get_mut(node) {
            match element.classifications.iter_mut().find(|c| c.kind == kind) {
                Some(same) if same.text == classification.text => {}
                Some(_) => element.extras.push(Extra {
                    label: String::new(),
                    text: classification.text,
                    place: classification.place,
                }),
                None => element.classifications.push(classification),
            }
        }
    }

    /// Keeps a text as an extra of an element.
    pub(crate) fn extra(&mut self, node: Node, label: &str, printed: Printed<'_>) {
        if !self.take(printed, Fate::Extra) {
            return;
        }
        let place = printed.items.first().and_then(|item| self.source.place(*item));
        let known = |extra: &Extra| extra.label == label && extra.text == printed.text.trim();
        if self.again.contains(&node) && self.get(node).is_some_and(|element| element.extras.iter().any(known)) {
            return;
        }
        if let Some(element) = self.elements.get_mut(node) {
            element.extras.push(Extra { label: label.to_owned(), text: printed.text.trim().to_owned(), place });
        }
    }

    /// Leaves a text aside.
    pub(crate) fn aside(&mut self, cell: &LineCell<'_>, reason: Reason) {
        self.ledger.set(cell.item, Fate::Aside(reason));
    }

    /// When only one volet is printed, what stands before it belongs to the other one.
    pub(crate) fn imply_the_other_volet(&mut self) {
        let kind = ClassificationKind::Volet;
        if !self.containers.contains_key(&kind) {
            // A volet in a column is said of its own row only.
            return;
        }
        let printed = self.elements.iter().filter_map(|e| e.classification(kind)).collect::<Vec<_>>();
        let Some(first) = printed.first().map(|c| (*c).clone()) else { return };
        if printed.iter().any(|c| c.label != first.label) {
            return;
        }
        let implied = match Volet::read(&first.text) {
            Volet::Internal => Volet::External,
            Volet::External => Volet::Internal,
            _ => return,
        };
        let Some(label) = implied.label() else { return };
        let mut any = false;
        for element in &mut self.elements {
            if element.classification(kind).is_some() {
                break;
            }
            if element.parent.is_none() {
                element.classifications.push(Classification {
                    kind,
                    text: String::new(),
                    label: label.to_owned(),
                    code: None,
                    place: None,
                });
                any = true;
            }
        }
        if any {
            self.ledger.say(
                Diagnostic::new(DiagnosticKind::VoletImplied)
                    .with("volet", excerpt(&first.text))
                    .saying("implied", Bilingual::new(label, volet_in_english(implied)))
                    .at(first.place),
            );
        }
    }
}

/// Four letters of five are the same. Of long wordings the beginning tells.
fn nearly_the_same(first: &str, second: &str) -> bool {
    const LONGEST: usize = 600;
    fn beginning(text: &str) -> &str {
        text.char_indices().nth(LONGEST).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
    }
    strsim::normalized_damerau_levenshtein(beginning(first), beginning(second)) >= 0.8
}

fn volet_in_english(volet: Volet) -> &'static str {
    match volet {
        Volet::Internal => "internal",
        _ => "external",
    }
}

/// A classification from its printed words.
fn classification(kind: ClassificationKind, text: &str, place: Option<Place>) -> Classification {
    let text = text.trim();
    if kind == ClassificationKind::Volet {
        return Classification::volet(text, place);
    }
    let found = heading(text);
    Classification {
        kind,
        text: text.to_owned(),
        label: if found.wording.is_empty() { unquote(text).to_owned() } else { found.wording.to_owned() },
        code: found.code.map(|code| code.text),
        place,
    }
}

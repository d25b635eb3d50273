//! The places of a form in the body of a Word document: cells, paragraphs, content controls, form fields.

use std::collections::BTreeMap;
use std::ops::Range;

use passerelle_core::fold;
use quick_xml::escape::escape;

use super::BlankError;
use super::edits::Edits;
use super::page::{Block, Cell, Copied, Entry, Paper, Put, Row, RowId, SpotId, marks};
use super::tree::{Id, Sign, Tree};
use crate::docx::permitted;

/// The namespaces of WordprocessingML, transitional and strict.
const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// Elements that only stand around others.
const AROUND: [&str; 8] = ["sdt", "sdtContent", "customXml", "ins", "smartTag", "hyperlink", "fldSimple", "moveTo"];
/// Controls that no text is written into.
const NO_TEXT: [&str; 6] = ["checkbox", "picture", "docPartObj", "docPartList", "equation", "group"];
/// What a copy of a row must not repeat: ids of marks that stand once in a document.
const ONCE: [&str; 7] = [
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "permStart",
    "permEnd",
];

/// A legacy form field.
#[derive(Debug)]
struct FormField {
    /// The sign it stands before.
    at: usize,
    begin: Id,
    separate: Option<Id>,
    end: Option<Id>,
    /// The texts of its result.
    results: Vec<Id>,
}

/// A cell or paragraph.
#[derive(Debug, Default)]
struct Spot {
    text: String,
    signs: Vec<Sign>,
    /// Paragraphs, each with its first sign.
    paragraphs: Vec<(usize, Id)>,
    /// Content controls, each with the sign it stands before.
    controls: Vec<(usize, Id)>,
    fields: Vec<FormField>,
}

/// The body of a Word document.
#[derive(Debug)]
pub(crate) struct Word<'x> {
    tree: Tree<'x>,
    /// The prefix of WordprocessingML with its colon: `w:`.
    w: String,
    blocks: Vec<Block>,
    spots: Vec<Spot>,
    rows: Vec<Id>,
    /// The same text in the fallback of a text box, for programs that do not know the newer one.
    twins: BTreeMap<SpotId, SpotId>,
}

impl<'x> Word<'x> {
    pub(crate) fn new(part: &str, text: &'x str) -> Result<Self, BlankError> {
        let tree = Tree::new(part, text)?;
        let root = tree.node(0).children.iter().copied().find(|id| !tree.is_text(*id));
        let root = root.ok_or(BlankError::NoForm)?;
        let prefix = tree.attributes(root).into_iter().find_map(|(name, value, _)| {
            let known = NAMESPACES.contains(&tree.slice(value));
            known.then(|| name.strip_prefix("xmlns").map(|rest| rest.trim_start_matches(':').to_owned()))?
        });
        let w = match prefix.ok_or(BlankError::NoForm)? {
            prefix if prefix.is_empty() => prefix,
            prefix => prefix + ":",
        };
        let twins = BTreeMap::new();
        let mut word = Self { tree, w, blocks: Vec::new(), spots: Vec::new(), rows: Vec::new(), twins };
        let body = match word.kind(root) {
            "hdr" | "ftr" => root,
            _ => word.child(root, "body").ok_or(BlankError::NoForm)?,
        };
        word.flow(body);
        word.boxes(body);
        Ok(word)
    }

    /// The name without the prefix of WordprocessingML; empty for other elements.
    fn kind(&self, id: Id) -> &'x str {
        self.tree.name(id).strip_prefix(self.w.as_str()).unwrap_or_default()
    }

    fn child(&self, id: Id, kind: &str) -> Option<Id> {
        self.tree.node(id).children.iter().copied().find(|child| self.kind(*child) == kind)
    }

    fn val(&self, id: Id) -> Option<String> {
        self.tree.value(id, &format!("{}val", self.w))
    }

    fn slice(&self, id: Id) -> &'x str {
        self.tree.slice(self.tree.node(id).whole.clone())
    }

    /// The children of a kind, through what only stands around them.
    fn children(&self, id: Id, kind: &str) -> Vec<Id> {
        let mut found = Vec::new();
        let mut open: Vec<Id> = self.tree.node(id).children.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            if self.kind(id) == kind {
                found.push(id);
            } else if AROUND.contains(&self.kind(id)) {
                open.extend(self.tree.node(id).children.iter().rev());
            }
        }
        found
    }

    /// Paragraphs and tables one after the other.
    fn flow(&mut self, container: Id) {
        let mut open: Vec<Id> = self.tree.node(container).children.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            match self.kind(id) {
                "p" => {
                    let spot = self.spot(&[id], container);
                    self.blocks.push(Block::Text(spot));
                }
                "tbl" => open.extend(self.table(id).into_iter().rev()),
                kind if AROUND.contains(&kind) => open.extend(self.tree.node(id).children.iter().rev()),
                _ => {}
            }
        }
    }

    /// The texts of text boxes. A box is written twice, for older programs too: both say the same.
    fn boxes(&mut self, body: Id) {
        let all = self.tree.below(body);
        let boxes = |kind: &str, inside: Id| -> Vec<Id> {
            let in_choice = self.tree.node(inside).children.iter().filter(|id| self.tree.local(**id) == kind);
            let below = in_choice.flat_map(|id| self.tree.below(*id));
            below.filter(|id| self.kind(*id) == "txbxContent").collect()
        };
        let alternatives = all.iter().copied().filter(|id| self.tree.local(*id) == "AlternateContent");
        let mut fallbacks: BTreeMap<Id, Id> = BTreeMap::new();
        for alternative in alternatives {
            fallbacks.extend(boxes("Choice", alternative).into_iter().zip(boxes("Fallback", alternative)));
        }
        let known: Vec<Id> = fallbacks.values().copied().collect();
        let of_box = |id: &Id| self.kind(*id) == "txbxContent" && !known.contains(id);
        let contents: Vec<Id> = all.into_iter().filter(of_box).collect();
        for id in contents {
            let first = self.spots.len();
            self.flow(id);
            let Some(fallback) = fallbacks.get(&id) else { continue };
            let (end, blocks) = (self.spots.len(), self.blocks.len());
            self.flow(*fallback);
            self.blocks.truncate(blocks);
            let same = |a: &SpotId, b: &SpotId| self.text(*a) == self.text(*b);
            let pairs: Vec<(SpotId, SpotId)> = (first..end).zip(end..self.spots.len()).collect();
            if pairs.len() == end - first && pairs.iter().all(|(a, b)| same(a, b)) {
                self.twins.extend(pairs);
            }
        }
    }

    /// Adds a table; gives the tables inside its cells.
    fn table(&mut self, table: Id) -> Vec<Id> {
        let mut inner = Vec::new();
        let mut rows = Vec::new();
        for tr in self.children(table, "tr") {
            let before = self.child(tr, "trPr").and_then(|pr| self.child(pr, "gridBefore"));
            let mut column = before.and_then(|id| self.val(id)?.parse().ok()).unwrap_or(0usize);
            let mut cells = Vec::new();
            for tc in self.children(tr, "tc") {
                let pr = self.child(tc, "tcPr");
                let span = pr.and_then(|pr| self.child(pr, "gridSpan")).and_then(|id| self.val(id)?.parse().ok());
                let span = span.unwrap_or(1usize).clamp(1, 1_000);
                let merged = pr.and_then(|pr| self.child(pr, "vMerge"));
                let goes_on = merged.is_some_and(|id| self.val(id).as_deref() != Some("restart"));
                if !goes_on {
                    let spot = self.spot(&self.children(tc, "p"), tr);
                    cells.push(Cell { column, span, spot });
                }
                column = column.saturating_add(span);
                inner.extend(self.children(tc, "tbl"));
            }
            rows.push(Row { id: self.rows.len(), cells });
            self.rows.push(tr);
        }
        self.blocks.push(Block::Table(rows));
        inner
    }

    /// Adds the text of paragraphs that stand inside an element.
    fn spot(&mut self, paragraphs: &[Id], inside: Id) -> SpotId {
        let mut spot = Spot::default();
        for &paragraph in paragraphs {
            if !spot.paragraphs.is_empty() {
                let end = self.tree.node(paragraph).whole.start;
                spot.signs.push(Sign { c: '\n', at: end..end });
            }
            let first = spot.signs.len();
            spot.paragraphs.push((first, paragraph));
            // A control may stand around whole paragraphs or the whole cell.
            let around: Vec<Id> = self.tree.around(paragraph).take_while(|id| *id != inside).collect();
            let control = around.into_iter().find(|id| self.kind(*id) == "sdt" && self.takes_text(*id));
            if let Some(control) = control {
                if spot.controls.iter().all(|(_, known)| *known != control) {
                    spot.controls.push((first, control));
                }
                if self.is_placeholder(control) {
                    continue;
                }
            }
            self.inline(paragraph, &mut spot);
        }
        spot.text = spot.signs.iter().map(|sign| sign.c).collect();
        self.spots.push(spot);
        self.spots.len() - 1
    }

    fn is_placeholder(&self, control: Id) -> bool {
        self.child(control, "sdtPr").is_some_and(|pr| self.child(pr, "showingPlcHdr").is_some())
    }

    fn takes_text(&self, control: Id) -> bool {
        let kinds = self.child(control, "sdtPr").map(|pr| self.tree.node(pr).children.as_slice()).unwrap_or_default();
        !kinds.iter().any(|id| NO_TEXT.contains(&self.tree.local(*id)))
    }

    /// The signs, controls and form fields of a paragraph.
    fn inline(&self, paragraph: Id, spot: &mut Spot) {
        let mut open: Vec<Id> = self.tree.node(paragraph).children.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            let at = self.tree.node(id).whole.clone();
            match self.kind(id) {
                "t" => {
                    for text in &self.tree.node(id).children {
                        self.tree.signs(*text, &mut spot.signs);
                    }
                    if let Some(field) = spot.fields.last_mut().filter(|f| f.separate.is_some() && f.end.is_none()) {
                        field.results.push(id);
                    }
                }
                "tab" => spot.signs.push(Sign { c: '\t', at }),
                "br" | "cr" => spot.signs.push(Sign { c: '\n', at }),
                "noBreakHyphen" => spot.signs.push(Sign { c: '-', at }),
                "fldChar" => self.field_sign(id, spot),
                "sdt" if self.takes_text(id) => {
                    spot.controls.push((spot.signs.len(), id));
                    if !self.is_placeholder(id) {
                        open.extend(self.tree.node(id).children.iter().rev());
                    }
                }
                "r" => open.extend(self.tree.node(id).children.iter().rev()),
                kind if AROUND.contains(&kind) && kind != "sdt" => {
                    open.extend(self.tree.node(id).children.iter().rev());
                }
                _ => {}
            }
        }
    }

    /// Beginning, middle or end of a field.
    fn field_sign(&self, id: Id, spot: &mut Spot) {
        let at = spot.signs.len();
        let open = spot.fields.last_mut().filter(|field| field.end.is_none());
        match (self.tree.attribute(id, &format!("{}fldCharType", self.w)), open) {
            (Some("begin"), _) => {
                let data = self.child(id, "ffData");
                if data.is_some_and(|data| self.child(data, "checkBox").is_none()) {
                    spot.fields.push(FormField { at, begin: id, separate: None, end: None, results: Vec::new() });
                }
            }
            (Some("separate"), Some(field)) => field.separate = Some(id),
            (Some("end"), Some(field)) => field.end = Some(id),
            _ => {}
        }
    }

    /// A run with a text.
    fn run(&self, properties: &str, text: &str) -> String {
        let w = &self.w;
        format!("<{w}r>{properties}<{w}t xml:space=\"preserve\">{}</{w}t></{w}r>", self.in_text(text))
    }

    /// A text as it stands inside `w:t`.
    fn in_text(&self, text: &str) -> String {
        let w = &self.w;
        let between = |mark: &str| format!("</{w}t><{w}{mark}/><{w}t xml:space=\"preserve\">");
        let clean = permitted(text);
        escape(clean.as_ref()).replace('\n', &between("br")).replace('\t', &between("tab"))
    }

    /// The properties of a run or of a paragraph's mark, without those that belong to a change or a placeholder.
    fn properties(&self, of: Option<Id>, placeholder: bool) -> String {
        let Some(pr) = of else { return String::new() };
        let not = ["ins", "del", "moveFrom", "moveTo", "rPrChange"];
        let kept: String = self
            .tree
            .node(pr)
            .children
            .iter()
            .filter(|id| !not.contains(&self.kind(**id)) && (!placeholder || self.kind(**id) != "rStyle"))
            .map(|id| self.slice(*id))
            .collect();
        let w = &self.w;
        if kept.trim().is_empty() { String::new() } else { format!("<{w}rPr>{kept}</{w}rPr>") }
    }

    /// The run an element stands in.
    fn run_of(&self, id: Id) -> Option<Id> {
        self.tree.around(id).find(|around| self.kind(*around) == "r")
    }

    /// Adds a run behind the text of a paragraph, or into an empty one.
    fn append(&self, paragraph: Id, text: &str, edits: &mut Edits) {
        let last = self.children(paragraph, "r").into_iter().rfind(|run| {
            self.child(*run, "t").is_some() || self.child(*run, "tab").is_some() || self.child(*run, "rPr").is_some()
        });
        match last {
            Some(run) => {
                let properties = self.properties(self.child(run, "rPr"), false);
                edits.insert(self.tree.node(run).whole.end, self.run(&properties, text));
            }
            None => {
                let mark = self.child(paragraph, "pPr").and_then(|pr| self.child(pr, "rPr"));
                let run = self.run(&self.properties(mark, false), text);
                self.tree.append(paragraph, &run, edits);
            }
        }
    }

    /// Fills a content control: its placeholder goes, with its style.
    fn fill_control(&self, control: Id, entry: &Entry<'_>, edits: &mut Edits) -> Put {
        let placeholder = self.is_placeholder(control);
        let pr = self.child(control, "sdtPr");
        let of_control = pr.and_then(|pr| self.child(pr, "rPr"));
        let (text, put) = pr.map_or((None, Put::Written), |pr| self.control_kind(pr, entry, edits));
        let text = text.as_deref().unwrap_or(entry.text);
        let Some(content) = self.child(control, "sdtContent") else { return Put::Refused };
        let below = self.tree.below(content);
        let runs: Vec<Id> = below.iter().copied().filter(|id| self.kind(*id) == "r").collect();
        let of_run = runs.first().and_then(|run| self.child(*run, "rPr"));
        let properties = match of_control {
            Some(_) if placeholder => self.properties(of_control, true),
            _ => self.properties(of_run, placeholder),
        };
        let run = self.run(&properties, text);
        match runs.split_first() {
            Some((first, others)) => {
                edits.replace(self.tree.node(*first).whole.clone(), run);
                for other in others {
                    edits.remove(self.tree.node(*other).whole.clone());
                }
            }
            None => match below.iter().find(|id| self.kind(**id) == "p") {
                Some(paragraph) => self.append(*paragraph, text, edits),
                None => self.tree.append(content, &run, edits),
            },
        }
        put
    }

    /// Changes what a control says of its content; gives the wording of its list.
    fn control_kind(&self, pr: Id, entry: &Entry<'_>, edits: &mut Edits) -> (Option<String>, Put) {
        let w = &self.w;
        let mut found = (None, Put::Written);
        for id in &self.tree.node(pr).children {
            let node = self.tree.node(*id);
            let behind_name = self.tree.tag(*id).start + 1 + self.tree.name(*id).len();
            match self.tree.local(*id) {
                "showingPlcHdr" => edits.remove(node.whole.clone()),
                // Word would put the bound text, which is empty, over what was filled in.
                "dataBinding" => edits.remove(node.whole.clone()),
                "text" if entry.text.contains('\n') => {
                    let name = format!("{w}multiLine");
                    match self.tree.attributes(*id).into_iter().find(|(known, ..)| *known == name) {
                        Some((_, value, _)) => edits.replace(value, "1"),
                        None => edits.insert(behind_name, format!(" {name}=\"1\"")),
                    }
                }
                "date" => {
                    let name = format!("{w}fullDate");
                    let known = self.tree.attributes(*id).into_iter().find(|(known, ..)| *known == name);
                    let day = entry.date.map(|date| format!("{date}T00:00:00Z"));
                    match (known, day) {
                        (Some((_, value, _)), Some(day)) => edits.replace(value, day),
                        (None, Some(day)) => edits.insert(behind_name, format!(" {name}=\"{day}\"")),
                        (Some((_, _, attribute)), None) => edits.remove(attribute),
                        (None, None) => {}
                    }
                }
                "dropDownList" => {
                    let wanted = fold(entry.text);
                    let shown = self.tree.node(*id).children.iter().find_map(|item| {
                        let value = self.tree.value(*item, &format!("{w}value"))?;
                        let shown = self.tree.value(*item, &format!("{w}displayText")).unwrap_or(value);
                        (fold(&shown) == wanted).then_some(shown)
                    });
                    if shown.is_none() {
                        found.1 = Put::NotInList;
                    }
                    // Its own words, so that Word knows the choice again; the signs of the programme when none is.
                    found.0 = shown;
                }
                _ => {}
            }
        }
        found
    }

    /// Fills a legacy form field.
    fn fill_field(&self, field: &FormField, text: &str, edits: &mut Edits) -> Put {
        let data = self.child(field.begin, "ffData");
        if let Some(list) = data.and_then(|data| self.child(data, "ddList")) {
            return self.choose(list, text, edits);
        }
        if let Some((first, others)) = field.results.split_first() {
            let node = self.tree.node(*first);
            let w = &self.w;
            let new = format!("<{w}t xml:space=\"preserve\">{}</{w}t>", self.in_text(text));
            edits.replace(node.whole.clone(), new);
            for other in others {
                edits.remove(self.tree.node(*other).inside.clone());
            }
            return Put::Written;
        }
        let mark = field.separate.or(field.end).or(Some(field.begin)).and_then(|id| self.run_of(id));
        let properties = self.properties(mark.and_then(|run| self.child(run, "rPr")), false);
        let run = self.run(&properties, text);
        let of = |id: Option<Id>| id.and_then(|id| self.run_of(id)).map(|run| self.tree.node(run).whole.clone());
        match (of(field.separate), of(field.end)) {
            (Some(separate), _) => edits.insert(separate.end, run),
            (None, Some(end)) => {
                let w = &self.w;
                let middle = format!("<{w}r>{properties}<{w}fldChar {w}fldCharType=\"separate\"/></{w}r>");
                edits.insert(end.start, middle + &run);
            }
            (None, None) => return Put::Refused,
        }
        Put::Written
    }

    /// Chooses the entry of a legacy list.
    fn choose(&self, list: Id, text: &str, edits: &mut Edits) -> Put {
        let wanted = fold(text);
        let entries = self.tree.node(list).children.iter().filter(|id| self.kind(**id) == "listEntry");
        let mut numbered = (0usize..).zip(entries);
        let found = numbered.find(|(_, id)| self.val(**id).is_some_and(|entry| fold(&entry) == wanted));
        let Some((number, _)) = found else { return Put::Refused };
        let w = &self.w;
        let result = format!("<{w}result {w}val=\"{number}\"/>");
        match self.child(list, "result") {
            Some(known) => edits.replace(self.tree.node(known).whole.clone(), result),
            None => edits.insert(self.tree.node(list).inside.start, result),
        }
        Put::Written
    }

    /// Writes a text where an entry wants it.
    fn write(&self, spot: &Spot, entry: &Entry<'_>, edits: &mut Edits) -> Put {
        if let Some((_, control)) = spot.controls.iter().find(|(at, _)| *at >= entry.after) {
            return self.fill_control(*control, entry, edits);
        }
        if let Some(field) = spot.fields.iter().find(|field| field.at >= entry.after) {
            return self.fill_field(field, entry.text, edits);
        }
        let signs: Vec<char> = spot.signs.iter().map(|sign| sign.c).collect();
        if let Some(marks) = marks(&signs, entry.after) {
            let behind = signs.get(marks.end).is_some_and(|c| !c.is_whitespace());
            let before = marks.start.checked_sub(1).and_then(|at| signs.get(at)).is_some_and(|c| !c.is_whitespace());
            let space = |needed: bool| if needed { " " } else { "" };
            let text = format!("{}{}{}", space(before), entry.text, space(behind));
            return replace_signs(&spot.signs, marks, &self.in_text(&text), edits);
        }
        // Behind the label or number, else into the first paragraph.
        let kept = entry.after.saturating_sub(1);
        let paragraph = spot.paragraphs.iter().rfind(|(first, _)| *first <= kept).or(spot.paragraphs.first());
        let Some((_, paragraph)) = paragraph else { return Put::Refused };
        let spaced = entry.after > 0 && signs.last().is_some_and(|c| !c.is_whitespace());
        let text = if spaced { format!(" {}", entry.text) } else { entry.text.to_owned() };
        self.append(*paragraph, &text, edits);
        Put::Written
    }
}

impl Paper for Word<'_> {
    fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    fn text(&self, spot: SpotId) -> &str {
        self.spots.get(spot).map_or("", |spot| spot.text.as_str())
    }

    fn put(&self, spot: SpotId, entry: &Entry<'_>, edits: &mut Edits) -> Put {
        if let Some(twin) = self.twins.get(&spot).and_then(|twin| self.spots.get(*twin)) {
            self.write(twin, entry, edits);
        }
        self.spots.get(spot).map_or(Put::Refused, |spot| self.write(spot, entry, edits))
    }

    fn copy(&self, row: RowId, number: Option<(u32, u32)>) -> Option<Copied> {
        let id = self.rows.get(row).copied()?;
        let row = self.tree.node(id).whole.clone();
        // A row may have a control around it: the next one begins behind that.
        let outer = self.tree.around(id).take_while(|around| self.kind(*around) != "tbl").last();
        let end = outer.map_or(row.end, |outer| self.tree.node(outer).whole.end);
        let mut clean = Edits::default();
        for inner in std::iter::once(id).chain(self.tree.below(id)) {
            let node = self.tree.node(inner);
            match self.kind(inner) {
                kind if ONCE.contains(&kind) => clean.remove(node.whole.clone()),
                "id" if self.kind(node.parent) == "sdtPr" => clean.remove(node.whole.clone()),
                "tag" | "alias" if self.kind(node.parent) == "sdtPr" => {
                    let attribute = self.tree.attributes(inner).into_iter().find(|(name, ..)| name.ends_with("val"));
                    if let (Some((_, value, _)), Some((old, new))) = (attribute, number) {
                        let named = self.tree.slice(value.clone());
                        let (dotted, spaced) = (format!("action{old}."), format!("action {old}"));
                        let named = named.replace(&dotted, &format!("action{new}."));
                        clean.replace(value, named.replace(&spaced, &format!("action {new}")));
                    }
                }
                _ => {}
            }
            for (name, _, attribute) in self.tree.attributes(inner) {
                if name.ends_with(":paraId") || name.ends_with(":textId") {
                    clean.remove(attribute);
                }
            }
        }
        Some(Copied { row, end, clean })
    }

    fn change(&self, spot: SpotId, signs: Range<usize>, text: &str, edits: &mut Edits) {
        if let Some(spot) = self.spots.get(spot) {
            replace_signs(&spot.signs, signs, &self.in_text(text), edits);
        }
    }

    fn source(&self) -> &str {
        self.tree.text
    }
}

/// Puts markup where signs stand: before the first, and the others are taken out.
pub(crate) fn replace_signs(signs: &[Sign], range: Range<usize>, markup: &str, edits: &mut Edits) -> Put {
    let Some(signs) = signs.get(range) else { return Put::Refused };
    let Some((first, others)) = signs.split_first() else { return Put::Refused };
    // One change for signs that touch: the text begins where the first of them stood.
    let mut whole = first.at.clone();
    let mut rest: Vec<Range<usize>> = Vec::new();
    for sign in others.iter().filter(|sign| !sign.at.is_empty()) {
        match rest.last_mut() {
            None if sign.at.start == whole.end => whole.end = sign.at.end,
            Some(last) if sign.at.start == last.end => last.end = sign.at.end,
            _ => rest.push(sign.at.clone()),
        }
    }
    edits.replace(whole, markup);
    rest.into_iter().for_each(|range| edits.remove(range));
    Put::Written
}

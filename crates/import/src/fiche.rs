//! Project sheets (fiches): labels and values, one sheet per action, in tables or as paragraphs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use passerelle_core::{
    Bilingual, ClassificationKind, Diagnostic, DiagnosticKind, Document, Field, Level, ReadingKind, Reason, Title, fold,
};

use crate::assemble::{Assembler, Named, Node, Printed};
use crate::code_levels;
use crate::context::Context;
use crate::continuation::breaks_a_word;
use crate::label::names_the_action;
use crate::layout::Correction;
use crate::ledger::{Fate, Ledger};
use crate::lettered;
use crate::level_looks::{LevelLooks, of_depth, of_style};
use crate::print_levels::Print;
use crate::recognition::{Family, RecognisedRow, Recognition};
use crate::source::{ItemId, Line, LineCell, Source};
use crate::vocabulary::{Opening, Role};
use crate::wording::{heading, is_sentence, items};
use crate::{fiche_codes, fiche_paragraphs, fiche_tables, listing, notation};

/// A value of a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) role: Option<Role>,
    pub(crate) label: String,
    pub(crate) text: String,
    pub(crate) items: Vec<ItemId>,
}

/// One sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) line: usize,
    pub(crate) entries: Vec<Entry>,
    /// The level of the element that a heading right above names: the sheet is its own.
    pub(crate) element: Option<Level>,
}

/// Sheets found in a source.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) sheets: Vec<Sheet>,
    /// Labels and running titles.
    pub(crate) asides: Vec<(ItemId, Reason)>,
    /// Lines in which the rest of a sheet begins.
    pub(crate) rests: Vec<usize>,
    /// Titles whose levels nothing but their look tells.
    pub(crate) looks: LevelLooks,
    /// What else is to be said of the document.
    pub(crate) said: Option<Diagnostic>,
}

impl Found {
    /// Looks for sheets, in tables first; where no table stands, for a list of headings. Grids are looked for later:
    /// they need header rows that sheets do not have.
    pub(crate) fn in_source(source: &Source<'_>) -> Option<Self> {
        fiche_tables::in_source(source)
            .or_else(|| listing::in_source(source, listing::Needs::Labels))
            .or_else(|| {
                let tables = source.lines.iter().any(|line| line.table.is_some());
                if tables { None } else { listing::in_source(source, listing::Needs::Objectives) }
            })
            .or_else(|| fiche_paragraphs::in_source(source))
    }

    /// Builds the PST.
    pub(crate) fn import(
        mut self,
        source: &Source<'_>,
        ledger: &mut Ledger,
        layout: Option<&mut Correction<'_>>,
    ) -> (Document, Recognition) {
        if let Some(layout) = layout {
            for entry in self.sheets.iter_mut().flat_map(|sheet| &mut sheet.entries).filter(|e| !e.label.is_empty()) {
                if let Some(role) = layout.label(&entry.label) {
                    entry.role = role;
                }
            }
            layout.close(ledger, true);
        }
        fiche_codes::complete(&mut self.sheets, source);
        let first = self.sheets.first().map(|sheet| sheet.line);
        let context = Context::above_sheets(source, first);
        let mut recognition = Recognition::new(Family::Sheets);
        for (item, reason) in &self.asides {
            ledger.set(*item, Fate::Aside(*reason));
        }
        self.looks.say(source, ledger);
        if let Some(said) = self.said.take() {
            ledger.say(said);
        }
        if let Some(first) = self.rests.first() {
            let cell = source.lines.get(*first).and_then(|line| line.own().next());
            let rests = Diagnostic::new(DiagnosticKind::SheetsContinued).with("count", self.rests.len());
            ledger.say(rests.at(cell.and_then(|cell| source.place(cell.item))));
        }
        let notation = notation::Context { legislature: context.legislature, year: None };
        let mut assembler = Assembler::new(source, ledger, notation);
        recognition.sheet_labels(self.sheets.iter().flat_map(|s| &s.entries).map(|e| (e.label.as_str(), e.role)));
        for sheet in &self.sheets {
            sheet.build(&mut assembler);
            let text = sheet.title().map(|e| crate::ledger::excerpt(&e.text)).unwrap_or_default();
            let row = RecognisedRow { kind: Arc::new(("fiche", "sheet").into()), text, ..RecognisedRow::default() };
            recognition.row(source, sheet.line, row);
        }
        let outline = assembler.take_outline();
        context.settle(source, ledger);
        (Document::Pst(context.pst(outline)), recognition)
    }
}

impl Sheet {
    pub(crate) fn add(&mut self, role: Option<Role>, label: &str, text: &str, item: ItemId) {
        let last = self.entries.last_mut().filter(|e| e.role == role && e.label == label);
        match last {
            Some(entry) => {
                entry.text.push('\n');
                entry.text.push_str(text.trim());
                entry.items.push(item);
            }
            None => self.entries.push(Entry {
                role,
                label: label.to_owned(),
                text: text.trim().to_owned(),
                items: vec![item],
            }),
        }
    }

    /// A further line of the last value. Titles that were broken over lines are one line again; texts keep theirs.
    pub(crate) fn go_on(&mut self, text: &str, item: ItemId) {
        let Some(entry) = self.entries.last_mut() else { return };
        if !entry.text.is_empty() && !breaks_a_word(&entry.text) {
            let keeps_lines = matches!(entry.role, Some(Role::Field(field)) if field.kind() != ReadingKind::People);
            entry.text.push(if keeps_lines { '\n' } else { ' ' });
        }
        entry.text.push_str(text);
        entry.items.push(item);
    }

    /// A sentence over the whole width right below the title of the action, behind no label.
    pub(crate) fn describes_its_action(&self, text: &str) -> bool {
        let last = self.entries.last().and_then(|entry| entry.role);
        last.is_some_and(names_the_action) && is_sentence(text)
    }

    /// Its last value is a name, a deadline, a state: none that holds sentences.
    pub(crate) fn ends_with_a_short_value(&self) -> bool {
        let kind = |entry: &Entry| match entry.role {
            Some(Role::Field(field)) => Some(field.kind()),
            _ => None,
        };
        let short = [ReadingKind::People, ReadingKind::Deadline, ReadingKind::Status];
        self.entries.last().and_then(kind).is_some_and(|kind| short.contains(&kind))
    }

    /// It names its action, be it by a code only.
    pub(crate) fn has_action(&self) -> bool {
        self.entries.iter().any(|e| e.role.is_some_and(names_the_action) || e.role == Some(Role::Code))
    }

    /// An objective or container that it has already: the next sheet begins with it.
    pub(crate) fn says_again(&self, role: Role) -> bool {
        let upper = matches!(
            role,
            Role::Title(Some(Level::StrategicObjective | Level::OperationalObjective)) | Role::Classification(_)
        );
        upper && self.has_action() && self.entries.iter().any(|entry| entry.role == Some(role) && !entry.is_heading())
    }

    /// The title of its element: that of the heading above, of the action, else of the objectif.
    fn title(&self) -> Option<&Entry> {
        let of = |level: Level| self.entries.iter().find(|e| e.role == Some(Role::Title(Some(level))));
        let action = || self.entries.iter().find(|e| e.role.is_some_and(names_the_action));
        self.element.map_or_else(action, of).or_else(|| of(Level::OperationalObjective))
    }

    /// It names an action, or the objectif opérationnel it speaks of, or a heading does.
    pub(crate) fn names_its_element(&self) -> bool {
        let objective = Some(Role::Title(Some(Level::OperationalObjective)));
        self.has_action() || self.element.is_some() || self.entries.iter().any(|e| e.role == objective)
    }

    /// Headings are all there is of it.
    pub(crate) fn is_bare(&self) -> bool {
        self.element.is_some() && self.entries.iter().all(Entry::is_heading)
    }

    /// A code was printed above, and the title is still to come.
    pub(crate) fn only_code(&self) -> bool {
        self.entries.iter().any(|e| e.role == Some(Role::Code))
            && !self.entries.iter().any(|e| e.role.is_some_and(names_the_action))
    }

    /// The objectives of the sheet, then its action with all values.
    fn build(&self, assembler: &mut Assembler<'_, '_, '_>) {
        let mut node = None;
        for level in [Level::StrategicObjective, Level::OperationalObjective] {
            if let Some(entry) = self.entries.iter().find(|e| e.role == Some(Role::Title(Some(level))))
                && !entry.text.is_empty()
            {
                node = Some(assembler.repeated(level, entry.named(assembler), true));
                entry.set(assembler, Fate::Field);
            }
        }
        if let Some(level) = self.element.filter(|level| *level >= Level::Action) {
            // Headings give an element of each level once; the one right above is new.
            for upper in [Level::Action, Level::SubAction, Level::Task] {
                let entry = self.entries.iter().find(|e| e.role == Some(Role::Title(Some(upper))) && e.is_heading());
                let Some(entry) = entry.filter(|_| upper <= level) else { continue };
                let named = entry.named(assembler);
                node = Some(if upper < level {
                    assembler.repeated(upper, named, true)
                } else {
                    assembler.repeatable(upper, named)
                });
                entry.set(assembler, Fate::Field);
            }
        } else if self.element.is_none() {
            node = match (node, self.listed_actions()) {
                // What an objective's sheet says besides its list of actions, it says of the objective.
                (Some(objective), Some((entry, items))) => {
                    let place = entry.items.first().and_then(|item| assembler.source.place(*item));
                    let diagnostic = Diagnostic::new(DiagnosticKind::SeveralInCell).with("count", items.len());
                    let level = Bilingual::of(|lang| Level::Action.label(lang).to_lowercase());
                    assembler.ledger.say(diagnostic.saying("level", level).at(place));
                    for item in items {
                        assembler.element(Level::Action, entry.named_as(item, assembler));
                    }
                    entry.set(assembler, Fate::Field);
                    Some(objective)
                }
                _ => self.action(assembler).or(node),
            };
        }
        let Some(node) = node else { return };
        let mut given: BTreeSet<ItemId> = BTreeSet::new();
        for entry in self.entries.iter().filter(|entry| !entry.items.is_empty()) {
            let printed = Printed { text: &entry.text, items: &entry.items };
            // Several values may stand in one text, each behind its label.
            let part = !entry.items.iter().any(|item| given.insert(*item));
            match entry.role {
                Some(Role::Field(field)) if part => assembler.part(node, field, printed),
                Some(Role::Field(field)) => assembler.value(node, field, printed),
                Some(Role::Classification(kind)) => assembler.classify(node, kind, printed),
                Some(Role::Title(_)) if entry.is_heading() => {}
                Some(Role::Title(Some(Level::SubAction | Level::Task))) => {
                    assembler.value(node, Field::Steps, printed);
                }
                // What names the element or its objectives has its fate already.
                _ => assembler.extra(node, &entry.label, printed),
            }
        }
    }

    /// The actions of a sheet of an objective, where one text lists them.
    fn listed_actions(&self) -> Option<(&Entry, Vec<&str>)> {
        let mut titles = self.entries.iter().filter(|e| e.role.is_some_and(names_the_action) && !e.text.is_empty());
        let (Some(entry), None) = (titles.next(), titles.next()) else { return None };
        let plural = fold(&entry.label).split(' ').next().is_some_and(|word| word.ends_with('s'));
        Some((entry, items(&entry.text, plural)?))
    }

    /// The action that the sheet names.
    fn action(&self, assembler: &mut Assembler<'_, '_, '_>) -> Option<Node> {
        let titles = || self.entries.iter().filter(|e| e.role.is_some_and(names_the_action));
        let code = self.entries.iter().find(|e| e.role == Some(Role::Code));
        if let Some(title) = titles().find(|e| !e.text.is_empty()).or_else(|| titles().next()).or(code) {
            let mut named = title.named(assembler);
            if let Some(code) = code {
                code.set(assembler, Fate::Field);
                named.code = named.code.or_else(|| code.named(assembler).code);
            }
            title.set(assembler, Fate::Field);
            return Some(assembler.element(Level::Action, named));
        }
        None
    }
}

impl Entry {
    /// It stands above the sheet, not in it.
    fn is_heading(&self) -> bool {
        self.label.is_empty()
    }

    fn named(&self, assembler: &Assembler<'_, '_, '_>) -> Named {
        self.named_as(&self.text, assembler)
    }

    /// The name that a part of its text is.
    fn named_as(&self, text: &str, assembler: &Assembler<'_, '_, '_>) -> Named {
        let found = heading(text);
        // "B.1" names an element no less than "1.1".
        let lettered = || {
            lettered::heading(text, Level::Action)
                .filter(|found| found.code.as_ref().is_some_and(|code| !code.numbers.is_empty()))
        };
        let found = if found.code.is_none() { lettered().unwrap_or(found) } else { found };
        let place = self.items.first().and_then(|item| assembler.source.place(*item));
        let wording = found.wording.to_owned();
        Named { title: Title { text: text.to_owned(), wording, place }, code: found.code }
    }

    fn set(&self, assembler: &mut Assembler<'_, '_, '_>, fate: Fate) {
        for item in &self.items {
            assembler.ledger.set(*item, fate);
        }
    }
}

/// Headings above the sheets: the objectives and containers that hold for those below, and the next action.
#[derive(Debug, Default)]
pub(crate) struct Above {
    entries: Vec<Entry>,
    /// The level that the paragraph right above names, when the file marks it as a heading.
    heading: Option<Level>,
    /// The last heading of an element: how deep it is marked, and its level.
    ranked: Option<(u8, Level)>,
    /// The level of each depth of heading, where no words name them.
    by_depth: BTreeMap<u8, Level>,
    /// The level of each depth of code, where nothing else names them.
    by_code: BTreeMap<usize, Level>,
    /// Headings whose levels nothing but their look told.
    pub(crate) looks: LevelLooks,
    /// A sentence between the heading of an action and its sheet.
    described: Option<Entry>,
}

impl Above {
    /// Nothing yet; the levels of headings without words are those given, by the depth of headings or of codes.
    pub(crate) fn with_levels(by_depth: BTreeMap<u8, Level>, by_code: BTreeMap<usize, Level>) -> Self {
        Self { by_depth, by_code, ..Self::default() }
    }

    /// Takes a paragraph whose print tells what it opens.
    pub(crate) fn take_printed(&mut self, cell: &LineCell<'_>, role: Role) {
        self.heading = None;
        self.looks.add(Print::of(cell).in_words(), role, cell.text, cell.item);
        let text = cell.text.trim().to_owned();
        self.insert(Entry { role: Some(role), label: String::new(), text, items: vec![cell.item] });
    }

    /// Takes a heading; other paragraphs say nothing.
    pub(crate) fn take(&mut self, line: &Line<'_>, cell: &LineCell<'_>) {
        const LONGEST: usize = 250;
        let found = if cell.ranked.is_some() { cell.headed() } else { heading(cell.text) };
        self.heading = None;
        let role = match found.opening {
            Some(Opening::Level(level)) if !found.wording.is_empty() => Role::Title(Some(level)),
            Some(Opening::Container(kind)) => Role::Classification(kind),
            _ => {
                match line.level_of_style().or_else(|| self.level_of_rank(line)).or_else(|| self.level_of_code(cell)) {
                    Some(level) => {
                        let role = Role::Title(Some(level));
                        if let Some(look) = self.look(line).filter(|_| found.code.is_none()) {
                            self.looks.add(look, role, cell.text, cell.item);
                        }
                        role
                    }
                    None => {
                        self.describe(cell);
                        return;
                    }
                }
            }
        };
        if let (Some(depth), Role::Title(Some(level))) = (line.heading, role) {
            self.heading = Some(level);
            self.ranked = Some((depth, level));
        }
        if cell.text.chars().count() <= LONGEST {
            let text = cell.text.trim().to_owned();
            self.insert(Entry { role: Some(role), label: String::new(), text, items: vec![cell.item] });
        }
    }

    /// A sentence below the heading of an action describes it.
    fn describe(&mut self, cell: &LineCell<'_>) {
        if self.has_action() && is_sentence(cell.text) {
            let (text, role) = (cell.text.trim().to_owned(), Some(Role::Field(Field::Description)));
            self.described = Some(Entry { role, label: String::new(), text, items: vec![cell.item] });
        }
    }

    /// The look that tells the level of a heading, where neither a word nor its code does.
    fn look(&self, line: &Line<'_>) -> Option<Bilingual> {
        let style = line.styled.map(|(_, name)| of_style(name));
        style.or_else(|| line.heading.filter(|depth| self.by_depth.contains_key(depth)).map(of_depth))
    }

    /// A heading without level word or code: one step below the last one it is a sub-action or a task, beside it the
    /// same again.
    fn level_of_rank(&self, line: &Line<'_>) -> Option<Level> {
        if let Some(level) = line.heading.and_then(|depth| self.by_depth.get(&depth)) {
            return Some(*level);
        }
        let (depth, level) = self.ranked?;
        match line.heading?.checked_sub(depth)? {
            0 if level > Level::Action => Some(level),
            1 if level == Level::Action => Some(Level::SubAction),
            1 if level == Level::SubAction => Some(Level::Task),
            _ => None,
        }
    }

    /// The level of a code in a document that names none; "Objectif 1.1" is one below the other objectives.
    fn level_of_code(&self, cell: &LineCell<'_>) -> Option<Level> {
        let found = cell.headed();
        let depth = code_levels::depth(cell, &found)?;
        let named = |level: Level| self.entries.iter().any(|entry| entry.role == Some(Role::Title(Some(level))));
        let objective = || match found.word {
            Some(_) if depth > 1 || named(Level::StrategicObjective) => Some(Level::OperationalObjective),
            Some(_) => Some(Level::StrategicObjective),
            None => None,
        };
        self.by_code.get(&depth).copied().or_else(objective)
    }

    /// The level of the element that a heading right above names.
    pub(crate) fn heading(&self) -> Option<Level> {
        self.heading
    }

    /// A table ends what a heading says of the next one.
    pub(crate) fn leave(&mut self) {
        self.heading = None;
    }

    /// An objective or container holds until another of its level, or of a higher one, comes.
    pub(crate) fn insert(&mut self, entry: Entry) {
        self.described = None;
        let own = entry.role.map(rank);
        self.entries.retain(|other| other.role.map(rank) < own);
        self.entries.push(entry);
    }

    pub(crate) fn has_action(&self) -> bool {
        self.entries.iter().any(|entry| entry.role == Some(Role::Title(Some(Level::Action))))
    }

    /// Gives a sheet what it does not say itself. An action's heading serves one sheet.
    pub(crate) fn complete(&mut self, sheet: &mut Sheet) {
        let lacking: Vec<Entry> = self
            .entries
            .iter()
            .filter(|entry| !sheet.entries.iter().any(|own| own.role == entry.role))
            .cloned()
            .collect();
        let action = lacking.iter().any(|entry| entry.role == Some(Role::Title(Some(Level::Action))));
        sheet.entries.splice(0..0, lacking);
        let described = self.described.take().filter(|_| action);
        let known = |entry: &Entry| sheet.entries.iter().any(|own| own.role == entry.role);
        if let Some(described) = described.filter(|entry| !known(entry)) {
            sheet.entries.push(described);
        }
        if sheet.element.is_none() {
            self.entries.retain(|entry| entry.role != Some(Role::Title(Some(Level::Action))));
        }
    }
}

/// The order of containers and levels from the top.
fn rank(role: Role) -> usize {
    match role {
        Role::Classification(ClassificationKind::Volet) => 0,
        Role::Classification(ClassificationKind::Domain) => 1,
        Role::Classification(_) => 2,
        Role::Title(Some(level)) => 3 + level as usize,
        _ => 9,
    }
}

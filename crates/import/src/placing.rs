//! Going through the rows of a grid: each opens elements, or gives its values to one.

mod said;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use passerelle_core::{
    Bilingual, ClassificationKind, Code, Diagnostic, DiagnosticKind, Element, ElementId, Field, FieldValue, Level,
    Place, Places, ReadingKind, Reason, Title,
};
use smallvec::SmallVec;

use crate::assemble::{Assembler, Named, Node, Printed};
use crate::columns::Column;
use crate::content::Content;
use crate::continuation::Floating;
use crate::cut_rows::joined;
use crate::details::Details;
use crate::layout::rule::{RowFeatures, RowKind};
use crate::ledger::{Fate, excerpt};
use crate::levels::{Inferred, Judged};
use crate::recognition::{RecognisedRow, meaning};
use crate::row::{Kind, Piece, Row};
use crate::sections::{Body, Section};
use crate::source::{LineCell, Source, column_words};
use crate::title_and_description::{title_and_description, title_and_labels};
use crate::totals::{Totals, is_sum};
use crate::views::Views;
use crate::vocabulary::{Opening, Role, vocabulary};
use crate::wording::{bullet, heading, items, listed_codes, title_and_steps};

/// The work of going through the rows.
pub(crate) struct Placing<'s, 'a, 'l> {
    pub(crate) assembler: Assembler<'s, 'a, 'l>,
    sections: &'s [Section],
    /// Values of a row without title, until the next row tells whose they are.
    pub(crate) floating: Option<Floating<'a>>,
    guesses: Vec<Level>,
    /// Ids that the file itself gives to its elements.
    pub(crate) kept_ids: BTreeMap<ElementId, ElementId>,
    /// What an element says it serves besides its own objective.
    pub(crate) serves: Vec<(Node, LineCell<'a>)>,
    /// The further objectives of a list of codes in front of an element.
    pub(crate) listed: Vec<(Node, LineCell<'a>, Vec<Code>)>,
    /// Unknown columns with their cells counted, by section and column.
    unknown: BTreeMap<(usize, usize), (usize, LineCell<'a>)>,
    totals: Totals,
    /// In flat tables, the classification printed last in a column left of the titles: it holds until another comes.
    carried: BTreeMap<ClassificationKind, LineCell<'a>>,
    /// How many rows print the element of the row above again, and where the first of them stands.
    again: Option<(usize, Option<Place>)>,
    /// How many cells hold both pilots behind a letter each, with the first of them.
    lettered: Option<(usize, String, Option<Place>)>,
    /// Sheets that show the same elements.
    views: Views,
    /// The table of the row at hand, and whether its element stands in another table too.
    table: Option<usize>,
    seen_elsewhere: bool,
    /// The table of the last row that named an objective.
    objectives_in: Option<usize>,
    /// For each table, how many rows were given to an objective of another table by their codes, and the first of them.
    placed_by_code: BTreeMap<usize, (usize, Option<Place>)>,
    /// For each table, how many rows show an element of another one, and where the first of them stands.
    shown_again: BTreeMap<usize, (usize, Option<Place>)>,
    /// Elements whose values stand in other tables.
    pub(crate) details: Details,
    /// The row at hand is one of such a table.
    pub(crate) joining: bool,
    /// Objectifs opérationnels opened since the last action, and whether those above the last one were a list.
    objectives: usize,
    listed_above: bool,
    /// The row across the table that says how far what stands below is, and its table.
    band: Option<(LineCell<'a>, usize, Field)>,
    /// Sections with columns that say the same at several dates.
    dated: Vec<bool>,
    /// What rows are called, by the levels that they open.
    said: BTreeMap<Vec<Level>, Arc<Bilingual>>,
}

impl<'s, 'a, 'l> Placing<'s, 'a, 'l> {
    pub(crate) fn new(assembler: Assembler<'s, 'a, 'l>, sections: &'s [Section]) -> Self {
        Self {
            assembler,
            sections,
            floating: None,
            guesses: Vec::new(),
            kept_ids: BTreeMap::new(),
            serves: Vec::new(),
            listed: Vec::new(),
            unknown: BTreeMap::new(),
            totals: Totals::default(),
            carried: BTreeMap::new(),
            again: None,
            lettered: None,
            views: Views::default(),
            table: None,
            seen_elsewhere: false,
            objectives_in: None,
            placed_by_code: BTreeMap::new(),
            shown_again: BTreeMap::new(),
            details: Details::default(),
            joining: false,
            objectives: 0,
            listed_above: false,
            band: None,
            dated: sections.iter().map(|section| section.columns.iter().any(|c| c.series.is_some())).collect(),
            said: BTreeMap::new(),
        }
    }

    /// Knows which sheets show the same elements.
    pub(crate) fn with_views(self, views: Views) -> Self {
        Self { views, ..self }
    }

    /// Takes one row; returns what it was taken for.
    pub(crate) fn take(&mut self, source: &Source<'a>, body: &Body<'a>, judged: Option<Judged>) -> RecognisedRow {
        let row = &body.row;
        self.table = source.lines.get(body.line).and_then(|line| line.table);
        self.seen_elsewhere = false;
        let Judged { clues, inferred } = judged.unwrap_or_default();
        let mut verdict = None;
        for cell in &row.labels {
            self.assembler.aside(cell, Reason::Label);
        }
        for cell in &row.aside {
            self.assembler.aside(cell, Reason::ByLayout);
        }
        let mut what = Bilingual::default();
        let mut of_levels = None;
        match body.kind {
            Kind::Container(kind) => {
                self.settle_floating();
                if let Some(piece) = row.pieces.first() {
                    self.assembler.container(kind, &piece.cell);
                    self.leftovers(row, body.section, None);
                }
                verdict = Some(RowKind::Container(kind));
                what = Bilingual::of(|lang| Role::Classification(kind).label(lang));
            }
            Kind::Total => {
                // Only what a row begins with can be a rule.
                let begins = source.lines.get(body.line).and_then(|line| line.cells.first());
                verdict = begins.filter(|cell| vocabulary().is_total(cell.text)).map(|_| RowKind::Total);
                what = self.total(row, body.section);
            }
            Kind::Signature => {
                verdict = Some(RowKind::Signature);
                what = self.aside_all(row, Reason::Signature);
            }
            Kind::Note => what = self.aside_all(row, Reason::Note),
            Kind::Aside => what = self.aside_all(row, Reason::ByLayout),
            Kind::Continuation if self.is_sum_of_all(source, body) => {
                what = self.total(row, body.section);
            }
            Kind::Continuation if row.below_heading => {
                self.settle_floating();
                if let Some(node) = self.assembler.last() {
                    self.values(node, row, body.section);
                    self.leftovers(row, body.section, Some(node));
                }
                what = ("suite", "continuation").into();
            }
            Kind::Continuation if self.numbered_anew(row).is_some() => {
                let level = self.numbered_anew(row).unwrap_or(Level::Action);
                self.settle_floating();
                what = self.untitled(level, row, body.section);
            }
            Kind::Continuation => {
                self.settle_floating();
                self.floating = Some(Floating { row: row.clone(), section: body.section });
                if row.within_title {
                    self.settle_floating();
                }
                what = ("suite", "continuation").into();
            }
            Kind::Labelled => {
                self.settle_floating();
                what = self.labelled(row);
            }
            Kind::Band(field) => what = self.band(row, field),
            Kind::Details => what = self.details(row, body.section),
            Kind::Elements if self.is_label_of_last(row) => {
                self.label_last(row, body.section);
                what = ("libellé de la ligne précédente", "wording of the row above").into();
            }
            Kind::Elements if self.goes_on_with_last(row) => {
                self.lengthen_last(row, body.section);
                what = ("suite de l’intitulé", "continuation of the title").into();
            }
            Kind::Elements => {
                // A row of several elements is told by its columns: no rule of one level fits it.
                verdict = clues.first().filter(|_| row.pieces.len() <= 1).map(|clue| RowKind::Level(clue.level));
                of_levels = Some(self.elements(row, body.section, inferred));
            }
            // A list that was numbered ahead.
            Kind::Other if row.unknown.is_empty() && row.codes.iter().all(|code| is_number(code.cell.text)) => {
                what = self.aside_all(row, Reason::EmptySlot);
            }
            // A code whose title may stand on the next row.
            Kind::Other if row.lone_code().is_some() => {
                self.settle_floating();
                self.floating = Some(Floating { row: row.clone(), section: body.section });
                what = ("code", "code").into();
            }
            Kind::Other => {
                let last = self.assembler.last();
                if let Some(node) = last {
                    for code in &row.codes {
                        self.assembler.extra(node, "", code.cell.printed());
                    }
                }
                self.leftovers(row, body.section, last);
            }
        }
        self.say_cut(row);
        let text = match body.kind {
            Kind::Elements => shown(row),
            _ => source.lines.get(body.line).and_then(|line| line.cells.first()).map(|cell| excerpt(cell.text)),
        };
        let first = clues.first().map(|clue| clue.level);
        let other = clues.iter().map(|clue| clue.level).find(|level| Some(*level) != first);
        RecognisedRow {
            place: None,
            header: false,
            kind: of_levels.unwrap_or_else(|| Arc::new(what)),
            text: text.unwrap_or_default(),
            runner_up: other.or(inferred.and_then(|inferred| inferred.other)),
            clues,
            verdict,
            features: RowFeatures::of(row),
        }
    }

    /// The last row of a table holds nothing but the sums of the amounts above: a total that nobody called so.
    fn is_sum_of_all(&self, source: &Source<'a>, body: &Body<'a>) -> bool {
        let table = |line: usize| source.lines.get(line).and_then(|line| line.table);
        let row = &body.row;
        let only_values = row.codes.is_empty() && row.unknown.is_empty() && row.shared.is_empty();
        let alone = only_values && row.level_name.is_none() && row.stray_code.is_none();
        let last = table(body.line).is_some() && table(body.line) != table(body.line + 1);
        let sums = |elements: &[Element], dated: bool| {
            row.values.iter().all(|(role, cell, column)| match role {
                Role::Field(field) => {
                    let unit = self.column(body.section, *column).and_then(|column| column.unit);
                    dated && cell.content == Content::Time || is_sum(*field, cell, unit, elements)
                }
                _ => false,
            })
        };
        let amounts = || row.values.iter().any(|(_, cell, _)| cell.content != Content::Time);
        last && alone && sums(self.assembler.elements(), false)
            || alone && !row.within_title && amounts() && sums(self.actions_of_the_group(), true)
    }

    /// The actions since the last objective: a board prints the sums of each group below it, with its first and last day.
    fn actions_of_the_group(&self) -> &[Element] {
        const MOST: usize = 200;
        let elements = self.assembler.elements();
        let actions = elements.iter().rev().take(MOST + 1).take_while(|element| element.level >= Level::Action).count();
        let group = elements.get(elements.len() - actions..).unwrap_or_default();
        if actions > MOST { &[] } else { group }
    }

    /// A total is no element; its amounts are compared with those above it.
    fn total(&mut self, row: &Row<'a>, section: usize) -> Bilingual {
        self.settle_floating();
        self.assembler.read_grown();
        let sections = self.sections;
        let unit = |column: usize| sections.get(section)?.columns.get(column)?.unit;
        let amounts = row.values.iter().filter_map(|(role, cell, column)| match role {
            Role::Field(field) => Some((*field, *cell, unit(*column))),
            _ => None,
        });
        for (diagnostic, cell) in self.totals.row(amounts, self.assembler.elements(), &self.assembler.open()) {
            let place = self.assembler.place(cell);
            self.assembler.ledger.say(diagnostic.at(place));
        }
        self.aside_all(row, Reason::Total)
    }

    /// A value over the whole width belongs to the element above.
    fn labelled(&mut self, row: &Row<'a>) -> Bilingual {
        let (Some(node), Some(labelled)) = (self.assembler.last(), row.labelled) else { return Bilingual::default() };
        let cell = labelled.cell;
        if !labelled.sure {
            let title = self.assembler.get(node).map(Bilingual::calling).unwrap_or_default();
            let place = self.assembler.place(&cell);
            self.assembler.ledger.say(Diagnostic::new(DiagnosticKind::RowContinued).saying("title", title).at(place));
        }
        let printed = Printed { text: labelled.value, items: std::slice::from_ref(&cell.item) };
        match labelled.field {
            Some(field) => self.assembler.value(node, field, printed),
            None => self.assembler.extra(node, labelled.label, printed),
        }
        meaning(labelled.field.map(Role::Field))
    }

    fn aside_all(&mut self, row: &Row<'a>, reason: Reason) -> Bilingual {
        for cell in row.cells() {
            self.assembler.aside(&cell, reason);
        }
        Bilingual::of(|lang| reason.label(lang))
    }

    /// The level of a row of values that has a number of its own, another than the numbered element above, but no title:
    /// it is not the rest of that element.
    fn numbered_anew(&self, row: &Row<'a>) -> Option<Level> {
        let last = self.assembler.last().and_then(|node| self.assembler.get(node))?;
        let above = last.code.as_ref().filter(|code| is_number(&code.text))?;
        let own = row.code().filter(|code| is_number(code.cell.text))?;
        (last.level >= Level::Action && row.has_values() && own.cell.text.trim() != above.text).then_some(last.level)
    }

    /// Opens an element that the source gives a number and values but no title.
    fn untitled(&mut self, level: Level, row: &Row<'a>, section: usize) -> Bilingual {
        let code = row.code().map(|code| {
            self.assembler.ledger.set(code.cell.item, Fate::Field);
            code.cell.code().into_owned().at(self.assembler.place(&code.cell))
        });
        let node = self.assembler.element(level, Named { title: Title::default(), code });
        self.values(node, row, section);
        self.carry_classifications(node, row, section);
        self.leftovers(row, section, Some(node));
        Bilingual::of(|lang| level.label(lang).to_lowercase())
    }

    /// Opens the elements of a row and gives its values to the deepest one, or to that which the column names.
    fn elements(&mut self, row: &Row<'a>, section: usize, inferred: Option<Inferred>) -> Arc<Bilingual> {
        let named = row.named_level();
        // A row opens one element, or one of each level.
        let mut opened: SmallVec<[Level; 4]> = SmallVec::new();
        let last_piece = row.pieces.len().saturating_sub(1);
        let mut further = None;
        for (index, piece) in row.pieces.iter().enumerate() {
            // An action under "OO 1.1 et 1.3" belongs to the first and serves the others.
            let first_of_list;
            let may_list = piece.wording.is_none() && index < last_piece;
            let listed = if may_list { listed_codes(piece.cell.text) } else { None };
            let piece = match listed {
                Some((Opening::Level(Level::OperationalObjective), first, codes)) => {
                    first_of_list = Piece::of_list(piece, first);
                    further = Some((piece.cell, codes));
                    &first_of_list
                }
                _ => piece,
            };
            if let Some(Opening::Container(kind)) = piece.heading.opening {
                self.assembler.container(kind, &piece.cell);
                continue;
            }
            // A row that was never filled in is no element; one with values lacks its title.
            let filled = index == last_piece && (row.has_values() || row.code().is_some());
            if self.is_never_content(piece) && !filled {
                continue;
            }
            let level = if index == last_piece { named } else { piece.level() };
            if level.is_none() {
                self.say_guess(piece, inferred);
            }
            let level = level.or(inferred.map(|inferred| inferred.level)).unwrap_or(Level::Action);
            if opened.contains(&level) {
                // Two texts of one level in a row: the second is kept with the first.
                if let Some(node) = self.assembler.last() {
                    self.assembler.extra(node, "", piece.cell.printed());
                }
                continue;
            }
            self.open(level, piece, row, (section, index == last_piece));
            opened.push(level);
        }
        if opened.is_empty() {
            // Only a code, in its own column.
            if let Some((code, level)) = row.code().zip(named) {
                let title = Title { text: String::new(), wording: String::new(), place: None };
                let text = code.cell.code().into_owned().at(self.assembler.place(&code.cell));
                self.assembler.ledger.set(code.cell.item, Fate::Field);
                self.assembler.element(level, Named { title, code: Some(text) });
                opened.push(level);
            }
        }
        let Some(node) = self.assembler.last() else { return Arc::default() };
        if let Some((cell, codes)) = further {
            self.listed.push((node, cell, codes));
        }
        self.settle_floating_before(node, row);
        for cell in row.code().map(|code| code.cell).into_iter().chain(row.level_name.copied()) {
            self.assembler.ledger.set(cell.item, Fate::Field);
        }
        // An element has one code; those that stand further left are kept beside it.
        for code in row.codes.iter().rev().skip(1) {
            let label = self.column(section, code.cell.column as usize).map(|c| c.label.clone()).unwrap_or_default();
            self.assembler.extra(node, &label, code.cell.printed());
        }
        if let Some((cell, column)) = row.stray_code {
            self.stray_code(node, cell, section, column);
        }
        self.values(node, row, section);
        self.state_of_band(node);
        self.carry_classifications(node, row, section);
        self.leftovers(row, section, Some(node));
        if let Some(piece) = row.pieces.last() {
            self.further_items(node, piece, &joined(piece.cell.text, &row.rests_of(&piece.cell)));
        }
        let said = |opened: &[Level]| {
            Bilingual::of(|lang| {
                opened.iter().map(|level| level.label(lang).to_lowercase()).collect::<Vec<_>>().join(" + ")
            })
        };
        if let Some(said) = self.said.get(opened.as_slice()) {
            return Arc::clone(said);
        }
        let words = Arc::new(said(&opened));
        self.said.insert(opened.into_vec(), Arc::clone(&words));
        words
    }

    fn column(&self, section: usize, column: usize) -> Option<&'s Column> {
        self.sections.get(section)?.columns.get(column)
    }

    /// A cell that lists several elements: each further one stands beside the first and has the values of the row. Its
    /// budget stays with the first, for a sum printed once is spent once.
    fn further_items(&mut self, first: Node, piece: &Piece<'a>, text: &str) {
        let Some(items) = listed(piece, text) else { return };
        self.assembler.read_grown();
        let Some(element) = self.assembler.get(first) else { return };
        let (level, classifications) = (element.level, element.classifications.clone());
        let mut shared = element.fields.clone();
        let place = self.assembler.place(&piece.cell);
        let count = items.len();
        // Cells of as many lines as there are items: each line is that of its item.
        let lines = |value: &FieldValue| -> Vec<String> {
            let text = value.text.join("\n");
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let by_line: Vec<(Field, Vec<String>, Places)> = shared
            .iter()
            .map(|(field, value)| (*field, lines(value), value.places.clone()))
            .filter(|(_, lines, _)| lines.len() == count)
            .collect();
        shared.retain(|field, _| {
            field.kind() != ReadingKind::Budget && !by_line.iter().any(|(other, ..)| other == field)
        });
        for (at, item) in items.into_iter().enumerate() {
            let found = heading(item);
            let title = Title { text: item.to_owned(), wording: found.wording.to_owned(), place: place.clone() };
            if at == 0 {
                if let Some(element) = self.assembler.get_mut(first) {
                    element.title = title;
                    element.code = found.code.or_else(|| element.code.take());
                }
                self.assembler.lines_of(first, &by_line, at);
                continue;
            }
            let node = self.assembler.element(level, Named { title, code: found.code });
            if let Some(element) = self.assembler.get_mut(node) {
                element.fields.clone_from(&shared);
                element.classifications.clone_from(&classifications);
            }
            self.assembler.lines_of(node, &by_line, at);
        }
        let diagnostic = Diagnostic::new(DiagnosticKind::SeveralInCell).with("count", count);
        let level = Bilingual::of(|lang| level.label(lang).to_lowercase());
        self.assembler.ledger.say(diagnostic.saying("level", level).at(place));
    }

    fn is_never_content(&self, piece: &Piece<'a>) -> bool {
        self.assembler.ledger.is_never_content(piece.wording.unwrap_or(piece.cell).item)
    }

    /// Opens the element of a piece.
    fn open(&mut self, level: Level, piece: &Piece<'a>, row: &Row<'a>, (section, deepest): (usize, bool)) {
        let title_cell = piece.wording.unwrap_or(piece.cell);
        self.assembler.ledger.set(piece.cell.item, Fate::Field);
        self.assembler.ledger.set(title_cell.item, Fate::Field);
        let mut code = piece.heading.code.clone();
        if piece.wording.is_some() || piece.words().is_empty() && code.is_some() {
            // The code has a cell of its own: it is printed as that cell is.
            code = Some(piece.cell.code().into_owned().at(self.assembler.place(&piece.cell)));
        }
        if deepest && let Some(own) = row.code() {
            code = Some(own.cell.code().into_owned().at(self.assembler.place(&own.cell)));
        }
        let never = self.is_never_content(piece);
        let rests = row.rests_of(&title_cell);
        for rest in &rests {
            self.assembler.ledger.set(rest.item, Fate::Field);
        }
        // The only item of a list is a title too.
        let own = piece.words();
        let own = bullet(own).unwrap_or(own);
        let words = joined(if never { "" } else { own }, &rests);
        let words = words.as_ref();
        let untitled = never || words.is_empty() && piece.wording.is_none();
        let text = joined(if untitled { "" } else { title_cell.text.trim() }, &rests);
        let text = text.as_ref();
        let alone = deepest
            && level >= Level::Action
            && piece.cell.bookmark().is_none()
            && listed(piece, piece.cell.text).is_none();
        let at = self.assembler.source.items.get(title_cell.item).map(|item| item.at);
        let described = if alone && words.contains('\n') { title_and_description(words, at) } else { None };
        let labelled = if alone && words.contains('\n') { title_and_labels(words) } else { None };
        let described = described.filter(|_| labelled.is_none());
        let whole = described.is_none() && labelled.is_none();
        let steps = title_and_steps(words).filter(|_| alone && code.is_some() && whole);
        let labels = labelled.as_ref().map(|(title, _)| (*title, ""));
        let parts = labels.or(described).or(steps);
        let title = Title {
            text: parts.and_then(|_| text.lines().next()).unwrap_or(text).to_owned(),
            wording: parts.map_or(words, |(title, _)| title).to_owned(),
            place: self.assembler.place(&title_cell),
        };
        if let Some(first) = vocabulary().continued(&title.wording)
            && self.assembler.goes_on_as(level, first, code.as_ref())
        {
            self.say_of_last(DiagnosticKind::RowResumed, self.assembler.place(&title_cell));
            return;
        }
        let named = Named { title, code };
        if level < Level::Action {
            self.objectives_in = self.table;
            self.objectives += usize::from(level == Level::OperationalObjective);
        } else if deepest {
            if self.objectives > 0 {
                self.listed_above = self.objectives > 1;
            }
            self.objectives = 0;
            self.go_to_objective_of_code(&named);
        }
        // A merged cell from above: what stands below its element goes on.
        if piece.cell.covered && !deepest && self.assembler.current(level).is_some() {
            return;
        }
        // What stands in a column of its level in front of a deeper element may be repeated on each row.
        let in_column = piece.column_level.is_some() || piece.in_path;
        if level <= Level::OperationalObjective && self.assembler.complete(level, &named).is_some() {
            return;
        }
        let objective =
            level <= Level::OperationalObjective && deepest && !in_column && piece.cell.bookmark().is_none();
        if objective && self.assembler.stands_again(level, &named) {
            return;
        }
        if in_column && (!deepest || level < Level::Action && piece.column_level < Some(Level::Action)) {
            // What stands below it has no column of its own in which it would be printed again too.
            let ends = self.sections.get(section).is_none_or(|section| section.has_objectives_below(level));
            self.assembler.repeated(level, named, ends);
        } else if deepest
            && piece.cell.bookmark().is_none()
            && row.level_name.is_none()
            && self.assembler.goes_on_with_last(level, &named).is_some()
        {
            let place = self.assembler.place(&title_cell);
            self.again.get_or_insert((0, place)).0 += 1;
        } else if let Some(node) = self.shown_elsewhere(level, &named, deepest) {
            self.assembler.enter_seen(level, node);
            self.seen_elsewhere = true;
            let place = self.assembler.place(&title_cell);
            let table = self.table.unwrap_or_default();
            self.shown_again.entry(table).or_insert((0, place)).0 += 1;
        } else if !(piece.cell.covered && self.assembler.resume(level)) {
            let wording = named.title.wording.clone();
            let node = match (in_column, objective) {
                (true, _) => self.assembler.repeatable(level, named),
                (false, true) => self.assembler.printable_again(level, named),
                (false, false) => self.assembler.element(level, named),
            };
            if level >= Level::Action {
                self.views.remember(self.table, &wording, node);
            }
            for label in labelled.into_iter().flat_map(|(_, labels)| labels) {
                if let Role::Field(field) = label.role {
                    let printed = Printed { text: label.value, ..title_cell.printed() };
                    self.assembler.part(node, field, printed);
                }
            }
            if let Some((_, description)) = described {
                let printed = Printed { text: description, ..title_cell.printed() };
                self.assembler.part(node, Field::Description, printed);
                self.say_of_last(DiagnosticKind::DescriptionInTitle, self.assembler.place(&title_cell));
            } else if let Some((_, steps)) = steps {
                self.assembler.part(node, Field::Steps, Printed { text: steps, ..title_cell.printed() });
                self.say_of_last(DiagnosticKind::StepsInTitle, self.assembler.place(&title_cell));
            }
            if let Some((bookmark, element)) = piece.cell.bookmark().zip(self.assembler.get(node)) {
                self.kept_ids.insert(element.id.clone(), bookmark.id);
            }
        }
    }

    /// Where a sheet names no objective itself, "1.2.3" belongs to the objective "1.2" of another sheet, not to the last
    /// one that stands there. So does it below a list of all objectives.
    fn go_to_objective_of_code(&mut self, named: &Named) {
        let Some((table, other)) = self.table.zip(self.objectives_in) else { return };
        let is_sheet = |table: usize| self.assembler.source.table_names.get(table).is_some_and(Option::is_some);
        let other_sheet = table != other && is_sheet(table) && is_sheet(other);
        let Some((_, objective)) = named.code.as_ref().and_then(|code| code.numbers.split_last()) else { return };
        let elsewhere = || {
            let current = self.assembler.current(Level::OperationalObjective).and_then(|node| self.assembler.get(node));
            let code = current.and_then(|element| element.code.as_ref());
            code.is_some_and(|code| code.numbers.len() == objective.len() && code.numbers != objective)
        };
        let below_a_list = || self.listed_above && objective.len() > 1 && elsewhere();
        if !(other_sheet || below_a_list()) {
            return;
        }
        if self.assembler.go_to_objective(objective) {
            let place = named.title.place.clone();
            self.placed_by_code.entry(table).or_insert((0, place)).0 += 1;
        }
    }

    /// The element of another sheet that the title of this row names again.
    fn shown_elsewhere(&self, level: Level, named: &Named, deepest: bool) -> Option<Node> {
        let code = |node: Node| self.assembler.get(node).and_then(|element| element.code.clone());
        let found = self.views.again(self.table, named, code).filter(|_| deepest && level >= Level::Action)?;
        // The same action may be planned under each objective.
        let names_objectives = self.objectives_in.is_some() && self.objectives_in == self.table;
        let fits = !names_objectives || self.assembler.has_parent_as_now(found, level);
        self.assembler.get(found).filter(|element| element.level == level && fits).map(|_| found)
    }

    fn stray_code(&mut self, node: Node, cell: &LineCell<'a>, section: usize, column: usize) {
        let place = self.assembler.place(cell);
        let header =
            column_words(self.column(section, column).map_or("", |c| &c.label), place.as_ref(), cell.column as usize);
        self.assembler.ledger.set(cell.item, Fate::Field);
        if let Some(element) = self.assembler.get_mut(node) {
            element.code = Some(cell.code().into_owned().at(place.clone()));
        }
        let diagnostic = Diagnostic::new(DiagnosticKind::CodeElsewhere)
            .with("code", cell.text.trim())
            .saying("header", header)
            .at(place);
        self.assembler.ledger.say(diagnostic);
    }
}

/// Digits and nothing else.
fn is_number(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The items of the text of a cell of a column of actions that is a list.
fn listed<'t>(piece: &Piece<'_>, text: &'t str) -> Option<Vec<&'t str>> {
    let listed =
        piece.column_level >= Some(Level::Action) && piece.wording.is_none() && piece.cell.bookmark().is_none();
    items(text, piece.cell.list_label.is_some()).filter(|_| listed)
}

/// How a row is shown: the title of what it opens, behind its code.
fn shown(row: &Row<'_>) -> Option<String> {
    let piece = row.pieces.last()?;
    let title = piece.wording.as_ref().unwrap_or(&piece.cell);
    let code = row.code().map(|code| &code.cell).or_else(|| piece.wording.is_some().then_some(&piece.cell));
    match code.filter(|code| code.item != title.item) {
        Some(code) => Some(excerpt(&[code.text.trim(), &excerpt(title.text)].join(" "))),
        None => Some(excerpt(title.text)),
    }
}

//! Which text of a programme goes to which place, and what has none.

use passerelle_core::form::WorkProgrammeForm;
use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Field, Lang, Level, WorkProgramme, fold};

use super::difference::Difference;
use super::edits::Edits;
use super::page::{Entry, Paper, Put, SpotId};
use super::places::{Place, Places, Slot};
use super::{field_name, said};
use crate::form_lines::{Line, lines};

/// What changes in a part, and what is to be said about it.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) edits: Edits,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The spots that texts go to.
    pub(crate) spots: Vec<SpotId>,
    /// Lines were copied.
    pub(crate) added: bool,
}

/// A filled line of the programme.
struct Filled<'l> {
    number: &'l str,
    cells: &'l [String],
}

/// Says what has to change for a programme to stand in a paper.
pub(crate) fn plan(
    paper: &dyn Paper,
    form: &WorkProgrammeForm,
    places: &Places,
    margins: &[&Places],
    programme: &WorkProgramme,
    lang: Lang,
) -> Plan {
    let mut planner = Planner { paper, form, plan: Plan::default() };
    planner.heads(places, margins, programme);
    let (lines, leftovers) = lines(form, Some(programme), lang);
    let mut objectives = 0;
    let mut of_objective: Vec<Vec<Filled<'_>>> = form.objectives.iter().map(|_| Vec::new()).collect();
    for line in &lines {
        match line {
            Line::Objective { text, .. } => {
                objectives += 1;
                if objectives > form.objectives.len() {
                    let place = said("l’objectif", "the objective");
                    planner.lost(place, text);
                }
            }
            Line::Group { text, .. } => {
                planner.lost(said("l’objectif opérationnel", "the operational objective"), text)
            }
            Line::Slot { cells, .. } if cells.iter().all(|text| text.trim().is_empty()) => {}
            Line::Slot { number, cells, .. } => match of_objective.get_mut(usize::wrapping_sub(objectives, 1)) {
                Some(filled) => filled.push(Filled { number, cells }),
                None => {
                    let text = cells.iter().find(|text| !text.trim().is_empty()).map_or("", String::as_str);
                    planner.lost(said("l’action", "the action"), text);
                }
            },
        }
    }
    for (index, filled) in of_objective.iter().enumerate() {
        planner.objective(places, index, filled);
    }
    for leftover in &leftovers {
        let of =
            if leftover.element.is_empty() { Bilingual::same("–") } else { Bilingual::quoted(&leftover.element) };
        let diagnostic = Diagnostic::new(DiagnosticKind::FillBeyondForm)
            .with("label", &leftover.label)
            .with("text", excerpt(&leftover.text))
            .saying("title", of);
        planner.plan.diagnostics.push(diagnostic);
    }
    let count = programme.outline.of_level(Level::Action).count();
    if count > form.actions.max_actions {
        planner.say(
            Diagnostic::new(DiagnosticKind::FillOverLimit).with("count", count).with("limit", form.actions.max_actions),
        );
    }
    planner.plan
}

/// What the nearest definition and the file say differently, in one diagnostic.
pub(crate) fn differences(form: &WorkProgrammeForm, difference: &Difference) -> Vec<Diagnostic> {
    if difference.is_empty() {
        return Vec::new();
    }
    let diagnostic = Diagnostic::new(DiagnosticKind::FormDiffers)
        .with("form", &form.id)
        .with("missing", difference.missing.len())
        .with("unknown", difference.unknown.len());
    vec![diagnostic]
}

/// A text of the head of a form, and where a paper has its place.
struct Head {
    text: String,
    date: Option<jiff::civil::Date>,
    named: Bilingual,
    of: fn(&Places) -> Option<&Place>,
}

/// What is written into the head of a form.
fn heads(programme: &WorkProgramme) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut add = |text: String, date, named, of| heads.push(Head { text, date, named, of });
    if let Some(name) = &programme.institution.name {
        let named = said("le nom de la commune", "the municipality’s name");
        add(name.clone(), None, named, |places: &Places| places.commune.as_ref());
    }
    if let Some(validation) = &programme.validation {
        let named = said("la date de validation", "the date of validation");
        add(validation.text.clone(), validation.date, named, |places: &Places| places.validation.as_ref());
    }
    heads
}

/// Says what has to change in a header or footer for a programme to stand in it: the year, the commune, the date.
pub(crate) fn margin(paper: &dyn Paper, form: &WorkProgrammeForm, places: &Places, programme: &WorkProgramme) -> Plan {
    let mut planner = Planner { paper, form, plan: Plan::default() };
    planner.year(places, programme);
    for Head { text, date, named, of } in heads(programme) {
        if let Some(place) = of(places) {
            planner.write(Some(place), &text, date, named);
        }
    }
    planner.plan
}

struct Planner<'p> {
    paper: &'p dyn Paper,
    form: &'p WorkProgrammeForm,
    plan: Plan,
}

impl Planner<'_> {
    fn say(&mut self, diagnostic: Diagnostic) {
        self.plan.diagnostics.push(diagnostic);
    }

    /// A text for which the file has no place.
    fn lost(&mut self, place: Bilingual, text: &str) {
        let diagnostic = Diagnostic::new(DiagnosticKind::FillPlaceMissing);
        self.say(diagnostic.saying("where", place).with("text", excerpt(text)));
    }

    /// Year, commune and validation. What stands in a header or footer has its place there.
    fn heads(&mut self, places: &Places, margins: &[&Places], programme: &WorkProgramme) {
        if let Some(year) = places.year.filter(|year| *year != programme.year) {
            let diagnostic = Diagnostic::new(DiagnosticKind::FillYear);
            self.say(diagnostic.with("blank", year).with("year", programme.year));
        }
        self.year(places, programme);
        for Head { text, date, named, of } in heads(programme) {
            let place = of(places);
            if place.is_some() || !margins.iter().any(|places| of(places).is_some()) {
                self.write(place, &text, date, named);
            }
        }
    }

    /// The year, where the title leaves it open.
    fn year(&mut self, places: &Places, programme: &WorkProgramme) {
        if let Some(place) = &places.year_place {
            self.write(Some(place), &programme.year.to_string(), None, said("l’année", "the year"));
        }
    }

    /// Puts a text to a place of the file, if there is one and nothing else stands there.
    fn write(&mut self, place: Option<&Place>, text: &str, date: Option<jiff::civil::Date>, named: Bilingual) {
        if text.trim().is_empty() {
            return;
        }
        let Some(place) = place else { return self.lost(named, text) };
        let mut edits = std::mem::take(&mut self.plan.edits);
        self.put(place, text, date, (named, None), &mut edits);
        self.plan.edits = edits;
    }

    /// Puts a text to a place that is named so, behind the number that a copied line has there.
    fn put(
        &mut self,
        place: &Place,
        text: &str,
        date: Option<jiff::civil::Date>,
        (named, kept): (Bilingual, Option<&str>),
        edits: &mut Edits,
    ) {
        if !place.taken.is_empty() {
            if fold(&place.taken) != fold(text) {
                self.say(
                    Diagnostic::new(DiagnosticKind::FillPlaceTaken)
                        .saying("where", named)
                        .with("found", excerpt(&place.taken))
                        .with("text", excerpt(text)),
                );
            }
            return;
        }
        let entry = Entry { text: text.trim(), date, after: place.after, kept };
        self.plan.spots.push(place.spot);
        match self.paper.put(place.spot, &entry, edits) {
            Put::Written => {}
            Put::NotInList => {
                let diagnostic = Diagnostic::new(DiagnosticKind::FillNotInList);
                self.say(diagnostic.saying("where", named).with("text", excerpt(text)));
            }
            Put::Refused => self.lost(named, text),
        }
    }

    fn title_at(&self) -> usize {
        self.form.actions.columns.iter().position(|column| column.field == "title").unwrap_or_default()
    }

    /// The actions of an objective on its lines, and on copies of the last one when there are too few.
    fn objective(&mut self, places: &Places, index: usize, filled: &[Filled<'_>]) {
        let title_at = self.title_at();
        let number = self.form.objectives.get(index).map_or(0, |objective| objective.number);
        let empty = Vec::new();
        let slots = places.objectives.get(index).map_or(&empty, |objective| &objective.slots);
        // Lines that a person has filled in stay theirs.
        let mut free = slots.iter().filter(|slot| slot.taken(title_at).is_empty());
        let taken = |line: &&Filled<'_>| {
            let title = fold(line.cells.get(title_at).map_or("", String::as_str));
            slots.iter().any(|slot| !slot.taken(title_at).is_empty() && fold(slot.taken(title_at)) == title)
        };
        let occupied: Vec<&Slot> = slots.iter().filter(|slot| !slot.taken(title_at).is_empty()).collect();
        let known = filled.iter().filter(taken).count();
        if occupied.len() > known {
            self.say(
                Diagnostic::new(DiagnosticKind::FillLinesTaken)
                    .with("objective", number)
                    .with("count", occupied.len() - known),
            );
        }
        // A copy is made of the last empty line, which is like the one it comes after.
        let all = places.objectives.iter().flat_map(|objective| &objective.slots);
        let template = slots.iter().rfind(|slot| slot.is_free()).or_else(|| all.rev().find(|slot| slot.is_free()));
        let start = places.objectives.get(index).and_then(|objective| objective.row);
        let mut after = slots.iter().rev().map(|slot| slot.row).next_back().or(start);
        let mut last = 0;
        let mut added = 0;
        for line in filled.iter().filter(|line| !taken(line)) {
            let is_action = !line.number.is_empty();
            if is_action && let Some(slot) = free.next() {
                let mut edits = std::mem::take(&mut self.plan.edits);
                self.line(slot, line, (number, None), &mut edits);
                self.plan.edits = edits;
                after = Some(slot.row);
                last = slot.number.as_ref().map_or(last + 1, |(number, ..)| *number);
                continue;
            }
            // Actions beyond the lines stand behind the last of them.
            if is_action {
                after = slots.last().map(|slot| slot.row).or(after);
                last = slots.iter().filter_map(|slot| slot.number.as_ref()).map(|(n, ..)| *n).fold(last, u32::max);
                last += 1;
            }
            match self.add_line(template, after, line, number, is_action.then_some(last)) {
                true => added += 1,
                false => {
                    let title = line.cells.get(title_at).map_or("", String::as_str);
                    let place = said(
                        format!("une ligne de plus sous l’objectif stratégique {number}"),
                        format!("one more line under strategic objective {number}"),
                    );
                    self.lost(place, title);
                }
            }
        }
        if added > 0 {
            let diagnostic = Diagnostic::new(DiagnosticKind::FillLinesAdded);
            self.say(diagnostic.with("count", added).with("objective", number));
        }
    }

    /// Copies a line behind a row and fills the copy.
    fn add_line(
        &mut self,
        template: Option<&Slot>,
        after: Option<usize>,
        line: &Filled<'_>,
        objective: u16,
        number: Option<u32>,
    ) -> bool {
        let (Some(template), Some(after)) = (template, after) else { return false };
        let old = template.number.as_ref().map(|(number, ..)| *number);
        let (Some(copied), Some(behind)) =
            (self.paper.copy(template.row, old.zip(number)), self.paper.copy(after, None))
        else {
            return false;
        };
        let mut edits = copied.clean;
        let mut slot = template.clone();
        let mut kept = None;
        if let Some((old, spot, signs)) = slot.number.take() {
            let text = self.paper.text(spot);
            let printed: String = text.chars().skip(signs.start).take(signs.len()).collect();
            let new = number.map(|new| printed.replacen(&old.to_string(), &new.to_string(), 1)).unwrap_or_default();
            self.paper.change(spot, signs.clone(), &new, &mut edits);
            self.plan.spots.push(spot);
            kept = Some((spot, text.chars().take(signs.start).collect::<String>() + &new));
            slot.number = number.map(|new| (new, spot, signs));
        }
        let kept = kept.as_ref().map(|(spot, text)| (*spot, text.as_str()));
        self.line(&slot, line, (objective, kept), &mut edits);
        let row = edits.apply(self.paper.source(), copied.row);
        self.plan.edits.insert(behind.end, row);
        self.plan.added = true;
        true
    }

    /// The cells of a line. `kept` is what its number became, and where that stands.
    fn line(
        &mut self,
        slot: &Slot,
        line: &Filled<'_>,
        (objective, kept): (u16, Option<(SpotId, &str)>),
        edits: &mut Edits,
    ) {
        let printed = slot.number.as_ref().map(|(number, ..)| *number);
        if let Some(printed) = printed.filter(|number| fold(line.number) != number.to_string()) {
            self.say(
                Diagnostic::new(DiagnosticKind::FillRenumbered)
                    .with("number", line.number.trim())
                    .with("printed", printed)
                    .with("objective", objective),
            );
        }
        let form = self.form;
        for (index, column) in form.actions.columns.iter().enumerate() {
            let text = line.cells.get(index).map_or("", String::as_str);
            if text.trim().is_empty() {
                continue;
            }
            let (fr, en) = field_name(Field::from_name(&column.field));
            let number = printed.map_or_else(|| line.number.to_owned(), |number| number.to_string());
            let named =
                said(format!("OS {objective}, ligne {number}, {fr}"), format!("OS {objective}, line {number}, {en}"));
            match slot.cells.get(index).and_then(Option::as_ref) {
                Some(place) => {
                    let kept = kept.filter(|(spot, _)| *spot == place.spot).map(|(_, kept)| kept);
                    self.put(place, text, None, (named, kept), edits);
                }
                None => self.lost(named, text),
            }
        }
    }
}

/// The beginning of a text, on one line.
fn excerpt(text: &str) -> String {
    const MOST: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST).collect::<String>() + "…" }
}

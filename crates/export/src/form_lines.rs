//! Which text stands on which line of the form, in Word and Excel: the objectives with their numbered lines, blank
//! or filled.

use std::collections::BTreeSet;

use passerelle_core::form::{FormColumn, FormObjective, WorkProgrammeForm};
use passerelle_core::{Element, ElementId, Field, Lang, Level, WorkProgramme, fold};

use crate::columns::printed_title;

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// An objectif stratégique over the whole width.
    Objective {
        /// As printed.
        text: String,
        /// Names it in an error.
        place: String,
    },
    /// An objectif opérationnel over the whole width.
    Group {
        /// As printed.
        text: String,
        /// Names it in an error.
        place: String,
    },
    /// A numbered line, blank or filled.
    Slot {
        /// `1.`
        number: String,
        /// A text per column of the form; none when blank.
        cells: Vec<String>,
        /// The element's id, or its place on the blank form.
        id: String,
    },
}

/// A text of a programme for which the form has no cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leftover {
    pub(crate) id: String,
    /// The element's title.
    pub(crate) element: String,
    pub(crate) label: String,
    pub(crate) text: String,
}

/// The lines of the table from top to bottom, and what has no place in it.
pub(crate) fn lines(
    form: &WorkProgrammeForm,
    programme: Option<&WorkProgramme>,
    lang: Lang,
) -> (Vec<Line>, Vec<Leftover>) {
    let elements = programme.map_or(&[][..], |programme| programme.outline.elements());
    let mut filling =
        Filling { elements, columns: &form.actions.columns, lang, lines: Vec::new(), leftovers: Vec::new() };
    for extra in programme.map_or(&[][..], |programme| &programme.extras) {
        filling.leave(String::new(), String::new(), &extra.label, &extra.text);
    }
    let mut placed: BTreeSet<&ElementId> = BTreeSet::new();
    for objective in &form.objectives {
        let found = filling.objective(objective, &placed);
        let place = found.map_or_else(|| format!("objective {}", objective.number), |element| element.id.to_string());
        let text = found.map(|element| element.title.text.as_str()).filter(|text| says_its_number(text));
        let text = text.map_or_else(|| objective.printed(), str::to_owned);
        filling.lines.push(Line::Objective { text, place });
        let mut filled = 0;
        if let Some(element) = found {
            placed.insert(&element.id);
            if !says_its_number(&element.title.text) && fold(&element.title.wording) != fold(&objective.title) {
                // The form prints its own wording; that of the programme is kept.
                let label = lang.pick("Intitulé", "Title");
                filling.leave(element.id.to_string(), objective.printed(), label, &element.title.text);
            }
            filling.beyond_the_form(element);
            filled = filling.below(&element.id);
        }
        for number in filled + 1..=objective.slots {
            let id = format!("objective {}, line {number}", objective.number);
            filling.lines.push(Line::Slot { number: format!("{number}."), cells: Vec::new(), id });
        }
    }
    // Objectives and actions that the form does not foresee stand after it: nothing is lost.
    let others = elements.iter().filter(|element| element.parent.is_none() && !placed.contains(&element.id));
    let objective =
        |element: &&Element| matches!(element.level, Level::StrategicObjective | Level::OperationalObjective);
    let (objectives, actions): (Vec<&Element>, Vec<&Element>) = others.partition(objective);
    for element in objectives {
        let text = printed_title(element, lang);
        filling.lines.push(Line::Objective { text, place: element.id.to_string() });
        filling.beyond_the_form(element);
        filling.below(&element.id);
    }
    if let Some(first) = actions.first() {
        let text = lang.pick("Sans objectif stratégique", "Without strategic objective").to_owned();
        filling.lines.push(Line::Objective { text, place: first.id.to_string() });
    }
    for (number, element) in (1..).zip(actions) {
        filling.action(element, format!("{number}."));
        filling.below(&element.id);
    }
    (filling.lines, filling.leftovers)
}

struct Filling<'a> {
    elements: &'a [Element],
    columns: &'a [FormColumn],
    lang: Lang,
    lines: Vec<Line>,
    leftovers: Vec<Leftover>,
}

impl<'a> Filling<'a> {
    /// The programme's element for an objective of the form: of the same number, else of the same wording.
    fn objective(&self, objective: &FormObjective, placed: &BTreeSet<&ElementId>) -> Option<&'a Element> {
        let free = |element: &&Element| {
            element.level == Level::StrategicObjective && element.parent.is_none() && !placed.contains(&element.id)
        };
        let numbered = |element: &&Element| {
            element.code.as_ref().is_some_and(|code| code.numbers == [u32::from(objective.number)])
        };
        let wording = fold(&objective.title);
        let worded = |element: &&Element| fold(&element.title.wording) == wording;
        let all = || self.elements.iter().filter(free);
        all().find(worded).or_else(|| all().find(numbered))
    }

    /// Writes everything below an element; gives how many of its own actions there are.
    fn below(&mut self, parent: &ElementId) -> usize {
        let mut actions = 0;
        // Ids below the parent in printed order; an element stands after its parent.
        let mut inside = BTreeSet::from([parent]);
        let elements = self.elements;
        for element in elements {
            if !element.parent.as_ref().is_some_and(|id| inside.contains(id)) {
                continue;
            }
            inside.insert(&element.id);
            match element.level {
                Level::StrategicObjective | Level::OperationalObjective => {
                    let text = printed_title(element, self.lang);
                    self.lines.push(Line::Group { text, place: element.id.to_string() });
                    self.beyond_the_form(element);
                }
                Level::Action => {
                    actions += 1;
                    self.action(element, format!("{actions}."));
                }
                Level::SubAction | Level::Task => self.action(element, String::new()),
            }
        }
        actions
    }

    /// A filled line. The number stands in a column of its own: the printed code where it is another number.
    fn action(&mut self, element: &Element, slot: String) {
        let code = element.code.as_ref().map(|code| code.text.as_str()).filter(|text| !text.trim().is_empty());
        let title = element.title.text.as_str();
        let (number, rest) = match code {
            Some(code) => {
                let shown = if same_number(code, &slot) { slot } else { code.to_owned() };
                (shown, without_code(title, code))
            }
            // Without a code, digits in front of a title belong to its words.
            None => (slot, title),
        };
        let cells = self
            .columns
            .iter()
            .map(|column| match Field::from_name(&column.field) {
                None => rest.to_owned(),
                Some(field) => element.field(field).map(|value| value.written()).unwrap_or_default(),
            })
            .collect();
        self.lines.push(Line::Slot { number, cells, id: element.id.to_string() });
        let columns = self.columns;
        self.leave_fields(element, |field| columns.iter().any(|column| column.field == field.name()));
    }

    /// What an objective carries besides its title.
    fn beyond_the_form(&mut self, element: &Element) {
        self.leave_fields(element, |_| false);
    }

    fn leave_fields(&mut self, element: &Element, shown: impl Fn(Field) -> bool) {
        let (id, title) = (element.id.to_string(), element.title.text.clone());
        for (field, value) in element.fields.iter().filter(|(field, _)| !shown(**field)) {
            self.leave(id.clone(), title.clone(), field.label(self.lang), &value.written());
        }
        for classification in &element.classifications {
            let label = crate::columns::kind_label(classification.kind, self.lang);
            self.leave(id.clone(), title.clone(), label, &classification.text);
        }
        for extra in &element.extras {
            self.leave(id.clone(), title.clone(), &extra.label, &extra.text);
        }
    }

    fn leave(&mut self, id: String, element: String, label: &str, text: &str) {
        self.leftovers.push(Leftover { id, element, label: label.to_owned(), text: text.to_owned() });
    }
}

/// `Objectif stratégique 1 : …`: printed text that can stand as the band.
fn says_its_number(text: &str) -> bool {
    fold(text).starts_with("objectif strategique")
}

fn same_number(code: &str, slot: &str) -> bool {
    !slot.is_empty() && fold(code) == fold(slot)
}

/// The printed title without its number, which has a column of its own here.
fn without_code<'t>(title: &'t str, code: &str) -> &'t str {
    let code = code.trim();
    let Some(rest) = title.trim_start().strip_prefix(code).filter(|_| !code.is_empty()) else { return title };
    // « 1 » is no number of « 15 visites » nor of « 1er semestre ».
    let stop = rest.starts_with(['.', ')', ':', ' ', '\u{a0}', '-', '–', '\t', '\n']) || code.ends_with(['.', ')']);
    let wording = rest.trim_start_matches(['.', ')', ':', ' ', '\u{a0}', '-', '–', '\t', '\n']);
    if stop || rest.is_empty() { wording } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_leaves_the_title_only_when_it_is_one() {
        assert_eq!(without_code("1. Rencontrer les ménages", "1."), "Rencontrer les ménages");
        assert_eq!(without_code("1.Rencontrer", "1"), "Rencontrer");
        assert_eq!(without_code("1er semestre : former", "1"), "1er semestre : former");
        assert_eq!(without_code("12 visites", "1"), "12 visites");
        assert_eq!(without_code("1.", "1."), "");
        assert_eq!(without_code("1.", "1"), "");
        assert_eq!(without_code("", ""), "");
    }
}

//! Finds the places of a form in a paper by its structure and its words.

use std::ops::Range;

use passerelle_core::fold;
use passerelle_core::form::{BlockRole, WorkProgrammeForm};

use super::page::{Block, Cell, Paper, Row, RowId, SpotId, is_free};

/// A place for one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) spot: SpotId,
    /// So many signs of the spot belong to the form.
    pub(crate) after: usize,
    /// What stands there already; empty when it is free.
    pub(crate) taken: String,
}

/// A line for an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) row: RowId,
    /// Its printed number, and where it stands.
    pub(crate) number: Option<(u32, SpotId, Range<usize>)>,
    /// A place per column of the form; none where the file has no such column.
    pub(crate) cells: Vec<Option<Place>>,
}

impl Slot {
    /// What stands in its title already.
    pub(crate) fn taken(&self, title: usize) -> &str {
        self.cells.get(title).and_then(Option::as_ref).map_or("", |place| place.taken.as_str())
    }

    /// Nothing stands on it.
    pub(crate) fn is_free(&self) -> bool {
        self.cells.iter().flatten().all(|place| place.taken.is_empty())
    }
}

/// The lines under an objective of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Objective {
    /// The row with its wording; none when the wording stands outside a table or nowhere.
    pub(crate) row: Option<RowId>,
    pub(crate) found: bool,
    pub(crate) slots: Vec<Slot>,
}

/// Where everything of a form stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places {
    /// The year that the title names.
    pub(crate) year: Option<i16>,
    /// The place of the year, when the title leaves it open.
    pub(crate) year_place: Option<Place>,
    pub(crate) commune: Option<Place>,
    pub(crate) validation: Option<Place>,
    /// As the form's objectives.
    pub(crate) objectives: Vec<Objective>,
}

impl Places {
    /// How much of a form was found.
    pub(crate) fn found(&self) -> usize {
        let heads = [&self.commune, &self.validation].into_iter().flatten().count();
        let lines: usize = self.objectives.iter().map(|o| usize::from(o.found) + o.slots.len()).sum();
        heads + lines
    }
}

/// Looks through a paper for the places of a form.
pub(crate) fn places(paper: &dyn Paper, form: &WorkProgrammeForm) -> Places {
    let empty = vec![Objective::default(); form.objectives.len()];
    let mut search = Search {
        paper,
        form,
        columns: Vec::new(),
        current: None,
        places: Places { objectives: empty, ..Places::default() },
    };
    for block in paper.blocks() {
        match block {
            Block::Text(spot) => search.text(*spot),
            Block::Table(rows) => rows.iter().for_each(|row| search.row(row)),
        }
    }
    search.places
}

struct Search<'p> {
    paper: &'p dyn Paper,
    form: &'p WorkProgrammeForm,
    /// The grid columns of each column of the form, once its headers were seen.
    columns: Vec<Option<Range<usize>>>,
    /// The objective whose lines come next.
    current: Option<usize>,
    places: Places,
}

impl Search<'_> {
    fn text(&mut self, spot: SpotId) {
        if self.head(&[spot]) {
            return;
        }
        let text = self.paper.text(spot);
        match self.objective(text) {
            Some(objective) => self.enter(objective, None),
            // Another heading ends the lines of the objective above.
            None if text.chars().any(char::is_alphabetic) => self.current = None,
            None => {}
        }
    }

    fn row(&mut self, row: &Row) {
        let spots: Vec<SpotId> = row.cells.iter().map(|cell| cell.spot).collect();
        if self.head(&spots) {
            return;
        }
        if let Some(columns) = self.header(row) {
            self.columns = columns;
            return;
        }
        let written: Vec<&str> =
            spots.iter().map(|spot| self.paper.text(*spot)).filter(|text| !text.trim().is_empty()).collect();
        if let [text] | [text, _] = written.as_slice()
            && let Some(objective) = self.objective(text)
        {
            self.enter(objective, Some(row.id));
            return;
        }
        if self.is_example(&written) {
            return;
        }
        match (self.current, self.slot(row)) {
            (Some(objective), Some(slot)) => {
                if let Some(objective) = self.places.objectives.get_mut(objective) {
                    objective.slots.push(slot);
                }
            }
            (Some(_), None) if !written.is_empty() => self.current = None,
            _ => {}
        }
    }

    fn enter(&mut self, objective: usize, row: Option<RowId>) {
        self.current = Some(objective);
        if let Some(place) = self.places.objectives.get_mut(objective) {
            place.found = true;
            place.row = place.row.or(row);
        }
    }

    /// Title, commune and validation: a label with its place behind it or in the next cell.
    fn head(&mut self, spots: &[SpotId]) -> bool {
        let mut any = false;
        for (index, spot) in spots.iter().enumerate() {
            let text = self.paper.text(*spot);
            for role in [BlockRole::Title, BlockRole::Commune, BlockRole::Validation] {
                let Some(label) = self.form.block(role).map(|block| block.text.as_str()) else { continue };
                let label = if role == BlockRole::Title { without_year(label, self.form.for_year) } else { label };
                let Some(after) = behind(text, label) else { continue };
                let rest: String = text.chars().skip(after).collect();
                let next = spots.get(index + 1).copied();
                any |= match role {
                    BlockRole::Title => self.year(*spot, after, &rest),
                    BlockRole::Commune => {
                        let place = self.beside(*spot, after, &rest, next);
                        self.places.commune.get_or_insert(place);
                        true
                    }
                    _ => {
                        let place = self.beside(*spot, after, &rest, next);
                        self.places.validation.get_or_insert(place);
                        true
                    }
                };
            }
        }
        any
    }

    fn year(&mut self, spot: SpotId, after: usize, rest: &str) -> bool {
        let named = fold(rest).split(' ').next().and_then(|word| word.parse().ok());
        match named.filter(|year: &i16| (2000..2100).contains(year)) {
            Some(year) => {
                self.places.year.get_or_insert(year);
                true
            }
            None if !rest.trim().is_empty() && is_free(rest) => {
                let place = Place { spot, after, taken: String::new() };
                self.places.year_place.get_or_insert(place);
                true
            }
            None => false,
        }
    }

    /// The place of a label: the next cell when nothing stands behind the label itself.
    fn beside(&self, spot: SpotId, after: usize, rest: &str, next: Option<SpotId>) -> Place {
        let taken = |text: &str| if is_free(text) { String::new() } else { text.trim().to_owned() };
        match next {
            Some(next) if rest.trim().is_empty() => Place { spot: next, after: 0, taken: taken(self.paper.text(next)) },
            _ => Place { spot, after, taken: taken(rest) },
        }
    }

    /// The grid columns of the form's columns when the headers of two of them stand in a row.
    fn header(&self, row: &Row) -> Option<Vec<Option<Range<usize>>>> {
        let mut found = vec![None; self.form.actions.columns.len()];
        for cell in &row.cells {
            let text = fold(self.paper.text(cell.spot));
            let column = self.form.actions.columns.iter().position(|column| {
                let wanted = fold(&column.text);
                let beginning = wanted.split(' ').take(3).collect::<Vec<_>>().join(" ");
                text == wanted || !beginning.is_empty() && text.starts_with(&beginning)
            });
            if let Some(place @ None) = column.and_then(|column| found.get_mut(column)) {
                *place = Some(cell.columns());
            }
        }
        (found.iter().flatten().count() >= 2).then_some(found)
    }

    /// The objective of the form that a text names: by its wording, else by its number.
    fn objective(&self, text: &str) -> Option<usize> {
        let folded = fold(text);
        let worded = |title: &str| !title.is_empty() && folded.contains(title);
        let all = &self.form.objectives;
        all.iter().position(|objective| worded(&fold(&objective.title))).or_else(|| {
            let rest = ["objectif strategique ", "os "].iter().find_map(|level| folded.strip_prefix(level))?;
            let number: u16 = rest.trim_start_matches("n ").split(' ').next()?.parse().ok()?;
            all.iter().position(|objective| objective.number == number)
        })
    }

    fn is_example(&self, written: &[&str]) -> bool {
        let example = self.form.actions.example.first().map(|text| fold(text)).unwrap_or_default();
        written.iter().any(|text| {
            let folded = fold(text);
            let word = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').starts_with("exemple");
            word || !example.is_empty() && folded == example
        })
    }

    /// A line for an action: cells of several columns, in the title nothing but a number.
    fn slot(&self, row: &Row) -> Option<Slot> {
        let title_at = self.form.actions.columns.iter().position(|column| column.field == "title")?;
        let inside = |cell: &&Cell, range: &Range<usize>| range.contains(&cell.column);
        let of = |index: usize| self.columns.get(index).and_then(Option::as_ref);
        let mut number = None;
        let mut cells: Vec<Option<Place>> = Vec::new();
        for index in 0..self.form.actions.columns.len() {
            let Some(range) = of(index) else {
                cells.push(None);
                continue;
            };
            let of_column: Vec<&Cell> = row.cells.iter().filter(|cell| inside(cell, range)).collect();
            // A column of numbers may stand under the same header as the titles.
            let Some((last, before)) = of_column.split_last() else {
                cells.push(None);
                continue;
            };
            let mut after = 0;
            if index == title_at {
                number = before.iter().find_map(|cell| self.number(cell.spot));
                if number.is_none()
                    && let Some(found) = self.number(last.spot)
                {
                    after = found.2.end;
                    number = Some(found);
                }
            }
            let rest: String = self.paper.text(last.spot).chars().skip(after).collect();
            let taken = if is_free(&rest) { String::new() } else { rest.trim().to_owned() };
            cells.push(Some(Place { spot: last.spot, after, taken }));
        }
        if number.is_none() {
            // The number may have a column that the header does not name.
            let named = |cell: &&Cell| !self.columns.iter().flatten().any(|range| inside(cell, range));
            number = row.cells.iter().filter(named).find_map(|cell| self.number(cell.spot));
        }
        // A text over the whole width is no line for an action.
        let is_line = cells.get(title_at).is_some_and(Option::is_some) && cells.iter().flatten().count() >= 2;
        is_line.then_some(Slot { row: row.id, number, cells })
    }

    /// The number a spot begins with, when nothing else is written there.
    fn number(&self, spot: SpotId) -> Option<(u32, SpotId, Range<usize>)> {
        let text = self.paper.text(spot);
        let blank = text.chars().take_while(|c| c.is_whitespace()).count();
        let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
        let number = digits.parse().ok().filter(|_| digits.len() <= 3)?;
        let mut end = blank + digits.chars().count();
        let sign = text.chars().nth(end).filter(|c| matches!(c, '.' | ')' | '-' | '°'));
        end += usize::from(sign.is_some());
        let next = text.chars().nth(end);
        // « 15 visites » and « 1er semestre » begin with no number of a line.
        let whole = next.is_none_or(|c| sign.is_some() || !c.is_alphanumeric());
        let rest: String = text.chars().skip(end).collect();
        (whole && (sign.is_some() || is_free(&rest))).then_some((number, spot, blank..end))
    }
}

/// The title without its year.
fn without_year(title: &str, year: i16) -> &str {
    let year = year.to_string();
    title.trim_end().strip_suffix(year.as_str()).unwrap_or(title)
}

/// So many signs of a text are a label with its colon, when it begins with that label.
fn behind(text: &str, label: &str) -> Option<usize> {
    let wanted = fold(label);
    let mut head = String::new();
    let mut found = None;
    let most = label.chars().count() + 20;
    for (index, c) in text.chars().enumerate().take(most) {
        head.push(c);
        if c.is_alphanumeric() {
            if found.is_some() {
                break;
            }
            if fold(&head) == wanted {
                found = Some(index + 1);
            }
        }
    }
    let end = found?;
    let mut rest = text.chars().skip(end).peekable();
    // The label must end here, not in the middle of a longer word.
    if rest.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'')) {
        return None;
    }
    let colon = rest.take_while(|c| c.is_whitespace() || *c == ':').collect::<Vec<_>>();
    // Spaces behind the colon belong to the place.
    let kept = colon.iter().rposition(|c| *c == ':').map_or(0, |at| at + 1);
    Some(end + kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_ends_with_its_colon() {
        assert_eq!(behind("Nom de la commune : ………", "Nom de la commune :"), Some(19));
        assert_eq!(behind("Nom de la commune", "Nom de la commune :"), Some(17));
        assert_eq!(behind("NOM DE LA COMMUNE\u{a0}: Yvoir", "Nom de la commune :"), Some(19));
        assert_eq!(behind("Nom de la communes", "Nom de la commune :"), None);
        assert_eq!(behind("Le nom de la commune", "Nom de la commune :"), None);
        assert_eq!(without_year("Programme de travail 2024", 2024), "Programme de travail ");
    }
}

//! Dossier d'adhésion that was filled in: its places are found by their labels, in French or English, so that a file
//! whose content controls were lost reads back as well.

use passerelle_core::form::FormError;
use passerelle_core::plan_hp::{Adhesion, AdhesionForm, AdhesionHolds};
use passerelle_core::{Diagnostic, Element, Field, FieldValue, Lang, Level, WorkProgramme, fold};
use passerelle_tables::{Block, Cell, Document as Tables, Table};

use crate::import_equipments;
use crate::notation::{self, Context};

/// So many labels make a file one of these.
const FEWEST_LABELS: usize = 3;
/// The year of a programme whose heading names none: that of the first form.
const FIRST_FORM: i16 = 2024;
/// Headers of the table of actions, folded, French and English.
const OBJECTIVE: [&str; 2] = ["objectif strategique", "strategic objective"];
const TITLE: [&str; 2] = ["intitule de l action", "title of the action"];
const FIELDS: [([&str; 2], Field); 3] = [
    (["objectifs de l action", "objectives of the action"], Field::Objectives),
    (["nature", "nature"], Field::Nature),
    (["calendrier", "schedule"], Field::Schedule),
];
/// What a place says that nobody filled in, where its control was lost.
const PLACEHOLDERS: [&str; 2] = ["a completer", "to be filled in"];

/// Dossier d'adhésion lu, with what reading it gave to say.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct AdhesionImport {
    /// The file.
    pub adhesion: Adhesion,
    /// What is doubtful.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lit un dossier d'adhésion that `adhesion_docx` wrote and someone filled in; none when the file is another.
///
/// # Errors
/// [`FormError`] if the parts do not load, which the tests exclude.
pub fn import_adhesion(tables: &Tables, name: &str) -> Result<Option<AdhesionImport>, FormError> {
    let form = AdhesionForm::builtin()?;
    let mut adhesion = Adhesion::default();
    let mut labels = 0;
    let mut year = None;
    for block in &tables.blocks {
        match block {
            Block::Paragraph(paragraph) => year = heading_year(paragraph.text.as_str()).or(year),
            Block::Table(table) => {
                labels += fields(table, &form, &mut adhesion);
                if let Some(found) = programme(table, year.unwrap_or(FIRST_FORM)) {
                    let has_actions = found.outline.of_level(Level::Action).next().is_some();
                    adhesion.programme = has_actions.then_some(found);
                }
            }
        }
    }
    if labels < FEWEST_LABELS {
        return Ok(None);
    }
    let mut diagnostics = crate::reader_notices(tables);
    if let Ok(read) = import_equipments(tables, name, None) {
        diagnostics.extend(read.report.diagnostics);
        adhesion.equipments = Some(read.equipments);
    }
    Ok(Some(AdhesionImport { adhesion, diagnostics }))
}

/// `Programme de travail 2024`
fn heading_year(text: &str) -> Option<i16> {
    let folded = fold(text);
    let rest = folded.strip_prefix("programme de travail ").or_else(|| folded.strip_prefix("work programme "))?;
    rest.parse().ok().filter(|year| (1990..=2100).contains(year))
}

/// The cells of each row, in order.
fn rows(table: &Table) -> impl Iterator<Item = Vec<&Cell>> {
    table.cells.chunk_by(|a, b| a.row == b.row).map(|cells| cells.iter().collect())
}

/// What stands in a column, unless nobody filled it in.
fn filled(cells: &[&Cell], column: u32) -> Option<String> {
    let cell = cells.iter().find(|cell| cell.column == column)?;
    let text = cell.text.as_str().trim();
    let folded = fold(text);
    let waits = PLACEHOLDERS.iter().any(|words| folded.starts_with(words));
    (!text.is_empty() && !waits).then(|| text.to_owned())
}

/// Takes the data of a table whose first column holds labels of the form; gives how many labels it holds.
fn fields(table: &Table, form: &AdhesionForm, adhesion: &mut Adhesion) -> usize {
    let mut found = 0;
    for cells in rows(table) {
        let Some(label) = filled(&cells, 0).map(|label| fold(&label)) else { continue };
        let known = form.parts.iter().flat_map(|part| part.fields.iter().map(move |field| (part, field)));
        let Some((part, field)) = known
            .into_iter()
            .find(|(_, field)| [Lang::Fr, Lang::En].iter().any(|lang| fold(field.label().text(*lang)) == label))
        else {
            continue;
        };
        found += 1;
        // A line of an actor has its role in the second column.
        let (value, reached) = match part.holds {
            AdhesionHolds::Actors => (filled(&cells, 2), filled(&cells, 3)),
            _ => (filled(&cells, 1), None),
        };
        let texts = [(field.key.clone(), value), (format!("{}_coordonnees", field.key), reached)];
        adhesion.fields.extend(texts.into_iter().filter_map(|(key, text)| Some((key, text?))));
    }
    found
}

/// The actions of a table that has the headers of the work programme.
fn programme(table: &Table, year: i16) -> Option<WorkProgramme> {
    let mut rows = rows(table);
    let header = rows.next()?;
    let column = |names: &[&str]| {
        let named = |cell: &&&Cell| names.contains(&fold(cell.text.as_str()).as_str());
        header.iter().find(named).map(|cell| cell.column)
    };
    let (objective, title) = (column(&OBJECTIVE)?, column(&TITLE)?);
    let mut programme = WorkProgramme::new(year);
    let context = Context { year: Some(year), legislature: None };
    for cells in rows {
        let Some(wording) = filled(&cells, title) else { continue };
        let action = action(&mut programme, &filled(&cells, objective).unwrap_or_default(), &wording);
        for (names, field) in FIELDS {
            let Some(text) = column(&names).and_then(|column| filled(&cells, column)) else { continue };
            let outcome = notation::read(field, &text, &context);
            action.fields.insert(field, FieldValue::new(text).reading(outcome.reading));
        }
    }
    Some(programme)
}

/// A new action under the objective that is printed beside it.
fn action<'p>(programme: &'p mut WorkProgramme, objective: &str, wording: &str) -> &'p mut Element {
    let printed = fold(objective);
    let known = programme.outline.of_level(Level::StrategicObjective);
    let known = known.into_iter().find(|element| fold(&element.title.text) == printed);
    let number = known.and_then(|element| element.code.as_ref()?.numbers.first().copied());
    if let Some(number) = number.and_then(|number| u16::try_from(number).ok()) {
        return programme.add_action(number, wording);
    }
    let parent = known.map(|element| element.id.clone());
    let parent = parent.unwrap_or_else(|| programme.outline.add(None, Level::StrategicObjective, objective));
    programme.outline.add_under(Some(&parent), Level::Action, wording)
}

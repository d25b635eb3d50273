//! Rows over the whole width of a grid that give one more value to the element above: `Description : …`.

use passerelle_core::{Field, ReadingKind};

use crate::header::is_state;
use crate::label::before_a_colon;
use crate::source::{Line, LineCell};
use crate::vocabulary::{Role, vocabulary};

impl<'a> Labelled<'a> {
    /// "Pilote :" and its value, the only two cells of a row.
    fn of_pair(line: &Line<'a>) -> Option<Self> {
        let mut cells = line.own();
        let (label, value, None) = (cells.next()?, cells.next()?, cells.next()) else { return None };
        let Role::Field(field) = label.words.label()? else { return None };
        let closed = label.text.trim_end().ends_with(':') && value.words.label().is_none();
        let beside = line.table.is_some() && !line.header && value.opening().is_none();
        (closed && beside).then(|| Self {
            cell: *value,
            field: Some(field),
            label: label.text.trim(),
            value: value.text.trim(),
            sure: true,
        })
    }
}

/// A value behind its label, in the only cell of its row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labelled<'a> {
    pub(crate) cell: LineCell<'a>,
    /// Its field; none for an extra.
    pub(crate) field: Option<Field>,
    pub(crate) label: &'a str,
    pub(crate) value: &'a str,
    /// We wrote it: the file itself says what it is.
    pub(crate) sure: bool,
}

impl<'a> Labelled<'a> {
    /// The labelled value of a row: one that we wrote, or a text over several columns up to the last one that begins
    /// with the label of a field of free text. People, deadlines and amounts over the whole width head the rows below
    /// as often as they belong to the one above.
    pub(crate) fn of(line: &Line<'a>) -> Option<Self> {
        if let Some(pair) = Self::of_pair(line) {
            return Some(pair);
        }
        let cell = *line.single().filter(|_| line.table.is_some() && !line.header)?;
        if let Some(bookmark) = cell.value_bookmark() {
            let (label, value) = cell.text.split_once(':').unwrap_or(("", cell.text));
            let (label, value) = (label.trim(), value.trim());
            return Some(Self { cell, field: bookmark.field, label, value, sure: true });
        }
        let whole = cell.span > 1 && cell.column.saturating_add(cell.span) >= line.width && cell.bookmark().is_none();
        if !whole {
            return None;
        }
        let label = before_a_colon(cell.text).filter(|label| !label.value.is_empty())?;
        let is_title = cell.opening().is_some()
            || vocabulary().is_note(cell.text)
            || vocabulary().is_signature(cell.text)
            || vocabulary().is_total(cell.text);
        if is_title {
            return None;
        }
        let Role::Field(field) = label.role else { return None };
        // « Suivi : … » is a state in a word or two, a remark in a sentence.
        let field = if field == Field::Status && !is_state(label.value) { Field::Comments } else { field };
        let free = matches!(field.kind(), ReadingKind::Text | ReadingKind::Bilan | ReadingKind::Indicators);
        // « Objectif : … » may be one of the programme.
        (free && field != Field::Objectives).then_some(Self {
            cell,
            field: Some(field),
            label: label.words,
            value: label.value,
            sure: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Field, Level};

    #[test]
    fn a_label_and_its_value_below_an_objective_belong_to_it() {
        let grid = "N°\tAction\tAgent\tDélai\n1.1\tAider les familles\t\t\n\tPilote :\tA. Noël\t\n1.1.1\tOuvrir une crèche\tB. Petit\t2027\n\
                    1.1.2\tFormer les équipes\tB. Petit\t2028\n";
        let tables =
            passerelle_tables::read(grid.as_bytes(), "pst.tsv", &passerelle_tables::Limits::default()).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        let elements = import.document.outline().elements();
        assert_eq!(elements.len(), 3);
        assert_eq!(elements[0].level, Level::OperationalObjective);
        assert_eq!(elements[0].field(Field::AdministrativePilot).unwrap().text.join(""), "A. Noël");
    }
}

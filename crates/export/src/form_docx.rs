use passerelle_core::form::{BlockRole, FormBlock, FormColumn, WorkProgrammeForm};
use passerelle_core::{Field, WorkProgramme};

use crate::docx::{
    Block, Cell, Control, ControlKind, Docx, Fill, Inline, Look, Paragraph, Row, Style, TEXT_WIDTH, Table,
};
use crate::{Error, Options};

mod slots;

use slots::{Group, Slot, groups};

/// What stands in a cell that is still to be filled in.
const TO_FILL: &str = "Cliquez pour compléter";
/// The same for a list.
const TO_CHOOSE: &str = "Choisissez la nature";
/// The same for the date of validation.
const TO_DATE: &str = "Choisissez la date";
/// Size of the text in the tables, in half points.
const CELL_SIZE: u8 = 18;
/// Weights of the five columns: title, objectives, nature, schedule, bilan.
const WEIGHTS: [u32; 5] = [25, 21, 14, 12, 28];

/// The work programme of the Plan HP as a Word document (.docx) after the form of the DiCS: blank, or filled with
/// a programme. Every text of the form stands there in its order.
///
/// Each place to fill in is a content control with a stable tag: `commune`, `os1.action2.intitule`,
/// `os1.action2.objectifs`, `os1.action2.nature` (a list of the two natures), `os1.action2.calendrier`,
/// `os1.action2.bilan`, `validation.date` (a date). Actions beyond the printed lines get lines of their own;
/// what the form has no place for (other fields, extras) is not printed.
///
/// # Errors
/// [`Error`] when a part or the package could not be put together.
///
/// ```
/// use passerelle_core::form::WorkProgrammeForm;
/// use passerelle_export::{Options, form_docx};
/// let form = WorkProgrammeForm::builtin(2024)?;
/// let blank = form_docx(&form, None, &Options::new())?;
/// assert!(blank.starts_with(b"PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn form_docx(
    form: &WorkProgrammeForm,
    programme: Option<&WorkProgramme>,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    outline(form, programme, options).to_bytes()
}

fn outline(form: &WorkProgrammeForm, programme: Option<&WorkProgramme>, options: &Options) -> Docx {
    let title = form.block(BlockRole::Title).map_or_else(|| form.id.clone(), |block| block.text.trim().to_owned());
    let commune = programme.and_then(|programme| programme.institution.designation());
    let named = match &commune {
        Some(commune) => format!("{title} – Plan HP – {commune}"),
        None => format!("{title} – Plan HP"),
    };
    Docx {
        title: options.title.clone().unwrap_or(named),
        author: commune,
        date: options.date,
        page_word: "page".to_owned(),
        looks: vec![Look::Domain, Look::Objective, Look::Row],
        cell_size: CELL_SIZE,
        body: form.blocks.iter().map(|block| self::block(form, block, programme)).collect(),
    }
}

fn block(form: &WorkProgrammeForm, block: &FormBlock, programme: Option<&WorkProgramme>) -> Block {
    let style = match block.role {
        BlockRole::Actions => return Block::Table(actions(form, programme)),
        BlockRole::Validation => return Block::Table(validation(block, programme)),
        BlockRole::Commune => return Block::Paragraph(commune(block, programme)),
        BlockRole::Title => Style::Title,
        BlockRole::Notice => Style::Notice,
        BlockRole::Contact => Style::Contact,
        BlockRole::Heading => Style::Heading(1),
        BlockRole::Question => Style::Heading(2),
        BlockRole::InstructionsHeading => Style::InstructionsHeading,
        BlockRole::Instruction => Style::Instruction,
        BlockRole::Remark => Style::Remark,
    };
    Block::Paragraph(Paragraph::new(style, &block.text))
}

fn commune(block: &FormBlock, programme: Option<&WorkProgramme>) -> Paragraph {
    let control = Control {
        tag: "commune".to_owned(),
        alias: "Nom de la commune".to_owned(),
        kind: ControlKind::Text,
        content: programme.and_then(|programme| programme.institution.name.clone()),
        placeholder: if block.placeholder.is_empty() { TO_FILL.to_owned() } else { block.placeholder.clone() },
    };
    let inlines = vec![Inline::Text(block.text.clone()), Inline::Control(control)];
    Paragraph { style: Style::Detail, inlines, bookmark: None }
}

fn validation(block: &FormBlock, programme: Option<&WorkProgramme>) -> Table {
    let validation = programme.and_then(|programme| programme.validation.as_ref());
    let control = Control {
        tag: "validation.date".to_owned(),
        alias: "Date de validation par le Collège communal".to_owned(),
        kind: ControlKind::Date(validation.and_then(|validation| validation.date)),
        content: validation.map(|validation| validation.text.clone()),
        placeholder: TO_DATE.to_owned(),
    };
    let label = Cell::new(Paragraph::new(Style::CellHeader, &block.text)).fill(Some(Fill::Header));
    let date = Cell::new(Paragraph { style: Style::Cell, inlines: vec![Inline::Control(control)], bookmark: None });
    Table {
        caption: "Validation du programme de travail".to_owned(),
        description: "Date de validation par le Collège communal.".to_owned(),
        widths: vec![4_500, 4_500],
        rows: vec![Row::new(vec![label, date])],
    }
}

fn actions(form: &WorkProgrammeForm, programme: Option<&WorkProgramme>) -> Table {
    let columns = &form.actions.columns;
    let header =
        |text: &str, span| Cell::new(Paragraph::new(Style::CellHeader, text)).span(span).fill(Some(Fill::Header));
    let bands = form.actions.bands.iter().map(|band| header(&band.text, band.columns)).collect();
    let headers = columns.iter().map(|column| header(&column.text, 1)).collect();
    let example = form.actions.example.iter().map(|text| Cell::new(Paragraph::new(Style::CellExample, text)));
    let mut rows = vec![Row::header(bands), Row::header(headers), Row::new(example.collect())];
    for group in groups(form, programme) {
        let title = Paragraph::new(Style::Heading(3), &group.title);
        rows.push(Row::new(vec![Cell::new(title).span(columns.len()).fill(Some(Fill::Operational))]));
        rows.extend(group.slots.iter().map(|slot| self::slot(form, &group, slot)));
    }
    Table {
        caption: "Actions prioritaires par objectif stratégique".to_owned(),
        description: "Pour chaque action prioritaire\u{a0}: intitulé, objectifs, nature, calendrier de réalisation et \
                      bilan, sous son objectif stratégique."
            .to_owned(),
        widths: column_widths(columns.len()),
        rows,
    }
}

fn column_widths(columns: usize) -> Vec<u32> {
    let weights: Vec<u32> = (0..columns).map(|column| WEIGHTS.get(column).copied().unwrap_or(20)).collect();
    let sum = weights.iter().sum::<u32>().max(1);
    weights.iter().map(|weight| TEXT_WIDTH * weight / sum).collect()
}

fn slot(form: &WorkProgrammeForm, group: &Group, slot: &Slot<'_>) -> Row {
    let cells = form.actions.columns.iter().map(|column| {
        let mut inlines = Vec::new();
        if column.field == "title" {
            // The printed number stays when the action is written over.
            inlines.push(Inline::Text(format!("{} ", slot.number)));
        }
        inlines.push(Inline::Control(control(form, group, slot, column)));
        Cell::new(Paragraph { style: Style::Cell, inlines, bookmark: None })
    });
    Row::new(cells.collect())
}

fn control(form: &WorkProgrammeForm, group: &Group, slot: &Slot<'_>, column: &FormColumn) -> Control {
    let field = Field::from_name(&column.field);
    let (name, alias) = match field {
        None => ("intitule", "Intitulé"),
        Some(Field::Objectives) => ("objectifs", "Objectifs"),
        Some(Field::Nature) => ("nature", "Nature"),
        Some(Field::Schedule) => ("calendrier", "Calendrier"),
        Some(Field::Bilan) => ("bilan", "Bilan"),
        Some(field) => (field.name(), field.label(passerelle_core::Lang::Fr)),
    };
    let nature = field == Some(Field::Nature);
    Control {
        tag: format!("{}.action{}.{name}", group.tag, slot.position),
        alias: format!("{alias} – {}, action {}", group.name, slot.position),
        kind: if nature { ControlKind::DropDown(form.actions.natures.clone()) } else { ControlKind::Text },
        content: slot.action.and_then(|action| match field {
            None => Some(slot.wording.clone()),
            Some(field) => action.field(field).map(|value| value.text.join("\n")),
        }),
        placeholder: if nature { TO_CHOOSE.to_owned() } else { TO_FILL.to_owned() },
    }
}

use passerelle_core::form::{BlockRole, FormBlock, FormColumn, WorkProgrammeForm};
use passerelle_core::{Field, Lang, Level, WorkProgramme};

use crate::docx::{
    Block, Cell, Control, ControlKind, Docx, Fill, Inline, Look, Paragraph, Row, Style, TEXT_WIDTH, Table,
};
use crate::form_lines::{Leftover, Line, lines};
use crate::{Error, Options};

/// What stands in a cell that is still to be filled in.
const TO_FILL: &str = "Cliquez pour compléter";
/// The same for a list.
const TO_CHOOSE: &str = "Choisissez la nature";
/// The same for the date of validation.
const TO_DATE: &str = "Choisissez la date";
/// Size of the text in the tables, in half points.
const CELL_SIZE: u8 = 18;
/// What a page has for one row under the repeated header, in twentieths of a point.
const ROOM_OF_A_ROW: usize = 7_600;
/// Weights of the five columns: title, objectives, nature, schedule, bilan.
const WEIGHTS: [u32; 5] = [25, 21, 14, 12, 28];

/// The work programme of the Plan HP as a Word document (.docx) after the form of the DiCS: blank, or filled with
/// a programme. Every text of the form stands there in its order.
///
/// Each place to fill in is a content control with a stable tag: `commune`, `os1.action2.intitule`,
/// `os1.action2.objectifs`, `os1.action2.nature` (a list of the two natures), `os1.action2.calendrier`,
/// `os1.action2.bilan`, `validation.date` (a date). Actions beyond the printed lines get lines of their own;
/// what the form has no place for (other fields, extras) stands in a table after the form.
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
    let (lines, leftovers) = lines(form, programme, options.lang);
    let setting = setting(&form.actions.columns, &lines);
    let mut body: Vec<Block> =
        form.blocks.iter().map(|block| self::block(form, block, programme, &lines, &setting)).collect();
    if !leftovers.is_empty() {
        body.extend(appendix(&leftovers, options.lang));
    }
    let filled = programme.is_some_and(|programme| programme.outline.of_level(Level::Action).next().is_some());
    if filled {
        body.iter_mut().for_each(without_hints);
    }
    Docx {
        title: options.title.clone().unwrap_or(named),
        author: commune,
        date: options.date,
        page_word: "page".to_owned(),
        protected: options.protected,
        looks: vec![Look::Domain, Look::Objective, Look::Row],
        cell_size: setting.size,
        body,
    }
}

/// A programme that was filled in goes to the Collège: its empty places stay empty on paper, and can still be filled.
fn without_hints(block: &mut Block) {
    const EMPTY: &str = "\u{a0}\u{a0}\u{a0}\u{a0}";
    let paragraphs: Vec<&mut Paragraph> = match block {
        Block::Paragraph(paragraph) => vec![paragraph],
        Block::Chart(_) => Vec::new(),
        Block::Table(table) => {
            table.rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.paragraphs).collect()
        }
    };
    for inline in paragraphs.into_iter().flat_map(|paragraph| &mut paragraph.inlines) {
        if let Inline::Control(control) = inline
            && control.content.as_deref().is_none_or(str::is_empty)
        {
            control.placeholder = EMPTY.to_owned();
        }
    }
}

fn block(
    form: &WorkProgrammeForm,
    block: &FormBlock,
    programme: Option<&WorkProgramme>,
    lines: &[Line],
    setting: &Setting,
) -> Block {
    let style = match block.role {
        BlockRole::Actions => return Block::Table(actions(form, lines, setting)),
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
    Paragraph::of(Style::Detail, inlines)
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
    let date = Cell::new(Paragraph::of(Style::Cell, vec![Inline::Control(control)]));
    Table {
        caption: "Validation du programme de travail".to_owned(),
        description: "Date de validation par le Collège communal.".to_owned(),
        widths: vec![4_500, 4_500],
        rows: vec![Row::new(vec![label, date])],
    }
}

fn actions(form: &WorkProgrammeForm, lines: &[Line], setting: &Setting) -> Table {
    let columns = &form.actions.columns;
    let header =
        |text: &str, span| Cell::new(Paragraph::new(Style::CellHeader, text)).span(span).fill(Some(Fill::Header));
    let bands = form.actions.bands.iter().map(|band| header(&band.text, band.columns)).collect();
    let headers = columns.iter().map(|column| header(&column.text, 1)).collect();
    let example = form.actions.example.iter().map(|text| Cell::new(Paragraph::new(Style::CellExample, text)));
    let mut rows = vec![Row::header(bands), Row::header(headers), Row::new(example.collect())];
    let band = |style, text: &str, fill| {
        Row::new(vec![Cell::new(Paragraph::new(style, text)).span(columns.len()).fill(Some(fill))])
    };
    let mut path = Path::default();
    for line in lines {
        rows.push(match line {
            Line::Objective { text, .. } => {
                path.objective(form);
                band(Style::Heading(3), text, Fill::Operational)
            }
            Line::Group { text, .. } => band(Style::CellObjective, text, Fill::Operational),
            Line::Slot { number, cells, .. } => {
                path.line(number);
                slot(form, &path, number, cells, setting)
            }
        });
    }
    Table {
        caption: "Actions prioritaires par objectif stratégique".to_owned(),
        description: "Pour chaque action prioritaire\u{a0}: intitulé, objectifs, nature, calendrier de réalisation et \
                      bilan, sous son objectif stratégique."
            .to_owned(),
        widths: setting.widths.clone(),
        rows,
    }
}

/// Where a line stands in the form: what its tags begin with.
#[derive(Default)]
struct Path {
    objectives: usize,
    objective: usize,
    action: usize,
    part: usize,
}

impl Path {
    fn objective(&mut self, form: &WorkProgrammeForm) {
        let known = form.objectives.get(self.objectives).map(|objective| usize::from(objective.number));
        self.objectives += 1;
        self.objective = known.unwrap_or(self.objective + 1);
        self.action = 0;
        self.part = 0;
    }

    /// A numbered line is an action; one without a number belongs to the action above.
    fn line(&mut self, number: &str) {
        if number.is_empty() {
            self.part += 1;
        } else {
            self.action += 1;
            self.part = 0;
        }
    }

    /// `os1.action2`, `os1.action2.sous1`.
    fn tag(&self) -> String {
        let tag = format!("os{}.action{}", self.objective, self.action);
        if self.part == 0 { tag } else { format!("{tag}.sous{}", self.part) }
    }

    /// `OS 1, action 2`.
    fn name(&self) -> String {
        let name = format!("OS {}, action {}", self.objective, self.action);
        if self.part == 0 { name } else { format!("{name}, sous-action {}", self.part) }
    }
}

/// How the table of actions is set.
#[derive(Clone)]
struct Setting {
    widths: Vec<u32>,
    /// Size of the text in half points.
    size: u8,
}

/// Sizes of the text, each with how much more of the width the column with the longest text takes: the usual setting
/// first, then those that keep each action on one page.
const SETTINGS: [(u8, u32); 5] =
    [(CELL_SIZE, 1), (CELL_SIZE, 2), (CELL_SIZE - 2, 2), (CELL_SIZE - 2, 4), (CELL_SIZE - 2, 6)];

/// The first setting in which no row is taller than a page; where none is, the second.
fn setting(columns: &[FormColumn], lines: &[Line]) -> Setting {
    let usual: Vec<u32> = (0..columns.len()).map(|column| WEIGHTS.get(column).copied().unwrap_or(20)).collect();
    let of = |(size, more): (u8, u32)| {
        let long = longest_column(&usual, lines);
        let weights: Vec<u32> = (usual.iter().enumerate())
            .map(|(column, weight)| if long == Some(column) { more * weight } else { *weight })
            .collect();
        let sum = weights.iter().sum::<u32>().max(1);
        let mut widths: Vec<u32> = weights.iter().map(|weight| TEXT_WIDTH * weight / sum).collect();
        // What the words of the other headers lack comes from the wide column.
        let mut lacking = 0;
        let others = widths.iter_mut().zip(columns).enumerate().filter(|(at, _)| long != Some(*at));
        for (_, (width, column)) in others {
            let least = longest_word(&column.text, size);
            lacking += least.saturating_sub(*width);
            *width = least.max(*width);
        }
        if let Some(width) = long.and_then(|long| widths.get_mut(long)) {
            *width = width.saturating_sub(lacking);
        }
        Setting { widths, size }
    };
    let fits = |setting: &Setting| slots(lines).all(|cells| row_height(cells, setting) <= ROOM_OF_A_ROW);
    let [_, fallback, ..] = SETTINGS;
    SETTINGS.into_iter().map(of).find(fits).unwrap_or_else(|| of(fallback))
}

/// The room that the longest word of a header takes.
fn longest_word(text: &str, size: u8) -> u32 {
    const MARGINS: u32 = 170;
    let letters = text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
    MARGINS + u32::try_from(letters).unwrap_or(u32::MAX).min(20) * u32::from(size) * 5
}

/// The cells of the lines for actions.
fn slots(lines: &[Line]) -> impl Iterator<Item = &[String]> {
    lines.iter().filter_map(|line| match line {
        Line::Slot { cells, .. } => Some(cells.as_slice()),
        _ => None,
    })
}

/// The column whose longest text is the longest for its width.
fn longest_column(weights: &[u32], lines: &[Line]) -> Option<usize> {
    let longest =
        |column: usize| slots(lines).filter_map(|cells| cells.get(column)).map(|text| text.chars().count()).max();
    (0..weights.len()).max_by_key(|&column| longest(column).unwrap_or_default() / weights[column].max(1) as usize)
}

/// The height of a row, in twentieths of a point: a line is about 1.28 times the letters.
fn row_height(texts: &[String], setting: &Setting) -> usize {
    let Setting { widths, size } = setting;
    let lines = texts.iter().zip(widths).map(|(text, width)| lines_of(text, *width, *size)).max();
    lines.unwrap_or_default() * usize::from(*size) * 64 / 5
}

/// The lines that a text takes in a column, measured more closely than the widths of columns need: in the letters of
/// Calibri, French prose takes 0.44 em a letter, capitals 0.62, and the last word of a line leaves some room.
fn lines_of(text: &str, width: u32, size: u8) -> usize {
    const MARGINS: usize = 170;
    const LEFT_OPEN: usize = 3;
    let em = usize::from(size) * 10;
    let prose = em * 44;
    let room = ((width as usize).saturating_sub(MARGINS) * 100).saturating_sub(LEFT_OPEN * prose).max(prose);
    let letters = |line: &str| line.chars().map(|c| if c.is_uppercase() { em * 62 } else { prose }).sum::<usize>();
    text.lines().map(|line| letters(line).div_ceil(room).max(1)).sum()
}

fn slot(form: &WorkProgrammeForm, path: &Path, number: &str, texts: &[String], setting: &Setting) -> Row {
    let cells = form.actions.columns.iter().enumerate().map(|(index, column)| {
        let mut inlines = Vec::new();
        if column.field == "title" && !number.is_empty() {
            // The printed number stays when the action is written over.
            inlines.push(Inline::Text(format!("{number} ")));
        }
        inlines.push(Inline::Control(control(form, path, column, texts.get(index))));
        Cell::new(Paragraph::of(Style::Cell, inlines))
    });
    // Kept together, a row taller than a page would lose its end.
    Row { breaks: row_height(texts, setting) > ROOM_OF_A_ROW, ..Row::new(cells.collect()) }
}

fn control(form: &WorkProgrammeForm, path: &Path, column: &FormColumn, text: Option<&String>) -> Control {
    let field = Field::from_name(&column.field);
    let (name, alias) = match field {
        None => ("intitule", "Intitulé"),
        Some(Field::Objectives) => ("objectifs", "Objectifs"),
        Some(Field::Nature) => ("nature", "Nature"),
        Some(Field::Schedule) => ("calendrier", "Calendrier"),
        Some(Field::Bilan) => ("bilan", "Bilan"),
        Some(field) => (field.name(), field.label(Lang::Fr)),
    };
    let nature = field == Some(Field::Nature);
    Control {
        tag: format!("{}.{name}", path.tag()),
        alias: format!("{alias} – {}", path.name()),
        kind: if nature { ControlKind::DropDown(form.actions.natures.clone()) } else { ControlKind::Text },
        content: text.cloned(),
        placeholder: if nature { TO_CHOOSE.to_owned() } else { TO_FILL.to_owned() },
    }
}

/// What a programme holds beyond the form, after it.
fn appendix(leftovers: &[Leftover], lang: Lang) -> [Block; 2] {
    let title = lang.pick("Données supplémentaires", "Further data");
    let headers = [lang.pick("Élément", "Element"), lang.pick("Donnée", "Datum"), lang.pick("Texte", "Text")];
    let header = |text| Cell::new(Paragraph::new(Style::CellHeader, text)).fill(Some(Fill::Header));
    let cell = |text: &String| Cell::new(Paragraph::new(Style::Cell, text));
    let mut rows = vec![Row::header(headers.into_iter().map(header).collect())];
    rows.extend(leftovers.iter().map(|leftover| {
        Row::new([&leftover.element, &leftover.label, &leftover.text].into_iter().map(cell).collect())
    }));
    let table = Table {
        caption: title.to_owned(),
        description: "Données du programme que le formulaire ne prévoit pas.".to_owned(),
        widths: vec![5_000, 3_000, TEXT_WIDTH - 8_000],
        rows,
    };
    [Block::Paragraph(Paragraph::new(Style::Heading(1), title)), Block::Table(table)]
}

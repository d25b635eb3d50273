//! The Plan HP form « Programme de travail » as a workbook: blank, to be filled in, or filled from a programme.

use passerelle_core::form::{BlockRole, FormBlock, WorkProgrammeForm};
use passerelle_core::{Lang, WorkProgramme};
use rust_xlsxwriter::utility::cell_range;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula};

use crate::form_lines::{Leftover, Line, lines};
use crate::xlsx::{Align, Book, Look, MAX_HEIGHT, Page, SIZES, Span, WorkbookError, height_of, pixels};
use crate::{Error, Options};

/// The narrow column of the numbers, then the width of the form's columns by field.
const NUMBER_WIDTH: f64 = 4.5;
const FIELD_WIDTHS: &[(&str, f64)] =
    &[("title", 36.0), ("objectives", 34.0), ("nature", 19.0), ("schedule", 18.0), ("bilan", 34.0)];
const OTHER_WIDTH: f64 = 20.0;
/// What a column can give of its width to one with a very long text.
const GIVEN: f64 = 0.4;
/// What an empty line offers to a pen, in points.
const EMPTY_LINE: f64 = 30.0;
/// The sheets. `INSTRUCTIONS` also stands in a formula, so it is one word.
const PROGRAMME: &str = "Programme de travail";
const INSTRUCTIONS: &str = "Consignes";
const LEFTOVERS: &str = "Données supplémentaires";

/// Writes the form « Programme de travail » of the Plan HP as a workbook: blank without a programme, else filled with
/// its printed texts. The first sheet is the form, the second its instructions; what a programme holds beyond the
/// form's columns stands on a third. Only the cells to fill in can be changed (protection without password).
///
/// # Errors
/// [`Error::Workbook`] with [`WorkbookError::TextTooLong`] when a text is longer than the 32 767 characters of a
/// cell; the message names the element and the column.
///
/// ```
/// use passerelle_core::form::WorkProgrammeForm;
/// use passerelle_export::{Options, form_xlsx};
/// let form = WorkProgrammeForm::builtin(2024)?;
/// let blank = form_xlsx(&form, None, &Options::new())?;
/// assert!(blank.starts_with(b"PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn form_xlsx(
    form: &WorkProgrammeForm,
    programme: Option<&WorkProgramme>,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    let commune = programme.and_then(|programme| programme.institution.name.as_deref());
    let designation = programme.and_then(|programme| programme.institution.designation());
    let title = options.title.clone().or_else(|| form.block(BlockRole::Title).map(|block| block.text.clone()));
    let title = title.unwrap_or_else(|| PROGRAMME.to_owned());
    let full_title = designation.as_ref().map_or_else(|| title.clone(), |name| format!("{title} – {name}"));
    let author = designation.as_deref().or(commune).unwrap_or_default();

    let (rows, leftovers) = lines(form, programme, options.lang);
    let mut book = Book::new(&full_title, author, &full_title, options.date)?;
    write_form(&mut book, form, programme, &rows)?;
    write_instructions(&mut book, form)?;
    if !leftovers.is_empty() {
        write_leftovers(&mut book, &leftovers, options.lang)?;
    }
    Ok(book.finish()?)
}

/// The sheet of the form, block by block in printed order.
fn write_form(
    book: &mut Book,
    form: &WorkProgrammeForm,
    programme: Option<&WorkProgramme>,
    rows: &[Line],
) -> Result<(), WorkbookError> {
    let mut widths = vec![NUMBER_WIDTH];
    widths.extend(column_widths(form, rows));
    // The lines of the commune and of the validation need four columns, whatever the table has.
    while widths.len() < 4 {
        widths.push(OTHER_WIDTH);
    }
    let mut page = book.page(PROGRAMME, widths)?;
    let last = page.last_column();
    let all = Span(0, last);
    let mut row = 0;
    let mut after_validation = false;
    for block in &form.blocks {
        let place = || format!("form {}", form.id);
        match block.role {
            BlockRole::Title => page.text(row, all, &block.text, &Look::TITLE, place)?,
            BlockRole::Commune => write_commune(&mut page, row, block, programme)?,
            BlockRole::Heading => {
                page.at_least(row, 25.0);
                page.text(row, all, &block.text, &Look::HEADING, place)?;
            }
            BlockRole::Question => page.text(row, all, &block.text, &Look::PROSE.bold(), place)?,
            BlockRole::Actions => row = write_table(&mut page, row, form, rows)?,
            BlockRole::Validation => {
                write_validation(&mut page, row, block, programme)?;
                after_validation = true;
            }
            // What is to be done once validated belongs beside the validation; other texts have a sheet of their own.
            BlockRole::Remark if after_validation => page.text(row, all, &block.text, &Look::PROSE, place)?,
            _ => continue,
        }
        row += 1;
    }
    page.accept_numbers_as_text(row)?;
    page.protect();
    page.finish()
}

/// The widths of the form's columns. Where a text is too high for a row, its column takes a share of the others.
fn column_widths(form: &WorkProgrammeForm, rows: &[Line]) -> Vec<f64> {
    let usual = form.actions.columns.iter().map(|column| {
        FIELD_WIDTHS.iter().find(|(field, _)| *field == column.field).map_or(OTHER_WIDTH, |(_, width)| *width)
    });
    let mut widths: Vec<f64> = usual.collect();
    let longest = |column: usize, width: f64| {
        let cells = rows.iter().filter_map(|line| match line {
            Line::Slot { cells, .. } => cells.get(column),
            _ => None,
        });
        let high = cells.filter(|text| height_of(text, &Look::INPUT, pixels(width)) >= MAX_HEIGHT);
        high.map(String::len).max().map(|length| (length, column))
    };
    let longest = widths.iter().enumerate().filter_map(|(column, width)| longest(column, *width)).max();
    if let Some((_, column)) = longest {
        let mut given = 0.0;
        for (_, width) in widths.iter_mut().enumerate().filter(|(other, _)| *other != column) {
            let share = (*width * GIVEN).floor();
            *width -= share;
            given += share;
        }
        if let Some(width) = widths.get_mut(column) {
            *width += given;
        }
    }
    widths
}

/// « Nom de la commune : » and the cell for it.
fn write_commune(
    page: &mut Page<'_>,
    row: u32,
    block: &FormBlock,
    programme: Option<&WorkProgramme>,
) -> Result<(), WorkbookError> {
    let place = || "Nom de la commune".to_owned();
    let name = programme.and_then(|programme| programme.institution.name.as_deref());
    let last = page.last_column();
    let label = Look::PROSE.bold();
    page.text(row, Span(0, 1.min(last)), &block.text, &label, place)?;
    let name = name.filter(|name| !name.trim().is_empty()).unwrap_or(&block.placeholder);
    let input = Look::INPUT.sized(11.0);
    page.at_least(row, 21.0);
    page.text(row, Span(2.min(last), 3.min(last)), name, &input, place)
}

/// The label of the date of validation and the cell for it.
fn write_validation(
    page: &mut Page<'_>,
    row: u32,
    block: &FormBlock,
    programme: Option<&WorkProgramme>,
) -> Result<(), WorkbookError> {
    let date = programme.and_then(|programme| programme.validation.as_ref()).map_or("", |v| v.text.as_str());
    let last = page.last_column();
    let label = Look::HEADER.sized(11.0).aligned(Align::Left).indented(1);
    page.at_least(row, 26.0);
    page.text(row, Span(0, 1.min(last)), &block.text, &label, || "Validation".to_owned())?;
    let input = Look::INPUT.sized(11.0);
    page.text(row, Span(2.min(last), 3.min(last)), date, &input, || "Validation, date".to_owned())
}

/// The table of actions; gives its last row.
fn write_table(page: &mut Page<'_>, first: u32, form: &WorkProgrammeForm, rows: &[Line]) -> Result<u32, WorkbookError> {
    let place = || format!("form {}", form.id);
    let last = page.last_column();
    let mut row = first;
    let mut column = 0u16;
    for band in &form.actions.bands {
        // The first band also covers the column of the numbers.
        let from = if column == 0 { 0 } else { column + 1 };
        column = column.saturating_add(u16::try_from(band.columns).unwrap_or(u16::MAX));
        page.text(row, Span(from, column.min(last)), &band.text, &Look::BAND, place)?;
    }
    row += 1;
    for (column, header) in (1u16..).zip(&form.actions.columns) {
        let span = if column == 1 { Span(0, 1) } else { Span::from(column) };
        page.text(row, span, &header.text, &Look::HEADER, place)?;
    }
    page.header_rows(first, row)?;
    row += 1;
    let example = Look::BODY.italic();
    for (column, text) in (1u16..).zip(&form.actions.example) {
        let span = if column == 1 { Span(0, 1) } else { Span::from(column) };
        page.text(row, span, text, &example, place)?;
    }
    let mut natures = Vec::new();
    for line in rows {
        row += 1;
        match line {
            Line::Objective { text, place } => {
                page.at_least(row, 21.0);
                page.text(row, Span(0, last), text, &Look::STRATEGIC, || place.clone())?;
            }
            Line::Group { text, place } => {
                page.text(row, Span(0, last), text, &Look::OPERATIONAL, || place.clone())?;
            }
            Line::Slot { number, cells, id } => {
                page.text(row, 0, number, &Look::BODY.indented(0).aligned(Align::Center), || format!("{id}, n°"))?;
                // A row can be 409 points high and no more: a text that needs more is set smaller before it is hidden.
                let fits = |size: &f64| {
                    let mut columns = (1u16..).zip(cells);
                    columns
                        .all(|(column, text)| page.height(column.into(), text, &Look::INPUT.sized(*size)) < MAX_HEIGHT)
                };
                let size = SIZES.into_iter().find(fits).unwrap_or(6.5);
                let look = Look::INPUT.sized(size.min(Look::INPUT.size));
                for (column, header) in (1u16..).zip(&form.actions.columns) {
                    let text = cells.get(usize::from(column - 1)).map_or("", String::as_str);
                    page.text(row, column, text, &look, || format!("{id}, {}", header.field))?;
                    if header.field == "nature" {
                        natures.push(cell_range(row, column, row, column));
                    }
                }
                page.at_least(row, EMPTY_LINE);
                page.grows(row);
            }
        }
    }
    if !natures.is_empty() {
        let choice = choice_of_nature(form)?.set_multi_range(natures.join(" "));
        page.sheet().add_data_validation(first, 0, row, last, &choice)?;
    }
    Ok(row)
}

/// The drop-down of the natures. They stand on the sheet of instructions, so a form of the user's own may have any
/// number of them with any signs; another wording is warned of, not refused.
fn choice_of_nature(form: &WorkProgrammeForm) -> Result<DataValidation, WorkbookError> {
    let rows = instructions(form);
    let first = rows.iter().position(|row| row.nature).unwrap_or(rows.len()) + 1;
    let last = rows.iter().rposition(|row| row.nature).unwrap_or(rows.len()) + 1;
    Ok(DataValidation::new()
        .allow_list_formula(Formula::new(format!("{INSTRUCTIONS}!$A${first}:$A${last}")))
        .set_input_title("Nature de l’action")?
        .set_input_message("Choisissez dans la liste.")?
        .set_error_title("Nature de l’action")?
        .set_error_message("Ce texte n’est pas l’une des natures prévues par le formulaire. Le garder ?")?
        .set_error_style(DataValidationErrorStyle::Warning))
}

/// A row of the sheet of instructions.
struct Instruction<'f> {
    text: &'f str,
    look: Look,
    /// One of the drop-down.
    nature: bool,
}

/// Every text that has no place on the form itself, then the natures of the drop-down.
fn instructions(form: &WorkProgrammeForm) -> Vec<Instruction<'_>> {
    let mut rows = Vec::new();
    let mut add = |text, look, nature| rows.push(Instruction { text, look, nature });
    add(INSTRUCTIONS, Look::TITLE, false);
    let mut before = None;
    for block in &form.blocks {
        let look = match block.role {
            BlockRole::InstructionsHeading => Look::HEADING,
            BlockRole::Notice => Look::PROSE.bold(),
            BlockRole::Contact | BlockRole::Instruction | BlockRole::Remark => Look::PROSE,
            _ => continue,
        };
        // A blank row between kinds of text; instructions stand under their own title.
        if before.is_some_and(|role| role != block.role) && block.role != BlockRole::Instruction {
            add("", Look::PROSE, false);
        }
        before = Some(block.role);
        add(&block.text, look, false);
    }
    add("", Look::PROSE, false);
    add("Natures de l’action proposées dans la liste", Look::HEADING, false);
    for nature in &form.actions.natures {
        add(nature, Look::PROSE, true);
    }
    rows
}

fn write_instructions(book: &mut Book, form: &WorkProgrammeForm) -> Result<(), WorkbookError> {
    let mut page = book.page(INSTRUCTIONS, vec![144.0])?;
    for (row, line) in (0u32..).zip(instructions(form)) {
        page.text(row, 0, line.text, &line.look, || format!("form {}", form.id))?;
        page.at_least(row, if line.text.is_empty() { 9.0 } else { 18.0 });
    }
    page.header_rows(0, 0)?;
    page.protect();
    page.finish()
}

/// What a programme holds beyond the columns of the form.
fn write_leftovers(book: &mut Book, leftovers: &[Leftover], lang: Lang) -> Result<(), WorkbookError> {
    let mut page = book.page(LEFTOVERS, vec![50.0, 30.0, 66.0])?;
    let headers = [lang.pick("Élément", "Element"), lang.pick("Donnée", "Datum"), lang.pick("Texte", "Text")];
    for (column, header) in (0u16..).zip(headers) {
        page.text(0, column, header, &Look::HEADER, || header.to_owned())?;
    }
    page.header_rows(0, 0)?;
    for (row, leftover) in (1u32..).zip(leftovers) {
        for (column, text) in (0u16..).zip([&leftover.element, &leftover.label, &leftover.text]) {
            page.text(row, column, text, &Look::BODY, || format!("{}, {}", leftover.id, leftover.label))?;
        }
        page.grows(row);
    }
    page.finish()
}

use passerelle_core::Lang;
use passerelle_core::plan_hp::{Count, Equipments, Figure, TrendSubject};
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{Chart, ChartFormat, ChartSolidFill, ChartType, Color};

use super::{
    CHART_ALT, CHART_AXIS, CHART_TITLE, COLOURS, TREND, YearTable, commune_line, equipment_trend, remark, shown, title,
    trend_headers,
};
use crate::xlsx::{Align, Book, Look, Page, Span, WorkbookError};
use crate::{Error, Options};

/// Rows of title, municipality and header.
const HEADER: u32 = 2;
/// Columns before the figures.
const FRONT: u16 = 3;
/// Columns of the trend before its figures.
const TREND_FRONT: u16 = 2;
/// Whole numbers with a space between thousands, as wide as the page's other numbers.
const WHOLE: &str = "#,##0\\ ";
const DIFFERENCE: &str = "+#,##0\\ ;\\-#,##0\\ ;0\\ ";
/// Les équipements en Excel: a sheet a year with sums as formulas, and the trend with its chart.
///
/// ```
/// use passerelle_core::plan_hp::{EquipmentYear, Equipments, Figure};
/// use passerelle_export::{Options, equipments_xlsx};
/// let mut record = EquipmentYear::new("Bois de Roly", 2024);
/// record.set(Figure::Domiciled, 475).set(Figure::Undomiciled, 12);
/// let bytes = equipments_xlsx(&Equipments::new(None, vec![record]), &Options::new())?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok::<(), passerelle_export::Error>(())
/// ```
///
/// # Errors
/// [`Error`] when a text is longer than a cell holds.
pub fn equipments_xlsx(equipments: &Equipments, options: &Options) -> Result<Vec<u8>, Error> {
    let lang = options.lang;
    let title = options.title.clone().unwrap_or_else(|| title(equipments, lang));
    let author = equipments.commune.clone().unwrap_or_default();
    let mut book = Book::new(&title, &author, &title, options.date)?;
    for table in YearTable::all(equipments) {
        let mut widths = vec![34.0, 14.0, 24.0];
        widths.extend(table.figures.iter().map(|_| 13.0));
        widths.extend(table.extras.iter().map(|_| 24.0));
        year_sheet(book.page(&table.name(lang), widths)?, &table, equipments, lang)?;
    }
    let name = lang.pick("Évolution", "Trend");
    let mut widths = vec![34.0, 9.0];
    widths.extend(TREND.iter().map(|_| 14.0));
    widths.push(24.0);
    let phases = trend_sheet(book.page(name, widths)?, equipments, name, lang)?;
    if equipments.years().len() > 1 {
        // On a sheet of its own: between two pages it would be cut.
        chart_sheet(book.page(lang.pick("Graphique", "Chart"), vec![12.0; 9])?, &phases, name, lang)?;
    }
    Ok(book.finish()?)
}

fn numbers() -> Look {
    Look::BODY.aligned(Align::Right).indented(0).number(WHOLE)
}

fn number(number: u32) -> f64 {
    f64::from(number)
}

fn columns(first: u16) -> impl Iterator<Item = u16> {
    first..u16::MAX
}

fn year_sheet(
    mut page: Page<'_>,
    table: &YearTable<'_>,
    equipments: &Equipments,
    lang: Lang,
) -> Result<(), WorkbookError> {
    let name = table.name(lang);
    let place = || name.clone();
    let words = lang.pick("Équipements et résidents du Plan HP", "Equipments and residents of the Plan HP");
    page.text(0, 0, &format!("{words} – {name}"), &Look::TITLE.on_one_line(), place)?;
    let commune = equipments.commune.as_deref().map(|commune| commune_line(commune, lang)).unwrap_or_default();
    page.text(1, 0, &commune, &Look::SUBTITLE.on_one_line(), place)?;
    for (column, header) in columns(0).zip(table.headers(lang)) {
        page.text(HEADER, column, header, &Look::HEADER, place)?;
    }
    page.header_rows(HEADER, HEADER)?;
    let look = numbers();
    let mut row = HEADER;
    for record in &table.records {
        row += 1;
        let place = || record.name.clone();
        for (column, text) in columns(0).zip(YearTable::front(record)) {
            page.text(row, column, text, &Look::BODY, place)?;
        }
        for (column, figure) in columns(FRONT).zip(&table.figures) {
            let worked_out = *figure == Figure::Residents
                && !record.figures.contains_key(figure)
                && [Figure::Domiciled, Figure::Undomiciled]
                    .iter()
                    .all(|part| matches!(record.figures.get(part), Some(Count::Number(_))));
            match shown(record, *figure) {
                Some(Count::Number(sum)) if worked_out => {
                    // The two columns before this one.
                    let parts = [column.saturating_sub(2), column.saturating_sub(1)];
                    let [first, second] = parts.map(|column| row_col_to_cell(row, column));
                    page.formula(row, column, &format!("{first}+{second}"), number(sum), &look)?;
                }
                Some(Count::Number(count)) => page.number(row, column, number(count), &look)?,
                Some(printed) => page.text(row, column, &printed.text(), &Look::BODY.aligned(Align::Right), place)?,
                None => page.text(row, column, "", &Look::BODY, place)?,
            }
        }
        let extras = FRONT.saturating_add(u16::try_from(table.figures.len()).unwrap_or(u16::MAX));
        for (column, text) in columns(extras).zip(table.extras_of(record)) {
            page.text(row, column, text, &Look::BODY, place)?;
        }
    }
    if !table.records.is_empty() {
        total_row(&mut page, table, row)?;
    }
    page.accept_numbers_as_text(row)?;
    page.finish()
}

fn total_row(page: &mut Page<'_>, table: &YearTable<'_>, last: u32) -> Result<(), WorkbookError> {
    let row = last + 1;
    page.text(row, 0, "Total", &Look::OPERATIONAL, || "Total".to_owned())?;
    page.fill(row, Span(1, page.last_column()), &Look::OPERATIONAL)?;
    let look = Look::OPERATIONAL.aligned(Align::Right).indented(0).number(WHOLE);
    for (column, figure) in columns(FRONT).zip(&table.figures) {
        let Some(sum) = table.sum(*figure) else { continue };
        let plain = |record: &&&_| matches!(shown(record, *figure), None | Some(Count::Number(_)));
        if table.records.iter().filter(plain).count() == table.records.len() {
            let (from, to) = (row_col_to_cell(HEADER + 1, column), row_col_to_cell(last, column));
            page.formula(row, column, &format!("SUM({from}:{to})"), number(sum), &look)?;
        } else {
            // A spreadsheet would leave out « environ 40 ».
            page.number(row, column, number(sum), &look)?;
        }
    }
    Ok(())
}

/// The sheet of the trend; gives first and last row of the years of each phase.
fn trend_sheet(
    mut page: Page<'_>,
    equipments: &Equipments,
    name: &str,
    lang: Lang,
) -> Result<Vec<(u32, u32)>, WorkbookError> {
    let place = || name.to_owned();
    let trend = equipment_trend(equipments);
    let words = lang.pick("Évolution des équipements et des résidents", "Trend of equipments and residents");
    page.text(0, 0, words, &Look::TITLE.on_one_line(), place)?;
    page.text(1, 0, equipments.commune.as_deref().unwrap_or_default(), &Look::SUBTITLE.on_one_line(), place)?;
    for (column, header) in columns(0).zip(trend_headers(lang)) {
        page.text(HEADER, column, header, &Look::HEADER, place)?;
    }
    page.header_rows(HEADER, HEADER)?;
    let (whole, plus) = (numbers(), numbers().number(DIFFERENCE));
    let mut row = HEADER;
    let mut phases: Vec<(u32, u32)> = Vec::new();
    for line in &trend.lines {
        let first = row + 1;
        let subject = line.subject.label(lang);
        let look = if matches!(line.subject, TrendSubject::Equipment(_)) { Look::BODY } else { Look::BODY.bold() };
        for (at, year) in trend.years.iter().enumerate() {
            row += 1;
            page.text(row, 0, &subject, &look, || subject.clone())?;
            page.text(row, 1, &year.to_string(), &Look::BODY.aligned(Align::Center), place)?;
            let tally = line.years.get(at).copied().flatten();
            for (index, (column, (.., figure))) in columns(TREND_FRONT).zip(TREND).enumerate() {
                let number = tally.and_then(|tally| figure(&tally)).and_then(|number| i32::try_from(number).ok());
                match number {
                    None => page.text(row, column, "", &Look::BODY, place)?,
                    Some(number) if index + 1 == TREND.len() => {
                        let cells = [row, row - 1].map(|row| row_col_to_cell(row, TREND_FRONT));
                        page.formula(row, column, &cells.join("-"), f64::from(number), &plus)?;
                    }
                    Some(number) => page.number(row, column, f64::from(number), &whole)?,
                }
            }
            page.text(row, page.last_column(), remark(line, at, lang), &Look::BODY, place)?;
        }
        if matches!(line.subject, TrendSubject::Phase(_)) {
            phases.push((first, row));
        }
    }
    page.accept_numbers_as_text(row)?;
    page.finish()?;
    Ok(phases)
}

/// The chart of the residents by phase; its numbers are those of the sheet of the trend.
fn chart_sheet(mut page: Page<'_>, phases: &[(u32, u32)], name: &str, lang: Lang) -> Result<(), WorkbookError> {
    let title = lang.pick(CHART_TITLE.0, CHART_TITLE.1);
    page.text(0, 0, title, &Look::TITLE.on_one_line(), || title.to_owned())?;
    let mut chart = Chart::new(ChartType::ColumnStacked);
    for ((first, last), colour) in phases.iter().copied().zip(COLOURS) {
        chart
            .add_series()
            .set_name((name, first, 0))
            .set_categories((name, first, 1, last, 1))
            .set_values((name, first, TREND_FRONT, last, TREND_FRONT))
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour))));
    }
    chart.title().set_name(title);
    chart.y_axis().set_name(lang.pick(CHART_AXIS.0, CHART_AXIS.1));
    chart.set_width(900).set_height(480);
    chart.set_object_movement(rust_xlsxwriter::ObjectMovement::MoveButDontSizeWithCells);
    chart.set_alt_text(lang.pick(CHART_ALT.0, CHART_ALT.1));
    page.sheet().insert_chart(HEADER, 0, &chart)?;
    page.finish()
}

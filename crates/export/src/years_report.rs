//! What was planned and done over several years, in Word and in Excel with a chart.

use passerelle_core::Lang;
use passerelle_core::plan_hp::{Followed, YearTally, YearsReport};
use rust_xlsxwriter::{Chart, ChartFormat, ChartSolidFill, ChartType, Color};

use crate::docx::{
    Block, Cell, Chart as WordChart, Docx, Fill, Look as WordLook, Paragraph, Row, Series, Style, TEXT_WIDTH, Table,
};
use crate::xlsx::{Align, Book, Look, Page, WorkbookError};
use crate::{Error, Options};

/// A column of the tally: its header in both languages and its count.
type Count = (&'static str, &'static str, fn(&YearTally) -> usize);

/// The counts of a year. The last four add up to the first, and are those of the chart.
const COUNTS: [Count; 6] = [
    ("Actions prévues", "Actions planned", |tally| tally.planned),
    ("dont reportées", "of which carried over", |tally| tally.carried_over),
    ("Terminées", "Finished", |tally| tally.finished),
    ("Non terminées", "Unfinished", |tally| tally.unfinished),
    ("Abandonnées", "Given up", |tally| tally.cancelled),
    ("À décider", "To be decided", |tally| tally.undecided),
];
/// The first column of the chart: years stand in column 0.
const CHARTED: u16 = 3;
/// Up to so many actions, the axis counts them one by one.
const FEW: usize = 12;
/// Colours of the chart, dark to pale so that they differ on grey paper too.
const COLOURS: [u32; 4] = [0x1F3A5F, 0x6F93BC, 0xC9CFD6, 0xE9C46A];

/// What the chart counts.
const AXIS: (&str, &str) = ("Nombre d’actions", "Number of actions");
/// Its alternative text.
const ALT: (&str, &str) = (
    "Colonnes par année : actions terminées, non terminées, abandonnées et à décider ; les nombres sont dans le tableau.",
    "Columns by year: actions finished, unfinished, given up and to be decided; the numbers stand in the table.",
);

fn title(report: &YearsReport, lang: Lang) -> String {
    let years = match (report.years.first(), report.years.last()) {
        (Some(first), Some(last)) if first.year != last.year => format!(" {}-{}", first.year, last.year),
        (Some(only), _) => format!(" {}", only.year),
        _ => String::new(),
    };
    format!("{}{years}", lang.pick("Plan HP : actions prévues et réalisées", "Plan HP: actions planned and done"))
}

fn state(action: &Followed, year: usize, lang: Lang) -> &'static str {
    action.outcomes.get(year).copied().flatten().map_or("", |outcome| outcome.label(lang))
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// The report as an Excel workbook: a tally per year with its chart, and the actions year by year.
///
/// ```
/// use passerelle_core::WorkProgramme;
/// use passerelle_core::plan_hp::follow_years;
/// use passerelle_export::{Options, years_xlsx};
/// let report = follow_years(&[WorkProgramme::new(2024), WorkProgramme::new(2025)])?;
/// assert!(years_xlsx(&report, &Options::new()).is_ok_and(|bytes| bytes.starts_with(b"PK")));
/// # Ok::<(), passerelle_core::plan_hp::YearsError>(())
/// ```
///
/// # Errors
/// [`Error`] when a text is longer than a cell holds.
pub fn years_xlsx(report: &YearsReport, options: &Options) -> Result<Vec<u8>, Error> {
    let lang = options.lang;
    let title = options.title.clone().unwrap_or_else(|| title(report, lang));
    let author = report.commune.clone().unwrap_or_default();
    let mut book = Book::new(&title, &author, &title, options.date)?;
    let name = lang.pick("Synthèse", "Summary");
    let mut widths = vec![12.0];
    widths.extend(COUNTS.iter().map(|_| 16.0));
    tally_sheet(book.page(name, widths)?, report, &title, name, lang)?;
    let name = lang.pick("Actions", "Actions");
    let mut widths = vec![44.0, 60.0];
    widths.extend(report.years.iter().map(|_| 16.0));
    action_sheet(book.page(name, widths)?, report, name, lang)?;
    Ok(book.finish()?)
}

fn tally_sheet(
    mut page: Page<'_>,
    report: &YearsReport,
    title: &str,
    name: &str,
    lang: Lang,
) -> Result<(), WorkbookError> {
    let place = || name.to_owned();
    page.text(0, 0, title, &Look::TITLE.on_one_line(), place)?;
    page.text(1, 0, report.commune.as_deref().unwrap_or_default(), &Look::SUBTITLE.on_one_line(), place)?;
    page.text(2, 0, lang.pick("Année", "Year"), &Look::HEADER, place)?;
    for (column, (fr, en, _)) in (1u16..).zip(COUNTS) {
        page.text(2, column, lang.pick(fr, en), &Look::HEADER, place)?;
    }
    page.header_rows(2, 2)?;
    let right = Look::BODY.aligned(Align::Right).indented(0).number("0\\ ");
    let mut row = 2;
    for tally in &report.years {
        row += 1;
        // The year is a name, not a quantity: as text it is no bar of the chart.
        page.text(row, 0, &tally.year.to_string(), &Look::BODY, place)?;
        for (column, (.., count)) in (1u16..).zip(COUNTS) {
            page.number(row, column, number(count(tally)), &right)?;
        }
    }
    page.accept_numbers_as_text(row)?;
    if !report.years.is_empty() {
        let mut chart = Chart::new(ChartType::ColumnStacked);
        for (column, colour) in (CHARTED..).zip(COLOURS) {
            chart
                .add_series()
                .set_name((name, 2, column))
                .set_categories((name, 3, 0, row, 0))
                .set_values((name, 3, column, row, column))
                .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour))));
        }
        chart.title().set_name(title);
        chart.y_axis().set_name(lang.pick(AXIS.0, AXIS.1));
        if report.years.iter().all(|tally| tally.planned <= FEW) {
            // Otherwise programs print half actions.
            chart.y_axis().set_major_unit(1.0);
        }
        chart.set_width(760).set_height(320);
        chart.set_object_movement(rust_xlsxwriter::ObjectMovement::MoveButDontSizeWithCells);
        chart.set_alt_text(lang.pick(ALT.0, ALT.1));
        page.sheet().insert_chart(row + 2, 0, &chart)?;
    }
    page.finish()
}

fn action_sheet(mut page: Page<'_>, report: &YearsReport, name: &str, lang: Lang) -> Result<(), WorkbookError> {
    let place = || name.to_owned();
    let years: Vec<String> = report.years.iter().map(|tally| tally.year.to_string()).collect();
    let headers = [lang.pick("Objectif stratégique", "Strategic objective"), "Action"];
    let headers = headers.into_iter().chain(years.iter().map(String::as_str));
    for (column, header) in (0u16..).zip(headers) {
        page.text(0, column, header, &Look::HEADER, place)?;
    }
    page.header_rows(0, 0)?;
    let mut row = 0;
    for action in &report.actions {
        row += 1;
        page.text(row, 0, action.objective.as_deref().unwrap_or_default(), &Look::BODY, || action.title.clone())?;
        page.text(row, 1, &action.title, &Look::BODY, || action.title.clone())?;
        for (column, year) in (2u16..).zip(0..report.years.len()) {
            page.text(row, column, state(action, year, lang), &Look::BODY.aligned(Align::Center), place)?;
        }
    }
    page.accept_numbers_as_text(row)?;
    page.finish()
}

/// The report as a Word document: a tally per year with its chart, and the actions year by year.
///
/// ```
/// use passerelle_core::WorkProgramme;
/// use passerelle_core::plan_hp::follow_years;
/// use passerelle_export::{Options, years_docx};
/// let report = follow_years(&[WorkProgramme::new(2024)])?;
/// assert!(years_docx(&report, &Options::new()).is_ok_and(|bytes| bytes.starts_with(b"PK")));
/// # Ok::<(), passerelle_core::plan_hp::YearsError>(())
/// ```
///
/// # Errors
/// [`Error`] when a part or the package could not be put together.
pub fn years_docx(report: &YearsReport, options: &Options) -> Result<Vec<u8>, Error> {
    let lang = options.lang;
    let title = options.title.clone().unwrap_or_else(|| title(report, lang));
    let mut body = Vec::new();
    body.extend(report.commune.iter().map(|name| Block::Paragraph(Paragraph::new(Style::Institution, name))));
    body.push(Block::Paragraph(Paragraph::new(Style::Title, &title)));
    let heading = |text: &str| Block::Paragraph(Paragraph::new(Style::Heading(1), text));
    body.push(heading(lang.pick("Par année", "By year")));
    body.push(Block::Table(tally_table(report, lang)));
    if !report.years.is_empty() {
        body.push(Block::Chart(chart(report, &title, lang)));
    }
    if !report.actions.is_empty() {
        body.push(heading(lang.pick("Par action", "By action")));
        body.push(Block::Table(action_table(report, lang)));
    }
    Docx {
        title,
        author: report.commune.clone(),
        date: options.date,
        page_word: lang.pick("page", "page").to_owned(),
        protected: false,
        looks: vec![WordLook::Objective],
        cell_size: 18,
        body,
    }
    .to_bytes()
}

/// The chart of the tally: the same columns, colours and words as in the workbook.
fn chart(report: &YearsReport, title: &str, lang: Lang) -> WordChart {
    let series = COUNTS.iter().skip(usize::from(CHARTED - 1)).zip(COLOURS).map(|((fr, en, count), colour)| Series {
        name: lang.pick(fr, en).to_owned(),
        colour: format!("{colour:06X}"),
        values: report.years.iter().map(|tally| u32::try_from(count(tally)).ok()).collect(),
    });
    WordChart {
        lang,
        title: title.to_owned(),
        description: lang.pick(ALT.0, ALT.1).to_owned(),
        axis: lang.pick(AXIS.0, AXIS.1).to_owned(),
        categories: report.years.iter().map(|tally| tally.year.to_string()).collect(),
        series: series.collect(),
        unit: report.years.iter().all(|tally| tally.planned <= FEW),
    }
}

fn cell(text: &str) -> Cell {
    Cell::new(Paragraph::new(Style::Cell, text))
}

fn header(texts: &[&str]) -> Row {
    let cell = |text: &&str| Cell::new(Paragraph::new(Style::CellHeader, *text)).fill(Some(Fill::Header));
    Row::header(texts.iter().map(cell).collect())
}

fn tally_table(report: &YearsReport, lang: Lang) -> Table {
    let mut headers = vec![lang.pick("Année", "Year")];
    headers.extend(COUNTS.iter().map(|(fr, en, _)| lang.pick(fr, en)));
    let numbers = 1..headers.len();
    let mut rows = vec![header(&headers).numbers(numbers.clone())];
    for tally in &report.years {
        let counts = COUNTS.iter().map(|(.., count)| cell(&count(tally).to_string()));
        let cells = std::iter::once(cell(&tally.year.to_string())).chain(counts);
        rows.push(Row::new(cells.collect()).numbers(numbers.clone()));
    }
    let each = TEXT_WIDTH / 7;
    Table {
        caption: lang.pick("Actions prévues et réalisées par année", "Actions planned and done by year").to_owned(),
        description: lang.pick("Une ligne par année.", "A row per year.").to_owned(),
        widths: vec![each; headers.len()],
        rows,
    }
}

fn action_table(report: &YearsReport, lang: Lang) -> Table {
    let years: Vec<String> = report.years.iter().map(|tally| tally.year.to_string()).collect();
    let mut headers = vec![lang.pick("Objectif stratégique", "Strategic objective"), "Action"];
    headers.extend(years.iter().map(String::as_str));
    let mut rows = vec![header(&headers)];
    for action in &report.actions {
        let states = (0..years.len()).map(|year| cell(state(action, year, lang)));
        let front = [cell(action.objective.as_deref().unwrap_or_default()), cell(&action.title)];
        rows.push(Row::new(front.into_iter().chain(states).collect()));
    }
    // Years take a third at most; the words share the rest.
    let count = u32::try_from(years.len()).unwrap_or(u32::MAX).max(1);
    let year = (TEXT_WIDTH / 3 / count).min(1_600);
    let rest = TEXT_WIDTH.saturating_sub(year.saturating_mul(count));
    let mut widths = vec![rest * 2 / 5, rest - rest * 2 / 5];
    widths.extend(years.iter().map(|_| year));
    Table {
        caption: lang.pick("Issue de chaque action par année", "Outcome of each action by year").to_owned(),
        description: lang
            .pick("Une ligne par action, une colonne par année.", "A row per action, a column per year.")
            .to_owned(),
        widths,
        rows,
    }
}

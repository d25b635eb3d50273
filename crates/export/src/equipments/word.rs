use std::ops::Range;

use passerelle_core::Lang;
use passerelle_core::plan_hp::{Equipments, Figure, TrendSubject};

use super::{
    CHART_ALT, CHART_AXIS, CHART_TITLE, COLOURS, TREND, YearTable, commune_line, equipment_trend, remark, shown, title,
    trend_headers,
};
use crate::docx::{Block, Cell, Chart, Docx, Fill, Look, Paragraph, Row, Series, Style, TEXT_WIDTH, Table, widths};
use crate::{Error, Options};

/// Size of the text in tables, in half points.
const CELL_SIZE: u8 = 18;

/// Les équipements en Word: a table a year with its totals, and the trend.
///
/// ```
/// use passerelle_core::plan_hp::Equipments;
/// use passerelle_export::{Options, equipments_docx};
/// assert!(equipments_docx(&Equipments::default(), &Options::new()).is_ok_and(|bytes| bytes.starts_with(b"PK")));
/// ```
///
/// # Errors
/// [`Error`] when a part or the package could not be put together.
pub fn equipments_docx(equipments: &Equipments, options: &Options) -> Result<Vec<u8>, Error> {
    let lang = options.lang;
    let title = options.title.clone().unwrap_or_else(|| title(equipments, lang));
    let mut body = Vec::new();
    if let Some(commune) = &equipments.commune {
        body.push(Block::Paragraph(Paragraph::new(Style::Institution, commune_line(commune, lang))));
    }
    body.push(Block::Paragraph(Paragraph::new(Style::Title, &title)));
    let heading = |text: &str| Block::Paragraph(Paragraph::new(Style::Heading(1), text));
    for table in YearTable::all(equipments) {
        body.push(heading(&table.name(lang)));
        body.push(Block::Table(year_table(&table, lang)));
    }
    if !equipments.years().is_empty() {
        body.push(heading(lang.pick("Évolution", "Trend")));
        body.push(Block::Table(trend_table(equipments, lang)));
        if equipments.years().len() > 1 {
            body.push(Block::Chart(chart(equipments, lang)));
        }
    }
    Docx {
        title,
        author: equipments.commune.clone(),
        date: options.date,
        page_word: lang.pick("page", "page").to_owned(),
        protected: false,
        looks: vec![Look::Objective],
        cell_size: CELL_SIZE,
        body,
    }
    .to_bytes()
}

/// Residents by phase, a column a year.
fn chart(equipments: &Equipments, lang: Lang) -> Chart {
    let trend = equipment_trend(equipments);
    let phases = trend.lines.iter().filter(|line| matches!(line.subject, TrendSubject::Phase(_)));
    let series = phases.zip(COLOURS).map(|(line, colour)| Series {
        name: line.subject.label(lang),
        colour: format!("{colour:06X}"),
        values: line.years.iter().map(|tally| tally.as_ref()?.residents).collect(),
    });
    Chart {
        lang,
        title: lang.pick(CHART_TITLE.0, CHART_TITLE.1).to_owned(),
        description: lang.pick(CHART_ALT.0, CHART_ALT.1).to_owned(),
        axis: lang.pick(CHART_AXIS.0, CHART_AXIS.1).to_owned(),
        series: series.collect(),
        categories: trend.years.iter().map(i16::to_string).collect(),
        unit: false,
    }
}

/// A table from its texts, header first, wide as its words ask for. `numbers` are the places of its counts.
fn table(
    caption: String,
    description: &str,
    headers: Vec<String>,
    lines: Vec<(Style, Vec<String>)>,
    numbers: Range<usize>,
) -> Table {
    let column = |at: usize| {
        let texts = lines.iter().map(|(_, texts)| texts.get(at).map_or("", String::as_str));
        headers.get(at).map(String::as_str).into_iter().chain(texts).collect::<Vec<_>>()
    };
    let columns: Vec<Vec<&str>> = (0..headers.len()).map(column).collect();
    let widths = widths(&columns, CELL_SIZE, TEXT_WIDTH);
    let header = |text: &String| Cell::new(Paragraph::new(Style::CellHeader, text)).fill(Some(Fill::Header));
    let mut rows = vec![Row::header(headers.iter().map(header).collect()).numbers(numbers.clone())];
    for (style, texts) in &lines {
        let fill = (*style == Style::CellHeader).then_some(Fill::Operational);
        let cells = texts.iter().map(|text| Cell::new(Paragraph::new(*style, text)).fill(fill));
        rows.push(Row::new(cells.collect()).numbers(numbers.clone()));
    }
    Table { caption, description: description.to_owned(), widths, rows }
}

fn year_table(table_of: &YearTable<'_>, lang: Lang) -> Table {
    let headers = table_of.headers(lang).into_iter().map(str::to_owned).collect();
    let numbers = 3..3 + table_of.figures.len();
    let mut lines = Vec::new();
    for record in &table_of.records {
        let figure = |figure: &Figure| shown(record, *figure).map(|count| count.text()).unwrap_or_default();
        let texts = YearTable::front(record).into_iter().map(str::to_owned);
        let texts = texts.chain(table_of.figures.iter().map(figure));
        lines.push((Style::Cell, texts.chain(table_of.extras_of(record).into_iter().map(str::to_owned)).collect()));
    }
    if !table_of.records.is_empty() {
        let front = ["Total", "", ""].map(str::to_owned).into_iter();
        let sum = |figure: &Figure| table_of.sum(*figure).map(|sum| sum.to_string()).unwrap_or_default();
        let sums = table_of.figures.iter().map(sum);
        lines.push((
            Style::CellHeader,
            front.chain(sums).chain(table_of.extras.iter().map(|_| String::new())).collect(),
        ));
    }
    let words = lang.pick("Équipements et résidents", "Equipments and residents");
    let description = lang.pick(
        "Une ligne par équipement, puis le total des colonnes.",
        "A row per equipment, then the total of the columns.",
    );
    table(format!("{words}, {}", table_of.name(lang)), description, headers, lines, numbers)
}

fn trend_table(equipments: &Equipments, lang: Lang) -> Table {
    let trend = equipment_trend(equipments);
    let mut lines = Vec::new();
    for line in &trend.lines {
        for (at, year) in trend.years.iter().enumerate() {
            let tally = line.years.get(at).copied().flatten();
            let figures =
                TREND.iter().enumerate().map(|(index, (.., figure))| match tally.and_then(|tally| figure(&tally)) {
                    None => String::new(),
                    Some(number) if index + 1 == TREND.len() && number > 0 => format!("+{number}"),
                    Some(number) if number < 0 => format!("−{}", number.unsigned_abs()),
                    Some(number) => number.to_string(),
                });
            let front = [line.subject.label(lang), year.to_string()].into_iter();
            lines.push((Style::Cell, front.chain(figures).chain([remark(line, at, lang).to_owned()]).collect()));
        }
    }
    let headers = trend_headers(lang).into_iter().map(str::to_owned).collect();
    let description = lang.pick(
        "Une ligne par année : l’ensemble, chaque phase, chaque équipement.",
        "A row per year: all together, each phase, each equipment.",
    );
    let numbers = 2..2 + TREND.len();
    table(lang.pick("Évolution", "Trend").to_owned(), description, headers, lines, numbers)
}

#[cfg(test)]
mod tests {
    use passerelle_core::plan_hp::{Count, EquipmentYear};

    use super::*;

    #[test]
    fn counts_stand_to_the_right_and_words_to_the_left() {
        let mut record = EquipmentYear::new("Domaine 2000", Some(2024));
        record.figures.insert(Figure::Domiciled, Count::Number(475));
        let equipments = Equipments::new(None, vec![record]);
        let of_year = YearTable::all(&equipments).first().map(|of_year| year_table(of_year, Lang::Fr));
        let tables = [of_year.unwrap(), trend_table(&equipments, Lang::Fr)];
        for cells in tables.iter().flat_map(|table| &table.rows).map(|row| &row.cells) {
            let right: Vec<bool> = cells.iter().map(|cell| cell.paragraphs.iter().all(|p| p.right)).collect();
            assert!(right.iter().any(|right| *right) && right.first() == Some(&false), "{right:?}");
        }
    }
}

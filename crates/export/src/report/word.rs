use passerelle_core::Lang;

use super::paper::{Paper, Part};
use crate::Error;
use crate::docx::{Block, Cell, Docx, Fill, Look, Merge, Paragraph, Row, Style, TEXT_WIDTH, Table, widths};

/// Size of the text in tables, in half points.
const SIZE: u8 = 18;
/// Width of the column in which the service answers, in twentieths of a point.
const ANSWER: u32 = 2_600;

/// The report as a Word document, to be sent to those who wrote the source.
pub(super) fn docx(paper: &Paper, lang: Lang) -> Result<Vec<u8>, Error> {
    let mut body = vec![Block::Paragraph(Paragraph::new(Style::Title, paper.title.as_str()))];
    let colon = lang.pick("\u{a0}: ", ": ");
    body.extend(paper.intro.iter().map(|line| note(line)));
    body.push(heading(paper.read_heading));
    body.extend(lines(&paper.facts, colon));
    for part in &paper.parts {
        body.push(heading(part.heading));
        if part.points.is_empty() {
            body.push(note(paper.no_check));
        } else {
            body.push(note(part.note));
            body.push(points(part, lang));
        }
    }
    if !paper.headers.is_empty() {
        body.push(heading(paper.headers_heading));
        body.push(note(paper.headers_note));
        body.push(headers(paper, lang));
    }
    body.push(heading(paper.asides_heading));
    if paper.asides.is_empty() {
        body.push(note(paper.no_aside));
    } else {
        body.push(note(paper.asides_note));
        body.push(asides(paper, lang));
    }
    body.push(heading(paper.counts_heading));
    body.push(note(paper.counts_note));
    body.extend(lines(&paper.counts, colon));
    let docx = Docx {
        title: paper.title.clone(),
        page_word: "page".to_owned(),
        looks: vec![Look::Domain],
        cell_size: SIZE,
        body,
        ..Docx::default()
    };
    docx.to_bytes()
}

fn heading(text: &str) -> Block {
    Block::Paragraph(Paragraph::new(Style::Heading(1), text))
}

fn note(text: &str) -> Block {
    Block::Paragraph(Paragraph::new(Style::Detail, text))
}

fn lines<'a>(pairs: &'a [(&str, String)], colon: &'a str) -> impl Iterator<Item = Block> + 'a {
    pairs
        .iter()
        .map(move |(label, text)| Block::Paragraph(Paragraph::new(Style::Instruction, format!("{label}{colon}{text}"))))
}

/// The number and the advice of a point stand once, beside all that was found; where an answer is asked, a place for it
/// stands beside each finding.
fn points(part: &Part, lang: Lang) -> Block {
    let mut headers = Paper::point_headers(lang).to_vec();
    let mut rows = Vec::new();
    let mut joins = Vec::new();
    for point in &part.points {
        for (at, finding) in point.findings.iter().enumerate() {
            let first = |text: String| if at == 0 { text } else { String::new() };
            rows.push(vec![
                first(format!("{}\n{}", point.number, point.code)),
                finding.places.clone(),
                finding.sentence(),
                first(point.advice.clone()),
            ]);
            joins.push(match (point.findings.len(), at) {
                (0 | 1, _) => None,
                (_, 0) => Some(Merge::Start),
                _ => Some(Merge::Continue),
            });
        }
    }
    let answer = if part.asks { ANSWER } else { 0 };
    let mut widths = measured(&headers, &rows, TEXT_WIDTH - answer);
    if part.asks {
        headers.push(Paper::answer_header(lang));
        widths.push(answer);
    }
    let mut table = vec![header_row(&headers)];
    for (row, merge) in rows.into_iter().zip(joins) {
        let mut cells: Vec<Cell> = Vec::new();
        for (column, text) in row.into_iter().enumerate() {
            let joined = merge.filter(|_| column == 0 || column == 3);
            cells.push(Cell::new(Paragraph::new(Style::Cell, text)).merge(joined));
        }
        if part.asks {
            cells.push(Cell::new(Paragraph::new(Style::Cell, "")));
        }
        table.push(Row::new(cells));
    }
    Block::Table(Table { caption: part.heading.to_owned(), description: headers.join(", "), widths, rows: table })
}

/// What each header was taken for, with a place for an answer.
fn headers(paper: &Paper, lang: Lang) -> Block {
    let mut headers = Paper::header_headers(lang).to_vec();
    let rows: Vec<Vec<String>> = paper.headers.iter().map(|row| row.to_vec()).collect();
    let mut widths = measured(&headers, &rows, TEXT_WIDTH - ANSWER);
    headers.push(Paper::answer_header(lang));
    widths.push(ANSWER);
    let cell = |text: String| Cell::new(Paragraph::new(Style::Cell, text));
    let row = |row: Vec<String>| Row::new(row.into_iter().chain([String::new()]).map(cell).collect());
    let mut table = vec![header_row(&headers)];
    table.extend(rows.into_iter().map(row));
    let caption = paper.headers_heading.to_owned();
    Block::Table(Table { caption, description: headers.join(", "), widths, rows: table })
}

fn asides(paper: &Paper, lang: Lang) -> Block {
    let headers = Paper::aside_headers(lang);
    let row = |aside: &super::paper::Aside| {
        vec![aside.reason.to_owned(), aside.text.clone(), aside.count.to_string(), aside.places.clone()]
    };
    let rows: Vec<Vec<String>> = paper.asides.iter().map(row).collect();
    let widths = measured(&headers, &rows, TEXT_WIDTH);
    let mut table = vec![header_row(&headers).numbers(2..3)];
    let cells = |row: Vec<String>| row.into_iter().map(|text| Cell::new(Paragraph::new(Style::Cell, text))).collect();
    table.extend(rows.into_iter().map(|row| Row::new(cells(row)).numbers(2..3)));
    let caption = paper.asides_heading.to_owned();
    Block::Table(Table { caption, description: headers.join(", "), widths, rows: table })
}

fn header_row(headers: &[&str]) -> Row {
    let cell = |text: &&str| Cell::new(Paragraph::new(Style::CellHeader, *text)).fill(Some(Fill::Header));
    Row::header(headers.iter().map(cell).collect())
}

/// Widths for the texts of a table.
fn measured(headers: &[&str], rows: &[Vec<String>], total: u32) -> Vec<u32> {
    let column = |at: usize| {
        let texts = rows.iter().filter_map(|row| row.get(at).map(String::as_str));
        headers.get(at).copied().into_iter().chain(texts).collect::<Vec<_>>()
    };
    let columns: Vec<Vec<&str>> = (0..headers.len()).map(column).collect();
    widths(&columns, SIZE, total)
}

use passerelle_core::Lang;

use super::paper::Paper;
use crate::Error;
use crate::docx::{Block, Cell, Docx, Fill, Look, Paragraph, Row, Style, TEXT_WIDTH, Table, widths};

/// Size of the text in tables, in half points.
const SIZE: u8 = 18;

/// The report as a Word document, to be sent to those who wrote the source.
pub(super) fn docx(paper: &Paper, lang: Lang) -> Result<Vec<u8>, Error> {
    let mut body = vec![Block::Paragraph(Paragraph::new(Style::Title, paper.title))];
    let colon = lang.pick("\u{a0}: ", ": ");
    body.extend(lines(&paper.facts, Style::Detail, colon));
    body.push(heading(paper.counts_heading));
    body.extend(lines(&paper.counts, Style::Instruction, colon));
    body.push(heading(paper.checks_heading));
    let checks = paper.checks.iter().map(|check| {
        let found = format!("{}\n→ {}", check.message, check.advice);
        vec![check.code.to_owned(), check.severity.to_owned(), check.place.clone(), found]
    });
    body.push(table(&Paper::check_headers(lang), checks.collect(), paper.checks_heading, paper.no_check));
    body.push(heading(paper.asides_heading));
    let asides =
        paper.asides.iter().map(|aside| vec![aside.place.clone(), aside.reason.to_owned(), aside.text.clone()]);
    body.push(table(&Paper::aside_headers(lang), asides.collect(), paper.asides_heading, paper.no_aside));
    let docx = Docx {
        title: paper.title.to_owned(),
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

fn lines<'a>(pairs: &'a [(&str, String)], style: Style, colon: &'a str) -> impl Iterator<Item = Block> + 'a {
    pairs.iter().map(move |(label, text)| Block::Paragraph(Paragraph::new(style, format!("{label}{colon}{text}"))))
}

fn table(headers: &[&str], rows: Vec<Vec<String>>, caption: &str, none: &str) -> Block {
    if rows.is_empty() {
        return Block::Paragraph(Paragraph::new(Style::Instruction, none));
    }
    let column = |at: usize| {
        let texts = rows.iter().filter_map(|row| row.get(at).map(String::as_str));
        headers.get(at).copied().into_iter().chain(texts).collect::<Vec<_>>()
    };
    let columns: Vec<Vec<&str>> = (0..headers.len()).map(column).collect();
    let widths = widths(&columns, SIZE, TEXT_WIDTH);
    let header =
        headers.iter().map(|text| Cell::new(Paragraph::new(Style::CellHeader, *text)).fill(Some(Fill::Header)));
    let mut all = vec![Row::header(header.collect())];
    let cells = |row: Vec<String>| row.into_iter().map(|text| Cell::new(Paragraph::new(Style::Cell, text))).collect();
    all.extend(rows.into_iter().map(|row| Row::new(cells(row))));
    Block::Table(Table { caption: caption.to_owned(), description: headers.join(", "), widths, rows: all })
}

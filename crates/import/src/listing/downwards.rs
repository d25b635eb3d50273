//! A table whose cells stand one below the other, as some programmes copy it from a PDF: first the words of its header,
//! a line each, then the texts of each row in the same order.

use std::collections::BTreeSet;

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Field, Level};

use super::{Said, is_objective};
use crate::content::Content;
use crate::header::SURE;
use crate::label::{Label, names_the_action};
use crate::ledger::excerpt;
use crate::source::{LineCell, Source};
use crate::vocabulary::{Role, vocabulary};

/// The words of such a header.
struct Header<'a> {
    start: usize,
    columns: Vec<(Role, &'a str)>,
}

/// Gives each line the meaning of its place in its row; what is to be said of it.
pub(super) fn settle<'a>(
    source: &Source<'a>,
    said: &mut [Said<'a>],
    paragraphs: &[(usize, &LineCell<'a>)],
) -> Option<Diagnostic> {
    const FEWEST: usize = 3;
    let header = header(paragraphs)?;
    let width = header.columns.len();
    let is_header = |at: usize| {
        let lines = paragraphs.get(at..at + width).unwrap_or_default();
        lines.len() == width
            && lines.iter().zip(&header.columns).all(|((_, cell), (_, words))| cell.text.trim() == *words)
    };
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut headers: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = Vec::new();
    let mut at = header.start;
    while let Some((said, (_, cell))) = said.get(at).zip(paragraphs.get(at)) {
        let opens = matches!(said, Said::Opens(role) if is_objective(*role) || matches!(role, Role::Classification(_)));
        if is_header(at) {
            headers.extend(at..at + width);
            at += width;
            continue;
        }
        if opens && !row.is_empty() {
            // A row breaks off: the lines are no rows.
            return None;
        }
        if !opens && !vocabulary().is_page_number(cell.text) {
            row.push(at);
        }
        if row.len() == width {
            rows.push(std::mem::take(&mut row));
        }
        at += 1;
    }
    // What stands below the last row is another text.
    let texts = |column: usize| {
        let cells = rows.iter().filter_map(move |row| paragraphs.get(*row.get(column)?));
        cells.map(|(_, cell)| *cell)
    };
    let fits = |(column, (role, _)): (usize, &(Role, &str))| match role {
        Role::Code => Some(texts(column).all(|cell| matches!(cell.content, Content::Code | Content::Number))),
        Role::Field(Field::Deadline | Field::Start | Field::End) => {
            Some(texts(column).filter(|cell| cell.content == Content::Time).count() * 5 >= rows.len() * 3)
        }
        _ => None,
    };
    let told: Vec<bool> = header.columns.iter().enumerate().filter_map(fits).collect();
    if rows.len() < FEWEST || told.is_empty() || told.contains(&false) {
        return None;
    }
    for at in headers {
        if let Some(said) = said.get_mut(at) {
            *said = Said::Chapter;
        }
    }
    for (at, (role, words)) in rows.iter().flat_map(|row| row.iter().zip(&header.columns)) {
        let Some((said, (_, cell))) = said.get_mut(*at).zip(paragraphs.get(*at)) else { continue };
        *said = if names_the_action(*role) || *role == Role::Code {
            Said::Opens(Role::Title(Some(Level::Action)))
        } else {
            Said::Labels(vec![Label { role: *role, words, value: cell.text.trim(), parted: true }])
        };
    }
    let (_, first) = paragraphs.get(header.start)?;
    let words: Vec<String> = header.columns.iter().map(|(_, words)| excerpt(words)).collect();
    let said = Diagnostic::new(DiagnosticKind::CellsInLines).with("count", rows.len());
    Some(said.saying("header", Bilingual::quoted(&words.join(" – "))).at(source.place(first.item)))
}

/// Words of columns and nothing else, one a line, the titles of actions among them.
fn header<'a>(paragraphs: &[(usize, &LineCell<'a>)]) -> Option<Header<'a>> {
    const FEWEST: usize = 3;
    const MOST: usize = 12;
    const LONGEST: usize = 60;
    let role = |cell: &LineCell<'a>| {
        let meaning = if cell.text.len() > LONGEST { None } else { cell.words.meaning() }?;
        let role = meaning.role;
        let may_head = matches!(role, Role::Code | Role::Field(_)) || names_the_action(role);
        (meaning.score >= SURE && may_head).then_some((role, cell.text.trim()))
    };
    let mut start = 0;
    while start < paragraphs.len() {
        let run = paragraphs.iter().skip(start).take(MOST + 1).map_while(|(_, cell)| role(cell));
        let columns: Vec<(Role, &str)> = run.collect();
        let roles: BTreeSet<Role> = columns.iter().map(|(role, _)| *role).collect();
        let titles = columns.iter().filter(|(role, _)| names_the_action(*role)).count();
        if (FEWEST..=MOST).contains(&columns.len()) && roles.len() == columns.len() && titles == 1 {
            return Some(Header { start, columns });
        }
        start += columns.len().max(1);
    }
    None
}

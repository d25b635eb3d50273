//! Paragraphs and tables as a page to look at.

use std::fmt::Write;

use passerelle::Lang;
use passerelle::tables::{Block, Cell, Document, Paragraph, Place, RichText, Table};

use super::Opened;
use super::facts::{self, Fact};

const STYLE: &str = "body{font-family:sans-serif;margin:1.5rem}table{border-collapse:collapse;margin:1rem 0}\
td,th{border:1px solid #888;padding:.2rem .4rem;vertical-align:top;white-space:pre-wrap;text-align:left}\
caption{text-align:left;font-weight:bold;padding:.3rem 0}.hidden{opacity:.5}small{color:#555}";

/// A page of the files, each below its title.
pub(super) fn page(files: &[Opened], name: &str, lang: Lang) -> String {
    let mut page = String::new();
    let first = files.first().and_then(|file| file.document.as_ref().ok()).filter(|_| files.len() == 1);
    let language = first.and_then(|document| document.properties.language.as_deref()).unwrap_or("fr");
    let title = first.map_or(name, |document| title(document, name));
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title><style>{STYLE}</style></head>\n<body>\n",
        escaped(language),
        escaped(title),
    );
    for file in files {
        let name = if files.len() == 1 { name } else { &file.name };
        match &file.document {
            Ok(document) => self::document(&mut page, document, name, lang),
            Err(error) => {
                let _ = writeln!(page, "<h1>{}</h1>\n<p>{}</p>", escaped(name), escaped(error));
            }
        }
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn title<'a>(document: &'a Document, name: &'a str) -> &'a str {
    document.properties.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(name)
}

fn document(page: &mut String, document: &Document, name: &str, lang: Lang) {
    let _ = writeln!(page, "<h1>{}</h1>", escaped(title(document, name)));
    for notice in passerelle::reader_notices(document) {
        let _ = writeln!(page, "<p><small>{}</small></p>", escaped(&notice.message(lang)));
    }
    let stated = facts::properties(document, lang);
    let stated: Vec<_> =
        stated.iter().map(|(name, value)| format!("{name}{} {}", lang.pick(" :", ":"), escaped(value))).collect();
    if !stated.is_empty() {
        let _ = writeln!(page, "<p><small>{}</small></p>", stated.join("<br>"));
    }
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => self::paragraph(page, paragraph, lang),
            Block::Table(table) => self::table(page, table, lang),
        }
    }
    page.push_str(&shown(facts::of_document(document)));
    for name in document.names.iter().filter(|name| !name.hidden) {
        let refers_to = name.refers_to.as_deref().unwrap_or("?");
        let _ = writeln!(page, "<p><small>{} = {}</small></p>", escaped(&name.name), escaped(refers_to));
    }
}

fn paragraph(page: &mut String, paragraph: &Paragraph, lang: Lang) {
    let facts = facts::of_paragraph(paragraph, lang);
    if paragraph.text.is_blank() && facts.is_empty() {
        return;
    }
    // The page has its own title: the document's headings stand one level below it.
    let level = paragraph.heading.map(|level| (level + 1).clamp(2, 6));
    let tag = level.map_or_else(|| "p".to_owned(), |level| format!("h{level}"));
    let role = facts::role(paragraph.role, lang).map(|role| format!("<small>[{role}]</small> ")).unwrap_or_default();
    let label = paragraph.list_label.as_deref().map(|label| format!("{} ", escaped(label))).unwrap_or_default();
    let place = passerelle::place(&paragraph.place).display(lang);
    let _ = writeln!(
        page,
        "<{tag} title=\"{}\">{role}{label}{}{}</{tag}>",
        escaped(&place),
        marked(&paragraph.text),
        shown(facts)
    );
}

/// The page that a text stands on, behind its place.
fn on_page(page: Option<u32>) -> String {
    page.map(|page| format!(" (page {page})")).unwrap_or_default()
}

fn table(page: &mut String, table: &Table, lang: Lang) {
    let name = table.name.as_deref().unwrap_or_default();
    let class = if table.hidden { " class=\"hidden\"" } else { "" };
    let _ = writeln!(page, "<table{class}><caption>{} {}</caption>", table.number, escaped(name));
    // For each column, the row up to which a cell from above covers it.
    let mut covered: Vec<u32> = Vec::new();
    for row in super::rows(table) {
        page.push_str("<tr>");
        let mut column = 0;
        for cell in table.row(row) {
            gap(page, &covered, row, column, cell.column);
            self::cell(page, cell, &table.place(cell), table.header_rows.contains(&row), lang);
            column = cell.column.saturating_add(cell.column_span);
            if cell.row_span > 1 {
                let end = column.min(16_384) as usize;
                if covered.len() < end {
                    covered.resize(end, 0);
                }
                let last = row.saturating_add(cell.row_span);
                covered.iter_mut().take(end).skip(cell.column as usize).for_each(|until| *until = last);
            }
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n");
}

/// Empty cells between two others; a wide gap is one cell.
fn gap(page: &mut String, covered: &[u32], row: u32, from: u32, to: u32) {
    let free =
        (from..to.min(16_384)).filter(|column| covered.get(*column as usize).is_none_or(|until| *until <= row)).count();
    match free {
        0 => {}
        1 => page.push_str("<td></td>"),
        _ => {
            let _ = write!(page, "<td colspan=\"{free}\"></td>");
        }
    }
}

fn cell(page: &mut String, cell: &Cell, place: &Place, header: bool, lang: Lang) {
    let tag = if header { "th" } else { "td" };
    let _ = write!(page, "<{tag}");
    if cell.column_span > 1 {
        let _ = write!(page, " colspan=\"{}\"", cell.column_span.min(1000));
    }
    if cell.row_span > 1 {
        let _ = write!(page, " rowspan=\"{}\"", cell.row_span.min(65_534));
    }
    if let Some(fill) = cell.fill() {
        let _ = write!(page, " style=\"background:#{fill:06X}\"");
    }
    if cell.hidden {
        page.push_str(" class=\"hidden\"");
    }
    // The page of a sheet is no part of its places.
    let page_of_sheet = cell.page.filter(|_| place.page().is_none());
    let place = passerelle::place(place).display(lang) + &on_page(page_of_sheet);
    let label = cell.list_label.as_deref().map(|label| format!("{} ", escaped(label))).unwrap_or_default();
    let (text, facts) = (marked(&cell.text), shown(facts::of_cell(cell, lang)));
    let _ = write!(page, " title=\"{}\">{label}{text}{facts}</{tag}>", escaped(&place));
}

/// What stands beside a text, as text: a link of a stranger is not made one to click.
fn shown(facts: Vec<Fact>) -> String {
    let mut html = String::new();
    for (sign, fact) in facts {
        let _ = write!(html, "<small>\n{sign} {}</small>", escaped(&fact));
    }
    html
}

fn marked(text: &RichText) -> String {
    let mut html = String::new();
    for run in text.runs() {
        let marks = run.marks;
        let tags: Vec<&str> = [
            (marks.bold, "b"),
            (marks.italic, "i"),
            (marks.underline, "u"),
            (marks.strike, "s"),
            (marks.superscript, "sup"),
            (marks.inserted, "ins"),
            (marks.deleted, "del"),
        ]
        .iter()
        .filter_map(|(on, tag)| on.then_some(*tag))
        .collect();
        for tag in &tags {
            let _ = write!(html, "<{tag}>");
        }
        html.push_str(&escaped(run.text));
        for tag in tags.iter().rev() {
            let _ = write!(html, "</{tag}>");
        }
    }
    html
}

/// Text for HTML; control characters that no page may hold become the replacement sign.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' | '\t' => html.push(c),
            c if c.is_control() => html.push('\u{FFFD}'),
            c => html.push(c),
        }
    }
    html
}

//! Paragraphs and tables as text for people.

use std::fmt::Write;

use passerelle::Lang;
use passerelle::tables::{Block, Cell, Document, Paragraph, RichText, Table};

use super::Opened;
use super::facts::{self, Fact};
use crate::paint::visible;

/// One file as such; those of an archive each below its name.
pub(super) fn files(files: &[Opened], lang: Lang) -> String {
    if let [Opened { document: Ok(document), .. }] = files {
        return self::document(document, lang);
    }
    let mut text = String::new();
    for (index, file) in files.iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        let _ = match &file.document {
            Ok(document) => write!(text, "{gap}=== {}\n{}", visible(&file.name), self::document(document, lang)),
            Err(error) => writeln!(text, "{gap}=== {}", visible(error)),
        };
    }
    text
}

fn document(document: &Document, lang: Lang) -> String {
    let mut text = String::new();
    for notice in passerelle::reader_notices(document) {
        let place = notice.place.as_ref().map(|place| format!("{}, ", place.display(lang))).unwrap_or_default();
        let _ = writeln!(text, "({}{place}{})", lang.pick("à noter : ", "note: "), visible(&notice.message(lang)));
    }
    for (name, value) in facts::properties(document, lang) {
        let value = visible(value).replace('\n', " ⏎ ");
        let _ = writeln!(text, "({name}{} {value})", lang.pick(" :", ":"));
    }
    let mut page = None;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => self::paragraph(&mut text, paragraph, &mut page, lang),
            Block::Table(table) => self::table(&mut text, table, &mut page, lang),
        }
    }
    add_facts(&mut text, facts::of_document(document));
    for name in document.names.iter().filter(|name| !name.hidden) {
        let refers_to = name.refers_to.as_deref().unwrap_or("?");
        let _ = writeln!(text, "({} = {})", visible(&name.name), visible(refers_to));
    }
    text
}

fn paragraph(text: &mut String, paragraph: &Paragraph, page: &mut Option<u32>, lang: Lang) {
    let facts = facts::of_paragraph(paragraph, lang);
    if paragraph.text.is_blank() && facts.is_empty() {
        return;
    }
    if let Some(number) = turned(page, paragraph.place.page()) {
        let _ = writeln!(text, "--- page {number}");
    }
    let role = facts::role(paragraph.role, lang).map(|role| format!("[{role}] ")).unwrap_or_default();
    let heading = paragraph.heading.map(|level| format!("{} ", "#".repeat(level.into()))).unwrap_or_default();
    let label = paragraph.list_label.as_deref().map(|label| format!("{label} ")).unwrap_or_default();
    let _ = writeln!(text, "{role}{heading}{label}{}", marked(&paragraph.text));
    add_facts(text, facts);
}

/// The page that begins here, if one does.
fn turned(page: &mut Option<u32>, here: Option<u32>) -> Option<u32> {
    let begins = here.filter(|_| here != *page);
    *page = here.or(*page);
    begins
}

fn table(text: &mut String, table: &Table, page: &mut Option<u32>, lang: Lang) {
    let name = table
        .name
        .as_deref()
        .map(|name| format!(" {}", passerelle::Bilingual::quoted(&visible(name)).text(lang)))
        .unwrap_or_default();
    let _ = write!(text, "\n{} {}{name}", lang.pick("tableau", "table"), table.number);
    let _ = write!(text, "{} {} × {}", lang.pick(" :", ":"), table.row_count, table.column_count);
    if let Some((outer, row, column)) = table.nested_in {
        let _ = match lang {
            Lang::Fr => write!(text, ", dans le tableau {outer}, ligne {}, colonne {}", row + 1, column + 1),
            Lang::En => write!(text, ", in table {outer}, row {}, column {}", row + 1, column + 1),
        };
    }
    if table.hidden {
        text.push_str(lang.pick(", masqué", ", hidden"));
    }
    text.push('\n');
    // A sheet counts its pages by itself.
    let mut own_page = None;
    let page = if table.name.is_some() { &mut own_page } else { page };
    for row in super::rows(table) {
        let cells = table.row(row);
        let header = if table.header_rows.contains(&row) { "*" } else { " " };
        let here = turned(page, cells.iter().find_map(|cell| cell.page));
        let here = here.map(|number| format!(" --- page {number}")).unwrap_or_default();
        let _ = writeln!(text, "{header}{} {}{here}", lang.pick("ligne", "row"), row + 1);
        for cell in cells {
            let facts = facts::of_cell(cell, lang);
            if cell.is_blank() && facts.is_empty() {
                continue;
            }
            let label = cell.list_label.as_deref().map(|label| format!("{label} ")).unwrap_or_default();
            let _ = writeln!(text, "    {}{}  {label}{}", cell.column + 1, span(cell), marked(&cell.text));
            add_facts(text, facts);
        }
    }
}

/// What stands beside a text, below it.
fn add_facts(text: &mut String, facts: Vec<Fact>) {
    for (sign, fact) in facts {
        let _ = writeln!(text, "        {sign} {}", visible(&fact.replace('\n', " ⏎ ")));
    }
}

fn span(cell: &Cell) -> String {
    let mut span = String::new();
    if cell.column_span > 1 {
        let _ = write!(span, "→{}", cell.column_span);
    }
    if cell.row_span > 1 {
        let _ = write!(span, "↓{}", cell.row_span);
    }
    if cell.hidden {
        span.push('?');
    }
    span
}

/// Bold as `**`, italic as `_`, line ends as ` ⏎ `.
fn marked(text: &RichText) -> String {
    let mut marked = String::new();
    for run in text.runs() {
        let words = visible(&run.text.replace('\n', " ⏎ "));
        let (bold, italic) = (if run.marks.bold { "**" } else { "" }, if run.marks.italic { "_" } else { "" });
        // Tracked changes that are kept, in the signs of Markdown's relatives.
        let (open, close) = match (run.marks.inserted, run.marks.deleted) {
            (_, true) => ("[-", "-]"),
            (true, false) => ("[+", "+]"),
            (false, false) => ("", ""),
        };
        let _ = write!(marked, "{open}{bold}{italic}{words}{italic}{bold}{close}");
    }
    marked
}

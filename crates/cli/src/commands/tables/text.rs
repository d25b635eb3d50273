//! Paragraphs and tables as text for people.

use std::fmt::Write;

use passerelle::Lang;
use passerelle::tables::{Block, Cell, Comment, Document, RichText, Table};

use super::Opened;
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
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.text.is_blank() && paragraph.comments.is_empty() => {}
            Block::Paragraph(paragraph) => {
                let heading = paragraph.heading.map(|level| format!("{} ", "#".repeat(level.into())));
                let label = paragraph.list_label.as_deref().map(|label| format!("{label} "));
                let _ = writeln!(
                    text,
                    "{}{}{}",
                    heading.unwrap_or_default(),
                    label.unwrap_or_default(),
                    marked(&paragraph.text)
                );
                facts(&mut text, &paragraph.text, &paragraph.comments);
            }
            Block::Table(table) => self::table(&mut text, table, lang),
        }
    }
    facts(&mut text, &RichText::default(), &document.comments);
    for name in document.names.iter().filter(|name| !name.hidden) {
        let refers_to = name.refers_to.as_deref().unwrap_or("?");
        let _ = writeln!(text, "({} = {})", visible(&name.name), visible(refers_to));
    }
    text
}

fn table(text: &mut String, table: &Table, lang: Lang) {
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
    for row in super::rows(table) {
        let header = if table.header_rows.contains(&row) { "*" } else { " " };
        let _ = writeln!(text, "{header}{}", lang.pick("ligne ", "row ").to_owned() + &(row + 1).to_string());
        let says_something = |cell: &&Cell| !cell.is_blank() || !cell.comments.is_empty();
        for cell in table.row(row).iter().filter(says_something) {
            let _ = writeln!(text, "    {}{}  {}", cell.column + 1, span(cell), marked(&cell.text));
            facts(text, &cell.text, &cell.comments);
        }
    }
}

/// What a text carries besides: where it leads, what is noted beside it.
fn facts(text: &mut String, marked: &RichText, comments: &[Comment]) {
    for link in marked.links() {
        let _ = writeln!(text, "        → {}", visible(link.target));
    }
    for comment in comments {
        let author = comment.author.as_deref().map(|author| format!("{author} : ")).unwrap_or_default();
        let _ = writeln!(text, "        ✎ {}", visible(&format!("{author}{}", comment.text).replace('\n', " ⏎ ")));
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

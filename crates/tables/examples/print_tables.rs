//! Prints what a file holds as readable text: `cargo run -p passerelle-tables --example print_tables -- FILE`.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::process::ExitCode;

use passerelle_tables::{Block, Cell, Comment, Document, Limits, RichText, Table, Value, read};

fn main() -> ExitCode {
    let mut failed = false;
    for path in std::env::args().skip(1) {
        let result = std::fs::read(&path)
            .map_err(|error| error.to_string())
            .and_then(|bytes| read(&bytes, &path, &Limits::default()).map_err(|error| error.to_string()));
        match result {
            Ok(document) => print_document(&path, &document),
            Err(error) => {
                println!("{path}: {error}");
                failed = true;
            }
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print_document(path: &str, document: &Document) {
    println!("{path}: {}", document.format.name());
    for notice in &document.notices {
        let place = notice.place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
        println!("  notice {:?}{place}: {}", notice.kind, notice.detail);
    }
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let gap = if paragraph.blank_before { "(gap) " } else { "" };
                let heading = paragraph.heading.map(|level| format!("(heading {level}) ")).unwrap_or_default();
                println!("[{}] {gap}{heading}{}", paragraph.place, spelt(&paragraph.text));
                print_facts(&paragraph.text, &paragraph.comments);
            }
            Block::Table(table) => print_table(table),
        }
    }
}

fn print_table(table: &Table) {
    let name = table.name.as_deref().map(|name| format!(" {name:?}")).unwrap_or_default();
    println!("table {}{name}: {} rows, {} columns", table.number, table.row_count, table.column_count);
    for (what, numbers) in [
        ("header rows", &table.header_rows),
        ("hidden rows", &table.hidden_rows),
        ("hidden columns", &table.hidden_columns),
    ] {
        if !numbers.is_empty() {
            println!("  {what} {numbers:?}");
        }
    }
    if table.hidden {
        println!("  hidden");
    }
    for cell in &table.cells {
        print_cell(table, cell);
    }
}

fn print_cell(table: &Table, cell: &Cell) {
    let mut notes = String::new();
    if (cell.row_span, cell.column_span) != (1, 1) {
        notes += &format!(" {}x{}", cell.row_span, cell.column_span);
    }
    if let Some(fill) = cell.fill() {
        notes += &format!(" fill {fill:06X}");
    }
    if cell.indent > 0 {
        notes += &format!(" indent {}", cell.indent);
    }
    if cell.hidden {
        notes += " hidden";
    }
    if !matches!(cell.value, Value::Empty | Value::Text) {
        notes += &format!(" {:?}", cell.value);
    }
    if let Some(formula) = &cell.formula {
        notes += &format!(" ={formula}");
    }
    if let Some(page) = cell.page {
        notes += &format!(" page {page}");
    }
    println!("  {}:{} [{}]{notes} {}", cell.row, cell.column, table.place(cell), spelt(&cell.text));
    print_facts(&cell.text, &cell.comments);
}

/// Where a text leads and what is noted beside it.
fn print_facts(text: &RichText, comments: &[Comment]) {
    for link in text.links() {
        println!("    link {:?} to {}", link.text, link.target);
    }
    for comment in comments {
        println!("    comment by {}: {:?}", comment.author.as_deref().unwrap_or("?"), comment.text);
    }
}

/// The text on one line, its marks as `{b:…}`.
fn spelt(text: &RichText) -> String {
    let mut out = String::new();
    for run in text.runs() {
        let mut marks: String = [
            (run.marks.bold, 'b'),
            (run.marks.italic, 'i'),
            (run.marks.underline, 'u'),
            (run.marks.strike, 's'),
            (run.marks.superscript, '^'),
        ]
        .into_iter()
        .filter_map(|(set, letter)| set.then_some(letter))
        .collect();
        if let Some(color) = run.marks.color {
            marks += &format!("#{color:06X}");
        }
        let text = run.text.replace('\n', "⏎");
        out += &if marks.is_empty() { text } else { format!("{{{marks}:{text}}}") };
    }
    out
}

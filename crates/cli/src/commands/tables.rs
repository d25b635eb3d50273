//! `passerelle tables`: what the reader sees in a file, before anything is recognised.

mod facts;
mod html;
mod json;
mod text;

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use passerelle::Lang;
use passerelle::tables::{Block, Document, NamedDocument, ReadOptions, Table};

use crate::failure::Failure;
use crate::files;

pub(crate) fn run(arguments: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let path = arguments.get_one::<String>("file").map_or("-", String::as_str);
    let limits = super::limits(arguments, lang)?;
    let input = files::read(path, lang, limits.file_bytes)?;
    let mut options = ReadOptions::default().limits(limits).revisions(super::revisions(arguments));
    if let Some(locale) = super::locale(arguments) {
        options = options.locale(locale);
    }
    let documents = passerelle::tables::read_all_with(&input.bytes, &input.name, &options)
        .map_err(|error| Failure::Read { name: super::shown(path, lang).to_owned(), error: error.into() })?;
    let read = opened(documents, path, lang)?;
    let goal = Path::new(arguments.get_one::<String>("output").map_or("-", String::as_str));
    let flag = |name: &str| arguments.get_flag(name);
    let made = if flag("json") {
        let json = json::StreamedFiles(&read);
        if goal == Path::new("-") {
            files::print_with(|out| {
                serde_json::to_writer_pretty(&mut *out, &json)?;
                writeln!(out)
            })?;
            return Ok(ExitCode::SUCCESS);
        }
        serde_json::to_string_pretty(&json).map_err(|error| Failure::Output(error.into()))? + "\n"
    } else if flag("csv") {
        let made = read.iter().filter_map(|file| file.document.as_ref().ok()).map(csv);
        made.collect::<Vec<_>>().join("\n")
    } else if flag("html") {
        html::page(&read, &input.name, lang)
    } else {
        text::files(&read, lang)
    };
    files::write(&[path.to_owned()], goal, made.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// A file, or one of those in an archive: what it holds, or in words why it could not be read.
struct Opened {
    name: String,
    document: Result<Document, String>,
}

/// The files of the input. Where there is but one, it must be readable.
fn opened(documents: Vec<NamedDocument>, path: &str, lang: Lang) -> Result<Vec<Opened>, Failure> {
    let is_alone = documents.len() == 1;
    let open = |(name, document): NamedDocument| {
        let failure = |error: passerelle::tables::Error, name: String| Failure::Read { name, error: error.into() };
        let document = match document {
            Err(error) if is_alone => return Err(failure(error, super::shown(path, lang).to_owned())),
            document => document.map_err(|error| failure(error, name.clone()).message(lang)),
        };
        Ok(Opened { name, document })
    };
    documents.into_iter().map(open).collect()
}

/// The tables of a document, top level and nested, in reading order.
fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(&**table),
        Block::Paragraph(_) => None,
    })
}

/// All tables as comma separated values, an empty line between two. Merged cells stand at their top left corner.
fn csv(document: &Document) -> String {
    let mut text = String::new();
    for (number, table) in tables(document).enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let mut row_before = 0;
        for row in rows(table) {
            // Empty rows count: the lines of the file are the rows of the sheet.
            for _ in row_before..row {
                text.push('\n');
            }
            row_before = row + 1;
            let mut column = 0;
            for cell in table.row(row) {
                for _ in column..cell.column {
                    text.push(',');
                }
                column = cell.column;
                text.push_str(&quoted(cell.text.as_str()));
            }
            text.push('\n');
        }
    }
    text
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// The rows that hold cells. Tables may claim a million rows and hold ten.
fn rows(table: &Table) -> Vec<u32> {
    let mut rows: Vec<u32> = table.cells.iter().map(|cell| cell.row).collect();
    rows.dedup();
    rows
}

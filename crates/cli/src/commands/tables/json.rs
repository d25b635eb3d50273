//! Paragraphs and tables as JSON for programs.

use passerelle::tables::{
    Block, Cell, Comment, ContentControl, DefinedName, Document, Paragraph, RichText, Table, Value,
};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as Json, json};

use super::Opened;

/// The key of the stretches of a text.
const RUNS: &str = "runs";

/// One file as such; those of an archive in a list, with their names.
pub(super) struct StreamedFiles<'a>(pub(super) &'a [Opened]);

/// One of several files.
struct StreamedFile<'a>(&'a Opened);

/// A document, whose blocks and cells become JSON one by one while they are written: all at once they would take
/// many times the memory of the document.
struct Streamed<'a>(&'a Document);

/// A paragraph or a table of it.
struct StreamedBlock<'a>(&'a Block);

/// A list of which each item is made when it is written.
struct OneByOne<F>(F);

/// A cell of a table. There may be a million: it is written without a value of JSON in between.
struct StreamedCell<'a> {
    table: &'a Table,
    cell: &'a Cell,
}

/// The stored value of a cell.
struct StreamedValue<'a>(&'a Value);

impl Serialize for StreamedFiles<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            [Opened { document: Ok(document), .. }] => Streamed(document).serialize(serializer),
            files => serializer.collect_seq(files.iter().map(StreamedFile)),
        }
    }
}

impl Serialize for StreamedFile<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("file", &self.0.name)?;
        match &self.0.document {
            Ok(document) => map.serialize_entry("document", &Streamed(document))?,
            Err(error) => map.serialize_entry("error", error)?,
        }
        map.end()
    }
}

impl Serialize for Streamed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        with_list(serializer, document(self.0), "blocks", &OneByOne(|| self.0.blocks.iter().map(StreamedBlock)))
    }
}

impl Serialize for StreamedBlock<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Block::Paragraph(paragraph) => {
                let object = self::paragraph(paragraph);
                let entries = || object.as_object().into_iter().flatten();
                let mut map = serializer.serialize_map(None)?;
                for (key, value) in entries().filter(|(key, _)| key.as_str() < RUNS) {
                    map.serialize_entry(key, value)?;
                }
                some(&mut map, RUNS, runs(&paragraph.text))?;
                for (key, value) in entries().filter(|(key, _)| key.as_str() > RUNS) {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
            Block::Table(table) => {
                let cells = || table.cells.iter().map(|cell| StreamedCell { table, cell });
                with_list(serializer, self::table(table), "cells", &OneByOne(cells))
            }
        }
    }
}

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for OneByOne<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

/// The keys in the order of the alphabet, as everywhere; what says nothing is left out.
impl Serialize for StreamedCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { table, cell } = self;
        let mut map = serializer.serialize_map(None)?;
        some(&mut map, "bookmarks", (!cell.bookmarks.is_empty()).then_some(&cell.bookmarks))?;
        map.serialize_entry("column", &cell.column)?;
        some(&mut map, "column_span", (cell.column_span > 1).then_some(cell.column_span))?;
        some(&mut map, "comments", (!cell.comments.is_empty()).then(|| comments(&cell.comments)))?;
        some(&mut map, "controls", (!cell.controls.is_empty()).then(|| controls(&cell.controls)))?;
        some(&mut map, "fill", cell.fill().map(|color| format!("{color:06X}")))?;
        some(&mut map, "formula", cell.formula.as_deref())?;
        some(&mut map, "hidden", cell.hidden.then_some(true))?;
        some(&mut map, "indent", (cell.indent > 0).then_some(cell.indent))?;
        some(&mut map, "links", cell.text.links().next().map(|_| links(&cell.text)))?;
        some(&mut map, "list_label", cell.list_label.as_deref())?;
        some(&mut map, "page", cell.page)?;
        map.serialize_entry("place", &format_args!("{}", table.place(cell)))?;
        map.serialize_entry("row", &cell.row)?;
        some(&mut map, "row_span", (cell.row_span > 1).then_some(cell.row_span))?;
        some(&mut map, RUNS, runs(&cell.text))?;
        some(&mut map, "style", cell.style.as_deref())?;
        map.serialize_entry("text", cell.text.as_str())?;
        some(
            &mut map,
            "value",
            (!matches!(cell.value, Value::Empty | Value::Text)).then_some(StreamedValue(&cell.value)),
        )?;
        map.end()
    }
}

impl Serialize for StreamedValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.0 {
            Value::Number { number, format } => {
                some(&mut map, "format", format.as_deref())?;
                map.serialize_entry("number", number)?;
            }
            Value::Date { date, seconds, format } => {
                let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
                map.serialize_entry("date", &day)?;
                some(&mut map, "format", format.as_deref())?;
                some(&mut map, "seconds", (*seconds > 0).then_some(seconds))?;
            }
            Value::Boolean(boolean) => map.serialize_entry("boolean", boolean)?,
            Value::Error(error) => map.serialize_entry("error", &**error)?,
            _ => {}
        }
        map.end()
    }
}

/// An entry, if it says something.
fn some<M: SerializeMap>(map: &mut M, key: &str, value: Option<impl Serialize>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, &value))
}

/// An object with a long list at its end.
fn with_list<S: Serializer>(serializer: S, object: Json, name: &str, list: &impl Serialize) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (key, value) in object.as_object().into_iter().flatten() {
        map.serialize_entry(key, value)?;
    }
    map.serialize_entry(name, list)?;
    map.end()
}

/// What is known of a document besides its blocks.
fn document(document: &Document) -> Json {
    let notices: Vec<Json> = document
        .notices
        .iter()
        .map(|notice| {
            json!({
                "kind": format!("{:?}", notice.kind),
                "place": notice.place.as_ref().map(ToString::to_string),
                "detail": notice.detail,
            })
        })
        .collect();
    let properties = &document.properties;
    json!({
        "format": document.format.name(),
        "properties": filled(json!({
            "title": properties.title, "author": properties.author, "subject": properties.subject,
            "company": properties.company, "language": properties.language,
            "last_author": properties.last_author, "keywords": properties.keywords,
            "description": properties.description, "created": properties.created, "modified": properties.modified,
        })),
        "names": document.names.iter().map(name).collect::<Vec<_>>(),
        "comments": comments(&document.comments),
        "notices": notices,
    })
}

fn paragraph(paragraph: &Paragraph) -> Json {
    filled(json!({
        "paragraph": paragraph.text.as_str(),
        "place": paragraph.place.to_string(),
        "role": format!("{:?}", paragraph.role).to_lowercase(),
        "heading": paragraph.heading,
        "style": paragraph.style.as_deref(),
        "list_label": paragraph.list_label,
        "links": links(&paragraph.text),
        "comments": comments(&paragraph.comments),
        "page": paragraph.place.page(),
        "controls": controls(&paragraph.controls),
        "bookmarks": paragraph.bookmarks,
    }))
}

/// What is known of a table besides its cells.
fn table(table: &Table) -> Json {
    filled(json!({
        "table": table.number,
        "name": table.name.as_deref(),
        "rows": table.row_count,
        "columns": table.column_count,
        "header_rows": table.header_rows,
        "header_columns": table.header_columns,
        "hidden_rows": table.hidden_rows,
        "hidden_columns": table.hidden_columns,
        "grouped_rows": table.grouped_rows,
        "hidden": table.hidden,
        "nested_in": table.nested_in.map(|(table, row, column)| json!({ "table": table, "row": row, "column": column })),
    }))
}

fn name(name: &DefinedName) -> Json {
    filled(json!({ "name": name.name, "refers_to": name.refers_to, "sheet": name.sheet, "hidden": name.hidden }))
}

/// Where stretches of a text lead.
fn links(text: &RichText) -> Json {
    text.links().map(|link| json!({ "text": link.text, "target": link.target })).collect()
}

fn controls(controls: &[ContentControl]) -> Json {
    let control = |control: &ContentControl| {
        filled(json!({
            "tag": control.tag, "alias": control.alias, "text": control.text, "placeholder": control.placeholder,
            "choice": control.choice, "date": control.date, "checked": control.checked,
        }))
    };
    controls.iter().map(control).collect()
}

fn comments(comments: &[Comment]) -> Json {
    let comment =
        |comment: &Comment| filled(json!({ "text": comment.text, "author": comment.author, "date": comment.date }));
    comments.iter().map(comment).collect()
}

/// The stretches of a text, when any is marked; a text may have as many as letters.
fn runs(text: &RichText) -> Option<impl Serialize + '_> {
    let plain = text.all(|marks| marks == passerelle::tables::Marks::default()) || text.is_blank();
    (!plain).then_some(OneByOne(|| text.runs().map(run)))
}

fn run(run: passerelle::tables::Run<'_>) -> Json {
    let marks = run.marks;
    filled(json!({
        "text": run.text, "bold": marks.bold, "italic": marks.italic, "underline": marks.underline,
        "strike": marks.strike, "superscript": marks.superscript,
        "inserted": marks.inserted, "deleted": marks.deleted,
        "color": marks.color.map(|color| format!("{color:06X}")),
    }))
}

/// An object without what is null, false or an empty list.
fn filled(json: Json) -> Json {
    let Json::Object(map) = json else { return json };
    let empty = |value: &Json| match value {
        Json::Null | Json::Bool(false) => true,
        Json::Array(items) => items.is_empty(),
        _ => false,
    };
    Json::Object(map.into_iter().filter(|(_, value)| !empty(value)).collect::<Map<_, _>>())
}

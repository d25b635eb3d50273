//! Layout files: TOML to a layout, every key checked, with the line of what is wrong.

use std::ops::Range;

use passerelle_core::{Level, fold, toml_place};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Expected, LayoutError, LayoutErrorKind};
use super::rule::{RowKind, RowRule};
use super::{Layout, LayoutColumn, LayoutTable, Purpose};
use crate::recognition::Family;
use crate::vocabulary::Role;

const KEYS: &[&str] = &["id", "label", "english", "family", "headers", "list", "aside", "table", "row"];
const TABLE_KEYS: &[&str] = &["header", "width", "column"];
const COLUMN_KEYS: &[&str] = &["header", "position", "role", "level", "codes", "choice", "list"];
const ROW_KEYS: &[&str] =
    &["kind", "begins", "code", "values", "column", "wide", "bold", "italic", "underline", "fill", "color", "indent"];

/// Much longer than the layout of any grid.
const LONGEST: usize = 1 << 20;

/// Reads the text of a layout file.
pub(super) fn layout(text: &str, file: &str) -> Result<Layout, LayoutError> {
    let source = Source { text, file };
    if text.len() > LONGEST {
        return Err(source.error(0, "", LayoutErrorKind::TooLong));
    }
    let parsed = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        source.error(at, "", LayoutErrorKind::Syntax { detail: error.message().to_owned() })
    })?;
    let table = Table { source: &source, path: "", at: 0, table: parsed.get_ref() };
    table.known(KEYS)?;
    let family = table.required("family")?;
    Ok(Layout {
        id: table.required("id")?.text()?.to_owned(),
        label: table.optional("label").map(|value| value.text().map(str::to_owned)).transpose()?,
        english: table.optional("english").map(|value| value.text().map(str::to_owned)).transpose()?,
        family: family.one_of(Family::ALL.iter().map(|family| (family.name().to_owned(), *family)))?,
        headers: table.optional("headers").map_or(Ok(Vec::new()), |value| value.texts())?,
        list: table.optional("list").map(|value| value.truth()).transpose()?,
        aside: table.optional("aside").map_or(Ok(Vec::new()), |value| value.texts())?,
        tables: table.tables("table")?.iter().map(layout_table).collect::<Result<_, _>>()?,
        rows: table.tables("row")?.iter().map(row_rule).collect::<Result<_, _>>()?,
    })
}

fn layout_table(table: &Table<'_>) -> Result<LayoutTable, LayoutError> {
    table.known(TABLE_KEYS)?;
    let rows = |value: Value<'_>| {
        let rows = value.list(Expected::Rows)?;
        rows.iter().map(Value::texts).collect::<Result<Vec<_>, _>>()
    };
    Ok(LayoutTable {
        header: table.optional("header").map_or(Ok(Vec::new()), rows)?,
        width: table.optional("width").map(|value| value.number()).transpose()?,
        columns: table.tables("column")?.iter().map(layout_column).collect::<Result<_, _>>()?,
    })
}

fn layout_column(table: &Table<'_>) -> Result<LayoutColumn, LayoutError> {
    table.known(COLUMN_KEYS)?;
    let role = table.required("role")?;
    let named = role.text()?;
    let purpose = match (named, Role::parse(named)) {
        ("extra", _) => Purpose::Extra,
        ("aside", _) => Purpose::Aside,
        (_, Some(found)) => Purpose::Role(found),
        _ => return Err(role.unknown(Role::all_names().into_iter().chain(["extra".to_owned(), "aside".to_owned()]))),
    };
    let levels = || Level::ALL.iter().map(|level| (level.name().to_owned(), *level));
    Ok(LayoutColumn {
        header: table.optional("header").map_or(Ok(""), |value| value.text())?.to_owned(),
        position: table.optional("position").map(|value| value.number()).transpose()?,
        purpose,
        level: table.optional("level").map(|value| value.one_of(levels())).transpose()?,
        codes: table.optional("codes").map_or(Ok(false), |value| value.truth())?,
        choice: table.optional("choice").map(|value| value.text().map(str::to_owned)).transpose()?,
        list: table.optional("list").map(|value| value.truth()).transpose()?,
    })
}

fn row_rule(table: &Table<'_>) -> Result<RowRule, LayoutError> {
    table.known(ROW_KEYS)?;
    let kind = table.required("kind")?;
    let parsed = RowKind::parse(kind.text()?);
    let unknown = || kind.unknown(RowKind::NAMES.iter().map(|name| (*name).to_owned()));
    let truth = |key| table.optional(key).map(|value| value.truth()).transpose();
    let number = |key| table.optional(key).map(|value| value.number()).transpose();
    let colour = |key| table.optional(key).map(|value| value.colour()).transpose();
    let rule = RowRule {
        kind: Some(parsed.ok_or_else(unknown)?),
        begins: table.optional("begins").map(|value| value.text().map(fold)).transpose()?,
        code: table.optional("code").map(|value| value.text().map(str::to_owned)).transpose()?,
        column: number("column")?,
        wide: truth("wide")?,
        bold: truth("bold")?,
        italic: truth("italic")?,
        underline: truth("underline")?,
        fill: colour("fill")?,
        color: colour("color")?,
        indent: number("indent")?,
        values: truth("values")?,
    };
    if !rule.says_something() || rule.begins.as_deref() == Some("") {
        return Err(table.source.error(table.at, table.path, LayoutErrorKind::NoCondition));
    }
    Ok(rule)
}

/// The text that is read.
struct Source<'t> {
    text: &'t str,
    file: &'t str,
}

impl Source<'_> {
    fn error(&self, at: usize, key: &str, kind: LayoutErrorKind) -> LayoutError {
        let line = toml_place::line_at(self.text, at);
        LayoutError { file: self.file.to_owned(), line, key: key.to_owned(), kind }
    }
}

/// A table of the file, with the keys that lead to it.
struct Table<'t> {
    source: &'t Source<'t>,
    path: &'t str,
    at: usize,
    table: &'t DeTable<'t>,
}

impl<'t> Table<'t> {
    fn key(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// Every key is one of these.
    fn known(&self, known: &'static [&'static str]) -> Result<(), LayoutError> {
        match self.table.keys().find(|key| !known.contains(&key.get_ref().as_ref())) {
            Some(key) => {
                let kind = LayoutErrorKind::UnknownKey { known };
                Err(self.source.error(key.span().start, &self.key(key.get_ref()), kind))
            }
            None => Ok(()),
        }
    }

    fn optional(&self, name: &str) -> Option<Value<'t>> {
        let value = self.table.iter().find(|(key, _)| key.get_ref().as_ref() == name)?.1;
        Some(Value { source: self.source, key: self.key(name), value })
    }

    fn required(&self, name: &str) -> Result<Value<'t>, LayoutError> {
        let missing = || self.source.error(self.at, &self.key(name), LayoutErrorKind::Missing);
        self.optional(name).ok_or_else(missing)
    }

    /// The tables under a name: `[[name]]`.
    fn tables(&self, name: &'static str) -> Result<Vec<Table<'t>>, LayoutError> {
        let Some(list) = self.optional(name) else { return Ok(Vec::new()) };
        let path = match (self.path, name) {
            ("", _) => name,
            _ => "table.column",
        };
        let of = |value: &Value<'t>| match value.value.get_ref() {
            DeValue::Table(table) => Ok(Table { source: self.source, path, at: value.span().start, table }),
            _ => Err(value.wrong(Expected::Tables)),
        };
        list.list(Expected::Tables)?.iter().map(of).collect()
    }
}

/// A value of the file, with its key.
struct Value<'t> {
    source: &'t Source<'t>,
    key: String,
    value: &'t Spanned<DeValue<'t>>,
}

impl<'t> Value<'t> {
    fn span(&self) -> Range<usize> {
        self.value.span()
    }

    fn error(&self, kind: LayoutErrorKind) -> LayoutError {
        self.source.error(self.span().start, &self.key, kind)
    }

    fn wrong(&self, expected: Expected) -> LayoutError {
        self.error(LayoutErrorKind::WrongType { expected })
    }

    fn unknown(&self, known: impl Iterator<Item = String>) -> LayoutError {
        let value = self.value.get_ref().as_str().unwrap_or_default().to_owned();
        self.error(LayoutErrorKind::UnknownValue { value, known: known.collect() })
    }

    fn text(&self) -> Result<&'t str, LayoutError> {
        self.value.get_ref().as_str().ok_or_else(|| self.wrong(Expected::Text))
    }

    fn list(&self, expected: Expected) -> Result<Vec<Value<'t>>, LayoutError> {
        let DeValue::Array(list) = self.value.get_ref() else { return Err(self.wrong(expected)) };
        Ok(list.iter().map(|value| Value { source: self.source, key: self.key.clone(), value }).collect())
    }

    fn texts(&self) -> Result<Vec<String>, LayoutError> {
        let list = self.list(Expected::Texts)?;
        list.iter().map(|value| value.text().map(str::to_owned)).collect()
    }

    fn truth(&self) -> Result<bool, LayoutError> {
        self.value.get_ref().as_bool().ok_or_else(|| self.wrong(Expected::Truth))
    }

    fn number(&self) -> Result<u32, LayoutError> {
        let number = self.value.get_ref().as_integer();
        let number = number.and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
        number.ok_or_else(|| self.wrong(Expected::Number))
    }

    fn colour(&self) -> Result<u32, LayoutError> {
        let text = self.value.get_ref().as_str().filter(|text| text.len() == 6);
        text.and_then(|text| u32::from_str_radix(text, 16).ok()).ok_or_else(|| self.wrong(Expected::Colour))
    }

    fn one_of<T>(&self, known: impl Iterator<Item = (String, T)> + Clone) -> Result<T, LayoutError> {
        let text = self.text()?;
        let found = known.clone().find(|(name, _)| name == text);
        found.map(|(_, value)| value).ok_or_else(|| self.unknown(known.map(|(name, _)| name)))
    }
}

//! What a test asks of a document that was read.

use passerelle_core::{Element, Field, Level};
use passerelle_import::Import;

use crate::facts::fixture;

pub(crate) fn read(path: &str) -> Import {
    let name = path.rsplit('/').next().unwrap();
    read_bytes(&fixture(path), name)
}

/// Every text is accounted for, whatever was read.
pub(crate) fn read_bytes(bytes: &[u8], name: &str) -> Import {
    let tables = passerelle_tables::read(bytes, name, &passerelle_tables::Limits::default()).unwrap();
    let import = passerelle_import::import(&tables, name).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(import.report.counts.adds_up(), "{name}");
    assert_eq!(import.report.left_aside.len(), import.report.counts.left_aside, "{name}");
    import
}

/// The layout and how many elements of each level there are: OS, OO, actions, sub-actions, tasks.
pub(crate) fn summary(import: &Import) -> (&str, [usize; 5]) {
    let count = |level| import.document.outline().of_level(level).count();
    let mut levels = Level::ALL.iter().map(|level| count(*level));
    (import.report.layout.as_str(), std::array::from_fn(|_| levels.next().unwrap()))
}

pub(crate) fn element<'i>(import: &'i Import, wording: &str) -> &'i Element {
    let elements = import.document.outline().elements();
    elements.iter().find(|element| element.title.wording == wording).unwrap_or_else(|| panic!("{wording}"))
}

pub(crate) fn parent<'i>(import: &'i Import, wording: &str) -> &'i str {
    let id = element(import, wording).parent.as_ref().unwrap();
    let elements = import.document.outline().elements();
    elements.iter().find(|element| element.id == *id).unwrap().title.wording.as_str()
}

/// The fields of an element: what they mean, in French, where they have a reading; else as printed.
pub(crate) fn fields(import: &Import, wording: &str) -> Vec<String> {
    let element = element(import, wording);
    let said = |field: &Field| {
        let value = element.field(*field)?;
        let text = value.meaning().map_or_else(|| value.text.join("\n"), passerelle_core::Reading::to_french);
        Some(format!("{}: {text}", field.name()))
    };
    Field::ALL.iter().filter_map(said).collect()
}

/// Headers and what they were taken for.
pub(crate) fn columns(import: &Import) -> Vec<String> {
    let columns = import.recognition.tables.iter().flat_map(|table| &table.columns);
    let named = columns.filter(|column| !column.header.is_empty());
    named.map(|column| format!("{}: {}", column.header, column.role.as_deref().unwrap_or("extra"))).collect()
}

pub(crate) fn said(import: &Import) -> Vec<&'static str> {
    import.report.diagnostics.iter().map(passerelle_core::Diagnostic::code).collect()
}

/// The elements as a person sees them: level, code, title, parent, values.
pub(crate) fn shown(import: &Import) -> Vec<String> {
    let elements = import.document.outline().elements();
    let shown = |element: &Element| {
        let code = element.code.as_ref().map_or("", |code| code.text.as_str());
        let values = element.fields.iter().map(|(field, value)| (field.name(), value.text.join("\n"), &value.reading));
        let extras = element.extras.iter().map(|extra| (extra.label.as_str(), extra.text.as_str()));
        let labels = element.classifications.iter().map(|one| one.label.as_str());
        let (values, extras, labels): (Vec<_>, Vec<_>, Vec<_>) = (values.collect(), extras.collect(), labels.collect());
        let parent = element.parent.as_ref().map(|id| id.0.as_str());
        format!("{} {code} {} {parent:?} {values:?} {extras:?} {labels:?}", element.level.name(), element.title.wording)
    };
    elements.iter().map(shown).collect()
}

/// Each element, by its wording, has these fields and no other.
pub(crate) fn has_fields(import: &Import, wanted: &[(&str, &[&str])]) {
    for (wording, wanted) in wanted {
        assert_eq!(fields(import, wording), *wanted, "{wording}");
    }
}

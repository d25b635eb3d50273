//! The glossary names every field with its labels.

use passerelle::{Field, Lang};

const GLOSSARY: &str = include_str!("../../../docs/glossary.md");

#[test]
fn every_field_stands_in_the_glossary_with_both_labels() {
    let rows = GLOSSARY.lines().skip_while(|line| *line != "## Les champs · The fields");
    let mut rows = rows.filter(|line| line.starts_with("| `"));
    for field in Field::ALL {
        let (name, fr, en) = (field.name(), field.label(Lang::Fr), field.label(Lang::En));
        let wanted = format!("| `{name}` | `{field:?}` | {fr} | {en} | ");
        let row = rows.next().unwrap_or_default();
        assert!(row.starts_with(&wanted), "{wanted} expected, {row} found");
    }
    assert_eq!(rows.next(), None);
}

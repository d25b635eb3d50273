//! What a reader finds in the Word documents.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod models;
mod tree;

use passerelle_core::form::WorkProgrammeForm;
use passerelle_core::{Field, FieldValue, Level, Pst};
use passerelle_export::{Options, form_docx, pst_docx};
use tree::Node;

/// The document as text: a paragraph a line with its style, a row of a table with its cells.
fn outline(package: &[u8]) -> String {
    let document = tree::part(package, "word/document.xml");
    let body = document.child("w:body").unwrap();
    let mut text = String::new();
    for block in &body.children {
        match block.name.as_str() {
            "w:p" => text.push_str(&format!("{}: {}\n", block.style(), inline(block))),
            "w:tbl" => table(&mut text, block),
            _ => {}
        }
    }
    text
}

fn table(text: &mut String, table: &Node) {
    let properties = table.child("w:tblPr").unwrap();
    text.push_str(&format!("[{}]\n", properties.val("w:tblCaption").unwrap()));
    for row in table.all("w:tr") {
        let marks: String = ["w:tblHeader", "w:cantSplit"]
            .into_iter()
            .filter(|mark| row.child("w:trPr").is_some_and(|properties| properties.child(mark).is_some()))
            .map(|mark| if mark == "w:tblHeader" { "H" } else { "K" })
            .collect();
        let cells: Vec<String> = row
            .all("w:tc")
            .iter()
            .map(|cell| {
                let properties = cell.child("w:tcPr").unwrap();
                let span = properties.val("w:gridSpan").map(|span| format!("×{span} ")).unwrap_or_default();
                let merge = if properties.child("w:vMerge").is_some() { "↕ " } else { "" };
                let paragraph = cell.child("w:p").unwrap();
                format!("{span}{merge}{}: {}", paragraph.style(), inline(paragraph))
            })
            .collect();
        text.push_str(&format!("  {marks} {}\n", cells.join(" | ")));
    }
}

/// The text of a paragraph; controls in brackets with their tags.
fn inline(paragraph: &Node) -> String {
    let parts = paragraph.children.iter().map(|child| match child.name.as_str() {
        "w:sdt" => format!("⟦{}={}⟧", child.child("w:sdtPr").unwrap().val("w:tag").unwrap(), child.words()),
        _ => child.words(),
    });
    parts.collect::<String>().replace('\n', "⏎")
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_grid_of_jemeppe_keeps_its_levels_and_every_cell() {
    insta::assert_snapshot!(outline(&pst_docx(&models::jemeppe(), &Options::new()).unwrap()));
}

#[test]
fn the_filled_form_has_every_action_in_its_slot_and_every_control() {
    let (form, programme) = models::filled();
    insta::assert_snapshot!(outline(&form_docx(&form, Some(&programme), &Options::new()).unwrap()));
}

#[test]
fn the_blank_form_says_what_the_form_of_the_dics_says_in_its_order() {
    let seed = include_str!("fixtures/dics-programme-travail-2024.txt");
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let package = form_docx(&form, None, &Options::new()).unwrap();
    let document = tree::part(&package, "word/document.xml");
    let mut text = String::new();
    for paragraph in document.all("w:p") {
        for run in paragraph.all("w:r") {
            // The dots after the name of the commune are a text of the form.
            if !run.is_placeholder() || run.words().starts_with('…') {
                text.push_str(&run.words());
            }
        }
        text.push('\n');
    }
    assert_eq!(folded(&text), folded(seed));
}

#[test]
fn controls_have_unique_ids_and_tags_and_the_right_kind() {
    let (form, programme) = models::filled();
    let document = tree::part(&form_docx(&form, Some(&programme), &Options::new()).unwrap(), "word/document.xml");
    let controls: Vec<&Node> = document.all("w:sdtPr");
    // Five cells for each of the 16 lines, the commune and the date.
    assert_eq!(controls.len(), 82);
    for key in ["w:id", "w:tag"] {
        let mut values: Vec<&str> = controls.iter().map(|control| control.val(key).unwrap()).collect();
        values.sort_unstable();
        values.dedup();
        assert_eq!(values.len(), 82, "{key}");
    }
    let control = |tag| *controls.iter().find(|control| control.val("w:tag") == Some(tag)).unwrap();
    let natures: Vec<_> = control("os1.action2.nature").all("w:listItem");
    assert_eq!(natures.len(), 2);
    assert_eq!(natures[1].attribute("w:value"), Some("report d’une action non réalisée l’année précédente"));
    let date = control("validation.date").child("w:date").unwrap();
    assert_eq!(date.attribute("w:fullDate"), Some("2023-12-18T00:00:00Z"));
    assert_eq!(date.val("w:lid"), Some("fr-BE"));
    assert!(control("os1.action3.bilan").child("w:showingPlcHdr").is_some());
    assert!(control("os1.action1.bilan").child("w:showingPlcHdr").is_none());
}

/// Widths of the columns of the actions, and how many rows of actions may break over two pages, for a bilan of so many
/// sentences of 41 letters.
fn with_a_bilan_of(sentences: usize) -> (Vec<u32>, usize) {
    let (form, mut programme) = models::filled();
    let id = programme.outline.of_level(Level::Action).next().unwrap().id.clone();
    let bilan = FieldValue::new("12 ménages relogés, 3 dossiers en cours. ".repeat(sentences));
    programme.outline.get_mut(&id).unwrap().fields.insert(Field::Bilan, bilan);
    let package = form_docx(&form, Some(&programme), &Options::new()).unwrap();
    let columns = tree::part(&package, "word/document.xml").all("w:gridCol").into_iter().cloned().collect::<Vec<_>>();
    let widths = columns.iter().take(5).map(|column| column.attribute("w:w").unwrap().parse().unwrap()).collect();
    let text = outline(&package);
    let breaking = text.lines().filter(|line| line.starts_with("   ") && line.contains("os1.action1")).count();
    (widths, breaking)
}

#[test]
fn a_very_long_bilan_widens_its_column_and_stays_on_one_page() {
    let (usual, _) = with_a_bilan_of(1);
    // 5 000 letters.
    let (widths, breaking) = with_a_bilan_of(122);
    assert!(widths[4] > 2 * usual[4] && widths.iter().sum::<u32>() <= 15_136, "{widths:?}");
    assert_eq!(breaking, 0);
}

#[test]
fn a_bilan_longer_than_a_page_may_break() {
    let (widths, breaking) = with_a_bilan_of(300);
    assert!(widths[4] > 2 * widths[0] && widths.iter().sum::<u32>() <= 15_136, "{widths:?}");
    assert_eq!(breaking, 1);
}

#[test]
fn a_protected_form_leaves_only_its_controls_open() {
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let protection = |package: &[u8]| {
        let settings = tree::part(package, "word/settings.xml");
        settings.child("w:documentProtection").map(|p| (p.attribute("w:edit").unwrap().to_owned(), p.attributes.len()))
    };
    let package = form_docx(&form, None, &Options::new().protected(true)).unwrap();
    // No password: an edit and its enforcement, no hash.
    assert_eq!(protection(&package), Some(("forms".to_owned(), 2)));
    let document = tree::part(&package, "word/document.xml");
    assert!(document.all("w:sdtPr").iter().all(|control| control.val("w:lock") == Some("sdtLocked")));
    let open = form_docx(&form, None, &Options::new()).unwrap();
    assert_eq!(protection(&open), None);
    assert!(tree::part(&open, "word/document.xml").all("w:lock").is_empty());
}

#[test]
fn what_the_form_does_not_foresee_comes_after_its_lines() {
    let (form, mut programme) = models::filled();
    let os = programme.outline.of_level(Level::StrategicObjective).last().unwrap().id.clone();
    for number in 2..=4 {
        programme.outline.add(Some(&os), Level::Action, format!("Informer {number}"));
    }
    programme.outline.add(None, Level::Action, "Agir seul");
    programme.outline.elements_mut()[1].fields.insert(Field::Risks, FieldValue::new("Retard"));
    let text = outline(&form_docx(&form, Some(&programme), &Options::new()).unwrap());
    assert!(text.contains("4. ⟦os4.action4.intitule=Informer 4⟧"), "{text}");
    assert!(text.contains("Sans objectif stratégique\n"), "{text}");
    assert!(text.contains("1. ⟦os5.action1.intitule=Agir seul⟧"), "{text}");
    assert!(text.contains("CellText: Risques | CellText: Retard"), "{text}");
}

#[test]
fn an_objective_with_values_has_a_row_that_is_its_heading() {
    let mut pst = Pst::default();
    for name in ["OS 1 Être", "OS 2 Être"] {
        let os = pst.outline.add(None, Level::StrategicObjective, name);
        pst.outline.get_mut(&os).unwrap().fields.insert(Field::Status, FieldValue::new("En cours"));
        pst.outline.add(Some(&os), Level::OperationalObjective, "OO 1 Faire");
    }
    let text = outline(&pst_docx(&pst, &Options::new()).unwrap());
    assert_eq!(text.matches("OS 2 Être").count(), 2, "caption and row: {text}");
    assert!(text.contains("Heading1InRow: OS 1 Être | CellObjective: En cours"), "{text}");
    assert!(text.contains("×2 Heading2: OO 1 Faire"), "{text}");
}

/// A programme of four actions with a text of so many words in a field each, and a list of many lines.
fn described(words: usize) -> Pst {
    let mut pst = Pst::default();
    let os = pst.outline.add(None, Level::StrategicObjective, "OS 1 Être");
    for number in 1..=4 {
        let action = pst.outline.add(Some(&os), Level::Action, format!("Action {number} Faire"));
        let fields = &mut pst.outline.get_mut(&action).unwrap().fields;
        for field in [Field::Service, Field::Deadline, Field::Status, Field::Synergies, Field::Comments] {
            fields.insert(field, FieldValue::new("à voir"));
        }
        fields.insert(Field::Description, FieldValue::new("décrire la chose ".repeat(words / 3)));
        fields.insert(Field::Partners, FieldValue::new("AIS\n".repeat(20).trim_end()));
    }
    pst
}

#[test]
fn texts_that_no_column_bears_stand_below_their_row_over_the_whole_width() {
    let text = outline(&pst_docx(&described(300), &Options::new()).unwrap());
    assert_eq!(text.matches("  K ×7 CellBelow: Description\u{a0}: décrire la chose").count(), 4, "{text}");
    // A list of short lines is no easier to read there.
    assert!(text.contains("CellHeader: Partenaires |") && !text.contains("CellHeader: Description"), "{text}");
    let text = outline(&pst_docx(&described(30), &Options::new()).unwrap());
    assert!(text.contains("CellHeader: Description") && !text.contains("CellBelow"), "{text}");
}

#[test]
fn a_row_stays_on_the_page_of_its_text_below() {
    let package = pst_docx(&described(300), &Options::new()).unwrap();
    let document = tree::part(&package, "word/document.xml");
    let kept = |row: &Node| row.all("w:p").iter().all(|p| p.child("w:pPr").unwrap().child("w:keepNext").is_some());
    let rows: Vec<bool> = document.all("w:tr").into_iter().map(kept).collect();
    // Each action with its description, below the header row.
    assert_eq!(rows[1..], [true, false, true, false, true, false, true, false]);
}

#[test]
fn a_text_longer_than_a_page_may_break_and_only_that_one() {
    let text = outline(&pst_docx(&described(3_000), &Options::new()).unwrap());
    assert!(text.contains("   ×7 CellBelow: Description"), "{text}");
    assert!(!text.contains("   Cell: Action 1 Faire"), "{text}");
}

#[test]
fn the_institution_is_printed_once() {
    let mut pst = models::jemeppe();
    let above = |pst: &Pst| outline(&pst_docx(pst, &Options::new()).unwrap()).matches("Commune de Jemeppe").count();
    assert_eq!(above(&pst), 1);
    pst.title = Some("PST 2018-2024\nCommune de Jemeppe-sur-Sambre".into());
    assert_eq!(above(&pst), 1);
    pst.title = None;
    pst.institution.name = None;
    let text = outline(&pst_docx(&pst, &Options::new()).unwrap());
    assert!(text.starts_with("Title: Programme stratégique transversal\n"), "{text}");
}

#[test]
fn the_same_document_gives_the_same_bytes_and_dates_come_from_the_caller() {
    let pst = models::long();
    let options = Options::new();
    let package = pst_docx(&pst, &options).unwrap();
    assert_eq!(package, pst_docx(&pst, &options).unwrap());
    assert!(tree::part(&package, "docProps/core.xml").child("dcterms:created").is_none());
    let dated = pst_docx(&pst, &options.date(jiff::civil::date(2025, 9, 22))).unwrap();
    let core = tree::part(&dated, "docProps/core.xml");
    assert_eq!(core.child("dcterms:created").unwrap().words(), "2025-09-22T00:00:00Z");
    assert_eq!(core.child("dc:language").unwrap().words(), "fr-BE");
    let (form, programme) = models::filled();
    let filled = || form_docx(&form, Some(&programme), &Options::new()).unwrap();
    assert_eq!(filled(), filled());
}

/// The texts that docx-rs finds, in order.
fn other_reader(package: &[u8]) -> String {
    fn texts(value: &serde_json::Value, found: &mut String) {
        match value {
            serde_json::Value::Object(map) if map.get("type").is_some_and(|kind| kind == "text") => {
                found.push_str(map["data"]["text"].as_str().unwrap_or_default());
            }
            serde_json::Value::Object(map) => map.values().for_each(|value| texts(value, found)),
            serde_json::Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
            _ => {}
        }
    }
    let document: serde_json::Value = serde_json::from_str(&docx_rs::read_docx(package).unwrap().json()).unwrap();
    let mut found = String::new();
    texts(&document["document"]["children"], &mut found);
    found
}

#[test]
fn another_reader_finds_the_same_text() {
    let (form, programme) = models::filled();
    for package in [
        pst_docx(&models::jemeppe(), &Options::new()).unwrap(),
        form_docx(&form, None, &Options::new()).unwrap(),
        form_docx(&form, Some(&programme), &Options::new()).unwrap(),
    ] {
        let own: String =
            tree::part(&package, "word/document.xml").all("w:t").iter().map(|text| text.words()).collect();
        assert_eq!(other_reader(&package), own);
    }
}

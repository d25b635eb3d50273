use passerelle_core::form::{BlockRole, WorkProgrammeForm};
use passerelle_core::{Extra, Field, FieldValue, Level};
use passerelle_export::{Error, Options, WorkbookError, form_xlsx};

use crate::{cells, keep, open, place_of, samples};

#[test]
fn a_blank_form_holds_every_text_of_the_form_and_its_numbered_lines() {
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let bytes = form_xlsx(&form, None, &Options::new()).unwrap();
    keep("form-blank", &bytes);
    let cells = cells(&bytes);
    for block in form.blocks.iter().filter(|block| block.role != BlockRole::Actions) {
        place_of(&cells, &block.text);
    }
    let headers = form.actions.columns.iter().map(|column| &column.text);
    let bands = form.actions.bands.iter().map(|band| &band.text);
    let example = form.actions.example.iter().filter(|text| !text.is_empty());
    for text in headers.chain(bands).chain(example).chain(&form.actions.natures) {
        place_of(&cells, text);
    }
    for objective in &form.objectives {
        let (sheet, row, column) = place_of(&cells, &objective.printed()).clone();
        assert_eq!(column, 0);
        for number in 1..=objective.slots {
            let place = (sheet.clone(), row + u32::try_from(number).unwrap(), 0);
            assert_eq!(cells.get(&place), Some(&format!("{number}.")));
        }
    }
}

#[test]
fn bands_headers_and_objectives_run_over_their_columns() {
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let bytes = form_xlsx(&form, None, &Options::new()).unwrap();
    let cells = cells(&bytes);
    let mut book = open(&bytes);
    let merged: Vec<_> =
        book.merge_cells_by_sheet_name("Programme de travail").unwrap().into_iter().map(|d| (d.start, d.end)).collect();
    for (text, columns) in [(form.actions.bands[0].text.clone(), 4), (form.objectives[2].printed(), 5)] {
        let (_, row, column) = place_of(&cells, &text);
        assert!(merged.contains(&((*row, *column), (*row, columns))), "{text}");
    }
    // The second band stands over the one column of the bilan.
    let (_, row, column) = place_of(&cells, &form.actions.bands[1].text);
    let (_, below, header) = place_of(&cells, &form.actions.columns[4].text);
    assert_eq!((row + 1, column), (*below, header));
}

#[test]
fn a_filled_form_prints_each_text_under_its_header_with_the_number_apart() {
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let programme = samples::filled_form();
    let bytes = form_xlsx(&form, Some(&programme), &Options::new()).unwrap();
    keep("form-filled", &bytes);
    let cells = cells(&bytes);
    assert_eq!(place_of(&cells, "Jemeppe-sur-Sambre").2, 2);
    assert_eq!(place_of(&cells, "18 décembre 2023").2, 2);
    let mut numbers = Vec::new();
    for action in programme.outline.of_level(Level::Action) {
        let (sheet, row, column) = place_of(&cells, &action.title.wording).clone();
        assert_eq!((sheet.as_str(), column), ("Programme de travail", 1));
        numbers.push(cells[&(sheet.clone(), row, 0)].clone());
        for (column, field) in (2u32..).zip([Field::Objectives, Field::Nature, Field::Schedule, Field::Bilan]) {
            let printed = action.field(field).map(|value| value.text.join("\n"));
            assert_eq!(cells.get(&(sheet.clone(), row, column)).cloned(), printed);
        }
    }
    assert_eq!(bytes, form_xlsx(&form, Some(&programme), &Options::new()).unwrap());
    assert_eq!(numbers, ["1.", "2.", "3.", "1.", "2.", "1.", "2.", "3.", "1."]);
    assert!(!cells.keys().any(|(sheet, ..)| sheet == "Données supplémentaires"));
}

#[test]
fn more_actions_than_lines_get_lines_of_their_own() {
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let mut programme = samples::filled_form();
    let last = programme.outline.of_level(Level::StrategicObjective).last().unwrap().id.clone();
    for title in ["Éditer un dépliant", "Tenir un stand", "Former les agents d’accueil"] {
        programme.outline.add(Some(&last), Level::Action, title);
    }
    let cells = cells(&form_xlsx(&form, Some(&programme), &Options::new()).unwrap());
    let (sheet, row, _) = place_of(&cells, "Former les agents d’accueil").clone();
    assert_eq!(cells[&(sheet, row, 0)], "4.");
}

#[test]
fn what_the_form_has_no_cell_for_stands_on_a_sheet_of_its_own() {
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let mut programme = samples::filled_form();
    let foreign = programme.outline.add(None, Level::StrategicObjective, "Un objectif de la commune");
    let action = programme.outline.add(Some(&foreign), Level::Action, "1 réunion par mois");
    let action = programme.outline.get_mut(&action).unwrap();
    action.fields.insert(Field::Budget, FieldValue::new("1.000 €"));
    action.extras.push(Extra { label: "Couleur".into(), text: "vert".into(), place: None });
    let first = programme.outline.of_level(Level::StrategicObjective).next().unwrap().id.clone();
    programme.outline.get_mut(&first).unwrap().title = "Reloger d’abord".into();
    programme.extras.push(Extra { label: "Version".into(), text: "brouillon 2".into(), place: None });
    let bytes = form_xlsx(&form, Some(&programme), &Options::new()).unwrap();
    keep("form-leftovers", &bytes);
    let cells = cells(&bytes);
    for text in ["1.000 €", "vert", "Reloger d’abord", "brouillon 2", "Couleur"] {
        assert_eq!(place_of(&cells, text).0, "Données supplémentaires");
    }
    assert!(place_of(&cells, "Objectif stratégique\u{a0}: Un objectif de la commune").1 > 20);
    // Digits that begin a title are no number of a line.
    let on_the_form = |(place, text): (&(String, u32, u32), &String)| {
        place.0 == "Programme de travail" && place.2 == 1 && text == "1 réunion par mois"
    };
    assert!(cells.iter().any(on_the_form));
}

#[test]
fn a_text_that_no_cell_holds_is_refused_with_its_element_and_column() {
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let mut programme = samples::filled_form();
    let id = programme.outline.of_level(Level::Action).next().unwrap().id.clone();
    let value = FieldValue::new("é".repeat(40_000));
    programme.outline.get_mut(&id).unwrap().fields.insert(Field::Bilan, value);
    let error = form_xlsx(&form, Some(&programme), &Options::new()).unwrap_err();
    let Error::Workbook(WorkbookError::TextTooLong { place, length, limit }) = error else { panic!("{error}") };
    assert_eq!((place, length, limit), (format!("{id}, bilan"), 40_000, 32_767));
}

#[test]
fn the_highest_row_shows_a_bilan_of_five_thousand_characters() {
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let mut programme = samples::filled_form();
    let id = programme.outline.of_level(Level::Action).next().unwrap().id.clone();
    let bilan = "12 ménages relogés, 3 dossiers en cours. ".repeat(122);
    programme.outline.get_mut(&id).unwrap().fields.insert(Field::Bilan, FieldValue::new(bilan.as_str()));
    let bytes = form_xlsx(&form, Some(&programme), &Options::new()).unwrap();
    let mut sheet = String::new();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    let heights = sheet.split(" ht=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse::<f64>().unwrap());
    let highest = heights.fold(0.0, f64::max);
    // As high as it needs, and not cut at the 409 points that a row can have.
    assert!(highest > 300.0 && highest < 408.0, "{highest}");
}

use passerelle_core::{Element, ElementId, Extra, Field, FieldValue, Lang, Level, Outline, Pst};
use passerelle_export::columns::{Grid, Line, container_text};
use passerelle_export::{Error, Options, WorkbookError, pst_xlsx};
use proptest::prelude::*;

use crate::{cells, keep, place_of, samples};

/// Every text of the grid stands in its row and column, in order; one too high for any row below it, behind its label.
fn assert_grid_stands(pst: &Pst, bytes: &[u8]) {
    let options = Options::new();
    let grid = Grid::with_levels(pst, options.lang);
    let cells = cells(bytes);
    // The first row below the title block whose cells are the headers.
    let header = (0..40)
        .find(|row| {
            (0u32..).zip(&grid.columns).all(|(column, header)| {
                cells.get(&("PST".into(), *row, column)).map_or("", String::as_str) == header.header
            })
        })
        .expect("the header row");
    let title = grid.columns.iter().position(|c| matches!(c.content, passerelle_export::columns::Content::Title));
    let title = u32::try_from(title.unwrap()).unwrap();
    let mut row = header;
    for line in grid.lines() {
        row += 1;
        match line {
            Line::Container(container) => {
                assert_eq!(cells[&("PST".into(), row, title)], container_text(container, Lang::Fr));
            }
            Line::Element(element) => {
                let mut below = 0;
                for ((column, text), header) in (0u32..).zip(&element.cells).zip(&grid.columns) {
                    let found = cells.get(&("PST".into(), row, column)).map_or("", String::as_str);
                    if found.is_empty() && text.len() > 1_000 {
                        below += 1;
                        let labelled = format!("{}\u{a0}: {text}", header.header);
                        assert_eq!(cells[&("PST".into(), row + below, 0)], labelled);
                    } else {
                        assert_eq!(found, text, "row {row} column {column}");
                    }
                }
                row += below;
            }
        }
    }
}

#[test]
fn the_grid_of_jemeppe_reads_back_cell_by_cell() {
    let pst = samples::jemeppe();
    let bytes = pst_xlsx(&pst, &Options::new()).unwrap();
    keep("pst-jemeppe", &bytes);
    assert_grid_stands(&pst, &bytes);
    let cells = cells(&bytes);
    assert_eq!(place_of(&cells, "Commune de Jemeppe-sur-Sambre").1, 0);
    assert_eq!(place_of(&cells, "Législature 2018-2024").0, "PST");
    place_of(&cells, "73.500 € (Article 840107/124-02 Frais d'animation PCS III) NB: Subsidés RW");
}

#[test]
fn the_summary_counts_objectives_actions_and_amounts() {
    let cells = cells(&pst_xlsx(&samples::jemeppe(), &Options::new()).unwrap());
    let row = place_of(&cells, "Total").1;
    let of = |column: u32| cells.get(&("Synthèse".into(), row, column)).cloned().unwrap_or_default();
    assert_eq!([of(1), of(2), of(3), of(4)], ["2", "10", "103350", ""]);
}

#[test]
fn the_summary_counts_each_status_and_what_has_none() {
    let mut pst = samples::big();
    let first = pst.outline.of_level(Level::Action).next().unwrap().id.clone();
    pst.outline.get_mut(&first).unwrap().fields.remove(&Field::Status);
    let cells = cells(&pst_xlsx(&pst, &Options::new()).unwrap());
    let (_, header, _) = place_of(&cells, "Sans indication");
    let counts: f64 = cells
        .iter()
        .filter(|((sheet, row, column), _)| sheet == "Synthèse" && *column == 1 && *row + 6 > *header)
        .filter_map(|(_, text)| text.parse::<f64>().ok())
        .sum();
    assert!((counts - 300.0).abs() < 0.1, "{counts}");
}

#[test]
fn three_hundred_actions_with_long_texts_read_back_cell_by_cell() {
    let pst = samples::big();
    let bytes = pst_xlsx(&pst, &Options::new()).unwrap();
    keep("pst-big", &bytes);
    assert_grid_stands(&pst, &bytes);
}

#[test]
fn an_amount_of_an_objective_includes_those_below_it() {
    let mut pst = samples::jemeppe();
    let os = pst.outline.of_level(Level::StrategicObjective).next().unwrap().id.clone();
    let amount =
        pst.outline.elements().iter().find_map(|e| e.field(Field::OrdinaryBudget).filter(|v| v.reading.is_some()));
    let amount = amount.unwrap().clone();
    pst.outline.get_mut(&os).unwrap().fields.insert(Field::OrdinaryBudget, amount);
    let cells = cells(&pst_xlsx(&pst, &Options::new()).unwrap());
    let row = place_of(&cells, "Total").1;
    assert_eq!(cells[&("Synthèse".into(), row, 3)], "73500");
}

#[test]
fn a_programme_without_elements_is_a_workbook_too() {
    let bytes = pst_xlsx(&Pst::default(), &Options::new()).unwrap();
    keep("pst-empty", &bytes);
    place_of(&cells(&bytes), "Objectifs et actions");
}

#[test]
fn many_lines_of_the_title_block_leave_room_for_the_grid() {
    let mut pst = samples::jemeppe();
    for number in 0..30 {
        pst.extras.push(Extra { label: "Note".into(), text: format!("ligne {number}"), place: None });
    }
    let cells = cells(&pst_xlsx(&pst, &Options::new()).unwrap());
    assert_eq!(place_of(&cells, "Note\u{a0}: ligne 29").0, "Présentation");
    assert!(place_of(&cells, "Objectifs et actions").1 < 12);
}

#[test]
fn a_text_that_no_cell_holds_is_refused_with_its_element_and_column() {
    let mut pst = samples::jemeppe();
    let id = pst.outline.of_level(Level::Action).next().unwrap().id.clone();
    pst.outline.get_mut(&id).unwrap().fields.insert(Field::Comments, FieldValue::new("x".repeat(40_000)));
    let error = pst_xlsx(&pst, &Options::new()).unwrap_err();
    let Error::Workbook(WorkbookError::TextTooLong { place, length, limit }) = error else { panic!("{error}") };
    assert_eq!((place, length, limit), (format!("{id}, Commentaires"), 40_000, 32_767));
}

#[test]
fn the_longest_text_a_cell_holds_is_kept_whole() {
    let mut pst = Pst::default();
    let id = pst.outline.add(None, Level::Action, "Décrire");
    let long = "mot ".repeat(8191);
    pst.outline.get_mut(&id).unwrap().fields.insert(Field::Description, FieldValue::new(long.as_str()));
    assert_grid_stands(&pst, &pst_xlsx(&pst, &Options::new()).unwrap());
}

#[test]
fn a_deep_chain_of_elements_is_written_without_recursion() {
    let mut elements: Vec<Element> = Vec::new();
    for number in 0..3000 {
        let mut element = Element::new(ElementId(format!("e{number}")), Level::Task, format!("t{number}"));
        element.parent = elements.last().map(|element| element.id.clone());
        elements.push(element);
    }
    let pst = Pst { outline: Outline::new(elements).unwrap(), ..Pst::default() };
    assert_grid_stands(&pst, &pst_xlsx(&pst, &Options::new()).unwrap());
}

/// Any text, and those that workbooks are known to change.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[=+@\\-]?[ \\t\\r\\n]{0,2}[0-9A-Fa-f_x<>&\"'é€]{0,12}",
        Just("=1+1".to_owned()),
        Just("_x000D_ _x005F_x0041_".to_owned()),
        Just("\u{0}\u{1}\u{b}\u{fffe}\u{ffff}\r\n".to_owned()),
        Just("1e999".to_owned()),
        Just("TRUE".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_comes_back_as_it_was(title in any_text(), text in any_text(), label in any_text(), extra in any_text()) {
        let mut pst = Pst { institution: samples::commune(&title), ..Pst::default() };
        let id = pst.outline.add(None, Level::Action, title.as_str());
        let element = pst.outline.get_mut(&id).unwrap();
        element.fields.insert(Field::Deadline, FieldValue::new(text.as_str()));
        element.extras.push(Extra { label, text: extra, place: None });
        let options = Options::new();
        let bytes = pst_xlsx(&pst, &options).unwrap();
        assert_grid_stands(&pst, &bytes);
        prop_assert_eq!(bytes, pst_xlsx(&pst, &options).unwrap());
    }
}

//! What is said of workbooks whose programme stands in several places, is partly hidden, or came with less than was in it.

#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

mod facts;

use facts::fixture;
use passerelle_core::{Element, Field, Lang, Level};
use passerelle_import::{Import, import};
use passerelle_tables::Limits;

fn read(name: &str, bytes: &[u8]) -> Import {
    let tables = passerelle_tables::read(bytes, name, &Limits::default()).unwrap();
    let read = import(&tables, name).unwrap();
    assert!(read.report.counts.adds_up(), "{name}");
    read
}

fn said<'i>(import: &'i Import, code: &str) -> Vec<&'i passerelle_core::Diagnostic> {
    import.report.diagnostics.iter().filter(|said| said.code() == code).collect()
}

fn actions(import: &Import) -> Vec<&Element> {
    import.document.outline().elements().iter().filter(|element| element.level >= Level::Action).collect()
}

/// File, and what is said of it, how often.
const SAID: &[(&str, &str, usize)] = &[
    ("c01_join.xlsx", "I163", 1),
    ("c01_join.xlsx", "I164", 0),
    ("c02_join_three.xlsx", "I163", 2),
    ("c03_conflict.xlsx", "I164", 2),
    ("c05_flat_join.xlsx", "I193", 1),
    ("c06_list_above.xlsx", "I155", 1),
    ("c07_list_beside.xlsx", "I147", 1),
    ("c13_unknown_words.xlsx", "I102", 6),
    ("c14_semesters.xlsx", "I165", 1),
    ("c15_states.xlsx", "I165", 2),
    ("c17_filter.xlsx", "I160", 1),
    ("c17_filter.ods", "I160", 1),
    ("c17_filter.xls", "I160", 1),
    ("c18_hidden_sheet.xlsx", "I162", 1),
    ("c19_hidden_column.xlsx", "I161", 2),
    ("c20_serials.csv", "I168", 22),
    ("c21_hashes.csv", "I167", 1),
    ("c22_cut.xlsx", "I169", 1),
    ("d14_by_state.xlsx", "I166", 3),
];

#[test]
fn what_was_guessed_joined_or_lost_is_said() {
    for (file, code, times) in SAID {
        let read = read(file, &fixture(&format!("communes-inventees/{file}")));
        let codes: Vec<&str> = read.report.diagnostics.iter().map(|said| said.code()).collect();
        assert_eq!(said(&read, code).len(), *times, "{file}: {codes:?}");
    }
}

#[test]
fn a_date_counted_in_days_is_read_as_one_and_keeps_its_text() {
    let read = read("c20_serials.csv", &fixture("communes-inventees/c20_serials.csv"));
    let deadline = actions(&read)[0].field(Field::Deadline).unwrap();
    assert_eq!(deadline.text.join(""), "46431");
    let message = said(&read, "I168")[1].message(Lang::Fr);
    assert_eq!(message, "« 46431 » est une date que le tableur compte en jours : elle a été lue 13/02/2027");
}

#[test]
fn two_tables_that_differ_keep_both_values() {
    let read = read("c03_conflict.xlsx", &fixture("communes-inventees/c03_conflict.xlsx"));
    let kept = |element: &&&Element| element.extras.iter().any(|extra| extra.text == "2031");
    assert_eq!(actions(&read).iter().filter(kept).count(), 2);
    let of_2031 =
        |element: &&&Element| element.field(Field::Deadline).is_some_and(|field| field.text.join("") == "2031");
    assert_eq!(actions(&read).iter().filter(of_2031).count(), 0);
}

/// Two sheets as two tables of a page.
fn page(first: &[&str], second: &[&str]) -> String {
    let table = |rows: &[&str]| {
        let rows = rows.iter().map(|row| {
            let cells: String = row.split('|').map(|cell| format!("<td>{cell}</td>")).collect();
            format!("<tr>{cells}</tr>")
        });
        format!("<table>{}</table>", rows.collect::<String>())
    };
    format!("<html><body>{}{}</body></html>", table(first), table(second))
}

#[test]
fn codes_that_two_volets_share_are_not_joined() {
    let programme = [
        "Code|Intitulé",
        "|Volet externe",
        "OO 1|Soutenir les artistes",
        "A 1.1|Ouvrir une salle",
        "|Volet interne",
        "OO 1|Former le personnel",
        "A 1.1|Écrire un plan de formation",
    ];
    let details = ["Code|Échéance|Budget", "A 1.1|2026|1.000 €", "A 1.1|2027|2.000 €"];
    let read = read("pst.html", page(&programme, &details).as_bytes());
    let titled = |element: &&&Element| !element.title.wording.is_empty();
    let dated = |element: &&&Element| element.field(Field::Deadline).is_some();
    assert_eq!(actions(&read).iter().filter(titled).filter(dated).count(), 0, "nobody knows whose values they are");
    assert!(!read.report.diagnostics.is_empty());
}

#[test]
fn a_table_of_its_own_numbers_is_not_joined() {
    let programme =
        ["Code|Intitulé", "OO 1|Soutenir les artistes", "A 1.1|Ouvrir une salle", "A 1.2|Prêter du matériel"];
    let others = ["Code|Intitulé|Échéance", "A 1.1|Planter des haies|2026", "A 1.2|Curer les fossés|2027"];
    let read = read("pst.html", page(&programme, &others).as_bytes());
    assert_eq!(actions(&read).len(), 4);
    assert!(said(&read, "I163").is_empty());
}

#[test]
fn several_rows_of_one_code_add_to_its_element() {
    let programme =
        ["Code|Intitulé", "OO 1|Soutenir les artistes", "A 1.1|Ouvrir une salle", "A 1.2|Prêter du matériel"];
    let steps = ["Code|Étape|Échéance", "A 1.1|Étude|2026", "A 1.1|Travaux|2027", "A 1.2|Achat|2026"];
    let read = read("pst.html", page(&programme, &steps).as_bytes());
    let actions = actions(&read);
    assert_eq!(actions.len(), 2);
    assert_eq!(actions[0].field(Field::Steps).unwrap().text.join("\n"), "Étude\nTravaux");
    assert!(said(&read, "I164").is_empty());
}

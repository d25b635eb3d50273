//! Tables of codes and values beside the table that names the actions: what has a partner, what has none or two.

#![allow(clippy::unwrap_used)]

use passerelle_core::{Element, Field, Lang, Level, Reason};
use passerelle_import::{Import, import};
use passerelle_tables::{Block, Limits};

const ACTIONS: &str = "Code|Intitulé\nOS 1|Être accueillante\nOO 1.1|Accueillir les familles\nA 1.1.1|Ouvrir une crèche\n\
    A 1.1.2|Former le personnel\nA 1.1.3|Planter des haies\nOO 1.2|Loger\nA 1.2.1|Bâtir une maison\nA 1.2.2|Rénover la cure";

/// Two sheets: the actions, and their values under codes.
fn read(details: &str) -> Import {
    let mut page = String::from("<html><body>");
    for rows in [ACTIONS, details] {
        page += "<table>";
        for row in rows.lines() {
            let cells: Vec<String> = row.split('|').map(|cell| format!("<td>{}</td>", cell.trim())).collect();
            page += &format!("<tr>{}</tr>", cells.concat());
        }
        page += "</table>";
    }
    page += "</body></html>";
    let mut tables = passerelle_tables::read(page.as_bytes(), "pst.html", &Limits::default()).unwrap();
    let found = tables.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    for (table, name) in found.zip(["PST", "Suivi"]) {
        table.name = Some(name.into());
    }
    let import = import(&tables, "pst.xlsx").unwrap();
    assert!(import.report.counts.adds_up());
    import
}

fn actions(import: &Import) -> Vec<&Element> {
    import.document.outline().elements().iter().filter(|element| element.level == Level::Action).collect()
}

/// Responsible person, deadline and budget of an action, and what is said of the tables.
fn joined(import: &Import, code: &str) -> String {
    let found =
        actions(import).into_iter().find(|action| action.code.as_ref().is_some_and(|c| c.text == code)).unwrap();
    let text = |field| found.field(field).map_or(String::new(), |value| value.text.join(" + ").replace('\n', " + "));
    [Field::Agent, Field::Deadline, Field::Budget].map(text).join(", ")
}

fn said(import: &Import) -> Vec<&'static str> {
    import.report.diagnostics.iter().map(|said| said.code()).collect()
}

#[test]
fn codes_of_another_notation_are_the_same() {
    for codes in [
        ["A 1.1.1", "A 1.1.2", "A 1.1.3", "A 1.2.1"],
        ["1.1.1", "1.1.2", "1.1.3", "1.2.1"],
        ["A1.1.1", "A1.1.2", "A1.1.3", "A1.2.1"],
        ["1/1/1", "1-1-2", "01.01.03", "Action 1.2.1"],
    ] {
        let [first, second, third, fourth] = codes;
        let import = read(&format!(
            "N°|Responsable|Échéance|Budget\n{first}|J. Petit|2026|1.000 €\n{second}|A. Roy|2027|2.000 €\n\
             {third}|A. Roy|2028|3.000 €\n{fourth}|J. Petit|2026|4.000 €"
        ));
        assert_eq!(joined(&import, "A 1.1.2"), "A. Roy, 2027, 2.000 €", "{codes:?}");
        assert_eq!(joined(&import, "A 1.2.1"), "J. Petit, 2026, 4.000 €", "{codes:?}");
        assert_eq!((actions(&import).len(), said(&import)), (5, vec!["I163"]), "{codes:?}");
    }
}

const VALUES: &str = "Code|Responsable|Échéance|Budget\nA 1.1.1|J. Petit|2026|1.000 €\nA 1.1.2|A. Roy|2027|2.000 €\n\
    A 1.1.3|A. Roy|2028|3.000 €";

#[test]
fn a_code_given_twice_has_both_values_and_it_is_said() {
    let import = read(&format!("{VALUES}\nA 1.1.3|J. Petit|2029|500 €"));
    assert_eq!(joined(&import, "A 1.1.3"), "A. Roy + J. Petit, 2028 + 2029, 3.000 € + 500 €");
    assert_eq!(said(&import), ["I163", "I192"]);
    let told = import.report.diagnostics.last().unwrap();
    assert!(
        told.message(Lang::Fr).starts_with("1 ligne porte un code que son tableau donne déjà plus haut, « A 1.1.3 »")
    );
    assert!(told.message(Lang::En).starts_with("1 row carries a code that its table gives further up"));
}

#[test]
fn a_code_without_partner_is_kept_in_the_account_and_said_once() {
    let import = read(&format!("{VALUES}\nA 4.2.1|J. Petit|2026|4.000 €\nA 4.2.2|A. Roy|2029|500 €"));
    assert_eq!((actions(&import).len(), said(&import)), (5, vec!["I163", "I193"]));
    let told = import.report.diagnostics.last().unwrap();
    assert!(told.message(Lang::Fr).starts_with("2 lignes de valeurs portent un code qu’aucun élément n’a"));
    let aside = import.report.left_aside.iter().filter(|aside| aside.reason == Reason::Unplaced);
    let texts: Vec<&str> = aside.map(|aside| aside.text.as_str()).collect();
    assert_eq!(texts, ["A 4.2.1", "J. Petit", "2026", "4.000 €", "A 4.2.2", "A. Roy", "2029", "500 €"]);
}

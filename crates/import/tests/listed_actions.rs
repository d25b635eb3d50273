//! Several actions in one cell: each is an element, and a sum printed once counts once.

#![allow(clippy::unwrap_used)]

use passerelle_core::{Field, Level};
use passerelle_import::Import;

fn read(text: &str) -> Import {
    let tables = passerelle_tables::read(text.as_bytes(), "liste.csv", &passerelle_tables::Limits::default()).unwrap();
    let import = passerelle_import::import(&tables, "liste.csv").unwrap();
    assert!(import.report.counts.adds_up());
    import
}

const LISTED: &str = "Objectif opérationnel;Actions;Service;Échéance;Budget ordinaire\n\
    Aider les ménages;\"- Ouvrir une épicerie sociale\n- Former les bénévoles\n- Tenir une permanence\";CPAS;2026;6.000 €\n";

#[test]
fn the_budget_of_a_row_stays_with_the_first_of_its_listed_actions() {
    let import = read(LISTED);
    let actions: Vec<_> = import.document.outline().of_level(Level::Action).collect();
    let said = |field| actions.iter().map(|action| action.field(field).map(|v| v.text.join(" "))).collect::<Vec<_>>();
    assert_eq!(said(Field::Deadline), vec![Some("2026".to_owned()); 3]);
    assert_eq!(said(Field::Service), vec![Some("CPAS".to_owned()); 3]);
    assert_eq!(said(Field::OrdinaryBudget), [Some("6.000 €".to_owned()), None, None]);
    let note = import.report.diagnostics.iter().find(|d| d.code() == "I121").unwrap();
    assert!(note.message(passerelle_core::Lang::Fr).contains("le premier seul son budget"));
}

#[test]
fn what_is_said_of_a_listed_action_names_it() {
    let import = read(LISTED);
    let diagnostics = &import.report.diagnostics;
    for note in diagnostics {
        let text = note.message(passerelle_core::Lang::Fr);
        assert!(!text.contains("«  »") && !text.contains("« »"), "{text}");
    }
}

//! Lists of people and departments in a column: divided where the column leaves no doubt, else one text and a word.

#![allow(clippy::unwrap_used, clippy::panic)]

use passerelle_core::{Element, Field, Lang, Level, Reading};
use passerelle_import::{Import, Layout, import};
use passerelle_tables::{Document, Limits};

const GRID: &str = "Objectif stratégique\tAction\tService\tAgent pilote\n\
    Aider\tOuvrir une épicerie\tSecrétariat\tDupont, Jean\n\
    Aider\tRénover la place\tPopulation\tJ. Dupont, M. Martin\n\
    Aider\tFormer les agents\tSecrétariat, Population\tM. Leroy et Mme Petit\n\
    Aider\tPlanter des haies\tService Travaux, voiries et bâtiments\tJ. Dupont, Bourgmestre\n\
    Aider\tCurer les fossés\tADT/Environnement\tDurant, Anne\n";

fn tables(text: &str) -> Document {
    passerelle_tables::read(text.as_bytes(), "pst.tsv", &Limits::default()).unwrap()
}

/// The texts and the people of a field, an action a line.
fn people(import: &Import, field: Field) -> Vec<(Vec<&str>, usize)> {
    let of = |action: &'_ Element| {
        let value = action.field(field).unwrap();
        let Some(Reading::People(people)) = value.meaning() else { panic!("{value:?}") };
        people.len()
    };
    let actions = import.document.outline().of_level(Level::Action);
    actions.map(|action| (action.field(field).unwrap().text.iter().collect(), of(action))).collect()
}

fn doubts(import: &Import) -> Vec<(String, String)> {
    let doubts = import.report.diagnostics.iter().filter(|diagnostic| diagnostic.code() == "I122");
    doubts.map(|one| (one.place.as_ref().unwrap().to_string(), one.message(Lang::Fr))).collect()
}

#[test]
fn a_column_divides_the_lists_that_it_leaves_no_doubt_about_and_speaks_of_the_others_once() {
    let import = import(&tables(GRID), "pst.tsv").unwrap();
    assert_eq!(
        people(&import, Field::Service),
        [
            (vec!["Secrétariat"], 1),
            (vec!["Population"], 1),
            (vec!["Secrétariat", "Population"], 2),
            (vec!["Service Travaux, voiries et bâtiments"], 1),
            (vec!["ADT/Environnement"], 1),
        ]
    );
    assert_eq!(
        people(&import, Field::Agent),
        [
            (vec!["Dupont, Jean"], 1),
            (vec!["J. Dupont", "M. Martin"], 2),
            (vec!["M. Leroy et Mme Petit"], 2),
            (vec!["J. Dupont, Bourgmestre"], 1),
            (vec!["Durant, Anne"], 1),
        ]
    );
    let doubts = doubts(&import);
    assert_eq!(doubts.len(), 1, "{doubts:?}");
    assert_eq!(doubts[0].0, "ligne 2, champ 4");
    assert!(doubts[0].1.contains("« Agent pilote » : 2 textes portent des virgules"), "{doubts:?}");
    assert!(doubts[0].1.contains("« Dupont, Jean »"), "{doubts:?}");
}

#[test]
fn a_layout_settles_the_lists_of_a_column_and_keeps_doing_so_when_it_is_saved_again() {
    let grid = tables(GRID);
    let first = import(&grid, "pst.tsv").unwrap();
    let file = Layout::of(&first.recognition, "valmont").to_toml();
    let agent = "role = \"field:agent\" # Agent pilote\n";
    assert!(file.contains(agent), "{file}");
    for (settled, wanted) in
        [("false", ["Dupont, Jean", "J. Dupont, M. Martin"]), ("true", ["Dupont|Jean", "J. Dupont|M. Martin"])]
    {
        let file = file.replace(agent, &format!("{agent}list = {settled}\n"));
        let import = Layout::from_toml(&file, "valmont.toml").unwrap().apply(&grid, "pst.tsv").unwrap();
        let texts: Vec<String> = people(&import, Field::Agent).iter().map(|(texts, _)| texts.join("|")).collect();
        assert_eq!(texts[..2], wanted);
        assert_eq!(doubts(&import), []);
        assert!(import.report.counts.adds_up());
        let again = Layout::of(&import.recognition, "valmont").apply(&grid, "pst.tsv").unwrap();
        assert_eq!(again.document.outline(), import.document.outline());
    }
}

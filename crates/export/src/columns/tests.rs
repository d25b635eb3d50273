use passerelle_core::{Code, Extra, FieldValue, Place, Spot, Text};

use super::*;

fn outline(grid: &Grid<'_>) -> String {
    let mut text = String::new();
    for column in &grid.columns {
        text.push_str(&format!("[{}] ", column.header));
    }
    for line in grid.lines() {
        match line {
            Line::Container(container) => text.push_str(&format!("\n= {}", container_text(container, Lang::Fr))),
            Line::Element(row) => {
                let mark = if row.wide { "*" } else { "-" };
                text.push_str(&format!("\n{}{mark} {}", "  ".repeat(row.depth), row.cells.join(" | ")));
            }
        }
    }
    text
}

fn set(pst: &mut Pst, id: &ElementId, change: impl FnOnce(&mut Element)) {
    change(pst.outline.get_mut(id).unwrap());
}

#[test]
fn a_volet_of_several_objectives_is_printed_once_and_its_domain_again_when_the_volet_changes() {
    let mut pst = Pst::default();
    for (volet, domain) in [("VOLET EXTERNE", "SOCIAL"), ("VOLET EXTERNE", "SOCIAL"), ("VOLET INTERNE", "SOCIAL")] {
        let os = pst.outline.add(None, Level::StrategicObjective, "Objectif stratégique : Être");
        set(&mut pst, &os, |os| {
            os.classifications.push(Classification::volet(volet, None));
            os.classifications.push(Classification {
                kind: ClassificationKind::Domain,
                text: format!("DOMAINE : {domain}"),
                label: domain.into(),
                code: None,
                place: None,
            });
        });
    }
    assert_eq!(
        outline(&Grid::of(&pst, Lang::Fr)),
        "[Objectifs et actions] \n= VOLET EXTERNE\n= DOMAINE : SOCIAL\n* Objectif stratégique : Être\
         \n* Objectif stratégique : Être\n= VOLET INTERNE\n= DOMAINE : SOCIAL\n* Objectif stratégique : Être"
    );
}

#[test]
fn a_volet_of_single_actions_is_a_column() {
    let mut pst = Pst::default();
    let os = pst.outline.add(None, Level::StrategicObjective, "OS 1 Être");
    let action = pst.outline.add(Some(&os), Level::Action, "Agir");
    set(&mut pst, &action, |a| a.classifications.push(Classification::volet("Interne et externe", None)));
    assert_eq!(
        outline(&Grid::of(&pst, Lang::Fr)),
        "[Objectifs et actions] [Volet] \n* OS 1 Être | \n  - Agir | Interne et externe"
    );
}

#[test]
fn a_container_never_reaches_an_objective_that_has_none() {
    let mut pst = Pst::default();
    let first = pst.outline.add(None, Level::StrategicObjective, "OS 1 Être");
    pst.outline.add(None, Level::StrategicObjective, "OS 2 Être");
    set(&mut pst, &first, |os| os.classifications.push(Classification::volet("Interne", None)));
    assert_eq!(
        outline(&Grid::of(&pst, Lang::Fr)),
        "[Objectifs et actions] [Volet] \n- OS 1 Être | Interne\n* OS 2 Être | "
    );
}

#[test]
fn a_code_with_a_cell_of_its_own_keeps_it_and_the_title_stays_as_printed() {
    let mut pst = Pst::default();
    let oo = pst.outline.add(None, Level::OperationalObjective, "Favoriser");
    let place = Place::new(Spot::SheetCell { sheet: "Feuil1".into(), row: 1, column: 1 });
    set(&mut pst, &oo, |oo| {
        oo.code = Some(Code::new("1").at(place));
        oo.title.text = "Objectif opérationnel 1. Favoriser".into();
    });
    let action = pst.outline.add(Some(&oo), Level::Action, "Agir");
    set(&mut pst, &action, |action| {
        action.code = Some(Code::new("1.1"));
        action.title.text = "Action 1.1. Agir".into();
    });
    assert_eq!(
        outline(&Grid::of(&pst, Lang::Fr)),
        "[Numéro] [Objectifs et actions] \n* 1 | Objectif opérationnel 1. Favoriser\n  -  | Action 1.1. Agir"
    );
}

#[test]
fn fields_stand_in_canonical_order_and_extras_in_order_of_appearance_even_with_the_same_header() {
    let mut pst = Pst::default();
    let action = pst.outline.add(None, Level::Action, "Agir");
    set(&mut pst, &action, |action| {
        action.fields.insert(Field::Deadline, FieldValue::new("/"));
        action.fields.insert(Field::Service, FieldValue::new(Text::Many(vec!["PCS".into(), "CPAS".into()])));
        for (label, text) in [("Lieu", "x"), ("", "y"), ("Lieu", "z")] {
            action.extras.push(Extra { label: label.into(), text: text.into(), place: None });
        }
    });
    assert_eq!(
        outline(&Grid::of(&pst, Lang::Fr)),
        "[Objectifs et actions] [Service] [Échéance] [Lieu] [] [Lieu] \n- Agir | PCS\nCPAS | / | x | y | z"
    );
}

#[test]
fn an_objective_with_values_of_its_own_is_an_ordinary_row() {
    let mut pst = Pst::default();
    let oo = pst.outline.add(None, Level::OperationalObjective, "OO 1 Favoriser");
    set(&mut pst, &oo, |oo| {
        oo.fields.insert(Field::Status, FieldValue::new("En cours"));
    });
    assert_eq!(
        outline(&Grid::of(&pst, Lang::Fr)),
        "[Objectifs et actions] [État d’avancement] \n- OO 1 Favoriser | En cours"
    );
}

#[test]
fn group_headings_cover_two_columns_at_least() {
    let mut pst = Pst::default();
    let action = pst.outline.add(None, Level::Action, "Agir");
    set(&mut pst, &action, |action| {
        for field in [Field::Service, Field::Agent, Field::Deadline, Field::Budget] {
            action.fields.insert(field, FieldValue::new("/"));
        }
    });
    let grid = Grid::of(&pst, Lang::Fr);
    assert_eq!(grid.groups(), Some(vec![(None, 1), (Some(Group::Pilots), 2), (None, 1), (None, 1)]));
}

#[test]
fn elements_out_of_order_come_under_their_parent() {
    let mut pst = Pst::default();
    let first = pst.outline.add(None, Level::StrategicObjective, "OS 1 Être");
    pst.outline.add(None, Level::StrategicObjective, "OS 2 Être");
    pst.outline.add(Some(&first), Level::Action, "Agir");
    assert_eq!(outline(&Grid::of(&pst, Lang::Fr)), "[Objectifs et actions] \n* OS 1 Être\n  - Agir\n* OS 2 Être");
}

#[test]
fn on_paper_the_last_of_many_columns_come_together() {
    let mut pst = Pst::default();
    let action = pst.outline.add(None, Level::Action, "Agir");
    set(&mut pst, &action, |action| {
        for label in ["A", "B", "", "D"] {
            action.extras.push(Extra { label: label.into(), text: format!("texte {label}"), place: None });
        }
    });
    assert_eq!(
        outline(&Grid::of(&pst, Lang::Fr).narrowed(3, Lang::Fr)),
        "[Objectifs et actions] [A] [Autres données] \n- Agir | texte A | B\u{a0}: texte B\ntexte \nD\u{a0}: texte D"
    );
}

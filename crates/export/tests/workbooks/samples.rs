//! The programmes that the tests write, made from the truths of the fixtures.

use passerelle_core::{
    Budget, Classification, ClassificationKind, Code, Element, ElementId, Extra, Field, FieldValue, Institution,
    InstitutionKind, Legislature, Level, Outline, Place, Pst, Reading, Spot, Status, Title, Validation, WorkProgramme,
};
use serde_json::Value;

fn truth(path: &str) -> Value {
    let path = format!("{}/../../fixtures/{path}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub fn commune(name: &str) -> Institution {
    Institution { name: Some(name.into()), kind: Some(InstitutionKind::Commune), ..Institution::default() }
}

fn budget(printed: &str) -> Option<Reading> {
    let amount = printed.split(" €").next()?.replace('.', "");
    let amount: u32 = amount.parse().ok()?;
    let lines = vec![serde_json::from_value(serde_json::json!({ "amount": amount.to_string() })).unwrap()];
    Some(Reading::Budget(Budget { lines, mention: None }))
}

fn element(parent: Option<&ElementId>, level: Level, node: &Value, number: &mut u32) -> Element {
    *number += 1;
    let mut element = Element::new(ElementId(format!("e{number}")), level, text(&node["label"]));
    element.parent = parent.cloned();
    element.title = Title { text: text(&node["raw"]), wording: text(&node["label"]), place: None };
    let place = Place::new(Spot::SheetCell { sheet: "Feuil1".into(), row: *number, column: 8 });
    element.code = node["code"].as_str().map(|code| Code::new(code).at(place));
    element
}

/// The grid of Jemeppe: 1 OS, 2 OO, 10 actions.
pub fn jemeppe() -> Pst {
    let fields = [
        ("politique", Field::PoliticalPilot),
        ("service", Field::Service),
        ("agent", Field::Agent),
        ("echeance", Field::Deadline),
        ("budget_ordinaire", Field::OrdinaryBudget),
        ("budget_extraordinaire", Field::ExtraordinaryBudget),
    ];
    let truth = truth("jemeppe/pst-affaires-sociales.truth.json");
    let (mut elements, mut number) = (Vec::new(), 0);
    for volet in list(&truth["volets"]) {
        for domain in list(&volet["domaines"]) {
            for os in list(&domain["os"]) {
                let mut top = element(None, Level::StrategicObjective, os, &mut number);
                top.classifications.push(Classification::volet(text(&volet["label"]), None));
                top.classifications.push(Classification {
                    kind: ClassificationKind::Domain,
                    text: format!("DOMAINE : {}", text(&domain["label"])),
                    label: text(&domain["label"]),
                    code: None,
                    place: None,
                });
                let os_id = top.id.clone();
                elements.push(top);
                for oo in list(&os["oo"]) {
                    let objective = element(Some(&os_id), Level::OperationalObjective, oo, &mut number);
                    let oo_id = objective.id.clone();
                    elements.push(objective);
                    for action in list(&oo["actions"]) {
                        let mut line = element(Some(&oo_id), Level::Action, action, &mut number);
                        for (key, field) in fields {
                            if let Some(printed) = action["cells"][key].as_str() {
                                let value = FieldValue::new(printed).reading(budget(printed));
                                line.fields.insert(field, value);
                            }
                        }
                        elements.push(line);
                    }
                }
            }
        }
    }
    Pst {
        institution: commune("Jemeppe-sur-Sambre"),
        legislature: Some(Legislature { first_year: 2018, last_year: 2024 }),
        outline: Outline::new(elements).unwrap(),
        ..Pst::default()
    }
}

/// The filled form: 9 actions.
pub fn filled_form() -> WorkProgramme {
    let truth = truth("plan-hp/d02_filled.truth.json");
    let fields = [
        ("objectifs", Field::Objectives),
        ("statut", Field::Nature),
        ("calendrier", Field::Schedule),
        ("bilan", Field::Bilan),
    ];
    let mut outline = Outline::default();
    for objective in list(&truth["objectifs"]) {
        let os = outline.add(None, Level::StrategicObjective, text(&objective["label"]));
        outline.get_mut(&os).unwrap().code = Some(Code::new(objective["num"].to_string()));
        for action in list(&objective["actions"]) {
            let id = outline.add(Some(&os), Level::Action, text(&action["intitule"]));
            let element = outline.get_mut(&id).unwrap();
            element.code = Some(Code::new(format!("{}.", action["num"])));
            element.title.text = format!("{}. {}", action["num"], element.title.wording);
            for (key, field) in fields {
                if let Some(printed) = action[key].as_str() {
                    element.fields.insert(field, FieldValue::new(printed));
                }
            }
        }
    }
    WorkProgramme {
        year: 2024,
        institution: commune("Jemeppe-sur-Sambre"),
        validation: Some(Validation { text: text(&truth["validation_college"]), date: None, place: None }),
        outline,
        ..WorkProgramme::default()
    }
}

/// A big programme: 12 OS, 36 OO, 300 actions with long texts, many columns, sub-actions.
pub fn big() -> Pst {
    let sentence = "Développer, avec les services concernés et les partenaires de terrain, une offre accessible à tous \
                    les habitants de l’entité. ";
    let states = [Status::InProgress, Status::Done, Status::NotStarted, Status::Suspended];
    let mut outline = Outline::default();
    let mut actions = 0usize;
    for o in 1..=12 {
        let os = outline.add(None, Level::StrategicObjective, format!("Être une commune où l’objectif {o} compte"));
        let element = outline.get_mut(&os).unwrap();
        element.code = Some(Code::new(format!("OS {o}")));
        element
            .classifications
            .push(Classification::volet(if o > 9 { "Volet interne" } else { "Volet externe" }, None));
        for p in 1..=3 {
            let oo = outline.add(Some(&os), Level::OperationalObjective, sentence.repeat(p).trim());
            outline.get_mut(&oo).unwrap().code = Some(Code::new(format!("OO {o}.{p}")));
            for a in 1..=9 {
                if actions == 300 {
                    continue;
                }
                actions += 1;
                let id = outline.add(Some(&oo), Level::Action, sentence.repeat(a % 3 + 1).trim());
                let element = outline.get_mut(&id).unwrap();
                element.code = Some(Code::new(format!("{o}.{p}.{a}")));
                let status = states[actions % states.len()];
                let mut put = |field, text: String| element.fields.insert(field, FieldValue::new(text));
                put(Field::PoliticalPilot, "Échevine des Affaires sociales".into());
                put(Field::Service, "Service du Plan de cohésion sociale".into());
                put(Field::Partners, "CPAS\nMaison de la culture\nRégie des quartiers".into());
                put(Field::Deadline, "Fin 1e trim. 2026".into());
                put(Field::Indicators, "Nombre de bénéficiaires = 12 / 40".into());
                put(Field::Goals, "3. Bonne santé et bien-être,11. Villes et communautés durables".into());
                put(Field::Description, sentence.repeat(a).trim().into());
                let printed = format!("{}.500 €", a * 3);
                element.fields.insert(Field::Budget, FieldValue::new(printed.as_str()).reading(budget(&printed)));
                let state = FieldValue::new(status.label()).reading(Some(Reading::Status(status)));
                element.fields.insert(Field::Status, state);
                element.extras.push(Extra { label: "Remarque du service".into(), text: "Voir PV".into(), place: None });
                if a == 1 {
                    outline.add(Some(&id), Level::SubAction, "Sous-action : établir le cahier des charges");
                }
            }
        }
    }
    Pst {
        institution: commune("Valmont-sur-Ourthe"),
        title: Some("Programme stratégique transversal 2024-2030".into()),
        legislature: Some(Legislature { first_year: 2024, last_year: 2030 }),
        outline,
        ..Pst::default()
    }
}

//! The rules, on excerpts of the Jemeppe, Saint-Léger and Anderlues programmes and of a DiCS form.

#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use passerelle_core::check::{CheckContext, check};
use passerelle_core::{
    Classification, Code, Deadline, Diagnostic, Document, ElementId, Field, FieldValue, Lang, Legislature, Level,
    Moment, Outline, Period, Place, Pst, Reading, Spot, Validation, WorkProgramme,
};
use proptest::prelude::*;

fn year(year: i16) -> Deadline {
    Deadline::At { at: Period::Year { year }.into() }
}

fn years(first: i16, last: i16) -> Deadline {
    let moment = |year| Moment::from(Period::Year { year });
    Deadline::Between { from: moment(first), to: moment(last) }
}

/// An element with its code and fields; a deadline gets its French words as text.
fn add(
    outline: &mut Outline,
    parent: Option<&ElementId>,
    level: Level,
    code: &str,
    title: &str,
    fields: &[(Field, &str)],
    deadline: Option<Deadline>,
) -> ElementId {
    let id = outline.add(parent, level, title);
    let row = u32::try_from(outline.elements().len()).unwrap();
    let element = outline.get_mut(&id).unwrap();
    element.title.place = Some(Place::new(Spot::TableCell { table: 1, row, column: 1 }));
    element.code = (!code.is_empty()).then(|| Code::new(code));
    for (field, text) in fields {
        element.fields.insert(*field, FieldValue::new(*text));
    }
    if let Some(deadline) = deadline {
        let value = FieldValue::new(deadline.to_french()).reading(Some(Reading::Deadline(deadline)));
        element.fields.insert(Field::Deadline, value);
    }
    id
}

fn term() -> Option<Legislature> {
    Some(Legislature { first_year: 2018, last_year: 2024 })
}

fn pst(outline: Outline) -> Document {
    Document::Pst(Pst { outline, legislature: term(), ..Pst::default() })
}

fn found(document: &Document) -> Vec<Diagnostic> {
    check(document, &CheckContext::default())
}

fn codes(document: &Document) -> Vec<&'static str> {
    found(document).iter().map(Diagnostic::code).collect()
}

const OS: Level = Level::StrategicObjective;
const OO: Level = Level::OperationalObjective;
const A: Level = Level::Action;

/// The Jemeppe grid: everything is there.
fn jemeppe() -> Outline {
    let mut outline = Outline::default();
    let os = add(&mut outline, None, OS, "", "Etre une commune dont l'action est coordonnée", &[], None);
    let oo = add(&mut outline, Some(&os), OO, "O.O.1", "Favoriser l'interaction", &[], None);
    let pilot = [(Field::PoliticalPilot, "C. Brouir"), (Field::Service, "PCS")];
    let january = Deadline::At { at: Period::Month { year: 2020, month: 1 }.into() };
    add(&mut outline, Some(&oo), A, "A 1.1", "Remettre en place la coordination sociale", &pilot, Some(january));
    add(&mut outline, Some(&oo), A, "A 1.4", "Poursuivre le soutien à la PAT", &pilot, Some(Deadline::Recurrent));
    outline
}

#[test]
fn a_complete_grid_has_nothing_to_say() {
    assert_eq!(found(&pst(jemeppe())), []);
}

#[test]
fn an_operational_objective_without_action_is_named_by_its_code_when_it_has_no_title() {
    let mut outline = jemeppe();
    let os = outline.elements()[0].id.clone();
    add(&mut outline, Some(&os), OO, "O.O.4.4.", "", &[], None);
    let found = found(&pst(outline));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message(Lang::Fr), "l’objectif opérationnel « O.O.4.4. » (sans intitulé) n’a aucune action");
    assert_eq!(found[0].place.as_ref().unwrap().to_string(), "tableau 1, ligne 5, colonne 1");
}

#[test]
fn an_objective_that_an_action_elsewhere_serves_too_has_an_action() {
    let mut outline = jemeppe();
    let os = outline.elements()[0].id.clone();
    let other = add(&mut outline, Some(&os), OO, "O.O.2", "Développer la cohésion sociale", &[], None);
    outline.elements_mut()[2].also_serves.push(other);
    assert_eq!(codes(&pst(outline)), [""; 0]);
}

#[test]
fn a_strategic_objective_without_operational_one_is_found() {
    let mut outline = jemeppe();
    add(&mut outline, None, OS, "", "Être une commune propre", &[], None);
    assert_eq!(codes(&pst(outline)), ["P102"]);
}

#[test]
fn an_action_without_pilot_or_deadline_is_found_and_a_stroke_counts_as_a_deadline() {
    let mut outline = jemeppe();
    let oo = outline.elements()[1].id.clone();
    add(&mut outline, Some(&oo), A, "A 1.5", "Renforcer les actions", &[], None);
    add(&mut outline, Some(&oo), A, "A 1.6", "Amplifier", &[(Field::Agent, "AS")], Some(Deadline::None));
    let found = found(&pst(outline));
    let messages: Vec<_> = found.iter().map(|diagnostic| diagnostic.message(Lang::Fr)).collect();
    assert_eq!(
        messages,
        [
            "l’action « Renforcer les actions » n’a pas de pilote",
            "l’action « Renforcer les actions » n’a pas d’échéance"
        ]
    );
}

#[test]
fn a_pilot_printed_as_a_stroke_is_none() {
    let mut outline = jemeppe();
    for element in outline.elements_mut().iter_mut().filter(|element| element.level == A).take(1) {
        element.fields.retain(|field, _| *field == Field::Deadline);
        element.fields.insert(Field::Agent, FieldValue::new("/").reading(Some(Reading::Nothing)));
    }
    assert_eq!(codes(&pst(outline)), ["P103"]);
}

#[test]
fn an_action_has_the_deadline_of_its_steps_and_a_permanent_one_needs_none() {
    let mut outline = jemeppe();
    let oo = outline.elements()[1].id.clone();
    let pilot = [(Field::Bearer, "Service social")];
    let action = add(&mut outline, Some(&oo), A, "A.16", "Créer un réseau", &pilot, None);
    add(&mut outline, Some(&action), Level::SubAction, "SA.17", "Écrire aux bénévoles", &[], Some(year(2021)));
    let permanent = add(&mut outline, Some(&oo), A, "A.18", "Accueillir", &pilot, None);
    let status = FieldValue::new("Permanent").reading(Some(Reading::Status(passerelle_core::Status::Permanent)));
    outline.get_mut(&permanent).unwrap().fields.insert(Field::Status, status);
    assert_eq!(codes(&pst(outline)), [""; 0]);
}

#[test]
fn sheets_that_give_no_deadline_at_all_are_told_once() {
    // Anderlues: 68 fiches, none with a deadline.
    let mut outline = Outline::default();
    let os = add(&mut outline, None, OS, "100", "Etre un CPAS qui favorise l'insertion", &[], None);
    let oo = add(&mut outline, Some(&os), OO, "101", "Maintenir le nombre de remises au travail", &[], None);
    for number in 1..=68 {
        let title = format!("Développer l'outil {number}");
        add(&mut outline, Some(&oo), A, "", &title, &[(Field::Service, "Social - Insertion")], None);
    }
    let found = found(&pst(outline));
    let messages: Vec<_> = found.iter().map(|diagnostic| diagnostic.message(Lang::Fr)).collect();
    assert_eq!(messages, ["aucune des 68 actions n’a d’échéance : le document ne semble pas en donner"]);
}

#[test]
fn a_grid_without_operational_level_is_told_once() {
    let mut outline = Outline::default();
    for title in ["Être un CPAS accessible", "Être un CPAS durable"] {
        let os = add(&mut outline, None, OS, "", title, &[], None);
        add(&mut outline, Some(&os), A, "1", &format!("{title} : agir"), &[(Field::Agent, "XA")], Some(year(2022)));
    }
    assert_eq!(codes(&pst(outline)), ["P112"]);
}

#[test]
fn a_deadline_outside_the_term_is_found_only_where_the_term_is_known() {
    let mut outline = jemeppe();
    let oo = outline.elements()[1].id.clone();
    let pilot = [(Field::Service, "PCS")];
    add(&mut outline, Some(&oo), A, "A 1.7", "Évaluer le Plan de Cohésion sociale", &pilot, Some(years(2020, 2025)));
    add(&mut outline, Some(&oo), A, "A 1.8", "Réviser", &pilot, Some(years(2019, 2024)));
    let found = found(&pst(outline.clone()));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message(Lang::Fr),
        "l’échéance « 2020-2025 » de « Évaluer le Plan de Cohésion sociale » sort de la législature 2018-2024"
    );
    assert_eq!(codes(&Document::Pst(Pst { outline, ..Pst::default() })), [""; 0]);
}

#[test]
fn codes_that_restart_under_another_parent_or_volet_are_no_duplicates() {
    // Saint-Léger: O.S.1 stands in both volets, Action 1 under every OO.
    let mut outline = Outline::default();
    for volet in ["VOLET EXTERNE", "VOLET INTERNE"] {
        let os = add(&mut outline, None, OS, "O.S.1", &format!("Être un CPAS ({volet})"), &[], None);
        outline.get_mut(&os).unwrap().classifications.push(Classification::volet(volet, None));
        for oo in ["O.O.1.1", "O.O.1.2"] {
            let oo = add(&mut outline, Some(&os), OO, oo, &format!("{oo} {volet}"), &[], None);
            let title = format!("Prévoir {} {volet}", oo.0);
            add(&mut outline, Some(&oo), A, "Action 1", &title, &[(Field::Agent, "AS")], Some(year(2020)));
        }
    }
    assert_eq!(codes(&pst(outline.clone())), [""; 0]);
    // The same number with another full stop is the same code.
    let os = outline.elements()[0].id.clone();
    let oo = add(&mut outline, Some(&os), OO, "O.O.1.2.", "Une autre", &[], None);
    add(&mut outline, Some(&oo), A, "Action 1", "Agir", &[(Field::Agent, "AS")], Some(year(2020)));
    let found = found(&pst(outline));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message(Lang::Fr),
        "le code « O.O.1.2. » est utilisé 2 fois dans le même objectif ou le même volet"
    );
}

#[test]
fn a_title_printed_twice_is_told_once() {
    // Anderlues has this title under two objectives.
    let mut outline = jemeppe();
    let oo = outline.elements()[1].id.clone();
    for _ in 0..2 {
        let title = "Organisation du travail le week-end pour les aides familiales";
        add(&mut outline, Some(&oo), A, "", title, &[(Field::Service, "SAFA")], Some(year(2020)));
    }
    let found = found(&pst(outline));
    assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), ["P107"]);
    assert!(found[0].message(Lang::Fr).ends_with("est utilisé 2 fois"));
}

#[test]
fn a_deadline_after_that_of_the_parent_is_told() {
    let mut outline = jemeppe();
    let oo = outline.elements()[1].id.clone();
    let value = FieldValue::new("2020").reading(Some(Reading::Deadline(year(2020))));
    outline.get_mut(&oo).unwrap().fields.insert(Field::Deadline, value);
    add(&mut outline, Some(&oo), A, "A 1.9", "Finir", &[(Field::Service, "PCS")], Some(year(2021)));
    assert_eq!(codes(&pst(outline)), ["P110"]);
}

#[test]
fn an_empty_programme_has_nothing_to_say() {
    assert_eq!(codes(&Document::Pst(Pst::default())), [""; 0]);
}

/// Title, objectives, nature, schedule.
type Action = (&'static str, &'static str, &'static str, Option<Deadline>);

/// A form of 2024 with these actions.
fn form(actions: &[Action]) -> WorkProgramme {
    let mut outline = Outline::default();
    let os = add(&mut outline, None, OS, "1", "cibler prioritairement la Phase 1", &[], None);
    for (title, objectives, nature, schedule) in actions {
        let id = add(&mut outline, Some(&os), A, "1.", title, &[], None);
        let fields = &mut outline.get_mut(&id).unwrap().fields;
        for (field, text) in [(Field::Objectives, objectives), (Field::Nature, nature)] {
            if !text.is_empty() {
                fields.insert(field, FieldValue::new(*text));
            }
        }
        if let Some(deadline) = schedule {
            let value = FieldValue::new(deadline.to_french()).reading(Some(Reading::Deadline(deadline.clone())));
            fields.insert(Field::Schedule, value);
        }
    }
    let institution = passerelle_core::Institution { name: Some("Couvin".into()), ..Default::default() };
    let text = "18 décembre 2023 (délibération jointe)".into();
    let validation = Some(Validation { text, date: Some(date(2023, 12, 18)), place: None });
    WorkProgramme { year: 2024, institution, validation, outline, ..WorkProgramme::default() }
}

fn may() -> Option<Deadline> {
    Some(Deadline::At { at: Period::Month { year: 2024, month: 5 }.into() })
}

const GOOD: (&str, &str, &str) = (
    "Se présenter chez les nouveaux habitants permanents",
    "Les informer sur le PHP en s’appuyant sur le folder informatif",
    "nouvelle action",
);

fn form_codes(programme: WorkProgramme) -> Vec<&'static str> {
    codes(&Document::PlanHpWorkProgramme(programme))
}

#[test]
fn a_well_filled_form_has_nothing_to_say() {
    assert_eq!(form_codes(form(&[(GOOD.0, GOOD.1, GOOD.2, may())])), [""; 0]);
}

#[test]
fn a_tenth_priority_action_is_too_many() {
    let actions = vec![(GOOD.0, GOOD.1, GOOD.2, may()); 10];
    let found = found(&Document::PlanHpWorkProgramme(form(&actions)));
    assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), ["H101"]);
    assert!(found[0].message(Lang::Fr).starts_with("le programme compte 10 actions prioritaires"));
    assert_eq!(form_codes(form(&actions[..9])), [""; 0]);
}

#[test]
fn each_rule_of_an_action_is_told() {
    let cases: &[(&str, Action)] = &[
        ("H102", ("Visites à domicile", GOOD.1, GOOD.2, may())),
        ("H103", (GOOD.0, "Meilleure information des habitants", GOOD.2, may())),
        ("H104", (GOOD.0, GOOD.1, "", may())),
        ("H105", ("Organiser une permanence hebdomadaire", GOOD.1, GOOD.2, may())),
        ("H105", ("Poursuivre les visites à domicile", GOOD.1, GOOD.2, may())),
        ("H105", (GOOD.0, GOOD.1, GOOD.2, Some(Deadline::Recurrent))),
        ("H109", (GOOD.0, GOOD.1, GOOD.2, Some(year(2025)))),
        ("H109", (GOOD.0, GOOD.1, GOOD.2, Some(years(2023, 2024)))),
        ("H111", (GOOD.0, GOOD.1, GOOD.2, None)),
        ("H111", (GOOD.0, GOOD.1, GOOD.2, Some(Deadline::None))),
    ];
    for (code, action) in cases {
        assert_eq!(form_codes(form(std::slice::from_ref(action))), [*code], "{action:?}");
    }
}

#[test]
fn permanent_residents_are_not_a_recurrence() {
    let action = ("Informer les habitants permanents du rapport annuel", GOOD.1, GOOD.2, may());
    assert_eq!(form_codes(form(&[action])), [""; 0]);
}

#[test]
fn the_validation_is_checked_against_the_date_of_the_form() {
    let with = |text: &str, day: Option<jiff::civil::Date>| {
        let mut programme = form(&[(GOOD.0, GOOD.1, GOOD.2, may())]);
        programme.validation = Some(Validation { text: text.into(), date: day, place: None });
        let found = found(&Document::PlanHpWorkProgramme(programme));
        found.iter().filter(|d| d.code() != "H115").map(|d| d.message(Lang::Fr)).collect::<Vec<_>>()
    };
    assert_eq!(with("31/12/2023", Some(date(2023, 12, 31))), [""; 0]);
    assert_eq!(
        with("15 janvier 2024", Some(date(2024, 1, 15))),
        ["le programme a été validé le 15 janvier 2024, après le 31 décembre 2023"]
    );
    assert_eq!(with("prochain Collège", None), ["la date de validation « prochain Collège » n’a pas pu être lue"]);
    let missing =
        "la date de validation par le Collège communal n’est pas indiquée (attendue pour le 31 décembre 2023)";
    assert_eq!(with("……", None), [missing]);
}

#[test]
fn a_blank_form_only_misses_its_commune_and_its_validation() {
    let mut blank = WorkProgramme { year: 2024, ..WorkProgramme::default() };
    blank.institution.name = Some("……………".into());
    let os = blank.outline.add(None, OS, "cibler prioritairement la Phase 1");
    for _ in 0..16 {
        blank.outline.add(Some(&os), A, "");
    }
    assert_eq!(form_codes(blank), ["H106", "H110"]);
}

#[test]
fn duties_to_come_are_named_only_on_a_given_day() {
    let document = Document::PlanHpWorkProgramme(form(&[(GOOD.0, GOOD.1, GOOD.2, may())]));
    let on = |today| {
        let context = CheckContext { today: Some(today), ..CheckContext::default() };
        let found = check(&document, &context);
        found.iter().filter(|d| d.code() == "H112").map(|d| d.message(Lang::Fr)).collect::<Vec<_>>()
    };
    assert_eq!(
        on(date(2024, 7, 1)),
        ["à faire pour le 31 décembre 2024 : bilan de décembre et rapport au Collège communal"]
    );
    assert_eq!(on(date(2023, 12, 1)).len(), 5, "the validation is done");
    assert_eq!(on(date(2025, 3, 1)), [""; 0]);
}

/// A form with one good action and its bilan.
fn with_bilan(text: &str, reading: Option<Reading>) -> WorkProgramme {
    let mut programme = form(&[(GOOD.0, GOOD.1, GOOD.2, may())]);
    let id = programme.outline.of_level(A).next().unwrap().id.clone();
    programme.outline.get_mut(&id).unwrap().set(Field::Bilan, text, reading);
    programme
}

#[test]
fn a_bilan_gives_a_number_or_a_date() {
    assert_eq!(form_codes(with_bilan("12 visites", None)), [""; 0]);
    assert_eq!(form_codes(with_bilan("Action réalisée", None)), ["H113"]);
    assert_eq!(form_codes(with_bilan("……", None)), [""; 0]);
    // "Juin" in front of a text is its month, not a measure.
    let bilan = passerelle_core::Bilan { june: Some("démarches faites".into()), december: None };
    assert_eq!(form_codes(with_bilan(&bilan.to_french(), Some(Reading::Bilan(bilan.clone())))), ["H113"]);
}

#[test]
fn a_bilan_that_is_due_is_missed_only_after_its_day() {
    let june = passerelle_core::Bilan { june: Some("12 visites".into()), december: None };
    let cases: [(WorkProgramme, [bool; 3]); 3] = [
        (form(&[(GOOD.0, GOOD.1, GOOD.2, may())]), [false, true, true]),
        (with_bilan(&june.to_french(), Some(Reading::Bilan(june.clone()))), [false, false, true]),
        (with_bilan("12 visites", None), [false, false, false]),
    ];
    for (programme, want) in cases {
        let document = Document::PlanHpWorkProgramme(programme);
        for (today, want) in [date(2024, 6, 30), date(2024, 7, 1), date(2025, 1, 1)].into_iter().zip(want) {
            let found = check(&document, &CheckContext { today: Some(today), ..CheckContext::default() });
            assert_eq!(found.iter().any(|d| d.code() == "H114"), want, "{today}");
        }
    }
}

#[test]
fn the_deliberation_is_named_beside_the_date_or_in_an_extra() {
    let mut programme = form(&[(GOOD.0, GOOD.1, GOOD.2, may())]);
    let validation = Validation { text: "18/12/2023".into(), date: Some(date(2023, 12, 18)), place: None };
    programme.validation = Some(validation);
    assert_eq!(form_codes(programme.clone()), ["H115"]);
    let extra = passerelle_core::Extra { label: "Délibération".into(), text: "n° 12".into(), place: None };
    programme.extras.push(extra);
    assert_eq!(form_codes(programme), [""; 0]);
}

#[test]
fn an_action_stands_under_an_objective_of_the_form() {
    let mut programme = form(&[]);
    let title = "poursuivre les objectifs communs à la phase 1 et 2";
    let texts = [(Field::Objectives, GOOD.1), (Field::Nature, GOOD.2)];
    for (objective, title) in [("7", "Axe local"), ("", title)] {
        let os = add(&mut programme.outline, None, OS, objective, title, &[], None);
        let action = add(&mut programme.outline, Some(&os), A, "1.", GOOD.0, &texts, None);
        let value = FieldValue::new("mai 2024").reading(may().map(Reading::Deadline));
        programme.outline.get_mut(&action).unwrap().fields.insert(Field::Schedule, value);
    }
    assert_eq!(form_codes(programme.clone()), ["H116"]);
    // The objectives are those of the plan of 23/12/2021: older programmes had axes.
    let older = WorkProgramme { year: 2019, ..programme };
    assert!(!form_codes(older).contains(&"H116"));
}

proptest! {
    #[test]
    fn no_programme_makes_a_rule_panic(
        elements in prop::collection::vec((0_usize..5, any::<String>(), any::<String>(), prop::option::of(0_usize..9)), 0..20),
        year in any::<i16>(),
    ) {
        let mut outline = Outline::default();
        for (level, title, code, parent) in elements {
            let parent = parent.and_then(|index| Some(outline.elements().get(index)?.id.clone()));
            let deadline = Some(Deadline::At { at: Period::Year { year }.into() });
            let texts = [(Field::Objectives, title.as_str()), (Field::Schedule, code.as_str())];
            add(&mut outline, parent.as_ref(), Level::ALL[level], &code, &title, &texts, deadline);
        }
        let context = CheckContext { today: Some(date(2024, 1, 1)), ..CheckContext::default() };
        let _ = check(&pst(outline.clone()), &context);
        let programme = WorkProgramme { year, outline, ..WorkProgramme::default() };
        let _ = check(&Document::PlanHpWorkProgramme(programme), &context);
    }
}

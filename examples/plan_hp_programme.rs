//! Un programme de travail du Plan HP (formulaire de la DiCS, 2024) construit par un programme, contrôlé et écrit.
//! La commune et ses actions sont inventées.
//!
//! `cargo run --release --example plan_hp_programme`
#![allow(clippy::print_stdout, reason = "an example prints")]

mod files;

use std::error::Error;

use jiff::civil::date;
use passerelle::notation::{self, Context};
use passerelle::{Document, Field, Lang, Nature, Reading, WorkProgramme};

const YEAR: i16 = 2024;

/// An action as a person fills it in.
struct Action {
    /// Number of the objectif stratégique on the form.
    objective: u16,
    title: &'static str,
    objectives: &'static str,
    nature: Nature,
    schedule: &'static str,
    bilan: &'static str,
}

const ACTIONS: &[Action] = &[
    Action {
        objective: 1,
        title: "Rencontrer les ménages de la zone inondable",
        objectives: "Identifier les besoins de relogement et informer sur les aides",
        nature: Nature::New,
        schedule: "janvier à juin 2024",
        bilan: "Juin : 14 visites, 22 RP rencontrés\nDécembre : 3 visites de suivi",
    },
    Action {
        objective: 1,
        title: "Conclure une convention avec l’agence immobilière sociale",
        objectives: "Disposer de deux logements de transit",
        nature: Nature::CarriedOver,
        schedule: "2e trimestre 2024",
        bilan: "réunions les 12/02 et 15/05, convention signée",
    },
    Action {
        objective: 2,
        title: "Organiser un ramassage des encombrants",
        objectives: "Assainir les abords des parcelles",
        nature: Nature::New,
        schedule: "mars et novembre 2024",
        bilan: "premier ramassage le 23/03, 31 ménages",
    },
    Action {
        objective: 3,
        title: "Former deux travailleurs sociaux au suivi après relogement",
        objectives: "Accompagner les ménages relogés pendant un an",
        nature: Nature::New,
        schedule: "septembre 2024",
        bilan: "",
    },
    Action {
        objective: 4,
        title: "Une lettre d’information aux habitants permanents",
        objectives: "Faire connaître le plan réactualisé",
        nature: Nature::New,
        schedule: "printemps 2025",
        bilan: "",
    },
];

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let context = Context { year: Some(YEAR), ..Context::default() };
    let mut programme = WorkProgramme::new(YEAR).commune("Valmont-sur-Ourthe").validated(date(2023, 12, 18));
    for action in ACTIONS {
        let element = programme.add_action(action.objective, action.title);
        element.set_reading(Field::Nature, Reading::Nature(action.nature));
        let texts =
            [(Field::Objectives, action.objectives), (Field::Schedule, action.schedule), (Field::Bilan, action.bilan)];
        for (field, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            // The printed text stays beside what it means, as if it had been read from a file.
            element.set(field, text, notation::read(field, text, &context).reading);
        }
    }
    let document = Document::PlanHpWorkProgramme(programme);

    println!("Programme de travail {YEAR} : {} actions.", ACTIONS.len());
    for diagnostic in passerelle::check(&document, Some(date(2024, 1, 2))) {
        let severity = diagnostic.severity().label(Lang::Fr);
        println!("{severity} {} : {}", diagnostic.code(), diagnostic.message(Lang::Fr));
        println!("  → {}", diagnostic.advice(Lang::Fr));
    }
    files::save(&document, "plan_hp_programme")
}

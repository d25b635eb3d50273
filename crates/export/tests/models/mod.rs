//! Programmes to write: the grid of Jemeppe, the filled form of the DiCS, and a long one.

#![allow(clippy::unwrap_used, dead_code, reason = "models for tests, each using some")]

use passerelle_core::form::WorkProgrammeForm;
use passerelle_core::{
    Classification, ClassificationKind, Code, Declaration, ElementId, Extra, Field, FieldValue, Institution,
    InstitutionKind, Legislature, Level, Outline, Place, Pst, Spot, Title, Validation, WorkProgramme,
};

fn cell(row: u32, column: u32) -> Place {
    Place::new(Spot::SheetCell { sheet: "Feuil1".into(), row, column })
}

fn domain(label: &str) -> Classification {
    Classification {
        kind: ClassificationKind::Domain,
        text: format!("DOMAINE : {label}"),
        label: label.into(),
        code: None,
        place: None,
    }
}

struct Writer<'a> {
    outline: &'a mut Outline,
    row: u32,
}

impl Writer<'_> {
    fn add(&mut self, parent: Option<&ElementId>, level: Level, code: &str, text: &str, wording: &str) -> ElementId {
        self.row += 1;
        let title = Title { text: text.into(), wording: wording.into(), place: Some(cell(self.row, 3)) };
        let id = self.outline.add(parent, level, title);
        if !code.is_empty() {
            self.outline.get_mut(&id).unwrap().code = Some(Code::new(code).at(cell(self.row, 8)));
        }
        id
    }

    fn set(&mut self, id: &ElementId, field: Field, text: &str) {
        self.outline.get_mut(id).unwrap().fields.insert(field, FieldValue::new(text));
    }
}

/// The grid of Jemeppe-sur-Sambre: one OS, two OO, ten actions.
pub fn jemeppe() -> Pst {
    const CHIEF: &str = "Cheffe de projet PCS";
    let mut pst = Pst {
        institution: Institution {
            name: Some("Jemeppe-sur-Sambre".into()),
            kind: Some(InstitutionKind::Commune),
            ins_code: None,
        },
        legislature: Some(Legislature { first_year: 2018, last_year: 2024 }),
        declaration: Some(Declaration {
            text: "Fondé sur la déclaration de politique communale 2018-2024".into(),
            adopted_on: None,
        }),
        ..Pst::default()
    };
    let mut w = Writer { outline: &mut pst.outline, row: 6 };
    let wording = "Etre une commune dont l'action et la cohésion sociales sont coordonnées entre acteurs locaux publics et avec les associations et institutions du secteur privé";
    let os = w.add(None, Level::StrategicObjective, "", &format!("Objectif stratégique : \"{wording}\""), wording);
    let element = w.outline.get_mut(&os).unwrap();
    element.classifications.push(Classification::volet("VOLET EXTERNE : POLITIQUES COMMUNALES", None));
    element.classifications.push(domain("AFFAIRES SOCIALES"));
    let objectives = [
        ("Favoriser l'interaction dans le cadre d'espaces de concertation", &ACTIONS[..4]),
        (
            "Développer la cohésion sociale sur le territoire jemeppois en veillant à prévenir la perte d'accès aux 7 droits fondamentaux",
            &ACTIONS[4..],
        ),
    ];
    for (number, (wording, actions)) in (1..).zip(objectives) {
        let text = format!("Objectif opérationnel {number}. {wording}");
        let oo = w.add(Some(&os), Level::OperationalObjective, &format!("O.O.{number}"), &text, wording);
        for (position, (wording, deadline, budget)) in (1..).zip(actions) {
            let text = format!("Action {number}.{position}. {wording}");
            let action = w.add(Some(&oo), Level::Action, &format!("A {number}.{position}"), &text, wording);
            let general = wording.starts_with("Formaliser");
            w.set(&action, Field::PoliticalPilot, "C. Brouir");
            w.set(&action, Field::Service, if general { "Direction générale" } else { "PCS" });
            w.set(&action, Field::Agent, if general { "Directeur général" } else { CHIEF });
            w.set(&action, Field::Deadline, deadline);
            w.set(&action, Field::OrdinaryBudget, budget);
            w.set(&action, Field::ExtraordinaryBudget, "/");
        }
    }
    pst
}

const ACTIONS: [(&str, &str, &str); 10] = [
    (
        "Remettre en place la coordination sociale entre le Centre Public d'Action Sociale et le Service du Plan de cohésion sociale communal par le biais de rencontres trimestrielles",
        "janv-20",
        "/",
    ),
    (
        "Mettre en place un comité d'accompagnement élargi (représentants CPAS, représentants PCS,...) pour aider à la mise en œuvre des Programmes Stratégiques Transversaux Commune et CPAS",
        "janv-20",
        "/",
    ),
    (
        "Formaliser la participation des conseillers de l'Action sociale aux réunions de la Commission communale des \"Affaires sociales\"",
        "janv-20",
        "/",
    ),
    (
        "Poursuivre le soutien à la Plateforme des acteurs de terrain (PAT) et aux différents groupes de travail mis en place (soutien logistique, coordination)",
        "Récurrent",
        "/",
    ),
    (
        "Coordonner et évaluer les actions à développer dans le cadre de la mise en œuvre du Plan de Cohésion sociale 2020-2025 subsidié par la Région wallonne",
        "Récurrent",
        "73.500 € (Article 840107/124-02 Frais d'animation PCS III) NB: Subsidés RW",
    ),
    ("Revoir le règlement d'utilisation du Taxi social en vue d'élargir son champ d'actions", "Fin 1e trim. 2020", "/"),
    (
        "Promouvoir les services proposés par l'Espace Public Numérique en vue de développer son action de terrain et son rôle comme levier pour lutter contre la fracture numérique",
        "Récurrent",
        "1.500 € (Article 84022/124-02 Frais fonct. EPN)",
    ),
    (
        "Mettre à disposition des services communaux et des acteurs de terrain le \"Passe-Partout\" en vue de développer des projets en lien avec la cohésion sociale (au minimum 1 X par semaine)",
        "Récurrent",
        "3.500 € (Article 84024/124-02 Frais fonct. Passe Partout)",
    ),
    (
        "Poursuivre l'organisation des activités du Service de Cohésion sociale telles que \"La Journée de la Personne extraordinaire\", \"Jemeppe Bienvenue\", \"Eté Solidaire\", \"Fête des Voisins\", ...",
        "Récurrent",
        "24.850 € (Article 84021/124-02 Frais animation Cohésion sociale)",
    ),
    (
        "Mener une réflexion sur la création d'un lieu permettant un accès aux soins pour les personnes précarisées",
        "Fin 2020",
        "/",
    ),
];

/// The form of 2024 filled with nine actions, two without bilan.
pub fn filled() -> (WorkProgrammeForm, WorkProgramme) {
    const NEW: &str = "nouvelle action";
    const OLD: &str = "report d’une action non réalisée l’année précédente";
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    let mut programme = WorkProgramme {
        year: 2024,
        institution: Institution {
            name: Some("Jemeppe-sur-Sambre".into()),
            kind: Some(InstitutionKind::Commune),
            ins_code: None,
        },
        validation: Some(Validation {
            text: "18 décembre 2023".into(),
            date: Some(jiff::civil::date(2023, 12, 18)),
            place: None,
        }),
        ..WorkProgramme::default()
    };
    let actions: [(u16, [&str; 5]); 9] = [
        (
            1,
            [
                "Rencontrer les ménages de la zone inondable du Domaine du Bois",
                "Identifier les besoins de relogement et informer sur les aides (ADEL, AIS)",
                NEW,
                "Janvier à juin 2024",
                "12 visites à domicile (8/01 au 28/06) ; 31 RP rencontrés",
            ],
        ),
        (
            1,
            [
                "Conclure une convention avec l’AIS",
                "Disposer de 3 logements de transit",
                OLD,
                "T2 2024",
                "2 réunions (14/02 et 22/05), convention signée",
            ],
        ),
        (
            1,
            [
                "Étudier l’achat de deux terrains",
                "Préparer la création de logements publics",
                NEW,
                "Septembre 2024",
                "",
            ],
        ),
        (
            2,
            [
                "Améliorer l’éclairage des voiries communes",
                "Sécuriser les déplacements",
                NEW,
                "Mars 2024",
                "4 points lumineux posés",
            ],
        ),
        (
            2,
            [
                "Organiser un ramassage des encombrants",
                "Assainir les abords",
                NEW,
                "Avril et octobre 2024",
                "6 tonnes, 48 ménages",
            ],
        ),
        (
            3,
            [
                "Tenir une permanence hebdomadaire de l’antenne sociale",
                "Favoriser l’accès aux droits",
                OLD,
                "Toute l’année",
                "44 permanences, 96 RP",
            ],
        ),
        (
            3,
            [
                "Former deux travailleurs sociaux au suivi post-relogement",
                "Assurer un accompagnement durable",
                NEW,
                "Juin 2024",
                "",
            ],
        ),
        (
            3,
            [
                "Mettre à jour la base de données HP",
                "Maîtriser les entrées",
                NEW,
                "Décembre 2024",
                "Mise à jour au 30/06 : 212 RP",
            ],
        ),
        (
            4,
            [
                "Publier un article « PHP » dans le bulletin communal",
                "Communiquer sur le plan réactualisé",
                NEW,
                "Mars et novembre 2024",
                "1 article (n° 142)",
            ],
        ),
    ];
    let mut w = Writer { outline: &mut programme.outline, row: 0 };
    for objective in &form.objectives {
        let os = w.add(None, Level::StrategicObjective, "", &objective.printed(), &objective.title);
        w.outline.get_mut(&os).unwrap().code = Some(Code::new(format!("OS {}", objective.number)));
        let own = actions.iter().filter(|(number, _)| *number == objective.number);
        for (position, (_, [title, objectives, nature, schedule, bilan])) in (1..).zip(own) {
            let text = format!("{position}. {title}");
            let action = w.add(Some(&os), Level::Action, &format!("{position}."), &text, title);
            let fields = [
                (Field::Objectives, objectives),
                (Field::Nature, nature),
                (Field::Schedule, schedule),
                (Field::Bilan, bilan),
            ];
            for (field, text) in fields.into_iter().filter(|(_, text)| !text.is_empty()) {
                w.set(&action, field, text);
            }
        }
    }
    (form, programme)
}

/// A long one: two volets, five domains, 10 OS, 30 OO, 300 actions, sub-actions, many columns, long texts and
/// cells of 5 000 characters.
pub fn long() -> Pst {
    const LOREM: &str = "Rénover énergétiquement les bâtiments communaux en associant les services, les habitants et les partenaires locaux à chaque étape du projet. ";
    let mut pst = jemeppe();
    pst.institution = Institution { name: Some("Anderlues".into()), kind: Some(InstitutionKind::Cpas), ins_code: None };
    pst.outline = Outline::default();
    let mut w = Writer { outline: &mut pst.outline, row: 6 };
    for o in 1..=10u32 {
        let os = w.add(
            None,
            Level::StrategicObjective,
            &format!("O.S.{o}"),
            "Être une commune qui prépare l’avenir",
            "Être une commune qui prépare l’avenir",
        );
        let volet = if o <= 5 { "VOLET EXTERNE" } else { "VOLET INTERNE : Administration générale" };
        let element = w.outline.get_mut(&os).unwrap();
        element.classifications.push(Classification::volet(volet, None));
        element
            .classifications
            .push(domain(["SOCIAL", "CADRE DE VIE", "ENFANCE", "LOGEMENT", "GESTION"][o as usize % 5]));
        if o == 2 {
            w.set(&os, Field::Status, "En cours");
        }
        for p in 1..=3u32 {
            let oo = w.add(
                Some(&os),
                Level::OperationalObjective,
                &format!("O.O.{o}.{p}"),
                "Développer les services de proximité",
                "Développer les services de proximité",
            );
            if p == 2 {
                w.set(&oo, Field::Indicators, "Taux d’avancement des actions");
            }
            for a in 1..=10u32 {
                let wording = LOREM.repeat(1 + (a as usize % 3));
                let action = w.add(Some(&oo), Level::Action, &format!("A {o}.{p}.{a}"), &wording, &wording);
                w.set(&action, Field::PoliticalPilot, "Échevin du Logement");
                w.set(&action, Field::Service, "Service technique\nService Urbanisme");
                w.set(&action, Field::Deadline, "Fin 1er trim. 2026");
                w.set(&action, Field::OrdinaryBudget, "73.500 € (Article 840107/124-02)");
                w.set(&action, Field::Subsidies, "Wallonie (PIC) 60 %");
                w.set(&action, Field::Status, "En cours");
                w.set(&action, Field::Progress, "40 %");
                let element = w.outline.get_mut(&action).unwrap();
                element.extras.push(Extra {
                    label: "Note politique générale".into(),
                    text: "p. 12".into(),
                    place: None,
                });
                if a == 4 {
                    let sub = w.add(
                        Some(&action),
                        Level::SubAction,
                        "",
                        "Étape 1 : étude de faisabilité",
                        "étude de faisabilité",
                    );
                    w.set(&sub, Field::Deadline, "2025");
                }
                if a == 5 && p == 1 && o % 5 == 1 {
                    w.set(&action, Field::Comments, &LOREM.repeat(36));
                }
            }
        }
    }
    pst
}

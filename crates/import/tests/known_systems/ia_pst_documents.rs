//! The documents of iA.PST: sheets of actions and objectives, the detailed report, the follow-up.

use passerelle_core::Reason;

use crate::asked::{columns, element, has_fields, parent, read, read_bytes, said, summary};
use crate::facts::fixture;

#[test]
fn the_action_sheets_of_ia_pst_name_their_objectives() {
    let import = read("ia-pst/fiches-action.html");
    assert_eq!(summary(&import), ("ia-pst-fiche-action", [2, 2, 2, 0, 0]));
    assert_eq!(
        columns(&import),
        [
            "Section: volet",
            "Domaine: domain",
            "Objectif stratégique: title:os",
            "Objectif opérationnel: title:oo",
            "Action: title:action",
            "Service: field:service",
            "Échéance: field:deadline",
            "Partenaires: field:partners",
            "Budget propre: field:budget",
            "Commentaire budget: field:comments",
            "Indicateur d'avancement: field:indicators",
            "Indice de santé: field:health",
            "Plan de travail: field:description",
            "Commentaires: field:comments"
        ]
    );
    has_fields(
        &import,
        &[(
            "Ouvrir un guichet en ligne",
            &[
                "service: Population",
                "partners: Opérateur régional",
                "deadline: 31/12/2022",
                "budget: 2019 pour Wallonie : 500\u{a0}€",
                "health: Bon",
                "indicators: Formulaires publiés = 2 / 8",
                "description: Rédiger puis publier les formulaires",
                "comments: Subside accordé en 2019\nDeux services pilotes",
            ],
        )],
    );
}

#[test]
fn the_objective_sheets_of_ia_pst_need_no_action() {
    let import = read("ia-pst/fiches-objectif.html");
    assert_eq!(summary(&import), ("ia-pst-fiche-objectif", [2, 2, 0, 0, 0]));
    let classified: Vec<&str> = element(&import, "Réduire la consommation des bâtiments")
        .classifications
        .iter()
        .map(|classification| classification.text.as_str())
        .collect();
    assert_eq!(classified, ["Volet externe : Développement des politiques", "Energie"]);
    assert_eq!(parent(&import, "Réduire la consommation des bâtiments"), "Être une commune sobre en énergie");
    has_fields(
        &import,
        &[(
            "Réduire la consommation des bâtiments",
            &[
                "political_pilot: M. Lambot",
                "administrative_pilot: Travaux",
                "service: Travaux",
                "partners: Province",
                "deadline: 30/06/2024",
                "budget: 2019 pour Wallonie : 1\u{a0}500\u{a0}€",
                "priority: 0",
                "indicators: Kilowattheures épargnés = 100 / 900",
                "comments: Selon la promesse de subside",
            ],
        )],
    );
}

/// A table of labels below the heading of each element; a task has neither level word nor code.
#[test]
fn the_detailed_report_of_ia_pst_gives_each_element_the_table_below_its_heading() {
    let import = read("ia-pst/detaille.html");
    assert_eq!(summary(&import), ("ia-pst-detaille", [1, 1, 2, 1, 1]));
    assert_eq!(said(&import), Vec::<&str>::new());
    assert!(import.report.left_aside.iter().all(|aside| aside.reason == Reason::Label));
    assert_eq!(element(&import, "Publier les formulaires").code.as_ref().unwrap().text, "SA.5");
    assert_eq!(parent(&import, "Tester chaque formulaire"), "Publier les formulaires");
    assert_eq!(parent(&import, "Former les agents de guichet"), "Simplifier les démarches des citoyens");
    has_fields(
        &import,
        &[
            ("Être une administration accessible à tous", &["observation: Les guichets ferment à 16 h"]),
            (
                "Simplifier les démarches des citoyens",
                &[
                    "political_pilot: Mme Renard",
                    "administrative_pilot: Secrétariat",
                    "service: Secrétariat\u{a0}; Population",
                    "deadline: 31/12/2023",
                    "priority: 1",
                    "indicators: Démarches en ligne = 4 / 12",
                    "goals: ODD 16. Paix, justice et institutions efficaces",
                ],
            ),
            (
                "Ouvrir un guichet en ligne",
                &[
                    "political_pilot: Mme Renard",
                    "service: Secrétariat\u{a0}; Population",
                    "bearer: Julie Martin",
                    "partners: Opérateur régional",
                    "deadline: 31/12/2022",
                    "budget: 2019 pour Wallonie : 500\u{a0}€",
                    "progress: 45\u{a0}%",
                    "health: Bon",
                    "indicators: Formulaires publiés = 2 / 8",
                    "goals: ODD 9. Industrie, innovation et infrastructure | ODD 16. Paix, justice et institutions efficaces",
                    "description: Un guichet ouvert jour et nuit",
                    "observation: Aucun formulaire en ligne",
                    "comments: Subside accordé en 2019\nDeux services pilotes",
                ],
            ),
            (
                "Publier les formulaires",
                &["service: Secrétariat", "deadline: 31/12/2021", "progress: 25\u{a0}%", "health: Risque"],
            ),
            (
                "Tester chaque formulaire",
                &[
                    "service: Population",
                    "agent: Luc Dubois",
                    "deadline: 15/10/2021",
                    "description: Avec trois habitants",
                ],
            ),
        ],
    );
}

/// Each heading has a table of one row below it; the tasks of a sub-action have one more.
#[test]
fn the_follow_up_of_ia_pst_gives_each_heading_the_row_below_it() {
    let import = read("ia-pst/suivi.html");
    assert_eq!(summary(&import), ("ia-pst-suivi", [2, 2, 3, 1, 2]));
    assert_eq!(said(&import), Vec::<&str>::new());
    let header = [Reason::Header, Reason::RepeatedHeader];
    assert!(import.report.left_aside.iter().all(|aside| header.contains(&aside.reason)));
    assert_eq!(parent(&import, "Annoncer l'ouverture"), "Publier les formulaires");
    assert_eq!(parent(&import, "Former les agents de guichet"), "Simplifier les démarches des citoyens");
    has_fields(
        &import,
        &[
            (
                "Simplifier les démarches des citoyens",
                &[
                    "service: Secrétariat\u{a0}; Population",
                    "deadline: 31/12/2023",
                    "priority: 1",
                    "status: En cours",
                    "indicators: Démarches en ligne = 4 / 12",
                ],
            ),
            (
                "Ouvrir un guichet en ligne",
                &[
                    "service: Secrétariat\u{a0}; Population",
                    "bearer: Julie Martin",
                    "deadline: 31/12/2022",
                    "status: En cours",
                    "progress: 45\u{a0}%",
                    "health: Bon",
                    "indicators: Formulaires publiés = 2 / 8",
                ],
            ),
            (
                "Publier les formulaires",
                &[
                    "service: Secrétariat",
                    "bearer: Julie Martin",
                    "deadline: 31/12/2021",
                    "status: En cours",
                    "progress: 25\u{a0}%",
                    "health: Risque",
                    "indicators: Formulaires publiés = 2 / 8",
                ],
            ),
            (
                "Annoncer l'ouverture",
                &["service: Communication", "agent: Anne Petit", "deadline: 01/12/2021", "status: Non commencé"],
            ),
            (
                "Isoler la maison communale",
                &[
                    "service: Travaux\u{a0}; Finances",
                    "bearer: Paul Noël",
                    "deadline: 31/12/2023",
                    "status: En cours",
                    "progress: 60\u{a0}%",
                    "health: Risque",
                    "indicators: Toitures isolées = 1 / 3",
                ],
            ),
        ],
    );
}

/// iA.PST prints no row for an empty field, and no table where all are empty: the heading is all there is of the element.
#[test]
fn a_heading_of_the_detailed_report_without_table_is_an_element_all_the_same() {
    let html = String::from_utf8(fixture("ia-pst/detaille.html")).unwrap();
    let (before, last) = html.split_once("<h3>Former les agents").unwrap();
    let bare = "<h2>Soigner l'accueil (OO.8)</h2><h3>Repeindre la salle (A.9)</h3><h4>Choisir les teintes (SA.10)</h4>\
        <h5>Consulter les agents</h5><h3>Ouvrir le samedi (A.11)</h3><h1>Être une commune propre (OS.12)</h1>";
    let html = format!("{before}<h3>Numériser les archives (A.6)</h3><h3>Former les agents{last}")
        .replace("</body>", &format!("{bare}</body>"));
    let import = read_bytes(html.as_bytes(), "d.html");
    assert_eq!(summary(&import), ("ia-pst-detaille", [2, 2, 5, 2, 2]));
    assert_eq!(said(&import), Vec::<&str>::new());
    assert!(import.report.left_aside.iter().all(|aside| aside.reason == Reason::Label));
    assert_eq!(element(&import, "Numériser les archives").code.as_ref().unwrap().text, "A.6");
    assert_eq!(parent(&import, "Numériser les archives"), "Simplifier les démarches des citoyens");
    assert_eq!(parent(&import, "Former les agents de guichet"), "Simplifier les démarches des citoyens");
    assert_eq!(parent(&import, "Consulter les agents"), "Choisir les teintes");
    assert_eq!(parent(&import, "Ouvrir le samedi"), "Soigner l'accueil");
    has_fields(&import, &[("Ouvrir le samedi", &[])]);
}

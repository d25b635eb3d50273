//! The spreadsheets of iA.PST.

use crate::asked::{columns, element, has_fields, parent, read, said, summary};

/// The sheet with 74 columns repeats the objectives, the actions and the sub-actions on each row.
#[test]
fn the_export_of_ia_pst_gives_five_levels_with_all_their_columns() {
    for file in ["ia-pst/export.tsv", "ia-pst/export.xlsx"] {
        let import = read(file);
        assert_eq!(summary(&import), ("ia-pst-export", [2, 2, 4, 2, 3]));
        assert_eq!(import.recognition.layout_label.fr, "feuille « Export » d’iA.PST");
        assert_eq!(said(&import), Vec::<&str>::new(), "{file}");
        let counts = &import.report.counts;
        assert_eq!((counts.non_empty, counts.in_fields, counts.in_extras, counts.left_aside), (322, 248, 0, 74));
        let columns = columns(&import);
        assert_eq!(columns.len(), 74);
        assert!(columns.iter().all(|column| !column.ends_with("extra")), "{columns:?}");
        for wanted in [
            "OSRéférence: title:os",
            "OSÉtat: field:status",
            "OOResp admin: field:administrative_pilot",
            "OOO.D.D.: field:goals",
            "ACTIndicateur résultat: field:indicators",
            "ACTDétails indice santé: field:comments",
            "SUBACTDate fin effective: field:effective_end",
            "SUBACTCom budget: field:comments",
            "TASKGroupe: field:service",
            "TASKUtilisateur: field:agent",
        ] {
            assert!(columns.iter().any(|column| column == wanted), "{wanted}");
        }
        assert_eq!(element(&import, "Ouvrir un guichet en ligne").code.as_ref().unwrap().text, "A.3");
        assert_eq!(parent(&import, "Publier les formulaires"), "Ouvrir un guichet en ligne");
        assert_eq!(parent(&import, "Tester chaque formulaire"), "Publier les formulaires");
        assert_eq!(parent(&import, "Annoncer l'ouverture"), "Publier les formulaires");
        // Tasks right under an action without sub-action.
        assert_eq!(parent(&import, "Choisir les formations"), "Former les agents de guichet");
        has_fields(
            &import,
            &[
                (
                    "Ouvrir un guichet en ligne",
                    &[
                        "political_pilot: Mme Renard",
                        "service: Secrétariat\u{a0}; Population",
                        "bearer: Julie Martin",
                        "external_partners: Opérateur régional\u{a0}; Fédération des CPAS",
                        "start: 01/03/2020",
                        "effective_start: 15/04/2020",
                        "deadline: 31/12/2022",
                        "budget: 2019 pour Wallonie : 500\u{a0}€ | 2019 pour Europe : 200\u{a0}€",
                        "status: En cours",
                        "progress: 45\u{a0}%",
                        "health: Bon",
                        "indicators: Formulaires publiés = 2 / 8 | Demandes reçues = 40 / 100",
                        "goals: ODD 9. Industrie, innovation et infrastructure | ODD 16. Paix, justice et institutions efficaces",
                        "observation: Aucun formulaire en ligne",
                        "comments: Subside accordé en 2019\nDeux services pilotes",
                    ],
                ),
                (
                    "Former les agents de guichet",
                    &[
                        "service: Ressources humaines",
                        "deadline: 30/06/2021",
                        "status: À agender",
                        "progress: 0\u{a0}%",
                        "health: En pause",
                        "comments: Attend le nouveau cadre",
                        "plans: Plan de formation du personnel",
                    ],
                ),
                (
                    "Isoler la maison communale",
                    &[
                        "political_pilot: M. Lambot",
                        "service: Travaux\u{a0}; Finances",
                        "bearer: Paul Noël",
                        "external_partners: Province",
                        "start: 01/09/2020",
                        "effective_start: 01/10/2020",
                        "deadline: 31/12/2023",
                        "budget: 2020 pour Wallonie : 12\u{a0}000\u{a0}€ | 2020 pour Ville : 3\u{a0}000\u{a0}€",
                        "status: En cours",
                        "progress: 60\u{a0}%",
                        "health: Risque",
                        "indicators: Toitures isolées = 1 / 3",
                        "goals: ODD 7. Énergie propre et d’un coût abordable | ODD 13. Mesures relatives à la lutte contre les changements climatiques",
                        "comments: Entrepreneur en retard",
                        "plans: Plan de gestion",
                    ],
                ),
                ("Tester chaque formulaire", &["service: Population", "agent: Luc Dubois", "deadline: 15/10/2021"]),
                (
                    "Simplifier les démarches des citoyens",
                    &[
                        "political_pilot: Mme Renard",
                        "administrative_pilot: Secrétariat",
                        "service: Secrétariat\u{a0}; Population",
                        "deadline: 31/12/2023",
                        "priority: 1",
                        "status: En cours",
                        "indicators: Démarches en ligne = 4 / 12",
                        "goals: ODD 16. Paix, justice et institutions efficaces",
                    ],
                ),
            ],
        );
    }
}

#[test]
fn the_progress_state_of_ia_pst_tells_levels_by_type() {
    let import = read("ia-pst/etat-avancement.xlsx");
    // A link (AL) to an action stands as an action of its own.
    assert_eq!(summary(&import), ("ia-pst-etat-avancement", [2, 2, 4, 2, 0]));
    assert_eq!(
        columns(&import),
        [
            "Types: level",
            "Titres: title",
            "États: field:status",
            "Mandataires: field:political_pilot",
            "Gestionnaires: field:service",
            "Porteurs: field:bearer",
            "Échéance: field:deadline",
            "Progression: field:progress",
            "Constat: field:observation",
            "Indice de santé: field:health",
            "Détails de l'indice de santé: field:comments"
        ]
    );
    assert_eq!(element(&import, "Ouvrir un guichet en ligne").code.as_ref().unwrap().text, "A.3");
    assert_eq!(parent(&import, "Publier les formulaires"), "Ouvrir un guichet en ligne");
    has_fields(
        &import,
        &[(
            "Publier les formulaires",
            &[
                "political_pilot: Mme Renard",
                "service: Secrétariat",
                "bearer: Julie Martin",
                "deadline: 31/12/2021",
                "status: En cours",
                "progress: 25\u{a0}%",
                "health: Risque",
                "comments: Charge de travail",
            ],
        )],
    );
}

#[test]
fn the_follow_up_sheets_of_ia_pst_have_actions_or_tasks_only() {
    let import = read("ia-pst/suivi-gestionnaires.xlsx");
    assert_eq!(summary(&import), ("ia-pst-suivi-gestionnaires", [0, 0, 2, 2, 0]));
    assert_eq!(
        columns(&import),
        [
            "A / SA: level",
            "Titre de l'action ou de la sous-action: title",
            "Mandataire(s): field:political_pilot",
            "Etat: field:status",
            "Porteur: field:bearer",
            "Échéance: field:deadline",
            "Progression: field:progress",
            "Constat: field:observation"
        ]
    );
    assert_eq!(parent(&import, "Publier les formulaires"), "Ouvrir un guichet en ligne");
    // The type of a row is no code.
    assert!(import.document.outline().elements().iter().all(|element| element.code.is_none()));
    has_fields(
        &import,
        &[(
            "Rédiger les formulaires",
            &[
                "political_pilot: Mme Renard",
                "bearer: Luc Dubois",
                "deadline: 30/09/2020",
                "status: Terminé",
                "progress: 100\u{a0}%",
            ],
        )],
    );

    let import = read("ia-pst/suivi-editeurs.xlsx");
    assert_eq!(summary(&import), ("ia-pst-suivi-editeurs", [0, 0, 2, 0, 3]));
    assert_eq!(
        columns(&import),
        [
            "Titre de la tâche: title:task",
            "Groupe assigné: field:service",
            "Etat: field:status",
            "Utilisateur assigné: field:agent",
            "Échéance: field:deadline",
            "Titre de l'action: title:action"
        ]
    );
    // The action stands right of its task, and again for the next one.
    assert_eq!(parent(&import, "Annoncer l'ouverture"), "Publier les formulaires");
    has_fields(
        &import,
        &[(
            "Tester chaque formulaire",
            &["service: Population", "agent: Luc Dubois", "deadline: 15/10/2021", "status: Terminé"],
        )],
    );
}

#[test]
fn the_dashboard_of_ia_pst_says_the_state_by_a_cross_in_one_of_three_columns() {
    let import = read("ia-pst/tableau-de-bord.xlsx");
    assert_eq!(summary(&import), ("ia-pst-tableau-de-bord", [2, 2, 4, 0, 0]));
    assert_eq!(
        columns(&import),
        [
            "Objectifs & actions: level",
            "Objectifs & actions – Intitulé: title",
            "Objectifs & actions – Indicateurs: field:indicators",
            "Objectifs & actions – Pilote: field:administrative_pilot",
            "Objectifs & actions – Échéance: field:deadline",
            "Avancement – Statut – A progr.: field:status",
            "Avancement – Statut – En cours: field:status",
            "Avancement – Statut – Fin.: field:status",
            "Avancement – Indice de santé: field:health",
            "Résultats – Résultat atteint: extra"
        ]
    );
    // What was reached has no field of its own: it is kept beside the action, and said once.
    assert_eq!(said(&import), ["I101"]);
    assert_eq!(element(&import, "Ouvrir un guichet en ligne").extras[0].text, "2 formulaires");
    has_fields(
        &import,
        &[
            (
                "Ouvrir un guichet en ligne",
                &[
                    "administrative_pilot: Population",
                    "deadline: décembre 2022",
                    "status: En cours",
                    "health: Bon",
                    "indicators: Formulaires publiés",
                ],
            ),
            (
                "Former les agents de guichet",
                &[
                    "administrative_pilot: Ressources humaines",
                    "deadline: juin 2021",
                    "status: À agender",
                    "health: En pause",
                ],
            ),
            (
                "Remplacer l'éclairage public",
                &[
                    "administrative_pilot: Travaux",
                    "deadline: décembre 2020",
                    "status: Terminé",
                    "health: Bon",
                    "indicators: Lampes remplacées",
                ],
            ),
        ],
    );
}

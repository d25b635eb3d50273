//! The three grids of Marche-en-Famenne.

use crate::asked::{columns, element, has_fields, parent, read, summary};

#[test]
fn the_city_grid_of_marche_tells_levels_by_the_cell_that_is_filled() {
    let import = read("marche/grille-ville.csv");
    assert_eq!(summary(&import), ("marche-ville", [2, 3, 5, 0, 0]));
    assert_eq!(
        columns(&import),
        [
            "OS: code",
            "OO: code",
            "Position: code",
            "Name: title",
            "Type d'action: field:action_type",
            "Mandataire: field:political_pilot",
            "Agent pilote: field:agent",
            "Service Porteur: field:service",
            "Service(s) partenaire(s) internes: field:internal_partners",
            "Service(s) partenaire(s) externes: field:external_partners",
            "Etat d'avancement: field:status",
            "ODD: field:goals",
            "Action reprise dans la feuille de route ODD: field:priority",
            "Synergie Ville-CPAS: field:synergies",
            "Notes: field:comments"
        ]
    );
    assert_eq!(element(&import, "Refaire les trottoirs du centre").code.as_ref().unwrap().text, "01.2.01");
    assert_eq!(parent(&import, "Refaire les trottoirs du centre"), "Rendre les rues sûres");
    // Names of ODD with commas, in a list parted by commas.
    has_fields(
        &import,
        &[
            (
                "Ouvrir une maison des associations",
                &[
                    "political_pilot: Anne Renard\u{a0}; Marc Lambot",
                    "service: Cohésion sociale",
                    "agent: Julie Martin",
                    "internal_partners: Travaux, Culture",
                    "external_partners: ASBL Ensemble",
                    "priority: Oui",
                    "status: En cours",
                    "goals: ODD 11. Villes et communautés durables | ODD 17. Partenariats pour la réalisation des objectifs",
                    "synergies: Oui",
                    "comments: Bail signé",
                    "action_type: PST",
                ],
            ),
            (
                "Refaire les trottoirs du centre",
                &[
                    "political_pilot: Marc Lambot",
                    "service: Travaux",
                    "agent: Paul Noël",
                    "internal_partners: Mobilité",
                    "external_partners: Province",
                    "priority: Non",
                    "status: Non commencé",
                    "goals: ODD 9. Industrie, innovation et infrastructure",
                    "synergies: Non",
                    "comments: Étude en 2025",
                    "action_type: PST",
                ],
            ),
            (
                "Tenir un agenda des fêtes",
                &[
                    "political_pilot: Anne Renard",
                    "service: Culture",
                    "agent: Martin Julie\u{a0}; Noël Jean-Paul",
                    "priority: Non",
                    "status: En cours",
                    "goals: ODD 11. Villes et communautés durables",
                    "synergies: Non",
                    "action_type: Perenne",
                ],
            ),
        ],
    );
}

#[test]
fn the_cpas_grid_of_marche_has_its_objective_above_the_header() {
    let import = read("marche/grille-cpas-externe.xlsx");
    assert_eq!(summary(&import), ("marche-cpas", [1, 2, 4, 0, 0]));
    assert_eq!(
        columns(&import),
        [
            "Numéro d'action: code",
            "Intitulé: title",
            "OO: code",
            "ODD: field:goals",
            "RH: field:human_resources",
            "Etat: field:status",
            "%: field:progress",
            "Échéance: field:deadline",
            "Responsable: field:agent",
            "Agent pilote: field:agent",
            "Services ou partenaires: field:partners",
            "Notes: field:comments",
            "Feuille de route: field:priority"
        ]
    );
    assert_eq!(parent(&import, "Loger chacun"), "Une aide sociale proche des gens");
    assert_eq!(parent(&import, "Accompagner les locataires"), "Loger chacun");
    has_fields(
        &import,
        &[
            (
                "Ouvrir une permanence le samedi",
                &[
                    "agent: AR\u{a0}; JM",
                    "partners: Accueil, Plan de cohésion sociale",
                    "deadline: 31/12/2026",
                    "priority: Oui",
                    "status: En cours",
                    "progress: 50\u{a0}%",
                    "goals: ODD 1. Pas de pauvreté | ODD 10. Inégalités réduites",
                    "comments: Salle trouvée",
                ],
            ),
            (
                "Rendre les formulaires lisibles",
                &[
                    "agent: AR\u{a0}; LD",
                    "partners: Communication",
                    "deadline: 30/06/2025",
                    "priority: Non",
                    "status: Terminé",
                    "progress: 100\u{a0}%",
                    "goals: ODD 16. Paix, justice et institutions efficaces",
                ],
            ),
            (
                "Accompagner les locataires",
                &[
                    "agent: ML\u{a0}; PN",
                    "partners: Service social",
                    "priority: Non",
                    "status: Permanent",
                    "goals: ODD 1. Pas de pauvreté",
                ],
            ),
        ],
    );
}

#[test]
fn the_export_of_marche_has_all_titles_in_its_third_column() {
    let import = read("marche/export.xlsx");
    assert_eq!(summary(&import), ("marche-export", [2, 3, 4, 0, 0]));
    assert_eq!(
        columns(&import),
        [
            "OS: code",
            "OO: code",
            "Actions: title",
            "Type: field:action_type",
            "Mandataires: field:political_pilot",
            "Agents: field:agent",
            "Services porteurs: field:service",
            "Services partenaires: field:internal_partners",
            "Partenaires: field:partners",
            "Etat avancement: field:status",
            "ODDS: field:goals",
            "Action requise odd: field:priority",
            "Synergie Ville-Cpas: field:synergies"
        ]
    );
    assert_eq!(element(&import, "Isoler les écoles").code.as_ref().unwrap().text, "Action 70");
    has_fields(
        &import,
        &[
            (
                "Tenir un agenda des fêtes",
                &[
                    "political_pilot: Anne Renard",
                    "service: Culture",
                    "agent: Julie Martin",
                    "priority: Non",
                    "status: Non commencé",
                    "action_type: Perenne",
                ],
            ),
            (
                "Refaire les trottoirs du centre",
                &[
                    "political_pilot: Marc Lambot",
                    "service: Travaux",
                    "agent: Paul Noël",
                    "partners: Province",
                    "internal_partners: Mobilité",
                    "priority: Non",
                    "status: En cours",
                    "goals: ODD 9. Industrie, innovation et infrastructure",
                    "action_type: PST",
                ],
            ),
        ],
    );
}

//! The documents of other systems — iA.PST and the programme of Marche-en-Famenne — are recognised by layouts that
//! are data, and every text of them is accounted for.

#![allow(clippy::unwrap_used, clippy::panic)]

mod facts;

use facts::fixture;
use passerelle_core::{Element, Field, Level};
use passerelle_import::{Import, import};

fn read(path: &str) -> Import {
    let name = path.rsplit('/').next().unwrap();
    let tables = passerelle_tables::read(&fixture(path), name, &passerelle_tables::Limits::default()).unwrap();
    let import = import(&tables, name).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert!(import.report.counts.adds_up(), "{path}");
    assert_eq!(import.report.left_aside.len(), import.report.counts.left_aside, "{path}");
    import
}

/// The layout and how many elements of each level there are: OS, OO, actions, sub-actions, tasks.
fn summary(import: &Import) -> (&str, [usize; 5]) {
    let count = |level| import.document.outline().of_level(level).count();
    let mut levels = Level::ALL.iter().map(|level| count(*level));
    (import.report.layout.as_str(), std::array::from_fn(|_| levels.next().unwrap()))
}

fn element<'i>(import: &'i Import, wording: &str) -> &'i Element {
    let elements = import.document.outline().elements();
    elements.iter().find(|element| element.title.wording == wording).unwrap_or_else(|| panic!("{wording}"))
}

fn parent<'i>(import: &'i Import, wording: &str) -> &'i str {
    let id = element(import, wording).parent.as_ref().unwrap();
    let elements = import.document.outline().elements();
    elements.iter().find(|element| element.id == *id).unwrap().title.wording.as_str()
}

/// The fields of an element: what they mean, in French, where they have a reading; else as printed.
fn fields(import: &Import, wording: &str) -> Vec<String> {
    let element = element(import, wording);
    let said = |field: &Field| {
        let value = element.field(*field)?;
        let text = value.reading.as_ref().map_or_else(|| value.text.join("\n"), passerelle_core::Reading::to_french);
        Some(format!("{}: {text}", field.name()))
    };
    Field::ALL.iter().filter_map(said).collect()
}

/// Headers and what they were taken for.
fn columns(import: &Import) -> Vec<String> {
    let columns = import.recognition.tables.iter().flat_map(|table| &table.columns);
    let named = columns.filter(|column| !column.header.is_empty());
    named.map(|column| format!("{}: {}", column.header, column.role.as_deref().unwrap_or("extra"))).collect()
}

fn said(import: &Import) -> Vec<&'static str> {
    import.report.diagnostics.iter().map(passerelle_core::Diagnostic::code).collect()
}

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
        assert_eq!(
            fields(&import, "Ouvrir un guichet en ligne"),
            [
                "political_pilot: Mme Renard",
                "service: Secrétariat, Population",
                "bearer: Julie Martin",
                "external_partners: Opérateur régional, Fédération des CPAS",
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
                "comments: Subside accordé en 2019\nDeux services pilotes"
            ]
        );
        assert_eq!(
            fields(&import, "Former les agents de guichet"),
            [
                "service: Ressources humaines",
                "deadline: 30/06/2021",
                "status: À agender",
                "progress: 0\u{a0}%",
                "health: En pause",
                "comments: Attend le nouveau cadre",
                "plans: Plan de formation du personnel"
            ]
        );
        assert_eq!(
            fields(&import, "Isoler la maison communale"),
            [
                "political_pilot: M. Lambot",
                "service: Travaux, Finances",
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
                "plans: Plan de gestion"
            ]
        );
        assert_eq!(
            fields(&import, "Tester chaque formulaire"),
            ["service: Population", "agent: Luc Dubois", "deadline: 15/10/2021"]
        );
        assert_eq!(
            fields(&import, "Simplifier les démarches des citoyens"),
            [
                "political_pilot: Mme Renard",
                "administrative_pilot: Secrétariat",
                "service: Secrétariat, Population",
                "deadline: 31/12/2023",
                "priority: 1",
                "status: En cours",
                "indicators: Démarches en ligne = 4 / 12",
                "goals: ODD 16. Paix, justice et institutions efficaces"
            ]
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
    assert_eq!(
        fields(&import, "Publier les formulaires"),
        [
            "political_pilot: Mme Renard",
            "service: Secrétariat",
            "bearer: Julie Martin",
            "deadline: 31/12/2021",
            "status: En cours",
            "progress: 25\u{a0}%",
            "health: Risque",
            "comments: Charge de travail"
        ]
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
    assert_eq!(
        fields(&import, "Rédiger les formulaires"),
        [
            "political_pilot: Mme Renard",
            "bearer: Luc Dubois",
            "deadline: 30/09/2020",
            "status: Terminé",
            "progress: 100\u{a0}%"
        ]
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
    assert_eq!(
        fields(&import, "Tester chaque formulaire"),
        ["service: Population", "agent: Luc Dubois", "deadline: 15/10/2021", "status: Terminé"]
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
    assert_eq!(
        fields(&import, "Ouvrir un guichet en ligne"),
        [
            "administrative_pilot: Population",
            "deadline: décembre 2022",
            "status: En cours",
            "health: Bon",
            "indicators: Formulaires publiés"
        ]
    );
    assert_eq!(
        fields(&import, "Former les agents de guichet"),
        ["administrative_pilot: Ressources humaines", "deadline: juin 2021", "status: À agender", "health: En pause"]
    );
    assert_eq!(
        fields(&import, "Remplacer l'éclairage public"),
        [
            "administrative_pilot: Travaux",
            "deadline: décembre 2020",
            "status: Terminé",
            "health: Bon",
            "indicators: Lampes remplacées"
        ]
    );
}

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
    assert_eq!(
        fields(&import, "Ouvrir un guichet en ligne"),
        [
            "service: Population",
            "partners: Opérateur régional",
            "deadline: 31/12/2022",
            "budget: 2019 pour Wallonie : 500\u{a0}€",
            "health: Bon",
            "indicators: Formulaires publiés = 2 / 8",
            "description: Rédiger puis publier les formulaires",
            "comments: Subside accordé en 2019\nDeux services pilotes"
        ]
    );
}

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
    assert_eq!(
        fields(&import, "Ouvrir une maison des associations"),
        [
            "political_pilot: Anne Renard, Marc Lambot",
            "service: Cohésion sociale",
            "agent: Julie Martin",
            "internal_partners: Travaux, Culture",
            "external_partners: ASBL Ensemble",
            "priority: Oui",
            "status: En cours",
            "goals: ODD 11. Villes et communautés durables | ODD 17. Partenariats pour la réalisation des objectifs",
            "synergies: Oui",
            "comments: Bail signé",
            "action_type: PST"
        ]
    );
    assert_eq!(
        fields(&import, "Refaire les trottoirs du centre"),
        [
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
            "action_type: PST"
        ]
    );
    assert_eq!(
        fields(&import, "Tenir un agenda des fêtes"),
        [
            "political_pilot: Anne Renard",
            "service: Culture",
            "agent: Martin Julie, Noël Jean-Paul",
            "priority: Non",
            "status: En cours",
            "goals: ODD 11. Villes et communautés durables",
            "synergies: Non",
            "action_type: Perenne"
        ]
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
    assert_eq!(
        fields(&import, "Ouvrir une permanence le samedi"),
        [
            "agent: AR, JM",
            "partners: Accueil, Plan de cohésion sociale",
            "deadline: 31/12/2026",
            "priority: Oui",
            "status: En cours",
            "progress: 50\u{a0}%",
            "goals: ODD 1. Pas de pauvreté | ODD 10. Inégalités réduites",
            "comments: Salle trouvée"
        ]
    );
    assert_eq!(
        fields(&import, "Rendre les formulaires lisibles"),
        [
            "agent: AR, LD",
            "partners: Communication",
            "deadline: 30/06/2025",
            "priority: Non",
            "status: Terminé",
            "progress: 100\u{a0}%",
            "goals: ODD 16. Paix, justice et institutions efficaces"
        ]
    );
    assert_eq!(
        fields(&import, "Accompagner les locataires"),
        [
            "agent: ML, PN",
            "partners: Service social",
            "priority: Non",
            "status: Permanent",
            "goals: ODD 1. Pas de pauvreté"
        ]
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
    assert_eq!(
        fields(&import, "Tenir un agenda des fêtes"),
        [
            "political_pilot: Anne Renard",
            "service: Culture",
            "agent: Julie Martin",
            "priority: Non",
            "status: Non commencé",
            "action_type: Perenne"
        ]
    );
    assert_eq!(
        fields(&import, "Refaire les trottoirs du centre"),
        [
            "political_pilot: Marc Lambot",
            "service: Travaux",
            "agent: Paul Noël",
            "partners: Province",
            "internal_partners: Mobilité",
            "priority: Non",
            "status: En cours",
            "goals: ODD 9. Industrie, innovation et infrastructure",
            "action_type: PST"
        ]
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
    assert_eq!(
        fields(&import, "Réduire la consommation des bâtiments"),
        [
            "political_pilot: M. Lambot",
            "administrative_pilot: Travaux",
            "service: Travaux",
            "partners: Province",
            "deadline: 30/06/2024",
            "budget: 2019 pour Wallonie : 1\u{a0}500\u{a0}€",
            "priority: 0",
            "indicators: Kilowattheures épargnés = 100 / 900",
            "comments: Selon la promesse de subside"
        ]
    );
}

/// A table of labels below the heading of each element; a task has neither level word nor code.
#[test]
fn the_detailed_report_of_ia_pst_gives_each_element_the_table_below_its_heading() {
    let import = read("ia-pst/detaille.html");
    assert_eq!(summary(&import), ("ia-pst-detaille", [1, 1, 2, 1, 1]));
    assert_eq!(said(&import), Vec::<&str>::new());
    assert!(import.report.left_aside.iter().all(|aside| aside.reason == passerelle_core::Reason::Label));
    assert_eq!(element(&import, "Publier les formulaires").code.as_ref().unwrap().text, "SA.5");
    assert_eq!(parent(&import, "Tester chaque formulaire"), "Publier les formulaires");
    assert_eq!(parent(&import, "Former les agents de guichet"), "Simplifier les démarches des citoyens");
    assert_eq!(
        fields(&import, "Être une administration accessible à tous"),
        ["observation: Les guichets ferment à 16 h"]
    );
    assert_eq!(
        fields(&import, "Simplifier les démarches des citoyens"),
        [
            "political_pilot: Mme Renard",
            "administrative_pilot: Secrétariat",
            "service: Secrétariat, Population",
            "deadline: 31/12/2023",
            "priority: 1",
            "indicators: Démarches en ligne = 4 / 12",
            "goals: ODD 16. Paix, justice et institutions efficaces"
        ]
    );
    assert_eq!(
        fields(&import, "Ouvrir un guichet en ligne"),
        [
            "political_pilot: Mme Renard",
            "service: Secrétariat, Population",
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
            "comments: Subside accordé en 2019\nDeux services pilotes"
        ]
    );
    assert_eq!(
        fields(&import, "Publier les formulaires"),
        ["service: Secrétariat", "deadline: 31/12/2021", "progress: 25\u{a0}%", "health: Risque"]
    );
    assert_eq!(
        fields(&import, "Tester chaque formulaire"),
        ["service: Population", "agent: Luc Dubois", "deadline: 15/10/2021", "description: Avec trois habitants"]
    );
}

/// Each heading has a table of one row below it; the tasks of a sub-action have one more.
#[test]
fn the_follow_up_of_ia_pst_gives_each_heading_the_row_below_it() {
    let import = read("ia-pst/suivi.html");
    assert_eq!(summary(&import), ("ia-pst-suivi", [2, 2, 3, 1, 2]));
    assert_eq!(said(&import), Vec::<&str>::new());
    let header = [passerelle_core::Reason::Header, passerelle_core::Reason::RepeatedHeader];
    assert!(import.report.left_aside.iter().all(|aside| header.contains(&aside.reason)));
    assert_eq!(parent(&import, "Annoncer l'ouverture"), "Publier les formulaires");
    assert_eq!(parent(&import, "Former les agents de guichet"), "Simplifier les démarches des citoyens");
    assert_eq!(
        fields(&import, "Simplifier les démarches des citoyens"),
        [
            "service: Secrétariat, Population",
            "deadline: 31/12/2023",
            "priority: 1",
            "status: En cours",
            "indicators: Démarches en ligne = 4 / 12"
        ]
    );
    assert_eq!(
        fields(&import, "Ouvrir un guichet en ligne"),
        [
            "service: Secrétariat, Population",
            "bearer: Julie Martin",
            "deadline: 31/12/2022",
            "status: En cours",
            "progress: 45\u{a0}%",
            "health: Bon",
            "indicators: Formulaires publiés = 2 / 8"
        ]
    );
    assert_eq!(
        fields(&import, "Publier les formulaires"),
        [
            "service: Secrétariat",
            "bearer: Julie Martin",
            "deadline: 31/12/2021",
            "status: En cours",
            "progress: 25\u{a0}%",
            "health: Risque",
            "indicators: Formulaires publiés = 2 / 8"
        ]
    );
    assert_eq!(
        fields(&import, "Annoncer l'ouverture"),
        ["service: Communication", "agent: Anne Petit", "deadline: 01/12/2021", "status: Non commencé"]
    );
    assert_eq!(
        fields(&import, "Isoler la maison communale"),
        [
            "service: Travaux, Finances",
            "bearer: Paul Noël",
            "deadline: 31/12/2023",
            "status: En cours",
            "progress: 60\u{a0}%",
            "health: Risque",
            "indicators: Toitures isolées = 1 / 3"
        ]
    );
}

/// The elements as a person sees them: level, code, title, parent, values.
fn shown(import: &Import) -> Vec<String> {
    let elements = import.document.outline().elements();
    let shown = |element: &Element| {
        let code = element.code.as_ref().map_or("", |code| code.text.as_str());
        let values = element.fields.iter().map(|(field, value)| (field.name(), value.text.join("\n"), &value.reading));
        let extras = element.extras.iter().map(|extra| (extra.label.as_str(), extra.text.as_str()));
        let labels = element.classifications.iter().map(|one| one.label.as_str());
        let (values, extras, labels): (Vec<_>, Vec<_>, Vec<_>) = (values.collect(), extras.collect(), labels.collect());
        let parent = element.parent.as_ref().map(|id| id.0.as_str());
        format!("{} {code} {} {parent:?} {values:?} {extras:?} {labels:?}", element.level.name(), element.title.wording)
    };
    elements.iter().map(shown).collect()
}

/// iA.PST writes .odt and .ods; the other fixtures of it were made in HTML and .xlsx.
#[test]
fn the_documents_of_ia_pst_in_their_own_formats_give_the_same_elements() {
    for (made, own) in [
        ("export.xlsx", "export.ods"),
        ("etat-avancement.xlsx", "etat-avancement.ods"),
        ("suivi-gestionnaires.xlsx", "suivi-gestionnaires.ods"),
        ("suivi-editeurs.xlsx", "suivi-editeurs.ods"),
        ("tableau-de-bord.xlsx", "tableau-de-bord.ods"),
        ("fiches-action.html", "fiches-action.odt"),
        ("fiches-objectif.html", "fiches-objectif.odt"),
        ("suivi.html", "suivi.odt"),
        ("detaille.html", "detaille.odt"),
    ] {
        let (made, own) = (read(&format!("ia-pst/{made}")), read(&format!("ia-pst/{own}")));
        assert_eq!(shown(&made), shown(&own));
        assert_eq!(summary(&made), summary(&own));
        assert_eq!(said(&made), said(&own));
    }
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
    let tables = passerelle_tables::read(html.as_bytes(), "d.html", &passerelle_tables::Limits::default()).unwrap();
    let import = import(&tables, "d.html").unwrap();
    assert_eq!(summary(&import), ("ia-pst-detaille", [2, 2, 5, 2, 2]));
    assert_eq!(said(&import), Vec::<&str>::new());
    assert!(import.report.counts.adds_up());
    assert!(import.report.left_aside.iter().all(|aside| aside.reason == passerelle_core::Reason::Label));
    assert_eq!(element(&import, "Numériser les archives").code.as_ref().unwrap().text, "A.6");
    assert_eq!(parent(&import, "Numériser les archives"), "Simplifier les démarches des citoyens");
    assert_eq!(parent(&import, "Former les agents de guichet"), "Simplifier les démarches des citoyens");
    assert_eq!(parent(&import, "Consulter les agents"), "Choisir les teintes");
    assert_eq!(parent(&import, "Ouvrir le samedi"), "Soigner l'accueil");
    assert_eq!(fields(&import, "Ouvrir le samedi"), Vec::<String>::new());
}

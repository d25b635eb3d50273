//! The texts of made-up programmes.

use std::sync::LazyLock;

use passerelle::{Field, ReadingKind};
use proptest::prelude::*;
use proptest::sample::select;

/// Headers that mean no field.
pub const EXTRA_LABELS: &[&str] =
    &["Note politique générale", "Couleur du dossier", "Localisation (village)", "Feu vert du CoDir", ""];

pub const EXTRA_TEXTS: &[&str] =
    &["oui", "Vert", "/", "Mazy et « Bossière »\nGrand-Leez", "12", "à voir avec la tutelle", LONG];

/// A text that no column of a page bears.
const LONG: &str = "Le service rencontre un public dont les projets sont fort divers : l’enjeu est d’accroître la liste \
    des partenaires, afin de pouvoir orienter chacun vers l’organisme compétent dans la problématique rencontrée.\n\
    Le suivi se fait par des entretiens individuels, par des ateliers collectifs et par des visites à domicile ; il \
    demande que les équipes échangent leurs pratiques, que les outils d’évaluation soient revus et que les locaux \
    soient adaptés. Objectif : passer de 40 à 60 personnes par an, sans allonger les délais.\n\
    Budget : à charge du service ordinaire, sous réserve des subsides ; voir aussi la note au Conseil, qui détaille \
    les coûts par année, les recettes attendues, les risques et la manière dont les partenaires y prennent part.";

const OPENINGS: &[&str] = &[
    "Ouvrir une épicerie sociale",
    "Rénover l’éclairage public des sentiers",
    "Être une commune où l’on respire",
    "Développer l’offre d’accueil de la petite enfance",
    "Étudier la création d’un « repair café »",
    "Action sociale de proximité : renforcer l'équipe",
    "PCDR – fiche du plan communal",
    "Mettre en place un comité d'accompagnement (PCS III / PSSP)",
    "L’accessibilité des bâtiments (PMR), 100 % en 2030",
];

const ENDINGS: &[&str] = &[
    "",
    " pour les 12-18 ans",
    " avec l’AIS, le CPAS et la\u{a0}Régie des quartiers",
    "\n(phase d’étude, puis travaux)",
    " – budget 2026/2027",
    " \"pilote\" dans 3 écoles",
];

/// A wording. It begins with a letter and with no level word and number, which would be its level and code.
pub fn wording() -> impl Strategy<Value = String> {
    let long = " et poursuivre, en concertation avec les habitants, les associations et les services".repeat(12);
    let ending = prop_oneof![9 => select(ENDINGS).prop_map(str::to_owned), 1 => Just(long)];
    (select(OPENINGS), ending).prop_map(|(opening, ending)| format!("{opening}{ending}"))
}

/// What communes write in the cells of a field.
pub fn texts_of(field: Field) -> &'static [&'static str] {
    match field.kind() {
        ReadingKind::Deadline => &[
            "2026",
            "Fin 1e trim. 2020",
            "30/06/2025",
            "Récurrent",
            "/",
            "2019\n2020",
            "dès que possible",
            "2025 à 2027",
        ],
        ReadingKind::Budget => &[
            "1.500 € (Article 84022/124-02)",
            "/",
            "12\u{a0}000,00 €",
            "Subside PIC 2022-2024 : 60 %\nSolde sur fonds propres",
            "à déterminer",
            "73.500 € (Article 840107/124-02 Frais d'animation PCS III) NB: Subsidés RW",
        ],
        ReadingKind::People => &[
            "C. Brouir",
            "PCS, Commune",
            "AS et DG",
            "Échevine de la Mobilité",
            "Service travaux\nService urbanisme",
            "/",
        ],
        ReadingKind::Status => &["En cours", "Réalisé", "à réaliser", "reporté (budget 2027)"],
        ReadingKind::Progress => &["50 %", "100%", "10"],
        ReadingKind::Health => &["Bon", "Moyen", "Mauvais"],
        ReadingKind::Priority => &["1", "Haute", "P2"],
        ReadingKind::Goals => &["11, 13", "ODD 3", "ODD 11 – Villes et communautés durables", "3\n11"],
        ReadingKind::Synergy => &["oui", "non", "Synergie commune-CPAS : service informatique"],
        ReadingKind::Indicators => &["Nombre de ménages suivis : 25/an", "Charte signée\nNombre de réunions", "/"],
        ReadingKind::FullTimeEquivalents => &["0,5 ETP", "1", "à définir"],
        _ => &[
            "Organisation de réunions Prévoir un document reprenant les réflexions",
            "1. Étude\n2. Marché\n3. Travaux",
            "/",
            "« Bien vivre »\u{a0}: enquête auprès de 1 200 ménages",
            "Voir fiche 12",
            LONG,
        ],
    }
}

/// What communes write in the wide cells of the Plan HP form, and a bilan of 5 000 characters.
pub static FORM_TEXTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let long = "Visites à domicile, relogements à l’AIS et suivi par le CPAS (12 ménages, 31 RP) ; ".repeat(61);
    let long: String = long.chars().take(4_999).collect::<String>() + ".";
    [SHORT_FORM_TEXTS, &[Box::leak(long.into_boxed_str())]].concat()
});

const SHORT_FORM_TEXTS: &[&str] = &[
    "A < B & \"C\" > 'D' : l’été à Éghezée, œuvre ½ – 5\u{202f}000\u{a0}€",
    "Reloger cinq ménages du domaine",
    "- 3 visites en mars\n- 2 visites en octobre\n\nSuite : voir PCS",
    "Bilan de juin : 12 ménages rencontrés.\nBilan de décembre : 20 ménages, dont 4 relogés (« Bois d’Esneux »).",
    "Réalisé à 50 % : l’AIS n’a pas de logement disponible / convention à revoir en\u{a0}2025",
    "/",
];

pub const NATURES: &[&str] = &["nouvelle action", "poursuite/reconduction d’une action", "Autre : à préciser"];

pub const SCHEDULES: &[&str] = &["mars à juin 2024", "2024", "Toute l’année", "1er semestre", "/"];

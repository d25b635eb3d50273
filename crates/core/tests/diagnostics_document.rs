//! `docs/diagnostics.md` is made from the catalogue. With `PASSERELLE_UPDATE_DOCS=1` it is written anew.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use passerelle_core::diagnostic::Row;
use passerelle_core::{DiagnosticKind, Lang, Severity};

const DOC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/diagnostics.md");

const HEAD: &str = "# Les diagnostics de Passerelle

Un diagnostic dit ce qu’il faut savoir ou faire, à quel endroit de la source, avec un code stable. Rien n’est deviné en
silence : ce que Passerelle a dû choisir, ce qu’il n’a pas pu lire et ce qui manque au document se trouve ici.

Les mots entre accolades, comme `{title}`, sont remplacés par ceux du document. Ce fichier est produit à partir du
catalogue (`crates/core/src/catalogue.rs`) ; un test échoue s’il n’est plus à jour.

";

/// Letter of the codes, heading, what the codes are about.
const STAGES: [(char, &str, &str); 7] = [
    ('R', "Lecture du fichier", "Ce que le fichier est, et ce qui n’a pas pu en être lu."),
    ('I', "Import de la grille", "Comment les lignes et les colonnes ont été comprises."),
    ('N', "Notations", "Les échéances, budgets, états et autres valeurs (voir [notations.md](notations.md))."),
    ('P', "Règles du PST", "Ce qu’un programme stratégique transversal devrait contenir."),
    ('H', "Règles du Plan HP", "Ce que le formulaire « Programme de travail » demande."),
    ('E', "Échange avec eComptes", "Ce que le fichier pour eComptes ne dit pas, ou a dû compléter."),
    ('M', "Réunion de fichiers", "Ce qui diffère entre les fichiers d’un même programme."),
];

fn document() -> String {
    let mut text = HEAD.to_owned();
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    writeln!(text, "| Gravité | Sens |\n| --- | --- |").unwrap();
    for (severity, meaning) in severities.iter().zip(["une règle n’est pas respectée", "à regarder", "rien à faire"])
    {
        writeln!(text, "| {} | {meaning} |", severity.label(Lang::Fr)).unwrap();
    }
    for (letter, heading, about) in STAGES {
        let kinds = DiagnosticKind::ALL.iter().map(|kind| kind.row()).filter(|row| row.code.starts_with(letter));
        writeln!(text, "\n## {heading}\n\n{about}\n").unwrap();
        writeln!(text, "| Code | Gravité | Message | Que faire | Source |\n| --- | --- | --- | --- | --- |").unwrap();
        for row in kinds {
            let severity = row.severity.label(Lang::Fr);
            let cells = [row.code, severity, row.fr, row.advice_fr, row.source];
            let cells = cells.map(|cell| Row::shown(cell).replace('|', "\\|"));
            writeln!(text, "| {} |", cells.join(" | ")).unwrap();
        }
    }
    text
}

#[test]
fn the_document_of_diagnostics_is_up_to_date() {
    let new = document();
    if std::env::var_os("PASSERELLE_UPDATE_DOCS").is_some() {
        std::fs::write(DOC, &new).unwrap();
    }
    let doc = std::fs::read_to_string(DOC).unwrap_or_default().replace("\r\n", "\n");
    for (was, is) in doc.lines().zip(new.lines()) {
        assert_eq!(was, is, "PASSERELLE_UPDATE_DOCS=1 writes docs/diagnostics.md anew");
    }
    assert_eq!(doc.len(), new.len(), "PASSERELLE_UPDATE_DOCS=1 writes docs/diagnostics.md anew");
}

#[test]
fn every_diagnostic_belongs_to_a_stage() {
    for kind in DiagnosticKind::ALL {
        assert!(STAGES.iter().any(|(letter, ..)| kind.row().code.starts_with(*letter)), "{}", kind.row().code);
    }
}

#[test]
fn no_two_diagnostics_share_a_code() {
    let mut seen = std::collections::BTreeSet::new();
    for kind in DiagnosticKind::ALL {
        assert!(seen.insert(kind.row().code), "{}", kind.row().code);
    }
}

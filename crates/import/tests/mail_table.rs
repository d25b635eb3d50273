//! A grid in a mail, its columns apart by spaces.

#![allow(clippy::unwrap_used)]

use passerelle_core::{Field, Level};

const MAIL: &str = "Bonjour,\n\nVoici la situation de nos actions.\n\n\
    N°      Action                                  Échéance        Service           Budget\n\
    ------  --------------------------------------  --------------  ----------------  -----------\n\
    OS 1 : Être une commune solidaire\n\
    OO 1.1 : Aider les ménages\n\
    1.1.1   Ouvrir une épicerie sociale             31/12/2026      CPAS              5.000 €\n\
    1.1.2   Former les bénévoles                    juin 2027       Cohésion sociale\n\
    1.1.3   Créer un fonds d'avance pour            2028            Service Énergie   12.500 €\n\
    \u{20}       les factures de chauffage\n\
    OO 1.2 : Loger chacun\n\
    1.2.1   Acquérir deux logements                 2028            Logement          250.000 €\n\n\
    Bien à vous,\nJulie\n";

#[test]
fn a_grid_in_a_mail_is_read_like_any_other() {
    let tables =
        passerelle_tables::read(MAIL.as_bytes(), "courriel.txt", &passerelle_tables::Limits::default()).unwrap();
    let import = passerelle_import::import(&tables, "courriel.txt").unwrap();
    assert!(import.report.counts.adds_up());
    let outline = import.document.outline();
    let count = |level| outline.of_level(level).count();
    assert_eq!((count(Level::StrategicObjective), count(Level::OperationalObjective)), (1, 2));
    let said = |field| {
        let text = |element: &passerelle_core::Element| element.field(field).map(|value| value.text.join(" "));
        outline.of_level(Level::Action).map(|action| text(action).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(said(Field::Deadline), ["31/12/2026", "juin 2027", "2028", "2028"]);
    assert_eq!(said(Field::Budget), ["5.000 €", "", "12.500 €", "250.000 €"]);
    assert_eq!(said(Field::Service), ["CPAS", "Cohésion sociale", "Service Énergie", "Logement"]);
    let wrapped = outline.of_level(Level::Action).nth(2).unwrap();
    assert_eq!(wrapped.title.wording, "Créer un fonds d'avance pour les factures de chauffage");
}

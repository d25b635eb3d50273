//! Tables of equipments as people make them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use passerelle_core::plan_hp::{EquipmentYear, Figure, Phase, check_equipments};
use passerelle_core::{Diagnostic, ImportReport, Lang};
use passerelle_import::{EquipmentsImport, ImportError, import_equipments};
use passerelle_tables::Limits;

fn read(text: &str, name: &str) -> EquipmentsImport {
    let tables = passerelle_tables::read(text.as_bytes(), name, &Limits::default()).unwrap();
    let import = import_equipments(&tables, name, None).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert!(import.report.counts.adds_up(), "{:?}", import.report);
    import
}

/// Name, year, phase, residents of a record.
type Row<'r> = (&'r str, Option<i16>, Option<Phase>, Option<u32>);

fn rows(import: &EquipmentsImport) -> Vec<Row<'_>> {
    let row = |record: &'_ EquipmentYear| (record.year, record.phase(), record.known_residents());
    let records = import.equipments.records.iter();
    records.map(|record| (record.name.as_str(), row(record).0, row(record).1, row(record).2)).collect()
}

fn codes(report: &ImportReport) -> Vec<&'static str> {
    report.diagnostics.iter().map(Diagnostic::code).collect()
}

/// A web page is the shortest way to merged cells.
fn page(rows: &str) -> String {
    format!("<html><body><h1>Habitat permanent</h1><table>{rows}</table></body></html>")
}

#[test]
fn a_plain_table_with_its_total_reads_without_doubt() {
    let text = "Commune : Philippeville\n\nÉquipement;Phase;Statut juridique;RP domiciliés au 31/12/2024;RP non domiciliés au \
                31/12/2024;Total 2024\nBois de Roly;Phase 2;zone de loisirs;475;12;487\nCamping du Moulin;1;camping;0;0;0\n\
                Petite Suisse;hors Plan HP;;105;3;108\nTotal;;;580;15;595\n";
    let import = read(text, "etat.csv");
    assert_eq!(codes(&import.report), Vec::<&str>::new());
    assert_eq!(import.equipments.commune.as_deref(), Some("Philippeville"));
    let year = Some(2024);
    assert_eq!(
        rows(&import),
        [
            ("Bois de Roly", year, Some(Phase::Two), Some(487)),
            ("Camping du Moulin", year, Some(Phase::One), Some(0)),
            ("Petite Suisse", year, Some(Phase::Other), Some(108)),
        ]
    );
    let record = &import.equipments.records[0];
    assert_eq!(record.legal_status.as_deref(), Some("zone de loisirs"));
    // The sum says nothing more than its parts.
    assert_eq!(record.figures.get(&Figure::Residents), None);
    assert_eq!(record.place.as_ref().unwrap().to_string(), "ligne 4, champ 1");
}

#[test]
fn years_stand_in_a_column_in_the_header_in_rows_or_above_the_table() {
    let column = "Année;Équipement;Résidents\n2023;Fraity;4\n;Roly;9\n2024;Fraity;3\n";
    let import = read(column, "t.csv");
    assert_eq!(
        rows(&import),
        [
            ("Fraity", Some(2023), None, Some(4)),
            ("Roly", Some(2023), None, Some(9)),
            ("Fraity", Some(2024), None, Some(3))
        ]
    );
    assert_eq!(codes(&import.report), ["H420"]);

    let titled = read("Commune : Couvin\n\nAnnée;Équipement;Résidents\n2023;Fraity;4\n", "t.csv");
    assert_eq!((rows(&titled)[0], codes(&titled.report)), (("Fraity", Some(2023), None, Some(4)), Vec::new()));
    assert_eq!(titled.equipments.commune.as_deref(), Some("Couvin"));

    let header = page(
        "<tr><th rowspan=2>Équipement</th><th rowspan=2>Phase</th><th colspan=2>2023</th><th colspan=2>2024</th></tr>\
         <tr><th>Domiciliés</th><th>Non domiciliés</th><th>Domiciliés</th><th>Non domiciliés</th></tr>\
         <tr><td>Fraity</td><td>2</td><td>4</td><td>1</td><td>3</td><td>0</td></tr>\
         <tr><td>Total</td><td></td><td>4</td><td>1</td><td>3</td><td>0</td></tr>",
    );
    let import = read(&header, "t.html");
    let two = Some(Phase::Two);
    assert_eq!(rows(&import), [("Fraity", Some(2023), two, Some(5)), ("Fraity", Some(2024), two, Some(3))]);
    assert_eq!(codes(&import.report), Vec::<&str>::new());

    let bare = read("Équipement;2023;2024\nFraity;4;3\n", "t.csv");
    assert_eq!(rows(&bare), [("Fraity", Some(2023), None, Some(4)), ("Fraity", Some(2024), None, Some(3))]);
    assert_eq!(codes(&bare.report), ["H421", "H421"]);

    let bands = page(
        "<tr><th>Site</th><th>Nombre de RP</th><th>Entrées</th></tr><tr><td colspan=3>Situation au 31/12/2023</td></tr>\
         <tr><td>Fraity</td><td>4</td><td>1</td></tr><tr><td colspan=3>Année 2024</td></tr>\
         <tr><td>Fraity</td><td>3</td><td>0</td></tr>",
    );
    assert_eq!(rows(&read(&bands, "t.html")).iter().map(|row| row.1).collect::<Vec<_>>(), [Some(2023), Some(2024)]);

    let above = "<html><body><h2>Équipements 2023</h2><table><tr><th>Site</th><th>RP</th></tr><tr><td>Fraity</td><td>4</td>\
                 </tr></table><h2>Équipements 2024</h2><table><tr><th>Site</th><th>RP</th></tr><tr><td>Fraity</td>\
                 <td>3</td></tr></table></body></html>";
    assert_eq!(rows(&read(above, "t.html")).iter().map(|row| row.1).collect::<Vec<_>>(), [Some(2023), Some(2024)]);

    let file = read("Site;RP\nFraity;4\n", "equipements-2022.csv");
    assert_eq!((rows(&file)[0].1, codes(&file.report)), (Some(2022), vec!["H407"]));
    assert_eq!(rows(&read("Site;RP\nFraity;4\n", "equipements.csv"))[0].1, None);
}

#[test]
fn phases_as_bands_with_their_totals_hold_for_the_rows_below() {
    let table = page(
        "<tr><th>Dénomination</th><th>Résidents permanents</th><th>Départs</th><th>dont relogements</th></tr>\
         <tr><td colspan=4>Phase 1</td></tr><tr><td>Camping A</td><td>3</td><td>2</td><td>1</td></tr>\
         <tr><td>Camping B</td><td>4</td><td>0</td><td>0</td></tr><tr><td>Sous-total phase 1</td><td>7</td><td>2</td><td>1</td></tr>\
         <tr><td colspan=4>Phase 2</td></tr><tr><td>Parc C</td><td>10</td><td>1</td><td></td></tr>\
         <tr><td>Sous-total phase 2</td><td>11</td><td>1</td><td>0</td></tr><tr><td>Total général</td><td>17</td><td>3</td><td>1</td></tr>\
         <tr><td>Source : registre national</td></tr>",
    );
    let import = read(&table, "2024.html");
    let phases: Vec<_> = rows(&import).iter().map(|row| row.2).collect();
    assert_eq!(phases, [Some(Phase::One), Some(Phase::One), Some(Phase::Two)]);
    assert_eq!(codes(&import.report), ["H407", "H401"]);
    let total = &import.report.diagnostics[1];
    assert_eq!(total.place.as_ref().unwrap().to_string(), "tableau 1, ligne 8, colonne 2");
    let said = "le total imprimé de « Total des résidents » (Sous-total phase 2) est 11, la somme des lignes 10";
    assert_eq!(total.message(Lang::Fr), said);
}

#[test]
fn what_is_no_number_no_phase_and_no_known_column_is_kept_and_said() {
    let text = "Équipement;Phase;Domiciliés;Non domiciliés;Entrées;Ménages relogés;Remarque\n\
                Fraity;phase 1 et 2;environ 40;/;n.c.;2;à suivre\n";
    let import = read(text, "etat-2024.csv");
    let record = &import.equipments.records[0];
    assert_eq!(record.phase.as_ref().unwrap().text, "phase 1 et 2");
    assert_eq!((record.number(Figure::Domiciled), record.number(Figure::Undomiciled)), (Some(40), None));
    let extras: Vec<_> = record.extras.iter().map(|extra| (extra.label.as_str(), extra.text.as_str())).collect();
    assert_eq!(extras, [("Ménages relogés", "2"), ("Remarque", "à suivre")]);
    assert_eq!(codes(&import.report), ["H418", "H418", "H407"]);
    let checked: Vec<_> = check_equipments(&import.equipments).iter().map(Diagnostic::code).collect();
    assert_eq!(checked, ["H408", "H412", "H411", "H415"]);
}

#[test]
fn the_column_of_names_is_guessed_with_a_doubt_and_other_tables_are_refused() {
    let import = read(";Domiciliés 2024;Non domiciliés 2024\nFraity;3;1\n", "t.csv");
    assert_eq!((rows(&import)[0].0, codes(&import.report)), ("Fraity", vec!["H419"]));
    for text in ["OS;OO;Action\n1;1.1;a\n", "bonjour\n", "Nom;Prénom\nA;B\n", ""] {
        let tables = passerelle_tables::read(text.as_bytes(), "t.csv", &Limits::default());
        let Ok(tables) = tables else { continue };
        assert_eq!(import_equipments(&tables, "t.csv", None).unwrap_err(), ImportError::NoEquipments, "{text}");
    }
}

#[test]
fn a_table_of_what_was_worked_out_is_left_aside_unless_it_is_alone() {
    let both = "<html><body><h1>2024</h1><table><tr><th>Site</th><th>RP</th></tr><tr><td>Fraity</td><td>4</td></tr></table>\
                <h1>Évolution</h1><table><tr><th>Équipements</th><th>Résidents</th></tr><tr><td>Ensemble</td><td>4</td></tr>\
                </table></body></html>";
    let import = read(both, "t.html");
    assert_eq!(rows(&import), [("Fraity", Some(2024), None, Some(4))]);
    let alone = "<html><body><h1>Évolution</h1><table><tr><th>Site</th><th>2023</th><th>2024</th><th>Différence</th></tr>\
                 <tr><td>Fraity</td><td>4</td><td>3</td><td>-1</td></tr></table></body></html>";
    assert_eq!(rows(&read(alone, "t.html")).len(), 2);
}

#[test]
fn hostile_headers_and_spans_are_read_in_their_bounds() {
    let wide = format!(
        "<table><tr><th colspan=99999>{}</th></tr><tr><td>Équipement</td><td>RP</td></tr></table>",
        "x ".repeat(5_000)
    );
    let deep = "<table><tr><th rowspan=99999>Équipement</th><th>RP</th></tr><tr><td>4</td></tr></table>";
    let many = format!("Équipement;RP{}\nA;1\n", ";RP 2024".repeat(3_000));
    for (text, name) in [(wide.as_str(), "t.html"), (deep, "t.html"), (many.as_str(), "t.csv")] {
        let tables = passerelle_tables::read(text.as_bytes(), name, &Limits::default()).unwrap();
        if let Ok(import) = import_equipments(&tables, name, None) {
            assert!(import.report.counts.adds_up());
        }
    }
}

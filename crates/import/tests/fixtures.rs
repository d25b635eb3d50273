//! Every fixture is read as its truth says, and every text of it is accounted for.

#![allow(clippy::unwrap_used, clippy::panic)]

mod facts;

use facts::{Facts, fixture, truth};
use passerelle_core::{Document, Field, Lang, Level, Reason};
use passerelle_import::{Import, ImportError, import};

const FILES: &[&str] = &[
    "jemeppe/pst-affaires-sociales.xlsx",
    "jemeppe/j01_clean.docx",
    "jemeppe/j01_clean.csv",
    "jemeppe/j01_clean.tsv",
    "jemeppe/j01_cp1252.csv",
    "jemeppe/j01_cp1252.tsv",
    "jemeppe/j02_seed_verbatim.xlsx",
    "jemeppe/j02_seed_verbatim.tsv",
    "jemeppe/j05_header3rows.xlsx",
    "jemeppe/j05_header3rows.docx",
    "jemeppe/j10_osmerged.xlsx",
    "jemeppe/j10_osmerged.docx",
    "jemeppe/j13_dates.xlsx",
    "jemeppe/j18_richtext.xlsx",
    "jemeppe/j18_richtext.docx",
    "jemeppe/j20_repeated_header.xlsx",
    "jemeppe/j20_repeated_header.docx",
    "jemeppe/j30_tracked.docx",
    "saint-leger/s01_clean.xlsx",
    "saint-leger/s01_clean.docx",
    "saint-leger/s01_clean.csv",
    "saint-leger/s01_clean.tsv",
    "saint-leger/s02_verbatim.xlsx",
    "saint-leger/s02_verbatim.docx",
    "saint-leger/s02_verbatim.csv",
    "saint-leger/s02_verbatim.tsv",
    "saint-leger/s03_pages.docx",
    "anderlues/a01_tables.docx",
    "anderlues/a02_keyvalue.docx",
    "anderlues/a03_register.xlsx",
    "anderlues/a03_register.csv",
    "plan-hp/d01_blank.docx",
    "plan-hp/d02_filled.docx",
    "plan-hp/d04_eleven.docx",
    "plan-hp/d05_entetes_courts.html",
    "plan-hp/d06_marques.html",
    "plat/pst-plat.xlsx",
    "plat/pst-plat.csv",
];

fn read(path: &str) -> Result<Import, ImportError> {
    let name = path.rsplit('/').next().unwrap();
    let tables = passerelle_tables::read(&fixture(path), name, &passerelle_tables::Limits::default()).unwrap();
    import(&tables, name)
}

fn count(document: &Document, level: Level) -> usize {
    document.outline().of_level(level).count()
}

fn levels(document: &Document) -> (usize, usize, usize) {
    let of = |level| count(document, level);
    (of(Level::StrategicObjective), of(Level::OperationalObjective), of(Level::Action))
}

#[test]
fn each_fixture_gives_what_a_careful_person_reads_in_it() {
    for path in FILES {
        let import = read(path).unwrap();
        assert!(import.report.counts.adds_up() && import.report.counts.non_empty > 0, "{path}");
        let found = truth(path).compare(&Facts::of_document(&import.document));
        assert_eq!(found.lost, [], "{path}: lost");
        assert_eq!(found.invented, [], "{path}: invented");
    }
}

#[test]
fn every_text_left_aside_has_a_reason_and_a_place() {
    for path in FILES {
        let report = read(path).unwrap().report;
        assert_eq!(report.left_aside.len(), report.counts.left_aside, "{path}");
        assert!(report.left_aside.iter().all(|aside| !aside.text.trim().is_empty()), "{path}");
    }
}

#[test]
fn the_grid_of_jemeppe_as_pasted_text_has_one_objective_two_operational_ones_and_ten_actions() {
    let import = read("seeds/jemeppe-pst-affaires-sociales.txt").unwrap();
    assert_eq!(levels(&import.document), (1, 2, 10));
    assert!(import.report.counts.adds_up());
}

#[test]
fn the_grids_of_saint_leger_as_pasted_text_have_two_volets_and_the_row_cut_by_the_page() {
    let import = read("seeds/saint-leger-cpas-pst.txt").unwrap();
    assert_eq!(levels(&import.document), (6, 17, 47));
    assert!(import.report.counts.adds_up());
    let found = truth("saint-leger/s02_verbatim.tsv").compare(&Facts::of_document(&import.document));
    assert!(found.f1 > 0.99, "{found:?}");
    assert!(found.lost.iter().all(|fact| fact.2 != "volet" && fact.2 != "administrative_pilot"), "{found:?}");
}

#[test]
fn the_sheets_of_anderlues_as_pasted_text_are_68_under_five_objectives() {
    let import = read("seeds/anderlues-cpas-pst.txt").unwrap();
    let (os, _, actions) = levels(&import.document);
    assert_eq!((os, actions), (5, 68));
    assert!(import.report.counts.adds_up());
}

#[test]
fn the_blank_form_of_the_dics_gives_its_four_objectives_and_no_action() {
    let import = read("seeds/dics-programme-travail-2024.txt").unwrap();
    assert!(matches!(import.document, Document::PlanHpWorkProgramme(_)));
    assert_eq!(levels(&import.document), (4, 0, 0));
    assert!(import.report.counts.adds_up());
}

#[test]
fn slides_about_a_convention_are_no_programme() {
    assert_eq!(read("seeds/plan-hp-convention-2012-2013.txt").unwrap_err(), ImportError::NoTable);
}

/// What a separated text is read as: the counts of its levels, or none when it is refused.
fn counts_of(text: &str) -> Option<[usize; 3]> {
    let tables = passerelle_tables::read(text.as_bytes(), "a.csv", &passerelle_tables::Limits::default()).unwrap();
    let read = import(&tables, "a.csv").ok()?;
    let outline = read.document.outline();
    let count = |level| outline.of_level(level).count();
    Some([count(Level::StrategicObjective), count(Level::OperationalObjective), count(Level::Action)])
}

#[test]
fn objectives_that_stand_only_as_codes_on_each_row_are_parents() {
    for [os, first, second] in [["OS1", "OO1", "OO2"], ["1", "1.1", "1.2"]] {
        let text = format!(
            "OS;OO;Action;Pilote;Échéance\n{os};{first};Ouvrir un guichet;Mme X;2024\n{os};{first};Fermer;Mme X;2025\n{os};{second};Planter;M. Y;2026\n"
        );
        assert_eq!(counts_of(&text), Some([1, 2, 3]), "{os}");
    }
}

#[test]
fn an_objective_that_a_list_of_codes_names_first_gets_the_wording_of_its_own_row() {
    let text = "OS;OO;Action;Échéance\nOS 1 Être solidaire;OO 1.1 et 1.3;Planter;2027\n\
        OS 1 Être solidaire;OO 1.1 Aider;Ouvrir une épicerie;2026\nOS 1 Être solidaire;OO 1.3 Former;Engager;2026\n";
    let tables = passerelle_tables::read(text.as_bytes(), "a.csv", &passerelle_tables::Limits::default()).unwrap();
    let read = import(&tables, "a.csv").unwrap();
    assert!(read.report.counts.adds_up());
    assert_eq!(levels(&read.document), (1, 2, 3));
    let outline = read.document.outline();
    let titled = |words: &str| outline.elements().iter().find(|e| e.title.wording == words).unwrap();
    let aid = titled("Aider");
    assert_eq!(aid.code.as_ref().unwrap().numbers, [1, 1]);
    assert_eq!(titled("Planter").parent.as_ref(), Some(&aid.id));
    assert_eq!(titled("Ouvrir une épicerie").parent.as_ref(), Some(&aid.id));
    assert_eq!(titled("Planter").also_serves, std::slice::from_ref(&titled("Former").id));
    assert!(read.report.diagnostics.iter().all(|said| said.code() != "I113"), "{:?}", read.report.diagnostics);
}

#[test]
fn an_action_of_several_objectives_stands_under_the_first_and_serves_the_others() {
    let text = "OS;OO;Action;Échéance\nOS 1 Être solidaire;OO 1.1 Aider;Ouvrir une épicerie;2026\n\
        OS 1 Être solidaire;OO 1.3 Former;Engager;2026\nOS 1 Être solidaire;OO 1.1 et 1.3;Planter;2027\n\
        OS 1 Être solidaire;OO 1.1 et 1.9;Semer;2027\n";
    let tables = passerelle_tables::read(text.as_bytes(), "a.csv", &passerelle_tables::Limits::default()).unwrap();
    let read = import(&tables, "a.csv").unwrap();
    assert!(read.report.counts.adds_up());
    assert_eq!(levels(&read.document), (1, 2, 4));
    let outline = read.document.outline();
    let titled = |words: &str| outline.elements().iter().find(|e| e.title.wording == words).unwrap();
    let (aid, train) = (titled("Aider"), titled("Former"));
    assert_eq!(titled("Planter").parent.as_ref(), Some(&aid.id));
    assert_eq!(titled("Planter").also_serves, std::slice::from_ref(&train.id));
    assert_eq!(titled("Semer").extras[0].text, "OO 1.1 et 1.9");
    let codes: Vec<&str> = read.report.diagnostics.iter().map(passerelle_core::Diagnostic::code).collect();
    assert_eq!(codes.iter().filter(|code| ["I119", "I120"].contains(code)).count(), 2, "{codes:?}");
}

#[test]
fn a_pilot_who_is_only_an_x_shifts_no_row() {
    let text = "Action;Pilote;Échéance;Budget\nOuvrir une épicerie;X;2026;500 €\nPlanter;Mme Y;2027;/\nSemer;X;;\n";
    let tables = passerelle_tables::read(text.as_bytes(), "a.csv", &passerelle_tables::Limits::default()).unwrap();
    let report = import(&tables, "a.csv").unwrap().report;
    let codes: Vec<&str> = report.diagnostics.iter().map(passerelle_core::Diagnostic::code).collect();
    assert!(!codes.iter().any(|code| ["I103", "I116"].contains(code)), "{codes:?}");
}

#[test]
fn a_table_of_names_and_numbers_is_no_programme() {
    assert_eq!(counts_of("a;b\n1;2\n"), None);
    assert_eq!(counts_of("Article;Libellé;Montant\n12401;Fournitures;500,00\n12402;Timbres;200,00\n"), None);
}

fn of_html(rows: &str) -> Import {
    let header = "<tr><th>N°</th><th>Objectifs et actions</th><th>Échéance</th><th>Description</th></tr>";
    let html = format!("<html><body><table>{header}{rows}</table></body></html>");
    let tables = passerelle_tables::read(html.as_bytes(), "pst.html", &passerelle_tables::Limits::default()).unwrap();
    import(&tables, "pst.html").unwrap()
}

#[test]
fn a_labelled_text_over_the_whole_width_belongs_to_the_action_above() {
    let import = of_html(
        "<tr><td>O.O.1</td><td colspan=3>Rendre le CPAS accessible</td></tr>\
         <tr><td>A 1</td><td>Poser une rampe</td><td>2026</td><td>Devant l’entrée</td></tr>\
         <tr><td colspan=4>Risques : le permis d’urbanisme</td></tr>\
         <tr><td colspan=4>Indicateurs : nombre de visites</td></tr>\
         <tr><td>A 2</td><td>Former les agents</td><td>2027</td><td></td></tr>\
         <tr><td colspan=4>Objectif : mieux accueillir</td></tr>",
    );
    assert!(import.report.counts.adds_up());
    let outline = import.document.outline();
    let actions: Vec<_> = outline.of_level(Level::Action).collect();
    assert_eq!(actions[0].title.wording, "Poser une rampe");
    let text = |field| actions[0].field(field).map(|value| value.text.join("\n"));
    assert_eq!(text(Field::Risks).as_deref(), Some("le permis d’urbanisme"));
    assert_eq!(text(Field::Indicators).as_deref(), Some("nombre de visites"));
    // An objective is none of them, whatever stands before it.
    assert!(actions[1].fields.keys().all(|field| *field == Field::Deadline), "{:?}", actions[1].fields);
    let said: Vec<&str> = import.report.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
    assert_eq!(said.iter().filter(|code| **code == "I105").count(), 2, "{said:?}");
}

#[test]
fn what_heads_the_rows_below_is_not_given_to_the_action_above() {
    let import = of_html(
        "<tr><td>A 1</td><td>Poser une rampe</td><td>2026</td><td>Devant l’entrée</td></tr>\
         <tr><td colspan=4>Service : Travaux</td></tr>\
         <tr><td>A 2</td><td>Former les agents</td><td>2027</td><td></td></tr>",
    );
    let first = import.document.outline().of_level(Level::Action).next().unwrap();
    assert_eq!(first.field(Field::Service), None);
}

#[test]
fn a_sheet_that_speaks_of_a_pst_gives_the_document_no_title() {
    let import = read("anderlues/a02_keyvalue.docx").unwrap();
    let Document::Pst(pst) = &import.document else { panic!("a PST") };
    assert_eq!((&pst.title, pst.legislature), (&None, None));
    let import = read("seeds/anderlues-cpas-pst.txt").unwrap();
    let Document::Pst(pst) = &import.document else { panic!("a PST") };
    assert_eq!(pst.title, None);
    assert_eq!(pst.institution.designation().as_deref(), Some("CPAS d’Anderlues"));
}

#[test]
fn comments_are_left_aside_with_their_place_and_author_and_said() {
    let text = r#"<table:table-row><table:table-cell><text:p>TEXT</text:p>NOTE</table:table-cell></table:table-row>"#;
    let row = |cells: &[&str]| {
        let cells: String =
            cells.iter().map(|cell| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>")).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let note = "<office:annotation><dc:creator>DG</dc:creator><text:p>À confirmer</text:p></office:annotation>";
    let rows = row(&["Objectif stratégique", "Objectif opérationnel", "Action", "Échéance"])
        + &row(&["Être solidaire", "Aider", "Ouvrir une épicerie sociale", "2026"])
            .replace("2026</text:p>", &format!("2026</text:p>{note}"))
        + &text.replace("TEXT", "").replace("NOTE", note);
    let file = format!(
        r#"<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:spreadsheet><table:table table:name="PST">{rows}</table:table></office:spreadsheet></office:body></office:document>"#
    );
    let tables = passerelle_tables::read(file.as_bytes(), "pst.fods", &passerelle_tables::Limits::default()).unwrap();
    let report = import(&tables, "pst.fods").unwrap().report;
    assert!(report.counts.adds_up());
    assert_eq!((report.counts.non_empty, report.counts.left_aside), (10, 6));
    let comments: Vec<_> = report
        .left_aside
        .iter()
        .filter(|aside| aside.reason == Reason::Comment)
        .map(|aside| (aside.place.to_string(), aside.text.as_str()))
        .collect();
    assert_eq!(comments, [("PST!D2".to_owned(), "À confirmer"), ("PST!A3".to_owned(), "À confirmer")]);
    let said: Vec<_> = report.diagnostics.iter().filter(|d| d.code() == "R106").map(|d| d.message(Lang::Fr)).collect();
    assert_eq!(said, ["commentaire laissé de côté : « DG : À confirmer »"; 2]);
}

//! Files made to keep a reader busy: what rows pile up on one element, one code or one total is counted once. A test
//! that does not end has failed.

use std::error::Error;

use passerelle_core::{Document, Field, Level};
use passerelle_import::Import;
use passerelle_tables::{Block, Document as Tables, Format, Limits};

fn imported(text: &str) -> Result<Import, Box<dyn Error>> {
    let tables = passerelle_tables::read(text.as_bytes(), "grille.csv", &Limits::default())?;
    let import = passerelle_import::import(&tables, "grille.csv")?;
    assert!(import.report.counts.adds_up());
    Ok(import)
}

#[test]
fn a_field_that_goes_on_over_thousands_of_rows_is_read_once_and_whole() {
    const ROWS: usize = 8_000;
    let mut text = "Objectif stratégique;Objectif opérationnel;Action;Échéance;Remarques\n".to_owned();
    text += "OS 1 Être;OO 1.1 Agir;A 1 Planter des arbres;2024;";
    (0..ROWS).for_each(|row| text += &format!("remarque {row}\n;;;fin {};", 2020 + row % 10));
    let import = imported(&text).unwrap();
    let Document::Pst(pst) = import.document else { panic!("no PST") };
    let action = pst.outline.elements().iter().find(|element| element.level == Level::Action).unwrap();
    let remarks = action.field(Field::Comments).unwrap();
    assert_eq!(remarks.text.join("\n").lines().count(), ROWS);
    assert_eq!(remarks.places.len(), ROWS);
}

#[test]
fn what_is_to_be_said_of_a_field_is_said_of_all_its_lines_together() {
    let text = "Objectif stratégique;Objectif opérationnel;Action;Échéance;Remarques\n\
        OS 1 Être;OO 1.1 Agir;A 1 Planter des arbres;un de ces jours;x\n;;;ou jamais;y\n";
    let report = imported(text).unwrap().report;
    let unread = report.diagnostics.iter().filter(|diagnostic| diagnostic.code() == "N101");
    let said: Vec<String> = unread.map(|diagnostic| diagnostic.message(passerelle_core::Lang::Fr)).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("« un de ces jours ou jamais »"), "{said:?}");
}

#[test]
fn long_wordings_of_one_code_are_compared_by_their_beginning() {
    let mut text = "Objectif stratégique;Objectif opérationnel;Action;Échéance\n".to_owned();
    for letter in ["ba", "ab", "ba"] {
        text += &format!("OS 1 Être;OO 1.1 {};A 1 Planter;2025\n", letter.repeat(100_000));
    }
    assert!(imported(&text).is_ok());
}

#[test]
fn a_path_of_codes_without_end_is_a_text() {
    let path = "A1.".repeat(100_000);
    let text = format!("Code;Intitulé;Échéance\nOS 1;Être;2024\n{path};Planter;2025\nA 1.2;Semer;2025\n");
    assert!(imported(&text).is_ok());
}

#[test]
fn every_total_of_a_table_of_equipments_is_checked_against_sums_that_are_kept() {
    let rows: String = (1..10_000).map(|n| format!("Camping {n};1;1\nTotal;;{n}\n")).collect();
    let text = format!("Équipement;Phase;Domiciliés\n{rows}");
    let tables = passerelle_tables::read(text.as_bytes(), "2024.csv", &Limits::default()).unwrap();
    let read = passerelle_import::import_equipments(&tables, "2024.csv", Some(2024)).unwrap();
    assert_eq!(read.equipments.residents(Some(2024)), Some(9_999));
    assert!(read.report.diagnostics.is_empty());
}

#[test]
fn every_total_of_a_grid_is_checked_against_sums_that_are_kept() {
    let rows: String = (1..3_000).map(|n| format!(";A {n} Planter l'arbre {n};2025;1 €\nTotal;;;{n} €\n")).collect();
    let text = format!("Objectif opérationnel;Action;Échéance;Budget ordinaire\nOO 1 Agir;A 0 Semer;2025;0 €\n{rows}");
    let import = imported(&text).unwrap();
    assert_eq!(import.document.outline().elements().len(), 3_001);
    assert!(!import.report.diagnostics.iter().any(|diagnostic| diagnostic.code() == "P109"));
    let wrong = imported(&format!("{text}Total général;;;4 000 €\n")).unwrap();
    assert_eq!(wrong.report.diagnostics.iter().filter(|diagnostic| diagnostic.code() == "P109").count(), 1);
}

#[test]
fn rows_that_all_go_on_are_joined_a_few_at_a_time() {
    let rows = ";et la suite des;et ainsi de;;\n".repeat(20_000);
    let text = format!(
        "Objectif opérationnel;Action;Pilote;Échéance;Budget\nOO 1 Agir;A 1 Planter les;Service des;2025;1 €\n{rows}"
    );
    assert!(imported(&text).is_ok());
}

#[test]
fn headers_that_are_all_nearly_the_same_are_compared_with_a_few() {
    let table = |n: usize| {
        format!("Objectif opérationnel;Action;Pilote;Échéance;Colonne{n:05}x\nOO {n} Agir;Planter;X;2025;y\n")
    };
    let text: String = (0..1_000).map(table).collect();
    assert!(imported(&text).is_ok());
}

#[test]
fn holes_in_a_thousand_words_are_filled_a_few_at_a_time() {
    let rows: String = (0..5_000).map(|n| format!("pr?j?t? d?{n};a?a?a?a? p?r?o?g;2025\n")).collect();
    let text = format!("Objectif op?rationnel;Intitul?;?ch?ance\n{rows}");
    assert!(imported(&text).is_ok());
}

#[test]
fn thousands_of_columns_of_states_are_no_series() {
    let row = |cell: &dyn Fn(usize) -> String| (0..5_000).map(|n| format!(";{}", cell(n))).collect::<String>();
    let header = row(&|n| format!("\u{c9}tat 20{:02} {n}", n % 100));
    let values = row(&|_| "en cours".to_owned());
    let rows: String = (1..20).map(|n| format!("A {n};Planter l'arbre {n}{values}\n")).collect();
    assert!(imported(&format!("Code;Action{header}\n{rows}")).is_ok());
}

#[test]
fn a_row_of_thousands_of_unknown_words_is_no_header() {
    let row = |cell: &dyn Fn(usize) -> String| (0..5_000).map(|n| format!(";{}", cell(n))).collect::<String>();
    let header = row(&|n| format!("Zw\u{ee}ghe{n}"));
    let rows: String = (1..60).map(|n| format!("{n}{}\n", row(&|at| format!("{} \u{20ac}", at + n)))).collect();
    // Nothing may be found in it.
    let _: Result<_, _> = imported(&format!("Kolom{header}\n{rows}"));
}

#[test]
fn every_hidden_sheet_is_read_alone() {
    let sheet = |name: String, hidden: bool| {
        let text =
            "Code\tAction\tPilote\tBudget\nA 1\tOuvrir une cr\u{e8}che\tA. Roy\t1\nA 2\tPlanter\tB. No\u{eb}l\t2\n";
        let mut tables = passerelle_tables::read(text.as_bytes(), "pst.tsv", &Limits::default()).unwrap();
        let Block::Table(mut table) = tables.blocks.remove(0) else { panic!("no table") };
        (table.name, table.hidden) = (Some(name.into()), hidden);
        Block::Table(table)
    };
    let mut tables = Tables::new(Format::Xlsx);
    tables.blocks.push(sheet("PST".into(), false));
    tables.blocks.extend((0..400).map(|n| sheet(format!("Ancien {n}"), true)));
    let import = passerelle_import::import(&tables, "pst.xlsx").unwrap();
    assert!(import.report.counts.adds_up());
    assert_eq!(import.document.outline().elements().len(), 2);
}

#[test]
fn thousands_of_hidden_columns_are_looked_at_once() {
    let row = |cell: &dyn Fn(usize) -> String| (0..3_000).map(|n| format!("\t{}", cell(n))).collect::<String>();
    let rows: String = (0..40)
        .map(|n| format!("A {n}\tPlanter un arbre\tA. Roy\t2026{}\n", row(&|at| format!("texte {at} {n}"))))
        .collect();
    let text = format!("Code\tAction\tPilote\tÉchéance{}\n{rows}", row(&|_| "Budget".to_owned()));
    let mut tables = passerelle_tables::read(text.as_bytes(), "pst.tsv", &Limits::default()).unwrap();
    for block in &mut tables.blocks {
        let Block::Table(table) = block else { continue };
        table.name = Some("PST".into());
        table.hidden_columns = (4..3_004).collect();
        table.cells.iter_mut().filter(|cell| cell.column > 3).for_each(|cell| cell.hidden = true);
    }
    let import = passerelle_import::import(&tables, "pst.tsv");
    assert!(import.is_ok_and(|import| import.report.counts.adds_up()));
}

#[test]
fn titles_of_thousands_of_colours_are_no_levels() {
    let title = |n: usize| format!("<p><span style=\"color:#{n:06x}\">Planter l'arbre {n}</span></p>");
    let text = format!("<html><body>{}</body></html>", (0..5_000).map(title).collect::<String>());
    let tables = passerelle_tables::read(text.as_bytes(), "pst.html", &Limits::default()).unwrap();
    let _: Result<_, _> = passerelle_import::import(&tables, "pst.html");
}

#[test]
fn thousands_of_columns_of_titles_parents_and_halves_are_looked_at_up_to_a_few() {
    let row = |cell: &dyn Fn(usize) -> String| (0..4_000).map(|n| format!("{};", cell(n))).collect::<String>();
    for (header, lower) in [("Action", "Action"), ("parent_id", "parent_id"), ("Action", "Échevin")] {
        let rows: String = (0..30).map(|n| row(&|at| format!("{}", 2_000 + (at + n) % 90)) + "\n").collect();
        let text = format!("{}\n{}\n{rows}", row(&|_| header.to_owned()), row(&|_| lower.to_owned()));
        // Nothing may be found in it.
        let _: Result<_, _> = imported(&text);
    }
}

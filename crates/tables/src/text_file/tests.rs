use super::*;
use crate::document::{Block, NoticeKind, Table};
use crate::place::Place;

fn document(text: &str, name: &str) -> Document {
    read(text.as_bytes(), name, &Limits::default()).unwrap()
}

fn grid(table: &Table) -> Vec<Vec<&str>> {
    (0..table.row_count)
        .map(|row| {
            let mut cells = vec![""; table.column_count as usize];
            for cell in table.row(row) {
                cells[cell.column as usize] = cell.text.as_str();
            }
            cells
        })
        .collect()
}

/// Paragraphs as text, tables as their grid.
fn outline(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(paragraph) => vec![paragraph.text.as_str().to_owned()],
            Block::Table(table) => grid(table).into_iter().map(|row| format!("| {}", row.join(" | "))).collect(),
        })
        .collect()
}

#[test]
fn a_table_pasted_with_tabs_has_its_marks_and_empty_columns() {
    let pasted = "\n**DOMAINE : AFFAIRES SOCIALES**\n\n\
        OBJECTIFS ET ACTIONS\t\t\tÉchéance\tOO\n\
        <i>Objectif opérationnel 1. Favoriser</i>\t\t\t\tO.O.1\n\
        \t\t<b>Action 1.1. Remettre</b>\tjanv-20\tA 1.1\n\
        \t\t<b>Action 2.1</b>\tRécurrent\t<b>73.500 €</b> (Article 840107/124-02)";
    let document = document(pasted, "pst.txt");
    assert_eq!(document.format, Format::Text);
    let domain = document.paragraphs().next().unwrap();
    assert!(domain.text.all(|marks| marks.bold) && domain.blank_before);
    assert_eq!(domain.text.as_str(), "DOMAINE : AFFAIRES SOCIALES");
    let table = document.tables().next().unwrap();
    assert_eq!((table.number, table.row_count, table.column_count), (1, 4, 5));
    assert_eq!(grid(table)[2], ["", "", "Action 1.1. Remettre", "janv-20", "A 1.1"]);
    assert!(table.cell(1, 0).unwrap().text.all(|marks| marks.italic));
    let budget = table.cell(3, 4).unwrap();
    assert_eq!(table.place(budget), Place::Line { line: 7, field: Some(5) });
    assert_eq!(
        budget.text.runs().map(|run| (run.text, run.marks.bold)).collect::<Vec<_>>(),
        [("73.500 €", true), (" (Article 840107/124-02)", false)]
    );
}

#[test]
fn a_page_break_in_a_table_does_not_end_it_but_prose_does() {
    let pasted = "Action 1\tx\ty\tz\n\nAction 2\tx\ty\n\u{0C}Action 3\tx\ty\tz\tt\nfin du tableau\nAction 4\tx\ty\tz\n\nTéléphone\t081\n";
    assert_eq!(
        outline(&document(pasted, "")),
        [
            "| Action 1 | x | y | z | ",
            "| Action 2 | x | y |  | ",
            "| Action 3 | x | y | z | t",
            "fin du tableau",
            "| Action 4 | x | y | z",
            "| Téléphone | 081",
        ]
    );
}

const VERTICAL: &str = "\
Les poursuites d’actions ne doivent pas être mentionnées.
\tA compléter pour le 31 décembre 2023
\tBilan de réalisation des actions

\tIntitulé
\tObjectifs
\tPréciser si :

-nouvelle action

-report d’une action

\tCalendrier
\tExpliquer les étapes

\t1.EXEMPLE
\tLes informer
\t
\t
\t

\tObjectif stratégique 1


\t1.
\tReloger
sans délai
\t
\t
\t


2. Validation du programme
\tValidé par le Collège communal en date du
\t


(joindre la délibération)
";

#[test]
fn a_table_pasted_one_cell_per_line_gets_its_rows_back() {
    let document = document(VERTICAL, "programme.txt");
    assert_eq!(
        outline(&document),
        [
            "Les poursuites d’actions ne doivent pas être mentionnées.",
            "| A compléter pour le 31 décembre 2023 | Bilan de réalisation des actions |  |  | ",
            "| Intitulé | Objectifs | Préciser si :\n-nouvelle action\n-report d’une action | Calendrier | Expliquer les étapes",
            "| 1.EXEMPLE | Les informer |  |  | ",
            "| Objectif stratégique 1 |  |  |  | ",
            "| 1. | Reloger\nsans délai |  |  | ",
            "2. Validation du programme",
            "| Validé par le Collège communal en date du | ",
            "(joindre la délibération)",
        ]
    );
    let tables: Vec<_> = document.tables().map(|table| (table.number, table.row_count, table.column_count)).collect();
    assert_eq!(tables, [(1, 5, 5), (2, 1, 2)]);
    let objective = document.tables().next().and_then(|table| table.cell(3, 0)).unwrap();
    assert_eq!(objective.column_span, 5, "a row of one cell spans the table");
    let place = document.tables().next().and_then(|table| Some(table.place(table.cell(1, 3)?))).unwrap();
    assert_eq!(place, Place::Line { line: 13, field: None });
}

#[test]
fn prose_between_two_tables_is_not_the_text_of_a_cell() {
    let pasted = "\tun\n\tdeux\n\n\tA\n\tB\n\nPuis ceci.\n\n\ttrois\n\tquatre\n";
    assert_eq!(outline(&document(pasted, "")), ["| un | deux", "| A | B", "Puis ceci.", "| trois | quatre"]);
}

#[test]
fn indented_paragraphs_and_lists_are_not_tables() {
    let pasted = "\tMonsieur le Bourgmestre,\n\n\tVeuillez trouver ci-joint\nle programme.\n\n•\tDévelopper\n•\tMaintenir\n1.\tIntroduction\n";
    let document = document(pasted, "lettre.txt");
    assert_eq!(document.tables().count(), 0);
    assert_eq!(document.paragraphs().count(), 6);
}

#[test]
fn blank_lines_are_no_paragraphs_but_remembered() {
    let document = document("Titre\n \u{A0}\nrendu obligatoire\npar le Décret\n\u{0C}Construction du PST\n", "");
    let paragraphs: Vec<_> = document.paragraphs().map(|p| (p.text.as_str(), p.blank_before)).collect();
    assert_eq!(
        paragraphs,
        [("Titre", false), ("rendu obligatoire", true), ("par le Décret", false), ("Construction du PST", true)]
    );
}

#[test]
fn a_slide_deck_is_prose() {
    let deck = "1 Convention de partenariat 2012-2013\nRencontre, Jambes, le 18 novembre 2011\n\n2 Principales nouveautés\nLES ACTEURS, rôle / l’antenne ; travail\n";
    let document = document(deck, "convention.txt");
    assert_eq!((document.format, document.tables().count(), document.blocks.len()), (Format::Text, 0, 4));
}

#[test]
fn prose_with_commas_is_not_delimited_whatever_its_name() {
    let prose = "Le CPAS, la commune, le bourgmestre.\nIl faut, dès 2020, agir, vite.\nEnfin, conclure, sans tarder.\n";
    for name in ["notes.txt", "", "notes"] {
        assert_eq!(document(prose, name).format, Format::Text, "{name}");
    }
    let uneven = "Le CPAS, la commune.\nIl faut, dès 2020, agir, vite.\nConclure.\nEt, encore, une ligne.\n";
    assert_eq!(document(uneven, "notes.csv").format, Format::Text);
}

#[test]
fn a_csv_of_one_column_has_no_separator_but_quotation_marks() {
    let text = "\"Action 1 : Ouvrir \"\"Le Relais\"\"\"\n\n\"Service : Social; Logement\"\n2027\n";
    let table = document(text, "a.csv");
    assert_eq!(outline(&table), ["| Action 1 : Ouvrir \"Le Relais\"", "| Service : Social; Logement", "| 2027"]);
    // The same without a name that promises values, and lines of which few are quoted, are prose.
    assert_eq!(document(text, "a.txt").tables().count(), 0);
    assert_eq!(document("Il dit :\n\"Oui.\"\nElle dit :\n\"Non.\"\n", "a.csv").tables().count(), 0);
}

#[test]
fn labels_with_a_colon_before_the_tab_are_paragraphs() {
    let pasted = "1.1.1. Ouvrir une épicerie\nPilote :\tLa Présidente\nÉchéance :\tJanvier 2027\n";
    assert_eq!(
        outline(&document(pasted, "pst.txt")),
        ["1.1.1. Ouvrir une épicerie", "Pilote :\tLa Présidente", "Échéance :\tJanvier 2027"]
    );
    let table = "Pilote :\tLa Présidente\nAction\tOuvrir une épicerie\n";
    assert_eq!(outline(&document(table, "pst.txt")), ["| Pilote : | La Présidente", "| Action | Ouvrir une épicerie"]);
}

#[test]
fn the_separator_is_the_one_that_divides_evenly() {
    let french = "Intitulé;Pilote;Budget\nAction 1, 2 et 3;DG;1000,50\nAction 4;\"AS; DG\";2000,50\n";
    for (text, name, row) in [
        (french, "s.csv", ["Action 1, 2 et 3", "DG", "1000,50"]),
        (french, "sans-extension", ["Action 1, 2 et 3", "DG", "1000,50"]),
        ("Titre,,\nDomaine,,\n,\"A, B\",c\n", "j.csv", ["Domaine", "", ""]),
        ("a|b|c\n1|2, trois|3\n", "p.csv", ["1", "2, trois", "3"]),
        ("sep=;\na,b;c;d\n1,5;2,5;3\n", "e.csv", ["1,5", "2,5", "3"]),
        ("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", "d.csv", ["1,5", "2,5", "3,5"]),
    ] {
        let document = document(text, name);
        assert_eq!(document.format, Format::Delimited, "{text}");
        assert_eq!(grid(document.tables().next().unwrap())[1], row, "{text}");
    }
}

#[test]
fn quoted_line_breaks_stay_and_lines_are_counted_in_the_file() {
    let text = "sep=;\r\nProjet;Risques\r\n\r\nA;\"Perte\r\nde subvention\"\r\n\r\nB;\"dit \"\"x\"\"\"\r\n";
    let document = document(text, "a.csv");
    let table = document.tables().next().unwrap();
    assert_eq!(table.cell(1, 1).unwrap().text.as_str(), "Perte\nde subvention");
    assert_eq!(table.cell(2, 1).unwrap().text.as_str(), "dit \"x\"");
    let lines: Vec<_> = (0..3).map(|row| table.place(table.cell(row, 0).unwrap())).collect();
    assert_eq!(lines, [2, 4, 7].map(|line| Place::Line { line, field: Some(1) }));
}

#[test]
fn titles_without_separators_and_ragged_rows_are_kept_in_a_csv() {
    let text = "PROGRAMME STRATÉGIQUE\nDOMAINE : SPORT\nOO;Action;Échéance\n1;Créer une salle;2020;de trop\n2;Rénover\n3;Ouvrir;2022\n";
    let document = document(text, "pst.csv");
    let table = document.tables().next().unwrap();
    assert_eq!((table.row_count, table.column_count), (6, 4));
    assert_eq!(grid(table)[3], ["1", "Créer une salle", "2020", "de trop"]);
}

#[test]
fn a_stray_quotation_mark_does_not_swallow_the_rest() {
    let text = "Code\tIntitulé\n1\t\"Etre une commune\n2\tAgir\n3\tVivre\n";
    let document = document(text, "a.tsv");
    assert_eq!(grid(document.tables().next().unwrap())[1], ["1", "\"Etre une commune"]);
    assert_eq!(document.tables().next().unwrap().row_count, 4);
}

#[test]
fn unicode_text_saved_by_excel_is_a_grid_with_its_quotation_marks_read() {
    let text = "\u{FEFF}OO\tAction\tAgent\r\n1\t\"Dit \"\"x\"\"\"\tC. Brouir\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let without_mark = bytes.get(2..).unwrap();
    assert_eq!(crate::read(without_mark, "pst.txt", &Limits::default()).unwrap().format, Format::Delimited);
    let document = read(&bytes, "pst.txt", &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Delimited);
    assert_eq!(grid(document.tables().next().unwrap())[1], ["1", "Dit \"x\"", "C. Brouir"]);
    assert_eq!(document.notices[0].kind, NoticeKind::Encoding);
}

#[test]
fn limits_stop_the_reading() {
    let limits = |limits: Limits, text: &str, name| read(text.as_bytes(), name, &limits).unwrap_err();
    let few = Limits { cells: 3, ..Limits::default() };
    for (text, name) in [("a;b\nc;d\n", "a.csv"), ("a\nb\nc\nd", ""), ("a\tb\tc\td", ""), ("\t\n\t\n\t\n\t\n", "")] {
        assert_eq!(limits(few.clone(), text, name), Error::Limit { limit: "cells", value: 3 }, "{text}");
    }
    let short = Limits { text_bytes: 4, ..Limits::default() };
    for (text, name) in [("a;bcdef\n", "a.csv"), ("abcdef", ""), ("a\tbcdef", ""), ("\tab\ncd\n\tef", "")] {
        assert_eq!(limits(short.clone(), text, name), Error::Limit { limit: "text_bytes", value: 4 }, "{text}");
    }
    let small = Limits { file_bytes: 3, ..Limits::default() };
    assert_eq!(limits(small, "abcd", ""), Error::Limit { limit: "file_bytes", value: 3 });
}

mod any_text {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), named: bool) {
            let _ = read(&bytes, if named { "a.csv" } else { "" }, &Limits::default());
        }

        #[test]
        fn no_visible_character_is_lost(text in "[ab;,|\t\t\n\n\"é.]{0,60}", named: bool) {
            let document = document(&text, if named { "a.csv" } else { "" });
            let kept: usize = document.blocks.iter().map(|block| match block {
                Block::Paragraph(paragraph) => letters(paragraph.text.as_str()),
                Block::Table(table) => table.cells.iter().map(|cell| letters(cell.text.as_str())).sum(),
            }).sum();
            prop_assert_eq!(kept, letters(&text));
        }
    }

    fn letters(text: &str) -> usize {
        text.chars().filter(|c| "abé.".contains(*c)).count()
    }
}

#[test]
fn cells_between_bars_are_a_table_and_the_rule_below_its_header_is_none_of_them() {
    let text = "# PST\n\n| Action | Échéance |\n| --- | :-: |\n| Planter une haie | 2026 |\n| Semer | |\n|| 2027 |\n";
    let document = document(text, "pst.txt");
    let tables: Vec<_> = document.tables().map(grid).collect();
    let rows = [["Action", "Échéance"], ["Planter une haie", "2026"], ["Semer", ""], ["", "2027"]];
    assert_eq!(tables, [rows.map(|row| row.to_vec()).to_vec()]);
}

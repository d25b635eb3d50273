//! Tables in mail and fixed-width text, whose columns stand apart by spaces; and prose that must stay prose.

#![allow(clippy::unwrap_used)]

use passerelle_tables::{Block, Document, Limits, read};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    read(text.as_bytes(), "courriel.txt", &Limits::default()).unwrap()
}

/// Each table as its rows, each cell with its column.
fn tables(document: &Document) -> Vec<Vec<Vec<(u32, String)>>> {
    let row = |table: &passerelle_tables::Table, row| {
        table.row(row).iter().map(|cell| (cell.column, cell.text.as_str().to_owned())).collect()
    };
    document.tables().map(|table| (0..table.row_count).map(|at| row(table, at)).collect()).collect()
}

const MAIL: &str = "Bonjour,\n\nVoici nos actions :\n\n\
    Action                        Échéance    Service        Budget\n\
    ----------------------------  ----------  ----------  ---------\n\
    OS 1 : Être une commune solidaire\n\
    OO 1.1 : Aider les ménages\n\
    Ouvrir une épicerie sociale   2026        CPAS          5.000 €\n\
    Former les bénévoles          juin 2027   Cohésion\n\
    Objectif opérationnel 1.2 : Loger chacun dignement dans la commune\n\
    Acquérir deux logements                   Logement    250.000 €\n\nBien à vous,\nJulie Martin\n";

#[test]
fn columns_apart_by_spaces_are_a_table_with_its_empty_cells() {
    let document = document(MAIL);
    let cell = |column, text: &str| (column, text.to_owned());
    assert_eq!(
        tables(&document),
        [vec![
            vec![cell(0, "Action"), cell(1, "Échéance"), cell(2, "Service"), cell(3, "Budget")],
            vec![cell(0, "OS 1 : Être une commune solidaire")],
            vec![cell(0, "OO 1.1 : Aider les ménages")],
            vec![cell(0, "Ouvrir une épicerie sociale"), cell(1, "2026"), cell(2, "CPAS"), cell(3, "5.000 €")],
            vec![cell(0, "Former les bénévoles"), cell(1, "juin 2027"), cell(2, "Cohésion")],
            vec![cell(0, "Objectif opérationnel 1.2 : Loger chacun dignement dans la commune")],
            vec![cell(0, "Acquérir deux logements"), cell(2, "Logement"), cell(3, "250.000 €")],
        ]]
    );
    let wide = document.tables().next().unwrap().cell(5, 0).unwrap();
    assert!(wide.column_span > 2);
    assert_eq!(document.paragraphs().count(), 4);
}

#[test]
fn prose_lists_and_labels_with_wide_spaces_stay_prose() {
    for text in [
        // A slip of the keyboard, and two spaces behind each sentence.
        "Le plan  est voté.  Il sera suivi.\nLe conseil  a pris acte.  Un rapport suit.\nChaque année  un bilan.  Fin.\n",
        "-  Ouvrir une épicerie\n-  Former les bénévoles\n-  Loger chacun\n",
        "1.  Introduction            3\n2.  Diagnostic              7\n3.  Objectifs              12\n",
        "Pilote :     Mme Leroy\nÉchéance :   2026\nBudget :     5.000 €\n",
        "Le Directeur général              Le Bourgmestre\nJ. Dupont                         M. Martin\n\n\n",
        // Two lines are not enough to tell.
        "Action                 Échéance   Service\nOuvrir une épicerie    2026       CPAS\n",
    ] {
        let document = document(text);
        let tables = document.tables().count();
        assert_eq!(
            (tables, document.paragraphs().count()),
            (0, text.lines().filter(|l| !l.is_empty()).count()),
            "{text}"
        );
    }
}

fn shown(document: &Document) -> String {
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.text.as_str().to_owned(),
        Block::Table(table) => table.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" "),
    };
    let all: String = document.blocks.iter().map(text).collect();
    all.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    /// Whatever the spaces, every letter and digit is kept, in order.
    #[test]
    fn no_letter_is_lost_in_columns_of_spaces(lines in proptest::collection::vec("( {0,4}[a-zé0-9.,-]{0,6}){0,7}", 0..12)) {
        let text = lines.join("\n");
        let wanted: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        if !text.trim().is_empty() {
            prop_assert_eq!(shown(&document(&text)), wanted);
        }
    }

    /// A table printed with padded columns comes back cell by cell.
    #[test]
    fn a_padded_table_comes_back_cell_by_cell(
        rows in proptest::collection::vec(proptest::collection::vec("[A-Z][a-zé]{2,9}( [a-zé]{2,6})?", 4), 3..12),
        gap in 2_usize..6,
    ) {
        let widths: Vec<usize> =
            (0..4).map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap()).collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
            cells.collect::<Vec<_>>().join(&" ".repeat(gap)).trim_end().to_owned()
        };
        let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
        let read: Vec<Vec<String>> = tables(&document(&text))
            .concat()
            .into_iter()
            .map(|row| row.into_iter().map(|(_, text)| text).collect())
            .collect();
        prop_assert_eq!(read, rows);
    }
}

#[test]
fn many_lines_of_spaces_are_read_at_once() {
    let row = |at: usize| format!("Action {at:<6}   2026   CPAS {}\n", at % 7);
    let table: String = (0..20_000).map(row).collect();
    assert_eq!(document(&table).tables().next().unwrap().row_count, 20_000);
    let ragged: String =
        (0..20_000_usize).map(|at| format!("a{}b  c{}d  e\n", " ".repeat(at % 50), " ".repeat(at % 31))).collect();
    let _ = document(&ragged);
}

//! Amounts under « Budget (k€) »: what is written of them counts in thousands too.

use passerelle::{Document, Field, Output, Reading};

use crate::{back, read};

/// Printed budget and amounts in euros of each element that has one.
fn budgets(document: &Document) -> Vec<(String, Vec<String>)> {
    let value = |element: &passerelle::Element| {
        let value = element.field(Field::Budget)?;
        let amounts = match value.meaning() {
            Some(Reading::Budget(budget)) => budget.lines.iter().filter_map(|line| line.amount).collect(),
            _ => Vec::new(),
        };
        let amounts = amounts.iter().map(|amount| amount.normalize().to_string()).collect();
        Some((value.text.join("\n"), amounts))
    };
    document.outline().elements().iter().filter_map(value).collect()
}

#[test]
fn amounts_in_thousands_keep_their_unit_through_every_document() {
    let grid = "OS\tAction\tPilote\tBudget (k€)\nÊtre solidaire\tOuvrir une épicerie\tA. Roy\t3\nÊtre solidaire\tFormer le personnel\tA. Roy\t1,5\nÊtre solidaire\tBâtir une maison\tA. Roy\t12.500 €\n\
                Être solidaire\tInformer les habitants\tA. Roy\t0\n";
    let sent = read(grid.as_bytes(), "pst.tsv");
    let printed: Vec<String> = budgets(&sent).into_iter().map(|(text, _)| text).collect();
    assert_eq!(printed, ["3", "1,5", "12.500 €", "0"]);
    let amounts = |document: &Document| budgets(document).into_iter().map(|(_, amounts)| amounts).collect::<Vec<_>>();
    assert_eq!(amounts(&sent), [["3000"], ["1500"], ["12500"], ["0"]]);
    for output in [Output::Docx, Output::Xlsx] {
        let back = back(&sent, output);
        assert_eq!(amounts(&back), amounts(&sent), "{output:?}");
        assert_eq!(budgets(&back)[0].0, "3 k€", "{output:?}");
    }
    let back = back(&sent, Output::Json);
    assert_eq!(budgets(&back), budgets(&sent));
}

#[test]
fn a_cell_of_several_lines_counts_each_in_the_unit_of_its_header() {
    let grid = "OS;Action;Pilote;Budget (k€)\nÊtre solidaire;Ouvrir une épicerie;A. Roy;\"3\n12\"\nÊtre solidaire;Former le personnel;A. Roy;5\n";
    let sent = read(grid.as_bytes(), "pst.csv");
    assert_eq!(budgets(&sent)[0].1, ["3000", "12000"]);
    assert_eq!(
        budgets(&back(&sent, Output::Xlsx))[0],
        ("3 k€\n12 k€".to_owned(), vec!["3000".to_owned(), "12000".to_owned()])
    );
}

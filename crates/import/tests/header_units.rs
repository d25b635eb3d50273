//! What a header says of the numbers below it.

#![allow(clippy::unwrap_used)]

use passerelle_core::Field;

/// A header that counts in thousands says so of each number below it; the text stays as printed.
#[test]
fn numbers_below_a_header_in_thousands_of_euros_are_thousands() {
    let text = "N°\tAction\tPilote\tBudget (k€)\n1\tOuvrir une épicerie\tDG\t3\n2\tPlanter une haie\tDG\t1,5\n\
                3\tRepeindre la salle\tDG\t500 €\n\tTotal\t\t5\n";
    let tables = passerelle_tables::read(text.as_bytes(), "pst.tsv", &passerelle_tables::Limits::default()).unwrap();
    let import = passerelle_import::import(&tables, "pst.tsv").unwrap();
    let budgets: Vec<_> = import
        .document
        .outline()
        .elements()
        .iter()
        .map(|action| {
            let field = Field::Budget;
            let line = &action.budget(field).unwrap().lines[0];
            (action.field(field).unwrap().text.join(""), line.amount.unwrap().to_string())
        })
        .collect();
    let expected = [("3", "3000"), ("1,5", "1500"), ("500 €", "500")];
    assert_eq!(budgets, expected.map(|(text, amount)| (text.to_owned(), amount.to_owned())));
    assert!(import.report.diagnostics.iter().all(|found| found.code() != "P109"), "{:?}", import.report.diagnostics);
}

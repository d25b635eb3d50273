//! La bibliothèque en trente lignes : lire, contrôler, écrire.
//!
//! `cargo run --release --example embed`
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use passerelle::{Field, Lang, Level, Output, ReadOptions, WriteOptions};

/// What a spreadsheet puts on the clipboard.
const GRID: &str = "Objectif stratégique\tObjectif opérationnel\tAction\tMandataire\tÉchéance\tBudget\n\
    Être une commune solidaire\tAider les ménages\tOuvrir une épicerie sociale\tM. Durant\tFin 1er trim. 2026\t12.500 €\n\
    Être une commune solidaire\tAider les ménages\tRevoir le règlement du taxi social\tMme Leroy\tbientôt\t/\n";

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let read = passerelle::read(GRID.as_bytes(), "pst.tsv", &ReadOptions::default())?;
    for action in read.document.outline().of_level(Level::Action) {
        let printed = action.field(Field::Deadline).map(|value| value.text.join(", ")).unwrap_or_default();
        let last_day = action.deadline().and_then(|deadline| deadline.last_day());
        let means = last_day.map_or_else(|| "non lue".to_owned(), |day| format!("au plus tard le {day}"));
        println!("{} — échéance « {printed} » : {means}", action.title.wording);
    }
    for diagnostic in read.report.diagnostics.iter().chain(&passerelle::check(&read.document, None)) {
        let place = diagnostic.place.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
        println!("{}{place} : {}", diagnostic.code(), diagnostic.message(Lang::Fr));
    }
    let docx = passerelle::write(&read.document, Output::Docx, &WriteOptions::new().title("PST 2024-2030"))?;
    println!("Document Word de {} octets.", docx.len());
    Ok(())
}

//! Ce qu'eComptes rend, en quelques lignes : les montants de chaque action, et le même fichier écrit à nouveau.
//!
//! `cargo run --release --example ecomptes [FICHIER [COPIE]]`
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::path::Path;

use passerelle::ecomptes::{self, Direction, Entry, Flow};

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap_or_else(|| "fixtures/ecomptes/depuis-ecomptes.xml".to_owned());
    show_and_copy(Path::new(&file), arguments.next().as_deref().map(Path::new))
}

pub(crate) fn show_and_copy(file: &Path, copy: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let exchange = ecomptes::read(&std::fs::read(file)?)?;
    let direction = match exchange.direction {
        Direction::FromEcomptes => "depuis eComptes",
        Direction::ToEcomptes => "vers eComptes",
    };
    println!("{} ({direction}), exercice {}", exchange.label, exchange.year);
    show(&exchange.volets, 1);
    if let Some(copy) = copy {
        std::fs::write(copy, ecomptes::write(&exchange)?)?;
    }
    Ok(())
}

fn show(entries: &[Entry], depth: usize) {
    for entry in entries {
        let expenses = entry.articles.iter().filter(|article| article.flow == Flow::Expense);
        let total: rust_decimal::Decimal = expenses.map(|article| article.amount).sum();
        println!("{}{} : {}", "  ".repeat(depth), entry.label, passerelle::french::amount(total));
        show(entry.children.as_deref().unwrap_or_default(), depth + 1);
    }
}

//! Grids that people have reworked: the same programme must come out of them, and nothing may be lost in silence.

#![allow(clippy::unwrap_used)]

mod facts;
mod reworked;

use facts::{Facts, fixture, truth};
use passerelle_import::import;
use passerelle_tables::{Block, Cell, Document, RichText, Table};
use proptest::prelude::*;
use reworked::{Dice, add, decomposed, each_text, is_inside_a_merge, open_row, unaccented};

/// A grid of the fixtures, and how many rows its header has.
const GRIDS: &[(&str, u32)] = &[
    ("jemeppe/j18_richtext.xlsx", 4),
    ("jemeppe/pst-affaires-sociales.xlsx", 4),
    ("saint-leger/s01_clean.xlsx", 2),
    ("plat/pst-plat.xlsx", 1),
];

/// What a person does to a table.
type Noise = fn(&mut Table, header: u32, &mut Dice);

const NOISES: &[(&str, Noise)] = &[
    ("blank rows between", |table, header, dice| {
        for _ in 0..3 {
            let row = header + dice.roll(table.row_count as usize) as u32;
            open_row(table, row);
        }
    }),
    ("begins at another column", |table, _, dice| {
        let by = 1 + dice.roll(3) as u32;
        table.cells.iter_mut().for_each(|cell| cell.column += by);
        table.column_count += by;
    }),
    ("an unknown column at the end", |table, header, _| {
        let column = table.column_count;
        let rows: Vec<u32> =
            table.cells.iter().filter(|c| c.row >= header && c.column + 1 < column).map(|c| c.row).collect();
        add(table, header - 1, column, "Couleur du dossier");
        for row in rows.into_iter().step_by(5) {
            add(table, row, column, "bleu");
        }
        table.column_count += 1;
    }),
    ("header in capitals without accents", |table, header, _| {
        each_text(table, |cell| cell.row < header, |text| unaccented(text).to_uppercase());
    }),
    ("decomposed accents", |table, _, _| each_text(table, |_| true, decomposed)),
    ("no-break spaces", |table, _, _| each_text(table, |_| true, |text| text.replacen(' ', "\u{a0}", 2))),
    ("spaces around", |table, _, _| each_text(table, |_| true, |text| format!(" {text}  "))),
    ("soft hyphens", |table, header, _| {
        each_text(
            table,
            |cell| cell.row >= header,
            |text| match text.char_indices().nth(40) {
                Some((at, _)) => format!("{}\u{ad}{}", &text[..at], &text[at..]),
                None => text.to_owned(),
            },
        );
    }),
    ("curly apostrophes", |table, _, _| each_text(table, |_| true, |text| text.replace('\'', "’"))),
    ("lines broken inside cells", |table, header, _| {
        each_text(table, |cell| cell.row < header, |text| text.replace(' ', "\n"));
    }),
    ("nothing merged", |table, _, _| {
        for cell in &mut table.cells {
            (cell.row_span, cell.column_span) = (1, 1);
        }
    }),
    ("no bold, no colour", |table, _, _| {
        for cell in &mut table.cells {
            cell.text = RichText::from(cell.text.as_str());
            cell.set_fill(None);
            cell.indent = 0;
        }
    }),
    ("header repeated", |table, header, dice| {
        let row = header + dice.roll((table.row_count - header) as usize) as u32;
        if is_inside_a_merge(table, row) {
            return;
        }
        let copies: Vec<Cell> = table.cells.iter().filter(|cell| cell.row < header).cloned().collect();
        table.cells.iter_mut().filter(|cell| cell.row >= row).for_each(|cell| cell.row += header);
        table.cells.extend(copies.into_iter().map(|mut cell| {
            cell.row += row;
            cell
        }));
        table.row_count += header;
    }),
    ("a title above", |table, _, _| {
        for (row, text) in ["Programme stratégique transversal 2018-2024", "Version du 12 mars 2019"].iter().enumerate()
        {
            open_row(table, row as u32);
            add(table, row as u32, 0, text);
        }
        open_row(table, 2);
    }),
    ("notes and a signature below", |table, _, _| {
        let last = table.row_count;
        for (row, text) in
            ["* Montants indicatifs", "Fait à Valmont, le 12 mars 2019", "Le Directeur général"].iter().enumerate()
        {
            add(table, last + 1 + row as u32, 0, text);
        }
        table.row_count += 4;
    }),
    ("a total below", |table, _, _| {
        let (row, column) = (table.row_count, table.column_count - 1);
        add(table, row, 0, "TOTAL");
        add(table, row, column, "103.350 €");
        table.row_count += 1;
    }),
    ("columns numbered under the header", |table, header, _| {
        open_row(table, header);
        for column in 0..table.column_count {
            add(table, header, column, &format!("({})", column + 1));
        }
    }),
    ("a letter missing in the header", |table, header, dice| {
        let which = dice.roll(7);
        each_text(
            table,
            |cell| cell.row + 1 == header && cell.column as usize == which,
            |text| {
                let at = text.char_indices().nth(6).filter(|_| text.chars().count() > 8);
                at.map_or_else(|| text.to_owned(), |(at, c)| format!("{}{}", &text[..at], &text[at + c.len_utf8()..]))
            },
        );
    }),
];

/// What a person does to a table that hides what its columns mean or where they begin.
const HARD: &[(&str, f64, Noise)] = &[
    ("no header", 0.97, |table, header, _| {
        // A volet or domaine alone above the header is content.
        let alone = |row: u32| table.cells.iter().filter(|cell| cell.row == row).count() == 1;
        let kept: Vec<u32> = (0..header).filter(|&row| alone(row)).collect();
        table.cells.retain(|cell| cell.row >= header || kept.contains(&cell.row));
    }),
    ("some rows shifted to the right", 0.98, |table, header, dice| {
        let rows: Vec<u32> = (0..3).map(|_| header + dice.roll((table.row_count - header) as usize) as u32).collect();
        for cell in table.cells.iter_mut().filter(|cell| rows.contains(&cell.row) && cell.row_span == 1) {
            cell.column += 1;
        }
        table.column_count += 1;
    }),
    ("a stretch of rows shifted to the right", 0.99, |table, header, dice| {
        let first = header + dice.roll((table.row_count - header) as usize) as u32;
        for cell in table.cells.iter_mut().filter(|cell| (first..first + 6).contains(&cell.row) && cell.row_span == 1) {
            cell.column += 1;
        }
        table.column_count += 1;
    }),
];

#[test]
fn grids_without_header_and_with_shifted_rows_are_read_by_what_they_hold() {
    for (name, least, noise) in HARD {
        let mut dice = Dice(20_241_013);
        let mut sum = 0.0;
        let mut poor = Vec::new();
        for variant in 0..40 {
            let (path, header) = GRIDS[variant % GRIDS.len()];
            let mut tables =
                passerelle_tables::read(&fixture(path), path, &passerelle_tables::Limits::default()).unwrap();
            let Some(Block::Table(table)) = tables.blocks.iter_mut().find(|block| matches!(block, Block::Table(_)))
            else {
                panic!("the grid is a table");
            };
            noise(table, header, &mut dice);
            table.cells.sort_by_key(|cell| (cell.row, cell.column));
            let import = import(&tables, "pst.xlsx").unwrap();
            assert!(import.report.counts.adds_up(), "{name}");
            let found = truth(path).compare(&Facts::of_document(&import.document));
            sum += found.f1;
            if found.f1 < 0.98 {
                poor.push((
                    path,
                    found.f1,
                    found.lost.into_iter().map(|f| (f.2, f.3)).take(6).collect::<Vec<_>>(),
                    found.invented.into_iter().map(|f| (f.2, f.3)).take(4).collect::<Vec<_>>(),
                ));
            }
        }
        let mean = sum / 40.0;
        assert!(mean >= *least, "{name}: mean {mean}: {poor:?}");
    }
}

#[test]
fn five_hundred_reworked_grids_still_give_their_programme() {
    let mut dice = Dice(20_181_203);
    let grids: Vec<(Document, Facts, u32)> = GRIDS
        .iter()
        .map(|(path, header)| {
            let tables = passerelle_tables::read(&fixture(path), path, &passerelle_tables::Limits::default()).unwrap();
            (tables, truth(path), *header)
        })
        .collect();
    let mut sum = 0.0;
    let mut poor = Vec::new();
    for variant in 0..500 {
        let (tables, truth, header) = &grids[variant % grids.len()];
        let mut tables = tables.clone();
        let mut done = Vec::new();
        let Some(Block::Table(table)) = tables.blocks.iter_mut().find(|block| matches!(block, Block::Table(_))) else {
            panic!("the grid is a table");
        };
        let mut left: Vec<usize> = (0..NOISES.len()).collect();
        // In the order of the list, so that header rows stay where the later kinds expect them.
        let mut chosen: Vec<usize> = (0..=dice.roll(3)).map(|_| left.swap_remove(dice.roll(left.len()))).collect();
        chosen.sort_by_key(|&kind| (NOISES[kind].0 == "a title above", kind));
        for kind in chosen {
            let (name, noise) = NOISES[kind];
            noise(table, *header, &mut dice);
            table.cells.sort_by_key(|cell| (cell.row, cell.column));
            done.push(name);
        }
        let import = import(&tables, "pst.xlsx").unwrap();
        assert!(import.report.counts.adds_up(), "{done:?}");
        let found = truth.compare(&Facts::of_document(&import.document));
        sum += found.f1;
        if found.f1 < 0.98 {
            poor.push((
                found.f1,
                variant % grids.len(),
                done,
                found.lost.first().cloned(),
                found.invented.first().cloned(),
            ));
        }
    }
    let mean = sum / 500.0;
    assert!(mean >= 0.98, "mean {mean}: {poor:#?}");
}

/// Texts of which tables of programmes are made, and some that are not.
const TEXTS: &[&str] = &[
    "",
    "",
    "",
    "OS",
    "OO",
    "Objectif stratégique",
    "Objectif opérationnel",
    "Action",
    "N°",
    "Intitulé",
    "Pilote",
    "Échéance",
    "Budget",
    "État d'avancement",
    "Volet",
    "Domaine",
    "Projet",
    "Description",
    "VOLET INTERNE",
    "DOMAINE : MOBILITÉ",
    "O.S.1 Être une commune solidaire",
    "O.O.1.1",
    "Objectif opérationnel 1.1. Informer",
    "Action 1.1.1. Ouvrir une épicerie sociale",
    "A 1.1",
    "1",
    "1.1",
    "1.1.1",
    "05.1.01",
    "100",
    "Créer une épicerie sociale",
    "DG",
    "C. Brouir",
    "Service Travaux,PCS",
    "2024",
    "janv-20",
    "30/06/2026",
    "Récurrent",
    "1.500 €",
    "2 000,00",
    "50 %",
    "X",
    "/",
    "#REF!",
    "TOTAL",
    "Your content goes here ..",
    "* remarque",
    "Fait à Namur",
    "Fiche action n° 3",
    "Programme de travail 2024",
    "<b>gras</b>",
    "\u{ad}",
    "é\u{301}\n\u{a0}",
    "(1)",
    "d’accompagnement élargi",
];

fn table() -> impl Strategy<Value = Block> {
    let cell = (0..TEXTS.len(), 0..12u32);
    (1..9u32, proptest::collection::vec(cell, 0..90)).prop_map(|(width, texts)| {
        let mut table = Table::new(1, Some("Feuil1".into()));
        table.column_count = width;
        for (at, (text, span)) in texts.into_iter().enumerate() {
            let (row, column) = (at as u32 / width, at as u32 % width);
            if TEXTS[text].is_empty() {
                continue;
            }
            let mut cell = Cell::new(row, column, TEXTS[text]);
            // One in four is merged, to the right or downwards.
            (cell.column_span, cell.row_span) = match span {
                0 => ((width - column).min(3), 1),
                1 => (1, 2),
                2 => (width - column, 1),
                _ => (1, 1),
            };
            table.cells.push(cell);
            table.row_count = row + 1;
        }
        Block::from(table)
    })
}

proptest! {
    #[test]
    fn any_table_is_refused_or_accounted_for(blocks in proptest::collection::vec(table(), 1..3)) {
        let mut tables = Document::new(passerelle_tables::Format::Xlsx);
        tables.blocks = blocks;
        if let Ok(import) = import(&tables, "table.xlsx") {
            let counts = import.report.counts;
            prop_assert!(counts.adds_up());
            prop_assert_eq!(import.report.left_aside.len(), counts.left_aside);
            let text_count = tables.tables().flat_map(|t| &t.cells).filter(|c| !c.text.is_blank()).count();
            prop_assert_eq!(counts.non_empty, text_count);
        }
    }
}

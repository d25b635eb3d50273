//! What people do to tables: the moves of which the kinds of noise are made.

// Each test file makes the moves it needs.
#![allow(dead_code)]

use passerelle_tables::{Cell, RichText, Table};

/// The same numbers on every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Moves the rows from `row` on down by one. A merge that reaches over it grows.
pub(crate) fn open_row(table: &mut Table, row: u32) {
    for cell in &mut table.cells {
        if cell.row >= row {
            cell.row += 1;
        } else if cell.row + cell.row_span > row {
            cell.row_span += 1;
        }
    }
    move_marks(table, row, 1);
    table.row_count += 1;
}

/// What a sheet says of its rows from `row` on goes down with them: headers, hidden rows, the depth of groups.
pub(crate) fn move_marks(table: &mut Table, row: u32, by: u32) {
    let grouped = table.grouped_rows.iter_mut().map(|(row, _)| row);
    let marked = table.header_rows.iter_mut().chain(&mut table.hidden_rows).chain(grouped);
    marked.filter(|marked| **marked >= row).for_each(|marked| *marked += by);
}

/// Moves the columns from `column` on to the right by one. A merge that reaches over it grows.
pub(crate) fn open_column(table: &mut Table, column: u32) {
    for cell in &mut table.cells {
        if cell.column >= column {
            cell.column += 1;
        } else if cell.column + cell.column_span > column {
            cell.column_span += 1;
        }
    }
    for marked in table.header_columns.iter_mut().chain(&mut table.hidden_columns).filter(|m| **m >= column) {
        *marked += 1;
    }
    table.column_count += 1;
}

pub(crate) fn is_inside_a_merge(table: &Table, row: u32) -> bool {
    table.cells.iter().any(|cell| cell.row < row && cell.row + cell.row_span > row)
}

pub(crate) fn add(table: &mut Table, row: u32, column: u32, text: &str) {
    table.cells.push(Cell::new(row, column, text));
}

/// Changes texts, run by run.
pub(crate) fn each_text(table: &mut Table, which: impl Fn(&Cell) -> bool, change: impl Fn(&str) -> String) {
    for cell in table.cells.iter_mut().filter(|cell| which(cell)) {
        let mut text = RichText::default();
        let runs: Vec<(String, _)> = cell.text.runs().map(|run| (run.text.to_owned(), run.marks)).collect();
        for (run, marks) in runs {
            text.push(&change(&run), marks);
        }
        cell.text = text;
    }
}

const ACCENTS: &[(char, char, char)] = &[
    ('é', 'e', '\u{301}'),
    ('è', 'e', '\u{300}'),
    ('ê', 'e', '\u{302}'),
    ('à', 'a', '\u{300}'),
    ('â', 'a', '\u{302}'),
    ('î', 'i', '\u{302}'),
    ('ô', 'o', '\u{302}'),
    ('ç', 'c', '\u{327}'),
    ('É', 'E', '\u{301}'),
    ('Ê', 'E', '\u{302}'),
];

pub(crate) fn decomposed(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match ACCENTS.iter().find(|(whole, ..)| *whole == c) {
            Some((_, letter, accent)) => out.extend([letter, accent]),
            None => out.push(c),
        }
        out
    })
}

pub(crate) fn unaccented(text: &str) -> String {
    text.chars().map(|c| ACCENTS.iter().find(|(whole, ..)| *whole == c).map_or(c, |(_, letter, _)| *letter)).collect()
}

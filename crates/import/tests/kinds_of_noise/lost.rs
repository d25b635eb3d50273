//! What programs lose, cut or count in another way: values are printed otherwise than people wrote them, or not at all.

use passerelle_tables::{Cell, RichText, Table};

use super::Header;
use super::moves::{a_row_apart, body, in_header, with_code};
use crate::reworked::{Dice, add, each_text, move_marks, open_column, unaccented};

/// Cells of the values of a row: none of a header, a title or a code.
fn is_value(cell: &Cell, header: &Header) -> bool {
    cell.row >= header.end && cell.column_span == 1 && cell.row_span == 1 && !header.holds_elements(cell.column)
}

fn role(header: &Header, column: u32) -> &str {
    header.roles.get(column as usize).and_then(Option::as_deref).unwrap_or_default()
}

/// The day that a spreadsheet counts from 30 December 1899.
fn serial(text: &str) -> Option<i64> {
    let parts: Option<Vec<i64>> = text.trim().split('/').map(|part| part.parse().ok()).collect();
    let Some([day @ 1..=31, month @ 1..=12, year @ 1990..=2099]) = parts.as_deref() else { return None };
    let (month, year) = if *month > 2 { (month - 3, *year) } else { (month + 9, year - 1) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    Some(days - 693_899)
}

/// Dates lost their format: 46203 for 30/06/2026.
pub(super) fn serial_dates(table: &mut Table, header: &Header, _: &mut Dice) {
    let date = |cell: &Cell| is_value(cell, header) && role(header, cell.column) == "field:deadline";
    each_text(table, date, |text| serial(text).map_or_else(|| text.to_owned(), |day| day.to_string()));
}

/// A column too narrow for its dates and amounts was written out as it looked.
pub(super) fn too_wide(table: &mut Table, header: &Header, dice: &mut Dice) {
    let typed = ["field:deadline", "field:budget", "field:ordinary_budget", "field:extraordinary_budget"];
    let columns: Vec<u32> = (0..header.width(table)).filter(|c| typed.contains(&role(header, *c))).collect();
    let Some(column) = columns.get(dice.roll(columns.len().max(1))) else { return };
    let value = |cell: &Cell| {
        let digits = cell.text.as_str().chars().filter(char::is_ascii_digit).count();
        is_value(cell, header) && cell.column == *column && digits > 3
    };
    for (nth, cell) in table.cells.iter_mut().filter(|cell| value(cell)).enumerate() {
        if nth % 2 == 0 {
            cell.text = RichText::from("########");
        }
    }
}

/// Long texts lost all behind their 255th character.
pub(super) fn cut_texts(table: &mut Table, header: &Header, _: &mut Dice) {
    let prose = "Cette mesure répond au diagnostic établi avec les services, les habitants et les partenaires ; ";
    let columns = ["field:description", "field:comments", "field:observation", "field:indicators", "field:steps"];
    let long = |cell: &Cell| is_value(cell, header) && columns.contains(&role(header, cell.column));
    each_text(table, long, |text| {
        let whole = format!("{text} {}", prose.repeat(3));
        whole.chars().take(255).collect()
    });
}

/// "A. 1. 1" for "A.1.1".
pub(super) fn spaced_codes(table: &mut Table, header: &Header, _: &mut Dice) {
    let cells = |cell: &Cell| cell.row >= header.end && (cell.column_span > 1 || header.holds_elements(cell.column));
    each_text(table, cells, |text| {
        let spaced = with_code(text, |code| code.replace('.', ". "));
        match spaced.split_once('.') {
            Some((letter, rest)) if letter.len() == 1 && rest.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("{letter}. {rest}")
            }
            _ => spaced,
        }
    });
}

/// Letters that no font had.
pub(super) fn replaced_letters(table: &mut Table, header: &Header, _: &mut Dice) {
    let replaced = |text: &str| text.chars().map(|c| if c.is_ascii() { c } else { '\u{fffd}' }).collect();
    each_text(table, |cell| in_header(cell, header), replaced);
}

/// Spaces of all sorts between the words of the header.
pub(super) fn spaced_header(table: &mut Table, header: &Header, _: &mut Dice) {
    each_text(table, |cell| in_header(cell, header), |text| text.replace(' ', " \u{a0} ").replace('\'', "' "));
}

/// Header words in narrow columns: "Échéan-⏎ce".
pub(super) fn hyphenated_header(table: &mut Table, header: &Header, _: &mut Dice) {
    let word = |word: &str| {
        let letters = word.chars().count();
        match word.char_indices().nth(letters.saturating_sub(2)) {
            Some((at, _)) if letters > 6 && word.chars().all(char::is_alphabetic) => {
                format!("{}-\n{}", &word[..at], &word[at..])
            }
            _ => word.to_owned(),
        }
    };
    let words = |text: &str| text.split(' ').map(word).collect::<Vec<_>>().join(" ");
    each_text(table, |cell| in_header(cell, header), words);
}

/// What people shorten the words of headers to.
const SHORT: &[(&str, &str)] = &[
    ("responsable", "Resp."),
    ("echeance", "Éch."),
    ("indicateurs", "Ind."),
    ("indicateur", "Ind."),
    ("budget", "Bud."),
    ("ordinaire", "ord."),
    ("extraordinaire", "extraord."),
    ("administratif", "adm."),
    ("politique", "pol."),
    ("mandataire", "Mand."),
    ("priorite", "Prior."),
    ("partenaires", "Part."),
    ("strategique", "strat."),
    ("operationnel", "opér."),
    ("objectif", "Obj."),
    ("avancement", "avanc."),
    ("service", "Serv."),
    ("observations", "Obs."),
    ("remarques", "Rem."),
    ("commentaires", "Comm."),
    ("description", "Descr."),
    ("subsides", "Subs."),
    ("financement", "Financ."),
    ("realisation", "réal."),
];

/// "Resp. pol.", "Bud. ord."
pub(super) fn shortened_header(table: &mut Table, header: &Header, _: &mut Dice) {
    let word = |word: &str| {
        let plain = unaccented(&word.to_lowercase());
        SHORT.iter().find(|(long, _)| *long == plain).map_or_else(|| word.to_owned(), |(_, short)| (*short).to_owned())
    };
    let words = |text: &str| text.split(' ').map(word).collect::<Vec<_>>().join(" ");
    each_text(table, |cell| in_header(cell, header), words);
}

/// Running numbers of the rows in a first column of their own, under a word.
pub(super) fn numbered_rows(table: &mut Table, header: &Header, _: &mut Dice) {
    let rows = body(table, header);
    open_column(table, 0);
    add(table, header.end - 1, 0, "N° de ligne");
    for (number, row) in rows.into_iter().enumerate() {
        add(table, row, 0, &(number + 1).to_string());
    }
}

/// Somebody pressed the key for a new page very long.
pub(super) fn thousands_of_blank_rows(table: &mut Table, header: &Header, dice: &mut Dice) {
    const MANY: u32 = 4_000;
    let Some(from) = a_row_apart(table, header, dice) else { return };
    table.cells.iter_mut().filter(|cell| cell.row >= from).for_each(|cell| cell.row += MANY);
    move_marks(table, from, MANY);
    table.row_count += MANY;
}

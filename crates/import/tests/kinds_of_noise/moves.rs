//! Moves that several kinds are made of, by what the columns hold.

use passerelle_tables::{Cell, RichText, Table};

use super::Header;
use crate::reworked::{Dice, add, each_text, is_inside_a_merge, open_row};

/// Values that say the same as the cell above.
pub(crate) fn ditto(table: &mut Table, header: &Header, mark: &str) {
    let same = |cell: &Cell| {
        let above = table.cell(cell.row.wrapping_sub(1), cell.column);
        above.is_some_and(|above| above.row_span == 1 && above.text.as_str() == cell.text.as_str())
    };
    let value = |cell: &&Cell| {
        cell.row > header.end && !header.holds_elements(cell.column) && cell.column_span == 1 && cell.row_span == 1
    };
    let words = |cell: &&Cell| cell.text.as_str().contains(' ');
    let again: Vec<(u32, u32)> = table
        .cells
        .iter()
        .filter(value)
        .filter(words)
        .filter(|cell| same(cell))
        .map(|cell| (cell.row, cell.column))
        .collect();
    let cells = table.cells.iter_mut().filter(|cell| again.contains(&(cell.row, cell.column)));
    cells.for_each(|cell| cell.text = RichText::from(mark));
}

pub(crate) fn in_header(cell: &Cell, header: &Header) -> bool {
    (header.first..header.end).contains(&cell.row)
}

pub(crate) fn of_header(table: &mut Table, header: &Header, change: &dyn Fn(&str) -> String) {
    each_text(table, |cell| in_header(cell, header), change);
}

/// Rows below the header that hold something.
pub(crate) fn body(table: &Table, header: &Header) -> Vec<u32> {
    let mut rows: Vec<u32> =
        table.cells.iter().filter(|cell| cell.row >= header.end && !cell.is_blank()).map(|cell| cell.row).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// A row before which another may be put without breaking a merge.
pub(crate) fn a_row_apart(table: &Table, header: &Header, dice: &mut Dice) -> Option<u32> {
    let rows: Vec<u32> = body(table, header).into_iter().skip(1).filter(|&r| !is_inside_a_merge(table, r)).collect();
    (!rows.is_empty()).then(|| rows[dice.roll(rows.len())])
}

pub(crate) fn remarks(table: &mut Table, header: &Header, column: u32) {
    let rows = body(table, header);
    add(table, header.end - 1, column, "Avis de Josiane");
    for row in rows.into_iter().step_by(3) {
        // A text alone in its row stays alone: it is the heading of what follows.
        if table.cells.iter().filter(|cell| cell.row == row && !cell.is_blank()).count() > 1 {
            add(table, row, column, ["à revoir avec Paul", "ok pour moi", "???"][row as usize % 3]);
        }
    }
    table.column_count = table.column_count.max(column + 1);
}

pub(crate) fn broken(word: &str) -> String {
    match word.char_indices().nth(word.chars().count() / 2) {
        Some((at, _)) if word.chars().count() > 8 => format!("{}-\n{}", &word[..at], &word[at..]),
        _ => word.to_owned(),
    }
}

/// Misspells a long word of one or two header cells.
pub(crate) fn misspell(table: &mut Table, header: &Header, dice: &mut Dice, change: fn(&mut Vec<char>, usize)) {
    for _ in 0..2 {
        let (which, at) = (dice.roll(header.width(table) as usize) as u32, 2 + dice.roll(4));
        let cells = |cell: &Cell| in_header(cell, header) && cell.column == which;
        each_text(table, cells, |text| {
            let mut letters: Vec<char> = text.chars().collect();
            let word = letters.split(|c| !c.is_alphabetic()).map(<[char]>::len).max().unwrap_or(0);
            let start = letters.windows(word.max(1)).position(|w| w.iter().all(|c| c.is_alphabetic()));
            if let (true, Some(start)) = (word > 6, start) {
                change(&mut letters, start + at);
            }
            letters.into_iter().collect()
        });
    }
}

/// A column of amounts.
pub(crate) fn money(header: &Header) -> Option<u32> {
    let at = header.roles.iter().position(|role| role.as_deref().is_some_and(|r| r.ends_with("budget")));
    at.map(|at| at as u32)
}

pub(crate) fn repeat_header(table: &mut Table, header: &Header, row: u32) {
    let copies: Vec<Cell> = table.cells.iter().filter(|cell| in_header(cell, header)).cloned().collect();
    for _ in header.first..header.end {
        open_row(table, row);
    }
    table.cells.extend(copies.into_iter().map(|mut cell| {
        cell.row = cell.row - header.first + row;
        cell
    }));
}

/// Moves column `at` to `order[at]`, where no merge over some of the columns hinders.
pub(crate) fn reorder(table: &mut Table, order: &[u32]) {
    let width = order.len() as u32;
    if table.cells.iter().any(|cell| cell.column_span > 1 && cell.column_span < width) {
        return;
    }
    for cell in table.cells.iter_mut().filter(|cell| cell.column_span == 1) {
        if let Some(to) = order.get(cell.column as usize) {
            cell.column = *to;
        }
    }
}

/// Changes the code that a text begins with or is: "1.2.3", "OO 1.2".
pub(crate) fn with_code(text: &str, change: impl Fn(&str) -> String) -> String {
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let letters = &text[..start];
    let code_like = letters.chars().filter(|c| c.is_alphabetic()).count() <= 3 && letters.len() < 6;
    let rest = &text[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let code = rest[..end].trim_end_matches('.');
    let parts = code.split('.').collect::<Vec<_>>();
    let short = parts.iter().all(|part| !part.is_empty() && part.len() < 3);
    let after = &rest[code.len()..];
    let ends = after.is_empty() || after.starts_with([' ', '.', ':', ')', '-', '–', '\u{a0}']);
    // "1.1.a" would become neither one nor the other.
    let lettered = after.strip_prefix('.').is_some_and(|after| after.starts_with(char::is_alphabetic));
    if lettered || !code_like || parts.len() < 2 || !short || !ends {
        return text.to_owned();
    }
    format!("{letters}{}{after}", change(code))
}

pub(crate) fn separate(table: &mut Table, header: &Header, sign: &str) {
    let cells = |cell: &Cell| cell.row >= header.end && (cell.column_span > 1 || header.holds_elements(cell.column));
    each_text(table, cells, |text| with_code(text, |code| code.replace('.', sign)));
}

/// Cuts a row in two: long texts go on in the row below.
pub(crate) fn cut(table: &mut Table, header: &Header, dice: &mut Dice, again: bool) {
    let whole = |row: u32| {
        let cells = || table.cells.iter().filter(move |cell| cell.row == row);
        cells().count() > 2 && cells().all(|cell| cell.row_span == 1 && cell.column_span == 1)
    };
    let long = |cell: &Cell| cell.text.as_str().split(' ').count() > 3;
    let has_long = |row: u32| table.cells.iter().any(|cell| cell.row == row && long(cell));
    let rows: Vec<u32> = body(table, header)
        .into_iter()
        .filter(|&row| whole(row) && has_long(row) && !is_inside_a_merge(table, row + 1))
        .collect();
    if rows.is_empty() {
        return;
    }
    let row = rows[dice.roll(rows.len())];
    open_row(table, row + 1);
    let mut rests = Vec::new();
    for cell in table.cells.iter_mut().filter(|cell| cell.row == row && long(cell)) {
        let text = cell.text.as_str().to_owned();
        let words: Vec<&str> = text.split(' ').collect();
        let half = words.len() / 2 + 1;
        cell.text = RichText::from(words[..half].join(" ").as_str());
        rests.push((cell.column, words[half..].join(" ")));
    }
    for (column, rest) in rests.iter().filter(|(_, rest)| !rest.is_empty()) {
        add(table, row + 1, *column, rest);
    }
    if again {
        repeat_header(table, header, row + 1);
    }
}

/// Parents that say the same as the cell above.
pub(crate) fn repeated_parents(table: &Table, header: &Header) -> Vec<(u32, u32)> {
    let parents = || table.cells.iter().filter(|c| c.row > header.end && header.is_parent(c.column) && !c.is_blank());
    let same_row = |cell: &Cell| {
        // Those further up are the same too, else a blank would be filled from another parent.
        table
            .cells
            .iter()
            .filter(|c| c.row == cell.row && c.column < cell.column && header.is_parent(c.column))
            .all(|c| table.cell(c.row - 1, c.column).is_some_and(|above| above.text.as_str() == c.text.as_str()))
    };
    parents()
        .filter(|cell| table.cell(cell.row - 1, cell.column).is_some_and(|a| a.text.as_str() == cell.text.as_str()))
        .filter(|cell| same_row(cell))
        .map(|cell| (cell.row, cell.column))
        .collect()
}

/// A filter that somebody forgot hides every third row.
pub(super) fn hidden_rows(table: &mut Table, header: &Header, dice: &mut Dice) {
    let rows = body(table, header);
    let from = dice.roll(3);
    let hidden: Vec<u32> = rows.into_iter().skip(from).step_by(3).collect();
    let visible = table.cells.iter().filter(|cell| cell.row >= header.end && !hidden.contains(&cell.row)).count();
    // Merged cells belong to several rows.
    let spans = table.cells.iter().any(|cell| cell.row >= header.end && cell.row_span > 1);
    let sheet = table.name.is_some() && table.hidden_rows.is_empty();
    if spans || visible == 0 || !sheet {
        return;
    }
    table.cells.iter_mut().filter(|cell| hidden.contains(&cell.row)).for_each(|cell| cell.hidden = true);
    table.hidden_rows = hidden;
}

/// The state of a year before, kept in a column of its own.
pub(super) fn older_state(table: &mut Table, header: &Header, _: &mut Dice) {
    let column = header.width(table);
    let states = header.roles.iter().filter(|role| role.as_deref() == Some("field:status")).count();
    if states != 1 {
        return;
    }
    let Some(state) = header.roles.iter().position(|role| role.as_deref() == Some("field:status")) else { return };
    let crosses =
        table.cells.iter().any(|c| c.column as usize == state && c.row >= header.end && c.text.as_str().len() < 3);
    let rows: Vec<u32> = table
        .cells
        .iter()
        .filter(|c| c.column as usize == state && c.row >= header.end && c.column_span == 1)
        .map(|c| c.row)
        .collect();
    if crosses {
        return;
    }
    add(table, header.end - 1, column, "État au 31/12/2019");
    for row in rows {
        add(table, row, column, "À démarrer");
    }
}

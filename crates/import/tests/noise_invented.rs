//! Grids of invented communes that people have reworked: the same programme must come out of them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod facts;
mod reworked;

use facts::{Facts, fixture, truth};
use passerelle_core::Place;
use passerelle_import::{Family, Recognition, import};
use passerelle_tables::{Block, Cell, Document, RichText, Table};
use reworked::{Dice, add, decomposed, each_text, is_inside_a_merge, open_column, open_row, unaccented};

/// Where the header of a table stands, and what its columns were taken for before anything was done to it.
#[derive(Debug, Clone)]
struct Header {
    first: u32,
    end: u32,
    roles: Vec<Option<String>>,
}

impl Header {
    /// Columns that hold elements: codes, titles and names of levels.
    fn holds_elements(&self, column: u32) -> bool {
        let role = self.roles.get(column as usize).and_then(Option::as_deref).unwrap_or_default();
        role.starts_with("title") || matches!(role, "code" | "level")
    }

    fn is_parent(&self, column: u32) -> bool {
        let role = self.roles.get(column as usize).and_then(Option::as_deref);
        matches!(role, Some("title:os" | "title:oo"))
    }

    fn width(&self, table: &Table) -> u32 {
        table.cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(0)
    }
}

/// What a person does to a table.
type Noise = fn(&mut Table, &Header, &mut Dice);

/// Kinds of noise, with the mean F1 that a fifth of the grids must reach.
const NOISES: &[(&str, f64, Noise)] = &[
    ("blank rows between", 0.998, |table, header, dice| {
        for _ in 0..3 {
            let row = header.end + dice.roll(body(table, header).len().max(1)) as u32;
            open_row(table, row);
        }
    }),
    ("a blank row under the header", 0.998, |table, header, _| open_row(table, header.end)),
    ("a blank column between", 0.995, |table, header, dice| {
        let column = dice.roll(header.width(table) as usize) as u32;
        open_column(table, column);
    }),
    ("a blank column before", 0.991, |table, _, _| open_column(table, 0)),
    ("an unknown column at the end", 0.998, |table, header, _| {
        let column = header.width(table);
        remarks(table, header, column);
    }),
    ("an unknown column in the middle", 0.984, |table, header, _| {
        let last_title = (0..header.width(table)).filter(|&c| header.holds_elements(c)).max();
        let column = last_title.map_or(1, |column| column + 1);
        open_column(table, column);
        remarks(table, header, column);
    }),
    ("header in capitals", 0.998, |table, header, _| of_header(table, header, &|text| text.to_uppercase())),
    ("header without accents", 0.998, |table, header, _| of_header(table, header, &unaccented)),
    ("header with decomposed accents", 0.998, |table, header, _| of_header(table, header, &decomposed)),
    ("colons after the header words", 0.998, |table, header, _| of_header(table, header, &|text| format!("{text} :"))),
    ("notes after the header words", 0.995, |table, header, dice| {
        let which = dice.roll(8) as u32;
        let cells = |c: &Cell| in_header(c, header) && (c.column == which || c.column == which + 2);
        each_text(table, cells, |text| format!("{text} (1)"));
    }),
    ("stars after the header words", 0.998, |table, header, _| of_header(table, header, &|text| format!("{text}*"))),
    ("header words broken", 0.998, |table, header, _| {
        of_header(table, header, &|text| text.split(' ').map(broken).collect::<Vec<_>>().join("\n"));
    }),
    ("a letter missing in the header", 0.986, |table, header, dice| {
        misspell(table, header, dice, |w, at| {
            w.remove(at);
        })
    }),
    ("a letter doubled in the header", 0.995, |table, header, dice| {
        misspell(table, header, dice, |w, at| {
            w.insert(at, w[at]);
        })
    }),
    ("letters swapped in the header", 0.967, |table, header, dice| {
        misspell(table, header, dice, |w, at| w.swap(at, at + 1))
    }),
    ("a wrong letter in the header", 0.989, |table, header, dice| {
        misspell(table, header, dice, |w, at| {
            w[at] = if w[at] == 'r' { 't' } else { 'r' };
        })
    }),
    ("no-break spaces", 0.998, |table, _, _| each_text(table, |_| true, |text| text.replacen(' ', "\u{a0}", 2))),
    ("spaces around", 0.998, |table, _, _| each_text(table, |_| true, |text| format!(" {text}  "))),
    ("spaces doubled", 0.998, |table, _, _| each_text(table, |_| true, |text| text.replace(' ', "  "))),
    ("curly apostrophes", 0.998, |table, _, _| each_text(table, |_| true, |text| text.replace('\'', "’"))),
    ("decomposed accents", 0.998, |table, _, _| each_text(table, |_| true, decomposed)),
    ("a title block above", 0.998, |table, _, _| {
        let lines = [
            "[logo]",
            "Commune de Valmont – CPAS de Valmont",
            "PROGRAMME STRATÉGIQUE TRANSVERSAL 2024-2030",
            "Adopté par le conseil communal du 12 mars 2025",
        ];
        for (row, text) in lines.iter().enumerate() {
            open_row(table, row as u32);
            add(table, row as u32, 0, text);
        }
        open_row(table, lines.len() as u32);
    }),
    ("a merged title above", 0.998, |table, header, _| {
        open_row(table, 0);
        let mut cell = Cell::new(0, 0, "Programme stratégique transversal – tableau de bord");
        cell.column_span = header.width(table);
        table.cells.push(cell);
    }),
    ("a signature below", 0.996, |table, header, _| {
        let last = table.row_count;
        let right = header.width(table).saturating_sub(2);
        for (row, column, text) in [
            (1, 0, "Fait à Valmont, le 12 mars 2025"),
            (2, 0, "Le Directeur général,"),
            (2, right, "La Bourgmestre,"),
            (4, 0, "P. DURAND"),
            (4, right, "C. LEJEUNE"),
        ] {
            add(table, last + row, column, text);
        }
        table.row_count += 5;
    }),
    ("a legend below", 0.981, |table, _, _| {
        let last = table.row_count;
        let lines = [
            "Légende :",
            "OS : objectif stratégique – OO : objectif opérationnel",
            "(1) Sous réserve de l'obtention des subsides",
            "* Action prioritaire",
            "Vert : réalisé ; orange : en cours ; rouge : non commencé",
        ];
        for (row, text) in lines.iter().enumerate() {
            add(table, last + 1 + row as u32, 0, text);
        }
        table.row_count += 6;
    }),
    ("a total below", 0.997, |table, header, _| {
        let (row, column) = (table.row_count, money(header).unwrap_or(header.width(table) - 1));
        add(table, row, 0, "TOTAL");
        add(table, row, column, "103.350 €");
        table.row_count += 1;
    }),
    ("a subtotal in the middle", 0.998, |table, header, dice| {
        let Some(row) = a_row_apart(table, header, dice) else { return };
        let column = money(header).unwrap_or(header.width(table) - 1);
        open_row(table, row);
        add(table, row, 0, "Sous-total");
        add(table, row, column, "12.500,00 €");
    }),
    ("header repeated", 0.998, |table, header, dice| {
        let Some(row) = a_row_apart(table, header, dice) else { return };
        repeat_header(table, header, row);
    }),
    ("header repeated after a blank row", 0.998, |table, header, dice| {
        let Some(row) = a_row_apart(table, header, dice) else { return };
        repeat_header(table, header, row);
        open_row(table, row);
    }),
    ("columns numbered under the header", 0.998, |table, header, _| {
        open_row(table, header.end);
        for column in 0..header.width(table) {
            add(table, header.end, column, &format!("({})", column + 1));
        }
    }),
    ("fields in another order", 0.981, |table, header, dice| {
        let mut order: Vec<u32> = (0..header.width(table)).collect();
        let fields: Vec<u32> = order.iter().copied().filter(|&column| !header.holds_elements(column)).collect();
        let mut shuffled = fields.clone();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, dice.roll(at + 1));
        }
        for (from, to) in fields.iter().zip(shuffled) {
            order[*from as usize] = to;
        }
        reorder(table, &order);
    }),
    ("fields before titles", 0.995, |table, header, _| {
        let (elements, fields): (Vec<u32>, Vec<u32>) =
            (0..header.width(table)).partition(|&column| header.holds_elements(column));
        let mut order = vec![0; header.width(table) as usize];
        for (at, column) in fields.into_iter().chain(elements).enumerate() {
            order[column as usize] = at as u32;
        }
        reorder(table, &order);
    }),
    ("codes with hyphens", 0.998, |table, header, _| separate(table, header, "-")),
    ("codes with slashes", 0.998, |table, header, _| separate(table, header, "/")),
    ("codes with underscores", 0.998, |table, header, _| separate(table, header, "_")),
    ("codes with commas", 0.998, |table, header, _| separate(table, header, ",")),
    ("codes with spaces", 0.998, |table, header, _| separate(table, header, ". ")),
    ("a point after codes", 0.998, |table, header, _| {
        each_text(table, |cell| cell.row >= header.end, |text| with_code(text, |code| format!("{code}.")));
    }),
    ("some rows shifted", 0.989, |table, header, dice| {
        let rows = body(table, header);
        for _ in 0..2.min(rows.len()) {
            let row = rows[dice.roll(rows.len())];
            if table.cells.iter().any(|c| c.row == row && (c.row_span > 1 || c.column_span > 1)) {
                continue;
            }
            table.cells.iter_mut().filter(|cell| cell.row == row).for_each(|cell| cell.column += 1);
        }
        table.column_count += 1;
    }),
    ("the values of a row shifted", 0.994, |table, header, dice| {
        let rows = body(table, header);
        let Some(&row) = rows.get(dice.roll(rows.len().max(1))) else { return };
        if table.cells.iter().any(|c| c.row == row && (c.row_span > 1 || c.column_span > 1)) {
            return;
        }
        let last_title = (0..header.width(table)).filter(|&c| header.holds_elements(c)).max().unwrap_or(0);
        table.cells.iter_mut().filter(|cell| cell.row == row && cell.column > last_title).for_each(|c| c.column += 1);
        table.column_count += 1;
    }),
    ("a row cut by a page break", 0.997, |table, header, dice| cut(table, header, dice, false)),
    ("a row cut under a repeated header", 0.997, |table, header, dice| cut(table, header, dice, true)),
    ("merged cells repeated", 0.998, |table, header, _| {
        let mut copies = Vec::new();
        for cell in table.cells.iter_mut().filter(|cell| cell.row >= header.end && cell.row_span > 1) {
            for row in cell.row + 1..cell.row + cell.row_span {
                let mut copy = cell.clone();
                (copy.row, copy.row_span) = (row, 1);
                copies.push(copy);
            }
            cell.row_span = 1;
        }
        table.cells.extend(copies);
    }),
    ("merged cells left blank", 0.998, |table, header, _| {
        table.cells.iter_mut().filter(|cell| cell.row >= header.end).for_each(|cell| cell.row_span = 1);
    }),
    ("nothing merged", 0.998, |table, _, _| {
        for cell in &mut table.cells {
            (cell.row_span, cell.column_span) = (1, 1);
        }
    }),
    ("parents written once", 0.998, |table, header, _| {
        let again = repeated_parents(table, header);
        table.cells.retain(|cell| !again.contains(&(cell.row, cell.column)));
    }),
    ("an empty parent", 0.991, |table, header, dice| {
        let again = repeated_parents(table, header);
        if !again.is_empty() {
            let gone = again[dice.roll(again.len())];
            table.cells.retain(|cell| (cell.row, cell.column) != gone);
        }
    }),
    ("no bold, no colour", 0.987, |table, _, _| {
        for cell in &mut table.cells {
            cell.text = RichText::from(cell.text.as_str());
            cell.set_fill(None);
        }
    }),
    ("the header below an empty merged row", 0.998, |table, header, _| {
        open_row(table, header.first);
        let mut cell = Cell::new(header.first, 0, "");
        cell.column_span = header.width(table);
        table.cells.push(cell);
    }),
    ("a column doubled", 0.986, |table, header, dice| {
        let fields: Vec<u32> = (0..header.width(table)).filter(|&column| !header.holds_elements(column)).collect();
        let Some(&column) = fields.get(dice.roll(fields.len().max(1))) else { return };
        if table.cells.iter().any(|c| c.column_span > 1 && c.column <= column && column < c.column + c.column_span) {
            return;
        }
        open_column(table, column + 1);
        let copies: Vec<Cell> = table.cells.iter().filter(|cell| cell.column == column).cloned().collect();
        table.cells.extend(copies.into_iter().map(|mut cell| {
            cell.column += 1;
            cell
        }));
    }),
    ("notes in the first column below", 0.997, |table, _, _| {
        let last = table.row_count;
        for (row, text) in ["(1) Sous réserve des subsides", "(*) Mise à jour de mars 2025"].iter().enumerate() {
            add(table, last + row as u32, 0, text);
        }
        table.row_count += 2;
    }),
    ("rows wrapped by a conversion", 0.994, |table, header, dice| {
        for _ in 0..3 {
            cut(table, header, dice, false);
        }
    }),
    ("a stray cell right of the table", 0.998, |table, header, dice| {
        let rows = body(table, header);
        let Some(&row) = rows.get(dice.roll(rows.len().max(1))) else { return };
        let column = header.width(table) + 1;
        if table.cells.iter().filter(|cell| cell.row == row && !cell.is_blank()).count() > 1 {
            add(table, row, column, "vu le 3/2");
        }
    }),
    ("an empty row of filters", 0.961, |table, header, _| {
        open_row(table, header.end);
        for column in 0..header.width(table) {
            add(table, header.end, column, "(Tous)");
        }
    }),
    ("ditto marks for parents", 0.995, |table, header, _| {
        let again = repeated_parents(table, header);
        let cells = table.cells.iter_mut().filter(|cell| again.contains(&(cell.row, cell.column)));
        cells.for_each(|cell| cell.text = RichText::from("\""));
    }),
    ("« idem » for values", 0.995, |table, header, _| ditto(table, header, "idem")),
    ("footnote marks after values", 0.949, |table, header, dice| {
        let row = body(table, header).len().max(1);
        let row = dice.roll(row) as u32 + header.end;
        let cells = |cell: &Cell| cell.row == row && cell.column_span == 1 && !header.holds_elements(cell.column);
        each_text(table, cells, |text| format!("{text} (1)"));
    }),
    ("a comment row between", 0.987, |table, header, dice| {
        let Some(row) = a_row_apart(table, header, dice) else { return };
        open_row(table, row);
        add(table, row, 0, "Remarque : à rediscuter avec le comité de direction");
    }),
    ("titles in capitals", 0.992, |table, header, _| {
        let cells =
            |cell: &Cell| cell.row >= header.end && (header.holds_elements(cell.column) || cell.column_span > 1);
        each_text(table, cells, |text| text.to_uppercase());
    }),
    ("rows numbered in a first column", 0.966, |table, header, _| {
        let rows = body(table, header);
        open_column(table, 0);
        for (number, row) in rows.into_iter().enumerate() {
            add(table, row, 0, &(number + 1).to_string());
        }
    }),
    ("spaces inside codes", 0.967, |table, header, _| separate(table, header, " . ")),
    ("letters for digits in codes", 0.940, |table, header, dice| {
        let rows = body(table, header);
        let Some(&row) = rows.get(dice.roll(rows.len().max(1))) else { return };
        let cells = |cell: &Cell| cell.row == row && (cell.column_span > 1 || header.holds_elements(cell.column));
        each_text(table, cells, |text| with_code(text, |code| code.replace('1', "l").replace('0', "O")));
    }),
];

/// Values that say the same as the cell above.
fn ditto(table: &mut Table, header: &Header, mark: &str) {
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

fn in_header(cell: &Cell, header: &Header) -> bool {
    (header.first..header.end).contains(&cell.row)
}

fn of_header(table: &mut Table, header: &Header, change: &dyn Fn(&str) -> String) {
    each_text(table, |cell| in_header(cell, header), change);
}

/// Rows below the header that hold something.
fn body(table: &Table, header: &Header) -> Vec<u32> {
    let mut rows: Vec<u32> =
        table.cells.iter().filter(|cell| cell.row >= header.end && !cell.is_blank()).map(|cell| cell.row).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// A row before which another may be put without breaking a merge.
fn a_row_apart(table: &Table, header: &Header, dice: &mut Dice) -> Option<u32> {
    let rows: Vec<u32> = body(table, header).into_iter().skip(1).filter(|&r| !is_inside_a_merge(table, r)).collect();
    (!rows.is_empty()).then(|| rows[dice.roll(rows.len())])
}

fn remarks(table: &mut Table, header: &Header, column: u32) {
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

fn broken(word: &str) -> String {
    match word.char_indices().nth(word.chars().count() / 2) {
        Some((at, _)) if word.chars().count() > 8 => format!("{}-\n{}", &word[..at], &word[at..]),
        _ => word.to_owned(),
    }
}

/// Misspells a long word of one or two header cells.
fn misspell(table: &mut Table, header: &Header, dice: &mut Dice, change: fn(&mut Vec<char>, usize)) {
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
fn money(header: &Header) -> Option<u32> {
    let at = header.roles.iter().position(|role| role.as_deref().is_some_and(|r| r.ends_with("budget")));
    at.map(|at| at as u32)
}

fn repeat_header(table: &mut Table, header: &Header, row: u32) {
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
fn reorder(table: &mut Table, order: &[u32]) {
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
fn with_code(text: &str, change: impl Fn(&str) -> String) -> String {
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

fn separate(table: &mut Table, header: &Header, sign: &str) {
    let cells = |cell: &Cell| cell.row >= header.end && (cell.column_span > 1 || header.holds_elements(cell.column));
    each_text(table, cells, |text| with_code(text, |code| code.replace('.', sign)));
}

/// Cuts a row in two: long texts go on in the row below.
fn cut(table: &mut Table, header: &Header, dice: &mut Dice, again: bool) {
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
fn repeated_parents(table: &Table, header: &Header) -> Vec<(u32, u32)> {
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

/// A grid with its truth.
struct Grid {
    name: String,
    tables: Document,
    truth: Facts,
    headers: Vec<Option<Header>>,
}

fn header_of(table: &Table, recognition: &Recognition) -> Option<Header> {
    let row_of = |place: &Place| {
        table.cells.iter().find(|cell| passerelle_import::place(&table.place(cell)) == *place).map(|cell| cell.row)
    };
    let found = recognition
        .tables
        .iter()
        .find_map(|found| Some((found, row_of(found.header_rows.first()?)?, row_of(found.header_rows.last()?)?)));
    let (found, first, last) = found?;
    let roles = found.columns.iter().map(|column| column.role.clone()).collect();
    Some(Header { first, end: last + 1, roles })
}

fn grids() -> Vec<Grid> {
    let folder = format!("{}/../../fixtures/communes-inventees", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".truth.json") && !name.ends_with(".py"));
    names.sort();
    let mut grids = Vec::new();
    for name in names {
        let path = format!("communes-inventees/{name}");
        let tables = passerelle_tables::read(&fixture(&path), &name, &passerelle_tables::Limits::default()).unwrap();
        let read = import(&tables, &name).unwrap();
        if !matches!(read.recognition.family, Family::Grid | Family::Flat) {
            continue;
        }
        let headers: Vec<Option<Header>> = tables
            .blocks
            .iter()
            .map(|block| match block {
                Block::Table(table) => header_of(table, &read.recognition),
                Block::Paragraph(_) => None,
            })
            .collect();
        if headers.iter().any(Option::is_some) {
            grids.push(Grid { truth: truth(&path), name, tables, headers });
        }
    }
    grids
}

impl Grid {
    /// A number of its name alone: a further fixture leaves the others where they are.
    fn share(&self) -> usize {
        self.name.bytes().fold(0, |sum: usize, byte| (sum * 31 + usize::from(byte)) % 1_000_003)
    }

    /// The grid after these have been done to every table with a header; none if they change nothing.
    fn reworked(&self, noises: &[Noise], dice: &mut Dice) -> Option<Document> {
        let mut tables = self.tables.clone();
        for (block, header) in tables.blocks.iter_mut().zip(&self.headers) {
            let (Block::Table(table), Some(header)) = (block, header) else { continue };
            for noise in noises {
                noise(table, header, dice);
                table.cells.sort_by_key(|cell| (cell.row, cell.column));
            }
            let (rows, columns) = table.cells.iter().fold((0, 0), |(rows, columns), cell| {
                (rows.max(cell.row + cell.row_span), columns.max(cell.column + cell.column_span))
            });
            (table.row_count, table.column_count) = (rows.max(table.row_count), columns.max(table.column_count));
        }
        (tables != self.tables).then_some(tables)
    }
}

/// The F1 of a reworked grid, with the first facts that went wrong.
fn read(grid: &Grid, tables: &Document, done: &str) -> (f64, String) {
    let Ok(read) = import(tables, &grid.name) else { return (0.0, format!("{}: refused", grid.name)) };
    assert!(read.report.counts.adds_up(), "{done}: {}", grid.name);
    let found = grid.truth.compare(&Facts::of_document(&read.document));
    let codes: Vec<&str> = read.report.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
    let (lost, invented) = (found.lost.first(), found.invented.first());
    (found.f1, format!("{:.3} {}: lost {lost:?}, invented {invented:?}, said {codes:?}", found.f1, grid.name))
}

fn dice_of(grid: &Grid) -> Dice {
    let seed = grid.name.bytes().fold(20_241_122, |seed: u64, byte| seed * 31 % 1_000_003 + u64::from(byte));
    let mut dice = Dice(seed);
    dice.roll(7);
    dice
}

/// Each kind is tried on one grid of so many.
const STEP: usize = 5;

/// Mean F1 over one in `step` of the grids, others for each kind; with the grids that are read less well.
fn mean_of(grids: &[Grid], kind: usize, step: usize) -> (f64, Vec<String>) {
    let (name, _, noise) = NOISES[kind];
    let (mut sum, mut count, mut poor) = (0.0, 0, Vec::new());
    for grid in grids.iter().filter(|grid| (grid.share() + kind).is_multiple_of(step)) {
        let Some(tables) = grid.reworked(&[noise], &mut dice_of(grid)) else { continue };
        let (f1, told) = read(grid, &tables, name);
        sum += f1;
        count += 1;
        if f1 < 0.98 {
            poor.push(told);
        }
    }
    poor.sort();
    (sum / f64::from(count.max(1)), poor)
}

/// How well each kind of noise is read on a fifth of the grids. All of them: `--ignored --nocapture`.
#[test]
fn a_reworked_grid_is_read_as_well_as_it_was() {
    let grids = grids();
    assert!(grids.len() > 100);
    for (kind, (name, least, _)) in NOISES.iter().enumerate() {
        let (mean, poor) = mean_of(&grids, kind, STEP);
        assert!(mean >= *least, "{name}: mean {mean}: {poor:#?}");
    }
}

/// `NOISE` and `GRID` choose kinds and grids by a part of their names.
#[test]
#[ignore = "tells of every kind on every grid, for people"]
fn tell_how_well_each_kind_is_read() {
    let chosen = |variable: &str, name: &str| std::env::var(variable).is_ok_and(|part| name.contains(&part));
    let wanted = |variable: &str, name: &str| std::env::var_os(variable).is_none() || chosen(variable, name);
    let mut grids = grids();
    grids.retain(|grid| wanted("GRID", &grid.name));
    for (kind, (name, _, noise)) in NOISES.iter().enumerate().filter(|(_, kind)| wanted("NOISE", kind.0)) {
        for grid in grids.iter().filter(|grid| chosen("GRID", &grid.name)) {
            if let Some(tables) = grid.reworked(&[*noise], &mut dice_of(grid)) {
                println!("{}", the_whole_of(grid, &tables));
            }
        }
        let (mean, poor) = mean_of(&grids, kind, 1);
        println!("{mean:.4} on all, {:.4} on each fifth: {name}", mean_of(&grids, kind, STEP).0);
        poor.iter().for_each(|told| println!("    {told}"));
    }
}

/// All that went wrong with a reworked grid, below its tables.
fn the_whole_of(grid: &Grid, tables: &Document) -> String {
    let mut lines = Vec::new();
    for block in &tables.blocks {
        let Block::Table(table) = block else { continue };
        for row in 0..table.row_count {
            let cells = table.cells.iter().filter(|cell| cell.row == row && !cell.is_blank()).map(|cell| {
                let text: String = cell.text.as_str().replace('\n', "⏎").chars().take(40).collect();
                format!("{}{}: {text}", cell.column, if cell.row_span + cell.column_span > 2 { "*" } else { "" })
            });
            lines.push(format!("{row:>4} {}", cells.collect::<Vec<_>>().join(" | ")));
        }
        lines.push(String::new());
    }
    let Ok(read) = import(tables, &grid.name) else { return format!("{}\nrefused", lines.join("\n")) };
    let found = grid.truth.compare(&Facts::of_document(&read.document));
    lines.extend(found.lost.iter().map(|fact| format!("  lost {fact:?}")));
    lines.extend(found.invented.iter().map(|fact| format!("  invented {fact:?}")));
    lines.extend(read.report.diagnostics.iter().map(|said| {
        let place = said.place.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("  {} {place}: {}", said.code(), said.message(passerelle_core::Lang::Fr))
    }));
    lines.join("\n")
}

/// Two or three kinds at once that leave the rows of the header where they are.
#[test]
fn grids_reworked_in_several_ways_still_give_their_programme() {
    let grids = grids();
    let mut dice = Dice(20_241_123);
    let (mut sum, mut count) = (0.0, 0);
    let mut poor = Vec::new();
    for _ in 0..150 {
        let grid = &grids[dice.roll(grids.len())];
        let mut left: Vec<usize> = (0..NOISES.len()).filter(|&kind| TOGETHER.contains(&NOISES[kind].0)).collect();
        let chosen: Vec<usize> = (0..2 + dice.roll(2)).map(|_| left.swap_remove(dice.roll(left.len()))).collect();
        let names: Vec<&str> = chosen.iter().map(|&kind| NOISES[kind].0).collect();
        let noises: Vec<Noise> = chosen.iter().map(|&kind| NOISES[kind].2).collect();
        let Some(tables) = grid.reworked(&noises, &mut dice) else { continue };
        let (f1, told) = read(grid, &tables, &names.join(", "));
        sum += f1;
        count += 1;
        if f1 < 0.9 {
            poor.push(format!("{names:?}: {told}"));
        }
    }
    let mean = sum / f64::from(count);
    assert!(mean >= 0.99, "mean {mean} of {count}: {poor:#?}");
}

/// Kinds that may come together in any order.
const TOGETHER: &[&str] = &[
    "blank rows between",
    "header in capitals",
    "header without accents",
    "colons after the header words",
    "stars after the header words",
    "no-break spaces",
    "spaces around",
    "spaces doubled",
    "curly apostrophes",
    "decomposed accents",
    "a signature below",
    "a legend below",
    "a total below",
    "header repeated",
    "codes with hyphens",
    "codes with slashes",
    "codes with spaces",
    "no bold, no colour",
];

//! What people do to grids, a table of kinds: each with its name and how well a fifth of the grids must be read.

mod broken;
mod header;
mod lost;
mod moves;

use passerelle_tables::{Cell, Marks, RichText, Table};

use crate::reworked::{Dice, add, decomposed, each_text, open_column, open_row, unaccented};
pub(crate) use broken::copied_sheets;
pub(crate) use header::Header;
use moves::*;

/// What a person does to a table.
pub(crate) type Noise = fn(&mut Table, &Header, &mut Dice);

/// Kinds of noise, with the mean F1 that a fifth of the grids must reach.
pub(crate) const NOISES: &[(&str, f64, Noise)] = &[
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
    ("a stray cell right of the table", 0.992, |table, header, dice| {
        let rows = body(table, header);
        let Some(&row) = rows.get(dice.roll(rows.len().max(1))) else { return };
        let column = header.width(table) + 1;
        if table.cells.iter().filter(|cell| cell.row == row && !cell.is_blank()).count() > 1 {
            add(table, row, column, "vu le 3/2");
        }
    }),
    ("an empty row of filters", 0.998, |table, header, _| {
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
    ("footnote marks after values", 0.998, |table, header, dice| {
        let row = body(table, header).len().max(1);
        let row = dice.roll(row) as u32 + header.end;
        let cells = |cell: &Cell| cell.row == row && cell.column_span == 1 && !header.holds_elements(cell.column);
        each_text(table, cells, |text| format!("{text} (1)"));
        let last = table.row_count;
        add(table, last, 0, "(1) Sous réserve de l'octroi des subsides");
        table.row_count += 1;
    }),
    ("raised footnote marks", 0.998, |table, header, dice| {
        let mut raised = Marks::default();
        raised.superscript = true;
        let rows = body(table, header);
        let Some(&row) = rows.get(dice.roll(rows.len().max(1))) else { return };
        let last_title = (0..header.width(table)).filter(|&c| header.holds_elements(c)).max();
        let cells = table.cells.iter_mut().filter(|cell| cell.row == row && !cell.is_blank());
        cells.filter(|cell| Some(cell.column) >= last_title).for_each(|cell| cell.text.push("1", raised));
        let mut note = RichText::uniform("1", raised);
        note.push(" Chiffre à confirmer par le directeur financier", Marks::default());
        table.cells.push(Cell::new(table.row_count, 0, ""));
        if let Some(cell) = table.cells.last_mut() {
            cell.text = note;
        }
        table.row_count += 1;
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
    ("rows numbered in a first column", 0.997, |table, header, _| {
        let rows = body(table, header);
        open_column(table, 0);
        for (number, row) in rows.into_iter().enumerate() {
            add(table, row, 0, &(number + 1).to_string());
        }
    }),
    ("spaces inside codes", 0.967, |table, header, _| separate(table, header, " . ")),
    ("letters for digits in codes", 0.997, |table, header, dice| {
        let rows = body(table, header);
        let Some(&row) = rows.get(dice.roll(rows.len().max(1))) else { return };
        let cells = |cell: &Cell| cell.row == row && (cell.column_span > 1 || header.holds_elements(cell.column));
        each_text(table, cells, |text| with_code(text, |code| code.replace('1', "l").replace('0', "O")));
    }),
    ("utf-8 opened as windows text", 0.997, broken::mojibake),
    ("letters unknown in the header", 0.99, broken::unknown_letters),
    ("quoted in a mail", 0.97, broken::quoted_mail),
    ("codes turned to dates", 0.94, broken::codes_as_dates),
    ("characters that nobody sees", 0.998, broken::unseen),
    ("soft hyphens", 0.995, broken::soft_hyphens),
    ("ligatures of a pdf", 0.997, broken::ligatures),
    ("merges of the header lost", 0.963, broken::unmerged_header),
    ("rows pasted twice", 0.97, broken::rows_twice),
    ("rows pasted twice under a header", 0.968, broken::rows_twice_under_a_header),
    ("sorted by another column", 0.998, broken::sorted_by_another),
    ("zeros in level words", 0.995, broken::digits_for_letters),
    ("line ends of xml", 0.998, broken::line_ends_of_xml),
    ("entities of a web page", 0.998, broken::entities),
    ("bullets before titles", 0.99, broken::bullets),
    ("apostrophes before numbers", 0.998, broken::apostrophes),
    ("quotes around texts", 0.97, broken::quotes),
    ("no-break hyphens in codes", 0.967, broken::typographic_codes),
    ("rows hidden by a filter", 0.998, hidden_rows),
    ("an older state at the end", 0.99, older_state),
    ("dates counted in days", 0.998, lost::serial_dates),
    ("values too wide to be shown", 0.99, lost::too_wide),
    ("texts cut at 255 characters", 0.98, lost::cut_texts),
    ("spaces behind the points of codes", 0.97, lost::spaced_codes),
    ("letters replaced in the header", 0.99, lost::replaced_letters),
    ("spaces of all sorts in the header", 0.998, lost::spaced_header),
    ("header words hyphenated at their end", 0.99, lost::hyphenated_header),
    ("header words shortened", 0.99, lost::shortened_header),
    ("columns from right to left", 0.96, |table, header, _| {
        let order: Vec<u32> = (0..header.width(table)).rev().collect();
        reorder(table, &order);
    }),
    ("rows numbered under a word", 0.985, lost::numbered_rows),
    ("thousands of blank rows", 0.998, lost::thousands_of_blank_rows),
];

/// Kinds that change values themselves: what is printed now is what must be read, or nothing where nothing is left.
pub(crate) const OF_VALUES: &[&str] =
    &["dates counted in days", "values too wide to be shown", "texts cut at 255 characters"];

/// Kinds that may come together in any order.
pub(crate) const TOGETHER: &[&str] = &[
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

//! How files break on their way: copies out of a PDF, a scan, a mail or a web page, and what spreadsheets make of texts.

use passerelle_tables::{Block, Cell, Document, Table};

use super::Header;
use super::moves::{a_row_apart, body, in_header, of_header, repeat_header, with_code};
use crate::reworked::{Dice, each_text};

/// Windows' letters for the bytes from 0x80 to 0x9f that have one.
const OF_WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// UTF-8 opened as Windows text: "Ã©" for "é".
pub(super) fn mojibake(table: &mut Table, _: &Header, _: &mut Dice) {
    let letter = |byte: u8| match byte {
        0x80..=0x9f => OF_WINDOWS[usize::from(byte - 0x80)],
        byte => char::from(byte),
    };
    each_text(table, |_| true, |text| text.bytes().map(letter).collect());
}

/// Letters that the program did not know: "Objectif op?rationnel".
pub(super) fn unknown_letters(table: &mut Table, header: &Header, _: &mut Dice) {
    of_header(table, header, &|text| text.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect());
}

/// A table answered to in a mail: "> " before each line.
pub(super) fn quoted_mail(table: &mut Table, _: &Header, _: &mut Dice) {
    let quoted = |text: &str| text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
    each_text(table, |cell| cell.column == 0, quoted);
}

const MONTHS: [&str; 12] = ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"];

/// Excel took the codes for dates: "01-févr" for 1.2, "01/02/2003" for 1.2.3.
pub(super) fn codes_as_dates(table: &mut Table, header: &Header, _: &mut Dice) {
    let code = |cell: &Cell| {
        let role = header.roles.get(cell.column as usize).and_then(Option::as_deref);
        cell.row >= header.end && role == Some("code")
    };
    each_text(table, code, |text| {
        let parts: Option<Vec<usize>> = text.split('.').map(|part| part.parse().ok()).collect();
        match parts.as_deref() {
            Some([day @ 1..=28, month @ 1..=12]) => format!("{day:02}-{}", MONTHS[month - 1]),
            Some([day @ 1..=28, month @ 1..=12, year @ 1..=99]) => format!("{day:02}/{month:02}/{}", 2000 + year),
            _ => text.to_owned(),
        }
    });
}

/// Characters that nobody sees.
pub(super) fn unseen(table: &mut Table, _: &Header, _: &mut Dice) {
    each_text(
        table,
        |_| true,
        |text| {
            let mut letters: Vec<char> = text.chars().collect();
            if letters.len() > 6 {
                letters.insert(5, '\u{200b}');
            }
            let text: String = letters.into_iter().collect();
            format!("\u{feff}{text}\u{200b} \u{a0}")
        },
    );
}

/// Soft hyphens inside words.
pub(super) fn soft_hyphens(table: &mut Table, _: &Header, _: &mut Dice) {
    let word = |word: &str| match word.char_indices().nth(5).filter(|_| word.chars().all(char::is_alphabetic)) {
        Some((at, _)) => format!("{}\u{ad}{}", &word[..at], &word[at..]),
        None => word.to_owned(),
    };
    each_text(table, |_| true, |text| text.split(' ').map(word).collect::<Vec<_>>().join(" "));
}

/// Ligatures that PDFs are made of.
pub(super) fn ligatures(table: &mut Table, _: &Header, _: &mut Dice) {
    each_text(table, |_| true, |text| text.replace("ff", "ﬀ").replace("fi", "ﬁ").replace("fl", "ﬂ"));
}

/// The merges of a header of several rows are lost: only their first cell says what they are.
pub(super) fn unmerged_header(table: &mut Table, header: &Header, _: &mut Dice) {
    table.cells.iter_mut().filter(|cell| in_header(cell, header)).for_each(|cell| {
        (cell.row_span, cell.column_span) = (1, 1);
    });
}

/// The last rows were pasted once more below.
pub(super) fn rows_twice(table: &mut Table, header: &Header, dice: &mut Dice) {
    let Some(from) = a_row_apart(table, header, dice) else { return };
    let by = table.row_count - from;
    let copies: Vec<Cell> = table.cells.iter().filter(|cell| cell.row >= from).cloned().collect();
    table.cells.extend(copies.into_iter().map(|mut cell| {
        cell.row += by;
        cell
    }));
    // Copies of rows are hidden and grouped as those are.
    let hidden: Vec<u32> = table.hidden_rows.iter().filter(|row| **row >= from).map(|row| row + by).collect();
    let grouped: Vec<(u32, u8)> =
        table.grouped_rows.iter().filter(|(row, _)| *row >= from).map(|(row, depth)| (row + by, *depth)).collect();
    table.hidden_rows.extend(hidden);
    table.grouped_rows.extend(grouped);
    table.row_count += by;
}

/// The same below a header of its own.
pub(super) fn rows_twice_under_a_header(table: &mut Table, header: &Header, dice: &mut Dice) {
    let before = table.row_count;
    rows_twice(table, header, dice);
    if table.row_count > before {
        repeat_header(table, header, before);
    }
}

/// A flat table sorted by its last column: its parents stand on each row.
pub(super) fn sorted_by_another(table: &mut Table, header: &Header, _: &mut Dice) {
    let parents: Vec<u32> = (0..header.width(table)).filter(|column| header.is_parent(*column)).collect();
    let rows = body(table, header);
    let flat =
        rows.iter().all(|row| parents.iter().all(|column| table.cell(*row, *column).is_some_and(|c| !c.is_blank())));
    let spans = table.cells.iter().any(|cell| cell.row >= header.end && (cell.row_span > 1 || cell.column_span > 1));
    if parents.is_empty() || !flat || spans {
        return;
    }
    let last = header.width(table) - 1;
    let key = |row: u32| table.cell(row, last).map(|cell| cell.text.as_str().to_owned()).unwrap_or_default();
    let mut order: Vec<(String, u32)> = rows.iter().map(|row| (key(*row), *row)).collect();
    order.sort();
    let to: Vec<(u32, u32)> = order.iter().zip(&rows).map(|((_, from), to)| (*from, *to)).collect();
    for cell in table.cells.iter_mut().filter(|cell| cell.row >= header.end) {
        cell.row = to.iter().find(|(from, _)| *from == cell.row).map_or(cell.row, |(_, to)| *to);
    }
}

/// A scan: zeros in the words of levels.
pub(super) fn digits_for_letters(table: &mut Table, header: &Header, _: &mut Dice) {
    let cells = |cell: &Cell| cell.row >= header.end && (cell.column_span > 1 || header.holds_elements(cell.column));
    let scanned = |text: &str| match text.get(..2) {
        Some("OS") => text.replacen("OS", "0S", 1),
        Some("OO") => text.replacen("OO", "0O", 1),
        Some("O.") => text.replacen('O', "0", 1),
        _ => text.to_owned(),
    };
    each_text(table, cells, scanned);
}

/// Line ends as a workbook writes them.
pub(super) fn line_ends_of_xml(table: &mut Table, _: &Header, _: &mut Dice) {
    each_text(table, |_| true, |text| format!("{}_x000D_", text.replace('\n', "_x000D_\n")));
}

/// Texts of a web page, with its entities.
pub(super) fn entities(table: &mut Table, _: &Header, _: &mut Dice) {
    let entities =
        [('&', "&amp;"), ('é', "&eacute;"), ('è', "&egrave;"), ('à', "&agrave;"), ('\'', "&#39;"), ('€', "&euro;")];
    each_text(
        table,
        |_| true,
        |text| entities.iter().fold(text.to_owned(), |text, (letter, entity)| text.replace(*letter, entity)),
    );
}

/// Titles marked as a list.
pub(super) fn bullets(table: &mut Table, header: &Header, _: &mut Dice) {
    let cells =
        |cell: &Cell| cell.row >= header.end && header.holds_elements(cell.column) && cell.text.as_str().len() > 20;
    each_text(table, cells, |text| format!("• {text}"));
}

/// The apostrophe that makes a text of a number.
pub(super) fn apostrophes(table: &mut Table, header: &Header, _: &mut Dice) {
    let cells = |cell: &Cell| cell.row >= header.end && (cell.column_span > 1 || header.holds_elements(cell.column));
    each_text(table, cells, |text| {
        if text.starts_with(|c: char| c.is_ascii_digit()) { format!("'{text}") } else { text.to_owned() }
    });
}

/// Every text in the quotes of a CSV file.
pub(super) fn quotes(table: &mut Table, _: &Header, _: &mut Dice) {
    each_text(table, |_| true, |text| format!("\"{text}\""));
}

/// Codes with a no-break hyphen and figure spaces.
pub(super) fn typographic_codes(table: &mut Table, header: &Header, _: &mut Dice) {
    let cells = |cell: &Cell| cell.row >= header.end && (cell.column_span > 1 || header.holds_elements(cell.column));
    each_text(table, cells, |text| with_code(text, |code| code.replace('.', "\u{2011}")));
}

/// A sheet copied whole: "PST (2)".
pub(crate) fn copied_sheets(tables: &mut Document) {
    let copies: Vec<Block> = tables
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) if table.name.is_some() => {
                let mut table = table.clone();
                table.name = table.name.as_deref().map(|name| format!("{name} (2)").into());
                Some(Block::Table(table))
            }
            _ => None,
        })
        .collect();
    tables.blocks.extend(copies);
}

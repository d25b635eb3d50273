//! Formulas that are stored once for several cells (`t="shared"`): in the others the references move with the cell.

use std::collections::BTreeMap;

use super::reference::{COLUMNS, ROWS};
use crate::place::column_letters;

/// The shared formulas of a sheet, by number, each with the cell that holds it.
#[derive(Debug, Default)]
pub(super) struct SharedFormulas {
    by_number: BTreeMap<u32, (String, (u32, u32))>,
}

impl SharedFormulas {
    /// The formula of a cell. The first one with a text holds it for the others, whose text is empty.
    pub(super) fn of_cell(&mut self, number: u32, formula: String, cell: (u32, u32)) -> String {
        if !formula.trim().is_empty() {
            self.by_number.entry(number).or_insert_with(|| (formula.clone(), cell));
            return formula;
        }
        match self.by_number.get(&number) {
            Some((formula, from)) => moved(formula, *from, cell),
            None => formula,
        }
    }
}

/// A formula in which every relative reference moves as far as a cell does.
fn moved(formula: &str, from: (u32, u32), to: (u32, u32)) -> String {
    let step = |from: u32, to: u32| i64::from(to) - i64::from(from);
    let by = (step(from.0, to.0), step(from.1, to.1));
    let mut text = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted(rest, first),
            '[' => bracketed(rest),
            _ if in_word(first) => {
                let (word, behind) = rest.split_at(word(rest));
                // Whole columns and rows come as two.
                let pair = behind.strip_prefix(':').and_then(|behind| {
                    let (other, behind) = behind.split_at(self::word(behind));
                    let ends = !behind.starts_with(['(', '!']);
                    Some((whole(word, by).filter(|_| ends)?, whole(other, by)?, other.len()))
                });
                let is_name = behind.starts_with(['(', '!', '[']);
                if let Some((one, other, length)) = pair {
                    text.push_str(&format!("{one}:{other}"));
                    rest = &behind[1 + length..];
                    continue;
                }
                if let Some(reference) = reference(word, by).filter(|_| !is_name) {
                    text.push_str(&reference);
                    rest = behind;
                    continue;
                }
                word.len()
            }
            _ => first.len_utf8(),
        };
        let (same, behind) = rest.split_at(length);
        text.push_str(same);
        rest = behind;
    }
    text
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?')
}

/// How many bytes the word at the beginning has.
fn word(text: &str) -> usize {
    text.find(|c| !in_word(c)).unwrap_or(text.len())
}

/// How many bytes a text between quotes has.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |end| end + 2)
}

/// How many bytes brackets and what is in them have.
fn bracketed(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => return at + 1,
            ']' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// A reference to a cell, moved.
fn reference(word: &str, by: (i64, i64)) -> Option<String> {
    let digits = word.find(|c: char| c.is_ascii_digit())?;
    let row_at = if word[..digits].ends_with('$') && digits > 1 { digits - 1 } else { digits };
    let (column, row) = word.split_at(row_at);
    Some(moved_column(column, by.1)? + &moved_row(row, by.0)?)
}

/// A whole column or row, moved.
fn whole(word: &str, by: (i64, i64)) -> Option<String> {
    moved_column(word, by.1).or_else(|| moved_row(word, by.0))
}

fn moved_column(column: &str, by: i64) -> Option<String> {
    let letters = column.strip_prefix('$').unwrap_or(column);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let number = letters.bytes().fold(0, |number, byte| number * 26 + i64::from(byte.to_ascii_uppercase() - b'A') + 1);
    if number > i64::from(COLUMNS) {
        return None;
    }
    match column.len() == letters.len() {
        true => Some(column_letters(within(number + by, COLUMNS)?)),
        false => Some(column.to_owned()),
    }
}

fn moved_row(row: &str, by: i64) -> Option<String> {
    let digits = row.strip_prefix('$').unwrap_or(row);
    if digits.len() > 7 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = digits.parse().ok().filter(|number| (1..=i64::from(ROWS)).contains(number))?;
    match row.len() == digits.len() {
        true => Some(within(number + by, ROWS)?.to_string()),
        false => Some(row.to_owned()),
    }
}

/// A row or column from 1; past the end of the sheet it goes on at the other side.
fn within(number: i64, count: u32) -> Option<u32> {
    u32::try_from((number - 1).rem_euclid(count.into()) + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_move_and_all_else_stays() {
        for (formula, expected) in [
            ("A1+B2", "C4+D5"),
            ("$A1+A$1+$A$1+aa10", "$A4+C$1+$A$1+AC13"),
            ("SUM(A1:B2,Feuil1!C3)", "SUM(C4:D5,Feuil1!E6)"),
            ("'A1 b''A1'!A1&\"A1 \"\"A1\"", "'A1 b''A1'!C4&\"A1 \"\"A1\""),
            ("LOG10(A1)+ATAN2(B1,C1)", "LOG10(C4)+ATAN2(D4,E4)"),
            ("Plan[[#This Row],[A1]]+[1]Feuil1!A1", "Plan[[#This Row],[A1]]+[1]Feuil1!C4"),
            ("SUM(A:B)+SUM($1:3)+SUM($A:A)", "SUM(C:D)+SUM($1:6)+SUM($A:C)"),
            ("Taux_A1+A1.b+TVA+été2024+1E5+12", "Taux_A1+A1.b+TVA+été2024+1E5+12"),
            ("XFD1048576", "B3"),
            ("ABCD1+A0+A1048577+XFE1", "ABCD1+A0+A1048577+XFE1"),
            ("\"A1", "\"A1"),
            ("[A1", "[A1"),
            ("$+$$A1+A$", "$+$$A1+A$"),
        ] {
            assert_eq!(moved(formula, (0, 0), (3, 2)), expected);
        }
        assert_eq!(moved("C4", (3, 2), (0, 0)), "A1");
    }
}

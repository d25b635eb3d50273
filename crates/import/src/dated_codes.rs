//! Codes that a spreadsheet took for dates: `01-févr` for 1.2, `01/02/2003` for 1.2.3. A column of them counts upwards
//! once they are read back, which dates do not.

use std::borrow::Cow;

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, fold};
use passerelle_tables::{Block, Cell, Document as Tables, RichText, Table};

use crate::header::meanings;
use crate::notation;
use crate::source::place;
use crate::texts::trimmed;
use crate::vocabulary::Role;

/// Fewer codes may be dates in order by chance.
const FEWEST: usize = 4;

/// The latest year that is the third number of a code.
const LAST: u32 = 2012;

/// The tables with such codes as they were written, and what is to be said of it.
pub(crate) fn read(tables: &mut Cow<'_, Tables>) -> Option<Diagnostic> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (block, content) in tables.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        for column in columns(table) {
            let codes = codes_in(table, column);
            found.extend(codes.into_iter().map(|(cell, code)| (block, cell, code)));
        }
    }
    let (block, cell, after) = found.first()?.clone();
    let Some(Block::Table(table)) = tables.blocks.get(block) else { return None };
    let cell = table.cells.get(cell)?;
    let (before, at) = (cell.text.as_str().trim().to_owned(), place(&table.place(cell)));
    let count = found.len();
    for (block, cell, code) in found {
        let Some(Block::Table(table)) = tables.to_mut().blocks.get_mut(block) else { continue };
        if let Some(cell) = table.cells.get_mut(cell) {
            let marks = cell.text.runs().next().map(|run| run.marks).unwrap_or_default();
            cell.text = RichText::uniform(&code, marks);
        }
    }
    let what = Bilingual::new(
        format!("codes qu’un tableur a pris pour des dates : « {before} » → « {after} »"),
        format!("codes that a spreadsheet took for dates: “{before}” → “{after}”"),
    );
    Some(Diagnostic::new(DiagnosticKind::TextsMended).with("count", count).saying("what", what).at(at))
}

/// Columns in which something looks like a day of a month.
fn columns(table: &Table) -> Vec<u32> {
    let mut columns: Vec<u32> = Vec::new();
    for cell in &table.cells {
        if !columns.contains(&cell.column) && dated(cell.text.as_str()).is_some() {
            columns.push(cell.column);
        }
    }
    columns
}

/// The cells of a column that are codes, with the codes; none unless all of the column count upwards.
fn codes_in(table: &Table, column: u32) -> Vec<(usize, String)> {
    let cells = || table.cells.iter().enumerate().filter(move |(_, cell)| cell.column == column && !cell.is_blank());
    let mut codes: Vec<(usize, String)> = Vec::new();
    let mut numbers: Vec<Vec<u32>> = Vec::new();
    let mut header: Vec<&Cell> = Vec::new();
    for (at, cell) in cells() {
        let text = cell.text.as_str();
        if let Some(read) = dated(text) {
            codes.push((at, read.iter().map(u32::to_string).collect::<Vec<_>>().join(".")));
            numbers.push(read);
        } else if let Some(read) = counted(text) {
            numbers.push(read);
        } else if numbers.is_empty() {
            header.push(cell);
        } else {
            return Vec::new();
        }
    }
    let of = |role: Role| {
        header.iter().any(|cell| meanings(cell.text.as_str(), &[]).first().is_some_and(|m| m.role == role))
    };
    let field = || {
        let means = |cell: &&Cell| meanings(cell.text.as_str(), &[]).first().map(|meaning| meaning.role);
        header.iter().filter_map(means).any(|role| matches!(role, Role::Field(_)))
    };
    let upwards = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let depths = numbers.iter().any(|code| code.len() != numbers[0].len());
    // No programme is due in years so long ago.
    let sure_by_year = numbers.iter().all(|code| code.len() == 3);
    let sure = upwards && codes.len() >= FEWEST && !field() && (depths || sure_by_year || of(Role::Code));
    if sure { codes } else { Vec::new() }
}

/// "1", "1.2", "1.2.3".
fn counted(text: &str) -> Option<Vec<u32>> {
    let text = text.trim().trim_end_matches('.');
    text.split('.').map(|part| part.parse().ok().filter(|number| *number < 100)).collect()
}

/// The numbers of a code that is printed as a day: "01-févr", "01/02/2003", "01-02-03".
fn dated(text: &str) -> Option<Vec<u32>> {
    const LONGEST: usize = 12;
    let text = trimmed(text);
    if text.len() > LONGEST || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let small = |part: &str, most: u32| part.parse::<u32>().ok().filter(|number| (1..=most).contains(number));
    match parts.as_slice() {
        [day, month] if !month.starts_with(|c: char| c.is_ascii_digit()) => {
            let month = fold(month.trim_end_matches('.'));
            let month = notation::month(&month).and_then(|month| u32::try_from(month).ok())?;
            Some(vec![small(day, 31)?, month])
        }
        [day, month, year] => {
            let year = if year.len() == 4 { small(year, LAST)?.checked_sub(2000)? } else { small(year, LAST - 2000)? };
            (year > 0).then_some(())?;
            Some(vec![small(day, 31)?, small(month, 12)?, year])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::Lang;

    fn read(grid: &str) -> (Vec<String>, Vec<String>) {
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let elements = import.document.outline().elements();
        let codes = elements.iter().filter_map(|element| Some(element.code.as_ref()?.text.clone()));
        let said = import.report.diagnostics.iter().filter(|said| said.code() == "R109");
        (codes.collect(), said.map(|said| said.message(Lang::Fr)).collect())
    }

    #[test]
    fn codes_that_became_dates_are_codes() {
        let (codes, said) = read(
            "N°\tIntitulé\tÉchéance\n1\tÊtre une commune solidaire\t\n01-janv\tAider les habitants\t\n\
             01/01/2001\tOuvrir une épicerie\t2026\n01/01/2002\tFormer le personnel\t2027\n01-févr\tLoger les familles\t\n\
             01/02/2001\tBâtir une maison\t2028\n",
        );
        assert_eq!(codes, ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1"]);
        assert!(said.len() == 1 && said[0].contains("« 01-janv » → « 1.1 »"), "{said:?}");
    }

    #[test]
    fn days_in_order_stay_days() {
        let (_, said) = read(
            "Action\tÉchéance\nOuvrir une épicerie\t01-janv\nFormer le personnel\t01-févr\nLoger\t01-mars\n\
             Bâtir une maison\t01-avr\nInformer\t01-mai\n",
        );
        assert_eq!(said, [""; 0]);
    }
}

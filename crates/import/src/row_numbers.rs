//! Running numbers of rows, in a column of their own that no header names: they count the rows of objectives as those of
//! actions, so they are the code of neither.

use passerelle_core::fold;

use crate::content::Content;
use crate::source::{ItemId, Line, LineCell};
use crate::vocabulary::vocabulary;

/// Fewer rows may be numbered by chance.
const FEWEST: usize = 5;

/// Takes the numbers out of the lines of tables whose rows are numbered through.
pub(crate) fn take(lines: &mut Vec<Line<'_>>) -> Vec<ItemId> {
    let mut taken = Vec::new();
    let mut start = 0;
    while let Some(table) = lines.get(start).map(|line| line.table) {
        let length = lines.iter().skip(start).take_while(|line| line.table == table).count();
        let rows = lines.get_mut(start..start + length).unwrap_or_default();
        let of_labels = table.is_some() && beside_labels(rows).is_some();
        if table.is_some()
            && let Some(column) = numbered(rows).or_else(|| beside_labels(rows))
        {
            for line in rows.iter_mut() {
                taken.extend(line.cells.iter().filter(|cell| is_number_in(cell, column)).map(|cell| cell.item));
                line.cells.retain(|cell| !is_number_in(cell, column));
            }
            if of_labels {
                close(rows);
            }
        }
        start += length;
    }
    if !taken.is_empty() {
        lines.retain(|line| !line.cells.is_empty());
    }
    taken
}

/// The column that numbers the rows of a table from 1, without a word above it or under one that says so.
fn numbered(rows: &[Line<'_>]) -> Option<u32> {
    let begins = |line: &Line<'_>| line.cells.first().is_some_and(|cell| cell.text.trim() == "1");
    let first = rows.iter().position(begins).filter(|first| *first > 0)?;
    let column = rows.get(first)?.cells.first()?.column;
    let header = rows.get(first - 1)?;
    let word = header.cells.iter().find(|cell| cell.column <= column);
    let counts_rows = |cell: &LineCell<'_>| vocabulary().row_numbers.contains(&fold(cell.text));
    if header.cells.len() < 2 || word.is_some_and(|cell| cell.column < column || !counts_rows(cell)) {
        return None;
    }
    let widest = rows.iter().skip(first).map(|line| line.cells.len().saturating_sub(1)).max().unwrap_or(0);
    let (mut count, mut blank, mut headings, mut coded) = (0, 0, 0, 0);
    for line in rows.iter().skip(first) {
        let [number, others @ ..] = line.cells.as_slice() else { continue };
        if number.column != column {
            blank += 1;
            continue;
        }
        if number.text.trim().parse() != Ok(count + 1) {
            return None;
        }
        count += 1;
        headings += usize::from(others.len() * 2 <= widest);
        let own_code = |cell: &LineCell<'_>| cell.content == Content::Code || cell.heading().code.is_some();
        coded += usize::from(others.first().is_some_and(own_code));
    }
    // Where every row is one of an action, its number is as good as a code.
    let through = word.is_some() || headings > 1 && headings < count || coded * 2 > count;
    (count >= FEWEST && blank * 4 <= count && through).then_some(column)
}

/// The first column, where it numbers the labels beside it from 1: "4 | Mandataire | A. Petit".
fn beside_labels(rows: &[Line<'_>]) -> Option<u32> {
    /// A title may stand above.
    const ABOVE: usize = 3;
    let begins = |line: &Line<'_>| line.cells.first().is_some_and(|cell| cell.text.trim() == "1");
    let first = rows.iter().take(ABOVE).position(begins)?;
    let numbered = rows.get(first..)?;
    let (mut count, mut labels) = (0, 0);
    for line in numbered {
        let [number, label, ..] = line.cells.as_slice() else { continue };
        if number.column != 0 || number.text.trim().parse() != Ok(count + 1) {
            return None;
        }
        count += 1;
        labels += usize::from(label.words.label().is_some());
    }
    let above = rows.iter().take(first).all(|line| line.single().is_some());
    (above && count >= FEWEST && count * 5 >= numbered.len() * 4 && labels * 4 >= count * 3).then_some(0)
}

/// The column of the numbers is gone: the others move to the left.
fn close(rows: &mut [Line<'_>]) {
    for line in rows {
        line.width = line.width.saturating_sub(1);
        for cell in &mut line.cells {
            match cell.column.checked_sub(1) {
                Some(column) => cell.column = column,
                None => cell.span = cell.span.saturating_sub(1).max(1),
            }
        }
    }
}

fn is_number_in(cell: &LineCell<'_>, column: u32) -> bool {
    let text = cell.text.trim();
    cell.column == column && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use passerelle_core::Reason;

    fn read(grid: &str) -> (Vec<(Option<String>, String)>, usize) {
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let elements = import.document.outline().elements().iter();
        let found = elements.map(|e| (e.code.as_ref().map(|code| code.text.clone()), e.title.wording.clone()));
        let numbers = import.report.left_aside.iter().filter(|aside| aside.reason == Reason::RowNumber);
        (found.collect(), numbers.count())
    }

    #[test]
    fn a_number_of_each_row_is_the_code_of_none() {
        let grid = "\tObjectifs et actions\tÉchéance\n1\tOS 1 : Être solidaire\t\n2\tOO 1.1 : Aider\t\n\
                    3\t1.1.1 Ouvrir une épicerie\t2026\n4\t1.1.2 Former le personnel\t2027\n5\tOO 1.2 : Loger\t\n\
                    6\t1.2.1 Bâtir une maison\t2028\n";
        let (found, numbers) = read(grid);
        assert_eq!(numbers, 6);
        let codes: Vec<&str> = found.iter().filter_map(|(code, _)| code.as_deref()).collect();
        assert_eq!(codes, ["OS 1", "OO 1.1", "1.1.1", "1.1.2", "OO 1.2", "1.2.1"]);
    }

    #[test]
    fn a_number_of_each_action_is_its_code() {
        let grid = "\tObjectif stratégique\tObjectif opérationnel\tAction\tÉchéance\n\
                    1\tÊtre solidaire\tAider\tOuvrir une épicerie\t2026\n2\tÊtre solidaire\tAider\tFormer\t2027\n\
                    3\tÊtre solidaire\tAider\tInformer\t2027\n4\tÊtre solidaire\tLoger\tBâtir\t2027\n\
                    5\tÊtre solidaire\tLoger\tRénover\t2027\n";
        assert_eq!(read(grid).1, 0);
    }
}

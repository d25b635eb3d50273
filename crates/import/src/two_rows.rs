//! Tables in which each action has two rows, and the header has two to match: the lower words say what the lower rows
//! hold. Both rows are read as one, the lower one right of the upper one.

use crate::content::Content;
use crate::header::RECOGNISED;
use crate::source::{ItemId, Line, LineCell};
use crate::vocabulary::Role;

/// Actions of two rows each.
#[derive(Debug)]
pub(crate) struct TwoRows {
    pub(crate) count: usize,
    /// The first text of the lower row of the header.
    pub(crate) item: ItemId,
    /// Texts that lower rows print again.
    pub(crate) again: Vec<ItemId>,
}

/// How many rows of a table are looked at for such a header.
const ROWS: usize = 20;

/// Wider rows are no halves of others.
const WIDEST: usize = 100;

/// Joins such rows.
pub(crate) fn join(lines: &mut Vec<Line<'_>>) -> Vec<TwoRows> {
    let mut found = Vec::new();
    let mut joined: Vec<usize> = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let table = lines[start].table;
        let end = start + lines[start..].iter().take_while(|line| line.table == table).count();
        if table.is_some()
            && let Some((columns, rows)) = pairs(&lines[start..end])
        {
            let header = rows.first().map_or(start, |row| start + row);
            let item = lines.get(header + 1).and_then(|line| line.own().next()).map_or(0, |cell| cell.item);
            let mut again = Vec::new();
            for pair in rows.iter().filter_map(|row| lines.get(start + row..start + row + 2)) {
                if let [upper, lower] = pair {
                    let others = lower.own().filter(|cell| !columns.contains(&cell.column));
                    again.extend(others.filter(|cell| is_again(upper, cell)).map(|cell| cell.item));
                }
            }
            found.push(TwoRows { count: rows.len() - 1, item, again });
            put_right(&mut lines[start..end], &columns, &rows);
            joined.extend(rows.iter().map(|row| start + row + 1));
        }
        start = end;
    }
    if !joined.is_empty() {
        let mut at = 0;
        let mut next = joined.iter().peekable();
        lines.retain(|_| {
            at += 1;
            next.next_if(|row| **row + 1 == at).is_none()
        });
    }
    found
}

/// The columns of the lower rows, and the upper rows, that of the header first.
fn pairs(lines: &[Line<'_>]) -> Option<(Vec<u32>, Vec<usize>)> {
    const FEWEST: usize = 2;
    let near = lines.get(..lines.len().min(ROWS))?;
    let (header, title, columns) = near.windows(2).enumerate().find_map(|(at, pair)| {
        let [upper, lower] = pair else { return None };
        let (title, columns) = header_of_two(upper, lower)?;
        Some((at, title, columns))
    })?;
    let own = |line: &Line<'_>, column: u32| line.own().any(|cell| cell.column == column);
    let is_upper = |line: &Line<'_>| line.cells.len() <= WIDEST && own(line, title) && line.own().nth(1).is_some();
    // What is merged over both rows in one file stands in each of them in another.
    let is_lower = |upper: &Line<'_>, line: &Line<'_>| {
        if line.cells.len() > WIDEST {
            return false;
        }
        let lower = |cell: &LineCell<'_>| columns.contains(&cell.column) && cell.span == 1;
        let mut others = line.own().filter(|cell| !lower(cell));
        others.all(|cell| is_again(upper, cell))
    };
    let mut rows = vec![header];
    let mut titled = 0;
    let mut at = header + 2;
    while let Some(line) = lines.get(at) {
        let upper = is_upper(line);
        titled += usize::from(upper);
        if upper && lines.get(at + 1).is_some_and(|lower| is_lower(line, lower)) {
            rows.push(at);
            at += 1;
        }
        at += 1;
    }
    (rows.len() > FEWEST && (rows.len() - 1) * 10 >= titled * 8).then_some((columns, rows))
}

/// The column of the titles and those of the lower row, where each of its words stands below other words and means
/// something else.
fn header_of_two(upper: &Line<'_>, lower: &Line<'_>) -> Option<(u32, Vec<u32>)> {
    const FEWEST: usize = 2;
    let known = |cell: &&LineCell<'_>| cell.words.header_score() >= RECOGNISED;
    // Most rows are none: they hold values, or their first words tell.
    let value = |cell: &LineCell<'_>| matches!(cell.content, Content::Money | Content::Code | Content::Nothing);
    let most = |line: &Line<'_>| {
        let unknown = line.own().count() / 4;
        !line.own().any(value) && line.own().filter(|cell| !known(cell)).nth(unknown).is_none()
    };
    let role = |cell: &LineCell<'_>| cell.words.meaning().map(|meaning| meaning.role);
    let narrow = |line: &Line<'_>| line.cells.len() <= WIDEST;
    lower.own().nth(FEWEST - 1).filter(|_| narrow(upper) && narrow(lower))?;
    (upper.own().nth(FEWEST).is_some() && most(upper) && most(lower)).then_some(())?;
    let title = upper.own().find(|cell| matches!(role(cell), Some(Role::Title(_))))?.column;
    let fits = |cell: &LineCell<'_>| {
        let above = upper.own().find(|above| above.column == cell.column)?;
        let other = matches!(role(cell), Some(Role::Field(_))) && role(above) != role(cell);
        (above.span == 1 && cell.span == 1 && cell.column != title && other).then_some(cell.column)
    };
    let others = lower.own().filter(|cell| !is_again(upper, cell));
    let columns = others.map(fits).collect::<Option<Vec<u32>>>()?;
    (columns.len() >= FEWEST).then_some((title, columns))
}

/// The text stands in the row above, in the same column.
fn is_again(upper: &Line<'_>, cell: &LineCell<'_>) -> bool {
    upper.own().any(|above| above.column == cell.column && above.text == cell.text)
}

/// Puts the texts of the lower rows right of those of the upper ones.
fn put_right<'a>(lines: &mut [Line<'a>], columns: &[u32], rows: &[usize]) {
    let width = lines.iter().map(|line| line.width).max().unwrap_or(0);
    for line in lines.iter_mut() {
        for cell in line.cells.iter_mut().filter(|cell| cell.column == 0 && cell.span >= line.width) {
            cell.span = width.saturating_mul(2);
        }
        line.width = width.saturating_mul(2);
    }
    for &row in rows {
        let Some((upper, lower)) = lines.get_mut(row..row + 2).and_then(<[Line<'_>]>::split_first_mut) else {
            continue;
        };
        let moved = lower.iter().flat_map(|line| line.own()).filter(|cell| columns.contains(&cell.column));
        upper.cells.extend(moved.map(|cell| LineCell { column: cell.column.saturating_add(width), ..*cell }));
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::Field;

    #[test]
    fn the_lower_words_of_the_header_say_what_the_lower_rows_hold() {
        let grid = "Objectif opérationnel\tAction\tÉchevin\tÉchéance\n\t\tService\tBudget\n\
                    OO 1 Aider\tOuvrir une crèche\tA. Noël\t2027\n\t\tEnfance\t5.000 €\n\
                    OO 1 Aider\tFormer le personnel\tB. Petit\t2028\n\t\tRH\t1.000 €\n";
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        let actions = &import.document.outline().elements()[1..];
        let field = |at: usize, field| actions[at].field(field).unwrap().text.join("");
        assert_eq!((field(0, Field::Service), field(0, Field::PoliticalPilot)), ("Enfance".into(), "A. Noël".into()));
        assert_eq!((field(1, Field::Budget), field(1, Field::Deadline)), ("1.000 €".into(), "2028".into()));
        assert!(import.report.diagnostics.iter().any(|said| said.code() == "I186"));
        assert!(import.report.counts.adds_up());
    }

    #[test]
    fn groups_above_their_columns_are_no_rows_of_their_own() {
        let grid = "Objectif opérationnel\tAction\tPilote\tBudget\n\t\tPolitique\tOrdinaire\n\
                    OO 1 Aider\tOuvrir une crèche\tA. Noël\t2.000 €\nOO 1 Aider\tFormer\tB. Petit\t1.000 €\n";
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        let action = &import.document.outline().elements()[1];
        assert_eq!(action.field(Field::PoliticalPilot).unwrap().text.join(""), "A. Noël");
    }
}

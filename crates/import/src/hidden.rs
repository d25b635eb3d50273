//! What a sheet hides: rows that a filter passed over hold the programme as those beside them do; a column of values or a
//! whole sheet was hidden by somebody who had a reason, and is left aside, with a word.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Document, Level, Outline, fold};
use passerelle_tables::{Block, Cell, Document as Tables, Table};

use crate::Import;
use crate::header::RECOGNISED;
use crate::ledger::{Ledger, excerpt};
use crate::source::place;
use crate::texts::Texts;
use crate::vocabulary::Role;

/// What of a visible table is read although it is hidden, and what is said of the rest.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// Hidden rows, sorted.
    pub(crate) rows: Vec<u32>,
    /// Hidden columns, sorted.
    pub(crate) columns: Vec<u32>,
    pub(crate) said: Vec<Diagnostic>,
}

impl Shown {
    /// Looks at a table that hides rows or columns; most hide none.
    pub(crate) fn of(table: &Table, texts: &Texts<'_>) -> Self {
        let mut shown = Self::default();
        if table.hidden || table.hidden_rows.is_empty() && table.hidden_columns.is_empty() {
            return shown;
        }
        shown.look_at_columns(table, texts);
        shown.look_at_rows(table, texts);
        shown
    }

    /// Rows that fill the columns of the visible ones, below the first of these.
    fn look_at_rows(&mut self, table: &Table, texts: &Texts<'_>) {
        let hides = |row: u32| table.hidden_rows.binary_search(&row).is_ok() && !table.is_folded(row);
        let in_column = |cell: &Cell| table.hidden_columns.binary_search(&cell.column).is_ok();
        let cells = || table.cells.iter().filter(|cell| !cell.is_blank() && !in_column(cell));
        let mut header: Option<u32> = None;
        let mut columns: BTreeSet<u32> = BTreeSet::new();
        let mut count = (u32::MAX, 0);
        for cell in cells().filter(|cell| !hides(cell.row)) {
            columns.insert(cell.column);
            count = if count.0 == cell.row { (cell.row, count.1 + 1) } else { (cell.row, 1) };
            if count.1 > 1 {
                header.get_or_insert(cell.row);
            }
        }
        let Some(header) = header else { return };
        let mut rows: Vec<(u32, usize, bool)> = Vec::new();
        for cell in cells().filter(|cell| cell.row > header && hides(cell.row)) {
            match rows.last_mut().filter(|row| row.0 == cell.row) {
                Some(row) => (row.1, row.2) = (row.1 + 1, row.2 && columns.contains(&cell.column)),
                None => rows.push((cell.row, 1, columns.contains(&cell.column))),
            }
        }
        // A row alone may be a helper's formula; the banners above hidden rows come with them.
        let alike = |row: &(u32, usize, bool)| row.1 > 1 && row.1 * 2 >= columns.len().min(6) && row.2;
        let banner = || {
            let row = |cell: &&Cell| rows.binary_search_by_key(&cell.row, |row| row.0).ok().and_then(|at| rows.get(at));
            let alone = |cell: &&Cell| row(cell).is_some_and(|row| row.1 == 1);
            cells().filter(|cell| cell.row > header && hides(cell.row)).filter(alone).any(|cell| {
                let found = texts.words(cell.text.as_str()).0.heading();
                found.opening.is_some() && found.code.is_some()
            })
        };
        if !rows.iter().any(alike) && !banner() {
            return;
        }
        self.rows = rows.iter().filter(|row| row.2).map(|row| row.0).collect();
        let first = cells().find(|cell| self.rows.binary_search(&cell.row).is_ok());
        let said = Diagnostic::new(DiagnosticKind::HiddenRowsRead).with("count", self.rows.len());
        self.said.push(said.at(first.map(|cell| place(&table.place(cell)))));
    }

    /// The only column of titles is read, or nothing would be; others are named.
    fn look_at_columns(&mut self, table: &Table, texts: &Texts<'_>) {
        let role = |cell: &Cell| {
            let found = texts.words(cell.text.as_str()).0.meaning();
            found.filter(|meaning| meaning.score >= RECOGNISED).map(|meaning| meaning.role)
        };
        if table.hidden_columns.is_empty() {
            return;
        }
        // The header of each hidden column, with how many cells below it say something.
        let mut headed: BTreeMap<u32, (&Cell, Role, usize)> = BTreeMap::new();
        let mut visible: BTreeSet<Role> = BTreeSet::new();
        for cell in table.cells.iter().filter(|cell| !cell.is_blank()) {
            if table.hidden_columns.binary_search(&cell.column).is_err() {
                visible.extend(role(cell));
            } else if let Some((_, _, count)) = headed.get_mut(&cell.column) {
                *count += 1;
            } else if let Some(role) = role(cell) {
                headed.insert(cell.column, (cell, role, 0));
            }
        }
        for (column, (first, role, count)) in headed {
            match role {
                Role::Title(_) if count > 0 && !visible.contains(&role) => self.columns.push(column),
                Role::Field(_) | Role::Classification(_) | Role::Title(_) if count > 0 => {
                    let said = Diagnostic::new(DiagnosticKind::HiddenColumnAside).with("count", count);
                    let header = Bilingual::quoted(&excerpt(first.text.as_str()));
                    self.said.push(said.saying("header", header).at(place(&table.place(first))));
                }
                _ => {}
            }
        }
    }

    /// A cell is not read: the sheet hides it.
    pub(crate) fn hides(&self, table: &Table, cell: &Cell) -> bool {
        let in_column = table.hidden_columns.binary_search(&cell.column).is_ok();
        let in_row = table.hidden_rows.binary_search(&cell.row).is_ok();
        // Whoever folds a group of rows wants to see the others better: its rows belong to the sheet as before.
        let row_shown = || table.is_folded(cell.row) || self.rows.binary_search(&cell.row).is_ok();
        let column_shown = || self.columns.binary_search(&cell.column).is_ok();
        // Others are hidden by their style.
        table.hidden || in_column && !column_shown() || (in_row || !in_column) && !row_shown()
    }
}

/// Sheets that are hidden and hold actions of which the others say nothing: an older version, or a part.
pub(crate) fn say_sheets(
    tables: &Tables,
    document: &Document,
    ledger: &mut Ledger,
    read: impl Fn(&Tables) -> Option<Import>,
) {
    let hidden = tables.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.hidden && table.name.is_some() => Some(table),
        _ => None,
    });
    let actions = |outline: &Outline| -> BTreeSet<String> {
        let elements = outline.elements().iter().filter(|element| element.level >= Level::Action);
        elements.map(|element| fold(&element.title.wording)).filter(|wording| !wording.is_empty()).collect()
    };
    let mut known: Option<BTreeSet<String>> = None;
    for table in hidden {
        let mut sheet = Tables::new(tables.format);
        sheet.properties = tables.properties.clone();
        let mut table = table.clone();
        table.hidden = false;
        table.cells.iter_mut().for_each(|cell| cell.hidden = false);
        let first = table.cells.iter().find(|cell| !cell.is_blank()).map(|cell| place(&table.place(cell)));
        let name = table.name.clone().unwrap_or_default();
        sheet.blocks = vec![Block::Table(table)];
        let Some(import) = read(&sheet) else { continue };
        let known = known.get_or_insert_with(|| actions(document.outline()));
        let further = actions(import.document.outline()).difference(known).count();
        if further > 1 {
            let said = Diagnostic::new(DiagnosticKind::HiddenSheetAside).with("count", further);
            ledger.say(said.with("sheet", excerpt(&name)).at(first));
        }
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::Element;
    use passerelle_tables::{Block, Document, Limits, Table};

    /// The rows of a sheet, after a change to it: the titles read and the codes of what was said.
    fn read(grid: &str, change: impl Fn(&mut Table)) -> (Vec<String>, Vec<&'static str>) {
        let mut tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &Limits::default()).unwrap();
        let sheet = |tables: &mut Document| {
            for block in &mut tables.blocks {
                let Block::Table(table) = block else { continue };
                table.name = Some("PST".into());
                change(table);
                let (rows, columns) = (table.hidden_rows.clone(), table.hidden_columns.clone());
                for cell in &mut table.cells {
                    cell.hidden = table.hidden || rows.contains(&cell.row) || columns.contains(&cell.column);
                }
            }
        };
        sheet(&mut tables);
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let title = |element: &Element| element.title.wording.clone();
        let titles = import.document.outline().elements().iter().map(title).collect();
        (
            titles,
            import.report.diagnostics.iter().map(|said| said.code()).filter(|code| code.starts_with("I16")).collect(),
        )
    }

    const GRID: &str = "Code\tAction\tPilote\tÉchéance\tBudget\nA 1\tOuvrir une crèche\tA. Roy\t2026\t1.000 €\n\
                        A 2\tPlanter des haies\tB. Noël\t2027\t2.000 €\nA 3\tFormer le personnel\tC. Petit\t2028\t\n";

    #[test]
    fn rows_that_a_filter_hides_are_read_and_said() {
        let all = ["Ouvrir une crèche", "Planter des haies", "Former le personnel"];
        assert_eq!(read(GRID, |table| table.hidden_rows = vec![1, 3]), (all.map(String::from).into(), vec!["I160"]));
        assert_eq!(read(GRID, |_| ()), (all.map(String::from).into(), vec![]));
    }

    #[test]
    fn a_helper_in_a_hidden_row_stays_aside() {
        let grid = format!("{GRID}\t\t\t\t\t\tcompteur\t3\nliste\n");
        let (titles, said) = read(&grid, |table| table.hidden_rows = vec![4, 5]);
        assert_eq!((titles.len(), said.len()), (3, 0));
    }

    #[test]
    fn a_hidden_column_of_values_is_named_and_one_of_titles_is_read() {
        assert_eq!(read(GRID, |table| table.hidden_columns = vec![4]).1, ["I161"]);
        let (titles, said) = read(GRID, |table| table.hidden_columns = vec![1]);
        assert_eq!((titles.len(), said.len()), (3, 0));
    }
}

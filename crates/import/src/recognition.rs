//! How a file was understood, for people to look at.

use passerelle_core::{Bilingual, Lang};

use crate::columns::Column;
use crate::ledger::excerpt;
use crate::source::Source;
use crate::vocabulary::Role;

/// Famille de disposition: how a file lays its programme out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Family {
    /// Grille: a row per element, levels by row.
    Grid,
    /// Tableau plat: a row per action, parents repeated in columns.
    Flat,
    /// Fiches: labels and values, a sheet per action.
    Sheets,
    /// Formulaire officiel.
    Form,
}

impl Family {
    /// The name for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Grid => lang.pick("grille", "grid"),
            Self::Flat => lang.pick("tableau plat", "flat table"),
            Self::Sheets => lang.pick("fiches", "sheets"),
            Self::Form => lang.pick("formulaire", "form"),
        }
    }
}

/// Ce qui a été reconnu in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recognition {
    /// Family of the layout.
    pub family: Family,
    /// Stable name of the layout; a generic one when no known layout fits.
    pub layout: String,
    /// The layout in words.
    pub layout_label: Bilingual,
    /// Header rows and columns, section by section.
    pub tables: Vec<RecognisedTable>,
    /// Rows in source order.
    pub rows: Vec<RecognisedRow>,
}

/// A header with its columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RecognisedTable {
    /// Places of the header rows (their first cell).
    pub header_rows: Vec<String>,
    /// Columns from the left.
    pub columns: Vec<RecognisedColumn>,
    /// How often the same header is repeated further down.
    pub repeated: usize,
}

/// A column and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecognisedColumn {
    /// The words above it.
    pub header: String,
    /// Stable name of its role: `field:deadline`, `title`, `code`; none for an extra.
    pub role: Option<String>,
    /// Its role in words.
    pub meaning: Bilingual,
    /// Score of the choice, out of 105.
    pub score: i32,
    /// The next best meaning, in words.
    pub runner_up: Option<Bilingual>,
}

/// A row and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RecognisedRow {
    /// Its place (its first cell).
    pub place: String,
    /// What it is, in words: a level, a container, a header.
    pub kind: Bilingual,
    /// The beginning of its first text.
    pub text: String,
    /// It is a header row, which its table shows column by column.
    pub header: bool,
}

impl Recognition {
    pub(crate) fn new(family: Family) -> Self {
        Self { family, layout: String::new(), layout_label: Bilingual::default(), tables: Vec::new(), rows: Vec::new() }
    }

    pub(crate) fn header(&mut self, source: &Source<'_>, first: usize, last: usize, repeated: bool) {
        let kind = if repeated { ("en-tête répété", "repeated header") } else { ("en-tête", "header") };
        for index in first..=last {
            let text = source.lines.get(index).and_then(|l| l.own().next()).map(|c| excerpt(c.text));
            let row = RecognisedRow {
                kind: kind.into(),
                text: text.unwrap_or_default(),
                header: true,
                ..RecognisedRow::default()
            };
            self.row(source, index, row);
        }
        if repeated {
            if let Some(table) = self.tables.last_mut() {
                table.repeated += 1;
            }
            return;
        }
        let header_rows = (first..=last).map(|index| place_of(source, index)).collect();
        self.tables.push(RecognisedTable { header_rows, columns: Vec::new(), repeated: 0 });
    }

    pub(crate) fn columns(&mut self, source: &Source<'_>, header: Option<usize>, columns: &[Column]) {
        let of = |column: &Column| RecognisedColumn {
            header: column.label.clone(),
            role: column.role.map(Role::name),
            meaning: meaning(column.role),
            score: column.score,
            runner_up: column.runner_up.map(|role| meaning(Some(role))),
        };
        let columns: Vec<RecognisedColumn> = columns.iter().map(of).collect();
        let place = header.map(|line| place_of(source, line));
        match self.tables.iter_mut().find(|t| place.is_some() && t.header_rows.first() == place.as_ref()) {
            Some(table) => table.columns = columns,
            None => self.tables.push(RecognisedTable { columns, ..RecognisedTable::default() }),
        }
    }

    pub(crate) fn row(&mut self, source: &Source<'_>, line: usize, mut row: RecognisedRow) {
        row.place = place_of(source, line);
        self.rows.push(row);
    }
}

/// What a column is taken for.
pub(crate) fn meaning(role: Option<Role>) -> Bilingual {
    role.map_or_else(|| Bilingual::new("donnée supplémentaire", "extra"), |role| Bilingual::of(|lang| role.label(lang)))
}

fn place_of(source: &Source<'_>, line: usize) -> String {
    // A cell that is merged from above stands in another row.
    let cell = source.lines.get(line).and_then(|line| line.own().next().or_else(|| line.cells.first()));
    cell.and_then(|cell| source.place(cell.item)).map(|place| place.to_string()).unwrap_or_default()
}

impl Recognition {
    /// The labels of sheets, each once.
    pub(crate) fn sheet_labels<'e>(&mut self, labels: impl Iterator<Item = (&'e str, Option<Role>)>) {
        let mut table = RecognisedTable::default();
        for (label, role) in labels {
            let name = role.map(Role::name);
            if table.columns.iter().any(|column| column.role == name && (role.is_some() || column.header == label)) {
                continue;
            }
            table.columns.push(RecognisedColumn {
                header: label.to_owned(),
                role: name,
                meaning: meaning(role),
                score: 100,
                runner_up: None,
            });
        }
        self.tables.push(table);
    }
}

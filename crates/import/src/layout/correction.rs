//! A layout applied to a file: what it says of header rows, columns, rows and labels, and what no longer fits.

use std::collections::BTreeSet;

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Place, fold};

use super::rule::{RowFeatures, RowKind, RowRule};
use super::{Layout, LayoutColumn, LayoutTable, Purpose};
use crate::columns::{Choice, Column};
use crate::ledger::{Ledger, excerpt};
use crate::recognition::meaning;
use crate::row::{Kind, Row};
use crate::source::Line;
use crate::vocabulary::Role;

/// A layout that is being applied.
pub(crate) struct Correction<'l> {
    pub(crate) layout: &'l Layout,
    /// The folded texts of each header row.
    header_rows: Vec<BTreeSet<String>>,
    asides: BTreeSet<String>,
    /// Which tables of the layout were found.
    found: BTreeSet<usize>,
    /// Labels of sheets that were found and those that the layout does not know.
    labels: BTreeSet<String>,
    further_labels: BTreeSet<String>,
}

impl<'l> Correction<'l> {
    pub(crate) fn new(layout: &'l Layout) -> Self {
        let rows = layout.tables.iter().flat_map(|table| &table.header);
        let row = |row: &Vec<String>| {
            row.iter().map(|text| fold(text)).filter(|text| !text.is_empty()).collect::<BTreeSet<_>>()
        };
        Self {
            layout,
            header_rows: rows.map(row).filter(|row| !row.is_empty()).collect(),
            asides: layout.aside.iter().map(|text| fold(text)).filter(|text| !text.is_empty()).collect(),
            found: BTreeSet::new(),
            labels: BTreeSet::new(),
            further_labels: BTreeSet::new(),
        }
    }

    /// A diagnostic that names the layout.
    fn diagnostic(&self, kind: DiagnosticKind) -> Diagnostic {
        Diagnostic::new(kind).saying("layout", Bilingual::of(|lang| excerpt(self.layout.label(lang))))
    }

    /// The layout says that this text is no content.
    pub(crate) fn is_aside(&self, text: &str) -> bool {
        !self.asides.is_empty() && self.asides.contains(&fold(text))
    }

    /// At least half of a header row stands in the line. Words of other columns may stand among them, values not.
    pub(crate) fn is_header_row(&self, line: &Line<'_>) -> bool {
        let texts: BTreeSet<String> = line.own().map(|cell| fold(cell.text)).collect();
        line.table.is_some()
            && self.header_rows.iter().any(|row| {
                let hits = row.intersection(&texts).count();
                hits * 2 >= row.len() && hits * 2 >= texts.len() && (hits >= 2 || row.len() == 1 && texts.len() == 1)
            })
    }

    /// The text stands in a header of the layout.
    pub(crate) fn is_header_text(&self, text: &str) -> bool {
        let folded = fold(text);
        self.header_rows.iter().any(|row| row.contains(&folded))
    }

    /// Gives columns the meaning that the layout says; what does not fit becomes a diagnostic.
    /// `place` tells where a column's header stands, or the whole header.
    pub(crate) fn columns(
        &mut self,
        columns: &mut [Column],
        place: impl Fn(Option<usize>) -> Option<Place>,
        ledger: &mut Ledger,
    ) {
        let labels: Vec<String> = columns.iter().map(|column| key(&column.label)).collect();
        let Some((number, table)) = self.table_of(&labels) else {
            if !self.header_rows.is_empty() {
                let said: Vec<&str> =
                    columns.iter().map(|column| &*column.label).filter(|label| !label.is_empty()).collect();
                let header = match said.as_slice() {
                    [] => Bilingual::new("sans en-tête", "without header"),
                    words => Bilingual::quoted(&excerpt(&words.join(" ; "))),
                };
                let missing = self.diagnostic(DiagnosticKind::LayoutHeaderMissing).saying("header", header);
                ledger.say(missing.at(place(None)));
            }
            return;
        };
        self.found.insert(number);
        let mut left: Vec<&LayoutColumn> = table.columns.iter().collect();
        for (index, (column, label)) in columns.iter_mut().zip(&labels).enumerate() {
            let of = |wanted: &&LayoutColumn| match (label.is_empty(), wanted.position) {
                (false, None) => key(&wanted.header) == *label,
                (true, Some(position)) => wanted.header.is_empty() && position as usize == index + 1,
                (false, Some(position)) => key(&wanted.header) == *label && position as usize == index + 1,
                (true, None) => false,
            };
            if let Some(at) = left.iter().position(of) {
                left.remove(at).correct(column);
            } else if !label.is_empty() && !table.columns.is_empty() {
                let further = self.diagnostic(DiagnosticKind::LayoutColumnFurther);
                ledger.say(
                    further
                        .with("header", excerpt(&column.label))
                        .saying("field", meaning(column.role))
                        .at(place(Some(index))),
                );
            }
        }
        for missing in left.into_iter().filter(|column| !column.header.is_empty()) {
            let diagnostic = self.diagnostic(DiagnosticKind::LayoutColumnMissing);
            ledger.say(diagnostic.with("header", excerpt(&missing.header)).at(place(None)));
        }
    }

    /// The table of the layout whose headers are most like these.
    fn table_of(&self, labels: &[String]) -> Option<(usize, &'l LayoutTable)> {
        let nameless = labels.iter().all(String::is_empty);
        let shared =
            |table: &LayoutTable| table.columns.iter().filter(|column| labels.contains(&key(&column.header))).count();
        let tables = self.layout.tables.iter().enumerate();
        let fits = |table: &LayoutTable| {
            let named = table.columns.iter().filter(|column| !column.header.is_empty()).count();
            if nameless { named == 0 } else { shared(table) * 2 >= named.min(labels.len()).max(1) }
        };
        // Two tables of the same columns may have them in another order.
        let in_order = |table: &LayoutTable| {
            let pairs = table.columns.iter().zip(labels);
            pairs.filter(|(column, label)| !label.is_empty() && key(&column.header) == **label).count()
        };
        // The first of equals: max_by_key would give the last.
        tables.rev().filter(|(_, table)| fits(table)).max_by_key(|(_, table)| (shared(table), in_order(table)))
    }

    /// Says what the layout's rules say of a row: its level, or that it is none of an element.
    pub(crate) fn row(&self, row: &mut Row<'_>, line: &Line<'_>) -> Option<Kind> {
        let first = line.own().next()?;
        let text = fold(first.text);
        let features = RowFeatures::of(row);
        let rule = self.layout.rows.iter().find(|rule| rule.fits(&text, &features))?;
        if !rule.is_strong() {
            row.suggested = rule.level();
            return None;
        }
        match rule.kind? {
            RowKind::Level(level) => {
                row.fixed = Some(level);
                row.first_cell_as_title();
                Some(Kind::Elements)
            }
            RowKind::Container(kind) => {
                row.first_cell_as_title();
                if let Some(piece) = row.pieces.first_mut() {
                    piece.heading.opening = rule.opening();
                }
                Some(Kind::Container(kind))
            }
            RowKind::Total => Some(Kind::Total),
            RowKind::Signature => Some(Kind::Signature),
            RowKind::Note => Some(Kind::Note),
            RowKind::Aside => Some(Kind::Aside),
        }
    }

    /// The layout has rules for the level of rows that nothing names.
    fn has_level_rules(&self) -> bool {
        self.layout.rows.iter().any(|rule: &RowRule| !rule.is_strong())
    }

    /// Speaks of rows whose level no rule tells.
    pub(crate) fn say_unruled(&self, count: usize, first: Option<Place>, ledger: &mut Ledger) {
        if count > 0 && self.has_level_rules() {
            ledger.say(self.diagnostic(DiagnosticKind::LayoutRowsUnruled).with("count", count).at(first));
        }
    }

    /// What a label of a sheet announces by the layout; none when the layout does not know it.
    pub(crate) fn label(&mut self, label: &str) -> Option<Option<Role>> {
        let folded = key(label);
        let columns = || self.layout.tables.iter().flat_map(|table| &table.columns);
        let found = columns().find(|column| key(&column.header) == folded);
        match found {
            Some(column) => {
                self.labels.insert(folded);
                match column.purpose {
                    Purpose::Role(role) => Some(Some(role)),
                    Purpose::Extra | Purpose::Aside => Some(None),
                }
            }
            None => {
                self.further_labels.insert(label.trim().to_owned());
                None
            }
        }
    }

    /// Speaks of headers, or of labels, that the file has not or has more than the layout.
    pub(crate) fn close(&self, ledger: &mut Ledger, sheets: bool) {
        if !sheets {
            // When nothing was found, each header of the file was spoken of already.
            let tables = self.layout.tables.iter().enumerate().filter(|_| !self.found.is_empty());
            for (number, table) in tables {
                let words: Vec<&str> = table.header.iter().flatten().map(String::as_str).collect();
                if !self.found.contains(&number) && !words.is_empty() {
                    let missing = self.diagnostic(DiagnosticKind::LayoutTableMissing);
                    ledger.say(missing.saying("header", Bilingual::quoted(&excerpt(&words.join(" ; ")))));
                }
            }
            return;
        }
        for column in self.layout.tables.iter().flat_map(|table| &table.columns) {
            if !column.header.is_empty() && !self.labels.contains(&key(&column.header)) {
                let diagnostic = self.diagnostic(DiagnosticKind::LayoutColumnMissing);
                ledger.say(diagnostic.with("header", excerpt(&column.header)));
            }
        }
        for label in &self.further_labels {
            let diagnostic = self.diagnostic(DiagnosticKind::LayoutColumnFurther);
            ledger.say(diagnostic.with("header", excerpt(label)).saying("field", meaning(None)));
        }
    }
}

impl LayoutColumn {
    /// Gives a column of a file the meaning that the layout says.
    fn correct(&self, column: &mut Column) {
        column.role = match self.purpose {
            Purpose::Role(role) => Some(role),
            Purpose::Extra | Purpose::Aside => None,
        };
        column.aside = self.purpose == Purpose::Aside;
        column.level = self.level;
        column.codes = self.codes;
        column.choice.clone_from(&self.choice);
        column.guessed = false;
        column.decided = Choice::Layout;
    }
}

/// By what headers are compared: folded, or as it is printed where nothing but signs is (`%`, `€`).
fn key(header: &str) -> String {
    let folded = fold(header);
    if folded.is_empty() { header.trim().to_owned() } else { folded }
}

//! The rows below a header: bands of a phase or a year, totals, records.

use std::collections::BTreeMap;

use passerelle_core::plan_hp::{Count, EquipmentYear, Figure, PrintedPhase};
use passerelle_core::{Diagnostic, DiagnosticKind as Kind, Extra, Reason};

use super::count::count;
use super::header::Section;
use super::totals::Totals;
use super::words::{Holds, words};
use crate::ledger::{Fate, Ledger};
use crate::source::{Line, LineCell, Source, column_words};

/// The rows of a section, with what the rows above them said.
pub(super) struct Rows {
    pub(super) section: Section,
    /// The year of title, header, sheet or heading.
    year: Option<i16>,
    pub(super) band_year: Option<i16>,
    band_phase: Option<PrintedPhase>,
    /// The last year of the year column.
    last_year: Option<i16>,
    /// How many records the file had before.
    pub(super) begun: usize,
    totals: Totals,
    /// How many cells of each unknown column were kept.
    kept: BTreeMap<u32, usize>,
}

impl Rows {
    pub(super) fn new(section: Section, year: Option<i16>, begun: usize) -> Self {
        Self {
            section,
            year,
            band_year: None,
            band_phase: None,
            last_year: None,
            begun,
            totals: Totals::default(),
            kept: BTreeMap::new(),
        }
    }

    /// Reads a row.
    pub(super) fn line(
        &mut self,
        line: &Line<'_>,
        source: &Source<'_>,
        records: &mut Vec<EquipmentYear>,
        ledger: &mut Ledger,
    ) {
        let own: Vec<&LineCell<'_>> = line.own().filter(|cell| ledger.is_open(cell.item)).collect();
        let Some(first) = own.first() else { return };
        if own.len() == 1 && self.band(line, first, ledger) {
            return;
        }
        let label = self.cell(line, self.section.name).map_or(first.text, |cell| cell.text);
        if words().is_total(label) || words().is_total(first.text) {
            self.total(&own, label, source, records, ledger);
            return;
        }
        self.record(line, &own, source, records, ledger);
    }

    /// The cell of a column, whether it begins in the row or above it.
    fn cell<'l, 'a>(&self, line: &'l Line<'a>, column: u32) -> Option<&'l LineCell<'a>> {
        line.cells.iter().find(|cell| (cell.column..cell.column.saturating_add(cell.span)).contains(&column))
    }

    /// A row of one cell: a phase, a year or a note for the rows below; false when it is an equipment.
    fn band(&mut self, line: &Line<'_>, cell: &LineCell<'_>, ledger: &mut Ledger) -> bool {
        let covered = line.cells.iter().any(|cell| cell.covered);
        if covered || words().is_total(cell.text) {
            return false;
        }
        if let Some(year) = words().year_alone(cell.text) {
            self.band_year = Some(year);
            ledger.set(cell.item, Fate::Field);
            return true;
        }
        let holds = self.section.columns.get(&cell.column).and_then(|column| column.holds);
        if let Some(phase) = words().phase(cell.text).filter(|_| holds == Some(Holds::Name) || cell.span > 1) {
            self.band_phase = Some(PrintedPhase::new(cell.text.trim(), Some(phase)));
            ledger.set(cell.item, Fate::Field);
            return true;
        }
        if words().is_note(cell.text) {
            ledger.set(cell.item, Fate::Aside(Reason::Prose));
            return true;
        }
        // A title over several columns is no equipment.
        cell.column != self.section.name || cell.span > 1
    }

    fn total(
        &mut self,
        own: &[&LineCell<'_>],
        label: &str,
        source: &Source<'_>,
        records: &[EquipmentYear],
        ledger: &mut Ledger,
    ) {
        let mut sums = Vec::new();
        for cell in own {
            ledger.set(cell.item, Fate::Aside(Reason::Total));
            if let Some((column, _)) = self.column_of(cell)
                && let Some(Holds::Figure(figure)) = column.holds
                && let Some(printed) = count(cell.text).number()
            {
                sums.push((figure, column.year.or(self.band_year).or(self.year), printed, source.place(cell.item)));
            }
        }
        let above = records.get(self.begun..).unwrap_or_default();
        for (figure, sum, printed, place) in self.totals.row(&sums, label, above) {
            let said =
                Diagnostic::new(Kind::EquipmentTotal).saying("figure", figure.words()).with("label", label.trim());
            ledger.say(said.with("printed", printed).with("sum", sum).at(place));
        }
    }

    /// The column that a cell belongs to.
    fn column_of(&self, cell: &LineCell<'_>) -> Option<(&super::header::Column, u32)> {
        let last = cell.column.saturating_add(cell.span);
        self.section.columns.range(cell.column..last).next().map(|(number, column)| (column, *number))
    }

    fn record(
        &mut self,
        line: &Line<'_>,
        own: &[&LineCell<'_>],
        source: &Source<'_>,
        records: &mut Vec<EquipmentYear>,
        ledger: &mut Ledger,
    ) {
        let name = self.cell(line, self.section.name);
        let mut record = EquipmentYear::new(name.map_or("", |cell| cell.text.trim()), None);
        record.place = name.or(own.first().copied()).and_then(|cell| source.place(cell.item));
        record.phase = self.band_phase.clone();
        let mut figures: BTreeMap<Option<i16>, BTreeMap<Figure, Count>> = BTreeMap::new();
        let mut row_year = None;
        let mut blank_year = false;
        for (column, head) in &self.section.columns {
            match head.holds {
                Some(Holds::Year) => {
                    let cell = self.cell(line, *column);
                    row_year = cell.and_then(|cell| words().year_in(cell.text));
                    blank_year = cell.is_none();
                }
                // A phase or a status that covers several rows is that of each.
                Some(Holds::Phase) => {
                    if let Some(cell) = self.cell(line, *column) {
                        record.phase = Some(words().printed_phase(cell.text.trim()));
                    }
                }
                Some(Holds::LegalStatus) => {
                    if let Some(cell) = self.cell(line, *column) {
                        record.legal_status = Some(cell.text.trim().to_owned());
                    }
                }
                _ => {}
            }
        }
        for cell in own {
            let Some((head, number)) = self.column_of(cell) else {
                record.extras.push(extra(cell, "", source));
                ledger.set(cell.item, Fate::Extra);
                continue;
            };
            match head.holds {
                Some(Holds::Figure(figure)) => {
                    figures.entry(head.year).or_default().entry(figure).or_insert_with(|| count(cell.text));
                    ledger.set(cell.item, Fate::Field);
                }
                Some(Holds::Derived) => ledger.set(cell.item, Fate::Aside(Reason::Total)),
                // A year that is none is kept as it is printed.
                Some(Holds::Year) if row_year.is_none() => {
                    record.extras.push(extra(cell, &head.label, source));
                    ledger.set(cell.item, Fate::Extra);
                }
                Some(_) => ledger.set(cell.item, Fate::Field),
                None if number == self.section.name => ledger.set(cell.item, Fate::Field),
                None => {
                    record.extras.push(extra(cell, &head.label, source));
                    *self.kept.entry(number).or_default() += 1;
                    ledger.set(cell.item, Fate::Extra);
                }
            }
        }
        if row_year.is_none()
            && blank_year
            && let Some(year) = self.last_year
        {
            row_year = Some(year);
            ledger.say(Diagnostic::new(Kind::EquipmentYearCopied).with("year", year).at(record.place.clone()));
        }
        self.last_year = row_year.or(self.last_year);
        let year = row_year.or(self.band_year).or(self.year);
        // What bears no year of its own goes with the newest.
        let newest = figures.keys().next_back().copied().unwrap_or_default();
        if figures.is_empty() {
            figures.insert(None, BTreeMap::new());
        }
        for (own_year, figures) in figures {
            let mut one = record.clone();
            if own_year != newest {
                one.extras.clear();
            }
            one.year = own_year.or(year);
            one.figures = figures;
            drop_plain_total(&mut one);
            records.push(one);
        }
    }

    /// Says what the columns gave.
    pub(super) fn finish(self, source: &Source<'_>, ledger: &mut Ledger) {
        let place = self.section.items.first().and_then(|item| source.place(*item));
        for (column, head) in &self.section.columns {
            if let Some(count) = self.kept.get(column) {
                let number = usize::try_from(*column).unwrap_or(usize::MAX);
                let said = Diagnostic::new(Kind::EquipmentColumnKept).with("count", count);
                let header = column_words(&head.label, place.as_ref(), number);
                ledger.say(said.saying("header", header).at(place.clone()));
            }
            if let Some(year) = head.year.filter(|_| head.bare_year && head.holds.is_some()) {
                ledger.say(Diagnostic::new(Kind::EquipmentFiguresByYear).with("year", year).at(place.clone()));
            }
        }
    }
}

/// A total that is the sum of both kinds of residents says nothing more.
fn drop_plain_total(record: &mut EquipmentYear) {
    let (domiciled, undomiciled) = (record.number(Figure::Domiciled), record.number(Figure::Undomiciled));
    if let (Some(domiciled), Some(undomiciled)) = (domiciled, undomiciled)
        && domiciled.checked_add(undomiciled) == record.number(Figure::Residents)
    {
        record.figures.remove(&Figure::Residents);
    }
}

fn extra(cell: &LineCell<'_>, label: &str, source: &Source<'_>) -> Extra {
    Extra { label: label.to_owned(), text: cell.text.to_owned(), place: source.place(cell.item) }
}

//! Équipements du Plan HP from any table: a row per equipment, with the year in a column, in the header, in a row of its
//! own, in the name of the sheet or in the heading above. Totals are checked, and every cell has one fate.

mod count;
mod header;
mod rows;
mod totals;
mod words;

use passerelle_core::plan_hp::{EquipmentYear, Equipments};
use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind as Kind, ImportReport, Reason};
use passerelle_tables::Document as Tables;

use self::header::Section;
use self::rows::Rows;
use self::words::words;
use crate::ImportError;
use crate::ledger::{Fate, Ledger};
use crate::source::{Line, Source};
use crate::texts::Texts;

/// Équipements lus d'un fichier.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EquipmentsImport {
    /// The equipments, year by year.
    pub equipments: Equipments,
    /// The fate of every cell and the diagnostics of reading; those of the records are of
    /// [`passerelle_core::plan_hp::check_equipments`].
    pub report: ImportReport,
}

/// Lit les équipements d'un fichier. `name` is the file's name; `year` is the year of what names none.
///
/// ```
/// use passerelle_tables::Limits;
/// let text = "Équipement;Phase;Domiciliés;Non domiciliés\nBois de Roly;2;475;12\nTotal;;475;12\n";
/// let tables = passerelle_tables::read(text.as_bytes(), "2024.csv", &Limits::default())?;
/// let read = passerelle_import::import_equipments(&tables, "2024.csv", Some(2024))?;
/// assert_eq!(read.equipments.residents(Some(2024)), Some(487));
/// assert!(read.report.counts.adds_up() && read.report.diagnostics.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ImportError::NoEquipments`] when no table has a column of equipments and a column of counts.
pub fn import_equipments(tables: &Tables, name: &str, year: Option<i16>) -> Result<EquipmentsImport, ImportError> {
    let texts = Texts::of(tables);
    let source = Source::new(tables, &texts);
    // What was worked out of other tables counts only when there is nothing else.
    let (records, ledger) = [false, true]
        .into_iter()
        .map(|trends| Reading::of(&source, name, year, trends))
        .find(|(found, _)| !found.records.is_empty())
        .ok_or(ImportError::NoEquipments)?;
    let mut diagnostics = crate::reader_notices(tables);
    let (counts, left_aside) = ledger.close(&source, &mut diagnostics);
    let mut report = ImportReport::default();
    report.source = name.to_owned();
    report.format = tables.format.name().to_owned();
    report.layout = "plan-hp-equipments".to_owned();
    report.layout_label = Bilingual::new("équipements du Plan HP", "Plan HP equipments");
    report.counts = counts;
    report.left_aside = left_aside;
    report.diagnostics = diagnostics;
    Ok(EquipmentsImport { equipments: Equipments::new(records.commune, records.records), report })
}

/// Whether a file is a table of equipments rather than a programme: a third of its cells, at least, are data of
/// equipments with their counts.
pub(crate) fn is_of_equipments(source: &Source<'_>, name: &str) -> bool {
    /// A header stands among the first lines.
    const FIRST: usize = 80;
    let named = |text: &str| {
        text.len() <= 40 && text.contains(['q', 'Q']) && passerelle_core::fold(text).starts_with("equipement")
    };
    let first = source.lines.iter().take(FIRST).flat_map(|line| &line.cells);
    if !first.into_iter().any(|cell| named(cell.text)) {
        return false;
    }
    let (read, ledger) = Reading::of(source, name, None, false);
    if read.records.is_empty() {
        return false;
    }
    let (counts, left_aside) = ledger.close(source, &mut Vec::new());
    // Headers and totals say nothing of what the file is.
    let frame = |reason| matches!(reason, Reason::Header | Reason::RepeatedHeader | Reason::Total);
    let framed = left_aside.iter().filter(|aside| frame(aside.reason)).count();
    counts.in_fields * 3 >= counts.non_empty.saturating_sub(framed)
}

/// What a file gave so far.
struct Reading<'s, 'a> {
    source: &'s Source<'a>,
    records: Vec<EquipmentYear>,
    commune: Option<String>,
    /// The year of headings and title lines since the last table.
    heading_year: Option<i16>,
    /// The heading in force announces what was worked out.
    in_trend: bool,
    /// Years that were taken from the call or the file's name are said once.
    fallback: Option<(i16, Bilingual)>,
    fallback_said: bool,
}

impl<'s, 'a> Reading<'s, 'a> {
    fn of(source: &'s Source<'a>, name: &str, year: Option<i16>, trends: bool) -> (Self, Ledger) {
        let mut ledger = Ledger::new(source);
        ledger.set_aside_what_is_never_content(source, None);
        let asked = year.map(|year| (year, Bilingual::new("--year", "--year")));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let named =
            words().year_in(stem).map(|year| (year, Bilingual::new("le nom du fichier", "the name of the file")));
        let mut reading = Self {
            source,
            records: Vec::new(),
            commune: None,
            heading_year: None,
            in_trend: false,
            fallback: asked.or(named),
            fallback_said: false,
        };
        let mut rest = source.lines.as_slice();
        while let Some(first) = rest.first() {
            let Some(table) = first.table else {
                reading.paragraph(first, &mut ledger);
                rest = rest.get(1..).unwrap_or_default();
                continue;
            };
            let length = rest.iter().take_while(|line| line.table == Some(table)).count().max(1);
            let (lines, others) = rest.split_at(length.min(rest.len()));
            rest = others;
            let sheet = source.table_names.get(table).copied().flatten().unwrap_or_default();
            if (reading.in_trend || words().is_trend(sheet)) && !trends {
                aside(lines, Reason::Total, &mut ledger);
            } else {
                reading.table(lines, sheet, &mut ledger);
            }
        }
        (reading, ledger)
    }

    /// A heading or a line of text: it may name the year or the municipality.
    fn paragraph(&mut self, line: &Line<'_>, ledger: &mut Ledger) {
        let Some(cell) = line.cells.first() else { return };
        if line.heading.is_some() {
            self.in_trend = words().is_trend(cell.text);
        }
        if self.commune_in(line, ledger) {
            return;
        }
        if let Some(year) = words().year_in(cell.text) {
            self.heading_year = Some(year);
        }
        ledger.set(cell.item, Fate::Aside(Reason::Prose));
    }

    /// Takes « Commune : Valmont » from a line.
    fn commune_in(&mut self, line: &Line<'_>, ledger: &mut Ledger) -> bool {
        let Some(first) = line.own().next() else { return false };
        let (label, value) = match first.text.split_once(':') {
            Some((label, value)) if !value.trim().is_empty() => (label, Some((value, first.item))),
            Some((label, _)) => (label, line.own().nth(1).map(|cell| (cell.text, cell.item))),
            None => (first.text, line.own().nth(1).map(|cell| (cell.text, cell.item))),
        };
        let Some((value, item)) = value.filter(|_| words().is_commune_label(label)) else { return false };
        if self.commune.is_none() && value.contains(char::is_alphanumeric) {
            self.commune = Some(value.trim().to_owned());
            ledger.set(item, Fate::Field);
            ledger.set(first.item, Fate::Aside(Reason::Label));
            return true;
        }
        false
    }

    fn table(&mut self, lines: &[Line<'a>], sheet: &str, ledger: &mut Ledger) {
        let begun = self.records.len();
        let mut found: Option<Rows> = None;
        let mut title_year: Option<i16> = None;
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let section = Section::at(lines.get(at..).unwrap_or_default(), found.is_none());
            if let Some(section) = section {
                let repeated = found.as_ref().is_some_and(|rows| rows.section.repeats(&section));
                let reason = if repeated { Reason::RepeatedHeader } else { Reason::Header };
                section.items.iter().for_each(|item| ledger.set(*item, Fate::Aside(reason)));
                at += section.rows;
                match &mut found {
                    Some(rows) if repeated => rows.band_year = title_year.take().or(rows.band_year),
                    _ => {
                        if let Some(rows) = found.take() {
                            rows.finish(self.source, ledger);
                        }
                        let told = section.year.or(title_year).or(words().year_in(sheet)).or(self.heading_year);
                        if section.name_guessed {
                            let place = section.items.first().and_then(|item| self.source.place(*item));
                            let words = crate::source::column_words("", place.as_ref(), 0);
                            ledger.say(Diagnostic::new(Kind::EquipmentNameColumn).saying("column", words).at(place));
                        }
                        found = Some(Rows::new(section, told, self.records.len()));
                        title_year = None;
                    }
                }
                continue;
            }
            match &mut found {
                Some(rows) => {
                    rows.line(line, self.source, &mut self.records, ledger);
                }
                None if self.commune_in(line, ledger) => {}
                None => {
                    for cell in line.own() {
                        title_year = words().year_in(cell.text).or(title_year);
                        ledger.set(cell.item, Fate::Aside(Reason::TitleBlock));
                    }
                }
            }
            at += 1;
        }
        if let Some(rows) = found {
            rows.finish(self.source, ledger);
            // The heading belongs to the table below it.
            self.heading_year = None;
        }
        self.give_years(begun, ledger);
    }

    /// The year of the call or of the file's name, for the records that name none.
    fn give_years(&mut self, begun: usize, ledger: &mut Ledger) {
        let Some((year, origin)) = &self.fallback else { return };
        for record in self.records.iter_mut().skip(begun).filter(|record| record.year.is_none()) {
            record.year = Some(*year);
            if !self.fallback_said && origin.fr != "--year" {
                self.fallback_said = true;
                let said = Diagnostic::new(Kind::EquipmentYearAssumed).with("year", year);
                ledger.say(said.saying("origin", origin.clone()).at(record.place.clone()));
            }
        }
    }
}

fn aside(lines: &[Line<'_>], reason: Reason, ledger: &mut Ledger) {
    for cell in lines.iter().flat_map(Line::own) {
        ledger.set(cell.item, Fate::Aside(reason));
    }
}

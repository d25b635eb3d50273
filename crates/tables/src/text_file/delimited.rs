//! Separated values: which separator, and the grid.

use super::pasted::is_barred;
use std::collections::BTreeMap;
use std::io::Read;

use csv::{Reader, ReaderBuilder, StringRecord, Terminator};

use super::Meter;
use crate::document::{Cell, Ground, Table};
use crate::error::Error;

/// How the values of a file are separated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dialect {
    separator: u8,
    /// Quotation marks enclose values; false where a stray one would swallow the rest of the file.
    quoting: bool,
    /// Bytes of a `sep=;` line to pass over.
    skip: usize,
    /// Values that are not blank.
    values: usize,
}

/// Separators, the surest first. The comma comes last: French text and decimals are full of it.
const SEPARATORS: [u8; 4] = [b'\t', b';', b'|', b','];

/// How much of a file is looked at to find its separator.
const SAMPLE_BYTES: usize = 256 * 1024;

/// Follows a text in a trial reading; a quotation mark that is never closed swallows it.
const SENTINEL: &str = "\n\u{1}";

/// The separator of a text, if it has one. `promised` says that the file's name announces separated values:
/// then title lines and ragged rows are accepted; otherwise nearly every line must have the same number of values.
pub(super) fn dialect(text: &str, promised: bool) -> Option<Dialect> {
    if let Some(separator) = stated_separator(text) {
        let skip = text.find('\n').map_or(text.len(), |end| end + 1);
        return Some(with_quoting(text, separator, skip));
    }
    let sample = sample(text);
    let lines = || sample.lines().filter(|line| !line.trim().is_empty());
    if !promised && lines().filter(|line| is_barred(line)).count() * 2 > lines().count() {
        return None;
    }
    let surveys: Vec<Survey> = SEPARATORS.iter().map(|&separator| Survey::take(sample, separator, true)).collect();
    let sure = surveys.iter().any(|survey| survey.separator != b',' && survey.holds_for(9, 10));
    let mut best: Option<&Survey> = None;
    for survey in &surveys {
        let candidate = survey.convinces(promised) && !(sure && survey.separator == b',');
        if candidate && best.is_none_or(|best| survey.explained() > best.explained()) {
            best = Some(survey);
        }
    }
    let best = best.map(|survey| with_quoting(text, survey.separator, 0));
    best.or_else(|| promised.then(|| lone_column(text))?)
}

/// Values in quotation marks, one to a line: a sheet of one column has no separators.
fn lone_column(text: &str) -> Option<Dialect> {
    let sample = sample(text);
    let lines = || sample.lines().filter(|line| !line.trim().is_empty());
    let quoted =
        lines().filter(|line| line.len() > 1 && line.starts_with('"') && line.trim_end().ends_with('"')).count();
    if quoted < 2 || quoted * 2 <= lines().count() {
        return None;
    }
    let survey = Survey::take(text, b';', true);
    (survey.ends_well && survey.matching == 0).then_some(Dialect {
        separator: b';',
        quoting: true,
        skip: 0,
        values: survey.values,
    })
}

/// The separator of a first line `sep=;`, which Excel writes and obeys.
fn stated_separator(text: &str) -> Option<u8> {
    let line = text.lines().next()?;
    let (key, separator) = line.split_at_checked(4)?;
    match separator.as_bytes() {
        &[separator] if key.eq_ignore_ascii_case("sep=") && SEPARATORS.contains(&separator) => Some(separator),
        _ => None,
    }
}

/// The beginning of a text, up to a line end.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE_BYTES {
        return text;
    }
    let end = text.as_bytes().iter().take(SAMPLE_BYTES).rposition(|&byte| byte == b'\n');
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Quotation marks count unless one is never closed and the lines are more alike without them.
fn with_quoting(text: &str, separator: u8, skip: usize) -> Dialect {
    let body = text.get(skip..).unwrap_or_default();
    let quoted = Survey::take(body, separator, true);
    if quoted.ends_well {
        return Dialect { separator, quoting: true, skip, values: quoted.values };
    }
    let plain = Survey::take(body, separator, false);
    let quoting = quoted.explained() >= plain.explained();
    Dialect { separator, quoting, skip, values: if quoting { quoted.values } else { plain.values } }
}

/// What a trial reading with one separator found.
struct Survey {
    separator: u8,
    records: usize,
    /// Values that are not blank.
    values: usize,
    /// The most frequent number of values, among records of at least two.
    width: usize,
    /// Records of that width.
    matching: usize,
    /// Most values after the first begin with a space: punctuation rather than separators.
    like_prose: bool,
    /// Some value needs its quotation marks: it holds a separator, a quotation mark or a line break.
    quotes_needed: bool,
    /// The last quotation mark is closed.
    ends_well: bool,
}

impl Survey {
    fn take(text: &str, separator: u8, quoting: bool) -> Self {
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        let (mut records, mut values, mut later, mut spaced) = (0, 0_usize, 0_usize, 0_usize);
        let (mut quotes_needed, mut ends_well) = (false, false);
        let mut reader = reader(text.as_bytes().chain(SENTINEL.as_bytes()), separator, quoting);
        let mut record = StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            ends_well = record.iter().eq(["\u{1}"]);
            if ends_well {
                continue;
            }
            records += 1;
            *widths.entry(record.len()).or_default() += 1;
            values += record.iter().filter(|value| !value.trim().is_empty()).count();
            later += record.len() - 1;
            spaced += record.iter().skip(1).filter(|value| value.starts_with(' ')).count();
            quotes_needed |= record.iter().any(|value| value.contains(['\n', char::from(separator)]));
        }
        quotes_needed |= quoting && text.contains("\"\"");
        let (width, matching) = widths
            .into_iter()
            .filter(|&(width, _)| width > 1)
            .max_by_key(|&(width, count)| (count, width))
            .unwrap_or_default();
        Self { separator, records, values, width, matching, like_prose: spaced * 2 > later, quotes_needed, ends_well }
    }

    /// How many separators stand where the most frequent width wants them.
    fn explained(&self) -> usize {
        self.matching * self.width.saturating_sub(1)
    }

    /// At least `part` in `whole` of the records have the most frequent width.
    fn holds_for(&self, part: usize, whole: usize) -> bool {
        self.matching > 0 && self.matching * whole >= self.records * part
    }

    /// The separator may be taken for one.
    fn convinces(&self, promised: bool) -> bool {
        if promised {
            return self.matching > 0 && (!self.like_prose || self.holds_for(8, 10));
        }
        // Tabulated text pasted from a document is read as such unless it was clearly written by a spreadsheet.
        let written_by_program = self.separator != b'\t' || self.quotes_needed;
        self.records > 1 && self.width > 2 && !self.like_prose && self.holds_for(9, 10) && written_by_program
    }
}

fn reader<R: Read>(bytes: R, separator: u8, quoting: bool) -> Reader<R> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(quoting)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(bytes)
}

/// The grid: one row per record, one cell per value that is not blank, as written.
pub(super) fn read(text: &str, dialect: Dialect, meter: &mut Meter<'_>) -> Result<Table, Error> {
    let body = text.get(dialect.skip..).unwrap_or_default();
    let mut lines = LineCount { text: body, position: 0, line: if dialect.skip > 0 { 2 } else { 1 } };
    let mut table = Table::new(1, None);
    table.ground = Ground::Lines(Vec::new());
    // Room for all at once: growing would hold the cells twice. Where the limit ends the reading, no more is needed.
    table.cells.reserve_exact(dialect.values.min(meter.limits.cells));
    let mut reader = reader(body.as_bytes(), dialect.separator, dialect.quoting);
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| Error::Damaged { detail: error.to_string() })? {
        let line = lines.of_record_at(record.position().map_or(0, csv::Position::byte));
        let row = table.row_count;
        table.ground.add_line(row, line);
        for (column, value) in (0..).zip(&record).filter(|(_, value)| !value.trim().is_empty()) {
            meter.admit(value.len())?;
            table.cells.push(Cell::new(row, column, value));
        }
        table.row_count += 1;
        table.column_count = table.column_count.max(u32::try_from(record.len()).unwrap_or(u32::MAX));
    }
    Ok(table)
}

/// Counts lines up to where records start. The reader's own count includes neither the blank lines
/// it passes over before a record nor the line ends inside values.
struct LineCount<'a> {
    text: &'a str,
    position: usize,
    line: u32,
}

impl LineCount<'_> {
    fn of_record_at(&mut self, byte: u64) -> u32 {
        let bytes = self.text.as_bytes();
        let reached = usize::try_from(byte).unwrap_or(usize::MAX).clamp(self.position, bytes.len());
        let blank = bytes.get(reached..).unwrap_or_default().iter().take_while(|&&byte| byte == b'\n').count();
        let start = reached + blank;
        let passed = bytes.get(self.position..start).unwrap_or_default();
        let breaks = passed.iter().filter(|&&byte| byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.position = start;
        self.line
    }
}

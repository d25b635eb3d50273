//! Names of sheets that say where their rows belong: a sheet per volet, per domaine, or per objectif stratégique.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Bilingual, ClassificationKind, Diagnostic, DiagnosticKind, Level, Title, Volet, fold};

use crate::assemble::{Assembler, Named};
use crate::ledger::excerpt;
use crate::levels::Judged;
use crate::row::Kind;
use crate::sections::Body;
use crate::source::Source;
use crate::views::Views;
use crate::vocabulary::{Opening, Role, vocabulary};
use crate::wording::heading;

/// What the name of each sheet with elements says of them.
pub(crate) struct SheetNames<'a> {
    said: BTreeMap<usize, (ClassificationKind, &'a str)>,
    /// Sheets that name the objectif stratégique which no row of any sheet names.
    objectives: BTreeMap<usize, Named>,
    /// The sheet that is being read, and what its name says.
    current: Option<(usize, Option<ClassificationKind>)>,
}

impl<'a> SheetNames<'a> {
    pub(crate) fn of(source: &Source<'a>, body: &[Body<'_>], levels: &[Judged], views: &Views) -> Self {
        let rows = |wanted: fn(Kind) -> bool| {
            let lines = body.iter().filter(move |body| wanted(body.kind)).map(|body| body.line);
            lines.filter_map(|line| source.lines.get(line)?.table).collect::<BTreeSet<usize>>()
        };
        let tables = rows(|kind| kind == Kind::Elements);
        let with_domains = rows(|kind| kind == Kind::Container(ClassificationKind::Domain));
        let shared = sharing_objectives(source, body);
        let said = tables.iter().filter_map(|&table| {
            let name = source.table_names.get(table).copied().flatten()?;
            let kind = if Volet::read(name) != Volet::Other {
                ClassificationKind::Volet
            } else if tables.len() > 1 && with_domains.is_empty() && is_telling(name) && !views.has(table) && !shared {
                ClassificationKind::Domain
            } else {
                return None;
            };
            Some((table, (kind, name)))
        });
        let said = said.collect();
        let named = |judged: &Judged| judged.clues.first().map(|clue| clue.level) == Some(Level::StrategicObjective);
        let rows = body.iter().flat_map(|body| &body.row.pieces);
        let in_rows =
            levels.iter().any(named) || rows.into_iter().any(|piece| piece.level() == Some(Level::StrategicObjective));
        let objective = |table: &usize| {
            let name = source.table_names.get(*table).copied().flatten()?;
            let found = heading(name);
            let is_one = found.opening == Some(Opening::Level(Level::StrategicObjective));
            let title = Title { text: name.to_owned(), wording: found.wording.to_owned(), place: None };
            let named = Named { title, code: found.code };
            (is_one && !found.wording.is_empty()).then_some((*table, named))
        };
        let objectives = if in_rows { BTreeMap::new() } else { tables.iter().filter_map(objective).collect() };
        Self { said, objectives, current: None }
    }

    /// Enters the sheet of a row: its name holds until the next sheet.
    pub(crate) fn enter(&mut self, table: Option<usize>, assembler: &mut Assembler<'_, '_, '_>) {
        let Some(table) = table.filter(|table| self.current.is_none_or(|(current, _)| current != *table)) else {
            return;
        };
        if let Some((_, Some(kind))) = self.current {
            assembler.leave(kind);
        }
        let said = self.said.get(&table).copied();
        self.current = Some((table, said.map(|(kind, _)| kind)));
        if let Some(named) = self.objectives.remove(&table) {
            let diagnostic = Diagnostic::new(DiagnosticKind::ClassificationFromSheet);
            let label = Bilingual::of(|lang| Level::StrategicObjective.label(lang));
            assembler.ledger.say(diagnostic.with("sheet", excerpt(&named.title.text)).saying("kind", label));
            assembler.repeated(Level::StrategicObjective, named, true);
        }
        if let Some((kind, name)) = said {
            assembler.enclose(kind, name, None);
            let label = Bilingual::of(|lang| Role::Classification(kind).label(lang));
            let diagnostic = Diagnostic::new(DiagnosticKind::ClassificationFromSheet);
            assembler.ledger.say(diagnostic.with("sheet", excerpt(name)).saying("kind", label));
        }
    }
}

/// Sheets whose rows name the same objectif stratégique, by the same code and wording, cut across the objectives: a sheet
/// per department is no domaine above them.
fn sharing_objectives(source: &Source<'_>, body: &[Body<'_>]) -> bool {
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for body in body.iter().filter(|body| body.kind == Kind::Elements) {
        let (Some(code), [piece]) = (body.row.code(), body.row.pieces.as_slice()) else { continue };
        let Some(table) = source.lines.get(body.line).and_then(|line| line.table) else { continue };
        if code.level == Some(Level::StrategicObjective) && !piece.words().is_empty() {
            let key = (fold(code.cell.text), fold(piece.words()));
            if *seen.entry(key).or_insert(table) != table {
                return true;
            }
        }
    }
    false
}

/// A name that a person chose for what the sheet holds: not `Feuil1`, `PST 2024`, `OS 3`.
fn is_telling(name: &str) -> bool {
    let folded = fold(name);
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    let generic = folded.split(' ').any(|word| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        vocabulary().sheets.iter().any(|generic| generic == word)
    });
    letters >= 4 && !generic && heading(name).opening.is_none()
}

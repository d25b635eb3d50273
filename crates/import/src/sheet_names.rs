//! Names of sheets that say where their rows belong: a sheet per volet, or per domaine.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Bilingual, ClassificationKind, Diagnostic, DiagnosticKind, Volet, fold};

use crate::assemble::Assembler;
use crate::ledger::excerpt;
use crate::row::Kind;
use crate::sections::Body;
use crate::source::Source;
use crate::vocabulary::{Role, vocabulary};
use crate::wording::heading;

/// What the name of each sheet with elements says of them.
pub(crate) struct SheetNames<'a> {
    said: BTreeMap<usize, (ClassificationKind, &'a str)>,
    /// The sheet that is being read, and what its name says.
    current: Option<(usize, Option<ClassificationKind>)>,
}

impl<'a> SheetNames<'a> {
    pub(crate) fn of(source: &Source<'a>, body: &[Body<'_>]) -> Self {
        let rows = |wanted: fn(Kind) -> bool| {
            let lines = body.iter().filter(move |body| wanted(body.kind)).map(|body| body.line);
            lines.filter_map(|line| source.lines.get(line)?.table).collect::<BTreeSet<usize>>()
        };
        let tables = rows(|kind| kind == Kind::Elements);
        let with_domains = rows(|kind| kind == Kind::Container(ClassificationKind::Domain));
        let said = tables.iter().filter_map(|&table| {
            let name = source.table_names.get(table).copied().flatten()?;
            let kind = if Volet::read(name) != Volet::Other {
                ClassificationKind::Volet
            } else if tables.len() > 1 && with_domains.is_empty() && is_telling(name) {
                ClassificationKind::Domain
            } else {
                return None;
            };
            Some((table, (kind, name)))
        });
        Self { said: said.collect(), current: None }
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
        if let Some((kind, name)) = said {
            assembler.enclose(kind, name, None);
            let label = Bilingual::of(|lang| Role::Classification(kind).label(lang));
            let diagnostic = Diagnostic::new(DiagnosticKind::ClassificationFromSheet);
            assembler.ledger.say(diagnostic.with("sheet", excerpt(name)).saying("kind", label));
        }
    }
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

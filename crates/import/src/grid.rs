//! Grids and flat tables: sections under headers, rows by level, values by column.

use std::collections::BTreeSet;

use passerelle_core::{Bilingual, ClassificationKind, Diagnostic, DiagnosticKind, Document, Field, ReadingKind};

use crate::ImportError;
use crate::alignment::Alignment;
use crate::assemble::Assembler;
use crate::context::Context;
use crate::details;
use crate::header::headers;
use crate::identity::with_kept_ids;
use crate::layout::Correction;
use crate::ledger::Ledger;
use crate::level_looks::{LevelLooks, of_depth, of_style};
use crate::levels::{Judged, infer};
use crate::notation;
use crate::parent_rows;
use crate::placing::Placing;
use crate::print_levels::Print;
use crate::recognition::{Family, Recognition};
use crate::row::{Kind, Row};
use crate::sections::{Body, Section, body, sections};
use crate::sheet_names::SheetNames;
use crate::source::{Source, column_words};
use crate::tables_aside;
use crate::themes;
use crate::views::Views;
use crate::vocabulary::Role;
use crate::wording::heading;

/// Rows and columns speak of objectives, actions, people or deadlines: any other table of names and numbers is refused
/// rather than read as actions nobody planned.
fn speaks_of_a_programme(sections: &[Section], body: &[Body<'_>]) -> bool {
    let columns = || sections.iter().flat_map(|section| &section.columns);
    let of_level = columns().any(|column| column.level.is_some() || matches!(column.role, Some(Role::Title(Some(_)))));
    let fields: BTreeSet<Field> = columns()
        .filter_map(|column| match column.role {
            Some(Role::Field(field)) if field.kind() != ReadingKind::Budget => Some(field),
            _ => None,
        })
        .collect();
    // A level word with a number or a wording: a lone "a" is none.
    let named = || {
        let mut pieces = body.iter().flat_map(|body| &body.row.pieces).map(|piece| &piece.heading);
        pieces.any(|heading| heading.opening.is_some() && (heading.code.is_some() || !heading.wording.is_empty()))
    };
    let coded = || {
        let deep = |body: &&Body<'_>| {
            let in_column = body.row.code().and_then(|code| heading(code.cell.text).code);
            let codes = body.row.pieces.iter().filter_map(|piece| piece.heading.code.as_ref()).chain(&in_column);
            codes.into_iter().any(|code| code.numbers.len() > 1)
        };
        body.iter().filter(deep).count() >= 2
    };
    of_level || !fields.is_empty() || named() || coded()
}

/// Reads the tables of a file as a grid of objectives and actions.
pub(crate) fn import(
    source: &Source<'_>,
    ledger: &mut Ledger,
    mut layout: Option<&mut Correction<'_>>,
) -> Result<(Document, Recognition), ImportError> {
    let headers = headers(source, layout.as_deref());
    let mut recognition = Recognition::new(Family::Grid);
    recognition.rows.reserve(source.lines.len());
    let sections = sections(source, &headers, ledger, &mut recognition, layout.as_deref_mut());
    if sections.iter().all(|section| section.lines.is_empty()) {
        return Err(ImportError::NoTable);
    }
    if sections.iter().any(Section::is_flat) {
        recognition.family = Family::Flat;
    }
    let mut body = body(source, &headers, &sections, layout.as_deref());
    parent_rows::settle(source, &sections, &mut body, ledger);
    details::part(source, &mut body, &sections);
    tables_aside::drop_without_elements(source, &mut body, ledger);
    themes::say(source, &body, ledger);
    if body.iter().all(|body| body.kind != Kind::Elements) || !speaks_of_a_programme(&sections, &body) {
        return Err(ImportError::NoTable);
    }
    looks(source, &body).say(source, ledger);
    let context = Context::of(source, headers.first().map(|header| header.first));
    let levels: Vec<Judged> = {
        let rows: Vec<&Row<'_>> = body.iter().filter(|b| b.kind == Kind::Elements).map(|b| &b.row).collect();
        infer(&rows)
    };
    if let Some(layout) = &layout {
        say_unruled(source, &body, &levels, layout, ledger);
        layout.close(ledger, false);
    }
    let notation = notation::Context { legislature: context.legislature, year: None };
    let views = Views::of(source, &body);
    let mut sheets = SheetNames::of(source, &body, &levels, &views);
    let mut placing = Placing::new(Assembler::new(source, ledger, notation), &sections).with_views(views);
    let mut levels = levels.into_iter();
    let mut stands = Vec::with_capacity(body.len());
    recognition.rows.reserve(body.len());
    for body in body {
        sheets.enter(source.lines.get(body.line).and_then(|line| line.table), &mut placing.assembler);
        let judged = if body.kind == Kind::Elements { levels.next() } else { None };
        let note = placing.take(source, &body, judged);
        recognition.row(source, body.line, note);
        recognition.rests(source, &body.row);
        // The row itself goes, for the elements of the next ones to take its room.
        stands.push(Stands { line: body.line, section: body.section, alignment: body.alignment });
    }
    placing.settle_floating();
    placing.settle_served();
    placing.say_again();
    placing.say_shown_again();
    placing.say_details();
    placing.say_unknown_columns();
    placing.say_untitled();
    placing.assembler.imply_the_other_volet();
    let outline = with_kept_ids(placing.assembler.take_outline(), &placing.kept_ids);
    report_shifts(source, &sections, &stands, ledger);
    context.settle(source, ledger);
    Ok((Document::Pst(context.pst(outline)), recognition))
}

/// The looks of the headings above tables whose levels neither a word nor a code tells.
fn looks(source: &Source<'_>, body: &[Body<'_>]) -> LevelLooks {
    let mut looks = LevelLooks::default();
    let paragraphs = body.iter().filter_map(|body| {
        let line = source.lines.get(body.line).filter(|line| line.table.is_none())?;
        Some((body, line, body.row.pieces.first()?))
    });
    for (body, line, piece) in paragraphs {
        let role = match (body.kind, body.row.ranked.or(piece.column_level)) {
            (Kind::Elements, Some(level)) => Role::Title(Some(level)),
            (Kind::Container(kind @ ClassificationKind::Domain), _) => Role::Classification(kind),
            _ => continue,
        };
        if piece.heading.opening.is_some() || piece.heading.code.is_some() {
            continue;
        }
        let look = match (line.styled, line.heading) {
            (Some((_, name)), _) => of_style(name),
            (None, Some(depth)) => of_depth(depth),
            (None, None) => Print::of(&piece.cell).in_words(),
        };
        looks.add(look, role, piece.cell.text, piece.cell.item);
    }
    looks
}

/// Rows whose level neither they nor the layout name.
fn say_unruled(
    source: &Source<'_>,
    body: &[Body<'_>],
    levels: &[Judged],
    layout: &Correction<'_>,
    ledger: &mut Ledger,
) {
    let elements = body.iter().filter(|body| body.kind == Kind::Elements).zip(levels);
    let mut unruled = elements.filter(|(_, judged)| judged.inferred.is_some() && !judged.by_layout()).map(|(b, _)| b);
    let Some(first) = unruled.next() else { return };
    let cell = source.lines.get(first.line).and_then(|line| line.cells.first());
    layout.say_unruled(unruled.count() + 1, cell.and_then(|cell| source.place(cell.item)), ledger);
}

/// How a row stands under its columns.
struct Stands {
    line: usize,
    section: usize,
    alignment: Alignment,
}

/// One diagnostic for each stretch of rows that stand beside their columns.
fn report_shifts(source: &Source<'_>, sections: &[Section], body: &[Stands], ledger: &mut Ledger) {
    let mut at = 0;
    while at < body.len() {
        let alignment = body[at].alignment;
        let mut end = at + 1;
        while end < body.len() && body[end].alignment == alignment {
            end += 1;
        }
        let place = source.lines[body[at].line].cells.first().and_then(|cell| source.place(cell.item));
        let count = end - at;
        if alignment.shift != 0 || alignment.gap.is_some() {
            let diagnostic = Diagnostic::new(DiagnosticKind::RowShifted);
            let right = alignment.shift > 0 || alignment.gap.is_some();
            let side = if right { Bilingual::new("droite", "right") } else { Bilingual::new("gauche", "left") };
            let diagnostic = diagnostic.with("count", count).with("shift", alignment.shift.unsigned_abs().max(1));
            ledger.say(diagnostic.saying("side", side).at(place.clone()));
        }
        if let Some(missing) = alignment.without {
            let column = sections.get(body[at].section).and_then(|s| s.columns.get(missing));
            let header = column_words(column.map_or("", |c| &c.label), place.as_ref(), missing);
            let diagnostic = Diagnostic::new(DiagnosticKind::RowWithoutColumn);
            ledger.say(diagnostic.with("count", count).saying("header", header).at(place));
        }
        at = end;
    }
}

//! Grids and flat tables: sections under headers, rows by level, values by column.

use passerelle_core::{
    ClassificationKind, Code, Diagnostic, DiagnosticKind, Document, ElementId, Field, Lang, Level, Reason, Title,
};

use crate::ImportError;
use crate::assemble::{Assembler, Named};
use crate::columns::{Alignment, Column, align, columns};
use crate::content::{Content, content};
use crate::context::Context;
use crate::header::{Header, headers};
use crate::identity::{served, with_kept_ids};
use crate::ledger::{Fate, Ledger, excerpt};
use crate::levels::{Inferred, infer};
use crate::notation;
use crate::recognition::{Family, RecognisedRow, Recognition};
use crate::row::{Kind, Piece, Row};
use crate::source::{Line, LineCell, Source};
use crate::vocabulary::{Opening, Role};
use crate::wording::heading;

/// A line of the body under the columns of its header.
struct Body<'a> {
    line: usize,
    section: usize,
    alignment: Alignment,
    row: Row<'a>,
    kind: Kind,
}

/// Lines under one header, or under headers with the same words.
struct Section {
    columns: Vec<Column>,
    lines: Vec<usize>,
}

/// Reads the tables of a file as a grid of objectives and actions.
pub(crate) fn import(source: &Source<'_>, ledger: &mut Ledger) -> Result<(Document, Recognition), ImportError> {
    let headers = headers(source);
    let mut recognition = Recognition::new(Family::Grid);
    let sections = sections(source, &headers, ledger, &mut recognition);
    if sections.iter().all(|section| section.lines.is_empty()) {
        return Err(ImportError::NoTable);
    }
    let flat = sections.iter().any(|section| {
        let has = |level| section.columns.iter().any(|c| c.role == Some(Role::Title(Some(level))));
        has(Level::OperationalObjective) && (has(Level::Action) || has(Level::StrategicObjective))
    });
    if flat {
        recognition.family = Family::Flat;
    }
    let mut body = body(source, &sections);
    drop_tables_without_elements(source, &mut body, ledger);
    if body.iter().all(|body| body.kind != Kind::Elements) {
        return Err(ImportError::NoTable);
    }
    let context = Context::of(source, headers.first().map(|header| header.first));
    let levels = {
        let rows: Vec<&Row<'_>> = body.iter().filter(|b| b.kind == Kind::Elements).map(|b| &b.row).collect();
        infer(&rows)
    };
    let notation = notation::Context { legislature: context.legislature, year: None };
    let mut grid = Grid {
        assembler: Assembler::new(source, ledger, notation),
        sections: &sections,
        floating: None,
        guesses: Vec::new(),
        kept_ids: std::collections::BTreeMap::new(),
        serves: Vec::new(),
        unknown: std::collections::BTreeMap::new(),
    };
    let mut levels = levels.into_iter();
    for body in &body {
        let inferred = if body.kind == Kind::Elements { levels.next().flatten() } else { None };
        let note = grid.take(source, body, inferred);
        recognition.row(source, body.line, note);
    }
    grid.settle_floating();
    grid.settle_served();
    grid.say_unknown_columns();
    grid.assembler.imply_the_other_volet();
    let outline = with_kept_ids(std::mem::take(&mut grid.assembler.outline), &grid.kept_ids);
    report_shifts(source, &sections, &body, ledger);
    context.settle(source, ledger);
    Ok((Document::Pst(context.pst(outline)), recognition))
}

/// Cuts the source into sections; header lines get their fate here.
fn sections(
    source: &Source<'_>,
    headers: &[Header<'_>],
    ledger: &mut Ledger,
    recognition: &mut Recognition,
) -> Vec<Section> {
    let mut sections: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    let mut first_of: Vec<usize> = Vec::new();
    for (number, header) in headers.iter().enumerate() {
        let labels: Vec<String> = (0..header.paths.len()).map(|c| passerelle_core::fold(&header.label(c))).collect();
        let end = headers.get(number + 1).map_or(source.lines.len(), |next| next.first);
        let lines = header.last + 1..end;
        let repeated = sections.iter().position(|(known, _)| same_labels(known, &labels));
        for line in &source.lines[header.first..=header.last] {
            for cell in line.own() {
                let reason = if repeated.is_some() { Reason::RepeatedHeader } else { Reason::Header };
                ledger.set(cell.item, Fate::Aside(reason));
            }
        }
        recognition.header(source, header.first, header.last, repeated.is_some());
        match repeated.and_then(|at| sections.get_mut(at)) {
            Some((_, known)) => known.extend(lines),
            None => {
                sections.push((labels, lines.collect()));
                first_of.push(number);
            }
        }
    }
    if headers.is_empty() {
        let lines: Vec<usize> = (0..source.lines.len()).collect();
        let body: Vec<&Line<'_>> = lines.iter().map(|&i| &source.lines[i]).collect();
        let columns = columns_without_header(&body);
        recognition.columns(source, None, &columns);
        return vec![Section { columns, lines }];
    }
    let mut built = Vec::with_capacity(sections.len());
    for ((_, lines), number) in sections.into_iter().zip(first_of) {
        let Some(header) = headers.get(number) else { continue };
        let rows: Vec<&Line<'_>> =
            lines.iter().filter_map(|&i| source.lines.get(i)).filter(|l| l.table.is_some()).collect();
        let columns = columns(header, &rows);
        recognition.columns(source, Some(header.first), &columns);
        if counts_elements(&columns, &rows) {
            for cell in rows.iter().flat_map(|line| line.own()) {
                ledger.set(cell.item, Fate::Aside(Reason::OtherTable));
            }
            built.push(Section { columns, lines: Vec::new() });
            continue;
        }
        say_guessed_columns(source, header, &columns, ledger);
        built.push(Section { columns, lines });
    }
    built
}

/// A table that counts objectives and actions and names none: only numbers stand where their titles would.
fn counts_elements(columns: &[Column], rows: &[&Line<'_>]) -> bool {
    let counted = |level| matches!(level, Level::OperationalObjective | Level::Action);
    let titles = |cell: &LineCell<'_>| {
        let column = columns.get(cell.column as usize);
        column.is_some_and(|c| matches!(c.role, Some(Role::Title(Some(level))) if counted(level)))
    };
    let mut cells = rows.iter().flat_map(|line| line.own()).filter(|cell| titles(cell)).peekable();
    cells.peek().is_some() && cells.all(|cell| content(cell.text) == Content::Number)
}

fn same_labels(first: &[String], second: &[String]) -> bool {
    let filled = |labels: &[String]| labels.iter().filter(|l| !l.is_empty()).cloned().collect::<Vec<_>>();
    filled(first) == filled(second)
}

fn say_guessed_columns(source: &Source<'_>, header: &Header<'_>, columns: &[Column], ledger: &mut Ledger) {
    let first = source.lines.get(header.last).and_then(|line| line.cells.first());
    for column in columns.iter().filter(|column| column.guessed && !column.label.is_empty()) {
        let Some(role) = column.role else { continue };
        let other = column.runner_up.map_or_else(|| "donnée supplémentaire".to_owned(), role_label);
        ledger.say(
            Diagnostic::new(DiagnosticKind::ColumnGuessed)
                .with("header", excerpt(&column.label))
                .with("field", role_label(role))
                .with("other", other)
                .at(first.and_then(|cell| source.place(cell.item))),
        );
    }
}

/// A role in words.
pub(crate) fn role_label(role: Role) -> String {
    match role {
        Role::Code => "code".to_owned(),
        Role::LevelName => "niveau".to_owned(),
        Role::Title(None) => "intitulé".to_owned(),
        Role::Title(Some(level)) => format!("intitulé : {}", level.label(Lang::Fr)),
        Role::Classification(ClassificationKind::Volet) => "volet".to_owned(),
        Role::Classification(ClassificationKind::Domain) => "domaine".to_owned(),
        Role::Classification(ClassificationKind::PoliticalObjective) => "objectif politique".to_owned(),
        Role::Classification(_) => "catégorie".to_owned(),
        Role::AlsoServes => "Sert aussi".to_owned(),
        Role::Field(field) => field.label(Lang::Fr).to_owned(),
    }
}

/// Columns of tables that have no header at all: titles where level words or sentences stand, deadlines and
/// amounts where only such stand.
fn columns_without_header(body: &[&Line<'_>]) -> Vec<Column> {
    let width = body.iter().filter(|l| l.table.is_some()).map(|l| l.width as usize).max().unwrap_or(0).min(1024);
    let mut titled = false;
    let mut budgets = [Field::OrdinaryBudget, Field::ExtraordinaryBudget, Field::Subsidies].into_iter();
    let mut result = Vec::with_capacity(width);
    for column in 0..width {
        let cells: Vec<&LineCell<'_>> = body
            .iter()
            .filter(|line| line.table.is_some())
            .flat_map(|line| line.own())
            .filter(|cell| cell.column as usize == column)
            .collect();
        let most = |wanted: &[Content]| {
            let hits = cells.iter().filter(|c| wanted.contains(&content(c.text))).count();
            hits * 2 > cells.len() && hits > 0
        };
        let opens = cells.iter().any(|c| heading(c.text).opening.is_some());
        let role = if most(&[Content::Time]) {
            Some(Role::Field(Field::Deadline))
        } else if most(&[Content::Money]) {
            budgets.next().map(Role::Field)
        } else if opens || !titled && most(&[Content::Long, Content::Short]) {
            titled = true;
            Some(Role::Title(None))
        } else {
            None
        };
        result.push(Column { role, label: String::new(), runner_up: None, score: 0, guessed: true });
    }
    // The wording often stands right of the column of codes.
    for column in 1..result.len() {
        let codes = result[column - 1].role == Some(Role::Title(None));
        let mut cells = body.iter().flat_map(|line| line.own()).filter(|c| c.column as usize == column);
        if codes && result[column].role.is_none() && cells.any(|c| content(c.text) == Content::Long) {
            result[column].role = Some(Role::Title(None));
        }
    }
    result
}

/// All lines of all sections in source order, each under its columns.
fn body<'a>(source: &Source<'a>, sections: &[Section]) -> Vec<Body<'a>> {
    let mut body = Vec::new();
    for (number, section) in sections.iter().enumerate() {
        let in_tables: Vec<usize> =
            section.lines.iter().copied().filter(|&i| source.lines[i].table.is_some()).collect();
        let rows: Vec<&Line<'a>> = in_tables.iter().map(|&i| &source.lines[i]).collect();
        for ((line, &index), alignment) in rows.iter().zip(&in_tables).zip(align(&section.columns, &rows)) {
            let row = Row::new(line, &section.columns, alignment);
            let kind = row.kind();
            body.push(Body { line: index, section: number, alignment, row, kind });
        }
    }
    // Rows above the first header and paragraphs: only those that open a container or an objective count.
    let taken: std::collections::BTreeSet<usize> = body.iter().map(|b| b.line).collect();
    let header_lines = |index: usize| source.lines[index].table.is_some();
    for index in 0..source.lines.len() {
        if taken.contains(&index) {
            continue;
        }
        let line = &source.lines[index];
        let Some(cell) = line.single() else { continue };
        let piece = Piece::new(*cell, None);
        let opens = match piece.heading.opening {
            _ if cell.bookmark().is_some() => true,
            Some(Opening::Container(_)) => cell.text.chars().count() < 200,
            Some(Opening::Level(level)) => {
                level <= Level::OperationalObjective && !header_lines(index) && is_title_like(source, index)
            }
            None => false,
        };
        if !opens {
            continue;
        }
        let row = Row { pieces: vec![piece], ..Row::default() };
        let kind = row.kind();
        body.push(Body { line: index, section: 0, alignment: Alignment::default(), row, kind });
    }
    body.sort_by_key(|body| body.line);
    body
}

/// A paragraph that is a title: a heading, or bold, or one of the short lines right above a table.
fn is_title_like(source: &Source<'_>, index: usize) -> bool {
    let line = &source.lines[index];
    if line.heading.is_some() {
        return true;
    }
    let short = |line: &Line<'_>| line.single().is_some_and(|cell| cell.text.chars().count() < 250);
    let after = source.lines[index..].iter().take(6).take_while(|l| l.table.is_none() && short(l)).count();
    short(line) && source.lines.get(index + after).is_some_and(|l| l.table.is_some())
}

/// Tables that hold no element — lists of values, cover sheets — are left aside as they are.
fn drop_tables_without_elements(source: &Source<'_>, body: &mut Vec<Body<'_>>, ledger: &mut Ledger) {
    let opens = |b: &Body<'_>| {
        b.kind == Kind::Elements
            && (b.row.has_values() || b.row.pieces.iter().any(|p| p.level().is_some()) || b.row.code.is_some())
    };
    let mut tables: std::collections::BTreeMap<usize, bool> = std::collections::BTreeMap::new();
    for b in body.iter() {
        if let Some(table) = source.lines[b.line].table {
            *tables.entry(table).or_default() |= opens(b) || matches!(b.kind, Kind::Container(_));
        }
    }
    body.retain(|b| {
        let line = &source.lines[b.line];
        let keep = line.table.is_none_or(|table| tables.get(&table).copied().unwrap_or(false));
        if !keep {
            for cell in line.own() {
                ledger.set(cell.item, Fate::Aside(Reason::OtherTable));
            }
        }
        keep
    });
}

/// One diagnostic for each stretch of rows that stand beside their columns.
fn report_shifts(source: &Source<'_>, sections: &[Section], body: &[Body<'_>], ledger: &mut Ledger) {
    let mut at = 0;
    while at < body.len() {
        let alignment = body[at].alignment;
        let mut end = at + 1;
        while end < body.len() && body[end].alignment == alignment {
            end += 1;
        }
        let place = source.lines[body[at].line].cells.first().and_then(|cell| source.place(cell.item));
        let count = end - at;
        if alignment.shift != 0 {
            let diagnostic = Diagnostic::new(DiagnosticKind::RowShifted);
            ledger.say(diagnostic.with("count", count).with("shift", alignment.shift).at(place.clone()));
        }
        if let Some(missing) = alignment.without {
            let column = sections.get(body[at].section).and_then(|s| s.columns.get(missing));
            let header = column.map(|c| excerpt(&c.label)).unwrap_or_default();
            let diagnostic = Diagnostic::new(DiagnosticKind::RowWithoutColumn);
            ledger.say(diagnostic.with("count", count).with("header", header).at(place));
        }
        at = end;
    }
}

/// The work of going through the rows.
struct Grid<'s, 'a, 'l> {
    assembler: Assembler<'s, 'a, 'l>,
    sections: &'s [Section],
    /// Values of a row without title, until the next row tells whose they are.
    floating: Option<Row<'a>>,
    guesses: Vec<Level>,
    /// Ids that the file itself gives to its elements.
    kept_ids: std::collections::BTreeMap<ElementId, ElementId>,
    /// What an element says it serves besides its own objective.
    serves: Vec<(ElementId, LineCell<'a>)>,
    /// Unknown columns with their cells counted, by section and column.
    unknown: std::collections::BTreeMap<(usize, usize), (usize, LineCell<'a>)>,
}

impl<'a> Grid<'_, 'a, '_> {
    /// Takes one row; returns what it was taken for.
    fn take(&mut self, source: &Source<'a>, body: &Body<'a>, inferred: Option<Inferred>) -> RecognisedRow {
        let row = &body.row;
        let mut what = String::new();
        match body.kind {
            Kind::Container(kind) => {
                self.settle_floating();
                if let Some(piece) = row.pieces.first() {
                    self.assembler.container(kind, &piece.cell);
                    self.leftovers(row, body.section, None);
                }
                what = role_label(Role::Classification(kind));
            }
            Kind::Total => what = self.aside_all(row, Reason::Total),
            Kind::Signature => what = self.aside_all(row, Reason::Signature),
            Kind::Note => what = self.aside_all(row, Reason::Note),
            Kind::Continuation => {
                self.settle_floating();
                self.floating = Some(row.clone());
                what.push_str("suite");
            }
            Kind::Elements if self.is_label_of_last(row) => {
                self.label_last(row);
                what.push_str("libellé de la ligne précédente");
            }
            Kind::Elements => what = self.elements(row, body.section, inferred),
            Kind::Other => {
                if let (Some(code), Some(id)) = (&row.code, self.assembler.last().cloned()) {
                    self.assembler.extra(&id, "", code.printed());
                }
                let last = self.assembler.last().cloned();
                self.leftovers(row, body.section, last.as_ref());
            }
        }
        let text = source.lines[body.line].cells.first().map(|cell| excerpt(cell.text)).unwrap_or_default();
        RecognisedRow { place: String::new(), kind: what, text }
    }

    fn aside_all(&mut self, row: &Row<'a>, reason: Reason) -> String {
        let cells = row.pieces.iter().flat_map(|p| [Some(p.cell), p.wording]).flatten();
        let others = row.values.iter().map(|(_, cell, _)| *cell).chain(row.unknown.iter().map(|(cell, _)| *cell));
        let codes = [row.code, row.level_name, row.stray_code.map(|(cell, _)| cell)].into_iter().flatten();
        for cell in cells.chain(others).chain(codes).collect::<Vec<_>>() {
            self.assembler.aside(&cell, reason);
        }
        reason.label(Lang::Fr).to_owned()
    }

    /// A text alone under an element that has a code but no wording yet is its wording.
    fn is_label_of_last(&self, row: &Row<'a>) -> bool {
        let alone = row.pieces.len() == 1 && row.values.is_empty() && row.code.is_none() && row.stray_code.is_none();
        let bare = row.pieces.first().is_some_and(|piece| {
            piece.heading.opening.is_none() && piece.heading.code.is_none() && piece.column_level.is_none()
        });
        let waiting = self.assembler.last().and_then(|id| self.assembler.outline.get(id));
        alone && bare && waiting.is_some_and(|e| e.title.wording.is_empty() && e.code.is_some() && e.fields.is_empty())
    }

    fn label_last(&mut self, row: &Row<'a>) {
        let (Some(id), Some(piece)) = (self.assembler.last().cloned(), row.pieces.first()) else { return };
        let place = self.assembler.place(&piece.cell);
        self.assembler.ledger.set(piece.cell.item, Fate::Field);
        let mut code = String::new();
        if let Some(element) = self.assembler.outline.get_mut(&id) {
            element.title = Title {
                text: piece.cell.text.trim().to_owned(),
                wording: piece.words().to_owned(),
                place: place.clone(),
            };
            code = element.code.as_ref().map(|c| c.text.clone()).unwrap_or_default();
        }
        let diagnostic = Diagnostic::new(DiagnosticKind::LabelOnNextRow).with("code", code).at(place);
        self.assembler.ledger.say(diagnostic);
    }

    /// Opens the elements of a row and gives its values to the deepest one.
    fn elements(&mut self, row: &Row<'a>, section: usize, inferred: Option<Inferred>) -> String {
        let named_level = row.level_name.and_then(|cell| level_of_name(cell.text));
        let code_level =
            row.code.or(row.stray_code.map(|(cell, _)| cell)).and_then(|cell| match heading(cell.text).opening {
                Some(Opening::Level(level)) => Some(level),
                _ => None,
            });
        let mut opened = Vec::new();
        let last_piece = row.pieces.len().saturating_sub(1);
        for (index, piece) in row.pieces.iter().enumerate() {
            if let Some(Opening::Container(kind)) = piece.heading.opening {
                self.assembler.container(kind, &piece.cell);
                continue;
            }
            let level = if index == last_piece { named_level.or(piece.level()).or(code_level) } else { piece.level() };
            let level = match level.or(inferred.map(|inferred| inferred.level)) {
                Some(level) => level,
                None => Level::Action,
            };
            if level == inferred.map_or(level, |i| i.level)
                && piece.level().is_none()
                && named_level.or(code_level).is_none()
            {
                self.say_guess(piece, inferred);
            }
            if opened.contains(&level) {
                // Two texts of one level in a row: the second is kept with the first.
                if let Some(id) = self.assembler.last().cloned() {
                    self.assembler.extra(&id, "", piece.cell.printed());
                }
                continue;
            }
            self.open(level, piece, row, index == last_piece);
            opened.push(level);
        }
        if opened.is_empty() {
            // Only a code, in its own column.
            if let Some((cell, level)) = row.code.zip(code_level.or(named_level)) {
                let title = Title { text: String::new(), wording: String::new(), place: None };
                let code = Code::new(cell.text.trim()).at(self.assembler.place(&cell));
                self.assembler.element(level, Named { title, code: Some(code) });
                self.assembler.ledger.set(cell.item, Fate::Field);
                opened.push(level);
            }
        }
        let Some(id) = self.assembler.last().cloned() else { return String::new() };
        self.settle_floating_before(&id, row);
        if let Some(cell) = row.level_name {
            self.assembler.ledger.set(cell.item, Fate::Field);
        }
        if let Some((cell, column)) = row.stray_code {
            self.stray_code(&id, &cell, section, column);
        }
        for (role, cell, _) in &row.values {
            match role {
                Role::Field(field) => self.assembler.value(&id, *field, cell.printed()),
                Role::Classification(kind) => self.assembler.classify(&id, *kind, cell.printed()),
                Role::AlsoServes => self.serves.push((id.clone(), *cell)),
                _ => self.assembler.extra(&id, "", cell.printed()),
            }
        }
        self.leftovers(row, section, Some(&id));
        opened.iter().map(|level| level.label(Lang::Fr)).collect::<Vec<_>>().join(" + ")
    }

    /// Opens the element of a piece.
    fn open(&mut self, level: Level, piece: &Piece<'a>, row: &Row<'a>, deepest: bool) {
        let title_cell = piece.wording.unwrap_or(piece.cell);
        self.assembler.ledger.set(piece.cell.item, Fate::Field);
        self.assembler.ledger.set(title_cell.item, Fate::Field);
        let mut code = piece.heading.code.clone();
        if piece.wording.is_some() || piece.words().is_empty() && code.is_some() {
            // The code has a cell of its own: it is printed as that cell is.
            code = Some(Code::new(piece.cell.text.trim()).at(self.assembler.place(&piece.cell)));
        }
        if deepest && let Some(cell) = row.code {
            code = Some(Code::new(cell.text.trim()).at(self.assembler.place(&cell)));
            self.assembler.ledger.set(cell.item, Fate::Field);
        }
        let text = if piece.words().is_empty() && piece.wording.is_none() { "" } else { title_cell.text.trim() };
        let title = Title {
            text: text.to_owned(),
            wording: piece.words().to_owned(),
            place: self.assembler.place(&title_cell),
        };
        let named = Named { title, code };
        let repeats = piece.column_level.is_some_and(|level| level < Level::Action) && level < Level::Action;
        if repeats {
            self.assembler.repeated(level, named);
        } else if piece.cell.covered && self.assembler.current(level).is_some() {
            // Still inside the merged cell of this element.
        } else {
            let id = self.assembler.element(level, named);
            if let Some(bookmark) = piece.cell.bookmark() {
                self.kept_ids.insert(id, bookmark.id);
            }
        }
    }

    fn say_guess(&mut self, piece: &Piece<'a>, inferred: Option<Inferred>) {
        let Some(Inferred { level, other: Some(other) }) = inferred else { return };
        if self.guesses.contains(&level) {
            return;
        }
        self.guesses.push(level);
        let diagnostic = Diagnostic::new(DiagnosticKind::LevelGuessed)
            .with("title", excerpt(piece.cell.text))
            .with("level", level.label(Lang::Fr))
            .with("other", other.label(Lang::Fr))
            .at(self.assembler.place(&piece.cell));
        self.assembler.ledger.say(diagnostic);
    }

    fn stray_code(&mut self, id: &ElementId, cell: &LineCell<'a>, section: usize, column: usize) {
        let header = self.sections.get(section).and_then(|s| s.columns.get(column)).map(|c| c.label.clone());
        let place = self.assembler.place(cell);
        self.assembler.ledger.set(cell.item, Fate::Field);
        if let Some(element) = self.assembler.outline.get_mut(id) {
            element.code = Some(Code::new(cell.text.trim()).at(place.clone()));
        }
        let diagnostic = Diagnostic::new(DiagnosticKind::CodeElsewhere)
            .with("code", cell.text.trim())
            .with("header", header.unwrap_or_default())
            .at(place);
        self.assembler.ledger.say(diagnostic);
    }

    /// Cells of unknown columns: extras of the element.
    fn leftovers(&mut self, row: &Row<'a>, section: usize, id: Option<&ElementId>) {
        for (cell, column) in &row.unknown {
            let label = self.sections.get(section).and_then(|s| s.columns.get(*column)).map(|c| c.label.clone());
            if let Some(id) = id {
                self.assembler.extra(id, label.as_deref().unwrap_or_default(), cell.printed());
                self.unknown.entry((section, *column)).or_insert((0, *cell)).0 += 1;
            }
        }
    }

    /// Objectives that actions serve besides their own, once all of them are known.
    fn settle_served(&mut self) {
        for (id, cell) in std::mem::take(&mut self.serves) {
            match served(&self.assembler.outline, cell.text) {
                Some(ids) => {
                    self.assembler.ledger.set(cell.item, Fate::Field);
                    if let Some(element) = self.assembler.outline.get_mut(&id) {
                        element.also_serves = ids;
                    }
                }
                None => self.assembler.extra(&id, &role_label(Role::AlsoServes), cell.printed()),
            }
        }
    }

    fn say_unknown_columns(&mut self) {
        for ((section, column), (count, cell)) in std::mem::take(&mut self.unknown) {
            let label = self.sections.get(section).and_then(|s| s.columns.get(column)).map(|c| c.label.clone());
            let diagnostic = Diagnostic::new(DiagnosticKind::ColumnUnknown)
                .with("header", label.unwrap_or_default())
                .with("count", count)
                .at(self.assembler.place(&cell));
            self.assembler.ledger.say(diagnostic);
        }
    }

    /// Values of a row without title that stand before an element: they are its own when it lacks just these and
    /// the element before has them already (a row cut by a page break).
    fn settle_floating_before(&mut self, next: &ElementId, row: &Row<'a>) {
        let Some(floating) = &self.floating else { return };
        let outline = &self.assembler.outline;
        let before = outline.elements().iter().rev().find(|e| e.id != *next && e.level >= Level::Action);
        let fields: Vec<Field> = floating
            .values
            .iter()
            .filter_map(|(role, ..)| if let Role::Field(field) = role { Some(*field) } else { None })
            .collect();
        let next_lacks = fields.iter().all(|f| !row.values.iter().any(|(role, ..)| *role == Role::Field(*f)));
        let before_has = before.is_none_or(|before| fields.iter().all(|f| before.field(*f).is_some()));
        let is_action = outline.get(next).is_some_and(|e| e.level >= Level::Action);
        if next_lacks && before_has && is_action && !fields.is_empty() {
            let floating = self.floating.take();
            self.give_floating(next, floating);
        } else if let Some(before) = before.map(|b| b.id.clone()) {
            let floating = self.floating.take();
            self.give_floating(&before, floating);
        }
    }

    /// Values without title at the end, or before a container, belong to the element before.
    fn settle_floating(&mut self) {
        if let Some(last) = self.assembler.last().cloned() {
            let floating = self.floating.take();
            self.give_floating(&last, floating);
        }
    }

    fn give_floating(&mut self, id: &ElementId, floating: Option<Row<'a>>) {
        let Some(floating) = floating else { return };
        let title = self.assembler.outline.get(id).map(|e| excerpt(&e.title.wording)).unwrap_or_default();
        let place = floating.values.first().and_then(|(_, cell, _)| self.assembler.place(cell));
        self.assembler.ledger.say(Diagnostic::new(DiagnosticKind::RowContinued).with("title", title).at(place));
        for (role, cell, _) in &floating.values {
            match role {
                Role::Field(field) => self.assembler.value(id, *field, cell.printed()),
                Role::Classification(kind) => self.assembler.classify(id, *kind, cell.printed()),
                _ => self.assembler.extra(id, "", cell.printed()),
            }
        }
        for (cell, _) in &floating.unknown {
            self.assembler.extra(id, "", cell.printed());
        }
    }
}

/// The level that the text of a level column names: `OS`, `A`, `Action`.
fn level_of_name(text: &str) -> Option<Level> {
    match heading(&format!("{} 1", text.trim())).opening {
        Some(Opening::Level(level)) => Some(level),
        _ => None,
    }
}

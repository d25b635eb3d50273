//! Sections of a grid: lines under one header, their columns, and the rows that count.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Bilingual, ClassificationKind, Diagnostic, DiagnosticKind, Field, Level, Reason, fold};

use crate::alignment::{Alignment, align};
use crate::columns::{Choice, Column, columns};
use crate::content::Content;
use crate::context::names_the_document;
use crate::cut_rows::cut_rows;
use crate::foot;
use crate::header::{Header, RECOGNISED, meanings};
use crate::headerless::columns_without_header;
use crate::heading_levels;
use crate::labelled::Labelled;
use crate::layout::Correction;
use crate::ledger::{Fate, Ledger, excerpt};
use crate::lettered;
use crate::page_titles::PageTitles;
use crate::parent_rows;
use crate::print_levels;
use crate::ranks;
use crate::recognition::{Recognition, meaning};
use crate::row::{Kind, Piece, Row, level_in_column};
use crate::said_rows::{self, SaidRow};
use crate::series;
use crate::source::{Line, LineCell, Source, column_words};
use crate::state_bands;
use crate::themes;
use crate::titled_volet;
use crate::unknown_header;
use crate::vocabulary::{Opening, Role};

/// A line of the body under the columns of its header.
pub(crate) struct Body<'a> {
    pub(crate) line: usize,
    pub(crate) section: usize,
    pub(crate) alignment: Alignment,
    pub(crate) row: Row<'a>,
    pub(crate) kind: Kind,
}

/// Lines under one header, or under headers with the same words.
pub(crate) struct Section {
    pub(crate) columns: Vec<Column>,
    pub(crate) lines: Vec<usize>,
}

impl Section {
    /// A row per action, with its objectives in columns of their own.
    pub(crate) fn is_flat(&self) -> bool {
        let has = |level| self.columns.iter().any(|c| c.role == Some(Role::Title(Some(level))));
        has(Level::OperationalObjective) && (has(Level::Action) || has(Level::StrategicObjective))
    }
}

impl Section {
    /// A column of objectifs stratégiques, and none of objectifs opérationnels: those may stand across the table.
    fn names_objectives_above_bands(&self) -> bool {
        let has = |level| self.columns.iter().any(|c| c.role == Some(Role::Title(Some(level))));
        has(Level::StrategicObjective) && !has(Level::OperationalObjective)
    }

    /// Columns for the objectives of both levels and for the actions: none stands across the table.
    pub(crate) fn holds_all_objectives(&self) -> bool {
        let has = |level| self.columns.iter().any(|c| c.role == Some(Role::Title(Some(level))));
        self.is_flat() && has(Level::StrategicObjective) && has(Level::Action)
    }

    /// Objectives below those of a level stand in a column of their own.
    pub(crate) fn has_objectives_below(&self, level: Level) -> bool {
        let below = |other: Level| level < other && other < Level::Action;
        self.columns.iter().any(|column| matches!(column.role, Some(Role::Title(Some(other))) if below(other)))
    }
}

/// Cuts the source into sections; header lines get their fate here.
pub(crate) fn sections(
    source: &Source<'_>,
    headers: &[Header<'_>],
    ledger: &mut Ledger,
    recognition: &mut Recognition,
    mut layout: Option<&mut Correction<'_>>,
) -> Vec<Section> {
    let mut sections: Vec<Gathered> = Vec::new();
    let page_titles = PageTitles::of(source, headers);
    for (number, header) in headers.iter().enumerate() {
        let labels: Vec<String> = (0..header.paths.len()).map(|c| fold(&header.label(c))).collect();
        let end = headers.get(number + 1).map_or(source.lines.len(), |next| next.first);
        let lines = header.last + 1..end;
        let titles = headers.get(number + 1).map(|next| page_titles.above(source, next)).unwrap_or_default();
        for cell in source.lines.get(titles.clone()).unwrap_or_default().iter().flat_map(Line::own) {
            ledger.set(cell.item, Fate::Aside(page_titles.reason(cell.text)));
        }
        let lines = lines.filter(|line| !titles.contains(line));
        let repeated = sections.iter().position(|known| known.has(&labels, false)).or_else(|| {
            // Misspelt words are looked for among so many: documents have hardly any more headers of their own.
            const MOST: usize = 32;
            sections.iter().take(MOST).position(|known| known.has(&labels, true))
        });
        let in_place = repeated.filter(|&at| sections.get(at).is_some_and(|known| in_place(&known.labels, &labels)));
        for line in &source.lines[header.first..=header.last] {
            let objective = objective_in_header(line).map(|piece| piece.cell.item);
            for cell in line.own().filter(|cell| Some(cell.item) != objective) {
                let reason = if repeated.is_some() { Reason::RepeatedHeader } else { Reason::Header };
                ledger.set(cell.item, Fate::Aside(reason));
            }
        }
        recognition.header(source, header.first, header.last, repeated.is_some());
        match in_place.and_then(|at| sections.get_mut(at)) {
            Some(known) => {
                known.lines.extend(lines);
                known.headers.push(number);
            }
            None => sections.push(Gathered { labels, lines: lines.collect(), headers: vec![number], like: repeated }),
        }
    }
    if headers.is_empty() {
        let lines: Vec<usize> = (0..source.lines.len()).collect();
        // Rows that say themselves what they hold tell nothing of the columns.
        let said = said_rows::of(source);
        let body: Vec<&Line<'_>> =
            lines.iter().filter(|line| !said.contains_key(line)).map(|&i| &source.lines[i]).collect();
        let mut columns = columns_without_header(&body);
        if let Some(layout) = layout {
            let first = body.first().and_then(|line| line.cells.first());
            layout.columns(&mut columns, |_| first.and_then(|cell| source.place(cell.item)), ledger);
        }
        recognition.columns(source, None, &columns, &body);
        say_columns_without_header(source, &body, &columns, ledger);
        return vec![Section { columns, lines }];
    }
    let mut built: Vec<Section> = Vec::with_capacity(sections.len());
    let labels: Vec<Vec<String>> = sections.iter().map(|section| section.labels.clone()).collect();
    for Gathered { labels: own, lines, headers: same, like } in sections {
        let same = same.iter().filter_map(|&number| headers.get(number));
        let Some(header) = best_written(same) else { continue };
        let rows: Vec<&Line<'_>> =
            lines.iter().filter_map(|&i| source.lines.get(i)).filter(|l| l.table.is_some()).collect();
        let displaced = like.and_then(|at| Some((built.get(at)?, labels.get(at)?)));
        let mut columns = match displaced {
            Some((section, labels)) => elsewhere(&section.columns, labels, &own),
            None if header.by_place => unknown_header::columns_of(header, &rows, source.texts),
            None => columns(header, &rows, source.texts),
        };
        if let Some(layout) = &mut layout {
            layout.columns(&mut columns, |column| header.place_of(source, column), ledger);
        }
        if displaced.is_none() {
            built.iter().for_each(|section| actions_as_in(&section.columns, &mut columns));
        }
        recognition.columns(source, Some(header.first), &columns, &rows);
        if counts_elements(&columns, &rows) {
            for cell in rows.iter().flat_map(|line| line.own()) {
                ledger.set(cell.item, Fate::Aside(Reason::OtherTable));
            }
            built.push(Section { columns, lines: Vec::new() });
            continue;
        }
        say_guessed_columns(source, header, &columns, ledger);
        series::say(source, source.lines.get(header.last).and_then(|line| line.cells.first()), &columns, ledger);
        built.push(Section { columns, lines });
    }
    built
}

/// Lines under headers with the same words.
struct Gathered {
    labels: Vec<String>,
    lines: Vec<usize>,
    /// Numbers of the headers.
    headers: Vec<usize>,
    /// The gathered lines whose header has the same words in other columns.
    like: Option<usize>,
}

impl Gathered {
    /// Its header has the same words.
    fn has(&self, labels: &[String], misspelt: bool) -> bool {
        same_labels(&self.labels, labels, misspelt)
    }
}

/// Of several headers that ought to be the same the one whose words are best known: a slip of the pen is made once.
fn best_written<'h, 'a>(mut headers: impl Iterator<Item = &'h Header<'a>>) -> Option<&'h Header<'a>> {
    let first = headers.next()?;
    let mut headers = headers.filter(|header| header.paths != first.paths).peekable();
    if headers.peek().is_none() {
        return Some(first);
    }
    let points = |header: &Header<'_>| -> i32 {
        let words = header.paths.iter().filter_map(|path| path.last());
        words.map(|words| meanings(words, &[]).first().map_or(0, |best| best.score)).sum()
    };
    let known = points(first);
    let better = headers.map(|header| (points(header), header)).filter(|(points, _)| *points > known);
    Some(better.max_by_key(|(points, _)| *points).map_or(first, |(_, header)| header))
}

/// The columns of a header whose words stand elsewhere in another table: all moved alike, or each by its words.
fn elsewhere(columns: &[Column], labels: &[String], own: &[String]) -> Vec<Column> {
    let filled = |labels: &[String]| -> Vec<usize> {
        labels.iter().enumerate().filter(|(_, label)| !label.is_empty()).map(|(at, _)| at).collect()
    };
    let (from, to) = (filled(labels), filled(own));
    let moved: BTreeSet<isize> = from.iter().zip(&to).map(|(from, to)| to.wrapping_sub(*from) as isize).collect();
    let origin = |at: usize| match moved.first() {
        Some(by) if moved.len() == 1 => at.checked_add_signed(-by),
        _ => to.iter().position(|to| *to == at).and_then(|number| from.get(number).copied()),
    };
    (0..own.len()).map(|at| origin(at).and_then(|from| columns.get(from)).cloned().unwrap_or_default()).collect()
}

/// What is called "Description" and holds the actions in one table holds them in the others of the file too.
fn actions_as_in(known: &[Column], columns: &mut [Column]) {
    let action = Some(Role::Title(Some(Level::Action)));
    let names_them = columns.iter().any(|column| column.role == action);
    let found = known.iter().find(|other| other.role == action && other.decided == Choice::Neighbours);
    let Some(found) = found.filter(|found| !names_them && !found.label.is_empty()) else { return };
    let is = |column: &Column| {
        column.role == Some(Role::Field(Field::Description)) && fold(&column.label) == fold(&found.label)
    };
    let Some(actions) = columns.iter_mut().find(|column| is(column)) else { return };
    (actions.role, actions.decided) = (action, Choice::Neighbours);
    // Beside them a single column of titles is that of one level.
    for column in columns.iter_mut().filter(|column| column.role == Some(Role::Title(None))) {
        let same = known.iter().find(|other| fold(&other.label) == fold(&column.label));
        column.role = same.and_then(|other| other.role).or(column.role);
    }
}

/// A table that counts objectives and actions and names none: only numbers stand where their titles would.
fn counts_elements(columns: &[Column], rows: &[&Line<'_>]) -> bool {
    let counted = |level| matches!(level, Level::OperationalObjective | Level::Action);
    let titles = |cell: &LineCell<'_>| {
        let column = columns.get(cell.column as usize);
        column.is_some_and(|c| matches!(c.role, Some(Role::Title(level)) if level.is_none_or(counted)))
    };
    // Titles may stand over the whole width.
    let names = |line: &&Line<'_>| line.single().is_some_and(|cell| cell.opening().is_some());
    if rows.iter().any(names) {
        return false;
    }
    let mut cells = rows.iter().flat_map(|line| line.own()).filter(|cell| titles(cell)).peekable();
    cells.peek().is_some() && cells.all(|cell| cell.content == Content::Number)
}

/// The same words in the same order, wherever they stand; the lesser half of them may be misspelt.
fn same_labels(first: &[String], second: &[String], may_be_misspelt: bool) -> bool {
    let filled = |labels: &'_ [String]| labels.iter().filter(|label| !label.is_empty()).count();
    fn words(labels: &[String]) -> impl Iterator<Item = &String> {
        labels.iter().filter(|label| !label.is_empty())
    }
    let equal = words(first).zip(words(second)).filter(|(first, second)| first == second).count();
    let all = filled(first);
    let alike = || words(first).zip(words(second)).all(|(first, second)| first == second || misspelt(first, second));
    all == filled(second) && (equal == all || may_be_misspelt && equal * 2 >= all && alike())
}

/// The words stand in the same columns.
fn in_place(first: &[String], second: &[String]) -> bool {
    let end = |labels: &[String]| labels.iter().rposition(|label| !label.is_empty()).map_or(0, |at| at + 1);
    let filled = first.iter().zip(second).all(|(first, second)| first.is_empty() == second.is_empty());
    end(first) == end(second) && filled
}

/// One of them is the other with a letter or two wrong.
pub(crate) fn misspelt(first: &str, second: &str) -> bool {
    const SHORTEST: usize = 5;
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    first.len().min(second.len()) >= SHORTEST
        && digits(first) == digits(second)
        && strsim::damerau_levenshtein(first, second) <= 2
}

fn say_guessed_columns(source: &Source<'_>, header: &Header<'_>, columns: &[Column], ledger: &mut Ledger) {
    let guessed = columns.iter().enumerate().filter(|(_, column)| column.guessed && !column.label.is_empty());
    for (index, column) in guessed {
        let Some(role) = column.role else { continue };
        let other = meaning(column.runner_up);
        ledger.say(
            Diagnostic::new(DiagnosticKind::ColumnGuessed)
                .saying("header", Bilingual::quoted(&excerpt(&column.label)))
                .saying("field", meaning(Some(role)))
                .saying("other", other)
                .at(header.place_of(source, Some(index))),
        );
    }
}

/// Without a header, what the columns of a table mean is a guess from what they hold.
fn say_columns_without_header(source: &Source<'_>, body: &[&Line<'_>], columns: &[Column], ledger: &mut Ledger) {
    let guessed = columns.iter().enumerate().filter(|(_, column)| column.guessed);
    for (index, column) in guessed {
        let Some(role @ Role::Field(_)) = column.role else { continue };
        let mut cells = body.iter().filter(|line| line.table.is_some()).flat_map(|line| line.own());
        let first = cells.find(|cell| cell.column as usize == index);
        let place = first.and_then(|cell| source.place(cell.item));
        ledger.say(
            Diagnostic::new(DiagnosticKind::ColumnGuessed)
                .saying("header", column_words("", place.as_ref(), index))
                .saying("field", meaning(Some(role)))
                .saying("other", meaning(None))
                .at(place),
        );
    }
}

/// A row that we wrote, or whose level stands in the column of levels.
fn names_its_level(line: &Line<'_>, columns: &[Column]) -> bool {
    let level = |cell: &LineCell<'_>| {
        let column = columns.get(cell.column as usize);
        column.is_some_and(|c| c.role == Some(Role::LevelName)) && level_in_column(cell.text).is_some()
    };
    line.own().any(|cell| cell.bookmark().is_some() || level(cell))
}

/// All lines of all sections in source order, each under its columns.
pub(crate) fn body<'a>(
    source: &'a Source<'a>,
    headers: &[Header<'a>],
    sections: &[Section],
    layout: Option<&Correction<'_>>,
) -> Vec<Body<'a>> {
    let labels = label_rows(source, headers);
    let mut said = said_rows::of(source);
    said.retain(|line, _| !labels.contains(line) && !headers.iter().any(|h| (h.first..=h.last).contains(line)));
    let mut body: Vec<Body<'a>> = labels
        .iter()
        .map(|&line| (line, label_row(&source.lines[line]).unwrap_or_else(|| title_above_labels(&source.lines[line]))))
        .map(|(line, (row, kind))| Body { line, section: 0, alignment: Alignment::default(), row, kind })
        .collect();
    for (number, section) in sections.iter().enumerate() {
        let in_tables: Vec<usize> = section
            .lines
            .iter()
            .copied()
            .filter(|i| source.lines[*i].table.is_some() && !labels.contains(i) && !said.contains_key(i))
            .collect();
        body.reserve(in_tables.len());
        let labelled: Vec<Option<Labelled<'a>>> =
            in_tables.iter().map(|&index| labelled_below(source, index, &section.lines)).collect();
        let cut = cut_rows(source, &in_tables, &section.columns);
        // What stands over the whole width stands in no column.
        let in_columns = || {
            let lines = in_tables.iter().zip(&labelled);
            lines.filter(|(index, labelled)| labelled.is_none() && !cut.is_rest(**index))
        };
        let rows: Vec<&Line<'a>> = in_columns().map(|(&index, _)| &source.lines[index]).collect();
        for (&index, labelled) in in_tables.iter().zip(&labelled) {
            if labelled.is_some() {
                let value = labelled.map(|labelled| labelled.cell.item);
                let labels = source.lines.get(index).into_iter().flat_map(Line::own);
                let labels = labels.filter(|cell| Some(cell.item) != value).collect();
                let row = Row { labelled: *labelled, labels, ..Row::default() };
                let alignment = Alignment::default();
                body.push(Body { line: index, section: number, alignment, row, kind: Kind::Labelled });
            }
        }
        let indices = in_columns().map(|(&index, _)| index);
        for ((line, index), alignment) in rows.iter().zip(indices).zip(align(&section.columns, &rows)) {
            // A row that names its level where it should stands in its columns, whatever they hold.
            let straight = Alignment::default();
            let alignment = if names_its_level(line, &section.columns) { straight } else { alignment };
            let mut row = Row::new(line, &section.columns, alignment);
            row.rests = cut.rests_of(index, source);
            let by_layout = layout.and_then(|layout| layout.row(&mut row, line));
            let kind = by_layout.unwrap_or_else(|| row.kind());
            body.push(Body { line: index, section: number, alignment, row, kind });
        }
    }
    for (line, SaidRow { objective, values }) in said {
        let (section, alignment) = (0, Alignment::default());
        if let Some(objective) = objective {
            let row = Row { pieces: vec![objective], ..Row::default() };
            body.push(Body { line, section, alignment, row, kind: Kind::Elements });
        }
        for value in values {
            let row = Row { labelled: Some(value), ..Row::default() };
            body.push(Body { line, section, alignment, row, kind: Kind::Labelled });
        }
    }
    for index in headers.iter().flat_map(|header| header.first..=header.last) {
        if let Some(piece) = objective_in_header(&source.lines[index]) {
            let row = Row { pieces: vec![piece], ..Row::default() };
            body.push(Body { line: index, section: 0, alignment: Alignment::default(), row, kind: Kind::Elements });
        }
    }
    below_headings(source, &mut body);
    // Rows above the first header and paragraphs: only those that open a container or an objective count.
    let taken: BTreeSet<usize> = body.iter().map(|b| b.line).collect();
    let strategic = Some(Level::StrategicObjective);
    let os_named = body
        .iter()
        .any(|b| b.row.named_level() == strategic || b.row.pieces.iter().any(|piece| piece.level() == strategic));
    let header_lines = |index: usize| source.lines[index].table.is_some();
    let first = headers.first().map(|header| header.first);
    let above_the_grid = |index: usize| first.is_none_or(|first| index < first) || !header_lines(index);
    let objectives = [Some(Level::StrategicObjective), Some(Level::OperationalObjective)];
    let named = body.iter().any(|b| {
        let of_column = b.row.pieces.iter().any(|piece| objectives.contains(&piece.level()));
        b.kind == Kind::Elements && (of_column || objectives.contains(&b.row.named_level()))
    });
    let unnamed = !named && !headers.is_empty();
    let by_depth = if unnamed { heading_levels::above_grids(source) } else { BTreeMap::new() };
    let unnamed = unnamed && by_depth.is_empty();
    let by_print = if unnamed { print_levels::above_grids(source) } else { BTreeMap::new() };
    for index in 0..source.lines.len() {
        if taken.contains(&index) {
            continue;
        }
        let line = &source.lines[index];
        if let Some(piece) = above_the_grid(index).then(|| titled_volet::of(line)).flatten() {
            let row = Row { pieces: vec![piece], ..Row::default() };
            let kind = Kind::Container(ClassificationKind::Volet);
            body.push(Body { line: index, section: 0, alignment: Alignment::default(), row, kind });
            continue;
        }
        let Some(mut piece) = title_of(line) else { continue };
        let cell = piece.cell;
        piece.column_level = line.level_of_style();
        if line.table.is_none() {
            piece.wording = piece.wording.or_else(|| wording_below(source, index, &piece));
        }
        let opens = match piece.heading.opening {
            _ if cell.bookmark().is_some() => true,
            Some(Opening::Container(_)) => cell.text.chars().count() < 200,
            Some(Opening::Level(level)) => {
                let said = piece.words().split_whitespace().count();
                // "Objectif stratégique : Être…" names one; "Objectifs stratégiques" heads something.
                let complete =
                    said > 0 && piece.heading.code.is_some() || said > 3 && level <= Level::OperationalObjective;
                let title = if header_lines(index) { complete } else { is_title_like(source, index) };
                (level <= Level::OperationalObjective || header_lines(index)) && title
                    || heads_a_table(source, index).is_some()
            }
            None if line.styled.is_some() || by_depth.contains_key(&index) || by_print.contains_key(&index) => true,
            None if header_lines(index) => {
                is_numbered_objective(&piece) || !os_named && is_objective_above_a_header(source, index, &taken)
            }
            None => heads_by_code(source, index, &piece),
        };
        if !opens {
            continue;
        }
        let (of_print, of_container) = match by_print.get(&index) {
            Some(Role::Title(level)) => (*level, None),
            Some(Role::Classification(kind)) => (None, Some(Kind::Container(*kind))),
            _ => (None, None),
        };
        let ranked = by_depth.get(&index).copied().or(of_print);
        let mut row = Row { pieces: vec![piece], ranked, ..Row::default() };
        let by_layout = layout.and_then(|layout| layout.row(&mut row, line));
        let kind = by_layout.or(of_container).unwrap_or_else(|| row.kind());
        body.push(Body { line: index, section: 0, alignment: Alignment::default(), row, kind });
    }
    body.sort_by_key(|body| body.line);
    signed_below(source, &mut body);
    foot::mark(source, &mut body);
    state_bands::mark(source, sections, &mut body);
    lettered::settle(&mut body);
    themes::settle(source, &mut body);
    if sections.iter().any(Section::names_objectives_above_bands) {
        parent_rows::objectives_of_bands(source, &mut body);
    }
    ranks::settle(&mut body);
    body
}

/// Rows of a label and its value that speak of what stands below: those above the header of their table, and tables of
/// nothing else that name an objective.
fn label_rows(source: &Source<'_>, headers: &[Header<'_>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < source.lines.len() && !headers.is_empty() {
        let table = source.lines[at].table;
        let end = at + source.lines[at..].iter().take_while(|line| line.table == table).count().max(1);
        let header = headers.iter().map(|header| header.first).find(|first| (at..end).contains(first));
        let rows = at..header.unwrap_or(end);
        let read: Vec<Option<Row<'_>>> =
            source.lines[rows.clone()].iter().map(|line| label_row(line).map(|(row, _)| row)).collect();
        let objective = read.iter().flatten().any(|row| row.pieces.iter().any(|piece| piece.column_level.is_some()));
        // The name of the sheet, a link back to the list: a text alone above the labels.
        let titles = read.iter().take_while(|row| row.is_none()).count();
        // So is "FICHE 3", which counts the sheets.
        let counts = |cell: &LineCell<'_>| cell.heading().wording.is_empty();
        let alone = |at: usize| source.lines[at].single().is_some_and(|cell| cell.opening().is_none() || counts(cell));
        let titles = if (at..at + titles).all(alone) { titles } else { 0 };
        let unknown = read.iter().flatten().filter(|row| row.labelled.is_some_and(|l| l.field.is_none())).count();
        if table.is_some() && objective && read.iter().skip(titles).all(Option::is_some) && unknown * 2 <= read.len() {
            found.extend(rows);
        }
        at = end;
    }
    found
}

/// A text alone above such labels.
fn title_above_labels<'a>(line: &'a Line<'a>) -> (Row<'a>, Kind) {
    let unknown = line.own().map(|cell| (cell, 0)).collect();
    (Row { unknown, ..Row::default() }, Kind::Note)
}

/// A label and its value over the rest of the width: an objective, a container, or a value of the element above.
fn label_row<'a>(line: &'a Line<'a>) -> Option<(Row<'a>, Kind)> {
    let mut cells = line.own();
    let label = cells.next()?;
    let Some(value) = cells.next() else { return lone_label(line, label) };
    if cells.next().is_some() {
        return None;
    }
    let beside = value.column == label.column.saturating_add(label.span);
    let across = beside || value.column.saturating_add(value.span) >= line.width;
    if label.column > 0 || value.words.label().is_some() || label.content == Content::Long {
        return None;
    }
    let nearly =
        || meanings(label.text, &[]).first().map(|meaning| meaning.role).filter(|role| matches!(role, Role::Field(_)));
    let labels = vec![label];
    let labelled =
        |field| Labelled { cell: *value, field, label: label.text.trim(), value: value.text.trim(), sure: true };
    let Some(role) = label.words.label().or_else(nearly) else {
        across.then_some(())?;
        return Some((Row { labelled: Some(labelled(None)), labels, ..Row::default() }, Kind::Labelled));
    };
    Some(match role {
        Role::Title(Some(level)) if level < Level::Action => {
            (Row { pieces: vec![Piece::new(*value, Some(level))], labels, ..Row::default() }, Kind::Elements)
        }
        Role::Classification(kind) => {
            (Row { pieces: vec![Piece::new(*value, None)], labels, ..Row::default() }, Kind::Container(kind))
        }
        Role::Field(field) => (Row { labelled: Some(labelled(Some(field))), labels, ..Row::default() }, Kind::Labelled),
        _ => return None,
    })
}

/// A label with nothing beside it: "Actions" above a table of them, "Remarques" that nobody made.
fn lone_label<'a>(line: &'a Line<'a>, label: &'a LineCell<'a>) -> Option<(Row<'a>, Kind)> {
    let role = label.words.label().filter(|_| label.column == 0 && label.span < line.width)?;
    matches!(role, Role::Field(_) | Role::Title(Some(Level::Action)))
        .then(|| (Row { labels: vec![label], ..Row::default() }, Kind::Note))
}

/// Names that stand below a row of signatures, to the end of the table.
fn signed_below(source: &Source<'_>, body: &mut [Body<'_>]) {
    let mut signed = None;
    for body in body {
        let Some(line) = source.lines.get(body.line) else { continue };
        let below = signed.is_some() && signed == line.table;
        let names = || line.own().all(|cell| cell.content == Content::Short && cell.opening().is_none());
        if below && names() {
            body.kind = Kind::Signature;
        }
        signed = if body.kind == Kind::Signature { line.table } else { None };
    }
}

/// The title that a line above the columns is: its only text, or a code and its wording side by side.
fn title_of<'a>(line: &Line<'a>) -> Option<Piece<'a>> {
    let mut cells = line.own();
    let (first, second, None) = (cells.next()?, cells.next(), cells.next()) else { return None };
    let mut piece = Piece::new(*first, None);
    if let Some(wording) = second {
        let found = wording.heading();
        let code_only = matches!(piece.heading.opening, Some(Opening::Level(_))) && piece.heading.wording.is_empty();
        if !code_only || found.opening.is_some() || found.code.is_some() || found.wording.is_empty() {
            return None;
        }
        piece.wording = Some(*wording);
    }
    Some(piece)
}

/// The paragraph below "Objectif stratégique n° 1" that says what it is.
fn wording_below<'a>(source: &Source<'a>, index: usize, piece: &Piece<'a>) -> Option<LineCell<'a>> {
    const LONGEST: usize = 250;
    let waits = piece.opening_level().is_some() && piece.heading.code.is_some() && piece.words().is_empty();
    let below = source.lines.get(index + 1).filter(|line| waits && line.table.is_none())?;
    let cell = below.single()?;
    let found = cell.heading();
    let printed_as_title = below.heading.is_some() || cell.style.bold || cell.style.italic;
    let title = found.opening.is_none() && found.code.is_none() && cell.text.chars().count() < LONGEST;
    (title && printed_as_title && !names_the_document(cell.text)).then_some(*cell)
}

/// A paragraph whose code the codes of the table below go on with: "1.1 Développer…" above a row "1.1.1 Aménager…".
fn heads_by_code(source: &Source<'_>, index: usize, piece: &Piece<'_>) -> bool {
    /// Objectives of both levels, and some words of each, may stand between.
    const FURTHER: usize = 6;
    const ROWS: usize = 4;
    let Some(code) = piece.heading.code.as_ref().filter(|_| !piece.words().is_empty()) else { return false };
    let below = source.lines.get(index + 1..).unwrap_or_default();
    let between = below.iter().take(FURTHER).take_while(|line| line.table.is_none()).count();
    let rows = below.iter().skip(between).take(ROWS).take_while(|line| line.table.is_some());
    let mut codes = rows.filter_map(|line| line.own().next()?.heading().code);
    codes.any(|below| below.numbers.len() > code.numbers.len() && below.numbers.starts_with(&code.numbers))
}

/// The objective that a header row names in place of its words for the actions: "OO 1.1 : …" beside "Pilote".
fn objective_in_header<'a>(line: &Line<'a>) -> Option<Piece<'a>> {
    let mut named = line.own().map(|cell| Piece::new(*cell, None)).filter(|piece| {
        let objective = piece.opening_level().is_some_and(|level| level <= Level::OperationalObjective);
        objective && piece.heading.code.is_some() && !piece.words().is_empty()
    });
    named.next().filter(|_| line.own().count() > 1 && named.next().is_none())
}

/// The level of a heading that names one element by its code, right above a table.
fn heads_a_table(source: &Source<'_>, index: usize) -> Option<Level> {
    let line = source.lines.get(index).filter(|line| line.table.is_none() && line.heading.is_some())?;
    source.lines.get(index + 1)?.table?;
    let heading = Piece::new(*line.single()?, None);
    heading.heading.code.as_ref()?;
    heading.opening_level()
}

/// Tables below the heading of an element: a row without title holds its values, and a title that names no level below
/// an action is one of its tasks.
fn below_headings(source: &Source<'_>, body: &mut [Body<'_>]) {
    let mut levels: Vec<Option<Level>> = Vec::with_capacity(source.lines.len());
    for (index, line) in source.lines.iter().enumerate() {
        let above = levels.last().copied().flatten().filter(|_| line.table.is_some());
        levels.push(above.or_else(|| heads_a_table(source, index)));
    }
    for body in body {
        let Some(level) = levels.get(body.line).copied().flatten() else { continue };
        body.row.below_heading = body.kind == Kind::Continuation;
        if level >= Level::Action && body.row.named_level().is_none() {
            body.row.pieces.iter_mut().for_each(|piece| piece.column_level = Some(Level::Task));
        }
    }
}

/// The labelled value of a row. One that we did not write follows a row of several texts, or another value, in the
/// same table.
fn labelled_below<'a>(source: &Source<'a>, index: usize, section: &[usize]) -> Option<Labelled<'a>> {
    let line = source.lines.get(index)?;
    let found = Labelled::of(line)?;
    let follows = |before: usize| {
        let above = source
            .lines
            .get(before)
            .filter(|above| above.table == line.table && section.binary_search(&before).is_ok());
        above.is_some_and(|above| above.own().count() > 1 || Labelled::of(above).is_some())
    };
    (found.sure || index.checked_sub(1).is_some_and(follows)).then_some(found)
}

/// A sentence alone right above a header, that names neither the document nor an institution nor a year: where the
/// rows name no objectif stratégique, it is theirs.
fn is_objective_above_a_header(source: &Source<'_>, index: usize, taken: &BTreeSet<usize>) -> bool {
    let lines = source.lines.get(index).zip(source.lines.get(index + 1));
    let above = lines.is_some_and(|(line, next)| line.table == next.table && !taken.contains(&(index + 1)));
    let first = index == 0 || source.lines[index - 1].table != source.lines[index].table;
    let text = source.lines[index].single().map(|cell| cell.text.trim()).unwrap_or_default();
    let words = text.split_whitespace().count();
    let heads = source.lines[index].own().any(|cell| cell.words.header_score() >= RECOGNISED);
    above && first && !heads && words >= 4 && !names_the_document(text) && !text.contains(|c: char| c.is_ascii_digit())
}

/// "Objectif 1.1 – …", whose level the depth of its number tells.
fn is_numbered_objective(piece: &Piece<'_>) -> bool {
    let parts = piece.heading.code.as_ref().map_or(0, |code| code.numbers.len());
    piece.heading.word.is_some() && parts > 1 && !piece.words().is_empty()
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

//! Sheets as tables: labels beside or above their values, one table or one stretch of a table per action.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Field, Level, Reason};

use crate::code_levels;
use crate::fiche::{Above, Entry, Found, Sheet};
use crate::fiche_cells::{labels_behind_a_label, objectives_in};
use crate::fiche_cut;
use crate::header::{RECOGNISED, is_amount, is_marked_header};
use crate::heading_levels;
use crate::label::{Label, alone, before_a_colon, names_the_action, on_top, several};
use crate::print_levels;
use crate::row::level_of_name;
use crate::source::{ItemId, Line, LineCell, Source};
use crate::vocabulary::{Opening, Role};
use crate::wording::heading;

/// Looks for sheets among the tables. Headings between them name the objectives, or the action itself.
pub(crate) fn in_source(source: &Source<'_>) -> Option<Found> {
    let mut found = Found::default();
    let by_depth = heading_levels::of(source);
    let by_code = if by_depth.is_empty() { code_levels::above_tables(source) } else { BTreeMap::new() };
    let by_print =
        if by_depth.is_empty() && by_code.is_empty() { print_levels::above_grids(source) } else { BTreeMap::new() };
    let mut above = Above::with_levels(by_depth, by_code);
    let mut at = 0;
    while at < source.lines.len() {
        let table = source.lines[at].table;
        let end = at + source.lines[at..].iter().take_while(|line| line.table == table).count().max(1);
        let mut groups = Groups::default();
        let ungrouped = if table.is_some() { without_groups(&source.lines[at..end], &mut groups) } else { None };
        let lines = ungrouped.as_deref().unwrap_or(&source.lines[at..end]);
        if table.is_none() {
            for (index, line) in lines.iter().enumerate() {
                let Some(cell) = line.single() else { continue };
                match by_print.get(&(at + index)) {
                    Some(role) => above.take_printed(cell, *role),
                    None => above.take(line, cell),
                }
                if let Some(element) = above.heading().filter(|level| stands_alone(source, at + index, *level)) {
                    let mut sheet = Sheet { line: at + index, element: Some(element), ..Sheet::default() };
                    above.complete(&mut sheet);
                    found.sheets.push(sheet);
                }
            }
        } else if let Some(element) = above.heading().filter(|_| is_below_heading(lines)) {
            let mut sheet = read_below_heading(lines, at, &mut found.asides);
            sheet.element = Some(element);
            above.complete(&mut sheet);
            found.sheets.push(sheet);
        } else if let Some(sheets) = sheets_side_by_side(lines, at, &mut found.asides) {
            found.sheets.extend(sheets.into_iter().map(|mut sheet| {
                above.complete(&mut sheet);
                sheet
            }));
        } else if is_sheet(lines, above.has_action(), above.heading().is_none()) {
            let first = found.sheets.len();
            found.asides.extend(groups.keys().map(|item| (*item, Reason::Label)));
            read_table(lines, at, &groups, &mut found);
            found.sheets.iter_mut().skip(first).for_each(|sheet| above.complete(sheet));
        } else if fiche_cut::is_rest(lines, found.sheets.last()) {
            let rest = read_below_heading(lines, at, &mut found.asides);
            if let Some(sheet) = found.sheets.last_mut() {
                sheet.entries.extend(rest.entries);
                found.rests.push(at);
            }
        }
        if table.is_some() {
            above.leave();
        }
        at = end;
    }
    fiche_cut::join(&mut found);
    found.looks = std::mem::take(&mut above.looks);
    // Elsewhere a heading without values is a chapter, or that of a grid.
    let below_headings = found.sheets.iter().any(|sheet| sheet.element.is_some() && !sheet.is_bare());
    found.sheets.retain(|sheet| sheet.names_its_element() && (below_headings || !sheet.is_bare()));
    // Sheets of objectives above grids of their actions.
    let named = found.sheets.iter().any(|sheet| sheet.has_action() || sheet.element.is_some());
    if !named && source.lines.iter().any(heads_actions) {
        return None;
    }
    (!found.sheets.is_empty()).then_some(found)
}

/// A heading that names an element with nothing below it, not even further elements: iA.PST prints no row for an empty
/// field, and no table where all are empty.
fn stands_alone(source: &Source<'_>, at: usize, level: Level) -> bool {
    let Some((line, cell)) = source.lines.get(at).and_then(|line| Some((line, line.single()?))) else { return false };
    let named = level > Level::Action || matches!(heading(cell.text).opening, Some(Opening::Level(_)));
    let ends = source.lines.get(at + 1).is_none_or(|below| below.heading.is_some() && below.heading <= line.heading);
    named && ends
}

/// A table of two columns, labels on the left, none of which names an element: the heading right above does.
fn is_below_heading(lines: &[Line<'_>]) -> bool {
    let role = |line: &Line<'_>| line.own().next().filter(|cell| cell.column == 0).and_then(|cell| cell.words.label());
    if !lines.iter().all(|line| line.width == 2 && line.own().count() <= 2 && !line.header) {
        return false;
    }
    let labels = lines.iter().filter_map(role).filter(|role| !matches!(role, Role::Title(_))).count();
    // A sheet that names its action is that of the action.
    let names_its_own =
        lines.iter().filter_map(role).any(names_the_action) || lines.iter().any(|l| title_row(l).is_some());
    labels * 4 >= lines.len() * 3 && !names_its_own
}

fn read_below_heading(lines: &[Line<'_>], offset: usize, asides: &mut Vec<(ItemId, Reason)>) -> Sheet {
    let mut sheet = Sheet { line: offset, ..Sheet::default() };
    let mut waiting: Option<(Option<Role>, String)> = None;
    for cell in lines.iter().flat_map(Line::own) {
        match (cell.column, &waiting) {
            (0, _) => {
                asides.push((cell.item, Reason::Label));
                waiting = Some((cell.words.label(), cell.text.trim().to_owned()));
            }
            (_, Some((role, label))) => sheet.add(*role, label, cell.text, cell.item),
            (_, None) => sheet.add(None, "", cell.text, cell.item),
        }
    }
    sheet
}

/// The words of the groups of labels, by the text that they are and by the labels beside them.
#[derive(Default)]
struct Groups<'a> {
    names: BTreeSet<ItemId>,
    of_labels: BTreeMap<ItemId, &'a str>,
}

impl<'a> Groups<'a> {
    fn keys(&self) -> impl Iterator<Item = &ItemId> {
        self.names.iter()
    }

    /// The role of a label that means something only below the name of its group: "Objectifs", "Stratégique".
    fn role(&self, label: &LineCell<'_>) -> Option<Role> {
        let group = self.of_labels.get(&label.item)?;
        alone(&format!("{group} {}", label.text.trim()))
    }
}

/// The rows of a table without the groups of its labels, cells of the first column that are merged down beside rows of
/// a label and a value: "Pilotage" beside "Mandataire" and "Service". None where there are no such groups.
fn without_groups<'a>(lines: &[Line<'a>], groups: &mut Groups<'a>) -> Option<Vec<Line<'a>>> {
    let first = |line: &Line<'a>| line.cells.first().copied().filter(|cell| cell.column == 0);
    // Every row has its group, and beside it a label and a value at most.
    if lines.iter().any(|line| first(line).is_none() || line.cells.len() > 3) {
        return None;
    }
    let merged: BTreeSet<ItemId> =
        lines.iter().flat_map(|line| &line.cells).filter(|cell| cell.covered).map(|cell| cell.item).collect();
    let in_group = |line: &&Line<'a>| first(line).is_some_and(|cell| merged.contains(&cell.item));
    let labelled = |line: &&Line<'a>| line.cells.get(1).is_some_and(|cell| cell.words.label().is_some());
    let grouped: Vec<&Line<'a>> = lines.iter().filter(in_group).collect();
    if merged.is_empty()
        || grouped.len() * 2 < lines.len()
        || grouped.iter().filter(|line| labelled(line)).count() * 2 < grouped.len()
    {
        return None;
    }
    let without = |line: &Line<'a>| {
        let mut cells = line.cells.clone();
        if let Some(group) = first(line).filter(|_| cells.len() > 1 && line.width > 2) {
            groups.names.insert(group.item);
            groups.of_labels.extend(cells.get(1).map(|label| (label.item, group.text.trim())));
            cells.remove(0);
            cells.iter_mut().for_each(|cell| cell.column = cell.column.saturating_sub(group.span));
        }
        Line { cells, width: line.width.saturating_sub(1), ..*line }
    };
    Some(lines.iter().map(without).collect())
}

fn read_table(lines: &[Line<'_>], offset: usize, groups: &Groups<'_>, found: &mut Found) {
    let label_columns = label_columns(lines);
    let on_top = has_labels_on_top(lines);
    let mut sheet = Sheet { line: offset, ..Sheet::default() };
    let mut waiting: Option<(Option<Role>, String)> = None;
    let mut below = None;
    // Objectives that rows of the table name for the sheets below them.
    let mut above = Above::default();
    for (index, line) in lines.iter().enumerate() {
        if below.take() == Some(index) {
            continue;
        }
        if let Some(objective) = coded_objective(line) {
            begin_at(&mut sheet, &mut above, &mut found.sheets, offset + index);
            above.insert(objective);
            waiting = None;
            continue;
        }
        let objective = objective_row(line);
        if let Some(cell) = objective {
            begin_at(&mut sheet, &mut above, &mut found.sheets, offset + index);
            above.take(line, cell);
            waiting = None;
            continue;
        }
        let mut begin = |sheet: &mut Sheet| begin_at(sheet, &mut above, &mut found.sheets, offset + index);
        let pairs = || labels_above_values(line, lines.get(index + 1));
        if let Some(pairs) = pairs().or_else(|| header_and_values(lines).filter(|_| index == 0)) {
            below = Some(index + 1);
            for (label, value) in pairs {
                let role = role_in_header(label);
                if role.is_some_and(names_the_action) && !sheet.only_code() {
                    begin(&mut sheet);
                }
                found.asides.push((label.item, Reason::Label));
                match value {
                    Some(value) => sheet.add(role, label.text.trim(), value.text, value.item),
                    None => sheet.entries.push(Entry {
                        role,
                        label: label.text.trim().to_owned(),
                        text: String::new(),
                        items: Vec::new(),
                    }),
                }
            }
            waiting = None;
            continue;
        }
        if let Some((code, others)) = (index == 0).then(|| band(line)).flatten() {
            found.asides.extend(others.into_iter().map(|item| (item, Reason::Label)));
            sheet.add(Some(Role::Code), "", code.text, code.item);
            continue;
        }
        if names_a_sheet(line) {
            found.asides.extend(line.own().map(|cell| (cell.item, Reason::Label)));
            continue;
        }
        if let Some(title) = title_row(line) {
            begin(&mut sheet);
            sheet.entries.extend(title);
            waiting = None;
            continue;
        }
        let count = line.own().count();
        for cell in line.own() {
            // Below a label without value the next one may stand in its own cell.
            let may_say =
                |labels: &Vec<Label<'_>>| waiting.is_none() || on_top && !labels.iter().any(|l| l.value.is_empty());
            if let Some(objectives) = objectives_in(cell) {
                waiting = None;
                for (role, text) in objectives {
                    sheet.add(Some(role), "", text, cell.item);
                }
                continue;
            }
            let headed = |labels: &Vec<Label<'_>>| {
                let unknown = waiting.as_ref().is_some_and(|(role, _)| role.is_none());
                may_say(labels) || unknown && labels_behind_a_label(line).is_some()
            };
            if let Some(labels) = labelled_in(line, cell).filter(headed) {
                waiting = None;
                for label in labels {
                    if names_the_action(label.role) && !sheet.only_code() || sheet.says_again(label.role) {
                        begin(&mut sheet);
                    }
                    sheet.add(
                        Some(label.role),
                        label.words.trim_end_matches([' ', ':', '\u{a0}']),
                        label.value,
                        cell.item,
                    );
                }
                continue;
            }
            // A label stands first in its row, or after the value of the pair before it.
            let may_be_label = waiting.is_none() || label_columns.contains(&cell.column);
            let role = if may_be_label { cell.words.label().or_else(|| groups.role(cell)) } else { None };
            // "Externe" below "Volet" is its value.
            let again = |role: &Role| waiting.as_ref().is_some_and(|(waiting, _)| waiting.as_ref() == Some(role));
            if let Some(role) = role.filter(|role| !again(role)) {
                if names_the_action(role) && !sheet.only_code() || sheet.says_again(role) {
                    begin(&mut sheet);
                }
                found.asides.push((cell.item, Reason::Label));
                waiting = Some((Some(role), cell.text.trim().to_owned()));
            } else if let Some((role, label)) = waiting.clone() {
                sheet.add(role, &label, cell.text, cell.item);
                // Further cells go on with the same label until another one comes.
                if count > 2 {
                    waiting = None;
                }
            } else if count == 2 && label_columns.contains(&cell.column) {
                found.asides.push((cell.item, Reason::Label));
                waiting = Some((None, cell.text.trim().to_owned()));
            } else if count == 1 && cell.span >= line.width && sheet.describes_its_action(cell.text) {
                sheet.add(Some(Role::Field(Field::Description)), "", cell.text, cell.item);
            } else {
                sheet.add(None, "", cell.text, cell.item);
            }
        }
        // A label alone in its row has its value in the next one; else each row begins anew.
        if count > 1 || lines.get(index + 1).is_some_and(|below| is_without_value(line, below, lines)) {
            waiting = None;
        }
    }
    above.complete(&mut sheet);
    found.sheets.push(sheet);
}

/// Another sheet begins, where the one before has its action.
fn begin_at(sheet: &mut Sheet, above: &mut Above, sheets: &mut Vec<Sheet>, line: usize) {
    if sheet.has_action() {
        above.complete(sheet);
        sheets.push(std::mem::take(sheet));
        sheet.line = line;
    }
}

/// "Objectif stratégique n° 1" with its wording in the cell beside it, over the rest of the width.
fn coded_objective(line: &Line<'_>) -> Option<Entry> {
    let mut cells = line.own();
    let (code, wording, None) = (cells.next()?, cells.next()?, cells.next()) else { return None };
    let level = match code.opening() {
        Some(Opening::Level(level)) if level < Level::Action => level,
        _ => return None,
    };
    let found = code.heading();
    let across = wording.column.saturating_add(wording.span) >= line.width && wording.words.label().is_none();
    (found.code.is_some() && found.wording.is_empty() && across).then(|| Entry {
        role: Some(Role::Title(Some(level))),
        label: String::new(),
        text: format!("{} : {}", code.text.trim(), wording.text.trim()),
        items: vec![code.item, wording.item],
    })
}

/// A row that names an objective by word and code, and nothing else.
fn objective_row<'l, 'a>(line: &'l Line<'a>) -> Option<&'l LineCell<'a>> {
    let cell = line.single()?;
    let found = heading(cell.text);
    let objective = matches!(found.opening, Some(Opening::Level(level)) if level < Level::Action);
    (objective && found.code.is_some() && !found.wording.is_empty()).then_some(cell)
}

/// A label with nothing beside it, in a table whose labels have their values beside them: what stands below it over more
/// columns is no value of it.
fn is_without_value(line: &Line<'_>, below: &Line<'_>, lines: &[Line<'_>]) -> bool {
    let Some((label, below)) = line.single().zip(below.single()) else { return false };
    let like = |other: &&Line<'_>| {
        let first = other.own().next().filter(|first| (first.column, first.span) == (label.column, label.span));
        other.own().count() > 1 && first.is_some_and(|first| first.words.label().is_some())
    };
    label.span < below.span && lines.iter().find(like).is_some()
}

/// Values behind their labels, all in one cell: `Échéance : 2026`, a label a line or one behind the other. A table of
/// one column is a list.
fn labelled_in<'a>(line: &Line<'a>, cell: &LineCell<'a>) -> Option<Vec<Label<'a>>> {
    if line.width < 2 || !cell.signs.may_label() && !cell.signs.has_lines() {
        return None;
    }
    several(cell.text)
        .or_else(|| Some(vec![on_top(cell.text)?]))
        .or_else(|| Some(vec![before_a_colon(cell.text).filter(|label| !label.value.is_empty())?]))
}

/// The labels of the table stand above their values, in the same cells.
fn has_labels_on_top(lines: &[Line<'_>]) -> bool {
    const FEWEST: usize = 3;
    let cells = lines.iter().flat_map(Line::own).filter(|cell| cell.signs.has_lines());
    cells.filter(|cell| on_top(cell.text).is_some()).nth(FEWEST - 1).is_some()
}

/// A column per action, labels in the first one.
fn sheets_side_by_side(lines: &[Line<'_>], offset: usize, asides: &mut Vec<(ItemId, Reason)>) -> Option<Vec<Sheet>> {
    let mut labels: Vec<(&LineCell<'_>, Role, &Line<'_>)> = Vec::new();
    for line in lines {
        let first = line.own().next().filter(|cell| cell.column == 0)?;
        labels.push((first, first.words.label()?, line));
    }
    // "Action" before "A1.1.1" and "A1.1.2", and "Intitulé" below it: the first are codes.
    let is_code = |cell: &LineCell<'_>| {
        let found = cell.heading();
        found.code.is_some() && found.wording.is_empty()
    };
    let bare = |line: &Line<'_>| line.own().skip(1).all(is_code);
    let named = labels.iter().filter(|(_, role, _)| names_the_action(*role)).count();
    if named > 1 {
        for (_, role, _) in labels.iter_mut().filter(|(_, role, line)| names_the_action(*role) && bare(line)) {
            *role = Role::Code;
        }
    }
    let roles: BTreeSet<Role> = labels.iter().map(|(_, role, _)| *role).collect();
    let actions = labels.iter().find(|(_, role, _)| names_the_action(*role)).map(|(_, _, line)| line)?;
    let columns: Vec<u32> = actions.own().skip(1).map(|cell| cell.column).collect();
    if labels.len() < 3 || roles.len() < labels.len() || columns.len() < 2 {
        return None;
    }
    let stands_in_them = |line: &Line<'_>| line.own().skip(1).all(|cell| columns.contains(&cell.column));
    if !lines.iter().all(stands_in_them) {
        return None;
    }
    asides.extend(labels.iter().map(|(label, ..)| (label.item, Reason::Label)));
    let sheet = |column: u32| {
        let mut sheet = Sheet { line: offset, ..Sheet::default() };
        for (label, role, line) in &labels {
            // A cell over several columns holds for the actions below it.
            let covers = |cell: &&LineCell<'_>| (cell.column..cell.column.saturating_add(cell.span)).contains(&column);
            if let Some(cell) = line.own().skip(1).find(covers) {
                sheet.add(Some(*role), label.text.trim(), cell.text, cell.item);
            }
        }
        sheet
    };
    Some(columns.iter().map(|column| sheet(*column)).collect())
}

/// The header of a grid of actions: labels and nothing else, that of the actions among them; the others may be
/// misspelt.
fn heads_actions(line: &Line<'_>) -> bool {
    let label = |cell: &LineCell<'_>| cell.words.label().is_some() || cell.words.header_score() >= RECOGNISED;
    let action = |cell: &LineCell<'_>| cell.words.label().is_some_and(names_the_action);
    // What has no letters is none.
    line.table.is_some()
        && line.own().nth(2).is_some()
        && !line.own().any(|cell| is_amount(cell.text))
        && line.own().all(label)
        && line.own().any(action)
}

/// The label of an action, with its value beside it.
fn names_an_action(line: &Line<'_>) -> bool {
    let labelled = line.own().next().and_then(|cell| cell.words.label()).is_some_and(names_the_action);
    labelled && !heads_actions(line)
}

/// The second label of a row of two pairs: "N° | 1.1.1 | Intitulé | Ouvrir…".
fn second_label(line: &Line<'_>) -> Option<Role> {
    let mut cells = line.own();
    let pairs = [cells.next()?, cells.next()?, cells.next()?, cells.next()?];
    let [first, second, third, fourth] = pairs.map(|cell| move || cell.words.label());
    let plain = cells.next().is_none() && first().is_some() && second().is_none();
    if plain && fourth().is_none() { third() } else { None }
}

/// A row of labels and nothing else, with their values in the row below it.
fn labels_above_values<'l, 'a>(
    line: &'l Line<'a>,
    below: Option<&'l Line<'a>>,
) -> Option<Vec<(&'l LineCell<'a>, Option<&'l LineCell<'a>>)>> {
    let below = below?;
    if !line.own().all(|cell| cell.words.label().is_some()) {
        return None;
    }
    let labels: Vec<&LineCell<'a>> = line.own().collect();
    // "Volet" and "Externe" are a label and its value, though both are words of a header.
    let roles: BTreeSet<Role> = labels.iter().filter_map(|label| label.words.label()).collect();
    if roles.len() < labels.len() {
        return None;
    }
    let under = |label: &LineCell<'_>, value: &LineCell<'_>| {
        (label.column..label.column.saturating_add(label.span)).contains(&value.column)
    };
    let values = || below.own();
    let fits = values().next().is_some()
        && values().all(|value| value.words.label().is_none() && labels.iter().any(|label| under(label, value)));
    (labels.len() > 1 && fits)
        .then(|| labels.into_iter().map(|label| (label, values().find(|v| under(label, v)))).collect())
}

/// A row of header words and one of their values, a value below each: what stands below the heading of an action. A word
/// among them may be the commune's own.
fn header_and_values<'l, 'a>(lines: &'l [Line<'a>]) -> Option<Pairs<'l, 'a>> {
    let mut pairs = Pairs::new();
    for rows in lines.chunks(2) {
        pairs.extend(one_header_and_values(rows)?);
    }
    let roles: Vec<Role> = pairs.iter().filter_map(|(label, _)| role_in_header(label)).collect();
    let distinct: BTreeSet<Role> = roles.iter().copied().collect();
    (distinct.len() == roles.len()).then_some(pairs)
}

/// One such row above one of values.
fn one_header_and_values<'l, 'a>(lines: &'l [Line<'a>]) -> Option<Pairs<'l, 'a>> {
    let [header, values] = lines else { return None };
    let known = |cell: &&LineCell<'_>| role_in_header(cell).is_some();
    let all = header.own().count();
    let fields = header.own().filter_map(role_in_header).all(|role| matches!(role, Role::Field(_)));
    let distinct: BTreeSet<Role> = header.own().filter_map(role_in_header).collect();
    let many = header.own().filter(known).count();
    let fits = all > 1 && many > 1 && many * 2 >= all && fields && distinct.len() == many;
    let below = |label: &LineCell<'_>| values.own().find(|value| value.column == label.column);
    let stands = values.own().all(|value| header.own().any(|label| label.column == value.column));
    let plain = values.own().all(|value| value.words.label().is_none());
    (fits && stands && plain).then(|| header.own().map(|label| (label, below(label))).collect())
}

/// Labels with the values below them.
type Pairs<'l, 'a> = Vec<(&'l LineCell<'a>, Option<&'l LineCell<'a>>)>;

/// What a text means as a label, or as the header of a column.
fn role_in_header(cell: &LineCell<'_>) -> Option<Role> {
    let of_header = || cell.words.meaning().filter(|meaning| meaning.score >= RECOGNISED).map(|meaning| meaning.role);
    cell.words.label().or_else(of_header)
}

/// `FICHE PROJET` across the sheet, without a number or a title.
fn names_a_sheet(line: &Line<'_>) -> bool {
    line.single().is_some_and(|cell| {
        let action = || level_of_name(cell.text) == Some(Level::Action);
        cell.span > 1 && cell.text.split_whitespace().count() > 1 && action() && cell.heading().code.is_none()
    })
}

/// A band above a sheet: "Ville de Valgrande", "FICHE ACTION", "Réf. 1.1.1". The code, and the other texts.
fn band<'l, 'a>(line: &'l Line<'a>) -> Option<(&'l LineCell<'a>, Vec<ItemId>)> {
    let bare = |cell: &LineCell<'_>| cell.heading().code.is_none() && cell.text.split_whitespace().count() > 1;
    let names = |cell: &&LineCell<'_>| bare(cell) && level_of_name(cell.text) == Some(Level::Action);
    line.own().nth(1)?;
    let title = line.own().find(names)?;
    let coded = |cell: &&LineCell<'_>| {
        let last = cell.text.split_whitespace().next_back().map(heading);
        let few = cell.text.split_whitespace().count() <= 3;
        few && last.is_some_and(|last| last.code.is_some_and(|code| code.numbers.len() > 1) && last.wording.is_empty())
    };
    let code = line.own().filter(|cell| cell.item != title.item).find(coded)?;
    Some((code, line.own().filter(|cell| cell.item != code.item).map(|cell| cell.item).collect()))
}

/// Columns in which labels stand: at least half of their texts are labels.
fn label_columns(lines: &[Line<'_>]) -> BTreeSet<u32> {
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for cell in lines.iter().flat_map(Line::own) {
        let entry = counts.entry(cell.column).or_default();
        entry.0 += 1;
        entry.1 += usize::from(cell.words.label().is_some());
    }
    counts.into_iter().filter(|(_, (all, labels))| labels * 2 >= *all).map(|(column, _)| column).collect()
}

/// A row across the sheet that names its action: `Fiche action n° 12`, `Action 1.2 : Ouvrir une épicerie`, or
/// `Action 1.2` with the wording in the cell beside it, over the rest of the width.
fn title_row(line: &Line<'_>) -> Option<Vec<Entry>> {
    let mut cells = line.own();
    let (first, second, None) = (cells.next()?, cells.next(), cells.next()) else { return None };
    let found = first.heading();
    let names =
        found.opening == Some(Opening::Level(Level::Action)) && (found.code.is_some() || !found.wording.is_empty());
    let entry = |cell: &LineCell<'_>, role| Entry {
        role: Some(role),
        label: String::new(),
        text: cell.text.trim().to_owned(),
        items: vec![cell.item],
    };
    let title = Role::Title(Some(Level::Action));
    // "1.2.3" beside the wording.
    let deep = |code: &passerelle_core::Code| code.numbers.len() > 2;
    let coded = found.opening.is_none() && found.wording.is_empty() && found.code.as_ref().is_some_and(deep);
    let of_first = if found.wording.is_empty() { Role::Code } else { title };
    // "1.1.1 Ouvrir une épicerie", over the whole width.
    let whole = first.column == 0 && first.span > 1 && first.span >= line.width;
    let titled = found.opening.is_none() && !found.wording.is_empty() && found.code.as_ref().is_some_and(deep);
    match second {
        None if titled && whole => Some(vec![entry(first, title)]),
        _ if !names && !coded => None,
        None if coded => None,
        None => Some(vec![entry(first, of_first)]),
        Some(wording) => {
            let across =
                wording.column.saturating_add(wording.span) >= line.width && (wording.span > 1 || line.width == 2);
            let of_first = if coded { Role::Code } else { of_first };
            let bare = of_first == Role::Code && wording.words.label().is_none();
            (across && bare).then(|| vec![entry(first, Role::Code), entry(wording, title)])
        }
    }
}

/// A table is a sheet when labels stand one below the other in its first column, the one of its action or objectif
/// opérationnel among them, or a row or heading above that names the action.
fn is_sheet(lines: &[Line<'_>], headed: bool, apart: bool) -> bool {
    // Below the labels of an objective, a header of its actions.
    if lines.iter().skip(1).any(heads_actions) && !lines.iter().any(names_an_action) {
        return false;
    }
    // Under a header, a column that says « OS », « OO », « Action » names the level of each row.
    if lines.iter().any(is_marked_header) {
        return false;
    }
    let above = |at: usize| labels_above_values(&lines[at], lines.get(at + 1)).is_some();
    let pairs = (0..lines.len()).filter(|&at| above(at)).count();
    // The smallest of sheets: its title, a row of labels, a row of values.
    if let [title, labels, _] = lines
        && pairs == 1
        && above(1)
        && title_row(title).is_some()
        && labels.own().filter_map(|cell| alone(cell.text)).all(|role| !matches!(role, Role::Title(_) | Role::Code))
    {
        return true;
    }
    // Smaller still, below the paragraph that names the action. Right below a heading it is a row of a grid.
    if headed && apart && header_and_values(lines).is_some() {
        return true;
    }
    /// Labels and values side by side in one row.
    const WIDEST: usize = 8;
    let roles: Vec<Option<Role>> = (0..lines.len())
        .filter(|&at| pairs < 2 || at == 0 || !above(at - 1))
        .filter(|&at| pairs < 2 || objective_row(&lines[at]).is_none() && title_row(&lines[at]).is_none())
        .map(|at| {
            let line = &lines[at];
            let first = line.own().next()?;
            let pairs = || line.own().step_by(2).all(|cell| cell.words.label().is_some());
            let narrow = line.own().count() <= 4 || line.own().count() <= WIDEST && pairs();
            let labelled = || labelled_in(line, first)?.first().map(|label| label.role);
            let behind = || labels_behind_a_label(line)?.first().map(|label| label.role);
            narrow.then(|| first.words.label().or_else(labelled).or_else(behind)).flatten()
        })
        .collect();
    let mut labels: BTreeSet<Role> = roles.iter().flatten().copied().collect();
    let in_cells = lines.iter().flat_map(|line| line.own().filter_map(|cell| labelled_in(line, cell)));
    labels.extend(in_cells.flatten().map(|label| label.role));
    labels.extend(lines.iter().filter_map(second_label));
    let objective = Role::Title(Some(Level::OperationalObjective));
    // A column of nothing but "OS", "OO", "Action" names the level of each row.
    let only_levels = labels.iter().all(|role| matches!(role, Role::Title(_)));
    let titled = labels.iter().any(|role| names_the_action(*role) || *role == objective)
        || headed
        || lines.iter().any(|line| title_row(line).is_some());
    labels.len() >= 3 && titled && !only_levels && roles.iter().flatten().count() * 2 >= roles.len()
}

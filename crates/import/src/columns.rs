//! Columns of a grid: the role of each, from the words above it and from what it holds.

use std::collections::BTreeSet;

use passerelle_core::{ClassificationKind, Field, Level, ReadingKind, Volet, fold};

use crate::code_columns;
use crate::content::{Content, content, fit};
use crate::header::{Header, Meaning, RECOGNISED, is_state, level_prefix, meanings, year};
use crate::held::{Held, Sorts};
use crate::mixed_columns;
use crate::notation;
use crate::parent_columns;
use crate::row::{are_depths, level_of_name};
use crate::series;
use crate::source::{Line, LineCell};
use crate::texts::Texts;
use crate::vocabulary::{Opening, Role, vocabulary};

/// What a column of a header holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Column {
    pub(crate) role: Option<Role>,
    /// The level that the words name: whose value it is, or whose code.
    pub(crate) level: Option<Level>,
    /// The words above it; empty for none.
    pub(crate) label: String,
    /// One of several columns under a group that a cross chooses from: what a cross in it means.
    pub(crate) choice: Option<String>,
    /// The year whose amounts it holds.
    pub(crate) year: Option<String>,
    /// Thousands or millions of euros, where its header counts in them.
    pub(crate) unit: Option<&'static str>,
    /// The next best meaning, when it is not far behind.
    pub(crate) runner_up: Option<Role>,
    pub(crate) score: i32,
    /// The choice rests on the contents, not on the words alone.
    pub(crate) guessed: bool,
    /// Its cells are the codes of a title column of that level.
    pub(crate) codes: bool,
    /// Its cells begin with a label of their own: "Échéance : 2026".
    pub(crate) labelled: bool,
    /// The layout leaves its cells aside.
    pub(crate) aside: bool,
    /// Its rank in time among columns that say the same at several dates.
    pub(crate) series: Option<usize>,
    /// What decided its role.
    pub(crate) decided: Choice,
    /// What was weighed.
    pub(crate) weighed: Vec<Weighed>,
}

/// What decided the role of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Choice {
    /// Its words, and its contents where two meanings fit them.
    #[default]
    Words,
    /// The words of the group above it.
    Group,
    /// The columns beside it.
    Neighbours,
    /// Its contents alone.
    Contents,
    /// The layout.
    Layout,
}

/// A meaning that a column might have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weighed {
    pub(crate) role: Role,
    /// Points of the words, out of 105.
    pub(crate) words: i32,
    /// Points of the contents.
    pub(crate) contents: i32,
}

impl Column {
    /// The role that its contents should fit.
    pub(crate) fn content_role(&self) -> Option<Role> {
        if self.codes { Some(Role::Code) } else { self.role }
    }
}

/// How many meanings of a column are kept for people to look at.
const MOST_WEIGHED: usize = 4;
/// From this score the words are a name, and nothing more.
const WHOLE: i32 = 97;
/// Below this score the choice of a column is a guess.
const SURE: i32 = 80;

/// Decides the role of each column from the words above it and from what it holds.
pub(crate) fn columns(header: &Header<'_>, body: &[&Line<'_>], texts: &Texts<'_>) -> Vec<Column> {
    let held = Held::of(body, header.paths.len());
    let columns = header.paths.iter().enumerate();
    let mut columns: Vec<Column> =
        columns.map(|(index, path)| of_words(path, header.label(index), held.sorts(index), texts)).collect();
    columns_of_groups(&mut columns, header, &held);
    columns_of_choices(&mut columns, header, &held);
    calendars_beside_deadlines(&mut columns, &held);
    numbers_beside_wordings(&mut columns, &held);
    code_columns::settle(&mut columns, &held, body);
    names_beside_titles(&mut columns, &held);
    names_of_levels(&mut columns, body);
    parents_by_code(&mut columns, body);
    ids_beside_codes(&mut columns, &held);
    codes_of_levels(&mut columns);
    mixed_columns::settle(&mut columns, body);
    parent_columns::domains_above_objectives(&mut columns, body);
    ranked_titles(&mut columns, &held);
    descriptions_of_actions(&mut columns, body);
    one_column_each(&mut columns);
    another_field_beside_a_whole_name(&mut columns);
    level_of_a_single_title(&mut columns);
    counts_are_no_titles(&mut columns, &held);
    objectives_by_contents(&mut columns, body);
    parent_columns::objectives_between(&mut columns, body);
    actions_beside_objectives(&mut columns, body);
    columns_without_words(&mut columns, &held, titles_across(body));
    mixed_columns::targets_beside_indicators(&mut columns, &held);
    series::mark(&mut columns);
    columns
}

/// How many texts of each sort stand in each column, for people to look at.
pub(crate) fn sorts_held(body: &[&Line<'_>], width: usize) -> Vec<Vec<(Content, usize)>> {
    Held::of(body, width).columns().iter().map(|sorts| sorts.each().collect()).collect()
}

/// The column of the words above it.
fn of_words(path: &[&str], label: String, held: Sorts, texts: &Texts<'_>) -> Column {
    let Some((leaf, groups)) = path.split_last() else { return Column { label, ..Column::default() } };
    let alone = texts.meanings(leaf);
    let (level, leaf) = named_level(leaf, &alone, groups);
    let mut found = if groups.is_empty() && level.is_none() { alone.into_owned() } else { meanings(leaf, groups) };
    // Crosses under "Fin." below "Statut" are no deadlines.
    if !groups.is_empty() && held.count(Content::Mark) * 2 > held.all() {
        found.retain(|meaning| fit(meaning.role, Content::Mark) > -5);
    }
    if found.is_empty() && !groups.is_empty() {
        // All words together: "Budget" above "ordinaire". Near matches would be those of the group alone.
        found = meanings(&path.join(" "), &[]);
        found.retain(|m| m.score >= 90);
    }
    let mut column = choose(&found, label, held);
    if let Some(level) = level {
        column.level = Some(level);
        if matches!(column.role, Some(Role::Code | Role::Title(None))) {
            column.codes = column.role == Some(Role::Code);
            column.role = Some(Role::Title(Some(level)));
        }
    }
    column
}

/// The group says something of a leaf nobody knows, less surely, unless other leaves of the group are known: then
/// this one is something else again.
fn columns_of_groups(columns: &mut [Column], header: &Header<'_>, held: &Held) {
    let group = |index: usize| header.paths.get(index).and_then(|path| path.split_last()?.1.last().copied());
    let known: Vec<&str> =
        (0..columns.len()).filter(|&index| columns[index].role.is_some()).filter_map(group).collect();
    for (index, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.role.is_none()) {
        if let Some(group) = group(index).filter(|group| !known.contains(group)) {
            let mut found: Vec<Meaning> =
                meanings(group, &[]).into_iter().map(|m| Meaning { score: m.score - 25, ..m }).collect();
            found.retain(|m| m.score >= RECOGNISED);
            *column = choose(&found, std::mem::take(&mut column.label), held.sorts(index));
            column.decided = Choice::Group;
            let crosses = held.mostly(index, &[Content::Mark]);
            column.choice = header.paths[index].last().filter(|_| crosses).map(|leaf| leaf.trim().to_owned());
            // Crosses under a value that the field knows leave no doubt: "En cours" below "Statut".
            if let (Some(leaf), Some(Role::Field(field))) = (&column.choice, column.role) {
                column.guessed &= notation::read(field, leaf, &notation::Context::default()).reading.is_none();
            }
        }
    }
}

/// Columns whose header is a value: crosses below years or periods tell when an action is due, below states how far it
/// is; amounts below years what it costs then.
fn columns_of_choices(columns: &mut [Column], header: &Header<'_>, held: &Held) {
    for (index, column) in columns.iter_mut().enumerate() {
        let Some((leaf, groups)) = header.paths.get(index).and_then(|path| path.split_last()) else { continue };
        let leaf = leaf.trim();
        // Nothing may be due in one of the quarters.
        let empty = held.all(index) == 0 && is_quarter(leaf);
        let quarter =
            |at: usize| header.paths.get(at).and_then(|path| path.last()).is_some_and(|leaf| is_quarter(leaf));
        // What is signed below stands in some of them.
        let others = || (0..header.paths.len()).any(|at| quarter(at) && held.mostly(at, &[Content::Mark]));
        let crosses = held.mostly(index, &[Content::Mark]) || empty || is_quarter(leaf) && others();
        let budget = matches!(column.role, Some(Role::Field(field)) if field.kind() == ReadingKind::Budget);
        let when = || content(leaf) == Content::Time || is_quarter(leaf) && beside_quarters(header, index);
        // "Réalisé" above percentages is how far it is, above crosses a state.
        let open = column.role.is_none() || column.role == Some(Role::Field(Field::Progress)) && is_state(leaf);
        // No cross is a date or somebody's name: it chooses what its header says.
        let of_values = matches!(column.role, Some(Role::Field(field)) if field == Field::Deadline
            || field.kind() == ReadingKind::People);
        if crosses && of_values && !groups.is_empty() && !when() {
            column.choice = Some(leaf.split_whitespace().collect::<Vec<_>>().join(" "));
        } else if crosses && !budget && when() {
            column.role = Some(Role::Field(Field::Deadline));
            // "Janvier" below "2026".
            let of_year = groups.iter().rev().find(|group| year(group).is_some() && year(leaf).is_none());
            column.choice = Some(of_year.map_or_else(|| leaf.to_owned(), |year| format!("{leaf} {}", year.trim())));
        } else if crosses
            && (open || column.role == Some(Role::Classification(ClassificationKind::Volet)))
            && Volet::read(leaf) != Volet::Other
        {
            column.role = Some(Role::Classification(ClassificationKind::Volet));
            column.choice = Some(leaf.to_owned());
        } else if crosses && open && is_state(leaf) {
            column.role = Some(Role::Field(Field::Status));
            column.choice = Some(leaf.to_owned());
        } else if year(leaf).is_some() && (budget || open && held.mostly(index, &[Content::Money])) {
            let budget =
                |meaning: &&Meaning| matches!(meaning.role, Role::Field(field) if field.kind() == ReadingKind::Budget);
            let group = groups.last().and_then(|group| meanings(group, &[]).iter().find(budget).copied());
            column.role = column.role.or(group.map(|group| group.role)).or(Some(Role::Field(Field::Budget)));
            column.year = Some(leaf.to_owned());
        } else {
            continue;
        }
        (column.guessed, column.decided) = (false, Choice::Contents);
    }
}

/// Crosses below months or years beside a column of deadlines draw the calendar of the action: they are no deadlines too.
fn calendars_beside_deadlines(columns: &mut [Column], held: &Held) {
    let deadline = Some(Role::Field(Field::Deadline));
    let surely = |(at, column): (usize, &Column)| {
        let plain = column.role == deadline && column.choice.is_none() && column.score >= SURE;
        plain && held.mostly(at, &[Content::Time]) && held.all(at) > 1
    };
    if columns.iter().enumerate().any(surely) {
        for column in columns.iter_mut().filter(|column| column.role == deadline && column.choice.is_some()) {
            column.role = Some(Role::Field(Field::Schedule));
        }
    }
}

/// "T1", "Q3", "S2": a part of a year that the header does not name.
fn is_quarter(text: &str) -> bool {
    let mut letters = text.trim().chars();
    let part = letters.next().is_some_and(|c| matches!(c.to_ascii_uppercase(), 'T' | 'Q' | 'S'));
    part && letters.next().is_some_and(|c| ('1'..='4').contains(&c)) && letters.next().is_none()
}

/// A column left or right of it is headed by another part of a year.
fn beside_quarters(header: &Header<'_>, index: usize) -> bool {
    let quarter = |at: usize| header.paths.get(at).and_then(|path| path.last()).is_some_and(|leaf| is_quarter(leaf));
    quarter(index + 1) || index.checked_sub(1).is_some_and(quarter)
}

/// A header over two columns, of which the first holds nothing but codes: the second, without words of its own, holds
/// the titles.
fn numbers_beside_wordings(columns: &mut [Column], held: &Held) {
    for at in 1..columns.len() {
        let (before, after) = columns.split_at_mut(at);
        let (Some(left), Some(right)) = (before.last_mut(), after.first_mut()) else { continue };
        let of_objective = matches!(left.role, Some(Role::Title(Some(level))) if level < Level::Action);
        let same =
            right.label.is_empty() && right.role.is_none() || right.label == left.label && right.role == left.role;
        let codes = held.mostly(at - 1, &[Content::Code, Content::Number]);
        if of_objective && !left.codes && same && codes && held.mostly(at, &[Content::Short, Content::Long]) {
            left.codes = true;
            right.role = left.role;
            right.decided = Choice::Neighbours;
        }
    }
}

/// "Nom" beside a column of longer titles names somebody, who filled a form say.
fn names_beside_titles(columns: &mut [Column], held: &Held) {
    let title = |column: &Column| matches!(column.role, Some(Role::Title(None | Some(Level::Action)))) && !column.codes;
    let short = |at: usize| held.all(at) > 0 && held.count(at, Content::Long) == 0;
    let is_name = |column: &Column| vocabulary().names_of_people.contains(&fold(&column.label));
    let named = |(at, column): (usize, &Column)| title(column) && is_name(column) && short(at);
    let Some(name) = columns.iter().enumerate().position(named) else { return };
    let longer = |(at, column): (usize, &Column)| at != name && title(column) && held.count(at, Content::Long) > 0;
    if columns.iter().enumerate().any(longer)
        && let Some(column) = columns.get_mut(name)
    {
        (column.role, column.guessed) = (None, false);
    }
}

/// An unnamed column of actions beside their objectives: a row per action fills both.
fn actions_beside_objectives(columns: &mut [Column], body: &[&Line<'_>]) {
    let of = |wanted: Role| columns.iter().position(|column| column.role == Some(wanted) && !column.codes);
    let action = columns.iter().any(|column| column.role == Some(Role::Title(Some(Level::Action))));
    let objective = of(Role::Title(Some(Level::OperationalObjective)));
    let (Some(title), Some(objective), false) = (of(Role::Title(None)), objective, action) else { return };
    let fills = |line: &Line<'_>, at: usize| line.cells.iter().any(|cell| cell.column as usize == at);
    // Where titles of all levels stand in one column, an objective has a row of its own.
    let parents = body.iter().filter(|line| fills(line, objective) && line.cells.len() > 2);
    let both = parents.clone().filter(|line| fills(line, title)).count();
    if both > 1 && both * 10 >= parents.count() * 9 {
        columns[title].role = Some(Role::Title(Some(Level::Action)));
        columns[title].decided = Choice::Neighbours;
    }
}

/// What stands under words that nobody knows, or that name a value, are objectives where every text says so itself:
/// "OO 1.1 Développer…".
fn objectives_by_contents(columns: &mut [Column], body: &[&Line<'_>]) {
    let titled = columns.iter().any(|column| matches!(column.role, Some(Role::Title(None | Some(Level::Action)))));
    if !titled {
        return;
    }
    for index in 0..columns.len() {
        let open = !columns[index].label.is_empty()
            && matches!(columns[index].role, None | Some(Role::Field(_) | Role::Classification(_)));
        if !open {
            continue;
        }
        let mut cells = body.iter().flat_map(|line| line.own()).filter(|cell| cell.column as usize == index).peekable();
        let objective = |cell: &LineCell<'_>| match cell.opening() {
            Some(Opening::Level(level)) if level < Level::Action => {
                let found = cell.heading();
                (found.code.is_some() && !found.wording.is_empty()).then_some(level)
            }
            _ => None,
        };
        let Some(level) = cells.peek().and_then(|cell| objective(cell)) else { continue };
        let taken = columns.iter().any(|column| column.role == Some(Role::Title(Some(level))));
        let cells: Vec<&LineCell<'_>> = cells.collect();
        if !taken && cells.len() > 1 && cells.iter().all(|cell| objective(cell) == Some(level)) {
            columns[index].role = Some(Role::Title(Some(level)));
            columns[index].decided = Choice::Contents;
        }
    }
}

/// Columns that count elements, "Nombre d'actions", hold no titles.
fn counts_are_no_titles(columns: &mut [Column], held: &Held) {
    let words = |at: usize| held.mostly(at, &[Content::Short, Content::Long]);
    let titles = |column: &Column| matches!(column.role, Some(Role::Title(_)));
    let other = columns.iter().enumerate().any(|(at, column)| titles(column) && words(at));
    let level = |(at, column): (usize, &Column)| match column.role {
        Some(Role::Title(Some(level))) if words(at) && !column.codes => Some((at, level)),
        _ => None,
    };
    let named: Vec<(usize, Level)> = columns.iter().enumerate().filter_map(level).collect();
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, column)| titles(column)) {
        let numbers = held.count(at, Content::Number);
        // The numbers of a database beside the wordings of the same level are no titles either.
        let ids = !column.codes
            && named.iter().any(|(other, level)| *other != at && Some(Role::Title(Some(*level))) == column.role);
        if other
            && numbers > 0
            && held.mostly(at, &[Content::Number])
            && (counts(&column.label) || ids && held.are_numbers(at))
        {
            column.role = None;
        }
    }
}

/// "Nombre d'actions", "Nb d'OO"
fn counts(label: &str) -> bool {
    vocabulary().counts_things(&fold(label))
}

/// Two columns of titles of one level, "Projet" left of "Action": the left one holds those of the level above, where
/// no other column does; else the right one holds those below.
fn ranked_titles(columns: &mut [Column], held: &Held) {
    let titles = |columns: &[Column]| -> Vec<(usize, Level)> {
        let of = |(at, column): (usize, &Column)| match column.role {
            Some(Role::Title(Some(level))) if !column.codes => Some((at, level)),
            _ => None,
        };
        columns.iter().enumerate().filter_map(of).collect()
    };
    let found = titles(columns);
    let pair = found.windows(2).find(|pair| pair[0].1 == pair[1].1).map(|pair| (pair[0], pair[1].0));
    let Some(((left, level), right)) = pair else { return };
    let words = |at: usize| held.mostly(at, &[Content::Short, Content::Long]);
    let different = columns[left].label != columns[right].label;
    let next = |step: i64| {
        let at = Level::ALL.iter().position(|other| *other == level)?.checked_add_signed(step as isize)?;
        Level::ALL.get(at).copied().filter(|level| found.iter().all(|title| title.1 != *level))
    };
    if different && words(left) && words(right) {
        if let Some(up) = next(-1) {
            columns[left].role = Some(Role::Title(Some(up)));
            columns[left].decided = Choice::Neighbours;
        } else if let Some(down) = next(1) {
            columns[right].role = Some(Role::Title(Some(down)));
            columns[right].decided = Choice::Neighbours;
        }
    }
}

/// A row per action whose objectives are repeated, and whose actions stand under "Description".
fn descriptions_of_actions(columns: &mut [Column], body: &[&Line<'_>]) {
    let objectives: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.role, Some(Role::Title(_))))
        .map(|(at, _)| at)
        .collect();
    let only_objectives = objectives.iter().all(
        |&at| matches!(columns[at].role, Some(Role::Title(Some(level))) if level < Level::Action && !columns[at].codes),
    );
    let description = columns.iter().position(|c| c.role == Some(Role::Field(Field::Description)));
    let (Some(description), Some(&deepest), true) = (description, objectives.last(), only_objectives) else { return };
    let texts = |at: usize| {
        let cells = body.iter().flat_map(|line| line.own());
        cells.filter(move |cell| cell.column as usize == at && cell.span == 1).map(|cell| cell.text)
    };
    let different = |at: usize| texts(at).collect::<BTreeSet<_>>().len();
    let (rows, parents) = (texts(description).count(), different(deepest));
    if rows > 3 && parents * 10 <= rows * 8 && different(description) * 10 >= rows * 8 {
        columns[description].role = Some(Role::Title(Some(Level::Action)));
        columns[description].decided = Choice::Neighbours;
    }
}

/// The level that a group header (`Objectif opérationnel` above `Référence`, `Titre`…) or the first word of the leaf
/// (`OO Échéance`) names, and the leaf without it; `alone` is what the leaf means by itself.
fn named_level<'t>(leaf: &'t str, alone: &[Meaning], groups: &[&str]) -> (Option<Level>, &'t str) {
    let of_group = groups.iter().rev().find_map(|group| {
        let best = *meanings(group, &[]).iter().find(|meaning| matches!(meaning.role, Role::Title(Some(_))))?;
        match best.role {
            Role::Title(level) if best.score >= 97 => level,
            _ => None,
        }
    });
    if of_group.is_some() {
        return (of_group, leaf);
    }
    if alone.first().is_some_and(|best| best.score >= 97) {
        return (None, leaf);
    }
    level_prefix(leaf).map_or((None, leaf), |(level, rest)| (Some(level), rest))
}

fn choose(found: &[Meaning], label: String, held: Sorts) -> Column {
    let contents = |meaning: &Meaning| 3 * held.fit(meaning.role);
    let weigh = |meaning: &Meaning| meaning.score + contents(meaning);
    let weighed_of =
        |meaning: &Meaning| Weighed { role: meaning.role, words: meaning.score, contents: contents(meaning) };
    let Some(first) = found.first().copied() else { return Column { label, ..Column::default() } };
    // Only meanings that the words allow nearly as well are weighed against each other by content.
    let mut rivals: Vec<(i32, usize, Meaning)> =
        found.iter().enumerate().filter(|(_, m)| m.score + 6 >= first.score).map(|(i, m)| (weigh(m), i, *m)).collect();
    rivals.sort_by_key(|(weight, index, _)| (std::cmp::Reverse(*weight), *index));
    let chosen = rivals.first().map_or(first, |(_, _, m)| *m);
    let runner_up = rivals.get(1).map(|(_, _, m)| m.role).or_else(|| found.get(1).map(|m| m.role));
    // The words may name the level of codes or titles: "OS", "N° OO", "Intitulé de l'action".
    let level =
        if matches!(chosen.role, Role::Code | Role::Title(None)) { vocabulary().level_in(&label) } else { None };
    let guessed = chosen.score < SURE;
    let mut weighed: Vec<Weighed> = found.iter().map(weighed_of).collect();
    // The chosen one first, then by their words.
    weighed.sort_by_key(|weighed| weighed.role != chosen.role);
    weighed.truncate(MOST_WEIGHED);
    let role = Some(chosen.role);
    let is_budget = matches!(chosen.role, Role::Field(field) if field.kind() == ReadingKind::Budget);
    let unit = is_budget.then(|| notation::unit::of_header(&label)).flatten();
    Column { role, level, label, unit, runner_up, score: chosen.score, guessed, weighed, ..Column::default() }
}

/// What the words leave open the texts tell: a column of nothing but `OS`, `OO`, `A` beside the titles names the level
/// of each row, and one of types that name no level is of another sort.
fn names_of_levels(columns: &mut [Column], body: &[&Line<'_>]) {
    let is_name = |text: &str| level_of_name(text).is_some() && !text.contains(|c: char| c.is_ascii_digit());
    for index in 0..columns.len() {
        let texts = || {
            let cells = body.iter().flat_map(|line| line.own());
            cells.filter(|cell| cell.column as usize == index && cell.span == 1).map(|cell| cell.text)
        };
        let is_title = |column: &Column| matches!(column.role, Some(Role::Title(_)));
        let beside = columns.iter().enumerate().any(|(at, column)| at > index && is_title(column));
        let column = &mut columns[index];
        match column.role {
            Some(Role::Code | Role::Title(None)) if beside && texts().count() > 1 && texts().all(is_name) => {
                column.role = Some(Role::LevelName);
                (column.level, column.guessed, column.decided) = (None, false, Choice::Contents);
            }
            Some(Role::LevelName)
                if texts().count() > 0
                    && !texts().any(|text| level_of_name(text).is_some())
                    && !are_depths(texts()) =>
            {
                let other = column.weighed.iter().find(|weighed| matches!(weighed.role, Role::Field(_)));
                column.role = other.map(|weighed| weighed.role);
                column.decided = Choice::Contents;
            }
            _ => {}
        }
    }
}

/// A row per action whose objectives stand only as codes (`OS1`, `OO1`): where every row with a title fills them, the
/// codes name its parents. Where only some rows do, they tell the level of the row instead.
fn parents_by_code(columns: &mut [Column], body: &[&Line<'_>]) {
    let is_code_of = |column: &Column, level: Level| column.role == Some(Role::Code) && column.level == Some(level);
    let mut titles = columns.iter().enumerate().filter(|(_, c)| matches!(c.role, Some(Role::Title(_))));
    let (Some((title, column)), None) = (titles.next(), titles.next()) else { return };
    let names_actions = column.role == Some(Role::Title(Some(Level::Action))) || column.level == Some(Level::Action);
    let objective = columns.iter().position(|c| is_code_of(c, Level::OperationalObjective));
    let Some(objective) = objective.filter(|_| names_actions) else { return };
    let fills = |line: &Line<'_>, at: usize| line.cells.iter().any(|cell| cell.column as usize == at);
    let titled = body.iter().filter(|line| fills(line, title));
    let both = titled.clone().filter(|line| fills(line, objective)).count();
    // "A 1.1" below "OO 1" is no parent's.
    let of_others = |line: &&&Line<'_>| {
        let mut cells = line.cells.iter().filter(|cell| cell.column as usize == objective);
        cells.any(|cell| matches!(cell.opening(), Some(Opening::Level(level)) if level != Level::OperationalObjective))
    };
    if both * 10 < titled.count() * 9 || both == 0 || body.iter().any(|line| of_others(&line)) {
        return;
    }
    for column in columns.iter_mut() {
        if is_code_of(column, Level::StrategicObjective) || is_code_of(column, Level::OperationalObjective) {
            column.decided = Choice::Neighbours;
            column.role = Some(Role::Title(column.level));
        }
    }
    columns[title].role = Some(Role::Title(Some(Level::Action)));
}

/// Of two columns of codes of one level, "id_action" and "code_action", the one of bare numbers counts the rows of a
/// database.
fn ids_beside_codes(columns: &mut [Column], held: &Held) {
    let of = |wanted: fn(&Held, usize) -> bool| -> Vec<(usize, Option<Level>)> {
        let codes = columns.iter().enumerate().filter(|(_, column)| column.role == Some(Role::Code));
        codes.filter(|(at, _)| wanted(held, *at)).map(|(at, column)| (at, column.level)).collect()
    };
    let printed = of(|held, at| held.mostly(at, &[Content::Code]));
    let counted = of(Held::are_numbers);
    for (at, level) in counted {
        if level.is_some()
            && printed.iter().any(|(_, other)| *other == level)
            && let Some(column) = columns.get_mut(at)
        {
            (column.role, column.level) = (None, None);
        }
    }
}

/// Columns of titles and codes that name a level. Titles: theirs. Codes: left of a title column of that level they hold its codes. Where several stand
/// side by side (OS, OO, Position), the one that is filled tells the level of the row.
fn codes_of_levels(columns: &mut [Column]) {
    let codes = columns.iter().filter(|column| column.role == Some(Role::Code)).count();
    let deepest = columns.iter().filter(|c| c.role == Some(Role::Code)).filter_map(|c| c.level).max();
    let several = columns.iter().any(|c| matches!(c.role, Some(Role::Title(Some(_)))));
    for column in columns.iter_mut().filter(|column| several && column.role == Some(Role::Title(None))) {
        column.role = Some(Role::Title(column.level));
    }
    let titles: Vec<(usize, Level)> = columns
        .iter()
        .enumerate()
        .filter_map(|(at, c)| if let Some(Role::Title(Some(level))) = c.role { Some((at, level)) } else { None })
        .collect();
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.role == Some(Role::Code)) {
        match column.level {
            Some(level) if titles.iter().any(|title| title.0 > at && title.1 == level) => {
                column.role = Some(Role::Title(Some(level)));
                column.codes = true;
            }
            Some(_) if codes > 1 => {}
            None if codes > 1 && deepest == Some(Level::OperationalObjective) => column.level = Some(Level::Action),
            _ => column.level = None,
        }
    }
}

/// A guess never shares a field with a column that surely holds it.
fn one_column_each(columns: &mut [Column]) {
    let sure: Vec<(Option<Role>, Option<Level>)> =
        columns.iter().filter(|c| c.score >= SURE).map(|c| (c.role, c.level)).collect();
    for column in columns.iter_mut().filter(|c| c.guessed && matches!(c.role, Some(Role::Field(_)))) {
        if sure.contains(&(column.role, column.level)) {
            *column = Column { label: std::mem::take(&mut column.label), ..Column::default() };
        }
    }
}

/// "Pilote poltique" beside "Pilote administratif" begins with the same word, but its letters are nearly those of a
/// name of another field: it is that one.
fn another_field_beside_a_whole_name(columns: &mut [Column]) {
    let whole: Vec<(Option<Role>, Option<Level>)> =
        columns.iter().filter(|c| c.score >= WHOLE).map(|c| (c.role, c.level)).collect();
    let taken: Vec<Option<Role>> = columns.iter().map(|column| column.role).collect();
    let open = |column: &Column| {
        let field = matches!(column.role, Some(Role::Field(_))) && column.choice.is_none() && column.year.is_none();
        field && column.score < WHOLE && whole.contains(&(column.role, column.level))
    };
    for column in columns.iter_mut().filter(|column| open(column)) {
        let other = |weighed: &&Weighed| matches!(weighed.role, Role::Field(_)) && !taken.contains(&Some(weighed.role));
        if let Some(other) = column.weighed.iter().skip(1).find(other).copied() {
            column.runner_up = column.role.replace(other.role);
            (column.guessed, column.decided) = (true, Choice::Neighbours);
        }
    }
}

/// Rows that are the title of an element over several columns: such a table needs no column of titles.
fn titles_across(body: &[&Line<'_>]) -> usize {
    // The wording of a code stands in the row below it.
    let coded = |above: Option<&&Line<'_>>| {
        above.and_then(|line| line.own().next()).is_some_and(|cell| cell.content == Content::Code)
    };
    let title = |(at, line): &(usize, &&Line<'_>)| {
        let across = line.single().filter(|cell| cell.span > 1);
        across.is_some_and(|cell| cell.opening().is_some() || coded(at.checked_sub(1).and_then(|at| body.get(at))))
    };
    body.iter().enumerate().filter(title).count()
}

/// Columns without words: codes left of the titles, and titles that go on right of a title column (codes, then
/// wordings, or one column per level).
fn columns_without_words(columns: &mut [Column], held: &Held, titles_across: usize) {
    let has_title = columns.iter().any(|c| matches!(c.role, Some(Role::Title(_))));
    if !has_title {
        // A grid without any title column: of those with descriptions, or that nothing claims, the one that says most.
        let may_title = |c: &Column| matches!(c.role, None | Some(Role::Field(Field::Description)));
        let said = |index: usize| held.count(index, Content::Long) * 3 + held.count(index, Content::Short);
        let free = (0..columns.len())
            .filter(|&index| may_title(&columns[index]) && said(index) > 0)
            .filter(|&index| columns[index].label.is_empty() || held.all(index) > titles_across)
            .max_by_key(|&index| (said(index), std::cmp::Reverse(index)));
        if let Some(label) = free.and_then(|index| columns.get(index)).map(|column| column.label.clone()) {
            // A merged header makes several columns of the same words, one per level.
            let same = columns.iter_mut().enumerate();
            for (_, column) in same.filter(|(at, c)| Some(*at) == free || !label.is_empty() && c.label == label) {
                column.role = Some(Role::Title(None));
                column.guessed = true;
                column.decided = Choice::Contents;
            }
        }
    }
    for index in 1..columns.len() {
        let before = columns[index - 1].clone();
        if columns[index].role.is_none()
            && columns[index].label.is_empty()
            && before.role == Some(Role::Title(None))
            && held.count(index, Content::Time) + held.count(index, Content::Money) == 0
        {
            columns[index].role = before.role;
            columns[index].score = before.score;
            columns[index].decided = Choice::Neighbours;
        }
    }
    if columns.iter().all(|c| c.role != Some(Role::Code))
        && let Some(index) = columns.iter().position(|c| matches!(c.role, Some(Role::Title(_))))
        && let Some(before) = index.checked_sub(1)
        && columns[before].role.is_none()
        && columns[before].label.is_empty()
        && held.mostly(before, &[Content::Code, Content::Number])
    {
        columns[before].role = Some(Role::Code);
        columns[before].decided = Choice::Contents;
    }
}

/// Under a single title column "Actions", be it merged over several, all levels may stand: its name does not tell
/// that of the rows.
fn level_of_a_single_title(columns: &mut [Column]) {
    let mut titles = columns.iter().filter(|c| matches!(c.role, Some(Role::Title(_))));
    let first = titles.next().map(|column| column.label.clone());
    if titles.all(|column| Some(&column.label) == first.as_ref()) {
        for column in columns.iter_mut().filter(|c| matches!(c.role, Some(Role::Title(_)))) {
            column.role = Some(Role::Title(None));
        }
    }
}

//! Columns of tables that have no header at all: what they hold is all there is to go by.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Field, Level, Reading, ReadingKind, fold};

use crate::columns::{Choice, Column};
use crate::content::Content;
use crate::label::{before_a_colon, several};
use crate::notation::{self, Context};
use crate::source::{Line, LineCell};
use crate::vocabulary::{PeopleWords, Role, vocabulary};
use crate::wording::heading;

/// Widest table that is looked at.
const WIDEST: usize = 1024;
/// Enough cells to know a column by.
const ENOUGH: usize = 400;

/// The sorts of wordings.
const WORDS: &[Content] = &[Content::Long, Content::Short];

/// Fields of closed lists: what a column holds tells them by itself.
const LISTS: &[Field] = &[Field::Status, Field::Priority, Field::Goals, Field::Progress];

/// Columns without header: titles where level words or sentences stand, deadlines and amounts where only such stand,
/// closed lists by their words, people by what they are called.
pub(crate) fn columns_without_header(body: &[&Line<'_>]) -> Vec<Column> {
    let tables = || body.iter().filter(|line| line.table.is_some());
    let width = tables().map(|line| line.width as usize).max().unwrap_or(0).min(WIDEST);
    let mut cells: Vec<Vec<&LineCell<'_>>> = vec![Vec::new(); width];
    for cell in tables().flat_map(|line| line.own()) {
        if let Some(column) = cells.get_mut(cell.column as usize).filter(|column| column.len() < ENOUGH) {
            column.push(cell);
        }
    }
    let mut titled = false;
    let mut budgets = [Field::OrdinaryBudget, Field::ExtraordinaryBudget, Field::Subsidies].into_iter();
    let mut columns: Vec<Column> = Vec::with_capacity(width);
    for cells in &cells {
        let opens = cells.iter().any(|cell| heading(cell.text).opening.is_some());
        let role = if mostly(cells, &[Content::Time]) {
            Some(Role::Field(Field::Deadline))
        } else if mostly(cells, &[Content::Money]) {
            budgets.next().map(Role::Field)
        } else if opens || !titled && mostly(cells, WORDS) {
            titled = true;
            Some(Role::Title(None))
        } else {
            None
        };
        columns.push(Column { role, guessed: true, decided: Choice::Contents, ..Column::default() });
    }
    // The wording often stands right of the column of codes.
    for at in 1..columns.len() {
        let codes = columns[at - 1].role == Some(Role::Title(None));
        let bare = || cells[at - 1].iter().all(|cell| cell.content == Content::Code) && mostly(&cells[at], WORDS);
        if codes && columns[at].role.is_none() && (cells[at].iter().any(|cell| cell.content == Content::Long) || bare())
        {
            columns[at].role = Some(Role::Title(None));
        }
    }
    let rows = tables().count();
    by_labels(&mut columns, &cells);
    repeated_parents(&mut columns, &cells, rows);
    by_lists(&mut columns, &cells);
    by_people(&mut columns, &cells);
    // Cells of several values say themselves what each is.
    for (column, cells) in columns.iter_mut().zip(&cells) {
        let several = cells.iter().filter(|cell| cell.signs.may_label() && several(cell.text).is_some()).count();
        if several > 0 && several * 2 > cells.len() && matches!(column.role, Some(Role::Field(_))) {
            *column = Column::default();
        }
    }
    // A column that only says that there is nothing, beside amounts, holds amounts too.
    for at in 1..columns.len() {
        let beside = matches!(columns[at - 1].role, Some(Role::Field(field)) if field.kind() == ReadingKind::Budget);
        let nothing = !cells[at].is_empty() && cells[at].iter().all(|cell| cell.content == Content::Nothing);
        if beside && nothing && columns[at].role.is_none() {
            columns[at].role = budgets.next().map(Role::Field);
        }
    }
    columns
}

/// Columns whose cells say themselves what they are: "Responsable : …" on every row.
fn by_labels(columns: &mut [Column], cells: &[Vec<&LineCell<'_>>]) {
    for (column, cells) in columns.iter_mut().zip(cells) {
        let field = |cell: &&LineCell<'_>| {
            if cell.signs.may_label() && several(cell.text).is_some() {
                return None;
            }
            before_a_colon(cell.text).map(|label| label.role).filter(|role| matches!(role, Role::Field(_)))
        };
        let Some(first) = cells.iter().find_map(field) else { continue };
        let same = cells.iter().filter(|cell| field(cell) == Some(first)).count();
        if cells.len() > 1 && same * 4 >= cells.len() * 3 {
            *column = Column { role: Some(first), labelled: true, decided: Choice::Contents, ..Column::default() };
        }
    }
}

/// A row per action, its objectives repeated in the columns left of it: each of these columns says fewer different
/// things than the next, and the last one hardly ever the same.
fn repeated_parents(columns: &mut [Column], cells: &[Vec<&LineCell<'_>>], rows: usize) {
    let rows = rows.min(ENOUGH);
    let text =
        |cells: &Vec<&LineCell<'_>>| mostly(cells, &[Content::Long, Content::Short]) && cells.len() * 10 >= rows * 8;
    let different =
        |cells: &Vec<&LineCell<'_>>| cells.iter().map(|cell| fold(cell.text)).collect::<BTreeSet<_>>().len();
    let leading: Vec<usize> = cells.iter().take_while(|cells| text(cells)).map(different).collect();
    // Behind the actions, people and departments are fewer again.
    let rising = 1 + leading.windows(2).take_while(|pair| pair[0] < pair[1]).count();
    let levels = match rising.min(leading.len()) {
        0 | 1 => return,
        2 => &[Level::OperationalObjective, Level::Action][..],
        3 => &[Level::StrategicObjective, Level::OperationalObjective, Level::Action],
        _ => return,
    };
    let actions = leading.get(levels.len() - 1).copied().unwrap_or_default();
    let parents = leading.get(levels.len() - 2).copied().unwrap_or_default();
    if rows < 4 || actions * 10 < rows * 9 || parents * 10 > rows * 8 {
        return;
    }
    for (column, level) in columns.iter_mut().zip(levels) {
        column.role = Some(Role::Title(Some(*level)));
    }
    // What stood there for titles of any level is something else now.
    for column in columns.iter_mut().skip(levels.len()).filter(|column| column.role == Some(Role::Title(None))) {
        column.role = None;
    }
}

/// More than half of what a column says is of these sorts: "/" is printed in any column that states that there is
/// nothing.
fn mostly(cells: &[&LineCell<'_>], wanted: &[Content]) -> bool {
    let hits = cells.iter().filter(|cell| wanted.contains(&cell.content)).count();
    let said = cells.iter().filter(|cell| cell.content != Content::Nothing).count();
    hits * 2 > said && hits > 0
}

/// Statuses, priorities, goals and percentages are told by their words.
fn by_lists(columns: &mut [Column], cells: &[Vec<&LineCell<'_>>]) {
    for field in LISTS {
        let reads = |cell: &&&LineCell<'_>| {
            let text = cell.text.trim();
            let bare = *field == Field::Progress && !text.ends_with('%') || text.chars().all(|c| c.is_ascii_digit());
            !bare && {
                let reading = notation::read(*field, text, &Context::default()).reading;
                reading.is_some_and(|reading| reading != Reading::Nothing)
            }
        };
        let fits = |cells: &Vec<&LineCell<'_>>| {
            let said: Vec<_> = cells.iter().filter(|cell| cell.content != Content::Nothing).collect();
            !said.is_empty() && said.iter().filter(|cell| reads(&&***cell)).count() * 4 >= said.len() * 3
        };
        let free = columns.iter_mut().zip(cells).find(|(column, cells)| column.role.is_none() && fits(cells));
        if let Some((column, _)) = free {
            column.role = Some(Role::Field(*field));
        }
    }
}

/// Who a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Elected,
    Person,
    Department,
    Function,
}

fn who(text: &str) -> Option<Who> {
    let PeopleWords { political, service, function, titles, .. } = &vocabulary().people;
    let folded = fold(text);
    let padded = format!(" {folded} ");
    let names = |words: &[String]| words.iter().any(|word| padded.contains(&format!(" {word} ")));
    if names(political) {
        return Some(Who::Elected);
    }
    let first = folded.split(' ').next().unwrap_or_default();
    let initial = text.trim().chars().nth(1) == Some('.') && first.len() == 1;
    if initial && folded.len() > 3 || folded.contains(' ') && titles.iter().any(|title| title == first) {
        return Some(Who::Person);
    }
    // "Service Travaux" is a department whoever works there; "Directeur des travaux" is a function.
    let leads = |words: &[String]| words.iter().any(|word| word == first);
    match (leads(service), leads(function), names(service), names(function)) {
        (true, ..) => Some(Who::Department),
        (_, true, ..) | (_, _, false, true) => Some(Who::Function),
        (_, _, true, _) => Some(Who::Department),
        _ => None,
    }
}

/// Columns of people: those who are elected, departments, and those who do the work.
fn by_people(columns: &mut [Column], cells: &[Vec<&LineCell<'_>>]) {
    let of = |cells: &Vec<&LineCell<'_>>| -> Option<Who> {
        let short: Vec<_> = cells.iter().filter(|cell| cell.content == Content::Short).collect();
        let mut counts: BTreeMap<Who, usize> = BTreeMap::new();
        short.iter().filter_map(|cell| who(cell.text)).for_each(|who| *counts.entry(who).or_default() += 1);
        let known: usize = counts.values().sum();
        let said = cells.iter().filter(|cell| cell.content != Content::Nothing).count();
        // The first of equals: max_by_key would give the last.
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        most.filter(|_| known * 2 > said).map(|(who, _)| who)
    };
    let people: Vec<(usize, Who)> = columns
        .iter()
        .zip(cells)
        .enumerate()
        .filter(|(_, (column, _))| column.role.is_none())
        .filter_map(|(at, (_, cells))| Some((at, of(cells)?)))
        .collect();
    let mut taken: Vec<Field> = Vec::new();
    for (at, who) in &people {
        let wanted = match who {
            Who::Elected => &[Field::PoliticalPilot][..],
            // Beside departments and functions, a name is that of who answers for them.
            Who::Person if people.len() > 1 => &[Field::PoliticalPilot, Field::Agent],
            Who::Department if people.len() > 1 => &[Field::Service],
            _ => &[Field::Agent, Field::Service],
        };
        if let Some(field) = wanted.iter().find(|field| !taken.contains(field)) {
            taken.push(*field);
            if let Some(column) = columns.get_mut(*at) {
                column.role = Some(Role::Field(*field));
            }
        }
    }
}

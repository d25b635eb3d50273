//! Columns whose header says less, or more, than what they hold: codes of several depths under "Axe", targets beside the
//! indicators that they are of.

use std::collections::BTreeMap;

use passerelle_core::{Field, Level};

use crate::columns::{Choice, Column};
use crate::content::Content;
use crate::held::Held;
use crate::source::{Line, LineCell};
use crate::vocabulary::{Opening, Role, vocabulary};

/// The cells of a column, and of no other.
fn cells<'l, 'a>(body: &'l [&Line<'a>], column: usize) -> impl Iterator<Item = &'l LineCell<'a>> {
    body.iter().flat_map(|line| line.own()).filter(move |cell| cell.column as usize == column && cell.span == 1)
}

/// Columns that do not hold what their header says.
pub(crate) fn settle(columns: &mut [Column], body: &[&Line<'_>]) {
    answers_and_dates_are_no_titles(columns, body);
    levels_in_one_column(columns, body);
}

/// No table has more columns of titles.
const MOST: usize = 20;

/// "Nouvelle action (oui/non)" above "oui" and "non", "Chantier" above dates: neither are titles of actions.
fn answers_and_dates_are_no_titles(columns: &mut [Column], body: &[&Line<'_>]) {
    let titles = |column: &Column| matches!(column.role, Some(Role::Title(_))) && !column.codes;
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, column)| titles(column)).take(MOST) {
        // The first other text ends the look.
        let mut texts = cells(body, at).peekable();
        if texts.peek().is_some() && texts.all(|cell| cell.content == Content::Time || is_answer(cell.text)) {
            (column.role, column.level, column.guessed) = (None, None, false);
        }
    }
}

/// "oui", "non"
fn is_answer(text: &str) -> bool {
    let text = text.trim();
    vocabulary().answers.iter().any(|answer| text.eq_ignore_ascii_case(answer))
}

/// "Axe" above "AXE 1 – Être…", "1.1 Développer…" and "1.1.1": the codes tell the levels, not the header.
fn levels_in_one_column(columns: &mut [Column], body: &[&Line<'_>]) {
    let objective = |column: &Column| matches!(column.role, Some(Role::Title(Some(level))) if level < Level::Action);
    let first = columns.iter().position(|column| matches!(column.role, Some(Role::Title(_) | Role::Code)));
    let Some(at) = first.filter(|at| columns.get(*at).is_some_and(|column| objective(column) && !column.codes)) else {
        return;
    };
    // Another column of objectives holds those of its own level.
    if columns.iter().skip(at + 1).any(objective) {
        return;
    }
    let (mut all, mut coded, mut depths) = (0, 0, BTreeMap::<usize, usize>::new());
    for cell in cells(body, at) {
        all += 1;
        let Some(code) = cell.heading().code.filter(|code| !code.numbers.is_empty()) else { continue };
        coded += 1;
        // A level word tells the level of its own row, whatever the column.
        let depth = match cell.opening() {
            Some(Opening::Level(Level::StrategicObjective)) => 1,
            None => code.numbers.len(),
            Some(_) => continue,
        };
        *depths.entry(depth).or_default() += 1;
    }
    let deep = depths.range(2..).map(|(_, count)| count).sum::<usize>();
    let named = column_level(columns, at);
    let deepest = depths.last_key_value().map_or(0, |(depth, _)| *depth);
    let below = named == Some(Level::StrategicObjective) || deepest > 2;
    if depths.len() > 1
        && below
        && coded * 10 >= all * 8
        && deep > 2
        && let Some(column) = columns.get_mut(at)
    {
        (column.role, column.decided) = (Some(Role::Title(None)), Choice::Contents);
    }
}

fn column_level(columns: &[Column], at: usize) -> Option<Level> {
    match columns.get(at)?.role {
        Some(Role::Title(level)) => level,
        _ => None,
    }
}

/// "Valeur cible 2030", bare numbers beside the wordings of the indicators: kept under its own header, not run together
/// with them.
pub(crate) fn targets_beside_indicators(columns: &mut [Column], held: &Held) {
    let indicators = Some(Role::Field(Field::Indicators));
    let found: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].role == indicators).collect();
    if found.len() < 2 {
        return;
    }
    let numbers = |at: usize| {
        let sorts = held.sorts(at);
        let numbers = sorts.count(Content::Number) + sorts.count(Content::Money);
        numbers * 4 > (sorts.all() - sorts.count(Content::Nothing)) * 3
    };
    if found.iter().any(|at| !numbers(*at)) {
        for at in found.into_iter().filter(|at| numbers(*at)) {
            columns[at] = Column { label: std::mem::take(&mut columns[at].label), ..Column::default() };
        }
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Element, Field, Level};

    fn read(grid: &str) -> Vec<Element> {
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        import.document.outline().elements().to_vec()
    }

    #[test]
    fn codes_tell_the_levels_of_a_column_that_is_named_after_the_highest() {
        let elements = read(
            "Axe\tProjet\tResponsable\tDélai\nAXE 1 - Vivre ensemble\n1.1 Accueillir les familles\n\
             1.1.1\tOuvrir une crèche\tA. Roy\t2026\n1.1.2\tPlanter des haies\tB. Noël\t2027\n",
        );
        let levels: Vec<Level> = elements.iter().map(|element| element.level).collect();
        assert_eq!(levels, [Level::StrategicObjective, Level::OperationalObjective, Level::Action, Level::Action]);
        assert_eq!(elements[2].title.wording, "Ouvrir une crèche");
    }

    #[test]
    fn a_target_is_no_indicator() {
        let elements = read(
            "Code\tAction\tIndicateur\tValeur cible\nA 1\tOuvrir une crèche\tPlaces ouvertes\t12\n\
             A 2\tPlanter des haies\tMètres plantés\t300\n",
        );
        let indicators: Vec<String> =
            elements.iter().map(|e| e.field(Field::Indicators).unwrap().text.join("|")).collect();
        assert_eq!(indicators, ["Places ouvertes", "Mètres plantés"]);
        assert_eq!(elements[0].extras[0].label, "Valeur cible");
    }
}

//! Columns whose header names a level and that hold nothing but codes, beside the wordings.

use passerelle_core::{Field, Level};

use crate::columns::{Choice, Column};
use crate::content::Content;
use crate::held::Held;
use crate::source::{Line, LineCell};
use crate::vocabulary::Role;

/// Codes stand in the first columns.
const MOST: usize = 30;

/// Settles such columns.
pub(crate) fn settle(columns: &mut [Column], held: &Held, body: &[&Line<'_>]) {
    codes_under_level_words(columns, held, body);
    references_beside_wordings(columns, body);
}

/// The texts of a column, and of no other.
fn texts<'l>(body: &'l [&Line<'_>], column: usize) -> impl Iterator<Item = &'l LineCell<'l>> {
    body.iter().flat_map(|line| line.own()).filter(move |cell| cell.column as usize == column && cell.span == 1)
}

/// "OS", "OO", "Action" above nothing but codes, left of the wordings of all: codes of their level.
fn codes_under_level_words(columns: &mut [Column], held: &Held, body: &[&Line<'_>]) {
    let wordings = |column: &Column| column.role == Some(Role::Title(None));
    let Some(title) = columns.iter().position(wordings).filter(|at| held.mostly(*at, &[Content::Short, Content::Long]))
    else {
        return;
    };
    for (at, column) in columns.iter_mut().enumerate().take(title) {
        let Some(Role::Title(Some(level))) = column.role.filter(|_| !column.codes) else { continue };
        // "1,1" looks like an amount.
        let sorts = [Content::Code, Content::Number, Content::Money];
        let is_code = |cell: &LineCell<'_>| sorts.contains(&cell.content) || is_lettered(cell.text);
        // The first text that is no code ends the look.
        if held.all(at) > 1 && at < MOST && texts(body, at).all(is_code) {
            column.role = Some(Role::Code);
            column.level = Some(level);
            column.decided = Choice::Contents;
        }
    }
}

/// "A", "B1", "B1.2": a capital letter and what counts within it.
fn is_lettered(text: &str) -> bool {
    const LONGEST: usize = 8;
    let text = text.trim();
    let mut letters = text.chars();
    let counts = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    text.len() <= LONGEST && letters.next().is_some_and(|c| c.is_ascii_uppercase()) && letters.all(counts)
}

/// "Fiche" above "F12", "F13" left of the wordings: references of the actions, not their titles. Where no column is one
/// of wordings, the description beside them is.
fn references_beside_wordings(columns: &mut [Column], body: &[&Line<'_>]) {
    const LONGEST: usize = 8;
    let reference = |cell: &LineCell<'_>| {
        let text = cell.text.trim();
        text.len() <= LONGEST && !text.contains(char::is_whitespace) && text.contains(|c: char| c.is_ascii_digit())
    };
    let action = Some(Role::Title(Some(Level::Action)));
    let Some(at) = columns.iter().position(|column| column.role == action && !column.codes) else { return };
    let beside = |role: Role| columns.iter().skip(at + 1).any(|column| column.role == Some(role));
    let described = columns.get(at + 1).is_some_and(|next| next.role == Some(Role::Field(Field::Description)));
    let named = beside(Role::Title(None));
    let coded = columns.iter().any(|column| column.role == Some(Role::Code));
    if coded || !named && !described || texts(body, at).nth(1).is_none() || !texts(body, at).all(reference) {
        return;
    }
    if let Some(column) = columns.get_mut(at) {
        (column.role, column.decided) = (Some(Role::Code), Choice::Contents);
    }
    if let Some(next) = columns.get_mut(at + 1).filter(|_| !named) {
        next.runner_up = next.role;
        (next.role, next.decided, next.guessed) = (action, Choice::Neighbours, true);
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::Level;

    #[test]
    fn references_and_letters_are_codes_of_the_wordings_beside_them() {
        let read = |grid: &str| {
            let limits = passerelle_tables::Limits::default();
            let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
            let import = crate::import(&tables, "pst.tsv").unwrap();
            assert!(import.report.counts.adds_up());
            let titles = |e: &passerelle_core::Element| (e.level, e.title.wording.to_string());
            let told = import.report.diagnostics.iter().any(|d| d.code() == "I102");
            (import.document.outline().elements().iter().map(titles).collect::<Vec<_>>(), told)
        };
        let action = |title: &str| (Level::Action, title.to_owned());
        let (read_sheets, told) = read(
            "Fiche\tDescriptif du projet\tPilote\tÉchéance\nF01\tOuvrir une crèche communale\tA. Roy\t2026\n\
             F02\tPlanter des haies le long des chemins\tB. Noël\t2027\n",
        );
        assert_eq!(
            read_sheets,
            [action("Ouvrir une crèche communale"), action("Planter des haies le long des chemins")]
        );
        assert!(told, "a description taken for the titles is a guess");
        let (lettered, _) = read(
            "Axe\tObj.\tAct.\tLibellé\tQui\nA\t\t\tÊtre une commune verte\t\n\tA1\t\tPréserver la nature du bocage\t\n\
             \t\tA1.1\tPlanter des haies\tB. Noël\nB\t\t\tÊtre une commune proche\t\n\
             \tB1\t\tMaintenir les services à la population\t\n\t\tB1.1\tOuvrir une crèche\tA. Roy\n",
        );
        let levels: Vec<Level> = lettered.iter().map(|(level, _)| *level).collect();
        let one = [Level::StrategicObjective, Level::OperationalObjective, Level::Action];
        assert_eq!(levels, [one, one].concat());
    }
}

//! Columns of what stands above the actions, where the words of the header do not tell, or tell the same of two.

use std::collections::BTreeMap;

use passerelle_core::{ClassificationKind, Level, fold};

use crate::columns::{Choice, Column};
use crate::content::Content;
use crate::source::{Line, LineCell};
use crate::vocabulary::Role;
use crate::wording::bullet;

/// The cells of a column with the line in which each begins.
fn cells<'l, 'a>(body: &'l [&'l Line<'a>], at: usize) -> impl Iterator<Item = (usize, &'l LineCell<'a>)> {
    let lines = body.iter().enumerate();
    lines.flat_map(move |(line, row)| {
        row.own().filter(move |cell| cell.column as usize == at).map(move |cell| (line, cell))
    })
}

/// Which texts of a column stand in the rows of which text of another: each text of the lower column below one of the
/// upper one only, and fewer upper texts than lower ones.
fn nests(body: &[&Line<'_>], upper: usize, lower: usize) -> bool {
    let mut above: BTreeMap<&str, &str> = BTreeMap::new();
    let (mut uppers, mut lowers) = (cells(body, upper).peekable(), cells(body, lower).peekable());
    let mut current: Option<&str> = None;
    let mut distinct: BTreeMap<&str, ()> = BTreeMap::new();
    for line in 0..body.len() {
        while let Some((_, cell)) = uppers.next_if(|(at, _)| *at == line) {
            current = Some(cell.text.trim());
            distinct.insert(cell.text.trim(), ());
        }
        while let Some((_, cell)) = lowers.next_if(|(at, _)| *at == line) {
            let Some(current) = current else { return false };
            if *above.entry(cell.text.trim()).or_insert(current) != current {
                return false;
            }
        }
    }
    !above.is_empty() && distinct.len() <= above.len()
}

/// Two columns of objectifs stratégiques, "Axe" left of "Objectif stratégique": the one that says so whole holds them,
/// the other one, whose texts hold for theirs, domaines. With an empty level between them and the actions they are the
/// two levels instead.
pub(crate) fn domains_above_objectives(columns: &mut [Column], body: &[&Line<'_>]) {
    let strategic = Some(Role::Title(Some(Level::StrategicObjective)));
    let has = |columns: &[Column], level| columns.iter().any(|c| c.role == Some(Role::Title(Some(level))));
    let mut found = columns.iter().enumerate().filter(|(_, c)| c.role == strategic && !c.codes).map(|(at, _)| at);
    let (Some(left), Some(right), None) = (found.next(), found.next(), found.next()) else { return };
    // Two words for the same level, and the next one has its own column.
    if !has(columns, Level::OperationalObjective) || columns[left].label == columns[right].label {
        return;
    }
    let whole = |at: usize| fold(&columns[at].label).contains("strategique");
    let (upper, lower) = if whole(left) && !whole(right) { (right, left) } else { (left, right) };
    if nests(body, upper, lower) {
        let column = &mut columns[upper];
        column.runner_up = column.role.replace(Role::Classification(ClassificationKind::Domain));
        (column.guessed, column.decided) = (true, Choice::Neighbours);
    }
}

/// A column that nobody knows between those of the objectifs stratégiques and of the actions holds what stands between
/// them: "Axes", "Programmes", "Projets".
pub(crate) fn objectives_between(columns: &mut [Column], body: &[&Line<'_>]) {
    let of = |level| columns.iter().position(|c| c.role == Some(Role::Title(Some(level))) && !c.codes);
    let (Some(upper), Some(lower), None) =
        (of(Level::StrategicObjective), of(Level::Action), of(Level::OperationalObjective))
    else {
        return;
    };
    let unknown = |at: &usize| columns[*at].role.is_none() && !columns[*at].label.is_empty();
    let mut between = (upper + 1..lower).filter(unknown);
    let (Some(at), None) = (between.next(), between.next()) else { return };
    let words = |cell: &LineCell<'_>| matches!(cell.content, Content::Short | Content::Long);
    let texts = cells(body, at).count();
    let begins = |text: &str| bullet(text).unwrap_or(text).trim_start().starts_with(char::is_uppercase);
    let titles = texts > 1 && cells(body, at).all(|(_, cell)| words(cell) && begins(cell.text));
    // Fewer of them than of the actions below: merged or printed once, or long enough to be no name of a place.
    let mut distinct: Vec<&str> = cells(body, at).map(|(_, cell)| cell.text).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let actions = cells(body, lower).count();
    let long = cells(body, at).filter(|(_, cell)| cell.content == Content::Long).count() * 2 > texts;
    if titles && (texts < actions || long) && distinct.len() < actions && nests(body, upper, at) {
        let column = &mut columns[at];
        column.role = Some(Role::Title(Some(Level::OperationalObjective)));
        (column.guessed, column.decided) = (true, Choice::Neighbours);
    }
}

#[cfg(test)]
mod tests {
    use passerelle_core::{ClassificationKind, Level};

    fn levels(grid: &str) -> Vec<(Level, String)> {
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let elements = import.document.outline().elements();
        elements.iter().map(|element| (element.level, element.title.wording.clone())).collect()
    }

    #[test]
    fn villages_between_objectives_and_actions_are_no_objectives() {
        let grid = "Objectif stratégique\tVillage\tAction\tÉchéance\nÊtre solidaire\tRoclenge\tOuvrir une épicerie\t2026\n\
                    Être solidaire\tMontjoie\tFormer le personnel\t2027\nÊtre sûre\tHautmont\tPlacer des radars\t2028\n\
                    Être sûre\tHautmont\tPlacer des caméras\t2028\n";
        assert!(levels(grid).iter().all(|(level, _)| *level != Level::OperationalObjective));
    }

    #[test]
    fn the_same_action_below_each_axis_stays_as_often_as_it_is_printed() {
        let grid = "Axe\tObjectif stratégique\tObjectif opérationnel\tAction\tÉchéance\n\
                    Vivre\tÊtre solidaire\tAider\tCréer un groupe de travail\t2026\n\
                    Vivre\tÊtre sûre\tSécuriser\tCréer un groupe de travail\t2026\n\
                    Gérer\tÊtre efficace\tSimplifier\tCréer un groupe de travail\t2026\n";
        let actions = levels(grid).into_iter().filter(|(level, _)| *level == Level::Action).count();
        assert_eq!(actions, 3);
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        let outline = import.document.outline();
        let domains = outline.inherited(ClassificationKind::Domain);
        let actions = outline.elements().iter().zip(&domains).filter(|(element, _)| element.level == Level::Action);
        assert!(actions.into_iter().all(|(_, domain)| domain.is_some()));
    }
}

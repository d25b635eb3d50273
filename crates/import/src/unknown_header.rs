//! Headers of which hardly a word is known: "Colonne1", a dialect, a whole sentence above each column. Where they stand and
//! what stands below tells that they are headers; what the columns hold tells the rest.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Field, fold};

use crate::columns::{Choice, Column, columns};
use crate::content::Content;
use crate::header::{Header, RECOGNISED, paths};
use crate::headerless::columns_without_header;
use crate::held::{Held, Sorts};
use crate::likeness::starts_with_words;
use crate::source::{Line, LineCell, Source};
use crate::texts::Texts;
use crate::vocabulary::{Opening, Role, vocabulary};

/// How far down a table begins, below titles and logos.
const TOP: usize = 12;
/// Rows below that tell what a column holds.
const ROWS: usize = 60;
/// Narrower rows are no header.
const FEWEST: usize = 3;
/// Nor are wider ones.
const MOST: u32 = 200;

/// The header of each table that has one of this sort.
pub(crate) fn find<'a>(source: &Source<'a>) -> Vec<Header<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < source.lines.len() {
        let lines = source.lines.get(at..).unwrap_or_default();
        let table = lines.first().and_then(|line| line.table);
        let count = lines.iter().take_while(|line| line.table == table).count().max(1);
        if let Some(first) = table.and_then(|_| header_of(lines.get(..count).unwrap_or_default())) {
            let line = at + first;
            let texts = |line: &Line<'a>| line.own().map(|cell| cell.text.trim()).collect::<Vec<_>>();
            let header = texts(&source.lines[line]);
            // The same row again, at the top of a page.
            for again in (line..at + count).filter(|again| texts(&source.lines[*again]) == header) {
                let paths = paths(&source.lines[again..=again]);
                found.push(Header { first: again, last: again, paths, by_place: true });
            }
        }
        at += count;
    }
    found
}

/// The first row of a table that is wide, where it names what the columns below hold and holds nothing of the sort.
fn header_of(lines: &[Line<'_>]) -> Option<usize> {
    let at = lines.iter().take(TOP).position(|line| line.own().nth(FEWEST - 1).is_some())?;
    let (line, below) = (lines.get(at)?, lines.get(at + 1..)?);
    let below: Vec<&Line<'_>> = below.iter().take(ROWS).collect();
    let cells: Vec<&LineCell<'_>> = line.own().collect();
    let width = cells.last().map_or(0, |last| last.column.saturating_add(last.span));
    if width > MOST {
        return None;
    }
    let names = |cell: &LineCell<'_>| {
        let named = matches!(cell.opening(), Some(Opening::Level(_) | Opening::Container(_)))
            && cell.heading().code.is_some_and(|code| !code.numbers.is_empty());
        matches!(cell.content, Content::Short | Content::Long | Content::Code) && !named && cell.text.len() <= 200
    };
    let different: BTreeSet<&str> = cells.iter().map(|cell| cell.text.trim()).collect();
    // Nearly every column below has its word; a cell that stands apart is no column.
    let mut filled: BTreeMap<u32, usize> = BTreeMap::new();
    below.iter().flat_map(|line| line.own()).for_each(|cell| *filled.entry(cell.column).or_default() += 1);
    filled.retain(|_, count| *count > 1);
    let headed = |column: &&u32| cells.iter().any(|cell| (cell.column..cell.column + cell.span).contains(column));
    // One column may have been copied.
    let all = cells.iter().all(|cell| names(cell)) && different.len() + 1 >= cells.len();
    if !all || below.len() < FEWEST || filled.keys().filter(headed).count() * 10 < filled.len() * 9 {
        return None;
    }
    // Columns that hold one sort of values, which their word is not.
    let (held, states) = (Held::of(&below, width as usize), states(&below));
    let typed = |cell: &&&LineCell<'_>| {
        let sorts = held.sorts(cell.column as usize);
        let filled = sorts.all() - sorts.count(Content::Nothing);
        let most = [Content::Time, Content::Money, Content::Code, Content::Number].into_iter().any(|sort| {
            let count = sorts.count(sort);
            sort != cell.content && count > 1 && count * 3 > filled * 2
        });
        most || !cell.words.is_state() && states.get(&cell.column).is_some_and(|count| *count > 1)
    };
    (cells.iter().filter(typed).count() > 1).then_some(at)
}

/// How many texts of each column are states.
fn states(rows: &[&Line<'_>]) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    for cell in rows.iter().flat_map(|line| line.own()).filter(|cell| cell.words.is_state()) {
        *counts.entry(cell.column).or_default() += 1;
    }
    counts
}

/// The columns of such a header: by their words where these are known, else by what they hold.
pub(crate) fn columns_of(header: &Header<'_>, rows: &[&Line<'_>], texts: &Texts<'_>) -> Vec<Column> {
    let mut named = columns(header, rows, texts);
    let by_words = |column: &Column| {
        column.role.is_some() && column.score >= RECOGNISED && matches!(column.decided, Choice::Words | Choice::Group)
    };
    let sorts = Held::of(rows, named.len());
    let mut held = columns_without_header(rows);
    held.resize_with(named.len(), Column::default);
    let titled = named.iter().any(|column| by_words(column) && matches!(column.role, Some(Role::Title(_))));
    let taken: Vec<Role> = named.iter().filter(|column| by_words(column)).filter_map(|column| column.role).collect();
    let amounts = held.iter().filter(|column| column.role == Some(Role::Field(Field::ExtraordinaryBudget))).count();
    for (at, (column, mut held)) in named.iter_mut().zip(held).enumerate() {
        if by_words(column) {
            continue;
        }
        // A single column of amounts is that of the budget.
        if held.role == Some(Role::Field(Field::OrdinaryBudget)) && amounts == 0 {
            held.role = Some(Role::Field(Field::Budget));
        }
        if matches!(held.role, None | Some(Role::Field(Field::Agent | Field::Service | Field::PoliticalPilot)))
            && let Some(role) = within(&column.label, sorts.sorts(at)).filter(|role| !taken.contains(role))
        {
            (held.role, held.guessed) = (Some(role), true);
        }
        if held.role == Some(Role::Field(Field::Agent)) && are_departments(rows, at) {
            held.role = Some(Role::Field(Field::Service));
        }
        let free = held.role.is_none_or(|role| !taken.contains(&role))
            && !(titled && matches!(held.role, Some(Role::Title(_))));
        let label = std::mem::take(&mut column.label);
        *column = if free { Column { label, ..held } } else { Column { label, ..Column::default() } };
    }
    named
}

/// Most texts of a column begin as the name of a department does: "Service Travaux".
fn are_departments(rows: &[&Line<'_>], column: usize) -> bool {
    let (mut all, mut found) = (0, 0);
    for cell in rows.iter().flat_map(|line| line.own()).filter(|cell| cell.column as usize == column).take(ROWS) {
        let folded = fold(cell.text);
        all += 1;
        found += usize::from(vocabulary().people.service.iter().any(|word| starts_with_words(&folded, word)));
    }
    found * 4 > all * 3
}

/// What a name somewhere in a sentence above a column means, where what stands below fits: "L'échevin qui a la matière
/// dans ses attributions".
fn within(label: &str, held: Sorts) -> Option<Role> {
    const LEAST: i32 = 30;
    let folded = fold(label);
    let mut best: Option<(i32, Role)> = None;
    for (entry, points) in vocabulary().names.points(&folded, &folded, LEAST) {
        let Some(entry) = vocabulary().columns.get(entry).filter(|entry| entry.groups.is_empty()) else { continue };
        let field = matches!(entry.role, Role::Field(_)) && held.fits(entry.role);
        if field && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, entry.role));
        }
    }
    best.map(|(_, role)| role)
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Element, Field, Level};

    fn read(header: &str) -> Vec<Element> {
        let grid = format!(
            "{header}\nOS 1\tÊtre une commune accueillante\nOO 1.1\tAccueillir les familles\n\
             A 1.1.1\tOuvrir une crèche\tService Enfance\t30/06/2026\t12.000 €\n\
             A 1.1.2\tPlanter des haies le long des chemins\tService Travaux\t2027\t3.500 €\n\
             A 1.1.3\tFormer le personnel\tService Enfance\tfin 2028\t/\n"
        );
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        assert!(import.report.diagnostics.iter().any(|said| said.code() == "I102"), "guesses are said");
        import.document.outline().elements().to_vec()
    }

    #[test]
    fn a_header_of_unknown_words_is_read_by_what_stands_below() {
        for header in
            ["Colonne1\tColonne2\tColonne3\tColonne4\tColonne5", "Kôde\tÈn'ovraedje\tLi siervice\tCwand\tCåbin"]
        {
            let elements = read(header);
            assert_eq!(elements.len(), 5, "{header}");
            let action = elements.iter().find(|element| element.level == Level::Action).unwrap();
            assert_eq!(action.title.wording, "Ouvrir une crèche");
            assert_eq!(action.field(Field::Deadline).unwrap().text.join(""), "30/06/2026");
            assert_eq!(action.field(Field::Budget).unwrap().text.join(""), "12.000 €");
        }
    }
}

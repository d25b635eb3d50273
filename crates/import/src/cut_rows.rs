//! Rows that were cut in two, by a page break or a conversion: what a row had no room for stands in the row below, each
//! text under the one that it goes on with.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::columns::Column;
use crate::content::Content;
use crate::continuation::{breaks_off, ends_with_a_linking_word};
use crate::foot::{begins_with_a_sign, is_sign};
use crate::source::{ItemId, Line, LineCell, Source};
use crate::vocabulary::{Role, vocabulary};

/// Lines that go on with another one, by their index.
#[derive(Debug, Default)]
pub(crate) struct CutRows {
    rests: BTreeSet<usize>,
    of: BTreeMap<usize, Vec<usize>>,
}

impl CutRows {
    /// It goes on with a line above.
    pub(crate) fn is_rest(&self, line: usize) -> bool {
        self.rests.contains(&line)
    }

    /// The texts that a line goes on with, with their lines.
    pub(crate) fn rests_of<'a>(&self, line: usize, source: &'a Source<'a>) -> Vec<(usize, &'a LineCell<'a>)> {
        let rests = self.of.get(&line).into_iter().flatten();
        let lines = rests.filter_map(|&rest| Some((rest, source.lines.get(rest)?)));
        lines.flat_map(|(rest, line)| line.own().map(move |cell| (rest, cell))).collect()
    }
}

/// No row is cut into more parts.
const MOST_PARTS: usize = 12;

/// Finds the rows among the lines of one section that were cut.
pub(crate) fn cut_rows(source: &Source<'_>, lines: &[usize], columns: &[Column]) -> CutRows {
    let mut found = CutRows::default();
    // The first line of a row, and the lines that it goes on with.
    let mut parts: Vec<usize> = Vec::new();
    for &index in lines {
        if let (Some(first), Some(last)) = (parts.first().copied(), parts.last().copied())
            && parts.len() < MOST_PARTS
            && only_headers_between(source, last, index)
            && let Some(line) = source.lines.get(index)
            && goes_on_with(source, &parts, line, columns)
        {
            found.rests.insert(index);
            found.of.entry(first).or_default().push(index);
            parts.push(index);
        } else {
            parts.clear();
            parts.push(index);
        }
    }
    found
}

/// No paragraph stands between two lines of a section: at most a header that is printed again.
fn only_headers_between(source: &Source<'_>, before: usize, index: usize) -> bool {
    source.lines.get(before + 1..index).unwrap_or_default().iter().all(|line| line.table.is_some())
}

/// Fewer texts than the row has, each under one of its texts; titles go on where those above break off, and so do most
/// of the others.
fn goes_on_with(source: &Source<'_>, parts: &[usize], line: &Line<'_>, columns: &[Column]) -> bool {
    let Some(first) = parts.first().and_then(|&at| source.lines.get(at)) else { return false };
    let small =
        |cell: &LineCell<'_>| cell.text.trim_start().starts_with(|c: char| c.is_lowercase() || "(,".contains(c));
    let above = |cell: &LineCell<'_>| {
        let lines = parts.iter().rev().filter_map(|&at| source.lines.get(at));
        lines.flat_map(Line::own).find(|other| other.column == cell.column && other.span == cell.span)
    };
    let begins = |cell: &LineCell<'_>| {
        let first = first.own().find(|other| other.column == cell.column);
        first.is_some_and(|first| first.text.trim_start().starts_with(|c: char| !c.is_lowercase()))
    };
    // Cheap looks first: most rows are whole, with as many texts as the one above.
    if line.own().count() >= first.own().count() {
        return false;
    }
    let covered = line.cells.iter().any(|cell| cell.covered);
    let linked = || line.own().filter_map(above).any(|cell| ends_with_a_linking_word(cell.text));
    if covered || !(line.own().any(small) || linked()) {
        return false;
    }
    if line.own().any(|cell| names_something(cell)) {
        return false;
    }
    let (mut all, mut going, mut titles, mut going_titles) = (0, 0, 0, 0);
    for cell in line.own() {
        let Some(above) = above(cell) else { return false };
        let goes = small(cell) && begins(cell) && breaks_off(above.text)
            || breaks_off(above.text) && ends_with_a_linking_word(above.text);
        let of_its_own = matches!(cell.content, Content::Time | Content::Money) && cell.content == above.content;
        if of_its_own && !goes {
            return false;
        }
        let role = columns.get(cell.column as usize).and_then(|column| column.role);
        if matches!(role, Some(Role::LevelName | Role::Code)) {
            return false;
        }
        let title = matches!(role, Some(Role::Title(_)));
        (all, going) = (all + 1, going + usize::from(goes));
        (titles, going_titles) = (titles + usize::from(title), going_titles + usize::from(title && goes));
    }
    if titles == 0 { going == all } else { going_titles > 0 && going * 2 >= all }
}

/// A code, a total or a remark: the row is one of its own.
fn names_something(cell: &LineCell<'_>) -> bool {
    let text = cell.text;
    cell.bookmark().is_some()
        || cell.content == Content::Code
        || cell.opening().is_some()
        || cell.heading().code.is_some_and(|_| text.trim_start().starts_with(char::is_alphabetic))
        || vocabulary().is_total(text)
        || vocabulary().is_note(text)
        || begins_with_a_sign(text)
        || is_sign(text)
}

/// The texts of the source that a joined text stands in.
pub(crate) fn joined_items<'c>(cell: &'c LineCell<'_>, rests: &[&LineCell<'_>]) -> Cow<'c, [ItemId]> {
    match rests {
        [] => Cow::Borrowed(std::slice::from_ref(&cell.item)),
        rests => std::iter::once(cell.item).chain(rests.iter().map(|rest| rest.item)).collect(),
    }
}

/// A text with what the rows below go on with.
pub(crate) fn joined<'t>(text: &'t str, rests: &[&LineCell<'_>]) -> Cow<'t, str> {
    if rests.is_empty() {
        return Cow::Borrowed(text);
    }
    let parts = std::iter::once(text.trim()).chain(rests.iter().map(|rest| rest.text.trim()));
    Cow::Owned(parts.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Field, Lang};

    /// Titles of the actions and their departments, and the codes of what was said.
    fn read(grid: &str) -> (Vec<String>, Vec<String>) {
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(
            import.report.counts.adds_up() && import.report.counts.left_aside == 5,
            "{:?}",
            import.report.left_aside
        );
        let elements = import.document.outline().elements();
        let said = elements.iter().map(|element| {
            let service = element.field(Field::Service).map(|value| value.text.join(" / ")).unwrap_or_default();
            format!("{} ({service})", element.title.wording)
        });
        let codes = import.report.diagnostics.iter().map(|said| format!("{} {}", said.code(), said.message(Lang::Fr)));
        (said.collect(), codes.collect())
    }

    const HEADER: &str = "Objectif stratégique\tObjectif opérationnel\tAction\tService\tÉchéance\n";

    #[test]
    fn a_row_that_a_page_break_cut_is_read_as_one_and_spoken_of() {
        let (titles, said) = read(&format!(
            "{HEADER}Être une commune solidaire\tRompre l'isolement des\tMettre en place un réseau de\tService des \
             affaires\t2026\n\tpersonnes âgées\tvisiteurs bénévoles\tsociales\n\t\tOuvrir un café\tCPAS\t2027\n"
        ));
        let want = [
            "Être une commune solidaire ()",
            "Rompre l'isolement des personnes âgées ()",
            "Mettre en place un réseau de visiteurs bénévoles (Service des affaires sociales)",
            "Ouvrir un café (CPAS)",
        ];
        assert_eq!(titles, want);
        assert!(matches!(said.as_slice(), [one] if one.starts_with("I141 la ligne de « Mettre en place")), "{said:?}");
    }

    #[test]
    fn a_row_with_a_date_of_its_own_is_a_row_of_its_own() {
        let (titles, said) = read(&format!(
            "{HEADER}Être une commune solidaire\tAider\tRénover la maison communale\tTravaux\t2026\n\
             \t\tremplacer les châssis\t\t2027\n"
        ));
        assert_eq!(titles[2..], ["Rénover la maison communale (Travaux)", "remplacer les châssis ()"]);
        assert!(!said.iter().any(|said| said.starts_with("I141")), "{said:?}");
    }
}

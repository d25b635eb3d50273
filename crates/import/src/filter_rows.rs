//! Rows that show what the columns are filtered by, "(Tous)" in each.

use crate::source::{ItemId, Line};
use crate::vocabulary::vocabulary;

/// Takes such rows out of the lines. "(tous)" beside other texts is somebody's answer and stays.
pub(crate) fn take(lines: &mut Vec<Line<'_>>) -> Vec<ItemId> {
    let is_filter = |line: &Line<'_>| {
        line.table.is_some()
            && line.cells.len() > 1
            && line.cells.iter().all(|cell| !cell.covered && vocabulary().is_filter(cell.text))
    };
    let mut taken = Vec::new();
    lines.retain(|line| {
        let filter = is_filter(line);
        if filter {
            taken.extend(line.cells.iter().map(|cell| cell.item));
        }
        !filter
    });
    taken
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Field, Reason};

    #[test]
    fn a_row_of_filters_is_no_action() {
        let grid = "Action\tPilote\tÉchéance\n(Tous)\t(Tous)\t(Toutes)\nOuvrir une épicerie\t(tous)\t2026\n";
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let elements = import.document.outline().elements();
        assert_eq!(elements.len(), 1);
        assert_eq!(
            elements[0].field(Field::AdministrativePilot).map(|pilot| pilot.text.join(" ")),
            Some("(tous)".into())
        );
        assert_eq!(import.report.left_aside.iter().filter(|aside| aside.reason == Reason::Filter).count(), 3);
    }
}

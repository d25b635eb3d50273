//! Titles of themes without a word that says so: "MOBILITÉ" right above an objectif stratégique is a domaine.

use passerelle_core::{ClassificationKind, Diagnostic, DiagnosticKind, Level};

use crate::context::names_the_document;
use crate::ledger::{Ledger, excerpt};
use crate::row::Kind;
use crate::sections::Body;
use crate::source::Source;
use crate::vocabulary::vocabulary;

/// A single such row may be anything.
const FEWEST: usize = 2;

/// Rows of a few words alone, each right above a row that names an objectif stratégique, become domaines.
pub(crate) fn settle(source: &Source<'_>, body: &mut [Body<'_>]) {
    let found: Vec<usize> = (0..body.len()).filter(|&at| is_theme(source, body, at)).collect();
    if found.len() < FEWEST {
        return;
    }
    for at in found {
        if let Some(body) = body.get_mut(at) {
            body.kind = Kind::Container(ClassificationKind::Domain);
        }
    }
}

/// Says which rows were taken for domaines without a word that says so.
pub(crate) fn say(source: &Source<'_>, body: &[Body<'_>], ledger: &mut Ledger) {
    let of_theme = |body: &&Body<'_>| match (body.kind, body.row.pieces.as_slice()) {
        (Kind::Container(ClassificationKind::Domain), [piece]) => {
            piece.heading.opening.is_none() && source.lines.get(body.line).is_some_and(|line| line.table.is_some())
        }
        _ => false,
    };
    let mut found = body.iter().filter(of_theme);
    let Some(cell) = found.next().and_then(|first| first.row.pieces.first()).map(|piece| piece.cell) else { return };
    let diagnostic = Diagnostic::new(DiagnosticKind::ThemesAsDomains)
        .with("count", 1 + found.count())
        .with("text", excerpt(cell.text));
    ledger.say(diagnostic.at(source.place(cell.item)));
}

fn is_theme(source: &Source<'_>, body: &[Body<'_>], at: usize) -> bool {
    const WORDS: usize = 6;
    let Some((row, below)) = body.get(at).zip(body.get(at + 1)) else { return false };
    let table = |body: &Body<'_>| source.lines.get(body.line).and_then(|line| line.table);
    let [piece] = row.row.pieces.as_slice() else { return false };
    let above = at.checked_sub(1).and_then(|above| body.get(above));
    // The wording of the code above it, or the rest of its title, is no theme.
    let waits = above.is_some_and(|above| match above.row.pieces.last() {
        Some(piece) => piece.words().is_empty(),
        None => above.row.code().is_some(),
    });
    let text = piece.cell.text.trim();
    row.kind == Kind::Elements
        && table(row).is_some()
        && table(row) == table(below)
        && below.row.pieces.first().and_then(|piece| piece.opening_level()) == Some(Level::StrategicObjective)
        && row.row.cells().count() == 1
        && piece.heading.opening.is_none()
        && piece.heading.code.is_none()
        && piece.column_level.is_none()
        && !waits
        && text.starts_with(char::is_uppercase)
        && text.split_whitespace().count() <= WORDS
        && !text.ends_with(['.', ':', ';', ','])
        && !names_the_document(text)
        && !vocabulary().is_page_number(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_wording_below_a_code_is_no_theme_of_the_objective_that_follows() {
        let grid = "N°\tÉchevin\tAgent\tÉchéance\nOS 1\t\t\t\nÊtre une ville sûre\t\t\t\nOO 1.1\t\t\t\nPropreté\t\t\t\n\
                    Action 1.1.1\tA. Noël\tB. Petit\t2027\nBornes de recharge\t\t\t\nOS 2\t\t\t\nÊtre une ville verte\t\t\t\n\
                    OO 2.1\t\t\t\nGestion des eaux\t\t\t\nAction 2.1.1\tA. Noël\tB. Petit\t2028\nBassin d’orage\t\t\t\n\
                    OS 3\t\t\t\nÊtre une ville forte\t\t\t\n";
        let tables =
            passerelle_tables::read(grid.as_bytes(), "pst.tsv", &passerelle_tables::Limits::default()).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        let elements = import.document.outline().elements();
        let titles: Vec<&str> = elements.iter().map(|element| element.title.wording.as_str()).collect();
        assert_eq!(titles[2], "Bornes de recharge");
        assert_eq!(titles[5], "Bassin d’orage");
        assert!(elements.iter().all(|element| element.classifications.is_empty()));
    }
}

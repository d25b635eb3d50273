//! Marks that stand for the text of the cell above: `"`, `idem`.

use crate::header::SURE;
use crate::source::{Line, LineCell};
use crate::vocabulary::vocabulary;

/// How many rows are looked through for the cell above: titles over the whole width stand between.
const FARTHEST: usize = 4;

/// The cell above that a mark stands for; none for a text that is no such mark, and where only a header stands above.
pub(crate) fn meant<'l, 'a>(cell: &LineCell<'a>, table: usize, above: &'l [Line<'a>]) -> Option<&'l LineCell<'a>> {
    if !vocabulary().is_ditto(cell.text) {
        return None;
    }
    let rows = above.iter().rev().take_while(|line| line.table == Some(table)).take(FARTHEST);
    let meant = rows.flat_map(Line::own).find(|other| (other.column, other.span) == (cell.column, cell.span))?;
    let is_text = !vocabulary().is_ditto(meant.text) && meant.words.header_score() < SURE;
    is_text.then_some(meant)
}

#[cfg(test)]
mod tests {
    use passerelle_core::{Field, Lang};

    #[test]
    fn a_ditto_mark_is_the_text_above_and_spoken_of() {
        let grid = "OS\tOO\tAction\tService\tÉchéance\nÊtre solidaire\tAider\tOuvrir un café\tidem\t2027\n\
                    \"\t\"\tRénover la salle\tTravaux\tidem\n\"\tLoger\tBâtir\tIdem.\t2028\n";
        let tables =
            passerelle_tables::read(grid.as_bytes(), "pst.tsv", &passerelle_tables::Limits::default()).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        assert!(import.report.counts.adds_up());
        let elements = import.document.outline().elements();
        let titles: Vec<&str> = elements.iter().map(|element| element.title.wording.as_str()).collect();
        assert_eq!(titles, ["Être solidaire", "Aider", "Ouvrir un café", "Rénover la salle", "Loger", "Bâtir"]);
        let value = |at: usize, field| elements[at].field(field).map(|value| value.text.join(" "));
        // Nothing but a header stands above.
        assert_eq!(value(2, Field::Service).as_deref(), Some("idem"));
        assert_eq!(value(3, Field::Deadline).as_deref(), Some("2027"));
        assert_eq!(value(5, Field::Service).as_deref(), Some("Travaux"));
        let said = import.report.diagnostics.iter().filter(|said| said.code() == "I146");
        let said: Vec<String> = said.map(|said| said.message(Lang::Fr)).collect();
        assert!(said.len() == 5 && said.iter().any(|said| said.contains("« Travaux »")), "{said:?}");
    }
}

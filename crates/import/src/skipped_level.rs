//! Actions whose cell for the objectif opérationnel is empty, where the grid has a column for it: they stand under their
//! objectif stratégique, which is said.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Element, ElementId, Level};

use crate::hashed::Map;
use crate::ledger::Ledger;
use crate::recognition::Recognition;

/// Speaks of such actions, once.
pub(crate) fn say(elements: &[Element], recognition: &Recognition, ledger: &mut Ledger) {
    let mut columns = recognition.tables.iter().flat_map(|table| &table.columns);
    if !columns.any(|column| column.role.as_deref() == Some("title:oo")) {
        return;
    }
    let mut strategic: Map<&ElementId, &Element> = Map::default();
    let (mut under_operational, mut skipped) = (0, Vec::new());
    for element in elements {
        match element.level {
            Level::StrategicObjective => strategic.set(&element.id, element),
            Level::Action => {
                let parent = element.parent.as_ref().and_then(|parent| strategic.get(parent));
                match parent {
                    Some(os) => skipped.push((element, *os)),
                    None => under_operational += usize::from(element.parent.is_some()),
                }
            }
            _ => {}
        }
    }
    let Some((element, os)) = skipped.first().filter(|_| under_operational > 0) else { return };
    let said = Diagnostic::new(DiagnosticKind::OperationalEmpty)
        .with("count", skipped.len())
        .saying("title", Bilingual::calling(element))
        .saying("objective", Bilingual::calling(os));
    ledger.say(said.at(element.title.place.clone()));
}

#[cfg(test)]
mod tests {
    use passerelle_core::Lang;

    fn said(grid: &str) -> Vec<String> {
        let limits = passerelle_tables::Limits::default();
        let tables = passerelle_tables::read(grid.as_bytes(), "pst.tsv", &limits).unwrap();
        let import = crate::import(&tables, "pst.tsv").unwrap();
        let said = import.report.diagnostics.iter().filter(|said| said.code() == "I153");
        said.map(|said| said.message(Lang::Fr)).collect()
    }

    const HEADER: &str = "Objectif stratégique\tObjectif opérationnel\tAction\tÉchéance\n";

    #[test]
    fn an_action_without_operational_objective_is_spoken_of() {
        let rows = "Être solidaire\tAider\tOuvrir une épicerie\t2026\nÊtre solidaire\tAider\tFormer le personnel\t2027\n\
                    Être sûre\t\tPlacer des caméras\t2027\nÊtre sûre\tSécuriser\tPlacer des radars\t2028\n";
        assert_eq!(
            said(&format!("{HEADER}{rows}")),
            [
                "1 action n’a pas d’objectif opérationnel dans sa colonne : « Placer des caméras » est rangée sous « Être sûre »"
            ]
        );
    }

    #[test]
    fn a_programme_without_operational_objectives_is_as_it_is() {
        let rows = "Être solidaire\t\tOuvrir une épicerie\t2026\nÊtre sûre\t\tPlacer des radars\t2028\n";
        assert_eq!(said(&format!("{HEADER}{rows}")), [""; 0]);
    }
}

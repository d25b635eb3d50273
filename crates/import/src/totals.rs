//! Printed totals against the sums of the amounts read.

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Element, Field, Reading, ReadingKind, english, french};
use rust_decimal::Decimal;

use crate::notation;
use crate::source::LineCell;

/// Where sums begin: a total may cover all that stands above it, or what stands above it since the last one.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// How many elements stood above the last total.
    counted: usize,
}

impl Totals {
    /// Compares the amounts of a total row with those of the elements above it; the differences, with their cells.
    pub(crate) fn row<'c, 'a>(
        &mut self,
        amounts: impl Iterator<Item = (Field, &'c LineCell<'a>, Option<&'static str>)>,
        above: &[Element],
    ) -> Vec<(Diagnostic, &'c LineCell<'a>)>
    where
        'a: 'c,
    {
        let since = above.get(self.counted..).unwrap_or_default();
        let under_last =
            above.iter().rposition(|e| e.parent.is_none()).and_then(|at| above.get(at..)).unwrap_or_default();
        let mut differing = Vec::new();
        for (field, cell, unit) in amounts.filter(|(field, ..)| field.kind() == ReadingKind::Budget) {
            let counted = unit.and_then(|unit| notation::unit::with(cell.text, unit));
            let Some(printed) = single_amount(field, counted.as_deref().unwrap_or(cell.text)) else { continue };
            let sums = [
                (sum(above, field), Bilingual::new("au-dessus", "above")),
                (sum(since, field), Bilingual::new("depuis le total précédent", "since the total before")),
                (sum(under_last, field), Bilingual::new("sous le dernier objectif", "under the last objective")),
            ];
            if sums.iter().any(|(sum, _)| *sum == printed) {
                continue;
            }
            // The sum that was most likely meant is the one that comes nearest.
            let distance = |sum: &Decimal| printed.checked_sub(*sum).map(|difference| difference.abs());
            let nearest = sums.into_iter().min_by_key(|(sum, _)| (distance(sum).is_none(), distance(sum)));
            let (nearest, lines) = nearest.unwrap_or_default();
            let diagnostic = Diagnostic::new(DiagnosticKind::TotalDiffers)
                .with("printed", cell.text.trim())
                .saying("lines", lines)
                .saying("sum", Bilingual::new(french::amount(nearest), english::amount(nearest)));
            differing.push((diagnostic, cell));
        }
        self.counted = above.len();
        differing
    }
}

/// The one amount of a cell.
fn single_amount(field: Field, text: &str) -> Option<Decimal> {
    match notation::read(field, text, &notation::Context::default()).reading? {
        Reading::Budget(budget) => match budget.lines.as_slice() {
            [line] => line.amount,
            _ => None,
        },
        _ => None,
    }
}

/// The amounts of a field over elements.
fn sum(elements: &[Element], field: Field) -> Decimal {
    elements
        .iter()
        .filter_map(|element| element.budget(field))
        .flat_map(|budget| &budget.lines)
        .filter_map(|line| line.amount)
        .fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount).unwrap_or(sum))
}

#[cfg(test)]
mod tests {
    use passerelle_core::Lang;

    #[test]
    fn a_total_that_is_not_the_sum_of_its_lines_is_spoken_of() {
        let grid = "Objectif opérationnel\tAction\tÉchéance\tBudget ordinaire\n\
            OO 1 Aider\tOuvrir une épicerie\t2026\t1 000 €\n\tFormer\t2026\t500 €\nTotal\t\t\t1 500 €\n\
            OO 2 Agir\tPlanter\t2027\t200 €\nTotal général\t\t\tTOTAL\n";
        let said = |total: &str| {
            let text = grid.replace("TOTAL", total);
            let tables =
                passerelle_tables::read(text.as_bytes(), "pst.tsv", &passerelle_tables::Limits::default()).unwrap();
            let report = crate::import(&tables, "pst.tsv").unwrap().report;
            let differing = report.diagnostics.iter().filter(|d| d.code() == "P109");
            differing.map(|d| d.message(Lang::Fr)).collect::<Vec<_>>()
        };
        assert_eq!(said("1 700 €"), Vec::<String>::new());
        assert_eq!(said("200 €"), Vec::<String>::new());
        assert!(said("2 000 €")[0].contains("(1\u{a0}700\u{a0}€)"), "{:?}", said("2 000 €"));
    }
}

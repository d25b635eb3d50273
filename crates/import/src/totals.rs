//! Printed totals against the sums of the amounts read.

use std::collections::BTreeMap;

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Element, Field, Reading, ReadingKind, english, french};
use rust_decimal::Decimal;

use crate::assemble::Node;
use crate::notation;
use crate::source::LineCell;

/// Where sums begin: a total may cover all that stands above it, what stands above it since the last one, or what
/// stands below the last element without parent. Each element is added once, when it can gain no further amounts.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// How many elements stood above the last total.
    counted: usize,
    /// The last element without parent.
    root: usize,
    /// Elements above the last total that could still gain amounts then.
    open: Vec<Node>,
    sums: BTreeMap<Field, Sums>,
}

/// Sums of one field over the elements that were added.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    since: Decimal,
    under_last: Decimal,
    all: Decimal,
}

impl Sums {
    fn add(&mut self, amount: Decimal, since: bool, under_last: bool) {
        let add = |sum: &mut Decimal| *sum = sum.checked_add(amount).unwrap_or(*sum);
        add(&mut self.all);
        if since {
            add(&mut self.since);
        }
        if under_last {
            add(&mut self.under_last);
        }
    }
}

impl Totals {
    /// Compares the amounts of a total row with those of the elements above it; the differences, with their cells.
    /// `open` are the elements that may still gain amounts.
    pub(crate) fn row<'c, 'a>(
        &mut self,
        amounts: impl Iterator<Item = (Field, &'c LineCell<'a>, Option<&'static str>)>,
        above: &[Element],
        open: &[Node],
    ) -> Vec<(Diagnostic, &'c LineCell<'a>)>
    where
        'a: 'c,
    {
        self.add(above, open);
        let mut differing = Vec::new();
        for (field, cell, unit) in amounts.filter(|(field, ..)| field.kind() == ReadingKind::Budget) {
            let counted = unit.and_then(|unit| notation::unit::with(cell.text, unit));
            let Some(printed) = single_amount(field, counted.as_deref().unwrap_or(cell.text)) else { continue };
            let mut sums = self.sums.get(&field).copied().unwrap_or_default();
            for (node, element) in self.open.iter().filter_map(|&node| Some((node, above.get(node)?))) {
                sums.add(amount(element, field), node >= self.counted, node >= self.root);
            }
            let sums = [
                (sums.all, Bilingual::new("au-dessus", "above")),
                (sums.since, Bilingual::new("depuis le total précédent", "since the total before")),
                (sums.under_last, Bilingual::new("sous le dernier objectif", "under the last objective")),
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
        self.sums.values_mut().for_each(|sums| sums.since = Decimal::ZERO);
        differing
    }

    /// Adds the elements since the last total, and those that were open then, unless they still are.
    fn add(&mut self, above: &[Element], open: &[Node]) {
        let new = above.iter().enumerate().skip(self.counted);
        if let Some((root, _)) = new.rev().find(|(_, element)| element.parent.is_none()) {
            self.root = root;
            self.sums.values_mut().for_each(|sums| sums.under_last = Decimal::ZERO);
        }
        let known = std::mem::take(&mut self.open);
        for node in known.into_iter().chain(self.counted..above.len()) {
            if open.contains(&node) {
                self.open.push(node);
                continue;
            }
            let Some(element) = above.get(node) else { continue };
            for field in element.fields.keys().filter(|field| field.kind() == ReadingKind::Budget) {
                let sums = self.sums.entry(*field).or_default();
                sums.add(amount(element, *field), node >= self.counted, node >= self.root);
            }
        }
    }
}

/// A cell holds the sum of the amounts of several elements.
pub(crate) fn is_sum(field: Field, cell: &LineCell<'_>, unit: Option<&'static str>, elements: &[Element]) -> bool {
    let counted = unit.and_then(|unit| notation::unit::with(cell.text, unit));
    let printed = single_amount(field, counted.as_deref().unwrap_or(cell.text));
    let amounts = || elements.iter().map(|element| amount(element, field)).filter(|amount| !amount.is_zero());
    let sum = amounts().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount));
    field.kind() == ReadingKind::Budget && amounts().nth(1).is_some() && printed.is_some() && printed == sum
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

/// The amounts of a field of an element.
fn amount(element: &Element, field: Field) -> Decimal {
    let lines = element.budget(field).into_iter().flat_map(|budget| &budget.lines);
    lines.filter_map(|line| line.amount).fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount).unwrap_or(sum))
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

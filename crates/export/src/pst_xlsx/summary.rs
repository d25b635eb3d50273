//! The sheet « Synthèse »: how many objectives and actions, how much money was read, how far they are.

use std::collections::BTreeMap;

use passerelle_core::{Budget, Element, ElementId, Field, FieldValue, Lang, Level, Pst, Reading, ReadingKind, Status};

use crate::columns::{Content, Grid, heading};
use crate::xlsx::{Align, Book, Look, Page, Span, WorkbookError};

/// Number formats; the last blank keeps the digits from the line.
const EUROS: &str = "#,##0.00\\ \"€\"\\ ";
const COUNT: &str = "0\\ ";

/// What is counted under an objectif stratégique.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tally {
    pub(super) title: String,
    pub(super) operational: usize,
    pub(super) actions: usize,
    /// Per budget column; none when no amount was read.
    pub(super) amounts: Vec<Option<f64>>,
}

/// The tallies, one per objectif stratégique and one for what stands under none, and the budget columns.
pub(super) fn tallies(pst: &Pst, grid: &Grid<'_>, lang: Lang) -> (Vec<Field>, Vec<Tally>) {
    let budgets: Vec<Field> = grid
        .columns
        .iter()
        .filter_map(|column| match column.content {
            Content::Field(field) if field.kind() == ReadingKind::Budget => Some(field),
            _ => None,
        })
        .collect();
    let tree = Tree::of(pst);
    let mut tallies = Vec::new();
    let mut apart = Tally { amounts: vec![None; budgets.len()], ..Tally::default() };
    apart.title = lang.pick("Sans objectif stratégique", "Without strategic objective").to_owned();
    for root in tree.below(None) {
        if root.level == Level::StrategicObjective {
            let mut tally = Tally { title: heading(root, lang), ..Tally::default() };
            tree.count(root, &mut tally);
            tally.amounts = budgets.iter().map(|field| tree.amount(root, *field)).collect();
            tallies.push(tally);
        } else {
            tree.count(root, &mut apart);
            for (sum, field) in apart.amounts.iter_mut().zip(&budgets) {
                *sum = add(*sum, tree.amount(root, *field));
            }
        }
    }
    if apart.operational + apart.actions > 0 || apart.amounts.iter().any(Option::is_some) {
        tallies.push(apart);
    }
    (budgets, tallies)
}

/// How many actions have each status, in the order of the list; then those whose text was not read, then those
/// without. None when no action has a status.
pub(super) fn statuses(pst: &Pst, lang: Lang) -> Option<Vec<(String, usize)>> {
    let actions: Vec<&Element> = pst.outline.of_level(Level::Action).collect();
    if !actions.iter().any(|action| action.field(Field::Status).is_some()) {
        return None;
    }
    let mut read: BTreeMap<Status, usize> = BTreeMap::new();
    let (mut unread, mut none) = (0, 0);
    for action in actions {
        match action.field(Field::Status).map(FieldValue::meaning) {
            Some(Some(Reading::Status(status))) => *read.entry(*status).or_default() += 1,
            Some(_) => unread += 1,
            None => none += 1,
        }
    }
    let mut counts: Vec<(String, usize)> =
        read.into_iter().map(|(status, count)| (status.label().to_owned(), count)).collect();
    for (label, count) in
        [(lang.pick("Autre texte", "Other text"), unread), (lang.pick("Sans indication", "None given"), none)]
    {
        if count > 0 {
            counts.push((label.to_owned(), count));
        }
    }
    Some(counts)
}

/// The elements by parent, so that a big programme is counted in one pass.
struct Tree<'a> {
    children: BTreeMap<Option<&'a ElementId>, Vec<&'a Element>>,
}

impl<'a> Tree<'a> {
    fn of(pst: &'a Pst) -> Self {
        let mut children: BTreeMap<Option<&ElementId>, Vec<&Element>> = BTreeMap::new();
        for element in pst.outline.elements() {
            children.entry(element.parent.as_ref()).or_default().push(element);
        }
        Self { children }
    }

    fn below(&self, parent: Option<&'a ElementId>) -> impl Iterator<Item = &'a Element> {
        self.children.get(&parent).into_iter().flatten().copied()
    }

    /// Counts an element and all below it, without recursion: a tree may be as deep as it is long.
    fn count(&self, root: &'a Element, tally: &mut Tally) {
        let mut waiting = vec![root];
        while let Some(element) = waiting.pop() {
            match element.level {
                Level::OperationalObjective => tally.operational += 1,
                Level::Action => tally.actions += 1,
                _ => {}
            }
            waiting.extend(self.below(Some(&element.id)));
        }
    }

    /// The amount of an element: its own, which includes what stands below it, else the sum of those below.
    fn amount(&self, root: &'a Element, field: Field) -> Option<f64> {
        let mut sum = None;
        let mut waiting = vec![root];
        while let Some(element) = waiting.pop() {
            match element.budget(field).and_then(total) {
                Some(own) => sum = add(sum, Some(own)),
                None => waiting.extend(self.below(Some(&element.id))),
            }
        }
        sum
    }
}

/// The sum of the lines of a budget cell, exact until it becomes a number of the sheet.
fn total(budget: &Budget) -> Option<f64> {
    let mut amounts = budget.lines.iter().filter_map(|line| line.amount);
    let first = amounts.next()?;
    let sum = amounts.try_fold(first, |sum, amount| sum.checked_add(amount))?;
    sum.to_string().parse().ok()
}

fn add(sum: Option<f64>, more: Option<f64>) -> Option<f64> {
    match (sum, more) {
        (Some(sum), Some(more)) => Some(sum + more),
        (sum, more) => sum.or(more),
    }
}

/// A count as a number of the sheet.
fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// Writes the sheet.
pub(super) fn write_summary(book: &mut Book, pst: &Pst, grid: &Grid<'_>, lang: Lang) -> Result<(), WorkbookError> {
    let (budgets, tallies) = tallies(pst, grid, lang);
    let mut widths = vec![62.0, 14.0, 12.0];
    widths.extend(budgets.iter().map(|_| 18.0));
    let name = lang.pick("Synthèse", "Summary");
    let mut page = book.page(name, widths)?;
    let place = || name.to_owned();
    page.text(0, 0, name, &Look::TITLE.on_one_line(), place)?;
    page.at_least(1, 8.0);
    let mut headers = vec![
        Level::StrategicObjective.label(lang),
        lang.pick("Objectifs opérationnels", "Operational objectives"),
        "Actions",
    ];
    headers.extend(budgets.iter().map(|field| field.label(lang)));
    for (column, header) in (0u16..).zip(headers) {
        page.text(2, column, header, &Look::HEADER, place)?;
    }
    page.header_rows(2, 2)?;
    let mut sum = Tally { title: "Total".to_owned(), amounts: vec![None; budgets.len()], ..Tally::default() };
    let mut row = 2;
    for tally in &tallies {
        row += 1;
        write_tally(&mut page, row, tally, &Look::BODY)?;
        sum.operational += tally.operational;
        sum.actions += tally.actions;
        for (sum, amount) in sum.amounts.iter_mut().zip(&tally.amounts) {
            *sum = add(*sum, *amount);
        }
    }
    row += 1;
    write_tally(&mut page, row, &sum, &Look::OPERATIONAL)?;
    if !budgets.is_empty() {
        row += 1;
        let note = lang.pick(
            "Montants lus dans les colonnes de budget\u{a0}; un montant inscrit à un objectif ou à une action comprend \
             ceux de ses sous-éléments\u{a0}; un montant par an compte pour une année. Les textes sans montant ne sont \
             pas comptés.",
            "Amounts read in the budget columns; an amount given for an objective or an action includes those below \
             it; an amount per year counts for one year. Texts without an amount are not counted.",
        );
        page.text(row, Span(0, page.last_column()), note, &Look::SUBTITLE.sized(9.0), place)?;
    }
    if let Some(statuses) = statuses(pst, lang) {
        row += 2;
        page.text(row, 0, Field::Status.label(lang), &Look::HEADER, place)?;
        page.text(row, 1, "Actions", &Look::HEADER, place)?;
        for (label, count) in statuses {
            row += 1;
            page.text(row, 0, &label, &Look::BODY, place)?;
            page.number(row, 1, number(count), &Look::BODY.aligned(Align::Right).indented(0).number(COUNT))?;
        }
    }
    page.finish()
}

fn write_tally(page: &mut Page<'_>, row: u32, tally: &Tally, look: &Look) -> Result<(), WorkbookError> {
    page.text(row, 0, &tally.title, look, || tally.title.clone())?;
    let right = look.aligned(Align::Right).indented(0);
    page.number(row, 1, number(tally.operational), &right.number(COUNT))?;
    page.number(row, 2, number(tally.actions), &right.number(COUNT))?;
    for (column, amount) in (3u16..).zip(&tally.amounts) {
        match amount {
            Some(amount) => page.number(row, column, *amount, &right.number(EUROS))?,
            None => page.fill(row, column, look)?,
        }
    }
    Ok(())
}

//! Who pays a budget and from which service and year, where no amount with a currency says it.

use passerelle_core::{Budget, BudgetLine, BudgetService, fold};

use super::amount;
use super::budget::{clean, is_source, label_of};
use super::lists::lists;
use super::token::is_in_any_case;

/// A source as printed, without the words that lead to it: `sur fonds propres`, `à charge de la Province`.
pub(super) fn source_in(text: &str) -> Option<&str> {
    const LEADING: [&str; 14] = [
        "à charge de la ",
        "à charge du ",
        "à charge de ",
        "financé par la ",
        "financé par le ",
        "par la ",
        "par le ",
        "de la ",
        "sur ",
        "via ",
        "des ",
        "de ",
        "du ",
        "par ",
    ];
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | ',' | '/' | '+' | '&' | '='));
    // `Subside Wallonie (PIV)`
    let bare = text.split_once('(').map_or(text, |(front, _)| front.trim_end());
    if is_source(text) || is_source(bare) {
        return Some(text);
    }
    let led = |words: &&str| {
        let (front, rest) = text.split_at_checked(words.len())?;
        (is_in_any_case(front, words) && is_source(rest)).then_some(rest)
    };
    LEADING.iter().find_map(led)
}

/// `80 % RW - 20 % commune`, `Subside : 80 %`, `subsidié à 80 % par la RW`: who pays which part.
pub(super) fn shares(segment: &str) -> Option<Vec<BudgetLine>> {
    const MOST: usize = 6;
    if !segment.contains('%') {
        return None;
    }
    let mut found: Vec<(usize, usize, rust_decimal::Decimal)> = Vec::new();
    for (sign, _) in segment.match_indices('%').take(MOST) {
        let front = segment.get(..sign)?.trim_end();
        let digits = front.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).len();
        let share = front.get(digits..)?.replace(',', ".").parse().ok()?;
        if share > rust_decimal::Decimal::ONE_HUNDRED {
            return None;
        }
        found.push((digits, sign + 1, share));
    }
    let (first, ..) = *found.first()?;
    let leading = segment.get(..first).is_some_and(|front| !clean(front).is_empty());
    let mut lines = Vec::new();
    for (at, (start, end, share)) in found.iter().enumerate() {
        let before = if at == 0 { 0 } else { found.get(at - 1)?.1 };
        let after = found.get(at + 1).map_or(segment.len(), |next| next.0);
        let (before, behind) = (segment.get(before..*start)?, segment.get(*end..after)?);
        let source = match leading {
            false => source_in(without_join(behind))?,
            // `subsidié à 80 % par la RW`
            true if at + 1 == found.len() && !clean(behind).is_empty() => {
                let words = without_join(before);
                source_in(behind).filter(|_| words.is_empty() || source_in(words).is_some())?
            }
            true => source_in(without_join(before))?,
        };
        lines.push(BudgetLine { share: Some(*share), source: Some(source.to_owned()), ..BudgetLine::default() });
    }
    Some(lines)
}

/// A text without a last « à », « de » or « et »: `subsidié à` of `subsidié à 80 %`.
fn without_join(text: &str) -> &str {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | ',' | '/' | '+' | '&' | '='));
    [" à", " de", " et"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_end()
}

/// `Fonds propres + subsides`, `Commune/Province`: several sources without amounts.
pub(super) fn sources(segment: &str, budget: &Budget) -> Option<Vec<BudgetLine>> {
    if !budget.lines.iter().all(|line| line.amount.is_none()) || is_source(segment) {
        return None;
    }
    let parts = segment.split(['+', '/', '&', ',']).flat_map(|part| part.split(" et "));
    let named: Option<Vec<&str>> = parts.map(source_in).collect();
    let line = |source: &str| BudgetLine { source: Some(source.to_owned()), ..BudgetLine::default() };
    named.map(|sources| sources.into_iter().map(line).collect())
}

/// `2025 : 5.000 / 2026 : 10.000`, `ORD 5.000`, `Province 5.000 + Commune 5.000`: numbers that a year, a service or a
/// source says to be amounts.
pub(super) fn numbers(segment: &str) -> Option<Vec<BudgetLine>> {
    let mut lines = Vec::new();
    for piece in segment.split(['/', '+', '|']).flat_map(|piece| piece.split(", ")).flat_map(|piece| piece.split(" - "))
    {
        let piece = piece.trim();
        let (label, number) = match piece.rsplit_once([':', '=']) {
            Some(pair) => pair,
            None => {
                let start = piece.find(|c: char| c.is_ascii_digit())?;
                piece.split_at_checked(start)?
            }
        };
        let (label, number) = (label.trim(), number.trim());
        let found = amount::find_all(number);
        let [only] = found.as_slice() else { return None };
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if only.other.is_some() || digits < 3 || year_of(number).is_some() || digits > 9 {
            return None;
        }
        let mut line = BudgetLine { amount: Some(only.value), ..BudgetLine::default() };
        label_of(label, &mut line);
        (line.year.is_some() || line.service.is_some() || line.source.is_some()).then_some(())?;
        lines.push(line);
    }
    (!lines.is_empty()).then_some(lines)
}

pub(super) fn year_of(text: &str) -> Option<i16> {
    text.parse::<i16>().ok().filter(|year| (1990..=2100).contains(year))
}

/// The service and year that a text names and no more: `BE 2025`, `au budget 2025`, `inscrit au budget extraordinaire`.
pub(super) fn of_budget(text: &str) -> Option<(Option<BudgetService>, Option<i16>)> {
    const LONGEST: usize = 80;
    const LEADING: [&str; 22] = [
        "inscrit",
        "inscrite",
        "inscrits",
        "inscrites",
        "prevu",
        "prevue",
        "prevus",
        "prevues",
        "impute",
        "imputes",
        "au",
        "aux",
        "a",
        "l",
        "dans",
        "le",
        "sur",
        "du",
        "est",
        "sont",
        "pour",
        "initial",
    ];
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    let mut words: Vec<&str> = folded.split(' ').collect();
    let year = words.last().and_then(|word| year_of(word));
    if year.is_some() {
        words.pop();
    }
    let front = words.iter().take_while(|word| LEADING.contains(word)).count();
    let rest = words.get(front..)?.join(" ");
    let service = lists().service(&rest);
    let named = service.is_some() || matches!(rest.as_str(), "budget" | "exercice" | "exercice budgetaire");
    (named && (service.is_some() || year.is_some())).then_some((service, year))
}

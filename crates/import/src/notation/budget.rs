//! Budget: lines of amounts with year, source, service, article, label and note, or a mention without amount.

use std::borrow::Cow;

use passerelle_core::{
    Bilingual, Budget, BudgetLine, BudgetMention, BudgetService, Diagnostic, DiagnosticKind, Field, Lang, Reading,
    english, fold, french,
};

use super::Outcome;
use super::financing::{numbers, of_budget, shares, source_in, sources, year_of};
use super::lists::lists;
use super::token::is_in_any_case;
use super::{amount, article, deadline};

/// Longer texts are reports, not budgets.
const MAX_LENGTH: usize = 10_000;

/// Reads a budget cell; the field tells in which service the amount is expected.
pub(super) fn read(field: Field, text: &str) -> Outcome {
    let mut notes = Vec::new();
    let budget = if text.len() > MAX_LENGTH { None } else { parse(&plain(text), &mut notes) };
    let Some(budget) = budget else {
        // How an action is paid for may be told in words.
        let told = matches!(field, Field::Financing) && !text.contains(|c: char| c.is_ascii_digit());
        return if told { Outcome::default() } else { Outcome::or_unread(None, DiagnosticKind::UnreadBudget, text) };
    };
    notes.extend(budget.lines.iter().filter_map(|line| contradiction(field, line)));
    Outcome { reading: Some(Reading::Budget(budget)), texts: None, notes }
}

/// A text without the marks that some programs leave in cells.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '*']) {
        return text.into();
    }
    let mut plain = text.to_owned();
    for mark in ["<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<strong>", "</strong>", "**"] {
        plain = plain.replace(mark, "");
    }
    plain.into()
}

/// The article's economic code tells its service: a free check of the column.
fn contradiction(field: Field, line: &BudgetLine) -> Option<Diagnostic> {
    let article = line.article.as_ref()?;
    let service = article.service()?;
    let expected = match field {
        Field::OrdinaryBudget => BudgetService::Ordinary,
        Field::ExtraordinaryBudget => BudgetService::Extraordinary,
        _ => line.service?,
    };
    (service != expected).then(|| {
        Diagnostic::new(DiagnosticKind::ArticleService)
            .with("article", article)
            .saying("service", Bilingual::new(service.label(), english_service(service)))
            .saying("field", Bilingual::of(|lang| field.label(lang)))
    })
}

fn english_service(service: BudgetService) -> &'static str {
    match service {
        BudgetService::Ordinary => "ordinary",
        BudgetService::Extraordinary => "extraordinary",
    }
}

fn parse(text: &str, notes: &mut Vec<Diagnostic>) -> Option<Budget> {
    let mut budget = Budget::default();
    if let Some(mention) = mention(text) {
        budget.mention = Some(mention);
        return Some(budget);
    }
    for segment in text.split(['\n', '\r', '\u{b}', '|', ';']).map(str::trim).filter(|segment| !segment.is_empty()) {
        let found = amount::find_all(segment);
        if found.is_empty() {
            if let Some(lines) = shares(segment).or_else(|| numbers(segment)).or_else(|| sources(segment, &budget)) {
                budget.lines.extend(lines);
                continue;
            }
            for part in articles(segment) {
                match beside_article(part) {
                    Some(line) => budget.lines.push(line),
                    None => without_amount(part, &mut budget)?,
                }
            }
            continue;
        }
        for (part, found) in parts(segment, &found) {
            doubt(part, &found, notes);
            budget.lines.push(line(part, &found));
        }
    }
    let said = budget.lines.iter().any(|line| {
        line.amount.is_some()
            || line.article.is_some()
            || line.source.is_some()
            || line.service.is_some()
            || line.year.is_some()
    });
    (said || budget.mention.is_some()).then_some(budget)
}

fn mention(text: &str) -> Option<BudgetMention> {
    let folded = fold(text);
    let listed = lists().mentions.get(&folded).copied();
    // `À prévoir au budget 2026`, `à budgéter (2026)`
    let planned = || {
        let (front, year) = folded.rsplit_once(' ')?;
        year_of(year)?;
        lists().mentions.get(front).copied().filter(|mention| *mention == BudgetMention::ToDefine)
    };
    let marks = !text.trim().is_empty() && text.trim().chars().all(|c| c == '?');
    listed
        .or_else(planned)
        .or_else(|| deadline::says_none(text).then_some(BudgetMention::None))
        .or_else(|| marks.then_some(BudgetMention::ToDefine))
}

/// A line without amount says more of the line above, or stands for itself.
fn without_amount(segment: &str, budget: &mut Budget) -> Option<()> {
    if let Some(mention) = mention(segment) {
        budget.mention = Some(mention);
        return Some(());
    }
    let folded = fold(segment);
    let service = lists().service(&folded);
    let article = article::find(segment);
    let above = budget.lines.last_mut();
    match (above, service, article) {
        (Some(line), Some(service), _) if line.service.is_none() => line.service = Some(service),
        (Some(line), None, Some(found)) if line.article.is_none() => {
            let rest = without(segment, found.start, found.end);
            line.article = Some(found.code);
            line.year = line.year.or(found.year);
            let label = clean(&rest);
            if !label.is_empty() && line.label.is_none() {
                line.label = Some(label);
            }
        }
        (_, None, Some(_)) => budget.lines.push(words_of(BudgetLine::default(), "", segment)),
        (None, Some(service), None) => {
            budget.lines.push(BudgetLine { service: Some(service), ..BudgetLine::default() })
        }
        (_, None, None) if is_source(segment) => {
            budget.lines.push(BudgetLine { source: Some(segment.to_owned()), ..BudgetLine::default() });
        }
        // `Inscrit au budget 2025`
        (None, None, None) if of_budget(segment).is_some() => {
            let (service, year) = of_budget(segment)?;
            budget.lines.push(BudgetLine { service, year, ..BudgetLine::default() });
        }
        (Some(line), _, _) => {
            line.note = Some(match line.note.take() {
                Some(note) => format!("{note} {segment}"),
                None => segment.to_owned(),
            });
        }
        (None, _, None) => return None,
        (None, Some(_), Some(_)) => return None,
    }
    Some(())
}

pub(super) fn is_source(text: &str) -> bool {
    lists().sources.has(&fold(text))
}

/// A text without amount, divided before each article after the first: `Article 104/123-13 et 104/123-48`.
fn articles(segment: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = segment;
    while let Some((first, next)) =
        article::find(rest).and_then(|first| Some((first.end, article::find(rest.get(first.end..)?)?)))
    {
        let Some((part, after)) = rest.split_at_checked(first + next.start) else { break };
        let joined = part.trim_end_matches([' ', ',', '+', '&', '/', '-', '\u{a0}']);
        parts.push(joined.strip_suffix(" et").unwrap_or(joined));
        rest = after;
    }
    parts.push(rest);
    parts
}

/// `3.500 (article 84022/124-02)`, `84022/723-60 : 250000`: a number beside an article and nothing else is its amount. A
/// year is none.
fn beside_article(part: &str) -> Option<BudgetLine> {
    let article = article::find(part)?;
    // `124/723-60/20250012` ends with the number of a project.
    if part.get(article.end..)?.starts_with(['/', '.', '-']) {
        return None;
    }
    let rest = clean(&without(part, article.start, article.end).replace(['(', ')', '='], " "));
    let number = rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '\u{a0}' | '\u{202f}'));
    if !number || year_of(&rest).is_some() {
        return None;
    }
    let code = part.get(article.start..article.end).unwrap_or_default();
    let priced = format!("{rest} € ({})", code.trim());
    let found = amount::find_all(&priced);
    (found.len() == 1).then(|| line(&priced, &found))
}

/// A segment with several amounts, divided before each further one; `5 000 € à 10 000 €` stays together.
fn parts<'a>(segment: &'a str, found: &[amount::Found]) -> Vec<(&'a str, Vec<amount::Found>)> {
    let mut parts = Vec::new();
    let mut rest = found.iter().peekable();
    let mut begin = 0;
    while let Some(first) = rest.next() {
        let mut group = vec![first.clone()];
        let mut last = first;
        // `100.000 € dont 80.000 € de subside`: the second is part of the first and counts no more.
        while rest.next_if(|next| is_part(segment, last, next)).is_some() {}
        if let Some(next) = rest.peek()
            && is_range(segment, begin, first, next)
        {
            group.push((*next).clone());
            last = next;
            rest.next();
        }
        let end = rest.peek().map_or(segment.len(), |next| divide(segment, last.end, next.start));
        let part = segment.get(begin..end).unwrap_or_default();
        for amount in &mut group {
            amount.start = amount.start.saturating_sub(begin);
            amount.end = amount.end.saturating_sub(begin);
        }
        parts.push((part, group));
        begin = end;
    }
    parts
}

fn is_part(segment: &str, whole: &amount::Found, next: &amount::Found) -> bool {
    let printed = segment.get(whole.end..next.start).unwrap_or_default();
    // `15.000 € (subside 12.000 €, part communale 3.000 €)`
    if printed.matches('(').count() > printed.matches(')').count() && next.value <= whole.value {
        return true;
    }
    let between = fold(printed);
    between.split(' ').any(|word| matches!(word, "dont" | "including")) && next.value <= whole.value
}

fn is_range(segment: &str, begin: usize, first: &amount::Found, next: &amount::Found) -> bool {
    let before = fold(segment.get(begin..first.start).unwrap_or_default());
    let between = segment.get(first.end..next.start).unwrap_or_default().trim();
    let joined = matches!(between, "à" | "-" | "–" | "/") || (between == "et" && before.ends_with("entre"));
    joined && first.value < next.value
}

/// Where the text of the next amount begins: after the last separator between two amounts.
fn divide(segment: &str, end: usize, start: usize) -> usize {
    let between = segment.get(end..start).unwrap_or_default();
    [", ", " + ", " et ", " - ", " / ", ",", "+"]
        .iter()
        .find_map(|sign| between.find(sign).map(|at| end + at + sign.len()))
        .unwrap_or(start)
}

/// Digits that could be another amount, or a year.
fn doubt(part: &str, found: &[amount::Found], notes: &mut Vec<Diagnostic>) {
    // `5 à 10.000 €` is often said of five thousand.
    if let [first, last] = found
        && !part.get(first.start..first.end).is_some_and(|text| text.contains(['€', '.', ',']))
        && first.value < rust_decimal::Decimal::ONE_THOUSAND
        && last.value >= rust_decimal::Decimal::ONE_THOUSAND
        && let Some(thousands) = first.value.checked_mul(rust_decimal::Decimal::ONE_THOUSAND)
        && thousands < last.value
    {
        notes.push(
            Diagnostic::new(DiagnosticKind::AmbiguousAmount)
                .with("text", part.trim())
                .saying("reading", money(first.value))
                .saying("other", money(thousands)),
        );
    }
    // `5.000/10.000 €`
    if let [first, last] = found
        && part.get(first.end..last.start).is_some_and(|between| between.trim() == "/")
    {
        let said = |word: &str, one: &Bilingual, two: &Bilingual, lang| {
            format!("{} {word} {}", one.text(lang), two.text(lang))
        };
        let (one, two) = (money(first.value), money(last.value));
        let both = |fr, en| Bilingual::new(said(fr, &one, &two, Lang::Fr), said(en, &one, &two, Lang::En));
        notes.push(
            Diagnostic::new(DiagnosticKind::AmbiguousAmount)
                .with("text", part.trim())
                .saying("reading", both("à", "to"))
                .saying("other", Bilingual::new("deux montants", "two amounts")),
        );
    }
    for amount in found {
        let year = !amount.currency
            && amount.value.is_integer()
            && (rust_decimal::Decimal::from(1990)..=rust_decimal::Decimal::from(2100)).contains(&amount.value);
        let other = amount.other.map(money).or_else(|| year.then(|| Bilingual::new("une année", "a year")));
        if let Some(other) = other {
            notes.push(
                Diagnostic::new(DiagnosticKind::AmbiguousAmount)
                    .with("text", part.trim())
                    .saying("reading", money(amount.value))
                    .saying("other", other),
            );
        }
    }
}

fn money(amount: rust_decimal::Decimal) -> Bilingual {
    Bilingual::new(french::amount(amount), english::amount(amount))
}

fn line(part: &str, found: &[amount::Found]) -> BudgetLine {
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return BudgetLine::default();
    };
    let mut line = BudgetLine { amount: Some(first.value), ..BudgetLine::default() };
    line.up_to = (found.len() > 1).then_some(last.value);
    let before = part.get(..first.start).unwrap_or_default();
    let mut after = part.get(last.end..).unwrap_or_default();
    if let Some(rest) = per_year(after) {
        line.per_year = true;
        after = rest;
    }
    words_of(line, before, after)
}

/// What follows `/an`, `par an`.
fn per_year(after: &str) -> Option<&str> {
    let trimmed = after.trim_start();
    // Most words behind an amount begin with another letter.
    if !trimmed.starts_with(['/', 'p', 'P', 'a', 'A', 'l', 'L', 'e', 'E', 'c', 'C']) {
        return None;
    }
    [
        "/an",
        "/ an",
        "/année",
        "par an",
        "par année",
        "par exercice",
        "annuellement",
        "annuels",
        "annuel",
        "l’an",
        "l'an",
        "en moyenne par an",
        "chaque année",
        "p.a.",
        "per year",
        "a year",
    ]
    .iter()
    .find_map(|words| {
        let (front, rest) = trimmed.split_at_checked(words.len())?;
        let ends = !rest.starts_with(char::is_alphanumeric);
        (is_in_any_case(front, words) && ends).then_some(rest)
    })
}

/// Year, source, service and label from the words before the amount; article, label, service and note from those
/// after it.
fn words_of(mut line: BudgetLine, before: &str, after: &str) -> BudgetLine {
    // Most amounts stand alone.
    if before.trim().is_empty() && after.trim().is_empty() {
        return line;
    }
    let mut notes: Vec<String> = Vec::new();
    // `Province (5.000 €)`: the brackets are around the amount, not part of the words.
    let enclosed = before.trim_end().strip_suffix('(').zip(after.trim_start().strip_prefix(')'));
    let (before, after) = enclosed.unwrap_or((before, after));
    let label = before.trim_end();
    let bare = label.trim_matches([' ', '-', '–', '+', '/', ',', '\u{a0}']);
    match label.strip_suffix([':', '=']) {
        Some(label) => label_of(label.trim_start_matches([' ', '-', '–', '/', '+', ',']).trim(), &mut line),
        None if is_source(bare)
            || is_article(bare)
            || of_budget(bare).is_some()
            || lists().service(&fold(bare)).is_some()
            || year_of(bare).is_some() =>
        {
            label_of(bare, &mut line);
        }
        None => notes.extend(Some(before.trim().to_owned()).filter(|text| !clean(text).is_empty() && !joins(text))),
    }
    let mut after = after.to_owned();
    if let Some((year, rest)) = of_year(&after).filter(|_| line.year.is_none()) {
        line.year = Some(year);
        after = rest.to_owned();
    }
    if let Some(found) = article::find(&after) {
        let close = after.get(found.end..).and_then(|rest| rest.find(')')).map(|at| found.end + at);
        let open = after.get(..found.start).and_then(|front| front.rfind('('));
        // In brackets, the label runs to their end; else to the end of the line or the remark.
        let (start, label_end, end) = match (open, close) {
            (Some(open), Some(close)) => (open, close, close + 1),
            _ => {
                let end = note_start(&after, found.end);
                (found.start, end, end)
            }
        };
        let label = clean(after.get(found.end..label_end).unwrap_or_default());
        if line.label.is_none() && !label.is_empty() {
            line.label = Some(label);
        } else if !label.is_empty() {
            notes.push(label);
        }
        line.article = Some(found.code);
        line.year = line.year.or(found.year);
        after = without(&after, start, end);
    } else if let Some((label, rest)) = bracketed(&after) {
        let service = lists().service(&fold(&label));
        let of_budget = of_budget(&label).filter(|_| line.service.is_none() && line.year.is_none());
        if let Some((service, year)) = of_budget {
            (line.service, line.year) = (service, year);
        } else if matches!(fold(&label).as_str(), "annuel" | "annuels" | "par an" | "chaque annee") {
            line.per_year = true;
        } else if is_source(&label) && line.source.is_none() {
            line.source = Some(label);
        } else if service.is_some() && line.service.is_none() {
            line.service = service;
        } else if line.label.is_none() && label.contains(char::is_alphabetic) {
            line.label = Some(label);
        } else {
            notes.push(label);
        }
        after = rest;
    }
    after = service_of(&after, &mut line);
    let rest = fold(&after);
    if let Some(service) = lists().service(&rest).filter(|_| line.service.is_none()) {
        line.service = Some(service);
        after.clear();
    }
    let rest = after.trim().trim_matches([',', ';', '+', '.']).trim();
    let rest = rest.strip_suffix(" et").unwrap_or(rest).trim();
    let source = source_in(rest).filter(|_| line.source.is_none());
    let of_budget = of_budget(rest).filter(|_| line.service.is_none() && line.year.is_none());
    if let Some(source) = source {
        line.source = Some(source.to_owned());
    } else if let Some((service, year)) = of_budget {
        (line.service, line.year) = (service, year);
    } else if rest.contains(|c: char| !matches!(c, ' ' | '-' | '–' | '/' | ',')) && !joins(rest) {
        notes.push(rest.to_owned());
    }
    line.note = (!notes.is_empty()).then(|| notes.join(" "));
    line
}

/// A budget article and nothing else.
fn is_article(text: &str) -> bool {
    article::find(text).is_some_and(|found| clean(&without(text, found.start, found.end)).is_empty())
}

/// The year right behind an amount, and what follows it: `5.000 € en 2025`, `5.000 € (2025)`.
fn of_year(after: &str) -> Option<(i16, &str)> {
    let trimmed = after.trim_start();
    let (rest, close) = match trimmed.strip_prefix("en ").or_else(|| trimmed.strip_prefix("pour ")) {
        Some(rest) => (rest, None),
        None => (trimmed.strip_prefix('(')?, Some(')')),
    };
    let (year, rest) = rest.trim_start().split_at_checked(4)?;
    let year = year.parse::<i16>().ok().filter(|year| (1990..=2100).contains(year))?;
    let rest = match close {
        Some(close) => rest.strip_prefix(close)?,
        None => rest,
    };
    (!rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/'))).then_some((year, rest))
}

/// Words that only lead to the amount.
fn joins(text: &str) -> bool {
    matches!(fold(text).as_str(), "de" | "entre" | "et" | "montant" | "budget" | "soit" | "estime a" | "cout")
}

/// `2019 pour Wallonie`, `2019`, `Wallonie`, `Ordinaire`, or a label.
pub(super) fn label_of(label: &str, line: &mut BudgetLine) {
    let (front, rest) = label.split_at_checked(4).unwrap_or((label, ""));
    let year = front.parse::<i16>().ok().filter(|year| (1990..=2100).contains(year));
    match year {
        Some(year) if rest.trim().is_empty() => line.year = Some(year),
        Some(year) if rest.trim_start().starts_with("pour ") => {
            line.year = Some(year);
            line.source = Some(rest.trim_start().trim_start_matches("pour ").trim().to_owned());
        }
        _ => {
            if let Some(found) = article::find(label) {
                let rest = clean(&without(label, found.start, found.end));
                line.article = Some(found.code);
                line.year = found.year;
                line.label = Some(rest).filter(|rest| !rest.is_empty());
                return;
            }
            let folded = fold(label);
            if let Some((service, year)) = of_budget(label) {
                (line.service, line.year) = (service, year);
            } else if let Some(service) = lists().service(&folded) {
                line.service = Some(service);
            } else if is_source(label) {
                line.source = Some(label.to_owned());
            } else if !folded.is_empty() && !lists().neutral.has(&folded) {
                line.label = Some(label.trim_start_matches(['-', '•', '*']).trim().to_owned());
            }
        }
    }
}

/// Takes `, budget ordinaire` from the front of a text.
fn service_of(after: &str, line: &mut BudgetLine) -> String {
    let trimmed = after.trim_start().trim_start_matches([',', '-']).trim_start();
    for (words, service) in &lists().long_services {
        let Some((front, rest)) = trimmed.split_at_checked(words.len()) else { continue };
        if line.service.is_none() && is_in_any_case(front, words) && !rest.starts_with(char::is_alphanumeric) {
            line.service = Some(*service);
            return rest.to_owned();
        }
    }
    after.to_owned()
}

/// A text in brackets at the front, and what follows.
fn bracketed(after: &str) -> Option<(String, String)> {
    let open = after.find('(')?;
    if !after.get(..open)?.trim_matches([' ', ',', '\u{a0}']).is_empty()
        && fold(after.get(..open)?).split(' ').count() > 3
    {
        return None;
    }
    let close = open + after.get(open..)?.find(')')?;
    let label = after.get(open + 1..close)?.trim().to_owned();
    (!label.is_empty()).then(|| (label, without(after, open, close + 1)))
}

/// Where a remark such as `NB:` begins.
fn note_start(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    ["NB", "N.B.", "Remarque"].iter().filter_map(|word| rest.find(word)).min().map_or(text.len(), |at| from + at)
}

fn without(text: &str, start: usize, end: usize) -> String {
    format!("{}{}", text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default())
}

/// A text without the signs that only join it to its neighbours.
pub(super) fn clean(text: &str) -> String {
    text.trim().trim_matches([':', '-', '–', '(', ')', ',', '•', '/']).trim().to_owned()
}

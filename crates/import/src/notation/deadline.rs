//! Échéance: every notation of `docs/notations.md`, read by a small grammar over tokens. A text that the grammar does
//! not cover to its end is not read.

use jiff::ToSpan;
use jiff::civil::Date;
use passerelle_core::{Bilingual, Deadline, Diagnostic, DiagnosticKind, Moment, Period, Span, english, fold};

use super::Context;
use super::calendar::calendar;
use super::horizon::{self, Behind};
use super::lists::lists;
use super::moment::{Partial, Reader, Unit, at_end};
use super::periods;
use super::token::{Kind, Token, tokens};
use super::wordings::{self, Stance};

/// Longer texts are descriptions, not deadlines.
const MAX_LENGTH: usize = 300;

/// A date without year is no longer than this.
const SHORT: usize = 60;

/// A reading, and what else it could have been.
struct Found {
    deadline: Deadline,
    other: Option<Bilingual>,
}

impl Found {
    fn sure(deadline: Deadline) -> Option<Self> {
        Some(Self { deadline, other: None })
    }
}

/// Reads a deadline; the notes say what else it could be. None when the text is no deadline.
pub(super) fn read(text: &str, context: &Context) -> (Option<Deadline>, Vec<Diagnostic>) {
    let found = if text.len() > MAX_LENGTH { None } else { find(text, context) };
    match found {
        None => {
            if let Some((date, said)) = of_days(text) {
                return (Some(date), vec![said]);
            }
            // A date that only lacks its year is said to be one.
            let some_year = Context { year: Some(2024), ..*context };
            let dated = context.year.is_none() && text.len() <= SHORT && find(text, &some_year).is_some();
            let kind = if dated { DiagnosticKind::DeadlineWithoutYear } else { DiagnosticKind::UnreadDeadline };
            (None, vec![Diagnostic::new(kind).with("text", text.trim())])
        }
        Some(Found { deadline, other: None }) => (Some(deadline), Vec::new()),
        Some(Found { deadline, other: Some(other) }) => {
            let note = Diagnostic::new(DiagnosticKind::AmbiguousDate)
                .with("text", text.trim())
                .saying("reading", Bilingual::new(deadline.to_french(), english::deadline(&deadline)))
                .saying("other", other);
            (Some(deadline), vec![note])
        }
    }
}

/// "45657": the days that a spreadsheet counts from the end of 1899, where it lost the format of the cell. Only years
/// that a programme may plan.
fn of_days(text: &str) -> Option<(Deadline, Diagnostic)> {
    const LENGTH: usize = 5;
    let days: i64 = text.trim().parse().ok().filter(|_| text.trim().len() == LENGTH)?;
    let date = Date::constant(1899, 12, 30).checked_add(days.days()).ok()?;
    let at = Moment { period: Period::Day { date }, edge: None };
    (2010..2060).contains(&date.year()).then(|| {
        let deadline = Deadline::At { at };
        let said = Diagnostic::new(DiagnosticKind::DateInDays).with("text", text.trim());
        let read = Bilingual::new(deadline.to_french(), english::deadline(&deadline));
        (deadline, said.saying("reading", read))
    })
}

fn find(text: &str, context: &Context) -> Option<Found> {
    let all = tokens(text);
    if all.is_empty() {
        return None;
    }
    if let Some(found) = only_signs(&all) {
        return found;
    }
    let (asked, all) = without_question(without_bullet(without_brackets(&all)));
    let labelled = without_label(all);
    let main = without_reserve(without_time(without_remark(labelled)));
    let reader = Reader { tokens: main, context };
    let found = whole_wording(main, context)
        .or_else(|| at_term(&Reader { tokens: labelled, context }))
        .or_else(|| recurrent(&reader))
        .or_else(|| dated(&reader))
        .or_else(|| put_off(&Reader { tokens: labelled, context }))
        .or_else(|| several(&Reader { tokens: labelled, context }))?;
    // A question mark behind a date says that it may be another.
    let other = found.other.or_else(|| asked.then(about));
    Some(Found { other, ..found })
}

/// The other reading of a moment that is only about right.
fn about() -> Bilingual {
    Bilingual::new("une autre date : celle-ci est approximative", "another date: this one is approximate")
}

/// The tokens within brackets around the whole text: `(2025)`, `[juin 2025]`.
fn without_brackets(tokens: &[Token]) -> &[Token] {
    match tokens {
        [open, inner @ .., close] => {
            let pair = (open.sign(), close.sign());
            let whole = inner.iter().all(|token| !matches!(token.sign(), Some('(' | ')' | '[' | ']')));
            let around = matches!(pair, (Some('('), Some(')')) | (Some('['), Some(']')));
            if around && whole && !inner.is_empty() { inner } else { tokens }
        }
        _ => tokens,
    }
}

/// Signs of list items.
const BULLETS: [char; 4] = ['-', '•', '*', '·'];

/// The tokens after the sign of a list whose next line begins with the same sign: `- 2020⏎- 2021`.
fn without_bullet(tokens: &[Token]) -> &[Token] {
    let Some((first, rest)) = tokens.split_first() else { return tokens };
    let Some(sign) = first.sign().filter(|sign| BULLETS.contains(sign)) else { return tokens };
    let again =
        |pair: &[Token]| matches!(pair, [end, bullet] if end.sign() == Some('\n') && bullet.sign() == Some(sign));
    if rest.windows(2).any(again) { rest } else { tokens }
}

/// The tokens before a question mark that ends a text, and whether there is one: `2025 ?`, `2025 (?)`.
fn without_question(tokens: &[Token]) -> (bool, &[Token]) {
    let signs: Vec<Option<char>> = tokens.iter().rev().take(3).map(Token::sign).collect();
    let taken = match signs.as_slice() {
        [Some(')'), Some('?'), Some('(')] => 3,
        [Some('?'), ..] => 1,
        _ => return (false, tokens),
    };
    (true, tokens.get(..tokens.len() - taken).unwrap_or(tokens))
}

/// `/`, `-`, `?`: signs only.
fn only_signs(tokens: &[Token]) -> Option<Option<Found>> {
    let signs: Vec<char> = tokens.iter().map(Token::sign).collect::<Option<_>>()?;
    Some(match signs.as_slice() {
        [first, rest @ ..] if matches!(first, '/' | '-') && rest.iter().all(|sign| sign == first) => {
            Found::sure(Deadline::None)
        }
        [..] if signs.iter().all(|sign| *sign == '?') => Found::sure(Deadline::ToDefine),
        _ => None,
    })
}

/// The tokens before a remark in brackets that ends the text and holds no number: `2020 (sous réserve)`.
fn without_remark(tokens: &[Token]) -> &[Token] {
    let opened = tokens.iter().position(|token| token.sign() == Some('('));
    match opened {
        Some(at) if at > 0 => {
            let remark = tokens.get(at..).unwrap_or_default();
            let closed = remark.last().and_then(Token::sign) == Some(')');
            let numbers = remark.iter().any(|token| matches!(token.kind, Kind::Number { .. }));
            if closed && !numbers { tokens.get(..at).unwrap_or(tokens) } else { tokens }
        }
        _ => tokens,
    }
}

/// The tokens before words that only reserve the date: `2025 sous réserve des subsides`, `2026 inclus`.
fn without_reserve(tokens: &[Token]) -> &[Token] {
    let at =
        (1..tokens.len()).find(|at| tokens.get(*at..).is_some_and(|rest| lists().reserves.longest(rest).is_some()));
    let Some(at) = at else { return tokens };
    let numbers = tokens.get(at..).is_some_and(|rest| rest.iter().any(|token| token.number().is_some()));
    let comma = tokens.get(at - 1).and_then(Token::sign) == Some(',');
    let front = tokens.get(..at - usize::from(comma)).filter(|front| !front.is_empty() && !numbers);
    front.unwrap_or(tokens)
}

/// The tokens before a time of day, which says nothing of a deadline: `31/12/2024 08:15`, `le 3 mai 2024 à 18h30`.
fn without_time(tokens: &[Token]) -> &[Token] {
    let small = |token: &Token, below: u32| token.number().is_some_and(|(value, _)| value < below);
    let front = match tokens {
        [front @ .., hour, a, minute, b, second]
            if a.sign() == Some(':')
                && b.sign() == Some(':')
                && small(hour, 24)
                && small(minute, 60)
                && small(second, 60) =>
        {
            front
        }
        [front @ .., hour, colon, minute]
            if (colon.sign() == Some(':') || colon.word() == Some("h")) && small(hour, 24) && small(minute, 60) =>
        {
            front
        }
        [front @ .., hour, h] if h.word() == Some("h") && small(hour, 24) => front,
        _ => return tokens,
    };
    let date = match front {
        [date @ .., word] if matches!(word.word(), Some("a" | "t")) || word.sign() == Some(',') => date,
        date => date,
    };
    let year = date.last().and_then(Token::number).is_some_and(|(value, _)| (1990..=2100).contains(&value));
    let day = date.iter().rev().nth(2).and_then(Token::number).is_some_and(|(_, length)| length <= 2);
    if year || day { date } else { tokens }
}

/// The tokens after `Échéance :`, `Délai :`, `Date :`.
fn without_label(tokens: &[Token]) -> &[Token] {
    let labelled = lists().labels.longest(tokens).filter(|taken| tokens.get(*taken).and_then(Token::sign) == Some(':'));
    labelled.and_then(|taken| tokens.get(taken + 1..)).unwrap_or(tokens)
}

/// Wordings that fill the whole text.
fn whole_wording(tokens: &[Token], context: &Context) -> Option<Found> {
    let folded = folded(tokens);
    if lists().none.has(&folded) {
        return Found::sure(Deadline::None);
    }
    if lists().to_define.has(&folded) {
        return Found::sure(Deadline::ToDefine);
    }
    if lists().end_of_term.has(&folded) {
        return Found::sure(Deadline::EndOfTerm);
    }
    if let Some(front) = lists().all_year.longest(tokens) {
        let reader = Reader { tokens, context };
        let year = reader.year(reader.skip_fillers(front));
        let end = if year.is_some() { reader.skip_fillers(front) + 1 } else { front };
        if at_end(tokens, end) {
            let year = year.or(context.year);
            return Found::sure(
                year.map_or(Deadline::Recurrent, |year| Deadline::At { at: Period::Year { year }.into() }),
            );
        }
    }
    within(tokens)
}

fn folded(tokens: &[Token]) -> String {
    let words = tokens.iter().filter_map(|token| match &token.kind {
        Kind::Word(word) => Some(word.clone()),
        Kind::Number { value, .. } => Some(value.to_string()),
        Kind::Sign(_) => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `dans les 3 mois`, `endéans les 6 mois`, `sous 15 jours`; `6 mois` alone is doubtful.
fn within(tokens: &[Token]) -> Option<Found> {
    let fronts = ["dans un delai de", "dans les", "dans", "endeans les", "endeans", "sous", "d ici", "within"];
    let front = wordings::longest(tokens, &fronts);
    let rest = tokens.get(front.unwrap_or(0)..)?;
    let (count, taken) = match &rest.first()?.kind {
        Kind::Number { value, digits } if *digits <= 3 => (u16::try_from(*value).ok()?, 1),
        Kind::Word(_) => {
            let names =
                calendar().spelled_numbers.iter().filter_map(|(name, n)| Some((*n, wordings::spelled(rest, name)?)));
            names.max_by_key(|(_, taken)| *taken)?
        }
        _ => return None,
    };
    let unit = calendar().unit(rest.get(taken)?.word()?)?;
    let ends = ["a venir", "prochains", "suivants", "qui suivent", "prochaines", "suivantes"];
    let tail = rest.get(taken + 1..)?;
    let end = taken + 1 + wordings::longest(tail, &ends).unwrap_or(0);
    if !at_end(rest, end) {
        return None;
    }
    let deadline = Deadline::Within { count, unit };
    let other = front.is_none().then(|| Bilingual::new("une durée", "a duration"));
    Some(Found { deadline, other })
}

/// `Récurrent`, `annuel - en continu`, `2 fois par an`; with a date after it, the date counts and the doubt is said.
fn recurrent(reader: &Reader<'_>) -> Option<Found> {
    let front = |tokens: &[Token]| lists().recurrent.longest(tokens).or_else(|| wordings::frequency(tokens));
    let mut at = front(reader.tokens)?;
    loop {
        if at_end(reader.tokens, at) {
            return Found::sure(Deadline::Recurrent);
        }
        let joined =
            matches!(reader.sign(at), Some('-' | ',' | ';' | ':' | '/' | '\n')) || reader.word(at) == Some("et");
        let next = at + usize::from(joined);
        match front(reader.tokens.get(next..)?) {
            Some(taken) => at = next + taken,
            None => {
                let rest = Reader { tokens: reader.tokens.get(next..)?, ..*reader };
                // `chaque année en septembre`: a month of no year in particular.
                if rest.item(0).is_some_and(|(item, end)| item.year.is_none() && at_end(rest.tokens, end)) {
                    return Found::sure(Deadline::Recurrent);
                }
                let Found { deadline, .. } = dated(&rest)?;
                return Some(Found { deadline, other: Some(Bilingual::new("« récurrent »", "“recurrent”")) });
            }
        }
    }
}

/// A moment, a range or a list, with or without words before it.
fn dated(reader: &Reader<'_>) -> Option<Found> {
    // The longest words before the moment are tried first; `fin de législature` may follow them too.
    let stances = reader.word(0).map(|first| lists().stances(first)).unwrap_or_default();
    let mut fronts: Vec<(usize, Stance)> = stances
        .iter()
        .filter_map(|(words, stance)| Some((wordings::spelled(reader.tokens, words)?, *stance)))
        .collect();
    fronts.sort_by_key(|(taken, _)| std::cmp::Reverse(*taken));
    for (taken, stance) in fronts {
        // `env. 2025`, `max. fin 2024`.
        let taken = taken + usize::from(reader.sign(taken) == Some('.'));
        let rest = Reader { tokens: reader.tokens.get(taken..)?, ..*reader };
        if let Some(found) = after_stance(&rest, stance) {
            return Some(found);
        }
    }
    range(reader)
        .or_else(|| list(reader))
        .or_else(|| open_range(reader))
        .or_else(|| latest(reader))
        .or_else(|| begun_and_ended(reader))
        .or_else(|| to_end_of_term(reader))
        .or_else(|| then_recurrent(reader))
        .or_else(|| dashed_pair(reader))
}

/// `court terme`, `moyen terme (3 ans)`; with a date beside it, the date counts: `court terme : 2025`.
fn at_term(reader: &Reader<'_>) -> Option<Found> {
    let (deadline, end) = horizon::read(reader)?;
    match horizon::behind(reader, end)? {
        Behind::Nothing => Found::sure(deadline),
        Behind::Date(rest) => dated(&rest).or_else(|| {
            let years = rest.tokens.iter().filter_map(Token::number).all(|(_, digits)| digits <= 2);
            years.then(|| Found::sure(deadline)).flatten()
        }),
    }
}

/// `2024 (reporté à 2025)`, `initialement 2023, reporté en 2025`: the later one counts, and the doubt is said.
fn put_off(reader: &Reader<'_>) -> Option<Found> {
    let front = lists().planned_first.longest(reader.tokens).unwrap_or(0);
    let (first, end) = reader.item(reader.skip_fillers(front))?;
    let next = end + usize::from(matches!(reader.sign(end), Some('(' | ',' | ';' | '-' | '\n')));
    let taken = lists().put_off.longest(reader.tokens.get(next..)?)?;
    let (last, end) = reader.item(reader.skip_fillers(next + taken))?;
    let end = end + usize::from(reader.sign(end) == Some(')'));
    let ((was, _), (at, to)) = (first.resolve(first.year?)?, last.resolve(last.year?)?);
    at_end(reader.tokens, end)
        .then(|| Found { deadline: span(at, to), other: Some(Bilingual::new(was.to_french(), english::moment(was))) })
}

/// `2020-2021 et 2023-2024`, `Étude : 2025 - Travaux : 2026`.
fn several(reader: &Reader<'_>) -> Option<Found> {
    let whole = |reader: &Reader<'_>| {
        let found = range(reader).or_else(|| list(reader)).filter(|found| found.other.is_none())?;
        match found.deadline {
            Deadline::At { at } => Some(Span { from: at, to: None }),
            Deadline::Between { from, to } => Some(Span { from, to: Some(to) }),
            _ => None,
        }
    };
    periods::read(reader, &whole).and_then(Found::sure)
}

/// `12-20`, `25-26`: a month and a year, two years, or two days of a month.
fn dashed_pair(reader: &Reader<'_>) -> Option<Found> {
    let [first, dash, last] = reader.tokens else { return None };
    let ((a, 2), (b, 2)) = (first.number()?, last.number()?) else { return None };
    let (a, b) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?);
    let (from, year) = (reader.short_year(0), reader.short_year(2)?);
    let days = (a < b && b <= 31)
        .then(|| Bilingual::new(format!("du {a} au {b} d’un mois"), format!("from the {a} to the {b} of a month")));
    let years = from.filter(|from| *from < year);
    let (deadline, others) = match (1..=12).contains(&a) {
        true => {
            let years = years.map(|from| Bilingual::same(format!("{from}-{year}")));
            (Deadline::At { at: Period::Month { year, month: a }.into() }, [years, days])
        }
        false => {
            let year_of = |year| Moment::from(Period::Year { year });
            (Deadline::Between { from: year_of(years?), to: year_of(year) }, [None, days])
        }
    };
    let join = |one: Bilingual, two: Bilingual| {
        Bilingual::new(format!("{} ou {}", one.fr, two.fr), format!("{} or {}", one.en, two.en))
    };
    let other = others.into_iter().flatten().reduce(join);
    (dash.sign() == Some('-')).then_some(Found { deadline, other })
}

/// `2025 puis annuel`: from that year on, or once.
fn then_recurrent(reader: &Reader<'_>) -> Option<Found> {
    let (first, end) = reader.item(0)?;
    let mut next = end;
    while matches!(reader.sign(next), Some(',' | ';' | '-' | '+'))
        || matches!(reader.word(next), Some("et" | "puis" | "ensuite"))
    {
        next += 1;
    }
    let taken = lists().recurrent.longest(reader.tokens.get(next..)?).filter(|_| next > end)?;
    let (from, _) = first.resolve(first.year.or(reader.context.year)?)?;
    let other = Some(Bilingual::new("« récurrent »", "“recurrent”"));
    at_end(reader.tokens, next + taken).then_some(Found { deadline: Deadline::From { from }, other })
}

/// `Début : 2025 - Fin : 2026`.
fn begun_and_ended(reader: &Reader<'_>) -> Option<Found> {
    let labelled = |at: usize, word: &str| reader.word(at) == Some(word) && reader.sign(at + 1) == Some(':');
    let (first, end) = labelled(0, "debut").then(|| reader.item(2))??;
    let joined = matches!(reader.sign(end), Some('-' | ',' | ';' | '/' | '\n'));
    let next = end + usize::from(joined);
    let (last, end) = labelled(next, "fin").then(|| reader.item(next + 2))??;
    let ((from, _), (to, beyond)) = (first.resolve(first.year?)?, last.resolve(last.year?)?);
    let to = beyond.unwrap_or(to);
    let in_order = from.period.first_day()? <= to.period.last_day()?;
    let other = first.other.or(last.other);
    (at_end(reader.tokens, end) && in_order).then_some(Found { deadline: Deadline::Between { from, to }, other })
}

/// `2025 à fin de législature`, where the document says which législature.
fn to_end_of_term(reader: &Reader<'_>) -> Option<Found> {
    let term = reader.context.legislature?;
    let (first, next) = reader.item(0)?;
    let (next, slash) = range_sign(reader, next, false)?;
    let rest = reader.tokens.get(reader.skip_fillers(next)..)?;
    let to = Moment { period: Period::Year { year: term.last_year }, edge: Some(passerelle_core::Edge::End) };
    let (from, _) = first.resolve(first.year?)?;
    let in_order = from.period.first_day()? <= to.period.last_day()?;
    let ends = lists().end_of_term.has(&folded(rest)) && !slash && in_order;
    ends.then_some(Found { deadline: Deadline::Between { from, to }, other: first.other })
}

/// `fin 2024 au plus tard`, `d’ici 2030 au plus tard`, `juin 2024 maximum`.
fn latest(reader: &Reader<'_>) -> Option<Found> {
    let at = wordings::longest(reader.tokens, &["d ici", "d ici a", "pour"]).unwrap_or(0);
    let (partial, end) = reader.item(at)?;
    let taken = wordings::longest(reader.tokens.get(end..)?, &["au plus tard", "maximum", "max"])?;
    if !at_end(reader.tokens, end + taken) {
        return None;
    }
    let (first, last) = partial.resolve(partial.year.or(reader.context.year)?)?;
    Some(Found { deadline: Deadline::By { by: last.unwrap_or(first) }, other: partial.other })
}

fn after_stance(reader: &Reader<'_>, stance: Stance) -> Option<Found> {
    let rest = Reader { tokens: reader.tokens.get(reader.skip_fillers(0)..)?, ..*reader };
    if matches!(stance, Stance::By | Stance::Before) && lists().end_of_term.has(&folded(rest.tokens)) {
        return Found::sure(Deadline::EndOfTerm);
    }
    let (partial, end) = reader.item(0)?;
    if !at_end(reader.tokens, end) {
        return None;
    }
    let year = partial.year.or(reader.context.year)?;
    let (first, last) = partial.resolve(year)?;
    let whole = first.edge.is_none() && !matches!(first.period, Period::Day { .. });
    let deadline = match stance {
        Stance::By => Deadline::By { by: last.unwrap_or(first) },
        // `avant juin 2024` ends where June begins.
        Stance::Before if whole => Deadline::By { by: Moment { edge: Some(passerelle_core::Edge::Start), ..first } },
        Stance::Before => Deadline::By { by: first },
        Stance::From => Deadline::From { from: first },
        Stance::After => Deadline::After { after: last.unwrap_or(first) },
        Stance::At | Stance::About => span(first, last),
    };
    let other = partial.other.or_else(|| (stance == Stance::About).then(about));
    Some(Found { deadline, other })
}

fn span(first: Moment, last: Option<Moment>) -> Deadline {
    match last {
        None => Deadline::At { at: first },
        Some(to) => Deadline::Between { from: first, to },
    }
}

/// `2019-2024`, `de janvier à juin 2024`, `du 1er au 15 mars 2024`, `entre 2020 et 2022`, `juillet/août 2024`.
fn range(reader: &Reader<'_>) -> Option<Found> {
    let between = reader.word(0) == Some("entre");
    let (first, next) = reader.item(usize::from(between))?;
    let (next, slash) = range_sign(reader, next, between)?;
    let (last, end) = short_last_year(reader, &first, next).or_else(|| reader.item(next))?;
    if !at_end(reader.tokens, end) {
        return None;
    }
    // Only months and parts of a year go together by a stroke; a pair of years may be a school year.
    let months = matches!((first.unit, last.unit), (Unit::Month(_), Unit::Month(_)));
    let parts = matches!((first.unit, last.unit), (Unit::Fraction(a, _), Unit::Fraction(b, _)) if a == b);
    let bare = first.edge.is_none() && last.edge.is_none();
    let years = matches!((first.unit, last.unit), (Unit::Year, Unit::Year));
    if slash && !months && !years && !parts {
        return None;
    }
    let mut pair = [first, last];
    share_units(&mut pair)?;
    let [mut first, mut last] = pair;
    let year = last.year.or(first.year).or(reader.context.year)?;
    last.year.get_or_insert(year);
    if first.year.is_none() {
        // `novembre à mars 2025` begins in 2024.
        let turns = matches!((order(&first), order(&last)), (Some(a), Some(b)) if a > b);
        first.year = if turns { year.checked_sub(1) } else { Some(year) };
    }
    let other = first.other.clone().or_else(|| last.other.clone());
    let (from, _) = first.resolve(first.year?)?;
    let (to, beyond) = last.resolve(last.year?)?;
    let to = beyond.unwrap_or(to);
    if from.period.first_day()? > to.period.last_day()? {
        return None;
    }
    let school = || match (first.year, last.year) {
        (Some(a), Some(b)) if slash && years && bare && a.checked_add(1) == Some(b) => {
            Some(Bilingual::new(format!("année scolaire {a}-{b}"), format!("school year {a}-{b}")))
        }
        _ => None,
    };
    Some(Found { deadline: Deadline::Between { from, to }, other: other.or_else(school) })
}

/// Past the sign or word between two ends of a range, and whether it was a stroke.
fn range_sign(reader: &Reader<'_>, at: usize, between: bool) -> Option<(usize, bool)> {
    if between {
        let joined = reader.word(at) == Some("et") || reader.sign(at) == Some('-');
        return joined.then_some((at + 1, false));
    }
    if let Some(sign) = reader.sign(at) {
        return match sign {
            // `->` is two signs.
            '-' => Some((at + 1 + usize::from(reader.sign(at + 1) == Some('-')), false)),
            '/' => Some((at + 1, true)),
            // `=>`
            '=' if reader.sign(at + 1) == Some('-') => Some((at + 2, false)),
            _ => None,
        };
    }
    let words = ["a", "au", "aux", "jusqu en", "jusqu a", "jusqu au", "jusque", "jusqu"];
    wordings::longest(reader.tokens.get(at..)?, &words).map(|taken| (at + taken, false))
}

/// `2019-20`.
fn short_last_year(reader: &Reader<'_>, first: &Partial, at: usize) -> Option<(Partial, usize)> {
    let year = reader.short_year(at)?;
    let last = at_end(reader.tokens, at + 1);
    let follows = last && first.unit == Unit::Year && first.year.is_some_and(|first| first < year);
    follows.then_some((Partial { edge: None, unit: Unit::Year, year: Some(year), other: None }, at + 1))
}

/// The place of a moment within its year.
fn order(partial: &Partial) -> Option<(i8, i8)> {
    match partial.unit {
        Unit::Day(day, Some(month)) => Some((month, day)),
        Unit::Month(month) | Unit::Season(month, ..) => Some((month, 0)),
        Unit::Fraction(fraction, number) => Some(((number - 1) * (12 / fraction.per_year()) + 1, 0)),
        Unit::Day(_, None) | Unit::Year | Unit::SchoolYear => None,
    }
}

/// One moment, or several: `2019 2020`, `Mars et novembre 2024`, `1er et 3e trimestres 2024`.
fn list(reader: &Reader<'_>) -> Option<Found> {
    let mut partials: Vec<Partial> = Vec::new();
    let mut at = 0;
    let (mut strokes, mut either) = (false, false);
    loop {
        let (partial, end) = reader.item(at)?;
        partials.push(partial);
        if at_end(reader.tokens, end) {
            break;
        }
        strokes |= reader.sign(end) == Some('/');
        either |= matches!(reader.word(end), Some("ou" | "voire"));
        at = list_sign(reader, end, &partials)?;
    }
    // Two moments at a stroke may be a range; three years, months or quarters are a list.
    if strokes && (partials.len() < 3 || partials.iter().any(|partial| matches!(partial.unit, Unit::Day(..)))) {
        return None;
    }
    share_units(&mut partials)?;
    share_years(&mut partials, reader.context);
    let other = partials.iter().find_map(|partial| partial.other.clone());
    if let [partial] = partials.as_slice() {
        let (first, last) = partial.resolve(partial.year?)?;
        return Some(Found { deadline: span(first, last), other });
    }
    let moments = partials.iter().map(|partial| match partial.resolve(partial.year?)? {
        (moment, None) => Some(moment),
        (_, Some(_)) => None,
    });
    let other = other.or_else(|| either.then(|| Bilingual::new("l’un des deux seulement", "one of them only")));
    Some(Found { deadline: Deadline::Steps { moments: moments.collect::<Option<_>>()? }, other })
}

/// Past what separates two moments; nothing is needed between two years.
fn list_sign(reader: &Reader<'_>, at: usize, before: &[Partial]) -> Option<usize> {
    let mut next = at;
    while matches!(reader.sign(next), Some(',' | ';' | '\n' | '&' | '+' | '/'))
        || matches!(reader.word(next), Some("et" | "puis" | "ou" | "voire" | "and"))
        || (next > at && reader.sign(next).is_some_and(|sign| BULLETS.contains(&sign)))
    {
        next += 1;
    }
    if next > at {
        return Some(next);
    }
    let years = before.iter().all(|partial| partial.unit == Unit::Year) && reader.year(at).is_some();
    years.then_some(at)
}

/// `1er et 3e trimestres`, `5 et 12 mars`: a bare number takes the unit of the next moment.
fn share_units(partials: &mut [Partial]) -> Option<()> {
    let mut unit: Option<Unit> = None;
    for partial in partials.iter_mut().rev() {
        if let Unit::Day(number, None) = partial.unit {
            partial.unit = match unit? {
                Unit::Day(_, month) => Unit::Day(number, Some(month?)),
                Unit::Month(month) => Unit::Day(number, Some(month)),
                Unit::Fraction(fraction, _) if number <= fraction.per_year() => Unit::Fraction(fraction, number),
                _ => return None,
            };
        }
        unit = Some(partial.unit);
    }
    Some(())
}

/// A moment without year takes that of the next one that has one, then of the one before, then of the document.
fn share_years(partials: &mut [Partial], context: &Context) {
    let mut year = None;
    for partial in partials.iter_mut().rev() {
        year = partial.year.or(year);
        partial.year = year;
    }
    let mut year = context.year;
    for partial in partials.iter_mut() {
        year = partial.year.or(year);
        partial.year = year;
    }
}

/// `2025 et suivantes`, `2025 et au-delà`, `2025 …`, `2025 ->`.
fn open_range(reader: &Reader<'_>) -> Option<Found> {
    let (partial, end) = reader.item(0)?;
    let rest = reader.tokens.get(end..)?;
    let words = lists().and_after.longest(rest);
    let dots = match rest {
        [one] => matches!(one.sign(), Some('…' | '+')),
        [and, plus] if and.word() == Some("et") && plus.sign() == Some('+') => true,
        more => more.len() > 1 && more.iter().all(|token| matches!(token.sign(), Some('.' | '-'))),
    };
    if !(words.is_some_and(|taken| at_end(rest, taken)) || dots) {
        return None;
    }
    let (from, _) = partial.resolve(partial.year.or(reader.context.year)?)?;
    Some(Found { deadline: Deadline::From { from }, other: partial.other })
}

/// Whether a text is a wording of « none », for any notion.
pub(super) fn says_none(text: &str) -> bool {
    // Each of these signs is one of the folded text.
    let plain = || text.bytes().filter(u8::is_ascii_alphanumeric).count();
    if text.len() > MAX_LENGTH || plain() > lists().longest_none {
        return false;
    }
    let folded = fold(text);
    if folded.is_empty() {
        return matches!(only_signs(&tokens(text)), Some(Some(Found { deadline: Deadline::None, .. })));
    }
    lists().none.has(&folded)
}

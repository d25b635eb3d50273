//! Readings in English words, for messages: documents are always French (see [`french`](crate::french)).

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{Deadline, Edge, Moment, Period, Span, Term, TimeUnit};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Name of a month, from 1.
///
/// ```
/// assert_eq!(passerelle_core::english::month(8), Some("August"));
/// ```
#[must_use]
pub fn month(number: i8) -> Option<&'static str> {
    MONTHS.get(usize::try_from(number.checked_sub(1)?).ok()?).copied()
}

/// Date in full.
///
/// ```
/// let date = "2021-03-01".parse::<jiff::civil::Date>()?;
/// assert_eq!(passerelle_core::english::date(date), "1 March 2021");
/// # Ok::<(), jiff::Error>(())
/// ```
#[must_use]
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date.month()).unwrap_or_default(), date.year())
}

/// Amount in euros: `€1,500`, `€515.50`.
///
/// ```
/// assert_eq!(passerelle_core::english::amount("73500".parse()?), "€73,500");
/// # Ok::<(), rust_decimal::Error>(())
/// ```
#[must_use]
pub fn amount(amount: Decimal) -> String {
    let turned = |c: char| match c {
        '\u{a0}' => ',',
        ',' => '.',
        other => other,
    };
    let digits: String = crate::french::amount(amount).trim_end_matches("\u{a0}€").chars().map(turned).collect();
    match digits.strip_prefix('-') {
        Some(digits) => format!("-€{digits}"),
        None => format!("€{digits}"),
    }
}

/// A deadline in words.
///
/// ```
/// use passerelle_core::{Deadline, Edge, Moment, Period};
/// let moment = Moment { period: Period::Month { year: 2024, month: 6 }, edge: Some(Edge::End) };
/// assert_eq!(passerelle_core::english::deadline(&Deadline::By { by: moment }), "by end of June 2024");
/// ```
#[must_use]
pub fn deadline(deadline: &Deadline) -> String {
    match deadline {
        Deadline::At { at } => moment(*at),
        Deadline::By { by } => format!("by {}", moment(*by)),
        Deadline::From { from } => format!("from {}", moment(*from)),
        Deadline::After { after } => format!("after {}", moment(*after)),
        Deadline::Between { from, to } => format!("{} to {}", moment(*from), moment(*to)),
        Deadline::Steps { moments } => moments.iter().map(|one| moment(*one)).collect::<Vec<_>>().join(", "),
        Deadline::Periods { periods } => {
            let span = |span: &Span| match span.to {
                Some(to) => format!("{} to {}", moment(span.from), moment(to)),
                None => moment(span.from),
            };
            periods.iter().map(span).collect::<Vec<_>>().join(", ")
        }
        Deadline::Horizon { from, to: Some(to) } => format!("{} to {} term", term(*from), term(*to)),
        Deadline::Horizon { from, to: None } => format!("{} term", term(*from)),
        Deadline::Recurrent => "recurrent".to_owned(),
        Deadline::Within { count, unit } => format!("within {count} {}", units(*count, *unit)),
        Deadline::EndOfTerm => "end of the term".to_owned(),
        Deadline::ToDefine => "to be defined".to_owned(),
        Deadline::None => "/".to_owned(),
    }
}

fn term(term: Term) -> &'static str {
    match term {
        Term::Short => "short",
        Term::Medium => "medium",
        Term::Long => "long",
    }
}

fn units(count: u16, unit: TimeUnit) -> &'static str {
    let (one, many) = match unit {
        TimeUnit::Day => ("day", "days"),
        TimeUnit::Week => ("week", "weeks"),
        TimeUnit::Month => ("month", "months"),
        TimeUnit::Year => ("year", "years"),
    };
    if count == 1 { one } else { many }
}

/// A moment in words.
#[must_use]
pub fn moment(moment: Moment) -> String {
    let period = period(moment.period);
    match moment.edge {
        None => period,
        Some(Edge::Start) => format!("beginning of {period}"),
        Some(Edge::Middle) => format!("middle of {period}"),
        Some(Edge::End) => format!("end of {period}"),
        Some(Edge::During) => format!("during {period}"),
    }
}

fn period(period: Period) -> String {
    match period {
        Period::Day { date: day } => date(day),
        Period::Month { year, month: number } => format!("{} {year}", month(number).unwrap_or_default()),
        Period::Quarter { year, quarter } => format!("quarter {quarter} of {year}"),
        Period::Semester { year, semester } => format!("half {semester} of {year}"),
        Period::Year { year } => year.to_string(),
        Period::SchoolYear { year } => format!("school year {year}-{}", year.saturating_add(1)),
    }
}

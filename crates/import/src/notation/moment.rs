//! One moment of a deadline, with or without its year: `fin juin 2024`, `T2`, `1er` of `du 1er au 15 mars`.

use jiff::civil::Date;
use passerelle_core::{Bilingual, Edge, Moment, Period, english, french};

use super::Context;
use super::calendar::{self, Fraction, calendar};
use super::token::{Kind, Token};

/// A moment as printed; what it leaves out comes from its neighbour or the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Partial {
    pub edge: Option<Edge>,
    pub unit: Unit,
    pub year: Option<i16>,
    /// Another way to read it.
    pub other: Option<Bilingual>,
}

/// What a moment names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Day, and month where it is printed.
    Day(i8, Option<i8>),
    Month(i8),
    Fraction(Fraction, i8),
    Year,
    SchoolYear,
    /// First month, last month, ends in the next year.
    Season(i8, i8, bool),
}

/// A reader over the tokens of one text.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub tokens: &'a [Token],
    pub context: &'a Context,
}

/// What `dernier` is before the number of parts is known.
const LAST: i8 = i8::MAX;

/// Years that a planning document can name.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2100;

impl<'a> Reader<'a> {
    pub fn word(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).and_then(Token::word)
    }

    pub fn sign(&self, at: usize) -> Option<char> {
        self.tokens.get(at).and_then(Token::sign)
    }

    fn number(&self, at: usize) -> Option<(u32, usize)> {
        self.tokens.get(at).and_then(Token::number)
    }

    /// A number of one or two digits within a range.
    fn small(&self, at: usize, range: std::ops::RangeInclusive<i8>) -> Option<i8> {
        let (value, digits) = self.number(at)?;
        i8::try_from(value).ok().filter(|value| digits <= 2 && range.contains(value))
    }

    /// A year of four digits.
    pub fn year(&self, at: usize) -> Option<i16> {
        let (value, digits) = self.number(at)?;
        i16::try_from(value).ok().filter(|_| digits == 4 && YEARS.contains(&value))
    }

    /// A year of two digits that lies near the document's own years.
    pub fn short_year(&self, at: usize) -> Option<i16> {
        let (value, digits) = self.number(at)?;
        let year = i16::try_from(value).ok().filter(|_| digits == 2)?.checked_add(2000)?;
        let (first, last) = match (self.context.legislature, self.context.year) {
            (Some(term), _) => (term.first_year.saturating_sub(10), term.last_year.saturating_add(15)),
            (None, Some(year)) => (year.saturating_sub(15), year.saturating_add(15)),
            (None, None) => (2010, 2049),
        };
        (first..=last).contains(&year).then_some(year)
    }

    /// Past words that add nothing.
    pub fn skip_fillers(&self, mut at: usize) -> usize {
        while self.word(at).is_some_and(|word| calendar().is_filler(word))
            || (self.word(at) == Some("annee") && self.year(at + 1).is_some())
        {
            at += 1;
        }
        at
    }

    /// Past `Étape 2 :`, `Phase 1 -`.
    fn skip_label(&self, at: usize) -> usize {
        let labelled = matches!(self.word(at), Some("etape" | "phase"))
            && self.number(at + 1).is_some_and(|(_, digits)| digits <= 2)
            && matches!(self.sign(at + 2), Some(':' | '-'));
        if labelled { at + 3 } else { at }
    }

    /// A moment at a token, and the token after it.
    pub fn item(&self, at: usize) -> Option<(Partial, usize)> {
        let at = self.skip_fillers(self.skip_label(at));
        let edge = self.word(at).and_then(|word| calendar().edge(word));
        let Some(edge) = edge else {
            return self.core(at, false);
        };
        let mut next = at + 1;
        if self.sign(next) == Some('-') || self.sign(next) == Some('.') {
            next += 1;
        }
        let (mut partial, end) = self.core(self.skip_fillers(next), true)?;
        partial.edge = Some(edge);
        Some((partial, end))
    }

    /// The ways to write a moment, the most specific first.
    fn core(&self, at: usize, after_edge: bool) -> Option<(Partial, usize)> {
        self.iso(at)
            .or_else(|| self.numeric_day(at))
            .or_else(|| self.named_day(at))
            .or_else(|| self.named_month(at))
            .or_else(|| self.fraction(at))
            .or_else(|| self.numeric_month(at))
            .or_else(|| self.school_year(at))
            .or_else(|| self.named_part(at))
            .or_else(|| self.bare_year(at, after_edge))
            .or_else(|| self.bare_day(at))
    }

    /// `2020-06-30`.
    fn iso(&self, at: usize) -> Option<(Partial, usize)> {
        let sign = self.sign(at + 1).filter(|sign| matches!(sign, '-' | '/' | '.'))?;
        let (year, month) = (self.year(at)?, self.small(at + 2, 1..=12)?);
        let day = self.small(at + 4, 1..=31).filter(|_| self.sign(at + 3) == Some(sign))?;
        Date::new(year, month, day).ok()?;
        Some((Partial::day(day, month, Some(year)), at + 5))
    }

    /// `30/06/2020`, `30.06.20`, `30 06 2020`.
    fn numeric_day(&self, at: usize) -> Option<(Partial, usize)> {
        let (first, first_digits) = self.number(at).filter(|(_, digits)| *digits <= 2)?;
        let sign = self.sign(at + 1);
        let (step, sign) = match sign {
            Some('/' | '.' | '-') => (2, sign),
            Some(_) => return None,
            None => (1, None),
        };
        let (second, second_digits) = self.number(at + step).filter(|(_, digits)| *digits <= 2)?;
        if sign.is_some() && self.sign(at + step + 1) != sign {
            return None;
        }
        let last = at + 2 * step;
        let full = self.year(last);
        // Two digits for the year only where day and month have two as well: `05.1.12` is a code.
        let wide = first_digits == 2 && second_digits == 2 || sign == Some('/');
        let year = full.or_else(|| self.short_year(last).filter(|_| sign.is_some() && wide))?;
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        let belgian = Date::new(year, second, first).ok();
        let american = Date::new(year, first, second).ok();
        let mut partial = match (belgian, american) {
            (Some(_), _) => Partial::day(first, second, Some(year)),
            (None, Some(_)) => Partial {
                other: Some(Bilingual::new(
                    "une date erronée (le mois est imprimé avant le jour)",
                    "a wrong date (the month is printed before the day)",
                )),
                ..Partial::day(second, first, Some(year))
            },
            (None, None) => return None,
        };
        // `20-06-21` may be an ISO date without century.
        if full.is_none() && sign == Some('-') {
            let turned = self.short_year(at).zip(self.small(last, 1..=31));
            let turned = turned.and_then(|(year, day)| Date::new(year, second, day).ok());
            partial.other = turned
                .map(|date| Bilingual::new(Period::Day { date }.to_french(), english::date(date)))
                .or(partial.other);
        }
        Some((partial, last + 1))
    }

    /// `30 juin 2020`, `le 1er mars`.
    fn named_day(&self, at: usize) -> Option<(Partial, usize)> {
        let day = self.small(at, 1..=31)?;
        let mut next = at + 1;
        // `30-juin-2020`, as spreadsheets print it; in `30 - juin 2020` the dash is of a range, but a day has no year.
        let dashed = self.sign(next) == Some('-')
            && self.word(next + 1).is_some_and(|word| calendar::month(word).is_some())
            && self.sign(next + 2) == Some('-');
        if dashed {
            next += 1;
        }
        if self.word(next).is_some_and(|word| calendar().is_ordinal_ending(word)) {
            next += 1;
        }
        let (month, end) = self.named_month(self.skip_fillers(next))?;
        let Unit::Month(number) = month.unit else { return None };
        // Without its year any year will do for the check, so a leap year is taken.
        Date::new(month.year.unwrap_or(2024), number, day).ok()?;
        Some((Partial { unit: Unit::Day(day, Some(number)), ..month }, end))
    }

    /// `juin 2020`, `janv-20`, `sept.`
    fn named_month(&self, at: usize) -> Option<(Partial, usize)> {
        let month = calendar::month(self.word(at)?)?;
        let mut next = at + 1;
        if self.sign(next) == Some('.') {
            next += 1;
        }
        let (year, end) = self.year_after(next);
        let mut partial = Partial::new(Unit::Month(month), year);
        if let (Some(year), Some(term)) = (year, self.context.legislature)
            && end > next
            && self.year(end - 1).is_none()
            && !(term.first_year..=term.last_year).contains(&year)
        {
            partial.other = calendar_day(year.rem_euclid(100), month);
        }
        Some((partial, end))
    }

    /// The year that follows a month or a part of a year, if any.
    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let joined = usize::from(matches!(self.sign(at), Some('-' | '/' | '.' | ',')));
        let next = self.skip_fillers(at + joined);
        if let Some(year) = self.year(next) {
            // `juin-2020` is a month; in `juin 2020-2021` the dash is of a range and not taken here.
            return (Some(year), next + 1);
        }
        match self.short_year(next) {
            Some(year) if self.word(next + 1).is_none_or(|word| calendar::month(word).is_none()) => {
                (Some(year), next + 1)
            }
            _ => (None, at),
        }
    }

    /// `1er trimestre 2021`, `T2 2024`, `S1`, `2024-Q3`.
    fn fraction(&self, at: usize) -> Option<(Partial, usize)> {
        if let Some(year) = self.year(at) {
            let sign = self.sign(at + 1);
            let next = at + 1 + usize::from(matches!(sign, Some('-' | '/' | ',' | '(')));
            let (fraction, number, end) = self.numbered(next)?;
            // `2024 (T4)`; in `2024, T1 2025` the part of the year has its own.
            let end = match sign {
                Some('(') => (self.sign(end) == Some(')')).then_some(end + 1)?,
                Some(',') if self.year_after(end).0.is_some() => return None,
                _ => end,
            };
            return Some((Partial::new(Unit::Fraction(fraction, number), Some(year)), end));
        }
        let (fraction, number, end) = self.numbered(at)?;
        let (year, end) = self.year_after(end);
        Some((Partial::new(Unit::Fraction(fraction, number), year), end))
    }

    fn numbered(&self, at: usize) -> Option<(Fraction, i8, usize)> {
        let unit = |at: usize| self.word(at).and_then(|word| calendar().fraction(word));
        let (fraction, number, mut end) = if let Some(fraction) = unit(at) {
            let dot = usize::from(self.sign(at + 1) == Some('.'));
            (fraction, self.small(at + 1 + dot, 1..=4)?, at + 2 + dot)
        } else {
            let (number, mut next) = match self.word(at).and_then(|word| calendar().ordinal(word)) {
                Some(number) => (number, at + 1),
                None => (self.small(at, 1..=4)?, at + 1),
            };
            if self.word(next).is_some_and(|word| calendar().is_ordinal_ending(word)) {
                next += 1;
            }
            (unit(next)?, number, next + 1)
        };
        // `dernier trimestre`
        let number = if number == LAST { fraction.per_year() } else { number };
        if self.sign(end) == Some('.') {
            end += 1;
        }
        (number <= fraction.per_year()).then_some((fraction, number, end))
    }

    /// `12/2020`, `06-2020`, `2020-06`, `03/24`, `15/03`.
    fn numeric_month(&self, at: usize) -> Option<(Partial, usize)> {
        let sign = self.sign(at + 1).filter(|sign| matches!(sign, '/' | '-' | '.'))?;
        let end = at + 3;
        if let (Some(month), Some(year)) = (self.small(at, 1..=12), self.year(at + 2)) {
            return Some((Partial::new(Unit::Month(month), Some(year)), end));
        }
        if let (Some(year), Some(month)) = (self.year(at), self.small(at + 2, 1..=12)) {
            // `2011-12` may be a month or two years.
            let (_, digits) = self.number(at + 2)?;
            let years = i16::from(month) > year.rem_euclid(100) && sign != '.';
            let other =
                years.then(|| Bilingual::same(format!("{year}-{}", year - year.rem_euclid(100) + i16::from(month))));
            return (digits == 2).then(|| (Partial { other, ..Partial::new(Unit::Month(month), Some(year)) }, end));
        }
        if sign != '/' {
            return None;
        }
        let as_month = self.small(at, 1..=12).zip(self.short_year(at + 2));
        let as_day = self.small(at, 1..=31).zip(self.small(at + 2, 1..=12)).filter(|_| self.context.year.is_some());
        let as_day = as_day.filter(|(day, month)| Date::new(2024, *month, *day).is_ok());
        match (as_month, as_day) {
            (Some((month, year)), None) => Some((Partial::new(Unit::Month(month), Some(year)), end)),
            (Some((month, year)), Some((day, other))) => {
                let other = calendar_day(i16::from(day), other);
                Some((Partial { other, ..Partial::new(Unit::Month(month), Some(year)) }, end))
            }
            (None, Some((day, month))) => Some((Partial::day(day, month, None), end)),
            (None, None) => None,
        }
    }

    /// `année scolaire 2024-2025`, `année académique 2024/25`.
    fn school_year(&self, at: usize) -> Option<(Partial, usize)> {
        let at = at + usize::from(matches!(self.word(at), Some("annee" | "an")));
        if !matches!(self.word(at), Some("scolaire" | "academique")) {
            return None;
        }
        let year = self.year(at + 1)?;
        let mut end = at + 2;
        if matches!(self.sign(end), Some('-' | '/')) {
            let next = self.year(end + 1).or_else(|| self.short_year(end + 1))?;
            if Some(next) != year.checked_add(1) {
                return None;
            }
            end += 2;
        }
        Some((Partial::new(Unit::SchoolYear, Some(year)), end))
    }

    /// `été 2021`, `rentrée scolaire 2021`.
    fn named_part(&self, at: usize) -> Option<(Partial, usize)> {
        let word = self.word(at)?;
        if word == "rentree" {
            let mut next = at + 1 + usize::from(matches!(self.word(at + 1), Some("scolaire" | "academique")));
            // `rentrée de septembre 2024`.
            let month = self.skip_fillers(next);
            if self.word(month).and_then(calendar::month) == Some(9) {
                next = month + 1;
            }
            let (year, mut end) = self.year_after(next);
            // `rentrée 2025-2026` names the school year that begins then.
            let following =
                year.and_then(|year| year.checked_add(1)).filter(|_| matches!(self.sign(end), Some('-' | '/')));
            if following.is_some() && self.year(end + 1).or_else(|| self.short_year(end + 1)) == following {
                end += 2;
            }
            return Some((Partial::new(Unit::Month(9), year), end));
        }
        let season = calendar().season(word)?;
        let (year, mut end) = self.year_after(at + 1);
        // `hiver 2026-2027`
        let following = year
            .and_then(|year| year.checked_add(1))
            .filter(|_| season.is_over_new_year() && matches!(self.sign(end), Some('-' | '/')));
        if following.is_some() && self.year(end + 1).or_else(|| self.short_year(end + 1)) == following {
            end += 2;
        }
        let other = Some(Bilingual::new(
            "la saison du calendrier, dont les jours diffèrent",
            "the season of the calendar, whose days differ",
        ));
        Some((
            Partial { other, ..Partial::new(Unit::Season(season.first, season.last, season.is_over_new_year()), year) },
            end,
        ))
    }

    /// `2020`; after `fin` also `20` and `d’année`.
    fn bare_year(&self, at: usize, after_edge: bool) -> Option<(Partial, usize)> {
        if let Some(year) = self.year(at) {
            return Some((Partial::new(Unit::Year, Some(year)), at + 1));
        }
        if !after_edge {
            return None;
        }
        if self.word(at) == Some("annee") {
            return Some((Partial::new(Unit::Year, None), at + 1));
        }
        let year = self.short_year(at)?;
        let other = {
            let day = year.rem_euclid(100);
            Some(Bilingual::new(format!("le jour {day}"), format!("the day {day}")))
        };
        Some((Partial { other, ..Partial::new(Unit::Year, Some(year)) }, at + 1))
    }

    /// `1er` of `du 1er au 15 mars 2024`: the month comes from the next moment.
    fn bare_day(&self, at: usize) -> Option<(Partial, usize)> {
        let day = self.small(at, 1..=31)?;
        let ordinal = self.word(at + 1).is_some_and(|word| calendar().is_ordinal_ending(word));
        Some((Partial::new(Unit::Day(day, None), None), at + 1 + usize::from(ordinal)))
    }
}

/// A day without year, for the other reading of a doubtful one.
fn calendar_day(day: i16, month: i8) -> Option<Bilingual> {
    let (fr, en) = french::month(month).zip(english::month(month))?;
    (1..=31).contains(&day).then(|| Bilingual::new(format!("le {day} {fr}"), format!("{day} {en}")))
}

impl Partial {
    fn new(unit: Unit, year: Option<i16>) -> Self {
        Self { edge: None, unit, year, other: None }
    }

    fn day(day: i8, month: i8, year: Option<i16>) -> Self {
        Self::new(Unit::Day(day, Some(month)), year)
    }

    /// The moment once its year is known; a season and a quadrimestre are spans and give two.
    pub fn resolve(&self, year: i16) -> Option<(Moment, Option<Moment>)> {
        let month = |year, month| Period::Month { year, month };
        let (period, last) = match self.unit {
            Unit::Day(day, Some(month)) => (Period::Day { date: Date::new(year, month, day).ok()? }, None),
            Unit::Day(_, None) => return None,
            Unit::Month(number) => (month(year, number), None),
            Unit::Fraction(Fraction::Quarter, quarter) => (Period::Quarter { year, quarter }, None),
            Unit::Fraction(Fraction::Semester, semester) => (Period::Semester { year, semester }, None),
            Unit::Fraction(Fraction::ThirdOfYear, number) => {
                (month(year, number * 4 - 3), Some(month(year, number * 4)))
            }
            Unit::Year => (Period::Year { year }, None),
            Unit::SchoolYear => (Period::SchoolYear { year }, None),
            Unit::Season(first, last, over) => {
                (month(year, first), Some(month(if over { year.checked_add(1)? } else { year }, last)))
            }
        };
        match (last, self.edge) {
            (None, edge) => Some((Moment { period, edge }, None)),
            (Some(last), None) => Some((period.into(), Some(last.into()))),
            // `fin du premier quadrimestre`: the edge of the span is its first or last month.
            (Some(last), Some(Edge::End)) => Some((Moment { period: last, edge: Some(Edge::End) }, None)),
            (Some(_), Some(Edge::Start)) => Some((Moment { period, edge: Some(Edge::Start) }, None)),
            (Some(last), Some(_)) => Some((period.into(), Some(last.into()))),
        }
    }
}

/// Whether a token ends the text but for a last full stop.
pub(super) fn at_end(tokens: &[Token], at: usize) -> bool {
    tokens.get(at..).is_some_and(|rest| {
        let stops = rest.iter().filter(|token| token.sign() == Some('.')).count();
        stops <= 1 && rest.iter().all(|token| matches!(token.kind, Kind::Sign('.' | '\n')))
    })
}

//! Number format codes taken apart: `#,##0.00 "€";[Red]-#,##0.00 "€"`.

use super::locale::Locale;

/// A piece of a format code.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// Characters shown as they are.
    Literal(String),
    /// A digit: `0` always shown, `#` only if it counts, `?` as a space if it does not count.
    Digit(char),
    /// The decimal mark.
    Point,
    /// Grouping between digits, division by a thousand after them.
    Comma,
    /// A percent sign: the number is shown a hundredfold.
    Percent,
    /// The start of the exponent; true if a plus sign is shown.
    Exponent(bool),
    /// The bar of a fraction.
    Slash,
    /// The whole number in the General format.
    General,
    /// The place of a text.
    Text,
    /// A part of a date or time.
    Part(Part),
}

/// A part of a date or time, with the number of its letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Decimals of the second.
    Fraction(usize),
    /// `AM/PM`: hours count to twelve.
    HalfDay,
    /// Hours, minutes or seconds (`h`, `m`, `s`) that count on past a day, an hour or a minute.
    Elapsed(char, usize),
}

/// Whether a section shows a number or a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Number,
    Moment,
}

/// `[>=100]`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    operator: String,
    bound: f64,
}

impl Condition {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|c: char| !matches!(c, '<' | '>' | '='))?;
        let (operator, bound) = text.split_at_checked(digits)?;
        let bound = bound.trim().parse().ok()?;
        (!operator.is_empty()).then(|| Self { operator: operator.to_owned(), bound })
    }

    pub(super) fn holds(&self, number: f64) -> bool {
        match &*self.operator {
            "<" => number < self.bound,
            "<=" => number <= self.bound,
            ">" => number > self.bound,
            ">=" => number >= self.bound,
            "=" => number == self.bound,
            "<>" => number != self.bound,
            _ => false,
        }
    }
}

/// One of the alternatives divided by semicolons.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Section {
    pub(super) tokens: Vec<Token>,
    pub(super) kind: Kind,
    pub(super) condition: Option<Condition>,
    /// The Windows language number for names of months and days.
    pub(super) language: Option<u16>,
}

impl Section {
    /// It shows a day, month or year.
    pub(super) fn has_calendar_part(&self) -> bool {
        let calendar = |token: &Token| matches!(token, Token::Part(Part::Year(_) | Part::Month(_) | Part::Day(_)));
        self.tokens.iter().any(calendar)
    }
}

/// Takes a code apart.
pub(super) fn sections(code: &str, locale: Locale) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut rest = code;
    loop {
        let mut scanner = Scanner { rest, tokens: Vec::new(), condition: None, language: None, locale };
        let more = scanner.section();
        sections.push(finished(scanner.tokens, scanner.condition, scanner.language));
        if !more {
            return sections;
        }
        rest = scanner.rest;
    }
}

struct Scanner<'a> {
    rest: &'a str,
    tokens: Vec<Token>,
    condition: Option<Condition>,
    language: Option<u16>,
    locale: Locale,
}

impl Scanner<'_> {
    /// Reads up to the end of the section; true if a semicolon ended it.
    fn section(&mut self) -> bool {
        while let Some(c) = self.next() {
            match c {
                ';' => return true,
                '"' => self.quoted(),
                '\\' => {
                    let escaped = self.next().unwrap_or(c);
                    self.literal(escaped);
                }
                // A space as wide as the next character, and a character repeated to fill the cell.
                '_' => {
                    self.next();
                    self.literal(' ');
                }
                '*' => {
                    self.next();
                }
                '[' => self.bracketed(),
                '0' | '#' | '?' => self.tokens.push(Token::Digit(c)),
                '.' => self.tokens.push(Token::Point),
                ',' => self.tokens.push(Token::Comma),
                '%' => self.tokens.push(Token::Percent),
                '/' => self.tokens.push(Token::Slash),
                '@' => self.tokens.push(Token::Text),
                _ => self.word(c),
            }
        }
        false
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(c)
    }

    fn literal(&mut self, c: char) {
        match self.tokens.last_mut() {
            Some(Token::Literal(text)) => text.push(c),
            _ => self.tokens.push(Token::Literal(c.to_string())),
        }
    }

    fn quoted(&mut self) {
        let (text, rest) = self.rest.split_once('"').unwrap_or((self.rest, ""));
        self.rest = rest;
        text.chars().for_each(|c| self.literal(c));
    }

    fn bracketed(&mut self) {
        let (content, rest) = self.rest.split_once(']').unwrap_or((self.rest, ""));
        self.rest = rest;
        if let Some(currency) = content.strip_prefix('$') {
            let (symbol, language) = currency.split_once('-').unwrap_or((currency, ""));
            symbol.chars().for_each(|c| self.literal(c));
            match u32::from_str_radix(language, 16) {
                Ok(0xF800) => self.whole_format(self.locale.conventions().long_date),
                Ok(0xF400) => self.whole_format(self.locale.conventions().long_time),
                Ok(language) => self.language = Some((language & 0xFFFF) as u16),
                Err(_) => {}
            }
        } else if let Some(condition) = Condition::parse(content) {
            self.condition = Some(condition);
        } else if let Some(unit) = elapsed_unit(content) {
            self.tokens.push(Token::Part(Part::Elapsed(unit, content.len())));
        }
    }

    /// The format of the reader's system stands for whatever follows in the section.
    fn whole_format(&mut self, code: &'static str) {
        self.rest = self.rest.find(';').and_then(|end| self.rest.get(end..)).unwrap_or_default();
        let system = sections(code, self.locale).into_iter().next();
        self.tokens.extend(system.into_iter().flat_map(|section| section.tokens));
    }

    /// Letters with a meaning; any other character stands for itself.
    fn word(&mut self, c: char) {
        let is_next = |text: &str| self.rest.get(..text.len()).is_some_and(|next| next.eq_ignore_ascii_case(text));
        let half_day = ["M/PM", "/P"].into_iter().find(|word| is_next(word));
        match c.to_ascii_lowercase() {
            'g' if is_next("eneral") => {
                self.skip("eneral".len());
                self.tokens.push(Token::General);
            }
            'a' if half_day.is_some() => {
                self.skip(half_day.map_or(0, str::len));
                self.tokens.push(Token::Part(Part::HalfDay));
            }
            'e' if is_next("+") || is_next("-") => {
                self.tokens.push(Token::Exponent(is_next("+")));
                self.skip(1);
            }
            letter @ ('y' | 'e' | 'm' | 'd' | 'h' | 's') => {
                let more = self.rest.chars().take_while(|next| next.eq_ignore_ascii_case(&letter)).count();
                self.skip(more);
                let count = more + 1;
                self.tokens.push(Token::Part(match letter {
                    'y' => Part::Year(count),
                    'e' => Part::Year(4),
                    'm' => Part::Month(count),
                    'd' => Part::Day(count),
                    'h' => Part::Hour(count),
                    _ => Part::Second(count),
                }));
            }
            _ => self.literal(c),
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

/// `h`, `mm`, `sss`: one letter, repeated.
fn elapsed_unit(content: &str) -> Option<char> {
    let unit = content.chars().next()?.to_ascii_lowercase();
    (matches!(unit, 'h' | 'm' | 's') && content.chars().all(|c| c.eq_ignore_ascii_case(&unit))).then_some(unit)
}

/// Settles what depends on the neighbours: months or minutes, decimals of seconds, bars of dates.
fn finished(mut tokens: Vec<Token>, condition: Option<Condition>, language: Option<u16>) -> Section {
    let is_moment = tokens.iter().any(|token| matches!(token, Token::Part(_)));
    if is_moment {
        tokens = with_minutes(with_fractions(tokens));
    }
    Section { tokens, kind: if is_moment { Kind::Moment } else { Kind::Number }, condition, language }
}

/// Digits after seconds are decimals of the second; anything else that belongs to numbers stands for itself.
fn with_fractions(tokens: Vec<Token>) -> Vec<Token> {
    let mut settled: Vec<Token> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let after_second = matches!(settled.last(), Some(Token::Part(Part::Second(_) | Part::Elapsed('s', _))));
        let zeros_follow = matches!(tokens.peek(), Some(Token::Digit('0')));
        settled.push(match token {
            Token::Point if after_second && zeros_follow => {
                let mut count = 0;
                while tokens.next_if(|token| matches!(token, Token::Digit('0'))).is_some() {
                    count += 1;
                }
                Token::Part(Part::Fraction(count))
            }
            Token::Point => Token::Literal(".".to_owned()),
            Token::Comma => Token::Literal(",".to_owned()),
            Token::Slash => Token::Literal("/".to_owned()),
            Token::Percent => Token::Literal("%".to_owned()),
            Token::Digit(c) => Token::Literal(c.to_string()),
            other => other,
        });
    }
    settled
}

/// An `m` after hours or before seconds stands for minutes.
fn with_minutes(mut tokens: Vec<Token>) -> Vec<Token> {
    let parts: Vec<Part> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Part(part) if !matches!(part, Part::HalfDay | Part::Fraction(_)) => Some(*part),
            _ => None,
        })
        .collect();
    let mut before = None;
    let mut following = parts.iter().skip(1);
    for token in &mut tokens {
        let Token::Part(part) = token else { continue };
        if matches!(part, Part::HalfDay | Part::Fraction(_)) {
            continue;
        }
        let after = following.next();
        if let Part::Month(count @ 1..=2) = *part {
            let after_hour = matches!(before, Some(Part::Hour(_) | Part::Elapsed('h', _)));
            if after_hour || matches!(after, Some(Part::Second(_) | Part::Elapsed('s', _))) {
                *part = Part::Minute(count);
            }
        }
        before = Some(*part);
    }
    tokens
}

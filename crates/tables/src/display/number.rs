//! Numbers shown by digit placeholders.

use super::code::Token;
use super::decimal::{Decimal, whole_number};
use super::locale::Locale;

/// How many characters the General format takes, decimal mark included.
const GENERAL_WIDTH: i32 = 11;

/// The most digits of a whole number in the General format; beyond, a stored number is no longer exact.
const WHOLE_DIGITS: i32 = 15;

/// A number in the General format. Whole numbers keep all their digits, unlike in a narrow column:
/// they may be account or telephone numbers.
pub(super) fn general(number: f64, locale: Locale) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    if let Some(whole) = whole_number(number) {
        return format!("{sign}{whole}");
    }
    let decimal = Decimal::of(number);
    let room = (GENERAL_WIDTH - 1 - decimal.point().max(1)).max(0);
    let plain = decimal.decimals() == 0 && decimal.point() <= WHOLE_DIGITS;
    let tiny = decimal.point() < -3 && decimal.decimals() > room;
    if !plain && (decimal.point() > GENERAL_WIDTH || tiny) {
        return format!("{sign}{}", scientific(&decimal, locale));
    }
    let rounded = if plain { decimal } else { decimal.rounded(room) };
    let mut text = sign.to_owned();
    text.extend(whole_or_zero(&rounded));
    let decimals = usize::try_from(rounded.decimals()).unwrap_or_default();
    if decimals > 0 {
        text.push(locale.conventions().decimal_mark);
        text.extend(rounded.fraction(decimals));
    }
    text
}

fn whole_or_zero(decimal: &Decimal) -> Vec<char> {
    let whole = decimal.whole();
    if whole.is_empty() { vec!['0'] } else { whole }
}

/// `1,23457E+20`.
fn scientific(decimal: &Decimal, locale: Locale) -> String {
    let mut exponent = decimal.point() - 1;
    let mut mantissa = decimal.clone().shifted(-exponent).rounded(5);
    if mantissa.point() > 1 {
        mantissa = mantissa.shifted(-1);
        exponent += 1;
    }
    let mut text: String = whole_or_zero(&mantissa).into_iter().collect();
    let decimals = usize::try_from(mantissa.decimals()).unwrap_or_default();
    if decimals > 0 {
        text.push(locale.conventions().decimal_mark);
        text.extend(mantissa.fraction(decimals));
    }
    text + &format!("E{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

/// A number in a section of digit placeholders, or none if the section asks for what is not shown here
/// (fractions such as `# ?/?`). `negative` puts a minus sign in front.
pub(super) fn shown(tokens: &[Token], number: f64, negative: bool, locale: Locale) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    if let [Token::General] = tokens {
        let text = general(number.abs(), locale);
        return Some(if negative { format!("-{text}") } else { text });
    }
    let layout = Layout::of(tokens)?;
    let mut decimal = Decimal::of(number).shifted(layout.shift);
    let mut exponent = 0;
    if layout.exponent_digits > 0 && !decimal.is_zero() {
        // As many whole digits as placeholders: `0.00E+00` has one, `##0.0E+0` exponents in threes.
        let step = i32::try_from(layout.whole_digits).unwrap_or(1).max(1);
        exponent = (decimal.point() - 1).div_euclid(step) * step;
        decimal = decimal.shifted(-exponent).rounded(layout.decimals_i32());
        if decimal.point() > step {
            decimal = decimal.shifted(-step);
            exponent += step;
        }
    } else {
        decimal = decimal.rounded(layout.decimals_i32());
    }
    let mut writer = Writer::new(&layout, &decimal, exponent, locale);
    if negative {
        writer.text.push('-');
    }
    for token in tokens {
        writer.token(token, number);
    }
    Some(writer.text.trim_matches(' ').to_owned())
}

/// What the placeholders of a section ask for, taken together.
#[derive(Default)]
struct Layout {
    whole_digits: usize,
    decimals: usize,
    exponent_digits: usize,
    grouped: bool,
    /// Powers of ten by percent signs and trailing commas.
    shift: i32,
}

impl Layout {
    fn of(tokens: &[Token]) -> Option<Self> {
        let mut layout = Self::default();
        let mut commas = 0;
        let (mut after_point, mut after_exponent) = (false, false);
        for token in tokens {
            match token {
                Token::Digit(_) if after_exponent => layout.exponent_digits += 1,
                Token::Digit(_) if after_point => layout.decimals += 1,
                Token::Digit(_) => {
                    layout.grouped |= commas > 0 && layout.whole_digits > 0;
                    commas = 0;
                    layout.whole_digits += 1;
                }
                Token::Comma => commas += 1,
                Token::Point => after_point = true,
                Token::Exponent(_) => after_exponent = true,
                Token::Percent => layout.shift += 2,
                Token::Slash if layout.whole_digits > 0 => return None,
                _ => {}
            }
        }
        if layout.whole_digits + layout.decimals > 0 {
            layout.shift -= 3 * commas;
        }
        Some(layout)
    }

    fn decimals_i32(&self) -> i32 {
        i32::try_from(self.decimals).unwrap_or(i32::MAX)
    }
}

struct Writer<'a> {
    layout: &'a Layout,
    locale: Locale,
    text: String,
    whole: Vec<char>,
    fraction: Vec<char>,
    exponent: Vec<char>,
    exponent_is_negative: bool,
    /// Placeholders already met in each of the three places.
    whole_met: usize,
    fraction_met: usize,
    exponent_met: usize,
    stage: Stage,
}

#[derive(PartialEq)]
enum Stage {
    Whole,
    Fraction,
    Exponent,
}

impl<'a> Writer<'a> {
    fn new(layout: &'a Layout, decimal: &Decimal, exponent: i32, locale: Locale) -> Self {
        Self {
            layout,
            locale,
            text: String::new(),
            whole: decimal.whole(),
            fraction: decimal.fraction(layout.decimals),
            exponent: exponent.abs().to_string().chars().filter(|_| exponent != 0).collect(),
            exponent_is_negative: exponent < 0,
            whole_met: 0,
            fraction_met: 0,
            exponent_met: 0,
            stage: Stage::Whole,
        }
    }

    fn token(&mut self, token: &Token, number: f64) {
        match token {
            Token::Literal(text) => self.text.push_str(text),
            Token::Percent => self.text.push('%'),
            Token::Slash => self.text.push('/'),
            Token::General | Token::Text => self.text.push_str(&general(number.abs(), self.locale)),
            Token::Point => {
                self.no_whole_placeholder();
                self.stage = Stage::Fraction;
                self.text.push(self.locale.conventions().decimal_mark);
            }
            Token::Exponent(plus) => {
                self.stage = Stage::Exponent;
                self.text.push('E');
                if self.exponent_is_negative {
                    self.text.push('-');
                } else if *plus {
                    self.text.push('+');
                }
            }
            Token::Digit(placeholder) => match self.stage {
                Stage::Whole => self.whole_digit(*placeholder),
                Stage::Fraction => self.fraction_digit(*placeholder),
                Stage::Exponent => self.exponent_digit(*placeholder),
            },
            Token::Comma | Token::Part(_) => {}
        }
    }

    /// `.00` still shows a whole part that is not zero.
    fn no_whole_placeholder(&mut self) {
        if self.layout.whole_digits == 0 {
            self.text.extend(&self.whole);
        }
    }

    fn whole_digit(&mut self, placeholder: char) {
        let places = self.layout.whole_digits - self.whole_met;
        if self.whole_met == 0 {
            // The first placeholder also shows the digits that have none.
            let extra = self.whole.len().saturating_sub(self.layout.whole_digits);
            for at in 0..extra {
                let digit = self.whole.get(at).copied();
                self.push_grouped(digit, self.whole.len() - at);
            }
        }
        self.whole_met += 1;
        let digit = self.whole.len().checked_sub(places).and_then(|at| self.whole.get(at)).copied();
        self.push_grouped(digit.or(padding(placeholder)), places);
    }

    /// A digit and, where groups of three end, the mark after it.
    fn push_grouped(&mut self, digit: Option<char>, places: usize) {
        let Some(digit) = digit else { return };
        self.text.push(digit);
        if self.layout.grouped && places > 1 && places % 3 == 1 && digit != ' ' {
            self.text.push(self.locale.conventions().group_mark);
        }
    }

    fn fraction_digit(&mut self, placeholder: char) {
        let at = self.fraction_met;
        self.fraction_met += 1;
        let counts = self.fraction.iter().skip(at).any(|&digit| digit != '0');
        let digit = if counts { self.fraction.get(at).copied() } else { padding(placeholder) };
        self.text.extend(digit);
    }

    fn exponent_digit(&mut self, placeholder: char) {
        let places = self.layout.exponent_digits - self.exponent_met;
        if self.exponent_met == 0 {
            let extra = self.exponent.len().saturating_sub(self.layout.exponent_digits);
            self.text.extend(self.exponent.iter().take(extra));
        }
        self.exponent_met += 1;
        let digit = self.exponent.len().checked_sub(places).and_then(|at| self.exponent.get(at)).copied();
        self.text.extend(digit.or(padding(placeholder)));
    }
}

/// What a placeholder shows where there is no digit that counts.
fn padding(placeholder: char) -> Option<char> {
    match placeholder {
        '0' => Some('0'),
        '?' => Some(' '),
        _ => None,
    }
}

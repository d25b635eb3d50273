//! Numbers as decimal digits, rounded as a spreadsheet rounds them.

/// A whole number of at most fifteen digits, its sign aside. Most numbers are, and their digits are at hand.
pub(super) fn whole_number(number: f64) -> Option<u64> {
    const MOST: f64 = 1e15;
    let size = number.abs();
    (size < MOST && size.fract() == 0.0).then_some(size as u64)
}

/// A number that is not negative, as its decimal digits: `0.d₁d₂d₃… × 10^point`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decimal {
    /// Digits from the first that counts, without trailing zeros; none for zero.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The fifteen digits of a number that a spreadsheet knows, its sign aside. Going through them makes
    /// 1.005 round to 1.01 as people expect, though the stored number is a little less.
    pub(super) fn of(number: f64) -> Self {
        if let Some(whole) = whole_number(number) {
            let digits: Vec<u8> = whole.to_string().bytes().map(|byte| byte - b'0').collect();
            let point = i32::try_from(digits.len()).unwrap_or_default();
            return Self { digits, point }.trimmed();
        }
        let written = format!("{:.14e}", number.abs());
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        Self { digits, point: exponent.parse::<i32>().unwrap_or_default() + 1 }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        let zeros = self.digits.iter().take_while(|&&digit| digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= i32::try_from(zeros).unwrap_or_default();
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Times a power of ten.
    pub(super) fn shifted(mut self, places: i32) -> Self {
        if !self.is_zero() {
            self.point = self.point.saturating_add(places);
        }
        self
    }

    /// How many digits the whole part has; zero or less for numbers below one.
    pub(super) fn point(&self) -> i32 {
        self.point
    }

    /// How many digits there are after the decimal mark.
    pub(super) fn decimals(&self) -> i32 {
        i32::try_from(self.digits.len()).unwrap_or(i32::MAX).saturating_sub(self.point).max(0)
    }

    /// Rounded to so many digits after the decimal mark, halves away from zero.
    pub(super) fn rounded(mut self, decimals: i32) -> Self {
        let kept = self.point.saturating_add(decimals);
        let Ok(kept) = usize::try_from(kept) else { return Self { digits: Vec::new(), point: 0 } };
        let Some(&next) = self.digits.get(kept) else { return self };
        self.digits.truncate(kept);
        if next >= 5 {
            match self.digits.iter().rposition(|&digit| digit < 9) {
                Some(at) => {
                    self.digits.truncate(at + 1);
                    if let Some(digit) = self.digits.last_mut() {
                        *digit += 1;
                    }
                }
                None => {
                    self.digits = vec![1];
                    self.point += 1;
                }
            }
        }
        self.trimmed()
    }

    /// The digits of the whole part, none for zero.
    pub(super) fn whole(&self) -> Vec<char> {
        (0..self.point.max(0)).map(|place| self.digit(place)).collect()
    }

    /// The first digits after the decimal mark.
    pub(super) fn fraction(&self, decimals: usize) -> Vec<char> {
        (0..i32::try_from(decimals).unwrap_or_default()).map(|place| self.digit(self.point_or(place))).collect()
    }

    fn point_or(&self, place: i32) -> i32 {
        self.point.saturating_add(place)
    }

    /// The digit at a place counted from the first that counts.
    fn digit(&self, place: i32) -> char {
        let digit = usize::try_from(place).ok().and_then(|place| self.digits.get(place));
        digit.map_or('0', |&digit| char::from(b'0' + digit))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The digits by way of the decimal notation of the number.
    fn written(number: f64) -> Decimal {
        let written = format!("{:.14e}", number.abs());
        let (mantissa, exponent) = written.split_once('e').unwrap();
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        Decimal { digits, point: exponent.parse::<i32>().unwrap() + 1 }.trimmed()
    }

    proptest! {
        #[test]
        fn whole_numbers_have_the_digits_that_are_written(number in -2_000_000_000_000_000i64..2_000_000_000_000_000) {
            for number in [number, number % 1_000, number % 100_000 * 1_000] {
                let number = number as f64;
                prop_assert_eq!(Decimal::of(number), written(number));
            }
        }
    }
}

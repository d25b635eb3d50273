//! The tokens of RTF: groups, control words, control symbols and text.

/// Digits of a parameter that count; the rest of a longer number is passed over.
const MAX_DIGITS: usize = 10;

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word with its number, such as `\cellx4019`.
    Word(&'a str, Option<i32>),
    /// A control symbol: a backslash and one other character.
    Symbol(u8),
    /// A character as `\'hh`.
    Hex(u8),
    /// Characters as they are, in the encoding of their font; never empty.
    Text(&'a [u8]),
}

/// Cuts a file into tokens. Binary data (`\bin`) is passed over here, since nothing in it is a token.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// A token after the backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let letters = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            let (&symbol, rest) = self.rest.split_first()?;
            self.rest = rest;
            return Some(if symbol == b'\'' { Token::Hex(self.hex()) } else { Token::Symbol(symbol) });
        }
        let word = self.take(letters);
        let number = self.number();
        if let Some((b' ', rest)) = self.rest.split_first() {
            self.rest = rest;
        }
        if word == b"bin" {
            self.take(number.and_then(|length| usize::try_from(length).ok()).unwrap_or(0));
        }
        // Only letters were taken, so this is never empty.
        Some(Token::Word(std::str::from_utf8(word).unwrap_or_default(), number))
    }

    /// The number after a control word.
    fn number(&mut self) -> Option<i32> {
        let negative = self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        if negative {
            self.take(1);
        }
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        let number = self.take(digits).iter().take(MAX_DIGITS).fold(0i64, |n, digit| n * 10 + i64::from(digit - b'0'));
        let number = if negative { -number } else { number };
        Some(i32::try_from(number).unwrap_or(if negative { i32::MIN } else { i32::MAX }))
    }

    /// The two digits of `\'hh`; what is no digit is no part of it.
    fn hex(&mut self) -> u8 {
        let mut value = 0;
        for _ in 0..2 {
            let digit = self.rest.first().and_then(|&byte| char::from(byte).to_digit(16));
            let Some(digit) = digit.and_then(|digit| u8::try_from(digit).ok()) else { break };
            value = value << 4 | digit;
            self.take(1);
        }
        value
    }

    /// The next bytes, as many as there are.
    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let &first = self.rest.first()?;
            if matches!(first, b'{' | b'}' | b'\\') {
                self.take(1);
                return match first {
                    b'{' => Some(Token::Open),
                    b'}' => Some(Token::Close),
                    _ => self.control(),
                };
            }
            let is_text = |byte: &&u8| !matches!(**byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
            let length = self.rest.iter().take_while(is_text).count();
            if length > 0 {
                return Some(Token::Text(self.take(length)));
            }
            // Line breaks of the file mean nothing.
            self.take(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_one_blank_and_numbers_may_be_negative() {
        let tokens: Vec<_> = Tokens::new(b"{\\li-20  a\\'e9\\~\\u-10179?\r\nb}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("li", Some(-20)),
                Token::Text(b" a"),
                Token::Hex(0xE9),
                Token::Symbol(b'~'),
                Token::Word("u", Some(-10179)),
                Token::Text(b"?"),
                Token::Text(b"b"),
                Token::Close
            ]
        );
    }

    #[test]
    fn binary_data_is_passed_over_whatever_its_length_says() {
        let tokens: Vec<_> = Tokens::new(b"\\bin3 {}\\x\\bin2000000000 }}").collect();
        assert_eq!(tokens, [Token::Word("bin", Some(3)), Token::Text(b"x"), Token::Word("bin", Some(2_000_000_000))]);
    }

    #[test]
    fn numbers_that_are_too_long_stay_within_their_range() {
        let tokens: Vec<_> = Tokens::new(b"\\li99999999999999999999\\li-99999999999x").collect();
        assert_eq!(tokens, [Token::Word("li", Some(i32::MAX)), Token::Word("li", Some(i32::MIN)), Token::Text(b"x")]);
    }
}

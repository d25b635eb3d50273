//! Cutting a short text into words, numbers and signs, so that a notation is read by its order of tokens.

use passerelle_core::fold;

/// A token of a notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it begins in the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, folded.
    Word(String),
    /// Digits: their value and how many there are.
    Number { value: u32, digits: usize },
    /// Another sign; every dash is `-`, a line end `\n`.
    Sign(char),
}

impl Token {
    /// The folded word.
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The value of a number and its count of digits.
    pub fn number(&self) -> Option<(u32, usize)> {
        match self.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// The sign.
    pub fn sign(&self) -> Option<char> {
        match self.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Sign,
    Gap,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        '\n' | '\r' | '\u{b}' => Class::Sign,
        // Apostrophes only join: `d’ici` is two words. `º` and `°` only mark an ordinal.
        '\'' | '’' | '‘' | '´' | '`' | 'º' | '°' | '\u{ad}' | '"' | '«' | '»' | '“' | '”' => Class::Gap,
        c if c.is_alphabetic() => Class::Letter,
        c if c.is_whitespace() || c.is_control() || is_mark(c) => Class::Gap,
        _ => Class::Sign,
    }
}

/// A combining accent belongs to the letter before it; `fold` takes it away.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let mut end = start + c.len_utf8();
        let kind = match class(c) {
            Class::Gap => continue,
            Class::Sign => Kind::Sign(sign(c)),
            kind => {
                let within = |c: char| class(c) == kind || (kind == Class::Letter && is_mark(c));
                while let Some((at, next)) = rest.next_if(|(_, next)| within(*next)) {
                    end = at + next.len_utf8();
                }
                let run = text.get(start..end).unwrap_or_default();
                if kind == Class::Digit {
                    Kind::Number { value: run.parse().unwrap_or(u32::MAX), digits: run.len() }
                } else {
                    Kind::Word(fold(run))
                }
            }
        };
        tokens.push(Token { kind, start, end });
    }
    tokens
}

fn sign(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '→' | '>' => '-',
        '\r' | '\u{b}' => '\n',
        c => c,
    }
}

/// A text is these words, which are in small letters, in any case.
pub(super) fn is_in_any_case(text: &str, words: &str) -> bool {
    text.eq_ignore_ascii_case(words) || !text.is_ascii() && text.chars().flat_map(char::to_lowercase).eq(words.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_in_any_case() {
        for (text, words, same) in [
            ("Article Budgétaire N°", "article budgétaire n°", true),
            ("RÉF.", "réf.", true),
            ("ref", "réf", false),
            ("article", "articles", false),
        ] {
            assert_eq!(is_in_any_case(text, words), same, "{text}");
        }
    }

    #[test]
    fn words_numbers_and_signs_are_told_apart() {
        let kinds = |text: &str| tokens(text).into_iter().map(|token| token.kind).collect::<Vec<_>>();
        let word = |word: &str| Kind::Word(word.to_owned());
        assert_eq!(
            kinds("Fin 1er trim. 2020"),
            [
                word("fin"),
                Kind::Number { value: 1, digits: 1 },
                word("er"),
                word("trim"),
                Kind::Sign('.'),
                Kind::Number { value: 2020, digits: 4 }
            ]
        );
        assert_eq!(kinds("d’ici –"), [word("d"), word("ici"), Kind::Sign('-')]);
    }
}

//! Digits that a scanner or a typist wrote as letters: `l.2` for `1.2`, `OO 3.l`, `1O` for `10`.

use passerelle_core::{Code, Diagnostic, DiagnosticKind, Element};

use crate::ledger::Ledger;
use crate::vocabulary::vocabulary;

/// A code stands no further into a text than this.
const FARTHEST: usize = 40;

/// Longer parts of a code are words.
const LONGEST: usize = 3;

/// The text with the letters of the code at its beginning read as digits, and the zeros of its level word as letters, as
/// long as it was. None when there are none.
pub(crate) fn read(text: &str) -> Option<String> {
    if let Some(read) = zero_in_level_word(text) {
        return Some(digits_in_code(&read).unwrap_or(read));
    }
    digits_in_code(text)
}

/// "0S 1", "0.O.1.2": a scanner saw a zero in the letter O.
fn zero_in_level_word(text: &str) -> Option<String> {
    let word = text.strip_prefix('0')?;
    let letter = word.strip_prefix('.').unwrap_or(word).strip_prefix(['S', 'O'])?;
    let number = letter.trim_start_matches(['.', ' ', '\u{a0}']);
    number.starts_with(|c: char| c.is_ascii_digit() || c == 'l').then(|| format!("O{word}"))
}

fn digits_in_code(text: &str) -> Option<String> {
    let head = text.as_bytes().get(..text.len().min(FARTHEST))?;
    if !may_be_misread(head) {
        return None;
    }
    let (start, end) = misread(text)?;
    let digits = |at: usize, c: char| match c {
        'l' | 'I' if (start..end).contains(&at) => '1',
        'O' | 'o' if (start..end).contains(&at) => '0',
        c => c,
    };
    Some(text.char_indices().map(|(at, c)| digits(at, c)).collect())
}

/// A quick look at the beginning of a text: a letter like a digit stands beside a digit or a sign, `l` before `O`, or
/// alone behind a word, as in "OS l".
fn may_be_misread(head: &[u8]) -> bool {
    let (mut may, mut before, mut alone) = (false, 0, false);
    for &byte in head {
        let (first, second) = (OF_BYTES[usize::from(before)], OF_BYTES[usize::from(byte)]);
        may |= first | second == LIKE_A_DIGIT | BESIDE || (before, byte) == (b'l', b'O') || alone && byte == b' ';
        alone = (before, byte) == (b' ', b'l');
        before = byte;
    }
    may || alone
}

const LIKE_A_DIGIT: u8 = 1;
/// A digit, or a sign between the numbers of a code.
const BESIDE: u8 = 2;

/// What the bytes of a code are.
const OF_BYTES: [u8; 256] = {
    let mut of_bytes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if is_like_a_digit(byte) {
            of_bytes[byte as usize] = LIKE_A_DIGIT;
        } else if byte.is_ascii_digit() || is_sign_of_code(byte as char) {
            of_bytes[byte as usize] = BESIDE;
        }
        byte += 1;
    }
    of_bytes
};

/// A code that has a text of its own.
pub(crate) fn code(text: &str) -> Code {
    match read(text) {
        Some(read) => Code { text: text.to_owned(), ..Code::new(read) },
        None => Code::new(text),
    }
}

/// Speaks of the codes that have such letters.
pub(crate) fn say(elements: &[Element], ledger: &mut Ledger) {
    let found = |element: &Element| {
        let code = element.code.as_ref()?;
        let place = code.place.as_ref().or(element.title.place.as_ref());
        Some((code.text.clone(), read(&code.text)?, place.cloned()))
    };
    let mut codes = elements.iter().filter_map(found);
    let Some((code, read, place)) = codes.next() else { return };
    let said = Diagnostic::new(DiagnosticKind::CodeMisread).with("count", 1 + codes.count());
    ledger.say(said.with("code", code).with("read", read).at(place));
}

/// Where the numbers stand that have such letters: at the beginning, or behind level words.
fn misread(text: &str) -> Option<(usize, usize)> {
    const WORDS: usize = 3;
    let mut at = text.len() - text.trim_start().len();
    let mut named = false;
    for _ in 0..=WORDS {
        let rest = text.get(at..)?;
        let length = rest.find(|c: char| !c.is_alphanumeric() && !is_sign_of_code(c)).unwrap_or(rest.len());
        let run = rest.get(..length)?;
        let closed = rest.get(length..)?;
        // "O.O.", "OO", "A" before the numbers.
        let letters = run.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '.');
        let numbers = if letters.is_empty() || letters.len() == run.len() { run } else { letters };
        let named_here = named || numbers.len() < run.len();
        if closed.is_empty() || closed.starts_with([' ', '\u{a0}', '\t', '\n', ':', ')', '°']) {
            let numbers = numbers.trim_end_matches(is_sign_of_code);
            if is_misread(numbers, named_here) {
                let start = at + run.len() - run.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '.').len();
                let start = if numbers.len() == run.trim_end_matches(is_sign_of_code).len() { at } else { start };
                return Some((start, start + numbers.len()));
            }
        }
        // Only words that name a level stand before a code.
        let word = run.trim_end_matches('.');
        named = word.len() > 1 || named;
        let folded = passerelle_core::fold(word).replace(' ', "");
        let names = vocabulary().level_words.iter().flat_map(|level| &level.words);
        let level = !word.is_empty() && (names.clone().any(|name| *name == folded) || is_abbreviation(word));
        if !level {
            return None;
        }
        at += length + closed.len() - closed.trim_start_matches([' ', '\u{a0}', ':', '°', '-', '–']).len();
    }
    None
}

/// "OO", "O.S", "A".
fn is_abbreviation(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}

/// Numbers parted by one sign, some of whose digits are letters. A single number has a level word before it.
fn is_misread(numbers: &str, named: bool) -> bool {
    let sign = numbers.bytes().find(|byte| is_sign(*byte)).map_or('.', char::from);
    let parts: Vec<&[u8]> = numbers.split(sign).map(str::as_bytes).collect();
    let letters = numbers.bytes().any(|byte| byte.is_ascii_alphabetic());
    let digits = numbers.bytes().any(|byte| byte.is_ascii_digit());
    // "1.1.l" counts by letters.
    let lettered = parts.len() > 2
        && parts.last().is_some_and(|last| last.len() == 1 && last.iter().all(u8::is_ascii_alphabetic))
        && parts.iter().rev().skip(1).all(|part| part.iter().all(u8::is_ascii_digit));
    let known = parts.iter().enumerate().all(|(at, part)| match part {
        [] => false,
        // "OS1.O2", "OS1.OO2" name their levels.
        [b'O' | b'o', next] => at > 0 && !named && (next.is_ascii_digit() || *next == b'l'),
        // "I.2" is a Roman number.
        [b'I', ..] if at == 0 => false,
        [b'I'] => digits,
        [first, rest @ ..] => {
            part.len() <= LONGEST
                && (first.is_ascii_digit() || *first == b'l')
                && rest.iter().all(|byte| is_like_a_digit_or_one(*byte))
        }
    });
    letters
        && known
        && !lettered
        && (parts.len() > 1 || named && (digits || numbers.bytes().all(|b| matches!(b, b'l' | b'O'))))
}

const fn is_like_a_digit(byte: u8) -> bool {
    matches!(byte, b'l' | b'I' | b'O' | b'o')
}

fn is_like_a_digit_or_one(byte: u8) -> bool {
    is_like_a_digit(byte) || byte.is_ascii_digit()
}

fn is_sign(byte: u8) -> bool {
    is_sign_of_code(char::from(byte))
}

/// Signs between the numbers of a code.
const fn is_sign_of_code(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::heading;

    #[test]
    fn letters_for_digits_are_read_within_codes_only() {
        for (text, want) in [
            ("l.2 Ouvrir une maison", Some("1.2 Ouvrir une maison")),
            ("l.l", Some("1.1")),
            ("2.lO. Ouvrir", Some("2.10. Ouvrir")),
            ("1.I Ouvrir", Some("1.1 Ouvrir")),
            ("OO l.2 : Loger", Some("OO 1.2 : Loger")),
            ("O.O.l.2 Loger", Some("O.O.1.2 Loger")),
            ("OOl.2 Loger", Some("OO1.2 Loger")),
            ("A l.l.2", Some("A 1.1.2")),
            ("OS l : Loger", Some("OS 1 : Loger")),
            ("Objectif opérationnel 2.l : Loger", Some("Objectif opérationnel 2.1 : Loger")),
            ("Action lO Loger", Some("Action 10 Loger")),
            ("l/2 Loger", Some("1/2 Loger")),
            ("A l'école, ouvrir une garderie", None),
            ("A l école, ouvrir", None),
            ("05.l.Ol Loger", Some("05.1.01 Loger")),
            ("OS1.OO2", None),
            ("OS1.O2", None),
            ("0S 1 Loger", Some("OS 1 Loger")),
            ("0O l.2", Some("OO 1.2")),
            ("0.S.1", Some("O.S.1")),
            ("0 S", None),
            ("O.O.1", None),
            ("O.O. 1", None),
            ("OO", None),
            ("I.1 Loger", None),
            ("1.1.l", None),
            ("Loger 1O ménages", None),
            ("l.a maison", None),
            ("Il loge", None),
        ] {
            assert_eq!(read(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn the_printed_code_stays_beside_its_numbers() {
        let found = heading("OO l.2 : Loger les familles");
        let code = found.code.unwrap();
        assert_eq!((code.text.as_str(), code.numbers, found.wording), ("OO l.2", vec![1, 2], "Loger les familles"));
        assert_eq!(code_of("l.lO"), ("l.lO".to_owned(), vec![1, 10]));
    }

    fn code_of(text: &str) -> (String, Vec<u32>) {
        let code = code(text);
        (code.text, code.numbers)
    }
}

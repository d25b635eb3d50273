use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Forme repliée: a text for comparison only — no accents, lower case, every other sign than letters and digits
/// one space. The printed text itself is never changed.
///
/// ```
/// use passerelle_core::fold;
/// assert_eq!(fold("  État d’avancement : "), "etat d avancement");
/// assert_eq!(fold("CŒUR"), "coeur");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut rest = text;
    loop {
        // Most of any text are runs of plain small letters and digits: they are taken whole.
        let run = rest.bytes().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
        if run > 0 {
            push(&mut folded, &mut gap, &rest[..run]);
        }
        let mut further = rest[run..].chars();
        let Some(c) = further.next() else { return folded };
        rest = further.as_str();
        if c.is_ascii_uppercase() {
            push(&mut folded, &mut gap, c.to_ascii_lowercase().encode_utf8(&mut [0; 4]));
        } else if c.is_ascii() || is_punctuation(c) {
            gap = true;
        } else {
            match u32::from(c).checked_sub(FIRST).and_then(|at| OF_LETTERS.get(at as usize)) {
                Some(parts) => push_all(&mut folded, &mut gap, parts),
                None => push_all(&mut folded, &mut gap, &parts(c)),
            }
        }
    }
}

/// Adds letters of one word, behind a space when a sign stood before them.
fn push(folded: &mut String, gap: &mut bool, letters: &str) {
    if std::mem::take(gap) && !folded.is_empty() {
        folded.push(' ');
    }
    folded.push_str(letters);
}

/// The first character behind ASCII.
const FIRST: u32 = 0x80;
/// The last letter that European languages print in one character.
const LAST: u32 = 0x17f;

/// What each accented letter folds to, looked up once: nearly all texts are made of these and of ASCII.
static OF_LETTERS: LazyLock<Vec<String>> =
    LazyLock::new(|| (FIRST..=LAST).filter_map(char::from_u32).map(parts).collect());

/// Typographic apostrophes, dashes, dots and spaces, and the euro: they part words.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{206f}' | '€')
}

fn push_all(folded: &mut String, gap: &mut bool, parts: &str) {
    if !parts.contains(' ') {
        if !parts.is_empty() {
            push(folded, gap, parts);
        }
        return;
    }
    for (at, part) in parts.split(' ').enumerate() {
        *gap |= at > 0;
        if !part.is_empty() {
            push(folded, gap, part);
        }
    }
}

/// What one character folds to; a space for every sign that parts words.
fn parts(c: char) -> String {
    let mut parts = String::new();
    for c in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{ad}') {
        match c {
            'œ' | 'Œ' => parts.push_str("oe"),
            'æ' | 'Æ' => parts.push_str("ae"),
            c if c.is_alphanumeric() => parts.extend(c.to_lowercase()),
            _ => parts.push(' '),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typographic_signs_part_words_as_their_own_parts_say() {
        let signs = (0x2000..=0x206f).filter_map(char::from_u32).chain(['€']);
        assert!(signs.clone().all(is_punctuation));
        for sign in signs {
            assert!(parts(sign).chars().all(|part| part == ' '), "{:x}", u32::from(sign));
        }
    }

    /// Character by character, without any of the short ways.
    fn plainly(text: &str) -> String {
        let parted: String = text.chars().map(parts).collect();
        parted.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_short_ways_fold_as_the_long_one() {
        for text in [
            "",
            " ’ ",
            "Objectif stratégique n° 1 : « Être là »",
            "E\u{302}tre ope\u{301}ra\u{ad}tionnel",
            "CŒUR, Æ ﬁn ½ m² 2ᵉ ŀ ʼn",
            "a\u{200b}b – c…d\u{a0}€\u{202f}5",
            "Ελλάς ﷺ İI ß",
            "fin",
        ] {
            assert_eq!(fold(text), plainly(text), "{text}");
        }
        for letter in (0..0x2fff).filter_map(char::from_u32) {
            let text = format!("a{letter}b {letter}");
            assert_eq!(fold(&text), plainly(&text), "{:x}", u32::from(letter));
        }
    }
}

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
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            gap = true;
        } else {
            match u32::from(c).checked_sub(FIRST).and_then(|at| OF_LETTERS.get(at as usize)) {
                Some(parts) => push_all(&mut folded, &mut gap, parts),
                None => push_all(&mut folded, &mut gap, &parts(c)),
            }
        }
    }
    folded
}

/// The first character behind ASCII.
const FIRST: u32 = 0x80;
/// The last letter that European languages print in one character.
const LAST: u32 = 0x17f;

/// What each accented letter folds to, looked up once: nearly all texts are made of these and of ASCII.
static OF_LETTERS: LazyLock<Vec<String>> =
    LazyLock::new(|| (FIRST..=LAST).filter_map(char::from_u32).map(parts).collect());

fn push_all(folded: &mut String, gap: &mut bool, parts: &str) {
    for part in parts.chars() {
        if part == ' ' {
            *gap = true;
            continue;
        }
        if *gap && !folded.is_empty() {
            folded.push(' ');
        }
        *gap = false;
        folded.push(part);
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

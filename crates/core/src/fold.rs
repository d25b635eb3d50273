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
    for c in text.nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{ad}') {
        match c {
            'œ' | 'Œ' => push(&mut folded, &mut gap, "oe"),
            'æ' | 'Æ' => push(&mut folded, &mut gap, "ae"),
            c if c.is_alphanumeric() => {
                for lower in c.to_lowercase() {
                    push(&mut folded, &mut gap, lower.encode_utf8(&mut [0; 4]));
                }
            }
            _ => gap = true,
        }
    }
    folded
}

fn push(folded: &mut String, gap: &mut bool, text: &str) {
    if *gap && !folded.is_empty() {
        folded.push(' ');
    }
    *gap = false;
    folded.push_str(text);
}

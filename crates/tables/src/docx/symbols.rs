//! Characters of symbol fonts as characters that mean the same in any font.

use std::borrow::Cow;

use memchr::memchr;

/// What symbol fonts print for their codes, one line per code. Boxes matter most: forms are ticked with them.
const SYMBOLS: &[(&str, u32, char)] = &[
    ("Wingdings", 0xF0FE, '☑'),
    ("Wingdings", 0xF0FD, '☒'),
    ("Wingdings", 0xF0FC, '✓'),
    ("Wingdings", 0xF0FB, '✗'),
    ("Wingdings", 0xF0A8, '☐'),
    ("Wingdings", 0xF06F, '☐'),
    ("Wingdings", 0xF071, '❑'),
    ("Wingdings", 0xF072, '❒'),
    ("Wingdings", 0xF0A7, '▪'),
    ("Wingdings", 0xF06E, '■'),
    ("Wingdings", 0xF06C, '●'),
    ("Wingdings", 0xF076, '❖'),
    ("Wingdings", 0xF0D8, '➢'),
    ("Wingdings", 0xF0DF, '←'),
    ("Wingdings", 0xF0E0, '→'),
    ("Wingdings", 0xF0E8, '➔'),
    ("Wingdings", 0xF04A, '☺'),
    ("Wingdings 2", 0xF052, '☑'),
    ("Wingdings 2", 0xF053, '☒'),
    ("Wingdings 2", 0xF0A3, '☐'),
    ("Wingdings 2", 0xF050, '✓'),
    ("Wingdings 2", 0xF04F, '✗'),
    ("Symbol", 0xF0B7, '•'),
    ("Symbol", 0xF0A8, '♦'),
    ("Symbol", 0xF02D, '-'),
    ("Symbol", 0xF0AE, '→'),
    ("Symbol", 0xF0DE, '⇒'),
    ("Symbol", 0xF0B3, '≥'),
    ("Symbol", 0xF0A3, '≤'),
    ("Symbol", 0xF0B1, '±'),
];

/// The character that a font prints for a code of its private area. Codes may leave the area out (`00FE` for
/// `F0FE`). What is not in the table stays as it is.
pub(crate) fn printed(font: Option<&str>, code: u32) -> Option<char> {
    let private = if code < 0x100 { code + 0xF000 } else { code };
    let is_font = |name: &str| font.is_some_and(|font| font.eq_ignore_ascii_case(name));
    let exact = SYMBOLS.iter().find(|(name, symbol, _)| *symbol == private && is_font(name));
    // A private code without its font can only be guessed, but no box in a form is worth losing.
    let known_font = SYMBOLS.iter().any(|(name, ..)| is_font(name));
    let alike = || SYMBOLS.iter().find(|(_, symbol, _)| *symbol == code && !known_font);
    exact.or_else(alike).map(|&(.., symbol)| symbol).or_else(|| char::from_u32(code))
}

/// Fonts that print signs for letters.
const FONTS: [&str; 3] = ["Wingdings", "Wingdings 2", "Symbol"];

/// The name of a font that prints signs for letters, as it stands in the table.
pub(crate) fn symbol_font(name: &str) -> Option<&'static str> {
    let name = name.trim().trim_matches(['"', '\'']);
    FONTS.into_iter().find(|font| font.eq_ignore_ascii_case(name))
}

/// A text with the signs that are printed for codes of the private area and, in a font that [`symbol_font`] knows, for
/// letters.
pub(crate) fn with_signs<'a>(font: Option<&str>, text: &'a str) -> Cow<'a, str> {
    // All codes of the private area begin with this byte, and hardly anything else.
    if font.is_none() && memchr(0xEF, text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let is_sign = |c: char| matches!(c, '\u{F000}'..='\u{F0FF}') || (font.is_some() && u32::from(c) < 0x100);
    if !text.contains(is_sign) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| if is_sign(c) { printed(font, c.into()).unwrap_or(c) } else { c };
    Cow::Owned(text.chars().map(sign).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_signs_only_in_their_font() {
        for (font, text, signs) in [
            (symbol_font("\"wingdings\""), "þ o", "☑ ☐"),
            (symbol_font("Symbol"), "a·\u{F0B7}", "a••"),
            (symbol_font("Arial"), "o\u{F0FE}", "o☑"),
            (None, "þ", "þ"),
        ] {
            assert_eq!(with_signs(font, text), signs);
        }
    }

    #[test]
    fn the_same_code_means_other_things_in_other_fonts() {
        for (font, code, symbol) in [
            (Some("Wingdings"), 0xF0FE, '☑'),
            (Some("wingdings"), 0x00A8, '☐'),
            (Some("Wingdings 2"), 0xF052, '☑'),
            (Some("Symbol"), 0xF0A8, '♦'),
            (None, 0xF0B7, '•'),
            (Some("Arial"), 0x00E9, 'é'),
            (Some("Symbol"), 0xF0FE, '\u{F0FE}'),
        ] {
            assert_eq!(printed(font, code), Some(symbol), "{font:?} {code:x}");
        }
        assert_eq!(printed(None, 0xD800), None);
    }
}

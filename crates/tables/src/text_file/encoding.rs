//! From bytes to text with `\n` line ends.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::{Notice, NoticeKind};

/// A text file's text and what was noticed while decoding it.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) notices: Vec<Notice>,
}

const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How many bytes are looked at to recognise UTF-16 without a byte order mark.
const UTF_16_SAMPLE: usize = 4096;

/// Decodes by byte order mark, then UTF-16 by its zero bytes, then strict UTF-8, then windows-1252,
/// which gives a text for any bytes and is what Belgian offices saved before UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let mut notices = Vec::new();
    let text = match bytes.strip_prefix(UTF_8_MARK) {
        Some(rest) => utf_8(rest, &mut notices),
        None => match utf_16(bytes) {
            Some((encoding, rest)) => other(rest, encoding, &mut notices),
            None => utf_8(bytes, &mut notices),
        },
    };
    Decoded { text: with_plain_line_ends(text), notices }
}

fn utf_8<'a>(bytes: &'a [u8], notices: &mut Vec<Notice>) -> Cow<'a, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // Cut inside its last character: still UTF-8, and no other encoding would read better.
        Err(error)
            if error.error_len().is_none() && !bytes.get(..error.valid_up_to()).unwrap_or_default().is_ascii() =>
        {
            notices.push(Notice::new(NoticeKind::Damaged, "the last character is cut"));
            String::from_utf8_lossy(bytes)
        }
        Err(_) => other(bytes, WINDOWS_1252, notices),
    }
}

fn other<'a>(bytes: &'a [u8], encoding: &'static Encoding, notices: &mut Vec<Notice>) -> Cow<'a, str> {
    notices.push(Notice::new(NoticeKind::Encoding, encoding.name()));
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        notices.push(Notice::new(NoticeKind::Damaged, "some characters could not be decoded"));
    }
    text
}

/// UTF-16 by its mark, or by zero bytes that stand only in the high half of most characters.
pub(super) fn utf_16(bytes: &[u8]) -> Option<(&'static Encoding, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some((UTF_16LE, rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some((UTF_16BE, rest));
    }
    let (pairs, _) = bytes.get(..UTF_16_SAMPLE.min(bytes.len()))?.as_chunks::<2>();
    let zeros = |half: fn(&[u8; 2]) -> u8| pairs.iter().filter(|pair| half(pair) == 0).count();
    let (first, second) = (zeros(|pair| pair[0]), zeros(|pair| pair[1]));
    match (first, second) {
        (0, high) if high * 2 > pairs.len() => Some((UTF_16LE, bytes)),
        (high, 0) if high * 2 > pairs.len() => Some((UTF_16BE, bytes)),
        _ => None,
    }
}

fn with_plain_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(bytes: &[u8]) -> (String, Vec<String>) {
        let decoded = decode(bytes);
        (decoded.text.into_owned(), decoded.notices.into_iter().map(|notice| notice.detail.into_owned()).collect())
    }

    fn utf_16_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn utf_8_is_read_with_or_without_its_mark() {
        assert_eq!(reading("Échéance".as_bytes()), ("Échéance".into(), vec![]));
        assert_eq!(reading("\u{FEFF}Échéance".as_bytes()), ("Échéance".into(), vec![]));
    }

    #[test]
    fn utf_16_is_read_with_or_without_its_mark() {
        for (order, name) in [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")] {
            let expected = ("Échéance\t2020".to_owned(), vec![name.to_owned()]);
            assert_eq!(reading(&utf_16_bytes("Échéance\t2020", order)), expected);
            assert_eq!(reading(&utf_16_bytes("\u{FEFF}Échéance\t2020", order)), expected);
        }
    }

    #[test]
    fn anything_else_is_windows_1252() {
        assert_eq!(
            reading(b"73.500 \x80 \x96 mise en \x9Cuvre d\xE8s 2020"),
            ("73.500 € – mise en œuvre dès 2020".into(), vec!["windows-1252".into()])
        );
    }

    #[test]
    fn a_file_cut_inside_a_character_stays_utf_8() {
        let (text, notices) = reading(&"échéé".as_bytes()[..7]);
        assert_eq!(text, "éché\u{FFFD}");
        assert_eq!(notices, ["the last character is cut"]);
    }

    #[test]
    fn a_lone_accent_at_the_end_is_windows_1252() {
        assert_eq!(reading(b"Mobilit\xE9").0, "Mobilité");
    }

    #[test]
    fn line_ends_of_every_system_become_one() {
        assert_eq!(reading(b"a\r\nb\rc\nd").0, "a\nb\nc\nd");
    }

    #[test]
    fn half_a_character_of_utf_16_is_noticed() {
        assert_eq!(reading(b"\xFF\xFEa\0b").1, ["UTF-16LE", "some characters could not be decoded"]);
    }
}

//! From the bytes of an HTML file to its text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::{Notice, NoticeKind};
use crate::text_file;

/// How much of a file is searched for the name of its encoding. Excel writes long heads.
const SAMPLE_BYTES: usize = 16 * 1024;

/// The text of a file. `stated` is what stands outside of it, in the header of a mail.
///
/// A byte order mark decides, then the header, then the file itself; without any, UTF-8 if the bytes are that,
/// else windows-1252. A statement that the bytes disprove counts for nothing.
pub(super) fn decode(bytes: &[u8], stated: Option<&str>, notices: &mut Vec<Notice>) -> String {
    if let Some((encoding, rest)) = text_file::utf_16(bytes) {
        return decoded(encoding, rest, notices);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let sample = bytes.get(..SAMPLE_BYTES.min(bytes.len())).unwrap_or_default();
    let named = |name: &str| Encoding::for_label(name.trim().as_bytes());
    let encoding = stated.and_then(named).or_else(|| in_file(sample).and_then(|name| named(&name)));
    match encoding {
        // What is UTF-16 shows it by its zero bytes.
        Some(encoding) if ![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding) => decoded(encoding, bytes, notices),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            // Cut inside its last character.
            Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
                notices.push(Notice::new(NoticeKind::Damaged, "the last character is cut"));
                String::from_utf8_lossy(bytes).into_owned()
            }
            Err(_) => decoded(WINDOWS_1252, bytes, notices),
        },
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8], notices: &mut Vec<Notice>) -> String {
    notices.push(Notice::new(NoticeKind::Encoding, encoding.name()));
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        notices.push(Notice::new(NoticeKind::Damaged, "some characters could not be decoded"));
    }
    text.into_owned()
}

/// The encoding named in an XML declaration or in the first `meta` element that names one.
fn in_file(sample: &[u8]) -> Option<String> {
    let sample = String::from_utf8_lossy(sample).to_ascii_lowercase();
    if let Some(declaration) = sample.trim_start().strip_prefix("<?xml") {
        let declaration = declaration.split('>').next().unwrap_or_default();
        if let Some(name) = after(declaration, "encoding") {
            return Some(name);
        }
    }
    sample.split("<meta").skip(1).find_map(|meta| after(meta.split('>').next()?, "charset"))
}

/// The name behind `key=`, with or without quotes.
fn after(text: &str, key: &str) -> Option<String> {
    let (_, rest) = text.split_once(key)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).take(40).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], stated: Option<&str>) -> (String, Vec<String>) {
        let mut notices = Vec::new();
        let text = decode(bytes, stated, &mut notices);
        (text, notices.into_iter().map(|notice| notice.detail.into_owned()).collect())
    }

    #[test]
    fn the_file_says_its_encoding_in_every_way() {
        for head in [
            "<meta charset=iso-8859-1>",
            "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1252'>",
            "<meta name=x><meta charset = \"latin1\" />",
            "<?xml version='1.0' encoding='iso-8859-15'?>",
        ] {
            let bytes = [head.as_bytes(), b"\xE9"].concat();
            let (text, notices) = read(&bytes, None);
            assert!(text.ends_with('é') && notices.len() == 1, "{head}");
        }
    }

    #[test]
    fn the_header_of_a_mail_comes_before_the_file() {
        assert_eq!(read(b"<meta charset=utf-8>\xE9", Some("windows-1252")).1, ["windows-1252"]);
        assert_eq!(read("<meta charset=latin1>é".as_bytes(), Some("UTF-8")).1, [""; 0]);
    }

    #[test]
    fn bytes_that_are_not_what_they_are_said_to_be_are_windows_1252() {
        assert_eq!(read(b"<meta charset=utf-8>d\xE9but", None).0, "<meta charset=utf-8>début");
        assert_eq!(read(b"d\xE9but", None).1, ["windows-1252"]);
        assert_eq!(read("<meta charset=utf-16>é".as_bytes(), None), ("<meta charset=utf-16>é".into(), vec![]));
    }

    #[test]
    fn a_byte_order_mark_decides() {
        let utf_16: Vec<u8> = "\u{FEFF}<meta charset=utf-8>é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf_16, Some("latin1")).0, "<meta charset=utf-8>é");
        assert_eq!(read("\u{FEFF}<meta charset=latin1>é".as_bytes(), None).0, "<meta charset=latin1>Ã©");
    }
}

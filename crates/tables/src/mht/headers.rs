//! Headers of mails and of their parts.

use std::collections::BTreeMap;

/// Headers longer than this are none.
const LONGEST: usize = 64 * 1024;
const MOST: usize = 256;

/// The headers of a mail or part, by their names in lower case.
#[derive(Debug, Default)]
pub(super) struct Headers {
    fields: BTreeMap<String, String>,
}

/// The headers at the beginning of bytes, and the body after them. Without a blank line all is headers.
pub(super) fn split(bytes: &[u8]) -> (Headers, &[u8]) {
    let mut headers = Headers::default();
    let mut last: Option<String> = None;
    let mut position = bytes.len() - bytes.trim_ascii_start().len();
    let begin = bytes.strip_prefix(b"\xEF\xBB\xBF").map_or(position, |_| 3);
    position = position.max(begin);
    for line in bytes.get(position..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n') {
        position += line.len();
        if line.trim_ascii().is_empty() {
            break;
        }
        if position > LONGEST || headers.fields.len() > MOST {
            return (Headers::default(), bytes);
        }
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end();
        match (text.starts_with([' ', '\t']), text.split_once(':')) {
            (true, _) => {
                if let Some(value) = last.as_ref().and_then(|name| headers.fields.get_mut(name)) {
                    value.push(' ');
                    value.push_str(text.trim());
                }
            }
            (false, Some((name, value))) if !name.is_empty() && !name.contains([' ', '<']) => {
                let name = name.to_ascii_lowercase();
                headers.fields.entry(name.clone()).or_insert_with(|| value.trim().to_owned());
                last = Some(name);
            }
            // Not a header: what looked like headers was text.
            _ => return (headers, bytes),
        }
    }
    (headers, bytes.get(position..).unwrap_or_default())
}

impl Headers {
    /// The value of a header, by its name in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The media type without its parameters, in lower case.
    pub(super) fn content_type(&self) -> String {
        let value = self.get("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// A parameter of a header: `boundary="…"`.
    pub(super) fn parameter(&self, header: &str, name: &str) -> Option<String> {
        let mut rest = self.get(header)?.split_once(';')?.1;
        loop {
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let (value, next) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => after.split_at(after.find(';').unwrap_or(after.len())),
            };
            if key.trim().eq_ignore_ascii_case(name) {
                return Some(value.trim().to_owned());
            }
            rest = next.trim_start().trim_start_matches(';');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_go_on_over_indented_lines() {
        let (headers, body) = split(
            b"\r\nMIME-Version: 1.0\r\nContent-Type: Multipart/Related;\r\n\tboundary=\"a;b=c\"; start = <x@y>;\r\n\ttype=text/html\r\n\r\nbody",
        );
        assert_eq!(headers.content_type(), "multipart/related");
        assert_eq!(headers.parameter("content-type", "boundary").as_deref(), Some("a;b=c"));
        assert_eq!(headers.parameter("content-type", "start").as_deref(), Some("<x@y>"));
        assert_eq!(headers.parameter("content-type", "type").as_deref(), Some("text/html"));
        assert_eq!(headers.parameter("content-type", "charset"), None);
        assert_eq!(body, b"body");
    }

    #[test]
    fn text_has_no_headers() {
        for text in ["Volet interne\nOS 1 : x\n", "", ":", "a b: c", "<x>: y"] {
            assert_eq!(split(text.as_bytes()).0.content_type(), "", "{text}");
        }
    }
}

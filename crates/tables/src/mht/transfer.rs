//! Bytes as mails carry them. What breaks the rules is passed over, as mail programs do.

/// Bytes out of base64; characters that are none of its own are passed over.
pub(super) fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for char in text {
        let value = match char {
            b'A'..=b'Z' => char - b'A',
            b'a'..=b'z' => char - b'a' + 26,
            b'0'..=b'9' => char - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // What follows the end begins anew.
            b'=' => {
                bits = 0;
                continue;
            }
            _ => continue,
        };
        buffer = (buffer << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits & 0xFF) as u8);
        }
    }
    bytes
}

/// Bytes out of quoted-printable; an equals sign that quotes nothing stays.
pub(super) fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        // Blanks at the end of a line were added on the way.
        let end = line.len() - line.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        let (mut rest, line_end) = line.split_at(end);
        let goes_on = rest.ends_with(b"=");
        while let [first, tail @ ..] = rest {
            let code = (*first == b'=').then(|| tail.first_chunk::<2>()).flatten().and_then(|hex| code(*hex));
            match code {
                Some(code) => {
                    bytes.push(code);
                    rest = tail.get(2..).unwrap_or_default();
                }
                None if tail.is_empty() && goes_on => break,
                None => {
                    bytes.push(*first);
                    rest = tail;
                }
            }
        }
        if !goes_on && line_end.ends_with(b"\n") {
            bytes.push(b'\n');
        }
    }
    bytes
}

fn code([high, low]: [u8; 2]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)? << 4 | digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_over_lines_and_garbage() {
        for (text, expected) in [
            ("UFNU", "PST"),
            ("UF\r\nNU\n", "PST"),
            ("UFM=", "PS"),
            ("U F*M", "PS"),
            ("UA==UFNU", "PPST"),
            ("", ""),
            ("=", ""),
            ("U", ""),
        ] {
            assert_eq!(base64(text.as_bytes()), expected.as_bytes(), "{text}");
        }
    }

    #[test]
    fn quoted_printable_joins_lines_and_keeps_what_it_does_not_understand() {
        for (text, expected) in [
            ("class=3Dx", "class=x"),
            ("a=\r\nb", "ab"),
            ("a= \nb  \nc", "ab\nc"),
            ("=C3=A9t=c3=a9", "été"),
            ("a=b =zz =4", "a=b =zz =4"),
            ("=", ""),
            ("", ""),
        ] {
            assert_eq!(quoted_printable(text.as_bytes()), expected.as_bytes(), "{text}");
        }
    }
}

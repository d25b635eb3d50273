//! The attributes of an element.

use std::borrow::Cow;

use super::Ns;
use super::tokens::is_same;

/// An attribute: its vocabulary, its name without prefix, its value.
pub(super) type Attribute<'a> = (Ns, &'a str, Cow<'a, str>);

/// Attributes as they stand in the tag, or taken apart if that says too little.
#[derive(Debug, Clone)]
pub(super) enum AttributeList<'a> {
    /// None has an entity or a line end in its value. Their prefix is that of the element, or of a vocabulary that
    /// nobody asks for.
    Plain(&'a str),
    /// All others.
    #[expect(clippy::box_collection, reason = "few elements have them, and elements are moved often")]
    Parsed(Box<Vec<Attribute<'a>>>),
}

/// A plain attribute: whether it has the prefix of its element, its name without prefix, its value.
pub(super) struct PlainAttribute<'a> {
    pub(super) prefixed: bool,
    pub(super) local: &'a str,
    pub(super) value: &'a str,
}

/// Takes the first attribute off a stretch of plain ones; none at the end and for what is not plain.
pub(super) fn next_plain<'a>(rest: &mut &'a str, prefix: &str) -> Option<PlainAttribute<'a>> {
    let text = rest.trim_ascii_start();
    let bytes = text.as_bytes();
    let equals = bytes.iter().position(|byte| *byte == b'=')?;
    let quote = *bytes.get(equals + 1).filter(|quote| matches!(quote, b'"' | b'\''))?;
    let start = equals + 2;
    let end = start + bytes.get(start..)?.iter().position(|byte| *byte == quote)?;
    let (name, value) = (text.get(..equals)?, text.get(start..end)?);
    *rest = text.get(end + 1..)?;
    let own = name.split_at_checked(prefix.len()).filter(|(own, _)| !prefix.is_empty() && is_same(own, prefix));
    let own = own.and_then(|(_, local)| local.strip_prefix(':'));
    Some(PlainAttribute { prefixed: own.is_some(), local: own.unwrap_or(name), value })
}

/// How many attributes a stretch has, if all of them are plain. `is_unknown` tells prefixes nobody asks for.
pub(super) fn count_if_plain<'a>(
    mut rest: &'a str,
    prefix: &str,
    mut is_unknown: impl FnMut(&'a str) -> bool,
) -> Option<usize> {
    let mut count = 0;
    while !rest.is_empty() {
        let Some(attribute) = next_plain(&mut rest, prefix) else {
            return rest.trim_ascii_start().is_empty().then_some(count);
        };
        let name = attribute.local.as_bytes();
        let is_name = !name.is_empty() && name.iter().all(|byte| *byte > b' ' && !matches!(byte, b'"' | b'\'' | b'&'));
        let is_plain = attribute.value.bytes().all(|byte| byte >= b' ' && byte != b'&');
        let declares = attribute.local.starts_with("xmlns");
        let colon = name.iter().position(|byte| *byte == b':');
        // Nobody asks for `xml:space`, which most texts have.
        let other = colon.and_then(|colon| attribute.local.get(..colon)).filter(|_| attribute.local != "xml:space");
        let is_known = other.is_some_and(|other| !is_unknown(other));
        if !is_name || !is_plain || declares || is_known {
            return None;
        }
        count += 1;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_attributes_are_told_from_others() {
        for (text, count) in [
            ("", Some(0)),
            ("  ", Some(0)),
            (r#" w:val="1" b='é "x"' "#, Some(2)),
            (r#" r:id="1""#, None),
            (r#" w:a="1" xml:space="preserve""#, Some(2)),
            (r#" w:a="1" x:y="2""#, Some(2)),
            (r#" xml:id="1""#, None),
            (r#" xmlns="a""#, None),
            (r#" xmlns:a="a""#, None),
            (" a='&amp;'", None),
            (" a='x\ny'", None),
            (" a = 'x'", None),
            (" a=x", None),
            (" a", None),
            (" a='", None),
            (" b c='1'", None),
            (" ='1'", None),
        ] {
            assert_eq!(count_if_plain(text, "w", |other| other == "x"), count, "{text}");
        }
        assert_eq!(count_if_plain(" :a='1'", "", |_| false), None);
    }
}

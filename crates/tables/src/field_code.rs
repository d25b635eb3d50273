//! The instructions of Word's fields, which .docx, .doc and .rtf all hold as text.

use std::sync::Arc;

/// Characters of an instruction that are kept: an address of the longest sort that programs take, and switches.
pub(crate) const MAX_INSTRUCTION: usize = 4_096;

/// Where a field such as `HYPERLINK "https://commune.be" \\l "budget"` leads.
pub(crate) fn hyperlink(instruction: &str) -> Option<Arc<str>> {
    let mut words = Words { rest: instruction };
    words.next().filter(|name| name.eq_ignore_ascii_case("HYPERLINK"))?;
    let (mut address, mut anchor) = (String::new(), String::new());
    while let Some(word) = words.next() {
        match &*word.to_ascii_lowercase() {
            "\\l" => anchor = words.next().unwrap_or_default(),
            // The tip that is shown, and the frame that the target opens in.
            "\\o" | "\\t" => drop(words.next()),
            switch if switch.starts_with('\\') && switch.len() == 2 => {}
            _ if address.is_empty() => address = word,
            _ => {}
        }
    }
    target(&address, &anchor)
}

/// An address and a place in what it leads to, as one target.
pub(crate) fn target(address: &str, anchor: &str) -> Option<Arc<str>> {
    match (address.is_empty(), anchor.is_empty()) {
        (true, true) => None,
        (false, true) => Some(address.into()),
        (_, false) => Some(format!("{address}#{anchor}").into()),
    }
}

/// The words of an instruction. Quotation marks keep one together; in them a backslash stands before characters that
/// mean something else by themselves.
struct Words<'a> {
    rest: &'a str,
}

impl Iterator for Words<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.rest = self.rest.trim_start();
        let Some(quoted) = self.rest.strip_prefix(['"', '“', '”']) else {
            let end = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
            let (word, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            return (!word.is_empty()).then(|| word.to_owned());
        };
        let mut word = String::new();
        let mut chars = quoted.chars();
        while let Some(char) = chars.next() {
            match char {
                '"' | '“' | '”' => break,
                '\\' if chars.as_str().starts_with(['"', '\\']) => word.extend(chars.next()),
                char => word.push(char),
            }
        }
        self.rest = chars.as_str();
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyperlink_field_tells_where_it_leads() {
        for (instruction, target) in [
            (r#" HYPERLINK "https://commune.be/plan?a=1&b=2" "#, Some("https://commune.be/plan?a=1&b=2")),
            (r#"hyperlink https://commune.be"#, Some("https://commune.be")),
            (r#"HYPERLINK "https://commune.be" \l "budget" \o "Le budget""#, Some("https://commune.be#budget")),
            (r#"HYPERLINK \l "_Toc1" \h"#, Some("#_Toc1")),
            (r#"HYPERLINK \o "tip" \t "_blank" "file:///C:\\plan.docx""#, Some(r"file:///C:\plan.docx")),
            (r#"HYPERLINK "a "#, Some("a ")),
            ("HYPERLINK", None),
            (r#"HYPERLINK """#, None),
            (r#"PAGEREF _Toc1 \h"#, None),
            ("", None),
        ] {
            assert_eq!(hyperlink(instruction).as_deref(), target, "{instruction}");
        }
    }
}

//! The rules of a `<style>` element, as far as they can be told by an element alone.

use std::collections::BTreeMap;

use super::style::Style;

/// Rules kept; Excel writes one per cell format.
const MOST_RULES: usize = 65_536;

/// Classes of one element that are looked up.
const MOST_CLASSES: usize = 8;

/// The rules of a file by the element and the class they are for; an empty text stands for any.
#[derive(Debug, Default)]
pub(super) struct Stylesheet {
    rules: BTreeMap<(String, String), Style>,
}

impl Stylesheet {
    /// Adds the rules of a text. Rules within conditions (`@media`) are passed over.
    pub(super) fn read(&mut self, text: &str) {
        let text = without_comments(text);
        let mut rest = text.as_str();
        while let Some((selectors, after)) = rest.split_once('{') {
            // An at-rule without block (`@import "x";`) or the end of another may precede.
            let selectors = selectors.rsplit([';', '}']).next().unwrap_or_default().trim();
            if selectors.starts_with('@') {
                rest = after_block(after);
                continue;
            }
            let (declarations, next) = block(after);
            rest = next;
            let mut style = None;
            for selector in selectors.split(',') {
                let Some(key) = key(selector) else { continue };
                let style = style.get_or_insert_with(|| Style::parse(declarations));
                if self.rules.len() < MOST_RULES || self.rules.contains_key(&key) {
                    self.rules.entry(key).or_default().overlay(style);
                }
            }
        }
    }

    /// What the rules say of an element, the more special ones over the more general.
    pub(super) fn style(&self, name: &str, classes: &str) -> Style {
        let mut style = Style::default();
        if self.rules.is_empty() {
            return style;
        }
        let mut add = |name: &str, class: &str| {
            if let Some(rule) = self.rules.get(&(name.to_owned(), class.to_owned())) {
                style.overlay(rule);
            }
        };
        add("", "");
        add(name, "");
        let classes = || classes.split_ascii_whitespace().take(MOST_CLASSES);
        classes().for_each(|class| add("", class));
        classes().for_each(|class| add(name, class));
        style
    }
}

/// The element and the class that a selector is for. Of `.grid .s0` only the end is looked at; ends without a class
/// would say too much, and states of an element (`:hover`) say nothing of its content.
fn key(selector: &str) -> Option<(String, String)> {
    let mut parts = selector.split_ascii_whitespace().rev();
    let last = parts.next()?;
    let has_context = parts.next().is_some();
    if last.contains([':', '[', '#', '>', '+', '~', '\\']) || selector.contains(['+', '~']) {
        return None;
    }
    let (name, class) = last.split_once('.').unwrap_or((last, ""));
    if class.contains('.') || (has_context && class.is_empty()) {
        return None;
    }
    Some((name.trim_matches('*').to_ascii_lowercase(), class.to_owned()))
}

/// The inside of a block and what follows it. Quotation marks may enclose a brace.
fn block(text: &str) -> (&str, &str) {
    let inside = super::style::split(text, '}').next().unwrap_or_default();
    // An unclosed quotation mark ends with the block all the same.
    let end = if inside.len() == text.len() { text.find('}').unwrap_or(text.len()) } else { inside.len() };
    (text.get(..end).unwrap_or_default(), text.get(end + 1..).unwrap_or_default())
}

/// What follows a block that may hold others.
fn after_block(text: &str) -> &str {
    let mut depth = 1_usize;
    let end = text.find(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    end.and_then(|end| text.get(end + 1..)).unwrap_or_default()
}

/// The text without `/* … */` and without the signs that hide it from old browsers.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(css: &str, name: &str, classes: &str) -> Option<bool> {
        let mut sheet = Stylesheet::default();
        sheet.read(css);
        sheet.style(name, classes).text.bold
    }

    #[test]
    fn the_more_special_rule_speaks_last() {
        let css = "td.a{font-weight:400} .a , .b{font-weight:700} td {font-weight:400}";
        assert_eq!(bold(css, "td", "a"), Some(false));
        assert_eq!(bold(css, "th", "a"), Some(true));
        assert_eq!(bold(css, "td", "x b"), Some(true));
        assert_eq!(bold(css, "td", ""), Some(false));
        assert_eq!(bold(css, "p", ""), None);
    }

    #[test]
    fn comments_at_rules_and_states_are_passed_over() {
        let css = r#"<!-- @import "x.css"; @page {margin:1cm} @media print { td {font-weight:700} }
            /* td {font-weight:700} */ td:hover {font-weight:700} a + td {font-weight:700}
            .x {quotes:"}"; font-weight:700} -->"#;
        assert_eq!(bold(css, "td", ""), None);
        assert_eq!(bold(css, "td", "x"), Some(true));
    }

    #[test]
    fn a_rule_for_what_stands_inside_another_element_needs_a_class() {
        assert_eq!(bold(".grid .s0{font-weight:700} .grid td{font-weight:700}", "td", "s0"), Some(true));
        assert_eq!(bold(".grid .s0{font-weight:700} .grid td{font-weight:700}", "td", ""), None);
    }

    #[test]
    fn broken_rules_end_somewhere() {
        for css in ["td{", "td{font-weight", "@media {", "}}}}", "td{content:\"}", "{}{}", "/*", "a{b:'c}d{e:f}"] {
            bold(css, "td", "");
        }
        assert_eq!(bold("p{content:\"} td{font-weight:700}", "td", ""), Some(true));
    }
}

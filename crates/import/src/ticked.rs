//! Choices printed in full, of which ticked boxes tell the chosen ones: `☒ Externe ☐ Interne`.

/// Boxes that are ticked, and boxes that are not; word processors print both, people type them in brackets.
const TICKED: &[&str] = &["☒", "☑", "🗹", "[x]", "[X]"];
const EMPTY: &[&str] = &["☐", "□", "[ ]", "[]"];

/// The words beside the ticked boxes of a text, one after the other: empty where none is ticked. None for a text
/// without boxes.
pub(crate) fn chosen(text: &str) -> Option<String> {
    let mut boxes = boxes(text);
    let (first, last) = (boxes.first()?.start, boxes.last()?.end);
    // "Externe ☒ Interne ☐": each box stands behind its words.
    let behind = !text.get(..first)?.trim().is_empty() && text.get(last..)?.trim().is_empty();
    if behind {
        let mut from = 0;
        let words = |found: &Box| {
            let words = text.get(std::mem::replace(&mut from, found.end)..found.start);
            (found.ticked, words)
        };
        return Some(joined(boxes.iter().map(words)));
    }
    boxes.push(Box { start: text.len(), end: text.len(), ticked: false });
    let words = |pair: &[Box]| match pair {
        [found, next] => (found.ticked, text.get(found.end..next.start)),
        _ => (false, None),
    };
    Some(joined(boxes.windows(2).map(words)))
}

/// A box of a task list in front of a title, when it is ticked, and the title.
pub(crate) fn without_box(text: &str) -> (Option<&str>, &str) {
    /// Boards print it before what is done.
    const DONE: &str = "✅";
    let ticked = TICKED.iter().copied().chain([DONE]).map(|sign| (sign, true));
    let mut boxes = ticked.chain(EMPTY.iter().map(|sign| (*sign, false)));
    let found = boxes.find_map(|(sign, ticked)| Some((sign, ticked, text.strip_prefix(sign)?)));
    found.map_or((None, text), |(sign, ticked, title)| (ticked.then_some(sign), title.trim_start()))
}

struct Box {
    start: usize,
    end: usize,
    ticked: bool,
}

fn boxes(text: &str) -> Vec<Box> {
    // Nearly all texts have none, not even their first two bytes.
    let begins = |pair: &[u8]| matches!(pair, [b'[', _] | [0xe2, 0x96 | 0x98] | [0xf0, 0x9f]);
    if !text.as_bytes().windows(2).any(begins) {
        return Vec::new();
    }
    let of = |signs: &'static [&'static str], ticked: bool| {
        let found = signs.iter().flat_map(|sign| text.match_indices(sign));
        found.map(move |(start, sign)| Box { start, end: start + sign.len(), ticked })
    };
    let mut boxes: Vec<Box> = of(TICKED, true).chain(of(EMPTY, false)).collect();
    boxes.sort_by_key(|found| found.start);
    boxes
}

fn joined<'t>(words: impl Iterator<Item = (bool, Option<&'t str>)>) -> String {
    let chosen = words.filter(|(ticked, _)| *ticked).filter_map(|(_, words)| words);
    let trimmed = chosen.map(|words| words.trim_matches(|c: char| c.is_whitespace() || ",;/|".contains(c)));
    trimmed.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_beside_the_ticked_boxes_are_chosen() {
        for (text, want) in [
            ("☒ Externe  ☐ Interne", Some("Externe")),
            ("☐ Externe ☒ Interne", Some("Interne")),
            ("Externe ☒ Interne ☐", Some("Externe")),
            ("☐ À démarrer\n☑ En cours\n☐ Terminé", Some("En cours")),
            ("[x] oui [ ] non", Some("oui")),
            ("☒ Social, ☒ Santé, ☐ Sport", Some("Social, Santé")),
            ("☐ oui ☐ non", Some("")),
            ("En cours", None),
            ("[1] voir la note", None),
        ] {
            assert_eq!(chosen(text).as_deref(), want, "{text}");
        }
    }
}

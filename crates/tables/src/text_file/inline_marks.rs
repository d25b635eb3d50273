//! Marks written in the text itself: `<b>…</b>`, `<i>…</i>`, `**…**`.

use crate::text::{Marks, RichText};

/// A pair of signs that give the text between them a mark.
struct Tag {
    /// The name between angle brackets; empty for `**`, which opens and closes alike.
    name: &'static str,
    set: fn(&mut Marks),
}

const TAGS: [Tag; 10] = [
    Tag { name: "", set: |marks| marks.bold = true },
    Tag { name: "b", set: |marks| marks.bold = true },
    Tag { name: "strong", set: |marks| marks.bold = true },
    Tag { name: "i", set: |marks| marks.italic = true },
    Tag { name: "em", set: |marks| marks.italic = true },
    Tag { name: "u", set: |marks| marks.underline = true },
    Tag { name: "s", set: |marks| marks.strike = true },
    Tag { name: "strike", set: |marks| marks.strike = true },
    Tag { name: "del", set: |marks| marks.strike = true },
    Tag { name: "sup", set: |marks| marks.superscript = true },
];

/// The row of `**` in [`TAGS`].
const STARS: usize = 0;

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Opens,
    Closes,
    /// Half of no pair: ordinary text.
    Literal,
}

struct Marker {
    start: usize,
    end: usize,
    tag: usize,
    sign: Sign,
}

/// The text with its marks; signs without their other half stay in the text.
/// A line break typed inside a cell (vertical tab, line separator) becomes `\n`.
pub(crate) fn read(text: &str) -> RichText {
    let mut rich = RichText::default();
    let mut open = [0_u32; TAGS.len()];
    let mut from = 0;
    for marker in pairs(markers(text)) {
        let step = match marker.sign {
            Sign::Literal => continue,
            Sign::Opens => 1,
            Sign::Closes => -1,
        };
        push(&mut rich, text.get(from..marker.start), &open);
        if let Some(count) = open.get_mut(marker.tag) {
            *count = count.saturating_add_signed(step);
        }
        from = marker.end;
    }
    push(&mut rich, text.get(from..), &open);
    rich
}

fn push(rich: &mut RichText, text: Option<&str>, open: &[u32; TAGS.len()]) {
    let mut marks = Marks::default();
    for (tag, _) in TAGS.iter().zip(open).filter(|(_, count)| **count > 0) {
        (tag.set)(&mut marks);
    }
    rich.push(&text.unwrap_or_default().replace(['\u{0B}', '\u{2028}'], "\n"), marks);
}

/// Every sign that may open or close a mark, in order. Of `**`, only what hugs its text counts,
/// so that footnote stars and rules of stars stay text.
fn markers(text: &str) -> Vec<Marker> {
    let mut markers = Vec::new();
    let mut from = 0;
    let mut stars_open = false;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(['<', '*'])) {
        let start = from + found;
        let rest = text.get(start..).unwrap_or_default();
        let stars = rest.bytes().take_while(|&byte| byte == b'*').count();
        let marker = match stars {
            0 => tag_at(rest).map(|(tag, sign, length)| Marker { start, end: start + length, tag, sign }),
            2 => {
                let touches_before = text.get(..start).is_some_and(|t| t.chars().next_back().is_some_and(is_ink));
                let touches_after = rest.chars().nth(2).is_some_and(is_ink);
                let sign = match stars_open {
                    false if touches_after => Some(Sign::Opens),
                    true if touches_before => Some(Sign::Closes),
                    _ => None,
                };
                sign.map(|sign| {
                    stars_open = sign == Sign::Opens;
                    Marker { start, end: start + 2, tag: STARS, sign }
                })
            }
            _ => None,
        };
        from = marker.as_ref().map_or(start + stars.max(1), |marker| marker.end);
        markers.extend(marker);
    }
    markers
}

fn is_ink(c: char) -> bool {
    !c.is_whitespace()
}

/// The known tag at the start of a text, its sign and its length in bytes.
fn tag_at(text: &str) -> Option<(usize, Sign, usize)> {
    let inner = text.strip_prefix('<')?;
    let (sign, inner) = inner.strip_prefix('/').map_or((Sign::Opens, inner), |inner| (Sign::Closes, inner));
    let (tag, length) = TAGS.iter().enumerate().skip(STARS + 1).find_map(|(tag, known)| {
        let name = inner.get(..known.name.len())?;
        (name.eq_ignore_ascii_case(known.name) && inner.get(name.len()..)?.starts_with('>'))
            .then_some((tag, name.len()))
    })?;
    let slash = usize::from(sign == Sign::Closes);
    Some((tag, sign, 1 + slash + length + 1))
}

/// Keeps the signs that pair up, nested as they should be; the others become literal.
fn pairs(mut markers: Vec<Marker>) -> Vec<Marker> {
    let mut open: Vec<usize> = Vec::new();
    let mut open_of_tag = [0_usize; TAGS.len()];
    let mut partner: Vec<bool> = vec![false; markers.len()];
    for (at, marker) in markers.iter().enumerate() {
        let Some(count) = open_of_tag.get_mut(marker.tag) else { continue };
        if marker.sign == Sign::Opens {
            *count += 1;
            open.push(at);
        } else if *count > 0 {
            // What was opened inside and never closed is text; each marker is popped once.
            while let Some(opened) = open.pop() {
                let Some(tag) = markers.get(opened).map(|marker| marker.tag) else { break };
                if let Some(count) = open_of_tag.get_mut(tag) {
                    *count -= 1;
                }
                if tag == marker.tag {
                    for half in [opened, at] {
                        if let Some(paired) = partner.get_mut(half) {
                            *paired = true;
                        }
                    }
                    break;
                }
            }
        }
    }
    for (marker, paired) in markers.iter_mut().zip(partner) {
        if !paired {
            marker.sign = Sign::Literal;
        }
    }
    markers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with its marks spelt out: `[b:…]`.
    fn spelt(text: &str) -> String {
        let mut out = String::new();
        for run in read(text).runs() {
            let letters: String = [
                (run.marks.bold, 'b'),
                (run.marks.italic, 'i'),
                (run.marks.underline, 'u'),
                (run.marks.strike, 's'),
                (run.marks.superscript, '^'),
            ]
            .into_iter()
            .filter_map(|(set, letter)| set.then_some(letter))
            .collect();
            if letters.is_empty() { out += run.text } else { out += &format!("[{letters}:{}]", run.text) }
        }
        out
    }

    #[test]
    fn paired_signs_become_marks_and_leave_the_text() {
        for (text, expected) in [
            ("<b>Action 1.1.</b>", "[b:Action 1.1.]"),
            ("<b>73.500 €</b> (Article 840107/124-02)", "[b:73.500 €] (Article 840107/124-02)"),
            ("**VOLET EXTERNE**", "[b:VOLET EXTERNE]"),
            ("<b>gras <i>et italique</i></b>", "[b:gras ][bi:et italique]"),
            ("<STRONG>A</STRONG> <em>b</em> <u>c</u> <del>d</del>", "[b:A] [i:b] [u:c] [s:d]"),
            ("le 1<sup>er</sup> mars", "le 1[^:er] mars"),
            ("**a** et **b**", "[b:a] et [b:b]"),
            ("première\u{0B}seconde", "première\nseconde"),
        ] {
            assert_eq!(spelt(text), expected, "{text}");
        }
    }

    #[test]
    fn signs_without_their_other_half_stay_text() {
        for text in [
            "<b>Action sans fin",
            "Action</b>",
            "budget < 1.500 € et > 500 €",
            "<br>ligne",
            "<b class='x'>texte</b >",
            "* note et ** renvoi",
            "5 ** 3",
            "*** titre ***",
            "**sans fin",
            "<",
            "**",
            "</",
        ] {
            assert_eq!(spelt(text), text);
        }
        assert_eq!(spelt("<b>gras <i>sans fin</b>"), "[b:gras <i>sans fin]");
        assert_eq!(spelt("<b>gras **sans fin</b> **x**"), "[b:gras **sans fin] **x**");
    }

    #[test]
    fn thousands_of_unclosed_signs_are_read_at_once() {
        let text = "<b>".repeat(100_000) + &"</i>".repeat(100_000);
        assert_eq!(read(&text).as_str(), text);
    }
}

//! Files whose texts hold marks as text: `<b>73.500 €</b>` is the text `73.500 €`, in bold, and `## Mobilité` a heading
//! where several lines are marked so.

use std::borrow::Cow;

use passerelle_tables::{Block, Document as Tables, RichText};

use crate::signs::Signs;

/// The tables with marks that are written in the text read as marks; `signs` are those of their texts.
pub(crate) fn read(tables: &Tables, signs: Signs) -> Cow<'_, Tables> {
    let is_marked_block = |block: &Block| match block {
        Block::Paragraph(paragraph) => is_marked(&paragraph.text),
        Block::Table(table) => table.cells.iter().any(|cell| is_marked(&cell.text)),
    };
    let marked = signs.may_mark() && tables.blocks.iter().any(is_marked_block);
    let paragraphs = tables.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => heading(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    let headings = paragraphs.take(FEWEST).count() == FEWEST;
    if !marked && !headings {
        return Cow::Borrowed(tables);
    }
    let mut tables = tables.clone();
    for block in &mut tables.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                if headings && let Some((depth, length)) = heading(paragraph.text.as_str()) {
                    let words = paragraph.text.as_str().get(length..).unwrap_or_default().to_owned();
                    paragraph.heading = Some(depth);
                    paragraph.text = RichText::from(words.as_str());
                }
                read_text(&mut paragraph.text);
            }
            Block::Table(table) => table.cells.iter_mut().for_each(|cell| read_text(&mut cell.text)),
        }
    }
    Cow::Owned(tables)
}

/// Fewer lines that begin with `#` may be anything.
const FEWEST: usize = 3;

/// How deep a line is marked as a heading, and how long its mark is.
fn heading(text: &str) -> Option<(u8, usize)> {
    let words = text.trim_start_matches('#');
    let depth = text.len() - words.len();
    let mark = text.len() - words.trim_start().len();
    (1..=6).contains(&depth).then_some(())?;
    (words.starts_with(' ') && !words.trim().is_empty()).then_some((u8::try_from(depth).ok()?, mark))
}

fn is_marked(text: &RichText) -> bool {
    let text = text.as_str();
    let bytes = text.as_bytes();
    bytes.contains(&b'<') && text.contains("</") || bytes.contains(&b'*') && text.matches("**").nth(1).is_some()
}

fn read_text(text: &mut RichText) {
    if is_marked(text) {
        *text = RichText::with_inline_marks(text.as_str());
    }
}

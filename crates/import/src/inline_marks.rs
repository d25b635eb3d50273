//! Files whose cells hold marks as text: `<b>73.500 €</b>` is the text `73.500 €`, in bold.

use std::borrow::Cow;

use passerelle_tables::{Block, Document as Tables, RichText};

/// The tables with marks that are written in the text read as marks.
pub(crate) fn read(tables: &Tables) -> Cow<'_, Tables> {
    let marked = tables.blocks.iter().any(|block| match block {
        Block::Paragraph(paragraph) => is_marked(&paragraph.text),
        Block::Table(table) => table.cells.iter().any(|cell| is_marked(&cell.text)),
    });
    if !marked {
        return Cow::Borrowed(tables);
    }
    let mut tables = tables.clone();
    for block in &mut tables.blocks {
        match block {
            Block::Paragraph(paragraph) => read_text(&mut paragraph.text),
            Block::Table(table) => table.cells.iter_mut().for_each(|cell| read_text(&mut cell.text)),
        }
    }
    Cow::Owned(tables)
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

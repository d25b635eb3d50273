//! The same document comes out the same from .docx and from the older formats of text documents.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use passerelle_tables::{Block, Document, Format, Limits, NoticeKind, RichText, Role, read};

fn fixture(name: &str) -> Document {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name);
    read(&std::fs::read(path).unwrap(), name, &Limits::default()).unwrap()
}

/// Text with its marks, a stretch after the other.
fn told(text: &RichText) -> String {
    let runs = text.runs().map(|run| {
        let marks = run.marks;
        let marks = [
            (marks.bold, "b"),
            (marks.italic, "i"),
            (marks.underline, "u"),
            (marks.strike, "s"),
            (marks.superscript, "^"),
        ];
        let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
        let color = run.marks.color.map(|color| format!("#{color:06X}")).unwrap_or_default();
        format!("{marks}{color}{:?}", run.text)
    });
    runs.collect::<Vec<_>>().join(" ")
}

/// Blocks as lines, without what LibreOffice does not write into the older formats or writes otherwise: text
/// boxes, which of the built-in styles begin with a capital letter, and so the numbers of paragraphs.
fn lines(document: &Document) -> Vec<String> {
    let style = |style: &Option<std::sync::Arc<str>>| style.as_deref().map(str::to_lowercase);
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) if p.role == Role::TextBox => {}
            Block::Paragraph(p) => {
                let label = &p.list_label;
                lines.push(format!("{:?} {:?} {:?} {label:?} {}", p.role, style(&p.style), p.heading, told(&p.text)));
            }
            Block::Table(table) => {
                let nested = table.nested_in;
                lines.push(format!("table {} {}x{} {nested:?}", table.number, table.row_count, table.column_count));
                for cell in &table.cells {
                    let (fill, indent, label) = (cell.fill(), cell.indent, &cell.list_label);
                    let spans = (cell.row_span, cell.column_span);
                    let style = style(&cell.style);
                    lines.push(format!(
                        "{} {spans:?} {fill:?} {indent} {style:?} {label:?} {}",
                        table.place(cell).on_page(None),
                        told(&cell.text)
                    ));
                }
            }
        }
    }
    lines
}

const PAIRS: &[(&str, &str)] = &[
    ("jemeppe/j10_osmerged.docx", "formats/j10_osmerged"),
    ("jemeppe/j18_richtext.docx", "formats/j18_richtext"),
    ("plan-hp/d02_filled.docx", "formats/d02_filled"),
    ("formats/mixed.docx", "formats/mixed"),
    ("communes-inventees/h03_bullets.docx", "formats/h03_bullets"),
    ("communes-inventees/h21_bullets.docx", "formats/h21_bullets"),
];

#[test]
fn rich_text_gives_the_same_blocks_as_docx() {
    for (docx, name) in PAIRS {
        let (docx, rtf) = (fixture(docx), fixture(&format!("{name}.rtf")));
        assert_eq!(rtf.format, Format::Rtf);
        // Rich text tells moments to the minute, and not in which time.
        let mut properties = docx.properties.clone();
        for moment in [&mut properties.created, &mut properties.modified] {
            *moment = moment.take().and_then(|moment| Some(format!("{}:00", moment.get(..16)?)));
        }
        assert_eq!(rtf.properties, properties, "{name}");
        assert_eq!(lines(&rtf), lines(&docx), "{name}");
    }
}

#[test]
fn binary_documents_give_the_same_blocks_as_docx() {
    for (docx, name) in PAIRS {
        let (docx, doc) = (fixture(docx), fixture(&format!("{name}.doc")));
        assert_eq!(doc.format, Format::Doc);
        assert_eq!(doc.properties, docx.properties, "{name}");
        assert_eq!(lines(&doc), lines(&docx), "{name}");
        let header_rows = |document: &Document| document.tables().map(|t| t.header_rows.clone()).collect::<Vec<_>>();
        assert_eq!(header_rows(&doc), header_rows(&docx), "{name}");
    }
}

#[test]
fn a_text_box_of_a_binary_document_comes_after_its_paragraph() {
    let document = fixture("formats/mixed.doc");
    let texts: Vec<_> = document.paragraphs().map(|p| (p.role, p.text.as_str())).collect();
    let at = texts.iter().position(|(role, _)| *role == Role::TextBox).unwrap();
    assert_eq!(texts[at - 1..=at], [(Role::Body, "Ancre"), (Role::TextBox, "Dans le cadre")]);
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    for name in ["formats/mixed.rtf", "formats/mixed.doc"] {
        let document = fixture(name);
        let changes = document.notices.iter().find(|notice| notice.kind == NoticeKind::TrackedChangesAccepted);
        assert_eq!(changes.unwrap().detail, "2", "{name}");
        let texts: Vec<_> = document.paragraphs().map(|paragraph| paragraph.text.as_str()).collect();
        assert!(texts.contains(&"ajouté gardé"), "{name}");
    }
}

#[test]
fn old_form_fields_and_signs_are_read_in_every_format() {
    // LibreOffice writes no state of boxes in rich text.
    for (name, ticked) in [("docx", "[☒]"), ("doc", "[☒]"), ("odt", "[☒]"), ("rtf", "[]")] {
        let document = fixture(&format!("formats/champs.{name}"));
        let table = document.tables().next().unwrap();
        let cells: Vec<_> = table.row(0).iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(cells, ["[En cours]", ticked, "[rempli]"], "{name}");
        let signs = table.cell(1, 0).unwrap().text.as_str().replace('\u{AD}', "");
        assert_eq!(signs, "ab\u{2011}c\u{A0}d\u{202F}ef\tg\nh☑", "{name}");
        assert_eq!(table.cell(2, 0).unwrap().text.as_str(), "ligne neuve", "{name}");
    }
}

//! What cells and paragraphs carry besides their text, the same out of every format that has it: where they lead, what
//! is noted beside them, the page they stand on. The files are those of `fixtures/formats/faits.*`.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

#[path = "binary/mod.rs"]
mod binary;
mod common;

use binary::{joined, part_record, wide, words};
use common::zip;
use passerelle_tables::{Block, Comment, Document, Limits, RichText, read};

fn file(name: &str) -> Document {
    let path = format!("{}/../../fixtures/formats/{name}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).unwrap(), name, &Limits::default()).unwrap()
}

fn links(text: &RichText, place: &str) -> Vec<String> {
    // Whether the space before a link belongs to it differs by program.
    text.links().map(|link| format!("{place} [{}] {}", link.text.trim(), link.target)).collect()
}

fn all_links(document: &Document) -> Vec<String> {
    let mut all = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => all.extend(links(&paragraph.text, "-")),
            Block::Table(table) => {
                for cell in &table.cells {
                    all.extend(links(&cell.text, &format!("{}:{}", cell.row + 1, cell.column + 1)));
                }
            }
        }
    }
    all
}

#[test]
fn the_links_of_a_workbook_are_the_same_in_every_format() {
    for (name, listes) in [("faits.xlsx", "#Listes!A1"), ("faits.xls", "#Listes!A1"), ("faits.ods", "#Listes.A1")] {
        assert_eq!(
            all_links(&file(name)),
            [
                "2:4 [commune] https://commune.be/plan?a=1&b=2".to_owned(),
                format!("3:4 [région] {listes}"),
                "4:2 [Épicerie sociale] mailto:dg@commune.be".to_owned(),
            ],
            "{name}"
        );
    }
}

fn all_comments(document: &Document) -> Vec<(String, String, String)> {
    let row =
        |place: String, comment: &Comment| (place, comment.author.clone().unwrap_or_default(), comment.text.clone());
    let mut all = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                all.extend(paragraph.comments.iter().map(|comment| row(paragraph.text.as_str().to_owned(), comment)));
            }
            Block::Table(table) => {
                for cell in &table.cells {
                    let place = format!("{}:{}", cell.row + 1, cell.column + 1);
                    all.extend(cell.comments.iter().map(|comment| row(place.clone(), comment)));
                }
            }
        }
    }
    all.extend(document.comments.iter().map(|comment| row("?".to_owned(), comment)));
    all
}

fn rows(comments: &[(String, String, String)]) -> Vec<(&str, &str, &str)> {
    comments.iter().map(|(place, author, text)| (place.as_str(), author.as_str(), text.as_str())).collect()
}

#[test]
fn the_notes_of_a_workbook_stand_beside_their_cells_even_blank_ones() {
    // Calc forgets who wrote a note.
    for (name, authors) in
        [("faits.xlsx", ["Directrice financière", "DG"]), ("faits.xls", ["", ""]), ("faits.ods", ["", ""])]
    {
        let document = file(name);
        assert_eq!(
            rows(&all_comments(&document)),
            [("2:3", authors[0], "Subside attendu\nà confirmer"), ("4:4", authors[1], "Cellule vide, note pleine")],
            "{name}"
        );
        assert!(document.notices.is_empty(), "{name}: {:?}", document.notices);
    }
}

#[test]
fn the_comments_of_a_text_stand_beside_what_they_speak_of() {
    for name in ["faits.docx", "faits.odt", "faits.rtf", "faits.doc"] {
        let document = file(name);
        assert_eq!(
            rows(&all_comments(&document)),
            [
                ("2:2", "Directrice financière", "Subside attendu\nà confirmer"),
                ("Deuxième page", "DG", "Note sur un paragraphe")
            ],
            "{name}"
        );
    }
}

#[test]
fn the_links_of_a_text_are_the_same_in_every_format() {
    for name in ["faits.docx", "faits.odt", "faits.rtf", "faits.doc"] {
        assert_eq!(
            all_links(&file(name)),
            ["- [le site communal] https://commune.be/plan#budget", "3:1 [(voir)] #budget"],
            "{name}"
        );
    }
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const TYPES_BINARY: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A relationship part; targets that are addresses lie outside.
fn relations(links: &[(&str, &str)]) -> String {
    let links: String = links
        .iter()
        .map(|(kind, target)| {
            let mode = if target.contains(':') { r#" TargetMode="External""# } else { "" };
            format!(r#"<Relationship Id="{kind}" Type="http://x/{kind}" Target="{target}"{mode}/>"#)
        })
        .collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
    )
}

/// A workbook of one sheet with relationships of its own and further parts.
fn workbook(types: &str, book: &[u8], sheet: &[u8], links: &[(&str, &str)], parts: &[(&str, &[u8])]) -> Document {
    let (package, of_book) =
        (relations(&[("officeDocument", "xl/workbook")]), relations(&[("worksheet", "sheet"), ("person", "persons")]));
    let of_sheet = relations(links);
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", package.as_bytes()),
        ("xl/_rels/workbook.rels", of_book.as_bytes()),
        ("xl/workbook", book),
        ("xl/sheet", sheet),
        ("xl/_rels/sheet.rels", of_sheet.as_bytes()),
        ("xl/persons", br#"<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="Anne" id="{1}"/></personList>"#),
    ];
    all.extend(parts);
    read(&zip(&all), "", &Limits::default()).unwrap()
}

const THREAD: &str = r#"<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" dT="2025-01-31T08:15:00.00" personId="{1}" id="{a}"><text>Qui paie ?</text></threadedComment><threadedComment ref="A1" personId="{2}" id="{b}" parentId="{a}"><text>La Région</text></threadedComment></ThreadedComments>"#;

fn xlsx(sheet: &str, links: &[(&str, &str)], parts: &[(&str, &[u8])]) -> Document {
    let book = format!(
        r#"<workbook xmlns="{SHEET}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Plan" sheetId="1" r:id="worksheet"/></sheets></workbook>"#
    );
    let sheet = format!(
        r#"<worksheet xmlns="{SHEET}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{sheet}</worksheet>"#
    );
    workbook(TYPES, book.as_bytes(), sheet.as_bytes(), links, parts)
}

#[test]
fn a_thread_is_read_with_its_answers_and_its_copy_as_a_note_is_left() {
    let notes = format!(
        r#"<comments xmlns="{SHEET}"><authors><author>tc={{a}}</author><author>Luc</author></authors><commentList><comment ref="A1" authorId="0"><text><t>[Threaded comment] Qui paie ?</t></text></comment><comment ref="C3" authorId="1"><text><r><t>Luc:</t></r><r><t xml:space="preserve"> vide</t></r></text></comment></commentList></comments>"#
    );
    let rows = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#;
    let links = [("comments", "notes"), ("threadedComment", "thread")];
    let document = xlsx(rows, &links, &[("xl/notes", notes.as_bytes()), ("xl/thread", THREAD.as_bytes())]);
    assert_eq!(
        self::rows(&all_comments(&document)),
        [("1:1", "Anne", "Qui paie ?"), ("1:1", "", "La Région"), ("3:3", "Luc", "Luc: vide")]
    );
    assert!(document.notices.is_empty(), "{:?}", document.notices);
    // Comments that are damaged keep nobody from reading the sheet.
    let document = xlsx(rows, &[("comments", "notes")], &[("xl/notes", b"<comments>")]);
    assert_eq!((document.tables().count(), document.notices.len()), (1, 1));
}

#[test]
fn a_link_over_a_range_is_one_of_each_cell_that_shows_something() {
    let rows = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>2</v></c><c r="D1"><v>4</v></c></row></sheetData><mergeCells><mergeCell ref="D1:E1"/></mergeCells><hyperlinks><hyperlink ref="A1:C2" r:id="hyperlink" location="Plan!B2"/><hyperlink ref="D1:E1" location="Plan!A1"/><hyperlink ref="B9" r:id="hyperlink"/><hyperlink ref="XXXX9" r:id="hyperlink"/><hyperlink ref="A1" r:id="absent"/></hyperlinks>"#;
    let document = xlsx(rows, &[("hyperlink", "https://a.be")], &[]);
    assert_eq!(
        all_links(&document),
        ["1:1 [a] https://a.be#Plan!B2", "1:2 [2] https://a.be#Plan!B2", "1:4 [4] #Plan!A1", "9:2 [] https://a.be"]
    );
}

#[test]
fn a_workbook_of_binary_parts_has_links_and_notes_too() {
    let book = part_record(156, &joined(&[&words(&[0, 0, 1, 0]), &wide("worksheet"), &wide("Plan")]));
    let number = |number: u32| number.to_le_bytes();
    let at = |row: u32, column: u32| joined(&[&number(row), &number(row), &number(column), &number(column)]);
    let sheet = [
        part_record(0, &joined(&[&[0; 8], &[0, 1], &[0; 7]])),
        part_record(6, &joined(&[&number(1), &number(0), &wide("site")])),
        part_record(494, &joined(&[&at(0, 1), &wide("hyperlink"), &wide(""), &wide(""), &wide("")])),
        part_record(494, &at(0, 1)),
    ];
    let notes = [
        part_record(632, &wide("Luc")),
        part_record(635, &joined(&[&number(0), &at(2, 0), &[0; 16]])),
        part_record(637, &joined(&[&[0], &wide("note")])),
    ];
    let links = [("hyperlink", "mailto:dg@a.be"), ("comments", "notes"), ("threadedComment", "thread")];
    let parts: [(&str, &[u8]); 2] = [("xl/notes", &notes.concat()), ("xl/thread", THREAD.as_bytes())];
    let document = workbook(TYPES_BINARY, &book, &sheet.concat(), &links, &parts);
    assert_eq!(all_links(&document), ["1:2 [site] mailto:dg@a.be"]);
    assert_eq!(
        rows(&all_comments(&document)),
        [("1:1", "Anne", "Qui paie ?"), ("1:1", "", "La Région"), ("3:1", "Luc", "note")]
    );
}

#[test]
fn a_link_of_a_page_goes_on_over_elements_and_ends_with_its_cell() {
    let page = b"<p>Voir <a href=' https://a.be/?a=1&amp;b=2 '>le <b>site</b> </a>et <a name=x>rien</a></p>\
        <table><tr><td><a href='#b'>un<p>deux</td><td>trois</td></tr></table>";
    let document = read(page, "page.html", &Limits::default()).unwrap();
    assert_eq!(all_links(&document), ["- [le site] https://a.be/?a=1&b=2", "1:1 [un\ndeux] #b"]);
}

//! What cells and paragraphs carry besides their text, the same out of every format that has it: where they lead, what
//! is noted beside them, the page they stand on. The files are those of `fixtures/formats/faits.*`.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

#[path = "binary/mod.rs"]
mod binary;
mod common;

use binary::{joined, part_record, wide, words};
use common::zip;
use passerelle_tables::{
    Block, Comment, Document, Limits, Locale, NoticeKind, ReadOptions, Revisions, RichText, read, read_with,
};

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

#[test]
fn the_properties_of_a_document_are_those_that_its_program_wrote() {
    // LibreOffice writes no keywords and no description into .doc, and names its user as who saved last.
    for name in ["faits.xlsx", "faits.docx", "faits.ods", "faits.odt", "faits.rtf", "faits.xls", "faits.doc"] {
        let properties = file(name).properties;
        assert_eq!(properties.title.as_deref(), Some("Plan 2025"), "{name}");
        assert_eq!(properties.author.as_deref(), Some("Commune de Jalhay"), "{name}");
        assert_eq!(properties.subject.as_deref(), Some("PST"), "{name}");
        assert_eq!(properties.keywords.as_deref(), Some("pst, plan"), "{name}");
        assert_eq!(properties.description.as_deref(), Some("Version de travail"), "{name}");
        assert!(
            properties.created.as_deref().is_some_and(|date| date.starts_with("2025-01-02T0")),
            "{name}: {properties:?}"
        );
        assert!(properties.modified.is_some(), "{name}");
    }
    let properties = file("faits.docx").properties;
    assert_eq!(properties.last_author.as_deref(), Some("DG"));
    assert_eq!(properties.modified.as_deref(), Some("2025-06-07T08:09:10Z"));
}

fn names(document: &Document) -> Vec<String> {
    let mut names: Vec<_> = document
        .names
        .iter()
        .map(|name| {
            let sheet = name.sheet.as_deref().map(|sheet| format!(" of {sheet}")).unwrap_or_default();
            format!("{}{sheet} = {}", name.name, name.refers_to.as_deref().unwrap_or("?"))
        })
        .collect();
    names.sort();
    names
}

#[test]
fn the_names_and_print_titles_of_a_workbook_are_told() {
    for name in ["faits.xlsx", "faits.xls", "faits.ods"] {
        let document = file(name);
        let names = names(&document);
        assert!(
            names.iter().any(|name| name == "Etats = Listes!$A$1:$A$2" || name == "Etats = $Listes!$A$1:$A$2"),
            "{name}: {names:?}"
        );
        assert!(names.iter().any(|name| name == "Taux = 0.21"), "{name}: {names:?}");
        let plan = document.tables().next().unwrap();
        assert_eq!((plan.header_rows.as_slice(), plan.header_columns.as_slice()), (&[0][..], &[0, 1][..]), "{name}");
    }
    assert!(names(&file("faits.xls")).contains(&"_xlnm.Print_Area of Plan 2025 = 'Plan 2025'!$A$1:$E$4".to_owned()));
}

#[test]
fn the_formulas_of_a_binary_workbook_are_those_of_the_others() {
    let formulas = |name: &str| -> Vec<String> {
        let document = file(name);
        let cells = document.tables().flat_map(|table| table.cells.iter().map(move |cell| (table.place(cell), cell)));
        cells.filter_map(|(place, cell)| Some(format!("{place} {}", cell.formula.as_deref()?))).collect()
    };
    let expected = formulas("faits.xlsx");
    assert_eq!(expected.len(), 3);
    assert_eq!(formulas("faits.xls"), expected);
    assert_eq!(formulas("faits.ods"), expected);
}

/// A file with tracked changes, read in a view: paragraphs and cells, and the kind of its notice.
fn viewed(bytes: &[u8], revisions: Revisions) -> (Vec<String>, Option<NoticeKind>) {
    let document = read_with(bytes, "", &ReadOptions::default().revisions(revisions)).unwrap();
    let spelt = |text: &RichText| -> String {
        let run = |run: passerelle_tables::Run<'_>| match (run.marks.inserted, run.marks.deleted) {
            (true, _) => format!("[+{}]", run.text),
            (_, true) => format!("[-{}]", run.text),
            _ => run.text.to_owned(),
        };
        text.runs().map(run).collect()
    };
    let mut seen = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => seen.push(spelt(&paragraph.text)),
            Block::Table(table) => seen.extend(table.cells.iter().map(|cell| format!("|{}", spelt(&cell.text)))),
        }
    }
    (seen, document.notices.first().map(|notice| notice.kind))
}

#[test]
fn tracked_changes_are_read_as_accepted_as_rejected_or_as_marked() {
    let r = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let row = |change: &str, cells: &[(&str, &str)]| {
        let cells: String = cells.iter().map(|(properties, text)| common::tc(properties, text)).collect();
        format!("<w:tr><w:trPr>{change}</w:trPr>{cells}</w:tr>")
    };
    let body = format!(
        "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del></w:p><w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>{}",
        r("a"),
        r("b"),
        r("d"),
        r("e"),
        common::tbl(&[
            row("", &[("", "un"), ("<w:cellDel/>", "deux"), ("<w:cellIns/>", "trois")]),
            row("<w:ins/>", &[("", "quatre")]),
            row("<w:del/>", &[("", "cinq")]),
        ])
    );
    let docx = common::Docx::body(&body).file();
    let list = r#"<text:tracked-changes><text:changed-region xml:id="i"><text:insertion/></text:changed-region><text:changed-region text:id="d"><text:deletion><office:change-info><dc:creator>X</dc:creator></office:change-info><text:p>c</text:p></text:deletion></text:changed-region></text:tracked-changes>"#;
    let body = r#"<text:p>a<text:change-start text:change-id="i"/>b<text:change-end text:change-id="i"/><text:change text:change-id="d"/></text:p><text:p>d<text:change-start text:change-id="i"/></text:p><text:p><text:change-end text:change-id="i"/>e</text:p>"#;
    let odt = common::odf::Odf::text(&format!("{list}{body}")).flat().into_bytes();
    let rtf = br"{\rtf1 a{\revised b}{\deleted c}\par d{\revised\par}e\par}".to_vec();
    let html = b"<html><p>a<ins cite=x>b</ins><del cite=x>c</del></p><p>d</p><p>e</p>".to_vec();

    let accepted = ["ab", "d", "e"];
    let rejected = ["ac", "de"];
    let marked = ["a[+b][-c]", "d", "e"];
    let table = [
        &["|un", "|trois", "|quatre"][..],
        &["|un", "|deux", "|cinq"],
        &["|un", "|[-deux]", "|[+trois]", "|[+quatre]", "|[-cinq]"],
    ];
    for (view, kind, text, cells) in [
        (Revisions::Accepted, NoticeKind::TrackedChangesAccepted, &accepted[..], table[0]),
        (Revisions::Rejected, NoticeKind::TrackedChangesRejected, &rejected, table[1]),
        (Revisions::Marked, NoticeKind::TrackedChangesMarked, &marked, table[2]),
    ] {
        assert_eq!(viewed(&docx, view), ([text, cells].concat().iter().map(ToString::to_string).collect(), Some(kind)));
        for file in [&odt, &rtf] {
            let (seen, told) = viewed(file, view);
            assert_eq!(
                (seen.as_slice(), told),
                (&text.iter().map(ToString::to_string).collect::<Vec<_>>()[..], Some(kind))
            );
        }
        // A page tells nothing of the ends of paragraphs.
        let (seen, told) = viewed(&html, view);
        assert_eq!((seen[0].as_str(), told), (text[0], Some(kind)));
    }
}

#[test]
fn a_tracked_text_of_libreoffice_has_three_views() {
    let path = format!("{}/../../fixtures/formats/j30_tracked.odt", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    let view = |revisions| viewed(&bytes, revisions).0;
    assert_ne!(view(Revisions::Accepted), view(Revisions::Rejected));
    let marked = view(Revisions::Marked);
    assert!(marked.iter().any(|text| text.contains("[-")) && marked.iter().any(|text| text.contains("[+")));
}

#[test]
fn the_locale_of_the_reader_shows_what_the_file_only_stores() {
    let sheet = r#"<sheetData><row r="1"><c r="A1"><v>0.5</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="e"><v>#REF!</v></c><c r="D1" t="d"><v>2020-06-30</v></c></row></sheetData>"#;
    let of_book = relations(&[("worksheet", "sheet")]);
    let package = relations(&[("officeDocument", "xl/workbook")]);
    let book = format!(
        r#"<workbook xmlns="{SHEET}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Plan" sheetId="1" r:id="worksheet"/></sheets></workbook>"#
    );
    let sheet = format!(r#"<worksheet xmlns="{SHEET}">{sheet}</worksheet>"#);
    let bytes = zip(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", package.as_bytes()),
        ("xl/_rels/workbook.rels", of_book.as_bytes()),
        ("xl/workbook", book.as_bytes()),
        ("xl/sheet", sheet.as_bytes()),
    ]);
    for (locale, shown) in [
        (Locale::FrBe, ["0,5", "VRAI", "#REF!", "30/06/2020"]),
        (Locale::NlBe, ["0,5", "WAAR", "#VERW!", "30/06/2020"]),
        (Locale::EnUs, ["0.5", "TRUE", "#REF!", "6/30/2020"]),
    ] {
        let document = read_with(&bytes, "", &ReadOptions::default().locale(locale)).unwrap();
        let cells: Vec<_> = document.tables().flat_map(|table| &table.cells).map(|cell| cell.text.as_str()).collect();
        assert_eq!(cells, shown, "{}", locale.tag());
    }
}

#[test]
fn pages_are_counted_by_the_breaks_that_the_file_records() {
    for name in ["faits.xlsx", "faits.xls", "faits.ods"] {
        let document = file(name);
        let plan = document.tables().next().unwrap();
        let pages: Vec<_> = (0..4).map(|row| plan.cell(row, 0).unwrap().page).collect();
        assert_eq!(pages, [Some(1), Some(1), Some(2), Some(2)], "{name}");
        assert!(document.tables().nth(1).unwrap().cells.iter().all(|cell| cell.page.is_none()), "{name}");
    }
    for name in ["faits.docx", "faits.odt", "faits.rtf"] {
        let document = file(name);
        let page = |text: &str| document.paragraphs().find(|p| p.text.as_str().starts_with(text)).unwrap().place.page();
        assert_eq!((page("Plan"), page("Deuxième")), (Some(1), Some(2)), "{name}");
        assert!(document.tables().flat_map(|table| &table.cells).all(|cell| cell.page == Some(1)), "{name}");
    }
    let body = "<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>b</w:t><w:br w:type=\"page\"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>c</w:t></w:r></w:p>";
    let pages: Vec<_> = common::Docx::body(body).read().paragraphs().map(|paragraph| paragraph.place.page()).collect();
    assert_eq!(pages, [Some(1), Some(2), Some(3)]);
    let without: Vec<_> = common::Docx::body(&common::p("x")).read().paragraphs().map(|p| p.place.page()).collect();
    assert_eq!(without, [None]);
}

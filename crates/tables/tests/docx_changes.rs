//! Tracked changes are read as if accepted; content controls are listed with what they hold.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Docx, lines, p, paragraphs, table, tbl, tc, tr};
use passerelle_tables::{ContentControl, Document, Limits, NoticeKind, ReadOptions, Revisions, read_with};

/// The document in another view of its changes.
fn seen(body: &str, revisions: Revisions) -> Document {
    let options = ReadOptions::default().limits(Limits::default()).revisions(revisions);
    read_with(&Docx::body(body).file(), "", &options).unwrap()
}

fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn deleted(text: &str) -> String {
    format!("<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>")
}

#[test]
fn insertions_are_kept_and_deletions_dropped_with_one_notice() {
    let body = format!(
        "<w:p>{}<w:ins>{}</w:ins>{}<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
        r("a"),
        r("b"),
        deleted("c"),
        r("d"),
        r("e")
    );
    let document = Docx::body(&body).read();
    assert_eq!(paragraphs(&document), ["abe"]);
    let notices: Vec<_> = document.notices.iter().map(|notice| (notice.kind, &*notice.detail)).collect();
    assert_eq!(notices, [(NoticeKind::TrackedChangesAccepted, "4")]);
}

#[test]
fn a_deleted_row_is_gone_and_an_inserted_one_stays() {
    let row = |change: &str, text| format!("<w:tr><w:trPr>{change}</w:trPr>{}</w:tr>", tc("", text));
    let body = tbl(&[row("", "un"), row("<w:del/>", "deux"), row("<w:ins/>", "trois")]);
    let table = table(&body);
    assert_eq!(lines(&table), ["0,0: un", "1,0: trois"]);
    assert_eq!(table.row_count, 2);
}

#[test]
fn a_paragraph_with_a_deleted_mark_goes_on_in_the_next_one() {
    let first = format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", r("Planter "));
    let last = format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", r("fin"));
    let body = format!("{first}{}{}{last}", p("des arbres"), p("x"));
    assert_eq!(paragraphs(&Docx::body(&body).read()), ["Planter des arbres", "x", "fin"]);
    let body = tbl(&[tr(&[format!("<w:tc>{first}{}{last}</w:tc>", p("des haies"))])]);
    assert_eq!(lines(&table(&body)), ["0,0: Planter des haies\nfin"]);
}

#[test]
fn formatting_before_a_change_is_not_the_formatting() {
    let body = "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>";
    let document = Docx::body(body).read();
    assert!(!document.paragraphs().next().unwrap().text.all(|marks| marks.bold));
}

#[test]
fn formatting_has_the_view_of_before_too() {
    let now = r#"<w:pPr><w:pStyle w:val="Neuf"/><w:outlineLvl w:val="1"/>
        <w:pPrChange><w:pPr><w:pStyle w:val="Vieux"/><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr>"#;
    let run = "<w:r><w:rPr><w:i/><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r>";
    let body = format!("<w:p>{now}{run}</w:p>");
    for (revisions, style, heading, bold) in [
        (Revisions::Accepted, "Neuf", 2, false),
        (Revisions::Marked, "Neuf", 2, false),
        (Revisions::Rejected, "Vieux", 1, true),
    ] {
        let document = seen(&body, revisions);
        let paragraph = document.paragraphs().next().unwrap();
        assert_eq!((paragraph.style.as_deref(), paragraph.heading), (Some(style), Some(heading)));
        assert!(paragraph.text.all(|marks| marks.bold == bold && marks.italic != bold));
        assert_eq!(&*document.notices[0].detail, "2");
    }
}

#[test]
fn rows_and_cells_have_the_view_of_before_too() {
    let row = r#"<w:tr><w:trPr><w:tblHeader/><w:trPrChange><w:trPr><w:hidden/></w:trPr></w:trPrChange></w:trPr>"#;
    let shaded = r#"<w:gridSpan w:val="2"/><w:shd w:fill="FF0000"/>
        <w:tcPrChange><w:tcPr><w:shd w:fill="00FF00"/></w:tcPr></w:tcPrChange>"#;
    let joined = |now: &str, before: &str| format!(r#"<w:cellMerge w:vMerge="{now}" w:vMergeOrig="{before}"/>"#);
    let rows = [
        format!("{row}{}{}</w:tr>", tc(shaded, "a"), tc("<w:cellIns/>", "neuf")),
        tr(&[tc(&joined("rest", ""), "b"), tc("", "c"), tc("<w:cellDel/>", "parti")]),
        tr(&[tc(&joined("cont", "rest"), "d"), tc("", "e")]),
    ];
    let table = |revisions| seen(&tbl(&rows), revisions).tables().next().unwrap().clone();
    let now = table(Revisions::Accepted);
    assert_eq!(lines(&now), ["0,0 1x2: a", "0,2: neuf", "1,0 2x1: b\nd", "1,1: c", "2,1: e"]);
    assert_eq!((now.header_rows.as_slice(), now.hidden_rows.as_slice()), (&[0][..], &[][..]));
    assert_eq!(now.cells[0].fill(), Some(0xFF_0000));
    let before = table(Revisions::Rejected);
    assert_eq!(lines(&before), ["0,0 1x2: a", "1,0: b", "1,1: c", "1,2: parti", "2,0: d", "2,1: e"]);
    assert_eq!((before.header_rows.as_slice(), before.hidden_rows.as_slice()), (&[][..], &[0][..]));
    assert_eq!(before.cells[0].fill(), Some(0x00_FF00));
    let marked = table(Revisions::Marked);
    let cells: Vec<_> = marked.cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(cells, ["a", "neuf", "b\nd", "c", "parti", "e"]);
    assert!(marked.cells[1].text.all(|marks| marks.inserted) && marked.cells[4].text.all(|marks| marks.deleted));
}

#[test]
fn the_style_of_a_table_has_the_view_of_before_too() {
    let styles = r#"<w:style w:type="table" w:styleId="G"><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>"#;
    let properties = r#"<w:tblPr><w:tblPrChange><w:tblPr><w:tblStyle w:val="G"/><w:tblLook w:firstRow="1"/></w:tblPr></w:tblPrChange></w:tblPr>"#;
    let body = format!("<w:tbl>{properties}{}</w:tbl>", tr(&[tc("", "x")]));
    let file = Docx::body(&body).with("styles", styles).file();
    for (revisions, bold) in [(Revisions::Accepted, false), (Revisions::Rejected, true)] {
        let document = read_with(&file, "", &ReadOptions::default().revisions(revisions)).unwrap();
        assert!(document.tables().next().unwrap().cells[0].text.all(|marks| marks.bold == bold));
    }
}

fn sdt(tag: &str, more: &str, inside: &str) -> String {
    format!(
        r#"<w:sdt><w:sdtPr><w:alias w:val="Titre {tag}"/><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"#
    )
}

fn summary(control: &ContentControl) -> (&str, &str, bool) {
    (control.tag.as_deref().unwrap_or_default(), &control.text, control.placeholder)
}

#[test]
fn controls_are_listed_where_they_stand() {
    let in_run = format!("<w:tc><w:p>{}{}</w:p></w:tc>", r("Budget : "), sdt("run", "", &r("100")));
    let in_cell = format!("<w:tc>{}</w:tc>", sdt("block", "", &format!("{}{}", p("a"), p("b"))));
    let around_cell = sdt("cell", "", &tc("", "c"));
    let around_row = sdt("row", "", &tr(&[tc("", "d"), tc("", "e"), tc("", "f")]));
    let table = table(&format!("<w:tbl>{}{around_row}</w:tbl>", tr(&[in_run, in_cell, around_cell])));
    assert_eq!(lines(&table), ["0,0: Budget : 100", "0,1: a\nb", "0,2: c", "1,0: d", "1,1: e", "1,2: f"]);
    let controls: Vec<Vec<_>> = table.cells.iter().map(|cell| cell.controls.iter().map(summary).collect()).collect();
    assert_eq!(
        controls,
        [
            vec![("run", "100", false)],
            vec![("block", "a\nb", false)],
            vec![("cell", "c", false)],
            vec![("row", "d\ne\nf", false)],
            vec![],
            vec![]
        ]
    );
    assert_eq!(table.cells[0].controls[0].alias.as_deref(), Some("Titre run"));
}

#[test]
fn a_placeholder_is_no_text_of_the_cell() {
    let shows = "<w:showingPlcHdr/>";
    let cell = format!(
        "<w:tc><w:p>{}{}</w:p>{}</w:tc>",
        r("Nom : "),
        sdt("nom", shows, &r("Cliquez ici")),
        sdt("date", shows, &p("Choisissez une date"))
    );
    let table = table(&tbl(&[tr(&[cell])]));
    assert_eq!(lines(&table), ["0,0: Nom : "]);
    let controls: Vec<_> = table.cells[0].controls.iter().map(summary).collect();
    assert_eq!(controls, [("nom", "Cliquez ici", true), ("date", "Choisissez une date", true)]);
}

#[test]
fn controls_outside_tables_belong_to_a_paragraph() {
    let body = format!(
        "{}{}",
        sdt("commune", "<w:showingPlcHdr/>", &p("Nom de la commune")),
        sdt("outer", "", &format!("<w:p>{}{}</w:p>", r("x"), sdt("inner", "", &r("y"))))
    );
    let document = Docx::body(&body).read();
    let seen: Vec<_> = document
        .paragraphs()
        .map(|paragraph| (paragraph.text.as_str(), paragraph.controls.iter().map(summary).collect::<Vec<_>>()))
        .collect();
    assert_eq!(
        seen,
        [
            ("", vec![("commune", "Nom de la commune", true)]),
            ("xy", vec![("inner", "y", false), ("outer", "xy", false)])
        ]
    );
}

#[test]
fn a_control_tells_its_choice_its_date_and_its_tick() {
    let list = r#"<w:dropDownList><w:listItem w:displayText="En cours" w:value="2"/><w:listItem w:displayText="Terminé" w:value="3"/></w:dropDownList>"#;
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        sdt("état", list, &r("Terminé")),
        sdt("jour", r#"<w:date w:fullDate="2025-01-31T00:00:00Z"/>"#, &r("31/01/2025")),
        sdt("oui", r#"<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>"#, &r("☒")),
        sdt("non", "<w14:checkbox/>", &r("☐")),
    );
    let document = Docx::body(&body).read();
    let controls = &document.paragraphs().next().unwrap().controls;
    assert_eq!(controls[0].choice.as_deref(), Some("3"));
    assert_eq!(controls[1].date.as_deref(), Some("2025-01-31T00:00:00Z"));
    assert_eq!((controls[2].checked, controls[3].checked, controls[0].checked), (Some(true), Some(false), None));
}

#[test]
fn the_controls_of_repeated_rows_stand_each_in_its_row() {
    let item = |text: &str| sdt("ligne", "", &tr(&[tc("", text), tc("", "x")]));
    let table = table(&format!("<w:tbl>{}</w:tbl>", sdt("lignes", "", &format!("{}{}", item("a"), item("b")))));
    assert_eq!(lines(&table), ["0,0: a", "0,1: x", "1,0: b", "1,1: x"]);
    let controls: Vec<Vec<_>> = table.cells.iter().map(|cell| cell.controls.iter().map(summary).collect()).collect();
    assert_eq!(
        controls,
        [
            vec![("ligne", "a\nx", false), ("lignes", "a\nx\nb\nx", false)],
            vec![],
            vec![("ligne", "b\nx", false)],
            vec![]
        ]
    );
}

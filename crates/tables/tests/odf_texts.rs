//! Texts of OpenDocument, element by element.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use common::odf::Odf;
use common::{lines, paragraphs};
use passerelle_tables::{Document, NoticeKind, Role, Table};

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

fn cell(inside: &str) -> String {
    format!("<table:table-cell>{inside}</table:table-cell>")
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn table(rows: &[String]) -> String {
    format!("<table:table>{}</table:table>", rows.concat())
}

fn first(document: &Document) -> &Table {
    document.tables().next().unwrap()
}

/// The paragraphs with the labels printed before them.
fn labelled(document: &Document) -> Vec<String> {
    let label = |label: &Option<Box<str>>| label.as_ref().map(|label| format!("{label} ")).unwrap_or_default();
    document.paragraphs().map(|p| format!("{}{}", label(&p.list_label), p.text.as_str())).collect()
}

#[test]
fn blank_cells_are_kept_and_covered_ones_are_not() {
    let merged = r#"<table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell/>"#;
    let body = table(&[row(&[merged.into(), cell("")]), row(&[cell(""), cell(&p("b")), cell("")])]);
    let document = Odf::text(&body).read();
    assert_eq!(lines(first(&document)), ["0,0 1x2: a", "0,2: ", "1,0: ", "1,1: b", "1,2: "]);
}

#[test]
fn text_of_a_covered_cell_goes_to_the_cell_that_covers_it() {
    let merged = r#"<table:table-cell table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell>"#;
    let covered = "<table:covered-table-cell><text:p>suite</text:p></table:covered-table-cell>";
    let body = table(&[row(&[merged.into(), cell(&p("b"))]), row(&[covered.into(), cell(&p("c"))])]);
    assert_eq!(lines(first(&Odf::text(&body).read())), ["0,0 2x1: a\nsuite", "0,1: b", "1,1: c"]);
    let alone = table(&[row(&[covered.into()])]);
    assert_eq!(lines(first(&Odf::text(&alone).read())), ["0,0: suite"]);
}

#[test]
fn a_span_ends_with_its_table() {
    let wide = r#"<table:table-cell table:number-columns-spanned="4000000000" table:number-rows-spanned="9"><text:p>a</text:p></table:table-cell><table:covered-table-cell/>"#;
    assert_eq!(lines(first(&Odf::text(&table(&[row(&[wide.into()])])).read())), ["0,0 1x2: a"]);
}

#[test]
fn a_table_in_a_cell_comes_after_the_table_around_it() {
    let inner = r#"<table:table table:is-sub-table="true"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    let body = table(&[row(&[cell(&p("a")), cell(inner)])]) + &p("fin");
    let document = Odf::text(&body).read();
    let seen: Vec<_> = document.tables().map(|table| (table.number, table.nested_in, lines(table))).collect();
    assert_eq!(seen, [(1, None, vec!["0,0: a".into(), "0,1: ".into()]), (2, Some((1, 0, 1)), vec!["0,0: x".into()])]);
    assert_eq!(paragraphs(&document), ["fin"]);
}

#[test]
fn list_items_have_the_label_that_is_printed() {
    let level = |level: u8, more: &str| format!(r#"<text:list-level-style-number text:level="{level}" {more}/>"#);
    let styles = format!(
        r#"<text:list-style style:name="L">{}{}{}</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>"#,
        level(1, r#"style:num-format="1" style:num-suffix=".""#),
        level(2, r#"style:num-format="a" style:num-suffix=")" text:display-levels="2""#),
        level(3, r#"style:num-format="i" loext:num-list-format="(%1%-%3%)" text:start-value="4""#),
    );
    let item = |inside: &str| format!("<text:list-item>{inside}</text:list-item>");
    let list = |more: &str, inside: &str| format!("<text:list {more}>{inside}</text:list>");
    let body = list(
        r#"text:style-name="L""#,
        &(item(&(p("un") + &p("suite")))
            + &item(
                &(p("deux") + &list("", &(item(&p("sous")) + &item(&(p("sous 2") + &list("", &item(&p("fond")))))))),
            )
            + "<text:list-header><text:p>titre</text:p></text:list-header>"
            + r#"<text:list-item text:start-value="7"><text:p>sept</text:p></text:list-item>"#),
    ) + &p("entre")
        + &list(r#"text:style-name="L" text:continue-numbering="true""#, &item(&p("huit")))
        + &list(r#"text:style-name="L""#, &item(&p("encore un")))
        + &list(r#"text:style-name="B""#, &item(&p("puce")));
    assert_eq!(
        labelled(&Odf::text(&body).styles(&styles).read()),
        [
            "1. un",
            "suite",
            "2. deux",
            "2.a) sous",
            "2.b) sous 2",
            "(2-iv) fond",
            "titre",
            "7. sept",
            "entre",
            "8. huit",
            "1. encore un",
            "• puce"
        ]
    );
}

#[test]
fn headings_have_their_level_and_their_number() {
    let outline = r#"<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/><text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>"#;
    let h = |level: u8, text: &str| format!(r#"<text:h text:outline-level="{level}">{text}</text:h>"#);
    let body = h(1, "a") + &h(2, "b") + &h(2, "c") + &h(1, "d") + &h(2, "e") + &h(3, "f");
    let document = Odf::text(&body).styles(outline).read();
    assert_eq!(labelled(&document), ["I. a", "I.1 b", "I.2 c", "II. d", "II.1 e", "f"]);
    let levels: Vec<_> = document.paragraphs().map(|p| p.heading.unwrap()).collect();
    assert_eq!(levels, [1, 2, 2, 1, 2, 3]);
}

#[test]
fn white_space_is_what_a_person_sees() {
    let body =
        p("\n  a<text:tab/>b<text:s/><text:s text:c=\"2\"/>c<text:line-break/>d <text:soft-page-break/>\n e\u{A0}f  ");
    assert_eq!(paragraphs(&Odf::text(&body).read()), ["a\tb   c\nd e\u{A0}f"]);
}

#[test]
fn notes_text_boxes_headers_and_footers_have_their_place() {
    let body = "<text:p>corps<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note> suite<draw:frame><draw:text-box><text:p>boîte</text:p></draw:text-box></draw:frame></text:p><draw:custom-shape><text:p>forme</text:p></draw:custom-shape>";
    let page = r#"<style:master-page style:name="Standard"><style:header><text:p>en-tête</text:p></style:header><style:header-left style:display="false"><text:p>non</text:p></style:header-left><style:footer><table:table><table:table-row><table:table-cell><text:p>pied</text:p></table:table-cell></table:table-row></table:table></style:footer></style:master-page><style:master-page style:name="Jamais"><style:header><text:p>non</text:p></style:header></style:master-page>"#;
    let document = Odf::text(body).masters(page).read();
    let seen: Vec<_> = document.paragraphs().map(|p| (p.text.as_str(), p.role, p.place.to_string())).collect();
    assert_eq!(
        seen,
        [
            ("corps suite", Role::Body, "paragraph 1".to_owned()),
            ("boîte", Role::TextBox, "paragraph 2".to_owned()),
            ("forme", Role::TextBox, "paragraph 3".to_owned()),
            ("en-tête", Role::Header, "paragraph 4".to_owned()),
            ("pied", Role::Footer, "paragraph 5".to_owned()),
            ("note", Role::Note, "paragraph 6".to_owned()),
        ]
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>parti</text:p></text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>";
    let deleted = || cell("<text:p><text:change/></text:p>");
    let merged = r#"<table:table-cell table:number-rows-spanned="3"><text:p>a</text:p></table:table-cell>"#;
    let covered = || "<table:covered-table-cell/>".to_owned();
    let rows = [
        row(&[merged.into(), cell(&p("<text:change-start/>b<text:change-end/>"))]),
        row(&[covered(), deleted()]),
        row(&[covered(), cell(&p("c"))]),
    ];
    let document = Odf::text(&(changes.to_owned() + &table(&rows))).read();
    assert_eq!(lines(first(&document)), ["0,0 2x1: a", "0,1: b", "1,1: c"]);
    assert_eq!((document.notices[0].kind, &*document.notices[0].detail), (NoticeKind::TrackedChangesAccepted, "2"));
}

#[test]
fn what_is_not_printed_is_not_read() {
    let style =
        r#"<style:style style:name="h" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let body = r#"<text:section text:display="none"><text:p>non</text:p></text:section><text:section><text:p>oui<text:span text:style-name="h"> non</text:span><office:annotation><text:p>note</text:p></office:annotation><text:ruby><text:ruby-base>,</text:ruby-base><text:ruby-text>non</text:ruby-text></text:ruby></text:p></text:section>"#;
    let document = Odf::text(body).automatic(style).read();
    assert_eq!(paragraphs(&document), ["oui,"]);
    let comments: Vec<_> = document.paragraphs().flat_map(|paragraph| &paragraph.comments).collect();
    assert_eq!(comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>(), ["note"]);
}

#[test]
fn content_controls_keep_their_tag_and_a_placeholder_is_no_text() {
    let control = |more: &str, text: &str| format!("<loext:content-control {more}>{text}</loext:content-control>");
    let body = p(&format!(
        "Nom : {}{}",
        control(r#"loext:tag="nom" loext:alias="Nom""#, "Val<text:span>mont</text:span>"),
        control(r#"loext:tag="date" loext:showing-place-holder="true""#, "Cliquez ici")
    ));
    let document = Odf::text(&body).read();
    let paragraph = document.paragraphs().next().unwrap();
    assert_eq!(paragraph.text.as_str(), "Nom : Valmont");
    let seen: Vec<_> = paragraph
        .controls
        .iter()
        .map(|control| (control.tag.as_deref().unwrap(), &*control.text, control.placeholder))
        .collect();
    assert_eq!(seen, [("nom", "Valmont", false), ("date", "Cliquez ici", true)]);
}

#[test]
fn a_style_has_the_name_that_people_know_and_what_it_builds_on() {
    let styles = r##"<style:style style:name="Titre_20_vert" style:display-name="Titre vert" style:family="paragraph"><style:text-properties fo:font-weight="bold" fo:color="#00B050"/></style:style>"##;
    let automatic = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Titre_20_vert"><style:paragraph-properties fo:margin-left="1.27cm"/><style:text-properties fo:font-style="italic"/></style:style>"#;
    let body = table(&[row(&[cell(r#"<text:p text:style-name="P1">OS 1</text:p>"#)])]);
    let document = Odf::text(&body).styles(styles).automatic(automatic).read();
    let cell = &first(&document).cells[0];
    let marks = cell.text.runs().next().unwrap().marks;
    assert_eq!((cell.style.as_deref(), cell.indent), (Some("Titre vert"), 2));
    assert_eq!((marks.bold, marks.italic, marks.color), (true, true, Some(0x00_B050)));
}

#[test]
fn bookmarks_name_the_paragraph_or_the_cell_they_begin_in() {
    let mark =
        |name: &str| format!(r#"<text:bookmark-start text:name="{name}"/>x<text:bookmark-end text:name="{name}"/>"#);
    let body = p(&mark("plan")) + &table(&[row(&[cell(&p(&mark("OS_1")))])]);
    let document = Odf::text(&body).read();
    assert_eq!(document.paragraphs().next().unwrap().bookmarks, ["plan"]);
    assert_eq!(first(&document).cells[0].bookmarks, ["OS_1"]);
}

#[test]
fn old_form_fields_show_what_was_chosen_and_signs_what_they_print() {
    let field = |kind: &str, parameters: &[(&str, &str)]| {
        let parameters: String =
            parameters.iter().map(|(name, value)| format!(r#"<f:param f:name="{name}" f:value="{value}"/>"#)).collect();
        let space = "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0";
        format!(
            r#"[<f:fieldmark xmlns:f="{space}" f:type="vnd.oasis.opendocument.field.{kind}">{parameters}</f:fieldmark>]"#
        )
    };
    let entries = [("Dropdown_ListEntry", "a"), ("Dropdown_ListEntry", "b"), ("Dropdown_Selected", "1")];
    let body = [
        p(&field("FORMDROPDOWN", &entries)),
        p(&field("FORMDROPDOWN", &entries[..2])),
        p(&field("FORMDROPDOWN", &[])),
        p(&field("FORMCHECKBOX", &[("Checkbox_Checked", "true")])),
        p(&field("FORMCHECKBOX", &[])),
        p(&field("UNHANDLED", &[])),
        p("\u{F0FE}"),
    ];
    assert_eq!(paragraphs(&Odf::text(&body.concat()).read()), ["[b]", "[a]", "[]", "[☒]", "[☐]", "[]", "☑"]);
}

#[test]
fn a_control_tells_the_value_of_its_choice() {
    let list = r#"<loext:content-control xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" loext:dropdown="true"><loext:list-item loext:display-text="En cours" loext:value="2"/><loext:list-item loext:value="3"/>En cours</loext:content-control>"#;
    let document = Odf::text(&p(list)).read();
    let paragraph = document.paragraphs().next().unwrap();
    assert_eq!((paragraph.text.as_str(), paragraph.controls[0].choice.as_deref()), ("En cours", Some("2")));
}

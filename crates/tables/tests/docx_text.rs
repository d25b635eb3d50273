//! Text of text documents: runs and their marks, styles, lists, notes, text boxes, symbols.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Docx, lines, p, paragraphs, tbl, tc, tr};
use passerelle_tables::{Document, Marks, NoticeKind, Paragraph, Role};

/// The only paragraph of a body.
fn paragraph(body: &str, styles: &str) -> Paragraph {
    let document = Docx::body(body).with("styles", styles).read();
    let paragraphs: Vec<_> = document.paragraphs().cloned().collect();
    assert_eq!(paragraphs.len(), 1);
    paragraphs.into_iter().next().unwrap()
}

/// The marks of the first run.
fn marks(body: &str, styles: &str) -> Marks {
    paragraph(body, styles).text.runs().next().unwrap().marks
}

fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

fn styled(style: &str, runs: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#)
}

#[test]
fn runs_keep_their_marks() {
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        run("<w:b/>", "gras"),
        run(r#"<w:i/><w:u w:val="single"/><w:color w:val="FF0000"/>"#, "rouge"),
        run(r#"<w:b w:val="0"/><w:strike/><w:u w:val="none"/><w:color w:val="auto"/>"#, "barré"),
        run(r#"<w:vertAlign w:val="superscript"/>"#, "er"),
    );
    let paragraph = paragraph(&body, "");
    let seen: Vec<_> = paragraph.text.runs().map(|run| (run.text.to_owned(), run.marks)).collect();
    let none = Marks::default();
    let red = {
        let mut marks = none;
        (marks.italic, marks.underline, marks.color) = (true, true, Some(0xFF_0000));
        marks
    };
    let mut strike = none;
    strike.strike = true;
    let mut raised = none;
    raised.superscript = true;
    let expected = [("gras", Marks::bold(true)), ("rouge", red), ("barré", strike), ("er", raised)];
    assert_eq!(seen, expected.map(|(text, marks)| (text.to_owned(), marks)));
}

#[test]
fn tabs_breaks_and_special_hyphens_are_characters() {
    let body = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e &amp; f&#233;</w:t></w:r></w:p>";
    assert_eq!(paragraph(body, "").text.as_str(), "a\tb\nc\u{2011}de & fé");
}

#[test]
fn text_is_found_in_links_fields_and_tags_but_not_in_field_codes() {
    let t = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        r#"<w:p><w:hyperlink>{}</w:hyperlink><w:fldSimple w:instr="PAGE">{}</w:fldSimple><w:smartTag>{}</w:smartTag>
        <w:bdo>{}</w:bdo><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:unknown>{}</w:unknown></w:p>"#,
        t("1"),
        t("2"),
        t("3"),
        t("4"),
        t("5"),
        t("6")
    );
    assert_eq!(paragraph(&body, "").text.as_str(), "123456");
}

/// A field: its data, its instruction, its result.
fn field(data: &str, instruction: &str, result: &str) -> String {
    let mark = |kind: &str, data: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>"#);
    let instruction = format!("<w:r><w:instrText>{instruction}</w:instrText></w:r>");
    [mark("begin", data), instruction, mark("separate", ""), result.to_owned(), mark("end", "")].concat()
}

#[test]
fn old_form_fields_show_what_was_chosen_or_filled_in() {
    let list = |state: &str| {
        let entries = r#"<w:listEntry w:val="À lancer"/><w:listEntry w:val="En cours"/>"#;
        format!(r#"<w:ffData><w:name w:val="Liste1"/><w:ddList>{state}{entries}</w:ddList></w:ffData>"#)
    };
    let shown = |field: &str| paragraph(&format!("<w:p>{}{field}{}</w:p>", run("", "["), run("", "]")), "").text;
    for (state, chosen) in [
        (r#"<w:result w:val="1"/>"#, "[En cours]"),
        (r#"<w:result w:val="0"/><w:default w:val="1"/>"#, "[À lancer]"),
        (r#"<w:default w:val="1"/>"#, "[En cours]"),
        ("", "[À lancer]"),
        (r#"<w:result w:val="7"/>"#, "[]"),
    ] {
        assert_eq!(shown(&field(&list(state), "FORMDROPDOWN", "")).as_str(), chosen, "{state}");
    }
    // Some programs write the choice as the result too.
    let twice = field(&list(""), "FORMDROPDOWN", &run("<w:b/>", "À lancer"));
    assert_eq!(shown(&twice).as_str(), "[À lancer]");
    let text = r#"<w:ffData><w:textInput><w:default w:val="modèle"/></w:textInput></w:ffData>"#;
    assert_eq!(shown(&field(text, "FORMTEXT", &run("", "rempli"))).as_str(), "[rempli]");
    let ticked = r#"<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>"#;
    assert_eq!(shown(&field(ticked, "FORMCHECKBOX", "")).as_str(), "[☒]");
}

#[test]
fn the_result_of_a_field_within_the_condition_of_another_is_not_seen() {
    let inner = field("", "MERGEFIELD x", &run("", "valeur"));
    let body = |outer: &str| format!("<w:p>{outer}</w:p>");
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>"#;
    let rest = r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>oui</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    assert_eq!(paragraph(&body(&format!("{begin}{inner}{rest}")), "").text.as_str(), "oui");
    // A field that never ends costs no text of the next paragraphs.
    let document = Docx::body(&format!("{}{}", body(begin), body(&format!("{inner}{}", run("", " vue"))))).read();
    assert_eq!(paragraphs(&document), ["valeur vue"]);
}

#[test]
fn ruby_shows_its_base_and_symbols_their_sign() {
    let body = format!(
        r#"<w:p><w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>"#,
        run("", "lecture"),
        run("", "base")
    );
    assert_eq!(paragraph(&body, "").text.as_str(), "base☑");
    let wingdings = r#"<w:rFonts w:ascii="Wingdings"/>"#;
    let body = format!("<w:p>{}{}</w:p>", run(wingdings, "o\u{F0FE}"), run("", " o\u{F0B7}"));
    assert_eq!(paragraph(&body, "").text.as_str(), "☐☑ o•");
}

#[test]
fn alternatives_are_read_once_and_in_runs_too() {
    let body = format!(
        r#"<w:p><mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>
        <w:r><mc:AlternateContent><mc:Fallback><w:t>seul</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"#,
        run("", "un "),
        run("", "autre ")
    );
    assert_eq!(paragraph(&body, "").text.as_str(), "un seul");
}

#[test]
fn hidden_text_is_not_read() {
    let styles = r#"<w:style w:type="character" w:styleId="Cache"><w:rPr><w:vanish/></w:rPr></w:style>"#;
    let body = format!(
        r#"<w:p>{}{}{}</w:p>"#,
        run("<w:vanish/>", "caché"),
        run(r#"<w:rStyle w:val="Cache"/>"#, "aussi"),
        run(r#"<w:vanish w:val="false"/>"#, "visible")
    );
    assert_eq!(paragraph(&body, styles).text.as_str(), "visible");
}

const STYLES: &str = r#"
    <w:docDefaults><w:rPrDefault><w:rPr><w:color w:val="112233"/><w:lang w:val="fr-BE"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Chapitre"><w:name w:val="Chapitre"/><w:basedOn w:val="Titre1"/>
      <w:pPr><w:ind w:left="720"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="h3"><w:name w:val="heading 3"/></w:style>
    <w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>
    <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
    <w:style w:type="character" w:styleId="lev"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"#;

#[test]
fn marks_are_inherited_from_the_style_and_what_it_builds_on() {
    let marks = marks(&styled("Chapitre", &run("", "x")), STYLES);
    assert!(marks.bold && marks.italic);
    assert_eq!(marks.color, Some(0x11_2233));
}

#[test]
fn direct_marks_win_over_styles() {
    assert!(!marks(&styled("Chapitre", &run(r#"<w:b w:val="off"/>"#, "x")), STYLES).bold);
}

#[test]
fn a_strong_word_in_a_bold_heading_is_light() {
    let strong = run(r#"<w:rStyle w:val="lev"/>"#, "x");
    assert!(marks(&format!("<w:p>{strong}</w:p>"), STYLES).bold);
    assert!(!marks(&styled("Titre1", &strong), STYLES).bold);
}

#[test]
fn headings_are_known_by_the_outline_level_of_their_style() {
    for (style, name, heading) in [
        ("Titre1", "heading 1", Some(1)),
        ("Chapitre", "Chapitre", Some(1)),
        ("h3", "heading 3", Some(3)),
        ("Titre", "Title", None),
        ("A", "A", None),
        ("Absent", "Absent", None),
    ] {
        let paragraph = paragraph(&styled(style, &run("", "x")), STYLES);
        assert_eq!((paragraph.style.as_deref(), paragraph.heading), (Some(name), heading));
    }
    let direct = r#"<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"#;
    assert_eq!(paragraph(direct, STYLES).heading, Some(2));
}

#[test]
fn the_first_row_of_a_table_style_is_bold_and_shaded() {
    let styles = r#"<w:style w:type="table" w:styleId="Grille"><w:tblStylePr w:type="firstRow">
        <w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>"#;
    let body = |look: &str| {
        let rows = [tr(&[tc("", "en-tête")]), tr(&[tc("", "corps")])].concat();
        format!(r#"<w:tbl><w:tblPr><w:tblStyle w:val="Grille"/><w:tblLook {look}/></w:tblPr>{rows}</w:tbl>"#)
    };
    for (look, expected) in
        [(r#"w:val="04A0""#, true), (r#"w:firstRow="1""#, true), (r#"w:val="04A0" w:firstRow="0""#, false)]
    {
        let document = Docx::body(&body(look)).with("styles", styles).read();
        let table = document.tables().next().unwrap();
        assert_eq!(table.cells[0].text.all(|marks| marks.bold), expected, "{look}");
        assert_eq!(table.cells[0].fill().is_some(), expected, "{look}");
        assert!(!table.cells[1].text.all(|marks| marks.bold));
    }
}

#[test]
fn the_language_is_that_of_the_default_text() {
    assert_eq!(Docx::body("").with("styles", STYLES).read().properties.language.as_deref(), Some("fr-BE"));
}

#[test]
fn symbols_and_old_check_boxes_are_boxes() {
    let field = |data: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{data}</w:checkBox></w:ffData></w:fldChar></w:r>"#
        )
    };
    let body = format!(
        r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>{}{}{}</w:p>"#,
        field(r#"<w:default w:val="0"/><w:checked/>"#),
        field(r#"<w:default w:val="0"/>"#),
        r#"<w:r><mc:AlternateContent xmlns:s="http://schemas.microsoft.com/office/word/2015/wordml/symex"><mc:Choice Requires="s"><s:symEx s:font="Segoe UI Emoji" s:char="1F60A"/></mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>"#
    );
    assert_eq!(paragraph(&body, "").text.as_str(), "☑☐☒☐😊");
}

#[test]
fn blank_paragraphs_are_counted_but_not_kept() {
    let document = Docx::body(&format!("{}<w:p/>{}", p("un"), p("trois"))).read();
    let places: Vec<_> = document.paragraphs().map(|paragraph| paragraph.place.to_string()).collect();
    assert_eq!(places, ["paragraph 1", "paragraph 3"]);
}

fn text_box(text: &str) -> String {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    format!(
        r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#
    )
}

#[test]
fn a_text_box_comes_once_after_the_paragraph_that_holds_it() {
    let document = Docx::body(&format!("<w:p>{}{}</w:p>{}", run("", "ancre"), text_box("encadré"), p("suite"))).read();
    assert_eq!(paragraphs(&document), ["ancre", "encadré", "suite"]);
    let roles: Vec<_> = document.paragraphs().map(|paragraph| paragraph.role).collect();
    assert_eq!(roles, [Role::Body, Role::TextBox, Role::Body]);
}

#[test]
fn a_text_box_in_a_cell_comes_after_the_table() {
    let cell = format!("<w:tc><w:p>{}{}</w:p></w:tc>", run("", "cellule"), text_box("encadré"));
    let document = Docx::body(&tbl(&[tr(&[cell])])).read();
    assert_eq!(lines(document.tables().next().unwrap()), ["0,0: cellule"]);
    assert_eq!(paragraphs(&document), ["encadré"]);
}

#[test]
fn headers_footers_and_notes_come_after_the_body() {
    let body = format!(
        r#"{}<w:sectPr><w:footerReference r:id="footer"/><w:headerReference r:id="header"/><w:headerReference r:id="header"/></w:sectPr>"#,
        p("corps")
    );
    let document = Docx::body(&body)
        .with("header", &tbl(&[tr(&[tc("", "Commune"), tc("", "")])]))
        .with("footer", &p("Page 1"))
        .with(
            "footnotes",
            &format!(
                r#"<w:footnote w:type="separator">{}</w:footnote><w:footnote>{}</w:footnote>"#,
                p("---"),
                p("note")
            ),
        )
        .read();
    let seen: Vec<_> = document.paragraphs().map(|p| (p.text.as_str(), p.role, p.place.to_string())).collect();
    assert_eq!(
        seen,
        [
            ("corps", Role::Body, "paragraph 1".to_owned()),
            ("Page 1", Role::Footer, "paragraph 2".to_owned()),
            ("Commune", Role::Header, "paragraph 3".to_owned()),
            ("note", Role::Note, "paragraph 4".to_owned()),
        ]
    );
    assert_eq!(document.tables().count(), 0);
}

const NUMBERING: &str = r#"
    <w:abstractNum w:abstractNumId="7">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2)"/><w:isLgl/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>"#;

fn item(list: u8, level: u8) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"#
    )
}

fn labels(document: &Document) -> Vec<Option<&str>> {
    document.paragraphs().map(|paragraph| paragraph.list_label.as_deref()).collect()
}

#[test]
fn lists_print_their_numbers() {
    let items = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (0, 0), (4, 0), (3, 0), (3, 0), (9, 0)];
    let body: String = items.iter().map(|&(list, level)| item(list, level)).collect();
    let document = Docx::body(&body).with("numbering", NUMBERING).read();
    assert_eq!(
        labels(&document),
        [
            Some("I."),
            Some("1.1)"),
            Some("1.2)"),
            Some("II."),
            Some("2.1)"),
            Some("•"),
            None,
            Some("III."),
            Some("IV."),
            Some("V."),
            None
        ]
    );
}

#[test]
fn the_number_of_a_cell_stands_beside_its_text() {
    let document =
        Docx::body(&tbl(&[tr(&[format!("<w:tc>{}</w:tc>", item(1, 0))])])).with("numbering", NUMBERING).read();
    let cell = &document.tables().next().unwrap().cells[0];
    assert_eq!((cell.text.as_str(), cell.list_label.as_deref(), cell.indent), ("x", Some("I."), 2));
}

#[test]
fn a_list_may_come_from_the_paragraph_style() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="Puce"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"#;
    let document =
        Docx::body(&styled("Puce", &run("", "x"))).with("styles", styles).with("numbering", NUMBERING).read();
    assert_eq!(labels(&document), [Some("•")]);
}

#[test]
fn comments_stand_beside_the_paragraph_they_begin_in() {
    let mark = |what: &str, id: u32| format!(r#"<w:{what} w:id="{id}"/>"#);
    let body = format!(
        "<w:p>{}<w:r><w:t>un</w:t></w:r></w:p><w:p><w:r><w:t>deux</w:t></w:r>{}<w:r>{}</w:r></w:p><w:p><w:r>{}</w:r></w:p>",
        mark("commentRangeStart", 1),
        mark("commentRangeEnd", 1),
        mark("commentReference", 1),
        mark("commentReference", 2)
    );
    let comment = |id: u32, text: &str| {
        format!(r#"<w:comment w:id="{id}" w:author="DG" w:date="2025-01-31T08:15:00Z">{text}</w:comment>"#)
    };
    let two = "<w:p><w:r><w:annotationRef/></w:r><w:r><w:t>à</w:t><w:tab/><w:t>voir</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>non</w:delText></w:r></w:del><w:r><w:t>bientôt</w:t></w:r></w:p>";
    let comments = [comment(1, two), comment(2, &p("vide")), comment(3, &p("nulle part"))].concat();
    let document = Docx::body(&body).with("comments", &comments).read();
    let seen: Vec<_> = document
        .paragraphs()
        .map(|paragraph| {
            let comments = paragraph.comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>();
            (paragraph.text.as_str(), comments)
        })
        .collect();
    assert_eq!(seen, [("un", vec!["à\tvoir\nbientôt"]), ("deux", vec![]), ("", vec!["vide"])]);
    let first = &document.paragraphs().next().unwrap().comments[0];
    assert_eq!((first.author.as_deref(), first.date.as_deref()), (Some("DG"), Some("2025-01-31T08:15:00Z")));
    assert_eq!(document.comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>(), ["nulle part"]);
}

#[test]
fn links_lead_by_anchor_by_field_and_across_runs() {
    let body = r#"<w:p><w:hyperlink w:anchor="b"><w:r><w:t>ici</w:t></w:r><w:r><w:t> et là</w:t></w:r></w:hyperlink><w:fldSimple w:instr=" HYPERLINK &quot;https://a.be&quot; "><w:r><w:t>a</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \h</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK </w:instrText></w:r><w:r><w:instrText>\l "t"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>titre</w:t></w:r></w:p><w:p><w:r><w:t>suite</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> fin</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let document = Docx::body(body).read();
    let links: Vec<_> =
        document.paragraphs().flat_map(|p| p.text.links()).map(|link| (link.text, link.target)).collect();
    assert_eq!(links, [("ici et là", "#b"), ("a", "https://a.be"), ("titre", "#t"), ("suite", "#t")]);
}

#[test]
fn what_is_not_read_is_said() {
    let body = format!(
        r#"{}<w:p><w:r><w:drawing><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></w:drawing></w:r></w:p>"#,
        p("x")
    );
    let document = Docx::body(&body).read();
    let notices: Vec<_> = document.notices.iter().map(|notice| (notice.kind, &*notice.detail)).collect();
    assert_eq!(notices, [(NoticeKind::NotRead, "picture")]);
}

//! Tables of web pages: the grid, spans, marks, what is hidden, as a browser shows them.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use common::{lines, paragraphs};
use passerelle_tables::{Cell, Document, Format, Limits, NoticeKind, Place, Table, read};

fn page(html: &str) -> Document {
    let document = read(format!("<html>{html}").as_bytes(), "plan.html", &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Html);
    document
}

fn table(html: &str) -> Table {
    let document = page(html);
    let mut tables = document.tables().cloned();
    let table = tables.next().unwrap();
    assert!(tables.next().is_none(), "one table expected");
    table
}

/// The only cell of a table with this cell in it.
fn cell(html: &str) -> Cell {
    table(&format!("<table><tr>{html}</table>")).cells.remove(0)
}

fn text(html: &str) -> String {
    cell(html).text.as_str().to_owned()
}

#[test]
fn merged_cells_cover_rows_and_columns() {
    let table = table(
        "<table><tr><td rowspan=2>a</td><td colspan='2'>b</td></tr><tr><td>c</td><td>d</td></tr><tr><td>e<td>f<td>g</table>",
    );
    assert_eq!(lines(&table), ["0,0 2x1: a", "0,1 1x2: b", "1,1: c", "1,2: d", "2,0: e", "2,1: f", "2,2: g"]);
    assert_eq!((table.row_count, table.column_count), (3, 3));
    assert_eq!(table.place(&table.cells[2]), Place::TableCell { table: 1, row: 2, column: 2, page: None });
}

#[test]
fn spans_of_nonsense_are_read_as_browsers_do() {
    for (span, expected) in
        [("0", 1), ("-3", 1), ("abc", 1), (" 2x", 2), ("1000000000", 3), ("99999999999999", 3), ("100", 3)]
    {
        let table = table(&format!("<table><tr><td colspan='{span}'>a<tr><td>b<td>c<td>d</table>"));
        assert_eq!((table.cells[0].column_span, table.column_count), (expected, 3), "{span}");
    }
    for (span, expected) in [("0", 3), ("-1", 1), ("2", 2), ("70000", 3), ("99999999999", 3)] {
        let table = table(&format!("<table><tr><td rowspan='{span}'>a<td>b<tr><td>c<tr><td>d</table>"));
        assert_eq!((table.cells[0].row_span, table.row_count), (expected, 3), "{span}");
    }
}

#[test]
fn cells_that_would_overlap_are_cut_short() {
    let table = table("<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e</table>");
    assert_eq!(lines(&table), ["0,0: a", "0,1 2x1: b", "0,2: c", "1,0: d", "1,2: e"]);
}

#[test]
fn a_cell_does_not_reach_out_of_its_row_group() {
    let table = table("<table><thead><tr><th rowspan=5>a<th>b</thead><tbody><tr><td>c<td>d</table>");
    assert_eq!(lines(&table), ["0,0: a", "0,1: b", "1,0: c", "1,1: d"]);
    assert_eq!(table.header_rows, [0]);
}

#[test]
fn a_foot_comes_last_and_rows_of_header_cells_come_first() {
    let table = table("<table><tfoot><tr><td>total</tfoot><tr><th>OS<tr><td>1<tr><th>x</table>");
    assert_eq!(lines(&table), ["0,0: OS", "1,0: 1", "2,0: x", "3,0: total"]);
    assert_eq!(table.place(&table.cells[3]).to_string(), "table 1, 4:1");
    assert_eq!(table.header_rows, [] as [u32; 0]);
    assert_eq!(self::table("<table><tr><th>OS<th>OO<tr><td>1<td>2</table>").header_rows, [0]);
}

#[test]
fn end_tags_and_row_tags_may_be_missing() {
    let expected = ["0,0: a", "0,1: b", "1,0: c"];
    for html in [
        "<table><tr><td>a<td>b<tr><td>c",
        "<table><td>a<td>b</tr><tr><td>c</table>",
        "<table><tbody><tr><td><p>a<td><b><div>b<tr><td>c</td></body></html>",
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>",
        "<td>a<td>b<tr><td>c",
        "<table><tr><td>a</b></span></div><td>b</tr></tr></tbody><tr><td>c</table></table></td>",
        "<TABLE><TR><TD>a</TD ><TD\n>b<TR><TD>c",
    ] {
        assert_eq!(lines(&table(html)), expected, "{html}");
    }
}

#[test]
fn a_nested_table_stands_by_itself_after_the_outer_one() {
    let document = page("<table><tr><td>a<td>b<table><caption>L</caption><tr><td>x</table>c<tr><td>d</table><p>e");
    let tables: Vec<_> = document.tables().collect();
    assert_eq!(lines(tables[0]), ["0,0: a", "0,1: b\nL\nc", "1,0: d"]);
    assert_eq!(lines(tables[1]), ["0,0: x"]);
    assert_eq!((tables[1].number, tables[1].nested_in), (2, Some((1, 0, 1))));
    assert_eq!(paragraphs(&document), ["e"]);
}

#[test]
fn a_caption_and_stray_text_come_before_the_table() {
    let document = page("<p>avant<table>perdu<caption>Volet <b>interne</b></caption><tr>hors<td>a</table>après");
    assert_eq!(paragraphs(&document), ["avant", "perdu", "Volet interne", "hors", "après"]);
    assert!(matches!(document.blocks[4], passerelle_tables::Block::Table(_)));
}

#[test]
fn text_is_set_as_a_browser_sets_it() {
    for (html, expected) in [
        ("<td>  a \n b  ", "a b"),
        ("<td>a<br>b<br/>c</br>d", "a\nb\nc\nd"),
        ("<td><p>a</p>\n<p>b</p>", "a\nb"),
        ("<td><p>a<p>&nbsp;<p>b", "a\n\nb"),
        ("<td>a&nbsp;: &eacute;&#233;&#xE9; &amp;lt; &unknown;", "a\u{A0}: ééé &lt; &unknown;"),
        ("<td>&nbsp;", ""),
        ("<td><font><br></font>", ""),
        ("<td><pre>\n a\n  b</pre>", " a\n  b"),
        ("<td>a<script>b<c</script><style>d</style><!-- e -->f", "af"),
        ("<td><ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("<td><div>a<div>b</div></div>c", "a\nb\nc"),
        ("<td>a<span style='display:none'>b</span><i hidden>c</i>d", "ad"),
        ("<td><input type=checkbox checked> oui <input type=checkbox> non", "☒ oui ☐ non"),
        ("<td>a\0b", "ab"),
        ("<td><o:p>a</o:p><![if !mso]>b<![endif]><!--[if mso]>c<![endif]-->", "ab"),
    ] {
        assert_eq!(text(html), expected, "{html}");
    }
}

#[test]
fn marks_come_from_elements_styles_and_classes() {
    let css = "<style><!-- .xl65 {font-weight:700; color:red} td.it {font-style:italic} --></style>";
    for (html, expected) in [
        ("<td><b>a</b>", "b"),
        ("<td><strong><em>a</em></strong>", "bi"),
        ("<th>a", "b"),
        ("<td style='font-weight:bold;text-decoration:underline line-through'>a", "bus"),
        ("<td><span style='vertical-align:super'>a</span>", "^"),
        ("<td><sup>a</sup>", "^"),
        ("<td><del>a</del>", "s"),
        ("<td class=xl65>a", "b#FF0000"),
        ("<td class='x it'>a", "i"),
        ("<td><font color='#0000ff'>a</font>", "#0000FF"),
        ("<td><font color=black>a</font>", ""),
        ("<td style='font-weight:700'><span style='font-weight:400'>a</span>", ""),
        ("<td><b><p>a", "b"),
        ("<td><b><i>x</b>a</i>", "b"),
    ] {
        let cell = table(&format!("{css}<table><tr>{html}</table>")).cells.remove(0);
        let marks = cell.text.runs().next().unwrap().marks;
        let mut spelt: String = [
            (marks.bold, 'b'),
            (marks.italic, 'i'),
            (marks.underline, 'u'),
            (marks.strike, 's'),
            (marks.superscript, '^'),
        ]
        .into_iter()
        .filter_map(|(set, letter)| set.then_some(letter))
        .collect();
        if let Some(color) = marks.color {
            spelt += &format!("#{color:06X}");
        }
        assert_eq!(spelt.trim_end_matches(if html.contains("<i>x") { "i" } else { "-" }), expected, "{html}");
    }
}

#[test]
fn formatting_that_is_not_closed_goes_on_in_the_next_paragraph_but_not_in_the_next_cell() {
    let document = page("<p><b>a<p>c</b>d<table><tr><td><i>e<td>f</table>");
    let bold: Vec<_> = document.paragraphs().map(|paragraph| paragraph.text.all(|marks| marks.bold)).collect();
    assert_eq!(bold, [true, false]);
    assert!(document.paragraphs().nth(1).unwrap().text.runs().next().unwrap().marks.bold);
    let table = document.tables().next().unwrap();
    let italic: Vec<_> = table.cells.iter().map(|cell| cell.text.all(|marks| marks.italic)).collect();
    assert_eq!(italic, [true, false]);
}

#[test]
fn a_background_is_a_fill_and_a_row_hands_its_own_on() {
    assert_eq!(cell("<td bgcolor=yellow>a").fill(), Some(0xFF_FF00));
    assert_eq!(cell("<td style='background:#ddd url(x.png)'>a").fill(), Some(0xDD_DDDD));
    assert_eq!(cell("<td style='background:transparent'>a").fill(), None);
    let table = table("<table><tr style='background-color:rgb(1,2,3)'><td>a<td bgcolor='#ffffff'>b</table>");
    let fills: Vec<_> = table.cells.iter().map(|cell| cell.fill()).collect();
    assert_eq!(fills, [Some(0x01_0203), Some(0xFF_FFFF)]);
}

#[test]
fn indents_are_counted_in_levels() {
    for (html, expected) in [
        ("<td style='padding-left:12px;mso-char-indent-count:1'>a", 1),
        ("<td style='padding:0cm 5.4pt 0cm 5.4pt'>a", 0),
        ("<td><p style='margin-left:36.0pt'>a", 2),
        ("<td><p style='margin:0cm 0cm 0cm 18pt'>a</p><p>b", 1),
        ("<td><ul><li>a</ul>", 2),
        ("<td style='padding-left:1e30px'>a", 255),
    ] {
        assert_eq!(cell(html).indent, expected, "{html}");
    }
}

#[test]
fn hidden_rows_columns_cells_and_tables_are_kept_and_marked() {
    let table = table(
        "<table><col><col style='display:none'><tr style='display:none'><td>a<td>b<tr><td>c<td>d<td style='visibility:hidden'>e</table>",
    );
    assert_eq!((&*table.hidden_rows, &*table.hidden_columns), (&[0][..], &[1][..]));
    let hidden: Vec<_> = table.cells.iter().map(|cell| (cell.text.as_str(), cell.hidden)).collect();
    assert_eq!(hidden, [("a", true), ("b", true), ("c", false), ("d", true), ("e", true)]);

    let document = page("<div style='display:none'>x<table><tr><td>y</table></div>");
    assert_eq!(paragraphs(&document), [""; 0]);
    let table = document.tables().next().unwrap();
    assert!(table.hidden && table.cells[0].hidden);
    assert_eq!(table.cells[0].text.as_str(), "y");
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let document =
        page("<p>fin <del cite='mailto:x' datetime='2024-01-02'>2023</del><ins datetime=x>2024</ins> <ins>b</ins>");
    assert_eq!(paragraphs(&document), ["fin 2024 b"]);
    let underlined: Vec<_> = document.paragraphs().next().unwrap().text.runs().map(|run| run.marks.underline).collect();
    assert_eq!(underlined, [false, true]);
    assert_eq!(document.notices[0].kind, NoticeKind::TrackedChangesAccepted);
    assert_eq!(document.notices[0].detail, "2");
}

#[test]
fn headings_lists_and_styles_describe_paragraphs() {
    let document = page(
        "<h2 class=T>Volet</h2><ol type=A start=2><li>un<li value=5>deux<ul><li>trois</ul></ol><p class=MsoNormal>x<p style='mso-outline-level:3'>y",
    );
    let seen: Vec<_> = document
        .paragraphs()
        .map(|p| (p.text.as_str(), p.heading, p.list_label.as_deref(), p.style.as_deref()))
        .collect();
    assert_eq!(
        seen,
        [
            ("Volet", Some(2), None, Some("T")),
            ("un", None, Some("B."), None),
            ("deux", None, Some("E."), None),
            ("trois", None, Some("◦"), None),
            ("x", None, None, Some("MsoNormal")),
            ("y", Some(3), None, None),
        ]
    );
}

#[test]
fn the_labels_of_word_are_no_text() {
    for html in [
        "<p class=L><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>un",
        "<p class=L>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>un",
    ] {
        let document = page(html);
        let paragraph = document.paragraphs().next().unwrap();
        assert_eq!((paragraph.list_label.as_deref(), paragraph.text.as_str()), (Some("1."), "un"), "{html}");
    }
}

#[test]
fn the_head_gives_the_properties() {
    let document =
        page("<head><title>PST &amp; CPAS</title><meta name=author content='Le Directeur'></head><body lang=FR-BE>a");
    let properties = &document.properties;
    assert_eq!(properties.title.as_deref(), Some("PST & CPAS"));
    assert_eq!((properties.author.as_deref(), properties.language.as_deref()), (Some("Le Directeur"), Some("FR-BE")));
    assert_eq!(paragraphs(&document), ["a"]);
}

#[test]
fn xhtml_closes_elements_by_a_slash() {
    let html = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><b/><table><tr><td/><td>a</td></tr></table></body></html>";
    let document = read(html.as_bytes(), "", &Limits::default()).unwrap();
    let table = document.tables().next().unwrap();
    assert_eq!(lines(table), ["0,0: ", "0,1: a"]);
    assert!(!table.cells[1].text.runs().next().unwrap().marks.bold);
}

#[test]
fn signs_of_symbol_fonts_are_what_they_print() {
    assert_eq!(
        text("<td><span style='font-family:Wingdings'>þ</span> oui <font face=\"Wingdings, x\">o</font> non"),
        "☑ oui ☐ non"
    );
    assert_eq!(
        text("<td><span style='font-family:\"Wingdings\",serif'>&#254;<b style='font-family:Arial'>o</b></span>"),
        "☑o"
    );
    assert_eq!(text("<td>mo&shy;bi\u{AD}lité\u{7}\u{3}"), "mobilité");
}

#[test]
fn menus_and_the_footer_of_the_page_are_no_body() {
    use passerelle_tables::{Block, Role};
    let html = "<nav><ul><li>Accueil</ul></nav><main><h1>PST</h1><section><p>Texte</p><footer>Auteur</footer></section></main>\
                <footer><p>Mentions</p></footer>";
    let roles: Vec<(String, Role)> = page(html)
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some((paragraph.text.as_str().to_owned(), paragraph.role)),
            Block::Table(_) => None,
        })
        .collect();
    let want = [
        ("Accueil", Role::Header),
        ("PST", Role::Body),
        ("Texte", Role::Body),
        ("Auteur", Role::Body),
        ("Mentions", Role::Footer),
    ];
    assert_eq!(roles, want.map(|(text, role)| (text.to_owned(), role)));
}

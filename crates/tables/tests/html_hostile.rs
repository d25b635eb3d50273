//! Damaged and hostile pages end in an error or in less content, never in a panic, and soon.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

use passerelle_tables::{Document, Error, Limits, NoticeKind, read};
use proptest::prelude::*;

/// A stack that a recursion over elements would overflow.
const SMALL_STACK: usize = 512 * 1024;

fn attempt(html: &[u8]) -> Result<Document, Error> {
    read(html, "plan.html", &Limits::default())
}

/// Reads on a small stack.
fn on_small_stack(html: String) -> Result<Document, Error> {
    let reader = std::thread::Builder::new().stack_size(SMALL_STACK);
    reader.spawn(move || attempt(html.as_bytes())).unwrap().join().unwrap()
}

/// A page with a bit of everything.
const SAMPLE: &str = r##"<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>PST &amp; co</title>
<style>.xl65{mso-number-format:"mmm\\-yy";font-weight:700} td.b{background:#ff0} @media print{td{color:red}}</style></head>
<body><h1>Volet</h1><p class="MsoNormal">Un <b>deux <i>trois</b> quatre</i><ol start="3"><li>a<li>b</ol>
<table><caption>C</caption><col span="2"><thead><tr><th rowspan="2">OS<th colspan="2">OO</thead>
<tr style="display:none"><td class="xl65 b" x:num="43831">janv-20<td bgcolor="#ff0000">&nbsp;<td><table><tr><td>x</table>
<tfoot><tr><td colspan="9">t</tfoot></table><![if !mso]>y<![endif]><!--[if mso]><xml><o:Author>z</o:Author></xml><![endif]-->
<ins datetime="1">i</ins><del cite="x">d</del><script>a<b</script><select><option>s</select></body></html>"##;

#[test]
fn deep_nesting_ends_soon() {
    for element in ["div", "table", "b", "ul", "td", "svg", "table><tr><td"] {
        let mut names: Vec<_> = element.split("><").collect();
        names.reverse();
        let ends: String = names.iter().map(|name| format!("</{name}>")).collect();
        let html = format!("<html>{}x{}", format!("<{element}>").repeat(100_000), ends.repeat(100_000));
        assert!(on_small_stack(html).is_ok(), "{element}");
    }
}

#[test]
fn a_table_after_formatting_that_is_never_closed_is_read() {
    let html = format!("<html>{}<table><tr><td>a</table>", "<font>x<br>".repeat(5_000));
    let document = on_small_stack(html).unwrap();
    assert_eq!(document.tables().count(), 1);
    assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::Damaged));
}

#[test]
fn misnested_and_unclosed_elements_end_soon() {
    for piece in [
        "<b><p>",
        "<p><b>x",
        "<i></b>",
        "<a><table>",
        "<table><td><b></table>",
        "</table></p></b>",
        "<li><ul><b>",
        "<tr><b>",
    ] {
        assert!(on_small_stack(format!("<html>{}x", piece.repeat(50_000))).is_ok(), "{piece}");
    }
}

#[test]
fn spans_are_bounded_by_the_limit_of_cells() {
    let limits = Limits { cells: 10_000, ..Limits::default() };
    let bomb = format!("<table><tr>{}{}</table>", "<td rowspan=65534>a".repeat(1_000), "<tr><td>b".repeat(1_000));
    assert_eq!(read(bomb.as_bytes(), "", &limits), Err(Error::Limit { limit: "cells", value: 10_000 }));
    let wide = format!("<table>{}</table>", "<tr><td colspan=1000000000 rowspan=0>a".repeat(5_000));
    assert_eq!(read(wide.as_bytes(), "", &limits), Err(Error::Limit { limit: "cells", value: 10_000 }));
    let wide = format!("<table>{}</table>", "<tr><td colspan=1000000000>a<td>b".repeat(5_000));
    let document = read(wide.as_bytes(), "", &limits).unwrap();
    let table = document.tables().next().unwrap();
    assert!(table.column_count < 10_000 && table.row_count == 5_000);
    let cells = format!("<table><tr>{}</table>", "<td>".repeat(10_001));
    assert_eq!(read(cells.as_bytes(), "", &limits), Err(Error::Limit { limit: "cells", value: 10_000 }));
}

#[test]
fn the_text_of_a_cell_has_a_limit() {
    let limits = Limits { text_bytes: 1_000, ..Limits::default() };
    for html in [
        "a".repeat(1_001),
        "a ".repeat(1_001),
        "&nbsp;".repeat(1_001) + "a",
        "<br>".repeat(2_000).replacen("<br>", "a", 1) + "b",
    ] {
        let html = format!("<table><tr><td>{html}");
        assert_eq!(read(html.as_bytes(), "", &limits), Err(Error::Limit { limit: "text_bytes", value: 1_000 }));
    }
}

#[test]
fn large_attributes_styles_and_entities_end_soon() {
    let million = "x".repeat(1_000_000);
    for html in [
        format!("<table class='{million}' style='{million}:{million}'><tr><td colspan='{}'>a", "9".repeat(1_000_000)),
        format!("<table {}><tr><td>a", "a=1 ".repeat(250_000)),
        format!("<td class='{}'>a", "a ".repeat(500_000)),
        format!(
            "<style>{}</style><table><tr><td class=x500>a",
            (0..100_000).map(|n| format!(".x{n}{{font-weight:700}}")).collect::<String>()
        ),
        format!("<style>{}</style><table><tr><td>a", "@media{".repeat(200_000)),
        format!("<style>{}</style><table><tr><td>a", "/*".repeat(500_000)),
        format!("<style>{}</style><table><tr><td>a", "a{b:'".repeat(200_000)),
        format!("<style>{}</style><table><tr><td>a", "a{".repeat(400_000)),
        format!("<style>{}</style><table><tr><td>a", "a{}\"".repeat(200_000)),
        format!("<table><tr><td>{}", "&notanentity".repeat(80_000)),
        format!("<table><tr><td>{}", "&#x110000;&#0;&#xD800;&#99999999999;".repeat(20_000)),
        format!("<table><tr><td>{}", "<![if supportMisalignedColumns]>".repeat(50_000)),
        format!("<table><tr><td><!--[if mso]>{}<![endif]-->", "<x:ExcelWorksheet><x:Name>".repeat(50_000)),
        format!("<table>{}<tr><td>a", "<col span=1000 style='display:none'>".repeat(50_000)),
        format!("<table>{}", "<tbody></tbody><tfoot></tfoot>".repeat(50_000)),
        format!("<table>{}", "<tfoot><tr><td>a</tfoot><tr><td>b".repeat(20_000)),
        format!("<html>{}", "<a name=table0><h1><a href=#table0>".repeat(20_000)),
    ] {
        assert!(on_small_stack(html.clone()).is_ok(), "{}", html.chars().take(40).collect::<String>());
    }
}

#[test]
fn a_page_cut_anywhere_is_read_as_far_as_it_goes() {
    for end in SAMPLE.len() / 8..SAMPLE.len() {
        if let Some(html) = SAMPLE.get(..end) {
            assert!(attempt(html.as_bytes()).is_ok(), "cut at {end}");
        }
    }
}

#[test]
fn zero_bytes_in_a_page_show_nothing() {
    let document = attempt(b"<html>\0<table\0><table><tr><t\0d><td>a\0b</table>\0").unwrap();
    let texts: Vec<_> = document.tables().flat_map(|table| &table.cells).map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["ab"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(24), ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = attempt(&bytes);
        let _ = attempt(&[b"<html><table><tr><td>".as_slice(), &bytes].concat());
        let _ = attempt(&[b"<html><style>".as_slice(), &bytes, b"</style><td style='"].concat());
    }

    #[test]
    fn spliced_pages_are_read(at in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 0usize..120, cut in 0usize..20) {
        let mut html = SAMPLE.as_bytes().to_vec();
        let from = from.index(html.len());
        let piece = html[from..(from + length).min(html.len())].to_vec();
        let at = at.index(html.len());
        let end = (at + cut).min(html.len());
        html.splice(at..end, piece);
        let _ = attempt(&html);
    }

    #[test]
    fn tags_in_any_order_give_a_sound_table(picks in prop::collection::vec(0usize..60, 0..80)) {
        const TAGS: &[&str] = &[
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th rowspan=2>", "<td rowspan=3 colspan=2>", "<td colspan=3>",
            "<td rowspan=0>", "<thead>", "</thead>", "<tbody>", "<tfoot>", "</tfoot>", "<caption>", "</caption>", "<col>", "<p>", "</p>",
            "<b>", "</b>", "<ul>", "</ul>", "<li>", "<div>", "</div>", "<br>", "<h1>", "</h2>", "<select>", "</select>", "<td colspan=40>",
        ];
        let html: String = picks.iter().map(|pick| TAGS.get(*pick).copied().unwrap_or("texte ")).collect();
        let document = attempt(format!("<html>{html}").as_bytes()).unwrap();
        for table in document.tables() {
            let mut covered = std::collections::BTreeSet::new();
            prop_assert!(table.cells.is_sorted_by(|one, next| (one.row, one.column) < (next.row, next.column)));
            for cell in &table.cells {
                for row in cell.row..cell.row + cell.row_span {
                    for column in cell.column..cell.column + cell.column_span {
                        prop_assert!(covered.insert((row, column)), "{html}: {row},{column} covered twice");
                        prop_assert!(row < table.row_count && column < table.column_count);
                    }
                }
            }
        }
    }
}

//! Web pages, alone and in mails.

use super::texts::spliced;
use super::{Expect, Kind, kind};

pub const KINDS: &[Kind] = &[
    kind("html-million-nested-elements", "a.html", Expect::Any, |s| page(&"<div>".repeat(s.of(1_000_000)))),
    kind("html-100000-nested-tables", "a.html", Expect::Any, |s| page(&"<table><tr><td>".repeat(s.of(100_000)))),
    kind("html-million-nested-lists", "a.html", Expect::Any, |s| page(&"<ul><li>a".repeat(s.of(500_000)))),
    kind("html-million-open-formats", "a.html", Expect::Any, |s| page(&"<b>a".repeat(s.of(1_000_000)))),
    kind("html-formats-closed-in-another-order", "a.html", Expect::Any, |s| {
        page(&"<b><i><p>a</b></i>".repeat(s.of(200_000)))
    }),
    kind("html-spans-without-measure", "a.html", Expect::Any, |_| {
        page(
            r#"<table><tr><td colspan="4294967295" rowspan="99999999999">a<td colspan="-1" rowspan="0">b<tr><td colspan="65535" rowspan="65535">c</table>"#,
        )
    }),
    kind("html-10000-cells-that-go-down-65534-rows", "a.html", Expect::Any, |s| {
        page(&format!(
            "<table><tr>{}{}</table>",
            r#"<td rowspan="65534">a"#.repeat(s.of(10_000)),
            "<tr><td>b".repeat(s.of(10_000))
        ))
    }),
    kind("html-rows-of-1000-wide-cells", "a.html", Expect::Any, |s| {
        page(&format!("<table>{}</table>", r#"<tr><td colspan="1000" rowspan="1000">a"#.repeat(s.of(20_000))))
    }),
    kind("html-row-of-10000-columns", "a.html", Expect::Any, |s| {
        page(&format!("<table><tr>{}</table>", "<td>a".repeat(s.of(10_000))))
    }),
    kind("html-2-million-cells", "a.html", Expect::Limit(&["cells"]), |s| {
        page(&format!("<table>{}</table>", format!("<tr>{}", "<td>".repeat(100)).repeat(s.of(20_000))))
    }),
    kind("html-2-million-paragraphs", "a.html", Expect::Any, |s| page(&"<p>a".repeat(s.of(2_000_000)))),
    kind("html-cell-of-2-megabytes", "a.html", Expect::Limit(&["text_bytes"]), |s| {
        page(&format!("<table><tr><td>{}</table>", "a".repeat(s.of(2 << 20))))
    }),
    kind("html-attribute-of-20-megabytes", "a.html", Expect::Any, |s| {
        page(&format!(r#"<p style="{}">a"#, "x:y;".repeat(s.of(5 << 20))))
    }),
    kind("html-element-of-a-million-attributes", "a.html", Expect::Any, |s| {
        page(&format!("<p{}>a", (0..s.of(1_000_000)).map(|n| format!(" a{n}=1")).collect::<String>()))
    }),
    kind("html-style-sheet-of-20-megabytes", "a.html", Expect::Any, |s| {
        page(&format!("<style>{}</style><p class=a>a", "p.a,td.b{font-weight:bold}".repeat(s.of(800_000))))
    }),
    kind("html-many-rules-for-many-elements", "a.html", Expect::Any, |s| {
        let rules: String = (0..s.of(20_000)).map(|n| format!(".c{n}{{color:red}}")).collect();
        page(&format!("<style>{rules}</style>{}", r#"<p class="c1 c2 c3 c4 c5 c6 c7 c8">a"#.repeat(s.of(100_000))))
    }),
    kind("html-elements-of-10000-classes", "a.html", Expect::Any, |s| {
        let classes: String = (0..10_000).map(|n| format!("c{n} ")).collect();
        page(&format!("<style>.c1{{color:red}}</style>{}", format!(r#"<p class="{classes}">a"#).repeat(s.of(300))))
    }),
    kind("html-entities-that-are-none", "a.html", Expect::Any, |s| {
        page(&"&#xD800;&#0;&#x110000;&inconnu;&amp&#99999999999;".repeat(s.of(200_000)))
    }),
    kind("html-comment-that-never-ends", "a.html", Expect::Any, |s| {
        page(&format!("<p>a<!--{}", "-".repeat(s.of(20 << 20))))
    }),
    kind("html-script-that-never-ends", "a.html", Expect::Any, |s| {
        page(&format!("<p>a<script>{}", "<!--<script>".repeat(s.of(1_000_000))))
    }),
    kind("html-million-comments-of-word", "a.html", Expect::Any, |s| {
        page(&"<![if !supportLists]>a<![endif]>".repeat(s.of(500_000)))
    }),
    kind("html-with-nul-bytes", "a.html", Expect::Any, |_| page("<p>a\0b<ta\0ble><tr><td>c")),
    kind("html-of-scripts-and-frames", "a.html", Expect::Holds("Plan"), |_| {
        page(
            r#"<script>while(1){}</script><iframe src="file:///etc/passwd"></iframe><img src="http://127.0.0.1:1/x"><p>Plan"#,
        )
    }),
    kind("html-charset-that-is-none", "a.html", Expect::Any, |_| page(r#"<meta charset="utf-7"><p>+AGEAYg-"#)),
    kind("html-formulas-as-text", "a.html", Expect::Holds("=cmd|'/C calc'!A0"), |_| {
        page("<table><tr><td>=cmd|'/C calc'!A0</table>")
    }),
    kind("html-spliced-anywhere", "a.html", Expect::Any, |_| spliced("formats/word_filtered.htm", 31)),
    kind("mht-100000-parts", "a.mht", Expect::Limit(&["zip_entries"]), |s| {
        mail(&"--B\nContent-Type: text/plain\n\n".repeat(s.of(100_000)))
    }),
    kind("mht-parts-nested-10000-deep", "a.mht", Expect::Any, |s| {
        mail(
            &(0..s.of(10_000))
                .map(|n| {
                    format!(
                        "--{}\nContent-Type: multipart/mixed; boundary=C{n}\n\n",
                        if n == 0 { "B".to_owned() } else { format!("C{}", n - 1) }
                    )
                })
                .collect::<String>(),
        )
    }),
    kind("mht-boundaries-all-the-same", "a.mht", Expect::Any, |s| {
        mail(&"--B\nContent-Type: multipart/mixed; boundary=B\n\n".repeat(s.of(10_000)))
    }),
    kind("mht-boundary-without-letters", "a.mht", Expect::Any, |s| {
        format!(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"\"\n\n{}",
            "--\n\n".repeat(s.of(100_000))
        )
        .into_bytes()
    }),
    kind("mht-header-of-20-megabytes", "a.mht", Expect::Any, |s| {
        format!("MIME-Version: 1.0\nX: {}\nContent-Type: text/html\n\n<p>a", "a\n ".repeat(s.of(7 << 20))).into_bytes()
    }),
    kind("mht-base64-that-is-none", "a.mht", Expect::Any, |s| {
        mail(&format!(
            "--B\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n{}",
            "=*&Ã".repeat(s.of(1_000_000))
        ))
    }),
    kind("mht-quoted-lines-that-never-end", "a.mht", Expect::Any, |s| {
        mail(&format!(
            "--B\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{}",
            "=\n=zz=".repeat(s.of(1_000_000))
        ))
    }),
    kind("mht-cut-in-the-middle", "a.mht", Expect::Any, |_| {
        let mut file = super::fixture("formats/excel_workbook.mht");
        file.truncate(file.len() / 2);
        file
    }),
];

fn page(inside: &str) -> Vec<u8> {
    format!("<html><head><meta charset=\"utf-8\"></head><body>{inside}").into_bytes()
}

fn mail(parts: &str) -> Vec<u8> {
    format!("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n{parts}").into_bytes()
}

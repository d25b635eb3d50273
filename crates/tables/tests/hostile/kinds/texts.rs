//! Text documents: Word's XML and OpenDocument's.

use super::{Expect, Kind, Size, fixture, kind, numbers};
use crate::common::odf::Odf;
use crate::common::{Docx, NAMESPACES, TRANSITIONAL, p, tbl, tc, tr, zip};

pub const KINDS: &[Kind] = &[
    kind("docx-elements-nested-10000-deep", "a.docx", Expect::Limit(&["xml_depth"]), |_| nested("<w:x>", "</w:x>")),
    kind("docx-tables-nested-10000-deep", "a.docx", Expect::Limit(&["xml_depth"]), |_| {
        nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
    }),
    kind("docx-controls-nested-10000-deep", "a.docx", Expect::Limit(&["xml_depth"]), |_| {
        nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
    }),
    kind("docx-text-boxes-nested-10000-deep", "a.docx", Expect::Limit(&["xml_depth"]), |_| {
        nested("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>")
    }),
    kind("docx-alternatives-nested-10000-deep", "a.docx", Expect::Limit(&["xml_depth"]), |_| {
        nested("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>")
    }),
    kind("docx-tables-nested-as-deep-as-allowed", "a.docx", Expect::Any, |s| {
        let one = format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(160), p("x"), "</w:tc></w:tr></w:tbl>".repeat(160));
        Docx::body(&one.repeat(s.of(2_000))).file()
    }),
    kind("docx-controls-nested-around-long-text", "a.docx", Expect::Any, |s| {
        let (open, end) = ("<w:sdt><w:sdtContent>".repeat(200), "</w:sdtContent></w:sdt>".repeat(200));
        Docx::body(&format!("{open}{}{end}", p(&"texte ".repeat(s.of(100_000))))).file()
    }),
    kind("docx-entities-of-entities", "a.docx", Expect::Damaged, |_| {
        let lols: String =
            (1..10).map(|n| format!(r#"<!ENTITY l{n} "{}">"#, format!("&l{};", n - 1).repeat(10))).collect();
        with_type(&format!(r#"[<!ENTITY l0 "lol">{lols}]"#), "&l9;")
    }),
    kind("docx-one-long-entity-100000-times", "a.docx", Expect::Damaged, |s| {
        with_type(&format!(r#"[<!ENTITY a "{}">]"#, "a".repeat(s.of(100_000))), &"&a;".repeat(s.of(100_000)))
    }),
    kind("docx-entity-of-a-file", "a.docx", Expect::Damaged, |_| {
        with_type(r#"[<!ENTITY a SYSTEM "file:///etc/passwd">]"#, "&a;")
    }),
    kind("docx-entity-of-an-address", "a.docx", Expect::Damaged, |_| {
        with_type(r#"[<!ENTITY a SYSTEM "http://127.0.0.1:1/a">]"#, "&a;")
    }),
    kind("docx-document-type-of-an-address", "a.docx", Expect::Damaged, |_| {
        with_type(r#"SYSTEM "http://127.0.0.1:1/a.dtd""#, "")
    }),
    kind("docx-parameter-entities", "a.docx", Expect::Damaged, |_| {
        with_type(r#"[<!ENTITY % a SYSTEM "file:///dev/zero"> %a;]"#, "")
    }),
    kind("docx-unknown-entity", "a.docx", Expect::Damaged, |_| Docx::body(&p("&inconnue;")).file()),
    kind("docx-inclusion-of-a-file", "a.docx", Expect::Holds("Plan"), |_| {
        let include =
            r#"<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>"#;
        Docx::body(&format!("{include}{}", p("Plan"))).file()
    }),
    kind("docx-element-of-100000-attributes", "a.docx", Expect::Limit(&["xml_attributes"]), |s| {
        let attributes: String = (0..s.of(100_000)).map(|n| format!(" w:a{n}=\"1\"")).collect();
        Docx::body(&format!("<w:p{attributes}/>")).file()
    }),
    kind("docx-100000-namespaces", "a.docx", Expect::Limit(&["xml_attributes"]), |s| {
        let names: String = (0..s.of(100_000)).map(|n| format!(" xmlns:n{n}=\"urn:{n}\"")).collect();
        Docx::body(&format!("<w:p{names}/>")).file()
    }),
    kind("docx-many-namespaces-looked-up-a-million-times", "a.docx", Expect::Any, |s| {
        let names: String = (0..400).map(|n| format!(" xmlns:n{n}=\"urn:{n}\"")).collect();
        Docx::body(&format!("<w:p{names}>{}</w:p>", "<a:x/><b:x/>".repeat(s.of(1_000_000)))).file()
    }),
    kind("docx-attribute-of-50-megabytes", "a.docx", Expect::Any, |s| {
        Docx::body(&format!("<w:p w:a=\"{}\"/>", letters(s.of(50 << 20)))).file()
    }),
    kind("docx-element-name-of-50-megabytes", "a.docx", Expect::Any, |s| {
        Docx::body(&format!("<w:{0}></w:{0}>", letters(s.of(25 << 20)))).file()
    }),
    kind("docx-comment-that-never-ends", "a.docx", Expect::Damaged, |s| {
        Docx::body(&format!("<!--{}", letters(s.of(20 << 20)))).file()
    }),
    kind("docx-cdata-that-never-ends", "a.docx", Expect::Damaged, |s| {
        Docx::body(&format!("<w:t><![CDATA[{}", letters(s.of(20 << 20)))).file()
    }),
    kind("docx-10-million-comments", "a.docx", Expect::Any, |s| Docx::body(&"<!---->".repeat(s.of(8_000_000))).file()),
    kind("docx-ends-without-beginnings", "a.docx", Expect::Damaged, |_| {
        Docx::body("</w:p></w:body></w:document>").file()
    }),
    kind("docx-with-nul-bytes", "a.docx", Expect::Any, |_| Docx::body(&p("a\0b\0")).file()),
    kind("docx-with-control-characters", "a.docx", Expect::Any, |_| {
        Docx::body(&p("a\u{1B}[2J\u{7}\u{8}\u{202E}b")).file()
    }),
    kind("docx-reference-to-nul", "a.docx", Expect::Any, |_| Docx::body(&p("a&#0;b")).file()),
    kind("docx-reference-to-a-lone-surrogate", "a.docx", Expect::Damaged, |_| Docx::body(&p("a&#xD800;b")).file()),
    kind("docx-reference-beyond-unicode", "a.docx", Expect::Damaged, |_| {
        Docx::body(&p("a&#x110000;&#99999999999;b")).file()
    }),
    kind("docx-lone-surrogate-in-utf-16", "a.docx", Expect::Damaged, |_| {
        let text = format!(r#"<w:document xmlns:w="{TRANSITIONAL}"><w:body>{}</w:body></w:document>"#, p("aXb"));
        let units = text.encode_utf16().map(|unit| if unit == u16::from(b'X') { 0xD83D } else { unit });
        Docx::bytes(std::iter::once(0xFEFF).chain(units).flat_map(u16::to_le_bytes).collect()).file()
    }),
    kind("docx-surrogates-in-utf-8", "a.docx", Expect::Damaged, |_| {
        let text = format!(r#"<w:document xmlns:w="{TRANSITIONAL}"><w:body>{}</w:body></w:document>"#, p("aXb"));
        let at = text.find("aXb").unwrap();
        let mut bytes = text.into_bytes();
        bytes.splice(at + 1..at + 2, [0xED, 0xA0, 0x80]);
        Docx::bytes(bytes).file()
    }),
    kind("docx-part-cut", "a.docx", Expect::Damaged, |_| {
        Docx::part_of(&format!(r#"<w:document xmlns:w="{TRANSITIONAL}"><w:body><w:p><w:r><w:t>Pla"#)).file()
    }),
    kind("docx-part-that-is-a-picture", "a.docx", Expect::Damaged, |_| {
        Docx::bytes(numbers(3).take(10_000).flat_map(u32::to_le_bytes).collect()).file()
    }),
    kind("docx-2-million-empty-paragraphs", "a.docx", Expect::Any, |s| {
        Docx::body(&"<w:p/>".repeat(s.of(2_000_000))).file()
    }),
    kind("docx-million-paragraphs-of-a-letter", "a.docx", Expect::Any, |s| {
        Docx::body(&p("a").repeat(s.of(1_500_000))).file()
    }),
    kind("docx-million-paragraphs-in-one-cell", "a.docx", Expect::Any, |s| {
        Docx::body(&tbl(&[format!("<w:tr><w:tc>{}</w:tc></w:tr>", p("a").repeat(s.of(400_000)))])).file()
    }),
    kind("docx-2-million-cells", "a.docx", Expect::Limit(&["cells"]), |s| {
        Docx::body(&tbl(&[format!("<w:tr>{}</w:tr>", "<w:tc/>".repeat(50)).repeat(s.of(40_000))])).file()
    }),
    kind("docx-200000-tables", "a.docx", Expect::Any, |s| {
        Docx::body(&"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>".repeat(s.of(200_000))).file()
    }),
    kind("docx-table-of-10000-columns", "a.docx", Expect::Any, |_| {
        Docx::body(&tbl(&[format!("<w:tr>{}</w:tr>", tc("", "a").repeat(10_000)).repeat(1)])).file()
    }),
    kind("docx-spans-without-measure", "a.docx", Expect::Any, |_| {
        let wide = tc(r#"<w:gridSpan w:val="4294967295"/><w:vMerge w:val="restart"/>"#, "a");
        let row = format!(r#"<w:tr><w:trPr><w:gridBefore w:val="2147483647"/></w:trPr>{wide}</w:tr>"#);
        Docx::body(&tbl(&[row.repeat(100)])).file()
    }),
    kind("docx-merged-down-100000-rows", "a.docx", Expect::Any, |s| {
        let rows =
            [tr(&[tc(r#"<w:vMerge w:val="restart"/>"#, "a")]), tr(&[tc("<w:vMerge/>", "b")]).repeat(s.of(100_000))];
        Docx::body(&tbl(&rows)).file()
    }),
    kind("docx-cell-of-40000-characters", "a.docx", Expect::Any, |_| {
        Docx::body(&tbl(&[tr(&[tc("", &"é".repeat(40_000))])])).file()
    }),
    kind("docx-cell-of-2-megabytes", "a.docx", Expect::Limit(&["text_bytes"]), |s| {
        Docx::body(&tbl(&[tr(&[tc("", &letters(s.of(2 << 20)))])])).file()
    }),
    kind("docx-paragraph-of-a-million-runs", "a.docx", Expect::Limit(&["text_bytes"]), |s| {
        let runs = "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>".repeat(s.of(500_000));
        Docx::body(&format!("<w:p>{runs}</w:p>")).file()
    }),
    kind("docx-styles-in-a-circle", "a.docx", Expect::Holds("Plan"), |_| {
        let style = |a: u32, b: u32| {
            format!(r#"<w:style w:type="paragraph" w:styleId="s{a}"><w:basedOn w:val="s{b}"/></w:style>"#)
        };
        let styles = format!("{}{}{}{}", style(0, 1), style(1, 2), style(2, 0), style(3, 3));
        let body = r#"<w:p><w:pPr><w:pStyle w:val="s1"/></w:pPr><w:r><w:t>Plan</w:t></w:r></w:p>"#;
        Docx::body(body).with("styles", &styles).file()
    }),
    kind("docx-chain-of-100000-styles", "a.docx", Expect::Any, |s| {
        let style = |n: usize| {
            format!(r#"<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{}"/></w:style>"#, n + 1)
        };
        Docx::body(&p("Plan")).with("styles", &(0..s.of(100_000)).map(style).collect::<String>()).file()
    }),
    kind("docx-100000-lists-used-100000-times", "a.docx", Expect::Any, lists),
    kind("docx-list-levels-without-measure", "a.docx", Expect::Any, |_| {
        let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="99999"><w:start w:val="-9223372036854775808"/><w:lvlText w:val="%1.%2.%9.%99999"/></w:lvl><w:lvl w:ilvl="0"><w:start w:val="9223372036854775807"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
        let one = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#;
        Docx::body(&one.repeat(100)).with("numbering", numbering).file()
    }),
    kind("docx-500000-bookmarks", "a.docx", Expect::Any, |s| {
        Docx::body(&format!("<w:p>{}</w:p>", r#"<w:bookmarkStart w:id="1" w:name="n"/>"#.repeat(s.of(500_000)))).file()
    }),
    kind("docx-200000-controls", "a.docx", Expect::Any, |s| {
        let one = r#"<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>"#;
        Docx::body(&format!("<w:p>{}</w:p>", one.repeat(s.of(200_000)))).file()
    }),
    kind("docx-fields-that-never-end", "a.docx", Expect::Any, |s| {
        let one = r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "a"</w:instrText></w:r>"#;
        Docx::body(&format!("<w:p>{}</w:p>", one.repeat(s.of(200_000)))).file()
    }),
    kind("docx-500000-tracked-changes", "a.docx", Expect::Any, |s| {
        let one = "<w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del>";
        Docx::body(&format!("<w:p>{}</w:p>", one.repeat(s.of(250_000)))).file()
    }),
    kind("docx-deleted-marks-of-300000-paragraphs", "a.docx", Expect::Any, |s| {
        let one = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
        Docx::body(&one.repeat(s.of(300_000))).file()
    }),
    kind("docx-formulas-as-text", "a.docx", Expect::Holds("=cmd|'/C calc'!A0"), |_| {
        Docx::body(&tbl(&[tr(&[tc("", "=cmd|'/C calc'!A0"), tc("", "@SUM(1+1)")])])).file()
    }),
    kind("docx-of-another-vocabulary", "a.docx", Expect::Damaged, |_| {
        Docx::part_of(r#"<w:document xmlns:w="urn:autre"><w:body/></w:document>"#).file()
    }),
    kind("docx-spliced-anywhere", "a.docx", Expect::Any, |_| spliced("formats/mixed.docx", 11)),
    kind("odt-rows-repeated-a-million-times", "a.ods", Expect::Any, |_| {
        Odf::rows(r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>"#)
            .package()
    }),
    kind("ods-filled-rows-repeated-a-million-times", "a.ods", Expect::Limit(&["cells", "total_bytes"]), |_| {
        Odf::rows(r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="1024"><text:p>a</text:p></table:table-cell></table:table-row>"#).package()
    }),
    kind("ods-repeats-without-measure", "a.ods", Expect::Any, |_| {
        Odf::rows(r#"<table:table-column table:number-columns-repeated="18446744073709551615"/><table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295" table:number-columns-spanned="4294967295" table:number-rows-spanned="4294967295"><text:p>a</text:p></table:table-cell></table:table-row>"#).package()
    }),
    kind("ods-repeated-rows-of-spans", "a.ods", Expect::Any, |s| {
        Odf::rows(&format!(r#"<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-spanned="1000" table:number-rows-spanned="1000"><text:p>a</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="999"/></table:table-row>"#, s.of(100_000))).package()
    }),
    kind("ods-long-text-repeated", "a.ods", Expect::Limit(&["total_bytes", "cells"]), |s| {
        Odf::rows(&format!(r#"<table:table-row table:number-rows-repeated="10000"><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"#, letters(s.of(1_000_000)))).package()
    }),
    kind("ods-hidden-columns-repeated", "a.ods", Expect::Any, |_| {
        Odf::rows(r#"<table:table-column table:visibility="collapse" table:number-columns-repeated="4000000000"/><table:table-row table:visibility="collapse" table:number-rows-repeated="4000000000"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"#).package()
    }),
    kind("ods-2-million-styled-cells", "a.ods", Expect::Any, |s| {
        let one = r#"<table:table-cell table:style-name="f"/>"#.repeat(100);
        let fill = r##"<style:style style:name="f" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>"##;
        Odf::rows(&format!("<table:table-row>{one}</table:table-row>").repeat(s.of(15_000))).automatic(fill).package()
    }),
    kind("odt-spaces-without-measure", "a.odt", Expect::Limit(&["text_bytes"]), |_| {
        Odf::text(r#"<text:p><text:s text:c="4294967295"/></text:p>"#).package()
    }),
    kind("odt-sections-nested-10000-deep", "a.odt", Expect::Limit(&["xml_depth"]), |_| {
        Odf::text(&"<text:section>".repeat(10_000)).package()
    }),
    kind("odt-lists-nested-as-deep-as-allowed", "a.odt", Expect::Any, |s| {
        let one = format!(
            "{}<text:p>a</text:p>{}",
            "<text:list><text:list-item>".repeat(250),
            "</text:list-item></text:list>".repeat(250)
        );
        Odf::text(&one.repeat(s.of(2_000))).package()
    }),
    kind("odt-tables-nested-as-deep-as-allowed", "a.odt", Expect::Any, |s| {
        let one = format!(
            "{}{}",
            "<table:table><table:table-row><table:table-cell>".repeat(150),
            "</table:table-cell></table:table-row></table:table>".repeat(150)
        );
        Odf::text(&one.repeat(s.of(2_000))).package()
    }),
    kind("odt-million-paragraphs-of-a-letter", "a.odt", Expect::Any, |s| {
        Odf::text(&"<text:p>a</text:p>".repeat(s.of(3_000_000))).package()
    }),
    kind("odt-styles-in-a-circle", "a.odt", Expect::Any, |_| {
        let style = |a: u32, b: u32| {
            format!(r#"<style:style style:name="s{a}" style:family="paragraph" style:parent-style-name="s{b}"/>"#)
        };
        Odf::text(r#"<text:p text:style-name="s1">a</text:p>"#)
            .styles(&format!("{}{}{}", style(0, 1), style(1, 0), style(2, 2)))
            .package()
    }),
    kind("odt-notes-within-notes", "a.odt", Expect::Any, |_| {
        let (open, end) =
            ("<text:p>a<text:note><text:note-body>".repeat(150), "</text:note-body></text:note></text:p>".repeat(150));
        Odf::text(&format!("{open}<text:p>a</text:p>{end}")).package()
    }),
    kind("odt-with-a-password", "a.odt", Expect::Encrypted, |_| odt_with_a_password()),
    kind("odt-with-a-document-type", "a.odt", Expect::Damaged, |_| {
        zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", br#"<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>"#),
        ])
    }),
    kind("fodt-with-entities", "a.fodt", Expect::Refused, |_| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>{}",
            Odf::text("<text:p>&b;</text:p>").flat()
        )
        .into_bytes()
    }),
    kind("fods-of-100-megabytes", "a.fods", Expect::Limit(&["part_bytes", "cells", "total_bytes"]), |s| {
        Odf::rows(
            &"<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
                .repeat(s.of(1_200_000)),
        )
        .flat()
        .into_bytes()
    }),
    kind("ods-spliced-anywhere", "a.ods", Expect::Any, |_| spliced("formats/classeur.fods", 13)),
    kind("odt-of-another-kind", "a.odt", Expect::Refused, |_| {
        zip(&[("mimetype", b"application/vnd.oasis.opendocument.database"), ("content.xml", b"<a/>")])
    }),
];

/// Letters that deflate does not make too small.
fn letters(count: usize) -> String {
    numbers(5).take(count).map(|number| char::from(b'a' + (number % 16) as u8)).collect()
}

fn nested(open: &str, _end: &str) -> Vec<u8> {
    let levels = 10_000 / open.matches('<').count();
    Docx::part_of(&format!(r#"<w:document xmlns:w="{TRANSITIONAL}" {NAMESPACES}><w:body>{}"#, open.repeat(levels)))
        .file()
}

fn with_type(declaration: &str, text: &str) -> Vec<u8> {
    Docx::part_of(&format!(
        r#"<!DOCTYPE d {declaration}><w:document xmlns:w="{TRANSITIONAL}"><w:body>{}</w:body></w:document>"#,
        p(text)
    ))
    .file()
}

fn lists(size: Size) -> Vec<u8> {
    let count = size.of(100_000);
    let numbering: String = (0..count)
        .map(|n| format!(r#"<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>"#))
        .chain((0..count).map(|n| format!(r#"<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>"#)))
        .collect();
    let one = |n| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{n}"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#
        )
    };
    Docx::body(&(0..count).map(one).collect::<String>()).with("numbering", &numbering).file()
}

/// A file with pieces of itself put elsewhere.
pub(super) fn spliced(name: &str, seed: u32) -> Vec<u8> {
    let mut file = fixture(name);
    let mut numbers = numbers(seed);
    let mut below = |most: usize| numbers.next().unwrap() as usize % most.max(1);
    for _ in 0..20 {
        let from = below(file.len());
        let piece = file[from..(from + below(300)).min(file.len())].to_vec();
        let at = below(file.len());
        let end = (at + below(100)).min(file.len());
        file.splice(at..end, piece);
    }
    file
}

fn odt_with_a_password() -> Vec<u8> {
    let manifest = br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"\x01\x02\x03"),
        ("META-INF/manifest.xml", manifest),
    ])
}

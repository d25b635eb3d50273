//! Damaged and hostile text documents end in an error or in less content, never in a panic.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Docx, NAMESPACES, TRANSITIONAL, p, paragraphs, tbl, tc, tr, zip};
use passerelle_tables::{Document, Error, Limits, NoticeKind, read};
use proptest::prelude::*;

fn attempt(bytes: &[u8]) -> Result<Document, Error> {
    read(bytes, "plan.docx", &Limits::default())
}

/// A document with a bit of everything.
fn sample() -> Docx {
    let cell = r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/><w:shd w:val="clear" w:fill="FFFF00"/></w:tcPr>
        <w:p><w:pPr><w:pStyle w:val="T"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>OS 1</w:t></w:r></w:p></w:tc>"#;
    let sdt = format!(
        r#"<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"#,
        p("contrôle")
    );
    let change =
        "<w:p><w:ins><w:r><w:t>ajout</w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>";
    let rows =
        [tr(&[cell.to_owned(), tc("", "2024")]), tr(&[tc(r#"<w:gridSpan w:val="2"/><w:vMerge/>"#, ""), tc("", "b")])];
    let body =
        format!("{}{sdt}{change}{}<w:sectPr><w:headerReference r:id='header'/></w:sectPr>", p("Plan"), tbl(&rows));
    Docx::body(&body)
        .with("styles", r#"<w:style w:styleId="T"><w:name w:val="heading 1"/><w:basedOn w:val="T"/></w:style>"#)
        .with("numbering", r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#)
        .with("header", &p("Commune"))
}

#[test]
fn a_document_cut_anywhere_is_refused() {
    let file = sample().file();
    assert!(attempt(&file).is_ok());
    for end in (0..file.len()).step_by(50) {
        assert!(attempt(&file[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn a_main_part_cut_anywhere_is_refused() {
    let body = tbl(&[tr(&[tc("", "a"), tc("", "b")])]);
    let xml = format!(r#"<w:document xmlns:w="{TRANSITIONAL}" {NAMESPACES}><w:body>{body}</w:body></w:document>"#);
    for end in 0..xml.len() {
        let result = attempt(&Docx::part_of(&xml[..end]).file());
        assert!(matches!(result, Err(Error::Damaged { .. })), "cut at {end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(24), ..ProptestConfig::default() })]

    #[test]
    fn spliced_packages_do_not_panic(at in any::<prop::sample::Index>(), length in 0usize..40, bytes in prop::collection::vec(any::<u8>(), 0..20)) {
        let mut file = sample().file();
        let at = at.index(file.len());
        let end = (at + length).min(file.len());
        file.splice(at..end, bytes);
        let _ = attempt(&file);
    }

    #[test]
    fn spliced_parts_do_not_panic(at in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 0usize..80) {
        // A piece of the part is put elsewhere, which keeps many cases well-formed or nearly so.
        let body = tbl(&[tr(&[tc(r#"<w:vMerge w:val="restart"/>"#, "a"), tc("", "b")]), tr(&[tc("<w:vMerge/>", "c")])]);
        let mut xml = format!(r#"<w:document xmlns:w="{TRANSITIONAL}"><w:body>{body}{}</w:body></w:document>"#, p("x")).into_bytes();
        let from = from.index(xml.len());
        let piece = xml[from..(from + length).min(xml.len())].to_vec();
        let at = at.index(xml.len());
        xml.splice(at..at, piece);
        let _ = attempt(&Docx::bytes(xml).file());
    }

    #[test]
    fn elements_in_any_order_do_not_panic(picks in prop::collection::vec(0usize..40, 0..60)) {
        const NAMES: &[&str] = &[
            "p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "pPr", "rPr", "tcPr", "trPr", "tblPr",
            "sdtPr", "txbxContent", "vMerge", "hMerge", "gridSpan", "sectPr", "fldChar", "br",
        ];
        let mut xml = format!(r#"<w:document xmlns:w="{TRANSITIONAL}"><w:body>"#);
        let mut open = vec!["body"];
        for pick in picks {
            match NAMES.get(pick) {
                Some(name) => {
                    xml += &format!("<w:{name}>");
                    open.push(name);
                }
                None if pick % 2 == 0 => xml += "texte",
                None if open.len() > 1 => xml += &format!("</w:{}>", open.pop().unwrap()),
                None => {}
            }
        }
        for name in open.iter().rev() {
            xml += &format!("</w:{name}>");
        }
        xml += "</w:document>";
        prop_assert!(attempt(&Docx::part_of(&xml).file()).is_ok());
    }
}

#[test]
fn deep_nesting_ends_at_the_limit() {
    for element in ["tbl", "sdt", "p", "ins", "txbxContent"] {
        let xml =
            format!(r#"<w:document xmlns:w="{TRANSITIONAL}"><w:body>{}"#, format!("<w:{element}>").repeat(100_000));
        assert_eq!(attempt(&Docx::part_of(&xml).file()), Err(Error::Limit { limit: "xml_depth", value: 512 }));
    }
    let deep =
        |levels: usize| format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(levels), "</w:tc></w:tr></w:tbl>".repeat(levels));
    assert_eq!(Docx::body(&deep(160)).read().tables().count(), 160);
}

#[test]
fn a_document_type_is_refused() {
    let xml =
        format!(r#"<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{TRANSITIONAL}"/>"#);
    assert!(matches!(attempt(&Docx::part_of(&xml).file()), Err(Error::Damaged { .. })));
}

#[test]
fn a_missing_main_part_is_damage() {
    let file = Docx::body("").file();
    let mut parts = ::zip::ZipArchive::new(std::io::Cursor::new(&file)).unwrap();
    let mut kept = Vec::new();
    for position in 0..parts.len() {
        let mut entry = parts.by_index(position).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        if name != "word/document.xml" {
            kept.push((name, bytes));
        }
    }
    let kept: Vec<_> = kept.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    assert!(matches!(attempt(&zip(&kept)), Err(Error::Damaged { .. })));
}

#[test]
fn a_damaged_side_part_is_passed_over_with_a_notice() {
    let document = Docx::body(&p("Plan")).with("styles", "<w:style>").with("numbering", "&unknown;").read();
    assert_eq!(paragraphs(&document), ["Plan"]);
    let notices: Vec<_> = document.notices.iter().map(|notice| (notice.kind, &*notice.detail)).collect();
    assert_eq!(notices, [(NoticeKind::Damaged, "word/styles.xml"), (NoticeKind::Damaged, "word/numbering.xml")]);
}

#[test]
fn a_main_part_of_another_vocabulary_is_damage_and_not_an_empty_document() {
    let xml = r#"<w:document xmlns:w="http://example.org/"><w:body/></w:document>"#;
    assert!(matches!(attempt(&Docx::part_of(xml).file()), Err(Error::Damaged { .. })));
}

#[test]
fn styles_that_build_on_each_other_end() {
    let style = |id: usize, base: usize| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="s{id}"><w:basedOn w:val="s{base}"/><w:rPr><w:b/></w:rPr></w:style>"#
        )
    };
    let loops = format!("{}{}{}", style(0, 1), style(1, 2), style(2, 0));
    let long: String = (10..5_000).map(|id| style(id, id + 1)).collect();
    let body = r#"<w:p><w:pPr><w:pStyle w:val="s1"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"#;
    let document = Docx::body(body).with("styles", &(loops + &long)).read();
    assert!(document.paragraphs().all(|paragraph| paragraph.text.all(|marks| marks.bold)));
}

#[test]
fn text_kept_in_nested_controls_has_a_limit() {
    let nested = format!(
        "{}{}{}",
        "<w:sdt><w:sdtContent>".repeat(200),
        p(&"x".repeat(1_000)),
        "</w:sdtContent></w:sdt>".repeat(200)
    );
    let limits = Limits { part_bytes: 100_000, ..Limits::default() };
    let file = Docx::body(&nested).file();
    assert_eq!(read(&file, "", &limits), Err(Error::Limit { limit: "part_bytes", value: 100_000 }));
}

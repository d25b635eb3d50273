//! Damaged and hostile OpenDocument files end in an error or in less content, never in a panic.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use std::path::PathBuf;

use common::odf::{NAMESPACES, Odf};
use common::zip;
use passerelle_tables::{Document, Error, Limits, NoticeKind, read};
use proptest::prelude::*;

fn attempt(bytes: &[u8]) -> Result<Document, Error> {
    read(bytes, "plan.ods", &Limits::default())
}

/// A bit of everything, as a sheet and as a text.
fn samples() -> [Odf; 2] {
    let styles = r##"<style:style style:name="c" style:family="table-cell" style:parent-style-name="c" style:data-style-name="N"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>
        <number:number-style style:name="N"><number:number number:decimal-places="2"/><style:map style:condition="value()&lt;0" style:apply-style-name="N"/></number:number-style>
        <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="a"/></text:list-style>"##;
    let tables = r#"<table:table table:name="F" table:style-name="t"><table:table-column table:number-columns-repeated="3" table:default-cell-style-name="c"/>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="float" office:value="1.5"><text:p>a<text:s text:c="3"/>b</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
        <table:table-row table:visibility="collapse"><table:table-cell table:formula="of:=[.A1]" office:value-type="date" office:date-value="2020-01-01"/><table:table-cell table:number-columns-repeated="2"/></table:table-row></table:table>"#;
    let text = r#"<text:h text:outline-level="2">T</text:h><text:list text:style-name="L"><text:list-item><text:p>x<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p></text:list-item></text:list><draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame>"#;
    let page = r#"<style:master-page style:name="Standard"><style:header><text:p>e</text:p></style:header></style:master-page>"#;
    [Odf::sheets(tables).styles(styles), Odf::text(&format!("{text}{tables}")).styles(styles).masters(page)]
}

fn is_limit(result: &Result<Document, Error>, name: &str) -> bool {
    matches!(result, Err(Error::Limit { limit, .. }) if *limit == name)
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    for sample in samples() {
        let flat = sample.flat();
        assert!(attempt(flat.as_bytes()).is_ok());
        // Before its outermost element is complete nothing says that it is a document.
        let root = flat.find('>').unwrap();
        for end in (root..flat.len()).filter(|&end| flat.is_char_boundary(end)) {
            assert!(attempt(&flat.as_bytes()[..end]).is_err(), "cut at {end}");
        }
        let package = sample.package();
        assert!(attempt(&package).is_ok());
        for end in (0..package.len()).step_by(20) {
            assert!(attempt(&package[..end]).is_err(), "cut at {end}");
        }
    }
}

#[test]
fn fixtures_cut_or_damaged_do_not_panic() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats");
    for name in ["classeur.ods", "texte.odt"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        for step in 1..8 {
            let _ = attempt(&bytes[..bytes.len() * step / 8]);
            let mut damaged = bytes.clone();
            let at = bytes.len() * step / 9;
            damaged[at..at + 8].fill(0xA5);
            let _ = attempt(&damaged);
        }
    }
}

#[test]
fn cells_repeated_without_end_are_refused_before_they_are_made() {
    let row = |rows: u64, columns: u64| {
        format!(
            r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell></table:table-row>"#
        )
    };
    for (rows, columns) in [(1_048_576, 16_384), (u64::from(u32::MAX), 1), (2, u64::from(u32::MAX)), (1_000_000, 2)] {
        let table = format!(r#"<table:table table:name="a">{}</table:table>"#, row(rows, columns));
        let small = Limits { cells: 10_000, ..Limits::default() };
        for file in [Odf::sheets(&table).flat(), Odf::text(&table).flat()] {
            assert!(matches!(read(file.as_bytes(), "", &small), Err(Error::Limit { .. })), "{rows} {columns}");
        }
    }
    // A count that is no number of 32 bits is no count.
    assert_eq!(Odf::rows(&row(u64::MAX, 1)).read().tables().next().unwrap().cells.len(), 1);
}

#[test]
fn long_texts_repeated_are_refused_before_they_are_made() {
    let text = "x".repeat(1_000_000);
    let row = format!(
        r#"<table:table-row table:number-rows-repeated="1000"><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"#
    );
    assert!(is_limit(&Odf::rows(&row).attempt(), "total_bytes"));
}

#[test]
fn backgrounds_of_a_whole_sheet_cost_nothing() {
    let style = r##"<style:style style:name="c" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>"##;
    let painted = r#"<table:table-column table:number-columns-repeated="16384" table:default-cell-style-name="c"/>
        <table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384" table:style-name="c"/></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    assert_eq!(Odf::rows(painted).automatic(style).read().tables().count(), 0);
    let group = |at: u32| {
        format!(
            r#"<table:table-column table:default-cell-style-name="{}"/>"#,
            if at.is_multiple_of(2) { "c" } else { "d" }
        )
    };
    let columns: String = (0..16_384).map(group).collect();
    let row = r#"<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let document = Odf::rows(&(columns + &row.repeat(20_000))).automatic(style).attempt();
    assert!(document.is_ok());
}

#[test]
fn spaces_without_end_are_refused() {
    let body = r#"<text:p><text:s text:c="4000000000"/></text:p>"#;
    assert!(is_limit(&Odf::text(body).attempt(), "text_bytes"));
    let spaces = r#"<text:s text:c="1000000"/>"#.repeat(3);
    assert!(is_limit(&Odf::text(&format!("<text:p>{spaces}</text:p>")).attempt(), "text_bytes"));
}

#[test]
fn deep_nesting_ends_at_the_limit() {
    for element in ["text:section", "text:span", "text:list", "draw:frame", "text:note-body", "table:table"] {
        let body = format!("<{element}>").repeat(100_000);
        assert!(is_limit(&Odf::text(&body).attempt(), "xml_depth"), "{element}");
    }
    let deep = |levels: usize| {
        let open = "<table:table><table:table-row><table:table-cell>".repeat(levels);
        format!("{open}{}", "</table:table-cell></table:table-row></table:table>".repeat(levels))
    };
    assert_eq!(Odf::text(&deep(160)).read().tables().count(), 160);
}

#[test]
fn entities_are_never_declared() {
    let flat = Odf::text("<text:p>&x;</text:p>").flat();
    let declared = format!(r#"<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>{flat}"#);
    assert!(matches!(attempt(declared.as_bytes()), Err(Error::Damaged { .. })));
    assert!(matches!(attempt(flat.as_bytes()), Err(Error::Damaged { .. })));
}

#[test]
fn a_password_is_named_and_one_for_macros_alone_does_not_matter() {
    let media_type = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest = br#"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let secret =
        zip(&[("mimetype", media_type), ("content.xml", b"\xAC\x12\0\xFE"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(attempt(&secret), Err(Error::Encrypted));
    let whole =
        zip(&[("mimetype", media_type), ("encrypted-package", b"\xAC\x12"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(attempt(&whole), Err(Error::Encrypted));
    let content = format!(
        "<office:document-content {NAMESPACES}><office:body><office:spreadsheet/></office:body></office:document-content>"
    );
    let open =
        zip(&[("mimetype", media_type), ("content.xml", content.as_bytes()), ("META-INF/manifest.xml", manifest)]);
    assert!(attempt(&open).is_ok());
}

#[test]
fn other_kinds_of_documents_are_called_by_name() {
    for (kind, name) in [("presentation", "odp"), ("drawing", "odg"), ("chart", "odc")] {
        let file =
            format!("<office:document {NAMESPACES}><office:body><office:{kind}/></office:body></office:document>");
        assert_eq!(attempt(file.as_bytes()), Err(Error::Unsupported { format: name.into() }));
    }
    let empty = format!("<office:document {NAMESPACES}/>");
    assert!(matches!(attempt(empty.as_bytes()), Err(Error::Damaged { .. })));
}

#[test]
fn a_package_is_known_without_its_media_type() {
    let content = format!(
        "<office:document-content {NAMESPACES}><office:body><office:text><text:p>a</text:p></office:text></office:body></office:document-content>"
    );
    let file = zip(&[("content.xml", content.as_bytes()), ("META-INF/manifest.xml", b"<!DOCTYPE m><m/>")]);
    assert_eq!(attempt(&file).unwrap().paragraphs().count(), 1);
}

#[test]
fn damaged_styles_are_passed_over_with_a_notice() {
    let content = format!(
        "<office:document-content {NAMESPACES}><office:body><office:text><text:p>a</text:p></office:text></office:body></office:document-content>"
    );
    let file = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", b"<a>"),
        ("meta.xml", b"&x;"),
    ]);
    let document = read(&file, "a.odt", &Limits::default()).unwrap();
    let notices: Vec<_> = document.notices.iter().map(|notice| (notice.kind, &*notice.detail)).collect();
    assert_eq!(notices, [(NoticeKind::Damaged, "styles.xml"), (NoticeKind::Damaged, "meta.xml")]);
}

#[test]
fn styles_that_build_on_each_other_end() {
    let style = |id: usize, base: usize| {
        format!(
            r#"<style:style style:name="s{id}" style:family="paragraph" style:parent-style-name="s{base}"><style:text-properties fo:font-weight="bold"/></style:style>"#
        )
    };
    let styles: String = (0..5_000).map(|id| style(id, (id + 1) % 5_000)).collect();
    let document = Odf::text(r#"<text:p text:style-name="s7">x</text:p>"#).styles(&styles).read();
    assert!(document.paragraphs().all(|paragraph| paragraph.text.all(|marks| marks.bold)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(24), ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = attempt(&bytes);
        let content = [format!("<office:document {NAMESPACES}>").as_bytes(), &bytes].concat();
        let _ = attempt(&content);
        let _ = attempt(&zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", &bytes)]));
    }

    #[test]
    fn spliced_files_do_not_panic(which in 0usize..2, at in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 0usize..120, cut in 0usize..20) {
        // A piece is put elsewhere, which keeps many cases well-formed or nearly so.
        let mut flat = samples()[which].flat().into_bytes();
        let from = from.index(flat.len());
        let piece = flat[from..(from + length).min(flat.len())].to_vec();
        let at = at.index(flat.len());
        let end = (at + cut).min(flat.len());
        flat.splice(at..end, piece);
        let _ = attempt(&flat);
    }

    #[test]
    fn elements_in_any_order_do_not_panic(sheets in any::<bool>(), picks in prop::collection::vec(0usize..44, 0..60)) {
        const NAMES: &[&str] = &[
            "text:p", "text:h", "text:span", "text:list", "text:list-item", "text:list-header", "text:note", "text:note-body",
            "text:s", "text:change", "text:number", "text:tracked-changes", "table:table", "table:table-column", "table:table-row",
            "table:table-cell", "table:covered-table-cell", "table:table-header-rows", "table:shapes", "draw:frame",
            "draw:text-box", "draw:image", "office:annotation", "loext:content-control", "table:tracked-changes",
            "text:section",
        ];
        let mut body = String::new();
        let mut open = Vec::new();
        for pick in picks {
            match NAMES.get(pick) {
                Some(name) => {
                    let count = pick * 7 % 4;
                    body += &format!(r#"<{name} table:number-columns-spanned="{count}" table:number-rows-spanned="{count}" table:number-columns-repeated="{count}" table:number-rows-repeated="{count}" text:c="{count}" text:outline-level="{pick}">"#);
                    open.push(name);
                }
                None if pick % 3 == 0 => body += "texte",
                None => body += &open.pop().map(|name| format!("</{name}>")).unwrap_or_default(),
            }
        }
        for name in open.iter().rev() {
            body += &format!("</{name}>");
        }
        let file = if sheets { Odf::sheets(&body) } else { Odf::text(&body) };
        prop_assert!(file.attempt().is_ok());
    }
}

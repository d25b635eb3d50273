//! Zip files and what a package holds besides its main part.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Expect, Kind, Size, fixture, kind};
use crate::common::{Docx, TRANSITIONAL, p, tbl, tc, tr, zip};

pub const KINDS: &[Kind] = &[
    kind("zip-without-entries", "a.zip", Expect::Refused, |_| zip(&[])),
    kind("zip-cut-in-the-middle", "a.docx", Expect::Damaged, |_| cut(plan(), 2)),
    kind("zip-without-directory", "a.docx", Expect::Damaged, |_| without_end(plan())),
    kind("zip-spliced-of-two", "a.docx", Expect::Any, |_| spliced()),
    kind("zip-after-junk", "a.docx", Expect::Refused, |_| [b"MZ\x90\0junk".repeat(100), plan()].concat()),
    kind("zip-before-junk", "a.docx", Expect::Any, |_| [plan(), vec![0xAA; 100_000]].concat()),
    kind("zip-before-zip", "a.docx", Expect::Any, |_| [plan(), zip(&[("a.txt", b"autre")])].concat()),
    kind("zip-bomb-of-one-part", "a.docx", Expect::Limit(&["ratio", "part_bytes"]), |s| {
        Docx::bytes(vec![b' '; s.of(300 << 20)]).file()
    }),
    kind("zip-bomb-below-the-ratio", "a.docx", Expect::Limit(&["part_bytes"]), |s| {
        Docx::bytes(noise(s.of(80 << 20))).file()
    }),
    kind("zip-bomb-of-many-parts", "a.docx", Expect::Limit(&["ratio", "total_bytes", "part_bytes"]), many_parts),
    kind("zip-bomb-of-two-layers", "a.zip", Expect::SeveralFiles, |s| layers(1, s)),
    kind("zip-bomb-of-five-layers", "a.zip", Expect::SeveralFiles, |s| layers(4, s)),
    kind("zip-of-bombs", "a.zip", Expect::Refused, |s| {
        let bomb = Docx::bytes(vec![b' '; s.of(60 << 20)]).file();
        let names: Vec<_> = (0..20).map(|n| format!("{n}.docx")).collect();
        zip(&names.iter().map(|name| (&**name, &*bomb)).collect::<Vec<_>>())
    }),
    kind("zip-of-a-bomb-of-text", "a.zip", Expect::Limit(&["ratio", "part_bytes"]), |s| {
        zip(&[("a.csv", &vec![b';'; s.of(200 << 20)])])
    }),
    kind("zip-of-overlapping-entries", "a.zip", Expect::Damaged, |s| overlapping(s.of(10_000), b"a;b\n1;2\n")),
    kind("zip-of-overlapping-bombs", "a.zip", Expect::Damaged, |s| {
        overlapping(s.of(10_000), &vec![b';'; s.of(1 << 20)])
    }),
    kind("zip-of-70000-entries", "a.docx", Expect::Limit(&["zip_entries"]), |s| entries(s.of(70_000))),
    kind("zip-of-signatures-without-entries", "a.docx", Expect::Any, |s| {
        let mut file = plan();
        file.splice(0..0, b"PK\x01\x02".repeat(0));
        file.extend(b"PK\x01\x02".repeat(s.of(100_000)));
        file
    }),
    kind("zip-that-counts-65535-entries", "a.docx", Expect::Any, |_| patched_end(plan(), 8, &[0xFF; 4])),
    kind("zip-whose-directory-is-elsewhere", "a.docx", Expect::Refused, |_| patched_end(plan(), 16, &[0xF0; 4])),
    kind("zip-names-that-lead-outside", "a.zip", Expect::Holds("dehors"), |_| {
        zip(&[("../../../../tmp/passerelle-out.csv", b"OS;OO\ndehors;1\n")])
    }),
    kind("zip-names-from-the-root", "a.zip", Expect::Holds("dehors"), |_| {
        zip(&[("C:\\Windows\\..\\..\\passerelle.csv", b"OS;OO\ndehors;1\n")])
    }),
    kind("zip-names-with-nul", "a.zip", Expect::Any, |_| zip(&[("a\0b.csv", b"a;b\n1;2\n")])),
    kind("zip-name-of-60000-letters", "a.zip", Expect::Any, |_| zip(&[(&"n".repeat(60_000), b"a;b\n1;2\n")])),
    kind("zip-names-given-twice", "a.docx", Expect::Any, |_| twice(plan())),
    kind("zip-wrong-checksum", "a.docx", Expect::Damaged, |_| patched_headers(plan(), 16, 14, &[1, 2, 3, 4])),
    kind("zip-sizes-too-small", "a.docx", Expect::Any, |_| patched_headers(plan(), 24, 22, &[1, 0, 0, 0])),
    kind("zip-sizes-too-large", "a.docx", Expect::Any, |_| patched_headers(plan(), 24, 22, &[0xF0; 4])),
    kind("zip-packed-sizes-too-small", "a.docx", Expect::Refused, |_| patched_headers(plan(), 20, 18, &[3, 0, 0, 0])),
    kind("zip-packed-sizes-too-large", "a.docx", Expect::Any, |_| patched_headers(plan(), 20, 18, &[0xF0; 4])),
    kind("zip-of-an-unknown-method", "a.docx", Expect::Refused, |_| patched_headers(plan(), 10, 8, &[99, 0])),
    kind("zip-stored-called-deflated", "a.docx", Expect::Refused, |_| patched_headers(stored(), 10, 8, &[8, 0])),
    kind("zip-with-a-password", "a.docx", Expect::Encrypted, |_| patched_headers(plan(), 8, 6, &[1, 0])),
    kind("zip-with-a-broken-stream", "a.docx", Expect::Refused, |_| broken_streams()),
    kind("zip-comment-with-a-false-end", "a.docx", Expect::Any, |_| {
        let mut file = plan();
        let at = file.len() - 2;
        file[at..].copy_from_slice(&60_000_u16.to_le_bytes());
        file.extend(b"PK\x05\x06\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0".repeat(2728));
        file.resize(at + 2 + 60_000, 0);
        file
    }),
    kind("package-without-main-part", "a.docx", Expect::Damaged, |_| zip(&[("[Content_Types].xml", TYPES)])),
    kind("package-whose-main-part-is-outside", "a.docx", Expect::Refused, |_| external_main()),
    kind("package-whose-links-lead-outside", "a.docx", Expect::Holds("Plan"), |_| external_links()),
    kind("package-whose-parts-are-each-other", "a.docx", Expect::Any, |_| same_parts()),
    kind("package-of-100000-links", "a.docx", Expect::Any, |s| many_links(s.of(100_000))),
    kind("package-of-a-bomb-of-links", "a.docx", Expect::Limit(&["ratio", "part_bytes"]), |s| {
        zip(&[("_rels/.rels", &vec![b' '; s.of(100 << 20)])])
    }),
    kind("package-with-deep-links", "a.docx", Expect::Limit(&["xml_depth"]), |_| {
        zip(&[("_rels/.rels", "<a>".repeat(100_000).as_bytes())])
    }),
    kind("package-of-100000-content-types", "a.docx", Expect::Any, |s| {
        let one = r#"<Override PartName="/a" ContentType="b"/>"#.repeat(s.of(100_000));
        let types =
            format!(r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{one}</Types>"#);
        zip(&[("[Content_Types].xml", types.as_bytes())])
    }),
];

const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const LINKS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A sound document.
fn plan() -> Vec<u8> {
    Docx::body(&format!("{}{}", p("Plan"), tbl(&[tr(&[tc("", "OS 1"), tc("", "2024")])]))).file()
}

/// Bytes of XML that deflate makes about a tenth of.
fn noise(length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length + 8);
    for number in super::numbers(7) {
        if bytes.len() >= length {
            return bytes;
        }
        bytes.extend_from_slice(format!("<a b='{:04x}'></a>                    ", number & 0xFFFF).as_bytes());
    }
    bytes
}

fn cut(mut file: Vec<u8>, part: usize) -> Vec<u8> {
    file.truncate(file.len() / part);
    file
}

fn without_end(mut file: Vec<u8>) -> Vec<u8> {
    let directory = file.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    file.truncate(directory);
    file
}

fn spliced() -> Vec<u8> {
    let (one, other) = (plan(), fixture("formats/cells.xlsx"));
    [&one[..one.len() / 2], &other[other.len() / 2..]].concat()
}

fn stored() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("plan.csv", options).unwrap();
    writer.write_all(b"a;b\n1;2\n").unwrap();
    writer.finish().unwrap().into_inner()
}

fn many_parts(size: Size) -> Vec<u8> {
    // Headers are all read: each is large, none too large.
    let space = " ".repeat(size.of(60 << 20));
    let links: String =
        (0..10).map(|n| format!(r#"<Relationship Id="h{n}" Type="{KIND}/header" Target="h{n}.xml"/>"#)).collect();
    let links = format!(r#"<Relationships xmlns="{LINKS}">{links}</Relationships>"#);
    let used: String = (0..10).map(|n| format!(r#"<w:headerReference r:id="h{n}"/>"#)).collect();
    let document = format!(
        r#"<w:document xmlns:w="{TRANSITIONAL}" xmlns:r="{KIND}"><w:body><w:sectPr>{used}</w:sectPr></w:body></w:document>"#
    );
    let header = format!(r#"<w:hdr xmlns:w="{TRANSITIONAL}">{space}</w:hdr>"#);
    let names: Vec<_> = (0..10).map(|n| format!("word/h{n}.xml")).collect();
    let root = main_link("word/document.xml", "");
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", links.as_bytes()),
    ];
    parts.extend(names.iter().map(|name| (&**name, header.as_bytes())));
    zip(&parts)
}

fn layers(count: usize, size: Size) -> Vec<u8> {
    let mut file = zip(&[("a.csv", &vec![b';'; size.of(100 << 20)])]);
    for _ in 0..count {
        let names: Vec<_> = (0..10).map(|n| format!("{n}.zip")).collect();
        file = zip(&names.iter().map(|name| (&**name, &*file)).collect::<Vec<_>>());
    }
    file
}

/// All entries of the directory are the same stretch of the file.
fn overlapping(count: usize, bytes: &[u8]) -> Vec<u8> {
    let one = zip(&[("00000.csv", bytes)]);
    let directory = one.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let end = one.windows(4).position(|window| window == b"PK\x05\x06").unwrap();
    let mut file = one[..directory].to_vec();
    for number in 0..count {
        let mut header = one[directory..end].to_vec();
        header[46..51].copy_from_slice(format!("{number:05}").as_bytes());
        file.extend(header);
    }
    let length = (file.len() - directory) as u32;
    let mut tail = one[end..].to_vec();
    tail[8..10].copy_from_slice(&(count as u16).to_le_bytes());
    tail[10..12].copy_from_slice(&(count as u16).to_le_bytes());
    tail[12..16].copy_from_slice(&length.to_le_bytes());
    file.extend(tail);
    file
}

fn entries(count: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..count {
        writer.start_file(format!("word/{number}.xml"), SimpleFileOptions::default()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// With these bytes in the record at the end of the file.
fn patched_end(mut file: Vec<u8>, field: usize, bytes: &[u8]) -> Vec<u8> {
    let at = file.len() - 22 + field;
    file[at..at + bytes.len()].copy_from_slice(bytes);
    file
}

/// With these bytes in each header: those of the directory and those before the entries.
fn patched_headers(mut file: Vec<u8>, central: usize, local: usize, bytes: &[u8]) -> Vec<u8> {
    for (signature, field) in [(b"PK\x01\x02", central), (b"PK\x03\x04", local)] {
        let places: Vec<_> = (0..file.len() - 4).filter(|&at| &file[at..at + 4] == signature).collect();
        for at in places {
            file[at + field..at + field + bytes.len()].copy_from_slice(bytes);
        }
    }
    file
}

/// With two entries of the same name: `word/document.xm2` gets the name of the main part.
fn twice(_: Vec<u8>) -> Vec<u8> {
    let body =
        |text: &str| format!(r#"<w:document xmlns:w="{TRANSITIONAL}"><w:body>{}</w:body></w:document>"#, p(text));
    let root = main_link("word/document.xml", "");
    let mut file = zip(&[
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", body("un").as_bytes()),
        ("word/document.xm2", body("deux").as_bytes()),
    ]);
    let name = b"word/document.xm2";
    let places: Vec<_> = (0..file.len() - name.len()).filter(|&at| &file[at..at + name.len()] == name).collect();
    for at in places {
        file[at + name.len() - 1] = b'l';
    }
    file
}

fn broken_streams() -> Vec<u8> {
    let mut file = fixture("formats/cells.xlsx");
    let end = file.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    for at in (100..end).step_by(37) {
        if !file[at - 60..at + 4].windows(2).any(|window| window == b"PK") {
            file[at] ^= 0xFF;
        }
    }
    file
}

fn main_link(target: &str, more: &str) -> String {
    format!(
        r#"<Relationships xmlns="{LINKS}"><Relationship Id="r" Type="{KIND}/officeDocument" Target="{target}" {more}/></Relationships>"#
    )
}

fn external_main() -> Vec<u8> {
    let root = main_link("file:///etc/passwd", r#"TargetMode="External""#);
    zip(&[("_rels/.rels", root.as_bytes()), ("[Content_Types].xml", TYPES)])
}

fn external_links() -> Vec<u8> {
    let document = format!(r#"<w:document xmlns:w="{TRANSITIONAL}"><w:body>{}</w:body></w:document>"#, p("Plan"));
    let links = format!(
        r#"<Relationships xmlns="{LINKS}"><Relationship Id="a" Type="{KIND}/styles" Target="file:///etc/passwd" TargetMode="External"/>
        <Relationship Id="b" Type="{KIND}/attachedTemplate" Target="http://127.0.0.1:1/x.dotm" TargetMode="External"/>
        <Relationship Id="c" Type="{KIND}/numbering" Target="../../../../etc/passwd"/></Relationships>"#
    );
    let root = main_link("word/document.xml", "");
    zip(&[
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", links.as_bytes()),
    ])
}

fn same_parts() -> Vec<u8> {
    let document = format!(
        r#"<w:document xmlns:w="{TRANSITIONAL}" xmlns:r="{KIND}"><w:body>{}<w:sectPr><w:headerReference r:id="header"/></w:sectPr></w:body></w:document>"#,
        p("Plan")
    );
    let kinds = ["styles", "numbering", "header", "footnotes", "endnotes", "comments", "settings", "theme"];
    let links: String = kinds
        .iter()
        .map(|kind| format!(r#"<Relationship Id="{kind}" Type="{KIND}/{kind}" Target="document.xml"/>"#))
        .collect();
    let links = format!(r#"<Relationships xmlns="{LINKS}">{links}</Relationships>"#);
    let root = main_link("word/document.xml", "");
    zip(&[
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", links.as_bytes()),
    ])
}

fn many_links(count: usize) -> Vec<u8> {
    let document = format!(
        r#"<w:document xmlns:w="{TRANSITIONAL}" xmlns:r="{KIND}"><w:body><w:sectPr>{}</w:sectPr></w:body></w:document>"#,
        r#"<w:headerReference r:id="h1"/>"#.repeat(count)
    );
    let links: String =
        (0..count).map(|n| format!(r#"<Relationship Id="h{n}" Type="{KIND}/header" Target="none.xml"/>"#)).collect();
    let links = format!(r#"<Relationships xmlns="{LINKS}">{links}</Relationships>"#);
    let root = main_link("word/document.xml", "");
    zip(&[
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", links.as_bytes()),
    ])
}

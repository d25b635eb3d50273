//! Separated values, texts, and bytes that are nothing.

use super::{Expect, Kind, kind, numbers};

pub const KINDS: &[Kind] = &[
    kind("csv-of-quotes", "a.csv", Expect::Any, |s| vec![b'"'; s.of(20 << 20)]),
    kind("csv-quote-that-never-ends", "a.csv", Expect::Any, |s| {
        [b"a;b;c\n1;2;\"".to_vec(), b"a;b\n".repeat(s.of(4 << 20))].concat()
    }),
    kind("csv-many-quotes-that-never-end", "a.csv", Expect::Any, |s| b"a;\"b\n".repeat(s.of(1_000_000))),
    kind("csv-of-separators", "a.csv", Expect::Any, |s| vec![b';'; s.of(10 << 20)]),
    kind("csv-2-million-rows", "a.csv", Expect::Limit(&["cells"]), |s| b"a;b\n".repeat(s.of(2_000_000))),
    kind("csv-300000-rows-of-3", "a.csv", Expect::Any, |s| b"Action;Service;2024\n".repeat(s.of(300_000))),
    kind("csv-2-million-empty-lines", "a.csv", Expect::Any, |s| {
        [b"a;b\n".to_vec(), b"\n".repeat(s.of(20_000_000)), b"c;d\n".to_vec()].concat()
    }),
    kind("csv-10000-columns", "a.csv", Expect::Any, |s| {
        [b"a;".repeat(s.of(10_000)), b"\n1;2\n".to_vec()].concat().repeat(20)
    }),
    kind("csv-cell-of-40000-characters", "a.csv", Expect::Any, |_| {
        format!("a;b\n{};1\n", "é".repeat(40_000)).into_bytes()
    }),
    kind("csv-cell-of-2-megabytes", "a.csv", Expect::Limit(&["text_bytes"]), |s| {
        format!("a;b\n{};1\n", "a".repeat(s.of(2 << 20))).into_bytes()
    }),
    kind("csv-formulas-as-text", "a.csv", Expect::Holds("=cmd|'/C calc'!A0"), |_| {
        b"OS;OO\n=cmd|'/C calc'!A0;@SUM(1)\n".to_vec()
    }),
    kind("csv-with-nul-bytes", "a.csv", Expect::Any, |_| b"a;b\n\0;\0\0\n".to_vec()),
    kind("csv-of-lone-returns", "a.csv", Expect::Any, |s| b"a;b\r".repeat(s.of(300_000))),
    kind("csv-of-all-separators", "a.csv", Expect::Any, |s| b"a,b;c\td|e\n".repeat(s.of(100_000))),
    kind("csv-in-utf-16-with-lone-surrogates", "a.csv", Expect::Any, |_| {
        let units = "a;b\nX;1\n".encode_utf16().map(|unit| if unit == u16::from(b'X') { 0xDC00 } else { unit });
        std::iter::once(0xFEFF).chain(units).flat_map(u16::to_le_bytes).collect()
    }),
    kind("csv-in-utf-16-cut-in-a-character", "a.csv", Expect::Any, |_| {
        let mut bytes: Vec<u8> =
            std::iter::once(0xFEFF).chain("a;b\nc;d\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        bytes.pop();
        bytes
    }),
    kind("csv-with-surrogates-in-utf-8", "a.csv", Expect::Any, |_| {
        b"a;b\n\xED\xA0\x80;\xF8\x88\x80\x80\x80\n".to_vec()
    }),
    kind("txt-line-of-60-megabytes", "a.txt", Expect::Any, |s| vec![b'a'; s.of(60 << 20)]),
    kind("txt-2-million-lines", "a.txt", Expect::Any, |s| b"a\n".repeat(s.of(2_000_000))),
    kind("txt-million-marks-that-open", "a.txt", Expect::Any, |s| b"<b>a".repeat(s.of(200_000))),
    kind("txt-million-stars", "a.txt", Expect::Any, |s| b"**a".repeat(s.of(300_000))),
    kind("txt-million-tabulators", "a.txt", Expect::Any, |s| b"\t".repeat(s.of(10_000_000))),
    kind("txt-tabulated-lines", "a.txt", Expect::Any, |s| b"a\tb\tc\td\n".repeat(s.of(500_000))),
    kind("txt-cells-below-each-other", "a.txt", Expect::Any, |s| b"Action\n\nService\n\n\n".repeat(s.of(200_000))),
    kind("txt-of-accents-over-accents", "a.txt", Expect::Any, |s| {
        format!("a{}", "\u{301}".repeat(s.of(500_000))).into_bytes()
    }),
    kind("txt-of-right-to-left-marks", "a.txt", Expect::Any, |s| {
        "\u{202E}\u{200B}\u{FEFF}".repeat(s.of(300_000)).into_bytes()
    }),
    kind("file-without-bytes", "a.xlsx", Expect::Unsupported, |_| Vec::new()),
    kind("file-of-one-byte", "a.docx", Expect::Any, |_| vec![0]),
    kind("file-of-zeros", "a.xls", Expect::Unsupported, |s| vec![0; s.of(50 << 20)]),
    kind("file-of-random-bytes", "a.doc", Expect::Unsupported, |s| {
        [vec![0; 4], numbers(41).take(s.of(4 << 20)).flat_map(u32::to_le_bytes).collect()].concat()
    }),
    kind("file-of-300-megabytes", "a.csv", Expect::Limit(&["file_bytes"]), |s| b"a;b\n".repeat(s.of(75 << 20))),
    kind("pdf-called-docx", "a.docx", Expect::Unsupported, |_| b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec()),
    kind("picture-called-xlsx", "a.xlsx", Expect::Unsupported, |_| b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec()),
    kind("gzip-called-ods", "a.ods", Expect::Unsupported, |_| b"\x1F\x8B\x08\0\0\0\0\0\0\x03".to_vec()),
    kind("xml-of-deep-elements", "a.xml", Expect::Any, |s| {
        [b"<?xml version=\"1.0\"?>".to_vec(), b"<a>".repeat(s.of(5_000_000))].concat()
    }),
    kind("xml-of-entities", "a.xml", Expect::Refused, |_| {
        b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>".to_vec()
    }),
];

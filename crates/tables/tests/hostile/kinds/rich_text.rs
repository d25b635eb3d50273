//! Rich text.

use super::texts::spliced;
use super::{Expect, Kind, kind};

pub const KINDS: &[Kind] = &[
    kind("rtf-million-nested-groups", "a.rtf", Expect::Limit(&["xml_depth"]), |s| {
        rtf(&"{".repeat(s.of(1_000_000).max(10_000)))
    }),
    kind("rtf-groups-that-end-too-often", "a.rtf", Expect::Any, |s| rtf(&format!("a{}b", "}".repeat(s.of(1_000_000))))),
    kind("rtf-million-empty-groups", "a.rtf", Expect::Any, |s| rtf(&"{}".repeat(s.of(5_000_000)))),
    kind("rtf-binary-without-measure", "a.rtf", Expect::Any, |_| {
        rtf(r"a\bin4294967295 b\bin-1 c\bin99999999999999999999 d")
    }),
    kind("rtf-lone-surrogates", "a.rtf", Expect::Any, |_| rtf(r"\uc1\u-10179?\u-9216?\u-10240?\u55296?a\u-56832?")),
    kind("rtf-numbers-without-measure", "a.rtf", Expect::Any, |_| {
        rtf(
            r"\uc99999999\u65536?\li999999999999\ilvl999\itap-5\f4294967296\cf99999\trowd\cellx2147483648\cellx-1 a\cell\row",
        )
    }),
    kind("rtf-row-of-10000-cells", "a.rtf", Expect::Any, |s| {
        let count = s.of(10_000);
        let ends: String = (1..=count).map(|n| format!(r"\cellx{n}")).collect();
        rtf(&format!(r"\trowd{ends}\intbl {}\row", r"a\cell ".repeat(count)))
    }),
    kind("rtf-2-million-cells", "a.rtf", Expect::Limit(&["cells"]), |s| {
        let row = format!(r"\trowd\cellx1\intbl {}\row ", r"\cell".repeat(100));
        rtf(&row.repeat(s.of(20_000)))
    }),
    kind("rtf-million-definitions-of-rows", "a.rtf", Expect::Any, |s| {
        rtf(&r"\trowd\cellx1\cellx2".repeat(s.of(1_000_000)))
    }),
    kind("rtf-million-ends-of-one-row", "a.rtf", Expect::Any, |s| {
        let ends: String = (1..=s.of(1_000_000)).map(|n| format!(r"\cellx{n}")).collect();
        rtf(&format!(r"\trowd{ends}\intbl a\cell\row"))
    }),
    kind("rtf-tables-nested-without-measure", "a.rtf", Expect::Any, |s| {
        rtf(&(1..s.of(100_000))
            .map(|n| format!(r"\itap{n}\intbl a\nestcell{{\*\nesttableprops\trowd\cellx1\nestrow}}"))
            .collect::<String>())
    }),
    kind("rtf-tables-that-never-end", "a.rtf", Expect::Any, |s| {
        rtf(&r"\trowd\cellx1\intbl a\cell".repeat(s.of(200_000)))
    }),
    kind("rtf-million-fonts", "a.rtf", Expect::Any, |s| {
        let fonts: String = (0..s.of(1_000_000)).map(|n| format!(r"{{\f{n} Arial;}}")).collect();
        rtf(&format!(r"{{\fonttbl{fonts}}}\f5 a"))
    }),
    kind("rtf-million-colours-and-styles", "a.rtf", Expect::Any, |s| {
        let styles: String = (0..s.of(500_000)).map(|n| format!(r"{{\s{n}\sbasedon{n} Titre;}}")).collect();
        rtf(&format!(r"{{\colortbl{}}}{{\stylesheet{styles}}}\s5\cf999 a", r"\red1;".repeat(s.of(1_000_000))))
    }),
    kind("rtf-hex-that-is-none", "a.rtf", Expect::Any, |s| rtf(&r"\'zz\'\'9\'".repeat(s.of(500_000)))),
    kind("rtf-word-of-20-megabytes", "a.rtf", Expect::Any, |s| rtf(&format!(r"\{} a", "x".repeat(s.of(20 << 20))))),
    kind("rtf-number-of-20-megabytes", "a.rtf", Expect::Any, |s| rtf(&format!(r"\u{} a", "9".repeat(s.of(20 << 20))))),
    kind("rtf-paragraph-of-2-megabytes", "a.rtf", Expect::Limit(&["text_bytes"]), |s| rtf(&"a".repeat(s.of(2 << 20)))),
    kind("rtf-2-million-paragraphs", "a.rtf", Expect::Any, |s| rtf(&r"a\par ".repeat(s.of(2_000_000)))),
    kind("rtf-fields-nested-as-deep-as-allowed", "a.rtf", Expect::Any, |_| {
        rtf(&format!("{}a{}", r"{\field{\*\fldinst HYPERLINK x}{\fldrslt ".repeat(200), "}}".repeat(200)))
    }),
    kind("rtf-picture-of-30-megabytes", "a.rtf", Expect::Any, |s| {
        rtf(&format!(r"{{\pict {}}}a", "ff".repeat(s.of(15 << 20))))
    }),
    kind("rtf-with-nul-bytes", "a.rtf", Expect::Any, |_| b"{\\rtf1 a\0b\\\0c\0}".to_vec()),
    kind("rtf-that-ends-in-a-backslash", "a.rtf", Expect::Any, |_| b"{\\rtf1 a\\".to_vec()),
    kind("rtf-spliced-anywhere", "a.rtf", Expect::Any, |_| spliced("formats/j18_richtext.rtf", 29)),
];

fn rtf(inside: &str) -> Vec<u8> {
    format!(r"{{\rtf1\ansi\ansicpg1252 {inside}}}").into_bytes()
}

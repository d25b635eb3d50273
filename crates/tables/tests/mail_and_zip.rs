//! Pages in mails, and zip files of office files.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use common::{Docx, lines, p, paragraphs, tbl, tc, tr, zip};
use passerelle_tables::{Error, Format, Limits, NoticeKind, read, read_all};
use proptest::prelude::*;

fn mail(parts: &str) -> String {
    format!("MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"B\"\r\n\r\npreamble\r\n{parts}")
}

fn attempt(mail: &str) -> Result<passerelle_tables::Document, Error> {
    read(mail.as_bytes(), "plan.mht", &Limits::default())
}

const PAGE: &str = "--B\r\nContent-Type: text/html\r\n\r\n<table><tr><td>a</table>\r\n";

#[test]
fn the_page_is_the_part_that_the_mail_starts_with() {
    let parts = "--B\nContent-Type: text/html\nContent-ID: <x>\n\n<p>x\n--B\nContent-Type: text/html; charset=utf-8\nContent-ID: <y>\nContent-Transfer-Encoding: Quoted-Printable\n\n<p class=3D\"a\">=C3=A9t=\n=C3=A9\n--B--\n";
    assert_eq!(paragraphs(&attempt(&mail(parts)).unwrap()), ["x"]);
    let document = attempt(&mail(parts).replace("boundary", "start=\"<y>\";\r\n boundary")).unwrap();
    assert_eq!((document.format, paragraphs(&document)), (Format::Mht, vec!["été"]));
    assert_eq!(document.notices, []);
}

#[test]
fn a_mail_may_be_one_page_or_hold_mails() {
    let single = "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+YTwv\ncD4=\n";
    assert_eq!(paragraphs(&attempt(single).unwrap()), ["a"]);
    let inner = format!(
        "--B\nContent-Type: multipart/alternative; boundary=C\n\n--C\nContent-Type: text/plain\n\nx\n{}--C--\n--B--\n",
        PAGE.replace("--B", "--C")
    );
    assert_eq!(attempt(&mail(&inner)).unwrap().tables().count(), 1);
}

#[test]
fn a_mail_cut_or_damaged_gives_what_is_there() {
    let whole = mail(&format!("{PAGE}--B--\r\n"));
    for end in 0..whole.len() {
        let _ = attempt(&whole[..end]);
    }
    assert_eq!(attempt(&mail(PAGE)).unwrap().tables().count(), 1);
    assert!(matches!(attempt(&mail("--B\nContent-Type: image/png\n\nx\n--B--")), Err(Error::Damaged { .. })));
    assert!(matches!(attempt(&mail("")), Err(Error::Damaged { .. })));
    let garbage = mail("--B\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n*** =====\0PHA+YQ\n");
    assert_eq!(paragraphs(&attempt(&garbage).unwrap()), ["a"]);
}

#[test]
fn a_mail_of_many_parts_has_a_limit() {
    let many = mail(&"--B\nContent-Type: text/plain\n\n".repeat(100_000));
    assert_eq!(attempt(&many), Err(Error::Limit { limit: "zip_entries", value: 20_000 }));
    let nested = mail(&"--B\nContent-Type: multipart/mixed; boundary=B\n\n".repeat(10_000));
    assert!(attempt(&nested).is_err());
    let mut deep = String::new();
    for level in 0..2_000 {
        deep += &format!("--B{level}\nContent-Type: multipart/mixed; boundary=B{}\n\n", level + 1);
    }
    assert!(attempt(&mail(&deep).replacen("\"B\"", "B0", 1)).is_err());
}

#[test]
fn text_with_colons_is_no_mail() {
    for text in ["Volet : interne\nOS : 1\n\ntexte", "Content-Type: text/html\n\n<p>a"] {
        assert_eq!(read(text.as_bytes(), "", &Limits::default()).unwrap().format, Format::Text, "{text}");
    }
}

#[test]
fn each_file_of_a_zip_is_read_or_refused_by_itself() {
    let docx = Docx::body(&tbl(&[tr(&[tc("", "a")])])).file();
    let inner = zip(&[("x.csv", b"a;b;c\n1;2;3\n"), ("y.csv", b"a;b;c\n1;2;3\n")]);
    let file = zip(&[
        ("2024/", b""),
        ("2024/plan.docx", &docx),
        ("../../grille.xls", b"<html><table><tr><td>b</table>"),
        ("__MACOSX/2024/._plan.docx", b"x"),
        ("2024/.DS_Store", b"x"),
        ("scan.pdf", b"%PDF-1.7"),
        ("autre.zip", &inner),
        ("coupé.docx", &docx[..docx.len() / 2]),
    ]);
    let files = read_all(&file, "envoi.zip", &Limits::default()).unwrap();
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["2024/plan.docx", "grille.xls", "scan.pdf", "autre.zip", "coupé.docx"]);
    assert_eq!(lines(files[0].1.as_ref().unwrap().tables().next().unwrap()), ["0,0: a"]);
    assert_eq!(files[1].1.as_ref().unwrap().notices[0].kind, NoticeKind::WrongExtension);
    assert_eq!(files[2].1, Err(Error::Unsupported { format: "pdf".into() }));
    assert_eq!(files[3].1, Err(Error::Unsupported { format: "zip".into() }));
    assert!(matches!(files[4].1, Err(Error::Damaged { .. })));
    let names =
        ["2024/plan.docx", "../../grille.xls", "scan.pdf", "autre.zip", "coupé.docx"].map(str::to_owned).to_vec();
    assert_eq!(read(&file, "envoi.zip", &Limits::default()), Err(Error::SeveralFiles { names, count: 5 }));
}

#[test]
fn the_only_file_of_a_zip_and_a_plain_file_are_read_either_way() {
    let docx = Docx::body(&p("Plan")).file();
    let file = zip(&[("__MACOSX/._plan.docx", b"x"), ("plan.docx", &docx)]);
    assert_eq!(paragraphs(&read(&file, "plan.zip", &Limits::default()).unwrap()), ["Plan"]);
    let files = read_all(&docx, "plan.docx", &Limits::default()).unwrap();
    assert_eq!((files.len(), files[0].0.as_str()), (1, "plan.docx"));
    assert_eq!(read_all(b"", "", &Limits::default()), Err(Error::Empty));
    assert_eq!(
        read_all(&zip(&[(".x", b"y")]), "", &Limits::default()),
        Err(Error::UnknownFormat { hint: "zip".into() })
    );
}

#[test]
fn the_files_of_a_zip_share_the_limits() {
    let table = "<html><table>".to_owned() + &"<tr><td>a".repeat(60);
    let file = zip(&[("a.html", table.as_bytes()), ("b.html", table.as_bytes())]);
    let limits = Limits { cells: 100, ..Limits::default() };
    let files = read_all(&file, "", &limits).unwrap();
    assert!(files[0].1.is_ok());
    assert_eq!(files[1].1, Err(Error::Limit { limit: "cells", value: 40 }));

    let docx = Docx::body(&p(&"x".repeat(50_000))).file();
    let file = zip(&[("a.docx", &docx), ("b.docx", &docx)]);
    let limits = Limits { total_bytes: 80_000, ..Limits::default() };
    assert!(matches!(read_all(&file, "", &limits), Err(Error::Limit { limit: "total_bytes", .. })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(24), ..ProptestConfig::default() })]

    #[test]
    fn spliced_mails_and_zips_are_read_or_refused(at in any::<prop::sample::Index>(), length in 0usize..60, bytes in prop::collection::vec(any::<u8>(), 0..30)) {
        let docx = Docx::body(&p("Plan")).file();
        for mut file in [mail(&format!("{PAGE}{PAGE}--B--")).into_bytes(), zip(&[("a.docx", &docx), ("b.html", b"<table><tr><td>a")])] {
            let at = at.index(file.len());
            let end = (at + length).min(file.len());
            file.splice(at..end, bytes.iter().copied());
            let _ = read_all(&file, "x", &Limits::default());
            let _ = read(&file, "x", &Limits::default());
        }
    }
}

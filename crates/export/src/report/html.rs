use std::fmt::{Result, Write};

use passerelle_core::Lang;

use super::paper::Paper;

const STYLE: &str = "body{font-family:sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}\
h1,h2{color:#1f3a5f}table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}\
th,td{border:1px solid #9aa9b8;padding:.35rem .5rem;text-align:left;vertical-align:top}\
thead th{background:#dce4ec}td:first-child{white-space:nowrap}";

/// One page without anything from elsewhere, so that it can be sent on as it is.
pub(super) fn html(paper: &Paper, lang: Lang) -> String {
    let mut page = String::new();
    // Writing into a String cannot fail.
    let _ = write(&mut page, paper, lang);
    page
}

fn write(page: &mut String, paper: &Paper, lang: Lang) -> Result {
    let (code, title) = (lang.pick("fr-BE", "en"), paper.title);
    writeln!(page, "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(page, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>")?;
    pairs(page, &paper.facts)?;
    writeln!(page, "<h2>{}</h2>", paper.counts_heading)?;
    pairs(page, &paper.counts)?;
    writeln!(page, "<h2>{}</h2>", paper.checks_heading)?;
    let checks = paper.checks.iter().map(|check| {
        let found = format!("{}\n→ {}", check.message, check.advice);
        [check.code.to_owned(), check.severity.to_owned(), check.place.clone(), found]
    });
    table(page, &Paper::check_headers(lang), checks, paper.no_check)?;
    writeln!(page, "<h2>{}</h2>", paper.asides_heading)?;
    let asides = paper.asides.iter().map(|aside| [aside.place.clone(), aside.reason.to_owned(), aside.text.clone()]);
    table(page, &Paper::aside_headers(lang), asides, paper.no_aside)?;
    writeln!(page, "</body>\n</html>")
}

fn pairs(page: &mut String, pairs: &[(&str, String)]) -> Result {
    writeln!(page, "<table>\n<tbody>")?;
    for (label, value) in pairs {
        writeln!(page, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escaped(label), escaped(value))?;
    }
    writeln!(page, "</tbody>\n</table>")
}

fn table<const N: usize>(
    page: &mut String,
    headers: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
    none: &str,
) -> Result {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return writeln!(page, "<p>{none}</p>");
    }
    writeln!(page, "<table>\n<thead><tr>")?;
    for header in headers {
        writeln!(page, "<th scope=\"col\">{header}</th>")?;
    }
    writeln!(page, "</tr></thead>\n<tbody>")?;
    for row in rows {
        let cells = row.map(|cell| format!("<td>{}</td>", escaped(&cell).replace('\n', "<br>")));
        writeln!(page, "<tr>{}</tr>", cells.concat())?;
    }
    writeln!(page, "</tbody>\n</table>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

use std::fmt::{Result, Write};

use passerelle_core::Lang;

use super::paper::{Paper, Part};

const STYLE: &str = "body{font-family:sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;line-height:1.4}\
h1,h2{color:#1f3a5f}h2{margin:1.8rem 0 .4rem}p{margin:.4rem 0 .8rem}\
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}\
th,td{border:1px solid #9aa9b8;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
thead th,th[scope=row]{background:#dce4ec}th[scope=row]{width:16rem}\
table.points,table.asides{table-layout:fixed}\
.code{color:#595959;font-size:.85em}.number{text-align:right}\
@page{size:A4 landscape;margin:15mm}@media print{body{margin:0;max-width:none;font-size:9pt}thead{display:table-header-group}tr{break-inside:avoid}}";

/// One page without anything from elsewhere, so that it can be sent on as it is.
pub(super) fn html(paper: &Paper, lang: Lang) -> String {
    let mut page = String::new();
    // Writing into a String cannot fail.
    let _ = write(&mut page, paper, lang);
    page
}

fn write(page: &mut String, paper: &Paper, lang: Lang) -> Result {
    let (code, title) = (lang.pick("fr-BE", "en"), escaped(&paper.title));
    writeln!(page, "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(page, "<meta name=\"viewport\" content=\"width=device-width\">")?;
    writeln!(page, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>")?;
    for line in &paper.intro {
        writeln!(page, "<p>{}</p>", escaped(line))?;
    }
    writeln!(page, "<h2>{}</h2>", paper.read_heading)?;
    pairs(page, &paper.facts)?;
    for part in &paper.parts {
        writeln!(page, "<h2>{}</h2>", part.heading)?;
        if part.points.is_empty() {
            writeln!(page, "<p>{}</p>", paper.no_check)?;
        } else {
            writeln!(page, "<p>{}</p>", part.note)?;
            points(page, part, lang)?;
        }
    }
    if !paper.headers.is_empty() {
        writeln!(page, "<h2>{}</h2>\n<p>{}</p>", paper.headers_heading, paper.headers_note)?;
        headers(page, paper, lang)?;
    }
    writeln!(page, "<h2>{}</h2>", paper.asides_heading)?;
    if paper.asides.is_empty() {
        writeln!(page, "<p>{}</p>", paper.no_aside)?;
    } else {
        writeln!(page, "<p>{}</p>", paper.asides_note)?;
        asides(page, paper, lang)?;
    }
    writeln!(page, "<h2>{}</h2>\n<p>{}</p>", paper.counts_heading, paper.counts_note)?;
    pairs(page, &paper.counts)?;
    writeln!(page, "</body>\n</html>")
}

fn pairs(page: &mut String, pairs: &[(&str, String)]) -> Result {
    writeln!(page, "<table>\n<tbody>")?;
    for (label, value) in pairs {
        writeln!(page, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escaped(label), escaped(value))?;
    }
    writeln!(page, "</tbody>\n</table>")
}

/// A table begins: its header row over columns that take so many hundredths of the width.
fn header<const N: usize>(page: &mut String, class: &str, widths: [u8; N], headers: &[&str; N]) -> Result {
    let columns = widths.map(|width| format!("<col style=\"width:{width}%\">"));
    writeln!(page, "<table class=\"{class}\">\n<colgroup>{}</colgroup>\n<thead><tr>", columns.concat())?;
    for header in headers {
        writeln!(page, "<th scope=\"col\">{header}</th>")?;
    }
    writeln!(page, "</tr></thead>\n<tbody>")
}

/// The number and the advice of a point stand once, beside all that was found.
fn points(page: &mut String, part: &Part, lang: Lang) -> Result {
    header(page, "points", [5, 20, 45, 30], &Paper::point_headers(lang))?;
    for point in &part.points {
        let rows = match point.findings.len() {
            0 | 1 => String::new(),
            several => format!(" rowspan=\"{several}\""),
        };
        for (at, finding) in point.findings.iter().enumerate() {
            write!(page, "<tr>")?;
            if at == 0 {
                write!(page, "<td{rows}>{}<br><span class=\"code\">{}</span></td>", point.number, point.code)?;
            }
            write!(page, "<td>{}</td><td>{}</td>", escaped(&finding.places), escaped(&finding.sentence()))?;
            if at == 0 {
                write!(page, "<td{rows}>{}</td>", escaped(&point.advice))?;
            }
            writeln!(page, "</tr>")?;
        }
    }
    writeln!(page, "</tbody>\n</table>")
}

fn headers(page: &mut String, paper: &Paper, lang: Lang) -> Result {
    header(page, "asides", [40, 35, 25], &Paper::header_headers(lang))?;
    for row in &paper.headers {
        let [header, meaning, place] = row.each_ref().map(|text| escaped(text));
        writeln!(page, "<tr><td>{header}</td><td>{meaning}</td><td>{place}</td></tr>")?;
    }
    writeln!(page, "</tbody>\n</table>")
}

fn asides(page: &mut String, paper: &Paper, lang: Lang) -> Result {
    header(page, "asides", [15, 50, 10, 25], &Paper::aside_headers(lang))?;
    for aside in &paper.asides {
        let (reason, text, places) = (escaped(aside.reason), escaped(&aside.text), escaped(&aside.places));
        writeln!(
            page,
            "<tr><td>{reason}</td><td>{text}</td><td class=\"number\">{}</td><td>{places}</td></tr>",
            aside.count
        )?;
    }
    writeln!(page, "</tbody>\n</table>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

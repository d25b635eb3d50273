use std::fmt::{Result, Write};

use passerelle_core::Lang;

use super::paper::{Finding, Paper};

pub(super) fn markdown(paper: &Paper, lang: Lang) -> String {
    let mut text = String::new();
    // Writing into a String cannot fail.
    let _ = write(&mut text, paper, lang);
    text
}

fn write(text: &mut String, paper: &Paper, lang: Lang) -> Result {
    // French sets a no-break space before the colon, and within its quotation marks.
    let colon = lang.pick("\u{a0}: ", ": ");
    let (open, close) = lang.pick("«\u{a0}|\u{a0}»", "“|”").split_once('|').unwrap_or(("", ""));
    writeln!(text, "# {}\n", paper.title)?;
    for line in &paper.intro {
        writeln!(text, "{line}\n")?;
    }
    writeln!(text, "## {}\n", paper.read_heading)?;
    for (label, value) in &paper.facts {
        writeln!(text, "- {label}{colon}{value}")?;
    }
    for part in &paper.parts {
        writeln!(text, "\n## {}\n", part.heading)?;
        if part.points.is_empty() {
            writeln!(text, "{}", paper.no_check)?;
            continue;
        }
        writeln!(text, "{}\n", part.note)?;
        for point in &part.points {
            let finding = |finding: &Finding| match finding.places.as_str() {
                "" => finding.message.clone(),
                places => format!("{places}{colon}{}", finding.message),
            };
            match point.findings.as_slice() {
                [one] => {
                    writeln!(text, "{}. **{}** {}  ", point.number, point.code, finding(one))?;
                    writeln!(text, "   → {}", point.advice)?;
                }
                several => {
                    writeln!(text, "{}. **{}** → {}", point.number, point.code, point.advice)?;
                    for one in several {
                        writeln!(text, "   - {}", finding(one))?;
                    }
                }
            }
        }
    }
    if !paper.headers.is_empty() {
        writeln!(text, "\n## {}\n\n{}\n", paper.headers_heading, paper.headers_note)?;
    }
    for [header, meaning, place] in &paper.headers {
        let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
        writeln!(text, "- {open}{header}{close}{colon}{meaning}{place}")?;
    }
    writeln!(text, "\n## {}\n", paper.asides_heading)?;
    if paper.asides.is_empty() {
        writeln!(text, "{}", paper.no_aside)?;
    } else {
        writeln!(text, "{}\n", paper.asides_note)?;
    }
    for aside in &paper.asides {
        let count = if aside.count > 1 { format!(" × {}", aside.count) } else { String::new() };
        let places = if aside.places.is_empty() { String::new() } else { format!(" ({})", aside.places) };
        writeln!(text, "- {}{colon}{open}{}{close}{count}{places}", aside.reason, aside.text)?;
    }
    writeln!(text, "\n## {}\n\n{}\n", paper.counts_heading, paper.counts_note)?;
    for (label, count) in &paper.counts {
        writeln!(text, "- {label}{colon}{count}")?;
    }
    Ok(())
}

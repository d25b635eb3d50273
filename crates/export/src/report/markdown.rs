use std::fmt::{Result, Write};

use passerelle_core::Lang;

use super::paper::Paper;

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
    for (label, value) in &paper.facts {
        writeln!(text, "- {label}{colon}{value}")?;
    }
    writeln!(text, "\n## {}\n", paper.counts_heading)?;
    for (label, count) in &paper.counts {
        writeln!(text, "- {label}{colon}{count}")?;
    }
    writeln!(text, "\n## {}\n", paper.checks_heading)?;
    if paper.checks.is_empty() {
        writeln!(text, "{}", paper.no_check)?;
    }
    for check in &paper.checks {
        let place = if check.place.is_empty() { String::new() } else { format!(", {}", check.place) };
        writeln!(text, "- **{}** ({}{place}){colon}{}", check.code, check.severity, check.message)?;
        writeln!(text, "  → {}", check.advice)?;
    }
    writeln!(text, "\n## {}\n", paper.asides_heading)?;
    if paper.asides.is_empty() {
        writeln!(text, "{}", paper.no_aside)?;
    }
    for aside in &paper.asides {
        writeln!(text, "- {} ({}){colon}{open}{}{close}", aside.place, aside.reason, aside.text)?;
    }
    Ok(())
}

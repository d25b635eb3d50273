//! Colours on a terminal, plain text in a pipe (anstream decides).

use std::fmt::Display;
use std::io::Write;

use anstyle::{AnsiColor, Style};
use passerelle::{Lang, Severity};

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();

/// The colour of a severity.
pub(crate) fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default(),
        Severity::Info => AnsiColor::Cyan.on_default(),
    }
}

/// A text in a style.
pub(crate) fn paint(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// A text of a file as a terminal may show it: control characters become visible signs, line ends stay.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            c if c.is_ascii_control() => {
                char::from_u32(0x2400 + u32::from(c)).filter(|c| *c < '\u{2421}').unwrap_or('␡')
            }
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// An error on standard error, in one line.
pub(crate) fn error_line(lang: Lang, message: &str) {
    let word = paint(severity(Severity::Error), lang.pick("erreur :", "error:"));
    let line = visible(&message.replace(['\n', '\r'], " "));
    // Nothing is left to do when standard error is closed.
    let _ = writeln!(anstream::stderr().lock(), "{word} {line}");
}

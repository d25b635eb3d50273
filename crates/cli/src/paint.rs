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

/// An error on standard error, in one line.
pub(crate) fn error_line(lang: Lang, message: &str) {
    let word = paint(severity(Severity::Error), lang.pick("erreur :", "error:"));
    let line = message.replace(['\n', '\r'], " ");
    // Nothing is left to do when standard error is closed.
    let _ = writeln!(anstream::stderr().lock(), "{word} {line}");
}

//! A full date in any notation: `18 décembre 2023`, `18/12/2023`, `en séance du lundi 18 décembre 2023`.

use jiff::civil::Date;
use passerelle_core::{Deadline, Diagnostic, Moment, Period};

use super::{Context, deadline};

/// Words that may stand before a date of validation.
const BEFORE: &[&str] = &["en séance du ", "en date du ", "séance du ", "collège communal du ", "collège du "];

/// Lit une date complète: the day, and a note when it could be another. None when the text is no full date.
///
/// ```
/// use passerelle_import::notation::{Context, date};
/// let (date, notes) = date::read("le 1er mars 2021", &Context::default());
/// assert_eq!(date.map(|date| date.to_string()).as_deref(), Some("2021-03-01"));
/// assert!(notes.is_empty());
/// ```
#[must_use]
pub fn read(text: &str, context: &Context) -> (Option<Date>, Vec<Diagnostic>) {
    let trimmed = text.trim();
    let bare = BEFORE.iter().find_map(|words| {
        let (front, rest) = trimmed.split_at_checked(words.len())?;
        (front.to_lowercase() == *words).then_some(rest)
    });
    match deadline::read(bare.unwrap_or(trimmed), context) {
        (Some(Deadline::At { at: Moment { period: Period::Day { date }, edge: None } }), notes) => (Some(date), notes),
        _ => (None, Vec::new()),
    }
}

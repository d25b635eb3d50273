//! The calendar of a year as iCalendar (RFC 5545): all-day events with stable ids, so that a calendar program that
//! reads the file again changes its events instead of doubling them.

use jiff::ToSpan;
use jiff::civil::Date;
use passerelle_core::Lang;
use passerelle_core::plan_hp::{CalendarDay, YearCalendar};

use crate::Options;

/// The longest line in bytes, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// The calendar of the duties of a year. The stamp of the events is the date of the options; without one, the first
/// day of the year before: nothing reads a clock.
///
/// ```
/// use passerelle_core::plan_hp::calendar;
/// use passerelle_export::{Options, calendar_ics};
/// let ics = calendar_ics(&calendar(2025)?, &Options::new());
/// assert!(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
/// assert!(ics.contains("UID:plan-hp-2025-transmission@passerelle\r\n"));
/// # Ok::<(), passerelle_core::form::FormError>(())
/// ```
#[must_use]
pub fn calendar_ics(calendar: &YearCalendar, options: &Options) -> String {
    let lang = options.lang;
    let mut lines = Lines::default();
    let name = match lang {
        Lang::Fr => format!("Plan HP {}", calendar.year),
        Lang::En => format!("Plan HP {} (duties)", calendar.year),
    };
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", lang.pick("-//Passerelle//Plan HP//FR", "-//Passerelle//Plan HP//EN"));
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    lines.text("X-WR-CALNAME", &name);
    let stamp = options.date.or_else(|| Date::new(calendar.year.saturating_sub(1), 1, 1).ok());
    for day in &calendar.days {
        event(&mut lines, calendar, day, stamp, lang);
    }
    lines.put("END", "VCALENDAR");
    lines.written
}

fn event(lines: &mut Lines, calendar: &YearCalendar, day: &CalendarDay, stamp: Option<Date>, lang: Lang) {
    let summary = format!("Plan HP {}{}{}", calendar.year, lang.pick(" : ", ": "), day.text.text(lang));
    let mut about = format!("{}{}", lang.pick("Source : ", "Source: "), day.source);
    if calendar.is_projected() {
        let projected = match lang {
            Lang::Fr => format!("Date projetée du formulaire {} : vérifiez-la auprès de la DiCS.", calendar.form_year),
            Lang::En => format!("Date projected from the form of {}: check it with the DiCS.", calendar.form_year),
        };
        about = format!("{about}\n{projected}");
    }
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &format!("plan-hp-{}-{}@passerelle", calendar.year, day.key));
    // An event without a stamp is refused, so a year that has no date of its own takes that of the duty.
    lines.put("DTSTAMP", &format!("{}T000000Z", plain(stamp.unwrap_or(day.date))));
    lines.put("DTSTART;VALUE=DATE", &plain(day.date));
    // The end of an all-day event is the day after.
    lines.put("DTEND;VALUE=DATE", &plain(day.date.checked_add(1.day()).unwrap_or(day.date)));
    lines.text("SUMMARY", &summary);
    lines.text("DESCRIPTION", &about);
    lines.text("CATEGORIES", "Plan HP");
    lines.put("TRANSP", "TRANSPARENT");
    lines.put("BEGIN", "VALARM");
    lines.put("ACTION", "DISPLAY");
    lines.put("TRIGGER", "-P14D");
    lines.text("DESCRIPTION", &summary);
    lines.put("END", "VALARM");
    lines.put("END", "VEVENT");
}

/// `20250110`.
fn plain(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

#[derive(Default)]
struct Lines {
    written: String,
}

impl Lines {
    /// A property whose value is text of people: signs with a meaning of their own are escaped (RFC 5545, 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => escaped.push(' '),
                c => escaped.push(c),
            }
        }
        self.put(name, &escaped);
    }

    /// A line, folded where it is long: what goes on begins with a space.
    fn put(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if width + c.len_utf8() > LONGEST {
                self.written.push_str("\r\n ");
                width = 1;
            }
            self.written.push(c);
            width += c.len_utf8();
        }
        self.written.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;
    use passerelle_core::plan_hp::calendar;
    use proptest::prelude::*;

    use super::*;

    /// The properties of each component, read as RFC 5545 says: unfolded, split at the first colon, unescaped.
    fn parsed(ics: &str) -> Vec<(String, BTreeMap<String, String>)> {
        assert!(ics.ends_with("\r\n") && !ics.replace("\r\n", "").contains(['\r', '\n']), "lines end in CRLF");
        assert!(ics.split("\r\n").all(|line| line.len() <= 75), "a line is too long");
        let mut open: Vec<(String, BTreeMap<String, String>)> = Vec::new();
        let mut closed = Vec::new();
        for line in ics.replace("\r\n ", "").lines() {
            let (name, value) = line.split_once(':').unwrap();
            match name {
                "BEGIN" => open.push((value.to_owned(), BTreeMap::new())),
                "END" => {
                    let (kind, properties) = open.pop().unwrap();
                    assert_eq!(kind, value);
                    closed.push((kind, properties));
                }
                _ => {
                    let unescaped =
                        value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                    assert!(open.last_mut().unwrap().1.insert(name.to_owned(), unescaped).is_none(), "{name} twice");
                }
            }
        }
        assert!(open.is_empty());
        closed
    }

    #[test]
    fn the_duties_of_2025_are_all_day_events_with_stable_ids() {
        let ics = calendar_ics(&calendar(2025).unwrap(), &Options::new());
        let components = parsed(&ics);
        let events: Vec<_> = components.iter().filter(|(kind, _)| kind == "VEVENT").map(|(_, of)| of).collect();
        let days: Vec<(&str, &str, &str)> = events
            .iter()
            .map(|of| (of["UID"].as_str(), of["DTSTART;VALUE=DATE"].as_str(), of["DTEND;VALUE=DATE"].as_str()))
            .collect();
        assert_eq!(
            days,
            [
                ("plan-hp-2025-validation@passerelle", "20241231", "20250101"),
                ("plan-hp-2025-transmission@passerelle", "20250110", "20250111"),
                ("plan-hp-2025-comite@passerelle", "20250430", "20250501"),
                ("plan-hp-2025-bilan_juin@passerelle", "20250630", "20250701"),
                ("plan-hp-2025-conseil@passerelle", "20250630", "20250701"),
                ("plan-hp-2025-bilan_decembre@passerelle", "20251231", "20260101"),
            ]
        );
        for of in &events {
            assert_eq!(of["DTSTAMP"], "20240101T000000Z");
            assert!(of["DESCRIPTION"].contains("Date projetée du formulaire 2024"), "{of:?}");
        }
        assert!(events[2]["SUMMARY"].starts_with("Plan HP 2025 : présentation au comité d’accompagnement"));
        assert_eq!(components.iter().filter(|(kind, _)| kind == "VALARM").count(), 6);
        // The form of the year itself is not projected.
        let own = calendar_ics(&calendar(2024).unwrap(), &Options::new().date(date(2023, 12, 1)));
        assert!(!own.contains("projet") && own.contains("DTSTAMP:20231201T000000Z"));
    }

    proptest! {
        #[test]
        fn any_text_is_folded_escaped_and_read_back(text in "[^\\\\\\p{Cc}]{0,200}") {
            let mut lines = Lines::default();
            lines.put("BEGIN", "X");
            lines.text("SUMMARY", &text);
            lines.put("END", "X");
            prop_assert_eq!(&parsed(&lines.written)[0].1["SUMMARY"], &text);
        }
    }
}

//! The duties of a year with their dates, from the form of that year.

use jiff::civil::Date;

use crate::Bilingual;
use crate::form::{FormError, WorkProgrammeForm};

/// Calendrier des devoirs d'une année.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct YearCalendar {
    /// The year of the programme.
    pub year: i16,
    /// The form the dates come from; another year's when they are projected.
    pub form_year: i16,
    /// The days, first to last.
    pub days: Vec<CalendarDay>,
}

impl YearCalendar {
    /// No form of the year itself is known: its dates are those of the newest known form, moved.
    #[must_use]
    pub fn is_projected(&self) -> bool {
        self.year != self.form_year
    }
}

/// Devoir à sa date.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CalendarDay {
    /// The last day.
    pub date: Date,
    /// Stable name of the duty: `validation`, `transmission`.
    pub key: String,
    /// What is to be done.
    pub text: Bilingual,
    /// Where the duty comes from.
    pub source: String,
}

/// The duties of the programme of a year, by date.
///
/// ```
/// use passerelle_core::plan_hp::calendar;
/// let calendar = calendar(2025)?;
/// let first = &calendar.days[0];
/// assert_eq!((first.date.to_string().as_str(), first.key.as_str()), ("2024-12-31", "validation"));
/// # Ok::<(), passerelle_core::form::FormError>(())
/// ```
///
/// # Errors
/// [`FormError`] when no form definition loads.
pub fn calendar(year: i16) -> Result<YearCalendar, FormError> {
    let form = WorkProgrammeForm::builtin(year)?;
    let mut days: Vec<CalendarDay> = form
        .duties
        .iter()
        .filter_map(|duty| {
            let english = duty.english.as_ref().unwrap_or(&duty.text);
            Some(CalendarDay {
                date: form.date_of(duty)?,
                key: duty.key.clone(),
                text: Bilingual::new(&duty.text, english),
                source: duty.source.clone(),
            })
        })
        .collect();
    days.sort_by_key(|day| day.date);
    Ok(YearCalendar { year, form_year: form.year, days })
}

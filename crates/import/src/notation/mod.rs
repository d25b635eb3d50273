//! Notations: what the texts of a grid mean. Each notion has its module; every notation is listed in
//! `docs/notations.md`. A text that is not understood without doubt keeps its words and gains a diagnostic.

mod amount;
mod article;
mod bilan;
mod budget;
mod calendar;
pub mod date;
mod deadline;
mod financing;
mod goals;
mod horizon;
mod indicators;
mod lists;
mod moment;
mod number;
mod people;
mod periods;
mod token;
pub(crate) mod unit;
mod wordings;
mod words;

pub(crate) use calendar::month;
pub(crate) use people::initials;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::hashed::Map;
use passerelle_core::{Diagnostic, DiagnosticKind, Field, Legislature, Reading, ReadingKind};

/// Contexte de lecture: what the document says as a whole and a cell leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Context {
    /// Législature of the programme: two-digit years lie near it.
    pub legislature: Option<Legislature>,
    /// Année of a yearly programme: a month without year is one of it.
    pub year: Option<i16>,
}

/// Résultat de la lecture d'un texte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// What the text means; none for free text and for what could not be read.
    pub reading: Option<Reading>,
    /// The texts of a list whose separators leave no doubt; none when the text is one.
    pub texts: Option<Vec<String>>,
    /// What to say about the reading, without place.
    pub notes: Vec<Diagnostic>,
}

/// What texts meant that were read before: departments, years and statuses come back on every row.
#[derive(Debug, Default)]
pub(crate) struct Known(BTreeMap<Field, Map<String, Read>>);

/// How a text was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Read {
    /// What the text means, shared by all values with this text.
    pub(crate) reading: Option<Arc<Reading>>,
    /// As in [`Outcome`].
    pub(crate) texts: Option<Vec<String>>,
    /// As in [`Outcome`].
    pub(crate) notes: Vec<Diagnostic>,
}

impl Known {
    /// Reads a text, or finds how it was read.
    pub(crate) fn read(&mut self, field: Field, text: &str, context: &Context) -> Read {
        // Longer texts are hardly ever printed twice.
        const LONGEST: usize = 40;
        const MOST: usize = 2_000;
        if field.kind() == ReadingKind::Text {
            return Read::default();
        }
        let known = self.0.entry(field).or_default();
        if let Some(read) = known.get(text) {
            return read.clone();
        }
        let Outcome { reading, texts, notes } = read(field, text, context);
        let read = Read { reading: reading.map(Arc::new), texts, notes };
        if text.len() <= LONGEST && known.count() < MOST {
            known.set(text.to_owned(), read.clone());
        }
        read
    }
}

impl Outcome {
    fn of(reading: Option<Reading>) -> Self {
        Self { reading, ..Self::default() }
    }

    fn noted(reading: Option<Reading>, notes: Vec<Diagnostic>) -> Self {
        Self { reading, notes, texts: None }
    }

    /// The reading, or a note of this kind.
    fn or_unread(reading: Option<Reading>, kind: DiagnosticKind, text: &str) -> Self {
        match reading {
            Some(_) => Self::of(reading),
            None => Self::noted(None, vec![Diagnostic::new(kind).with("text", text.trim())]),
        }
    }
}

/// The text is a status.
pub(crate) fn is_status(text: &str) -> bool {
    !deadline::says_none(text) && words::status_alone(text).is_some()
}

/// Lit le texte d'un champ by the notation of its [kind](Field::kind). Never fails: what cannot be read has no
/// reading and a note.
///
/// ```
/// use passerelle_core::{Deadline, Edge, Field, Moment, Period, Reading};
/// use passerelle_import::notation::{self, Context};
/// let outcome = notation::read(Field::Deadline, "Fin 1e trim. 2020", &Context::default());
/// let at = Moment { period: Period::Quarter { year: 2020, quarter: 1 }, edge: Some(Edge::End) };
/// assert_eq!(outcome.reading, Some(Reading::Deadline(Deadline::At { at })));
/// ```
#[must_use]
pub fn read(field: Field, text: &str, context: &Context) -> Outcome {
    if text.trim().is_empty() {
        return Outcome::default();
    }
    let kind = field.kind();
    // A deadline and a budget have their own word for « none ».
    if !matches!(
        kind,
        ReadingKind::Deadline | ReadingKind::Budget | ReadingKind::Text | ReadingKind::Synergy | ReadingKind::Bilan
    ) && deadline::says_none(text)
    {
        return Outcome::of(Some(Reading::Nothing));
    }
    match kind {
        ReadingKind::Deadline => {
            let (deadline, notes) = deadline::read(text, context);
            Outcome::noted(deadline.map(Reading::Deadline), notes)
        }
        ReadingKind::Budget => budget::read(field, text),
        ReadingKind::People => people::read(text),
        ReadingKind::Goals => goals::read(text),
        ReadingKind::Status => {
            Outcome::or_unread(words::status(text).map(Reading::Status), DiagnosticKind::UnreadStatus, text)
        }
        ReadingKind::Health => {
            Outcome::or_unread(words::health(text).map(Reading::Health), DiagnosticKind::UnreadHealth, text)
        }
        ReadingKind::Priority => {
            Outcome::or_unread(words::priority(text).map(Reading::Priority), DiagnosticKind::UnreadPriority, text)
        }
        ReadingKind::Synergy => Outcome::or_unread(words::synergy(text), DiagnosticKind::UnreadSynergy, text),
        ReadingKind::Nature => {
            Outcome::or_unread(words::nature(text).map(Reading::Nature), DiagnosticKind::UnreadNature, text)
        }
        ReadingKind::Progress => {
            Outcome::or_unread(number::progress(text).map(Reading::Progress), DiagnosticKind::UnreadNumber, text)
        }
        ReadingKind::FullTimeEquivalents => Outcome::of(number::full_time(text).map(Reading::FullTimeEquivalents)),
        ReadingKind::Bilan => Outcome::of(bilan::read(text).map(Reading::Bilan)),
        ReadingKind::Indicators => Outcome::of(indicators::read(text).map(Reading::Indicators)),
        _ => Outcome::default(),
    }
}

//! What was planned and what was done over several years: a tally per year, and each action followed from year to year.

use thiserror::Error;

use super::matching::{common_words, objective_number};
use super::outcome::{Doubt, Outcome, outcome};
use crate::check::is_filled;
use crate::form::WorkProgrammeForm;
use crate::{Element, Field, Level, Nature, Reading, WorkProgramme, fold};

/// Plusieurs années d'un Plan HP.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct YearsReport {
    /// The municipality, when a programme names it.
    pub commune: Option<String>,
    /// A tally per year, first to last.
    pub years: Vec<YearTally>,
    /// The actions, in the order in which they appear.
    pub actions: Vec<Followed>,
}

/// Compte d'une année.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct YearTally {
    /// The year.
    pub year: i16,
    /// Planned actions.
    pub planned: usize,
    /// Of these, carried over from the year before.
    pub carried_over: usize,
    /// Finished.
    pub finished: usize,
    /// Unfinished.
    pub unfinished: usize,
    /// Given up.
    pub cancelled: usize,
    /// What the bilans do not tell.
    pub undecided: usize,
}

/// Action suivie d'année en année.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Followed {
    /// Its title, as first printed.
    pub title: String,
    /// The objectif stratégique it stands under, as printed.
    pub objective: Option<String>,
    /// How it ended in each year of the report; none in the years that do not plan it.
    pub outcomes: Vec<Option<Outcome>>,
}

/// Années qui ne vont pas ensemble.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum YearsError {
    /// Two programmes of one year.
    #[error("two programmes are of {year}")]
    SameYear {
        /// The year.
        year: i16,
    },
    /// Programmes of two municipalities.
    #[error("one file is of {first}, another of {second}")]
    Communes {
        /// One commune.
        first: String,
        /// The other.
        second: String,
    },
}

/// An action carried over under another wording shares so many words with the former one.
const SIMILAR: f64 = 0.6;

/// Follows the actions of several programmes of one municipality.
///
/// ```
/// use passerelle_core::plan_hp::{Outcome, follow_years};
/// use passerelle_core::{Field, Nature, Reading, WorkProgramme};
/// let mut first = WorkProgramme::new(2024);
/// first.add_action(1, "Étudier la mobilité").set(Field::Bilan, "étude en cours", None);
/// let mut second = WorkProgramme::new(2025);
/// second.add_action(1, "Étudier la mobilité").set(Field::Bilan, "Action terminée", None);
/// let report = follow_years(&[second, first])?;
/// assert_eq!(report.actions[0].outcomes, [Some(Outcome::Unfinished), Some(Outcome::Finished)]);
/// # Ok::<(), passerelle_core::plan_hp::YearsError>(())
/// ```
///
/// # Errors
/// [`YearsError`] when two programmes are of one year, or of two municipalities.
pub fn follow_years(programmes: &[WorkProgramme]) -> Result<YearsReport, YearsError> {
    let mut sorted: Vec<&WorkProgramme> = programmes.iter().collect();
    sorted.sort_by_key(|programme| programme.year);
    let twice = sorted.iter().zip(sorted.iter().skip(1)).find(|(first, second)| first.year == second.year);
    if let Some((first, _)) = twice {
        return Err(YearsError::SameYear { year: first.year });
    }
    let mut commune: Option<String> = None;
    for name in sorted.iter().filter_map(|programme| programme.institution.name.as_ref()) {
        match &commune {
            _ if !name.contains(char::is_alphanumeric) => {}
            None => commune = Some(name.clone()),
            Some(first) if fold(first) != fold(name) => {
                return Err(YearsError::Communes { first: first.clone(), second: name.clone() });
            }
            Some(_) => {}
        }
    }
    let mut threads: Vec<Thread<'_>> = Vec::new();
    for (at, programme) in sorted.iter().enumerate() {
        let form = WorkProgrammeForm::builtin(programme.year).ok();
        let known = threads.len();
        let mut taken = vec![false; known];
        for action in programme.outline.of_level(Level::Action).filter(|action| is_filled(action)) {
            let above = programme.outline.ancestors(action).into_iter();
            let objective = above.into_iter().find(|element| element.level == Level::StrategicObjective);
            let number = objective.and_then(|element| objective_number(element, form.as_ref()?));
            let found = same(&threads, &taken, action, number);
            let thread = match found {
                Some(thread) => thread,
                None => {
                    let objective = objective.map(|element| element.title.text.as_str());
                    threads.push(Thread { number, objective, title: &action.title.wording, years: Vec::new() });
                    taken.push(false);
                    threads.len() - 1
                }
            };
            if let (Some(thread), Some(taken)) = (threads.get_mut(thread), taken.get_mut(thread)) {
                *taken = true;
                thread.years.push((at, outcome(action).outcome, is_carried_over(action)));
            }
        }
    }
    Ok(report(&sorted, commune, threads))
}

struct Thread<'a> {
    number: Option<u16>,
    objective: Option<&'a str>,
    title: &'a str,
    /// Year, outcome, whether it was carried over to that year.
    years: Vec<(usize, Outcome, bool)>,
}

fn is_carried_over(action: &Element) -> bool {
    action.reading(Field::Nature) == Some(&Reading::Nature(Nature::CarriedOver))
}

/// The action of an earlier year that goes on in this one: of the same wording, or like words when it is carried over.
fn same(threads: &[Thread<'_>], taken: &[bool], action: &Element, number: Option<u16>) -> Option<usize> {
    let title = &action.title.wording;
    let free = || {
        let all = threads.iter().zip(taken).enumerate();
        all.filter(|(_, (thread, taken))| !**taken && thread.number == number).map(|(at, (thread, _))| (at, thread))
    };
    let worded = free().find(|(_, thread)| fold(thread.title) == fold(title)).map(|(at, _)| at);
    let like = || {
        let scored = free().map(|(at, thread)| (at, common_words(thread.title, title)));
        let best = scored.filter(|(_, share)| *share >= SIMILAR).max_by(|a, b| a.1.total_cmp(&b.1));
        best.map(|(at, _)| at)
    };
    worded.or_else(|| if is_carried_over(action) { like() } else { None })
}

fn report(sorted: &[&WorkProgramme], commune: Option<String>, threads: Vec<Thread<'_>>) -> YearsReport {
    let mut years: Vec<YearTally> =
        sorted.iter().map(|programme| YearTally { year: programme.year, ..YearTally::default() }).collect();
    let mut actions = Vec::new();
    for thread in threads {
        let mut outcomes = vec![None; sorted.len()];
        for (index, (at, outcome, carried)) in thread.years.iter().enumerate() {
            // What the next year carries over was not finished, whatever its bilan leaves open.
            let goes_on = thread.years.get(index + 1).is_some_and(|(_, _, carried)| *carried);
            let outcome = match outcome {
                Outcome::Undecided(Doubt::Unclear | Doubt::NoBilan | Doubt::NoDecember) if goes_on => {
                    Outcome::Unfinished
                }
                outcome => *outcome,
            };
            if let (Some(slot), Some(tally)) = (outcomes.get_mut(*at), years.get_mut(*at)) {
                *slot = Some(outcome);
                tally.planned += 1;
                tally.carried_over += usize::from(*carried);
                match outcome {
                    Outcome::Finished => tally.finished += 1,
                    Outcome::Unfinished => tally.unfinished += 1,
                    Outcome::Cancelled => tally.cancelled += 1,
                    Outcome::Undecided(_) => tally.undecided += 1,
                }
            }
        }
        let objective = thread.objective.map(str::to_owned);
        actions.push(Followed { title: thread.title.to_owned(), objective, outcomes });
    }
    YearsReport { commune, years, actions }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programme(year: i16, actions: &[(u16, &str, &str, bool)]) -> WorkProgramme {
        let mut programme = WorkProgramme::new(year).commune("Valmont-sur-Ourthe");
        for (objective, title, bilan, carried) in actions {
            let action = programme.add_action(*objective, title);
            action.set(Field::Bilan, *bilan, None);
            if *carried {
                action.set_reading(Field::Nature, Reading::Nature(Nature::CarriedOver));
            }
        }
        programme
    }

    #[test]
    fn an_action_is_followed_under_its_objective_even_when_its_words_change_a_little() {
        let years = [
            programme(
                2024,
                &[(1, "Étudier la mobilité des ménages", "2 réunions", false), (2, "Informer", "Réalisé", false)],
            ),
            programme(
                2025,
                &[
                    (1, "Étudier la mobilité douce des ménages", "Terminé", true),
                    (3, "Informer", "Annulé", false),
                    (2, "Former", "", false),
                ],
            ),
        ];
        let report = follow_years(&years).unwrap();
        let titles: Vec<&str> = report.actions.iter().map(|action| action.title.as_str()).collect();
        assert_eq!(titles, ["Étudier la mobilité des ménages", "Informer", "Former", "Informer"]);
        // Its bilan left it open; the next year carries it over.
        assert_eq!(report.actions[0].outcomes, [Some(Outcome::Unfinished), Some(Outcome::Finished)]);
        assert_eq!(report.actions[3].outcomes, [None, Some(Outcome::Cancelled)]);
        let tally = report.years[1];
        assert_eq!(
            (tally.planned, tally.carried_over, tally.finished, tally.cancelled, tally.undecided),
            (3, 1, 1, 1, 1)
        );
        for tally in report.years {
            assert_eq!(tally.planned, tally.finished + tally.unfinished + tally.cancelled + tally.undecided);
        }
    }

    #[test]
    fn two_actions_of_one_wording_stay_two() {
        let twice = [(1, "Informer", "Réalisé", false), (1, "Informer", "en cours", false)];
        let report = follow_years(&[programme(2024, &twice), programme(2025, &twice)]).unwrap();
        assert_eq!(report.actions.len(), 2);
        assert_eq!(report.years[1].planned, 2);
    }

    #[test]
    fn years_and_communes_that_do_not_go_together_are_refused() {
        let one = programme(2024, &[]);
        assert_eq!(follow_years(&[one.clone(), one.clone()]).unwrap_err(), YearsError::SameYear { year: 2024 });
        let other = WorkProgramme::new(2025).commune("Couvin");
        assert!(matches!(follow_years(&[one, other]), Err(YearsError::Communes { .. })));
        assert!(follow_years(&[]).unwrap().years.is_empty());
    }
}

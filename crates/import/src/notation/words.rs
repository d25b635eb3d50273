//! Closed lists: status, priority, synergy, health, nature. A row per wording, folded.

use passerelle_core::{Health, Nature, Priority, Reading, Status, Synergy, fold};

use super::deadline::says_none;

/// État d'avancement: the lists of Anderlues, iA.PST (elements and tasks), eComptes and Marche.
const STATUS: &[(&str, Status)] = &[
    ("proposition", Status::Proposed),
    ("propose", Status::Proposed),
    ("proposee", Status::Proposed),
    ("en creation", Status::NotStarted),
    ("non commence", Status::NotStarted),
    ("non commencee", Status::NotStarted),
    ("pas commence", Status::NotStarted),
    ("non debute", Status::NotStarted),
    ("non debutee", Status::NotStarted),
    ("non demarre", Status::NotStarted),
    ("non demarree", Status::NotStarted),
    ("non entame", Status::NotStarted),
    ("non entamee", Status::NotStarted),
    ("non realise", Status::NotStarted),
    ("non realisee", Status::NotStarted),
    ("pas realise", Status::NotStarted),
    ("pas encore commence", Status::NotStarted),
    ("pas encore demarre", Status::NotStarted),
    ("pas encore realise", Status::NotStarted),
    ("a demarrer", Status::NotStarted),
    ("a debuter", Status::NotStarted),
    ("a initier", Status::NotStarted),
    ("a realiser", Status::NotStarted),
    ("a faire", Status::NotStarted),
    ("start", Status::NotStarted),
    ("a l etude", Status::UnderStudy),
    ("en cours d etude", Status::UnderStudy),
    ("en etude", Status::UnderStudy),
    ("etude en cours", Status::UnderStudy),
    ("a agender", Status::ToSchedule),
    ("a programmer", Status::ToSchedule),
    ("a progr", Status::ToSchedule),
    ("a planifier", Status::ToSchedule),
    ("a assigner", Status::ToSchedule),
    ("en cours", Status::InProgress),
    ("en cours de realisation", Status::InProgress),
    ("en cours d avancement", Status::InProgress),
    ("en cours de finalisation", Status::InProgress),
    ("en cours d execution", Status::InProgress),
    ("en cours de mise en oeuvre", Status::InProgress),
    ("en realisation", Status::InProgress),
    ("en execution", Status::InProgress),
    ("projet en cours", Status::InProgress),
    ("demarre", Status::InProgress),
    ("demarree", Status::InProgress),
    ("entame", Status::InProgress),
    ("entamee", Status::InProgress),
    ("pending", Status::InProgress),
    ("en attente", Status::Waiting),
    ("suspendu", Status::Suspended),
    ("suspendue", Status::Suspended),
    ("suspended", Status::Suspended),
    ("en suspens", Status::Suspended),
    ("a l arret", Status::Suspended),
    ("probleme", Status::Problem),
    ("termine", Status::Done),
    ("terminee", Status::Done),
    ("realise", Status::Done),
    ("realisee", Status::Done),
    ("finalise", Status::Done),
    ("finalisee", Status::Done),
    ("fin", Status::Done),
    ("cloture", Status::Done),
    ("cloturee", Status::Done),
    ("acheve", Status::Done),
    ("achevee", Status::Done),
    ("abouti", Status::Done),
    ("aboutie", Status::Done),
    ("aboutissement", Status::Done),
    ("fait", Status::Done),
    ("faite", Status::Done),
    ("finished", Status::Done),
    ("annule", Status::Cancelled),
    ("annulee", Status::Cancelled),
    ("abandonne", Status::Cancelled),
    ("abandonnee", Status::Cancelled),
    ("annule abandonne", Status::Cancelled),
    ("permanent", Status::Permanent),
    ("permanente", Status::Permanent),
    ("perenne", Status::Permanent),
    ("recurrent", Status::Permanent),
    ("recurrente", Status::Permanent),
    ("en continu", Status::Permanent),
    ("indetermine", Status::Undetermined),
    ("indeterminee", Status::Undetermined),
];

/// Indice de santé (iA.PST).
const HEALTH: &[(&str, Health)] = &[
    ("bon", Health::Good),
    ("bonne", Health::Good),
    ("risque", Health::Risk),
    ("a risque", Health::Risk),
    ("blocage", Health::Blocked),
    ("bloque", Health::Blocked),
    ("en pause", Health::Paused),
    ("pause", Health::Paused),
];

/// Priorité (Anderlues).
const PRIORITY: &[(&str, Priority)] = &[
    ("projet en cours", Priority::Ongoing),
    ("en cours", Priority::Ongoing),
    ("projet considere prioritaire", Priority::Prioritized),
    ("projet considere comme prioritaire", Priority::Prioritized),
    ("projet prioritaire", Priority::Prioritized),
    ("prioritaire", Priority::Prioritized),
    ("projet obligatoire obligations legales", Priority::Mandatory),
    ("projet obligatoire", Priority::Mandatory),
    ("obligatoire", Priority::Mandatory),
    ("obligation legale", Priority::Mandatory),
    ("projet postpose", Priority::Postponed { beyond: None }),
    ("postpose", Priority::Postponed { beyond: None }),
    ("reporte", Priority::Postponed { beyond: None }),
];

/// What stands before the year of a postponed project.
const POSTPONED: &[&str] = &["projet postpose au dela de ", "postpose au dela de ", "reporte au dela de "];

/// Synergie commune-CPAS (Anderlues, Marche).
const SYNERGY: &[(&str, Synergy)] = &[
    ("a envisager commune cpas", Synergy::ToConsider),
    ("a envisager ville cpas", Synergy::ToConsider),
    ("a envisager", Synergy::ToConsider),
    ("effective", Synergy::Effective),
    ("effectif", Synergy::Effective),
    ("effective commune cpas", Synergy::Effective),
    ("indetermine", Synergy::Undetermined),
    ("indeterminee", Synergy::Undetermined),
    ("sans objet", Synergy::NotApplicable),
    ("so", Synergy::NotApplicable),
    ("oui", Synergy::Yes),
    ("non", Synergy::No),
];

/// Nature de l'action (form of the DiCS, column 3).
const NATURE: &[(&str, Nature)] = &[
    ("nouvelle action", Nature::New),
    ("nouvelle", Nature::New),
    ("action nouvelle", Nature::New),
    ("new", Nature::New),
    ("report d une action non realisee l annee precedente", Nature::CarriedOver),
    ("report d une action non realisee", Nature::CarriedOver),
    ("report d action", Nature::CarriedOver),
    ("report d une action", Nature::CarriedOver),
    ("report", Nature::CarriedOver),
    ("reportee", Nature::CarriedOver),
    ("action reportee", Nature::CarriedOver),
    ("report de l annee precedente", Nature::CarriedOver),
];

fn find<T: Copy>(list: &[(&str, T)], text: &str) -> Option<T> {
    let folded = short(text)?;
    list.iter().find(|(wording, _)| *wording == folded).map(|(_, value)| *value)
}

/// The folded text; longer ones than any wording are not looked up.
fn short(text: &str) -> Option<String> {
    (text.len() <= 300).then(|| fold(text))
}

pub(super) fn status(text: &str) -> Option<Status> {
    find(STATUS, text)
}

pub(super) fn health(text: &str) -> Option<Health> {
    find(HEALTH, text)
}

pub(super) fn nature(text: &str) -> Option<Nature> {
    find(NATURE, text).or_else(|| {
        // `report 2023`, `report de 2023`: the year it is carried over from.
        let folded = short(text)?;
        let year = folded.strip_prefix("report de ").or_else(|| folded.strip_prefix("report "))?;
        year_of(year).map(|_| Nature::CarriedOver)
    })
}

/// A synergy, or nothing for `/`; « sans objet » is a value of the list.
pub(super) fn synergy(text: &str) -> Option<Reading> {
    let nothing = || says_none(text).then_some(Reading::Nothing);
    find(SYNERGY, text).map(Reading::Synergy).or_else(nothing)
}

pub(super) fn priority(text: &str) -> Option<Priority> {
    let folded = short(text)?;
    let postponed = || {
        let year = POSTPONED.iter().find_map(|words| folded.strip_prefix(words))?;
        Some(Priority::Postponed { beyond: Some(year_of(year)?) })
    };
    let rank = || {
        let number = folded.strip_prefix("priorite ").unwrap_or(&folded);
        let number = number.strip_prefix('p').unwrap_or(number);
        number.parse::<u8>().ok().map(|rank| Priority::Rank { rank })
    };
    find(PRIORITY, text).or_else(postponed).or_else(rank)
}

fn year_of(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| (1990..=2100).contains(year))
}

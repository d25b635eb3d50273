//! Closed lists: status, priority, synergy, health, nature. A row per wording, folded.

use passerelle_core::{Health, Nature, Priority, Reading, Status, Synergy, fold};

use super::calendar;
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
    ("pas commencee", Status::NotStarted),
    ("pas debute", Status::NotStarted),
    ("pas demarre", Status::NotStarted),
    ("pas demarree", Status::NotStarted),
    ("pas entame", Status::NotStarted),
    ("pas entamee", Status::NotStarted),
    ("pas encore entame", Status::NotStarted),
    ("pas encore entamee", Status::NotStarted),
    ("pas fait", Status::NotStarted),
    ("non fait", Status::NotStarted),
    ("non effectue", Status::NotStarted),
    ("non effectuee", Status::NotStarted),
    ("non initie", Status::NotStarted),
    ("non initiee", Status::NotStarted),
    ("non lance", Status::NotStarted),
    ("non lancee", Status::NotStarted),
    ("a commencer", Status::NotStarted),
    ("a effectuer", Status::NotStarted),
    ("a entamer", Status::NotStarted),
    ("a lancer", Status::NotStarted),
    ("a mettre en oeuvre", Status::NotStarted),
    ("planifie", Status::NotStarted),
    ("planifiee", Status::NotStarted),
    ("programme", Status::NotStarted),
    ("programmee", Status::NotStarted),
    ("prevu", Status::NotStarted),
    ("prevue", Status::NotStarted),
    ("planned", Status::NotStarted),
    ("not started", Status::NotStarted),
    ("todo", Status::NotStarted),
    ("to do", Status::NotStarted),
    ("a l etude", Status::UnderStudy),
    ("en cours d etude", Status::UnderStudy),
    ("en etude", Status::UnderStudy),
    ("etude en cours", Status::UnderStudy),
    ("en phase d etude", Status::UnderStudy),
    ("a l examen", Status::UnderStudy),
    ("en reflexion", Status::UnderStudy),
    ("en cours de reflexion", Status::UnderStudy),
    ("en cours d analyse", Status::UnderStudy),
    ("en analyse", Status::UnderStudy),
    ("under study", Status::UnderStudy),
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
    ("encours", Status::InProgress),
    ("en cours d elaboration", Status::InProgress),
    ("en cours de redaction", Status::InProgress),
    ("en cours de preparation", Status::InProgress),
    ("en cours de developpement", Status::InProgress),
    ("en preparation", Status::InProgress),
    ("en developpement", Status::InProgress),
    ("en chantier", Status::InProgress),
    ("en phase de realisation", Status::InProgress),
    ("en voie de realisation", Status::InProgress),
    ("en voie de finalisation", Status::InProgress),
    ("en voie d achevement", Status::InProgress),
    ("en finalisation", Status::InProgress),
    ("en bonne voie", Status::InProgress),
    ("lance", Status::InProgress),
    ("lancee", Status::InProgress),
    ("initie", Status::InProgress),
    ("initiee", Status::InProgress),
    ("debute", Status::InProgress),
    ("debutee", Status::InProgress),
    ("commence", Status::InProgress),
    ("commencee", Status::InProgress),
    ("a poursuivre", Status::InProgress),
    ("en cours a poursuivre", Status::InProgress),
    ("presque termine", Status::InProgress),
    ("presque terminee", Status::InProgress),
    ("partiellement realise", Status::InProgress),
    ("partiellement realisee", Status::InProgress),
    ("realise partiellement", Status::InProgress),
    ("realisee partiellement", Status::InProgress),
    ("realise en partie", Status::InProgress),
    ("realisee en partie", Status::InProgress),
    ("in progress", Status::InProgress),
    ("ongoing", Status::InProgress),
    ("started", Status::InProgress),
    ("en attente", Status::Waiting),
    ("suspendu", Status::Suspended),
    ("suspendue", Status::Suspended),
    ("suspended", Status::Suspended),
    ("en suspend", Status::Suspended),
    ("en pause", Status::Suspended),
    ("mis en pause", Status::Suspended),
    ("mise en pause", Status::Suspended),
    ("gele", Status::Suspended),
    ("gelee", Status::Suspended),
    ("stand by", Status::Suspended),
    ("en stand by", Status::Suspended),
    ("standby", Status::Suspended),
    ("en standby", Status::Suspended),
    ("on hold", Status::Suspended),
    ("en suspens", Status::Suspended),
    ("a l arret", Status::Suspended),
    ("probleme", Status::Problem),
    ("en probleme", Status::Problem),
    ("bloque", Status::Problem),
    ("bloquee", Status::Problem),
    ("blocage", Status::Problem),
    ("difficulte", Status::Problem),
    ("en difficulte", Status::Problem),
    ("blocked", Status::Problem),
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
    ("fini", Status::Done),
    ("finie", Status::Done),
    ("clos", Status::Done),
    ("close", Status::Done),
    ("effectue", Status::Done),
    ("effectuee", Status::Done),
    ("execute", Status::Done),
    ("executee", Status::Done),
    ("accompli", Status::Done),
    ("accomplie", Status::Done),
    ("mis en oeuvre", Status::Done),
    ("totalement realise", Status::Done),
    ("totalement realisee", Status::Done),
    ("entierement realise", Status::Done),
    ("entierement realisee", Status::Done),
    ("done", Status::Done),
    ("completed", Status::Done),
    ("annule", Status::Cancelled),
    ("annulee", Status::Cancelled),
    ("abandonne", Status::Cancelled),
    ("abandonnee", Status::Cancelled),
    ("annule abandonne", Status::Cancelled),
    ("abandon", Status::Cancelled),
    ("supprime", Status::Cancelled),
    ("supprimee", Status::Cancelled),
    ("sans suite", Status::Cancelled),
    ("classe sans suite", Status::Cancelled),
    ("non retenu", Status::Cancelled),
    ("non retenue", Status::Cancelled),
    ("cancelled", Status::Cancelled),
    ("canceled", Status::Cancelled),
    ("permanent", Status::Permanent),
    ("permanente", Status::Permanent),
    ("perenne", Status::Permanent),
    ("recurrent", Status::Permanent),
    ("recurrente", Status::Permanent),
    ("en continu", Status::Permanent),
    ("continu", Status::Permanent),
    ("continue", Status::Permanent),
    ("action continue", Status::Permanent),
    ("action permanente", Status::Permanent),
    ("en permanence", Status::Permanent),
    ("continuous", Status::Permanent),
    ("indetermine", Status::Undetermined),
    ("indeterminee", Status::Undetermined),
    ("non determine", Status::Undetermined),
    ("a determiner", Status::Undetermined),
    ("a definir", Status::Undetermined),
    ("inconnu", Status::Undetermined),
];

/// Indice de santé (iA.PST).
const HEALTH: &[(&str, Health)] = &[
    ("bon", Health::Good),
    ("bonne", Health::Good),
    ("risque", Health::Risk),
    ("a risque", Health::Risk),
    ("blocage", Health::Blocked),
    ("bloque", Health::Blocked),
    ("bloquee", Health::Blocked),
    ("bloquant", Health::Blocked),
    ("good", Health::Good),
    ("risk", Health::Risk),
    ("at risk", Health::Risk),
    ("blocked", Health::Blocked),
    ("paused", Health::Paused),
    ("en pause", Health::Paused),
    ("pause", Health::Paused),
];

/// Priorité (Anderlues), and the three grades of other grids.
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
    ("haute", Priority::High),
    ("elevee", Priority::High),
    ("forte", Priority::High),
    ("priorite haute", Priority::High),
    ("priorite elevee", Priority::High),
    ("haute priorite", Priority::High),
    ("forte priorite", Priority::High),
    ("high", Priority::High),
    ("moyenne", Priority::Medium),
    ("priorite moyenne", Priority::Medium),
    ("medium", Priority::Medium),
    ("basse", Priority::Low),
    ("faible", Priority::Low),
    ("priorite basse", Priority::Low),
    ("priorite faible", Priority::Low),
    ("low", Priority::Low),
];

/// What stands before the year of a postponed project.
const POSTPONED: &[&str] = &["projet postpose au dela de ", "postpose au dela de ", "reporte au dela de "];

/// What stands before a rank; the longest first.
const RANKS: &[&str] = &["priorite n ", "priorite ", "priority ", "prio ", "niveau ", "rang ", "p ", "p"];

/// The digits of an ordinal: `1ere`, `premiere`.
fn ordinal(text: &str) -> Option<&str> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let named = || calendar::lookup(ORDINAL_RANKS, text);
    if digits.is_empty() { named() } else { Some(digits) }
}

/// Ordinal words of ranks.
const ORDINAL_RANKS: &[(&str, &str)] = &[("premiere", "1"), ("deuxieme", "2"), ("seconde", "2"), ("troisieme", "3")];

/// Synergie commune-CPAS (Anderlues, Marche).
const SYNERGY: &[(&str, Synergy)] = &[
    ("a envisager commune cpas", Synergy::ToConsider),
    ("a envisager ville cpas", Synergy::ToConsider),
    ("a envisager", Synergy::ToConsider),
    ("effective", Synergy::Effective),
    ("effectif", Synergy::Effective),
    ("effective commune cpas", Synergy::Effective),
    ("effective ville cpas", Synergy::Effective),
    ("deja effective", Synergy::Effective),
    ("existante", Synergy::Effective),
    ("a etudier", Synergy::ToConsider),
    ("a determiner", Synergy::Undetermined),
    ("non applicable", Synergy::NotApplicable),
    ("yes", Synergy::Yes),
    ("no", Synergy::No),
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
    let one = |text: &str| {
        // `Réalisées`: one word of several actions.
        let plural = || text.trim().strip_suffix('s').filter(|one| !one.contains(' '));
        find(STATUS, text).or_else(|| find(STATUS, plural()?))
    };
    let remarked = || text.trim_end().strip_suffix(')')?.split_once('(').and_then(|(front, _)| one(front));
    one(text).or_else(remarked).or_else(|| dated(text)).or_else(|| partly(text))
}

/// `Réalisé en 2022`: when it was is another matter.
fn dated(text: &str) -> Option<Status> {
    let (front, year) = text.trim().rsplit_once(" en ")?;
    year_of(year).and_then(|_| find(STATUS, front))
}

/// `Réalisées à 50 %` is still in progress.
fn partly(text: &str) -> Option<Status> {
    let folded = short(text)?;
    let (done, percent) = folded.split_once(" a ")?;
    let done = ["realise", "termine", "execute"]
        .iter()
        .any(|word| done.strip_prefix(word).is_some_and(|ending| matches!(ending, "" | "e" | "s" | "es")));
    let percent: u8 = percent.parse().ok().filter(|percent| done && *percent <= 100 && text.contains('%'))?;
    Some(match percent {
        0 => Status::NotStarted,
        100 => Status::Done,
        _ => Status::InProgress,
    })
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
        let number = RANKS.iter().find_map(|words| folded.strip_prefix(words)).unwrap_or(&folded);
        let ordinal = folded.strip_suffix(" priorite").and_then(|first| ordinal(first));
        ordinal.unwrap_or(number).parse::<u8>().ok().map(|rank| Priority::Rank { rank })
    };
    find(PRIORITY, text).or_else(postponed).or_else(rank)
}

fn year_of(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| (1990..=2100).contains(year))
}

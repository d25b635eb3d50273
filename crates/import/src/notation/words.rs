//! Closed lists: status, priority, synergy, health, nature. Their wordings are data: `data/values.toml`.

use passerelle_core::{Health, Nature, Priority, Reading, Status, Synergy, fold};

use super::deadline::says_none;
use super::lists::lists;
use crate::hashed::Map;
use crate::vocabulary::vocabulary;

/// What stands before the year of a postponed project.
const POSTPONED: &[&str] = &["projet postpose au dela de ", "postpose au dela de ", "reporte au dela de "];

/// What stands before a rank; the longest first.
const RANKS: &[&str] = &["priorite n ", "priorite ", "priority ", "prio ", "niveau ", "rang ", "p ", "p"];

/// The digits of an ordinal: `1ere`, `premiere`.
fn ordinal(text: &str) -> Option<&str> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let named = || ORDINAL_RANKS.iter().find(|(word, _)| *word == text).map(|(_, rank)| *rank);
    if digits.is_empty() { named() } else { Some(digits) }
}

/// Ordinal words of ranks.
const ORDINAL_RANKS: &[(&str, &str)] = &[("premiere", "1"), ("deuxieme", "2"), ("seconde", "2"), ("troisieme", "3")];

fn find<T: Copy>(list: &Map<String, T>, text: &str) -> Option<T> {
    list.get(&short(text)?).copied()
}

/// The folded text; longer ones than any wording are not looked up.
fn short(text: &str) -> Option<String> {
    (text.len() <= 300).then(|| fold(text))
}

pub(super) fn status(text: &str) -> Option<Status> {
    status_alone(text).or_else(|| percent_first(text)).or_else(|| followed(text))
}

/// A status and at most when it was or how far it is.
pub(super) fn status_alone(text: &str) -> Option<Status> {
    let one = |text: &str| {
        // `Réalisées`: one word of several actions.
        let plural = || text.trim().strip_suffix('s').filter(|one| !one.contains(' '));
        find(&lists().status, text).or_else(|| find(&lists().status, plural()?))
    };
    let remarked = || text.trim_end().strip_suffix(')')?.split_once('(').and_then(|(front, _)| one(front));
    one(text).or_else(remarked).or_else(|| dated(text)).or_else(|| partly(text))
}

/// `Terminé en juin 2023`, `Suspendu jusqu’en 2026`, `En cours : 50 %`, `Annulé faute de moyens`, `En attente du permis`:
/// a status, then when, how far, why, or what is waited for.
fn followed(text: &str) -> Option<Status> {
    const LONGEST: usize = 120;
    let folded = short(text).filter(|folded| folded.len() <= LONGEST)?;
    let fronts = folded.match_indices(' ').rev().filter_map(|(at, _)| folded.split_at_checked(at));
    let (front, rest) = fronts
        .filter(|(front, _)| !lists().alone.has(*front))
        .find_map(|(front, rest)| Some((*lists().status.get(front)?, rest.trim_start())))?;
    let time = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || vocabulary().times.small.has(word)
            || vocabulary().times.months.has(word)
            || matches!(word, "depuis" | "prochain" | "prochaine" | "a" | "date" | "ce" | "jour" | "cette" | "derniere")
    };
    let percent = || {
        let percent: u8 = rest.strip_prefix("a ").unwrap_or(rest).parse().ok()?;
        let of_state = matches!(front, Status::InProgress | Status::UnderStudy | Status::Suspended | Status::Waiting);
        (percent <= 100 && (of_state || percent == 100 && front == Status::Done)).then_some(front)
    };
    if text.contains('%') {
        return percent();
    }
    let why = || {
        let mut words = rest.split(' ').skip_while(|word| matches!(*word, "en" | "par" | "a"));
        words.next().is_some_and(|word| lists().reasons.has(word))
    };
    // What is waited for may be anything.
    let waited = || front == Status::Waiting && rest.split(' ').count() <= 8;
    (rest.split(' ').all(time) || why() || waited()).then_some(front)
}

/// `50 % réalisé`
fn percent_first(text: &str) -> Option<Status> {
    let (percent, rest) = text.trim().split_once('%')?;
    let percent: u8 = percent.trim().parse().ok().filter(|percent| *percent <= 100)?;
    match (find(&lists().status, rest)?, percent) {
        (Status::Done, 0) => Some(Status::NotStarted),
        (Status::Done, 100) => Some(Status::Done),
        (Status::Done | Status::InProgress, _) => Some(Status::InProgress),
        _ => None,
    }
}

/// `Réalisé en 2022`: when it was is another matter.
fn dated(text: &str) -> Option<Status> {
    let (front, year) = text.trim().rsplit_once(" en ")?;
    year_of(year).and_then(|_| find(&lists().status, front))
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
    find(&lists().health, text)
}

pub(super) fn nature(text: &str) -> Option<Nature> {
    find(&lists().nature, text).or_else(|| {
        // `report 2023`, `report de 2023`: the year it is carried over from.
        let folded = short(text)?;
        let year = folded.strip_prefix("report de ").or_else(|| folded.strip_prefix("report "))?;
        year_of(year).map(|_| Nature::CarriedOver)
    })
}

/// A synergy, or nothing for `/`; « sans objet » is a value of the list.
pub(super) fn synergy(text: &str) -> Option<Reading> {
    let nothing = || says_none(text).then_some(Reading::Nothing);
    // `Oui (CPAS)`, `Oui, avec le CPAS`: with whom is another matter.
    let yes = || {
        let front = text.trim().split([' ', ',', ':', '(', ';']).next()?;
        find(&lists().synergy, front).filter(|synergy| *synergy == Synergy::Yes && fold(front) == "oui")
    };
    find(&lists().synergy, text).map(Reading::Synergy).or_else(|| yes().map(Reading::Synergy)).or_else(nothing)
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
    let put_off = || {
        let (front, year) = folded.rsplit_once(' ')?;
        let front = front.strip_suffix(" a").or_else(|| front.strip_suffix(" en")).unwrap_or(front);
        let known = *lists().priority.get(front)?;
        (year_of(year).is_some() && known == Priority::Postponed { beyond: None }).then_some(known)
    };
    // `1 (haute)`, `Obligation légale (CWATUP)`
    let remarked = || priority(text.trim_end().strip_suffix(')')?.rsplit_once('(')?.0);
    find(&lists().priority, text).or_else(postponed).or_else(put_off).or_else(rank).or_else(remarked)
}

fn year_of(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| (1990..=2100).contains(year))
}

//! How an action ended, as its status, its progress and its bilans tell. Only words about the action itself decide:
//! "31 visites réalisées" says that visits were made, not that the action is over.

use rust_decimal::Decimal;

use crate::{Bilingual, Element, Field, Lang, Reading, Status, fold};

/// Issue d'une action at the end of its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// Terminée.
    Finished,
    /// Non terminée.
    Unfinished,
    /// Abandonnée.
    Cancelled,
    /// Nothing decides.
    Undecided(Doubt),
}

impl Outcome {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Unfinished => "unfinished",
            Self::Cancelled => "cancelled",
            Self::Undecided(_) => "undecided",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Finished => lang.pick("terminée", "finished"),
            Self::Unfinished => lang.pick("non terminée", "unfinished"),
            Self::Cancelled => lang.pick("abandonnée", "given up"),
            Self::Undecided(_) => lang.pick("à décider", "to be decided"),
        }
    }
}

/// Pourquoi rien ne décide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doubt {
    /// No bilan is filled in.
    NoBilan,
    /// Only the bilan of June is filled in.
    NoDecember,
    /// The bilan does not say whether the action is over.
    Unclear,
    /// Two signs contradict each other.
    Contradictory,
}

impl Doubt {
    /// The doubt in words, for a message.
    #[must_use]
    pub fn label(self) -> Bilingual {
        match self {
            Self::NoBilan => Bilingual::new("son bilan est vide", "its review is empty"),
            Self::NoDecember => Bilingual::new("son bilan de décembre est vide", "its review of December is empty"),
            Self::Unclear => Bilingual::new(
                "son bilan ne dit pas si elle est terminée",
                "its review does not say whether it is over",
            ),
            Self::Contradictory => {
                Bilingual::new("ses indications se contredisent", "what is said of it contradicts itself")
            }
        }
    }
}

/// Issue, with the words that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// The printed words it rests on.
    pub said: Option<String>,
}

/// Words that end an action when they open a sentence about it.
const FINISHED: &[&str] = &[
    "realise",
    "realisee",
    "realises",
    "realisees",
    "termine",
    "terminee",
    "termines",
    "terminees",
    "acheve",
    "achevee",
    "achevees",
    "acheves",
    "finalise",
    "finalisee",
    "finalisees",
    "finalises",
    "cloture",
    "cloturee",
    "clotures",
    "cloturees",
    "aboutie",
    "abouti",
    "accompli",
    "accomplie",
    "fait",
    "ok",
];

/// Words that give an action up when they open a sentence about it.
const CANCELLED: &[&str] = &["annule", "annulee", "annules", "annulees", "abandonne", "abandonnee", "abandonnees"];

/// Words that may stand before those.
const LEAD: &[&str] = &[
    "l",
    "la",
    "le",
    "cette",
    "action",
    "actions",
    "projet",
    "objectif",
    "a",
    "ete",
    "est",
    "entierement",
    "totalement",
    "completement",
    "bien",
    "desormais",
    "statut",
    "etat",
    "resultat",
    "bilan",
];

/// Phrases that leave an action open wherever they stand, as whole words.
const UNFINISHED: &[&str] = &[
    "en cours",
    "non realise",
    "non realisee",
    "non realises",
    "non realisees",
    "pas realise",
    "pas realisee",
    "pas ete realise",
    "pas ete realisee",
    "pas ete mene",
    "pas ete menee",
    "pas ete mis",
    "pas ete mise",
    "pas pu",
    "pas encore",
    "pas eu lieu",
    "pas abouti",
    "pas commence",
    "pas demarre",
    "pas debute",
    "pas termine",
    "pas terminee",
    "pas finalise",
    "pas finalisee",
    "non commence",
    "non commencee",
    "non demarre",
    "non demarree",
    "non debute",
    "non debutee",
    "non termine",
    "non terminee",
    "non abouti",
    "non aboutie",
    "non finalise",
    "non finalisee",
    "reporte",
    "reportee",
    "reportes",
    "reportees",
    "a reporter",
    "report a",
    "report en",
    "postpose",
    "postposee",
    "a poursuivre",
    "se poursuit",
    "se poursuivra",
    "a finaliser",
    "a terminer",
    "reste",
    "partiellement",
    "en partie",
    "inacheve",
    "inachevee",
    "suspendu",
    "suspendue",
    "en attente",
    "a relancer",
    "retard",
];

/// Phrases that hold one of those and leave nothing open.
const HARMLESS: &[&str] = &["en cours d annee", "en cours de route", "en cours de mandat", "en cours de mois"];

/// Tells how an action ended: by its status, its progress and its bilans, that of December first.
///
/// ```
/// use passerelle_core::plan_hp::{Doubt, Outcome, outcome};
/// use passerelle_core::{Bilan, Element, Field, Level, Reading};
/// let mut action = Element::new("a1", Level::Action, "Éditer une brochure");
/// let bilan = Bilan { june: Some("maquette en cours".into()), december: Some("Action terminée le 12/11".into()) };
/// action.set_reading(Field::Bilan, Reading::Bilan(bilan));
/// assert_eq!(outcome(&action).outcome, Outcome::Finished);
/// action.set(Field::Bilan, "31 visites réalisées", None);
/// assert_eq!(outcome(&action).outcome, Outcome::Undecided(Doubt::Unclear));
/// ```
#[must_use]
pub fn outcome(action: &Element) -> Verdict {
    let mut signs: Vec<(Outcome, String)> = Vec::new();
    let printed = |field| action.field(field).map(|value| value.text.join(" ")).unwrap_or_default();
    match action.reading(Field::Status) {
        Some(Reading::Status(Status::Done)) => signs.push((Outcome::Finished, printed(Field::Status))),
        Some(Reading::Status(Status::Cancelled)) => signs.push((Outcome::Cancelled, printed(Field::Status))),
        Some(Reading::Status(Status::Permanent | Status::Undetermined)) | None => {}
        Some(Reading::Status(_)) => signs.push((Outcome::Unfinished, printed(Field::Status))),
        Some(_) => {}
    }
    if let Some(Reading::Progress(progress)) = action.reading(Field::Progress) {
        let whole = *progress >= Decimal::ONE_HUNDRED;
        let outcome = if whole { Outcome::Finished } else { Outcome::Unfinished };
        signs.push((outcome, printed(Field::Progress)));
    }
    let doubt = bilan(action, &mut signs);
    let Some((first, said)) = signs.first().cloned() else {
        return Verdict { outcome: Outcome::Undecided(doubt), said: None };
    };
    if signs.iter().any(|(other, _)| *other != first) {
        return Verdict { outcome: Outcome::Undecided(Doubt::Contradictory), said: Some(said) };
    }
    Verdict { outcome: first, said: Some(said) }
}

/// The signs of the bilans, and the doubt when they give none.
fn bilan(action: &Element, signs: &mut Vec<(Outcome, String)>) -> Doubt {
    let filled = |text: &Option<String>| text.clone().filter(|text| text.contains(char::is_alphanumeric));
    let (june, last) = match (action.reading(Field::Bilan), action.field(Field::Bilan)) {
        (Some(Reading::Bilan(bilan)), _) => (filled(&bilan.june), filled(&bilan.december)),
        (_, Some(value)) => (None, filled(&Some(value.text.join("\n")))),
        _ => (None, None),
    };
    match (june, last) {
        (_, Some(last)) => {
            signs.extend(said(&last));
            Doubt::Unclear
        }
        (Some(june), None) => {
            // What was open in June may have ended since; what was over stays so.
            let found = said(&june);
            if !found.iter().any(|(outcome, _)| *outcome == Outcome::Unfinished) {
                signs.extend(found);
            }
            Doubt::NoDecember
        }
        (None, None) => Doubt::NoBilan,
    }
}

/// What the sentences of a text say of the action.
fn said(text: &str) -> Vec<(Outcome, String)> {
    let stops = ['.', ';', '\n', '!', '?', '(', ')', ':', '–', '—', ','];
    text.split(stops).filter_map(|sentence| Some((sign(sentence)?, sentence.trim().to_owned()))).collect()
}

fn sign(sentence: &str) -> Option<Outcome> {
    let folded = fold(sentence);
    let mut padded = format!(" {folded} ");
    for harmless in HARMLESS {
        padded = padded.replace(&format!(" {harmless} "), "  ");
    }
    let open = UNFINISHED.iter().any(|phrase| padded.contains(&format!(" {phrase} "))) || is_partial(sentence);
    if open {
        return Some(Outcome::Unfinished);
    }
    let first = folded.split(' ').find(|word| !LEAD.contains(word))?;
    if FINISHED.contains(&first) {
        Some(Outcome::Finished)
    } else if CANCELLED.contains(&first) {
        Some(Outcome::Cancelled)
    } else {
        None
    }
}

/// "réalisée à 60 %": a share below the whole.
fn is_partial(sentence: &str) -> bool {
    let mut parts = sentence.split('%');
    parts.next_back();
    parts.any(|before| {
        let digits: String =
            before.trim_end().chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().iter().rev().collect();
        digits.parse::<u32>().is_ok_and(|share| share < 100)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bilan, Level};

    fn of(text: &str) -> Outcome {
        let mut action = Element::new("a1", Level::Action, "Agir");
        action.set(Field::Bilan, text, None);
        outcome(&action).outcome
    }

    fn of_months(june: Option<&str>, december: Option<&str>) -> Outcome {
        let mut action = Element::new("a1", Level::Action, "Agir");
        let bilan = Bilan { june: june.map(str::to_owned), december: december.map(str::to_owned) };
        action.set_reading(Field::Bilan, Reading::Bilan(bilan));
        outcome(&action).outcome
    }

    #[test]
    fn words_about_the_action_decide_and_words_about_its_parts_do_not() {
        use Doubt::{Contradictory, NoBilan, Unclear};
        use Outcome::{Cancelled, Finished, Undecided, Unfinished};
        for (text, want) in [
            ("Réalisé", Finished),
            ("Action réalisée (2 réunions, 14/02 et 12/09)", Finished),
            ("3 réunions. L’action est terminée.", Finished),
            ("TERMINEE", Finished),
            ("Projet clôturé en octobre", Finished),
            ("Réalisée en cours d’année", Finished),
            ("Annulée : le propriétaire a vendu", Cancelled),
            ("Action abandonnée", Cancelled),
            ("En cours", Unfinished),
            ("L’étude n’a pas pu être menée", Unfinished),
            ("Action non réalisée", Unfinished),
            ("Reportée à 2025", Unfinished),
            ("Réalisée à 60 %", Unfinished),
            ("Partiellement réalisée", Unfinished),
            ("31 visites réalisées", Undecided(Unclear)),
            ("Brochure distribuée à 212 RP", Undecided(Unclear)),
            ("Réunion annulée", Undecided(Unclear)),
            ("Action réalisée ; il reste 4 ménages à voir", Undecided(Contradictory)),
            ("…", Undecided(NoBilan)),
            ("", Undecided(NoBilan)),
            ("Réalisée à 100 %", Finished),
        ] {
            assert_eq!(of(text), want, "{text}");
        }
    }

    #[test]
    fn december_decides_and_june_alone_only_when_the_action_was_over() {
        assert_eq!(of_months(Some("en cours"), Some("terminée")), Outcome::Finished);
        assert_eq!(of_months(Some("terminée"), None), Outcome::Finished);
        assert_eq!(of_months(Some("en cours"), None), Outcome::Undecided(Doubt::NoDecember));
        assert_eq!(of_months(Some("terminée"), Some("en cours")), Outcome::Unfinished);
    }

    #[test]
    fn a_status_and_a_progress_decide_too_and_a_contradiction_is_one() {
        let mut action = Element::new("a1", Level::Action, "Agir");
        action.set_reading(Field::Status, Reading::Status(Status::Done));
        assert_eq!(outcome(&action).outcome, Outcome::Finished);
        action.set_reading(Field::Progress, Reading::Progress(Decimal::from(40)));
        assert_eq!(outcome(&action).outcome, Outcome::Undecided(Doubt::Contradictory));
    }
}

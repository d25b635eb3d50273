//! Objectifs de développement durable: names and numbers, in lists whose separator may also stand within a name.

use std::sync::LazyLock;

use passerelle_core::{Diagnostic, DiagnosticKind, Goal, Reading, fold};

use super::Outcome;
use super::token::{Kind, Token, tokens};

/// Names in use besides the official ones, folded.
const VARIANTS: &[(&str, Goal)] = &[
    ("eradication de la pauvrete", un(1)),
    ("lutte contre la pauvrete", un(1)),
    ("faim zero", un(2)),
    ("lutte contre la faim", un(2)),
    ("zero faim", un(2)),
    ("sante et bien etre", un(3)),
    ("bonne sante et bien etre", un(3)),
    ("acces a une education de qualite", un(4)),
    ("egalite des sexes", un(5)),
    ("egalite entre les hommes et les femmes", un(5)),
    ("egalite entre les femmes et les hommes", un(5)),
    ("egalite des genres", un(5)),
    ("acces a l eau salubre et l assainissement", un(6)),
    ("energie propre et a un cout abordable", un(7)),
    ("energie propre et abordable", un(7)),
    ("energies propres et d un cout abordable", un(7)),
    ("acces a un travail decent et croissance economique", un(8)),
    ("industrie innovation et infrastructures", un(9)),
    ("industries innovation et infrastructures", un(9)),
    ("industries innovations et infrastructures", un(9)),
    ("industrie innovations et infrastructures", un(9)),
    ("reduction des inegalites", un(10)),
    ("villes et communautes durable", un(11)),
    ("production et consommation responsables", un(12)),
    ("consommation et production responsable", un(12)),
    ("consommation et production durables", un(12)),
    ("consommation responsable", un(12)),
    ("lutte contre les changements climatiques", un(13)),
    ("lutte contre le changement climatique", un(13)),
    ("mesures relatives a la lutte contre le changement climatique", un(13)),
    ("action climatique", un(13)),
    ("vie aquatique et marine", un(14)),
    ("protection de la faune et de la flore aquatiques", un(14)),
    ("protection de la faune et de la flore terrestres", un(15)),
    ("justice et paix", un(16)),
    ("paix justice et institutions efficace", un(16)),
    ("partenariat pour la realisation des objectifs", un(17)),
    ("partenariats pour la realisation des objectifs mondiaux", un(17)),
    ("partenariats pour les objectifs", un(17)),
    ("partenariat pour les objectifs", un(17)),
    ("partenariats pour les objectifs mondiaux", un(17)),
    // The names in English.
    ("no poverty", un(1)),
    ("zero hunger", un(2)),
    ("good health and well being", un(3)),
    ("quality education", un(4)),
    ("gender equality", un(5)),
    ("clean water and sanitation", un(6)),
    ("affordable and clean energy", un(7)),
    ("decent work and economic growth", un(8)),
    ("industry innovation and infrastructure", un(9)),
    ("reduced inequalities", un(10)),
    ("sustainable cities and communities", un(11)),
    ("responsible consumption and production", un(12)),
    ("climate action", un(13)),
    ("life below water", un(14)),
    ("life on land", un(15)),
    ("peace justice and strong institutions", un(16)),
    ("partnerships for the goals", un(17)),
    ("enjeu de la gouvernance", Goal::Enjeu { number: 2 }),
    ("enjeu de la transition", Goal::Enjeu { number: 3 }),
];

const fn un(number: u8) -> Goal {
    Goal::Un { number }
}

/// Words around numbers and names that name no goal.
const NOISE: &[&str] = &[
    "odd",
    "odds",
    "o",
    "d",
    "sdg",
    "n",
    "no",
    "num",
    "numero",
    "objectif",
    "objectifs",
    "et",
    "cible",
    "cibles",
    "goal",
    "goals",
    "sdgs",
    "and",
];

/// A goal found: its tokens and whether its name is printed.
struct Found {
    goal: Goal,
    first: usize,
    end: usize,
    named: bool,
}

/// Reads goals; a text that is not goals to its end is not read.
pub(super) fn read(text: &str) -> Outcome {
    let all = if text.len() > 5_000 { Vec::new() } else { tokens(text) };
    match find(&all) {
        Some(found) if !found.is_empty() => {
            let goals = found.iter().map(|found| found.goal).collect();
            Outcome { reading: Some(Reading::Goals(goals)), texts: pieces(text, &all, &found), notes: Vec::new() }
        }
        _ => {
            let note = Diagnostic::new(DiagnosticKind::UnreadGoal).with("text", text.trim());
            Outcome { reading: None, texts: None, notes: vec![note] }
        }
    }
}

fn find(tokens: &[Token]) -> Option<Vec<Found>> {
    let names = &*NAMES;
    // `ODD 11.2` is a target of a goal; `11.2` alone may be a code.
    let targets =
        tokens.iter().any(|token| matches!(token.word(), Some("odd" | "odds" | "sdg" | "sdgs" | "cible" | "cibles")));
    let mut found: Vec<Found> = Vec::new();
    let mut enjeu = false;
    let mut dashes = 0;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some((goal, end)) = named(tokens, at, names) {
            found.push(Found { goal, first: at, end, named: true });
            at = end;
            continue;
        }
        match &token.kind {
            Kind::Number { value, digits } if *digits <= 2 => {
                if let Some(last) = found.last_mut().filter(|last| targets && !last.named && last.end + 1 == at)
                    && tokens.get(last.end).and_then(Token::sign) == Some('.')
                    && tokens.get(last.end).is_some_and(|point| point.end == token.start)
                    && *value <= 20
                {
                    (last.end, at) = (at + 1, at + 1);
                    continue;
                }
                let (goal, end, named) = numbered(tokens, at, *value, enjeu, names)?;
                // `4.1` is a target, not two goals.
                if let Some(last) = found.last().filter(|last| !last.named && last.end + 1 == at) {
                    match tokens.get(last.end).and_then(Token::sign) {
                        Some('.') => return None,
                        Some('-') => dashes += 1,
                        _ => {}
                    }
                }
                // `Eau propre et assainissement (6)` says it twice.
                if let Some(last) = found.last_mut().filter(|last| last.named && last.goal == goal && !named) {
                    last.end = end;
                    at = end;
                    continue;
                }
                // `ODD 11 (cible 11.3)` says it twice too.
                if let Some(last) = found.last_mut().filter(|last| targets && last.goal == goal) {
                    last.end = end;
                } else {
                    found.push(Found { goal, first: at, end, named });
                }
                at = end;
                continue;
            }
            Kind::Number { .. } => return None,
            Kind::Word(word) if matches!(word.as_str(), "enjeu" | "enjeux") => enjeu = true,
            Kind::Word(word) if NOISE.contains(&word.as_str()) => {}
            Kind::Word(_) => return None,
            Kind::Sign(_) => {}
        }
        at += 1;
    }
    // `3-4-10` is a list, `1-5` may be a range.
    (dashes == 0 || dashes > 1 && dashes + 1 == found.len()).then_some(found)
}

/// Folded words of every name, longest first so that a name is never taken for its beginning.
static NAMES: LazyLock<Vec<(Vec<String>, Goal)>> = LazyLock::new(|| {
    let official = Goal::all().filter_map(|goal| Some((fold(goal.name()?), goal)));
    let variants = VARIANTS.iter().map(|(name, goal)| ((*name).to_owned(), *goal));
    let mut names: Vec<(Vec<String>, Goal)> =
        official.chain(variants).map(|(name, goal)| (name.split(' ').map(str::to_owned).collect(), goal)).collect();
    names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    names
});

/// A name at a token; commas and dashes within it do not matter.
fn named(tokens: &[Token], at: usize, names: &[(Vec<String>, Goal)]) -> Option<(Goal, usize)> {
    names.iter().find_map(|(words, goal)| {
        let mut next = at;
        for (index, word) in words.iter().enumerate() {
            if index > 0 && tokens.get(next).and_then(Token::sign).is_some_and(|sign| matches!(sign, ',' | '-')) {
                next += 1;
            }
            if tokens.get(next)?.word() != Some(word.as_str()) {
                return None;
            }
            next += 1;
        }
        Some((*goal, next))
    })
}

/// A number with or without its name: `13. Mesures relatives…`, `2 - Enjeu de la gouvernance…`, `11`.
fn numbered(
    tokens: &[Token],
    at: usize,
    value: u32,
    enjeu: bool,
    names: &[(Vec<String>, Goal)],
) -> Option<(Goal, usize, bool)> {
    let number = u8::try_from(value).ok()?;
    let mut next = at + 1;
    while tokens.get(next).and_then(Token::sign).is_some_and(|sign| matches!(sign, '.' | '-' | ':' | ')')) {
        next += 1;
    }
    if let Some((goal, end)) = named(tokens, next, names) {
        // A number that contradicts its name is no reading at all.
        return (goal.number() == number).then_some((goal, end, true));
    }
    let goal = if enjeu { Goal::Enjeu { number } } else { un(number) };
    goal.name().map(|_| (goal, at + 1, false))
}

/// The printed text of each goal, when there are several and each has its name.
fn pieces(text: &str, tokens: &[Token], found: &[Found]) -> Option<Vec<String>> {
    if found.len() < 2 || found.iter().any(|found| !found.named) {
        return None;
    }
    let mut begin = 0;
    let mut pieces = Vec::new();
    for pair in found.windows(2) {
        let [one, next] = pair else { return None };
        let divider = tokens
            .get(one.end..next.first)?
            .iter()
            .find(|token| matches!(token.sign(), Some(',' | ';' | '\n' | '|' | '/')))?;
        pieces.push(text.get(begin..divider.start)?.trim().to_owned());
        begin = divider.end;
    }
    pieces.push(text.get(begin..)?.trim().to_owned());
    Some(pieces)
}

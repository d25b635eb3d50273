//! Labels in front of values: `Volet interne / externe Externe`, `Partenaires : AIS`.

use std::sync::LazyLock;

use passerelle_core::{Level, fold};

use crate::hashed::Map;
use crate::header::role_alone;
use crate::vocabulary::{Role, vocabulary};
use crate::wording::is_joined;

/// A label found at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label<'a> {
    pub(crate) role: Role,
    /// The label's own words.
    pub(crate) words: &'a str,
    /// What follows; empty when the text is the label alone.
    pub(crate) value: &'a str,
    /// A colon or tab parts the two.
    pub(crate) parted: bool,
}

/// A colon, a tab or another sign that leads to a value comes next, behind a bracket at most: "Indicateur(s) :".
fn ends_with_colon(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', ')']);
    rest.starts_with([':', '\t']) || leader(rest).is_some()
}

/// The length of what leads from a label to its value where no colon does: "Budget ………… 500 €", "Pilote → C. Dumont".
fn leader(text: &str) -> Option<usize> {
    const SHORTEST: usize = 3;
    let arrow = ["→", "➔", "⇒", "►", "=>", "->", "="].into_iter().find(|arrow| text.starts_with(arrow));
    let dots = text.trim_start_matches(['.', '…', '_']);
    let dotted = text.len() - dots.len();
    arrow.map(str::len).or((dotted >= SHORTEST).then_some(dotted))
}

/// The role of each name that may be a label. Single words that mean something only in a header are no labels.
static LABELS: LazyLock<Map<&'static str, Role>> = LazyLock::new(|| {
    let mut labels = Map::default();
    for entry in vocabulary().columns.iter().filter(|entry| entry.groups.is_empty()) {
        if matches!(entry.role, Role::Code | Role::LevelName) {
            continue;
        }
        // Of the shortest names only those of levels are labels: "OS", "OO".
        let is_title = matches!(entry.role, Role::Title(Some(_)));
        for name in entry.names.iter().filter(|name| name.len() > 2 || is_title) {
            labels.get_or(name.as_str(), || entry.role);
        }
    }
    labels
});

/// The role of a text that is a label and nothing else.
pub(crate) fn alone(text: &str) -> Option<Role> {
    // Every name of a column has a letter, but "%" stands for one.
    if text.chars().count() > 70 || !text.contains(|c: char| c == '%' || c.is_alphabetic()) {
        return None;
    }
    let folded = fold(text);
    LABELS.get(folded.as_str()).copied().or_else(|| {
        // "Référence" is a label; "A" and "ID" may be anything.
        let least = if folded.len() > 3 { WHOLE } else { i32::MAX };
        let role = role_alone(text, &folded, SURE).filter(|role| *role != Role::LevelName)?;
        (role != Role::Code || role_alone(text, &folded, least).is_some()).then_some(role)
    })
}

/// The points of words that are a name, and nothing more.
const WHOLE: i32 = 97;

/// The points from which words are a label without standing among the names.
const SURE: i32 = 90;

/// The longest label at the beginning of a text; it begins with a capital.
pub(crate) fn at_start(text: &str) -> Option<Label<'_>> {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_uppercase() || c == '[') {
        return None;
    }
    if let Some(label) = before_a_colon(text) {
        return Some(label);
    }
    let mut best: Option<(usize, Role)> = None;
    let mut best_words = String::new();
    let ends = text
        .char_indices()
        .filter(|(at, c)| *at > 0 && !c.is_alphanumeric() && !is_joined(*c))
        .map(|(at, _)| at)
        .take_while(|at| *at <= 80)
        .chain((text.len() <= 80).then_some(text.len()));
    for end in ends {
        let words = fold(&text[..end]);
        // Signs behind a label fold away: they belong to the value ("Risques * Perte de subsides").
        if words != best_words
            && let Some(role) = LABELS.get(words.as_str())
            && (words.len() > 2 || ends_with_colon(&text[end..]))
        {
            best = Some((end, *role));
            best_words = words;
        }
    }
    let (end, role) = best?;
    // Brackets and points right behind the words belong to the label: "Indicateur(s)".
    let rest = &text[end..];
    let value = rest.trim_start_matches([')', ':', '.', ' ', '\u{a0}', '\t']);
    let value = value.strip_prefix("- ").unwrap_or(value).trim();
    let words = text[..text.len() - value.len()].trim();
    let parted = words.ends_with(':') || ends_with_colon(rest);
    Some(Label { role, words, value, parted })
}

/// A label that ends at a colon or tab: "Indicateur(s) d'évaluation : …".
pub(crate) fn before_a_colon(text: &str) -> Option<Label<'_>> {
    const LONGEST: usize = 80;
    let text = text.trim_end();
    if let Some(label) = in_brackets(text) {
        return Some(label);
    }
    let near = &text.as_bytes()[..text.len().min(LONGEST + 1)];
    let at = near.iter().position(|byte| matches!(byte, b':' | b'\t' | b'?')).filter(|at| *at > 0);
    let Some(at) = at else { return before_a_leader(text) };
    let (words, rest) = text.split_at_checked(at)?;
    let role = alone(words)?;
    let value = rest.trim_start_matches([':', '?', ' ', '\u{a0}', '\u{202f}', '\t']).trim();
    Some(Label { role, words: text[..text.len() - value.len()].trim(), value, parted: true })
}

/// A label in square brackets in front of its value: "[Qui] C. Dumont".
fn in_brackets(text: &str) -> Option<Label<'_>> {
    const LONGEST: usize = 60;
    let (words, rest) = text.trim_start().strip_prefix('[')?.split_once(']')?;
    let role = if words.len() > LONGEST { None } else { alone(words) }?;
    let value = rest.trim_start_matches([':', ' ', '\u{a0}', '\t']).trim();
    let begins = text.len() - text.trim_start().len();
    Some(Label { role, words: text.get(begins..begins + words.len() + 2)?, value, parted: true })
}

/// A label that leads to its value by dots, an arrow or an equals sign.
fn before_a_leader(text: &str) -> Option<Label<'_>> {
    const LONGEST: usize = 80;
    let signs = ['.', '…', '_', '→', '➔', '⇒', '►', '=', '-'];
    text.contains(signs).then_some(())?;
    let mut places = text.match_indices(signs).map(|(at, _)| at).take_while(|at| *at <= LONGEST);
    let at = places.find(|at| *at > 0 && text.get(*at..).is_some_and(|rest| leader(rest).is_some()))?;
    let (words, rest) = text.split_at_checked(at)?;
    let role = alone(words.trim())?;
    let value = rest.get(leader(rest)?..)?.trim_matches([' ', '\u{a0}', '\t', '.', '…', '_']);
    Some(Label { role, words: words.trim(), value, parted: true })
}

/// The first line is a label and nothing else, its value stands in the others.
pub(crate) fn on_top(text: &str) -> Option<Label<'_>> {
    let (words, value) = text.trim().split_once('\n')?;
    let (words, value) = (words.trim(), value.trim());
    let role = alone(words.trim_end_matches(':'))?;
    (!value.is_empty()).then_some(Label { role, words, value, parted: true })
}

/// Longer texts hold no labels within them.
const LONGEST_LABELLED: usize = 2_000;

/// Several labels with their values in one text, one a line or one behind the other: `Pilote : … – Échéance : …`.
/// None where there are fewer than two.
pub(crate) fn several(text: &str) -> Option<Vec<Label<'_>>> {
    let text = text.trim();
    (text.len() <= LONGEST_LABELLED).then_some(())?;
    if text.matches([':', '?']).nth(1).is_none() {
        return between_bars(text);
    }
    before_a_colon(text)?;
    // Tabs and runs of blanks part columns that somebody aligned by hand.
    let wide = |at: usize, c: char| c == '\t' || c == ' ' && text[..at].ends_with([' ', '\u{a0}']);
    let point = |at: usize, c: char| c == '.' && text[at + 1..].starts_with([' ', '\u{a0}']);
    let parts = text.char_indices().filter(|(at, c)| is_parting(*c) || wide(*at, *c) || point(*at, *c));
    let parts = parts.map(|(at, c)| (at, at + c.len_utf8()));
    let parts = parts.filter(|(_, behind)| text[*behind..].starts_with(|c: char| !c.is_whitespace() || c == ' '));
    let mut starts: Vec<(usize, usize)> = vec![(0, 0)];
    // Where the first label is written small, the others are.
    let small = text.starts_with(char::is_lowercase);
    starts.extend(parts.filter(|(at, behind)| {
        let rest = text[*behind..].trim_start_matches([' ', '\u{a0}', '\t']);
        // Behind a semicolon a label may be written small anyway.
        let small = small || text[*at..].starts_with(';');
        let begins = rest.starts_with(|c: char| c.is_uppercase() || small && c.is_lowercase());
        is_apart(text, *at) && begins && before_a_colon(rest).is_some()
    }));
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let labels = starts.iter().zip(ends).filter_map(|((_, start), end)| before_a_colon(text[*start..end].trim()));
    let mut labels: Vec<Label<'_>> = labels.collect();
    // Where points part the labels, the last one closes the line.
    if starts.iter().skip(1).any(|(at, _)| text[*at..].starts_with('.'))
        && let Some(last) = labels.last_mut()
    {
        last.value = last.value.strip_suffix('.').unwrap_or(last.value);
    }
    (labels.len() > 1 && labels.len() == starts.len()).then_some(labels)
}

/// Labels and values in turn, bars between all of them: "Pilote | A. Petit | Échéance | 2027".
fn between_bars(text: &str) -> Option<Vec<Label<'_>>> {
    const FEWEST: usize = 4;
    text.matches('|').nth(FEWEST - 2)?;
    let parts: Vec<&str> = text.trim_matches(['|', ' ']).split('|').map(str::trim).collect();
    let pairs = parts.chunks(2).map(|pair| match pair {
        [words, value] => Some(Label { role: alone(words)?, words, value, parted: true }),
        _ => None,
    });
    let labels: Vec<Label<'_>> = pairs.collect::<Option<_>>()?;
    // "Pilote | Échéance | Budget | État" is a header.
    labels.iter().all(|label| alone(label.value).is_none()).then_some(labels)
}

/// Labels with their values behind a title, and the title: `Ouvrir une crèche (Pilote : … ; Échéance : …)`, or the same
/// behind a semicolon or dash.
pub(crate) fn behind_a_title(text: &str) -> Option<(&str, Vec<Label<'_>>)> {
    (text.len() <= LONGEST_LABELLED && text.contains([':', '?'])).then_some(())?;
    let labels = |text| several(text).or_else(|| Some(vec![before_a_colon(text).filter(|l| !l.value.is_empty())?]));
    let bracket = text.trim_end().strip_suffix(')').and_then(|inner| inner.rsplit_once('('));
    let parted = text.char_indices().filter(|(at, c)| is_parting(*c) && *c != ',' && is_apart(text, *at));
    let parted = parted.filter_map(|(at, c)| Some((text.get(..at)?, text.get(at + c.len_utf8()..)?)));
    // Behind few words a single label may be a part of the title.
    let mut found = bracket.into_iter().chain(parted).filter_map(|(title, inner)| {
        let labels = labels(inner.trim())?;
        let words = title.split_whitespace().count();
        (words > 2 || words > 0 && labels.len() > 1).then_some((title.trim_end(), labels))
    });
    found.next()
}

/// A hyphen parts two texts only with white space before it: "Sous-action" has none.
fn is_apart(text: &str, at: usize) -> bool {
    let (before, from) = text.split_at_checked(at).unwrap_or((text, ""));
    !from.starts_with(['-', '/']) || before.ends_with([' ', '\u{a0}'])
}

/// Signs that part labelled values of one text and stand inside few of them.
pub(crate) const PARTING: [char; 7] = ['\n', '–', '—', ';', '|', ',', '•'];

/// Signs that may stand between a value and the next label.
fn is_parting(c: char) -> bool {
    PARTING.contains(&c) || matches!(c, '-' | '/')
}

/// The label goes on in the next text: `Objectif de développement durable -` and `ODD`.
pub(crate) fn goes_on(label: &str, next: &str, role: Role) -> bool {
    next.chars().count() <= 20 && LABELS.get(fold(&format!("{label} {next}")).as_str()) == Some(&role)
}

/// The label of a sheet's title.
pub(crate) fn names_the_action(role: Role) -> bool {
    matches!(role, Role::Title(None | Some(Level::Action)))
}

#[cfg(test)]
mod tests {
    use passerelle_core::{ClassificationKind, Field};

    use super::*;

    #[test]
    fn several_labels_in_a_text_are_parted() {
        let found = |text| -> Option<Vec<&str>> { Some(several(text)?.into_iter().map(|label| label.value).collect()) };
        assert_eq!(found("Pilote : A. Petit – Échéance : 2027"), Some(vec!["A. Petit", "2027"]));
        assert_eq!(
            found("Échevin : B. Collin\nService : Travaux, Mobilité\nBudget : 5 €"),
            Some(vec!["B. Collin", "Travaux, Mobilité", "5 €"])
        );
        assert_eq!(found("Service : Travaux ; Échéance :"), Some(vec!["Travaux", ""]));
        assert_eq!(found("Pilote | A. Petit | Échéance | 2027"), Some(vec!["A. Petit", "2027"]));
        assert_eq!(found("Pilote | Échéance | Budget | État"), None);
        assert_eq!(found("Description : créer un lieu : la maison"), None);
        assert_eq!(found("Échéance : 2026"), None);
    }

    #[test]
    fn labels_of_the_anderlues_sheets_are_cut_from_their_values() {
        let cases = [
            ("Projet Renforcer le suivi", Role::Title(Some(Level::Action)), "Renforcer le suivi"),
            (
                "Objectif stratégique - OS 100. Etre un CPAS",
                Role::Title(Some(Level::StrategicObjective)),
                "100. Etre un CPAS",
            ),
            ("Objectif opérationnel 101. Maintenir", Role::Title(Some(Level::OperationalObjective)), "101. Maintenir"),
            (
                "Objectif politique - OP 3. Une politique",
                Role::Classification(ClassificationKind::PoliticalObjective),
                "3. Une politique",
            ),
            ("Volet interne / externe Externe", Role::Classification(ClassificationKind::Volet), "Externe"),
            ("Indicateur(s) Nombre de remises", Role::Field(Field::Indicators), "Nombre de remises"),
            ("Risques", Role::Field(Field::Risks), ""),
            (
                "Services impliqués Service Administratif,Codir",
                Role::Field(Field::Service),
                "Service Administratif,Codir",
            ),
        ];
        for (text, role, value) in cases {
            let label = at_start(text).unwrap();
            assert_eq!((label.role, label.value), (role, value), "{text}");
        }
        assert_eq!(at_start("réalisation de son projet"), None);
        let spaced = before_a_colon(" Objectif opérationnel : Développer les synergies avec la commune  ").unwrap();
        assert_eq!(
            (spaced.words, spaced.value),
            ("Objectif opérationnel :", "Développer les synergies avec la commune")
        );
        assert!(goes_on("Objectif de développement durable -", "ODD", Role::Field(Field::Goals)));
    }
}

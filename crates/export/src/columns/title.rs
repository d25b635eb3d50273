use passerelle_core::{ClassificationKind, Element, Lang, Level, fold};

/// The printed code has a cell of its own: it does not stand in front of the wording in the printed title.
///
/// ```
/// use passerelle_core::{Code, Element, Level};
/// use passerelle_export::columns::code_stands_apart;
/// let mut action = Element::new("e1", Level::Action, "Rénover la salle");
/// action.code = Some(Code::new("A 1.1"));
/// assert!(code_stands_apart(&action));
/// action.title.text = "A 1.1 Rénover la salle".into();
/// assert!(!code_stands_apart(&action));
/// ```
#[must_use]
pub fn code_stands_apart(element: &Element) -> bool {
    element.code.as_ref().is_some_and(|code| {
        !code.text.trim().is_empty() && (code.place.is_some() || !lead(element).contains(code.text.trim()))
    })
}

/// What the printed title says before the wording: `Action 1.1. ` of `Action 1.1. Remettre en place…`.
fn lead(element: &Element) -> &str {
    let title = &element.title;
    if title.wording.is_empty() {
        return &title.text;
    }
    title.text.find(title.wording.as_str()).and_then(|at| title.text.get(..at)).unwrap_or_default()
}

/// The printed text of the title; its wording when none is known.
pub(super) fn text(element: &Element) -> &str {
    let title = &element.title;
    if title.text.trim().is_empty() { &title.wording } else { &title.text }
}

/// The title as its row prints it: the printed text. Only where nothing on the row would say the level of an
/// objective or a sub-action (no code, no level word), the level's name stands before it.
///
/// ```
/// use passerelle_core::{Element, Lang, Level};
/// use passerelle_export::columns::printed_title;
/// let os = Element::new("e1", Level::StrategicObjective, "Être une commune solidaire");
/// assert_eq!(printed_title(&os, Lang::Fr), "Objectif stratégique\u{a0}: Être une commune solidaire");
/// ```
#[must_use]
pub fn printed_title(element: &Element, lang: Lang) -> String {
    let text = text(element);
    let coded = element.code.as_ref().is_some_and(|code| !text.is_empty() || code_says(element.level, &code.text));
    if coded || text_says(element.level, text) || (element.level == Level::Action && !text.is_empty()) {
        return text.to_owned();
    }
    let label = element.level.label(lang);
    if text.is_empty() {
        return label.to_owned();
    }
    format!("{label}{}{text}", lang.pick("\u{a0}: ", ": "))
}

/// The title in one line of its own, as a heading: the code before the title where it stands apart.
///
/// ```
/// use passerelle_core::{Code, Element, Lang, Level};
/// use passerelle_export::columns::heading;
/// let mut os = Element::new("e1", Level::StrategicObjective, "Être une commune solidaire");
/// os.code = Some(Code::new("O.S.1"));
/// assert_eq!(heading(&os, Lang::Fr), "O.S.1 – Être une commune solidaire");
/// ```
#[must_use]
pub fn heading(element: &Element, lang: Lang) -> String {
    let text = printed_title(element, lang);
    match element.code.as_ref().filter(|_| code_stands_apart(element)) {
        Some(code) if text.trim().is_empty() => code.text.clone(),
        Some(code) => format!("{} – {text}", code.text),
        None => text,
    }
}

/// The name of a level in a narrow column, in words that the importer knows.
pub(super) fn short_level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::StrategicObjective => "OS",
        Level::OperationalObjective => "OO",
        other => other.label(lang),
    }
}

/// A reader of the row alone, as [`printed_title`] and its code print it, would know its level. A row with values
/// and neither code nor level word is an action.
pub(super) fn says_its_level(element: &Element, lang: Lang) -> bool {
    let (text, level) = (printed_title(element, lang), element.level);
    text_says(level, &text)
        || element.code.as_ref().is_some_and(|code| code_says(level, &code.text))
        || (level == Level::Action && element.code.is_none() && !element.fields.is_empty())
}

/// A container's text says its kind.
pub(super) fn says_its_kind(kind: ClassificationKind, text: &str) -> bool {
    match kind {
        ClassificationKind::Volet => behind_words(text, &["volet"]).is_some(),
        ClassificationKind::Domain => says(text, &["domaine", "thematique", "rubrique"]),
        ClassificationKind::PoliticalObjective => says(text, &["objectif politique", "op"]),
        _ => says(text, &["categorie"]),
    }
}

/// The words that tell a level at the head of a title, folded, and its abbreviations.
fn level_words(level: Level) -> (&'static [&'static str], &'static [&'static str]) {
    match level {
        Level::StrategicObjective => {
            (&["objectif strategique", "objectifs strategiques", "strategic objective"], &["os", "o s", "axe", "enjeu"])
        }
        Level::OperationalObjective => {
            (&["objectif operationnel", "objectifs operationnels", "operational objective"], &["oo", "o o"])
        }
        Level::Action => (&["action", "projet", "fiche", "mesure"], &["a", "act"]),
        Level::SubAction => (&["sous action", "sub action", "etape"], &["sa", "s a"]),
        Level::Task => (&["tache", "task"], &[]),
    }
}

/// A title that begins with its level: a word and a number or colon, or an abbreviation and a number.
fn text_says(level: Level, text: &str) -> bool {
    let (words, short) = level_words(level);
    says(text, words) || behind_words(text, short).is_some_and(begins_with_number)
}

/// A code that names its level: `O.S.1`, `Action 3`.
fn code_says(level: Level, code: &str) -> bool {
    let (words, short) = level_words(level);
    behind_words(code, words).or_else(|| behind_words(code, short)).is_some_and(begins_with_number)
}

fn says(text: &str, words: &[&str]) -> bool {
    behind_words(text, words).is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with([':', '–', '—', '"', '«', '“']) || begins_with_number(rest)
    })
}

fn begins_with_number(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '°' | 'n' | '-' | '_'));
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// What stands behind the words at the head of a text.
fn behind_words<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let text = text.trim_start();
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).take(40);
    ends.filter_map(|end| text.split_at_checked(end))
        .filter(|(_, rest)| !rest.starts_with(char::is_alphabetic))
        .find_map(|(head, rest)| words.contains(&fold(head).as_str()).then_some(rest))
}

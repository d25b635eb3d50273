use passerelle_core::{Element, Lang, Level, fold};

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
    let title = &element.title;
    let text = if title.text.trim().is_empty() { &title.wording } else { &title.text };
    if element.code.is_some() || says_level(element, text) {
        return text.clone();
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
/// assert_eq!(heading(&os, Lang::Fr), "O.S.1 — Être une commune solidaire");
/// ```
#[must_use]
pub fn heading(element: &Element, lang: Lang) -> String {
    let text = printed_title(element, lang);
    match element.code.as_ref().filter(|_| code_stands_apart(element)) {
        Some(code) if text.trim().is_empty() => code.text.clone(),
        Some(code) => format!("{} — {text}", code.text),
        None => text,
    }
}

/// The words that tell a level at the head of a title, folded.
fn level_words(level: Level) -> &'static [&'static str] {
    match level {
        Level::StrategicObjective => &["objectif strategique", "objectifs strategiques", "os", "o s", "strategic"],
        Level::OperationalObjective => {
            &["objectif operationnel", "objectifs operationnels", "oo", "o o", "operational"]
        }
        // A row that says nothing else is an action.
        Level::Action => &[""],
        Level::SubAction => &["sous action", "sub action", "etape"],
        Level::Task => &["tache", "task"],
    }
}

fn says_level(element: &Element, text: &str) -> bool {
    let folded = fold(text);
    level_words(element.level).iter().any(|words| {
        folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || words.is_empty() || rest.starts_with(' '))
    })
}

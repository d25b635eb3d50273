//! Règles du PST (P101 to P114).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::tree::{Tree, place, stated};
use crate::bilingual::shortened;
use crate::diagnostic::Kind;
use crate::{Bilingual, ClassificationKind, Deadline, Diagnostic, Element, Field, Level, Pst, Reading, Status, fold};

/// A rule of the programme.
struct Rule {
    /// What it says of one element.
    kind: Kind,
    /// What it says once when every element fails it: then the layout is without this notion, not the elements.
    when_all: Option<Kind>,
    /// Which elements it is about; all when none.
    level: Option<Level>,
    /// Whether an element fails it, and the words of the message.
    fails: fn(&Sheet<'_>, usize, &Element) -> Option<Diagnostic>,
}

/// The rules in the order of the catalogue.
const RULES: &[Rule] = &[
    Rule {
        kind: Kind::ObjectiveWithoutAction,
        when_all: Some(Kind::NoObjectiveHasAction),
        level: Some(Level::OperationalObjective),
        fails: objective_without_action,
    },
    Rule {
        kind: Kind::StrategicWithoutOperational,
        when_all: Some(Kind::NoStrategicHasOperational),
        level: Some(Level::StrategicObjective),
        fails: strategic_without_operational,
    },
    Rule {
        kind: Kind::ActionWithoutPilot,
        when_all: Some(Kind::NoActionHasPilot),
        level: Some(Level::Action),
        fails: action_without_pilot,
    },
    Rule {
        kind: Kind::ActionWithoutDeadline,
        when_all: Some(Kind::NoActionHasDeadline),
        level: Some(Level::Action),
        fails: action_without_deadline,
    },
    Rule { kind: Kind::DeadlineOutsideTerm, when_all: None, level: None, fails: deadline_outside_term },
    Rule { kind: Kind::DuplicateCode, when_all: None, level: None, fails: duplicate_code },
    Rule { kind: Kind::DuplicateTitle, when_all: None, level: None, fails: duplicate_title },
    Rule { kind: Kind::ChildAfterParent, when_all: None, level: None, fails: child_after_parent },
];

/// Fields that name who leads an action.
const PILOTS: &[Field] =
    &[Field::PoliticalPilot, Field::AdministrativePilot, Field::Service, Field::Agent, Field::Bearer];

/// Fields that say when an action ends; `/` says it too.
const ENDS: &[Field] = &[Field::Deadline, Field::End, Field::EffectiveEnd, Field::Schedule];

/// Planned ends, which should lie within the term.
const PLANNED: &[Field] = &[Field::Deadline, Field::End, Field::Schedule];

/// The programme with what several rules need.
struct Sheet<'a> {
    pst: &'a Pst,
    tree: Tree<'a>,
    /// For each element that repeats the code of an earlier one under its parent: how often it stands there.
    codes: BTreeMap<usize, usize>,
    /// The same for titles within a level.
    titles: BTreeMap<usize, usize>,
}

pub(super) fn check(pst: &Pst) -> Vec<Diagnostic> {
    let tree = Tree::new(&pst.outline);
    let codes = repeated(&tree, code_keys(pst, &tree));
    let titles = repeated(&tree, tree.elements.iter().map(title_key).collect());
    let sheet = Sheet { pst, tree, codes, titles };
    RULES.iter().flat_map(|rule| apply(rule, &sheet)).collect()
}

fn apply(rule: &Rule, sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let elements = sheet.tree.elements.iter().enumerate();
    let subjects: Vec<_> =
        elements.filter(|(_, element)| rule.level.is_none_or(|level| element.level == level)).collect();
    let found: Vec<Diagnostic> = subjects
        .iter()
        .filter_map(|(index, element)| (rule.fails)(sheet, *index, element))
        .inspect(|diagnostic| debug_assert_eq!(diagnostic.kind, rule.kind))
        .collect();
    match rule.when_all {
        Some(kind) if subjects.len() > 1 && found.len() == subjects.len() => {
            vec![Diagnostic::new(kind).with("count", found.len())]
        }
        _ => found,
    }
}

fn about(kind: Kind, element: &Element) -> Diagnostic {
    Diagnostic::new(kind).at(place(element)).saying("title", Bilingual::calling(element))
}

fn objective_without_action(sheet: &Sheet<'_>, index: usize, element: &Element) -> Option<Diagnostic> {
    let empty = sheet.tree.children(index).next().is_none() && !sheet.tree.is_served(index);
    empty.then(|| about(Kind::ObjectiveWithoutAction, element))
}

fn strategic_without_operational(sheet: &Sheet<'_>, index: usize, element: &Element) -> Option<Diagnostic> {
    let has = sheet.tree.children(index).any(|(_, child)| child.level == Level::OperationalObjective);
    (!has).then(|| about(Kind::StrategicWithoutOperational, element))
}

fn action_without_pilot(_: &Sheet<'_>, _: usize, element: &Element) -> Option<Diagnostic> {
    let led = PILOTS.iter().any(|field| stated(element, *field).is_some());
    (!led).then(|| about(Kind::ActionWithoutPilot, element))
}

/// An action has a deadline of its own or of its steps (as in iA.PST), or is permanent by its status.
fn action_without_deadline(sheet: &Sheet<'_>, index: usize, element: &Element) -> Option<Diagnostic> {
    let says = |element: &Element| {
        ENDS.iter().any(|field| stated(element, *field).is_some())
            || element.reading(Field::Status) == Some(&Reading::Status(Status::Permanent))
            || stated(element, Field::Steps).is_some_and(|steps| steps.text.iter().any(names_a_year))
    };
    let has = says(element) || sheet.tree.below(index).into_iter().any(says);
    (!has).then(|| about(Kind::ActionWithoutDeadline, element))
}

/// Whether a text holds a year: `Étude (2020), travaux (2021)`.
fn names_a_year(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|digits| digits.len() == 4).any(|digits| digits.starts_with("19") || digits.starts_with("20"))
}

fn deadline_outside_term(sheet: &Sheet<'_>, _: usize, element: &Element) -> Option<Diagnostic> {
    let term = sheet.pst.legislature?;
    PLANNED.iter().find_map(|field| {
        let value = element.field(*field)?;
        let Some(Reading::Deadline(deadline)) = value.meaning() else { return None };
        let late = |day: Date| day.year() > term.last_year;
        let early = |day: Date| day.year() < term.first_year;
        let outside = deadline.first_day().is_some_and(|day| late(day) || early(day))
            || deadline.last_day().is_some_and(|day| late(day) || early(day));
        outside.then(|| {
            Diagnostic::new(Kind::DeadlineOutsideTerm)
                .at(value.places.first().cloned().or_else(|| place(element)))
                .with("text", shortened(&value.text.join(" ")))
                .saying("title", Bilingual::calling(element))
                .with("term", format!("{}-{}", term.first_year, term.last_year))
        })
    })
}

/// What a code is compared by: its parent, its level, its numbers. Codes restart in each volet and domaine, which may
/// stand above the objectives without being their parent.
fn code_keys(pst: &Pst, tree: &Tree<'_>) -> Vec<Option<String>> {
    let containers = [
        ClassificationKind::Volet,
        ClassificationKind::Domain,
        ClassificationKind::PoliticalObjective,
        ClassificationKind::Category,
    ];
    let labels: Vec<Vec<String>> = containers
        .iter()
        .map(|kind| {
            let found = pst.outline.inherited(*kind);
            found.into_iter().map(|found| found.map(|found| fold(&found.label)).unwrap_or_default()).collect()
        })
        .collect();
    tree.elements
        .iter()
        .enumerate()
        .map(|(index, element)| {
            let code = element.code.as_ref()?;
            let numbers = if code.numbers.is_empty() { fold(&code.text) } else { format!("{:?}", code.numbers) };
            let above: Vec<&str> = labels.iter().filter_map(|labels| labels.get(index)).map(String::as_str).collect();
            let key = format!("{:?} {:?} {} {numbers}", tree.parent(index), element.level, above.join("/"));
            (!numbers.is_empty()).then_some(key)
        })
        .collect()
}

fn title_key(element: &Element) -> Option<String> {
    let title = fold(&element.title.wording);
    (!title.is_empty()).then(|| format!("{:?} {title}", element.level))
}

/// The second element of each key that stands more than once, with how often it does.
fn repeated(tree: &Tree<'_>, keys: Vec<Option<String>>) -> BTreeMap<usize, usize> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, key) in keys.into_iter().enumerate().take(tree.elements.len()) {
        if let Some(key) = key {
            groups.entry(key).or_default().push(index);
        }
    }
    groups.into_values().filter_map(|group| Some((*group.get(1)?, group.len()))).collect()
}

fn duplicate_code(sheet: &Sheet<'_>, index: usize, element: &Element) -> Option<Diagnostic> {
    let count = sheet.codes.get(&index)?;
    let code = element.code.as_ref()?;
    let at = code.place.clone().or_else(|| place(element));
    Some(Diagnostic::new(Kind::DuplicateCode).at(at).with("code", shortened(&code.text)).with("count", count))
}

fn duplicate_title(sheet: &Sheet<'_>, index: usize, element: &Element) -> Option<Diagnostic> {
    let count = sheet.titles.get(&index)?;
    Some(about(Kind::DuplicateTitle, element).with("count", count))
}

fn child_after_parent(sheet: &Sheet<'_>, index: usize, element: &Element) -> Option<Diagnostic> {
    let own = element.deadline().and_then(Deadline::last_day)?;
    let mut above = sheet.tree.parent(index);
    while let Some(parent) = above {
        let deadline = sheet.tree.elements.get(parent).and_then(Element::deadline);
        if let Some(last) = deadline.and_then(Deadline::last_day) {
            return (own > last).then(|| about(Kind::ChildAfterParent, element));
        }
        above = sheet.tree.parent(parent);
    }
    None
}

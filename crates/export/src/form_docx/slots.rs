use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::form::WorkProgrammeForm;
use passerelle_core::{Element, ElementId, Level, Outline, WorkProgramme, fold};

/// Objectif stratégique of the form with its numbered lines.
pub(super) struct Group<'a> {
    /// As printed: `Objectif stratégique 1 : cibler…`.
    pub title: String,
    /// What the tags of its lines begin with: `os1`.
    pub tag: String,
    /// Its short name: `OS 1`.
    pub name: String,
    /// Its lines.
    pub slots: Vec<Slot<'a>>,
}

/// Ligne numérotée.
pub(super) struct Slot<'a> {
    /// From 1.
    pub position: usize,
    /// As printed before the action: `1.`
    pub number: String,
    /// The action's text behind its number.
    pub wording: String,
    /// The action; none for a blank line.
    pub action: Option<&'a Element>,
}

/// The groups of the form with the actions of a programme. An objective that the form does not know, and actions
/// under no objective, come in groups of their own at the end: nothing is dropped.
pub(super) fn groups<'a>(form: &WorkProgrammeForm, programme: Option<&'a WorkProgramme>) -> Vec<Group<'a>> {
    let outline = programme.map(|programme| &programme.outline);
    let mut actions = outline.map(actions_by_objective).unwrap_or_default();
    let mut used: BTreeSet<&ElementId> = BTreeSet::new();
    let mut groups = Vec::new();
    for objective in &form.objectives {
        let found = outline.and_then(|outline| {
            let free = || outline.of_level(Level::StrategicObjective).filter(|os| !used.contains(&os.id));
            let same_words = free().find(|os| fold(&os.title.wording) == fold(&objective.title));
            same_words.or_else(|| free().find(|os| number(os) == Some(u32::from(objective.number))))
        });
        if let Some(os) = found {
            used.insert(&os.id);
        }
        let actions = found.and_then(|os| actions.remove(&Some(&os.id))).unwrap_or_default();
        groups.push(Group {
            title: objective.printed(),
            tag: format!("os{}", objective.number),
            name: format!("OS {}", objective.number),
            slots: slots(&actions, objective.slots),
        });
    }
    let Some(outline) = outline else { return groups };
    let mut next = form.objectives.iter().map(|objective| usize::from(objective.number)).max().unwrap_or(0);
    for os in outline.of_level(Level::StrategicObjective).filter(|os| !used.contains(&os.id)) {
        next += 1;
        let actions = actions.remove(&Some(&os.id)).unwrap_or_default();
        groups.push(group(next, crate::columns::heading(os, passerelle_core::Lang::Fr), &actions));
    }
    let alone = actions.remove(&None).unwrap_or_default();
    if !alone.is_empty() {
        groups.push(group(next + 1, "Sans objectif stratégique".to_owned(), &alone));
    }
    groups
}

fn group<'a>(number: usize, title: String, actions: &[&'a Element]) -> Group<'a> {
    Group { title, tag: format!("os{number}"), name: format!("OS {number}"), slots: slots(actions, 0) }
}

fn number(os: &Element) -> Option<u32> {
    os.code.as_ref()?.numbers.first().copied()
}

/// The actions in printed order by the objectif stratégique they stand under.
fn actions_by_objective(outline: &Outline) -> BTreeMap<Option<&ElementId>, Vec<&Element>> {
    let mut objectives: BTreeMap<&ElementId, Option<&ElementId>> = BTreeMap::new();
    let mut actions: BTreeMap<Option<&ElementId>, Vec<&Element>> = BTreeMap::new();
    for element in outline.elements() {
        // Parents stand before their children.
        let above = element.parent.as_ref().and_then(|parent| objectives.get(parent).copied().flatten());
        let objective = if element.level == Level::StrategicObjective { Some(&element.id) } else { above };
        objectives.insert(&element.id, objective);
        if element.level == Level::Action {
            actions.entry(objective).or_default().push(element);
        }
    }
    actions
}

fn slots<'a>(actions: &[&'a Element], printed: usize) -> Vec<Slot<'a>> {
    (0..printed.max(actions.len()))
        .map(|index| {
            let action = actions.get(index).copied();
            Slot {
                position: index + 1,
                number: action.and_then(printed_number).unwrap_or_else(|| format!("{}.", index + 1)),
                wording: action.map(wording).unwrap_or_default(),
                action,
            }
        })
        .collect()
}

/// The number as printed before the action: what stands before its wording, else its code.
fn printed_number(action: &Element) -> Option<String> {
    let title = &action.title;
    let at = if title.wording.is_empty() { None } else { title.text.find(title.wording.as_str()) };
    let lead = at.and_then(|at| title.text.get(..at)).unwrap_or_default().trim();
    if !lead.is_empty() {
        return Some(lead.to_owned());
    }
    let code = action.code.as_ref().map(|code| code.text.trim()).filter(|code| !code.is_empty())?;
    let bare = code.chars().all(|c| c.is_ascii_digit());
    Some(if bare { format!("{code}.") } else { code.to_owned() })
}

fn wording(action: &Element) -> String {
    let title = &action.title;
    if title.wording.is_empty() && action.code.is_none() { title.text.clone() } else { title.wording.clone() }
}

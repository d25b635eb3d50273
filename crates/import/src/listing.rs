//! Programmes without tables: headings name the objectives and actions, labelled paragraphs their values.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Level, Reason};

use crate::context::names_the_document;
use crate::continuation::goes_on;
use crate::fiche::{Above, Entry, Found, Sheet};
use crate::heading_levels;
use crate::label::{Label, alone, at_start, behind_a_title, names_the_action, several};
use crate::numbering::counter;
use crate::source::{Line, LineCell, Source};
use crate::vocabulary::{Opening, Role, vocabulary};
use crate::wording::{Heading, bullet, heading, roman};

/// What a text must have to be read so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Labels parted from their values by colons or tabs: sheets one below the other.
    Labels,
    /// Headings of objectives and actions.
    Objectives,
}

/// What a paragraph is.
enum Said<'a> {
    /// It names an element or a container.
    Opens(Role),
    /// Labels and their values: mostly one, sometimes several in a line.
    Labels(Vec<Label<'a>>),
    /// It goes on with what stands above.
    Text,
}

/// Looks for a list of headings and labels among the paragraphs.
pub(crate) fn in_source(source: &Source<'_>, needs: Needs) -> Option<Found> {
    let paragraphs: Vec<(usize, &LineCell<'_>)> = source
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.is_alone())
        .filter_map(|(index, line)| line.single().map(|cell| (index, cell)))
        .collect();
    let mut levels = heading_levels::of(source);
    // Labels name the objectives: above the actions, headings are chapters.
    let names_objective = |cell: &LineCell<'_>| alone(cell.text).is_some_and(is_objective);
    if paragraphs.iter().filter(|(_, cell)| names_objective(cell)).nth(1).is_some() {
        levels.retain(|_, level| *level >= Level::Action);
    }
    let by_code = levels_of_codes(&paragraphs);
    let mut said: Vec<Said<'_>> =
        paragraphs.iter().map(|(index, cell)| said(&source.lines[*index], cell, &levels, &by_code)).collect();
    labels_above_values(&mut said, &paragraphs);
    containers_above_objectives(&mut said);
    objectives_without_level(&mut said, &paragraphs);
    items_below_objectives(&mut said, &paragraphs);
    let roles = || {
        said.iter().flat_map(|said| -> Vec<Role> {
            match said {
                Said::Opens(role) => vec![*role],
                Said::Labels(labels) => labels.iter().map(|label| label.role).collect(),
                Said::Text => Vec::new(),
            }
        })
    };
    let actions = roles().filter(|role| names_the_action(*role)).count();
    let objectives = roles().filter(|role| is_objective(*role)).count();
    let labels: usize = said.iter().map(|said| if let Said::Labels(labels) = said { labels.len() } else { 0 }).sum();
    let enough = match needs {
        Needs::Labels => {
            let unparted = paragraphs.iter().filter_map(|(_, cell)| at_start(cell.text)).filter(|l| !l.parted).count();
            actions >= 1 && objectives >= 1 && labels >= 3 * actions && labels > unparted
        }
        Needs::Objectives => actions >= 2 && objectives >= 1,
    };
    if !enough {
        return None;
    }
    // Where the action comes first, its objectives stand below it; else they hold for all actions below them.
    let action_first =
        roles().find(|role| names_the_action(*role) || is_objective(*role)).is_some_and(names_the_action);
    let mut list = List { action_first, running: running_titles(&paragraphs), ..List::default() };
    for ((index, cell), said) in paragraphs.into_iter().zip(&said) {
        list.take(index, cell, said);
    }
    list.end();
    list.found.sheets.retain(|sheet| !sheet.entries.is_empty());
    Some(list.found)
}

/// Where no word names a level: the level of each depth of code, "1.", "1.1.", "1.1.1.", of which the deepest are
/// followed by labels, or by items of lists that are.
fn levels_of_codes(paragraphs: &[(usize, &LineCell<'_>)]) -> BTreeMap<usize, Level> {
    let mut counts: BTreeMap<usize, Below> = BTreeMap::new();
    let labelled = |at: usize| {
        let next = paragraphs.get(at + 1).and_then(|(_, next)| labelled(next.text));
        next.is_some_and(|role| !matches!(role, Role::Title(_)))
    };
    for (at, (_, cell)) in paragraphs.iter().enumerate() {
        let found = cell.headed();
        if matches!(found.opening, Some(Opening::Level(_))) {
            return BTreeMap::new();
        }
        let Some(depth) = depth_of_code(cell, &found) else { continue };
        let item = paragraphs.get(at + 1).is_some_and(|(_, next)| bullet(next.text).is_some());
        let below = counts.entry(depth).or_default();
        below.all += 1;
        below.labels += usize::from(labelled(at));
        below.items += usize::from(item && labelled(at + 1));
    }
    // Beside "1." a Roman number counts chapters.
    if counts.contains_key(&1) {
        counts.remove(&ROMAN);
    }
    let Some((_, deepest)) = counts.last_key_value() else { return BTreeMap::new() };
    let outline = || counts.len() == 3 && is_outline(paragraphs);
    let levels: &[Level] = match counts.len() {
        2 if deepest.most(deepest.items) => &[Level::OperationalObjective, Level::StrategicObjective],
        2 | 3 if deepest.most(deepest.labels) || outline() => {
            &[Level::Action, Level::OperationalObjective, Level::StrategicObjective]
        }
        _ => return BTreeMap::new(),
    };
    counts.into_keys().rev().zip(levels.iter().copied()).collect()
}

/// What stands right below the codes of a depth.
#[derive(Default)]
struct Below {
    all: usize,
    /// Labels with their values.
    labels: usize,
    /// Items of a list, each above its label.
    items: usize,
}

impl Below {
    fn most(&self, count: usize) -> bool {
        self.all > 1 && count * 2 > self.all
    }
}

/// The depth of a Roman number without further parts.
const ROMAN: usize = 0;

/// How many parts the code of a title has.
fn depth_of_code(cell: &LineCell<'_>, found: &Heading<'_>) -> Option<usize> {
    let Some(code) = &found.code else {
        let (count, wording) = counter(cell.text)?;
        return (found.opening.is_none() && roman(count).is_some() && !wording.is_empty()).then_some(ROMAN);
    };
    (!code.numbers.is_empty() && !found.wording.is_empty()).then_some(code.numbers.len())
}

/// The paragraphs of a document that says to be a programme: "1.", "1.1.", "1.1.1.", each below the one that its code
/// goes on from, and little else.
fn is_outline(paragraphs: &[(usize, &LineCell<'_>)]) -> bool {
    let named = paragraphs.iter().any(|(_, cell)| names_the_document(cell.text));
    let mut seen: BTreeSet<Vec<u32>> = BTreeSet::new();
    let mut deep = 0;
    let mut coded = 0;
    for (_, cell) in paragraphs {
        let found = cell.headed();
        let Some(code) = found.code.filter(|code| !code.numbers.is_empty()) else { continue };
        let parent = code.numbers.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default();
        if !parent.is_empty() && !seen.contains(&parent) {
            return false;
        }
        coded += 1;
        deep += usize::from(code.numbers.len() == 3);
        seen.insert(code.numbers);
    }
    named && deep > 2 && seen.len() == coded && coded * 4 >= paragraphs.len() * 3
}

/// The role of the label that a text begins with, or is.
fn labelled(text: &str) -> Option<Role> {
    let text = bullet(text).unwrap_or(text);
    at_start(text).filter(|label| label.parted).map(|label| label.role).or_else(|| alone(text))
}

fn is_objective(role: Role) -> bool {
    matches!(role, Role::Title(Some(Level::StrategicObjective | Level::OperationalObjective)))
}

fn said<'a>(
    line: &Line<'a>,
    cell: &LineCell<'a>,
    levels: &BTreeMap<u8, Level>,
    by_code: &BTreeMap<usize, Level>,
) -> Said<'a> {
    let text = bullet(cell.text).unwrap_or(cell.text);
    let labels = several(text).or_else(|| Some(vec![at_start(text).filter(|label| label.parted)?]));
    let found = cell.headed();
    // "Action 1.2 : Ouvrir…" names an element; "Action : Ouvrir…" is a label, and so is "Objectif : …".
    let opens = match found.opening {
        Some(Opening::Level(level)) if found.code.is_some() => Some(Role::Title(Some(level))),
        // A heading that says "Objectif stratégique" and nothing else is the label of what stands below it.
        _ if line.heading.is_some() && alone(text).is_some() => None,
        Some(Opening::Level(level)) if line.heading.is_some() && labels.is_none() => Some(Role::Title(Some(level))),
        Some(Opening::Container(kind)) if cell.text.chars().count() < 200 => Some(Role::Classification(kind)),
        _ => {
            let of_heading = line.heading.and_then(|depth| levels.get(&depth));
            let of_code = || by_code.get(&depth_of_code(cell, &found)?);
            of_heading.or_else(of_code).map(|level| Role::Title(Some(*level)))
        }
    };
    let printed_as_title = line.heading.is_some() || cell.style.bold;
    match (opens, labels) {
        (Some(Role::Classification(_)), Some(labels)) if !printed_as_title => Said::Labels(labels),
        (Some(role), _) => Said::Opens(role),
        (None, Some(labels)) => Said::Labels(labels),
        (None, None) => Said::Text,
    }
}

/// Lines that name the document or come before the number of a page, again and again.
fn running_titles(paragraphs: &[(usize, &LineCell<'_>)]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (_, cell)) in paragraphs.iter().enumerate() {
        let numbered = |(_, next): &(usize, &LineCell<'_>)| vocabulary().is_page_number(next.text);
        if names_the_document(cell.text) || paragraphs.get(at + 1).is_some_and(numbered) {
            *counts.entry(cell.text).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(text, _)| text.to_owned()).collect()
}

/// Paragraphs that are a label and nothing else, each above its value, where there are several of a kind.
fn labels_above_values<'a>(said: &mut [Said<'a>], paragraphs: &[(usize, &LineCell<'a>)]) {
    const FEWEST: usize = 4;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, cell) in paragraphs {
        *counts.entry(cell.text.trim()).or_default() += 1;
    }
    // Where objectives stand beside their labels, such a label alone is a piece of prose.
    let beside = paragraphs
        .iter()
        .filter_map(|(_, cell)| at_start(cell.text))
        .any(|label| !label.parted && !label.value.is_empty() && is_objective(label.role));
    let label = |at: usize| -> Option<Label<'a>> {
        let (_, cell) = paragraphs.get(at)?;
        match said.get(at)? {
            Said::Text => {}
            // "Objectif politique" in each sheet opens nothing.
            Said::Opens(Role::Classification(_))
                if counts.get(cell.text.trim()).is_some_and(|count| *count >= FEWEST) => {}
            _ => return None,
        }
        let role = alone(cell.text)?;
        let may_stand_above = match role {
            Role::Field(_) | Role::Classification(_) => true,
            Role::Title(Some(_)) => !beside,
            _ => false,
        };
        if !may_stand_above {
            return None;
        }
        Some(Label { role, words: cell.text.trim(), value: "", parted: false })
    };
    // "Externe" below "Volet" is its value.
    let value_of = |at: usize, below: Label<'a>| label(at).is_some_and(|above| above.role == below.role);
    let followed = |at: &usize| {
        matches!(said.get(at + 1), Some(Said::Text)) && label(at + 1).is_none_or(|below| value_of(*at, below))
    };
    let found: Vec<(usize, Label<'a>)> =
        (0..said.len()).filter(followed).filter_map(|at| Some((at, label(at)?))).collect();
    let kinds = found.iter().map(|(_, label)| label.role).collect::<BTreeSet<_>>().len();
    if found.len() < FEWEST || kinds * 2 > found.len() {
        return;
    }
    for (at, label) in found {
        said[at] = Said::Labels(vec![label]);
    }
}

/// "Domaine : Mobilité" right above an objective is its title, not the value of the action before.
fn containers_above_objectives(said: &mut [Said<'_>]) {
    for at in (1..said.len()).rev() {
        let objective_or_container = |role: Role| is_objective(role) || matches!(role, Role::Classification(_));
        let below = match &said[at] {
            Said::Opens(role) => objective_or_container(*role),
            // "Objectif stratégique : …" without code is a label.
            Said::Labels(labels) => {
                labels.first().is_some_and(|label| label.value.len() > 3 && is_objective(label.role))
            }
            Said::Text => false,
        };
        let above = match &said[at - 1] {
            Said::Labels(labels) => labels.first().map(|label| label.role).filter(|_| labels.len() == 1),
            _ => None,
        };
        if let (true, Some(role @ Role::Classification(_))) = (below, above) {
            said[at - 1] = Said::Opens(role);
        }
    }
}

/// "Objectif 1.1 : …" names an objective of a level that the document does not name otherwise.
fn objectives_without_level(said: &mut [Said<'_>], paragraphs: &[(usize, &LineCell<'_>)]) {
    let opens = |level: Level| said.iter().any(|said| matches!(said, Said::Opens(Role::Title(Some(l))) if *l == level));
    let strategic = opens(Level::StrategicObjective);
    let operational = opens(Level::OperationalObjective);
    for (said, (_, cell)) in said.iter_mut().zip(paragraphs) {
        let found = cell.headed();
        let parts = found.code.as_ref().map_or(0, |code| code.numbers.len());
        if !matches!(said, Said::Text | Said::Labels(_))
            || found.word.is_none()
            || found.opening.is_some()
            || parts == 0
        {
            continue;
        }
        let level = match (strategic, operational) {
            (false, true) => Level::StrategicObjective,
            (false, false) if parts == 1 => Level::StrategicObjective,
            _ => Level::OperationalObjective,
        };
        *said = Said::Opens(Role::Title(Some(level)));
    }
}

/// Where nothing names an action, the items of the lists below the objectives are actions.
fn items_below_objectives(said: &mut [Said<'_>], paragraphs: &[(usize, &LineCell<'_>)]) {
    let names = |said: &Said<'_>| match said {
        Said::Opens(role) => names_the_action(*role),
        Said::Labels(labels) => labels.iter().any(|label| names_the_action(label.role)),
        Said::Text => false,
    };
    let labelled = || paragraphs.iter().filter_map(|(_, cell)| at_start(cell.text)).any(|l| names_the_action(l.role));
    if said.iter().any(names) || labelled() {
        return;
    }
    let mut below = None;
    for (said, (_, cell)) in said.iter_mut().zip(paragraphs) {
        match said {
            Said::Opens(role) => below = Some(*role),
            Said::Text if below == Some(Role::Title(Some(Level::OperationalObjective))) => {
                if bullet(cell.text).is_some() || cell.list_label.is_some() {
                    *said = Said::Opens(Role::Title(Some(Level::Action)));
                }
            }
            Said::Text | Said::Labels(_) => {}
        }
    }
}

/// `__________`, `* * *`
fn is_rule(text: &str) -> bool {
    const SHORTEST: usize = 3;
    let signs = text.chars().filter(|c| !c.is_whitespace());
    signs.clone().count() >= SHORTEST
        && signs.clone().all(|c| matches!(c, '_' | '-' | '–' | '—' | '*' | '=' | '~' | '.'))
}

/// The sheets gathered so far.
#[derive(Default)]
struct List {
    action_first: bool,
    found: Found,
    above: Above,
    sheet: Sheet,
    /// The last paragraph belongs to a value that may go on.
    open: bool,
    /// Lines that are printed on each page.
    running: BTreeSet<String>,
}

impl List {
    fn take(&mut self, index: usize, cell: &LineCell<'_>, said: &Said<'_>) {
        match said {
            Said::Opens(role) => {
                let text = bullet(cell.text).unwrap_or(cell.text).trim();
                let (text, labels) = behind_a_title(text).unwrap_or((text, Vec::new()));
                // The number that the word processor counts by itself is printed with the title.
                let counts = |label: &&str| heading(label).code.is_some();
                let counted = cell.list_label.filter(counts).filter(|_| heading(text).code.is_none());
                let text = counted.map_or(Cow::Borrowed(text), |label| Cow::Owned(format!("{label} {text}")));
                self.entry(index, *role, "", &text, cell);
                for label in &labels {
                    let words = label.words.trim_end_matches([' ', ':', '\u{a0}']);
                    self.entry(index, label.role, words, label.value, cell);
                }
                self.open = false;
            }
            Said::Labels(labels) => {
                for label in labels {
                    if label.value.is_empty() && labels.len() == 1 {
                        self.found.asides.push((cell.item, Reason::Label));
                    }
                    let words = label.words.trim_end_matches([' ', ':', '\u{a0}']);
                    self.entry(index, label.role, words, label.value, cell);
                }
                self.open = true;
            }
            Said::Text if vocabulary().is_placeholder(cell.text) || vocabulary().is_page_number(cell.text) => {}
            // A line drawn with signs ends what stands above it.
            Said::Text if is_rule(cell.text) => self.open = false,
            Said::Text if self.running.contains(cell.text) => {
                self.found.asides.push((cell.item, Reason::PageText));
            }
            // A title that was broken over two lines.
            Said::Text if !self.open && self.title_goes_on(cell.text) => self.sheet.go_on(cell.text.trim(), cell.item),
            Said::Text if self.open && !self.sheet.entries.is_empty() => self.sheet.go_on(cell.text.trim(), cell.item),
            Said::Text => {}
        }
    }

    /// The last entry is a title that breaks off, and the text goes on with it.
    fn title_goes_on(&self, text: &str) -> bool {
        let title = self.sheet.entries.last().filter(|entry| matches!(entry.role, Some(Role::Title(_))));
        // "Objectif stratégique n° 1" says it in the next line.
        title.is_some_and(|title| goes_on(&title.text, text) || heading(&title.text).wording.is_empty())
    }

    fn entry(&mut self, index: usize, role: Role, label: &str, text: &str, cell: &LineCell<'_>) {
        let items = if text.is_empty() { Vec::new() } else { vec![cell.item] };
        let code_only = names_the_action(role) && heading(text).wording.is_empty() && !text.is_empty();
        let role = if code_only { Role::Code } else { role };
        let entry = Entry { role: Some(role), label: label.to_owned(), text: text.to_owned(), items };
        let begins = code_only || names_the_action(role) && !self.sheet.only_code();
        let holds =
            !self.action_first && (is_objective(role) || matches!(role, Role::Classification(_)) && label.is_empty());
        if begins || holds && !self.sheet.only_code() {
            self.end();
            self.sheet.line = index;
        }
        if holds {
            self.above.insert(entry.clone());
        }
        self.sheet.entries.push(entry);
    }

    /// Ends a sheet: it has the objectives that hold for it.
    fn end(&mut self) {
        let mut sheet = std::mem::take(&mut self.sheet);
        if sheet.entries.is_empty() {
            return;
        }
        self.above.complete(&mut sheet);
        self.found.sheets.push(sheet);
    }
}

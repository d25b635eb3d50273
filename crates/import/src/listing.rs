//! Programmes without tables: headings name the objectives and actions, labelled paragraphs their values.

mod downwards;
mod values_below;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{ClassificationKind, Field, Level, Reason, fold};

use crate::behind_titles::{Behind, TitleAndValues, values_in_lines};
use crate::code_levels;
use crate::context::names_the_document;
use crate::continuation::goes_on;
use crate::dashed_values::BehindTitle;
use crate::fiche::{Above, Entry, Found, Sheet};
use crate::heading_levels;
use crate::label::{Label, alone, at_start, behind_a_title, names_the_action, several};
use crate::level_looks::{LevelLooks, of_depth, of_style};
use crate::list_levels;
use crate::print_levels::{self, Print};
use crate::run_in;
use crate::source::{At, Line, LineCell, Source};
use crate::ticked::without_box;
use crate::vocabulary::{Opening, Role, vocabulary};
use crate::wording::{bullet, heading, is_sentence};

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
    /// A label of the document's own, and its value.
    Own(&'a str, &'a str),
    /// A heading that names no element: "Conclusion".
    Chapter,
    /// An item of the list below the title of an action.
    Below,
    /// It goes on with what stands above.
    Text,
}

/// The looks of the titles whose levels neither a word nor a code tells.
fn looks(
    source: &Source<'_>,
    paragraphs: &[(usize, &LineCell<'_>)],
    said: &[Said<'_>],
    by_step: &BTreeMap<usize, Level>,
) -> LevelLooks {
    let mut looks = LevelLooks::default();
    for (at, ((index, cell), said)) in paragraphs.iter().zip(said).enumerate() {
        let Said::Opens(role @ (Role::Title(_) | Role::Classification(ClassificationKind::Domain))) = said else {
            continue;
        };
        let found = cell.headed();
        let counted = by_step.contains_key(&at);
        if found.opening.is_some() || found.word.is_some() || found.code.is_some() && !counted {
            continue;
        }
        let Some(line) = source.lines.get(*index) else { continue };
        let look = match (line.styled, line.heading) {
            (Some((_, name)), _) => of_style(name),
            (None, Some(depth)) => of_depth(depth),
            (None, None) if counted => list_levels::in_words(cell),
            (None, None) => Print::of(cell).in_words(),
        };
        looks.add(look, *role, cell.text, cell.item);
    }
    looks
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
    let by_code = code_levels::of(source, &paragraphs);
    let by_step = if levels.is_empty() && by_code.is_empty() { list_levels::of(&paragraphs) } else { BTreeMap::new() };
    let coded = heading_levels::coded(source);
    let mut said: Vec<Said<'_>> =
        paragraphs.iter().map(|(index, cell)| said(&source.lines[*index], cell, (&levels, &coded), &by_code)).collect();
    let by_print = if levels.is_empty() && by_code.is_empty() && by_step.is_empty() {
        print_levels::of(source, &paragraphs)
    } else {
        BTreeMap::new()
    };
    let of_steps = by_step.iter().map(|(at, level)| (*at, Role::Title(Some(*level))));
    for (at, role) in of_steps.chain(by_print.iter().map(|(at, role)| (*at, *role))) {
        if let Some(said) = said.get_mut(at) {
            *said = Said::Opens(role);
        }
    }
    labels_in_bold(source, &mut said, &paragraphs);
    own_labels(&mut said, &paragraphs);
    labels_above_values(&mut said, &paragraphs);
    containers_above_objectives(&mut said);
    objectives_without_level(&mut said, &paragraphs);
    items_below_objectives(&mut said, &paragraphs);
    let in_lines = downwards::settle(source, &mut said, &paragraphs);
    let in_lines = in_lines.or_else(|| values_below::settle(source, &mut said, &paragraphs));
    let roles = || {
        said.iter().flat_map(|said| -> Vec<Role> {
            match said {
                Said::Opens(role) => vec![*role],
                Said::Labels(labels) => labels.iter().map(|label| label.role).collect(),
                Said::Own(..) | Said::Chapter | Said::Below | Said::Text => Vec::new(),
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
    let (running, own) = (running_titles(&paragraphs), own_behind_values(&said));
    let looks = looks(source, &paragraphs, &said, &by_step);
    let opened: Vec<Option<Role>> =
        said.iter().map(|said| if let Said::Opens(role) = said { Some(*role) } else { None }).collect();
    let behind = Behind::of(source, &paragraphs, &opened);
    let mut list = List { action_first, running, own, ..List::default() };
    for (at, ((index, cell), said)) in paragraphs.into_iter().zip(&said).enumerate() {
        list.take(index, cell, said, behind.of_title(at, cell.text));
    }
    list.end();
    list.found.looks = looks;
    list.found.said = in_lines.or_else(|| behind.said()).or_else(|| values_in_lines(source, &mut list.found.sheets));
    list.found.sheets.retain(|sheet| !sheet.entries.is_empty());
    Some(list.found)
}

fn is_objective(role: Role) -> bool {
    matches!(role, Role::Title(Some(Level::StrategicObjective | Level::OperationalObjective)))
}

fn said<'a>(
    line: &Line<'a>,
    cell: &LineCell<'a>,
    (levels, coded): (&BTreeMap<u8, Level>, &BTreeSet<u8>),
    by_code: &BTreeMap<usize, Level>,
) -> Said<'a> {
    let text = bullet(cell.text).unwrap_or(cell.text);
    let labels = several(text).or_else(|| Some(vec![at_start(text).filter(|label| label.parted)?]));
    let found = cell.headed();
    // "PARTIE II – VOLET INTERNE"
    let behind_dash = || text.rsplit_once(['–', '—', '-', ':']).map(|(_, behind)| heading(behind).opening);
    if line.heading.is_some()
        && found.opening.is_none()
        && let Some(Some(Opening::Container(kind @ ClassificationKind::Volet))) = behind_dash()
    {
        return Said::Opens(Role::Classification(kind));
    }
    // Among headings with numbers one without is a chapter.
    let chapter = line.heading.is_some_and(|depth| coded.contains(&depth))
        && found.code.is_none()
        && found.opening.is_none()
        && alone(text).is_none();
    if chapter {
        return Said::Chapter;
    }
    // "Action 1.2 : Ouvrir…" names an element; "Action : Ouvrir…" is a label, and so is "Objectif : …".
    let opens = match found.opening {
        Some(Opening::Level(level)) if found.code.is_some() => Some(Role::Title(Some(level))),
        // A heading that says "Objectif stratégique" and nothing else is the label of what stands below it.
        _ if line.heading.is_some() && alone(text).is_some() => None,
        Some(Opening::Level(level)) if line.heading.is_some() && labels.is_none() => Some(Role::Title(Some(level))),
        Some(Opening::Container(kind)) if cell.text.chars().count() < 200 => Some(Role::Classification(kind)),
        _ => {
            let of_heading = || line.heading.and_then(|depth| levels.get(&depth));
            let of_code = || by_code.get(&code_levels::depth(cell, &found)?);
            let styled = line.level_of_style();
            styled.or_else(|| of_heading().or_else(of_code).copied()).map(|level| Role::Title(Some(level)))
        }
    };
    let printed_as_title = line.heading.is_some() || cell.style.bold;
    match (opens, labels) {
        (Some(Role::Classification(_)), Some(labels)) if !printed_as_title => Said::Labels(labels),
        (Some(role), _) => Said::Opens(role),
        (None, Some(labels)) => Said::Labels(labels),
        // A value goes on in no heading.
        (None, None) if line.heading.is_some() && alone(text).is_none() => Said::Chapter,
        (None, None) => Said::Text,
    }
}

/// Lines that name the document or come before the number of a page, again and again.
fn running_titles(paragraphs: &[(usize, &LineCell<'_>)]) -> BTreeSet<String> {
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (at, (_, cell)) in paragraphs.iter().enumerate() {
        let numbered = |(_, next): &(usize, &LineCell<'_>)| vocabulary().is_page_number(next.text);
        let before_number = before_page_number(cell.text);
        if before_number.is_some() || names_the_document(cell.text) || paragraphs.get(at + 1).is_some_and(numbered) {
            texts.entry(before_number.unwrap_or(cell.text)).or_default().push(cell.text);
        }
    }
    texts.into_values().filter(|texts| texts.len() > 1).flatten().map(str::to_owned).collect()
}

/// What stands before the number of a page on one line: "PST 2025-2030 – Page 3".
fn before_page_number(text: &str) -> Option<&str> {
    let mut words =
        text.char_indices().filter(|(at, c)| c.is_alphabetic() && !text[..*at].ends_with(char::is_alphabetic));
    let at = words.rfind(|(at, _)| vocabulary().is_page_number(&text[*at..])).map(|(at, _)| at)?;
    (at > 0).then(|| &text[..at])
}

/// Labels that only bold letters tell from their values. What stands before the first one describes the action.
fn labels_in_bold<'a>(source: &Source<'a>, said: &mut [Said<'a>], paragraphs: &[(usize, &LineCell<'a>)]) {
    for (said, (_, cell)) in said.iter_mut().zip(paragraphs).filter(|(said, _)| matches!(said, Said::Text)) {
        let Some(At::Paragraph(paragraph)) = source.items.get(cell.item).map(|item| item.at) else { continue };
        let Some((before, mut labels)) = run_in::labels(&paragraph.text) else { continue };
        if !before.is_empty() {
            let role = Role::Field(Field::Description);
            labels.insert(0, Label { role, words: "", value: before, parted: false });
        }
        *said = Said::Labels(labels);
    }
}

/// "Lieu : …" among the labels of several actions is a label, though no PST is known to have it.
fn own_labels<'a>(said: &mut [Said<'a>], paragraphs: &[(usize, &LineCell<'a>)]) {
    const FEWEST: usize = 3;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (said, (_, cell)) in said.iter().zip(paragraphs) {
        if let (Said::Text, Some((label, _))) = (said, unknown_label(cell.text)) {
            *counts.entry(fold(label)).or_default() += 1;
        }
    }
    // In front of the first label such a text is a piece of prose.
    let mut labelled = false;
    for (said, (_, cell)) in said.iter_mut().zip(paragraphs) {
        match said {
            Said::Labels(_) => labelled = true,
            Said::Opens(role) if names_the_action(*role) => labelled = true,
            Said::Text if labelled => {
                let own = unknown_label(cell.text);
                let own = own.filter(|(label, _)| counts.get(&fold(label)).is_some_and(|count| *count >= FEWEST));
                if let Some((label, value)) = own {
                    *said = Said::Own(label, value);
                }
            }
            _ => {}
        }
    }
}

/// Labels of the document's own behind the values of several paragraphs: "Échevin : A. Petit – Village : Tous".
fn own_behind_values(said: &[Said<'_>]) -> BTreeSet<String> {
    const FEWEST: usize = 3;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for said in said {
        let Said::Labels(labels) = said else { continue };
        for (_, label, _) in labels.iter().flat_map(|label| own_in_value(label.value)) {
            *counts.entry(fold(label)).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= FEWEST).map(|(label, _)| label).collect()
}

/// Unknown labels within a value, each behind a dash, bar, semicolon or bullet: where the sign stands, the label and its
/// value.
fn own_in_value(value: &str) -> Vec<(usize, &str, &str)> {
    const SIGNS: [char; 6] = ['–', '—', '|', ';', '•', '\n'];
    let ends: Vec<usize> = value.match_indices(SIGNS).map(|(at, _)| at).chain([value.len()]).collect();
    let parts = ends.windows(2).filter_map(|pair| Some((pair[0], value.get(pair[0]..pair[1])?)));
    parts.filter_map(|(at, part)| unknown_label(part.trim_start_matches(SIGNS)).map(|(l, v)| (at, l, v))).collect()
}

/// Few words before a colon, and what stands behind it.
fn unknown_label(text: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 40;
    const MOST: usize = 5;
    let text = bullet(text).unwrap_or(text).trim();
    let (label, value) = text.split_once([':', '\t'])?;
    let (label, value) = (label.trim(), value.trim());
    let words = label.split_whitespace().count();
    let short = label.len() <= LONGEST && (1..=MOST).contains(&words);
    (short && label.starts_with(char::is_uppercase) && !value.is_empty() && !value.starts_with("//"))
        .then_some((label, value))
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
            Said::Own(..) | Said::Chapter | Said::Below | Said::Text => false,
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
        if !matches!(said, Said::Text | Said::Chapter | Said::Labels(_))
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
        Said::Own(..) | Said::Chapter | Said::Below | Said::Text => false,
    };
    let labelled = || paragraphs.iter().filter_map(|(_, cell)| at_start(cell.text)).any(|l| names_the_action(l.role));
    if said.iter().any(names) || labelled() {
        return;
    }
    let mut below = None;
    // How far the last action is set in.
    let mut action: Option<u8> = None;
    for (said, (_, cell)) in said.iter_mut().zip(paragraphs) {
        match said {
            Said::Opens(role) => (below, action) = (Some(*role), None),
            Said::Text if below == Some(Role::Title(Some(Level::OperationalObjective))) => {
                let valued = || behind_a_title(cell.text).is_some_and(|(_, labels)| labels.len() > 1);
                if !(bullet(cell.text).is_some() || cell.list_label.is_some() || valued()) {
                    continue;
                }
                if action.is_some_and(|indent| cell.style.indent > indent) {
                    *said = Said::Below;
                } else {
                    *said = Said::Opens(Role::Title(Some(Level::Action)));
                    action = Some(cell.style.indent);
                }
            }
            Said::Own(..) | Said::Chapter | Said::Below | Said::Text | Said::Labels(_) => {}
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
    /// The last labels stood in one line, which is complete.
    in_one_line: bool,
    /// How far the last label is set in.
    indent: u8,
    /// Lines that are printed on each page.
    running: BTreeSet<String>,
    /// Labels of the document's own that stand behind values, folded.
    own: BTreeSet<String>,
}

impl List {
    fn take(&mut self, index: usize, cell: &LineCell<'_>, said: &Said<'_>, behind: Option<TitleAndValues<'_>>) {
        match said {
            Said::Opens(role) => {
                let text = bullet(cell.text).unwrap_or(cell.text).trim();
                let (text, labels) = behind_a_title(text).unwrap_or((text, Vec::new()));
                let (text, values) = behind.filter(|_| labels.is_empty()).unwrap_or((text, Vec::new()));
                let (ticked, text) = without_box(text);
                // The number that the word processor counts by itself is printed with the title.
                let counts = |label: &&str| heading(label).code.is_some();
                let counted = cell.list_label.filter(counts).filter(|_| heading(text).code.is_none());
                let text = counted.map_or(Cow::Borrowed(text), |label| Cow::Owned(format!("{label} {text}")));
                self.entry(index, *role, "", &text, cell);
                for label in &labels {
                    let words = label.words.trim_end_matches([' ', ':', '\u{a0}']);
                    self.entry(index, label.role, words, label.value, cell);
                }
                for BehindTitle { role, label, value } in values {
                    self.sheet.entries.push(Entry {
                        role: Some(role),
                        label: label.to_owned(),
                        text: value.to_owned(),
                        items: vec![cell.item],
                    });
                }
                if let Some(ticked) = ticked {
                    let (label, text) = (String::new(), ticked.to_owned());
                    self.sheet.entries.push(Entry { role: None, label, text, items: vec![cell.item] });
                }
                self.open = false;
            }
            Said::Labels(labels) => {
                for label in labels {
                    if label.value.is_empty() && labels.len() == 1 {
                        self.found.asides.push((cell.item, Reason::Label));
                    }
                    let words = label.words.trim_end_matches([' ', ':', '\u{a0}']);
                    let (value, own) = self.without_own(label.value);
                    self.entry(index, label.role, words, value, cell);
                    for (label, value) in own {
                        let (label, text) = (label.to_owned(), value.to_owned());
                        self.sheet.entries.push(Entry { role: None, label, text, items: vec![cell.item] });
                    }
                }
                self.open = true;
                self.in_one_line = labels.len() > 1;
                self.indent = cell.style.indent;
            }
            Said::Own(label, value) => {
                let items = vec![cell.item];
                let entry = Entry { role: None, label: (*label).to_owned(), text: (*value).to_owned(), items };
                self.sheet.entries.push(entry);
                self.open = true;
                self.indent = cell.style.indent;
            }
            Said::Chapter => self.open = false,
            Said::Below => {
                let text = bullet(cell.text).unwrap_or(cell.text);
                self.sheet.add(Some(Role::Field(Field::Steps)), "", text, cell.item);
                self.open = false;
            }
            Said::Text if vocabulary().is_placeholder(cell.text) || vocabulary().is_page_number(cell.text) => {}
            // A line drawn with signs ends what stands above it.
            Said::Text if is_rule(cell.text) => self.open = false,
            Said::Text if self.running.contains(cell.text) => {
                self.found.asides.push((cell.item, Reason::PageText));
            }
            // "Action 1.1.1" alone, and its title in the next line.
            Said::Text if !self.open && self.waits_for_title() => {
                let role = Some(Role::Title(Some(Level::Action)));
                let text = cell.text.trim().to_owned();
                self.sheet.entries.push(Entry { role, label: String::new(), text, items: vec![cell.item] });
            }
            // What stands between the title of an action and its values describes it.
            Said::Text if !self.open && self.ends_with_its_action() && is_sentence(cell.text) => {
                self.sheet.add(Some(Role::Field(Field::Description)), "", cell.text, cell.item);
                self.open = true;
                self.in_one_line = false;
                self.indent = 0;
            }
            // A title that was broken over two lines.
            // What is set in less than the value above is none of its lines.
            Said::Text if self.open && cell.style.indent < self.indent => self.open = false,
            Said::Text if !self.open && self.title_goes_on(cell.text) => self.sheet.go_on(cell.text.trim(), cell.item),
            // No name, date or state goes on with a sentence: it describes the action.
            Said::Text if self.open && self.ends_with_a_complete_value() && is_sentence(cell.text) => {
                let role = Some(Role::Field(Field::Description));
                let known = self.sheet.entries.iter().any(|entry| entry.role == role);
                if !known {
                    self.sheet.add(role, "", cell.text, cell.item);
                }
                self.open = !known;
            }
            Said::Text if self.open && !self.sheet.entries.is_empty() => self.sheet.go_on(cell.text.trim(), cell.item),
            Said::Text => {}
        }
    }

    /// A value without the labels of the document's own that stand behind it in the same line, and these.
    fn without_own<'t>(&self, value: &'t str) -> (&'t str, Vec<(&'t str, &'t str)>) {
        let found: Vec<_> = own_in_value(value).into_iter().filter(|(_, l, _)| self.own.contains(&fold(l))).collect();
        let Some((first, ..)) = found.first() else { return (value, Vec::new()) };
        let before = value.get(..*first).unwrap_or(value).trim();
        (before, found.into_iter().map(|(_, label, value)| (label, value)).collect())
    }

    /// The last entry is the title of an action.
    fn ends_with_its_action(&self) -> bool {
        let last = self.sheet.entries.last().and_then(|entry| entry.role);
        last.is_some_and(names_the_action) && !self.action_first
    }

    /// The last value goes on with no sentence.
    fn ends_with_a_complete_value(&self) -> bool {
        self.in_one_line || self.sheet.ends_with_a_short_value()
    }

    /// The last entry is the code of an action that has no title yet.
    fn waits_for_title(&self) -> bool {
        self.sheet.entries.last().is_some_and(|entry| entry.role == Some(Role::Code)) && self.sheet.only_code()
    }

    /// The last entry is a title that breaks off, and the text goes on with it.
    fn title_goes_on(&self, text: &str) -> bool {
        let title = self.sheet.entries.last().filter(|entry| matches!(entry.role, Some(Role::Title(_))));
        // "Objectif stratégique n° 1" says it in the next line.
        // "Phase 1 :" and "toiture" in the next line.
        let small = |title: &str| title.ends_with(':') && text.starts_with(char::is_lowercase);
        title.is_some_and(|title| {
            goes_on(&title.text, text) || small(&title.text) || heading(&title.text).wording.is_empty()
        })
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

//! What stands behind the titles of actions in their own paragraphs: values without a label, a description.

use std::collections::BTreeMap;

use passerelle_core::{Bilingual, Diagnostic, DiagnosticKind, Field, Place};

use crate::dashed_values::{BehindTitle, DashedValues};
use crate::fiche::{Entry, Sheet};
use crate::label::{behind_a_title, names_the_action, several};
use crate::ledger::excerpt;
use crate::source::{At, LineCell, Source};
use crate::title_and_description::{before_a_sentence, bold_beginning};
use crate::vocabulary::Role;
use crate::wording::bullet;

/// A title, and the values that stand behind it in the same paragraph.
pub(crate) type TitleAndValues<'a> = (&'a str, Vec<BehindTitle<'a>>);

/// What stands behind the titles of actions without a label.
pub(crate) struct Behind<'a> {
    dashed: Option<DashedValues>,
    /// Actions by their place among the paragraphs, each with its title and, where they have any, their descriptions.
    actions: BTreeMap<usize, Option<(&'a str, &'a str)>>,
    example: &'a str,
    place: Option<Place>,
}

impl<'a> Behind<'a> {
    pub(crate) fn of(source: &Source<'a>, paragraphs: &[(usize, &LineCell<'a>)], opened: &[Option<Role>]) -> Self {
        let opens = |opened: &Option<Role>| opened.is_some_and(names_the_action);
        let actions = || paragraphs.iter().zip(opened).enumerate().filter(|(_, (_, opened))| opens(opened));
        let text = |cell: &LineCell<'a>| bullet(cell.text).unwrap_or(cell.text).trim();
        let titles: Vec<&str> = actions().map(|(_, ((_, cell), _))| text(cell)).collect();
        let lines = paragraphs.iter().zip(opened).filter(|(_, opened)| opened.is_none());
        let dashed = DashedValues::of(&titles, lines.map(|((_, cell), _)| cell.text));
        let described = |cell: &LineCell<'a>| {
            let labelled = behind_a_title(cell.text).is_some() || several(cell.text).is_some();
            let At::Paragraph(paragraph) = source.items.get(cell.item)?.at else { return None };
            bold_beginning(&paragraph.text).filter(|_| !labelled)
        };
        let mut found: BTreeMap<usize, Option<(&str, &str)>> = BTreeMap::new();
        if dashed.is_none() {
            found = actions().map(|(at, ((_, cell), _))| (at, described(cell))).collect();
            // Without bold letters most of the actions have to be written so.
            if found.values().all(Option::is_none) {
                let sentences = actions().map(|(at, ((_, cell), _))| (at, before_a_sentence(text(cell))));
                let sentences: BTreeMap<usize, Option<(&str, &str)>> = sentences.collect();
                let many = sentences.values().filter(|parts| parts.is_some()).count();
                if many > 2 && many * 3 >= sentences.len() * 2 {
                    found = sentences;
                }
            }
            found.retain(|_, parts| parts.is_some());
        }
        let first = match &dashed {
            Some(_) => actions().next(),
            None => actions().find(|(at, _)| found.contains_key(at)),
        };
        let first = first.map(|(_, ((_, cell), _))| cell);
        let example = first.map(|cell| text(cell)).unwrap_or_default();
        let place = first.and_then(|cell| source.place(cell.item));
        let actions = if dashed.is_some() { actions().map(|(at, _)| (at, None)).collect() } else { found };
        Self { dashed, actions, example, place }
    }

    pub(crate) fn of_title(&'a self, at: usize, text: &'a str) -> Option<TitleAndValues<'a>> {
        let described = self.actions.get(&at)?;
        match (described, &self.dashed) {
            (Some((title, description)), _) => Some((
                title,
                vec![BehindTitle { role: Role::Field(Field::Description), label: "", value: description }],
            )),
            (None, Some(dashed)) => dashed.split(bullet(text).unwrap_or(text).trim()),
            (None, None) => None,
        }
    }

    /// What is to be said of it, once for the document.
    pub(crate) fn said(&self) -> Option<Diagnostic> {
        let count = self.actions.len();
        let said = match &self.dashed {
            Some(dashed) => dashed.guessed.then(|| dashed.said(count, self.example)),
            None => (count > 0).then(|| {
                let title = self.actions.values().flatten().next().map(|(title, _)| excerpt(title)).unwrap_or_default();
                let said = Diagnostic::new(DiagnosticKind::DescriptionsBehindTitles).with("count", count);
                said.saying("title", Bilingual::quoted(&title))
            }),
        };
        said.map(|said| said.at(self.place.clone()))
    }
}

/// Items below the titles of actions that are values and no steps: as many below each action, of one sort each.
pub(crate) fn values_in_lines(source: &Source<'_>, sheets: &mut [Sheet]) -> Option<Diagnostic> {
    let steps = Some(Role::Field(Field::Steps));
    let below = |sheet: &Sheet| {
        let entry = sheet.entries.iter().find(|entry| entry.role == steps && entry.label.is_empty())?;
        (entry.items.len() == entry.text.lines().count()).then(|| format!("{}\n{}", sheet_title(sheet), entry.text))
    };
    let texts: Vec<String> = sheets.iter().filter_map(below).collect();
    let titles: Vec<&str> = texts.iter().map(String::as_str).collect();
    let counts = titles.iter().map(|title| title.lines().count());
    if counts.clone().min() != counts.max() {
        return None;
    }
    let found = DashedValues::in_lines(&titles)?;
    let example = titles.first()?;
    let mut place = None;
    for sheet in sheets.iter_mut() {
        let Some(text) = below(sheet) else { continue };
        let Some(at) = sheet.entries.iter().position(|entry| entry.role == steps && entry.label.is_empty()) else {
            continue;
        };
        let Some((_, values)) = found.split(&text) else { continue };
        let entry = sheet.entries.remove(at);
        place = place.or_else(|| source.place(*entry.items.first()?));
        sheet.entries.extend(values.into_iter().zip(entry.items).map(|(part, item)| Entry {
            role: Some(part.role),
            label: String::new(),
            text: part.value.to_owned(),
            items: vec![item],
        }));
    }
    Some(found.said(titles.len(), example).at(place))
}

/// A title of one line.
fn sheet_title(sheet: &Sheet) -> String {
    let title = sheet.entries.iter().find(|entry| entry.role.is_some_and(names_the_action));
    title.map(|entry| entry.text.lines().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

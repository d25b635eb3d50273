//! What a form and a file say differently.

use passerelle_core::fold;
use passerelle_core::form::{BlockRole, WorkProgrammeForm};

use super::page::{Block, Paper, SpotId};
use super::places::Places;

/// Écart entre un formulaire et sa définition: the texts of one that the other does not have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Difference {
    /// Texts of the definition that do not stand in the file, in the order of the form.
    pub missing: Vec<String>,
    /// Texts of the file that the definition does not have, in printed order.
    pub unknown: Vec<String>,
}

impl Difference {
    /// The file says what the definition says.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.unknown.is_empty()
    }

    /// How many texts differ.
    #[must_use]
    pub fn len(&self) -> usize {
        self.missing.len() + self.unknown.len()
    }
}

/// What a blank of ours says beside the form, on its sheet of instructions.
const OURS: &str = "Natures de l’action proposées dans la liste";

/// Compares words, whatever paragraphs and cells they stand in. The years of the file count as those of the form.
/// A header or footer (`true` beside its paper) may have a text of the form, and others that no form prints.
pub(crate) fn difference(papers: &[(&dyn Paper, bool)], form: &WorkProgrammeForm, places: &Places) -> Difference {
    let of_form = texts(form);
    let words_of_form = spaced(of_form.iter().map(|text| fold(text)).chain([fold(OURS)]));
    let filled = filled(places);
    let mut of_file = Vec::new();
    let mut of_margins = Vec::new();
    for (paper, is_margin) in papers {
        let into = if *is_margin { &mut of_margins } else { &mut of_file };
        for spot in spots(paper.blocks()) {
            into.extend(paper.text(spot).lines().map(str::to_owned));
        }
    }
    let same_years = |text: &str| years(&fold(text), places.year, form.for_year);
    let words_of_file = spaced(of_file.iter().chain(&of_margins).map(|text| same_years(text)));
    let letters = |text: &&String| text.chars().any(char::is_alphabetic);
    let missing = of_form.iter().filter(letters).filter(|text| !has(&words_of_file, &fold(text)));
    let unknown = of_file.iter().filter(letters).filter(|text| {
        let said = same_years(text);
        !has(&words_of_form, &said) && !filled.iter().any(|filled| has(&said, filled) || has(filled, &said))
    });
    Difference { missing: missing.cloned().collect(), unknown: unknown.map(|text| text.trim().to_owned()).collect() }
}

/// What a person has written in the places of the form.
fn filled(places: &Places) -> Vec<String> {
    let heads = [&places.commune, &places.validation].into_iter().flatten();
    let slots = places.objectives.iter().flat_map(|objective| &objective.slots);
    let cells = slots.flat_map(|slot| slot.cells.iter().flatten());
    heads.chain(cells).map(|place| fold(&place.taken)).filter(|text| !text.is_empty()).collect()
}

/// Every text of a form, in its order.
fn texts(form: &WorkProgrammeForm) -> Vec<String> {
    let mut texts = Vec::new();
    for block in &form.blocks {
        if block.role == BlockRole::Actions {
            texts.extend(form.actions.bands.iter().map(|band| band.text.clone()));
            texts.extend(form.actions.columns.iter().map(|column| column.text.clone()));
            texts.extend(form.actions.example.iter().cloned());
            texts.extend(form.objectives.iter().map(|objective| objective.printed()));
        }
        texts.push(block.text.clone());
    }
    texts
}

/// Words between single spaces, with one before and behind.
fn spaced(texts: impl Iterator<Item = String>) -> String {
    let mut words = String::from(" ");
    for text in texts.filter(|text| !text.is_empty()) {
        words.push_str(&text);
        words.push(' ');
    }
    words
}

/// Folded words stand in others as whole words.
fn has(words: &str, text: &str) -> bool {
    !text.is_empty() && format!(" {words} ").contains(&format!(" {text} "))
}

/// The year of the file and the one before become those of the form.
fn years(folded: &str, of_file: Option<i16>, of_form: i16) -> String {
    let Some(of_file) = of_file.filter(|year| *year != of_form) else { return folded.to_owned() };
    let word = |word: &str| match word.parse::<i16>() {
        Ok(year) if year == of_file => of_form.to_string(),
        Ok(year) if year == of_file.saturating_sub(1) => of_form.saturating_sub(1).to_string(),
        _ => word.to_owned(),
    };
    folded.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The texts of a paper in printed order.
fn spots(blocks: &[Block]) -> Vec<SpotId> {
    let mut spots = Vec::new();
    for block in blocks {
        match block {
            Block::Text(spot) => spots.push(*spot),
            Block::Table(rows) => spots.extend(rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.spot))),
        }
    }
    spots
}

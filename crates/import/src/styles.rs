//! Paragraph styles that name a level: a template has its own, "PST OS", "PST OO", "Action".

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::Level;
use passerelle_tables::{Block, Document as Tables};

use crate::row::level_of_name;

/// The level that each style names; none where fewer than two levels are named so.
pub(crate) fn levels(tables: &Tables) -> BTreeMap<&str, Level> {
    let mut seen: BTreeMap<&str, Option<Level>> = BTreeMap::new();
    for block in &tables.blocks {
        if let Block::Paragraph(paragraph) = block
            && let Some(style) = paragraph.style.as_deref()
        {
            seen.entry(style).or_insert_with(|| level(style));
        }
    }
    let levels: BTreeMap<&str, Level> = seen.into_iter().filter_map(|(style, level)| Some((style, level?))).collect();
    if levels.values().collect::<BTreeSet<_>>().len() < 2 { BTreeMap::new() } else { levels }
}

/// The level that the last words of a style's name are.
fn level(style: &str) -> Option<Level> {
    let words: Vec<&str> = style.split([' ', '_', '-', '.']).filter(|word| !word.is_empty()).collect();
    (0..words.len()).find_map(|from| level_of_name(&words.get(from..)?.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_of_a_style_may_name_a_level() {
        let cases = [
            ("PST_OS", Some(Level::StrategicObjective)),
            ("Titre objectif opérationnel", Some(Level::OperationalObjective)),
            ("PST Action", Some(Level::Action)),
            ("Heading 1", None),
            ("Corps de texte", None),
            ("PST Valeur", None),
        ];
        for (style, expected) in cases {
            assert_eq!(level(style), expected, "{style}");
        }
    }
}

//! Which element is meant: by the id that a file itself gives, or by the code or title that a text names.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{Code, Element, ElementId, Level, Outline, fold};

/// The outline with the ids that the file gives to its elements; the others get fresh ones.
pub(crate) fn with_kept_ids(mut outline: Outline, kept: &BTreeMap<ElementId, ElementId>) -> Outline {
    if kept.is_empty() {
        return outline;
    }
    let mut taken: BTreeSet<ElementId> = kept.values().cloned().collect();
    let mut given: BTreeSet<&ElementId> = BTreeSet::new();
    let mut free = (1..).map(ElementId::counted);
    let mut new_ids: BTreeMap<ElementId, ElementId> = BTreeMap::new();
    for element in outline.elements() {
        // The second element of an id is a copied row.
        let own = kept.get(&element.id).filter(|id| given.insert(*id)).cloned();
        let own = own.or_else(|| free.find(|id| taken.insert(id.clone())));
        new_ids.insert(element.id.clone(), own.unwrap_or_else(|| element.id.clone()));
    }
    for element in outline.elements_mut() {
        for id in [&mut element.id].into_iter().chain(&mut element.parent).chain(&mut element.also_serves) {
            if let Some(new) = new_ids.get(id) {
                id.clone_from(new);
            }
        }
    }
    outline
}

/// Elements by what names them; none for what names several.
pub(crate) struct Names<'e> {
    by_code: BTreeMap<&'e str, Option<&'e ElementId>>,
    by_title: BTreeMap<String, Option<&'e ElementId>>,
    /// Operational objectives by the numbers of their codes.
    by_numbers: BTreeMap<Vec<u32>, Option<&'e ElementId>>,
}

impl<'e> Names<'e> {
    pub(crate) fn of(elements: &'e [Element]) -> Self {
        let mut names = Self { by_code: BTreeMap::new(), by_title: BTreeMap::new(), by_numbers: BTreeMap::new() };
        for element in elements {
            if let Some(code) = &element.code {
                let known = names.by_code.entry(code.text.trim()).or_insert(Some(&element.id));
                *known = known.filter(|id| **id == element.id);
                if element.level == Level::OperationalObjective {
                    let known = names.by_numbers.entry(code.numbers.clone()).or_insert(Some(&element.id));
                    *known = known.filter(|id| **id == element.id);
                }
            }
            for title in [&element.title.text, &element.title.wording].map(|title| fold(title)) {
                let known = names.by_title.entry(title).or_insert(Some(&element.id));
                *known = known.filter(|id| **id == element.id);
            }
        }
        names
    }

    /// The operational objectives of a list of codes: `OO 1.1 et 1.3`; none unless every one is known.
    pub(crate) fn coded(&self, codes: &[Code]) -> Option<Vec<ElementId>> {
        codes.iter().map(|code| self.by_numbers.get(&code.numbers).copied().flatten().cloned()).collect()
    }

    /// The elements that the lines of a text name by their code or title; none unless every line names just one.
    pub(crate) fn named(&self, text: &str) -> Option<Vec<ElementId>> {
        let line = |line: &str| {
            let title = fold(line);
            let by_title = || self.by_title.get(&title).filter(|_| !title.is_empty()).copied().flatten();
            self.by_code.get(line.trim()).copied().flatten().or_else(by_title).cloned()
        };
        text.lines().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_row_gets_an_id_of_its_own() {
        let mut outline = Outline::default();
        let os = outline.add(None, Level::StrategicObjective, "Être solidaire");
        let one = outline.add(Some(&os), Level::Action, "Ouvrir une épicerie");
        let two = outline.add(Some(&os), Level::Action, "Ouvrir une épicerie");
        let kept = BTreeMap::from([(os, "e2".into()), (one, "a".into()), (two, "a".into())]);
        let outline = with_kept_ids(outline, &kept);
        let ids: Vec<&str> = outline.elements().iter().map(|e| e.id.0.as_str()).collect();
        assert_eq!(ids, ["e2", "a", "e1"]);
        assert!(outline.elements()[1..].iter().all(|e| e.parent == Some("e2".into())));
    }
}

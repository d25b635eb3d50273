use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

use crate::{Classification, ClassificationKind, Element, ElementId, Level, Title};

/// Arborescence: the elements of a programme in printed order, each naming its parent, which stands before it.
///
/// ```
/// use passerelle_core::{Level, Outline};
/// let mut outline = Outline::default();
/// let os = outline.add(None, Level::StrategicObjective, "Être une commune solidaire");
/// let oo = outline.add(Some(&os), Level::OperationalObjective, "Favoriser l’interaction");
/// outline.add(Some(&oo), Level::Action, "Remettre en place la coordination sociale");
/// assert_eq!(outline.of_level(Level::Action).count(), 1);
/// assert_eq!(outline.children(Some(&os)).next().map(|e| e.id.clone()), Some(oo));
/// ```
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Éléments dans l’ordre imprimé")]
pub struct Outline {
    elements: Vec<Element>,
    /// The ids in use, so that a fresh one is found at once; none until one is asked for, and again when a caller may
    /// have changed them.
    #[serde(skip)]
    ids: Option<BTreeSet<ElementId>>,
}

impl PartialEq for Outline {
    fn eq(&self, other: &Self) -> bool {
        self.elements == other.elements
    }
}

impl Eq for Outline {}

/// Arborescence impossible: the elements do not make a tree.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OutlineError {
    /// Two elements with the same id.
    #[error("two elements have the id {0}")]
    DuplicateId(ElementId),
    /// The parent is unknown or stands after its child.
    #[error("element {child}: its parent {parent} does not stand before it")]
    UnknownParent {
        /// The element.
        child: ElementId,
        /// Its parent's id.
        parent: ElementId,
    },
}

/// The elements have the ids `e1`, `e2`… in order, and each stands behind its parent: nearly every programme that was
/// read, which a look at the numbers tells.
fn are_counted_in_order(elements: &[Element]) -> bool {
    let above = |at: usize, parent: &ElementId| parent.number().is_some_and(|number| number <= at);
    elements.iter().enumerate().all(|(at, element)| {
        element.id.number() == Some(at + 1) && element.parent.as_ref().is_none_or(|parent| above(at, parent))
    })
}

impl Outline {
    /// An outline from elements in printed order.
    ///
    /// # Errors
    /// [`OutlineError`] when an id is used twice or a parent does not stand before its child.
    pub fn new(elements: Vec<Element>) -> Result<Self, OutlineError> {
        if are_counted_in_order(&elements) {
            return Ok(Self { elements, ids: None });
        }
        let mut seen = BTreeSet::new();
        let mut last_parent = None;
        for element in &elements {
            // Elements of one parent stand together.
            if let Some(parent) = &element.parent
                && last_parent != Some(parent)
                && !seen.contains(parent)
            {
                return Err(OutlineError::UnknownParent { child: element.id.clone(), parent: parent.clone() });
            }
            if !seen.insert(&element.id) {
                return Err(OutlineError::DuplicateId(element.id.clone()));
            }
            last_parent = element.parent.as_ref().or(last_parent);
        }
        Ok(Self { elements, ids: None })
    }

    /// Adds an element at the end with a fresh id (`e1`, `e2`…) and gives the id back.
    pub fn add(&mut self, parent: Option<&ElementId>, level: Level, title: impl Into<Title>) -> ElementId {
        let elements = &self.elements;
        let ids = self.ids.get_or_insert_with(|| elements.iter().map(|element| element.id.clone()).collect());
        let mut number = elements.len() + 1;
        let mut id = ElementId::counted(number);
        while ids.contains(&id) {
            number += 1;
            id = ElementId::counted(number);
        }
        let mut element = Element::new(id.clone(), level, title);
        element.parent = parent.filter(|parent| ids.contains(*parent)).cloned();
        ids.insert(id.clone());
        self.elements.push(element);
        id
    }

    /// Adds an element behind everything that already stands under `parent`, so that the printed order stays that of
    /// the tree, and gives it back to be filled. Without a parent of that id it stands at the end.
    ///
    /// ```
    /// use passerelle_core::{Field, Level, Outline, Priority, Reading};
    /// let mut outline = Outline::default();
    /// let first = outline.add(None, Level::StrategicObjective, "Être une commune solidaire");
    /// outline.add(None, Level::StrategicObjective, "Être une commune propre");
    /// let aim = outline.add_under(Some(&first), Level::OperationalObjective, "Aider les ménages").id.clone();
    /// outline
    ///     .add_under(Some(&aim), Level::Action, "Ouvrir une épicerie sociale")
    ///     .set(Field::Service, "CPAS", None)
    ///     .set_reading(Field::Priority, Reading::Priority(Priority::Mandatory));
    /// let titles: Vec<_> = outline.elements().iter().map(|element| element.title.wording.as_str()).collect();
    /// assert_eq!(titles[2..], ["Ouvrir une épicerie sociale", "Être une commune propre"]);
    /// ```
    pub fn add_under(&mut self, parent: Option<&ElementId>, level: Level, title: impl Into<Title>) -> &mut Element {
        self.add(parent, level, title);
        let last = self.elements.len() - 1;
        let mut at = last;
        if let Some(start) = parent.and_then(|parent| self.elements.iter().rposition(|element| element.id == *parent)) {
            let mut under = BTreeSet::from([&self.elements[start].id]);
            at = start + 1;
            for (index, element) in self.elements.iter().enumerate().take(last).skip(start + 1) {
                if element.parent.as_ref().is_some_and(|above| under.contains(above)) {
                    under.insert(&element.id);
                    at = index + 1;
                }
            }
        }
        self.elements[at..].rotate_right(1);
        &mut self.elements[at]
    }

    /// All elements in printed order.
    #[must_use]
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// All elements in printed order, out of the outline.
    #[must_use]
    pub fn into_elements(self) -> Vec<Element> {
        self.elements
    }

    /// All elements, to change their values; ids and parents are the caller's care.
    pub fn elements_mut(&mut self) -> &mut [Element] {
        self.ids = None;
        &mut self.elements
    }

    /// The element of an id.
    #[must_use]
    pub fn get(&self, id: &ElementId) -> Option<&Element> {
        // Ids are mostly given in order, so the last ones are looked at first.
        self.elements.iter().rev().find(|element| element.id == *id)
    }

    /// The element of an id, to change its values; ids and parents are the caller's care.
    pub fn get_mut(&mut self, id: &ElementId) -> Option<&mut Element> {
        self.elements.iter_mut().rev().find(|element| element.id == *id)
    }

    /// The elements of a level, in printed order.
    pub fn of_level(&self, level: Level) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(move |element| element.level == level)
    }

    /// The children of an element, or the roots.
    pub fn children<'a>(&'a self, parent: Option<&'a ElementId>) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.parent.as_ref() == parent)
    }

    /// The element's ancestors, nearest first.
    #[must_use]
    pub fn ancestors(&self, element: &Element) -> Vec<&Element> {
        let mut ancestors = Vec::new();
        let mut parent = element.parent.as_ref();
        while let Some(above) = parent.and_then(|id| self.get(id)) {
            if ancestors.len() > self.elements.len() {
                break;
            }
            ancestors.push(above);
            parent = above.parent.as_ref();
        }
        ancestors
    }

    /// For each element, in order, the classification of a kind: its own or the nearest ancestor's.
    #[must_use]
    pub fn inherited(&self, kind: ClassificationKind) -> Vec<Option<&Classification>> {
        let mut by_id: BTreeMap<&ElementId, Option<&Classification>> = BTreeMap::new();
        self.elements
            .iter()
            .map(|element| {
                let own = element.classification(kind);
                let found = own.or_else(|| element.parent.as_ref().and_then(|id| by_id.get(id).copied().flatten()));
                by_id.insert(&element.id, found);
                found
            })
            .collect()
    }
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_ids_stay_fresh_after_a_caller_changed_some_and_take_no_part_in_equality() {
        let mut outline = Outline::default();
        let os = outline.add(None, Level::StrategicObjective, "Être solidaire");
        outline.elements_mut()[0].id = "e2".into();
        assert_eq!(outline.add(Some(&os), Level::Action, "Ouvrir").0, "e3");
        let read = Outline::new(outline.elements().to_vec()).unwrap();
        assert_eq!(read, outline);
        outline.elements_mut()[0].title = "Être propre".into();
        assert_ne!(read, outline);
    }
}

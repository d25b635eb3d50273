//! The outline with its parents and children at hand, and how an element is named in a message.

use std::collections::BTreeMap;

use crate::{Element, ElementId, Field, FieldValue, Outline, Place, Reading};

/// An outline whose elements are known by their place in the list.
pub(super) struct Tree<'a> {
    pub elements: &'a [Element],
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    served: Vec<bool>,
}

impl<'a> Tree<'a> {
    pub fn new(outline: &'a Outline) -> Self {
        let elements = outline.elements();
        let by_id: BTreeMap<&ElementId, usize> =
            elements.iter().enumerate().map(|(index, element)| (&element.id, index)).collect();
        let mut children = vec![Vec::new(); elements.len()];
        let mut served = vec![false; elements.len()];
        let mut parents = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            // A parent always stands before its child.
            let parent = element.parent.as_ref().and_then(|id| by_id.get(id).copied()).filter(|above| *above < index);
            if let Some(list) = parent.and_then(|above| children.get_mut(above)) {
                list.push(index);
            }
            parents.push(parent);
            for id in &element.also_serves {
                if let Some(flag) = by_id.get(id).and_then(|above| served.get_mut(*above)) {
                    *flag = true;
                }
            }
        }
        Self { elements, parents, children, served }
    }

    pub fn parent(&self, index: usize) -> Option<usize> {
        self.parents.get(index).copied().flatten()
    }

    pub fn children(&self, index: usize) -> impl Iterator<Item = (usize, &'a Element)> {
        let list = self.children.get(index).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(|child| Some((*child, self.elements.get(*child)?)))
    }

    /// Whether an element elsewhere says that it serves this one too.
    pub fn is_served(&self, index: usize) -> bool {
        self.served.get(index).copied().unwrap_or(false)
    }

    /// The elements below one, in printed order.
    pub fn below(&self, index: usize) -> Vec<&'a Element> {
        let mut found = Vec::new();
        let mut open: Vec<usize> = self.children(index).map(|(child, _)| child).collect();
        while let Some(child) = open.pop() {
            found.extend(self.elements.get(child));
            open.extend(self.children(child).map(|(next, _)| next));
        }
        found
    }
}

/// Where an element stands.
pub(super) fn place(element: &Element) -> Option<Place> {
    element.title.place.clone().or_else(|| element.code.as_ref().and_then(|code| code.place.clone()))
}

/// A field that says something; `/` and the like say that there is nothing.
pub(super) fn stated(element: &Element, field: Field) -> Option<&FieldValue> {
    element.field(field).filter(|value| {
        value.text.iter().any(|text| !text.trim().is_empty()) && value.meaning() != Some(&Reading::Nothing)
    })
}

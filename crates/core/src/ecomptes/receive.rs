//! An exchange as a PST.

use std::collections::BTreeSet;

use crate::{
    Classification, Element, ElementId, Extra, Institution, InstitutionKind, Legislature, Level, Outline, Place, Pst,
    Title,
};

use super::{Administration, EXTRA, Entry, Exchange, Plain, UNKNOWN_INS, VOLET_EXTRA, fields, leftovers, send};

impl Exchange {
    /// The PST that the exchange says. A volet becomes the classement of its objectives; what has no field becomes
    /// an extra.
    #[must_use]
    pub fn to_pst(&self, plain: Plain) -> Pst {
        let mut pst = Pst {
            institution: Institution {
                name: None,
                kind: Some(match self.administration {
                    Administration::Municipality => InstitutionKind::Commune,
                    Administration::Cpas => InstitutionKind::Cpas,
                }),
                ins_code: (self.ins != UNKNOWN_INS).then(|| format!("{:05}", self.ins)),
            },
            title: Some(Title::from(self.label.as_str())).filter(|title| !title.text.is_empty()),
            legislature: legislature(self.first_year, self.last_year),
            ..Pst::default()
        };
        pst.extras.push(extra(EXTRA, send::header_lines(self), None));
        let mut received = Receiver { year: self.year, plain, ids: BTreeSet::new(), elements: Vec::new() };
        for (number, volet) in self.volets.iter().enumerate() {
            let bare = Entry::new("", self.year, "");
            pst.extras.push(extra(VOLET_EXTRA, leftovers::lines(volet, &bare), None));
            for objective in volet.children.iter().flatten() {
                let at = received.elements.len();
                received.take(objective, Level::StrategicObjective, None);
                if let Some(element) = received.elements.get_mut(at) {
                    let mut classification = Classification::volet(volet.label.as_str(), None);
                    classification.code = Some((number + 1).to_string()).filter(|_| self.same_label(number));
                    element.classifications.push(classification);
                }
            }
        }
        // Ids are made unique and parents stand first, so this holds; an outline that did not would be empty.
        pst.outline = Outline::new(received.elements).unwrap_or_default();
        pst
    }

    /// Whether another volet has the label of this one, so that only a number tells them apart.
    fn same_label(&self, number: usize) -> bool {
        let label = self.volets.get(number).map(|volet| &volet.label);
        self.volets.iter().filter(|volet| Some(&volet.label) == label).count() > 1
    }
}

fn legislature(first: i64, last: i64) -> Option<Legislature> {
    Some(Legislature { first_year: i16::try_from(first).ok()?, last_year: i16::try_from(last).ok()? })
}

fn extra(label: &str, text: String, place: Option<Place>) -> Extra {
    Extra { label: label.to_owned(), text, place }
}

struct Receiver {
    year: i64,
    plain: Plain,
    ids: BTreeSet<String>,
    elements: Vec<Element>,
}

impl Receiver {
    fn take(&mut self, entry: &Entry, level: Level, parent: Option<&ElementId>) {
        let id = self.unique(&entry.id);
        let mut element = Element::new(id.clone(), level, entry.label.as_str());
        element.parent = parent.cloned();
        fields::put(&mut element, entry, self.plain);
        let mut rebuilt = send::bare(&element, self.year);
        // Its id is the element's, unless that had to be changed.
        rebuilt.id = send::sent_id(&element).unwrap_or_default();
        let lines = leftovers::lines(entry, &rebuilt);
        if !lines.is_empty() {
            element.extras.push(extra(EXTRA, lines, None));
        }
        self.elements.push(element);
        let below = match level {
            Level::StrategicObjective => Level::OperationalObjective,
            _ => Level::Action,
        };
        for child in entry.children.iter().flatten() {
            self.take(child, below, Some(&id));
        }
    }

    /// The id itself, or with a number behind it when another element has it.
    fn unique(&mut self, id: &str) -> ElementId {
        let mut unique = id.to_owned();
        let mut number = 1;
        while unique.is_empty() || !self.ids.insert(unique.clone()) {
            number += 1;
            unique = format!("{id}-{number}");
        }
        ElementId(unique)
    }
}

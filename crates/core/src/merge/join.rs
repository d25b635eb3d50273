//! What two files say of one element, put together: where they differ one value is kept, the other becomes an extra.

use super::{Merger, Prefer, in_brackets, shown};
use crate::{
    Bilingual, Classification, Code, Diagnostic, DiagnosticKind, Element, Extra, Field, FieldValue, Place, fold,
};

impl Merger {
    /// Puts what another file says of an element to what is known of it.
    pub(super) fn join(&mut self, at: usize, other: Element) {
        let current = self.file_of(None);
        let mut differences = Vec::new();
        let prefer = self.prefer;
        let Some(node) = self.nodes.get_mut(at) else { return };
        let element = &mut node.element;
        let Element { code, title, classifications, fields, extras, .. } = other;
        let same = |a: &str, b: &str| fold(a) == fold(b);
        if !same(&element.title.text, &title.text) {
            // A printed level word or code in front of the same wording is no other title.
            if element.title.text.is_empty() {
                element.title = title;
            } else if !same(&element.title.wording, &title.wording) {
                let left = if prefer == Prefer::First { title } else { std::mem::replace(&mut element.title, title) };
                differences.push(Difference {
                    what: Bilingual::new("Intitulé", "Title"),
                    kept: element.title.text.clone(),
                    kept_at: element.title.place.clone(),
                    text: left.text,
                    place: left.place,
                });
            }
        }
        match (&mut element.code, code) {
            (known @ None, code) => *known = code,
            (Some(known), Some(code))
                if known.numbers != code.numbers || known.numbers.is_empty() && !same(&known.text, &code.text) =>
            {
                let left = if prefer == Prefer::First { code } else { std::mem::replace(known, code) };
                let Code { text, place, .. } = left;
                differences.push(Difference {
                    what: Bilingual::new("Code imprimé", "Printed code"),
                    kept: known.text.clone(),
                    kept_at: known.place.clone(),
                    text,
                    place,
                });
            }
            _ => {}
        }
        for classification in classifications {
            match element.classifications.iter_mut().find(|known| known.kind == classification.kind) {
                None => element.classifications.push(classification),
                Some(known) if !same(&known.label, &classification.label) => {
                    let left =
                        if prefer == Prefer::First { classification } else { std::mem::replace(known, classification) };
                    let Classification { text, place, .. } = left;
                    differences.push(Difference {
                        what: Bilingual::new("Classement", "Classification"),
                        kept: known.text.clone(),
                        kept_at: known.place.clone(),
                        text,
                        place,
                    });
                }
                Some(_) => {}
            }
        }
        for (field, value) in fields {
            join_field(element, field, value, prefer, &mut differences);
        }
        for extra in extras {
            if !element.extras.iter().any(|known| known.label == extra.label && known.text == extra.text) {
                element.extras.push(extra);
            }
        }
        if let Some(file) = self.files.last_mut() {
            file.found += 1;
            file.differences += differences.len();
        }
        let names = &self.names;
        let name = |place: &Option<Place>| {
            let place = place.as_ref()?;
            Some(in_brackets(names.get(usize::from(place.source).saturating_sub(1))?))
        };
        // The place of the other value is that of the diagnostic.
        let with_place = |file: &str, place: &Option<Place>| match place {
            Some(place) => Bilingual::of(|lang| in_brackets(&place.display_in(lang, names))),
            None => Bilingual::same(file),
        };
        for Difference { what, kept, kept_at, text, place } in differences {
            // A value without a place is of the file that is joined now, or of one before.
            let (kept_in, other_in) = match prefer {
                Prefer::First => (name(&kept_at).unwrap_or_default(), current.clone()),
                Prefer::Last => (current.clone(), name(&place).unwrap_or_default()),
            };
            let found = Diagnostic::new(DiagnosticKind::MergeConflict)
                .with("title", &element.title.wording)
                .saying("what", what.clone())
                .with("kept", shown(&kept))
                .saying("kept_in", with_place(&kept_in, &kept_at))
                .with("other", shown(&text))
                .with("other_in", &other_in)
                .at(place.clone());
            self.diagnostics.push(found);
            element.extras.push(Extra { label: other_value(&what.fr, &other_in), text, place });
        }
    }
}

/// A value on which two files differ.
struct Difference {
    what: Bilingual,
    kept: String,
    kept_at: Option<Place>,
    /// What the other file says.
    text: String,
    place: Option<Place>,
}

/// What the other value of a field is called among the extras: never like the field itself, so that reading the
/// document again does not take both for one.
fn other_value(what: &str, file: &str) -> String {
    format!("Autre valeur : {what}{file}")
}

fn join_field(
    element: &mut Element,
    field: Field,
    value: FieldValue,
    prefer: Prefer,
    differences: &mut Vec<Difference>,
) {
    let Some(known) = element.fields.get_mut(&field) else {
        element.fields.insert(field, value);
        return;
    };
    if same_value(known, &value) {
        known.places.extend(value.places);
        return;
    }
    let left = if prefer == Prefer::First { value } else { std::mem::replace(known, value) };
    differences.push(Difference {
        what: Bilingual::of(|lang| field.label(lang)),
        kept: known.text.join("\n"),
        kept_at: known.places.first().cloned(),
        text: left.text.join("\n"),
        place: left.places.into_iter().next(),
    });
}

/// The same words, or the same reading of figures that are only written otherwise: `5.000 €` and `5000€`.
fn same_value(known: &FieldValue, other: &FieldValue) -> bool {
    let (a, b) = (fold(&known.text.join(" ")), fold(&other.text.join(" ")));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    a == b || known.reading.is_some() && known.reading == other.reading && letters(&a) == letters(&b)
}

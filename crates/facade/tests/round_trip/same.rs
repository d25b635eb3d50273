//! What makes two documents the same: everything but places, sources and the name of the layout.

use std::collections::BTreeMap;

use passerelle::{
    Classification, ClassificationKind, Document, Element, ElementId, Extra, Institution, Level, Outline, Output, Title,
};

const KINDS: [ClassificationKind; 4] = [
    ClassificationKind::Volet,
    ClassificationKind::Domain,
    ClassificationKind::PoliticalObjective,
    ClassificationKind::Category,
];

/// Fails with the list of differences when a document that came back through a format is another one.
pub fn same(what: &str, sent: &Document, back: &Document, through: Output) {
    let found = differences(sent, back, through);
    assert!(found.is_empty(), "{what} through {}:\n{}", through.extension(), found.join("\n"));
}

/// Every difference, a line each.
pub fn differences(sent: &Document, back: &Document, through: Output) -> Vec<String> {
    let form = matches!(sent, Document::PlanHpWorkProgramme(_));
    let mut found = Found { lines: Vec::new(), ids: through == Output::Docx && !form, form };
    match (sent, back) {
        (Document::Pst(sent), Document::Pst(back)) => {
            found.institution(&sent.institution, &back.institution);
            found.value("legislature", &sent.legislature, &back.legislature);
            let title = |title: &Option<Title>| title.as_ref().map(|title| title.text.clone());
            // A programme without title is given one when it is written.
            if sent.title.is_some() {
                found.value("title", &title(&sent.title), &title(&back.title));
            }
            found.value("declaration", &sent.declaration, &back.declaration);
            found.value("extras", &extras(&sent.extras), &extras(&back.extras));
            found.outline(&sent.outline, &back.outline);
        }
        (Document::PlanHpWorkProgramme(sent), Document::PlanHpWorkProgramme(back)) => {
            found.value("year", &sent.year, &back.year);
            found.institution(&sent.institution, &back.institution);
            let validation = |v: &Option<passerelle::Validation>| v.as_ref().map(|v| (v.text.clone(), v.date));
            found.value("validation", &validation(&sent.validation), &validation(&back.validation));
            found.value("extras", &extras(&sent.extras), &extras(&back.extras));
            found.outline(&sent.outline, &back.outline);
        }
        (sent, back) => found.value("kind", &sent.kind(), &back.kind()),
    }
    found.lines
}

struct Found {
    lines: Vec<String>,
    /// The format carries the elements' ids.
    ids: bool,
    /// The document is the form of the Plan HP.
    form: bool,
}

impl Found {
    fn value<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, sent: &T, back: &T) {
        if sent != back {
            self.lines.push(format!("  {what}:\n    sent {sent:?}\n    back {back:?}"));
        }
    }

    /// An institution without a name is not printed.
    fn institution(&mut self, sent: &Institution, back: &Institution) {
        if sent.name.is_some() {
            self.value("institution", &(&sent.name, sent.kind), &(&back.name, back.kind));
        }
    }

    fn outline(&mut self, sent: &Outline, back: &Outline) {
        let names = |outline: &Outline| -> Vec<String> { outline.elements().iter().map(name).collect() };
        let levels = |outline: &Outline| -> Vec<_> { outline.elements().iter().map(|e| e.level).collect() };
        if levels(sent) != levels(back) {
            // One too many or too few changes all that follow: the first of them says enough.
            let (sent, back) = (names(sent), names(back));
            let at = sent.iter().zip(&back).take_while(|(sent, back)| sent == back).count();
            let from = |names: &[String]| names.iter().skip(at).take(4).cloned().collect::<Vec<_>>();
            self.value(&format!("elements, {} and {}, from {at}", sent.len(), back.len()), &from(&sent), &from(&back));
            return;
        }
        let places = (places(sent), places(back));
        for kind in KINDS {
            let pairs = sent.inherited(kind).into_iter().zip(back.inherited(kind));
            for ((sent, back), element) in pairs.zip(sent.elements()) {
                // What does not say its own kind is printed behind it: « Domaine : Affaires sociales ».
                let text = |c: Option<&Classification>| c.map(|c| c.text.clone()).unwrap_or_default();
                if !text(back).ends_with(&text(sent)) || words(sent) != words(back) {
                    self.value(&format!("{}, {kind:?}", name(element)), &sent, &back);
                }
            }
        }
        for (sent, back) in sent.elements().iter().zip(back.elements()) {
            self.element(sent, back, (&places.0, &places.1));
        }
    }

    fn element(&mut self, sent: &Element, back: &Element, places: (&Places<'_>, &Places<'_>)) {
        let label = name(sent);
        let form = self.form;
        let mut value = |what: &str, sent: &dyn std::fmt::Debug, back: &dyn std::fmt::Debug| {
            self.value(&format!("{label}, {what}"), &format!("{sent:?}"), &format!("{back:?}"));
        };
        let at = |element: &Element, places: &Places<'_>| element.parent.as_ref().map(|id| places.get(id).copied());
        let serves = |element: &Element, places: &Places<'_>| -> Vec<_> {
            element.also_serves.iter().map(|id| places.get(id).copied()).collect()
        };
        value("level", &sent.level, &back.level);
        value("parent", &at(sent, places.0), &at(back, places.1));
        value("also serves", &serves(sent, places.0), &serves(back, places.1));
        let code = |element: &Element| element.code.as_ref().map(|code| (code.text.clone(), code.numbers.clone()));
        // The form numbers its lines, whether the programme does or not.
        if !(form && sent.code.is_none() && sent.level == Level::Action) {
            value("code", &code(sent), &code(back));
        }
        value("wording", &sent.title.wording, &back.title.wording);
        // Where nothing else on the row names the level, its name is printed before the title; on the form, the
        // number of the line leaves the title for its own column.
        let (text, printed) = (sent.title.text.as_str(), back.title.text.as_str());
        if !(printed.ends_with(text) || form && text.ends_with(printed) && !printed.is_empty()) {
            value("title", &text, &printed);
        }
        let fields = |element: &Element| -> BTreeMap<_, _> {
            element.fields.iter().map(|(field, v)| (*field, (v.text.clone(), v.reading.clone()))).collect()
        };
        let (before, after) = (fields(sent), fields(back));
        for (field, text) in &before {
            value(field.name(), &Some(text), &after.get(field));
        }
        for (field, text) in after.iter().filter(|(field, _)| !before.contains_key(field)) {
            value(field.name(), &None::<()>, &Some(text));
        }
        value("extras", &extras(&sent.extras), &extras(&back.extras));
        if self.ids {
            self.value(&format!("{label}, id"), &sent.id, &back.id);
        }
    }
}

/// Where each element stands.
type Places<'a> = BTreeMap<&'a ElementId, usize>;

fn places(outline: &Outline) -> Places<'_> {
    outline.elements().iter().enumerate().map(|(index, element)| (&element.id, index)).collect()
}

/// Names an element in a message.
fn name(element: &Element) -> String {
    let title: String = element.title.text.chars().take(30).collect();
    format!("{} {} « {title} »", element.id, element.level.name())
}

fn words(classification: Option<&Classification>) -> Option<(&str, Option<&str>)> {
    classification.map(|c| (c.label.as_str(), c.code.as_deref()))
}

fn extras(extras: &[Extra]) -> Vec<(&str, &str)> {
    extras.iter().map(|extra| (extra.label.as_str(), extra.text.as_str())).collect()
}

//! Facts of a programme: its elements with their parents, volets and values, from a truth file or from an import,
//! so that the two can be compared as two sets.

#![allow(clippy::unwrap_used)]
// Each test file looks at what it needs.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};

use passerelle_core::{ClassificationKind, Document, Field, Level, fold};
use serde_json::Value;

/// Level, title, what is said of it, and the value.
pub(crate) type Fact = (&'static str, String, String, String);

/// Facts with how often each is stated.
#[derive(Debug, Default, Clone)]
pub(crate) struct Facts {
    counts: BTreeMap<Fact, usize>,
    /// Other values that are equally right for a fact.
    accepted: BTreeMap<Fact, Vec<String>>,
}

/// What two sets of facts have in common, and what not.
#[derive(Debug)]
pub(crate) struct Comparison {
    pub(crate) f1: f64,
    pub(crate) lost: Vec<Fact>,
    pub(crate) invented: Vec<Fact>,
    hits: f64,
    wanted: f64,
    understood: f64,
}

impl Comparison {
    /// The same where values were changed in the file, text by text: what a value became is right, and one that became
    /// nothing cannot be read.
    pub(crate) fn granting(mut self, changed: &[(String, String)]) -> Self {
        let mut lost = Vec::new();
        for fact in std::mem::take(&mut self.lost) {
            let became = || changed.iter().filter(|(before, _)| same(before) == fact.3).map(|(_, after)| same(after));
            let found = self.invented.iter().position(|other| {
                (other.0, &other.1, &other.2) == (fact.0, &fact.1, &fact.2) && became().any(|text| text == other.3)
            });
            if let Some(found) = found {
                self.invented.remove(found);
                self.hits += 1.0;
            } else if changed.iter().any(|(before, after)| after.starts_with('#') && same(before) == fact.3) {
                self.wanted -= 1.0;
            } else {
                lost.push(fact);
            }
        }
        self.f1 = 2.0 * self.hits / (self.wanted + self.understood).max(1.0);
        Self { lost, ..self }
    }
}

/// Fields that may honestly be read from the same column.
const SAME: &[&[&str]] =
    &[&["extraordinary_budget", "subsidies"], &["steps", "schedule"], &["agent", "administrative_pilot"]];

/// The keys of truth files by the names of fields.
const KEYS: &[(&str, &str)] = &[
    ("politique", "political_pilot"),
    ("mandataire", "political_pilot"),
    ("administratif", "administrative_pilot"),
    ("services", "service"),
    ("echeance", "deadline"),
    ("annee", "deadline"),
    ("etape", "steps"),
    ("budget_ordinaire", "ordinary_budget"),
    ("budget_extraordinaire", "extraordinary_budget"),
    ("subsides", "subsidies"),
    ("rh", "human_resources"),
    ("odd", "goals"),
    ("risques", "risks"),
    ("indicateurs", "indicators"),
    ("priorite", "priority"),
    ("etat", "status"),
    ("partenaires", "partners"),
    ("objectifs", "objectives"),
    ("statut", "nature"),
    ("calendrier", "schedule"),
];

/// A text for comparison; a sign such as `/` stays.
fn same(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() { text.trim().to_owned() } else { folded.replace(' ', "") }
}

/// Values of a list in any order.
fn same_list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let parts: BTreeSet<String> = texts.flat_map(|t| t.split([',', ';', '|', '\n'])).map(same).collect();
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("|")
}

fn printed<'t>(field: &str, texts: impl Iterator<Item = &'t str>) -> String {
    if matches!(field, "service" | "goals" | "partners") { same_list(texts) } else { texts.map(same).collect() }
}

fn label(value: &Value) -> &str {
    value.get("label").and_then(Value::as_str).unwrap_or_default()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

impl Facts {
    fn add(&mut self, fact: Fact) {
        *self.counts.entry(fact).or_default() += 1;
    }

    fn element(&mut self, level: &'static str, title: &str, parent: Option<&str>) {
        self.add((level, same(title), "element".to_owned(), String::new()));
        if let Some(parent) = parent {
            self.add((level, same(title), "parent".to_owned(), same(parent)));
        }
    }

    fn said(&mut self, title: &str, what: &str, value: &str) {
        if !value.is_empty() {
            self.add(("action", same(title), what.to_owned(), same(value)));
        }
    }

    fn values(&mut self, title: &str, cells: &Value) {
        for (key, value) in cells.as_object().into_iter().flatten().filter(|(key, _)| *key != "ref") {
            let field = KEYS.iter().find(|(truth, _)| truth == key).map_or(key.as_str(), |(_, field)| field);
            let texts = |value: &Value| -> Vec<String> {
                match value {
                    Value::String(text) => vec![text.clone()],
                    Value::Array(texts) => texts.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                    _ => Vec::new(),
                }
            };
            let print = |texts: Vec<String>| printed(field, texts.iter().map(String::as_str));
            let text = print(texts(value.get("v").unwrap_or(value)));
            if text.is_empty() || Field::from_name(field).is_none() {
                continue;
            }
            let fact = ("action", same(title), field.to_owned(), text);
            let accepted = texts(value.get("accept").unwrap_or(&Value::Null)).into_iter().map(|t| print(vec![t]));
            self.accepted.entry(fact.clone()).or_default().extend(accepted);
            self.add(fact);
        }
    }

    /// What a truth file says.
    pub(crate) fn of_truth(truth: &Value) -> Self {
        let mut facts = Self::default();
        match truth["kind"].as_str() {
            Some("pst_grid") => facts.add_grid(truth),
            Some("fiches_projet") => facts.add_sheets(truth),
            _ => facts.add_form(truth),
        }
        facts
    }

    fn add_grid(&mut self, truth: &Value) {
        for volet in list(truth, "volets") {
            for domain in list(volet, "domaines") {
                for os in list(domain, "os") {
                    self.element("os", label(os), None);
                    for oo in list(os, "oo") {
                        self.element("oo", label(oo), Some(label(os)));
                        for action in list(oo, "actions") {
                            let title = label(action);
                            self.element("action", title, Some(label(oo)));
                            self.said(title, "volet", volet["type"].as_str().unwrap_or_default());
                            self.said(title, "domain", label(domain));
                            self.values(title, action.get("cells").unwrap_or(&Value::Null));
                        }
                    }
                }
            }
        }
    }

    fn add_sheets(&mut self, truth: &Value) {
        let mut seen = BTreeSet::new();
        for sheet in list(truth, "fiches") {
            let (os, oo) = (label(&sheet["os"]), label(&sheet["oo"]));
            let title = sheet["projet"].as_str().unwrap_or_default();
            if seen.insert(("os", os)) {
                self.element("os", os, None);
            }
            if seen.insert((os, oo)) {
                self.element("oo", oo, Some(os));
            }
            self.element("action", title, Some(oo));
            self.said(title, "volet", sheet["volet"].as_str().unwrap_or_default());
            self.said(title, "political_objective", label(&sheet["op"]));
            self.values(title, sheet);
        }
    }

    fn add_form(&mut self, truth: &Value) {
        for os in list(truth, "objectifs") {
            self.element("os", label(os), None);
            for action in list(os, "actions") {
                let title = action["intitule"].as_str().unwrap_or_default();
                self.element("action", title, Some(label(os)));
                self.values(title, action);
            }
        }
    }

    /// What was understood of a file.
    pub(crate) fn of_document(document: &Document) -> Self {
        let mut facts = Self::default();
        let outline = document.outline();
        let kinds = [
            ("volet", ClassificationKind::Volet),
            ("domain", ClassificationKind::Domain),
            ("political_objective", ClassificationKind::PoliticalObjective),
        ];
        let inherited = kinds.map(|(name, kind)| (name, outline.inherited(kind)));
        for (index, element) in outline.elements().iter().enumerate() {
            let title = element.title.wording.as_str();
            let parent = element.parent.as_ref().and_then(|id| outline.get(id));
            facts.element(element.level.name(), title, parent.map(|parent| parent.title.wording.as_str()));
            if element.level != Level::Action {
                continue;
            }
            for (name, labels) in &inherited {
                facts.said(title, name, labels[index].map_or("", |classification| &classification.label));
            }
            for (field, value) in &element.fields {
                let text = printed(field.name(), value.text.iter());
                facts.add(("action", same(title), field.name().to_owned(), text));
            }
        }
        facts
    }

    /// Compares what was understood with the truth, as to all that the truth speaks of.
    pub(crate) fn compare(&self, understood: &Self) -> Comparison {
        let mut spoken: BTreeSet<&str> = self.counts.keys().map(|fact| fact.2.as_str()).collect();
        for group in SAME.iter().filter(|group| group.iter().any(|field| spoken.contains(field))).collect::<Vec<_>>() {
            spoken.extend(group.iter());
        }
        let mut left: BTreeMap<Fact, usize> = understood
            .counts
            .iter()
            .filter(|(f, _)| spoken.contains(f.2.as_str()))
            .map(|(f, n)| (f.clone(), *n))
            .collect();
        let understood_count: usize = left.values().sum();
        let (mut hits, mut wanted, mut lost) = (0, 0, Vec::new());
        let mut take = |fact: &Fact| match left.get_mut(fact) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        let mut open: Vec<&Fact> = Vec::new();
        for (fact, count) in &self.counts {
            for _ in 0..*count {
                wanted += 1;
                if take(fact) { hits += 1 } else { open.push(fact) }
            }
        }
        for fact in open {
            let fields = SAME.iter().find(|group| group.contains(&fact.2.as_str()));
            let fields: Vec<&str> = fields.map_or_else(|| vec![fact.2.as_str()], |group| group.to_vec());
            let values = self.accepted.get(fact).into_iter().flatten().chain([&fact.3]);
            let other = |field: &str, value: &String| (fact.0, fact.1.clone(), field.to_owned(), value.clone());
            let found = values.flat_map(|v| fields.iter().map(move |f| (f, v))).any(|(f, v)| take(&other(f, v)));
            if found { hits += 1 } else { lost.push(fact.clone()) }
        }
        let invented = left.into_iter().filter(|(_, count)| *count > 0).map(|(fact, _)| fact).collect();
        let (hits, wanted, understood) = (f64::from(hits), f64::from(wanted), understood_count as f64);
        let f1 = 2.0 * hits / (wanted + understood).max(1.0);
        Comparison { f1, lost, invented, hits, wanted, understood }
    }
}

/// A file of `fixtures/`.
pub(crate) fn fixture(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../fixtures/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The truth of a file of `fixtures/`.
pub(crate) fn truth(path: &str) -> Facts {
    let stem = path.rsplit_once('.').unwrap().0;
    Facts::of_truth(&serde_json::from_slice(&fixture(&format!("{stem}.truth.json"))).unwrap())
}

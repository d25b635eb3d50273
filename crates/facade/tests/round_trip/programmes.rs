//! Programmes as communes write them, made up: written as Word, Excel and JSON, they come back the same.

use passerelle::{
    Classification, ClassificationKind, Code, Document, Element, ElementId, Extra, Field, FieldValue, Institution,
    InstitutionKind, Legislature, Level, Output, Place, Pst, Spot, Text, Title,
};
use passerelle_import::notation;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use crate::back;
use crate::same::same;
use crate::words::{EXTRA_LABELS, EXTRA_TEXTS, texts_of, wording};

/// How codes are printed. A document keeps to one style.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Codes {
    /// None at all; objectives say what they are.
    None,
    /// `O.S.1`, `O.O.1.1`, `A 1.1.1` in cells of their own.
    NamedApart,
    /// `1`, `1.1`, `1.1.1` in cells of their own.
    NumbersApart,
    /// `OS 1 – …`, `OO 1.1 : …`, `Action 1.1.1. …` in front of the title.
    NamedInTitle,
    /// `1. …`, `1.1. …`, `1.1.1. …` in front of the title.
    NumbersInTitle,
    /// `100. …`, `101. …`; actions have none.
    Hundreds,
    /// `Objectif stratégique : « … »`; actions have none.
    WordsAndQuotes,
}

const CODES: [Codes; 7] = [
    Codes::None,
    Codes::NamedApart,
    Codes::NumbersApart,
    Codes::NamedInTitle,
    Codes::NumbersInTitle,
    Codes::Hundreds,
    Codes::WordsAndQuotes,
];

/// A title with its values, before it has a code and a parent.
#[derive(Debug, Clone)]
struct Sketch {
    wording: String,
    /// One pick per column of the document; some leave the cell empty.
    values: Vec<Option<Index>>,
    extras: Vec<Option<Index>>,
    /// Further objective, for actions.
    serves: Option<Index>,
    below: Vec<Sketch>,
}

fn sketch(below: impl Strategy<Value = Vec<Sketch>>) -> impl Strategy<Value = Sketch> {
    let picks = |most| prop::collection::vec(prop::option::of(any::<Index>()), most);
    (wording(), picks(8), picks(3), prop::option::weighted(0.1, any::<Index>()), below)
        .prop_map(|(wording, values, extras, serves, below)| Sketch { wording, values, extras, serves, below })
}

fn outline() -> impl Strategy<Value = Vec<Sketch>> {
    let sub_action = || sketch(Just(Vec::new()));
    let action = move || sketch(prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(sub_action(), 1..3)]);
    let operational = move || sketch(prop::collection::vec(action(), 0..=4));
    let strategic = move || sketch(prop::collection::vec(operational(), 0..=3));
    prop::collection::vec(strategic(), 1..=3)
}

/// Where volet, domaine and objectif politique stand.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Classified {
    Nowhere,
    /// Every objectif stratégique has one: a printed container holds until the next, and a programme that prints
    /// one volet only says the other by it.
    Containers,
    /// Some actions have one.
    Actions,
}

const VOLETS: [&str; 3] = ["VOLET EXTERNE : POLITIQUES COMMUNALES", "Volet interne", "Interne et externe"];
const DOMAINS: [&str; 3] = ["DOMAINE : AFFAIRES SOCIALES", "Domaine 2 : Mobilité", "Cadre de vie"];
const POLITICAL: [&str; 2] = ["3. Une politique positive de l’emploi.", "Objectif politique 1 : la dignité humaine"];

fn classification(kind: ClassificationKind, pick: &Index, next: usize) -> Classification {
    let one_of = |texts: &[&'static str]| texts[(pick.index(texts.len()) + next) % texts.len()];
    let (text, label, code) = match kind {
        ClassificationKind::Volet => return Classification::volet(one_of(&VOLETS), None),
        ClassificationKind::Domain => match one_of(&DOMAINS) {
            text @ "DOMAINE : AFFAIRES SOCIALES" => (text, "AFFAIRES SOCIALES", None),
            text @ "Domaine 2 : Mobilité" => (text, "Mobilité", Some("2")),
            text => (text, text, None),
        },
        _ => match one_of(&POLITICAL) {
            text @ "3. Une politique positive de l’emploi." => {
                (text, "Une politique positive de l’emploi.", Some("3"))
            }
            text => (text, "la dignité humaine", Some("1")),
        },
    };
    Classification { kind, text: text.into(), label: label.into(), code: code.map(str::to_owned), place: None }
}

/// Title and code as a reader of the printed row understands them: the model of a programme that was read.
fn titled(level: Level, wording: &str, numbers: &[u32], codes: Codes) -> (Title, Option<Code>) {
    let joined = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
    let place = Place::new(Spot::SheetCell { sheet: "Feuil1".into(), row: 1, column: 1 });
    let abbreviation = match level {
        Level::StrategicObjective => "O.S.",
        Level::OperationalObjective => "O.O.",
        Level::Action => "A ",
        _ => "SA ",
    };
    let (text, code) = match codes {
        Codes::None => (wording.to_owned(), None),
        Codes::NamedApart => (wording.to_owned(), Some(Code::new(format!("{abbreviation}{joined}")).at(place))),
        Codes::NumbersApart => (wording.to_owned(), Some(Code::new(joined).at(place))),
        Codes::NamedInTitle => match level {
            Level::StrategicObjective => (format!("OS {joined} – {wording}"), Some(Code::new(format!("OS {joined}")))),
            Level::OperationalObjective => {
                (format!("OO {joined} : {wording}"), Some(Code::new(format!("OO {joined}"))))
            }
            Level::Action => (format!("Action {joined}. {wording}"), Some(Code::new(joined))),
            _ => (format!("Étape {joined} : {wording}"), Some(Code::new(joined))),
        },
        Codes::NumbersInTitle => (format!("{joined}. {wording}"), Some(Code::new(joined))),
        Codes::Hundreds => match numbers {
            [os] => (format!("{}. {wording}", os * 100), Some(Code::new((os * 100).to_string()))),
            [os, oo] => (format!("{}. {wording}", os * 100 + oo), Some(Code::new((os * 100 + oo).to_string()))),
            _ => (wording.to_owned(), None),
        },
        Codes::WordsAndQuotes => match level {
            Level::StrategicObjective => (format!("Objectif stratégique : « {wording} »"), None),
            // Straight quotes within straight quotes: nobody can tell which belong together.
            Level::OperationalObjective if !wording.contains('"') => {
                (format!("Objectif opérationnel : \"{wording}\""), None)
            }
            Level::OperationalObjective => (format!("Objectif opérationnel : {wording}"), None),
            _ => (wording.to_owned(), None),
        },
    };
    (Title { text, wording: wording.to_owned(), place: None }, code)
}

/// The columns of a document.
#[derive(Debug, Clone)]
struct Columns {
    fields: Vec<Field>,
    extras: Vec<&'static str>,
    codes: Codes,
    classified: Classified,
    picks: Vec<Index>,
}

fn columns() -> impl Strategy<Value = Columns> {
    // The last four fields are those of the Plan HP form, in whose words they are labelled.
    let fields: Vec<Field> = Field::ALL.iter().copied().filter(|field| *field < Field::Objectives).collect();
    (
        subsequence(fields, 0..=8),
        subsequence(EXTRA_LABELS.to_vec(), 0..=3),
        select(CODES.to_vec()),
        select(vec![Classified::Nowhere, Classified::Containers, Classified::Actions]),
        prop::collection::vec(any::<Index>(), 6),
    )
        .prop_map(|(fields, extras, codes, classified, picks)| Columns {
            fields,
            extras,
            codes,
            classified,
            picks,
        })
}

struct Writer<'c> {
    columns: &'c Columns,
    pst: Pst,
    context: notation::Context,
    elements: Vec<Element>,
    serves: Vec<(usize, Index)>,
}

impl Writer<'_> {
    fn add(&mut self, sketch: &Sketch, parent: Option<&ElementId>, numbers: &[u32]) {
        let level = Level::ALL[numbers.len() - 1];
        let (title, code) = titled(level, &sketch.wording, numbers, self.columns.codes);
        let id = ElementId(format!("x-{}", self.elements.len()));
        let mut element = Element::new(id.clone(), level, title);
        element.parent = parent.cloned();
        element.code = code;
        let kinds = [ClassificationKind::Volet, ClassificationKind::Domain, ClassificationKind::PoliticalObjective];
        let picked = kinds.into_iter().zip(&self.columns.picks);
        match (self.columns.classified, level) {
            (Classified::Containers, Level::StrategicObjective) => {
                // The kinds that the whole document has; each changes or goes on from one objective to the next.
                let kept = self.columns.picks.get(3).map_or(0, |pick| pick.index(8));
                let some = picked.enumerate().filter(|(at, _)| kept >> at & 1 == 1);
                let changes = numbers[0] as usize / 2;
                element.classifications = some.map(|(_, (kind, pick))| classification(kind, pick, changes)).collect();
            }
            (Classified::Actions, Level::Action) => {
                let some = picked.enumerate().filter(|(at, _)| sketch.values[*at].is_some());
                element.classifications = some.map(|(_, (kind, pick))| classification(kind, pick, 0)).collect();
            }
            _ => {}
        }
        // Objectives seldom have values of their own.
        if level >= Level::Action
            || sketch.values.last().is_some_and(Option::is_some) && sketch.wording.len().is_multiple_of(4)
        {
            for (field, pick) in self.columns.fields.iter().zip(&sketch.values) {
                if let Some(pick) = pick {
                    element.fields.insert(*field, self.value(*field, pick.get::<&str>(texts_of(*field))));
                }
            }
            for (label, pick) in self.columns.extras.iter().zip(&sketch.extras) {
                if let Some(pick) = pick {
                    let text = pick.get(EXTRA_TEXTS).to_string();
                    element.extras.push(Extra { label: (*label).to_owned(), text, place: None });
                }
            }
        }
        if let (Level::Action, Some(pick)) = (level, sketch.serves) {
            self.serves.push((self.elements.len(), pick));
        }
        self.elements.push(element);
        for (number, below) in (1..).zip(&sketch.below) {
            self.add(below, Some(&id), &[numbers, &[number]].concat());
        }
    }

    /// A printed text with its reading, as the importer gives it.
    fn value(&self, field: Field, text: &str) -> FieldValue {
        let outcome = notation::read(field, text, &self.context);
        let text = match outcome.texts {
            Some(texts) if texts.len() > 1 => Text::Many(texts),
            _ => Text::from(text),
        };
        FieldValue::new(text).reading(outcome.reading)
    }
}

fn institution() -> impl Strategy<Value = Institution> {
    use InstitutionKind::{Commune, Cpas, Joint, Province, Ville};
    let named = |name: &str, kind| Institution { name: Some(name.into()), kind: Some(kind), ins_code: None };
    select(vec![
        Institution::default(),
        named("Jemeppe-sur-Sambre", Commune),
        named("Éghezée", Commune),
        named("Saint-Léger", Cpas),
        named("La Louvière", Ville),
        named("Namur", Province),
        named("Braine-l’Alleud", Joint),
    ])
}

fn programme() -> impl Strategy<Value = Document> {
    let legislature = select(vec![None, Some((2018, 2024)), Some((2024, 2030))]);
    let title = select(vec![None, Some("PST"), Some("Programme stratégique transversal – actualisation")]);
    (institution(), legislature, title, columns(), outline()).prop_map(
        |(institution, years, title, columns, outline)| {
            let legislature = years.map(|(first_year, last_year)| Legislature { first_year, last_year });
            let pst = Pst { institution, legislature, title: title.map(Title::from), ..Pst::default() };
            let context = notation::Context { legislature, year: None };
            let mut writer = Writer { columns: &columns, pst, context, elements: Vec::new(), serves: Vec::new() };
            for (number, sketch) in (1..).zip(&outline) {
                writer.add(sketch, None, &[number]);
            }
            let mut elements = writer.elements;
            let objectives: Vec<ElementId> =
                elements.iter().filter(|e| e.level == Level::OperationalObjective).map(|e| e.id.clone()).collect();
            for (at, pick) in writer.serves {
                let other = pick.get(&objectives);
                // A served objective is named by its code, or by its title where no other has the same.
                let named = |e: &Element| (e.code.as_ref().map(|code| code.text.clone()), e.title.text.clone());
                let name = elements.iter().find(|e| e.id == *other).map(named);
                if elements.iter().filter(|e| Some(named(e)) == name).count() > 1 {
                    continue;
                }
                if elements[at].parent.as_ref() != Some(other) {
                    elements[at].also_serves = vec![other.clone()];
                }
            }
            // A column without header right beside the titles goes on with them, in every grid that is read.
            let labelled = |e: &Element| !e.fields.is_empty() || e.extras.iter().any(|extra| !extra.label.is_empty());
            if !elements.iter().any(labelled) {
                elements.iter_mut().for_each(|element| element.extras.clear());
            }
            let mut pst = writer.pst;
            pst.outline = passerelle::Outline::new(elements).unwrap();
            Document::Pst(pst)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(24),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_programme_comes_back_from_word(sent in programme()) {
        same("programme", &sent, &back(&sent, Output::Docx), Output::Docx);
    }

    #[test]
    fn a_programme_comes_back_from_excel(sent in programme()) {
        same("programme", &sent, &back(&sent, Output::Xlsx), Output::Xlsx);
    }

    #[test]
    fn a_programme_comes_back_from_json(sent in programme()) {
        prop_assert_eq!(&sent, &back(&sent, Output::Json));
    }
}

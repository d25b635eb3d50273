//! Work programmes of the Plan HP, made up: written on the form, in Word and Excel, they come back the same.

use passerelle::form::WorkProgrammeForm;
use passerelle::{
    Code, Document, Element, ElementId, Extra, Field, FieldValue, Institution, InstitutionKind, Level, Outline, Output,
    Text, Title, Validation, WorkProgramme, WriteOptions,
};
use passerelle_import::notation;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::fixtures;
use crate::same::same;
use crate::words::{EXTRA_LABELS, EXTRA_TEXTS, FORM_TEXTS, NATURES, SCHEDULES, wording};
use crate::{back, read};

/// An action of the form: its objective, its wording, and its four cells.
#[derive(Debug, Clone)]
struct Sketch {
    objective: Index,
    wording: String,
    cells: Vec<Option<Index>>,
    numbered: bool,
    /// What the form has no column for.
    beyond: Option<(Index, Index)>,
}

fn actions() -> impl Strategy<Value = Vec<Sketch>> {
    let cells = prop::collection::vec(prop::option::weighted(0.7, any::<Index>()), 4);
    // Some lines have no title yet, only their number.
    let wording = prop_oneof![9 => wording(), 1 => Just(String::new())];
    let beyond = prop::option::weighted(0.3, (any::<Index>(), any::<Index>()));
    let action = (any::<Index>(), wording, cells, any::<bool>(), beyond).prop_map(
        |(objective, wording, cells, numbered, beyond)| Sketch { objective, wording, cells, numbered, beyond },
    );
    prop_oneof![7 => prop::collection::vec(action.clone(), 0..=16), 1 => prop::collection::vec(action, 17..=40)]
}

/// A cell with its reading, as the importer gives it.
fn value(field: Field, text: &str) -> FieldValue {
    let context = notation::Context { legislature: None, year: Some(2024) };
    let outcome = notation::read(field, text, &context);
    let text = match outcome.texts {
        Some(texts) if texts.len() > 1 => Text::Many(texts),
        _ => Text::from(text),
    };
    FieldValue::new(text).reading(outcome.reading)
}

fn element(sketch: &Sketch, number: usize, parent: &ElementId) -> Element {
    let id = format!("{parent}-{number}");
    let mut title = Title::from(sketch.wording.clone());
    let mut code = None;
    if sketch.numbered {
        title.text = format!("{number}. {}", sketch.wording).trim_end().to_owned();
        code = Some(Code::new(number.to_string()));
    }
    let mut element = Element::new(id.as_str(), Level::Action, title);
    element.parent = Some(parent.clone());
    element.code = code;
    let columns = [
        (Field::Objectives, FORM_TEXTS.as_slice()),
        (Field::Nature, NATURES),
        (Field::Schedule, SCHEDULES),
        (Field::Bilan, FORM_TEXTS.as_slice()),
    ];
    for ((field, texts), pick) in columns.into_iter().zip(&sketch.cells) {
        if let Some(pick) = pick {
            element.fields.insert(field, value(field, pick.get::<&str>(texts)));
        }
    }
    if sketch.wording.is_empty() && element.fields.is_empty() {
        // A line with nothing on it is one that nobody filled in.
        element.fields.insert(Field::Bilan, value(Field::Bilan, "à compléter"));
    }
    element
}

/// Gives some elements what the form has no column for. The table after the form names the element by its title, so
/// it has to have one of its own.
fn beyond_the_form(elements: &mut [Element], actions: &[Sketch]) {
    for sketch in actions {
        let Some((label, text)) = &sketch.beyond else { continue };
        let mut same = elements.iter_mut().filter(|e| !sketch.wording.is_empty() && e.title.wording == sketch.wording);
        if let (Some(element), None) = (same.next(), same.next())
            && element.extras.is_empty()
        {
            let label = (*label.get::<&str>(EXTRA_LABELS)).to_owned();
            let text = (*text.get::<&str>(EXTRA_TEXTS)).to_owned();
            element.fields.insert(Field::Partners, value(Field::Partners, "AIS, CPAS"));
            element.extras.push(Extra { label, text, place: None });
        }
    }
}

/// `beyond`: some actions have what the form has no column for.
fn programme(beyond: bool) -> impl Strategy<Value = Document> {
    let commune = select(vec![None, Some("Yvoir"), Some("Jemeppe-sur-Sambre"), Some("Éghezée")]);
    let validation = select(vec![None, Some("18 décembre 2023"), Some("Collège du 22/12/2023")]);
    (commune, validation, actions()).prop_map(move |(commune, validation, actions)| {
        let form = WorkProgrammeForm::builtin(2024).unwrap();
        let mut elements = Vec::new();
        for objective in &form.objectives {
            let id = ElementId(format!("os{}", objective.number));
            let title = Title { text: objective.printed(), wording: objective.title.clone(), place: None };
            let mut os = Element::new(id.clone(), Level::StrategicObjective, title);
            os.code = Some(Code::new(objective.number.to_string()));
            elements.push(os);
            let of_objective = actions
                .iter()
                .filter(|a| a.objective.index(form.objectives.len()) + 1 == usize::from(objective.number));
            elements.extend((1..).zip(of_objective).map(|(number, sketch)| element(sketch, number, &id)));
        }
        if beyond {
            beyond_the_form(&mut elements, &actions);
        }
        let institution = Institution {
            name: commune.map(str::to_owned),
            kind: commune.map(|_| InstitutionKind::Commune),
            ins_code: None,
        };
        let context = notation::Context { legislature: None, year: Some(2024) };
        let validation = validation.map(|text| Validation {
            text: text.to_owned(),
            date: notation::date::read(text, &context).0,
            place: None,
        });
        let outline = Outline::new(elements).unwrap();
        Document::PlanHpWorkProgramme(WorkProgramme {
            year: 2024,
            institution,
            validation,
            outline,
            ..WorkProgramme::default()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 16,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(24),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_form_comes_back_from_word(sent in programme(true)) {
        same("work programme", &sent, &back(&sent, Output::Docx), Output::Docx);
    }

    #[test]
    fn a_form_comes_back_from_excel(sent in programme(true)) {
        same("work programme", &sent, &back(&sent, Output::Xlsx), Output::Xlsx);
    }

    #[test]
    fn a_form_comes_back_from_json(sent in programme(true)) {
        prop_assert_eq!(&sent, &back(&sent, Output::Json));
    }
}

/// The programme of a document, written into a blank of another program and read back.
fn filled(sent: &Document, blank: &str) -> Document {
    let Document::PlanHpWorkProgramme(programme) = sent else { panic!("no work programme") };
    let blank = fixtures::file(&format!("plan-hp/{blank}"));
    let bytes = std::fs::read(&blank).unwrap();
    let filled = passerelle::fill_form(&bytes, programme, None, &WriteOptions::new()).unwrap();
    // Added lines and the limit of the form are all there is to say.
    let codes: Vec<&str> = filled.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
    let known = |code: &&&str| matches!(**code, "H205" | "H206" | "H208" | "H209");
    assert_eq!(codes.iter().filter(|code| !known(code)).count(), 0, "{:?}", filled.diagnostics);
    let mut back = read(&filled.bytes, &blank.file_name().unwrap().to_string_lossy());
    if let Document::PlanHpWorkProgramme(back) = &mut back {
        // The blank prints the objectives in its own signs, with spaces that do not break.
        let ours = back.outline.elements().to_vec().into_iter().map(|mut element| {
            if element.level == Level::StrategicObjective {
                element.title.text = element.title.text.replace('\u{a0}', " ");
            }
            element
        });
        back.outline = Outline::new(ours.collect()).unwrap();
    }
    back
}

/// Every kind of blank in turn.
macro_rules! filled_blanks {
    ($($name:ident: $blank:literal,)*) => {
        proptest! {
            #![proptest_config(ProptestConfig {
                cases: 5,
                failure_persistence: None,
                rng_seed: proptest::test_runner::RngSeed::Fixed(25),
                ..ProptestConfig::default()
            })]

            $(#[test]
            fn $name(sent in programme(false)) {
                let output = if $blank.ends_with("x") && !$blank.ends_with("docx") { Output::Xlsx } else { Output::Docx };
                same($blank, &sent, &filled(&sent, $blank), output);
            })*
        }
    };
}

filled_blanks! {
    a_blank_of_python_docx_comes_back: "d01_blank.docx",
    a_word_blank_of_libreoffice_comes_back: "vierges/libreoffice.docx",
    a_text_blank_of_libreoffice_comes_back: "vierges/libreoffice.odt",
    a_blank_of_openpyxl_comes_back: "vierges/openpyxl.xlsx",
    an_excel_blank_of_libreoffice_comes_back: "vierges/libreoffice.xlsx",
    a_calc_blank_of_libreoffice_comes_back: "vierges/libreoffice.ods",
    a_blank_of_odfpy_comes_back: "vierges/odfpy.ods",
}

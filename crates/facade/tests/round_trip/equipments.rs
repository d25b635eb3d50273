//! Equipments written and read back.

use passerelle::plan_hp::{
    Count, EquipmentYear, Equipments, Figure, Phase, PrintedPhase, read_equipments, write_equipments,
};
use passerelle::{Extra, Lang, Output, ReadOptions, WriteOptions};
use proptest::prelude::*;

fn back(equipments: &Equipments, output: Output, lang: Lang) -> Equipments {
    let bytes = write_equipments(equipments, output, &WriteOptions::default().lang(lang)).unwrap();
    let files = [(bytes, format!("retour.{}", output.extension()))];
    let read = read_equipments(&files, None, &ReadOptions::default()).unwrap();
    assert!(read.report.counts.adds_up(), "{:?}", read.report.counts);
    // Our own totals are right, and our own columns known.
    let odd = ["H401", "H407", "H419", "H420", "H421"];
    assert!(read.diagnostics.iter().all(|found| !odd.contains(&found.code())), "{:?}", read.diagnostics);
    without_places(read.equipments)
}

fn without_places(mut equipments: Equipments) -> Equipments {
    for record in &mut equipments.records {
        record.place = None;
        record.extras.iter_mut().for_each(|extra| extra.place = None);
    }
    equipments
}

fn count() -> impl Strategy<Value = Count> {
    prop_oneof![
        8 => (0u32..20_000).prop_map(Count::Number),
        1 => (0u32..2_000).prop_map(|number| Count::Printed { text: format!("environ {number}"), number: Some(number) }),
        1 => Just(Count::Printed { text: "/".into(), number: None }),
        1 => Just(Count::Printed { text: "n.c.".into(), number: None }),
    ]
}

fn phase() -> impl Strategy<Value = PrintedPhase> {
    prop_oneof![
        Just(PrintedPhase::from(Phase::One)),
        Just(PrintedPhase::from(Phase::Two)),
        Just(PrintedPhase::from(Phase::Other)),
        Just(PrintedPhase::new("1", Some(Phase::One))),
        Just(PrintedPhase::new("phase 1 et 2", None)),
    ]
}

/// Names as they are: no total, no phase, no year, no note.
fn name() -> impl Strategy<Value = String> {
    let words = ["Bois", "Forêt", "Gueule", "Camping", "« La Rive »", "d’Œuvre", "Parc 7", "A&B", "<x>", "l'Étang"];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 1..4)
        .prop_map(|words| format!("Le {}", words.join(" ")))
}

prop_compose! {
    fn record()(
        name in name(),
        year in prop_oneof![4 => (2019i16..2025).prop_map(Some), 1 => Just(None)],
        phase in proptest::option::of(phase()),
        status in proptest::option::of("zone de loisirs|camping agréé|Parc résidentiel \\(1998\\)"),
        figures in proptest::collection::btree_map(proptest::sample::select(Figure::ALL), count(), 0..7),
        extras in proptest::collection::vec(("Enfants|Ménages relogés|Remarque du CPAS", "[a-zé0-9][a-zé0-9 ]{0,20}[a-z]"), 0..3),
    ) -> EquipmentYear {
        let mut record = EquipmentYear::new(name, year);
        record.phase = phase;
        record.legal_status = status;
        record.figures = figures;
        record.extras = extras.into_iter().map(|(label, text)| Extra { label, text, place: None }).collect();
        // The columns of one header stand side by side.
        record.extras.sort_by(|a, b| a.label.cmp(&b.label));
        // A total that is the plain sum is worked out, not kept.
        let parts = [Figure::Domiciled, Figure::Undomiciled].map(|figure| record.number(figure));
        if let [Some(domiciled), Some(undomiciled)] = parts && record.number(Figure::Residents) == Some(domiciled + undomiciled) {
            record.figures.remove(&Figure::Residents);
        }
        record
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn equipments_come_back_as_they_were(
        commune in proptest::option::of("Valmont-sur-Ourthe|Philippeville|Somme-Leuze"),
        records in proptest::collection::vec(record(), 1..8),
        english in any::<bool>(),
    ) {
        let lang = if english { Lang::En } else { Lang::Fr };
        // Extras are kept in the order of the columns, which is that of the first record that has them.
        let equipments = ordered(Equipments::new(commune, records));
        for output in [Output::Xlsx, Output::Docx, Output::Json] {
            prop_assert_eq!(&ordered(back(&equipments, output, lang)), &equipments, "{:?}", output);
        }
    }
}

fn ordered(mut equipments: Equipments) -> Equipments {
    equipments.records.iter_mut().for_each(|record| record.extras.sort_by(|a, b| a.label.cmp(&b.label)));
    equipments
}

#[test]
fn an_equipment_without_any_figure_comes_back_too() {
    let mut record = EquipmentYear::new("Le Bois".to_owned(), None);
    record.legal_status = Some("Parc résidentiel (1998)".into());
    record.extras.push(Extra { label: "Enfants".into(), text: "hp".into(), place: None });
    for year in [None, Some(2020)] {
        for phase in [None, Some(PrintedPhase::from(Phase::One))] {
            for commune in [None, Some("Somme-Leuze".to_owned())] {
                let mut record = record.clone();
                (record.year, record.phase) = (year, phase.clone());
                let equipments = Equipments::new(commune, vec![record]);
                for output in [Output::Xlsx, Output::Docx, Output::Json] {
                    assert_eq!(
                        ordered(back(&equipments, output, Lang::Fr)),
                        equipments,
                        "{output:?} {year:?} {phase:?}"
                    );
                }
            }
        }
    }
}

//! What the Plan HP writes is read again: an adhesion file that was filled in, a table of equipments that is no programme,
//! and a chart in the language of its document.

#![allow(clippy::unwrap_used)]

use std::io::Read as _;

use passerelle::plan_hp::{self, Adhesion, AdhesionForm, Count, EquipmentYear, Equipments, Figure, Phase};
use passerelle::{Field, Lang, Level, Output, ReadOptions, WorkProgramme, WriteOptions, read};

fn count(number: u32) -> Count {
    Count::Number(number)
}

/// A file of which each part is filled in.
fn filled() -> Adhesion {
    let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
    programme
        .add_action(1, "Rencontrer les ménages")
        .set(Field::Objectives, "Connaître les besoins", None)
        .set(Field::Nature, "nouvelle action", None)
        .set(Field::Schedule, "toute l’année 2024", None);
    programme.add_action(3, "Étudier la mobilité").set(Field::Schedule, "juin 2024", None);
    let mut adhesion = Adhesion::of_programme(programme);
    let texts = [
        ("adresse", "Grand-Place 1, 6900 Valmont"),
        ("contact_courriel", "plan.hp@valmont.example"),
        ("chef_de_projet", "A. Lambert"),
        ("chef_de_projet_coordonnees", "081/00.00.00"),
        ("conseil_date", "12 mars 2024"),
    ];
    adhesion.fields.extend(texts.map(|(key, text)| (key.to_owned(), text.to_owned())));
    let mut equipment = EquipmentYear::new("Domaine du Bois", 2024);
    equipment.phase = Some(Phase::Two.into());
    equipment.legal_status = Some("zone de loisirs".into());
    equipment.figures.insert(Figure::Domiciled, count(475));
    equipment.figures.insert(Figure::Undomiciled, count(12));
    adhesion.equipments = Some(Equipments::new(Some("Valmont-sur-Ourthe".into()), vec![equipment]));
    adhesion
}

#[test]
fn an_adhesion_file_that_was_filled_in_reads_back() {
    let form = AdhesionForm::builtin().unwrap();
    for lang in [Lang::Fr, Lang::En] {
        let options = WriteOptions::new().lang(lang);
        let written = plan_hp::adhesion_docx(&form, &filled(), &options).unwrap();
        let (again, found) = plan_hp::read_adhesion(&written, "dossier.docx", &ReadOptions::default()).unwrap();
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(again.field("commune"), Some("Valmont-sur-Ourthe"));
        assert_eq!(again.field("chef_de_projet_coordonnees"), Some("081/00.00.00"));
        assert_eq!(again.field("mandataires"), None);
        let equipments = again.equipments.as_ref().unwrap();
        assert_eq!((equipments.records.len(), equipments.residents(Some(2024))), (1, Some(487)));
        let programme = again.programme.as_ref().unwrap();
        let titles: Vec<_> = programme.outline.of_level(Level::Action).map(|action| &action.title.wording).collect();
        assert_eq!(
            (programme.year, titles.as_slice()),
            (
                2024,
                ["Rencontrer les ménages", "Étudier la mobilité"]
                    .map(String::from)
                    .iter()
                    .collect::<Vec<_>>()
                    .as_slice()
            )
        );
        // Nothing is lost and nothing is made up: written again, the file is the same to the byte.
        assert_eq!(plan_hp::adhesion_docx(&form, &again, &options).unwrap(), written);
        let missing = |adhesion: &Adhesion| {
            adhesion.diagnostics(&form).iter().map(|found| found.message(lang)).collect::<Vec<_>>()
        };
        assert_eq!(missing(&again), missing(&filled()));
    }
}

#[test]
fn an_empty_adhesion_file_reads_back_empty() {
    let form = AdhesionForm::builtin().unwrap();
    let written = plan_hp::adhesion_docx(&form, &Adhesion::default(), &WriteOptions::new()).unwrap();
    let (again, _) = plan_hp::read_adhesion(&written, "dossier.docx", &ReadOptions::default()).unwrap();
    assert_eq!(again, Adhesion::default());
}

#[test]
fn equipments_are_no_programme_and_the_message_says_how_to_read_them() {
    let text = "Équipement;Phase;Domiciliés;Non domiciliés\nBois de Roly;2;475;12\nCamping;1;51;0\n";
    let files = [(text.as_bytes().to_vec(), "2024.csv".to_owned())];
    let equipments = plan_hp::read_equipments(&files, None, &ReadOptions::default()).unwrap().equipments;
    let mut files = vec![("2024.csv", text.as_bytes().to_vec())];
    for (name, output) in [("etat.xlsx", Output::Xlsx), ("etat.docx", Output::Docx)] {
        files.push((name, plan_hp::write_equipments(&equipments, output, &WriteOptions::new()).unwrap()));
    }
    files.push(("equipements.csv", include_bytes!("../../../fixtures/plan-hp/equipements.csv").to_vec()));
    for (name, bytes) in files {
        let error = read(&bytes, name, &ReadOptions::default()).unwrap_err();
        assert!(error.message(Lang::Fr).contains("« passerelle plan-hp equipments »"), "{name}: {error}");
    }
    // A programme with an annex of equipments is a programme.
    let grid = "N°;Action;Échéance;Pilote\n1;Ouvrir une épicerie;2026;DG\n2;Planter une haie;2027;DG\n\n";
    let text = format!("{grid}Équipement;Domiciliés;Non domiciliés\nBois de Roly;475;12\n");
    assert!(read(text.as_bytes(), "pst.csv", &ReadOptions::default()).is_ok());
}

#[test]
fn a_chart_speaks_the_language_of_its_document() {
    let mut equipments = filled().equipments.unwrap();
    let mut before = equipments.records[0].clone();
    before.year = Some(2023);
    equipments.records.push(before);
    for (lang, code, sheet) in [(Lang::Fr, "fr-BE", "Données"), (Lang::En, "en-GB", "Data")] {
        let options = WriteOptions::new().lang(lang);
        let bytes = plan_hp::write_equipments(&equipments, Output::Docx, &options).unwrap();
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut chart = String::new();
        package.by_name("word/charts/chart1.xml").unwrap().read_to_string(&mut chart).unwrap();
        assert!(chart.contains(&format!("<c:lang val=\"{code}\"/>")), "{chart}");
        assert!(chart.contains(sheet) && !chart.contains(if lang == Lang::Fr { "en-GB" } else { "fr-BE" }));
    }
}

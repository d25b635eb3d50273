//! Several files of one PST become one: nothing lost, nothing joined that is not the same.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write as _;

use passerelle::merge::Prefer;
use passerelle::{Document, Field, Lang, Level, Outline, Pst, Read, ReadOptions, merge_files, read};
use proptest::prelude::*;

const HEADER: &str = "Code\tObjectif stratégique\tObjectif opérationnel\tAction\tMandataire\tÉchéance\tCouleur\n";

fn grid(rows: &[&str], name: &str) -> Read {
    let text = format!("{HEADER}{}\n", rows.join("\n"));
    read(text.as_bytes(), name, &ReadOptions::default()).unwrap()
}

fn codes(read: &Read) -> Vec<(&'static str, String)> {
    let merging = |found: &&passerelle::Diagnostic| found.code().starts_with('M');
    read.report.diagnostics.iter().filter(merging).map(|found| (found.code(), found.message(Lang::Fr))).collect()
}

fn titles(outline: &Outline) -> Vec<String> {
    outline.elements().iter().map(|element| format!("{}:{}", element.level.name(), element.title.wording)).collect()
}

#[test]
fn files_of_two_services_become_one_tree() {
    let merged = merge_files(
        vec![
            grid(&["1.1.1\tÊtre solidaire\tAider\tOuvrir une épicerie\tM. Durant\t2026\t"], "cpas.tsv"),
            grid(
                &[
                    "1.1.2\tÊtre solidaire\tAider\tTenir une permanence\tMme Leroy\t2027\tvert",
                    "1.2.1\tÊtre solidaire\tLoger\tRénover dix logements\tMme Leroy\t2028\t",
                    "2.1.1\tÊtre propre\tTrier\tOuvrir une ressourcerie\tM. Petit\t2026\t",
                ],
                "commune.tsv",
            ),
        ],
        Prefer::First,
    )
    .unwrap();
    let outline = merged.document.outline();
    assert_eq!(
        titles(outline),
        [
            "os:Être solidaire",
            "oo:Aider",
            "action:Ouvrir une épicerie",
            "action:Tenir une permanence",
            "oo:Loger",
            "action:Rénover dix logements",
            "os:Être propre",
            "oo:Trier",
            "action:Ouvrir une ressourcerie",
        ]
    );
    assert!(merged.report.counts.adds_up());
    assert_eq!(codes(&merged).iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["M101"]);
    let permanence = &outline.elements()[3];
    assert_eq!(permanence.title.place.as_ref().map(ToString::to_string).as_deref(), Some("#2 ligne 2, champ 4"));
    assert_eq!(permanence.extras[0].text, "vert");
    let names: Vec<_> = merged.document.sources().iter().map(|source| source.name.as_str()).collect();
    assert_eq!(names, ["cpas.tsv", "commune.tsv"]);
}

#[test]
fn differences_are_named_and_both_values_stay() {
    let files = || {
        vec![
            grid(&["1.1.1\tÊtre solidaire\tAider\tOuvrir une épicerie sociale\tM. Durant\t2026\t"], "2025.tsv"),
            grid(&["1.1.1\tÊtre solidaire\tAider\tOuvrir une épicerie sociale\tMme Leroy\t2027\t"], "2026.tsv"),
        ]
    };
    for (prefer, kept, from, other, of) in [
        (Prefer::First, "M. Durant", "2025.tsv", "Mme Leroy", "2026.tsv"),
        (Prefer::Last, "Mme Leroy", "2026.tsv", "M. Durant", "2025.tsv"),
    ] {
        let merged = merge_files(files(), prefer).unwrap();
        let action = merged.document.outline().of_level(Level::Action).next().unwrap();
        assert_eq!(action.field(Field::PoliticalPilot).unwrap().text.join(""), kept);
        assert!(
            action
                .extras
                .iter()
                .any(|extra| extra.label.starts_with("Autre valeur : Mandataire (202") && extra.text == other)
        );
        let found = codes(&merged);
        let expected = format!(
            "« Ouvrir une épicerie sociale » : « Mandataire » diffère d’un fichier à l’autre ; « {kept} » ({from}, ligne 2, champ 5) est gardé, « {other} » ({of}) reste comme donnée supplémentaire"
        );
        assert!(found.contains(&("M102", expected)), "{found:?}");
        assert_eq!(found.iter().filter(|(code, _)| *code == "M102").count(), 2);
    }
}

#[test]
fn a_code_joins_similar_titles_only() {
    let of = |title: &str, name: &str| grid(&[&format!("1.1.1\tÊtre solidaire\tAider\t{title}\t\t\t")], name);
    let similar = vec![of("Ouvrir une épicerie sociale", "a.tsv"), of("Ouvrir une épicerie sociale mobile", "b.tsv")];
    let merged = merge_files(similar, Prefer::First).unwrap();
    assert_eq!(merged.document.outline().of_level(Level::Action).count(), 1);
    let found: Vec<_> = codes(&merged).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["M101", "M103", "M102"]);
    let different = vec![of("Ouvrir une épicerie sociale", "a.tsv"), of("Rénover le hall des sports", "b.tsv")];
    let merged = merge_files(different, Prefer::First).unwrap();
    assert_eq!(merged.document.outline().of_level(Level::Action).count(), 2);
    let found: Vec<_> = codes(&merged).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["M101", "M104"]);
}

#[test]
fn a_message_names_the_file_and_each_file_is_counted() {
    let merged = merge_files(
        vec![
            grid(&["1\tÊtre solidaire\tAider\tOuvrir une épicerie\tM. Durant\t2026\t"], "2025.tsv"),
            grid(
                &[
                    "1\tÊtre solidaire\tAider\tOuvrir une épicerie\tM. Durant\t2027\t",
                    "2\tÊtre solidaire\tAider\tTenir une permanence\tM. Durant\t?\t",
                ],
                "2026.tsv",
            ),
        ],
        Prefer::First,
    )
    .unwrap();
    let differing = merged.report.diagnostics.iter().find(|found| found.code() == "M102").unwrap();
    assert_eq!(differing.place_text(Lang::Fr).as_deref(), Some("2026.tsv, ligne 2, champ 6"));
    assert_eq!(differing.file(), Some("2026.tsv"));
    let words: Vec<_> = merged.report.merged.iter().map(|file| file.words(Lang::Fr)).collect();
    assert_eq!(words, ["3 éléments : 3 ajoutés", "4 éléments : 3 déjà connus, 1 ajouté, 1 valeur qui diffère"]);
    let report = passerelle::Report {
        document: Some(&merged.document),
        report: &merged.report,
        diagnostics: &passerelle::check(&merged.document, None),
        lang: Lang::En,
    };
    assert!(report.markdown().contains("2026.tsv, line 2, field 6"), "{}", report.markdown());
    assert!(report.markdown().contains("- Merging: 2025.tsv, 3 elements: 3 added; 2026.tsv, 4 elements: 3 known"));
    let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
    assert_eq!(json["merged"][1]["added"], 1);
    let left = json["left_aside"].as_array().unwrap().iter().find(|left| left["file"] == "2026.tsv").unwrap();
    assert_eq!(left["place"], "#2 ligne 1, champ 1");
    // Joined once more, the names of the files stay.
    let json = merged.document.to_json().unwrap();
    let again = read(json.as_bytes(), "pst.json", &ReadOptions::default()).unwrap();
    let third = grid(&["1\tÊtre solidaire\tAider\tOuvrir une épicerie\tM. Durant\t2028\t"], "2027.tsv");
    let again = merge_files(vec![again, third], Prefer::First).unwrap();
    let differing = again.report.diagnostics.iter().find(|found| found.code() == "M102").unwrap();
    let said = differing.message(Lang::Fr);
    assert!(said.contains("« 2026 » (2025.tsv, ligne 2, champ 6) est gardé, « 2028 » (2027.tsv) reste"), "{said}");
}

/// The value of another file keeps apart from the field when what was written is read again.
#[test]
fn another_value_is_no_value_of_its_field_when_read_again() {
    let merged = merge_files(
        vec![
            grid(&["1\tÊtre solidaire\tAider\tOuvrir une épicerie\tM. Durant\t2026\t"], "2025.tsv"),
            grid(&["1\tÊtre solidaire\tAider\tOuvrir une épicerie\tM. Petit\t2027\t"], "2026.tsv"),
        ],
        Prefer::First,
    )
    .unwrap();
    for output in [passerelle::Output::Docx, passerelle::Output::Xlsx] {
        let bytes = passerelle::write(&merged.document, output, &passerelle::WriteOptions::new()).unwrap();
        let again = read(&bytes, "pst", &ReadOptions::default()).unwrap().document;
        let action = again.outline().of_level(Level::Action).next().unwrap();
        assert_eq!(action.field(Field::Deadline).unwrap().text.join(" "), "2026");
        assert_eq!(action.field(Field::PoliticalPilot).unwrap().text.join(" "), "M. Durant");
        let mut labels: Vec<_> = action.extras.iter().map(|extra| extra.label.as_str()).collect();
        labels.sort_unstable();
        assert_eq!(labels, ["Autre valeur : Mandataire (2026.tsv)", "Autre valeur : Échéance (2026.tsv)"]);
    }
}

/// A list of a service or of a year names actions alone; whichever file comes first.
#[test]
fn a_list_without_objectives_finds_its_actions() {
    let list = |rows: &str| {
        let text = format!("Action\tÉchéance\tÉtat\n{rows}\n");
        read(text.as_bytes(), "suivi.tsv", &ReadOptions::default()).unwrap()
    };
    let whole = || {
        grid(
            &[
                "1.1.1\tÊtre solidaire\tAider\tOuvrir une épicerie\tM. Durant\t2026\t",
                "1.1.2\tÊtre solidaire\tAider\tTenir une permanence\tM. Durant\t2026\t",
                "1.2.1\tÊtre solidaire\tLoger\tTenir une permanence\tM. Durant\t2026\t",
            ],
            "pst.tsv",
        )
    };
    let rows =
        "Ouvrir une épicerie\t2026\tTerminé\nTenir une permanence\t2026\tEn cours\nPlanter une haie\t2028\tEn cours";
    for files in [vec![whole(), list(rows)], vec![list(rows), whole()]] {
        let merged = merge_files(files, Prefer::First).unwrap();
        let outline = merged.document.outline();
        let shop =
            outline.of_level(Level::Action).find(|action| action.title.wording == "Ouvrir une épicerie").unwrap();
        assert_eq!(outline.ancestors(shop).len(), 2);
        assert_eq!(shop.field(Field::Status).unwrap().text.join(""), "Terminé");
        let told: Vec<_> = codes(&merged);
        assert!(told.iter().any(|(code, said)| *code == "M107" && said.contains("(suivi.tsv)")), "{told:?}");
        // What has found its objective is no longer said to have none.
        let homeless = merged.report.diagnostics.iter().filter(|found| found.code() == "I109");
        let homeless: Vec<String> = homeless.map(|found| found.message(Lang::Fr)).collect();
        assert!(!homeless.is_empty() && homeless.iter().all(|said| !said.contains("épicerie")), "{homeless:?}");
    }
    // Which of two it is, the list does not say.
    let merged = merge_files(vec![whole(), list(rows)], Prefer::First).unwrap();
    assert_eq!(merged.document.outline().of_level(Level::Action).count(), 5);
    assert!(codes(&merged).iter().any(|(code, said)| *code == "M108" && said.contains("2 éléments")));
}

#[test]
fn what_files_say_of_the_document_is_told_with_their_names() {
    let of = |term: &str, name: &str| {
        let text =
            format!("PST {term}\n\n{HEADER}1.1.1\tÊtre solidaire\tAider\tOuvrir une épicerie\tM. Durant\t2026\t\n");
        read(text.as_bytes(), name, &ReadOptions::default()).unwrap()
    };
    let merged =
        merge_files(vec![of("2018-2024", "ancien.tsv"), of("2024-2030", "nouveau.tsv")], Prefer::First).unwrap();
    let found = codes(&merged);
    let expected = "Législature : « 2018-2024 » (ancien.tsv) est gardé, « 2024-2030 » (nouveau.tsv) reste comme donnée supplémentaire";
    assert!(found.iter().any(|(code, said)| *code == "M105" && said == expected), "{found:?}");
}

#[test]
fn an_objective_of_two_volets_keeps_the_actions_of_each() {
    let volet = |volet: &str, action: &str| {
        let text = format!(
            "Volet {volet}\n\nObjectif stratégique 1 : Être solidaire\nObjectif opérationnel 1.1 : Aider\nN°\tAction\tÉchéance\n1.1.1\t{action}\t2026\n"
        );
        read(text.as_bytes(), &format!("{volet}.tsv"), &ReadOptions::default()).unwrap()
    };
    let merged = merge_files(
        vec![volet("interne", "Former dix agents"), volet("externe", "Ouvrir une épicerie")],
        Prefer::First,
    );
    let merged = merged.unwrap();
    let outline = merged.document.outline();
    let volets = outline.inherited(passerelle::ClassificationKind::Volet);
    let of_action: Vec<_> = outline
        .elements()
        .iter()
        .zip(volets)
        .filter(|(element, _)| element.level == Level::Action)
        .map(|(element, volet)| (element.title.wording.as_str(), volet.unwrap().label.as_str()))
        .collect();
    assert_eq!(of_action, [("Former dix agents", "interne"), ("Ouvrir une épicerie", "externe")]);
    let found: Vec<_> = codes(&merged).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["M109"]);
}

#[test]
fn near_titles_are_said_and_figures_written_otherwise_are_no_difference() {
    let of = |code: &str, title: &str, year: &str, name: &str| {
        grid(&[&format!("{code}\tÊtre solidaire\tAider\t{title}\tM. Durant\t{year}\t")], name)
    };
    let merged = merge_files(
        vec![
            of("1", "Ouvrir un restaurant social", "30/06/2026", "a.tsv"),
            of("7", "Ouvrir un restaurant social et solidaire", "2026", "b.tsv"),
        ],
        Prefer::First,
    )
    .unwrap();
    let found: Vec<_> = codes(&merged).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["M101", "M106"]);
    let of = |year: &str| of("1", "Ouvrir un restaurant social", year, "a.tsv");
    let merged = merge_files(vec![of("30/06/2026"), of("30-6-2026")], Prefer::First).unwrap();
    assert_eq!(codes(&merged).len(), 1, "{:?}", codes(&merged));
}

#[test]
fn what_stands_twice_in_a_file_stands_twice_in_the_whole() {
    let row = "\tÊtre solidaire\tAider\tTenir une permanence\t\t\t";
    let merged = merge_files(vec![grid(&[row, row], "a.tsv"), grid(&[row, row], "b.tsv")], Prefer::First).unwrap();
    assert_eq!(merged.document.outline().of_level(Level::Action).count(), 2);
}

#[test]
fn a_form_is_not_joined_with_a_programme() {
    let form = include_bytes!("../../../fixtures/plan-hp/d02_filled.docx");
    let form = read(form, "d02.docx", &ReadOptions::default()).unwrap();
    let error = merge_files(vec![form], Prefer::First).unwrap_err();
    assert!(error.message(Lang::Fr).starts_with("« d02.docx » n’est pas un PST"), "{}", error.message(Lang::Fr));
}

/// A real programme cut in two by its objectives, with the header of each part repeated, comes back whole.
#[test]
fn a_programme_cut_in_files_comes_back_whole() {
    let bytes = include_bytes!("../../../fixtures/saint-leger/s02_verbatim.xlsx");
    let whole = read(bytes, "s02.xlsx", &ReadOptions::default()).unwrap().document;
    let Document::Pst(whole) = whole else { panic!("no PST") };
    let part = |number: usize| {
        let mut roots = 0;
        let mut kept = false;
        let keep = |element: &&passerelle::Element| {
            if element.parent.is_none() {
                kept = roots % 2 == number;
                roots += 1;
            }
            kept
        };
        let elements = whole.outline.elements().iter().filter(keep).cloned().collect();
        let pst = Pst { outline: Outline::new(elements).unwrap(), ..whole.clone() };
        let json = Document::Pst(pst).to_json().unwrap();
        read(json.as_bytes(), "part.json", &ReadOptions::default()).unwrap()
    };
    let merged = merge_files(vec![part(0), part(1)], Prefer::First).unwrap();
    let mut expected = titles(&whole.outline);
    let mut found = titles(merged.document.outline());
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert!(codes(&merged).is_empty(), "{:?}", codes(&merged));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// A file joined with itself says nothing new.
    #[test]
    fn joining_a_file_with_itself_changes_nothing(rows in proptest::collection::vec((0..3u8, 0..3u8, 0..6u8), 1..20)) {
        let mut text = HEADER.to_owned();
        for (os, oo, action) in &rows {
            let _ = writeln!(text, "\tObjectif {os}\tBut {oo}\tAction numéro {action}\tM. A\t2026\tx");
        }
        let once = read(text.as_bytes(), "a.tsv", &ReadOptions::default()).unwrap();
        let twice = merge_files(vec![once.clone(), once.clone()], Prefer::First).unwrap();
        prop_assert_eq!(titles(twice.document.outline()).len(), titles(once.document.outline()).len());
        let differing = codes(&twice).into_iter().filter(|(code, _)| *code != "M101").count();
        prop_assert_eq!(differing, 0);
    }
}

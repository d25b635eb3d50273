//! `passerelle plan-hp` as a process: the year of a programme from file to file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use passerelle::{Bilan, Document, Field, Level, Nature, Output, ReadOptions, Reading, WorkProgramme, WriteOptions};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn fixture(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(path).to_string_lossy().into_owned()
}

fn plan_hp(lang: &str) -> Command {
    let mut command = Command::cargo_bin("passerelle").unwrap();
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C").args(["--lang", lang, "plan-hp"]);
    command
}

fn stdout(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refusal(command: &mut Command) -> String {
    let output = command.assert().code(2).get_output().clone();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(output.stdout.is_empty() && error.lines().count() == 1, "{error}");
    error
}

fn write(path: &Path, programme: WorkProgramme) {
    let extension = path.extension().unwrap().to_string_lossy().into_owned();
    let output = Output::from_extension(&extension).unwrap();
    let document = Document::PlanHpWorkProgramme(programme);
    std::fs::write(path, passerelle::write(&document, output, &WriteOptions::default()).unwrap()).unwrap();
}

fn read(path: &Path) -> WorkProgramme {
    let bytes = std::fs::read(path).unwrap();
    match passerelle::read(&bytes, &path.to_string_lossy(), &ReadOptions::default()).unwrap().document {
        Document::PlanHpWorkProgramme(programme) => programme,
        other => panic!("{other:?}"),
    }
}

/// Title and bilan of each action.
fn actions(programme: &WorkProgramme) -> Vec<(String, String)> {
    let text = |field: Option<&passerelle::FieldValue>| field.map(|value| value.text.join("\n")).unwrap_or_default();
    programme
        .outline
        .of_level(Level::Action)
        .map(|action| (action.title.wording.clone(), text(action.field(Field::Bilan))))
        .collect()
}

fn this_year() -> WorkProgramme {
    let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
    let bilan =
        |june: &str, december: &str| Reading::Bilan(Bilan { june: Some(june.into()), december: Some(december.into()) });
    programme
        .add_action(1, "Rencontrer les ménages de la zone inondable")
        .set_reading(Field::Nature, Reading::Nature(Nature::New))
        .set_reading(Field::Bilan, bilan("6 visites", "12 visites sur 14, en cours"));
    programme
        .add_action(4, "Éditer une brochure")
        .set_reading(Field::Bilan, bilan("maquette en cours", "Action terminée : 500 exemplaires"));
    programme
}

#[test]
fn next_year_is_drafted_in_word_and_excel_and_reads_back() {
    let folder = folder("plan-hp-new-year");
    for extension in ["docx", "xlsx", "json"] {
        let (this, next) = (folder.join(format!("2024.{extension}")), folder.join(format!("2025.{extension}")));
        write(&this, this_year());
        let text = stdout(plan_hp("fr").arg("new-year").arg(&this).arg("-o").arg(&next));
        for words in [
            "Actions reportées en 2025 : 1\n  Rencontrer les ménages de la zone inondable – « en cours »",
            "Actions non reprises : 1\n  Éditer une brochure – terminée (« Action terminée »)",
            "H302",
            "I115",
        ] {
            assert!(text.contains(words), "{words} missing in {text}");
        }
        let programme = read(&next);
        assert_eq!(programme.year, 2025);
        assert_eq!(actions(&programme), [("Rencontrer les ménages de la zone inondable".to_owned(), String::new())]);
        let action = programme.outline.of_level(Level::Action).next().unwrap();
        assert_eq!(action.reading(Field::Nature), Some(&Reading::Nature(Nature::CarriedOver)));
    }
    let json = stdout(
        plan_hp("en").arg("new-year").arg(folder.join("2024.docx")).arg("-o").arg(folder.join("n.docx")).arg("--json"),
    );
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&value["year"], &value["left_out"][0]["reason"]), (&2025.into(), &"finished".into()));
    // The file that was read stays as it is; another kind of document is refused.
    let this = folder.join("2024.docx");
    let before = std::fs::read(&this).unwrap();
    assert!(refusal(plan_hp("fr").arg("new-year").arg(&this).arg("-o").arg(&this)).contains("ne sera pas écrasé"));
    assert!(std::fs::read(&this).unwrap() == before);
    let grid = fixture("jemeppe/pst-affaires-sociales.xlsx");
    let error = refusal(plan_hp("fr").args(["new-year", &grid, "-o"]).arg(folder.join("x.docx")));
    assert!(error.contains("n’est pas un programme de travail"), "{error}");
    assert!(refusal(plan_hp("fr").arg("new-year").arg(&this).args(["-o", "x.pdf"])).contains(".docx, .xlsx ou .json"));
}

#[test]
fn the_bilans_of_two_files_become_one_programme() {
    let folder = folder("plan-hp-bilan");
    let file = |name: &str, bilan: &str, schedule: &str| {
        let mut programme = WorkProgramme::new(2024).commune("Valmont-sur-Ourthe");
        let action = programme.add_action(2, "Étudier la mobilité");
        action.set(Field::Bilan, bilan, None).set(Field::Schedule, schedule, None);
        let path = folder.join(name);
        write(&path, programme);
        path
    };
    let june = file("juin.docx", "2 réunions (14/02, 22/05)", "mars 2024");
    let december = file("decembre.xlsx", "rapport remis le 12/11", "mai 2024");
    let goal = folder.join("2024.docx");
    let text = stdout(plan_hp("fr").arg("bilan").args([&june, &december]).arg("-o").arg(&goal));
    assert!(text.starts_with("1 action porte deux bilans.\n"), "{text}");
    assert!(
        text.contains("H311") && text.contains("« mars 2024 », le second « mai 2024 » ; le premier texte"),
        "{text}"
    );
    let programme = read(&goal);
    let bilan = "Juin : 2 réunions (14/02, 22/05)\nDécembre : rapport remis le 12/11";
    assert_eq!(actions(&programme), [("Étudier la mobilité".to_owned(), bilan.to_owned())]);
    let action = programme.outline.of_level(Level::Action).next().unwrap();
    assert!(action.extras.iter().any(|extra| extra.text == "mai 2024"), "{:?}", action.extras);
    let last = stdout(plan_hp("en").arg("bilan").args([&june, &december]).args(["--prefer", "last", "-o"]).arg(&goal));
    assert!(last.contains("the second text is kept"), "{last}");
    write(&folder.join("2025.docx"), WorkProgramme::new(2025));
    let error = refusal(plan_hp("fr").arg("bilan").arg(&june).arg(folder.join("2025.docx")).arg("-o").arg(&goal));
    assert!(error.contains("programme de 2024, le second celui de 2025"), "{error}");
    for source in [&june, &december] {
        assert!(refusal(plan_hp("fr").arg("bilan").args([&june, &december]).arg("-o").arg(source)).contains("écrasé"));
    }
}

#[test]
fn the_duties_of_a_year_are_a_table_json_and_a_calendar_file() {
    let folder = folder("plan-hp-calendar");
    let goal = folder.join("calendrier.ics");
    let text = stdout(plan_hp("fr").args(["calendar", "--year", "2025", "-o"]).arg(&goal));
    for words in [
        "  31 décembre 2024  validation du programme de travail",
        "  10 janvier 2025   transmission",
        "projetées du formulaire 2024",
        "écrit ",
    ] {
        assert!(text.contains(words), "{words} missing in {text}");
    }
    let ics = std::fs::read_to_string(&goal).unwrap();
    assert_eq!(ics.matches("BEGIN:VEVENT\r\n").count(), 6);
    let again = stdout(plan_hp("fr").args(["calendar", "--year", "2025", "-o", "-"]));
    assert_eq!(again, ics, "the same call gives the same bytes");
    let json = stdout(plan_hp("en").args(["calendar", "--year", "2024", "--json"]));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&value["projected"], &value["days"][1]["date"]), (&false.into(), &"2024-01-10".into()));
    assert!(refusal(plan_hp("fr").args(["calendar", "--year", "1999"])).contains("de 2000 à 2099"));
}

#[test]
fn obligations_depend_on_the_number_of_residents_and_say_what_is_not_known() {
    let text = stdout(plan_hp("fr").args(["obligations", "--residents", "312", "--convention", "2012-2013"]));
    for words in [
        "antenne sociale : obligatoire",
        "pas en dessous de 501 résidents",
        "7\u{a0}500\u{a0}€ pour les tranches entières ; 8\u{a0}750\u{a0}€ si une tranche entamée compte",
        "2 réunions par an, présidé par un membre du Collège communal",
        "évaluation du dispositif local – tous les cinq ans",
    ] {
        assert!(text.contains(words), "{words} missing in {text}");
    }
    let text = stdout(plan_hp("fr").args(["obligations", "--residents", "60", "--convention", "2014-2019"]));
    assert!(text.contains("Documents dus : non connus") && text.contains("financement : non connu"), "{text}");
    let text = stdout(plan_hp("en").args(["obligations", "--residents", "60", "--convention", "2022-2025"]));
    assert!(text.contains("prolonged to 31 December 2026") && text.contains("support mission: compulsory"), "{text}");
    let json = stdout(plan_hp("fr").args(["obligations", "--residents", "50", "--convention", "2012-2013", "--json"]));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let outreach = value["actors"].as_array().unwrap().iter().find(|actor| actor["key"] == "antenne_sociale").unwrap();
    assert_eq!(outreach["presence"], "unclear");
    for unknown in ["2013-2014", "2019-2021", "demain"] {
        let error = refusal(plan_hp("fr").args(["obligations", "--residents", "50", "--convention", unknown]));
        assert!(error.contains("2012-2013, 2014-2019, 2022-2025"), "{error}");
    }
    // No source tells of these years: that is said, and nothing is made up.
    for gap in ["2020", "2021", "2020-2021"] {
        let text = stdout(plan_hp("fr").args(["obligations", "--residents", "50", "--convention", gap]));
        assert!(text.contains("H341") && text.contains(&format!("quelle convention valait en {gap} (")), "{text}");
        assert!(text.contains("avant : 2014-2019 ; première connue après : 2022-2025"), "{text}");
        assert!(!text.contains("obligatoire"), "{text}");
    }
    let json = stdout(plan_hp("en").args(["obligations", "--residents", "50", "--convention", "2021", "--json"]));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&value["convention"], &value["diagnostics"][0]["code"]), (&serde_json::Value::Null, &"H341".into()));
    let text = stdout(plan_hp("fr").args(["obligations", "--residents", "50", "--convention", "2026"]));
    assert!(text.starts_with("Convention : 2022-2025"), "{text}");
    let own = folder("plan-hp-obligations").join("convention.toml");
    std::fs::write(&own, "id = \"2027\"\nfirst_day = 3\n").unwrap();
    let call = ["obligations", "--residents", "50", "--convention"];
    let error = refusal(plan_hp("fr").args(call).arg(&own));
    assert!(error.contains("convention.toml") && error.contains("line 2"), "{error}");
}

#[test]
fn equipments_of_several_files_become_one_workbook_and_tell_the_obligations() {
    let folder = folder("plan-hp-equipments");
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let head = "Commune : Philippeville\n\nÉquipement;Phase;Domiciliés;Non domiciliés;Entrées;Départs;Relogements\n";
    let first = file("2023.csv", &format!("{head}Bois de Roly;2;470;10;;;\nCamping;1;60;0;;;\n"));
    let second =
        file("2024.csv", &format!("{head}Bois de Roly;2;475;12;9;2;0\nCamping;1;51;0;1;2;6\nTotal;;530;12;10;4;6\n"));
    for extension in ["xlsx", "docx", "json"] {
        let goal = folder.join(format!("equipements.{extension}"));
        let text = stdout(plan_hp("fr").arg("equipments").args([&first, &second]).arg("-o").arg(&goal));
        for words in [
            "Commune : Philippeville",
            "Ensemble :\n    2023 : 540 résidents\n    2024 : 538 résidents (-2), entrées 10, départs 4, relogements 6",
            "  Camping\n    2023 : 60 résidents",
            "H401 2024.csv, ligne 6, champ 3 : le total imprimé de « Domiciliés » (Total) est 530, la somme des lignes 526",
            "H403 2024.csv, ligne 5, champ 1 : « Camping », 2024 : 51 résidents, alors que 60 en 2023 + 1 entrées",
            "écrit ",
        ] {
            assert!(text.contains(words), "{words} missing in {text}");
        }
        // What was written is read again, and tells the duties.
        let text = stdout(plan_hp("en").args(["obligations", "--convention", "2012-2013", "--equipments"]).arg(&goal));
        assert!(text.contains("Permanent residents: 538") && text.contains("residents are those of 2024"), "{text}");
        let call = ["obligations", "--convention", "2012-2013", "--year", "2023", "--equipments"];
        let text = stdout(plan_hp("fr").args(call).arg(&goal));
        assert!(text.contains("Résidents permanents : 540") && text.contains("chef de projet : obligatoire"), "{text}");
    }
    let json = stdout(plan_hp("en").arg("equipments").args([&first, &second]).arg("--json"));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["trend"][0]["years"][1]["difference"], -2);
    assert_eq!(value["records"][0]["figures"]["domiciled"], 470);
    let undated = file("etat.csv", "Site;RP\nFraity;4\n");
    assert!(stdout(plan_hp("fr").arg("equipments").arg(&undated)).contains("H406"));
    assert!(
        stdout(plan_hp("fr").arg("equipments").arg(&undated).args(["--year", "2024"])).contains("2024 : 4 résidents")
    );
    let other = file("autre.csv", "Commune : Couvin\nSite;RP 2024\nFraity;4\n");
    let error = refusal(plan_hp("fr").arg("equipments").args([&first, &other]));
    assert!(error.contains("Philippeville") && error.contains("Couvin"), "{error}");
    let grid = fixture("jemeppe/pst-affaires-sociales.xlsx");
    let error = refusal(plan_hp("fr").args(["equipments", &grid]));
    assert!(error.contains("aucun tableau d’équipements"), "{error}");
    assert!(refusal(plan_hp("fr").arg("equipments").arg(&first).arg("-o").arg(folder.join("x.pdf"))).contains(".xlsx"));
    assert!(refusal(plan_hp("fr").arg("equipments").arg(&first).arg("-o").arg(&first)).contains(".xlsx"));
    let call = ["obligations", "--convention", "2012-2013", "--year", "2019", "--equipments"];
    assert!(refusal(plan_hp("fr").args(call).arg(&second)).contains("années du fichier : 2024"));
    assert!(refusal(plan_hp("fr").args(["obligations", "--convention", "2012-2013"])).contains("--residents"));
}

#[test]
fn the_adhesion_file_holds_what_is_known_and_places_for_the_rest() {
    let folder = folder("plan-hp-adhesion");
    let (programme, goal) = (folder.join("2024.docx"), folder.join("dossier.docx"));
    write(&programme, this_year());
    let equipments = fixture("plan-hp/equipements.csv");
    let call = |lang: &str, source: &Path| {
        let mut command = plan_hp(lang);
        command.arg("adhesion").arg(source).arg("-o").arg(&goal);
        command
    };
    let text = stdout(call("fr", &programme).args(["--equipments", &equipments]));
    assert!(
        text.contains("H352")
            && text.contains("« 3. Acteurs locaux désignés » : Chef de projet, Mission d’accompagnement"),
        "{text}"
    );
    assert!(
        text.contains("phase, statut ou résidents de « Les Genêts »") && !text.contains("commune » : Commune"),
        "{text}"
    );
    assert!(text.contains("2 actions sans objectifs") && !text.contains("H354"), "{text}");
    let shown = |path: &Path| {
        let mut command = Command::cargo_bin("passerelle").unwrap();
        String::from_utf8(command.args(["--lang", "fr", "tables"]).arg(path).output().unwrap().stdout).unwrap()
    };
    let tables = shown(&goal);
    for words in [
        "Projet, sans valeur officielle",
        "Domaine du Bois",
        "487",
        "Rencontrer les ménages",
        "Mission d’accompagnement",
    ] {
        assert!(tables.contains(words), "{words} missing in {tables}");
    }
    // The data of the file as JSON; nothing else is made up.
    let data = folder.join("donnees.json");
    let json = r#"{"format": "passerelle", "version": 1, "document": {"plan_hp_adhesion": {"fields":
        {"commune": "Valmont-sur-Ourthe", "chef_de_projet": "A. Lambert", "chef_de_projet_coordonnees": "A. Lambert", "couleur": "bleu"}}}}"#;
    std::fs::write(&data, json).unwrap();
    let text = stdout(&mut call("en", &data));
    assert!(
        text.contains("H353") && text.contains("table of equipments") && !text.contains("Project leader"),
        "{text}"
    );
    assert!(shown(&goal).contains("A. Lambert"));
    let said: serde_json::Value = serde_json::from_str(&stdout(call("fr", &data).arg("--json"))).unwrap();
    assert_eq!(said["commune"], "Valmont-sur-Ourthe");
    assert!(refusal(plan_hp("fr").arg("adhesion").arg(&data).args(["-o", "x.pdf"])).contains(".docx"));
    std::fs::write(&data, json.replace("\"fields\"", "\"champs\"")).unwrap();
    assert!(refusal(&mut call("fr", &data)).contains("« champs » est inconnue"));
    assert!(
        refusal(&mut call("fr", Path::new(&fixture("jemeppe/pst-affaires-sociales.xlsx"))))
            .contains("programme de travail")
    );
}

#[test]
fn a_programme_is_drafted_from_the_actions_of_a_pst() {
    let folder = folder("plan-hp-from-pst");
    let grid = "Objectif stratégique;Objectif opérationnel;Action;Code;Échéance;Plans\n\
                Être solidaire;Aider;Reloger les ménages de la phase 1;A 1;2025;Plan HP\n\
                Être solidaire;Aider;Tenir une permanence pour les habitants permanents;A 2;2025;\n\
                Être solidaire;Aider;Ouvrir une épicerie sociale;A 3;2026;\n";
    let (pst, goal) = (folder.join("pst.csv"), folder.join("programme.docx"));
    std::fs::write(&pst, grid).unwrap();
    let call = |more: &[&str]| {
        let mut command = plan_hp("fr");
        command.arg("from-pst").arg(&pst).args(["--year", "2025", "-o"]).arg(&goal).args(more);
        command
    };
    let text = stdout(&mut call(&[]));
    assert!(text.contains("Actions placées : 1\n  A 1 Reloger les ménages de la phase 1 – OS 1"), "{text}");
    assert!(text.contains("ne se déduit pas : 1\n  A 2 Tenir une permanence"), "{text}");
    assert!(text.contains("H321") && text.contains("H104"), "{text}");
    let programme = read(&goal);
    assert_eq!((programme.year, actions(&programme).len()), (2025, 1));
    let schedule = programme.outline.of_level(Level::Action).next().unwrap().field(Field::Schedule).unwrap();
    assert_eq!(schedule.text.join(""), "2025");
    let text = stdout(&mut call(&["--codes", "A 3=2,A 9"]));
    assert!(text.contains("A 3 Ouvrir une épicerie sociale – OS 2 (code de votre liste)"), "{text}");
    assert!(text.contains("H323") && text.contains("H324"), "{text}");
    assert!(refusal(&mut call(&["--codes", "A 3=7"])).contains("« A 3=7 »"));
    let form = fixture("plan-hp/d02_filled.docx");
    let error = refusal(plan_hp("fr").args(["from-pst", &form, "--year", "2025", "-o"]).arg(&goal));
    assert!(error.contains("n’est pas un PST"), "{error}");
}

#[test]
fn several_years_are_compared_in_word_and_in_excel_with_a_chart() {
    let folder = folder("plan-hp-report");
    let mut second = WorkProgramme::new(2025).commune("Valmont-sur-Ourthe");
    second
        .add_action(1, "Rencontrer les ménages de la zone inondable")
        .set_reading(Field::Nature, Reading::Nature(Nature::CarriedOver))
        .set(Field::Bilan, "Action terminée, 14 visites", None);
    let (first, next) = (folder.join("2024.docx"), folder.join("2025.xlsx"));
    write(&first, this_year());
    write(&next, second);
    for extension in ["xlsx", "docx"] {
        let goal = folder.join(format!("rapport.{extension}"));
        let text = stdout(plan_hp("fr").arg("report").args([&next, &first]).arg("-o").arg(&goal));
        for words in [
            "2024 : 2 actions prévues (reportées de l’année précédente 0, terminées 1, non terminées 1,",
            "2025 : 1 action prévue (reportées de l’année précédente 1, terminées 1,",
            "zone inondable – 2024 non terminée, 2025 terminée",
        ] {
            assert!(text.contains(words), "{words} missing in {text}");
        }
        let mut command = Command::cargo_bin("passerelle").unwrap();
        let tables = String::from_utf8(command.args(["tables", "--csv"]).arg(&goal).output().unwrap().stdout).unwrap();
        assert!(tables.contains("2024,2,0,1,1,0,0") && tables.contains("2025,1,1,1,0,0,0"), "{tables}");
    }
    for (name, chart) in [("rapport.xlsx", "xl/charts/chart1.xml"), ("rapport.docx", "word/embeddings/chart1.xlsx")] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        assert!(bytes.windows(chart.len()).any(|window| window == chart.as_bytes()), "{name} has a chart");
    }
    let json = stdout(plan_hp("en").arg("report").args([&first, &next]).arg("--json"));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["actions"][0]["outcomes"], serde_json::json!(["unfinished", "finished"]));
    assert!(
        refusal(plan_hp("fr").arg("report").args([&first, &first])).contains("deux fichiers sont le programme de 2024")
    );
    assert!(refusal(plan_hp("fr").arg("report").arg(&first).args(["-o", "x.pdf"])).contains(".xlsx ou .docx"));
    let grid = fixture("jemeppe/pst-affaires-sociales.xlsx");
    assert!(refusal(plan_hp("fr").arg("report").args([&first, &grid.clone().into()])).contains(&grid));
}

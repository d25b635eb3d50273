//! The command as a process: what a person or a script sees of it.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fixture(path: &str) -> String {
    root().join("fixtures").join(path).to_string_lossy().into_owned()
}

/// A folder of its own for a test, empty at the start.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The command in French, whatever the locale of the machine.
fn passerelle() -> Command {
    let mut command = Command::cargo_bin("passerelle").unwrap();
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C");
    command
}

fn stdout(command: &mut Command) -> String {
    let output = command.output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn converting_the_jemeppe_grid_writes_word_excel_json_and_the_report() {
    let out = folder("convert");
    let text =
        stdout(passerelle().args(["convert", &fixture("jemeppe/pst-affaires-sociales.xlsx"), "--out"]).arg(&out));
    for words in ["1 OS, 2 OO, 10 actions", "98 non vides = ", "grille « Objectifs et actions »", "Diagnostics :"] {
        assert!(text.contains(words), "{words} missing in {text}");
    }
    assert!(!text.contains('\u{1b}'), "no colours in a pipe");
    let mut names: Vec<String> =
        out.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(
        names,
        [
            "pst-affaires-sociales.docx",
            "pst-affaires-sociales.json",
            "pst-affaires-sociales.rapport.docx",
            "pst-affaires-sociales.rapport.json",
            "pst-affaires-sociales.xlsx"
        ]
    );
    assert!(std::fs::read(out.join("pst-affaires-sociales.docx")).unwrap().starts_with(b"PK"));
}

#[test]
fn one_format_goes_to_standard_output_and_standard_input_is_read() {
    let bytes = std::fs::read(fixture("jemeppe/j01_clean.tsv")).unwrap();
    let json = stdout(passerelle().args(["convert", "-", "--to", "json", "-o", "-"]).write_stdin(bytes));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["format"], "passerelle");
    // What was written is read again, and gives the same bytes.
    let again = stdout(passerelle().args(["convert", "-", "--to", "json", "-o", "-"]).write_stdin(json.clone()));
    assert_eq!(again, json);
}

#[test]
fn the_register_of_the_seeds_counts_what_the_documents_hold() {
    for (seed, counts) in [
        ("jemeppe-pst-affaires-sociales", [1, 2, 10]),
        ("saint-leger-cpas-pst", [6, 17, 47]),
        ("anderlues-cpas-pst", [5, 23, 68]),
        ("dics-programme-travail-2024", [4, 0, 0]),
    ] {
        let text = stdout(passerelle().args(["register", &fixture(&format!("seeds/{seed}.txt"))]));
        let records: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let count = |level: &str| records.iter().filter(|record| record["level"] == level).count();
        assert_eq!([count("os"), count("oo"), count("action")], counts, "{seed}");
        let sum = records.last().unwrap();
        let number = |key: &str| sum[key].as_u64().unwrap();
        assert_eq!(number("non_empty"), number("in_fields") + number("in_extras") + number("left_aside"), "{seed}");
    }
}

#[test]
fn a_file_without_grid_is_refused_in_one_french_line_and_nothing_is_invented() {
    let output = passerelle()
        .args(["register", &fixture("seeds/plan-hp-convention-2012-2013.txt")])
        .assert()
        .code(2)
        .get_output()
        .clone();
    assert!(output.stdout.is_empty());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("aucun tableau d’objectifs et d’actions") && error.lines().count() == 1, "{error}");
}

#[test]
fn every_kind_of_broken_file_gives_one_french_line_exit_2_and_no_output_file() {
    let folder = folder("broken");
    let whole = std::fs::read(fixture("jemeppe/pst-affaires-sociales.xlsx")).unwrap();
    let encrypted = std::fs::read(fixture("abimes/protege.xlsx")).unwrap();
    let files: [(&str, Vec<u8>, &str); 6] = [
        ("vide.xlsx", Vec::new(), "vide"),
        ("coupe.xlsx", whole[..whole.len() / 2].to_vec(), "endommagé"),
        ("protege.xlsx", encrypted, "mot de passe"),
        ("image.docx", b"\x89PNG\r\n\x1a\n0000".to_vec(), "png"),
        ("bruit.xlsx", (0u8..=255).cycle().take(4000).collect(), "bureautique"),
        ("plan.docx", b"%PDF-1.7\n".to_vec(), "pdf"),
    ];
    for (name, bytes, words) in files {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        let out = folder.join(format!("{name}-out"));
        let output =
            passerelle().arg("convert").arg(&path).arg("--out").arg(&out).assert().code(2).get_output().clone();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(error.lines().count(), 1, "{name}: {error}");
        assert!(error.starts_with("erreur :") && error.contains(words), "{name}: {error}");
        assert!(output.stdout.is_empty() && !out.exists(), "{name}");
    }
    let error = passerelle().args(["check", "absent.xlsx"]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8(error).unwrap().contains("n’existe pas"));
}

#[test]
fn a_wrong_name_is_only_a_remark() {
    let folder = folder("wrong-name");
    let path = folder.join("grille.docx");
    std::fs::copy(fixture("jemeppe/pst-affaires-sociales.xlsx"), &path).unwrap();
    let text = stdout(passerelle().arg("inspect").arg(&path));
    assert!(text.contains("R101") && text.contains("10 actions"), "{text}");
}

#[test]
fn a_programme_over_the_limit_fails_the_check_with_exit_1() {
    let output = passerelle().args(["check", &fixture("plan-hp/d04_eleven.docx"), "--json"]).assert().code(1);
    let value: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    let codes: Vec<&str> = value["diagnostics"].as_array().unwrap().iter().filter_map(|d| d["code"].as_str()).collect();
    assert!(codes.contains(&"H101"), "{codes:?}");
    passerelle().args(["check", &fixture("plan-hp/d02_filled.docx")]).assert().code(0);
}

#[test]
fn inspecting_shows_headers_columns_rows_and_what_was_left_aside() {
    let text = stdout(passerelle().args(["inspect", &fixture("jemeppe/j02_seed_verbatim.tsv")]));
    for words in ["Colonnes", "Politique en charge", "Mandataire", "Objectif opérationnel", "Laissé de côté", "I106"]
    {
        assert!(text.contains(words), "{words} missing in {text}");
    }
    let json = stdout(passerelle().args(["inspect", &fixture("jemeppe/j02_seed_verbatim.tsv"), "--json"]));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["layout"], "grille-pilotes-criteres");
}

#[test]
fn a_blank_form_is_written_and_reads_back_blank() {
    let folder = folder("form");
    for name in ["programme.docx", "programme.xlsx"] {
        let path = folder.join(name);
        passerelle().args(["form", "blank", "--year", "2024", "-o"]).arg(&path).assert().code(0);
        let text = stdout(passerelle().arg("inspect").arg(&path));
        assert!(text.contains("4 OS, 0 action"), "{name}: {text}");
    }
    let protected = folder.join("protege.docx");
    passerelle().args(["form", "blank", "--year", "2024", "--protect", "-o"]).arg(&protected).assert().code(0);
    assert!(stdout(passerelle().arg("register").arg(&protected)).contains("\"level\":\"os\""));
    let text = stdout(passerelle().args(["form", "blank", "--year", "2026", "-o"]).arg(folder.join("p.docx")));
    assert!(text.contains("projeté du formulaire 2024"), "{text}");
    passerelle().args(["form", "blank", "--year", "2024", "-o", "programme.pdf"]).assert().code(2);
}

#[test]
fn the_blank_of_the_administration_is_filled_in_place() {
    let folder = folder("form-fill");
    let data = folder.join("programme.json");
    passerelle()
        .args(["convert", &fixture("plan-hp/d02_filled.docx"), "--to", "json", "-o"])
        .arg(&data)
        .assert()
        .code(0);
    for blank in ["plan-hp/d01_blank.docx", "plan-hp/vierges/libreoffice.docx", "plan-hp/vierges/libreoffice.odt"] {
        let out = folder.join(blank.replace('/', "-"));
        let mut call = passerelle();
        call.args(["form", "fill", "--blank", &fixture(blank)]).arg(&data).arg("-o").arg(&out);
        let text = stdout(&mut call);
        assert_eq!(text.lines().count(), 1, "{blank}: {text}");
        let register = |path: &Path| {
            let text = stdout(passerelle().arg("register").arg(path));
            let titles = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            titles.map(|record| record["title"].to_string()).filter(|title| title != "null").collect::<Vec<_>>()
        };
        assert_eq!(register(&out), register(Path::new(&fixture("plan-hp/d02_filled.docx"))), "{blank}");
    }
}

#[test]
fn filling_says_what_it_added_and_what_differs() {
    let out = folder("form-fill-said").join("p.docx");
    let blank = fixture("plan-hp/d01_blank.docx");
    let fill = |data: &str, more: &[&str]| {
        let mut call = passerelle();
        call.args(["form", "fill", "--blank", &blank, data, "-o"]).arg(&out).args(more);
        call
    };
    let text = stdout(&mut fill(&fixture("plan-hp/d04_eleven.docx"), &[]));
    assert!(text.contains("H205 : 1 ligne ajoutée sous l’objectif stratégique 4") && text.contains("H206"), "{text}");
    let own = out.with_file_name("a.toml");
    let definition =
        std::fs::read_to_string(root().join("crates/core/data/forms/programme-travail-2024.toml")).unwrap();
    std::fs::write(&own, definition.replace("B-5100", "B-5000").replace("-travail-2024", "-travail-a-moi")).unwrap();
    let own = own.to_string_lossy().into_owned();
    let data = fixture("plan-hp/d02_filled.docx");
    let text = stdout(&mut fill(&data, &["--form", &own]));
    assert!(text.contains("« programme-travail-a-moi »") && text.contains("  − B-5000\n  + B-5100\n"), "{text}");
    let json = stdout(&mut fill(&data, &["--form", &own, "--json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["missing"][0], &json["unknown"][0]), (&"B-5000".into(), &"B-5100".into()));
    // What is wrong in a definition is told with file, line and key, before anything is written.
    std::fs::remove_file(&out).unwrap();
    std::fs::write(&own, definition.replace("slots = 4", "slots = -4")).unwrap();
    let error = String::from_utf8(fill(&data, &["--form", &own]).assert().code(2).get_output().stderr.clone()).unwrap();
    assert!(error.contains("a.toml, ligne ") && error.contains("objective[1].slots") && !out.exists(), "{error}");
    // A programme that is none, a blank that is none, a format that is another, the blank itself.
    for (call, words) in [
        (fill(&fixture("jemeppe/pst-affaires-sociales.xlsx"), &[]), "programme de travail du Plan HP"),
        (fill("absent.json", &[]), "n’existe pas"),
    ] {
        let mut call = call;
        let error = String::from_utf8(call.assert().code(2).get_output().stderr.clone()).unwrap();
        assert!(error.contains(words) && error.lines().count() == 1, "{error}");
    }
    let mut call = passerelle();
    call.args(["form", "fill", "--blank", &fixture("jemeppe/pst-affaires-sociales.xlsx"), &data, "-o", "-"]);
    let error = String::from_utf8(call.assert().code(2).get_output().stderr.clone()).unwrap();
    assert!(error.contains("aucun tableau d’actions"), "{error}");
    let mut call = passerelle();
    call.args(["form", "fill", "--blank", &blank, &data, "-o", "programme.xlsx"]).assert().code(2);
    assert!(!out.exists());
}

#[test]
fn a_definition_of_your_own_holds_for_reading_checking_and_writing() {
    let folder = folder("own-form");
    let definition =
        std::fs::read_to_string(root().join("crates/core/data/forms/programme-travail-2024.toml")).unwrap();
    let own = definition
        .replace("programme-travail-2024", "plan-annuel-2026")
        .replace("year = 2024", "year = 2026")
        .replace("Programme de travail {year}", "Plan annuel {year}")
        .replace("max_actions = 9", "max_actions = 2")
        .replace("cibler prioritairement la Phase 1 pour favoriser le relogement", "accompagner les départs")
        .replace("poursuivre en phase 2", "consolider");
    let path = folder.join("plan-annuel-2026.toml");
    std::fs::write(&path, own).unwrap();
    let call = |arguments: &[&str], form: bool| {
        let mut call = passerelle();
        call.current_dir(&folder).args(arguments);
        if form {
            call.args(["--form", "plan-annuel-2026.toml"]);
        }
        call
    };
    let data = fixture("plan-hp/d02_filled.docx");
    call(&["form", "blank", "--year", "2026", "-o", "vierge.docx"], true).assert().code(0);
    call(&["form", "fill", "--blank", "vierge.docx", &data, "-o", "rempli.docx"], true).assert().code(0);
    let head = |text: String| -> serde_json::Value { serde_json::from_str(text.lines().next().unwrap()).unwrap() };
    let read = head(stdout(&mut call(&["register", "rempli.docx"], true)));
    assert_eq!((&read["layout"], &read["kind"]), (&"plan-annuel-2026".into(), &"plan_hp_work_programme".into()));
    // The limit of the definition is the one that is checked; without it, that of the program’s own form.
    let codes = |form: bool| -> Vec<String> {
        let json = stdout(&mut call(&["check", "rempli.docx", "--json"], form));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let all = json["diagnostics"].as_array().unwrap();
        all.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap().to_owned()).collect()
    };
    assert!(codes(true).contains(&"H101".to_owned()), "{:?}", codes(true));
    assert!(!codes(false).contains(&"H101".to_owned()), "{:?}", codes(false));
    let text = stdout(&mut call(&["inspect", "rempli.docx"], true));
    assert!(text.contains("2026"), "{text}");
    call(&["convert", "rempli.docx", "-o", "encore.docx"], true).assert().code(0);
    let again = head(stdout(&mut call(&["register", "encore.docx"], true)));
    assert_eq!(again["layout"], "plan-annuel-2026");
    // A definition that cannot be used is refused by each of them before anything is read.
    std::fs::write(&path, "id = 3\n").unwrap();
    for command in ["check", "register", "inspect", "convert"] {
        let error =
            String::from_utf8(call(&[command, "rempli.docx"], true).assert().code(2).get_output().stderr.clone());
        assert!(error.unwrap().contains("plan-annuel-2026.toml, ligne 1, clé « id »"), "{command}");
    }
}

#[test]
fn help_and_refusals_speak_both_languages() {
    let french = stdout(passerelle().args(["convert", "--help"]));
    assert!(french.contains("Utilisation :") && french.contains("Exemples :"), "{french}");
    let english = stdout(passerelle().args(["--lang", "en", "convert", "--help"]));
    assert!(english.contains("Usage:") && english.contains("Examples:"), "{english}");
    let error = passerelle().args(["convert", "--inconnu"]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8(error).unwrap().starts_with("erreur : option inconnue"));
    let error = passerelle().args(["--lang=en", "chek", "x"]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8(error).unwrap().starts_with("error: unknown command"));
    let by_locale = stdout(passerelle().env("LANG", "en_GB.UTF-8").args(["--help"]));
    assert!(by_locale.contains("Usage:"));
}

#[test]
fn limits_can_be_raised_and_lowered_by_name() {
    let grid = fixture("jemeppe/pst-affaires-sociales.xlsx");
    let error = passerelle().args(["check", &grid, "--limit", "cells=10"]).assert().code(2).get_output().stderr.clone();
    let error = String::from_utf8(error).unwrap();
    assert!(error.contains("(cellules : plus de 10)") && error.contains("--limit cells="), "{error}");
    passerelle().args(["check", &grid, "--limit", "cells=100000"]).assert().code(0);
    passerelle().args(["check", &grid, "--limit", "cellules=1"]).assert().code(2);
}

#[test]
fn completions_and_schema_are_written() {
    assert!(stdout(passerelle().args(["completions", "bash"])).contains("passerelle"));
    let schema: serde_json::Value = serde_json::from_str(&stdout(passerelle().arg("schema"))).unwrap();
    assert_eq!(schema["title"], "Document Passerelle");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (first, second) = (folder("same-1"), folder("same-2"));
    for out in [&first, &second] {
        passerelle().args(["convert", &fixture("saint-leger/s01_clean.xlsx"), "--out"]).arg(out).assert().code(0);
    }
    for entry in first.read_dir().unwrap() {
        let name = entry.unwrap().file_name();
        assert!(std::fs::read(first.join(&name)).unwrap() == std::fs::read(second.join(&name)).unwrap(), "{name:?}");
    }
}

#[test]
fn the_tables_of_a_file_are_shown_as_text_json_csv_and_html() {
    let grid = fixture("jemeppe/pst-affaires-sociales.xlsx");
    assert!(stdout(passerelle().args(["tables", &grid])).contains("« Affaires sociales »"));
    let json: serde_json::Value =
        serde_json::from_str(&stdout(passerelle().args(["tables", &grid, "--json"]))).unwrap();
    assert_eq!(json["blocks"][0]["name"], "Affaires sociales");
    let csv = stdout(passerelle().args(["tables", &grid, "--csv"]));
    assert!(csv.lines().any(|line| line.contains("C. Brouir,PCS,Cheffe de projet PCS,janv-20,A 1.1,/,/")), "{csv}");
    let html = stdout(passerelle().args(["tables", &grid, "--html"]));
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<b>Action 1.1."), "{html}");
    passerelle().args(["tables", &grid, "--html", "--csv"]).assert().code(2);
}

#[test]
fn the_file_that_is_read_is_never_written_over() {
    let folder = folder("overwrite");
    let path = folder.join("grille.xlsx");
    std::fs::copy(fixture("jemeppe/pst-affaires-sociales.xlsx"), &path).unwrap();
    let before = std::fs::read(&path).unwrap();
    for arguments in [["--out", folder.to_str().unwrap()], ["-o", path.to_str().unwrap()]] {
        let error = passerelle().arg("convert").arg(&path).args(arguments).assert().code(2).get_output().stderr.clone();
        assert!(String::from_utf8(error).unwrap().contains("ne sera pas écrasé"));
        assert!(std::fs::read(&path).unwrap() == before);
        assert_eq!(folder.read_dir().unwrap().count(), 1, "nothing is left beside it");
    }
}

#[test]
fn when_one_file_cannot_be_written_none_is() {
    let out = folder("none");
    std::fs::create_dir_all(out.join("pst-affaires-sociales.json")).unwrap();
    passerelle().args(["convert", &fixture("jemeppe/pst-affaires-sociales.xlsx"), "--out"]).arg(&out).assert().code(3);
    assert_eq!(out.read_dir().unwrap().count(), 1);
}

#[test]
fn control_characters_of_a_file_do_not_reach_the_terminal() {
    let grid = "Objectif opérationnel\tAction\tÉchéance\nOO 1 Agir\tFaire \u{1b}[31mrouge\tbient\u{1b}ôt\n";
    for command in ["check", "tables", "inspect"] {
        let text = stdout(passerelle().args([command, "-"]).write_stdin(grid));
        assert!(!text.contains('\u{1b}') && text.contains('␛'), "{text}");
    }
}

/// A grid of a commune whose words nobody knows.
const VALMONT: &str = "Objectif stratégique\tObjectif opérationnel\tAction\tRepère\tBalise\n\
    Être une commune solidaire\tAider les ménages\tOuvrir une épicerie sociale\tjuin 2026\tB3\n\
    Être une commune solidaire\tAider les ménages\tFormer les bénévoles\t2027\tB4\n";

#[test]
fn a_layout_is_saved_corrected_and_applied_and_says_when_a_file_no_longer_fits() {
    let folder = folder("layout");
    let (grid, layout) = (folder.join("valmont.tsv"), folder.join("valmont.toml"));
    std::fs::write(&grid, VALMONT).unwrap();
    let inspect = |extra: &[&str]| stdout(passerelle().arg("inspect").arg(&grid).args(extra));
    assert!(inspect(&["--save-layout", layout.to_str().unwrap()]).contains("écrit"));
    let file = std::fs::read_to_string(&layout).unwrap();
    assert!(file.starts_with("# Disposition d’un programme"), "{file}");
    // What a person may have corrected is not written over.
    passerelle().arg("inspect").arg(&grid).arg("--save-layout").arg(&layout).assert().code(2);
    let from = "header = \"Repère\"\nrole = \"extra\"";
    assert!(file.contains(from), "{file}");
    std::fs::write(&layout, file.replace(from, "header = \"Repère\"\nrole = \"field:deadline\"")).unwrap();
    let register = |path: &Path| {
        let command = &mut passerelle();
        stdout(command.arg("register").arg(path).arg("--layout").arg(&layout))
    };
    assert!(register(&grid).contains("\"deadline\""), "{}", register(&grid));
    let json = stdout(passerelle().arg("inspect").arg(&grid).args(["--json", "--layouts"]).arg(&folder));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["layout"], "valmont");
    let text = stdout(passerelle().arg("check").arg(&grid).arg("--layouts").arg(&folder));
    assert!(text.contains("Disposition : valmont (tableau plat"), "{text}");
    let other = folder.join("autre.tsv");
    std::fs::write(&other, VALMONT.replace("Balise", "Couleur")).unwrap();
    let register = register(&other);
    assert!(register.contains("I130") && register.contains("I131"), "{register}");
    std::fs::write(&layout, "id = \"valmont\"\nfamily = \"grile\"\n").unwrap();
    let output =
        passerelle().arg("check").arg(&grid).arg("--layout").arg(&layout).assert().code(2).get_output().clone();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("ligne 2, clé « family » : « grile » n’est pas admis"), "{error}");
}

#[test]
fn a_strict_call_refuses_doubts_and_writes_nothing() {
    let folder = folder("strict");
    let grid = fixture("jemeppe/j02_seed_verbatim.tsv");
    for arguments in [vec!["convert", &grid, "--strict", "--out"], vec!["register", &grid, "--strict", "-o"]] {
        let goal = folder.join(arguments[0]);
        let output = passerelle().args(&arguments).arg(&goal).assert().code(1).get_output().clone();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains("erreur I106") && error.contains("rien n’a été écrit"), "{error}");
        assert!(!goal.exists());
    }
    passerelle().args(["check", &grid]).assert().code(0);
    passerelle().args(["check", &grid, "--strict"]).assert().code(1);
    passerelle().args(["register", &fixture("jemeppe/j01_clean.tsv"), "--strict"]).assert().code(0);
}

#[test]
fn a_strict_merge_refuses_files_that_differ() {
    let folder = folder("strict-merge");
    let write = |name: &str, deadline: &str| {
        let path = folder.join(name);
        let row = format!("OS 1 : Agir;OO 1.1 : Aider;Ouvrir une épicerie sociale;{deadline};CPAS");
        std::fs::write(&path, format!("Objectif stratégique;Objectif opérationnel;Action;Échéance;Service\n{row}\n"))
            .unwrap();
        path
    };
    let (one, same, other) = (write("un.csv", "2026"), write("idem.csv", "2026"), write("autre.csv", "2027"));
    let goal = folder.join("pst.json");
    let merge = |second: &PathBuf| {
        passerelle().arg("merge").args([&one, second]).args(["--strict", "--to", "json", "-o"]).arg(&goal).assert()
    };
    let error = String::from_utf8(merge(&other).code(1).get_output().stderr.clone()).unwrap();
    assert!(error.contains("erreur M102") && error.contains("rien n’a été écrit") && !goal.exists(), "{error}");
    merge(&same).code(0);
    assert!(goal.exists());
}

#[test]
fn explaining_shows_the_clues_of_columns_and_rows_with_the_runner_up() {
    let grid = fixture("jemeppe/pst-affaires-sociales.xlsx");
    let text = stdout(passerelle().args(["inspect", &grid, "--explain"]));
    for words in ["décidé par : ses mots", "pesé : ", "mot de niveau « objectif strategique » → ", "second choix"]
    {
        assert!(text.contains(words), "{words} missing in {text}");
    }
    assert_eq!(text, stdout(passerelle().args(["inspect", &grid, "--explain"])));
    let json = stdout(passerelle().args(["inspect", &grid, "--explain", "--json"]));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let rows = value["recognition"]["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["explained"]["clues"][0]["clue"] == "words"), "{json}");
    assert!(value["recognition"]["tables"][0]["columns"][1]["explained"]["weighed"][0]["words"].is_number(), "{json}");
}

#[test]
fn files_of_one_programme_are_joined() {
    let folder = folder("merge");
    let jemeppe = fixture("jemeppe/pst-affaires-sociales.xlsx");
    let flat = fixture("plat/pst-plat.xlsx");
    let text = stdout(passerelle().args(["merge", &jemeppe, &flat, "--out"]).arg(&folder));
    assert!(text.contains("pst-affaires-sociales.xlsx, pst-plat.xlsx"), "{text}");
    let json = std::fs::read_to_string(folder.join("pst-reuni.json")).unwrap();
    assert!(json.contains("\"#2 "), "places name the second file");
    passerelle().args(["merge", &jemeppe]).assert().code(2);
    let form = fixture("plan-hp/d02_filled.docx");
    let refused = passerelle().args(["merge", &jemeppe, &form, "--out"]).arg(&folder).assert().code(2);
    let error = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(error.contains("n’est pas un PST"), "{error}");
}

/// A zip file whose entries are stored as they are.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
        })
    };
    let (mut zip, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let size = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let head = [&[0; 8][..], &crc(bytes).to_le_bytes(), &size, &size, &(name.len() as u16).to_le_bytes()].concat();
        let at = u32::try_from(zip.len()).unwrap().to_le_bytes();
        list.extend([b"PK\x01\x02\x14\0\x14\0", &head[..], &[0; 12], &at, name.as_bytes()].concat());
        zip.extend([b"PK\x03\x04\x14\0", &head[..], &[0; 2], name.as_bytes(), bytes].concat());
    }
    let (count, at, size) = (files.len() as u16, zip.len() as u32, list.len() as u32);
    zip.extend(&list);
    let end = [
        &b"PK\x05\x06\0\0\0\0"[..],
        &count.to_le_bytes(),
        &count.to_le_bytes(),
        &size.to_le_bytes(),
        &at.to_le_bytes(),
    ];
    zip.extend(end.concat());
    zip.extend([0, 0]);
    zip
}

#[test]
fn each_file_of_an_archive_is_shown_and_one_that_cannot_be_read_is_named() {
    let path = folder("archive").join("plans.zip");
    let files: [(&str, &[u8]); 3] =
        [("a.csv", b"OS;OO\n1;un\n"), ("b/b.csv", b"OS;OO\n2;deux\n"), ("c.pdf", b"%PDF-1.7")];
    std::fs::write(&path, archive(&files)).unwrap();
    let text = stdout(passerelle().arg("tables").arg(&path));
    for words in ["=== a.csv", "=== b/b.csv", "=== c.pdf", "un", "deux"] {
        assert!(text.contains(words), "{words} missing in {text}");
    }
    let json = stdout(passerelle().args(["tables", "--json"]).arg(&path));
    assert!(json.contains("\"file\": \"b/b.csv\"") && json.contains("\"error\""), "{json}");
    assert!(stdout(passerelle().args(["tables", "--html"]).arg(&path)).contains("<h1>b/b.csv</h1>"));
    assert!(stdout(passerelle().args(["tables", "--csv"]).arg(&path)).contains("2,deux"));
}

#[test]
fn tables_show_links_comments_names_and_the_other_view_of_changes() {
    let text = stdout(passerelle().args(["tables", &fixture("formats/faits.xlsx")]));
    for words in ["→ https://commune.be/plan?a=1&b=2", "✎ DG : Cellule vide, note pleine", "(Taux = 0.21)"] {
        assert!(text.contains(words), "{words} missing in {text}");
    }
    let html = stdout(passerelle().args(["tables", "--html", &fixture("formats/faits.docx")]));
    assert!(html.contains("→ https://commune.be/plan#budget") && !html.contains("href="), "{html}");
    let view =
        |view: &str| stdout(passerelle().args(["tables", "--revisions", view, &fixture("jemeppe/j30_tracked.docx")]));
    assert!(view("accepted").contains("R102") || view("accepted").contains("acceptée"));
    assert!(view("marked").contains("[-") && view("marked").contains("[+"));
    assert_ne!(view("accepted"), view("rejected"));
    let english = stdout(passerelle().args(["tables", "--locale", "en-US", &fixture("formats/cells.xlsx")]));
    assert_ne!(english, stdout(passerelle().args(["tables", &fixture("formats/cells.xlsx")])));
}

#[test]
fn tables_show_properties_pages_controls_formulas_and_where_a_text_stands() {
    let shown = |name: &str, more: &[&str]| stdout(passerelle().arg("tables").args(more).arg(fixture(name)));
    for (name, words) in [
        ("formats/faits.docx", &["(titre : ", "--- page 2"][..]),
        ("formats/faits.xlsx", &["= ", "(auteur : ", "--- page 2"]),
        ("formats/mixed.docx", &["[note] ", "[zone de texte] "]),
        ("formats/texte.docx", &["[en-tête] ", "[pied de page] ", "▣ "]),
    ] {
        let text = shown(name, &[]);
        for words in words {
            assert!(text.contains(words), "{words} missing in {text}");
        }
        let html = shown(name, &["--html"]);
        for words in words.iter().filter(|words| !words.starts_with(['(', '-', '['])) {
            assert!(html.contains(words), "{words} missing in {html}");
        }
    }
    assert!(shown("formats/faits.docx", &["--lang", "en"]).contains("(title: "));
    assert!(shown("formats/faits.docx", &["--html"]).contains(" (page 2)\">"));
    assert!(shown("formats/mixed.docx", &["--html"]).contains("<small>[note]</small>"));
}

#[test]
fn an_archive_of_several_files_names_them_and_what_to_do() {
    let folder = folder("archive");
    let path = folder.join("grilles.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for name in ["jemeppe/pst-affaires-sociales.xlsx", "plat/pst-plat.xlsx"] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name.rsplit('/').next().unwrap(), options).unwrap();
        std::io::Write::write_all(&mut zip, &std::fs::read(fixture(name)).unwrap()).unwrap();
    }
    zip.finish().unwrap();
    let output = passerelle().arg("register").arg(&path).assert().code(2).get_output().clone();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("2 fichiers (pst-affaires-sociales.xlsx, pst-plat.xlsx)"), "{error}");
    assert!(error.contains("passerelle merge"), "{error}");
}

#[test]
fn the_view_of_tracked_changes_is_chosen_for_a_programme_too() {
    let file = fixture("jemeppe/j30_tracked.docx");
    let register = |view: &str| stdout(passerelle().args(["register", &file, "--revisions", view]));
    assert_ne!(register("accepted"), register("rejected"));
}

/// What eComptes gives back is written as it gave it, and a grid with its budget articles in the same schema.
#[test]
fn both_directions_of_the_exchange_with_ecomptes_are_written() {
    let folder = folder("exchange");
    let write = |from: &str, name: &str, direction: Option<&str>| {
        let goal = folder.join(name);
        let mut command = passerelle();
        command.arg("convert").arg(fixture(from)).arg("-o").arg(&goal);
        if let Some(direction) = direction {
            command.args(["--direction", direction]);
        }
        command.assert().success();
        std::fs::read(goal).unwrap()
    };
    let exchange = |bytes: &[u8]| passerelle::ecomptes::read(bytes).unwrap();
    let received = exchange(&std::fs::read(fixture("ecomptes/depuis-ecomptes.xml")).unwrap());
    let again = exchange(&write("ecomptes/depuis-ecomptes.xml", "retour.xml", Some("from-ecomptes")));
    assert_eq!(again.direction, passerelle::ecomptes::Direction::FromEcomptes);
    assert_eq!(again.volets.len(), received.volets.len());
    for (again, received) in again.volets.iter().zip(&received.volets) {
        assert_eq!((&again.articles, &again.projections), (&received.articles, &received.projections));
    }
    let sent = exchange(&write("ecomptes/depuis-ecomptes.xml", "aller.xml", Some("to-ecomptes")));
    assert_eq!(sent.direction, passerelle::ecomptes::Direction::ToEcomptes);
    let grid = String::from_utf8(write("jemeppe/j01_clean.docx", "grille.xml", Some("from-ecomptes"))).unwrap();
    assert!(grid.contains("<CodeArticle>840107/12402."), "{grid}");
    let grid = String::from_utf8(write("jemeppe/j01_clean.docx", "sans.xml", None)).unwrap();
    assert!(!grid.contains("<Articles"), "{grid}");
}

//! The words a person sees: French messages without English, English ones without French, and what a call that is
//! wrong is told.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use passerelle::DiagnosticKind;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fixture(path: &str) -> String {
    root().join("fixtures").join(path).to_string_lossy().into_owned()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn passerelle(lang: &str) -> Command {
    let mut command = Command::cargo_bin("passerelle").unwrap();
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C").args(["--lang", lang]);
    command
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

fn stderr(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stderr).unwrap()
}

/// Words that betray the other language.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "is", "are", "not", "missing", "field", "sheet", "row", "rows", "column", "comments",
    "drawings", "binary", "expected", "invalid", "error", "warning", "with", "without", "kept", "header", "line",
];
const FRENCH: &[&str] = &[
    "le",
    "la",
    "les",
    "des",
    "du",
    "une",
    "ligne",
    "colonne",
    "tableau",
    "paragraphe",
    "champ",
    "est",
    "sont",
    "dans",
    "avec",
    "sans",
    "feuille",
    "en-tête",
    "intitulé",
    "niveau",
    "erreur",
    "avertissement",
    "janvier",
    "décembre",
    "juin",
    "masqué",
    "libellé",
    "catégorie",
    "domaine",
    "données",
];

/// What the program says itself: not what it quotes of a file or a form, nor examples of a call.
fn own_words(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .map(|c| match c {
            '«' | '“' => {
                depth += 1;
                ' '
            }
            '»' | '”' => {
                depth = depth.saturating_sub(1);
                ' '
            }
            '\n' => {
                depth = 0;
                c
            }
            c if depth == 0 => c,
            _ => ' ',
        })
        .collect()
}

fn strangers<'w>(text: &str, words: &'w [&'w str]) -> Vec<&'w str> {
    let said = own_words(text).to_lowercase();
    let said: Vec<&str> = said.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').collect();
    words.iter().filter(|word| said.contains(word)).copied().collect()
}

#[test]
fn the_catalogue_speaks_each_language_alone_and_says_vous() {
    for kind in DiagnosticKind::ALL {
        let row = kind.row();
        for text in [row.fr, row.advice_fr] {
            // Names of words to fill in are English in both.
            let text = passerelle::diagnostic::Row::shown(text);
            let text =
                text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect::<String>();
            assert_eq!(strangers(&text, ENGLISH), Vec::<&str>::new(), "{}: {text}", row.code);
            let familiar = ["tu", "ton", "ta", "tes", "toi", "nous", "notre", "dites-nous"];
            assert_eq!(strangers(&text, &familiar), Vec::<&str>::new(), "{}: {text}", row.code);
        }
        for text in [row.en, row.advice_en] {
            assert_eq!(strangers(text, FRENCH), Vec::<&str>::new(), "{}: {text}", row.code);
        }
        for (text, advice) in [(row.fr, row.advice_fr), (row.en, row.advice_en)] {
            assert!(!text.contains("(s)"), "{}: {text}", row.code);
            assert!(advice.ends_with(['.', '…']) || advice.ends_with("…\""), "{}: {advice}", row.code);
        }
    }
}

/// Fixtures of every layout and format, and a blank form.
const FILES: &[&str] = &[
    "jemeppe/pst-affaires-sociales.xlsx",
    "jemeppe/j02_seed_verbatim.tsv",
    "jemeppe/j20_repeated_header.docx",
    "jemeppe/j30_tracked.docx",
    "saint-leger/s02_verbatim.csv",
    "seeds/saint-leger-cpas-pst.txt",
    "anderlues/a01_tables.docx",
    "anderlues/a03_register.csv",
    "plan-hp/d01_blank.docx",
    "plan-hp/d04_eleven.docx",
    "plat/pst-plat.xlsx",
    "formats/cells.xlsx",
    "formats/texte.docx",
    "formats/classeur.ods",
    "formats/excel_page.xls",
];

/// The lines of a report that the program says: messages, places, labels. What follows a cell's place is the file's.
fn checked(arguments: &[&str], lang: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(&stdout(passerelle(lang).args(arguments))).unwrap();
    let mut said = Vec::new();
    let mut take = |value: &serde_json::Value| said.push(value.as_str().unwrap_or_default().to_owned());
    for diagnostic in json["diagnostics"].as_array().unwrap() {
        take(&diagnostic["message"]);
        take(&diagnostic["advice"]);
    }
    take(&json["layout_label"]);
    let none = Vec::new();
    for row in json["recognition"]["rows"].as_array().unwrap_or(&none) {
        take(&row["kind"]);
    }
    for table in json["recognition"]["tables"].as_array().unwrap_or(&none) {
        for column in table["columns"].as_array().unwrap_or(&none) {
            take(&column["meaning"]);
            take(&column["runner_up"]);
        }
    }
    said.join("\n")
}

#[test]
fn what_is_said_of_the_fixtures_is_in_the_language_asked_for() {
    for file in FILES {
        for command in ["check", "inspect"] {
            let path = fixture(file);
            let french = checked(&[command, &path, "--json"], "fr");
            assert_eq!(strangers(&french, ENGLISH), Vec::<&str>::new(), "{file}: {french}");
            let english = checked(&[command, &path, "--json"], "en");
            // Names of sheets stand in places, and are the file's.
            assert_eq!(strangers(&english, FRENCH), Vec::<&str>::new(), "{file}: {english}");
        }
    }
}

#[test]
fn damaged_files_are_described_in_french_in_one_line() {
    let folder = folder("languages-damaged");
    for name in ["jemeppe/j01_clean.docx", "formats/cells.xlsx", "formats/cells.xls", "formats/classeur.ods"] {
        let whole = std::fs::read(fixture(name)).unwrap();
        let path = folder.join(name.rsplit('/').next().unwrap());
        for part in 1..8 {
            // Cut, and with a byte of the middle turned over.
            let cut = whole[..whole.len() * part / 8].to_vec();
            let mut turned = whole.clone();
            turned[whole.len() * part / 8] ^= 0xff;
            for bytes in [cut, turned] {
                std::fs::write(&path, bytes).unwrap();
                for command in ["check", "tables"] {
                    let error = stderr(passerelle("fr").arg(command).arg(&path));
                    let said = error.replace(&path.to_string_lossy().into_owned(), "");
                    assert!(error.lines().count() <= 1, "{error}");
                    assert_eq!(strangers(&said, ENGLISH), Vec::<&str>::new(), "{name}: {error}");
                }
            }
        }
    }
}

#[test]
fn json_of_another_program_is_refused_in_french_with_the_key() {
    for (json, words) in [
        (r#"{"format": "passerelle", "version": 1}"#, "la clé « "),
        (r#"{"format": "passerelle", "version": 1, "color": 2}"#, "« color » est inconnue"),
        (r#"{"a": 1"#, "JSON"),
        (r#"{}"#, "la clé « format » manque"),
    ] {
        let error = stderr(passerelle("fr").args(["check", "-"]).write_stdin(json));
        assert!(error.contains(words), "{error}");
        assert_eq!(strangers(&error, ENGLISH), Vec::<&str>::new(), "{error}");
    }
}

#[test]
fn contents_that_are_not_read_and_notices_of_tables_are_named_in_the_language() {
    let picture = "{\\rtf1\\ansi {\\pict\\pngblip 00}Bonjour\\par}";
    let french = stdout(passerelle("fr").args(["tables", "-"]).write_stdin(picture));
    assert!(french.contains("(à noter : ce contenu n’est pas lu : image)"), "{french}");
    let english = stdout(passerelle("en").args(["tables", "-"]).write_stdin(picture));
    assert!(english.contains("(note: this content is not read: picture)"), "{english}");
    let changes = stdout(passerelle("fr").args(["tables", &fixture("jemeppe/j30_tracked.docx")]));
    assert!(changes.contains("(à noter : 12 modifications suivies ont été lues comme acceptées)"), "{changes}");
    let binary: Vec<u8> = (0u8..=255).cycle().take(4000).collect();
    let error = stderr(passerelle("fr").args(["check", "-"]).write_stdin(binary));
    assert!(error.contains("(contenu : données binaires)") && error.contains("entrée standard"), "{error}");
}

#[test]
fn places_kinds_and_dates_are_english_in_english() {
    let text = stdout(passerelle("en").args(["inspect", &fixture("plan-hp/d04_eleven.docx")]));
    assert!(text.contains("form “Programme de travail” of the DiCS (2024)"), "{text}");
    assert!(text.contains("strategic objective") && text.contains("table 1, row "), "{text}");
    assert!(!text.contains("tableau 1") && !text.contains("texte du formulaire"), "{text}");
    let text = stdout(passerelle("en").args(["check", &fixture("plan-hp/d04_eleven.docx"), "--today", "2024-05-01"]));
    assert!(text.contains("(expected by 31 December 2023)"), "{text}");
    assert!(text.contains("to do by 30 June 2024: review of June and report to the Collège communal"), "{text}");
}

#[test]
fn numbers_agree_with_their_nouns() {
    let one = "Objectif opérationnel;Action;Échéance;Couleur\nOO 1 Agir;Ouvrir;2026;bleu\n";
    let text = stdout(passerelle("fr").args(["inspect", "-"]).write_stdin(one));
    for words in ["1 OO, 1 action\n", "+ 1 donnée supplémentaire +", "; 1 ligne)", "1 cellule est gardée comme donnée"]
    {
        assert!(text.contains(words), "{words} missing in {text}");
    }
    let text = stdout(passerelle("fr").args(["inspect", &fixture("formats/cells.xlsx")]));
    assert!(text.contains("1 OS, 0 OO, 12 actions") && !text.contains("(s)"), "{text}");
}

#[test]
fn what_many_rows_share_is_said_once_with_the_places() {
    let mut grid = "Objectif stratégique;Objectif opérationnel;Action;Échéance;Priorité\n".to_owned();
    for row in 1..=40 {
        grid.push_str(&format!(";Agir {row};Ouvrir {row};bientôt {row};Capitale\n"));
    }
    let text = stdout(passerelle("fr").args(["check", "-"]).write_stdin(grid.clone()));
    for code in ["I109", "N101", "N104"] {
        assert_eq!(text.matches(code).count(), 1, "{code} in {text}");
    }
    assert!(text.contains("de même à 39 autres endroits : ligne 3, champ 2 ; ligne 4, champ 2 ; "), "{text}");
    assert!(text.lines().count() < 25, "{text}");
    // Programs get all of them.
    let json: serde_json::Value =
        serde_json::from_str(&stdout(passerelle("fr").args(["check", "-", "--json"]).write_stdin(grid))).unwrap();
    let all = json["diagnostics"].as_array().unwrap();
    let of = |code: &str| all.iter().filter(|d| d["code"] == code).count();
    assert_eq!((of("N101"), of("I109")), (40, 1));
    let parentless = all.iter().find(|d| d["code"] == "I109").unwrap();
    assert_eq!(parentless["also"].as_array().unwrap().len(), 39);
}

#[test]
fn a_column_without_header_and_an_element_without_title_are_named_otherwise() {
    let grid = "Code;Objectif opérationnel;Action;Échéance;\n1;Aider;;;\n2.1.3;;;2026;bleu\n2.1.4;;Ouvrir;2026;vert\n";
    for lang in ["fr", "en"] {
        let text = stdout(passerelle(lang).args(["check", "-"]).write_stdin(grid));
        assert!(!text.contains("«  »") && !text.contains("“”"), "{text}");
        assert!(text.contains(if lang == "fr" { "(sans en-tête)" } else { "(without header)" }), "{text}");
    }
}

#[test]
fn header_rows_are_shown_once() {
    let text = stdout(passerelle("fr").args(["inspect", &fixture("jemeppe/j20_repeated_header.docx")]));
    assert_eq!(text.matches("Pilotes – Politique en charge").count(), 1, "{text}");
    assert_eq!(text.matches("Mandataire").count(), 1, "{text}");
    assert!(!text.contains("en-tête répété") && text.contains("; répété 2 fois)"), "{text}");
    assert!(text.contains("33 textes d’en-têtes, montrés ci-dessus"), "{text}");
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_refused_at_once() {
    let pipe = folder("languages-pipe").join("tube");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for command in ["check", "convert", "register", "inspect", "tables"] {
        for input in [pipe.as_path(), Path::new("/dev/zero")] {
            let output = passerelle("fr")
                .arg(command)
                .arg(input)
                .timeout(std::time::Duration::from_secs(60))
                .assert()
                .code(2)
                .get_output()
                .clone();
            let error = String::from_utf8(output.stderr).unwrap();
            assert!(error.contains("ce n’est pas un fichier ordinaire") && error.lines().count() == 1, "{error}");
        }
    }
}

/// Every command, as it is called.
const COMMANDS: &[&[&str]] = &[
    &[],
    &["convert"],
    &["register"],
    &["check"],
    &["inspect"],
    &["tables"],
    &["form"],
    &["form", "blank"],
    &["plan-hp"],
    &["plan-hp", "new-year"],
    &["plan-hp", "bilan"],
    &["plan-hp", "calendar"],
    &["plan-hp", "obligations"],
    &["plan-hp", "equipments"],
    &["plan-hp", "adhesion"],
    &["plan-hp", "from-pst"],
    &["plan-hp", "report"],
    &["form", "fill"],
    &["schema"],
    &["completions"],
];

#[test]
fn every_help_page_has_an_example_and_no_empty_heading() {
    for command in COMMANDS {
        for (lang, other, example) in
            [("fr", ENGLISH, "Exemples :\n  passerelle"), ("en", FRENCH, "Examples:\n  passerelle")]
        {
            let text = stdout(passerelle(lang).args(*command).arg("--help"));
            assert!(text.contains(example), "{command:?}: {text}");
            for pair in text.lines().collect::<Vec<_>>().windows(2) {
                let heading = pair[0].ends_with(" :") || pair[0].ends_with(':');
                assert!(!(heading && pair[1].trim().is_empty()), "{command:?}: nothing under {}", pair[0]);
            }
            assert!(!text.contains("\n\n\n"), "{command:?}: {text}");
            let words: String =
                text.lines().filter(|line| !line.contains("passerelle ")).collect::<Vec<_>>().join("\n");
            assert_eq!(strangers(&words, other), Vec::<&str>::new(), "{command:?}: {text}");
        }
    }
}

#[test]
fn a_refused_value_is_told_what_is_admitted_and_where_the_help_is() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["form", "blank", "--year", "1900", "-o", "x.docx"], &["de 2000 à 2099", "« passerelle form blank --help »"]),
        (&["form", "blank", "--year", "x", "-o", "x.docx"], &["de 2000 à 2099"]),
        (&["convert", "a", "--date", "demain"], &["une date comme 2024-12-31", "« passerelle convert --help »"]),
        (&["convert", "a", "--to", "pdf"], &["valeurs admises : docx, xlsx, json"]),
        (&["check", "a", "--limit"], &["il manque la valeur de --limit", "cells=5000000"]),
        (&["check", "a", "--limit", "cells=peu"], &["cells=5000000", "merged_ranges"]),
        (&["tables", "a", "--json", "--csv"], &["--json ne va pas avec --csv"]),
        (&["check", "a", "--json", "--json"], &["--json est donné plusieurs fois"]),
        (&["chek", "a"], &["vouliez-vous dire « check » ?"]),
        (&["check", "a", "b"], &["« b » est de trop"]),
        (&["completions", "cmd"], &["bash, elvish, fish, powershell, zsh"]),
    ];
    for (call, words) in cases {
        let error = stderr(passerelle("fr").args(*call));
        for word in *words {
            assert!(error.contains(word), "{call:?}: {error}");
        }
        assert!(error.lines().count() == 1 && error.starts_with("erreur : "), "{error}");
    }
}

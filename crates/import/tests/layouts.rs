//! Layouts as values: saved, corrected and applied to other files.

#![allow(clippy::unwrap_used)]

mod facts;

use facts::{Facts, fixture, truth};
use passerelle_core::{Field, Lang, Level};
use passerelle_import::{Import, Layout, Options, import, import_with};
use passerelle_tables::{Document, Limits};

const FILES: &[&str] = &[
    "jemeppe/pst-affaires-sociales.xlsx",
    "jemeppe/j01_clean.docx",
    "jemeppe/j02_seed_verbatim.xlsx",
    "jemeppe/j05_header3rows.xlsx",
    "jemeppe/j10_osmerged.xlsx",
    "jemeppe/j18_richtext.xlsx",
    "jemeppe/j20_repeated_header.docx",
    "saint-leger/s01_clean.xlsx",
    "saint-leger/s02_verbatim.docx",
    "saint-leger/s02_verbatim.tsv",
    "anderlues/a01_tables.docx",
    "anderlues/a02_keyvalue.docx",
    "anderlues/a03_register.xlsx",
    "plat/pst-plat.xlsx",
];

fn tables(path: &str) -> Document {
    passerelle_tables::read(&fixture(path), path, &Limits::default()).unwrap()
}

fn text(text: &str) -> Document {
    passerelle_tables::read(text.as_bytes(), "pst.tsv", &Limits::default()).unwrap()
}

fn codes(import: &Import) -> Vec<&'static str> {
    import.report.diagnostics.iter().map(passerelle_core::Diagnostic::code).filter(|code| *code > "I129").collect()
}

/// The codes of the diagnostics that speak of layouts.
fn of_layout(import: &Import) -> Vec<&'static str> {
    codes(import).into_iter().filter(|code| *code < "I140").collect()
}

#[test]
fn a_saved_layout_reads_its_own_file_as_before() {
    for path in FILES {
        let tables = tables(path);
        let first = import(&tables, path).unwrap();
        let layout = Layout::of(&first.recognition, "essai");
        let file = layout.to_toml();
        let read = Layout::from_toml(&file, "essai.toml").unwrap_or_else(|error| panic!("{path}: {error}\n{file}"));
        assert_eq!(read.to_toml(), file, "{path}");
        let second = read.apply(&tables, path).unwrap();
        assert_eq!(first.document.outline(), second.document.outline(), "{path}\n{file}");
        assert_eq!(first.report.counts, second.report.counts, "{path}");
        assert_eq!(of_layout(&second), Vec::<&str>::new(), "{path}\n{file}");
        assert_eq!(second.report.layout, "essai", "{path}");
    }
}

#[test]
fn the_layout_of_one_file_reads_another_of_the_same_family_and_accounts_for_all() {
    for (of, other) in [
        ("jemeppe/pst-affaires-sociales.xlsx", "jemeppe/j13_dates.xlsx"),
        ("saint-leger/s01_clean.xlsx", "saint-leger/s01_clean.docx"),
        ("anderlues/a03_register.xlsx", "anderlues/a03_register.csv"),
    ] {
        let layout = Layout::of(&import(&tables(of), of).unwrap().recognition, "essai");
        let import = layout.apply(&tables(other), other).unwrap();
        assert!(import.report.counts.adds_up(), "{other}");
        let found = truth(other).compare(&Facts::of_document(&import.document));
        assert!(found.lost.is_empty() && found.invented.is_empty(), "{other}: {found:?}");
    }
}

#[test]
fn any_layout_on_any_file_accounts_for_every_text() {
    let read: Vec<(&str, Document)> = FILES.iter().map(|path| (*path, tables(path))).collect();
    for (of, source) in &read {
        let layout = Layout::of(&import(source, of).unwrap().recognition, "essai");
        for (path, tables) in &read {
            if let Ok(import) = layout.apply(tables, path) {
                assert!(import.report.counts.adds_up(), "{of} on {path}");
                assert_eq!(import.report.left_aside.len(), import.report.counts.left_aside, "{of} on {path}");
            }
        }
    }
}

const GRID: &str = "N°\tObjectifs et actions\tAgent\tRepère\tBalise\n\
    OS 1\tÊtre solidaire\t\t\t\nOO 1.1\tAider les ménages\t\t\t\n\
    A 1.1.1\tOuvrir une épicerie sociale\tMme Leroy\tjuin 2026\tB3\nA 1.1.2\tFormer les agents\tM. Durant\t2027\tB4\n\
    remarque interne\tà compléter\t\t\t\n";

#[test]
fn corrections_of_columns_rows_and_texts_are_applied() {
    let grid = text(GRID);
    let file = Layout::of(&import(&grid, "pst.tsv").unwrap().recognition, "valmont").to_toml();
    let column = |header: &str, from: &str, to: &str, file: String| {
        let wanted = format!("header = \"{header}\"\nrole = \"{from}\"");
        assert!(file.contains(&wanted), "{wanted} in {file}");
        file.replace(&wanted, &format!("header = \"{header}\"\nrole = \"{to}\""))
    };
    let file = column("Repère", "extra", "field:deadline", file);
    let file = column("Balise", "extra", "aside", file);
    let file = format!("{file}\n[[row]]\nkind = \"aside\"\nbegins = \"Remarque interne\"\n");
    let layout = Layout::from_toml(&file, "valmont.toml").unwrap();
    let import = layout.apply(&grid, "pst.tsv").unwrap();
    assert!(import.report.counts.adds_up());
    let actions: Vec<_> = import.document.outline().of_level(Level::Action).collect();
    assert_eq!(actions.len(), 2);
    assert_eq!(actions[0].field(Field::Deadline).unwrap().text.join("\n"), "juin 2026");
    assert!(actions.iter().all(|action| action.extras.iter().all(|extra| extra.label != "Balise")));
    let aside = import.report.left_aside.iter().filter(|aside| aside.reason == passerelle_core::Reason::ByLayout);
    assert_eq!(
        aside.map(|aside| aside.text.as_str()).collect::<Vec<_>>(),
        ["B3", "B4", "remarque interne", "à compléter"]
    );
    assert_eq!(of_layout(&import), Vec::<&str>::new());
    // Saved once more, the corrections are still there.
    let again = Layout::of(&import.recognition, "valmont").apply(&grid, "pst.tsv").unwrap();
    assert_eq!(again.document.outline(), import.document.outline());
    assert_eq!(again.report.left_aside, import.report.left_aside);
}

/// « Projet » stands above « Fiche-action » in one file of the commune; in the next, where it stands alone, it is still
/// what it was.
#[test]
fn the_ranks_of_level_words_and_the_meaning_of_crosses_are_kept() {
    let path = "communes-inventees/g07_enjeux.xlsx";
    let file = Layout::of(&import(&tables(path), path).unwrap().recognition, "essai").to_toml();
    assert!(file.contains("begins = \"projet\""), "{file}");
    let alone = text("Intitulé\tÉchéance\nEnjeu 1 : Être solidaire\t\nProjet 1.1 : Aider les ménages\t\n");
    let levels = |import: &Import| import.document.outline().elements().iter().map(|e| e.level).collect::<Vec<_>>();
    let layout = Layout::from_toml(&file, "essai.toml").unwrap();
    assert_eq!(levels(&import(&alone, "pst.tsv").unwrap())[1], Level::Action);
    assert_eq!(levels(&layout.apply(&alone, "pst.tsv").unwrap())[1], Level::OperationalObjective);
    for (path, choice) in
        [("g12_yearsx.xlsx", "2027"), ("h25_status_cols.xlsx", "En cours"), ("h24_quarters.xlsx", "T2")]
    {
        let path = format!("communes-inventees/{path}");
        let file = Layout::of(&import(&tables(&path), &path).unwrap().recognition, "essai").to_toml();
        assert!(file.lines().any(|line| line.starts_with("choice = ") && line.contains(choice)), "{file}");
    }
}

#[test]
fn a_rule_by_words_outweighs_what_the_words_mean_elsewhere() {
    let grid = text("Intitulé\tÉchéance\nProjet 1 : La commune solidaire\t\nÉtape 1 : Ouvrir une épicerie\t2026\n");
    let rules = "[[row]]\nkind = \"os\"\nbegins = \"projet\"\n[[row]]\nkind = \"action\"\nbegins = \"étape\"\n";
    let layout = Layout::from_toml(&format!("id = \"v\"\nfamily = \"grid\"\n{rules}"), "v.toml").unwrap();
    let import = layout.apply(&grid, "pst.tsv").unwrap();
    let levels: Vec<Level> = import.document.outline().elements().iter().map(|e| e.level).collect();
    assert_eq!(levels, [Level::StrategicObjective, Level::Action]);
}

#[test]
fn a_file_that_no_longer_fits_is_read_and_says_so() {
    let layout = Layout::of(&import(&text(GRID), "pst.tsv").unwrap().recognition, "valmont");
    let without = GRID.replace("Balise", "Couleur");
    let changed = layout.apply(&text(&without), "pst.tsv").unwrap();
    // The missing column is said at the header, the further one where it stands.
    assert_eq!(of_layout(&changed), ["I130", "I131"]);
    let further = changed.report.diagnostics.iter().find(|found| found.code() == "I131").unwrap();
    assert_eq!(further.place_text(Lang::Fr).as_deref(), Some("ligne 1, champ 5"));
    assert!(changed.report.counts.adds_up());
    let other = "Objectif stratégique\tAction\tDélai\nÊtre solidaire\tOuvrir\t2026\n";
    let other = layout.apply(&text(other), "pst.tsv").unwrap();
    assert_eq!(of_layout(&other), ["I132"]);
}

#[test]
fn a_second_table_with_a_header_of_its_own_is_not_read_under_the_first() {
    let layout = Layout::of(&import(&text(GRID), "pst.tsv").unwrap().recognition, "valmont");
    let both =
        format!("{GRID}\t\t\t\t\t\nThème\tProjet\tBudget\tPilote\t\t\nSport\tRénover le hall\t5.000 €\tM. Roi\t\t\n");
    let import = layout.apply(&text(&both), "pst.tsv").unwrap();
    assert_eq!(of_layout(&import), ["I132"]);
    let missing = import.report.diagnostics.iter().find(|found| found.code() == "I132").unwrap();
    assert!(missing.message(Lang::Fr).contains("Thème ; Projet ; Budget"), "{}", missing.message(Lang::Fr));
    let titles: Vec<&str> = import.document.outline().elements().iter().map(|e| &*e.title.wording).collect();
    assert!(titles.contains(&"Rénover le hall") && !titles.contains(&"Projet"), "{titles:?}");
    assert!(import.report.counts.adds_up());
}

#[test]
fn the_level_that_a_layout_gives_a_column_outweighs_codes_that_look_like_words() {
    let grid = "Axe\tChantier\tInitiative\nUne commune verte\tA-I Planter\tPlanter 500 arbres\n";
    let columns = ["title:os", "title:oo", "title:action"].iter().zip(["Axe", "Chantier", "Initiative"]);
    let columns: String =
        columns.map(|(role, header)| format!("[[table.column]]\nheader = \"{header}\"\nrole = \"{role}\"\n")).collect();
    let table = "[[table]]\nheader = [[\"Axe\", \"Chantier\", \"Initiative\"]]\n";
    let layout = Layout::from_toml(&format!("id = \"v\"\nfamily = \"flat\"\n{table}{columns}"), "v.toml").unwrap();
    let import = layout.apply(&text(grid), "pst.tsv").unwrap();
    let levels: Vec<Level> = import.document.outline().elements().iter().map(|e| e.level).collect();
    assert_eq!(levels, [Level::StrategicObjective, Level::OperationalObjective, Level::Action]);
}

/// Nothing is left of `%` once it is folded.
#[test]
fn a_header_of_signs_only_is_found_again() {
    let grid = text("Objectif stratégique\tAction\t%\tDélai\nÊtre solidaire\tOuvrir\t50\t2026\n\tFermer\t20\t2027\n");
    let layout = Layout::of(&import(&grid, "pst.tsv").unwrap().recognition, "valmont");
    let read = layout.apply(&grid, "pst.tsv").unwrap();
    assert_eq!(of_layout(&read), Vec::<&str>::new());
    let action = read.document.outline().of_level(Level::Action).next().unwrap();
    assert_eq!(action.field(Field::Progress).unwrap().text.join(""), "50");
}

#[test]
fn of_several_layouts_the_one_that_fits_best_is_chosen_and_named() {
    let of = |grid: &Document, id: &str| Layout::of(&import(grid, "pst.tsv").unwrap().recognition, id);
    let flat = text("Objectif stratégique\tObjectif opérationnel\tAction\tDélai\nÊtre\tAider\tOuvrir\t2026\n");
    let layouts = [of(&flat, "plat"), of(&text(GRID), "valmont")];
    let chosen = |tables: &Document| {
        let import = import_with(tables, "pst.tsv", &Options::default().layouts(&layouts)).unwrap();
        (import.report.layout.clone(), of_layout(&import))
    };
    assert_eq!(chosen(&text(GRID)), ("valmont".to_owned(), vec![]));
    assert_eq!(chosen(&flat), ("plat".to_owned(), vec![]));
    assert_eq!(chosen(&tables("jemeppe/pst-affaires-sociales.xlsx")).1, ["I134"]);
}

#[test]
fn columns_without_header_are_corrected_by_their_rank() {
    let grid = text(
        "Action 1.1 : Ouvrir une épicerie sociale\tMme Leroy\t2026\nAction 1.2 : Former les agents\tM. Durant\t2027\n",
    );
    let first = import(&grid, "pst.tsv").unwrap();
    let file = Layout::of(&first.recognition, "valmont").to_toml();
    let agent = "header = \"\"\nposition = 2\nrole = \"field:agent\"";
    assert!(file.contains(agent), "{file}");
    let corrected = file.replace(agent, "header = \"\"\nposition = 2\nrole = \"field:bearer\"");
    let read = Layout::from_toml(&corrected, "valmont.toml").unwrap().apply(&grid, "pst.tsv").unwrap();
    let action = read.document.outline().of_level(Level::Action).next().unwrap();
    assert_eq!(action.field(Field::Bearer).unwrap().text.join("\n"), "Mme Leroy");
    // What a person settled is no guess any more.
    let guesses = |import: &Import| import.report.diagnostics.iter().filter(|d| d.code() == "I102").count();
    assert_eq!((guesses(&first), guesses(&read)), (2, 0));
}

/// A grid without header, and one of the same width with other contents.
const RANKS: &str = "Action 1.1 : Ouvrir une épicerie sociale\tMme Leroy\t2026\t1.500 €\n\
    Action 1.2 : Former les agents\tM. Durant\t2027\t2.000 €\n";
const OTHER_RANKS: &str = "Action 1.1 : Ouvrir une épicerie sociale\t2026\tMme Leroy\t50 %\n\
    Action 1.2 : Former les agents\t2027\tM. Durant\t10 %\n";

#[test]
fn a_layout_of_ranks_is_chosen_by_the_number_of_columns_and_what_they_hold() {
    let of = |grid: &str, id: &str| Layout::of(&import(&text(grid), "pst.tsv").unwrap().recognition, id);
    let (valmont, autre) = (of(RANKS, "valmont"), of(OTHER_RANKS, "autre"));
    assert!(valmont.to_toml().contains("[[table]]\nwidth = 4\n"), "{}", valmont.to_toml());
    let layouts = [autre, of(GRID, "grille"), valmont];
    let chosen = |grid: &str| {
        let import = import_with(&text(grid), "pst.tsv", &Options::default().layouts(&layouts)).unwrap();
        assert!(import.report.counts.adds_up());
        (import.report.layout.clone(), of_layout(&import))
    };
    assert_eq!(chosen(RANKS), ("valmont".to_owned(), vec!["I135"]));
    assert_eq!(chosen(OTHER_RANKS), ("autre".to_owned(), vec!["I135"]));
    // A header tells the layout of its file; ranks do not speak of it.
    assert_eq!(chosen(GRID), ("grille".to_owned(), vec![]));
    let narrower = RANKS.replace("\t1.500 €", "").replace("\t2.000 €", "");
    assert_eq!(chosen(&narrower).1, ["I134"]);
    let headed = format!("Actions\tAgent\tÉchéance\tBudget\n{RANKS}");
    assert_eq!(chosen(&headed).1, ["I134"]);
}

#[test]
fn layouts_that_fit_equally_are_both_named() {
    let grid = text(RANKS);
    let first = Layout::of(&import(&grid, "pst.tsv").unwrap().recognition, "ardenne");
    let bearer = first.to_toml().replace("ardenne", "valmont").replace("field:agent", "field:bearer");
    let second = Layout::from_toml(&bearer, "valmont.toml").unwrap();
    let layouts = [first.clone(), second];
    let import = import_with(&grid, "pst.tsv", &Options::default().layouts(&layouts)).unwrap();
    assert_eq!(import.report.layout, "ardenne");
    assert_eq!(of_layout(&import), ["I135", "I136"]);
    let said = import.report.diagnostics.iter().find(|diagnostic| diagnostic.code() == "I136").unwrap();
    assert!(said.message(Lang::Fr).contains("« ardenne") && said.message(Lang::Fr).contains("« valmont"));
    // The same twice is no doubt.
    let twice = [first.clone(), first];
    let import = import_with(&grid, "pst.tsv", &Options::default().layouts(&twice)).unwrap();
    assert_eq!(of_layout(&import), ["I135"]);
}

#[test]
fn what_is_wrong_in_a_layout_file_is_said_with_line_and_key() {
    let head = "id = \"v\"\nfamily = \"grid\"\n";
    for (text, said) in [
        ("id = \"v\n", "v.toml, ligne 1 : ce n’est pas du TOML"),
        ("family = \"grid\"\n", "v.toml, ligne 1, clé « id » : cette clé manque"),
        (&format!("{head}nom = 1\n"), "v.toml, ligne 3, clé « nom » : clé inconnue ; clés admises : id, label"),
        (&format!("{head}aside = \"x\"\n"), "ligne 3, clé « aside » : écrivez ici une liste de textes"),
        (
            &format!("{head}\n[[table]]\n[[table.column]]\nheader = \"Délai\"\nrole = \"échéance\"\n"),
            "ligne 7, clé « table.column.role » : « échéance » n’est pas admis ; valeurs admises : code, level",
        ),
        (&format!("{head}[[row]]\nkind = \"os\"\n"), "ligne 3, clé « row » : cette règle n’a pas de condition"),
        (
            &format!("{head}[[row]]\nkind = \"os\"\nfill = \"vert\"\n"),
            "ligne 5, clé « row.fill » : écrivez ici une couleur",
        ),
        (&format!("{head}[[row]]\nkind = \"os\"\nbold = 1\n"), "clé « row.bold » : écrivez ici true ou false"),
        (&format!("{head}row = 3\n"), "clé « row » : écrivez ici des tableaux"),
    ] {
        let error = Layout::from_toml(text, "v.toml").unwrap_err();
        assert!(error.message(Lang::Fr).contains(said), "{}", error.message(Lang::Fr));
        assert!(error.message(Lang::En).starts_with("v.toml, line "), "{}", error.message(Lang::En));
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_reading_a_layout_panic(text in "([\\[\\]a-z=\" .\n#0-9]|id|family|\\[\\[row\\]\\]|kind = \"os\"){0,60}") {
        let _ = Layout::from_toml(&text, "v.toml");
    }
}

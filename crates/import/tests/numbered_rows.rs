//! Rows that lack something: a number without title, a title that was never filled in.

#![allow(clippy::unwrap_used)]

use passerelle_core::{Element, Field, Lang, Level, Reason};
use passerelle_import::Import;

fn read(rows: &str) -> Import {
    let text = format!("N°;Action;Échéance;Service\n{rows}");
    let tables = passerelle_tables::read(text.as_bytes(), "liste.csv", &passerelle_tables::Limits::default()).unwrap();
    let import = passerelle_import::import(&tables, "liste.csv").unwrap();
    assert!(import.report.counts.adds_up());
    import
}

/// Number, title and deadline of each action.
fn actions(import: &Import) -> Vec<(String, String, String)> {
    let shown = |element: &Element| {
        let code = element.code.as_ref().map(|code| code.text.clone()).unwrap_or_default();
        let deadline = element.field(Field::Deadline).map(|value| value.text.join("\n")).unwrap_or_default();
        (code, element.title.wording.clone(), deadline)
    };
    import.document.outline().of_level(Level::Action).map(shown).collect()
}

fn action(code: &str, title: &str, deadline: &str) -> (String, String, String) {
    (code.to_owned(), title.to_owned(), deadline.to_owned())
}

/// The values of a row that has a number of its own are not those of the action above.
#[test]
fn a_row_with_its_own_number_and_values_is_an_action_without_title() {
    let import = read("1;Ouvrir une épicerie;2026;CPAS\n2;;2027;Travaux\n3;Former des bénévoles;2028;CPAS\n");
    let wanted = [
        action("1", "Ouvrir une épicerie", "2026"),
        action("2", "", "2027"),
        action("3", "Former des bénévoles", "2028"),
    ];
    assert_eq!(actions(&import), wanted);
    let untitled = import.report.diagnostics.iter().find(|diagnostic| diagnostic.code() == "I112").unwrap();
    assert!(untitled.message(Lang::Fr).contains("« 2 »"));
}

/// A page break repeats the number.
#[test]
fn a_row_with_the_number_above_goes_on_with_it() {
    let import = read("1;Ouvrir une épicerie;2026;CPAS\n1;;2027;Travaux\n2;Former des bénévoles;2028;CPAS\n");
    assert_eq!(
        actions(&import),
        [action("1", "Ouvrir une épicerie", "2026\n2027"), action("2", "Former des bénévoles", "2028")]
    );
}

/// A list that was numbered ahead.
#[test]
fn a_number_alone_is_an_empty_slot() {
    let import = read("1;Ouvrir une épicerie;2026;CPAS\n2;;;\n3;;;\n");
    assert_eq!(actions(&import), [action("1", "Ouvrir une épicerie", "2026")]);
    let empty = import.report.left_aside.iter().filter(|aside| aside.reason == Reason::EmptySlot).count();
    assert_eq!((empty, import.report.counts.in_extras), (2, 0));
}

/// `1`, `2`, `3` in a column of levels are depths, not a code and not an extra.
#[test]
fn a_column_of_depths_tells_the_level_of_each_row() {
    let text = "Niveau;Intitulé;Délai\n1;Être une commune solidaire;\n2;Aider les ménages;\n3;Ouvrir une épicerie;2026\n\
                3;Former des bénévoles;2027\n2;Loger chacun;\n3;Acquérir un logement;2028\n";
    let tables = passerelle_tables::read(text.as_bytes(), "liste.csv", &passerelle_tables::Limits::default()).unwrap();
    let import = passerelle_import::import(&tables, "liste.csv").unwrap();
    let count = |level| import.document.outline().of_level(level).count();
    let levels = [Level::StrategicObjective, Level::OperationalObjective, Level::Action].map(count);
    assert_eq!((levels, import.report.counts.in_extras), ([1, 2, 3], 0));
    assert!(import.report.diagnostics.is_empty(), "{:?}", import.report.diagnostics);
}

/// What a program left for a person to replace, and what it could not compute, is never a title.
#[test]
fn placeholders_and_errors_are_no_titles() {
    let import = read("1;Ouvrir une épicerie;#REF!;CPAS\n;Your content goes here ..;;\n;#N/A;2028;Travaux\n");
    assert_eq!(actions(&import), [action("1", "Ouvrir une épicerie", ""), action("", "", "2028")]);
    let reasons = |reason| import.report.left_aside.iter().filter(|aside| aside.reason == reason).count();
    assert_eq!((reasons(Reason::Placeholder), reasons(Reason::ErrorValue)), (1, 2));
    assert!(import.report.diagnostics.iter().any(|diagnostic| diagnostic.code() == "I112"));
}

//! Two programmes in one file: of two institutions, or of two legislatures.

#![allow(clippy::unwrap_used, clippy::panic)]

use passerelle_core::{Document, Element, Lang, Level};
use passerelle_import::{Import, import};
use passerelle_tables::{Block, Limits};

/// A workbook of sheets: name, title above the header if any, and the rows.
fn read(sheets: &[(&str, &str, &str)]) -> Import {
    let mut page = String::from("<html><body>");
    for (_, title, rows) in sheets {
        page += "<table>";
        if !title.is_empty() {
            page += &format!("<tr><td>{title}</td></tr>");
        }
        page += "<tr><th>Code</th><th>Intitulé</th><th>Pilote</th><th>Échéance</th></tr>";
        for row in rows.lines() {
            let cells: Vec<String> = row.split('|').map(|cell| format!("<td>{}</td>", cell.trim())).collect();
            page += &format!("<tr>{}</tr>", cells.concat());
        }
        page += "</table>";
    }
    page += "</body></html>";
    let mut tables = passerelle_tables::read(page.as_bytes(), "pst.html", &Limits::default()).unwrap();
    let found = tables.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    for (table, (name, ..)) in found.zip(sheets) {
        table.name = (!name.is_empty()).then(|| (*name).into());
    }
    let import = import(&tables, "pst.xlsx").unwrap();
    assert!(import.report.counts.adds_up());
    import
}

fn titles(import: &Import) -> Vec<String> {
    let Document::Pst(pst) = &import.document else { return Vec::new() };
    let actions = pst.outline.elements().iter().filter(|element| element.level == Level::Action);
    actions.map(|element: &Element| element.title.wording.clone()).collect()
}

const FIRST: &str = "OS 1|Être une commune accueillante\nOO 1.1|Accueillir les familles\n\
    A 1.1.1|Ouvrir une crèche|J. Petit|2021\nA 1.1.2|Former le personnel|A. Roy|2022\nA 1.1.3|Planter des haies|A. Roy|2023";
const SECOND: &str = "OS 1|Être une commune durable\nOO 1.1|Isoler les bâtiments\n\
    A 1.1.1|Isoler l'école|J. Petit|2026\nA 1.1.2|Former le personnel|A. Roy|2027\nA 1.1.3|Placer des panneaux|A. Roy|2028";

/// The codes of what is said of the programmes, with the text in both languages.
fn said(import: &Import) -> Vec<(&'static str, String, String)> {
    let of_programmes = import.report.diagnostics.iter().filter(|said| matches!(said.code(), "I190" | "I191" | "I148"));
    of_programmes.map(|said| (said.code(), said.message(Lang::Fr), said.message(Lang::En))).collect()
}

#[test]
fn sheets_of_two_terms_are_read_together_and_it_is_said() {
    for sheets in [
        [("PST 2019-2024", "", FIRST), ("PST 2025-2030", "", SECOND)],
        [("Feuil1", "PST 2019-2024", FIRST), ("Feuil2", "PST 2025-2030", SECOND)],
        [("", "Commune de Valmont – PST 2019-2024", FIRST), ("", "Commune de Valmont – PST 2025-2030", SECOND)],
    ] {
        let import = read(&sheets);
        assert_eq!(titles(&import).len(), 6, "{sheets:?}: no title of a sheet is an action");
        let found = said(&import);
        let [("I191", french, english)] = found.as_slice() else { panic!("{sheets:?}: {found:?}") };
        assert!(french.starts_with("5 lignes") && french.contains("2025-2030") && french.contains("« 2019-2024 »"));
        assert!(english.starts_with("5 rows") && english.contains("another term"));
        let told = import.report.diagnostics.iter().find(|said| said.code() == "I191").unwrap();
        assert!(told.place.as_ref().unwrap().to_string().starts_with("tableau 2"));
    }
}

#[test]
fn sheets_of_two_institutions_are_read_together_and_it_is_said() {
    for sheets in [
        [("Commune", "", FIRST), ("CPAS", "", SECOND)],
        [("PST Commune", "", FIRST), ("PST CPAS", "", SECOND)],
        [("", "Commune de Valmont – PST 2025-2030", FIRST), ("", "CPAS de Valmont – PST 2025-2030", SECOND)],
    ] {
        let import = read(&sheets);
        assert_eq!(titles(&import).len(), 6, "{sheets:?}");
        let found = said(&import);
        let [("I190", french, _)] = found.as_slice() else { panic!("{sheets:?}: {found:?}") };
        assert!(french.contains("CPAS") && french.contains("Commune"), "{french}");
    }
}

/// The same actions are planned by both terms: they are two programmes all the same.
#[test]
fn the_same_actions_of_two_terms_are_not_joined() {
    let import = read(&[("PST 2019-2024", "", FIRST), ("PST 2025-2030", "", FIRST)]);
    assert_eq!(titles(&import).len(), 6);
    assert_eq!(said(&import).len(), 1);
    let import = read(&[("PST", "", FIRST), ("Suivi", "", FIRST)]);
    assert_eq!((titles(&import).len(), said(&import)[0].0), (3, "I148"));
}

#[test]
fn one_programme_is_said_to_be_one() {
    for sheets in [
        [("PST 2025-2030", "", FIRST), ("Feuil2", "", SECOND)],
        [("Volet interne", "PST 2025-2030", FIRST), ("Volet externe", "PST 2025-2030", SECOND)],
        [
            ("Ville", "Ville de Valmont – PST 2025-2030", FIRST),
            ("Feuil2", "Commune de Valmont – PST 2025-2030", SECOND),
        ],
        [("Commune", "PST 2025-2030 de la commune et du CPAS de Valmont", FIRST), ("Budget 2019-2024", "", SECOND)],
    ] {
        let import = read(&sheets);
        assert_eq!((titles(&import).len(), said(&import)), (6, Vec::new()), "{sheets:?}");
    }
    // A programme of both has a sheet of each.
    let joint = "Commune et CPAS de Valmont – PST 2025-2030";
    assert_eq!(said(&read(&[("Commune", joint, FIRST), ("CPAS", "", SECOND)])), Vec::new());
}

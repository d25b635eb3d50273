//! The exchange with eComptes: both schemas, out and back in, and the files it refuses.

#![allow(clippy::unwrap_used, clippy::panic)]

use passerelle::ecomptes::{self, Direction, Entry, Exchange, SendOptions};
use passerelle::{
    ClassificationKind, Document, Field, Lang, Level, Pst, ReadOptions, Reading, Status, WriteOptions, read,
};
use proptest::prelude::*;
use roxmltree::Node;

const FROM: &str = include_str!("../../../fixtures/ecomptes/depuis-ecomptes.xml");
const TO: &str = include_str!("../../../fixtures/ecomptes/vers-ecomptes.xml");
const WITHOUT_ID: &str = include_str!("../../../fixtures/ecomptes/sans-identifiant.xml");

/// What XML says: names, attributes in any order, texts; white space between elements is only layout.
fn said(node: Node<'_, '_>) -> String {
    let mut attributes: Vec<String> = node.attributes().map(|a| format!(" {}={:?}", a.name(), a.value())).collect();
    attributes.sort();
    let children: Vec<String> = node.children().filter(Node::is_element).map(said).collect();
    let text = if children.is_empty() { format!("{:?}", node.text().unwrap_or_default()) } else { children.concat() };
    format!("<{}{}>{text}</>\n", node.tag_name().name(), attributes.concat())
}

fn said_by(xml: &str) -> String {
    said(roxmltree::Document::parse(xml).unwrap().root_element())
}

fn pst(xml: &str) -> Pst {
    let read = read(xml.as_bytes(), "échange.xml", &ReadOptions::default()).unwrap();
    assert!(read.report.counts.adds_up());
    match read.document {
        Document::Pst(pst) => pst,
        other => panic!("{}", other.kind()),
    }
}

/// A container that is absent and one that is empty say the same to a programme.
fn with_containers(entries: &mut [Entry], levels: usize) {
    for entry in entries {
        if levels > 0 {
            with_containers(entry.children.get_or_insert_default(), levels - 1);
        }
    }
}

#[test]
fn both_schemas_read_and_write_back_equal() {
    for (xml, direction) in [(FROM, Direction::FromEcomptes), (TO, Direction::ToEcomptes)] {
        let exchange = ecomptes::read(xml.as_bytes()).unwrap();
        assert_eq!(exchange.direction, direction);
        let written = String::from_utf8(ecomptes::write(&exchange).unwrap()).unwrap();
        assert_eq!(said_by(&written), said_by(xml));
        assert_eq!(ecomptes::read(written.as_bytes()).unwrap(), exchange);
    }
}

/// A header counts in thousands; amounts of the exchange are euros, beside an article or not.
#[test]
fn budgets_in_thousands_of_euros_are_sent_in_euros() {
    let grid = "Objectif stratégique\tObjectif opérationnel\tAction\tBudget ordinaire (k€)\tBudget extraordinaire (en milliers d’euros)\n\
        Aider\tLoger\tOuvrir\t3,5 (article 84022/124-02)\t\nAider\tLoger\tFormer\t12 k€ (84022/124-02)\t\n\
        Aider\tLoger\tBâtir\t84022/124-02 : 7\t1,2 M€ (article 84022/723-60)\n";
    let read = read(grid.as_bytes(), "pst.tsv", &ReadOptions::default()).unwrap();
    let Document::Pst(pst) = read.document else { panic!("no PST") };
    let mut options = WriteOptions::new();
    options.exchange = Direction::FromEcomptes;
    options.date = Some("2026-01-02".parse().unwrap());
    let xml = String::from_utf8(ecomptes::send(&pst, &options).unwrap().bytes).unwrap();
    let xml = roxmltree::Document::parse(&xml).unwrap();
    let amounts = xml.descendants().filter(|node| node.has_tag_name("Montant")).filter_map(|node| node.text());
    assert_eq!(amounts.collect::<Vec<_>>(), ["3500", "12000", "7000", "1200000"]);
}

#[test]
fn an_exchange_comes_back_from_the_programme_it_became() {
    for xml in [FROM, TO] {
        let mut exchange = ecomptes::read(xml.as_bytes()).unwrap();
        let pst = pst(xml);
        let json = Document::Pst(pst).to_json().unwrap();
        let Document::Pst(pst) = Document::from_json(&json).unwrap() else { panic!("no PST") };
        let mut options = SendOptions::new(None);
        options.direction = exchange.direction;
        options.plain = ecomptes::plain;
        let sent = Exchange::from_pst(&pst, &options);
        with_containers(&mut exchange.volets, 3);
        let mut back = sent.exchange;
        with_containers(&mut back.volets, 3);
        if exchange.direction == Direction::ToEcomptes {
            assert_eq!(back.generator, "Passerelle");
            back.generator.clone_from(&exchange.generator);
        }
        assert_eq!(ecomptes::write(&back).unwrap(), ecomptes::write(&exchange).unwrap());
        assert!(sent.diagnostics.is_empty(), "{:?}", sent.diagnostics);
    }
}

#[test]
fn an_exchange_is_a_programme_with_readings() {
    let pst = pst(FROM);
    assert_eq!(pst.institution.ins_code.as_deref(), Some("92140"));
    let levels = |level| pst.outline.of_level(level).count();
    assert_eq!(
        (levels(Level::StrategicObjective), levels(Level::OperationalObjective), levels(Level::Action)),
        (2, 2, 2)
    );
    let volets: Vec<_> = pst.outline.inherited(ClassificationKind::Volet);
    assert!(volets.iter().take(5).all(|volet| volet.is_some_and(|volet| volet.label == "externe")));
    let action = pst.outline.of_level(Level::Action).next().unwrap();
    assert_eq!(action.title.wording, "Ouvrir une épicerie sociale & solidaire");
    assert_eq!(action.code.as_ref().map(|code| code.numbers.clone()), Some(vec![1]));
    let text = |field| action.field(field).map(|value| value.text.join("|")).unwrap();
    assert_eq!(text(Field::Description), "Une épicerie gérée par le CPAS.");
    assert_eq!(text(Field::AdministrativePilot), "Chloé Lambert");
    assert_eq!(text(Field::Progress), "37,5\u{a0}%");
    assert_eq!(text(Field::Plans), "Plan de cohésion sociale|Plan HP");
    assert_eq!(text(Field::End), "31 décembre 2026");
    let cancelled = pst.outline.of_level(Level::Action).nth(1).unwrap();
    assert_eq!(cancelled.reading(Field::Status), Some(&Reading::Status(Status::Cancelled)));
    let comment = cancelled.field(Field::Comments).unwrap();
    assert_eq!(comment.text.join(""), "abandonnée");
    let budget = action.budget(Field::Budget).unwrap();
    assert_eq!(budget.lines[0].article.as_ref().map(ToString::to_string).as_deref(), Some("84010/124-02"));
}

#[test]
fn a_changed_value_is_sent_and_an_old_one_is_not() {
    let mut pst = pst(FROM);
    let action = pst.outline.elements().iter().position(|element| element.level == Level::Action).unwrap();
    let action = &mut pst.outline.elements_mut()[action];
    action.set(Field::Description, "Une épicerie et un atelier.", None);
    action.set(Field::AdministrativePilot, "Mme Odile Renard", None);
    let mut options = SendOptions::new(2027);
    options.plain = ecomptes::plain;
    let sent = Exchange::from_pst(&pst, &options);
    let entry = &sent.exchange.volets[0].children.as_ref().unwrap()[0].children.as_ref().unwrap()[0].children;
    let entry = &entry.as_ref().unwrap()[0];
    assert_eq!(entry.description, ecomptes::Rich::text("Une épicerie et un atelier."));
    let person = entry.responsible.as_ref().unwrap();
    assert_eq!(
        (person.civility.code(), person.name.as_str(), person.email.as_str()),
        ("MADAME", "Mme Odile Renard", "")
    );
    // The other person was not touched and keeps what only the exchange knows.
    assert_eq!(entry.representative.as_ref().unwrap().name, "Le Président du CPAS");
    assert_eq!(entry.year, 2027, "the year of the exchange");
    let other = &sent.exchange.volets[0].children.as_ref().unwrap()[0].children.as_ref().unwrap()[0].children;
    assert_eq!(other.as_ref().unwrap()[1].year, 2025, "a year of its own");
    let codes: Vec<_> = sent.diagnostics.iter().map(passerelle::Diagnostic::code).collect();
    assert_eq!(codes.iter().filter(|code| **code == "E109").count(), 2, "{codes:?}");
}

#[test]
fn a_file_without_element_id_is_refused_with_its_place() {
    let error = read(WITHOUT_ID.as_bytes(), "échange.xml", &ReadOptions::default()).unwrap_err();
    let line = WITHOUT_ID.lines().position(|line| line.contains("<ObjectifStrategique Exercice")).unwrap() + 1;
    let fr = format!(
        "ligne {line} : l’élément <ObjectifStrategique> n’a pas d’attribut ElementId ; ce n’est pas un échange eComptes 201805V1 valide, demandez un nouvel export"
    );
    assert_eq!(error.message(Lang::Fr), fr);
    assert!(
        error.message(Lang::En).starts_with(&format!("line {line}: <ObjectifStrategique> has no attribute ElementId"))
    );
}

#[test]
fn what_breaks_the_schema_is_named() {
    let cases = [
        (
            "<Statut>EN_COURS</Statut>",
            "<Statut>COMMENCE</Statut>",
            "“COMMENCE” is no value of Statut: expected: ANNULE_ABANDONNE, NON_COMMENCE",
        ),
        ("<Libelle>OO.1", "<Nom>x</Nom><Libelle>OO.1", "<Libelle> is missing in <ObjectifOperationnel>"),
        (
            "<TauxAvancement>37.5<",
            "<TauxAvancement>137.5<",
            "“137.5” is no value of TauxAvancement: a number from 0 to 100 is expected",
        ),
        (
            "<DateDebut>2025-03-01<",
            "<DateDebut>1/3/2025<",
            "“1/3/2025” is no value of DateDebut: a day such as 2024-12-31 is expected",
        ),
        ("<Version>201805V1<", "<Version>201905V1<", "“201905V1” is no value of Version: expected: 201805V1"),
        ("<Plans/>", "<Plans>PCS</Plans>", "the text “PCS” does not belong in <Plans>"),
        ("<dataroot>", "<!DOCTYPE dataroot [<!ENTITY a \"b\">]><dataroot>", "DTD"),
        ("</dataroot>", "", "well-formed"),
    ];
    for (found, put, message) in cases {
        let xml = FROM.replacen(found, put, 1);
        assert_ne!(xml, FROM, "{found}");
        let error = ecomptes::read(xml.as_bytes()).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
    }
    // One schema's elements have no place in a file of the other.
    let mixed = FROM.replacen("<Projections/>", "", 1);
    assert!(ecomptes::read(mixed.as_bytes()).unwrap_err().to_string().contains("<Projections> is missing"));
}

#[test]
fn other_encodings_are_read() {
    let expected = ecomptes::read(TO.as_bytes()).unwrap();
    let latin = TO.replacen("UTF-8", "ISO-8859-1", 1);
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(TO.replacen("UTF-8", "UTF-16", 1).encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [latin, utf16] {
        let read = read(&bytes, "échange.xml", &ReadOptions::default()).unwrap();
        assert_eq!(read.report.layout, "ecomptes-import-201805v1");
        assert_eq!(ecomptes::read(&bytes).unwrap(), expected);
    }
}

#[test]
fn a_grid_is_sent_with_a_word_on_what_is_not() {
    let bytes = include_bytes!("../../../fixtures/jemeppe/pst-affaires-sociales.xlsx");
    let document = read(bytes, "pst.xlsx", &ReadOptions::default()).unwrap().document;
    let Document::Pst(pst) = &document else { panic!("no PST") };
    let file = ecomptes::send(pst, &WriteOptions::new().date(jiff::civil::date(2020, 1, 15))).unwrap();
    let exchange = ecomptes::read(&file.bytes).unwrap();
    assert_eq!((exchange.id.as_str(), exchange.year), ("20200115", 2020));
    let objectives = exchange.volets[0].children.as_ref().unwrap();
    let actions = |entry: &Entry| -> usize {
        entry.children.iter().flatten().map(|goal| goal.children.as_ref().map_or(0, Vec::len)).sum()
    };
    assert_eq!((exchange.volets.len(), objectives.len(), actions(&objectives[0])), (1, 1, 10));
    let messages: Vec<_> =
        file.diagnostics.iter().map(|found| format!("{} {}", found.code(), found.message(Lang::Fr))).collect();
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn what_stands_outside_the_three_levels_finds_a_place() {
    let mut pst = Pst::default();
    let os = pst.outline.add(None, Level::StrategicObjective, "Être une commune propre");
    let loose = pst.outline.add(Some(&os), Level::Action, "Nettoyer les rues");
    pst.outline.add(Some(&loose), Level::SubAction, "Acheter une balayeuse");
    pst.outline.add(Some(&os), Level::Action, "Vider les poubelles");
    pst.outline.add(None, Level::Action, "Tenir le site à jour");
    pst.outline.add(None, Level::OperationalObjective, "x".repeat(300).as_str());
    let file = ecomptes::send(&pst, &WriteOptions::new()).unwrap();
    let exchange = ecomptes::read(&file.bytes).unwrap();
    let labels = |entry: &Entry| entry.children.iter().flatten().map(|child| child.label.clone()).collect::<Vec<_>>();
    let volet = &exchange.volets[0];
    assert_eq!(labels(volet), ["Être une commune propre", "NEANT"]);
    let goal = &volet.children.as_ref().unwrap()[0].children.as_ref().unwrap()[0];
    assert_eq!(goal.label, "NEANT");
    assert_eq!(labels(goal), ["Nettoyer les rues", "Nettoyer les rues - Acheter une balayeuse", "Vider les poubelles"]);
    let cut = &volet.children.as_ref().unwrap()[1].children.as_ref().unwrap()[1].label;
    assert_eq!((cut.chars().count(), cut.ends_with('…')), (255, true));
    let mut codes: Vec<_> = file.diagnostics.iter().map(passerelle::Diagnostic::code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["E101", "E103", "E104", "E105", "E107", "E108"]);
    // The same programme gives the same file.
    assert_eq!(file.bytes, ecomptes::send(&pst, &WriteOptions::new()).unwrap().bytes);
}

#[test]
fn deep_and_wide_files_are_refused_without_harm() {
    let deep = format!("<dataroot>{}", "<a>".repeat(200_000));
    assert!(ecomptes::read(deep.as_bytes()).is_err());
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><dataroot>&b;</dataroot>";
    assert!(ecomptes::read(entities.as_bytes()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_damaged_exchange_is_read_or_refused(at in 0..FROM.len(), byte: u8, length in 0..FROM.len()) {
        let mut bytes = FROM.as_bytes().to_vec();
        bytes[at] = byte;
        bytes.truncate(length.max(at));
        let _ = read(&bytes, "échange.xml", &ReadOptions::default());
    }

    #[test]
    fn any_value_comes_back(text in "[ -~àéœ\n\t|\\\\&<>\"']{0,40}") {
        let mut exchange = ecomptes::read(FROM.as_bytes()).unwrap();
        let volet = &mut exchange.volets[0];
        volet.remark = ecomptes::Rich::text(text.clone());
        let goal = &mut volet.children.as_mut().unwrap()[0];
        goal.description = ecomptes::Rich::text(text.clone());
        goal.department = Some(text.clone());
        goal.plans = vec![text.clone(), text];
        let xml = ecomptes::write(&exchange).unwrap();
        prop_assert!(ecomptes::read(&xml).unwrap() == exchange);
        let mut options = SendOptions::new(None);
        options.direction = Direction::FromEcomptes;
        options.plain = ecomptes::plain;
        let mut back = Exchange::from_pst(&exchange.to_pst(ecomptes::plain), &options).exchange;
        with_containers(&mut back.volets, 3);
        with_containers(&mut exchange.volets, 3);
        prop_assert!(back == exchange, "{}", String::from_utf8_lossy(&xml));
    }
}

//! The blank of the administration is filled in place: texts go where they belong, every other byte stays.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use passerelle::form::WorkProgrammeForm;
use passerelle::{Document, Field, Filled, Lang, Output, ReadOptions, WorkProgramme, WriteOptions};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/plan-hp").join(name)).unwrap()
}

fn programme_of(bytes: &[u8], name: &str) -> WorkProgramme {
    match passerelle::read(bytes, name, &ReadOptions::default()).unwrap().document {
        Document::PlanHpWorkProgramme(programme) => programme,
        other => panic!("{name} is read as {}", other.kind()),
    }
}

fn blank(output: Output) -> Vec<u8> {
    let form = WorkProgrammeForm::builtin(2024).unwrap();
    passerelle::write_form(&form, None, output, &WriteOptions::new()).unwrap()
}

fn fill(blank: &[u8], programme: &WorkProgramme) -> Filled {
    passerelle::fill_form(blank, programme, None, &WriteOptions::new()).unwrap()
}

/// The blanks of every writer.
fn blanks() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("python-docx.docx", fixture("d01_blank.docx")),
        ("libreoffice.docx", fixture("vierges/libreoffice.docx")),
        ("libreoffice.odt", fixture("vierges/libreoffice.odt")),
        ("passerelle.docx", blank(Output::Docx)),
        ("passerelle.xlsx", blank(Output::Xlsx)),
        ("openpyxl.xlsx", fixture("vierges/openpyxl.xlsx")),
        ("libreoffice.xlsx", fixture("vierges/libreoffice.xlsx")),
        ("libreoffice.ods", fixture("vierges/libreoffice.ods")),
        ("odfpy.ods", fixture("vierges/odfpy.ods")),
    ]
}

/// Everything that is printed of a programme: head, and each element with its number, title and fields.
fn printed(programme: &WorkProgramme) -> Vec<String> {
    let mut lines = vec![
        programme.year.to_string(),
        programme.institution.name.clone().unwrap_or_default(),
        programme.validation.as_ref().map(|v| format!("{} {:?}", v.text, v.date)).unwrap_or_default(),
    ];
    for element in programme.outline.elements() {
        let number = element.code.as_ref().map(|code| code.numbers.clone());
        let fields: Vec<String> = [Field::Objectives, Field::Nature, Field::Schedule, Field::Bilan]
            .iter()
            .filter_map(|field| Some(format!("{}={}", field.name(), element.field(*field)?.text.join("\n"))))
            .collect();
        lines.push(format!("{:?} {number:?} {} {fields:?}", element.level, element.title.wording));
    }
    lines
}

/// A programme with what is hard on paper: signs of XML, two lines in a cell, two bilans.
fn programme() -> WorkProgramme {
    let mut programme =
        WorkProgramme::new(2024).commune("Valmont-sur-Ourthe & l’Eau").validated(jiff::civil::date(2023, 12, 18));
    programme
        .add_action(1, "Rencontrer les ménages < 3 ans de la « zone inondable »")
        .set(Field::Objectives, "Identifier les besoins de relogement", None)
        .set(Field::Nature, "nouvelle action", None)
        .set(Field::Schedule, "mars à juin 2024", None)
        .set(Field::Bilan, "Juin : 3 réunions, 12 RP\nDécembre : 5 réunions", None);
    programme.add_action(1, "Informer sur les aides").set(Field::Schedule, "2e semestre 2024", None);
    programme.add_action(3, "Organiser une table ronde").set(Field::Bilan, "(en cours)", None);
    programme.add_action(4, "Publier un feuillet").set(Field::Nature, "nouvelle action", None);
    programme
}

fn entries(bytes: &[u8]) -> BTreeMap<String, (Vec<u8>, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names
        .into_iter()
        .map(|name| {
            let (mut raw, mut content) = (Vec::new(), Vec::new());
            let index = archive.index_for_name(&name).unwrap();
            archive.by_index_raw(index).unwrap().read_to_end(&mut raw).unwrap();
            archive.by_index(index).unwrap().read_to_end(&mut content).unwrap();
            (name, (raw, content))
        })
        .collect()
}

fn order(bytes: &[u8]) -> Vec<String> {
    ZipArchive::new(Cursor::new(bytes)).unwrap().file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// The part that differs, before and after.
fn changed(blank: &[u8], filled: &[u8]) -> (String, String, String) {
    assert_eq!(order(blank), order(filled));
    let (before, after) = (entries(blank), entries(filled));
    let mut changed = Vec::new();
    for (name, (raw, content)) in &before {
        let (raw_after, content_after) = &after[name];
        if content == content_after {
            assert_eq!(raw, raw_after, "{name} was compressed anew");
        } else {
            changed.push(name.clone());
        }
    }
    let [name] = changed.as_slice() else { panic!("{changed:?}") };
    let text = |entries: &BTreeMap<String, (Vec<u8>, Vec<u8>)>| String::from_utf8(entries[name].1.clone()).unwrap();
    (name.clone(), text(&before), text(&after))
}

/// `after` is `before` with more signs between its own.
fn is_subsequence(before: &str, after: &str) -> bool {
    let mut rest = after.chars();
    before.chars().all(|c| rest.any(|other| other == c))
}

#[test]
fn a_programme_filled_into_any_blank_reads_back_equal_and_nothing_else_changes() {
    for programme in [programme(), programme_of(&fixture("d02_filled.docx"), "d02.docx")] {
        for (name, blank) in blanks() {
            let filled = fill(&blank, &programme);
            let said: Vec<String> = filled.diagnostics.iter().map(|d| d.message(Lang::Fr)).collect();
            assert!(said.is_empty(), "{name}: {said:?} {:?}", filled.difference);
            assert_eq!(filled.form, "programme-travail-2024");
            assert!(filled.difference.is_empty(), "{name}: {:?}", filled.difference);
            let (part, ..) = changed(&blank, &filled.bytes);
            let expected = match name.rsplit('.').next().unwrap() {
                "docx" => "word/document.xml",
                "odt" | "ods" => "content.xml",
                _ => "xl/worksheets/sheet1.xml",
            };
            assert_eq!(part, expected);
            assert_eq!(printed(&programme_of(&filled.bytes, name)), printed(&programme), "{name}");
            // Filling is the same twice, and a second time over finds everything written.
            assert_eq!(fill(&blank, &programme).bytes, filled.bytes);
            assert_eq!(fill(&filled.bytes, &programme).bytes, filled.bytes, "{name}");
        }
    }
}

#[test]
fn in_empty_cells_text_is_only_added() {
    for name in ["d01_blank.docx", "vierges/libreoffice.docx", "vierges/libreoffice.odt"] {
        let mut programme = programme();
        // The dotted line of the commune is the one place where signs go.
        programme.institution.name = None;
        let blank = fixture(name);
        let (_, before, after) = changed(&blank, &fill(&blank, &programme).bytes);
        // An element of one tag gets an end tag.
        let opened = |text: &str| {
            let empty = |text: String, name: &str| text.replace(&format!("<{name}/>"), &format!("<{name}></{name}>"));
            let text = ["w:p", "text:p"].iter().fold(text.to_owned(), |text, name| empty(text, name));
            text.replace("<text:p text:style-name=\"P1\"/>", "<text:p text:style-name=\"P1\"></text:p>")
        };
        assert!(is_subsequence(&opened(&before), &opened(&after)), "{name}");
        assert!(after.len() > before.len());
    }
}

#[test]
fn actions_beyond_the_lines_get_lines_of_their_own_and_the_limit_is_told() {
    let mut programme = WorkProgramme::new(2024).commune("Yvoir");
    for number in 1..=7 {
        programme.add_action(1, &format!("Visiter le parc {number}")).set(Field::Bilan, "fait", None);
    }
    for number in 1..=4 {
        programme.add_action(4, &format!("Publier le feuillet {number}"));
    }
    for (name, blank) in blanks() {
        let filled = fill(&blank, &programme);
        let codes: Vec<&str> = filled.diagnostics.iter().map(|d| d.code()).collect();
        assert_eq!(codes, ["H205", "H205", "H206"], "{name}");
        assert!(filled.diagnostics[0].message(Lang::Fr).starts_with("3 lignes ajoutées sous l’objectif stratégique 1"));
        assert_eq!(printed(&programme_of(&filled.bytes, name)), printed(&programme), "{name}");
        // Printed titles and areas of a workbook move with its rows.
        let after = match name.ends_with("xlsx") {
            true => part(&filled.bytes, "xl/worksheets/sheet1.xml"),
            false => changed(&blank, &filled.bytes).2,
        };
        assert!(!after.contains("passerelle-copy"), "{name}");
        // No id stands twice.
        for attribute in ["w14:paraId=\"", "xml:id=\"", "<w:id w:val=\""] {
            let ids: Vec<&str> = after.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let mut once = ids.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(ids.len(), once.len(), "{name} {attribute}");
        }
        if name == "passerelle.docx" {
            assert!(after.contains("os1.action7.intitule") && after.contains("Intitulé – OS 1, action 7"));
        }
    }
}

/// A part of a package as text.
fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(entries(bytes)[name].1.clone()).unwrap()
}

#[test]
fn what_names_the_rows_of_a_workbook_moves_with_them() {
    let mut programme = WorkProgramme::new(2024);
    for number in 1..=6 {
        programme.add_action(1, &format!("Visiter le parc {number}"));
    }
    programme.add_action(4, "Publier un feuillet");
    for name in ["openpyxl.xlsx", "libreoffice.xlsx"] {
        let bytes = fill(&fixture(&format!("vierges/{name}")), &programme).bytes;
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        let book = part(&bytes, "xl/workbook.xml").replace("&apos;", "'").replace("''", "'");
        // Two rows are added behind row 12; the table ends on row 27, the sheet on row 31.
        for reference in ["$A$1:$F$33", "$B$9:$B$14", "$C$32"] {
            assert!(book.contains(&format!("'Programme d'actions'!{reference}")), "{name} {reference}: {book}");
        }
        assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("!B9:B14)+COUNTA("), "{name}");
        assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("!B16:B20)"), "{name}");
        assert!(sheet.contains("conditionalFormatting sqref=\"F9:F14\""), "{name}");
        assert!(sheet.contains("conditionalFormatting sqref=\"F16:F29\""), "{name}");
        assert!(sheet.contains("ref=\"A15:F15\"") && !sheet.contains("ref=\"A13:F13\""), "{name}");
        let notes = entries(&bytes).into_iter().find(|(name, _)| name.contains("comment") && name.ends_with(".xml"));
        assert!(String::from_utf8(notes.unwrap().1.1).unwrap().contains("ref=\"B29\""), "{name}");
        // The choice of the nature holds on the added rows too.
        let choice = sheet.split("sqref=\"D9").nth(1).unwrap().split('"').next().unwrap();
        assert!(choice.starts_with(":D14 ") || choice.starts_with(" D10 D11 D12 D13:D14 "), "{name} {choice}");
    }
}

#[test]
fn a_workbook_whose_rows_cannot_be_moved_with_certainty_tells_what_has_no_line() {
    let blank = repacked(&fixture("vierges/openpyxl.xlsx"), |name, text| match name {
        // A line over two rows of the sheet.
        "xl/worksheets/sheet1.xml" => {
            text.replace("<mergeCell ref=\"A8:F8\"", "<mergeCell ref=\"D12:D13\"/><mergeCell ref=\"A8:F8\"")
        }
        _ => text,
    });
    let mut programme = WorkProgramme::new(2024);
    for number in 1..=5 {
        programme.add_action(1, &format!("Visiter le parc {number}"));
    }
    let filled = fill(&blank, &programme);
    let codes: Vec<&str> = filled.diagnostics.iter().map(|d| d.code()).collect();
    assert_eq!(codes, ["H202"], "{:?}", filled.diagnostics);
    changed(&blank, &filled.bytes);
}

#[test]
fn rows_of_a_set_height_grow_with_their_text() {
    let mut programme = WorkProgramme::new(2024);
    programme.add_action(1, "Visiter").set(Field::Bilan, "12 ménages rencontrés. ".repeat(20), None);
    let sheet = part(&fill(&fixture("vierges/openpyxl.xlsx"), &programme).bytes, "xl/worksheets/sheet1.xml");
    let height = |row: &str| -> f64 {
        let tag = sheet.split(&format!("<row r=\"{row}\"")).nth(1).unwrap().split('>').next().unwrap();
        tag.split("ht=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    assert!(height("9") > 100.0 && (height("10") - 30.0).abs() < 0.01, "{} {}", height("9"), height("10"));
}

#[test]
fn places_in_text_boxes_headers_and_footers_are_filled() {
    let programme = programme();
    for (name, parts) in [
        ("marges.docx", &["word/document.xml", "word/footer1.xml", "word/header1.xml"][..]),
        ("marges.odt", &["content.xml", "styles.xml"][..]),
    ] {
        let blank = fixture(&format!("vierges/{name}"));
        let filled = fill(&blank, &programme);
        let codes: Vec<&str> = filled.diagnostics.iter().map(|d| d.code()).collect();
        assert!(codes.is_empty(), "{name}: {codes:?} {:?}", filled.difference);
        let (before, after) = (entries(&blank), entries(&filled.bytes));
        let changed: Vec<&str> =
            before.iter().filter(|(name, e)| after[*name] != **e).map(|(n, _)| n.as_str()).collect();
        assert_eq!(changed, parts);
        let said = |part: &str, text: &str| self::part(&filled.bytes, part).matches(text).count();
        let commune = "Valmont-sur-Ourthe &amp; l’Eau";
        // A text box of Word is written twice, for older programs too.
        assert_eq!(said(parts[0], commune), if name.ends_with("docx") { 2 } else { 1 }, "{name}");
        let margins: Vec<&str> = parts[1..].to_vec();
        assert_eq!(margins.iter().map(|part| said(part, commune)).sum::<usize>(), 1, "{name}");
        assert_eq!(margins.iter().map(|part| said(part, "18 décembre 2023")).sum::<usize>(), 1, "{name}");
    }
}

/// A package with the text of some parts changed.
fn repacked(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name.ends_with(".xml") {
            content = change(&name, String::from_utf8(content).unwrap()).into_bytes();
        }
        made.start_file(name, SimpleFileOptions::default()).unwrap();
        made.write_all(&content).unwrap();
    }
    made.finish().unwrap().into_inner()
}

/// A blank of python-docx with its body changed.
fn variant(change: impl Fn(&str) -> String) -> Vec<u8> {
    let body = |name: &str, text: String| if name == "word/document.xml" { change(&text) } else { text };
    repacked(&fixture("d01_blank.docx"), body)
}

fn body(filled: &Filled) -> String {
    String::from_utf8(entries(&filled.bytes)["word/document.xml"].1.clone()).unwrap()
}

#[test]
fn a_text_takes_the_look_of_its_cell() {
    let look = "<w:rPr><w:i/><w:sz w:val=\"18\"/></w:rPr>";
    let blank = variant(|body| {
        body.replace("<w:r><w:rPr/><w:t>1.</w:t></w:r>", "<w:r><w:rPr><w:b/></w:rPr><w:t>1.</w:t></w:r>")
            .replace("<w:p/>", &format!("<w:p><w:pPr><w:jc w:val=\"center\"/>{look}</w:pPr></w:p>"))
    });
    let filled = body(&fill(&blank, &programme()));
    let title = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> Informer sur les aides</w:t></w:r>";
    // The first line of each objective is bold; this is a second one.
    assert!(!filled.contains(title) && filled.contains("> Informer sur les aides<"));
    assert!(filled.contains("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> Publier un feuillet</w:t></w:r>"));
    let cell = format!(
        "<w:pPr><w:jc w:val=\"center\"/>{look}</w:pPr><w:r>{look}<w:t xml:space=\"preserve\">mars à juin 2024</w:t></w:r></w:p>"
    );
    assert!(filled.contains(&cell), "{filled}");
}

#[test]
fn dotted_cells_lose_their_dots_and_boxes_are_not_ticked() {
    let box_cell = "<w:p><w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> vu par le Collège</w:t></w:r></w:p>";
    let blank = variant(|body| {
        body.replace("<w:p/>", "<w:p><w:r><w:t>…………</w:t></w:r><w:r><w:t xml:space=\"preserve\"> ……</w:t></w:r></w:p>")
            .replace("<w:t>2.</w:t>", "<w:t>2. ............</w:t>")
            .replace("<w:p><w:r><w:t>(joindre", &format!("{box_cell}<w:p><w:r><w:t>(joindre"))
    });
    let programme = programme();
    let filled = fill(&blank, &programme);
    let text = body(&filled);
    assert!(text.contains("☐") && text.contains("<w14:checkbox/>"), "{text}");
    assert!(text.contains("<w:t>2. Informer sur les aides</w:t>") && text.contains("<w:t>mars à juin 2024</w:t>"));
    assert!(!text.contains("mars à juin 2024</w:t></w:r><w:r><w:t xml:space=\"preserve\"> ……"), "{text}");
    assert_eq!(filled.difference.unknown, ["vu par le Collège"]);
    assert_eq!(printed(&programme_of(&filled.bytes, "a.docx")), printed(&programme));
}

#[test]
fn legacy_form_fields_and_controls_of_every_kind_are_filled() {
    let field = |data: &str, result: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"Texte1\"/><w:enabled/>{data}</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{result}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        )
    };
    let text_field = field(
        "<w:textInput/>",
        "<w:r><w:rPr><w:noProof/></w:rPr><w:t>\u{2002}\u{2002}</w:t></w:r><w:r><w:t>\u{2002}</w:t></w:r>",
    );
    let bound = "<w:sdt><w:sdtPr><w:rPr><w:i/></w:rPr><w:id w:val=\"7\"/><w:placeholder><w:docPart w:val=\"D\"/></w:placeholder><w:showingPlcHdr/><w:dataBinding w:xpath=\"/a\" w:storeItemID=\"{0}\"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val=\"Textedelespacerserv\"/></w:rPr><w:t>Cliquez ici</w:t></w:r></w:sdtContent></w:sdt>";
    let date = "<w:sdt><w:sdtPr><w:id w:val=\"9\"/><w:showingPlcHdr/><w:date><w:dateFormat w:val=\"d MMMM yyyy\"/></w:date></w:sdtPr><w:sdtContent><w:tc><w:tcPr><w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr><w:p><w:r><w:t>Entrez une date</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>";
    let blank = variant(|body| {
        let mut body = body
            .replace("……………", "")
            .replace("<w:t>Nom de la commune : </w:t></w:r>", &format!("<w:t>Nom de la commune : </w:t></w:r>{bound}"));
        let label = body.find("en date du").unwrap();
        let cell = body[label..].find("<w:tc>").unwrap() + label;
        let end = body[cell..].find("</w:tc>").unwrap() + cell + "</w:tc>".len();
        body.replace_range(cell..end, date);
        let slots = body.find("Objectif stratégique 1").unwrap();
        let (head, lines) = body.split_at(slots);
        head.to_owned() + &lines.replace("<w:p/>", &text_field)
    });
    let programme = programme();
    let filled = fill(&blank, &programme);
    let text = body(&filled);
    assert!(filled.diagnostics.is_empty(), "{:?}", filled.diagnostics);
    assert!(!text.contains("dataBinding") && !text.contains("Cliquez ici") && !text.contains("Entrez une date"));
    assert!(
        text.contains(
            "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">Valmont-sur-Ourthe &amp; l’Eau</w:t></w:r>"
        )
    );
    assert!(text.contains("<w:date w:fullDate=\"2023-12-18T00:00:00Z\"><w:dateFormat"), "{text}");
    assert!(text.contains("<w:rPr><w:noProof/></w:rPr><w:t xml:space=\"preserve\">mars à juin 2024</w:t>"));
    assert_eq!(text.matches("fldCharType=\"end\"").count(), text.matches("fldCharType=\"begin\"").count());
    assert_eq!(printed(&programme_of(&filled.bytes, "a.docx")), printed(&programme));
}

#[test]
fn a_changed_form_is_told_with_its_texts() {
    let blank = variant(|body| {
        body.replace("2024", "2026").replace("2023", "2025").replace("23 décembre 2021", "15 mars 2025").replace(
            "<w:p><w:r><w:t>(joindre la délibération)</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>Joindre un plan de financement.</w:t></w:r></w:p>",
        )
    });
    let mut programme = programme();
    programme.year = 2026;
    let filled = fill(&blank, &programme);
    let codes: Vec<&str> = filled.diagnostics.iter().map(|d| d.code()).collect();
    assert_eq!(codes, ["H211", "H201"]);
    assert!(filled.diagnostics[0].message(Lang::Fr).contains("projeté du formulaire 2024"));
    assert_eq!(filled.difference.missing.len(), 2, "{:?}", filled.difference);
    assert!(filled.difference.unknown[1].contains("plan de financement"), "{:?}", filled.difference);
    assert!(!body(&filled).contains("projeté"));
    // The form of another year is told too; its years alone are no difference.
    let filled = fill(&fixture("d01_blank.docx"), &programme);
    let codes: Vec<&str> = filled.diagnostics.iter().map(|d| d.code()).collect();
    assert_eq!(codes, ["H211", "H207"]);
}

#[test]
fn what_has_no_place_is_told_and_what_stands_there_stays() {
    let mut programme = programme();
    programme.add_action(9, "Rénover le chemin");
    let blank = fixture("d02_filled.docx");
    let filled = fill(&blank, &programme);
    let codes: Vec<&str> = filled.diagnostics.iter().map(|d| d.code()).collect();
    assert!(codes.contains(&"H202") && codes.contains(&"H203") && codes.contains(&"H204"), "{codes:?}");
    let before = programme_of(&blank, "d02.docx");
    let after = programme_of(&filled.bytes, "d02.docx");
    assert_eq!(before.institution, after.institution);
    for element in before.outline.elements() {
        assert!(after.outline.elements().iter().any(|e| e.title.wording == element.title.wording));
    }
}

#[test]
fn files_that_are_no_form_are_refused() {
    for bytes in [&b""[..], b"PK", b"%PDF-1.7", &fixture("d01_blank.docx")[..9_000]] {
        assert!(passerelle::fill_form(bytes, &programme(), None, &WriteOptions::new()).is_err());
    }
    let other = variant(|body| {
        body.replace("Objectif", "Sujet").replace("cibler", "").replace("poursuivre", "").replace("communiquer", "")
    });
    let error = passerelle::fill_form(&other, &programme(), None, &WriteOptions::new()).unwrap_err();
    assert!(error.message(Lang::Fr).contains("--form"), "{error}");
    let nested = variant(|body| body.replace("<w:body>", &format!("<w:body>{}", "<w:p>".repeat(5_000))));
    assert!(passerelle::fill_form(&nested, &programme(), None, &WriteOptions::new()).is_err());
}

#[test]
fn a_blank_with_any_byte_turned_is_filled_or_refused() {
    let blank = variant(str::to_owned);
    let whole = entries(&blank)["word/document.xml"].1.clone();
    for step in 0..60 {
        let at = whole.len() * step / 60;
        let broken = variant(|_| {
            let mut part = whole.clone();
            part[at] = b"<>\"&/ x"[step % 7];
            String::from_utf8_lossy(&part).into_owned()
        });
        // Either is right; a panic is not.
        let _ = passerelle::fill_form(&broken, &programme(), None, &WriteOptions::new());
    }
}
